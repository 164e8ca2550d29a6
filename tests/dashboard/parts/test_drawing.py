"""Both writers draw the same marks at the same places: one drawing as a page's Plotly figure and as SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import pandas as pd
import pytest
import streamlit as st
from PIL import ImageFont

from dashboard.charts import bars, plotly, tiles, years
from dashboard.charts import drawing as svg
from dashboard.charts.drawing import LIGHT, PHONE, SMALLEST, Axis, Dot, Drawing, Label, Line, Rect, Tick, round_ticks
from dashboard.pages import compare
from dashboard.parts import force_years, over_years
from dashboard.parts import subject as subjects
from dashboard.parts.controls import Address
from dashboard.routes.charts import CHARTS
from tests.asking import get
from tests.drawn import words_of

WIDE = 820
NEAR = 0.11  # pixels: SVG is written to one decimal place
ADDRESSES = {
    "bars": (compare.chart, {"force": ("west-mercia",)}),
    "bars with a dispute": (compare.chart, {"offence": ("soa2003_s15a",), "period": ("2017/18",)}),
    "changes": (compare.chart, {"show": ("change",)}),
    "lines": (over_years.chart, {"force": ("hampshire", "kent")}),
    "panels": (over_years.chart, {"force": ("hampshire",), "view": ("panels",)}),
    "a list": (over_years.chart, {"measure": ("arrests_ocag",)}),
    "a list with bars and words": (force_years.on_evidence, {}),
    "a list of words": (force_years.counts, {"id": ("west-mercia",)}),
}


@pytest.fixture
def drawing(request: pytest.FixtureRequest, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Drawing:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    make, asked = ADDRESSES[request.param]
    found = make(Address("/", asked))
    assert found is not None
    return found.drawing


def places(drawing: Drawing) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Where Plotly puts a value, by its layout's margins and ranges, on a page WIDE pixels wide."""
    layout = plotly.write(drawing)["layout"]
    margin, (left, right), (low, high) = layout["margin"], layout["xaxis"]["range"], layout["yaxis"]["range"]
    wide, high_ = WIDE - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    return (
        lambda x: margin["l"] + (x - left) / (right - left) * wide,
        lambda y: margin["t"] + (high - y) / (high - low) * high_,
    )


def shapes(drawing: Drawing) -> list[ElementTree.Element]:
    """The SVG's elements behind its definitions."""
    root = ElementTree.fromstring(svg.write(drawing, WIDE))
    return [one for one in root.iter() if one.tag.split("}")[1] in ("rect", "path", "circle", "text")]


def named(drawing: Drawing, tag: str) -> list[ElementTree.Element]:
    return [one for one in shapes(drawing) if one.tag.endswith(f"}}{tag}")]


