"""The examiner of the readers: the same papers for a seed, many forms, and a scoring that tells wrong from right."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.accuracy import answers, generate, refusals, scoring, subject, table_papers, threads
from benchmarks.accuracy.__main__ import options, run
from benchmarks.accuracy.model import Paper, TrueFigure, TrueOutcome
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.writing import drafts
from ingest.model import UNKNOWN_PERIOD, Figure, Outcome, Proposal, Value

FOLDER = Path(subject.__file__).parent
ALLOWED = {"ingest", "ingest.settle.readings", "ingest.model", "ingest.reference", "ingest.sources"}


def true_figure(value: float = 22) -> TrueFigure:
    return TrueFigure("arrests_online_cso", "arrests", subject.ONLINE, "2019/20", value, value, value, "1a", "A4")


def read_figure(value: float = 22, unit: str = "arrests") -> Figure:
    return Figure(
        "id", "kent", "1a", "arrests_online_cso", unit, subject.ONLINE, None, (),
        replace(UNKNOWN_PERIOD, period_id="2019/20"), Value(value, value, value, None, str(value)), "line 1", "text",
    )  # fmt: skip


def paper(*figures: TrueFigure) -> Paper:
    outcome = TrueOutcome("1a", ("answered",), "A4")
    return Paper(
        1,
        "kent",
        "Kent Police",
        subject.GROOMING,
        "1/20",
        "text",
        [],
        list(figures),
        [outcome],
        {"Basil Entwistle"},
        "A4",
    )


def test_the_same_seed_writes_the_same_papers() -> None:
    first, second = (
        [draft.data for p in generate.papers(40, 9, ["text", "html", "csv"], None) for draft in drafts(p, Random(1))]
        for _ in range(2)
    )
    assert first == second


def test_five_hundred_documents_hold_every_form_and_every_format() -> None:
    planned = list(generate.plan(500, 1, None, None))
    assert {form for _, form, _ in planned} == set(generate.FORMATS)
    assert {format for _, _, format in planned} == {format for known in generate.FORMATS.values() for format in known}


def test_a_third_of_the_letters_holds_distractors() -> None:
    letters = [p for p in generate.papers(300, 4, ["text", "docx"], None) if p.messages]
    assert 0.25 < sum(p.has_distractors for p in letters) / len(letters) < 0.45


@pytest.mark.parametrize("form", [*answers.FORMS, *refusals.FORMS])
def test_each_form_of_a_letter_has_six_wordings(form: str) -> None:
    asked = subject.question(subject.GROOMING, "3")
    forms = {**answers.FORMS, **refusals.FORMS}
    assert len({forms[form](Random(n), asked).wording for n in range(300)}) >= 6


@pytest.mark.parametrize("form", [*table_papers.TABLES, "B1", "B2", "B7"])
def test_each_form_of_a_table_has_six_looks(form: str) -> None:
    force = subject.forces()[0]
    looks = {
        table_papers.write_table_paper(Random(n), 1, force, form, "xlsx" if form == "B7" else "text").wording
        for n in range(300)
    }
    assert len(looks) >= 6


@pytest.mark.parametrize("form", threads.FORMS)
def test_each_form_of_a_thread_has_six_wordings(form: str) -> None:
    made = [threads.FORMS[form](Random(n), 1, subject.forces()[0], "text-thread").wording for n in range(200)]
    assert len({words.split(",")[0] for words in made}) >= 6


def test_the_examiner_shares_nothing_with_the_readers_but_their_entry_and_ids() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "ingest":
                assert node.module in ALLOWED, f"{path.name} takes from {node.module}"


def test_a_figure_with_another_value_is_wrong_and_the_true_one_missed() -> None:
    count = scoring.score(paper(true_figure()), Reading(figures=(read_figure(23),))).figures["A4"]
    assert (count.right, count.wrong, count.found, count.missed, count.silent) == (0, 1, 0, 1, 1)


def test_a_figure_of_another_unit_is_wrong() -> None:
    count = scoring.score(paper(true_figure()), Reading(figures=(read_figure(22, "people"),))).figures["A4"]
    assert count.wrong == 1


def test_a_figure_that_is_missed_beside_a_problem_is_not_missed_in_silence() -> None:
    count = scoring.score(paper(true_figure()), Reading(problems=("line 1: not understood",))).figures["A4"]
    assert (count.missed, count.silent) == (1, 0)


def test_a_figure_whose_number_is_offered_to_a_person_is_proposed_once() -> None:
    truth = true_figure()
    offered = Proposal("p", None, None, None, None, None, None, None, Value(22, 22, 22, None, "22"), "", (), "", "text")
    count = scoring.score(paper(truth, replace(truth, period="2018/19")), Reading(proposals=(offered,))).figures["A4"]
    assert (count.proposed, count.missed) == (1, 1)


def test_a_figure_that_may_be_left_to_a_person_is_right_when_read_and_not_missed_when_not() -> None:
    optional = replace(true_figure(), is_optional=True)
    assert scoring.score(paper(optional), Reading(figures=(read_figure(),))).figures["A4"].right == 1
    assert scoring.score(paper(optional), Reading()).figures["A4"].missed == 0


def test_an_outcome_needs_its_sections() -> None:
    truth = TrueOutcome("3", ("refused",), "D7", ("s31(1)", "s40(2)"))
    one = replace(paper(), outcomes=[truth])
    read = Outcome("id", "kent", "3", None, None, None, "refused", ("s31(1)(a)",))
    assert scoring.score(one, Reading(outcomes=(read,))).outcomes["D7"].wrong == 1
    both = replace(read, exemptions=("s31(1)(a)", "s40(2)"))
    assert scoring.score(one, Reading(outcomes=(both,))).outcomes["D7"].right == 1


def test_a_planted_name_in_a_problem_is_a_leak() -> None:
    assert scoring.score(paper(), Reading(words="line 9: Mr Entwistle was not understood")).leaked == [
        "Basil Entwistle"
    ]


def test_a_small_run_reports_by_format_and_form(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    words = [
        "--documents", "24", "--seed", "7", "--formats", "text,html,docx,csv,eml", "--workers", "1", "--no-baseline",
    ]  # fmt: skip
    printed = run(options([*words, "--json", str(file)]))
    told = json.loads(file.read_text(encoding="utf-8"))
    assert "seed 7, 24 documents" in printed
    assert told["documents"] == 24 and len(told["read"]) == 24
    assert set(told["figures"]) == {"all", "format", "form", "layout"}
    assert told["figures"]["all"]["all"]["found"] > 0
    assert not any(document["failures"] for document in told["read"])
