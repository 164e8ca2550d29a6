"""Rows of a long table -> its reading: one official figure for each force, offence and financial year, with its breaks
in series, and what was not understood.

Protects: quarters are added up to a year only where all four are there with a number; else those that follow one
another are a part of the year, and say so. A year is a sum of whole codes: no two codes are added. Three things tell of
a break: an offence that came into force within a class, a class whose name the table changes from one year to the next,
and the workbook's own notes; a note is quoted and not interpreted, and marks a year only where it speaks of a break and
names one year. The figures are the compiler's, whoever sent the file, and rank below a force's own answer; a force
without rows in a year is listed and has no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.ids import digest
from ingest.model import Blocks, Cell, DocumentReading, Figure, Line, Period, Problem, Value
from ingest.official.maps import LongTable
from ingest.official.rows import LongRow, cells_of, quarters_period, rows_of, rows_of_series, without_twins
from ingest.phrases.periods import read_period
from ingest.privacy.redact import clean
from ingest.reference import Reference
from ingest.sources import Source

QUARTERS = 4
MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}
HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes
MOST_TOLD = 5  # negative rows that a problem names by place


@dataclass(frozen=True)
class Sum:
    """Rows of one force, offence and year that are counted together, in the order of their quarters."""

    rows: tuple[LongRow, ...]
    period: Period

    @property
    def is_whole_year(self) -> bool:
        return self.period == self.rows[0].year

    @property
    def number(self) -> int:
        return sum(row.number or 0 for row in self.rows)


def sums_of(rows: Sequence[LongRow]) -> list[Sum]:
    """What can be counted together, in the order in which the table has it."""
    groups: dict[tuple[object, ...], list[LongRow]] = {}
    for row in rows:
        key = (row.year.period_id, row.force_id, row.coded, row.dimensions)
        groups.setdefault(key, []).append(row)
    return [found for group in groups.values() for found in _sums(group)]


def _sums(rows: Sequence[LongRow]) -> Iterator[Sum]:
    counted = sorted((row for row in rows if row.number is not None), key=lambda row: row.quarter or 0)
    if counted and counted[0].quarter is None:
        yield Sum(tuple(counted), counted[0].year)
        return
    run: list[LongRow] = []
    for row in counted:
        if run and row.quarter != (run[-1].quarter or 0) + 1:
            yield _run(run)
            run = []
        run.append(row)
    if run:
        yield _run(run)


def _run(rows: list[LongRow]) -> Sum:
    year, first, last = rows[0].year, rows[0].quarter or 1, rows[-1].quarter or QUARTERS
    return Sum(tuple(rows), year if len(rows) == QUARTERS else quarters_period(year, first, last))


def figure_of(found: Sum, reference: Reference, names: tuple[object, ...]) -> Figure:
    """The figure of a sum. Its id is made of the labels, quarters included: a link to nine months never turns into one
    to a year when a later release of the table adds the rest."""
    first = found.rows[0]
    table = first.table
    force, offence, code = first.labels
    quarters = tuple(row.quarter for row in found.rows)
    part = ((HOME_OFFICE_CODE, first.coded.part),) if first.coded.part else ()
    number = float(found.number)
    printed = " + ".join(row.number_text for row in found.rows)
    return Figure(
        figure_id=digest(*names, "long table", first.year.period_id, quarters, force, code, *first.dimensions),
        force_id=first.force_id,
        question=None,
        measure_id=table.measure_id,
        unit=table.unit,
        offence_id=first.coded.offence_id,
        scope=None,
        dimensions=tuple(sorted((*first.dimensions, *part))),
        period=found.period,
        value=Value(number, number, number, None, printed),
        locator=_locator(found),
        method="spreadsheet",
        quote=" | ".join(label for label in (force, offence, code) if label),
        note=None if found.is_whole_year else _part_words(found),
        offence_label=f"{offence} ({code})" if offence else code,
        period_label=first.year_label,
        chain=tuple(_chain(found, reference)),
        publisher=table.publisher,
        kind="official",
        licence=table.licence,
    )


def _locator(found: Sum) -> str:
    first, last, more = found.rows[0], found.rows[-1], len(found.rows) - 1
    if not first.sheet:
        return f"{first.ref} to {last.quarter_label}" if more else first.ref
    rest = f" and {more} more {'row' if more == 1 else 'rows'}" if more else ""
    return f"{first.place}{rest}"


def _part_words(found: Sum) -> str:
    first, last = found.rows[0].quarter or 1, found.rows[-1].quarter or QUARTERS
    months = f"{MONTHS[first].split()[0]} to {MONTHS[last].split()[-1]}"
    return f"A part year: {months} of {found.rows[0].year_label}. The table gives no number for the other quarters."


def _chain(found: Sum, reference: Reference) -> Iterator[str]:
    first = found.rows[0]
    force, _, code = first.labels
    yield f"official statistics: {first.table.title}, compiled by the {first.table.publisher}"
    yield f"force {force!r} is {first.force_id}"
    title = reference.offences[first.coded.offence_id].title
    part = ", of which it is one code of several" if first.coded.part else ""
    yield f"code {code} is {first.coded.offence_id} ({title}){part}"
    if first.quarter is None:
        yield f"{first.number_text} stands in {first.place}"
        return
    terms = "; ".join(
        f"quarter {row.quarter}: {row.number_text} ({row.place.removeprefix('sheet ')})" for row in found.rows
    )
    whole = "all four quarters of" if found.is_whole_year else "a part of"
    yield f"{whole} {first.year_label} added up: {terms}"


def negative_rows(rows: Sequence[LongRow]) -> Iterator[Problem]:
    """One note for all rows below zero: the table corrects earlier quarters with them, and they are counted as such."""
    below = [row for row in rows if row.number is not None and row.number < 0]
    if below:
        places = ", ".join(f"{row.place}: {row.number}" for row in below[:MOST_TOLD])
        more = f" and {len(below) - MOST_TOLD:,} more" if len(below) > MOST_TOLD else ""
        message = f"{len(below):,} rows are below zero (corrections of earlier quarters), and are added up as such: "
        yield Problem("note", f"{message}{places}{more}.", below[0].place, rule="number-below-zero", origin="source")


BREAK = "[b]"
FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d[/–-]\d\d(?![\d/-])")


@dataclass(frozen=True)
class NoteOfBreak:
    """A line of the workbook's own notes that speaks of a break. Empty sets: it names none, so it is of all."""

    words: str
    forces: frozenset[str]
    codes: frozenset[str]
    year: str | None


