"""The labels of a table's rows -> their axes: offences, outcomes, years, and the codes beside them.

Protects: a code that stands beside an offence must not contradict it, and two columns of one
kind are no two breakdowns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.tables import words
from ingest.tables.axes import SHARE_READ, Asked, Axis, kind_of_head, parts_of_head, read_axis
from ingest.tables.body import Row
from ingest.tables.joined_labels import act_and_section, act_over_sections, from_and_to
from ingest.tables.labels import Read, Reading, Unread, as_counted, as_total
from ingest.tables.layout import Layout
from ingest.tables.placed import NotUnderstood, PlacedAxis

FEWEST_ROWS = 4
MOSTLY = 0.8  # of the labels of rows
MOST_OUTCOMES = 25  # the Home Office lists 22
CODE_OF_A_LABEL = re.compile(r"(?:OC|Outcome|Type|No\.?)?\s?\d{1,3}[A-Z]?", re.IGNORECASE)


def axes_of_rows(
    layout: Layout, across: set[str], asked: Asked, reading: Reading
) -> tuple[PlacedAxis, ...] | NotUnderstood:
    """The axes of the labels. `across`: what the columns are; a heading that names only that speaks of them."""
    if _are_lines_of_cells(layout):
        return NotUnderstood("its labels may be the single lines of cells that go over several rows")
    placed: list[PlacedAxis] = []
    codes: list[int] = []
    parted = act_and_section(layout, asked, reading) or act_over_sections(layout, asked, reading)
    if parted is not None:
        placed.append(parted)
    dates = from_and_to(layout, asked, reading)
    if dates is not None:
        placed.append(dates)
    for n, head in enumerate(layout.heads):
        if words.plain(head) in words.phrases("heads", "code"):
            codes.append(n)
        elif any(one is not None and n in one.columns for one in (parted, dates)) or (
            words.plain(head) in words.phrases("heads", "serial") and len(layout.heads) > 1
        ):
            continue
        else:
            labels = [row.labels[n] for row in layout.rows]
            heads = parts_of_head(head)
            named_kinds = {kind for part in heads[1:] if (kind := kind_of_head(part, asked)) is not None} - across
            if len(named_kinds) == 2 and any(row.section for row in layout.rows):
                heads = ()  # "Year / Offence": the years are sections
            elif len(named_kinds) > 1:
                return NotUnderstood(f"its column “{head}” holds rows of two kinds")
            heads = () if is_of_columns(layout, n, asked, reading) else heads
            axis = read_axis(labels, heads, asked, reading, layout.title)
            if axis is None and len(heads) == 1 and kind_of_head(head, asked) in across:
                axis = read_axis(labels, (), asked, reading, layout.title)
            if axis is None:
                named = f"“{head}”" if head else f"{n + 1} of labels, which has no heading,"
                return NotUnderstood(f"its column {named} is not understood")
            placed.append(PlacedAxis(axis, columns=(n,)))
    placed = _without_groups_of_others(layout, _without_codes_of_others(layout, placed, reading), reading)
    placed = _without_classes_and_wordings(layout, placed, reading)
    if codes:
        placed = _with_codes(layout, placed, codes, asked, reading)
    sections = [row.section for row in layout.rows if row.section]
    if parted is not None and parted.with_section:
        sections = []
    if sections and _are_regions(sections) and any(one.axis.kind == "force" for one in placed):
        sections = []  # each force lies in one region, which says nothing more of it
    if sections:
        axis = read_axis(sections, (), asked, reading)
        if axis is None:
            return NotUnderstood(f"the row “{sections[0]}”, which stands by itself, is not understood")
        band = PlacedAxis(axis, is_section=True)
        own = next((one for one in placed if one.axis.kind == "offence"), None)
        is_class = band.axis.kind == "offence" and own is not None and _is_class_of_rows(layout, band, own, reading)
        placed += [] if is_class else [band]
    kinds = [one.axis.kind for one in placed]
    repeated = next((kind for kind in kinds if kinds.count(kind) > 1 and kind not in ("period", "offence")), None)
    if repeated:
        return NotUnderstood(f"two of its columns of labels are alike ({repeated})")
    return tuple(placed)


def _are_lines_of_cells(layout: Layout) -> bool:
    """Whether on a page each row has another label beside a column that goes through the same few again: then a label
    that is written over several rows stands in each with one of its lines."""
    if layout.grid.page is None or len(layout.rows) < FEWEST_ROWS:
        return False
    for n in range(len(layout.heads) - 1):
        own = [row.labels[n] for row in layout.rows if row.labels[n]]
        beside = {row.labels[n + 1] for row in layout.rows if row.labels[n + 1]}
        cycles = 2 * len(beside) <= len(layout.rows) and len(beside) > 1
        if cycles and len(own) > SHARE_READ * len(layout.rows) and len(set(own)) > MOSTLY * len(own):
            return True
    return False


def _without_groups_of_others(layout: Layout, placed: list[PlacedAxis], reading: Reading) -> list[PlacedAxis]:
    """The axes without the column of groups that the labels of another of its kind fall into: "Outcome group" beside
    "Outcome". Where a total stands among a group's labels it may be the group's, and both stay."""
    for one in placed:
        for other in placed:
            if one is other or one.axis.kind != other.axis.kind or not one.axis.kind.startswith("dimension:"):
                continue
            if len(one.columns) != 1 or len(other.columns) != 1:
                continue
            outer, inner = one.columns[0], other.columns[0]
            group_of: dict[str, set[str]] = {}
            for row in layout.rows:
                group_of.setdefault(row.labels[inner], set()).add(row.labels[outer])
            has_totals = any(
                as_total(row.labels[inner], reading) is not None and as_total(row.labels[outer], reading) is None
                for row in layout.rows
                if row.labels[outer] != row.labels[inner]
            )
            falls_into = all(len(groups) == 1 for groups in group_of.values())
            if falls_into and not has_totals and len(group_of) > len({row.labels[outer] for row in layout.rows}):
                return [axis for axis in placed if axis is not one]
    return placed


def _is_class_of_rows(layout: Layout, outer: PlacedAxis, inner: PlacedAxis, reading: Reading) -> bool:
    """Whether classes only say of which class the offences beside or below them are, as far as these are understood,
    and no class has a total of its own: "88A Sexual grooming" over "71/17"."""
    classes = {outer.label(layout, row, 0) for row in layout.rows}
    found = 0
    for row in layout.rows:
        if outer.is_section and row.section is None:
            continue
        ids = [_offence_id(one, layout, row) for one in (outer, inner)]
        if ids[1] is None:
            read = inner.axis.meanings.get(inner.label(layout, row, 0))
            if len(classes) > 1 and read is not None and not isinstance(read, Unread):
                return False
            continue
        if ids[0] is None or ids[0] not in reading.reference.offence_ancestors(ids[1]):
            return False
        found += 1
    return found > 0


def _offence_id(placed: PlacedAxis, layout: Layout, row: Row) -> str | None:
    read = placed.axis.meanings.get(placed.label(layout, row, 0))
    if read is None or isinstance(read, Unread) or read[0].offence is None:
        return None
    return read[0].offence.offence_id


def _without_classes_and_wordings(layout: Layout, placed: list[PlacedAxis], reading: Reading) -> list[PlacedAxis]:
    """The axes of offences without those that only classify another one's labels, or word them again: where both are
    understood they are the same offence."""
    offences = [one for one in placed if one.axis.kind == "offence" and not one.is_section]
    for one in offences:
        for other in offences:
            if one is other:
                continue
            if _is_class_of_rows(layout, one, other, reading) or _words_again(layout, one, other):
                return [axis for axis in placed if axis is not one]
    return placed


def _words_again(layout: Layout, one: PlacedAxis, other: PlacedAxis) -> bool:
    """Whether an axis says what a joined one ("Act", "Section") says, as far as it is understood."""
    if len(other.columns) < 2 or len(one.columns) > 1:
        return False
    pairs = [(_offence_id(one, layout, row), _offence_id(other, layout, row)) for row in layout.rows]
    both = [pair for pair in pairs if None not in pair]
    return bool(both) and all(own == another for own, another in both)


def _are_regions(sections: Sequence[str]) -> bool:
    names = [words.plain(section.partition("(")[0]) for section in sections]  # "England (38 forces)"
    return all(name in words.phrases("heads", "regions") for name in names)


def _without_codes_of_others(layout: Layout, placed: list[PlacedAxis], reading: Reading) -> list[PlacedAxis]:
    """The axes without the column that only numbers the labels of another of its kind: "Outcome code" beside
    "Outcome"."""

    def is_code(one: PlacedAxis) -> bool:
        alike = [other for other in placed if other.axis.kind == one.axis.kind and other is not one]
        if len(alike) != 1 or not one.axis.kind.startswith("dimension:") or not one.columns or not alike[0].columns:
            return False
        own, others = one.columns[0], alike[0].columns[0]
        parts = [row.labels for row in layout.rows if as_total(row.labels[others], reading) is None]
        codes = [labels[own] for labels in parts if labels[own]]
        return bool(codes) and len(set(codes)) == len(codes) and all(map(CODE_OF_A_LABEL.fullmatch, codes))

    numbering = [one for one in placed if is_code(one)]
    return [one for one in placed if one is not numbering[0]] if len(numbering) == 1 else placed


def _with_codes(
    layout: Layout, placed: list[PlacedAxis], codes: list[int], asked: Asked, reading: Reading
) -> list[PlacedAxis]:
    """Codes are read together with the offences beside them, which they must not contradict; alone they are the
    offence."""
    offences = [one for one in placed if one.axis.kind == "offence"]
    others = [one for one in placed if one.axis.kind != "offence"]
    if not offences and "offence" not in asked.question.dimensions and _number_outcomes(layout, codes[0], others):
        return others
    columns = (codes[0], *(n for one in offences[:1] for n in one.columns))
    trial = PlacedAxis(Axis("offence", "", {}), columns=columns, lead="Home Office code ")
    labels = [trial.label(layout, row, 0) for row in layout.rows]
    read: dict[str, Read] = {}
    for label, row in zip(labels, layout.rows, strict=True):
        bare = label.removeprefix("Home Office code ")
        is_coded = bool(row.labels[codes[0]])
        axis = read_axis([label if is_coded else bare], ("offence",), asked, reading) if label else None
        read[label] = axis.meanings[label if is_coded else bare] if axis else _not_read(bare)
    unread = [label for label, one in read.items() if isinstance(one, Unread)]
    is_split = any(one.axis.kind.startswith("dimension:") for one in others)
    if is_split and not offences and 2 * len(unread) > len(read):  # a list of other codes, of which one is an offence's
        read = {label: _not_read(label.removeprefix(trial.lead)) for label in read}
    return [*others, PlacedAxis(Axis("offence", layout.heads[codes[0]], read), columns=columns, lead=trial.lead)]


def _number_outcomes(layout: Layout, n: int, others: Sequence[PlacedAxis]) -> bool:
    """Whether codes are those of the outcomes beside them, each of one: the Home Office numbers these from 1 on."""
    head = set(words.plain(layout.heads[n]).split())
    if not any(one.axis.kind == "dimension:outcome" for one in others) or head & words.phrases(
        "heads", "code_of_offences"
    ):
        return False
    codes = [row.labels[n] for row in layout.rows if row.labels[n]]
    return len(set(codes)) == len(codes) and all(code.isdigit() and int(code) <= MOST_OUTCOMES for code in codes)


def _not_read(label: str) -> Unread:
    return Unread(label, "offence-not-read", f"the offence “{label}” is not known.")


def is_of_columns(layout: Layout, n: int, asked: Asked, reading: Reading) -> bool:
    """Whether a heading over labels that only say what is counted names what the columns are: "Outcome" over "No.
    recorded"."""
    labels = [row.labels[n] for row in layout.rows]
    is_named = kind_of_head(layout.heads[n], asked) not in (None, "code", "question")
    counted = [as_counted(label, reading) for label in labels if label]
    return is_named and bool(counted) and all(one is not None for one in counted)
