"""A laid-out table and a question -> what its rows, columns and title say together, or why it is no answer to it.

Protects: every axis is understood or the table gives no figure. Levels of headings are read each by itself before they
are read together; what stands over all columns names them, or says what all numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Period
from ingest.phrases.offence_acts import acts_named, acts_of
from ingest.phrases.periods import find_periods
from ingest.tables import words
from ingest.tables.axes import Asked, dimension_of, kind_of_head, parts_of_head, read_axis
from ingest.tables.bands import without_bands
from ingest.tables.caveats import says_otherwise
from ingest.tables.constants import without_constants
from ingest.tables.labels import (
    Meaning,
    Reading,
    Unread,
    as_counted,
    as_force,
    as_offence,
)
from ingest.tables.layout import Layout, notes_on_all
from ingest.tables.period_axis import why_cut, why_doubtful
from ingest.tables.period_labels import as_compound, as_period
from ingest.tables.placed import NotUnderstood, PlacedAxis, joined_levels
from ingest.tables.rows import axes_of_rows, is_of_columns
from ingest.tables.source_lines import is_furniture
from ingest.tables.things import things_counted, without_label
from ingest.tables.titles import read_title
from ingest.tables.torn import why_torn

NUMBER_BEFORE_WORDS = re.compile(r"\d[\d,]*\s+[A-Za-z]{2}")
FEWEST_OF_TITLE = 3  # words; fewer are a heading


@dataclass(frozen=True)
class Understood:
    """A table as the answer to one question. `constants`: what its headings and title say of all its numbers.
    `title_period`: the one period that its title or sheet names; the unknown one where it is not settled.
    `measure_units`: what the question may be answered in. `title`: the words above it and those over all
    its columns. `around`: its title's lines and the notes that speak of all its numbers."""

    asked: Asked
    layout: Layout
    rows: tuple[PlacedAxis, ...]
    columns: tuple[PlacedAxis, ...]
    constants: tuple[Meaning, ...]
    title_period: Period | None
    title_unit: str | None
    measure_units: tuple[str, ...] = ()
    title: str = ""
    around: tuple[str, ...] = ()

    @property
    def axes(self) -> tuple[PlacedAxis, ...]:
        return (*self.rows, *self.columns)

    @property
    def unread(self) -> int:
        return sum(isinstance(read, Unread) for placed in self.axes for read in placed.axis.meanings.values())


def understand(layout: Layout, asked: Asked, reading: Reading) -> Understood | NotUnderstood:
    if layout.is_suspect:
        return NotUnderstood(layout.is_suspect[0])
    layout = without_bands(without_constants(layout, asked, reading), asked, reading)
    headings = _of_headings(layout, asked, reading)
    if isinstance(headings, NotUnderstood):
        return headings
    constants, columns, over_all = headings
    if any(meaning.kind == "left_out" for meaning in constants):
        return NotUnderstood("its numbers count nothing by their heading")
    words_above = " ".join((layout.title, *over_all)).strip()
    rows = axes_of_rows(layout, {one.axis.kind for one in columns}, asked, reading)
    if isinstance(rows, NotUnderstood):
        return rows
    if not rows and len(layout.rows) > 1:
        return NotUnderstood("its rows have no labels")
    torn = why_torn(layout, reading)
    if torn is not None:
        return NotUnderstood(torn)
    if layout.grid.page is not None and _has_offence_in_some_labels((*rows, *columns), reading):
        return NotUnderstood("one of its labels names an offence and its other rows none, as a torn table's do")
    corners = [as_counted(head, reading) for head in layout.heads if kind_of_head(head, asked) is None and head]
    constants = (*constants, *(one for one in corners if one is not None))
    kinds = frozenset(one.axis.kind for one in (*rows, *columns)) | {meaning.kind for meaning in constants}
    title = read_title(_lines_above(layout, over_all), layout.grid.sheet, asked, reading, kinds)
    unit, why = _unit(constants, asked, reading)
    measure = reading.reference.measures.get(asked.question.measure_id or "")
    said = (*notes_on_all(layout), *layout.grid.beside)
    ids = dict.fromkeys(question.measure_id or "" for question in reading.questions)
    rivals = [reading.reference.measures[one] for one in ids if one in reading.reference.measures]
    if layout.grid.page is not None:
        why = why or why_doubtful([placed.axis for placed in columns])
        why = why or why_cut([placed.axis for placed in (*rows, *columns)])
    why = why or title.why or (says_otherwise(said, measure, rivals) if measure is not None else None)
    if why is not None:
        return NotUnderstood(why)
    if title.offence is not None:
        constants = (*constants, title.offence)
    units = measure.units if measure is not None else ()
    around = (*_lines_above(layout, over_all).split("\n"), layout.grid.sheet or "", *said)
    return Understood(
        asked, layout, rows, columns, constants, title.period, unit or title.unit, units, words_above, around
    )


