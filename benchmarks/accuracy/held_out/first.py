"""The second set: wordings written without sight of the readers, reported apart (`--held-out`).

`apply` puts them in place of the first set's for this process, and only forms that have some here are made. What a
letter may bring beside its form (the breakdown by offence, names of groups) is still the first set's, under its own form.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, bounds, count, exact, in_words, printed
from benchmarks.accuracy.held_out.first_tables import TABLES
from benchmarks.accuracy.held_out.frame import HeldOut, no_number, says
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question


def a1(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    value, nouns = printed(n), question.noun
    wordings = (
        f"— {value}", f"–{value}", f"- {value} in total", f"= {value} {nouns}", f"{value} {nouns}", f"Total - {value}",
        f"- Total: {value}", f"– {value}.", f"Number of {nouns} = {value}", f":- {value}",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A1", question, wording, wordings[wording], [exact(question, "A1", n)], after_label=True)


def a4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings = (
        f"During the 12 months to 31 March 2020, officers carried out {value} {nouns} of this nature.",
        f"{value} is the number of {nouns} recorded for the 2019-20 financial year.",
        f"A search of the Athena custody module covering 01.04.2019 to 31.03.2020 identified {value} {nouns}.",
        f"According to our custody records, the figure for April 2019 - March 2020 inclusive is {value}.",
        f"We can advise that {value} {nouns} fell within the scope of this question.",
        f"The number of {nouns} made was {value}.",
        f"For the financial year ending 31st March 2020, this Constabulary recorded {value} {nouns}.",
        f"The Force Intelligence Bureau has advised that {value} {nouns} took place within the timeframe specified.",
        f"In answer to your question, {value} {nouns} have been identified from our Niche RMS database.",
        f"Following a search of force systems I can advise you that there have been {value} {nouns}.",
    )
    wording = rng.randrange(len(wordings))
    return says("A4", question, wording, wordings[wording], [exact(question, "A4", n)])


def a5(rng: Random, question: Question) -> Answer:
    n = rng.choice((rng.randint(2, 20), rng.randint(21, 99), rng.randint(101, 180)))
    nouns, word = question.noun, in_words(n)
    wordings = (
        f"We recorded {word} {nouns} between 1 April 2019 and 31 March 2020.",
        f"{word.capitalize()} {nouns} meet the criteria you have set out.",
        f"The total for 2019/20 was {word}.",
        f"{word.capitalize()} in total.",
        f"There have been {word} ({n}) {nouns}.",
        f"Over the twelve months in question officers made {word} {nouns}.",
        f"{word.upper()}",
        f"I can advise that {word} {nouns} were made.",
    )
    wording = rng.randrange(len(wordings))
    return says("A5", question, wording, wordings[wording], [exact(question, "A5", n)])


def a6(rng: Random, question: Question) -> Answer:
    nouns = question.noun
    wordings = (
        f"There are no {nouns} to report.", f"0 {nouns}", f"No {nouns} of this nature were made between 1st April 2019 and 31st March 2020.",
        f"We did not make any {nouns} of this kind during 2019/20.", "None were identified.", f"Nil {nouns} recorded.",
        "The total is zero.", f"There was not one {question.one} of this type in the period.", "NIL", "Zero (0)",
        f"No such {nouns} have been made.", "A nil result was returned for this question.", "None for this timeframe.",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A6", question, wording, wordings[wording], [exact(question, "A6", 0)])


def a7(rng: Random, question: Question) -> Answer:
    start = rng.randint(2014, 2016)
    wording = rng.randrange(9)
    lines, figures = [], []
    for year in range(start, start + rng.randint(3, 5)):
        n = count(rng, question)
        value, two = printed(n), f"{(year + 1) % 100:02}"
        text, is_financial = (
            (f"Apr {year} - Mar {year + 1}: {value}", True),
            (f"1 April {year} to 31 March {year + 1}: {value}", True),
            (f"{year}-{year + 1}: {value}", True),
            (f"F/Y {year}-{two} - {value}", True),
            (f"Year ending March {year + 1} = {value}", True),
            (f"In {year}/{two} we made {value} {question.noun}", True),
            (f"Calendar year {year}: {value}", False),
            (f"Financial year {year}/{two} – {value} {question.noun}", True),
            (f"{year}/{two}     {value}", True),
        )[wording]
        lines.append(text)
        figures.append(exact(question, "A7", n, period=f"{year}/{two}" if is_financial else str(year)))
    return says("A7", question, wording, lines, figures, below_question=True)


def a9(rng: Random, question: Question) -> Answer:
    n, m = max(2, count(rng, question)), max(2, count(rng, question))
    first, second, nouns = printed(n), printed(m), question.noun
    text, periods = (
        (f"{first} [2014/15], {second} [2015/16]", ("2014/15", "2015/16")),
        (f"{first} {nouns} during 2017/18 and {second} during 2018/19.", ("2017/18", "2018/19")),
        (f"{first} for 2017-18, {second} for 2018-19", ("2017/18", "2018/19")),
        (f"{first} (FY 17/18); {second} (FY 18/19)", ("2017/18", "2018/19")),
        (f"We recorded {first} (2016/17) and {second} (2017/18) {nouns}.", ("2016/17", "2017/18")),
        (f"{first} {nouns} (April 2017 – March 2018) and {second} {nouns} (April 2018 – March 2019)", ("2017/18", "2018/19")),
        (f"{first} (16/17), {second} (17/18)", ("2016/17", "2017/18")),
        (f"{first} {nouns} were made in 2018/19 and a further {second} in 2019/20.", ("2018/19", "2019/20")),
    )[wording := rng.randrange(8)]  # fmt: skip
    figures = [exact(question, "A9", n, period=periods[0]), exact(question, "A9", m, period=periods[1])]
    return says("A9", question, wording, text, figures)


def a10(rng: Random, question: Question) -> Answer:
    whole = rng.randint(40, 190)
    part = rng.randint(3, whole - 1)
    nouns = question.noun
    wordings = (
        f"Of the {whole} {nouns} made, {part} fall within this description.",
        f"{part} (out of {whole})",
        f"{part} from a total of {whole} {nouns}",
        f"From a total of {whole} {nouns}, {part} met this criterion.",
        f"{part} {nouns}, out of {whole} overall",
        f"{whole} {nouns}, of which {part} were relevant to this question.",
        f"Out of {whole} {nouns}, {part}.",
    )
    wording = rng.randrange(len(wordings))
    whole_figure = TrueFigure(
        "arrests_online_cso", "arrests", question.offence, question.period, whole, whole, whole, question.label, "A10",
        is_optional=True,
    )  # fmt: skip
    return says("A10", question, wording, wordings[wording], [exact(question, "A10", part), whole_figure])


def a11(rng: Random, question: Question) -> Answer:
    n = rng.randint(5, 60)
    nouns = question.noun
    kinds: tuple[tuple[str, float | None, float | None], ...] = (
        ("Less than five", 0, 4), ("<10", 0, 9), ("≤5", 0, 5), ("5 or less", 0, 5), (f"Between 1 and 4 {nouns}", 1, 4),
        (f"A minimum of {n} {nouns}", n, None), (f"Over {n}", n + 1, None), (f"Not more than {n} {nouns}", 0, n),
        (f"{n} or more", n, None), (f"At most {n}", 0, n), (f"No fewer than {n} {nouns}", n, None),
        ("Fewer than 10 (low numbers are not shown)", 0, 9), (f"There were fewer than ten {nouns}.", 0, 9), (">20", 21, None),
        ("1-4", 1, 4), (f"There were over {n} {nouns} in 2019/20.", n + 1, None),
    )  # fmt: skip
    wording = rng.randrange(len(kinds))
    text, low, high = kinds[wording]
    return says("A11", question, wording, text, [bounds(question, "A11", low, high)])


def a11_about(rng: Random, question: Question) -> Answer:
    n = rng.randint(20, 400)
    wordings = (
        f"Approx. {n} {question.noun}", f"An estimated {n} {question.noun}", f"c. {n}", f"{n} (approximately)",
        f"In the order of {n}", f"Some {n} or so {question.noun}", f"~{n}",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A11", question, 20 + wording, wordings[wording], [bounds(question, "A11", None, None)])


def a13(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    kinds: tuple[tuple[list[str], str], ...] = (
        ([f"We arrested {n} people in 2019/20."], "people"),
        ([f"{n} people arrested"], "people"),
        ([f"A total of {n} individuals were arrested between 01/04/2019 and 31/03/2020."], "people"),
        ([f"{n} suspects arrested, some of them more than once"], "people"),
        ([f"{n}", "N.B. This is the number of people and not the number of arrests."], "people"),
        ([f"{n} detained persons"], "people"),
        ([f"{n} charges were brought."], "charges"),
        ([f"{n} offences"], "offences"),
        ([f"{n} custody records were created."], "custody records"),
    )
    wording = rng.randrange(len(kinds))
    lines, unit = kinds[wording]
    is_plain = wording < 2
    figure = exact(question, "A13", n, unit=unit, is_optional=not is_plain)
    return says("A13", question, wording, lines, [figure], is_optional=not is_plain)


def a15(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wordings = (
        f"{value} in total", f"Total = {value}", f"Total {nouns}: {value}.", f"{value} {nouns} in total.", f"{value} ",
        f"Figure: {value}", f"{value} {nouns} recorded", f"Total of {value}.", f"Number of {nouns}: {value}",
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    return says("A15", question, wording, wordings[wording], [exact(question, "A15", n)], below_question=True)


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(420, 2600), rng.choice((3, 5, 10, 20))
    hours = records * minutes // 60
    return no_number(rng, question, "D2", ("refused",), (
        (f"There are {records:,} custody records in scope. If it took {minutes} minutes to examine each one this would equate to approximately {hours} hours, and this question is exempt on cost under Section 12(1) of the Act.", ("s12(1)",)),
        (f"An officer would have to go into {records} investigations individually. Allowing {minutes} mins per investigation = {hours} hrs. This exceeds 18 hours and s12 FOIA applies to this question.", ("s12",)),
        (f"To locate, retrieve and extract this data from {records} records, at a conservative {minutes} minutes apiece, would take {hours} hours. We are therefore declining to answer this part by virtue of S.12(1).", ("s12(1)",)),
        (f"Section 12(1) – cost. {records} x {minutes} minutes = {hours} hours. This part is refused.", ("s12(1)",)),
        (f"Unfortunately this cannot be answered within the fees limit. A sample showed {minutes} minutes for each of {records:,} occurrence logs, a total of {hours} hours; Section 12 of the Freedom of Information Act 2000 is engaged and the question is refused.", ("s12",)),
        (f"Refused by virtue of section 12 (1): {records} entries would need a manual trawl taking {minutes} minutes each ({hours} hours).", ("s12(1)",)),
    ))  # fmt: skip


def d3(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D3", ("refused",), (
        ("Refused under S.12 (cost)", ("s12",)), ("REFUSED IN FULL – SECTION 12(1)", ("s12(1)",)),
        ("Section 31 - exempt", ("s31",)), ("Exemption applied: s.38(1)", ("s38(1)",)), ("Exempt, s40(2)", ("s40(2)",)),
        ("Withheld – Section 30(1)(a)", ("s30(1)",)), ("S14(1) refusal", ("s14(1)",)), ("Refused: FOIA s.40", ("s40",)),
    ))  # fmt: skip


def d4(rng: Random, question: Question) -> Answer:
    n = max(2, count(rng, question))
    value, nouns = printed(n), question.noun
    wording = rng.randrange(6)
    lines, cited = (
        (["This part of the request is exempt on cost under Section 12(1).", "Outside of the Act and as a courtesy, please find the information we had already located:", f"{value} {nouns}"], "s12(1)"),
        ([f"Although excess cost removes the force's obligations under the Act (s12), as a gesture of goodwill we have supplied what was retrieved: {value} {nouns}."], "s12"),
        (["Section 12(1) FOIA is engaged for this question.", f"In a spirit of helpfulness, we can say that {value} {nouns} were identified."], "s12(1)"),
        ([f"A full answer is refused under section 12. We can, however, provide voluntarily the number held centrally, which is {value}."], "s12"),
        ([f"S.12 applies to this question, which would take more than 18 hours to answer. On a discretionary basis: {value} {nouns} in 2019/20."], "s12"),
        (["The cost limit prevents us from answering this question in its entirety (section 12(1)). This notwithstanding, data obtained before it became clear that the limit would be exceeded follows.", f"{value} {nouns}"], "s12(1)"),
    )[wording]  # fmt: skip
    outcome = TrueOutcome(question.label, ("partly_answered",), "D4", (cited,))
    return Answer("D4", wording, list(lines), [exact(question, "D4", n)], [outcome])


def d5(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D5", ("ncnd",), (
        ("The Constabulary can neither confirm nor deny holding information relevant to this question, as the duty in s1(1)(a) does not apply by virtue of Section 30(3) and Section 31(3).", ("s30(3)", "s31(3)")),
        ("The force neither confirms nor denies the existence of any information that would meet this part, citing Section 40(5B)(a)(i).", ("s40(5B)",)),
        ("NCND - Section 31(3)", ("s31(3)",)),
        ("By virtue of s.23(5), s.24(2) and s.31(3) of FOIA, we are neither confirming nor denying that the requested information is held.", ("s23(5)", "s24(2)", "s31(3)")),
        ("The Chief Constable neither confirms nor denies that any relevant information is held.", ()),
        ("In respect of this question the duty to confirm or deny is disapplied. The exemption relied upon is section 31(3) (law enforcement).", ("s31(3)",)),
        (["This force can neither confirm or deny whether it holds any information, as the following exemptions apply:", "Section 23(5) – Information relating to security bodies", "Section 31(3) – Law Enforcement"], ("s23(5)", "s31(3)")),
        ("It is neither confirmed nor denied that this is held (Section 38(2) Health & Safety).", ("s38(2)",)),
    ))  # fmt: skip


def d7(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D7", ("refused",), (
        (["Information is held; however it will not be disclosed, as the following exemptions are engaged:", "Section 31(1)(a)(b) – Law Enforcement", "Section 38(1)(a) – Health and Safety"], ("s31(1)", "s38(1)")),
        ("We can confirm that we hold this data, but decline to release it under Section 40(2) Personal Information.", ("s40(2)",)),
        ("Exempt from release by virtue of S30(1)(a)(i), Investigations and Proceedings.", ("s30(1)",)),
        ("I have today decided not to disclose the located information, as I believe that section 31(1)(a) applies.", ("s31(1)",)),
        ("The relevant information, although held, has been withheld in its entirety: Section 24(1) National Security.", ("s24(1)",)),
        ("Whilst information is held, to release it would be likely to endanger individuals. Section 38 (1) (a) & (b) is therefore engaged and the information is exempt.", ("s38(1)",)),
        (["Held but exempt.", "Section 40(2) – Personal Information", "Section 30(1) – Investigations"], ("s40(2)", "s30(1)")),
    ))  # fmt: skip


def d8(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D8", ("refused",), (
        ("Section 17 of the Freedom of Information Act 2000 requires us, when refusing information, to state the exemption relied upon. This question is refused and the exemption is section 40(2).", ("s40(2)",)),
        ("Section 1 of the Act creates a right of access, subject to exemptions. In this instance the information is held and s31(1) is engaged, so it will not be provided.", ("s31(1)",)),
        ("Our duty to advise and assist (s.16) has been considered. This question is nonetheless refused by virtue of s.12(1), cost.", ("s12(1)",)),
        ("This serves as a Refusal Notice for this question under s.17(1)(a), (b) and (c). The information is exempt by virtue of Section 30(1)(a).", ("s30(1)",)),
        ("The Act gives us 20 working days (section 10(1)). We have now concluded that the information is held and is exempt under Section 38(1).", ("s38(1)",)),
        ("Under Section 17(5) FOIA, this is notice that the question is refused as section 12 applies. Section 50 of the Act gives you a right to complain.", ("s12",)),
    ))  # fmt: skip


def d9(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D9", ("refused",), (
        ("Arrests under s.12, s.14 and s.15 of the Sexual Offences Act are recorded in free text. To read them all would breach the fees limit, so section 12(1) FOIA 2000 applies and the question is refused.", ("s12(1)",)),
        ("Whether an offence contrary to Section 14 of the Sexual Offences Act 2003 was committed online is only known from its file. This question is refused on cost under Section 12 of the Freedom of Information Act.", ("s12",)),
        ("The information on sections 8 to 15A SOA 2003 is held but exempt by virtue of Section 30(1)(a) FOIA.", ("s30(1)",)),
        ("s.1 Protection of Children Act 1978 and s.12 Sexual Offences Act 2003 matters: withheld, s.31(1) Freedom of Information Act 2000.", ("s31(1)",)),
        ("Refused under FOIA s.14(1); the Sexual Offences Act 2003, ss. 9, 10 and 12, was not searched.", ("s14(1)",)),
        ("You asked about Section 12 SOA 2003. The details are personal information, exempt under Section 40(2) FOIA.", ("s40(2)",)),
    ))  # fmt: skip


def d10(rng: Random, question: Question) -> Answer:
    return no_number(rng, question, "D10", ("refused",), (
        (["The information is held but exempt under:", "Section 31(1)", "Law Enforcement"], ("s31(1)",)),
        ("Withheld: Section 40 subsection (2).", ("s40(2)",)),
        ("This is exempt under Ss. 30(1) & 38(1) FOIA.", ("s30(1)", "s38(1)")),
        ("S40(2) / S31(1) of the Freedom of Information Act 2000 apply, and the information is exempt.", ("s40(2)", "s31(1)")),
        ("The force relies on Sections 24(1), 31(1)(a)(b) & 38(1)(b) to withhold this information.", ("s24(1)", "s31(1)", "s38(1)")),
        ("Information held and exempt, Section 31 (1)(a) to (c).", ("s31(1)",)),
        ("The information is exempt - FOIA 2000, s. 30 (1) (a) (i).", ("s30(1)",)),
        ("Section 40(2)(a)(b) by virtue of Section 40(3A)(a) – Personal Information. This is withheld.", ("s40(2)",)),
    ), may=("s40(3A)",))  # fmt: skip


def d11(rng: Random, question: Question) -> Answer:
    sure = ("not_held",)
    wordings: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("There is no recorded information held in respect of this question.", sure),
        ("The Constabulary does not capture this data, therefore no information is held.", sure),
        ("Information Not Held", sure),
        ("Following enquiries I can confirm that the information you seek is not held by this force.", sure),
        ("Nothing held - officers are under no obligation to log this.", sure),
        ("There is no business need for us to keep this data and as a result it is not held.", sure),
        ("This detail is not captured in a searchable field.", ("not_held", "no_answer")),
        ("We hold no information on this.", sure),
    )
    wording = rng.randrange(len(wordings))
    text, statuses = wordings[wording]
    return Answer("D11", wording, [text], [], [TrueOutcome(question.label, statuses, "D11")])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    return no_number(rng, question, "C", ("referred",), (
        (f"The data is contained in the accompanying file {number}_Response.xlsx", ()),
        ("I attach a spreadsheet which contains the information requested.", ()),
        ("Please refer to Annex A, enclosed.", ()),
        (f"See attachment '{number} - Q1.pdf'.", ()),
        ("Your attention is drawn to the attached document.", ()),
        (f"Answer supplied separately - see {number} Appendix 1.docx attached", ()),
    ))  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much, so nothing is answered."""
    records, minutes = rng.randint(520, 3100), rng.choice((3, 5, 10))
    hours = records * minutes // 60
    wordings: tuple[tuple[list[str], str], ...] = (
        (["I regret that the Constabulary is not able to comply with your request, as the cost of doing so is above the appropriate limit. Section 12(1) of the Act therefore applies to the request as a whole.", f"By way of explanation, question {cause} needs a manual check of {records:,} records, which at {minutes} minutes a record would take {hours} hours."], "s12(1)"),
        ([f"Please be advised that to answer question {cause} would exceed the fees limit: {records} custody logs x {minutes} mins = {hours} hours.", "When one element of a request exceeds the limit, Section 12 exempts the force from answering any of it. Your request in its entirety is refused."], "s12"),
        (["DECISION: Refused in full under s.12(1) FOIA.", f"REASON: there is no automated way to answer Q{cause}, and {records} files would need to be opened ({hours} hours)."], "s12(1)"),
        ([f"Your entire request is exempt by virtue of Section 12 (1), excess cost. {records} crimes would need to be examined to respond to part {cause}, and we estimate {minutes} minutes for each."], "s12(1)"),
        (["Pursuant to Section 17(5) of the Act this letter acts as a refusal notice for your whole request, as Section 12(1) applies.", f"The information at question {cause} isn't searchable; a trawl of {records:,} incidents at {minutes} minutes would amount to {hours} hours."], "s12(1)"),
        ([f"We have estimated that it would take {hours} hours to comply with point {cause} of your request. As the costs are aggregated, s12 FOIA is engaged for all of your questions and we will not be providing a response to any of them."], "s12"),
    )  # fmt: skip
    wording = rng.randrange(len(wordings))
    lines, cited = wordings[wording]
    return wording, list(lines), (cited,)


ANSWERS: dict[str, Callable[[Random, Question], Answer]] = {
    "A1": a1, "A4": a4, "A5": a5, "A6": a6, "A7": a7, "A9": a9, "A10": a10, "A11": a11, "A11~": a11_about, "A13": a13,
    "A15": a15,
}  # fmt: skip
REFUSALS: dict[str, Callable[[Random, Question], Answer]] = {
    "D2": d2, "D3": d3, "D4": d4, "D5": d5, "D7": d7, "D8": d8, "D9": d9, "D10": d10, "D11": d11, "C": pointer,
}  # fmt: skip
SET = HeldOut(ANSWERS, REFUSALS, TABLES, whole_refusal)
