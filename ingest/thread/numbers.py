"""The words of one answer -> the quantities that they print, each with its period, scope, offence and unit as printed.

Protects: a figure is one that the answer bears. Its number is the only one of its answer, or one of a list with a
period, a part or an offence for each; and every other word of the answer is known (`whitelist`). Anything else is a
problem, and its numbers wait for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Value
from ingest.phrases import letters
from ingest.phrases.numbers import Found, find_values, is_listed, read_value
from ingest.phrases.periods import FoundPeriod, contains, find_periods
from ingest.phrases.quantities import ESTIMATE
from ingest.phrases.two_years import years_overlap
from ingest.reference import Measure, Reference
from ingest.thread import whitelist
from ingest.thread.asked import Asked
from ingest.thread.candidates import counts_in
from ingest.thread.lists import SCOPE, by_offence, paired, total_below
from ingest.thread.parts import NotRead, Piece, Reading, Values, quote_of, quote_of_span, value_of
from ingest.thread.periods import spoken_of, with_asked_year_settled, with_years_settled
from ingest.thread.questions import Question

LEADING_TO_A_NUMBER = (":", "=")
WORDS_OF_A_LABEL = 8
MOST_NUMBERS = 80  # of one paragraph: a list of periods has fewer
SUPPRESSED = "[c]"
OPENING = re.compile(r"\s*(?P<number>\d[\d,]*)[.]\s+(?=\S)")
NOTE_ON_A_PART = re.compile(
    r"^[ \t]*(?:[*†‡#]+|\[\w\]|[¹²³⁴⁵⁶⁷⁸⁹])(?:\d[\d,]*|[a-z]+)\s+of\s+(?:these|those|them|whom|which|the)\b.*",
    re.MULTILINE | re.IGNORECASE,
)
"""A note that tells of a part of a number that is marked elsewhere: "*5 of these relate to 2018/19"."""
LABEL_MARKS = " \t\n.,;:=–—-"
BRACKETED = re.compile(r"(?:\s+[a-z]+)?\s*\((?P<number>[^()\d]+)\)", re.IGNORECASE)
WORDS_BEFORE = re.compile(r"(?P<number>[A-Za-z -]+)\(\s*$")


def read_values(
    pieces: Sequence[Piece], question: Question, measure: Measure, place_id: str, reference: Reference
) -> Values:
    """The quantities of an answer to a question about this measure."""
    whole = "\n\n".join(piece.text for piece in pieces)
    overlap = years_overlap([whole]) and not any(one.kind == "calendar_year" for one in question.periods)
    asked = Asked(question, measure, place_id, reference, overlap)
    joined = _joined(pieces)
    of_offences = "offence" in question.dimensions
    told = [by_offence(piece, asked) if of_offences else _of_piece(piece, asked, whole) for piece in joined]
    readings: list[Reading] = []
    not_read: list[NotRead] = []
    for values in told:
        if readings and values.readings and not _are_series([*readings, *values.readings]):
            printed = ", ".join(reading.value.text for reading in values.readings)
            first = values.readings[0]
            not_read.append(NotRead(f"more numbers stand after the answer ({printed})", first.quote, first.lines))
            continue
        if values.readings and not readings and not_read and not of_offences:
            why = f"numbers that are not understood stand before it ({not_read[0].why})"
            not_read.append(NotRead(why, values.readings[0].quote, values.readings[0].lines))
            continue
        readings += values.readings
        not_read += values.not_read
    silent = [piece for piece, values in zip(joined, told, strict=True) if not values.readings and not values.not_read]
    doubt = _doubt_beside(silent, readings, asked) if readings and not of_offences else None
    if doubt:
        printed = ", ".join(reading.value.text for reading in readings)
        return Values(not_read=(NotRead(f"{printed}: {doubt}", whole, readings[0].lines), *not_read))
    return Values(tuple(readings), tuple(not_read))


def _doubt_beside(pieces: Sequence[Piece], readings: Sequence[Reading], asked: Asked) -> str | None:
    """What paragraphs without a figure make of those beside them."""
    for piece in pieces:
        named = [one for one in spoken_of(piece.text) if one.period.kind != "unknown"]
        own = {(reading.period or asked.question.period) for reading in readings}
        if any(one.period not in own for one in named):
            return f"a sentence beside it speaks of another period (“{piece.text[named[0].start : named[0].end]}”)"
        strange = asked.wrong_offence(piece.text) or whitelist.strange(piece.text, (), asked.known_words())
        if strange:
            return strange
    return None


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


def _of_piece(piece: Piece, asked: Asked, whole: str) -> Values:
    text = piece.text
    opening = _opening(piece)
    if opening is not None:
        told = _of_piece(opening, asked, opening.text)
        rest = NotRead("more numbers may stand after the answer", text, piece.lines)
        return replace(told, not_read=(*told.not_read, rest))
    notes = [note.span() for note in NOTE_ON_A_PART.finditer(text)]
    counts = [one for one in counts_in(text) if not any(start <= one.start < end for start, end in notes)]
    if not counts:
        shares = [found for found in find_values(text) if found.kind in ("percent", "share")]
        return _not_read(piece, f"{shares[0].value.text!r} is a share and no count") if shares else Values()
    unclear = next((found for found in counts if found.kind == "unclear"), None)
    if unclear:
        return _not_read(piece, f"{unclear.value.text!r} may be a year, a label or a count")
    if len(counts) > MOST_NUMBERS:
        return _not_read(piece, f"{len(counts)} numbers stand in one paragraph")
    periods = spoken_of(text)
    periods = with_years_settled(text, periods) if asked.years_overlap else periods
    periods = with_asked_year_settled(text, periods, asked.question.period)
    wrong = asked.wrong_offence(text)
    if wrong:
        return _not_read(piece, wrong)
    total = total_below(text, counts, periods)
    if total is False:
        return _not_read(piece, "its numbers do not add up to their total")
    rows = counts[:-1] if total else counts
    parts = _by_part(text, counts, asked) if not periods else None
    if parts is not None:
        return _of_parts(piece, counts, parts, asked, whole)
    pairs = paired(text, rows, periods) if len(rows) > 1 else _alone(rows[0], periods)
    if pairs is None:
        printed = "; ".join(found.value.text for found in counts)
        return _not_read(piece, f"{len(counts)} numbers stand here and no rule says which answers ({printed})")
    if isinstance(pairs, str):
        return _not_read(piece, pairs)
    brackets = [SCOPE.match(text, found.end) for found, _ in pairs]
    scopes = [asked.scope_of(one[1]) if one and not find_periods(one[1]) else None for one in brackets]
    spans = [(one.start, one.end) for one in counts] + [(one.start, one.end) for one in periods]
    spans += [one.span() for one, scope in zip(brackets, scopes, strict=True) if one and scope]
    spans += _said_again(text, [found for found, _ in pairs])
    spans += _ends_of_the_asked(text, asked)
    found = pairs[0][0]
    if len(pairs) == 1 and (estimate := _as_estimate(text, found)):
        pairs = [(replace(found, value=Value(None, None, None, ESTIMATE, found.value.text)), pairs[0][1])]
        spans.append(estimate)
    strange = whitelist.strange(text, spans, asked.known_words())
    if strange:
        return _not_read(piece, strange)
    readings: list[Reading] = []
    for (found, period), scope in zip(pairs, scopes, strict=True):
        doubt = asked.doubt_of(text, found, period, whole, is_listed=len(pairs) > 1)
        if doubt:
            return _not_read(piece, doubt)
        quote, lines = quote_of(piece, found.start, found.end)
        if len(pairs) > 1:
            start, end = min(period.start, found.start) if period else found.start, found.end
            quote, lines = quote_of_span(piece, start, max(period.end, end) if period else end)
        label = text[period.start : period.end] if period else None
        said = period.period if period else None
        unit = asked.unit_of(found, text, whole)
        readings.append(Reading(value_of(found), unit, said, label, scope, None, None, lines, quote))
    named = [(reading.period and reading.period.period_id, reading.scope) for reading in readings]
    if len(set(named)) < len(named):
        return _not_read(piece, "two of its numbers are of one period")
    return Values((*readings, *_merged(piece, pairs, asked)))


def _said_again(text: str, counts: Sequence[Found]) -> list[tuple[int, int]]:
    """A number in words beside its digits, and the other way about: "61 (sixty one)", "Two (2)"."""
    spans = []
    for found in counts:
        behind, before = BRACKETED.match(text, found.end), WORDS_BEFORE.search(text[: found.start])
        for said in (one for one in (behind, before) if one):
            value = read_value(said["number"].strip())
            if value is not None and value.value == found.value.value:
                spans.append(said.span("number"))
    return spans


def _ends_of_the_asked(text: str, asked: Asked) -> list[tuple[int, int]]:
    """The first and the last day of the period that was asked for, where a text names both and no other."""
    days = [one for one in find_periods(text) if one.period.start is not None and one.period.start == one.period.end]
    period = asked.question.period
    is_asked = period is not None and [one.period.start for one in days] == [period.start, period.end]
    return [(one.start, one.end) for one in days] if is_asked else []


def _as_estimate(text: str, found: Found) -> tuple[int, int] | None:
    """Words that make an estimate of the one number of a text and no bound: "263 (an approximate figure)"."""
    if found.value.symbol is not None or not found.value.value:
        return None
    beside = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    unsure = list(letters.anywhere("answers", "unsure").finditer(beside))
    is_estimate = len(unsure) == 1 and " ".join(unsure[0][0].casefold().split()) in letters.words(
        "answers", "estimates"
    )
    return unsure[0].span() if is_estimate else None


def _opening(piece: Piece) -> Piece | None:
    """The number that opens an answer, where what follows speaks of it: "45. Of those, 7 were women"."""
    found = OPENING.match(piece.text)
    rest = piece.text[found.end() :] if found else ""
    times = letters.at_start("leading", "times").match(rest) and letters.anywhere("leading", "refers_back").search(rest)
    if found is None or not (times or letters.at_start("leading", "comments").match(rest)):
        return None
    return replace(piece, text=found["number"], lines=piece.lines[:1])


def _by_part(text: str, counts: Sequence[Found], asked: Asked) -> list[str] | None:
    """The part that is printed before each number: "Old system: 61, new system: 12, total: 73"."""
    starts = [0, *(found.end for found in counts)]
    labels = [text[start : found.start].strip(LABEL_MARKS) for start, found in zip(starts, counts, strict=False)]
    values = [found.value.value or 0 for found in counts]
    if len(counts) > 2 and labels[-1].casefold() == "total" and sum(values[:-1]) == values[-1]:
        labels.pop()
    scopes = [scope for label in labels if label and (scope := asked.scope_of(label))]
    is_whole = len(scopes) == len(labels) == len(set(scopes)) > 1 and not text[counts[-1].end :].strip(LABEL_MARKS)
    return scopes if is_whole else None


def _of_parts(piece: Piece, counts: Sequence[Found], parts: Sequence[str], asked: Asked, whole: str) -> Values:
    readings: list[Reading] = []
    for found, scope in zip(counts, parts, strict=False):
        doubt = asked.doubt_of(piece.text, found, None, whole, is_listed=True)
        if doubt:
            return _not_read(piece, doubt)
        quote, lines = quote_of(piece, found.start, found.end)
        unit = asked.unit_of(found, piece.text, whole)
        readings.append(Reading(value_of(found), unit, None, None, scope, None, None, lines, quote))
    return Values(tuple(readings))


def _alone(found: Found, periods: Sequence[FoundPeriod]) -> list[tuple[Found, FoundPeriod | None]] | str:
    distinct = {one.period.period_id: one for one in periods}
    if len(distinct) > 1:
        return f"one number and several periods ({', '.join(distinct)})"
    return [(found, next(iter(distinct.values()), None))]


def _merged(piece: Piece, pairs: Sequence[tuple[Found, FoundPeriod | None]], asked: Asked) -> tuple[Reading, ...]:
    """One suppressed count for each period that was asked for, where the answer puts them together so that no small
    count shows (form D12)."""
    said = letters.anywhere("answers", "merged").search(piece.text)
    period = pairs[0][1]
    if not said or not is_merged(piece.text) or period is None or len(asked.question.periods) < 2 or len(pairs) > 1:
        return ()
    value = Value(None, 0.0, None, SUPPRESSED, said[0])
    quote, lines = quote_of(piece, 0, len(piece.text))
    return tuple(
        Reading(value, asked.measure.units[0], one, one.period_id, None, None, None, lines, quote)
        for one in asked.question.periods
        if contains(period.period, one) and one != period.period
    )


def is_merged(text: str) -> bool:
    """Whether a text puts years together so that no small count shows (form D12)."""
    said = letters.anywhere("answers", "merged").search(text)
    return said is not None and any(word in text.casefold() for word in letters.words("answers", "merged_because"))


def _not_read(piece: Piece, why: str) -> Values:
    return Values(not_read=(NotRead(why, piece.text, piece.lines),))
