"""The passages of one answer -> what became of each question.

Protects: a status is what the words of this answer say of this question. A standing paragraph about the Act, what
Section 17 asks of a notice and the tail about *other* information say nothing of it; a heading that refuses in full
refuses; reasons without a law stay reasons unless the passage cites one, or says that what is held can't be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.answers import words
from ingest.answers.passages import LABELS, Page, Passage, labels_of
from ingest.answers.proposals import numbers_of
from ingest.model import Line
from ingest.phrases.exemptions import distinct_sections, find_exemptions, infer_exemption
from ingest.phrases.statuses import find_statuses, read_status

SMALL_COUNTS = words.anywhere("outcomes", "small_counts")
STANDING = words.anywhere("outcomes", "standing")
NOT_GIVEN = re.compile(rf"\b{words.any_of('outcomes', 'not_given')}", re.IGNORECASE)
ABOUT_PART = re.compile(
    rf"\b(?:requests?|questions?|points?|qs?)\s+(?:numbers?\s+)?(?P<labels>{LABELS})\b(?![/-])", re.IGNORECASE
)
CLAUSE = re.compile(r"(?<=[.;:])\s+|,\s+(?:and|but|unlike|although|while|whereas|as)\s+|\s+but\s+|\n", re.IGNORECASE)
UNSURE = words.word("outcomes", "unsure")
REFUSING = words.word("outcomes", "refusing")
ASKS_WHETHER = re.compile(rf"\W*{words.any_of('outcomes', 'asks_whether')}\b", re.IGNORECASE)
FEWEST_WORDS = 6  # a labelled line with fewer, without a number or a status, restates what was asked
HIDDEN = words.anywhere("outcomes", "hidden")
POINTS = words.word("outcomes", "points")
DENIES = words.word("outcomes", "denies")
DISCLOSES = words.word("outcomes", "discloses")
GIVES = words.word("outcomes", "gives")
SHORT_ANSWER = re.compile(rf"\W*{words.any_of('outcomes', 'short_answer')}", re.IGNORECASE)


@dataclass(frozen=True)
class Became:
    """What became of a question (`label` None: of the request). `basis`: printed | inferred, of the exemptions."""

    label: str | None
    status: str
    exemptions: tuple[str, ...]
    basis: str | None
    lines: tuple[Line, ...]


def outcomes_of(page: Page, counted: Sequence[Passage], law: str) -> list[Became]:
    """What an answer says of its questions, in order, one for each. `counted`: the passages that give numbers."""
    found: list[Became] = []
    has_numbers = {id(passage) for passage in counted}
    is_labelled = any(passage.labels for passage in page.passages)
    known = {label.rstrip("abcdefgh") for passage in page.passages for label in passage.labels}
    known |= {label.rstrip("abcdefgh") for label in page.asked}
    gives = {label for passage in page.passages if id(passage) in has_numbers for label in passage.labels}
    for passage in page.passages:
        lines = tuple(passage.lines)
        parted = [] if passage.labels else list(_parted(passage, law))
        if parted:
            of_questions = [
                Became(label, status, sections, "printed" if sections else None, lines)
                for label, status, sections in parted
                if _may_be_asked(label, known) and (label not in gives or status == "partly_answered")
            ]
            found += of_questions or [Became(None, "not_read", (), None, lines)]
            continue
        said = _said(passage, id(passage) in has_numbers, law)
        if said is not None and (passage.labels or said[0] != "answered" or not is_labelled):
            found += [Became(label, *said, lines) for label in passage.labels or (None,)]
    return _each_once(found)


def is_hidden(page: Page) -> bool:
    """Whether a site shows that a message was here, and not what it says: a notice, or its head alone."""
    is_labelled = any(passage.labels for passage in page.passages)
    is_head = not is_labelled and len(page.text.split()) <= MOST_OF_A_HEAD and not re.search(r"[.:?!]\s*$", page.text)
    return HIDDEN.search(page.text) is not None or is_head


def _may_be_asked(label: str, known: set[str]) -> bool:
    """Whether a label is one of the answer's own, or goes on behind them where its question is not restated."""
    number = label.rstrip("abcdefgh")
    numbers = [int(one) for one in known if one.isdigit()]
    return number in known or (number.isdigit() and int(number) <= max(numbers, default=0) + MOST_BEHIND)


MOST_BEHIND = 10
MOST_OF_A_HEAD = 8  # words: who wrote, and when
NEGATIVE = ("refused", "not_held", "partly_answered", "no_answer")


