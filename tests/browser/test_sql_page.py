"""The SQL page in a browser without a network: DuckDB runs in the browser, the server is asked for files and for what a
sum adds, and nobody else is asked for anything: every request to another host goes to a proxy that writes it down."""

from __future__ import annotations

import csv
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from dashboard.pages.download import HOW_TO_MAKE, made, queries
from tests.in_browser import FLAGS, HAS_FINISHED, until
from tests.warehouse.test_queries import in_document

from .conftest import SECONDS, App, Reader, watched

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(made() is None, reason=f"the SQL page's files are not here: {HOW_TO_MAKE} brings them"),
]

READY = "html[data-state=ready]"
ENDLESS = "select count(*) from range(100000000) as a, range(100000) as b where (a.range * b.range) % 7 = 3"
GRAVE = ("serious", "critical")
BROWSERS_OWN = re.compile(r"^(?:https?://)?[a-z.-]+\.(?:google|googleapis|gvt1)\.com(?:[:/]|$)")


class Asked(BaseHTTPRequestHandler):
    """A proxy that answers nothing and keeps what it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    do_CONNECT = do_POST = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """The proxy's address, and every address of another host that was asked for."""
    asked: list[str] = []
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), type("Kept", (Asked,), {"asked": asked}))
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{proxy.server_port}", asked
    proxy.shutdown()


@pytest.fixture(scope="module")
def profile(browser: Browser, chromium_path: str, elsewhere: tuple[str, list[str]]) -> Iterator[BrowserContext]:
    """A browser whose every request to another host reaches the proxy; to this machine it goes by itself."""
    # With the browser’s own compiler: the engine is what these tests wait for.
    flags = [flag for flag in FLAGS if not flag.startswith("--js-flags")]
    own = browser.browser_type.launch(executable_path=chromium_path, args=[*flags, f"--proxy-server={elsewhere[0]}"])
    context = own.new_context(accept_downloads=True)
    context.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    yield context
    own.close()


@pytest.fixture(scope="module")
def opened(profile: BrowserContext, app: App) -> Iterator[Reader]:
    """The page with its engine started: to start it takes longer than every answer."""
    with watched(profile, app, 1400) as visitor:
        console(visitor.open("/sql"))
        yield visitor


@pytest.fixture
def page(opened: Reader) -> Iterator[Page]:
    """That page, for a test that asks and leaves it as any other may find it."""
    yield opened.page
    assert opened.complaints() == []


def console(page: Page) -> FrameLocator:
    """The console, when it has shown its first answer."""
    frame = page.frame_locator("iframe[title='SQL console']")
    frame.locator(READY).wait_for()
    return frame


def ask(page: Page, text: str) -> FrameLocator:
    """Type a query, run it by the keyboard, and wait for the answer and what is said with it."""
    write(page, text)
    return console(page)


def write(page: Page, text: str) -> None:
    frame = page.frame_locator("iframe[title='SQL console']")
    frame.get_by_role("textbox", name="The query, in SQL").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def table(frame: FrameLocator) -> list[list[str]]:
    return frame.locator("#table").evaluate("table => [...table.rows].map(row => [...row.cells].map(c => c.innerText))")


def rows_of(markdown: str) -> list[list[str]]:
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines()]
    return [head, *[[{"True": "true", "False": "false"}.get(cell, cell) for cell in row] for row in rows]]


def test_every_first_query_gives_the_answer_that_stands_in_the_docs(page: Page) -> None:
    frame = console(page)
    answers = {sql.strip(): rows_of(table) for sql, table in in_document()}
    assert len({query["title"].partition(":")[0] for query in queries()}) == 12
    for at, query in enumerate(queries()):
        frame.get_by_label("Start from").select_option(str(at))
        frame.locator(READY).wait_for()
        assert table(frame) == answers[query["sql"]]
        expect(frame.locator("#mark")).to_be_hidden()


