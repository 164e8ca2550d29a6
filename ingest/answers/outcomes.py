"""The passages of one answer, or a part of a campaign's -> what became of each question.

Protects: a status is what the words of this answer say of this question. A standing paragraph about the Act, what
Section 17 asks of a notice and the tail about *other* information say nothing of it; a heading that refuses in full
refuses; reasons without a law stay reasons unless the passage cites one, or says that what is held can't be given. A
sentence that names questions binds those and no other; a refusal's arithmetic is no figure.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ingest import reference as reference_data
from ingest.answers.body import Part, Piece
from ingest.answers.counts import numbers_of
from ingest.answers.passages import LABELS, Page, Passage, labels_of, unwrapped
from ingest.answers.words import any_of, phrase, sentence_spans, term
from ingest.model import Line, Outcome, Value, locator_of
from ingest.phrases import letters
from ingest.phrases.labels import mention_starts
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.periods import month_pattern
from ingest.phrases.statuses import (
    CostArithmetic,
    StatusReading,
    cost_arithmetic,
    distinct_sections,
    find_exemptions,
    find_statuses,
    infer_exemption,
    of_confirming,
    read_status,
    without_bare,
)
from ingest.text_tables import is_count_of

NOT_GIVEN = re.compile(rf"\b{any_of('not_given')}", re.IGNORECASE)
ABOUT_PART = re.compile(
    rf"\b(?:(?:requests?|questions?|points?|parts?|qs?)\s+(?:numbers?\s+)?|q)(?P<labels>{LABELS})\b(?![/-])"
    r"(?!\s+of\s+(?:the\s+)?(?:schedule|dpa|data protection|act\b)|\s+dpa\b)",
    re.IGNORECASE,
)
NAMED_AT_THE_END = rf"\s+(?:questions?|points?|parts?|requests?|qs?)\s+(?P<labels>{LABELS})\s*[.:]?\s*$"
GIVES_FOR = re.compile(
    rf"(?:^|(?<=[.;:]\s))(?P<says>[^.;:\n]{{0,120}}?\b{any_of('gives_for')}){NAMED_AT_THE_END}",
    re.IGNORECASE | re.MULTILINE,
)
HELD_FOR = re.compile(rf"\b{any_of('held_for')}{NAMED_AT_THE_END}", re.IGNORECASE | re.MULTILINE)
ASKS_WHETHER = re.compile(rf"\W*{any_of('asks_whether')}\b", re.IGNORECASE)
SENTENCES = re.compile(r"(?<=[.:;])\s+(?=[A-Z])|\n\s*\n|\n(?=[A-Z])")
FEWEST_WORDS = 6  # a labelled line with fewer, without a number or a status, restates what was asked
EARLIER = re.compile(
    r"\b(?:(?:prior|previous) to|before|earlier than)\W+(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?:{month_pattern()}|(?:19|20)\d\d\b|\d{{1,2}}[./]\d{{1,2}}[./])",
    re.IGNORECASE,
)
ADDS = re.compile(rf"\n(?=[^\S\n]*{any_of('adds')}\b)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CITED = re.compile(
    r"(?<!['’])\b(?:sections?|ss?)\b\.?\s?\d+\w?(?:\(\w+\))*(?:\s?(?:,|&|and)\s?\d+\w?(?:\(\w+\))*)*", re.IGNORECASE
)
"""Sections of an Act: their digits answer nothing, nor do a reference's."""
Said = tuple[str, tuple[str, ...], str | None]
"""Status, exemptions, their basis (printed | inferred)."""
UNREAD: Said = ("not_read", (), None)
ANSWERED: Said = ("answered", (), None)
ROW = re.compile(
    rf"^(?!(?-i:\W*[A-Z]{{2,4}}\W+\d{{4,}}\W*$))(?!.*(?:\bsection|\bs\.?\s?\d|\bact\b|\bref|\bdate|:|(?:\b{month_pattern()}|\b(?:police|constabulary)\s[-–—])\W+(?:19|20)\d\d$|\b(?:101|999)$|\bofficer\W+\d{{3,}}$))[^\w\n]*(?:[^\s.]+[^\S\n]+){{1,6}}\d[\d,]*[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of a few words and a number: a table may stand there, whether it is read or not. A letter's reference is none,
nor who signs it: "RFI 51102", "Disclosure officer 1133"."""
SHORT_LINE = re.compile(r"^\W*(?:[a-h]\W+)?(?:yes|no|none|nil)\W*$", re.IGNORECASE | re.MULTILINE)
"""A line that answers by itself: "a. Yes"."""
NOTHING = re.compile(rf"\W*(?:[a-h]\)\W*)?{any_of('none')}\b", re.IGNORECASE)
FEWEST_ROWS = 3  # of a table that answers, by times or money
MONEY = re.compile(r"£\s?\d")
COUNTED_THING = re.compile(r"\b(?:how many|numbers? of|totals? of)\s+(?P<things>\w+(?:\s+\w+){0,2})")
NONE_OF_SOME = re.compile(rf"\b{any_of('none')}(?:\W*$|\s+in\b)", re.IGNORECASE | re.MULTILINE)
"""What one row or time has none of, beside another: "March: none", "None in March"."""
STOP = re.compile(r"[.!](?:\W|$)")
"""The end of a sentence: words without one are a title or the name of a link."""
NEGATES = re.compile(r"\b(?:not|never|nor|unable)\b|n['’]t\b", re.IGNORECASE)
SHORT_ANSWER = re.compile(rf"\W*{any_of('short_answer')}", re.IGNORECASE)


@dataclass(frozen=True)
class Became:
    """What became of a question (`label` None: of the request). `basis`: printed | inferred, of the exemptions."""

    label: str | None
    status: str
    exemptions: tuple[str, ...]
    basis: str | None
    lines: tuple[Line, ...]


def outcome_at(lines: Sequence[Line], status: str, **known: Any) -> Outcome:
    """What became of a question that these lines answer; its force and question are added later."""
    page = lines[0].page if lines else None
    return Outcome("", "", None, None, None, None, status, page=page, locator=locator_of(lines), **known)


def outcomes_of(page: Page, counted: Sequence[Passage], law: str, force_id: str = "") -> list[Became]:
    """What an answer says of its questions, in order, one for each. `counted`: the passages that give numbers."""
    became: list[Became] = []
    leading: list[Became] = []  # what says nothing yet of a question that is answered further down
    answered: set[tuple[tuple[str, ...], str]] = set()  # the questions of which something was said
    has_numbers = {id(passage) for passage in counted}
    is_labelled = any(passage.labels for passage in page.passages)
    known = {label.rstrip("abcdefgh") for passage in page.passages for label in passage.labels}
    known |= {label.rstrip("abcdefgh") for label in page.asked}
    gives = {label for passage in page.passages if id(passage) in has_numbers for label in passage.labels}
    cited: set[str] = set()  # what the answers above rest on
    told_above = 0  # numbers of what stands above the first question, or is of none
    shifted = _shifted(page.passages)
    for n, whole in enumerate(page.passages, 1):
        passage = _without_notice(_without_reasons_below(whole, cited, law))
        cited |= set(distinct_sections(find_exemptions(_text(passage), law=law)))
        lines = tuple(passage.lines)
        if not passage.labels and (parted := list(_parted(passage, law))):
            of_questions = [
                one for one in parted if _may_be_asked(one[0], known) and (one[0] not in gives or one[1] in NOT_WHOLLY)
            ]
            became += [Became(name, what, of, "printed" if of else None, lines) for name, what, of in of_questions]
            became += [] if of_questions else [Became(None, *UNREAD, lines)]
            became += [] if is_labelled else _of_whole(passage, parted, law)
            continue
        labels = _labels_of_all(passage, known, law)
        itself = _without_own_name(passage, force_id)
        reading = passage_status(replace(itself, labels=labels), id(whole) in has_numbers, law)
        is_of_all = reading and reading[0] in ("refused", "ncnd") and term.of_all.search(_text(passage))
        if (passage.is_joint and not is_of_all) or (n > shifted and reading is not None):
            reading = UNREAD  # what is given, or not held, may be of one of them; or of another
        if reading == UNREAD and (passage.labels, passage.asked) in answered and _is_silent(passage):
            continue
        if reading == ANSWERED and not labels and id(whole) in has_numbers:
            labels = tuple(label for label in given_for(passage) if label in page.asked and label not in gives)
            sentences = [one for one in SENTENCES.split(_text(passage)) if ABOUT_PART.search(one)]
            if not all(map(_is_plainly_given, sentences)):
                reading, labels = UNREAD, ()  # "The table below gives figures, except for question 2"
        is_of_no_question = (is_labelled and not labels) or _is_letterhead(passage, page)
        if reading is None or (reading[0] == "answered" and (passage.is_reason or is_of_no_question)):
            told_above += len(list(numbers_of(passage))) if reading else 0
            continue
        is_below_table = told_above >= FEWEST_ROWS and not is_labelled  # a table above its question is answered
        is_below_table &= reading[0] in FINAL
        if not labels and (is_below_table or _is_of_one(passage, page, reading, law)):
            reading = UNREAD
        if reading[0] == "no_answer":
            reading = UNREAD  # a reason without a law is a refusal to one reader and "not held" to another
        if reading[0] == "referred" and not labels:  # "the attached spreadsheet is in respect of question 1"
            about = [label for match in ABOUT_PART.finditer(_text(passage)) for label in labels_of(match["labels"])]
            labels = tuple(label for label in dict.fromkeys(about) if _may_be_asked(label, known))
        of_labels = [Became(label, *reading, lines) for label in labels or (None,)]
        became += of_labels
        leading += of_labels if reading == UNREAD and _only_leads(passage, page.passages[n:]) else []
        if reading != UNREAD:
            answered.add((passage.labels, passage.asked))
    return _each_once([one for one in became if one not in leading] or became)


def given_for(passage: Passage) -> list[str]:
    """The questions that a sentence above a table names: "The table below answers questions 1 and 2."."""
    found = [match for match in GIVES_FOR.finditer(_text(passage)) if _is_plainly_given(match["says"])]
    return list(dict.fromkeys(label for match in found for label in labels_of(match["labels"])))


def _is_plainly_given(words: str) -> bool:
    """Whether words that lead in a table say nothing else of it: "The table below gives the following for"."""
    return not (NEGATES.search(words) or term.not_given_for.search(words))


def _of_whole(passage: Passage, parted: Sequence[tuple[str, str, tuple[str, ...]]], law: str) -> list[Became]:
    """What a passage that names its questions withholds besides, of the whole request: not what it says of them again
    ("Section 12(1) therefore applies")."""
    clauses = phrase.clause_ends.split(_text(passage))
    named = "\n".join(clause for clause in clauses if not ABOUT_PART.search(clause))
    rest = passage_status(replace(passage, lines=[replace(passage.lines[0], text=named)]), False, law)
    if rest is None or rest[0] not in WITHHOLDING:
        return []
    unconfirmed = [sections for _, status, sections in parted if status == "ncnd"]
    is_told = bool(unconfirmed) and (rest[0] == "ncnd" or (rest[0] == "partly_answered" and rest[1] in unconfirmed))
    theirs = {section for _, _, sections in parted for section in sections}
    is_ground = rest[1] and {*rest[1]} <= theirs and not term.of_whole.search(named)
    return [] if is_told or is_ground else [Became(None, *rest, tuple(passage.lines))]


def _is_of_one(passage: Passage, page: Page, reading: Said, law: str) -> bool:
    """Whether what is not given is of a question that the passage names, and not of the request."""
    text, is_part = _text(passage), reading[0] == "partly_answered"
    if not (ABOUT_PART.search(text) and (is_part or reading[0] in FINAL)):
        return False
    if is_part:
        return bool(page.asked)
    is_on_cost = _is_on_cost(text, reading[1], law)
    is_of_whole = term.of_whole.search(text) or (is_on_cost and phrase.not_obliged.search(text))
    is_numbered = any(one.labels for one in page.passages) or (bool(page.asked) and not is_on_cost)
    return is_numbered and not is_of_whole


def _without_own_name(passage: Passage, force_id: str) -> Passage:
    """A passage with "the force" for its name, where it is a name of somebody else in the letters of others."""
    force = reference_data.load().forces.get(force_id)
    if force is None or not term.unsure.search(force.name):
        return passage
    own = re.compile(re.escape(force.name), re.IGNORECASE)
    return replace(passage, lines=[replace(line, text=own.sub("the force", line.text)) for line in passage.lines])


def _without_reasons_below(passage: Passage, cited: set[str], law: str) -> Passage:
    """An answer without what stands below it on the exemptions of others: "Section 22 is a qualified exemption …"."""
    for n, line in enumerate(passage.lines):
        if n and passage.labels and cited and REASONS_BELOW.match(line.text):
            above = "\n".join(line.text for line in passage.lines[:n])
            return passage if find_exemptions(above, law=law) else replace(passage, lines=passage.lines[:n])
    return passage


def _without_notice(passage: Passage) -> Passage:
    """An answer that says itself what became of its question, without the notice for several that closes the letter:
    "… this letter acts as a refusal notice for questions 2 and 3"."""
    notices, left = list[str](), list[Line]()
    for line in passage.lines if passage.labels else ():
        sentences = [line.text[start:end] for start, end in sentence_spans(line.text)]
        notices += [one for one in sentences if phrase.notice_for.search(one)]
        left.append(replace(line, text="".join(one for one in sentences if one not in notices)))
    named = {label for one in notices for match in ABOUT_PART.finditer(one) for label in labels_of(match["labels"])}
    cites = any(CITED.search(OF_NOTICE.sub("", one)) for one in notices)
    if cites or not named - {*passage.labels}:
        return passage  # it may be the refusal of its own question
    told = {cue.status for cue in find_statuses("\n".join(line.text for line in left)) if not cue.is_reason}
    return replace(passage, lines=left) if told and told <= {"refused", "ncnd"} else passage


OF_NOTICE = re.compile(r"\b(?:section|s)\.?\s?17(?:\(\w+\))*", re.IGNORECASE)
"""The section that asks for a notice."""


def _shifted(passages: Sequence[Passage]) -> int:
    """How many passages stand above the one from which on a page has numbered an answer's parts as questions: "2. i) 8"
    and below it "3. ii) 6"."""
    begins = [(one.labels, (PARTS.match(_text(one)) or [""])[0].strip(" (.)")) for one in passages]
    found = (
        n for n, (above, one) in enumerate(pairwise(begins), 1) if above[0] != one[0] and (above[1], one[1]) in ORDER
    )
    return next(found, len(begins))


PARTS = re.compile(r"\s*\(?(?:ii?|[ab])[.)]")
ORDER = (("i", "ii"), ("a", "b"))
REASONS_BELOW = re.compile(
    r"\W*(?:sections? \d.*\b(?:is|are)\b.*\bexemptions?"
    r"|(?:factors|considerations) (?:favouring|in favour|for|against))\b",
    re.IGNORECASE,
)


def _labels_of_all(passage: Passage, known: set[str], law: str) -> tuple[str, ...]:
    """A passage's labels, and the others of a refusal below the last of its questions: "… for questions 4 & 5"."""
    parted = list(_parted(passage, law)) if passage.labels else []
    named = [label for label, *_ in parted if _may_be_asked(label, known)]
    is_one = len({status for _, status, _ in parted}) == 1 and parted[0][1] in WITHHOLDING
    return (
        tuple(dict.fromkeys((*passage.labels, *named))) if is_one and {*passage.labels} <= {*named} else passage.labels
    )


def _only_leads(passage: Passage, below: Sequence[Passage]) -> bool:
    """Whether words only lead in what answers: they say nothing, and what stands below answers the same question, or
    the numbered ones of the letter."""
    text = _text(passage)
    is_same = any(other.asked == passage.asked if passage.asked else False for other in below)
    is_own = term.itself.search(text) is not None  # "Your questions are set out below, with our response"
    is_led = is_same or any(other.labels or (is_own and other.is_answer) for other in below)
    is_last = bool(passage.labels) and not (is_same and text.rstrip().endswith(":"))  # it may say what became of it
    return is_led and term.leads_in.search(text) is not None and not (is_last or _says(passage))


def _is_silent(passage: Passage) -> bool:
    """Whether no sentence stands in it: an item of an answer's own list that is numbered like a question."""
    return bool(passage.labels) and not (STOP.search(_text(passage)) or _says(passage))


def _says(passage: Passage) -> bool:
    """Whether anything in it may say what became of a question."""
    text = _text(passage)
    return bool(find_statuses(text) or term.denies.search(text) or any(numbers_of(passage)) or find_exemptions(text))


def _is_letterhead(passage: Passage, page: Page) -> bool:
    """Whether it stands above the first question, under no heading: its numbers are a letter's own."""
    is_first = bool(page.asked) and passage is page.passages[0]
    return is_first and not (passage.labels or passage.asked or passage.is_headed)


def is_hidden(page: Page) -> bool:
    """Whether a site shows that a message was here, and not what it says: a notice, or its head alone."""
    is_labelled = any(passage.labels for passage in page.passages)
    is_head = not is_labelled and len(page.text.split()) <= MOST_OF_A_HEAD and not re.search(r"[.:?!]\s*$", page.text)
    return phrase.hidden.search(page.text) is not None or is_head


def _may_be_asked(label: str, known: set[str]) -> bool:
    """Whether a label is one of the answer's own, or follows them where its question is not restated."""
    number = label.rstrip("abcdefgh")
    numbers = [int(name) for name in known if name.isdigit()]
    return number in known or (number.isdigit() and int(number) <= max(numbers, default=0) + MOST_BEYOND)


MOST_BEYOND = 10
LISTED_ITEM = re.compile(r"\s*\(?[a-h][).]\s")
MOST_OF_A_HEAD = 8  # words: who wrote, and when


def _each_once(became: Sequence[Became]) -> list[Became]:
    """One for each question: answered or attached here and exempt there is answered in part, and what is said of a
    question alone stands before a part, without an exemption, of several; any other difference is unread."""
    by_label: dict[str | None, Became] = {}
    for later in became:
        first = by_label.setdefault(later.label, later)
        statuses = {first.status, later.status}
        if first is later or statuses == {"answered"}:
            continue
        is_of_several = sum(one.lines is first.lines for one in became) > 1
        if is_of_several and not first.exemptions and (first.status, later.status) == ("partly_answered", "answered"):
            by_label[later.label] = later  # what is said of a question alone
            continue
        is_told = first.status != "answered" or not _is_listed(first.lines)
        is_part = is_told and statuses <= {"answered", "refused", "partly_answered"}
        is_part |= statuses in ({"partly_answered", "not_read"}, {"partly_answered", "referred"})
        status = later.status if len(statuses) == 1 else "partly_answered" if is_part else "not_read"
        sections = () if status == "not_read" else without_bare((*first.exemptions, *later.exemptions))
        basis = (first.basis or later.basis) if sections else None
        by_label[later.label] = Became(later.label, status, sections, basis, (*first.lines, *later.lines))
    whole = by_label.get(None)
    others = {one.status for label, one in by_label.items() if label is not None} - {"not_read"}
    # a refusal of all stands beside what is not held; other words of a whole are of the questions that it leaves
    is_of_some = whole and (
        whole.status == "partly_answered"
        or (whole.status == "refused" and "answered" in others)
        or (whole.status in ("not_held", "ncnd") and others - {whole.status})
    )
    if whole and is_of_some and len(by_label) > 1:
        by_label[None] = replace(whole, status="not_read", exemptions=(), basis=None)  # of which others is not said
    if whole and whole.status == "referred" and len(by_label) > 1:
        itself = (line.text for line in whole.lines if term.itself.search(line.text))
        is_itself = any(cue.status == "referred" for text in itself for cue in find_statuses(text))
        if is_itself:
            del by_label[None]
        elif others == {"answered"}:  # "Our response is enclosed", and it is this one
            by_label[None] = replace(whole, status="not_read")
    return list(by_label.values())


def _is_listed(lines: Sequence[Line]) -> bool:
    """Whether lines are points without a number: what was asked goes on in them, "a) the town"."""
    return all(LISTED_ITEM.match(line.text) and not re.search(r"\d", line.text) for line in lines if line.text.strip())


def _parted(passage: Passage, law: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The questions that a sentence names with what it says of them: "Requests 2 and 3 are exempt under Section 30"."""
    for clause in _clauses(_text(passage)):
        named = [match for match in ABOUT_PART.finditer(clause) if not phrase.alone_would.match(clause, match.end())]
        if not named or phrase.standing.search(clause) or term.unsure.search(clause) or term.gives.search(clause):
            continue
        reading = read_status(clause)
        status = reading.status if reading else "refused" if NOT_GIVEN.search(clause) else None
        is_refused = NOT_GIVEN.search(clause) or (
            reading and reading.is_reason and term.of_the_part.search(_text(passage))
        )
        if status in ("no_answer", "referred", "answered", None) and not is_refused:
            continue
        sections = distinct_sections(find_exemptions(clause, law=law)) or distinct_sections(
            find_exemptions(_text(passage), law=law)
        )
        if status != "not_held" and _notices_of_nothing(sections, law):
            continue
        status = "refused" if status in ("no_answer", None) else status
        is_notice = status == "refused" and not find_exemptions(clause, law=law)
        if is_notice and all(of_confirming(one, law) for one in sections) and _goes_on_unconfirmed(_text(passage)):
            status = "ncnd"  # "a Refusal Notice for question 6", and then "We neither confirm nor deny …"
        # "some of Request 1 and all of Request 2 is exempt"; "Requests 1 and 2 are, for some of the years, exempt"
        is_part_of_all, is_part, ends = "p" in _extents(clause, named[-1].end()), False, 0
        for match in named:
            extents = _extents(clause, ends, match.start())
            is_part, ends = extents[-1:] == "p" if extents else is_part, match.end()
            said = "partly_answered" if (is_part or is_part_of_all) and status == "refused" else status
            is_half = phrase.subquestion.search(clause, 0, match.start())
            if is_half:  # of its other part nothing is said, nor of the next question
                said, is_part = "not_read", False
            for label in dict.fromkeys(labels_of(match["labels"])):
                yield label, said, () if said in ("not_held", "not_read") else sections


def _goes_on_unconfirmed(text: str) -> bool:
    """Whether all that an answer refuses is to confirm or deny, and no other question's."""
    of_others = "\n\n".join(one for one in SENTENCES.split(text) if ABOUT_PART.search(one))
    is_of_others = any(cue.status == "ncnd" for cue in find_statuses(of_others))
    is_unconfirmed = any(cue.status == "ncnd" and not cue.is_tail for cue in find_statuses(text))
    return is_unconfirmed and not (is_of_others or term.withheld.search(text))


def _clauses(text: str) -> Iterator[str]:
    """A text's clauses: "Question 1 is not held and Question 2 is exempt" are two, "Questions 1 and 2 are" is one."""
    for clause in phrase.clause_ends.split(text):
        first = 0
        for match in phrase.joined_by_and.finditer(clause):
            before, after = clause[first : match.start()], clause[match.end() :]
            if ABOUT_PART.search(before) and term.is_told.search(before) and ABOUT_PART.search(after):
                yield before
                first = match.end()
        yield clause[first:]


def _extents(clause: str, start: int, end: int = sys.maxsize) -> str:
    """What of something is meant, as it is said between two places: "p" for a part, "a" for all, one behind another."""
    return "".join("a" if said[:1] in "aAwW" else "p" for said in term.extent.findall(clause, start, end))


def _text(passage: Passage) -> str:
    return GAPS.sub(" ", "\n".join(line.text for line in passage.lines))


GAPS = re.compile(r"[^\S\n]{2,}")


@dataclass(frozen=True)
class _Heard:
    """What the words of a passage say, before they are weighed against one another."""

    passage: Passage
    text: str
    law: str
    has_numbers: bool
    says: set[str]
    """The statuses that it states, without those that are reasons."""
    is_reason: bool
    is_tail: bool
    """Whether it neither confirms nor denies behind what it gives: "any other information". What is cited there is no
    ground of the answer."""
    grounds: str
    sections: tuple[str, ...]
    is_sure: bool
    """Whether its words have one meaning, and are of its own question."""


def passage_status(passage: Passage, has_numbers: bool, law: str) -> Said | None:
    """What a passage says; None where it says nothing of its question. Where its words could say something else too, a
    person reads it."""
    text = _without_boilerplate(passage)
    if not (text.strip() or has_numbers) and passage.is_answer and "|" in _text(passage):
        cells = [replace(line, text=line.text.replace("|", "\n")) for line in passage.lines]
        is_table = sum(re.search(r"\d", line.text) is not None for line in cells) >= FEWEST_ROWS
        is_table = is_table and not term.asks_count.search(passage.asked)
        said = passage_status(replace(passage, lines=cells), False, law)
        return said if is_table or said != ("answered", (), None) else None
    if term.asks_back.search(text):
        return UNREAD
    if not text.strip():
        is_left = term.spared.search(_text(passage)) and (passage.labels or passage.asked)  # and what it says besides
        return ("answered", (), None) if has_numbers else UNREAD if is_left else None
    if passage.labels:  # "s12 is applied to this part; we have answered the others"
        text = term.answers_others.sub("", term.of_the_part.sub("this", text))
        *before, _ = SENTENCES.split(text[: at.start()]) if (at := term.its_part.search(text)) else ("", "")
        is_whole = all(phrase.would_be_work.search(one) or NEGATES.search(one) for one in before)  # nothing is given
        text = term.its_part.sub("this", text) if is_whole else text
    cues = _without_grounds_of_tail(text)
    is_tail = next((cue.is_tail for cue in cues if cue.status == "ncnd"), False)
    reading = next((cue for cue in (read_status(text),) if cue and (not is_tail or cue in cues)), None)
    is_reason = any(cue.is_reason for cue in cues)
    says = {cue.status for cue in (*cues, *([reading] if reading else ())) if not cue.is_reason}
    says -= {"ncnd"} if is_tail else set()
    grounds = _grounds(text) if is_tail else text
    cited = distinct_sections(find_exemptions(grounds, law=law))
    notices = _notices_of_nothing(cited, law)
    if notices and (notices != cited or "not_held" not in says):
        return UNREAD
    sections = () if notices else cited
    is_unsure = _is_unsure(text, law) and not is_tail and "ncnd" not in says  # whose duty "does not apply"
    is_sure = not is_unsure and not _names_others(passage)
    heard = _Heard(passage, text, law, has_numbers, says, is_reason, is_tail, grounds, sections, is_sure)
    # Not of a part: "This part cannot be disclosed for the following reasons".
    announced = phrase.for_reasons.search(text)
    announced = None if announced and term.part.search(SENTENCES.split(text[: announced.end()])[-1]) else announced
    gives = phrase.goes_with.sub("", text)  # "Please find the public interest test attached"
    beside = letters.anywhere("answers", "given_beside")
    is_beside = any(beside.search(one) and not term.points_to_others.search(one) for one in SENTENCES.split(text))
    is_given = term.gives.search(gives) is not None or is_beside
    is_given |= has_numbers and letters.anywhere("answers", "given_in_spite").search(text) is not None
    is_given |= term.discloses.search(text) is not None and not announced
    is_withheld = "refused" in says or NOT_GIVEN.search(text) is not None
    is_withheld |= bool(sections) and not is_tail and (is_reason or _refuses(text, law))
    is_withheld &= not notices
    if is_withheld or says & {"partly_answered", "ncnd"}:
        return _withheld(heard, announced, is_withheld=is_withheld, is_given=is_given)
    is_told = has_numbers or term.gives_yet.search(text)
    if is_told and is_sure and not sections and _denies_part(text, passage.asked):
        return ("partly_answered", (), None) if passage.asked.strip() else UNREAD  # was it asked?
    if "not_held" in says:
        of_part = (term.part, term.discloses, term.yet_given, EARLIER, ROW, NONE_OF_SOME)  # a part is not held
        is_part = has_numbers or is_given or any(one.search(text) for one in of_part)
        is_whole = not (is_part or (sections and not is_tail) or _tells_number(passage))
        return ("not_held", (), None) if is_sure and is_whole else UNREAD
    cost = cost_arithmetic(text) if term.reckons.search(text) else None
    records = cost.records.value.text if cost and cost.records and cost.minutes_each else ""
    if records and len(re.findall(rf"(?<![\d,.]){re.escape(records)}(?![,.]?\d)", text)) > 1:
        return UNREAD  # what was counted has to be gone through, and answers nothing
    if has_numbers:
        is_elsewhere = "referred" in says and term.where.search(text) is not None
        return (
            ("answered", (), None) if is_tail or not (sections or is_elsewhere or term.denies.search(text)) else UNREAD
        )
    if sections and not is_tail:
        is_public = all(title_holds(section, law, "accessible") for section in sections)
        is_elsewhere = is_public and all(
            find_exemptions(one, law=law) or term.where.search(one) or not re.search(r"\w", one)
            for one in SENTENCES.split(text)
        )
        is_elsewhere &= term.where.search(text) is not None and not re.search(r"\(?\b[b-h]\)\s", text)
        # else it cites an exemption, and does not say that it refuses
        return ("referred", sections, "printed") if is_elsewhere else UNREAD
    return _said_in_words(heard)


def _withheld(heard: _Heard, announced: re.Match[str] | None, *, is_withheld: bool, is_given: bool) -> Said:
    """As `passage_status`, for a passage that withholds, or neither confirms nor denies. `announced`: where it says
    that all of it is for reasons that follow."""
    text, law, says, sections = heard.text, heard.law, heard.says, heard.sections
    gives, on_cost = heard.has_numbers or is_given, _is_on_cost(text, sections, law)
    is_whole = term.whole.search(text) is not None or not (
        ("not_held" in says and not (sections and phrase.not_obliged.search(text)))
        or (
            _refuses_part(text) and not (announced or (phrase.not_obliged.search(text) and not term.where.search(text)))
        )
        or term.may_give.search(text, announced.end() if announced else 0)
        or ROW.search(text)
        or SHORT_LINE.search(text)
        or _tells_number(heard.passage, text if on_cost else "", is_vexatious=_is_of("vexatious", sections, law))
    )
    is_beside = on_cost or phrase.refuses_all.search(text) or _is_of_others(heard.passage)
    if not heard.is_sure or (heard.has_numbers and not (is_given or _refuses_part(text)) and is_beside):
        return UNREAD  # rows beside a refusal of all are of something else, or what it would have to read
    is_some = "not_held" not in says and phrase.some_withheld.search(text) and not term.of_whole.search(text)
    if is_some and not gives and says >= {"ncnd", "refused"}:
        return UNREAD  # of what is neither confirmed nor denied nobody says that some of it is withheld
    is_partly = "partly_answered" in says or (is_withheld and bool(gives or is_some))
    inferred = infer_exemption(heard.grounds if is_partly else text, law) if not sections else None
    how = "printed" if sections else None
    if is_partly:
        return ("partly_answered", (inferred[0],), "inferred") if inferred else ("partly_answered", sections, how)
    is_public = all(title_holds(section, law, "accessible") for section in sections)
    if "referred" in says and term.where.search(text) and is_public:
        return "referred", sections, how
    if gives or not is_whole or (term.of_this_part.search(text) and not heard.passage.labels):
        return UNREAD
    if "ncnd" not in says and inferred:
        return "refused", (inferred[0],), "inferred"
    is_duty = bool(sections) and "refused" not in says and all(of_confirming(section, law) for section in sections)
    is_duty = is_duty and letters.anywhere("answers", "says_more").search(text) is None
    is_unconfirmed = "ncnd" in says and ("refused" not in says or phrase.neither.search(text) is not None)
    return "ncnd" if is_unconfirmed or is_duty else "refused", sections, how


def _denies_part(text: str, asked: str) -> bool:
    """Whether an answer with numbers says of something that was asked that it is not held, or why it is not given. What
    it notes of anything else ("Convictions are not held by the force") denies nothing."""
    told = [one for line in ROW.sub("", text).split("\n") for one in SENTENCES.split(line)]
    cues = {one: {cue.status for cue in find_statuses(one)} for one in told}
    denied = [
        one for one, said in cues.items() if "not_held" in said or ("no_answer" in said and term.denies.search(one))
    ]
    is_open = not asked.strip() or asked.rstrip().endswith(":")  # what was asked is not here, or not all of it
    of_part = (
        one
        for one in denied
        if (is_open and _stems(one))
        or _stems(one) & _stems(asked)
        or (YEAR.search(one) and not YEAR.search(asked))
        or term.of_request.search(one)
    )
    notes = any(term.notes.match(one) or term.of_more.search(one) for one in denied)
    return bool(denied) and not notes and len(list(of_part)) == len(denied)


def _stems(text: str) -> set[str]:
    """The beginnings of the words by which a subject is known, and the years."""
    stems = {word[:5] for word in re.findall(r"[a-z]{5,}|(?:19|20)\d\d", text.lower())}
    return stems - {word[:5] for word in letters.words("subjects", "idle")}


def _is_of_others(passage: Passage) -> bool:
    """Whether a sentence refuses just what was asked, so that the numbers beside it are of something else."""
    asked = _stems(passage.asked)
    return bool(asked) and any(
        asked <= _stems(one) for one in SENTENCES.split(_text(passage)) if term.denies.search(one)
    )


def _only_relies(text: str) -> bool:
    """Whether an answer to one question says before its tail on what it relies, and no more: the tail is the answer."""
    tail = next(cue.start for cue in find_statuses(text) if cue.is_tail)
    *before, _ = SENTENCES.split(text[:tail])
    return bool(before) and all(term.relies.search(sentence) or not re.search(r"\w", sentence) for sentence in before)


def _said_in_words(heard: _Heard) -> Said | None:
    """As `passage_status`, for a passage that withholds nothing and gives no number."""
    passage, text, says = heard.passage, heard.text, heard.says
    is_reason, is_tail = heard.is_reason, heard.is_tail
    if is_reason and ASKS_WHETHER.match(passage.asked):
        return "answered", (), None
    if not (says or is_reason) and term.asks_count.search(passage.asked) and _has_none_of(text, passage.asked):
        return "answered", (), None
    if "referred" in says and term.shows_table.search(text):
        return UNREAD if term.denies.search(text) else ("answered", (), None)
    if is_tail and (term.discloses.search(text) or term.shows_table.search(_text(passage)) or _tells_number(passage)):
        return "answered", (), None
    if is_tail and "referred" in says:
        return "referred", (), None
    if is_tail and passage.labels and _only_relies(text):
        sections = distinct_sections(find_exemptions(text, law=heard.law))
        return "ncnd", sections, "printed" if sections else None
    is_under_question = passage.labels or (passage.asked and (passage.is_headed or passage.asked.endswith("?")))
    printed, asked = text.split(), passage.asked.split()
    is_restated = len(printed) >= FEWEST_WORDS and printed == asked[: len(printed)]
    if phrase.as_another.fullmatch(text) or is_restated:
        return UNREAD
    if (
        passage.labels
        and phrase.no_request.search(text)
        and not (term.and_yet.search(text) or any(numbers_of(passage)))
    ):
        return "not_applicable", (), None
    tells_money = MONEY.search(text) and term.spent.search(passage.asked) and "limit" not in text
    if passage.labels and ("no_answer" in says or is_reason):
        is_part = EARLIER.search(text) or term.yet_given.search(text) or tells_money  # "before 2020 is not captured"
        is_part = is_part or _tells_number(passage)
        return ("partly_answered", (), None) if tells_money else UNREAD if is_part else ("no_answer", (), None)
    if is_reason or is_tail or "no_answer" in says or term.denies.search(text):
        return UNREAD  # why it is not given, and by which law, is not here
    if "referred" in says or (not passage.labels and term.points.search(text)):
        pointed = min((cue.start for cue in find_statuses(text) if cue.status == "referred"), default=0)
        sentence = max((gap.end() for gap in SENTENCES.finditer(text) if gap.end() <= pointed), default=0)
        tells = passage.labels and term.asks_count.search(passage.asked) and find_values(text[:sentence])
        behind = next((text[gap.end() :] for gap in SENTENCES.finditer(text, pointed)), "")
        goes_on = any(number.is_prose and number.labels[0] in behind for number in numbers_of(passage))
        goes_on = goes_on or term.lists.search(behind) is not None
        return UNREAD if goes_on and not tells else ("answered" if tells else "referred", (), None)
    if says:
        # a row that has none, among others; what is no offence of its own, and costs too much to find
        is_beside = says == {"not_applicable"} and (any(numbers_of(passage)) or infer_exemption(text, heard.law))
        return UNREAD if is_beside else (min(says), (), None)
    said = " ".join(one for one in SENTENCES.split(_text(passage)) if not term.spared.search(one))
    answered = UNREAD if term.denies.search(said) else ("answered", (), None)  # what a refusal has to say
    is_short = len(text.split()) < FEWEST_WORDS
    if term.discloses.search(text):
        return answered
    if is_under_question and phrase.asks_for_one.match(passage.asked) and phrase.has_or_not.match(text):
        return answered
    if is_under_question and term.asks_count.search(passage.asked):
        is_told = NOTHING.match(text) or tells_money or any(not number.cell for number in numbers_of(passage))
        return answered if is_told else UNREAD
    if is_under_question and _names_others(passage):
        return UNREAD  # "See question 2"
    if passage.is_request and not _tells_number(passage):
        return None
    is_denied = NEGATES.search(said) and not (re.search(r"\d", YEAR.sub("", text)) or passage.is_reason)
    is_asked = passage.asked or "?" in text
    if is_under_question and is_asked and is_denied and not ASKS_WHETHER.match(passage.asked):
        return UNREAD  # "We do not produce this average": only of what asks whether is it surely the answer
    is_leading = text.rstrip().endswith((":", ";"))
    if is_under_question and (
        SHORT_ANSWER.match(text) or (re.search(r"\d", phrase.no_title.sub("", CITED.sub("", text))) and not is_leading)
    ):
        return answered
    if is_under_question and not is_short:
        return answered if STOP.search(text) else UNREAD
    return None


def _has_none_of(text: str, asked: str) -> bool:
    """Whether words say that there is none of what was asked: "No cells were lost", below "How many cells …"."""
    counted = {word for match in COUNTED_THING.finditer(asked.lower()) for word in match["things"].split()}
    return any((match[1] or match[2]).lower() in counted for match in phrase.no_such.finditer(text))


def _is_unsure(text: str, law: str) -> bool:
    """Whether words leave open what became of a question. What the Act says ("… may be refused") leaves nothing open
    where a sentence beside it refuses by its section."""
    sentences = [sentence for sentence in SENTENCES.split(text) if not phrase.standing.search(sentence)]
    is_refused_now = any(phrase.refuses_all.search(one) or phrase.for_reasons.search(one) for one in sentences)
    if is_refused_now:  # of this request, whatever an earlier one asked
        text = term.earlier_request.sub("", text)
        sentences = [term.earlier_request.sub("", one) for one in sentences]
    if any(term.unsure.search(sentence) for sentence in sentences):
        return True
    is_refused = any(term.refusing.search(sentence) and find_exemptions(sentence, law=law) for sentence in sentences)
    return term.unsure.search(text) is not None and not is_refused


def _is_of(word: str, sections: Sequence[str], law: str) -> bool:
    """Whether all sections that are cited have a word in their titles."""
    return bool(sections) and all(title_holds(section, law, word) for section in sections)


def _tells_number(passage: Passage, on_cost: str = "", *, is_vexatious: bool = False) -> bool:
    """Whether a sentence tells a number other than zero. `on_cost`: the words of a refusal for its cost, where what has
    to be gone through is counted behind that: "The request is refused. There were 629 records. Each would need to be
    reviewed."; what stands before it may be the answer."""
    sentences = SENTENCES.split(on_cost)
    refuses = next((n for n, one in enumerate(sentences) if _refuses_on_cost(one)), len(sentences))
    behind = pairwise((*sentences[refuses + 1 :], ""))
    counted = (
        one
        for one, then in behind
        if term.reckons.search(one) or phrase.goes_through.match(then) or term.reckons.search(then)
    )
    worked = (one for one in sentences[:refuses] if on_cost and phrase.would_be_work.search(one))
    reckoned = " ".join(" ".join(one for one in (*worked, *counted) if not term.tells.search(one)).split())
    numbers = [number for number in numbers_of(passage) if number.is_prose and number.value.value != 0]
    numbers = [number for number in numbers if number.value.text.split()[-1].lower() != "one"]  # "only one child"
    idle = phrase.of_the_asker if is_vexatious else phrase.of_time if on_cost else None
    if idle:  # "We have received 31 requests from you"; "Logs of the last 24 months can be searched"
        told = [(number, re.escape(number.value.text), " ".join(number.labels)) for number in numbers]
        numbers = [one for one, text, label in told if not re.search(rf"\b{text}{idle.pattern}", label, idle.flags)]
    if is_vexatious:  # "61 requests since 2023, of which 23 concerned …": in a sentence on the asker
        yours = [one for one in SENTENCES.split(_text(passage)) if term.on_the_asker.search(one)]
        numbers = [one for one in numbers if not any(one.value.text in sentence for sentence in yours)]
    cost = cost_arithmetic(on_cost) if on_cost else None
    records = cost.records.value.value if cost and cost.records and cost.minutes_each else None
    numbers = [
        one
        for one in numbers
        if one.value.value != records
        or passage.labels
        or not any(term.searched.search(label) and not _stems(label) & _stems(passage.asked) for label in one.labels)
    ]
    gone = [number for number in numbers if number.labels and " ".join(number.labels[0].split()) in reckoned]
    return not {number.value.value for number in numbers} <= {number.value.value for number in gone}


def _refuses_on_cost(sentence: str) -> bool:
    """Whether a sentence of a refusal for its cost is of all that was asked."""
    words = " ".join(sentence.split())
    return any(one.search(words) for one in (phrase.cost_of_all, phrase.not_obliged))


def _is_on_cost(text: str, sections: Sequence[str], law: str) -> bool:
    """Whether all that a refusal cites is the section on the cost of an answer, or its words are of that."""
    inferred = () if sections else infer_exemption(text, law)
    cited = sections or (inferred[:1] if inferred else ())
    return bool(cited) and all(is_cost(section, law) for section in cited)


def _refuses_part(text: str) -> bool:
    """Whether a sentence that gives or refuses speaks of a part of what was asked."""
    sentences = re.split(r"(?<=[.;])\s+(?=[A-Z])|\n\s*\n", text)
    of_part = [
        one
        for one in sentences
        if term.part.search(one)
        and not (
            "whole" in one
            or phrase.engages_all.search(one)
            or phrase.alone_would.search(one)
            or phrase.held_but_dear.search(one)
        )
    ]
    # "Section 40 is applied to numbers under 5"
    of_part += [one for one in sentences if phrase.small_counts.search(one)]
    return any(
        any(not cue.is_reason for cue in find_statuses(one)) or NOT_GIVEN.search(one) or term.refusing.search(one)
        for one in of_part
    )


def _names_others(passage: Passage) -> bool:
    """Whether an answer to one question speaks of another by its number."""
    text = phrase.because_of_another.sub(" ", _text(passage))
    named = {label for match in ABOUT_PART.finditer(text) for label in labels_of(match["labels"])}
    return bool(passage.labels and named) and (passage.is_joint or not named <= set(passage.labels))


def title_holds(section: str, law: str, word: str) -> bool:
    """Whether the title of a section in the reference data has a word: "cost", "accessible"."""
    base = section.split("(")[0]
    rows = (row for row in reference_data.load().exemptions if row.law == law and row.section == base)
    return any(word in row.title.casefold() for row in rows)


def _notices_of_nothing(sections: Sequence[str], law: str) -> tuple[str, ...]:
    """The sections that withhold nothing: by s17 of the Scottish Act an authority says that it holds nothing."""
    return tuple(section for section in sections if title_holds(section, law, "not held"))


def is_section_alone(text: str, law: str) -> bool:
    """Whether a text is the citation of one exemption, alone or read with others, and no more, its title in brackets or
    after a dash aside."""
    return _begins(text, law) and BEHIND_A_SECTION.fullmatch(text, find_exemptions(text, law=law)[0].end) is not None


BEHIND_A_SECTION = re.compile(
    r"\s*(?:[(–—:-]\s*[A-Z][A-Z ,&-]*\)?)?(?:[\s,]*read\s(?:together\s)?with\s(?:section|s\.?)\s?\d+\w?(?:\(\w+\))*)*"
    r"[\s.;,]*(?:and)?",
    re.IGNORECASE,
)


def _refuses(text: str, law: str) -> bool:
    """Whether a sentence names an exemption and refuses, or a section is all that is said."""
    if is_section_alone(text, law):
        return True
    sentences = re.split(r"(?<=[.;])\s+(?=[A-Z])|\n", text)
    heads = (
        (is_section_alone(one, law) and term.exemption.search(then))
        or (
            term.withholds.search(one)
            and (is_section_alone(then, law) or (re.fullmatch(r"\w+:", one) and _begins(then, law)))
        )
        for one, then in pairwise(sentences)
    )
    is_headed = is_section_alone(sentences[0], law) and term.exemption.search(text) is not None
    return (
        is_headed or any(heads) or any(term.refusing.search(one) and find_exemptions(one, law=law) for one in sentences)
    )


def _begins(text: str, law: str) -> bool:
    """Whether a text begins with the citation of an exemption."""
    cited = find_exemptions(text, law=law)
    return bool(cited) and not text[: cited[0].start].strip()


LEGEND = re.compile(
    r"\s*(?P<mark>n/a|[b-hj-z]|\[[a-z]{1,2}\]|[^\w\s]{1,3})\s+(?:[=:–—-]\s*)?(?P<meaning>[^\W\d][^.\n\d]*?)\.?\s*",
    re.IGNORECASE,
)
WORDS_OF_A_LEGEND = 4


def mark_explained(line: str) -> str | None:
    """The mark that a line explains, as a zero or as no number."""
    match = LEGEND.fullmatch(line)
    if match is None or len(match["meaning"].split()) > WORDS_OF_A_LEGEND:
        return None
    status, value = read_status(match["meaning"]), read_value(match["meaning"])
    means_none = status is not None and status.status in ("not_applicable", "not_held", "no_answer")
    return match["mark"] if means_none or (value is not None and value.value == 0) else None


def _without_boilerplate(passage: Passage) -> str:
    """The text without sentences that only tell what the Act says."""
    rows = [row for table in passage.tables for row in table.rows if any(is_count_of(row, cell) for cell in row[1:])]
    named = {row[0].line for row in rows}  # "Victim declines or is unable to identify suspect", and its count
    lines = [line.text for line in passage.lines if line not in named]
    text = GAPS.sub(" ", "\n".join(line for line in lines if not ("=" in line and mark_explained(line))))
    left = [one for one in SENTENCES.split(text) if "|" not in one and not term.spared.search(one)]
    left = [one for one in left if not term.tells_given.search(one) or _refuses_at_all(one)]
    if len(_text(passage).split()) >= FEWEST_WORDS:  # else "Less than 5" is the answer
        left = [
            one for one in left if passage.labels and len(left) == 1 and phrase.small_count_alone.fullmatch(one)
        ] or [
            one for one in left if not phrase.small_counts.search(one) or (one[:1].isalnum() and find_exemptions(one))
        ]
    return "\n".join(sentence for sentence in left if not phrase.standing.search(sentence) or find_exemptions(sentence))


FINAL = ("refused", "ncnd", "not_held", "no_answer", "withdrawn")
"""What may be said of questions by naming them in a sentence, apart from their restated text."""
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
LONGEST_TEXT = 1500  # code points of an answer's words in an outcome
SHORT_NOTICE = 700  # a notice of a paragraph or two is shown whole
REMEMBERED = 1024
"""Texts whose status is kept: letters of a force repeat their paragraphs."""
WITHHOLDING = ("refused", "ncnd", "partly_answered")
NOT_WHOLLY = ("partly_answered", "not_read")
"""What may be said of a question beside its numbers."""


def _refuses_at_all(sentence: str) -> bool:
    return bool(find_exemptions(sentence) or term.refusing.search(sentence) or NEGATES.search(sentence))


def gives_beside(text: str) -> int | None:
    """Where a refusal's words of goodwill end ("as a gesture of goodwill"), None where there are none."""
    match = letters.anywhere("answers", "given_beside").search(text)
    return match.end() if match else None


def says_anything(text: str, law: str) -> bool:
    """Whether a text counts something, says what became of a question, or cites an exemption."""
    return bool(find_values(text) or find_statuses(text) or find_exemptions(text, law=law))


def without_recounted(text: str) -> str:
    """A text without the sentences that only tell again what was decided before: "You asked us to review …"."""
    recounts = letters.anywhere("answers", "recounts")
    sentences = re.split(r"(?<=[.?!])(?=\s)", text)
    rest = "".join(sentence for sentence in sentences if not recounts.search(sentence))
    return text if len(rest) == len(text) else rest.strip()


def named_in(text: str, known: Sequence[str]) -> list[str]:
    """The request's questions that a text names, each once, in order."""
    return list(dict.fromkeys(name for _, labels in mention_starts(text, known) for name in labels))


def clauses_of(text: str, known: Sequence[str], law: str) -> list[tuple[list[str], int, int]]:
    """The questions and spans of a paragraph that says something else of each of several: "questions 1 and 2 are
    attached; question 3 is exempt". Words that name none go with those before. [] where it is one notice."""
    clauses: list[tuple[list[str], int, int]] = []
    for start, end in sentence_spans(text):
        named = named_in(text[start:end], known)
        if named:
            clauses.append((named, start if clauses else 0, end))
        elif clauses:
            clauses[-1] = (*clauses[-1][:2], end)
    labels = [name for named, _, _ in clauses for name in named]
    say = all(find_statuses(text[s:e]) or find_exemptions(text[s:e], law=law) for _, s, e in clauses)
    is_several = len(clauses) > 1 and len(set(labels)) == len(labels) and say
    return clauses if is_several else []


def find_outcome(part: Part, law: str, has_figures: bool) -> Outcome:
    """The outcome of a part, of no question yet; `cost_…` where it prints exact or lower bounds. `has_figures`: its
    words gave at least one figure."""
    text = part.text
    status = _status(part, law, has_figures)
    exemptions, basis, note = _exemptions(text if status == "ncnd" else _grounds(text), law, status)
    quoted = _telling(part, status, law) if status in ("refused", "ncnd") else part.pieces
    shown = "\n\n".join(piece.text for piece in (part.pieces if len(text) <= SHORT_NOTICE else quoted))
    cost = _cost(text, status) if any(is_cost(section, law) for section in exemptions) or not exemptions else None
    return outcome_at(
        [line for piece in quoted for line in piece.lines],
        status,
        exemptions=exemptions,
        exemptions_basis=basis,
        text=shown if len(shown) <= LONGEST_TEXT else shown[:LONGEST_TEXT].rstrip() + " […]",
        quote="\n".join(piece.text for piece in quoted) or None,
        cost_records=_number(cost.records.value) if cost and cost.records else None,
        cost_minutes_each=_number(cost.minutes_each.value) if cost and cost.minutes_each else None,
        cost_hours=_number(cost.hours.value) if cost and cost.hours else None,
        note=note,
    )


def _cost(text: str, status: str) -> CostArithmetic | None:
    """The arithmetic of a refusal. Beside figures, numbers of records alone reckon nothing."""
    cost = cost_arithmetic(text) if status in ("refused", "partly_answered") else None
    return cost if cost and (status == "refused" or cost.minutes_each or cost.hours) else None


def is_cost(section: str, law: str) -> bool:
    """Whether a section is the one on the cost of an answer."""
    return title_holds(section, law, "cost")


def refuses(part: Part, law: str) -> bool:
    """Whether a part's words say anything else of the question than that it is answered."""
    return _status(part, law, False) != "answered"


def _status(part: Part, law: str, has_figures: bool) -> str:
    """What the words of a part say of its questions, as `outcomes` reads those of any answer. A notice that lists its
    questions binds them, though it speaks of "other" information."""
    if part.how == "notice" and any(cue.status == "ncnd" for cue in find_statuses(part.text)):
        return "ncnd"
    labels = tuple(part.labels) if part.how == "own" else ()
    reading = _status_of(labels, part.question, part.text, has_figures, law)
    if reading is not None and reading[0] == "partly_answered" and part.how == "notice" and not has_figures:
        return "refused"  # what is given out of goodwill below a notice is no figure of the questions that it names
    return reading[0] if reading else "answered"


@lru_cache(maxsize=REMEMBERED)
def _status_of(labels: tuple[str, ...], asked: str, text: str, has_numbers: bool, law: str) -> Said | None:
    lines = [Line(n, row, 0, 0) for n, row in enumerate(text.split("\n"), 1)]
    return passage_status(Passage(labels, asked, unwrapped(lines)), has_numbers, law)


def _without_grounds_of_tail(text: str) -> list[StatusReading]:
    """The cues of a text without those that tell why *other* information is neither confirmed nor denied: "… as the
    duty does not apply because the following exemptions are engaged"."""
    cues = list(find_statuses(text))
    tail = next((cue for cue in cues if cue.is_tail), None)
    if tail is None:
        return cues
    ends = next(end for start, end in sentence_spans(text) if start <= tail.start < end)
    return [
        cue
        for cue in cues
        if not tail.end <= cue.start < ends or not phrase.of_tail.fullmatch(text[tail.end : cue.start])
    ]


def _grounds(text: str) -> str:
    """What may cite a ground of the answer, where a tail speaks of other information: what stands before it, and of
    what stands behind it the sentences that withhold something."""
    tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
    if not tails:
        return text
    ends = sorted(
        {0, len(text), *(end for _, end in sentence_spans(text)), *(at.start() for at in ADDS.finditer(text))}
    )
    spans = [(a, b) for a, b in pairwise(ends) if not any(a <= tail < b for tail in tails)]
    return "".join(text[a:b] for a, b in spans if b <= tails[0] or term.withheld.search(text[a:b]))


def _exemptions(text: str, law: str, status: str) -> tuple[tuple[str, ...], str | None, str | None]:
    if status not in WITHHOLDING:
        return (), None, None
    printed = distinct_sections(find_exemptions(text, law=law))
    if printed:
        return printed, "printed", None
    inferred = infer_exemption(text, law)
    if inferred is None:
        return (), None, None
    section, words = inferred
    return (section,), "inferred", f"no section printed; the wording ({words}) points to {section}"


def _telling(part: Part, status: str, law: str) -> Sequence[Piece]:
    """Of a refusal the paragraph that refuses, one that cites its section first."""
    says = [piece for piece in part.pieces if any(cue.status == status for cue in find_statuses(piece.text))]
    cites = [piece for piece in part.pieces if find_exemptions(piece.text, law=law)]
    both = [piece for piece in says if piece in cites]
    return (both or cites or says)[:1] or part.pieces


def _number(value: Value) -> float | None:
    """The number that a sum prints: "over 500 records" reckons with 500."""
    printed = DIGITS.search(value.text)
    return float(printed[0].replace(",", "")) if printed else value.value


def binds_whole(text: str) -> bool:
    """Whether a refusal's words are of the whole request: "your request", and not "this part of your request"."""
    part = letters.at_end("answers", "of_a_part")
    whole = letters.anywhere("answers", "binds_whole")
    return any(not part.search(text[: match.start()]) for match in whole.finditer(text))


def is_upheld(text: str) -> bool:
    """Whether a review lets the earlier decision stand."""
    is_of_complaint = letters.anywhere("answers", "not_upheld").search(text) is not None
    return not is_of_complaint and letters.anywhere("answers", "upheld").search(text) is not None
