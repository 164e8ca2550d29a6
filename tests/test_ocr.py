"""Scanned pages are recognised, and no number is taken from them that the engine is not sure of."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest import cache
from ingest import reference as reference_data
from ingest.collect import read_document
from ingest.model import Blocks, DocumentReading, Figure, Grid, GridCell, Line, Value
from ingest.ocr import engine
from ingest.ocr.again import Seen
from ingest.ocr.blocks import UNSURE, confidence_of
from ingest.ocr.doubts import doubt, doubt_of_value, has_ink, has_raised_mark
from ingest.ocr.drawn_rules import drawn_rules
from ingest.ocr.figures import with_confidence
from ingest.ocr.page import DOLLAR_FOR_SECTION
from ingest.ocr.picture import Frame, Picture, straight
from ingest.ocr.second_look import _added, _judged, plain
from ingest.ocr.words import RecognisedWord
from ingest.pdf.layout import PageCell, Word
from ingest.readers import pdf
from tests.making import figure, source

CASES = Path(__file__).parent / "cases" / "scan"
LEAST_READ = 0.85  # of the cells; what is left may be a problem and must not be wrong

needs_engine = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the OCR engine tesseract is not installed: no scan is recognised here."
)


def read_case(case: str) -> Blocks:
    return pdf.read((CASES / case / "letter.pdf").read_bytes(), "letter.pdf")


def rows_of(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def words_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.extra
@needs_engine
@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir()))
def test_a_scan_gives_what_it_was_made_with_or_a_problem_and_nothing_else(case: str) -> None:
    expected: dict[str, Any] = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))
    blocks = read_case(case)
    rules = [problem.rule for problem in blocks.problems if problem.rule != "recognised-page"]
    assert [grid.method for grid in blocks.grids] == ["ocr"] * len(expected["tables"])
    for grid, table in zip(blocks.grids, expected["tables"], strict=True):
        rows = rows_of(grid)
        assert [len(row) for row in rows] == [len(row) for row in table]
        pairs = [pair for row, truth in zip(rows, table, strict=True) for pair in zip(row, truth, strict=True)]
        assert [pair for pair in pairs if pair[0] != pair[1] and UNSURE not in pair[0]] == []
        assert sum(1 for text, truth in pairs if text == truth) >= LEAST_READ * len(pairs)
        assert all("doubt" in rule or "ink" in rule for rule in rules)
        assert bool(rules) == any(UNSURE in text for text, _ in pairs)
    assert set(map(words_of, expected["lines"])) <= {words_of(line.text) for line in blocks.lines}
    recognised = {line.page for line in blocks.lines if line.confidence is not None}
    recognised |= {cell.page for grid in blocks.grids for cell in grid.cells if cell.confidence is not None}
    if expected["problems"] != ["scanned-page"]:
        assert recognised == set(expected["pages"])
    assert not expected["problems"] or rules


@pytest.mark.extra
@needs_engine
def test_places_in_a_tilted_scan_are_those_of_the_page_as_it_is_displayed() -> None:
    straight_up = read_case("over-two-pages").grids[0]
    tilted = read_case("ruled-table").grids[0]
    for grid in (straight_up, tilted):
        left = [cell.bbox for cell in grid.cells if cell.column == 1 and cell.bbox]
        assert all(50 < box[0] < 70 and 180 < box[2] - box[0] < 200 for box in left)
    first, last = tilted.cells[0].bbox, tilted.cells[3].bbox
    assert first and last and 2 < first[1] - last[1] < 8, "tilted against the clock, the right side stands higher"


@pytest.mark.extra
@needs_engine
def test_figures_of_a_scan_say_so_and_how_sure_the_engine_was() -> None:
    reading = read_document(
        (CASES / "ruled-table" / "letter.pdf").read_bytes(),
        "letter.pdf",
        "original",
        source("kent~123-20", "force_response", force_ids=("kent",), campaign_id="online-grooming-2019-20"),
        reference_data.load(),
    )
    values = {(one.offence_id, one.period.period_id): one.value.value for one in reading.figures}
    assert values["soa2003_s15", "2018/19"] == 103
    assert {one.method for one in reading.figures} == {"ocr"}
    assert {one.review for one in reading.figures} == {"unreviewed"}
    assert all("recognised in a scan with confidence 0.9" in one.chain[-1] for one in reading.figures)


def test_without_the_engine_a_scan_is_a_problem_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find", lambda: None)
    blocks = read_case("ruled-table")
    assert not blocks.grids and not any(line.text for line in blocks.lines)
    (problem,) = blocks.problems
    assert (problem.rule, problem.page, problem.severity) == ("scanned-page", 1, "error")
    assert "apt install tesseract-ocr" in problem.message


def test_an_engine_that_fails_costs_the_page_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[engine.Recognised]:
        raise engine.EngineFailed("it ended with 9")

    monkeypatch.setattr(engine, "find", lambda: "tesseract")
    monkeypatch.setattr(engine, "recognise", fail)
    (problem,) = read_case("ruled-table").problems
    assert problem.rule == "scanned-page" and "it ended with 9" in problem.message


def test_what_was_kept_without_the_engine_is_read_anew_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find", lambda: None)
    cache.program.cache_clear()
    without = cache.program()
    monkeypatch.setattr(engine, "state", lambda: "an engine")
    cache.program.cache_clear()
    assert cache.program() != without
    monkeypatch.undo()
    cache.program.cache_clear()


def test_rules_are_found_in_a_picture_and_print_is_none() -> None:
    image = Image.new("L", (1200, 900), 245)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        pen.line((100, y, 900, y), fill=40, width=3)
    for x in (100, 500, 900):
        pen.line((x, 100, x, 300), fill=40, width=3)
    pen.text((150, 130), "1,234 arrests - llllll IIIIII", fill=0, font_size=40)
    pen.rectangle((100, 500, 700, 700), fill=30)  # a dark area is no rule
    drawn = drawn_rules(Picture(image, 300 / 72))
    scale = 300 / 72
    assert [round(rule.at * scale) for rule in drawn.rules if rule.is_across] == pytest.approx([101, 201, 301], abs=2)
    assert [round(rule.at * scale) for rule in drawn.rules if not rule.is_across] == pytest.approx(
        [101, 501, 901], abs=2
    )


@pytest.mark.parametrize("tilt", [-2.6, -0.3, 0.0, 1.1, 4.0])
def test_a_tilted_picture_is_set_straight_and_its_places_found_again(tilt: float) -> None:
    image = Image.new("L", (1200, 900), 255)
    pen = ImageDraw.Draw(image)
    for y in range(150, 750, 60):
        pen.line((150, y, 1050, y), fill=0, width=4)
    turned = image.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    upright = straight(Picture(turned, 1.0))
    assert upright.angle == pytest.approx(-tilt, abs=0.12), "half a pixel in the small picture"
    _, top, x1, bottom = upright.frame.on_page((150, 150, 1050, 150))
    rows = np.asarray(turned)[:, round(x1) - 3]
    first = int(np.flatnonzero(rows < 100)[0])
    assert min(abs(first - top), abs(first - bottom)) < 6


@pytest.mark.parametrize(
    ("turned", "box"),
    [(0, (1, 2, 3, 5)), (90, (2, 97, 5, 99)), (180, (97, 195, 99, 198)), (270, (195, 1, 198, 3))],
)
def test_a_box_of_a_turned_page_is_found_on_the_page_as_it_lies(turned: int, box: tuple[float, ...]) -> None:
    assert Frame(100, 200, turned).on_page((1, 2, 3, 5)) == box


def ink(*characters: tuple[int, int]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Characters side by side, each with its top and foot in a line of 40 pixels."""
    pixels = np.zeros((40, 14 * len(characters)), dtype=np.bool_)
    for n, (top, foot) in enumerate(characters):
        pixels[top:foot, 14 * n + 2 : 14 * n + 11] = True
    return pixels


