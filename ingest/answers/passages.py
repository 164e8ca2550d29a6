"""The lines of an answer -> its passages: what was asked, and the lines that answer it; and what one line is by itself:
a heading, a label, a question, a sign-off, or one that a margin parted.

Real answers restate their request under headings ("Request", "You asked", "Question 1"), answer under others
("Response", "Answer 1, 2 & 3"), or number both and use no heading. A line that asks is never an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile
from string import ascii_uppercase

from ingest.answers.words import any_of, phrase, term
from ingest.model import Cell, Line
from ingest.phrases import letters
from ingest.phrases.labels import LABEL, LETTERS, SPAN
from ingest.phrases.labels import LABELS as LABELS
from ingest.phrases.labels import labels_of as labels_of
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import A_YEAR, month_pattern
from ingest.phrases.statuses import find_exemptions, find_statuses
from ingest.text_tables import TextTable, tables_of

ANSWER = re.compile(rf"\W*{any_of('answer')}\W*(?P<labels>{LABELS})?\W*", re.IGNORECASE)
INLINE = re.compile(
    rf"\s*{any_of('answer')}(?:\s+(?P<labels>{LABELS}))?(?:\s?[:=]+|(?P<loose>\s?[-–—]|(?=\s(?-i:[A-Z]))))\s+(?=\S)",
    re.IGNORECASE,
)
"""A heading with its answer on the same line: "Response: Please be advised …", below a question "Answer There …"."""
REQUEST = re.compile(rf"\W*{any_of('request')}\W*(?P<labels>{LABELS})?\W*(?:\(\w+\)\W*)?", re.IGNORECASE)
NAMED = (
    rf"(?:{any_of('to_a_question')}\s*)?"
    rf"(?:[Qq]s?|[Aa]|(?i:{any_of('question')}))\.?\s?"
)
NUMBERED = re.compile(
    rf"\s*[\"“‘]?(?P<named>{NAMED})?\(?(?P<labels>{LABELS})"
    rf"(?P<answers>\s(?i:{any_of('answer')})(?=\s?[:-]))?"
    r"(?P<mark>\)?\s?[.):,\]]+(?!\d)|/(?=\s)|\)?(?:\s?[-–—]|\s|$))\s*(?P<rest>.*)",
    re.DOTALL,
)
ANNOUNCED = re.compile(
    rf"\s*(?P<named>{NAMED})(?P<labels>{LABELS}),?\s(?P<rest>(?:we|our|the)\b.*\b(?:below|follows?)\W*)", re.IGNORECASE
)
"""A sentence that heads the answers to questions: "For question 5 we respond as below."."""
DASHED = re.compile(rf"\s*(?P<labels>{LABEL})\s?[-–—]\s*(?P<rest>.*)", re.DOTALL)
EQUAL = re.compile(rf"\s*(?P<labels>{LABEL})(?:\s?=\s*|\s[-–—]\s(?=[A-Z].*[a-z]\W*$))(?P<rest>.*)", re.DOTALL)
"""Below questions that were asked: "1a = 412", "4 - I am not going to name any"."""
SPANNED = re.compile(
    r"(?P<labels>\d{1,2}\s?(?:[-–&]|and)\s?\d{1,2})\s"
    r"(?P<rest>(?:We|I|The (?:force|information|police)|No|None|Not|Please|Refused|Held|Exempt|See)\b.*)",
    re.DOTALL,
)
LETTERED = re.compile(rf"\s*\(?(?P<labels>{LETTERS})(?:\)[.:]?|$)\s*(?P<rest>.*)", re.DOTALL)
SMALL = re.compile(r"\s*\(?(?P<labels>[a-h])\)[.:]?(?:\s+|$)(?P<rest>.*)", re.DOTALL)
"""A question's letter, where nothing is numbered: "a) …", and "a) …" again in the answer."""
ASKS = re.compile(rf"(?:[-–•·]\s*)?(?:(?:note|nb|n\.b\.)\W+|\(?[a-h]\)\s*)?{any_of('asks')}\b", re.IGNORECASE)
ENDS_ASKING = re.compile(
    r"\?[\s”\"')]*(?:\(?(?:e\.?g\b\.?|for example)[^.?]*\.?|\([^()?]*\))?[\s”\"']*$", re.IGNORECASE
)


CLOSING = re.compile(rf"{any_of('closing')}\W*$", re.IGNORECASE)

MOST_OF_A_SPAN = 10  # questions: "Question 3 - 28" is 28 as the answer to question 3
NARROWEST = 60  # letters of a line that goes on in the next one


def asks(text: str) -> bool:
    """Whether a line asks for something and answers nothing."""
    asks_at = ENDS_ASKING.search(text) or ASKS.match(text) or term.asks_within.search(text)
    return bool(asks_at) and phrase.of_site.fullmatch(text.strip()) is None


def tells(text: str) -> bool:
    """Whether a point of a list counts, ends in a count or says what became of a question."""
    return counts(text) or re.search(rf"[:=]\s(?!{A_YEAR}\b)\d[\d,]*$", text) is not None or bool(find_statuses(text))


def counts(text: str) -> bool:
    """Whether a point of a list tells a number beside its time: "2019: 14", and not "between 2013 - 16" or "2019"."""
    bare = text.lstrip("-• ")
    starts = (number.start for number in find_values(bare) if number.kind == "count")
    has_count = any(not YEARS_BEFORE.search(bare, 0, start) for start in starts)
    return ROW_OF_A_TIME.fullmatch(bare) is not None or (has_count and not term.goes_on_asking.search(bare))


