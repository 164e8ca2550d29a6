"""Over time: marks are figures, lines join neighbouring exact ones of one sort, breaks cut them, the rest is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard import timeline_words, timelines
from dashboard.charts import lines, look, time_marks, time_scale
from dashboard.comparable import Kind
from dashboard.filters import Filters
from dashboard.timelines import Break

NAN = float("nan")
KIND = Kind("offences_recorded", "Offences recorded", "offences", None, None, None, "", "", None)


@pytest.fixture(autouse=True)
def _warehouse(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


@pytest.fixture
def con(built_warehouse: Path) -> Any:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    yield con
    con.close()


def figure(force: str, start: date, end: date, kind: str, value: float | None, **more: Any) -> dict[str, Any]:
    number = NAN if value is None else value
    if kind == "financial_year":
        period = f"{start.year}/{end.year % 100:02d}"
    else:
        period = str(start.year) if kind == "calendar_year" else f"{start}..{end}"
    return {
        "force_id": force, "short_name": force.title(), "nation": "England", "period_id": period, "period_kind": kind,
        "period_start": start, "period_end": end, "value": number, "value_low": number, "value_high": number,
        "value_text": "" if value is None else f"{value:.0f}", "state": "value", "symbol": None, "hand": "second_hand",
        "review": "unreviewed", "figure_id": f"{force}-{period}", "outcome_id": None, "population": NAN,
        "exemptions": None, "source_kind": "charity", "compiled_by": "A charity", "note": None,
    } | more  # fmt: skip


def financial(force: str, year: int, value: float | None, **more: Any) -> dict[str, Any]:
    return figure(force, date(year, 4, 1), date(year + 1, 3, 31), "financial_year", value, **more)


def calendar(force: str, year: int, value: float) -> dict[str, Any]:
    return figure(force, date(year, 1, 1), date(year, 12, 31), "calendar_year", value)


def drawn(*rows: dict[str, Any]) -> pd.DataFrame:
    return timelines._drawn(pd.DataFrame(list(rows)))


def joined_periods(rows: pd.DataFrame, *breaks: Break) -> list[tuple[str, str]]:
    return [(rows.at[a, "period_id"], rows.at[b, "period_id"]) for a, b in timelines.joined(rows, breaks)]


def marks_of(chart: dict[str, Any]) -> dict[str, tuple[float, float, str]]:
    """Id to x, y and symbol of the exact marks of a chart."""
    found = {}
    for trace in chart["data"]:
        if trace.get("mode") == "markers":
            symbols = trace["marker"]["symbol"]
            found |= {
                i: (x, y, s) for i, x, y, s in zip(trace["customdata"], trace["x"], trace["y"], symbols, strict=True)
            }
    return found


def test_a_line_joins_neighbouring_years_and_leaves_a_gap_where_one_is_missing() -> None:
    rows = drawn(*(financial("borset", year, 10) for year in (2014, 2015, 2017, 2018)))
    assert joined_periods(rows) == [("2014/15", "2015/16"), ("2017/18", "2018/19")]


def test_a_disputed_year_is_joined_to_nothing() -> None:
    disputed = financial("borset", 2015, None, state="conflicting", value_low=5.0, value_high=9.0)
    rows = drawn(financial("borset", 2014, 10), disputed, financial("borset", 2016, 10))
    assert joined_periods(rows) == []


def test_financial_and_calendar_years_are_never_joined_and_have_marks_of_their_own() -> None:
    rows = drawn(financial("borset", 2014, 10), calendar("borset", 2015, 12), calendar("borset", 2016, 12))
    assert joined_periods(rows) == [("2015", "2016")]
    chart = lines.panels(rows, time_scale.scale_of(rows), pairs=timelines.joined(rows))
    assert {symbol for _, _, symbol in marks_of(chart).values()} == {"circle", "diamond"}
    assert any(
        "financial year" in note["text"] and "calendar year" in note["text"] for note in chart["layout"]["annotations"]
    )


def test_forces_are_not_joined_to_each_other() -> None:
    rows = drawn(financial("ambrid", 2014, 10), financial("borset", 2015, 12))
    assert timelines.joined(rows) == []


def test_a_line_does_not_cross_a_break_of_that_force() -> None:
    rows = drawn(*(financial(force, year, 10) for force in ("ambrid", "borset") for year in (2015, 2016, 2017, 2018)))
    cut = Break(date(2017, 4, 3), "x", "x", frozenset({"borset"}))
    assert joined_periods(rows[rows["force_id"] == "borset"], cut) == [("2015/16", "2016/17"), ("2017/18", "2018/19")]
    assert len(joined_periods(rows[rows["force_id"] == "ambrid"], cut)) == 3


def test_only_whole_years_stand_on_the_axis() -> None:
    half = figure("borset", date(2017, 4, 1), date(2017, 9, 30), "other", 5)
    june = figure("borset", date(2016, 7, 1), date(2017, 6, 30), "other", 6)
    many = figure("borset", date(2013, 4, 1), date(2017, 12, 31), "other", 50)
    unknown = financial(
        "borset", 2014, 3, period_kind="unknown", period_id="unknown", period_start=None, period_end=None
    )
    rows = drawn(half, june, many, unknown, financial("borset", 2015, 4))
    assert set(timelines.on_axis(rows)["sort"]) == {"twelve_months", "financial_year"}
    assert rows[rows["sort"].isin(["odd", "unknown"])]["at"].isna().all()


def test_a_mark_stands_in_the_middle_of_its_period() -> None:
    rows = drawn(financial("borset", 2017, 4), calendar("borset", 2017, 4))
    assert [round(at, 1) for at in rows["at"]] == [2017.5, 2017.7]


def test_panels_share_one_scale_unless_each_is_asked_for() -> None:
    rows = drawn(*(financial(f, y, v) for f, v in (("ambrid", 10.0), ("borset", 100.0)) for y in (2015, 2016)))
    scale = time_scale.scale_of(rows)
    one, own = lines.panels(rows, scale), lines.panels(rows, scale, is_own_scale=True)

    def height(chart: dict[str, Any], force: str) -> float:
        place = list(dict.fromkeys(rows["force_id"])).index(force)
        foot = -(place * time_scale.PANEL + time_scale.PANEL - time_scale.FOOT)
        return marks_of(chart)[f"{force}-2015/16"][1] - foot

    assert height(one, "borset") == pytest.approx(10 * height(one, "ambrid"))
    assert height(own, "borset") == pytest.approx(height(own, "ambrid"))


def test_a_dispute_is_drawn_doubled_from_low_to_high_and_a_range_hatched() -> None:
    disputed = financial(
        "borset", 2015, None, state="conflicting", value_low=20.0, value_high=90.0, value_text="20 or 90"
    )
    open_ = financial("borset", 2016, None, state="interval", value_low=50.0, value_text="at least 50")
    rows = drawn(financial("borset", 2014, 100), disputed, open_)
    bars = [trace for trace in lines.panels(rows, time_scale.scale_of(rows))["data"] if trace["type"] == "bar"]
    by_id: dict[str, list[dict[str, Any]]] = {}
    for bar in bars:
        by_id.setdefault(bar["customdata"][0], []).append(bar)
    assert len(by_id["borset-2015/16"]) == 2
    outer = by_id["borset-2015/16"][0]
    assert outer["y"][0] == pytest.approx(time_scale.PLOT * 0.7)
    assert "pattern" in by_id["borset-2016/17"][0]["marker"]
    assert set(marks_of(lines.panels(rows, time_scale.scale_of(rows)))) == {"borset-2014/15"}


def test_an_answer_without_a_number_stands_at_the_head_of_its_panel_and_never_at_zero() -> None:
    rows = drawn(financial("borset", 2014, 100), financial("borset", 2016, 50))
    refused = drawn(
        financial("borset", 2015, None, state="refused", outcome_id="o1", figure_id=None, exemptions=["s12(1)"])
    )
    chart = lines.panels(rows, time_scale.scale_of(rows), answers=refused)
    trace = next(trace for trace in chart["data"] if trace.get("text") == ["R"])
    zero = -(time_scale.PANEL - time_scale.FOOT)
    assert trace["y"][0] == zero + time_scale.PLOT
    assert trace["customdata"] == ["o1"]


def test_a_zero_that_is_printed_is_a_mark_on_the_zero_line() -> None:
    rows = drawn(financial("borset", 2014, 0), financial("borset", 2015, 5))
    marks = marks_of(lines.panels(rows, time_scale.scale_of(rows)))
    assert marks["borset-2014/15"][1] == -(time_scale.PANEL - time_scale.FOOT)


def test_on_one_chart_no_leader_runs_through_years_without_a_figure() -> None:
    rows = drawn(
        *(financial("ambrid", year, 10) for year in (2014, 2015)),
        *(financial("borset", year, 40) for year in (2014, 2015, 2016, 2017, 2018)),
    )
    chart = lines.together(rows, time_scale.scale_of(rows))
    leaders = [trace for trace in chart["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert [leader["x"][0] for leader in leaders] == [rows[rows["force_id"] == "borset"]["at"].max()]
    names = next(trace for trace in chart["data"] if trace.get("mode") == "text")
    assert [text.strip() for text in names["text"]] == ["Borset 40", "Ambrid 10"]


def test_labels_keep_their_distance() -> None:
    assert time_marks.spread([0, 1, 40], 16) == [0, 16, 40]


def test_no_text_is_smaller_than_13_pixels() -> None:
    rows = drawn(*(financial("borset", year, 10) for year in (2014, 2015)))
    for chart in (lines.panels(rows, time_scale.scale_of(rows)), lines.together(rows, time_scale.scale_of(rows))):
        sizes = [note["font"]["size"] for note in chart["layout"]["annotations"]]
        sizes += [trace["textfont"]["size"] for trace in chart["data"] if "textfont" in trace]
        assert min(sizes) >= look.SMALLEST


def test_class_88a_breaks_where_section_15a_comes_into_force(con: Any) -> None:
    rows = timelines.of_forces(Filters({"offence": ("ho_88a",), "measure": ("offences_recorded",)}))
    kind = timelines.topics(rows)[0][0]
    found = timelines.breaks(kind, timelines.marks(kind, rows))
    assert [item.day for item in found] == [date(2017, 4, 3)]
    assert "s15A" in found[0].brief and "Sexual communication with a child" in found[0].reason


def test_a_law_of_england_and_wales_breaks_no_series_of_scotland_or_northern_ireland() -> None:
    rows = timelines.of_forces(Filters({"measure": ("offences_recorded",)}))
    kind = next(kind for kind, _ in timelines.topics(rows) if kind.offence_id == "group:child_sexual_offences_all")
    found = timelines.breaks(kind, timelines.marks(kind, rows))
    of_15a = next(item for item in found if "s15A" in item.brief)
    assert "kent" in of_15a.force_ids and "south-wales" in of_15a.force_ids
    assert not of_15a.force_ids & {"northern-ireland", "police-scotland"}


def test_every_mark_is_a_figure_of_the_warehouse_with_its_number(con: Any) -> None:
    rows = timelines.of_forces(Filters())
    checked = 0
    for kind, forces in timelines.topics(rows):
        shown = timelines.on_axis(timelines.marks(kind, rows))
        if not len(shown) or forces < 3:
            continue
        scale = time_scale.scale_of(shown)
        chart = lines.panels(shown, scale)
        places = list(dict.fromkeys(shown["force_id"]))
        top = time_scale.head(scale, [])
        for figure_id, (_, y, _) in marks_of(chart).items():
            force, value = con.execute(
                "select force_id, value from figures where figure_id = ?", [figure_id]
            ).fetchone()
            zero = -(top + places.index(force) * time_scale.PANEL + time_scale.PANEL - time_scale.FOOT)
            assert (y - zero) / time_scale.PLOT * scale.largest == pytest.approx(value)
            checked += 1
    assert checked > 200


def test_the_first_series_is_the_first_in_the_order_of_lists_that_can_be_drawn(con: Any) -> None:
    (kind, forces), *rest = timelines.topics(timelines.of_forces(Filters()))
    assert (kind.measure_id, kind.offence_id) == ("offences_recorded", "soa2003_s15a") and forces > 20
    assert (rest[0][0].measure_id, rest[0][0].offence_id) == ("offences_recorded", "ho_88a") and rest[0][1] == 44


def test_the_finding_counts_rises_and_falls_of_neighbouring_years_and_names_disputes() -> None:
    rows = drawn(
        *(financial(f, y, v) for f, values in (("ambrid", (5, 9)), ("borset", (9, 5)), ("felper", (1, 4)))
          for y, v in zip((2017, 2018), values, strict=True)),
        financial("felper", 2019, None, state="conflicting", value_low=2.0, value_high=8.0),
    )  # fmt: skip
    text = timeline_words.finding(rows, [], KIND)
    assert "In 2018/19 beside 2017/18" in text and "3 forces" in text
    assert "2 gave more offences and 1 fewer" in text
    assert "for Felper 2019/20 sources disagree, 2 to 8" in text
    assert "no trend" in text


def test_the_coverage_says_what_the_filters_leave_out_and_never_that_nothing_is_there() -> None:
    rows = timelines.of_forces(Filters({"force": ("kent",), "offence": ("soa2003_s15a",)}))
    kind = timelines.topics(rows)[0][0]
    marks = timelines.marks(kind, rows)
    everywhere = timelines.forces_with(kind)
    answers = timelines.answers(kind, Filters({"force": ("kent",)}), marks)
    text = timeline_words.coverage(marks, answers, timelines.drawn_forces(marks), everywhere)
    assert f"{len(everywhere) - 1} more forces with figures of this are left out by the filters" in text
    rest = len(timeline_words.territorial() - everywhere - {"kent"})
    assert f"of the other {rest} territorial forces nothing is here" in text


def test_the_coverage_counts_each_force_once() -> None:
    rows = timelines.of_forces(Filters())
    kind = next(k for k, _ in timelines.topics(rows) if k.offence_id == "so_under_18_all" or "all sexual" in k.title)
    marks = timelines.marks(kind, rows)
    answers = timelines.answers(kind, Filters(), marks)
    everywhere = timelines.forces_with(kind)
    given, without = set(marks["force_id"]), set(answers["force_id"])
    assert given & without  # a force with figures of one year and an answer without a number for another
    text = timeline_words.coverage(marks, answers, timelines.drawn_forces(marks), everywhere)
    (besides,) = [part for part in text.split("; ") if part.startswith("besides")]
    (rest,) = [part for part in text.split("; ") if part.startswith("of the other")]
    numbers = [int(found) for part in (besides, rest) for found in re.findall(r"\d+", part)]
    assert len(given) + sum(numbers) == len(timeline_words.territorial() | given | without)
    assert f"for another period {len(given & without)} of those with figures answered without a number" in text


def test_filters_that_leave_one_force_offer_the_wider_one() -> None:
    ways = timelines.wider(Filters({"force": ("kent",), "offence": ("soa2003_s15a",)}))
    assert ways and all(forces >= 3 for _, _, forces in ways)
    assert ways[0][0] == "all forces" and ways[0][1].one("offence") == "soa2003_s15a"


def test_the_table_behind_the_chart_has_no_blank_cell() -> None:
    rows = timelines.of_forces(Filters({"offence": ("soa2003_s15a",)}))
    kind = timelines.topics(rows)[0][0]
    marks = timelines.marks(kind, rows)
    listed = pd.concat([marks, timelines.answers(kind, Filters(), marks)])
    table = timelines.table_of(listed)
    assert len(table) == len(listed) > len(marks)
    assert all(isinstance(cell, str) and cell for column in table for cell in table[column])
