"""Lines of a document -> the same lines without people: names, e-mail addresses, telephone numbers, homes, `/user/`
addresses; tables without the columns that hold people, whose names they tell; and a document's file name -> the name
that the project keeps.

Protects: no private person gets into the warehouse. A name is found by where it stands (a mail's head, a letter's end,
a form's key, an address of mail, a column of people) and then removed wherever the document repeats it, in capitals,
surname first or over a line's end. Where the words around a name only make it likely, a word that the document also has
in lower case, and a word of a body, a group or a system, keep it from being one. "van der Berg", "O'Brien", "Łukasz"
and "ANN EXAMPLE" are names as much as "Ann Example" is. The name of a force, a body, a place, an Act or an activist
group stays, and the Information Commissioner's postcode is nobody's home. Every line keeps its number and its place,
and one mark is for one kind of thing, so that what was struck can be counted; what is left may tell who is meant.

Who dealt with a case is never a label of its number; a column with numbers is no column of people, whatever its
heading, and one headed "Name" alone, beside nothing but numbers, may be of bodies and stays. Of a file's name ("Reply
to J Smith.pdf") only words of a list stay, and digits that are no telephone number, and an ending that documents have;
no name is given twice.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from ingest.model import Figure, Grid, Line, Outcome, Problem
from ingest.phrases import letters
from ingest.phrases.letters import any_of, holds, plain
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import find_periods
from ingest.reference import Reference, load, vocabulary

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


SURNAME = r"(?:(?:de|van|der|von|al|bin|O['’])[\s-]?)?[A-Z][\w'’]{1,30}(?:-[A-Z][\w'’]{1,30})?"
INITIALS = r"(?:[^\S\n]+[A-Z]\.?(?=[^\S\n]))?"
BEHIND = re.compile(r"[^\S\n]+([A-Z][\w'’-]*)")
POSSESSIVE = re.compile(r"['’]s?\b")
UPPER = "".join(chr(n) for n in range(0x250) if chr(n).isupper())
NAME_WORD = rf"[{UPPER}][\w.'’-]{{0,40}}"  # bounded, so that time grows with the length and not with its square
GAP = r"[^\S\n]{1,8}"  # wider ones part columns, and patterns with several would look at long ones for ever
END = r"[^\S\n]{0,40}\n"
BROKEN = rf"{END}(?:{END})?[^\S\n]{{0,40}}(?:>[^\S\n]?){{0,4}}"  # a line's end inside a name, a blank line at most
SPACE = rf"(?:{GAP}|{BROKEN})"
MOST_WORDS = 6
MOST_LETTERS = 60
SURNAME_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
LISTS = ("letters.toml", "answer_words.toml", "table_words.toml", "wordings.toml", "file_words.toml")
NAME_PART = rf"(?:[{UPPER}][^\W\d_]*(?:['’-][{UPPER}]?[^\W\d_]+)*\.?)"
PIECE_OF_ADDRESS = re.compile(r"(?<![\w.])(?:[\w+-]+[._][a-z]{4,}|[a-z]{5,}\d{1,4})(?![\w.])")
LONGEST_ACRONYM = 4
SHORTEST_STRANGE = 4  # letters
LINES_OF_A_SIGNATURE = 4  # a first name, the whole name, then the office
LINES_TO_A_SIGNATURE = 14  # room for a written signature between the sign-off and the name
SHORTEST_IN_AN_ADDRESS = 4  # letters of a name in an address of mail
WIDE_GAP = re.compile(r"[^\S\n]{2,}|\t")
BEHIND_A_NAME = re.compile(r"\s*(?:[|(]|\s[-–]\s|,\s)")
FILE_ENDING = r"\.[a-z]{3}[a-z]?(?!\w)"
CONTACT = r"\[(?:e-mail address|telephone number) removed\]"
PARTICLES = rf"(?:{letters.pattern('people', 'particles')}{GAP}){{0,3}}"  # "van der", before a word of a name
PARTICLES_OF_NAMES = frozenset(letters.words("people", "particles"))
NAME_RUN = rf"{PARTICLES}{NAME_WORD}(?:{GAP}{PARTICLES}{NAME_WORD}){{0,3}}"  # one to four words on one line
WORD = rf"(?:{PARTICLES}{NAME_WORD})"
FULL_NAME = rf"(?:{WORD},{GAP}{NAME_WORD}(?![\w ]*{GAP}and)|{WORD}(?:{GAP}{WORD}){{1,3}}|{NAME_WORD}{BROKEN}{WORD})"
"""Two to four words of a name, on one line or broken behind its first, or a surname, a comma and a given name."""
TITLES = rf"(?:[TA]/)?{letters.pattern('people', 'titles')}\.?(?:{GAP}\d{{2,6}})?"
"""A title or a rank, acting or not, and an officer's number behind it."""
NUMBER_BEHIND = rf"(?:{GAP}(?!(?:19|20)\d\d(?!\d))\d{{4,6}}(?!\w|,\d))?"
TITLED = re.compile(rf"(?<!\w){TITLES}{GAP}({NAME_RUN}){NUMBER_BEHIND}")
"""A title or a rank with the name behind it, which is the first group, as in the patterns that follow."""
KEYED = re.compile(rf"\W*{letters.pattern('people', 'name_keys')}\s*:\s*(.+)", re.IGNORECASE)
REFERRED = re.compile(rf"\W*{letters.pattern('people', 'reference_keys')}[^(]*\(([^()]+)\)\s*$")
"""The officer behind a letter's reference: "Our ref: FOI 12/20 (Ann Example)"."""
BEFORE = re.compile(rf"({NAME_RUN})(?:[^\S\n]+<[^>\n]*>)?,?[^\S\n]+{letters.pattern('people', 'after_names')}")
SIGNED = re.compile(rf"(?<!\w)(?i:{letters.pattern('people', 'sign_offs')})[\s,.-]+({NAME_RUN})")
BEFORE_NAMES = rf"(?:{TITLES}|{letters.pattern('people', 'before_names')})"
TITLES_BEFORE = re.compile(rf"^(?:{BEFORE_NAMES}(?!\w)[.:]?\s*)+")
PART = re.compile(rf"[{UPPER}][^\W\d]*(?:[.'’-][^\W\d]*)*\.?|{letters.pattern('people', 'particles')}")
GIVEN = "|".join(map(re.escape, letters.words("names", "given")))
CAPITALS = "|".join(re.escape(name.upper()) for name in letters.words("names", "given"))
GIVEN_AND_SURNAME = rf"(?:{GIVEN})(?:-[A-Z]\w+)?{INITIALS}[^\S\n]+{SURNAME}"
LIKELY = re.compile(rf"(?<![\w'’-])({GIVEN_AND_SURNAME}|(?:{CAPITALS})[^\S\n]+[A-Z][A-Z'’-]{{1,30}})(?!\w)")
ROLES = letters.pattern("names", "roles")
IN_A_ROLE = re.compile(rf"(?<!\w)(?i:{ROLES}),?[^\S\n]+([A-Z][a-z]+[^\S\n]+{SURNAME})(?!\w)")
SENDERS = letters.pattern("names", "senders")
SENDER = re.compile(rf"(?<!\w)(?:{SENDERS})[^\S\n]+([A-Z]\.[^\S\n]?{SURNAME})(?!\w)")


