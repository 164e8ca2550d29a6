"""A number, what it counts and the letter around it -> whether it is a figure: no word that bears on it is unknown, and
none says another measure, unit, offence or time.

Four circles are read, the nearest first: the number's own words, its question with the headings above it, the letter's
titles, and every other line of the letter that is not another question's answer. What each letter has (to what it
replies, rights to complain, the law on answers) is known by its sentences (`formal` in `answers.toml`). One unknown
word anywhere leaves a number to a person, as "of teachers", "Leeds district" or "aged 16".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.answers import words
from ingest.answers.counts import Number
from ingest.answers.meaning import (
    DAYS_OF_A_YEAR,
    MONTH,
    REMEMBERED,
    Meaning,
    coded_in,
    dated,
    financial_too,
    forces_in,
    is_unended,
    measures_in,
    named_in,
    offence_of,
    open_times,
    texts_near,
    times_in,
    what_holds,
)
from ingest.answers.passages import Page, Passage, text_of
from ingest.answers.words import lists_alone, phrase, term, unknown_words
from ingest.model import UNKNOWN_PERIOD, Period, period_of_id
from ingest.phrases.offences import acts_named, acts_of, each_section, section_key
from ingest.phrases.periods import as_one_year, month_numbers, month_pattern
from ingest.phrases.statuses import find_exemptions
from ingest.privacy import is_salutation
from ingest.reference import Offence, Reference

MOST_BESIDE = 100  # labels and texts beside a number
ACTIONS = ("arrests", "charges", "cautions", "convictions", "prosecutions")
"""Measures of which one sentence often names several."""


def is_understood(number: Number, page: Page, meaning: Meaning, reference: Reference) -> bool:
    """Whether no word that bears on a number is unknown, and none says another measure, unit, offence or time."""
    if number.is_shared or number.is_off or number.is_loose or number.line is None or number.value.value is None:
        return False
    if len(number.labels) + len(number.beside) > MOST_BESIDE:
        return False  # thousands of words bear on it: a person reads them
    case = _Case(number, page, meaning, reference)
    return not any(is_in_doubt(case) for is_in_doubt in CHECKS)


@dataclass(frozen=True)
class _Case:
    """A number, and the texts that bear on it: `near` the words about it, the nearest first, `wider` those but its own,
    `beside` what else its answer says, `above` what the request says of it, `titles` the lines around the questions."""

    number: Number
    page: Page
    meaning: Meaning
    reference: Reference

    def plain(self, text: str) -> str:
        return _plain(text, self.meaning.force_id, self.reference, self.meaning.unit)

    @cached_property
    def near(self) -> list[str]:
        return texts_near(self.number)

    @cached_property
    def wider(self) -> list[str]:
        return self.near[1:]

    @cached_property
    def coded(self) -> str | None:
        """The measure of a row that begins with an outcome's code."""
        labels = self.number.labels if self.number.is_of_outcomes else ()
        return words.outcome_measure(labels[0]) if labels else None

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return self.number.labels[1:] if self.coded else self.number.labels

    @cached_property
    def beside(self) -> list[str]:
        return [self.plain(text) for text in self.number.beside]

    @cached_property
    def above(self) -> list[str]:
        page, passage = self.page, self.number.passage
        announced = [line for line in page.lead.split("\n") if line.endswith(":")]  # "With regard to boys:"
        asked = [page.asked.get(label, "") for label in passage.labels]  # as the request asked it
        texts = [page.preamble, *announced, page.asked.get("", "") if passage.labels else "", *asked]
        return [self.plain(text) for text in texts]

    @cached_property
    def titles(self) -> list[str]:
        lines = (line for line in self.page.lead.split("\n") if not (DATED.fullmatch(line) or is_salutation(line)))
        return [self.plain(text) for text in _sentences(lines)]

    @cached_property
    def parted(self) -> tuple[list[str], list[str]]:
        """(its own words, those around it)"""
        own, notes = ([text for text in texts if text not in self.wider] for texts in (self.labels, self.beside))
        around = [*map(self.plain, self.wider), *self.above]
        # what stands above its own section, where no question does, asks for all that it lists
        asks = not self.number.passage.asked and any(phrase.section_mark.search(label) for label in self.labels)
        return (own, [*around, *notes]) if asks else ([*own, *notes], around)

    @cached_property
    def within(self) -> tuple[str, ...]:
        return self.reference.offences[self.meaning.offence_id].within if self.meaning.offence_id else ()

    @cached_property
    def is_named(self) -> bool:
        """Whether its own words name its offence."""
        labels, force_id = self.number.labels, self.meaning.force_id
        return (
            any(phrase.section_alone.fullmatch(label) for label in labels)
            or offence_of(labels, force_id, self.reference) == self.meaning.offence_id
        )

    @cached_property
    def offences(self) -> set[str | None]:
        """Its own offence; where its label names that, those of other rows and columns too."""
        if not (self.meaning.force_id and self.is_named):
            return {self.meaning.offence_id}
        named = {
            text: named_in(text, self.meaning.force_id, self.reference) for text in map(each_section, self.parted[1])
        }
        listed = (names for text, names in named.items() if lists_alone(text, names, self.reference))
        return {self.meaning.offence_id}.union(*listed)

    @cached_property
    def asked(self) -> str:
        return self.number.passage.asked or " ".join(self.page.asked.values())

    def knows(self, texts: Iterable[str], offences: Iterable[str | None]) -> bool:
        return not any(unknown_words(texts, offences, self.meaning.force_id, self.number.counts, self.reference))


