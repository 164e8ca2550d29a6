"""One label of a row or column -> what it means: a period, a force, an offence, a part of a breakdown, a total.

Protects: a label means what its print settles, or it is not read and no figure stands under it. A label becomes part of
a breakdown only under a heading that a question asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases.offences import OffenceReading, nearest, read_offence
from ingest.phrases.periods import find_periods, read_period
from ingest.reference import Reference
from ingest.reference.names import plain as plain_name
from ingest.tables import words
from ingest.tables.notes import is_of_part, without_mark
from ingest.thread.questions import Question

JOINING = re.compile(r"^[\s,;:–—()/-]+|[\s,;:–—()/-]+$")
KIND_WORDS = {
    "period": "a period",
    "force": "a force",
    "offence": "an offence",
    "question": "a question that was asked",
}


@dataclass(frozen=True)
class Meaning:
    """What one label says of the numbers beside it. `kind`: period | force | offence | dimension | question | total |
    subtotal | left_out | neutral. `unit`: what it says is counted."""

    kind: str
    label: str
    step: str
    period: Period | None = None
    place_id: str | None = None
    offence: OffenceReading | None = None
    dimension: str | None = None
    question: Question | None = None
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Unread:
    """A label that is not understood, and what would do."""

    label: str
    rule: str
    message: str


Read = tuple[Meaning, ...] | Unread


@dataclass(frozen=True)
class Reading:
    """What labels are read with: the questions that may be answered, and what is known of the document."""

    questions: tuple[Question, ...]
    count_words: Mapping[str | None, tuple[str, ...]]
    reference: Reference
    force_ids: tuple[str, ...]
    footnotes: Mapping[str, str]
    published: str | None = None

    @property
    def place_id(self) -> str:
        return self.force_ids[0] if len(self.force_ids) == 1 else ""


def bare(label: str, reading: Reading) -> tuple[str, str | None]:
    """A label without the mark of a note, and the note."""
    text, mark = without_mark(words.one_line(label).rstrip(":").strip(), reading.footnotes)
    return text, reading.footnotes.get(mark) if mark else None


def as_total(label: str, reading: Reading, heads: tuple[str, ...] = ()) -> Meaning | None:
    """A total, where the label is one and names nothing beside it but what the whole table counts or is headed with."""
    text, note = bare(label, reading)
    if words.is_subtotal(text):
        return Meaning("subtotal", text, f"“{text}” is the total of some rows only")
    if words.is_total(text):
        return Meaning("total", text, f"“{text}” is the total", note=note)
    rest = words.without_total(text)
    if rest is None:
        return None
    known = {words.plain(head) for head in heads} | words.phrases("totals", "of") | set(words.unit_of_word())
    counted = {words.plain(word) for some in reading.count_words.values() for word in some}
    if all(part in known | counted for part in (rest, *rest.split())[:1]):
        return Meaning("total", text, f"“{text}” is the total", note=note)
    return None


def as_period(label: str, reading: Reading, head: str = "") -> Meaning | Unread | None:
    """None where the label speaks of no period."""
    text, note = bare(label, reading)
    kind_of_year = next((kind for kind in ("financial year", "calendar year") if kind in head.casefold()), "")
    period = read_period(f"{kind_of_year} {text}".strip(), published=reading.published) if text else None
    if period is not None and period.start is not None:
        if note and is_of_part(note):
            words_of = f"“{text}” is not whole, by the note “{note}”"
            return Unread(text, "period-not-read", f"{words_of}: give the period by hand.")
        return Meaning("period", text, f"period: “{text}”, read as {period.period_id}", period=period, note=note)
    found = find_periods(text)
    if not found:
        return None
    why = (
        "it ends after the answer was published"
        if period is None and _is_settled(text)
        else "the print does not settle it"
    )
    return Unread(text, "period-not-read", f"the period “{text}” is not read: {why}.")


def _is_settled(text: str) -> bool:
    period = read_period(text)
    return period is not None and period.start is not None


def as_force(label: str, reading: Reading) -> Meaning | Unread:
    text, note = bare(label, reading)
    reference = reading.reference
    place = reference.force_by_name(text) or next(
        (area.force_id for area in reference.areas.values() if plain_name(area.name) == plain_name(text)), None
    )
    if place is None:
        return Unread(text, "force-not-found", f"“{text}” is no force or area that is known.")
    if reading.force_ids and place not in reading.force_ids:
        return Unread(text, "force-not-of-source", f"“{text}” is not the force that answers here.")
    return Meaning("force", text, f"force: “{text}”, read as {place}", place_id=place, note=note)


def as_offence(label: str, reading: Reading, measure_id: str | None) -> Meaning | Unread:
    text, note = bare(label, reading)
    read = read_offence(text, place_id=reading.place_id, reference=reading.reference, measure_id=measure_id)
    if not text or read is None:
        near = "; ".join(nearest(text, reading.reference)) or "none"
        return Unread(text, "offence-not-read", f"the offence “{text}” is not known. Nearest spellings: {near}.")
    step = f"offence: “{text}”, read as {read.offence_id} ({read.how})"
    return Meaning("offence", text, step, offence=read, note=note)


def as_counted(label: str, reading: Reading) -> Meaning | None:
    """A heading over numbers that says what they count: of one question, or of nothing in particular."""
    text, note = bare(label, reading)
    if words.is_left_out(text):
        return Meaning("left_out", text, f"“{text}” is no count", note=note)
    core = words.core_of_count(text)
    named = [q for q in reading.questions if core in _counted(q, reading) or words.plain(text) in _counted(q, reading)]
    unit = words.unit_of_word().get(core)
    if len(named) == 1 and (len(reading.questions) > 1 or not unit):
        return Meaning("question", text, f"“{text}” names what is counted", question=named[0], unit=unit, note=note)
    if unit is not None:
        return Meaning("neutral", text, f"unit: “{text}”", unit=unit, note=note)
    if words.is_neutral(text) or named:
        return Meaning("neutral", text, f"“{text}” says nothing more of what is counted", note=note)
    return None


def _counted(question: Question, reading: Reading) -> set[str]:
    own = {words.core_of_count(word) for word in reading.count_words.get(question.label, ())}
    return own | {words.plain(word) for word in reading.count_words.get(question.label, ())}


def as_compound(label: str, reading: Reading, head: str = "") -> Read | None:
    """A period and what is counted in one label: "Arrests 2018/19". None where it is not just these."""
    text, _ = bare(label, reading)
    found = [one for one in find_periods(text) if one.period is not UNKNOWN_PERIOD]
    if len(found) != 1:
        return None
    rest = JOINING.sub("", f"{text[: found[0].start]} {text[found[0].end :]}".strip())
    counted = as_counted(rest, reading) or as_total(rest, reading)
    period = as_period(text[found[0].start : found[0].end], reading, head)
    if counted is None or not isinstance(period, Meaning):
        return None
    return (period, counted) if rest else (period,)
