"""Lines of a document -> the same lines without people: names, e-mail addresses, telephone numbers, `/user/` addresses.

Protects: no private person gets into the warehouse. Names are found by where they stand (after Dear, under Yours,
after From, before "left an annotation", after a title) and are then removed wherever the document repeats them.
Organisations' names stay: a force and a group that a force names are public facts. Every line keeps its number and its
place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.model import Grid, Line
from ingest.reference import Reference
from ingest.thread import given_names, letters

NAME = "[name removed]"
EMAIL = "[e-mail address removed]"
TELEPHONE = "[telephone number removed]"
ADDRESS = "[address removed]"
NUMBER = "[number removed]"

USER_ADDRESS = re.compile(r"(?<!\S)\S*/user/\S+", re.IGNORECASE)
EMAIL_ADDRESS = re.compile(r"(?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
UK_TELEPHONE = re.compile(
    r"(?<![\w/.,£-])(?:\+44[\s(]*0?\)?|\(?0)\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?:\s*/\s*\d{4,8})?(?!\w)"
)
NAME_WORD = r"[A-Z][\w.'’-]{0,40}"  # a word without end costs its length and not the square of it
NAME_RUN = rf"{NAME_WORD}(?:[^\S\n]+{NAME_WORD}){{0,3}}"

MOST_WORDS_OF_A_NAME = 5
MOST_WORDS_OF_A_GREETING = 12
MOST_WORDS_WITHOUT_COMMA = 6  # "Dear Sir or Madam", "Dear Police Service of Northern Ireland"
LINES_OF_A_SIGNATURE = 4  # a first name, the whole name, then the office
LINES_TO_A_SIGNATURE = 14  # room for a written signature between the sign-off and the name
SHORTEST_WORD_TO_SEEK = 3  # initials alone would strike half the text


def redact(lines: Sequence[Line], reference: Reference) -> tuple[Line, ...]:
    """The lines with everything that tells a person apart replaced by words in square brackets."""
    names = find_names(lines)
    return tuple(
        replace(line, text=given_names.addresses().sub(ADDRESS, _clean(line.text, names, reference))) for line in lines
    )


def signed_in(text: str) -> Iterator[str]:
    """Names behind a sign-off that stands inside a text: "… Kind regards A Sample Disclosure Officer"."""
    for found in _signed_pattern().finditer(text):
        words = found[1].split()
        while words:
            name = _name(" ".join(words))
            if name is not None:
                yield name
                break
            words.pop()


def without_people(grid: Grid, names: frozenset[str], reference: Reference) -> Grid:
    """A table without contact details and without the names that the document's words tell, or its own: a letter's end
    may have got into a cell or a note."""
    own = [*(cell.text for cell in grid.cells), *grid.notes, grid.title]
    names = names | {name for text in own for name in signed_in(text)}
    cells = tuple(replace(cell, text=_clean(cell.text, names, reference)) for cell in grid.cells)
    notes = tuple(_clean(note, names, reference) for note in grid.notes)
    return replace(grid, cells=cells, title=_clean(grid.title, names, reference), notes=notes)


def clean(text: str, names: frozenset[str], reference: Reference) -> str:
    """One text without contact details and without the names."""
    return _clean(text, names, reference)


def find_names(lines: Sequence[Line]) -> frozenset[str]:
    """Every name that stands where a person's name stands, without its title."""
    found: set[str] = set()
    for n, line in enumerate(lines):
        text = line.text.strip()
        if text:
            found.update(filter(None, (_name(candidate) for candidate in _candidates(text))))
            if n + 1 < len(lines) and (over := given_names.over_lines(text, lines[n + 1].text)) and _name(over):
                found.add(over)
            if _is_sign_off(text):
                found.update(_signature(lines[n + 1 : n + 1 + LINES_TO_A_SIGNATURE]))
    return frozenset(found)


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear …", with a comma or little more. "Hi-tech crime" greets nobody."""
    found = letters.at_start("people", "salutations").match(text)
    if found is None or text[found.end() :][:1] == "-":
        return False
    return len(text.split()) <= (MOST_WORDS_OF_A_GREETING if "," in text else MOST_WORDS_WITHOUT_COMMA)


def is_to_office(text: str) -> bool:
    """Whether a salutation is to an office or a body, or to nobody by name."""
    return letters.anywhere("people", "offices").search(text) is not None


def _is_sign_off(text: str) -> bool:
    return letters.alone("people", "sign_offs").fullmatch(text) is not None


def is_sign_off(text: str) -> bool:
    """Whether a line ends a letter: "Yours sincerely," alone, or with the name behind it."""
    if _is_sign_off(text.strip()):
        return True
    found = letters.at_start("people", "sign_offs").match(text)
    rest = text[found.end() :].strip(" ,.-") if found else ""
    return bool(rest) and (_name(rest) is not None or rest == NAME)


def _candidates(text: str) -> Iterator[str]:
    if letters.at_start("people", "salutations").match(text):
        rest = text[_end(letters.at_start("people", "salutations"), text) :]
        yield re.split(r"[,;:\n]|\s-\s", rest.lstrip(" ,"), maxsplit=1)[0]
    if letters.at_start("people", "sign_offs").match(text):
        yield text[_end(letters.at_start("people", "sign_offs"), text) :].lstrip(" ,.-")
    key = _key_pattern().match(text)
    if key:
        yield re.sub(r"[<\[(].*", "", EMAIL_ADDRESS.sub("", key[1]))
    for found in _before_pattern().finditer(text):
        yield found[1]
    for found in _title_pattern().finditer(text):
        yield found[1]
    yield from given_names.likely_in(text)


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


@cache
def _key_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*{letters.pattern('people', 'name_keys')}\s*:\s*(.+)", re.IGNORECASE)


