"""A heading that may stand over other columns gives no number a meaning."""

from __future__ import annotations

from ingest.pdf.aligned import _unclear
from ingest.pdf.aligned_rows import Row
from ingest.pdf.columns import Columns
from ingest.pdf.layout import Word

COLUMNS = Columns(((60.0, 120.0), (200.0, 240.0), (300.0, 340.0)))


def test_all_words_of_an_unclear_heading_stand_over_each_column() -> None:
    upper, lower = Row(), Row()
    upper.add(Word("Female", 250.0, 100.0, 290.0, 110.0, 10.0), 1)
    lower.add(Word("2019/20", 200.0, 112.0, 240.0, 122.0, 10.0), 1)
    assert _unclear([upper, lower], COLUMNS).texts(COLUMNS) == ["Female 2019/20"] * 3