def _each_once(found: Sequence[Became]) -> list[Became]:
    """One for each question: what is answered here and exempt there is answered in part."""
    kept: dict[str | None, Became] = {}
    for one in found:
        first = kept.setdefault(one.label, one)
        if "not_read" in (first.status, one.status):
            kept[one.label] = first if one.status == "not_read" else one
        elif first is not one and {first.status, one.status} & {"refused", "partly_answered", "ncnd"}:
            status = first.status if first.status == one.status else "partly_answered"
            sections = tuple(dict.fromkeys((*first.exemptions, *one.exemptions)))
            kept[one.label] = Became(one.label, status, sections, first.basis or one.basis, (*first.lines, *one.lines))
    return list(kept.values())


def _parted(passage: Passage, law: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The questions that a sentence names with what it says of them: "Requests 2 and 3 are exempt under Section 30"."""
    for clause in CLAUSE.split("\n".join(line.text for line in passage.lines)):
        named = list(ABOUT_PART.finditer(clause))
        if not named or STANDING.search(clause) or UNSURE.search(clause):
            continue
        reading = read_status(clause)
        status = reading.status if reading else "refused" if NOT_GIVEN.search(clause) else None
        if status in ("no_answer", "referred", "answered", None) and not NOT_GIVEN.search(clause):
            continue
        sections = distinct_sections(find_exemptions(clause, law=law)) or distinct_sections(
            find_exemptions(_text(passage), law=law)
        )
        is_part = re.search(r"\b(?:part|some) of\b", clause, re.IGNORECASE) is not None
        status = "refused" if status == "no_answer" else status or "refused"
        for label in dict.fromkeys(label for one in named for label in labels_of(one["labels"])):
            yield (
                label,
                "partly_answered" if is_part and status == "refused" else status,
                () if status == "not_held" else sections,
            )


def _text(passage: Passage) -> str:
    return "\n".join(line.text for line in passage.lines)


def _said(passage: Passage, has_numbers: bool, law: str) -> tuple[str, tuple[str, ...], str | None] | None:
    """(status, exemptions, their basis) of a passage; None where it says nothing of its question."""
    text = _without_standing(passage)
    if not text.strip():
        return ("answered", (), None) if has_numbers else None
    is_told = any(number.is_told and number.value.value != 0 for number in numbers_of(passage))
    reading = read_status(text)
    status = reading.status if reading and not reading.is_tail else None
    sections = distinct_sections(find_exemptions(text, law=law))
    is_tail = is_told and reading is not None and reading.is_tail  # "any other information", behind an answer
    is_reason = status == "no_answer" and reading is not None and reading.is_reason
    if (NOT_GIVEN.search(text) and status in (None, "no_answer", "not_held")) or (
        sections and (is_reason or (status is None and not has_numbers and not is_tail and _refuses(text, law)))
    ):
        status = "refused"
    elif is_reason and ASKS_WHETHER.match(passage.asked):
        status = "answered"
    if status == "refused" and (has_numbers or GIVES.search(text)):
        status = "partly_answered"
    if has_numbers and status in ("no_answer", "not_held", None):
        status = "answered"
    if status is None and is_tail:
        status = "answered"
    if status == "no_answer" or (status is None and not has_numbers and DENIES.search(text)):
        return "not_read", (), None  # why it is not given, and by which law, is not here
    if (
        status is None
        and (passage.labels or (passage.asked and (passage.is_headed or passage.asked.endswith("?"))))
        and (len(text.split()) >= FEWEST_WORDS or SHORT_ANSWER.match(text) or re.search(r"\d", text))
    ):
        status = "answered"
    if status is None and POINTS.search(text):
        status = "referred"
    if status is None and DISCLOSES.search(text):
        status = "answered"
    if status is None:
        return None
    if (status in NEGATIVE and UNSURE.search(text)) or (is_told and status in ("refused", "not_held")):
        return "not_read", (), None  # a person reads whether it is refused, and what
    if status == "answered" and not passage.labels and any(not one.is_tail for one in find_statuses(text)):
        return "partly_answered", sections, "printed" if sections else None  # of one question it gives, of another not
    if status in ("answered", "not_held", "referred"):
        return status, (), None
    if not sections and status == "refused" and (inferred := infer_exemption(text, law)):
        return status, (inferred[0],), "inferred"
    return status, sections, "printed" if sections else None


def _refuses(text: str, law: str) -> bool:
    """Whether a sentence names an exemption and refuses."""
    sentences = re.split(r"(?<=[.;])\s+(?=[A-Z])|\n", text)
    return any(REFUSING.search(one) and find_exemptions(one, law=law) for one in sentences)


def _without_standing(passage: Passage) -> str:
    """The text without sentences that only tell what the Act says."""
    sentences = re.split(r"(?<=[.:;])\s+(?=[A-Z])|\n\s*\n|\n(?=[A-Z])", _text(passage))
    told = [one for one in sentences if not SMALL_COUNTS.search(one) and "|" not in one]
    return "\n".join(one for one in told if not STANDING.search(one) or find_exemptions(one))
