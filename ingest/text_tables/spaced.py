"""Lines whose cells are parted by two spaces or more, or stand under one another -> a table.

Protects: in a row that lacks a cell, the others are placed by where they stand under the headings and the full rows;
where columns reach into each other, every row must have all its cells. Anything else leaves the table unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.text_tables import cells
from ingest.text_tables.columns import Columns, Piece, columns_of, label_split, pieces_of
from ingest.text_tables.found import Finding, Nothing, Placed, Row, Table, Unread, is_label_bad, is_proved, row_of
from ingest.text_tables.headings import is_heading_text, repeats
from ingest.text_tables.offence_headings import NAMES_A_SECTION

MOST_LABEL_LINES = 3
MOST_HEADING_LINES = 4
MOST_BLANKS = 1


@dataclass(frozen=True)
class _Line:
    index: int
    pieces: tuple[Piece, ...]

    @property
    def texts(self) -> list[str]:
        return [piece.text for piece in self.pieces]


class _NotPlaced(Exception):
    """A row whose cells cannot be given to columns; the words say why."""


def find(texts: Sequence[str], at: int) -> Finding:
    """The table that begins at line `at`."""
    if "  " not in texts[at].strip() and "\t" not in texts[at].strip():
        return None
    block, end = _block(texts, at)
    first = next((n for n, line in enumerate(block) if _is_body(line)), None)
    if first is None or first == 0:
        return Nothing(end)
    heads, body = block[:first], block[first:]
    while body and len(body[-1].pieces) == 1:
        body.pop()
    heads = _own_heads(heads)
    if not heads or not _is_worth(heads, body):
        return Nothing(max(body[-1].index + 1 if body else end, at + 1))
    if heads[0].index != at:
        return Nothing(heads[0].index)
    try:
        rows, columns = _rows(heads, body)
    except _NotPlaced as error:
        return Unread(at, body[-1].index, str(error))
    if not rows:
        return Nothing(body[-1].index + 1)
    return Table(at, body[-1].index, columns, rows)


def _block(texts: Sequence[str], at: int) -> tuple[list[_Line], int]:
    """The lines from `at` on that may be of one table, and where it ends: at two blank lines, a question, prose."""
    block: list[_Line] = []
    blanks, end = 0, at
    alone, has_body = 0, False
    while end < len(texts):
        text = texts[end].expandtabs(8)
        if not text.strip():
            blanks += 1
            if blanks > MOST_BLANKS:
                break
        else:
            pieces = tuple(pieces_of(text))
            alone = alone + 1 if len(pieces) == 1 else 0
            is_prose = (
                cells.is_question_label(text) or "\x00" in text or "|" in text or (alone and cells.is_sentence(text))
            )
            if is_prose or alone > MOST_LABEL_LINES or (alone and blanks and block and _is_body(block[-1])):
                break
            line = _Line(end, pieces)
            if has_body and _is_head(line):
                break
            has_body = has_body or _is_body(line)
            block.append(line)
            blanks = 0
        end += 1
    return block, max(end, at + 1)


def _is_body(line: _Line) -> bool:
    """Whether the line has a value behind its first piece, and not only periods there."""
    rest = line.texts[1:]
    if not rest or not any(cells.is_value(text) for text in rest):
        return False
    return not _is_head(line)


def _is_head(line: _Line) -> bool:
    """Whether the line heads columns: it has two pieces or more, and no value but periods."""
    texts = line.texts
    if len(texts) < 2:
        return False
    if cells.is_plain_year(texts[0]) and not all(cells.is_period(text) for text in texts):
        return False
    if all(cells.is_plain_year(text) for text in texts[1:]):
        are_years = cells.is_plain_year(texts[0])
        return len(set(texts)) == len(texts) and (len(texts) > 2 or are_years or cells.is_label_heading(texts[0]))
    return all(cells.is_period(text) or not cells.is_value(text) for text in texts)


def _own_heads(heads: Sequence[_Line]) -> list[_Line]:
    """The heading lines right over the body, without title lines above them."""
    own = list(heads[-MOST_HEADING_LINES:])
    while own and len(own[0].pieces) == 1 and (len(own) == 1 or not _is_over_columns(own[0], own[1])):
        own.pop(0)
    return [line for line in own if all(is_heading_text(text) for text in line.texts)] if own else []


def _is_over_columns(upper: _Line, lower: _Line) -> bool:
    """Whether a lone piece is a heading over columns and no title: it begins to the right of the first column."""
    return len(lower.pieces) > 2 and upper.pieces[0].start >= lower.pieces[0].end and upper.pieces[0].start > 0


def _is_worth(heads: Sequence[_Line], body: Sequence[_Line]) -> bool:
    """Whether the lines are surely a table, read by the order of their pieces alone."""
    lowest = max(heads, key=lambda line: len(line.pieces)).texts
    full = [line for line in body if len(line.pieces) > 1]
    if not full or any(is_label_bad(line.texts[0]) for line in full):
        return False
    width = max(len(lowest), *(len(line.pieces) for line in full))
    if len(lowest) < width:
        lowest = [""] * (width - len(lowest)) + lowest
    rows = [line.texts for line in full if len(line.pieces) == width]
    if rows:
        return is_proved(lowest, rows)
    padded = [[line.texts[0], *[""] * (width - len(line.pieces)), *line.texts[1:]] for line in full]
    return is_proved(lowest, padded) if width - len(full[0].pieces) <= 1 or len(full) > 2 else False


def _rows(heads: Sequence[_Line], body: Sequence[_Line]) -> tuple[tuple[Row, ...], int]:
    """Heading rows and body rows, each cell in its column. Raises _NotPlaced."""
    lines = [line for line in body if len(line.pieces) > 1]
    width = max(*(len(line.pieces) for line in lines), max(len(line.pieces) for line in heads))
    lowest = heads[-1]
    head_width = max(len(line.pieces) for line in heads)
    if head_width < width - 1:
        raise _NotPlaced("its rows have more cells than there are headings")
    full = [list(line.pieces) for line in lines if len(line.pieces) == width]
    top_pieces = [lowest.pieces] if len(lowest.pieces) == width else []
    if not full and not top_pieces:
        raise _NotPlaced("no row has a cell in every column")
    columns = columns_of(full, top_pieces)
    if len(lowest.pieces) == width - 1 and columns.are_apart:
        columns = _widened(columns, lowest.pieces)
    placed = _placed_body(body, columns, width)
    if not placed:
        return (), 0
    top = _placed_heads(heads, columns, width)
    rows = (*top, *(row_of(row) for row in placed))
    texts = [[cell.text for cell in row] for row in rows]
    if not is_proved(texts[len(top) - 1], texts[len(top) :]):
        raise _NotPlaced("no column of it holds numbers alone")
    return rows, width


def _widened(columns: Columns, headings: Sequence[Piece]) -> Columns:
    """The columns with the places of the headings, which stand over all but the first; as they were if that joins
    two."""
    first, *rest = columns.extents
    extents = (first, *((min(s, h.start), max(e, h.end)) for (s, e), h in zip(rest, headings, strict=True)))
    wider = replace(columns, extents=extents)
    return wider if wider.are_apart else columns


def _placed_body(body: Sequence[_Line], columns: Columns, width: int) -> list[list[str]]:
    rows: list[list[str]] = []
    waiting: list[str] = []
    for line in body:
        if len(line.pieces) == 1:
            waiting = _label_alone(line, rows, waiting, columns)
            continue
        row = _placed(line.pieces, columns, width)
        if waiting and row[0] and not cells.goes_on(row[0]) and not cells.is_unfinished(waiting[-1]):
            rows += [[label, *[""] * (width - 1)] for label in waiting]
        elif waiting:
            row[0] = " ".join([*waiting, row[0]]).strip()
        waiting = []
        rows.append(row)
    return rows


def _label_alone(line: _Line, rows: list[list[str]], waiting: list[str], columns: Columns) -> list[str]:
    """A line with a label and no value: the end of the label above, or a label that waits for the next line."""
    text = line.pieces[0].text
    if line.pieces[0].start >= columns.extents[0][1] and line.pieces[0].start > 0:
        raise _NotPlaced(f"“{text}” stands alone under no one label")
    if rows and not waiting and rows[-1][0] and (cells.goes_on(text) or cells.is_unfinished(rows[-1][0])):
        may_begin_next = not cells.goes_on(text) and cells.is_unfinished(text)
        if may_begin_next or not any(rows[-1][1:]):
            raise _NotPlaced(f"“{text}” may end the label above it or begin the one below")
        rows[-1][0] = f"{rows[-1][0]} {text}"
        return []
    return [*waiting, text]


def _placed(pieces: Sequence[Piece], columns: Columns, width: int) -> list[str]:
    if len(pieces) == width:
        places = columns.place(pieces) if columns.are_apart else list(range(width))
    else:
        places = columns.place_few(pieces)
        split = label_split(pieces, columns) if places is None else None
        if split is not None:
            pieces, places = split, list(range(width))
    if places is None:
        shown = "  ".join(piece.text for piece in pieces)
        raise _NotPlaced(f"the row “{shown}” has {len(pieces)} cells for {width} columns and does not line up")
    row = [""] * width
    for place, piece in zip(places, pieces, strict=True):
        row[place] = piece.text
    return row


def _placed_heads(heads: Sequence[_Line], columns: Columns, width: int) -> list[Row]:
    """The heading lines as rows: an upper one spread over the lower where that repeats, lines of one heading joined."""
    lowest = _head_texts(heads[-1], columns, width)
    if len(heads) == 1:
        return [row_of(lowest)]
    upper = heads[-2]
    over = [piece for piece in upper.pieces if piece.start >= columns.extents[0][1] - 1]
    if len(heads) == 2 and all(lowest[1:]) and repeats(lowest[1:], len(over)):
        return [_spread(upper, over, columns, width), row_of(lowest)]
    joined = [""] * width
    for line in heads:
        for n, text in enumerate(_head_texts(line, columns, width)):
            joined[n] = f"{joined[n]} {text}".strip()
    return [row_of(joined)]


def _head_texts(line: _Line, columns: Columns, width: int) -> list[str]:
    """The headings of a line by column: all of them in order, all but the corner, or by where they stand."""
    texts = [""] * width
    if len(line.pieces) >= width - 1:
        offset = width - len(line.pieces)
        in_order = list(range(offset, width))
        places = columns.place(line.pieces) if columns.are_apart else in_order
        is_settled = columns.are_apart or offset == 0 or _lacks_corner(line.texts)
        if not is_settled or (places != in_order and not (places is None and offset == 0)):
            raise _NotPlaced("its headings do not stand over its columns")
        places = in_order
    else:
        found = columns.place(line.pieces) if columns.are_apart else None
        if found is None:
            raise _NotPlaced("its headings do not stand over its columns")
        places = found
    for place, piece in zip(places, line.pieces, strict=True):
        texts[place] = piece.text
    return texts


def _lacks_corner(headings: Sequence[str]) -> bool:
    """Whether headings that are one fewer than the columns all stand over values: periods, known headings, sections."""
    first = headings[0]
    is_section = NAMES_A_SECTION.search(first) is not None and not cells.is_label_heading(first)
    return is_section or all(cells.is_value_heading(text) for text in headings)


def _spread(upper: _Line, over: Sequence[Piece], columns: Columns, width: int) -> Row:
    """The upper headings with their spans: each must stand over its own part of the columns and no other."""
    part = (width - 1) // len(over)
    corner = [piece.text for piece in upper.pieces if piece not in over]
    row = [Placed(" ".join(corner), 1)]
    for n, piece in enumerate(over):
        first = 1 + n * part
        left, right = columns.extents[first][0], columns.extents[first + part - 1][1]
        before = columns.extents[first - 1][1]
        if not (before <= piece.start and left - 2 <= piece.start < right and piece.end <= right + 2):
            raise _NotPlaced(f"the heading “{piece.text}” stands over no one part of the columns")
        row.append(Placed(piece.text, first + 1, part))
    return tuple(row)
