"""An answer that lists offences with a number each, one a line or parted by semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.phrases.numbers import Found
from ingest.phrases.offences import read_offence
from ingest.thread.asked import Asked, no_count
from ingest.thread.candidates import counts_in
from ingest.thread.parts import Piece
from ingest.thread.readings import NotRead, Reading, Values, quote_of_span, value_of

COUNT_FIRST = re.compile(r"\W*(\d[\d,]*)\s*[x×]\s+(?=\S)", re.IGNORECASE)  # "10 x section 8 of SOA 2003"
FILLED_GAP = re.compile(r"\[(\s*\d[\d,]*\s*)\]")  # "[insert number]" with the number put in
SEPARATORS = " \t\n:=–—-[(•*"


def by_offence(piece: Piece, asked: Asked) -> Values:
    """Items such as "section 8 of SOA 2003 - 3", one a line or parted by semicolons."""
    readings: list[Reading] = []
    not_read: list[NotRead] = []
    for start, end in _items(piece.text):
        item = FILLED_GAP.sub(r" \1 ", piece.text[start:end])
        counts = counts_in(item)
        if not counts:
            continue
        read = _offence_item(piece, item, start, counts, asked)
        (readings if isinstance(read, Reading) else not_read).append(read)  # type: ignore[arg-type]
    return Values(tuple(readings), tuple(not_read))


def _offence_item(piece: Piece, item: str, start: int, counts: Sequence[Found], asked: Asked) -> Reading | NotRead:
    last = counts[-1]
    quote, lines = quote_of_span(piece, start, start + len(item))
    first = COUNT_FIRST.match(item)
    is_first = first is not None and first.start(1) == last.start
    rest = item[last.end :] if first is None or not is_first else ""
    if last.unit_word and rest.strip().casefold().startswith(last.unit_word):
        rest = rest.strip()[len(last.unit_word) :]  # "9 arrests"
    if len(counts) > 1 or last.kind == "unclear" or rest.strip(" .;,)]\n"):
        return NotRead("it is not one offence with its number", item, lines)
    named = item[first.end() :].strip(" .;,\n") if first and is_first else item[: last.start].strip(SEPARATORS)
    label = " ".join(named.split())
    reading = read_offence(label, place_id=asked.place_id, reference=asked.reference) if label else None
    if reading is None or reading.offence_id is None:
        return NotRead(f"the offence {label!r} is not known", item, lines)
    if asked.is_by_year():
        return NotRead("each year was asked for, and which one it counts is not said beside it", item, lines)
    unit = asked.unit_of(last)
    if unit is None:
        return NotRead(f"it counts {last.unit_word}, which was not asked", item, lines)
    doubt = no_count(item, last)
    if doubt:
        return NotRead(doubt, item, lines)
    return Reading(value_of(last), unit, None, None, None, reading.offence_id, label, lines, quote)


def _items(text: str) -> list[tuple[int, int]]:
    """The spans of the items of a list: lines, and what semicolons part."""
    spans: list[tuple[int, int]] = []
    for start, end in _between(text, 0, len(text), ";"):
        is_one = ";" in text and len(counts_in(FILLED_GAP.sub(r" \1 ", text[start:end]))) == 1  # wrapped where it likes
        spans += [(start, end)] if is_one else _between(text, start, end, "\n")
    return spans


def _between(text: str, first: int, last: int, mark: str) -> list[tuple[int, int]]:
    """The spans with words between the marks of a part of a text."""
    spans, start = [], first
    for end in [*(found.start() for found in re.finditer(mark, text[:last]) if found.start() >= first), last]:
        if text[start:end].strip():
            spans.append((start, end))
        start = end + 1
    return spans
