"""One number of a piece, held against all that may make it something else -> a reading, or why it is not read.

Protects: a figure is of the unit, period, part and force that its words say. What stands in the way of one of them is
named.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Line, Value
from ingest.phrases import letters
from ingest.phrases.numbers import Found
from ingest.phrases.periods import FoundPeriod, contains
from ingest.thread.asked import Asked
from ingest.thread.behind import changed_behind
from ingest.thread.brackets import unread_bracket
from ingest.thread.candidates import stands_as_answer
from ingest.thread.doubts import as_estimate, doubt_of_number
from ingest.thread.parts import Piece
from ingest.thread.period_of import periods_of, time_in_doubt
from ingest.thread.readings import NotRead, Reading, Values, quote_of, value_of
from ingest.thread.series import SCOPE
from ingest.thread.systems import scope_named, system_of

SUPPRESSED = "[c]"


def read_one(
    asked: Asked, piece: Piece, found: Found, periods: Sequence[FoundPeriod], age: str | None = None
) -> Values:
    """A number that stands alone in its piece, or that was chosen. `age`: of the recording system that is known to be
    its."""
    unit = asked.unit_of(found, piece.text)
    if unit is None:
        return not_read(piece, asked.other_unit(found, piece.text))
    if found.unit_word is None and age is None and not stands_as_answer(piece.text, found):
        return not_read(piece, f"what {found.value.text!r} counts is not said")
    found = as_estimate(piece.text, found)
    doubt = doubt_of_number(piece.text, found) or asked.other_noun(piece.text, found)
    if doubt:
        return not_read(piece, doubt)
    doubt = asked.doubt_of(piece.text, found) or asked.unknown_label_of(piece.text, found)
    if found.value.symbol is None:
        doubt = doubt or unread_bracket(piece.text, found, asked.known_words())
    if age is None:
        doubt = doubt or changed_behind(piece.text, found, asked.known_words())
    if doubt:
        return not_read(piece, doubt)
    doubt = time_in_doubt(piece.text, found, periods, asked.question.period)
    if doubt:
        return not_read(piece, doubt)
    periods, doubt = periods_of(piece.text, found, periods, asked.question.period)
    if doubt:
        return not_read(piece, doubt)
    distinct = {one.period.period_id: one for one in periods}
    if len(distinct) > 1:
        return not_read(piece, f"one number and several periods ({', '.join(distinct)})")
    period = next(iter(distinct.values()), None)
    other_years = asked.other_years(piece.text)
    other = letters.anywhere("answers", "other_time").search(piece.text) or other_years
    if period is None and other:
        return not_read(piece, f"{other[0]!r} is of another time than was asked")
    if period and other_years and asked.question.period and period.period.kind == asked.question.period.kind:
        return not_read(piece, f"{other_years[0]!r} is of another time than {period.period.period_id}")
    if period is None and (len(asked.question.periods) > 1 or asked.is_by_year()):
        return not_read(piece, "one number, and the question asked for several periods")
    merged = _merged(asked, piece, period, quote_of(piece, 0, len(piece.text)))
    quote, lines = quote_of(piece, found.start, found.end)
    label = piece.text[period.start : period.end] if period else None
    part = SCOPE.match(piece.text, found.end)
    scope = asked.scope_of(part[1]) if part else None
    if scope is None:
        doubt = None
        if age is None:
            told, dated = asked.tells_of_systems, [(one.start, one.end) for one in periods]
            age, doubt = system_of(piece.text, found, is_told=told, but=dated)
        scope = scope_named(age, asked.measure.scopes) if age else None
        if doubt or (age and scope is None):
            return not_read(piece, doubt or f"the {age} system is no part that is known")
    doubt = asked.unexplained_of(piece.text, found)
    if doubt:
        return not_read(piece, doubt)
    said = period.period if period else None
    reading = Reading(value_of(found), unit, said, label, scope, None, None, lines, quote)
    return Values((reading, *merged))


def _merged(
    asked: Asked, piece: Piece, period: FoundPeriod | None, quoted: tuple[str, tuple[Line, ...]]
) -> tuple[Reading, ...]:
    """One suppressed count for each period that was asked for, where the answer puts them together so that no small
    count shows (form D12)."""
    said = letters.anywhere("answers", "merged").search(piece.text)
    if not said or not is_merged(piece.text) or period is None or len(asked.question.periods) < 2:
        return ()
    value = Value(None, 0.0, None, SUPPRESSED, said[0])
    return tuple(
        Reading(value, asked.measure.units[0], one, one.period_id, None, None, None, quoted[1], quoted[0])
        for one in asked.question.periods
        if contains(period.period, one) and one != period.period
    )


def not_read(piece: Piece, why: str) -> Values:
    return Values(not_read=(NotRead(why, piece.text, piece.lines),))


def is_merged(text: str) -> bool:
    """Whether a text puts years together so that no small count shows (form D12)."""
    said = letters.anywhere("answers", "merged").search(text)
    return said is not None and any(word in text.casefold() for word in letters.words("answers", "merged_because"))
