"""The words over a table and its sheet's name -> what they say of all its numbers, or why they are no answer.

Protects: a table that counts charges, one part of what was asked, one offence or another place is not read as the whole
answer because its rows are years. What a title adds that is not understood leaves the table unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases import letters
from ingest.phrases.offence_words import normal
from ingest.phrases.offences import CHANGES_THE_MEANING, OffenceReading, read_offence
from ingest.phrases.periods import contains, find_periods
from ingest.phrases.wordings import any_of
from ingest.reference import Measure, Reference
from ingest.reference.names import plain as plain_name
from ingest.tables import words
from ingest.tables.axes import Asked
from ingest.tables.labels import Meaning, Reading
from ingest.tables.limits import limits_in
from ingest.tables.things import things_counted, without_label
from ingest.thread.questions import offences_named

FEWEST_WORDS = 3  # of an offence's name found inside a title; shorter ones stand in too many sentences
SECTION_MARK = re.compile(r"\b(?:Sections?|Articles?|Arts?|SS?)\.?(?=\s?\d)")
SECTION = re.compile(r"\d+[A-Za-z]?\b")
NUMBERED = re.compile(r"\b(?:Report|Table|Sheet|Page|Tab|Figure|Query)\s?\d{1,3}[a-z]?\b(?:\s*[-:–])?")
"""A table's own number, which counts nothing: "Table 2", "Report 1"."""
REPORT = re.compile(r"\breport\b(?!\s+of\b)", re.IGNORECASE)
"""What the table itself is called: "Recorded crime summary report"."""
QUESTION = re.compile(r"[^.?!]*\?")
NATIONS = ("nation", "country")


LONGEST_TITLE = 4_000
"""Code points; words above a table, its question restated among them, have some hundreds."""


@dataclass(frozen=True)
class Title:
    """`period` None: it names none; the unknown one: several, or one that is not settled. `unit`: what it says is
    counted. `offence`: the one that it names. `why`: why the table can't answer the question, in words."""

    text: str
    period: Period | None = None
    unit: str | None = None
    offence: Meaning | None = None
    why: str | None = None


def read_title(title: str, sheet: str | None, asked: Asked, reading: Reading, kinds: frozenset[str]) -> Title:
    """`kinds`: what the table's axes are, for they may be what the title speaks of. The title's lines may be apart."""
    lines = title.split("\n")
    title = without_label(_without_years_left_out(words.one_line(title)))
    sheet = without_label(sheet or "")
    text = words.one_line(NUMBERED.sub(" ", f"{title} {sheet}"))
    measure = reading.reference.measures.get(asked.question.measure_id or "")
    if not text or measure is None:
        return Title(text)
    if len(text) > LONGEST_TITLE:
        return Title(text[:LONGEST_TITLE], why=f"what stands above it is no title ({len(text):,} characters)")
    offence, why_offence = _offence(text, asked, reading) if "offence" not in kinds else (None, None)
    reasons = (
        _counts_another_thing(text, measure, asked, names_offence=offence is not None),
        _is_of_a_part(_without_questions(text), measure, asked, reading),
        _is_of_another_place(text, reading) if "force" not in kinds else None,
        why_offence,
        _is_limited([*lines, sheet], text, asked, reading, kinds, names_offence=offence is not None),
    )
    why = next((reason for reason in reasons if reason is not None), None)
    return Title(text, _period(title) or _period(sheet), _unit(text, measure), offence, why)


@cache
def _excluding() -> re.Pattern[str]:
    """What a title says in brackets to be left out: its year is none of the table's."""
    return re.compile(rf"\(\s*{any_of(list(words.listed('notes', 'excluding')))}\b[^)]*\)", re.IGNORECASE)


def _without_years_left_out(title: str) -> str:
    """A title without a bracket that leaves out a time before or after its own period: that is no part of it."""
    own = {found.period.period_id: found.period for found in find_periods(_excluding().sub(" ", title))}

    def is_outside(bracket: str) -> bool:
        left_out = [found.period for found in find_periods(bracket)]
        periods = [*own.values()]
        return bool(left_out) and len(periods) == 1 and not any(contains(periods[0], one) for one in left_out)

    return _excluding().sub(lambda found: " " if is_outside(found[0]) else found[0], title)


