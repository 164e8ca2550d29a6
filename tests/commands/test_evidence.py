"""Evidence is the document itself with the place marked and nobody's name in it, or a reason why there is none."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from dashboard import installation, words
from dashboard.parts import evidence
from dashboard.routes.index import ROUTES
from ingest import reference as reference_data
from ingest import workbook
from ingest.commands.build import build
from ingest.evidence import page
from ingest.evidence.page import (
    NotHere,
    Place,
    cell_of,
    document_bytes,
    drawn_table,
    file_name,
    lines_around,
    only_place,
    picture,
    read_again,
    sheet_picture,
)
from ingest.evidence.people import names_in, names_of, seen_words, without_people
from ingest.model import BBox, Blocks, Grid, GridCell
from ingest.pdf.layout import Word, holds
from ingest.pdf.scans import Picture, is_engine_here, recognise
from ingest.privacy import is_of_people
from ingest.readers.opened import read_blocks
from tests.making_documents.workbook import Sheet, block
from tests.making_documents.workbook_xlsx import write_xlsx
from tests.making_evidence import (
    MAIL,
    OFFENCES,
    OFFICER,
    PERSON,
    SCRAWL,
    TELEPHONE,
    letter_pdf,
    lines_pdf,
    mail_with,
    scan_of,
    write_others,
    write_raw,
    write_source,
)

pytestmark = pytest.mark.usefixtures("seen_once")

REFERENCE = reference_data.load()
needs_the_engine = pytest.mark.skipif(not is_engine_here(), reason="the OCR engine tesseract is not installed")
PEOPLE = (*PERSON.split(), *OFFICER.split(), MAIL, TELEPHONE)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    write_raw(folder / "raw")
    write_others(folder / "raw")
    assert build([folder / "raw"], folder / "warehouse.duckdb", 0, False) == 0
    return folder / "raw"


@pytest.fixture
def served(raw: Path, monkeypatch: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    warehouse = raw.parent / "warehouse.duckdb"
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("DISCLOSED_RAW", str(raw))
    return duckdb.connect(str(warehouse), read_only=True)


def get(path: str) -> Response:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    for route in ROUTES:
        match, child = route.matches(scope)
        if match.value == 2:
            return route.endpoint(Request(scope | child))
    raise AssertionError(path)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def has_mark(image: Image.Image) -> bool:
    """Whether the colour of the mark's frame stands in it."""
    wanted = tuple(int(page.MARK[n : n + 2], 16) for n in (1, 3, 5))
    return bool((abs(np.asarray(image).astype(int) - wanted).sum(axis=2) < 40).sum() > 200)


MARKS = "(select figure_id as mark, * from all_figures union all by name select outcome_id as mark, * from outcomes)"


def test_figures_and_answers_of_a_document_that_is_here_have_their_pictures(served: duckdb.DuckDBPyConnection) -> None:
    """One of each kind of place in each document: a line, a cell of a page, of a sheet, of a table of lines, a whole
    table. That each place of the others is found too, the next test shows without drawing it."""
    kind = "regexp_replace(locator, '[0-9]+', 'n', 'g')"
    marks = served.execute(f"select min(mark) from {MARKS} group by document, page, {kind}").fetchall()
    assert len(marks) >= 19
    for (mark,) in marks:
        response = get(f"/evidence/{mark}.png")
        assert response.status_code == 200, bytes(response.body).decode()
        assert response.headers["content-type"] == "image/png"
        assert has_mark(opened(bytes(response.body))), mark


def marked_words(mark: str) -> str:
    """What the document says at a figure's place, found again without the warehouse's own words."""
    document, sha256, outer_sha256, place = evidence.find(mark)
    around, _ = evidence.seen(mark)
    if around is not None:
        return " ".join(text for _, text in around.answer)
    name = file_name(document)
    data = document_bytes(installation.raw_folders(), document, sha256, outer_sha256)
    blocks = read_blocks(data, name)
    if place.page is None:
        grid, cell = cell_of(blocks, place)
        return cell.text if cell is not None else " ".join(one.text for one in grid.cells)
    box = place.bbox
    assert box is not None
    cells = [cell for grid in blocks.grids for cell in grid.cells if cell.page == place.page]
    lines = [line for line in blocks.lines if line.page == place.page]
    return " ".join(one.text for one in (*cells, *lines) if one.bbox and holds(box, one.bbox))


