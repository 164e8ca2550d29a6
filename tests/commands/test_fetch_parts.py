"""The parts of `fetch` that need no site: addresses, bytes, and adding to a source.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch import pages, web
from ingest.fetch.bring import _new_folder, load
from ingest.sources import NotChanged, SourceDocument, extended
from tests.fetch_desk import FOLDER, SLUG, Desk, at_desk
from tests.fetch_server import CSV, PDF, lay_request

desk = pytest.fixture(name="desk")(at_desk)


@given(st.text(max_size=400), st.text(max_size=60))
def test_no_page_and_no_address_makes_the_parts_fall(text: str, address: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    markup = f'<div class="correspondence" id="incoming-1"><a href="{address}">x</a>{text}'.encode("utf-8", "replace")
    for page in (body, markup):
        pages.read_request(page, "https://foi.example/request/x")
        pages.read_log(page, "https://foi.example/log")
        web.ending(page, address)
        web.not_whole(page)
    web.plain(address)
    web.join("https://foi.example/", address)


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
    assert web.is_same_site(home, other) is is_same


@pytest.mark.parametrize(
    ("data", "name", "end"),
    [
        (PDF, "x.doc", "pdf"),
        (CSV, "x.csv", "csv"),
        (CSV, "x.pdf", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "x.xls", "xls"),
        (b"<!DOCTYPE html><html></html>", "x.pdf", "html"),
        (b"\x00\x01\x02", "x.pdf", "bin"),
    ],
)
def test_what_bytes_are(data: bytes, name: str, end: str) -> None:
    assert web.ending(data, name) == end


NEW = SourceDocument("new.pdf", "ab" * 32, "https://foi.example/x")
ADDED = f'\n[[document]]\npath = "new.pdf"\nform = "original"\nsha256 = "{"ab" * 32}"\nurl = "https://foi.example/x"\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('# mine\nforce = "kent"\n', f'# mine\nlaw = "FOIA 2000"\nforce = "kent"\n{ADDED}'),
        ('forces = ["kent", "essex"]', f'law = "FOIA 2000"\nforces = ["kent", "essex"]\n{ADDED}'),
        (
            'force = "kent"\n\n# of the marks\n[legend]\n"-" = "zero"\n',
            f'law = "FOIA 2000"\nforce = "kent"\n\n# of the marks\n[legend]\n"-" = "zero"\n{ADDED}',
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
    found = extended(old, keys, [NEW])
    assert tomllib.loads(found) == tomllib.loads(new)
    if old:
        assert found == new
    assert extended(found, keys, [NEW]) == found


def test_line_ends_stay_as_they_are() -> None:
    found = extended('force = "kent"\r\n', {"law": "FOIA 2000"}, [NEW])
    assert "\n" not in found.replace("\r\n", "")


@pytest.mark.parametrize("old", ['force = "kent"\ndocument = [{path = "x.pdf"}]\n', "force = kent\n"])
def test_a_source_file_that_can_not_be_added_to_is_left_and_said(old: str) -> None:
    with pytest.raises(NotChanged, match=r"by hand: new.pdf|Mend that line"):
        extended(old, {}, [NEW])


def test_a_source_file_that_a_person_broke_stays_and_the_documents_are_here(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    url = lay_request(desk.site, SLUG)
    folder = desk.raw / FOLDER
    folder.mkdir(parents=True)
    mine = f'force = "kent"\nurl = "{url}"\ndocument = [{{path = "thread.html"}}]\n'
    (folder / "source.toml").write_text(mine)
    assert desk.fetch(url) == 1
    assert (folder / "source.toml").read_text().endswith(mine)
    assert "answer.pdf" in desk.files()
    assert "by hand: answer.pdf" in capsys.readouterr().out


def test_a_value_with_quotation_marks_and_line_breaks_is_written_as_one_line() -> None:
    found = extended("", {"title": 'He said "no"\n\\ never\x00'}, [])
    assert tomllib.loads(found) == {"title": 'He said "no" \\ never '}


@pytest.mark.parametrize("body", [b"<html>g-recaptcha" + b"<div>" * 3000, b"g-recaptcha<p " + b"a=1 " * 200_000 + b">"])
def test_a_page_that_no_parser_ends_is_no_challenge_and_ends_no_run(body: bytes) -> None:
    assert not web.is_challenge({}, body)


def test_a_title_that_never_ends_is_no_more_of_a_page_than_its_own_words() -> None:
    told = (
        b"<p>Our answer was delayed for just a moment... by an attention required! notice.</p>" + b"<p>words</p>" * 500
    )
    assert not web.is_challenge({}, b"<html><title>Arrests of 2024<body>" + told)
    assert web.is_challenge({}, b"<html><title>Just a moment...<body>" + told)


@pytest.mark.parametrize("keys", ['url = ["x"]\npath = "a.pdf"', 'url = "x"\npath = 3', "url = {}\npath = []"])
def test_what_somebody_wrote_in_place_of_an_address_is_not_taken_for_a_file_that_was_brought(
    tmp_path: Path, keys: str
) -> None:
    (tmp_path / "source.toml").write_text(f'[[document]]\n{keys}\nsha256 = "0"\n', "utf-8")
    assert load(tmp_path) == {}


def test_a_page_whose_reference_has_no_letters_has_a_folder_with_a_name(tmp_path: Path) -> None:
    """It came into the folder "-2"."""
    assert _new_folder(tmp_path, ["Запит"]) == (tmp_path / "unnumbered-2", "Запит")
    assert _new_folder(tmp_path, ["Запит", "FOI 12/21"]) == (tmp_path / "foi-12-21", "FOI 12/21")