def _is_limited(
    lines: Sequence[str],
    text: str,
    asked: Asked,
    reading: Reading,
    kinds: frozenset[str],
    *,
    names_offence: bool,
) -> str | None:
    """Why a table may be of one part only: its title has words that nobody used for the whole ("North Hospital")."""
    unknown = limits_in([_without_years_left_out(line) for line in lines], asked, reading, kinds, names_offence)
    if not unknown:
        return None
    return f"its title “{text}” may be of a part of what was asked (“{' '.join(unknown)}”)"


def _without_questions(text: str) -> str:
    """A title without the question that it restates, which says what was asked and of no part of it."""
    return QUESTION.sub(" ", text)


def _period(text: str) -> Period | None:
    periods = {found.period.period_id: found.period for found in find_periods(text)}
    if not periods:
        return None
    return next(iter(periods.values())) if len(periods) == 1 else UNKNOWN_PERIOD


def _unit(text: str, measure: Measure) -> str | None:
    """The unit that "number of" and its like name."""
    spelt = {word: unit for word, unit in letters.units().items() if unit}
    lead = any_of([word for word in words.listed("counts", "before") if word.endswith("of") or word == "how many"])
    found = re.findall(rf"\b{lead}\s+(?:\w+\s+)?({any_of(list(spelt))})\b", text, re.IGNORECASE)
    said = [spelt[word.lower()] for word in found]
    return next((unit for unit in measure.units if unit in said), None)


def _counts_another_thing(text: str, measure: Measure, asked: Asked, *, names_offence: bool) -> str | None:
    """Why a title speaks of numbers of something else: of a countable thing, of shares, and not of what was asked."""
    plain = words.plain(REPORT.sub(" ", text))
    if words.is_of_shares(plain):
        return f"its title “{text}” speaks of shares or rates"
    for form in sorted(
        (words.plain(form) for forms in asked.headings.values() for form in forms), key=len, reverse=True
    ):
        if form not in words.unit_of_word():
            plain = f" {plain} ".replace(f" {form} ", " ").strip()  # "crime group" is a breakdown and counts no groups
    things = things_counted(REPORT.sub(" ", text), breakdowns_of(asked))
    said = set(things.units) or _things_anywhere(plain)
    own = {
        *measure.units,
        *(word for word in words.phrases("titles", "others") if words.holds(words.plain(measure.title), word)),
    }
    is_broken_down = names_offence or "offence" in asked.question.dimensions or bool(asked.headings)
    if is_broken_down and not things.is_certain:
        said -= {"offences"}  # "Offences" over a breakdown by offence is what it is split by
    if not said or said & own:
        return None
    return f"its title “{text}” speaks of {', '.join(sorted(said))}, and the question asks for {measure.units[0]}"


def _things_anywhere(plain: str) -> set[str]:
    said = {unit for word, unit in words.unit_of_word().items() if words.holds(plain, word)}
    said |= {unit for word, unit in words.doing().items() if words.holds(plain, word) and word not in ("made",)}
    return said | {word for word in words.phrases("titles", "others") if words.holds(plain, word)}


def breakdowns_of(asked: Asked) -> tuple[str, ...]:
    """The plain words that head a question's breakdowns and count nothing."""
    forms = {words.plain(form) for forms in asked.headings.values() for form in forms}
    return tuple(form for form in forms if form not in words.unit_of_word())


def _is_of_a_part(text: str, measure: Measure, asked: Asked, reading: Reading) -> str | None:
    """Why a title speaks of some of what was asked: "online", "under 18", which the question does not say."""
    known = words.plain(" ".join([measure.title, measure.definition, *asked.question.wordings]))
    plain = f" {words.plain(text)} "
    for lead in words.listed("titles", "each"):
        plain = plain.replace(f" {lead} ", " ")
    part = next(
        (
            word
            for word in sorted(words.phrases("titles", "parts"))
            if words.holds(plain, word) and not words.holds(known, word)
        ),
        None,
    )
    return f"its title “{text}” speaks of a part of what was asked (“{part}”)" if part else None


