"""The words of a scanned page -> those that may be seen in a picture of it.

Protects: on a scan nobody can tell for certain what is a name, a hand or a signature, so it is the other way round than
on a printed page: nothing is seen but short numbers and words of the vocabulary by which answers are read. A word of it
that may be a part of a name, for it stands in capitals beside one that is not known, is not seen either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word
from ingest.reference import FOLDER, Reference
from ingest.thread import given_names

FILES = ("answer_words.toml", "table_words.toml", "text_table_words.toml", "wordings.toml")  # none tells of people
AROUND = ".,;:()[]“”\"'’‘*†‡"
NUMBER = re.compile(r"[<>≤≥~£]?\d{1,4}(?:,\d{3})*(?:\.\d{1,2})?%?")
PERIOD = re.compile(r"(?:FY)?\d{2,4}[/–-]\d{2,4}")
SECTION = re.compile(r"[sS]?(?:\d[A-Z]?|\d{2,3}[A-Z]{0,2})(?:\(\d{1,2}\))*(?:\([a-z]\))*")
LABEL = re.compile(r"\d{1,2}[a-z]|[a-z]")  # of a question: "1a", "b"
MARK = re.compile(r"[^\w\s]{1,3}")
LETTERS = re.compile(r"[^\W\d_]+")


def known_words(words: Sequence[Word], reference: Reference) -> list[Word]:
    """The words of a page that may be seen."""
    found: list[Word] = []
    for direction in (0, 90, 180, 270):
        own = [word for word in words if word.direction == direction]
        for line in lines_of(own, direction) if own else []:
            known = [is_known(word.text, reference) for word in line]
            found += [word for n, word in enumerate(line) if known[n] and not _may_be_of_a_name(line, known, n)]
    return found


def is_known(text: str, reference: Reference) -> bool:
    """Whether a word is a short number, a period, a section, a mark, or made of words of the vocabulary."""
    bare = text.strip(AROUND)
    tried = (text.rstrip(".,;:"), text.strip("()").rstrip(".,;:"), bare)
    if not bare or any(kind.fullmatch(one) for kind in (NUMBER, PERIOD, SECTION, LABEL, MARK) for one in tried):
        return True
    parts = LETTERS.findall(bare)
    has_digit = any(letter.isdigit() for letter in bare)
    return bool(parts) and not has_digit and all(part.casefold() in _vocabulary(reference) for part in parts)


def _may_be_of_a_name(line: Sequence[Word], known: Sequence[bool], n: int) -> bool:
    """Whether a word in capitals stands beside one in capitals, or an initial, that is not known."""
    beside = [k for k in (n - 1, n + 1) if 0 <= k < len(line)]
    return _is_capital(line[n]) and any(not known[k] and _is_capital(line[k]) for k in beside)


def _is_capital(word: Word) -> bool:
    return word.text.strip(AROUND)[:1].isupper()


@cache
def _vocabulary(reference: Reference) -> frozenset[str]:
    """Every word of two letters or more by which offences, measures, questions, forces and exemptions are called and
    answers and tables are known, in lower case, but for given names of people."""
    words = {
        part.casefold()
        for text in _texts(reference)
        for part in LETTERS.findall(text)
        if not given_names.is_given(part)
    }
    return frozenset(word for word in words if len(word) > 1) | {"a"}


def _texts(reference: Reference) -> Iterator[str]:
    for offence in reference.offences.values():
        yield from filter(None, (offence.title, offence.act))
    yield from (spelling.spelling for spelling in reference.spellings)
    for measure in reference.measures.values():
        yield from (measure.title, measure.definition, *measure.units)
    for campaign in reference.campaigns.values():
        yield from (question.text for question in campaign.questions)
    yield from (exemption.title for exemption in reference.exemptions)
    yield from _names(reference)
    yield from (entry for name in FILES for entry in _entries(tomllib.loads((FOLDER / name).read_text("utf-8"))))


def _entries(one: Any) -> Iterator[str]:
    """Every text in what a file of words holds."""
    if isinstance(one, str):
        yield one
    elif isinstance(one, dict | list):
        for part in one.values() if isinstance(one, dict) else one:
            yield from _entries(part)


def _names(reference: Reference) -> Iterable[str]:
    for force in reference.forces.values():
        yield from (force.name, force.short_name, *force.aliases)
    yield from (area.name for area in reference.areas.values())