# Its own words and its question


def _has_unknown_words(case: _Case) -> bool:
    own, around = case.parted
    return not case.knows(own, {case.meaning.offence_id}) or not case.knows(around, case.offences)


def _is_never_recorded(case: _Case) -> bool:
    """ "Offence" above a table's labels says what the labels are, and not what is counted."""
    return case.meaning.measure_id == "offences_recorded" and not term.recorded.search(" ".join(case.near))


def _is_outcome_in_words(case: _Case) -> bool:
    if case.coded:
        return not words.is_outcome(case.number.labels[0], case.coded)
    return case.number.is_of_outcomes and case.meaning.measure_id in ACTIONS


def _is_of_another_kind_of_year(case: _Case) -> bool:
    of_year = case.meaning.period_id and YEAR.fullmatch(case.meaning.period_id)
    return bool(of_year) and any(map(term.not_of_january.search, (*case.labels, *case.wider, *case.beside)))


def _is_headed_by_more(case: _Case) -> bool:
    """ "Arrests for sexual offences:" above a number without a name."""
    texts = (*case.number.within[:1], *case.number.beside)
    headed = [_offences_in(text, case.meaning.force_id, case.reference) for text in texts]
    return not case.is_named and any(
        ids and case.meaning.offence_id not in ids | what_holds(ids, case.reference) for ids in headed
    )


def _names_act(case: _Case) -> bool:
    """Whether an answer counts by an Act, which has offences besides the one that was asked for."""
    every = case.reference.offences.values()
    for text in (*case.number.labels, *case.beside):
        acts = acts_named(text, acts_of(case.reference))
        sections = {row.section.split("(")[0] for row in every if row.section and row.act in acts}
        if len(sections) > 1 and not phrase.section_mark.search(text):
            return True
    return False


def _has_another_code(case: _Case) -> bool:
    """Whether a Home Office code is none of its offence's, or one of several of one: those part it by sex and age."""
    if not case.meaning.force_id:
        return False
    own = frozenset(
        name
        for text in (*case.labels, *case.wider, *case.beside)
        for name in coded_in(text, case.meaning.force_id, case.reference)
    )
    above = frozenset(name for text in case.titles for name in coded_in(text, case.meaning.force_id, case.reference))
    known = case.reference.offences
    return bool(own - {case.meaning.offence_id} or above - {case.meaning.offence_id, *case.within}) or any(
        known[name].act and len(known[name].home_office_codes) > 1 for name in own | above if name
    )


def _says_other(case: _Case) -> bool:
    """Whether known words make a count something else than measure, unit, offence and time say together: crimes that
    led to an arrest, people where arrests are counted, a subsection, some offences of a group."""
    number, page, meaning, reference = case.number, case.page, case.meaning, case.reference
    own, near, asked = (*number.labels, *case.beside), case.near, case.asked
    beside = [text.replace(number.passage.asked, " ") for text in near] if number.passage.asked else near
    if any(phrase.makes_other.search(text) for text in (*own, *beside)) or phrase.asks_other.search(asked):
        return True
    if meaning.measure_id in ACTIONS and any(phrase.heads_offences.match(text) for text in own):
        return True
    if (
        term.each.search(asked)
        and not any(times_in(as_one_year(label)) for label in number.labels)
        and _is_of_years(meaning)
    ):
        return True
    others = measures_in(asked) - {meaning.measure_id}
    if (meaning.measure_id or "").startswith("arrests"):
        others = frozenset(name for name in others if not name.startswith("arrests"))
    is_parted = words.LABEL.search(asked) is not None  # "the number of (a) crimes logged and (b) people charged"
    if others and not is_parted and (number.is_prose or not measures_in(" ".join(number.labels))):
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


