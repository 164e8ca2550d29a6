"""An answer's lines -> proposals: every number that may well be a figure, with its best reading and its doubts.

Protects: a proposal is a number that stands in the answer, as printed, with its place; what the nearest words do not
say of it is null and a doubt, and is settled by a person. Numbers of a request, of a refusal's reckoning, of sections,
dates and codes are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.answers.meaning import Meaning, meaning_of
from ingest.answers.passages import Page, Passage, asks, page_of
from ingest.answers.text_tables import COUNT, TextTable, is_count, is_period, tables_of
from ingest.ids import digest, ranked
from ingest.model import Figure, Line, Proposal, Value
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.points import month_pattern
from ingest.reference import Reference

TOTAL = re.compile(r"\W*(?:grand\s+|sub\s*)?(?:total|sum)s?\W*(?:count)?\W*", re.IGNORECASE)
LISTED = re.compile(rf"(?P<label>.*?\S)\s*(?:\s[-–—]|[–—:=])\s*(?P<value>{COUNT}|none|nil|zero)\.?", re.IGNORECASE)
MONTHS = re.compile(rf"(?P<month>{month_pattern()})\s*[-–:]\s*(?P<value>{COUNT})\b", re.IGNORECASE)
ALONE = re.compile(rf"(?P<value>{COUNT}|none|nil|zero)\W*", re.IGNORECASE)
GLUED = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ -]*[a-z])(?P<value>\d{1,4})")
RECKONS = re.compile(
    r"\b(?:exceed|minutes|hours|cost|estimate|in excess of|dip sample|would need|would have to|working days|appropriate limit|"
    r"at present that is|manual(?:ly)?|one by one)\b",
    re.IGNORECASE,
)
SAYS_NONE = re.compile(r"\W*(?:none|nil|zero)\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A number where it stands: `labels` its own (of row and column, or the words of its sentence), nearest first."""

    value: Value
    line: Line
    labels: tuple[str, ...]
    near: str
    passage: Passage
    is_total: bool = False
    is_alone: bool = False


def propose(
    lines: Sequence[Line],
    *,
    force_id: str | None,
    reference: Reference,
    source_id: str,
    path: str,
    figures: Sequence[Figure] = (),
    answered: date | None = None,
) -> tuple[Proposal, ...]:
    """The proposals of one answer. `lines`: without people. `figures`: what is a figure already is no proposal too."""
    page = page_of(lines)
    found = [one for passage in page.passages for one in _numbers(passage)]
    read = {(figure.locator, figure.value.text) for figure in figures}
    kept = [one for one in found if (f"line {one.line.number}", one.value.text) not in read and not one.is_total]
    meanings = [meaning_of(one, page, force_id, reference, answered) for one in kept]
    names = [(one.passage.labels[:1], *one.labels) for one in kept]
    return tuple(
        _proposal(one, said, digest(source_id, path, "proposal", *name, rank))
        for one, said, name, rank in zip(kept, meanings, names, ranked(names), strict=True)
    )


def _proposal(one: Found, said: Meaning, name: str) -> Proposal:
    return Proposal(
        proposal_id=name,
        question=next(iter(one.passage.labels), None),
        force_id=said.force_id,
        measure_id=said.measure_id,
        unit=said.unit,
        offence_id=said.offence_id,
        scope=said.scope,
        period_id=said.period_id,
        value=one.value,
        label=" · ".join(label for label in one.labels if label),
        doubts=said.doubts,
        locator=f"line {one.line.number}",
        page=one.line.page,
        bbox=one.line.bbox,
        quote=one.line.text.strip(),
        method="text",
    )


def _numbers(passage: Passage) -> Iterator[Found]:
    tables = tables_of(passage.lines)
    taken = {number for table in tables for number in range(table.first, table.last + 1)}
    near = passage.asked
    said: list[Line] = []
    for line in passage.lines:
        for table in tables:
            if table.first == line.number:
                yield from _of_table(table, passage, near)
        if line.number in taken or not line.text.strip():
            continue
        found = list(_of_line(line, passage, near))
        yield from found
        if not found and not asks(line.text):
            said.append(line)
            near = f"{line.text.strip()} {passage.asked}"
        elif found and found[0].labels and len(line.text.split()) > 6:
            near = f"{line.text.strip()} {passage.asked}"


def _of_table(table: TextTable, passage: Passage, near: str) -> Iterator[Found]:
    prints_zeros = any(cell.text == "0" for row in table.rows for cell in row[1:])
    for row in table.rows:
        for n, cell in enumerate(row[1:], 1):
            if not is_count(cell.text):
                continue
            headings = tuple(dict.fromkeys(head[n].text for head in table.head if n < len(head) and head[n].text))
            value = read_value(cell.text, prints_zeros=prints_zeros)
            corner = " ".join(head[0].text for head in table.head if head[0].text)
            if value:
                is_total = bool(TOTAL.fullmatch(row[0].text)) or any(TOTAL.fullmatch(one) for one in headings if len(table.rows[0]) > 2)
                yield Found(value, cell.line, (row[0].text, *headings), f"{corner} {near}", passage, is_total)


def _of_line(line: Line, passage: Passage, near: str) -> Iterator[Found]:
    text = line.text.strip().lstrip("-•* ")
    if RECKONS.search(text):
        return
    if months := list(MONTHS.finditer(text)):
        for one in months:
            yield Found(_value(one["value"]), line, (one["month"],), near, passage)
        return
    if (alone := ALONE.fullmatch(text)) and not is_period(text):
        if not SAYS_NONE.fullmatch(text):
            yield Found(_value(alone["value"]), line, (), near, passage, is_alone=True)
        return
    if (listed := LISTED.fullmatch(text)) and not is_period(text) and not is_period(listed["value"]):
        yield Found(_value(listed["value"]), line, (listed["label"],), near, passage, bool(TOTAL.fullmatch(listed["label"])))
        return
    if (glued := GLUED.fullmatch(text)) and re.search(r"\b(?:total|count|number)\b", near, re.IGNORECASE):
        yield Found(_value(glued["value"]), line, (glued["label"],), near, passage)
        return
    for one in find_values(text):
        if one.value.value is not None or one.value.high is not None:
            yield Found(one.value, line, (text,), near, passage)


def _value(printed: str) -> Value:
    number = 0.0 if SAYS_NONE.fullmatch(printed) else float(printed.replace(",", ""))
    return Value(number, number, number, None, printed)
