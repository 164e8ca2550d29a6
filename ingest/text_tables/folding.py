"""Lines of a text -> the rows of the table that begins at one of them, each cell with its line.

A table comes down as text in few ways: bars between its cells, tabs, columns of spaces, single spaces under headings
that are known, or one cell a line. Protects: every row has as many cells as there are headings, or stands under them
where columns are apart; else the whole table is left unread, for a cell that vanished would move the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.phrases import letters
from ingest.text_tables import cells

BARRIER = "\x00"
"""In place of a line that is of no table: quoted, or read already."""
BAR = re.compile(r"(?<!\\)\|")
BOXES = str.maketrans("│┃║┆┊¦", "||||||")
RULE = re.compile(r"[\s|:+\-=─━═┼┬┴┤├┐┘┌└╬╦╩╗╝╔╚╠╣┃┏┓┗┛┳┻╋┫┣]*[-=─━═][\s|:+\-=─━═┼┬┴┤├┐┘┌└╬╦╩╗╝╔╚╠╣┃┏┓┗┛┳┻╋┫┣]*")
PIECE = re.compile(r"\S+(?: \S+)*")
LONGEST_LINE = 400
LONGEST_CELL = 160
LONGEST_HEADING = 60
LONGEST_CORNER = 2  # words; more are a title
MOST_COLUMNS = 20
MOST_WORDS = 5  # of one known heading
MOST_BLANKS = 3  # between two cells that stand each on a line; more where the first two stand as far apart
FARTHEST_APART = 12
PERIOD_BEGUN = re.compile(r"(?:19|20)\d\d\s?(?:[-–—/]|to)(?=\s{2,}|\t|\s*\||$)")
LINES_ABOVE, FEWEST_BEGUN = 5, 2
FARTHEST = 30  # lines
LINES_BELOW = 4  # below a table, in which rows of it may stand behind one that is none
FEWEST_ROWS = 2


@dataclass(frozen=True)
class Placed:
    """A cell's text and the index of its line; None for one that is printed nowhere."""

    text: str
    line: int | None


Row = tuple[Placed, ...]


@dataclass(frozen=True)
class Folded:
    """The rows made of the lines `first` to `last`, both included. `why`: of a table whose cells cannot be told apart,
    in words."""

    first: int
    last: int
    rows: tuple[Row, ...] = ()
    why: str = ""


def fold(texts: Sequence[str], at: int, looked: dict[str, int]) -> Folded | None:
    """The table that begins at a line, by the first layout that knows it. `looked`: how far each layout of blocks has
    looked already and found none."""
    if not texts[at].strip() or texts[at] == BARRIER or len(texts[at]) > LONGEST_LINE:
        return None
    label = cells.QUESTION_LABEL.match(texts[at])
    if label:
        inside = [texts[at][label.end() :].lstrip(" .):–-"), *texts[at + 1 :]]
        found = (_flattened(inside, 0) or _coded(inside, 0)) if inside[0] else None
        why = "its first line stands behind a question's label"
        return Folded(at, at + found.last, why=why) if found else None
    found = (
        _unseen(_barred, texts, at, looked)
        or _unseen(_tabbed, texts, at, looked)
        or _unseen(_aligned, texts, at, looked)
        or _flattened(texts, at)
        or _coded(texts, at)
        or _stacked(texts, at)
    )
    if found and any(len(PERIOD_BEGUN.findall(text)) >= FEWEST_BEGUN for text in texts[max(0, at - LINES_ABOVE) : at]):
        return Folded(at, found.last, why="the beginnings of its periods stand in a line above it")
    return _whole(texts, found) if found else None


def _unseen(
    layout: Callable[[Sequence[str], int], Folded | None], texts: Sequence[str], at: int, looked: dict[str, int]
) -> Folded | None:
    """What a layout of blocks finds at a line; a block in which it found none is not gone through again."""
    if at < looked.get(layout.__name__, 0):
        return None
    found = layout(texts, at)
    if found is None:
        end = at
        while end < len(texts) and texts[end].strip() and _is_of_block(layout.__name__, texts[end]):
            end += 1
        looked[layout.__name__] = max(end - 1, at) if layout is _aligned else end
    return found


