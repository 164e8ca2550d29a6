"""Wide and narrow numbers of one column that stand apart are one column; two columns stay two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.pdf.aligned_rows import Row
from ingest.pdf.columns import Columns
from ingest.pdf.halves import with_halves_joined
from ingest.pdf.layout import Word

COLUMNS = Columns(((60.0, 120.0), (200.0, 240.0), (250.0, 290.0), (300.0, 340.0)))


def row(*texts: str) -> Row:
    made = Row()
    for column, text in enumerate(texts):
        if text:
            x = COLUMNS.extents[column][0]
            made.add(Word(text, x, 100.0, x + 20.0, 110.0, 10.0), column)
    return made


def joined(heading: Row, body: Sequence[Row]) -> list[list[str]]:
    rows, columns = with_halves_joined([heading], body, COLUMNS)
    return [one.texts(columns) for one in rows]


def test_numbers_on_both_sides_of_a_gap_are_one_column() -> None:
    body = [row("s8", "", "3", "7"), row("s9", "1,152", "", "9"), row("s10", "", "6", "4")]
    told = [["Offence", "2018/19", "2019/20"], ["s8", "3", "7"], ["s9", "1,152", "9"], ["s10", "6", "4"]]
    assert joined(row("Offence", "2018/19", "", "2019/20"), body) == told


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        (
            row("Offence", "2018", "2019", "2020"),
            [row("a", "", "3", "7"), row("b", "5", "", "9"), row("c", "", "6", "4")],
        ),
        (row("Offence", "2018", "", "2020"), [row("a", "1", "3", "7"), row("b", "5", "", "9"), row("c", "", "6", "4")]),
        (row("Offence", "2018", "", "2020"), [row("a", "", "", "7"), row("b", "5", "", "9"), row("c", "", "6", "4")]),
        (row("Offence", "2018", "", "2020"), [row("a", "", "3", "7"), row("b", "5", "", "9")]),
    ],
    ids=["two headings", "a row with both", "a row with neither", "too few rows to tell"],
)
def test_columns_that_may_be_two_stay_two(heading: Row, body: Sequence[Row]) -> None:
    assert len(joined(heading, body)[0]) == 4
