"""A printed phrase -> a quantity, as an exact value, an interval, or an estimate that is not a number at all.

Protects: no value is given whose digits, number word or zero word do not stand in its own print; a suppressed or
unknown count is never zero; bounds are kept as bounds; no date, section, reference or telephone number is a quantity,
and what may be one is `unclear`. The rule is the contract's for `value`, `value_low`,
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
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise

from ingest.model import Value
from ingest.phrases import letters
from ingest.phrases.periods import A_YEAR, ADDRESS, DASH, find_periods, find_points, month_pattern

Span = tuple[int, int]

# The grammar of a printed quantity: its words, its bounds, and the value that they make


ESTIMATE = "[e]"
UNREADABLE = re.compile(r"\d{9}|(?:\d,?){12}")
"""So many digits, or as many without a comma, are never a count."""
NAMES = r"\s+[\"'\u2018\u201c]?(?!(?i:nil|none|never|zero|no|n/a)\b)(?-i:[A-Z])"
"""Names follow: in "Two groups: A and B" the number counts the groups. In "Groups: 5" the number after them does."""
LONGEST_IN_WORDS = 8
THOUSANDS_BY_POINTS = re.compile(r"\d{1,3}\.\d{3}")
"""`10.000` of something whole is ten or ten thousand: no figure."""
MASK = "\x1a"
"""Stands for a character whose digits count nothing: labels and dates are masked so."""


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
class Words:
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
def words_of_quantities() -> Words:
    words = letters.section("numbers")
    any_of = {name: letters.any_of(words[name]) for name in words if isinstance(words[name], list)}
    number_word = letters.any_of(letters.number_words())
    spelt = rf"\b{number_word}(?:(?:\s+and\s+|[\s-]+){number_word}){{0,{LONGEST_IN_WORDS}}}\b"
    digits = r"(?<![\w])(?<!\d[.,:])(?<!/)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w^]|[.,/:][\d\x1a]|['\u2019]\w)"
    amount = rf"(?:{digits}|{spelt})"
    signs = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if sign != ">")
    bounds = "|".join(rf"(?P<{name}>\b{any_of[name]})" for name in BOUNDS)
    bound = rf"(?:(?:{bounds})\s+|(?P<sign>(?<![-–—=])>(?!=)|{signs})\s*)?"  # "2019/20 -> 45" is an arrow
    percent = rf"(?P<percent>\s?%|[\s-]{any_of['percent']}\b)"
    or_about = rf"(?P<or_about>\s+{any_of['or_about_bare']}(?!\w)|\s*\({any_of['or_about']}\))"
    no_other = rf"(?!\s+(?:\d|an?\b|the\b|some\b|{number_word}\b))"  # "In 12 at least one decoy" bounds the decoys
    fewer, more = (
        rf"\s+{any_of[name]}\b{no_other}|\s*\((?:a\s+|as\s+an?\s+)?{any_of[name]}\)" for name in ("or_fewer", "or_more")
    )
    after = rf"{or_about}|(?P<or_fewer>{fewer})|(?P<or_more>{more}|\+(?!\w))"
    quantity = (
        rf"(?:\bbetween\s+(?P<from>{amount})\s+and\s+(?P<to>{amount})"
        rf"|{bound}(?P<first>{amount})(?:\s?(?P<joint>{DASH}|\bto\b)\s?(?P<second>{amount}))?){percent}?(?:{after})?"
    )
    unit = rf"(?:\s+(?:{any_of['between']}\s+)*(?P<unit>{any_of['units']}|{any_of['not_whole']})\b)"
    done = rf"(?:\s+(?:{any_of['being']}\s+)?(?:{any_of['done']}|{any_of['done_to_a_number']}))*"
    was_done = rf"(?:\s+(?:{any_of['being']}\s+)?{any_of['done']})*"
    lead = rf"(?:[:=\u2022]\s*|{DASH}\s+)?"
    zero = rf"(?:{any_of['zero']}|no\s+(?P<no>{any_of['none_of']}))"
    never = rf"never(?:\s+(?:been\s+)?{any_of['never_before']})?"
    such = rf"(?:{any_of['before_none_of']}\s+)*"
    # "an arrest of this type", where the sentence ends with that or with the time: not "… of this type in every case".
    of_this_kind = (
        r"\s+\w+\s+of\s+th(?:is|at)\s+(?:type|kind|nature|sort|description)\s*(?:[.;]|$"
        r"|(?:during|in|within|for)\s+(?:the|this)\s+(?:period|year|financial\s+year|time\s*frame|time\s+period)\b)"
    )
    not_any = rf"\b{any_of['not_done']}\s+(?:any|an(?={of_this_kind}))\s+{such}(?P<any>{any_of['none_of']})\b"
    none_of = rf"\bno\s+{such}(?P<no>{any_of['none_of']})\b"
    in_text = rf"\b{any_of['zero']}\b|\bnever\b|{none_of}|{not_any}"
    flags = re.IGNORECASE
    return Words(
        quantity=re.compile(quantity, flags),
        zero=re.compile(in_text, flags),
        share=re.compile(rf"\b{any_of['about']}\s+{any_of['shares']}\b", flags),
        whole=re.compile(rf"{lead}{quantity}{unit}?{done}", flags),
        whole_zero=re.compile(rf"{lead}(?:{never}|{zero}{unit}?{was_done})", flags),
        unit_after=re.compile(
            rf"\s+(?:[x×]\s+)?(?:{any_of['between']}\s+){{0,2}}({any_of['units']})\b(?!\s*(?:[:=]|{DASH})?\s*\d|\s*[:=](?!{NAMES}))",
            flags,
        ),
        doing_after=re.compile(
            rf"\s+(?:{any_of['doing']}|{any_of['done']}|of\s+(?:these|those|them|which|whom))\b", flags
        ),
    )


def is_whole_unit(unit: str | None) -> bool:
    """Whether the unit is counted in whole numbers: arrests and people are, hours, percent and rates are not."""
    if unit is None:
        return True
    name = unit.lower()
    return " per " not in f" {name} " and name not in letters.section("numbers")["not_whole"]


def amount_of(printed: str) -> float | None:
    """Digits or number words as a number; None for words that make none ("five two"), and for `007`."""
    if printed[0].isdigit():
        plain = printed.replace(",", "")
        has_leading_zero = len(plain.split(".")[0]) > 1 and plain[0] == "0"
        is_number = plain.isascii() and not has_leading_zero and not UNREADABLE.search(printed)
        return float(plain) if is_number else None
    return _spelt_out(re.split(r"[\s-]+", printed.lower()))


def _spelt_out(words: list[str]) -> float | None:
    values = letters.section("numbers")["words"]
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


def value_of(match: re.Match[str], printed: str, is_whole: bool, prints_zeros: bool) -> Value | None:
    """The quantity that a match of the pattern prints, by the contract's rule for bounds."""
    bound = bound_of(match)
    if match["from"]:
        return _bounded(_interval(amount_of(match["from"]), amount_of(match["to"]), printed, is_whole), bound)
    amount = amount_of(match["first"])
    if amount is None or (is_whole and (amount != int(amount) or THOUSANDS_BY_POINTS.fullmatch(match["first"]))):
        return None
    if match["second"]:
        return _bounded(_interval(amount, amount_of(match["second"]), printed, is_whole), bound)
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


