"""Lines of print as groups of words, and what is a number or a period by its form alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ingest.pdf.layout import Word
from ingest.phrases import letters

NUMBER = re.compile(
    r"[<>~≤≥£-]?\s?\d(?:[\d,.\s/–-]*\d)?%?(?:\s?(?:\[\w+\]|[*†‡§#^]+))?|[-–—−*†‡]{1,2}|\[\w+\]"
    r"|(?!(?:19|20)\d\d\s?to\s?[a-z])\d+\s?(?:to|or)\s?\w+"  # "2020 to date" is no range
)
PERIOD = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?|\d\d\s?/\s?\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
FOOTNOTE_MARKS = " *†‡§#^"
YEAR = re.compile(r"(?:19|20)\d\d[),:]?")
YEARS = re.compile(r"((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)\d\d)")
YEARS_BEGUN = re.compile(r"(?:19|20)\d\d\s?[/–-]\s?\d{0,3}")


@dataclass(frozen=True)
class PrintLine:
    """One line of print with its groups of words from left to right."""

    groups: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> list[Word]:
        return [word for group in self.groups for word in group]

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self._level)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self._level)

    @property
    def _level(self) -> list[Word]:
        """Its words without raised marks, which would move its edges; all of them where it holds nothing else."""
        return [word for word in self.words if not word.is_raised] or self.words

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def is_counted(self) -> bool:
        """Whether a group behind the first is a number by its form."""
        return any(is_number(text_of_group(group)) for group in self.groups[1:])

    @property
    def is_of_periods(self) -> bool:
        """Whether its numbers are all years or periods."""
        numbers = [text for group in self.groups[1:] if is_number(text := text_of_group(group))]
        return all(is_period(text) for text in numbers)


def text_of_group(group: Sequence[Word]) -> str:
    return " ".join(word.text for word in group if not word.is_raised)


def is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Whether a text is a year or a period by its form, a footnote's mark behind it left out."""
    return PERIOD.fullmatch(text.rstrip(FOOTNOTE_MARKS)) is not None


def is_year_of_law(before: Word, word: Word) -> bool:
    """Whether a word is the year in the name of a law: "Coroners and Justice Act 2009" counts nothing."""
    return YEAR.fullmatch(word.text) is not None and before.text.strip("(,") in _laws()


@cache
def _laws() -> frozenset[str]:
    return frozenset(letters.section("citations")["acts_in_tables"])


def are_broken_years(text: str, below: str) -> bool:
    """Whether two lines are a year and the next one, broken where a narrow cell had no more room: "2017/201", "8"."""
    match = YEARS.fullmatch(text + below)
    return YEARS_BEGUN.fullmatch(text) is not None and match is not None and int(match[2]) == int(match[1]) + 1
