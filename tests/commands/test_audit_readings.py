"""What a reader typed is understood as documents are; what is missing or not understood is told and never guessed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingest import audit as sheet
from ingest import reference as reference_data
from ingest.audit import NotUnderstood, Reader, held, read, read_all, reading_of
from ingest.commands.build import build
from tests.making import put_transcript
from tests.making_audits import cells_of, draw_of, figures_of, fill, rows_of, small_warehouse

REFERENCE = reference_data.load()
LINE = {
    "value": "12",
    "unit": "offences",
    "measure": "offences_recorded",
    "offence": "soa2003_s15a",
    "period": "2019/20",
}
LINE |= {"scope": "", "breakdown": ""}


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,234", "1234"), ("<5", "fewer than 5"), ("none", "0"), ("more than 840", "over 840"), ("12", "12 arrests")],
)
def test_two_prints_of_one_quantity_are_the_same(one: str, other: str) -> None:
    mine, yours = (sheet.quantity_of(cell, "arrests", REFERENCE) for cell in (one, other))
    assert mine & yours


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,234", "1,243"), ("<5", "4"), ("0", "*"), ("0", "blank"), ("*", "-"), ("about 90", "90"), ("90", "at least 90"),
     ("about 90", "about 80")],
)  # fmt: skip
def test_two_quantities_are_not(one: str, other: str) -> None:
    mine, yours = (sheet.quantity_of(cell, "arrests", REFERENCE) for cell in (one, other))
    assert not mine & yours


@pytest.mark.parametrize("cell", ["2019-20", "2019/20", "1 April 2019 to 31 March 2020", "FY 2019/20"])
def test_a_period_is_read_in_any_print(cell: str) -> None:
    assert reading_of(LINE | {"period": cell}, REFERENCE).meaning[3] == "2019/20"


@pytest.mark.parametrize("cell", ["2017-06-01..2018-02-28", "unknown"])
def test_a_period_by_its_id_and_an_unknown_one_are_taken(cell: str) -> None:
    assert reading_of(LINE | {"period": cell}, REFERENCE).meaning[3] == cell


def test_without_an_offence_it_is_the_measures_whole() -> None:
    online = REFERENCE.measures["arrests_online_cso"]
    row = LINE | {"measure": online.measure_id, "unit": online.units[0], "offence": ""}
    assert reading_of(row, REFERENCE).meaning[2] == online.whole_offence_id
    assert reading_of(LINE | {"offence": ""}, REFERENCE).meaning[2] == ""


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("value", "a few", "value 'a few' is no quantity. Copy it as it is printed"),
        ("measure", "arrest", "measure 'arrest' is not in codebook.csv. Nearest: arrests"),
        ("unit", "people", "unit 'people' is not in codebook.csv. Nearest: offences"),
        ("period", "last year", "period 'last year' does not settle its days. Write 2019/20"),
        ("period", "2013-18", "period '2013-18' does not settle its days"),
        ("offence", "soa2003_s15x", "offence 'soa2003_s15x' is not in codebook.csv. Nearest: soa2003_s15"),
    ],
)
def test_what_is_not_understood_is_told_with_what_would_do(column: str, cell: str, words: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        reading_of(LINE | {column: cell}, REFERENCE)
    assert words in str(told.value)


def test_a_scope_of_a_measure_without_scopes_says_so() -> None:
    plain = next(one for one in REFERENCE.measures.values() if one.units and not one.scopes)
    row = LINE | {"measure": plain.measure_id, "unit": plain.units[0], "scope": "attempts only"}
    with pytest.raises(NotUnderstood, match="Nearest: nothing, for the measure has none"):
        reading_of(row, REFERENCE)


def test_whoever_copies_what_a_release_holds_agrees_with_it_in_every_figure(built_warehouse: Path) -> None:
    """Every print of the shipped sources can be typed by a reader and is then no difference."""
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        figures = held(con)
    assert len(figures) > 1000
    for figure in figures:
        assert reading_of(cells_of(figure), REFERENCE).is_same_as(figure), figure.figure_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draw_of(small_warehouse(tmp_path), 7)


def wanted(folder: Path) -> dict[str, int]:
    return {row["place"]: int(row["numbers"]) for row in rows_of(folder)}


def reader(folder: Path, change: Callable[[list[dict[str, str]]], None]) -> Reader:
    """The file of a reader who holds with the warehouse, after `change` of its lines."""
    path = fill(folder, "AB", figures_of(folder.parent.parent / "warehouse.duckdb"))
    rows = rows_of(folder, path.name)
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sheet.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return read(path, wanted(folder), REFERENCE)


def test_a_whole_file_has_neither_problems_nor_gaps(folder: Path) -> None:
    found = reader(folder, lambda rows: None)
    assert (found.initials, found.problems) == ("AB", [])
    assert set(found.by_place) == {f"P{n}" for n in range(1, 8)}


def test_an_empty_line_and_a_line_that_is_gone_are_missing(folder: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0].update({name: "" for name in sheet.FILLED})
        del rows[3]

    path = folder / "reader-AB.csv"
    assert reader(folder, change).problems == [
        f"{path}, place P1: is not read yet.",
        f"{path}, place P4: is not read yet.",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("value", "a few", "line 3, place P2: value 'a few' is no quantity"),
        ("unit", "", "line 3, place P2: unit is empty. No number is without."),
        ("period", "recently", "line 3, place P2: period 'recently' does not settle its days"),
        ("measure", "arests", "line 3, place P2: measure 'arests' is not in codebook.csv"),
        ("scope", "some", "line 3, place P2: scope 'some' is not in codebook.csv"),
        ("place", "P99", "line 3: place 'P99' is not in the sheet. Its places are P1 to P7."),
    ],
)
def test_a_slip_is_told_with_file_line_and_what_would_do(folder: Path, column: str, cell: str, words: str) -> None:
    (problem,) = reader(folder, lambda rows: rows[1].update({column: cell})).problems
    assert problem.startswith(f"{folder / 'reader-AB.csv'}, line 3") and words in problem


def only(value: str) -> dict[str, str]:
    return {name: "" for name in sheet.FILLED} | {"value": value}


def test_a_place_without_a_number_and_one_that_is_not_reached_are_read(folder: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0].update(only("Not there"))
        rows[1].update(only("not reached"))

    found = reader(folder, change)
    assert found.problems == []
    assert found.by_place["P1"] == [] and found.by_place["P2"] is None


def test_a_place_that_is_both_read_and_not_reached_is_told(folder: Path) -> None:
    (problem,) = reader(folder, lambda rows: rows.append(rows[0] | only("not reached"))).problems
    assert "line 9, place P1: is not reached on one line and read on another" in problem


def rewritten(folder: Path, text: bytes) -> Reader:
    path = folder / "reader-AB.csv"
    path.write_bytes(text)
    return read(path, wanted(folder), REFERENCE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"place;value\nP1;5\n", "line 1: found place;value. The columns are place, figure"),
        (b"place;value\nP1;5\n", "parted by commas"),
        (b"place,figure\nP1,x\n", "line 1: found place, figure. The columns are"),
        (",".join((*sheet.COLUMNS, "remark")).encode(), "note, remark. The columns are place, figure"),
        (",".join((*sheet.COLUMNS, "note")).encode(), "note, note. The columns are"),
        ((",".join(sheet.COLUMNS) + "\nP1,x\n").encode(), "line 2: has more or fewer cells than the header's"),
        ((",".join(sheet.COLUMNS) + '\nP1,"x\n').encode(), "is no well-formed CSV"),
        (",".join(sheet.COLUMNS).encode() + b"\nP1,\xa35", "0xa3"),
    ],
)
def test_a_file_that_is_no_copy_of_the_sheet_is_told(folder: Path, text: bytes, words: str) -> None:
    (problem,) = rewritten(folder, text).problems
    assert words in problem


def test_fewer_numbers_than_a_place_holds_are_not_all_of_it_unless_the_reader_says_so(tmp_path: Path) -> None:
    """Three numbers stand on one page: whoever reads two of them says that there are no more, or is not done."""
    head = 'force = "kent"\nreference = "1"\ntitle = "Figures"\nkind = "force_response"\npublisher = "Kent Police"\n'
    counts = (("2017/18", 12), ("2018/19", 13), ("2019/20", 14))
    rows = (f"kent,arrests,arrests,s15A SOA 2003,{period},{n},value,,,,opening of the page," for period, n in counts)
    put_transcript(tmp_path / "raw" / "kent" / "1", f'{head}url = "https://foi.example/kent"', *rows)
    warehouse = tmp_path / "warehouse.duckdb"
    assert build([tmp_path / "raw"], warehouse, 0, False) == 0
    folder = draw_of(warehouse, 2)
    (row,) = rows_of(folder)
    assert (row["numbers"], row["locator"], row["document"]) == ("3", "opening of the page", "")
    path = fill(folder, "AB", figures_of(warehouse))
    lines = path.read_text().splitlines()
    drawn = wanted(folder)
    path.write_text("\n".join(lines[:3]) + "\n")
    (missing,) = read(path, drawn, REFERENCE).problems
    assert "place P1: 2 of 3 numbers. Copy the line for each further number" in missing and "'no more'" in missing
    path.write_text("\n".join([*lines[:3], lines[2]]) + "\n")
    assert read(path, drawn, REFERENCE).problems, "one number copied twice is one number"
    path.write_text("\n".join([*lines[:3], "P1" + "," * len(sheet.GIVEN) + "no more" + "," * 7]) + "\n")
    found = read(path, drawn, REFERENCE)
    assert found.problems == [] and len(found.by_place["P1"] or ()) == 2


def test_a_file_is_named_by_initials_and_by_no_name(folder: Path) -> None:
    for name in ("reader-AB.csv", "reader-Jane.csv", "reader-.csv"):
        (folder / name).write_text("")
    readers, problems = read_all(folder, wanted(folder), REFERENCE)
    assert [reader.initials for reader in readers] == ["AB"]
    assert sum("Name it reader-AB.csv" in words for words in problems) == 2
