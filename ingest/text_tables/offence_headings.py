"""Words that name offences one behind the other -> one heading for each column.

Protects: the words are parted only where there is one way to part them into as many known offences (and known headings)
as there are columns, each offence once. Two ways, or a word that belongs to none, leave them together and the table
unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.phrases.offence_words import normal
from ingest.phrases.offences import read_offence
from ingest.reference import Reference
from ingest.text_tables import cells

Known = Callable[[str], str | None]
"""A phrase -> the offence that it names, None for none."""

LONGEST_HEADING = 22  # words
MOST_WORDS = 120
NAMES_A_SECTION = re.compile(r"(?<!\w)(?:s|ss|section|article|art)s?\.?\s?\d|\d{1,3}/\d\d(?!\d)", re.IGNORECASE)
OPENS = re.compile(r"[A-Z]|s\.?\d|s\.?$|\d{1,3}/\d\d(?!\d)")
NO_END = re.compile(r"[-–(/,&]$|\b(?:section|act|of|the|grand|s\.?)$|\s\d{1,3}/\d\d$", re.IGNORECASE)


def known_offences(reference: Reference) -> Known:
    """What a phrase names by its whole wording, or by Act and section or code, in the law of some place."""
    spelt = {normal(offence.title): offence.offence_id for offence in reference.offences.values()}
    spelt |= {normal(spelling.spelling): spelling.offence_id for spelling in reference.spellings}
    places = list({reference.jurisdiction_of(force_id): force_id for force_id in reference.forces}.values())
    met: dict[str, str | None] = {}

    def offence_of(phrase: str) -> str | None:
        if phrase not in met:
            met[phrase] = spelt.get(normal(phrase))
            if met[phrase] is None and NAMES_A_SECTION.search(phrase):
                readings = (read_offence(phrase, place_id=place, reference=reference) for place in places)
                met[phrase] = next((one.offence_id for one in readings if one is not None), None)
        return met[phrase]

    return offence_of


def parted(split: Sequence[str], columns: int, offence_of: Known) -> list[str] | None:
    """The words as so many headings, where there is one way to do it; else None."""
    if not columns < len(split) <= MOST_WORDS:
        return None
    starts = [n for n, word in enumerate(split) if OPENS.match(word)]
    ends = {*starts, len(split)}
    ways: dict[int, list[tuple[str, ...]]] = {0: [()]}
    for start in starts:
        for end in range(start + 1, min(len(split), start + LONGEST_HEADING) + 1):
            if start in ways and end in ends and _is_heading(split[start:end], starts, start, offence_of):
                phrase = " ".join(split[start:end])
                longer = [(*way, phrase) for way in ways[start] if _may_follow(way, phrase, columns, offence_of)]
                ways[end] = _few_of_each_size([*ways.get(end, []), *longer])
    found = [way for way in ways.get(len(split), []) if len(way) == columns]
    return list(found[0]) if len(found) == 1 else None


def _is_heading(split: Sequence[str], starts: Sequence[int], at: int, offence_of: Known) -> bool:
    """Whether the words are one heading: known, and not two known offences side by side."""
    phrase = " ".join(split)
    if cells.is_value_heading(phrase) and not cells.is_period(phrase):
        return True
    if NO_END.search(phrase) or phrase.count("(") != phrase.count(")") or offence_of(phrase) is None:
        return False
    cuts = [n - at for n in starts if 0 < n - at < len(split)]
    return not any(_are_two(split[:cut], split[cut:], offence_of) for cut in cuts)


def _are_two(first: Sequence[str], second: Sequence[str], offence_of: Known) -> bool:
    """Whether the words are two headings: two offences that differ, or an offence and a known heading."""
    one, two = offence_of(" ".join(first)), offence_of(" ".join(second))
    if one is not None and cells.is_value_heading(" ".join(second)) and not cells.is_period(second[0]):
        return True
    return one is not None and two is not None and one != two


def _may_follow(way: Sequence[str], phrase: str, columns: int, offence_of: Known) -> bool:
    """Whether a heading may stand behind others: there is a column for it, and no other is of its offence."""
    offence = offence_of(phrase)
    return len(way) < columns and (offence is None or all(offence_of(other) != offence for other in way))


def _few_of_each_size(ways: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """At most two ways for each count of headings: a second one already settles nothing."""
    kept: dict[int, list[tuple[str, ...]]] = {}
    for way in ways:
        same = kept.setdefault(len(way), [])
        if len(same) < 2:
            same.append(way)
    return [way for same in kept.values() for way in same]
