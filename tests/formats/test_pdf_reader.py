"""PDFs are read exactly: every cell in its row and column, every line once, and what can't be read is said."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest import pdf
from ingest.commands.show import show, write_pictures
from ingest.model import Blocks, DocumentReading, Grid, Unreadable
from ingest.pdf import joined_document, read_pages
from ingest.tables import read_tables
from tests.blocks import rows
from tests.making_documents.pdf import Sheet

CASES = Path(__file__).parents[1] / "cases" / "pdf"


def sample(name: str) -> Path:
    folder = os.environ.get("DISCLOSED_SAMPLES")
    if not folder:
        pytest.skip("DISCLOSED_SAMPLES is not set: the letters of real forces are not here.")
    return Path(folder) / name


def read_file(path: Path) -> Blocks:
    return pdf.read(path.read_bytes(), path.name)


def rows_of(grid: Grid) -> list[list[str]]:
    """The grid's cells as rows, "" where a merged cell goes on."""
    return [[text or "" for text in row] for row in rows(grid)]


def cases() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if (folder / "expected.json").exists())


def shown(grid: Grid) -> dict[str, Any]:
    """A grid in the form of expected.json: None where a merged cell goes on."""
    return {"rows": rows(grid), "pages": list(grid.pages)}


@pytest.mark.parametrize("case", cases())
def test_a_letter_gives_the_lines_tables_and_problems_that_it_was_made_with(case: str) -> None:
    expected = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))
    if expected["unreadable"]:
        with pytest.raises(Unreadable, match=expected["unreadable"]):
            read_file(CASES / case / "letter.pdf")
        return
    blocks = read_file(CASES / case / "letter.pdf")
    assert [shown(grid) for grid in blocks.grids] == expected["tables"]
    assert [_print(line.text) for line in blocks.lines if line.text.strip()] == [_print(t) for t in expected["lines"]]
    assert sorted(problem.rule for problem in blocks.problems) == expected["problems"]
    assert "\n".join(line.text for line in blocks.lines) == blocks.text
    if "box_of_table_1" in expected:
        assert blocks.grids[0].bbox == pytest.approx(expected["box_of_table_1"], abs=0.5)
    for above, below in expected.get("blank_between", []):
        texts = [_print(line.text) for line in blocks.lines]
        assert texts[texts.index(_print(above)) + 1 : texts.index(_print(below))] == [""]


