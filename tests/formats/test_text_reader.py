"""The reader of text: bytes to lines, whatever the encoding, and a reason where there is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import kinds as text_reader
from ingest.kinds import kind_of
from ingest.model import Blocks, Unreadable

LETTER = "1a. Charged – 9\n“Not held”\n£450\n"


def read(data: bytes) -> Blocks:
    return text_reader.read(data, "letter.txt")


MARKED = b"\xfe\xff" + LETTER.encode("utf-16-be")
ENCODED = [LETTER.encode(name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")]


@pytest.mark.parametrize("data", [*ENCODED, MARKED])
def test_the_same_text_is_read_from_any_encoding(data: bytes) -> None:
    assert read(data).text == LETTER
    assert kind_of(data, "letter.txt") == "text"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_give_the_same_lines(end: str) -> None:
    lines = read(f"one{end}two{end}".encode()).lines
    assert [(line.number, line.text, line.start, line.end) for line in lines] == [(1, "one", 0, 3), (2, "two", 4, 7)]


def test_a_form_feed_and_a_line_separator_end_no_line() -> None:
    assert len(read("one\x0ctwo\u2028three\n".encode()).lines) == 1


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("2019 â€“ 12", "2019 – 12"), ("donâ€™t", "don’t"), ("Â£450", "£450"), ("2019 \x96 12", "2019 – 12")],
)
def test_characters_decoded_by_the_wrong_table_are_mended_and_it_is_said(printed: str, meant: str) -> None:
    blocks = read(printed.encode("utf-8"))
    assert blocks.text == meant
    assert [problem.rule for problem in blocks.problems] == ["mended-characters"]


def test_a_text_that_needs_no_mending_is_left_alone() -> None:
    blocks = read("Café – “déjà vu” Âge".encode())
    assert blocks.text == "Café – “déjà vu” Âge"
    assert not blocks.problems


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (bytes(range(32)) * 20, "control characters"),
        (b"PK\x03\x04rest", "a ZIP"),
        (b"From: FOI\nMIME-Version: 1.0\n\nrest", "a mail's source"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data)


@given(st.binary(max_size=400))
def test_no_bytes_crash_it(data: bytes) -> None:
    kind_of(data, "any")
    try:
        blocks = read(data)
    except Unreadable:
        return
    for line in blocks.lines:
        assert blocks.text[line.start : line.end] == line.text


@given(st.text(max_size=200))
def test_lines_and_their_ends_make_up_the_text(text: str) -> None:
    try:
        blocks = read(text.encode("utf-8"))
    except Unreadable:
        return
    whole = "\n".join(line.text for line in blocks.lines)
    assert blocks.text in (whole, whole + "\n")
