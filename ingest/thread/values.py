"""The words of one answer -> the quantities that they print, each with its period, scope, offence and unit as printed.

Protects: a figure is one that the answer bears. Where two numbers stand and no rule decides between them, where the
unit is another than was asked for, or the period or offence is not settled by the print, there is a problem and no
figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.phrases import letters
from ingest.phrases.numbers import Found, find_values, is_listed, read_value
from ingest.phrases.periods import FoundPeriod, find_periods
from ingest.phrases.two_years import years_overlap
from ingest.reference import Measure, Reference
from ingest.thread import unit_notes
from ingest.thread.asked import Asked
from ingest.thread.behind import changed_behind, words_left_over
from ingest.thread.candidates import leads
from ingest.thread.doubts import is_broken_down, is_zero_said_twice, unsure_of_all
from ingest.thread.leading import counts_of_answer
from ingest.thread.offence_list import by_offence
from ingest.thread.one_value import is_merged, read_one
from ingest.thread.parts import Piece
from ingest.thread.period_of import spoken_of, with_asked_year_settled, with_years_settled
from ingest.thread.questions import Question
from ingest.thread.readings import NotRead, Reading, Values, quote_of_span, value_of
from ingest.thread.series import (
    SCOPE,
    is_row_without_number,
    paired,
    rows_without_numbers,
    total_below,
    without_their_sum,
)
from ingest.thread.systems import by_system, speaks_of_systems
from ingest.thread.wholes import part_and_whole

LEADING_TO_A_NUMBER = (":", "=")
WORDS_OF_A_LABEL = 8
MOST_NUMBERS = 80  # of one paragraph: a list of periods has fewer
MORE_NUMBERS = "more numbers stand after the answer"


def read_values(
    pieces: Sequence[Piece], question: Question, measure: Measure, place_id: str, reference: Reference
) -> Values:
    """The quantities of an answer to a question about this measure."""
    whole = "\n\n".join(piece.text for piece in pieces)
    overlap = years_overlap([whole]) and not any(one.kind == "calendar_year" for one in question.periods)
    asked = Asked(question, measure, place_id, reference, unit_notes.noted(whole), speaks_of_systems(whole), overlap)
    reader = _Reader(asked)
    readings: list[Reading] = []
    not_read: list[NotRead] = []
    lost: list[NotRead] = []  # rows of a list in which no number was understood
    unread: str | None = None  # an earlier paragraph's numbers that were not understood
    for piece in _joined(pieces):
        found = by_offence(piece, asked) if "offence" in question.dimensions else reader.of_piece(piece)
        found = _with_left_over(found, piece)
        if readings and found.readings and not _are_series([*readings, *found.readings]):
            shown = ", ".join(reading.value.text for reading in found.readings)
            not_read.append(NotRead(f"{MORE_NUMBERS} ({shown})", piece.text, piece.lines))
            continue
        if unread and found.readings and not readings:
            not_read.append(
                NotRead(f"numbers that are not understood stand before it ({unread})", piece.text, piece.lines)
            )
            continue
        readings += found.readings
        not_read += found.not_read
        if not found.readings and not found.not_read and is_row_without_number(piece.text):
            lost.append(NotRead("a period stands here without its number", piece.text, piece.lines))
        if not found.readings and counts_of_answer(piece.text):
            unread = ", ".join(one.value.text for one in counts_of_answer(piece.text))
    if len(readings) == 1 and not_read and _is_of_unknown_period(readings[0]):
        rest = [one for one in not_read if _begins_with_unknown_period(one.text)]
        if rest:  # "2016-2017: 4" above "2017-2018: 3": a row of a list whose periods are not known
            why = f"it is one of several, each of a period that is not known ({readings[0].value.text})"
            not_read.insert(0, NotRead(why, readings[0].quote, readings[0].lines))
            readings.clear()
    is_list = len(readings) > 1 and all(reading.period_label for reading in readings)
    return Values(tuple(readings), (*not_read, *(lost if is_list else ())))


def _with_left_over(values: Values, piece: Piece) -> Values:
    """What was read, and a problem for number words beside it that were not understood."""
    left = words_left_over(piece.text, counts_of_answer(piece.text)) if values.readings else []
    if not left:
        return values
    return replace(
        values, not_read=(*values.not_read, NotRead(f"{MORE_NUMBERS} ({', '.join(left)})", piece.text, piece.lines))
    )


def _is_of_unknown_period(reading: Reading) -> bool:
    return reading.period is not None and reading.period.kind == "unknown"


def _begins_with_unknown_period(text: str) -> bool:
    return any(one.period.kind == "unknown" and len(text[: one.start].split()) <= 2 for one in find_periods(text))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that are a year and its number each put together: which of two short numbers is a year, the
    list tells. So too a number alone below the words that lead to it with a colon."""
    kept: list[Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        is_row = last and is_listed(piece.text) and all(is_listed(row) for row in last.text.split("\n"))
        leads = last and last.text.rstrip()[-1:] in LEADING_TO_A_NUMBER and not find_values(last.text)
        tells = leads and (find_periods(last.text) or len(last.text.split()) <= WORDS_OF_A_LABEL) if last else False
        if last and (is_row or (tells and read_value(piece.text) is not None)):
            kept[-1] = replace(last, text=f"{last.text}\n{piece.text}", lines=(*last.lines, *piece.lines))
        else:
            kept.append(piece)
    return kept


def _are_series(readings: Sequence[Reading]) -> bool:
    """Whether each says something else: its own period, scope or offence."""
    keys = {(r.period and r.period.period_id, r.scope, r.offence_id) for r in readings}
    return len(keys) == len(readings) and all(r.period_label or r.scope or r.offence_label for r in readings)


@dataclass(frozen=True)
class _Reader:
    asked: Asked

    def of_piece(self, piece: Piece) -> Values:
        text = piece.text
        counts = [found for found in counts_of_answer(text) if not _explains_merging(text, found)]
        if not counts:
            return self._without_counts(piece)
        unclear = [found for found in counts if found.kind == "unclear"]
        if unclear:
            return self._not_read(piece, f"{unclear[0].value.text!r} may be a year, a label or a count")
        first = _of_first_sentence(text, counts)
        beside = counts[len(first) :]
        if beside and all(self.asked.counts_else(one) for one in beside):
            printed = ", ".join(one.value.text for one in beside)
            told = self._of_counts(piece, first, _sentences_of(text, beside))
            more = NotRead(f"{MORE_NUMBERS} ({printed})", text, piece.lines)
            return replace(told, not_read=(*told.not_read, more))
        return self._of_counts(piece, counts)

    def _of_counts(self, piece: Piece, counts: Sequence[Found], beside: tuple[int, int] = (0, 0)) -> Values:
        """`beside`: the sentences that count something else, whose periods are not the answer's."""
        text = piece.text
        if len(counts) > MOST_NUMBERS:
            return self._not_read(piece, f"{len(counts)} numbers stand in one paragraph")
        wrong = self.asked.wrong_offence(text)
        if wrong:
            return self._not_read(piece, wrong)
        spoken = spoken_of(text)
        spoken = with_years_settled(text, spoken) if self.asked.years_overlap else spoken
        spoken = with_asked_year_settled(text, spoken, self.asked.question.period)
        periods = [one for one in spoken if not beside[0] <= one.start < beside[1]]
        empty = rows_without_numbers(text, periods)
        if empty:
            told = self._with_periods(piece, counts, [one for one in periods if one not in empty])
            named = ", ".join(text[one.start : one.end] for one in empty)
            return replace(
                told, not_read=(*told.not_read, NotRead(f"no number stands behind {named}", text, piece.lines))
            )
        return self._with_periods(piece, counts, periods)

    def _with_periods(self, piece: Piece, counts: Sequence[Found], periods: Sequence[FoundPeriod]) -> Values:
        text = piece.text
        total = total_below(text, counts, periods)
        if total is not None:
            told = self._with_periods(piece, counts[:-1], periods)
            return told if total else self._not_read(piece, "its numbers do not add up to their total")
        series = self._series(piece, counts, periods)
        if series is not None:
            return series
        of_systems = without_their_sum(text, counts)
        parted = by_system(text, of_systems, is_told=self.asked.tells_of_systems) if len(counts) > 1 else None
        if parted is not None:
            return self._by_system(piece, parted, periods)
        pair = part_and_whole(text, counts)
        if pair is not None:
            return self._out_of(piece, pair, periods)
        if is_broken_down(text, counts) or (len(counts) == 2 and self._is_of_which(text, counts)):
            return self._one(piece, counts[0], periods)
        chosen = self._chosen(text, counts) if len(counts) > 1 else None
        if chosen is not None:
            answer = self._one(piece, chosen, periods)
            printed = ", ".join(found.value.text for found in counts if found is not chosen)
            others = NotRead(f"{MORE_NUMBERS} ({printed})", piece.text, piece.lines)
            return replace(answer, not_read=(*answer.not_read, others))
        if is_zero_said_twice(text, counts):
            return self._one(piece, counts[1] if counts[1].unit_word else counts[0], periods)
        if len(counts) > 1:
            printed = "; ".join(found.value.text for found in counts)
            return self._not_read(piece, f"{len(counts)} numbers stand here and no rule says which answers ({printed})")
        return self._one(piece, counts[0], periods)

    def _by_system(self, piece: Piece, parted: Sequence[tuple[Found, str]], periods: Sequence[FoundPeriod]) -> Values:
        """A number for each recording system, of one period."""
        unit = next((found.unit_word for found, _ in parted if found.unit_word), None)
        counts = [(replace(found, unit_word=found.unit_word or unit), age) for found, age in parted]
        told = [self._one(piece, found, periods, age) for found, age in counts]
        not_read = next((one.not_read for one in told if one.not_read), ())
        return Values(not_read=not_read) if not_read else Values(tuple(one.readings[0] for one in told))

    def _without_counts(self, piece: Piece) -> Values:
        shares = [found for found in find_values(piece.text) if found.kind in ("percent", "share")]
        return self._not_read(piece, f"{shares[0].value.text!r} is a share and no count") if shares else Values()

    def _series(self, piece: Piece, counts: Sequence[Found], periods: Sequence[FoundPeriod]) -> Values | None:
        """A number for each period or each scope, or None where the words are no such series."""
        pairs = paired(piece.text, counts, periods)
        if pairs is None or self._has_a_period_twice(piece.text, pairs):
            return None
        if len({found.unit_word.rstrip("s") for found, _ in pairs if found.unit_word}) > 1:
            return self._not_read(piece, "its numbers do not all count the same")
        unsure = unsure_of_all(piece.text, [found for found, _ in pairs])
        if unsure:
            return self._not_read(piece, f"{unsure!r} makes bounds or estimates of its numbers")
        readings = []
        for found, period in pairs:
            scope = SCOPE.match(piece.text, found.end)
            named = self.asked.scope_of(scope[1]) if scope and not find_periods(scope[1]) else None
            if scope and not find_periods(scope[1]) and named is None:
                return self._not_read(piece, f"what part {scope[1]!r} is, is not known")
            unit = self.asked.unit_of(found, piece.text)
            if unit is None:
                return self._not_read(piece, self.asked.other_unit(found, piece.text))
            doubt = self.asked.doubt_of(piece.text, found)
            doubt = doubt or changed_behind(piece.text, found, self.asked.known_words())
            doubt = doubt or self.asked.unexplained_of(piece.text, found)
            if doubt:
                return self._not_read(piece, doubt)
            start = min(period.start, found.start) if period else found.start
            quote, lines = quote_of_span(piece, start, max(period.end, found.end) if period else found.end)
            label = piece.text[period.start : period.end] if period else None
            readings.append(
                Reading(
                    value_of(found), unit, period.period if period else None, label, named, None, None, lines, quote
                )
            )
        return Values(tuple(readings))

    def _has_a_period_twice(self, text: str, pairs: Sequence[tuple[Found, FoundPeriod | None]]) -> bool:
        """Whether two rows are of one period and no scope parts them: what is before it does ("Old system 2019/20: 2",
        "New system 2019/20: 2"), and two equal numbers are no one number said twice."""
        if any(SCOPE.match(text, found.end) for found, _ in pairs):
            return False
        named = [period.period.period_id for _, period in pairs if period is not None]
        return len(set(named)) < len(named)

    def _out_of(self, piece: Piece, counts: Sequence[Found], periods: Sequence[FoundPeriod]) -> Values:
        """ "31 out of 90 cases": 31 is the answer. What the 90 are is not what was asked, so a person settles it."""
        first = replace(counts[0], unit_word=counts[0].unit_word or counts[1].unit_word)
        answer = self._one(piece, first, periods)
        why = f"what {counts[1].value.text!r} counts, of which the answer is a part, is not said by the question"
        return replace(answer, not_read=(*answer.not_read, NotRead(why, piece.text, piece.lines)))

    def _is_of_which(self, text: str, counts: Sequence[Found]) -> bool:
        """ "143 arrests, of which 12 were released without charge": the first counts what was asked, the second what
        came of it. "1,430 arrests, of which 143 were online" is not so: either may answer."""
        first, part = counts
        unit = letters.units().get(first.unit_word) if first.unit_word else None
        led = re.search(r"\bof\s+(?:which|whom|these|those|them),?\s+$", text[first.end : part.start], re.IGNORECASE)
        came = letters.pattern("answers", "came_of_them")
        verb = r"(?:were|was|have been|had been|resulted in|led to|ended in|received)"
        behind = rf"\s+(?:(?:people|persons|individuals|arrests)\s+)?{verb}\s+(?:an?\s+|the\s+)?{came}\W*"
        return (
            unit == self.asked.measure.units[0]
            and bool(led)
            and re.fullmatch(behind, text[part.end :], re.I) is not None
        )

    def _chosen(self, text: str, counts: Sequence[Found]) -> Found | None:
        """The one of several numbers that answers: a bare first one, or the only one that counts what was asked where
        each of the others counts something else by its own words ("61 arrests and 70 offences")."""
        if leads(text, counts):
            return counts[0]
        units = [letters.units().get(found.unit_word) if found.unit_word else None for found in counts]
        asked = [found for found, unit in zip(counts, units, strict=True) if unit == self.asked.measure.units[0]]
        return asked[0] if len(asked) == 1 and all(units) else None

    def _one(self, piece: Piece, found: Found, periods: Sequence[FoundPeriod], age: str | None = None) -> Values:
        return read_one(self.asked, piece, found, periods, age)

    def _not_read(self, piece: Piece, why: str) -> Values:
        return Values(not_read=(NotRead(why, piece.text, piece.lines),))


def _sentences_of(text: str, counts: Sequence[Found]) -> tuple[int, int]:
    """Where the sentences or lines of some numbers begin and end."""
    starts = [one.end() for one in re.finditer(r"[.;](?=\s)|\n", text)]
    end = re.compile(r"[.;](?=\s)|\n[^\S\n]*\n|$").search(text, counts[-1].end)
    return max((at for at in starts if at <= counts[0].start), default=0), end.end() if end else len(text)


def _of_first_sentence(text: str, counts: Sequence[Found]) -> list[Found]:
    """The first numbers of a text, those of its first sentence or line that has any; all where only one does."""
    end = re.compile(r"[.;](?=\s)|\n").search(text, counts[0].end)
    return [one for one in counts if end is None or one.start < end.start()]


def _explains_merging(text: str, found: Found) -> bool:
    """Whether a bound only says why years are put together: "shown together as the counts are below 5 in one"."""
    if found.value.value is not None:
        return False
    breaks = [one.end() for one in re.finditer(r"[.;]\s+", text)]
    start = max((at for at in breaks if at <= found.start), default=0)
    end = min((at for at in breaks if at > found.start), default=len(text))
    sentence = text[start:end]
    return start > 0 and is_merged(sentence)
