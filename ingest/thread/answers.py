"""A force's message -> its parts: which words answer which questions.

Protects: an answer belongs to the question it stands under. A "neither confirm nor deny" notice that lists questions
binds those and no other; a tail about "any other information" binds none; a refusal that names no question is of the
whole only where no question is answered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ingest.model import Line, Message
from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_statuses
from ingest.thread.answer_tables import CellLine
from ingest.thread.body import Paragraph, after_marker, is_marked_answer, may_be_label, paragraphs, parted
from ingest.thread.entries import LONGEST_PARAGRAPH
from ingest.thread.labels import Label, find_mentions, mention_starts, number_of, read_in, read_label, resolve, spelled
from ingest.thread.notes import noted
from ingest.thread.outcomes import (
    FINAL,
    clauses_of,
    gives_beside,
    is_section_alone,
    named_in,
    refuses_whole_request,
    says_anything,
    without_recounted,
)
from ingest.thread.parts import Answers, Part, Piece
from ingest.thread.restated import split

FILLED = re.compile(r"\[\s*\d")  # a template's gap with its number: "[3]"
QUARTER = re.compile(
    r"^\s*(?:Q|Qtr|Quarter)\.?\s?([1-4])(?![\w(/]|\.\d)(?=\W+[<\[*~]?\d|\W*$)", re.IGNORECASE | re.MULTILINE
)
ABOUT_OR_PART_C = re.compile(r"\s*c\.\s+\d[\d,]*[\s.]*", re.IGNORECASE)
"""Alone below a question that awaits its answer, "c. 319" is circa; in a list of parts it follows an answer."""
RANGE = re.compile(r"\s*\d{1,3}\s*[-–—]\s*\d{1,3}[\s.]*")
"""Alone below a question that awaits its answer, "1 – 5" is from one to five, or 5 of question 1: a person decides."""


def read_answers(
    message: Message,
    known: Sequence[str],
    wordings: Mapping[str, Sequence[str]],
    law: str,
    recognise: Callable[[str], str | None] = lambda text: None,
) -> Answers:
    """The parts of a message. `known`: the request's labels in order. `wordings`: each question's text as far as known;
    "" for a request of one question without a label. `recognise`: the label of the question that a restated text is,
    for a force that counts the questions anew."""
    reader = _Reader(list(known), {label: list(texts) for label, texts in wordings.items()}, law, recognise)
    kept = paragraphs(message, may_be_label)
    last_marker = max((n for n, one in enumerate(kept) if one.kind == "marker_answer"), default=-1)
    later = [label for one in kept[last_marker + 1 :] if (label := read_label(one.text)) and not one.from_end]
    reader.labelled_later = frozenset(label.items for label in later) if last_marker >= 0 else frozenset()
    for n, paragraph in enumerate(kept):
        reader.is_before_answers = n < last_marker
        if len(paragraph.text) > LONGEST_PARAGRAPH:
            reader.too_long.append(paragraph)
            continue
        for part in parted(paragraph, known):
            reader.take(part)
    return reader.result()


class _Reader:
    """Takes paragraphs in order. It remembers the question that is open, the questions restated since the last answer
    and the notice that is being read."""

    def __init__(
        self, known: list[str], wordings: dict[str, list[str]], law: str, recognise: Callable[[str], str | None]
    ) -> None:
        self.known, self.wordings, self.law, self.recognise = known, wordings, law, recognise
        self.parts: list[Part] = []
        self.caveats: list[Paragraph] = []
        self.below: list[Paragraph] = []
        self.restated: dict[str, str] = {}
        self.run: list[str] = []  # questions restated with no answer since
        self.open: Part | None = None
        self.notice: Part | None = None
        self.quarters: Part | None = None
        self.whole = Part([], "whole")
        self.number: str | None = None
        self.is_in_tail = False
        self.is_in_question = False
        self.labelled_later: frozenset[tuple[tuple[str, str | None], ...]] = frozenset()  # behind the last such marker
        self.is_before_answers = False  # a marker of answers is still to come
        self.is_beyond = False  # a second request begins on the page: which of them is the source's is not known
        self.beyond: list[Paragraph] = []
        self.tables: dict[int, tuple[str, ...]] = {}
        self.looked_through = self.named_through = 0
        self.is_all_said, self.is_first_answered = True, False
        self.is_below_notes = False  # a heading of notes stands above, and no answer since
        self.last_note: int | None = None  # the number of the last of a run of notes
        self.repeated: list[Paragraph] = []
        self.too_long: list[Paragraph] = []

    def result(self) -> Answers:
        if self.whole.pieces:
            self.parts.append(self.whole)
        return Answers(
            tuple(self.parts),
            tuple(self.caveats),
            self.restated,
            tuple(self.below),
            tuple(self.beyond[:1]),
            tuple(self.repeated),
            self.tables,
            tuple(self.too_long),
        )

    def is_label_line(self, text: str) -> bool:
        label = read_in(text, self.known, self.number)
        if label is None or (ABOUT_OR_PART_C.fullmatch(text) and self._awaits_answer()):
            return False
        if self._awaits_answer() and not label.is_worded and self._is_its_number(text, label):
            return False
        if not label.is_worded and self._is_item_of_sections(label, text[label.end :]):
            return False
        labels = resolve(label, self.known, self.number)
        if self.open is not None and self._awaits_answer() and len(self.run) < 2 and RANGE.fullmatch(text):
            return set(labels) == set(self.open.labels)
        if labels or (label.part and not self.number):
            return bool(text[label.end :].strip()) or label.is_worded or not self._awaits_answer()
        return label.is_worded or self._is_next_number(label, text)

    def _is_item_of_sections(self, label: Label, body: str) -> bool:
        """Whether "1) s.24(1)" is an item of a list of sections that an answer leads to with a colon, and no answer to
        question 1: such a list begins at 1, and goes on by one."""
        if self.open is None or not self.open.pieces or not is_section_alone(body, self.law):
            return False
        last = self.open.pieces[-1].text
        number, above = label.items[0][0] if label.items else "", read_label(last)
        if above is not None and above.items and is_section_alone(last[above.end :], self.law):
            before = above.items[0][0]
            return number.isdigit() and before.isdigit() and int(number) == int(before) + 1
        return number == "1" and last.rstrip().endswith(":")

    def take(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "table":
            self._take_table(paragraph)
        elif paragraph.from_end:
            self._take_below(paragraph)
        elif self.is_beyond:
            self.beyond.append(paragraph)
        elif paragraph.kind == "notes":
            self.is_below_notes = not self._awaits_answer() and bool(self.parts)
            self.last_note = None
        elif self._is_note(paragraph):
            self._take_note(paragraph)
        elif paragraph.kind == "marker_answer":
            self._take_marker()
        elif is_marked_answer(paragraph.lines[0].text):
            self._take_marker()
            self._take_text(paragraph, after_marker(paragraph.text))
        elif paragraph.kind == "marker_question":
            self._close()
            self.is_beyond = self.is_beyond or bool(self.restated.get("") and self.whole.pieces)
            self.is_in_question = True
        elif self._is_quarter(paragraph.text):
            self._take_quarter(paragraph)
        elif self._is_answering_cell(paragraph):
            self._take_text(paragraph)
        elif self.is_label_line(paragraph.text) and (label := read_in(paragraph.text, self.known, self.number)):
            self._take_labelled(paragraph, label)
        elif self.is_in_question:
            self.restated[""] = "\n\n".join(filter(None, (self.restated.get("", ""), paragraph.text)))
        elif paragraph.kind == "caveat":
            self.caveats.append(paragraph)
            is_whole = not self._awaits_answer() and not self.parts and refuses_whole_request(paragraph.text)
            if is_whole or (self._awaits_answer() and says_anything(paragraph.text, self.law)):
                self._take_text(paragraph)
        elif self._is_template(paragraph.text):
            return
        elif paragraph.kind == "text" or self._says_something(paragraph) or self._notes_a_unit(paragraph.text):
            self._take_text(paragraph)

    def _is_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is one of a run of notes: numbered anew from 1 below a heading of notes, or behind the
        answers of questions that were all answered under the same bare numbers; or what follows such a heading."""
        label = read_label(paragraph.text)
        if paragraph.kind not in ("text", "caveat", "idle") or is_marked_answer(paragraph.lines[0].text):
            self.is_below_notes, self.last_note = False, None
            return False
        if label is None:
            return self.is_below_notes or (self.last_note is not None and paragraph.kind != "text")
        number = label.items[0][0] if len(label.items) == 1 and not label.is_joint and not label.is_worded else ""
        if label.part is not None or not number.isdigit() or not paragraph.text[label.end :].strip():
            self.is_below_notes, self.last_note = False, None
            return False
        expected = 1 if self.last_note is None else self.last_note + 1
        is_next = int(number) == expected and (self.last_note is not None or self._is_counted_again())
        self.is_below_notes = self.is_below_notes and is_next
        self.last_note = int(number) if is_next else None
        return is_next

    def _is_counted_again(self) -> bool:
        """Whether a label "1" behind the last answer begins another run: below a heading of notes it does where the
        first question is answered already, else where every question since was answered in words that say something."""
        last = int(self.number or 0)
        self._look_through_answers()
        if not self.is_first_answered or self._awaits_answer():
            return False
        if self.is_below_notes or last <= 1 or self.is_before_answers:
            return self.is_below_notes
        return self.is_all_said and all(self._says_its_answer(part) for part in self.parts[self.looked_through :])

    def _look_through_answers(self) -> None:
        """Notes of the answers that are closed whether the first question is among them and all say something, each
        looked at once: a text may have thousands. The last one may still go on."""
        for part in self.parts[self.looked_through : -1]:
            self.is_all_said = self.is_all_said and self._says_its_answer(part)
        self.looked_through = max(self.looked_through, len(self.parts) - 1)
        for part in self.parts[self.named_through :]:
            named = part.how == "own" and any(number_of(name) == "1" for name in part.labels)
            self.is_first_answered = self.is_first_answered or named
        self.named_through = len(self.parts)

    def _says_its_answer(self, part: Part) -> bool:
        if part.how != "own" or not part.labels or (part.tables and not part.pieces):
            return True
        return says_anything(part.text, self.law) and "?" not in part.text

    def _take_note(self, paragraph: Paragraph) -> None:
        self.caveats.append(paragraph)
        label = read_label(paragraph.text)
        if label is not None and not self.is_below_notes and find_values(paragraph.text[label.end :]):
            self.repeated.append(paragraph)

    def _is_answering_cell(self, paragraph: Paragraph) -> bool:
        """Whether words stand in the cell beside the question that is open: whatever they begin with is no label."""
        return self._awaits_answer() and isinstance(paragraph.lines[0], CellLine)

    def _is_quarter(self, text: str) -> bool:
        """Whether "Q2 - 12" is of a quarter: the question that is open, or its answer, speaks of quarters, or begins a
        list with Q1 where it awaits its answer."""
        found = QUARTER.match(text)
        if self.open is None or found is None:
            return False
        said = "\n".join([self.open.question, *(piece.text for piece in self.open.pieces)])
        is_said = letters.anywhere("answers", "quarters").search(said) is not None
        begins = self._awaits_answer() and len(self.run) < 2 and self.open.printed != "1"
        if self.quarters is not None:
            return int(found[1]) == len(self.quarters.pieces) + 1
        return found[1] == "1" and (is_said or begins)

    def _take_quarter(self, paragraph: Paragraph) -> None:
        if self.quarters is None and self.open is not None:
            self.quarters = Part(list(self.open.labels), "quarter", self.open.printed, self.open.question)
            self.parts.append(self.quarters)
            self.run = []
        if self.quarters is not None:
            self.quarters.pieces.append(Piece(paragraph.text, paragraph.lines))

    def _take_table(self, paragraph: Paragraph) -> None:
        """A table answers the question that is open, or all that were restated above it; below the sign-off it is an
        annex, and which question it answers is for its own words to say."""
        for line in paragraph.lines:
            if line.table is None or self.is_beyond:
                continue
            self.tables[line.table] = ()
            if paragraph.from_end or self.open is None:
                continue
            if len(self.run) > 1 and not self.open.pieces:
                self.open = Part(list(self.run), "own", ", ".join(self.run), self.open.question)
            self._keep_open()
            self.open.tables.append(line.table)
            self.tables[line.table] = tuple(self.open.labels)
            self.run = []

    def _keep_open(self) -> None:
        if self.open is not None and not any(part is self.open for part in reversed(self.parts)):
            self.parts.append(self.open)

    def _take_below(self, paragraph: Paragraph) -> None:
        label = read_label(paragraph.text)
        labels = resolve(label, self.known, self.number) if label else ()
        if label and len(labels) == 1:
            question, _ = split(paragraph.text[label.end :], self.wordings.get(labels[0], []))
            if question:
                self.below.append(paragraph)

    def _take_marker(self) -> None:
        is_of_one = len(self.run) == 1 and self.open is not None and not self.open.pieces
        if not is_of_one:
            self._close()
        if self.is_in_question:
            self.whole.pieces.clear()  # what a page says before it restates its question is its head
        self.is_in_question = self.is_in_tail = False
        self.notice = None

    def _take_labelled(self, paragraph: Paragraph, label: Label) -> None:
        self.is_in_tail = self.is_in_question = False
        self.quarters = None
        labels = list(resolve(label, self.known, self.number))
        printed = [first for first, _ in label.items]
        self.number = number_of((labels or printed or [""])[-1]) or self.number
        body = paragraph.text[label.end :]
        wordings = [
            text for name in labels for text in [*self.wordings.get(name, []), self.restated.get(name, "")] if text
        ]
        question, answer = split(body, wordings, is_answer=label.role == "answer")
        if label.role == "answer" and not answer.strip():
            question = ""
        elif self._only_asks(answer, label):
            question, answer = body, ""
        said = self.recognise(question) if question.strip() and not label.is_joint else None
        labels = [said] if said is not None else labels
        for name in labels if question.strip() and len(labels) == 1 else []:
            self.restated.setdefault(name, question.strip())
        if not answer.strip():
            self._take_question(labels, label, question.strip(), paragraph)
            return
        self._close()
        part = Part(labels, "own" if labels else "unknown", spelled(label), question.strip())
        is_cut = bool(question.strip())
        is_sentence = label.is_worded and not is_cut and _goes_on(answer)
        if is_sentence and self._take_clauses(Piece(paragraph.text, paragraph.lines)):
            return
        if is_sentence:
            part.pieces.append(Piece(paragraph.text, paragraph.lines))
        else:
            part.pieces.append(Piece(answer.strip(), _lines_from(paragraph, label.end + len(question)), is_cut))
        self.parts.append(part)
        self.open = part

    def _only_asks(self, text: str, label: Label) -> bool:
        """Whether words behind a label go on asking: a template's gaps, or, with the answers still to come, words that
        count and say nothing, and any whose label comes again among the answers."""
        if letters.gap().search(text):
            return not (find_values(text) or FILLED.search(text))
        is_asked = self.is_before_answers and label.role != "answer"
        return is_asked and (label.items in self.labelled_later or not says_anything(text, self.law))

    def _take_question(self, labels: list[str], label: Label, question: str, paragraph: Paragraph) -> None:
        if not labels:
            self._close()
            self.open = Part([], "unknown", spelled(label), question)
        elif self.notice is not None and self.notice.how == "notice" and len(self.notice.pieces) == 1:
            self.notice.labels += [name for name in labels if name not in self.notice.labels]
            self.open = None
        else:
            self.notice = None
            earlier = self.open if self.open is not None and not self.open.pieces else None
            run = self.run if earlier or self.run else []
            self.run = [*run, *(name for name in labels if name not in run)]
            self.open = Part(labels, "own", spelled(label), question)
            if label.role == "answer":
                self.run = labels

    def _take_text(self, paragraph: Paragraph, text: str | None = None) -> None:
        text = text or paragraph.text
        told = without_recounted(text)
        if told != text and not self._awaits_answer() and not (text := told).strip():
            return
        given = self._given(text)
        if given:
            self._take_given(paragraph, text, given)
            return
        piece = Piece(text, paragraph.lines, is_below_table=self.open is not None and bool(self.open.tables))
        statuses = find_statuses(text)
        is_final = any(found.status in FINAL for found in statuses) or bool(find_exemptions(text, law=self.law))
        if is_final and letters.anywhere("answers", "binds_following").search(text):
            self._close()
            self.notice = Part([], "notice", "the questions listed", pieces=[piece])
            self.parts.append(self.notice)
        elif self.notice is not None and self._names_others(text) and self._take_notice(text, piece):
            return
        elif self.notice is not None:
            self.notice.pieces.append(piece)
            if find_values(text) and not any(part is self.notice for part in self.parts):
                self.parts.append(self.notice)
        elif is_final and not self._awaits_answer() and self._take_notice(text, piece):
            return
        elif self.is_in_tail or (statuses and all(found.is_tail for found in statuses) and not self._awaits_answer()):
            self.is_in_tail = True
        elif self.open is not None and self._is_its_question(text):
            self.open.question = text
            for name in self.open.labels if len(self.open.labels) == 1 else []:
                self.restated.setdefault(name, text)
        elif self.open is not None and (set(self.run) <= set(self.open.labels) or self.open.pieces):
            self._keep_open()
            self.open.pieces.append(piece)
            self.run = []
        else:
            self.whole.pieces.append(piece)

    def _names_others(self, text: str) -> bool:
        """Whether words below a notice say of other questions what becomes of them, and only of others."""
        named = {name for mention in find_mentions(text) for name in resolve(mention, self.known)}
        is_final = any(found.status in FINAL and not found.is_reason for found in find_statuses(text))
        return self.notice is not None and is_final and bool(named) and not named & set(self.notice.labels)

    def _given(self, text: str) -> list[tuple[int, tuple[str, ...]]]:
        """Where questions are answered by name behind the words of goodwill in one paragraph with a refusal."""
        goodwill = gives_beside(text)
        starts = [mention for mention in mention_starts(text, self.known) if goodwill and mention[0] > goodwill]
        if not starts:
            return []
        ends = [start for start, _ in starts[1:]] + [len(text)]
        is_counted = all(find_values(text[start:end]) for (start, _), end in zip(starts, ends, strict=True))
        return starts if is_counted else []

    def _take_given(self, paragraph: Paragraph, text: str, given: list[tuple[int, tuple[str, ...]]]) -> None:
        first = given[0][0]
        head = Paragraph(paragraph.lines[: text[:first].count("\n") + 1], paragraph.kind)
        self._take_text(head, text[:first].rstrip())
        for (start, labels), end in zip(given, [*(start for start, _ in given[1:]), len(text)], strict=True):
            lines = paragraph.lines[text[:start].count("\n") : text[:end].rstrip().count("\n") + 1]
            part = Part(list(labels), "own", ", ".join(labels), pieces=[Piece(text[start:end].strip(), lines)])
            self.parts.append(part)

    def _is_its_question(self, text: str) -> bool:
        """Whether a paragraph below a label that stands alone is the question that the label belongs to."""
        if self.open is None or self.open.pieces or self.open.question:
            return False
        wordings = [wording for name in self.open.labels for wording in self.wordings.get(name, [])]
        question, answer = split(text, wordings)
        return bool(question.strip()) and not answer.strip()

    def _take_notice(self, text: str, piece: Piece) -> bool:
        """A sentence that names the questions which it refuses, or all that are left."""
        labels = named_in(text, self.known)
        if labels and self._take_clauses(piece):
            return True
        if labels:
            self.notice = Part(labels, "notice", ", ".join(labels), pieces=[piece])
        elif letters.anywhere("answers", "binds_rest").search(text):
            self.notice = Part([], "rest", "the remaining questions", pieces=[piece])
        else:
            return False
        self.parts.append(self.notice)
        self.open = None
        self.run = []
        return True

    def _take_clauses(self, piece: Piece) -> bool:
        """Each clause of a paragraph as a notice of its own, where they say something else of other questions."""
        text = piece.text
        clauses = clauses_of(text, self.known, self.law)
        for named, start, end in clauses:
            lines = piece.lines[text[:start].count("\n") : text[:end].rstrip().count("\n") + 1]
            said = Piece(text[start:end].strip(), lines)
            self.parts.append(Part(named, "notice", ", ".join(named), pieces=[said]))
        if clauses:
            self.open, self.run = None, []
            self.notice = Part([], "notice", "the questions named above")  # what explains them all is of no one of them
        return bool(clauses)

    def _close(self) -> None:
        self.open = self.notice = self.quarters = None
        self.run = []

    def _awaits_answer(self) -> bool:
        return self.open is not None and not self.open.pieces and not self.open.tables

    def _is_template(self, text: str) -> bool:
        """Whether a paragraph is the question's own list of gaps, restated with nothing in them."""
        return self._awaits_answer() and bool(letters.gap().search(text)) and not find_values(text)

    def _says_something(self, paragraph: Paragraph) -> bool:
        """Whether words that mostly say nothing ("Further to your request …") answer the question that is open, or
        refuse the whole in one paragraph."""
        statuses = [found for found in find_statuses(paragraph.text) if not found.is_tail]
        if self._awaits_answer():
            return says_anything(paragraph.text, self.law) and not self._only_tails(paragraph.text)
        return any(found.status in FINAL for found in statuses) and not self.parts

    def _notes_a_unit(self, text: str) -> bool:
        """Whether words that mostly say nothing ("Please note: …") tell what the answer above them counts."""
        is_beside = self.open is not None and bool(self.open.pieces) and not self.open.tables
        return is_beside and bool(noted(text)) and not find_values(text)

    def _is_its_number(self, text: str, label: Label) -> bool:
        """Whether what looks like a label is the number that the open question awaits: "4 – please see the note below"
        under "Answer 3" answers nothing of question 4."""
        rest = text[label.end :].strip()
        is_comment = len(self.run) < 2 and rest[:1].islower() and not says_anything(rest, self.law)
        return _counts_a_period(text, label) or (_is_bare(text) and is_comment)

    def _only_tails(self, text: str) -> bool:
        found = find_statuses(text)
        return bool(found) and all(one.is_tail for one in found) and not find_values(text)

    def _is_next_number(self, label: Label, text: str) -> bool:
        """Whether a label that the request lacks still counts on from the last one: an answer to something else."""
        if label.part is not None or label.is_joint or not text[label.end :].strip():
            return False
        number = int(number_of(label.items[0][0]) or 0)
        return self.number is not None and number in (int(self.number), int(self.number) + 1)


def _counts_a_period(text: str, label: Label) -> bool:
    """Whether what looks like a label is the first number of a list, each before its period: "4 – 2018/19 / 51 –
    2019/20". In "2 – 2019/20: 14" it is a label."""
    rest = text[label.end :]
    periods = find_periods(rest)
    counts = [one for one in find_values(rest) if one.kind == "count"]
    return (
        _is_bare(text) and len(periods) > 1 and not rest[: periods[0].start].strip() and len(counts) == len(periods) - 1
    )


def _is_bare(text: str) -> bool:
    """Whether a text begins with a number alone and a dash."""
    return re.match(r"\s*\d+\s*[–—-]\s", text) is not None


def _goes_on(answer: str) -> bool:
    """Whether the label is part of a sentence: "Questions 2 and 4 are refused", "In relation to question 3, …"."""
    rest = answer.lstrip()
    return bool(rest) and (rest[0].islower() or rest[0] == ",")


def _lines_from(paragraph: Paragraph, offset: int) -> tuple[Line, ...]:
    """The lines of a paragraph from a place in its text on."""
    while offset < len(paragraph.text) and paragraph.text[offset].isspace():
        offset += 1
    start = paragraph.text[:offset].count("\n")
    return paragraph.lines[start:]
