"""A laid-out table and the questions that it may answer -> the one that it answers, as it is understood for it.

Protects: where two questions would fit alike none is taken, for the same number would then count two things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.phrases import letters
from ingest.reference import Campaign, Reference
from ingest.tables.axes import Asked
from ingest.tables.blank_rows import with_blank_rows
from ingest.tables.broken_rows import with_labels_joined
from ingest.tables.labels import Reading
from ingest.tables.layout import Layout
from ingest.tables.meaning import Understood, understand
from ingest.tables.pivots import unfolded
from ingest.tables.placed import NotUnderstood
from ingest.tables.things import Things, things_counted
from ingest.tables.titles import breakdowns_of
from ingest.thread.labels import read_label
from ingest.thread.questions import Question

OWN_NAME = re.compile(r"(?:query|sheet|table|report|tab|page|output|export|data|results?)[\s_]?\d{1,3}", re.IGNORECASE)
"""What a program calls a sheet by itself: "Query1" is of no question."""
YEAR = "year"
NAMED = 2
OF_AXES = {"period": YEAR, "offence": "offence", "force": "force"}


def asked_of(question: Question, campaign: Campaign | None) -> Asked:
    """The question with its breakdowns and the words that they are headed with: those of the campaign's file."""
    headings: dict[str, tuple[str, ...]] = {}
    for row in campaign.questions if campaign is not None else ():
        if row.label == question.label:
            headings = {name: (name.replace("_", " "), *forms) for name, forms in row.headings.items()}
    return Asked(question, headings)


def count_words(
    questions: Sequence[Question], campaign: Campaign | None, reference: Reference
) -> Mapping[str | None, tuple[str, ...]]:
    """For each question what may stand over the numbers that answer it: its measure's title, the words of its unit,
    and those of the campaign's file."""
    spelt: dict[str, list[str]] = {}
    for word, unit in letters.units().items():
        spelt.setdefault(unit, []).append(word)
    found: dict[str | None, tuple[str, ...]] = {}
    for question in questions:
        measure = reference.measures.get(question.measure_id or "")
        own = [row.counts for row in (campaign.questions if campaign else ()) if row.label == question.label]
        unit_words = spelt.get(measure.units[0], []) if measure else []
        titles = (measure.title,) if measure else ()
        found[question.label] = (*titles, *unit_words, *(word for some in own for word in some))
    return found


def choose(
    layout: Layout, questions: Sequence[Question], campaign: Campaign | None, reading: Reading
) -> Understood | NotUnderstood:
    """The table as understood for the one question that it fits best. In words why it fits none, or two alike."""
    fitting: list[tuple[tuple[int, ...], Understood]] = []
    reasons: list[str] = []
    for question in questions:
        if question.measure_id is None or question.unclear is not None:
            reasons.append(question.unclear or "what is asked is not known")
            continue
        filled = with_blank_rows(unfolded(layout, reading, question.measure_id), reading, question.measure_id)
        whole = with_labels_joined(filled, reading, question.measure_id)
        understood = understand(whole, asked_of(question, campaign), reading)
        if isinstance(understood, NotUnderstood):
            reasons.append(understood.why)
        else:
            fitting.append((_fit(understood, campaign), understood))
    if not fitting:
        return NotUnderstood(reasons[0] if reasons else "no question is known that it could answer")
    if any(_names_questions(understood) for _, understood in fitting):
        return max(fitting, key=lambda one: (-_misfits(one[1], reading), *one[0]))[1]
    told = _told([understood for _, understood in fitting], campaign)
    if isinstance(told, NotUnderstood):
        return told
    kept = [(fit, understood) for fit, understood in fitting if any(understood is one for one in told)]
    best = max(fit for fit, _ in kept)
    found = [understood for fit, understood in kept if fit == best]
    if len(found) > 1:
        labels = ", ".join(str(understood.asked.question.label) for understood in found)
        return NotUnderstood(f"it fits questions {labels} alike")
    measures = {question.measure_id for question in questions if question.measure_id is not None}
    if len(measures) > 1 and found[0].unread and not _is_told(found[0], campaign):
        return NotUnderstood("nothing says what it counts, and labels of it are not understood")
    return found[0]


