"""The words about a number, nearest first -> what it counts, of which offence and time, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import pairwise

from ingest.answers import words
from ingest.answers.counts import Number
from ingest.answers.passages import Page, Passage
from ingest.answers.words import LONGEST_TEXT, blanked, is_strange, lists_alone, part_of, phrase, term, unknown_words
from ingest.model import UNKNOWN_PERIOD, Period, period_of_id
from ingest.phrases import letters
from ingest.phrases.labels import mention_starts
from ingest.phrases.offences import acts_named, acts_of, each_section, offences_named, read_offence, section_key
from ingest.phrases.periods import (
    WHOLE_YEARS,
    as_one_year,
    find_periods,
    find_points,
    last_day,
    month_numbers,
    month_pattern,
    period_from_dates,
    read_period,
)
from ingest.phrases.statuses import find_exemptions
from ingest.privacy import is_salutation
from ingest.reference import Offence, Reference

MONTH = re.compile(rf"\b{month_pattern()}\b", re.IGNORECASE)
PART_OF_YEAR = re.compile(rf"\b(?:{month_pattern()}|weeks?\s\d+)\b", re.IGNORECASE)
MONTH_OF_YEAR = re.compile(rf"(?<!\d )(?<!\d)\b{month_pattern()}\W+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
DAY_OF_A_YEAR = rf"(?:\d\d?\w* )?{month_pattern()}"
OF_EACH_YEAR = re.compile(
    rf"(?P<first>{DAY_OF_A_YEAR})\s*(?:[-–]|\bto\b)\s*(?P<last>{DAY_OF_A_YEAR}) (?:of |in )?(?:each|every) year"
)
"""Between which days the years of an answer run: "1st June – 31 May each year"."""
MOST_BESIDE = 100  # labels and texts beside a number
REMEMBERED = 4096  # texts: the labels of a table and the words around it are asked for each of its numbers


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number counts, as far as its words say, and `doubts`: codes of what a person has to settle; () where every
    word is understood, so that the number is a figure."""

    force_id: str | None
    measure_id: str | None
    unit: str | None
    offence_id: str | None
    period_id: str | None
    doubts: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()


def meaning_of(number: Number, page: Page, document_force: str | None, reference: Reference) -> Meaning:
    """What the words about a number say of it: null, with a doubt, where they may be read in two ways. What is not in
    its own words, those above it, its question or what they refer back to is sought in the other questions, the titles
    and the other answers."""
    if number.is_loose:
        unknown = ("wording-unknown", "measure-unknown", "offence-unknown", "period-unknown", "force-unsure")
        return Meaning(document_force, None, None, None, None, unknown)
    force_id = next((named for label in number.labels if (named := force_named(label, reference))), document_force)
    near = ["; ".join(number.labels), *number.within, number.near, number.passage.asked, *number.base]
    near = [text[:LONGEST_TEXT] for text in near]
    wide = page.around_of(number.passage)
    coded = words.outcome_measure(number.labels[0]) if number.is_of_outcomes and number.labels else None
    of_others = not measure_of(near)[0] and any(map(_counts_others, near))  # what is said elsewhere is not of these
    others_ask = bool(number.passage.asked)  # what another question counts is not what its own does
    is_alone = (
        number.is_of_outcomes or of_others or (number.is_shared and phrase.of_the_number.match(near[0]) is not None)
    )
    measure, unit = measure_of(near[:1] if is_alone else [*near, *wide[others_ask:]])
    if not measure_of(near[:1])[0] and any(len(_measures_of(text)) > 1 for text in number.within[:1]):
        measure, unit = None, None  # "5 charged, 3 cautioned and 2 NFA"
    if coded:
        measure, unit = coded, "offences" if phrase.offences.search(number.near) else None
    offence = offence_of([*number.labels, *near[1:], *wide], force_id, reference)
    whole = number.within[0] if number.within else ""  # of several times, or of one and each number's own part of it
    is_among_times = len(_times(whole)) > 1 or "respectively" in whole or _begins_later(page.around[2])
    of_all = [whole] if number.labels and term.names_total.search(number.labels[0]) else []
    other_rows = (row for row in number.rows if row != number.labels[0])
    if offence and any(offence_of([row], force_id, reference) == offence for row in other_rows):
        offence = offence_of([*number.labels, *near[1:]], force_id, reference)  # the words elsewhere are another row's
    period, is_open = period_of(number.labels, of_all if is_among_times else [*near[1:], *wide], page)
    is_near = (
        (number.is_of_outcomes or measure_of(near)[0] is not None)
        and offence_of([*number.labels, *near[1:]], force_id, reference) is not None
        and (is_open or period_of(number.labels, near[1:], page)[0] is not None)
    )
    others = _named_forces(page.around[2], reference) - {document_force}
    initials = [label for label in number.labels if label.isupper() and force_named(label, reference)]  # "DPP – 14"
    is_unsure = bool(others if force_id == document_force else initials)
    meaning = Meaning(force_id, measure, unit, offence, period)
    doubts = [] if _is_understood(number, coded, near, page, meaning, reference) else ["wording-unknown"]
    doubts += ["force-unsure"] if is_unsure else []
    doubts += [] if unit else ["unit-unknown"]
    doubts += ["said-elsewhere"] if not is_near and (measure or offence) else []
    doubts += [] if measure else ["measure-unknown"]
    doubts += [] if offence else ["offence-unknown"]
    doubts += ["period-open"] if is_open else [] if period else ["period-unknown"]
    part = part_of([*near, *number.beside])
    part += (("outcome", number.labels[0]),) if number.is_of_outcomes and number.labels else ()
    return replace(meaning, period_id=None if is_open else period, doubts=_shared(tuple(doubts)), dimensions=part)


