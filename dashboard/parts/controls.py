"""The address of a page or of a request -> what is asked, and back; and the choices of a page.

Protects: the address is the one truth, so that a link shows another person the same: controls are set from it and write
to it. The reader's own forces and the pinned release follow from page to page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, quote

import streamlit as st

from dashboard import installation, warehouse, words
from dashboard.extract import OPTIONS
from ingest.extracts.wanted import FILTERS

FOLLOWING = ("force", "release")  # what a reader keeps when the menu leads to another page
OF_ROWS = ("area_kind", "period_kind", "year", *OPTIONS)  # what narrows files, and the Data page alone
NAMES = (
    *(name for name in FILTERS if name not in OF_ROWS), "id", "figure", "before", "show", "order", "view", "by",
    "question", "q", "query", "table", "from", "to", "what", "source", "item", "letter", "token",
)  # fmt: skip
"""Every parameter that a page or a chart has."""
OF_OTHERS = re.compile(r"utm_\w+|\w+clid")  # what sites add to a link that is shared there
MOST_FORCES = 3  # in colour at once
Place = Any  # where a widget stands: a column, or `st` itself


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

    def but(self, **values: str | Iterable[str] | None) -> "Address":
        """The same with other values; None or nothing takes a parameter away."""
        new = dict(self.asked)
        for name, value in values.items():
            wanted = (value,) if isinstance(value, str) else tuple(value or ())
            new[name] = tuple(part for part in wanted if part)
        return Address(self.path, {name: given for name, given in new.items() if given})

    def at(self, path: str, *keep: str) -> "Address":
        """Another page, with what follows everywhere, the named parameters, and those in its path."""
        page, _, query = path.partition("?")
        kept = [(name, value) for name in (*FOLLOWING, *keep) for value in self.all(name)]
        return of(page, [*kept, *parse_qsl(query)])

    @property
    def whole(self) -> str:
        """With where this copy is: by DISCLOSED_BASE_URL, else as the reader's browser found it."""
        return installation.address_of(self.link)

    @property
    def query(self) -> str:
        return "&".join(f"{name}={quote(value, safe=':,')}" for name in self.asked for value in self.asked[name])

    @property
    def link(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


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
    return of(path, [(name, value) for name in st.query_params for value in st.query_params.get_all(name)])


def put(**values: str | Iterable[str] | None) -> None:
    """Write parameters into the page's address, all in one step of the browser's history."""
    wanted = {name: list(given) for name, given in now("").but(**values).asked.items()}
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
        icon, turned = f":material/{'expand_less' if is_open else 'tune'}:", {name: not is_open}
        turn = partial(st.session_state.update, turned)
        st.button(words.verbatim(is_set), icon=icon, key=f"{page}_controls", on_click=turn, width="stretch")
    with st.container(key=f"controls_{'open' if is_open else 'closed'}"):
        yield


def sent_when_open(fold: Any, draw: Callable[[], object]) -> None:
    """What stands in an expander or popover (with `on_change="rerun"`): sent when a reader opens it."""
    if fold.open:
        with fold:
            draw()


def pick(
    widget: Callable[..., Any], label: str, options: Any, set_: Any, then: Callable[[Any], None], **how: Any
) -> Any:
    """A widget of values with their words, or in order, that shows `set_`; `then` writes the choice to the address."""
    shown, key = options if isinstance(options, Mapping) else {}, f"pick_{label.partition(':')[0]}"
    st.session_state[key] = set_
    return widget(
        label, list(options), key=key, on_change=lambda: then(st.session_state[key]),
        format_func=lambda value: shown.get(value, str(value)), **how,
    )  # fmt: skip


def choose(
    widget: Callable[..., Any], label: str, name: str, options: Any, set_: Any, *without: str, **how: Any
) -> None:
    """The same for one parameter of the address, which then has none of the others named."""
    pick(widget, label, options, set_, lambda value: put(**dict.fromkeys(without), **{name: value}), **how)


def one_of(label: str, name: str, options: Mapping[str, str], place: Place = st) -> str:
    """The id chosen among `options`; the address has it as `name=id`, and nothing for the first."""
    default, asked = next(iter(options)), st.query_params.get(name)
    return str(pick(
        place.selectbox, label, options, asked if asked in options else default,
        lambda id_: put(**{name: None if id_ == default else id_}),
    ))  # fmt: skip


def my_forces(at: Address) -> dict[str, str]:
    """The reader's own forces with their short names: those of the address that are forces, in the order of choice."""
    known = force_names()
    return dict([(force, known[force]) for force in at.all("force") if force in known][:MOST_FORCES])


def force_names() -> dict[str, str]:
    return dict(warehouse.values("select force_id, short_name from forces order by short_name"))


def choose_forces(at: Address, label: str = "My forces", place: Place = st, **how: Any) -> None:
    """The list from which they are chosen; what is chosen goes into the address."""
    known, now, offered = force_names(), list(my_forces(at)), dict(warehouse.values("choices_forces"))
    how |= {"max_selections": MOST_FORCES, "placeholder": "choose up to three", "select_all": False, "wrap": True}
    pick(place.multiselect, label, offered, now, lambda forces: put(force=forces), **how)
    if now and place is st:
        place.caption(" · ".join(words.link(known[force], at.at("/force").but(id=force).link) for force in now))
    if more := [known[force] for force in at.all("force") if force in known and force not in now]:
        place.caption(words.verbatim(f"At most three forces are in colour; left out: {words.listed(more)}."))
