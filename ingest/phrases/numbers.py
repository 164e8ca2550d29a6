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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.model import Value
from ingest.phrases import wordings
from ingest.phrases.other_digits import Span, find_other_digits
from ingest.phrases.periods import find_periods
from ingest.phrases.points import DASH

ESTIMATE = "[e]"
MASK = "\x1a"
UNSEPARATED = 5
"""So many digits in a row without a comma and without a countable word behind are as likely a reference."""
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


@dataclass(frozen=True)
class _Words:
    """Patterns made of the words in the reference file."""

    quantity: re.Pattern[str]
    zero: re.Pattern[str]
    share: re.Pattern[str]
    whole: re.Pattern[str]
    whole_zero: re.Pattern[str]
    unit_after: re.Pattern[str]
    doing_after: re.Pattern[str]


BOUNDS = ("more_than", "fewer_than", "at_least", "at_most", "about", "exact")
SIGNS = {"<": "fewer_than", ">": "more_than", "<=": "at_most", "=<": "at_most", "\u2264": "at_most",
         ">=": "at_least", "=>": "at_least", "\u2265": "at_least", "~": "about"}  # fmt: skip


@cache
def _words() -> _Words:
    words = wordings.section("numbers")
    any_of = {name: wordings.any_of(words[name]) for name in words if isinstance(words[name], list)}
    number_word = wordings.any_of(wordings.number_words())
    spelt = rf"\b{number_word}(?:(?:\s+and\s+|[\s-]+){number_word})*\b"
    digits = r"(?<![\w])(?<!\d[.,/:])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w^]|[.,/:]\d|['\u2019]\w)"
    amount = rf"(?:{digits}|{spelt})"
    signs = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
    bounds = "|".join(rf"(?P<{name}>\b{any_of[name]})" for name in BOUNDS)
    bound = rf"(?:(?:{bounds})\s+|(?P<sign>{signs})\s*)?"
    percent = rf"(?P<percent>\s?%|[\s-]{any_of['percent']}\b)"
    after = rf"(?P<or_fewer>\s+{any_of['or_fewer']}\b)|(?P<or_more>\s+{any_of['or_more']}\b|\+(?!\w))"
    quantity = (
        rf"(?:\bbetween\s+(?P<from>{amount})\s+and\s+(?P<to>{amount})"
        rf"|{bound}(?P<first>{amount})(?:\s?(?P<joint>{DASH}|\bto\b)\s?(?P<second>{amount}))?){percent}?(?:{after})?"
    )
    unit = rf"(?:\s+(?:{any_of['between']}\s+)*(?P<unit>{any_of['units']}|{any_of['not_whole']})\b)"
    done = rf"(?:\s+(?:{any_of['being']}\s+)?(?:{any_of['done']}|{any_of['done_to_a_number']}))*"
    was_done = rf"(?:\s+(?:{any_of['being']}\s+)?{any_of['done']})*"
    lead = rf"(?:[:=\u2022]\s*|{DASH}\s+)?"
    zero = rf"(?:{any_of['zero']}|never|no\s+(?P<no>{any_of['none_of']}))"
    in_text = (
        rf"\b(?:{any_of['zero']})\b"
        rf"|(?<=\bhas )never(?=\s+(?:been\s+)?{any_of['never_before']}\b)"
        rf"|(?<=\bhave )never(?=\s+(?:been\s+)?{any_of['never_before']}\b)"
        rf"|(?<=\bforce )never(?=\s+{any_of['never_before']}\b)"
        rf"|\bnever\b|\bno\s+(?P<no>{any_of['none_of']})\b"
    )
    flags = re.IGNORECASE
    return _Words(
        quantity=re.compile(quantity, flags),
        zero=re.compile(in_text, flags),
        share=re.compile(rf"\b{any_of['about']}\s+{any_of['shares']}\b", flags),
        whole=re.compile(rf"{lead}{quantity}{unit}?{done}", flags),
        whole_zero=re.compile(rf"{lead}{zero}{unit}?{was_done}", flags),
        unit_after=re.compile(rf"\s+(?:{any_of['between']}\s+){{0,2}}({any_of['units']})\b", flags),
        doing_after=re.compile(rf"\s+(?:{any_of['doing']}|{any_of['done']}|of\s+(?:these|those|them|which|whom))\b", flags),
    )