@lru_cache(maxsize=256)
def _shared(doubts: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all equal doubts: tens of thousands of numbers of a large document have them."""
    return doubts


def _is_understood(
    number: Number, coded: str | None, near: Sequence[str], page: Page, meaning: Meaning, reference: Reference
) -> bool:
    """Whether no word that bears on a number is unknown, and none says another measure, unit, offence or time."""
    if number.is_shared or number.is_off or number.line is None or number.value.value is None:
        return False
    if len(number.labels) + len(number.beside) > MOST_BESIDE:
        return False  # thousands of words bear on it: a person reads them
    if meaning.measure_id == "offences_recorded" and not term.recorded.search(" ".join(near)):
        return False  # "Offence" above a table's labels says what the labels are, and not what is counted
    plain = partial(_plain, force_id=meaning.force_id, reference=reference, unit=meaning.unit)
    labels, beside, wider = number.labels[1:] if coded else number.labels, [*map(plain, number.beside)], near[1:]
    texts = [*labels, *wider, *beside]
    if coded and not words.is_outcome(number.labels[0], coded):
        return False
    if not coded and number.is_of_outcomes and meaning.measure_id in ACTIONS:
        return False
    if meaning.period_id and YEAR.fullmatch(meaning.period_id) and any(map(term.not_of_january.search, texts)):
        return False
    announced = [line for line in page.lead.split("\n") if line.endswith(":")]  # "With regard to boys:"
    titles = _titles(page.lead, page.printed, meaning.force_id, reference)
    above = [page.preamble, *announced, page.asked.get("", "") if number.passage.labels else ""]
    above += [page.asked.get(label, "") for label in number.passage.labels]  # as the request asked it
    above = [*map(plain, above)]
    own, notes = ([text for text in texts_ if text not in wider] for texts_ in (labels, beside))
    around = [*map(plain, wider), *above]
    # what stands above its own section, where no question does, asks for all that it lists
    asks = not number.passage.asked and any(phrase.section_mark.search(label) for label in labels)
    own, around = (own, [*around, *notes]) if asks else ([*own, *notes], around)
    offences = {meaning.offence_id}
    within = reference.offences[meaning.offence_id].within if meaning.offence_id else ()
    is_named = any(phrase.section_alone.fullmatch(label) for label in number.labels)
    is_named |= offence_of(number.labels, meaning.force_id, reference) == meaning.offence_id
    if meaning.force_id and number.passage.asked:
        asked, _ = offences_named(each_section(number.passage.asked), meaning.force_id, reference)
        if asked and asked.isdisjoint({meaning.offence_id, *within}):
            return False  # another than the question's
    headed = [_offences_in(text, meaning.force_id, reference) for text in (*number.within[:1], *number.beside)]
    if not is_named and any(ids and meaning.offence_id not in ids | _of_all(ids, reference) for ids in headed):
        return False  # the heading above it names more: "Arrests for sexual offences:"
    if any(_is_of_several(text) for text in (*beside, *(line.text for line in number.passage.lines))):
        return False  # "these are also under section 14"
    if meaning.force_id and is_named:  # the others are other rows' or columns'
        named = {text: _named(text, meaning.force_id, reference) for text in map(each_section, around)}
        offences |= {name for text, names in named.items() if lists_alone(text, names, reference) for name in names}
    points_back = any(term.points_back.search(text) for text in (*labels, *wider, *above))  # to the title, it may be
    return not (
        any(unknown_words(own, {meaning.offence_id}, meaning.force_id, number.counts, reference))
        or any(unknown_words(around, offences, meaning.force_id, number.counts, reference))
        or any(
            all(any(unknown_words([text], known, meaning.force_id, number.counts, reference)) for text in texts_of_it)
            for title in titles
            for texts_of_it in [(title, title if points_back else term.in_a_title.sub(" ", title))]
            for known in [offences if phrase.section_mark.search(title) else {*offences, *within}]
        )
        or any(
            term.limits.search(left) or phrase.caveats.search(left)  # that warns in words of its own
            for left in map(plain, (*page.around[1:], page.after_closing))
        )
        or any(_may_limit(text, meaning, page, number, reference) for text in _elsewhere(page, number.passage))
        or any(_may_limit(text, meaning, page, number, reference, is_title=True) for text in _above(page))
        or any(_speaks(plain(text)) for text in _of_all_answers(page, number.passage))
        or any(phrase.of_all_above.search(text) for text in _last_lines(page, number.passage)[1:])
        or any(
            is_strange(_of_the_force(plain(text), meaning.force_id, reference), (), tuple(near))
            for text in _of_no_question(page, number.passage)
        )
        or any(_names_act_alone(text, reference) for text in (*number.labels, *beside))
        or any(MARK_BEHIND.search(label) for label in number.labels)
        or _says_other(number, (*number.labels, *beside), near, page, meaning, reference)
        or (not coded and _counts_otherwise([*number.labels, *beside], near, number.passage.asked, meaning))
        or any(_codes_otherwise(text, meaning.force_id, {meaning.offence_id}, reference) for text in texts)
        or any(_codes_otherwise(text, meaning.force_id, {meaning.offence_id, *within}, reference) for text in titles)
        or _is_of_other_time(number.labels, [*map(plain, wider), *beside, *above, *titles], meaning.period_id)
        or (meaning.period_id and _is_open(period_of_id(meaning.period_id), page, ""))
        or (meaning.period_id and _is_dated_within(page, period_of_id(meaning.period_id)))
    )


@lru_cache(maxsize=REMEMBERED)
def _is_of_several(text: str) -> bool:
    return term.of_all_of_them.search(text) is not None and phrase.section_mark.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str, force_id: str | None, reference: Reference, unit: str | None = None) -> str:
    """A text without the sentences that each letter has, and that limit no count: to what it replies and of when, that
    its system is live; of a count of offences, that it is no count of people, and of all but people, that one of them
    may be counted twice."""
    if unit in ("offences", "arrests"):
        text = (phrase.counts_offences if unit == "offences" else phrase.counts_arrests).sub("", text)
    text = CONTACT.sub("", phrase.counted_twice.sub("", text) if unit not in (None, "people") else text)
    left = (sentence for sentence in SENTENCE.split(text) if not phrase.reference_alone.fullmatch(sentence))
    left = (sentence for sentence in left if not DAY_OF_LETTER.fullmatch(sentence))
    return "\n".join(sentence for sentence in left if not _is_formal(sentence, force_id, reference))


def _is_formal(sentence: str, force_id: str | None, reference: Reference) -> bool:
    sentence = " ".join(OF_LETTER.sub(" ", _of_the_force(sentence, force_id, reference)).split()).strip(ENDS)
    return phrase.formal.fullmatch(sentence) is not None


def _of_the_force(text: str, force_id: str | None, reference: Reference) -> str:
    """A text with "force" for the force's own name."""
    for name in words.of_force(force_id, reference):
        text = name.sub("force", text)
    return text


def _speaks(sentence: str) -> bool:
    """Whether a sentence of no question may say of all numbers what they count, or of which months."""
    said = term.speaks.search(sentence) or MONTH.search(DAY.sub(" ", sentence)) or SIGNS.fullmatch(sentence)
    return said is not None


def _of_no_question(page: Page, passage: Passage) -> Iterator[str]:
    """The sentences of an answer that belong to no question, where others do, and those of the letter above it: one
    unknown word in them ("Leeds district", "from what could be read") may bear on every number."""
    sentences = [*_sentences(_headed_alone(page, passage)), *filter(WRITES.search, _sentences([page.lead]))]
    sentences = [sentence for sentence in sentences if not _is_of_others(sentence, page, passage)]
    yield from (phrase.no_title.sub(" ", DAY.sub(" ", sentence)) for sentence in sentences)


def _elsewhere(page: Page, passage: Passage) -> Iterator[str]:
    """The lines of a letter that are neither this answer nor another question's: what the request adds behind its last
    question, what stands above the first answer and below the last one."""
    last = list(page.asked)[-1:]
    added = page.asked.get("", "").replace(passage.asked, "\n") if not passage.labels else ""
    if page.is_interleaved or not {*last}.isdisjoint(passage.labels):
        last = []  # what is behind it is of it alone
    behind = [one for label in last for one in SENTENCE_OF_A_REQUEST.split(page.asked[label])[1:]]
    for sentence in (*SENTENCE_OF_A_REQUEST.split(added), *behind):
        if not term.asks_for_a_number.match(sentence):
            yield sentence
    yield from _sentences(_headed_alone(page, passage))
    below = _last_lines(page, passage)[1:]
    if not find_exemptions("\n".join(below)):  # else they are the reasons of its own refusal
        yield from (one for one in _sentences(below) if not YEAR_AND_COUNT.fullmatch(one.strip()))


def _above(page: Page) -> Iterator[str]:
    """The lines around the questions."""
    lines = (line for line in page.lead.split("\n") if not (DATED.fullmatch(line) or is_salutation(line)))
    return _sentences(lines)


def _may_limit(
    text: str, meaning: Meaning, page: Page, number: Number, reference: Reference, *, is_title: bool = False
) -> bool:
    """Whether a line that stands elsewhere has a word or a month that may be of every number of the letter. Of a title
    what only names the subject is none."""
    if is_title and _named_forces(text, reference) - {meaning.force_id}:
        return True
    text = _plain(text, meaning.force_id, reference, meaning.unit)
    text = SHORT_YEAR.sub(" ", phrase.no_title.sub(" ", text)) if is_title else text
    asked = _asked_for(tuple(page.asked.values()), meaning.force_id, reference)
    within = reference.offences[meaning.offence_id].within if meaning.offence_id else ()
    known = {*asked, meaning.offence_id, *within}
    if MONTH.search(_open_times(DAY.sub(" ", text))):
        return True
    texts = (text, term.in_a_title.sub(" ", text)) if is_title else (text,)
    return all(any(unknown_words([one], known, meaning.force_id, number.counts, reference)) for one in texts)


@lru_cache(maxsize=64)
def _asked_for(questions: tuple[str, ...], force_id: str | None, reference: Reference) -> frozenset[str]:
    named = (_named(each_section(text), force_id, reference) for text in questions if force_id)
    return frozenset(name for names in named for name in names)


SENTENCE_OF_A_REQUEST = re.compile(r"(?<=[.;?:])(?<!\b[Ee]\.g\.)\s+(?=[A-Z(])|\n")
SHORT_YEAR = re.compile(r"\b(?:19|20)\d\d/\d\b")
"""A financial year in a title, its second one printed by its last digit: "2021/2"."""


def _of_all_answers(page: Page, passage: Passage) -> Iterator[str]:
    """The sentences of an answer that belong to no question, and those after its closing: what they say may bear on
    every number."""
    first, *rest = _last_lines(page, passage) or [""]
    is_short = len(first.split()) < FEWEST_WORDS or not page.passages[-1].lines[0].text.strip()
    below = rest if is_short else []  # after a short answer, or one that stands below its label, the letter goes on
    times = [row["time"] for line in (first, *rest) if (row := YEAR_AND_COUNT.fullmatch(line.strip()))]
    if len(set(times)) == len(times):  # a list of years with their counts says nothing of other answers
        below = [line for line in below if not YEAR_AND_COUNT.fullmatch(line.strip())]
    sentences = _sentences([*_headed_alone(page, passage), *below, page.after_closing])
    yield from (sentence for sentence in sentences if not _is_of_others(sentence, page, passage))


def _last_lines(page: Page, passage: Passage) -> list[str]:
    """The lines of a letter's last answer, where this is another: behind its first they may be of all."""
    last = page.passages[-1].lines if passage.labels and page.passages and page.passages[-1] is not passage else []
    return [line.text for line in last if line.text.strip()]


def _is_of_others(sentence: str, page: Page, passage: Passage) -> bool:
    """Whether a sentence denies other questions and not this one: "Requests 2, 3 and 4 are exempt"."""
    named = {label.rstrip(LETTERS) for _, labels in mention_starts(sentence, list(page.asked)) for label in labels}
    if not named or term.every.search(sentence) or not term.unanswered.search(sentence):
        return False
    return named.isdisjoint(label.rstrip(LETTERS) for label in passage.labels)


def _headed_alone(page: Page, passage: Passage) -> list[str]:
    """What stands under a heading of answers and belongs to no question, where this passage belongs to one."""
    of_none = [other for other in page.passages if passage.labels and other.is_headed and not other.labels]
    return ["\n".join(_without_days(line.text for line in other.lines)) for other in of_none]


def _without_days(lines: Iterable[str]) -> Iterator[str]:
    """The lines; below a page's own label without the days on which it was asked and answered."""
    is_of_page = False
    for text in lines:
        is_of_page = (is_of_page and DATED.fullmatch(text) is not None) or phrase.of_page.fullmatch(text) is not None
        if not (is_of_page and DATED.fullmatch(text)):
            yield text


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences of texts, without those that only tell what the Act says, or what a site does."""
    sentences = (sentence for text in texts for sentence in SENTENCE.split(text))
    yield from (one for one in sentences if not (phrase.standing.search(one) or term.furniture.search(one)))


@lru_cache(maxsize=16)
def _titles(text: str, printed: frozenset[str], force_id: str | None, reference: Reference) -> tuple[str, ...]:
    """The titles above questions that say of what or where all of them are ("Arrests in Gwynedd"). `text`: what stands
    around the questions; `printed`: the lines of the answers."""
    found, lead = list[str](), text.split("\n")
    for n, line in enumerate(lead, 1):
        title = "" if DATED.fullmatch(line) else phrase.no_title.sub("", CONTACT.sub("", line))
        is_short = len(title) < LONGEST_TITLE and line not in printed and _plain(line, force_id, reference) != ""
        is_last = n == len(lead) and len(title.split()) < FEWEST_WORDS  # "Under 18s"
        is_last = is_last and not (is_salutation(line) or force_named(title, reference) == force_id)
        if is_short and (is_last or term.speaks.search(title) or term.in_titles.search(title)):
            found.append(title)
    return tuple(found)


def _names_act_alone(text: str, reference: Reference) -> bool:
    """Whether an answer counts by an Act, which has offences besides the one that was asked for."""
    acts = acts_named(text, acts_of(reference))
    sections = {row.section.split("(")[0] for row in reference.offences.values() if row.section and row.act in acts}
    return len(sections) > 1 and phrase.section_mark.search(text) is None


def _codes_otherwise(text: str, force_id: str | None, offences: set[str | None], reference: Reference) -> bool:
    """Whether a Home Office code is none of these offences', or one of several of one: those part it by sex and age."""
    ids = _coded(text, force_id, reference) if force_id else frozenset()
    return bool(ids - offences) or any(
        reference.offences[name].act and len(reference.offences[name].home_office_codes) > 1 for name in ids if name
    )


def _says_other(
    number: Number, own: Sequence[str], near: Sequence[str], page: Page, meaning: Meaning, reference: Reference
) -> bool:
    """Whether known words make a count something else than measure, unit, offence and time say together: crimes that
    led to an arrest, people where arrests are counted, a subsection, some offences of a group."""
    asked = number.passage.asked or " ".join(page.asked.values())
    beside = [text.replace(number.passage.asked, " ") for text in near] if number.passage.asked else near
    if any(phrase.makes_other.search(text) for text in (*own, *beside)) or phrase.asks_other.search(asked):
        return True
    if meaning.measure_id in ACTIONS and any(phrase.heads_offences.match(text) for text in own):
        return True
    if (
        term.each.search(asked)
        and not any(_times(as_one_year(label)) for label in number.labels)
        and _is_of_years(meaning)
    ):
        return True
    others = _measures_of(asked) - {meaning.measure_id}
    if (meaning.measure_id or "").startswith("arrests"):
        others = frozenset(name for name in others if not name.startswith("arrests"))
    is_parted = words.LABEL.search(asked) is not None  # "the number of (a) crimes logged and (b) people charged"
    if others and not is_parted and (number.is_prose or not _measures_of(" ".join(number.labels))):
        return True  # "How many arrests resulting in a charge?"
    if not (is_parted or number.is_of_outcomes) and _is_unit_of_others(
        own, "\n".join((asked, page.lead)), meaning, is_prose=number.is_prose
    ):
        return True
    if not (meaning.offence_id and meaning.force_id):
        return False
    offence = reference.offences[meaning.offence_id]
    ids = _offences_in(asked, meaning.force_id, reference)
    is_some = bool(ids) and meaning.offence_id not in ids
    is_wholly = offence.about_children == "yes" and not any("online" in name or "cyber" in name for name in ids)
    if is_some and (ids.isdisjoint(offence.within) or not is_wholly):
        return True  # "online child sexual offences", and below it "Rape – 5"
    return _is_of_other_sections((*own, *number.within), offence, reference)


def _offences_in(text: str, force_id: str | None, reference: Reference) -> frozenset[str]:
    """The offences that a text names, by code too."""
    if not force_id:
        return frozenset()
    return _named(each_section(text), force_id, reference) | (_coded(text, force_id, reference) - {""})


def _is_of_years(meaning: Meaning) -> bool:
    """Whether a count is of several years at once."""
    time = period_of_id(meaning.period_id) if meaning.period_id else UNKNOWN_PERIOD
    return time.start is not None and time.end is not None and (time.end - time.start).days > DAYS_OF_A_YEAR


def _is_unit_of_others(own: Sequence[str], around: str, meaning: Meaning, *, is_prose: bool) -> bool:
    """Whether people are counted where its unit is another, or the other way round."""
    answer = " ".join(own)
    if meaning.unit != "people":
        return term.people.search(answer) is not None or phrase.asks_people.search(around) is not None
    return is_prose and not term.people.search(answer) and phrase.counted_acts.search(answer) is not None


def _is_of_other_sections(texts: Sequence[str], offence: Offence, reference: Reference) -> bool:
    """Whether a number's words name a subsection of its offence's section, or some of the sections of a group."""
    printed = {section_key(match["section"]) for text in texts for match in phrase.section.finditer(text)}
    if not offence.section:
        inner = (row for row in reference.offences.values() if offence.offence_id in row.within and row.section)
        of_acts = [(row.act, section_key(row.section).partition("(")[0]) for row in inner]
        every = {section for _, section in of_acts}
        said = " ".join(texts).casefold()  # an Act of which the group has one section names it
        named = {act for act, _ in of_acts if act and act.rpartition(" ")[0].casefold() in said}
        alone = {one for act, one in of_acts if act in named and len({s for a, s in of_acts if a == act}) == 1}
        return bool(printed & every) and {key.partition("(")[0] for key in printed} | alone != every
    own = section_key(offence.section)
    return any(key != own and key.startswith(f"{own}(") for key in printed)


def _counts_otherwise(texts: Sequence[str], near: Sequence[str], asked: str, meaning: Meaning) -> bool:
    """Whether a number's answer or question names another measure, or people where arrests are counted."""
    answer = " ".join(texts)
    if any(term.each.search(text) for text in texts[:1]):
        return True
    if _measures_of(asked) and meaning.measure_id not in _measures_of(asked) and not term.recorded.search(asked):
        return True
    named = _measures_of(answer) | _measures_of(next((text for text in near if words.counted(text)), ""))
    if meaning.measure_id in ACTIONS and (
        (named | _measures_of(near[0])) - {meaning.measure_id}
        or any(phrase.of_offences.search(text) for text in (answer, *near))
        or any(term.recorded.search(text) and phrase.offences.search(text) for text in (answer, *near))
    ):
        return True
    if meaning.measure_id == "offences_recorded":
        if meaning.unit == "offences" and term.people.search(answer) and not phrase.offences.search(answer):
            return True
        return bool(_measures_of(answer if term.recorded.search(answer) else " ".join((answer, *near))))
    if meaning.unit == "arrests":
        return term.people.search(answer) is not None
    return meaning.unit == "people" and term.arrests.search(answer) is not None


@lru_cache(maxsize=REMEMBERED)
def _measures_of(text: str) -> frozenset[str]:
    """The measures that a text names, without recorded offences, which every text mentions."""
    return frozenset(
        row.measure_id for row in words.measures() if row.measure_id != "offences_recorded" and row.words.search(text)
    )


def _is_of_other_time(labels: Sequence[str], texts: Sequence[str], period_id: str | None) -> bool:
    """Whether the words about a number name another time than its own: any at all where its label says none, else one
    that begins or ends within it, or on another day of the year."""
    if not period_id:
        return False
    time = period_of_id(period_id)
    in_labels = [period for label in labels for period in _times(as_one_year(label))]
    if any(_financial_too(period, period_id) != period_id for period in in_labels):
        return True
    if any(term.to_date.search(text) or term.until.search(text) for text in labels):
        return True
    is_month = time.start and time.end and (time.end - time.start).days < DAYS_OF_A_MONTH
    if not is_month and any(term.monthly.search(text) for text in (*labels, *texts)):
        return True
    is_said = bool(in_labels) or any(label.strip(" .").lower() in month_numbers() for label in labels)
    for text in texts:
        if is_said and MONTH.search(left := _open_times(text)) and not term.january.search(left):
            return not is_month
        for period in _times(text):
            is_same = _financial_too(period, period_id) == period_id
            if not is_same and (not is_said or _cuts(period, time)):
                return True
    return False


DAYS_OF_A_MONTH = 31
DAYS_OF_A_YEAR = 366


@lru_cache(maxsize=REMEMBERED)
def _times(text: str) -> tuple[Period, ...]:
    return tuple(mention.period for mention in find_periods(text))


def _open_times(text: str) -> str:
    """A text without the times whose days are settled: "since 1 June 2020" and "April to March" stay."""
    settled = (mention for mention in find_periods(text) if mention.period != UNKNOWN_PERIOD)
    return blanked(text, ((mention.start, mention.end) for mention in settled))


def _cuts(other: Period, time: Period) -> bool:
    """Whether a time begins or ends within a number's own, or is of years that begin on another day."""
    if not (other.start and other.end and time.start and time.end):
        return False
    if other.end < time.start or time.end < other.start:
        return False
    is_within = other.start <= time.start and time.end <= other.end
    is_year = time.kind in ("calendar_year", "financial_year")
    return not is_within or (is_year and (other.start.month, other.start.day) != (time.start.month, time.start.day))


SENT = (
    r"(?:(?:which|that)\s+(?:(?:was|we)\s+)?)?(?:(?:received|dated|sent|submitted)\s+(?:(?:by|at|in)\s+[\w\s]{1,40}?\s+)?"
    r"|(?:reached|came to)\s+(?:us|[\w\s-]{1,40}?)\s+)(?:on\s+)?(?:the\s+)?"
)
A_DAY = (
    rf"(?:\b\d{{1,2}}\W?(?:st|nd|rd|th)?\s+(?:of\s+)?{month_pattern()}\W+(?:19|20)\d\d\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b)"
)
DAY = re.compile(f"(?:{SENT})?{A_DAY}", re.IGNORECASE)
OF_LETTER = re.compile(rf",?\s*(?:{SENT}|of\s+(?:the\s+)?){A_DAY}", re.IGNORECASE)
"""When a letter came or was written; what says that it is of a letter."""
OF_LETTERS = r"(?:request|response|reply|answer|release|publication|issue|letter|version)"
DATE_LABEL = (
    rf"(?:{OF_LETTERS}\s+)?(?:dated?|published|updated|released|received|responded(?:\s+to)?|answered)"
    rf"(?:\s+of\s+(?:the\s+)?{OF_LETTERS}|\s+(?:responded|released|received|published|issued|sent|requested|answered))?"
)
DATED = re.compile(rf"\W*(?:{DATE_LABEL}\W*)?{DAY.pattern}\W*", re.IGNORECASE)
DAY_OF_LETTER = re.compile(rf"\W*{DATE_LABEL}\W*{A_DAY}\W*", re.IGNORECASE)
"""A line that only dates the letter, its label printed: "Date Responded 12 March 2019"."""
DRAWN = r"(?:from|sourced|produced|provided|extracted|taken|drawn|obtained|retrieved|run|correct|accurate|to date)"
DAY_OF_NUMBERS = re.compile(rf"\b(?:as (?:at|of|on)|{DRAWN}\b[^.\n]{{0,60}}?\bon)\s+(?:the\s+)?{A_DAY}", re.IGNORECASE)
"""When the numbers of a letter were drawn: "correct as at 1 July 2024", "extracted from Niche on 14/06/2021"."""
CONTACT = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?:\b(?:tel(?:ephone)?(?: no)?|(?:tele)?phone|direct dial|mobile|fax|e-?mail)\W{0,3})?\[[a-z -]+ removed\]",
    re.IGNORECASE,
)
"""Addresses, and our own mark of what was struck: "Tel: [telephone number removed]" says nothing of numbers."""
ENDS = " .:;,-–—\"“”'‘’*"
LONGEST_TITLE = 80  # letters; what is longer is a sentence
YEAR = re.compile(r"\d{4}")
FEWEST_WORDS = 6  # of a line that is more than a number or a yes
LETTERS = "abcdefgh"
SIGNS = re.compile(r"[\W\d_]*?(?:[^\w\s]\s*\d|\d\s*[^\w\s.,]|\d\D+\d)[\W\d_]*")
"""Numbers and signs without a word: "± 5", "12 + 3 = 15", "01/21 – 09/21"."""
YEAR_AND_COUNT = re.compile(r"(?P<time>(?:19|20)\d\d(?:[/-](?:20)?\d\d)?)\s*[-–—:=|]\s*\d[\d,]*")
WRITES = re.compile(
    r"\b(?:[Yy]ours?|[Yy]ou|[Ww]e|us|[Oo]ur|I|[Tt]his (?:letter|response|reply|answer)|[Tt]hese (?:figures|numbers))\b"
)
"""Somebody writes to somebody: no title, and no address."""
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n")
MARK_BEHIND = re.compile(r"[^\W\d]\s*\((?:[a-h]|i{1,3}|iv|v)\)")
"""A part's mark behind the words of a row or column: "Charged (i)"."""
ACTIONS = ("arrests", "charges", "cautions", "convictions", "prosecutions")
"""Measures of which one sentence often names several."""


