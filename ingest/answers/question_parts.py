"""A force's message -> its parts: which words answer which questions.

Protects: an answer belongs to the question it stands under. A "neither confirm nor deny" notice that lists questions
binds those and no other; a tail about "any other information" binds none; a refusal that names no question is of the
whole only where no question is answered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.answers.body import (
    QUARTER,
    Paragraph,
    Part,
    Piece,
    after_marker,
    is_marked_answer,
    paragraphs,
    parted,
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
from ingest.answers.part_numbers import counted_units
from ingest.answers.questions import Context, split
from ingest.ids import CellLine
from ingest.model import Line, Message
from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.labels import Label, mention_starts, number_of, read_in, read_label, resolve, spelled
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_statuses

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
    answers.labelled_later = frozenset(label.items for label in later if label and last_marker >= 0)
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
    labelled_later: frozenset[tuple[tuple[str, str | None], ...]] = frozenset()  # below the last marker of answers
    is_before_answers: bool = False  # a marker of answers is still to come
    is_in_tail: bool = False
    is_in_question: bool = False
    is_in_notes: bool = False  # a run of notes
    is_below_notes: bool = False  # one below a heading of notes
    is_beyond: bool = False  # a second request begins on the page: which of them is the source's is not known

    def wordings(self, label: str) -> tuple[str, ...]:
        """The texts of a question as far as known."""
        question = self.context.question(label)
        return question.wordings if question else ()

    def take(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "table":
            self._take_table(paragraph)
        elif paragraph.from_end:
            self._take_below(paragraph)
        elif self.is_beyond:
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
        elif not self._is_template(paragraph.text) and (paragraph.kind == "text" or self._may_say(paragraph.text)):
            self._take_text(paragraph)

    # What a paragraph is

    def _label_of(self, text: str) -> Label | None:
        """The label that a paragraph begins with; None where what looks like one is a number or a list's."""
        label = read_in(text, self.context.labels, self.number)
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
        number, above = label.items[0][0] if label.items else "", read_label(last)
        if above is not None and above.items and is_section_alone(last[above.end :], self.context.law):
            return number.isdigit() and number == str(int(number_of(above.items[0][0]) or 0) + 1)
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
        return int(number_of(label.items[0][0]) or 0) - int(self.number) in (0, 1)

    def _is_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a note: what follows a heading of notes, or is numbered anew from 1 after answers to
        the same numbers."""
        if paragraph.kind not in ("text", "caveat", "idle") or is_marked_answer(paragraph.lines[0].text):
            self.is_in_notes = self.is_below_notes = False
            return False
        label = read_label(paragraph.text)
        if label is None:
            return self.is_below_notes
        number = label.items[0][0] if label.items and not label.is_joint and not label.is_worded else ""
        answered = {number_of(name) for name in self.answered}
        is_all_answered = len(answered) > 1 and not self.is_before_answers
        is_again = number.isdigit() and number in answered
        begins = number == "1" and (self.is_below_notes or is_all_answered)
        self.is_in_notes = is_again and not self._awaits_answer() and (self.is_in_notes or begins)
        self.is_below_notes = self.is_below_notes and self.is_in_notes
        return self.is_in_notes

    def _awaits_answer(self) -> bool:
        return self.open is not None and not self.open.pieces and not self.open.tables

    def _is_template(self, text: str) -> bool:
        """Whether a paragraph is the question's own list of gaps, restated with nothing in them."""
        return self._awaits_answer() and bool(letters.gap().search(text)) and not find_values(text)

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
        return is_asked and (label.items in self.labelled_later or not says_anything(text, self.context.law))

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
        """The open question is answered, and so are those restated with it."""
        if self.open is not None and not any(part is self.open for part in reversed(self.parts)):
            self.parts.append(self.open)
            self.answered |= set(self.open.labels)
        self.run = []

    def _take_below(self, paragraph: Paragraph) -> None:
        """An answer below the sign-off is left to a person."""
        label = read_label(paragraph.text)
        labels = resolve(label, self.context.labels, self.number) if label else ()
        if label and len(labels) == 1 and split(paragraph.text[label.end :], self.wordings(labels[0]))[0]:
            self.left.append((paragraph, "below-sign-off"))

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
        printed = [first for first, _ in label.items]
        self.number = number_of((labels or printed or [""])[-1]) or self.number
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
        is_sentence = label.is_worded and not question.strip() and _goes_on(answer)
        if is_sentence and self._take_clauses(Piece(paragraph.text, paragraph.lines)):
            return
        self.open = Part(labels, "own" if labels else "unknown", spelled(label), question.strip())
        self._keep_open()
        if is_sentence:
            self.open.pieces.append(Piece(paragraph.text, paragraph.lines))
        else:
            lines = _lines_from(paragraph, label.end + len(question))
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
        elif self.notice is not None and self._names_others(text) and self._take_notice(text, piece):
            return
        elif self.notice is not None:
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

    def _names_others(self, text: str) -> bool:
        """Whether words below a notice say of other questions what becomes of them, and only of others."""
        named = set(named_in(text, self.context.labels))
        is_final = any(cue.status in FINAL and not cue.is_reason for cue in find_statuses(text))
        return self.notice is not None and is_final and bool(named) and not named & set(self.notice.labels)

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


def _goes_on(answer: str) -> bool:
    """Whether the label is part of a sentence: "Questions 2 and 4 are refused", "In relation to question 3, …"."""
    rest = answer.lstrip()
    return bool(rest) and (rest[0].islower() or rest[0] == ",")


def _lines_of(lines: Sequence[Line], text: str, start: int, end: int) -> tuple[Line, ...]:
    """The lines that a span of their text stands in."""
    return tuple(lines[text[:start].count("\n") : text[:end].rstrip().count("\n") + 1])


def _lines_from(paragraph: Paragraph, offset: int) -> tuple[Line, ...]:
    """The lines of a paragraph from a place in its text on."""
    rest = paragraph.text[offset:]
    return paragraph.lines[paragraph.text[: offset + len(rest) - len(rest.lstrip())].count("\n") :]
