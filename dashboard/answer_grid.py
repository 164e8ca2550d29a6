"""A campaign's answers -> the grid force by question: tiles with states, as a real table whose tiles are links.

Protects: a force whose reply is not here has an empty tile and a sentence, and never a word on whether it replied; a
thread of which only the whole is known stands once over all questions and is not read into each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard import sections, states, warehouse, words
from dashboard.filters import Filters

TILE = "tile"
"""The parameter of the address that names the chosen tile: `west-mercia~3`, or `kent` for a force without an answer."""
NO_REPLY = "We hold no reply from this force. That says nothing about whether it replied."
WHOLE = "the thread as a whole; which questions is not known"
UNREAD = "not_read"
NOT_AS_PRINTED = {"unreviewed": ", not reviewed", "corrected": ", corrected by a person"}
LONGEST_IN_A_TILE = 8  # code points that one line of a tile holds on a phone


def rows_of(campaign_id: str, chosen: Filters) -> pd.DataFrame:
    """One row a force and question that the filters leave, with `state` and `label` (the number, or nothing)."""
    rows = warehouse.query(warehouse.sql("answers_grid"), {"campaign": campaign_id})
    for name, column in (
        ("force", "force_id"),
        ("measure", "measure_id"),
        ("offence", "offence_id"),
        ("period", "period_id"),
    ):
        if chosen[name]:
            rows = rows[rows[column].isin(chosen[name])]
    rows = rows.reset_index(drop=True)
    rows["state"] = [_state(row, chosen["hand"]) for row in rows.itertuples()]
    rows["label"] = [_label(row) for row in rows.itertuples()]
    return rows


def _state(row: Any, hands: Sequence[str]) -> str:
    if row.status is None and row.figures == 0:
        return "not_collected"
    if hands and row.hand not in hands:
        return "left_out"
    if row.figure_id:
        return states.figure_state(row.value, row.value_low, row.value_high, row.symbol, bool(row.is_disputed))
    if row.figures:
        return "value"
    status = UNREAD if row.status == "answered" else str(row.status)
    state = states.of_answer(status, row.told)
    return state.state_id if state else status


def _label(row: Any) -> str:
    mark = states.review_mark(row.review)
    if row.state == "conflicting":
        return f"{words.number(row.value_low)}–{words.number(row.value_high)}{mark}"
    if row.figure_id and row.state == "value":
        return f"{words.number(row.value)}{mark}"
    if row.figure_id and row.review == "corrected":
        return f"{words.interval(row)}{mark}"
    if row.figure_id and row.state in ("interval", "suppressed"):
        return f"{row.value_text or states.STATES[row.state].glyph}{mark}"
    return words.counted(int(row.figures), "figure") if row.figures else ""


def _in_a_tile(row: Any) -> str:
    """The label, a range in many words by its ends: "Between 5 and 10" is 5–10. The link's name has the print."""
    ends = (row.value_low, row.value_high)
    if row.state != "interval" or len(row.label) <= LONGEST_IN_A_TILE or any(end != end for end in ends):
        return str(row.label)
    mark = str(row.label).removeprefix(states.unmarked(row.label))
    return f"{words.number(ends[0])}–{words.number(ends[1])}{mark}"


def in_words(row: Any) -> str:
    """What a tile says, read aloud: "7 arrests" or "neither confirmed nor denied, s23(5), s31(3), s40(5)"."""
    state = states.STATES[row.state]
    if row.state in ("not_collected", "left_out"):
        return "we hold no reply" if row.state == "not_collected" else state.words
    if row.label and state.has_number:
        number = states.unmarked(row.label)
        unit = f" {units(row.unit, row.value)}" if row.unit and row.figure_id else ""
        return f"{number}{unit}{NOT_AS_PRINTED.get(row.review, '')}"
    sections_ = f", {', '.join(row.exemptions)}" if row.exemptions else ""
    return f"{state.words}{sections_}{f' ({WHOLE})' if row.is_whole_thread else ''}"


def units(unit: str, value: float) -> str:
    """ "groups" -> "group" for one of them."""
    return unit[:-1] if value == 1 and unit.endswith("s") else unit


