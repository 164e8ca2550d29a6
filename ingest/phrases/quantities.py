"""The grammar of a printed quantity: its words, its bounds, and the value that they make.

Protects: the contract's rule for `value`, `value_low` and `value_high` stands here once, for whole cells and sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.model import Value
from ingest.phrases import wordings
from ingest.phrases.points import DASH

ESTIMATE = "[e]"
UNREADABLE = 12
"""No force counts so many digits: they are something else."""
NAMES = r"\s+[\"'\u2018\u201c]?(?!(?i:nil|none|never|zero|no|n/a)\b)(?-i:[A-Z])"
"""What goes on behind "Two groups:": names, where a count is closed by what it counts. "Groups: 5" counts behind it."""
LONGEST_IN_WORDS = 8
THOUSANDS_BY_POINTS = re.compile(r"\d{1,3}\.\d{3}")
"""`10.000` of something whole is ten or ten thousand: no figure."""
MASK = "\x1a"
"""Stands for a character whose digits count nothing: labels and dates are masked so."""


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
    words = wordings.section("numbers")
    any_of = {name: wordings.any_of(words[name]) for name in words if isinstance(words[name], list)}
    number_word = wordings.any_of(wordings.number_words())
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
    return " per " not in f" {name} " and name not in wordings.section("numbers")["not_whole"]


def amount_of(printed: str) -> float | None:
    """Digits or number words as a number; None for words that make none ("five two"), and for `007`."""
    if printed[0].isdigit():
        plain = printed.replace(",", "")
        has_leading_zero = len(plain.split(".")[0]) > 1 and plain[0] == "0"
        is_number = plain.isascii() and not has_leading_zero and len(plain) < UNREADABLE
        return float(plain) if is_number else None
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
