"""What a question asked for, held against the words about a number: whether it counts that and of that time, offence
and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import Found
from ingest.phrases.periods import FoundPeriod, days
from ingest.reference import Measure, Reference
from ingest.thread import whitelist
from ingest.thread.candidates import COUNTED_TWICE, stands_as_answer
from ingest.thread.notes import noted
from ingest.thread.questions import Question, offences_named

DAYS_OF_A_YEAR = 366
WORDS_OF_A_LABEL = 8
COUNTED = {"arrests", "people", "charges", "cautions"}
"""Units of which one stands for another if an answer names both."""
NUMBER_OF = re.compile(
    r"\b(?:number|numbers|total|count|cost)\s+of\s+(?:the\s+|our\s+|such\s+|these\s+|those\s+|all\s+)*"
    r"(?P<noun>(?!which|whom|them)[a-z-]+(?:\s+(?!in|for|on|of|was|were|is|are|who|which|that|during|to|at|by|with|within|has|have|from|and|or)[a-z-]+){0,3})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    question: Question
    measure: Measure
    place_id: str
    reference: Reference
    years_overlap: bool = False
    """Whether its years of two go on where another one ends ("2016-2017", "2017-2018"): each is a financial year."""

    def is_by_year(self) -> bool:
        """Whether several years were asked for, each by itself: a number without its year is of none."""
        whole = days(self.question.period) if self.question.period is not None else None
        return "year" in self.question.dimensions and whole is not None and whole > DAYS_OF_A_YEAR

    def doubt_of(
        self, text: str, found: Found, period: FoundPeriod | None, whole: str, *, is_listed: bool
    ) -> str | None:
        """Why a number may not count what was asked for, or of another time."""
        printed = found.value.text
        unit = self.unit_of(found, text, whole)
        if unit is None:
            return f"what {printed!r} counts was not asked, or is not said"
        is_found = letters.anywhere("deeds", "found").search(whole) and not letters.anywhere("deeds", "arrest").search(
            whole
        )
        if unit == "people" != self.measure.units[0] and is_found:
            return f"what was done to those of whom {printed!r} are is not said"
        if found.unit_word is None and not is_listed and not stands_as_answer(text, found):
            return f"what {printed!r} counts is not said"
        behind = re.match(r"[^\S\n]+([a-z][\w'’-]*)", text[found.end :])
        is_bare = found.unit_word is None and found.value.value != 0
        if is_bare and behind and behind[1] not in letters.words("answers", "behind_bare"):
            return f"what {printed!r} counts is not known (“{behind[1]}”)"
        beside = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
        unsure = letters.anywhere("answers", "unsure").search(whitelist.without_phrases(beside))
        unsure = unsure if found.value.symbol is None else None
        if unsure:
            return f"{unsure[0]!r} makes a bound or an estimate of {printed!r}"
        said = no_count(text, found)
        if said:
            return f"{printed!r} may be no count of what was asked ({said!r})"
        if period is not None and period.period.kind == "unknown" and self.question.period is not None:
            return f"its period is not known ({text[period.start : period.end]!r})"
        another_time = letters.anywhere("answers", "other_time").search(text)
        if period is None and another_time:
            return f"{another_time[0]!r} is of another time than was asked"
        other = _other_noun(text, self.measure) if found.unit_word is None else None
        if other:
            return f"what {printed!r} counts is not known (“{other}”)"
        other_years = self.other_years(text)
        if other_years and (period is None or period.period == self.question.period):
            return f"{other_years[0]!r} is of another time than was asked"
        if period is None and (len(self.question.periods) > 1 or self.is_by_year()):
            return "one number, and the question asked for several periods"
        return None

    def known_words(self) -> tuple[str, ...]:
        """The measure, the question, its offence in their words, and the force's names."""
        force = self.reference.forces.get(self.place_id)
        offence = self.reference.offences.get(self.question.offence_id or "")
        names = (force.name, force.short_name, *force.aliases) if force else ()
        title = (offence.title,) if offence else ()
        return (self.measure.title, self.measure.definition, *self.question.wordings, *names, *title)

    def other_years(self, text: str) -> re.Match[str] | None:
        """Words that name another kind of year than was asked for: "calendar year" where 2019/20 was."""
        asked = self.question.period.kind if self.question.period else None
        other = {"financial_year": "calendar_years", "calendar_year": "financial_years"}.get(asked or "")
        return letters.anywhere("overall_period", other).search(text) if other else None

    def unit_of(self, found: Found, text: str = "", whole: str = "") -> str | None:
        """The figure's unit: the one that is printed with it, or else the only one that its words name, where the
        measure may be counted in it; the measure's own where they name none. None: something else is counted, or the
        `whole` answer names another unit beside it."""
        own = self.measure.units[0]
        if found.unit_word is not None:
            unit = letters.units().get(found.unit_word, "unknown") or own
        else:
            label = text[text.rfind("\n", 0, found.start) + 1 : found.start]
            before = _named(label) if len(label.split()) <= WORDS_OF_A_LABEL else set()
            named = before or _named(text) & COUNTED
            unit = own if not named or own in before else named.pop() if len(named) == 1 else ""
        others = (_named(whole) & COUNTED) | noted(whole)
        return unit if unit in self.measure.units and others <= {unit} else None

    def scope_of(self, printed: str) -> str | None:
        """The one scope of the measure that holds all the printed words ("old system": "old recording system")."""
        said = set(re.findall(r"\w+", printed.casefold()))
        fitting = [scope for scope in self.measure.scopes if said <= set(re.findall(r"\w+", scope.casefold()))]
        return fitting[0] if len(fitting) == 1 else None

    def wrong_offence(self, text: str) -> str | None:
        """Why the answer is of another offence than the question, if its words name one; a law's section is none."""
        cited = find_exemptions(text)
        plain = list(text)
        for one in cited:
            plain[one.start : one.end] = " " * (one.end - one.start)
        ids, unread = offences_named("".join(plain), self.place_id, self.reference)
        if unread:
            return f"the offence {unread[0]!r} is not known"
        if ids and ids != {self.question.offence_id}:
            asked = self.question.offence_id or "no one offence"
            return f"it names {', '.join(sorted(ids))}, and the question asked for {asked}"
        return None


