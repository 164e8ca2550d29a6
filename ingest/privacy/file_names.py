"""A document's file name -> the name that the project keeps, in which no person is named.

Protects: file names name requesters and officers ("Reply to J Smith.pdf"). Only words of a list stay, and digits,
which are references and years, but no telephone numbers. An ending stays if documents have such: "Reply to j.smith"
has none. No name is given twice, whatever the case of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.privacy.names import NAME_PART, PARTICLES_OF_NAMES, is_of_words, is_strange, likely_in

SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")
PREFIX = r"(?<!\d)(?:\(?(?:\+|00)44\)?\D?\(?0?\)?\D?|\(?0)[1-9]"
TELEPHONE = re.compile(
    rf"{PREFIX}(?:\d(?:\)?[ ._-]{{0,2}}\d){{7,8}}|\d{{1,3}}\)?[ ._-]?\d{{3,4}}[ ._-]?\d{{3,4}})(?!\d)"
)
LONGEST_STEM = 60
STRUCK = "[struck]"
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


def without_people(path: str) -> str:
    """A path of a source that a person filled, without the names and numbers of people in it: what is stored of
    `Data from Sam Sample.csv`. The path itself where it names nobody."""
    ending = ENDING.search(path)
    stem = path[: ending.start()] if ending else path
    return words_without_people(stem) + path[len(stem) :]


def words_without_people(words: str) -> str:
    """The name of a file or of a sheet without people."""
    cleaned = TITLED.sub(STRUCK, TELEPHONE.sub(STRUCK, EMAIL_ADDRESS.sub(STRUCK, words)))
    spaced = re.sub(r"[_-]", " ", cleaned)
    names, known = {*likely_in(spaced), *likely_in(spaced.title())}, letters.lowered("files", "words")
    for name in sorted(names, key=len, reverse=True):
        if not any(len(word) < SHORTEST_NAME or word.casefold() in known for word in name.split()):
            cleaned = re.sub(r"[\s_-]+".join(map(re.escape, name.split())), STRUCK, cleaned, flags=re.IGNORECASE)
    return RUN.sub(_unknown_run, cleaned)


def _unknown_run(match: re.Match[str]) -> str:
    """A run of capitals, those struck that no list knows: two or more, or one behind a word that names follow."""
    cue, run = match[1] or "", match[2]
    parts = re.split(rf"({PARTED})", run)
    words = parts[::2]
    if cue and is_of_words(" ".join(words)):
        return cue + STRUCK
    pair = next((n for n in range(len(words) - 1) if is_of_words(" ".join(words[n : n + 2]))), None)
    if pair is not None:  # "Reply Will Power": in the name of a file such words are rather somebody than the subject
        return cue + "".join([*parts[: 2 * pair], STRUCK, *parts[2 * pair + 3 :]])
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
    return cue + "".join(parts[: 2 * first]) + STRUCK + "".join(parts[2 * last + 1 :])
