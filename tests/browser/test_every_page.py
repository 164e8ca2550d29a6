"""Every page, opened once and looked at by day and by night, at a desk and on a phone: it is whole, says no more than
it may, shows a chart above the fold, and axe finds nothing serious.

Words are counted as a reader sees them before anything is opened: no tables, no expanders, no charts' own labels, no
code. A page is as wide as the screen by the browser's layout alone, and dark by another run of it: to load it anew for
each would ask the same questions of the same page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from dashboard import menu
from tests.every_page import CODE_NAME, MOST_IN_A_BLOCK, addresses, count, forbidden
from tests.in_browser import COUNT_RUNS, RUNS_AGAIN, until

from .conftest import App, Reader, watched

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDTHS = {"a desk": (1400, 900), "a phone": (390, 844)}
CHART_BEGINS = {"a desk": 900 * 0.75, "a phone": 844 * 0.85}
"""A chart's top stands above this pixel, so that it is seen without scrolling."""
WITHOUT_A_CHART = ("download", "method", "sources", "source", "changes", "checks", "reports", "search", "sql")
MOST_ON_A_PAGE = 300  # words
CHOSEN = ("force=kent", "force=kent&force=west-mercia&force=surrey")
MANY = "force=nottinghamshire&force=greater-manchester&force=metropolitan"
OTHER_LAW = "force=west-mercia&force=devon-and-cornwall&force=northern-ireland"
LONGEST = [f"/force?id={force}" for force in ("kent", "nottinghamshire", "hampshire", "north-wales", "south-wales")]
"""The pages of forces that had most words when all were counted; West Mercia's is looked at with every page."""
CHOOSES = [f"/{page}?{forces}" for page in ("", "activists", "compare", "time") for forces in CHOSEN]
CHOOSES += [f"/time?force={force}" for force in ("durham", "cheshire", "gwent", "devon-and-cornwall")]  # the longest
CHOOSES += [f"/force?id={force}&{CHOSEN[1]}" for force in ("kent", "northern-ireland")] + [
    "/compare?show=change&force=kent"
]
CHOOSES += [f"/{page}{MANY}" for page in ("answers?question=3&", "compare?show=change&", "?")]
CHOOSES += [f"/{page}?{OTHER_LAW}{of}" for page in ("compare", "time") for of in ("", "&offence=ho_73")]
"""What is not offered is told besides; the words of all charts are counted in test_words_of_charts.py."""
LEFT_OUT = (
    "table, [role=table], details, .js-plotly-plot, [data-testid=stPlotlyChart], [data-testid=stCode], "
    "[data-testid=stExpander], [data-testid=stTable], [data-testid=stDataFrame], svg, "
    "[data-testid=stIconMaterial], [role=listbox], .search-all"
)
NAMES = {
    "force": "West Mercia Police",
    "source": "Online grooming: arrests, decoys and activist groups, 2019/20 (West Mercia Police)",
    "measure": "Arrests on activist groups' evidence",
    "offence": "Sexual communication with a child (s15A)",
    "search": "Search: grooming",
}
"""What the tab of a page of one thing is called, at its address in every_page.py."""
PLAIN = ("/figure/511q43srp0jh", "/force/kent", "/data/", "/api", "/embed/compare", "/comparee")
"""Addresses that answer with HTML alone."""
GRAVE = ("serious", "critical")
NOT_OURS = (
    # Streamlit's own: an expander's svg without a name, a list's input that names its list only while that is open.
    "aria-valid-attr-value",
)
"""Rules that speak of markup which Streamlit writes and a page can't change. Each is looked at by a person."""
ALL = {"resultTypes": ["violations"], "preload": False}
"""What axe is asked by day. To write down every part of the page that is right as well takes as long as to look; and no
page has sounds, or styles of another host, to be fetched first."""
COLOURS_ALONE = ALL | {"runOnly": ["color-contrast"]}
"""What axe is asked by night: the markup is the same as by day."""
ON_A_PHONE_ALONE = ("overview", "answers", "compare", "sql")
"""Pages that show on a phone what they show nowhere else, a button that has the controls or a map with names: of these
axe sees the colours there by night too."""

