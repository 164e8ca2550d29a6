"""A document's tables as they stand -> headings, labels and cells, each cell with the words of its row and its column;
lines around -> its notes; notes -> what marks mean.

Protects: every filled place of a table's body is a cell, under all that stands over it and beside it, and no number of
a table is a figure by itself: `ingest/answers/proposals` offers it to a person, and what a whole table counts, that
person says by a `[[table]]` entry (`ingest/answers/maps`). A row of one text over the whole width is a title above
headings, a section among rows, a note at the foot. A mark means what its source says and nothing else: "[z] not
applicable" below a table says what its mark means and answers no question, and a note that can be understood in two
ways ("nil or not recorded") gives no meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import dropwhile, islice, pairwise
from types import MappingProxyType
from typing import Any

from ingest.model import Blocks, Cell, Grid, GridCell, Line, Problem, Value
from ingest.phrases import letters
from ingest.phrases.numbers import MEANINGS, find_values, read_mark, read_value
from ingest.phrases.periods import read_period
from ingest.privacy import NAME
from ingest.sources import meant

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MOST_COLUMNS = 300
MOST_ROWS = 5_000
MOST_HEADING_ROWS = 8
LONGEST_HEADING = 120  # letters; a longer text alone in its row is a note
UNIT = r"(?:%|[A-Za-z]{1,2}|million|thousand|bn)?"
COUNT = re.compile(
    rf"[<>≤≥~(£$€]*\s*[-+−]?\s*[.,]?\d(?:[\d.,]|\s(?=\d{{3}}))*\)?\s*{UNIT}\s*(?:[*†‡#]{{1,3}}|[(\[].{{0,40}}[)\]])?"
)
BAND = r"\d\d(?:\s*(?:[-–]|to)\s*\d\d)?"
AGE = re.compile(
    rf"(?:aged\s+)?(?:(?:under|over)\s+{BAND}|{BAND}(?=\s*[a-z+]))(?:\s*(?:years?|yrs?))?(?:\s+(?:old|of age))?"
    r"(?:\s*\+|\s+(?:and|or)\s+(?:over|under|above|below|older|younger))?",
    re.IGNORECASE,
)
"""A group of ages, by its words: "Under 18", "18 years and over". A bare "13-15" is one beside such a group alone."""
CONTINUED = re.compile(r"\(?\b(?:continued|cont'?d?|contd)\b\.?\)?", re.IGNORECASE)

Places = Mapping[tuple[int, int], GridCell]  # every place of a grid with the cell that covers it


@dataclass(frozen=True)
class Row:
    """One row of the body. `number`: from 1 below the headings, as a person counts. `labels`: one for each column of
    labels. `section`: the row alone above it that it stands under. `block`: which of the table's headings it has."""

    number: int
    grid_row: int
    labels: tuple[str, ...]
    section: str = ""
    block: int = 0

    @property
    def name(self) -> str:
        return ", ".join(label for label in (self.section, *self.labels) if label)


@dataclass(frozen=True)
class Layout:
    """`blocks`: for each set of headings its rows, each a text for every column of numbers. `heads`: what stands over
    each column of labels. `notes`: those of the grid and below it."""

    grid: Grid
    places: Places
    blocks: tuple[tuple[tuple[str, ...], ...], ...]
    heads: tuple[str, ...]
    label_columns: tuple[int, ...]
    value_columns: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    _headings: dict[tuple[int, int], str] = field(default_factory=dict, init=False, compare=False)

    def levels(self, column: int, row: Row | None = None) -> tuple[str, ...]:
        block = self.blocks[row.block if row else 0]
        n = self.value_columns.index(column)
        return tuple(dict.fromkeys(level[n] for level in block if level[n]))

    def heading(self, column: int, row: Row | None = None) -> str:
        """The headings over a column in one line; one that stands over all alike is left out where others tell."""
        at = (column, row.block if row else 0)
        if at not in self._headings:
            block = self.blocks[at[1]]
            varying = [level for level in block if len(set(level)) > 1] or block
            n = self.value_columns.index(column)
            self._headings[at] = ", ".join(dict.fromkeys(level[n] for level in varying if level[n]))
        return self._headings[at]

    def name(self, column: int, row: Row) -> str:
        """A column by its heading; by its number where it has none."""
        return self.heading(column, row) or str(column)

    def cell(self, row: Row, column: int) -> GridCell | None:
        return self.places.get((row.grid_row, column))

    def text(self, row: Row, column: int) -> str:
        return text_at(self.places, row.grid_row, column)


