"""A cell's text or a word of a row -> whether it can stand for a number, names a period, or labels a question.

Protects: what is not surely a cell's value is none. Digits that lead with a nought are a telephone's, `22.` is an
answer's, `2017/18` names a year and counts nothing; `2018` may do either, so callers ask `is_period` beside `is_value`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.phrases.letters import anywhere, at_start, lowered, words

FOOTNOTE = r"[*†‡#¹²³⁴⁵⁶⁷⁸⁹]*"
COUNT = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
NUMBER = re.compile(rf"(?:[<>≤≥~£]=?\s?)?{COUNT}\s?%?\+?{FOOTNOTE}")
BESIDE_NUMBER = re.compile(rf"{NUMBER.pattern}\s?\(\s?{NUMBER.pattern}\s?\)")
RANGE = re.compile(r"(?:0|[1-9]\d*)\s?(?:-|–)\s?[1-9]\d*")

YEAR = r"(?:19[5-9]|20[0-4])\d"
SHORT_YEAR = rf"(?:{YEAR}|\d\d)"
FINANCIAL = re.compile(rf"(?:FY\s?)?({SHORT_YEAR})\s?[/–-]\s?({SHORT_YEAR})", re.IGNORECASE)
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
MONTH = re.compile(rf"{MONTHS}(?:[\s-]?(?:{YEAR}|['’]?\d\d))?", re.IGNORECASE)
PLAIN_YEAR = re.compile(rf"(?:FY\s?)?{YEAR}", re.IGNORECASE)
QUARTER = re.compile(rf"Q[1-4](?:\s?{YEAR})?", re.IGNORECASE)
BRACKETS = re.compile(
    r"\([^()]*(?:\)|$)|^[^()]*\)"
)  # the law's own words stand in them: "(offender is aged 18 or over)"
REMARK = re.compile(rf"\s*(?:\([^()]*\)|{FOOTNOTE})$")

QUESTION_LABEL = re.compile(
    r"[\s\"'“”*•·]*(?:-\s+)?(?:"
    r"(?:questions?|answers?|query|queries|point|part|request|response|q|a)\s?\d{1,2}\s?[.)]?\s?\(?(?:[a-h]|[ivx]+)?\)?(?![\w/,%])"
    r"|\(?\d{1,2}\)?\s?[.)]\s?\(?(?:[a-h](?!\w)\)?)?(?!\d)"
    r"|\d{1,2}[a-h](?![\w/])"
    r"|\(?[a-h]\)\s|[a-h]\.\s"
    r"|\((?:[ivx]+)\)\s)",
    re.IGNORECASE,
)


CODE = re.compile(
    r"\s*(?:(?:OC|Outcome|O/C)\s?\d{1,2}[A-Z]?\b|\d{1,3}/\d{1,3}[A-Z]?(?![/\w])|0\d\d[A-Z]\b)", re.IGNORECASE
)


@cache
def _marks() -> frozenset[str]:
    return lowered("cells", "marks")


@cache
def _phrases(name: str) -> re.Pattern[str]:
    number = rf"(?:{COUNT}|{'|'.join(words('cells', 'thresholds'))})"
    spelt = [re.escape(phrase).replace(r"\#", number) for phrase in words("cells", name)]
    return re.compile("|".join(one.replace(r"\ ", r"\s+") for one in spelt), re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same small numbers stand in many cells
def is_number(text: str) -> bool:
    """Whether the whole text prints a number: `1,204`, `<5`, `12%`, `7*`, `0-5`, `12 (5%)`."""
    one = text.strip()
    if not one or not any(letter.isdigit() for letter in one):
        return False
    if NUMBER.fullmatch(one) or BESIDE_NUMBER.fullmatch(one):
        return True
    return RANGE.fullmatch(one) is not None and not is_period(one)


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether the whole text can stand in a cell of numbers: a number, a mark in its place, or words for one."""
    one = text.strip()
    is_phrase = any(_phrases(name).fullmatch(one) for name in ("phrases", "phrases_of_columns_only"))
    return is_number(one) or one.lower() in _marks() or is_phrase


