"""An answer that is a mark ("*", "-", "[c]") -> what the source's own legend says of it.

Protects: a mark means nothing without the legend, in words as in tables. One that stands beside a number, or of which
the legend does not speak, is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Line, Period, Value
from ingest.phrases.numbers import read_mark
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Measure
from ingest.thread.context import Context
from ingest.thread.parts import Piece
from ingest.thread.questions import Question
from ingest.thread.readings import Reading

ROW = re.compile(r"\s*(?P<label>.*?\w\)?)\s*(?::|=|\s[-–—]|\s)\s*(?P<mark>\S+)\s*")


def read_marks(pieces: Sequence[Piece], question: Question, measure: Measure, context: Context) -> tuple[Reading, ...]:
    """A mark that is the whole answer, or one behind each offence or period of a list; () for anything else."""
    if not context.legend or not any(piece.text.strip() for piece in pieces):
        return ()
    text = "\n".join(piece.text for piece in pieces).strip()
    whole = read_mark(text, context.legend)
    if whole is not None and "offence" not in question.dimensions and len(question.periods) < 2:
        lines = tuple(line for piece in pieces for line in piece.lines)
        return (_reading(whole, measure, text, lines),)
    read = [_row(printed, line, question, measure, context) for printed, line in _rows(pieces)]
    return tuple(one for one in read if one is not None) if all(read) else ()


def read_marks_beside(
    pieces: Sequence[Piece], question: Question, measure: Measure, context: Context
) -> tuple[Reading, ...]:
    """The marks behind offences in a list in which other offences have numbers."""
    if not context.legend or "offence" not in question.dimensions:
        return ()
    read = [_row(printed, line, question, measure, context) for printed, line in _rows(pieces)]
    return tuple(one for one in read if one is not None)


def _rows(pieces: Sequence[Piece]) -> Iterator[tuple[str, Line]]:
    for piece in pieces:
        for printed, line in zip(piece.text.split("\n"), piece.lines, strict=False):
            if printed.strip():
                yield printed.strip(), line


def _row(printed: str, line: Line, question: Question, measure: Measure, context: Context) -> Reading | None:
    """ "Section 10 SOA 2003 - *", "2018/19: *": what stands before the mark is an offence where one is asked, else a
    period."""
    row = ROW.fullmatch(printed)
    value = read_mark(row["mark"], context.legend) if row else None
    if row is None or value is None:
        return None
    if "offence" in question.dimensions:
        read = read_offence(row["label"], place_id=context.force_id, reference=context.reference)
        offence = read.offence_id if read else None
        return _reading(value, measure, printed, (line,), row["label"], offence=offence) if offence else None
    period = read_period(row["label"])
    if period is None or period.start is None:
        return None
    return _reading(value, measure, printed, (line,), row["label"], period=period)


def _reading(
    value: Value,
    measure: Measure,
    quote: str,
    lines: tuple[Line, ...],
    label: str | None = None,
    *,
    offence: str | None = None,
    period: Period | None = None,
) -> Reading:
    return Reading(
        value,
        measure.units[0],
        period,
        label if period else None,
        None,
        offence,
        label if offence else None,
        lines,
        quote,
    )