def _has_offence_in_some_labels(axes: Sequence[PlacedAxis], reading: Reading) -> bool:
    """Whether a label that was not read names an Act, where no axis is of offences: the numbers beside the others may
    be of that one."""
    if any(placed.axis.kind == "offence" for placed in axes):
        return False
    unread = [read.label for placed in axes for read in placed.axis.meanings.values() if isinstance(read, Unread)]
    return any(acts_named(text, acts_of(reading.reference)) for text in unread)


def _lines_above(layout: Layout, over_all: Sequence[str]) -> str:
    """The title's lines as they are printed, and the headings that stand over all columns each as one more."""
    return "\n".join(line for line in (*layout.grid.title.splitlines(), *layout.title_rows, *over_all) if line.strip())


def _of_headings(
    layout: Layout, asked: Asked, reading: Reading
) -> tuple[tuple[Meaning, ...], tuple[PlacedAxis, ...], tuple[str, ...]] | NotUnderstood:
    """What the headings say of all columns, the axes of those that differ, and the titles that stand among them."""
    count = len(layout.value_columns)
    headed = {column for column in layout.value_columns if any(_texts_over(layout, column))}
    if headed and len(headed) < count:
        return NotUnderstood("one of its columns has no heading, so that the others may stand over the wrong ones")
    if layout.grid.page is not None and count > 1 and _hold_numbers(layout):
        return NotUnderstood("its headings begin with numbers, which may be a row of the table")
    over = [tuple(_texts_over(layout, column)) for column in layout.value_columns]
    if layout.levels and len(set(over)) < len(over) and any(any(texts) for texts in over):
        return NotUnderstood("several of its columns have one heading, and what tells them apart is not known")
    if not layout.levels:
        return ((), (), ()) if count == 1 else NotUnderstood("its columns have no headings")
    same = [n for n, level in enumerate(layout.levels) if len(set(level)) == 1]
    varying = [n for n in range(len(layout.levels)) if n not in same]
    constants: list[Meaning] = []
    heads: list[str] = []
    unread: list[str] = []
    titles: list[str] = []
    for n in same:
        text = layout.levels[n][0]
        read = _constant(text, asked, reading)
        if read is not None:
            constants += read
        elif count > 1 and (_is_title(text, asked) or is_furniture(text)):
            titles.append(text)
        elif varying and any(_names_axis(part, asked) for part in parts_of_head(text)):
            heads += parts_of_head(text)
        elif varying:
            varying = sorted((*varying, n))  # "Number of" over "arrests" and "charges" is read with them
        else:
            unread.append(text)
    if unread:
        together = _constant(" ".join(dict.fromkeys(layout.levels[n][0] for n in same)), asked, reading)
        if together is None:
            return NotUnderstood(f"its heading “{unread[0]}” is not understood")
        constants = list(together)
    if not varying:
        return tuple(constants), (), tuple(titles)
    columns = _of_levels(layout, varying, tuple(heads), asked, reading)
    if columns is None:
        shown = "”, “".join(dict.fromkeys(joined_levels(layout, varying, n, False) for n in range(count)))
        return NotUnderstood(f"its headings “{shown[:200]}” are not understood")
    return tuple(constants), columns, tuple(titles)


def _texts_over(layout: Layout, column: int) -> list[str]:
    n = layout.value_columns.index(column)
    return [level[n] for level in layout.levels]


def _hold_numbers(layout: Layout) -> bool:
    """Whether a number stands before the words of every heading."""
    texts = [" ".join(_texts_over(layout, column)).strip() for column in layout.value_columns]
    return all(NUMBER_BEFORE_WORDS.match(text) and not find_periods(text) for text in texts)


