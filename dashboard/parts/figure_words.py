"""A figure, or an answer without one -> its words, the same in every chart: beside a bar, in a cell, to the pointer.

Protects: a range and a dispute are never worded as one number; doubt and difference are two things, each with its
reason; words from a source are words and never markup.

A row has the columns of queries/drawn.sql; where there is no figure, `state` is that of its answer.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import states, warehouse, words
from dashboard.parts import answers
from dashboard.parts.listing import Cell, Link

LINE = ("What is counted", "Period", "Figure", "Counted by")
LONGEST_IN_CELL = 6  # letters
WITHHELD = "withheld"
DIFFERS = "Another source counts otherwise"


def number(value: float, per: str = "count") -> str:
    """A count, or a rate to one decimal place."""
    return f"{value:,.1f}" if per == "rate" else words.number(value)


def exactly(row: Any, per: str = "count", exact: str = "") -> str:
    """An exact number, or `exact`, its other words, as with its unit. A count of one to four is "under five", by rate
    too: a rate and its residents tell the count."""
    if words.is_few(row.value if per == "count" else row.number) and getattr(row, "unit", "") != "percent":
        return f"{words.UNDER_FIVE}{' counted' if per == 'rate' else ''}"
    return exact or number(row.value, per)


def text(row: Any, per: str = "count", exact: str = "") -> str:
    """Where there is room for words: "1,234", "64 or 175, sources differ", "<5", "would cost too much"; marked where a
    person corrected it. `exact`: as in `exactly`."""
    said = str(row.value_text or WITHHELD)
    if row.state == "value":
        said = exactly(row, per, exact)
    elif row.state == "conflicting":
        said = f"{both(row, per)}, sources differ"
    elif not row.value_text and row.state in answers.WITHOUT_NUMBER:
        said = answers.WITHOUT_NUMBER[row.state][1]
    return f"{said} {states.CORRECTED_MARK}" if row.review == "corrected" and said != WITHHELD else said


def both(row: Any, per: str = "count") -> str:
    """The two values of a dispute: "64 or 175"."""
    return f"{number(row.low, per)} or {number(row.high, per)}"


def in_cell(row: Any) -> str:
    """In a cell of a map: "1,234", "64/175" where sources differ, "3,201+", "<5", "£"; its words are in the tip."""
    if row.state == "value":
        return "<5" if words.is_few(row.value) and getattr(row, "unit", "") != "percent" else words.number(row.value)
    if row.state == "conflicting":
        return f"{words.number(row.low)}/{words.number(row.high)}"
    if row.state in answers.WITHOUT_NUMBER:
        return answers.WITHOUT_NUMBER[row.state][0]
    if row.low > 0 and row.high != row.high:
        return f"{words.number(row.low)}+"
    printed = str(row.value_text or "")
    return printed if printed and len(printed) <= LONGEST_IN_CELL else "?" if printed else "W"


def who(row: Any) -> str:
    """ "Counted by Kent Police, read in a page of the BBC"; "" for an answer, which counts nothing."""
    if not row.compiled_by and not row.is_disputed:
        return ""
    return f"Counted by {row.compiled_by or 'more than one'}{read_in(row.read_in)}"


def read_in(page: str | None) -> str:
    """ ", read in a page of the BBC"; "" for what was read in its compiler's own document."""
    return f", read in {page}" if page else ""


def counted_of(row: Any) -> str:
    """ "Offences recorded: sexual grooming (class 88A) (online)": what is counted, with its part of a breakdown."""
    offence = f": {words.offence(row.offence)}" if row.offence else ""
    part = words.listed([part for part in (row.scope, *words.part(getattr(row, "dimensions", None))) if part])
    return f"{row.measure}{offence}{f' ({part})' if part else ''}"


def line(row: Any, address: str) -> tuple[Cell, ...]:
    """A figure in a list, below the headings LINE; its number leads to an address."""
    about = words.ABOUT_CHILDREN.get(row.about_children)
    return (
        f"{counted_of(row)}{f' [{about}]' if about else ''}",
        words.printed_period(row),
        Link(f"{answers.amount(row)}{' ?' if len(row.doubts) else ''}", address),
        f"{row.compiled_by or 'not known'}{read_in(row.read_in)}",
    )


def with_message(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `message`: what checks say of those in doubt or that another source counts otherwise."""
    said = warehouse.query("said_of_figures", {"ids": [mark for mark in rows["figure_id"] if mark]})
    return warehouse.plain(rows.merge(said[["figure_id", "message"]], on="figure_id", how="left"))


def said(row: Any) -> str:
    """That it is in doubt and why; else that another source counts it otherwise, both values (without `message`: where
    that stands); else that it is a copy's."""
    if row.is_doubted:
        return f"In doubt: {getattr(row, 'message', None) or 'see the evidence'}"
    if row.state == "conflicting":
        return "Two sources print two numbers; neither is known to be wrong"
    copied = "unreviewed copy" if getattr(row, "hand", None) == "second_hand" else ""
    return (getattr(row, "message", None) or DIFFERS) if row.is_differing else copied


def is_small(row: Any) -> bool:
    """Whether it is a count of one to four, or a range that ends there, or one of its two values is: it stands in its
    place alone, and in no title, line, card or feed."""
    return words.is_few(row.high) or bool(row.is_disputed and words.is_few(row.low))


def tip_of(row: Any, *parts: str | None) -> str:
    """What the mark of a figure says to the pointer: these lines, who counted it, and what is said of it."""
    return tip(*parts, who(row), said(row))


def tip(*parts: str | None) -> str:
    """What a mark says to the pointer, in lines."""
    return "<br>".join(words.as_html(part) for part in parts if part)