def table_place(grid: Grid) -> str:
    """Where a table stands: "page 2, table 1", "sheet Arrests"."""
    if grid.sheet is not None:
        return f"sheet {grid.sheet}"
    return f"page {grid.page}, table {grid.n}" if grid.page is not None else f"table {grid.n}"


def is_too_large(grid: Grid) -> bool:
    """Whether a table is of a size that no answer has: a sheet of a million rows is not gone through."""
    return grid.columns > MOST_COLUMNS or grid.rows > MOST_ROWS


def text_at(places: Places, row: int, column: int) -> str:
    cell = places.get((row, column))
    return one_line(cell.text) if cell is not None else ""


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a cell holds a number, with what may stand beside one, or a mark in its place."""
    if text.lower() in letters.lowered("marks", "known") or COUNT.fullmatch(text) is not None:
        return True
    has_digit = any(letter.isdigit() for letter in text)
    return (has_digit or letters.plain(text) in letters.phrases("notes.meanings", "zero")) and read_value(
        text
    ) is not None


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    period = read_period(text.rstrip(f" *†‡#{SUPERSCRIPTS}")) if text else None
    return period is not None and period.start is not None


def lay_out(grid: Grid, header_rows: int | None = None) -> Layout | None:
    """None for a grid without a column of numbers: words in boxes are no table of figures. `header_rows`: how many rows
    below its titles are headings, where a person says so."""
    if is_too_large(grid):
        return None
    places = placed(grid)
    rows = [r for r in range(1, grid.rows + 1) if any(text_at(places, r, c) for c in range(1, grid.columns + 1))]
    columns = [c for c in range(1, grid.columns + 1) if any(text_at(places, r, c) for r in rows)]
    rows = rows[_titles(places, rows, columns) :]
    notes = _notes(places, rows, columns)
    rows = rows[: len(rows) - len(notes)]
    depth = _depth(places, rows, columns) if header_rows is None else header_rows
    head_rows, body = rows[:depth], rows[depth:]
    labels, values = _columns(places, head_rows, body, columns)
    if not values or not body:
        return None
    heads = tuple(_head(places, head_rows, column) for column in labels)
    noted = (" ".join(cell.text for cell in _filled(places, row, columns)) for row in notes)
    told = tuple(map(one_line, (*grid.notes, *noted)))
    levels = (_levels(places, head_rows, values),)
    return _with_rows(Layout(grid, places, levels, heads, tuple(labels), tuple(values), (), told), body)


def placed(grid: Grid) -> dict[tuple[int, int], GridCell]:
    """Every place of the grid with the cell that covers it; the first where two claim it."""
    covered: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                covered.setdefault((row, column), cell)
    return covered


def one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _is_of_codes(head: str) -> bool:
    """Whether a heading stands over offences' codes, which are labels though numbers: not "Offence and code"."""
    text = letters.plain(head)
    is_named = any(text in letters.phrases("heads", kind) for kind in ("code", "subcode"))
    return is_named or (text.endswith(" code") and set(text.split()) <= letters.phrases("heads", "of_a_code"))


@cache
def unit_of_word() -> dict[str, str]:
    """Countable word, plain -> the unit that it is; the words that count whatever was asked are left out, and those
    that over a column are as likely one part of a breakdown ("male")."""
    parts = letters.phrases("counts", "parts")
    return {
        letters.plain(word): unit for word, unit in letters.units().items() if unit and letters.plain(word) not in parts
    }


def is_total(label: str) -> bool:
    """Whether a label is a total's and nothing else's: "Total", "Grand total", "Sum:"."""
    return letters.plain(label) in letters.phrases("totals", "total")


def _filled(places: Places, row: int, columns: Sequence[int]) -> list[GridCell]:
    cells = {id(cell): cell for column in columns if (cell := places.get((row, column))) and cell.text.strip()}
    return list(cells.values())


def _titles(places: Places, rows: Sequence[int], columns: Sequence[int]) -> int:
    for n, row in enumerate(rows[:-1]):
        cells = _filled(places, row, columns)
        if len(cells) != 1 or len(columns) < 2 or cells[0].column > columns[0] or cells[0].row_span > 1:
            return n
    return max(0, len(rows) - 1)


