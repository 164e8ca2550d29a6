"""The words over a table -> what it counts: the arrests, crimes or charges that its title is about.

Protects: "Offences recorded by offence and year" is no table of arrests, and "Arrests by offence" none of offences. The
first phrase that names something countable says what is counted; what follows "by", "for" or "where" tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from ingest.tables import words
from ingest.thread.labels import read_label

CLAUSES = re.compile(r"[.?!;:()\[\]\n]|\s[-–—]\s")
JOINED = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Things:
    """`units`: what is said to be counted, in the units of measures; none where nothing is said. `is_certain`: the
    words can't merely name what the table's rows are, as a lone "Offences" can."""

    units: frozenset[str] = frozenset()
    is_certain: bool = False


def things_counted(text: str, breakdowns: Collection[str] = ()) -> Things:
    """`breakdowns`: plain words that head a breakdown of the question, which count nothing ("sex of victim")."""
    for clause in CLAUSES.split(without_label(text)):
        is_count = any(words.holds(words.plain(clause), lead) for lead in words.phrases("titles", "leads"))
        for phrase in _phrases(clause, breakdowns):
            found = _of_phrase(phrase)
            if found.units:
                return Things(found.units, found.is_certain or is_count)
    return Things()


def without_label(text: str) -> str:
    """A title without the label of the question that it begins with: "Q2 - Recorded offences"."""
    label = read_label(text) if text else None
    return text[label.end :].lstrip(" -–—:.)") if label is not None and label.is_worded else text


def _phrases(clause: str, breakdowns: Collection[str]) -> list[list[str]]:
    """The clause in phrases of plain words, cut where a word ends the name of what is counted; words that are joined
    by "and" stay together."""
    plain = f" {words.plain(JOINED.sub(' + ', clause.replace('+', ' ')).replace('+', ' zzand '))} "
    for form in sorted(breakdowns, key=len, reverse=True):
        plain = plain.replace(f" {form} ", " zzbreak ")
    phrases: list[list[str]] = [[]]
    for word in plain.split():
        if word in words.phrases("titles", "ends"):
            phrases.append([])
        else:
            phrases[-1].append(word)
    return phrases


def _of_phrase(phrase: list[str]) -> Things:
    """The last countable word of each part of a phrase, for "sexual offence arrests" are arrests. What was done to
    people says what is counted: "people arrested"."""
    units: set[str] = set()
    is_done = False
    part: list[str] = []
    for word in [*phrase, "zzand"]:
        if word != "zzand":
            part.append(word)
            continue
        named = [words.unit_of_word()[one] for one in part if one in words.unit_of_word()]
        others = [one for one in part if one in words.phrases("titles", "others")]
        done = [words.doing()[one] for one in part if one in words.doing() and one != "made"]
        is_done = is_done or bool(done)
        if named and named[-1] == "people" and done:
            units.add(done[-1])
        elif named:
            units.add(named[-1])
        elif others:
            units.add(others[-1])
        elif done and not units and done[-1] != "offences":  # what is recorded may be anything
            units.add(done[-1])
        part = []
    return Things(frozenset(units), bool(units) and (is_done or units != {"offences"}))
