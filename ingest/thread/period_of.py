"""A number of an answer and the periods that its words name -> those that are the number's.

Protects: a period of another sentence is the number's only where that sentence speaks of the figures, or says nothing
beside it. "9. The Crime Survey 2019 estimates 3.1 million adults" is no 9 of 2019; what neither speaks of the
figures nor counts something of its own leaves the number to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Period
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.periods import FoundPeriod, find_periods
from ingest.text_tables.cells import is_unfinished
from ingest.thread import letters

SENTENCE_END = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n|\n(?=[^\S\n]*[“\"'(]?[A-Z][\w'’]*\s+[A-Za-z])")
WORDS_OF_A_NOTE = 4  # "2019 only", "(calendar year 2019)"


def periods_of(
    text: str, found: Found, periods: Sequence[FoundPeriod], asked: Period | None
) -> tuple[list[FoundPeriod], str | None]:
    """The periods that are a number's, and why it is not read where a sentence beside it may give it another one."""
    sentences = _sentences(text, periods)
    own = next((span for span in sentences if span[0] <= found.start < span[1]), (0, len(text)))
    inside = [one for one in periods if own[0] <= one.start < own[1]]
    kept, doubt = list(inside), None
    for one in periods:
        if one in inside:
            continue
        start, end = next(span for span in sentences if span[0] <= one.start < span[1])
        belongs = _belongs(text[start:end], one.start - start, one.end - start)
        is_asked = asked is not None and one.period.period_id == asked.period_id
        if belongs == "figures" or (is_asked and not inside and belongs != "other"):
            kept.append(one)
        elif belongs == "unknown" and not inside and not is_asked:
            doubt = f"a sentence beside it speaks of {text[one.start : one.end]!r}"
    kept.sort(key=lambda one: one.start)
    return kept, doubt


def sentence_at(text: str, at: int) -> str:
    """The sentence of a text that a place stands in."""
    return next((text[start:end] for start, end in _sentences(text, find_periods(text)) if start <= at < end), text)


def _belongs(sentence: str, start: int, end: int) -> str:
    """Whose the period of a sentence without the number is: "figures", of an "other" number, or "unknown"."""
    rest = f"{sentence[:start]} {' ' * (end - start)} {sentence[end:]}"
    is_of_figures = letters.anywhere("overall_period", "counted").search(sentence) is not None
    if find_values(rest) or re.search(r"(?<![\w.])\d", rest):
        return "unknown" if is_of_figures else "other"
    is_note = len(re.findall(r"[^\W\d_]+", rest)) <= WORDS_OF_A_NOTE
    return "figures" if is_of_figures or is_note else "unknown"


def _sentences(text: str, periods: Sequence[FoundPeriod]) -> list[tuple[int, int]]:
    """The spans of a text's sentences. A line that opens with a capital begins one, unless the line above goes on or a
    period reaches over or opens it ("in" / "April 2019")."""
    spans, start = [], 0
    for one in SENTENCE_END.finditer(text):
        is_line = one[0] == "\n"
        at = one.end()
        opens = re.match(r"[^\S\n]*", text[at:])
        begin = at + (opens.end() if opens else 0)
        above = text[start : one.start()].rsplit("\n", 1)[-1]
        if is_line and (is_unfinished(above) or any(p.start <= begin <= p.end for p in periods)):
            continue
        if any(p.start <= one.start() < p.end - 1 for p in periods):
            continue
        spans.append((start, at))
        start = at
    return [*spans, (start, len(text))]
