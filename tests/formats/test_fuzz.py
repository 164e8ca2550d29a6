"""A small part of `python -m benchmarks.fuzz`, whether it sees what it is there to see, and what it has found."""

from __future__ import annotations

import gc
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from benchmarks.fuzz import reading, report, running
from benchmarks.fuzz.cases import TARGETS, Target, cases_of, target_of
from benchmarks.fuzz.inputs import Input, make
from benchmarks.fuzz.invariants import broken
from benchmarks.fuzz.reading import CRASH, HANG, MEMORY, READ, REFUSED, Result, try_one
from ingest import kinds as text_reader
from ingest.commands.build import build
from ingest.model import UNKNOWN_PERIOD, Blocks, DocumentReading, Figure, Line, Unreadable, Value
from ingest.readers import opened
from tests.making import COLUMNS

SEED = 20
INPUTS = 30
QUICK = [target for target in TARGETS if target.most is None]  # the others start LibreOffice


@pytest.mark.parametrize("target", QUICK, ids=lambda target: target.name)
def test_damaged_documents_are_read_or_refused(target: Target) -> None:
    results = running.run(target, SEED, range(INPUTS))
    assert report.faults(target.name, results) == ""
    assert {result.state for result in results} <= {READ, REFUSED}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_seed_gives_the_same_inputs_and_another_gives_others(target: Target) -> None:
    made = [make(SEED, target.name, number) for number in range(20)]
    assert made == [make(SEED, target.name, number) for number in range(20)]
    assert made != [make(SEED + 1, target.name, number) for number in range(20)]


@pytest.mark.parametrize("target", QUICK, ids=lambda target: target.name)
def test_most_inputs_are_no_longer_the_case_that_they_were_made_from(target: Target) -> None:
    cases = {case.data for case in cases_of(target.name)}
    assert sum(make(SEED, target.name, number).data not in cases for number in range(50)) > 40


def first(monkeypatch: pytest.MonkeyPatch, read: object, seconds: float = 10.0) -> Result:
    """What comes of the first of two inputs when every document is read by `read`; the second must be reached too."""
    monkeypatch.setattr(text_reader, "read", read)
    monkeypatch.setattr(opened, "reader_of", lambda data, name: text_reader.read)
    results = running.run(replace(target_of("text"), seconds=seconds), SEED, [0, 1])
    assert len(results) == 2
    return results[0]


def test_a_fault_of_a_reader_is_a_crash_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, name: str) -> Blocks:
        return text_reader.split_lines(None)  # type: ignore[arg-type, return-value]

    result = first(monkeypatch, read)
    assert result.state == CRASH
    assert "TypeError" in result.words and "ingest/kinds.py:" in result.words


def test_a_fault_that_a_reader_makes_into_words_is_a_crash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, name: str) -> Blocks:
        try:
            text_reader.split_lines(None)  # type: ignore[arg-type]
        except AttributeError as error:
            raise Unreadable("is damaged.") from error
        return Blocks("text/plain")

    assert first(monkeypatch, read).state == CRASH


def test_what_a_reader_refuses_with_words_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, name: str) -> Blocks:
        raise Unreadable("is damaged.")

    assert first(monkeypatch, read).state == REFUSED


def test_what_does_not_end_is_ended_and_said_to_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, name: str) -> Blocks:
        while True:
            pass

    assert first(monkeypatch, read, seconds=0.3).state == HANG


def test_what_fills_the_memory_is_ended_and_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOST_MEMORY", running._memory(os.getpid()) + (64 << 20))

    def read(data: bytes, name: str) -> Blocks:
        filled: list[bytes] = []  # a child begins with less than its parent has: what was loaded comes when it is used
        while True:
            filled.append(b"x" * (16 << 20))
            time.sleep(0.02)

    assert first(monkeypatch, read).state == MEMORY


def test_a_process_that_dies_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, name: str) -> Blocks:
        os.kill(os.getpid(), signal.SIGKILL)
        return Blocks("text/plain")

    result = first(monkeypatch, read)
    assert (result.state, result.words) == (CRASH, "the process died (SIGKILL)")


def test_a_connection_that_the_parent_left_behind_kills_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    class Left:
        """A connection that only the collector can end."""

        def __init__(self) -> None:
            self.itself, self.connection = self, duckdb.connect(config={"threads": 4})
            self.connection.execute("select sum(range) from range(10_000_000)")

    def read(data: bytes, name: str) -> Blocks:
        gc.collect()
        return Blocks("text/plain")

    gc.disable()
    try:
        Left()
        assert first(monkeypatch, read).state == READ
    finally:
        gc.enable()
        gc.collect()


