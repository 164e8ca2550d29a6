"""One label -> the period that it speaks of, alone or together with what is counted ("Arrests 2018/19").

Protects: a year that the print does not settle, whose end is cut off or whose mark no note explains is not read as the
whole year.
"""

from __future__ import annotations

import re

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases.periods import days, find_periods, read_period
from ingest.phrases.two_years import TWO_YEARS, as_one_year
from ingest.tables import words
from ingest.tables.labels import Meaning, Read, Reading, Unread, as_counted, as_total, bare, unbroken
from ingest.tables.notes import without_mark
from ingest.tables.year_labels import limited_by, part_of_year, without_months
from ingest.unstorable import UNREAD

CUT_SHORT = re.compile(r"[-–—/]\s*$")  # "2017-": the rest of the label stands elsewhere
JOINING = re.compile(r"^[\s,;:–—()/-]+|[\s,;:–—()/-]+$")
LONGEST_MONTH = 31
NUMBERED_YEAR = re.compile(r"(?:Year|Yr)\s?\d{1,2}\s*[(:–-]\s*(?P<period>[^()]*\d[^()]*?)\s*\)?", re.IGNORECASE)
"""`Year 1 (2019/20)`: which of the years asked for it is, and the year."""
NOTE_SYMBOLS = frozenset("*†‡#~^")


def as_period(label: str, reading: Reading, head: str = "") -> Meaning | Unread | None:
    """None where the label speaks of no period."""
    if UNREAD in label:
        text = words.one_line(label)
        return Unread(text, "period-not-read", f"the period “{text}” is not read: some of it was not.")
    text, note = bare(label, reading)
    period = _period(text, reading, head)
    if period is not None and period.start is not None:
        limited = limited_by(note, period) if note else None
        if isinstance(limited, str):
            words_of = f"“{text}” {limited}, by the note “{note}”"
            return Unread(text, "period-not-read", f"{words_of}: give the period by hand.")
        if note is None and _is_marked(label, reading):
            return _with_unknown_note(label)
        period = limited or period
        return Meaning("period", text, f"period: “{text}”, read as {period.period_id}", period=period, note=note)
    found = find_periods(text)
    if not found:
        return None
    if len(found) == 1 and found[0].period is not UNKNOWN_PERIOD and note is None and _is_marked(label, reading):
        return _with_unknown_note(label)
    why = (
        "it ends after the answer was published"
        if period is None and _is_settled(text) and read_period(text, published=reading.published) is None
        else "the print does not settle it"
    )
    return Unread(text, "period-not-read", f"the period “{text}” is not read: {why}.")


def _with_unknown_note(label: str) -> Unread:
    text = words.one_line(label)
    why = f"the mark on “{text}” is explained nowhere beside the table: it may be a part of the year."
    return Unread(text, "period-not-read", why)


def _is_marked(label: str, reading: Reading) -> bool:
    """Whether a label ends with the mark of a note, a raised digit or a symbol."""
    text, mark = without_mark(words.one_line(label).rstrip(":").strip(), reading.footnotes)
    return mark is not None or text[-1:] in NOTE_SYMBOLS


def _period(text: str, reading: Reading, head: str) -> Period | None:
    """The period of a whole label; None where it is none, and the unknown one where it is not settled."""
    if not text or CUT_SHORT.search(text):
        return None
    if reading.years_unsettled and TWO_YEARS.search(text):
        return None
    numbered = NUMBERED_YEAR.fullmatch(text)
    text = numbered["period"] if numbered else text
    kind_of_year = next((kind for kind in ("financial year", "calendar year") if kind in head.casefold()), "")
    spelt = without_months(as_one_year(text) if reading.years_overlap else text)
    for one in dict.fromkeys((spelt, unbroken(spelt, reading))):
        for spelt in dict.fromkeys((f"{kind_of_year} {one}".strip(), one)):
            period = read_period(spelt, published=reading.published)
            if period is not None and period.start is not None:
                return _under_head(period, one, head, reading)
        part = part_of_year(one, reading.published)
        if part is not None:
            return part
    return None


def _under_head(period: Period, text: str, head: str, reading: Reading) -> Period | None:
    """A period as its heading has it: a month or a day under "Year ending" ends a year, and under "Year" is none that
    is settled."""
    plain = words.plain(head)
    if (days(period) or 0) > LONGEST_MONTH or not words.holds(plain, "year"):
        return period
    if any(words.holds(plain, word) for word in ("ending", "ended", "end", "to")):
        return read_period(f"year ending {text}", published=reading.published)
    return None


def _is_settled(text: str) -> bool:
    period = read_period(text)
    return period is not None and period.start is not None


def as_compound(label: str, reading: Reading, head: str = "") -> Read | None:
    """A period and what is counted in one label: "Arrests 2018/19". None where it is not just these."""
    if UNREAD in label:
        return None
    text, note = bare(label, reading)
    text = without_months(as_one_year(text) if reading.years_overlap else text)
    text = unbroken(text, reading)
    found = find_periods(text)
    if len(found) != 1 or found[0].period is UNKNOWN_PERIOD or CUT_SHORT.search(text):
        return None
    if note is None and _is_marked(label, reading):
        return None
    printed = text[found[0].start : found[0].end]
    period = as_period(printed, reading, head)
    if not isinstance(period, Meaning) or (note and period.period and limited_by(note, period.period) is not None):
        return None
    rest = _without_lead(f"{text[: found[0].start]} {text[found[0].end :]}")
    if not rest:
        return (period,)
    counted = as_counted(rest, reading) or as_total(rest, reading)
    return (period, counted) if counted is not None else None


def _without_lead(text: str) -> str:
    """What stands beside a period without the words that only lead to it: "Number of arrests in", "Year"."""
    rest = JOINING.sub("", text.strip())
    for word in sorted(words.listed("heads", "leads"), key=len, reverse=True):
        rest = re.sub(rf"(?:^{word}\b|\b{word}$)", "", rest, flags=re.IGNORECASE).strip()
        rest = JOINING.sub("", rest)
    return rest
