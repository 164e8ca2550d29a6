"""The words of every page, counted as a reader sees them, against the limits of the design; and what may not be said.

Counted is what stands on the page before anything is opened: no tables, no expanders, no charts' own labels, no code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.every_page import addresses

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

MOST_ON_A_PAGE, MOST_IN_A_BLOCK = 300, 60
FOLD = 900
LEFT_OUT = (
    "table, [role=table], details, .js-plotly-plot, [data-testid=stPlotlyChart], [data-testid=stCode], "
    "[data-testid=stExpander], [data-testid=stTable], [data-testid=stDataFrame], svg, "
    "[data-testid=stIconMaterial], [role=listbox], .search-all"
)
FORBIDDEN = (
    r"[Ii]n somebody else's",
    r"[Ff]igures in force",
    r"Here, and not beside these",
    r"number \d+ of \d+",
    r"[Ll]eague table",
    r"\branked?\b",
    r"\b(?:best|worst)\b",
    r"\bpredators?\b",
    r"\bsuspicious",
    r"\bDISCLOSED_[A-Z]+",
    r"national total of",
)
"""What stands nowhere on a page, open or closed."""
CODE_NAME = re.compile(r"(?<![\w/.-])[a-z]+(?:_[a-z0-9]+)+\b")
"""A name of the program's; not a part of an address that is printed."""

VISIBLE = """(left_out) => {
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
TOP = """() => {
    const shown = document.querySelector('[class*="st-key-block_"] .js-plotly-plot, [class*="st-key-block_"] svg, '
        + '[class*="st-key-block_"] img:not(.legend img), [data-testid="stMain"] table');
    return shown ? Math.round(shown.getBoundingClientRect().top) : null;
}"""
WITHOUT_A_CHART = ("download", "method", "sources", "source", "changes", "checks", "reports", "search", "desk", "sql")


def count(text: str) -> int:
    """Words as a reader counts them: a number is one, a dash or a middle dot is none."""
    return len(re.findall(r"[^\W_]+(?:[-.,'’:/][^\W_]+)*", text))


def test_a_word_is_counted_once() -> None:
    assert count("Kent’s 1,234 arrests, 2019/20 · s15A – per cent") == 7


@pytest.mark.parametrize("name", addresses())
def test_a_page_says_no_more_than_it_may(reader: Reader, name: str) -> None:
    found = reader.open(addresses()[name]).evaluate(VISIBLE, LEFT_OUT)
    too_long = {key: count(text) for key, text in found["blocks"].items() if count(text) > MOST_IN_A_BLOCK}
    assert too_long == {}, f"a chart's block has at most {MOST_IN_A_BLOCK} words"
    assert count(found["page"]) <= MOST_ON_A_PAGE, found["page"]


@pytest.mark.parametrize("name", addresses())
def test_a_page_says_nothing_that_may_not_be_said(reader: Reader, name: str) -> None:
    found = reader.open(addresses()[name]).evaluate(VISIBLE, LEFT_OUT)
    said = [match[0] for phrase in FORBIDDEN if (match := re.search(phrase, found["all"]))]
    assert said == []
    assert CODE_NAME.findall(found["page"]) == [], "a code name stands on the page"


@pytest.mark.parametrize("name", [name for name in addresses() if name not in WITHOUT_A_CHART])
def test_above_the_fold_stands_a_chart_at_a_desk(reader: Reader, name: str) -> None:
    top = reader.open(addresses()[name]).evaluate(TOP)
    assert top is not None and top < FOLD * 0.75


@pytest.mark.parametrize("name", [name for name in addresses() if name not in WITHOUT_A_CHART])
def test_above_the_fold_stands_a_chart_on_a_phone(phone: Reader, name: str) -> None:
    top = phone.open(addresses()[name]).evaluate(TOP)
    assert top is not None and top < 844 * 0.85
    assert not phone.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1")