def _counts_other(case: _Case) -> bool:
    """Whether a number's answer or question names another measure, or people where arrests are counted."""
    if case.coded:
        return False
    near, asked, meaning = case.near, case.number.passage.asked, case.meaning
    texts = [*case.number.labels, *case.beside]
    answer = " ".join(texts)
    if any(term.each.search(text) for text in texts[:1]):
        return True
    if measures_in(asked) and meaning.measure_id not in measures_in(asked) and not term.recorded.search(asked):
        return True
    named = measures_in(answer) | measures_in(next((text for text in near if words.counted(text)), ""))
    if meaning.measure_id in ACTIONS and (
        (named | measures_in(near[0])) - {meaning.measure_id}
        or any(phrase.of_offences.search(text) for text in (answer, *near))
        or any(term.recorded.search(text) and phrase.offences.search(text) for text in (answer, *near))
    ):
        return True
    if meaning.measure_id == "offences_recorded":
        if meaning.unit == "offences" and term.people.search(answer) and not phrase.offences.search(answer):
            return True
        return bool(measures_in(answer if term.recorded.search(answer) else " ".join((answer, *near))))
    if meaning.unit == "arrests":
        return term.people.search(answer) is not None
    return meaning.unit == "people" and term.arrests.search(answer) is not None


def _is_of_another_time(case: _Case) -> bool:
    """Whether the words about a number name another time than its own: any at all where its label says none, else one
    that begins or ends within it, or on another day of the year."""
    labels, period_id = case.number.labels, case.meaning.period_id
    texts = [*map(case.plain, case.wider), *case.beside, *case.above, *case.titles]
    if not period_id:
        return False
    time = period_of_id(period_id)
    in_labels = [period for label in labels for period in times_in(as_one_year(label))]
    if any(financial_too(period, period_id) != period_id for period in in_labels):
        return True
    if any(term.to_date.search(text) or term.until.search(text) for text in labels):
        return True
    is_month = time.start and time.end and (time.end - time.start).days < DAYS_OF_A_MONTH
    if not is_month and any(term.monthly.search(text) for text in (*labels, *texts)):
        return True
    is_said = bool(in_labels) or any(label.strip(" .").lower() in month_numbers() for label in labels)
    for text in texts:
        if is_said and MONTH.search(left := open_times(text)) and not term.january.search(left):
            return not is_month
        for period in times_in(text):
            is_same = financial_too(period, period_id) == period_id
            if not is_same and (not is_said or _cuts(period, time)):
                return True
    return False


def _ends_later(case: _Case) -> bool:
    """Whether its time ends after the letter, what that answers or the numbers themselves are dated."""
    page, period = case.page, period_of_id(case.meaning.period_id) if case.meaning.period_id else UNKNOWN_PERIOD
    if period.end is None or is_unended(period, page, ""):
        return period.end is not None
    below = [line for line in (*page.text.split("\n"), *page.after_closing.split("\n")) if OF_LETTER.search(line)]
    lines = "\n".join((page.lead, page.text, page.after_closing)).split("\n")
    of_days = [*below, *filter(DAY_OF_LETTER.fullmatch, lines), *filter(DAY_OF_NUMBERS.search, lines)]
    return any(day < period.end for line in of_days for day in dated(line)[0])


# The letter's titles and its other lines


def _has_another_title(case: _Case) -> bool:
    """Whether a title may be of every number, beyond naming the subject: of another force, a month, an unknown word."""
    if forces_in(case.page.lead, case.reference) - {case.meaning.force_id}:
        return True
    texts = (*case.labels, *case.wider, *case.above)
    points_back = any(term.points_back.search(text) for text in texts)  # to the title, it may be
    for line in case.titles:
        title = SHORT_YEAR.sub(" ", phrase.no_title.sub(" ", line))
        if _may_limit((title,) if points_back else (title, term.in_a_title.sub(" ", title)), case):
            return True
    return False


def _is_limited(case: _Case) -> bool:
    """By words of its own that warn."""
    lines = map(case.plain, (*case.page.around[1:], case.page.after_closing))
    return any(term.limits.search(line) or phrase.caveats.search(line) for line in lines)


def _may_be_limited(case: _Case) -> bool:
    """By a line that is neither this answer nor another question's."""
    lines = map(case.plain, _elsewhere(case.page, case.number.passage))
    return any(SIGNS.fullmatch(text) or _may_limit((text,), case) for text in lines)