ROW_OF_A_TIME = re.compile(rf"{A_YEAR}(?:/\d\d)?\s*[:=]\s*\d[\d,]*|(?!{A_YEAR}\b)\d[\d,]*(?:\s*[-–]\s*{A_YEAR})?")
YEARS_BEFORE = re.compile(rf"{A_YEAR}\s*(?:[-–/]|to|and)\s*$")


def next_label(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else "" if label else "1"


def text_of(lines: Sequence[Line]) -> str:
    return next((text for line in lines if (text := " ".join(line.text.split()))), "")


def ends(following: Sequence[Line]) -> bool:
    """Whether an answer ends before these lines: nothing, a sign-off, a heading or a numbered question stands next."""
    text = text_of(following)
    numbered = NUMBERED.fullmatch(text)
    is_question = numbered is not None and asks(numbered["rest"])
    return not text or is_question or bool(CLOSING.match(text) or ANSWER.fullmatch(text) or REQUEST.fullmatch(text))


def is_wide(text: str) -> bool:
    """Whether a line goes on in the next one: as long as a mail's, without a stop at its end."""
    return len(text) > NARROWEST and text.rstrip()[-1:] not in ".:;?!|"


def asked_later(lines: Sequence[Line], asked: Container[str] = ()) -> bool:
    """Whether these lines, after a sign-off, ask or answer again. "Q1" alone asks nothing that was `asked`."""
    for line in lines:
        text = " ".join(line.text.split())
        heading = REQUEST.fullmatch(text)
        is_known = heading is not None and (labels_of(heading["labels"]) or ("",))[0] in asked
        if text and ((asks(text) and not text[0].islower()) or ANSWER.fullmatch(text) or (heading and not is_known)):
            return True
    return False


def numbered_in(text: str, requested: Container[str]) -> re.Match[str] | None:
    """A line's label and the rest of it: "1a) …", "(2) …", "Q3 …", "In answer to question 4: …"; "2 – …" where the
    request has a question 2."""
    for unmarked in (DASHED.fullmatch(text), LETTERED.fullmatch(text), SMALL.fullmatch(text)):
        names = labels_of(unmarked["labels"]) if unmarked else ()
        if names and all(name in requested or name.lower() in requested for name in names):
            return unmarked
    if announced := ANNOUNCED.fullmatch(text):
        return announced
    match = NUMBERED.fullmatch(text)
    if match is None or re.search(r"[.):,\]/]", match["mark"]):
        return match
    if match["mark"].strip() and not match["rest"]:  # "1 –" alone
        return match
    goes_on = re.match(r"[a-z]", match["rest"])  # "Question 2 is exempt"
    is_marked = match["named"] or match["labels"].endswith(")")
    return match if is_marked and (match["mark"].strip() in ("-", "–", "—") or not goes_on) else None


def spanned(text: str, asked: Container[str]) -> re.Match[str] | None:
    """An answer to several questions that were asked, without a mark: "6-11 We have not had any"."""
    match = SPANNED.fullmatch(text)
    return match if match and all(label in asked for label in labels_of(match["labels"])) else None


def text_after_label(text: str, following: Sequence[Line]) -> re.Match[str] | None:
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
    then = text_of(following)
    numbered = NUMBERED.fullmatch(then)
    is_next = numbered is not None and labels_of(numbered["labels"])[:1] == (next_label(labels[0]),)
    return dashed if is_next or len(labels) > MOST_OF_A_SPAN or not then or CLOSING.match(then) else None


WIDEST, MOST_PARTS = 110, 60  # letters of a line with a margin; lines of a paragraph
JOINS = re.compile(
    r"[“‘\"'\[(]?(?:[a-z]|\d+\(|\d+(?=\s+[a-z])|[A-Z][\w’'-]*[\s,.\])]+\S|(?:19|20)\d\d\b(?=[.,;)?]|\s+[A-Za-z(]))"
)
"""How a line begins that goes on with the one before: with a small letter, a capital that more words follow, a year."""
MONTH = re.compile(rf"{month_pattern()}\b", re.IGNORECASE)
LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]|i{1,3}|iv|vi{0,3})[).]\s", re.IGNORECASE)
HEADS = re.compile(r"Dear\b|Yours\b|Kind regards\b")
OF_A_TABLE = re.compile(r"[|\t]|\S\s{4,}\S+\s*$", re.MULTILINE)
"""A line with cells: parted by bars, by tabs or by a wide gap before the last."""
ROW_OF_ITS_TIME = re.compile(rf"(?:in\s+)?(?:{A_YEAR}|{month_pattern()}\b).*\d\W*$", re.IGNORECASE)
ALONE = re.compile(rf"(?:{any_of('none')}|n/?a|yes|no)\W*", re.IGNORECASE)
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
    if OF_A_TABLE.search(f"{before.text}\n{line.text}") or not JOINS.match(text):
        return False
    if LISTED.match(text) or HEADS.match(text):
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


# Passages


@dataclass
class Passage:
    """`labels`: of the questions that it answers ("1a", "2"); () where none is named. `asked`: what was asked of them,
    as far as it stands here. `lines`: those that answer, the words of a label taken off the first."""

    labels: tuple[str, ...] = ()
    asked: str = ""
    lines: list[Line] = field(default_factory=list)
    is_headed: bool = False
    """Whether its labels stand in a heading: "Question 1", "Answer 1, 2 & 3"."""
    is_request: bool = False
    """Whether the heading is of a request ("Request 1"), so that what stands there may be what was asked."""
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
        return bool(self.labels or self.asked or self.is_headed)

    @property
    def has_content(self) -> bool:
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
    is_interleaved: bool = False
    """Whether each question has its answer below it, under a heading of its own."""

    @property
    def is_headed(self) -> bool:
        return any(passage.is_headed for passage in self.passages)

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for passage in self.passages for line in passage.lines)

    @cached_property
    def printed(self) -> frozenset[str]:
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


