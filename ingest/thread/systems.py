"""Words beside a number -> the recording system that it was counted in, as a scope of the measure (form A8).

Protects: "9 on the old system and 25 on the new one" are two parts of a whole, never two answers and never a sum, and
"17 on the old system" is not all of them. Where a sentence speaks of a system and does not say that its number was
counted there ("since the move to the new system"), there is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.phrases import letters
from ingest.phrases.numbers import Found

LONGEST_GAP = 60  # characters between a number and the system that it was counted in
SENTENCE_END = re.compile(r"[.;?!](?=\s|$)|\n(?=[^\S\n]*(?:\n|[A-Z•*–-]))")
PARTED = re.compile(r"(?:^|[.;:,/(\n–—-]|\band|&)\s*$")


@dataclass(frozen=True)
class System:
    """`age`: old | new. `is_place`: its words say that something was counted there, or are a label."""

    age: str
    start: int
    end: int
    is_place: bool


def speaks_of_systems(text: str) -> bool:
    return letters.anywhere("systems", "nouns_of_systems").search(text) is not None


def systems_in(text: str, *, is_told: bool = False) -> list[System]:
    """Every recording system that a text names as the old or the new one, in order. "Our old and new systems" are both
    together and none of them. `is_told`: words beside the text speak of systems, so "Old – 172" is of one."""
    is_told = is_told or speaks_of_systems(text)
    named = [one for one in _named().finditer(text) if is_told or one["noun"].casefold() != "one"]
    found = [System(_age(one), *one.span(), _is_place(text, one)) for one in named]
    for one in _label().finditer(text) if is_told else ():
        if not any(system.start < one.end() and one.start() < system.end for system in found):
            found.append(System(_age(one), one.start("age"), one.end("age"), True))
    if not any(one.age == "old" for one in found):
        found = [one for one in found if not _current().match(text[one.start : one.end])]
    return sorted(found, key=lambda one: one.start)


def by_system(text: str, counts: Sequence[Found], *, is_told: bool = False) -> list[tuple[Found, str]] | None:
    """Each number with "old" or "new", where numbers and systems alternate and each has its own; else None."""
    first, last = _sentence(text, counts[0])[0], _sentence(text, counts[-1])[1]
    systems = [one for one in systems_in(text, is_told=is_told) if first <= one.start < last and one.is_place]
    if len(systems) != len(counts) or len({one.age for one in systems}) != len(counts):
        return None
    is_behind = counts[0].start < systems[0].start
    pairs = list(zip(counts, systems, strict=True))
    for count, system in pairs:
        left, right = (count.end, system.start) if is_behind else (system.end, count.start)
        between = text[left:right] if left <= right else ""
        if left > right or len(between) > LONGEST_GAP or SENTENCE_END.search(between):
            return None
    ends = [max(count.end, system.end) for count, system in pairs]
    starts = [min(count.start, system.start) for count, system in pairs]
    if any(start < end for start, end in zip(starts[1:], ends, strict=False)):
        return None
    return [(count, system.age) for count, system in pairs]


def system_of(
    text: str, found: Found, *, is_told: bool = False, but: Sequence[tuple[int, int]] = ()
) -> tuple[str | None, str | None]:
    """The one system in which a number was counted ("old", "new"), and why that is not sure. `but`: spans of periods,
    that may be told by the day on which a system began."""
    start, end = _sentence(text, found)
    own = [one for one in systems_in(text, is_told=is_told) if start <= one.start < end]
    own = [one for one in own if not any(first <= one.start < last for first, last in but)]
    if not own:
        return None, None
    if len(own) == 1 and own[0].is_place:
        return own[0].age, None
    printed = " and ".join(repr(text[one.start : one.end]) for one in own)
    return None, f"whether {found.value.text!r} is of {printed} is not said"


def scope_named(age: str, scopes: Sequence[str]) -> str | None:
    """The measure's scope for its old or new recording system."""
    fitting = [scope for scope in scopes if age in re.findall(r"\w+", scope.casefold()) and "system" in scope]
    return fitting[0] if len(fitting) == 1 else None


def _sentence(text: str, found: Found) -> tuple[int, int]:
    starts = [one.end() for one in SENTENCE_END.finditer(text) if one.end() <= found.start]
    end = SENTENCE_END.search(text, found.end)
    return max(starts, default=0), end.end() if end else len(text)


def _age(found: re.Match[str]) -> str:
    word = " ".join(found["age"].casefold().split())
    return "old" if word in letters.words("systems", "old") else "new"


def _is_place(text: str, found: re.Match[str]) -> bool:
    start, begin = found.start(), max(0, found.start() - LONGEST_GAP)
    if letters.at_end("systems", "where").search(text, begin, start) or PARTED.search(text, begin, start):
        return True
    return letters.at_start("systems", "shows").match(text, found.end()) is not None


@cache
def _ages() -> str:
    return "|".join(letters.pattern("systems", name) for name in ("old", "new", "current"))


@cache
def _current() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:our|the|its)\s+)?{letters.pattern('systems', 'current')}(?!\w)", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    kinds, nouns = letters.pattern("systems", "kinds"), letters.pattern("systems", "nouns")
    return re.compile(
        rf"(?<!\w)(?:(?:our|the|its|a|an)\s+)?(?P<age>{_ages()})\s+(?:{kinds}\s+){{0,2}}(?P<noun>{nouns})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _label() -> re.Pattern[str]:
    """The word alone, as the label of a number: "Old – 172", "17 (old)"."""
    return re.compile(rf"(?:(?:^|[.;,\n])[^\S\n]*(?P<age>{_ages()})(?=\s*[-–—:=(]))", re.IGNORECASE)
