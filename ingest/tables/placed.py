"""An axis of a table with the place of its labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables.axes import Axis
from ingest.tables.body import Row
from ingest.tables.layout import Layout


@dataclass(frozen=True)
class PlacedAxis:
    """An axis and where its labels are: `columns` of labels (by their number among them), `levels` of headings, or the
    section that a row stands in. `joined_by`: what stands between labels that are read together. `backwards`: levels
    that are read together from the lowest up. `with_section`: the section is read together with the columns' labels
    ("Communications Act 2003" over "s.127")."""

    axis: Axis
    columns: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    is_section: bool = False
    backwards: bool = False
    lead: str = ""
    with_section: bool = False
    joined_by: str = " "

    def label(self, layout: Layout, row: Row, column: int) -> str:
        if self.is_section:
            return row.section or ""
        if self.columns:
            own = (
                f"{self.lead}{self.joined_by.join(row.labels[n] for n in self.columns)}".strip()
                if _any(row, self)
                else ""
            )
            return f"{row.section} {own}" if self.with_section and own and row.section else own
        return joined_levels(layout, self.levels, layout.value_columns.index(column), self.backwards)


def _any(row: Row, placed: PlacedAxis) -> bool:
    return any(row.labels[n] for n in placed.columns)


@dataclass(frozen=True)
class NotUnderstood:
    """Why a table does not answer a question, in words."""

    why: str


def joined_levels(layout: Layout, levels: Sequence[int], n: int, backwards: bool) -> str:
    texts = dict.fromkeys(layout.levels[level][n] for level in levels if layout.levels[level][n])
    return " ".join(reversed(texts) if backwards else texts)