ANSWERS = re.compile(rf"\W*{any_of('answer')}\b", re.IGNORECASE)
ASKED = re.compile(
    r"(?!.*\?\s+A(?:nswer)?\s?[:.]\s.*\?)(?P<asks>.*\?)\s*[-–—:]?\s+(?P<heads>A(?:nswer)?\s?[:.]\s+)?(?P<rest>[^?]+)"
)
"""A question with its answer on the same line: "1. How many? 14", "Q1: How many? A: 14". Two such on one are none."""
Q_HEADS, A_HEADS = (re.compile(rf"\s*{letter}\s?[:.](?=\s|$)\s*") for letter in "QA")
"""A question and its answer, each under its letter: "Q: How many?" and below it "A: 14"."""
QUOTES = re.compile(r"[\"'“‘][a-z]")
OTHER_LETTERS = re.compile(r"\s*[B-P]\s?[:.](?=\s|$)")
PAGE = re.compile(r"\(\d+\)")
REFERENCE = letters.key("people", "reference_keys")
SPACED = re.compile(r"(?P<labels>\s*[1-9]\d?)\s(?P<rest>\s+[A-Z].*)", re.DOTALL)
REASONS = re.compile(rf"\W*{any_of('reasons')}\W*", re.IGNORECASE)
ANNOUNCES = re.compile(rf"^(?!.*\b{any_of('announces_answers')}\b).*(?::|\bplease\b.*\bof)$", re.IGNORECASE)
BEGINS = re.compile(rf"{any_of('begins')}\b", re.IGNORECASE)
ENDS_IN_COUNT = re.compile(rf"(?:^|\s)(?!{A_YEAR}\b)\d[\d,]*$")
OF_COMPLAINTS = re.compile(rf"\W*{any_of('of_complaints')}", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,2}\s?[.,/]\d")
"""What looks like a label and is a number with its decimals or thousands, or a year of two."""
SUBSECTION = re.compile(r"\(\d+\)\s?[a-z]")
"""A line that ends in a section, and how the next one goes on: "Section 12", and below it "(2) exemption …"."""
STOPS = re.compile(r"[.!;]")
LONGEST_HEADING = 120
"""Letters of a line that may head what was asked or the answer."""
WORDS_OF_A_STATEMENT = 20  # of what a question tells before it asks in a line of its own
MOST_AROUND = 4_000
"""Characters of each: whoever reads what is far from a number reads no more."""


def page_of(lines: Sequence[Line], requested: Mapping[str, str] | None = None, *, is_request: bool = False) -> Page:
    """The lines of one answer (without people, without mail's heads), parted. `requested`: the questions of the request
    that it answers, by label, where that is a message of its own. `is_request`: nothing here answers."""
    parting = _Parting(lines, requested or {}, is_request)
    after_closing: list[str] = []
    for n, line in enumerate(parting.lines):
        if CLOSING.match(" ".join(line.text.split())) and not asked_later(parting.lines[n + 1 :]):
            after_closing = [line.text for line in parting.lines[n + 1 :]]
            break
        parting.take(n, line)
    return parting.page("\n".join(after_closing))


QUOTED = re.compile(r"\A\s*>\s*(?=(?:Q(?:uestion)?\s?)?\(?\d{1,2}[.):]\s)", re.IGNORECASE)
"""A mail's mark before a question that is answered below it: "> 1. How many …?"."""


def _unquoted(lines: Sequence[Line]) -> list[Line]:
    """Lines without a mail's mark before the numbered questions that it quotes. What else stands behind such a mark is
    nothing that this letter asks or answers."""
    if not any(QUOTED.match(line.text) for line in lines):
        return list(lines)
    kept, goes_on = list[Line](), False
    for line in lines:
        is_quoted = line.text.lstrip().startswith(">")
        text = line.text.lstrip(" >") if is_quoted else line.text
        begins = QUOTED.match(line.text) is not None and (asks(text) or not _is_told(phrase.section.sub(" ", text)))
        if begins or not is_quoted or (goes_on and text.strip()):
            kept.append(replace(line, text=text))
        goes_on = is_quoted and bool(begins or goes_on) and not text.rstrip().endswith(("?", ".", ":"))
    return kept


