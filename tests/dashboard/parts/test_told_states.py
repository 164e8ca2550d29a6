"""What a page says of an answer without a figure, by what is known of it: held or not, understood or not, and whose
words give the reason."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse, words
from dashboard.pages.answers import tile_words
from dashboard.parts import letters
from dashboard.parts import results as parts
from ingest.commands.build import build
from tests.making import put_transcript

CAMPAIGN = "online-grooming-2019-20"
ASKED = "{} for online sexual offences related to children"
LETTERS = {
    "kent": f"1a. {ASKED.format('Arrests in 2019/20')}: several were made.\n\n3. It is not possible to say how many.\n",
    "essex": f"1a. {ASKED.format('Number of arrests in 2018/19')}: 61\n",
    "gwent": f"1a. {ASKED.format('Arrests in 2019/20')}: 12\n",
}
TRANSCRIPT = (
    "surrey,arrests_online_cso,arrests,,2019/20,,not_read,,,1a,row 1,the attachment was not opened",
    "sussex,arrests_online_cso,arrests,,2019/20,,no_answer,,,1a,row 2,Force gave the paper no figure",
    "dorset,arrests_online_cso,arrests,,2019/20,,no_answer,,,1a,row 3,No response to the newspaper",
    "norfolk,arrests_online_cso,arrests,,2019/20,,no_answer,,,1a,row 4,Cell empty in the table",
    "suffolk,arrests_online_cso,arrests,,2019/20,,no_answer,,,1a,row 5,Printed n/a",
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters of forces, and a newspaper's list of which ours is the transcript."""
    folder = tmp_path_factory.mktemp("told")
    for n, (force, text) in enumerate(LETTERS.items()):
        source = folder / "raw" / force / str(n)
        source.mkdir(parents=True)
        (source / "letter.txt").write_text(f"{force.title()} Police\n\nDear Applicant,\n\n{text}", "utf-8")
        (source / "source.toml").write_text(
            f'force = "{force}"\nreference = "{n}/21"\nkind = "force_response"\ncampaign = "{CAMPAIGN}"\n'
            '[[document]]\npath = "letter.txt"\nform = "original"\n'
        )
    head = 'title = "Arrests"\nkind = "press"\npublisher = "Borsetshire Echo"\npublished = "2021"\n'
    head += f'campaign = "{CAMPAIGN}"\nurl = "https://echo.example/arrests"'
    put_transcript(folder / "raw" / "_published" / "echo", head, *TRANSCRIPT)
    assert build([folder / "raw"], folder / "w.duckdb", 0, False) == 0
    with duckdb.connect(str(folder / "w.duckdb"), read_only=True) as con:
        ((wrong,),) = con.execute("select figure_id from figures where force_id = 'gwent'").fetchall()
    with next((folder / "raw" / "gwent").glob("*/source.toml")).open("a", encoding="utf-8") as file:
        file.write(
            f'[[correction]]\nfigure = "{wrong}"\nreject = true\nreason = "a page number"\nby = "AB"\non = 2021-05-01\n'
        )
    assert build([folder / "raw"], folder / "w.duckdb", 0, False) == 0
    return folder / "w.duckdb"


@pytest.fixture(autouse=True)
def pages(answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(answers))


def grid() -> dict[tuple[str, str], str]:
    return {
        (row.force_id, row.question): tile_words(row)
        for row in warehouse.query("answers_grid", {"campaign": CAMPAIGN}).itertuples()
    }


def test_an_answer_that_is_held_and_gave_no_figure_was_not_understood() -> None:
    assert grid()["kent", "1a"] == "answered, in a way that was not understood here"


def test_a_force_that_says_why_it_has_no_figure_is_not_called_silent() -> None:
    assert grid()["kent", "3"] == "says why it has no figure"


def test_what_is_not_held_is_said_to_be_so_and_second_hand_silence_names_its_source() -> None:
    said = grid()
    assert said["surrey", "1a"] == "its answer was not read here"
    assert said["sussex", "1a"] == "no figure, as a source says"
    assert said["dorset", "1a"] == "did not reply, as a source says"


def test_an_empty_cell_of_a_sources_table_is_no_refusal_to_answer() -> None:
    said = grid()
    assert said["norfolk", "1a"] == said["suffolk", "1a"] == "blank or n/a in the source’s table"


def states_of(question: str) -> dict[str, str]:
    rows = warehouse.query("answers_grid", {"campaign": CAMPAIGN})
    return {row.force_id: row.state for row in rows[rows["question"] == question].itertuples()}


def test_an_answer_for_another_period_is_told_with_its_figures() -> None:
    assert states_of("1a")["essex"] == "other_period" and states_of("1a")["kent"] == "not_understood"
    assert "figures are here" in words.SAID["states"]["other_period"]


def test_an_answer_whose_figure_a_person_set_aside_is_said_to_be_that() -> None:
    assert grid()["gwent", "1a"] == words.SAID["states"]["set_aside"]
    assert states_of("1a")["gwent"] == "set_aside"


def test_what_can_be_done_first_is_what_the_answer_needs() -> None:
    rows = warehouse.query("answers_grid", {"campaign": CAMPAIGN})
    (of_kent,) = rows[(rows["force_id"] == "kent") & (rows["question"] == "1a")].itertuples()
    row = next(parts.of(outcome=of_kent.outcome_id).itertuples())
    assert "held here and was not understood" in letters.after_answer(row).said


def test_a_list_of_answers_by_state_tells_them_apart() -> None:
    of_measure = {"offence_id": None, "measure_id": "arrests_online_cso"}
    counted = set(warehouse.query(warehouse.sql("answers_by_state"), of_measure)["state"])
    assert {"not_understood", "other_period", "not_read", "no_answer"} <= counted
