"""The Acts and sections that a label names.

Protects: a section belongs to an Act; an Act of another year is another Act, and a name that two Acts have is neither's
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.reference import Reference

SECTION_MARK = r"(?:ss?|secs?|sects?|sections?|arts?|articles?)"
NEXT_IN_LIST = r"(?:\s*(?:,|/|&|\+|-|–|\band\b|\bor\b|\bto\b)+\s*(?:and\s+)?\d{1,3}[a-z]{0,2}\b(?:\s*\(\w{1,3}\))*)"
SECTION = re.compile(
    rf"\b{SECTION_MARK}\.?\s*(\d{{1,3}}[a-z]{{0,2}})\b((?:\s*\(\w{{1,3}}\))*)({NEXT_IN_LIST}*)", re.IGNORECASE
)
PULLED_APART = re.compile(rf"\b{SECTION_MARK}\.?\s*\d{{1,2}}\s+(\d{{1,2}}[a-z]{{0,2}})\b", re.IGNORECASE)
"""A scan or a narrow cell prints "Section 1 2": section 12, or 1 with another number beside it."""
SECTION_BEFORE_ACT = re.compile(r"\b(\d{1,3}[a-z]{1,2})((?:\s*\(\w{1,3}\))*) of the\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
SHORT_WORDS = (
    ("communications", "comms"), ("communications", "comm"), ("communications", "com"),
    ("criminal justice", "crim justice"), ("sexual offences", "sex offences"), ("sexual offences", "sexual offs"),
    ("sexual offences", "sexual off"), ("protection of children", "protection of child"),
    ("protection of children", "prot of children"), ("protection of children", "p of c"),
    ("coroners and justice", "coroners justice"), ("coroners and justice", "coroner and justice"),
)  # fmt: skip
"""How crime systems shorten an Act's title."""
LINKING_WORDS = ("of", "and", "the")
SHORTEST_INITIALS_WITHOUT_YEAR = 2  # "SOA" is an Act; "CA" may be anything, so it needs its 2003


def sections_named(label: str) -> set[str]:
    """Every section that is printed, each by its key: "sections 8, 10 and 12" are three, so no one of them is meant;
    nor is it where a second number stands beside the first ("Section 1 2")."""
    places = [*SECTION.finditer(label), *SECTION_BEFORE_ACT.finditer(label)]
    named = {section_key(place.group(1) + place.group(2)) for place in places}
    named |= {section_key(place.group(1)) for place in PULLED_APART.finditer(label)}
    lists = (place.group(3) for place in places if place.re is SECTION)
    return named | {
        section_key(more) for text in lists for more in re.findall(r"\d{1,3}[a-z]{0,2}", text, re.IGNORECASE)
    }


@lru_cache(maxsize=4096)
def section_key(section: str | None) -> str:
    """`s127(1)(a)`, `Section 127 (1) (a)` and `art 22A` as `127(1)(a)` and `22a`; "" for no section."""
    return re.sub(rf"^{SECTION_MARK}?\.?\s*|\s+", "", (section or "").casefold())


@lru_cache(maxsize=4)
def acts_of(reference: Reference) -> frozenset[str]:
    return frozenset(offence.act for offence in reference.offences.values() if offence.act)


def acts_named(label: str, acts: Iterable[str]) -> set[str]:
    """Acts that a label names in full or by their initials ("SOA 2003"), longest first so that "Protection of Children
    and …" is not also the Protection of Children Act. A year that differs from the Act's names no Act of ours."""
    text, found = _act_words(label), set()
    years = set(YEAR.findall(label))
    for name, named in _act_names(frozenset(acts)):
        if f" {name} " not in f" {text} " or (len(name) <= SHORTEST_INITIALS_WITHOUT_YEAR and not years):
            continue
        text = f" {text} ".replace(f" {name} ", " | ")
        fitting = {act for act in named if not years or _year_of(act) in years}
        found |= fitting or {f"{act} with another year" for act in named}
    return _settled_by_year(found, acts, years)


def _settled_by_year(found: set[str], acts: Iterable[str], years: set[str]) -> set[str]:
    """Without a year a name may be two Acts' (there is a Sexual Offences Act 1956 as well): then it names neither."""
    if years:
        return found
    titles = [_act_words(YEAR.sub("", act)) for act in acts]
    return {act for act in found if titles.count(_act_words(YEAR.sub("", act))) == 1}


@lru_cache(maxsize=8)
def _act_names(acts: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every name, and the Acts that have it, longest names first: the title, the title in short words ("Comms Act"),
    and the initials ("CJA", which two Acts have, "C&JA")."""
    names: dict[str, set[str]] = {}
    for act in sorted(acts):
        title = _act_words(YEAR.sub("", act))
        words = title.split()
        initials = "".join(word[0] for word in words if word not in LINKING_WORDS)
        with_and = "".join(" " if word == "and" else word[0] for word in words if word not in ("of", "the"))
        forms = {title, *(shorter for long, short in SHORT_WORDS for shorter in (title.replace(long, short),))}
        forms |= {one for one in (initials, with_and) if len(one) > 1}
        for name in forms:
            names.setdefault(name, set()).add(act)
    pairs = ((name, frozenset(named)) for name, named in names.items())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=64)
def names_of_act(act: str) -> frozenset[str]:
    """Every name of an Act in plain words, without its year."""
    return frozenset(name for name, _ in _act_names(frozenset((act,))))


@lru_cache(maxsize=8192)
def _act_words(text: str) -> str:
    """Lower-case words without years, brackets closed up, so that SO(S)A and SOSA are one."""
    closed = re.sub(r"(?<=\w)\(([a-z]{1,2})\)(?=\w)", r"\1", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", YEAR.sub(" ", closed)).split())


def _year_of(act: str) -> str:
    years = YEAR.findall(act)
    return years[-1] if years else ""
