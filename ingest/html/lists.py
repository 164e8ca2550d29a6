"""A page's lists -> the label that a reader of the page sees before each item: "c.", "iii.", "3.", "•".

Protects: questions are often labelled by the list and not by the text, and an answer goes to the question whose label
it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.html.tree import Node

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_ROMAN = 3999
BULLET = "•"
NO_MARKER_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
LIST_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "decimal": "1",
}  # fmt: skip


@dataclass
class OpenList:
    """A list while it is read: its kind (1, a, A, i, I or the bullet), the number of its next item and the step to
    the one after it, and whether labels show."""

    kind: str
    number: int
    step: int
    shows: bool


def roman(number: int) -> str:
    """In lower case; beyond what Roman numbers write, the number itself."""
    if not 0 < number <= MOST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def letters(number: int) -> str:
    """a to z, then aa, ab: as browsers count."""
    if number < 1:
        return str(number)
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def list_of(node: Node) -> OpenList:
    start = node.attributes.get("start", "")
    number = int(start) if re.fullmatch(r"\s*-?\d{1,6}\s*", start) else 1
    step = -1 if "reversed" in node.attributes else 1
    if step < 0 and not start:
        number = sum(1 for child in node.children if isinstance(child, Node) and child.tag == "li")
    shows = NO_MARKER_STYLE.search(node.attributes.get("style", "")) is None
    return OpenList(list_type(node) or ("1" if node.tag == "ol" else BULLET), number, step, shows)


def list_type(node: Node) -> str | None:
    kind = node.attributes.get("type", "")
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    found = LIST_STYLE.search(node.attributes.get("style", ""))
    return LIST_TYPES.get(found[1].lower()) if found else None


def numbered(number: int, kind: str) -> str:
    if kind in ("a", "A"):
        return letters(number) if kind == "a" else letters(number).upper()
    if kind in ("i", "I"):
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)
