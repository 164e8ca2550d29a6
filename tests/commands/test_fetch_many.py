"""`fetch` of a campaign, of a disclosure log and of a document alone; and the command as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.fetch import web
from ingest.reference import Asked, Campaign
from ingest.settle.readings import collect
from ingest.sources import find_folders, read_source
from tests.fetch_desk import HARDLY_ANY_SECONDS, ROOT, SLUG, Desk, at_desk, text_of
from tests.fetch_server import ANSWERED, ASKED, CSV, OTHER_PDF, PDF, Letter, Reply, lay_log, lay_request

desk = pytest.fixture(name="desk")(at_desk)


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
    sources = [read_source(folder, reference_data.load()) for folder in find_folders(desk.raw)]
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
        if path == "/request/a_2":
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
    assert desk.toml("kent/a-1")["campaign"] == campaign.campaign_id


def test_the_shipped_campaign_lists_forty_two_addresses_that_can_be_fetched() -> None:
    asked = reference_data.load().campaigns["online-grooming-2019-20"].asked
    urls = {one.url for one in asked if one.url and web.split(one.url)}
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


def test_a_page_of_a_site_that_names_no_force_is_left(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.fetch(lay_log(desk.site, owner="Borsetshire Council")) == 1
    assert "names no force" in capsys.readouterr().out and not desk.raw.exists()


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


def test_a_document_alone_is_brought_where_a_person_says_whose_it_is(desk: Desk) -> None:
    desk.site.replies["/tables/arrests-2020.csv"] = Reply(CSV, "text/csv")
    url = f"{desk.site.base}/tables/arrests-2020.csv"
    assert desk.fetch(url) == 1 and not desk.raw.exists()
    (desk.raw / "kent/1-20").mkdir(parents=True)
    (desk.raw / "kent/1-20/source.toml").write_text(f'force = "kent"\nurl = "{url}"\n')
    assert desk.fetch(url) == 0
    assert "arrests-2020.csv" in desk.files("kent/1-20")


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
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, f"{url}: 0 brought, 0 unchanged, 1 left")
    assert done.stderr.startswith(f"asking for {url}")


@pytest.mark.samples
def test_the_thread_of_west_mercia_fetched_from_a_page_gives_its_figures(desk: Desk) -> None:
    """The thread from which the project began, served as its site serves it, fetched and read."""
    folder = os.environ.get("DISCLOSED_SAMPLES")
    if not folder:
        pytest.skip("DISCLOSED_SAMPLES names no folder with the thread itself")
    lines = (Path(folder) / "west-mercia-50766-thread.txt").read_text().split("\n")
    parts = ((5, 24, False), (35, 255, True), (261, 615, True), (620, 664, False), (668, 845, True), (849, 1060, True))
    letters = tuple(
        Letter(n, "\n".join(lines[first - 1 : last - 1]), is_incoming)
        for n, (first, last, is_incoming) in enumerate(parts, 1)
    )
    url = lay_request(desk.site, "paedophile_hunters_and_online_gr_38", letters, body="west_mercia_police")
    assert desk.fetch(url) == 0
    toml = desk.raw / "west-mercia/50766/source.toml"
    toml.write_text('campaign = "online-grooming-2019-20"\n' + toml.read_text())
    (reading,) = collect([desk.raw])[0]
    figures = {(figure.question, figure.value.value) for document in reading.documents for figure in document.figures}
    assert figures == {("1a", 22.0), ("3", 7.0), ("4", 1.0)}
    assert tomllib.loads(toml.read_text())["received"].isoformat() == "2021-01-04"
