"""The words of an offence's label, as labels are compared: without case and punctuation, then without small words and
endings, then whatever their order.

Protects: two offences that become one in a looser comparison are none there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.reference import Reference, Spelling

DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
NOT_WORDS = re.compile(r"[^\w/+&]+")
OFFENDER = re.compile(
    r"\(?\s*\boffender(?:\s+is)?(?:\s+aged)?\s+(?:18\s?(?:\+|(?:years\s+)?(?:or|and)\s+over)|over\s+18)\s*\)?",
    re.IGNORECASE,
)
"""What the sections on child sexual offences by adults all say of the offender."""
UNDER = re.compile(r"\bu/?(\d{2})s?\b", re.IGNORECASE)  # "U13"
YEARS = re.compile(r"\b(\d{2})\s*(?:years?|yrs?)(?:\s+of\s+age|\s+old)?\b", re.IGNORECASE)  # "under 13 years"
FEWEST_WORDS = 3  # with meaning: fewer may be anything
SAME_WORDS = {"thirteen": "13", "sixteen": "16", "eighteen": "18", "sex": "sexual"}
WORDS_WITHOUT_MEANING = frozenset(
    ("to", "in", "with", "for", "on", "through", "engag", "commiss", "commit", "offender")
)
"""Stems: they join the others, and two offences that differ only in them are none."""
SMALL_WORDS = ("a", "an", "the", "of", "or", "and")


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """What labels are compared by: lower case, no punctuation, no dates, no plural's s, single spaces."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = DAY.sub(" ", text).replace("’", "").replace("'", "")
    words = NOT_WORDS.sub(" ", text.replace("/", " / ").replace("&", " and ")).split()
    return " ".join(_singular(word) for word in words if word != "/")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4)
def spellings_of(reference: Reference) -> dict[str, tuple[Spelling, ...]]:
    """Normal form -> spellings. The title that an Act gives an offence is one; a class's or group's title is ours."""
    titles = (
        Spelling(offence.title, offence.offence_id, offence.jurisdiction, None)
        for offence in reference.offences.values()
        if offence.act and offence.section
    )
    found: dict[str, tuple[Spelling, ...]] = {}
    for spelling in (*reference.spellings, *titles):
        key = normal(spelling.spelling)
        found[key] = (*found.get(key, ()), spelling)
    return found


@lru_cache(maxsize=4)
def loose_spellings(reference: Reference) -> dict[str, tuple[Spelling, ...]]:
    found: dict[str, tuple[Spelling, ...]] = {}
    for spellings in spellings_of(reference).values():
        for spelling in spellings:
            key = loose(spelling.spelling)
            found[key] = (*found.get(key, ()), spelling)
    return found


@lru_cache(maxsize=4)
def word_sets(reference: Reference) -> dict[frozenset[str], tuple[Spelling, ...]]:
    found: dict[frozenset[str], tuple[Spelling, ...]] = {}
    for spellings in spellings_of(reference).values():
        for spelling in spellings:
            words = word_set(spelling.spelling)
            if len(words) >= FEWEST_WORDS:
                found[words] = (*found.get(words, ()), spelling)
    return found


def word_set(label: str) -> frozenset[str]:
    """The stems of the words that carry an offence's meaning, whatever their order and the small words between them:
    "Cause or incite sexual activity with a child" is "causing or inciting a child to engage in sexual activity"."""
    spelt = YEARS.sub(r"\1", UNDER.sub(r"under \1", OFFENDER.sub(" ", label)))
    words = (SAME_WORDS.get(word, word) for word in loose(spelt).split())
    return frozenset(word for word in words if word not in WORDS_WITHOUT_MEANING)


def loose(label: str) -> str:
    """As `normal`, without the small words that a crime system's short titles leave out and with verbs by their stems:
    "Cause / incite child to engage" is "causing or inciting a child to engage". Two offences that become one are none
    (`_by_spelling`)."""
    return " ".join(stem_of(word) for word in normal(label).split() if word not in SMALL_WORDS)


def stem_of(word: str) -> str:
    word = "child" if word == "children" else word
    for ending, least in (("ing", 6), ("ion", 7)):
        if len(word) >= least and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