class _Parting:
    """The lines of one answer, taken one after another, and what was understood up to each."""

    def __init__(self, lines: Sequence[Line], requested: Mapping[str, str], is_request: bool) -> None:
        whole = unwrapped(_unquoted(lines))
        self.begins = {line.start for line in whole}
        self.lines = _with_points(_without_complaints(list(_answers_apart(whole))))
        self.requested = requested
        self.between = "\n\n" if is_request else " "  # what a request says further down may be no part of its question
        letters_alone = _small_letters(self.lines)
        self.counted = requested or _counted_in(self.lines, DASHED) | _counted_in(self.lines, LETTERED) | letters_alone
        """The labels that need no mark: "2 – …"."""
        headings = sum(
            ANSWER.fullmatch(" ".join(line.text.split())) is not None
            for line in self.lines
            if len(line.text) <= LONGEST_HEADING
        )
        texts = [text for line in whole if (text := line.text.strip())]
        above = [below for text, below in pairwise(texts) if text == "(1)"]  # an answer's label stands a second time
        self.has_pages = len(above) == 1 and REFERENCE.match(above[0]) is not None
        self.opening = _opening(self.lines)
        self.has_headings = headings > 0
        self.has_answers = self.has_headings or bool(self.opening) or is_request
        self.is_interleaved = headings > 1
        self.lead: list[str] = []
        self.unnumbered: list[str] = []
        self.preamble: list[str] = []
        self.asked: dict[str, list[str]] = {}
        self.passages: list[Passage] = [Passage()]
        self.label = ""
        self.is_answer = not self.has_answers
        self.first_answer: int | None = None  # the line at which answers begin
        self.is_last = False  # below the only heading of answers: a question there is restated above its answer
        self.is_request = False  # under the heading of what was asked
        self.is_begun = True  # what was asked, of a request without a heading of answers below it
        self.is_listed = False  # after "On all arrests of 2012:", what is numbered was asked
        self.is_reason = False  # under a heading of reasons
        self.pointed: set[str] = set()  # the tables and annexes that answers point to
        self.in_a_row = 0  # questions without an answer between them: what follows is not the last one's alone
        self.unlabelled = ""  # the questions without a label that the next answer answers
        self.waiting: list[str] = []  # the labels of questions that nothing has answered yet
        self.listed = 0  # how far an answer numbered a list of its own: "6. The offences were:", and below it 1, 2, 3

    def take(self, n: int, line: Line) -> None:
        """Takes the line at `n`: a blank one, a heading, or words with their label."""
        text, following = " ".join(line.text.split()), self.lines[n + 1 :]
        is_short = len(text) <= LONGEST_HEADING
        after_label = text_after_label(text, following)
        if not text:
            self._take_blank(line)
        elif is_short and (heading := ANSWER.fullmatch(text)) and not after_label:
            self._take_heading_of_answers(heading)
        elif is_short and not after_label and (heading := REQUEST.fullmatch(text)):
            self._take_heading_of_request(heading)
        else:
            if is_short and (REASONS.fullmatch(text) or phrase.opens.fullmatch(text)):
                self.is_reason = REASONS.fullmatch(text) is not None  # "Disclosure" ends them
            numbered = self._label_of(n, text, after_label)
            if numbered and not numbered["rest"]:
                if self._is_page_number(text, numbered):
                    return
                numbered = None if self._is_part_or_count(line, text, numbered, following) else numbered
            if numbered and self.is_answer and self._is_of_own_list(numbered):
                text, numbered = numbered["rest"].strip(), None
                line = replace(line, text=text, start=line.start + max(line.text.find(text), 0))
            if numbered:
                label, text = re.sub(r"[\s()]", "", numbered["labels"]), numbered["rest"].strip()
                self.label = label if label[0].isupper() else label.lower()
            self._take_words(n, line, text, numbered)

    def _take_words(self, n: int, line: Line, text: str, numbered: re.Match[str] | None) -> None:
        """Takes what stands behind a label, if there is one: it asks, goes on asking, leads in or answers."""
        following = self.lines[n + 1 :]
        is_asked = self._is_asked(text, numbered, following)
        several = labels_of(self.label) if numbered and not asks(text) else ()
        if len(several) > 1 and self.asked.keys() >= {*several}:  # nobody asks "1 and 2"
            self.is_answer, is_asked = True, False
        if asks(text) or (numbered and (is_asked or not self.is_answer)):
            self._take_question(text, numbered)
            return
        self.is_begun = self.is_begun or bool(numbered) or "|" in text or tells(text) or ANSWERS.match(text) is not None
        if not self.is_begun:
            self.lead.append(text)
            self.preamble.append(text)
            return
        if self.in_a_row and self.label and not numbered and self._goes_on_asking(text):
            self.asked.setdefault(self.label, []).append(text)
            self.passages[-1].asked += f" {text}"
            return
        last = self.passages[-1]
        is_headed = last.is_headed and (last.labels or self.is_answer)
        if n in self.opening and not is_headed and (not self.label or not asked_later(following, self.asked)):
            self.is_answer, self.is_last = True, self.is_last or not self.has_headings
            below = filter(None, (NUMBERED.fullmatch(" ".join(line.text.split())) for line in following))
            comes = (one["rest"] for one in below if one["labels"] == next_label(self.label))
            is_own = self.in_a_row == 1 and any(phrase.count_asked.match(one) and not _is_told(one) for one in comes)
            self.label, self.in_a_row = self.label if is_own else "", 0
            self.passages.append(Passage(labels_of(self.label), "" if is_own else self.unlabelled, is_headed=True))
        if self.is_answer:
            self._take_answer(line, text, numbered)
        elif not self.label and phrase.opens.match(text) and phrase.cost_of_all.search(text) and find_exemptions(text):
            self.passages += [Passage(is_headed=True, lines=[line]), Passage()]  # all is decided above what was asked
        else:
            self._take_request(text)

    def _take_blank(self, line: Line) -> None:
        if line.table is not None:
            self.passages += [Passage()] if self.in_a_row > 1 else []
            self.in_a_row = 0
        self.passages[-1].lines += [line] if line.table is None or self.is_answer else []

    def _take_heading_of_answers(self, heading: re.Match[str]) -> None:
        is_joint = self.is_interleaved and len(self.waiting) > 1 and not heading["labels"]
        self.label = (heading["labels"] or "") or (self.label if self.is_interleaved else "")
        self.is_answer, self.is_reason, self.is_listed, self.in_a_row = True, False, False, 0
        self.is_last = not self.is_interleaved
        labels = labels_of(", ".join(self.waiting) if is_joint else self.label)
        asked = "" if self.label else self.unlabelled
        self.passages.append(Passage(labels, asked, is_headed=True, is_joint=is_joint))
        self.unlabelled, self.waiting = "", []

    def _take_heading_of_request(self, heading: re.Match[str]) -> None:
        self.label = (heading["labels"] or "").replace(" ", "").lower()
        several = labels_of(heading["labels"])
        if len(several) > 1 and self.asked.keys() >= {*several}:  # nobody asks "Questions 1 and 2"
            self.is_answer, self.is_request, self.in_a_row = True, False, 0
            self.passages.append(Passage(several, is_headed=True))
            return
        self.in_a_row = 0 if self.asked.get(self.label) else self.in_a_row  # "Q1" again, below all questions
        is_request = heading[0].lower().startswith("request")
        is_restated = self.is_last and bool(self.label) and not is_request
        self.is_answer = not self.has_answers or is_restated
        self.is_request, self.is_begun = not self.is_answer, self.has_answers or bool(self.label)
        self.waiting += [self.label] if self.label else []
        self.passages.append(Passage(labels_of(heading["labels"]), is_headed=True, is_request=is_request))

    def _take_question(self, text: str, numbered: re.Match[str] | None) -> None:
        self.is_begun = True
        if self.has_answers and numbered and not self.is_last:
            self.is_answer = False
        self.in_a_row += bool(self.label) and (numbered is not None or self.in_a_row == 0)
        self.asked.setdefault(self.label, []).append(text)
        self.unnumbered += [] if self.label else [text]
        self.unlabelled = "" if self.label else f"{self.unlabelled} {text}".strip()
        goes_on = bool(self.label) and not numbered and not self.passages[-1].has_content  # it takes several lines
        asked = f"{self.passages[-1].asked * goes_on} {text}".strip()
        self.passages.append(Passage(labels_of(self.label), asked=asked))

    def _take_request(self, text: str) -> None:
        self.waiting = [] if self.asked.get(self.label) else self.waiting  # it may be answered here, without a heading
        (self.asked.setdefault(self.label, []) if self.label else self.lead).append(text)
        if self.is_request and not self.label:
            self.unnumbered.append(text)
            self.preamble.append(text)

    def _take_answer(self, line: Line, text: str, numbered: re.Match[str] | None) -> None:
        if self.in_a_row > 1 and not numbered:
            self.passages.append(Passage())
        self.in_a_row = 0
        if numbered:
            groups = numbered.groupdict()  # "Q1 response:" heads an answer
            named_so = groups.get("named") or ""
            is_reply = term.in_reply.search(named_so) is not None and not term.you_said.search(text)
            is_named = bool(named_so and (self.has_answers or groups.get("answers") or is_reply))
            self.passages.append(Passage(labels_of(self.label), is_named=is_named, is_reason=self.is_reason))
            line = replace(line, text=text, start=line.start + max(line.text.find(text), 0))
        if len(text) <= LONGEST_HEADING and (place := term.place.match(text)) and place[0].lower() in self.pointed:
            self.passages.append(Passage())  # "Table 1", after "1. See table 1"
        if not self.passages[-1].labels and not self.passages[-1].asked:
            self.lead.append(text)
        self.passages[-1].lines.append(line)
        self.pointed |= set(term.place.findall(text.lower()))

    def _label_of(self, n: int, text: str, after_label: re.Match[str] | None) -> re.Match[str] | None:
        """A line's label and the rest of it, if that is no number, row of a table or subsection."""
        goes_on = SUBSECTION.match(text) and phrase.ends_in_section.search(text_of(self.lines[:n][-1:]))
        if "|" in text or NUMBER.match(text) or goes_on:
            return None
        self.first_answer = n if self.is_answer and self.first_answer is None else self.first_answer
        equal = EQUAL.fullmatch(text) if self.is_answer else None
        equal = equal if equal and self._printed == sorted(self.asked) else None
        return after_label or spanned(text, self.asked) or equal or numbered_in(text, self.counted)

    @cached_property
    def _printed(self) -> list[str]:
        """The labels from the first answer on: those that were asked, each once, where no rows are numbered."""
        texts = (" ".join(line.text.split()) for line in self.lines[self.first_answer or 0 :])
        found = (EQUAL.fullmatch(text) or NUMBERED.fullmatch(text) for text in texts)
        return sorted(match["labels"].lower() for match in found if match)

    def _is_page_number(self, text: str, numbered: re.Match[str]) -> bool:
        """Whether a number alone is a page's: the first stands above the letter's reference, or nothing is numbered
        before it, and no question so."""
        is_known = numbered["labels"] in ("1", *self.asked, *self.requested)
        is_numbered = is_known or any("1" in passage.labels for passage in self.passages)
        return PAGE.fullmatch(text) is not None and (self.has_pages or not is_numbered)

    def _is_part_or_count(self, line: Line, text: str, numbered: re.Match[str], following: Sequence[Line]) -> bool:
        """Whether a label alone on its line is none: a part of a line, or the number that answers."""
        if line.start not in self.begins:
            return True
        if text[-1] in "-–—":  # "1 –", or a page's number
            return numbered["labels"] not in self.asked and numbered["labels"] not in self.counted
        last = self.passages[-1]
        begins_again = numbered["labels"] == "1" and self.asked.keys() >= {"1", "2"}  # and "2." comes below
        if begins_again and any((below := numbered_in(one.text, {})) and below["labels"] == "2" for one in following):
            return False
        is_open = not any(above.text.strip() for above in last.lines)
        is_due = self.in_a_row or (is_open and (last.asked or (last.is_headed and self.is_answer)))
        known = self.asked if last.is_headed and not last.labels else {}
        return bool(is_due) and _is_count(numbered["labels"], self.label, known, following)

    def _is_of_own_list(self, numbered: re.Match[str]) -> bool:
        """Whether an answer numbers a list of its own (counted here): "6. The offences:", and below it 1, 2, 3."""
        printed = int(numbered["labels"]) if numbered["labels"].isdigit() else 0
        above = text_of(self.passages[-1].lines[::-1])
        is_below = self.label.isdigit() and int(self.label) > 1 and above[-1:] == ":" and not term.itself.search(above)
        begins = printed == 1 and is_below and not asks(numbered["rest"])
        self.listed = printed if begins or (self.listed and printed == self.listed + 1) else 0
        return self.listed > 0

    def _is_asked(self, text: str, numbered: re.Match[str] | None, following: Sequence[Line]) -> bool:
        """Whether what stands behind a label was asked, without a question mark; keeps what a line announces."""
        announces = ANNOUNCES.search(text) is not None or (
            text.endswith(":") and (term.asks_within.search(text) or phrase.tells_asked.search(text)) is not None
        )
        self.is_listed = self.is_listed and not text.endswith(":") if numbered else announces
        if self.is_listed and not (re.search(r"\d", text) if self.has_answers else tells(text)):
            return True
        is_new = numbered is not None and self.label not in self.asked and self.label not in self.requested
        is_split = is_new and phrase.split_asked.search(text) is not None
        if (is_split or phrase.count_asked.match(text)) and not _is_told(text):
            return True
        if (
            self.is_interleaved
            and is_new
            and _is_answered_next(following)
            and not (tells(text) or find_exemptions(text))
        ):
            return True
        is_next = self.label.isdigit() and str(int(self.label) - 1) in self.asked and self.label not in self.asked
        if self.in_a_row > 1 and numbered and is_next and not (STOPS.search(text) or _is_told(text)):
            return True  # goes on with a list of questions: "3) Training given to call handlers"
        is_told = len(text.split()) > WORDS_OF_A_STATEMENT and bool(numbered and numbered.groupdict().get("named"))
        return is_told and _asks_next(following)

    def _goes_on_asking(self, text: str) -> bool:
        last = self.passages[-1]
        is_quoted = QUOTES.match(text) is not None
        has_begun = last.has_content if is_quoted else bool(last.lines)
        if (is_quoted or text[:1].islower()) and not has_begun and not last.asked.endswith("?"):
            return True
        if last.asked.endswith(":") and not has_begun and phrase.count_asked.match(text) and not _is_told(text):
            return True
        is_answered = self.asked.get(self.label, [""])[-1].endswith("?") and counts(text)
        return text.startswith(("(", "-", "•")) and not (text[0] in "-•" and is_answered)

    def page(self, after_closing: str) -> Page:
        questions = dict(self.requested) | {name: self.between.join(texts) for name, texts in self.asked.items()}
        questions |= _asked_above(self.passages) if not self.has_answers else {}
        answered = list(dict.fromkeys(label.rstrip("abcdefgh") for one in self.passages for label in one.labels))
        if len(self.unnumbered) == len(answered) and not any(questions.get(label) for label in answered):
            # a question a line, numbered by its answer alone
            questions |= dict(zip(answered, self.unnumbered, strict=True))
        answering = [passage for passage in self.passages if passage.has_content]
        headed = [passage for passage in answering if passage.is_headed]
        if len(questions) == len(headed) == 1 and not any(passage.labels for passage in answering):
            headed[0].asked = headed[0].asked or next(iter(questions.values()))  # one question, and one answer
        for passage in answering:
            passage.asked = passage.asked or " ".join(
                questions.get(label) or questions.get(label.rstrip("abcdefgh"), "") for label in passage.labels
            )
        labelled = [passage for passage in answering if passage.labels]
        restates = len(labelled) > 1 and all(map(_restated, labelled))  # each begins with a line that tells nothing
        for passage in labelled if restates or any(passage.asked for passage in labelled) else ():
            _take_off_asked(passage)
        return Page(
            "\n".join(self.lead),
            questions,
            tuple(answering),
            "\n".join(self.preamble),
            after_closing,
            self.is_interleaved,
        )


