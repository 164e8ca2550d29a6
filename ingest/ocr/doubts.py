"""A recognised word and its picture -> why it is not to be trusted as a number, in words; None where it is.

Protects: a footnote's small raised digit is no digit of the number before it, and a point that the engine lost does not
make tenfold of a number, and a day whose number it lost makes no month of it.
"""

from __future__ import annotations

import re

import numpy as np

from ingest.ocr.drawn_rules import Mask

PLAIN_NUMBER = re.compile(r"[\d,.\s]*\d[\d,.\s]*")
POINT_OR_COMMA = re.compile(r"\D*\d{1,3}(?:\.\d{3})+\D*")
ORDINAL_ALONE = re.compile(r"[^\w\s]*[Il|]?(?:st|nd|rd|th)[^\w\s]*")
"""The end of "1st" whose digit was taken for another character: "‘st April 2019" is no month of April."""
OF_PARTS = {"%": 3, '"': 2, "“": 2, "”": 2, "…": 3}
"""Characters that stand in several pieces beside each other."""
RAISED = 0.22  # of a number's height: so far above its foot ends a mark that is raised
SMALL = 0.8  # of a number's height: a raised mark is lower than that
CRUMB = 0.12  # of a number's height: what is smaller is dirt
INK = 3  # pixels across and down, at the least, of a spot that is ink and no dirt


def doubt(text: str, ink: Mask) -> str | None:
    """`ink`: of the word's own box, or of its whole cell."""
    if POINT_OR_COMMA.fullmatch(text):
        return "its point may be a comma between thousands"
    if ORDINAL_ALONE.fullmatch(text):
        return "the number before it may be lost"
    if PLAIN_NUMBER.fullmatch(text) and has_raised_mark(ink):
        return "a mark that stands higher and smaller in it may be a footnote's"
    return None


def doubt_of_value(text: str, ink: Mask) -> str | None:
    """As `doubt`, for all that stands in a cell: nothing may stand beside what was recognised."""
    characters = _characters(ink)
    tallest = max((foot - top for top, foot in characters), default=0)
    count = sum(1 for top, foot in characters if foot - top >= CRUMB * tallest)
    if count > sum(OF_PARTS.get(character, 1) for character in text if not character.isspace()):
        return "more is printed there than was recognised"
    return doubt(text, ink)


def has_raised_mark(ink: Mask) -> bool:
    """Whether one of the characters ends above the others' foot and is smaller than they are."""
    extents = _characters(ink)
    if len(extents) < 2:
        return False
    top, foot = min(t for t, _ in extents), max(b for _, b in extents)
    tallest = max(b - t for t, b in extents)
    return any(
        foot - b >= RAISED * tallest and CRUMB * tallest <= b - t <= SMALL * tallest and t < top + tallest / 2
        for t, b in extents
    )


def _characters(ink: Mask) -> list[tuple[int, int]]:
    """The top and foot of each group of columns that hold ink, from left to right."""
    columns = ink.any(axis=0)
    edges = np.diff(np.pad(columns, 1).astype(np.int8))
    found = []
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        found.append((int(rows[0]), int(rows[-1]) + 1))
    return found


def has_ink(ink: Mask) -> bool:
    """Whether something is printed there: a spot of a few pixels each way, as even a full stop is."""
    spots = ink
    for axis in (0, 1):
        for n in range(1, INK):
            spots = spots & np.roll(ink, -n, axis=axis)
    return bool(spots.any())
