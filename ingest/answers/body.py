"""A message -> the paragraphs in which a force answers, without greeting, signature, rights, footers and furniture; and
what they are parted into: the words that answer each question, the quantities that they print, what was not understood.

Protects: telephone extensions, post codes, complaint rights and Acts' years give nothing, and a standing note of the
force on its data is kept apart as the reply's caveat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ingest.answers.words import phrase
from ingest.model import Line, Message, Period, Value
from ingest.phrases import letters
from ingest.phrases.labels import follows, mention_starts, read_label
from ingest.phrases.numbers import Found, find_values, read_value
from ingest.phrases.statuses import find_statuses, read_status
from ingest.privacy import NAME, is_salutation, is_sign_off
from ingest.thread import own_lines

LINES_TO_A_GREETING = 40  # letterheads with an address, a date and a subject
LONGEST_UNWRAPPED = 40  # code points of a line that no margin ended
WORDS_OF_PROSE = 6  # a line of so many words below a short answer begins something else
BARE_VALUE = re.compile(r"\s*[<>~]?\s*\d[\d,]*\s*(?:%|[*#†^])?\s*\.?\s*")
WHOLE_SECTION_AT_END = re.compile(r"\(\s?\d{1,2}[A-Z]?\s?\)(?:\s?\([a-z]{1,3}\)){0,3}\s*$")
"""Below "Section 31(3)" stands "(3) This force …"."""
COUNTED_LINE = re.compile(r"[:=–—-]\s*[<>]?\d[\d,]*(?:\s+[a-z]+)?\.?\s*$")
SENTENCE_END = re.compile(r"[.?:;!][\"'”’)\]]*\s*$")
INLINE_BEFORE = re.compile(r"[.;,)\d]\s+$")
INLINE_AFTER = re.compile(r"[A-Za-z]+\s*\d[\w.()]*\s*(?::|=|[-–—](?=\s))")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, as they stand in the document. `kind`: text | marker_answer | marker_question |
    caveat | notes (a heading of notes) | idle (boilerplate that says nothing of the data) | table (the place of one).
    `from_end`: it stands below the letter's sign-off."""

    lines: tuple[Line, ...]
    kind: str = "text"
    from_end: bool = False

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text.strip() for line in self.lines)


def paragraphs(message: Message) -> tuple[Paragraph, ...]:
    lines = _without_head(own_lines(message))
    until = _end_of_body(lines)
    above = [_classified(block) for block in _split(lines[:until])]
    below = [replace(_classified(block), from_end=True) for block in _split(lines[until:])]
    return tuple([*above, *below])


def last_line_of_body(message: Message) -> int:
    """The number of the last line before a message's sign-off and standing parts."""
    lines = _without_head(own_lines(message))
    until = _end_of_body(lines)
    return lines[until - 1].number if until else 0


def _without_head(lines: Sequence[Line]) -> Sequence[Line]:
    for n, line in enumerate(lines[:LINES_TO_A_GREETING]):
        text = line.text.strip()
        if text and is_salutation(text):
            return lines[n + 1 :]
    return lines


def _end_of_body(lines: Sequence[Line]) -> int:
    """The index where the answer ends: at the sign-off or at the first standing part (rights, footers).

    A letter that restates the whole request restates its sign-off too: one above an answer's marker ends nothing.
    """
    markers = [n for n, line in enumerate(lines) if _marker(line.text) == "marker_answer"]
    last_marker = markers[-1] if markers else -1
    for n, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        if is_sign_off(text) and n > last_marker:
            return n
        if n > 0 and not lines[n - 1].text.strip() and letters.at_start("drop", "ends").match(text):
            return n
    return len(lines)


