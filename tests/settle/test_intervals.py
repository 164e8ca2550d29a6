"""Suppressed and bounded counts stay intervals: whatever the hidden counts are, the truth lies in what is published.

Nothing that is published narrows a hidden count: what a total, a share or a rate lets a reader work out of it is never
less wide than the count as its source prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import reference as reference_data
from ingest.model import Value
from tests.making import placed, published, source

REFERENCE = reference_data.load()
FORCES = ("kent", "essex", "durham", "surrey", "norfolk")
PERIODS = ("2015/16", "2016/17", "2017/18", "2018/19", "2019/20")
ALL_ONLINE = {"unit": "arrests", "offence_id": "group:online_child_sexual_offences"}


@dataclass(frozen=True)
class Hidden:
    """A true count and what its source prints of it."""

    truth: int
    value: Value


@st.composite
def printed(draw: st.DrawFn, low: int = 0, high: int = 40) -> Hidden:
    truth = draw(st.integers(low, high))
    below, above = draw(st.integers(0, truth)), truth + draw(st.integers(0, 6))
    forms = (
        Value(float(truth), float(truth), float(truth), None, str(truth)),
        Value(None, float(below), float(above), "[c]" if below == 0 else None, f"{below} to {above}"),
        Value(None, float(below), None, None, f"at least {below}"),
        Value(None, 0.0, None, "[c]", "*"),
        Value(None, None, None, "[e]", "about some"),
    )
    return Hidden(truth, draw(st.sampled_from(forms)))


def contains(low: float | None, high: float | None, truth: float) -> bool:
    return (low is None or low <= truth + 1e-9) and (high is None or truth <= high + 1e-9)


few = settings(max_examples=5)
"""Each example is settled once and has counts of several years, of which none knows of the others."""


def of_years(counts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Counts of one to five forces, for each year."""
    return st.fixed_dictionaries({year: st.lists(counts, min_size=1, max_size=len(FORCES)) for year in PERIODS})


@few
@given(of_years(printed()))
def test_a_total_contains_the_truth_and_says_how_many_are_unknown(years: dict[str, list[Hidden]]) -> None:
    con = published(
        [
            placed(f"{force} {year}", force_id=force, period=year, value=one.value)
            for year, counts in years.items()
            for force, one in zip(FORCES, counts, strict=False)
        ]
    )
    for year, counts in years.items():
        (total,) = con.execute(
            "select low, high, forces_counted, suppressed, unknown from totals('offences_recorded', 'soa2003_s15a', ?)",
            [year],
        ).fetchall()
        assert contains(total[0], total[1], sum(one.truth for one in counts))
        unknown = [one for one in counts if one.value.low is None and one.value.high is None]
        assert total[4] == len(unknown)
        assert total[2] == len(counts) - len(unknown)
        assert total[3] == sum(one.value.symbol == "[c]" for one in counts)
        if any(one.value.high is None for one in counts):
            assert total[1] is None
        for one in counts:  # the others taken from the total leave each count at least as wide as it is printed
            others = [other.value for other in counts if other is not one]
            if one.value.low is None:
                continue
            highs = [other.high for other in others]
            if total[1] is not None and None not in highs:
                assert total[1] - sum(other.low or 0 for other in others) >= (one.value.high or 0) - 1e-9
                assert total[0] - sum(high or 0 for high in highs) <= one.value.low + 1e-9


@few
@given(of_years(st.tuples(printed(0, 20), printed(0, 30))))
def test_a_share_contains_the_truth_for_every_value_of_both_counts(
    years: dict[str, list[tuple[Hidden, Hidden]]],
) -> None:
    """The second count of each pair is what the whole has besides the part."""
    figures, truths = [], {}
    for year, pairs in years.items():
        for force, (part, rest) in zip(FORCES, pairs, strict=False):
            shift = float(part.truth)
            whole = Value(
                *(None if end is None else end + shift for end in (rest.value.value, rest.value.low, rest.value.high)),
                rest.value.symbol,
                f"{rest.value.text} more",
            )
            common = {"of": source(f"{force}~1", force_ids=(force,)), "force_id": force, "period": year} | ALL_ONLINE
            figures.append(placed(f"{force} {year}", value=part.value, measure_id="arrests_ocag", **common))
            figures.append(placed(f"{force} {year} whole", value=whole, measure_id="arrests_online_cso", **common))
            truths[force, year] = part.truth / (part.truth + rest.truth) if part.truth + rest.truth else None
    shares = (
        published(figures).execute("select force_id, period_id, share_low, share_high from ocag_arrests").fetchall()
    )
    assert len(shares) == len(truths)
    for force, year, low, high in shares:
        if (truth := truths[force, year]) is not None:
            assert contains(low, high, truth), (force, low, high, truth)
        assert low is None or 0 <= low <= 1
        assert high is None or 0 <= high <= 1


def test_no_share_is_drawn_from_a_whole_that_may_be_nothing() -> None:
    own = source("kent~1")
    hidden = Value(None, 0.0, 4.0, "[c]", "<5")
    con = published(
        [
            placed("part", of=own, measure_id="arrests_ocag", value=hidden, **ALL_ONLINE),
            placed("whole", of=own, measure_id="arrests_online_cso", value=hidden, **ALL_ONLINE),
        ]
    )
    assert con.execute("select share_low, share_high from ocag_arrests").fetchall() == [(0.0, None)]


@pytest.mark.parametrize("view", ["figures", "all_figures", "arrests", "ocag_figures", "offence_breakdown"])
def test_no_row_that_is_published_gives_a_hidden_count_as_one_number(built_warehouse: Path, view: str) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    hidden = con.execute(f"select value, value_low, value_high from {view} where symbol = '[c]'").fetchall()
    con.close()
    assert all(value is None and (high is None or low < high) for value, low, high in hidden)


def test_a_part_that_exceeds_its_whole_has_no_share_and_says_why() -> None:
    own = source("kent~1")
    thirty, whole = (Value(float(n), float(n), float(n), None, str(n)) for n in (30, 22))
    con = published(
        [
            placed("part", of=own, measure_id="arrests_ocag", value=thirty, **ALL_ONLINE),
            placed("whole", of=own, measure_id="arrests_online_cso", value=whole, **ALL_ONLINE),
        ]
    )
    ((low, high, note),) = con.execute("select share_low, share_high, share_note from ocag_arrests").fetchall()
    assert (low, high) == (None, None)
    assert note == "No share: the source gives more of these than of all online arrests."
