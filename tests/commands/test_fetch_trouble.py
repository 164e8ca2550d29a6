"""`fetch` and sites that are slow, broken, lying, moved or unwilling; and its own manners towards them."""

from __future__ import annotations

import gzip
import socket

import pytest
from protego import Protego

import ingest.commands.fetch as command
from ingest import reference as reference_data
from ingest.fetch import web
from ingest.fetch.bring import Place, bring
from ingest.fetch.web import AGENT, Web
from tests.fetch_desk import (
    ANSWER,
    ENOUGH_SECONDS,
    FOLDER,
    HARDLY_ANY_SECONDS,
    PICTURE,
    SECOND,
    SLUG,
    START,
    Desk,
    at_desk,
)
from tests.fetch_server import (
    ANSWERED,
    ASKED,
    OTHER_PDF,
    PDF,
    ROBOTS,
    Reply,
    attachment,
    free_port,
    lay_request,
    request_page,
    serving,
)

desk = pytest.fixture(name="desk")(at_desk)


# What goes wrong at the site


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html><body>gone</body></html>", status=410), "was taken away by the site (410)"),
        (Reply(b"<html><body>no</body></html>", status=404), "is not there (404)"),
        (Reply(b"<html><body>no</body></html>", status=403), "is refused by the site (403)"),
        (Reply(b"<html><body>no</body></html>", status=418), "was answered with 418"),
        (Reply(b"<html><title>Just a moment...</title><body></body></html>", status=403), "a challenge page"),
        (
            Reply(b"<html><body>x</body></html>", status=403, headers=(("cf-mitigated", "challenge"),)),
            "a challenge page",
        ),
        (Reply(b"<html><body><div class='g-recaptcha'></div></body></html>"), "a challenge page"),
        (Reply(b"<html><body><form><input type='password'></form></body></html>"), "signed in"),
        (Reply(b"<html><title>Page not found</title><body>Sorry</body></html>"), "is an error page"),
        (Reply(b"<html><body>Welcome</body></html>"), "is no request's page"),
        (
            Reply(b"<html><title>Sorry</title><body>busy</body></html>", status=503),
            "is not to be had now (503) (4 tries)",
        ),
        (Reply(request_page(SLUG), breaks_after=900), "broke off before the whole was here"),
        (Reply(request_page(SLUG)[:900], is_unframed=True), "the page breaks off after 900 bytes"),
        (Reply(request_page(SLUG), announced=900), "the page breaks off after 900 bytes"),
        (Reply(b"", status=302, headers=(("Location", "http://other.example/request/x"),)), "leads to another site"),
        (Reply(b"", status=302, headers=(("Location", f"/request/{SLUG}"),)), "leads from address to address"),
        (Reply(b"not gzip", headers=(("Content-Encoding", "gzip"),)), "came damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_that_can_not_be_had_is_told_in_words_and_what_is_here_stays(
    desk: Desk, reply: Reply, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    before = {path: path.read_bytes() for path in (desk.raw / FOLDER).iterdir()}
    desk.site.replies[f"/request/{SLUG}"] = reply
    capsys.readouterr()
    assert desk.fetch(url) == 1
    out = capsys.readouterr().out
    assert words in out and FOLDER in out
    assert {path: path.read_bytes() for path in (desk.raw / FOLDER).iterdir()} == before


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(PDF, breaks_after=30), "broke off before the whole was here"),
        (Reply(PDF, announced=len(PDF) + 500), "broke off before the whole was here"),
        (Reply(PDF, announced=30), "before the PDF's own end mark"),
        (Reply(PDF[:30], is_unframed=True), "before the PDF's own end mark"),
        (Reply(b""), "came empty"),
        (Reply(b"PK\x03\x04 and then nothing more"), "before the archive's own list of contents"),
        (Reply(b"<html><body>We are preparing this file</body></html>"), "a web page in place of the document"),
        (Reply(b"<html><body><form><input type='password'></form></body></html>"), "signed in"),
        (Reply(status=303, headers=(("Location", f"/request/{SLUG}"),)), "leads back to the request's page"),
        (Reply(b"no", status=403), "is refused by the site (403)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_attachment_that_can_not_be_had_whole_is_left_and_brought_the_next_time(
    desk: Desk, reply: Reply, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[ANSWER] = reply
    assert desk.fetch(url) == 1
    assert words in capsys.readouterr().out
    assert desk.files() == [".fetch.json", "attachment-21-4.png", "source.toml", "thread.html"]
    assert "read_part" not in desk.toml()
    desk.site.replies[ANSWER] = Reply(PDF)
    desk.site.asked.clear()
    assert desk.fetch(url) == 0
    assert "answer.pdf" in desk.files() and desk.toml()["read_part"] == "whole"
    assert PICTURE not in [path.split("?")[0] for path in desk.site.paths()]


def test_a_failure_that_passes_is_tried_again_with_growing_pauses(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    busy = Reply(b"busy", status=503)
    desk.site.replies[ANSWER] = [busy, busy, Reply(PDF)]
    assert desk.fetch(url) == 0
    assert [pause for pause in desk.clock.slept if pause > 1] == [2, 4]


def test_a_site_that_is_at_work_on_a_file_leads_back_to_it_until_it_is_there(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    again = Reply(status=302, headers=(("Location", f"{desk.site.base}{ANSWER}"),))
    desk.site.replies[ANSWER] = [again, again, Reply(PDF)]
    assert desk.fetch(url) == 0
    assert "answer.pdf" in desk.files()


@pytest.mark.parametrize("written", ["7", "Fri, 02 Jan 2026 12:00:12 GMT"])
def test_the_pause_that_a_site_asks_for_is_kept(desk: Desk, written: str) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[ANSWER] = [Reply(b"", status=429, headers=(("Retry-After", written),)), Reply(PDF)]
    assert desk.fetch(url) == 0
    assert max(desk.clock.slept) >= 7


def test_a_site_that_asks_for_a_long_rest_is_left_alone(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[ANSWER] = Reply(b"", status=429, headers=(("Retry-After", "3600"),))
    assert desk.fetch(url) == 1
    assert "asks to wait 3600 s" in capsys.readouterr().out
    assert [path for path in desk.site.paths() if path.startswith(PICTURE)] == []
    assert max(desk.clock.slept) <= 120


def test_a_silent_site_is_given_up_after_the_time_that_was_set(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[f"/request/{SLUG}"] = Reply(is_silent=True)
    desk.timeout = HARDLY_ANY_SECONDS
    assert desk.fetch(url) == 1
    assert "did not answer within 0.2 s (4 tries)" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["head", "body", "body without a length"])
def test_a_site_that_sends_byte_by_byte_is_given_up(
    desk: Desk, where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "WHOLE_ANSWER_TIMEOUTS", 2)
    url = lay_request(desk.site, SLUG)
    without_end = Reply(request_page(SLUG), drips=where.split()[0], is_unframed="without" in where)
    desk.site.replies[f"/request/{SLUG}"] = without_end
    desk.timeout = HARDLY_ANY_SECONDS
    assert desk.fetch(url) == 1
    assert "came too slowly: not whole after 0.4 s (4 tries)" in capsys.readouterr().out


def test_a_site_that_takes_hours_of_a_run_is_left_for_another(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)

    def an_hour_goes_by(path: str) -> None:
        desk.clock.passed += 3600

    desk.site.on_ask = an_hour_goes_by
    assert desk.fetch(url) == 1
    assert "has taken 2 hours. Fetch again later" in capsys.readouterr().out
    assert len(desk.site.asked) == 3
    desk.site.on_ask = lambda path: None
    assert desk.fetch(url) == 0


# What may be asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_address_that_is_not_public_is_not_asked_whatever_it_is_called(
    desk: Desk, host: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "MAY_ASK", web.is_public)
    url = lay_request(desk.site, SLUG).replace("127.0.0.1", host)
    assert desk.fetch(url) == 1
    assert "is at 127.0.0.1, which is no public address, and was not asked" in capsys.readouterr().out
    assert desk.site.asked == []


def test_a_redirect_and_a_link_within_the_site_lead_to_no_private_address(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What 127.0.0.1 has is public here, and the other two are not."""
    resolved = {"foi.example": "127.0.0.1", "inside.foi.example": "127.0.0.2", "files.foi.example": "127.0.0.3"}
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda at, *rest, **more: connect((resolved[at[0]], at[1]), *rest, **more)
    )
    port = desk.site.base.rsplit(":", 1)[1]
    with serving("127.0.0.2", int(port)) as inside, serving("127.0.0.3", int(port)) as files:
        for private in (inside, files):
            private.replies = {"/secret.pdf": Reply(PDF, "application/pdf")}
        desk.site.replies["/robots.txt"] = Reply(b"", "text/plain")
        moved = (("Location", f"http://inside.foi.example:{port}/secret.pdf"),)
        desk.site.replies["/moved"] = Reply(status=302, headers=moved)
        link = f"<a href='http://files.foi.example:{port}/secret.pdf'>Reply</a>"
        page = f"<html><head><title>Arrests</title></head><body><main><h1>Arrests</h1>{link}</main></body></html>"
        desk.site.replies["/log"] = Reply(page.encode())
        folder = desk.raw / "kent" / "log"
        folder.mkdir(parents=True)
        (folder / "source.toml").write_text(f'force = "kent"\nurl = "http://foi.example:{port}/log"\n')
        assert desk.fetch(f"http://foi.example:{port}/moved") == 1
        assert desk.fetch(f"http://foi.example:{port}/log") == 1
        said = capsys.readouterr().out
        assert "is at 127.0.0.2, which" in said and "is at 127.0.0.3, which" in said
        assert inside.asked == files.asked == []


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        *((private, False) for private in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254")),
        *((private, False) for private in ("100.64.0.1", "0.0.0.0", "192.0.2.1", "224.0.0.1", "255.255.255.255")),
        *((private, False) for private in ("::1", "::", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fe80::1%2", "fd00::1")),
        *((private, False) for private in ("ff02::1", "2002:7f00:1::", "64:ff9b:1::a00:1")),
    ],
)
def test_what_is_a_public_address(address: str, is_public: bool) -> None:
    assert web.is_public(address) is is_public


@pytest.mark.parametrize("status", [300, 302, 304])
def test_an_answer_that_sends_elsewhere_or_back_without_cause_brings_nothing(
    desk: Desk, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A 304 that nobody asked for was kept as an attachment of no bytes."""
    url = lay_request(desk.site, SLUG)
    desk.site.replies[ANSWER] = Reply(status=status)
    assert desk.fetch(url) == 1
    assert f"was answered with {status}" in capsys.readouterr().out
    assert desk.files() == [".fetch.json", "attachment-21-4.png", "source.toml", "thread.html"]


def test_what_is_compressed_many_times_over_is_not_unpacked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A kilobyte of it may be a terabyte."""
    url = lay_request(desk.site, SLUG)
    packed = gzip.compress(gzip.compress(bytes(10_000)))
    desk.site.replies[ANSWER] = Reply(packed, headers=(("Content-Encoding", "gzip, gzip"),))
    assert desk.fetch(url) == 1
    assert "in a compression that was not asked for" in capsys.readouterr().out
    desk.site.replies[ANSWER] = Reply(gzip.compress(PDF), headers=(("Content-Encoding", "gzip"),))
    assert desk.fetch(url) == 0


def test_nobody_at_the_address_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.fetch(f"http://127.0.0.1:{free_port()}/request/x") == 1
    assert "could not be reached" in capsys.readouterr().out


# Manners


def test_a_host_is_asked_once_a_second_at_most(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    assert len(desk.site.asked) == 4
    assert desk.clock.slept == [1.0] * 3


def test_the_pause_that_robots_txt_asks_for_is_kept(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 5\n", "text/plain")
    desk.fetch(url)
    assert desk.clock.slept == [5.0] * 3


def test_what_robots_txt_forbids_is_not_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: */attach/*\n", "text/plain")
    assert desk.fetch(url) == 1
    assert [path for path in desk.site.paths() if "attach" in path] == []
    assert "robots.txt says so" in capsys.readouterr().out


def test_rules_for_this_program_alone_are_followed() -> None:
    rules = Protego.parse("User-agent: Disclosed\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    assert not rules.can_fetch("https://foi.example/request/x", AGENT)


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/request/a/response/1/attach/2/x.pdf", True),
        ("/request/a/response/1", False),
        ("/request/a", True),
        ("/request/a.json", True),
    ],
)
def test_the_longest_rule_of_robots_txt_wins(path: str, is_allowed: bool) -> None:
    assert Protego.parse(ROBOTS).can_fetch(f"https://foi.example{path}", AGENT) is is_allowed


def test_a_site_without_robots_txt_may_be_asked(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    del desk.site.replies["/robots.txt"]
    assert desk.fetch(url) == 0


def test_a_site_whose_robots_txt_is_out_of_order_is_not_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/robots.txt"] = Reply(b"", status=500)
    assert desk.fetch(url) == 1
    assert set(desk.site.paths()) == {"/robots.txt"}
    assert "robots.txt is not to be had now (500)" in capsys.readouterr().out


def test_the_program_names_itself_and_who_runs_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_CONTACT", "editor@disclosed.example\r\nX-Injected: 1")
    desk.fetch(lay_request(desk.site, SLUG))
    agents = {headers["user-agent"] for _, headers in desk.site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Disclosed/") and "x-injected" not in desk.site.asked[0][1]
    assert "editor@disclosed.example" in desk.site.asked[0][1]["user-agent"]


def test_a_document_over_the_limit_is_left(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    large = PDF + bytes(1_100_000) + b"%%EOF"
    for reply in (Reply(large), Reply(large, is_unframed=True)):
        desk.site.replies[ANSWER] = reply
        desk.limit = 1
        assert desk.fetch(url) == 1
        assert "is larger than 1 MB" in capsys.readouterr().out
    assert "answer.pdf" not in desk.files()


def test_what_one_source_may_have_is_bounded_and_the_rest_is_left(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG, (ASKED, ANSWERED, SECOND))
    desk.site.replies[attachment(31, 2, "50766 1b.pdf")] = Reply(OTHER_PDF)
    asking = Web("Disclosed/test", desk.clock, ENOUGH_SECONDS, lambda address: True)
    report = bring(asking, url, Place([desk.raw], reference_data.load(), START.date(), 1000, len(PDF)))
    asking.client.close()
    assert report.brought == ["thread.html", "answer.pdf"]
    assert [("for one source" in why) for _, why in report.left] == [True, True]
