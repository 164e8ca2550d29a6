"""The words of a document -> those that nobody may see in a picture of it: names, addresses, numbers of people.

Protects: what the readers drop from text is blacked out in pictures by the same rules; a column that is headed as one
of people is not shown at all. Where a word can't be told from a name it is blacked out with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from ingest.model import Grid, Line
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word
from ingest.reference import Reference
from ingest.tables.layout import lay_out
from ingest.text_tables import find_grids
from ingest.thread import letters
from ingest.thread.contacts import strike_homes
from ingest.thread.naming import find_names, signed_in
from ingest.thread.people_columns import columns_of_names, is_of_people, names_of_tables
from ingest.thread.redact import clean, redact
from ingest.thread.struck_words import NAME, TELEPHONE

Names = frozenset[str]
WORD = r"[A-Z][\w'’-]+"
PERSON = rf"{WORD}(?:\s+[A-Z]\.?)?(?:\s+{WORD}){{1,2}}"
EXTENSION = re.compile(r"\b(?:[Ee]xt(?:ension)?|[Tt]el(?:ephone)?)\b\.?[^\S\n]*:?[^\S\n]*\d[\d ]{2,}\d?")


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    """Where words in a picture are most likely of a person; each pattern's group is the name."""
    jobs = "|".join(letters.words("people", "jobs_beside"))
    keys = "|".join(f"{word}|{word.lower()}" for word in letters.words("people", "keys_beside"))
    return (
        re.compile(rf"\b\w+(?:ed|en|n)(?:\s+(?:off|out|on))?\s+by:?\s+({PERSON})"),  # "Signed off by Ann Example"
        re.compile(rf"({PERSON}),?\s+(?:the\s+)?(?:[A-Z][\w&-]*\s+){{0,4}}(?:{jobs})\b"),
        re.compile(rf"\b(?:{keys})s?\s*[:=]\s*({PERSON})"),
        re.compile(r"\b([A-Z]{3,}(?:-[A-Z]+)?,\s+[A-Z][a-z]+)\b"),
    )


def names_in(lines: Sequence[str], grids: Sequence[Grid] = ()) -> Names:
    """Every name that stands where a person's name stands in a document's lines and tables. More is taken for one here
    than where text is read: a word too many that is blacked out hides no figure."""
    numbered = [Line(n, text, 0, len(text)) for n, text in enumerate(lines, 1)]
    beside = {found[1] for text in lines for pattern in _beside() for found in pattern.finditer(text)}
    told = find_names(numbered) | names_of_tables(grids, numbered)
    return told | beside | {name for text in lines for name in signed_in(text)}


def tables_of_lines(lines: Sequence[Line], names: Names, reference: Reference) -> tuple[Grid, ...]:
    """The tables that lines make up, found as the readers find them: with people out, for a telephone number in a row
    would keep it from being one."""
    return find_grids(redact(lines, reference, names), reference=reference).grids


def without_people(text: str, names: Names, reference: Reference) -> str:
    """A text with words in square brackets for what tells a person apart. As many lines as before."""
    text = EXTENSION.sub(TELEPHONE, clean(text, names, reference))
    for pattern in _beside():
        text = pattern.sub(_without_beside, text)
    return strike_homes(text)


def _without_beside(found: re.Match[str]) -> str:
    at = found.start(1) - found.start()
    return found[0][:at] + NAME + "\n" * found[1].count("\n") + found[0][at + len(found[1]) :]


def words_of_people(page_words: Sequence[Word], names: Names, reference: Reference) -> list[Word]:
    """The words of a page that must be blacked out. What a line's end breaks in two is known by both lines."""
    found: list[Word] = []
    for direction in (0, 90, 180, 270):
        own = [word for word in page_words if word.direction == direction]
        lines = lines_of(own, direction) if own else []
        texts = [" ".join(word.text for word in line) for line in lines]
        cleaned = without_people("\n".join(texts), names, reference).split("\n")
        for line, text, kept in zip(lines, texts, cleaned if lines else [], strict=True):
            alone = without_people(text, names, reference)  # lines of columns side by side may belong together or not
            found += [word for word in line if word in {*_struck(line, kept), *_struck(line, alone)}]
    return found


def _struck(line: Sequence[Word], cleaned: str) -> list[Word]:
    texts = [word.text for word in line]
    if cleaned == " ".join(texts):
        return []
    kept = SequenceMatcher(None, texts, cleaned.split(), autojunk=False).get_matching_blocks()
    standing = {n for block in kept for n in range(block.a, block.a + block.size)}
    return [word for n, word in enumerate(line) if n not in standing]


def columns_of_people(grid: Grid) -> set[int]:
    """The columns of a table that are headed as people's: by the cells above its rows, and no others."""
    layout = lay_out(grid)
    first = min((row.grid_row for row in layout.rows), default=2) if layout is not None else 2
    headed = {cell.column for cell in grid.cells if cell.row < first and is_of_people(cell.text)}
    return headed | set(columns_of_names(grid))
