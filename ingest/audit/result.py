"""What was judged -> an audit's counts and differences -> its `result.toml`, and back, for pages and people.

Protects: the same readings give the same file. Nobody is named in it but by initials, and no words of a document are in
it but values as printed. No interval and no rate is read from it: whoever shows an audit works them out from its
counts, and a file whose counts do not add up is named and shows nothing.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.audit.draw import MEANS, Drawn, Reading
from ingest.audit.judge import (
    CHANGED,
    DISPUTED,
    IN_MEANING,
    IN_VALUE,
    VERDICTS,
    Agreement,
    Counted,
    Estimate,
    Judged,
    estimate,
)
from ingest.sources import toml_lines

FOLDER, RESULT, SAMPLE = "audit", "result.toml", "sample"
PLACES = 4  # of a share: a sample says no more
HEAD = """\
# What two people found in the figures that were drawn. Written by `python -m ingest audit`; docs/audit.md explains it.
# Rates are of the release's figures in force: each stratum weighs what it is of them. low and high are the ends of the
# 95 % interval (Wilson); what is disputed counts as right at the low end and as wrong at the high end."""


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

    figure: str
    verdict: str
    source: str
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
        return estimate(
            [Counted(size, one.judged, one.wrong_in_value, one.disputed_in_value) for size, one in self._parts]
        )

    @property
    def _parts(self) -> list[tuple[int | None, Tally]]:
        return [(one.figures, one.tally) for one in self.strata] or [(None, self.tally)]


def _counted(figures: int | None, tally: Tally) -> Counted:
    return Counted(figures, tally.judged, tally.wrong, tally.disputed)


def folder_of(warehouse: Path) -> Path:
    """Where a warehouse's audits are: `data/audit` beside `data/warehouse.duckdb`, as its releases are beside it."""
    return warehouse.parent / FOLDER


def audit_of(drawn: Drawn, readers: Sequence[str], judged: Sequence[Judged], agreed: Agreement) -> Audit:
    """What came out, by stratum and figure."""
    strata = [
        Stratum(kind, hand, size, tally([one for one in judged if one.drawn.stratum == (kind, hand)]))
        for (kind, hand), size in drawn.sizes.items()
    ]
    differing = [one for one in judged if one.verdict in (IN_MEANING, IN_VALUE, DISPUTED, CHANGED)]
    differences = tuple(_difference(one, readers) for one in differing)
    return Audit(None, drawn.release, drawn.seed, tuple(readers), tally(judged), tuple(strata), differences, agreed)


def tally(judged: Sequence[Judged]) -> Tally:
    """How many came out how."""
    found = Counter(one.verdict for one in judged)
    in_value = sum(one.verdict == DISPUTED and "value" in one.differs_in for one in judged)
    return Tally(len(judged), **{name: found[name] for name in VERDICTS}, disputed_in_value=in_value)


def _difference(one: Judged, readers: Sequence[str]) -> Difference:
    held, is_read = one.held, one.verdict != CHANGED
    read = zip(readers, one.read, strict=True) if is_read else ()
    return Difference(
        one.drawn.figure_id,
        one.verdict,
        held.source_id if held else "",
        held.place.force if held else "",
        one.differs_in,
        _in_words(held, one.differs_in) if held and is_read else "",
        tuple(f"{initials}: {_in_words(reading, one.differs_in)}" for initials, reading in read),
    )


def _in_words(reading: Reading | None, columns: Sequence[str]) -> str:
    """What a reading says in these columns: "value 12, period 2019/20"."""
    if reading is None:
        return "no such number"
    said = {"value": reading.text, **dict(zip(MEANS, reading.meaning.parts, strict=True))}
    return ", ".join(f"{column} {said[column] or 'none'}" for column in columns)


def result_text(audit: Audit) -> str:
    """The whole of `result.toml`."""
    head: dict[str, Any] = {"release": audit.release, "seed": audit.seed, "readers": list(audit.readers)}
    text = [HEAD, *toml_lines.lines(head | vars(audit.tally), PLACES)]
    for name, found in (("error_rate", audit.error_rate), ("error_rate_in_value", audit.error_rate_in_value)):
        text += toml_lines.table(name, _ends(found), PLACES) if found else []
    for one in audit.strata:
        part: dict[str, Any] = {"kind": one.kind, "hand": one.hand, "figures_in_release": one.figures}
        text += toml_lines.entry("stratum", part | vars(one.tally) | _ends(one.error_rate), PLACES)
    if agreed := audit.agreement:
        text += toml_lines.table("agreement", vars(agreed))
    for difference in audit.differences:
        text += toml_lines.entry("difference", vars(difference))
    return "\n".join(text) + "\n"


def _ends(found: Estimate | None) -> dict[str, Any]:
    if found is None:
        return {}
    ends: dict[str, Any] = {"rate": found.rate, "low": found.interval.low, "high": found.interval.high}
    return ends if found.rate == found.rate_if_disputed else ends | {"rate_if_disputed": found.rate_if_disputed}


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
    agreed = values.get("agreement")
    strata = (
        Stratum(one["kind"], one["hand"], one["figures_in_release"], _tally(one)) for one in values.get("stratum", ())
    )
    differences = []
    for entry in values.get("difference", ()):
        given: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in entry.items()}
        differences.append(Difference(**given))
    head = (values.get("when"), values.get("release"), values.get("seed"), tuple(values.get("readers", ())))
    return Audit(*head, _tally(values), tuple(strata), tuple(differences), agreed and _agreement(agreed))


def _agreement(values: Mapping[str, Any]) -> Agreement:
    """How far two readers agree; earlier files count apart what both and what one of them read."""
    read = values["read"] if "read" in values else values["read_by_both"] + values["read_by_one"]
    return Agreement(int(read), int(values["alike"]))


def _tally(values: Mapping[str, Any]) -> Tally:
    """The counts of a file's table. ValueError where they do not add up to its rows."""
    counts = {name: int(values.get(name, 0)) for name in VERDICTS}
    if sum(counts.values()) != values["rows"] or min(counts.values()) < 0:
        raise ValueError(f"its counts add up to {sum(counts.values())}, and rows = {values['rows']}")
    return Tally(int(values["rows"]), **counts, disputed_in_value=int(values.get("disputed_in_value", 0)))