def read_value(text: str, *, unit: str | None = None, prints_zeros: bool = False) -> Value | None:
    """The whole phrase as one quantity; None where it is not surely that.

    `unit` is what is counted (None: something whole); percentages, hours, minutes and rates ("arrests per month") need
    not be whole. `prints_zeros`: the same source prints its zeros, so "<5" is 1 to 4. The caller passes values and
    answers, never headings: "2019" in a cell of counts is 2,019. A dash glued to digits ("-840") may be a minus sign in a
    cell and is not read."""
    phrase = text.strip()
    bare = phrase.rstrip(".;,").rstrip() if not phrase.lower().endswith(("approx.", "c.")) else phrase
    words = _words()
    zero = words.whole_zero.fullmatch(bare)
    if zero:
        return Value(0.0, 0.0, 0.0, None, phrase)
    if words.share.fullmatch(bare):
        return Value(None, None, None, ESTIMATE, phrase)
    whole = words.whole.fullmatch(bare)
    if not whole or any(found.period.kind != "calendar_year" for found in find_periods(bare)):
        return None
    is_whole = is_whole_unit(unit) and not whole["percent"] and is_whole_unit(whole["unit"])
    return _value(whole, phrase, is_whole, prints_zeros)


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


def is_whole_unit(unit: str | None) -> bool:
    """Whether the unit is counted in whole numbers: arrests and people are, hours, percent and rates are not."""
    if unit is None:
        return True
    name = unit.lower()
    return " per " not in f" {name} " and name not in wordings.section("numbers")["not_whole"]


def find_values(text: str, *, prints_zeros: bool = False) -> list[Found]:
    """Every quantity that could be a count, a percentage or a share, in order, none inside another. Digits of dates,
    sections, codes, labels, ages, durations, money and telephones are left out; doubtful ones are `unclear`."""
    others = find_other_digits(text)
    masked = _masked(text, others)
    words = _words()
    found = [one for match in words.quantity.finditer(masked) if (one := _counted(text, masked, match, prints_zeros))]
    found += [one for match in words.zero.finditer(masked) if (one := _none(masked, match))]
    found += [
        Found(Value(None, None, None, ESTIMATE, text[slice(*match.span())]), *match.span(), None, "share")
        for match in words.share.finditer(masked)
    ]
    found += _years_or_counts(text)
    return _without_overlaps(found)