def test_the_marked_place_of_every_figure_bears_its_print(
    served: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "png", lambda _: b"")
    rows = served.execute("select figure_id, value_text, locator from all_figures where not is_disputed").fetchall()
    assert len(rows) > 40
    for mark, printed, locator in rows:
        assert printed in marked_words(mark), locator


def test_a_picture_is_made_once_and_kept_beside_the_warehouse(
    served: duckdb.DuckDBPyConnection, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mark,) = served.execute("select figure_id from figures where document like '%letter.pdf'").fetchone() or ("",)
    first = evidence.png(mark)
    monkeypatch.setattr(evidence.places, "picture", lambda *_: pytest.fail("it was made again"))
    assert evidence.png(mark) == first
    assert list((raw.parent / ".cache" / "evidence").glob("*.png"))


def test_an_unknown_id_and_a_transcript_are_404_with_the_reason(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    response = get("/evidence/000000000000.png")
    assert response.status_code == 404
    assert "There is no figure and no answer 000000000000" in bytes(response.body).decode()
    con = duckdb.connect(str(built_warehouse), read_only=True)
    assert con.execute(f"select distinct hand from {MARKS} order by 1").fetchall() == [
        ("own_transcript",),
        ("second_hand",),
    ]
    marks = con.execute(f"select min(mark) from {MARKS} group by document, is_disputed").fetchall()
    for (mark,) in marks:  # nothing that is shipped is more than our own transcript
        with pytest.raises(NotHere) as told:
            evidence.png(mark)
        assert "transcription of a page that we do not hold" in str(told.value) or "Sources disagree" in str(told.value)


def test_a_document_that_has_changed_or_gone_is_not_shown(raw: Path, tmp_path: Path) -> None:
    copy = tmp_path / "raw"
    shutil.copytree(raw, copy)
    letter = copy / "kent" / "101-21" / "letter.pdf"
    sha256 = hashlib.sha256(letter.read_bytes()).hexdigest()
    document = "kent/101-21/letter.pdf"
    assert document_bytes([copy], document, sha256, sha256) == letter.read_bytes()
    letter.rename(letter.with_name("letter of Jane Sample.pdf"))  # the warehouse knows no name of a person
    assert document_bytes([copy], document, sha256, sha256)
    letter.with_name("letter of Jane Sample.pdf").unlink()
    with pytest.raises(NotHere, match="not on this copy"):
        document_bytes([copy], document, sha256, sha256)
    letter.write_bytes(letter_pdf("Essex Police"))
    with pytest.raises(NotHere, match="content has changed"):
        document_bytes([copy], document, sha256, sha256)


def test_a_document_inside_a_mail_is_the_one_that_was_read(tmp_path: Path) -> None:
    pdf = letter_pdf()
    folder = tmp_path / "cumbria" / "105-21"
    folder.mkdir(parents=True)
    mail = mail_with(pdf)
    (folder / "reply.eml").write_bytes(mail)
    outer, inner = hashlib.sha256(mail).hexdigest(), hashlib.sha256(pdf).hexdigest()
    document = "cumbria/105-21/reply.eml#response-letter.pdf"
    assert document_bytes([tmp_path], document, inner, outer) == pdf
    assert file_name(document) == "response-letter.pdf"
    with pytest.raises(NotHere, match="content has changed"):
        document_bytes([tmp_path], document, outer, outer)


def cell_place(data: bytes, printed: str) -> Place:
    """The place of the cell of a scan's table that prints this."""
    grid = read_again(data, "scan.pdf").grids[0]
    (cell,) = (cell for cell in grid.cells if cell.text == printed)
    return Place(f"page 2, table 1, row {cell.row - 1}, column 2019/20", 2, cell.bbox, printed)


def differs(one: Image.Image, other: Image.Image) -> np.ndarray[Any, Any]:
    return np.abs(np.asarray(one).astype(int) - np.asarray(other).astype(int)).sum(axis=2) > 60


@needs_the_engine
@pytest.mark.extra
def test_of_a_scan_and_a_page_on_a_picture_known_words_alone_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hand drew and who is named is not in the picture: it is that of the same page without them."""
    scan = scan_of(letter_pdf(), has_hand=True)
    for data in (letter_pdf(is_on_picture=True), scan):
        place = cell_place(data, "9")
        shown = opened(picture(data, "gwent/1/scan.pdf", place, REFERENCE))
        assert has_mark(shown)
        covered = np.asarray(shown).astype(int)
        cover = tuple(int(page.COVER[n : n + 2], 16) for n in (1, 3, 5))
        assert (np.abs(covered - cover).sum(axis=2) < 12).mean() > 0.6
    monkeypatch.setattr(page, "_region", whole)
    without = picture(scan_of(letter_pdf(), has_hand=False), "gwent/1/scan.pdf", place, REFERENCE)
    other = differs(opened(picture(scan, "gwent/1/scan.pdf", place, REFERENCE)), opened(without))
    across, down = (sorted(round(point[n] * page.SCALE * 72 / 200) for point in SCRAWL) for n in (0, 1))
    assert not other[down[0] : down[-1], across[0] : across[-1]].any(), "nothing of what the hand drew is seen"
    assert other.sum() < 100, "the edge of a word, which the engine sees a pixel larger beside a hand"


@needs_the_engine
@pytest.mark.extra
def test_a_scan_is_not_shown_where_no_word_of_the_place_is_known_or_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    data = letter_pdf(is_on_picture=True, s15a="zqx")
    with pytest.raises(NotHere, match="no word at it is one that the program knows"):
        picture(data, "gwent/1/scan.pdf", cell_place(data, "zqx"), REFERENCE)
    scan = scan_of(letter_pdf())
    place = cell_place(scan, "9")
    monkeypatch.setattr("ingest.pdf.scans.is_engine_here", lambda: False)
    monkeypatch.setattr(page, "is_engine_here", lambda: False)
    page.recognised_words.cache_clear()
    read_again.cache_clear()
    with pytest.raises(NotHere, match=r"the engine that does so is not here: install the OCR engine"):
        picture(scan, "gwent/1/scan.pdf", place, REFERENCE)
    page.recognised_words.cache_clear()
    read_again.cache_clear()


def seen_of(text: str, in_cell: bool = False) -> str:
    """What is seen of a line of a scan, its words side by side."""
    words_there, x = [], 0.0
    for part in text.split():
        words_there.append(Word(part, x, 10.0, x + 5.0 * len(part), 20.0, 10.0))
        x += 5.0 * len(part) + 4
    cells = [(0.0, 0.0, x, 30.0)] if in_cell else []
    return " ".join(one.text for one in seen_words(words_there, cells, REFERENCE))


COUNT = "Sexual Offences Act 2003 s15A(1) 12 arrests in 2019/20"
ACT = "Section 31(3) of the Freedom of Information Act applies: no"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (COUNT, COUNT),
        ("1a. Fewer than five arrests", "1a. Fewer than five arrests"),
        ("In 2019/20 there were 22 arrests. We hold none.", "In 2019/20 there were 22 arrests. We hold none."),
        (ACT, ACT),
        ("The force made 9 arrests from 1 April 2019", "The force made 9 arrests from 1 April 2019"),
        # of people
        ("Prepared by Jane Sample", "Prepared by"),
        ("Total 9 Ward Quillfeather", "Total"),
        ("dealt with by Will Young of Park Lane", "dealt with by of"),
        ("the officer was Mark Hunter of Kent", "the officer was of"),
        ("Hill, May and PC 1234 West", "and PC"),
        ("call 01632 960123 or 0115 967 0999 or NR1 3AB", "call or or"),
        ("7946 0123 is not a count", "is not a count"),
        ("date of birth 12 May 2008", ""),
        ("p.quillfeather@force.example", ""),
        ("a — and / and | and *", "a and and and"),
    ],
)
def test_of_a_line_of_a_scan_print_of_the_subject_is_seen_and_nobody(text: str, seen: str) -> None:
    assert seen_of(text) == seen


def test_of_a_scans_table_numbers_and_marks_are_seen() -> None:
    assert seen_of("Rape of a Female Child", in_cell=True) == "Rape of a Female Child"
    assert seen_of("12 <5 * - 1,234", in_cell=True) == "12 <5 * - 1,234"
    assert seen_of("Rose Field", in_cell=True) == ""


def test_of_a_scan_nothing_is_seen_that_is_not_of_the_size_of_print_or_not_sure() -> None:
    line = [Word("arrests", 40.0 * n, 10.0, 40.0 * n + 35, 20.0, 10.0) for n in range(8)]
    hand = Word("5", 400.0, 0.0, 442.0, 60.0, 60.0)
    wide = Word("the", 500.0, 10.0, 600.0, 20.0, 10.0)
    doubtful = Word("none", 700.0, 10.0, 720.0, 20.0, 10.0, confidence=0.4)
    assert len(seen_words([*line, hand, wide, doubtful], [], REFERENCE)) == len(line)


def test_a_cell_of_a_table_of_lines_is_marked_by_its_line_with_the_headings(served: duckdb.DuckDBPyConnection) -> None:
    wanted = "offence_id = 'soa2003_s15a' and period_id = '2019/20'"
    in_text = served.execute(f"select figure_id, locator, lines from figures where force_id = 'sussex' and {wanted}")
    ((mark, locator, lines),) = in_text.fetchall()
    assert locator == "table 1, row 4, column 2019/20"
    found, _ = evidence.seen(mark)
    assert found is not None and lines == [found.answer[0][0]] * 2
    assert [text for _, text in found.answer] == ["Sexual Offences Act 2003 s15A | 13 | 4"]
    assert "Offence | 2018/19 | 2019/20" in [text for _, text in found.before]
    in_pdf = served.execute(f"select locator, bbox from figures where force_id = 'cleveland' and {wanted}").fetchall()
    ((locator, box),) = in_pdf
    assert locator == "page 1, table 1, row 4, column 2019/20" and box[3] - box[1] < 14  # points of one line


def test_an_answer_that_goes_on_overleaf_has_a_picture_of_both_pages(served: duckdb.DuckDBPyConnection) -> None:
    letter = (Path(installation.raw_folders()[0]) / "cleveland" / "109-21" / "letter.pdf").read_bytes()
    alone, both = (
        opened(picture(letter, "cleveland/109-21/letter.pdf", Place(place, 1), REFERENCE))
        for place in ("page 1, line 11", "page 1, line 11; page 2, line 1")
    )
    assert both.height > alone.height + 60 and has_mark(both.crop((0, alone.height, both.width, both.height)))


@pytest.mark.parametrize(
    ("locator", "parts"),
    [
        ("page 2, line 4", ["page 2, line 4"]),
        ("page 2, lines 40-41; page 3, line 1", ["page 2, lines 40-41", "page 3, line 1"]),
        (
            "page 1, lines 2-3; page 2, line 1; page 3, line 1; and on to page 9",
            ["page 1, lines 2-3", "page 2, line 1", "page 3, line 1"],
        ),
        ("page 2, table 1; row", ["page 2, table 1; row"]),
        ("sheet A; B, C4", ["sheet A; B, C4"]),
    ],
)
def test_a_place_on_several_pages_has_a_part_on_each(locator: str, parts: list[str]) -> None:
    assert [part.locator for part in Place(locator, 2).parts] == parts


def test_people_are_blacked_out_of_a_page_and_nothing_else() -> None:
    """The picture of a page with people is that of the same page without them, but for black boxes."""
    place = Place("page 1, line 3", 1, (60.0, 117.2, 458.7, 128.2), "22")
    shown = np.asarray(opened(picture(letter_pdf(), "kent/1/letter.pdf", place, REFERENCE))).astype(int)
    rows = np.flatnonzero((shown.sum(axis=2) == 0).sum(axis=1) > 110)  # more than letters take of a row of pixels
    assert 15 < rows.size < 40 and rows.max() - rows.min() < 40  # the one line of the salutation


@needs_the_engine
@pytest.mark.extra
def test_no_name_can_be_read_back_from_a_picture(served: duckdb.DuckDBPyConnection) -> None:
    """Of each kind that is drawn otherwise: a page, a scan, lines, and cells of a sheet with a column of people."""
    for document in ("kent%letter.pdf", "gwent%scan.pdf", "norfolk%thread.txt", "durham%reply.xlsx"):
        (mark,) = served.execute(f"select max(mark) from {MARKS} where document like ?", [document]).fetchone() or ("",)
        image = opened(evidence.png(mark))
        image = image.resize((image.width * 2, image.height * 2))
        words = " ".join(one.text for one in recognise(Picture(image, 4.0))[0])
        assert "Act" in words or "arrests" in words
        assert [one for one in PEOPLE if one.lower() in words.lower()] == []


def test_lines_come_with_those_around_and_without_people() -> None:
    text = "\n".join(["Dear Jane Sample,", "", "1. 22 arrests", "2. None", "Yours sincerely,", OFFICER]).encode()
    found = lines_around(text, "norfolk/1/thread.txt", Place("line 3", printed="22"), REFERENCE)
    assert found.answer == ((3, "1. 22 arrests"),)
    assert found.before == ((1, "Dear [name removed],"),)
    assert found.after == ((4, "2. None"), (5, "Yours sincerely,"))
    with pytest.raises(NotHere, match="not found again"):
        lines_around(text, "norfolk/1/thread.txt", Place("line 40"), REFERENCE)


@pytest.mark.parametrize(
    ("locator", "lines", "cell", "sheet"),
    [
        ("line 316", (316, 316), None, None),
        ("page 2, lines 3-5", (3, 5), None, None),
        ("page 2, table 1, row 3, column 2019/20", None, (1, 3, "2019/20"), None),
        ("table 2, row 1, column Total, of which online", None, (2, 1, "Total, of which online"), None),
        ("table 1", None, (1, None, None), None),
        ("sheet Arrests, by year, B7", None, None, ("Arrests, by year", "B7")),
        ("sheet Arrests", None, None, ("Arrests", None)),
    ],
)
def test_a_locator_is_read_as_the_contract_has_it(locator: str, lines: Any, cell: Any, sheet: Any) -> None:
    place = Place(locator)
    assert (place.lines, place.cell, place.sheet) == (lines, cell, sheet)


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("Officer in Case", True), ("Name", True), ("OIC", True), ("E-mail", True), ("Offence name", False),
        ("Number of arrests", False), ("Force", False), ("Victim Name", True), ("2019/20", False),
    ],
)  # fmt: skip
def test_columns_of_people_are_known_by_their_headings(heading: str, is_one: bool) -> None:
    assert is_of_people(heading) is is_one


def test_a_name_that_stands_anywhere_is_struck_everywhere() -> None:
    names = names_in(["Dear Ms Quillfeather,", "22 arrests", "Yours sincerely", "Peregrine Quillfeather"])
    assert without_people("checked by P Quillfeather", names, REFERENCE) == "checked by [name removed]"


@pytest.mark.parametrize(
    "text",
    [
        "Signed off by Marlow Fintrick",
        "Data supplied by Marlow Fintrick on 3 May",
        "Prepared by: Marlow Fintrick",
        "Marlow Fintrick, Information Governance Officer",
        "Requester name: Marlow Fintrick",
        "FINTRICK, Marlow",
        "Tel. 101 ext. 4455",
    ],
)
def test_what_stands_where_people_stand_is_struck_in_pictures(text: str) -> None:
    shown = without_people(text, names_in([text]), REFERENCE)
    assert not any(part in shown for part in ("Marlow", "Fintrick", "FINTRICK", "4455"))


def table_pdf(rows: Sequence[Sequence[str]]) -> bytes:
    from tests.making_documents.pdf import Sheet

    sheet = Sheet()
    sheet.text(60, 80, "1b. Arrests by offence, 2019/20")
    sheet.table(100, (60.0, 270.0, 350.0, 470.0)[: len(rows[0]) + 1], rows)
    return sheet.bytes()


def whole(page: Any, *_: object) -> BBox:
    """All of a page as the region that is shown: what is hidden is hidden wherever on it."""
    return (0.0, 0.0, page.width, page.height)


def page_of(rows: Sequence[Sequence[str]], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The whole page of a table with the number of its first row marked."""
    monkeypatch.setattr(page, "_region", whole)
    place = Place("page 1, table 1, row 1, column 2019/20", 1, (270.0, 118.0, 350.0, 136.0), rows[1][1])
    return picture(table_pdf(rows), "kent/1/letter.pdf", place, REFERENCE)


def ink(png: bytes, box: tuple[float, float, float, float]) -> np.ndarray[Any, Any]:
    """The pixels of a picture of a whole page inside a box of points."""
    scale = 144 / 72
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    return np.asarray(opened(png))[top:bottom, x0:x1].astype(int)


def test_a_column_that_is_headed_as_peoples_is_hidden_in_the_whole_page_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("Offence", "2019/20", "Officer"), ("SOA 2003 s10", "6", "Hesper Wyndlewick"), ("SOA 2003 s15", "9", "H W")]
    png = page_of(rows, monkeypatch)
    assert (ink(png, (360, 121, 460, 133)).sum(axis=2) < 60).mean() > 0.9  # the officer's cell is black
    assert (ink(png, (66, 121, 120, 133)).sum(axis=2) < 60).mean() < 0.5  # the offence beside it is print


