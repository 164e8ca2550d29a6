"""A request's words -> what each answer is wanted by: years, offences, forces, and breakdowns of the request's own.

Protects: what is named is named whole, and a breakdown that is not understood is left to a person in words. "By" alone
opens a breakdown only before a word that is known as one: "discharges by your officers" names who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ingest.phrases import letters
from ingest.phrases.wordings import any_of

MOST_WORDS = 3  # of one breakdown's name; more is a clause
BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bby\b|\bthen\b|\bper\b|\balso\b)\s*", re.IGNORECASE)
INTO = "into"  # before a breakdown's parts more often than its name: "split into dogs and cats"
ARTICLE = re.compile(r"^(?:the|each|their|its|every|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Breakdowns:
    """`names`: dimension id -> the words that may head its labels, () for what labels say by themselves.
    `unclear`: words that a person must settle. `spans`: where they stand in the text."""

    names: dict[str, tuple[str, ...]]
    unclear: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.unclear


def find_breakdowns(text: str) -> Breakdowns:
    """What the answer to a text is wanted by, in the order of the text."""
    names: dict[str, tuple[str, ...]] = {}
    unclear: list[str] = []
    spans: list[tuple[int, int]] = []
    if letters.anywhere("request", "each_year").search(text):
        names["year"] = ()
    for start, end, items, left in _lists(text):
        spans.append((start, end))
        unclear += left
        for item in items:
            known = _named(item)
            if known is None:
                unclear.append(item)
            else:
                names.setdefault(*known)
    return Breakdowns(names, tuple(dict.fromkeys(unclear)), tuple(spans))


def without(text: str, found: Breakdowns) -> str:
    """The text without its breakdowns."""
    kept = text
    for start, end in reversed(found.spans):
        kept = kept[:start].rstrip(" ,;:(-–") + kept[end:]
    return kept


def _lists(text: str) -> Iterator[tuple[int, int, list[str], list[str]]]:
    """(start, end, items, items that a person must settle) of each list of breakdowns, in the order of the text."""
    reached = 0
    for found in _opener().finditer(text):
        if found.start() < reached:
            continue
        items = list(_items(text, found.end(), _end_of_list(text, found.end())))
        known = [item for item, _ in items if _known_item().fullmatch(item)]
        if not found["list"]:  # of "by" alone those that begin with a known word, up to the first that does not
            items = list(takewhile(lambda one: _known_item().match(one[0]), items))
            unclear = [item for item, _ in items if item not in known]
        elif found["list"].split()[-1].casefold() == INTO:
            unclear = [item for item, _ in items if item not in known]
        else:
            known, unclear = [item for item, _ in items], []
        if items:
            reached = items[-1][1]
            yield found.start(), reached, known, unclear


def _items(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """What stands between commas and "and", each without its article, with where it ends."""
    at = start
    for between in [*BETWEEN.finditer(text, start, end), None]:
        until = between.start() if between else end
        item = ARTICLE.sub("", text[at:until].strip())
        if item:
            yield item, until
        at = between.end() if between else end


def _end_of_list(text: str, start: int) -> int:
    ends = _after_list().search(text, start)
    return ends.start() if ends else len(text)


def _named(item: str) -> tuple[str, tuple[str, ...]] | None:
    """(dimension id, words that may head it), None where a person must settle what it is."""
    plain = " ".join(item.casefold().split())
    for name, words in (("year", "years"), ("offence", "offences"), ("force", "forces")):
        if plain in letters.words("request", words):
            return name, ()
    if plain in letters.words("request", "shorter_periods") or len(plain.split()) > MOST_WORDS:
        return None
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (name, (plain,)) if name else None


@cache
def _opener() -> re.Pattern[str]:
    lists = letters.pattern("request", "split_by")
    return re.compile(rf"(?<!\w)(?:(?P<list>{lists}(?:\s*:)?)|by|per|for each|in each)\s+", re.IGNORECASE)


@cache
def _known_item() -> re.Pattern[str]:
    kinds = ("years", "shorter_periods", "breakdowns", "offences", "forces")
    words = any_of([word for kind in kinds for word in letters.words("request", kind)])
    return re.compile(rf"(?:(?:the|each|their|its|every)\s+)?(?P<name>{words})(?!\w)", re.IGNORECASE)


@cache
def _after_list() -> re.Pattern[str]:
    words = letters.pattern("request", "after_a_list")
    return re.compile(rf"[.?;:()]|\n\s*\n|(?<!\w){words}(?!\w)", re.IGNORECASE)
