"""A printed phrase -> a quantity, as an exact value, an interval, or an estimate that is not a number at all.

Protects: no value is given whose digits, number word or zero word do not stand in its own print; a suppressed or
unknown count is never zero; bounds are kept as bounds. The rule is the contract's for `value`, `value_low`,
`value_high`:

    22   1,204   six   one group named          exact: value, low and high are equal
    none   nil   zero   never   not once        exact: 0, for the word says so
    <5   fewer than 5   less than 5             0 to 4 (1 to 4 where the same source prints its zeros)
    5 or fewer   up to 100   no more than 5     0 to 5, 0 to 100, 0 to 5
    at least 150   150 or more   150+           150 and no upper bound
    more than 150   over 150   in excess of     151 and no upper bound for whole units, else 150
    0-5   between 5 and 10                      both ends included
    about 90   nearly 500   almost half         all unknown, symbol [e]: the words stand in the text

Marks (`*`, `-`, `n/a`, a blank) mean what the source's own legend says and nothing without it: `read_mark`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from ingest.model import Value
from ingest.phrases import wordings
from ingest.phrases.other_digits import Span, find_other_digits
from ingest.phrases.periods import find_periods
from ingest.phrases.points import DASH
from ingest.phrases.quantities import ESTIMATE, MASK, bound_of, is_alone, is_whole_unit, value_of, words_of_quantities
from ingest.phrases.thousands import find_groups, with_commas
from ingest.phrases.zeros import never_at, zero_at

UNSEPARATED = 5
"""So many digits in a row without a comma and without a countable word behind are as likely a reference."""
REMEMBERED = 256
"""Texts whose quantities are kept."""
LONGEST_SENTENCE = 200
LATEST_SHORT_YEAR = 35
"""`2023 – 40` is a year and a count, `2013 – 18` may be two years: no answer speaks of a year after 2035."""


@dataclass(frozen=True)
class Found:
    """A quantity in a sentence: `start` and `end` are code points of the text, half open, and hold the number and its
    bound ("more than 150", "53 per cent"). `kind`: count | percent | share ("almost half") | unclear (digits that
    could be a year, a label or a count: a reader that meets one makes it a problem). `unit_word`: the countable
    word after it, as printed in lower case ("arrests"), or None."""

    value: Value
    start: int
    end: int
    unit_word: str | None
    kind: str


def read_value(text: str, *, unit: str | None = None, prints_zeros: bool = False) -> Value | None:
    """The whole phrase as one quantity; None where it is not surely that.

    `unit` is what is counted (None: something whole); percentages, hours, minutes and rates ("arrests per month") need
    not be whole. `prints_zeros`: the same source prints its zeros, so "<5" is 1 to 4. The caller passes values and
    answers, never headings: "2019" in a cell of counts is 2,019. A dash glued to digits ("-840") may be a minus sign
    in a cell and is not read."""
    phrase = text.strip()
    bare = phrase.rstrip(".;,").rstrip() if not phrase.lower().endswith(("approx.", "c.")) else phrase
    words = words_of_quantities()
    zero = words.whole_zero.fullmatch(bare)
    if zero:
        return Value(0.0, 0.0, 0.0, None, phrase)
    if words.share.fullmatch(bare):
        return Value(None, None, None, ESTIMATE, phrase)
    whole = words.whole.fullmatch(bare)
    if not whole or any(found.period.kind != "calendar_year" for found in find_periods(bare)):
        return None
    is_whole = is_whole_unit(unit) and not whole["percent"] and is_whole_unit(whole["unit"])
    return value_of(whole, phrase, is_whole, prints_zeros)


MEANINGS = {
    "zero": (0.0, 0.0, 0.0, None),
    "suppressed": (None, 0.0, None, "[c]"),
    "unknown": (None, None, None, "[x]"),
    "not_applicable": (None, None, None, "[z]"),
}
"""What a legend may say of a mark, as value, low, high and symbol."""


def read_mark(text: str, legend: Mapping[str, str]) -> Value | None:
    """A mark by the source's own legend, where "" goes under the name `blank`; None for one that the legend lacks: the
    same mark means different things in different responses. Suppressed without a threshold is 0 and above.
    ValueError for a meaning that is not zero, suppressed, unknown or not_applicable."""
    mark = text.strip() or "blank"
    lower = {name.strip().lower(): meaning for name, meaning in legend.items()}
    meaning = legend.get(mark, lower.get(mark.lower()))
    if meaning is None:
        return None
    if meaning not in MEANINGS:
        raise ValueError(f"a legend says {' | '.join(MEANINGS)}, not {meaning!r}, of {mark!r}")
    value, low, high, symbol = MEANINGS[meaning]
    return Value(value, low, high, symbol, text.strip())


def find_values(text: str, *, prints_zeros: bool = False) -> list[Found]:
    """Every quantity that could be a count, a percentage or a share, in order, none inside another. Digits of dates,
    sections, codes, labels, ages, durations, money and telephones are left out; doubtful ones are `unclear`."""
    return list(_quantities(text, prints_zeros))


@lru_cache(maxsize=REMEMBERED)  # one answer is asked several times over
def _quantities(text: str, prints_zeros: bool) -> tuple[Found, ...]:
    others = find_other_digits(text)
    groups = find_groups(text, others)
    others = [span for span in others if not _is_among(*span, groups)]
    masked, doubtful = with_commas(_masked(text, others), groups)
    words = words_of_quantities()
    found = [one for match in words.quantity.finditer(masked) if (one := _counted(text, masked, match, prints_zeros))]
    found = [_as_doubtful(one) if _is_among(one.start, one.end, doubtful) else one for one in found]
    found += _zeros(masked)
    found += [
        Found(Value(None, None, None, ESTIMATE, text[slice(*match.span())]), *match.span(), None, "share")
        for match in words.share.finditer(masked)
    ]
    found += _years_or_counts(text, masked)
    return tuple(_without_overlaps(found))


def find_measured(text: str, measures: Sequence[str], *, is_whole: bool) -> list[Found]:
    """Every quantity that stands before one of these words ("minutes", "records"), in order, durations included: what a
    refusal on cost reckons with. Up to three words may stand between ("840 sexual-offence arrests")."""
    behind = re.compile(rf"[\s-]+(?:[A-Za-z][\w-]*\s+){{0,3}}?({wordings.any_of(list(measures))})\b", re.IGNORECASE)
    years = [(one.start, one.end) for one in find_periods(text)]
    masked, doubtful = with_commas(_masked(text, years), find_groups(text, years))
    found = []
    for match in words_of_quantities().quantity.finditer(masked):
        measure = behind.match(masked, match.end())
        value = value_of(match, match[0], is_whole, False) if measure else None
        if measure and value and not _is_among(*match.span(), doubtful):
            found.append(Found(value, *match.span(), measure[1].lower(), "measured"))
    return found


def _masked(text: str, spans: list[Span]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


def _is_among(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _as_doubtful(found: Found) -> Found:
    return replace(found, value=Value(None, None, None, None, found.value.text), kind="unclear")


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, one.kind != "unclear", -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _counted(text: str, masked: str, match: re.Match[str], prints_zeros: bool) -> Found | None:
    """A match inside a sentence, with what it counts; None for one that counts nothing there."""
    start, end = match.span()
    printed = text[start:end]
    unit = words_of_quantities().unit_after.match(masked, end)
    unit_word = unit[1].lower() if unit else None
    is_percent = bool(match["percent"])
    value = value_of(match, printed, not is_percent, prints_zeros)
    is_spelt = not any(letter.isdigit() for letter in printed)
    if value is None:
        return None if is_spelt else Found(Value(None, None, None, None, printed), start, end, unit_word, "unclear")
    if is_spelt and not is_percent and not _spelt_counts(masked, match, unit_word):
        return None
    kind = "percent" if is_percent else "unclear" if _is_doubtful(masked, match, unit_word) else "count"
    return Found(value, start, end, unit_word, kind)


def _spelt_counts(masked: str, match: re.Match[str], unit_word: str | None) -> bool:
    """Whether a number word is a count: before something countable, or the whole answer. "More than one" and "at least
    one" speak of any number; "one of the" of none."""
    is_one = (match["first"] or "").lower() == "one"
    is_one_of_some = is_one and re.match(r"\s+of\b", masked[match.end() :]) is not None
    if is_one_of_some or (is_one and bound_of(match) not in (None, "exact")):
        return False
    if is_one and unit_word and _supposes(masked[: match.start()]):
        return False
    if unit_word or is_alone(masked, match.start(), match.end()) or _opens(masked, *match.span()):
        return True
    return not is_one and bool(
        words_of_quantities().doing_after.match(masked, match.end()) or _is_predicate(masked, *match.span())
    )