def test_a_label_with_a_word_of_people_hides_no_column(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("Offence", "2019/20"), ("Assault on a police officer", "6"), ("Prepared by staff", "9")]
    png = page_of(rows, monkeypatch)
    assert (ink(png, (66, 103, 120, 115)).sum(axis=2) < 60).mean() < 0.5  # the heading is print


def test_rows_of_a_drawn_table_are_numbered_as_its_places_count_them() -> None:
    cells = [[("Offence", 1), ("2019", 2)], [("s10", 1), ("6", 2)], [("s15", 1), ("9", 2)]]
    grid = Grid(1, 3, 2, tuple(GridCell(r, c, text) for r, row in enumerate(cells, 1) for text, c in row))
    found, cell = cell_of(Blocks("text/html", grids=(grid,)), Place("table 1, row 2, column 2019"))
    table = drawn_table(found, cell, frozenset(), REFERENCE)
    assert [row[0] for row in table.rows] == ["", "1", "2"]
    assert table.marked == (2, 2, 2, 2) and table.rows[2][2] == "9"


def test_an_answer_that_is_a_table_is_marked_as_a_whole_and_one_in_a_table_by_its_cell() -> None:
    page = """<html><body><table><tr><th>Question</th><th>Answer</th></tr>
      <tr><td>1a. How many arrests did you make for online sexual offences in 2019/20?</td><td>22</td></tr>
      <tr><td>1c. How many of these were based on evidence from activist groups?</td><td>None</td></tr>
      </table></body></html>"""
    blocks = read_blocks(page.encode(), "page.html")
    grid, cell = cell_of(blocks, Place("table 1, row 2, column Answer"))
    assert cell is not None and cell.text == "None"
    assert cell_of(blocks, Place("table 1")) == (grid, None)
    one, whole = (
        opened(picture(page.encode(), "kent/1/page.html", Place(place), REFERENCE))
        for place in ("table 1, row 2, column Answer", "table 1")
    )
    assert has_mark(one) and has_mark(whole) and one.size != whole.size  # the whole says so above it


