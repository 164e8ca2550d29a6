"""Forces whose figure may not stand beside what is drawn are named, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import activist_words, activists, apart, comparable, comparison, figures, sentences, slope, timelines
from dashboard.charts import lines, time_scale
from dashboard.comparable import Kind
from dashboard.filters import Filters
from ingest import reference as reference_data
from ingest.collect import SourceReading
from ingest.model import Value
from ingest.order import Placed
from ingest.place import Everything
from ingest.warehouse.build import build
from tests.making import placed, source, value

REFERENCE = reference_data.load()
DRAWN = ("dorset", "surrey", "sussex")
S15A = Filters({"measure": ("offences_recorded",), "offence": ("soa2003_s15a",), "period": ("2019/20",)})


def own(force: str) -> Any:
    return source(f"{force}~1", "force_response", force_ids=(force,), publisher=f"{force} police")


def given(force: str, count: float = 5, *, by: Any = None, **changes: Any) -> Placed:
    name = " ".join([force, *map(str, changes.values())])
    return placed(name, of=by or own(force), force_id=force, value=value(count), **changes)


def drawn(**changes: Any) -> list[Placed]:
    return [given(force, **changes) for force in DRAWN]


@pytest.fixture
def warehouse_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Builds a warehouse of figures and shows it."""

    def make(*entries: Placed) -> None:
        path = tmp_path / "warehouse.duckdb"
        sources = {entry.source.source_id: entry.source for entry in entries}
        readings = tuple(SourceReading(one, ()) for one in sources.values())
        build(Everything(readings, entries, (), ()), [], REFERENCE, path)
        monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(path))

    yield make


def kind_of(filters: Filters = S15A) -> Kind:
    return figures.kinds(filters)[0][0]


def said(filters: Filters = S15A) -> list[str]:
    kind = kind_of(filters)
    rows = figures.by_force(kind, Filters())
    return apart.beside(kind, Filters(), set(sentences.numbers(rows)["force_id"]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": "2019"}, "Humberside Police answered in calendar years."),
        ({"unit": "cases"}, "Humberside Police counts cases, not offences."),
        ({"scope": "attempts included"}, "Humberside Police includes attempts."),
        ({"scope": "attempts only"}, "Humberside Police counts attempts only."),
        ({"scope": "online flag"}, "Humberside Police counts only what is flagged as online."),
        ({"dimensions": (("sex", "male"),)}, "Humberside Police gives parts only, by sex."),
        (
            {"period": "2019-04-01..2019-09-30"},
            "Humberside Police answered for 6 months, 1 April 2019 to 30 September 2019.",
        ),
        (
            {"period": "2017-04-01..2022-03-31"},
            "Humberside Police answered for 5 years, 1 April 2017 to 31 March 2022.",
        ),
        ({"period": "unknown"}, "Humberside Police does not say for what period it counts."),
        (
            {"period": "2019", "unit": "cases"},
            "Humberside Police counts cases, not offences, and answered in calendar years.",
        ),
    ],
)
def test_a_force_that_counts_otherwise_is_named_with_the_reason(
    changes: dict[str, Any], words: str, warehouse_of: Any
) -> None:
    warehouse_of(*drawn(), given("humberside", **changes))
    assert said() == [f"Here, and not beside these: {words}"]


def test_forces_of_one_reason_are_named_together_and_the_most_frequent_reason_first(warehouse_of: Any) -> None:
    warehouse_of(
        *drawn(), given("kent", unit="cases"), given("humberside", period="2019"), given("essex", period="2020")
    )
    assert said() == [
        "Here, and not beside these: Essex Police and Humberside Police answered in calendar years; "
        "Kent Police counts cases, not offences."
    ]


def test_what_others_report_of_a_force_is_not_said_to_be_its_answer(warehouse_of: Any) -> None:
    charity = source("published~charity")
    warehouse_of(*drawn(), given("kent", by=charity, period="2019"), given("essex", by=charity, unit="cases"))
    assert said() == [
        "Here, and not beside these: Essex Police has a figure that counts cases, not offences; "
        "Kent Police has a figure in calendar years."
    ]


