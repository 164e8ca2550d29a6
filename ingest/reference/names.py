"""A force's name as somebody wrote it -> the force's id.

Protects: a name finds one force or none. A place ("Northern Ireland", "West Midlands region") is not its police.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.reference.records import Force

NOT_WORDS = re.compile(r"[^\w&]+")


def plain(text: str) -> str:
    """The words alone, in lower case, `&` written out, a leading "the" dropped: what names are compared by.

    Hyphens and dashes part words ("Dyfed–Powys" is "dyfed powys"); apostrophes and full stops do too.
    """
    words = NOT_WORDS.sub(" ", text.casefold()).replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def names_of(force: Force) -> tuple[str, ...]:
    """Every name that this force is known by, plain and each once. Not its id: the PSNI's is a nation's name."""
    written = (force.name, force.short_name, *force.aliases)
    return tuple(dict.fromkeys(plain(name) for name in written))


def whole_names(forces: Iterable[Force]) -> dict[str, str]:
    """Plain name -> force id. That no name is two forces' is held by the tests."""
    return {name: force.force_id for force in forces for name in names_of(force)}


def sentence_names(forces: Iterable[Force]) -> dict[str, str]:
    """Plain name -> force id, of the names that may be looked for inside a sentence: two words or more, and not the
    short name, which mostly names the place ("West Midlands region" is not the force), unless the force has no longer
    one ("Police Scotland")."""
    ids = {}
    for force in forces:
        for name in (force.name, *force.aliases):
            key = plain(name)
            is_place = key == plain(force.short_name) != plain(force.name)
            if " " in key and not is_place:
                ids[key] = force.force_id
    return ids


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("(?<= )(?:" + "|".join(map(re.escape, longest_first)) + ")(?= )") if names else re.compile("(?!)")


def named_in(text: str, names: dict[str, str]) -> tuple[str, ...]:
    """Ids of the forces that a text names, in the order of the text, each once.

    Where names lie over each other the longest is read ("South Wales Police" and not "Wales Police"), and its words
    are used up.
    """
    matches = _any_of(tuple(names)).finditer(f" {plain(text)} ")
    return tuple(dict.fromkeys(names[name[0]] for name in matches))
