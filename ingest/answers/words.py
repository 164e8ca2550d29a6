"""`ingest/reference/answers.toml` -> patterns; the words that bear on a number -> which of them nobody knows, and the
part that they limit it to.

In a campaign's answer, the words beside its numbers -> whether these may count something else than was asked for:
"70 arrests in the first nine months" and "2, excluding cases under review" count arrests, and not those of the
question. A word beside a count is the question's own, or one of counting, searching or asking that `answer_words.toml`
lists; every other word, number or day leaves the count to a person.

A number is a figure only where all of its meaning is printed beside it and every word there is understood: its labels,
the sentence above it, the question that it answers and what else that answer says. One unknown word ("of teachers",
"excluding cautions", "aged 16") makes it a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ingest.phrases import letters
from ingest.phrases.numbers import find_other_digits
from ingest.phrases.offences import each_section, names_of_act, section_key
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_statuses
from ingest.privacy import NAME
from ingest.reference import Lists, Reference, compiled, vocabulary

FILE = "answers.toml"
SECTIONS = ("passages", "numbers", "outcomes", "acceptance")  # no list stands in two
term = Lists(FILE, *SECTIONS, edge=r"\b")
phrase = Lists(FILE, *SECTIONS)
any_of = phrase.any_of


class Counted(NamedTuple):
    """Words by which a measure is known; `unit` None where the words beside it say in what it is counted; `measure_id`
    "" of what no measure counts."""

    measure_id: str
    unit: str | None
    words: re.Pattern[str]


class Part(NamedTuple):
    """Words that limit a count to a part: the dimension that they name and its label."""

    dimension: str
    label: str
    words: re.Pattern[str]


@cache
def plain(section: str, name: str) -> frozenset[str]:
    return frozenset(vocabulary(FILE)[section][name].split())


@cache
def parts() -> tuple[Part, ...]:
    return tuple(
        Part(row["dimension"], row["label"], compiled(FILE, f"part {row['label']}", row["words"]))
        for row in vocabulary(FILE)["part"]
    )


@cache
def outcome_measure(label: str) -> str | None:
    """The measure of a row that begins with one of the Home Office's outcome codes ("OC15 – Sus/Insuff.Evidence")."""
    code = re.match(vocabulary(FILE)["outcome_code"]["label"], label.strip())
    return vocabulary(FILE)["outcome_code"]["measures"].get(code["code"]) if code else None


@cache
def is_outcome(label: str, measure_id: str) -> bool:
    """Whether the words after an outcome's code are known, and are those of its measure."""
    named = re.sub(vocabulary(FILE)["outcome_code"]["label"], "", label.strip(), count=1, flags=re.IGNORECASE)
    known = plain("outcome_code", "words")
    is_said = any(row.words.search(named) for row in measures() if row.measure_id == measure_id)
    return is_said and all(word.casefold() in known for word in re.findall(r"[^\W\d_]+", named))


@cache
def measures() -> tuple[Counted, ...]:
    """What can be counted, in the order in which its words are looked for."""
    return tuple(
        Counted(row["measure"], row.get("unit"), compiled(FILE, f"measure {row['measure']}", row["words"], re.DOTALL))
        for row in vocabulary(FILE)["measure"]
    )


@lru_cache(maxsize=4096)
def counted(text: str) -> Counted | None:
    """What a text says is counted: the first whose words it has."""
    return next((row for row in measures() if row.words.search(text)), None)


# Of any answer's number


WORD = re.compile(r"[^\W\d_]+")
WORDS = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")
NO = re.compile(r"\A(no)\b.*", re.IGNORECASE | re.DOTALL)
"""A zero in words; what follows it is no part of the number ("No referrals")."""
MARK = re.compile(r"[*†‡#^§%]|(?<=[a-z])\d\b")
"""A note's mark: what the note says of the number is not known. A percentage counts nothing."""
LETTER = re.compile(r"\A\W*[A-Za-z]\W*\Z|(?<=\w )A\b(?! \w)")
"""A letter that is the name of a part: "A – 14", "Class A"."""
LABEL = re.compile(r"\(?\b\d{0,2}[a-h]\b\)|\((?:i{1,3}|iv|v)\)")
"""A question's label in its text: "(a) charged and (b) cautioned"."""


