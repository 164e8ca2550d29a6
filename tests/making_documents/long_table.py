"""A workbook in the shape of the Home Office's recorded-crime tables by police force area, and the truth beside it.

A sheet for each financial year, a row for each force, quarter and offence code, written as a stream, so that 300,000
rows cost little memory. All numbers are drawn from a seed. The truth is reckoned here from what was drawn, by force,
code and year, and shares nothing with the reader: `truth.csv` has a line for each figure that the workbook bears.

    .venv/bin/python -m tests.making_documents.long_table FOLDER [YEARS] [OTHER_CODES]
"""

from __future__ import annotations

import csv
import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.making_documents.workbook_ods import MIME, NAMES

HEADINGS = (
    "Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup",
    "Offence Code", "Number of Offences",
)  # fmt: skip
FORCES = (
    "Avon & Somerset", "Bedfordshire", "Cambridgeshire", "Cheshire", "Cleveland", "Cumbria", "Derbyshire",
    "Devon & Cornwall", "Dorset", "Durham", "Dyfed-Powys", "Essex", "Gloucestershire", "Greater Manchester", "Gwent",
    "Hampshire", "Hertfordshire", "Humberside", "Kent", "Lancashire", "Leicestershire", "Lincolnshire",
    "London, City of", "Merseyside", "Metropolitan Police", "Norfolk", "North Wales", "North Yorkshire",
    "Northamptonshire", "Northumbria", "Nottinghamshire", "South Wales", "South Yorkshire", "Staffordshire", "Suffolk",
    "Surrey", "Sussex", "Thames Valley", "Warwickshire", "West Mercia", "West Midlands", "West Yorkshire", "Wiltshire",
    "British Transport Police",
)  # fmt: skip
NOT_FORCES = ("Action Fraud", "CIFAS", "UK Finance")
SUBJECT = {
    "17B": "Sexual assault on a male child under 13",
    "19D": "Rape of a female child under 16",
    "20B": "Sexual assault on a female child under 13",
    "21": "Sexual activity involving child under 13",
    "22B": "Sexual activity involving child under 16",
    "71": "Abuse of children through sexual exploitation",
    "73": "Abuse of position of trust of a sexual nature",
    "86": "Obscene publications, etc. and protected sexual material",
    "88A": "Sexual grooming",
    "8R": "Malicious communications",
}
NUMBERED = ("21", "71", "73", "86")
"""Codes that a spreadsheet keeps as numbers."""
NEW_CODE, NEW_CODE_YEAR = "8R", 2014
LATE_FORCE, LATE_YEAR = "Devon & Cornwall", 2022
Value = str | int | None
TRUTH = ("force", "code", "year", "first_quarter", "last_quarter", "number")


@dataclass
class Plan:
    """What is drawn. `years`: the calendar years in which they begin. `last_quarters`: how many the last year has.
    `other_codes`: codes outside the subject. `more`: rows set below a year's own, in the order of HEADINGS."""

    years: Sequence[int]
    other_codes: int
    seed: int = 1
    forces: Sequence[str] = FORCES
    last_quarters: int = 4
    columns: dict[int, Sequence[str]] = field(default_factory=dict)
    title_above: Sequence[int] = ()
    notes: Sequence[str] = ("Police recorded crime: open data tables", "Source: police recorded crime, Home Office")
    changed: dict[tuple[int, int, str, str], Value] = field(default_factory=dict)
    more: dict[int, Sequence[tuple[Value, ...]]] = field(default_factory=dict)


def write_table(folder: Path, plan: Plan, name: str = "prc-pfa-mar2013-onwards-tables.ods") -> Path:
    """Write the workbook, and `truth.csv` beside it; gives the workbook's path."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[tuple[str, str, int], dict[int, int]] = {}
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        with archive.open("content.xml", "w", force_zip64=True) as out:
            for piece in _content(plan, counts):
                out.write(piece.encode())
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    with (folder / "truth.csv").open("w", newline="", encoding="utf-8") as beside:
        writer = csv.writer(beside)
        writer.writerow(TRUTH)
        writer.writerows(_truth(counts))
    return path


def _content(plan: Plan, counts: dict[tuple[str, str, int], dict[int, int]]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">'
    yield "<office:body><office:spreadsheet>"
    yield from _sheet("Cover_sheet", ([words] for words in plan.notes))
    for year in plan.years:
        yield from _sheet(f"{year}_{(year + 1) % 100:02}", _rows(plan, year, counts))
    yield "</office:spreadsheet></office:body></office:document-content>"


def _rows(plan: Plan, year: int, counts: dict[tuple[str, str, int], dict[int, int]]) -> Iterator[Sequence[Value]]:
    order = [HEADINGS.index(name) for name in plan.columns.get(year, HEADINGS)]
    if year in plan.title_above:
        yield ["Police recorded crime by offence and police force area"]
        yield [None]
    yield [HEADINGS[at] for at in order]
    for row in _year(plan, year, counts):
        yield [row[at] for at in order]


def _year(plan: Plan, year: int, counts: dict[tuple[str, str, int], dict[int, int]]) -> Iterator[tuple[Value, ...]]:
    draw = random.Random(f"{plan.seed} {year}")
    label = f"{year}/{(year + 1) % 100:02}"
    others = {f"{n}{'ABC'[n % 3]}": f"Another offence {n}" for n in range(200, 200 + plan.other_codes)}
    quarters = plan.last_quarters if year == plan.years[-1] else 4
    for quarter in range(1, quarters + 1):
        for force in plan.forces:
            if (force, year) == (LATE_FORCE, LATE_YEAR):
                continue
            for code, words in (SUBJECT | others).items():
                if code == NEW_CODE and year < NEW_CODE_YEAR:
                    continue
                number: Value = draw.randrange(0, 60)
                number = plan.changed.get((year, quarter, force, code), number)
                if code in SUBJECT and isinstance(number, int):
                    counts.setdefault((force, code, year), {})[quarter] = number
                shown = int(code) if code in NUMBERED else code
                group = "Sexual offences" if code in SUBJECT else "Other crimes"
                yield (label, quarter, force, words, group, f"{group} by kind", shown, number)
        for name in NOT_FORCES:
            yield (label, quarter, name, "Fraud offences", "Fraud offences", f"Fraud: {name}", "AF", 7)
    yield from plan.more.get(year, ())


def _truth(counts: dict[tuple[str, str, int], dict[int, int]]) -> Iterator[tuple[Value, ...]]:
    """The figures that the numbers bear: of each run of quarters that follow one another, its sum."""
    for (force, code, year), by_quarter in counts.items():
        begun = None
        for quarter in range(1, 6):
            if quarter in by_quarter and begun is None:
                begun = quarter
            elif quarter not in by_quarter and begun is not None:
                total = sum(by_quarter[q] for q in range(begun, quarter))
                yield (force, code, f"{year}/{(year + 1) % 100:02}", begun, quarter - 1, total)
                begun = None


def _sheet(name: str, rows: Iterator[Sequence[Value]]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(name)}>"
    for row in rows:
        yield f"<table:table-row>{''.join(_cell(value) for value in row)}</table:table-row>"
    yield "</table:table>"


def _cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


if __name__ == "__main__":
    into, years, others = Path(sys.argv[1]), int((sys.argv[2:] or ["13"])[0]), int((sys.argv[3:] or ["121"])[0])
    print(write_table(into, Plan(range(2012, 2012 + years), others, last_quarters=3)))