def test_a_force_that_has_a_figure_among_them_or_for_other_days_only_is_not_named(warehouse_of: Any) -> None:
    warehouse_of(
        *drawn(), given("dorset", period="2019"), given("kent", period="2012"), given("essex", period="2012/13")
    )
    assert said() == []


def test_of_several_figures_of_a_force_the_nearest_is_told(warehouse_of: Any) -> None:
    warehouse_of(*drawn(), given("kent", unit="cases", period="2019"), given("kent", period="2020"))
    assert said() == ["Here, and not beside these: Kent Police answered in calendar years."]


def test_where_attempts_are_in_what_is_drawn_a_force_that_does_not_say_so_is_named(warehouse_of: Any) -> None:
    warehouse_of(*drawn(scope="attempts included"), given("kent"))
    assert said() == ["Here, and not beside these: Kent Police does not say that attempts are included."]


def test_many_names_and_many_reasons_are_counted(warehouse_of: Any) -> None:
    many = ("kent", "essex", "durham", "norfolk", "suffolk", "cumbria")
    reasons = [given(force, period=f"2019-04-01..2019-0{n}-15") for n, force in enumerate(
        ("gwent", "cheshire", "cleveland", "lincolnshire", "wiltshire"), 5)]  # fmt: skip
    warehouse_of(
        *drawn(), *(given(force, period="2019") for force in many), *reasons, given("humberside", unit="cases")
    )
    (sentence,) = said()
    assert "Cumbria Constabulary, Durham Constabulary, Essex Police, Kent Police and 2 more answered in" in sentence
    assert sentence.endswith("2 more forces for other reasons, in the CSV.")


