"""Choices of a page, each set from the address and written to it; on a phone they stand behind one button. And the
reader's own forces: chosen once, kept in the address through all pages, in colour against all others in grey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from dashboard import warehouse, words
from dashboard.parts.address import MOST_FORCES, Address, put

Place = Any
"""Where a widget stands: a column, or `st` itself."""
Then = Callable[[Any], None]


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


def select(
    place: Place, page: str, label: str, options: list[Any], set_: Any, shown: Callable[[Any], str], then: Then
) -> None:
    """A list."""
    bound(place.selectbox, label, options, f"{page}_{label}", set_, then, format_func=shown)


def slider(
    place: Place,
    page: str,
    label: str,
    options: Sequence[str],
    set_: str,
    then: Then,
    shown: Callable[[Any], str] = str,
) -> None:
    """A few values in order, as years."""
    bound(place.select_slider, label, options, f"{page}_slider", set_, then, format_func=shown)


def segments(place: Place, page: str, label: str, parameter: str, options: dict[str, str], set_: str) -> None:
    """A few choices side by side, each a value of one parameter of the address."""
    bound(
        place.segmented_control, label, list(options), f"{page}_{parameter}", set_,
        lambda one: put(**{parameter: one}), format_func=options.__getitem__, required=True,
    )  # fmt: skip


def one_of(label: str, name: str, options: Mapping[str, str], place: Place = st) -> str:
    """One of `options` (id to words) from a list; it stands in the address as `name=id`, the first not at all. One that
    is not offered here is the first, and the list shows so."""
    default, asked = next(iter(options)), st.query_params.get(name)
    chosen: str = bound(
        place.selectbox, label, list(options), f"choice_{name}", asked if asked in options else default,
        lambda one: put(**{name: None if one == default else one}), format_func=lambda one: options.get(one, one),
    )  # fmt: skip
    return chosen


def my_forces(at: Address) -> list[str]:
    """The reader's own forces: those of the address that are forces, in the order of choice."""
    known = force_names()
    return [force for force in at.all("force") if force in known][:MOST_FORCES]


def force_names() -> dict[str, str]:
    """Every force's id with its short name, by name."""
    return dict(warehouse.values("select force_id, short_name from forces order by short_name"))


def choose_forces(at: Address, label: str = "My forces", place: Place = st) -> list[str]:
    """The list from which they are chosen; what is chosen goes into the address."""
    known, now = force_names(), my_forces(at)
    bound(
        place.multiselect, label, list(known), "my_forces", now, lambda forces: put(force=forces),
        format_func=lambda force: known.get(force, force), max_selections=MOST_FORCES, placeholder="choose up to three",
    )  # fmt: skip
    return now