@lru_cache(maxsize=REMEMBERED)
def _named_forces(text: str, reference: Reference) -> frozenset[str]:
    plain = text.casefold()
    return frozenset(force.force_id for force in reference.forces.values() if force.name.casefold() in plain)


def force_named(label: str, reference: Reference) -> str | None:
    return _forces(reference).get(label.strip(" .:*").casefold())


@lru_cache(maxsize=2)
def _forces(reference: Reference) -> dict[str, str]:
    return {
        name.casefold(): force.force_id
        for force in reference.forces.values()
        for name in (force.name, force.short_name, *force.aliases)
    }


# What is counted


COUNTABLE = {"arrests", "people", "offences", "charges", "cautions", "cases"}


@lru_cache(maxsize=REMEMBERED)
def _counts_others(text: str) -> bool:
    """Whether a text counts what no measure counts: "how many requests", "the number of searches"."""
    counted = term.counted_noun.search(text)
    if counted is None or term.people.fullmatch(counted["noun"]):
        return False
    return letters.units().get(counted["noun"].casefold()) not in COUNTABLE


def measure_of(circles: Sequence[str]) -> tuple[str | None, str | None]:
    """(measure_id, unit) by the nearest words that say what is counted."""
    for n, text in enumerate(circles):
        if (counted := words.counted(text)) is not None:
            if n and counted.measure_id.startswith("outcome_") and len(_measures_of(text)) > 1:
                return None, None  # "positive outcomes include charges, cautions and community resolutions"
            if n and len(_asked(text)) > 1:
                return None, None  # "How many were reported? How many were charged?"
            are_people = counted.measure_id == "arrests" and term.people.search(text) and not term.arrests.search(text)
            return counted.measure_id or None, "people" if are_people else counted.unit or _unit(text, circles)
    return None, None