def test_a_kept_input_is_the_input(tmp_path: Path) -> None:
    result = Result(7, CRASH, "TypeError at a line", 0.1, 0, 0, "")
    folder = report.keep(tmp_path, "eml", SEED, result)
    assert [file.read_bytes() for file in folder.glob("*.eml")] == [make(SEED, "eml", 7).data]
    assert f"seed {SEED}, eml 7" in (folder / "fault.txt").read_text(encoding="utf-8")


FIGURE = Figure(
    "k3f9a", "kent", "1a", "arrests_online_cso", "arrests", None, None, (), UNKNOWN_PERIOD,
    Value(22, 22, 22, None, "22"), "line 1", "text", quote="1a. 22 arrests",
)  # fmt: skip
BLOCKS = Blocks("text/plain", "1a. 22 arrests", lines=(Line(1, "1a. 22 arrests", 0, 14),))


def rules_broken(figure: Figure, blocks: Blocks = BLOCKS) -> set[str]:
    one = DocumentReading("a.txt", "", "text/plain", "original", None, blocks, figures=(figure,))
    return {words.partition(":")[0] for words in broken([one], reading.reference())}


def test_a_right_figure_breaks_no_rule() -> None:
    assert rules_broken(FIGURE) == set()


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (replace(FIGURE, locator="line 2"), "place"),
        (replace(FIGURE, locator="page 1, table 1, row 1, column 2019/20"), "place"),
        (replace(FIGURE, locator="sheet Arrests, B7"), "place"),
        (replace(FIGURE, locator="somewhere"), "place"),
        (replace(FIGURE, quote="1a. some arrests"), "print"),
        (replace(FIGURE, value=Value(22, 22, 22, None, "2 2")), "value"),
        (replace(FIGURE, value=Value(23, 23, 23, None, "22")), "value"),
        (replace(FIGURE, value=Value(22, 0, 22, None, "22")), "value"),
        (replace(FIGURE, value=Value(None, 22, 22, None, "22")), "value"),
        (replace(FIGURE, value=Value(None, 5, 2, None, "22")), "value"),
        (replace(FIGURE, value=Value(1e15, 1e15, 1e15, None, "22")), "value"),
        (replace(FIGURE, force_id="borsetshire"), "meaning"),
        (replace(FIGURE, note="a\0b"), "text"),
        (replace(FIGURE, note="a\ud800b"), "text"),
    ],
)
def test_a_figure_that_breaks_a_rule_is_found(figure: Figure, rule: str) -> None:
    assert rule in rules_broken(figure)


# What fuzzing found.


def test_a_message_without_a_line_stops_nothing() -> None:
    of_no_force = next(n for n, source in enumerate(reading.sources()) if not source.force_ids)
    for case in cases_of("zip"):
        assert try_one(Input(case.name, case.data, of_no_force), 0).state in (READ, REFUSED)


def test_figures_of_a_document_that_names_no_force_do_not_stop_a_build(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "_published" / "a-round"
    folder.mkdir(parents=True)
    (folder / "document.txt").write_text("1a - 61\n\n3 - 4\n", encoding="utf-8")
    (folder / "source.toml").write_text(
        'kind = "charity"\npublisher = "A charity"\ncampaign = "online-grooming-2019-20"\n'
        '[[document]]\npath = "document.txt"\nform = "original"\n',
        encoding="utf-8",
    )
    assert build([tmp_path / "raw"], tmp_path / "warehouse.duckdb", 0, False) == 0


def test_a_character_that_nothing_can_store_is_shown_as_unread() -> None:
    (document,) = opened.open_document(
        b"Kent Police answers your questions in turn:\n\n1a - 6\x001\n", "document.txt", "original"
    )
    assert document.blocks.lines[2].text == "1a - 6\ufffd1"
    assert document.blocks.problems[-1].rule == "unstorable-characters"


COSTLY = {
    "greetings.txt": "Our ref: 57/21\n\nDear Applicant\n\nYou asked:\n"
    + "\nDear Kent Police,\n\n1a. The number:\n" * 800,
    "columns.csv": f"Offence,{'2019/20,' * 2000}\nTheft,{'1,' * 2000}\n",
    "a-date-and-dashes.txt": f"{'-' * 150} 4 January 2021 {'-' * 150} x\n\nDear Applicant\n\n1a. 22\n",
    "a-long-word.txt": f"Dear Applicant\n\n{'Versi-' * 3000}\n\n1a. 22\n",
    "transcript.csv": f"{COLUMNS}{',other' * 20_000}\n",
    "a-transcript-of-wrong-rows/transcript.csv": f"{COLUMNS}\n" + "kentt,arrests,people,,2019,7,valu,,,,p,\n" * 2000,
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_document_costs_its_length(name: str) -> None:
    begun = time.process_time()
    result = try_one(Input(name, COSTLY[name].encode(), 0), 0)
    assert result.state == READ, result.words
    assert time.process_time() - begun < 10
