"""Every source's words are text: a warehouse whose fields hold Markdown and HTML, opened on every page, beside a second
host that must hear nothing."""

from __future__ import annotations

import http.server
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page

from dashboard import menu
from tests.in_browser import HAS_FINISHED, until

from .conftest import App, Reader, serving

pytestmark = pytest.mark.browser

PAYLOAD = (
    ' ![x]({host}/md) <img src="{host}/tag" onerror="alert(1)"> [a](javascript:alert(1)) <a href="javascript:alert(2)">'
    "b</a> $x^2$ :material/home: :smile: :red[x] <script>alert(3)</script> <style>@import url({host}/css);</style> "
    "\n\n# h\n\n- ![y]({host}/list)"
)
FIELDS = {
    "sources": ("title", "reference", "publisher", "read_in", "law", "note", "licence"),
    "all_figures": (
        "source", "reference", "compiled_by", "read_in", "statement", "note", "correction", "rule", "value_text",
        "offence_as_published", "period_as_published", "reading_reason", "licence", "scope",
    ),
    "outcomes": ("source", "reference", "quote", "answer_text", "force_caveat", "note", "ruling", "asks", "read_in"),
    "checks": ("message", "locator"),
    "campaigns": ("title",),
    "questions": ("asks",),
}  # fmt: skip
"""Everything that a document, its transcript or its source.toml says, and what is made of it."""
FEW = "(source_kind <> 'official' or force_id in ('kent', 'west-mercia'))"
"""Of the long official series two forces: the thousands of others go the same way and take minutes."""
ELSEWHERE = ("compare", "force", "source", "measure", "offence")
"""Pages that are opened on one thing."""
BAD = """host => {
    const found = [];
    for (const one of document.querySelectorAll('*')) {
        for (const name of ['src', 'srcset', 'data', 'poster', 'background', 'style']) {
            if ((one.getAttribute(name) || '').includes(host)) found.push(one.outerHTML.slice(0, 200));
        }
        const href = (one.getAttribute('href') || one.getAttribute('xlink:href') || '').trim().toLowerCase();
        if (href.startsWith('javascript:') || href.startsWith('data:text')) found.push(one.outerHTML.slice(0, 200));
    }
    for (const one of document.querySelectorAll('.katex, h1 + h1, [data-testid="stIconMaterial"]')) {
        if (one.matches('.katex') || one.textContent.trim() === 'home') found.push(one.outerHTML.slice(0, 200));
    }
    for (const one of document.querySelectorAll('script, style')) {
        const said = one.textContent;
        if (said.includes('alert(3)') || said.includes(host)) found.push(one.outerHTML.slice(0, 200));
    }
    return found;
}"""


