"""The lines of an answer -> its passages: what was asked, and the lines that answer it.

Real answers restate their request under headings ("Request", "You asked", "Question 1"), answer under others
("Response", "Answer 1, 2 & 3"), or number both and use no heading. A line that asks is never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile
from string import ascii_uppercase

from ingest.answers import words
from ingest.model import Cell, Line
from ingest.phrases import letters
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import A_YEAR, month_pattern
from ingest.phrases.statuses import find_statuses
from ingest.text_tables import TextTable, tables_of

LABEL = r"(?!0)\d{1,2}(?:\s?\(?[a-h]\)?(?![A-Za-z])|\s?\((?:i{1,3}|iv|v)\))?"
LABELS = rf"{LABEL}(?:(?:\s*(?:,|&|and|or|to|-|–)+|[.)]\s*(?:&|and))\s*[Qq]?(?:{LABEL}|[a-h]\b))*"
ANSWER = re.compile(rf"\W*{words.any_of('passages', 'answer')}\W*(?P<labels>{LABELS})?\W*", re.IGNORECASE)
ANSWERS = re.compile(rf"\W*{words.any_of('passages', 'answer')}\b", re.IGNORECASE)
YOU_ASKED = re.compile(r"\W*you asked(?: for)?\W*", re.IGNORECASE)
INLINE = re.compile(
    rf"\s*{words.any_of('passages', 'answer')}(?:\s+{LABELS})?(?:\s?:+|(?P<loose>\s?[-–—]|(?=\s(?-i:[A-Z]))))\s+(?=\S)",
    re.IGNORECASE,
)
"""A heading with its answer on the same line: "Response: Please be advised …", below a question "Answer There …"."""
ASKED = re.compile(r"(?P<asks>.*\?)\s*[-–—:]?\s+(?P<rest>[^?]+)")
"""A question with its answer on the same line: "1. How many? 14"."""
REQUEST = re.compile(
    rf"\W*{words.any_of('passages', 'request')}\W*(?P<labels>{LABELS})?\W*(?:\(\w+\)\W*)?", re.IGNORECASE
)
NAMED = (
    rf"(?:{words.any_of('passages', 'to_a_question')}\s*)?"
    rf"(?:[Qq]s?|[Aa]|(?i:{words.any_of('passages', 'question')}))\.?\s?"
)
NUMBERED = re.compile(
    rf"\s*(?P<named>{NAMED})?\(?(?P<labels>{LABELS})"
    rf"(?P<answers>\s(?i:{words.any_of('passages', 'answer')})(?=\s?[:-]))?"
    r"(?P<mark>\)?\s?[.):,\]]+(?!\d)|\)?(?:\s?[-–—]|\s|$))\s*(?P<rest>.*)",
    re.DOTALL,
)
ANNOUNCED = re.compile(
    rf"\s*(?P<named>{NAMED})(?P<labels>{LABELS}),?\s(?P<rest>(?:we|our|the)\b.*\b(?:below|follows?)\W*)", re.IGNORECASE
)
"""A sentence that heads the answers to questions: "For question 5 we respond as below."."""
IN_REPLY = re.compile(r"\b(?:answer|response|reply)\s+to\b", re.IGNORECASE)
YOU_SAID = re.compile(
    r"\byou(?:\s+have)?\s+(?:said|stated|answered|replied|responded|wrote|gave|provided|confirmed)\b", re.IGNORECASE
)
"""Who asks again quotes an answer: "In response to question 1 you stated …"."""
Q_HEADS, A_HEADS = (re.compile(rf"\s*{letter}\s?[:.](?=\s|$)\s*") for letter in "QA")
"""A question and its answer, each under its letter: "Q: How many?" and below it "A: 14"."""
QUOTES = re.compile(r"[\"'“‘][a-z]")
OF_FIGURES = words.word("passages", "of_figures")
OTHER_LETTERS = re.compile(r"\s*[B-P]\s?[:.](?=\s|$)")
PAGE = re.compile(r"\(\d+\)")
SPAN = re.compile(rf"{LABEL}\s+[-–—]\s+\d+")
"""Questions 1 to 14, or 14 as the answer to question 1."""
DASHED = re.compile(rf"\s*(?P<labels>{LABEL})\s?[-–—]\s*(?P<rest>.*)", re.DOTALL)
SPANNED = re.compile(
    r"(?P<labels>\d{1,2}\s?[-–]\s?\d{1,2})\s"
    r"(?P<rest>(?:We|I|The (?:force|information|police)|No|None|Not|Please|Refused|Held|Exempt|See)\b.*)",
    re.DOTALL,
)
LETTERS = r"[A-Z](?:(?:,|&|-|–|and|to|\s)+[A-Z])*"
LETTERED = re.compile(rf"\s*\(?(?P<labels>{LETTERS})(?:\)[.:]?|$)\s*(?P<rest>.*)", re.DOTALL)
SPACED = re.compile(r"(?P<labels>\s*[1-9]\d?)\s(?P<rest>\s+[A-Z].*)", re.DOTALL)
ASKS = re.compile(
    rf"(?:[-–•·]\s*)?(?:(?:note|nb|n\.b\.)\W+|\(?[a-h]\)\s*)?{words.any_of('passages', 'asks')}\b", re.IGNORECASE
)
REASONS = re.compile(rf"\W*{words.any_of('passages', 'reasons')}\W*", re.IGNORECASE)
ASKS_WITHIN = words.word("passages", "asks_within")
ENDS_ASKING = re.compile(r"\?[\s”\"')]*(?:\(?(?:e\.?g\b\.?|for example)[^.?]*\.?)?$", re.IGNORECASE)
ANNOUNCES = re.compile(
    rf"^(?!.*\b{words.any_of('passages', 'announces_answers')}\b).*(?::|\bplease\b.*\bof)$", re.IGNORECASE
)


COUNT_ASKED = re.compile(r"(?:the )?(?:total )?numbers? of\b(?!.*(?:\b(?:is|was|were|are)\b|:))", re.IGNORECASE)
"""What was asked of a question, where nothing is told: "1) The number of arrests in each of the years"."""
ENDS_TELLING = re.compile(
    r"[-–—=:]\s*\S{1,4}\W*$|\bs(?:ection|ect)?\.?\s?\d|\b(?:exempt|refused|held|none|nil)\b", re.IGNORECASE
)
BEGINS = re.compile(rf"{words.any_of('passages', 'begins')}\b", re.IGNORECASE)
OPENS = re.compile(words.any_of("passages", "opens"), re.IGNORECASE)
ENDS_IN_COUNT = re.compile(rf"(?:^|\s)(?!{A_YEAR}\b)\d[\d,]*$")
OF_COMPLAINTS = re.compile(rf"\W*{words.any_of('passages', 'of_complaints')}", re.IGNORECASE)
CLOSING = re.compile(rf"{words.any_of('passages', 'closing')}\W*$", re.IGNORECASE)

NUMBER = re.compile(r"\d{1,2}\s?[.,/]\d")
"""What looks like a label and is a number with its decimals or thousands, or a year of two."""
ENDS_IN_SECTION = re.compile(r"\b(?:section|s\.?)\s?\d{1,2}[A-Z]?$", re.IGNORECASE)
SUBSECTION = re.compile(r"\(\d+\)\s?[a-z]")
"""A line that ends in a section, and how the next one goes on: "Section 12", and below it "(2) exemption …"."""
MOST_OF_A_SPAN = 10  # questions: "Question 3 - 28" is 28 as the answer to question 3
LONGEST_HEADING = 120
"""Letters of a line that may head what was asked or the answer."""
WORDS_OF_A_STATEMENT = 20  # of what a question tells before it asks in a line of its own
NARROWEST = 60  # letters of a line that goes on in the next one
MOST_AROUND = 4_000
"""Characters of each: whoever reads what is far from a number reads no more."""


@dataclass
class Passage:
    """`labels`: of the questions that it answers ("1a", "2"); () where none is named. `asked`: what was asked of them,
    as far as it stands here. `lines`: those that answer, the words of a label taken off the first."""

    labels: tuple[str, ...] = ()
    asked: str = ""
    lines: list[Line] = field(default_factory=list)
    is_headed: bool = False
    """Whether its labels stand in a heading: "Question 1", "Answer 1, 2 & 3"."""
    is_named: bool = False
    """Whether a word names them, under a heading of answers: "Q1 There were 7"."""
    is_joint: bool = False
    """Whether it stands below several requests and names none: what refuses is of all of them."""
    is_reason: bool = False
    """Whether it stands under a heading of reasons: what is said there of a question answers none."""
    cells: Mapping[int, Sequence[Cell]] = field(default_factory=dict)
    """The cells of the tables that have a place among its lines and are not made of lines, by table."""

    @property
    def is_answer(self) -> bool:
        """Whether a question or a heading says that it answers."""
        return bool(self.labels or self.asked or self.is_headed)

    @property
    def has_content(self) -> bool:
        """Whether words stand in it, or a table that answers."""
        return any(line.text.strip() or (line.table is not None and self.is_answer) for line in self.lines)

    @cached_property
    def tables(self) -> list[TextTable]:
        """The tables that its lines make up; asked when all of them are there."""
        return tables_of(self.lines)


@dataclass(frozen=True)
class Page:
    """`lead`: the words around the questions (titles, "for 2021 to 2023"); `asked`: the questions by label."""

    lead: str
    asked: dict[str, str]
    passages: tuple[Passage, ...]
    preamble: str = ""
    """What stands under the heading of what was asked, before its questions: it bears on all of them."""
    after_closing: str = ""
    """What follows the letter's closing."""

    @property
    def is_headed(self) -> bool:
        """Whether a heading says that what follows answers."""
        return any(passage.is_headed for passage in self.passages)

    @cached_property
    def text(self) -> str:
        """The words of all answers."""
        return "\n".join(line.text for passage in self.passages for line in passage.lines)

    @cached_property
    def printed(self) -> frozenset[str]:
        """The lines of all answers."""
        return frozenset(" ".join(line.split()) for line in self.text.split("\n"))

    @cached_property
    def around(self) -> tuple[str, str, str]:
        """What is said elsewhere than beside a number: the beginning of the questions, the titles, the answers."""
        return " ".join(self.asked.values())[:MOST_AROUND], self.lead[:MOST_AROUND], self.text[:MOST_AROUND]

    def around_of(self, passage: Passage) -> tuple[str, str, str]:
        """The same for one answer: of the questions its own and those before it; a later one says nothing of it."""
        labels = list(self.asked)
        last = max((labels.index(label) for label in passage.labels if label in labels), default=len(labels))
        asked = " ".join(text for label, text in self.asked.items() if labels.index(label) <= last)
        return asked[:MOST_AROUND], *self.around[1:]