def _masked(text: str, spans: list[Span]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _amount(printed: str) -> float | None:
    """Digits or number words as a number; None for words that make none ("five two"), and for `007`."""
    if printed[0].isdigit():
        plain = printed.replace(",", "")
        has_leading_zero = len(plain.split(".")[0]) > 1 and plain[0] == "0"
        return None if has_leading_zero or not plain.isascii() else float(plain)
    return _spelt_out(re.split(r"[\s-]+", printed.lower()))


def _spelt_out(words: list[str]) -> float | None:
    values = wordings.section("numbers")["words"]
    total = current = 0
    last = 1000
    for number in (values[word] for word in words if word != "and"):
        if number in (100, 1000):
            if current == 0 or (number == 100 and current > 9):
                return None
            current *= number
            if number == 1000:
                total, current = total + current, 0
            last = number
        else:
            is_ones_after_tens = last in range(20, 100) and number < 10
            if current and not is_ones_after_tens and last != 100:
                return None
            current += number
            last = number
    return float(total + current)


def _value(match: re.Match[str], printed: str, is_whole: bool, prints_zeros: bool) -> Value | None:
    """The quantity that a match of the pattern prints, by the contract's rule for bounds."""
    if match["from"]:
        return _interval(_amount(match["from"]), _amount(match["to"]), printed, is_whole)
    amount = _amount(match["first"])
    bound = _bound(match)
    if amount is None or (is_whole and amount != int(amount)):
        return None
    if match["second"]:
        is_plain = bound in (None, "exact")
        return _interval(amount, _amount(match["second"]), printed, is_whole) if is_plain else None
    if bound == "about":
        return Value(None, None, None, ESTIMATE, printed)
    if bound == "more_than":
        return Value(None, amount + 1 if is_whole else amount, None, None, printed)
    if bound == "at_least":
        return Value(None, amount, None, None, printed)
    if bound == "at_most":
        return Value(None, 0.0, amount, None, printed)
    if bound == "fewer_than":
        low = 1.0 if prints_zeros and is_whole else 0.0
        high = amount - 1 if is_whole else amount
        return Value(None, low, high, None, printed) if low < high else None
    return Value(amount, amount, amount, None, printed)


def _bound(match: re.Match[str]) -> str | None:
    named = [name for name in BOUNDS if match[name]]
    named += [SIGNS[match["sign"]]] if match["sign"] else []
    named += ["at_most"] if match["or_fewer"] else []
    named += ["at_least"] if match["or_more"] else []
    plain = [name for name in named if name != "exact"]
    if len(plain) > 1:
        return "about"
    return plain[0] if plain else (named[0] if named else None)


def _interval(low: float | None, high: float | None, printed: str, is_whole: bool) -> Value | None:
    if low is None or high is None or low >= high or (is_whole and (low != int(low) or high != int(high))):
        return None
    return Value(None, low, high, None, printed)


def _counted(text: str, masked: str, match: re.Match[str], prints_zeros: bool) -> Found | None:
    """A match inside a sentence, with what it counts; None for one that counts nothing there."""
    start, end = match.span()
    printed = text[start:end]
    unit = _words().unit_after.match(masked, end)
    unit_word = unit[1].lower() if unit else None
    is_percent = bool(match["percent"])
    value = _value(match, printed, not is_percent, prints_zeros)
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
    if is_one and _bound(match) not in (None, "exact"):
        return False
    if unit_word or _is_alone(masked, match.start(), match.end()):
        return True
    return not is_one and bool(_words().doing_after.match(masked, match.end()))


def _is_alone(masked: str, start: int, end: int) -> bool:
    """Whether nothing but a label or a heading with a dash, colon or equals sign stands beside it on its line."""
    before = masked[masked.rfind("\n", 0, start) + 1 : start].rstrip()
    line_end = masked.find("\n", end)
    after = masked[end : line_end if line_end >= 0 else len(masked)].strip(" \t\u00a0.;,")
    return not after and (not before or before[-1] in MASK + ":=-\u2013\u2014\u2022?")


def _is_doubtful(masked: str, match: re.Match[str], unit_word: str | None) -> bool:
    """Digits that are as likely a reference, or, at the start of a line, a label before its answer ("1 - 9")."""
    printed = match["first"] or ""
    if re.fullmatch(rf"\d{{{UNSEPARATED},}}", printed) and unit_word is None:
        return True
    line = masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    is_spaced = match["second"] is not None and re.search(rf"\s{DASH}\s", match[0]) is not None
    return is_spaced and not line and not printed.startswith("0")


def _none(masked: str, match: re.Match[str]) -> Found | None:
    """A zero word in a sentence, where it says that nothing was counted and not that nothing is held, confirmed or
    meant: "none of the above", "never confirm nor deny", "nil return", "no offences data is held" give nothing."""
    start, end = match.span()
    word = match[0].lower()
    unit = _words().unit_after.match(masked, end)
    unit_word = match["no"].lower() if match["no"] else unit[1].lower() if unit else None
    words = wordings.section("numbers")
    after = masked[end:]
    if match["no"]:
        counts = _counts_none(masked, start, after)
    elif word == "never":
        counts = _is_alone(masked, start, end) or _is_never_done(masked, start, after)
    else:
        done = rf"\s+(?:{wordings.any_of(words['being'])}\s+)?{wordings.any_of(words['done'])}\b"
        counted = rf"\s+of\s+(?:the|these|those|our)\s+(?:\S+\s+)?{wordings.any_of(words['none_of'])}\b"
        follows = re.match(rf"{done}|{counted}", after, re.IGNORECASE) is not None
        counts = follows or _is_alone(masked, start, end) or word.startswith("not ") or (unit is not None and word != "no one")
    return Found(Value(0.0, 0.0, 0.0, None, masked[start:end]), start, end, unit_word, "count") if counts else None


def _is_never_done(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    done = rf"\s+(?:been\s+)?{wordings.any_of(words['never_before'])}\b"
    speaks_of_what_would_be = re.search(r"\b(?:would|will|can|could|should|may|must|might)\s+(?:have\s+)?$", masked[:start], re.I)
    return re.match(done, after, re.IGNORECASE) is not None and not speaks_of_what_would_be


def _counts_none(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    follows = rf"\s*(?:[.;,)]|$|\n|\s{wordings.any_of(words['after_none'])}\b)"
    leads = rf"(?:\b{wordings.any_of(words['before_none'])}\s+|^|\n|[.:=\u2013-]\s*)$"
    return bool(re.match(follows, after, re.I) and re.search(leads, masked[max(0, start - 40) : start], re.I))


def _years_or_counts(text: str) -> list[Found]:
    """`2019 – 20` alone on its line is a financial year or a year with its count; `2013 – 18` two years or the same;
    "we recorded 2019 offences" a year or a count. All are unclear."""
    units = wordings.any_of(wordings.section("numbers")["units"])
    led_in = wordings.any_of(wordings.section("periods")["before_a_count"])
    found = []
    for match in re.finditer(rf"^[ \t]*(?:19|20)(\d\d)\s+{DASH}\s+(\d\d)[ \t.]*$", text, re.MULTILINE):
        if int(match[1]) < int(match[2]) <= LATEST_SHORT_YEAR:
            found.append((match.start(2), match.end(2)))
    for match in re.finditer(rf"^[ \t]*(?:19|20)\d\d{DASH}(\d\d)[ \t.]*$", text, re.MULTILINE):
        if not find_periods(match[0])[0].period.start:
            found.append(match.span(1))
    for match in re.finditer(rf"\b{led_in}\s+((?:19|20)\d\d)\s+{units}\b", text, re.IGNORECASE):
        found.append(match.span(1))
    return [Found(Value(None, None, None, None, text[start:end]), start, end, None, "unclear") for start, end in found]
