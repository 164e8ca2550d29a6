"""What is written as TOML is read again as what was meant."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import Any

import pytest

from ingest.sources import written

AWKWARD = (
    'He said "no".', "C:\\new\\table", "two\nlines\r\nand a\ttab", "bell \x07, escape \x1b, nothing \x00",
    "delete \x7f here", "# no comment", "'''", '"""', "café – ‘quoted’ 😀", "",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *AWKWARD, True, False, 0, -3, 1234567, 2.5, 1e300, float("inf"), date(2026, 1, 31),
    datetime(2026, 1, 31, 12, 30), [], ["a", 'b"c'], {}, {"value": 22, "symbol": "[c]"}, [{"a": [1, 2]}],
    {"a key with blanks": "x", "": "empty"},
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_read_again_as_it_was(value: Any) -> None:
    assert tomllib.loads(written({"key": value})) == {"key": value}
    assert tomllib.loads(written({"entry": [{"key": value}]})) == {"entry": [{"key": value}]}


def test_a_whole_number_has_no_point() -> None:
    assert written({"value": 22.0, "share": 0.05}) == "value = 22\nshare = 0.05\n"


def test_what_is_not_known_is_left_out_and_tables_are_parted_by_an_empty_line() -> None:
    text = written({"a": None, "t": {"b": 2}, "c": 1, "e": [{"d": {"x": None}}]})
    assert text == "c = 1\n\n[t]\nb = 2\n\n[[e]]\nd = {}\n"