PLACE = re.compile(r"\b(?:table|annex|appendix)\s+\w{1,3}\b", re.IGNORECASE)
"""Where an answer points to, and what stands above it there: "Table 1", "Annex A"."""


def page_of(lines: Sequence[Line], requested: Mapping[str, str] | None = None) -> Page:
    """The lines of one answer (without people, without mail's heads), parted. `requested`: the questions of the request
    that it answers, by label, where that is a message of its own."""
    lines = unwrapped(lines)
    begins = {line.start for line in lines}
    lines = list(_answers_apart(lines))
    lines = _without_complaints(lines)
    if _counted_in(lines, SPACED):  # "1  Arrests – 4", and below it "2  Nothing is held"
        lines = [replace(line, text=SPACED.sub(r"\g<labels>.\g<rest>", line.text)) for line in lines]
    answers = sum(
        ANSWER.fullmatch(" ".join(line.text.split())) is not None for line in lines if len(line.text) <= LONGEST_HEADING
    )
    asks_at = max((n for n, line in enumerate(lines) if YOU_ASKED.fullmatch(line.text)), default=-1)
    opening = [n for n, line in enumerate(lines) if OPENS.match(line.text.strip()) and not _has_given(lines[:n])]
    # "Your request has been considered", and below it what was asked
    opening = [n for n in opening if n > asks_at] or opening
    has_answers = answers > 0 or bool(opening)
    unmarked = _counted_in(lines, DASHED) | _counted_in(lines, LETTERED)
    is_interleaved = answers > 1
    lead: list[str] = []
    unnumbered: list[str] = []
    preamble: list[str] = []
    after_closing: list[str] = []
    asked: dict[str, list[str]] = {}
    passages: list[Passage] = [Passage()]
    is_answer, label = not has_answers, ""
    is_last = False  # below the only heading of answers: a question there is restated above its answer
    is_request = False  # under the heading of what was asked
    is_begun = True  # what was asked, of a request without a heading of answers below it
    is_listed = False  # after "On all arrests of 2012:", what is numbered was asked
    is_reason = False  # under a heading of reasons
    pointed: set[str] = set()  # the tables and annexes that answers point to
    in_a_row = 0  # questions without an answer between them: what follows is not the last one's alone
    unlabelled = ""  # the questions without a label that the next answer answers
    waiting: list[str] = []  # the labels of questions that nothing has answered yet
    listed = 0  # how far an answer has numbered a list of its own: "6. The offences were:", and below it 1, 2, 3
    for n, line in enumerate(lines):
        text = " ".join(line.text.split())
        if CLOSING.match(text) and not asked_later(lines[n + 1 :]):
            after_closing = [line.text for line in lines[n + 1 :]]
            break
        if not text:
            if line.table is not None:
                passages += [Passage()] if in_a_row > 1 else []
                in_a_row = 0
            passages[-1].lines += [line] if line.table is None or is_answer else []
            continue
        is_short = len(text) <= LONGEST_HEADING
        if heading := ANSWER.fullmatch(text) if is_short else None:
            joint = ", ".join(waiting) if is_interleaved and len(waiting) > 1 and not heading["labels"] else ""
            label = (heading["labels"] or "") or (label if is_interleaved else "")
            is_answer, is_reason, is_listed, in_a_row = True, False, False, 0
            is_last = not is_interleaved and not REQUEST.match(text)
            of_it = labels_of(joint or label)
            passages.append(Passage(of_it, "" if label else unlabelled, is_headed=True, is_joint=bool(joint)))
            unlabelled, waiting = "", []
            continue
        after_label = _text_after_label(text, lines[n + 1 :])
        if heading := REQUEST.fullmatch(text) if is_short and not after_label else None:
            label = (heading["labels"] or "").replace(" ", "").lower()
            is_answer = not has_answers or (is_last and bool(label) and not text.lower().startswith("request"))
            is_request, is_begun = not is_answer, has_answers or bool(label)
            waiting += [label] if label else []
            passages.append(Passage(labels_of(heading["labels"]), is_headed=True))
            continue
        is_reason = is_reason or (is_short and REASONS.fullmatch(text) is not None)
        is_subsection = SUBSECTION.match(text) and ENDS_IN_SECTION.search(_text_of(lines[:n][-1:]))
        numbered = (
            None
            if "|" in text or NUMBER.match(text) or is_subsection
            else after_label or _spanned(text, asked) or _numbered(text, requested or unmarked)
        )
        if numbered and not numbered["rest"]:
            last, is_split = passages[-1], line.start not in begins
            is_open = not any(above.text.strip() for above in last.lines)
            is_due = in_a_row or (is_open and (last.asked or (last.is_headed and is_answer)))
            known = asked if last.is_headed and not last.labels else {}
            is_count = is_due and _is_count(numbered["labels"], label, known, lines[n + 1 :])
            if text[-1] in "-–—":  # "1 –", or a page's number
                is_count = numbered["labels"] not in asked and numbered["labels"] not in (requested or unmarked)
            is_known = numbered["labels"] in ("1", *asked, *(requested or ()))
            if PAGE.fullmatch(text) and not (is_known or any("1" in passage.labels for passage in passages)):
                continue  # a page's number: nothing is numbered before it
            numbered = None if is_split or is_count else numbered
        if numbered and is_answer:
            printed = int(numbered["labels"]) if numbered["labels"].isdigit() else 0
            is_below = label.isdigit() and int(label) > 1 and _text_of(passages[-1].lines[::-1])[-1:] == ":"
            begins_again = printed == 1 and is_below and not asks(numbered["rest"])
            listed = printed if begins_again or (listed and printed == listed + 1) else 0
            if listed:
                text = numbered["rest"].strip()
                line, numbered = replace(line, text=text, start=line.start + max(line.text.find(text), 0)), None
        if numbered:
            label, text = re.sub(r"[\s()]", "", numbered["labels"]), numbered["rest"].strip()
            label = label if label[0].isupper() else label.lower()
        announces = ANNOUNCES.search(text) is not None or (text.endswith(":") and ASKS_WITHIN.search(text) is not None)
        is_listed = is_listed and not text.endswith(":") if numbered else announces
        is_asked = is_listed and not (re.search(r"\d", text) if has_answers else _tells(text))
        is_asked = is_asked or (COUNT_ASKED.match(text) is not None and not (_tells(text) or ENDS_TELLING.search(text)))
        is_told = len(text.split()) > WORDS_OF_A_STATEMENT and bool(numbered and numbered.groupdict().get("named"))
        is_asked = is_asked or (is_told and _asks_next(lines[n + 1 :]))
        is_asked = is_asked or (numbered is not None and not _tells(text) and asks(text))
        if asks(text) or (numbered and (not is_answer or is_asked)):
            is_begun = True
            if has_answers and numbered and not is_last:
                is_answer = False
            in_a_row += bool(label) and (numbered is not None or in_a_row == 0)
            asked.setdefault(label, []).append(text)
            unnumbered += [] if label else [text]
            unlabelled = "" if label else f"{unlabelled} {text}".strip()
            goes_on = bool(label) and not numbered and not passages[-1].has_content  # it takes several lines
            passages.append(Passage(labels_of(label), asked=f"{passages[-1].asked * goes_on} {text}".strip()))
            continue
        is_begun = is_begun or bool(numbered) or "|" in text or _tells(text) or ANSWERS.match(text) is not None
        if not is_begun:
            lead.append(text)
            preamble.append(text)
            continue
        is_quoted = QUOTES.match(text) is not None
        has_begun = passages[-1].has_content if is_quoted else bool(passages[-1].lines)
        goes_on = (is_quoted or text[:1].islower()) and not has_begun and not passages[-1].asked.endswith("?")
        is_answered = asked.get(label, [""])[-1].endswith("?") and _counts(text)
        goes_on |= text.startswith(("(", "-", "•")) and not (text[0] in "-•" and is_answered)
        if in_a_row and label and not numbered and goes_on:
            asked.setdefault(label, []).append(text)
            passages[-1].asked += f" {text}"
            continue
        if (
            n in opening
            and not (passages[-1].is_headed and (passages[-1].labels or is_answer))
            and (not label or not asked_later(lines[n + 1 :]))
        ):
            is_answer, is_last, label, in_a_row = True, is_last or not answers, "", 0
            passages.append(Passage(asked=unlabelled, is_headed=True))
        if not is_answer:
            waiting = [] if asked.get(label) else waiting  # it may be answered here, without a heading
            (asked.setdefault(label, []) if label else lead).append(text)
            unnumbered += [] if label or not is_request else [text]
            preamble += [] if label or not is_request else [text]
            continue
        if in_a_row > 1 and not numbered:
            passages.append(Passage())
        in_a_row = 0
        if numbered:
            groups = numbered.groupdict()  # "Q1 response:" heads an answer
            named_so = groups.get("named") or ""
            is_reply = IN_REPLY.search(named_so) is not None and not YOU_SAID.search(text)
            is_named = bool(named_so and (has_answers or groups.get("answers") or is_reply))
            passages.append(Passage(labels_of(label), is_named=is_named, is_reason=is_reason))
            line = replace(line, text=text, start=line.start + max(line.text.find(text), 0))
        if is_short and (named := PLACE.match(text)) and named[0].lower() in pointed:
            passages.append(Passage())  # "Table 1", after "1. See table 1"
        if not passages[-1].labels and not passages[-1].asked:
            lead.append(text)
        passages[-1].lines.append(line)
        pointed |= set(PLACE.findall(text.lower()))
    questions = dict(requested or {}) | {name: " ".join(texts) for name, texts in asked.items()}
    questions |= _asked_above(passages) if not has_answers else {}
    answered = list(dict.fromkeys(label.rstrip("abcdefgh") for passage in passages for label in passage.labels))
    if len(unnumbered) == len(answered) and not any(questions.get(label) for label in answered):
        questions |= dict(zip(answered, unnumbered, strict=True))  # a question a line, numbered by its answer alone
    answering = [passage for passage in passages if passage.has_content]
    headed = [passage for passage in answering if passage.is_headed]
    if len(questions) == len(headed) == 1 and not any(passage.labels for passage in answering):
        headed[0].asked = headed[0].asked or next(iter(questions.values()))  # one question, and one answer
    for passage in passages:
        passage.asked = passage.asked or " ".join(
            questions.get(label) or questions.get(label.rstrip("abcdefgh"), "") for label in passage.labels
        )
    return Page("\n".join(lead), questions, tuple(answering), "\n".join(preamble), "\n".join(after_closing))


