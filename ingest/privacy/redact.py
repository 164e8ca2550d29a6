"""Lines of a document -> the same lines without people: names, e-mail addresses, telephone numbers, homes, `/user/`
addresses; tables without the columns that hold people, whose names they tell; and a document's file name -> the name
that the project keeps.

Protects: no private person gets into the warehouse. Names are found by where they stand (`names`) and are then removed
wherever the document repeats them, in capitals, surname first or over a line's end. Organisations' names stay: a force
and a group that a force names are public facts. Every line keeps its number and its place. Who dealt with a case is
never a label of its number; a column with numbers is no column of people, whatever its heading, and one headed "Name"
alone, beside nothing but numbers, may be of bodies and stays. Of a file's name ("Reply to J Smith.pdf") only words of a
list stay, and digits that are no telephone number, and an ending that documents have; no name is given twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ingest.model import Grid, Line
from ingest.phrases import letters
from ingest.phrases.letters import any_of, holds, plain
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import find_periods
from ingest.privacy import names as people
from ingest.privacy.names import NAME, NAME_PART, PARTICLES_OF_NAMES, is_of_words, is_strange, likely_in
from ingest.reference import Reference

SHORTEST_WORD_TO_SEEK = 3  # initials alone would strike half the text
SHORTEST_IN_ANY_CASE = 5  # letters of a name that is sought in whatever case
RANKS = letters.pattern("people", "ranks")
NUMBERED = re.compile(rf"(?<!\w){RANKS}\.?[^\S\n]+\d{{2,6}}(?!\w|,\d|[^\S\n]+arrest)")
STRUCK, BOTH = re.escape(NAME), rf"{people.SPACE}?(?:,|and|&|or|/|;){people.SPACE}"
BESIDE_ANOTHER = (
    re.compile(rf"{STRUCK}{BOTH}(?:{people.TITLES}{people.SPACE})?({people.FULL_NAME})"),
    re.compile(rf"(?<!\w)({people.FULL_NAME}){BOTH}{STRUCK}"),
    re.compile(rf"{STRUCK}[^\S\n]+([{people.UPPER}][\w'’-]+){people.FILE_ENDING}"),
)
"""A name beside one that was struck: "[name removed] and Ann Example"."""


def redact(lines: Sequence[Line], reference: Reference, names: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines with everybody replaced by words in brackets. `names`: those that the document's tables tell."""
    if not lines:
        return ()
    names = people.find_names(lines) | names
    text = "\n".join(line.text.replace("\n", " ") for line in lines)
    cleaned = _without_details(text, names, reference).split("\n")
    pairs = zip(lines, cleaned, strict=True)
    return tuple(line if line.text == text else replace(line, text=text) for line, text in pairs)


@lru_cache(maxsize=2)  # the lines of one document are asked twice
def _without_details(text: str, names: frozenset[str], reference: Reference) -> str:
    return people.strike_homes(clean(text, names, reference))


def without_people(grid: Grid, names: frozenset[str], reference: Reference) -> Grid:
    """A table without contact details, the names that the document tells, and those that it signs itself."""
    names = names | {name for cell in grid.cells for name in people.signed_in(cell.text)}
    cleaned = [(cell, clean(cell.text, names, reference)) for cell in grid.cells]
    cells = tuple(cell if cell.text == text else replace(cell, text=text) for cell, text in cleaned)
    return replace(grid, cells=cells)


