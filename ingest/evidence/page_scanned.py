"""The words that were recognised on a scanned page -> those that may be seen in a picture of it.

Protects: on a scan nobody can tell for certain what is a name, a hand or a signature, so it is the other way round than
on a printed page: nothing is seen but what is surely print of the subject. That is a word of the vocabulary in lower
case; one in capitals only as part of an offence's, an Act's, a measure's or a heading's words, of a force's whole name,
or at the start of a line or a sentence; and short numbers, in a table's cells or alone among words. Words that are
names too are never seen in capitals, nor what looks like a telephone number, a house, a postcode or a date of birth.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from ingest.model import BBox
from ingest.ocr.reading import SURE
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word
from ingest.reference import FOLDER, Reference
from ingest.thread import given_names

FILES = ("answer_words.toml", "table_words.toml", "text_table_words.toml", "wordings.toml")  # none tells of people
HEADINGS = ("table_words.toml", "text_table_words.toml")
PUNCTUATION = ".,;:()[]“”\"'’‘*†‡"
NUMBER = re.compile(r"[<>≤≥~£]?(?:0|[1-9]\d{0,3}(?:,\d{3})*)(?:\.\d{1,2})?%?")
PERIOD = re.compile(r"(?:FY)?\d{2,4}[/–-]\d{2,4}")
SECTION = re.compile(r"[sS]?(?:\d[A-Z]?|\d{2,3}[A-Z]{0,2})(?:\(\d{1,2}\))*(?:\([a-z]\))*")
LABEL = re.compile(r"\d{1,2}[a-z]|[a-z]")  # of a question: "1a", "b"
MARK = re.compile(r"[*:–-]{1,3}|<|>")
MONTHS = frozenset(month.casefold() for month in calendar.month_name if month)
THOUGH_NAMES = frozenset({"child"})  # some are called so, but offences against children are named by no other word
OTHERS = ("Freedom of Information (Scotland) Act", "Data Protection Act", "Section", "Question", "Annex")
LETTERS = re.compile(r"[^\W\d_]+")
ENDS_A_SENTENCE = (".", "?", "!", ":")
BORN = re.compile(r"\b(?:born|birth|d\.?o\.?b)\b", re.IGNORECASE)
LOWEST, HIGHEST = 0.35, 1.6  # of the page's usual height of a word; a hand is larger, a speck is smaller
WIDEST = 1.3  # heights that a letter takes in width, at most


@dataclass(frozen=True)
class ScanWord:
    """A recognised word where it stands on the page as it is displayed, and how sure the engine is of it, 0 to 1."""

    word: Word
    confidence: float = 1.0


@dataclass(frozen=True)
class _Known:
    """What a word may be seen as. `lower`: words that may stand in lower case; `capital`: of the subject, in capitals
    too; `phrases`: forces' whole names, word by word."""

    lower: frozenset[str]
    capital: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def seen_words(words: Sequence[ScanWord], cells: Sequence[BBox], reference: Reference) -> list[Word]:
    """The words of a page that may be seen. `cells`: the boxes of its tables' cells."""
    usual = median(one.word.bottom - one.word.top for one in words) if words else 0.0
    sure = {one.word for one in words if one.confidence >= SURE and _is_print(one.word, usual)}
    found: list[Word] = []
    for direction in (0, 90, 180, 270):
        own = [one.word for one in words if one.word.direction == direction]
        for line in lines_of(own, direction) if own else []:
            for part in _parts(line, cells):
                found += [word for word in _seen_of(part, cells, reference) if word in sure]
    return found


def _is_print(word: Word, usual: float) -> bool:
    """Whether a word's box has the size of its letters in the page's print."""
    height, width = word.bottom - word.top, word.x1 - word.x0
    if word.direction in (90, 270):
        height, width = width, height
    is_low = MARK.fullmatch(word.text) is not None or word.text.islower()
    return (0 if is_low else LOWEST) * usual <= height <= HIGHEST * usual and width <= WIDEST * usual * len(word.text)


def _parts(line: Sequence[Word], cells: Sequence[BBox]) -> list[list[Word]]:
    """The words of a line by the cells that they stand in; those in none together."""
    parts: dict[BBox | None, list[Word]] = {}
    for word in line:
        parts.setdefault(_cell_of(word, cells), []).append(word)
    return list(parts.values())


def _cell_of(word: Word, cells: Sequence[BBox]) -> BBox | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return next((one for one in cells if one[0] <= x <= one[2] and one[1] <= y <= one[3]), None)


