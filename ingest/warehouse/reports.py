"""`reports.toml` beside the warehouse -> the reports of error that came in, and what was done about each.

Protects: a report that can't be read is named and costs no other; nothing asks who reported, and no key holds it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.sources import DAY, TEXT, is_tables, wrong_keys

NAME = "reports.toml"
KEYS = ("on", "about", "said", "done", "done_on")
NEEDED = ("on", "about", "said", "done")
OPEN = "open"
SHAPES = {"on": DAY, "done_on": DAY, "about": TEXT, "said": TEXT, "done": TEXT}


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
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (), (f"{path.name} can't be read, so no report is listed: {error}. Mend it and look again.",)
    entries = table.pop("report", [])
    problems = [
        f"{path.name}: {key!r} is not known there. It takes [[report]] entries and nothing else." for key in table
    ]
    if not is_tables(entries):
        return (), (*problems, f"{path.name}: report is {entries!r}. Write each one as [[report]].")
    reports = []
    for n, entry in enumerate(entries, start=1):
        if wrong := _wrong(entry):
            problems.append(f"{path.name}, report {n}: {wrong}")
        else:
            reports.append(Report(**entry))
    return tuple(sorted(reports, key=lambda report: report.on, reverse=True)), tuple(problems)


def _wrong(entry: Mapping[str, Any]) -> str | None:
    """What is wrong with an entry, and what would do; None when it can be listed."""
    if wrong := wrong_keys(entry, KEYS, NEEDED, SHAPES):
        return wrong
    if (entry["done"] == OPEN) == ("done_on" in entry):
        return f'done_on is the day of what was done: needed with it, and left out while done = "{OPEN}".'
    if "done_on" in entry and entry["done_on"] < entry["on"]:
        return f"done_on = {entry['done_on']} is before on = {entry['on']}."
    return None
