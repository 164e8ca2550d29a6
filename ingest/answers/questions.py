"""A campaign -> the questions that an answer may be to, each with what it counts; what a request's text asks; words
that restate a question -> where it ends, and whether it is the one that was asked; a force's message -> its parts:
which words answer which questions.

Protects: a figure takes its measure, period and offence from the question it answers, and an answer belongs to the
question it stands under; a question's own words are never read as its answer, and a label alone does not make one:
"Question 3: How many police officers do you employ? 3,200" counts no arrests, and some forces count six questions from
1 to 6 that were asked as 1a to 4. A "neither confirm nor deny" notice that lists questions binds those and no other; a
tail about "any other information" binds none; a refusal that names no question is of the whole only where no question
is answered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from ingest.answers.body import (
    QUARTER,
    Paragraph,
    Part,
    Piece,
    after_marker,
    counted_units,
    counts_in,
    is_marked_answer,
    paragraphs,
    parted,
    shown,
)
from ingest.answers.outcomes import (
    FINAL,
    clauses_of,
    gives_beside,
    is_section_alone,
    named_in,
    says_anything,
    without_recounted,
)
from ingest.answers.passages import page_of
from ingest.model import CellLine, Line, Message, Question, period_of_id
from ingest.phrases import letters
from ingest.phrases.labels import Label, mention_starts, number_of, read_label, resolve, spelled
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_exemptions, find_statuses
from ingest.reference import Campaign, Reference
from ingest.thread import own_lines

FEWEST_MATCHED = 2  # one question may be asked in many requests; two of a campaign's are the campaign
SHARE_MATCHED = 0.5


def of_campaign(campaign: Campaign, asked: Mapping[str, str]) -> tuple[Question, ...]:
    """The campaign's questions, with the request's own wording of each where the document has it."""
    questions = []
    for question in campaign.questions:
        texts = [text for label, text in asked.items() if question.label in (label, campaign.label_of(text))]
        # the whole text and its first paragraph: forces restate either
        forms = (form for text in [*texts, question.text] for form in (text, text.split("\n\n", 1)[0]))
        period = period_of_id(question.period_id) if question.period_id else None
        known = (question.asks, question.measure_id, period, question.offence_id, question.dimensions)
        questions.append(Question(question.label, tuple(dict.fromkeys(forms)), *known))
    return tuple(questions)


def asked_in(message: Message) -> dict[str, str]:
    """Label -> text of each question of a request; "" for a request that numbers none."""
    asked = page_of(own_lines(message), is_request=True).asked
    return {label: text for label, text in asked.items() if label} or asked


def find_campaign(texts: Iterable[str], reference: Reference) -> str | None:
    """The campaign whose questions these are; None where none is, or two would fit alike."""
    asked = list(texts)
    scores = []
    for campaign in reference.campaigns.values():
        matched = {campaign.label_of(text) for text in asked} - {None}
        if len(matched) >= FEWEST_MATCHED and len(matched) >= SHARE_MATCHED * len(campaign.questions):
            scores.append((len(matched), campaign.campaign_id))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


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
    campaign: Campaign
    questions: tuple[Question, ...] = ()
    legend: Mapping[str, str] = field(default_factory=dict)
    asked_on: str | None = None
    received_on: str | None = None
    answered_on: str | None = None

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(question.label for question in self.questions if question.label)

    def question(self, label: str | None) -> Question | None:
        return next((question for question in self.questions if question.label == label), None)


WORD = re.compile(r"\w+")
CLOSING = re.compile(r"[\s.?:;,!\"'”’)\]]*")
ANSWER_MARK = re.compile(r"\n\s*A\s?:\s*(?=\S)")  # "A: Section 30(1) - withheld" on a line below the question
SHARE_THAT_AGREES = 0.8  # a force mends a question's spelling or drops a word; less is another question
FEWEST_WORDS = 4  # fewer words agree by chance
WORDS_BEYOND = 12  # how far past its own length a restated question is sought
LETTERS_OF_A_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SHORTEST_WORD = 4  # shorter ones join others, or are abbreviations
LETTERS_OF_A_STEM = 5  # "arrest", "arrests", "arrested"
LONGEST_LEAD = 12  # words before a number that could be a heading of it


def end_of_restated(text: str, wordings: Sequence[str]) -> int | None:
    """Where the question ends when the text begins with one of these wordings, closing marks included; else None."""
    ends = [end for end in (_end_of(text, wording) for wording in wordings) if end is not None]
    return max(ends, default=None)


@lru_cache(maxsize=1024)  # letters of a force repeat their paragraphs
def _end_of(text: str, wording: str) -> int | None:
    asked = [word.casefold() for word in WORD.findall(wording)]
    places = list(WORD.finditer(text))
    words = [place[0].casefold() for place in places[: len(asked) + WORDS_BEYOND]]
    if len(asked) < FEWEST_WORDS or len(words) < FEWEST_WORDS:
        return None
    blocks = SequenceMatcher(None, asked, words, autojunk=False).get_matching_blocks()
    blocks = [block for block in blocks if block.size]
    if not blocks or blocks[0].b > 2 or sum(block.size for block in blocks) / len(asked) < SHARE_THAT_AGREES:
        return None
    last = blocks[-1]
    end = places[last.b + last.size - 1].end()
    closing = CLOSING.match(text, end)
    return closing.end() if closing else end


def split(text: str, wordings: Sequence[str], *, is_answer: bool = False) -> tuple[str, str]:
    """(question, answer) of a labelled paragraph's text without its label; either may be empty.

    A known wording decides first, then the question's own mark or opening ("How many …?"). `is_answer`: the label says
    that an answer stands here ("Answer 3:").
    """
    end = end_of_restated(text, wordings)
    if end is not None:
        return text[:end], text[end:]
    if is_answer:
        return "", text
    marked = ANSWER_MARK.search(text)
    if marked is not None:
        return text[: marked.start()], text[marked.end() :]
    if "?" in text:
        at = text.rindex("?") + 1
        at = CLOSING.match(text, at).end()  # type: ignore[union-attr]
        return text[:at], text[at:]
    is_noun = letters.at_start("answers", "question_nouns").match(text) and not (
        find_values(text) or find_statuses(text)
    )
    if is_noun or letters.at_start("answers", "question_openers").match(text):
        return text, ""
    return "", text


def says_nothing_of(text: str, campaign: Campaign, reference: Reference) -> bool:
    """Whether words speak of something, and of nothing that a campaign asks."""
    measures = (reference.measures.get(question.measure_id or "") for question in campaign.questions)
    asked = [f"{question.text} {question.asks}" for question in campaign.questions]
    asked += [measure.title for measure in measures if measure]
    common = {word.casefold()[:LETTERS_OF_A_STEM] for word in letters.words("subjects", "common")}
    known, named = _stems(" ".join(asked), "common") - common, _stems(text, "idle")
    return bool(named) and not named & known and not letters.anywhere("subjects", "kin").search(text)


def _stems(text: str, without: str) -> set[str]:
    words = (word[0].casefold() for word in LETTERS_OF_A_WORD.finditer(text))
    idle = {word.casefold() for word in letters.words("subjects", without)}
    idle |= {word.casefold() for word in letters.words("subjects", "idle")}
    return {word[:LETTERS_OF_A_STEM] for word in words if len(word) >= SHORTEST_WORD and word not in idle}


Doubt = tuple[str, dict[str, str]]
"""The name of a problem, and its values."""


def doubts_of(parts: Sequence[Part], context: Context) -> list[Doubt | None]:
    """For each part of a message why it may answer another question than its label says; None where nothing speaks
    against it."""
    is_anew = _counts_anew(parts, context)
    doubts: list[Doubt | None] = []
    for part in parts:
        label = context.campaign.label_of(part.question or part.text) if part.how == "own" else None
        if part.how != "own" or label in part.labels:
            doubts.append(None)
        elif label is not None:
            doubts.append(("words-of-another-question", {"label": label}))
        elif another := _another_in(part, context):
            doubts.append(("another-question", {"another": shown(another)}))
        else:
            doubts.append(("counted-anew", {}) if is_anew else None)
    return doubts


def _another_in(part: Part, context: Context) -> str | None:
    """The words of a part that restate a question of another subject than the campaign's; None where there are none."""
    asked = [question for label in part.labels if (question := context.question(label))]
    if any(question.dimensions for question in asked):
        return None
    restated = " ".join(part.question.split())
    if restated and says_nothing_of(restated, context.campaign, context.reference):
        return restated
    wordings = " ".join(wording for question in asked for wording in question.wordings).casefold()
    others = letters.anywhere("subjects", "others")
    told = (text for text in (restated, _lead(part)) if text)
    return next(
        (text for text in told if any(match[0].casefold() not in wordings for match in others.finditer(text))), None
    )


