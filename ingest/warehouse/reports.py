"""`reports.toml` beside the warehouse -> the reports of error that came in, and what was done about each.

Protects: a report that can't be read is named and costs no other; nothing asks who reported, and no key holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.reference import Entry, ReferenceProblem, toml
from ingest.sources import is_tables

NAME = "reports.toml"
OPEN = "open"


@dataclass(frozen=True)
class Report:
    """One report. `about`: a figure_id, outcome_id, force_id or source_id. `said` is in the words of whoever keeps the
    list; `done` is "open" or what was done, `done_on` the day of it, None while it is open."""

    on: date
    about: str
    said: str
    done: str
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.done == OPEN


def path_of(warehouse: Path) -> Path:
    """Where the reports of an installation are: `data/reports.toml` beside `data/warehouse.duckdb`."""
    return warehouse.parent / NAME


def read(path: Path) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The reports that can be read, the newest first, and in words what is wrong with the others. No file: none."""
    try:
        table = toml(path) if path.exists() else {}
    except (OSError, ValueError) as error:
        return (), (f"{path.name} can't be read, so no report is listed: {error}. Mend it and look again.",)
    entries = table.pop("report", [])
    problems = [
        f"{path.name}: {key!r} is not known there. It takes [[report]] entries and nothing else." for key in table
    ]
    if not is_tables(entries):
        return (), (*problems, f"{path.name}: report is {entries!r}. Write each one as [[report]].")
    reports = []
    for n, entry in enumerate(entries, start=1):
        try:
            reports.append(_report(Entry(f"{path.name}, report {n}", "it", entry)))
        except ReferenceProblem as problem:
            problems.append(str(problem))
    return tuple(sorted(reports, key=lambda report: report.on, reverse=True)), tuple(problems)


def _report(entry: Entry) -> Report:
    report = entry.record(Report)
    if report.is_open == (report.done_on is not None):
        raise entry.problem("done_on", f'the day of what was done, left out while done = "{OPEN}"')
    if report.done_on is not None and report.done_on < report.on:
        raise entry.problem("done_on", f"no day before on = {report.on}")
    return report