def with_breaks(
    figures: Sequence[Figure], sums: Sequence[Sum], lines: Sequence[Line], reference: Reference
) -> list[Figure]:
    """The figures, each with the breaks that are known of it. `lines`: the words beside the table."""
    notes = _notes(lines, sums, reference)
    renamed = _renamed(sums)
    marked = []
    for figure, one in zip(figures, sums, strict=True):
        breaks = [*_by_law(one, reference), *renamed.get((one.rows[0].labels[2], one.rows[0].year.period_id), ())]
        own = [note for note in notes if _is_of(note, one)]
        is_break = bool(breaks) or any(note.year == one.rows[0].year.period_id for note in own)
        words = [f"Break in series: {reason}." for reason in breaks]
        words += [f"The table's own note: {note.words}" for note in own]
        marked.append(_marked(figure, words, is_break=is_break) if words else figure)
    return marked


def _marked(figure: Figure, words: Sequence[str], *, is_break: bool) -> Figure:
    value = replace(figure.value, symbol=BREAK) if is_break else figure.value
    note = " ".join([*([figure.note] if figure.note else []), *words])
    return replace(figure, value=value, note=note, chain=(*figure.chain, *words))


def _by_law(one: Sum, reference: Reference) -> Iterator[str]:
    """Offences of the counted class that came into force in this year."""
    year, class_id = one.rows[0].year, one.rows[0].coded.offence_id
    for offence in reference.offences.values():
        day = offence.in_force_from
        if class_id in offence.within and day is not None and str(year.start) <= day.isoformat() <= str(year.end):
            name = f"{offence.act} {offence.section}" if offence.act and offence.section else offence.title
            yield f"since {day.day} {day:%B %Y} it also counts {name} ({offence.title})"


def _renamed(sums: Sequence[Sum]) -> dict[tuple[str, str], list[str]]:
    """Code and year -> how the table called the code in the year before, where it calls it otherwise now."""
    called: dict[str, dict[str, set[str]]] = {}
    for one in sums:
        for row in one.rows:
            called.setdefault(row.labels[2], {}).setdefault(row.year.period_id, set()).add(row.labels[1])
    found = {}
    for code, by_year in called.items():
        years = sorted(by_year)
        for before, after in pairwise(years):
            if _plain(by_year[before]) != _plain(by_year[after]):
                old, new = "; ".join(sorted(by_year[before])), "; ".join(sorted(by_year[after]))
                found[code, after] = [f"the table calls {code} {new!r} from this year on, and {old!r} before"]
    return found


def _plain(names: set[str]) -> set[str]:
    return {" ".join(re.findall(r"\w+", name.casefold())) for name in names}


