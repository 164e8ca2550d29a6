"""A table's place among the lines of a letter -> the lines right above and below it that may speak of its numbers.

Protects: "the table below covers the last five years" and "the above figures are charges" are said of a table's numbers
though they are no title or note of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Line
from ingest.privacy.names import is_sign_off
from ingest.tables import words
from ingest.thread.labels import read_label

MOST_ABOVE = 3  # lines with words
MOST_BELOW = 4


def lines_beside(lines: Sequence[Line], n: int) -> tuple[str, ...]:
    """The lines above back to the label of a question, which is left out, and those below up to the next one, each as
    far as the next table."""
    at = next((k for k, line in enumerate(lines) if line.table == n), None)
    if at is None:
        return ()
    above: list[str] = []
    for line in reversed(lines[:at]):
        text = line.text.strip()
        if line.table is not None or len(above) >= MOST_ABOVE:
            break
        label = read_label(text) if text else None
        if text:
            above.insert(0, text[label.end :].strip() if label is not None else text)
        if label is not None:
            break
    below: list[str] = []
    for line in lines[at + 1 :]:
        text = line.text.strip()
        is_next = text and (read_label(text) is not None or is_sign_off(text))
        if line.table is not None or len(below) >= MOST_BELOW or is_next:
            break
        below += [text] if text else []
    return tuple(text for text in (*_unwrapped(above), *_unwrapped(below)) if _speaks_of_numbers(text))


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with what goes on in the next one put together."""
    whole: list[str] = []
    for line in lines:
        goes_on = bool(whole) and line[:1].islower() and whole[-1][-1] not in ".?!:"
        whole[-1:] = [f"{whole[-1]} {line}"] if goes_on else [*whole[-1:], line]
    return whole


def _speaks_of_numbers(text: str) -> bool:
    return any(words.holds(words.plain(text), word) for word in words.phrases("spans", "speaking"))
