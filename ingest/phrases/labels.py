"""The start of a line -> the label of a question or an answer, as campaigns write it ("1a", "2").

Protects: a number is a label only where it stands as one. `22.` alone under a restated question is an answer, `2019 –
12` is a year with its count, `12 crimes` is neither; which labels the request has decides where the print does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.phrases import letters

OPENING = r"[\s\"'“”‘’*•·>]*(?:[-–—]\s+)?"
NUMBER = r"\(?(?P<number>\d{1,2})\)?(?!\d|/|,\d)"
PART = (
    r"(?:\s?\.?\)?\s?\((?P<bracketed>[a-z]|i{1,3}|iv|vi{0,3})\)|(?:(?<=\))\s?|\s?[.)]+\s?)(?P<closed>[a-h])\)"
    r"|\.?(?P<glued>[a-z])(?![\w’'])\)?|\.(?P<decimal>\d{1,2})(?!\d|\.\d))?"
)
ITEM = re.compile(NUMBER + PART, re.IGNORECASE)
PART_ALONE = re.compile(r"\(?(?P<part>[a-h])\)?(?=\s*(?:[,&.:)–-]|and\b|$))")
END = re.compile(r"\s*[.):]+(?=\s|$|[^\W\d])\)?|(?<=\d\))(?=\s|$|[^\W\d])|\s+[-–—=:]+(?=\s|\d|$)|[-–—=](?=\s|$)|\s*$")
REFERENCE = re.compile(r"\W*\d{1,2}[./][A-Za-z]{2,}[./]\d")  # "01.FOI.21.055273" alone on its line
NEXT_IN_A_LIST = 3  # 4 after 1c: questions in between may stand elsewhere
COUNTED = re.compile(r"\s*[-–]\s*\d[\d,]*(?:\s*\([^()]*\)|\s+[a-z]+)?[\s.]*")  # "- 14 arrests"
SUBLABEL = re.compile(OPENING + r"(?:\((?P<a>[a-h])\)|(?P<b>[a-h])[).])(?=\s|$)")


@dataclass(frozen=True)
class Label:
    """`items`: single labels ("1a") and ranges ("1" to "5"). `end`: where the text goes on. `role`: question | answer
    | "" (the print does not say). `is_worded`: "Question 3" and not "3." alone. `part`: "a" of a line that is only
    "a)"."""

    items: tuple[tuple[str, str | None], ...]
    end: int
    role: str = ""
    is_worded: bool = False
    part: str | None = None

    @property
    def is_joint(self) -> bool:
        return len(self.items) > 1 or any(last is not None for _, last in self.items)


@lru_cache(maxsize=512)  # each line is asked several times over
def read_label(text: str) -> Label | None:
    """The label at the start of a line, or None. Whether the request has such a question is for `resolve` to say."""
    if label := _worded(text) or _plain(text):
        return label
    match = SUBLABEL.match(text)
    return Label((), match.end(), part=match["a"] or match["b"]) if match else None


def read_in(text: str, known: Sequence[str], number: str | None = None) -> Label | None:
    """As `read_label`, for a known request: "Q3-14" is question 3 with its answer where the request has no question 14
    and 14 can stand as an answer."""
    label = read_label(text)
    upper = label.items[0][1] if label and label.items else None
    dash = re.search(rf"\s*[-–]\s*0*{re.escape(upper)}\b", text) if upper else None
    if label is None or dash is None or resolve(label, known, number):
        return label
    single = Label(((label.items[0][0], None),), dash.start(), label.role, label.is_worded)
    return single if resolve(single, known) and COUNTED.fullmatch(text, dash.start()) else label


def follows(label: Label, before: Label) -> bool:
    """Whether a label can follow another in a list: 1b or 2 after 1a, 3 after 1c."""
    first, last = _rank(label, before), _rank(before, before)
    return first is not None and last is not None and last < first <= (last[0] + NEXT_IN_A_LIST, "z")


def _rank(label: Label, before: Label) -> tuple[int, str] | None:
    if label.part is not None:
        number = number_of(before.items[0][0]) if before.items else None
        return (int(number or 0), label.part)
    name = label.items[0][0]
    number = number_of(name) or "0"
    return (int(number), name[len(number) :])


def mention_starts(text: str, known: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Every mention of the request's questions in a text ("question 4", "questions 1c, 2 and 4"): its place, and the
    labels that it names."""
    mentions = []
    for word in MENTION.finditer(text):
        items, end = _items(text, word.end(), is_worded=True)
        labels = resolve(Label(items, end), known) if items else ()
        mentions += [(word.start(), labels)] if labels else []
    return mentions


def resolve(label: Label, known: Sequence[str], number: str | None = None) -> tuple[str, ...]:
    """The request's labels that are meant, in the order of print; () where one of them is not the request's.

    "1" where the request has 1a and 1b means both; a range means all between; `number` is the question that a lone "a)"
    is a part of.
    """
    if label.part is not None:
        whole = f"{number}{label.part}" if number else label.part
        return (whole,) if whole in known else ()
    labels: list[str] = []
    for first, last in label.items:
        meant = _named(first, known) if last is None else _between(first, last, known)
        if not meant:
            return ()
        labels += [name for name in meant if name not in labels]
    return tuple(labels)


def number_of(label: str) -> str | None:
    """The digits that a label begins with: what a following "b)" is a part of."""
    match = re.match(r"\d+", label)
    return match[0] if match else None


