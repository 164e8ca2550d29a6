"""The address of a page or of a request -> what is asked, and back; and the choices of a page, each set from it and
written to it; on a phone they stand behind one button.

Protects: a link shows another person the same. The address is the one truth: controls are set from it and write to it.
The reader's own forces and the pinned release follow from page to page, the forces in colour against all others in
grey; everything else belongs to its page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import Any
from urllib.parse import quote

import streamlit as st

from dashboard import installation, warehouse, words
from dashboard.extract import OPTIONS
from ingest.extracts.wanted import FILTERS

FOLLOWING = ("force", "release")
"""What a reader keeps when the menu leads to another page."""
OF_ROWS = ("area_kind", "period_kind", "year", *OPTIONS)  # what narrows files, and the Data page alone
NAMES = (
    *(name for name in FILTERS if name not in OF_ROWS), "id", "figure", "before", "show", "order", "view", "by",
    "question", "q", "query", "table", "from", "to", "what", "source", "status", "section", "item", "token",
)  # fmt: skip
"""Every parameter that a page or a chart has."""
OF_OTHERS = re.compile(r"utm_\w+|\w+clid")  # what sites add to a link that is shared there
MOST_FORCES = 3  # in colour at once
Place = Any
"""Where a widget stands: a column, or `st` itself."""
Then = Callable[[Any], None]


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
        return Address(self.path, {name: given for name, given in new.items() if given})

    def at(self, path: str, *keep: str) -> Address:
        """Another page, with what follows everywhere and the named parameters."""
        return Address(path, {name: self.asked[name] for name in (*FOLLOWING, *keep) if name in self.asked})

    @property
    def whole(self) -> str:
        """With where this copy is: by DISCLOSED_BASE_URL, else as the reader's browser found it."""
        return installation.address_of(self.link)

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


def not_understood(names: Iterable[str], known: Sequence[str] = NAMES) -> dict[str, list[str]]:
    """The parameters that are not known there, each with the one that it is most like, or with none."""
    odd = [name for name in names if name not in known and not OF_OTHERS.fullmatch(name)]
    return {name: get_close_matches(name, known, n=1) for name in odd}


def now(path: str) -> Address:
    """The address of the page that is being drawn."""
    names = list(dict.fromkeys(st.query_params))
    return of(path, [(name, value) for name in names for value in st.query_params.get_all(name)])


def put(**values: str | Iterable[str] | None) -> None:
    """Write parameters into the page's address, all in one step of the browser's history."""
    changed = now("").but(**values).asked
    wanted = {name: list(given) for name, given in changed.items()}
    if wanted != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(wanted)


def follow(page: str) -> None:
    """At the start of each run: put back the parameters that a reader keeps, where the menu emptied the address."""
    here = now("")
    remembered: dict[str, tuple[str, ...]] = st.session_state.get("kept_parameters", {})
    is_new_page = st.session_state.get("kept_page") not in (None, page)
    if is_new_page and remembered and not any(here.all(name) for name in FOLLOWING):
        put(**remembered)
        here = now("")
    st.session_state["kept_parameters"] = {name: here.all(name) for name in FOLLOWING if here.all(name)}
    st.session_state["kept_page"] = page


@contextmanager
def controls(page: str, is_set: str) -> Iterator[None]:
    """The controls of a page; on a phone they stand behind one button that says what is set."""
    name = f"{page}_controls_open"
    is_open = bool(st.session_state.get(name))
    with st.container(key="controls_button"):
        st.button(
            words.verbatim(is_set),
            icon=":material/expand_less:" if is_open else ":material/tune:",
            key=f"{page}_controls",
            on_click=lambda: st.session_state.update({name: not is_open}),
            width="stretch",
        )
    with st.container(key=f"controls_{'open' if is_open else 'closed'}"):
        yield


def sent_when_open(fold: Any, draw: Callable[[], object]) -> None:
    """What stands in an expander or a popover (with `on_change="rerun"` and a key): sent when a reader opens it, so
    that a page waits for nothing that is closed."""
    if fold.open:
        with fold:
            draw()


def bound(
    widget: Callable[..., Any], label: str, options: Sequence[Any], key: str, set_: Any, then: Then, **how: Any
) -> Any:
    """A widget (as `st.selectbox`, or of a column) that shows `set_`; `then` writes what is chosen to the address."""
    st.session_state[key] = set_
    return widget(label, options, key=key, on_change=lambda: then(st.session_state[key]), **how)


def pick(widget: Callable[..., Any], page: str, label: str, options: Mapping[Any, str] | Sequence[Any], set_: Any,
         then: Then) -> None:  # fmt: skip
    """A list (`st.selectbox`, or a column's) of values with their words, or values in order, as years
    (`st.select_slider`)."""
    shown = options.__getitem__ if isinstance(options, Mapping) else str
    bound(widget, label, list(options), f"{page}_{label.partition(':')[0]}", set_, then, format_func=shown)


def segments(place: Place, page: str, label: str, parameter: str, options: dict[str, str], set_: str) -> None:
    """A few choices side by side, each a value of one parameter of the address."""
    widget = partial(place.segmented_control, required=True)
    pick(widget, page, label, options, set_, lambda value: put(**{parameter: value}))


def one_of(label: str, name: str, options: Mapping[str, str], place: Place = st) -> str:
    """The id that is chosen among `options` (id to words). The address has it as `name=id`, and nothing for the first;
    an id that is not offered counts as the first, and the list shows so."""
    default, asked = next(iter(options)), st.query_params.get(name)
    chosen: str = bound(
        place.selectbox, label, list(options), f"choice_{name}", asked if asked in options else default,
        lambda id_: put(**{name: None if id_ == default else id_}), format_func=lambda id_: options.get(id_, id_),
    )  # fmt: skip
    return chosen


def my_forces(at: Address) -> dict[str, str]:
    """The reader's own forces with their short names: those of the address that are forces, in the order of choice."""
    known = force_names()
    return dict([(force, known[force]) for force in at.all("force") if force in known][:MOST_FORCES])


def force_names() -> dict[str, str]:
    """Every force's id with its short name, by name."""
    return dict(warehouse.values("select force_id, short_name from forces order by short_name"))


def choose_forces(at: Address, label: str = "My forces", place: Place = st, **how: Any) -> None:
    """The list from which they are chosen; what is chosen goes into the address."""
    known, now = force_names(), list(my_forces(at))
    bound(
        place.multiselect, label, list(known), "my_forces", now, lambda forces: put(force=forces),
        format_func=lambda force: known.get(force, force), max_selections=MOST_FORCES, placeholder="choose up to three",
        **how,
    )  # fmt: skip
    if more := [known[force] for force in at.all("force") if force in known and force not in now]:
        place.caption(words.verbatim(f"At most three forces are in colour; left out: {words.listed(more)}."))