def _is_of_block(layout: str, text: str) -> bool:
    if layout == "_aligned":
        return "  " in text.strip() and any(cells.is_value(one[0]) for one in PIECE.finditer(text))
    return "\t" in text if layout == "_tabbed" else BAR.search(text.translate(BOXES)) is not None or _is_rule(text)


def _whole(texts: Sequence[str], found: Folded) -> Folded:
    """The table, left unread where more of its rows stand below a line that is none of them."""
    width = len(found.rows[0]) if found.rows else 0
    is_stacked = width > 1 and len({placed.line for placed in found.rows[-1]}) > 1
    passed = 0
    for n in range(found.last + 1, min(found.last + FARTHEST, len(texts))):
        text = texts[n].strip()
        if text == BARRIER or cells.is_question_label(text) or (not text and not is_stacked) or passed == LINES_BELOW:
            break
        split = [word for word in re.split(r"[\s|]+", text) if word]
        passed += bool(split)
        if not split or (len(split) > 1 and _heading(text)):
            continue
        is_row = width > 2 and len(_values_at_end(split)) >= width - 1 and not cells.is_period(split[0])
        if is_row or (is_stacked and cells.is_value(text) and not cells.is_period(text)):
            return Folded(found.first, _last_row(texts, n), why="a line among its rows is none of them")
    return found