def _lead(part: Part) -> str:
    """What stands before the first number of an answer, where it is as short as a heading: "2. Burglary arrests: 9"."""
    text = part.pieces[0].text if part.pieces else ""
    counts = counts_in(text)
    lead = text[: counts[0].start] if counts else text if len(part.pieces) > 1 else ""
    return " ".join(lead.split()) if len(lead.split()) <= LONGEST_LEAD else ""


def _counts_anew(parts: Sequence[Part], context: Context) -> bool:
    """Whether a message's labels are its own: it goes beyond the request's last number, answers a bare "1" with a
    number where 1a and 1b were asked, or restates a question under another number, and uses none of the request's
    parts."""
    if any(len(part.labels) == 1 and part.printed == part.labels[0] and part.printed[-1].isalpha() for part in parts):
        return False
    highest = max((int(number_of(label) or 0) for label in context.labels), default=0)
    numbered = [part for part in parts if part.how == "own" and part.printed.isdigit()]
    is_beyond = any(part.how == "unknown" and int(number_of(part.printed) or 0) > highest for part in parts)
    is_bare = any(len(part.labels) > 1 and counts_in(part.text) for part in numbered)
    restated = ((part, context.campaign.label_of(part.question)) for part in numbered if part.question)
    return is_beyond or is_bare or any(label is not None and label != part.printed for part, label in restated)