WIDEST, MOST_PARTS = 110, 60  # letters of a line with a margin; lines of a paragraph
JOINS = re.compile(
    r"[“‘\"'\[(]?(?:[a-z]|\d+\(|\d+(?=\s+[a-z])|[A-Z][\w’'-]*[\s,.\])]+\S|(?:19|20)\d\d\b(?=[.,;)?]|\s+[A-Za-z(]))"
)
"""How a line begins that goes on with the one before: with a small letter, a capital that more words follow, a year."""
MONTH = re.compile(rf"{month_pattern()}\b", re.IGNORECASE)
LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]|i{1,3}|iv|vi{0,3})[).]\s", re.IGNORECASE)
HEADS = re.compile(r"Dear\b|Yours\b|Kind regards\b")
ROW_OF_ITS_TIME = re.compile(rf"(?:in\s+)?(?:{A_YEAR}|{month_pattern()}\b).*\d\W*$", re.IGNORECASE)
ALONE = re.compile(rf"(?:{words.any_of('numbers', 'none')}|n/?a|yes|no)\W*", re.IGNORECASE)
ENDS_IN_VALUE = re.compile(rf"(?:\d|\b{letters.any_of(letters.number_words())})\W*$", re.IGNORECASE)
UNFINISHED = re.compile(
    r"(?:\b(?:to|from|of|in|on|and|or|between|until|since|the|for|by|with|an?|at|is|are|was|were|that|which|under)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?|[,–-])$"
)
"""How a line ends that says more in the next one: "between 9 September 2022 and 19"."""


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines, those of a paragraph that a margin parted as one."""
    joined: list[Line] = []
    margin = 0
    for n, line in enumerate(lines):
        if n == 0 or not lines[n - 1].text.strip():
            block = takewhile(lambda one: one.text.strip(), lines[n:])
            margin = max((len(one.text.strip()) for one in block), default=0)
        if joined and _goes_on(joined[-1], line, margin):
            parts = (*(joined[-1].parts or (joined[-1],)), line)
            text = f"{joined[-1].text.rstrip()} {line.text.strip()}"
            joined[-1] = replace(joined[-1], text=text, end=line.end, parts=parts)
        else:
            joined.append(line)
    return joined


def part_with(line: Line, count: str) -> Line:
    """The printed line of a paragraph in which a count stands, or all of them where several have it."""
    parts = [part for part in line.parts if count in part.text]
    return parts[0] if len(parts) == 1 else line


def _goes_on(before: Line, line: Line, margin: int) -> bool:
    """Whether a margin parted a line from the one before it: no label, heading, row or answer begins in it."""
    last, text = (before.parts or (before,))[-1].text.strip(), line.text.strip()
    if len(before.parts) == MOST_PARTS or before.table is not None or line.table is not None or not is_wide(last):
        return False
    if re.search(r"[|\t]", before.text + line.text) or not JOINS.match(text) or LISTED.match(text) or HEADS.match(text):
        return False
    is_open = UNFINISHED.search(last) is not None
    if not is_open and (ROW_OF_ITS_TIME.match(text) or ALONE.fullmatch(text)):
        return False
    if text[0].islower() or text[0] == "(":
        return True
    if MONTH.match(text):
        return is_open
    is_full = margin < WIDEST and len(last) + 1 + len(text.split()[0]) > margin and not ENDS_IN_VALUE.search(last)
    is_label = NUMBERED.fullmatch(text) or ANSWER.fullmatch(text) or REQUEST.fullmatch(text) or INLINE.match(text)
    return is_full and not (is_label or asks(text))


def _without_complaints(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to where a letter tells how to complain, if what stands behind that has no heading, label, count or
    table, and speaks of no figures."""
    texts = [" ".join(line.text.split()) for line in lines]
    at = next((n for n, text in enumerate(texts) if n and OF_COMPLAINTS.match(text)), len(lines))
    heads = (ANSWER.fullmatch(text) or REQUEST.fullmatch(text) or NUMBERED.fullmatch(text) for text in texts[at + 1 :])
    goes_on = (
        any(heads) or any(_counts(text) or OF_FIGURES.search(text) for text in texts[at + 1 :]) or tables_of(lines[at:])
    )
    return lines if goes_on or any(line.table is not None for line in lines[at:]) else lines[:at]