def test_a_wrong_sum_says_of_what_it_has_several_and_a_sum_of_no_row_what_no_row_has(page: Page) -> None:
    of_88a = "measure_id = 'offences_recorded' and offence_id = 'ho_88a'"
    frame = ask(page, f"select year, sum(value) from force_years where {of_88a} group by year")
    expect(frame.locator("#mark")).to_have_text(
        "This adds 2 units (cases, offences) and 2 kinds of period (calendar year, financial year). "
        "Group by unit and period_kind, or choose one in the WHERE."
    )
    frame = ask(page, "select coalesce(sum(value), 0) as arrests from force_years where force_id = 'Kent'")
    expect(frame.locator("#mark")).to_have_text(
        "This asks for force_id 'Kent', which no row of force_years has (nearest: 'kent'): "
        "what comes of no row is no zero."
    )


def test_a_long_query_holds_up_no_other_page_and_is_stopped(page: Page, app: App) -> None:
    frame = console(page)
    write(page, ENDLESS)
    frame.locator("html[data-state=running]").wait_for()
    other = page.context.new_page()
    other.goto(f"{app.address}/forces")
    until(other, HAS_FINISHED)
    other.close()
    assert frame.locator("html").get_attribute("data-state") == "running"
    frame.get_by_role("button", name="Stop").click()
    frame.locator(READY).wait_for()
    expect(frame.locator("#said")).to_contain_text("Stopped")
    assert table(ask(page, "select count(*) as forces from forces where kind = 'territorial' limit 1"))[0] == ["forces"]


REFUSED = (
    ("from read_parquet('https://example.org/a.parquet')", "Extensions are not loaded here"),
    ("install httpfs from 'https://example.org'", "Nothing is installed"),
    ("load json", "Extensions are not loaded here"),
    ("from read_csv('/etc/passwd')", "Files and other addresses are not read"),
    ("from 'https://example.org/a.csv'", "Files and other addresses are not read"),
    ("attach 'https://example.org/a.duckdb'", "Files and other addresses are not read"),
    ("copy forces to 'forces.csv'", "Files and other addresses are not read"),
    ("create table mine as select 1", "The warehouse is not changed here"),
    ("set enable_external_access = true", "Settings of the engine are fixed"),
    ("selec 1", "The query could not be run"),
)


def test_what_is_refused_is_refused_in_words_and_the_engine_lives(page: Page) -> None:
    for number, (text, said) in enumerate(REFUSED):
        expect(ask(page, text).locator("#said")).to_contain_text(said)
        assert table(ask(page, f"select {number} as answer")) == [["answer"], [str(number)]], text


def test_a_long_answer_says_that_it_is_cut_and_the_csv_has_what_came(page: Page, tmp_path: Path) -> None:
    frame = ask(page, "select range as n, [1, 2] as pair, null as nothing, 'a \"b\", c' as text from range(200000)")
    expect(frame.locator("#said")).to_contain_text("Cut off at 100,000 rows: there are more.")
    assert len(table(frame)) == 1 + 1000
    with page.expect_download() as download:
        frame.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.reader((tmp_path / "rows.csv").open(encoding="utf-8", newline="")))
    assert (rows[0], rows[1], len(rows)) == (["n", "pair", "nothing", "text"], ["0", "1; 2", "", 'a "b", c'], 100_001)


def test_the_address_holds_the_query_and_shows_another_reader_the_same(page: Page, opened: Reader) -> None:
    ask(page, "select 'ä + b' as text")
    assert f"q={quote('select', safe='')}" in page.url
    page.goto(page.url)
    opened.finish()
    assert table(console(page)) == [["text"], ["ä + b"]]