@pytest.mark.parametrize(
    ("recognised", "text"),
    [("$12(1)", "s12(1)"), ("($40(2))", "(s40(2))"), ("$12", "$12"), ("$450", "$450"), ("A$12(1)", "A$12(1)")],
)
def test_a_dollar_before_a_subsection_is_an_s(recognised: str, text: str) -> None:
    assert DOLLAR_FOR_SECTION.sub("s", recognised) == text


def test_a_small_raised_digit_makes_a_number_doubtful() -> None:
    assert has_raised_mark(ink((8, 36), (8, 36), (4, 20)))
    assert not has_raised_mark(ink((8, 36), (9, 36), (8, 35)))
    assert not has_raised_mark(ink((8, 36), (31, 40), (8, 36))), "a comma"
    assert "footnote" in str(doubt("131", ink((8, 36), (8, 36), (4, 20))))
    assert doubt("13*", ink((8, 36), (8, 36), (4, 20))) is None, "a mark that was recognised as one"


def test_the_end_of_an_ordinal_without_its_number_is_doubtful() -> None:
    letters = ink((8, 36), (8, 36))
    assert "lost" in str(doubt("‘st", letters))
    assert "lost" in str(doubt("Ist", letters))
    assert doubt("1st", letters) is None
    assert doubt("St", letters) is None, "a street's"


