"""The words of a table -> what each of them means: a period, an offence, a force, a total, a thing counted, one part of
a breakdown that the question asks for; and whether every word around the table is one that is known.

Protects: a label means what its whole print settles, or it is not understood and no figure stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.model import UNKNOWN_PERIOD, UNREAD, Period, Question
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.offences import OffenceReading, read_offence
from ingest.phrases.periods import TWO_YEARS, as_one_year, days, find_periods, read_period, years_overlap
from ingest.reference import Campaign, Reference
from ingest.reference.names import plain as plain_name
from ingest.tables import words
from ingest.tables.notes import CLAUSE, read_legend

CORNER = re.compile(r"\s+/\s+|\s+\\\s+|\n|\s+by\s+|\s*/\s*|\s+v(?:s|ersus)?\.?\s+", re.IGNORECASE)
MARKED = re.compile(rf".*[*†‡#~^{words.SUPERSCRIPTS}]")
SHEET = re.compile(r"(?:query|sheet|table|report|tab|page|output|export|data|results?)[\s_]?\d{0,3}", re.IGNORECASE)
BROKEN = re.compile(r"…$|[-–—/]$")
SENTENCES = re.compile(r"(?<=[.?!])\s+|\n")
ASKING = re.compile(r"please\b|how many\b|what\b|which\b", re.IGNORECASE)
FEWEST_OF_A_QUESTION = 5  # words; fewer may be a title of their own
WHOLE_COUNTRY = "area:uk"
KINDS = ("period", "force", "offence", "question")


@dataclass(frozen=True)
class TableContext:
    """What is known of a document beside its tables. `force_ids`: the forces that answer in it; () for figures on many
    forces that somebody else published. `legend`: what the source says of its marks. `published`: the day, month or
    year of the answer, as far as known. `questions`: all of the request's. `maps`: what a person says of its tables, as
    `[[table]]` entries."""

    source_id: str
    document_path: str
    force_ids: tuple[str, ...]
    reference: Reference
    campaign: Campaign | None = None
    legend: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    questions: tuple[Question, ...] = ()
    maps: Sequence[Mapping[str, Any]] = ()

    @property
    def place_id(self) -> str:
        """The place by whose law offences are read."""
        return self.force_ids[0] if len(self.force_ids) == 1 else WHOLE_COUNTRY

    def headings(self, question: Question) -> dict[str, frozenset[str]]:
        """The question's breakdowns and the words that they are headed with, those of the campaign's file."""
        rows = self.campaign.questions if self.campaign is not None else ()
        own = next((row.headings for row in rows if row.label == question.label), {})
        return {name: frozenset(map(words.plain, (name.replace("_", " "), *forms))) for name, forms in own.items()}

    def counted(self, question: Question) -> frozenset[str]:
        """What may stand over the numbers that answer a question: its measure's title, the words of its units and those
        of the campaign's file."""
        measure = self.reference.measures.get(question.measure_id or "")
        rows = self.campaign.questions if self.campaign is not None else ()
        own = [word for row in rows if row.label == question.label for word in row.counts]
        if measure is not None:
            own += [measure.title, *(word for word, unit in letters.units().items() if unit == measure.units[0])]
        return frozenset(form for word in own for form in (words.plain(word), words.core_of_count(word)))


@dataclass(frozen=True)
class Meaning:
    """What one label says of the numbers beside it. `kind`: period | force | offence | dimension | question | total |
    counted (it says that something is counted, `unit` what). `step`: the reading in words."""

    kind: str
    label: str
    step: str
    period: Period | None = None
    place_id: str | None = None
    offence: OffenceReading | None = None
    dimension: str | None = None
    question: Question | None = None
    unit: str | None = None


Meanings = tuple[Meaning, ...]


def kind_of_head(head: str, question: Question, context: TableContext) -> str | None:
    """What a heading of labels is of: a breakdown's name, period, force, offence or question; "" where it says nothing
    or what is counted; None for one that is not understood."""
    text = words.plain(head)
    named = [name for name, forms in context.headings(question).items() if text in forms]
    if named:
        return named[0] if len(named) == 1 else None
    kinds = [kind for kind in words.kinds_of_head(text) if kind in KINDS]
    if kinds:
        return kinds[0]
    if text in letters.phrases("heads", "force_if_all"):
        return "force"
    return "" if words.is_neutral(head) or as_counted(head, (question,), context) else None


def parts_of_head(head: str) -> tuple[str, ...]:
    """The parts of a heading that names two axes ("Hospital Name / Financial Year")."""
    return tuple(part.strip() for part in CORNER.split(head) if part and part.strip())


