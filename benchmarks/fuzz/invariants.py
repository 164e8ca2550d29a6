"""What must hold of every reading, whatever was read -> what does not.

It shares no code with the readers: a figure's print stands where its locator says, the locator names a place that the
document has, a value is what its print says, and every text can be stored.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache

from ingest.model import BETWEEN_PAGES, ON_TO_PAGE, Blocks, Cell, DocumentReading, Figure, Line, Value
from ingest.reference import Reference

MOST = 1e15  # beyond it a DOUBLE no longer tells one number from the next, and no force counts so far
COUNTED_BY_US = re.compile(r"\d+ rows|blank")  # what stands nowhere as it is: rows that were counted, an empty cell
DIGITS = re.compile(r"[0-9]")

LINE = re.compile(r"(?:page (?P<page>\d+), )?lines? (?P<first>\d+)(?:-(?P<last>\d+))?")
TABLE = re.compile(
    r"(?:page (?P<page>\d+), )?table (?P<table>\d+)(?:, row (?P<row>\d+), column (?P<column>.*))?", re.DOTALL
)
SHEET = re.compile(r"sheet (?P<sheet>.*?)(?:, (?P<ref>[A-Z]{1,3}[0-9]+))?", re.DOTALL)
ROW = re.compile(r"row (?P<row>\d+)(?: \(.*\))?(?:, .*)?", re.DOTALL)
PART = re.compile(r"attachment \d+")


def broken(readings: Sequence[DocumentReading], reference: Reference) -> list[str]:
    """Every rule that the readings of one document, and of those inside it, break; each in words that begin with the
    rule's name."""
    found: list[str] = []
    for reading in readings:
        found += [f"text: {words}" for words in _unfit_texts(reading, "")]
        cells = _placed(reading.blocks.cells)
        for figure in reading.figures:
            found += _of_figure(figure, reading, cells, reference)
        for outcome in reading.outcomes:
            found += _of_place("outcome", outcome.locator, outcome.page, reading)
            if outcome.measure_id is not None and outcome.measure_id not in reference.measures:
                found.append(f"measure: an outcome has {outcome.measure_id!r}")
        for problem in reading.problems:
            if not problem.message.strip():
                found.append(f"problem: {problem.rule} says nothing")
        found += _of_blocks(reading)
    return [*found, *_ids(readings)]


def _of_figure(figure: Figure, reading: DocumentReading, cells: _Cells, reference: Reference) -> Iterator[str]:
    shown = f"{figure.value.text!r} at {figure.locator!r}"
    yield from (f"value: {words} ({shown})" for words in _of_value(figure.value))
    yield from _of_place("figure", figure.locator, figure.page, reading)
    if not figure.locator:
        yield f"place: a figure without one ({shown})"
    if not COUNTED_BY_US.fullmatch(figure.value.text) and not _stands(figure, reading, cells):
        yield f"print: {shown} does not stand in the quote {figure.quote!r}"
    is_known = figure.force_id in reference.forces or figure.force_id in reference.areas
    if not is_known:  # a document that names no force says so, and its figures go no further
        is_known = not figure.force_id and any(problem.rule == "force-not-found" for problem in reading.problems)
    if not is_known or figure.measure_id not in reference.measures:
        yield f"meaning: {figure.force_id!r}, {figure.measure_id!r} are not both known"
    start, end = figure.period.start, figure.period.end
    if (start is None) != (end is None) or (start is not None and end is not None and start > end):
        yield f"period: {figure.period}"


def _of_value(value: Value) -> Iterator[str]:
    numbers = [number for number in (value.value, value.low, value.high) if number is not None]
    if any(not math.isfinite(number) for number in numbers):
        yield f"{numbers} is no number"
    elif any(abs(number) >= MOST for number in numbers):
        yield f"{numbers} is more than anybody counts"
    elif any(number < 0 for number in numbers):
        yield f"{numbers} is less than none"
    if value.value is not None and not value.value == value.low == value.high:
        yield f"exact and yet between {value.low} and {value.high}"
    if value.value is None and value.low is not None and value.low == value.high:
        yield f"not exact, though both bounds are {value.low}"
    if value.low is not None and value.high is not None and value.low > value.high:
        yield f"bounds the wrong way round: {value.low} and {value.high}"
    if value.value is not None and not _says(value.value, value.text):
        yield f"{value.value} is not what is printed"


def _says(number: float, text: str) -> bool:
    """Whether the digits of a print are those of a number. A print without digits says it in words."""
    if not DIGITS.search(text) or COUNTED_BY_US.fullmatch(text):
        return True
    printed = re.sub(r"(?<=[0-9])[,\s\u00a0\u2009\u202f'’](?=[0-9]{3})", "", text)
    found = re.findall(r"[0-9]+(?:\.[0-9]+)?", printed)
    return any(math.isclose(float(one), number, rel_tol=1e-12) for one in found) or number in _in_words(text)


def _in_words(text: str) -> set[float]:
    """What a print says beside its digits: "none (0 of 4)" is told by words too."""
    return {0.0} if re.search(r"\b(?:none|nil|zero|no)\b", text, re.IGNORECASE) else set()


@dataclass
class _Cells:
    """The cells of a reading by table and row, and by address."""

    by_row: dict[tuple[int, int], list[Cell]] = field(default_factory=dict)
    by_ref: dict[str, list[Cell]] = field(default_factory=dict)


def _placed(cells: Sequence[Cell]) -> _Cells:
    found = _Cells()
    for cell in cells:
        found.by_row.setdefault((cell.table, cell.row), []).append(cell)
        found.by_ref.setdefault(cell.ref or "", []).append(cell)
    return found


