"""A laid-out table and the questions that it may answer -> the one that it answers, as it is understood for it.

Protects: where two questions would fit alike none is taken, for the same number would then count two things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.reference import Campaign, Reference
from ingest.tables.axes import Asked
from ingest.tables.labels import Reading
from ingest.tables.layout import Layout
from ingest.tables.meaning import NotUnderstood, Understood, understand
from ingest.thread import letters
from ingest.thread.labels import read_label
from ingest.thread.questions import Question

YEAR = "year"
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
        understood = understand(layout, asked_of(question, campaign), reading)
        if isinstance(understood, NotUnderstood):
            reasons.append(understood.why)
        else:
            fitting.append((_fit(understood, campaign), understood))
    if not fitting:
        return NotUnderstood(reasons[0] if reasons else "no question is known that it could answer")
    if any(_names_questions(understood) for _, understood in fitting):
        return max(fitting, key=lambda one: one[0])[1]
    best = max(fit for fit, _ in fitting)
    found = [understood for fit, understood in fitting if fit == best]
    if len(found) > 1:
        labels = ", ".join(str(understood.asked.question.label) for understood in found)
        return NotUnderstood(f"it fits questions {labels} alike")
    return found[0]


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
    question = understood.asked.question
    kinds = {placed.axis.kind for placed in understood.axes}
    shown = {OF_AXES.get(kind, kind.removeprefix("dimension:")) for kind in kinds} - {"question", "total"}
    asked = set(question.dimensions)
    parted = len((shown - {YEAR}) & asked) - len((shown - {YEAR}) - asked) - len((asked - {YEAR}) - shown)
    return (_is_named(understood, campaign), -understood.unread, parted)


def _is_named(understood: Understood, campaign: Campaign | None) -> int:
    """Whether the title gives the question's label ("Question 2"), or holds its stems or what it counts."""
    question, title = understood.asked.question, understood.layout.title
    label = read_label(title) if title else None
    if label is not None and question.label is not None and any(question.label in item for item in label.items):
        return 2
    plain = " ".join(title.casefold().split())
    rows = campaign.questions if campaign is not None else ()
    stems = next((row.match for row in rows if row.label == question.label), ())
    if stems and all(stem.casefold() in plain for stem in stems):
        return 1
    if any(meaning.question is question for meaning in understood.constants):
        return 1
    return 0
