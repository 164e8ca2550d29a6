"""A campaign -> the questions that an answer may be to, each with what it counts; and what a request's text asks.

Protects: a figure takes its measure, period and offence from the question it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ingest.answers.body import paragraphs
from ingest.ids import period_of_id
from ingest.model import Message, Question
from ingest.phrases import letters
from ingest.phrases.labels import Label, number_of, read_label
from ingest.phrases.offences import read_offence
from ingest.reference import Campaign, Reference

FEWEST_MATCHED = 2  # one question may be asked in many requests; two of a campaign's are the campaign
SHARE_MATCHED = 0.5
OFFENCE_MENTION = re.compile(
    r"(?:\b(?:[Ss]ections?|SECTIONS?|[Aa]rticle|[Aa]rt|[Ss])\.?\s?\d+[A-Z]?(?:\s?\(\w+\))*(?P<law>\s+(?:of\s+(?:the\s+)?)?"
    r"(?:[A-Z][\w]*|and|of|\([A-Z]\w+\))(?:\s+(?:[A-Z]\w*|and|of|\([A-Z]\w+\)))*(?:\s+\d{4})?)?"
    r"|\b(?:HO\s+)?(?:code|class|crime\s+code)\s+\d{1,3}[A-Z]?(?:/\d{1,3}[A-Z]?)?)"
)


def of_campaign(campaign: Campaign, asked: Mapping[str, str]) -> tuple[Question, ...]:
    """The campaign's questions, with the request's own wording of each where the document has it."""
    found = []
    for question in campaign.questions:
        texts = [
            text
            for label, text in asked.items()
            if campaign.label_of(text) == question.label or label == question.label
        ]
        wordings = tuple(dict.fromkeys(form for text in [*texts, question.text] for form in _wordings(text)))
        period = period_of_id(question.period_id) if question.period_id else None
        found.append(
            Question(
                question.label,
                wordings,
                question.asks,
                question.measure_id,
                period,
                question.offence_id,
                question.dimensions,
            )
        )
    return tuple(found)


def asked_in(message: Message) -> dict[str, str]:
    """Label -> text of each question of a request; "" for a request that numbers none."""
    is_label = _is_numbered
    found: dict[str, str] = {}
    current: str | None = None
    unlabelled: list[str] = []
    number: str | None = None
    for paragraph in paragraphs(message, is_label):
        if paragraph.from_end:
            break
        label = read_label(paragraph.text)
        name = _single(label, number) if label else None
        if name is not None and label is not None:
            current, number = name, number_of(name) or number
            found[name] = paragraph.text[label.end :].strip()
        elif current is not None:
            found[current] += "\n\n" + paragraph.text
        else:
            unlabelled.append(paragraph.text)
    if not found and unlabelled:
        found[""] = "\n\n".join(unlabelled)
    return found


def find_campaign(texts: Iterable[str], reference: Reference) -> str | None:
    """The campaign whose questions these are; None where none is, or two would fit alike."""
    kept = list(texts)
    scores = []
    for campaign in reference.campaigns.values():
        matched = {campaign.label_of(text) for text in kept} - {None}
        if len(matched) >= FEWEST_MATCHED and len(matched) >= SHARE_MATCHED * len(campaign.questions):
            scores.append((len(matched), campaign.campaign_id))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def offences_named(text: str, place_id: str, reference: Reference) -> tuple[set[str], list[str]]:
    """(ids of the offences that a text names by section or code, mentions that were not understood)."""
    ids, unread = set(), []
    for found in OFFENCE_MENTION.finditer(text):
        if _is_of_no_offence(found[0], found["law"]):
            continue
        reading = read_offence(" ".join(found[0].split()), place_id=place_id, reference=reference) if place_id else None
        if reading and reading.offence_id:
            ids.add(reading.offence_id)
        else:
            unread.append(found[0])
    return ids, unread


def _is_of_no_offence(mention: str, law: str | None) -> bool:
    """Whether a section is an information law's, or stands with a capital and without a law, as letters cite their
    duties: "Section 17(1)", "section 1 of the Act"."""
    return (law is None and mention[0].isupper()) or (law is not None and _information_laws().search(law) is not None)


@cache
def _information_laws() -> re.Pattern[str]:
    names = [name for law in letters.section("laws").values() for name in law["names"]]
    return re.compile(rf"(?<!\w){letters.any_of(names)}(?!\w|\s+\d{{4}})")


def _is_numbered(text: str) -> bool:
    label = read_label(text)
    return label is not None and (label.part is not None or len(label.items) == 1) and bool(text[label.end :].strip())


def _single(label: Label, number: str | None) -> str | None:
    if label.part is not None:
        return f"{number}{label.part}" if number else label.part
    return label.items[0][0] if len(label.items) == 1 and not label.is_joint else None


def _wordings(text: str) -> tuple[str, ...]:
    """The whole text and its first paragraph: forces restate either."""
    first = text.split("\n\n", 1)[0]
    return (text, first) if first != text else (text,)


# What is known of a document beside its words


@dataclass(frozen=True)
class Known:
    """What the other documents of the same source tell, for a letter that comes without its request. `asked`: label ->
    text of the request's questions."""

    asked: Mapping[str, str] = field(default_factory=dict)
    campaign_id: str | None = None
    force_id: str | None = None
    law: str | None = None
    received: str | None = None


@dataclass(frozen=True)
class Context:
    """What is known of the document beside its words. `legend`: what the source says of its marks."""

    source_id: str
    document_path: str
    force_id: str
    law: str
    reference: Reference
    questions: tuple[Question, ...] = ()
    campaign: Campaign | None = None
    legend: Mapping[str, str] = field(default_factory=dict)
    asked_on: str | None = None
    received_on: str | None = None
    answered_on: str | None = None

    def question(self, label: str | None) -> Question | None:
        return next((question for question in self.questions if question.label == label), None)
