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
OPENING = "Home Office class "


def column(row: Any) -> str:
    """A column's heading, upright, in short lines: "SOA\\n2003\\ns15A", "class\\n88A", "images"."""
    if row.section:
        short = ACTS.get(row.act or "", row.act or "").split(" ")
        return "\n".join([*short, *textwrap.wrap(row.section, 6)])
    if row.title.startswith(OPENING):
        return f"class\n{row.title.removeprefix(OPENING).partition(':')[0]}"
    return GROUPS.get(row.offence_id) or "\n".join(textwrap.wrap(row.title, 7)[:3])


def heading(title: str, section: str | None, about_children: str = "yes") -> str:
    """ "Sexual communication with a child (s15A)"; what is not about children alone says so."""
    about = words.ABOUT_CHILDREN.get(about_children)
    return f"{title}{f' ({section})' if section else ''}{f' [{about}]' if about else ''}"