def near(found: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> bool:
    if len(found) != len(wanted):
        return False
    pairs = zip(sorted(found), sorted(wanted), strict=True)
    return all(abs(a - c) <= NEAR and abs(b - d) <= NEAR for (a, b), (c, d) in pairs)


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_rectangles_stand_at_the_same_places(drawing: Drawing) -> None:
    across, down = places(drawing)
    traces = [trace for trace in plotly.write(drawing)["data"] if trace["type"] == "bar"]
    bars = traces[-1] if drawing.of(Rect) else None  # before them stand rows, with nothing to see
    assert all(set(rows["marker"]["color"]) == {LIGHT["paper"]} for rows in traces[:-1])
    assert (len(bars["x"]) if bars else 0) == len(drawing.of(Rect))
    wanted = [
        (across(base + wide), down(y) - abs(down(high) - down(0)) / 2)
        for base, wide, y, high in zip(bars["base"], bars["x"], bars["y"], bars["width"], strict=True)
    ] if bars else []  # fmt: skip
    boxes = [one for one in named(drawing, "rect") if not one.get("fill", "").startswith("url") and not one.get("rx")]
    dots = [one for one in boxes if _is_dot(one)]
    found = [
        (float(one.get("x", 0)) + float(one.get("width", 0)), float(one.get("y", 0)))
        for one in boxes
        if one not in dots and one.get("height") not in ("100%",)
    ]
    found = [one for one in found if one[0] > 0 and one[1] >= 0]
    missing = [one for one in wanted if not any(abs(one[0] - x) <= 0.2 and abs(one[1] - y) <= 0.2 for x, y in found)]
    assert missing == []


def _is_dot(one: ElementTree.Element) -> bool:
    return one.get("transform", "").startswith("rotate")


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_lines_go_through_the_same_points(drawing: Drawing) -> None:
    across, down = places(drawing)
    wanted = [
        (across(x), down(y))
        for trace in plotly.write(drawing)["data"]
        if trace.get("mode", "").startswith("lines")
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if x is not None
    ]
    paths = [one.get("d", "") for one in named(drawing, "path") if one.get("stroke-width") != "0.8"]  # of a hatching
    found = [(float(x), float(y)) for path in paths for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]
    grid = sum(len(axis.ticks) for axis in (drawing.x, drawing.y) if axis.has_grid)
    missing = [one for one in wanted if not any(abs(one[0] - x) <= 0.2 and abs(one[1] - y) <= 0.2 for x, y in found)]
    assert missing == [] and len(wanted) <= len(found) <= len(wanted) + 2 * grid
    assert sum(len([point for point in line.points if point]) for line in drawing.of(Line)) == len(wanted)


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_dots_are_as_many_and_hollow_alike(drawing: Drawing) -> None:
    trace = next((one for one in plotly.write(drawing)["data"] if one.get("mode") == "markers"), None)
    dots = drawing.of(Dot)
    assert (len(trace["x"]) if trace else 0) == len(dots)
    across, down = places(drawing)
    circles = [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in named(drawing, "circle")]
    assert near(circles, [(across(dot.x), down(dot.y)) for dot in dots if dot.form == "circle"])
    turned = [one for one in named(drawing, "rect") if _is_dot(one)]
    assert len(turned) == len([dot for dot in dots if dot.form == "diamond"])


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_words_are_the_same(drawing: Drawing) -> None:
    notes = words_of(plotly.write(drawing))
    written = ["".join(one.itertext()) for one in named(drawing, "text")]
    ticks = [tick.text for axis in (drawing.x, drawing.y) for tick in axis.ticks]
    lines = [line for label in drawing.of(Label) for line in label.text.split("\n")]
    assert len(notes) == len(drawing.of(Label))
    assert sorted(written) == sorted([*ticks, *lines, *(said for said, _ in drawing.legend)])


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_a_list_that_a_page_shows_as_a_table_says_and_draws_what_its_picture_does(drawing: Drawing) -> None:
    if not drawing.rows:
        return
    rows = [" ".join((row.name, row.more, row.text, row.below)) for row, _ in drawing.rows]
    shown = " ".join([*rows, *{row.section for row, _ in drawing.rows}]).split()
    assert sorted(shown) == sorted(" ".join(label.text for label in drawing.of(Label)).split())
    assert [part for _, bar in drawing.rows for part in bar] == drawing.of(Rect)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("forces", [("gwent", "derbyshire"), ("lancashire", "kent"), ("metropolitan", "kent", "essex")])
def test_on_a_phone_names_of_chosen_forces_and_their_classes_lie_beside_each_other_and_are_whole(
    forces: tuple[str, ...],
) -> None:
    drawn = over_years.chart(Address("/time", {}).but(offence="soa2003_s15a", show="count", force=forces))
    assert drawn is not None
    drawing, bold = drawn.drawing, ImageFont.truetype(svg.FACES[1], SMALLEST)
    across = (PHONE - drawing.left - drawing.right) / (drawing.x.high - drawing.x.low)
    up = drawing.height / (drawing.y.high - drawing.y.low)
    boxes = []
    for label in drawing.of(Label):
        if label.role in svg.CHOSEN and label.anchor == "start" and not re.match(r"\d", label.text):
            lines = label.text.split("\n")
            left = drawing.left + across * (label.x - drawing.x.low) + label.dx
            right, half = left + max(map(bold.getlength, lines)), SMALLEST * len(lines) / 2
            assert right <= PHONE, f"{label.text} is cut"
            boxes.append((left, right, up * label.y - half, up * label.y + half))
    assert len(boxes) > len(forces), "forces and their classes"
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


@pytest.mark.parametrize("drawing", list(ADDRESSES), indirect=True)
def test_on_a_phone_no_two_numbers_below_an_axis_lie_on_each_other(drawing: Drawing) -> None:
    low, high = drawing.x.low, drawing.x.high
    inside = PHONE - drawing.left - drawing.right
    ends = [
        (middle - half, middle + half)
        for tick in drawing.x.ticks
        for middle, half in [((tick.at - low) / (high - low) * inside, len(tick.text) * SMALLEST * svg.LETTER / 2)]
    ]
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(ends))), drawing.x.ticks


