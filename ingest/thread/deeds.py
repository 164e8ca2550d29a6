"""A number of people and what its words say was done to them -> why it may not count what was asked for.

Protects: "12 suspects were interviewed" counts no arrests, though arrests may be counted in people, and "None were
charged" is no zero of them. "12 people were identified and arrested" counts arrests.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters, wordings
from ingest.phrases.numbers import Found
from ingest.reference import Measure

BEFORE = 60  # characters before a number in which a deed of which it is the object may stand
WORD = r"(?!(?:who|which|that|and|or|with|where|as|under|without)\b)[^\W\d][\w'’-]*"
WORDS_BETWEEN = rf"(?:\s+(?:{WORD}|\d{{4}}(?:[/-]\d\d)?)){{0,4}}?"


def done_to(text: str, found: Found, measure: Measure) -> str | None:
    """What is said to have been done to those whom a number counts, where the measure counts something else."""
    own = measure.units[0]
    unit = letters.units().get(found.unit_word) if found.unit_word else None
    if found.unit_word and unit in (None, ""):
        return None
    pattern = _came() if unit == own != "people" else _behind(is_bare=unit is None)
    behind = pattern.match(text, found.end)
    if behind:
        is_told = _is_asked(behind["deed"], measure) or _and_arrested(text, behind, measure)
        return None if is_told else _because(found, behind["deed"])
    before = _before(is_bare=unit is None).search(text[max(0, found.start - BEFORE) : found.start])
    if before and unit != own and not _is_asked(before["deed"], measure):
        lead = text[: found.start].rsplit("\n", 1)[-1]
        if not (measure.counts_arrests and letters.anywhere("deeds", "arrest").search(lead)):
            return _because(found, before["deed"])
    return None


def _because(found: Found, deed: str) -> str:
    return f"{found.value.text!r} is of those “{' '.join(deed.split())}”, which was not asked"


def _is_asked(deed: str, measure: Measure) -> bool:
    """Whether the measure itself speaks of the deed: "charged" of people charged."""
    plain = deed.casefold()
    if measure.counts_arrests and plain in letters.words("deeds", "arrest"):
        return True
    said = f"{measure.title} {measure.definition}".casefold()
    return any(len(word) > 4 and word[:5] in said for word in re.findall(r"\w+", plain))


def _and_arrested(text: str, behind: re.Match[str], measure: Measure) -> bool:
    """Whether those of whom a deed is told were arrested too: "identified and arrested"."""
    if not measure.counts_arrests:
        return False
    found = behind["deed"].casefold() in letters.words("deeds", "found")
    joined = r"(?:and|then|or|&|/)" if not found else r"(?:and|then|or|&|/|as|having|who|whom|were|been|subsequently)"
    return (
        re.match(rf"[^.;\n]*?(?:\b|(?<=\s)){joined}\s+(?:\w+\s+){{0,3}}arrest", text[behind.end() :], re.I) is not None
    )


@cache
def _behind(*, is_bare: bool) -> re.Pattern[str]:
    """A number, what it counts, "were" and the deed. Of a bare number "identified" is a way to count it."""
    deeds = _deeds(is_bare=is_bare)
    were, came = letters.pattern("deeds", "were"), letters.pattern("deeds", "came")
    adverbs = r"(?:\s+(?:\w+ly|also|all|then|either|each|both|later))*"
    return re.compile(
        rf"{WORDS_BETWEEN}(?:\s+(?:who|which|that))?(?:\s+{were})?{adverbs}\s+(?P<deed>{deeds}|{came}"
        rf"|{letters.pattern('deeds', 'arrest')})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _came() -> re.Pattern[str]:
    """What came of arrests that are counted as such: "12 arrests led to a charge" are not all arrests."""
    return re.compile(
        rf"\s+(?:[^\W\d][\w'’-]*\s+){{0,2}}?(?:that\s+|which\s+)?(?P<deed>{letters.pattern('deeds', 'came')})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _before(*, is_bare: bool) -> re.Pattern[str]:
    """A deed right before a number: "We charged 45 individuals", "Suspects interviewed: 12"."""
    leads = r"(?:\s*(?:was|were|is|are|a\s+total\s+of|in\s+total|total|of|[:=]|[-–—]|\())*"
    filled = wordings.any_of(["further", "another", "about", "all", "these", "the"])
    deeds = wordings.any_of(
        [*letters.words("deeds", "done_before"), *(() if is_bare else letters.words("deeds", "found"))]
    )
    return re.compile(rf"(?<!\w)(?P<deed>{deeds}){leads}\s*(?:{filled}\s+)?$", re.IGNORECASE)


def _deeds(*, is_bare: bool) -> str:
    found = () if is_bare else letters.words("deeds", "found")
    return wordings.any_of([*letters.words("deeds", "done"), *found])
