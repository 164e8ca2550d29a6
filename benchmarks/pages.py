"""How long a reader waits for each page -> benchmarks/pages.md, beside an empty Streamlit page with one Plotly chart
and a plain one of the same warehouse (a choice of a force, its line by Plotly Express, its rows).

    python -m benchmarks.pages [--times N] [--only NAME …] [--classes N] [--datasette COMMAND] [--out FILE]

Each visit is a new browser context, so nothing is held from the visit before: Streamlit's own files are fetched again,
and that is the floor which the empty page shows. Visits to all pages take turns, so that what else the machine does
falls on each alike. Told are medians. "First chart" is when its marks are drawn (or, on a page without one, its first
table or paragraph under the title); "at rest" when the page has run to its end and every chart is drawn. A filter's
time is from the choice to the redrawn chart, here and in the plain page, the search's from the last key to what is
found, in a page that is open. With `--datasette` the same figures are put into SQLite and served by that command (`pip
install datasette` anywhere): its first page of the table, beside ours. `--classes 134` visits the pages of a million
figures, of official classes under made-up names.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.extracts import make_classes
from benchmarks.visitors import PLAIN
from dashboard import serve, warehouse, words
from tests.every_page import addresses
from tests.in_browser import HAS_FINISHED, chromium, served
from tests.pictures import FINISHED_SECONDS

OUT = Path(__file__).resolve().parent / "pages.md"
TIMES = 5
LIMITS = {"overview": 0.5}
"""Seconds after the empty page by which the first chart may come; of every other page:"""
OTHERS_LIMIT = 1.0
OPENED_SECONDS = 180.0  # for the first answer of a server, which opens a copy of a million figures before it
EMPTY = """import streamlit as st
st.title("Empty")
st.plotly_chart({"data": [{"type": "bar", "x": [1, 2, 3], "y": [3, 1, 2]}], "layout": {"height": 300}})
"""
FIRST = """() => {
    const mark = document.querySelector('.js-plotly-plot .main-svg .point, .js-plotly-plot .main-svg .annotation, '
        + '.js-plotly-plot .main-svg .scatterlayer .trace');
    if (mark) return true;
    const main = document.querySelector('[data-testid="stMain"]');
    const app = document.querySelector('[data-testid="stApp"]');
    const rests = app && app.getAttribute('data-test-script-state') === 'notRunning';
    return rests && main && !main.querySelector('[data-testid="stPlotlyChart"], [data-testid="stSkeleton"]')
        && main.querySelector('table, [data-testid="stMarkdown"] p');
}"""


@contextmanager
def page_of(text: str) -> Iterator[str]:
    """A Streamlit page of this script."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "page.py"
        script.write_text(text)
        command = [word if word != str(serve.ROOT / "app.py") else str(script) for word in serve.command(0)]
        with served(command=command) as address:
            yield f"{address}/"


@contextmanager
def datasette_page(command: str) -> Iterator[str]:
    """The table of figures in Datasette."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.db"
        figures = warehouse.query("select * from figures")
        plain = figures.map(lambda cell: cell if isinstance(cell, int | float) or cell is None else str(cell))
        with sqlite3.connect(file) as con:
            plain.to_sql("figures", con, index=False)
        with served(command=[command, "serve", str(file), "--host", serve.HOST, "--port", "0"]) as address:
            yield f"{address}/figures/figures"


def visit_plain(browser: Browser, address: str) -> float:
    """Seconds until a page of HTML alone is loaded with its table, in a new context."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="load")
    page.wait_for_selector("table tbody tr")
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def visit(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds to the first chart and to rest, in a new context."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=OPENED_SECONDS * 1000)
    page.wait_for_function(FIRST, timeout=FINISHED_SECONDS * 1000, polling=20)
    first = time.perf_counter() - start
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000, polling=20)
    rest = time.perf_counter() - start
    context.close()
    return first, rest


def choices(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds to the redrawn chart of Compare: from a press on the year slider's key, and from a choice of "count"."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/compare?measure=offences_recorded&offence=ho_88a")
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)
    page.locator('[data-testid="stMain"] [role="slider"], [data-testid="stMain"] input[type="range"]').first.focus()
    by_key = _redrawn(page, lambda: page.keyboard.press("ArrowLeft"))
    count = page.locator('[data-testid="stMain"]').get_by_text("count", exact=True)
    by_click = _redrawn(page, count.click)
    context.close()
    return by_key, by_click


def _redrawn(page: Page, choose: Callable[[], None]) -> float:
    title = page.locator('[class*="st-key-block_"] h2').first.inner_text()
    start = time.perf_counter()
    choose()
    page.wait_for_function(
        "title => document.querySelector('[class*=\"st-key-block_\"] h2')?.innerText !== title", arg=title, polling=10
    )
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000, polling=10)
    return time.perf_counter() - start


