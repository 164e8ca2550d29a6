"""The key of a figure: two are alike exactly where they may be compared, and the pages' own gate says the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import reference as reference_data
from ingest.model import Value
from ingest.settle.order import Placed
from ingest.settle.rulings import Everything
from ingest.sources import SourceReading
from ingest.warehouse.build import build
from tests.making import placed, settled, source, value

REFERENCE = reference_data.load()
UNIT = next(area.force_id for area in REFERENCE.areas.values() if area.area_kind == "unit")
CHANGES: dict[str, dict[str, Any]] = {
    "measure": {"measure_id": "arrests"},
    "unit": {"unit": "cases"},
    "offence": {"offence_id": "ho_88a"},
    "scope": {"scope": "online flag"},
    "attempts in": {"scope": "attempts included"},
    "attempts alone": {"scope": "attempts only"},
    "breakdown": {"dimensions": (("sex", "male"),)},
    "kind of period": {"period": "2019"},
    "length of period": {"period": "2019-04-01..2019-09-30"},
}


def keys(**figures: dict[str, Any]) -> dict[str, str | None]:
    """The key of each figure, by the name that a test gives it."""
    entries = {name: placed(name, **changes) for name, changes in figures.items()}
    found = dict(settled(list(entries.values())).execute("select figure_id, comparable_key from placed").fetchall())
    return {name: found[entry.figure.figure_id] for name, entry in entries.items()}


def test_a_key_is_read_as_it_stands() -> None:
    assert keys(a={"scope": "attempts included"}, b={"offence_id": None, "period": "2019"}) == {
        "a": "offences_recorded | offences | soa2003_s15a | attempts included | financial year | force",
        "b": "offences_recorded | offences | no one offence | whole | calendar year | force",
    }


def test_whatever_may_not_be_compared_has_another_key() -> None:
    found = keys(plain={}, **CHANGES)
    assert len(set(found.values())) == len(found)


def test_another_year_of_the_same_sort_has_the_same_key_and_leap_days_make_no_difference() -> None:
    found = keys(
        a={"period": "2018/19"},
        b={"period": "2019/20"},
        c={"period": "2019-01-01..2019-06-30"},
        d={"period": "2020-01-01..2020-06-30"},
        e={"period": "2019-01-01..2019-02-09"},
    )
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert " | 6 months | " in str(found["c"]) and " | 40 days | " in str(found["e"])


def test_sums_over_other_numbers_of_forces_have_other_keys_and_one_that_does_not_say_has_none() -> None:
    over = {name: {"force_id": "area:south-east", "forces_counted": n} for name, n in (("a", 4), ("b", 5), ("c", None))}
    found = keys(**over, unit={"force_id": UNIT})
    assert str(found["a"]).endswith("region of 4 forces") and found["a"] != found["b"] is not None
    assert found["c"] is None
    assert str(found["unit"]).endswith(" | unit")  # no sum over forces


def test_a_figure_of_an_unknown_period_is_compared_with_nothing() -> None:
    assert keys(a={"period": "unknown"}) == {"a": None}


def test_every_pair_that_must_not_be_compared_says_why_and_gives_its_reason_from_both_sides() -> None:
    pairs = [(m, o, why) for m in REFERENCE.measures.values() for o, why in m.not_comparable_with.items()]
    assert len(pairs) > 60
    for measure, _, why in pairs:
        assert why.endswith(".") and len(why) > 40, measure.measure_id
        assert why not in (measure.definition, measure.title)


# ── totals ──


def totals(figures: list[Placed], folder: Path, measure: str = "offences_recorded", period: str = "2019/20") -> Any:
    path = folder / "warehouse.duckdb"
    readings = tuple(SourceReading(own, ()) for own in {one.source.source_id: one.source for one in figures}.values())
    build(Everything(readings, tuple(figures), (), ()), [], REFERENCE, path)
    with duckdb.connect(str(path), read_only=True) as con:
        offence = figures[0].figure.offence_id
        return con.execute(
            "select unit, low, high, forces_counted, not_added from totals(?, ?, ?)", [measure, offence, period]
        ).fetchall()


def test_a_total_adds_no_figure_with_attempts_to_one_without_and_says_that_it_is_left_out(tmp_path: Path) -> None:
    figures = [
        placed("a", value=value(5)),
        placed("b", force_id="essex", value=value(7), scope="attempts included"),
        placed("c", force_id="durham", value=value(9), dimensions=(("sex", "male"),)),
        placed("d", force_id="kent", value=value(3), scope="attempts only"),
    ]
    assert totals(figures, tmp_path) == [("offences", 5.0, 5.0, 1, 2)]


def test_a_total_keeps_units_apart_and_adds_no_calendar_year_to_a_financial_one(tmp_path: Path) -> None:
    figures = [
        placed("a", value=value(5)),
        placed("b", force_id="essex", value=value(7), unit="cases"),
        placed("c", force_id="durham", value=value(9), period="2019"),
    ]
    assert sorted(totals(figures, tmp_path)) == [("cases", 7.0, 7.0, 1, 0), ("offences", 5.0, 5.0, 1, 0)]


@pytest.mark.parametrize(
    "change",
    [
        {"period": "unknown"},
        {"measure_id": "share_ocag_percent", "unit": "percent"},
        {"measure_id": "arrests_online_cso_team", "unit": "arrests per month"},
    ],
)
def test_a_total_adds_no_shares_no_rates_and_nothing_of_an_unknown_period(
    change: dict[str, Any], tmp_path: Path
) -> None:
    figures = [placed("a", value=value(5), **change), placed("b", force_id="essex", value=value(7), **change)]
    found = totals(figures, tmp_path, change.get("measure_id", "offences_recorded"), change.get("period", "2019/20"))
    assert found == [(None, None, None, 0, 2)]


# ── shares ──


def test_a_whole_that_is_held_back_is_printed_beside_its_part_and_named_in_the_note(tmp_path: Path) -> None:
    own = source("kent~1", "force_response", force_ids=("kent",))
    common: dict[str, Any] = {"unit": "arrests", "offence_id": "group:online_child_sexual_offences", "of": own}
    figures = [
        placed("part", measure_id="arrests_ocag", value=value(7), **common),
        placed("whole", measure_id="arrests_online_cso", value=Value(None, 0.0, 29.0, "[c]", "<30"), **common),
    ]
    path = tmp_path / "warehouse.duckdb"
    build(Everything((SourceReading(own, ()),), tuple(figures), (), ()), [], REFERENCE, path)
    with duckdb.connect(str(path), read_only=True) as con:
        found = con.execute(
            "select all_arrests, all_arrests_low, all_arrests_high, all_arrests_text, share_low, share_high, "
            "share_note from ocag_arrests"
        ).fetchall()
    note = "At most, if all 7 are among the <30, which the answer does not say."
    assert found == [(None, 0.0, 29.0, "<30", 0.0, None, note)]