def bound_of(match: re.Match[str]) -> str | None:
    named = [name for name in BOUNDS if match[name]]
    named += [SIGNS[match["sign"]]] if match["sign"] else []
    named += ["about"] if match["or_about"] else []
    named += ["at_most"] if match["or_fewer"] else []
    named += ["at_least"] if match["or_more"] else []
    plain = [name for name in named if name != "exact"]
    if len(plain) > 1:
        return "about"
    return plain[0] if plain else (named[0] if named else None)


def _bounded(interval: Value | None, bound: str | None) -> Value | None:
    """A range as its words leave it: "between 5 and 10 or so" has no sure ends, "5 to 10 or more" is not understood."""
    if bound in (None, "exact") or interval is None:
        return interval
    return Value(None, None, None, ESTIMATE, interval.text) if bound == "about" else None


def _interval(low: float | None, high: float | None, printed: str, is_whole: bool) -> Value | None:
    if low is None or high is None or low >= high or (is_whole and (low != int(low) or high != int(high))):
        return None
    return Value(None, low, high, None, printed)


def is_alone(masked: str, start: int, end: int) -> bool:
    """Whether nothing but a label or a heading with a dash, colon or equals sign stands beside it on its line."""
    before = masked[masked.rfind("\n", 0, start) + 1 : start].rstrip()
    line_end = masked.find("\n", end)
    after = masked[end : line_end if line_end >= 0 else len(masked)].strip(" \t\u00a0.;,")
    return not after and (not before or before[-1] in MASK + ":=-\u2013\u2014\u2022?")


# Digits in groups of three without a comma


BEFORE = r"(?<![\w.,/])(?<!\d[:])"
AFTER = r"(?!\w|[.,/:]\d|[ \u00a0\u2009\u202f'\u2019]\d)"
MARKS = r"['\u2018\u2019`\u00b4]"
SPACES = r"[ \u00a0\u2009\u202f]"
GROUPED = re.compile(rf"{BEFORE}\d{{1,3}}(?:(?:{MARKS}\d{{3}})+|(?:{SPACES}\d{{3}})+|(?:\u00b7\d{{3}})+){AFTER}")
SEPARATOR = re.compile(rf"{MARKS}|{SPACES}|\u00b7")
COUNT = rf"(?!0\d|{A_YEAR}\b)\d(?:[\d,]*\d)?"
ROW = re.compile(rf"(?<![\w.,/–-])(?:{COUNT}{SPACES}){{2}}(\d{{1,3}}(?:{SPACES}[1-9]\d\d)+){AFTER}")
"""Two counts before it: "16 45 173" ends a table's row of three, whatever the last two look like; no year is one, and
"045" is none by itself."""