def test_the_notes_of_compare_name_them(warehouse_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse_of(*drawn(), given("humberside", period="2019"))
    blocks: list[Any] = []
    monkeypatch.setattr("dashboard.frame.show", blocks.append)
    comparison.show(kind_of(), Filters(), key="compare", path="compare")
    assert "Here, and not beside these: Humberside Police answered in calendar years." in blocks[0].notes


def test_over_time_names_other_units_whatever_their_period_and_no_other_sort_of_year(warehouse_of: Any) -> None:
    warehouse_of(*drawn(), given("kent", unit="cases", period="2012"), given("humberside", period="2019"))
    kind = timelines.without_period(next(figures.chosen(S15A).itertuples()))
    assert kind is not None
    everything = timelines.marks(kind, timelines.of_forces(Filters()))
    words = apart.over_time(kind, Filters(), set(everything["force_id"]))
    assert words == ["Here, and not beside these: Kent Police counts cases, not offences."]


def test_bars_of_parts_that_do_not_count_alike_say_so(warehouse_of: Any) -> None:
    entries = []
    for force, unit in (("kent", "arrests"), ("essex", "arrests"), ("durham", "people")):
        common: dict[str, Any] = {"unit": unit, "offence_id": "group:online_child_sexual_offences"}
        entries += [given(force, 3, measure_id="arrests_ocag", **common)]
        entries += [given(force, 9, measure_id="arrests_online_cso", **common)]
    warehouse_of(*entries)
    rows = activists.arrests(Filters())
    both = rows[activists.has_share(rows)]
    assert apart.among(both) == [
        "Not alike, so none is to be compared with another: Durham Constabulary counts people, not arrests."
    ]
    assert apart.among(both[both["unit"] == "arrests"]) == []


def test_a_part_of_a_whole_without_one_number_is_told_with_the_range_of_its_share(warehouse_of: Any) -> None:
    common: dict[str, Any] = {"unit": "arrests", "offence_id": "group:online_child_sexual_offences", "of": own("kent")}
    warehouse_of(
        placed("part", measure_id="arrests_ocag", value=value(7), **common),
        placed("whole", measure_id="arrests_online_cso", value=Value(None, 0.0, 29.0, "[c]", "<30"), **common),
    )
    assert activist_words.of_open_whole(activists.arrests(Filters())) == [
        "Kent, 2019/20: 7 beside “<30” in all, 24 to 100\u202f% of them"
    ]


# ── populations ──


def areas(*counted: float | None) -> pd.DataFrame:
    return pd.DataFrame({"area_kind": ["region"] * len(counted), "forces_counted": list(counted)}, dtype=object)


def test_sums_over_other_numbers_of_forces_are_not_set_side_by_side_without_words() -> None:
    said_ = comparable.populations(areas(39, 43, None))
    assert "over 39 and 43 forces" in said_ and "1 of 3 does not say" in said_ and "how many forces answered" in said_
    assert comparable.populations(areas(4, 4)) == ""
    assert comparable.populations(areas(None)) == ""
    assert "2 of 2 do not say" in comparable.populations(areas(None, None))


def test_a_figure_of_an_area_says_over_how_many_forces_it_is() -> None:
    rows = areas(40, 4, None).assign(forces_asked=[44, None, None])
    assert [comparable.over(row) for row in rows.itertuples()] == ["over 40 of 44 forces", "over 4 forces", ""]


# ── breaks ──


def class_88a(*years: str) -> list[Placed]:
    return [given(force, 5 + n, offence_id="ho_88a", period=year) for force in DRAWN for n, year in enumerate(years)]


def test_the_break_in_class_88a_in_april_2017_is_a_dashed_line_with_its_reason(warehouse_of: Any) -> None:
    warehouse_of(*class_88a("2015/16", "2016/17", "2017/18", "2018/19"))
    kind = timelines.without_period(next(figures.chosen(Filters()).itertuples()))
    assert kind is not None
    rows = timelines.marks(kind, timelines.of_forces(Filters()))
    (found,) = timelines.breaks(kind, rows)
    assert found.brief == "s15A counted in from 3 April 2017" and found.force_ids == set(DRAWN)
    chart = lines.panels(rows, time_scale.scale_of(rows), pairs=timelines.joined(rows, [found]), breaks=[found])
    dashed = [shape for shape in chart["layout"]["shapes"] if shape["line"].get("dash") == "dash"]
    assert len(dashed) == len(DRAWN)
    assert {round(shape["x0"], 2) for shape in dashed} == {2017.25}
    assert any("s15A counted in from 3 April 2017" in str(note["text"]) for note in chart["layout"]["annotations"])
    joined = {(rows.at[a, "period_id"], rows.at[b, "period_id"]) for a, b in timelines.joined(rows, [found])}
    assert joined == {("2015/16", "2016/17"), ("2017/18", "2018/19")}


def test_a_year_that_holds_the_break_is_joined_to_none(warehouse_of: Any) -> None:
    warehouse_of(*class_88a("2015", "2016", "2017", "2018", "2019"))
    kind = timelines.without_period(next(figures.chosen(Filters()).itertuples()))
    assert kind is not None
    rows = timelines.marks(kind, timelines.of_forces(Filters()))
    joined = timelines.joined(rows, timelines.breaks(kind, rows))
    years = {(rows.at[a, "period_id"], rows.at[b, "period_id"]) for a, b in joined}
    assert years == {("2015", "2016"), ("2018", "2019")}


def test_a_slope_across_the_break_is_dashed_and_says_why(warehouse_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse_of(*class_88a("2015/16", "2016/17", "2017/18", "2018/19"))
    blocks: list[Any] = []
    monkeypatch.setattr("dashboard.frame.show", blocks.append)
    kinds = {kind.period_id: kind for kind, _ in figures.kinds(Filters())}
    for first, second in (("2016/17", "2017/18"), ("2015/16", "2016/17"), ("2017/18", "2018/19")):
        rows = slope.in_both(kinds[first], kinds[second], Filters())
        slope._block(kinds[first], kinds[second], rows, Filters())
    across, before, after = blocks
    assert {trace["line"]["dash"] for trace in across.figure["data"] if trace["mode"] == "lines+markers"} == {"dash"}
    for alike in (before, after):
        lines_ = [trace for trace in alike.figure["data"] if trace["mode"] == "lines+markers"]
        assert {trace["line"]["dash"] for trace in lines_} == {"solid"}
        assert not any("Break" in note for note in alike.notes)
    assert any("3 April 2017" in note and "dashed line" in note for note in across.notes)
