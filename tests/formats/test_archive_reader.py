"""Archives: the documents in them, and that no archive does harm."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.kinds import kind_of
from ingest.model import Unreadable
from ingest.readers import opened
from tests.formats.test_mail_reader import CUTS, Cut, as_expected, damaged
from tests.making_documents.archive import archive, stored

CASES = Path(__file__).parents[1] / "cases" / "zip"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    data = (case / "archive.zip").read_bytes()
    assert kind_of(data, "unnamed") == "zip"
    assert as_expected(opened.read_archive(data, "archive.zip")) == json.loads((case / "expected.json").read_text())


def test_each_refused_member_is_named_with_the_reason() -> None:
    blocks = opened.read_archive((CASES / "paths-that-lead-out" / "archive.zip").read_bytes(), "a.zip")
    assert [problem.message.split("'")[1] for problem in blocks.problems] == [
        "../up.csv",
        "/etc/abs.csv",
        "a/../../b.csv",
        "C:/x.csv",
    ]
    assert all("leads out of the archive" in problem.message for problem in blocks.problems)


@pytest.mark.parametrize(
    "members",
    [
        {"[Content_Types].xml": "x", "word/document.xml": "x"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"},
        {"Index/Document.iwa": "x"},
    ],
)
def test_an_office_document_is_no_archive_and_one_in_an_archive_is_its_document(members: dict[str, str]) -> None:
    office = archive(*members.items())
    assert kind_of(office, "letter") != "zip"
    around = stored(("letter.docx", office))
    assert kind_of(around, "a.zip") == "zip"
    assert [one.data for one in opened.read_archive(around, "a.zip").attachments] == [office]


def test_a_damaged_archive_says_so_and_a_damaged_word_file_is_left_to_its_reader() -> None:
    whole = archive(("a.csv", "a,1\n"))
    assert kind_of(whole[:40], "a.zip") == "zip"
    with pytest.raises(Unreadable, match="damaged ZIP"):
        opened.read_archive(whole[:40], "a.zip")
    assert kind_of(archive(("[Content_Types].xml", "x" * 99))[:60], "letter") != "zip"


def test_an_empty_archive_is_refused() -> None:
    assert kind_of(archive(), "a.zip") == "zip"
    with pytest.raises(Unreadable, match="without a file"):
        opened.read_archive(archive(), "a.zip")


def test_an_archive_of_too_many_files_is_read_up_to_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MOST_MEMBERS", 3)
    blocks = opened.read_archive(archive(*((f"{n}.csv", "a,1\n") for n in range(5))), "a.zip")
    assert [one.name for one in blocks.attachments] == ["0.csv", "1.csv", "2.csv"]
    assert len(blocks.problems) == 1 and "'3.csv'" in blocks.problems[0].message


def test_an_archive_in_an_archive_is_refused_and_what_is_left_of_the_bound_is_read() -> None:
    inner = archive(("a.csv", "a,1\n"))
    blocks = opened.read_archive(archive(("in.zip", inner), ("b.csv", "a,1\n")), "a.zip")
    assert [one.name for one in blocks.attachments] == ["b.csv"]
    assert [
        problem.message for problem in blocks.problems if "'in.zip'" in problem.message and "Unpack" in problem.message
    ]


def test_a_member_that_lies_about_its_size_is_cut_and_refused() -> None:
    out = bytearray(archive(("a.csv", b"a" * 100_000)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = out.find(mark) + offset
        out[at : at + 4] = (10).to_bytes(4, "little")
    blocks = opened.read_archive(bytes(out), "a.zip")
    assert not blocks.attachments and len(blocks.problems) == 1


def test_the_case_with_one_name_twice_really_has_it_twice() -> None:
    with zipfile.ZipFile(io.BytesIO((CASES / "one-name-twice" / "archive.zip").read_bytes())) as file:
        assert file.namelist().count("a.csv") == 2


@given(st.sampled_from(sorted(CASES.iterdir())), CUTS)
@settings(max_examples=150)
def test_an_archive_that_is_damaged_anywhere_is_read_or_refused(case: Path, cuts: list[Cut]) -> None:
    data = damaged((case / "archive.zip").read_bytes(), cuts)
    kind_of(data, "a.zip")
    with contextlib.suppress(Unreadable):
        blocks = opened.read_archive(data, "a.zip")
        assert all("/" not in one.name and one.name for one in blocks.attachments)
