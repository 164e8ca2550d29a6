"""The workbooks of `tests/cases/xlsx/`, `ods/`, `xls/`: each case once in every format that can hold it, about forces
that cannot be mistaken for real ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.making_documents.workbook_ods import write_ods
from tests.making_documents.workbook_xls import write_xls
from tests.making_documents.workbook_xlsx import write_xlsx


@dataclass(frozen=True)
class Number:
    """A stored number, the format of its cell and what that format shows."""

    value: float
    code: str
    shown: str


@dataclass(frozen=True)
class Day:
    """A date as a workbook stores it: a serial number with a format."""

    value: date
    code: str
    shown: str


@dataclass(frozen=True)
class Formula:
    """A formula; `value`: the result that is stored with it, None where there is none."""

    code: str
    value: float | None = None


Content = str | int | float | Number | Day | Formula


@dataclass(frozen=True)
class Sheet:
    """`cells`: by address. `merges`, `hidden_rows` (numbers), `hidden_columns` (letters), `comments`: by address."""

    name: str
    cells: Mapping[str, Content]
    merges: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    is_hidden: bool = False


@dataclass(frozen=True)
class Case:
    sheets: Sequence[Sheet]
    formats: Sequence[str] = ("xlsx", "ods", "xls")


WRITERS = {"xlsx": write_xlsx, "ods": write_ods, "xls": write_xls}


def block(at: str, rows: Sequence[Sequence[Content | None]]) -> dict[str, Content]:
    """The cells of rows that begin at an address, those that are None left blank."""
    found = re.fullmatch(r"([A-Z])(\d+)", at)
    assert found
    column, row = ord(found[1]), int(found[2])
    return {
        f"{chr(column + x)}{row + y}": value
        for y, values in enumerate(rows)
        for x, value in enumerate(values)
        if value is not None
    }


def one(name: str, cells: Any, formats: Sequence[str] = tuple(WRITERS), **more: Any) -> Case:
    """A workbook of one sheet: its cells by address, or its rows from A1 on."""
    return Case([Sheet(name, cells if isinstance(cells, dict) else block("A1", cells), **more)], formats)


def cases() -> dict[str, Case]:
    """Every case by its name."""
    return {**tables(), **shown(), **hidden()}


def tables() -> dict[str, Case]:
    years = ["Offence", "2018/19", "2019/20"]
    return {
        "one-table": Case(
            [
                Sheet(
                    "Arrests",
                    block("A1", [["Table 1: Arrests by offence, Borsetshire Police"]])
                    | block("A3", [years, ["Theft", 12, 7.0], ["Arson", 0, 1204], ["Total", 12, 1211]])
                    | block("A8", [["Notes:"], ["1. Counted by arrest and not by person."]]),
                )
            ]
        ),
        "two-tables-below-each-other": Case(
            [
                Sheet(
                    "Answer",
                    block("B2", [["Question 1"], years, ["Theft", 3, 4], ["Arson", 1, 2]])
                    | block("B7", [["Question 2"], ["Outcome", "2018/19", "2019/20"], ["Charged", 2, 5]]),
                )
            ]
        ),
        "two-tables-side-by-side": one(
            "Answer",
            block("A1", [["Offence", "Number"], ["Theft", 3], ["Arson", 4], ["Fraud", 9]])
            | block("D1", [["Outcome", "Number"], ["Charged", 5], ["Cautioned", 2]]),
        ),
        "goes-on-below-a-blank-row": one(
            "Sheet1",
            block("A1", [["Area", "2018", "2019"], ["North", 1, 2], ["South", 3, 4]]) | block("A5", [["Total", 4, 6]]),
        ),
        "headings-apart-from-their-rows": one(
            "Sheet1", block("A1", [["Area", 2018, 2019]]) | block("A3", [["North", 1, 2], ["South", 3, 4]])
        ),
        "blank-columns-inside": one("Sheet1", [["Area", None, "2018", None, "2019"], ["North", None, 1, None, 2]]),
        "two-level-headings": one(
            "Outcomes",
            block("A1", [["Offence", "2018", None, "2019"], [None, "Charged", "No action", "Charged", "No action"]])
            | block("A3", [["Theft", 1, 2, 3, 4]]),
            merges=["A1:A2", "B1:C1", "D1:E1"],
        ),
        "labels-over-several-rows": one(
            "Outcomes",
            block("A1", [["Offence", "Outcome", "Number"], ["Theft", "Charged", 3], [None, "Cautioned", 1]])
            | block("A4", [["Arson", "Charged", 0]]),
            merges=["A2:A3"],
        ),
        "title-over-the-whole-width": one(
            "Sheet1",
            [["Arrests recorded by Midsomer Constabulary"], ["Year", "Arrests"], ["2018", 4]],
            merges=["A1:B1"],
        ),
        "sheets-with-notes": Case(
            [
                Sheet("Notes", block("A1", [["About these figures"], [None], ["Taken from a live system."]])),
                Sheet("2018", block("A1", [["Force area", "Arrests"], ["North", 3]])),
                Sheet("2019", block("A1", [["Force area", "Arrests"], ["North", 5]])),
                Sheet("Empty", {}),
            ]
        ),
        "records": one(
            "Crimes",
            [
                ["Date", "Offence", "Outcome"],
                [Day(date(2019, 4, 1), "dd/mm/yyyy", "01/04/2019"), "Theft", "Charged"],
                [Day(date(2020, 2, 29), "dd/mm/yyyy", "29/02/2020"), "Arson", "No suspect"],
            ],
        ),
        "what-stands-right-under-a-table-is-its-last-row": one(
            "Sheet1",
            block("A1", [["Offence", "Arrests"], ["Theft", 3], ["Arson"]])
            | block("A4", [["* Fewer than five are not shown."]]),
        ),
        "question-and-answer": one(
            "Sheet1", [["How many arrests were made in 2019/20?"], ["22"], [None], ["None held."]]
        ),
    }


def shown() -> dict[str, Case]:
    return {
        "number-formats": one(
            "Sheet1",
            [
                ["Measure", "Value"],
                ["Thousands", Number(1234567, "#,##0", "1,234,567")],
                ["Share", Number(0.125, "0.0%", "12.5%")],
                ["Rounded", Number(2.5, "0", "3")],
                ["Rounded down", Number(7.4, "0", "7")],
                ["Costs", Number(450, '"£"#,##0.00', "£450.00")],
                ["With its unit", Number(7, '0 "arrests"', "7 arrests")],
                ["Below", Number(-5, "#,##0;(#,##0)", "(5)")],
            ],
        ),
        "dates": one(
            "Sheet1",
            [
                ["Month", "Arrests"],
                [Day(date(2019, 4, 1), "mmm-yy", "Apr-19"), 3],
                [Day(date(2019, 5, 1), "d mmmm yyyy", "1 May 2019"), 4],
                [Day(date(2019, 6, 1), "yyyy-mm-dd", "2019-06-01"), 43556],
            ],
        ),
        "numbers-stored-as-text": one(
            "Sheet1", [["Offence", "Arrests"], ["Theft", "12"], ["Arson", "1,204"], ["Fraud", 7]]
        ),
        "marks": one(
            "Sheet1",
            block("A1", [["Offence", "2018", "2019", "2020", "2021"], ["Theft", "-", "*", 0, "n/a"]])
            | block("A3", [["Arson", "<5", None, "Nil", "[c]"]]),
        ),
        "a-dash-for-zero": one(
            "Sheet1",
            [
                ["Offence", "Arrests"],
                ["Theft", Number(0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-")],
                ["Arson", Number(1500, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "1,500")],
            ],
        ),
        "formulas": one(
            "Sheet1",
            block("A1", [["Offence", "Arrests"], ["Theft", 3], ["Arson", 4]])
            | block("A4", [["Total", Formula("B2+B3", 7)], ["Other total", Formula("B2+B3")]]),
            formats=("xlsx", "ods"),
        ),
        "a-formula-that-was-never-reckoned": one(
            "Sheet1", [["Offence", "Arrests"], ["Theft", 3], ["Total", Formula("B2")]]
        ),
        "comments": one(
            "Sheet1",
            block("A1", [["Offence", "Arrests"], ["Theft", 3]]) | {"A5": "See the notes."},
            comments={"B2": "Includes attempts."},
            formats=("xlsx", "ods"),
        ),
    }


def hidden() -> dict[str, Case]:
    grid = [["Offence", "2018", "2019", "2020"], ["Theft", 1, 2, 3], ["Arson", 4, 5, 6], ["Fraud", 7, 8, 9]]
    return {
        "hidden-rows-and-columns": one("Arrests", grid, hidden_rows=[3, 9], hidden_columns=["C", "H"]),
        "hidden-sheet": Case(
            [
                Sheet("Summary", block("A1", [["Year", "Arrests"], ["2018", 4]])),
                Sheet("Working", block("A1", [["Year", "Arrests"], ["2018", 5]]), is_hidden=True),
            ]
        ),
        "hidden-blank-row-parts-nothing": one(
            "Sheet1", block("A1", [["Year", "Arrests"], ["2018", 4]]) | block("A4", [["2019", 6]]), hidden_rows=[3]
        ),
        "a-heading-over-a-hidden-column": one(
            "Sheet1",
            [["Area", "2018", None, "2019"], ["North", 1, 2, 3], ["South", 4, 5, 6]],
            merges=["B1:C1"],
            hidden_columns=["B"],
        ),
        "numbers-kept-from-view": one(
            "Sheet1",
            [["Offence", "Arrests"], ["Theft", Number(3, '[<5]"*";0', "*")], ["Arson", Number(12, '[<5]"*";0', "12")]],
        ),
    }


def documents() -> dict[str, bytes]:
    return {
        f"{kind}/{name}/document.{kind}": WRITERS[kind](case.sheets)
        for name, case in cases().items()
        for kind in case.formats
    }