def find_names(lines: Sequence[Line]) -> frozenset[str]:
    """Every name that stands where a person's name stands, without its title."""
    return _names_in(tuple(line.text for line in lines)) if lines else frozenset()


@lru_cache(maxsize=8)  # the lines of one document are asked several times over
def _names_in(lines: tuple[str, ...]) -> frozenset[str]:
    names: set[str] = set()
    for n, line in enumerate(lines):
        text = line.strip()
        if text:
            names |= _named(text)
            words = [
                *text.split()[-1:],
                *"".join(lines[n + 1 : n + 2]).split()[:1],
            ]  # a name that the line's end breaks
            if len(words) == 2 and words[0] in letters.words("names", "given"):
                names.update(name for name in islice(likely_in(" ".join(words)), 1) if as_name(name))
            if is_sign_off_alone(text):
                names.update(_signature(lines[n + 1 : n + 1 + LINES_TO_A_SIGNATURE]))
    whole = "\n".join(lines)
    names.update(_likely(whole))
    names.update(_in_addresses(whole))
    names.update(_above_homes(lines))
    return frozenset(names)


def signed_in(text: str) -> Iterator[str]:
    """Names behind a sign-off that stands inside a text: "… Kind regards A Sample Disclosure Officer"."""
    for match in SIGNED.finditer(text):
        words = match[1].split()
        names = (as_name(" ".join(words[:end])) for end in range(len(words), 0, -1))
        if name := next(filter(None, names), None):
            yield name


@lru_cache(maxsize=1024)  # letters of a force repeat their lines
def _named(text: str) -> frozenset[str]:
    return frozenset(name for candidate in _candidates(text) for name in names_of(candidate))


def _candidates(text: str) -> Iterator[str]:
    if begun := letters.at_start("people", "salutations").match(text):
        rest = text[begun.end() :].lstrip(" ,:")
        yield rest.rstrip(" ,;:")  # "For the attention of Example, Ann"
        yield re.split(r"[,;:\n]|\s-\s", rest, maxsplit=1)[0]
    if begun := letters.at_start("people", "sign_offs").match(text):
        yield text[begun.end() :].lstrip(" ,.-")
    if key := KEYED.match(text):
        for entry in EMAIL_ADDRESS.sub("", key[1]).split(";"):
            yield re.sub(r"[<\[(].*", "", entry).strip(" ,\"'")
            yield BEHIND_A_NAME.split(entry, maxsplit=1)[0]
    if reference := REFERRED.match(text):
        yield reference[1]
    columns = WIDE_GAP.split(text.strip())
    for part in (text, *(columns if len(columns) > 2 else ())):  # a name may end where its column does
        for pattern in (BEFORE, TITLED):
            for match in pattern.finditer(part):
                yield up_to_known_words(match[1])
        yield from map(up_to_known_words, likely_in(part))