def test_an_answer_that_is_a_table_of_a_page_is_marked_as_a_whole() -> None:
    place = Place("page 2, table 1", 2)
    assert has_mark(opened(picture(letter_pdf(), "kent/1/letter.pdf", place, REFERENCE)))
    with pytest.raises(NotHere, match="not found again"):
        picture(letter_pdf(), "kent/1/letter.pdf", Place("page 1, table 9", 1), REFERENCE)


def test_what_a_person_typed_from_a_document_that_is_here_is_no_transcription_of_one_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addition = """
[[addition]]
measure = "arrests"
unit = "arrests"
offence_as_published = "Section 127 of the Communications Act 2003"
period_as_published = "2019/20"
value_as_published = "12"
place = "page 2, the picture of a table"
reason = "the table is a picture"
by = "AB"
on = 2026-01-02
"""
    write_source(tmp_path / "raw", "kent", "101/21", {"letter.pdf": letter_pdf()}, addition)
    assert build([tmp_path / "raw"], tmp_path / "warehouse.duckdb", 0, False) == 0
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(tmp_path / "warehouse.duckdb"))
    monkeypatch.setenv("DISCLOSED_RAW", str(tmp_path / "raw"))
    con = duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True)
    ((mark, document),) = con.execute("select figure_id, document from figures where value_text = '12'").fetchall()
    said = bytes(get(f"/evidence/{mark}.png").body).decode()
    assert "A person typed this (row 1, page 2, the picture of a table)" in said and "do not hold" not in said
    assert words.is_addition(document)
    assert not words.is_addition("kent/101-21/transcript.csv")


