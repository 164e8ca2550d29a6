"""`fetch` brings a request: what is kept of it, where it goes, and what a second run does."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.sources import find_folders, read_source
from tests.fetch_desk import ANSWER, FOLDER, ROOT, SECOND, SLUG, Desk, at_desk, text_of
from tests.fetch_server import ANSWERED, ASKED, OTHER_PDF, PDF, Reply, attachment, lay_request, request_page

desk = pytest.fixture(name="desk")(at_desk)


# What is brought


def test_a_request_is_brought_with_its_page_and_its_attachments(desk: Desk) -> None:
    assert desk.fetch(lay_request(desk.site, SLUG)) == 0
    assert desk.files() == [
        ".fetch.json", "answer.pdf", "attachment-21-4.png", "source.toml", "thread.html",
    ]  # fmt: skip
    assert (desk.raw / FOLDER / "answer.pdf").read_bytes() == PDF


def test_the_source_file_holds_what_the_page_tells(desk: Desk) -> None:
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
    source = read_source(folder, reference_data.load())
    assert (source.source_id, source.force_ids, source.asked) == ("kent~50-21", ("kent",), "2021-01-04")


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


def test_a_request_to_nobody_we_know_is_left_until_a_person_places_it(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG, body="borsetshire_council")
    assert desk.fetch(url) == 1
    told = capsys.readouterr().out
    assert "borsetshire_council" in told and "forces.csv" in told and "Nothing was brought" in told
    assert not desk.raw.exists()
    (desk.raw / FOLDER).mkdir(parents=True)
    (desk.raw / FOLDER / "source.toml").write_text(f'force = "kent"\nurl = "{url}"\n')
    assert desk.fetch(url) == 0
    assert "answer.pdf" in desk.files() and desk.toml()["force"] == "kent"


def test_a_request_under_another_law_gets_none_of_the_information_acts(desk: Desk) -> None:
    url = lay_request(desk.site, SLUG)
    page = request_page(SLUG).replace(b"Freedom of Information request\nto", b"Environmental Information request\nto")
    desk.site.replies[f"/request/{SLUG}"] = Reply(page)
    desk.fetch(url)
    assert "law" not in desk.toml()


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


@pytest.mark.parametrize(("given", "asked_with"), [("ETag", "if-none-match"), ("Last-Modified", "if-modified-since")])
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
    assert read_source(toml.parent, reference_data.load()).title == "My title"


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