def up_to_known_words(name: str) -> str:
    """What was taken for a name, cut at a wide gap before words of the subject: the row's next column."""
    for gap in WIDE_GAP.finditer(name):
        rest = name[gap.end() :].split()
        if rest and not any(is_strange(word) or may_be_of_a_person(word) for word in rest):
            return name[: gap.start()]
    return name


def _signature(lines: Sequence[str]) -> Iterator[str]:
    written = [text for line in lines if (text := line.strip())]
    for text in written[:LINES_OF_A_SIGNATURE]:
        is_other = any(letters.alone(*marker).fullmatch(text) for marker in OTHER_THAN_A_SIGNATURE)
        if is_other or letters.at_start("thread", "quoted").match(text):
            return
        names = list(names_of(text)) or list(names_of(BEHIND_A_NAME.split(text, maxsplit=1)[0]))
        if not names:
            return
        yield from names


def likely_patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Where the words around a name make it a person's, whatever the name: behind what only people do with figures
    ("compiled by"), behind "please ring", before a job, beside a telephone number, in a file's name. The name is the
    first group. Only patterns of whose words the text holds one: the others are slow to find nothing."""
    return (pattern for anchor, pattern in _likely_patterns() if anchor.search(text))


@cache
def _likely_patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    title = rf"(?:{TITLES}{SPACE})?"
    word = rf"[{UPPER}][\w'’-]{{0,40}}"
    done, reach = (rf"(?<!\w)(?i:{letters.pattern('people', name)})" for name in ("done_by", "reached"))
    jobs, units = (rf"{letters.pattern('people', name)}(?!\w)" for name in ("jobs_beside", "units_of_people"))
    lead_in = letters.pattern("people", "before_contact")
    of, others = rf"{SPACE}(?:of|from|in){SPACE}(?:the|our){GAP}", rf"(?:[A-Z][\w&-]*{GAP}){{0,4}}"
    patterns = (
        (done, rf"{done}{SPACE}?:?{SPACE}{title}({FULL_NAME})"),
        (reach, rf"{reach}{SPACE}{title}({FULL_NAME})"),
        (jobs, rf"(?<!\w)({FULL_NAME}),{SPACE}(?:the{GAP})?{others}{jobs}"),
        (CONTACT, rf"(?<![\w[])({FULL_NAME}){SPACE}?[,:(|<–-]{{0,3}}{SPACE}?(?i:{lead_in})?[:.]?{SPACE}?{CONTACT}"),
        (rf"(?:the|our){GAP}{others}{units}", rf"(?<!\w)({FULL_NAME}){of}{others}{units}"),
        (FILE_ENDING, rf"(?<![\w'’-])({PARTICLES}{word}(?:{GAP}{PARTICLES}{word}){{1,2}}){FILE_ENDING}"),
    )
    return tuple((re.compile(anchor), re.compile(pattern)) for anchor, pattern in patterns)


def _likely(text: str) -> Iterator[str]:
    """Names that the words around them make likely, none of whose words the document also has in lower case."""
    struck = strike(text)
    matches = (match for pattern in likely_patterns(struck) for match in pattern.finditer(struck))
    found = (name for match in matches for name in names_of(" ".join(match[1].split())) if is_unlike_a_body(name))
    plain: frozenset[str] | None = None
    for name in found:
        plain = plain if plain is not None else frozenset(re.findall(r"(?<![\w'’-])[^\W\d_A-Z]\w{2,}", struck))
        if not any(word.casefold() in plain for word in name.split() if len(word) > 2 and word[0].isupper()):
            yield name


def _in_addresses(text: str) -> Iterator[str]:
    """Words with a capital that an address of mail has too: "Quill" where somebody writes from `a.quill@…`."""
    if "@" not in text:
        return
    parts = {
        part
        for address in EMAIL_ADDRESS.findall(text)
        for part in re.split(r"[^a-z]+", address.partition("@")[0].casefold())
        if len(part) >= SHORTEST_IN_AN_ADDRESS
    }
    parts |= {part[1:] for part in parts if len(part) > SHORTEST_IN_AN_ADDRESS + 1}
    if not parts:
        return
    plain = {word for word in re.findall(r"(?<![\w.+'’@-])[a-z]\w{2,}(?![\w@.+-])", text)}
    for word in dict.fromkeys(re.findall(rf"(?<![\w@.-])[{UPPER}][\w'’-]{{3,}}", text)):
        letters_only = re.sub(r"[^a-z]", "", word.casefold())
        if letters_only in parts and word.casefold() not in plain and is_unlike_a_body(word):
            yield from names_of(word)


def _above_homes(lines: Sequence[str]) -> Iterator[str]:
    for n, line in enumerate(lines):
        if home := HOMES.search(line):
            before = line[: home.start()].strip(" ,")
            names = names_of(before or (lines[n - 1].strip() if n else ""))
            yield from (name for name in names if len(name.split()) > 1 and is_unlike_a_body(name))


OTHER_THAN_A_SIGNATURE = (("answers", "answer_markers"), ("answers", "question_markers"), ("thread", "furniture"))
MOST_WORDS_OF_A_GREETING = 12
MOST_WORDS_WITHOUT_COMMA = 6  # "Dear Sir or Madam", "Dear Police Service of Northern Ireland"


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear …", with a comma or little more."""
    match = letters.at_start("people", "salutations").match(text)
    if match is None or text[match.end() :][:1] == "-":
        return False
    return len(text.split()) <= (MOST_WORDS_OF_A_GREETING if "," in text else MOST_WORDS_WITHOUT_COMMA)