WORDS = """(left_out) => {
    const main = document.querySelector('[data-testid="stMain"]');
    const style = document.createElement('style');
    style.textContent = left_out + '{ display: none !important }';
    document.head.append(style);
    const blocks = {};
    for (const one of main.querySelectorAll('[class*="st-key-block_"]')) {
        if (one.closest('[data-testid="stExpander"]')) continue;  // closed: its text is not drawn
        const key = [...one.classList].find(name => name.startsWith('st-key-block_'));
        blocks[key] = one.innerText;
    }
    const page = main.innerText;
    style.remove();
    return {page, blocks, all: main.textContent};
}"""
LAYOUT = """() => {
    const main = document.querySelector('[data-testid="stMain"]'), page = document.documentElement;
    const court = document.querySelector('.st-key-chart_court .main-svg');
    const all = what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility());
    const drawn = all('[class*="st-key-block_"] :is(.js-plotly-plot, .listed, svg, img:not(.legend img))');
    const shown = drawn.length ? drawn : all('[data-testid="stMain"] table');
    return {
        answer_ends: court ? court.getBoundingClientRect().bottom : null,
        chart: shown.length ? Math.round(Math.min(...shown.map(one => one.getBoundingClientRect().top))) : null,
        too_wide: Math.max(page.scrollWidth - page.clientWidth, main.scrollWidth - main.clientWidth - 1),
    };
}"""
SMALL_TYPE = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        && one.checkVisibility() && !one.closest('[data-testid="stIconMaterial"], script, style, .modebar')
        && parseFloat(getComputedStyle(one).fontSize) < 13)
    .map(one => getComputedStyle(one).fontSize + ': ' + one.textContent.trim().slice(0, 40)).slice(0, 8)"""
OPEN_FOLDS = """() => document.querySelectorAll('[data-testid="stMain"] details:not([open]) > summary').forEach(
    fold => fold.click())"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    ':is(button, summary, input, [role=button], [data-testid="stHeaderActionElements"] a)')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.type !== 'range'
        && !one.closest('.js-plotly-plot, [role=combobox]'))
    .map(one => [one, one.closest('[data-baseweb="select"], label') || one])
    .map(([one, held]) => [one, held.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([one, box]) => `${one.tagName} ${(one.innerText || one.getAttribute('aria-label') || '').slice(0, 30)} `
        + `${Math.round(box.width)} x ${Math.round(box.height)}`).slice(0, 8)"""
LINKS = '[data-testid="stMain"] a[href]'
NAMELESS_CHARTS = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
    .filter(chart => !chart.querySelector('[aria-label], [role=img]') && !chart.getAttribute('aria-label')).length"""
CHARTS_FIT = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"] .main-svg')].every(
    svg => svg.getBoundingClientRect().width <= svg.closest('[data-testid="stPlotlyChart"]').clientWidth + 1)"""
IS_DARK = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
    === 'rgb(22, 27, 34)'"""


@dataclass
class Seen:
    """What a visit saw of one page."""

    file: str
    title: str = ""
    headings: int = 0
    exceptions: int = 0
    nameless_charts: int = 0
    menu: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: dict[str, Any] = field(default_factory=dict)
    layout: dict[str, dict[str, Any]] = field(default_factory=dict)
    barriers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=addresses())
def seen(request: pytest.FixtureRequest, profile: BrowserContext, app: App) -> Iterator[Seen]:
    """One page, by one visit."""
    found = Seen(request.param)
    with watched(profile, app, 1400) as visitor:
        look_at(visitor, addresses()[request.param], found)
    found.complaints = visitor.complaints()
    yield found


def look_at(visitor: Reader, address: str, found: Seen) -> None:
    page = visitor.open(address)
    found.title = page.title()
    found.headings = page.locator("h1").count()
    found.exceptions = page.locator('[data-testid="stException"]').count()
    found.nameless_charts = page.evaluate(NAMELESS_CHARTS)
    found.menu = page.get_by_test_id("stTopNavLink").all_inner_texts()
    found.links = page.eval_on_selector_all(LINKS, "links => links.map(link => link.getAttribute('href'))")
    found.words = page.evaluate(WORDS, LEFT_OUT)
    for width in ("a desk", "a phone"):
        resize(page, width)
        found.layout[width] = page.evaluate(LAYOUT)
        found.barriers += [f"{width}: {one}" for one in grave(page)]
        found.barriers += [f"{width}: type of {one}" for one in page.evaluate(SMALL_TYPE)]
        found.barriers += [f"{width}: a target of {one}" for one in page.evaluate(SMALL_TARGETS)]
    page.emulate_media(color_scheme="dark")
    until(page, IS_DARK)
    page.evaluate(COUNT_RUNS)
    page.keyboard.press("r")  # Streamlit's key to run the page again: charts are drawn by night on the server
    until(page, RUNS_AGAIN)
    visitor.finish()
    for width in ("a phone", "a desk") if found.file in ON_A_PHONE_ALONE else ("a desk",):
        resize(page, width)
        found.barriers += [f"{width}, by night: {one}" for one in grave(page, COLOURS_ALONE)]
    page.evaluate(OPEN_FOLDS)
    visitor.finish()
    found.barriers += [f"a fold: type of {one}" for one in page.evaluate(SMALL_TYPE)]


