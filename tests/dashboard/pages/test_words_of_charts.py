"""The words of the charts that a reader can choose, counted without a browser: all forces, all that is counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.pages import compare
from dashboard.parts import chart as charts
from dashboard.parts import force_years, over_years, subject
from dashboard.parts.controls import Address, force_names
from tests.every_page import MOST_IN_A_BLOCK, count

ACTIONS = "Picture Counts.csv Embed Link Cite"
CHOSEN = ((), ("avon-and-somerset",), ("west-mercia", "devon-and-cornwall", "northern-ireland"))
"""None; a long name; three, one of them under another law."""

ALL_OF = ("kent", "nottinghamshire", "hampshire", "west-mercia", "northern-ireland", "police-scotland")
"""Those of which most is said, and one under each law."""


@pytest.fixture(autouse=True)
def shipped(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


def words_of(chart: charts.Chart) -> int:
    """Those that stand around it before anything is opened."""
    notes = [f"Notes ({len(chart.notes)})"] if chart.notes else []
    legend = [text for text, _ in chart.drawing.legend]
    return count(" ".join([chart.title, *legend, chart.line, chart.source, *chart.stated, ACTIONS, *notes]))


def of_forces() -> Iterator[charts.Chart | None]:
    """Of every force the charts that stand first, of some all: what is said differs by the force or by the offence."""
    for force in force_names():
        every = force_years.offered(force)
        yield from (force_years.chart(force, offence) for offence in (every if force in ALL_OF else every[:2]))
        yield force_years.counts(Address(force_years.PATH).but(id=force))


def of_subjects() -> Iterator[charts.Chart | None]:
    for asks in {tuple(one.asks.items()): one.asks for one in subject.subjects()}.values():
        for chosen in CHOSEN:
            yield compare.chart(Address(compare.PATH).but(**asks, force=chosen))
            yield over_years.chart(Address(over_years.PATH).but(**asks, force=chosen))


@pytest.mark.parametrize(("every", "fewest"), [(of_forces, 100), (of_subjects, 300)])
def test_no_chart_says_more_than_it_may(every: object, fewest: int) -> None:
    assert callable(every)
    drawn = [chart for chart in every() if chart is not None]
    assert len(drawn) > fewest
    assert {chart.at.link: told for chart in drawn if (told := words_of(chart)) > MOST_IN_A_BLOCK} == {}