def is_sign_off(text: str) -> bool:
    """Whether a line ends a letter: "Yours sincerely," alone, or with the name behind it."""
    if is_sign_off_alone(text.strip()):
        return True
    match = letters.at_start("people", "sign_offs").match(text)
    rest = text[match.end() :].strip(" ,.-") if match else ""
    return bool(rest) and (as_name(rest) is not None or rest == NAME)


def is_sign_off_alone(text: str) -> bool:
    return letters.alone("people", "sign_offs").fullmatch(text) is not None


def likely_in(text: str) -> Iterator[str]:
    for pattern in (LIKELY, IN_A_ROLE, SENDER):
        for match in pattern.finditer(text):
            name = match[1]
            following = BEHIND.match(text, match.end(1))
            words = [*name.split(), *([following[1]] if following else [])]
            is_plain = pattern is IN_A_ROLE and any(_is_in(word, "plain_words") for word in name.split())
            is_kept = any(name.casefold().startswith(word) for word in letters.lowered("names", "kept"))
            if not (is_plain or is_kept or any(_is_in(word, "bodies") for word in words)):
                yield POSSESSIVE.sub("", name) if name.endswith(("'s", "’s")) else name


def _is_in(word: str, *lists: str) -> bool:
    plain = word.casefold().strip("'’.,")
    return any(plain in letters.lowered("names", name) for name in lists)


def may_be_of_a_person(word: str) -> bool:
    """Whether a word is a given name of the list, or one of those that are words and names too: "Mark", "Field"."""
    return _is_in(word, "given", "given_words", "surname_words")


def is_common(word: str) -> bool:
    """Whether groups and places are called by a word of a name too, so that it is not sought alone."""
    return _is_in(word, "bodies", "not_alone")


def is_of_a_body(word: str) -> bool:
    """Whether a word is one that bodies, groups, systems and headings are called by, or a month."""
    return _is_in(word, "bodies", "no_people")


def is_of_words(name: str) -> bool:
    """Whether a name is made of words that are names too: "Frank Law", where a name is expected."""
    words = name.split()
    return len(words) > 1 and _is_in(words[0], "given_words", "given") and _is_in(words[-1], "surname_words")


def as_name(text: str) -> str | None:
    """The text without titles when it could be a person's name, else None."""
    text = TITLES_BEFORE.sub("", text.strip(' ,.;:*-–"“”\t'))
    text = re.sub(r"\s\d{3,6}$", "", text)  # a number of an officer behind the name
    parts = text.split()
    if not parts or len(parts) > MOST_WORDS or len(text) > MOST_LETTERS:
        return None
    if not all(PART.fullmatch(part) for part in parts) or not parts[-1][0].isupper():
        return None
    is_office = letters.anywhere("people", "offices").search(text)
    is_other = is_office or letters.anywhere("people", "not_names").fullmatch(text)
    is_other = is_other or letters.at_start("people", "limits_and_no_name").match(text)
    return None if is_other else sys.intern(text)


def names_of(text: str) -> Iterator[str]:
    """The name that a text is, if it is one; "Ann Example" of "Example, Ann" too."""
    if turned := SURNAME_FIRST.fullmatch(text.strip(" .;:")):
        surname, given = as_name(turned[1]), as_name(turned[2])
        if is_of_words(f"{turned[2]} {turned[1]}") or (surname and given and len(given.split()) < 3):
            yield f"{turned[2]} {turned[1]}" if is_of_words(f"{turned[2]} {turned[1]}") else f"{given} {surname}"
            return
    if (name := as_name(text)) is not None:
        yield name


