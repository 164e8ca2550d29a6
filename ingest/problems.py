"""The name of something that a person must settle, and its values -> the Problem: `ingest/reference/problems.toml` has
for each name its sentence, how bad it is and whose it is."""

from __future__ import annotations

from typing import Any

from ingest.model import Problem
from ingest.reference import vocabulary

FILE = "problems.toml"


def problem_of(name: str, locator: str | None = None, page: int | None = None, /, **values: Any) -> Problem:
    """`name`: that of an entry, which is its rule unless it has another; `values`: what stands in its sentence."""
    entry = vocabulary(FILE)[name]
    words = entry["says"].format(**values)
    return Problem(entry["severity"], words, locator, page, entry.get("rule", name), entry.get("origin", "reader"))
