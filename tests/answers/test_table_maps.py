"""What a person says of a table that the reader does not understand: its numbers are figures, as they stand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.answers.maps import draft
from ingest.commands.show import show
from ingest.model import DocumentReading
from ingest.sources import SourceProblem, read_source

REFERENCE = reference_data.load()
SAMPLES = os.environ.get("DISCLOSED_SAMPLES", "")
BY_GROUP = "Crime group,2021,2022,Total\nSexual communication with a child,3,4,7\nMisc group,5,6,11\nTotal,8,10,18\n"
BY_TEAM = "Team,Arrests,Cautions,Budget\nNorth,3,<5,1200\nSouth,7,0,1300\n"
SIGNED = 'reason = "The letter above it says so."\nby = "AB"\non = 2026-11-27\n'


def read(folder: Path, data: bytes, name: str, entry: str, force: str = "kent") -> DocumentReading:
    place = folder / "raw" / force / "1-21"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(data)
    head = f'force = "{force}"\nkind = "force_response"\n\n[[document]]\npath = "{name}"\n\n'
    (place / "source.toml").write_text(f"{head}{entry}", encoding="utf-8")
    return read_document(data, name, "original", read_source(place, REFERENCE), REFERENCE)


def mapped(folder: Path, text: str, says: str) -> DocumentReading:
    return read(folder, text.encode(), "reply.csv", f'[[table]]\ndocument = "reply.csv"\n{says}{SIGNED}')


def figures(reading: DocumentReading) -> list[tuple[Any, ...]]:
    return [
        (one.value.text, one.measure_id, one.offence_id, one.period.period_id, dict(one.dimensions))
        for one in reading.figures
    ]


def test_what_rows_and_numbers_mean_is_said_once_for_the_table(tmp_path: Path) -> None:
    says = 'rows = { offence = "Crime group" }\nmeans = { measure = "offences_recorded" }\n'
    reading = mapped(tmp_path, BY_GROUP, says)
    assert figures(reading) == [
        ("3", "offences_recorded", "soa2003_s15a", "2021", {}),
        ("4", "offences_recorded", "soa2003_s15a", "2022", {}),
    ]
    assert reading.figures[0].reading_reason == "The letter above it says so. (AB, 2026-11-27)"
    (problem,) = [one for one in reading.problems if one.rule == "table-map"]
    assert "Misc group" in problem.message and "Total" not in problem.message
    assert {one.value.text for one in reading.proposals} == {"5", "6"}


def test_columns_may_count_different_things_and_rows_be_a_breakdown(tmp_path: Path) -> None:
    says = (
        'rows = { team = "Team" }\nmeans = { period = "2021/22", offence = "soa2003_s15" }\n'
        'columns = { Arrests = { measure = "arrests" }, Cautions = { measure = "cautions", unit = "people" }, '
        'Budget = "skip" }\n'
    )
    reading = mapped(tmp_path, BY_TEAM, says)
    assert figures(reading) == [
        ("3", "arrests", "soa2003_s15", "2021/22", {"team": "North"}),
        ("<5", "cautions", "soa2003_s15", "2021/22", {"team": "North"}),
        ("7", "arrests", "soa2003_s15", "2021/22", {"team": "South"}),
        ("0", "cautions", "soa2003_s15", "2021/22", {"team": "South"}),
    ]
    bounds = reading.figures[1].value
    assert (bounds.value, bounds.low, bounds.high) == (None, 1, 4)  # a table that prints its zeros


def test_a_second_row_of_headings_is_one_where_a_person_says_so(tmp_path: Path) -> None:
    text = "Team,Arrests,Arrests\nCode,2019,2020\nNorth,3,4\nSouth,7,8\n"
    says = 'header_rows = 2\nrows = { team = "Team" }\nmeans = { measure = "arrests" }\n'
    columns = 'columns = { "Arrests, 2019" = { period = "2019" }, "Arrests, 2020" = { period = "2020" } }\n'
    one = mapped(tmp_path, text.replace("2019,2020", "12,14"), "header_rows = 1\nmeans = { measure = 'arrests' }\n")
    assert "12" in {cell.text for cell in one.blocks.cells}
    reading = mapped(tmp_path, text, says + columns)
    assert {cell.column_label for cell in reading.blocks.cells} == {"Arrests, 2019", "Arrests, 2020"}
    assert [(one[0], one[3], one[4]) for one in figures(reading)] == [
        ("3", "2019", {"team": "North"}),
        ("4", "2020", {"team": "North"}),
        ("7", "2019", {"team": "South"}),
        ("8", "2020", {"team": "South"}),
    ]


def test_a_map_without_a_period_gives_no_figure_and_says_so(tmp_path: Path) -> None:
    reading = mapped(tmp_path, BY_TEAM, 'columns = { Arrests = { measure = "arrests" } }\n')
    assert reading.figures == ()
    assert any("no measure or period" in one.message for one in reading.problems)


def test_what_is_no_number_of_what_is_counted_gives_no_figure_and_is_named(tmp_path: Path) -> None:
    text = "Team,Arrests\nNorth,3\nSouth,*\nEast,45%\nWest,12 people\n"
    says = 'rows = { team = "Team" }\nmeans = { measure = "arrests", period = "2021/22" }\n'
    reading = mapped(tmp_path, text, says)
    assert [one.value.text for one in reading.figures] == ["3"]
    (problem,) = [one for one in reading.problems if one.rule == "table-map"]
    assert all(one in problem.message for one in ("“*”", "“45%”", "“12 people”", "[legend]"))


def test_a_mapped_number_keeps_the_mark_of_its_note(tmp_path: Path) -> None:
    says = 'rows = { team = "Team" }\nmeans = { measure = "arrests", period = "2021/22" }\n'
    reading = mapped(tmp_path, "Team,Arrests\nNorth,14*\nSouth,15 (3)\nEast,16p\nWest,17\nTotal,63\n", says)
    notes = {one.value.value: one.note or "" for one in reading.figures}
    assert all(f"printed as {print_}, with the mark of a note" in notes[value] for value, print_ in
               ((14, "14*"), (15, "15 (3)"), (16, "16p")))  # fmt: skip
    assert notes[17] == ""


def test_columns_of_different_things_have_to_be_named(tmp_path: Path) -> None:
    says = 'rows = { team = "Team" }\nmeans = { measure = "arrests", period = "2021/22" }\n'
    reading = mapped(tmp_path, "Team,Arrests,Budget\nNorth,,1200\nSouth,7,1300\n", says)
    assert reading.figures == ()
    (problem,) = [one for one in reading.problems if one.rule == "table-map"]
    assert "Arrests, Budget" in problem.message
    alone = mapped(tmp_path, "Team,Number\nNorth,3\nSouth,7\n", says)
    assert [one.value.text for one in alone.figures] == ["3", "7"]


def test_a_total_is_the_whole_of_a_question_and_is_held_against_its_parts(tmp_path: Path) -> None:
    says = 'rows = { team = "Team" }\nmeans = { question = "1", measure = "arrests" }\n'
    reading = mapped(tmp_path, "Team,2021,2022,2023\nNorth,3,4,<5\nSouth,7,8,6\nTotal,10,11,9\n", says)
    totals = {one.period.period_id: one for one in reading.figures if not one.dimensions}
    assert [one.value.text for one in totals.values()] == ["10", "11", "9"]
    assert "totals agree" in totals["2021"].chain
    assert totals["2022"].note == "In the source: printed total 11, parts sum to 12: differ by 1."
    assert [one.locator for one in reading.problems if one.rule == "total-differs"] == [totals["2022"].locator]
    assert not any("total" in step for step in totals["2023"].chain)  # what a mark hides nobody works out
    assert [(one.question, one.status) for one in reading.outcomes] == [("1", "answered")]


def test_a_sub_total_is_no_whole(tmp_path: Path) -> None:
    says = 'rows = { team = "Team" }\nmeans = { question = "1", measure = "arrests" }\n'
    reading = mapped(tmp_path, "Team,2021,2022\nNorth,14,9\nSub total,14,9\nSouth,3,5\nTotal,17,14\n", says)
    assert [one.value.text for one in reading.figures if not one.dimensions] == ["17", "14"]
    assert not [one for one in reading.problems if one.rule == "total-differs"]


def test_numbers_of_several_forces_or_of_another_unit_are_nobodys(tmp_path: Path) -> None:
    says = 'rows = { team = "Team" }\nmeans = { measure = "arrests", period = "2021/22", unit = "offences" }\n'
    reading = mapped(tmp_path, "Team,Arrests\nNorth,3\n", says)
    assert reading.figures == ()
    assert any("arrests is counted in" in one.message for one in reading.problems)
    toml = tmp_path / "raw" / "kent" / "1-21" / "source.toml"
    toml.write_text(
        toml.read_text().replace('force = "kent"', 'forces = ["kent", "essex"]').replace(', unit = "offences"', "")
    )
    source = read_source(toml.parent, REFERENCE)
    reading = read_document(b"Team,Arrests\nNorth,3\n", "reply.csv", "original", source, REFERENCE)
    assert reading.figures == ()
    assert any("no force" in one.message for one in reading.problems)


def test_show_asks_whose_the_numbers_of_several_forces_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(tmp_path, b"Team,Arrests\nNorth,3\nSouth,7\n", "reply.csv", "")
    folder = tmp_path / "raw" / "kent" / "1-21"
    head = "Tables that are not understood"
    assert show(folder / "reply.csv", None, None, False) == 0 and head in capsys.readouterr().out
    toml = folder / "source.toml"
    toml.write_text(toml.read_text().replace('force = "kent"', 'forces = ["kent", "essex"]'))
    assert show(folder / "reply.csv", None, None, False) == 0 and 'force = "…"' in capsys.readouterr().out


def test_a_table_that_is_not_here_is_named_with_those_that_are(tmp_path: Path) -> None:
    reading = mapped(tmp_path, BY_TEAM, 'table = 2\nrows = { team = "Team" }\n')
    (problem,) = [one for one in reading.problems if one.rule == "table-map"]
    assert "Here are: table 1" in problem.message
    other = read(
        tmp_path,
        BY_TEAM.encode(),
        "reply.csv",
        f'[[table]]\ndocument = "x.csv"\nmeans = {{}}\nrows = {{ a = "A" }}\n{SIGNED}',
    )
    assert any("no document here has the name" in one.message for one in other.problems)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ('columns = { Arrests = { measure = "arrest" } }\n', "an id of measures.toml"),
        ('columns = { Arrests = "arrests" }\n', "skip"),
        ('means = { period = "lately" }\n', "2019/20"),
        ('rows = { offence = "A", period = "B" }\n', "Name one"),
        ("", "says nothing"),
        ("page = 0\n", "a number from 1"),
        ("header_rows = 0\n", "a number from 1"),
        ("head_rows = 2\n", "is not known there"),
        ("columns = [200, 100]\n", "page = 3, columns = "),
    ],
)
def test_a_wrong_map_stops_its_source_and_says_what_would_do(tmp_path: Path, says: str, words: str) -> None:
    with pytest.raises(SourceProblem, match=words):
        mapped(tmp_path, BY_TEAM, says)


def test_a_tables_draft_says_what_its_labels_say_and_leaves_the_rest_open(tmp_path: Path) -> None:
    reading = mapped(tmp_path, BY_TEAM, 'rows = { team = "Team" }\n')
    (table,) = reading.blocks.tables
    assert draft(reading, table, "kent", REFERENCE) == {
        "document": "reply.csv",
        "rows": {"group": "…"},
        "columns": {"Arrests": {"measure": "arrests"}, "Cautions": {"measure": "cautions"}, "Budget": {"measure": "…"}},
        "means": {"offence": "…", "period": "…"},
    }
    offences = mapped(
        tmp_path,
        BY_GROUP.replace("Misc group", "Meeting a child following sexual grooming"),
        'rows = { team = "Team" }\ntable = 9\n',
    )
    assert draft(offences, offences.blocks.tables[0], "kent", REFERENCE) == {
        "document": "reply.csv",
        "rows": {"offence": "…"},
        "means": {"measure": "…"},
    }


def with_and_without(folder: Path, says: str) -> tuple[DocumentReading, DocumentReading]:
    """A real PDF as it is read, and by a person's map of one of its tables."""
    (document,) = Path(SAMPLES, "humberside").glob("*.pdf")
    entry = f'[[table]]\ndocument = "{document.name}"\n{says}{SIGNED}'
    plain, by_map = (read(folder, document.read_bytes(), document.name, one, "humberside") for one in ("", entry))
    return plain, by_map


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES, reason="DISCLOSED_SAMPLES names no folder with other people's documents")
def test_the_numbers_of_a_real_table_are_figures_by_its_map(tmp_path: Path) -> None:
    says = 'page = 3\nrows = { outcome = "Outcome" }\n'
    means = 'means = { measure = "offences_recorded", unit = "offences", offence = "soa2003_s15" }\n'
    plain, reading = with_and_without(tmp_path, says + means)
    numbers = [one for one in plain.proposals if ", table 2, row " in one.locator]  # it goes on from page 2 to 3
    assert plain.figures == () and len(numbers) == len(reading.figures) == 120
    assert {one.locator for one in reading.figures} == {one.locator for one in numbers}
    assert len(reading.proposals) == len(plain.proposals) - 120


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES, reason="DISCLOSED_SAMPLES names no folder with other people's documents")
def test_where_a_pages_columns_begin_a_person_may_say(tmp_path: Path) -> None:
    says = 'page = 1\ncolumns = [40, 210, 260, 310, 358, 406, 455]\nrows = { offence_group = "Offence types" }\n'
    plain, reading = with_and_without(tmp_path, f'{says}means = {{ measure = "offences_recorded" }}\n')
    printed = {(one.locator, one.value.text) for one in plain.proposals if one.locator.startswith("page 1, table 1,")}
    assert {(one.locator, one.value.text) for one in reading.figures} == printed != set()
