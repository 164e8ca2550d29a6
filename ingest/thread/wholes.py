"""Two numbers of an answer, a whole and a part of it -> which of them answers (form A10).

Protects: "31 out of 90 cases" answers 31, and "90 arrests, of which 12 were bailed" answers 90. Where neither the words
between the two nor those behind the part say which was asked for, neither is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.phrases import letters
from ingest.phrases.numbers import Found

PART_OF_THEM = r"(?:,|;|\.|\s+-|\s+–)?\s+(?:and\s+)?of\s+(?:which|whom|these|those|them),?\s+"
OF_A_TOTAL = (
    r"(?:the\s+|all\s+|our\s+|an?\s+|overall\s+(?:figure|number|total|count)\s+of\s+|overall\s+|grand\s+|total\s+(?:figure|number)\s+of\s+"
    r"|total\s+of\s+|total\s+|these\s+|those\s+)*"
)
WHERE_THE_WHOLE_IS = (
    r"\s+of\s+(?:them|these|those),?\s+(?:where|when|with|and)\s+(?:the|our|an?)\s+(?:overall|total|whole|full)"
    r"(?:\s+(?:number|figure|count|total))?(?:\s+(?:of|for)\s+[a-z]+)?\s+(?:is|was|being|of)\s+"
)
OUT_OF = re.compile(
    rf"(?:(?:,?\s*\(?\s*out\s+)?\s*of|\s*\(?\s*from(?:\s+among)?\s+(?=(?:the|an?)\s+(?:total|overall)|all\s))\s*{OF_A_TOTAL}"
    rf"|,?\s*\(?\s*(?:being|which\s+is|this\s+is|as|forming)\s+(?:a\s+)?part\s+(?:of|out\s+of)\s+{OF_A_TOTAL}"
    rf"|\s*\(\s*(?:out\s+of|of|from)\s+(?:the|our|a|an)\s+{OF_A_TOTAL}|{WHERE_THE_WHOLE_IS}"
    rf"|\s*\(\s*(?:or\s+)?\d[\d.]*\s?(?:%|per\s*cent)\s+of\s+{OF_A_TOTAL}",
    re.IGNORECASE,
)
OF_A_WHOLE = re.compile(
    r"\s*(?:out\s+of|of|from)\s+(?:the\s+|a\s+total\s+of\s+|total\s+of\s+|these\s+|all\s+)*", re.IGNORECASE
)
LONGEST_BETWEEN = 90  # characters between a whole and its part


def part_and_whole(text: str, counts: Sequence[Found]) -> tuple[Found, Found] | None:
    """The part that answers, and the whole; None where the words are no such pair."""
    if len(counts) != 2:
        return None
    first, second = counts
    if OUT_OF.fullmatch(_between(text, first, second)):
        is_part = (first.value.value or 0) <= (second.value.value or first.value.value or 0)
        return (first, second) if is_part else None
    if _answers_out_of_a_whole(text, first, second) or _meets(text, first, second):
        return second, first
    return None


def _between(text: str, first: Found, second: Found) -> str:
    """What stands between two counts; in "7 such arrests, out of 90" without the first one's unit."""
    between = text[first.end : second.start]
    word = re.escape(first.unit_word) if first.unit_word else None
    unit = re.match(rf"\s+(?:[a-z]+\s+)?{word}(?=,?\s+(?:out|being|from)\s|\s*\()", between, re.I) if word else None
    return between[unit.end() :] if unit else between


def _answers_out_of_a_whole(text: str, whole: Found, part: Found) -> bool:
    """ "Out of 90 arrests, 12.", "Of the 90 arrests made, 12 met this criterion" and "90 arrests, of which 12 met this
    criterion": the second answers. With any other words behind it ("12 were online") it counts what was not asked, or
    what came of them."""
    between, behind = text[whole.end : part.start], text[part.end :]
    meets = re.fullmatch(rf"(?:\s+{letters.pattern('answers', 'meets_the_question')})?[\s.]*", behind, re.IGNORECASE)
    if OF_A_WHOLE.fullmatch(text[: whole.start]):
        return meets is not None and re.fullmatch(r"(?:\s+[a-z]+){0,2},\s*", between) is not None
    is_said = meets is not None and bool(behind.strip(" .\n"))
    return is_said and re.fullmatch(rf"(?:\s+[a-z]+){{0,3}}{PART_OF_THEM}", between, re.IGNORECASE) is not None