def _is_title(text: str, asked: Asked) -> bool:
    """Whether words over all columns are a title: they name what is counted, or the question, and no breakdown."""
    if any(_names_axis(part, asked) for part in parts_of_head(text)):
        return False
    return without_label(text) != text or (len(text.split()) >= FEWEST_OF_TITLE and bool(things_counted(text).units))


def _names_axis(head: str, asked: Asked) -> bool:
    text = words.plain(head)
    kinds = ("period", "force", "offence", "question")
    return dimension_of(head, asked) is not None or any(kind in kinds for kind in words.kinds_of_head(text))


def _constant(text: str, asked: Asked, reading: Reading) -> tuple[Meaning, ...] | None:
    """What a heading says that stands over all numbers; None where it says nothing that is understood."""
    counted = as_counted(text, reading)
    if counted is not None:
        return (counted,)
    period = as_period(text, reading)
    if isinstance(period, Meaning):
        return (period,)
    compound = as_compound(text, reading)
    if compound is not None and not isinstance(compound, Unread):
        return compound
    force = as_force(text, reading)
    if isinstance(force, Meaning):
        return (force,)
    offence = as_offence(text, reading, asked.question.measure_id)
    return (offence,) if isinstance(offence, Meaning) else None


def _compositions(levels: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to read levels by themselves or together, those with more levels by themselves first."""
    count = len(levels)
    for cuts in sorted(range(2 ** (count - 1)), key=lambda mask: -mask.bit_count()):
        groups: list[tuple[int, ...]] = []
        current = [levels[0]]
        for n in range(1, count):
            if cuts >> (n - 1) & 1:
                groups.append(tuple(current))
                current = []
            current.append(levels[n])
        yield [*groups, tuple(current)]


def _of_levels(
    layout: Layout, varying: Sequence[int], heads: tuple[str, ...], asked: Asked, reading: Reading
) -> tuple[PlacedAxis, ...] | None:
    """The axes of the columns by the reading that leaves fewest labels unread."""
    corner = tuple(part for head in layout.heads for part in parts_of_head(head)[1:])
    corner += tuple(head for n, head in enumerate(layout.heads) if is_of_columns(layout, n, asked, reading))
    best: tuple[int, tuple[PlacedAxis, ...]] | None = None
    for groups in _compositions(varying):
        placed: list[PlacedAxis] = []
        for group in groups:
            axis = _of_group(layout, group, heads, corner, asked, reading)
            if axis is None:
                break
            placed.append(axis)
        if len(placed) < len(groups):
            continue
        kinds = [one.axis.kind for one in placed]
        if len(set(kinds)) < len(kinds):
            continue
        unread = sum(isinstance(read, Unread) for one in placed for read in one.axis.meanings.values())
        if best is None or unread < best[0]:
            best = (unread, tuple(placed))
    return best[1] if best else None


def _of_group(
    layout: Layout,
    group: tuple[int, ...],
    heads: tuple[str, ...],
    corner: tuple[str, ...],
    asked: Asked,
    reading: Reading,
) -> PlacedAxis | None:
    for backwards in (False, True) if len(group) > 1 else (False,):
        labels = [joined_levels(layout, group, n, backwards) for n in range(len(layout.value_columns))]
        for over in dict.fromkeys((heads, corner, ())):
            axis = read_axis(labels, over, asked, reading, "" if layout.heads else layout.title)
            if axis is not None:
                return PlacedAxis(axis, levels=group, backwards=backwards)
    return None


def _unit(constants: Sequence[Meaning], asked: Asked, reading: Reading) -> tuple[str | None, str | None]:
    """(the unit that a heading over all numbers says is counted, why that is not what the question asks)."""
    measure = reading.reference.measures.get(asked.question.measure_id or "")
    said = [meaning.unit for meaning in constants if meaning.unit and meaning.kind != "question"]
    if not said or measure is None:
        return None, None
    fitting = [unit for unit in measure.units if unit in said]
    if not fitting:
        return None, f"it counts {said[0]}, and the question asks for {measure.units[0]}"
    return fitting[0], None
