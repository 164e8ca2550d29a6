"""The rows of all figures, in order -> what each may be compared with, what is held back, what lies within what, what
is known of each force, and what a person should look at: the files of SQL beside this one, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.ids import years_of
from ingest.model import DOUBTS
from ingest.reference import Reference
from ingest.settle import checks
from ingest.settle.rulings import UNSETTLED
from ingest.settle.tables import Row, Tables

HELD_BACK_HERE = "Held back here"
HELD_BACK = (
    f"{HELD_BACK_HERE}: beside figures of other sources it would let a small count be worked out that a force holds "
    "back. Its source prints it."
)
YEAR = "year"  # the breakdown of a question that asks for each year of its period
STEPS = ("comparable", "hidden", "within", "coverage")
PLACED = "create temp table placed as select * exclude (release), null::varchar as doubt from all_figures limit 0"
PLACE = "source_id varchar, document varchar, page integer, locator varchar"


def settle(
    tables: Tables,
    figures: Sequence[Row],
    problems: Sequence[Row],
    failures: Sequence[Row],
    reference: Reference,
) -> None:
    """Make `placed` of the figures and settle it; fill `coverage` and `checks`. The reference tables, the periods, the
    sources, the documents and the outcomes are there. `figures`: rows of `all_figures`, with the doubt that their
    transcript notes."""
    con = tables.con
    con.execute(PLACED)
    tables.insert("placed", figures)
    tables.temporary("problems", f"severity varchar, rule varchar, origin varchar, message varchar, {PLACE}", problems)
    tables.temporary("failures", "place varchar, message varchar", failures)
    _vocabulary(tables, reference)
    con.execute("set variable held_back = ?", [HELD_BACK])
    con.execute("set variable unsettled = ?", [UNSETTLED])
    for step in STEPS:
        con.execute(Path(__file__).with_name(f"{step}.sql").read_text(encoding="utf-8"))
    checks.run(tables)


def _vocabulary(tables: Tables, reference: Reference) -> None:
    """What the queries need of the reference data that is in no table of the warehouse."""
    named = tables.con.execute("select period_id from periods").fetchall()
    years = [{"period_id": name, "year_id": year} for (name,) in named for year in years_of(name) if year != name]
    tables.temporary("period_years", "period_id varchar, year_id varchar", years)
    subject = "measure_id varchar, offence_id varchar, period_id varchar"
    asked = f"n integer, campaign_id varchar, question varchar, asked_period_id varchar, {subject}"
    tables.temporary("asked_subjects", asked, [*_asked(reference)])
    measures = reference.measures.values()
    by_words = [measure for measure in measures if measure.within_by == "words"]
    rows = [{"measure_id": measure.measure_id, "within_id": outer} for measure in by_words for outer in measure.within]
    tables.temporary("said_within", "measure_id varchar, within_id varchar", rows)
    scopes = [{"measure_id": measure.measure_id, "scopes": list(measure.scopes)} for measure in measures]
    tables.temporary("scopes", "measure_id varchar, scopes varchar[]", scopes)
    doubts = [{"doubt": doubt, "words": words} for doubt, words in DOUBTS.items()]
    tables.temporary("said_doubts", "doubt varchar, words varchar", doubts)


def _asked(reference: Reference) -> Iterator[Row]:
    """What each campaign's question asks for: one subject, or one for each year where it asks for several year by
    year."""
    for n, (campaign, question) in enumerate((c, q) for c in reference.campaigns.values() for q in c.questions):
        if not question.measure_id or not question.period_id:
            continue
        for period_id in years_of(question.period_id) if YEAR in question.dimensions else (question.period_id,):
            yield {
                "n": n,
                "campaign_id": campaign.campaign_id,
                "question": question.label,
                "asked_period_id": question.period_id,
                "measure_id": question.measure_id,
                "offence_id": question.offence_id,
                "period_id": period_id,
            }