def _is_told_elsewhere(case: _Case) -> bool:
    """Whether another question asks of the counts themselves, or another answer tells of them: "Are these for Kent?"
    "No, for Kent and Essex"; "Both figures are of males"."""
    own = {*case.number.passage.labels, ""}
    asked = (text for label, text in case.page.asked.items() if label not in own)
    told = (text_of(one.lines) for one in case.page.passages if one.labels and not own.issuperset(one.labels))
    return any(phrase.asks_of_counts.search(text) for text in asked) or any(map(phrase.tells_of_counts.search, told))


def _is_spoken_of(case: _Case) -> bool:
    """In a sentence of no question, or below the letter's last answer or its closing, where names and addresses are."""
    page, passage = case.page, case.number.passage
    first, *rest = _last_lines(page, passage) or [""]
    below = [line for line in rest if line.endswith(".")] if len(first.split()) < FEWEST_WORDS else []
    texts = [*_headed_alone(page, passage), *below, page.after_closing]
    return any(
        term.speaks.search(text) or MONTH.search(DAY.sub(" ", text)) or SIGNS.fullmatch(text)
        for text in map(case.plain, _sentences(texts))
    )


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
    first, *below = _last_lines(page, passage) or [""]
    rows = [row for line in (first, *below) if (row := YEAR_AND_COUNT.fullmatch(line.strip()))]
    if len({row["time"] for row in rows}) == len(rows):  # a list of years with their counts says nothing of others
        below = [line for line in below if not YEAR_AND_COUNT.fullmatch(line.strip())]
    if not find_exemptions("\n".join(below)):  # else they are the reasons of its own refusal
        yield from _sentences(below)


def _may_limit(forms: Sequence[str], case: _Case) -> bool:
    """Whether a line that stands elsewhere, in each of its forms, has a word or a month that may be of every number."""
    if MONTH.search(open_times(DAY.sub(" ", forms[0]))):
        return True
    asked = _asked_for(tuple(case.page.asked.values()), case.meaning.force_id, case.reference)
    known = {*asked, case.meaning.offence_id, *case.within}
    return not any(case.knows([form], known) for form in forms)


@lru_cache(maxsize=64)
def _asked_for(questions: tuple[str, ...], force_id: str | None, reference: Reference) -> frozenset[str]:
    named = (named_in(each_section(text), force_id, reference) for text in questions if force_id)
    return frozenset(name for names in named for name in names)


SENTENCE_OF_A_REQUEST = re.compile(r"(?<=[.;?:])(?<!\b[Ee]\.g\.)\s+(?=[A-Z(])|\n")
SHORT_YEAR = re.compile(r"\b(?:19|20)\d\d/\d\b")
"""A financial year in a title, its second one printed by its last digit: "2021/2"."""


def _last_lines(page: Page, passage: Passage) -> list[str]:
    """The lines of a letter's last answer, where this is another: behind its first they may be of all."""
    last = page.passages[-1].lines if passage.labels and page.passages and page.passages[-1] is not passage else []
    return [line.text for line in last if line.text.strip()]


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


def _offences_in(text: str, force_id: str | None, reference: Reference) -> frozenset[str]:
    """The offences that a text names, by code too."""
    if not force_id:
        return frozenset()
    return named_in(each_section(text), force_id, reference) | (coded_in(text, force_id, reference) - {""})


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


DAYS_OF_A_MONTH = 31


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
YEAR = re.compile(r"\d{4}")
FEWEST_WORDS = 6  # of a line that is more than a number or a yes
SIGNS = re.compile(r"[\W\d_]*?(?:[^\w\s]\s*\d|\d\s*[^\w\s.,]|\d\D+\d)[\W\d_]*")
"""Numbers and signs without a word: "± 5", "12 + 3 = 15", "01/21 – 09/21"."""
YEAR_AND_COUNT = re.compile(r"(?P<time>(?:19|20)\d\d(?:[/-](?:20)?\d\d)?)\s*[-–—:=|]\s*\d[\d,]*")
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n")


CHECKS = (
    _has_unknown_words, _is_never_recorded, _is_outcome_in_words, _is_of_another_kind_of_year, _is_headed_by_more,
    _names_act, _has_another_code, _says_other, _counts_other, _is_of_another_time, _ends_later, _has_another_title,
    _is_limited, _may_be_limited, _is_spoken_of, _is_told_elsewhere,
)  # fmt: skip
"""What leaves a number to a person, each by itself."""
