"""One label of a row or column -> what it means: a period, a force, an offence, a part of a breakdown, a total.

Protects: a label means what its print settles, or it is not read and no figure stands under it. A label becomes part of
a breakdown only under a heading that a question asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.model import Period
from ingest.phrases.offence_words import stem_of
from ingest.phrases.offences import OffenceReading, nearest, read_offence
from ingest.reference import Reference
from ingest.reference.names import plain as plain_name
from ingest.tables import words
from ingest.tables.notes import without_mark
from ingest.tables.year_labels import BROKEN_DATE, BROKEN_NUMBER
from ingest.thread.labels import read_label
from ingest.thread.questions import Question

PUNCTUATION = ".,;:()[]"
COUNTED_IN_BRACKETS = re.compile(r"[^()]+\((?P<counted>(?:no\.?|nos\.?|number) of [^()]+)\)", re.IGNORECASE)
"""`Arrested (no. of arrests)`: what is counted stands in the brackets."""
MOST_PIECES = 4  # into which a narrow cell breaks a word
WHOLE_COUNTRY = "area:uk"
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
    """What labels are read with: the questions that may be answered, and what is known of the document. `others`: the
    request's other questions, which a heading of the table may name. `years_overlap`: its labels of two years go on
    where another ends, and each is a financial year; `years_unsettled`: they do, and which years are meant is not said.
    `may_break_words`: its lines may end within a word, as narrow cells of a page print them.
    `is_recognised`: a program recognised them in a scan. `broken`: the texts of cells in which a word may be cut."""

    questions: tuple[Question, ...]
    count_words: Mapping[str | None, tuple[str, ...]]
    reference: Reference
    force_ids: tuple[str, ...]
    footnotes: Mapping[str, str]
    published: str | None = None
    stems: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[Question, ...] = ()
    years_overlap: bool = False
    may_break_words: bool = False
    is_recognised: bool = False
    broken: frozenset[str] = frozenset()
    years_unsettled: bool = False

    @property
    def place_id(self) -> str:
        """The place by whose law offences are read: the force's; that of the whole country where there are several."""
        return self.force_ids[0] if len(self.force_ids) == 1 else WHOLE_COUNTRY


def bare(label: str, reading: Reading) -> tuple[str, str | None]:
    """A label without the mark of a note, and the note."""
    text, mark = without_mark(words.one_line(label).rstrip(":").strip(), reading.footnotes)
    return text, reading.footnotes.get(mark) if mark else None


def unbroken(label: str, reading: Reading) -> str:
    """A label with the numbers and dates whole that a narrow cell of a page has broken: "2017/201 8", "31/03 /18"."""
    return BROKEN_DATE.sub(r"\1", BROKEN_NUMBER.sub("", label)) if reading.may_break_words else label


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
    if rest in known | counted:
        return Meaning("total", text, f"“{text}” is the total", note=note)
    return None


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
    if read is None and reading.may_break_words:
        read = _with_words_mended(text, reading, measure_id)
    if not text or read is None:
        near = "; ".join(nearest(text, reading.reference)) or "none"
        return Unread(text, "offence-not-read", f"the offence “{text}” is not known. Nearest spellings: {near}.")
    step = f"offence: “{text}”, read as {read.offence_id} ({read.how})"
    return Meaning("offence", text, step, offence=read, note=note)


def _with_words_mended(text: str, reading: Reading, measure_id: str | None) -> OffenceReading | None:
    """An offence whose name a narrow cell has broken within words ("Communic ations Act"), put together where the
    pieces are a word of some offence's name and not both of them are."""
    known = _words_of_offences(reading.reference)
    pieces = text.split(" ")
    whole: list[str] = []
    n = 0
    while n < len(pieces):
        size = next((k for k in range(MOST_PIECES, 1, -1) if _are_one_word(pieces[n : n + k], k, known)), 1)
        whole.append("".join(pieces[n : n + size]))
        n += size
    if len(whole) == len(pieces):
        return None
    mended = " ".join(whole)
    return read_offence(mended, place_id=reading.place_id, reference=reading.reference, measure_id=measure_id)


def _are_one_word(pieces: Sequence[str], size: int, known: frozenset[str]) -> bool:
    """Whether pieces put together are a word that is known, and are not all words themselves."""
    parts = [piece.casefold().strip(PUNCTUATION) for piece in pieces]
    is_whole = _is_word("".join(parts), known) and not set(parts) <= known
    return len(parts) == size and all(parts) and is_whole


def _is_word(text: str, known: frozenset[str]) -> bool:
    """Whether a text is a known word, or some form of known words with strokes between them: "cause/incite"."""
    return text in known or ("/" in text and all(stem_of(part) in _stems(known) for part in text.split("/")))


@lru_cache(maxsize=4)
def _stems(known: frozenset[str]) -> frozenset[str]:
    return frozenset(stem_of(word) for word in known)