@lru_cache(maxsize=REMEMBERED)
def _asked(text: str) -> frozenset[words.Counted | None]:
    questions = (f"{asks}?" for asks in text.replace(";", "?").split("?")[:-1] if asks)
    return frozenset(
        words.counted(question)
        for question in questions
        if term.counted_noun.search(question) or words.counted(question)
    )


def _unit(text: str, circles: Sequence[str]) -> str | None:
    if "custody record" in text.lower():
        return "custody records"
    near = " ".join(circles[:3])
    if counted := term.counted_unit.search(text):
        return counted["unit"].lower()
    return "people" if term.people.search(near) else "offences" if phrase.offences.search(near) else None


# Of which offence


def offence_of(circles: Sequence[str], force_id: str | None, reference: Reference) -> str | None:
    """The offence of the nearest words that name one, by label, code, section or a known name. A label that is a
    section and no Act ("S127") is that section of what is named further off."""
    section = next((match[1].lower() for text in circles if (match := phrase.section_alone.fullmatch(text))), None)
    for text in circles:
        if not text or not force_id:
            continue
        label = read_offence(text, place_id=force_id, reference=reference) if len(text) < LONGEST_LABEL else None
        if label and label.offence_id and not section:
            return label.offence_id
        ids = _coded(text, force_id, reference) - {""} or _named(text, force_id, reference)
        if section:
            ids = frozenset(name for name in ids if (reference.offences[name].section or "").lower() == f"s{section}")
        if len(ids) > 1:
            ids = _of_all(ids, reference)
        if ids:
            return next(iter(ids)) if len(ids) == 1 else None
    return None


