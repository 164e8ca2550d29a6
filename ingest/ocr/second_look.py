"""The words of a page and what is seen in their places the next time -> the words, with what speaks against them.

Protects: a number that is seen once, and differently or not at all the next time, is no number. Nothing is put in its
place: what stands is the print as it was recognised on the page, or, where nothing was, what was seen there twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.model import BBox
from ingest.ocr.again import Seen, cells_again, has_ink_inside, ink_inside, lines_again
from ingest.ocr.doubts import doubt_of_value
from ingest.ocr.drawn_rules import Drawn
from ingest.ocr.picture import Picture
from ingest.ocr.sure import SURE, is_numeric
from ingest.ocr.words import RecognisedWord
from ingest.pdf.layout import PageCell, PageReading, Word

DISSENT = 0.6
"""Confidence from which another reading speaks against a number, however sure the others are: of 700 cells of generated
scans, two that were read wrongly were so alike twice, and both had such a reading against them."""
MOST_WORDS, MOST_LETTERS = 2, 4  # of a mark ("n/a", "Nil"), or of a number and its mark
SECTION, LIKE_SECTION = "sS", "sS$§85"
LOOK_ALIKE = str.maketrans("OoQlISZ", "0001152")
THOUSANDS = re.compile(r"\D*\d{1,3}(?:,\d{3})+\D*")


def looked_at_again(
    reading: PageReading, words: Sequence[RecognisedWord], picture: Picture, drawn: Drawn
) -> list[RecognisedWord]:
    """`reading`: of these words. Raises EngineFailed."""
    judged = list(words)
    added: list[RecognisedWord] = []
    in_cells: set[int] = set()
    for table in reading.tables:
        in_cells |= {n for cell in table.cells for n in _places(words, cell.bbox)}
        cells = [cell for cell in table.cells if _matters(cell, table.is_ruled, words, picture, drawn)]
        seen = cells_again(cells, table.is_ruled, picture, drawn)
        for cell in cells:
            places, found = _places(words, cell.bbox), seen.get(cell.bbox, ())
            own = _judged([words[n] for n in places], found) if places else _added(cell, found, words)
            if own and _is_value(own):
                why = doubt_of_value(_text(own), ink_inside(cell.bbox, table.is_ruled, picture, drawn))
                own = [replace(one, doubt=one.doubt or why) for one in own]
            if not places:
                added += own
            for n, one in zip(places, own, strict=False):
                judged[n] = one
    of_lines = {line.bbox: [n for n in _places(words, line.bbox) if n not in in_cells] for line in reading.lines}
    boxes = [box for box, places in of_lines.items() if any(words[n].is_numeric for n in places)]
    for box, found in lines_again(boxes, picture, drawn).items():
        for n, one in zip(of_lines[box], _judged([words[n] for n in of_lines[box]], found), strict=True):
            judged[n] = one
    return [_with_confidence(one) for one in judged] + added


def _places(words: Sequence[RecognisedWord], box: BBox) -> list[int]:
    return [n for n, one in enumerate(words) if one.is_in(box)]


def _text(words: Sequence[RecognisedWord]) -> str:
    return " ".join(one.word.text for one in sorted(words, key=lambda one: one.word.x0))


def _matters(cell: PageCell, is_ruled: bool, words: Iterable[RecognisedWord], picture: Picture, drawn: Drawn) -> bool:
    own = [one for one in words if one.is_in(cell.bbox)]
    if own:
        return any(one.is_numeric for one in own) or _is_value(own)
    return is_ruled and has_ink_inside(cell.bbox, picture, drawn)


def _judged(own: Sequence[RecognisedWord], seen: Sequence[Seen]) -> list[RecognisedWord]:
    """The words of one place by what else was seen there: a cell's value as a whole, the numbers among words each by
    itself."""
    if not seen:
        return list(own)
    text = _text(own)
    if not _is_value(own):
        alike = [other for other in seen if _is_alike(text.replace(" ", ""), other.text.replace(" ", ""))]
        if alike:
            return [_by(one, alike, ()) for one in own]
        return [_among_words(one, own, seen) if one.is_numeric else one for one in own]
    same = [other for other in seen if plain(other.text) == plain(text)]
    against = [other for other in seen if other.text and plain(other.text) != plain(text)]
    if same:  # a letter that looks like the digit speaks for nothing, and not against what was seen twice
        against = [other for other in against if other.text.translate(LOOK_ALIKE) != plain(text)]
    return [_by(one, same, against) for one in own]


def _is_alike(text: str, other: str) -> bool:
    """Whether a label is the same but for the s of a section, which the engine takes for a sign or a digit at times."""
    return len(text) == len(other) and all(
        a == b or (a in SECTION and b in LIKE_SECTION) for a, b in zip(text, other, strict=True)
    )


def _is_value(own: Sequence[RecognisedWord]) -> bool:
    """Whether a place holds a number or a mark and no words."""
    return (
        len(own) <= MOST_WORDS
        and sum(character.isalpha() for one in own for character in one.word.text) <= MOST_LETTERS
    )


def _among_words(one: RecognisedWord, own: Sequence[RecognisedWord], seen: Sequence[Seen]) -> RecognisedWord:
    text = plain(one.word.text)
    times = sum(1 for other in own if plain(other.word.text) == text)
    same: list[Seen] = []
    against: list[Seen] = []
    for other in seen:
        found = Counter(plain(word) for word in other.text.split())
        (same if found[text] >= times else against).append(other)
    return _by(one, same, [other for other in against if not same])


def _by(one: RecognisedWord, same: Sequence[Seen], against: Sequence[Seen]) -> RecognisedWord:
    strongest = max(against, key=lambda other: other.confidence, default=None)
    if not same:
        what = f"read as “{strongest.text}”" if strongest is not None else "not seen"
        return replace(one, doubt=one.doubt or f"it was {what} when it was looked at again")
    if strongest is not None and strongest.confidence >= DISSENT:
        return replace(one, doubt=one.doubt or f"it was read as “{strongest.text}” when it was looked at again")
    return replace(one, confidence=max(one.confidence, *(other.confidence for other in same)))


def _with_confidence(one: RecognisedWord) -> RecognisedWord:
    if one.doubt or not one.is_numeric or one.confidence >= SURE:
        return one
    return replace(one, doubt=f"the engine's confidence is {one.confidence:.2f}")


def _added(cell: PageCell, seen: Sequence[Seen], words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The word of a cell in which nothing was recognised on the page, where it was seen alike with its row and with its
    column."""
    if len(seen) < 2 or not seen[0].text or len({plain(one.text) for one in seen}) > 1:
        return []
    confidence = max(one.confidence for one in seen)
    if confidence < SURE or " " in seen[0].text or not is_numeric(seen[0].text):
        return []
    size = sorted(one.word.size for one in words)[len(words) // 2]
    x0, top, x1, bottom = _middle(cell.bbox, size)
    return [RecognisedWord(Word(seen[0].text, x0, top, x1, bottom, size), confidence)]


def _middle(box: BBox, size: float) -> BBox:
    """Where a word stands that is known to be in a box and no more."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    half = min(size, box[3] - box[1]) * 0.3
    return (x - half, y - half, x + half, y + half)


def plain(text: str) -> str:
    """A number without what the engine loses of it and nobody counts by: blanks, and commas between thousands; of
    letters what is no stop or stroke."""
    text = text.replace(" ", "").strip(".,;:()“”\"'?") or text
    if any(map(str.isalpha, text)) and not any(map(str.isdigit, text)):
        return "".join(filter(str.isalpha, text))
    return text.replace(",", "") if THOUSANDS.fullmatch(text) else text
