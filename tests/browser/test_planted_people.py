"""Nobody who was planted in a document is named on the pages that show it, in a text or in the words of a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.making_people import found_of

from .conftest import serving

if TYPE_CHECKING:
    from tests.making_planted_letters import Planted

    from .conftest import App, Reader

pytestmark = pytest.mark.browser

PAGES = (
    "/source?id=kent~100-21",  # a PDF
    "/source?id=sussex~109-21",  # a text, whose file names somebody
    "/source?id=cheshire~105-21",  # a workbook, whose sheet names somebody
    "/source?id=hampshire~114-21",  # a mail with a letter
    "/source?id=lancashire~112-21",  # a thread's page
    "/force?id=kent",
)
"""Those that show a document; the others say what the warehouse holds (tests/privacy/test_people_planted.py)."""
WORDS = """() => document.body.innerText + [...document.querySelectorAll('[alt],[title],[aria-label],[href]')].map(
    one => ['alt', 'title', 'aria-label', 'href'].map(name => one.getAttribute(name)).join(' ')).join(' ')"""

OPEN_ALL = "() => document.querySelectorAll('summary').forEach(one => one.click())"
ARE_OPEN = "() => [...document.querySelectorAll('details')].every(one => one.open)"


@pytest.fixture(scope="module")
def app(chromium_path: str, planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(planted.warehouse, tmp_path_factory.mktemp("planted") / "server.log", planted.folder / "raw") as app:
        yield app


def test_nobody_is_named_on_a_page(reader: Reader, planted: Planted) -> None:
    reader.open("/changes")
    for address in PAGES:
        page = reader.go(address)
        page.evaluate(OPEN_ALL)
        reader.finish()
        assert page.evaluate(ARE_OPEN), address
        text = str(page.evaluate(WORDS))
        assert len(text) > 500
        assert [(one.printed, where) for one, _, where in planted.planted if found_of(one, text)] == [], address


def test_nobody_is_named_beside_a_figure(reader: Reader, planted: Planted) -> None:
    reader.open("/changes")
    for force in ("sussex", "norfolk", "kent"):
        page = reader.go(f"/compare?measure=arrests_ocag&period=2019%2F20&force={force}&force=essex")
        page.get_by_text("Table", exact=True).first.click()
        page.get_by_role("button", name=force.title()).first.press("Enter")
        page.locator('[class*="st-key-evidence_"]').first.wait_for()
        text = str(reader.finish().evaluate(WORDS))
        assert "SHA-256" in text
        assert [(one.printed, where) for one, _, where in planted.planted if found_of(one, text)] == [], force
