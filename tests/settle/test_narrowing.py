"""Nothing that is published narrows a hidden count, whatever stands beside it: views, totals, CSV, checks, pages.

Each warehouse is made of counts whose truth the test knows and the program never sees. Hidden truths are numbers that
no source prints and that no other sum gives, so that one that is worked out anywhere is found by its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from ingest import reference as reference_data
from ingest.commands.look_up import story
from ingest.extracts.wanted import Wanted
from ingest.model import Value
from ingest.settle.order import Placed, settle
from ingest.settle.rulings import Everything
from ingest.sources import SourceReading
from ingest.warehouse.build import build
from ingest.warehouse.releases import VIEWS
from tests.asking import csv_of
from tests.every_page import opened
from tests.making import placed, published, source

REFERENCE = reference_data.load()
NUMBER = re.compile(r"\d[\d,]*")
TRUTHS = (1009, 1123, 1237, 1361, 1483, 1607, 1733, 1871, 1993)
"""No source prints them, and no other sum or difference of what is printed here is one of them."""

FORMS = (
    Value(None, 0.0, 2499.0, "[c]", "fewer than 2,500"),
    Value(None, 0.0, 2500.0, "[c]", "2,500 or fewer"),
    Value(None, 0.0, None, "[c]", "*"),
    Value(None, 0.0, None, "[c]", ""),
)
"""What a source prints in the place of a hidden count; each allows every one of TRUTHS."""

few = settings(max_examples=12)


def digits(text: str) -> set[int]:
    return {int(found.replace(",", "")) for found in NUMBER.findall(text)}


def exact(number: int) -> Value:
    return Value(float(number), float(number), float(number), None, f"{number:,}")


@dataclass(frozen=True)
class Hidden:
    """A count that its source holds back, and what no output may say."""

    figure_id: str
    truth: int
    value: Value


@dataclass(frozen=True)
class Made:
    figures: tuple[Placed, ...]
    hidden: tuple[Hidden, ...]


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Three forces' counts of two offences in two years, some held back; and beside them totals of offences, years and
    an area, and the counts again, each by the force itself or by another publisher."""
    truths = list(draw(st.permutations(TRUTHS)))
    own = {
        force: source(f"{force}~1", "force_response", force_ids=(force,)) for force in ("norfolk", "suffolk", "kent")
    }
    charity, press = source("published~charity"), source("published~press", "press", publisher="A newspaper")
    figures: list[Placed] = []
    hidden: list[Hidden] = []
    counts: dict[tuple[str, str, str], int] = {}
    for n, (force, offence, year) in enumerate(
        (force, offence, year)
        for force in own
        for offence in ("soa2003_s15", "soa2003_s15a")
        for year in ("2018/19", "2019/20")
    ):
        name = f"{force} {offence} {year}"
        is_hidden = bool(truths) and draw(st.booleans())
        counts[force, offence, year] = number = truths.pop() if is_hidden else 10_000 * (n + 3)
        value = draw(st.sampled_from(FORMS)) if is_hidden else exact(number)
        common = {"force_id": force, "offence_id": offence, "period": year}
        figures.append(placed(name, of=own[force], value=value, **common))
        if is_hidden:
            hidden.append(Hidden(figures[-1].figure.figure_id, number, value))
        elif draw(st.booleans()):
            figures.append(placed(f"{name} again", of=press, value=value, **common))
    for total, chosen in totals_of(counts):
        by = draw(st.sampled_from((None, "force", "charity", "press")))
        if by is not None and len(chosen) > 1:
            force = total["force_id"]
            of = own[force] if by == "force" and force in own else press if by == "press" else charity
            figures.append(placed(str(total), of=of, value=exact(sum(chosen)), **total))
    return Made(tuple(figures), tuple(hidden))


def totals_of(counts: dict[tuple[str, str, str], int]) -> Iterator[tuple[dict[str, str], list[int]]]:
    """What somebody may print as a sum: both offences, both years, two forces together."""
    for force in ("norfolk", "suffolk", "kent"):
        for year in ("2018/19", "2019/20"):
            both = [n for key, n in counts.items() if (key[0], key[2]) == (force, year)]
            yield {"force_id": force, "offence_id": "ho_88a", "period": year}, both
        for offence in ("soa2003_s15", "soa2003_s15a"):
            both = [n for key, n in counts.items() if key[:2] == (force, offence)]
            yield {"force_id": force, "offence_id": offence, "period": "2018-04-01..2020-03-31"}, both
    for offence in ("soa2003_s15", "soa2003_s15a"):
        for year in ("2018/19", "2019/20"):
            both = [n for key, n in counts.items() if key[0] != "kent" and key[1:] == (offence, year)]
            yield {"force_id": "area:norfolk-and-suffolk", "offence_id": offence, "period": year}, both


def warehouse_of(figures: tuple[Placed, ...], folder: Path) -> Path:
    path = folder / "warehouse.duckdb"
    sources = {one.source.source_id: one.source for one in figures}
    readings = tuple(SourceReading(own, ()) for own in sources.values())
    build(Everything(readings, tuple(settle(figures)), (), ()), [], REFERENCE, path)
    return path