def _is_of_another_place(text: str, reading: Reading) -> str | None:
    reference = reading.reference
    named = set(reference.forces_named_in(text))
    if named and reading.force_ids and not named & set(reading.force_ids):
        return f"its title “{text}” names another force"
    plain = f" {plain_name(text)} "
    for force in reference.forces.values():
        for name in (force.name, force.short_name, *force.aliases):
            plain = plain.replace(f" {plain_name(name)} ", " ")
    areas = [area.name for area in reference.areas.values() if area.area_kind in NATIONS]
    area = next((name for name in areas if f" {plain_name(name)} " in plain), None)
    if area is not None and reading.force_ids and "act" not in plain.split() and "order" not in plain.split():
        return f"its title “{text}” names another place than the force's ({area})"
    return None


def _offence(text: str, asked: Asked, reading: Reading) -> tuple[Meaning | None, str | None]:
    """The offence that a title names beside the one that was asked for; or why that is not settled."""
    reference, place = reading.reference, reading.place_id
    ids, unread = offences_named(SECTION_MARK.sub(lambda found: found[0].lower(), text), place, reference)
    ids |= set(_spelled(text, place, reference))
    asked_for = asked.question.offence_id
    unread = [one for one in unread if not _is_section_of(one, {*ids, *({asked_for} if asked_for else ())}, reference)]
    ids = {one for one in ids if one != asked_for and not (asked_for and one in reference.offence_ancestors(asked_for))}
    narrowest = {one for one in ids if not any(one in reference.offence_ancestors(other) for other in ids)}
    if not narrowest and not unread:
        return None, None
    if narrowest and not unread and _restates(text, narrowest, asked, reading):
        return None, None
    is_group = any(reference.offences[one].act is None for one in narrowest)
    if unread or is_group or len(narrowest) > 1 or CHANGES_THE_MEANING.search(text):
        return None, f"its title “{text}” names an offence, and which is not settled"
    offence_id = narrowest.pop()
    read = read_offence(text, place_id=place, reference=reference)
    how = read.how if read is not None and read.offence_id == offence_id else "named in the table's title"
    step = f"offence: the table's title “{text}”, read as {offence_id} ({how})"
    return Meaning("offence", text, step, offence=OffenceReading(offence_id, how)), None


def _is_section_of(mention: str, ids: set[str], reference: Reference) -> bool:
    """Whether "section 15A", which names no Act, is the section of an offence that is named beside it or asked for."""
    printed = SECTION.findall(mention)
    sections = {(reference.offences[one].section or "").casefold() for one in ids if one in reference.offences}
    return len(printed) == 1 and f"s{printed[0].casefold()}" in sections and "code" not in mention.casefold()


def _restates(text: str, ids: set[str], asked: Asked, reading: Reading) -> bool:
    """Whether the question itself is worded with the offences that a title names."""
    worded = set()
    for wording in asked.question.wordings:
        worded |= set(_spelled(wording, reading.place_id, reading.reference))
    core = words.core_of_count(text)
    whole = read_offence(core, place_id=reading.place_id, reference=reading.reference) if core else None
    return ids <= worded or (whole is not None and whole.offence_id == asked.question.offence_id is not None)


def _spelled(text: str, place_id: str, reference: Reference) -> set[str]:
    """Offences whose name stands in a text, the longest where two lie over each other."""
    left = f" {normal(text)} "
    found: set[str] = set()
    for spelling, label in _names(reference):
        if f" {spelling} " in left:
            read = read_offence(label, place_id=place_id, reference=reference)
            if read is not None and read.offence_id is not None:
                found.add(read.offence_id)
                left = left.replace(f" {spelling} ", " | ")
    return found


def _names(reference: Reference) -> list[tuple[str, str]]:
    written = [spelling.spelling for spelling in reference.spellings]
    written += [offence.title for offence in reference.offences.values() if offence.act]
    names = {normal(name): name for name in written if len(normal(name).split()) >= FEWEST_WORDS}
    return sorted(names.items(), key=lambda one: -len(one[0]))