def clean(text: str, names: frozenset[str], reference: Reference) -> str:
    """One text without contact details and without the names. As many lines as before."""
    if len(text) < SHORTEST_WORD_TO_SEEK:
        return text  # most cells of a table are a number or nothing
    text = people.strike(text)
    text = people.TITLED.sub(_without_titled_name, text)
    text = NUMBERED.sub(NAME, text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = people.anywhere(name).sub(
            lambda it: NAME + "\n" * it[0].count("\n") if people.is_written_as_name(it[0]) else it[0], text
        )
    for pattern in (*people.likely_patterns(text), *(BESIDE_ANOTHER if NAME in text else ())):
        text = pattern.sub(_without_likely, text)
    for word in _single_words(names):
        # Unless a force is called so: "Kent Police" in a letter by a Mr Kent.
        if word.casefold() in text.casefold() and word.casefold() not in _words_of_forces(reference):
            text = _alone(word).sub(_with_first_name, text)
    return re.sub(rf"{re.escape(NAME)}(?:[^\S\n]*[,.]?[^\S\n]*{re.escape(NAME)})+", NAME, text)


def _without_titled_name(match: re.Match[str]) -> str:
    """A mark for a name and its title; the rest of the match stays."""
    name = people.up_to_known_words(match[1])
    if next(people.names_of(name), None) is None:
        return match[0]
    end = match.start(1) - match.start() + len(name)
    return NAME if name == match[1] else f"{NAME}{match[0][end:]}"


def _without_likely(match: re.Match[str]) -> str:
    name = next(people.names_of(" ".join(match[1].split())), None)
    return people.struck_group(match) if name is not None and people.is_unlike_a_body(name) else match[0]


@cache
def _single_words(names: frozenset[str]) -> tuple[str, ...]:
    """The words of names that are sought alone ("Mr Example" signs as E Example): no month, no common one."""
    words = {word.strip(".,") for name in names for word in name.split()}
    other = letters.anywhere("people", "not_names")
    sought = (word for word in words if len(word) >= SHORTEST_WORD_TO_SEEK and word[0].isupper())
    return tuple(sorted(word for word in sought if not other.fullmatch(word) and not people.is_common(word)))


@cache
def _words_of_forces(reference: Reference) -> frozenset[str]:
    return frozenset(word for name in reference.force_names for word in re.findall(r"\w+", name.casefold()))


@cache
def _alone(word: str) -> re.Pattern[str]:
    form = rf"(?i:{re.escape(word)})" if len(word) >= SHORTEST_IN_ANY_CASE else re.escape(word)
    return re.compile(rf"(?<![\w-])(?:({people.NAME_WORD})[^\S\n]+)?({form})(?![\w-])")


def _with_first_name(match: re.Match[str]) -> str:
    """A surname goes with the first name before it, which may stand here alone; a sentence's other words stay."""
    before = match[1]
    if not match[2][0].isupper():
        return match[0]
    return f"{before} {NAME}" if before and people.as_name(before) is None else NAME


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
    """Whether a heading of people stands among the words of a text."""
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
        are_people = (next(_names_in(text), None) or people.strike(text) != text for text in below)
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
            yield from _names_in(cell.text)


def _names_in(text: str) -> Iterator[str]:
    text = re.sub(r"\[[^]]*\].*", "", people.strike(" ".join(text.split())))
    titled = people.TITLED.search(text)
    for part in re.split(r"[;/|(]", titled[1] if titled else re.sub(r"\b\d{2,6}\b", " ", text)):
        yield from people.names_of(" ".join(part.split()))


def names_of_tables(grids: Sequence[Grid], lines: Sequence[Line] = ()) -> frozenset[str]:
    """The names that a document's tables tell: those in columns of people, and those in the notes that were given to
    them. `lines`: the document's, for a table that was not found as one."""
    notes = [Line(n, text, 0, 0) for grid in grids for n, text in enumerate(grid.notes)]
    of_grids = frozenset(name for grid in grids for name in names_in_columns(grid))
    return of_grids | people.find_names(notes) | frozenset(_names_under_headings(lines))


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
            text = re.sub(r"\[[^]]*\]", " ", people.strike(below.text.strip()))
            if not COUNT.search(text):
                continue
            row = CELLS.split(below.text.strip())
            if len(row) == len(cells) > 2:
                yield from (name for k in of_people if not _is_number(row[k]) for name in _names_in(row[k]))
                continue
            ends = [_strange_end(text.split())] if at_left else []
            ends += [" ".join(_strange_end(text.split()[::-1]).split()[::-1])] if at_right else []
            yield from (name for end in ends if len(end.split()) > 1 for name in _names_in(end))


def _strange_end(words: Sequence[str]) -> str:
    """The words before the first that the reference data knows, numbers and titles left out."""
    strange: list[str] = []
    for n, word in enumerate(words):
        is_title = re.fullmatch(people.TITLES, word.strip(",")) is not None
        if word.isdigit() or is_title:
            continue
        is_particle = word.casefold() in people.PARTICLES_OF_NAMES and (
            word[0].islower() or people.is_strange("".join(words[n + 1 : n + 2]))
        )
        if not is_particle and not people.is_strange(word.strip(",()")) and not INITIAL.fullmatch(word):
            break
        strange.append(word)
    return " ".join(strange)


SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")
PREFIX = r"(?<!\d)(?:\(?(?:\+|00)44\)?\D?\(?0?\)?\D?|\(?0)[1-9]"
TELEPHONE = re.compile(
    rf"{PREFIX}(?:\d(?:\)?[ ._-]{{0,2}}\d){{7,8}}|\d{{1,3}}\)?[ ._-]?\d{{3,4}}[ ._-]?\d{{3,4}})(?!\d)"
)
LONGEST_STEM = 60
STRUCK_IN_NAMES = "[struck]"
EMAIL_ADDRESS = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Sgt|PC|DC|DS|DI)"
TITLED = re.compile(rf"(?<![A-Za-z]){TITLES}[\s._-]+(?:[A-Z][\s._-]+)?[A-Z][a-z]+(?:[\s_-]+[A-Z][a-z]+)?")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
PARTED = r"[\s_,-]+"
CUES = any_of(sorted(letters.lowered("files", "before_people")))
LOWER = rf"(?:{letters.pattern('people', 'particles')}{PARTED}){{0,2}}"
RUN = re.compile(rf"(?<![^\W_])((?i:{CUES}){PARTED})?({LOWER}{NAME_PART}(?:{PARTED}{LOWER}{NAME_PART})*)(?![^\W_])")
"""Words with capitals in a row; the first group is a word before them that a person's name may follow."""
SHORTEST_NAME = 3  # letters of a given name or a surname: "mark up" is none


def clean_name(name: str, n: int, taken: Collection[str] = (), *, kind: str = "document") -> str:
    """The name to keep for the `n`-th document: "FOI 50766 reply - J Smith.PDF" is `foi-50766-reply.pdf`; without a
    known word or digits `document-2.pdf`. One that is taken gets its number, or the next that is free."""
    lowered = re.split(r"[/\\]", name)[-1].lower().strip()
    ending = SUFFIX.search(lowered)
    suffix = ending[0] if ending and ending[0][1:] in letters.lowered("files", "endings") else ""
    tokens = re.findall(r"[a-z]+|[0-9]+", TELEPHONE.sub(" ", lowered[: len(lowered) - len(suffix)]))
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
    """The name of a file or of a sheet without people."""
    cleaned = TITLED.sub(STRUCK_IN_NAMES, TELEPHONE.sub(STRUCK_IN_NAMES, EMAIL_ADDRESS.sub(STRUCK_IN_NAMES, words)))
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
    parts = re.split(rf"({PARTED})", run)
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