# The parts of a message


LONGEST_PARAGRAPH = 12_000
"""Code points; a paragraph is one or more lines."""
FILLED = re.compile(r"\[\s*\d")  # a template's gap with its number: "[3]"
ABOUT_OR_PART_C = re.compile(r"\s*c\.\s+\d[\d,]*[\s.]*", re.IGNORECASE)
"""Alone below a question that awaits its answer, "c. 319" is circa; in a list of parts it follows an answer."""
RANGE = re.compile(r"\s*\d{1,3}\s*[-–—]\s*\d{1,3}[\s.]*")
"""Alone below a question that awaits its answer, "1 – 5" is from one to five, or 5 of question 1: a person decides."""
NUMBER_AND_DASH = re.compile(r"\s*\d+\s*[–—-]\s")


def read_answers(message: Message, context: Context) -> Answers:
    """The parts of a message: words that answer the campaign's questions, or are of none."""
    answers = Answers(context)
    body = paragraphs(message)
    last_marker = max((n for n, paragraph in enumerate(body) if paragraph.kind == "marker_answer"), default=-1)
    later = [read_label(paragraph.text) for paragraph in body[last_marker + 1 :] if not paragraph.from_end]
    answers.labelled_later = frozenset(label.names for label in later if label and last_marker >= 0)
    for n, paragraph in enumerate(body):
        answers.is_before_answers = n < last_marker
        if len(paragraph.text) > LONGEST_PARAGRAPH:
            answers.left.append((paragraph, "paragraph-too-long"))
            continue
        for part in parted(paragraph, context.labels):
            answers.take(part)
    answers.parts += [answers.whole] if answers.whole.pieces else []
    return answers


