"""Compare in a real browser: forces that count otherwise are named under the chart, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ingest import reference as reference_data
from ingest.collect import SourceReading
from ingest.order import Placed
from ingest.place import Everything
from ingest.warehouse.build import build
from tests.making import placed, source, value

from .conftest import App, Reader, serving, visit

pytestmark = pytest.mark.browser

WORDS = (
    "Here, and not beside these: Durham Constabulary includes attempts; Humberside Police answered in calendar years; "
    "Kent Police counts cases, not offences."
)
WIDTHS = (1400, 390)


def given(force: str, count: float = 5, **changes: Any) -> Placed:
    of = source(f"{force}~1", "force_response", force_ids=(force,), publisher=f"The police of {force}")
    return placed(f"{force} {changes}", of=of, force_id=force, value=value(count), **changes)


@pytest.fixture(scope="module")
def own_app(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The dashboard on a warehouse in which three forces count alike and three do not."""
    folder = tmp_path_factory.mktemp("apart")
    figures = (
        *(given(force, 10 + n) for n, force in enumerate(("dorset", "surrey", "sussex"))),
        given("humberside", period="2019"),
        given("kent", unit="cases"),
        given("durham", scope="attempts included"),
    )
    readings = tuple(SourceReading(entry.source, ()) for entry in figures)
    build(Everything(readings, figures, (), ()), [], reference_data.load(), folder / "warehouse.duckdb")
    with serving(folder / "warehouse.duckdb", folder / "server.log") as running:
        yield running


@pytest.fixture(params=WIDTHS)
def visitor(request: pytest.FixtureRequest, profile: Any, own_app: App) -> Iterator[Reader]:
    yield from visit(profile, own_app, request.param)


def test_forces_that_count_otherwise_are_named_under_the_chart(visitor: Reader) -> None:
    page = visitor.open("/compare?offence=soa2003_s15a&period=2019/20")
    assert page.locator(".js-plotly-plot").count() == 1
    assert WORDS in visitor.text()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_the_page_of_a_measure_says_why_it_must_not_be_compared(visitor: Reader) -> None:
    visitor.open("/measure?id=offences_recorded")
    said = visitor.text()
    assert "Not to be compared with" in said
    assert "A conviction is of a person and comes at the end of a case, often years later." in said
