"""Sections of the information laws as answers print them -> their titles, counts, and a filter in the address.

Protects: the same number under two laws is two sections (s34 is one thing in England and another in Scotland), and a
section that nobody printed is said to be inferred from the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard import warehouse

BASE = re.compile(r"(s|art )(\d+[a-z]?)", re.IGNORECASE)
KINDS = {True: "absolute", False: "qualified: a public interest test"}
BASES = {"printed": "as printed", "inferred": "no section is printed; the wording points to it"}


def base(section: str) -> str:
    """ "s31(3)" -> "s31"; "art 25(2)" -> "art 25": the section that the reference names."""
    found = BASE.match(section)
    return found.group(0) if found else section


def slug(law: str | None, section: str) -> str:
    """("FOIA 2000", "s31(3)") -> "foia-2000.s31", for the address."""
    return (
        re.sub(r"[^a-z0-9]+", "-", f"{law or 'law not known'}".lower()) + "." + base(section).lower().replace(" ", "")
    )


def titles() -> dict[tuple[str, str], tuple[str, str]]:
    """(law, section in lower case) -> its title, and whether it is absolute, in words ("" where it is neither)."""
    rows = warehouse.query("select law, section, title, is_absolute from exemptions")
    return {(row.law, row.section.lower()): (row.title, _kind(row.is_absolute)) for row in rows.itertuples()}


def _kind(is_absolute: Any) -> str:
    return "" if is_absolute is None or is_absolute != is_absolute else KINDS[bool(is_absolute)]


def described(law: str | None, section: str) -> str:
    """ "s31(3): Law enforcement (qualified: a public interest test)"."""
    title, kind = titles().get((law or "", base(section).lower()), ("", ""))
    if not title:
        return f"{section}: its title is not known here"
    return f"{section}: {title}{f' ({kind})' if kind else ''}"


def used(outcomes: pd.DataFrame) -> dict[str, str]:
    """Slug to label of every section that the outcomes name, the most frequent first: the options of the filter."""
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for row in outcomes.itertuples():
        for one in dict.fromkeys(base(section) for section in row.exemptions or []):
            key = slug(row.law, one)
            counts[key] = counts.get(key, 0) + 1
            labels[key] = f"{row.law or 'law not known'} {described(row.law, one)}"
    return {key: labels[key] for key in sorted(counts, key=lambda key: (-counts[key], key))}


def has(row: Any, wanted: str | None) -> bool:
    """Whether an outcome names the section (by slug); no section wanted is any."""
    return wanted is None or any(slug(row.law, section) == wanted for section in row.exemptions or [])


def listed(row: Any) -> str:
    """ "s12 (inferred)" or "s23(5), s31(3)" or "none named": what one answer names, for a table."""
    if not row.exemptions:
        return "none named"
    inferred = " (inferred)" if row.exemptions_basis == "inferred" else ""
    return f"{', '.join(row.exemptions)}{inferred}"


def table_of(outcomes: pd.DataFrame) -> pd.DataFrame:
    """One line a section: law with section and title, how many answers name it, in how many of them it is inferred."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in outcomes.itertuples():
        for one in dict.fromkeys(base(section) for section in row.exemptions or []):
            count = found.setdefault((row.law or "not known", one), [0, 0])
            count[0] += 1
            count[1] += row.exemptions_basis == "inferred"
    ordered: Iterable[tuple[tuple[str, str], list[int]]] = sorted(
        found.items(), key=lambda pair: (-pair[1][0], pair[0])
    )
    lines = [
        {
            "Section": f"{law}, {described(law, section)}",
            "Answers that name it": counts[0],
            "Of them inferred": counts[1],
        }
        for (law, section), counts in ordered
    ]
    return pd.DataFrame(lines, columns=["Section", "Answers that name it", "Of them inferred"])