def _supposes(before: str) -> bool:
    """Whether "one" stands in a sentence of what can be: "there can be several offences for one arrest"."""
    sentence = re.split(r"[.;?!(](?=\s|\w)|\n\s*\n", before)[-1]
    can_be = wordings.any_of(wordings.section("numbers")["may_be"])
    return re.search(rf"\b{can_be}\b", sentence, re.IGNORECASE) is not None


def _is_predicate(masked: str, start: int, end: int) -> bool:
    """Whether a number word ends a sentence that says what a number was, or goes on to its time only: "The total for
    2019/20 was one hundred", "There were thirty-four in the year to 31 March 2020"."""
    words = wordings.section("numbers")
    being, amounts = wordings.any_of(words["being"]), wordings.any_of(words["amounts_to"])
    before = masked[max(0, start - LONGEST_SENTENCE) : start]
    said = rf"\b(?:total|tally|number|figure|count|answer)s?\b[^.;?!]*\b(?:{being}|{amounts})\s+$"
    is_said = re.search(said, before, re.IGNORECASE)
    is_there = re.search(rf"\b{wordings.any_of(words['there_were'])}\s+$", before, re.IGNORECASE)
    is_led_in = _led_in().search(before) or _time_before().search(before)
    goes_on = rf",\s+(?!(?:and\s+|or\s+)?(?:\d|{wordings.any_of(wordings.number_words())}\b))"
    time = rf"\s+{wordings.any_of(words['time_of_none'])}(?:\s+{_of_time()})+(?=\s*(?:[.;]|\n\s*\n|$))"
    ends = re.match(rf"\s*(?:[.;]|\n\s*\n|$|{goes_on})|{time}", masked[end:], re.IGNORECASE) is not None
    return bool(is_said or is_there or is_led_in) and ends


