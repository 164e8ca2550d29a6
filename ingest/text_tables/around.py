"""The lines around a table -> its title and its notes.

Protects: a title is what stands right above a table and leads to it, so that a year in it can be the table's year; a
paragraph that ends as a sentence does and does not speak of a table below is none. The title's lines stay prose, for a
question's label may stand in them; lines below that open with a mark of the table are part of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.phrases import letters
from ingest.text_tables import cells
from ingest.text_tables.folding import BARRIER

LONGEST_TITLE = 3  # lines
MOST_NOTES = 8
BLANKS_BEFORE_NOTES = 2
EXPLAINED = r"\s*(?:=|denote|mean|indicat|represent)"
MARK_FIRST = re.compile(rf"\s*[\"'“‘(]?(?P<mark>[*†‡#^~¹²³⁴⁵]+|\[[a-z]+\]|[-–—](?=[\"'”’)]|{EXPLAINED}))")


def title_above(texts: Sequence[str], first: int) -> str:
    """The words right above line `first`, over one blank line at most; "" where they lead to no table."""
    at = first - 1
    if at >= 0 and not texts[at].strip():
        at -= 1
    found: list[str] = []
    while at >= 0 and texts[at].strip() and BARRIER not in texts[at] and len(found) <= LONGEST_TITLE:
        found.insert(0, texts[at].strip())
        if cells.is_question_label(texts[at]):
            break
        at -= 1
    if not found or len(found) > LONGEST_TITLE:
        return found[-1] if found and _stands_alone(found[-1]) else ""
    title = " ".join(found)
    if _leads(title):
        return title
    return found[-1] if _stands_alone(found[-1]) else ""


def _leads(title: str) -> bool:
    if title.endswith(":"):
        return True
    if title.endswith((".", "?", "!", ";", ",")):
        return letters.anywhere("around", "lead_ins").search(title) is not None
    return not cells.is_never_row(title) and (cells.is_period(title) or not cells.is_value(title))


def _stands_alone(line: str) -> bool:
    if cells.is_period(line):
        return True
    is_other = cells.is_sentence(line) or cells.is_never_row(line) or cells.is_value(line)
    return not is_other and line[0].isupper()


def notes_below(texts: Sequence[str], last: int, printed: frozenset[str]) -> tuple[tuple[str, ...], int]:
    """The notes below line `last`, and the last line that is the table's own: where those notes end that open with a
    mark which the table prints. `printed`: the texts of its cells."""
    notes: list[str] = []
    own, at, blanks = last, last + 1, 0
    is_open = is_own = False
    while at < len(texts) and len(notes) < MOST_NOTES and BARRIER not in texts[at]:
        text = texts[at].strip()
        if not text:
            blanks, is_open = blanks + 1, False
            if blanks > BLANKS_BEFORE_NOTES:
                break
        elif (kind := _note_kind(text, printed)) is not None:
            notes.append(text)
            is_open, is_own, blanks = True, kind == "mark" and own >= last, 0
            own = at if is_own else own
        elif is_open and not cells.is_question_label(text):
            notes[-1] = f"{notes[-1]} {text}"
            own = at if is_own else own
        else:
            break
        at += 1
    return tuple(notes), own


def _note_kind(text: str, printed: frozenset[str]) -> str | None:
    """mark: it opens with a mark; note: with a word for a note, or it says what a mark of the table means."""
    mark = MARK_FIRST.match(text)
    if mark and any(mark["mark"] in one for one in printed):
        return "mark"
    if letters.at_start("around", "notes").match(text):
        return "note"
    marks = {one for one in printed if one and not cells.is_number(one) and cells.is_value(one)}
    says = letters.anywhere("around", "meanings").search(text) or " = " in text
    tokens = {token.strip("\"'“”‘’().,:;").lower() for token in text.split()}
    return "note" if says and tokens & {mark.lower() for mark in marks} else None