def _seen_of(line: Sequence[Word], cells: Sequence[BBox], reference: Reference) -> list[Word]:
    """The words of a line, or of a cell's part of one, that may be seen by what they are and what stands beside."""
    texts = [word.text for word in line]
    if BORN.search(" ".join(texts)):
        return []
    in_cell = _cell_of(line[0], cells) is not None
    known = _known(reference)
    named = _of_whole_names(texts, known)
    may = [n in named or is_known(text, known, in_cell=in_cell) for n, text in enumerate(texts)]
    starts = [n == 0 or texts[n - 1].endswith(ENDS_A_SENTENCE) or _is_label(texts[n - 1]) for n in range(len(texts))]
    for n, text in enumerate(texts):
        if may[n] and n not in named and _is_capital(text):
            may[n] = _may_be_capital(text, known, is_start=starts[n])
    return [word for n, word in enumerate(line) if may[n] and not _is_beside_a_name(texts, may, n, in_cell=in_cell)]


def is_known(text: str, known: _Known, *, in_cell: bool) -> bool:
    """Whether a word is a short number, a period, a section, a question's label or made of words of the vocabulary; in
    a cell of a table also a mark."""
    bare = text.strip(PUNCTUATION)
    if not bare or MARK.fullmatch(text) is not None:
        return in_cell and MARK.fullmatch(text) is not None
    tried = (text.rstrip(".,;:"), text.strip("()").rstrip(".,;:"), bare)
    if any(kind.fullmatch(one) for kind in (NUMBER, PERIOD, SECTION, LABEL) for one in tried):
        return True
    has_digit = any(letter.isdigit() for letter in bare)
    parts = LETTERS.findall(bare)
    return bool(parts) and not has_digit and all(part.casefold() in known.lower for part in parts)


def _may_be_capital(text: str, known: _Known, *, is_start: bool) -> bool:
    parts = [part.casefold() for part in LETTERS.findall(text)]
    of_subject = all(part in known.capital for part in parts)
    return of_subject or (is_start and not any(map(given_names.may_be_of_a_person, parts)))


def _is_beside_a_name(texts: Sequence[str], may: Sequence[bool], n: int, *, in_cell: bool) -> bool:
    """Whether what stands beside a word makes it doubtful: a word in capitals that is not seen, beside one in capitals
    or a number ("PC 1234"); outside of cells another number, as telephone numbers are printed."""
    beside = [k for k in (n - 1, n + 1) if 0 <= k < len(texts)]
    is_number = texts[n].strip(PUNCTUATION).isdigit()
    if not in_cell and is_number and any(texts[k].strip(PUNCTUATION).isdigit() for k in beside):
        return True
    is_exposed = is_number or _is_capital(texts[n])
    return is_exposed and any(not may[k] and _is_capital(texts[k]) for k in beside)


def _is_capital(text: str) -> bool:
    return text.strip(PUNCTUATION)[:1].isupper()


def _is_label(text: str) -> bool:
    return LABEL.fullmatch(text.strip(PUNCTUATION)) is not None or text.strip(PUNCTUATION).isdigit()


def _of_whole_names(texts: Sequence[str], known: _Known) -> set[int]:
    """The places of words that make up a force's whole name, of two words or more."""
    plain = [text.strip(PUNCTUATION).casefold() for text in texts]
    found: set[int] = set()
    for phrase in known.phrases:
        for n in range(len(plain) - len(phrase) + 1):
            if tuple(plain[n : n + len(phrase)]) == phrase:
                found.update(range(n, n + len(phrase)))
    return found


@cache
def _known(reference: Reference) -> _Known:
    capital = _words_of(_texts_of_subject(reference))
    capital = frozenset(word for word in capital if not given_names.may_be_of_a_person(word)) | MONTHS | THOUGH_NAMES
    texts = (*_texts_of_subject(reference), *_texts_of_questions(reference), *_texts_of_files(FILES))
    names = (name for force in reference.forces.values() for name in (force.name, *force.aliases))
    phrases = {tuple(name.casefold().split()) for name in names}
    return _Known(_words_of(texts) | MONTHS | {"a"}, capital, tuple(sorted(one for one in phrases if len(one) > 1)))


def _words_of(texts: Iterator[str] | Sequence[str]) -> frozenset[str]:
    return frozenset(part.casefold() for text in texts for part in LETTERS.findall(text) if len(part) > 1)


def _texts_of_subject(reference: Reference) -> Iterator[str]:
    """What offences, Acts, exemptions, measures and headings of tables are called."""
    for offence in reference.offences.values():
        yield from filter(None, (offence.title, offence.act))
    yield from (spelling.spelling for spelling in reference.spellings)
    yield from (exemption.title for exemption in reference.exemptions)
    for measure in reference.measures.values():
        yield from (measure.title, *measure.units)
    yield from OTHERS
    yield from _texts_of_files(HEADINGS)


def _texts_of_questions(reference: Reference) -> Iterator[str]:
    yield from (measure.definition for measure in reference.measures.values())
    for campaign in reference.campaigns.values():
        yield from (question.text for question in campaign.questions)


def _texts_of_files(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from _entries(tomllib.loads((FOLDER / name).read_text("utf-8")))


def _entries(one: Any) -> Iterator[str]:
    """Every text in what a file of words holds."""
    if isinstance(one, str):
        yield one
    elif isinstance(one, dict | list):
        for part in one.values() if isinstance(one, dict) else one:
            yield from _entries(part)
