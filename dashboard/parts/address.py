"""The address of a page or of a request -> what is asked, and back.

Protects: a link shows another person the same. The address is the one truth: controls are set from it and write to it.
The reader's own forces and the pinned release follow from page to page; everything else belongs to its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import streamlit as st

FOLLOWING = ("force", "release")
"""What a reader keeps when the menu leads to another page."""
MOST_FORCES = 3  # in colour at once


@dataclass(frozen=True)
class Address:
    """A path and its parameters, each with its values in order."""

    path: str = "/"
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        """The last value of a parameter, or the default."""
        values = self.all(name)
        return values[-1] if values else default

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.asked.get(name, ()))

    def but(self, **values: str | Iterable[str] | None) -> Address:
        """The same with other values; None or nothing takes a parameter away."""
        new = dict(self.asked)
        for name, value in values.items():
            wanted = (value,) if isinstance(value, str) else tuple(value or ())
            new[name] = tuple(part for part in wanted if part)
        return Address(self.path, {name: found for name, found in new.items() if found})

    def at(self, path: str, *keep: str) -> Address:
        """Another page, with what follows everywhere and the named parameters."""
        return Address(path, {name: self.asked[name] for name in (*FOLLOWING, *keep) if name in self.asked})

    @property
    def link(self) -> str:
        pairs = [f"{name}={quote(value, safe=':,')}" for name in self.asked for value in self.asked[name]]
        return f"{self.path}?{'&'.join(pairs)}" if pairs else self.path


def of(path: str, pairs: Iterable[tuple[str, str]]) -> Address:
    """The address of a request. A value given twice counts once."""
    asked: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        if value:
            asked.setdefault(name, {})[value] = None
    return Address(path, {name: tuple(values) for name, values in asked.items()})


def now(path: str) -> Address:
    """The address of the page that is being drawn."""
    names = list(dict.fromkeys(st.query_params))
    return of(path, [(name, value) for name in names for value in st.query_params.get_all(name)])


def put(**values: str | Iterable[str] | None) -> None:
    """Write parameters into the page's address, all in one step of the browser's history."""
    changed = now("").but(**values).asked
    wanted = {name: list(found) for name, found in changed.items()}
    if wanted != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(wanted)


def follow(page: str) -> None:
    """At the start of each run: put back what the reader keeps where the menu has emptied the address on the way."""
    here = now("")
    kept: dict[str, tuple[str, ...]] = st.session_state.get("kept_parameters", {})
    is_new_page = st.session_state.get("kept_page") not in (None, page)
    if is_new_page and kept and not any(here.all(name) for name in FOLLOWING):
        put(**kept)
        here = now("")
    st.session_state["kept_parameters"] = {name: here.all(name) for name in FOLLOWING if here.all(name)}
    st.session_state["kept_page"] = page
