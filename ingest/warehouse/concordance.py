"""offences.csv -> docs/concordance.md: which sections of which Acts a class of the Home Office counts, and since when.

Protects: nobody takes a class for its best-known section (88A is s15 and s15A), or a number of a code for its class
(071/17 is counted in 88A). What is not certain is said to be so.

`python -m ingest.warehouse.concordance docs/concordance.md` writes it; a test holds the page against it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ingest import reference
from ingest.reference.records import Offence
from ingest.warehouse.rows import law_section

CLASS = "ho_"
SERIES_BEGIN = date(2012, 4, 1)
"""From when on classes are held here: what came into force later began within a series."""
HEAD = """# Classes and sections

Made from `ingest/reference/offences.csv` by `python -m ingest.warehouse.concordance docs/concordance.md`; the table
`offences` of the warehouse has the same rows. Classes, codes and Acts are those of the Home Office's list of notifiable
offences of April 2026 and of legislation.gov.uk (Open Government Licence v3.0).

The police record crimes in classes of the Home Office, and answers to requests name sections of Acts. A class is seldom
one section, so a number for the one is never a number for the other:

- **88A is s15, and since 3 April 2017 s15A too**, which is the greater part wherever both are counted: a series breaks
  there.
- **s14 is in no one class**: it is counted in 21, 22B or 71, with the offence that was arranged.
- **Class 86 is no class of images of children**: it holds extreme pornography of adults and other publications too.
- **The number of a code does not tell its class**: 071/17 (s15A) is counted in 88A, and 088/05 (s61) is not grooming.

Sections are written as in the column `law_section`, with [Acts in short](#acts-in-short). A section that is not in
`offences.csv` is not named, though a class may count it. A day that is not given is not certain here.
"""


def page() -> str:
    """The page in Markdown: classes with their sections, sections with their classes and codes, and the sections of
    Scotland and Northern Ireland, which have no class. Raises Stop for a slip in the reference data."""
    offences = list(reference.load().offences.values())
    classes = [offence for offence in offences if offence.offence_id.startswith(CLASS)]
    sections = [offence for offence in offences if offence.section]
    in_england = [offence for offence in sections if any(_classes(offence, classes)) or offence.home_office_codes]
    elsewhere = [offence for offence in sections if offence.jurisdiction in ("Scotland", "Northern Ireland")]
    without = [offence for offence in sections if offence not in in_england and offence not in elsewhere]
    return "\n".join(
        (
            HEAD,
            "## From a class to its sections\n",
            "Whole: every case of the section is in the class. In part: some are, and others in another class or not "
            "certainly in any. A day stands where a section came into force after April 2012, when the series that is "
            "held here begins: from then on the class counts more.\n",
            *_table(
                ("class", "id", "whole", "in part", "what it counts"),
                (
                    (
                        offence.title.removeprefix("Home Office class "),
                        f"`{offence.offence_id}`",
                        ", ".join(_named(section) for section in sections if offence.offence_id in section.within),
                        ", ".join(_named(section) for section in sections if _is_in_part(section, offence)),
                        offence.note or "",
                    )
                    for offence in classes
                ),
            ),
            "\n## From a section to its classes\n",
            "In England and Wales, where the classes hold.\n",
            *_table(
                ("section", "id", "offence", "since", "class", "codes", "note"),
                (
                    (
                        _short(offence),
                        f"`{offence.offence_id}`",
                        offence.title,
                        _day(offence.in_force_from),
                        ", ".join(_classes(offence, classes)) or "none held here",
                        ", ".join(offence.home_office_codes),
                        offence.note or "",
                    )
                    for offence in in_england
                ),
            ),
            "\n## Sections without a class here\n",
            "Parts of a section, and s127, which is not notifiable.\n",
            *_rows_without_class(without),
            "\n## Scotland and Northern Ireland\n",
            "They have laws of their own and no classes of the Home Office.\n",
            *_rows_without_class(elsewhere),
            "\n## Acts in short\n",
            *_table(("in short", "Act or Order"), sorted({(_short_act(row), row.act or "") for row in sections})),
            "",
        )
    )


def _rows_without_class(offences: Iterable[Offence]) -> list[str]:
    return _table(
        ("section", "id", "offence", "since", "note"),
        (
            (_short(offence), f"`{offence.offence_id}`", offence.title, _day(offence.in_force_from), offence.note or "")
            for offence in offences
        ),
    )


def _classes(offence: Offence, classes: Iterable[Offence]) -> list[str]:
    """The codes of the classes that hold an offence, "in part" with those that hold some of its cases."""
    held = ((row, row.offence_id in offence.within, _is_in_part(offence, row)) for row in classes)
    return [
        row.home_office_codes[0] + ("" if is_whole else " in part")
        for row, is_whole, is_in_part in held
        if is_whole or is_in_part
    ]


def _is_in_part(section: Offence, of_class: Offence) -> bool:
    """Whether they may share cases and neither holds the other: the reference has each such pair once, either way."""
    return of_class.offence_id in section.overlaps or section.offence_id in of_class.overlaps


def _short(offence: Offence) -> str:
    return law_section(offence.offence_id, offence.section) or ""


def _short_act(offence: Offence) -> str:
    return _short(offence).removesuffix(f" {offence.section}")


def _named(offence: Offence) -> str:
    began = offence.in_force_from
    return f"{_short(offence)} (since {_day(began)})" if began and began > SERIES_BEGIN else _short(offence)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows)]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
