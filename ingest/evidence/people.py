"""A document's words -> those not to be seen in a picture of it: names, addresses, numbers; of a scan those that may.

Protects: what the readers drop from text is blacked out in pictures by the same rules; a column headed as one of people
is not shown at all. Where a word can't be told from a name it is blacked out with it. On a scan, where nobody can tell
for sure what is a name, a hand or a signature, nothing is seen but what is surely print of the subject: a word of the
vocabulary, in capitals only one that is no name too, and short numbers, in a table's cells or alone among words, none
of them beside an unknown word in capitals; never what looks like a telephone number, house, postcode or birthday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from statistics import median

from ingest import privacy as people
from ingest.model import BBox, Blocks, Grid, Line
from ingest.pdf.layout import Word, holds, lines_of
from ingest.pdf.scans import SURE
from ingest.phrases import letters
from ingest.privacy import clean, columns_of_names, is_of_people, names_of_tables, redact
from ingest.reference import Reference, vocabulary
from ingest.tables import lay_out
from ingest.text_tables import find_grids

Names = frozenset[str]
DIRECTIONS = (0, 90, 180, 270)
WORD = r"[A-Z][\w'’-]+"
PERSON = rf"{WORD}(?:\s+[A-Z]\.?)?(?:\s+{WORD}){{1,2}}"
JOBS = "|".join(letters.words("people", "jobs_beside"))
NAME_KEYS = "|".join(f"{word}|{word.lower()}" for word in letters.words("people", "keys_beside"))
BESIDE = (
    re.compile(rf"\b\w+(?:ed|en|n)(?:\s+(?:off|out|on))?\s+by:?\s+({PERSON})"),  # "Signed off by Ann Example"
    re.compile(rf"({PERSON}),?\s+(?:the\s+)?(?:[A-Z][\w&-]*\s+){{0,4}}(?:{JOBS})\b"),
    re.compile(rf"\b(?:{NAME_KEYS})s?\s*[:=]\s*({PERSON})"),
    re.compile(r"\b([A-Z]{3,}(?:-[A-Z]+)?,\s+[A-Z][a-z]+)\b"),
)
"""Where words in a picture are most likely of a person; each pattern's group is the name."""
EXTENSION = re.compile(r"\b(?:[Ee]xt(?:ension)?|[Tt]el(?:ephone)?)\b\.?[^\S\n]*:?[^\S\n]*\d[\d ]{2,}\d?")


def names_in(lines: Sequence[str], grids: Sequence[Grid] = ()) -> Names:
    """Every name that stands where a person's name stands in a document's lines and tables. More is taken for a name
    than where text is read: blacking out a word too many hides no figure."""
    numbered = [Line(n, text, 0, len(text)) for n, text in enumerate(lines, 1)]
    beside = {match[1] for text in lines for pattern in BESIDE for match in pattern.finditer(text)}
    names = people.find_names(numbered) | names_of_tables(grids, numbered)
    return names | beside | {name for text in lines for name in people.signed_in(text)}


