"""Numbers and periods in the order of print -> which number is of which period.

Protects: a number is paired with a period only where both alternate through the whole text, as in "2019 – 12",
"310 (14/15) 420 (15/16)" and "2023 – 40 (old system) 21 (new system)". Any other order pairs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.phrases import letters
from ingest.phrases.numbers import Found
from ingest.phrases.periods import FoundPeriod

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