def is_value_of_words(split: list[str]) -> bool:
    """The same for words between single spaces, where a lone letter, a dotted line, "under 5" or "not recorded" may as
    well be a label's."""
    if len(split) > 1:
        return _phrases("phrases").fullmatch(" ".join(split)) is not None
    return is_value(split[0]) and split[0].lower() not in lowered("cells", "marks_of_columns_only")


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Whether the text heads a period: `2018`, `2017/18`, `14/15`, `Apr 2019`, `Q2 2019`, `2020 (to June)`, `2019/20*`.
    A plain year is a number too."""
    one = text.strip()
    one = REMARK.sub("", one) or one
    years = FINANCIAL.fullmatch(one)
    if years:
        return (int(years[2]) - int(years[1])) % 100 == 1
    return any(form.fullmatch(one) is not None for form in (PLAIN_YEAR, MONTH, QUARTER))


def is_question_label(text: str) -> bool:
    """Whether the text opens with the label of a question or an answer: `1a.`, `Q2`, `(b)`, `Question 3`."""
    return QUESTION_LABEL.match(text) is not None


def is_coded(text: str) -> bool:
    """Whether the text opens with the code of an outcome or of a Home Office class: `OC01`, `088/01`."""
    found = CODE.match(text)
    return found is not None and not is_period(text.split()[0])


def is_total(text: str) -> bool:
    """Whether a row's label says that the row is a sum."""
    return at_start("headings", "totals").match(text) is not None


def is_never_row(text: str) -> bool:
    """Whether the line is of a letter's head or foot."""
    return at_start("rows", "never_rows").match(text) is not None


@lru_cache(maxsize=4096)
def is_sentence(text: str) -> bool:
    """Whether the line is prose: it ends as a sentence does, or has a word that stands in sentences alone."""
    if text.rstrip().endswith((".", "?", "!", ";")):
        return True
    return anywhere("rows", "sentences").search(BRACKETS.sub(" ", text)) is not None


def is_label_heading(text: str) -> bool:
    """Whether the text is a known heading of the column that names the rows."""
    return text.strip().rstrip(":").lower() in lowered("headings", "labels")


def is_value_heading(text: str) -> bool:
    """Whether the text is a known heading of a column of numbers, or a period."""
    bare = text.strip().rstrip(":*")
    return bare.lower() in lowered("headings", "values") or is_period(bare)


def is_unfinished(label: str) -> bool:
    """Whether a label goes on in the next line: it ends in "of", a comma, an open bracket, a slash."""
    if label.count("(") > label.count(")"):
        return True
    last = label.split()[-1].lower() if label.split() else ""
    return last in lowered("rows", "unfinished") or last.endswith((",", "/", "-", "–"))


def goes_on(label: str) -> bool:
    """Whether a label continues the line before it: it opens in lower case or with a bracket, and is no part of
    a sum."""
    bare = label.strip()
    if not bare or at_start("rows", "parts").match(bare):
        return False
    return bare[0].islower() or bare[0] in ")&/,"


def claims_number(word: str, before: list[str]) -> bool:
    """Whether a number behind this word of a label belongs to the label: "Section 15", "under 13", "SOA 2003", "13 to
    15". `before`: the words before it."""
    bare = word.strip("(),:;").lower()
    last = before[-1].strip("(),").lower() if before else ""
    if bare in lowered("rows", "numbered"):
        return last not in lowered("rows", "closing")
    if bare in ("and", "to", "or", "&", "-", "–"):
        return any(letter.isdigit() for letter in last)
    return False


def is_title(label: str) -> bool:
    """Whether words before headings are a title and head no column: one of them joins or begins a sentence."""
    joining, inner = lowered("headings", "no_heading"), lowered("headings", "inside_heading")
    split = [word.lower().strip("().,") for word in label.split()]
    return bool(split) and (
        split[0] in joining or split[-1] in joining or any(word in joining - inner for word in split)
    )
