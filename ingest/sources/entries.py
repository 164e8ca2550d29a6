"""A whole source.toml, or one entry of its `[[document]]`s and rulings -> what is wrong with it in words, or None.

Protects: a ruling with a misspelt key or an id that points at nothing would have no effect, and a figure that its force
took back would stand as if nothing had happened. So such an entry stops its source, and only its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from math import inf, isfinite
from typing import Any, TypeVar

from ingest.ids import period_of_id
from ingest.model import OUTCOME_STATUSES, Grid, Table
from ingest.reference import Reference

KINDS = ("force_response", "disclosure_log", "official", "charity", "press", "group")
READ_PARTS = ("whole", "opening", "part")
FORMS = ("original", "transcript")
LEGEND_MEANINGS = ("zero", "suppressed", "unknown", "not_applicable")
DATE_AS_FAR_AS_KNOWN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
TEXTS = ("reference", "title", "publisher", "read_in", "url", "corrects", "note", "licence")
DATES = ("published", "asked", "received", "answered", "fetched", "round")
RULINGS = ("correction", "withdrawal", "statement", "review", "accepted", "table")
LISTS = ("document", "addition", *RULINGS)
KNOWN_KEYS = (
    "force", "forces", "reference", "title", "kind", "publisher", "read_in", "read_part", "url", "law", "campaign",
    "published", "asked", "received", "answered", "fetched", "round", "corrects", "note", "licence", "measure", "unit",
    "document", "legend", "correction", "addition", "withdrawal", "statement", "review", "accepted", "table",
)  # fmt: skip
SIGNED = ("reason", "by", "on")
MEANING = ("offence", "period", "measure", "reject")
OF_FIGURE = ("value", "value_low", "value_high", "scope", *MEANING)
OF_OUTCOME = ("status", "exemptions", *MEANING)
NEEDED = {
    "source": (),
    "document": ("path",),
    "correction": SIGNED,
    "withdrawal": ("figures", "on", "reason"),
    "statement": ("figures", "by", "on", "text"),
    "review": ("figures", "by", "on"),
    "accepted": ("proposals", "digest", "by", "on"),
    "table": ("document", *SIGNED),
}
ALLOWED = {
    "source": KNOWN_KEYS,
    "document": ("path", "form", "sha256", "url", "title"),
    "correction": ("figure", "outcome", "expect", *OF_FIGURE, *OF_OUTCOME, *SIGNED),
    "withdrawal": (*NEEDED["withdrawal"], "by", "url"),
    "statement": (*NEEDED["statement"], "url"),
    "review": (*NEEDED["review"], "digest", "note"),
    "accepted": NEEDED["accepted"],
    "table": ("document", "page", "sheet", "line", "table", "header_rows", "rows", "columns", "means", *SIGNED),
}
ALL = "all"
MOST_NAMED = 5
Shape = tuple[Callable[[Any], bool], str]
"""Whether a value is one, and what would do in words."""
TEXT: Shape = (lambda value: isinstance(value, str), "text in quotation marks")
TEXTS_OR_NONE: Shape = (lambda value: value == [] or _is_texts(value), "a list of texts in quotation marks")
DAY: Shape = (lambda value: type(value) is date, "a day without quotation marks: 2021-05-01")


TableAt = TypeVar("TableAt", Grid, Table)


def meant(tables: Sequence[TableAt], entry: Mapping[str, Any]) -> list[TableAt]:
    """The tables of its document that a `[[table]]` entry names: one, where it can be followed."""

    def is_meant(table: TableAt) -> bool:
        line = entry.get("line")
        return (
            (entry.get("page") in (None, table.page) or entry["page"] in table.pages)
            and entry.get("sheet") in (None, table.sheet)
            and (line is None or (table.lines is not None and table.lines[0] <= line <= table.lines[1]))
        )

    named = [table for table in tables if is_meant(table)]
    nth = entry.get("table")
    return named[nth - 1 : nth] if nth else named


def wrong_entry(kind: str, entry: Mapping[str, Any], reference: Reference) -> str | None:
    """What is wrong with an entry of `kind`, and what would do; None when it can be followed."""
    shapes = _shapes(kind, reference)
    if wrong := wrong_keys(entry, ALLOWED[kind], NEEDED[kind], shapes):
        return wrong
    if kind == "table":
        return _wrong_map(entry, reference)
    return _wrong_correction(entry) if kind == "correction" else None


def wrong_keys(
    entry: Mapping[str, Any], allowed: Sequence[str], needed: Sequence[str], shapes: Mapping[str, Shape]
) -> str | None:
    """Which key of an entry is unknown, missing or of another shape than it should be, and what would do."""
    for key in entry:
        if key not in allowed:
            return f"{key!r} is not known there. Nearest: {_nearest(key, allowed)}."
    missing = [key for key in needed if entry.get(key) in (None, "", [])]
    if missing:
        return f"it lacks {', '.join(missing)}. It needs: {', '.join(needed)}."
    for key in entry:
        if key in shapes and not shapes[key][0](entry[key]):
            return f"{key} = {entry[key]!r} will not do. Write {shapes[key][1]}."
    return None


def _wrong_map(entry: Mapping[str, Any], reference: Reference) -> str | None:
    """What is wrong with a map of a table."""
    columns, rows, means = (entry.get(key, {}) for key in ("columns", "rows", "means"))
    if isinstance(columns, list):
        if not (columns and all(map(_is_number, columns)) and columns == sorted(columns) and "page" in entry):
            return (
                f"columns = {columns!r} are no places of a page's columns. Write page = 3, columns = [120, 200, 250]."
            )
        columns = {}
    if not all(isinstance(part, dict) for part in (columns, rows, means)):
        return 'rows, columns and means are tables. Write columns = { "Arrests" = { measure = "arrests" } }.'
    if not (entry.get("columns") or rows or means):
        return "it says nothing of the table. Write rows, columns or means."
    if len(rows) > 1:
        return f"rows = {rows!r} says two things of one label. Name one: offence, period, or a dimension."
    said = [("means", means), *((name, meaning) for name, meaning in columns.items() if meaning != SKIP)]
    shapes = _shapes("table", reference)
    for name, meaning in said:
        if not isinstance(meaning, dict):
            return f'{name} = {meaning!r} will not do. Write {{ measure = "arrests" }}, or "skip".'
        for key, value in meaning.items():
            if key in shapes and not shapes[key][0](value):
                return f"{name}: {key} = {value!r} will not do. Write {shapes[key][1]}."
    return None


SKIP = "skip"


def one_of(allowed: Sequence[str]) -> Shape:
    return (lambda value: value in allowed), f"one of {', '.join(allowed)}"


def is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _is_date_as_far_as_known(value: Any) -> bool:
    """Whether a date, completed by the first of the month or of January, is a day: `2020-13` is none."""
    text = value.isoformat() if isinstance(value, date) else value
    if text == "":
        return True
    if not isinstance(text, str) or not DATE_AS_FAR_AS_KNOWN.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


@cache
def _shapes(kind: str, reference: Reference) -> dict[str, Shape]:
    """For each key of an entry whether a value is one, and what would do in words."""
    laws = sorted({exemption.law for exemption in reference.exemptions})
    as_far_as_known = '"2020", "2020-03" or "2020-03-05", a date as far as known'
    meanings = f"a table of marks, each with one of {', '.join(LEGEND_MEANINGS)}"
    shapes: dict[str, Shape] = {
        **dict.fromkeys((*TEXTS, "force", "unit", "path", "sha256", "figure", "outcome", "scope", "reason"), TEXT),
        **dict.fromkeys(("by", "text", "digest", "document", "sheet"), TEXT),
        **dict.fromkeys(("page", "line", "table", "header_rows"), (_is_place, "a number from 1")),
        **dict.fromkeys(("value", "value_low", "value_high"), (_is_number, "a number without quotation marks")),
        **dict.fromkeys(DATES, (_is_date_as_far_as_known, as_far_as_known)),
        "forces": (_is_texts, 'a list of slugs: forces = ["kent", "essex"]'),
        "kind": one_of(KINDS),
        "read_part": one_of(READ_PARTS),
        "form": one_of(FORMS),
        "law": one_of(laws),
        "campaign": one_of(sorted(reference.campaigns)),
        "legend": (lambda value: isinstance(value, dict) and set(value.values()) <= set(LEGEND_MEANINGS), meanings),
        "on": (lambda value: isinstance(value, (date, str)), "a day: 2020-05-01"),
        "figures": (lambda value: value == ALL or _is_texts(value), 'a list of ids: ["k3f9a2m7q1xz"], or "all"'),
        "proposals": (_is_texts, 'a list of ids: proposals = ["k3f9a2m7q1xz"]'),
        "reject": (lambda value: value is True, "reject = true, or leave it out"),
        "exemptions": (TEXTS_OR_NONE[0], 'a list: exemptions = ["s31(3)"]'),
        "status": one_of(OUTCOME_STATUSES),
        "offence": (lambda value: _is_id(value, reference.offences), "an id of offences.csv"),
        "measure": (lambda value: _is_id(value, reference.measures), "an id of measures.toml"),
        "period": (_is_period, '"2019/20", "2019", "2019-04-01..2019-09-30" or "unknown"'),
        "expect": (lambda value: isinstance(value, dict), "a table: expect = { value = 22 }"),
    }
    return shapes | ({key: (is_tables, f"each one as [[{key}]]") for key in LISTS} if kind == "source" else {})


def _wrong_correction(entry: Mapping[str, Any]) -> str | None:
    if ("figure" in entry) == ("outcome" in entry):
        return "it names neither a figure nor an outcome, or both. Name one."
    what, changes = ("figure", OF_FIGURE) if "figure" in entry else ("outcome", OF_OUTCOME)
    expected = (*changes, "value_text") if what == "figure" else changes
    unmeant = [key for key in (*OF_FIGURE, *OF_OUTCOME) if key in entry and key not in changes]
    if unmeant:
        return f"{unmeant[0]} is nothing that {'an' if what == 'outcome' else 'a'} {what} has."
    if not any(key in entry for key in changes):
        return f"it changes nothing. What it can change: {', '.join(changes)}."
    if "value" in entry and ("value_low" in entry or "value_high" in entry):
        return "it gives both a value and bounds. Give the value, or the bounds."
    if entry.get("value_low", 0) > entry.get("value_high", inf):
        return f"its lowest, {entry['value_low']}, is above its highest, {entry['value_high']}."
    unguarded = [key for key in entry.get("expect", {}) if key not in expected]
    if unguarded:
        return f"expect has {unguarded[0]!r}. Nearest: {_nearest(unguarded[0], expected)}."
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value) and value >= 0


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_id(value: Any, known: Mapping[str, object]) -> bool:
    return isinstance(value, str) and value in known


def _is_period(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        period_of_id(value)
    except ValueError:
        return False
    return True


def _nearest(word: str, known: Sequence[str]) -> str:
    return ", ".join(get_close_matches(word, list(dict.fromkeys(known)), n=MOST_NAMED, cutoff=0.0))
