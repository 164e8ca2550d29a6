"""A third set of wordings, written without sight of the readers and apart from the other sets' wordings.

It has the shape and the forms of `second_held_out`; none of its wordings. Its tables stand in a file of their own.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, bounds, count, exact, in_words, printed
from benchmarks.accuracy.held_out.frame import Cited, HeldOut, no_number, says
from benchmarks.accuracy.held_out.third_tables import TABLES, b7, two
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question


def a1(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"-{value} {nouns}"], [f"-- {value}"], [f"- Force total: {value}"], [f"- {value} (correct as at 04/01/2021)"],
        [f"– {nouns.capitalize()} recorded: {value}"], [f"- Our records show {value}"], [f"→ {value}"],
        [f"- 2019-20 financial year – {value}"], [f"– {value} {nouns} (source: custody system)"],
        [f"- This is {value}."], [f"- {value} – see caveats at the end of this letter"], [f"- for this period, {value} {nouns}"],
        [f"- {value}", "Please note that the above is taken from a live operational database."],
        [f"Response - {value}"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A1", question, wording, wordings[wording], [exact(question, "A1", n)], after_label=True)


def a2(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"{nouns.capitalize()} (financial year 2019-2020) – {value}",
        f"{nouns.capitalize()} dated 1.4.2019 - 31.3.2020: {value}",
        f"Date range 01/04/2019 – 31/03/2020 inclusive. Result: {value}",
        f"2019/2020 (April-March) total {nouns} = {value}",
        f"{nouns.capitalize()}, financial year ending 31.3.2020, all ages - {value}",
        f"Apr-19 to Mar-20: {value} {nouns}",
        f"For 2019/20 (i.e. 1st April 2019 to 31st March 2020) – {value}",
        f"FY19/20 figure: {value} {nouns}",
        f"1st Apr 2019 – 31st Mar 2020 ({nouns} only) {value}",
        f"12 month period from 1 April 2019: total {value}",
        f"Year: 2019/20. {nouns.capitalize()}: {value}.",
    )
    wording = rng.randrange(len(wordings))
    return says("A2", question, wording, wordings[wording], [exact(question, "A2", n)])


def a3(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"How many {nouns} of the kind referred to in this question were made by the force from (and including) 1st April 2019 to (and including) 31st March 2020? - {value}",
        f"The number of {nouns} entered on the custody system by all 3 local policing areas between 1 April 2019 and 31 March 2020 and relating to this point of your request - {n}",
        f"{nouns.capitalize()} for which the detention log was opened on or after 1 April 2019 and on or before 31 March 2020, and which relate to the subject of this question, total: {value}",
        f"For the full financial year 2019/20 (1 April 2019 – 31 March 2020), and having searched on each of the Home Office codes considered to be relevant, we recorded the following number of {nouns}: {value}",
        f"Data extracted on 11/01/2021. Parameters: {nouns} dated 01/04/2019 to 31/03/2020, online element indicated by flag or keyword. Returned: {value}",
        f"The following has been provided by the Business Intelligence team and is based on the date of arrest falling between 01/04/19 and 31/03/20, as at 6 January 2021. Number of {nouns}: {value}",
        f"Volume of {nouns} identified by reading the circumstances of each case dealt with by the online child abuse team in the period 1st April 2019 – 31st March 2020 = {n}",
        f"{nouns.capitalize()} made in the reporting year 2019/20, that is, between midnight on 1 April 2019 and midnight on 31 March 2020, and which the reviewing officer was satisfied come within this question: {value}.",
        f"Count of {nouns} on our records management system, from 1st April 2019 up until 31st March 2020, in answer to the above: {n}",
    )
    wording = rng.randrange(len(wordings))
    return says("A3", question, wording, wordings[wording], [exact(question, "A3", n)])


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"The force’s Child Online Safeguarding Team has supplied a figure of {value} {nouns} for the year."],
        [f"There were {value} {nouns} of this type between 1st April 2019 and 31st March 2020. Please note that the decision on whether an offence took place online was made by reading the free text, so this is subject to human error."],
        ["Please note that recording practice changed in November 2018 and earlier figures are not comparable.", f"For the period that you have asked about, {value} {nouns} were recorded."],
        [f"Your question has been passed to our Serious Crime department, who tell us that they made {value} {nouns}."],
        [f"This question can be answered in full. Over the course of the financial year 2019/2020, {value} {nouns} were made."],
        [f"Although the force does not routinely produce this as a statistic, a manual check found {value} {nouns}."],
        [f"The data which we hold indicates that there have been {value} {nouns} for 2019/20; this was correct as of 7th January 2021."],
        [f"Information held. The number of {nouns} is {value}."],
        [f"Between the dates of 01/04/2019 and 31/03/2020 a total of {value} {nouns} were logged. A person who was arrested on more than one date will be counted on each."],
        [f"We have searched our records on your behalf and {value} {nouns} came within this description."],
        [f"Please be advised that the total for 2019/20 stands at {value}."],
        [f"Using the codes listed in your request, our analyst returned {value} {nouns}, each of which was then read to make sure that it was relevant."],
        [f"From the data available, the Constabulary made {value} {nouns} in the 12 month period that you refer to."],
        [f"I can provide you with the following: {value} {nouns} were made during 2019/20, across the whole of the force area."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A4", question, wording, wordings[wording], [exact(question, "A4", n)])


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    wordings = (
        f"A review of our records found that {word} {nouns} were made.",
        f"In all, {word}.",
        f"The two teams that deal with these matters made {word} {nouns} between them in 2019/20.",
        f"I can tell you that the force made {word} {nouns} during the financial year.",
        f"For the year 1 April 2019 – 31 March 2020 the figure is {word}.",
        f"{word.capitalize()} {nouns} were made by this force in that year, as far as we are able to establish.",
        f"{word.capitalize()} ({n}) {nouns} in 2019/20.",
        f"Answer – {word}",
        f"Our Public Protection Unit is aware of {word} {nouns} in the period.",
        f"The total number of {nouns} was {word}, according to our custody database.",
        f"{word.capitalize()}. Please note that this has been counted by hand.",
    )
    wording = rng.randrange(len(wordings))
    return says("A5", question, wording, wordings[wording], [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns, one = question.noun, question.one
    wordings: tuple[list[str], ...] = (
        ["There were none."],
        [f"No {nouns} could be found for the 2019-20 financial year."],
        ["Nil for 2019/20."],
        [f"At no point during 2019/20 did officers make an {one} in these circumstances."],
        [f"The number of {nouns} made in 2019/20 is zero."],
        [f"All relevant records have been checked and no {nouns} were found."],
        [f"{nouns.capitalize()}: 0"],
        [f"I can confirm that {one} numbers for this question are nil."],
        [f"There have not been any {nouns} of this nature in the financial year 2019/20."],
        ["0 in 2019/20"],
        ["None – this tactic was not used by the force in 2019/20." if question.label == "2" else "None – the search returned no results."],
        [f"Between 01/04/2019 and 31/03/2020 this force made no {nouns} which fit your description."],
        ["Nil.", "Please note that this relates to the 2019/20 financial year only."],
        [f"{nouns.capitalize()} April 19 – March 20: nil"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A6", question, wording, wordings[wording], [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2016)
    wording = rng.randrange(13)
    nouns = question.noun
    years = list(range(start, start + rng.randint(3, 5)))
    lines, figures = [], []
    for year in years:
        n = count(rng, question)
        value, two = printed(n), f"{(year + 1) % 100:02}"
        text, is_financial = (
            (f"{value} {nouns} – {year}/{two}", True),
            (f"• 1st April {year} – 31st March {year + 1} – {value} {nouns}", True),
            (f"Year to 31/03/{year + 1}: {value}", True),
            (f"{year % 100}-{two} FY – {value}", True),
            (f"In the financial year {year}/{year + 1} there were {value} {nouns}.", True),
            (f"Apr-{year % 100} to Mar-{two} - {value}", True),
            (f"During {year} (calendar year) there were {value} {nouns}", False),
            (f"01-Jan-{year} to 31-Dec-{year}: {value}", False),
            (f"{year}/{two} financial year {value}", True),
            (f"{year}/{two} ({value})", True),
            (f"{year}-{two}: {value}", True),
            (f"{year}/{two} - {value}", True),
            (f"FY {year}-{year + 1} → {value} {nouns}", True),
        )[wording]
        lines.append(text)
        figures.append(exact(question, "A7", n, period=f"{year}/{two}" if is_financial else str(year)))
    if wording == 10:  # all on one line
        lines = ["; ".join(lines)]
    elif wording == 11:  # the sum is printed below
        total = sum(int(figure.value or 0) for figure in figures)
        span = f"{start}-04-01..{years[-1] + 1}-03-31"
        figures.append(exact(question, "A7", total, period=span, is_optional=True))
        lines.append(f"Total - {printed(total)}")
    elif rng.random() < 0.25:
        lines.insert(0, rng.choice(("We hold the following:", f"The number of {nouns} for each year is given below.", "Data is provided by year as follows.")))  # fmt: skip
    return says("A7", question, wording, lines, figures, below_question=True)


def a8(rng: Random, question: Question) -> Answer:
    old, new = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(old), printed(new), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{first} {nouns} (old system) + {second} {nouns} (new system), 2019/20"],
        [f"Old system - {first} {nouns}", f"New system - {second} {nouns}", "Both figures are for the 2019/20 financial year."],
        [f"The old recording system holds {first} {nouns} for 2019/20 and the new recording system a further {second}."],
        [f"As the force changed its custody system in 2019/20, we have searched both. Old system: {first}. New system: {second}."],
        [f"Old system = {first}, new system = {second}, overall total = {printed(old + new)}"],
        [f"For 2019/20 our old system returned {first} {nouns}, and our new system returned {second} {nouns}."],
        [f"Year 2019/20 – two systems apply. Old system count: {first}. New system count: {second}."],
        [f"Found on the old system: {first}", f"Found on the new system: {second}", f"({nouns} in 2019/20)"],
        ["During 2019/20 the force migrated to a new system, and records for the year are split between the two.", f"{first} {nouns} were found on the old system. {second} {nouns} were found on the new system. There may be some duplication."],
        [f"Data taken from the old system shows {first} {nouns} in 2019/20, while data taken from the new system shows {second}."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    figures = [
        exact(question, "A8", old, scope="old recording system"),
        exact(question, "A8", new, scope="new recording system"),
    ]
    if wording == 4:
        figures.append(exact(question, "A8", old + new, is_optional=True))
    return says("A8", question, wording, wordings[wording], figures)


def a9(rng: Random, question: Question) -> Answer:
    n, m = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(n), printed(m), question.noun
    text, periods = (
        (f"{first} {nouns} took place in 2018 and {second} in 2019 (calendar years).", ("2018", "2019")),
        (f"{first} – financial year ended 31/03/2018; {second} – financial year ended 31/03/2019", ("2017/18", "2018/19")),
        (f"{first} in 17/18. {second} in 18/19.", ("2017/18", "2018/19")),
        (f"The totals were {first} for 2016/17 and {second} for 2017/18.", ("2016/17", "2017/18")),
        (f"{first} {nouns} in FY 2018/19 compared with {second} {nouns} in FY 2019/20.", ("2018/19", "2019/20")),
        (f"{first} (Jan-Dec 2018), {second} (Jan-Dec 2019)", ("2018", "2019")),
        (f"We made {first} {nouns} in the 12 months from 1 April 2017 and {second} {nouns} in the 12 months from 1 April 2018.", ("2017/18", "2018/19")),
        (f"{first} {nouns} from 01.04.2018 to 31.03.2019 and {second} from 01.04.2019 to 31.03.2020", ("2018/19", "2019/20")),
        (f"{first} – FY18-19 / {second} – FY19-20", ("2018/19", "2019/20")),
        (f"Officers made {first} such {nouns} in 2017-2018. They made {second} such {nouns} in 2018-2019.", ("2017/18", "2018/19")),
    )[wording := rng.randrange(10)]  # fmt: skip
    figures = [exact(question, "A9", n, period=periods[0]), exact(question, "A9", m, period=periods[1])]
    return says("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wordings = (
        f"{part}/{whole} {nouns}",
        f"In total the force made {whole} {nouns}. The description that you give applies to {part}.",
        f"{part} of them, where the overall number of {nouns} is {whole}.",
        f"This relates to {part} {nouns} from an overall figure of {whole}.",
        f"A manual review of the {whole} {nouns} was carried out, and {part} were assessed as meeting your criteria.",
        f"Total {nouns} {whole}, of which this applies to {part}",
        f"We looked at {whole} {nouns} and found that {part} of them come within this question.",
        f"{part} (from the {whole} {nouns} that were reviewed)",
        f"It has been established that {part} out of {whole} {nouns} in 2019/20 are within scope.",
        f"{part}. The total number of {nouns} from which this is drawn is {whole}.",
    )
    wording = rng.randrange(len(wordings))
    whole_figure = TrueFigure(
        "arrests_online_cso", "arrests", question.offence, question.period, whole, whole, whole, question.label, "A10",
        is_optional=True,
    )  # fmt: skip
    return says("A10", question, wording, wordings[wording], [exact(question, "A10", part), whole_figure])


def a11(rng: Random, question: Question) -> Answer:
    n = rng.randint(6, 60)
    nouns = question.noun
    kinds: tuple[tuple[str | list[str], float | None, float | None], ...] = (
        (["Less than 5*", "*Small numbers are not shown in full, to reduce the risk of identification."], 0, 4),
        (f"At least {n} {nouns} have been identified. The true figure may be higher, as not every record is flagged.", n, None),
        (f"Fewer than three {nouns} were made.", 0, 2), (f"{nouns.capitalize()} – under 10", 0, 9), ("No higher than 5", 0, 5),
        (f"Not exceeding {n}", 0, n), ("Between 1 and 9 inclusive", 1, 9), ("[1-4]", 1, 4), (f"We made more than {n} such {nouns} in 2019/20.", n + 1, None),
        (f"There were between {n} and {n + 10} {nouns} in the year.", n, n + 10), ("<3", 0, 2),
        (f"The number of {nouns} made in 2019/20 was lower than five.", 0, 4), (f"{n} or fewer {nouns}", 0, n),
        ("Less than 5 (2019/20)", 0, 4), (f"Not less than {n} {nouns}", n, None), (f"In 2019/20 the force made up to {n} {nouns} of this type.", 0, n),
        ("For this question the figure is fewer than 10; the force does not publish lower numbers exactly.", 0, 9),
        (f"Greater than {n}", n + 1, None), ("This was 5 or less.", 0, 5),
        ("Fewer than 5. The exact number is withheld under Section 40(2) of the Act, as an individual could be identified from it.", 0, 4),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    answer = says("A11", question, wording, text, [bounds(question, "A11", low, high)])
    if wording == 19:  # some of it is given and some withheld: either word for it is right
        answer.outcomes = [TrueOutcome(question.label, ("answered", "partly_answered"), "A11", (), ("s40(2)",))]
    return answer


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    nouns = question.noun
    wordings = (
        f"It is thought that there were in the region of {n} {nouns}.", f"Approximately {n} {nouns} (manual count)",
        f"Around about {n}", f"circa {n} {nouns}", f"The approximate number is {n}.",
        f"{n} – please treat this figure as an approximation only.", f"We would estimate the number of {nouns} at {n}.",
        f"Close to {n} {nouns}", f"Our officers believe that there were roughly {n} {nouns} in 2019/20.", f"{n} (give or take)",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A11", question, 20 + wording, wordings[wording], [bounds(question, "A11", None, None)])


def a12(rng: Random, question: Question) -> Answer:
    percent = rng.randint(4, 96)
    nouns = question.noun
    wordings = (
        f"Compared with 2018/19, {percent}% more {nouns} were made.",
        f"Approximately {percent}%",
        f"{percent}% of the total",
        f"This accounted for {percent} per cent of {nouns} made by the team.",
        f"We can say that the percentage is {percent}.{rng.randint(1, 9)}%.",
        f"A decrease of {percent} per cent was seen between 2018/19 and 2019/20.",
        f"2019/20: {percent}% of all online child abuse {nouns}",
        f"The force does not hold the number itself. The management report gives a rise of {percent}% in 2019/20.",
        f"+{percent}% (2018/19 to 2019/20)",
    )
    wording = rng.randrange(len(wordings))
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "A12", is_optional=True)
    return Answer("A12", wording, [wordings[wording]], [], [outcome])


def a13(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"The force arrested {n} people in connection with this in 2019/20."], "people"),
        ([f"{n} individuals have been arrested."], "people"),
        ([f"There were {n} people arrested between 1 April 2019 and 31 March 2020."], "people"),
        ([f"{n} persons were detained; a person who was brought in twice is shown once."], "people"),
        ([f"{n}", "Please note: our system counts the people arrested, not the arrests."], "people"),
        ([f"{n} distinct individuals"], "people"),
        ([f"{n} offenders", "The figure above is a count of offenders. It does not show how often each was arrested."], "people"),
        ([f"We recorded {n} crimes in this category."], "offences"),
        ([f"{n} charges were laid."], "charges"),
        ([f"During 2019/20 there were {n} custody records where this was a ground for the arrest."], "custody records"),
        ([f"{n} offences (there can be several offences for one arrest)"], "offences"),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, unit = kinds[wording]
    is_plain = wording < 3
    figure = exact(question, "A13", n, unit=unit, is_optional=not is_plain)
    return says("A13", question, wording, lines, [figure], is_optional=not is_plain)


def a14(rng: Random, question: Question) -> Answer:
    n, m = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(n), printed(m), question.noun
    kinds: tuple[tuple[list[str], tuple[str, ...]], ...] = (
        ([f"The team was formed in September 2019. Between 1 September 2019 and 31 March 2020 it made {first} {nouns}."], ("2019-09-01..2020-03-31",)),
        ([f"2018/19 financial year – {first} {nouns}", f"2019/20 financial year – {second} {nouns}", "We have included the earlier year for comparison."], ("2018/19", "2019/20")),
        ([f"Please note that we can only search by calendar year. In 2019 there were {first} {nouns} and in 2020 there were {second}."], ("2019", "2020")),
        ([f"01/01/2019 – 31/12/2019 = {first} {nouns}"], ("2019",)),
        ([f"01.04.19 – 30.11.19: {first} {nouns}", "Figures after this date have not yet been validated and are not available."], ("2019-04-01..2019-11-30",)),
        ([f"{first} {nouns} in 2019 (January - December). The system does not allow a search by financial year."], ("2019",)),
        ([f"FY 2018-19, {first}; FY 2019-20, {second}."], ("2018/19", "2019/20")),
        ([f"2019/20 = {first}", f"2020/21 (1 April 2020 to 31 October 2020 only) = {second}"], ("2019/20", "2020-04-01..2020-10-31")),
        ([f"Owing to a change of system we hold data from 1 June 2019 only. From then until 31 March 2020 there were {first} {nouns}."], ("2019-06-01..2020-03-31",)),
        ([f"Figures for the calendar year 2019 are as follows: {first} {nouns}."], ("2019",)),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, periods = kinds[wording]
    figures = [exact(question, "A14", value, period=period) for value, period in zip((n, m), periods, strict=False)]
    return says("A14", question, wording, lines, figures, below_question=True)


def a15(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{value} {nouns} identified"], [f"{value} in total, for all of 2019/20"], [f"{nouns.capitalize()} = {value}"], [f"{value} (Source: Custody)"],
        [f"{value} – please see note below", "Note: the information was obtained from a database search and has not been checked by hand."],
        [f"{value} {nouns} were made."], [f"{value} {nouns}, 01/04/2019 - 31/03/2020"], [f"The total is {value}"],
        [f"For this question the number is {value}"], [f"{value} {nouns} (financial year)"], [f"This is {value}."],
        [f"We recorded {value}."], [f"{value}", "This is subject to the caveat at the foot of this response."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A15", question, wording, wordings[wording], [exact(question, "A15", n)], below_question=True)


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(420, 2600), rng.choice((3, 5, 6, 8, 15))
    hours = records * minutes // 60
    wordings: tuple[Cited, ...] = (
        (f"Section 12(1) of the Freedom of Information Act is engaged for this question. We would need to individually interrogate {records:,} occurrences. If each took {minutes} minutes, the work would take more than {hours} hours.", ("s12(1)",)),
        (["I regret that this question cannot be answered within the cost limit.", f"There is no reporting function for it on our system, so that {records} crime summaries would have to be read, and at an average of {minutes} minutes for each summary we would spend {hours} hours.", "The exemption is Section 12(1), exceeds appropriate limit."], ("s12(1)",)),
        (f"Q refused on cost. {records:,} MO fields to be read @ {minutes} mins = {hours} hrs, limit is 18 hrs. S12(1) FOIA.", ("s12(1)",)),
        (f"We consulted the unit concerned, who have advised that {records} paper and electronic files would need to be retrieved. Ten were timed, at an average of {minutes} minutes. To do the rest would take the force well past the 18 hours allowed for by the Fees Regulations, and we are not obliged to comply with this question (section 12 of the Act).", ("s12",)),
        (f"The number of records is {records:,}, the time for one record is {minutes} minutes and the total time is {hours} hours; this is in excess of the appropriate limit and by virtue of section 12(1) the force will not be answering this question.", ("s12(1)",)),
        (f"Whilst information may be held, it is recorded only within the body of {records} investigation logs. As it would take one member of staff some {hours} hours to go through them this part of your request attracts the exemption at Section 12, Cost of Compliance Exceeds the Appropriate Limit.", ("s12",)),
        ([f"To provide a response we would have to check {records} custody records by hand.", f"{records} x {minutes} minutes ÷ 60 = {hours} hours", "This exceeds the limit set by s12(1) of FOIA, and no information will be provided for this question."], ("s12(1)",)),
        (f"It is estimated that {hours} hours would be needed, at a cost of £{hours * 25:,} (£25 per hour), to examine the {records:,} reports which may be relevant. That is above the £450 limit. Under Section 12(1) of the Act we are therefore refusing this question.", ("s12(1)",)),
        (f"There is no quick way of doing this. A colleague would need to open, read and note {records} separate reports and even at {minutes} minutes a report (a low estimate) that is {hours} hours’ work. I am sorry to say that this question is refused under s.12 of the Act.", ("s12",)),
    )  # fmt: skip
    return no_number(rng, question, "D2", ("refused",), wordings)


def d3(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D3", ("refused",), (
        ("Cost exemption applies (s12)", ("s12",)), ("Exempted by Sect. 40(2)", ("s40(2)",)),
        ("Not disclosed: S31(1)(a)(b)", ("s31(1)",)), ("Declined – Section 14(1), vexatious", ("s14(1)",)),
        ("Section 12(1) refusal", ("s12(1)",)), ("Refused – section 22 (intended for future publication)", ("s22",)),
        ("Exempt information - S. 30(1)(a)", ("s30(1)",)), ("FOIA s 38(1)(b): withheld", ("s38(1)",)),
        ("Refused, s12(2)", ("s12(2)",)), ("WITHHELD UNDER SECTION 40(2) PERSONAL INFORMATION", ("s40(2)",)),
        ("Unable to provide, Section 12 exemption", ("s12",)),
    ))  # fmt: skip


def d4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"This question would exceed the cost limit and is exempt under section 12(1). Although the force is no longer obliged to, it has decided to release a figure taken from a keyword search: {value} {nouns}. The records that were returned have not been checked by hand."], "s12(1)"),
        (["Section 12 – cost of compliance – applies to this question.", f"Notwithstanding this, and as a gesture of goodwill, I can tell you that our Child Abuse Unit made {value} {nouns} in 2019/20."], "s12"),
        ([f"From those records that carry a flag, we can give you a figure of {value} {nouns}. To look at the unflagged ones would take more than 18 hours and for that reason the remainder is refused under Section 12(1) of the Act."], "s12(1)"),
        (["We are refusing this question under s12 FOIA as it cannot be fully answered in 18 hours. In order to be helpful we have however done what we could within the time.", f"Number of {nouns} found: {value}"], "s12"),
        ([f"Outside of the legislation, and purely in the interests of being helpful, the number of {nouns} that we were able to find is {value}. The question as asked attracts Section 12(1), excess cost."], "s12(1)"),
        (["Please accept this as a refusal of this question by virtue of section 12(1) FOIA.", "Before it was refused, however, some work had been done. You may have its results, without prejudice to our right to rely upon the exemption:", f"- {value} {nouns}"], "s12(1)"),
        ([f"The exemption at section 12 covers this part of your request. Nonetheless the force holds a headline figure, which it is happy to share informally. It is {value} {nouns}."], "s12"),
        ([f"Exempt – s.12(1). The following data is provided as a gesture of goodwill: {value} {nouns} in 2019/20."], "s12(1)"),
        (["Cost limit exceeded (section 12).", f"Data retrieved prior to this being established, and released at our discretion – {value}"], "s12"),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, cited = kinds[wording]
    outcome = TrueOutcome(question.label, ("partly_answered",), "D4", (cited,))
    return Answer("D4", wording, list(lines), [exact(question, "D4", n)], [outcome])


def d5(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D5", ("ncnd",), (
        ("We are not required to state whether or not we hold information that is relevant to this question. Section 31(3) of the Act removes the duty to confirm or deny, and we neither confirm nor deny.", ("s31(3)",)),
        (["A Neither Confirm Nor Deny (NCND) response is given to this question by virtue of:", "• Section 24(2) – National Security", "• Section 30(3) – Investigations", "• Section 31(3) – Law Enforcement"], ("s24(2)", "s30(3)", "s31(3)")),
        ("Section 23(5) and Section 31(3) are engaged. As a result the force can neither confirm nor deny that it holds the information you have asked for here, and nothing should be inferred from this reply.", ("s23(5)", "s31(3)")),
        ("Neither confirm nor deny: s30(3), s31(3).", ("s30(3)", "s31(3)")),
        ("Whether or not any information is held is itself sensitive, as an answer would show how the force uses covert tactics. The Constabulary neither confirms nor denies that it is held, under s.31(3) FOIA.", ("s31(3)",)),
        ("As a statement that information is, or isn’t, held would amount to disclosing personal data about an individual, we neither confirm nor deny this by virtue of Section 40(5).", ("s40(5)",)),
        ("In accordance with section 30, subsection (3), it can be neither confirmed nor denied that the force holds this.", ("s30(3)",)),
        ("The force does not confirm, nor does it deny, that this information is held [Sections 24(2) and 38(2) FOIA].", ("s24(2)", "s38(2)")),
        ("We will neither confirm nor deny whether we have information that would answer this question.", ()),
        (["I can neither confirm nor deny that information is held for this part of your request.", "Section 31(3) – Law Enforcement. This is a prejudice based, qualified exemption, so that a harm test and a public interest test have been carried out. On balance the test favours neither confirming nor denying."], ("s31(3)",)),
        ("The duty in Section 1(1)(a) of the Freedom of Information Act 2000 to say whether information is held does not apply, by virtue of Section 23(5) Information supplied by, or concerning, certain Security Bodies. We neither confirm nor deny.", ("s23(5)",)),
    ))  # fmt: skip


def d7(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D7", ("refused",), (
        (["I can confirm the information is held; I have decided, however, not to release it. The exemptions that I have applied are:", "• Section 31(1)(a)(b) Law Enforcement", "• Section 40(2) Personal Information"], ("s31(1)", "s40(2)")),
        ("The information which you are seeking is held by the force. It is, however, exempt from disclosure under Section 30(1)(a)(b) of the Act, since a number of the investigations have not yet concluded.", ("s30(1)",)),
        ("Because of the low numbers involved, and the real possibility that someone could be identified, this information is withheld: Section 40(2) FOIA.", ("s40(2)",)),
        ("Information held but withheld on the basis of s31(1)(a). Release would let offenders know the extent of our capability and would hinder the detection of crime.", ("s31(1)",)),
        (["Section 38(1)(a)(b) – Health and Safety", "The force holds information on this point. Were it to be published there is a likelihood of persons being confronted or assaulted, and it will not be provided."], ("s38(1)",)),
        ("We do have this, but it will be published in our annual report on child protection later this year. It is therefore exempt under Section 22(1) (Information Intended for Future Publication).", ("s22(1)",)),
        ("We hold this information and have considered whether it can be released. Section 31(1)(a) and (b) (prejudice to the prevention or detection of crime, and to the apprehension or prosecution of offenders) is engaged, and the public interest lies in withholding it.", ("s31(1)",)),
        ("This data is held. Disclosure is refused under section 30(1)(b), section 31(1)(a) and section 38(1)(a) of the Freedom of Information Act 2000.", ("s30(1)", "s31(1)", "s38(1)")),
        ("Whilst the information is held, its release would identify third parties and would be unfair to them. It is absolutely exempt under Section 40(2)(a)(b) by virtue of Section 40(3)(a)(i).", ("s40(2)",)),
        ("Please be advised that, although held, this is not suitable for release to the world at large and is exempt: S24(1) National Security.", ("s24(1)",)),
    ), may=("s40(3)",))  # fmt: skip


def d8(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D8", ("refused",), (
        (["This question is refused. Section 17 of the Freedom of Information Act 2000 says that a notice of refusal must (a) state that fact, (b) specify the exemption and (c) state why it applies.", "The exemption for this question is Section 40(2)."], ("s40(2)",)),
        ("You have a right under Section 1(1)(a) to be told what we hold, and under Section 1(1)(b) to be given it, but the second of these is subject to Part II of the Act. We do hold what you ask for here; it is exempt by virtue of s31(1)(a).", ("s31(1)",)),
        ("In accordance with our duty under section 16 we would suggest that you narrow this question, for example to a shorter period. As currently framed it is refused by reason of section 12(1).", ("s12(1)",)),
        ("As required by Section 17(1)(a)-(c), this is a Refusal Notice in respect of this question. Exemption: Section 38(1)(a) Health & Safety.", ("s38(1)",)),
        ("The 20 working days allowed by s10(1) were extended, as permitted by s10(3), so that the public interest could be considered. We find that it favours maintaining the exemption at s30(1)(a), and the information is withheld.", ("s30(1)",)),
        ("Section 1(3) of the Act allows us to seek clarification, and we are grateful for yours. We have concluded that this question is vexatious within the meaning of Section 14(1) and it is refused. A complaint may be made under section 50.", ("s14(1)",)),
        ("Having confirmed under s1(1)(a) that the information is held, we are not obliged by s1(1)(b) to provide it. It is already published and so is reasonably accessible to you by other means; it is exempt under Section 21.", ("s21",)),
        ("Under section 17(5) the force gives notice that it relies upon section 12(1) for this question. No fee under section 9 has been charged, and section 13 does not oblige us to offer one.", ("s12(1)",)),
        ("The exemption that applies is a qualified one, so section 2(2)(b) of the Act requires us to balance the public interest. Having done so, the force refuses to disclose the information by virtue of Section 31(1)(b).", ("s31(1)",)),
    ))  # fmt: skip


def d9(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D9", ("refused",), (
        ("You have listed offences under sections 8, 10, 12, 14 and 15 of the Sexual Offences Act 2003. We cannot identify those committed over the internet without reading each one. This question is therefore exempt under Section 12(1) of the Freedom of Information Act 2000.", ("s12(1)",)),
        ("s14 SOA 2003 (arranging or facilitating) is recorded under a class of its own, but not by whether it was online. To find out would exceed the 18 hour limit, therefore s12 FOIA 2000 applies and this part is refused.", ("s12",)),
        ("Arrests for section 15A SOA offences form part of current investigations. The information is held but exempt: Section 30(1)(a) FOIA.", ("s30(1)",)),
        ("Our systems hold offences by Home Office code (for example 071/17 for section 15A of the Sexual Offences Act 2003). They do not hold what you ask for here as a code, and to work it out would breach the fees limit. Refused – Section 12(1) Freedom of Information Act 2000.", ("s12(1)",)),
        ("The arrests in question were for Section 12 and Section 14 of the Sexual Offences Act 2003. As these are few, those arrested might be identified. Exempt under Section 40(2) of the Freedom of Information Act.", ("s40(2)",)),
        ("An offence under Section 1 of the Malicious Communications Act 1988, or Section 127 of the Communications Act 2003, can be against an adult or a child. Separating the two would take longer than 18 hours. Section 12(1) of FOIA is applied and the question refused.", ("s12(1)",)),
        ("For those arrested under s.10, s.12 or s.14 of the Sexual Offences Act 2003 the requested detail would reveal operational methods. It is withheld under s.31(1)(a) of the Freedom of Information Act 2000.", ("s31(1)",)),
        ("Section 46 of the Sexual Offences Act 2003 and Section 1B of the Protection of Children Act 1978 provide exceptions for police work. Details of such work are exempt by virtue of section 31(1)(a)(b) of the Freedom of Information Act 2000 and are not provided.", ("s31(1)",)),
        ("We believe that the purpose of this question, which asks about arrests for s15 of the Sexual Offences Act 2003, is to disrupt. It is refused under section 14(1) of the Freedom of Information Act 2000.", ("s14(1)",)),
    ))  # fmt: skip


def d9_scotland(rng: Random, question: Question) -> Answer:
    kinds: tuple[tuple[str | list[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
        ("Unfortunately this cannot be provided. The work involved has been costed at above £600, the sum set by the fee regulations, so that in terms of Section 12(1) of the Act Police Scotland is not obliged to comply with this question.", ("refused",), ("s12(1)",), ()),
        ("Police Scotland does not hold this information and section 17 of the Freedom of Information (Scotland) Act 2002 therefore applies.", ("not_held",), (), ("s17",)),
        ("In accordance with section 18 of the Freedom of Information (Scotland) Act 2002 we can neither confirm nor deny whether the information that you have asked for exists or is held.", ("ncnd",), ("s18",), ()),
        (["The information is held by Police Scotland. I consider it to be exempt, in terms of:", "Section 34(1)(b) – Investigations", "Section 38(1)(b) – Personal Information"], ("refused",), ("s34(1)", "s38(1)"), ()),
        ("In terms of Section 16 of the Act I am refusing to provide you with the information sought. Section 16 requires Police Scotland, when refusing information because it is exempt, to state that it is held, to state that an exemption is claimed, to specify it and to say why. I confirm that it is held, and the exemption is Section 35(1)(a) and (b), Law Enforcement.", ("refused",), ("s35(1)",), ()),
        ("Our crime recording systems do not differentiate between a decoy and any other complainer. Each crime report would require to be assessed, which would cost more than £600. Section 12(1) of FOISA applies and the question is refused.", ("refused",), ("s12(1)",), ()),
        ("This is intended for publication within the next twelve weeks. It is exempt in terms of section 27(1) of the Act - Information Intended for Future Publication.", ("refused",), ("s27(1)",), ()),
        ("I must advise you that the information sought is not held, and this letter is a notice in terms of Section 17(1) of the Act to that effect.", ("not_held",), (), ("s17(1)", "s17")),
        ("Crimes under sections 24 and 34 of the Sexual Offences (Scotland) Act 2009, and section 1 of the Protection of Children and Prevention of Sexual Offences (Scotland) Act 2005, were considered. The details are held, but are exempt under section 34(1)(a)(i) of the Freedom of Information (Scotland) Act 2002.", ("refused",), ("s34(1)",), ()),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, statuses, cited, may = kinds[wording]
    lines = [text] if isinstance(text, str) else list(text)
    return Answer("D9s", wording, lines, [], [TrueOutcome(question.label, statuses, "D9s", cited, may)])


def d10(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D10", ("refused",), (
        ("Exemptions: S. 31 (1) (a) (b) and S. 40 (2). The information is not disclosed.", ("s31(1)", "s40(2)")),
        (["The information requested is exempt from disclosure by virtue of the following:", "Section 30 (1) (a) (b)", "Investigations and Proceedings Conducted by Public Authorities", "Section 38 (1) (a) (b)", "Health and Safety"], ("s30(1)", "s38(1)")),
        ("The force is relying on s31(1)(a)-(c) FOIA to withhold this.", ("s31(1)",)),
        ("This has been withheld using Section 40(2)(3A)(a), Personal Information.", ("s40(2)",)),
        ("ss.24(1), 31(1)(a) and 38(1)(b) FOIA have been applied and this information is withheld.", ("s24(1)", "s31(1)", "s38(1)")),
        ("The exemption contained within sub-section (1)(a)(i) of Section 30 of the Act is engaged. This information is withheld.", ("s30(1)",)),
        ("This information is exempt under Section 40(2) as amended by Schedule 19 Paragraph 58 of the Data Protection Act 2018.", ("s40(2)",)),
        ("Exempt from disclosure: Section 31(1)(a)/(b) - Law Enforcement.", ("s31(1)",)),
        ("Exempt by virtue of Sections 30(1) (Investigations), 31(1) (Law Enforcement) and 40(2) (Personal Information).", ("s30(1)", "s31(1)", "s40(2)")),
        (["Exemptions applied to the information held, which is not released:", "(i) S.31(1)(a)", "(ii) S.38(1)(b)"], ("s31(1)", "s38(1)")),
    ), may=("s40(3A)",))  # fmt: skip


def d11(rng: Random, question: Question) -> Answer:
    sure = ("not_held",)
    wordings: tuple[tuple[list[str], tuple[str, ...]], ...] = (
        (["Following an extensive search, the force has been unable to locate any recorded information. I can therefore confirm that it is not held."], sure),
        (["The force does not hold any information pertinent to this question."], sure),
        (["No Information Held – our crime recording system does not have a field for this."], sure),
        (["The Freedom of Information Act applies only to information that is already recorded, and does not require us to create it. We hold no recorded information for this question."], sure),
        (["In respect of Section 1(1)(a) I can confirm that this is not held by the Police Service."], sure),
        (["This is not information which is held by us.", "It may be that the Crown Prosecution Service will be able to help; its contact details are on its website."], sure),
        (["Not held"], sure),
        (["Our officers are not asked to note this when completing a crime report. The information is consequently not held."], sure),
        (["We are unable to report on this as it is not a mandatory field."], ("not_held", "no_answer")),
        (["The systems we use are not able to identify this. Information is not held in a retrievable form."], ("not_held", "no_answer")),
        (["I have spoken with the head of the department, who confirms that nothing of this sort is kept. No information held."], sure),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, statuses = wordings[wording]
    outcome = TrueOutcome(question.label, statuses, "D11", is_optional=statuses != sure)
    return Answer("D11", wording, list(lines), [], [outcome])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    return no_number(rng, question, "C", ("referred",), (
        ("Please see attached.", ()),
        (f"Please refer to the table in the attached document titled ‘{number} Data’.", ()),
        ("A copy of the data is attached to this email as an Excel file.", ()),
        (f"See Tab 2 of the attached spreadsheet (FOI {number}.xlsx).", ()),
        ("The information you require is set out in the enclosed Appendix 1.", ()),
        (f"Data for this question has been supplied as an attachment, file name {number}_21_Disclosure.pdf.", ()),
        ("This is answered in the schedule attached to this response.", ()),
        ("For the response to this question, please open the attached PDF.", ()),
        (f"Attached: {number} - Response to Applicant.docx", ()),
    ))  # fmt: skip


def tail(rng: Random, force: str) -> str:
    """D6: behind answered questions, what else there may be is neither confirmed nor denied."""
    return rng.choice((
        f"In addition to the information provided, {force} can neither confirm nor deny that any other information relating to covert online activity is held, by virtue of Section 23(5), Section 30(3) and Section 31(3).",
        "Please be aware that, so far as any other information is concerned, we neither confirm nor deny that it is held (Sections 24(2) and 31(3) FOIA).",
        f"{force} can also neither confirm nor deny whether any additional information is held that would meet the terms of your request, as the duty in s1(1)(a) does not apply by virtue of s23(5). Nothing should be inferred from this as to the existence or otherwise of such information.",
        "Other than as set out above, the force neither confirms nor denies that it holds information relevant to this request, pursuant to Section 31(3) (Law Enforcement).",
        f"To the extent that your request may extend to information held for the purposes of intelligence, {force} will neither confirm nor deny that any other information exists: s30(3), s31(3).",
        "It should be noted that we can neither confirm nor deny that there is any further information, beyond what is given in this letter. Section 24(2) and Section 23(5) apply in the alternative.",
        f"Turning to any other information, the position of {force} is that its existence is neither confirmed nor denied, the exemption being Section 31(3).",
        f"Lastly, and separately from the answers above, {force} gives a neither confirm nor deny response as regards any other information which may or may not be held. The exemption is section 38(2), Health and Safety.",
        "The above is everything that can be disclosed. The force neither confirms nor denies that it holds anything further, by virtue of Section 30(3).",
    ))  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much, so nothing is answered."""
    records, minutes = rng.randint(520, 3100), rng.choice((3, 5, 6, 10, 15))
    hours = records * minutes // 60
    wordings: tuple[tuple[list[str], str], ...] = (
        (["Having looked into your request, I have to tell you that nothing will be supplied in answer to it, as Section 12(1) of the Act applies.", f"With regard to question {cause}, {records:,} occurrences would need to be individually interrogated.  At {minutes} minutes for each this equates to {hours} hours.", "One part being over the limit, the force is not bound to answer the others and does not do so."], "s12(1)"),
        ([f"Regrettably none of your questions can be answered. A keyword search for question {cause} brought up {records} records, every one of which an officer would have to read; allowing {minutes} minutes for each comes to {hours} hours, and the request as a whole is exempt under Section 12 of the Freedom of Information Act 2000."], "s12"),
        (["OUTCOME: Information not supplied - Section 12(1), excess cost", f"Question {cause} requires a manual search: {records:,} x {minutes} mins, i.e. {hours} hours. All questions are therefore refused."], "s12(1)"),
        ([f"It has been estimated that to comply with your request, in particular the part numbered {cause}, would cost some £{hours * 25:,}, being {hours} hours at £25 an hour. The appropriate limit for a police force is £450. Accordingly your request is refused in its entirety under s.12(1)."], "s12(1)"),
        (["For the purpose of Section 1(1)(a), relevant information is held. We are not able to go on and supply it under Section 1(1)(b), because of the amount of work that this would take.", f"This is because {records} crime records would have to be reviewed for question {cause}, at around {minutes} minutes a record. As one question attracts Section 12(1), so do all of them, and none will be answered."], "s12(1)"),
        ([f"I am sorry to advise that I have had to refuse your request in full. I did look at whether some of the questions could be answered on their own, but when {cause} is over the limit (it needs {records:,} files to be checked, {hours} hours in all) we are not required to answer the rest. The relevant exemption is Section 12 of the Act."], "s12"),
        (["In accordance with Section 17(5) of the Freedom of Information Act 2000 this letter is a Refusal Notice for the entire request.", f"Section 12(1) is engaged. There are {records} investigations which may be relevant to question {cause}, there is no means of searching them electronically, and to read each would take {minutes} minutes."], "s12(1)"),
        ([f"Please note that your questions have been treated as a single request. Question {cause} can’t be answered from our systems without a manual trawl of {records:,} custody records, which would take {hours} hours against the 18 hours that the law allows. The whole request is therefore refused: s.12(1) FOIA."], "s12(1)"),
        (["We are unable to comply with your request. The time required exceeds 18 hours, and Section 12 of FOIA allows us to refuse all of it.", f"Explanation – {cause}: {records} reports, {minutes} minutes each, {hours} hours in total.", "Under Section 16 we would suggest that you limit any new request to a period of one month."], "s12"),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, cited = wordings[wording]
    return wording, list(lines), (cited,)


ANSWERS: dict[str, Callable[[Random, Question], Answer]] = {
    "A1": a1, "A2": a2, "A3": a3, "A4": a4, "A5": a5, "A6": a6, "A7": a7, "A8": a8, "A9": a9, "A10": a10, "A11": a11,
    "A11~": a11_about, "A12": a12, "A13": a13, "A14": a14, "A15": a15,
}  # fmt: skip
REFUSALS: dict[str, Callable[[Random, Question], Answer]] = {
    "D2": d2, "D3": d3, "D4": d4, "D5": d5, "D7": d7, "D8": d8, "D9": d9, "D9s": d9_scotland, "D10": d10, "D11": d11,
    "C": pointer,
}  # fmt: skip
SET = HeldOut(ANSWERS, REFUSALS, TABLES, whole_refusal, tail, b7, two)