@lru_cache(maxsize=4)
def _words_of_offences(reference: Reference) -> frozenset[str]:
    """Every word and year that stands in an offence's name or spelling."""
    names = [f"{offence.title} {offence.act or ''}" for offence in reference.offences.values()]
    return _words_of((*names, *(spelling.spelling for spelling in reference.spellings)))


@lru_cache(maxsize=4)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    words_of = {word.strip(PUNCTUATION) for name in names for word in name.casefold().split()}
    return frozenset(word for word in words_of if len(word) > 1)


def as_counted(label: str, reading: Reading) -> Meaning | None:
    """A heading over numbers that says what they count: of one question, or of nothing in particular."""
    text, note = bare(label, reading)
    if words.is_left_out(text) or words.is_of_references(text):
        return Meaning("left_out", text, f"“{text}” is no count", note=note)
    inside = COUNTED_IN_BRACKETS.fullmatch(text)
    core, thing = _without_doing(words.core_of_count(inside["counted"] if inside else text))
    if thing is not None and thing not in _things(reading):
        return None
    named = [q for q in reading.questions if core in _counted(q, reading) or words.plain(text) in _counted(q, reading)]
    unit = words.unit_of_word().get(core)
    if len(named) == 1 and (len(reading.questions) > 1 or not unit):
        return Meaning("question", text, f"“{text}” names what is counted", question=named[0], unit=unit, note=note)
    elsewhere = _of_others(core, unit, reading) if not named else None
    if elsewhere is not None:
        return Meaning("question", text, f"“{text}” names what is counted", question=elsewhere, unit=unit, note=note)
    if unit is not None:
        return Meaning("neutral", text, f"unit: “{text}”", unit=unit, note=note)
    if words.is_neutral(text) or named:
        return Meaning("neutral", text, f"“{text}” says nothing more of what is counted", note=note)
    return None


def _of_others(core: str, unit: str | None, reading: Reading) -> Question | None:
    """The one question of the request that asks for a thing which none of those asks for that the table stands
    under."""
    if unit is None or unit in _units(reading.questions, reading):
        return None
    asking = [question for question in reading.others if unit in _units((question,), reading, most=1)]
    return asking[0] if len(asking) == 1 else None


def _units(questions: Iterable[Question], reading: Reading, most: int | None = None) -> set[str]:
    """What questions may be answered in; with `most` 1 what they ask for."""
    measures = [reading.reference.measures.get(question.measure_id or "") for question in questions]
    return {unit for measure in measures if measure is not None for unit in measure.units[:most]}


def _without_doing(core: str) -> tuple[str, str | None]:
    """A countable word without what was done to it, and what is counted by that: "people arrested" -> people, and
    that these are arrests."""
    for word, thing in words.doing().items():
        if core.endswith(f" {word}") and core.removesuffix(f" {word}") in words.unit_of_word():
            return core.removesuffix(f" {word}"), thing
    return core, None


def _things(reading: Reading) -> set[str]:
    """What the questions ask to be counted: their measures' first units."""
    return _units((*reading.questions, *reading.others), reading, most=1)


def as_question(label: str, reading: Reading, head: str = "") -> Meaning | None:
    """A row that restates a question: its label, or the stems of its campaign, and no other's. A bare number is a
    question's label only under a heading that says so: else it numbers the rows."""
    text, note = bare(label, reading)
    plain = text.casefold()
    by_stems = [
        question
        for question in reading.questions
        if (stems := reading.stems.get(question.label)) and all(stem.casefold() in plain for stem in stems)
        if not words.is_of_references(text)  # "Outcome code" numbers outcomes and asks for none
    ]
    printed = read_label(text)
    items = [first for first, last in printed.items if last is None] if printed is not None else []
    by_label = [question for question in reading.questions if question.label in items and len(items) == 1]
    rest = text[printed.end :].strip() if printed is not None else ""
    if printed is not None and rest and not printed.is_worded and items and items[0].isdigit() and not by_stems:
        by_label = by_label if as_counted(rest, reading) else []  # "3. Adult caution" may number anything
    if words.plain(head) in words.phrases("heads", "question") and not by_label:
        by_label = [question for question in reading.questions if question.label == text.strip(".)( ")]
    found = by_label or by_stems
    if len(found) != 1 or (by_label and by_stems and by_stems != by_label):
        return None
    return Meaning("question", text, f"“{text}” is the question", question=found[0], note=note)


def _counted(question: Question, reading: Reading) -> frozenset[str]:
    return _as_counted(reading.count_words.get(question.label, ()))


@lru_cache(maxsize=256)
def _as_counted(count_words: tuple[str, ...]) -> frozenset[str]:
    """Words that may stand over numbers, as they are compared."""
    return frozenset(compared for word in count_words for compared in (words.core_of_count(word), words.plain(word)))
