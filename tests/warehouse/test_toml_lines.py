"""What is written as TOML is read again as what was meant."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import Any

import pytest

from ingest.sources import toml_lines

AWKWARD = (
    'He said "no".',
    "C:\\new\\table",
    "two\nlines\r\nand a\ttab",
    "bell \x07, escape \x1b, nothing \x00",
    "delete \x7f here",
    "# no comment",
    "'''",
    '"""',
    "café – ‘quoted’ 😀",
    "",
)
VALUES: tuple[Any, ...] = (
    *AWKWARD, True, False, 0, -3, 1234567, 2.5, 1e300, float("inf"), date(2026, 1, 31),
    datetime(2026, 1, 31, 12, 30), [], ["a", 'b"c'], {}, {"value": 22, "symbol": "[c]"}, [{"a": [1, 2]}],
    {"a key with blanks": "x", "": "empty"},
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_read_again_as_it_was(value: Any) -> None:
    assert tomllib.loads(toml_lines.line("key", value)) == {"key": value}


def test_a_whole_number_has_no_point_and_a_share_as_many_places_as_asked() -> None:
    assert toml_lines.value(22.0) == "22"
    assert toml_lines.value(0.05, places=4) == "0.0500"
    assert toml_lines.value(0.05) == "0.05"


def test_what_is_not_known_is_left_out() -> None:
    assert toml_lines.lines({"a": None, "b": 1, "c": {"d": None}}) == ["b = 1", "c = {}"]


def test_tables_are_parted_by_an_empty_line() -> None:
    text = "\n".join([*toml_lines.lines({"a": 1}), *toml_lines.table("t", {"b": 2}), *toml_lines.entry("e", {"c": 3})])
    assert text == "a = 1\n\n[t]\nb = 2\n\n[[e]]\nc = 3"
    assert tomllib.loads(text) == {"a": 1, "t": {"b": 2}, "e": [{"c": 3}]}
