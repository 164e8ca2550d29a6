"""The words over a table -> those that may limit what it counts.

Protects: a table of one site, one kind of offence, one outcome or one district is not taken for the whole because its
title says so in words that no list foresaw. What is neither the question's, the measure's, the force's name, a period
nor furniture is a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from ingest.phrases.offence_acts import names_of_act
from ingest.phrases.periods import find_periods
from ingest.phrases.wordings import any_of
from ingest.reference import Reference
from ingest.reference.names import plain as plain_name
from ingest.tables import words
from ingest.tables.axes import Asked
from ingest.tables.labels import Reading
from ingest.tables.notes import read_legend
from ingest.tables.source_lines import is_furniture, tells_of_source, without_source_in_brackets

SENTENCE = re.compile(r"[^.?!]*\b\w{3,}[.?!](?=\s+\S)")  # words of the letter that stand before the title itself
SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z*'\"“‘\[])")
FEWEST_ALIKE = 4  # letters that two forms of one word share: "related", "relating"
MOST_ENDING = 4  # letters by which they end otherwise
LONGEST_SHEET = 31  # letters that a sheet's name may have: a longer one is cut
POSSESSIVE = re.compile(r"['’]s?\b")
HAS_DIGIT = re.compile(r"\d")


def limits_in(
    lines: Sequence[str], asked: Asked, reading: Reading, kinds: frozenset[str], names_offence: bool
) -> list[str]:
    """`lines`: the title's, the sheet's name as the last. `names_offence`: the title's offence is read, and its words
    with it. In a table by offence the words of offences' names limit nothing, for each row says its own."""
    known = _known(asked, reading)
    if names_offence or "offence" in kinds:
        known |= _words_of_offences(reading.reference)
    own_names = _names_of_places(reading.reference, reading.force_ids) if reading.force_ids else ()
    found: list[str] = []
    for n, line in enumerate(lines):
        if is_furniture(line):
            continue
        line = _left_out_everywhere().sub(_kept_unless_idle, without_source_in_brackets(line))
        line = " ".join(
            part
            for part in SENTENCES.split(line)
            if not read_legend([part], {}).printed and not tells_of_source(part, own_names)
        )
        rest = _without_places(_without_periods(SENTENCE.sub(_kept_sentence, line)), reading, kinds)
        plain = words.plain(rest)
        for whole in words.listed("titles", "all_of"):
            plain = f" {plain} ".replace(f" {words.plain(whole)} ", " ").strip()
        for same in words.phrases("titles", "same"):
            plain = plain.replace(same, same.split()[-1])
        printed = [word for word in plain.split() if not HAS_DIGIT.search(word)]
        is_cut = n == len(lines) - 1 and len(line) >= LONGEST_SHEET
        found += [
            word
            for m, word in enumerate(printed)
            if not is_known(word, known)
            and not (is_cut and m == len(printed) - 1 and any(one.startswith(word) for one in known))
        ]
    return list(dict.fromkeys(found))


def _kept_sentence(found: re.Match[str]) -> str:
    """A sentence before the title itself, which stays where it says what is left out or covered."""
    plain = words.plain(found[0])
    limiting = (*words.phrases("titles", "parts"), *words.phrases("notes", "excluding"))
    return found[0] if any(words.holds(plain, word) for word in limiting) else " "


def is_known(word: str, known: Iterable[str]) -> bool:
    """Whether a plain word is one of these in any of its forms."""
    if word in known:
        return True
    for one in known:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, one, strict=False)))
        if shared >= FEWEST_ALIKE and shared >= max(len(word), len(one)) - MOST_ENDING:
            return True
    return False


def _known(asked: Asked, reading: Reading) -> set[str]:
    """Every word that the question, those that count the same, the measure and the campaign use for the whole."""
    question = asked.question
    measure = reading.reference.measures.get(question.measure_id or "")
    used = [*question.wordings, question.asks or ""]
    for other in (*reading.questions, *reading.others):
        if other.measure_id == question.measure_id:
            used += [*other.wordings, other.asks or ""]
    if measure is not None:
        used += [measure.title, measure.definition, *measure.units]
    used += [form for forms in asked.headings.values() for form in forms]
    used += list(reading.count_words.get(question.label, ()))
    known = set(words.plain(" ".join(used)).split())
    units = {*(measure.units if measure is not None else ()), "offences"}
    known |= {word for word, unit in (*words.unit_of_word().items(), *words.doing().items()) if unit in units}
    known |= _words_of_offence(reading.reference, question.offence_id)
    for name in ("common", "furniture_words"):
        known |= {word for phrase in words.phrases("titles", name) for word in phrase.split()}
    return known


@cache
def _left_out_everywhere() -> re.Pattern[str]:
    return re.compile(rf"[(\[]\s*{any_of(list(words.listed('notes', 'excluding')))}\b([^)\]]*)[)\]]", re.IGNORECASE)


def _kept_unless_idle(found: re.Match[str]) -> str:
    """A bracket that leaves something out, unless no count has it: "(excludes cancelled crimes)"."""
    rest = words.plain(found[found.re.groups]).split()
    idle = words.phrases("titles", "no_part")
    return " " if rest and all(word in idle for word in rest) else found[0]


def _without_periods(text: str) -> str:
    found = find_periods(text)
    return "".join(" " if any(one.start <= n < one.end for one in found) else letter for n, letter in enumerate(text))


def _without_places(text: str, reading: Reading, kinds: frozenset[str]) -> str:
    """The words without the names of the force that answers, and of every force and nation where the rows are forces,
    with what leads to them: "within Borsetshire"."""
    plain = f" {plain_name(POSSESSIVE.sub('', text))} "
    for name in _names_of_places(reading.reference, () if "force" in kinds else reading.force_ids):
        if f" {name} " in plain:
            plain = re.sub(rf"(?: {_leads()})?(?: the)? {re.escape(name)} ", " ", plain)
    return plain


@cache
def _leads() -> str:
    return any_of(list(words.listed("titles", "to_places")))


@lru_cache(maxsize=64)
def _names_of_places(reference: Reference, force_ids: tuple[str, ...]) -> tuple[str, ...]:
    forces = [force for force in reference.forces.values() if not force_ids or force.force_id in force_ids]
    names = {plain_name(name) for force in forces for name in (force.name, force.short_name, *force.aliases)}
    if not force_ids:
        names |= {plain_name(area.name) for area in reference.areas.values()}
        names |= {plain_name(force.nation) for force in forces}
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=256)
def _words_of_offence(reference: Reference, offence_id: str | None) -> frozenset[str]:
    names = [spelling.spelling for spelling in reference.spellings if spelling.offence_id == offence_id]
    offence = reference.offences.get(offence_id or "")
    names += [offence.title, offence.act or "", *names_of_act(offence.act or "")] if offence is not None else []
    return frozenset(words.plain(" ".join(names)).split())


@lru_cache(maxsize=4)
def _words_of_offences(reference: Reference) -> frozenset[str]:
    names = [f"{offence.title} {offence.act or ''}" for offence in reference.offences.values()]
    names += [name for offence in reference.offences.values() if offence.act for name in names_of_act(offence.act)]
    names += [spelling.spelling for spelling in reference.spellings]
    return frozenset(words.plain(" ".join(names)).split())