@dataclass(frozen=True)
class Axis:
    """The labels of one column of labels, or of one level of headings, and how they are read. `kind`: what heads them,
    "" where nothing does. `around`: the table's other words, for the kind of its years."""

    labels: tuple[str, ...]
    kind: str
    question: Question
    questions: tuple[Question, ...]
    context: TableContext
    head: str = ""
    around: tuple[str, ...] = ()

    def read(self) -> dict[str, Meanings] | None:
        """label -> what it means; None where one of them is not understood, or they are not of one kind."""
        found: dict[str, Meanings] = {}
        is_dimension = self.kind in self.context.headings(self.question)
        for label in dict.fromkeys(self.labels):
            if not label:
                continue
            read = self._part(label) if is_dimension else self._label(label)
            if read is None:
                return None
            found[label] = read
        periods = [one.period for read in found.values() for one in read if one.period is not None]
        is_of_years = words.holds(words.plain(self.head), "year")
        return found if _are_alike(periods, is_of_years=is_of_years) else None

    def _part(self, label: str) -> Meanings | None:
        """One part of the breakdown that its heading names, as printed."""
        if (total := self._total(label)) is not None:
            return (total,)
        is_unsure = UNREAD in label or MARKED.fullmatch(label) or BROKEN.search(label) or find_periods(label)
        if is_unsure or words.names_total(label) or words.is_part_of_above(label):
            return None
        name = self.kind.replace("_", " ")
        return (Meaning("dimension", label, f"{name}: “{label}”, by its heading", dimension=self.kind),)

    def _label(self, label: str) -> Meanings | None:
        text = label.rstrip(":").strip()
        if UNREAD in text or MARKED.fullmatch(text):
            return None
        offence = read_offence(
            text,
            place_id=self.context.place_id,
            reference=self.context.reference,
            measure_id=self.question.measure_id,
        )
        if offence is not None and self.kind in ("", "offence"):
            return (
                Meaning(
                    "offence", text, f"offence: “{text}”, read as {offence.offence_id} ({offence.how})", offence=offence
                ),
            )
        if self.kind in ("", "force") and (force := self._force(text)) is not None:
            return (force,)
        if (period := self._period(text)) is not None and self.kind in ("", "period"):
            return period
        if (total := self._total(text)) is not None:
            return (total,)
        counted = as_counted(text, self.questions, self.context) if self.kind in ("", "question") else None
        return (counted,) if counted is not None else None

    def _total(self, label: str) -> Meaning | None:
        """A total that names nothing beside it but what is counted or its own heading."""
        if words.is_subtotal(label):
            return None
        rest = "" if words.is_total(label) else words.without_total(label)
        known = {"", words.plain(self.kind.replace("_", " "))} | letters.phrases("totals", "of")
        if rest is None or rest not in known | self.context.counted(self.question):
            return None
        return Meaning("total", label, f"“{label}” is the total")

    def _force(self, label: str) -> Meaning | None:
        reference = self.context.reference
        places = (area.force_id for area in reference.areas.values() if plain_name(area.name) == plain_name(label))
        place = reference.force_by_name(label) or next(places, None)
        if place is None or (self.context.force_ids and place not in self.context.force_ids):
            return None
        return Meaning("force", label, f"force: “{label}”, read as {place}", place_id=place)

    def _period(self, label: str) -> Meanings | None:
        """A period, or one with what is counted ("Arrests 2018/19")."""
        if BROKEN.search(label):
            return None
        text = label
        if TWO_YEARS.search(text):
            if not years_overlap(self.labels, self.around):
                return None
            text = as_one_year(text)
        beside = " ".join((self.head, *self.around)).casefold()
        head = next((kind for kind in ("financial year", "calendar year") if kind in beside), "")
        for spelt in dict.fromkeys((f"{head} {text}".strip(), text)):
            period = read_period(spelt, published=self.context.published)
            if period is not None and period.start is not None:
                return (Meaning("period", label, f"period: “{label}”, read as {period.period_id}", period=period),)
        found = find_periods(text)
        if len(found) != 1 or found[0].period is UNKNOWN_PERIOD:
            return None
        printed = text[found[0].start : found[0].end]
        period = read_period(printed, published=self.context.published)
        rest = " ".join(f"{text[: found[0].start]} {text[found[0].end :]}".strip(" ,;:–—()/-").split())
        for word in sorted(letters.words("heads", "leads"), key=len, reverse=True):
            rest = re.sub(rf"^{word}\b|\b{word}$", "", rest, flags=re.IGNORECASE).strip(" ,;:–—()/-")
        counted = as_counted(rest, self.questions, self.context) if rest else None
        if period is None or period.start is None or (rest and counted is None):
            return None
        own = Meaning("period", label, f"period: “{printed}”, read as {period.period_id}", period=period)
        return (own, counted) if counted is not None else (own,)