TELLS = re.compile(
    r"(?:(?!\b(?:which|that|who|whose|where|whether)\b).)*?"
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|cannot|may|must)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A verb that stands before any word that leads to a clause: a sentence, and no name of what is asked for."""


def _take_off_asked(passage: Passage) -> None:
    """Takes what was asked off an answer whose question is nowhere else, where those of others are."""
    if not passage.asked and (asked := _restated(passage)):
        first = next(n for n, line in enumerate(passage.lines) if line.text.strip())
        passage.asked, passage.lines = asked, passage.lines[first + 2 :]


def _restated(passage: Passage) -> str:
    """The first line of an answer, if it tells nothing and a blank line parts it from the rest; else ""."""
    first = next((n for n, line in enumerate(passage.lines) if line.text.strip()), 0)
    gap, text = passage.lines[first + 1 : first + 2], text_of(passage.lines[first : first + 1])
    is_parted = bool(gap) and not gap[0].text.strip() and gap[0].table is None
    is_told = _is_told(phrase.section.sub(" ", text))  # a section of an Act on offences is what was asked
    tells = find_statuses(text) or is_told or find_exemptions(text) or TELLS.match(text) or term.part.search(text)
    return text if is_parted and text_of(passage.lines[first + 2 :]) and not tells else ""


def _opens(text: str) -> bool:
    return (phrase.opens.match(text) or phrase.of_page.match(text)) is not None


def _opening(lines: Sequence[Line]) -> set[int]:
    """Where an answer opens without a heading. "Your request has been considered", and below it what was asked, opens
    none; nor does "Please see below" under "Question 2"."""
    asks_at = max((n for n, line in enumerate(lines) if phrase.you_asked.fullmatch(line.text)), default=-1)
    opening = {n for n, line in enumerate(lines) if _opens(line.text.strip()) and not _has_given(lines[:n])}
    if opening and any(_is_refusal(line.text) for line in lines[: min(opening)]):
        return set()  # it has been answered above
    opening -= {n for n in opening if (above := REQUEST.fullmatch(text_of(lines[:n][::-1]))) and above["labels"]}
    headings = [n for n, line in enumerate(lines) if (heads := ANSWER.fullmatch(line.text)) and not heads["labels"]]
    if headings:  # what is numbered between such words and the heading of answers was asked
        numbered = [n for n, line in enumerate(lines[: headings[-1]]) if NUMBERED.fullmatch(line.text)]
        opening -= {n for n in opening if any(n < at for at in numbered)}
    return {n for n in opening if n > asks_at} or opening


def _is_refusal(text: str) -> bool:
    """Whether a line relies on an exemption, and is no requester's "If section 12 applies, …"."""
    return bool(find_exemptions(text)) and term.refusing.search(text) is not None and " if " not in f" {text} ".lower()


