"""Drawings: states by form first, no bar for what is not known, one set of colours, a label for each force's tile."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dashboard import states
from dashboard.charts import bars, look, slope, tiles
from ingest.coverage import STATES
from ingest.reference import load

ROOT = Path(__file__).resolve().parent.parent
NAN = float("nan")


def force(name: str, state: str, **columns: Any) -> dict[str, Any]:
    return {
        "force_id": name.lower(), "force": f"{name} Police", "short_name": name, "state": state, "value": NAN,
        "value_low": NAN, "value_high": NAN, "value_text": "", "hand": None, "review": None, "exemptions": [],
        "figure_id": None, "outcome_id": f"o-{name}", "population": 500_000.0, "tile_row": 1, "tile_column": 1,
    } | columns  # fmt: skip


def exact(name: str, value: float, hand: str) -> dict[str, Any]:
    numbers = {"value": value, "value_low": value, "value_high": value, "value_text": f"{value:.0f}"}
    return force(name, "value", hand=hand, review="unreviewed", figure_id=f"f-{name}", **numbers)


ROWS = pd.DataFrame(
    [
        exact("Document", 30, "own_document"),
        exact("Transcript", 20, "own_transcript"),
        exact("Hearsay", 10, "second_hand"),
        exact("Nought", 0, "second_hand"),
        force("Small", "suppressed", value_low=0, value_high=4, value_text="<5", hand="second_hand"),
        force("Atleast", "interval", value_low=15, value_text="at least 15", hand="second_hand"),
        force("Disputed", "conflicting", value_low=12, value_high=18, value_text="12 or 18", hand="second_hand"),
        force("Refuser", "refused", exemptions=["s12(1)"]),
        force("Silent", "no_answer"),
    ]
)


def bar_of(figure: dict[str, Any], name: str, rows: pd.DataFrame = ROWS) -> list[dict[str, Any]]:
    """The bars drawn in one force's row: base, length, marker."""
    place = list(rows["short_name"]).index(name)
    return [
        {"base": trace["base"][n], "length": trace["x"][n], "marker": trace["marker"]}
        for trace in figure["data"]
        if trace["type"] == "bar"
        for n, y in enumerate(trace["y"])
        if y == place
    ]


def test_each_state_of_coverage_has_one_drawing() -> None:
    assert set(STATES) <= set(states.STATES)
    with_number = {state for state in STATES if states.STATES[state].has_number}
    assert with_number == {"value", "interval", "suppressed", "conflicting"}


def test_hands_differ_by_outline_and_not_by_colour() -> None:
    figure = bars.bars(bars.drawn(ROWS))
    [document], [transcript], [hearsay] = (bar_of(figure, name) for name in ("Document", "Transcript", "Hearsay"))
    assert document["marker"]["line"]["width"] == 0
    assert transcript["marker"]["line"]["width"] > 0
    assert transcript["marker"]["color"] == document["marker"]["color"]
    assert hearsay["marker"]["color"] == "rgba(0,0,0,0)"


def test_a_suppressed_count_is_hatched_and_never_a_number() -> None:
    figure = bars.bars(bars.drawn(ROWS))
    [small] = bar_of(figure, "Small")
    assert (small["base"], small["length"]) == (0, 4)
    assert small["marker"]["pattern"]["shape"] == "/"


def test_what_has_no_upper_bound_runs_off_the_axis() -> None:
    figure = bars.bars(bars.drawn(ROWS))
    [atleast] = bar_of(figure, "Atleast")
    assert atleast["base"] == 15
    assert atleast["base"] + atleast["length"] == pytest.approx(figure["layout"]["xaxis"]["range"][1])


def test_a_dispute_is_a_doubled_edge_from_lowest_to_highest() -> None:
    outer, inner = bar_of(bars.bars(bars.drawn(ROWS)), "Disputed")
    assert (outer["base"], outer["base"] + outer["length"]) == (12, 18)
    assert 12 < inner["base"] < inner["base"] + inner["length"] < 18


@pytest.mark.parametrize("name", ["Refuser", "Silent"])
def test_what_is_not_known_has_no_bar_and_has_words(name: str) -> None:
    figure = bars.bars(bars.drawn(ROWS))
    assert bar_of(figure, name) == []
    place = list(ROWS["short_name"]).index(name)
    texts = [
        trace["text"][n]
        for trace in figure["data"]
        if trace["type"] == "scatter"
        for n, y in enumerate(trace["y"])
        if y == place
    ]
    assert any(re.search("[a-z]", text) for text in texts)
    assert not any(re.fullmatch(r"0\D*", text) for text in texts)