def silent(rows: pd.DataFrame) -> list[str]:
    """The forces of whom nothing of this campaign is here, in the order of the rows."""
    here = set(rows[rows["state"] != "not_collected"]["force_id"])
    return [force for force in dict.fromkeys(rows["force_id"]) if force not in here]


def html(rows: pd.DataFrame, here: Filters, tile: str | None, more: dict[str, str]) -> str:
    """The grid as a table: forces with something here first, then those without; each tile links to its own address.

    `more` are the page's other parameters (the section). A force without an answer is one stop for the keyboard.
    """
    questions = list(
        rows.drop_duplicates("question").sort_values("question")[["question", "asks"]].itertuples(index=False)
    )
    empty = set(silent(rows))
    by_force = list(rows.groupby("force_id", sort=False))
    head = "".join(
        f'<th scope="col"><b>{escape(q)}</b><span class="asks"> {escape(str(asks or ""))}</span></th>'
        for q, asks in questions
    )
    body = []
    for is_silent in (False, True):
        part = [(force, group) for force, group in by_force if (force in empty) == is_silent]
        if not part:
            continue
        text = _without_reply(rows, empty) if is_silent else f"{words.counted(len(part), 'force')} with something here"
        body.append(f'<tr class="part"><th colspan="{len(questions) + 1}" scope="rowgroup">{escape(text)}</th></tr>')
        body += [_row(group, here, tile, more, is_silent) for _, group in part]
    return (
        f'<table class="answers"><caption>Answers by force and question; each tile opens its answer</caption>'
        f'<thead><tr><th scope="col">Force</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    )


def _without_reply(rows: pd.DataFrame, empty: set[str]) -> str:
    """ "40 of 45 territorial forces: we hold no reply from these. …", and that some may not have been asked."""
    territorial = rows[rows["force_kind"] == "territorial"]["force_id"].nunique()
    is_known = rows[rows["force_id"].isin(empty)]["is_asked"].astype(bool).all()
    unasked = "" if is_known else " Some of them may not have been asked."
    they = "it" if len(empty) == 1 else "they"
    return (
        f"{words.number(len(empty))} of {words.counted(territorial, 'territorial force')}: we hold no reply from "
        f"{'it' if len(empty) == 1 else 'these'}. That says nothing about whether {they} replied.{unasked}"
    )


def _row(group: pd.DataFrame, here: Filters, tile: str | None, more: dict[str, str], is_silent: bool) -> str:
    rows = list(group.sort_values("question").itertuples())
    name, force = escape(rows[0].short_name), rows[0].force_id
    if is_silent:
        link = _link(here, force, more, name, f"{rows[0].short_name}: {NO_REPLY}", "", tile == force)
        cells = "".join(_cell(_link(here, force, more, "", "", "paper", False, is_stop=False)) for _ in rows)
        return f'<tr><th scope="row">{link}</th>{cells}</tr>'
    if all(row.is_whole_thread for row in rows) and len({row.outcome_id for row in rows}) == 1:
        row = rows[0]
        text = f"{states.STATES[row.state].glyph} {states.STATES[row.state].short}: {WHOLE}"
        is_chosen = tile in [f"{force}~{one.question}" for one in rows]
        link = _link(
            here,
            f"{force}~{row.question}",
            more,
            escape(text),
            f"{row.short_name}: {in_words(row)}",
            f"{_css(row)} wide",
            is_chosen,
        )
        return f'<tr><th scope="row">{name}</th><td colspan="{len(rows)}">{link}</td></tr>'
    return f'<tr><th scope="row">{name}</th>{"".join(_tile(row, here, tile, more) for row in rows)}</tr>'


def _tile(row: Any, here: Filters, tile: str | None, more: dict[str, str]) -> str:
    key = f"{row.force_id}~{row.question}"
    text = _in_a_tile(row) or states.STATES[row.state].glyph
    said = f"{row.short_name}, question {row.question}: {in_words(row)}"
    is_quiet = bool(more.get("section")) and not sections.has(row, more["section"])
    return _cell(_link(here, key, more, escape(text), said, _css(row) + (" aside" if is_quiet else ""), tile == key))


def _css(row: Any) -> str:
    if row.state == "value":
        return states.HANDS[row.hand].css if row.hand in states.HANDS else "solid"
    return states.STATES[row.state].css


def _cell(link: str) -> str:
    return f"<td>{link}</td>"


def _link(
    here: Filters,
    tile: str,
    more: dict[str, str],
    text: str,
    said: str,
    css: str,
    is_chosen: bool,
    is_stop: bool = True,
) -> str:
    address = escape(here.address("/answers", **more, **{TILE: tile}), quote=True)
    name = f' aria-label="{escape(said, quote=True)}"' if said else ' aria-hidden="true"'
    current = ' aria-current="true"' if is_chosen else ""
    stop = "" if is_stop else ' tabindex="-1"'
    shape = f' class="tile {css}"' if css else ' class="name"'
    return f'<a href="{address}" target="_self"{shape}{name}{current}{stop}>{text}</a>'


def table_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The grid in words: one line a force and question of which something is here."""
    given = rows[rows["state"] != "not_collected"]
    return pd.DataFrame(
        {
            "Force": list(given["short_name"]),
            "Question": [f"{row.question}: {row.asks}" for row in given.itertuples()],
            "Answer": [words.sentence(in_words(row)) for row in given.itertuples()],
            "How read": [
                states.HANDS[row.hand].words if row.hand in states.HANDS else "–" for row in given.itertuples()
            ],
        }
    )


def finding(rows: pd.DataFrame) -> str:
    """One sentence: how many tiles of each state, of how many that are here."""
    given = rows[rows["state"] != "not_collected"]
    if not len(given):
        return "No answer of this campaign is here under these filters."
    single = given[~given["is_whole_thread"].astype(bool)]
    whole = given[given["is_whole_thread"].astype(bool)]
    counts = single["state"].value_counts()
    parts = [f"{int(counts[state.state_id])} {state.phrase}" for state in states.used(counts.index)]
    text = (
        f"Of {words.counted(len(single), 'answer')} to single questions here, {words.listed(parts)}"
        if len(single)
        else ""
    )
    threads = words.counted(whole["force_id"].nunique(), "thread")
    rest = f"of {threads} only the whole is known, and not which questions it answered" if len(whole) else ""
    return words.sentence("; ".join(part for part in (text, rest) if part))


def coverage(rows: pd.DataFrame, requests: int) -> str:
    """ "Something is here of 5 of 42 forces asked": N is the number of the campaign's threads."""
    here = rows[rows["state"] != "not_collected"]["force_id"].nunique()
    return (
        f"Something is here of {here} of the {words.counted(requests, 'force')} asked (the number of the campaign's "
        f"threads); of the other {requests - here} that were asked no reply is here, which says nothing about whether "
        f"they replied.{_unasked(rows, requests)}"
    )


def _unasked(rows: pd.DataFrame, requests: int) -> str:
    """What the grid lists beside those that were asked: every territorial force, of which not each need be one."""
    listed, named = rows["force_id"].nunique(), rows[rows["is_asked"].astype(bool)]["force_id"].nunique()
    if listed <= requests:
        return ""
    by_name = f" Of those asked {words.number(named)} {'is' if named == 1 else 'are'} known by name."
    return (
        f" The grid lists {words.counted(listed, 'force')}, every territorial one among them, so not each was asked."
        f"{by_name if named < requests else ''}"
    )


def coverage_of_question(rows: pd.DataFrame, requests: int) -> str:
    """One question's states, of how many were asked; threads of which only the whole is known stand apart."""
    given = rows[rows["state"] != "not_collected"]
    is_whole = given["is_whole_thread"].astype(bool)
    counts = given[~is_whole]["state"].value_counts()
    parts = [f"{int(counts[state.state_id])} {state.phrase}" for state in states.used(counts.index)]
    if is_whole.any():
        parts.append(
            f"of {words.counted(int(is_whole.sum()), 'thread')} only the whole is known, "
            "and not how this question was answered"
        )
    parts.append(
        f"of the other {requests - len(given)} no reply is here, which says nothing about whether they replied"
    )
    return words.sentence(f"{words.counted(requests, 'force')} asked: {'; '.join(parts)}")


def link(text: str, address: str) -> str:
    """HTML of a link to another tile, in the same window (Markdown's links open a new one)."""
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(text)}</a>'