def _notes(lines: Sequence[Line], sums: Sequence[Sum], reference: Reference) -> list[NoteOfBreak]:
    """The notes that speak of a break and name a force or an offence of the table."""
    if not sums:
        return []
    table: LongTable = sums[0].rows[0].table
    forces = {row.labels[0].replace(" and ", " & "): row.force_id for one in sums for row in one.rows}
    codes = {row.labels[2]: row.labels[1] for one in sums for row in one.rows}
    found = []
    for line in lines:
        if not any(mark.casefold() in line.text.casefold() for mark in table.break_words):
            continue
        text = line.text.replace(" and ", " & ")
        by_label = {force for name, force in forces.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
        named = by_label | set(reference.forces_named_in(line.text))
        of_codes = _codes_in(line.text, codes)
        years = _years_in(line.text)
        if named or of_codes:
            year = years.pop() if len(years) == 1 else None
            found.append(
                NoteOfBreak(clean(line.text, frozenset(), reference), frozenset(named), frozenset(of_codes), year)
            )
    return found


def _years_in(text: str) -> set[str]:
    """The financial years that a text prints, "from" and "until" before them or not."""
    found = (read_period(match[0]) for match in FINANCIAL_YEAR.finditer(text))
    return {year.period_id for year in found if year is not None and year.kind == "financial_year"}


def _codes_in(text: str, codes: Mapping[str, str]) -> set[str]:
    """The codes that a text names: by the table's own words for them, or as "code 88A"."""
    return {
        code
        for code, words in codes.items()
        if (words and words.casefold() in text.casefold())
        or re.search(rf"\b(?:code|class|codes|classes) {re.escape(code)}(?![\w/])", text, re.IGNORECASE)
    }


def _is_of(note: NoteOfBreak, one: Sum) -> bool:
    row = one.rows[0]
    return (not note.forces or row.force_id in note.forces) and (not note.codes or row.labels[2] in note.codes)


OFFICIAL = "official"


def is_long_table(blocks: Blocks) -> bool:
    """Whether a reader found a long table here: sheets whose rows it kept, and no grid."""
    return bool(blocks.tables) and not blocks.grids and all(table.sheet is not None for table in blocks.tables)


def read_long_table(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """`common`: the document as its reader found it. Its words beside the table name people, and are not kept."""
    rows, problems = rows_of(common.blocks, reference)
    read = _read(common, rows, [*problems, *_misplaced(source)], source, reference)
    return replace(read, blocks=replace(read.blocks, cells=tuple(_cells(common.blocks, rows))))


def read_long_series(common: DocumentReading, source: Source, reference: Reference) -> DocumentReading:
    """The same of our transcript of such a table: nothing in it is a quote."""
    rows, problems = rows_of_series(common.blocks, source, reference)
    read = _read(common, rows, problems, source, reference)
    # Whose it is stands in source.toml, as of any transcript.
    figures = tuple(
        replace(figure, method="transcript", quote=None, kind=None, publisher=None) for figure in read.figures
    )
    return replace(read, figures=figures, blocks=replace(read.blocks, cells=tuple(cells_of(rows))))


def _read(
    common: DocumentReading,
    found: Sequence[LongRow],
    not_understood: Sequence[Problem],
    source: Source,
    reference: Reference,
) -> DocumentReading:
    rows, twice = without_twins(found)
    sums, below = _countable(sums_of(rows))
    names = (source.source_id, common.path)
    figures = with_breaks([figure_of(one, reference, names) for one in sums], sums, common.blocks.lines, reference)
    problems = [*common.blocks.problems, *not_understood, *twice, *negative_rows(rows), *below]
    problems += _missing_forces(rows, reference)
    blocks = replace(common.blocks, text="", lines=(), cells=())
    return replace(common, blocks=blocks, figures=tuple(figures), problems=tuple(problems))


def _countable(sums: Sequence[Sum]) -> tuple[list[Sum], list[Problem]]:
    """The sums that can be a count. One below zero is corrections without what they correct."""
    kept = [one for one in sums if one.number >= 0]
    problems = []
    for one in sums:
        if one.number < 0:
            first = one.rows[0]
            message = f"{', '.join(first.labels)}, {first.year_label}: the quarters add up to {one.number}: no figure."
            problems.append(Problem("warning", message, first.place, rule="number-below-zero", origin="source"))
    return kept, problems


def _missing_forces(rows: Sequence[LongRow], reference: Reference) -> Iterator[Problem]:
    """Forces that have rows in some years and none in others: nothing is known of them there."""
    years = sorted({row.year.period_id for row in rows})
    of_force: dict[str, set[str]] = {}
    for row in rows:
        of_force.setdefault(row.force_id, set()).add(row.year.period_id)
    for force_id, has in sorted(of_force.items()):
        missing = [year for year in years if year not in has]
        if missing:
            message = f"{reference.forces[force_id].name} has no rows for {', '.join(missing)}: no figures, not zero."
            yield Problem("note", message, rule="force-without-rows", origin="source")


def _misplaced(source: Source) -> Iterator[Problem]:
    if source.folder and source.kind != OFFICIAL:  # one that is only shown has no source.toml
        message = (
            f"is a table of official statistics, while source.toml says kind = {source.kind!r}. Its figures are ranked "
            'as official; put it under _published/ with kind = "official".'
        )
        yield Problem("warning", message, rule="official-in-another-source")


def _cells(blocks: Blocks, rows: Sequence[LongRow]) -> Iterator[Cell]:
    """The numbers that were read, each with its labels: the other cells of a row are said by these."""
    tables = {table.sheet: table.n for table in blocks.tables}
    for row in rows:
        label = ", ".join(part for part in (row.year_label, row.quarter_label, *row.labels) if part)
        yield Cell(tables[row.sheet], row.row, "number", row.number_text, row_label=label, ref=row.ref)
