"""Values -> the lines of a TOML file, in a given order, so that the same values are the same text.

Protects: what is written is read again as what was meant, quotation marks, line ends and control characters included.
Every TOML file that the program writes is written by this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
Values = Mapping[str, Any]
"""Texts, numbers, truths, days, lists and tables of these by key; None is left out, for TOML has no word for it."""


def lines(values: Values, places: int | None = None) -> list[str]:
    """One line a value. `places`: decimal places of a number that is not whole, None for all that it has."""
    return [line(key, one, places) for key, one in values.items() if one is not None]


def line(key: str, one: Any, places: int | None = None) -> str:
    """`key = value`, without its line end."""
    return f"{_key(key)} = {value(one, places)}"


def table(name: str, values: Values, places: int | None = None) -> list[str]:
    """A table with its heading, an empty line before it."""
    return ["", f"[{name}]", *lines(values, places)]


def entry(name: str, values: Values, places: int | None = None) -> list[str]:
    """One of several tables of a name, an empty line before it."""
    return ["", f"[[{name}]]", *lines(values, places)]


def value(one: Any, places: int | None = None) -> str:
    """One value as it stands behind the `=`. A number that is whole is written without a point where `places` is
    None."""
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, float):
        return _number(one, places)
    if isinstance(one, int):
        return str(one)
    if isinstance(one, Mapping):
        inside = ", ".join(line(key, each, places) for key, each in one.items() if each is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(one, (list, tuple)):
        return f"[{', '.join(value(each, places) for each in one)}]"
    return string(str(one))


def string(text: str) -> str:
    """A basic string: what JSON writes, which TOML reads the same, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _number(one: float, places: int | None) -> str:
    if places is not None:
        return f"{one:.{places}f}"
    return str(int(one)) if one.is_integer() else repr(one)


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else string(key)
