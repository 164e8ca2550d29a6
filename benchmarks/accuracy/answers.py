"""Answers that give numbers in text (A1 to A15), each form in at least six wordings, with their truth.

A form is a function from a draw and a question to an `Answer`. The wordings are those of officers who write letters;
none is taken from the readers.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.accuracy.model import Table, TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import OFFENCES, Question


@dataclass
class Answer:
    """What a force writes under one question. `after_label`: it only makes sense right behind its label."""

    form: str
    wording: int
    lines: list[str]
    figures: list[TrueFigure] = field(default_factory=list)
    outcomes: list[TrueOutcome] = field(default_factory=list)
    after_label: bool = False
    below_question: bool = False
    tables: list[Table] = field(default_factory=list)


WORDS = {
    0: "zero", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
    60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip


def in_words(n: int) -> str:
    if n >= 100:
        rest = f" and {in_words(n % 100)}" if n % 100 else ""
        return f"{in_words(n // 100)} hundred{rest}"
    if n in WORDS:
        return WORDS[n]
    return f"{WORDS[n // 10 * 10]}-{WORDS[n % 10]}"


def printed(n: int) -> str:
    return f"{n:,}"


def count(rng: Random, question: Question) -> int:
    """A count of the size that such a question gets: sometimes one digit, seldom thousands."""
    if question.label == "1a" or question.unit == "offences":
        return rng.choice((rng.randint(6, 99), rng.randint(100, 640), rng.randint(1001, 1990)))
    return rng.choice((rng.randint(2, 9), rng.randint(10, 60)))


def exact(
    question: Question,
    form: str,
    n: float,
    *,
    period: str | None = None,
    offence: str | None = None,
    unit: str | None = None,
    scope: str | None = None,
    is_optional: bool = False,
) -> TrueFigure:
    return TrueFigure(
        question.measure, unit or question.unit, offence or question.offence, period or question.period,
        n, n, n, question.label, form, scope=scope, is_optional=is_optional,
    )  # fmt: skip


def bounds(question: Question, form: str, low: float | None, high: float | None) -> TrueFigure:
    return TrueFigure(
        question.measure, question.unit, question.offence, question.period, None, low, high, question.label, form,
        also_lows=(1,) if low == 0 else (),
    )  # fmt: skip


def answered(question: Question, form: str, *, is_optional: bool = False) -> TrueOutcome:
    return TrueOutcome(question.label, ("answered",), form, is_optional=is_optional)


def _made(
    form: str,
    question: Question,
    wording: int,
    text: str | list[str],
    figures: list[TrueFigure],
    *,
    is_optional: bool = False,
    after_label: bool = False,
    below_question: bool = False,
) -> Answer:
    lines = [text] if isinstance(text, str) else text
    outcome = answered(question, form, is_optional=is_optional)
    return Answer(form, wording, lines, figures, [outcome], after_label, below_question)


def _pick(rng: Random, wordings: list[str]) -> tuple[int, str]:
    wording = rng.randrange(len(wordings))
    return wording, wordings[wording]


def a1(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    nouns = question.noun
    wording, text = _pick(rng, [
        f"- {printed(n)}", f"– {printed(n)}", f"{printed(n)}", f"= {printed(n)}", f"- {printed(n)} {nouns}",
        f"{nouns.capitalize()} - {printed(n)}", f"-{printed(n)}", f": {printed(n)}",
    ])  # fmt: skip
    return _made("A1", question, wording, text, [exact(question, "A1", n)], after_label=True)


def a2(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    nouns = question.noun.capitalize()
    wording, text = _pick(rng, [
        f"{nouns}, 1 April 2019 to 31 March 2020 = {printed(n)}",
        f"Total for the period 01/04/2019 to 31/03/2020: {printed(n)}",
        f"{nouns} in 2019/20 = {printed(n)}",
        f"{nouns} (1st April 2019 - 31st March 2020) = {printed(n)}",
        f"2019/20 {question.noun} = {printed(n)}",
        f"{nouns} for the financial year 2019-20: {printed(n)}",
        f"April 2019 to March 2020 - {printed(n)} {question.noun}",
    ])  # fmt: skip
    return _made("A2", question, wording, text, [exact(question, "A2", n)])


def a3(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    nouns = question.noun
    wording, text = _pick(rng, [
        f"Number of {nouns} from 1st April 2019 to 31st March 2020 for the matters that you set out in your request - Total Count {n}",
        f"The number of {nouns} made for the period from 1st April 2019 to 31st March 2020, as recorded on our custody system - {n}",
        f"Total number of {nouns} recorded by the force during the financial year from 1 April 2019 to 31 March 2020 inclusive: {n}",
        f"{nouns.capitalize()} meeting the description in your request between the dates of 1st April 2019 and 31st March 2020 = {n}",
        f"A search of our custody system for the financial year 2019/20 has returned the following number of {nouns}: {n}",
        f"{nouns.capitalize()} where the relevant marker was applied, 1st April 2019 to 31st March 2020 – Total – {n}",
    ])  # fmt: skip
    return _made("A3", question, wording, text, [exact(question, "A3", n)])


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    nouns, value = question.noun, printed(n)
    wording, text = _pick(rng, [
        f"Between 1 April 2019 and 31 March 2020 we made {value} {nouns}.",
        f"In the financial year 2019/20 there were {value} such {nouns}.",
        f"{value} {nouns} were made in 2019/20.",
        f"Our records show that {value} {nouns} were made during the period in question.",
        f"I can confirm that the force made {value} {nouns} in 2019/20.",
        f"There were {value} {nouns} between April 2019 and March 2020.",
        f"During 2019/20 a total of {value} {nouns} were recorded on our custody system, NICHE.",
        f"Having completed enquiries within the force, {value} {nouns} were identified for the year 2019/2020.",
        f"The answer to this part of your request is {value}.",
    ])  # fmt: skip
    return _made("A4", question, wording, text, [exact(question, "A4", n)])


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    wording, text = _pick(rng, [
        f"{word.capitalize()}.",
        f"{word.capitalize()} {nouns}.",
        f"There were {word} {nouns} in 2019/20.",
        f"In the year in question we made {word} {nouns}.",
        f"The force made {word} such {nouns} during this period.",
        f"{word.capitalize()} ({n})",
        f"A total of {word} {nouns} were made.",
    ])  # fmt: skip
    return _made("A5", question, wording, text, [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns = question.noun
    wording, text = _pick(rng, [
        "None.", "Nil", "Zero.", f"No {nouns} were made in 2019/20.", f"There were no {nouns} in this period.",
        f"Not a single {question.one} was made.", f"Zero {nouns}", "Nil return.", f"None - no {nouns} were recorded.",
        f"There were zero {nouns} in 2019/20.", "0", f"The force made no such {nouns}.",
    ])  # fmt: skip
    return _made("A6", question, wording, text, [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2017)
    years = list(range(start, start + rng.randint(3, 5)))
    numbers = [count(rng, question) for _ in years]
    wording = rng.randrange(7)
    lines, figures = [], []
    for year, n in zip(years, numbers, strict=True):
        financial = f"{year}/{(year + 1) % 100:02}"
        text, period = (
            (f"{year} – {printed(n)}", str(year)),
            (f"{financial} – {printed(n)}", financial),
            (f"{year % 100}/{(year + 1) % 100}: {printed(n)}", financial),
            (f"{year}-{(year + 1) % 100:02} = {printed(n)}", financial),
            (f"{year}/{year + 1}: {printed(n)} {question.noun}", financial),
            (f"{year}: {printed(n)}", str(year)),
            (f"FY {financial} - {printed(n)}", financial),
        )[wording]
        lines.append(text)
        figures.append(exact(question, "A7", n, period=period))
    return _made("A7", question, wording, lines, figures, below_question=True)


def a8(rng: Random, question: Question) -> Answer:
    old, new = count(rng, question), count(rng, question)
    wording, (text, is_year) = _choose(rng, [
        (f"2019/20 – {old} (old system) {new} (new system)", "2019/20"),
        (f"2019/20: {old} (old recording system), {new} (new recording system)", "2019/20"),
        (f"2019/20 - {old} (old system) and {new} (new system)", "2019/20"),
        (f"{old} (old system), {new} (new system)", "2019/20"),
        (f"2018/19 – {old} (old system) {new} (new system)", "2018/19"),
        (f"2019/20 = {old} (old system) {new} (new system)", "2019/20"),
    ])  # fmt: skip
    figures = [
        exact(question, "A8", old, period=is_year, scope="old recording system"),
        exact(question, "A8", new, period=is_year, scope="new recording system"),
    ]
    return _made("A8", question, wording, text, figures)


def _choose(rng: Random, wordings: list[tuple[str, str]]) -> tuple[int, tuple[str, str]]:
    wording = rng.randrange(len(wordings))
    return wording, wordings[wording]


def a9(rng: Random, question: Question) -> Answer:
    first, second = count(rng, question), count(rng, question)
    wording, text = _pick(rng, [
        f"{first} (14/15) {second} (15/16)",
        f"{first} (2014/15), {second} (2015/16)",
        f"{first} in 2014/15 and {second} in 2015/16",
        f"There were {first} in 2014/15 and {second} in 2015/16.",
        f"{first} {question.noun} in 2014/15; {second} {question.noun} in 2015/16",
        f"We made {first} {question.noun} in 2014/15 and {second} in 2015/16.",
    ])  # fmt: skip
    figures = [exact(question, "A9", first, period="2014/15"), exact(question, "A9", second, period="2015/16")]
    return _made("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wording, text = _pick(rng, [
        f"{part} out of {whole} {nouns}",
        f"{part} of {whole} {nouns}",
        f"{part} out of {whole}",
        f"{part} of the {whole} {nouns}",
        f"{part} out of a total of {whole} {nouns}",
        f"This applied to {part} of the {whole} {nouns}.",
    ])  # fmt: skip
    whole_figure = TrueFigure(
        "arrests_online_cso", "arrests", question.offence, question.period, whole, whole, whole, question.label, "A10",
        is_optional=True,
    )  # fmt: skip
    return _made("A10", question, wording, text, [exact(question, "A10", part), whole_figure])


def a11(rng: Random, question: Question) -> Answer:
    n = rng.randint(5, 60)
    nouns = question.noun
    kinds: list[tuple[str, float | None, float | None]] = [
        ("<5", 0, 4), ("5 or fewer", 0, 5), (f"Fewer than {n} {nouns}", 0, n - 1), (f"At least {n}", n, None),
        (f"More than {n} {nouns}", n + 1, None), (f"In excess of {n}", n + 1, None), (f"Up to {n} {nouns}", 0, n),
        (f"No more than {n}", 0, n), ("0-5", 0, 5), (f"Less than {n}", 0, n - 1), ("Between 1 and 5", 1, 5),
        ("There were fewer than 5.", 0, 4), ("1 to 4", 1, 4), ("Fewer than five", 0, 4), ("Under 5", 0, 4),
    ]  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    return _made("A11", question, wording, text, [bounds(question, "A11", low, high)])


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    wording, text = _pick(rng, [
        f"Approximately {n}", f"Around {n} {question.noun}", f"About {n}", f"Nearly {n} {question.noun}",
        f"Almost {n}", f"In the region of {n} {question.noun}", f"Circa {n}", f"Roughly {n} {question.noun}.",
    ])  # fmt: skip
    return _made("A11", question, 20 + wording, text, [bounds(question, "A11", None, None)])


def a12(rng: Random, question: Question) -> Answer:
    percent = rng.randint(4, 96)
    wording, text = _pick(rng, [
        f"This is up {percent} per cent on the previous year.",
        f"{percent}% of {question.noun}",
        f"An increase of {percent}% on 2018/19.",
        f"{question.noun.capitalize()} of this type rose by {percent} percent.",
        f"{percent} per cent",
        f"Such {question.noun} were down by {percent}% compared with 2018/19.",
    ])  # fmt: skip
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "A12", is_optional=True)
    return Answer("A12", wording, [text], [], [outcome])


def a13(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    kinds: list[tuple[list[str], str]] = [
        ([f"{n} people were arrested."], "people"),
        ([f"{n}", "Please note that this is a count of people arrested and not of arrests."], "people"),
        ([f"{n} individuals were arrested in 2019/20."], "people"),
        ([f"{n} persons arrested"], "people"),
        ([f"{n} (number of individuals arrested, who may have been arrested more than once)"], "people"),
        ([f"{n} suspects were arrested in this period."], "people"),
        ([f"{n} custody records"], "custody records"),
        ([f"{n} crimes were recorded."], "offences"),
    ]
    wording = rng.randrange(len(kinds))
    lines, unit = kinds[wording]
    if unit == "people":
        plain = wording in (0, 3)
        figures = [exact(question, "A13", n, unit="people", is_optional=not plain)]
        return _made("A13", question, wording, lines, figures, is_optional=not plain)
    return _made("A13", question, wording, lines, [], is_optional=True)


def a14(rng: Random, question: Question) -> Answer:
    first, second = count(rng, question), count(rng, question)
    kinds: list[tuple[list[str], list[tuple[str, int]]]] = [
        ([f"2018/19 - {first}", f"2019/20 - {second}"], [("2018/19", first), ("2019/20", second)]),
        ([f"2018/19: {first}", f"2019/20: {second}"], [("2018/19", first), ("2019/20", second)]),
        ([f"In 2018/19 there were {first} {question.noun}.", f"In 2019/20 there were {second} {question.noun}."],
         [("2018/19", first), ("2019/20", second)]),
        ([f"{first} in the calendar year 2019"], [("2019", first)]),
        ([f"January to December 2019: {first}"], [("2019", first)]),
        ([f"For 1 January 2019 to 31 December 2019 there were {first} {question.noun}."], [("2019", first)]),
        ([f"1 April 2019 to 30 September 2019: {first}"], [("2019-04-01..2019-09-30", first)]),
    ]  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, numbers = kinds[wording]
    figures = [exact(question, "A14", n, period=period) for period, n in numbers]
    return _made("A14", question, wording, lines, figures, below_question=True)


def a15(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    wording, text = _pick(
        rng, [f"{n}.", f"{n}", f"      {n}.", f"{printed(n)}", f"Total: {n}", f"{n} {question.noun}."]
    )
    return _made("A15", question, wording, text, [exact(question, "A15", n)], below_question=True)


FORMS: dict[str, Callable[[Random, Question], Answer]] = {
    "A1": a1, "A2": a2, "A3": a3, "A4": a4, "A5": a5, "A6": a6, "A7": a7, "A8": a8, "A9": a9, "A10": a10,
    "A11": a11, "A11~": a11_about, "A12": a12, "A13": a13, "A14": a14, "A15": a15,
}  # fmt: skip


def offence_list(rng: Random, question: Question) -> Answer:
    """The answer to the breakdown in text: a line for each offence, or the request's own template filled."""
    wording = rng.randrange(7)
    chosen = rng.sample([o for o in OFFENCES if o.act.startswith(("Sexual", "Comm"))], rng.randint(3, 5))
    chosen.sort(key=lambda offence: float(offence.section.rstrip("A")))
    numbers = [rng.randint(1, 60) for _ in chosen]
    lines, figures = [], []
    for offence, n in zip(chosen, numbers, strict=True):
        section = f"Section {offence.section} {offence.act}"
        short = "SOA 2003" if offence.act.startswith("Sexual") else offence.act
        lines.append((
            f"{section} - {n}", f"{section}: {n}", f"s.{offence.section} {short} = {n}",
            f"{offence.labels[0]} – {n}", f"{n} x {section}", f"Section {offence.section} of {short} {n}",
            f"section {offence.section} of {short} [{n}]",
        )[wording])  # fmt: skip
        figures.append(exact(question, "B-list", n, offence=offence.offence))
    if wording == 6:
        lines = ["; ".join(lines)]
    return _made("B-list", question, wording, lines, figures, below_question=True)


GROUPS = (
    "Stolen Innocence Watch", "Guarding the Gate", "Lantern Child Protection", "Keepers of the North",
    "Net Shield UK", "Silent Sentinels", "Truth Seekers Online", "Team Harbour",
)  # fmt: skip


def group_names(rng: Random, question: Question) -> Answer:
    """Names of groups: they are organisations, and how many there are is nobody's printed number."""
    chosen = rng.sample(GROUPS, rng.randint(2, 4))
    wording = rng.randrange(4)
    lines = (
        chosen,
        [f"The groups were {', '.join(chosen[:-1])} and {chosen[-1]}."],
        ["; ".join(chosen)],
        [f"- {name}" for name in chosen],
    )[wording]
    figure = exact(question, "names", len(chosen), is_optional=True)
    return _made("names", question, wording, list(lines), [figure], below_question=True)
