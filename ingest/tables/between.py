"""The tables of one document -> breakdowns without a total of their own, checked against the total of another table.

Protects: two breakdowns of one total are each checked against it and never joined into a cross-table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Figure, Problem
from ingest.tables import figures as making
from ingest.tables.one_table import Counted, TableFigures, identity
from ingest.tables.totals import judge, marks_of_nothing

FEWEST_PARTS = 2
Whole = tuple[object, ...]


def with_totals_of_others(tables: Sequence[TableFigures]) -> list[TableFigures]:
    """The same tables, with verdicts on the breakdowns whose total stands in another table."""
    wholes: dict[Whole, list[tuple[int, Counted]]] = {}
    for n, table in enumerate(tables):
        for one in table.counted:
            if one.figure is not None and not one.figure.dimensions:
                wholes.setdefault(_whole(one.figure), []).append((n, one))
    return [_checked(n, table, wholes) for n, table in enumerate(tables)]


def without_contradictions(tables: Sequence[TableFigures]) -> list[TableFigures]:
    """The same tables without the figures of one thing for which two of them print two numbers: a table that is of one
    part only, and does not say so, looks just so. Two totals that differ are the source's own, and stay."""
    printed: dict[object, list[tuple[int, Counted]]] = {}
    for n, table in enumerate(tables):
        for one in table.counted:
            if one.figure is not None:
                printed.setdefault(identity(one.figure), []).append((n, one))
    dropped: dict[int, list[Counted]] = {}
    for found in printed.values():
        values = {(one.figure.value.low, one.figure.value.high) for _, one in found if one.figure is not None}
        is_total = all(any(one.entry.is_total_of(axis) for axis in range(len(one.entry.reads))) for _, one in found)
        if len(values) > 1 and not is_total:
            for n, one in found:
                dropped.setdefault(n, []).append(one)
    return [_without(table, dropped[n]) if n in dropped else table for n, table in enumerate(tables)]


def _without(table: TableFigures, dropped: Sequence[Counted]) -> TableFigures:
    gone = {id(one) for one in dropped}
    kept = tuple(replace(one, figure=None) if id(one) in gone else one for one in table.counted)
    first = dropped[0].figure
    assert first is not None
    words = (
        f"{first.quote}: another table prints another number for the same thing ({len(gone)} of this table's numbers). "
        "Neither is taken: say by hand what each table counts."
    )
    problem = Problem("warning", words, first.locator, first.page, rule="tables-contradict")
    figures = tuple(one.figure for one in kept if one.figure is not None)
    names = tuple(
        name for one, name in zip(_with_figures(table.counted), table.names, strict=True) if id(one) not in gone
    )
    return replace(table, counted=kept, figures=figures, names=names, problems=(*table.problems, problem))


def _with_figures(counted: Sequence[Counted]) -> list[Counted]:
    return [one for one in counted if one.figure is not None]


def _whole(figure: Figure) -> Whole:
    return (
        figure.question,
        figure.force_id,
        figure.measure_id,
        figure.unit,
        figure.offence_id,
        figure.period.period_id,
    )


def _checked(n: int, table: TableFigures, wholes: dict[Whole, list[tuple[int, Counted]]]) -> TableFigures:
    groups: dict[tuple[str, Whole], list[Counted]] = {}
    for one in table.counted:
        names = [name for name, _ in one.facts.dimensions]
        if len(names) == 1:
            groups.setdefault((names[0], _whole_of(one, table)), []).append(one)
    said: dict[int, str] = {}
    problems: list[Problem] = []
    checked: list[tuple[str, Counted, list[Counted]]] = []
    for (name, whole), parts in groups.items():
        totals = [one for m, one in wholes.get(whole, []) if m != n]
        values = {one.entry.number.value.value for one in totals if one.entry.number.value is not None}
        if len(values) == 1 and len(parts) >= FEWEST_PARTS and all(m != n for m, _ in wholes.get(whole, [])):
            checked.append((name, totals[0], parts))
    nothing = marks_of_nothing((total.entry, [one.entry for one in parts]) for _, total, parts in checked)
    for name, total, parts in checked:
        assert total.figure is not None
        place = total.figure.locator.rsplit(", row ", 1)[0]
        verdict = judge(total.entry, [one.entry for one in parts], f" in {place}", nothing)
        if verdict is None:
            continue
        said |= {id(one): verdict.text for one in parts}
        if not verdict.agrees:
            problems.append(_differs(name, total.figure, parts, verdict.text, table))
    return _with_words(table, said, problems)


def _whole_of(one: Counted, table: TableFigures) -> Whole:
    """The identity of the whole that a part is of; a cell without a figure is of the same one as its neighbours."""
    if one.figure is not None:
        return _whole(one.figure)
    alike = next(
        (
            other.figure
            for other in table.counted
            if other.figure is not None
            and other.facts.period == one.facts.period
            and other.facts.offence == one.facts.offence
            and other.facts.place_id == one.facts.place_id
            and other.facts.question == one.facts.question
        ),
        None,
    )
    return _whole(alike) if alike is not None else ()


def _differs(name: str, total: Figure, parts: Sequence[Counted], text: str, table: TableFigures) -> Problem:
    layout = table.understood.layout if table.understood else None
    assert layout is not None
    first = parts[0].entry
    where = making.cell_place(layout, first.row, first.column, first.cell)
    where = where.replace(f", row {first.row.number},", ",")
    words = f"By {name.replace('_', ' ')}, {total.period.period_id}: {text}. Both are kept as printed."
    return Problem("warning", words, where, layout.grid.page, rule="total-differs", origin="source")


def _with_words(table: TableFigures, said: dict[int, str], problems: list[Problem]) -> TableFigures:
    if not said:
        return table
    counted = tuple(
        replace(one, figure=_noted(one.figure, said[id(one)])) if one.figure is not None and id(one) in said else one
        for one in table.counted
    )
    figures = tuple(one.figure for one in counted if one.figure is not None)
    return replace(table, counted=counted, figures=figures, problems=(*table.problems, *problems))


def _noted(figure: Figure, text: str) -> Figure:
    if "differ" not in text:
        return replace(figure, chain=(*figure.chain, text))
    note = " ".join(part for part in (f"In the source: {text}.", figure.note) if part)
    return replace(figure, chain=(*figure.chain, text), note=note)