@cache
def _led_in() -> re.Pattern[str]:
    """At the start of a sentence: "In all, three." """
    leads = wordings.any_of(wordings.section("numbers")["in_all"])
    return re.compile(rf"(?:^|[.;?!:]\s|\n)[^\S\n]*{leads}\s*[,:]?\s+$", re.IGNORECASE)


@cache
def _time_before() -> re.Pattern[str]:
    """The same, with a time: "In the 2019/20 financial year, three." """
    time = wordings.any_of(wordings.section("numbers")["time_of_none"])
    return re.compile(rf"(?:^|[.;?!:]\s|\n)[^\S\n]*{time}(?:\s+{_of_time()})+\s*[,:]\s+$", re.IGNORECASE)


def _of_time() -> str:
    """A word of time, or a period that stands masked in the text."""
    return rf"(?:{wordings.any_of(wordings.section('numbers')['words_of_time'])}\b|[{MASK}]+)"


def _opens(masked: str, start: int, end: int) -> bool:
    """Whether a number word is all that stands before a dash, a bracket or a comma at the start of a text: "Seven – all
    of which were in 2019/20". "One, two and three are exempt" lists labels."""
    number = rf"(?:\d+|{wordings.any_of(wordings.number_words())}\b)"
    lists = rf",\s*(?:and\s+)?{number}(?!\s+of\b)|\s*\(\s*{number}"  # "Three (3)" is one number, said twice
    leads = wordings.any_of(wordings.section("statuses")["context"]["answer_leads"])  # "A: Seven – all of them"
    begins = re.fullmatch(rf"[{MASK}\s:=•–—-]*(?:{leads}\s*[:.–-]\s*)?", masked[:start], re.IGNORECASE) is not None
    is_one = masked[start:end].strip().lower() == "one"
    if (
        begins and not is_one and re.match(r"\.(?=\s+[A-Z])", masked[end:])
    ):  # "Seven. All of these were in 2019/20": no item of a list
        others = re.search(rf"^\W*{number}\s?[.):]", masked[end + 1 :].lstrip(" "), re.IGNORECASE | re.MULTILINE)
        return others is None
    return begins and re.match(rf"(?!{lists})(?:\s*[–—(,;]|\s+-\s)", masked[end:], re.IGNORECASE) is not None