def _notes(places: Places, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    notes: list[int] = []
    for row in reversed(rows[1:]):
        cells = _filled(places, row, columns)
        if len(cells) != 1 or len(columns) < 2 or not is_note(cells[0].text):
            break
        notes.insert(0, row)
    return notes


def is_note(text: str) -> bool:
    """Whether a text alone in its row is a note: it is long, or begins as one."""
    line = one_line(text)
    starts = any(
        line.lower().startswith(start) and not line[len(start) : len(start) + 1].isalpha()
        for start in letters.words("notes", "starts")
    )
    return starts or len(line) > LONGEST_HEADING or re.match(rf"[{SUPERSCRIPTS}]|[(\[].[)\]]", line) is not None


def _depth(places: Places, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows are headings: those above the first with a number beside its label. Years are headings where no
    years stand above them, and so are groups of ages; a label alone below headings is a section, and no heading."""
    right = columns[1:] or columns
    depth = 0
    for n, row in enumerate(rows[: MOST_HEADING_ROWS + 1]):
        texts = [text for column in right if (text := text_at(places, row, column))]
        cells = _filled(places, row, right)
        has_label = bool(text_at(places, row, columns[0])) and places[row, columns[0]].row == row
        ages = () if depth and has_label and text_at(places, rows[n - 1], columns[0]) else _ages(texts)
        numbers = [text for text in texts if is_number(text) and not is_year(text) and text not in ages]
        if depth and len(columns) > 1 and cells and cells[0].column_span >= len(columns):
            break  # a section over the whole width
        if cells and all(cell.is_header is True for cell in cells):
            depth = n + 1
            continue
        if numbers or n == MOST_HEADING_ROWS:
            break
        years = [text for text in texts if is_year(text)]
        if years and depth and has_label:
            over = [text_at(places, above, column) for above in rows[:n] for column in right]
            if any(map(is_year, over)) or len(years) < len(texts):
                break
        if texts:
            depth = n + 1
    if depth == len(rows):
        depth = min(1, depth)
    while depth and depth < len(rows):
        covering = [(column, cell) for column in right if (cell := places.get((rows[depth], column)))]
        above = [(column, cell) for column, cell in covering if cell.text.strip() and cell.row < rows[depth]]
        if all(cell is places.get((rows[-1], column)) for column, cell in above):
            break  # words that stand beside the whole table are no heading that reaches down into it
        depth += 1
    return depth


def _ages(texts: Sequence[str]) -> tuple[str, ...]:
    """The groups of ages that a row has; none where one stands alone: "Under 10" may be a count, "10 years" not."""
    bands = [text for text in texts if AGE.fullmatch(text) or re.fullmatch(BAND, text)]
    in_words = [text for text in bands if AGE.fullmatch(text)]
    groups = {text for text in bands if not text.isdigit()}
    return tuple(bands) if in_words and len(groups) > 1 else ()


def _columns(
    places: Places, head_rows: Sequence[int], body: Sequence[int], columns: Sequence[int]
) -> tuple[list[int], list[int]]:
    struck = [column for column in columns if set(_filled_texts(places, body, column)) == {NAME}]
    others = [column for column in columns if column not in struck]
    if any(2 * _numbers(places, body, c) < len(_filled_texts(places, body, c)) for c in others):
        columns = others  # who dealt with a case is no label of its number, where there is another
    labels: list[int] = []
    for n, column in enumerate(columns):
        texts = _filled_texts(places, body, column)
        head = _head(places, head_rows, column)
        numbers = _numbers(places, body, column)
        is_labels = 2 * numbers < len(texts) or not texts or _is_of_codes(head)
        if n == 0:
            is_alone = not any(_holds_numbers(places, body, c) for c in columns[1:])
            # "Count of Crime Ref" and "Number of arrests" stand over counts, also before their labels.
            words = letters.plain(head)
            begins = tuple(f"{phrase} " for phrase in letters.phrases("counts", "before"))
            is_of_counts = f"{words} ".startswith(begins) or unit_of_word().get(words) == "arrests"
            is_counted = is_year(head) or (is_alone and is_of_counts)
            is_labels = len(columns) > 1 and (is_labels or not is_counted)
        elif not texts or (is_labels and not any(_holds_numbers(places, body, c) for c in columns[n + 1 :])):
            break
        if not is_labels:
            break
        labels.append(column)
    values = [column for column in columns if column not in labels]
    return labels, values if any(_holds_numbers(places, body, column) for column in values) else []


def _filled_texts(places: Places, body: Sequence[int], column: int) -> list[str]:
    return [text for row in body if (text := text_at(places, row, column))]


def _numbers(places: Places, body: Sequence[int], column: int) -> int:
    return sum(is_number(text) and not is_year(text) for text in _filled_texts(places, body, column))


def _holds_numbers(places: Places, body: Sequence[int], column: int) -> bool:
    return any(re.search(r"\d", text) and is_number(text) for text in _filled_texts(places, body, column))


def _head(places: Places, head_rows: Sequence[int], column: int) -> str:
    cells = {id(cell): cell for row in head_rows if (cell := places.get((row, column))) and cell.text.strip()}
    single = [cell for cell in cells.values() if cell.column_span == 1]
    return one_line(" ".join(cell.text for cell in single or cells.values()))


def _levels(places: Places, head_rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """For each row of headings its text over each column. A blank beside a group's heading, with headings below it,
    belongs to the group: printed without borders, every group is taken to be as wide as the narrowest."""
    levels = [[text_at(places, row, column) for column in columns] for row in head_rows]
    for above, below in pairwise(levels):
        starts = [n for n, text in enumerate(above) if text]
        widths = [after - start for start, after in pairwise([*starts, len(above)])]
        narrowest = min([width for width in widths if width > 1], default=1)
        for start, width in zip(starts, widths, strict=True):
            for n in range(start + 1, start + min(width, narrowest)):
                above[n] = above[start] if below[n] else ""
    return tuple(tuple(level) for level in levels if any(level))


def _with_rows(layout: Layout, body: Sequence[int]) -> Layout:
    places, values = layout.places, layout.value_columns
    printed = [_texts(places, row, layout.label_columns) for row in body]
    fill = _columns_to_fill([labels for labels in printed if any(labels[1:])], layout)
    has_blanks = any(any(texts) and not all(texts) for texts in (_texts(places, row, values) for row in body))
    blocks = list(layout.blocks)
    rows: list[Row] = []
    headings = blocks[0][-1] if blocks[0] else None
    heads = {"", *map(letters.plain, layout.heads)}  # what still heads the labels: "Offence (continued)"
    again = {
        labels[0]
        for row, labels in zip(body, printed, strict=True)
        if labels
        and _texts(places, row, values) == headings
        and letters.plain(CONTINUED.sub(" ", labels[0])) not in heads
    }
    section, block = layout.heads[0] if again else "", 0
    above: tuple[str, ...] = ()
    for row, labels in zip(body, printed, strict=True):
        texts = _texts(places, row, values)
        if blocks[block] and texts == blocks[block][-1]:  # the headings again, under another label or the same
            section, above = (labels[0], ()) if labels and labels[0] in again else (section, above)
            continue
        if len(texts) > 1 and all(map(is_year, texts)) and blocks[block] and all(map(is_year, blocks[block][-1])):
            blocks.append((*blocks[block][:-1], texts))
            block, section, above = len(blocks) - 1, labels[0] if labels else "", ()
            continue
        if _is_section(places, row, labels, texts, (*layout.label_columns, *values), has_blanks):
            section, above = labels[0], ()
            continue
        labels = above = _filled_in(labels, above, fill)
        is_of_all = row == body[-1] and letters.plain("".join(labels[:1])) in letters.phrases("totals", "of_all")
        rows.append(Row(row - body[0] + 1, row, labels, "" if is_of_all else section, block))
    return replace(layout, rows=tuple(rows), blocks=tuple(blocks))


def _texts(places: Places, row: int, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(text_at(places, row, column) for column in columns)


def _is_section(
    places: Places, row: int, labels: tuple[str, ...], texts: tuple[str, ...], columns: Sequence[int], has_blanks: bool
) -> bool:
    """Whether a row is a label alone over what follows: as wide as all, a colon, a period, or no cell empty."""
    if not labels or not labels[0] or is_total(labels[0]):
        return False
    cell = places[row, columns[0]]
    if cell.column_span >= len(columns) > 1 and cell.row == row:
        return True
    is_alone = not any(labels[1:]) and not any(texts)
    return is_alone and (labels[0].endswith(":") or is_year(labels[0]) or not has_blanks)


def _columns_to_fill(printed: Sequence[tuple[str, ...]], layout: Layout) -> frozenset[int]:
    """The columns of labels in which a blank repeats the label above: no columns of codes, and none whose labels may
    stand in the middle of their rows, as pages print merged cells."""
    columns = set()
    for n in range(len(layout.label_columns) - 1):
        if not printed or not printed[0][n] or _is_of_codes(layout.heads[n]):
            continue
        beside = {labels[n + 1] for labels in printed if labels[n] and labels[n + 1]}
        below = {labels[n + 1] for labels in printed if not labels[n] and labels[n + 1]}
        if layout.grid.page is None or len(beside) < 2 or not beside & below:
            columns.add(n)
    return frozenset(columns)


def _filled_in(printed: tuple[str, ...], above: tuple[str, ...], fill: frozenset[int]) -> tuple[str, ...]:
    labels = list(printed)
    for n in sorted(fill):
        if not labels[n] and above and any(labels[n + 1 :]) and labels[:n] == list(above[:n]):
            labels[n] = above[n]
    return tuple(labels)


NOTED = re.compile(rf"(\d[\d,]*)\s?(?:[*†‡#~^{SUPERSCRIPTS}]{{1,3}}|[(\[](?:note )?\w[)\]]|[pr])")
TOTAL_AND_NUMBER = re.compile(r"(.+?)\s*[:=–-]\s*\d[\d,]*")
LEFT = "table-left-to-a-person"  # the rule of the problem that says of a table how many of its numbers wait
NOT_LAID_OUT = "table-not-laid-out"


@dataclass(frozen=True)
class TablesReading:
    tables: tuple[Grid, ...] = ()
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tables(
    grids: Sequence[Grid], legend: Mapping[str, str] = MappingProxyType({}), maps: Sequence[Mapping[str, Any]] = ()
) -> TablesReading:
    """`legend`: what the source says of its marks. `maps`: what a person says of the document's tables."""
    header_rows = {
        grid.n: entry["header_rows"] for entry in maps if "header_rows" in entry for grid in meant(grids, entry)
    }
    layouts = [lay_out(grid, header_rows.get(grid.n)) for grid in grids]
    laid_out = [layout for layout in layouts if layout is not None]
    problems = [
        _without_layout(grid) if layout is None else _left_to_a_person(layout)
        for grid, layout in zip(grids, layouts, strict=True)
    ]
    cells = (cell for layout in laid_out for cell in _body_cells(layout, legend))
    return TablesReading(tuple(grids), tuple(cells), tuple(problem for problem in problems if problem is not None))


def _without_layout(grid: Grid) -> Problem | None:
    where = table_place(grid)
    if is_too_large(grid):
        return Problem.of("table-too-large", where, grid.page, rows=grid.rows, columns=grid.columns)
    texts = [one_line(cell.text) for cell in grid.cells]
    numbers = [text for text in texts if _is_total_with_number(text) or (read_value(text) and not read_period(text))]
    if not numbers:
        return None
    return Problem.of("table-not-laid-out", where, grid.page, number=numbers[0])


def _is_total_with_number(text: str) -> bool:
    match = TOTAL_AND_NUMBER.fullmatch(text)
    return match is not None and is_total(match[1])


def _left_to_a_person(layout: Layout) -> Problem:
    """How many numbers wait: in the body, alone or among words ("Total: 54"), and totals among the labels."""
    body = (layout.text(row, column) for row in layout.rows for column in layout.value_columns)
    labels = (one_line(cell.text) for cell in layout.grid.cells if cell.column in layout.label_columns)
    count = sum(any(map(str.isdigit, text)) and (is_number(text) or bool(find_values(text))) for text in body)
    count += sum(map(_is_total_with_number, labels))
    numbers = "its number is" if count == 1 else f"its {count:,} numbers are"
    return Problem.of(LEFT, table_place(layout.grid), layout.grid.page, numbers=numbers)


def _body_cells(layout: Layout, legend: Mapping[str, str]) -> list[Cell]:
    cells, printed = [], read_legend(layout.notes)
    for row in layout.rows:
        for column in layout.value_columns:
            cell, text = layout.cell(row, column), layout.text(row, column)
            name, label = layout.name(column, row), ", ".join(layout.levels(column, row)) or None
            page = cell.page if cell and cell.page is not None else layout.grid.page
            box, ref, line = (cell.bbox, cell.ref, cell.line) if cell else (None, None, None)
            place = (page, box, ref, _value_of(text, legend, printed) or _noted(text), layout.grid.sheet, line)
            cells.append(Cell(layout.grid.n, row.number, name, text, row.name or None, label, *place))
    return cells


def _noted(text: str) -> Value | None:
    match = NOTED.fullmatch(text)
    value = read_value(match[1]) if match else None
    return replace(value, text=text) if value else None


BLANK = "blank"  # a legend's name for an empty cell
SECONDARY = re.compile(r"\bsecondary|\bsecondarily|\bcalculat|\bdeduc|\bderiv|\bworked out\b", re.IGNORECASE)
SUPPRESSED = "[c]"
PUNCTUATION = (".", ":", "/")  # marks in a cell, punctuation in a sentence
DASHES = ("-", "–", "—")
CLAUSE = re.compile(r"\s*(?:;|\n|(?<=[a-z0-9)])\.\s+|,\s+(?=['\"‘“\[*]))\s*")
SPREADSHEET = "spreadsheet"  # how a workbook's or a CSV's tables were read
MOST_NOTES = 12  # lines below a table that may be its notes
NAMES = "|".join(rf"(?P<{name}>{letters.pattern('notes', name)})" for name in ("blank", "dash", "asterisk"))
KNOWN = [mark for mark in letters.words("marks", "known") if not mark[0].isalpha() or "/" in mark]
PRINTED = sorted((mark for mark in KNOWN if mark not in PUNCTUATION), key=len, reverse=True)
NAMED = rf"{NAMES}|(?P<symbol>{'|'.join(map(re.escape, PRINTED))})"
"""A mark by its name or as it is printed; not one that may be a sentence's first word."""
QUOTED = r"['\"‘’“”`(]\s*(?P<quoted>[^\s'\"‘’“”`()]{1,6})\s*['\"‘’“”`)]"
LEAD = rf"(?:.{{0,60}}?\b{letters.pattern('notes', 'leads')}(?:(?<=:)|\b)[:\s]*(?:an?\s+)?)?"
LINK = rf"(?P<link>(?:\s*(?:{letters.pattern('notes', 'links')})(?=\W|\s|$))*)"
MARK_BEFORE_MEANING = re.compile(
    rf"^\s*{LEAD}(?:the\s+)?(?:{QUOTED}|{NAMED}|(?P<letters>[a-z]{{1,3}}(?:/[a-z])?)(?=\s*[=:])){LINK}\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
""" "* denotes fewer than 5"."""
STARTS = rf"(?:{letters.pattern('notes', 'starts')}[:\s]+)?"
MARK_AFTER_MEANING = re.compile(
    rf"^\s*{STARTS}(?P<rest>.+?)\s+{letters.pattern('notes', 'shown_as')}"
    rf"\s+(?:an?\s+|the\s+symbol\s+)?['\"‘“(]?(?:{NAMED})['\"’”)]?\s*\.?\s*$",
    re.IGNORECASE,
)
""" "Figures under 5 are shown as *": what is meant, and then the mark."""
OPENS_NOTE = re.compile(rf"[*†‡#~^]{{1,3}}|[{SUPERSCRIPTS}]+|\[\w\]|\((?:note )?\w\)", re.IGNORECASE)


def read_legend(notes: Iterable[str]) -> dict[str, str]:
    """Mark -> what notes say of it: a word of MEANINGS, or a bound ("fewer than 5"). One that they explain in two ways
    has no meaning."""
    explained: dict[str, set[str]] = {}
    for clause in (clause.strip() for note in notes for clause in CLAUSE.split(note)):
        after = MARK_AFTER_MEANING.match(clause)
        match = after or MARK_BEFORE_MEANING.match(clause)
        groups = match.groupdict() if match else {}
        is_linked = after is not None or bool(groups.get("link", "").strip(" -–—"))
        if match and (meaning := _meaning(groups["rest"], is_linked=is_linked)):
            named = groups.get("quoted") or groups["symbol"] or groups.get("letters") or ""
            mark = BLANK if groups["blank"] else "-" if groups["dash"] else "*" if groups["asterisk"] else named.lower()
            for dash in DASHES if mark in DASHES else (mark,):
                explained.setdefault(dash, set()).add(meaning)
    return {mark: meanings.pop() for mark, meanings in explained.items() if len(meanings) == 1}


def _value_of(text: str, source: Mapping[str, str], printed: Mapping[str, str]) -> Value | None:
    """What a mark means here, by the source's legend or else the table's own; None for no mark, and for one that nobody
    explains."""
    mark, stated = text.strip(), read_mark(text, source)
    meaning = printed.get(mark.lower() or BLANK)
    if stated is not None or meaning is None:
        return stated
    if meaning in MEANINGS:
        return read_mark(mark, {mark or BLANK: meaning})
    bound = read_value(meaning)
    return Value(None, bound.low, bound.high, SUPPRESSED, mark) if bound else None


def _meaning(rest: str, *, is_linked: bool) -> str | None:
    """What the words beside a mark say; unless a word links them to it, they must say nothing else."""
    words = rest.strip(" .'\"“”‘’()").split()
    fillers = letters.words("notes", "fillers")  # that lead a meaning in: "indicates a value of fewer than 5"
    core = " ".join([*dropwhile(lambda word: word.lower() in fillers, words[:-1]), *words[-1:]])
    if letters.plain(core) in letters.phrases("notes.meanings", "zero"):
        return "zero"
    bound = read_value(core)
    if bound is not None and bound.value is None and bound.high is not None:
        return core
    meanings = {name for name in MEANINGS if _names(name, rest)}
    values = [number.value for number in find_values(rest)]
    bounds = [value.text for value in values if value.value is None and value.high is not None]
    if bounds and SECONDARY.search(rest):
        return "suppressed"  # a mark that may hide any number besides has no upper bound
    if "zero" in meanings and (bounds or re.search(r"\bor\b", rest)):
        return None
    if bounds and meanings <= {"suppressed"} and (is_linked or meanings):
        return bounds[0] if len(set(bounds)) == 1 else None
    first = re.split(r"[:,(]", rest)[0]
    is_short = len(first.split()) <= 3 and all(_names(name, first) for name in meanings)
    starts = tuple(letters.phrases("notes.meanings", "suppressed"))
    if meanings == {"suppressed"} and letters.plain(rest).startswith(starts):
        return "suppressed"  # "* suppressed to protect persons" needs no word between
    return meanings.pop() if len(meanings) == 1 and (is_linked or is_short) else None


def _names(meaning: str, rest: str) -> bool:
    text = letters.plain(rest)
    return any(letters.holds(text, phrase) for phrase in letters.phrases("notes.meanings", meaning))


def with_notes(blocks: Blocks) -> Blocks:
    """The same blocks, the notes below a table given to it."""
    below = {grid.n: _notes_below(grid, blocks.lines, grid.after_line) for grid in blocks.grids}
    taken = {line.number for notes in below.values() for line in notes}
    lines = tuple(replace(line, text="") if line.number in taken else line for line in blocks.lines)
    grids = tuple(replace(grid, notes=_notes_of(below[grid.n])) for grid in blocks.grids)
    return replace(blocks, grids=grids, lines=lines) if grids else blocks


def with_own_notes(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A table that is made of a text's lines, with the notes below it among its lines."""
    first, last = grid.lines or (0, 0)
    below = _notes_below(grid, lines, last)
    return replace(grid, notes=_notes_of(below), lines=(first, below[-1].number)) if below else grid


def _notes_of(notes: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text.strip() for line in notes))


def _notes_below(grid: Grid, lines: Sequence[Line], last: int) -> list[Line]:
    """The lines right below a table, whose last line is `last`, that explain a mark or that a mark in it points to."""
    notes: list[Line] = []
    if is_too_large(grid):
        return notes
    first = bisect_right(lines, last, key=lambda line: line.number)
    below = (line for line in islice(lines, first, None) if line.text.strip())
    for line in islice(below, MOST_NOTES):
        text = line.text.strip()
        mark = OPENS_NOTE.match(text)
        is_pointed_at = mark is not None and any(one_line(cell.text)[1:].endswith(mark[0]) for cell in grid.cells)
        if is_pointed_at or read_legend([text]):
            notes.append(line)
        elif grid.method != SPREADSHEET:
            break  # in a letter, what stands below something else is of that
    return notes