def _counted_in(lines: Sequence[Line], pattern: re.Pattern[str]) -> dict[str, str]:
    """The labels of lines, by a pattern, that count from 1 or A on: "1 – …", and below it "2 – …"."""
    texts = [text for line in lines if (text := line.text.strip())]
    matches = [(match, below) for text, below in pairwise([*texts, ""]) if (match := pattern.fullmatch(text))]
    found = [(name, match[0], below) for match, below in matches for name in labels_of(match["labels"])]
    rows = _letters_of_rows(found)
    labels = [name for name, *_ in found if name not in rows]
    counted = [str(n) for n in range(1, len(labels) + 1)]
    if labels[:1] == ["A"]:
        counted = list(takewhile(labels.__contains__, ascii_uppercase))
        labels = [name for name in labels if name in counted]
    counts = len(labels) > 1 and labels[: len(set(labels))] == counted[: len(set(labels))]
    return dict.fromkeys(counted if counts else (), "")


def _letters_of_rows(found: Sequence[tuple[str, str, str]]) -> set[str]:
    """Of labels, each with its line and the one below: the letters that are all of their line and name a row, for they
    come once, or stand first above no words."""
    names = [name for name, *_ in found]
    first = {name: (text, below) for name, text, below in reversed(found)}
    alone = {name: below for name, (text, below) in first.items() if re.fullmatch(LETTERS, text)}
    return {name for name, below in alone.items() if names.count(name) == 1 or not re.search(r"[a-z]{2}", below)}


