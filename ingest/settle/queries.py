"""The rows of all figures, in order -> their names, what each may be compared with, what is held back, what lies within
what, what is known of each force: the files of SQL beside this one, in turn; and the checks of `checks.sql` -> the
findings that a person should look at, and what they say of figures. A new check is a query and its sentence there.

Rows go into a table by a file of JSON lines: Arrow would load pandas first, which takes longer than all the rows of two
thousand documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from ingest.model import DOUBTS, Row, digest, row_of, years_of
from ingest.reference import Reference
from ingest.settle.rulings import UNSETTLED


@dataclass(frozen=True)
class Tables:
    """A connection with the schema of the warehouse, and a folder for the files by which rows are brought in."""

    con: duckdb.DuckDBPyConnection
    folder: Path

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Rows into a table that is there; what it has no column for is left out."""
        if not rows:
            return
        kinds = {name: kind for name, kind in column_kinds(self.con, table).items() if name in rows[0]}
        as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=date.isoformat).encode
        lines = self.folder / "rows.jsonl"
        with lines.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(f"{as_json({name: row[name] for name in kinds})}\n" for row in rows)
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in kinds.items())
        self.con.execute(
            f"insert into {table} by name "
            f"from read_json({quoted(str(lines))}, format = 'newline_delimited', columns = {{{columns}}})"
        )

    def temporary(self, table: str, columns: str, rows: Sequence[Row]) -> None:
        """Rows as a table of their own, for as long as the connection lasts."""
        self.con.execute(f"create temp table {table} ({columns})")
        self.insert(table, rows)


def column_kinds(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in con.execute(f"describe {table}").fetchall()}


def by_column(answer: duckdb.DuckDBPyConnection) -> list[Row]:
    """The rows that DuckDB gave, each by its columns' names."""
    names = [name for name, *_ in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


HELD_BACK_HERE = "Held back here"
HELD_BACK = (
    f"{HELD_BACK_HERE}: beside figures of other sources it would let a small count be worked out that a force holds "
    "back. Its source prints it."
)
YEAR = "year"  # the breakdown of a question that asks for each year of its period
STEPS = ("named", "comparable", "hidden", "within", "coverage")
PLACED = "create temp table placed as select * exclude (release), null::varchar as doubt from all_figures limit 0"
PLACE = "source_id varchar, document varchar, page integer, locator varchar"


def settle(
    tables: Tables, figures: Sequence[Row], problems: Sequence[Row], failures: Sequence[Row], reference: Reference
) -> None:
    """Make `placed` of the figures and settle it; fill `coverage` and `checks`. Reference tables, periods, sources,
    documents and outcomes are there. `figures`: rows of `all_figures`, with their transcript's doubt."""
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
    _run_checks(tables)


def _vocabulary(tables: Tables, reference: Reference) -> None:
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
    for n, (campaign, question) in enumerate((c, q) for c in reference.campaigns.values() for q in c.questions):
        if not question.measure_id or not question.period_id:
            continue
        for period_id in years_of(question.period_id) if YEAR in question.dimensions else (question.period_id,):
            asked = row_of(question, "measure_id", "offence_id", question="label", asked_period_id="period_id")
            yield {"n": n, "campaign_id": campaign.campaign_id, "period_id": period_id} | asked


CHECKS = Path(__file__).with_name("checks.sql")
HEADING = re.compile(r"^-- ## (\w+):?(.*)\n((?:-- .+\n)+)", re.MULTILINE)
SEVERITIES = ("error", "warning", "note")
NAMED_BY = ("rule", "source_id", "figure_id", "document", "locator", "message")
WITH_HOLIDAYS = {
    "England": ("GB", "ENG"), "Wales": ("GB", "WLS"), "Scotland": ("GB", "SCT"), "Northern Ireland": ("GB", "NIR"),
    "Jersey": ("JE", None), "Guernsey": ("GG", None),
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """A check: its sentence, the rules under which it finds (of readers all that no other has), its query."""

    name: str
    sentence: str
    rules: tuple[str, ...]
    query: str


@cache
def checks() -> tuple[Check, ...]:
    _, *parts = HEADING.split(CHECKS.read_text(encoding="utf-8"))
    return tuple(
        Check(name, " ".join(sentence.replace("-- ", "").split()), tuple(rules.split()), query)
        for name, rules, sentence, query in zip(*(parts[n::4] for n in range(4)), strict=True)
    )


def _run_checks(tables: Tables) -> None:
    """Fill `checks`, in which a finding that stays keeps its id, and the doubts and differences of `placed`."""
    con = tables.con
    con.execute(HEADING.split(CHECKS.read_text(encoding="utf-8"))[0])
    tables.temporary("bank_holidays", "nation varchar, day date", [*_bank_holidays(tables)])
    for check in checks():
        con.execute(f"insert into findings by name {check.query}")
    con.execute(CHECKS.with_name("checks_say.sql").read_text(encoding="utf-8"))
    findings = by_column(con.execute("from findings"))
    by_id = {digest("check", *(row[name] for name in NAMED_BY)): row for row in findings}
    found = [{"check_id": check_id, **row} for check_id, row in by_id.items()]
    found.sort(key=lambda it: (SEVERITIES.index(it["severity"]), it["rule"], it["source_id"] or "", it["check_id"]))
    tables.insert("checks", found)


def _bank_holidays(tables: Tables) -> Iterator[Row]:
    years = tables.con.execute(
        "select distinct unnest(range(year(first_day), year(last_day) + 1)) from dated"
    ).fetchall()
    if years:
        import holidays

        for nation, (country, part) in WITH_HOLIDAYS.items():
            free = holidays.country_holidays(country, subdiv=part, years=[year for (year,) in years])
            yield from ({"nation": nation, "day": day} for day in free)