def find_groups(text: str, others: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of such groups, but for those that `others` has as a date, a telephone number or the like. A span
    inside a group does not count: the 045 of "1 045" looks like a telephone number."""
    rows = {match.span(1) for match in ROW.finditer(text)}
    spans = [match.span() for match in GROUPED.finditer(text) if match.span() not in rows]
    return [
        (start, end)
        for start, end in spans
        if all(last <= start or first >= end or (start < first and last <= end) for first, last in others)
    ]


def with_commas(text: str, groups: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with commas between the digits' groups, as long as before, and the spans that are in doubt."""
    letters = list(text)
    for start, end in groups:
        letters[start:end] = SEPARATOR.sub(",", text[start:end])
    return "".join(letters), [span for span in groups if _may_be_several(text[slice(*span)])]


def _may_be_several(printed: str) -> bool:
    if "\u00b7" in printed or printed.startswith("0"):
        return True
    groups = SEPARATOR.split(printed)
    return re.search(MARKS, printed) is None and not any(group.startswith("0") for group in groups[1:])


# Zero words in a sentence, where they say that nothing was counted


CONTEXT = 40
"""Characters before a zero word that tell what it says."""


def zero_at(masked: str, match: re.Match[str]) -> Found | None:
    """A zero word in a sentence, where it says that nothing was counted and not that nothing is held, confirmed or
    meant: "none of the above", "never confirm nor deny", "nil return", "no offences data is held" give nothing."""
    start, end = match.span()
    word = match[0].lower()
    unit = words_of_quantities().unit_after.match(masked, end)
    counted = match["no"] or match["any"]
    before = masked[max(0, start - CONTEXT) : start]
    contexts = _zero_contexts()["no" if match["no"] else "any" if counted else "alone"]
    counts = any(left.search(before) and right.match(masked, end) for left, right in contexts)
    if counted:
        sentence = re.split(r"[.;?!](?=\s)|\n\s*\n", masked[:start])[-1]  # "cannot say whether no arrests were made"
        clause = re.split(r",\s+(?:and|but)\b", sentence)[-1]
        counts = counts and not letters.phrase.denied_saying.search(clause)
    elif word == "never":
        counts = False
    else:
        is_parted = re.compile(r"\s*[–—(]|\s+-\s").match(masked, end) is not None and _begins(masked, start)
        counts = counts or is_parted or word.startswith("not ") or (unit is not None and word != "no one")
    if not counts and (counted or not is_alone(masked, start, end)):
        return None
    unit_word = counted.lower().split()[-1] if counted else unit[1].lower() if unit else None
    return Found(Value(0.0, 0.0, 0.0, None, masked[start:end]), start, end, unit_word, "count")


@cache
def _zero_contexts() -> dict[str, list[tuple[re.Pattern[str], re.Pattern[str]]]]:
    """What stands before and behind a zero word that counts: "no arrests", "did not make any arrests", and "none"."""
    of = partial(letters.pattern, "numbers")
    done = rf"\s+(?:{of('being')}\s+)?(?:{of('done_to_none')}|{of('done')})"
    time = rf"\s+{of('time_of_none')}(?:\s+{_of_time()})+"
    leads = rf"(?:\b{of('before_none')}\s+|^|\n|[.:=\u2013-]\s*)$"
    ends = rf"(?:\s+(?:whatsoever|whatever|at all))?\s*(?:[.;,)]|$|\n|\s{of('after_none')}\b)"
    of_them = rf"\s+of\s+(?:the|these|those|our)\s+(?:\S+\s+)?{of('none_of')}\b"
    no_more = rf"(?:{done}(?:{time})?|{time})\s*(?:[.;,)]|\n\s*\n|$)"  # "None were identified.", "None for this year."
    anything = ""
    contexts = {
        "no": [(leads, ends), (r"\b(?:and|but)\s+$", no_more)],  # "all were checked and no arrests were found"
        "any": [(anything, ends)],
        "alone": [
            (rf"\b{of('being')}\s+$", r"\s*(?:[.;,]|$|\n)"),
            (anything, rf"\s+(?:{of('being')}\s+)?{of('done')}\b|{of_them}"),
            (anything, no_more),
        ],
    }
    return {
        kind: [(re.compile(left, re.IGNORECASE), re.compile(right, re.IGNORECASE)) for left, right in pairs]
        for kind, pairs in contexts.items()
    }


@cache
def _never_done() -> re.Pattern[str]:
    """ "At no point during 2019/20 did officers make an arrest": the words that say never, and what was not done."""
    never, did = letters.pattern("numbers", "at_no_time"), letters.pattern("numbers", "made_none")
    return re.compile(
        rf"(?P<never>\b{never}\b)[^.;?!]{{0,80}}?\b(?:did|have|has|had)\s+(?:[\w'’]+\s+){{1,4}}?{did}\s+(?:an?|any)\s+"
        rf"(?:\w+\s+)?(?P<unit>{letters.pattern('numbers', 'none_of')})\b",
        re.IGNORECASE,
    )


def _begins(masked: str, start: int) -> bool:
    """Whether nothing but a label, a dash or the lead of an answer stands before."""
    leads = letters.pattern("statuses.context", "answer_leads")  # "A: Seven – all of them"
    return re.fullmatch(rf"[{MASK}\s:=•–—-]*(?:{leads}\s*[:.–-]\s*)?", masked[:start], re.IGNORECASE) is not None


UNSEPARATED = 5
"""So many digits in a row without a comma and without a countable word behind are as likely a reference."""
REMEMBERED = 256
"""Texts whose quantities are kept."""
LONGEST_SENTENCE = 200
LATEST_SHORT_YEAR = 35
"""`2023 – 40` is a year and a count, `2013 – 18` may be two years: no answer speaks of a year after 2035."""


@lru_cache(maxsize=4096)  # a large table prints few numbers often, and each is one value
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
    if not whole or any(span.period.kind != "calendar_year" for span in find_periods(bare)):
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


@lru_cache(maxsize=REMEMBERED)  # one answer is asked several times over
def find_values(text: str) -> tuple[Found, ...]:
    """Every quantity that could be a count, a percentage or a share, in order, none inside another. Digits of dates,
    sections, codes, labels, ages, durations, money and telephones are left out; doubtful ones are `unclear`."""
    others = find_other_digits(text)
    groups = find_groups(text, others)
    others = [span for span in others if not _is_among(*span, groups)]
    masked, doubtful = with_commas(_masked(text, others), groups)
    words = words_of_quantities()
    counted = (_counted(text, masked, match) for match in words.quantity.finditer(masked))
    quantities = [
        _unclear(number.value.text, number.start, number.end, number.unit_word)
        if _is_among(number.start, number.end, doubtful)
        else number
        for number in counted
        if number
    ]
    quantities += [zero for match in words.zero.finditer(masked) if (zero := zero_at(masked, match))]
    quantities += [
        Found(
            Value(0.0, 0.0, 0.0, None, match["never"]), *match.span("never"), match["unit"].lower().split()[-1], "count"
        )
        for match in _never_done().finditer(masked)
    ]
    quantities += [
        Found(Value(None, None, None, ESTIMATE, text[slice(*match.span())]), *match.span(), None, "share")
        for match in words.share.finditer(masked)
    ]
    quantities += _years_or_counts(text, masked)
    quantities += _counts_like_years(text)
    return tuple(_without_overlaps(quantities))


def find_measured(text: str, measures: Sequence[str], *, is_whole: bool) -> list[Found]:
    """Every quantity that stands before one of these words ("minutes", "records"), in order, durations included: what a
    refusal on cost reckons with. Up to three words may stand between ("840 sexual-offence arrests")."""
    pattern = re.compile(rf"[\s-]+(?:[A-Za-z][\w-]*\s+){{0,3}}?({letters.any_of(list(measures))})\b", re.IGNORECASE)
    years = [(period.start, period.end) for period in find_periods(text)]
    masked, doubtful = with_commas(_masked(text, years), find_groups(text, years))
    quantities = []
    for match in words_of_quantities().quantity.finditer(masked):
        measure = pattern.match(masked, match.end())
        value = value_of(match, match[0], is_whole, False) if measure else None
        if measure and value and not _is_among(*match.span(), doubtful):
            quantities.append(Found(value, *match.span(), measure[1].lower(), "measured"))
    return quantities


def _masked(text: str, spans: list[Span]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


def _is_among(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _without_overlaps(quantities: list[Found]) -> list[Found]:
    separate: list[Found] = []
    for number in sorted(quantities, key=lambda number: (number.start, number.kind != "unclear", -number.end)):
        if not separate or number.start >= separate[-1].end:
            separate.append(number)
    return separate


def _counted(text: str, masked: str, match: re.Match[str]) -> Found | None:
    """A match inside a sentence, with what it counts; None for one that counts nothing there."""
    start, end = match.span()
    printed = text[start:end]
    unit = words_of_quantities().unit_after.match(masked, end)
    unit_word = unit[1].lower() if unit else None
    is_percent = bool(match["percent"])
    value = value_of(match, printed, not is_percent, prints_zeros=False)
    is_spelt = not any(letter.isdigit() for letter in printed)
    if value is None:
        return None if is_spelt else _unclear(printed, start, end, unit_word)
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
    if is_one and unit_word and _supposes(masked[: match.start()], masked[match.end() :]):
        return False
    if unit_word or is_alone(masked, match.start(), match.end()) or _opens(masked, *match.span()):
        return True
    before, after = _predicate()
    is_predicate = before.search(masked[max(0, match.start() - LONGEST_SENTENCE) : match.start()]) is not None
    is_predicate = is_predicate and after.match(masked, match.end()) is not None
    return not is_one and bool(is_predicate or words_of_quantities().doing_after.match(masked, match.end()))


def _supposes(before: str, after: str) -> bool:
    """Whether "one" is of what can be: "there can be several offences for one arrest", "one may lead to several"."""
    can, several = letters.pattern("numbers", "supposes"), letters.pattern("numbers", "several")
    if re.match(rf"\s+\w+\s+{can}\b[^.;?!]*\b{several}\b", after, re.IGNORECASE):
        return True
    sentence = re.split(r"[.;?!(](?=\s|\w)|\n\s*\n", before)[-1]
    can_be = letters.pattern("numbers", "may_be")
    can_tell = rf"\s+(?:also\s+)?{letters.pattern('numbers', 'tells')}\b"  # "I can confirm that there was one arrest"
    return re.search(rf"\b{can_be}\b(?!{can_tell})", sentence, re.IGNORECASE) is not None


@cache
def _predicate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind a number word that ends a sentence which says what a number was, or goes on to its
    time only ("The total for 2019/20 was one hundred", "There were thirty-four in the year to 31 March 2020"), or that
    a time leads in: "In the 2019/20 financial year, three." """
    of = partial(letters.pattern, "numbers")
    time = rf"{of('time_of_none')}(?:\s+{_of_time()})+"
    total = rf"\b(?:total|tally|number|figure|count|answer)s?\b[^.;?!]*\b(?:{of('being')}|{of('amounts_to')})"
    counted = letters.any_of(list(letters.units()))
    led_in = rf"(?:^|[.;?!:]\s|\n)[^\S\n]*(?:{of('in_all')}\s*[,:]?|{time}\s*[,:])"
    goes_on = rf",\s+(?!(?:and\s+|or\s+)?(?:\d|{letters.any_of(letters.number_words())}\b))"
    ends = rf"\s*(?:[.;]|\n\s*\n|$|{goes_on})|\s+{time}(?=\s*(?:[.;]|\n\s*\n|$))"
    before = rf"(?:{total}|\b{of('there_were')}|\b{counted}\s+{of('amounts_to')}|{led_in})\s+$"
    return re.compile(before, re.IGNORECASE), re.compile(ends, re.IGNORECASE)


def _of_time() -> str:
    """A word of time, or a period that stands masked in the text."""
    return rf"(?:{letters.pattern('numbers', 'words_of_time')}\b|[{MASK}]+)"


def _opens(masked: str, start: int, end: int) -> bool:
    """Whether a number word is all that stands before a dash, a bracket or a comma at the start of a text: "Seven – all
    of which were in 2019/20". "One, two and three are exempt" lists labels."""
    number = rf"(?:\d+|{letters.any_of(letters.number_words())}\b)"
    lists = rf",\s*(?:and\s+)?{number}(?!\s+of\b)|\s*\(\s*{number}"  # "Three (3)" is one number, said twice
    begins = _begins(masked, start)
    is_one = masked[start:end].strip().lower() == "one"
    # "Seven. All of these were in 2019/20" is no item of a list.
    if begins and not is_one and re.match(r"\.(?=\s+[A-Z])", masked[end:]):
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


LISTED = re.compile(rf"^[ \t]*({A_YEAR})\s+{DASH}\s+([\d,]+)[ \t.]*$", re.MULTILINE)


def is_listed(text: str) -> bool:
    """Whether a text is one line of a year and a number: "2016 – 31"."""
    return LISTED.fullmatch(text.strip()) is not None


def _listed_years(text: str) -> set[int]:
    """Where the lines of a list begin that has single years in order, each with a number: "2016 – 31" above "2017 – 4".
    Another line's number must be one that can't be a year."""
    rows = list(LISTED.finditer(text))
    years = [int(row[1]) for row in rows]
    if len(rows) < 2 or any(abs(after - before) != 1 for before, after in pairwise(years)):
        return set()
    plain = {row.start() for row in rows if not int(row[1]) % 100 < int(row[2].replace(",", "")) <= LATEST_SHORT_YEAR}
    return {row.start() for row in rows if len(plain) > (row.start() in plain)}


YEAR_AND_SHORT = re.compile(rf"^[ \t]*(?:19|20)(\d\d)(\s*){DASH}(\s*)(\d\d)[ \t.]*$", re.MULTILINE)
FEWEST_LISTED = 3  # of a list in which one count could be a year
YEAR_AND_COUNT = re.compile(rf"\b({A_YEAR})\s*{DASH}\s*(\d{{3,}})\b(?=\s*(?:[,;&]|$))", re.MULTILINE)
SPACED_THOUSANDS = re.compile(r"(?<![\w,.])\d{1,3}, \d{3}\b(?![,.]?\d)")


def _years_or_counts(text: str, masked: str) -> list[Found]:
    """`2019 – 20` alone on its line is a financial year or a year with its count; `2013 – 18` two years or the same;
    "we recorded 2019 offences" a year or a count; `1, 204` a thousand or two counts. All are unclear."""
    listed = _listed_years(text)
    spans = []
    for match in YEAR_AND_SHORT.finditer(text):
        is_listed_year = match.start() in listed or not int(match[1]) < int(match[4]) <= LATEST_SHORT_YEAR
        is_spaced, is_glued = bool(match[2] and match[3]), not match[2] + match[3]
        if (is_spaced and not is_listed_year) or (is_glued and not find_periods(match[0])[0].period.start):
            spans.append(match.span(4))
    one_year, led_in = (letters.pattern("periods", name) for name in ("calendar_year", "before_a_count"))
    for match in re.finditer(rf"\b{one_year}\s+(?:19|20)(\d\d)\s+{DASH}\s+(\d\d)[ \t.]*$", text, re.M | re.I):
        if int(match[2]) == int(match[1]) + 1:
            spans.append(match.span(2))  # "Arrests in the calendar year 2014 – 15"
    counted = rf"\b{led_in}\s+((?:19[89]|20[0-3])\d)\s+{letters.pattern('numbers', 'units')}\b"
    spans += [match.span(1) for match in re.finditer(counted, text, re.IGNORECASE)]
    spans += [match.span() for match in SPACED_THOUSANDS.finditer(masked)]
    return [_unclear(text[start:end], start, end) for start, end in spans]


def _counts_like_years(text: str) -> list[Found]:
    """Of a list of years with their counts the one that could be a year, and is before its own: "2018 – 1991"."""
    pairs = list(YEAR_AND_COUNT.finditer(text))
    likely = [pair for pair in pairs if re.fullmatch(A_YEAR, pair[2]) and pair[2] < pair[1]]
    if len(likely) != 1 or len(pairs) < FEWEST_LISTED:
        return []
    (pair,) = likely
    return [Found(Value(n := float(pair[2]), n, n, None, pair[2]), *pair.span(2), None, "count")]


def _unclear(printed: str, start: int, end: int, unit_word: str | None = None) -> Found:
    return Found(Value(None, None, None, None, printed), start, end, unit_word, "unclear")


# Digits and number words that count nothing: dates, sections, codes, labels, ages, money


SUBSECTIONS = r"(?:\s?\(\s?\w{1,4}\s?\))*"
TOO_EARLY = re.compile(r"19[0-7]\d")
"""Years earlier than answers speak of; `periods.py` reads none of them. After a colon or alone on their line such
digits are a count, "Total: 1905"; after a word they may be a law's year, "the Children Act 1933"."""
AGE_LIMIT = 25
"""Up to this, "under 16" and "over 18" without a countable word behind are ages."""
LONGEST_BEFORE = 200
"""How far before a year, in code points, the law or the words stand that tell what it is."""
SHORTEST_WORD = 5
"""Shorter words before digits may be abbreviations, whose full stop ends no sentence."""
LARGEST_HIDDEN = 10
"""Up to this, "Under 5" as a whole answer is no age but a small count that is not shown."""


def find_other_digits(text: str) -> list[Span]:
    """Every such span, in no order; spans may overlap."""
    spans = [(period.start, period.end) for period in find_periods(text)]
    spans += [(point.start, point.end) for point in find_points(text) if point.kind != "month_alone"]
    for pattern in _patterns():
        spans += [
            match.span()
            for match in pattern.finditer(text)  # "year 53" may end "2014/15 financial year", and its count
            if not (match[0][:4].lower() == "year" and letters.phrase.behind_a_year.search(text, 0, match.start()))
        ]
    spans += _ages(text)
    spans += _years(text)
    return [*spans, *_labels(text)]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = letters.section("numbers")
    any_of = {name: letters.any_of(words[name]) for name in words if isinstance(words[name], list)}
    number_word = letters.any_of(letters.number_words())
    amount = rf"(?:\d[\d,.]*|{number_word}(?:[\s-]+(?:and\s+)?{number_word}){{0,8}})"
    countable = rf"\s+{any_of['units']}\b"
    single = rf"\d{{1,4}}[A-Za-z]{{0,2}}(?:/\d+[A-Z]?)?(?!\w|[.,]\d){SUBSECTIONS}"
    item = rf"{single}(?!{countable})"
    ended_list = rf"{item}(?:(?:\s*,\s*|\s+to\s+|{DASH}){item})*(?:\s*(?:,\s*)?(?:and|&|or)\s+{item})?"
    closed_list = rf"{item}(?:\s*,\s*{item})*(?:\s*(?:,\s*)?(?:and|&|or|to)\s+|{DASH}){item}"
    plural = r"(?:questions|answers|points|parts|items|requests|responses|sections|sects|secs|ss|articles|arts|codes)"
    named = rf"(?i:\b(?:{any_of['naming']}|{any_of['lawful']})\b\.?)(?:\s?(?i:no|number)\b\.?)?"
    whole_words = letters.any_of([word for word in words["naming"] if len(word) >= SHORTEST_WORD])
    sentence_end = rf"(?i:\b{whole_words}\.\s+\d+{countable})"  # "… to this question. 4 arrests were made"
    referring = rf"(?i:\b{any_of['references']}\b)\.?\s*"
    measure = rf"(?:{any_of['before_measured']}[\s-]+)*{any_of['measured']}"
    range_from = rf"(?:{amount}\s*(?:{DASH}|to|and)\s*)?"
    to_measure = r"(?:[^\S\n]|-)*(?:\n[^\S\n]*(?-i:(?=[a-z])))?"  # "2016: 2" above "Year to 31/03/2017: 7"
    short, no_count = "(?:101|999)", rf"(?!{countable}|\s+(?:was|were)\b)"  # the numbers of the police themselves
    shorts = rf"{short}(?:\W+(?:or|and)\W+{short})?"
    between = r"(?:(?:the|number|on|or|and|both|either)\W+){0,3}"
    kinds = {
        "address": rf"(?:\b\d{{1,3}}\.\s+)?(?:{ADDRESS})",
        "labels and sections, listed": rf"(?i:\b{plural}\.?)\s+{ended_list}|{named}[^\S\n]?\n?\(?{closed_list}",
        "label or section": rf"(?!{sentence_end}){named}\s?\(?{single}",
        "version": rf"{named}\s?\d{{1,3}}(?:\.\d{{1,3}})+(?![\w]|[.,]\d)",
        "label, unless it counts": rf"(?i:\b{any_of['naming_unless_counted']}\b\.?)\s?\(?{item}",
        "reference": rf"{referring}[:;#]?\s*[A-Z]{{0,5}}[-/]?\d[\w/.\-]{{0,30}}\w\b",
        "telephone, named": rf"(?i:\b{any_of['telephones']}\b)\.?\s*[:;#]?\s*[+\d][\d ()]{{1,30}}\d\b",
        "telephone, short": rf"(?i:\b{any_of['telephones_short']}\W+{between}{shorts}\b{no_count})"
        rf"|(?i:\b{short} (?:or|and) {short}\b{no_count})",
        "short reference": rf"{referring}[:;#]\s*\d+\b",
        "duration or measure": rf"(?<![\w.,])(?i:{range_from}{amount}{to_measure}{measure}(?!\w))",
        "money": r"[£$€]\s?\d[\d,.]*[kmb]?|(?<![\w.,])\d[\d,.]*\s?p\b",
        "telephone": r"(?<![\w,./])0\d[\d -]{3,30}\d|(?<![\w,.])0\d+\b|\+\d[\d ()-]{6,30}",
        "telephone, grouped": r"\b(?!(?<![^\n/])(?:19|20)\d\d \d{5,7}[^\S\n]*(?:\n|\Z))\d{4,5} \d{5,7}\b"
        r"|\b\d{3,4} \d{3,4} \d{4}\b",  # and no row of a year and its count
        "number with slashes": r"(?<![\w/])\w+(?:/\w+){2,}\b|(?<![\w/])\d+/\d+(?:/[A-Z]+)?\b",
        "letters and digits, joined": r"\b[A-Za-z][\w.]*[-/]\d[\w/.\-]*|\b\d+-[A-Za-z]\w*",
        "file": rf"(?<![\w.-])(?=[\w-]*\d)[\w-]+\.(?i:{any_of['files']})\b",
        "section, glued": rf"\b(?i:{any_of['lawful']})\.?\d\w*(?:\s?\(\s?\w{{1,4}}\s?\))+",
        "letters and digits, glued": r"\b[A-Za-z]+\d\w*|\b\d+[A-Za-z]\w*(?:[/-]\w+)*|\b\d+['\u2019][a-z]\b",
        "code, spaced": r"(?i:\bcode)\s+\d+[A-Z]?\s*/\s*\d+\b",
        "number and year": rf"\b\d+{DASH}{A_YEAR}\b",
        "page of pages": r"(?i:\bpages?)\s+\d+\s+of\s+\d+\b",
        "footnote, judgment, ordinal": r"\[\d{1,3}\]|\[\d{4}\]\s+[A-Z]+(?:\s+[A-Za-z]+)?\s+\d+|\b\d+\^\w+",
        "time of day": r"\b\d{1,2}[:.]\d\d\s?(?:am|pm|hrs|hours)\b|\b\d{1,2}:\d\d(?::\d\d)?\b",
        "subsection without its word": r"\b\d{1,3}[A-Z]?\((?:\d{1,2}[A-Z]?|[a-z]{1,3})\)(?:\(\w{1,3}\))*",
        "year, broken by a scan": rf"/\s?(?:19|20)\d \d\b|(?<!\d){A_YEAR}[-–/]\d \d\b",
        "numbered heading": r"\b\d+(?:\.\d+){2,}\b|(?<!\w)#\d+",
        "street": rf"\b\d+\s+(?:[A-Z][\w']+\s+){{1,3}}{any_of['roads']}\b",
        "year of the law of information, cut off": r"(?i:\bInformation (?:\(Scotland\) )?Act )20{0,2}\s*\Z",
        "day behind its month": rf"{month_pattern()}\s+\d{{1,2}}\b(?!{countable})",
    }
    return tuple(re.compile(pattern) for pattern in kinds.values())


def _years(text: str) -> list[Span]:
    """The years that are no counts. One earlier than answers speak of is a count after a colon, alone on its line,
    before a countable word or after "there were", unless a law stands before it."""
    year, early, law, led_in = _year_patterns()
    spans = []
    for match in year.finditer(text):
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        is_count = early.match(text, match.start()) or (TOO_EARLY.match(match[0]) and led_in.search(before))
        if law.search(before) or not is_count:
            spans.append(match.span())
    return spans


@cache
def _year_patterns() -> tuple[re.Pattern[str], ...]:
    countable = rf"\s+{letters.pattern('numbers', 'units')}\b"
    return (
        re.compile(rf"(?<![\w,.]){A_YEAR}(?![\w]|,\d|\.\d)"),
        re.compile(rf"{TOO_EARLY.pattern}(?:[^\S\n]*\.?[^\S\n]*(?:\n|$)|\s*\(|{countable})", re.IGNORECASE),
        re.compile(rf"\b(?:{letters.pattern('periods', 'laws')}|[A-Z]{{1,5}}A),?\s+(?:of\s+)?$"),  # "the PCA 1978"
        re.compile(rf"\b{letters.pattern('periods', 'before_a_count')}\s+$", re.IGNORECASE),
    )


def _ages(text: str) -> list[Span]:
    """`aged 16`, `children under 13`, `12 to 17 year olds`, `under-16s`; `under 18` with nothing countable behind."""
    led, followed, bare = _age_patterns()
    spans = [match.span() for pattern in (led, followed) for match in pattern.finditer(text)]
    return spans + [match.span() for match in bare.finditer(text) if _is_age(text, match)]


def _is_age(text: str, match: re.Match[str]) -> bool:
    label = LABEL_OF_COUNT.match(text)
    rest = text[label.end() :] if label else text
    is_all = rest.strip(" \t\n.") == match[0] and int(match[1]) <= LARGEST_HIDDEN
    return int(match[1]) <= AGE_LIMIT and not is_all


LABEL_OF_COUNT = re.compile(
    rf"\W*(?:[a-z]+\s+){{0,2}}{letters.pattern('numbers', 'units')}\s*(?:{DASH}|[:=])\s*", re.IGNORECASE
)
""" "Arrests – " above a small count that is not shown."""


@cache
def _age_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    ages, after = letters.pattern("numbers", "ages"), letters.pattern("numbers", "after_ages")
    pair = rf"\d{{1,2}}(?:\s*,\s*\d{{1,2}})*(?:\s*(?:{DASH}|to|and|or)\s*\d{{1,2}})?\b(?![.,]\d)"
    countable = rf"\s+{letters.pattern('numbers', 'units')}\b"
    return (
        re.compile(rf"\b{ages}\s+(?:of\s+|between\s+|from\s+|under\s+|over\s+)?(?:the\s+ages?\s+of\s+)?{pair}", re.I),
        re.compile(rf"\b(?:{DASH})?{pair}[\s-]+{after}(?!\w)", re.I),
        re.compile(
            rf"\b(?:under|over)(?:[\s-]+the\s+age\s+of)?[\s-]+(\d{{1,2}})(?:'?s)?\b(?!{countable}|[.,]\d|\s*%)", re.I
        ),
    )


LABEL = re.compile(
    r"^(?:[^\S\n]|[>*\u2022'\u2018\u201c\"])*(?:\(?(?P<number>\d{1,2})(?P<letter>[A-Za-z])?\s?(?:\([a-z]{1,4}\)|(?:i{1,3}|iv|v)\b)?\s?"
    r"(?P<mark>[.):]+)(?:[ \t]*\([a-z]{1,4}\))?|\d+(?:\.\d+)+[.)]?|\d{1,2}[A-Za-z]\b)(?=[ \t]+\S)",
    re.MULTILINE,
)


def _labels(text: str) -> list[Span]:
    """`1a.` `2)` `1.) (a)` at the start of a line that goes on. A bare number goes on from a wrapped sentence ("in all"
    / "22. Of these …") and is no label unless the line before has ended."""
    spans = []
    for match in LABEL.finditer(text):
        before = text[: match.start()].rstrip(" \t\n\u00a0")
        has_blank_line = text[len(before) : match.start()].count("\n") > 1
        is_ended = not before or has_blank_line or before[-1] in ".:;?!)]" or before[-1].isdigit()
        spans += [match.span()] if match["letter"] or is_ended else []
    return spans