def plain_choice(browser: Browser, address: str) -> float:
    """Seconds to the redrawn line of the plain page, from the key that chooses the next force."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)
    page.locator('[data-testid="stSelectbox"] input').click()
    page.keyboard.press("ArrowDown")
    line = page.locator(LINE).first.get_attribute("d")
    start = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"before => ![null, undefined, before].includes(document.querySelector('{LINE}')?.getAttribute('d'))",
        arg=line,
        polling=10,
    )
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000, polling=10)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def search(browser: Browser, address: str) -> list[float]:
    """Seconds from the last key typed into the search to what it finds on screen."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/forces")
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)
    box = page.locator(".st-key-search_box input")
    box.click()
    seconds = []
    for typed, first in SEARCHED:
        page.keyboard.type(typed)
        start = time.perf_counter()
        page.wait_for_function(
            "first => document.querySelector('.search-found a')?.innerText.includes(first)", arg=first, polling=10
        )
        seconds.append(time.perf_counter() - start)
        box.fill("")
        page.wait_for_function("() => !document.querySelector('.search-found a')", polling=10)
    context.close()
    return seconds


LINE = ".js-plotly-plot .scatterlayer .js-line"
SEARCHED = (("wolverhampton", "West Midlands"), ("leeds", "West Yorkshire"), ("sexting", "Sexual communication"))
"""What is typed, and what stands first then."""


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def table(seen: dict[str, list[tuple[float, float]]], floor: tuple[float, float], plain: tuple[float, float]) -> str:
    lines = [
        "| page | first chart, s | after the empty page | at rest, s | after the empty page | within its limit |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
        f"| empty page, one chart | {floor[0]:.2f} | | {floor[1]:.2f} | | |",
        f"| plain page of the warehouse | {plain[0]:.2f} | {plain[0] - floor[0]:+.2f} "
        f"| {plain[1]:.2f} | {plain[1] - floor[1]:+.2f} | |",
    ]
    for name, found in seen.items():
        first, rest = median([one for one, _ in found]), median([one for _, one in found])
        limit = LIMITS.get(name, OTHERS_LIMIT)
        fits = "yes" if first - floor[0] <= limit and rest - floor[1] <= max(limit, OTHERS_LIMIT) else "no"
        lines.append(
            f"| {name} | {first:.2f} | {first - floor[0]:+.2f} | {rest:.2f} | {rest - floor[1]:+.2f} | {fits} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the table: 0 when every page is within its limit, 1 when one is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES, help=f"visits to each page (default {TIMES})")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="pages by their address; without it all of them")
    parser.add_argument("--classes", type=int, default=1, metavar="N", help="the official classes so many times")
    parser.add_argument("--datasette", metavar="COMMAND", help="the program, where it is installed")
    parser.add_argument("--out", type=Path, default=OUT)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if wanted.classes > 1:
            file = Path(folder) / "warehouse.duckdb"
            make_classes(warehouse.warehouse_path(), file, wanted.classes)
            os.environ["DISCLOSED_WAREHOUSE"] = str(file)
        return measure(wanted)


def measure(wanted: argparse.Namespace) -> int:
    there = {name: path for name, path in addresses().items() if name in (wanted.only or addresses())}
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in there}
    empty: list[tuple[float, float]] = []
    plain: list[tuple[float, float]] = []
    plain_chosen: list[float] = []
    chosen: list[tuple[float, float]] = []
    searched: list[float] = []
    beside: list[float] = []
    with (
        served() as address,
        page_of(EMPTY) as floor_at,
        page_of(PLAIN.format(file=str(warehouse.warehouse_path()))) as plain_at,
        datasette_page(wanted.datasette) if wanted.datasette else nullcontext("") as datasette_at,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium())
        for at in [floor_at, plain_at, *(f"{address}{path}" for path in there.values())]:  # warm: each was opened once
            visit(browser, at)
        for n in range(wanted.times):
            empty.append(visit(browser, floor_at))
            plain.append(visit(browser, plain_at))
            for name, path in there.items():
                seen[name].append(visit(browser, f"{address}{path}"))
            if datasette_at:
                beside.append(visit_plain(browser, datasette_at))
            chosen.append(choices(browser, address))
            plain_chosen.append(plain_choice(browser, plain_at))
            searched += search(browser, address)
            print(f"round {n + 1} of {wanted.times}", file=sys.stderr, flush=True)
        browser.close()
    floor, plainly = ((median([one for one, _ in of]), median([one for _, one in of])) for of in (empty, plain))
    figures = warehouse.values("select count(*) from figures")[0][0]
    told = table(seen, floor, plainly)
    by_key, by_click = (median(found) for found in zip(*chosen, strict=True))
    theirs = f" Datasette, the first page of the same figures, new context: {median(beside):.2f} s." if beside else ""
    load = os.getloadavg()[0]
    wanted.out.write_text(
        "# How long a reader waits for a page\n\n"
        f"`python -m benchmarks.pages`: medians of {words.counted(wanted.times, 'visit')}, each in a new context, "
        f"taken in turns with an empty Streamlit page that has one Plotly chart and a plain one of the warehouse; a "
        f"warm server, {figures:,} figures, "
        f"{os.cpu_count()} processors, Python {platform.python_version()}, load {load:.1f} at the end.\n\n"
        f"{told}\n\nCompare, to the redrawn chart: {by_click:.2f} s from a choice of “count”, {by_key:.2f} s "
        f"from the year slider's key; the plain page's line, from a choice of a force: {median(plain_chosen):.2f} s. "
        f"Search, from the last key to what is found: {median(searched):.2f} s.{theirs}\n"
    )
    print(told)
    return 1 if "| no |" in told else 0


if __name__ == "__main__":
    sys.exit(main())