def long_table(rows: int) -> bytes:
    body = [f"Sexual Offences Act 2003 s{n + 8} | {100 + n} | {200 + n}" for n in range(rows)]
    letter = ["Dear Requester,", "", "Thank you for your request of 3 May 2021, which we have considered.", ""]
    head = ["1b. Arrests by offence are as follows.", "", "Arrests", "Offence | 2018/19 | 2019/20"]
    return "\n".join([*letter, *head, *body, "", "Yours sincerely"]).encode()


def test_of_a_long_table_the_lines_that_bear_the_number_are_shown() -> None:
    found = lines_around(
        long_table(40), "kent/1/thread.txt", Place("table 1", printed="118", on_lines=(8, 48)), REFERENCE
    )
    assert any("118" in text for _, text in found.answer) and len(found.answer) == 24
    assert "Offence | 2018/19 | 2019/20" in [text for _, text in found.before]
    assert found.after[0][1].startswith("… (")


def test_a_column_of_people_in_a_table_of_lines_blackens_no_number() -> None:
    lines = [
        "1b. Arrests by offence are as follows.",
        "",
        "Offence 2018/19 2019/20 Officer",
        *(f"{label} 1{n} {n + 2} {OFFICER}" for n, (label, _) in enumerate(OFFENCES)),
    ]
    data = lines_pdf(lines)
    place = next(
        Place("page 1, table 1, row 2, column 2019/20", 1, line.bbox, "3")
        for line in read_blocks(data, "letter.pdf").lines
        if line.text.startswith("Sexual Offences Act 2003 s10")
    )
    image = opened(picture(data, "kent/1/letter.pdf", place, REFERENCE))
    marked = np.asarray(image).astype(int)
    assert 0 < (marked.sum(axis=2) == 0).mean() < 0.3  # the officers, and not the rows


