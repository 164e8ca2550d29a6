"""Scanned pages are recognised, and every number of one is a proposal: none is a figure."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest import pdf
from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.model import Blocks, DocumentReading
from ingest.pdf import scans
from ingest.pdf.scans import DOLLAR_FOR_SECTION, Frame, Picture, is_engine_here, straight
from ingest.settle import readings
from tests.making import source
from tests.making_documents.scan import LETTER, ROWS, letter_of, scanned

pytestmark = pytest.mark.usefixtures("seen_once")

CASES = Path(__file__).parents[1] / "cases" / "scan"
LEAST_READ = 0.9  # of the numbers of a table

needs_engine = pytest.mark.skipif(
    not is_engine_here(), reason="the OCR engine tesseract is not installed: no scan is recognised here."
)


def read_case(case: str) -> Blocks:
    return pdf.read((CASES / case / "letter.pdf").read_bytes(), "letter.pdf")


def read_as_answer(data: bytes) -> DocumentReading:
    answer = source("kent~123-20", "force_response", force_ids=("kent",), campaign_id="online-grooming-2019-20")
    return read_document(data, "letter.pdf", "original", answer, reference_data.load())


def numbers(texts: list[str]) -> Counter[str]:
    return Counter(text for text in texts if any(map(str.isdigit, text)))


def words_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.extra
@needs_engine
@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir()))
def test_a_scan_gives_what_it_was_made_with(case: str) -> None:
    expected: dict[str, Any] = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))
    blocks = read_case(case)
    rules = [problem.rule for problem in blocks.problems if problem.rule != "recognised-page"]
    assert rules == expected["problems"]
    assert [grid.method for grid in blocks.grids] == ["ocr"] * len(expected["tables"])
    for grid, table in zip(blocks.grids, expected["tables"], strict=True):
        assert (grid.rows, grid.columns) == (len(table), len(table[0]))
        truth = numbers([text for row in table for text in row if text])
        read = numbers([cell.text for cell in grid.cells])
        assert (truth & read).total() >= LEAST_READ * truth.total(), (truth - read, read - truth)
    assert set(map(words_of, expected["lines"])) <= {words_of(line.text) for line in blocks.lines}
    recognised = {line.page for line in blocks.lines if line.confidence is not None}
    recognised |= {cell.page for grid in blocks.grids for cell in grid.cells if cell.confidence is not None}
    if not rules:
        assert recognised == set(expected["pages"])


@pytest.mark.extra
@needs_engine
def test_every_number_of_a_scan_is_a_proposal_and_none_a_figure() -> None:
    answer = read_as_answer((CASES / "table-without-rules" / "letter.pdf").read_bytes())
    assert not answer.figures
    assert all("from-scan" in one.doubts and one.method == "ocr" for one in answer.proposals)
    offered = {(one.offence_id, one.period_id): one.value.value for one in answer.proposals}
    assert offered["soa2003_s15", "2018/19"] == 103
    assert not any("wrong-sum" in one.doubts for one in answer.proposals)


@pytest.mark.extra
@needs_engine
def test_a_map_of_a_scanned_table_says_what_its_numbers_mean_and_not_that_they_are_right() -> None:
    means = {"measure": "arrests", "offence": "soa2003_s15"}
    signed = {"reason": "As asked.", "by": "AB", "on": "2026-01-01"}
    answer = source("kent~123-20", "force_response", force_ids=("kent",))
    entry = {"document": "letter.pdf", "rows": {"group": "Offence"}, "means": means} | signed
    data = (CASES / "table-without-rules" / "letter.pdf").read_bytes()
    mapped = read_document(data, "letter.pdf", "original", replace(answer, maps=(entry,)), reference_data.load())
    assert not mapped.figures
    own = [one for one in mapped.proposals if one.measure_id == "arrests" and one.dimensions]
    assert {one.value.value for one in own} >= {103.0} and all("from-scan" in one.doubts for one in own)


@pytest.mark.extra
@needs_engine
def test_a_column_that_does_not_add_up_is_doubted() -> None:
    rows = [*ROWS[:4], ("Total", "58", "1,361", "79")]
    answer = read_as_answer(scanned(letter_of(rows, rules="none"), 0.0))
    doubted = {one.value.text for one in answer.proposals if "wrong-sum" in one.doubts}
    assert {"7", "13", "58"} <= doubted
    assert doubted.isdisjoint({"24", "103", "1,234"})


@pytest.mark.extra
@needs_engine
def test_a_page_without_a_scan_stays_as_it_was_read_beside_one() -> None:
    answer = read_as_answer(scanned(letter_of(), printed=[*LETTER]))
    assert {one.page for one in answer.proposals if "from-scan" in one.doubts} == {2}
    assert all(one.page == 1 for one in answer.figures)


def test_characters_that_a_scanner_laid_behind_a_picture_are_those_of_a_scan() -> None:
    """Somebody's program guessed them, as ours does."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (120, 170), 235)), 0, 0, *A4)
    text = canvas.beginText(60, 760)
    text.setTextRenderMode(3)
    text.textLines(["Kent Police", *LETTER[1:3]])
    canvas.drawText(text)
    canvas.save()
    answer = read_as_answer(file.getvalue())
    assert not answer.figures
    assert [(one.value.text, "from-scan" in one.doubts) for one in answer.proposals] == [("22", True)]