def _is_doubtful(masked: str, match: re.Match[str], unit_word: str | None) -> bool:
    """Digits that are as likely a reference; a range that may be a rise ("from 12 to 15"), a label and its answer at
    the start of a line ("1 - 9") or the label of an age group ("10-17: 22")."""
    printed = match["first"] or ""
    if re.search(r"[-–—=]>$", masked[max(0, match.start() - 3) : match.start()]):
        return True  # "->5": an arrow, or a dash and a bound
    if re.fullmatch(rf"\d{{{UNSEPARATED},}}", printed) and unit_word is None:
        return True
    if match["second"] is None:
        return False
    line = masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    is_label = not line and not printed.startswith("0") and re.search(rf"\s{DASH}\s", match[0]) is not None
    begins = not line.strip(MASK + ":=•-–—")  # "58 to 63 arrests"
    is_closed = unit_word is not None and re.match(rf"\s+{unit_word}\s*(?:[.;,]|\n|$)", masked[match.end() :], re.I)
    is_all = is_alone(masked, match.start(), match.end()) or (begins and is_closed)
    is_rise = match["joint"].lower() == "to" and not is_all
    return is_label or is_rise or re.match(r"\s*[:=]", masked[match.end() :]) is not None


def _zeros(masked: str) -> list[Found]:
    found = []
    for match in words_of_quantities().zero.finditer(masked):
        zero = zero_at(masked, match)
        if zero:
            found.append(Found(zero[0], *match.span(), zero[1], "count"))
    for start, end, unit in never_at(masked):
        found.append(Found(Value(0.0, 0.0, 0.0, None, masked[start:end]), start, end, unit, "count"))
    return found


LISTED = re.compile(rf"^[ \t]*((?:19|20)\d\d)\s+{DASH}\s+([\d,]+)[ \t.]*$", re.MULTILINE)


def is_listed(text: str) -> bool:
    """Whether a text is one line of a year and a number: "2016 – 31"."""
    return LISTED.fullmatch(text.strip()) is not None


def _listed_years(text: str) -> set[int]:
    """Where lines of a year and a number begin that are of a list of single years in their order, and where another
    line's number can't be a year: under "2016 – 31" stands "2017 – 4"."""
    rows = list(LISTED.finditer(text))
    years = [int(row[1]) for row in rows]
    if len(rows) < 2 or any(abs(after - before) != 1 for before, after in pairwise(years)):
        return set()
    plain = {row.start() for row in rows if not int(row[1]) % 100 < int(row[2].replace(",", "")) <= LATEST_SHORT_YEAR}
    return {row.start() for row in rows if len(plain) > (row.start() in plain)}


def _years_or_counts(text: str, masked: str) -> list[Found]:
    """`2019 – 20` alone on its line is a financial year or a year with its count; `2013 – 18` two years or the same;
    "we recorded 2019 offences" a year or a count; `1, 204` a thousand or two counts. All are unclear."""
    units = wordings.any_of(wordings.section("numbers")["units"])
    led_in = wordings.any_of(wordings.section("periods")["before_a_count"])
    found = []
    listed = _listed_years(text)
    for match in re.finditer(rf"^[ \t]*(?:19|20)(\d\d)\s+{DASH}\s+(\d\d)[ \t.]*$", text, re.MULTILINE):
        if match.start() in listed:
            continue
        if int(match[1]) < int(match[2]) <= LATEST_SHORT_YEAR:
            found.append((match.start(2), match.end(2)))
    found += [match.span() for match in re.finditer(r"(?<![\w,.])\d{1,3}, \d{3}\b(?![,.]?\d)", masked)]
    one_year = wordings.any_of(wordings.section("periods")["calendar_year"])
    for match in re.finditer(rf"\b{one_year}\s+(?:19|20)(\d\d)\s+{DASH}\s+(\d\d)[ \t.]*$", text, re.M | re.I):
        if int(match[2]) == int(match[1]) + 1:
            found.append(match.span(2))  # "Arrests in the calendar year 2014 – 15"
    for match in re.finditer(rf"^[ \t]*(?:19|20)\d\d{DASH}(\d\d)[ \t.]*$", text, re.MULTILINE):
        if not find_periods(match[0])[0].period.start:
            found.append(match.span(1))
    for match in re.finditer(rf"\b{led_in}\s+((?:19[89]|20\d)\d)\s+{units}\b", text, re.IGNORECASE):
        found.append(match.span(1))
    return [Found(Value(None, None, None, None, text[start:end]), start, end, None, "unclear") for start, end in found]