def test_an_unreadable_pdf_is_a_reason_and_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotHere, match="can't be read"):
        picture(b"%PDF-1.4 nothing", "kent/1/letter.pdf", Place("page 1, line 1", 1, (0, 0, 9, 9)), REFERENCE)


@pytest.mark.parametrize(
    ("line", "printed", "found"),
    [
        ("Sexual Offences Act 2003 s8 10 <5", "<5", range(6, 7)),
        ("Sexual Offences Act 2003 s10 11 10", "11", range(5, 6)),
        ("1c. Fewer than 5 arrests.", "Fewer than 5", range(1, 4)),
        ("s8 5 5", "5", None),  # which of the two is meant nothing tells
        ("7", "7", None),
        ("s15 12", "3", None),
        ("s15 12", "", None),
    ],
)
def test_a_number_among_others_is_told_where_it_stands_once(line: str, printed: str, found: range | None) -> None:
    assert only_place(line.split(), printed) == found


def test_two_numbers_of_one_line_have_pictures_of_their_own(served: duckdb.DuckDBPyConnection) -> None:
    for force in ("cleveland", "sussex"):
        rows = served.execute(
            f"select figure_id, value_text from figures where force_id = '{force}' and offence_id = 'soa2003_s15a' "
            "order by period_id"
        ).fetchall()
        assert [printed for _, printed in rows] == ["13", "4"]
        one, other = (opened(evidence.png(mark)) for mark, _ in rows)
        assert one.size != other.size or differs(one, other).any()
    around, _ = evidence.seen(rows[1][0])
    assert around is not None and around.number() is not None
    line, first, last = around.number() or (0, 0, 0)
    assert around.answer[line][1][first:last] == "4"


def test_no_words_of_another_sheet_stand_above_a_table() -> None:
    reference = reference_data.load()
    drawn = []
    for words_of_cover in ("Arrests of 2015", "Of other things"):
        cover = Sheet("Cover", block("A1", [[words_of_cover]]))
        blocks = workbook.read(
            write_xlsx([cover, Sheet("Data", block("A1", [["Year", "Arrests"], ["2018", 12]]))]), "a"
        )
        names = names_of(blocks, reference)
        drawn.append(sheet_picture(blocks, Place("sheet Data, B2", printed="12"), "a.xlsx", names, reference))
    assert drawn[0] == drawn[1]
