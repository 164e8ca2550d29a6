"""Workbooks row by row, and whatever bytes come: no more is held than a few rows, every cell is read once, wrong bytes
are refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import workbook
from ingest.model import Blocks, GridCell, Problem, Unreadable
from ingest.readers.opened import reader_of
from ingest.workbook import layout
from ingest.workbook.sheets import sheet_rows
from tests.making_documents.workbook import Number, Sheet, block
from tests.making_documents.workbook_ods import write_ods
from tests.making_documents.workbook_xls import write_xls
from tests.making_documents.workbook_xlsx import sheet_of_xml, write_xlsx

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_xls])
def test_rows_come_one_by_one_with_what_is_left_out(write: Any) -> None:
    sheet = Sheet(
        "2019-20",
        block("A1", [["Force", "Quarter", "Number"], ["North", 1, 12], ["South", 2, None], ["East", 3, 7]])
        | block("A6", [["West", 4, Number(1234, "#,##0", "1,234")]]),
        hidden_rows=[4],
    )
    data = write([Sheet("Cover", {"A1": "Contents"}), sheet])
    problems: list[Problem] = []
    assert list(sheet_rows(workbook.open_sheets(data), problems)) == [
        ("Cover", 1, ("Contents",)),
        ("2019-20", 1, ("Force", "Quarter", "Number")),
        ("2019-20", 2, ("North", 1, 12)),
        ("2019-20", 3, ("South", 2)),
        ("2019-20", 6, ("West", 4, 1234)),
    ]
    assert [problem.rule for problem in problems] == ["hidden-content"]


def test_no_more_than_a_few_rows_are_held() -> None:
    cell = '<c t="inlineStr"><is><t>Some words</t></is></c>'
    data = sheet_of_xml(f"<sheetData>{f'<row>{cell * 8}</row>' * 4_000}</sheetData>")
    tracemalloc.start()
    assert sum(1 for _ in sheet_rows(workbook.open_sheets(data), [])) == 4_000
    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)
CONTENTS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 3)),
    # A sheet with a question is read as numbered questions: "3. How many?" is one line of two cells.
    TEXTS.filter(lambda text: text.strip() == text and not text.startswith(("=", "'")) and not text.endswith("?")),
)
PLACES = st.builds(lambda column, row: f"{chr(65 + column)}{row}", st.integers(0, 7), st.integers(1, 12))


def said(blocks: Blocks) -> list[str]:
    """Every text of a document, sorted."""
    found = [cell.text for grid in blocks.grids for cell in grid.cells if cell.text]
    return sorted(found + [part for line in blocks.lines for part in line.text.split("\t")])


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_xls])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(PLACES, CONTENTS, min_size=1, max_size=30))
def test_every_cell_is_read_once(write: Any, cells: dict[str, str | int | float]) -> None:
    blocks = workbook.read(write([Sheet("Sheet1", cells)]), "figures")
    numbers = {c.ref: c.number for grid in blocks.grids for c in grid.cells if c.number is not None}
    assert len(said(blocks)) == len(cells)
    for ref, number in numbers.items():
        assert number == pytest.approx(cells[str(ref)], rel=1e-14)
    texts = sorted(value for value in cells.values() if isinstance(value, str))
    assert [text for text in said(blocks) if text in texts] == texts or set(texts) <= set(said(blocks))


MUTATIONS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12)
KINDS: Sequence[tuple[str, bytes]] = tuple(
    (kind, (CASES / kind / name / f"document.{kind}").read_bytes())
    for kind, name in (
        ("xlsx", "hidden-rows-and-columns"),
        ("ods", "comments"),
        ("xls", "number-formats"),
        ("xls", "dates"),
    )
)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize(("kind", "data"), KINDS, ids=[kind for kind, _ in KINDS])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(mutations=MUTATIONS, part=st.floats(0, 1, exclude_max=True))
def test_a_file_with_wrong_bytes_is_read_or_refused(
    kind: str, data: bytes, mutations: list[tuple[float, int]], part: float
) -> None:
    """In an archive the bytes of one part are changed, so that they are still unpacked; in an old file any."""
    files = {"": data} if kind == "xls" else unpacked(data)
    name = list(files)[int(part * len(files))]
    wrong = bytearray(files[name])
    for at, byte in mutations:
        if wrong:
            wrong[int(at * len(wrong))] = byte
    if kind == "xls":
        changed = bytes(wrong)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for one, content in files.items():
                packed.writestr(one, bytes(wrong) if one == name else content)
        changed = out.getvalue()
    if reader_of(changed, f"figures.{kind}") is workbook.read:
        try:
            workbook.read(changed, f"figures.{kind}")
        except Unreadable as refusal:
            assert str(refusal)


def test_the_headings_of_the_widest_sheet_are_each_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counting:
        def fullmatch(self, text: str) -> None:
            asked.append(text)

    monkeypatch.setattr(layout, "QUESTION", Counting())
    monkeypatch.setattr(layout, "ANSWER", Counting())
    assert layout._as_letter([[GridCell(1, column, "2019") for column in range(1, 16_385)]]) is None
    assert len(asked) == 2 * 16_384