@pytest.mark.parametrize("drawing", ["panels"], indirect=True)
def test_a_panels_name_is_broken_between_words_alone(drawing: Drawing) -> None:
    assert "Northamptonshire" in [label.text for label in drawing.of(Label)]  # type: ignore[union-attr]


@pytest.mark.parametrize("drawing", ["panels"], indirect=True)
def test_panels_say_what_their_dashed_line_is(drawing: Drawing) -> None:
    assert ("dashed: the median of all", "line:median") in drawing.legend


def test_counts_have_whole_steps_on_an_axis_and_thousands_a_comma() -> None:
    for largest in (1, 2, 3, 5, 12, 13, 14, 15, 24, 250, 1501, 33001):
        for most in (2, 5, 6):
            ticks = round_ticks(float(largest), most)
            assert len(ticks) >= 2 and all(tick.is_integer() for tick in ticks), (largest, most)
    assert round_ticks(14.5) == [0.0, 2.5, 5.0, 7.5, 10.0, 12.5]
    rows = pd.DataFrame(
        {"force_id": "kent", "name": "Kent", "year": [2018, 2019], "at": [2018, 2019], "value": [900.0, 2100.0]}
    )
    look = {"role": "line", "series": "", "side": 0, "form": "circle", "state": "value", "text": "", "tip": ""}
    more = {"figure_id": "x", "high": None, "beside": None, "is_doubted": False, "is_above": False, "is_wide": False}
    years_ = [(2018.0, "2018/19"), (2019.0, "2019/20")]
    ticks = years.years(rows.assign(**look, **more), ["kent"], ticks=years_).y.ticks
    assert "1,000" in [tick.text for tick in ticks]


def test_words_of_a_source_are_words_in_both() -> None:
    text = '<img src=x onerror="alert(1)"> & <b>'
    found = Drawing(Axis(0, 1, (Tick(0.5, text),)), Axis(0, 1), (Label(0, 0, text),), 100, alt=text)
    assert "<img" not in svg.write(found, 200)
    figure = plotly.write(found)
    assert "<img" not in words_of(figure)[0] and "<img" not in figure["layout"]["xaxis"]["ticktext"][0]