def _meets(text: str, whole: Found, part: Found) -> bool:
    """Whether a sentence counts the whole, and then, of it, those that meet the question: "A total of 114 arrests were
    examined and 44 of these fell within scope"."""
    between, behind = text[whole.end : part.start], text[part.end :]
    if len(between) > LONGEST_BETWEEN or (part.value.value or 0) > (whole.value.value or 0):
        return False
    if re.search(r"\d", between):
        return False
    before = _label_of_part().search(between)
    if (before or _applies_to().search(between)) and re.fullmatch(r"[\s.]*", behind):
        return True
    return _of_them_meet().match(behind) is not None or (
        _is_all(text, whole) and _whole_then().search(between) is not None and _meet().match(behind) is not None
    )


def _is_all(text: str, whole: Found) -> bool:
    """Whether what stands before a number makes it all that were looked at: "each of the 119", "all 137"."""
    told = f"{text[: whole.start]}{whole.value.text}"
    if re.search(r"\b(?:all|each|every\s+one|total)\b[^.;?!\d]*\d[\d,]*$", told, re.IGNORECASE):
        return True
    seen = rf"(?:{letters.pattern('meets', 'looking')}\s+of|{letters.pattern('answers', 'looked_at')})"
    return re.search(rf"(?<!\w){seen}\s+(?:the|all|our)\s+\d[\d,]*$", told, re.IGNORECASE) is not None


@cache
def _ends() -> str:
    return r"(?=\s*(?:[.;,)]|$|\n))"


@cache
def _said_to_meet() -> str:
    meet, relevant = letters.pattern("meets", "verbs"), letters.pattern("meets", "adjectives")
    being, judged = letters.pattern("meets", "being"), letters.pattern("meets", "judged")
    asked = letters.pattern("meets", "asked")
    return (
        rf"(?:{being}\s+)?(?:{judged}\s+)?(?:(?:to\s+be|to|as)\s+)?(?:(?:{meet})\s+{asked}|{relevant}(?:\s+(?:to|for|of|with)\s+{asked})?)"
        rf"{_ends()}"
    )


@cache
def _of_them_meet() -> re.Pattern[str]:
    """ "44 of these fell within scope", "135 of which match your description"."""
    return re.compile(rf",?\s+of\s+(?:which|whom|these|those|them)\s+{_said_to_meet()}", re.IGNORECASE)


@cache
def _meet() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?:of\s+)?(?:which|whom|these|those|them)\s+)?{_said_to_meet()}", re.IGNORECASE)


@cache
def _whole_then() -> re.Pattern[str]:
    return re.compile(r"(?:\band|,|;|–|-)\s*(?:of\s+(?:these|those|them|which),?\s*)?(?:only\s+)?$", re.IGNORECASE)


@cache
def _applies_to() -> re.Pattern[str]:
    """ "The description that you give applies to ", "of which this applies to " at the end of what stands between."""
    asked, applies = letters.pattern("meets", "asked"), letters.pattern("meets", "applies")
    given = r"(?:\s+(?:(?:that|which)\s+)?you\s+(?:have\s+)?[a-z]+)?"
    return re.compile(
        rf"(?:(?:^|[.;,]\s+|\band\s+){asked}{given}|\bof\s+(?:which|these|those),?\s+(?:this|it|{asked}))\s+{applies}\s+to\s*$",
        re.IGNORECASE,
    )


@cache
def _label_of_part() -> re.Pattern[str]:
    """ "Of these, relevant to this question: " between the whole and the part."""
    relevant, asked = letters.pattern("meets", "adjectives"), letters.pattern("meets", "asked")
    meet = letters.pattern("meets", "verbs")
    return re.compile(
        rf"\bof\s+(?:which|whom|these|those|them),?\s+(?:those\s+)?(?:{relevant}(?:\s+(?:to|for)\s+{asked})?|(?:{meet}|meeting|matching)\s+{asked})\s*[:=–-]\s*$",
        re.IGNORECASE,
    )
