"""A fourth set of wordings, written without sight of the readers and apart from the other sets' wordings.

It has the shape and the forms of the third; none of its wordings. Its tables stand in files of their own.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, bounds, count, exact, in_words, printed
from benchmarks.accuracy.held_out.fourth_tables import TABLES, b7, two
from benchmarks.accuracy.held_out.frame import Cited, HeldOut, no_number, says
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question

ROMAN = ("i", "ii", "iii", "iv", "v")


def a1(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"- {value} for the 12 months of 2019/20"], [f"– {value} {nouns} in the financial year"], [f"- {value} recorded on custody"], [f"» {value}"],
        [f"- The tally is {value}"], [f"– {nouns}: {value}"], [f"- {value} (all ages)"], [f"– {value}, being the number for the full financial year"],
        [f"[{value}]"], [f"- Result: {value}"], [f"- {value} {nouns}, per the custody system"], [f"- Number held: {value}"],
        [f"– {value}", "(As recorded. No manual check of the records has been made.)"], [f"- {value} {nouns} in all"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A1", question, wording, wordings[wording], [exact(question, "A1", n)], after_label=True)


def a2(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"2019/20 total | {value}",
        f"From 1/4/19 to 31/3/20 - {value} {nouns}",
        f"(01.04.2019 – 31.03.2020) {value}",
        f"Time period 1st April 2019 - 31st March 2020; {nouns} {value}",
        f"{nouns.capitalize()} between 01-04-2019 and 31-03-2020 = {value}",
        f"For the year ending March 2020: {value}",
        f"April ’19 – March ’20 = {value} {nouns}",
        f"{nouns.capitalize()} (FY2019/2020) - {value}",
        f"{nouns.capitalize()} made, Apr 2019/Mar 2020 – {value}",
        f"Reporting year 2019/20: number of {nouns} – {value}",
        f"Year commencing 1 April 2019 – {value} {nouns}",
        f"{nouns.capitalize()} within dates (1st April 2019 to 31st March 2020) {value}",
    )
    wording = rng.randrange(len(wordings))
    return says("A2", question, wording, wordings[wording], [exact(question, "A2", n)])


def a3(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"Number of {nouns} where the arrest date is between 01/04/2019 and 31/03/2020, the record has not been cancelled, and the circumstances come within this part of your request = {value}",
        f"Search criteria: custody records opened 01.04.2019 – 31.03.2020; one of the 12 offences in your list; free text reviewed by the analyst. {nouns.capitalize()} meeting all three: {n}",
        f"{nouns.capitalize()} by this constabulary over the 12 months from 1st April 2019 to 31st March 2020, in answer to the point which you raise, as supplied by Corporate Analysis on 14/12/2020, come to {value}.",
        f"In the 2019/20 year (which for us ran from Monday 1 April 2019 to Tuesday 31 March 2020) the number of {nouns} of the description given in this question was {value}",
        f"Total {nouns} – dates 1 April 2019 to 31 March 2020 – all custody blocks searched – result {n}",
        f"The figure which follows is for {nouns} made between the start of April 2019 and the end of March 2020 and it is correct as at 09:00 on 11 January 2021: {value}",
        f"1st April 2019 to 31st March 2020: the number of {nouns} which our 4 online investigation teams have told us relate to the matters in this question is {value}",
        f"{nouns.capitalize()} recorded against HO codes 71/17, 88/1, 88/2 and all others that you list, for 1 April 2019 to 31 March 2020 and limited to the matters asked about here. Sum total: {n}",
        f"Having regard to the period that you specify (1/4/2019-31/3/2020) and to the wording of this point, the total number of {nouns} shown on our system, at the time of the search on 5 February 2021, is {value}.",
    )
    wording = rng.randrange(len(wordings))
    return says("A3", question, wording, wordings[wording], [exact(question, "A3", n)])


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{value} {nouns} have been traced, all of which took place in the 2019/20 financial year."],
        [f"The total comes to {value} {nouns} for the twelve months in question."],
        [f"Hi, the answer to this one is {value} {nouns}."],
        ["You should be aware that an investigation may begin in one year and lead to an arrest in the next. Our figures go by the date of the arrest.", f"On that footing there were {value} {nouns} in 2019/20."],
        [f"We have {value} {nouns} on record."],
        [f"Pursuant to your request, enquiries have been made of the Cyber Crime Unit and they report that {value} {nouns} were effected in the period."],
        [f"Our Online Child Abuse Investigation Team keep their own spreadsheet, which lists {value} {nouns} for the year 2019/20."],
        [f"As far as the 2019/20 financial year is concerned, the force can report {value} {nouns}."],
        [f"This information is held. The answer is that {value} {nouns} were made during the 2019/20 year."],
        [f"It was found that {value} {nouns} fitted the terms of this question, the period searched being 1 April 2019 to 31 March 2020."],
        [f"The number that you are looking for is {value}. This is for 1st April 2019 to 31st March 2020 inclusive and each record has been looked at by an officer."],
        [f"During the time frame specified, {value} {nouns} were processed through our custody facilities in relation to this."],
        [f"A search of Niche by our Data Quality Team has brought back {value} {nouns} which satisfy the question."],
        [f"By the end of March 2020 a total of {value} {nouns} had been made in the financial year."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A4", question, wording, wordings[wording], [exact(question, "A4", n)])


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    wordings = (
        f"We know of {word} {nouns} in the year 2019/20.",
        f"{word.capitalize()} is the total.",
        f"This has been answered by the head of the unit, who says that {word} {nouns} were made.",
        f"Custody records reveal that {word} {nouns} took place in the financial year.",
        f"Overall total - {word}",
        f"{word.capitalize()} {nouns} for April 2019 to March 2020.",
        f"Officers of this force made a total of {word} ({n}) {nouns} in 2019/20.",
        f"The count for this question stands at {word}.",
        f"There were {word} in the year to 31 March 2020.",
        f"In the 2019/20 financial year, {word}.",
        f"{word.capitalize()} – no further detail is held.",
    )
    wording = rng.randrange(len(wordings))
    return says("A5", question, wording, wordings[wording], [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns, one = question.noun, question.one
    wordings: tuple[list[str], ...] = (
        [f"No {one} of this kind was made by the force in 2019/20."],
        ["The figure for this question is nil."],
        ["Zero recorded."],
        ["None on record for the period."],
        ["We searched our custody system for the whole of 2019/20 and nothing came back, so the number is 0."],
        [f"This did not lead to an {one} on any occasion in 2019/20."],
        ["Not one."],
        [f"{nouns.capitalize()} = Nil"],
        ["0 (nil)"],
        [f"We have not made any {nouns} in these circumstances in the period."],
        ["The force submits a zero return for 2019/20."],
        [f"Nil {nouns}, 1.4.19 - 31.3.20"],
        [f"I can confirm that no {nouns} whatsoever were made by the Constabulary during the financial year 2019/20."],
        ["Answer: none"],
        ["Zero – none of the records that we looked at met your criteria."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A6", question, wording, wordings[wording], [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2016)
    wording = rng.randrange(13)
    nouns = question.noun
    years = list(range(start, start + rng.randint(3, 5)))
    years = years[::-1] if wording == 11 else years  # the latest first
    lines, parts, figures = [], [], []
    for spot, year in enumerate(years):
        n = count(rng, question)
        value, two = printed(n), f"{(year + 1) % 100:02}"
        text, is_financial = (
            (f"Fin. Year {year}/{two}: {value}", True),
            (f"{value} {nouns} were made in {year}/{two}", True),
            (f"{value} [{year}-{two}]", True),
            (f"Apr {year} to Mar {year + 1} | {value}", True),
            (f"1.4.{year % 100} to 31.3.{two} – {value}", True),
            (f"For {year}-{year + 1} the figure was {value}.", True),
            (f"({ROMAN[spot]}) {year}/{two} – {value} {nouns}", True),
            (f"In calendar year {year}: {value}", False),
            (f"{year} (1st Jan – 31st Dec) – {value} {nouns}", False),
            (f"Year ended 31 March {year + 1}; {value} {nouns}", True),
            (f"{value} in {year}/{two}", True),
            (f"{year}/{two} -> {value}", True),
            (f"{year}/{year + 1}\t{value}", True),
        )[wording]
        lines.append(text)
        parts.append(f"{value} {nouns} in {year}/{two}" if spot == 0 else text)
        figures.append(exact(question, "A7", n, period=f"{year}/{two}" if is_financial else str(year)))
    if wording == 10:  # one sentence
        lines = [f"We made {', '.join(parts[:-1])} and {parts[-1]}."]
    elif wording == 11:
        lines.insert(0, "Latest year first:")
    elif rng.random() < 0.25:
        lines.insert(0, rng.choice(("Yearly totals are:", f"{nouns.capitalize()} in each year:", "By way of an answer, our yearly figures are set out here.")))  # fmt: skip
    return says("A7", question, wording, lines, figures, below_question=True)


def a8(rng: Random, question: Question) -> Answer:
    old, new = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(old), printed(new), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{nouns.capitalize()} on the old system in 2019/20 numbered {first}; those on the new system numbered {second}."],
        ["Part of the year 2019/20 is on our old system and part on our new system:", f"• old system – {first} {nouns}", f"• new system – {second} {nouns}"],
        [f"The old system shows {first} for 2019/20. The new system shows {second}."],
        [f"{first} (as held on the old system) and {second} (as held on the new system), both for 2019/20."],
        [f"Old system (Genesis): {first}", f"New system (Niche): {second}", "Period: 2019/20"],
        [f"A search of our old system brought back {first} {nouns} and one of our new system brought back {second}, each for 2019/20."],
        [f"The changeover took place in December 2019. Count on the old system for 2019/20: {first}. Count on the new system for 2019/20: {second}."],
        [f"There are {first} {nouns} from 2019/20 on the old recording system. On the new recording system there are {second} from that year."],
        [f"{nouns.capitalize()} 2019/20 | old system {first} | new system {second}"],
        [f"As records were held in two places in 2019/20 I have given you both: {first} {nouns} on the old system, {second} {nouns} on the new system. The force cannot say how many, if any, appear on both."],
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
        (f"{first} during the 2018 calendar year, {second} during the 2019 calendar year", ("2018", "2019")),
        (f"{first} {nouns} (year ending March 2019) and {second} {nouns} (year ending March 2020)", ("2018/19", "2019/20")),
        (f"The number went from {first} in 2018/19 to {second} in 2019/20.", ("2018/19", "2019/20")),
        (f"{first} [FY 2017/18] + {second} [FY 2018/19]", ("2017/18", "2018/19")),
        (f"{first} – 17/18 financial year, {second} – 18/19 financial year.", ("2017/18", "2018/19")),
        (f"We can report {first} {nouns} over 2016/17, and over 2017/18 {second}.", ("2016/17", "2017/18")),
        (f"{first} {nouns} were made in the 12 months to the end of March 2019 and {second} in the 12 months to the end of March 2020.", ("2018/19", "2019/20")),
        (f"{first} (1st Apr 2018 - 31st Mar 2019) / {second} (1st Apr 2019 - 31st Mar 2020)", ("2018/19", "2019/20")),
        (f"{first} of these {nouns} were in 2018/19; {second} were in 2019/20.", ("2018/19", "2019/20")),
        (f"{first} for the financial year 2018 to 2019 and {second} for the financial year 2019 to 2020", ("2018/19", "2019/20")),
    )[wording := rng.randrange(10)]  # fmt: skip
    figures = [exact(question, "A9", n, period=periods[0]), exact(question, "A9", m, period=periods[1])]
    return says("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wordings = (
        f"Of {whole} {nouns}, {part}.",
        f"{part} {nouns} (of {whole} in total)",
        f"Out of the {whole} {nouns} which the force made, the answer to this question is {part}.",
        f"We read the log of each of the {whole} {nouns}. In {part} of them your criteria were met.",
        f"{part} - out of {whole} {nouns} looked at",
        f"The overall number of {nouns} is {whole} and {part} of these come under this question.",
        f"{part} of our {whole} {nouns} in 2019/20 fit the description.",
        f"There were {part} such {nouns} among a total of {whole}.",
        f"Relevant {nouns}: {part} of {whole}",
        f"Reviewed: {whole} {nouns}. Relevant: {part}.",
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
        ("Under five (2019/20)", 0, 4), (f"{n} is the minimum number.", n, None), ("Below 5", 0, 4), (f"Four {nouns} at most", 0, 4),
        ("Three or fewer", 0, 3), (f"No greater than {n}", 0, n), (f"The count is above {n}.", n + 1, None), (f"From 1 to 4 {nouns}", 1, 4),
        (f"Between {n} and {n + 5} {nouns} inclusive", n, n + 5), ("5 to 9 (banded figure)", 5, 9), ("<=4", 0, 4),
        (f"More than {n} but fewer than {n + 10} {nouns}", n + 1, n + 9), (f"{n} {nouns} or more", n, None), (f">={n}", n, None),
        (f"Ten or fewer {nouns}", 0, 10), (f"We cannot be exact, but it was not less than {n}.", n, None),
        ([f"<5 {nouns}", "We do not publish exact numbers below five."], 0, 4),
        (f"In 2019/20 there were fewer than 10 such {nouns}.", 0, 9), (f"The force made in excess of {n} {nouns} in 2019/20.", n + 1, None),
        (f"At any rate no more than {n} {nouns} in the year", 0, n),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    return says("A11", question, wording, text, [bounds(question, "A11", low, high)])


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    nouns = question.noun
    wordings = (
        f"Somewhere in the region of {n}", f"Appx. {n} {nouns}", f"{n} {nouns} at a rough count", f"Very nearly {n}",
        f"An approximate total of {n} {nouns}", f"Around {n} (exact number not available)", f"We think that about {n} {nouns} were made in 2019/20.",
        f"Estimate: {n}", f"The team put it at roughly {n} {nouns}.", f"ca. {n}",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A11", question, 20 + wording, wordings[wording], [bounds(question, "A11", None, None)])


def a12(rng: Random, question: Question) -> Answer:
    percent = rng.randint(4, 96)
    nouns = question.noun
    wordings = (
        f"{nouns.capitalize()} went up by {percent}% in 2019/20.",
        f"{percent}% (2019/20)",
        f"In {percent}% of cases",
        f"The year saw {percent} per cent fewer {nouns} than the one before.",
        f"As a percentage: {percent}.{rng.randint(1, 9)}%",
        f"Around {percent}% of {nouns} by the unit were of this type.",
        f"2019/20 against 2018/19: {percent}% higher",
        f"We hold this as a share only. It was {percent} percent of the {nouns} in the year.",
        f"{nouns.capitalize()} in this category were {percent}% lower than in 2018/19.",
    )
    wording = rng.randrange(len(wordings))
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "A12", is_optional=True)
    return Answer("A12", wording, [wordings[wording]], [], [outcome])


def a13(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"In 2019/20 the force arrested {n} individuals."], "people"),
        ([f"{n} people were arrested by the force in the financial year 2019/20."], "people"),
        ([f"During this period there were {n} persons arrested."], "people"),
        ([f"{n} suspects were taken into custody, some on more than one occasion."], "people"),
        ([f"{n} (unique persons)"], "people"),
        ([f"{n}", "What is counted here is people. One person may have been arrested several times."], "people"),
        ([f"{n} adults and young people, each of them counted once"], "people"),
        ([f"{n} crimes"], "offences"),
        ([f"We hold this by charge. {n} charges were brought in 2019/20."], "charges"),
        ([f"Custody records: {n}"], "custody records"),
        ([f"Recorded offences linked to this: {n}"], "offences"),
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
        ([f"2018/19 – {first} {nouns}; 2019/20 – {second} {nouns} (the earlier year is given for context)"], ("2018/19", "2019/20")),
        ([f"Our figures run from January to December. For 2019 the number of {nouns} was {first}."], ("2019",)),
        ([f"1st April 2019 to 31st October 2019 = {first} {nouns}", "Records after October are on a system which we are not able to search."], ("2019-04-01..2019-10-31",)),
        ([f"We began to record this on 1 July 2019. From that date to 31 March 2020 we made {first} {nouns}."], ("2019-07-01..2020-03-31",)),
        ([f"2019 (1 January to 31 December): {first} {nouns}"], ("2019",)),
        ([f"Calendar year 2018 – {first}", f"Calendar year 2019 – {second}"], ("2018", "2019")),
        ([f"You asked for 2019/20 only but may find the following year of use as well. 2019/20: {first}. 2020/21: {second}."], ("2019/20", "2020/21")),
        ([f"From 01/01/2020 to 31/03/2020 there were {first} {nouns}. Earlier records have been archived."], ("2020-01-01..2020-03-31",)),
        ([f"{first} {nouns} in calendar year 2019, {second} in calendar year 2020"], ("2019", "2020")),
        ([f"The number of {nouns} between 1 April 2019 and 30 November 2019 was {first}."], ("2019-04-01..2019-11-30",)),
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
        [f"{value} {nouns} on record"], [f"{value} for 2019-20"], [f"{nouns.capitalize()} for this question: {value}"], [f"{value} (custody data)"],
        [f"We made {value}."], [f"It was {value}."], [f"{value} {nouns}, financial year 2019-20"], [f"{nouns.capitalize()} - {value}."],
        [f"{value}", "(Manual count)"], [f"Answer is {value}"], [f"{value} {nouns} have been found"],
        [f"{value} – this is for the year 2019/20"], [f"{value}", "The figure is provisional and could be revised."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A15", question, wording, wordings[wording], [exact(question, "A15", n)], below_question=True)


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(420, 2600), rng.choice((3, 5, 6, 8, 15))
    hours = records * minutes // 60
    wordings: tuple[Cited, ...] = (
        (f"This one is refused on cost grounds – s12(1). To get to the answer somebody would have to open {records:,} records, each of which needs about {minutes} minutes, and that is {hours} hours’ work when the Act allows for 18.", ("s12(1)",)),
        (["The detail that you seek does not appear in any field that can be searched.", f"Records to be viewed: {records}", f"Minutes for each: {minutes}", f"Hours needed: {hours}", "Since the limit is 18 hours the question is refused under Section 12(1) of the Freedom of Information Act 2000."], ("s12(1)",)),
        (f"Our crime system was built to manage investigations and not to count them in this manner. {records} investigations were opened by the unit and to establish the position for each would take {minutes} minutes or so. We are, in consequence, relying upon section 12 of the Act and refuse this part of your request.", ("s12",)),
        (f"{hours} hours would be required ({records} reports, {minutes} minutes per report). Refused: cost limit, Section 12(1).", ("s12(1)",)),
        (f"Dip sampling by the Force Crime Registrar of 20 out of {records:,} reports showed that {minutes} minutes are needed per report. It follows that compliance with this question would exceed the ‘appropriate limit’ (currently £450) by some margin. Section 12(1) of FOIA applies.", ("s12(1)",)),
        (f"An analyst has advised that a keyword search gives {records} hits. Each hit has to be read in full, which takes {minutes} minutes, before one can tell if it is relevant. By virtue of s.12(1) we do not have to go further than 18 hours, and we refuse this question.", ("s12(1)",)),
        (f"Answering this would call for a review, by hand, of every one of the {records} custody records created for this type of offence. Using an estimate of {minutes} minutes a record, the cost would be £{hours * 25:,}. The question is exempt on those grounds (Section 12, Freedom of Information Act).", ("s12",)),
        (["EXCESS COST", f"{records} records * {minutes} min = {records * minutes:,} min, or {hours} hours", "S.12(1) FOIA 2000 is hereby applied to this question."], ("s12(1)",)),
        (f"I have established that {records:,} logs exist. It is not possible to filter them any further and reading them would occupy one person for upwards of {hours} hours. I must refuse this question, as section 12(1) of the Act permits.", ("s12(1)",)),
    )  # fmt: skip
    return no_number(rng, question, "D2", ("refused",), wordings)


def d3(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D3", ("refused",), (
        ("S12(1) – declined", ("s12(1)",)), ("Exempt (s.31(1)(b))", ("s31(1)",)), ("Withheld in full - s.38(1)(a)", ("s38(1)",)),
        ("Section 40(2) exemption applied", ("s40(2)",)), ("Not released, S30(1)(b)", ("s30(1)",)), ("Refusal: section 14(2), repeated request", ("s14(2)",)),
        ("Over cost limit – s.12(1) – refused", ("s12(1)",)), ("NOT FOR RELEASE - S.24(1)", ("s24(1)",)),
        ("Section 22(1): withheld pending publication", ("s22(1)",)), ("We refuse this under Section 12 of FOIA.", ("s12",)),
        ("Exempt information, Section 31(1)(a), not supplied", ("s31(1)",)),
    ))  # fmt: skip


def d4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"A complete answer is exempt on cost (s.12(1)). What we have been able to find within 18 hours is {value} {nouns} in 2019/20, and we are content for you to have that."], "s12(1)"),
        (["Section 12(1) of the Act has been engaged in respect of this question.", f"Without being under any obligation to do so, the Constabulary is prepared to let you have a figure which was obtained by searching on flags alone: {value} {nouns}."], "s12(1)"),
        (["Refused – Section 12 (cost).", f"Goodwill disclosure: {value} {nouns}"], "s12"),
        ([f"You are not entitled to this under the Act because Section 12 applies. That said, one of our teams keeps its own log, according to which there were {value} {nouns} in the year, and as a gesture of goodwill we pass this on."], "s12"),
        ([f"I appreciate that a refusal under s12(1) will come as a disappointment, so am providing, on a voluntary basis and outside of FOIA, the figure from our annual summary, namely {value} {nouns}."], "s12(1)"),
        (["It would exceed the appropriate limit to go through every record and section 12(1) FOIA is therefore relied on for this question.", f"Some information could be extracted without exceeding the limit. It shows {value} {nouns}, none of which has been verified by hand."], "s12(1)"),
        (["This question takes us over 18 hours and is refused in accordance with Section 12 of the Act.", "Information provided as a goodwill gesture:", f"{nouns.capitalize()} in 2019/20 – {value}"], "s12"),
        ([f"Although we rely on s.12(1) so far as unflagged records are concerned, those with a flag were easily counted and came to {value} {nouns}. This is supplied to be helpful and should not be seen as setting a precedent."], "s12(1)"),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, cited = kinds[wording]
    outcome = TrueOutcome(question.label, ("partly_answered",), "D4", (cited,))
    return Answer("D4", wording, list(lines), [exact(question, "D4", n)], [outcome])


def d5(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D5", ("ncnd",), (
        ("Any information that there may be on this point would concern covert policing. We can neither confirm nor deny that there is any (section 31(3) of the Act).", ("s31(3)",)),
        (["Our position on this question is to neither confirm nor deny.", "Exemptions:", "S23(5) Security Bodies", "S24(2) National Security", "S30(3) Investigations", "S31(3) Law Enforcement"], ("s23(5)", "s24(2)", "s30(3)", "s31(3)")),
        ("Pursuant to Section 30(3) FOIA the duty to confirm or deny does not arise. The above question will accordingly be neither confirmed nor denied.", ("s30(3)",)),
        ("s.31(3), s.38(2) – neither confirm nor deny", ("s31(3)", "s38(2)")),
        ("It is our policy neither to confirm nor to deny whether information of this sort is held. We rely on Section 24(2) and Section 31(3).", ("s24(2)", "s31(3)")),
        ("NCND by virtue of Section 40(5B)(a)(i), as confirmation either way would be a disclosure of somebody’s personal data.", ("s40(5B)",)),
        ("Were we to say that information is held, or that it is not, those engaged in such offending would learn how the police gather their evidence. The force hence neither confirms nor denies that it is held: Section 30(3), Section 31(3).", ("s30(3)", "s31(3)")),
        ("To this question we can give no other answer than that we neither confirm nor deny that anything is held.", ()),
        (["This part of your request attracts the following exemption.", "Section 31(3) Law Enforcement", "By reason of it the Chief Constable is not obliged to confirm or deny whether the information is held. No inference should be drawn from this."], ("s31(3)",)),
        ("We cannot confirm or deny that we hold this information (ss.23(5) and 31(3) FOIA refer).", ("s23(5)", "s31(3)")),
    ))  # fmt: skip


def d7(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D7", ("refused",), (
        (["Although this is information that we hold, you will not be given it. Our reasons are as follows.", "Section 31(1)(a) and (b) – Law Enforcement", "Harm: publication would give an insight into what the police can and can’t detect.", "Public interest: openness is of value, but it is outweighed by the need to protect children."], ("s31(1)",)),
        ("Held, but exempt as third party personal data (section 40(2)).", ("s40(2)",)),
        ("We are in possession of this information. Several of the cases are still before the courts, as a result of which Section 30(1)(a)(b) of the Freedom of Information Act is engaged and there will be no disclosure.", ("s30(1)",)),
        ("The information exists. Its release would, in our opinion, expose those named in it to reprisals, and it is exempt from disclosure by reason of Section 38(1)(a) and (b), Health and Safety.", ("s38(1)",)),
        (["EXEMPT INFORMATION", "The following sections have been applied to information which the force holds:", "• Section 30(1)(b)", "• Section 31(1)(a)", "• Section 40(2)"], ("s30(1)", "s31(1)", "s40(2)")),
        ("On balance, and having considered the public interest test, the Decision Maker has determined that information held for this question be withheld under S31(1)(a)(b)(c).", ("s31(1)",)),
        ("I do have this to hand but I’m afraid that I cannot let you see it. It falls under Section 24(1), safeguarding national security.", ("s24(1)",)),
        ("The force will be publishing this on its website in the autumn as part of a larger data set. It is held at present, and exempt under section 22(1) of the Act.", ("s22(1)",)),
        ("Whilst held, the information requested is of such a low volume that to release it would enable individuals to be picked out. The force therefore withholds it, and Section 40(2) by virtue of Section 40(3A)(a) is engaged.", ("s40(2)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d8(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D8", ("refused",), (
        ("Please treat this as our notice under Section 17(1) of the Act, in so far as it relates to this question. By section 17(3) we must also tell you about the public interest test, the outcome of which was in favour of non-disclosure. The exemption is s31(1)(a).", ("s31(1)",)),
        ("What section 1 of the Act gives with one hand Part II may take away with the other. We do hold what is asked for, but the exemption in section 40(2) means that section 1(1)(b) does not oblige us to disclose it.", ("s40(2)",)),
        ("Where we refuse on cost, Section 16 expects us to help you to reframe the question. If you were to limit it to a single month it might be possible to answer; as it is, it is refused under Section 12(1).", ("s12(1)",)),
        ("We apologise that the 20 working days in section 10(1) have been exceeded. The information is exempt under section 30(1)(a) and this question is refused. You have the right to take the matter to the Information Commissioner under section 50.", ("s30(1)",)),
        (["Section 1(1)(a): information is held.", "Section 1(1)(b): it will not be communicated to you.", "Exemption: Section 38(1)(a)."], ("s38(1)",)),
        ("In line with the Section 45 Code of Practice we have considered whether something less could be released, but have concluded that it could not. The information is withheld by virtue of section 31(1)(b).", ("s31(1)",)),
        ("It was not necessary to seek clarification under section 1(3) as the meaning is plain. The question is however one that we consider to be vexatious, and in accordance with section 17(5) we hereby give notice of our reliance on section 14(1).", ("s14(1)",)),
        ("Section 2(2) of the Act does not call for a public interest test here because the exemption is absolute. As the information is reasonably accessible to you by other means it is exempt under Section 21 and will not be supplied again.", ("s21",)),
        ("Refusal Notice (s.17 FOIA). This question is exempt by virtue of s.24(1). No fee is payable under s.9.", ("s24(1)",)),
    ))  # fmt: skip


def d9(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D9", ("refused",), (
        ("Sections 8, 9, 10, 11, 12, 14, 15 and 15A of the Sexual Offences Act 2003 were all run through the system, but it can’t tell an online offence from one committed in person. The rest would have to be done by hand and we refuse it: Section 12(1), Freedom of Information Act 2000.", ("s12(1)",)),
        ("A person arrested under s.14 of the Sexual Offences Act 2003 may later be charged under s.15 of it. Their cases remain open and the information is exempt from disclosure under s.30(1)(a) of the Freedom of Information Act 2000.", ("s30(1)",)),
        ("To separate section 12 SOA 2003 offences with a decoy from those without would take us over the cost threshold. The force relies on section 12 FOIA 2000 and refuses this question.", ("s12",)),
        ("Data on arrests contrary to sections 14 and 15 of the Sexual Offences Act was disclosed to you on 2 November. As you now ask for the same again, this question is refused as a repeated one within section 14(2) of the Freedom of Information Act.", ("s14(2)",)),
        ("The small number arrested for an offence against Section 12 of the Sexual Offences Act 2003 means that they could be recognised. This is withheld under Section 40(2) of the Freedom of Information Act 2000.", ("s40(2)",)),
        ("Offences contrary to S160 Criminal Justice Act 1988 and S62 Coroners and Justice Act 2009 are detected by techniques that we do not discuss. Exempt under S31(1)(a) Freedom of Information Act 2000.", ("s31(1)",)),
        ("This information, which concerns arrests under Section 10 SOA 2003 and Section 1(1) of the Criminal Attempts Act 1981, is held. It’s exempt by virtue of Section 38(1)(b) FOIA.", ("s38(1)",)),
        ("s127 Communications Act 2003 covers far more than child victims: thousands of logs would need to be read, s12(1) FOIA 2000 is engaged, question refused.", ("s12(1)",)),
    ))  # fmt: skip


def d9_scotland(rng: Random, question: Question) -> Answer:
    kinds: tuple[tuple[str | list[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
        ("To collate this would require case by case analysis of all crime reports for the period. I estimate the cost at well in excess of the £600 limit and so refuse this question under section 12(1) of the Act.", ("refused",), ("s12(1)",), ()),
        ("This is not something that Police Scotland records and in terms of Section 17 of the Act the information sought is not held.", ("not_held",), (), ("s17",)),
        ("I refuse to confirm or deny that Police Scotland holds this information, in terms of section 18(1) of the Freedom of Information (Scotland) Act 2002. The exemptions which would apply if it were held are sections 34 and 35.", ("ncnd",), ("s18(1)",), ("s18", "s34", "s35")),
        (["Information held and exempt.", "Section 35(1)(a) and (b) – Law Enforcement", "Section 38(1)(b) – Personal Data"], ("refused",), ("s35(1)", "s38(1)"), ()),
        ("You are already able to access this, as it is published on the Scottish Government website. Section 25(1) of the Act applies – Information Otherwise Accessible – and I refuse to provide it.", ("refused", "referred"), ("s25(1)",), ()),
        ("I consider this to be vexatious in terms of Section 14(1) of the Freedom of Information (Scotland) Act 2002, and Police Scotland is accordingly not obliged to comply with it. This letter is a refusal notice under Section 16(5).", ("refused",), ("s14(1)",), ()),
        ("Having regard to section 17(1) of the Act, I can advise that Police Scotland holds no information within the terms of this question.", ("not_held",), (), ("s17(1)", "s17")),
        ("The information is exempt in terms of section 34(1)(a) of FOISA, having been held at some time for the purposes of an investigation into offences under the Sexual Offences (Scotland) Act 2009, sections 23 and 24.", ("refused",), ("s34(1)",), ()),
        ("We do hold this. Disclosure would, or would be likely to, prejudice substantially the prevention or detection of crime: Section 35(1)(a). It is not being provided.", ("refused",), ("s35(1)",), ()),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, statuses, cited, may = kinds[wording]
    lines = [text] if isinstance(text, str) else list(text)
    return Answer("D9s", wording, lines, [], [TrueOutcome(question.label, statuses, "D9s", cited, may)])


def d10(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D10", ("refused",), (
        ("We rely on Section 31(1) (a) & (b) together with Section 38(1) (b) and refuse to release this.", ("s31(1)", "s38(1)")),
        (["This information is exempt. Exemption(s):", "Section 40(2)", "Personal information", "Section 30(1)(a)(i)", "Investigations and proceedings"], ("s40(2)", "s30(1)")),
        ("Exemptions: S30(1)a, S31(1)a. Not disclosed.", ("s30(1)", "s31(1)")),
        ("The information is exempt under Section 40(2) and (3A)(a) of the Act.", ("s40(2)",)),
        ("s. 38(1)(a), (b) [Health and Safety] and s. 24(1) [National Security] are engaged, and we withhold the information.", ("s38(1)", "s24(1)")),
        ("Paragraphs (a) and (b) of Section 31(1) apply and the information requested is withheld.", ("s31(1)",)),
        ("Information held. Exempt by section 30(1)(a)(b)(c), section 31(1)(a)(b)(c) and section 40(2).", ("s30(1)", "s31(1)", "s40(2)")),
        ("Withheld pursuant to FOIA sections 31 (Law Enforcement) and 38 (Health & Safety)", ("s31", "s38")),
        (["The force withholds the information. See:", "1) s.24 (1)", "2) s.31 (1) (a)"], ("s24(1)", "s31(1)")),
        ("Sub-section 2 of Section 40 FOIA renders this exempt, and it has been withheld.", ("s40(2)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d11(rng: Random, question: Question) -> Answer:
    sure = ("not_held",)
    wordings: tuple[tuple[list[str], tuple[str, ...]], ...] = (
        (["The force has no record of this. No information held."], sure),
        (["We have asked around the relevant departments and nobody keeps this, so it is not held."], sure),
        (["No info held"], sure),
        (["I regret to inform you that the Constabulary does not hold information of the type described."], sure),
        (["Having checked, I can say that this is information which we do not hold.", "The College of Policing may be a better source."], sure),
        (["Information is not held, there being no requirement for officers to enter it."], sure),
        (["Nothing is recorded that would allow us to answer this. It is not held."], sure),
        (["Under s1(1)(a) of the Act I am required to state whether the information is held. It is not held by this force."], sure),
        (["There is no tick box, code or flag for this on our system and, consequently, no information is held."], sure),
        (["This cannot be drawn from our systems as the data is not recorded in that way."], ("not_held", "no_answer")),
        (["Not something that is captured."], ("not_held", "no_answer")),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, statuses = wordings[wording]
    outcome = TrueOutcome(question.label, statuses, "D11", is_optional=statuses != sure)
    return Answer("D11", wording, list(lines), [], [outcome])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    return no_number(rng, question, "C", ("referred",), (
        ("Please see the enclosed spreadsheet.", ()),
        (f"You will find the answer in the attached file, FOI-{number}.xlsx.", ()),
        ("This has been answered in the attached Annex.", ()),
        (f"Kindly refer to attachment 1 ({number} - arrests.pdf).", ()),
        ("A document containing this information is attached.", ()),
        (f"Refer to attached: {number}_Final.docx", ()),
        ("The data for this question is in the second worksheet of the attached Excel workbook.", ()),
        ("Attached", ()),
        ("Owing to its size the response to this question is sent as a separate attachment.", ()),
    ))  # fmt: skip


def tail(rng: Random, force: str) -> str:
    """D6: behind answered questions, what else there may be is neither confirmed nor denied."""
    return rng.choice((
        f"Beyond what is set out in this response {force} neither confirms nor denies that it holds any other information, Section 31(3) of the Act being engaged.",
        "As is usual with requests that touch upon covert tactics, we neither confirm nor deny the existence of any other information than that which we have given. The exemptions are S23(5), S24(2) and S31(3).",
        f"It is to be understood that {force} can neither confirm nor deny whether any other information is held in relation to your request by virtue of Section 30(3) Investigations.",
        "NCND (any other information): s23(5), s30(3), s31(3).",
        f"Whether {force} holds other information, over and above the answers supplied, can be neither confirmed nor denied (section 38(2)).",
        "With respect to other information of a more sensitive nature, if there be any, the force will neither confirm nor deny that it is held and cites Section 24(2) and Section 31(3).",
        f"{force} has answered your questions as fully as it can. It neither confirms nor denies that it holds any additional information, as Section 23(5) removes the duty to do so.",
        "Please do not take this reply to mean that other information is, or is not, held. That is neither confirmed nor denied under Section 31(3) FOIA.",
    ))  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much, so nothing is answered."""
    records, minutes = rng.randint(520, 3100), rng.choice((3, 5, 6, 10, 15))
    hours = records * minutes // 60
    wordings: tuple[tuple[list[str], str], ...] = (
        ([f"This is a refusal of the whole of your request under Section 12(1) of the Freedom of Information Act 2000. The difficulty lies with question {cause}, for which {records:,} records would each have to be opened and read ({minutes} minutes a time, {hours} hours altogether)."], "s12(1)"),
        (["We are sorry, but we won’t be answering your questions.", f"Here’s why. Number {cause} asks for something that is not held as a field. We would have to go into {records} files, which would take {hours} hours. The law lets us stop at 18 and, as all of your questions count as one request, none of them will be answered (s.12 FOIA)."], "s12"),
        (["Decision: the request is refused in its entirety.", f"Ground: Section 12(1) – the estimated cost of compliance is £{hours * 25:,} against a limit of £450.", f"Part giving rise to the cost: {cause} ({records:,} occurrences at {minutes} minutes)."], "s12(1)"),
        ([f"Compliance with point {cause} alone would involve {records} detained person records and {hours} hours of officer time. The Fees Regulations permit requests to be aggregated, and since a single part is over the limit section 12(1) of the Act exempts the force from dealing with any of the others. No part of your request will therefore be answered."], "s12(1)"),
        ([f"It has not been possible to answer your request within the time limit of 18 hours, on account of question {cause}. Our system offers no means of narrowing down the {records:,} reports in question, and at {minutes} minutes for each the total is {hours} hours.", "In these circumstances Section 12 of the Act relieves us of the duty to comply with the request in its entirety, and it is refused."], "s12"),
        (["SECTION 12(1) – FEES LIMIT EXCEEDED", "All questions: refused.", f"Q{cause}: {records} records, manual read, {minutes} mins = {hours} hrs."], "s12(1)"),
        ([f"Please accept this letter as formal notice under Section 17 that your request, all parts, is refused by virtue of s.12(1). Question {cause} would need {records} crime files to be examined. That would take one researcher {hours} hours."], "s12(1)"),
        ([f"Your request has been looked at as a whole. One element of it, {cause}, cannot be met unless {records:,} entries are checked by hand ({hours} hours). I am thus applying Section 12(1), cost exceeds appropriate limit, to every question and no information is supplied.", "If you were to remove that element and re-submit, we may be able to help."], "s12(1)"),
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
