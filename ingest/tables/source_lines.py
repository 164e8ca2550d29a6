"""A line or a sentence over a table that says whose its numbers are, from where, or by which date -> yes or no.

Protects: a table is not left unread for a letter's own remark on its systems, which limits nothing. A remark with any
word that is not known for such ("from the northern district's system") is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.phrases.wordings import any_of
from ingest.tables import words

HAS_DIGIT = re.compile(r"\d")
FULL_STOP = re.compile(r"[.!]\s*$")


def is_furniture(line: str) -> bool:
    """Whether a line says where the numbers are from or whose they are, and nothing of what is counted."""
    starts = _furniture().match(line)
    says_what = [word for word in words.plain(line).split() if word in words.unit_of_word()]
    return starts is not None and not says_what and not _limits(line)


def tells_of_source(sentence: str, force_names: Iterable[str] = ()) -> bool:
    """Whether a whole sentence says from which system numbers were taken, how systems changed, or that they stand in
    the year in which they were recorded. One that names a date, a part or a place other than the force does not.
    `force_names`: in plain words."""
    if not FULL_STOP.search(sentence) or HAS_DIGIT.search(sentence) or _limits(sentence):
        return False
    text = sentence.casefold().replace("’", "'").strip().rstrip(".!").strip()
    if _by_year().fullmatch(text):
        return True
    for start, names in ((_taken(), ("furniture_words", "from", "systems", "departments")), (_changed(), ("changes",))):
        found = start.match(text)
        if found is not None:
            idle = _words_in(*names) - _words_in("parts_of_force")
            rest = f" {words.plain(' '.join((found['which'] or '', text[found.end() :])))} "
            for name in force_names:
                rest = rest.replace(f" {words.plain(name)} ", " ")
            return all(word in idle for word in rest.split())
    return False


def without_source_in_brackets(line: str) -> str:
    """A line without "(source: Niche custody)". A bracket that names anything but systems stays where it is."""
    return _source_in_brackets().sub(_kept_source, line)


def _limits(text: str) -> bool:
    plain = words.plain(text)
    return any(words.holds(plain, word) for word in (*_words("parts"), *words.phrases("notes", "excluding")))


def _words(name: str) -> frozenset[str]:
    return words.phrases("titles", name)


@cache
def _words_in(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for one in _words(name) for word in one.split())


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(rf"\s*{_one_of('furniture')}(?!\w)", re.IGNORECASE)


@cache
def _source_in_brackets() -> re.Pattern[str]:
    return re.compile(rf"[(\[]\s*{_one_of('from')}\b[^)\]]*[)\]]", re.IGNORECASE)


def _kept_source(found: re.Match[str]) -> str:
    idle = _words_in("from", "systems", "furniture_words")
    parts = [part for part in words.plain(found[0]).split() if not HAS_DIGIT.search(part)]
    return " " if parts and all(part in idle for part in parts) else found[0]


@cache
def _taken() -> re.Pattern[str]:
    """ "The information above was taken" """
    told, shown = _one_of("told"), _one_of("shown")
    return re.compile(rf"(?:{_one_of('polite')}\s+)?(?:(?:the|this|these|our|all)\s+)*{told}(?P<which>)(?:\s+{shown})*"
                      rf"\s+{_one_of('was')}\s+(?:been\s+)?{_one_of('gathered')}\b")  # fmt: skip


@cache
def _changed() -> re.Pattern[str]:
    """ "Our systems changed" """
    return re.compile(rf"(?:{_one_of('polite')}\s+)?(?:our|the|the force's)\s+(?P<which>(?:\w+\s+){{0,3}})systems?"
                      rf"\s+(?:{_one_of('was')}\s+)?{_one_of('altered')}\b")  # fmt: skip


@cache
def _by_year() -> re.Pattern[str]:
    """ "Crimes are counted in the year in which they were recorded, which may differ from that in which they happened":
    what every count of recorded crime is (Home Office Counting Rules, general rules, section A)."""
    when = r"(?:\s+(?:in|on|during)\s+which|\s+that|\s+when)?"
    when_recorded = rf"(?:in|by|under|against|to)\s+the\s+(?:financial\s+|calendar\s+)?(?:year|month|period|date){when}"
    return re.compile(
        rf"(?:{_one_of('polite')}\s+)?(?:(?:the|these|all)\s+)?\w+\s+{_one_of('was')}\s+{_one_of('counted')}\s+"
        rf"{when_recorded}\s+they\s+were\s+(?:first\s+)?recorded"
        rf"(?:,?\s+(?:which|and)\s+(?:this\s+)?(?:may|might|can|could)(?:\s+well)?\s+(?:differ|be\s+different)\s+from\s+"
        rf"(?:that|the\s+(?:year|date|month|one)){when}\s+they\s+{_one_of('happened')})?"
    )


def _one_of(name: str) -> str:
    return any_of(list(words.listed("titles", name)))