def is_proved(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are a table beyond doubt: a row of headings, and below it labels with numbers."""
    depth = next(
        (n for n, row in enumerate(rows) if any(cells.is_value(t) and not cells.is_period(t) for t in row[1:])), 0
    )
    years = len(rows) > 1 and all(cells.is_period(text) for text in rows[0][1:]) and any(rows[0][1:])
    depth = depth or int(years)
    if not depth or any(cells.is_question_label(row[0]) or cells.is_never_row(row[0]) for row in rows):
        return False
    heading, body = rows[depth - 1], rows[depth:]
    if any(text.endswith((".", "?", "!")) and len(text.split()) > 3 for text in heading):
        return False
    columns = [
        column
        for column in range(1, len(heading))
        if (filled := [row[column] for row in body if column < len(row) and row[column]])
        and all(map(cells.is_value, filled))
        and any(map(cells.is_number, filled))
    ]
    is_known = cells.is_label_heading(heading[0]) or any(cells.is_value_heading(heading[column]) for column in columns)
    periods = sum(map(cells.is_period, heading[1:]))
    return bool(columns) and (periods > 1 or (len(columns) > 1 and len(body) > 1) or (is_known and bool(body[0][0])))


def _table(rows: Sequence[Row], first: int, last: int) -> Folded | None:
    """Rows with cells between borders, as a table where they prove to be one."""
    width = max(map(len, rows))
    squared = [[placed.text for placed in row] + [""] * (width - len(row)) for row in rows]
    if width < 2 or not is_proved(squared):
        return None
    if len({len(row) for row in rows}) > 1:
        return Folded(first, last, why="its rows have different numbers of cells")
    return Folded(first, last, tuple(rows))


# Bars and tabs


def _barred(texts: Sequence[str], at: int) -> Folded | None:
    end = at
    while end < len(texts) and (BAR.search(texts[end].translate(BOXES)) or _is_rule(texts[end])):
        end += 1
    lines = [(n, texts[n].translate(BOXES).strip()) for n in range(at, end) if not _is_rule(texts[n])]
    if len(lines) < FEWEST_ROWS or not BAR.search(lines[0][1]):
        return None
    is_boxed = all(text.startswith("|") for _, text in lines)
    rows = []
    for n, text in lines:
        bare = text[1:] if is_boxed else text
        bare = bare[:-1] if is_boxed and bare.endswith("|") and not bare.endswith("\\|") else bare
        rows.append(tuple(Placed(cell.replace("\\|", "|").strip(), n) for cell in BAR.split(bare)))
    joined: list[Row] = []
    for row in rows:
        if joined and cells.goes_on(row[0].text) and not any(placed.text for placed in row[1:]):
            label = Placed(f"{joined[-1][0].text} {row[0].text}", joined[-1][0].line)
            joined[-1] = (label, *joined[-1][1:])
        else:
            joined.append(row)
    rows = joined
    while len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 and not any(row[-1].text for row in rows):
        rows = [row[:-1] for row in rows]
    return _table(rows, at, end - 1)


def _is_rule(text: str) -> bool:
    return RULE.fullmatch(text) is not None and any(letter in text for letter in "|+─━═┼┬┴╬╦╩")


def _tabbed(texts: Sequence[str], at: int) -> Folded | None:
    end = at
    while end < len(texts) and "\t" in texts[end]:
        end += 1
    if end - at < FEWEST_ROWS:
        return None
    for border in (r"\t", r"\t+"):
        rows = [tuple(Placed(cell.strip(), n) for cell in re.split(border, texts[n])) for n in range(at, end)]
        if border == r"\t":
            width = max(map(len, rows))
            rows = [(*row, *[Placed("", row[0].line)] * (width - len(row))) for row in rows]
        found = _table(rows, at, end - 1)
        if found is not None and not found.why:
            return found
    return found


# Columns of spaces


@dataclass(frozen=True)
class _Piece:
    text: str
    start: int
    end: int


def _aligned(texts: Sequence[str], at: int) -> Folded | None:
    if "  " not in texts[at].strip():
        return None
    lines: list[tuple[int, list[_Piece]]] = []
    for n in range(at, len(texts)):
        pieces = [_Piece(one[0], *one.span()) for one in PIECE.finditer(texts[n].expandtabs(8))]
        if len(pieces) < 2 or "|" in texts[n] or BARRIER in texts[n] or cells.is_question_label(texts[n]):
            break
        if n > at and not any(cells.is_value(one.text) for one in pieces[1:]):
            break
        lines.append((n, pieces))
    (_, heads), body = lines[0] if lines else (0, []), lines[1:]
    if not body or not all(cells.is_period(one.text) or not cells.is_value(one.text) for one in heads[1:]):
        return None
    width = max(len(heads), *(len(pieces) for _, pieces in body))
    first, last = at, body[-1][0]
    corner = [""] * (width - len(heads))
    texts_of = [[*corner, *(one.text for one in heads)], *([one.text for one in pieces] for _, pieces in body)]
    full = [row for row in texts_of[1:] if len(row) == width] or [
        [row[0], *[""] * (width - len(row)), *row[1:]] for row in texts_of[1:]
    ]
    if len(corner) > 1 or not is_proved([texts_of[0], *full]):
        return None
    lacks_corner = bool(corner) and not all(cells.is_value_heading(one.text) for one in heads)
    columns = _extents([pieces for _, pieces in body if len(pieces) == width] + ([] if corner else [heads]))
    rows: list[Row] = [tuple(Placed(text, at) for text in texts_of[0])]
    for n, pieces in body:
        places = list(range(width)) if len(pieces) == width else _under(pieces, columns)
        if places is None or lacks_corner:
            shown = "  ".join(one.text for one in pieces)
            why = f"the row “{shown}” has {len(pieces)} cells for {width} columns and does not line up"
            return Folded(first, last, why="its headings do not stand over its columns" if lacks_corner else why)
        row = [Placed("", n)] * width
        for place, piece in zip(places, pieces, strict=True):
            row[place] = Placed(piece.text, n)
        rows.append(tuple(row))
    below = texts[last + 1].strip() if last + 1 < len(texts) else ""
    may_be_label = bool(below) and BARRIER not in below and not cells.is_sentence(below) and below[:1].islower()
    return (
        Folded(first, last, why=f"“{below}” may end the label above it")
        if may_be_label
        else Folded(first, last, tuple(rows))
    )


def _extents(rows: Sequence[Sequence[_Piece]]) -> list[tuple[set[int], set[int], int, int]]:
    """Of each column where its cells begin and end, and the places that it takes up; none where columns reach into each
    other."""
    found = [
        (
            {one.start for one in column},
            {one.end for one in column},
            min(o.start for o in column),
            max(o.end for o in column),
        )
        for column in zip(*rows, strict=True)
    ]
    gaps = {tuple(two.start - one.end for one, two in pairwise(row)) for row in rows}
    are_apart = all(one[3] <= two[2] for one, two in pairwise(found))
    are_aligned = len(gaps) > 1 and all(len(starts) == 1 or len(ends) == 1 for starts, ends, _, _ in found[1:])
    return found if are_apart and are_aligned else []


def _under(pieces: Sequence[_Piece], columns: Sequence[tuple[set[int], set[int], int, int]]) -> list[int] | None:
    """The column of each piece of a row that lacks a cell: the one that it stands under, in line with its cells."""
    found: list[int] = []
    for piece in pieces:
        under = [n for n, (_, _, start, end) in enumerate(columns) if piece.start < end and piece.end > start]
        if len(under) != 1 or (found and under[0] <= found[-1]):
            return None
        starts, ends, _, _ = columns[under[0]]
        agrees = starts == {piece.start} or ends == {piece.end}
        if under[0] and not agrees:
            return None
        found.append(under[0])
    return found


# Single spaces


def _heading(text: str) -> list[str] | None:
    """A line as the headings of a table: a label's, and then periods, or known headings of numbers."""
    if (
        cells.is_question_label(text)
        or cells.is_sentence(text)
        or cells.is_never_row(text)
        or text.endswith((":", ","))
    ):
        return None
    split = text.split()
    first = next((n for n, word in enumerate(split) if cells.is_period(word)), None)
    if first is not None:
        label, rest = " ".join(split[:first]), split[first:]
        while (
            rest and not cells.is_period(rest[-1]) and rest[-1].lower() in letters.lowered("headings", "beside_periods")
        ):
            rest = rest[:-1]
        headings = split[first:]
        are_periods = all(map(cells.is_period, rest)) and len(set(rest)) == len(rest)
        is_label = not label or (first <= MOST_WORDS and not any(map(str.isdigit, label)) and not cells.is_title(label))
        is_enough = len(rest) > 1 or cells.is_label_heading(label)
        return [label, *headings] if are_periods and is_label and is_enough and (label or len(rest) > 1) else None
    size = next(
        (n for n in range(min(MOST_WORDS, len(split) - 1), 0, -1) if cells.is_label_heading(" ".join(split[:n]))), 0
    )
    known = _known(split[size:]) if size else None
    return [" ".join(split[:size]), *known] if known else None


def _known(split: Sequence[str]) -> list[str] | None:
    """Words parted into known headings of columns of numbers, the longest first; None where some are none."""
    found: list[str] = []
    n = 0
    while n < len(split):
        sizes = range(min(MOST_WORDS, len(split) - n), 0, -1)
        size = next((k for k in sizes if cells.is_value_heading(" ".join(split[n : n + k]))), 0)
        if not size:
            return None
        found.append(" ".join(split[n : n + size]))
        n += size
    return found


def _values_at_end(split: Sequence[str]) -> list[str]:
    """The run of values at the end of a line's words."""
    return list(_run_of_values(tuple(split)))


@lru_cache(maxsize=4096)  # a line is asked again for each line above it from which a table may begin
def _run_of_values(split: tuple[str, ...]) -> tuple[str, ...]:
    words = list(split)
    values: list[str] = []
    while words:
        size = next((n for n in (3, 2, 1) if len(words) >= n and cells.is_value_of_words(words[-n:])), 0)
        if not size:
            break
        values.insert(0, " ".join(words[-size:]))
        del words[-size:]
    return tuple(values)


def _last_row(texts: Sequence[str], last: int) -> int:
    """The last row of a table that is not read, from one of its rows on: the rows below are of it too, over a line of a
    label between."""
    for n in range(last + 1, len(texts)):
        text = texts[n]
        if (
            not text.strip()
            or text == BARRIER
            or cells.is_question_label(text)
            or cells.is_sentence(text)
            or n > last + 2
        ):
            break
        last = n if _values_at_end(text.split()) else last
    return last


def _flattened(texts: Sequence[str], at: int) -> Folded | None:
    """Headings in one line and rows below it, single spaces between their words."""
    heading = _heading(texts[at])
    if heading is None:
        return None
    count = len(heading) - 1
    is_sure = sum(map(cells.is_period, heading[1:])) > 1 or (count > 1 and cells.is_label_heading(heading[0]))
    rows: list[Row] = [tuple(Placed(text, at) for text in heading)]
    last, why, waiting, n = at, "", "", at + 1
    if n < len(texts) and not texts[n].strip():
        n += 1
    while n < len(texts) and texts[n].strip() and not why:
        text = texts[n].strip()
        if (
            text == BARRIER
            or len(text) > LONGEST_LINE
            or cells.is_question_label(text)
            or cells.is_never_row(text)
            or "|" in text
        ):
            break
        split = text.split()
        values = _values_at_end(split)
        label = " ".join(split[: len(split) - len(" ".join(values).split())])
        if not label and cells.is_period(split[0]) and len(values) == count + 1:
            label, values = values[0], values[1:]
        if not values:
            if waiting or cells.is_sentence(text):
                break
            waiting = text
        else:
            if waiting and not (cells.goes_on(label) or cells.is_unfinished(waiting)):
                why = f"“{waiting}” has no values, or is the beginning of another row's label"
            whole = f"{waiting} {label}".strip()
            own = whole.split()
            spare = values[: len(values) - count]
            while spare and (cells.is_period(spare[0]) or (own and cells.claims_number(own[-1], own[:-1]))):
                own.append(spare.pop(0))  # "SOA 2003", "under 13"
            is_claimed = len(values) == count and bool(own) and cells.claims_number(own[-1], own[:-1])
            if len(values) < count or spare or is_claimed:
                why = why or f"the row “{whole}” has {len(values)} values for {count} columns"
            elif any(cells.is_period(value) and not cells.is_period(heading[0]) for value in values[-count:]):
                why = why or "a year stands among its values"
            elif not own:
                why = why or "values stand beside no label"
            rows.append((Placed(" ".join(own), n), *(Placed(value, n) for value in values[-count:])))
            last, waiting = n, ""
        n += 1
        if n + 1 < len(texts) and not texts[n].strip() and cells.is_total(texts[n + 1]) and rows[1:]:
            n += 1
    if waiting and last < n - 1 and texts[n - 1].strip() == waiting and cells.goes_on(waiting):
        why = why or f"“{waiting}” may end the label above it"
    if why:
        return Folded(at, _last_row(texts, last), why=why) if is_sure or len(rows) > FEWEST_ROWS else None
    is_enough = len(rows) > (FEWEST_ROWS if count == 1 else 1)
    has_number = any(cells.is_number(placed.text) for row in rows[1:] for placed in row[1:])
    return Folded(at, last, tuple(rows)) if is_enough and has_number else None


def _coded(texts: Sequence[str], at: int) -> Folded | None:
    """Rows without headings that open with the code of an outcome or of an offence: "OC01 – Charge/Summons 7"."""
    rows: list[Row] = []
    for n in range(at, len(texts)):
        split = texts[n].split()
        values = _values_at_end(split)
        if len(values) != 1 or not (cells.is_coded(texts[n]) or (rows and cells.is_total(texts[n]))):
            break
        rows.append((Placed(" ".join(split[:-1]).rstrip(" :–—-.…_·"), n), Placed(values[0], n)))
    if len(rows) < FEWEST_ROWS:
        return None
    last = at + len(rows) - 1
    below = texts[last + 1] if last + 1 < len(texts) else ""
    is_cut = bool(below.strip()) and below != BARRIER and not cells.is_question_label(below)
    above = texts[at - 1] if at else ""
    is_begun = above != BARRIER and not cells.is_question_label(above) and bool(_values_at_end(above.split()))
    why = "a line among its rows is none of them" if is_cut or is_begun else ""
    last = _last_row(texts, last + 1) if is_cut else last
    return Folded(at, last, tuple(rows), why)


# One cell a line


def _stacked(texts: Sequence[str], at: int) -> Folded | None:
    """A label's heading and the others, then a label and as many values, each on a line of its own."""
    if not _may_be_cell(texts[at].strip()):
        return None
    second = next((n for n in range(at + 1, min(at + 2 + FARTHEST_APART, len(texts))) if texts[n].strip()), at + 1)
    most_blanks = max(MOST_BLANKS, second - at - 1)
    own: list[Placed] = []
    blanks = 0
    for n in range(at, len(texts)):
        text = texts[n].strip()
        blanks = 0 if text else blanks + 1
        if blanks > most_blanks or (text and not _may_be_cell(text)):
            break
        if len(own) == MOST_COLUMNS + 2 and not _may_head(own):
            return None
        own += [Placed(text, n)] if text else []
    has_corner = not cells.is_period(own[0].text) and not cells.is_value(own[0].text)
    start = int(has_corner)
    count = start
    while count < min(len(own), MOST_COLUMNS) and cells.is_period(own[count].text):
        count += 1
    wide = count
    while wide < len(own) and own[wide].text.lower().rstrip("*:") in letters.lowered("headings", "beside_periods"):
        wide += 1
    if count - start > 1:
        found = next((one for size in dict.fromkeys((wide, count)) if (one := _stack(own, start, size))), None)
        return found
    if not has_corner or not cells.is_label_heading(own[0].text):
        return None
    first = next(
        (n for n, placed in enumerate(own[1:], 1) if cells.is_value(placed.text) or cells.is_period(placed.text)), 0
    )
    size = first if first and cells.is_period(own[first].text) else first - 1
    heads = [placed.text for placed in own[1:size]]
    is_known = len(heads) > 1 or any(map(cells.is_value_heading, heads))
    return _stack(own, 1, size) if heads and is_known and all(len(head) <= LONGEST_HEADING for head in heads) else None


def _may_head(own: Sequence[Placed]) -> bool:
    """Whether the first cells may be headings: each once, and a value behind them."""
    return len({placed.text for placed in own}) > 2 and any(
        cells.is_value(placed.text) or cells.is_period(placed.text) for placed in own[1:]
    )


def _stack(own: Sequence[Placed], start: int, size: int) -> Folded | None:
    """The rows of cells from the one after `size` headings on; None where there are not two of them."""
    width = size - start
    rows: list[Row] = [(own[0] if start else Placed("", None), *own[start:size])]
    if start and len(own[0].text.split()) > LONGEST_CORNER and not cells.is_label_heading(own[0].text):
        rows = [(own[0], *[Placed("", None)] * width), (Placed("", None), *own[1:size])]  # a title over an empty corner
    heads = len(rows)
    at = size
    are_years = cells.is_period(own[at].text) if at < len(own) else False
    while at < len(own):
        label, values = own[at], own[at + 1 : at + 1 + width]
        is_label = not cells.is_value(label.text) or (are_years and cells.is_period(label.text))
        told = [cells.is_value(one.text) and not cells.is_period(one.text) for one in values]
        if not is_label or not told or not told[0]:
            if len(rows) > heads and (not is_label or any(told)):
                return Folded(
                    own[0].line or 0, _last_value(own, at), why=f"“{label.text}” stands where a row's label was due"
                )
            break
        if not all(told) or len(told) < width:
            shown = f"the row “{label.text}” has {sum(told)} values for {width} columns"
            return Folded(own[0].line or 0, _last_value(own, at + sum(told)), why=shown)
        rows.append((label, *values))
        at += 1 + width
    has_number = any(cells.is_number(placed.text) for row in rows[1:] for placed in row[1:])
    return (
        Folded(own[0].line or 0, own[at - 1].line or 0, tuple(rows))
        if len(rows) >= heads + FEWEST_ROWS and has_number
        else None
    )


def _last_value(own: Sequence[Placed], at: int) -> int:
    """The line of the last value from a cell on: those that follow a label are of the table too."""
    values = [n for n in range(at, len(own)) if cells.is_value(own[n].text)]
    last = at
    for n in values:
        if n > last + 2:
            break
        last = n
    return own[min(last, len(own) - 1)].line or 0


def _may_be_cell(text: str) -> bool:
    if cells.is_value(text) or cells.is_period(text):
        return True
    is_long = len(text) > LONGEST_CELL or text.endswith((":", ",")) or "  " in text or "\t" in text or "|" in text
    is_other = cells.is_question_label(text) or cells.is_never_row(text) or cells.is_sentence(text)
    return not is_long and not is_other and text != BARRIER and bool(text)
