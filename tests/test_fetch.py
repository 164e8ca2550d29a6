"""`fetch` against a real HTTP server on this machine: what is brought, what is refused, and what stays as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.commands.fetch as command
from ingest import reference as reference_data
from ingest.fetch import disclosure_page, formats, robots, sites, source_file
from ingest.fetch import request_page as request_page_reader
from ingest.fetch.bring import bring
from ingest.fetch.report import Limits, Place
from ingest.fetch.source_file import Document, NotExtended
from ingest.fetch.web import Web
from ingest.reference import Asked, Campaign
from ingest.sources import find_folders, read_source
from tests.fetch_server import (
    ANSWERED,
    ASKED,
    CSV,
    OTHER_PDF,
    PDF,
    ROBOTS,
    Letter,
    Reply,
    Site,
    attachment,
    free_port,
    lay_log,
    lay_request,
    request_json,
    request_page,
    serving,
)

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2026, 1, 2, 12, tzinfo=UTC)
ENOUGH_SECONDS = 20.0
HARDLY_ANY_SECONDS = 0.2
SLUG = "arrests_1"
ANSWER = attachment(21, 3, "Answer for Pat Example.pdf")
PICTURE = attachment(21, 4, "image001.png")
SECOND = Letter(31, "A further answer: 7.", moment="2021-03-01T09:00:00+00:00", attachments=((2, "50766 1b.pdf"),))
FOLDER = "kent/50-21"


@dataclass
class TestClock:
    """A clock that stands still while nobody sleeps, and sleeps in no time."""

    slept: list[float] = field(default_factory=list)
    passed: float = 0.0

    def seconds(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


TestClock.__test__ = False  # type: ignore[attr-defined]


@dataclass
class Desk:
    """A raw folder, a site and the command, as a user has them."""

    site: Site
    raw: Path
    clock: TestClock = field(default_factory=TestClock)
    timeout: float = ENOUGH_SECONDS
    limit: int = 50

    def fetch(self, url: str | None = None, campaign: str | None = None) -> int:
        return command.fetch(url, campaign, [self.raw], self.timeout, self.limit, self.clock)

    def files(self, folder: str = FOLDER) -> list[str]:
        return sorted(path.name for path in (self.raw / folder).iterdir())

    def toml(self, folder: str = FOLDER) -> dict[str, object]:
        return tomllib.loads((self.raw / folder / "source.toml").read_text())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("DISCLOSED_CONTACT", raising=False)
    with serving() as site:
        yield Desk(site, tmp_path / "raw")


def text_of(folder: Path) -> str:
    """Everything in the files that git may keep."""
    return "\n".join(path.read_text() for path in sorted(folder.rglob("source.toml")))


# What is brought


def test_a_request_is_brought_with_its_page_its_attachments_and_its_data(desk: Desk) -> None:
    assert desk.fetch(lay_request(desk.site, SLUG)) == 0
    assert desk.files() == [
        ".fetch.json", "answer.pdf", "attachment-21-4.png", "request.json", "source.toml", "thread.html",
    ]  # fmt: skip
    assert (desk.raw / FOLDER / "answer.pdf").read_bytes() == PDF


def test_the_source_file_holds_what_the_page_and_its_data_tell(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    toml = desk.toml()
    documents = toml.pop("document")
    assert {key: str(value) for key, value in toml.items()} == {
        "force": "kent",
        "reference": "50/21",
        "title": "Arrests in 2019/20",
        "kind": "force_response",
        "publisher": "Kent Police",
        "read_part": "whole",
        "url": url,
        "law": "FOIA 2000",
        "asked": "2021-01-04",
        "answered": "2021-01-29",
        "fetched": "2026-01-02",
    }
    assert documents == [
        {"path": "thread.html", "form": "original", "url": url},
        {
            "path": "answer.pdf",
            "form": "original",
            "sha256": "9bbd5d248b0527442366c7f87aefa88dab3dfcc48b72af60f44cdd1595dd724a",
            "url": f"{url}#incoming-21",
        },
    ]


def test_what_was_fetched_is_a_source_that_the_build_reads(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    (folder,) = find_folders(desk.raw)
    source = read_source(folder, desk.raw, reference_data.load())
    assert (source.source_id, source.force_ids, source.answered) == ("kent~50-21", ("kent",), "2021-01-29")


def test_the_build_reads_the_fetched_thread(desk: Desk, tmp_path: Path) -> None:
    letters = (ASKED, replace(ANSWERED, attachments=()))
    desk.fetch(lay_request(desk.site, SLUG, letters))
    words = [sys.executable, "-m", "ingest", "build", "--raw", str(desk.raw), "--warehouse", str(tmp_path / "w.duckdb")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("1 sources")


def test_nobody_is_named_in_what_git_may_keep_nor_in_a_file_name(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    kept = text_of(desk.raw) + "\n".join(str(path.relative_to(desk.raw)) for path in desk.raw.rglob("*"))
    assert [word for word in ("Pat", "pat_", "Example", "example") if word in kept] == []


def test_the_data_beside_the_page_is_kept_without_people(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    text = (desk.raw / FOLDER / "request.json").read_text()
    data = json.loads(text)
    assert "Pat" not in text and "pat_example" not in text and "snippet" not in text
    assert data["public_body"] == {"id": 3, "url_name": "kent_police", "name": "An authority"}
    assert [event["event_type"] for event in data["info_request_events"]] == ["sent", "response"]


def test_a_title_that_names_somebody_is_not_kept(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[f"/request/{SLUG}"] = Reply(request_page(SLUG, title="Complaint of Mr Pat Example"))
    desk.fetch(url)
    assert desk.toml()["title"] == "Request to Kent Police"


def test_a_day_late_in_the_evening_is_the_day_in_london(desk: Desk) -> None:
    letters = (replace(ASKED, moment="2021-06-30T23:30:00Z"), ANSWERED)
    desk.fetch(lay_request(desk.site, SLUG, letters))
    assert str(desk.toml()["asked"]) == "2021-07-01"


def test_without_a_printed_reference_the_request_is_called_by_its_number(desk: Desk) -> None:
    letters = (ASKED, replace(ANSWERED, words="The answer is 22."))
    desk.fetch(lay_request(desk.site, SLUG, letters))
    assert desk.toml("kent/whatdotheyknow-712345")["reference"] == "WhatDoTheyKnow 712345"


def test_without_the_data_the_page_alone_is_brought_and_the_gap_is_said(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    del desk.site.replies[f"/request/{SLUG}.json"]
    assert desk.fetch(url) == 0
    assert "answered" not in desk.toml() and str(desk.toml()["asked"]) == "2021-01-04"
    assert "days and states are those of the page alone" in capsys.readouterr().out


def test_the_name_of_a_file_stays_where_it_names_nobody_so_that_letters_find_it(desk: Desk) -> None:
    letters = (ASKED, replace(ANSWERED, attachments=((3, "50766 1b.pdf"),)))
    desk.fetch(lay_request(desk.site, SLUG, letters))
    assert "50766-1.pdf" in desk.files()


def test_an_original_is_brought_where_the_page_links_only_to_its_rendering(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    page = request_page(SLUG).replace(f'<a href="{ANSWER}?cookie_passthrough=1">Download</a>'.encode(), b"")
    assert page != request_page(SLUG)
    desk.site.replies[f"/request/{SLUG}"] = Reply(page)
    assert desk.fetch(url) == 0
    assert ANSWER in desk.site.paths()


def test_an_attachment_that_an_annotation_links_to_is_another_requests(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    assert [path for path in desk.site.paths() if "/888/" in path] == []


def test_two_copies_of_one_document_are_one(desk: Desk) -> None:
    letters = (ASKED, replace(ANSWERED, attachments=((3, "answer.pdf"), (4, "copy.pdf"))))
    desk.fetch(lay_request(desk.site, SLUG, letters))
    assert [name for name in desk.files() if name.endswith(".pdf")] == ["answer.pdf"]
    assert len(desk.toml()["document"]) == 2  # type: ignore[arg-type]


def test_the_bytes_decide_what_a_document_is(desk: Desk) -> None:
    letters = (ASKED, replace(ANSWERED, attachments=((3, "answer.xlsx"),)))
    url = lay_request(desk.site, SLUG, letters)
    desk.fetch(url)
    assert "answer.pdf" in desk.files() and "answer.xlsx" not in desk.files()


def test_an_address_within_a_request_brings_the_request(desk: Desk) -> None:
    lay_request(desk.site, SLUG)
    assert desk.fetch(f"{desk.site.base}/request/{SLUG}#incoming-21") == 0
    assert desk.fetch(f"{desk.site.base}/cy/request/{SLUG}?nocache=1") == 0
    assert [str(folder.relative_to(desk.raw)) for folder in find_folders(desk.raw)] == [FOLDER]


def test_a_request_that_moved_is_followed_to_its_address_of_today(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/request/712345"] = Reply(status=302, headers=(("Location", url),))
    assert desk.fetch(f"{desk.site.base}/request/712345") == 0
    assert desk.fetch(f"{desk.site.base}/request/712345") == 0
    assert desk.toml()["url"] == url
    assert len(list(find_folders(desk.raw))) == 1


# Where it goes


def test_a_request_to_nobody_we_know_is_laid_aside_with_the_reason(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG, body="borsetshire_council")
    assert desk.fetch(url) == 0
    reason = (desk.raw / "_unplaced/50-21/reason.txt").read_text()
    assert "borsetshire_council" in reason and "forces.csv" in reason
    assert "not placed" in capsys.readouterr().out
    assert list(find_folders(desk.raw)) == []
    assert "force" not in desk.toml("_unplaced/50-21")


def test_a_page_and_data_that_name_two_authorities_belong_to_neither(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[f"/request/{SLUG}.json"] = Reply(request_json(SLUG, body="essex_police"), "application/json")
    desk.fetch(url)
    assert "essex_police and kent_police" in (desk.raw / "_unplaced/50-21/reason.txt").read_text()


def test_what_was_laid_aside_moves_when_its_force_is_known(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG, body="borsetshire_council")
    desk.fetch(url)
    lay_request(desk.site, SLUG)
    assert desk.fetch(url) == 0
    assert not (desk.raw / "_unplaced").exists()
    assert desk.toml()["force"] == "kent" and "reason.txt" not in desk.files()


def test_two_requests_with_one_reference_are_two_sources(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    desk.fetch(lay_request(desk.site, "arrests_2", number=712346))
    assert [folder.name for folder in find_folders(desk.raw)] == ["50-21", "whatdotheyknow-712346"]


def test_a_source_that_is_here_by_its_address_is_extended_where_it_stands(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    folder = desk.raw / "kent/by-hand"
    folder.mkdir(parents=True)
    transcript = '[[document]]\npath = "thread.txt"\nform = "transcript"\n'
    (folder / "thread.txt").write_text("our words")
    (folder / "source.toml").write_text(f'force = "kent"\nread_part = "opening"\nurl = "{url}/"\n\n{transcript}')
    assert desk.fetch(url) == 0
    assert [entry["path"] for entry in desk.toml("kent/by-hand")["document"]] == [  # type: ignore[union-attr]
        "thread.txt", "thread.html", "answer.pdf",
    ]  # fmt: skip
    assert desk.toml("kent/by-hand")["read_part"] == "opening"
    assert (folder / "thread.txt").read_text() == "our words"
    out = capsys.readouterr().out
    assert "thread.txt is our transcript" in out and 'read_part = "opening"' in out


# Run again


def test_run_again_nothing_that_is_here_is_fetched_again(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    before = {path: path.read_bytes() for path in (desk.raw / FOLDER).iterdir()}
    desk.site.asked.clear()
    desk.site.replies[f"/request/{SLUG}"] = Reply(request_page(SLUG, token="b"))
    assert desk.fetch(url) == 0
    assert [path for path in desk.site.paths() if "attach" in path] == []
    assert {path: path.read_bytes() for path in (desk.raw / FOLDER).iterdir()} == before


@pytest.mark.parametrize(
    ("given", "asked_with"),
    [("ETag", "if-none-match"), ("Last-Modified", "if-modified-since")],
)
def test_a_page_that_is_unchanged_is_not_sent_again(desk: Desk, given: str, asked_with: str) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[f"/request/{SLUG}"] = Reply(request_page(SLUG), headers=((given, "a mark"),))
    desk.fetch(url)
    desk.site.asked.clear()
    assert desk.fetch(url) == 0
    headers = dict(desk.site.asked)[f"/request/{SLUG}"]
    assert headers[asked_with] == "a mark"


def test_a_page_that_was_changed_by_hand_is_asked_for_whole(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies[f"/request/{SLUG}"] = Reply(request_page(SLUG), headers=(("ETag", "a mark"),))
    desk.fetch(url)
    (desk.raw / FOLDER / "thread.html").unlink()
    assert desk.fetch(url) == 0
    assert "thread.html" in desk.files()


def test_new_letters_and_their_attachments_are_added(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    desk.site.replies[attachment(31, 2, "50766 1b.pdf")] = Reply(OTHER_PDF)
    lay_request(desk.site, SLUG, (ASKED, ANSWERED, SECOND))
    assert desk.fetch(url) == 0
    assert "A further answer" in (desk.raw / FOLDER / "thread.html").read_text()
    assert [entry["path"] for entry in desk.toml()["document"]] == [  # type: ignore[union-attr]
        "thread.html", "answer.pdf", "50766-1.pdf",
    ]  # fmt: skip


def test_what_a_person_wrote_in_the_source_file_stays(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    toml = desk.raw / FOLDER / "source.toml"
    mine = toml.read_text().replace('title = "Arrests in 2019/20"', 'title = "My title"  # better') + (
        '\n[legend]\n"-" = "zero"\n\n[[review]]\nby = "AB"\non = 2026-01-03\nfigures = "all"\ndigest = "p0w8n4t6y2rc"\n'
    )
    toml.write_text(mine)
    desk.site.replies[attachment(31, 2, "50766 1b.pdf")] = Reply(OTHER_PDF)
    lay_request(desk.site, SLUG, (ASKED, ANSWERED, SECOND))
    assert desk.fetch(url) == 0
    assert toml.read_text().startswith(mine)
    assert read_source(toml.parent, desk.raw, reference_data.load()).title == "My title"


def test_letters_that_the_site_took_away_stay_here(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG, (ASKED, ANSWERED, replace(SECOND, attachments=())))
    desk.fetch(url)
    lay_request(desk.site, SLUG)
    for _ in range(2):
        assert desk.fetch(url) == 0
        assert "A further answer" in (desk.raw / FOLDER / "thread.html").read_text()
        assert "1 letters of thread.html are no longer on the page" in capsys.readouterr().out
    assert "A further answer" not in (desk.raw / FOLDER / "thread-now.html").read_text()


def test_a_letter_whose_words_are_hidden_now_counts_as_taken_away(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    hidden = replace(ANSWERED, words="", attachments=())
    desk.site.replies[f"/request/{SLUG}"] = Reply(request_page(SLUG, (ASKED, hidden)))
    desk.fetch(url)
    assert "The answer is 22" in (desk.raw / FOLDER / "thread.html").read_text()


def test_a_file_of_the_same_name_that_is_here_is_not_written_over(desk: Desk) -> None:
    folder = desk.raw / FOLDER
    url = lay_request(desk.site, SLUG)
    folder.mkdir(parents=True)
    (folder / "answer.pdf").write_bytes(b"mine")
    (folder / "source.toml").write_text(f'force = "kent"\nurl = "{url}"\n[[document]]\npath = "answer.pdf"\n')
    desk.fetch(url)
    assert (folder / "answer.pdf").read_bytes() == b"mine"
    (other,) = [name for name in desk.files() if name.startswith("answer-")]
    assert (folder / other).read_bytes() == PDF


def test_with_a_damaged_memory_everything_is_asked_for_once_more_and_nothing_is_doubled(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.fetch(url)
    (desk.raw / FOLDER / ".fetch.json").write_text("{ half")
    before = desk.files(), desk.toml()
    assert desk.fetch(url) == 0
    assert (desk.files(), desk.toml()) == before


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
    assert desk.files() == [".fetch.json", "attachment-21-4.png", "request.json", "source.toml", "thread.html"]
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


def test_a_site_that_sends_byte_by_byte_is_given_up(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    seconds = iter(range(0, 10**9, 1000))
    desk.clock.seconds = lambda: float(next(seconds))  # type: ignore[method-assign]
    assert desk.fetch(url) == 1
    assert "came too slowly" in capsys.readouterr().out


def test_nobody_at_the_address_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.fetch(f"http://127.0.0.1:{free_port()}/request/x") == 1
    assert "could not be reached" in capsys.readouterr().out


# Manners


def test_a_host_is_asked_once_a_second_at_most(desk: Desk) -> None:
    desk.fetch(lay_request(desk.site, SLUG))
    assert len(desk.site.asked) == 5
    assert desk.clock.slept == [1.0] * 4


def test_the_pause_that_robots_txt_asks_for_is_kept(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 5\n", "text/plain")
    desk.fetch(url)
    assert desk.clock.slept == [5.0] * 4


def test_what_robots_txt_forbids_is_not_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    url = lay_request(desk.site, SLUG)
    desk.site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: */attach/*\n", "text/plain")
    assert desk.fetch(url) == 1
    assert [path for path in desk.site.paths() if "attach" in path] == []
    assert "robots.txt says so" in capsys.readouterr().out


def test_rules_for_this_program_alone_are_followed() -> None:
    rules = robots.read("User-agent: Disclosed\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    assert not rules.allows("https://foi.example/request/x")


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
    assert robots.read(ROBOTS).allows(f"https://foi.example{path}") is is_allowed


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
    web = Web("Disclosed/test", desk.clock, ENOUGH_SECONDS)
    limits = Limits(document_bytes=1000, source_bytes=len(PDF))
    report = bring(web, url, Place([desk.raw], reference_data.load(), START.date(), limits))
    web.close()
    assert report.brought == ["thread.html", "request.json", "answer.pdf"]
    assert [("for one source" in why) for _, why in report.left] == [True, True]


# A campaign


@pytest.fixture
def campaign(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """A campaign of three requests, each to another force, and the program that knows it."""
    bodies = {"a_1": "kent_police", "a_2": "essex_police", "a_3": "west_mercia_police"}
    for n, (slug, body) in enumerate(bodies.items()):
        lay_request(
            desk.site,
            slug,
            (ASKED, replace(ANSWERED, words="The answer is 7.", attachments=())),
            body=body,
            number=n + 1,
        )
    real = reference_data.load()
    known = real.campaigns["online-grooming-2019-20"]
    asked = tuple(Asked(None, f"{desk.site.base}/request/{slug}", None) for slug in bodies)
    made = replace(known, asked=asked)
    with_it = replace(real, campaigns={**real.campaigns, known.campaign_id: made})
    monkeypatch.setattr(reference_data, "load", lambda: with_it)
    return made


def test_a_campaign_brings_every_request_that_it_lists_by_the_force_of_each_page(
    desk: Desk, campaign: Campaign
) -> None:
    assert desk.fetch(campaign=campaign.campaign_id) == 0
    sources = [read_source(folder, desk.raw, reference_data.load()) for folder in find_folders(desk.raw)]
    assert [source.force_ids for source in sources] == [("essex",), ("kent",), ("west-mercia",)]
    assert {(source.campaign_id, source.title) for source in sources} == {(campaign.campaign_id, campaign.title)}


def test_one_request_that_fails_does_not_stop_the_others_and_is_taken_up_later(
    desk: Desk, campaign: Campaign, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = desk.site.replies["/request/a_2"]
    desk.site.replies["/request/a_2"] = Reply(b"", status=410)
    assert desk.fetch(campaign=campaign.campaign_id) == 1
    assert [folder.parent.name for folder in find_folders(desk.raw)] == ["kent", "west-mercia"]
    assert "something left at 1" in capsys.readouterr().out
    desk.site.replies["/request/a_2"] = whole
    assert desk.fetch(campaign=campaign.campaign_id) == 0
    assert len(list(find_folders(desk.raw))) == 3


def test_a_site_that_does_not_answer_twice_is_not_asked_for_the_rest(desk: Desk, campaign: Campaign) -> None:
    for path in list(desk.site.replies):
        desk.site.replies[path] = Reply(is_silent=True)
    desk.site.replies["/robots.txt"] = Reply(b"", "text/plain")
    desk.timeout = HARDLY_ANY_SECONDS
    assert desk.fetch(campaign=campaign.campaign_id) == 1
    assert "/request/a_3" not in desk.site.paths()


def test_a_challenge_ends_the_asking_of_that_site(desk: Desk, campaign: Campaign) -> None:
    desk.site.replies["/request/a_1"] = Reply(b"<html><title>Just a moment...</title></html>", status=403)
    assert desk.fetch(campaign=campaign.campaign_id) == 1
    assert desk.site.paths() == ["/robots.txt", "/request/a_1"]


def test_a_challenge_that_is_called_good_ends_it_too(desk: Desk, campaign: Campaign) -> None:
    desk.site.replies["/request/a_1"] = Reply(b"<html><title>Just a moment...</title></html>")
    assert desk.fetch(campaign=campaign.campaign_id) == 1
    assert desk.site.paths() == ["/robots.txt", "/request/a_1"]


def test_broken_off_by_hand_what_is_whole_is_kept_and_the_next_run_goes_on(desk: Desk, campaign: Campaign) -> None:
    def break_off(path: str) -> None:
        if path == "/request/a_3":
            desk.clock.sleep = lambda seconds: _interrupt()  # type: ignore[method-assign]

    def _interrupt() -> None:
        raise KeyboardInterrupt

    sleep = desk.clock.sleep
    desk.site.on_ask = break_off
    assert desk.fetch(campaign=campaign.campaign_id) == 130
    assert len(list(find_folders(desk.raw))) == 2
    assert list(desk.raw.rglob("*.part")) == []
    desk.clock.sleep, desk.site.on_ask = sleep, lambda path: None  # type: ignore[method-assign]
    assert desk.fetch(campaign=campaign.campaign_id) == 0
    assert len(list(find_folders(desk.raw))) == 3


def test_a_force_that_the_campaigns_file_calls_another_is_said(
    desk: Desk, campaign: Campaign, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = reference_data.load()
    wrong = replace(campaign, asked=(replace(campaign.asked[0], force_id="surrey"), *campaign.asked[1:]))
    monkeypatch.setattr(reference_data, "load", lambda: replace(real, campaigns={campaign.campaign_id: wrong}))
    assert desk.fetch(campaign=campaign.campaign_id) == 0
    assert "was asked of kent, while the campaign's file says surrey" in capsys.readouterr().out


def test_a_request_fetched_alone_knows_the_campaign_that_lists_it(desk: Desk, campaign: Campaign) -> None:
    desk.fetch(campaign.asked[0].url)
    assert desk.toml("kent/whatdotheyknow-1")["campaign"] == campaign.campaign_id


def test_the_shipped_campaign_lists_forty_two_addresses_that_can_be_fetched() -> None:
    asked = reference_data.load().campaigns["online-grooming-2019-20"].asked
    urls = {one.url for one in asked if one.url and sites.split(one.url)}
    assert len(urls) == 42


# A disclosure log, and a document alone


def test_a_disclosure_page_is_brought_with_the_documents_of_its_site(desk: Desk) -> None:
    assert desk.fetch(lay_log(desk.site)) == 0
    folder = "kent/23-07-1234"
    assert "page.html" in desk.files(folder)
    assert [entry["path"] for entry in desk.toml(folder)["document"]] == [  # type: ignore[union-attr]
        "page.html", "23-07-1234.pdf", "data.csv",
    ]  # fmt: skip
    assert desk.toml(folder)["kind"] == "disclosure_log"
    assert (desk.raw / folder / "data.csv").read_bytes() == CSV


def test_links_of_a_page_to_other_sites_menus_and_footers_are_not_followed(desk: Desk) -> None:
    desk.fetch(lay_log(desk.site))
    assert [path for path in desk.site.paths() if "policy" in path or "elsewhere" in path] == []


def test_a_document_whose_address_names_somebody_is_listed_without_it(desk: Desk) -> None:
    desk.fetch(lay_log(desk.site, extra="reply-to-Mr-Pat-Example.pdf"))
    assert "Example" not in text_of(desk.raw) and "Mr-Pat" not in text_of(desk.raw)


def test_a_document_that_the_site_changed_stands_beside_the_old_one(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_log(desk.site)
    desk.fetch(url)
    desk.site.replies["/SysSiteAssets/foi/23-07-1234.pdf"] = Reply(OTHER_PDF)
    toml = (desk.raw / "kent/23-07-1234/source.toml").read_text()
    for times in (1, 0):
        assert desk.fetch(url) == 0
        assert capsys.readouterr().out.count("the site has changed 23-07-1234.pdf") == times
        assert (desk.raw / "kent/23-07-1234/23-07-1234.pdf").read_bytes() == PDF
        assert (desk.raw / "kent/23-07-1234/source.toml").read_text() == toml


def test_a_changed_document_is_seen_also_where_the_memory_is_lost(desk: Desk) -> None:
    url = lay_log(desk.site)
    desk.fetch(url)
    toml = (desk.raw / "kent/23-07-1234/source.toml").read_text()
    (desk.raw / "kent/23-07-1234/.fetch.json").unlink()
    desk.site.replies["/SysSiteAssets/foi/23-07-1234.pdf"] = Reply(OTHER_PDF)
    assert desk.fetch(url) == 0
    assert (desk.raw / "kent/23-07-1234/23-07-1234.pdf").read_bytes() == PDF
    assert (desk.raw / "kent/23-07-1234/source.toml").read_text() == toml


def test_a_page_of_a_site_that_names_no_force_is_laid_aside(desk: Desk) -> None:
    desk.fetch(lay_log(desk.site, owner="Borsetshire Council"))
    assert "names no force" in (desk.raw / "_unplaced/23-07-1234/reason.txt").read_text()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b"<html><title>Page not found | Kent Police</title><body><h1>Sorry</h1></body></html>", "is an error page"),
        (b"<html><title>Log</title><body><div id='app'></div></body></html>", "holds no document and next to no words"),
        (b"<html><title>Log</title><body><p>Some words and then", "the page breaks off"),
    ],
)
def test_a_page_that_holds_nothing_is_left_with_the_reason(
    desk: Desk, page: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.site.replies["/log"] = Reply(page)
    assert desk.fetch(f"{desk.site.base}/log") == 1
    assert words in capsys.readouterr().out
    assert not desk.raw.exists()


def test_a_document_alone_is_brought_and_laid_aside_where_nothing_tells_whose_it_is(desk: Desk) -> None:
    desk.site.replies["/tables/arrests-2020.csv"] = Reply(CSV, "text/csv")
    assert desk.fetch(f"{desk.site.base}/tables/arrests-2020.csv") == 0
    assert "arrests-2020.csv" in desk.files("_unplaced/arrests-2020")


# The command


@pytest.mark.parametrize(
    ("url", "name", "words"),
    [
        (None, None, "needs either an address or --campaign"),
        ("https://foi.example/request/x", "online-grooming-2019-20", "needs either an address or --campaign"),
        (None, "no-such-campaign", "is not known. Known: "),
        ("ftp://foi.example/x", None, "no address that can be fetched"),
        ("file:///etc/passwd", None, "no address that can be fetched"),
        ("www.whatdotheyknow.com/request/x", None, "no address that can be fetched"),
        ("https://name:secret@foi.example/x", None, "no address that can be fetched"),
        ("https://foi.example:port/x", None, "no address that can be fetched"),
    ],
)
def test_an_address_or_a_campaign_that_is_none_is_refused(
    desk: Desk, url: str | None, name: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.fetch(url, name) == 2
    assert words in capsys.readouterr().err
    assert desk.site.asked == [] and not desk.raw.exists()


def test_a_folder_that_can_not_be_written_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.raw.write_text("a file where the raw folder should be")
    assert desk.fetch(lay_request(desk.site, SLUG)) == 2
    assert "could not be written" in capsys.readouterr().err


def test_the_command_runs_as_a_user_runs_it(desk: Desk) -> None:
    desk.site.replies["/log.csv"] = Reply(CSV, "text/csv")
    url = f"{desk.site.base}/log.csv"
    words = [sys.executable, "-m", "ingest", "fetch", url, "--raw", str(desk.raw), "--timeout", "20"]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=120, env={**os.environ, "NO_PROXY": "127.0.0.1"}
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "_unplaced/log: 1 brought, 0 unchanged, 0 left")
    assert done.stderr.startswith(f"asking for {url}")


# The parts


@given(st.text(max_size=400), st.text(max_size=60))
def test_no_page_and_no_address_makes_the_parts_fall(text: str, address: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    markup = f'<div class="correspondence" id="incoming-1"><a href="{address}">x</a>{text}'.encode("utf-8", "replace")
    for page in (body, markup):
        request_page_reader.read(page, "https://foi.example/request/x")
        disclosure_page.read(page, "https://foi.example/log")
        request_page_reader.stripped(page)
        formats.ending(page, address)
        formats.not_whole(page)
    sites.plain(address)
    sites.join("https://foi.example/", address)
    robots.read(text).allows("https://foi.example/x")


@pytest.mark.parametrize(
    ("home", "other", "is_same"),
    [
        ("https://www.kent.police.uk/a", "https://kent.police.uk/b", True),
        ("https://www.kent.police.uk/a", "https://files.kent.police.uk/b", True),
        ("https://www.kent.police.uk/a", "http://www.kent.police.uk/b", True),
        ("https://www.kent.police.uk/a", "https://www.essex.police.uk/b", False),
        ("https://www.kent.police.uk/a", "https://police.uk/b", False),
        ("https://www.kent.police.uk/a", "https://notkent.police.uk/b", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/b", False),
        ("https://www.kent.police.uk/a", "https://www.kent.police.uk:8443/b", False),
        ("https://www.kent.police.uk/a", "mailto:foi@kent.police.uk", False),
    ],
)
def test_what_is_one_site(home: str, other: str, is_same: bool) -> None:
    assert sites.is_same_site(home, other) is is_same


@pytest.mark.parametrize(
    ("data", "name", "end"),
    [
        (PDF, "x.doc", "pdf"),
        (CSV, "x.csv", "csv"),
        (CSV, "x.pdf", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "x", "xls"),
        (b"<!DOCTYPE html><html></html>", "x.pdf", "html"),
        (b"\x00\x01\x02", "x.pdf", "bin"),
    ],
)
def test_what_bytes_are(data: bytes, name: str, end: str) -> None:
    assert formats.ending(data, name) == end


NEW = Document("new.pdf", "ab" * 32, "https://foi.example/x")
ADDED = f'\n[[document]]\npath = "new.pdf"\nform = "original"\nsha256 = "{"ab" * 32}"\nurl = "https://foi.example/x"\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('# mine\nforce = "kent"\n', f'# mine\nforce = "kent"\nlaw = "FOIA 2000"\n{ADDED}'),
        ('forces = ["kent", "essex"]', f'forces = ["kent", "essex"]\nlaw = "FOIA 2000"\n{ADDED}'),
        (
            'force = "kent"\n\n# of the marks\n[legend]\n"-" = "zero"\n',
            f'force = "kent"\nlaw = "FOIA 2000"\n\n# of the marks\n[legend]\n"-" = "zero"\n{ADDED}',
        ),
        (
            'force = "kent"\nnote = """\n[not a table]\n"""\n',
            f'law = "FOIA 2000"\nforce = "kent"\nnote = """\n[not a table]\n"""\n{ADDED}',
        ),
        ("", f'law = "FOIA 2000"\nforce = "kent"\n{ADDED}'),
    ],
    ids=["comment", "several forces and no line end", "tables", "text that looks like a table", "empty"],
)
def test_what_is_missing_is_added_and_all_else_stays(old: str, new: str) -> None:
    keys = {"force": "kent", "law": "FOIA 2000", "answered": None}
    found = source_file.extended(old, keys, [NEW])
    assert tomllib.loads(found) == tomllib.loads(new)
    if old:
        assert found == new
    assert source_file.extended(found, keys, [NEW]) == found


def test_line_ends_stay_as_they_are() -> None:
    found = source_file.extended('force = "kent"\r\n', {"law": "FOIA 2000"}, [NEW])
    assert "\n" not in found.replace("\r\n", "")


@pytest.mark.parametrize("old", ['force = "kent"\ndocument = [{path = "x.pdf"}]\n', "force = kent\n"])
def test_a_source_file_that_can_not_be_added_to_is_left_and_said(old: str) -> None:
    with pytest.raises(NotExtended, match=r"by hand: new.pdf|Mend that line"):
        source_file.extended(old, {}, [NEW])


def test_a_source_file_that_a_person_broke_stays_and_the_documents_are_here(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    folder = desk.raw / FOLDER
    folder.mkdir(parents=True)
    mine = f'force = "kent"\nurl = "{url}"\ndocument = [{{path = "thread.html"}}]\n'
    (folder / "source.toml").write_text(mine)
    assert desk.fetch(url) == 1
    assert (folder / "source.toml").read_text().startswith(mine)
    assert "answer.pdf" in desk.files()
    assert "by hand: answer.pdf" in capsys.readouterr().out


def test_a_value_with_quotation_marks_and_line_breaks_is_written_as_one_line() -> None:
    found = source_file.extended("", {"title": 'He said "no"\n\\ never\x00'}, [])
    assert tomllib.loads(found) == {"title": 'He said "no" \\ never '}
