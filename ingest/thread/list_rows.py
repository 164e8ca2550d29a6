"""A list of offences with their numbers -> its rows in which no number stands.

Protects: of a list in an answer no row is lost in silence. "Section 10 SOA 2003 - *" beside rows with numbers is a
suppressed count or none at all, and which it is a person says.
"""

from __future__ import annotations

import re

from ingest.phrases.numbers import read_value
from ingest.thread.parts import Part
from ingest.thread.questions import OFFENCE_MENTION
from ingest.thread.readings import NotRead, Values

ROW = re.compile(r"(?P<label>.*\S)\s*(?:[:=–—]|\s-(?=\s|$)|\s\.{2,})\s*(?P<mark>\S*(?:\s+\S+){0,3})\s*")
MARK = re.compile(r"[*†‡#^~.–—-]{1,3}|\[[a-z]{1,4}\]|[cxz]|n/?a", re.IGNORECASE)


def without_number(part: Part, values: Values) -> tuple[NotRead, ...]:
    """A problem for each row of an offence without a number, where other rows of the answer give theirs."""
    if not values.readings:
        return ()
    said = "\n".join(one.text for one in values.not_read)
    read = {reading.lines for reading in values.readings}  # by the source's legend
    return tuple(
        NotRead("no number stands in this row, and nothing says what it means", line.text.strip(), (line,))
        for piece in part.pieces
        for line in piece.lines
        if _is_without(line.text.strip()) and line.text.strip() not in said and (line,) not in read
    )


def _is_without(text: str) -> bool:
    row = ROW.fullmatch(text)
    if row is None or re.search(r"\d", row["mark"]) or read_value(row["mark"]) is not None:
        return False
    return OFFENCE_MENTION.search(row["label"]) is not None or MARK.fullmatch(row["mark"]) is not None
