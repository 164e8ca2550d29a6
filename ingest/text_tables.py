"""The lines of a text -> the tables that are made of them, as grids; the tables of a message -> their places among its
lines; a table of questions with their answers beside them -> lines, for words in a table answer as words on a page do.

Protects: a cell stands under the heading and beside the label that it is printed with; what does not fold into whole
rows under headings stays lines. Quoted mail is read by nobody, and no table goes on over lines that are not here. What
cells mean is found later, in `ingest/tables`; a line that was a cell keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.model import CellLine, Grid, GridCell, Line, Message, box_of
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.periods import A_YEAR, month_numbers, read_period
from ingest.tables import with_own_notes
from ingest.thread import own_lines

MOST_COLUMNS = 16
FEWEST_IN_A_RUN = 3
FEWEST_PARTED = 3
LONGEST_ROW = 300  # letters
LONGEST_CELL = 60  # letters
LONGEST_LABEL = 120  # letters of one further down, where rows have begun
FEWEST_WORDS_OF_A_TITLE = 4  # fewer may head the labels
MARK = re.compile(r"\W|<\s?\d+")
COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
VALUE = rf"(?:{COUNT}|<\s?\d+|\*+|[-–](?!\S))"
A_COUNT = re.compile(COUNT)
SMALL = rf"(?:\d{{1,3}}|{letters.any_of(letters.number_words())})"
CELL = re.compile(rf"{COUNT}|(?:<|less than|fewer than|under)\s?{SMALL}|{SMALL} or (?:fewer|less)", re.IGNORECASE)
COUNT_AND_PART = re.compile(rf"(?P<count>{COUNT})\s*\((?P<part>[^()]*)\)")
YEAR = rf"(?:{A_YEAR}(?:\s?[/–-]\s?(?:\d{{4}}|\d\d))?|\d\d/\d\d)"
YEARS = re.compile(rf"(?P<corner>\D*?)(?P<years>{YEAR}(?:\s+(?:FY\s*)?{YEAR})+)\s*")
RUN_OF_YEARS = re.compile(
    rf"(?P<head>\D*\byears?\b\D*?)\s+(?P<cells>{YEAR}\*?(?:\s+(?:{YEAR}|{COUNT})\*?){{3,}})(?:\s+total\s+(?P<total>{COUNT}))?",
    re.IGNORECASE,
)
NAME = r"[A-Z](?:\([^()\d]*\)|[^\d.,;?!()])*?"
LABEL_AND_COUNT = re.compile(rf"(?P<label>{NAME})\s+(?P<count>{COUNT})(?!\S)\s*")
RUN_OF_LABELS = re.compile(rf"(?:{NAME}\s+{COUNT}(?!\S)\s*){{3,}}(?:{NAME})?")
"""The last label may be cut from its count."""
CODE = r"\d{1,3}[A-Z]?/\d{1,2}(?!\S)"  # of the Home Office, which may be all of a row's label: "195/12"
LABEL_AND_COUNTS = re.compile(rf"(?P<label>{CODE}|{NAME})\s+(?P<counts>{COUNT}(?:\s+{COUNT})*)(?!\S)\s*")
RUN_OF_ROWS = re.compile(rf"(?:{NAME}\s+{COUNT}(?:\s+{COUNT})*(?!\S)\s*){{3,}}(?:{NAME})?")
COUNTED = "|".join(unit.title() for unit in letters.units() if unit.endswith("s"))
HEADINGS_OF_A_RUN = re.compile(
    rf"(?P<corner>[^\d.,;?!]*?)\b(?P<counted>(?:Number|Count|Total)s? of \w+|{COUNTED})\s+(?=[A-Z])(?!(?:{COUNTED})\b)"
)
YEAR_ROW = re.compile(rf"(?P<year>{YEAR}\*?)(?P<counts>(?:\s+{VALUE})+)")


@dataclass(frozen=True)
class Cell:
    text: str
    line: Line


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class TextTable:
    """`head`: rows of headings; `rows`: a label first, then a cell for each column. `short`: rows that lost an empty
    cell, so that nobody can tell under which headings their counts stood."""

    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    first: int
    last: int
    short: tuple[Row, ...] = ()


def tables_of(lines: Sequence[Line]) -> list[TextTable]:
    has_numbers = any(map(str.isdigit, "".join(line.text for line in lines)))
    return [*_barred(lines), *_spaced(lines)] if has_numbers else []


def is_count(text: str) -> bool:
    """Whether a text is a number and no year, or a count that is not shown ("<5")."""
    return CELL.fullmatch(text.strip()) is not None and not is_period(text)


def parted(text: str) -> tuple[str, str]:
    """A cell's count and what stands in brackets behind it: "60 (3 of them late)"."""
    match = COUNT_AND_PART.fullmatch(text)
    return (match["count"], match["part"]) if match else (text, "")


def is_mark(text: str) -> bool:
    """Whether a text stands in place of a number, or says in a word that there is none."""
    is_zero = letters.plain(text) in letters.phrases("notes.meanings", "zero")
    return is_zero or text.lower() in letters.lowered("marks", "known") or MARK.fullmatch(text) is not None