@pytest.mark.extra
@needs_engine
def test_a_name_that_no_list_knows_is_in_no_proposal_of_a_scan() -> None:
    rows = [*ROWS[:3], ("Qwendolyn Zabrinsky", "1", "2", "3")]
    answer = read_as_answer(scanned(letter_of(rows), 0.0))
    assert answer.proposals
    assert not any("Zabrinsky" in f"{one.label} {one.quote}" for one in answer.proposals)


@pytest.mark.extra
@needs_engine
def test_places_in_a_tilted_scan_are_those_of_the_page_as_it_is_displayed() -> None:
    tilted = read_case("ruled-table").grids[0]
    left = [cell.bbox for cell in tilted.cells if cell.column == 1 and cell.bbox]
    assert all(50 < box[0] < 70 for box in left)
    first, last = tilted.cells[0].bbox, tilted.cells[3].bbox
    assert first and last and 2 < first[1] - last[1] < 8, "tilted against the clock, the right side stands higher"


def test_without_the_engine_a_scan_is_a_problem_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "is_engine_here", lambda: False)
    blocks = read_case("ruled-table")
    assert not blocks.grids and not any(line.text for line in blocks.lines)
    (problem,) = blocks.problems
    assert (problem.rule, problem.page, problem.severity) == ("scanned-page", 1, "error")
    assert "pip install -r requirements-extra.txt" in problem.message


def test_an_engine_that_fails_costs_the_page_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> scans.Look:
        raise scans.EngineFailed("it ended with 9")

    monkeypatch.setattr(scans, "is_engine_here", lambda: True)
    monkeypatch.setattr(scans, "recognise", fail)
    (problem,) = read_case("ruled-table").problems
    assert problem.rule == "scanned-page" and "it ended with 9" in problem.message


def test_what_was_kept_without_the_engine_is_read_anew_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = readings.program()
    others = [name for name in readings.installed() if not name.startswith("tess")]
    monkeypatch.setattr(readings, "installed", lambda: others)
    readings.program.cache_clear()
    without = readings.program()
    readings.program.cache_clear()
    assert (without != before) is is_engine_here()


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
    ("turned", "box"), [(0, (1, 2, 3, 5)), (90, (2, 97, 5, 99)), (180, (97, 195, 99, 198)), (270, (195, 1, 198, 3))]
)
def test_a_box_of_a_turned_page_is_found_on_the_page_as_it_lies(turned: int, box: tuple[float, ...]) -> None:
    assert Frame(100, 200, turned).on_page((1, 2, 3, 5)) == box


@pytest.mark.parametrize(
    ("recognised", "text"),
    [("$12(1)", "s12(1)"), ("($40(2))", "(s40(2))"), ("$12", "$12"), ("$450", "$450"), ("A$12(1)", "A$12(1)")],
)
def test_a_dollar_before_a_subsection_is_an_s(recognised: str, text: str) -> None:
    assert DOLLAR_FOR_SECTION.sub("s", recognised) == text
