"""An offence in the words of headings, lists and columns: its section with its Act in short, a class, a group."""

from __future__ import annotations

import textwrap
from typing import Any

from dashboard import words

ACTS = {
    "Sexual Offences Act 2003": "SOA 2003",
    "Communications Act 2003": "CA 2003",
    "Malicious Communications Act 1988": "MCA 1988",
    "Protection of Children Act 1978": "PCA 1978",
    "Criminal Justice Act 1988": "CJA 1988",
    "Coroners and Justice Act 2009": "CJA 2009",
    "Serious Crime Act 2015": "SCA 2015",
    "Online Safety Act 2023": "OSA 2023",
    "Criminal Justice and Immigration Act 2008": "CJIA 2008",
    "Civic Government (Scotland) Act 1982": "CGSA 1982",
    "Sexual Offences (Scotland) Act 2009": "SOSA 2009",
    "Protection of Children and Prevention of Sexual Offences (Scotland) Act 2005": "PCPSOSA 2005",
    "Sexual Offences (Northern Ireland) Order 2008": "SONIO 2008",
    "Protection of Children (Northern Ireland) Order 1978": "PC(NI)O 1978",
    "Criminal Justice (Evidence, Etc.) (Northern Ireland) Order 1988": "CJ(NI)O 1988",
}
GROUPS = {
    "group:indecent_images_of_children": "images",
    "group:child_sexual_offences_all": "all,\nunder\n18",
    "group:child_sexual_offences_cyber_flag": "online\nflag",
    "group:child_sexual_abuse_flag": "CSA\nflag",
    "group:child_sexual_exploitation": "CSE",
    "group:online_child_sexual_offences": "online",
    "group:grooming_unspecified": "groom-\ning",
    "group:ca2003_s127_or_mca1988_s1": "s127 /\nMCA",
    "group:sexual_offences_all": "all\nsexual",
    "group:child_sexual_offences_victim_age_in_statute": "age in\nlaw",
}
"""Of a few letters a line, for a phone; what each means stands below the map."""
LONGEST_IN_CELL = 6  # letters
OPENING = "Home Office class "


def column(offence_id: str, act: str | None, section: str | None, title: str) -> str:
    """A column's heading, upright, in short lines: "SOA\\n2003\\ns15A", "class\\n88A", "images"."""
    if section:
        short = ACTS.get(act or "", act or "").replace(" ", "\n")
        return "\n".join([*short.split("\n"), *textwrap.wrap(section, 6)])
    if title.startswith(OPENING):
        return f"class\n{title.removeprefix(OPENING).partition(':')[0]}"
    return GROUPS.get(offence_id) or "\n".join(textwrap.wrap(title, 7)[:3])


def heading(title: str, section: str | None, about_children: str = "yes") -> str:
    """ "Sexual communication with a child (s15A)"; what is not about children alone says so."""
    about = words.ABOUT_CHILDREN.get(about_children)
    return f"{title}{f' ({section})' if section else ''}{f' [{about}]' if about else ''}"


def in_cell(row: Any) -> str:
    """A figure in a cell of a map: "1,234", "64/175" where sources differ, "3,201+", "<5"; its words are in the tip."""
    if row.value == row.value and row.value is not None:
        return words.number(row.value)
    has_low, has_high = row.low == row.low and row.low is not None, row.high == row.high and row.high is not None
    if row.is_disputed and has_low and has_high:
        return f"{words.number(row.low)}/{words.number(row.high)}"
    text = str(row.value_text or "")
    if has_low and not has_high and row.low > 0:
        return f"{words.number(row.low)}+"
    return text if text and len(text) <= LONGEST_IN_CELL else "?" if text else "W"
