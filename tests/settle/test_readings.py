"""How many processes read, and whose pages are shared out: it changes the time that a build takes and nothing else."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from ingest import pdf
from ingest.lending import lending
from ingest.pdf import read_all
from ingest.pdf.scans import read_pages
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


class Here(Executor):
    """A pool that does its work in this process and counts it."""

    def __init__(self) -> None:
        self.work: list[Any] = []
        self.done: list[tuple[Any, ...]] = []

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        self.work.append(fn)
        self.done.append(args)
        future: Future[Any] = Future()
        future.set_result(fn(*args))
        return future


def test_pages_read_in_shares_are_the_pages_read_in_one_go() -> None:
    data, pool = letter(11), Here()
    with lending(pool, 2):
        shared = read_all(data, 11)
    assert [list(pages) for (pages,) in pool.done] == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11]]
    assert shared == read_all(data, 11)
    assert not pool.work[0].args[0].exists(), "the document that was handed over is gone"


def test_a_process_that_was_lent_shares_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Here()
    with lending(pool, 2):
        monkeypatch.setattr("ingest.lending.os.getpid", lambda: -1)
        assert len(read_all(letter(4), 4)) == 4
    assert not pool.done


def test_a_worker_that_was_ended_is_no_damage_of_the_document() -> None:
    class Broken(Here):
        def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
            raise BrokenProcessPool("ended")

    with lending(Broken(), 2), pytest.raises(BrokenProcessPool):
        pdf.read(letter(4), "letter.pdf")


def test_one_large_document_and_small_ones_give_the_same_with_two_processes(tmp_path: Path) -> None:
    put(tmp_path, "kent", "large", 12, are_apart=True)
    for name in ("a", "b"):
        put(tmp_path, "durham", name, 1)
    alone, _ = collect([tmp_path], workers=1)
    shared, failures = collect([tmp_path], workers=2)
    assert shared == alone and not failures
    assert [reading.documents[0].pages for reading in shared if isinstance(reading, SourceReading)] == [1, 1, 12]


def test_the_pages_of_the_large_one_are_read_by_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "kent", "large", 12)
    put(tmp_path, "durham", "a", 1)
    asked: list[int] = []
    monkeypatch.setattr(readings, "PAGE", 500)
    monkeypatch.setattr(
        "ingest.settle.readings.lending", lambda pool, workers: asked.append(workers) or lending(pool, workers)
    )
    collect([tmp_path], workers=2)
    assert asked == [2]


def test_without_a_number_processes_are_started_where_there_is_enough_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.settle.readings.os.sched_getaffinity", lambda _: range(4))
    assert workers_for(0.3 * 100) == 1, "a hundred transcripts are read in a moment"
    assert workers_for(45.0) == 2
    assert workers_for(2000.0) == 4
    monkeypatch.setattr("ingest.settle.readings.os.sched_getaffinity", lambda _: range(64))
    assert workers_for(20_000.0) == readings.MOST_WORKERS


def test_a_pool_of_processes_reads_pages(tmp_path: Path) -> None:
    data = letter(6)
    with ProcessPoolExecutor(2) as pool, lending(pool, 2):
        assert read_all(data, 6) == read_pages(data, 1, 6)
