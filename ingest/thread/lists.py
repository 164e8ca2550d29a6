"""A list in an answer -> which number is of which period, part or offence, and what its marks and empty rows mean.

Protects: a number is paired with a period only where both alternate through the whole text, as in "2019 – 12" and
"310 (14/15) 420 (15/16)". A list whose offence or number is not understood gives a problem for that row alone; a mark
means nothing without the source's own legend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.model import Line, Period, Value
from ingest.phrases import letters
from ingest.phrases.numbers import Found, read_mark, read_value
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import FoundPeriod, read_period
from ingest.reference import Measure
from ingest.thread.asked import Asked, no_count
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.parts import NotRead, Part, Piece, Reading, Values, quote_of_span, value_of
from ingest.thread.questions import OFFENCE_MENTION, Question

SCOPE = re.compile(r"\s*\(([^()\d][^()]*)\)")
JOINED = re.compile(r"[\s,;]*(?:(?:and|&|plus)\s+)?$")
BETWEEN_PERIOD_AND_VALUE = re.compile(r"[^.;\d]{0,50}")
LEADS_TO_A_PERIOD = (
    r"(?:in|for|during|within|over|across|throughout|between|from|of|relating\s+to|recorded\s+in|made\s+in)"
)
BETWEEN_VALUE_AND_PERIOD = re.compile(
    rf"\s*(?:[a-z]+\s+){{0,3}}(?:[(\[]|{LEADS_TO_A_PERIOD}\s+(?:the\s+)?(?:year\s+|period\s+|financial\s+year\s+)?)\s*",
    re.IGNORECASE,
)
TOTAL_ROW = re.compile(r"\W*(?:grand\s+|overall\s+)?total(?:\s+[a-z]+)?\s*[-–—:=]?\s*", re.IGNORECASE)
OF_THEM = re.compile(r"\bof\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
OPENS_ITSELF = re.compile(r"\s*(?:[a-z]+\s+){0,3}", re.IGNORECASE)
ITS_OPENING = re.compile(r"(?:between|from|in|during|for|within)\b", re.IGNORECASE)
DASHED = re.compile(r"\s*[-–—]\s*")
BETWEEN_ITEMS = re.compile(r"\)?\s*(?:[,;/]|\n|\band\b).*", re.IGNORECASE | re.DOTALL)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
LISTED = re.compile(r"(?:[\s,;&]|\b(?:and|the|in|for)\b)*", re.IGNORECASE)
SENTENCE_START = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n")
MORE_THAN_ONE = re.compile(r"[,;/&+]|\b(?:and|or|plus|by|per|with|both|each)\b", re.IGNORECASE)
ENDS_THERE = re.compile(r"(?:[^\S\n]|[,()]|\n(?!\s*\n)|\brespectively\b)*(?:$|[.;]|\n\s*\n)", re.IGNORECASE)
COUNT_FIRST = re.compile(r"\W*(\d[\d,]*)\s*[x×]\s+(?=\S)", re.IGNORECASE)  # "10 x section 8 of SOA 2003"
FILLED_GAP = re.compile(r"\[(\s*\d[\d,]*\s*)\]")  # "[insert number]" with the number put in
SEPARATORS = " \t\n:=–—-[(•*"
ROW_OF_OFFENCE = re.compile(r"(?P<label>.*\S)\s*(?:[:=–—]|\s-(?=\s|$)|\s\.{2,})\s*(?P<mark>\S*(?:\s+\S+){0,3})\s*")
MARK = re.compile(r"[*†‡#^~.–—-]{1,3}|\[[a-z]{1,4}\]|[cxz]|n/?a", re.IGNORECASE)
ROW_WITH_MARK = re.compile(r"\s*(?P<label>.*?\w\)?)\s*(?::|=|\s[-–—]|\s)\s*(?P<mark>\S+)\s*")


def paired(
    text: str, counts: Sequence[Found], periods: Sequence[FoundPeriod]
) -> list[tuple[Found, FoundPeriod | None]] | None:
    """Each number with its period, when they alternate through the whole text: "2019 – 12", "310 (14/15) 420 (15/16)",
    "2023 – 40 (old system) 21 (new system)". None when they do not, or when there is one number and one period."""
    if len(counts) < 2:
        return None
    marks: list[tuple[int, int, Found | FoundPeriod]] = sorted(
        [(one.start, one.end, one) for one in counts] + [(one.start, one.end, one) for one in periods],
        key=lambda mark: mark[:2],
    )
    if not periods:
        all_scoped = all(SCOPE.match(text, found.end) for found in counts)
        return [(found, None) for found in counts] if all_scoped else None
    if RESPECTIVELY.search(text):
        return _respectively(text, counts, periods)
    pairs = _period_first(text, marks) if isinstance(marks[0][2], FoundPeriod) else _value_first(text, marks)
    return pairs


def total_below(text: str, counts: Sequence[Found], periods: Sequence[FoundPeriod]) -> bool | None:
    """Whether the last line of a list of periods, "Total - 100", adds up the numbers above; None where it is none."""
    if len(counts) < 3 or len(periods) != len(counts) - 1 or periods[-1].end > counts[-1].start:
        return None
    line = text[text.rfind("\n", 0, counts[-1].start) + 1 : counts[-1].start]
    if not TOTAL_ROW.fullmatch(line) or text[counts[-1].end :].strip(" .\n") not in ("", counts[-1].unit_word):
        return None
    values = [one.value.value for one in counts]
    return None not in values and sum(value or 0 for value in values[:-1]) == values[-1]


def _period_first(
    text: str, marks: Sequence[tuple[int, int, Found | FoundPeriod]]
) -> list[tuple[Found, FoundPeriod | None]] | None:
    pairs: list[tuple[Found, FoundPeriod | None]] = []
    period: FoundPeriod | None = None
    is_used = True
    before = 0
    for start, end, mark in marks:
        if isinstance(mark, FoundPeriod):
            if not is_used:
                return None
            period, is_used = mark, False
        else:
            gap = text[before:start]
            is_scoped_again = is_used and SCOPE.fullmatch(JOINED.sub("", gap) or "x") and SCOPE.match(text, end)
            if is_used and not is_scoped_again:
                return None
            if not is_used and not BETWEEN_PERIOD_AND_VALUE.fullmatch(gap):
                return None
            pairs.append((mark, period))
            is_used = True
        before = end
    return pairs if is_used and pairs else None


def _value_first(
    text: str, marks: Sequence[tuple[int, int, Found | FoundPeriod]]
) -> list[tuple[Found, FoundPeriod | None]] | None:
    if len(marks) % 2:
        return None
    pairs: list[tuple[Found, FoundPeriod | None]] = []
    for (_, end, found), (start, _, period) in zip(marks[::2], marks[1::2], strict=True):
        if not isinstance(found, Found) or not isinstance(period, FoundPeriod):
            return None
        gap, behind = text[end:start], text[period.end :]
        if OF_THEM.search(gap):
            return None
        opens_itself = OPENS_ITSELF.fullmatch(gap) and ITS_OPENING.match(text, start)
        is_dashed = DASHED.fullmatch(_without_unit(gap, found)) and (
            not behind.strip(" .)]\n") or BETWEEN_ITEMS.match(behind)
        )
        if not (BETWEEN_VALUE_AND_PERIOD.fullmatch(gap) or opens_itself or is_dashed):
            return None
        pairs.append((found, period))
    return pairs


def _respectively(
    text: str, counts: Sequence[Found], periods: Sequence[FoundPeriod]
) -> list[tuple[Found, FoundPeriod | None]] | None:
    """ "For 2019 and 2020 the figures were 9 and 30 respectively": as many periods as numbers, all of one before all of
    the other, and nothing else in two: of "arrests and charges for 2019 and 2020" the numbers are of those."""
    apart = periods[-1].end <= counts[0].start or counts[-1].end <= periods[0].start
    lists: tuple[Sequence[Found | FoundPeriod], ...] = (counts, periods)
    are_lists = all(
        LISTED.fullmatch(_without_unit(text[one.end : other.start], one))
        for row in lists
        for one, other in pairwise(row)
    )
    distinct = {one.period.period_id for one in periods}
    if len(counts) != len(periods) or len(distinct) != len(periods) or not apart or not are_lists:
        return None
    return list(zip(counts, periods, strict=True)) if _are_two_only(text, counts, periods) else None


def _are_two_only(text: str, counts: Sequence[Found], periods: Sequence[FoundPeriod]) -> bool:
    """Whether in a sentence of two lists nothing beside them is said of more than one thing."""
    first, last = min(counts[0].start, periods[0].start), max(counts[-1].end, periods[-1].end)
    left, right = sorted((counts[-1].end, periods[-1].end))[0], sorted((counts[0].start, periods[0].start))[1]
    start = max((one.end() for one in SENTENCE_START.finditer(text, 0, first)), default=0)
    unit = counts[-1].unit_word if last == counts[-1].end else None
    behind = re.sub(rf"^\s+{re.escape(unit)}\b", "", text[last:]) if unit else text[last:]
    words = letters.pattern("series", "between_lists")
    leads = re.fullmatch(rf",?(?:\s|(?<!\w){words}(?!\w))*:?", text[left:right].strip(), re.IGNORECASE)
    counted = {units[word] for word in re.findall(r"\w+", text.casefold()) if (units := letters.units()).get(word)}
    is_one = not MORE_THAN_ONE.search(text[start:first]) and len(counted) < 2
    return is_one and leads is not None and ENDS_THERE.match(behind) is not None


def _without_unit(between: str, one: Found | FoundPeriod) -> str:
    """What stands between two of a list, without what the first counts: "9 arrests and 30"."""
    word = one.unit_word if isinstance(one, Found) else None
    return re.sub(rf"^\s+{re.escape(word)}\b", "", between) if word else between


def by_offence(piece: Piece, asked: Asked) -> Values:
    """Items such as "section 8 of SOA 2003 - 3", one a line or parted by semicolons."""
    readings: list[Reading] = []
    not_read: list[NotRead] = []
    for start, end in _items(piece.text):
        item = FILLED_GAP.sub(r" \1 ", piece.text[start:end])
        counts = counts_in(item)
        if not counts:
            continue
        read = _offence_item(piece, item, start, counts, asked)
        (readings if isinstance(read, Reading) else not_read).append(read)  # type: ignore[arg-type]
    return Values(tuple(readings), tuple(not_read))


def _offence_item(piece: Piece, item: str, start: int, counts: Sequence[Found], asked: Asked) -> Reading | NotRead:
    last = counts[-1]
    quote, lines = quote_of_span(piece, start, start + len(item))
    first = COUNT_FIRST.match(item)
    is_first = first is not None and first.start(1) == last.start
    rest = item[last.end :] if first is None or not is_first else ""
    if last.unit_word and rest.strip().casefold().startswith(last.unit_word):
        rest = rest.strip()[len(last.unit_word) :]  # "9 arrests"
    if len(counts) > 1 or last.kind == "unclear" or rest.strip(" .;,)]\n"):
        return NotRead("it is not one offence with its number", item, lines)
    named = item[first.end() :].strip(" .;,\n") if first and is_first else item[: last.start].strip(SEPARATORS)
    label = " ".join(named.split())
    reading = read_offence(label, place_id=asked.place_id, reference=asked.reference) if label else None
    if reading is None or reading.offence_id is None:
        return NotRead(f"the offence {label!r} is not known", item, lines)
    if asked.is_by_year():
        return NotRead("each year was asked for, and which one it counts is not said beside it", item, lines)
    unit = asked.unit_of(last)
    if unit is None:
        return NotRead(f"it counts {last.unit_word}, which was not asked", item, lines)
    doubt = no_count(item, last)
    if doubt:
        return NotRead(doubt, item, lines)
    return Reading(value_of(last), unit, None, None, None, reading.offence_id, label, lines, quote)


def _items(text: str) -> list[tuple[int, int]]:
    """The spans of the items of a list: lines, and what semicolons part."""
    spans: list[tuple[int, int]] = []
    for start, end in _between(text, 0, len(text), ";"):
        is_one = ";" in text and len(counts_in(FILLED_GAP.sub(r" \1 ", text[start:end]))) == 1  # wrapped where it likes
        spans += [(start, end)] if is_one else _between(text, start, end, "\n")
    return spans


def _between(text: str, first: int, last: int, mark: str) -> list[tuple[int, int]]:
    """The spans with words between the marks of a part of a text."""
    spans, start = [], first
    for end in [*(found.start() for found in re.finditer(mark, text[:last]) if found.start() >= first), last]:
        if text[start:end].strip():
            spans.append((start, end))
        start = end + 1
    return spans


def without_number(part: Part, values: Values) -> tuple[NotRead, ...]:
    """A problem for each row of an offence without a number, where other rows of the answer give theirs."""
    if not values.readings:
        return ()
    said = "\n".join(one.text for one in values.not_read)
    read = {reading.lines for reading in values.readings}  # by the source's legend
    return tuple(
        NotRead("no number stands in this row, and nothing says what it means", line.text.strip(), (line,))
        for piece in part.pieces
        for line in piece.lines
        if _is_without(line.text.strip()) and line.text.strip() not in said and (line,) not in read
    )


def _is_without(text: str) -> bool:
    row = ROW_OF_OFFENCE.fullmatch(text)
    if row is None or re.search(r"\d", row["mark"]) or read_value(row["mark"]) is not None:
        return False
    return OFFENCE_MENTION.search(row["label"]) is not None or MARK.fullmatch(row["mark"]) is not None


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
    row = ROW_WITH_MARK.fullmatch(printed)
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