LONGEST_LABEL = 120  # letters; what is longer is a sentence
SHORTEST_NAME = 8  # letters of a spelling that is sought in a sentence


@lru_cache(maxsize=REMEMBERED)
def _coded(text: str, force_id: str, reference: Reference) -> frozenset[str]:
    """The offences whose codes a text has, "" for a code that nobody knows."""
    printed = {match["code"] for match in phrase.offence_code.finditer(text) if match["code"]}
    codes = {f"{code[:3]}/{code[3:]}" if len(code) == 5 and code.isdigit() else code for code in printed}
    read = [read_offence(f"HO code {code}", place_id=force_id, reference=reference) for code in codes]
    return frozenset((offence and offence.offence_id) or "" for offence in read)


@lru_cache(maxsize=REMEMBERED)
def _named(text: str, force_id: str, reference: Reference) -> frozenset[str]:
    ids, _ = offences_named(phrase.under_act.sub(" of the ", text), force_id, reference)
    acts = acts_named(text, acts_of(reference))
    for act in acts if len(acts) > 1 or not phrase.section_mark.search(text) else ():  # a section of it was read above
        of_act = {row.offence_id for row in reference.offences.values() if row.act and act.startswith(row.act)}
        ids |= of_act if len(of_act) == 1 else set()
    left, folded = text, text.casefold()
    for same, name, spelling in _spellings(reference):
        if same in folded and name.search(left):
            reading = read_offence(spelling, place_id=force_id, reference=reference)
            ids |= {reading.offence_id} if reading and reading.offence_id else set()
            left = name.sub(" ", left)
    return frozenset(ids or ({"group:sexual_offences_all"} if phrase.all_sexual.search(text) else ()))