@cache
def _before_pattern() -> re.Pattern[str]:
    after = letters.pattern("people", "after_names")
    return re.compile(rf"({NAME_RUN})(?:[^\S\n]+<[^>\n]*>)?,?[^\S\n]+{after}")


@cache
def _signed_pattern() -> re.Pattern[str]:
    sign_offs = letters.pattern("people", "sign_offs")
    return re.compile(rf"(?<!\w)(?i:{sign_offs})[\s,.-]+({NAME_RUN})")


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = letters.pattern("people", "titles")
    return re.compile(rf"(?<!\w){titles}\.?[^\S\n]+(?:\d{{2,6}}[^\S\n]+)?({NAME_RUN})")


def _signature(lines: Sequence[Line]) -> Iterator[str]:
    """The names under a sign-off: lines that could each be a name, until one that could not."""
    written = [line.text.strip() for line in lines if line.text.strip()]
    for text in written[:LINES_OF_A_SIGNATURE]:
        if _is_no_signature(text):
            return
        name = _name(re.split(r"\s*(?:[|,(]|\s-\s)", text, maxsplit=1)[0])
        if name is None:
            return
        yield name


def _is_no_signature(text: str) -> bool:
    """Whether a line under a sign-off begins something else: a quoted message, an answer, the page's furniture."""
    markers = (("answers", "answer_markers"), ("answers", "question_markers"), ("thread", "furniture"))
    is_other = any(letters.alone(*marker).fullmatch(text) for marker in markers)
    return is_other or letters.at_start("thread", "quoted").match(text) is not None


def _name(text: str) -> str | None:
    """The text without titles when it could be a person's name, else None."""
    text = re.sub(rf"^(?:{letters.pattern('people', 'titles')}(?!\w)\.?\s*)+", "", text.strip(' ,.;:*-–"“”\t'))
    parts = text.split()
    if not parts or len(parts) > MOST_WORDS_OF_A_NAME or len(text) > 60:
        return None
    if not all(
        re.fullmatch(r"[A-Z][^\W\d]*(?:[.'’-][^\W\d]*)*\.?|de|van|der|von|la|le|al|bin|ap|ab", part) for part in parts
    ):
        return None
    is_other = letters.anywhere("people", "offices").search(text) or letters.anywhere("people", "not_names").fullmatch(
        text
    )
    return None if is_other else text


def _clean(text: str, names: frozenset[str], reference: Reference) -> str:
    if len(text) < SHORTEST_WORD_TO_SEEK:
        return text  # most cells of a table are a number or nothing
    text = USER_ADDRESS.sub(ADDRESS, text)
    text = EMAIL_ADDRESS.sub(EMAIL, text)
    text = UK_TELEPHONE.sub(TELEPHONE, text)
    text = _telephone_key_pattern().sub(rf"\1 {TELEPHONE}", text)
    text = _title_pattern().sub(_without_titled_name, text)
    text = _numbered_pattern().sub(NAME, text)
    text = given_names.numbers_of_officers().sub(rf"\1 {NUMBER}", text)
    for name in sorted(names, key=lambda found: (-len(found), found)):
        text = re.sub(rf"(?<!\w){_spaced(name)}(?!\w)", NAME, text)
    for word in _single_words(names):
        text = _strike_word(text, word, reference)
    return re.sub(rf"{re.escape(NAME)}(?:[\s,.]*{re.escape(NAME)})+", NAME, text)


@cache
def _telephone_key_pattern() -> re.Pattern[str]:
    keys = letters.pattern("people", "telephone_keys")
    return re.compile(
        rf"(?<!\w)({keys}\.?(?:\s*(?:no|number)\b\.?)?)\s*[:.]?\s*\(?\+?\d[\d\s()/-]{{3,}}\d", re.IGNORECASE
    )


@cache
def _numbered_pattern() -> re.Pattern[str]:
    titles = letters.pattern("people", "ranks")
    return re.compile(rf"(?<!\w){titles}\.?[^\S\n]+\d{{2,6}}(?!\w|,\d|[^\S\n]+arrest)")


def _without_titled_name(found: re.Match[str]) -> str:
    return found[0] if _name(found[1]) is None else NAME


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


@cache
def _single_words(names: frozenset[str]) -> tuple[str, ...]:
    """The words of the names that are sought alone ("Mr Example" signs as E Example): none that is a month, a
    force's word or another common one.
    """
    found = {word.strip(".,") for name in names for word in name.split()}
    is_common = letters.anywhere("people", "not_names")
    return tuple(
        sorted(
            word
            for word in found
            if len(word) >= SHORTEST_WORD_TO_SEEK
            and word[0].isupper()
            and not is_common.fullmatch(word)
            and not given_names.is_common(word)
        )
    )


def _strike_word(text: str, word: str, reference: Reference) -> str:
    """The text without the word, unless a force is called so where it stands ("Kent Police" in a letter by a Mr
    Kent)."""
    pattern = re.compile(rf"(?<![\w-])(?:({NAME_WORD})[^\S\n]+)?{re.escape(word)}(?![\w-])")
    if not pattern.search(text) or _is_force_word(word, reference):
        return text
    return pattern.sub(_with_first_name, text)


def _with_first_name(found: re.Match[str]) -> str:
    """A surname goes with the first name before it, which may stand here alone; a sentence's other words stay."""
    before = found[1]
    return f"{before} {NAME}" if before and _name(before) is None else NAME


def _is_force_word(word: str, reference: Reference) -> bool:
    forces = reference.forces.values()
    names = (name for force in forces for name in (force.name, force.short_name, *force.aliases))
    return any(word in re.findall(r"\w+", name) for name in names)