def _asked_above(passages: Sequence[Passage]) -> dict[str, str]:
    """What stands behind labels that all come again further down ("1. The number of …", and below it "Q1 – 14"), and is
    taken off its passages: it asks, and says neither a number nor what became of anything."""
    last = {label: n for n, passage in enumerate(passages) for label in passage.labels}
    above: dict[str, str] = {}
    for n, passage in enumerate(passages):
        text = " ".join(line.text for line in passage.lines).strip()
        comes_again = passage.labels and all(last[label] > n for label in passage.labels)
        if comes_again and not (passage.asked or find_values(text) or find_statuses(text)):
            above |= dict.fromkeys(passage.labels, text)
            passage.lines = []
    return above


def _answers_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; an answer on the line of its heading or its question becomes a line of its own."""
    before = ""
    is_in_letters = all(any(one.match(line.text) for line in lines) for one in (Q_HEADS, A_HEADS))
    is_in_letters &= not any(OTHER_LETTERS.match(line.text) for line in lines)
    for line in lines:
        if is_in_letters and (begins := Q_HEADS.match(line.text) or A_HEADS.match(line.text)):
            heads = "Question" if begins.re is Q_HEADS else "Answer"
            yield replace(line, text=heads, end=line.start + begins.end())
            line = replace(line, text=line.text[begins.end() :], start=line.start + begins.end())
        heading, question = INLINE.match(line.text), ASKED.fullmatch(line.text)
        middle = 0
        if heading and (heading["loose"] is None or asks(before)):
            middle = heading.end()
        elif question and _is_answered(question["asks"], question["rest"]):
            middle = question.start("rest")
        before = " ".join(line.text.split()) or before
        if middle:
            at = line.start + middle
            yield replace(line, text=line.text[:middle].rstrip(" -–—"), end=at)
            yield replace(line, text=line.text[middle:], start=at)
        else:
            yield line


def _is_answered(question: str, text: str) -> bool:
    """Whether a text answers the question before it: it begins with a number, or as an answer does and has a number or
    a numbered question before it."""
    numbered = NUMBERED.fullmatch(question.strip())
    values = find_values(text)
    begins = (values and values[0].start == 0) or ((numbered or values) and BEGINS.match(text))
    return bool(begins) and asks(numbered["rest"] if numbered else question.strip())


def _tells(text: str) -> bool:
    """Whether a point of a list counts, ends in a count or says what became of a question."""
    return _counts(text) or re.search(rf"[:=]\s(?!{A_YEAR}\b)\d[\d,]*$", text) is not None or bool(find_statuses(text))


def _counts(text: str) -> bool:
    """Whether a point of a list tells a number beside its time: "2019: 14", and not "between 2013 - 16" or "2019"."""
    bare = text.lstrip("-• ")
    starts = (number.start for number in find_values(bare) if number.kind == "count")
    has_count = any(not YEARS_BEFORE.search(bare, 0, start) for start in starts)
    return ROW_OF_A_TIME.fullmatch(bare) is not None or (has_count and not GOES_ON_ASKING.search(bare))


ROW_OF_A_TIME = re.compile(rf"{A_YEAR}(?:/\d\d)?\s*[:=]\s*\d[\d,]*|(?!{A_YEAR}\b)\d[\d,]*(?:\s*[-–]\s*{A_YEAR})?")
GOES_ON_ASKING = re.compile(r"\b(?:please|if|aged?|under|over|between)\b", re.IGNORECASE)
YEARS_BEFORE = re.compile(rf"{A_YEAR}\s*(?:[-–/]|to|and)\s*$")


def _has_given(lines: Sequence[Line]) -> bool:
    """Whether a line after the last question of these ends in a number, as a row or an answer does."""
    has_number = False
    for line in reversed(lines):
        text = " ".join(line.text.split())
        if asks(text) or NUMBERED.fullmatch(text):
            return has_number
        has_number = has_number or ENDS_IN_COUNT.search(text) is not None
    return False


def _asks_next(following: Sequence[Line]) -> bool:
    """Whether the next line that has words asks, and has no label of its own."""
    text = _text_of(following)
    return (
        text.endswith("?")
        and not OF_COMPLAINTS.match(text)
        and not text[0].islower()
        and NUMBERED.fullmatch(text) is None
    )


def is_wide(text: str) -> bool:
    """Whether a line goes on in the next one: as long as a mail's, without a stop at its end."""
    return len(text) > NARROWEST and text.rstrip()[-1:] not in ".:;?!|"


