"""At the desk: from the queue to a changed `source.toml`, to a new build, to the figure's review; and nowhere else.

A page of another origin, be it another port of this machine, can't speak to the desk; nor can one without the token of
this start. The desk's own page can."""

from __future__ import annotations

import http.server
import os
import re
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ingest.answers import proposals
from ingest.commands.build import build
from tests.in_browser import HAS_FINISHED, until
from tests.making_evidence import write_raw

from .conftest import AT_DESK, App, serving

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


LETTER = """Request

1. How many offences of sexual communication with a child were recorded in each year from 2019 to 2021?

Response

1. The Athena extract gives these recorded offences of sexual communication with a child:

2019 – 17
2020 – 25
2021 – 30
"""
ASKED_MS = 300  # until what was typed has reached the server
KENT, HUMBERSIDE = "kent~7-25", "humberside~7-26"


@dataclass
class Desk:
    """The desk, its raw folder, and the first address, which the command prints."""

    app: App
    raw: Path
    first: str


@pytest.fixture(scope="module")
def desk(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk as the command opens it, on sources whose documents are here, and one with others' documents."""
    folder: Path = tmp_path_factory.mktemp("desk")
    write_raw(folder / "raw")
    put_reply(folder / "raw", *KENT.split("~"), LETTER.encode())
    if named := os.environ.get("DISCLOSED_SAMPLES"):
        put_reply(folder / "raw", *HUMBERSIDE.split("~"), Path(named, "humberside", "Humberside.pdf").read_bytes())
    with opened(folder) as running:
        yield running


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """The desk on the sources of `folder`/raw."""
    raw, warehouse, log = folder / "raw", folder / "warehouse.duckdb", folder / "server.log"
    assert build([raw], warehouse, 0, False) == 0
    words = (sys.executable, "-m", "ingest", "desk", "--by", "AB", "--raw", str(raw), "--warehouse", str(warehouse))
    with serving(warehouse, log, raw, "", *words) as app:
        yield Desk(app, raw, AT_DESK.findall(log.read_text())[0])


def put_reply(raw: Path, force: str, folder: str, data: bytes) -> None:
    """A source of one document, which is a force's answer."""
    name = "reply.pdf" if data.startswith(b"%PDF") else "reply.txt"
    place = raw / force / folder
    place.mkdir(parents=True)
    (place / name).write_bytes(data)
    head = f'force = "{force}"\nkind = "force_response"\n'
    (place / "source.toml").write_text(f'{head}\n[[document]]\npath = "{name}"\n', encoding="utf-8")


def figure(desk: Desk, question: str) -> tuple[Any, ...]:
    with duckdb.connect(str(desk.app.warehouse), read_only=True) as con:
        found = con.execute(
            f"select figure_id, value, review, status, rule from all_figures where {question}"
        ).fetchone()
    assert found is not None
    return found


def figures(desk: Desk, source: str) -> list[tuple[object, ...]]:
    wanted = "value, measure_id, offence_id, period_id, dimensions, review"
    with duckdb.connect(str(desk.app.warehouse), read_only=True) as con:
        return con.execute(f"select {wanted} from figures where source_id = ? order by all", [source]).fetchall()


def offers(desk: Desk, source: str) -> list[dict[str, Any]]:
    return [one for one in proposals.read(desk.app.warehouse) if one["source_id"] == source]


def toml(desk: Desk, folder: str) -> str:
    return (desk.raw / folder.replace("~", "/") / "source.toml").read_text()


def wait_for(page: Page, words: str) -> None:
    """Wait for the desk's message, and until nothing of the page before it is left: a form that is still there twice
    has each button twice."""
    expect(page.get_by_test_id("stAlert").first).to_contain_text(words)
    until(page, HAS_FINISHED)


def test_numbers_are_accepted_corrected_rejected_added_and_mapped_and_one_build_takes_all_of_it(
    reviewer: Reader, desk: Desk
) -> None:
    kept = accepted_by_keyboard(reviewer, desk)
    changed = corrected_with_a_reason_and_a_guard(reviewer, desk)
    gone = rejected_with_a_reason(reviewer, desk)
    taken_with_one_key(reviewer, desk)
    mapped = mapped_by_what_a_person_says_of_it(reviewer, desk) if offers(desk, HUMBERSIDE) else []
    page = added_where_the_reader_could_not_reach(reviewer, desk)
    page.get_by_role("button", name="Build with these decisions").click()
    wait_for(page, "Built.")
    assert figure(desk, f"figure_id = '{kept}'")[2] == "reviewed"
    assert figure(desk, f"figure_id = '{changed}'")[1:3] == (8.0, "corrected")
    status, rule = figure(desk, f"figure_id = '{gone}'")[3:]
    assert status == "rejected" and "The number is of another year." in rule
    assert figure(desk, "source_id = 'norfolk~104-21' and measure_id = 'groups_named_ocag'")[1] == 2
    assert figures(desk, KENT) == [
        (value, "offences_recorded", "soa2003_s15a", year, {}, "reviewed")
        for value, year in ((17, "2019"), (25, "2020"), (30, "2021"))
    ]
    assert [row[:3] for row in figures(desk, HUMBERSIDE)] == [
        (value, "offences_recorded", "soa2003_s15") for value in sorted(mapped)
    ]
    reviewer.go(f"/source?id=kent~101-21&figure={kept}")
    assert "A person has checked it against its source." in (said := reviewer.text())
    assert "no person has checked" not in said.lower()


def accepted_by_keyboard(reviewer: Reader, desk: Desk) -> str:
    mark, *_ = figure(desk, "source_id = 'kent~101-21' and offence_id = 'soa2003_s10'")
    before = toml(desk, "kent/101-21")
    page = reviewer.open(f"/desk?item={mark}")
    expect(page.locator(".st-key-desk_evidence .marked-place img")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("a")
    wait_for(page, "Accepted. It stands in kent/101-21/source.toml")
    after = toml(desk, "kent/101-21")
    assert after.startswith(before)
    ((review,),) = [tomllib.loads(after)["review"]]
    assert (review["by"], review["figures"]) == ("AB", [mark])
    assert f"item={mark}" not in page.url
    return mark


def corrected_with_a_reason_and_a_guard(reviewer: Reader, desk: Desk) -> str:
    mark, value, *_ = figure(desk, "source_id = 'norfolk~104-21' and question = '3'")
    page = reviewer.go(f"/desk?item={mark}")
    page.get_by_label("Value", exact=True).fill("8")
    page.get_by_role("button", name="Correct", exact=True).click()
    wait_for(page, "Say why")
    assert "correction" not in toml(desk, "norfolk/104-21")
    page.get_by_label("Reason").click()
    page.keyboard.type("An a and an n typed here decide nothing.")
    page.get_by_label("Reason").blur()
    assert f"item={mark}" in page.url
    page.get_by_role("button", name="Correct", exact=True).click()
    wait_for(page, "Corrected.")
    (entry,) = tomllib.loads(toml(desk, "norfolk/104-21"))["correction"]
    assert entry["expect"] == {"value": value}
    assert (entry["value"], entry["by"]) == (8, "AB")
    return mark


def rejected_with_a_reason(reviewer: Reader, desk: Desk) -> str:
    mark, *_ = figure(desk, "source_id = 'surrey~106-21' and question = '3'")
    page = reviewer.go(f"/desk?item={mark}")
    page.get_by_label("Reason").fill("The number is of another year.")
    page.get_by_label("Reason").blur()
    page.get_by_role("button", name="Reject").click()
    wait_for(page, "Rejected.")
    return mark


def added_where_the_reader_could_not_reach(reviewer: Reader, desk: Desk) -> Page:
    with duckdb.connect(str(desk.app.warehouse), read_only=True) as con:
        ((mark,),) = con.execute(
            "select check_id from checks where source_id = 'norfolk~104-21' and rule = 'question-without-answer'"
        ).fetchall()
    page = reviewer.go(f"/desk?item={mark}")
    expect(page.locator(".st-key-desk_evidence")).to_contain_text("1a. In 2019/20 there were 22 arrests")
    page.get_by_label("Value, as printed").fill("2")
    page.get_by_label("Period, as printed").fill("2019/20")
    page.get_by_label("Reason").fill("It stands in a covering note.")
    page.get_by_role("button", name="Add the figure").click()
    wait_for(page, "lacks measure")
    page.get_by_label("Measure").click()
    page.keyboard.type("groups_named_ocag")
    page.keyboard.press("Enter")
    page.get_by_label("Unit").wait_for()
    reviewer.finish()
    page.get_by_role("button", name="Add the figure").click()
    wait_for(page, "Added.")
    return page


def taken_with_one_key(reviewer: Reader, desk: Desk) -> None:
    """All numbers of a table."""
    together = offers(desk, KENT)
    assert figures(desk, KENT) == []
    page = reviewer.go(f"/desk?item={together[0]['proposal_id']}")
    shown = page.get_by_test_id("stTable")
    shown.wait_for()
    assert len(together) == 3 and all(one["quote"] in shown.inner_text() for one in together)
    page.locator("h1").click()
    page.keyboard.press("Shift+A")
    wait_for(page, "All 3 taken.")
    (entry,) = tomllib.loads(toml(desk, KENT))["accepted"]
    assert entry["proposals"] == [one["proposal_id"] for one in together] and entry["by"] == "AB"


def mapped_by_what_a_person_says_of_it(reviewer: Reader, desk: Desk) -> list[float]:
    """A table in doubt, which is not taken together; gives its numbers."""
    of_table = [one for one in offers(desk, HUMBERSIDE) if ", table 2, row " in one["locator"]]
    page = reviewer.go(f"/desk?item={of_table[0]['proposal_id']}")
    page.get_by_role("button", name="Take it").wait_for()
    assert page.get_by_role("button", name="Take all").count() == 0
    page.get_by_text("Say what the whole table means").click()
    page.wait_for_timeout(ASKED_MS)
    until(page, HAS_FINISHED)  # what opens asks for the page anew, and a button of the old one does nothing
    page.get_by_role("button", name="Write this map").click()
    wait_for(page, "Say what its numbers count.")
    page.get_by_label("A name for the breakdown").fill("")
    fill(page, "A name for the breakdown", "outcome")
    fill(page, "Its numbers count", "offences_recorded", is_list=True)
    fill(page, "Of the offence", "(soa2003_s15)", is_list=True)
    fill(page, "How do you know?", "The page is headed so.")
    page.get_by_role("button", name="Write this map").click()
    wait_for(page, "The table is mapped.")
    (entry,) = tomllib.loads(toml(desk, HUMBERSIDE))["table"]
    assert (entry["document"], entry["page"], entry["by"]) == ("reply.pdf", 2, "AB")
    assert len(of_table) > 30
    return [one["value"] for one in of_table]


def fill(page: Page, label: str, words: str, *, is_list: bool = False) -> None:
    """Type into a field, and wait for the page that it gives, which would take back what is typed meanwhile."""
    field = page.get_by_label(label, exact=True)
    field.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter" if is_list else "Tab")
    page.wait_for_timeout(ASKED_MS)
    until(page, HAS_FINISHED)


def reviewed(desk: Desk, folders: str = "*/*") -> list[str]:
    """The ids that source.toml files say were compared."""
    files = (tomllib.loads(path.read_text()) for path in desk.raw.glob(f"{folders}/source.toml"))
    return [figure_id for file in files for entry in file.get("review", []) for figure_id in entry["figures"]]


def wait_for_review(page: Page, desk: Desk, count: int, folders: str = "*/*") -> None:
    """Wait until so many figures were compared: "Accepted." may stand there from the figure before."""
    for _ in range(200):
        if len(reviewed(desk, folders)) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(reviewed(desk, folders))} figures are reviewed after 20 seconds, not {count}")


def test_decisions_are_undone_one_by_one_until_somebody_else_changes_the_file(reviewer: Reader, desk: Desk) -> None:
    before = toml(desk, "surrey/106-21")
    page = reviewer.open("/desk?source=surrey~106-21&what=figure")
    next_and_back_go_through_the_queue_by_keyboard(page)
    reviewer.finish()
    assert page.get_by_role("button", name="Undo the last decision").count() == 0
    for n in (1, 2):
        page.locator("h1").click()
        page.keyboard.press("a")
        wait_for_review(page, desk, n, "surrey/106-21")
        reviewer.finish()
    marks = reviewed(desk, "surrey/106-21")
    assert len(marks) == 2
    for mark in reversed(marks):
        page.locator("h1").click()
        page.keyboard.press("u")
        wait_for(page, "Taken back: surrey/106-21/source.toml is as it was.")
        page.wait_for_url(lambda address, mark=mark: f"item={mark}" in address)
        reviewer.finish()
    assert toml(desk, "surrey/106-21") == before
    page.locator("h1").click()
    page.keyboard.press("a")
    wait_for(page, "Accepted.")
    with (desk.raw / "surrey/106-21/source.toml").open("a") as file:
        file.write("# A line of somebody else's.\n")
    changed = toml(desk, "surrey/106-21")
    page.get_by_role("button", name="Undo the last decision").click()
    wait_for(page, "no longer as that decision left it")
    assert toml(desk, "surrey/106-21") == changed


def next_and_back_go_through_the_queue_by_keyboard(page: Page) -> None:
    expect(page.get_by_test_id("stMain")).to_contain_text("1 of ")
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.get_by_test_id("stMain")).to_contain_text("2 of ")
    page.keyboard.press("p")
    expect(page.get_by_test_id("stMain")).to_contain_text("1 of ")


