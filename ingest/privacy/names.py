"""Lines of a document -> the names of people in them, found by where they stand, and the greetings and ends of letters.

Protects: a name that a mail's head, a letter's end, a form's key, an address of mail or a column of people tells is
known in all of the document. Where the words around a name only make it likely, a word that the document also has in
lower case, and a word of a body, a group or a system, keep it from being one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ingest.model import Line
from ingest.phrases import letters
from ingest.privacy import contacts
from ingest.privacy.marks import NAME
from ingest.privacy.name_words import (
    GAP,
    SPACE,
    UPPER,
    as_name,
    full_name,
    is_strange,
    is_unlike_a_body,
    likely_in,
    may_be_of_a_person,
    name_run,
    names_of,
    over_lines,
    particles,
    titles,
)

LINES_OF_A_SIGNATURE = 4  # a first name, the whole name, then the office
LINES_TO_A_SIGNATURE = 14  # room for a written signature between the sign-off and the name
SHORTEST_IN_AN_ADDRESS = 4  # letters of a name in an address of mail
WIDE_GAP = re.compile(r"[^\S\n]{2,}|\t")
BEHIND_A_NAME = re.compile(r"\s*(?:[|(]|\s[-–]\s|,\s)")
FILE_ENDING = r"\.[a-z]{3}[a-z]?(?!\w)"
CONTACT = r"\[(?:e-mail address|telephone number) removed\]"


def find_names(lines: Sequence[Line]) -> frozenset[str]:
    """Every name that stands where a person's name stands, without its title."""
    return _names_in(tuple(line.text for line in lines)) if lines else frozenset()


