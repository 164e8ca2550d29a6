"""The thread from which the project began: our transcript and, where it is at hand, the thread itself say the same."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.commands.show import _source
from ingest.model import DocumentReading

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPT = ROOT / "data" / "raw" / "west-mercia" / "50766" / "thread.txt"
SAMPLE = "west-mercia-50766-thread.txt"
NCND = ("s23(5)", "s31(3)", "s40(5)")
GROUP = "Innocent Voices"  # named by the force: a public fact, which stands in the outcome's text only

EXPECTED_OUTCOMES = {
    ("1a", "response", "answered", (), True),
    ("1b", "response", "referred", (), True),
    ("1c", "response", "ncnd", NCND, True),
    ("2", "response", "ncnd", NCND, True),
    ("3", "response", "answered", (), True),
    ("4", "response", "ncnd", NCND, False),
    ("4", "internal_review", "answered", (), True),
}
EXPECTED_FIGURES = {
    ("1a", "arrests_online_cso", "arrests", "group:online_child_sexual_offences", "2019/20", 22.0),
    ("3", "arrests_ocag", "arrests", "group:online_child_sexual_offences", "2019/20", 7.0),
    ("4", "groups_named_ocag", "groups", None, "2019/20", 1.0),
}


def sample() -> Path:
    folder = os.environ.get("DISCLOSED_SAMPLES")
    if not folder:
        pytest.skip("DISCLOSED_SAMPLES names no folder with the thread itself")
    return Path(folder) / SAMPLE


def read(file: Path, *, is_told: bool) -> DocumentReading:
    """`is_told`: force and campaign are given; else the document has to tell."""
    reference = reference_data.load()
    told = ("west-mercia", "online-grooming-2019-20") if is_told else (None, None)
    source, _ = _source(file, *told, reference)
    return read_document(file.read_bytes(), file.name, "original", source, reference)


def documents() -> list[object]:
    return ["transcript", pytest.param("sample", marks=pytest.mark.samples)]


@pytest.fixture(params=documents())
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The document in a folder by itself, so that nothing but its own words is known of it."""
    file = TRANSCRIPT if request.param == "transcript" else sample()
    alone = tmp_path / "thread.txt"
    alone.write_bytes(file.read_bytes())
    return alone


@pytest.mark.parametrize("is_told", [True, False], ids=["told force and campaign", "left to the document"])
def test_the_thread_gives_these_outcomes_and_figures_and_no_other(document: Path, is_told: bool) -> None:
    reading = read(document, is_told=is_told)
    outcomes = [(o.question, o.stage, o.status, o.exemptions, o.is_current) for o in reading.outcomes]
    figures = [
        (f.question, f.measure_id, f.unit, f.offence_id, f.period.period_id, f.value.value) for f in reading.figures
    ]
    assert sorted(outcomes, key=str) == sorted(EXPECTED_OUTCOMES, key=str)
    assert sorted(figures, key=str) == sorted(EXPECTED_FIGURES, key=str)
    assert reading.reference == "50766"
    assert reading.received == "2021-01-04"
    assert reading.campaign_id == "online-grooming-2019-20"
    assert {row.force_id for row in (*reading.outcomes, *reading.figures)} == {"west-mercia"}
    assert {o.answered_on for o in reading.outcomes} == {None}
    assert not reading.problems


def test_the_groups_name_stands_in_the_outcomes_text_only(document: Path) -> None:
    reading = read(document, is_told=True)
    with_name = [outcome for outcome in reading.outcomes if GROUP in (outcome.text or "")]
    assert [(o.question, o.stage) for o in with_name] == [("4", "internal_review")]
    elsewhere = [str(figure) for figure in reading.figures] + [str(problem) for problem in reading.problems]
    elsewhere += [str(outcome.quote) for outcome in reading.outcomes]
    assert not [words for words in elsewhere if GROUP in words]


def test_annotations_footers_and_acts_give_no_number(document: Path) -> None:
    reading = read(document, is_told=True)
    printed = {figure.value.text for figure in reading.figures}
    assert printed == {"22", "7", "One"}


def test_every_quote_is_the_answers_own_words(document: Path) -> None:
    text = " ".join(document.read_text(encoding="utf-8").split())
    reading = read(document, is_told=True)
    for row in (*reading.outcomes, *reading.figures):
        quote = " ".join((row.quote or "").split())
        assert quote and quote in text
        assert "Please provide" not in quote and "The number of arrests in" not in quote
    for figure in reading.figures:
        assert figure.value.text in (figure.quote or "")


def test_messages_have_their_kinds_and_their_places(document: Path) -> None:
    reading = read(document, is_told=False)
    kinds = [message.kind for message in reading.messages if message.kind != "annotation"]
    assert kinds == ["request", "acknowledgement", "response", "review_request", "acknowledgement", "review_response"]
    text = reading.blocks.text
    for before, after in zip(reading.messages, reading.messages[1:], strict=False):
        assert before.text_end <= after.text_start
    response = next(message for message in reading.messages if message.kind == "response")
    assert text[response.text_start :].startswith("Information Compliance, West Mercia Police")


@pytest.mark.samples
def test_the_transcript_says_what_the_thread_says(tmp_path: Path) -> None:
    def gist(reading: DocumentReading) -> object:
        outcomes = [
            (o.question, o.stage, o.status, o.exemptions, o.exemptions_basis, o.is_current) for o in reading.outcomes
        ]
        figures = [(f.question, f.measure_id, f.unit, f.offence_id, f.period, f.value) for f in reading.figures]
        return outcomes, figures

    alone = tmp_path / "thread.txt"
    alone.write_bytes(sample().read_bytes())
    assert gist(read(alone, is_told=False)) == gist(read(TRANSCRIPT, is_told=False))


def test_show_prints_the_same(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ingest.commands.show import show

    assert show(document, None, None, True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["source"] == {
        "source_id": None,
        "force_id": "west-mercia",
        "reference": "50766",
        "received": "2021-01-04",
        "law": "FOIA 2000",
        "campaign": "online-grooming-2019-20",
    }
    assert {(f["question"], f["value"], f["method"]) for f in said["figures"]} == {
        ("1a", 22.0, "text"),
        ("3", 7.0, "text"),
        ("4", 1.0, "text"),
    }


def test_as_a_transcript_its_words_are_ours() -> None:
    reference = reference_data.load()
    source, form = _source(TRANSCRIPT, None, None, reference)
    reading = read_document(TRANSCRIPT.read_bytes(), "thread.txt", form, source, reference)
    assert form == "transcript"
    assert {figure.method for figure in reading.figures} == {"transcript"}
    assert not [row for row in (*reading.figures, *reading.outcomes) if row.quote]