def _split(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    current: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if not text or _is_furniture(text):
            if current:
                blocks.append(current)
            current = []
            if line.table is not None:
                blocks.append([line])
            continue
        if current and _breaks(current, line):
            blocks.append(current)
            current = []
        current.append(line)
        if _marker(text) or is_notes_heading(text):
            blocks.append(current)
            current = []
    return [*blocks, current] if current else blocks


def _breaks(current: Sequence[Line], line: Line) -> bool:
    """Whether a line begins a new paragraph without a blank line above it."""
    before = current[-1]
    if _marker(line.text) or is_marked_answer(line.text) or is_notes_heading(line.text):
        return True
    if read_label(line.text):
        return not _is_mid_sentence(before.text, line.text) or _is_next_item(current, line.text)
    label = read_label(before.text)
    is_bare = label is not None and BARE_VALUE.fullmatch(before.text[label.end :]) is not None
    if is_bare and line.text.strip().lstrip("*#†^ ")[:1].isupper():
        return True  # a sentence below a line that is only a label and a number
    if (
        _is_short_answer(before.text, len(current))
        and line.text.strip()[:1].isupper()
        and len(line.text.split()) >= WORDS_OF_PROSE
        and not COUNTED_LINE.search(line.text)  # the next row of a list
    ):
        return True
    return SENTENCE_END.search(before.text) is not None and BARE_VALUE.fullmatch(line.text) is not None


def _is_mid_sentence(before: str, text: str) -> bool:
    """Whether a line that looks labelled only goes on with a sentence: "… in relation to / question 4 of your
    request"."""
    label = read_label(text)
    rest = text[label.end :].lstrip() if label else text
    is_heading = text.strip()[:1].isupper() and (
        text.strip()[-1] not in ".,;" or len(before.strip()) <= LONGEST_UNWRAPPED
    )
    if label and label.is_worded and not rest and is_heading:
        return False  # "Question 3", and not the end of a sentence ("question 3.")
    if text.lstrip().startswith("(") and phrase.ends_in_sections.search(before):
        if label and label.part == "a" and not rest[:1].isdigit():
            return True  # "Section 31(1)" / "(a) Law Enforcement": the first of a list follows no other item
        is_said = rest[:1].isupper() or rest[:1].isdigit() or read_value(rest) is not None
        return not (WHOLE_SECTION_AT_END.search(before) and label and is_said)
    return SENTENCE_END.search(before) is None and (not rest or rest[0].islower() or rest[0] in ",;)")


def _ends_in_value(text: str) -> bool:
    """Whether a line gives its answer: "1c. 2019: 10", "2. Zero arrests", "3. Refused, s30"."""
    label = read_label(text)
    rest = text[label.end :] if label else ""
    is_answer = read_value(rest) is not None or read_status(rest) is not None
    return COUNTED_LINE.search(text) is not None or is_answer


def _is_short_answer(text: str, lines: int) -> bool:
    """Whether a line that no margin ended is an answer: "Total: 18", "Between 1 and 5", "See attached 12.pdf"."""
    if len(text.strip()) > LONGEST_UNWRAPPED:
        return False
    label = read_label(text)
    rest = text[label.end :] if label else text
    if COUNTED_LINE.search(rest) or BARE_VALUE.fullmatch(rest) or (label and read_value(rest)):
        return True
    is_worded = re.search(r"[A-Za-z]{3}", rest) is not None  # "1c, 2 & 4" heads what follows
    return lines == 1 and is_worded and label is None and bool(find_values(rest) or find_statuses(rest))


def _is_next_item(current: Sequence[Line], text: str) -> bool:
    """Whether a line is an item of the list that the paragraph begins with ("1c. 31" / "2. none"): the next one, or any
    one below another. A number alone on its line may be the answer to the item above."""
    before, label = read_label(current[0].text), read_label(text)
    if label is None:
        return False
    last = current[-1].text
    is_alone = not text[label.end :].strip() and not label.is_joint and not label.is_worded
    is_no_value = is_alone and (text.strip()[-1] == ")" or not text.strip(" .()").isdigit())
    if before is None:  # "(1b)" below "14 arrests" or a row of a list: such lines do not wrap
        is_whole = len(last.strip()) <= LONGEST_UNWRAPPED or COUNTED_LINE.search(last) is not None
        return is_no_value and label.part is None and is_whole
    is_below_item = read_label(last) is not None
    if is_alone:
        is_answered = _ends_in_value(last) and (is_below_item or len(current) > 1)
        return follows(label, before) and (is_no_value or is_answered)
    if text.lstrip().startswith("("):
        return False
    return is_below_item or follows(label, before)


def _is_furniture(text: str) -> bool:
    """A line of the page or the mail program, unless it is one word that also marks an answer ("Reply:-")."""
    if text == NAME or is_sign_off(text) or letters.alone("drop", "lines").fullmatch(text):
        return True
    return letters.alone("thread", "furniture").fullmatch(text) is not None and not _marker(text)


def _marker(text: str) -> str | None:
    if text[:1].islower() and text.endswith((".", ",", ";")):
        return None  # the end of a sentence: "information is held for this part of" / "your request."
    if letters.alone("answers", "answer_markers").fullmatch(text):
        return "marker_answer"
    return "marker_question" if letters.alone("answers", "question_markers").fullmatch(text) else None


def is_notes_heading(text: str) -> bool:
    """Whether a line is the heading of notes: "Notes to the data", "Please note:"."""
    return text.strip()[:1].isupper() and letters.alone("caveats", "headings").fullmatch(text) is not None


def is_marked_answer(text: str) -> bool:
    """Whether a line begins with an answer's marker and has the answer after it: "Answer: 22"."""
    match = letters.at_start("answers", "answer_markers").match(text)
    return match is not None and text[match.end() :].lstrip()[:1] == ":" and not _marker(text)


def after_marker(text: str) -> str:
    """What follows the marker of "Answer: 22"."""
    return text.split(":", 1)[1].strip()


def _classified(block: Sequence[Line]) -> Paragraph:
    paragraph = Paragraph(tuple(block))
    if block[0].table is not None:
        return Paragraph(paragraph.lines, "table")
    marker = _marker(paragraph.text)
    if marker:
        return Paragraph(paragraph.lines, marker)
    if is_notes_heading(paragraph.text):
        return Paragraph(paragraph.lines, "notes")
    if read_label(block[0].text):
        return paragraph
    text = paragraph.text
    if letters.anywhere("caveats", "words").search(text):
        return Paragraph(paragraph.lines, "caveat")
    if letters.at_start("drop", "paragraphs").match(text):
        return Paragraph(paragraph.lines, "idle")
    return paragraph


def parted(paragraph: Paragraph, known: Sequence[str]) -> list[Paragraph]:
    """A paragraph that goes on to another question inside a line: "We hold no information. Question 3: 14"."""
    lines: list[Line] = []
    parts: list[Paragraph] = []
    for line in paragraph.lines:
        at = 0
        for start, _ in mention_starts(line.text, known):
            if start > at and INLINE_BEFORE.search(line.text[:start]) and INLINE_AFTER.match(line.text, start):
                lines.append(replace(line, text=line.text[at:start].rstrip(), end=line.start + start))
                parts.append(replace(paragraph, lines=tuple(lines)))
                lines, at = [], start
        lines.append(replace(line, text=line.text[at:], start=line.start + at) if at else line)
    return [*parts, replace(paragraph, lines=tuple(lines))] if parts else [paragraph]


SHOWN = 160  # characters of a text that a problem shows


@dataclass(frozen=True)
class Reading:
    """One quantity and what its own words say of it; None where they say nothing. `lines`: where it stands."""

    value: Value
    unit: str | None
    period: Period | None
    period_label: str | None
    scope: str | None
    offence_id: str | None
    offence_label: str | None
    lines: tuple[Line, ...]
    quote: str


@dataclass(frozen=True)
class Values:
    """`unread`: words whose numbers are left to a person."""

    readings: tuple[Reading, ...] = ()
    unread: tuple[Piece, ...] = ()


QUARTER = re.compile(
    r"^\s*(?:Q|Qtr|Quarter)\.?\s?([1-4])(?![\w(/]|\.\d)(?=\W+[<\[*~]?\d|\W*$)", re.IGNORECASE | re.MULTILINE
)
"""A row of a list of quarters, none of whose numbers is the year's: "Q2 - 12"."""
BREAK = re.compile(r"[.?!:](?=\s)|\n")
NO_COUNTS = (
    phrase.section_and_part,
    phrase.counted_twice,
    phrase.note_on_a_part,
    re.compile(rf"{QUARTER.pattern}.*", QUARTER.flags),
)


@lru_cache(maxsize=256)  # one part is asked several times over
def counts_in(text: str) -> tuple[Found, ...]:
    """Every quantity of a text that could be a count, the doubtful ones included. Digits of a law's section, of a
    quarter or a note, and those that a pointer names ("see attached 325.pdf"), are none."""
    spans = [match.span() for pattern in NO_COUNTS for match in pattern.finditer(text)]
    pointers = [cue.start for cue in find_statuses(text) if cue.status == "referred"]
    return tuple(
        number
        for number in find_values(text)
        if number.kind in ("count", "unclear")
        and not any(start <= number.start < end for start, end in spans)
        and not (
            number.unit_word is None
            and any(at <= number.start and not BREAK.search(text, at, number.start) for at in pointers)
        )
    )


COUNTED = {"arrests", "people", "charges", "cautions"}
"""Units that may stand for one another if an answer names both."""
NAMES_OF_UNITS = sorted((re.escape(word) for word in letters.units() if word[-2:] != "ed"), key=len, reverse=True)
UNITS = re.compile(rf"(?<!\w)(?:{'|'.join(NAMES_OF_UNITS)})(?!\w)", re.IGNORECASE)


def units_in(text: str) -> set[str]:
    plain = phrase.counted_twice.sub("", text)
    return {letters.units()[match[0].casefold()] for match in UNITS.finditer(plain)} - {""}


def counted_units(text: str) -> set[str]:
    return units_in(text) & COUNTED


def quote_of_span(piece: Piece, start: int, end: int) -> tuple[str, tuple[Line, ...]]:
    rows = piece.text.split("\n")
    first, last = piece.text[:start].count("\n"), piece.text[:end].count("\n")
    return "\n".join(rows[first : last + 1]), piece.lines[first : last + 1]


def shown(text: str) -> str:
    """A text in one line, cut to what a message can show."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[:SHOWN].rstrip() + "…"


@dataclass(frozen=True)
class Piece:
    """Words of an answer with the lines they stand in."""

    text: str
    lines: tuple[Line, ...]


@dataclass
class Part:
    """Words that answer these questions. `how`: own (under its question) | notice (a notice that lists them) | whole
    (names no question) | rest (all that is not answered otherwise) | unknown (a label that the request has not)."""

    labels: list[str]
    how: str
    printed: str = ""
    question: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)  # numbers of the tables that stand among the words

    @property
    def text(self) -> str:
        return "\n\n".join(piece.text for piece in self.pieces)
