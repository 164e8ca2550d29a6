"""Another set of wordings written without sight of the readers, apart from the first set's and from `held_out`'s.

It has the shape of `held_out` and takes its helpers from there; none of its wordings. Beside the forms of that set it
has those of which only the first set had any (A2, A3, A8, A12, A14, D6, D9s). Its tables stand in a file of their own.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, bounds, count, exact, in_words, printed
from benchmarks.accuracy.held_out.frame import Cited, HeldOut, no_number, says
from benchmarks.accuracy.held_out.second_tables import TABLES, b7, two
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question


def a1(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"Total number = {value}"], [f"- No. of {nouns} {value}"], [f"- 2019/20: {value}"],
        [f"–  {value}  (financial year 2019/20)"], [f"- We made {value} {nouns}"], [f"• {value}"],
        [f"= {value} (1st April 2019 – 31st March 2020)"], [f"– a total of {value}"], [f"Answer: {value}"],
        [f"......... {value}"], [f"- {value}*", "* Figure taken from the year end custody return of 30 April 2020."],
        [f"- {nouns.capitalize()} made in 2019/20 – {value}"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A1", question, wording, wordings[wording], [exact(question, "A1", n)], after_label=True)


def a2(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"{nouns.capitalize()} made from 01.04.19 to 31.03.20 - {value}",
        f"1/4/2019 – 31/3/2020:  {value} {nouns}",
        f"FY 2019/20 = {value}",
        f"F/Y 2019-2020 ({nouns}): {value}",
        f"01-Apr-19 to 31-Mar-20 = {value}",
        f"Financial Year (April 2019 to March 2020) – Total {nouns} {value}",
        f"Apr 19 to Mar 20 inclusive: {value}",
        f"Total {nouns} 19/20: {value}",
        f"12 months ending 31/03/2020: {value}",
        f"Period – 1st April 2019 to 31st March 2020 inclusive. Total = {value}",
        f"Year ended 31st March 2020: {value} {nouns} made",
    )
    wording = rng.randrange(len(wordings))
    return says("A2", question, wording, wordings[wording], [exact(question, "A2", n)])


def a3(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"{nouns.capitalize()} recorded on the custody system between 01/04/2019 and 31/03/2020 (inclusive) which have been identified as falling within the parameters of this question: Count = {n}",
        f"The total number of {nouns} identified by the Paedophile Online Investigation Team as meeting the criteria of this question during the period 1st April 2019 to 31st March 2020 (2019/20 financial year) is {value}.",
        f"As at 30th June 2020, the number of {nouns} shown on Niche for the period 1st April 2019 through to 31st March 2020 which meet the criteria described above stood at {value}",
        f"Total {nouns} made by officers of this force in the 2019/20 performance year (01 April 2019 to 31 March 2020), as described in this part of your request ..... {value}",
        f"Result of a search of the custody database for the twelve month period commencing 1 April 2019 and ending on 31 March 2020, {nouns} only: {n}",
        f"Your question as answered from our records: {nouns} made, for any age of suspect and at any location in the force area, from 1/4/19 up to and including 31/3/20. Answer – {value}",
        f"{nouns.capitalize()} made during the period 01/04/2019 00:00 to 31/03/2020 23:59 which relate to the matters that you describe, every custody suite being included. Total number: {n}",
        f"Data taken on 1 June 2020 from the Connect system by the Force Performance Unit, for {nouns} between April 2019 and March 2020 as set out in your request: {value}",
        f"(Search period 1st April 2019 to 31st March 2020. Search carried out by the Management Information Department on all districts.) Number of {nouns} found - {value}",
    )
    wording = rng.randrange(len(wordings))
    return says("A3", question, wording, wordings[wording], [exact(question, "A3", n)])


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"Following receipt of your request searches were conducted within the Crime Department.  I can confirm that the information is held and that {value} {nouns} have been recorded."],
        ["Please find our response below.", f"The force recorded {value} {nouns} for the period 1 April 2019 – 31 March 2020.", "Please note that this was correct as at 31 July 2020 and may be subject to change."],
        [f"I am able to disclose that, within the dates given, {value} {nouns} are shown on the custody system."],
        [f"Officers and staff made a total of {value} {nouns}  during that financial year."],
        [f"The Paedophile Online Investigation Team (POLIT) has confirmed that {value} {nouns} were made in the year."],
        [f"We have interpreted this question as relating to the financial year (1 April to 31 March). On that basis the number of {nouns} is {value}."],
        [f"In respect of this part of your request, the number held is {value}."],
        [f"Having consulted our Digital Forensics Unit and the Public Protection Department, it has been established that there were {value} {nouns} for 2019/2020."],
        [f"In total, {value} {nouns} match your search criteria.", "Please note that a suspect may have been arrested more than once."],
        [f"{value} {nouns} have been found on Athena, our crime and custody system, by means of a keyword search."],
        [f"From 1st April 2019 until 31st March 2020, there was a total of {value} {nouns} made in this regard."],
        [f"Two systems were checked for this information. Between them they show {value} {nouns} in 2019/20."],
        [f"It has been possible to identify {value} {nouns}, all within the financial year that you specified."],
        [f"Having completed enquiries within the force in respect of Section 1(1)(a), we do hold information relating to this question. {value} {nouns} were made."],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A4", question, wording, wordings[wording], [exact(question, "A4", n)])


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    wordings = (
        f"I can confirm there were a total of {word} {nouns}.",
        f"{word.capitalize()} – all of which were in 2019/20.",
        f"Our custody system shows {word} {nouns} for this period.",
        f"Searches identified {word} {nouns} that match this description.",
        f"{word.capitalize()} {nouns} were recorded for the financial year.",
        f"The number you have asked for is {word}.",
        f"During the relevant twelve months there were {word}.",
        f"Officers made {word} such {nouns} in the year ending March 2020.",
        f"The answer is {word} ({n}).",
        f"It can be confirmed that {word} {nouns} took place between 01/04/2019 and 31/03/2020.",
        f"{word.capitalize()}, as at the date of this response.",
    )
    wording = rng.randrange(len(wordings))
    return says("A5", question, wording, wordings[wording], [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns = question.noun
    wordings = (
        f"There have been no recorded {nouns} of this type during the time period requested.",
        f"Nil {nouns} were made on this basis in 2019/20.",
        "0 (zero)",
        f"No {nouns}.",
        f"This force did not make any {nouns} between these dates that met your criteria.",
        "Our search produced no results, therefore the answer is nil.",
        "I can advise that the answer to this question is zero.",
        f"No {nouns} were recorded that meet this description.",
        f"Following receipt of your request, searches were conducted within the force and I can confirm that there were no such {nouns} in 2019/20.",
        "Nil recorded",
        f"There weren’t any {nouns} in this category.",
        "None during the 2019/20 financial year",
        f"For the period 1 April 2019 to 31 March 2020 the number of {nouns} was nil.",
        f"0 – there were no {nouns}",
    )
    wording = rng.randrange(len(wordings))
    return says("A6", question, wording, wordings[wording], [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2016)
    wording = rng.randrange(11)
    years = range(start, start + rng.randint(3, 5))
    empty = rng.choice(years) if wording == 8 else None
    lines, figures = [], []
    for year in years:
        n = 0 if year == empty else count(rng, question)
        value, two = printed(n), f"{(year + 1) % 100:02}"
        text, is_financial = (
            (f"{year}/{two} .......... {value}", True),
            (f"01/04/{year} - 31/03/{year + 1} = {value} {question.noun}", True),
            (f"{value} in {year}/{two}", True),
            (f"• {year}-{two}: {value}", True),
            (f"{year} (January to December) = {value}", False),
            (f"April {year} – March {year + 1}   {value} {question.noun}", True),
            (f"FY{year % 100}/{two}: {value}", True),
            (f"12 months to 31 March {year + 1}: {value}", True),
            (f"{year}/{two} - {value if n else 'Nil'}", True),
            (f"Between 1 April {year} and 31 March {year + 1} there were {value} {question.noun}.", True),
            (f"{question.noun.capitalize()} in the calendar year {year} – {value}", False),
        )[wording]
        lines.append(text)
        figures.append(exact(question, "A7", n, period=f"{year}/{two}" if is_financial else str(year)))
    if rng.random() < 0.25:
        lines.insert(0, rng.choice(("The figures by year are as follows:", "Please see below.", "Please find below the number for each year.")))  # fmt: skip
    return says("A7", question, wording, lines, figures, below_question=True)


def a8(rng: Random, question: Question) -> Answer:
    old, new = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(old), printed(new), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{first} from the old system and {second} from the new system (2019/20)"],
        ["Our recording system changed during 2019/20, so two figures are given:", f"Old system: {first}", f"New system: {second}"],
        [f"2019/20 – Old System {first}, New System {second}"],
        [f"{first} {nouns} were recorded on the old system and {second} on the new system during 2019/20."],
        [f"Old recording system = {first} / New recording system = {second}"],
        [f"FY 2019/20 - {first} {nouns} (old recording system) & {second} {nouns} (new recording system)"],
        [f"In 2019/20 there were {first} {nouns} on our old system and {second} on our new system. Please do not add the two together, as some records were transferred."],
        [f"Old – {first}. New – {second}.", "Old and new refer to the recording systems in use in 2019/20."],
        [f"The force moved to a new system part way through 2019/20. {first} {nouns} are held on the old system and {second} {nouns} on the new system."],
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
        (f"{first} (calendar year 2018) and {second} (calendar year 2019)", ("2018", "2019")),
        (f"There were {first} {nouns} for the 2017/2018 financial year and {second} {nouns} for 2018/2019.", ("2017/18", "2018/19")),
        (f"{first} - 2018/19, {second} - 2019/20", ("2018/19", "2019/20")),
        (f"{first} {nouns} in the year to 31 March 2019 and {second} in the year to 31 March 2020.", ("2018/19", "2019/20")),
        (f"The force made {first} {nouns} between 1 April 2018 and 31 March 2019, and {second} {nouns} between 1 April 2019 and 31 March 2020.", ("2018/19", "2019/20")),
        (f"{first} (April 18 to March 19); {second} (April 19 to March 20)", ("2018/19", "2019/20")),
        (f"{first} {nouns} [1/4/2018 – 31/3/2019] and {second} {nouns} [1/4/2019 – 31/3/2020]", ("2018/19", "2019/20")),
        (f"I can advise of {first} {nouns} for 2016-17 and of {second} {nouns} for 2017-18.", ("2016/17", "2017/18")),
        (f"{first} (2017/18 FY) and {second} (2018/19 FY).", ("2017/18", "2018/19")),
        (f"{first} {nouns} in the 2018-19 financial year, followed by {second} in 2019-20.", ("2018/19", "2019/20")),
    )[wording := rng.randrange(10)]  # fmt: skip
    figures = [exact(question, "A9", n, period=periods[0]), exact(question, "A9", m, period=periods[1])]
    return says("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wordings = (
        f"We have identified {part} such {nouns} out of the {whole} which were reviewed.",
        f"Having reviewed all {whole} {nouns}, I can confirm that {part} of them are relevant to this question.",
        f"In {part} of the {whole} {nouns} this was found to be the case.",
        f"A total of {whole} {nouns} were examined and {part} of these fell within scope.",
        f"This was recorded in {part} out of the {whole} {nouns} made in 2019/20.",
        f"{part} ({round(100 * part / whole)}% of the {whole} {nouns})",
        f"{nouns.capitalize()} in total: {whole}. Of these, relevant to this question: {part}.",
        f"There were {whole} {nouns} altogether, {part} of which match your description.",
        f"Each of the {whole} {nouns} was checked by the team and {part} were found to match the question.",
        f"{part}, being part of an overall total of {whole} {nouns}",
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
    kinds: tuple[tuple[str, float | None, float | None], ...] = (
        ("Fewer than half a dozen", 0, 5), ("5 or under", 0, 5), ("Single figures only (under 10)", 0, 9), (f"{n}+", n, None), (f"< 5 {nouns}", 0, 4),
        (f"There were less than 10 {nouns} (the exact figure is not given in order to prevent identification).", 0, 9),
        (f"No more than four {nouns} were made.", 0, 4), (f"Between five and ten {nouns}", 5, 10),
        (f"{n} to {n + 5} {nouns}", n, n + 5), ("Four or less", 0, 4), (f"≥ {n}", n, None), ("1 – 5", 1, 5),
        ("The number is below 10.", 0, 9), (f"The number of {nouns} exceeds {n}.", n + 1, None), ("5 - 9", 5, 9),
        (f"{n} at the very least", n, None), (f"A maximum of {n} {nouns} in 2019/20", 0, n),
        ("Low number (less than 5)", 0, 4), ("Less than or equal to 5", 0, 5),
        (f"I can confirm that there were fewer than 5 {nouns} during the period requested.", 0, 4),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    return says("A11", question, wording, text, [bounds(question, "A11", low, high)])


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    nouns = question.noun
    wordings = (
        f"{n} or thereabouts", f"{n} (estimated figure)", f"{n} - this is an estimate",
        f"Our best estimate is {n} {nouns}.", f"A rough figure would be {n}.", f"{n} approx.", f"Somewhere around the {n} mark",
        f"It is estimated that officers made {n} {nouns} in 2019/20.", f"The figure is believed to be around {n}.",
        f"{n} (this figure is approximate, as the records have not been audited)",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A11", question, 20 + wording, wordings[wording], [bounds(question, "A11", None, None)])


def a12(rng: Random, question: Question) -> Answer:
    percent = rng.randint(4, 96)
    nouns = question.noun
    wordings = (
        f"There was a {percent}% rise in {nouns} of this kind in 2019/20.",
        f"{percent}.{rng.randint(1, 9)}% of all {nouns}",
        f"The proportion was {percent} per cent.",
        f"{nouns.capitalize()} fell by {percent} per cent over the year.",
        f"This represents a reduction of {percent}% when compared with the previous financial year.",
        f"Up by {percent}% against the three year average.",
        f"Percentage change from 2018/19 to 2019/20: -{percent}%",
        f"Just under {percent}% of the {nouns} made.",
        f"We are only able to provide this as a percentage, which is {percent}%.",
    )
    wording = rng.randrange(len(wordings))
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "A12", is_optional=True)
    return Answer("A12", wording, [wordings[wording]], [], [outcome])


def a13(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"Between 1 April 2019 and 31 March 2020 {n} people were arrested."], "people"),
        ([f"The number of persons arrested was {n}."], "people"),
        ([f"{n} different people were arrested in 2019/20."], "people"),
        ([f"{n} suspects", "Please note that each suspect is counted once, however many times he or she was arrested."], "people"),
        ([f"{n} (this counts individuals; a person arrested twice is counted once)"], "people"),
        ([f"{n}", "The above figure relates to persons and not to arrests."], "people"),
        ([f"{n} unique nominals were arrested."], "people"),
        ([f"There were {n} recorded crimes."], "offences"),
        ([f"A total of {n} charges resulted."], "charges"),
        ([f"{n} custody records relate to this question."], "custody records"),
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
        ([f"1 January 2019 - 31 December 2019: {first}", f"1 January 2020 - 31 December 2020: {second}"], ("2019", "2020")),
        (["Our system reports by calendar year only.", f"Calendar year 2019 - {first} {nouns}"], ("2019",)),
        ([f"From 1 October 2019, when our current system went live, to 31 March 2020: {first}"], ("2019-10-01..2020-03-31",)),
        ([f"01/07/2019 to 31/03/2020 = {first} (earlier data is not available)"], ("2019-07-01..2020-03-31",)),
        ([f"We have provided two years for context. There were {first} {nouns} in 2018/19 and {second} in 2019/20."], ("2018/19", "2019/20")),
        ([f"1 April 2019 to 31 December 2019 – {first} {nouns}"], ("2019-04-01..2019-12-31",)),
        ([f"For the calendar years 2019 and 2020 the figures were {first} and {second} respectively."], ("2019", "2020")),
        ([f"2019/20: {first}", f"1 April 2020 to 31 December 2020: {second}"], ("2019/20", "2020-04-01..2020-12-31")),
        ([f"{first} {nouns} were made between 1st January 2019 and 31st December 2019 – the force does not hold this by financial year."], ("2019",)),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, periods = kinds[wording]
    figures = [exact(question, "A14", value, period=period) for value, period in zip((n, m), periods, strict=False)]
    return says("A14", question, wording, lines, figures, below_question=True)


def a15(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings: tuple[list[str], ...] = (
        [f"{value} {nouns} made"], [f"{value} (2019/20)"], [f"{value} {nouns} in 2019/20"],
        [f"{value} for the period requested."], [f"{nouns.capitalize()} total {value}"], [f"Count: {value}"],
        [f"{value} x {nouns}"], [f"The answer is {value}."], [f"{value} – FY 2019/20"],
        [f"{value}*", "*Please note this is live data and is subject to change."],
        [f"{value}", "Data source: Custody system. Last refreshed: 01/06/2020"],
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A15", question, wording, wordings[wording], [exact(question, "A15", n)], below_question=True)


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(420, 2600), rng.choice((3, 4, 5, 10))
    hours = records * minutes // 60
    wordings: tuple[Cited, ...] = (
        (f"The information requested is not held in a format that allows its extraction within the permitted 18 hours.  Initial searches brought back {records:,} records and, even allowing only {minutes} minutes for each, it would take in excess of {hours} hours to go through them. Section 12(1) of the Freedom of Information Act would therefore apply to this question.", ("s12(1)",)),
        (["Section 12(1) – Exemption where cost of compliance exceeds appropriate limit", f"There is no field within our systems which records this. The occurrence enquiry log of {records:,} investigations would need to be read manually; {minutes} minutes each = {hours} hours."], ("s12(1)",)),
        (f"In 2019/20 there were over {records} arrests for sexual offences and each of these would have to be reviewed to establish which, if any, are relevant. We estimate {minutes} minutes per record. This would exceed the time threshold and the question is refused under section 12 of the Act.", ("s12",)),
        (f"To provide this would mean a member of staff manually reviewing {records} crimes. This would take a minimum of {hours} hours ({records} x {minutes} mins), considerably more than the 18 hour limit. I am therefore refusing this part, citing S12(1) FOIA.", ("s12(1)",)),
        (f"Refusal – s12. Approx {records} reports, {minutes} mins to check each one, total {hours} hrs. The fees limit for police forces is 18 hrs / £450.", ("s12",)),
        (f"As the information is only to be found in free text fields, we would need to read {records:,} separate files.  We carried out a sampling exercise of 10 files, which averaged {minutes} minutes a file: {hours} hours in all. By virtue of Section 12(1) of the FOI Act we are not obliged to comply with this question and it is refused.", ("s12(1)",)),
        (f"This question has been refused. The search returned {records} results, and at {minutes} minutes a result it would cost £{hours * 25:,} to check them at the £25 hourly rate, which is above the £450 limit in the Fees Regulations. Exemption: Section 12 (1).", ("s12(1)",)),
        (["We have been unable to answer this question within the cost limit.", f"A manual interrogation of {records} records would be required, taking {hours} hours.", "This part of the request is accordingly refused in accordance with s.12 of the Freedom of Information Act 2000."], ("s12",)),
    )  # fmt: skip
    return no_number(rng, question, "D2", ("refused",), wordings)


def d3(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D3", ("refused",), (
        ("s12 – excess cost. Not provided.", ("s12",)), ("Not provided - exempt under Section 40(2)", ("s40(2)",)),
        ("Section 30(1) FOIA – withheld", ("s30(1)",)), ("Information refused, Section 12 (1)", ("s12(1)",)),
        ("Request declined: s14(1)", ("s14(1)",)), ("No disclosure - S.38(1)(a) applies", ("s38(1)",)),
        ("Fully exempt: Section 31(1)(a)(b)", ("s31(1)",)), ("Section 24(1) (National Security) – refused", ("s24(1)",)),
        ("EXEMPT UNDER S.40", ("s40",)), ("Refusal (Sec 12)", ("s12",)),
    ))  # fmt: skip


def d4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    kinds: tuple[tuple[list[str], str], ...] = (
        (["I have determined that to answer this question in full would exceed the appropriate limit, and Section 12(1) is engaged.", f"Under our duty to provide advice and assistance (Section 16) I can however provide the following, which was readily available: {value} {nouns}."], "s12(1)"),
        ([f"Section 12 FOIA has been applied to this part. Although we are not obliged to do so, we have provided the figure that could be obtained, {value} {nouns}."], "s12"),
        (["Cost exemption – s12(1)", f"Despite this exemption, {value} {nouns} were identified in the course of our search and this number is supplied outside our obligations under the Act."], "s12(1)"),
        (["It would take longer than 18 hours to provide everything and this question has therefore been refused under Section 12. The following is released on a voluntary basis and does not affect our right to rely on the Fees Regulations.", f"{nouns.capitalize()}: {value}"], "s12"),
        ([f"Whilst the duty to comply is removed by s.12(1), I have decided to provide, as a goodwill gesture, the total that we hold - {value}."], "s12(1)"),
        (["This question attracts section 12 (fees limit exceeded).", f"To be of assistance: our records for 2019/20 show {value} {nouns}."], "s12"),
        ([f"{value} {nouns}", "The above is supplied as a courtesy. A complete answer would exceed the cost threshold and is refused under section 12(1) of the Act."], "s12(1)"),
        ([f"By the time it was realised that the cost limit would be passed we had already retrieved some data, and as a gesture of goodwill it is given here: {value} {nouns}. The remainder of this question is exempt by virtue of Section 12 of the Act."], "s12"),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    lines, cited = kinds[wording]
    outcome = TrueOutcome(question.label, ("partly_answered",), "D4", (cited,))
    return Answer("D4", wording, list(lines), [exact(question, "D4", n)], [outcome])


def d5(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D5", ("ncnd",), (
        (["The force can neither confirm nor deny that it holds information in respect of this question. The exemptions are:", "Section 23(5) Information supplied by or concerning certain security bodies", "Section 24(2) National security", "Section 31(3) Law enforcement"], ("s23(5)", "s24(2)", "s31(3)")),
        ("We neither confirm nor deny that information pertaining to this question is held, as to do so would reveal covert tactics; sections 30(3) and 31(3) are engaged.", ("s30(3)", "s31(3)")),
        ("In this instance we are exempted from the duty to confirm or deny whether we hold the information, by virtue of Section 31(3).", ("s31(3)",)),
        ("Section 31(3) FOIA – Neither Confirm Nor Deny", ("s31(3)",)),
        ("The duty at Section 1(1)(a) to confirm or deny does not arise in relation to this part, by virtue of Section 30(3). This should not be taken as an indication that the information is, or is not, held.", ("s30(3)",)),
        ("To confirm or deny that such information is held would itself disclose something about covert policing. We therefore rely on section 24(2) and section 31(3) and give an NCND response.", ("s24(2)", "s31(3)")),
        ("Please be advised that the Force will neither confirm nor deny whether it holds this information, under Section 40(5B)(a)(i) Personal Information.", ("s40(5B)",)),
        ("NEITHER CONFIRMED NOR DENIED – Sections 23(5), 30(3) & 31(3) refer.", ("s23(5)", "s30(3)", "s31(3)")),
        ("This question is subject to an NCND response (S.31(3) and S.38(2)).", ("s31(3)", "s38(2)")),
        ("For this part of the request, it is the Constabulary’s position that it neither confirms nor denies holding any information.", ()),
    ))  # fmt: skip


def d7(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D7", ("refused",), (
        (["The information you have requested is held. I am not disclosing it, for the reasons set out below.", "Section 30(1)(a)(b)(c) Investigations and Proceedings Conducted by Public Authorities", "Section 31(1)(a)(b) Law Enforcement"], ("s30(1)", "s31(1)")),
        ("Information relevant to this point is held but is considered exempt by virtue of Section 38(1)(b) Health and Safety, as releasing it could place members of the public at risk.", ("s38(1)",)),
        ("I can confirm that information is held; however, it is exempt by virtue of Section 40(2) – Personal Information. Given the small number of people concerned, individuals could be identified.", ("s40(2)",)),
        ("The force does hold this, but we are of the view that disclosure would prejudice the prevention and detection of crime (Section 31(1)(a)). It has been withheld.", ("s31(1)",)),
        (["Held. Not for disclosure.", "Exemptions: S31(1)(a)&(b), S38(1)(a)&(b)"], ("s31(1)", "s38(1)")),
        ("Whilst we hold information in relation to this question, it forms part of ongoing investigations and Section 30(1)(a) is engaged. Having carried out a public interest test, the balance lies in withholding it.", ("s30(1)",)),
        ("Section 24(1) National Security and Section 31(1)(a)(b)(c) Law Enforcement are engaged in relation to the information held, which I am therefore unable to release.", ("s24(1)", "s31(1)")),
        ("The data has been located but cannot be disclosed. It is third party personal data and exempt under s.40(2), as its disclosure would contravene the first data protection principle.", ("s40(2)",)),
        ("Relevant information is held by this force. It is being withheld as it falls within the exemption at Section 31(1)(b), the apprehension or prosecution of offenders.", ("s31(1)",)),
    ))  # fmt: skip


def d8(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D8", ("refused",), (
        ("Your request is a valid one under Section 8 of the Act. Having located the information, I have determined that it is exempt under section 31(1)(a) and it will not be supplied.", ("s31(1)",)),
        ("This letter is a refusal notice for the purpose of s.17(1) and, as required by s.17(7), details of our complaints procedure are given below. The information is held; the exemption relied on is s.40(2).", ("s40(2)",)),
        ("Under Section 1(1)(a) I can confirm that information is held. The duty in Section 1(1)(b), to communicate it to you, is removed by Section 30(1)(a)(b), Investigations.", ("s30(1)",)),
        ("We have had regard to the Section 45 Code of Practice and to our duty to assist you under s.16. As it stands the question would take the force over the appropriate limit. It is therefore refused, and the section that applies is s.12(1).", ("s12(1)",)),
        ("Section 2 of the Act provides that qualified exemptions are subject to a public interest test. Having weighed the arguments, we are maintaining the exemption at Section 38(1)(a) and withholding the information.", ("s38(1)",)),
        ("You were told that the time for reply was being extended in accordance with section 10(3) of the Act. Our decision is now that the information is to be withheld under section 31(1)(b).", ("s31(1)",)),
        ("Section 17(5) of FOIA requires that we notify you when a question is refused as vexatious or burdensome. Section 14(1) has been applied to this question, and you may approach the Commissioner under section 50 if you disagree.", ("s14(1)",)),
        (["Section 1(1) of the Act gives a general right of access to recorded information, and Section 17(1) requires a force to state any exemption which it applies.", "The information for this question is held. Exemption applied: Section 24(1) National Security."], ("s24(1)",)),
    ))  # fmt: skip


def d9(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D9", ("refused",), (
        ("Offences contrary to ss. 8, 10, 12, 14 and 15 of the Sexual Offences Act 2003 can be searched for, but whether the internet was used is only in the free text. To establish this would exceed 18 hours and the question is refused under s.12(1) of the Freedom of Information Act 2000.", ("s12(1)",)),
        ("Our records do not separate online Section 15 SOA 2003 offences from any others. Section 12(1) FOIA (excess cost) is engaged and this question is refused.", ("s12(1)",)),
        ("Section 127 of the Communications Act 2003 is not limited to child victims, so each report would need to be opened. This would exceed the cost limit and we decline to answer, Section 12 FOIA 2000.", ("s12",)),
        ("The arrests relate to live investigations under sections 14 and 15A of the Sexual Offences Act 2003. As such the information is exempt by virtue of section 30(1)(a)(i) of the Freedom of Information Act 2000.", ("s30(1)",)),
        ("Those arrested under section 15 (meeting a child following sexual grooming) could be identified from what you ask for. Withheld - Section 40(2) of the FOI Act.", ("s40(2)",)),
        ("Disclosure in relation to s10, s12 and s14 of the SOA would reveal tactics. The information is exempt by virtue of S.31(1)(a)(b) FOIA.", ("s31(1)",)),
        ("Where the ‘child’ is an adult decoy the arrest is for an attempt under Section 1 of the Criminal Attempts Act 1981, and these are not coded separately. A manual review would go beyond the fees limit. Section 12(1) of the Freedom of Information Act 2000 applies and this question is refused.", ("s12(1)",)),
        ("This question, on arrests that include those for Section 14 SOA 2003, repeats one that we answered in December. Section 14(2) of the Freedom of Information Act (repeated requests) applies and we decline to answer it again.", ("s14(2)",)),
    ))  # fmt: skip


def d9_scotland(rng: Random, question: Question) -> Answer:
    kinds: tuple[tuple[str | list[str], str, tuple[str, ...], tuple[str, ...]], ...] = (
        ("Having considered this question, I estimate that it would cost well above the £600 threshold to process it. In terms of Section 16(4) of the Act this is a refusal notice, Section 12(1) - Excessive Cost of Compliance - having been applied.", "refused", ("s12(1)",), ()),
        ("There is no marker on our crime management systems for crimes of this type. I must therefore advise you, in terms of Section 17 of the Act, that Police Scotland does not hold the information requested.", "not_held", (), ("s17",)),
        ("Section 18(1) of the Act applies to this question. We neither confirm nor deny that the information exists or is held by us, as to reveal this would be contrary to the public interest.", "ncnd", ("s18(1)",), ()),
        ("The information is held, however it is exempt in terms of sections 34(1)(a)(i) and 35(1)(b) of the Freedom of Information (Scotland) Act 2002.", "refused", ("s34(1)", "s35(1)"), ()),
        ("The exemption that I consider to be applicable to the information is Section 38(1)(b) – Personal Information. It is withheld.", "refused", ("s38(1)",), ()),
        (["I am refusing to provide this information. The exemptions are:", "Section 35(1)(a)&(b) – Law Enforcement", "Section 39(1) – Health, Safety and the Environment"], "refused", ("s35(1)", "s39(1)"), ()),
        ("By virtue of section 17(1) of FOISA I give notice that no information is held in respect of this question.", "not_held", (), ("s17(1)", "s17")),
        ("Charges under section 34 of the Sexual Offences (Scotland) Act 2009 (communicating indecently with an older child) are not marked as online. To examine every report would exceed £600 and this question is refused in terms of section 12(1) of the Freedom of Information (Scotland) Act 2002.", "refused", ("s12(1)",), ()),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, status, cited, may = kinds[wording]
    lines = [text] if isinstance(text, str) else list(text)
    return Answer("D9s", wording, lines, [], [TrueOutcome(question.label, (status,), "D9s", cited, may)])


def d10(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D10", ("refused",), (
        ("This is withheld under s 24(1) and s 31(1)(a),(b) of the Act.", ("s24(1)", "s31(1)")),
        ("Information exempt - S. 38 (1) (a) and (b) Health and Safety.", ("s38(1)",)),
        (["The following exemptions have been applied and the information is not disclosed:", "Sec.30(1)(a)", "Sec.40(2)"], ("s30(1)", "s40(2)")),
        ("Section 40 (2) & (3A)(a) Personal Information applies and the information is withheld.", ("s40(2)",)),
        (["Section 31(1)(a)(b)(c)", "Law Enforcement", "The information is held and is exempt."], ("s31(1)",)),
        ("The force is withholding the information, relying on sections 30 and 31 FOIA.", ("s30", "s31")),
        ("Exemptions claimed: s.31(1)(a); s.38(1)(b); s.40(2). This information will not be released.", ("s31(1)", "s38(1)", "s40(2)")),
        ("This information is exempt from release (FOIA s.30(1)(a)(i)(ii) and (b)).", ("s30(1)",)),
        ("The information is exempt by virtue of Section 31, subsection (1)(a), of the Act.", ("s31(1)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d11(rng: Random, question: Question) -> Answer:
    sure = ("not_held",)
    wordings: tuple[tuple[list[str], tuple[str, ...]], ...] = (
        (["The force does not have a flag, marker or keyword which would allow this to be identified. No information held."], sure),
        (["This force holds no recorded information falling within this description."], sure),
        (["Under the Act we can only supply recorded information, and none is held in respect of this point."], sure),
        (["Section 1(1)(a) of the Act requires us to tell you whether we hold the information. In this case we do not."], sure),
        (["Data not held."], sure),
        (["Searches were made by our Child Protection and Cyber Crime teams, from which it has been established that this information is not held."], sure),
        (["Please be advised that there is no policing purpose for which the force would need to hold this, and accordingly it is not held."], sure),
        (["We have no information to provide for this question as it isn’t something that we record."], ("not_held", "no_answer")),
        (["There is no Home Office requirement to record this and we do not hold it."], sure),
        (["This information is not held by the Constabulary.", "You may wish to contact the Home Office, who may be able to assist."], sure),
        (["Not recorded"], ("not_held", "no_answer")),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, statuses = wordings[wording]
    return Answer("D11", wording, list(lines), [], [TrueOutcome(question.label, statuses, "D11")])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    return no_number(rng, question, "C", ("referred",), (
        ("The answer to this question can be found in the table attached at Appendix B.", ()),
        (f"Please open the enclosed document - FOI {number} Disclosure.pdf", ()),
        ("See separate attachment.", ()),
        (f"The relevant data has been provided in {number}_data.csv, which accompanies this letter.", ()),
        ("Please see the ‘Arrests’ tab of the attached workbook.", ()),
        (f"Document {number}-21 Q1.docx is attached and contains the response to this question.", ()),
        ("Response provided within the attached.", ()),
        ("The information can be found in the Excel spreadsheet sent with this letter.", ()),
    ))  # fmt: skip


def tail(rng: Random, force: str) -> str:
    """D6: behind answered questions, what else there may be is neither confirmed nor denied."""
    return rng.choice((
        f"In addition to the above, {force} will neither confirm nor deny that any other information is held, as the duty in Section 1(1)(a) of the Act does not apply by virtue of Section 23(5).",
        f"Please note that {force} can neither confirm nor deny whether it holds any further information in relation to covert activity: Sections 24(2), 30(3) and 31(3) apply.",
        "As regards any other information, the duty to confirm or deny does not apply, Section 31(3). This should not be taken as conclusive evidence that anything more does or doesn’t exist.",
        f"Additionally, {force} neither confirms nor denies holding any other information relevant to the request as a whole, s.23(5) FOIA.",
        "Any other information: neither confirmed nor denied (Section 23(5) Security Bodies; Section 30(3) Investigations).",
        f"Save for what has been provided above, {force} can neither confirm nor deny that it holds other information relevant to your request, by virtue of section 31(3) Law Enforcement.",
        "Finally, the Constabulary neither confirms nor denies that any additional information exists, as to do so would engage Section 24(2) National Security.",
        f"With the exception of the information disclosed above, {force} neither confirms nor denies whether it holds anything else within the terms of this request, pursuant to s23(5) and s31(3).",
    ))  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much, so nothing is answered."""
    records, minutes = rng.randint(520, 3100), rng.choice((3, 4, 5, 10))
    hours = records * minutes // 60
    wordings: tuple[tuple[list[str], str], ...] = (
        (["Unfortunately I am unable to supply any of the information requested, as it is not held in a format that allows its retrieval within the permitted 18 hours.", f"To establish a response at question {cause} alone would require {records:,} records to be manually reviewed.  At {minutes} minutes per record this would take over {hours} hours. Section 12(1) of the Freedom of Information Act therefore applies to your request in full."], "s12(1)"),
        ([f"The force is unable to answer your request. In order to determine a response to question {cause}, {records} investigations would each have to be read, and this has been estimated at {hours} hours.", "Where any one question would exceed the cost limit the entire request is exempt, and I am therefore refusing all of your questions under Section 12 of the Act."], "s12"),
        (["Full Refusal – Section 12(1) Exemption", f"Q{cause} cannot be reported on automatically. {records:,} custody records x {minutes} minutes = {hours} hours."], "s12(1)"),
        ([f"Our data are not organised in such a way as to allow us to answer your request within the appropriate (cost) limit of the Act. The reason is question {cause}, which would need {records} crime reports to be opened one at a time. Section 12 FOIA applies and no part of the request will be answered."], "s12"),
        (["I have today decided to refuse access to all the information sought, under the provisions of Section 12(1) of the Freedom of Information Act 2000.", f"My reasons: there is no code or marker from which to answer question {cause}, so that some {hours} hours would be spent in reviewing {records} records."], "s12(1)"),
        ([f"This request has been refused in its entirety. When a question takes a request over the limit (here question {cause}, with {records:,} logs to be read at {minutes} minutes each), the Act does not oblige us to answer the others. The exemption is s12(1)."], "s12(1)"),
        (["Please treat this as a Refusal Notice under Section 17(5) of the Act in respect of questions 1 to 4 inclusive. Section 12 is engaged on cost.", f"It would take approximately {hours} hours to deal with {cause} by itself."], "s12"),
        (["After careful consideration your request as a whole is refused.", f"S.12(1) FOIA - an authority need not comply if it estimates that the cost would exceed £450. {minutes} minutes are needed for each of the {records} reports that question {cause} covers, i.e. {hours} hours."], "s12(1)"),
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