def test_an_embed_has_the_pages_faces_and_each_of_its_drawings_its_own_hatchings(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    answer = get("/embed/map")
    page = bytes(answer.body).decode()
    assert "Table and notes" in page and "has hardly any residents." in page
    ids = re.findall(r'<pattern id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 8, "a pattern of the hidden drawing draws nothing in the other"
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    files = re.findall(r"@font-face\{font-family:'Source (?:Sans|Serif)';src:url\('/static/media/([^']+)'\)", page)
    assert len(files) == 2 and all((Path(st.__file__).parent / "static/static/media" / one).is_file() for one in files)
    assert "font-src 'self'" in answer.headers["Content-Security-Policy"]


def test_every_name_fits_into_its_tile_on_a_phone() -> None:
    face = ImageFont.truetype(
        str(Path(str(font_source_sans_pro.__file__)).parent / "files/SourceSansPro-Regular.ttf"), 13
    )
    names = (Path(svg.__file__).parent / "tile_names.csv").read_text(encoding="utf-8").splitlines()[1:]
    tile = 2 * tiles.HALF * 358 / 7  # pixels: seven across in what a phone of 390 leaves
    assert [name for name in names if face.getlength(name.partition(",")[2]) > tile] == []


def test_in_a_list_of_counts_a_dispute_spans_its_two_values_and_is_no_range() -> None:
    row = {"name": "Kent", "more": "2019/20", "text": "5 or 9, sources differ", "below": "", "tip": ""}
    row |= {"section": "", "role": "part", "whole": float("nan")}
    look = {"force_id": "kent", "figure_id": "x", "is_doubted": False, "value": float("nan"), "low": 5.0, "high": 9.0}
    drawn = bars.listed(pd.DataFrame([{**row, **look, "state": "conflicting"}]))
    assert [(dot.x, dot.form) for dot in drawn.of(Dot)] == [(5 / 9, "diamond"), (1.0, "diamond")]  # type: ignore[union-attr]
    assert not drawn.of(Rect)


def test_no_embed_is_heavier_than_it_may_be(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Panels of all forces weighed 190 kB: their table said on each of 650 rows what the title says."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    heaviest = dict.fromkeys(CHARTS, "") | {
        "compare": "show=change",
        "story-figure": "id=511q43srp0jh",
        "counts": "id=kent",
        "offence-counts": "id=soa2003_s15a",
    }
    addresses = [f"/embed/{name}?{asked}" for name, asked in heaviest.items()]
    for subject in filter(lambda subject: subject.is_official, subjects.subjects()):
        asked = Address("/embed/time").but(**subject.asks, view="panels")
        addresses += [asked.but(show=per).link for per in ("rate", "count")]
    answers = {address: get(*address.split("?")) for address in dict.fromkeys(addresses)}
    weighed = {address: len(answer.body) for address, answer in answers.items() if answer.status_code == 200}
    assert len(weighed) >= len(CHARTS) and sum("panels" in address for address in weighed) >= 4
    assert {address: size for address, size in weighed.items() if size >= 150_000} == {}


def test_the_bar_of_a_bound_begins_at_nothing_and_is_hatched_from_where_it_is_not_known() -> None:
    """ "More than 250" of 403 was a block from 250 on: it looked like 150, and smaller than the 359 above it."""
    row = {
        "name": "2018",
        "more": "",
        "text": "more than 250",
        "tip": "",
        "role": "part",
        "force_id": "x",
        "figure_id": "y",
    }
    look = {"is_doubted": False, "state": "interval", "value": float("nan"), "low": 251.0, "high": 403.0}
    few = {"text": "under five arrests", "state": "value", "value": 3.0, "low": 3.0, "high": 3.0}
    drawn = bars.listed(pd.DataFrame([{**row, **look}, {**row, **look, **few}]))
    ends = [(bar.x0, round(403 * bar.x1), bar.hatch) for bar in drawn.of(Rect) if isinstance(bar, Rect)]
    assert ends == [(0.0, 251, ""), (251 / 403, 403, "/"), (0.0, 4, "/")]


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("counts", {"id": ("west-mercia",)}, "Arrests on activist groups' evidence"),
        ("time", {"measure": ("groups_named_ocag",)}, "under five groups, as a whole"),
    ],
)
def test_a_tip_says_the_same_on_a_page_and_in_a_picture(
    name: str, asked: dict[str, tuple[str, ...]], said: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    found = CHARTS[name](Address("/", asked))
    assert found is not None
    marks = [mark for kind in (Rect, Dot) for mark in found.drawing.of(kind) if mark.tip]
    on_page = {html.unescape(mark.tip.replace("<br>", "\n")) for mark in marks}
    drawn = ElementTree.fromstring(svg.write(found.drawing, WIDE))
    assert {title.text for title in drawn.iter("{http://www.w3.org/2000/svg}title")} == on_page
    assert any(said in tip for tip in on_page)
