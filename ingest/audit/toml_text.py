"""Values -> the lines of a TOML file in a given order, so that the same result is the same file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Plain = str | int | float | Sequence[str]
Values = Mapping[str, Plain | None]


def lines(values: Values) -> list[str]:
    """One line a value; None is left out, for TOML has no word for it."""
    return [f"{name} = {_value(value)}" for name, value in values.items() if value is not None]


def table(name: str, values: Values) -> list[str]:
    """A table with its heading, an empty line before it."""
    return ["", f"[{name}]", *lines(values)]


def entry(name: str, values: Values) -> list[str]:
    """One of several tables of a name, an empty line before it."""
    return ["", f"[[{name}]]", *lines(values)]


def _value(value: Plain) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"  # shares: a sample says no more
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        # JSON's strings are TOML's, but for the one control character that JSON leaves as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"[{', '.join(_value(one) for one in value)}]"
