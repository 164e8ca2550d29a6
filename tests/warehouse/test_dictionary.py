"""The data dictionary's page says what the warehouse's COMMENTs say."""

from pathlib import Path

from ingest.warehouse.dictionary import page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_the_one_that_the_schema_gives() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == page()
