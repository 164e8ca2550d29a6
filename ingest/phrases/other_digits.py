"""Text -> the spans whose digits and number words count nothing: dates, sections, codes, labels, ages, money.

Protects: no date, section, reference or telephone number becomes a figure. Whatever is not surely a quantity is either
in one of these spans or reported as unclear by `numbers.py`.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters
from ingest.phrases.periods import A_YEAR, ADDRESS, DASH, find_periods, find_points, month_pattern

Span = tuple[int, int]

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
    listed = rf"{item}(?:(?:\s*,\s*|\s*(?:,\s*)?(?:and|&|or|to)\s+|{DASH}){item})*"
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
        "labels and sections, listed": rf"{named}[^\S\n]?\n?\(?{closed_list}|(?i:\b{plural}\.?)\s+{listed}",
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
        "telephone, grouped": r"\b\d{4,5} \d{5,7}\b|\b\d{3,4} \d{3,4} \d{4}\b",
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
    return [match.span() for match in LABEL.finditer(text) if match["letter"] or _begins_afresh(text, match.start())]


def _begins_afresh(text: str, line_start: int) -> bool:
    before = text[:line_start].rstrip(" \t\n\u00a0")
    has_blank_line = text[len(before) : line_start].count("\n") > 1
    return not before or has_blank_line or before[-1] in ".:;?!)]" or before[-1].isdigit()