Left = tuple[Paragraph, str]
"""A paragraph that is left to a person, with the name of its problem."""


@dataclass
class Answers:
    """What the paragraphs of a message say, taken in order. `restated`: label -> the question's text as the force
    restates it. `tables`: number of a table -> the questions that it stands under, () for one that stands under none.
    Remembered on the way: the question that is `open`, the questions restated since the last answer (`run`), the
    `notice` that is being read."""

    context: Context
    parts: list[Part] = field(default_factory=list)
    caveats: list[Paragraph] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    restated: dict[str, str] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    open: Part | None = None
    notice: Part | None = None
    whole: Part = field(default_factory=lambda: Part([], "whole"))
    number: str | None = None
    answered: set[str] = field(default_factory=set)  # the labels of answers so far
    tables: dict[int, tuple[str, ...]] = field(default_factory=dict)
    labelled_later: frozenset[tuple[str, ...]] = frozenset()  # below the last marker of answers
    is_before_answers: bool = False  # a marker of answers is still to come
    is_in_tail: bool = False
    is_in_question: bool = False
    is_in_notes: bool = False  # a run of notes
    is_below_notes: bool = False  # one below a heading of notes
    is_beyond: bool = False  # a second request begins on the page: which of them is the source's is not known

    def wordings(self, label: str) -> tuple[str, ...]:
        question = self.context.question(label)
        return question.wordings if question else ()

    def take(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "table":
            self._take_table(paragraph)
        elif paragraph.from_end or self.is_beyond:
            return  # its numbers are offered, like all that are no figures
        elif paragraph.kind == "notes":
            self.is_in_notes = self.is_below_notes = not self._awaits_answer() and bool(self.parts)
        elif self._is_note(paragraph):
            self.caveats.append(paragraph)
        elif paragraph.kind == "marker_answer":
            self._take_marker()
        elif is_marked_answer(paragraph.lines[0].text):
            self._take_marker()
            self._take_text(paragraph, after_marker(paragraph.text))
        elif paragraph.kind == "marker_question":
            self._close()
            self.is_beyond = bool(self.restated.get("") and self.whole.pieces)
            self.is_in_question = True
        elif self._awaits_answer() and isinstance(paragraph.lines[0], CellLine):
            self._take_text(paragraph)  # in the cell beside its question: whatever it begins with is no label
        elif label := self._label_of(paragraph.text):
            self._take_labelled(paragraph, label)
        elif self.is_in_question:
            self.restated[""] = "\n\n".join(filter(None, (self.restated.get("", ""), paragraph.text)))
        elif paragraph.kind == "caveat":
            self.caveats.append(paragraph)
        elif self._awaits_answer() and letters.gap().search(paragraph.text) and not find_values(paragraph.text):
            return  # the question's own list of gaps, restated with nothing in them
        elif paragraph.kind == "text" or self._may_say(paragraph.text):
            self._take_text(paragraph)

    # What a paragraph is

    def _label_of(self, text: str) -> Label | None:
        """The label that a paragraph begins with; None where what looks like one is a number or a list's."""
        label = read_label(text)
        awaits = self._awaits_answer()
        if label is None or self._is_of_quarter(text) or (awaits and ABOUT_OR_PART_C.fullmatch(text)):
            return None
        is_number = (awaits and self._is_its_number(text, label)) or self._is_section_item(text, label)
        if is_number and not label.is_worded:
            return None
        labels = resolve(label, self.context.labels, self.number)
        if self.open is not None and awaits and len(self.run) < 2 and RANGE.fullmatch(text):
            is_label = set(labels) == set(self.open.labels)
        elif labels or (label.part and not self.number):
            is_label = bool(text[label.end :].strip()) or label.is_worded or not awaits
        else:
            is_label = label.is_worded or self._is_next_number(label, text)
        return label if is_label else None

    def _is_of_quarter(self, text: str) -> bool:
        """Whether "Q2 - 12" is of a quarter: the next of a list, or the first below a question that speaks of quarters
        or awaits its answer."""
        match = QUARTER.match(text)
        if self.open is None or match is None:
            return False
        above = len(QUARTER.findall(self.open.text))
        is_named = letters.anywhere("answers", "quarters").search(f"{self.open.question}\n{self.open.text}") is not None
        begins = self._awaits_answer() and len(self.run) < 2 and self.open.printed != "1"
        return int(match[1]) == above + 1 and (bool(above) or is_named or begins)

    def _is_section_item(self, text: str, label: Label) -> bool:
        """Whether "1) s.24(1)" is an item of a list of sections that an answer leads to with a colon, and no answer to
        question 1: such a list begins at 1, and goes on by one."""
        if self.open is None or not self.open.pieces or not is_section_alone(text[label.end :], self.context.law):
            return False
        last = self.open.pieces[-1].text
        number, above = label.names[0] if label.names else "", read_label(last)
        if above is not None and above.names and is_section_alone(last[above.end :], self.context.law):
            return number.isdigit() and number == str(int(number_of(above.names[0]) or 0) + 1)
        return number == "1" and last.rstrip().endswith(":")

    def _is_its_number(self, text: str, label: Label) -> bool:
        """Whether what looks like a label is the number that the open question awaits: "4 – please see the note below",
        or the first of a list with its period after it, "4 – 2018/19 / 51 – 2019/20"."""
        if NUMBER_AND_DASH.match(text) is None:
            return False
        rest = text[label.end :].strip()
        periods = find_periods(rest)
        counts = [number for number in find_values(rest) if number.kind == "count"]
        if len(periods) > 1 and not rest[: periods[0].start].strip():
            return len(counts) == len(periods) - 1
        return len(self.run) < 2 and rest[:1].islower() and not says_anything(rest, self.context.law)

    def _is_next_number(self, label: Label, text: str) -> bool:
        """Whether a label that the request lacks still counts on from the last one: an answer to something else."""
        if label.part is not None or label.is_joint or not text[label.end :].strip() or self.number is None:
            return False
        return int(number_of(label.names[0]) or 0) - int(self.number) in (0, 1)

    def _is_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a note: what follows a heading of notes, or is numbered anew from 1 after answers to
        the same numbers."""
        if paragraph.kind not in ("text", "caveat", "idle") or is_marked_answer(paragraph.lines[0].text):
            self.is_in_notes = self.is_below_notes = False
            return False
        label = read_label(paragraph.text)
        if label is None:
            return self.is_below_notes
        number = label.names[0] if label.names and not label.is_joint and not label.is_worded else ""
        answered = {number_of(name) for name in self.answered}
        is_all_answered = len(answered) > 1 and not self.is_before_answers
        is_again = number.isdigit() and number in answered
        begins = number == "1" and (self.is_below_notes or is_all_answered)
        self.is_in_notes = is_again and not self._awaits_answer() and (self.is_in_notes or begins)
        self.is_below_notes = self.is_below_notes and self.is_in_notes
        return self.is_in_notes

    def _awaits_answer(self) -> bool:
        return self.open is not None and not self.open.pieces and not self.open.tables

    def _may_say(self, text: str) -> bool:
        """Whether words that mostly say nothing ("Further to your request …") say something here: they answer the open
        question, say what an answer counts, or refuse before anything is answered."""
        cues = find_statuses(text)
        if self._awaits_answer():
            is_tail = bool(cues) and all(cue.is_tail for cue in cues) and not find_values(text)
            return says_anything(text, self.context.law) and not is_tail
        refuses = any(cue.status in FINAL and not cue.is_tail for cue in cues)
        return bool(counted_units(text)) or (refuses and not self.parts)

    def _only_asks(self, text: str, label: Label) -> bool:
        """Whether words after a label go on asking: a template's gaps, or, with the answers still to come, words that
        count and say nothing, and any whose label comes again among the answers."""
        if letters.gap().search(text):
            return not (find_values(text) or FILLED.search(text))
        is_asked = self.is_before_answers and label.role != "answer"
        return is_asked and (label.names in self.labelled_later or not says_anything(text, self.context.law))

    def _is_its_question(self, text: str) -> bool:
        """Whether a paragraph below a label that stands alone is the question that the label belongs to."""
        if self.open is None or self.open.pieces or self.open.question:
            return False
        question, answer = split(text, [wording for name in self.open.labels for wording in self.wordings(name)])
        return bool(question.strip()) and not answer.strip()

    # What becomes of it

    def _take_table(self, paragraph: Paragraph) -> None:
        """A table answers the question that is open; below the sign-off it is an
        annex, and which question it answers is for its own words to say."""
        number = paragraph.lines[0].table
        if number is None or self.is_beyond:
            return
        self.tables[number] = ()
        if paragraph.from_end or self.open is None:
            return
        self._keep_open()
        self.open.tables.append(number)
        self.tables[number] = tuple(self.open.labels)

    def _keep_open(self) -> None:
        if self.open is not None and not any(part is self.open for part in reversed(self.parts)):
            self.parts.append(self.open)
            self.answered |= set(self.open.labels)
        self.run = []

    def _take_marker(self) -> None:
        if not (len(self.run) == 1 and self._awaits_answer()):
            self._close()
        if self.is_in_question:
            self.whole.pieces.clear()  # what a page says before it restates its question is its head
        self.is_in_question = self.is_in_tail = False
        self.notice = None

    def _take_labelled(self, paragraph: Paragraph, label: Label) -> None:
        self.is_in_tail = self.is_in_question = False
        labels = list(resolve(label, self.context.labels, self.number))
        printed = label.names
        self.number = number_of((labels or printed or ("",))[-1]) or self.number
        body = paragraph.text[label.end :]
        texts = [text for name in labels for text in (*self.wordings(name), self.restated.get(name, ""))]
        question, answer = split(body, [text for text in texts if text], is_answer=label.role == "answer")
        if self._only_asks(answer, label):
            question, answer = body, ""
        matched = self.context.campaign.label_of(question) if question.strip() and not label.is_joint else None
        labels = [matched] if matched is not None else labels
        for name in labels if question.strip() and len(labels) == 1 else []:
            self.restated.setdefault(name, question.strip())
        if not answer.strip():
            self._take_question(labels, label, question.strip())
            return
        self._close()
        goes_on = answer.lstrip()[:1] == "," or answer.lstrip()[:1].islower()  # "Questions 2 and 4 are refused"
        is_sentence = label.is_worded and not question.strip() and goes_on
        if is_sentence and self._take_clauses(Piece(paragraph.text, paragraph.lines)):
            return
        self.open = Part(labels, "own" if labels else "unknown", spelled(label), question.strip())
        self._keep_open()
        if is_sentence:
            self.open.pieces.append(Piece(paragraph.text, paragraph.lines))
        else:
            begins = len(paragraph.text) - len(answer.lstrip())
            lines = _lines_of(paragraph.lines, paragraph.text, begins, len(paragraph.text))
            self.open.pieces.append(Piece(answer.strip(), lines))

    def _take_question(self, labels: list[str], label: Label, question: str) -> None:
        if not labels:
            self._close()
            self.open = Part([], "unknown", spelled(label), question)
        elif self.notice is not None and self.notice.how == "notice" and len(self.notice.pieces) == 1:
            self.notice.labels += [name for name in labels if name not in self.notice.labels]
            self.open = None
        else:
            self.notice = None
            self.run = labels if label.role == "answer" else [*self.run, *(n for n in labels if n not in self.run)]
            self.open = Part(labels, "own", spelled(label), question)

    def _take_text(self, paragraph: Paragraph, text: str | None = None) -> None:
        text = text or paragraph.text
        rest = without_recounted(text)
        if rest != text and not self._awaits_answer() and not (text := rest).strip():
            return
        if given := self._given(text):
            self._take_given(paragraph, text, given)
            return
        piece = Piece(text, paragraph.lines)
        cues = find_statuses(text)
        is_final = any(cue.status in FINAL for cue in cues) or bool(find_exemptions(text, law=self.context.law))
        if is_final and letters.anywhere("answers", "binds_following").search(text):
            self._close()
            self.notice = Part([], "notice", "the questions listed", pieces=[piece])
            self.parts.append(self.notice)
        elif self.notice is not None:
            named = set(named_in(text, self.context.labels))
            decides = any(cue.status in FINAL and not cue.is_reason for cue in cues)
            if decides and named and not named & set(self.notice.labels) and self._take_notice(text, piece):
                return  # it says what becomes of others, and only of others
            self.notice.pieces.append(piece)
        elif is_final and not self._awaits_answer() and self._take_notice(text, piece):
            return
        elif self.is_in_tail or (cues and all(cue.is_tail for cue in cues) and not self._awaits_answer()):
            self.is_in_tail = True
        elif self.open is not None and self._is_its_question(text):
            self.open.question = text
            for name in self.open.labels if len(self.open.labels) == 1 else []:
                self.restated.setdefault(name, text)
        elif self.open is not None and (set(self.run) <= set(self.open.labels) or self.open.pieces):
            self._keep_open()
            self.open.pieces.append(piece)
        else:
            self.whole.pieces.append(piece)

    def _given(self, text: str) -> list[tuple[int, tuple[str, ...]]]:
        """Where questions are answered by name after the words of goodwill in one paragraph with a refusal."""
        goodwill = gives_beside(text)
        mentions = mention_starts(text, self.context.labels) if goodwill else ()
        starts = [mention for mention in mentions if goodwill and mention[0] > goodwill]
        ends = [*(start for start, _ in starts[1:]), len(text)]
        is_counted = all(find_values(text[start:end]) for (start, _), end in zip(starts, ends, strict=False))
        return starts if is_counted else []

    def _take_given(self, paragraph: Paragraph, text: str, given: list[tuple[int, tuple[str, ...]]]) -> None:
        first = given[0][0]
        self._take_text(replace(paragraph, lines=_lines_of(paragraph.lines, text, 0, first)), text[:first].rstrip())
        for (start, labels), end in zip(given, [*(start for start, _ in given[1:]), len(text)], strict=True):
            piece = Piece(text[start:end].strip(), _lines_of(paragraph.lines, text, start, end))
            self.parts.append(Part(list(labels), "own", ", ".join(labels), pieces=[piece]))

    def _take_notice(self, text: str, piece: Piece) -> bool:
        """A sentence that names the questions which it refuses, or all that are left."""
        labels = named_in(text, self.context.labels)
        if labels and self._take_clauses(piece):
            return True
        if labels:
            self.notice = Part(labels, "notice", ", ".join(labels), pieces=[piece])
        elif letters.anywhere("answers", "binds_rest").search(text):
            self.notice = Part([], "rest", "the remaining questions", pieces=[piece])
        else:
            return False
        self.parts.append(self.notice)
        self.open, self.run = None, []
        return True

    def _take_clauses(self, piece: Piece) -> bool:
        """Each clause of a paragraph as a notice of its own, where they say something else of other questions."""
        clauses = clauses_of(piece.text, self.context.labels, self.context.law)
        for named, start, end in clauses:
            clause = Piece(piece.text[start:end].strip(), _lines_of(piece.lines, piece.text, start, end))
            self.parts.append(Part(named, "notice", ", ".join(named), pieces=[clause]))
        if clauses:
            self.open, self.run = None, []
            self.notice = Part([], "notice", "the questions named above")  # what explains all of them belongs to none
        return bool(clauses)

    def _close(self) -> None:
        self.open = self.notice = None
        self.run = []


def _lines_of(lines: Sequence[Line], text: str, start: int, end: int) -> tuple[Line, ...]:
    return tuple(lines[text[:start].count("\n") : text[:end].rstrip().count("\n") + 1])