@lru_cache(maxsize=8)  # the lines of one document are asked several times over
def _names_in(lines: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for n, line in enumerate(lines):
        text = line.strip()
        if text:
            found.update(name for candidate in _candidates(text) for name in names_of(candidate))
            if n + 1 < len(lines) and (over := over_lines(text, lines[n + 1])) and as_name(over):
                found.add(over)
            if is_sign_off_alone(text):
                found.update(_signature(lines[n + 1 : n + 1 + LINES_TO_A_SIGNATURE]))
    whole = "\n".join(lines)
    found.update(_likely(whole))
    found.update(_in_addresses(whole))
    found.update(_above_homes(lines))
    return frozenset(found)


def signed_in(text: str) -> Iterator[str]:
    """Names behind a sign-off that stands inside a text: "… Kind regards A Sample Disclosure Officer"."""
    for found in _signed_pattern().finditer(text):
        words = found[1].split()
        while words:
            name = as_name(" ".join(words))
            if name is not None:
                yield name
                break
            words.pop()


def _candidates(text: str) -> Iterator[str]:
    """What stands where a person's name stands in a line."""
    if letters.at_start("people", "salutations").match(text):
        rest = text[_end(letters.at_start("people", "salutations"), text) :].lstrip(" ,:")
        yield rest.rstrip(" ,;:")  # "For the attention of Example, Ann"
        yield re.split(r"[,;:\n]|\s-\s", rest, maxsplit=1)[0]
    if letters.at_start("people", "sign_offs").match(text):
        yield text[_end(letters.at_start("people", "sign_offs"), text) :].lstrip(" ,.-")
    key = _key_pattern().match(text)
    if key:
        for one in contacts.EMAIL_ADDRESS.sub("", key[1]).split(";"):
            yield re.sub(r"[<\[(].*", "", one).strip(" ,\"'")
            yield BEHIND_A_NAME.split(one, maxsplit=1)[0]
    reference = _reference_pattern().match(text)
    if reference:
        yield reference[1]
    for one in (text, *_columns(text)):
        for pattern in (_before_pattern(), title_pattern()):
            for found in pattern.finditer(one):
                yield up_to_known_words(found[1])
        yield from map(up_to_known_words, likely_in(one))


def _columns(text: str) -> list[str]:
    """A line's columns, where wide gaps part it into three or more: a name may end where its column does."""
    found = WIDE_GAP.split(text.strip())
    return found if len(found) > 2 else []


def up_to_known_words(name: str) -> str:
    """What was taken for a name, without what stands behind a wide gap where that is of the subject: the next column of
    a row, which a run of words with capitals goes on into."""
    for gap in WIDE_GAP.finditer(name):
        behind = name[gap.end() :].split()
        if behind and not any(is_strange(word) or may_be_of_a_person(word) for word in behind):
            return name[: gap.start()]
    return name


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


@cache
def _key_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*{letters.pattern('people', 'name_keys')}\s*:\s*(.+)", re.IGNORECASE)


@cache
def _reference_pattern() -> re.Pattern[str]:
    """The officer behind a letter's reference: "Our ref: FOI 12/20 (Ann Example)"."""
    return re.compile(rf"\W*{letters.pattern('people', 'reference_keys')}[^(]*\(([^()]+)\)\s*$")


@cache
def _before_pattern() -> re.Pattern[str]:
    after = letters.pattern("people", "after_names")
    return re.compile(rf"({name_run()})(?:[^\S\n]+<[^>\n]*>)?,?[^\S\n]+{after}")


@cache
def _signed_pattern() -> re.Pattern[str]:
    sign_offs = letters.pattern("people", "sign_offs")
    return re.compile(rf"(?<!\w)(?i:{sign_offs})[\s,.-]+({name_run()})")


@cache
def title_pattern() -> re.Pattern[str]:
    """Finds a title or a rank with the name behind it, the name as the first group."""
    number = rf"(?:{GAP}(?!(?:19|20)\d\d(?!\d))\d{{4,6}}(?!\w|,\d))?"
    return re.compile(rf"(?<!\w){titles()}{GAP}({name_run()}){number}")


def _signature(lines: Sequence[str]) -> Iterator[str]:
    """The names under a sign-off: lines that could each be a name, until one that could not."""
    written = [text for line in lines if (text := line.strip())]
    for text in written[:LINES_OF_A_SIGNATURE]:
        if _is_no_signature(text):
            return
        names = list(names_of(text)) or list(names_of(BEHIND_A_NAME.split(text, maxsplit=1)[0]))
        if not names:
            return
        yield from names


def _is_no_signature(text: str) -> bool:
    """Whether a line under a sign-off begins something else: a quoted message, an answer, the page's furniture."""
    markers = (("answers", "answer_markers"), ("answers", "question_markers"), ("thread", "furniture"))
    is_other = any(letters.alone(*marker).fullmatch(text) for marker in markers)
    return is_other or letters.at_start("thread", "quoted").match(text) is not None


def likely_patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Where the words around a name make it a person's, whatever the name: behind what only people do with figures
    ("compiled by"), behind "please ring", before a job, beside a telephone number, in a file's name. The name is the
    first group. Only those whose own words stand in the text at all: the others are slow to find nothing."""
    return (pattern for anchor, pattern in _likely_patterns() if anchor.search(text))


@cache
def _likely_patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    title = rf"(?:{titles()}{SPACE})?"
    word = rf"[{UPPER}][\w'’-]{{0,40}}"
    done, reach = (rf"(?<!\w)(?i:{letters.pattern('people', name)})" for name in ("done_by", "reached"))
    jobs, units = (rf"{letters.pattern('people', name)}(?!\w)" for name in ("jobs_beside", "units_of_people"))
    said = letters.pattern("people", "before_contact")
    of, others = rf"{SPACE}(?:of|from|in){SPACE}(?:the|our){GAP}", rf"(?:[A-Z][\w&-]*{GAP}){{0,4}}"
    found = (
        (done, rf"{done}{SPACE}?:?{SPACE}{title}({full_name()})"),
        (reach, rf"{reach}{SPACE}{title}({full_name()})"),
        (jobs, rf"(?<!\w)({full_name()}),{SPACE}(?:the{GAP})?{others}{jobs}"),
        (CONTACT, rf"(?<![\w[])({full_name()}){SPACE}?[,:(|<–-]{{0,3}}{SPACE}?(?i:{said})?[:.]?{SPACE}?{CONTACT}"),
        (rf"(?:the|our){GAP}{others}{units}", rf"(?<!\w)({full_name()}){of}{others}{units}"),
        (FILE_ENDING, rf"(?<![\w'’-])({particles()}{word}(?:{GAP}{particles()}{word}){{1,2}}){FILE_ENDING}"),
    )
    return tuple((re.compile(anchor), re.compile(pattern)) for anchor, pattern in found)


def _likely(text: str) -> Iterator[str]:
    """Names that the words around them make likely, none of whose words the document also has in lower case."""
    struck = contacts.strike(text)
    plain: frozenset[str] | None = None
    for pattern in likely_patterns(struck):
        for found in pattern.finditer(struck):
            for name in names_of(" ".join(found[1].split())):
                if not is_unlike_a_body(name):
                    continue
                plain = plain if plain is not None else frozenset(re.findall(r"(?<![\w'’-])[^\W\d_A-Z]\w{2,}", struck))
                if not any(word.casefold() in plain for word in name.split() if len(word) > 2 and word[0].isupper()):
                    yield name


def _in_addresses(text: str) -> Iterator[str]:
    """Words with a capital that an address of mail has too: "Quill" where somebody writes from a.quill@…"."""
    if "@" not in text:
        return
    parts = {
        part
        for address in contacts.EMAIL_ADDRESS.findall(text)
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
    """The name in front of a house and a street, on the line above or on the same."""
    for n, line in enumerate(lines):
        home = contacts.homes().search(line)
        if home is None:
            continue
        before = line[: home.start()].strip(" ,")
        above = lines[n - 1].strip() if n and not before else before
        for name in names_of(above):
            if len(name.split()) > 1 and is_unlike_a_body(name):
                yield name


MOST_WORDS_OF_A_GREETING = 12
MOST_WORDS_WITHOUT_COMMA = 6  # "Dear Sir or Madam", "Dear Police Service of Northern Ireland"


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear …", with a comma or little more."""
    found = letters.at_start("people", "salutations").match(text)
    if found is None or text[found.end() :][:1] == "-":
        return False
    return len(text.split()) <= (MOST_WORDS_OF_A_GREETING if "," in text else MOST_WORDS_WITHOUT_COMMA)


def is_sign_off(text: str) -> bool:
    """Whether a line ends a letter: "Yours sincerely," alone, or with the name behind it."""
    if is_sign_off_alone(text.strip()):
        return True
    found = letters.at_start("people", "sign_offs").match(text)
    rest = text[found.end() :].strip(" ,.-") if found else ""
    return bool(rest) and (as_name(rest) is not None or rest == NAME)


def is_sign_off_alone(text: str) -> bool:
    return letters.alone("people", "sign_offs").fullmatch(text) is not None