@lru_cache(maxsize=2)
def _spellings(reference: Reference) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The spellings that are sought in a sentence, the longest first, each with the letters to look for first."""
    known = sorted((row.spelling for row in reference.spellings if len(row.spelling) >= SHORTEST_NAME), key=len)
    sought = ((name, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)) for name in reversed(known))
    return tuple((name.casefold(), pattern, name) for name, pattern in sought)


def _of_all(ids: frozenset[str], reference: Reference) -> frozenset[str]:
    """What holds all of them: the narrower where one lies in the other, else the one group of both."""
    within = {name: set(reference.offences[name].within) for name in ids}
    narrow = frozenset(name for name in ids if not any(name in within[other] for other in ids))
    if len(narrow) < 2:
        return narrow
    return frozenset(set.intersection(*(within[name] for name in narrow)))


# Of which time


def period_of(labels: Sequence[str], circles: Sequence[str], page: Page) -> tuple[str | None, bool]:
    """(period_id, whether it is a year that had not ended when the answer was given)."""
    wide = " ".join(circles)
    months = (month_numbers().get(label.strip(" .").lower()) for label in labels)
    if month := next(filter(None, months), None):
        of_labels = (period for label in labels if (period := _single_period(as_one_year(label))))
        begins = next((period.start for period in of_labels if period.start and period.kind in WHOLE_YEARS), None)
        if begins:
            year = begins.year + (month < begins.month)  # March of 2019/20 is in 2020
            of_month = period_from_dates(date(year, month, 1), last_day(year, month))
            return of_month.period_id, _is_open(of_month, page, "")
        years = (MONTH_OF_YEAR.search(text) for text in (page.around[2], wide))
        printed = next((match["year"] for match in years if match), None)
        return (f"{printed}-{month:02}-01..{last_day(int(printed), month)}" if printed else None), False
    for label in labels:
        if to_day := phrase.up_to.match(label):
            period = _single_period(f"1 January {to_day['year']} to {to_day['day']} {to_day['year']}")
            return (period.period_id if period else None), False
        if period := _single_period(as_one_year(label)):
            if any(_is_part_of_year(other) for other in labels if other != label):
                return None, False
            said = next(filter(None, map(_of_each_year, circles)), None) if period.kind in WHOLE_YEARS else None
            if said and period.start and period.end:
                of_days = f"{said['first']} {period.start.year} to {said['last']} {period.end.year}"
                period = _single_period(of_days)
                if not (period and period.start and period.end) or (period.end - period.start).days > DAYS_OF_A_YEAR:
                    return None, False  # "October to December each year" of 2019/20
            return (None if MARKED.search(label) else period.period_id), _is_open(period, page, wide)
        if any(mention.period == UNKNOWN_PERIOD for mention in find_periods(label)):
            return None, False  # its own time is not understood, and no other stands for it
        if _is_part_of_year(label) or term.relative_years.search(label):
            return None, False
    for text in map(_without_since, circles):
        if (
            period := _single_period(text) or _joined(text)
        ) and period.start != period.end:  # a letter's own day is no count's
            return _financial_too(period, wide), False
    return None, False


def _is_part_of_year(label: str) -> bool:
    """Whether a label names a part of some year, and not of which."""
    is_short = len(label) < LONGEST_LABEL and _single_period(as_one_year(label)) is None
    return is_short and PART_OF_YEAR.search(label) is not None


MARKED = re.compile(r"\d\s?[*†‡#^]+\W*(?:\d[\d,]*)?\W*\Z")
"""A year with a note's mark ("2019/20*", "2019/20* 14"): the note may say that it is a part of one."""