def spelled(label: Label) -> str:
    """The label in words for a message: `3`, `1 to 5`, `(b)`."""
    if label.part is not None:
        return f"({label.part})"
    return ", ".join(first if last is None else f"{first} to {last}" for first, last in label.items)


def _named(name: str, known: Sequence[str]) -> list[str]:
    if name in known:
        return [name]
    return [other for other in known if number_of(other) == name]


def _between(first: str, last: str, known: Sequence[str]) -> list[str]:
    starts, ends = _named(first, known), _named(last, known)
    if not starts or not ends:
        return []
    return list(known[known.index(starts[0]) : known.index(ends[-1]) + 1])


def _worded(text: str) -> Label | None:
    match = _word_pattern().match(text)
    if not match:
        return None
    items, end = _items(text, match.end(), is_worded=True)
    if not items or re.match(r"[\w/]|\s+of\s+the\b", text[end:]):
        return None
    closing = END.match(text, end)
    role = "answer" if match["answer"] else "question"
    return Label(items, closing.end() if closing else end, role, is_worded=True)


def _plain(text: str) -> Label | None:
    if REFERENCE.match(text):
        return None
    opening = re.match(OPENING, text)
    items, end = _items(text, opening.end() if opening else 0)
    if not items:
        return None
    closing = END.match(text, end)
    has_letter = items[-1][0][-1].isalpha()
    if closing is None and len(items) > 1 and re.match(r"[ \t]*\n", text[end:]):
        return Label(items, end)  # "1c, 2 & 4" alone on its line
    if closing is None:
        return Label(items, end) if has_letter and re.match(r"\s+\S", text[end:]) else None
    if not text[end - 1 : closing.end()].strip(" \t0123456789") and not has_letter:
        return None  # a bare number on its line is a value, not a label
    if letters.phrase.legend.match(text, end) and any(last is not None for _, last in items):
        return None
    return Label(items, closing.end())


def _items(text: str, start: int, is_worded: bool = False) -> tuple[tuple[tuple[str, str | None], ...], int]:
    """The list of labels from `start` on, and where it ends."""
    items: list[tuple[str, str | None]] = []
    at, number = start, None
    while True:
        read = _item(text, at, number)
        if read is None:
            break
        name, end = read
        number = number_of(name)
        separated = letters.phrase.spans_labels.match(text, end)
        upper = _item(text, _skip_word(text, separated.end()), number) if separated else None
        if (
            separated
            and upper
            and (int(number or 0), name) < (int(number_of(upper[0]) or 0), upper[0])  # "3 - 2" is a label, its count
            and _makes_range(separated[0], text, separated.end(), upper[1], is_worded)
        ):
            items.append((name, upper[0]))
            end = upper[1]
        else:
            items.append((name, None))
        start = end
        separated = letters.phrase.joins_labels.match(text, end)
        if separated is None:
            break
        at = _skip_word(text, separated.end())
    return tuple(items), start


def _makes_range(separator: str, text: str, start: int, end: int, is_worded: bool) -> bool:
    """Whether what stands between two numbers makes a range of them ("1-5", "1 - 5: nil", "Questions 2 - 4"), and does
    not part a label from its count ("1a - 9", "Question 1a - 88")."""
    is_plural = is_worded and PLURAL.search(text[:start]) is not None
    is_joined = separator.strip() == separator or separator.strip().isalpha() or re.match(r"\s*[:)&,]", text[end:])
    return is_plural or _skip_word(text, start) > start or bool(is_joined)


def _skip_word(text: str, at: int) -> int:
    match = re.compile(r"(?:q|question)?\s*", re.IGNORECASE).match(text, at)
    return match.end() if match else at


def _item(text: str, at: int, number: str | None) -> tuple[str, int] | None:
    match = ITEM.match(text, at)
    if match:
        part = match["bracketed"] or match["closed"] or match["glued"] or ""
        decimal = f".{match['decimal']}" if match["decimal"] else ""
        return str(int(match["number"])) + decimal + part.lower(), match.end()
    lone = PART_ALONE.match(text, at) if number else None
    return (f"{number}{lone['part']}", lone.end()) if lone else None


@cache
def _word_pattern() -> re.Pattern[str]:
    questions = letters.pattern("answers", "label_question_words")
    answers = letters.pattern("answers", "label_answer_words")
    lead_ins = letters.pattern("answers", "label_lead_ins")
    lead = rf"(?:{lead_ins}\s+)?(?:{lead_ins}\s+)?(?:the\s+|your\s+)?"
    words = rf"(?:(?P<answer>{answers})(?:\s*{questions})?|{questions})"
    number = r"(?:(?<=\W[aq])|(?<=^[aq])|\s*(?:no\.?|number|numbers)?\s*[.#]?\s*(?<!\b[aq]\s))(?=\(?\d)"
    return re.compile(rf"{OPENING}{lead}\b{words}{number}", re.IGNORECASE)


PLURAL = re.compile(rf"(?<!\w){letters.pattern('answers', 'label_plurals')}\b[^.;:\n]*$", re.IGNORECASE)
MENTION = re.compile(
    rf"(?<!\w){letters.pattern('answers', 'label_question_words')}\s*(?:no\.?|number|numbers)?\s*(?=\(?\d)",
    re.IGNORECASE,
)