def _are_alike(periods: Sequence[Period], *, is_of_years: bool) -> bool:
    """Whether periods are of one kind and length: a month among years, or under a heading of years, may be the end of
    one."""
    lengths = [days(period) or 0 for period in periods]
    if not lengths:
        return True
    is_short = is_of_years and min(lengths) < DAYS_OF_A_YEAR
    return len({period.kind for period in periods}) == 1 and max(lengths) - min(lengths) <= MOST_APART and not is_short


MOST_APART = 3  # days: a month has 28 to 31
DAYS_OF_A_YEAR = 365


def as_counted(label: str, questions: Sequence[Question], context: TableContext) -> Meaning | None:
    """A heading that says what is counted: the thing that a question asks for, or numbers of nothing in particular.
    Of several questions the one that asks for it."""
    if words.is_left_out(label) or words.is_of_references(label):
        return None
    core = words.core_of_count(label)
    asking = [one for one in questions if core in context.counted(one) or words.plain(label) in context.counted(one)]
    if asking:
        measure = context.reference.measures[asking[0].measure_id or ""]
        step = f"“{label}” names what is counted"
        question = asking[0] if len(asking) == 1 and len(questions) > 1 else None
        return Meaning("question" if question else "counted", label, step, question=question, unit=measure.units[0])
    unit = words.unit_of_word().get(core)
    units = {
        unit for one in questions if (own := context.reference.measures.get(one.measure_id or "")) for unit in own.units
    }
    if unit is not None:
        return Meaning("counted", label, f"unit: “{label}”", unit=unit) if unit in units else None
    return (
        Meaning("counted", label, f"“{label}” says nothing more of what is counted")
        if words.is_neutral(label)
        else None
    )


def period_of_title(texts: Iterable[str]) -> Period | None:
    """The one period that the words around a table name; the unknown one for several, or one that is not settled."""
    found = {one.period.period_id: one.period for text in texts for one in find_periods(text)}
    if not found:
        return None
    period = next(iter(found.values()))
    return period if len(found) == 1 and period.start is not None else UNKNOWN_PERIOD


def unknown_word(text: str, question: Question, context: TableContext) -> str:
    """The first word of a text beside a table that nothing known explains; "" where all are known: those of the
    question's measure, its breakdowns, the force's name, periods, and words that only point."""
    sentences = [] if SHEET.fullmatch(text.strip()) or _is_legend(text) else SENTENCES.split(text)
    found = (_unknown(one, question, context) for one in sentences if not _is_restated(one, question, context))
    return next((word for word in found if word), "")


def _unknown(text: str, question: Question, context: TableContext) -> str:
    label = read_label(text)
    text = text[label.end :] if label is not None else text
    for found in reversed(find_periods(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    forces = [context.reference.forces[one] for one in context.force_ids if one in context.reference.forces]
    names = {words.plain(name) for force in forces for name in (force.name, force.short_name)}
    plain = f" {words.plain(text)} "
    for phrase in sorted(names | letters.phrases("titles", "idle"), key=len, reverse=True):
        plain = plain.replace(f" {phrase} ", " ")
    measure = context.reference.measures.get(question.measure_id or "")
    own = [measure.title if measure else "", *context.counted(question)]
    own += [form for forms in context.headings(question).values() for form in forms]
    known = {word for phrase in own for word in words.plain(phrase).split()} | letters.phrases("titles", "pointing")
    return next((word for word in plain.split() if word not in known and not word.isdigit()), "")


def _is_restated(text: str, question: Question, context: TableContext) -> bool:
    """Whether a sentence, or a line of it, is the request's own: in its words, or one that asks for what the campaign's
    question asks for."""
    label = read_label(text)
    bare = text[label.end :].strip() if label is not None else text.strip()
    plain = words.plain(bare)
    asked = (words.plain(wording) for one in context.questions for wording in one.wordings)
    if len(plain.split()) >= FEWEST_OF_A_QUESTION and any(plain in one for one in asked):
        return True
    asks = bare.endswith("?") or ASKING.match(bare) is not None
    return asks and context.campaign is not None and context.campaign.label_of(bare) == question.label


def _is_legend(text: str) -> bool:
    """Whether a note says nothing but what marks mean."""
    return all(read_legend([clause], {}).printed for clause in CLAUSE.split(text) if clause.strip())
