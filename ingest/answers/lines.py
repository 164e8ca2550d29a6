"""What one line of an answer is by itself: a heading, a label, a question, a sign-off, or one that a margin parted."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.answers.words import any_of, term
from ingest.model import Line
from ingest.phrases import letters
from ingest.phrases.numbers import find_values
from ingest.phrases.periods import A_YEAR, month_pattern
from ingest.phrases.statuses import find_statuses

LABEL = r"(?!0)\d{1,2}(?:\s?\(?[a-h]\)?(?![A-Za-z])|\s?\((?:i{1,3}|iv|v)\))?"
LABELS = rf"{LABEL}(?:(?:\s*(?:,|&|and|or|to|-|–)+|[.)]\s*(?:&|and))\s*[Qq]?(?:{LABEL}|[a-h]\b))*"
ANSWER = re.compile(rf"\W*{any_of('answer')}\W*(?P<labels>{LABELS})?\W*", re.IGNORECASE)
INLINE = re.compile(
    rf"\s*{any_of('answer')}(?:\s+(?P<labels>{LABELS}))?(?:\s?:+|(?P<loose>\s?[-–—]|(?=\s(?-i:[A-Z]))))\s+(?=\S)",
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
ASKS = re.compile(rf"(?:[-–•·]\s*)?(?:(?:note|nb|n\.b\.)\W+|\(?[a-h]\)\s*)?{any_of('asks')}\b", re.IGNORECASE)
ENDS_ASKING = re.compile(
    r"\?[\s”\"')]*(?:\(?(?:e\.?g\b\.?|for example)[^.?]*\.?|\([^()?]*\))?[\s”\"']*$", re.IGNORECASE
)


CLOSING = re.compile(rf"{any_of('closing')}\W*$", re.IGNORECASE)

MOST_OF_A_SPAN = 10  # questions: "Question 3 - 28" is 28 as the answer to question 3
NARROWEST = 60  # letters of a line that goes on in the next one


def asks(text: str) -> bool:
    """Whether a line asks for something and answers nothing."""
    return bool(ENDS_ASKING.search(text) or ASKS.match(text) or term.asks_within.search(text))


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
    """The first line that has words."""
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
    for unmarked in (DASHED.fullmatch(text), LETTERED.fullmatch(text)):
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