def asked_later(lines: Sequence[Line]) -> bool:
    """Whether these lines, after a sign-off, ask or answer again."""
    return any(
        (asks(text) and not text[0].islower()) or ANSWER.fullmatch(text) or REQUEST.fullmatch(text)
        for line in lines
        if (text := " ".join(line.text.split()))
    )


def _numbered(text: str, requested: Container[str]) -> re.Match[str] | None:
    """A line's label and the rest of it: "1a) …", "(2) …", "Q3 …", "In answer to question 4: …"; "2 – …" where the
    request has a question 2."""
    for unmarked in (DASHED.fullmatch(text), LETTERED.fullmatch(text)):
        names = labels_of(unmarked["labels"]) if unmarked else ()
        if names and all(name in requested or name.lower() in requested for name in names):
            return unmarked
    if announced := ANNOUNCED.fullmatch(text):
        return announced
    match = NUMBERED.fullmatch(text)
    if match is None or re.search(r"[.):,\]]", match["mark"]):
        return match
    if match["mark"].strip() and not match["rest"]:  # "1 –" alone
        return match
    goes_on = re.match(r"[a-z]", match["rest"])  # "Question 2 is exempt"
    is_marked = match["named"] or match["labels"].endswith(")")
    return match if is_marked and not goes_on else None