def rows_of(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row that the views and the macro give."""
    asked = [f"from {view}" for view in VIEWS if view != "release"]
    for measure, offence, period in con.execute(
        "select distinct measure_id, offence_id, period_id from figures"
    ).fetchall():
        asked.append(f"from totals('{measure}', '{offence}', '{period}')")
    for query in asked:
        cursor = con.execute(query)
        names = [column[0] for column in cursor.description or []]
        yield from ((query, dict(zip(names, row, strict=True))) for row in cursor.fetchall())


def numbers_in(row: dict[str, Any]) -> set[int]:
    """Every number of a row, in its numbers and in its texts; ids are no numbers."""
    found: set[int] = set()
    for name, value in row.items():
        if isinstance(value, float | int) and not isinstance(value, bool):
            found |= {int(value)} if float(value).is_integer() else set()
        elif value is not None and not name.endswith(("_id", "release", "replaced_by", "sha256")):
            found |= digits(str(value))
    return found


def text_of(app: AppTest) -> str:
    """All that a page says and draws: words, tables, lists, and the data of its charts."""

    def nodes(node: Any) -> Iterator[Any]:
        yield node
        for child in getattr(node, "children", {}).values():
            yield from nodes(child)

    parts = []
    for node in nodes(app._tree):
        table = getattr(node, "value", None) if type(node).__name__ == "Table" else None
        parts.append(table.to_csv() if table is not None else str(getattr(node, "proto", "")))
    return re.sub(r"[0-9a-f]{32,}|figure=[0-9a-z]+|[0-9a-z]{12}|base\d+|\d+\.\d+", " ", "\n".join(parts))


@few
@given(made())
def test_no_view_total_check_or_story_says_a_hidden_count_or_leaves_it_less_room(one: Made) -> None:
    forbidden = {hidden.truth for hidden in one.hidden}
    con = published(settle(one.figures))
    for query, row in rows_of(con):
        assert not numbers_in(row) & forbidden, (query, row)
        for hidden in one.hidden:
            if row.get("figure_id") == hidden.figure_id and "value_low" in row:
                ends = (row["value"], row["value_low"], row["value_high"])
                assert ends == (None, hidden.value.low, hidden.value.high)
    for hidden in one.hidden:
        cursor = con.execute("select * from all_figures where figure_id = ?", [hidden.figure_id])
        names = [column[0] for column in cursor.description or []]
        told = story(con, dict(zip(names, cursor.fetchall()[0], strict=True)))
        assert not digits("\n".join(line.replace(hidden.figure_id, "") for line in told)) & forbidden
    what_totals_leave_of_each_other_is_as_wide_as_the_hidden_counts_in_them(con, one)


def what_totals_leave_of_each_other_is_as_wide_as_the_hidden_counts_in_them(
    con: duckdb.DuckDBPyConnection, one: Made
) -> None:
    """A total of several forces less the exact counts of the others leaves what the hidden ones print."""
    for offence in ("soa2003_s15", "soa2003_s15a"):
        for year in ("2018/19", "2019/20"):
            ((low, high, suppressed),) = con.execute(
                "select low, high, suppressed from totals('offences_recorded', ?, ?)", [offence, year]
            ).fetchall()
            in_it = [
                figure.figure.value
                for figure in one.figures
                if (figure.figure.offence_id, figure.figure.period.period_id) == (offence, year)
                and figure.source.kind == "force_response"
                and figure.figure.force_id in REFERENCE.forces
            ]
            known = sum(value.value or 0.0 for value in in_it)
            hidden = [value for value in in_it if value.value is None]
            assert suppressed == len(hidden)
            assert low - known == sum(value.low or 0.0 for value in hidden)
            highs = [value.high for value in hidden]
            assert (high is None) if None in highs else high - known == sum(h or 0.0 for h in highs)


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made().filter(lambda one: one.hidden))
def test_no_page_and_no_extract_says_a_hidden_count(tmp_path: Path, one: Made) -> None:
    forbidden = {hidden.truth for hidden in one.hidden}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DISCLOSED_WAREHOUSE", str(warehouse_of(one.figures, tmp_path)))
        for view in ("figures", "all_figures", "offence_breakdown", "area_figures", "checks", "coverage"):
            csv = csv_of(Wanted(view))
            assert not digits(re.sub(r"\b[0-9a-z]{12}\b", "", csv)) & forbidden, view
        for page, address in ADDRESSES:
            app = opened(page)
            for name, value in address.items():
                app.query_params[name] = value
            app.run()
            assert not app.exception, (page, app.exception)
            assert not digits(text_of(app)) & forbidden, (page, address)


ADDRESSES: tuple[tuple[str, dict[str, str]], ...] = (
    ("compare", {"offence": "soa2003_s15a", "period": "2019/20"}),
    ("overview", {}),
    ("compare", {"offence": "soa2003_s15a", "period": "2019/20", "show": "rate"}),
    ("compare", {"offence": "ho_88a", "period": "2019/20", "show": "change"}),
    ("compare", {"offence": "ho_88a", "period": "2019/20"}),
    ("time", {"offence": "soa2003_s15a"}),
    ("offences", {"period": "2019/20"}),
    ("force", {"id": "norfolk"}),
    ("offence", {"id": "soa2003_s15a"}),
    ("measure", {"id": "offences_recorded"}),
    ("method", {}),
)