def test_what_is_not_looked_at_or_not_in_the_address_is_said_and_back_shows_the_query_before(page: Page) -> None:
    ask(page, "select 30430827489.0::double as n, '2024/25' as period")
    frame = ask(page, "select 1; select 2 as two")
    expect(frame.locator("#mark")).to_have_text(
        "Not checked: of 2 statements only the last is shown, and none is looked at."
    )
    frame = ask(page, f"select 3 as three --{'x' * 20_000}")
    expect(frame.locator("#mark")).to_have_text("Not checked: the query is longer than 20,000 bytes.")
    expect(frame.locator("#of_address")).to_contain_text("does not hold the query")
    page.go_back()
    expect(frame.locator("#table th")).to_have_text("two")
    page.go_back()
    expect(frame.locator("#table td")).to_have_text(["30430827489", "2024/25"])
    expect(frame.locator("#of_address")).to_contain_text("holds the query")


def test_a_whole_number_has_all_its_digits_however_many_wherever_it_stands(page: Page, tmp_path: Path) -> None:
    frame = ask(
        page,
        "select sum(n) as added, min(-n::hugeint) as below, [sum(n), null] as list, "
        "{'n': sum(n), 'part': 1.25} as pair, map {'a': sum(n)} as map, "
        "1.25 as part, -0.5::decimal(4, 1) as half, 90071992547.409935 as long, null::hugeint as nothing "
        "from (values (9007199254740993), (2)) as t(n)",
    )
    shown = [
        "9007199254740995", "-9007199254740993", "9007199254740995; ", '{"n":"9007199254740995","part":1.25}',
        '{"a":"9007199254740995"}', "1.25", "-0.5", "90071992547.40994", "NULL",
    ]  # fmt: skip
    assert [*table(frame)[1][:7], shown[7], "NULL"] == shown and table(frame)[1][7] == "90071992550"
    with page.expect_download() as download:
        frame.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "rows.csv")
    assert list(csv.reader((tmp_path / "rows.csv").open(encoding="utf-8", newline="")))[1] == [*shown[:-1], ""]


def test_an_answer_over_years_is_drawn(page: Page) -> None:
    frame = ask(page, "select * from (values (2019, 1, 2), (2020, null, 3), (2021, 4, 5)) as t(year, kent, essex)")
    frame.get_by_role("button", name="Chart").click()
    expect(frame.locator("#chart [aria-label='Chart of kent'] circle")).to_have_count(2)
    frame.get_by_label("Draw").select_option("essex")
    expect(frame.locator("#chart [aria-label='Chart of essex'] circle")).to_have_count(3)


@pytest.mark.parametrize(("width", "colours"), [(390, "dark"), (1400, "light")])
def test_the_console_shuts_nobody_out_and_is_no_wider_than_the_screen(page: Page, width: int, colours: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    frame = ask(page, "select measure, sum(value) as added from force_years group by all")
    inside = next(one for one in page.frames if "/sql/console" in one.url)
    for shown in ("Chart", "Table"):
        frame.get_by_role("button", name=shown).click()
        found = Axe().run(inside).response["violations"]  # type: ignore[arg-type]
        assert [one for one in found if one["impact"] in GRAVE] == []
    assert frame.locator("html").evaluate("page => page.scrollWidth - page.clientWidth") <= 0
    below = page.get_by_text("The same at home").bounding_box()
    console_box = page.locator("iframe[title='SQL console']").bounding_box()
    assert below and console_box
    assert 0 <= below["y"] - console_box["y"] - console_box["height"] < 60


def test_nothing_was_asked_of_another_host(profile: BrowserContext, elsewhere: tuple[str, list[str]]) -> None:
    """Last in the file: after all that the others did. That the proxy would have heard it is shown too."""
    assert others(elsewhere[1]) == []
    profile.new_page().goto("http://example.org/heard")
    assert "http://example.org/heard" in others(elsewhere[1])


def others(asked: list[str]) -> list[str]:
    """Without what Chromium asks of its maker by itself, whatever page is open; that no page asks these either is seen
    from the page's own requests (conftest.keep_address)."""
    return [address for address in asked if not BROWSERS_OWN.search(address)]
