"""`data/audit` -> the audits that are kept there, for pages and people: counts as they stand, intervals worked out.

Protects: no interval and no rate is typed; a file whose counts do not add up is named and shows nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.audit.agreement import Agreement, OfColumn
from ingest.audit.interval import Counted, Estimate, estimate

FOLDER, RESULT, SAMPLE = "audit", "result.toml", "sample"
COUNTS = ("right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached", "changed")


@dataclass(frozen=True)
class Tally:
    """How many rows came out how. `disputed` is where two readers differ, `disputed_in_value` where in the value."""

    rows: int
    right: int
    wrong_in_meaning: int
    wrong_in_value: int
    disputed: int = 0
    not_reached: int = 0
    changed: int = 0
    disputed_in_value: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong + self.disputed

    @property
    def wrong(self) -> int:
        return self.wrong_in_meaning + self.wrong_in_value


@dataclass(frozen=True)
class Stratum:
    """What came out for one kind of source and hand. `figures`: how many the release had."""

    kind: str
    hand: str
    figures: int
    tally: Tally

    @property
    def error_rate(self) -> Estimate | None:
        """The share of the stratum's figures that are wrong; None where none was judged."""
        return estimate([_counted(self.figures, self.tally)])


@dataclass(frozen=True)
class Difference:
    """One figure that is wrong or disputed, in the columns `differs_in`: what the release held, and what was read."""

    figure_id: str
    verdict: str
    source_id: str
    force: str
    differs_in: tuple[str, ...]
    held: str
    read: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """One audit that is kept. `when`: in words, of samples from before there were draws; else None, and `release`,
    `seed` and `readers` tell it."""

    when: str | None
    release: str | None
    seed: int | None
    readers: tuple[str, ...]
    tally: Tally
    strata: tuple[Stratum, ...] = ()
    differences: tuple[Difference, ...] = ()
    agreement: Agreement | None = None

    @property
    def error_rate(self) -> Estimate | None:
        """The share of figures that are wrong in value or meaning; None where none was judged."""
        return estimate([_counted(figures, tally) for figures, tally in self._parts])

    @property
    def error_rate_in_value(self) -> Estimate | None:
        """The share of figures whose value is wrong."""
        return estimate([_counted_in_value(figures, tally) for figures, tally in self._parts])

    @property
    def _parts(self) -> list[tuple[int | None, Tally]]:
        return [(one.figures, one.tally) for one in self.strata] or [(None, self.tally)]


def _counted(figures: int | None, tally: Tally) -> Counted:
    return Counted(figures, tally.judged, tally.wrong, tally.disputed)


def _counted_in_value(figures: int | None, tally: Tally) -> Counted:
    return Counted(figures, tally.judged, tally.wrong_in_value, tally.disputed_in_value)


def folder_of(warehouse: Path) -> Path:
    """Where a warehouse's audits are: `data/audit` beside `data/warehouse.duckdb`, as its releases are beside it."""
    return warehouse.parent / FOLDER


def kept(folder: Path) -> tuple[list[Audit], list[str]]:
    """The audits of a folder, the samples from before there were draws first, then by folder; and what is wrong with
    files that can't be shown."""
    audits: list[Audit] = []
    problems: list[str] = []
    for path in [*sorted(folder.glob("*.toml")), *sorted(folder.glob(f"*/{RESULT}"))]:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
            audits += [_audit(one) for one in values.get(SAMPLE, [])] if path.parent == folder else [_audit(values)]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            named = path.relative_to(folder)
            problems.append(f"{named} can't be read as an audit ({type(error).__name__}: {error}).")
    return audits, problems


def _audit(values: Mapping[str, Any]) -> Audit:
    return Audit(
        values.get("when"),
        values.get("release"),
        values.get("seed"),
        tuple(values.get("readers", ())),
        _tally(values),
        tuple(
            Stratum(one["kind"], one["hand"], one["figures_in_release"], _tally(one))
            for one in values.get("stratum", ())
        ),
        tuple(
            Difference(
                one["figure"],
                one["verdict"],
                one["source"],
                one["force"],
                tuple(one["differs_in"]),
                one["held"],
                tuple(one["read"]),
            )
            for one in values.get("difference", ())
        ),
        _agreement(values["agreement"]) if "agreement" in values else None,
    )


def _agreement(values: Mapping[str, Any]) -> Agreement:
    columns = [OfColumn(one["name"], one["alike"], one.get("kappa")) for one in values.get("column", ())]
    return Agreement(values["read_by_both"], values["read_by_one"], values["alike"], tuple(columns))


def _tally(values: Mapping[str, Any]) -> Tally:
    """The counts of a file's table. ValueError where they do not add up to its rows."""
    counts = {name: int(values.get(name, 0)) for name in COUNTS}
    if sum(counts.values()) != values["rows"] or min(counts.values()) < 0:
        raise ValueError(f"its counts add up to {sum(counts.values())}, and rows = {values['rows']}")
    return Tally(int(values["rows"]), **counts, disputed_in_value=int(values.get("disputed_in_value", 0)))