def _print(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.samples
def test_every_cell_of_a_forces_three_ruled_tables_is_read_as_printed() -> None:
    blocks = read_file(sample("durham-1406745/Durham.pdf"))
    with sample("durham-1406745/expected_cells.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(row.values()) for row in csv.DictReader(file)]
    found = []
    for grid, name in zip(blocks.grids, ("hospital", "crime_group", "outcome"), strict=True):
        heading, *body = rows_of(grid)
        found += [
            (str(grid.page), name, row[0], year, value)
            for row in body
            for year, value in zip(heading[1:], row[1:], strict=True)
        ]
    assert len(found) == 190
    assert found == expected


@pytest.mark.samples
def test_rotated_headings_and_blanks_are_read_as_printed() -> None:
    blocks = read_file(sample("taser-2010/taser-figures-march-2010.pdf"))
    with sample("taser-2010/expected_table1.csv").open(encoding="utf-8", newline="") as file:
        heading, *expected = [row[:9] for row in csv.reader(file)]
    rows = rows_of(blocks.grids[0])
    assert rows[1] == heading
    found = [[_short(row[0]), *row[1:]] for row in rows[2:-1]]
    assert found == [[_short(row[0]), *row[1:]] for row in expected]


def _short(force: str) -> str:
    return force.removesuffix(" Police").removesuffix(" Constabulary")


@pytest.mark.samples
def test_columns_of_a_table_add_up_where_its_strings_are_spaced_by_the_printer() -> None:
    """Its numbers come in strings with spacing behind each character, which moved some into the next cell."""
    blocks = read_file(sample("taser-2010/taser-figures-march-2010.pdf"))
    rows = rows_of(blocks.grids[1])
    *body, totals = rows[4:]
    for column in range(1, 17):
        assert sum(int(row[column] or 0) for row in body) == int(totals[column]), column


@pytest.mark.samples
def test_text_and_lines_agree_and_each_has_its_page() -> None:
    blocks = read_file(sample("durham-1406745/Durham.pdf"))
    assert blocks.pages == 4
    for line in blocks.lines:
        assert blocks.text[line.start : line.end] == line.text
    assert [line.number for line in blocks.lines] == list(range(1, len(blocks.lines) + 1))
    assert not any("Bishop Auckland General Hospital 2" in line.text for line in blocks.lines)
    above = [line.text.strip() for line in blocks.lines[: blocks.grids[0].after_line] if line.text.strip()]
    assert above[-1] == "Total Crime Count with Hospital Breakdown"


def test_pictures_outline_what_was_found_and_say_what_each_colour_is(tmp_path: Path) -> None:
    letter = CASES / "b15-marks-and-blanks" / "letter.pdf"
    grid = read_file(letter).grids[0]
    assert grid.page and grid.bbox
    blocks = read_file(letter)
    reading = DocumentReading("letter.pdf", "", blocks.media_type, "original", blocks.pages, blocks)
    assert "table blue" in write_pictures(reading, letter.read_bytes(), tmp_path)
    picture = Image.open(tmp_path / f"page-{grid.page}.png")
    left, top = (round(place * 110 / 72) for place in grid.bbox[:2])
    assert picture.getpixel((left - 3, top + 30)) == (11, 95, 165)


@pytest.mark.parametrize(("name", "found"), [("b15-marks-and-blanks", ["page-1.png"]), ("f-boxed-text", [])])
def test_show_writes_pictures_of_the_pages_with_tables(name: str, found: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    assert show(CASES / name / "letter.pdf", "kent", None, True, folder) == 0
    assert sorted(file.name for file in folder.glob("*")) == found


def test_show_says_that_pictures_exist_for_pdf_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear Applicant\n\n1a. 22\n", encoding="utf-8")
    assert show(text, "kent", None, True, tmp_path / "pictures") == 0
    assert "PDF only" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_pages_shared_out_to_processes_give_the_same_document(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (CASES / "over-pages-no-heading" / "letter.pdf").read_bytes()
    alone = pdf.read(data, "letter.pdf")
    shared = joined_document([*read_pages(data, 1, 1), *read_pages(data, 2, 2)])
    assert (shared.grids, shared.lines) == (alone.grids, alone.lines)
    monkeypatch.setattr(pdf, "LEAST_TO_SHARE", 2)
    monkeypatch.setattr(pdf, "processes", 2)
    assert pdf.read(data, "letter.pdf") == alone


def test_a_heading_over_the_last_columns_alone_is_over_no_others() -> None:
    """ "Of these, charged" over two of four years: what the first two count it does not say."""
    sheet = Sheet()
    sheet.text(450, 100, "Of these, charged", where=0.5)
    rows = [("Offence", "2018", "2019", "2018", "2019"), ("s15", "12", "13", "9", "8"), ("s14", "1", "3", "2", "5")]
    for n, row in enumerate(rows):
        for x, text in zip((60, 250, 330, 410, 490), row, strict=True):
            sheet.text(x, 116 + 16 * n, text, where=0.5 if x > 60 else 0.0)
    assert "heading-span" in [problem.rule for problem in pdf.read(sheet.bytes(), "letter.pdf").problems]


def test_a_table_as_statistical_abstracts_print_it() -> None:
    """Rules draw the frame and the groups alone, a column's headings stand a little wider than words do, dots lead from
    a label to its numbers, a label of two lines is as close to its neighbours, and ages are headings."""
    sheet = Sheet()
    size, rights = 6.0, (163.0, 190.0, 218.0, 245.0, 272.0, 300.0)
    for n, right in enumerate(rights):
        first, second = (("", "Total"), ("Under 18", "years"), ("18 years", "and over"))[n % 3]
        sheet.text(right, 83, first, size, where=1.0)
        sheet.text(right, 91, second, size, where=1.0)
    for middle, text in ((177, "Male"), (259, "Female")):
        sheet.text(middle, 76, text, size, where=0.5)
    rows = [
        ("Rape", ("17.2", "2.5", "14.7", "0.3", "–", "0.3")),
        ("Murder and nonnegligent", ()),
        ("manslaughter", ("10.0", "0.9", "9.1", "1.1", "–", "1.0")),
        ("Stolen property", ("84.3", "15.1", "69.2", "17.6", "2.8", "14.7")),
        ("Offences against the family", ("92.4", "3.7", "88.7", "23.4", "1.3", "22.1")),
        ("Curfew", ("91.0", "91.0", "(X)", "28.0", "28.0", "(X)")),
    ]
    for n, (label, values) in enumerate(rows):
        foot = 100 + 6.5 * n
        sheet.text(36, foot, label + (" ." * (24 - len(label)) if values else ""), size)
        for right, value in zip(rights, values, strict=False):
            sheet.text(right, foot, value, size, where=1.0)
    for y in (68, 93, 136):
        sheet.across(y, 36, 302)
    sheet.across(78, 138, 302)
    for x in (138, 220):
        sheet.down(x, 68, 136)
    (grid,) = pdf.read(sheet.bytes(), "letter.pdf").grids
    cells = {(cell.row_label, cell.column_label): cell.text for cell in read_tables([grid]).cells}
    heads = [f"{sex}, {age}" for sex in ("Male", "Female") for age in ("Total", "Under 18 years", "18 years and over")]
    labels = ["Rape", "Murder and nonnegligent manslaughter", *(label for label, _ in rows[3:])]
    numbers = [values for _, values in rows if values]
    assert cells == {
        (label, head): value
        for label, values in zip(labels, numbers, strict=True)
        for head, value in zip(heads, values, strict=True)
    }


def test_a_currencys_sign_left_of_its_number_is_no_column() -> None:
    sheet = Sheet()
    rows = [("Force area", "Cost"), ("North", "40.40"), ("South", "80.80"), ("East", "87.50"), ("West", "175.00")]
    for n, (label, value) in enumerate(rows):
        sheet.text(60, 100 + 16 * n, label)
        sheet.text(300, 100 + 16 * n, value, where=1.0)
    sheet.text(255, 116, "£")
    (grid,) = pdf.read(sheet.bytes(), "letter.pdf").grids
    assert rows_of(grid) == [list(row) for row in (rows[0], ("North", "£ 40.40"), *rows[2:])]


@given(st.sampled_from(sorted(cases())), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), max_size=8))
@settings(max_examples=60)
def test_no_damage_crashes_the_reader(case: str, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray((CASES / case / "letter.pdf").read_bytes())
    for where, new in changes:
        at = int(where * len(data))
        data[at : at + len(new)] = new
    try:
        blocks = pdf.read(bytes(data), "letter.pdf")
    except Unreadable as error:
        assert str(error)
    else:
        assert "\n".join(line.text for line in blocks.lines) == blocks.text