def _spanned(text: str, asked: Container[str]) -> re.Match[str] | None:
    """An answer to several questions that were asked, without a mark: "6-11 We have not had any"."""
    match = SPANNED.fullmatch(text)
    return match if match and all(label in asked for label in labels_of(match["labels"])) else None


def _text_after_label(text: str, following: Sequence[Line]) -> re.Match[str] | None:
    """A label and the number that answers it: "Q1 - 14", where question 2 or nothing follows, or where nobody asks so
    many questions; "Q3 - 23 adults"."""
    match = NUMBERED.fullmatch(text)
    if match is None or not match["named"] or not SPAN.fullmatch(match["labels"]):
        return None
    dashed = DASHED.fullmatch(text[match.start("labels") :])
    labels = labels_of(match["labels"])
    if dashed is None or match["rest"][:1].isalnum():
        values = find_values(dashed["rest"]) if dashed else ()
        return dashed if values and values[0].start == 0 and values[0].unit_word else None
    then = _text_of(following)
    numbered = NUMBERED.fullmatch(then)
    is_next = numbered is not None and labels_of(numbered["labels"])[:1] == (_next(labels[0]),)
    return dashed if is_next or len(labels) > MOST_OF_A_SPAN or not then or CLOSING.match(then) else None


def _is_count(printed: str, label: str, known: Container[str], following: Sequence[Line]) -> bool:
    """Whether a number alone where an answer is due is the answer, and no label: it is neither the next one nor that of
    a question that is known, or that question still comes, or nothing comes at all."""
    is_label = printed == _next(label) or printed in known
    comes = any(
        match["labels"] == printed and match["rest"] for line in following if (match := _numbered(line.text, {}))
    )
    return printed.isdigit() and (not is_label or comes or _ends(following))


