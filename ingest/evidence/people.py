"""The words of a document -> those that nobody may see in a picture of it: names, addresses, numbers of people.

Protects: what the readers drop from text is blacked out in pictures by the same rules; a column that is headed as one
of people is not shown at all. Where a word can't be told from a name it is blacked out with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.model import Line
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word
from ingest.reference import Reference
from ingest.tables import words
from ingest.thread import given_names
from ingest.thread.redact import ADDRESS, clean, find_names, signed_in

Names = frozenset[str]


def names_in(lines: Sequence[str]) -> Names:
    """Every name that stands where a person's name stands in a document's lines."""
    numbered = [Line(n, text, 0, len(text)) for n, text in enumerate(lines, 1)]
    return find_names(numbered) | {name for text in lines for name in signed_in(text)}


def without_people(text: str, names: Names, reference: Reference) -> str:
    """A text with words in square brackets for what tells a person apart."""
    return given_names.addresses().sub(ADDRESS, clean(text, names, reference))


def words_of_people(page_words: Sequence[Word], names: Names, reference: Reference) -> list[Word]:
    """The words of a page that must be blacked out."""
    found: list[Word] = []
    for direction in (0, 90, 180, 270):
        own = [word for word in page_words if word.direction == direction]
        for line in lines_of(own, direction):
            found += _struck(line, names, reference)
    return found


def _struck(line: Sequence[Word], names: Names, reference: Reference) -> list[Word]:
    text = " ".join(word.text for word in line)
    cleaned = without_people(text, names, reference)
    if cleaned == text:
        return []
    kept = SequenceMatcher(None, [word.text for word in line], cleaned.split(), autojunk=False).get_matching_blocks()
    standing = {n for block in kept for n in range(block.a, block.a + block.size)}
    return [word for n, word in enumerate(line) if n not in standing]


def is_of_people(heading: str) -> bool:
    """Whether a column is headed as one of people: "Officer in case"."""
    plain = words.plain(heading)
    listed = words.phrases("people", "columns")
    return plain in words.phrases("people", "columns_alone") or any(words.holds(plain, word) for word in listed)