@lru_cache(maxsize=REMEMBERED)
def _of_each_year(text: str) -> re.Match[str] | None:
    return OF_EACH_YEAR.search(text)


@lru_cache(maxsize=REMEMBERED)
def _begins_later(text: str) -> bool:
    return term.begins_later.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def _without_since(text: str) -> str:
    return phrase.other_times.sub(" ", text)


@lru_cache(maxsize=REMEMBERED)
def _single_period(text: str) -> Period | None:
    """The one period that a text names, its days aside; none where it names a month besides ("2009, Oct - Dec")."""
    whole = read_period(text.strip()) if len(text) < LONGEST_LABEL else None
    if whole:
        return whole if whole.period_id != UNKNOWN_PERIOD.period_id else None
    mentions = [mention for mention in find_periods(text) if mention.period.start != mention.period.end]
    named = {mention.period.period_id: mention.period for mention in mentions}
    has_month_besides = len(text) < LONGEST_LABEL and MONTH.search(_open_times(text)) is not None
    if len(named) != 1:
        return None
    period = next(iter(named.values()))
    return None if has_month_besides and period.kind in ("calendar_year", "financial_year") else period


@lru_cache(maxsize=REMEMBERED)
def _joined(text: str) -> Period | None:
    """The time from the first to the last of consecutive years for which the answer gives a total."""
    years = sorted(
        {mention.period for mention in find_periods(text) if mention.period.start and mention.period.end},
        key=lambda period: str(period.start),
    )
    goes_on = all(a.end and b.start and (b.start - a.end).days == 1 for a, b in pairwise(years))
    if len(years) < 2 or not goes_on or len(term.names_total.findall(text)) != 1:
        return None
    first, last = years[0].start, years[-1].end
    return Period(f"{first}..{last}", "other", first, last)