def test_what_stands_beside_a_recognised_number_makes_it_doubtful() -> None:
    assert "more is printed" in str(doubt_of_value("75", ink((8, 36), (31, 36), (8, 36)))), "a lost point"
    assert doubt_of_value("7.5", ink((8, 36), (31, 36), (8, 36))) is None
    assert doubt_of_value("1,234", ink(*[(8, 36)] * 4)) is None, "characters that touch are fewer"
    assert "comma" in str(doubt_of_value("1.234", ink(*[(8, 36)] * 5)))


def test_ink_is_told_from_dirt() -> None:
    pixels = np.zeros((40, 40), dtype=np.bool_)
    pixels[10:12, 10:12] = True
    assert not has_ink(pixels)
    pixels[20:24, 20:28] = True
    assert has_ink(pixels), "a dash"


def word(text: str, confidence: float = 0.95, at: float = 10.0) -> RecognisedWord:
    return RecognisedWord(Word(text, at, 10, at + 8, 20, 10), confidence)


@pytest.mark.parametrize(
    ("seen", "is_trusted"),
    [
        ([("22", 0.9), ("22", 0.9)], True),
        ([("22", 0.9), ("", 0.0)], True),
        ([("", 0.0), ("", 0.0)], False),
        ([("22", 0.9), ("23", 0.9)], False),
        ([("22", 0.9), ("2z", 0.3)], True),
        ([("72", 0.9), ("72", 0.9)], False),
    ],
)
def test_a_number_is_trusted_that_is_seen_twice_and_not_otherwise(
    seen: list[tuple[str, float]], is_trusted: bool
) -> None:
    (judged,) = _judged([word("22")], [Seen(*one) for one in seen])
    assert judged.word.text == "22", "nothing is mended"
    assert (judged.doubt is None) is is_trusted


def test_a_letter_that_looks_like_a_digit_is_no_digit() -> None:
    (judged,) = _judged([word("0")], [Seen("O", 0.9), Seen("O", 0.9)])
    assert judged.doubt is not None
    (judged,) = _judged([word("O")], [Seen("0", 0.9), Seen("O", 0.9)])
    assert judged.word.text == "O"
    (judged,) = _judged([word("0")], [Seen("O", 0.9), Seen("0", 0.9)])
    assert judged.doubt is None, "seen as a digit twice"


def test_in_words_each_number_is_judged_by_itself() -> None:
    own = [word("Kent", at=10), word("made", at=20), word("22", at=30), word("arrests", at=40)]
    judged = _judged(own, [Seen("Kent rnade 22 arrests", 0.4)])
    assert [one.doubt for one in judged] == [None] * 4
    judged = _judged(own, [Seen("Kent made 27 arrests", 0.9)])
    assert [one.doubt is None for one in judged] == [True, True, False, True]


def test_a_section_is_the_same_whose_s_is_taken_for_a_sign() -> None:
    own = [word("SOA", at=10), word("2003", at=20), word("s15", at=30)]
    assert [one.doubt for one in _judged(own, [Seen("SOA 2003 $15", 0.9)])] == [None] * 3
    assert [one.doubt for one in _judged(own, [Seen("SOA 2003815", 0.9)])] == [None] * 3
    assert _judged(own, [Seen("SOA 2003 s16", 0.9)])[2].doubt is not None


