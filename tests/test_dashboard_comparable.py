"""What may share an axis: never two figures that count different things, periods of another length, or parts of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard import areas, comparable, comparison, figures, frame, slope
from dashboard.comparable import Kind
from dashboard.filters import Filters

YEAR = Kind(
    "offences_recorded", "Offences recorded", "offences", "soa2003_s15a", "Sexual communication with a child", None,
    "2017/18", "financial_year", 365,
)  # fmt: skip


def row(**columns: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "force_id": "borsetshire", "measure_id": "offences_recorded", "measure": "Offences recorded",
        "unit": "offences", "offence_id": "soa2003_s15a", "offence": "Sexual communication with a child",
        "scope": None, "dimensions": {}, "period_id": "2017/18", "period_kind": "financial_year",
        "period_start": date(2017, 4, 1), "period_end": date(2018, 3, 31), "area_kind": "force",
    }  # fmt: skip
    return usual | columns


def test_figures_of_one_kind_are_counted_by_force_the_fullest_first() -> None:
    rows = [row(), row(force_id="felpersham"), row(force_id="felpersham", unit="people"), row(dimensions={"sex": "m"})]
    found = comparable.as_kinds(pd.DataFrame(rows))
    assert [(kind.unit, forces) for kind, forces in found] == [("offences", 2), ("people", 1)]


def test_a_figure_without_a_known_period_is_compared_with_nothing() -> None:
    rows = [row(period_id="unknown", period_kind="unknown", period_start=None, period_end=None)]
    assert comparable.as_kinds(pd.DataFrame(rows)) == []
    assert comparable.over_time(pd.DataFrame(rows)) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit": "people"}, "one counts offences, the other people"),
        ({"offence_id": "ho_88a", "offence": "Class 88A"}, "different offences"),
        ({"scope": "online flag"}, "different parts"),
        ({"period_id": "2017", "period_kind": "calendar_year"}, "periods differ in kind or length"),
        ({"period_id": "2017-04-01..2017-09-30", "period_kind": "other", "days": 183}, "periods differ"),
        ({"area_kind": "region"}, "another kind of area"),
        ({"measure_id": "arrests", "measure": "Arrests"}, "count different things"),
    ],
)
def test_each_difference_is_said_in_words(change: dict[str, object], said: str) -> None:
    found = comparable.differences(YEAR, replace(YEAR, **change))
    assert len(found) == 1
    assert said in found[0]


def test_years_of_365_and_366_days_are_of_one_length() -> None:
    leap = replace(YEAR, period_id="2019/20", days=366)
    assert comparable.differences(YEAR, leap) == []
    assert comparable.differences(YEAR, YEAR) == []


def test_a_leap_day_inside_a_year_to_june_makes_it_no_longer() -> None:
    before = replace(YEAR, period_id="2015-07-01..2016-06-30", period_kind="other", days=366)
    after = replace(YEAR, period_id="2016-07-01..2017-06-30", period_kind="other", days=365)
    a_day_more = replace(YEAR, period_id="2016-07-01..2017-07-01", period_kind="other", days=366)
    assert comparable.differences(before, after) == []
    assert comparable.differences(after, a_day_more) != []


def test_measures_that_must_not_be_compared_are_called_so() -> None:
    other = replace(YEAR, measure_id="arrests", measure="Arrests for the named offence")
    found = comparable.differences(YEAR, other, {"offences_recorded": {"arrests": "An arrest is no offence."}})
    assert "must not be compared (an arrest is no offence)" in found[0]


def test_one_time_axis_holds_one_sort_of_period() -> None:
    later = {"period_id": "2019/20", "period_start": date(2019, 4, 1), "period_end": date(2020, 3, 31)}
    calendar = {
        "period_id": "2018", "period_kind": "calendar_year",
        "period_start": date(2018, 1, 1), "period_end": date(2018, 12, 31),
    }  # fmt: skip
    groups = comparable.over_time(pd.DataFrame([row(), row(**later), row(**calendar)]))
    assert sorted(len(part) for part in groups.values()) == [1, 2]


def test_every_force_of_a_kind_has_one_row_and_no_unknown_is_a_number(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    kind, forces = figures.kinds(Filters())[0]
    rows = figures.by_force(kind, Filters())
    assert rows["force_id"].is_unique
    assert len(rows) >= 45
    given = rows[rows["value_low"].notna() | rows["value_high"].notna()]
    assert len(given) == forces
    silent = rows[rows["state"].isin(["not_known", "not_collected", "refused", "no_answer"])]
    assert silent[["value", "value_low", "value_high"]].isna().all().all()


def test_a_figure_that_the_filters_leave_out_is_said_to_be_left_out(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    kind, forces = figures.kinds(Filters({"hand": ("second_hand",)}))[0]
    rows = figures.by_force(kind, Filters({"hand": ("own_document",)}))
    assert int((rows["state"] == "left_out").sum()) == forces
    assert rows["value_low"].isna().all()


def test_a_force_whose_figure_counts_another_unit_has_not_answered_in_part(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    by_unit: dict[tuple[str, str | None, str], set[str]] = {}
    kinds = [kind for kind, _ in figures.kinds(Filters())]
    for kind in kinds:
        by_unit.setdefault((kind.measure_id, kind.offence_id, kind.period_id), set()).add(kind.unit)
    split = [k for k in kinds if len(by_unit[k.measure_id, k.offence_id, k.period_id]) > 1]
    assert split
    found = pd.concat([figures.by_force(kind, Filters()) for kind in split])
    assert (found["state"] == "other_kind").any()
    assert not (found["state"] == "partly_answered").any()


def test_a_slope_across_a_change_of_the_law_says_so(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    sets = Filters({"measure": ("offences_recorded",), "offence": ("ho_88a",)})
    kinds = {kind.period_id: kind for kind, _ in figures.kinds(sets) if kind.unit == "offences"}
    first, second = kinds["2015-07-01..2016-06-30"], kinds["2016-07-01..2017-06-30"]
    assert second in [other for other, _ in slope.others(first, sets)]
    said = slope.breaks(slope.in_both(first, second, sets), sets)
    assert any("3 April 2017" in item.reason for item in said)


def test_an_area_stands_beside_forces_only_where_it_counts_the_same() -> None:
    area = row(area_kind="nation", period_id="2018/19")
    assert YEAR.counts_as(next(pd.DataFrame([area]).itertuples()))
    for change in ({"unit": "cases"}, {"offence_id": None}, {"scope": "old system"}, {"dimensions": {"sex": "m"}}):
        assert not YEAR.counts_as(next(pd.DataFrame([area | change]).itertuples()))


def test_the_table_of_areas_gives_no_number_without_its_offence_and_unit(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    rows = figures.chosen(Filters({"area_kind": ("region",), "offence": ("soa2003_s15a",)}))
    table = areas.table_of(rows)
    assert len(table) and all("sexual communication with a child" in what for what in table["What"])
    assert list(table["Unit"]) == list(rows["unit"])


def test_no_cell_of_a_share_says_nan(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    kinds = [kind for kind, _ in figures.kinds(Filters({"measure": ("arrests_ocag",)}))]
    shared = [kind for kind in kinds if "share" in comparison.possible(kind, Filters())]
    assert shared
    for kind in shared:
        table = comparison.table_of(comparison.rows_of(kind, Filters(), "share"))
        assert "nan" not in table.to_csv(na_rep="nan").replace("\n", ",").split(",")


def test_a_csv_that_holds_more_than_the_chart_says_so(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    asked = Filters({"measure": ("offences_recorded",), "offence": ("soa2003_s15a",), "period": ("2017/18",)})
    rows = len(figures.chosen(asked))
    block = frame.Block(key="a", title="a", table=pd.DataFrame(), data=("figures", asked), drawn=rows)
    assert frame.other_rows(block) == ""
    assert f"holds {rows} figures; 3 of them" in frame.other_rows(replace(block, drawn=3))


def test_no_source_is_said_to_have_printed_a_whole_dispute(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    asked = Filters({"measure": ("offences_recorded",), "offence": ("soa2003_s15a",), "period": ("2017/18",)})
    kind = figures.kinds(asked)[0][0]
    table = comparison.table_of(comparison.rows_of(kind, asked)).set_index("Force")
    assert set(table.loc["Lancashire", "As printed"].split(" and ")) == {"“64”", "“175”"}
    assert "“64” in Lancaster and Morecambe Citizen" in table.loc["Lancashire", "Read in"]
    assert "“175” in Burnley Express" in table.loc["Lancashire", "Read in"]
