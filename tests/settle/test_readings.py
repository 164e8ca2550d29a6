"""How many processes read, and whose pages are shared out: it changes the time that a build takes and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ingest import pdf
from ingest.model import Stop
from ingest.pdf import read_pages
from ingest.settle import readings
from ingest.settle.readings import collect, workers_for
from ingest.sources import SourceReading
from tests.making_documents.pdf import Sheet

ROWS = [("Offence", "2018/19", "2019/20"), ("SOA 2003 s8", "1", "2"), ("SOA 2003 s15", "3", "4")]
TOML = """
force = "{force}"
reference = "{name}"
title = "A letter"
kind = "force_response"
publisher = "A force"
law = "FOIA 2000"
[[document]]
path = "letter.pdf"
form = "original"
"""


def letter(pages: int, are_apart: bool = False) -> bytes:
    """Pages with a table each, which are one table that goes on unless `are_apart`."""
    sheet = Sheet()
    for n in range(pages):
        if n:
            sheet.next_page()
        sheet.paragraph(60, 80, [f"Page with the letter's part {n + 1}", "Dear Applicant"])
        head = ("Offence", str(2001 + n), str(2002 + n)) if are_apart else ROWS[0]
        sheet.table(150, (60, 200, 280, 360), [head, *ROWS[1:]])
    return sheet.bytes()


def put(raw: Path, force: str, name: str, pages: int, are_apart: bool = False) -> None:
    folder = raw / force / name
    folder.mkdir(parents=True)
    (folder / "letter.pdf").write_bytes(letter(pages, are_apart))
    (folder / "source.toml").write_text(TOML.format(force=force, name=name), encoding="utf-8")


def test_pages_read_in_shares_are_the_pages_read_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    data = letter(11)
    monkeypatch.setattr(pdf, "LEAST_TO_SHARE", 10)
    monkeypatch.setattr(pdf, "processes", 2)
    assert pdf.read_all(data, 11) == read_pages(data, 1, 11)


def test_one_large_document_and_small_ones_give_the_same_with_two_processes(tmp_path: Path) -> None:
    put(tmp_path, "kent", "large", 24, are_apart=True)
    for name in ("a", "b"):
        put(tmp_path, "durham", name, 1)
    alone, _ = collect([tmp_path], workers=0)
    shared, failures = collect([tmp_path], workers=2)
    assert shared == alone and not failures
    assert [reading.documents[0].pages for reading in shared if isinstance(reading, SourceReading)] == [1, 1, 24]


def test_without_a_number_processes_are_started_where_there_is_enough_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.settle.readings.os.sched_getaffinity", lambda _: range(4))
    assert workers_for(0.3 * 100) == 1, "a hundred transcripts are read in a moment"
    assert workers_for(45.0) == 2
    assert workers_for(2000.0) == 4
    monkeypatch.setattr("ingest.settle.readings.os.sched_getaffinity", lambda _: range(64))
    assert workers_for(20_000.0) == readings.MOST_WORKERS


def test_without_dask_a_build_that_asks_for_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "kent", "a", 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Stop, match=r"pip install -r requirements-dask\.txt"):
        collect([tmp_path], dask="tcp://127.0.0.1:8786")


@pytest.mark.parametrize("address", ["s3://bucket/raw", "nothing of the kind"])
def test_without_its_library_an_address_of_documents_stops_a_build(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setenv(readings.SETTING, address)
    with pytest.raises(Stop, match=r"pip install -r requirements-dask\.txt"):
        readings.documents_setting()
