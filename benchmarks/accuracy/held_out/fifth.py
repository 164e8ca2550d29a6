"""A fifth set of wordings, written without sight of the readers and apart from the other sets' wordings.

It has the shape and the forms of the fourth; none of its wordings. They are as plain, and now and then as careless, as
letters of forces are. Its tables stand in files of their own.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, bounds, count, exact, in_words, printed
from benchmarks.accuracy.held_out.fifth_tables import TABLES, b7, two
from benchmarks.accuracy.held_out.frame import Cited, HeldOut, no_number, says
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question


def a1(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"- {value} {nouns} in 2019/20"], [f"Response: {value}"], [f"Response: {value} {nouns}"], [f"– Total {nouns} = {value}"],
        [f"- {value} {nouns} recorded on Niche"], [f"There were {value} {nouns}"], [f"Grand total: {value}"], [f"- {value}  (01/04/2019 - 31/03/2020)"],
        [f": {value} {nouns}"], [f"Number of {nouns} made: {value}"], [f"- there were {value} {nouns} in the period"],
        [f"{value} {nouns} (Apr 2019 - Mar 2020)"], [f"- {value} {nouns}.  Please note this is a count of {nouns} and not individuals."],
        [f"- {value} {nouns}", "Data was extracted on 11/01/2021 and is accurate as of this date."], [f"–  {value} {nouns} for the financial year 19/20"],
        [f"2019/20 – {value} {nouns}"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A1", question, wording, wordings[wording], [exact(question, "A1", n)], after_label=True)


def a2(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings = (
        f"01/04/2019 - 31/03/2020 = {value} {nouns}",
        f"Between 01/04/2019 and 31/03/2020: {value} {nouns}",
        f"Financial year 2019/20 – {nouns} {value}",
        f"Total number of {nouns} (Apr 2019 - Mar 2020) = {value}",
        f"1 April 2019 - 31 March 2020 ({nouns}): {value}",
        f"{nouns.capitalize()} from 01 Apr 2019 to 31 Mar 2020 - {value}",
        f"2019/2020 financial year: {value} {nouns} recorded",
        f"Date range: 01/04/2019 to 31/03/2020   Total {nouns}: {value}",
        f"No of {nouns} 2019/20 - {value}",
        f"FY 19/20 (01/04/2019 - 31/03/2020) - {value}",
        f"For the period April 2019 – March 2020 inclusive = {value} {nouns}",
        f"Year 2019-2020 total = {value}",
        f"Number of {nouns} – 2019/20 – {value}",
    )
    wording = rng.randrange(len(wordings))
    return says("A2", question, wording, wordings[wording], [exact(question, "A2", n)])


def a3(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings = (
        f"The number of {nouns} recorded between 1st April 2019 and 31st March 2020 in relation to question {question.label} of your request is: {value}",
        f"Total number of {nouns} for the period 01/04/2019 to 31/03/2020 which fall within the scope of this part of your request, as recorded on the Niche Records Management System: {value}",
        f"Count of {nouns} on the custody system where the arrest date is between 01/04/2019 and 31/03/2020 and the arrest reason is one of the 7 offences listed in your request - {n}",
        f"How many: {value} {nouns} (data taken from Athena for the period 1st April 2019 to 31st March 2020 and is correct as at 12/01/2021)",
        f"From 01/04/2019 - 31/03/2020, the total number of {nouns} identified following a manual review of the relevant custody records was {value}",
        f"In the financial year 1 April 2019 to 31 March 2020, the number of {nouns} held on force systems which relate to this question is {value}. Please note Home Office codes 71/17 and 88/1 were included in the search.",
        f"Please be advised that for the period requested (2019/20, taken as 01 April 2019 to 31 March 2020) the total number of {nouns} in relation to this question was {value}.",
        f"Number of {nouns} made between 01 April 2019 and 31 March 2020 inclusive for offences where the online / cyber keyword has been added to the crime: {n}",
        f"{nouns.capitalize()} by financial year - 2019/20 (01/04/2019 to 31/03/2020) - for the matters outlined at {question.label} above = {value}",
        f"Data has been provided by the Performance Team and covers {nouns} recorded from 1st April 2019 to 31st March 2020. The total figure is {value}",
        f"Following a search of the Connect custody system between the dates 01/04/2019 00:00 and 31/03/2020 23:59 the number of {nouns} that match this part of the request is {value}.",
    )
    wording = rng.randrange(len(wordings))
    return says("A3", question, wording, wordings[wording], [exact(question, "A3", n)])


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"From 01/04/2019 - 31/03/2020, there were {value} {nouns}"],
        [f"A search of our crime recording system (Niche) identified {value} {nouns} for the time period requested."],
        [f"There was {value} {nouns} made in 2019/20"],
        [f"I can advise you that there were a total of {value} {nouns} between 1st April 2019 and 31st March 2020."],
        [f"Please be advised that there were {value} {nouns} for the period requested"],
        [f"There have been {value} {nouns} in the financial year 2019/2020.", "Please note that the above figures have been extracted from a live crime recording system and are therefore subject to change."],
        [f"Between 01/04/2019 and 31/03/2020 there have been {value} {nouns} recorded which meet the criteria of your request."],
        [f"Information held. {value} {nouns} were recorded during the 2019/20 financial year."],
        [f"{value} {nouns} were identified.", "This has been manually reviewed by a researcher and is accurate as of 14/01/2021."],
        [f"The Online Child Sexual Exploitation Team have confirmed they made {value} {nouns} in 2019/20."],
        [f"Our systems show a total of {value} {nouns} for 19/20"],
        [f"In response to this question, I can advise that there were {value} {nouns} recorded in the period 1 April 2019 to 31 March 2020."],
        [f"A total of {value} {nouns} have been identified from the data for the time period requested. One individual may account for more than one arrest."],
        [f"The force have recorded {value} {nouns} in relation to this question for the dates requested."],
        ["Please see the below response.", f"There were {value} {nouns}."],
        [f"{value} {question.one}'s were made between 01/04/2019 and 31/03/2020"],
        [f"A search of our crime recording system (Niche) returned {value} results"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    is_unsure = wording == len(wordings) - 1  # results of a crime system: most likely what was asked for
    figure = exact(question, "A4", n, is_optional=is_unsure)
    return says("A4", question, wording, wordings[wording], [figure], is_optional=is_unsure)


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    plain = word.replace("-", " ")
    wordings = (
        f"There were {word} {nouns} recorded between 01/04/2019 and 31/03/2020.",
        f"{plain.capitalize()} {nouns} were made during the financial year 2019/20",
        f"{word.capitalize()} {nouns} - 2019/20",
        f"There have been {plain} {nouns} for this period.",
        f"{word.capitalize()} ({n}) {nouns} were recorded.",
        f"I can confirm that {word} {nouns} were made within the time period requested.",
        f"A total of {word} for 2019/20.",
        f"Officers from the force made {plain} {nouns} in the period 1 April 2019 to 31 March 2020.",
        f"Number of {nouns}: {word}",
        f"{word.capitalize()} {nouns} identified",
        f"Niche shows {word} {nouns} for 2019/20.",
        f"Total = {word}",
    )
    wording = rng.randrange(len(wordings))
    return says("A5", question, wording, wordings[wording], [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns, one = question.noun, question.one
    wordings: tuple[list[str], ...] = (
        ["None recorded."],
        [f"0 {nouns} recorded"],
        ["0 - 2019/20"],
        ["None (01/04/2019 - 31/03/2020)"],
        [f"No {nouns} recored for this time period"],
        [f"There were 0 {nouns} in 2019/20."],
        [f"Nil return - no {nouns} were recorded for the period requested"],
        [f"From 01/04/2019 - 31/03/2020, there were no {nouns}"],
        ["Total - 0"],
        [f"Having searched our systems there are no recorded {nouns} for the dates requested."],
        [f"There have been zero {nouns} recorded between 01/04/2019 and 31/03/2020."],
        [f"Information is held for this question and there were no {nouns} in the 2019/20 financial year."],
        ["I can advise you that there were none for the time period you have requested."],
        [f"Number of {nouns}: Nil"],
        [f"The force did not make an {one} of this type during the period 1st April 2019 to 31st March 2020."],
        [f"Zero {nouns} identified for 2019/20", "Please note that this is based on a keyword search and is only as accurate as the data which has been input."],
        ["Nil for this period"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A6", question, wording, wordings[wording], [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2016)
    wording = rng.randrange(14)
    nouns = question.noun
    years = list(range(start, start + rng.randint(3, 5)))
    lines, figures = [], []
    for year in years:
        n = max(2, count(rng, question))
        value, one, two = printed(n), f"{year % 100:02}", f"{(year + 1) % 100:02}"
        text, is_financial = (
            (f"{year}/{two}: {value} {nouns}", True),
            (f"01/04/{year} – 31/03/{year + 1} - {value}", True),
            (f"{year}-{year + 1} - {value} {nouns}", True),
            (f"April {year} - March {year + 1}: {value}", True),
            (f"01/04/{one}-31/03/{two}: {value}", True),
            (f"There were {value} {nouns} in {year}/{two}.", True),
            (f"{nouns.capitalize()} {year}/{two} - {value}", True),
            (f"{year}/{two} total: {value}", True),
            (f"Jan - Dec {year}: {value}", False),
            (f"Calendar Year {year} - {value} {nouns}", False),
            (f"1st April {year} to 31st March {year + 1} = {value}", True),
            (f"F/Y {year}/{two} – {value} {nouns}", True),
            (f"{year}/{two}   {value}", True),
            (f"From 01/04/{year} - 31/03/{year + 1}, there were {value} {nouns}", True),
        )[wording]
        lines.append(text)
        figures.append(exact(question, "A7", n, period=f"{year}/{two}" if is_financial else str(year)))
    if wording == 12:  # a pivot table pasted into the letter
        total = sum(int(figure.value or 0) for figure in figures)
        lines.insert(0, f"Financial Year   {nouns.capitalize()}")
        lines.append(f"Grand Total   {printed(total)}")
        span = f"{start}-04-01..{years[-1] + 1}-03-31"
        figures.append(exact(question, "A7", total, period=span, is_optional=True))
    elif rng.random() < 0.3:
        lines.insert(0, rng.choice(("Please see below figures:", f"Number of {nouns} per year -", "We are able to provide the following data:")))  # fmt: skip
    if rng.random() < 0.2:
        lines.append("Please note that data is taken from live systems and may change.")
    return says("A7", question, wording, lines, figures, below_question=True)


def a8(rng: Random, question: Question) -> Answer:
    old, new = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(old), printed(new), question.noun
    wordings: tuple[list[str], ...] = (
        [f"2019/20 – Old System: {first} {nouns}, New System: {second} {nouns}"],
        ["The force moved from its old system to Niche in 2019, therefore two figures have been provided for 2019/20.", f"Old system – {first}", f"New system (Niche) – {second}"],
        [f"There were {first} {nouns} recorded on our old system and {second} {nouns} recorded on our new system between 01/04/2019 and 31/03/2020."],
        [f"Old system (01/04/2019 - 31/03/2020): {first}", f"New system (01/04/2019 - 31/03/2020): {second}"],
        [f"{first} {nouns} - old crime recording system", f"{second} {nouns} - new crime recording system"],
        [f"Our new system (Athena) shows {second} {nouns} in 2019/20 and our old system shows {first}."],
        [f"Total from old system = {first}. Total from new system = {second}. These are for the 2019/20 financial year and cannot be combined as there will be duplication."],
        [f"Please note the force changed systems during the period. Old system {first} {nouns}. New system {second} {nouns}"],
        [f"A search of the old system returned {first} {nouns} for 2019/20. A search of the new system returned {second} {nouns} for the same period"],
        [f"{first} on the old system & {second} on the new system for 19/20"],
        [f"2019/20 {nouns}: {first} (recorded on old system) and {second} (recorded on new system, Connect)"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    figures = [
        exact(question, "A8", old, scope="old recording system"),
        exact(question, "A8", new, scope="new recording system"),
    ]
    return says("A8", question, wording, wordings[wording], figures)


def a9(rng: Random, question: Question) -> Answer:
    n, m = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(n), printed(m), question.noun
    text, periods = (
        (f"There were {first} {nouns} in 2018/2019 and {second} {nouns} in 2019/2020", ("2018/19", "2019/20")),
        (f"{first} {nouns} (18/19) and {second} {nouns} (19/20)", ("2018/19", "2019/20")),
        (f"{first} - 01/04/2018 to 31/03/2019, {second} - 01/04/2019 to 31/03/2020", ("2018/19", "2019/20")),
        (f"There were {first} {nouns} recorded in 2018/19 compared to {second} {nouns} in 2019/20.", ("2018/19", "2019/20")),
        (f"I can confirm there were {first} {nouns} between 01/04/2017 and 31/03/2018, and {second} between 01/04/2018 and 31/03/2019.", ("2017/18", "2018/19")),
        (f"{first} {nouns} in financial year 2017/18 and {second} {nouns} in financial year 2018/19.", ("2017/18", "2018/19")),
        (f"{first} (Apr 2018 - Mar 2019), {second} (Apr 2019 - Mar 2020)", ("2018/19", "2019/20")),
        (f"We recorded {first} {nouns} in the calendar year 2018 and {second} {nouns} in the calendar year 2019.", ("2018", "2019")),
        (f"{first} {nouns} in 2018/19, {second} {nouns} in 2019/20. Data is subject to change.", ("2018/19", "2019/20")),
        (f"{first} {nouns} 2016/17, {second} {nouns} 2017/18", ("2016/17", "2017/18")),
        (f"A total of {first} for FY 2018-19 and a total of {second} for FY 2019-20", ("2018/19", "2019/20")),
    )[wording := rng.randrange(11)]  # fmt: skip
    figures = [exact(question, "A9", n, period=periods[0]), exact(question, "A9", m, period=periods[1])]
    return says("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wordings = (
        f"Out of the {whole} {nouns} recorded, {part} relate to this question.",
        f"{part} of these {whole} {nouns}",
        f"Of the total {whole} {nouns}, there were {part} which fall under this question",
        f"A manual review of all {whole} {nouns} was carried out. {part} were found to be relevant.",
        f"{part} {nouns} out of {whole}",
        f"{part} (out of {whole} {nouns} made in 2019/20)",
        f"There were {part} {nouns} that met this criteria out of a total of {whole} {nouns}.",
        f"I can confirm that {part} of the {whole} {nouns} in 2019/20 are relevant to this part of your request.",
        f"Total {nouns} = {whole}, {part} of which are relevant to this question",
        f"Following a dip check of the {whole} {nouns} recorded, {part} have been confirmed as meeting the description.",
        f"{whole} {nouns} in total were checked, out of which {part} meet the criteria",
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
        (f"Fewer than 5 {nouns}", 0, 4), (f"Less than 5 {nouns} were recorded.", 0, 4), ("<5 for 2019/20", 0, 4), (f"Between 1 and 5 {nouns} in 2019/20", 1, 5),
        (f"Less than 10 {nouns}", 0, 9), (f"There were over {n} {nouns} recorded between 01/04/2019 and 31/03/2020", n + 1, None), (f"{n}+ {nouns}", n, None),
        (f"At least {n} {nouns} were recorded.", n, None), (f"Up to 5 {nouns}", 0, 5), (f"<10 {nouns} in 2019/20", 0, 9), (f"In excess of {n} {nouns} have been recorded in this period", n + 1, None),
        (f"Minimum of {n} {nouns}", n, None), (f"There were 5 or fewer {nouns} in the 2019/20 financial year", 0, 5), (f"I can confirm there were less than five {nouns} in this time period.", 0, 4),
        ([f"<5 {nouns}", "Please note that where the figure is less than 5 the exact number has not been provided as this could lead to the identification of individuals."], 0, 4),
        (f"No more than 10 {nouns} recorded", 0, 10), (f"More than {n} {nouns} were made in 2019/20", n + 1, None), ("1-4 (low figure)", 1, 4), (f"Under 10 {nouns} for 2019/20", 0, 9),
        ("Fewer than 5. To provide the exact figure would risk identifying individuals and is exempt under Section 40(2).", 0, 4),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    answer = says("A11", question, wording, text, [bounds(question, "A11", low, high)])
    if wording == len(kinds) - 1:  # some of it is given and some withheld: either word for it is right
        answer.outcomes = [TrueOutcome(question.label, ("answered", "partly_answered"), "A11", (), ("s40(2)",))]
    return answer


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    nouns = question.noun
    wordings = (
        f"There were approximately {n} {nouns} in 2019/20.", f"Approx {n}", f"Around {n} {nouns} were recorded.", f"circa {n} {nouns} in 2019/20",
        f"Approximately {n} {nouns} have been identified for the period requested", f"Roughly {n} {nouns} per the team's own records",
        f"There were in the region of {n} {nouns} made by the unit in 2019/20", f"Approximately {n} for the financial year", f"It is estimated there were {n} {nouns} for 2019/20",
        f"About {n} {nouns} (estimate only)", f"In the region of {n} {nouns}.  An exact figure is not available.",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A11", question, 20 + wording, wordings[wording], [bounds(question, "A11", None, None)])


def a12(rng: Random, question: Question) -> Answer:
    percent = rng.randint(4, 96)
    nouns = question.noun
    wordings = (
        f"There was an increase of {percent}% in 2019/20 compared to the previous year.",
        f"{percent}% of the {nouns} in 2019/20",
        f"The increase was {percent}%",
        f"A {percent}% decrease on 2018/19",
        f"{nouns.capitalize()} increased by {percent}% between 2018/19 and 2019/20",
        f"This equates to {percent}.{rng.randint(1, 9)}% of all {nouns} for the year.",
        f"There has been a {percent}% reduction in {nouns} in the last financial year",
        f"{percent}% increase from the previous financial year",
        f"The data is only available as a percentage – {percent}% for 2019/20.",
        f"Approx. {percent} per cent of {nouns} made by the team in 2019/20",
    )
    wording = rng.randrange(len(wordings))
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "A12", is_optional=True)
    return Answer("A12", wording, [wordings[wording]], [], [outcome])


def a13(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"There were {n} individuals arrested between 01/04/2019 and 31/03/2020."], "people"),
        ([f"{n} people were arrested in 2019/20"], "people"),
        ([f"In the financial year 2019/20, {n} persons were arrested."], "people"),
        ([f"{n} males and females were arrested, some on multiple occasions"], "people"),
        ([f"{n} nominals (one person may have been arrested on more than one occasion)"], "people"),
        ([f"{n}", "Please note this is a count of individuals and not a count of arrests."], "people"),
        ([f"Number of suspects arrested: {n}"], "people"),
        ([f"There were {n} offences recorded."], "offences"),
        ([f"{n} custody records were identified"], "custody records"),
        ([f"{n} charges in 2019/20 - please note we are only able to provide charges"], "charges"),
        ([f"{n} crimes were recorded with a suspect arrested"], "offences"),
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
        ([f"2018/19: {first} {nouns}", f"2019/20: {second} {nouns}"], ("2018/19", "2019/20")),
        (["Please note we are only able to provide data for calendar years.", f"01/01/2019 - 31/12/2019: {first} {nouns}"], ("2019",)),
        ([f"Between 01/04/2019 and 31/12/2019 there were {first} {nouns}. Data after this date is not available due to a change of system."], ("2019-04-01..2019-12-31",)),
        ([f"Data is only available from 01/11/2019 due to the implementation of Niche. Between 01/11/2019 and 31/03/2020 there were {first} {nouns}."], ("2019-11-01..2020-03-31",)),
        ([f"Jan - Dec 2019: {first} {nouns}"], ("2019",)),
        ([f"2019 calendar year - {first}", f"2020 calendar year - {second}"], ("2019", "2020")),
        ([f"There were {first} {nouns} in 2019/20 and {second} {nouns} in 2020/21."], ("2019/20", "2020/21")),
        ([f"From 01/05/2019 - 31/03/2020, there were {first} {nouns}", "Data for April 2019 is held on a previous system."], ("2019-05-01..2020-03-31",)),
        ([f"In the calendar year 2019 there were {first} {nouns} recorded"], ("2019",)),
        ([f"01/04/2019 - 30/09/2019 - {first} {nouns}", "Please note data is for 6 months only"], ("2019-04-01..2019-09-30",)),
        ([f"We have provided data for 2 years. 01/04/2018 - 31/03/2019: {first} {nouns}. 01/04/2019 - 31/03/2020: {second} {nouns}."], ("2018/19", "2019/20")),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, periods = kinds[wording]
    figures = [exact(question, "A14", value, period=period) for value, period in zip((n, m), periods, strict=False)]
    answer = says("A14", question, wording, lines, figures, below_question=True)
    if wording in (2, 3, 7, 9):  # a part of what was asked is given
        answer.outcomes = [TrueOutcome(question.label, ("answered", "partly_answered"), "A14")]
    return answer


def a15(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{value} {nouns}"], [f"{value} {nouns} were recorded."], [f"{value} -  2019/20"], [f"{value} for the financial year 2019/20"],
        [f"{nouns.capitalize()} 2019/20: {value}"], [f"{value}", "Source: Niche"], [f"Total number of {nouns} - {value}"],
        [f"{value} {nouns} between 01/04/2019 and 31/03/2020"], [f"{value} {nouns} in the time period requested"],
        [f"{value}.", "Data is extracted from live systems and is correct at the time of extraction."], [f"{value} (Information taken from custody system)"],
        [f"Total recorded - {value}"], [f"{value} {nouns} - please note a person can be arrested more than once"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A15", question, wording, wordings[wording], [exact(question, "A15", n)], below_question=True)


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(420, 2600), rng.choice((3, 5, 10, 15))
    hours = records * minutes // 60
    wordings: tuple[Cited, ...] = (
        (f"Unfortunately the information is not held in an easily retrievable format. There are {records} crime records which would need to be manualy reviewed. Allowing {minutes} minutes per record this would take approximately {hours} hours and therefore this question is exempt under Section 12(1) of the Freedom of Information Act.", ("s12(1)",)),
        (f"{records} records x {minutes} minutes per record = {hours} hours.  This exceeds the 18 hour threshold and Section 12 applies to this part of your request.", ("s12",)),
        (f"A search returned {records:,} results for the time period. Each of these would need to be opened and read to establish if it is relevant, at a conservative estimate of {minutes} minutes per record. This would exceed the fees limit and Section 12(1) is engaged.", ("s12(1)",)),
        ([f"There is no way to automatically search for this information. It would involve a manual review of {records} occurrences.", f"{records} x {minutes} mins = {hours} hrs", "This part of your request is therefore refused under Section 12(1) FOIA - cost exceeds the appropriate limit."], ("s12(1)",)),
        (f"This information is not captured in a searchable field and would require a manual review of {records} custody records. I estimate this would take over {hours} hours and I am therefore refusing this question under s12 of the Act.", ("s12",)),
        (f"Section 12(1) applies. {records} investigations were recorded in 2019/20 and it is estimated that it would take {minutes} minutes to read each one, therefore {hours} hours in total.", ("s12(1)",)),
        (f"I have been advised that to obtain this would require a member of staff to read through {records} investigation logs. At {minutes} minutes each this equates to {hours} hours work, which is well over the 18 hours allowed. Section 12 of the Freedom of Information Act 2000 has been applied to this question.", ("s12",)),
        (f"Our system is unable to search by this. To provide the data would mean a manual trawl of {records:,} records taking in excess of {hours} hours. The cost would be in excess of £450 and this question has been refused by virtue of Section 12(1).", ("s12(1)",)),
        (f"This level of detail is held within the free text of the occurrence. {records} occurrences would have to be reviewed ({minutes} minutes per occurrence). S12(1) Cost of compliance exceeds the appropriate limit.", ("s12(1)",)),
        (f"In order to provide this data we would need to review {records} crimes individually which would take {hours} hours at {minutes} minutes per crime. As such it would exceed the time limit and is refused, Section 12(1) FOIA", ("s12(1)",)),
    )  # fmt: skip
    return no_number(rng, question, "D2", ("refused",), wordings)


def d3(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D3", ("refused",), (
        ("Exempt under Section 12(1)", ("s12(1)",)), ("Section 12 applies - refused", ("s12",)), ("Refused under Section 40(2)", ("s40(2)",)),
        ("Refused – S12(1) excess cost", ("s12(1)",)), ("Section 31(1)(a)(b) - information withheld", ("s31(1)",)), ("Exempt by virtue of Section 30(1)(a)", ("s30(1)",)),
        ("Withheld – Section 40(2) Personal Information", ("s40(2)",)), ("Section 38(1) exemption, not disclosed", ("s38(1)",)), ("Refused under s14(1) of FOIA", ("s14(1)",)),
        ("Exempt - S.31(1) Law Enforcement", ("s31(1)",)), ("Refused, Section 12(1) - over 18 hours", ("s12(1)",)), ("This question is refused (s.30(1))", ("s30(1)",)),
    ))  # fmt: skip


def d4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"Section 12(1) is engaged as to provide a full response would exceed 18 hours. However, as a gesture of goodwill, I can confirm there were {value} {nouns} in 2019/20."], "s12(1)"),
        (["This question is exempt under Section 12 as it would exceed the cost limit.", f"Outside of the Act we can provide the following: {value} {nouns}"], "s12"),
        (["Although excess cost removes our obligations under the Act, as a gesture of goodwill the following has been supplied.", f"2019/20 - {value} {nouns}", "This question is otherwise refused under Section 12(1)."], "s12(1)"),
        ([f"Refused under Section 12. As part of our duty to assist I can advise that {value} {nouns} were identified from a keyword search."], "s12"),
        (["A full response to this question would require a manual review and is exempt under s12(1).", f"As a gesture of goodwill please see the figure we are able to extract: {value}"], "s12(1)"),
        ([f"Whilst Section 12(1) of the Freedom of Information Act applies to this question, data which was easily retrievable has been provided - {value} {nouns}."], "s12(1)"),
        (["S12 Exemption - Excess Cost", f"In the interests of being helpful: {value} {nouns} were recorded in 2019/20"], "s12"),
        ([f"We are not obliged to answer this under Section 12 (cost) however on this occasion we can inform you that there were {value} {nouns} which had been flagged as online."], "s12"),
        ([f"Outside of the FOIA and as a gesture of goodwill: {value} {nouns}", "To provide a complete response would exceed the appropriate limit (Section 12(1))."], "s12(1)"),
        (["It would exceed the time limit to answer this question fully and therefore Section 12(1) FOIA applies.", f"I have however been able to provide the number of {nouns} found within the time, which is {value}."], "s12(1)"),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, cited = kinds[wording]
    outcome = TrueOutcome(question.label, ("partly_answered",), "D4", (cited,))
    return Answer("D4", wording, list(lines), [exact(question, "D4", n)], [outcome])


def d5(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D5", ("ncnd",), (
        ("The force can neither confirm nor deny that it holds the information you have requested, as the duty in Section 1(1)(a) of the Freedom of Information Act 2000 does not apply by virtue of the following exemption: Section 31(3) Law Enforcement", ("s31(3)",)),
        (["We can neither confirm nor deny that any information is held in relation to this question. The exemptions applied are:", "Section 23(5) - Information supplied by, or concerning, certain security bodies", "Section 30(3) - Investigations", "Section 31(3) - Law Enforcement"], ("s23(5)", "s30(3)", "s31(3)")),
        ("Neither confirm nor deny - Section 31(3)", ("s31(3)",)),
        ("NCND Section 30(3) and 31(3)", ("s30(3)", "s31(3)")),
        ("With regards to this question the Constabulary can neither confirm or deny whether any information is held by virtue of Section 24(2) and Section 31(3).", ("s24(2)", "s31(3)")),
        ("To confirm or deny whether information is held would identify if specific policing tactics are used. The force therefore neither confirms nor denies that it holds this information under Section 31(3) of the Act.", ("s31(3)",)),
        ("The police service neither confirms nor denies that it holds information relating to this part of your request by virtue of Section 40(5B)(a)(i) Personal Information", ("s40(5B)",)),
        ("The force will neither confirm nor deny (NCND) that information is held for this question. Please see Section 38(2) Health and Safety and Section 31(3) Law Enforcement.", ("s38(2)", "s31(3)")),
        ("In relation to this question we neither confirm nor deny whether information is held.", ()),
        ("This question engages a neither confirm nor deny response under s23(5) and s24(2) of the Freedom of Information Act. This should not be taken as an indication of whether or not any information is held", ("s23(5)", "s24(2)")),
        ("The force can niether confirm nor deny that it holds this, Section 31(3) applies", ("s31(3)",)),
        ("The force neither confirms nor denies that information is held pursuant to Section 30(3) of the FOIA.", ("s30(3)",)),
    ))  # fmt: skip


def d7(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D7", ("refused",), (
        (["Information is held but is exempt from disclosure. The exemptions applicable are:", "Section 31(1)(a)(b) Law Enforcement", "Section 38(1)(a)(b) Health and Safety"], ("s31(1)", "s38(1)")),
        ("The information is held but has been witheld under Section 40(2) as the numbers are low and to release them could identify individuals.", ("s40(2)",)),
        ("I can confirm this information is held by the force however it is exempt by virtue of Section 30(1)(a) Investigations and Proceedings.", ("s30(1)",)),
        (["Held – exempt from disclosure", "Section 31(1)(a) Law Enforcement"], ("s31(1)",)),
        ("This information is held however we are unable to disclose it. Section 38(1)(b) applies as disclosure would or would be likely to endanger the safety of any individual", ("s38(1)",)),
        ("The requested data is held but will not be disclosed under the following exemption – Section 31(1)(b), as it would be likely to prejudice the apprehension or prosecution of offenders.", ("s31(1)",)),
        ("We do hold information in relation to this question but this is exempt by virtue of Section 40(2) Personal Information and Section 30(1)(a) Investigations.", ("s40(2)", "s30(1)")),
        ("Whilst information is held, Section 24(1) National Security and Section 31(1)(a) Law Enforcement have been applied and the information will not be released.", ("s24(1)", "s31(1)")),
        ("Information held. Exempt under Section 22(1) as the data is due to be published.", ("s22(1)",)),
        ("Having considered the public interest test the force has decided to withhold the information held for this question under Section 31(1)(a)(b).", ("s31(1)",)),
        ("The information is held and is exempt under Section 40(2)(a)(b) by virtue of Section 40(3A)(a).", ("s40(2)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d8(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D8", ("refused",), (
        ("Section 1 of the Freedom of Information Act 2000 places two duties on public authorities. The first, at Section 1(1)(a), is to confirm or deny whether information is held. The information is held. The second, at Section 1(1)(b), is to disclose it. This does not apply as the information is exempt under Section 31(1)(a).", ("s31(1)",)),
        ("In accordance with the Act, this letter represents a Refusal Notice for this part of your request under Section 17(1). The information is exempt under Section 40(2).", ("s40(2)",)),
        ("Under Section 16 there is a duty to provide advice and assistance. If you were to remove this question a response may be possible, however as it stands this question is refused under Section 12(1).", ("s12(1)",)),
        (["Section 17 of the Freedom of Information Act 2000 requires the force to provide you with a notice which: (a) states that fact (b) specifies the exemption in question and (c) states why the exemption applies.", "The exemption applicable to this question is Section 30(1)(a). The information will not be disclosed."], ("s30(1)",)),
        ("Section 10(1) of the Act requires a response within 20 working days and we apologise for the delay. This question is exempt under Section 12 - cost.", ("s12",)),
        ("This response serves as a refusal notice under s17(5) as Section 14(1) has been applied to this question. Please see below for your right to complain under Section 50.", ("s14(1)",)),
        ("Pursuant to Section 17(1) of the Act this question is refused. Exemption - Section 38(1)(a)(b) Health and Safety.", ("s38(1)",)),
        ("In accordance with s.1(1)(a) I can confirm information is held. In accordance with s.17 I am not required to provide it as it is exempt under s.31(1)(a)(b).", ("s31(1)",)),
        ("Section 21 of the Act applies to this question as the information is already published and reasonably accessible by other means. This is an absolute exemption and no public interest test is required by Section 2(2).", ("s21",)),
        ("You were advised under Section 10(3) that we required further time to consider the public interest. This has been completed and the information is exempt under Section 24(1). It will not be disclosed.", ("s24(1)",)),
    ))  # fmt: skip


def d9(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D9", ("refused",), (
        ("Offences under Sections 8, 10, 12, 14 and 15 of the Sexual Offences Act 2003 would need to be reviewed manually to establish whether they occurred online. This would exceed 18 hours, therefore Section 12(1) of the Freedom of Information Act applies and the question is refused.", ("s12(1)",)),
        ("We are unable to identify Section 14 Sexual Offences Act 2003 arrests involving a decoy without reading each record. This question is exempt under Section 12 of the Freedom of Information Act 2000 as it exceeds the cost limit.", ("s12",)),
        ("Arrests under Section 15 SOA 2003 are subject to ongoing investigations. The information is exempt under Section 30(1)(a) FOIA.", ("s30(1)",)),
        ("Details of those arrested for Section 12 and Section 15 Sexual Offences Act offences are personal data and are exempt by virtue of Section 40(2) of the Freedom of Information Act.", ("s40(2)",)),
        ("Section 127 of the Communications Act 2003 is a non notifiable offence and would require a manual search of all incidents. This part is refused under Section 12(1) Freedom of Information Act 2000.", ("s12(1)",)),
        ("Information relating to Section 14 and Section 15A offences (Sexual Offences Act 2003) is held but disclosure would be likely to prejudice law enforcement. Exempt under Section 31(1)(a)(b) FOIA 2000.", ("s31(1)",)),
        ("As offences contrary to s1 Malicious Communications Act 1988 and s127 Communications Act 2003 cover both adults and children a manual review is required. S12(1) FOIA is engaged and this is refused", ("s12(1)",)),
        ("You have previously asked for Section 15 Sexual Offences Act 2003 arrests and a response was sent in October. This question is refused under Section 14(2) of the Freedom of Information Act 2000 as a repeated request.", ("s14(2)",)),
        ("Our system holds the offence only (for example Section 12 Sexual Offences Act 2003) and not the circumstances. To review each custody record would exceed the appropriate limit, s.12(1) of FOIA 2000 applies to this question and it is refused.", ("s12(1)",)),
        ("The number of arrests for s10 and s12 SOA 2003 is held but is low and is therefore exempt under Section 40(2) of the FOI Act.", ("s40(2)",)),
    ))  # fmt: skip


def d9_scotland(rng: Random, question: Question) -> Answer:
    kinds: tuple[tuple[str | list[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
        ("Unfortunately, I estimate that it would cost well in excess of the current FOI cost threshold of £600 to process this question. I am therefore refusing to provide the information sought in terms of section 12(1) - Excessive Cost of Compliance.", ("refused",), ("s12(1)",), ()),
        ("Police Scotland does not record this and therefore, in terms of section 17(1) of the Act, the information is not held.", ("not_held",), (), ("s17(1)", "s17")),
        ("In terms of Section 17 of the Freedom of Information (Scotland) Act 2002, I can confirm that the information you have requested is not held by Police Scotland.", ("not_held",), (), ("s17",)),
        ("I can neither confirm nor deny whether Police Scotland holds this information. Section 18(1) of the Act applies.", ("ncnd",), ("s18(1)",), ("s18",)),
        ("The information sought is held by Police Scotland, but I am refusing to provide it in terms of section 35(1)(a) and (b) of the Act - Law Enforcement", ("refused",), ("s35(1)",), ()),
        ("This information is held but is exempt from disclosure in terms of section 38(1)(b) - Personal Information.", ("refused",), ("s38(1)",), ()),
        (["I am refusing to provide the information sought. The exemptions that I consider to be applicable are:", "Section 34(1)(b) – Investigations by Scottish public authorities", "Section 39(1) – Health, safety and the environment"], ("refused",), ("s34(1)", "s39(1)"), ()),
        ("The only way to provide an accurate response would be to individually examine every crime report for offences under section 34 of the Sexual Offences (Scotland) Act 2009, an exercise which would exceed the £600 cost limit set out in the Fees Regulations. This question is refused under section 12(1) of the Freedom of Information (Scotland) Act 2002.", ("refused",), ("s12(1)",), ()),
        ("I regret that the crime recording system does not have a marker for this. Police Scotland does not hold the information requested and section 17 of the Act therefore applies.", ("not_held",), (), ("s17",)),
        ("As this is an ongoing investigation the information is exempt in terms of section 34(1)(a)(i) of the Freedom of Information (Scotland) Act 2002 and I am refusing to disclose it.", ("refused",), ("s34(1)",), ()),
        ("In terms of section 16 of the Act this is a refusal notice, as the question is considered to be repeated and section 14(2) applies.", ("refused",), ("s14(2)",), ()),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, statuses, cited, may = kinds[wording]
    lines = [text] if isinstance(text, str) else list(text)
    return Answer("D9s", wording, lines, [], [TrueOutcome(question.label, statuses, "D9s", cited, may)])


def d10(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D10", ("refused",), (
        ("This information is exempt under Section 31(1) (a) (b) and Section 40(2).", ("s31(1)", "s40(2)")),
        (["The information is held but exempt:", "Section 30(1)(a) – Investigations and Proceedings Conducted by Public Authorities", "Section 40(2) – Personal Information"], ("s30(1)", "s40(2)")),
        ("Exempt from disclosure – s31 (1) (a) & s38 (1) (b).", ("s31(1)", "s38(1)")),
        ("The information is withheld under Sections 24(1) and 31(1) of the Act", ("s24(1)", "s31(1)")),
        ("Exemption: Section 40(2) and 40(3A)(a) Personal Information. The information is withheld.", ("s40(2)",)),
        ("The information has been withheld by virtue of S30(1)(a)(i) and S31(1)(a) of FOIA 2000", ("s30(1)", "s31(1)")),
        (["The following exemption applies to this question and the information will not be disclosed.", "Section 38(1)(a)(b)", "Health and Safety"], ("s38(1)",)),
        ("Section 31 (1)(a)(b)(c) Law Enforcement is engaged, the information has been withheld.", ("s31(1)",)),
        ("The information is exempt under the Freedom of Information Act, sections 30(1) & 40(2)", ("s30(1)", "s40(2)")),
        ("Exempt: FOIA Section 31(1)(a), Section 38(1)(a) and Section 40(2)", ("s31(1)", "s38(1)", "s40(2)")),
        ("The force withholds this data by virtue of Section 40 (2) (Personal Information) of the Act.", ("s40(2)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d11(rng: Random, question: Question) -> Answer:
    sure = ("not_held",)
    unsure = ("not_held", "no_answer")
    wordings: tuple[tuple[list[str], tuple[str, ...]], ...] = (
        (["No information held"], sure),
        (["Information not held."], sure),
        (["Information is not held by the force"], sure),
        (["I can confirm that the force does not hold this information."], sure),
        (["The force does not hold the requested information as this is not recorded on our systems."], sure),
        (["No information is held. The force does not record whether a decoy or hunter group was involved in a searchable field."], sure),
        (["The information requested is not held by the Constabulary"], sure),
        (["Following enquiries with the Online Child Sexual Exploitation Team and the Force Crime Registrar I can confirm no information is held."], sure),
        (["This is not held by the force. You may wish to redirect this question to the CPS."], sure),
        (["There is no flag on Niche for this therefore information is not held"], sure),
        (["Unfortunatley we do not hold this data."], sure),
        (["We are unable to provide this as it is not recorded in a searchable format."], unsure),
        (["This is not recorded."], unsure),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, statuses = wordings[wording]
    outcome = TrueOutcome(question.label, statuses, "D11", is_optional=statuses != sure)
    return Answer("D11", wording, list(lines), [], [outcome])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    return no_number(rng, question, "C", ("referred",), (
        ("Please see attached spreadsheet", ()),
        (f"Please see the attached document - {number} Data.xlsx", ()),
        ("Please find the requested information attached.", ()),
        ("Please refer to the attached Excel document.", ()),
        (f"Please see attached 'FOI {number} Response.pdf'", ()),
        ("The information you have requested is contained within the attached spreadsheet.", ()),
        ("Please see Appendix A attached.", ()),
        (f"Data attached – see FOI_{number}.csv", ()),
        ("See attached Excel spreadsheet", ()),
        ("I have attached a document which details the information requested.", ()),
        ("Please see attached PDF", ()),
    ))  # fmt: skip


def tail(rng: Random, force: str) -> str:
    """D6: behind answered questions, what else there may be is neither confirmed nor denied."""
    return rng.choice((
        f"{force} can neither confirm nor deny that it holds any other information relevant to the request, as the duty in Section 1(1)(a) of the Freedom of Information Act 2000 does not apply by virtue of Section 31(3) Law Enforcement.",
        "In addition, the force can neither confirm nor deny that it holds any other information in relation to your request by virtue of Section 23(5).",
        f"Please note that {force} neither confirms nor denies that any other information is held under Sections 23(5), 24(2) and 31(3) of the Act.",
        f"{force} can neither confirm nor deny that any further information is held relevant to your request. Section 30(3) Investigations applies.",
        "We can neither confirm nor deny that any other information is held in relation to covert policing by virtue of s24(2) and s31(3). No inference can be taken from this refusal that any such information does or does not exist.",
        f"Further to the above, {force} neither confirms nor denies that it holds any additional information - Section 31(3)",
        f"{force} neither confirms nor denies that it holds any other information covered by this request. To do so would be likely to prejudice law enforcement (Section 31(3)) and national security (Section 24(2)).",
        "In respect of any other information, the Constabulary neither confirms nor denies that this is held by virtue of Section 30(3) and Section 31(3) of the FOIA",
        f"In relation to any other information that may or may not be held {force} would neither confirm nor deny under Section 23(5) Information supplied by, or concerning, certain Security Bodies.",
        "Other than the information provided above we can neither confirm nor deny that any further information is held (S31(3)).",
    ))  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much, so nothing is answered."""
    records, minutes = rng.randint(520, 3100), rng.choice((3, 5, 10, 15))
    hours = records * minutes // 60
    wordings: tuple[tuple[list[str], str], ...] = (
        (["I am writing to advise you that the cost of complying with your request would exceed the appropriate limit and your request is refused in full under Section 12(1) of the Freedom of Information Act 2000.", f"In order to answer question {cause} we would need to manually review {records} crimes. At {minutes} minutes per crime this would take {hours} hours."], "s12(1)"),
        ([f"Unfortunately the information for question {cause} is not held in a searchable format. There are {records:,} records and each would need to be read to provide the information. This would take over {hours} hours.", "As one part of your request exceeds the cost limit Section 12 applies to the whole of the request and no information has been provided."], "s12"),
        (["DECISION", "I have today decided to refuse your request in full by virtue of Section 12(1) of the Act.", f"REASON: Question {cause} - {records} records x {minutes} minutes = {hours} hours"], "s12(1)"),
        ([f"Your request is exempt under Section 12 as it would take longer than 18 hours to locate and retrieve the information. This is due to question {cause}, which would require a manual search of {records} custody records. Where one question is exempt on cost the force is not obliged to answer the remaining questions and all are refused."], "s12"),
        (["This letter serves as a Refusal Notice under Section 17(5) for all of the questions in your request. Section 12(1) FOIA applies.", f"A search was carried out for question {cause} which returned {records:,} results. These would all need to be manually reviewed, {minutes} minutes x {records:,} = {hours} hours."], "s12(1)"),
        ([f"It is estimated that it would take {hours} hours to comply with your request, which is in excess of the 18 hours set out in the Fees Regulations. This is because {records} occurrences would need to be manually reviewed for question {cause} ({minutes} minutes per occurrence). Your whole request is therefore refused under section 12(1)."], "s12(1)"),
        (["Your request has been refused in full - Section 12(1) excess cost", f"Q{cause} cannot be answered without reading {records} investigations"], "s12(1)"),
        ([f"We do not record this in an easily retrievable format and to extract the data for {cause} would require an officer to go through {records} investigations, which would take {hours} hours in total. Section 12 allows us to refuse the entire request where any one part would exceed the limit and we are therefore not answering any of your questions.", "To assist you under Section 16, you may wish to remove this question and resubmit your request."], "s12"),
        (["Please be advised that your request is refused in its entirety as the cost of providing the information would exceed the amount to which we are legally required to respond, Section 12(1) of the Act.", f"Question {cause} alone relates to {records} crimes and each would take {minutes} minutes to review"], "s12(1)"),
        ([f"Having reviewed your request, this would exceed the 18 hour limit. The Force Data Team have advised there were {records:,} offences that would need to be looked at for question {cause}, therefore the request as a whole is refused under s.12(1) of the Freedom of Information Act."], "s12(1)"),
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
