"""The delimited texts of `tests/cases/csv/`, with what is to be read of them (`expected.json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Case:
    """`text` and how it is written down; then what is read: rows of each table with its first address, title and notes,
    lines by their numbers, and rule and place of each problem."""

    text: str
    tables: Sequence[Sequence[Sequence[str]]]
    firsts: Sequence[str] = ("A1",)
    lines: Mapping[int, str] = field(default_factory=dict)
    problems: Sequence[Sequence[str]] = ()
    encoding: str = "utf-8"

    def data(self) -> bytes:
        return self.text.encode(self.encoding)


PLAIN = [["Offence", "2018/19", "2019/20"], ["Theft", "12", "7"], ["Arson", "0", "1"]]
MONEY = [["Offence", "Cost"], ["Theft", "£12"], ["Café", "£7"]]


def joined(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def cases() -> dict[str, Case]:
    """Every case by its name."""
    return {
        "commas": Case(joined(PLAIN), [PLAIN]),
        "semicolons": Case(joined(PLAIN, ";"), [PLAIN]),
        "tabs": Case(joined(PLAIN, "\t"), [PLAIN]),
        "pipes": Case(joined(PLAIN, "|"), [PLAIN]),
        "the-delimiter-named-first": Case("sep=;\n" + joined(PLAIN, ";"), [PLAIN], ("A2",)),
        "windows-line-ends": Case(joined(PLAIN, end="\r\n"), [PLAIN]),
        "old-mac-line-ends": Case(joined(PLAIN, end="\r"), [PLAIN]),
        "utf-8-with-its-mark": Case(joined(MONEY), [MONEY], encoding="utf-8-sig"),
        "utf-16": Case(joined(MONEY, "\t"), [MONEY], encoding="utf-16"),
        "utf-16-without-its-mark": Case(joined(PLAIN), [PLAIN], encoding="utf-16-le"),
        "windows-1252": Case(joined(MONEY), [MONEY], encoding="cp1252"),
        "quoted": Case(
            '"Offence","Number"\n"Theft, of a bicycle","1,204"\n"Said ""no""",3\n"Two\r\nlines",4\nArson,0\n',
            [
                [
                    ["Offence", "Number"],
                    ["Theft, of a bicycle", "1,204"],
                    ['Said "no"', "3"],
                    ["Two\nlines", "4"],
                    ["Arson", "0"],
                ]
            ],
        ),
        "decimal-commas": Case(
            "Area;Share\nNorth;1,5\nSouth;2,25\n", [[["Area", "Share"], ["North", "1,5"], ["South", "2,25"]]]
        ),
        "title-and-notes": Case(
            "Arrests by offence, by year, Borsetshire Police,,\r\n\r\n"
            + joined(PLAIN, end="\r\n")
            + "\r\n* Fewer than five are not shown, and neither are cautions.\r\nSource: Borsetshire Police\r\n",
            [PLAIN],
            ("A3",),
            {
                1: "Arrests by offence, by year, Borsetshire Police",
                7: "* Fewer than five are not shown, and neither are cautions.",
                8: "Source: Borsetshire Police",
            },
        ),
        "two-tables": Case(
            "Question 1\n" + joined(PLAIN) + "\nQuestion 2\nOutcome,Number\nCharged,4\n",
            [PLAIN, [["Outcome", "Number"], ["Charged", "4"]]],
            ("A2", "A7"),
            {1: "Question 1", 6: "Question 2"},
        ),
        "a-comma-too-many": Case(
            "Offence,Number\nTheft,1,204\nArson,3\nFraud,2,118\n",
            [[["Offence", "Number"], ["Arson", "3"]]],
            problems=[["ragged-row", "line 2"], ["ragged-row", "line 4"]],
        ),
        "a-cell-too-few": Case(
            "Offence,2018,2019\nTheft,3\nArson,3,4\n",
            [[["Offence", "2018", "2019"], ["Theft", "3", ""], ["Arson", "3", "4"]]],
            problems=[["ragged-row", "line 2"]],
        ),
        "blank-cells-and-marks": Case(
            "Offence,2018,2019,2020\nTheft,,*,-\nArson,<5,0,n/a\n",
            [[["Offence", "2018", "2019", "2020"], ["Theft", "", "*", "-"], ["Arson", "<5", "0", "n/a"]]],
        ),
        "one-column": Case("How many arrests?\n22\n", [], (), {1: "How many arrests?", 2: "22"}),
    }


def expected(case: Case) -> dict[str, Any]:
    """What is to be read of a case, as expected.json holds it."""
    return {
        "tables": [[list(row) for row in table] for table in case.tables],
        "firsts": list(case.firsts),
        "lines": {str(number): line for number, line in case.lines.items()},
        "problems": [list(problem) for problem in case.problems],
    }


def write(folder: Path) -> None:
    """Writes each case into the folder of the format."""
    for name, case in cases().items():
        place = folder.parent / "csv" / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "document.csv").write_bytes(case.data())
        told = json.dumps(expected(case), ensure_ascii=False, indent=1) + "\n"
        (place / "expected.json").write_text(told, encoding="utf-8")