def _with_points(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines; labels that only a margin parts from their text get a point: "1  Arrests – 4", and below it "2  …"."""
    labels = {match["labels"] for line in lines if (match := NUMBERED.fullmatch(line.text) or BARE.match(line.text))}
    near = {str(int(label) + step) for label in labels if label.isdigit() for step in (-1, 1)}
    if _counted_in(lines, SPACED):
        lines = [replace(line, text=SPACED.sub(r"\g<labels>.\g<rest>", line.text)) for line in lines]
    pointed, seen = list[Line](), Counter[str]()
    for line in lines:
        bare = BARE.match(line.text)
        if bare and bare["labels"] in near and seen[bare["labels"]] < 2:  # beyond question and answer it is a note's
            line = replace(line, text=BARE.sub(r"\g<labels>.\g<rest>", line.text))
        if numbered := NUMBERED.fullmatch(line.text):
            seen[numbered["labels"]] += 1
        pointed.append(line)
    return pointed


BARE = re.compile(r"\s*(?P<labels>[1-9]\d?)\s(?P<rest>(?:(?:The )?(?:[Tt]otal )?[Nn]umbers? of|How many)\b)")
"""A label with nothing behind it, before words that can only ask or head a count: "1 Number of crimes of theft:"."""


def _small_letters(lines: Sequence[Line]) -> dict[str, str]:
    """The letters of questions that stand once before what was asked and once before its answer, where no line is
    numbered: "a) …", "b) …", and below them "a) …", "b) …"; or of lines that all ask, each with its answer below."""
    texts = [" ".join(line.text.split()) for line in lines]
    names = [match["labels"] for text in texts if (match := SMALL.fullmatch(text))]
    is_twice = len(names) > 2 and names == [*"abcdefgh"[: len(names) // 2]] * 2
    lines_of_a = [n for n, text in enumerate(texts) if (match := SMALL.fullmatch(text)) and match["labels"] == "a"]
    above = next((text for text in texts[lines_of_a[-1] - 1 :: -1] if text), "") if lines_of_a else ""
    is_twice = is_twice and ANSWER.fullmatch(above) is not None  # else it may be a list of reasons
    asked = [match["labels"] for text in texts if (match := SMALL.fullmatch(text)) and text.endswith("?")]
    is_asked = len(names) > 1 and names == asked == [*"abcdefgh"[: len(names)]]
    is_numbered = any((match := NUMBERED.fullmatch(text)) and match["mark"].strip() for text in texts)
    return dict.fromkeys(names if (is_twice or is_asked) and not is_numbered else (), "")


def _without_complaints(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to where a letter tells how to complain, if what stands behind that has no heading, label, count or
    table, and speaks of no figures."""
    texts = [" ".join(line.text.split()) for line in lines]
    at = next((n for n, text in enumerate(texts) if n and OF_COMPLAINTS.match(text)), len(lines))
    heads = (ANSWER.fullmatch(text) or REQUEST.fullmatch(text) or NUMBERED.fullmatch(text) for text in texts[at + 1 :])
    goes_on = (
        any(heads)
        or any(counts(text) or term.of_figures.search(text) for text in texts[at + 1 :])
        or tables_of(lines[at:])
    )
    return lines if goes_on or any(line.table is not None for line in lines[at:]) else lines[:at]


def _counted_in(lines: Sequence[Line], pattern: re.Pattern[str]) -> dict[str, str]:
    """The labels of lines, by a pattern, that count from 1 or A on: "1 – …", and below it "2 – …"."""
    texts = [text for line in lines if (text := line.text.strip())]
    matches = [(match, below) for text, below in pairwise([*texts, ""]) if (match := pattern.fullmatch(text))]
    found = [(name, match[0], below) for match, below in matches for name in labels_of(match["labels"])]
    if "B" not in {name for name, *_ in found}:
        found = [one for one in found if not (one[1] == "A" and one[2][:1].islower())]  # an article
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
    lines = [part for line in lines for part in _asked_in_a_sentence(line)]
    named_so = [labels_of(whole["labels"]) for line in lines if (whole := ANSWER.fullmatch(line.text))]
    last = max((int(match["label"]) for line in lines if (match := QUESTION.match(line.text))), default=-1)
    is_in_letters = all(any(one.match(line.text) for line in lines) for one in (Q_HEADS, A_HEADS))
    is_in_letters &= not any(OTHER_LETTERS.match(line.text) for line in lines)
    for line in lines:
        if is_in_letters and (begins := Q_HEADS.match(line.text) or A_HEADS.match(line.text)):
            heads = "Question" if begins.re is Q_HEADS else "Answer"
            yield replace(line, text=heads, end=line.start + begins.end())
            line = replace(line, text=line.text[begins.end() :], start=line.start + begins.end())
        heading, question = INLINE.match(line.text), ASKED.fullmatch(line.text)
        middle = 0
        whole = ANSWER.fullmatch(line.text)
        named = whole["labels"] or "" if whole else ""
        several = labels_of(named)
        is_joint = SPAN.fullmatch(named) and len(several) <= MOST_OF_A_SPAN  # "Answer 1 - 3", and no "Answer 2 - 7"
        is_joint = is_joint and all(one == several or not {*one} & {*several} for one in named_so)
        if heading and not is_joint and (heading["loose"] is None or heading["labels"] or asks(before)):
            label = heading["labels"] or ""
            is_count = heading["loose"] is not None and label.isdigit() and 0 <= last < int(label) - 1
            last = max(last, int(label)) if last >= 0 and label.isdigit() and not is_count else last
            # "Answer 53 Registered offenders live here": no question has so high a label
            middle = heading.start("labels") if is_count else heading.end()
        elif question and (question["heads"] or _is_answered(question["asks"], question["rest"])):
            middle = question.start("rest")
        before = " ".join(line.text.split()) or before
        if middle:
            at = line.start + middle
            yield replace(line, text=line.text[:middle].rstrip(" -–—"), end=at)
            yield replace(line, text=line.text[middle:], start=at)
        else:
            yield line


QUESTION = re.compile(
    rf"\s*(?:question\s|request\s|q)(?P<label>\d{{1,2}})\b(?!\s?[/\d-]|\s{month_pattern()})", re.IGNORECASE
)
"""A question's label, and no reference or day: not "Request 21/338", "Request 3 May"."""
ASKED_IN_A_SENTENCE = re.compile(
    rf"{any_of('in_a_sentence')}[^()]{{0,200}}?:\s(?=\(?1[.)]\s.*\s\(?2[.)]\s)", re.IGNORECASE | re.DOTALL
)


def _asked_in_a_sentence(line: Line) -> Iterator[Line]:
    """A line; of one that tells what was asked in numbered parts, each part by itself: "You asked for: (1) … (2) …"."""
    heads = ASKED_IN_A_SENTENCE.match(line.text)
    found = list(re.finditer(r"(?<=\s)\(?(\d{1,2})[.)]\s", line.text)) if heads else []
    heads = heads if [int(match[1]) for match in found] == [*range(1, len(found) + 1)] else None  # none is referred to
    starts = [0, *(match.start() for match in found)] if heads else [0]
    for start, end in pairwise([*starts, len(line.text)]):
        yield replace(line, text=line.text[start:end].strip(), start=line.start + start) if heads else line


def _is_answered(question: str, text: str) -> bool:
    """Whether a text answers the question before it: it begins with a number, or as an answer does and has a number or
    a numbered question before it."""
    numbered = NUMBERED.fullmatch(question.strip())
    values = find_values(text)
    begins = (values and values[0].start == 0) or ((numbered or values) and BEGINS.match(text))
    return bool(begins) and asks(numbered["rest"] if numbered else question.strip())


def _has_given(lines: Sequence[Line]) -> bool:
    """Whether a line after the last question of these ends in a number, as a row or an answer does, the line below any
    of them answers it ("14", "Yes"), or its label comes again and tells: "1. 14"."""
    texts = [text for line in lines if (text := " ".join(line.text.split()))]
    numbered = [match for text in texts if (match := NUMBERED.fullmatch(text))]
    seen = [match["labels"] for match in numbered]
    if any(
        one["labels"] in seen[:n] and tells(one["rest"]) and not asks(one["rest"]) for n, one in enumerate(numbered)
    ):
        return True
    for above, text in pairwise(texts):
        says = (ALONE.fullmatch(text) or tells(text)) and not NUMBERED.fullmatch(text)
        if asks(above) and not asks(text) and (says or ENDS_IN_COUNT.search(text)):
            return True
    has_number = False
    for line in reversed(lines):
        text = " ".join(line.text.split())
        is_told = ENDS_IN_COUNT.search(text) or find_statuses(text)
        if asks(text) or (NUMBERED.fullmatch(text) and not is_told):
            return has_number
        has_number = has_number or ENDS_IN_COUNT.search(text) is not None
    return False


def _is_told(text: str) -> bool:
    """Whether words that could ask for a number end in one, or in what became of it."""
    return tells(text) or phrase.ends_telling.search(text) is not None


def _is_answered_next(following: Sequence[Line]) -> bool:
    """Whether a heading of answers, and no label or other words, stands next."""
    heading = ANSWER.fullmatch(text_of(following))
    return heading is not None and not heading["labels"]


def _asks_next(following: Sequence[Line]) -> bool:
    """Whether the next line that has words asks, and has no label of its own."""
    text = text_of(following)
    return (
        text.endswith("?")
        and not OF_COMPLAINTS.match(text)
        and not text[0].islower()
        and NUMBERED.fullmatch(text) is None
    )


def _is_count(printed: str, label: str, known: Container[str], following: Sequence[Line]) -> bool:
    """Whether a number alone where an answer is due is the answer, and no label: it is neither the next one nor that of
    a question that is known, or that question still comes, or nothing comes at all."""
    is_label = printed == next_label(label) or printed in known
    comes = any(
        match["labels"] == printed and match["rest"] for line in following if (match := numbered_in(line.text, {}))
    )
    return printed.isdigit() and (not is_label or comes or ends(following))