def _stands(figure: Figure, reading: DocumentReading, cells: _Cells) -> bool:
    """Whether the print stands in the quote, and in the cell or the lines that the locator names."""
    printed = _plain(figure.value.text)
    if reading.form == "transcript":  # its words are ours and no quote
        return figure.quote is None and printed in _plain_whole(reading.blocks.text)
    if figure.quote is None or printed not in _plain(figure.quote):
        return False
    found = TABLE.fullmatch(figure.locator)
    if found and found["row"]:
        here = cells.by_row.get((int(found["table"]), int(found["row"])), [])
        return not here or any(printed in _plain(cell.text) for cell in here)
    sheet = SHEET.fullmatch(figure.locator)
    if sheet and sheet["ref"]:
        here = cells.by_ref.get(sheet["ref"], [])
        return not here or any(printed in _plain(cell.text) for cell in here)
    line = LINE.fullmatch(figure.locator)
    if line:
        first, last = int(line["first"]), int(line["last"] or line["first"])
        page = int(line["page"]) if line["page"] else None
        lines = reading.blocks.lines
        if page is None:
            here_lines = [one.text for one in lines[max(0, first - 2) : last + 1] if first <= one.number <= last]
        else:  # a paragraph may go on on the next page
            here_lines = [one.text for one in lines if one.page == page + 1 or _is_from(one, page, first)]
        return printed in _plain(" ".join(here_lines))
    return True


def _is_from(line: Line, page: int, first: int) -> bool:
    return line.page == page and line.of_page is not None and line.of_page >= first


def _plain(text: str) -> str:
    return "".join(text.split())


@lru_cache(maxsize=1)
def _plain_whole(text: str) -> str:
    return _plain(text)


def _of_place(what: str, locator: str, page: int | None, reading: DocumentReading) -> Iterator[str]:
    blocks = reading.blocks
    if page is not None and not 1 <= page <= (reading.pages or 0):
        yield f"place: {what} on page {page} of {reading.pages}"
    if not locator or ROW.fullmatch(locator):
        return
    lines = [part for part in locator.split(BETWEEN_PAGES) if not part.startswith(ON_TO_PAGE)]
    if locator not in lines and all(map(LINE.fullmatch, lines)):  # on more than one page
        for part in lines:
            yield from _of_place(what, part, page, reading)
        return
    line, table = LINE.fullmatch(locator), TABLE.fullmatch(locator)
    sheet = SHEET.fullmatch(locator)
    if line:
        last = int(line["last"] or line["first"])
        most = _last_line(blocks, int(line["page"]) if line["page"] else None)
        if last > most and (line["last"] is None or line["page"] is None):  # a range may end on a later page
            yield f"place: {what} at {locator!r}, the last line is {most}"
    elif table:
        numbers = {one.n for one in blocks.tables} | {one.n for one in blocks.grids}
        if int(table["table"]) not in numbers:
            yield f"place: {what} at {locator!r}, there are tables {sorted(numbers)}"
    elif sheet:
        if sheet["sheet"] not in {one.sheet for one in (*blocks.tables, *blocks.grids)}:
            yield f"place: {what} at {locator!r}, there is no such sheet"
    elif not PART.fullmatch(locator):
        yield f"place: {what} at {locator!r}, which names no place"


def _last_line(blocks: Blocks, page: int | None) -> int:
    """The number of the document's last line, or of the last one with words on a page."""
    if page is None:
        return max((line.number for line in blocks.lines[-3:]), default=0)
    return max((line.of_page or 0 for line in blocks.lines if line.page == page), default=0)


def _of_blocks(reading: DocumentReading) -> Iterator[str]:
    blocks = reading.blocks
    for line in blocks.lines:
        there = blocks.text[line.start : line.end]
        if line.table is None and there != line.text:
            yield f"line: {line.number} is {line.text!r}, and at its place in the text stands {there!r}"
            break
    for grid in blocks.grids:
        for cell in grid.cells:
            is_inside = cell.row >= 1 and cell.row + cell.row_span - 1 <= grid.rows
            is_inside = is_inside and cell.column >= 1 and cell.column + cell.column_span - 1 <= grid.columns
            if not is_inside or cell.row_span < 1 or cell.column_span < 1:
                yield f"grid: table {grid.n} of {grid.rows} rows and {grid.columns} columns has a cell beyond: {cell}"[
                    :300
                ]
                break
    for message in reading.messages:
        if not 0 <= message.text_start <= message.text_end <= len(blocks.text):
            yield f"message: {message.n} from {message.text_start} to {message.text_end} of {len(blocks.text)}"


def _ids(readings: Sequence[DocumentReading]) -> Iterator[str]:
    for what in ("figure", "outcome"):
        ids = [getattr(one, f"{what}_id") for reading in readings for one in getattr(reading, f"{what}s")]
        if len(ids) != len(set(ids)):
            yield f"ids: two {what}s have one id"


def _unfit_texts(value: object, place: str) -> Iterator[str]:
    """Texts that can't be stored or shown: NUL, lone surrogates; numbers that JSON has not."""
    if isinstance(value, str):
        if "\0" in value:
            yield f"NUL in {place}: {value[:80]!r}"
        try:
            value.encode()
        except UnicodeEncodeError:
            yield f"surrogate in {place}: {value[:80]!r}"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield f"{value} in {place}"
    elif isinstance(value, (tuple, list)):
        for n, inner in enumerate(value):
            found = list(_unfit_texts(inner, f"{place}[{n}]"))
            if found:
                yield found[0]
                return
    elif is_dataclass(value) and not isinstance(value, date):
        for one in fields(value):
            yield from _unfit_texts(getattr(value, one.name), f"{place}.{one.name}" if place else one.name)