def test_a_zero_is_printed() -> None:
    labels = bars.drawn(ROWS).set_index("short_name")["label"]
    assert labels["Nought"].startswith("0")


def test_a_rate_needs_a_population() -> None:
    rows = pd.DataFrame([exact("Document", 30, "own_document"), exact("Hearsay", 10, "second_hand")])
    rows.loc[1, "population"] = NAN
    drawn = bars.drawn(rows, "rate")
    assert drawn["high"][0] == 6.0
    assert drawn["label"][1] == "no rate: no population here"


def test_twelve_rows_are_at_ease_and_more_are_compact() -> None:
    many = pd.DataFrame([exact(f"F{n}", n, "second_hand") for n in range(13)])
    few = many.head(12)
    assert bars.bars(bars.drawn(many))["layout"]["height"] < bars.bars(bars.drawn(few))["layout"]["height"]


def test_marks_carry_their_ids() -> None:
    marks = {mark for trace in bars.bars(bars.drawn(ROWS))["data"] for mark in trace["customdata"]}
    assert {"f-Document", "o-Refuser"} <= marks


def test_each_force_with_a_tile_has_a_label_that_fits() -> None:
    placed = {f.force_id for f in load().forces.values() if f.tile_row is not None and f.kind == "territorial"}
    assert placed <= set(tiles.labels())
    assert len(set(tiles.labels().values())) == len(tiles.labels())
    assert max(map(len, tiles.labels().values())) <= 6


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"state": "conflicting", "label": "64–175 ○"}, "64–<br>175"),
        ({"state": "conflicting", "label": "7–9 ○"}, "7–9"),
        ({"state": "interval", "label": "<5 ○"}, "<5"),
        ({"state": "interval", "label": "Fewer than 5 ○", "low": 0.0, "high": 4.0}, "0–4"),
        ({"state": "interval", "label": "At least 150 ○", "low": 150.0}, "150+"),
        ({"state": "interval", "label": "about 400 ○"}, "<5"),
        ({"state": "value", "label": "23 †"}, "23†"),
        ({"state": "refused", "label": ""}, "R"),
    ],
)
def test_a_number_fits_its_tile_on_a_phone(row: dict[str, object], said: str) -> None:
    of = SimpleNamespace(**({"low": float("nan"), "high": float("nan")} | row))
    assert tiles.in_lines(tiles.glyph(of)) == said


def test_no_text_is_below_thirteen_pixels_on_tiles_and_rows() -> None:
    assert min(look.BODY, look.SMALL, look.SMALLEST) >= 13


def test_config_and_charts_have_the_same_colours() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for palette, part in ((look.LIGHT, theme["light"]), (look.DARK, theme["dark"])):
        assert part["backgroundColor"] == palette.paper
        assert part["textColor"] == palette.ink
        assert part["primaryColor"] == part["linkColor"] == palette.accent
        assert part["borderColor"] == palette.rule


@pytest.mark.parametrize("palette", [look.LIGHT, look.DARK])
def test_text_can_be_read_on_what_it_stands_on(palette: look.Palette) -> None:
    pairs = [(palette.ink, palette.paper), (palette.quiet, palette.paper)]
    pairs += list(zip(palette.on_quantity, palette.quantity, strict=True))
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, f"{text} on {ground}"
    for mark in (palette.accent, palette.activists, palette.police_decoys):
        assert contrast(mark, palette.paper) >= 3, f"{mark} on {palette.paper}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_labels_of_a_slope_do_not_touch_and_keep_their_order() -> None:
    places = slope.spread([1.0, 1.1, 1.2, 9.0, 20.0], gap=2.0)
    assert places == sorted(places)
    assert all(b - a >= 2.0 - 1e-9 for a, b in itertools.pairwise(places))
    assert places[-1] == 20.0


def test_a_second_hand_tile_is_hollow_with_a_band() -> None:
    rows = bars.drawn(ROWS[ROWS["short_name"].isin(["Document", "Hearsay"])].reset_index(drop=True))
    rows["tile_column"] = [0, 1]
    shapes = tiles.tiles(rows)["layout"]["shapes"]
    own = [s for s in shapes if s["x0"] < 0.5]
    other = [s for s in shapes if s["x0"] > 0.5]
    assert len(own) == 1
    assert own[0]["fillcolor"] != "rgba(0,0,0,0)"
    assert other[0]["fillcolor"] == "rgba(0,0,0,0)"
    assert other[1]["y0"] > other[0]["y0"]
