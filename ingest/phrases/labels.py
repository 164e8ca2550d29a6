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

OPENING = r"[\s\"'“‘”’*•·>]*(?:[-–—]\s+)?"
LABEL = r"(?!0)\d{1,2}(?:\s?\(?[a-h]\)?(?![A-Za-z])|\s?\((?:i{1,3}|iv|v)\))?"
LABELS = rf"{LABEL}(?:(?:\s*(?:,|&|and|or|to|-|–)+|[.)/]\s*(?:&|and))\s*[Qq]?(?:{LABEL}|[a-h]\b))*"
LETTERS = r"[A-Z](?:(?:,|&|-|–|and|to|\s)+[A-Z])*"
SPAN = re.compile(rf"\(?(?P<first>{LABEL})\)?\s+[-–—]\s+\d+", re.IGNORECASE)
""" "1a - 9": a label and its count, or a span of questions."""
PART = r"\d{1,2}(?:[.)]*\s?\([a-h]\)|[.)]+\s?[a-h]\)|\.[a-h](?![\w’']))"  # "1.(a)", "1) a)", "1.a"
PRINTED = re.compile(rf"\(?(?P<labels>{PART}|{LABELS})\)?(?!\d|/|,\d)", re.IGNORECASE)
END = re.compile(r"\s*[.):]+(?=\s|$|[^\W\d])\)?|(?<=\d\))(?=\s|$|[^\W\d])|\s+[-–—=:]+(?=\s|\d|$)|[-–—=](?=\s|$)|\s*$")
REFERENCE = re.compile(r"\W*\d{1,2}[./][A-Za-z]{2,}[./]\d")  # "01.FOI.21.055273" alone on its line
NEXT_IN_A_LIST = 3  # 4 after 1c: questions in between may stand elsewhere
SUBLABEL = re.compile(OPENING + r"(?:\((?P<a>[a-h])\)|(?P<b>[a-h])[).])(?=\s|$)")


def question_of(label: str) -> str:
    """Of a part the question: "1a" -> 1."""
    return label.rstrip("abcdefgh")


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
            labels += [question_of(labels[-1]) + chr(letter) for letter in range(ord(first), ord(name) + 1)]
        elif is_span and labels and name.isdigit() and labels[-1].isdigit():
            labels += [str(between) for between in range(int(labels[-1]) + 1, int(name) + 1)]
        else:
            labels.append(name)
    return tuple(dict.fromkeys(labels))


@dataclass(frozen=True)
class Label:
    """`names`: the single labels ("1a"). `end`: where the text goes on. `role`: question | answer | "" (the print does
    not say). `is_worded`: "Question 3" and not "3." alone. `part`: "a" of a line that is only "a)"."""

    names: tuple[str, ...]
    end: int
    role: str = ""
    is_worded: bool = False
    part: str | None = None

    @property
    def is_joint(self) -> bool:
        return len(self.names) > 1


@lru_cache(maxsize=512)  # each line is asked several times over
def read_label(text: str) -> Label | None:
    """The label at the start of a line, or None. Whether the request has such a question is for `resolve` to say."""
    if label := _worded(text) or _plain(text):
        return label
    match = SUBLABEL.match(text)
    return Label((), match.end(), part=match["a"] or match["b"]) if match else None


def follows(label: Label, before: Label) -> bool:
    """Whether a label can follow another in a list: 1b or 2 after 1a, 3 after 1c."""
    first, last = _rank(label, before), _rank(before, before)
    return last < first <= (last[0] + NEXT_IN_A_LIST, "z")


def _rank(label: Label, before: Label) -> tuple[int, str]:
    if label.part is not None:
        return int(number_of(before.names[0]) or 0) if before.names else 0, label.part
    number = number_of(label.names[0]) or "0"
    return int(number), label.names[0][len(number) :]


def mention_starts(text: str, known: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Every mention of the request's questions in a text ("question 4", "questions 1c, 2 and 4"): its place, and the
    labels that it names."""
    mentions = []
    for word in MENTION.finditer(text):
        names, end = _names(text, word.end())
        labels = resolve(Label(names, end), known) if names else ()
        mentions += [(word.start(), labels)] if labels else []
    return mentions


def resolve(label: Label, known: Sequence[str], number: str | None = None) -> tuple[str, ...]:
    """The request's labels that are meant, in the order of print; () where one of them is not the request's. "1" where
    the request has 1a and 1b means both; `number` is the question that a lone "a)" is a part of."""
    names = label.names if label.part is None else (f"{number or ''}{label.part}",)
    meant = [[name] if name in known else [one for one in known if number_of(one) == name] for name in names]
    return tuple(dict.fromkeys(name for each in meant for name in each)) if all(meant) else ()


def number_of(label: str) -> str | None:
    """The digits that a label begins with: what a following "b)" is a part of."""
    match = re.match(r"\d+", label)
    return match[0] if match else None


def spelled(label: Label) -> str:
    """The label in words for a message: `3`, `1, 2`, `(b)`."""
    return ", ".join(label.names) if label.part is None else f"({label.part})"


def _worded(text: str) -> Label | None:
    match = _word_pattern().match(text)
    names, end = _names(text, match.end()) if match else ((), 0)
    if match is None or not names or re.match(r"[\w/]|\s+of\s+the\b", text[end:]):
        return None
    closing = END.match(text, end)
    role = "answer" if match["answer"] else "question"
    return Label(names, closing.end() if closing else end, role, is_worded=True)


def _plain(text: str) -> Label | None:
    opening = re.match(OPENING, text)
    names, end = _names(text, opening.end() if opening else 0)
    if not names or REFERENCE.match(text):
        return None
    closing = END.match(text, end)
    has_letter = names[-1][-1].isalpha()
    if closing is None:
        goes_on = r"[ \t]*\n" if len(names) > 1 else r"\s+\S" if has_letter else r"(?!)"  # "1c, 2 & 4" alone, "1a 61"
        return Label(names, end) if re.match(goes_on, text[end:]) else None
    if not text[end - 1 : closing.end()].strip(" \t0123456789") and not has_letter:
        return None  # a bare number on its line is a value, not a label
    return None if len(names) > 1 and letters.phrase.legend.match(text, end) else Label(names, closing.end())


def _names(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """The labels from `start` on, and where they end: "1-5", "Questions 2 - 4", but of "1a - 9" the first alone."""
    printed = PRINTED.match(text, start)
    if printed is None:
        return (), start
    span = SPAN.match(text, start)
    if span and not PLURAL.search(text[:start]) and not re.match(r"\s*[:)&,]", text[printed.end() :]):
        return labels_of(span["first"]), span.end("first")
    return labels_of(re.sub(r"(?<=\d)[.)]+\s?(?=\(?[a-h])", "", printed["labels"])), printed.end()


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
