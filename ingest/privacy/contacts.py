"""A text -> the same without contact details of people: addresses of mail, telephone numbers, homes, officers' numbers;
what stands in place of what tells a person apart, and a problem for each place where it stands inside an answer.

Protects: a detail that a line's end breaks in two is struck in both lines, and every line stays a line. The
Information Commissioner's postcode, which many letters print, is nobody's home. One mark is for one kind of thing, so
that what was struck can be counted everywhere; what is left may still tell who is meant, so a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ingest.model import Figure, Outcome, Problem
from ingest.phrases import letters

NAME = "[name removed]"
EMAIL = "[e-mail address removed]"
TELEPHONE = "[telephone number removed]"
ADDRESS = "[address removed]"
NUMBER = "[number removed]"

MARKS = {NAME: "a person's name", NUMBER: "an officer's number", ADDRESS: "an address"}


def people_named(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> list[Problem]:
    """One warning for each place in the answers where something was struck."""
    told = [(f"{outcome.text or ''}\n{outcome.quote or ''}", outcome.locator) for outcome in outcomes]
    answers = {where for _, where in told}
    told += [(figure.quote or "", figure.locator) for figure in figures if figure.locator not in answers]
    places: dict[str, dict[str, None]] = {}
    for text, where in told:
        places.setdefault(where, {}).update((words, None) for mark, words in MARKS.items() if mark in text)
    return [Problem.of("person-named", at, marks=" and ".join(words)) for at, words in places.items() if words]


BREAK = r"[^\S\n]{0,40}\n[^\S\n]{0,40}(?:>[^\S\n]?){0,4}"  # a line's end inside of what belongs together, quoted or not
USER_ADDRESS = re.compile(r"(?<!\S)\S*/user/\S+", re.IGNORECASE)
LOCAL = r"(?<![\w.+'’-])[\w.+'’-]+"
TELLING = r"(?=[\w'’-]*[.+\d])(?=[^@\s]*[A-Za-z])"  # of a local part: a point, a plus or a digit beside a letter
PARTED = r"[^\S\n]?@[^\S\n]?[\w-]+"
EMAIL_ADDRESS = re.compile(
    rf"{LOCAL}@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.+'’-]){TELLING}[\w.+'’-]+{PARTED}(?:\.[\w-]+)*\.[A-Za-z]{{2,}}"
    rf"|(?<![\w.+'’-])(?=[^@\s]*[A-Za-z])[\w.+'’-]+{PARTED}(?:\.[\w-]+)+\.[A-Za-z]{{2,}}"
)
"""A scan may print a blank on either side of the sign. Then the part before it must tell that it is an address, or the
domain have three names or more: "22 arrests @ 3.pm" is no address."""
EMAIL_OVER_LINES = re.compile(
    rf"{LOCAL}(?:@{BREAK}|{BREAK}@)[\w-]+(?:\.[\w-]+)+|{LOCAL}@[\w-]+(?:\.|{BREAK}\.){BREAK}[\w-]+(?:\.[\w-]+)*"
    rf"|{LOCAL}@[\w-]+\.{BREAK}[\w-]+(?:\.[\w-]+)*"
)
EMAIL_CUT_OFF = re.compile(rf"{LOCAL}@(?=[^\S\n]{{0,40}}(?:\n|$))")  # its end is in another paragraph or cell
EMAIL_IN_WORDS = re.compile(
    rf"{LOCAL}\s?[\[({{]\s?at\s?[\])}}]\s?[\w-]+(?:\s?(?:\.|[\[(]dot[\])])\s?[\w-]+)+", re.IGNORECASE
)
BEFORE_NUMBER = r"(?<![\w/.,£-])"
NEXT_DIGIT = r"(?:\)?[ .-]{0,2}\d)"  # a digit with what is set between groups of digits
NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
COUNTED = r"(?:arrest|offence|crime|case|charge|caution|conviction|incident|record|report|people|person|suspect)"
NO_COUNT = rf"(?![\w/]|,\d|[^\S\n]+{COUNTED})"  # "14 arrests" below a number's "ext" is no extension
KEY_OF_EXTENSION = rf",?(?:[^\S\n]?|{BREAK})(?:ext|extn|extension|x)(?![^\W\d])\.?:?"
OF_EXTENSION = rf"(?:[^\S\n]*\d{{2,6}}|{BREAK}{NO_YEAR}\d{{3,6}}){NO_COUNT}"
EXTENSION = rf"(?:{KEY_OF_EXTENSION}{OF_EXTENSION}|[^\S\n]*/[^\S\n]*\d{{4,8}})?"
NATIONAL = rf"\(?0[1-9]\d{NEXT_DIGIT}{{7,8}}"
INTERNATIONAL = rf"(?:\(?\+|\(?00)44\)?[ .-]?(?:\(0\))?[ .-]?[1-9]\d{NEXT_DIGIT}{{7,8}}"
UK_TELEPHONE = re.compile(rf"{BEFORE_NUMBER}(?:{INTERNATIONAL}|{NATIONAL}){EXTENSION}(?!\w)", re.IGNORECASE)
EXTENSION_BELOW = re.compile(rf"((?<!\w)extn?\.?:?{BREAK}){NO_YEAR}\d{{3,6}}{NO_COUNT}", re.IGNORECASE)
BEGUN = r"((?:\(?\+44\)?[ .-]?(?:\(0\))?[ .-]?|\(?0)[1-9]\d(?:[\d ().-]*\d)?\)?-?)"
GOES_ON = r"(\d{3,8}(?:[ .-]\d{3,6})?)(?![\w/]|[.)]\s)"
OVER_LINES = re.compile(rf"{BEFORE_NUMBER}{BEGUN}{BREAK}{GOES_ON}")
NATIONAL_DIGITS = 11
POSTCODE = re.compile(r"(?<![\w/-])(?:[A-Z]{1,2}\d[A-Z\d]?[^\S\n]{1,2}\d[ABD-HJLNP-UW-Z]{2}|GIR[^\S\n]?0AA)(?![\w/-])")
KEYS = rf"({letters.pattern('people', 'telephone_keys')}\.?(?:\s*(?:no|number)\b\.?)?)"
KEYED_TELEPHONE = re.compile(rf"(?<!\w){KEYS}[^\S\n]*[:.]?[^\S\n]*\(?\+?\d[\d \t()/-]{{3,}}\d", re.IGNORECASE)
EXTENSION_KEYS = letters.pattern("people", "extension_keys")
KEYED_EXTENSION = re.compile(
    rf"(?<!\w)({EXTENSION_KEYS})\.?[^\S\n]*:?[^\S\n]*{NO_YEAR}\d{{3,6}}(?![\w/])", re.IGNORECASE
)
NUMBER_KEYS = letters.pattern("names", "number_keys")
OFFICER = re.compile(rf"(?<!\w)({NUMBER_KEYS})\W{{0,3}}(?:[A-Z]{{1,3}}\s?)?\d{{2,7}}(?!\w)", re.IGNORECASE)
"""A collar number with its key, the key as the first group."""
FLAT = rf"(?:{letters.pattern('names', 'homes')}[^\S\n]+\w{{1,4}},?[^\S\n]+)?"
HOUSE = rf"(?<![\w/.-]){FLAT}(?!(?:19|20)\d\d)\d{{1,4}}[A-Za-z]?,?[^\S\n]+"
NAMED_SO = rf"(?:(?!{letters.pattern('names', 'places')}(?!\w))[A-Z][\w.'’-]*[^\S\n]+){{1,3}}"
STREET = rf"{letters.pattern('names', 'streets')}(?!\w)"
OTHER_STREET = rf"{letters.pattern('names', 'other_streets')}(?=[^\S\n]*(?:[,.\n]|$))"
HOMES = re.compile(rf"{HOUSE}{NAMED_SO}(?:{STREET}|{OTHER_STREET})")
"""The number and the street of a house. A word for a street that places are called by too is one only at a line's end
or before a comma."""


@lru_cache(maxsize=8)  # the text of one document is asked several times over
def strike(text: str) -> str:
    """The text with a mark in place of each detail."""
    text = USER_ADDRESS.sub(ADDRESS, text)
    if "@" in text:
        text = EMAIL_OVER_LINES.sub(_over_lines(EMAIL), EMAIL_ADDRESS.sub(EMAIL, text))
        text = EMAIL_CUT_OFF.sub(EMAIL, text)
    text = EMAIL_IN_WORDS.sub(_over_lines(EMAIL), text)
    text = OVER_LINES.sub(_telephone_over_lines, text)
    text = UK_TELEPHONE.sub(_over_lines(TELEPHONE), text)
    text = KEYED_TELEPHONE.sub(rf"\1 {TELEPHONE}", text)
    text = KEYED_EXTENSION.sub(rf"\1 {TELEPHONE}", text)
    text = EXTENSION_BELOW.sub(rf"\1{TELEPHONE}", text)
    return OFFICER.sub(rf"\1 {NUMBER}", text)


def strike_homes(text: str) -> str:
    """The text without houses and their postcodes."""
    public = letters.words("people", "public_postcodes")
    return POSTCODE.sub(lambda it: it[0] if " ".join(it[0].split()) in public else ADDRESS, HOMES.sub(ADDRESS, text))


def struck_group(match: re.Match[str]) -> str:
    """What a pattern found, its first group struck; as many lines as before."""
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    return match[0][:start] + NAME + "\n" * match[1].count("\n") + match[0][end:]


def _over_lines(mark: str) -> Callable[[re.Match[str]], str]:
    return lambda match: mark + "\n" * match[0].count("\n")


def _telephone_over_lines(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", re.sub(r"^\(?\+44\)?", "0", match[1]).replace("(0)", "")) + re.sub(r"\D", "", match[2])
    return f"{TELEPHONE}\n" if len(digits) == NATIONAL_DIGITS else match[0]