def no_count(text: str, found: Found) -> str | None:
    """Words of the whitelist that together say that nobody counted a number: a rate, what another says, what was only
    looked at."""
    for name in ("aims", "rates", "denied", "said_by_others", "measured_subjects"):
        said = letters.anywhere("no_count", name).search(text)
        if said:
            return said[0]
    zero = letters.anywhere("zero", "not_counted").search(text) if found.value.value == 0 else None
    rate = _rate().match(text, found.end)
    return zero[0] if zero else " ".join(rate[0].split()) if rate else None


def _other_noun(text: str, measure: Measure) -> str | None:
    """What a text says the number of, where that is no unit: "the number of officers was 12"."""
    counted = NUMBER_OF.search(text)
    words = counted["noun"].casefold().split() if counted else []
    known = {*letters.units(), *(word for unit in measure.units for word in unit.split())}
    known |= {word.rstrip("s") for word in known}
    other = next((word for word in words if word.endswith("s")), None)
    return None if any(word in known or word.rstrip("s") in known for word in words) else other


def _named(text: str) -> set[str]:
    """The units that a text names."""
    return {letters.units()[one[0].casefold()] for one in _units().finditer(COUNTED_TWICE.sub("", text))} - {""}


@cache
def _units() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(letters.units(), key=len, reverse=True) if word[-2:] != "ed")
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@cache
def _rate() -> re.Pattern[str]:
    """Behind a number: "arrests a week", or "arrests were examined", of which a part may be what was asked for."""
    each, spans = letters.pattern("no_count", "each"), letters.pattern("no_count", "spans")
    words, seen = letters.pattern("no_count", "rate_words"), letters.pattern("answers", "looked_at")
    return re.compile(
        rf"(?:\s+(?!(?:in|within|during|for|of|over|at|by)\b)[^\W\d][\w'’-]*){{0,3}}?\s+"
        rf"(?:{each}\s+{spans}|{words}|(?:were|was|have\s+been|had\s+been)\s+(?:\w+ly\s+|all\s+|each\s+)*{seen}(?!\s+as\s))(?!\w)",
        re.IGNORECASE,
    )