def _financial_too(period: Period, text: str) -> str:
    """ "During 2021 to 2022", where a financial year 2021/22 was asked for, is that year."""
    start, end = period.start, period.end
    if start and end and period.kind == "other" and (start.month, end.month, end.year - start.year) == (1, 12, 1):
        year = f"{start.year}/{end.year % 100:02}"
        if any(mention.period.period_id == year for mention in find_periods(text)):
            return year
    return period.period_id


def _is_open(period: Period, page: Page, text: str) -> bool:
    """Whether a year had not ended when the answer was given: by the last day that is printed before it, by the year
    of its reference, or since it is the last one of "this year to date"."""
    if period.end is None:
        return False
    days, years = _dated(page.around[1])
    years = years or _dated(page.after_closing)[1]
    if days and max(days) < period.end and max(days).year >= period.end.year:
        return True
    if not days and years and period.end.year >= years[0] and period.end > date(years[0], 12, 30):
        return True
    return (
        bool(term.to_date.search(text))
        and bool(period.start)
        and bool(years or days)
        and period.end.year >= max([*years, *(day.year for day in days)])
    )


def _is_dated_within(page: Page, period: Period) -> bool:
    """Whether a line dates the letter, what it answers or the numbers themselves before the end of a period."""
    below = [line for line in (*page.text.split("\n"), *page.after_closing.split("\n")) if OF_LETTER.search(line)]
    lines = "\n".join((page.lead, page.text, page.after_closing)).split("\n")
    dated = [*below, *filter(DAY_OF_LETTER.fullmatch, lines), *filter(DAY_OF_NUMBERS.search, lines)]
    return period.end is not None and any(day < period.end for line in dated for day in _dated(line)[0])


@lru_cache(maxsize=REMEMBERED)
def _dated(text: str) -> tuple[list[date], list[int]]:
    days = [point.first for point in find_points(text) if point.kind == "date" and point.first]
    years = [*phrase.year_of_reference.findall(text), *phrase.year_in_reference.findall(text)]
    return days, [2000 + int(year) for year in years]