def is_unlike_a_body(name: str) -> bool:
    """Whether no word of a name is one that bodies, groups, systems or headings are called by."""
    if is_of_words(name):
        return as_name(name) is not None
    words = [plain for word in name.split() if len(plain := word.casefold().strip("'’.,")) > 1]
    return not any(is_of_a_body(word) for word in words) and as_name(name) is not None


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """Finds a name in every form in which it comes again: in capitals, the surname first, with an initial, over two
    lines. What it finds begins with a capital in every word but particles."""
    words = name.split()
    forms = [SPACE.join(map(re.escape, words))]
    if len(words) > 1:
        given, surname = words[0], SPACE.join(map(re.escape, words[1:]))
        at = len(words) - 1  # where the surname begins: behind given names and initials, with its particles
        while at > 1 and words[at - 1][0].islower():
            at -= 1
        last = SPACE.join(map(re.escape, words[at:]))
        forms.append(rf"{last},?{SPACE}{re.escape(given)}(?:{GAP}[{UPPER}]\.?(?!\w))?")
        if len(given.strip(".")) > 1:
            forms.append(rf"{re.escape(given)}{SPACE}(?:[{UPPER}]\.?{GAP})?{surname}")
            forms.append(rf"{re.escape(given[0])}\.?{GAP}?(?:[{UPPER}]\.?{GAP}?)?{last}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def is_written_as_name(text: str) -> bool:
    """Whether every word of a text but particles begins with a capital: "rose field" is a field of roses."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text)]
    particles_too = (word[0].isupper() or word.casefold() in PARTICLES_OF_NAMES for word in words)
    return any(word[0].isupper() for word in words) and all(particles_too)


def is_strange(word: str) -> bool:
    """Whether a word with a capital may be a name: neither a known word, nor a particle, nor an acronym."""
    plain = word.strip(".").casefold()
    is_acronym = word.isupper() and len(word) <= LONGEST_ACRONYM
    is_known = is_of_a_body(plain) or all(
        not {part, part.removesuffix("s")}.isdisjoint(_subject()) for part in plain.split("-")
    )
    return len(plain) >= 2 and not is_acronym and not is_known and word not in PARTICLES_OF_NAMES


def without_strange_words(text: str, mark: str) -> str:
    """A text with a mark for each longer word with a capital that no list knows, and for pieces of addresses."""
    text = PIECE_OF_ADDRESS.sub(mark, text)
    return re.sub(
        NAME_PART, lambda match: mark if len(match[0]) >= SHORTEST_STRANGE and is_strange(match[0]) else match[0], text
    )


@cache
def _subject() -> frozenset[str]:
    reference = load()
    texts = reference.force_names
    texts += [area.name for area in reference.areas.values()]
    texts += [offence.title for offence in reference.offences.values()]
    texts += [spelling.spelling for spelling in reference.spellings]
    texts += [exemption.title for exemption in reference.exemptions]
    texts += [f"{measure.measure_id} {measure.title}" for measure in reference.measures.values()]
    texts += [campaign.title for campaign in reference.campaigns.values()]
    texts += [text for name in LISTS for text in texts_in(vocabulary(name))]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return frozenset(words | {word.removesuffix("s") for word in words})


def texts_in(value: object) -> Iterator[str]:
    """Every text of what a TOML file holds, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


SHORTEST_WORD_TO_SEEK = 3  # initials alone would strike half the text
SHORTEST_IN_ANY_CASE = 5  # letters of a name that is sought in whatever case
RANKS = letters.pattern("people", "ranks")
NUMBERED = re.compile(rf"(?<!\w){RANKS}\.?[^\S\n]+\d{{2,6}}(?!\w|,\d|[^\S\n]+arrest)")
STRUCK, BOTH = re.escape(NAME), rf"{SPACE}?(?:,|and|&|or|/|;){SPACE}"
BESIDE_ANOTHER = (
    re.compile(rf"{STRUCK}{BOTH}(?:{TITLES}{SPACE})?({FULL_NAME})"),
    re.compile(rf"(?<!\w)({FULL_NAME}){BOTH}{STRUCK}"),
    re.compile(rf"{STRUCK}[^\S\n]+([{UPPER}][\w'’-]+){FILE_ENDING}"),
)
"""A name beside one that was struck: "[name removed] and Ann Example"."""


def redact(lines: Sequence[Line], reference: Reference, names: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines with everybody replaced by words in brackets. `names`: those that the document's tables tell."""
    if not lines:
        return ()
    names = find_names(lines) | names
    text = "\n".join(line.text.replace("\n", " ") for line in lines)
    cleaned = _without_details(text, names, reference).split("\n")
    pairs = zip(lines, cleaned, strict=True)
    return tuple(line if line.text == text else replace(line, text=text) for line, text in pairs)


@lru_cache(maxsize=2)  # the lines of one document are asked twice
def _without_details(text: str, names: frozenset[str], reference: Reference) -> str:
    return strike_homes(clean(text, names, reference))


def without_people(grid: Grid, names: frozenset[str], reference: Reference) -> Grid:
    """A table without contact details, the names that the document tells, and those that it signs itself."""
    names = names | {name for cell in grid.cells for name in signed_in(cell.text)}
    cleaned = [(cell, clean(cell.text, names, reference)) for cell in grid.cells]
    cells = tuple(cell if cell.text == text else replace(cell, text=text) for cell, text in cleaned)
    return replace(grid, cells=cells)


def clean(text: str, names: frozenset[str], reference: Reference) -> str:
    """One text without contact details and without the names. As many lines as before."""
    if len(text) < SHORTEST_WORD_TO_SEEK:
        return text  # most cells of a table are a number or nothing
    text = strike(text)
    text = TITLED.sub(_without_titled_name, text)
    text = NUMBERED.sub(NAME, text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = anywhere(name).sub(
            lambda it: NAME + "\n" * it[0].count("\n") if is_written_as_name(it[0]) else it[0], text
        )
    for pattern in (*likely_patterns(text), *(BESIDE_ANOTHER if NAME in text else ())):
        text = pattern.sub(_without_likely, text)
    for word in _single_words(names):
        # Unless a force is called so: "Kent Police" in a letter by a Mr Kent.
        if word.casefold() in text.casefold() and word.casefold() not in _words_of_forces(reference):
            text = _alone(word).sub(_with_first_name, text)
    return re.sub(rf"{re.escape(NAME)}(?:[^\S\n]*[,.]?[^\S\n]*{re.escape(NAME)})+", NAME, text)


def _without_titled_name(match: re.Match[str]) -> str:
    """A mark for a name and its title; the rest of the match stays."""
    name = up_to_known_words(match[1])
    if next(names_of(name), None) is None:
        return match[0]
    end = match.start(1) - match.start() + len(name)
    return NAME if name == match[1] else f"{NAME}{match[0][end:]}"


def _without_likely(match: re.Match[str]) -> str:
    name = next(names_of(" ".join(match[1].split())), None)
    return struck_group(match) if name is not None and is_unlike_a_body(name) else match[0]


@cache
def _single_words(names: frozenset[str]) -> tuple[str, ...]:
    """The words of names that are sought alone ("Mr Example" signs as E Example): no month, no common one."""
    words = {word.strip(".,") for name in names for word in name.split()}
    other = letters.anywhere("people", "not_names")
    sought = (word for word in words if len(word) >= SHORTEST_WORD_TO_SEEK and word[0].isupper())
    return tuple(sorted(word for word in sought if not other.fullmatch(word) and not is_common(word)))


@cache
def _words_of_forces(reference: Reference) -> frozenset[str]:
    return frozenset(word for name in reference.force_names for word in re.findall(r"\w+", name.casefold()))


@cache
def _alone(word: str) -> re.Pattern[str]:
    form = rf"(?i:{re.escape(word)})" if len(word) >= SHORTEST_IN_ANY_CASE else re.escape(word)
    return re.compile(rf"(?<![\w-])(?:({NAME_WORD})[^\S\n]+)?({form})(?![\w-])")


def _with_first_name(match: re.Match[str]) -> str:
    """A surname goes with the first name before it, which may stand here alone; a sentence's other words stay."""
    before = match[1]
    if not match[2][0].isupper():
        return match[0]
    return f"{before} {NAME}" if before and as_name(before) is None else NAME


ROWS_ABOVE = 9  # headings and a sheet's titles
LONGEST_HEADING_OF_PEOPLE = 40
LONGEST_ROW_OF_HEADINGS = 100
MOST_WORDS_OF_HEADINGS = 12
SENTENCE = re.compile(r"[?.:;,]\s*$|^\W*\w{1,3}[.)]\s")  # or what begins with a question's label
COUNT = re.compile(r"(?<!\S)(?:[<>]?\d[\d,]*|[*-])(?!\S)")
ROWS_BELOW = 30
CELLS = re.compile(r"\s{2,}|\t")
INITIAL = re.compile(r"[A-Z]\.?,?")
DECIMAL = re.compile(r"[-+]?\d[\d,]*\.\d+\s?%?")
YEAR = re.compile(r"(?:19|20)\d\d")


def is_of_people(heading: str) -> bool:
    """Whether a column is headed as one of people: "Officer in case"."""
    return _is_alone(plain(heading)) or speaks_of_people(heading)


def speaks_of_people(text: str) -> bool:
    words = plain(text)
    return any(holds(words, word) for word in letters.phrases("people", "columns"))


def has_row_of_headings(lines: Iterable[Line]) -> bool:
    """Whether a line is a row of headings, one of them of people: "Offence 2019/20 Officer". A sentence is none."""
    return any(len(line.text) <= LONGEST_ROW_OF_HEADINGS and _is_row_of_headings(line.text) for line in lines)


@lru_cache(maxsize=4096)  # each line is asked several times over
def _is_row_of_headings(text: str) -> bool:
    is_short = len(text.split()) <= MOST_WORDS_OF_HEADINGS and not SENTENCE.search(text)
    return is_short and bool(find_periods(text)) and speaks_of_people(text)


def _is_alone(words: str) -> bool:
    return words in letters.phrases("people", "columns_alone")


def columns_of_names(grid: Grid) -> dict[int, int]:
    """Each column that holds people, with the row of its heading, which stands above every number."""
    written = [cell for cell in grid.cells if cell.text.strip()]
    filled = Counter(cell.row for cell in written)
    by_column: dict[int, list[tuple[int, str]]] = {}
    for cell in written:
        by_column.setdefault(cell.column, []).append((cell.row, cell.text))
    first = min((cell.row for cell in grid.cells if _counts(cell.text)), default=ROWS_ABOVE)
    heads: dict[int, int] = {}
    has_labels = False
    for column, cells in by_column.items():
        head = next((row for row, text in cells if row < first and filled[row] > 1 and _heads_names(text)), None)
        below = [text for row, text in cells if head is not None and row > head and filled[row] > 1]
        are_people = (next(_names_of_cell(text), None) or strike(text) != text for text in below)
        if head is not None and any(are_people) and not any(map(_is_number, below)):
            heads[column] = head
        else:
            has_labels |= sum(not _is_number(text) for _, text in cells) > 2
    if has_labels:
        return heads
    headings = {column: next(text for row, text in by_column[column] if row == head) for column, head in heads.items()}
    return {column: row for column, row in heads.items() if not _is_alone(plain(headings[column]))}


def _counts(text: str) -> bool:
    return bool(text.strip()) and _is_number(text) and YEAR.fullmatch(text.strip()) is None


def _is_number(text: str) -> bool:
    line = " ".join(text.split())
    is_mark = not line or line.lower() in letters.lowered("marks", "known")
    return is_mark or DECIMAL.fullmatch(line) is not None or read_value(line) is not None


def _heads_names(text: str) -> bool:
    if len(text) > LONGEST_HEADING_OF_PEOPLE:
        return False
    words = plain(text)
    return is_of_people(text) and not any(holds(words, fact) for fact in letters.phrases("people", "facts_of_people"))


def without_columns_of_people(grid: Grid) -> Grid:
    """The table with a mark in place of everybody in such a column."""
    columns = columns_of_names(grid)
    if not columns:
        return grid
    named = [cell.row > columns.get(cell.column, cell.row) and bool(cell.text.strip()) for cell in grid.cells]
    cells = (replace(cell, text=NAME) if is_named else cell for cell, is_named in zip(grid.cells, named, strict=True))
    return replace(grid, cells=tuple(cells))


def names_in_columns(grid: Grid) -> Iterator[str]:
    """The names of everybody in such columns."""
    columns = columns_of_names(grid)
    for cell in grid.cells:
        if cell.column in columns and cell.row > columns[cell.column]:
            yield from _names_of_cell(cell.text)


def _names_of_cell(text: str) -> Iterator[str]:
    text = re.sub(r"\[[^]]*\].*", "", strike(" ".join(text.split())))
    titled = TITLED.search(text)
    for part in re.split(r"[;/|(]", titled[1] if titled else re.sub(r"\b\d{2,6}\b", " ", text)):
        yield from names_of(" ".join(part.split()))


def names_of_tables(grids: Sequence[Grid], lines: Sequence[Line] = ()) -> frozenset[str]:
    """The names that a document's tables tell: those in columns of people, and those in the notes that were given to
    them. `lines`: the document's, for a table that was not found as one."""
    notes = [Line(n, text, 0, 0) for grid in grids for n, text in enumerate(grid.notes)]
    of_grids = frozenset(name for grid in grids for name in names_in_columns(grid))
    return of_grids | find_names(notes) | frozenset(_names_under_headings(lines))


def _names_under_headings(lines: Sequence[Line]) -> Iterator[str]:
    """The names that begin or end the lines below a row of headings, where the heading of people begins or ends it."""
    for n, line in enumerate(lines):
        cells = CELLS.split(line.text.strip())
        of_people = [k for k, cell in enumerate(cells) if is_of_people(cell)] if len(cells) > 2 else []
        if not has_row_of_headings((line,)) and not (of_people and find_periods(line.text)):
            continue
        at_left, at_right = (is_of_people(" ".join(cell.split()[:3])) for cell in (cells[0], cells[-1]))
        if not at_left and not at_right:
            at_left = at_right = True
        for below in lines[n + 1 : n + 1 + ROWS_BELOW]:
            text = re.sub(r"\[[^]]*\]", " ", strike(below.text.strip()))
            if not COUNT.search(text):
                continue
            row = CELLS.split(below.text.strip())
            if len(row) == len(cells) > 2:
                yield from (name for k in of_people if not _is_number(row[k]) for name in _names_of_cell(row[k]))
                continue
            ends = [_strange_end(text.split())] if at_left else []
            ends += [" ".join(_strange_end(text.split()[::-1]).split()[::-1])] if at_right else []
            yield from (name for end in ends if len(end.split()) > 1 for name in _names_of_cell(end))


def _strange_end(words: Sequence[str]) -> str:
    """The words before the first that the reference data knows, numbers and titles left out."""
    strange: list[str] = []
    for n, word in enumerate(words):
        is_title = re.fullmatch(TITLES, word.strip(",")) is not None
        if word.isdigit() or is_title:
            continue
        is_particle = word.casefold() in PARTICLES_OF_NAMES and (
            word[0].islower() or is_strange("".join(words[n + 1 : n + 2]))
        )
        if not is_particle and not is_strange(word.strip(",()")) and not INITIAL.fullmatch(word):
            break
        strange.append(word)
    return " ".join(strange)


SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")
PREFIX = r"(?<!\d)(?:\(?(?:\+|00)44\)?\D?\(?0?\)?\D?|\(?0)[1-9]"
PATH_PHONE = re.compile(
    rf"{PREFIX}(?:\d(?:\)?[ ._-]{{0,2}}\d){{7,8}}|\d{{1,3}}\)?[ ._-]?\d{{3,4}}[ ._-]?\d{{3,4}})(?!\d)"
)
LONGEST_STEM = 60
STRUCK_IN_NAMES = "[struck]"
PATH_ADDRESS = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
PATH_TITLED = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|Sgt|PC|DC|DS|DI)[\s._-]+(?:[A-Z][\s._-]+)?[A-Z][a-z]+(?:[\s_-]+[A-Z][a-z]+)?"
)
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
PATH_GAP = r"[\s_,-]+"
CUES = any_of(sorted(letters.lowered("files", "before_people")))
LOWER = rf"(?:{letters.pattern('people', 'particles')}{PATH_GAP}){{0,2}}"
RUN = re.compile(rf"(?<![^\W_])((?i:{CUES}){PATH_GAP})?({LOWER}{NAME_PART}(?:{PATH_GAP}{LOWER}{NAME_PART})*)(?![^\W_])")
"""Words with capitals in a row; the first group is a word before them that a person's name may follow."""
SHORTEST_NAME = 3  # letters of a given name or a surname: "mark up" is none


def clean_name(name: str, n: int, taken: Collection[str] = (), *, kind: str = "document") -> str:
    """The name to keep for the `n`-th document: "FOI 50766 reply - J Smith.PDF" is `foi-50766-reply.pdf`; without a
    known word or digits `document-2.pdf`. One that is taken gets its number, or the next that is free."""
    lowered = re.split(r"[/\\]", name)[-1].lower().strip()
    ending = SUFFIX.search(lowered)
    suffix = ending[0] if ending and ending[0][1:] in letters.lowered("files", "endings") else ""
    tokens = re.findall(r"[a-z]+|[0-9]+", PATH_PHONE.sub(" ", lowered[: len(lowered) - len(suffix)]))
    words = [token for token in tokens if token.isdigit() or token in letters.lowered("files", "words")]
    stem = "-".join(words)[:LONGEST_STEM].strip("-") or f"{kind}-{n}"
    used = {other.casefold() for other in taken}
    free = (f"{stem}{suffix}", *(f"{stem}-{kind}-{m}{suffix}" for m in range(n, n + len(used) + 1)))
    return next(candidate for candidate in free if candidate not in used)


def path_without_people(path: str) -> str:
    """A path of a source that a person filled, without the names and numbers of people in it: what is stored of
    `Data from Sam Sample.csv`. The path itself where it names nobody."""
    ending = ENDING.search(path)
    stem = path[: ending.start()] if ending else path
    return words_without_people(stem) + path[len(stem) :]


def words_without_people(words: str) -> str:
    """The name of a file or of a sheet, without the names, numbers and addresses of people in it."""
    cleaned = PATH_TITLED.sub(
        STRUCK_IN_NAMES, PATH_PHONE.sub(STRUCK_IN_NAMES, PATH_ADDRESS.sub(STRUCK_IN_NAMES, words))
    )
    spaced = re.sub(r"[_-]", " ", cleaned)
    names, known = {*likely_in(spaced), *likely_in(spaced.title())}, letters.lowered("files", "words")
    for name in sorted(names, key=len, reverse=True):
        if not any(len(word) < SHORTEST_NAME or word.casefold() in known for word in name.split()):
            cleaned = re.sub(
                r"[\s_-]+".join(map(re.escape, name.split())), STRUCK_IN_NAMES, cleaned, flags=re.IGNORECASE
            )
    return RUN.sub(_unknown_run, cleaned)


def _unknown_run(match: re.Match[str]) -> str:
    """A run of capitals, those struck that no list knows: two or more, or one behind a word that names follow."""
    cue, run = match[1] or "", match[2]
    parts = re.split(rf"({PATH_GAP})", run)
    words = parts[::2]
    if cue and is_of_words(" ".join(words)):
        return cue + STRUCK_IN_NAMES
    pair = next((n for n in range(len(words) - 1) if is_of_words(" ".join(words[n : n + 2]))), None)
    if pair is not None:  # "Reply Will Power": in the name of a file such words are rather somebody than the subject
        return cue + "".join([*parts[: 2 * pair], STRUCK_IN_NAMES, *parts[2 * pair + 3 :]])
    strange = [n for n, word in enumerate(words) if is_strange(word)]
    if not strange or (len(strange) == 1 and not cue and all(len(word.strip(".")) > 1 for word in words)):
        return match[0]
    first, last = strange[0], strange[-1]
    while first and (len(words[first - 1].strip(".")) == 1 or words[first - 1] in PARTICLES_OF_NAMES):
        first -= 1
    while last + 1 < len(words) and len(words[last + 1].strip(".")) == 1:
        last += 1
    if len(strange) == 1 and first == last and not cue:
        return match[0]
    return cue + "".join(parts[: 2 * first]) + STRUCK_IN_NAMES + "".join(parts[2 * last + 1 :])