def is_period(text: str) -> bool:
    period = read_period(text.strip())
    return period is not None and period.kind != "unknown"


# Bars


def with_bars(text: str) -> str:
    """A row whose cells stand between tabs or slashes ("Gwynedd / 54 / 107"), with bars; any other text as it is, and
    one that begins with a year of two ("2019 / 20 / *")."""
    if "\t" in text.strip():
        return text.strip().replace("\t", "|") + "|"
    cells = text.split(SLASH)
    is_row = len(cells) > 2 and all(is_count(cell) or is_period(cell) or is_mark(cell) for cell in cells[1:])
    return " | ".join(cells) if is_row and not is_period("/".join(cells[:2])) else text


SLASH = " / "


def _all_with_bars(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """The lines with bars; headings where a row of slashes below is as wide; a row's last bar may stand below it."""
    texts = [with_bars(line.text.strip()) for line in lines]
    for n, (line, below) in enumerate(pairwise(lines)):
        wide = len(below.text.split(SLASH)) if "|" in texts[n + 1] else 0
        cells = line.text.strip().split(SLASH)
        if "|" not in texts[n] and len(cells) > 1 and len(cells) in (wide - 1, wide):
            texts[n] = "| " + " | ".join(cells)
        if _has_one_bar(texts[n]) and texts[n + 1] == "|":  # which closes its row
            texts[n : n + 2] = [f"{texts[n]} |", ""]
    return list(zip(texts, lines, strict=True))


def _has_one_bar(text: str) -> bool:
    cells = text.split("|")
    return len(cells) == 2 and all(map(str.strip, cells))


def _corner(text: str) -> str:
    """The words of the first cell of a row of headings; "" where it has none."""
    corner, *cells = text.strip("| ").split("|")
    is_head = cells and re.search(r"[^\W\d]", corner) and not any(map(is_count, cells))
    return corner.strip() if is_head else ""


def _barred(lines: Sequence[Line]) -> list[TextTable]:
    """Tables of rows with bars around or between cells; those with one bar a row apart, for titles may have one."""
    tables: list[TextTable] = []
    block: list[tuple[str, Line]] = []
    has_one_bar = False
    for text, line in [*_all_with_bars(lines), ("end", None)]:
        is_barred = "|" in text and not _has_one_bar(text)
        is_next = is_barred and len(block) > 1 and _corner(text) == _corner(block[0][0]) != ""
        if text and block and (is_next or (not is_barred if not has_one_bar else is_barred or "|" not in text)):
            if len(block) > 1 and (table := _folded(block)):
                tables.append(table)
            block = []
        if line and "|" in text:
            has_one_bar = not is_barred if not block else has_one_bar
            block.append((text, line))
    return tables


def _folded(block: Sequence[tuple[str, Line]]) -> TextTable | None:
    closed = list(_closed(block))
    rows = [[Cell(cell.strip(), line) for cell in text.strip("|").split("|")] for text, line in closed]
    is_open = not closed[0][0].endswith("|")  # below such a heading a row that ends in a bar ends in an empty cell
    for row, (text, line) in zip(rows, closed, strict=True):
        row += [Cell("", line)] * (is_open and text.endswith("|") and text[0] != "|" and len(row) == len(rows[0]) - 1)
    rows = [row for row in rows if not all(re.fullmatch(r":?-{2,}:?", cell.text) for cell in row)]
    if not rows:
        return None
    if table := _counts_under_years([cell for row in rows for n, cell in enumerate(row) if n or cell.text]):
        return table
    widths = set(map(len, rows[1:]))
    is_slashed = "|" not in block[0][1].text and SLASH in block[0][1].text
    if widths == {len(rows[0]) + 1} and (is_slashed or all(is_period(cell.text) for cell in rows[0])):
        rows[0].insert(0, Cell("", rows[0][0].line))  # a corner that is empty has no bar before it
    if max(map(len, rows)) > 1:
        return _table([tuple(row) for row in rows]) if len(set(map(len, rows))) == 1 else None
    cells = [row[0] for row in rows]
    blank = Cell("", cells[0].line)
    parts = ((text[1:] if set(text) == {"|"} else text.strip("|"), line) for text, line in closed)
    of_each_bar = [Cell(cell.strip(), line) for text, line in parts for cell in text.split("|")]
    wholes = [cells, of_each_bar]  # "||", which are two cells
    last = len(cells) - (not cells[-1].text)  # what may begin a row that is cut
    wholes.append([blank, *cells[:last]])  # a corner that is none
    for is_cut in (False, True):
        for whole in wholes:
            for wide in range(2, MOST_COLUMNS + 1):
                folded = [tuple(whole[n : n + wide]) for n in range(0, len(whole) - wide + 1, wide)]
                rest = whole[len(whole) // wide * wide :]
                fits = is_cut == bool(rest) and not any(is_count(cell.text) for cell in rest)
                if len(folded) > 1 and fits and (table := _table(folded)):
                    return table
    return None


def _counts_under_years(cells: Sequence[Cell]) -> TextTable | None:
    """A row of times and below it one of as many counts, with no label."""
    half = len(cells) // 2
    times, counts = cells[:half], cells[half:]
    fits = half > 1 and len(times) == len(counts) and all(is_period(cell.text) for cell in times)
    if not fits or not all(is_count(cell.text) for cell in counts):
        return None
    blank = Cell("", cells[0].line)
    return TextTable(((blank, *times),), ((blank, *counts),), cells[0].line.number, cells[-1].line.number)


def _closed(block: Sequence[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """Each row's text with its last line: where rows end in a bar, one without goes on in the next line."""
    unfinished = ""
    are_closed = block[0][0].endswith("|")
    for barred, line in block:
        text = f"{unfinished} {barred}".strip()
        unfinished = text if are_closed and not text.endswith("|") else ""
        if not unfinished:
            yield text, line


HEADS_TIMES = re.compile(r"(?:(?:financial|calendar)\s)?(?:years?|months?|periods?)", re.IGNORECASE)


def _table(rows: Sequence[Row]) -> TextTable | None:
    """Rows that are a table: a label first and counts, marks or nothing behind it; else None."""
    while rows and all(row and not row[0].text for row in rows):
        rows = [row[1:] for row in rows]
    if not rows or len(rows[0]) < 2:
        return None
    n = int(HEADS_TIMES.fullmatch(rows[0][0].text) is not None)  # "<18" beside it heads a column
    while n < len(rows) and not any(is_count(parted(cell.text)[0]) for cell in rows[n]):
        n += 1
    head, body = list(rows[:n]), list(rows[n:])
    if head and body and not is_period(body[0][0].text):
        if is_period(head[-1][0].text) and not head[-1][-1].text:
            head[-1] = (head[-1][-1], *head[-1][:-1])  # an empty corner that was printed last
        elif all(is_period(cell.text) for cell in head[-1]):
            return None  # a corner that is not there, above rows that are cut short
    if len(head) > 1 and (over := _years_over_months(head[-2], head[-1])) is not None:
        if not over:
            return None
        head[-2] = over
    head, body = _with_one_label(head, body)
    corner = head[-1][0].text if head else ""
    fits = bool(body) and all([_is_row(row, is_of_ages=AGES.search(corner) is not None) for row in body])
    table = TextTable(tuple(head), tuple(body), rows[0][0].line.number, rows[-1][-1].line.number)
    return table if fits else None


def _with_one_label(head: list[Row], body: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows of two labels, of which the first stands once above all of its rows, with both in one cell."""
    rows = [row for row in body if any(cell.text for cell in row)]
    labels = [row[1].text for row in rows]
    is_blank_below = bool(rows) and rows[0][0].text and not all(row[0].text for row in rows)
    is_counted = bool(head) and is_period(head[-1][1].text)  # "None" below 2019
    if not is_blank_below or is_counted or len(rows[0]) < 3 or not all(map(_is_second_label, labels)):
        return head, body
    joined: list[Row] = []
    first = ""
    for row in rows:
        first = row[0].text or first
        joined.append((Cell(f"{first}, {row[1].text}", row[1].line), *row[2:]))
    return [(Cell(f"{row[0].text} {row[1].text}".strip(), row[0].line), *row[2:]) for row in head], joined


def _is_second_label(text: str) -> bool:
    """Whether a cell names a row, and is neither a count in words nor a total, which may be of all labels above it."""
    return re.search(r"[^\W\d]{2}", text) is not None and not (is_count(text) or is_mark(text) or TOTALS.search(text))


TOTALS = re.compile(r"\btotals?\b", re.IGNORECASE)


def _years_over_months(years: Row, months: Row) -> Row | None:
    """A row of years, which stand left together above the months of all of them, with each year above its own: a year
    begins where a month does not follow the one before, a financial year's first being April. () where these are more
    or fewer, or go backwards. None for any other row, and where a year stands elsewhere than above its first month."""
    at = [n for n, cell in enumerate(years) if is_period(cell.text)]
    numbers = [month_numbers().get(cell.text.lower(), 0) for cell in months]
    if years[-1].text or len(at) < 2 or sum(map(bool, numbers)) <= len(at):
        return None
    named = [years[n] for n in at]
    ends = max(n for n, number in enumerate(numbers) if number)
    is_other_last = all(numbers[1:ends]) or all(n in at or not cell.text for n, cell in enumerate(years))
    times = [read_period(cell.text) for cell in named]
    begins = [time.start for time in times if time and time.start]
    first = begins[0].month if begins else 1
    fits = len(begins) == len(at) and begins == sorted(set(begins)) and {begin.month for begin in begins} == {first}
    over: list[Cell] = []
    last = MONTHS
    for number in ((number and (number - first) % MONTHS + 1) for number in numbers):
        named = named[1:] if number and over and number <= last and any(cell.text for cell in over) else named
        over.append(named[0] if number and named else Cell("", years[0].line))
        last = number or last
    fits = fits and len(named) == 1 and is_other_last  # "Total" after all months
    if at[-1] - at[0] >= len(at):
        return tuple(over) if fits and all(over[n] == years[n] for n in at) else None
    return tuple(over) if fits else ()


MONTHS = 12
AGES = re.compile(r"\bages?\b", re.IGNORECASE)  # what heads labels that are numbers: "Age" above "13"


def _is_row(row: Row, *, is_of_ages: bool = False) -> bool:
    label = row[0].text
    is_labelled = bool(label) and (not is_count(label) or is_period(label) or is_of_ages)
    return is_labelled and all(not cell.text or is_count_of(row, cell) or is_mark(cell.text) for cell in row[1:])


def is_count_of(row: Row, cell: Cell) -> bool:
    """Whether a cell counts something: "1993" does where its row holds a number that is no year."""
    is_year = re.fullmatch(YEAR, cell.text) is not None and cell.text.isdigit()
    return is_count(parted(cell.text)[0]) or (is_year and any(is_count(other.text) for other in row[1:]))


# Spaces


def _spaced(lines: Sequence[Line]) -> list[TextTable]:
    tables: list[TextTable] = []
    with_blanks = [line for line in lines if line.text and "|" not in with_bars(line.text)]
    unbarred = [line for line in with_blanks if line.text.strip()]
    place = {id(line): n for n, line in enumerate(with_blanks)}
    has_blanks = len(with_blanks) > len(unbarred)
    n = 0
    while n < len(unbarred):
        below = unbarred[n:]
        table, used = (
            _parted(below)
            or _under_years(below)
            or _by_year(below)
            or _count_a_row(below)
            or (_with_blank_cells(below, with_blanks[place[id(below[0])] :]) if has_blanks else None)
            or _counts_below_years(below)
            or _cell_a_line(below)
            or _years_in_a_line(below[0])
            or _labels_in_a_line(below[0])
            or (None, 1)
        )
        tables += [table] if table else []
        n += used
    return tables


def _with_blank_cells(lines: Sequence[Line], with_blanks: Sequence[Line]) -> tuple[TextTable, int] | None:
    """A cell a line, where a line of blanks is an empty cell, unless a column has nothing else."""
    table, _ = _cell_a_line(with_blanks) or (None, 0)
    counts = list(zip(*(row[1:] for row in table.rows), strict=True)) if table else []
    is_full = all(cell.text for column in counts for cell in column)
    if table is None or is_full or len(counts) == 1 or not all(any(cell.text for cell in column) for column in counts):
        return None
    return table, sum(line.number <= table.last for line in lines)


def _parted(lines: Sequence[Line]) -> tuple[TextTable, int] | None:
    """Rows under headings with two spaces or more between their cells: as many as there are headings, some fewer."""
    rows: list[Row] = []
    short: list[Row] = []
    for line in lines:
        row = tuple(Cell(text, line) for text in re.split(r" {2,}", line.text.strip()))
        names_nothing = is_count(row[0].text) or TOTALS.search(row[0].text)
        if rows and 1 < len(row) < len(rows[0]) and all(_is_value(cell.text) for cell in row[1:]) and not names_nothing:
            short.append(row)
            continue
        if len(row) < FEWEST_PARTED or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    table = _table(rows) if len(rows) > 1 else None
    used = len(rows) + len(short)
    return (replace(table, short=tuple(short), last=lines[used - 1].number), used) if table and table.head else None


def _under_years(lines: Sequence[Line]) -> tuple[TextTable, int] | None:
    """Years in one line, below it labels with as many counts, a row a line or run together; some may lack cells."""
    heading = YEARS.match(lines[0].text.strip())
    years = re.findall(YEAR, heading["years"]) if heading else []
    if not heading or OF_AN_ACT.search(heading["corner"]):
        return None  # "Malicious Communications Act 1988 1901"
    rest = heading.string[heading.end() :]
    for deep in (1, 2) if heading["corner"].strip() in ("", "FY") else ():
        texts = ((text, line) for line in lines[:deep] for text in re.findall(r"<\s?\d+|\S+", line.text))
        if bare := _counts_under_years([Cell(text, line) for text, line in texts if text != "FY"]):
            return bare, deep
    pattern = re.compile(
        rf"(?P<label>\D*?[A-Za-z)][^\d]*?)\s*(?P<counts>{COUNT}(?:\s+{COUNT}){{{len(years) - 1}}})(?!\S)"
    )
    whole = re.compile(rf"(?P<label>{CODE}|.*[A-Za-z)].*?)\s+(?P<counts>{VALUE}(?:\s+{VALUE}){{{len(years) - 1}}})")
    rows: list[Row] = []
    used = 0 if rest else 1  # its rows may begin in the line of its years
    for line in lines[used:]:
        text = line.text if used else rest
        matches = list(pattern.finditer(text))
        if not matches or len(matches) * len(years) != len(re.findall(COUNT, text)):
            matches = []
            if row := whole.fullmatch(text.strip()):  # numbers in its label are Acts', sections' and ages', or a code's
                label = row["label"] if is_period(row["label"]) else re.sub(rf"^{CODE}", "", row["label"])
                label = re.sub(r"\([^()]*\)", "", label)
                numbers = re.finditer(r"\d+", label)
                matches = [row] if all(_is_named(label[: number.start()], number[0]) for number in numbers) else []
            if not matches and (
                (rows and LABEL_AND_COUNTS.fullmatch(text.strip())) or RUN_OF_ROWS.fullmatch(text.strip())
            ):
                matches = list(LABEL_AND_COUNTS.finditer(text))
        if any(_is_named(match["label"], match["counts"].split()[0]) for match in matches):
            break  # what is taken for its first count is an Act's year, and a cell is empty
        if not matches or any(len(match["counts"].split()) > len(years) for match in matches):
            break
        used += 1
        for match in matches:
            rows.append((Cell(match["label"].strip(), line), *(Cell(text, line) for text in match["counts"].split())))
    head = (Cell(heading["corner"].strip(), lines[0]), *(Cell(year, lines[0]) for year in years))
    if len(years) == 2 and any(cell.text in years for row in rows for cell in row[1:]):
        return None  # "North 12 2019" may name a year
    whole_rows, short = (tuple(row for row in rows if (len(row) == len(head)) is fits) for fits in (True, False))
    table = TextTable((head,), whole_rows, lines[0].number, lines[used - 1].number, short) if whole_rows else None
    return (table, used) if table else None


def _is_named(before: str, number: str) -> bool:
    """Whether the words before a number name it: of an Act its year alone ("a sexual act 14" counts)."""
    is_year = re.fullmatch(r"(?:1[89]\d|20[0-3])\d", number) is not None
    return (is_year and BEFORE_ITS_YEAR.search(before) is not None) or BEFORE_ITS_NUMBER.search(before) is not None


def _by_year(lines: Sequence[Line]) -> tuple[TextTable, int] | None:
    """A line of headings, of which the first is "Year" or each heads a count, then a year and its counts; a row cut
    short says nothing."""
    corner = re.match(r"\W*((?:financial |calendar )?years?)\b|", lines[0].text, re.IGNORECASE)
    assert corner is not None
    year_rows = []
    for line in lines[1:]:
        row = YEAR_ROW.fullmatch(line.text.strip())
        if not row:
            break
        year_rows.append((Cell(row["year"], line), *(Cell(text, line) for text in row["counts"].split())))
    if not year_rows:
        return None
    wide = max(map(len, year_rows))
    words = lines[0].text[corner.end() :].strip()
    parts = words.split()  # "Arrest Caution", and not "Persons charged"
    is_each = len(parts) == wide - 1 and all(part[0].isupper() for part in parts)
    alike = [{part.casefold() for part in parts} <= letters.units().keys(), all(part.endswith("ed") for part in parts)]
    if not corner[1] and not (is_each and len(parts) > 1 and any(alike)):
        return None  # "Medway Arrests" may be a title
    headings = parts if is_each else [words if wide == 2 else ""] * (wide - 1)
    head = (Cell(corner[1] or "", lines[0]), *(Cell(text, lines[0]) for text in headings))
    rows = tuple(row for row in year_rows if len(row) == wide)
    return TextTable((head,), rows, lines[0].number, lines[len(year_rows)].number), len(year_rows) + 1


def _years_in_a_line(line: Line) -> tuple[TextTable, int] | None:
    """ "Gender Year Female Male 2009 208 1113 2010 163 936": rows that begin with a year, run together."""
    match = RUN_OF_YEARS.fullmatch(line.text.strip())
    if not match:
        return None
    cells = match["cells"].split()
    for wide in range(2, MOST_COLUMNS + 1):
        rows = [cells[n : n + wide] for n in range(0, len(cells), wide)]
        years = [row[0].rstrip("*") for row in rows]
        if len(rows) > 1 and len(rows[-1]) == wide and len(set(years)) == len(rows) and all(map(is_period, years)):
            rows += [["Total", match["total"]]] if match["total"] and wide == 2 else []
            headings = match["head"].split()[1 - wide :]
            head = tuple(Cell(text, line) for text in ("", *headings))
            body = tuple(tuple(Cell(text, line) for text in row) for row in rows)
            return (TextTable((head,), body, line.number, line.number), 1) if len(head) == wide else None
    return None


def _labels_in_a_line(line: Line) -> tuple[TextTable, int] | None:
    """ "Female 4046 Male 21175 Not recorded 210": rows of a label and its count, run together, behind their headings
    where the first one has more than its label ("Gender Number of arrests Female")."""
    text = line.text.strip()
    if not RUN_OF_LABELS.fullmatch(text):
        return None
    headings = HEADINGS_OF_A_RUN.match(text)
    head = ((Cell(headings["corner"].strip(), line), Cell(headings["counted"], line)),) if headings else ()
    rows = [
        (Cell(match["label"].strip(), line), Cell(match["count"], line))
        for match in LABEL_AND_COUNT.finditer(text, headings.end() if headings else 0)
    ]
    if any(NAMES_A_NUMBER.fullmatch(label.text) or is_period(count.text) for label, count in rows):
        return None  # "Version 2 May 2020 Page 3", "Sexual Offences Act 2003 Section 15 Schedule 3"
    return TextTable(head, tuple(rows), line.number, line.number), 1


def _count_a_row(lines: Sequence[Line]) -> tuple[TextTable, int] | None:
    """Three lines or more that each end in a count, with no mark before it."""
    rows: list[Row] = []
    for line in lines:
        label, _, count = line.text.strip().rpartition(" ")
        is_row = len(line.text) <= LONGEST_ROW and A_COUNT.fullmatch(count)
        is_named = is_row and (re.search(r"[A-Za-z)]", label) or OF_SOME_AGES.fullmatch(label))
        if not is_named or label.rstrip().endswith(("=", "–", "-")):
            break
        if is_period(count):
            break  # "1 went missing in 2006"
        bare = OF_SOME_AGES.sub("", label)
        before = COUNT_BEFORE.search(bare) or COUNT_AND_MORE.match(bare)
        if before and not is_period(before["count"]) and not BEFORE_ITS_NUMBER.search(before["word"]):
            break  # its count is the last of several
        rows.append((Cell(label.strip(" :"), line), Cell(count, line)))
    if len(rows) < FEWEST_IN_A_RUN:
        return None
    return TextTable((), tuple(rows), lines[0].number, lines[len(rows) - 1].number), len(rows)


def _cell_a_line(lines: Sequence[Line]) -> tuple[TextTable | None, int] | None:
    """A cell a line and no bars: headings, below them rows of a label and its counts. Of as many headings as cells in a
    row the first heads the labels, or is the title. None for print by column, and where a cell may be lost."""
    values = [_is_value(line.text) for line in lines[: 2 * MOST_COLUMNS + 1]]
    first = values.index(True) if True in values else 0  # the first count
    wide = 1 + (values.index(False, first) - first if False in values[first:] else len(values) - first)
    above = first - 1  # how many headings stand above the first label
    if not 2 <= wide <= MOST_COLUMNS or above not in ((wide - 1, wide) if wide > 2 else (0, 1, 2)):
        return None
    rows = _rows_of_cells(lines[above:], wide)
    used = above + wide * len(rows)
    after = next((line.text for line in lines[used:] if line.text.strip()), "")
    is_cut = bool(after) and _is_value(after)  # a row with another number of cells
    heads = [Cell(line.text.strip(), line) for line in lines[:above]]
    if not rows or is_cut or not all(_is_cell(cell.text) for cell in heads):
        return None
    of_times, is_of_time = [is_period(cell.text) for cell in heads], is_period(rows[0][0].text)
    is_by_column = is_of_time and any(of_times[-1:])  # the labels of all rows above all their counts
    has_lost_cells = above == wide and of_times[0]  # a corner that is not there, above rows that are cut short
    if is_by_column or has_lost_cells:
        return None, used  # nor does a table begin further down
    is_one_row = wide > 2 and (not any(of_times) if is_of_time else above == wide - 1 and all(of_times))
    goes_on = any(_is_value(line.text) for line in lines[used : used + wide])  # in rows that may have lost a cell
    if len(rows) < FEWEST_ROWS and (goes_on or not is_one_row):
        return None
    blank, head = Cell("", lines[0]), tuple[Row, ...]()
    if above == wide and len(heads[0].text.split()) >= FEWEST_WORDS_OF_A_TITLE:
        head = ((heads[0], *[blank] * (wide - 1)), (blank, *heads[1:]))
    elif heads:
        head = ((*[blank] * (wide - above), *heads),)
    return TextTable(head, tuple(rows), lines[0].number, lines[used - 1].number), used


def _counts_below_years(lines: Sequence[Line]) -> tuple[TextTable, int] | None:
    """A year a line, then a count a line, as many: each has its own. Of fewer nobody knows which is lost."""
    texts = [line.text for line in lines[: 2 * MOST_COLUMNS + 1]]
    wide = next((n for n, text in enumerate(texts) if not is_period(text)), 0)
    counts = next((n for n, text in enumerate([*texts[wide:], ""]) if not is_count(text)), 0)
    if wide < 2 or not counts or counts > wide:
        return None
    blank, *cells = Cell("", lines[0]), *(Cell(line.text.strip(), line) for line in lines[: wide + counts])
    head, row = (blank, *cells[:wide]), (blank, *cells[wide:])
    whole, short = ((row,), ()) if counts == wide else ((), (row,))
    return TextTable((head,), whole, lines[0].number, cells[-1].line.number, short), wide + counts


def _rows_of_cells(lines: Sequence[Line], wide: int) -> list[Row]:
    """Rows of so many lines, from the first on: a label, and a count or a mark in each other."""
    rows: list[Row] = []
    for n in range(0, len(lines) - wide + 1, wide):
        row = tuple(Cell(line.text.strip(), line) for line in lines[n : n + wide])
        label, *counts = row
        fits = all(_is_value(cell.text) or is_count_of(row, cell) for cell in counts)
        longest = LONGEST_LABEL if rows and wide > 2 else LONGEST_CELL
        if _is_value(label.text) or not _is_cell(label.text, longest) or not fits:
            break
        rows.append(row)
    return rows


def _is_value(text: str) -> bool:
    """Whether a line may be a cell of a row: a count, a mark, or a line of blanks, which is an empty one."""
    return not text.strip() or is_count(text) or is_mark(text.strip())


def _is_cell(text: str, longest: int = LONGEST_CELL) -> bool:
    """Whether a line may be a cell: it is short, no sentence, and no question's label."""
    text = text.strip()
    is_count_of_something = re.match(r"\d+\s?[x×]\s+[A-Za-z]", text)  # "4 x No misconduct identified"
    return len(text) <= longest and text[-1:] not in ".:;?!" and not is_count_of_something and read_label(text) is None


OF_SOME_AGES = re.compile(r"\d{1,2}(?:\s?[-–]\s?\d{1,2}|\s?\+)$")
COUNT_BEFORE = re.compile(rf"(?:(?P<word>\S+)\s+)(?P<count>{COUNT})$")
COUNT_AND_MORE = re.compile(rf"{YEAR}:.*?(?P<word>\S+)\s+(?P<count>{COUNT}),\s")  # "2020: Male 1,204, Female"
NAMING = r"(?:sections?|sect?|ss?|codes?|class|category|schedule|part|question|q)"
NAMES_A_NUMBER = re.compile(rf"\W*(?:{NAMING}|acts?)\W*", re.IGNORECASE)
BEFORE_ITS_YEAR = re.compile(r"\b(?:(?i:acts?)|[A-Z]{2,}A)[\s.]*$")  # "SOA 2003"
OF_AN_ACT = re.compile(r"\w\s+acts?\s*$", re.IGNORECASE)
BEFORE_ITS_NUMBER = re.compile(rf"\b(?:{NAMING}|under|over|aged)[\s.]*$", re.IGNORECASE)
FEWEST_ROWS = 2


def find_grids(lines: Sequence[Line]) -> tuple[Grid, ...]:
    """The tables with headings in one message's lines, from 1; `lines`: of its rows, `after_line`: the one before."""
    own = (line for line in lines if line.table is None and not line.text.lstrip().startswith(">"))
    runs = groupby(enumerate(own), key=lambda pair: pair[1].number - pair[0])  # lines that follow one another
    in_runs = (tables_of([line for _, line in run]) for _, run in runs)
    tables = [table for run in in_runs for table in sorted(run, key=lambda table: table.first)]
    whole = [table for table in tables if len(table.rows) >= FEWEST_ROWS and table.head and not table.short]
    whole = [table for table in whole if len({cell.text for cell in table.head[-1][1:]}) == len(table.head[-1]) - 1 > 0]
    whole = [table for table in whole if not _has_one_bar(table.rows[0][0].line.text)]  # read with the words around it
    return tuple(_grid(table, lines, n) for n, table in enumerate(whole, 1))


def _grid(table: TextTable, lines: Sequence[Line], n: int) -> Grid:
    rows = (*table.head, *table.rows)
    inside = [line for line in lines if table.first <= line.number <= table.last]
    recognised = [line.confidence for line in inside if line.confidence is not None]
    confidence = min(recognised, default=None)
    placed = ((r, c, cell.text, cell.line) for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1))
    cells = [
        GridCell(r, c, text, page=line.page, bbox=line.bbox, line=line.number, confidence=confidence)
        for r, c, text, line in placed
    ]
    grid = Grid(n, len(rows), max(map(len, rows)), tuple(cells), page=inside[0].page, bbox=box_of(inside))
    method = "table" if confidence is None else "ocr"
    return replace(grid, after_line=table.first - 1, lines=(table.first, table.last), method=method)


OF_FORCE = ("acknowledgement", "response", "review_response")
MOST_COLUMNS_OF_ANSWERS = 3  # label, question, answer
FEWEST_WORDS_OF_A_QUESTION = 4


# Places among the lines


def in_words(messages: Sequence[Message], taken: int) -> tuple[tuple[Message, ...], tuple[Grid, ...]]:
    """The messages with a place for each table in the force's lines, and these tables, numbered on from `taken`."""
    placed: list[Message] = []
    grids: list[Grid] = []
    for message in messages:
        if message.kind in OF_FORCE:
            lines = own_lines(message)
            noted = [with_own_notes(grid, lines) for grid in find_grids(lines)]
            numbered = [replace(grid, n=taken + len(grids) + n) for n, grid in enumerate(noted, 1)]
            grids += numbered
            message = replace(message, lines=_without_lines(message.lines, numbered))
        placed.append(message)
    return tuple(placed), tuple(grids)


def _without_lines(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Line, ...]:
    spans = {grid.lines: grid.n for grid in grids if grid.lines is not None}
    rest: list[Line] = []
    for line in lines:
        span = next((span for span in spans if span[0] <= line.number <= span[1]), None)
        if span is None:
            rest.append(line)
        elif line.number == span[0]:
            rest.append(replace(line, text="", table=spans[span]))
    return tuple(rest)


def with_tables(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines, with a line without words at the place of each table that is not itself made of lines."""
    number, end = (lines[-1].number, lines[-1].end) if lines else (0, 0)
    ends = {0: 0} | {line.number: line.end for line in lines}
    places = [grid.after_line if grid.after_line in ends else number for grid in grids]
    tables = [
        Line(at, "", ends.get(at, end), ends.get(at, end), page=grid.page, table=grid.n)
        for at, grid in zip(places, grids, strict=True)
    ]
    return tuple(sorted((*lines, *tables), key=lambda line: line.number))


# Tables of questions with their answers

AnswerRow = tuple[int, list[GridCell], GridCell]
"""The row's number in the table's body, the cells of its question, and the cell of its answer."""


def as_lines(messages: Sequence[Message], grids: Mapping[int, Grid]) -> tuple[tuple[Message, ...], frozenset[int]]:
    """The messages with the tables of questions and answers as lines, and the numbers of these tables."""
    turned = {n: rows for n, grid in grids.items() if (rows := _rows(grid))}
    changed: list[Message] = []
    for message in messages:
        lines: list[Line] = []
        for line in message.lines:
            is_turned = line.table is not None and line.table in turned
            lines += _lines(grids[line.table], turned[line.table], line) if is_turned and line.table else [line]
        changed.append(replace(message, lines=tuple(lines)))
    return tuple(changed), frozenset(turned)


def _lines(grid: Grid, rows: Sequence[AnswerRow], place: Line) -> list[Line]:
    """Each question in a paragraph, an answer's marker, and its lines: what a letter has one below the other."""
    blank = replace(place, table=None)
    marker = replace(blank, text=letters.words("answers", "answer_markers")[0])
    lines: list[Line] = [blank]
    for number, question, answer in rows:
        if answer.text.strip():
            lines += [_line(_words(question), grid, number, question[0], place), blank, marker]
            lines += [*(_line(text, grid, number, answer, place) for text in answer.text.split("\n")), blank]
    return lines


def _line(text: str, grid: Grid, row: int, cell: GridCell, place: Line) -> CellLine:
    where = f"table {grid.n}, row {row}, column {_head(grid, cell)}"
    return CellLine(place.number, text, place.start, place.end, cell.page or place.page, cell.bbox, where=where)


def _head(grid: Grid, cell: GridCell) -> str:
    """The heading of a cell's column, or its number where the first row is none."""
    first_row = {head.column: " ".join(head.text.split()) for head in grid.cells if head.row == 1 and _has_head(grid)}
    return first_row.get(cell.column, str(cell.column))


def cell_at(grid: Grid, number: int, column: str) -> GridCell | None:
    """The cell of a table of questions and answers by the place that an answer from it has; None for any other table.
    A question that takes several cells has the place of its first."""
    cells = (cell for row, question, answer in _rows(grid) if row == number for cell in (answer, question[0]))
    return next((cell for cell in cells if column == _head(grid, cell)), None)


def _rows(grid: Grid) -> list[AnswerRow]:
    """The rows of a table of questions and answers: two or three columns, each row from a label; [] for others."""
    is_plain = all(cell.column_span == cell.row_span == 1 for cell in grid.cells)
    if not (is_plain and 2 <= grid.columns <= MOST_COLUMNS_OF_ANSWERS):
        return []
    by_row: dict[int, dict[int, GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    has_head = _has_head(grid)
    rows = []
    for number, row in enumerate([by_row[n] for n in sorted(by_row)][has_head:], 1):
        question = [row[column] for column in sorted(row) if column < grid.columns and row[column].text.strip()]
        if grid.columns not in row or not question or not _is_question(question, has_head):
            return []
        rows.append((number, question, row[grid.columns]))
    return rows


def _is_question(cells: Sequence[GridCell], has_head: bool) -> bool:
    """Whether a row begins with a question's label, and goes on with the question where no heading says what it is."""
    text = _words(cells)
    label = read_label(text)
    if label is None or label.part is not None:
        return False
    return has_head or len(text[label.end :].split()) >= FEWEST_WORDS_OF_A_QUESTION


def _words(cells: Sequence[GridCell]) -> str:
    """A question's words in one line; a label with a cell of its own ends as labels in letters do."""
    texts = [" ".join(cell.text.split()) for cell in cells]
    is_label = len(texts) > 1 and re.fullmatch(r"\(?\d{1,2}\s?\(?[a-z]?\)?", texts[0], re.IGNORECASE) is not None
    return " ".join([f"{texts[0]}.", *texts[1:]] if is_label else texts)


def _has_head(grid: Grid) -> bool:
    """Whether the first row says that questions and answers stand below it."""
    first = {cell.column: cell.text.strip() for cell in grid.cells if cell.row == 1}
    asks, answers = (letters.alone("answers", name) for name in ("question_markers", "answer_markers"))
    asked = any(asks.fullmatch(text) for column, text in first.items() if column < grid.columns)
    return asked and answers.fullmatch(first.get(grid.columns, "")) is not None
