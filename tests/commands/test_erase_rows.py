"""Rows of a transcript that are erased go alone, and what is still there of them is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ingest.commands.build import build, erase
from ingest.erasure import without_rows
from tests.making_erasures import REASON, TRANSCRIPT, rows_of


def transcribed(place: Path, *rows: str, columns: str = "dim_sex") -> Path:
    """The transcript of the round with a column more and these rows."""
    file = place / "raw" / "_published" / "charity-2021" / "transcript.csv"
    heading = TRANSCRIPT.partition("\n")[0]
    file.write_text("\n".join([f"{heading},{columns}", *rows]) + "\n")
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    return file


def test_a_bare_quotation_mark_in_a_cell_does_not_move_the_rows() -> None:
    text = 'a,note\n1,plain\n2,5" gap\n3,secret words\n4,"z ""and""\nmore"\n'
    assert without_rows(text, {3}) == text.replace("3,secret words\n", "")
    assert without_rows(text, {4}) == text.partition("4,")[0]
    with pytest.raises(csv.Error):
        without_rows('a,note\n1,"open\n', {1})


def test_a_row_of_another_breakdown_stays_and_one_called_exactly_the_same_goes(place: Path) -> None:
    male, female, again = (
        f"gwent,arrests_online_cso,arrests,,2019/20,{n},value,,,,Table 1,{note},{sex}"
        for n, note, sex in ((11, 'He said ""no"" 5', "male"), (13, "", "female"), (17, "", "male"))
    )
    file = transcribed(place, male.replace('He said ""no"" 5', '"He said ""not then"" there"'), female, again)
    question = "select figure_id from all_figures where source_id = 'published~charity-2021' and value_text = '{}'"
    ((first,),) = rows_of(place, question.format(11))
    kept = rows_of(place, question.format(13))
    assert erase(str(first), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert file.read_text().splitlines()[1:] == [female]
    assert rows_of(place, question.format(13)) == kept
    assert rows_of(place, question.format(17)) == []


def test_a_transcript_that_is_no_csv_goes_as_a_document(place: Path) -> None:
    folder = place / "raw" / "norfolk" / "104-21"
    toml = folder / "source.toml"
    more = '[[document]]\npath = "more.txt"\nform = "original"\n'
    toml.write_text(toml.read_text().replace('"original"', '"transcript"') + more)
    (folder / "more.txt").write_text("Dear Sir\n\nIn 2018/19 there were 3 arrests for grooming.\n")
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    form = "select count(*) from documents where path = 'norfolk/104-21/thread.txt' and form = 'transcript'"
    assert rows_of(place, form) == [(1,)]
    ((figure, _), *_) = rows_of(place, "select figure_id, 1 from figures where document like 'norfolk%thread.txt'")
    assert erase(str(figure), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert not (folder / "thread.txt").exists() and (folder / "more.txt").exists()