def test_axe_finds_nothing_serious_on_what_needs_no_javascript(profile: BrowserContext, app: App) -> None:
    found = []
    with watched(profile, app, 1400) as visitor:
        for path in PLAIN:
            visitor.page.goto(app.address + path)
            for width, colours, asked in (
                ("a phone", "light", ALL),
                ("a desk", "light", ALL),
                ("a desk", "dark", COLOURS_ALONE),
            ):
                resize(visitor.page, width)
                visitor.page.emulate_media(color_scheme=colours)
                found += [f"{path}, {width}, {colours}: {one}" for one in grave(visitor.page, asked)]
    assert found == []


def resize(page: Page, width: str) -> None:
    across, down = WIDTHS[width]
    page.set_viewport_size({"width": across, "height": down})
    until(page, CHARTS_FIT)


def grave(page: Page, asked: dict[str, Any] = ALL) -> list[str]:
    """What axe calls serious or critical, with the first place of each."""
    axe = Axe("'it is there'") if page.evaluate("'axe' in window") else Axe()
    found: list[dict[str, Any]] = axe.run(page, options=asked).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])} places): {one['help']}: {one['nodes'][0]['html'][:200]} "
        f"{one['nodes'][0].get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in GRAVE and one["id"] not in NOT_OURS
    ]


def test_a_word_is_counted_once() -> None:
    assert count("Kent’s 1,234 arrests, 2019/20 · s15A – per cent") == 7


def test_a_page_is_whole_and_neither_browser_nor_server_complains(seen: Seen) -> None:
    assert seen.complaints == []
    assert (seen.headings, seen.exceptions, seen.nameless_charts) == (1, 0, 0)
    assert seen.menu == [spec.title for spec in menu.written() if spec.is_in_menu]
    named = NAMES.get(seen.file) or menu.spec_of(seen.file.removeprefix("overview")).title
    assert seen.title == f"{named} · Disclosed"


def test_axe_finds_nothing_serious_and_no_type_and_no_target_is_small(seen: Seen) -> None:
    assert seen.barriers == []


def too_long(found: dict[str, Any]) -> dict[str, int]:
    """What of a page has more words than it may, and how many."""
    counted = {key: count(text) for key, text in found["blocks"].items()}
    whole = {"the page": count(found["page"])} if count(found["page"]) > MOST_ON_A_PAGE else {}
    return whole | {key: n for key, n in counted.items() if n > MOST_IN_A_BLOCK}


def test_a_page_says_no_more_than_it_may(seen: Seen) -> None:
    assert too_long(seen.words) == {}, seen.words["page"]


def test_the_longest_pages_and_those_with_forces_chosen_say_no_more_than_any_page_may(reader: Reader) -> None:
    reader.open("/changes")
    found = {address: reader.go(address).evaluate(WORDS, LEFT_OUT) for address in (*LONGEST, *CHOOSES)}
    assert len({seen["all"] for seen in found.values()}) == len(found), "one of them was looked at twice"
    assert [address for address, seen in found.items() if not seen["blocks"]] == []
    assert {address: told for address, seen in found.items() if (told := too_long(seen))} == {}
    assert {address: told for address, seen in found.items() if (told := forbidden(seen["all"]))} == {}


def test_a_page_says_the_licence_of_official_series_without_a_click(seen: Seen) -> None:
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in seen.words["page"]


def test_a_page_says_nothing_that_may_not_be_said(seen: Seen) -> None:
    assert forbidden(seen.words["all"]) == []
    assert CODE_NAME.findall(seen.words["page"]) == [], "a code name stands on the page"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_no_wider_than_the_screen_and_begins_with_its_chart(seen: Seen, width: str) -> None:
    assert seen.layout[width]["too_wide"] <= 0
    top = seen.layout[width]["chart"]
    assert seen.file in WITHOUT_A_CHART or (top is not None and top < CHART_BEGINS[width])
    if seen.file == "overview":
        assert seen.layout[width]["answer_ends"] <= WIDTHS[width][1], "the chart that answers is seen whole"


def test_the_page_of_checks_is_linked_from_where_checks_are_spoken_of(seen: Seen) -> None:
    if seen.file in ("overview", "method", "reports"):
        assert any("/checks" in link for link in seen.links)