LONGEST_LABEL, LONGEST_TEXT = 120, 20_000  # letters; what is longer is more than bears on a number: a person reads it


def unknown_words(
    texts: Iterable[str], offences: Iterable[str | None], force_id: str | None, numbers: Iterable[str],
    reference: Reference,
) -> Iterator[str]:  # fmt: skip
    """The words and numbers of texts that are neither plain words of asking and counting, nor a period, a measure, a
    law, the force's own name or that of one of these offences. `numbers`: the prints that are counts themselves."""
    counts = sorted((NO.sub(r"\1", number) for number in numbers), key=len, reverse=True)
    of_offences, sections = _of_offences(frozenset(filter(None, offences)), reference)
    names = [*of_force(force_id, reference), *of_offences]
    return (word for text in texts for word in _unknown(text, names, sections, counts))


def _unknown(
    text: str, names: Sequence[re.Pattern[str]], sections: Container[str], counts: Sequence[str]
) -> Iterator[str]:
    if len(text) >= LONGEST_TEXT:
        yield text[:LONGEST_LABEL]
        return
    yield from MARK.findall(text)
    yield from term.or_all_crimes.findall(text)
    yield from phrase.other_acts.findall(text)
    yield from phrase.other_codes.findall(text)
    yield from LETTER.findall(text)
    bare = text
    for row in parts():
        bare = row.words.sub(" ", bare)
    yield from term.flagged.findall(bare)  # offences that carry a mark are some of them
    left = phrase.offence_code.sub(" ; ", each_section(text))
    left = _without_periods(phrase.phrases.sub(" ; ", left))
    left = phrase.section.sub(lambda match: " ; " if section_key(match["section"]) in sections else match[0], left)
    meant = [*(row.words for row in measures() if row.measure_id), *(row.words for row in parts())]
    prints = (_print(count) for count in counts if count in text)
    for pattern in (LABEL, *names, *prints, *meant):
        left = pattern.sub(" ; ", left)
    yield from (word for word in WORD.findall(left) if word.casefold() not in plain("acceptance", "words"))
    yield from NUMBER.findall(left)


def lists_alone(text: str, offences: Iterable[str], reference: Reference) -> bool:
    """Whether a text names offences one after the other ("for A, B and for C"), so that none limits another: "of the
    arrests for A, how many were for B" asks for a part."""
    names, sections = _of_offences(frozenset(offences), reference)
    left = phrase.section.sub(lambda match: "§" if section_key(match["section"]) in sections else match[0], text)
    left = LABEL.sub(" ", left)  # "(a) under section 127 and (b) under section 1"
    for name in names:
        left = name.sub("§", left)
    is_of_all = term.of_all_of_them.search(text) is not None
    return not is_of_all and all(phrase.joining.fullmatch(between) for between in left.split("§")[1:-1])


