"""What a question asked for, held against the words about a number: whether it counts that and of that time, offence
and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import Found
from ingest.phrases.periods import days, find_periods
from ingest.reference import Measure, Reference
from ingest.thread import unit_notes
from ingest.thread.deeds import done_to
from ingest.thread.elsewhere import anothers, unknown_label
from ingest.thread.no_count import no_count, zero_of_nothing_counted
from ingest.thread.period_of import sentence_at
from ingest.thread.questions import Question, offences_named
from ingest.thread.unexplained import unexplained

NUMBER_OF = re.compile(
    r"\b(?:number|numbers|total|count)\s+of\s+(?:the\s+|our\s+|such\s+|these\s+|those\s+|all\s+)*"
    r"(?P<noun>(?!which|whom|them)[a-z-]+(?:\s+(?!in|for|on|of|was|were|is|are|who|which|that|during|to|at|by|with|within|has|have|from|and|or)[a-z-]+){0,3})",
    re.IGNORECASE,
)
DAYS_OF_A_YEAR = 366


@dataclass(frozen=True)
class Asked:
    question: Question
    measure: Measure
    place_id: str
    reference: Reference
    noted: frozenset[str]
    """Units that notes in the whole answer name."""
    tells_of_systems: bool = False
    """Whether the whole answer speaks of recording systems."""
    years_overlap: bool = False
    """Whether its years of two go on where another one ends ("2016-2017", "2017-2018"): each is a financial year."""

    def is_by_year(self) -> bool:
        """Whether several years were asked for, each by itself: a number without its year is of none."""
        whole = days(self.question.period) if self.question.period is not None else None
        return "year" in self.question.dimensions and whole is not None and whole > DAYS_OF_A_YEAR

    def counts_else(self, found: Found) -> bool:
        """Whether a number counts by its own words what the measure can't be counted in: requests, officers."""
        unit = letters.units().get(found.unit_word) if found.unit_word else ""
        return unit != "" and unit not in self.measure.units

    def doubt_of(self, text: str, found: Found) -> str | None:
        """Why a number is another's, of other people than were asked for, or nobody's count."""
        sentence = sentence_at(text, found.start)
        whose = anothers(sentence, found.value.text, self.place_id, self.reference, " ".join(self.question.wordings))
        return (
            whose
            or no_count(sentence, found, text)
            or done_to(text, found, self.measure)
            or zero_of_nothing_counted(text, found)
        )

    def unexplained_of(self, text: str, found: Found) -> str | None:
        """Why a word of a number's own sentence may make something else of it."""
        offence = self.reference.offences.get(self.question.offence_id or "")
        known = (*self.known_words(), offence.title if offence else "")
        return unexplained(text, found, known, is_told_of_systems=self.tells_of_systems)

    def unknown_label_of(self, text: str, found: Found) -> str | None:
        """Why the word before a number may make it another's: "Canterbury: 45"."""
        line = text[text.rfind("\n", 0, found.start) + 1 : found.start]
        label = unknown_label(line, " ".join(self.known_words())) if not find_periods(line) else None
        return f"what {label!r} is, is not known" if label else None

    def known_words(self) -> tuple[str, ...]:
        """The measure and the question in their words, and the force's names."""
        force = self.reference.forces.get(self.place_id)
        names = (force.name, force.short_name, *force.aliases) if force else ()
        return (self.measure.title, self.measure.definition, *self.question.wordings, *names)

    def other_noun(self, text: str, found: Found) -> str | None:
        """Why a number without a countable word is of something else: its sentence says the number of what it is, "the
        number of officers was 12"."""
        if found.unit_word is not None:
            return None
        sentence = sentence_at(text, found.start)
        measured = letters.anywhere("no_count", "measured_subjects").search(sentence[: sentence.find(found.value.text)])
        if measured:
            return f"{found.value.text!r} is a measure and no count ({measured[0]!r})"
        counted = NUMBER_OF.search(sentence)
        words = counted["noun"].casefold().split() if counted else []
        known = {*letters.units(), *(word for unit in self.measure.units for word in unit.split())}
        known |= {word.rstrip("s") for word in known}
        other = next((word for word in words if word.endswith("s")), None)
        if other is None or any(word in known or word.rstrip("s") in known for word in words):
            return None
        return f"what {found.value.text!r} counts is not known (“{other}”)"

    def other_years(self, text: str) -> re.Match[str] | None:
        """Words that name another kind of year than was asked for: "calendar year" where 2019/20 was."""
        asked = self.question.period.kind if self.question.period else None
        other = {"financial_year": "calendar_years", "calendar_year": "financial_years"}.get(asked or "")
        return letters.anywhere("overall_period", other).search(text) if other else None

    def unit_of(self, found: Found, text: str = "") -> str | None:
        """The figure's unit: the one that is printed with it, or that its label or a note names, where the measure may
        be counted in it, and the measure's own where none is. None: something else is counted."""
        own = self.measure.units[0]
        behind = unit_notes.of_bracket(text, found) if text else None
        if found.unit_word is None:
            told = frozenset({behind}) if behind else self._told(found, text)
            if not told or own in told:
                return own
            unit = next(iter(told)) if len(told) == 1 else None
        else:
            unit = letters.units().get(found.unit_word)
            if text and unit and ((self.noted and unit not in self.noted) or (behind and behind != unit)):
                return None
        if unit == "":
            return own
        return unit if unit in self.measure.units else None

    def _told(self, found: Found, text: str) -> frozenset[str]:
        return (unit_notes.of_label(text, found) or self.noted) if text else frozenset()

    def other_unit(self, found: Found, text: str) -> str:
        behind = unit_notes.of_bracket(text, found)
        counted = found.unit_word or behind or " or ".join(sorted(self._told(found, text)))
        if letters.units().get(found.unit_word or "") in self.measure.units:
            told = {behind} if behind else self.noted
            return f"it says {counted}, and a note that {' or '.join(sorted(told))} are counted"
        return f"it counts {counted}, which was not asked"

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