def test_a_cell_that_gave_nothing_on_the_page_is_filled_by_two_equal_looks_alone() -> None:
    cell = PageCell(1, 1, "", (0, 0, 40, 20))
    others = [word("Total")]
    assert [one.word.text for one in _added(cell, [Seen("7", 0.9), Seen("7", 0.6)], others)] == ["7"]
    assert _added(cell, [Seen("7", 0.9), Seen("", 0.0)], others) == []
    assert _added(cell, [Seen("7", 0.9), Seen("1", 0.9)], others) == []
    assert _added(cell, [Seen("7", 0.7), Seen("7", 0.7)], others) == []


@pytest.mark.parametrize(("text", "same"), [("4,729", "4729"), ("N/A", "NA"), ("22.", "22"), ("2019/20?", "2019/20")])
def test_what_nobody_counts_by_makes_no_difference(text: str, same: str) -> None:
    assert plain(text) == plain(same)


@pytest.mark.parametrize(
    ("text", "other"), [("7.5", "75"), ("<5", "5"), ("5.932", "5,932"), ("-7", "7"), ("12%", "12")]
)
def test_what_somebody_counts_by_makes_one(text: str, other: str) -> None:
    assert plain(text) != plain(other)


def test_a_line_is_as_sure_as_its_least_sure_number() -> None:
    assert confidence_of([word("arrests", 0.4), word("22", 0.9), word("2019/20", 0.85)]) == 0.85
    assert confidence_of([word("arrests", 0.4), word("none", 0.9)]) == 0.4
    assert confidence_of([replace(word("221"), doubt="a mark")]) == 0.0
    assert confidence_of([]) is None


BOX = (50.0, 100.0, 300.0, 112.0)


def withheld(confidence: float | None, **changes: object) -> tuple[tuple[Figure, ...], list[str]]:
    line = Line(1, "In 2019/20 there were 22", 0, 24, 1, BOX, 1, confidence)
    other = Line(2, "2018/19:", 25, 33, 1, (50.0, 80.0, 90.0, 92.0), 2, 0.5)
    parts = {"method": "ocr", "page": 1, "bbox": BOX, "locator": "page 1, line 1"} | changes
    blocks = Blocks("application/pdf", "", 1, (line, other))
    reading = replace(_empty(blocks), figures=(figure("a", **parts),))
    told = with_confidence(reading, blocks)
    return told.figures, [problem.message for problem in told.problems]


def _empty(blocks: Blocks) -> DocumentReading:
    return DocumentReading("letter.pdf", "0", "application/pdf", "original", 1, blocks)


def test_a_figure_that_the_engine_is_not_sure_of_is_a_problem() -> None:
    figures, problems = withheld(0.93)
    assert figures[0].chain[-1] == "recognised in a scan with confidence 0.93" and not problems
    figures, problems = withheld(0.79)
    assert not figures and "0.79" in problems[0]
    figures, problems = withheld(0.93, period_label="2018/19")
    assert not figures and "2018/19" in problems[0]


def test_a_blank_of_a_scan_is_unknown_whatever_a_legend_says() -> None:
    cell = GridCell(2, 2, "", page=1, bbox=BOX)
    grid = Grid(1, 2, 2, (cell,), page=1, method="ocr")
    blocks = Blocks("application/pdf", "", 1, grids=(grid,))
    blank = figure(
        "a", method="ocr", page=1, bbox=BOX, locator="page 1, table 1, row 1, column 2", value=Value(0, 0, 0, None, "")
    )
    told = with_confidence(replace(_empty(blocks), figures=(blank,)), blocks)
    assert not told.figures and "lost" in told.problems[0].message


def test_what_is_no_scan_stays_as_it_was_read() -> None:
    blocks = Blocks("application/pdf", "", 1, (Line(1, "22", 0, 2, 1, BOX, 1),))
    reading = replace(_empty(blocks), figures=(figure("a", method="text", page=1, bbox=BOX),))
    assert with_confidence(reading, blocks) is reading