def names_of(blocks: Blocks, reference: Reference) -> Names:
    """Everybody's names: in the lines, the tables by row and cell, and the tables that lines are."""
    words = [line.text for line in blocks.lines]
    for grid in blocks.grids:
        texts = [cell.text for cell in grid.cells if cell.text and not cell.text.isdigit()]
        rows = groupby(sorted(grid.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
        words += [*texts, *(" ".join(cell.text for cell in row) for _, row in rows)]
    names = names_in(words, blocks.grids)
    return names | names_of_tables(tables_of_lines(blocks.lines, names, reference))


def tables_of_lines(lines: Sequence[Line], names: Names, reference: Reference) -> tuple[Grid, ...]:
    """The tables that lines make up, found with people out: a telephone number in a row would keep it from one."""
    return find_grids(redact(lines, reference, names))


def without_people(text: str, names: Names, reference: Reference) -> str:
    """A text with a mark in square brackets for whatever tells a person apart. As many lines as before."""
    text = EXTENSION.sub(people.TELEPHONE, clean(text, names, reference))
    for pattern in BESIDE:
        text = pattern.sub(people.struck_group, text)
    return people.strike_homes(text)


def words_of_people(page_words: Sequence[Word], names: Names, reference: Reference) -> list[Word]:
    """The words of a page that must be blacked out. What a line's end breaks in two is known by both lines."""
    struck: list[Word] = []
    for direction in DIRECTIONS:
        words = [word for word in page_words if word.direction == direction]
        lines = lines_of(words, direction) if words else []
        texts = [" ".join(word.text for word in line) for line in lines]
        cleaned = without_people("\n".join(texts), names, reference).split("\n")
        for line, text, rest in zip(lines, texts, cleaned if lines else [], strict=True):
            alone = without_people(text, names, reference)  # lines of columns side by side may belong together or not
            struck += [word for word in line if word in {*_struck(line, rest), *_struck(line, alone)}]
    return struck


def _struck(line: Sequence[Word], cleaned: str) -> list[Word]:
    texts = [word.text for word in line]
    if cleaned == " ".join(texts):
        return []
    blocks = SequenceMatcher(None, texts, cleaned.split(), autojunk=False).get_matching_blocks()
    unchanged = {n for block in blocks for n in range(block.a, block.a + block.size)}
    return [word for n, word in enumerate(line) if n not in unchanged]


def columns_of_people(grid: Grid) -> set[int]:
    """The columns of a table that are headed as people's: by the cells above its rows, and no others."""
    layout = lay_out(grid)
    first = min((row.grid_row for row in layout.rows), default=2) if layout is not None else 2
    headed = {cell.column for cell in grid.cells if cell.row < first and is_of_people(cell.text)}
    return headed | set(columns_of_names(grid))


FILES = ("answer_words.toml", "table_words.toml", "wordings.toml")  # none tells of people
PUNCTUATION = ".,;:()[]“”\"'’‘*†‡"
NUMBER = re.compile(r"[<>≤≥~£]?(?:0|[1-9]\d{0,3}(?:,\d{3})*)(?:\.\d{1,2})?%?")
PERIOD = re.compile(r"(?:FY)?\d{2,4}[/–-]\d{2,4}")
SECTION = re.compile(r"[sS]?(?:\d[A-Z]?|\d{2,3}[A-Z]{0,2})(?:\(\d{1,2}\))*(?:\([a-z]\))*")
LABEL = re.compile(r"\d{1,2}[a-z]|[a-z]")  # of a question: "1a", "b"
MARK = re.compile(r"[*:–-]{1,3}|<|>")
MONTHS = frozenset(month.casefold() for month in calendar.month_name if month)
OFTEN_NO_NAMES = MONTHS | {"child"}  # some are called so, but no other word names the month or an offence
OTHERS = ("Freedom of Information (Scotland) Act", "Data Protection Act", "Section", "Question", "Annex")
LETTERS = re.compile(r"[^\W\d_]+")
BORN = re.compile(r"\b(?:born|birth|d\.?o\.?b)\b", re.IGNORECASE)
LOWEST, HIGHEST = 0.35, 1.6  # of the page's usual height of a word; a hand is larger, a speck is smaller
WIDEST = 1.3  # heights that a letter takes in width, at most


def seen_words(words: Sequence[Word], cells: Sequence[BBox], reference: Reference) -> list[Word]:
    """The words of a page that may be seen. `cells`: the boxes of its tables' cells."""
    usual = median(word.bottom - word.top for word in words) if words else 0.0
    seen: list[Word] = []
    for direction in DIRECTIONS:
        along = [word for word in words if word.direction == direction]
        for line in lines_of(along, direction) if along else []:
            parts: dict[BBox | None, list[Word]] = {}
            for word in line:
                parts.setdefault(next((cell for cell in cells if holds(cell, word.bbox)), None), []).append(word)
            for cell, part in parts.items():
                may = _may_be_seen([word.text for word in part], reference, in_cell=cell is not None)
                seen += [word for word, is_free in zip(part, may, strict=True) if is_free]
    return [word for word in seen if word.confidence >= SURE and _is_print(word, usual)]


def _is_print(word: Word, usual: float) -> bool:
    height, width = word.bottom - word.top, word.x1 - word.x0
    if word.direction in (90, 270):
        height, width = width, height
    is_low = MARK.fullmatch(word.text) is not None or word.text.islower()
    return (0 if is_low else LOWEST) * usual <= height <= HIGHEST * usual and width <= WIDEST * usual * len(word.text)


def _may_be_seen(texts: Sequence[str], reference: Reference, *, in_cell: bool) -> list[bool]:
    """For each word of a line, or of a cell's part of one, whether it may be seen by what it is and what stands
    beside: not a word in capitals or a number beside a word in capitals that is not seen ("PC 1234"), and outside of
    cells no number beside another, as telephone numbers are printed."""
    if BORN.search(" ".join(texts)):
        return [False for _ in texts]
    known = _vocabulary(reference)
    bare = [text.strip(PUNCTUATION) for text in texts]
    is_capital = [text[:1].isupper() for text in bare]
    is_number = [text.isdigit() for text in bare]
    may = []
    for n, text in enumerate(texts):
        parts = [] if any(map(str.isdigit, text)) else [part.casefold() for part in LETTERS.findall(text)]
        is_known = bool(parts) and known.issuperset(parts)
        if is_capital[n]:
            is_known &= not any(map(people.may_be_of_a_person, set(parts) - OFTEN_NO_NAMES))
        tried = (text.rstrip(".,;:"), text.strip("()").rstrip(".,;:"), text.strip(PUNCTUATION))
        is_short = any(kind.fullmatch(form) for kind in (NUMBER, PERIOD, SECTION, LABEL) for form in tried)
        may.append(is_known or is_short or (in_cell and MARK.fullmatch(text) is not None))

    def is_doubtful(n: int) -> bool:
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(texts)]
        if is_number[n] and not in_cell and any(is_number[k] for k in beside):
            return True
        return (is_number[n] or is_capital[n]) and any(is_capital[k] and not may[k] for k in beside)

    return [is_free and not is_doubtful(n) for n, is_free in enumerate(may)]


@cache
def _vocabulary(reference: Reference) -> frozenset[str]:
    """The words of offences, Acts, exemptions, measures and table headings, and those by which answers are read."""
    texts = [text for file in FILES for text in people.texts_in(vocabulary(file))]
    texts += [name for offence in reference.offences.values() for name in (offence.title, offence.act or "")]
    texts += [spelling.spelling for spelling in reference.spellings]
    texts += [exemption.title for exemption in reference.exemptions]
    texts += [text for item in reference.measures.values() for text in (item.title, item.definition, *item.units)]
    texts += [question.text for campaign in reference.campaigns.values() for question in campaign.questions]
    words = {part.casefold() for text in (*texts, *OTHERS) for part in LETTERS.findall(text) if len(part) > 1}
    return frozenset(words | MONTHS | {"a"})
