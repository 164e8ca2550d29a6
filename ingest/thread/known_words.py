"""A word -> whether the reference data knows it: as one of letters, tables, offences, forces, bodies or places.

Protects: where somebody is expected, a word with a capital that nothing knows may be anybody's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.reference import load
from ingest.thread import letters
from ingest.thread.given_names import is_of_a_body
from ingest.thread.person_names import UPPER

FOLDER = Path(__file__).parents[1] / "reference"
LISTS = ("letters.toml", "answer_words.toml", "table_words.toml", "wordings.toml", "file_words.toml")
NAME_PART = rf"(?:[{UPPER}][^\W\d_]*(?:['’-][{UPPER}]?[^\W\d_]+)*\.?)"
PIECE_OF_ADDRESS = re.compile(r"(?<![\w.])(?:[\w+-]+[._][a-z]{4,}|[a-z]{5,}\d{1,4})(?![\w.])")
LONGEST_ACRONYM = 4
SHORTEST_STRANGE = 4  # letters


def is_strange(word: str) -> bool:
    """Whether a word with a capital may be a name: neither a known word, nor a particle, nor an acronym."""
    plain = word.strip(".").casefold()
    is_acronym = word.isupper() and len(word) <= LONGEST_ACRONYM
    return len(plain) >= 2 and not is_acronym and not _is_of_the_subject(plain) and word not in particles_of_names()


def without_strange_words(text: str, mark: str) -> str:
    """A text with a mark for each longer word with a capital that no list knows: it may be anybody's name; and
    for what looks like a piece of an address of mail."""
    text = PIECE_OF_ADDRESS.sub(mark, text)
    return re.sub(
        NAME_PART,
        lambda found: mark if len(found[0]) >= SHORTEST_STRANGE and is_strange(found[0]) else found[0],
        text,
    )


@cache
def particles_of_names() -> frozenset[str]:
    return frozenset(letters.words("people", "particles"))


def _is_of_the_subject(word: str) -> bool:
    """Whether a word is one of the subject, of letters, of bodies or of forces."""
    singular = word.removesuffix("s")
    return is_of_a_body(word) or not {word, singular}.isdisjoint(_subject())


@cache
def _subject() -> frozenset[str]:
    """The words that the reference data knows letters, tables, offences, forces and areas by."""
    reference = load()
    texts = [name for force in reference.forces.values() for name in (force.name, force.short_name, *force.aliases)]
    texts += [area.name for area in reference.areas.values()]
    texts += [offence.title for offence in reference.offences.values()]
    texts += [spelling.spelling for spelling in reference.spellings]
    texts += [f"{measure.measure_id} {measure.title}" for measure in reference.measures.values()]
    texts += [campaign.title for campaign in reference.campaigns.values()]
    for name in LISTS:
        texts += _texts(tomllib.loads((FOLDER / name).read_text("utf-8")))
    found = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return frozenset(found | {word.removesuffix("s") for word in found})


def _texts(value: object) -> Iterator[str]:
    """Every text of a file, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