def part_of(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The part of a count that texts limit it to, as a dimension's name and label; () for the whole."""
    named = {part for text in texts for part in _parts_named(text)}
    labels = {part.dimension: part.label for part in parts() if part in named}
    return tuple(sorted(labels.items()))


@lru_cache(maxsize=4096)
def _parts_named(text: str) -> frozenset[Part]:
    return frozenset(part for part in parts() if part.words.search(text))


@lru_cache(maxsize=4096)
def _without_periods(text: str) -> str:
    return blanked(text, [(period.start, period.end) for period in find_periods(text)])


@lru_cache(maxsize=64)
def of_force(force_id: str | None, reference: Reference) -> tuple[re.Pattern[str], ...]:
    """The names of a force that stands for itself, "Kent Police" or "PSNI", and not the county, which may be less."""
    force = reference.forces.get(force_id or "")
    names = {force.name, force.short_name, *force.aliases} if force else set()
    known = sorted((name for name in names if term.police.search(name) or name.isupper()), key=len, reverse=True)
    return tuple(_phrase(name) for name in known)


@lru_cache(maxsize=512)
def _of_offences(offences: frozenset[str], reference: Reference) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    """The names of several offences and of their Acts, the longest first, and their sections."""
    known = [_of_offence(offence_id, reference) for offence_id in sorted(offences)]
    names = sorted((name for of_one, _ in known for name in of_one), key=lambda name: -len(name.pattern))
    return tuple(names), frozenset(section for _, of_one in known for section in of_one)


@lru_cache(maxsize=512)
def _of_offence(offence_id: str, reference: Reference) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    """The names of an offence and of its Act, the longest first, and its sections. A group has the Acts and sections of
    its offences too, but not their names, which would limit it."""
    offence = reference.offences[offence_id]
    within = [inner for inner in reference.offences.values() if inner is offence or offence_id in inner.within]
    names = {offence.title, offence.title.rpartition(": ")[2], *(inner.act for inner in within if inner.act)}
    names |= {re.sub(r" Act \d{4}$|,? etc\.?$", "", name) for name in names}
    names |= {name for inner in within if inner.act for name in names_of_act(inner.act)}
    names |= {row.spelling for row in reference.spellings if row.offence_id == offence_id}
    patterns = [_phrase(name) for name in sorted(names, key=len, reverse=True)]
    return tuple(patterns), frozenset(section_key(inner.section) for inner in within if inner.section)


@lru_cache(maxsize=8192)  # a table may have a thousand different counts, and asks for each many times
def _print(count: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(count)}(?![\w%])(?!,\d)")


LONGEST_INITIALS = 6  # "SOA 2003"
LONG_TITLE = 4  # words: of a shorter one another form may be another thing
ARTICLES = ("a", "an", "the")
MANY = {"child": "child(?:ren)?", "children": "child(?:ren)?", "person": "(?:persons?|people)"}


def _word(word: str) -> str:
    """A word of a title in its forms: "Causing", "cause"; "image", "images"."""
    return f"{word[:-3]}(?:ing|e)?" if word.endswith("ing") else f"{word}s?"


def _phrase(name: str) -> re.Pattern[str]:
    words = [word for word in WORDS.findall(name) if word not in ARTICLES]
    said = _word if len(words) >= LONG_TITLE else "{}s?".format
    spaced = r"\W+(?:(?:an?|the)\W+)?".join(MANY.get(word.casefold()) or said(re.escape(word)) for word in words)
    year = r"(?:\W+(?:of\W+)?\d{4})?" if name.casefold().endswith("act") or len(name) < LONGEST_INITIALS else ""
    return re.compile(rf"(?<!\w){spaced}{year}(?!\w)", re.IGNORECASE)


# Beside the numbers of a campaign's answer

HYPHENED = re.compile(r"(?<![\w/])[^\W\d_][^\W\d_’']*(?:['’-][^\W\d_]+)*")
DIGITS = re.compile(r"[^\s(\[]*\d\S*")
DENYING = frozenset({"no", "not", "none", "nor", "never", "neither"})
LIKE_A_YEAR = re.compile(
    r"(?<!\d)(?P<first>\d\d)[/–-](?P<second>\d\d)(?!\d)|\b(?:FY|YE|F/Y|Y/E)\s?\d{2,4}\b|\b2k\d\d\b", re.IGNORECASE
)
"""A time that nothing reads: "FY14/15: 43"."""
SAYING = re.compile(
    rf"(?<!\w){letters.pattern('unexplained', 'saying')}(?:\s+you|\s+to\s+you)?(?:\s*,[^,.;?!]*,)?\s+that(?!\w)",
    re.IGNORECASE,
)
"""What only leads to a statement: "Having liaised with the Public Protection Unit, I can confirm that"."""
ASKING = re.compile(
    rf"(?<!\w)(?:{letters.pattern('unexplained', 'phrases')}|{letters.pattern('unexplained', 'all_of')}"
    rf"(?:\s+(?:\d+|{letters.any_of(letters.number_words())}))?\s+{letters.pattern('unexplained', 'divisions')})(?!\w)",
    re.IGNORECASE,
)
"""A year in words, phrases that ask, all parts of a force."""
SENTENCE_END = re.compile(r"(?:[;?!]|(?<!\bs)\.)(?=\s)|\n[^\S\n]*\n")
SHORTEST = 2  # letters of a word; "a" joins others
BARS = (
    ("answers", "unsure"), ("answers", "other_time"), ("no_count", "aims"), ("no_count", "rates"),
    ("no_count", "denied"), ("no_count", "said_by_others"), ("no_count", "measured_subjects"),
)  # fmt: skip
"""Lists of phrases beside which a number is no count of what was asked, though each of their words is known."""
KINDS = ("joining", "being", "counting", "searching", "asking", "answering", "whole", "times", "goodwill")
MEETS = ("being", "judged", "verbs", "adjectives", "asked")


def is_strange(text: str, read: Sequence[tuple[int, int]], known: tuple[str, ...]) -> bool:
    """Whether the words of an answer may make something else of its numbers. `read`: the spans of the numbers and
    periods that are read. `known`: the question, the measure and the force in their words."""
    sentences = _to_explain(text, tuple(read))
    if sentences is None:
        return True
    harmless = _harmless_beside(_stems(known))
    return any(_has_strange_word(sentence, harmless) for sentence in sentences)


@lru_cache(maxsize=512)
def _stems(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_stem(word) for wording in known for word in HYPHENED.findall(wording))


@lru_cache(maxsize=1024)  # letters of a force repeat their paragraphs
def _to_explain(text: str, read: tuple[tuple[int, int], ...]) -> tuple[str, ...] | None:
    """What of each sentence is not read elsewhere, from where it says something on; None beside what is no count."""
    plain = blanked(text, [*read, *(match.span() for match in ASKING.finditer(text))])
    if any(letters.anywhere(*bar).search(plain) for bar in BARS):
        return None
    masked = _masked(text, read)
    sentences = []
    for start, end in sentence_spans(text):
        leads = [match.end() for match in SAYING.finditer(masked, start, end)]
        begin = max((at for at in leads if at <= min((a for a, _ in read if a >= start), default=end)), default=start)
        sentences.append(masked[begin:end])
    return tuple(sentences)


def _masked(text: str, read: Sequence[tuple[int, int]]) -> str:
    """A text with blanks for what is read elsewhere: its numbers and periods, sections and codes, and sentences that
    neither confirm nor deny anything *other*."""
    dated = [(period.start, period.end) for period in find_periods(text)]
    spans = [
        (start, end)
        for start, end in find_other_digits(text)
        if text[:start].strip() and not _is_like_a_year(text, start, end)
        if not any(start < last and first < end for first, last in dated)
    ]
    spans += [
        *read,
        *(match.span() for pattern in (ASKING, phrase.counted_twice) for match in pattern.finditer(text)),
    ]
    tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
    spans += [span for span in sentence_spans(text) if any(span[0] <= tail < span[1] for tail in tails)]
    return blanked(text.replace(NAME, " " * len(NAME)), spans)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return "".join(left)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The spans of a text's sentences; a semicolon or a blank line ends one too."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return list(pairwise([0, *(end for end in ends if end < len(text)), len(text)]))


def _is_like_a_year(text: str, start: int, end: int) -> bool:
    match = LIKE_A_YEAR.search(text, start, end)
    return match is not None and (match["first"] is None or int(match["second"]) == (int(match["first"]) + 1) % 100)


def _has_strange_word(sentence: str, harmless: frozenset[str]) -> bool:
    if DIGITS.search(sentence):
        return True
    for word in HYPHENED.findall(sentence):
        parts = [part for part in re.split(r"['’-]", word) if len(part) >= SHORTEST]
        if len(word) >= SHORTEST and _stem(word) not in harmless and any(_stem(part) not in harmless for part in parts):
            return True
    return False


@cache
def _harmless() -> frozenset[str]:
    phrases = [phrase for kind in KINDS for phrase in letters.words("unexplained", kind)]
    phrases += [phrase for name in MEETS for phrase in letters.words("meets", name)]
    known = [word for phrase in phrases for word in HYPHENED.findall(phrase)]
    known += [word for word, unit in letters.units().items() if unit in ("", "arrests", "people")]
    known += [word for names in letters.section("periods")["months"] for word in names]
    return frozenset(_stem(word) for word in known)


@lru_cache(maxsize=512)
def _harmless_beside(asked: frozenset[str]) -> frozenset[str]:
    """What is harmless beside these words. A question on decoys and groups each force words in its own way."""
    kin = _stems(tuple(letters.words("subjects", "kin")))
    parts = map(_stem, letters.words("unexplained", "parts"))  # they make a part, though the question may have them
    return (_harmless() | asked | (kin if asked & (kin - _harmless()) else frozenset())) - {*parts, *DENYING}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    plain = word.casefold()
    return plain if plain in DENYING else f"{re.sub(r'(?:ing|ed|es|s|e)$', '', plain)}-"