def _next(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else "" if label else "1"


def _text_of(lines: Sequence[Line]) -> str:
    """The first line that has words."""
    return next((text for line in lines if (text := " ".join(line.text.split()))), "")


def _ends(following: Sequence[Line]) -> bool:
    """Whether an answer ends before these lines: nothing, a sign-off, a heading or a numbered question stands next."""
    text = _text_of(following)
    numbered = NUMBERED.fullmatch(text)
    is_question = numbered is not None and asks(numbered["rest"])
    return not text or is_question or bool(CLOSING.match(text) or ANSWER.fullmatch(text) or REQUEST.fullmatch(text))


def asks(text: str) -> bool:
    """Whether a line asks for something and answers nothing."""
    return ENDS_ASKING.search(text) is not None or ASKS.match(text) is not None or ASKS_WITHIN.search(text) is not None


def labels_of(printed: str | None) -> tuple[str, ...]:
    """ "1, 2 & 3" -> 1, 2, 3; "1-3" -> 1, 2, 3; "1a" -> 1a; "1a-c" -> 1a, 1b, 1c; "A and B" -> A, B."""
    if re.fullmatch(LETTERS, printed or ""):
        names = re.findall(r"[A-Z]", printed or "")
        is_span = re.search(r"-|–|to", printed or "") is not None
        return tuple(map(chr, range(ord(names[0]), ord(names[-1]) + 1))) if is_span else tuple(names)
    tokens = re.findall(r"\d{1,2}(?:\s?\(?[a-h]\)?(?![a-z]))?|-|–|to|\b[a-h]\b", (printed or "").lower())
    labels: list[str] = []
    for n, token in enumerate(tokens):
        name = re.sub(r"[\s()]", "", token)
        if name in ("-", "–", "to"):
            continue
        is_span = n > 0 and tokens[n - 1] in ("-", "–", "to")
        if name.isalpha() and labels:
            first = labels[-1][-1] if is_span and labels[-1][-1].isalpha() else name
            labels += [labels[-1].rstrip("abcdefgh") + chr(letter) for letter in range(ord(first), ord(name) + 1)]
        elif is_span and labels and name.isdigit() and labels[-1].isdigit():
            labels += [str(between) for between in range(int(labels[-1]) + 1, int(name) + 1)]
        else:
            labels.append(name)
    return tuple(dict.fromkeys(labels))