@dataclass
class Host:
    """The second host: its address, and what it was asked for."""

    address: str
    heard: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    heard: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Host(f"http://127.0.0.1:{server.server_port}", heard)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def own_app(
    chromium_path: str, built_warehouse: Path, host: Host, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """The dashboard on the shipped warehouse with a payload behind every text of a source."""
    folder = tmp_path_factory.mktemp("payloads")
    warehouse = folder / "warehouse.duckdb"
    shutil.copyfile(built_warehouse, warehouse)
    payload = PAYLOAD.format(host=host.address)
    with duckdb.connect(str(warehouse)) as con:
        for table, names in FIELDS.items():
            there = {name for name, *_ in con.execute(f"describe {table}").fetchall()}
            rows = FEW if table == "all_figures" else "true"
            for name in names:
                if name in there:
                    con.execute(
                        f"update {table} set {name} = {name} || $1 where {name} is not null and {rows}", [payload]
                    )
        con.execute(
            "update sources set note = coalesce(note, $1), url = 'javascript:alert(4)//' || coalesce(url, '')",
            [payload],
        )
        con.execute("update all_figures set statement = $1 where force_id in ('kent', 'west-mercia')", [payload])
        con.execute(f"update all_figures set source_url = 'javascript:alert(5)//' || source_url where {FEW}")
        con.execute(
            f"update all_figures set chain = list_transform(chain, lambda step: step || $1) where {FEW}", [payload]
        )
        con.execute("update outcomes set source_url = 'javascript:alert(6)//' || source_url")
        con.execute("update outcomes set answer_text = coalesce(answer_text, $1)", [payload])
    with serving(warehouse, folder / "server.log") as running:
        yield running


def addresses(app: App) -> list[str]:
    """Every page, and those of one thing each, with evidence open; but the SQL page, whose rows are in a frame."""
    with duckdb.connect(str(app.warehouse), read_only=True) as con:
        (official,) = con.execute(
            "select figure_id from figures where source_kind = 'official' and force_id = 'west-mercia' and "
            "offence_id = 'ho_88a' and period_id = '2024/25'"
        ).fetchone() or ("",)
        (disputed, force) = con.execute(
            "select figure_id, force_id from figures where is_disputed limit 1"
        ).fetchone() or ("", "")
        (outcome, source) = con.execute("select outcome_id, source_id from outcomes limit 1").fetchone() or ("", "")
        (figure, of) = con.execute(
            "select figure_id, source_id from figures "
            "where hand <> 'own_document' and source_kind <> 'official' limit 1"
        ).fetchone() or ("", "")
    pages = [f"/{spec.path}" for spec in menu.PAGES if spec.file not in (*ELSEWHERE, "sql")]
    return [
        *pages,
        f"/compare?measure=offences_recorded&offence=ho_88a&period=2024/25&force=west-mercia&figure={official}",
        "/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017/18&force=kent",
        "/force?id=kent",
        f"/force?id={force}&figure={disputed}",
        f"/source?id={source}&figure={outcome}",
        f"/source?id={of}&figure={figure}",
        "/source?id=published~home-office-recorded-crime-2026-04",
        "/measure?id=arrests_ocag",
        "/offence?id=soa2003_s15a",
    ]


def test_no_page_shows_a_sources_words_as_anything_but_text(visitor: Reader, own_app: App, host: Host) -> None:
    page = visitor.open("/changes")
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    found: dict[str, list[str]] = {}
    words = 0
    for address in addresses(own_app):
        visitor.go(address)
        bad = [*page.evaluate(BAD, host.address), *opened(page, host)]
        words += page.get_by_test_id("stMain").inner_text().count("javascript:alert(1)")
        if bad or said or host.heard:
            found[address] = [*bad[:3], *said, *host.heard]
            said.clear()
            host.heard.clear()
    assert words > 50  # the words are there, as words
    assert found == {}, "\n".join(f"{at}: {what}" for at, what in found.items())


def opened(page: Page, host: Host) -> list[str]:
    """What stands behind the page's buttons that open something, looked at one by one."""
    found = []
    inside = '[role="dialog"] ' if page.get_by_role("dialog").count() else ""  # the page below an open drawer is inert
    buttons = page.locator(f'{inside}[data-testid="stPopoverButton"]:not([disabled]):visible')
    for n in range(buttons.count()):
        buttons.nth(n).click()
        page.get_by_test_id("stPopoverBody").locator("p, li, pre").first.wait_for()  # sent when it is opened
        until(page, HAS_FINISHED)
        found += page.evaluate(BAD, host.address)
        page.keyboard.press("Escape")
    return found


def test_a_page_may_load_pictures_and_styles_from_itself_alone(own_app: App) -> None:
    with urllib.request.urlopen(own_app.address + "/sources") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for said in ("img-src 'self' data: blob:", "connect-src 'self'", "script-src 'self' 'unsafe-inline' blob:"):
        assert said in policy
    assert "frame-ancestors 'self'" in policy
    with urllib.request.urlopen(own_app.address + "/embed/compare") as answer:
        assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "/source?id=published~home-office-recorded-crime-2026-04",
        "/compare?measure=offences_recorded&offence=ho_88a&period=2024/25",
        "/force/kent",
        "/figure/mz27r87yqjrk",
        "/feed.xml",
        "/embed/compare?measure=offences_recorded&offence=ho_88a&period=2024/25",
        "/chart/compare.svg?measure=offences_recorded&offence=ho_88a&period=2024/25",
    ],
)
def test_no_first_answer_holds_a_sources_markup(own_app: App, host: Host, address: str) -> None:
    with urllib.request.urlopen(own_app.address + address) as answer:
        text = answer.read().decode("utf-8")
    assert f'<img src="{host.address}' not in text
    assert "<script>alert(3)" not in text
    assert "<style>@import" not in text