def _told(fitting: Sequence[Understood], campaign: Campaign | None) -> list[Understood] | NotUnderstood:
    """Of the readings of a table those for what its words say is counted. Breakdowns never choose between questions
    that count different things: where no word does, it answers none."""
    named = [one for one in fitting if _is_named(one, campaign) == NAMED]
    told = named or [one for one in fitting if _is_told(one, campaign)] or list(fitting)
    if len({_counted(one) for one in told}) < 2:
        return told
    rivals = [one for one in told if not _parts_not_asked(one)] or told
    if len({_counted(one) for one in rivals}) < 2:
        return rivals
    labels = ", ".join(str(one.asked.question.label) for one in rivals)
    return NotUnderstood(f"it fits questions {labels} alike, and nothing says what it counts")


def _counted(understood: Understood) -> tuple[str | None, str | None]:
    """What a table counts if it answers this question: the measure, and the offence of a whole that is not split."""
    question = understood.asked.question
    kinds = {placed.axis.kind for placed in understood.axes}
    named = next((meaning.offence.offence_id for meaning in understood.constants if meaning.offence), None)
    return question.measure_id, None if "offence" in kinds else named or question.offence_id


def _is_told(understood: Understood, campaign: Campaign | None) -> bool:
    """Whether the table's own words say that it counts what the question asks for: its title, else its sheet's name,
    or what stands over its numbers."""
    if _is_named(understood, campaign):
        return True
    units = understood.measure_units
    if any(meaning.unit in units for meaning in understood.constants if meaning.unit):
        return True
    breakdowns = breakdowns_of(understood.asked)
    said = things_counted(understood.title, breakdowns)
    if not said.units:
        said = things_counted(understood.layout.grid.sheet or "", breakdowns)
        said = said if said.is_certain or not _parts_shown(understood) else Things()
    return said.units == said.units & set(units) and bool(said.units)


def _misfits(understood: Understood, reading: Reading) -> int:
    """How many labels say that they count what the question can't be answered in and name no other question."""
    return sum(
        meaning.unit is not None and meaning.unit not in understood.measure_units
        for placed in understood.axes
        for read in placed.axis.meanings.values()
        if isinstance(read, tuple)
        for meaning in read
        if meaning.kind == "neutral"
    )


def _names_questions(understood: Understood) -> bool:
    """Whether labels of the table itself say which question each number answers."""
    return any(
        meaning.question is not None
        for placed in understood.axes
        for read in placed.axis.meanings.values()
        if isinstance(read, tuple)
        for meaning in read
    )


def _fit(understood: Understood, campaign: Campaign | None) -> tuple[int, ...]:
    """How well a table fits a question: named in its title; fewest labels unread; broken down as asked."""
    shown, asked = _parts_shown(understood), set(understood.asked.question.dimensions) - {YEAR}
    parted = len(shown & asked) - len(shown - asked) - len(asked - shown)
    return (_is_named(understood, campaign), -understood.unread, parted)


def _parts_shown(understood: Understood) -> set[str]:
    """What a table splits its numbers by, beside years."""
    kinds = {placed.axis.kind for placed in understood.axes}
    return {OF_AXES.get(kind, kind.removeprefix("dimension:")) for kind in kinds} - {"question", "total", YEAR}


def _parts_not_asked(understood: Understood) -> set[str]:
    return _parts_shown(understood) - set(understood.asked.question.dimensions) - {"force"}


def _is_named(understood: Understood, campaign: Campaign | None) -> int:
    """Whether the title gives the question's label ("Question 2"), or holds its stems or what it counts."""
    question, title = understood.asked.question, understood.title
    sheet = understood.layout.grid.sheet or ""
    for text in (title, "" if OWN_NAME.fullmatch(sheet) else sheet):
        label = read_label(text) if text else None
        if label is not None and question.label is not None and any(question.label in item for item in label.items):
            return NAMED
    plain = " ".join(title.casefold().split())
    rows = campaign.questions if campaign is not None else ()
    stems = next((row.match for row in rows if row.label == question.label), ())
    if stems and all(stem.casefold() in plain for stem in stems):
        return 1
    if any(meaning.question is question for meaning in understood.constants):
        return 1
    return 0
