"""One cell of a sheet -> whether it is words, a heading or a note, by its form alone and not by what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.workbook.visible import Placed

LETTERS = re.compile(r"[^\W\d_]{2,}")
YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
NUMERAL = re.compile(r"[-−–]?\s?[£$€]?\s?\d[\d,. ]*\s?%?")
FIRST_YEAR, LAST_YEAR = 1900, 2099
NOTE_MARK = re.compile(r"[*†‡§¶#^~]|\[\w{1,3}\]|\(\w{1,2}\)\s|\d{1,2}[.)]\s|[a-z][.)]\s")
SHORT = 5  # letters: what stands for a number ("Nil", "None", "n/a", "<5") is no longer
ROWS_LOOKED_AT = 200  # of a body, to know its columns of numbers
LONG_LABEL = 40  # characters: a note is longer than labels are


def is_number(cell: Placed) -> bool:
    """Whether a cell holds a number, stored as one or as text."""
    return cell.number is not None or NUMERAL.fullmatch(cell.text) is not None


def is_words(cell: Placed) -> bool:
    """Whether a cell holds words: no number, and two letters in a row."""
    return cell.number is None and LETTERS.search(cell.text) is not None


def is_heading(row: Sequence[Placed], body: Sequence[Sequence[Placed]]) -> bool:
    """Whether a row names columns rather than goes on with `body`: in columns where the body has numbers it has words
    or years, and nowhere a number."""
    numeric = _numeric_columns(body)
    told = [cell for cell in row if cell.column in numeric]
    if not told:
        return False
    return all(_names_a_column(cell) for cell in told)


def _numeric_columns(body: Sequence[Sequence[Placed]]) -> set[int]:
    counts: dict[int, list[int]] = {}
    for row in body[:ROWS_LOOKED_AT]:
        for cell in row:
            known = counts.setdefault(cell.column, [0, 0])
            known[0] += is_number(cell) and not is_year(cell)
            known[1] += 1
    return {column for column, (numbers, cells) in counts.items() if numbers * 2 >= cells - 2 and numbers}


def is_year(cell: Placed) -> bool:
    """Whether a cell may be a year: a whole number from 1900 to 2099, or a text that begins like one ("2019/20")."""
    if cell.number is None:
        return YEAR.match(cell.text) is not None
    return cell.number.is_integer() and FIRST_YEAR <= cell.number <= LAST_YEAR


def _names_a_column(cell: Placed) -> bool:
    if is_year(cell):
        return True
    return is_words(cell) and sum(character.isalpha() for character in cell.text) >= SHORT


def is_note(cell: Placed, body: Sequence[Sequence[Placed]]) -> bool:
    """Whether a cell alone in its row below a table is a note on it, and not the label of a row that is empty: it
    begins with a note's mark, spans columns, stands under numbers, or is a sentence or longer where labels are not."""
    text = cell.text
    labels = [row[0].text for row in body if len(row) > 1]
    if not is_words(cell):
        return bool(NOTE_MARK.match(text)) and not any(NOTE_MARK.match(label) for label in labels)
    if cell.column_span > 1 or cell.column in _numeric_columns(body):
        return True
    if NOTE_MARK.match(text):
        return not any(NOTE_MARK.match(label) for label in labels)
    if len(text) > LONG_LABEL and len(text) > max(map(len, labels), default=0):
        return True
    return any(sign in text and not any(sign in label for label in labels) for sign in (":", "."))