def test_the_public_app_has_no_desk(reader: Reader) -> None:
    assert "DISCLOSED_DESK" not in os.environ
    answer = reader.page.request.get(f"{reader.app.address}/desk")
    assert answer.status == 404 and "Your initials" not in answer.text()


# Who may speak to the desk

CAN_CONNECT = """address => new Promise(done => {
    const socket = new WebSocket(address, ['streamlit']);
    socket.onopen = () => { socket.close(); done(true); };
    socket.onerror = () => done(false);
})"""


class Empty(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Another page</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def another_port() -> Iterator[str]:
    """A page at another port of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never opened the desk's address."""
    context = browser.new_context()
    yield context
    context.close()


def socket_of(desk: Desk, host: str = "127.0.0.1") -> str:
    return desk.app.address.replace("http://127.0.0.1", f"ws://{host}") + "/_stcore/stream"


def test_the_token_is_no_scripts_and_a_page_at_another_port_cant_speak_to_the_desk_though_the_reviewer_opened_both(
    stranger: BrowserContext, desk: Desk, another_port: str
) -> None:
    page = stranger.new_page()
    page.goto(desk.first)
    page.get_by_label("Your initials").wait_for()
    assert re.fullmatch(r".*/desk", page.url)
    (kept,) = [one for one in stranger.cookies() if one["name"].startswith("disclosed_desk_")]
    assert kept["httpOnly"] and kept["sameSite"] == "Strict"
    assert "disclosed_desk" not in page.evaluate("document.cookie")
    assert page.evaluate(CAN_CONNECT, socket_of(desk))
    for other in (another_port, another_port.replace("127.0.0.1", "localhost")):
        page.goto(other)
        assert not page.evaluate(CAN_CONNECT, socket_of(desk))
        assert not page.evaluate(CAN_CONNECT, socket_of(desk, "localhost"))
    answer = page.request.get(f"{desk.app.address}/desk", headers={"Origin": another_port})
    assert answer.status == 403


def test_without_the_token_of_this_start_nothing_is_answered(stranger: BrowserContext, desk: Desk) -> None:
    page = stranger.new_page()
    for path in ("/", "/desk", "/desk?token=", "/desk?token=guessed", "/_stcore/health", "/data/figures.csv"):
        answer = page.goto(desk.app.address + path)
        assert answer is not None and answer.status == 403
    assert not page.evaluate(CAN_CONNECT, socket_of(desk))
