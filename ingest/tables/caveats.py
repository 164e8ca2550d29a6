"""What is said of all numbers of a table, in its notes or beside it -> why they do not count what was asked.

Protects: "figures relate to charges, not arrests" and "excludes online offences" below a table hold of every number in
it. A caveat that takes nothing away from what was asked stops no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.reference import Measure
from ingest.tables import words
from ingest.tables.limits import is_known
from ingest.thread import unit_notes

SENTENCES = re.compile(r"(?<=[.?!;])\s+")
OPENING = 6  # words within which a sentence says that it is of the figures


def says_otherwise(texts: Iterable[str], measure: Measure, asked: Sequence[Measure]) -> str | None:
    """Why, in words that quote the sentence; None where nothing does. `asked`: the measures of every question that the
    table may answer: what is left out of one of them makes it no answer to another."""
    for text in texts:
        for sentence in SENTENCES.split(words.one_line(text)):
            opening = " ".join(words.plain(sentence).split()[:OPENING])
            if any(words.holds(opening, word) for word in words.phrases("spans", "figures")):
                units = unit_notes.noted(sentence)
                if units and not units & set(measure.units):
                    return f"“{sentence}” says that it counts {', '.join(sorted(units))}"
            if any(_leaves_out_what_was_asked(sentence, one) for one in (measure, *asked)):
                return f"“{sentence}” says that it does not count what was asked"
    return None


def _leaves_out_what_was_asked(sentence: str, measure: Measure) -> bool:
    """Whether something is left out, or let in, that the measure is defined by."""
    plain = words.plain(sentence)
    leads = [word for word in words.phrases("spans", "leaving_out") if words.holds(plain, word)]
    if not leads:
        return False
    behind = plain.split(leads[0], 1)[1].split()
    defining = set(words.plain(measure.title).split()) - set(words.unit_of_word()) - words.phrases("titles", "common")
    return any(is_known(word, defining) for word in behind)
