"""Answers without numbers (C, D1 to D14): pointers, refusals, neither confirmed nor denied, not held.

The sections are printed in the ways of D10. A refusal's arithmetic is never a figure.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer, count, exact
from benchmarks.accuracy.model import TrueOutcome
from benchmarks.accuracy.subject import Question


def _outcome(
    question: Question, status: str, form: str, *exemptions: str, may: tuple[str, ...] = (), is_optional: bool = False
) -> TrueOutcome:
    return TrueOutcome(question.label, (status,), form, exemptions, may, is_optional=is_optional)


def section(rng: Random, number: str, brackets: str = "") -> str:
    """One section as a letter prints it."""
    return rng.choice(
        (f"Section {number}{brackets}", f"section {number}{brackets}", f"s.{number}{brackets}", f"s{number}{brackets}",
         f"Section {number} {brackets}".strip(), f"Sec. {number}{brackets}")
    )  # fmt: skip


def d2(rng: Random, question: Question) -> Answer:
    records, minutes = rng.randint(400, 2400), rng.choice((4, 5, 10, 15))
    hours = records * minutes // 60
    cite = section(rng, "12", "(1)")
    wording = rng.randrange(6)
    text = (
        f"There are over {records} records x {minutes} minutes = over {hours} hours. This part is therefore refused under {cite} of the Freedom of Information Act 2000.",
        f"To answer this question {records:,} custody records would have to be read by hand. At {minutes} minutes each this would take {hours} hours, which exceeds the appropriate limit of 18 hours. {cite} of the Act applies.",
        f"The information is not held in a retrievable format. {records} crime records would need to be reviewed at an estimated {minutes} minutes per record, some {hours} hours of work. This question is refused by virtue of {cite} of the Freedom of Information Act.",
        f"Refused. A manual review of {records} logs at {minutes} minutes a log equates to {hours} hours; the cost limit is £450 and 18 hours ({cite} FOIA).",
        f"We estimate {records} records at {minutes} minutes each, in total {hours} hours. {cite} does not oblige a public authority to comply where the cost would exceed the appropriate limit, and this question is refused.",
        f"This would involve {records} records; {minutes} minutes x {records} = {hours} hours. Accordingly this part of your request is refused under {cite}, as it exceeds 18 hours.",
    )[wording]
    return Answer("D2", wording, [text], [], [_outcome(question, "refused", "D2", "s12(1)")])


def d3(rng: Random, question: Question) -> Answer:
    wording = rng.randrange(6)
    text, cited = (
        ("Refused in full, s12", "s12"), ("Refused - section 12", "s12"), ("Exempt: Section 40(2)", "s40(2)"),
        ("Refused in full under s31(1)", "s31(1)"), ("Refused, s.14(1)", "s14(1)"), ("Refused, S30", "s30"),
    )[wording]  # fmt: skip
    return Answer("D3", wording, [text], [], [_outcome(question, "refused", "D3", cited)])


def d4(rng: Random, question: Question) -> Answer:
    n = count(rng, question)
    wording = rng.randrange(6)
    lines = (
        ["This question is refused under section 12 of the Act on cost. However, as a gesture of goodwill and outside of the Act, the following can be provided.", f"{n} {question.noun}"],
        [f"Section 12 applies to this part of your request. Nevertheless, by way of goodwill, we are able to tell you that there were {n} {question.noun} in 2019/20."],
        ["Refused under s12. Outside of the Act, and to assist you, we can say:", f"{n} {question.noun}"],
        [f"To answer in full would exceed the cost limit and section 12 is engaged. As a goodwill gesture we can confirm {n} {question.noun}."],
        ["Exempt by virtue of Section 12 of the Freedom of Information Act 2000 (cost). In the spirit of the Act we provide the figure that was retrieved before the limit was reached.", f"{n} {question.noun}"],
        [f"Although section 12 exempts us from answering, we have on this occasion, as a gesture of goodwill, supplied a figure: {n} {question.noun}."],
    )[wording]  # fmt: skip
    return Answer(
        "D4", wording, list(lines), [exact(question, "D4", n)], [_outcome(question, "partly_answered", "D4", "s12")]
    )


def d5(rng: Random, question: Question) -> Answer:
    wording = rng.randrange(6)
    force = "The force"
    text, cited = (
        (f"{force} can neither confirm nor deny that it holds this information by virtue of Section 31(3) of the Freedom of Information Act 2000.", ("s31(3)",)),
        (f"{force} neither confirms nor denies that it holds the information requested, as the duty in Section 1(1)(a) of the Act does not apply by virtue of Sections 23(5) and 31(3).", ("s23(5)", "s31(3)")),
        ("We can neither confirm nor deny whether information is held for this question. The exemptions are Section 23(5) Information supplied by, or concerning, certain security bodies, Section 30(3) Investigations and Section 31(3) Law enforcement.", ("s23(5)", "s30(3)", "s31(3)")),
        (f"{force} will neither confirm nor deny that information is held: s.40(5B).", ("s40(5B)",)),
        ("Neither confirmed nor denied, section 30(3).", ("s30(3)",)),
        ("In relation to this question we neither confirm nor deny that any information is held, pursuant to section 31 (3) and section 38 (2).", ("s31(3)", "s38(2)")),
    )[wording]  # fmt: skip
    return Answer("D5", wording, [text], [], [_outcome(question, "ncnd", "D5", *cited)])


def d7(rng: Random, question: Question) -> Answer:
    wording = rng.randrange(6)
    text, cited = (
        ("This information is held but is exempt from disclosure under Section 31(1)(a)(b) Law Enforcement.", ("s31(1)",)),
        ("The information is held and is exempt by virtue of Section 30(1) of the Act, as it was gathered for an investigation.", ("s30(1)",)),
        ("We hold the information but it is withheld under section 40(2), personal information, and section 31(1).", ("s40(2)", "s31(1)")),
        ("The force holds this information. It is exempt under Section 38(1) Health and Safety.", ("s38(1)",)),
        ("Exempt. Section 40(2)(a)(b) by virtue of Section 40(3)(A)(a) Personal Information.", ("s40(2)",)),
        ("The requested information is being withheld pursuant to section 31(1)(a) and (b) of the Freedom of Information Act 2000.", ("s31(1)",)),
    )[wording]  # fmt: skip
    may = ("s40(3)", "s40(3A)", "s40(3)(A)") if wording == 4 else ()
    return Answer("D7", wording, [text], [], [_outcome(question, "refused", "D7", *cited, may=may)])


def d8(rng: Random, question: Question) -> Answer:
    """A refusal whose letter also cites the Act's duties, which are no exemptions."""
    wording = rng.randrange(6)
    text, cited = (
        ("Section 1(1)(a) and (b) of the Act places two duties on public authorities. The duty at section 1(1)(b) does not apply here as the information is exempt by virtue of Section 40(2).", ("s40(2)",)),
        ("In accordance with Section 17(1) of the Act this represents a refusal notice for this part of your request. The exemption is Section 31(1).", ("s31(1)",)),
        ("Under section 16 of the Act we are to advise and assist you; this question however is refused under section 12(1), as it would exceed the time limit of 18 hours.", ("s12(1)",)),
        ("Pursuant to s17(1) FOIA this is a refusal notice. The information is held and exempt under s.30(1).", ("s30(1)",)),
        ("Section 10 of the Act allows 20 working days for a reply. The information at this point is exempt by virtue of section 21 as it is reasonably accessible by other means.", ("s21",)),
        ("This letter serves as a refusal notice under section 17 of the Act. Section 22 (information intended for future publication) applies to this question. You may complain under section 50.", ("s22",)),
    )[wording]  # fmt: skip
    return Answer("D8", wording, [text], [], [_outcome(question, "refused", "D8", *cited)])


def d9(rng: Random, question: Question) -> Answer:
    """Sections of the offence's Act and of the information law in one answer."""
    wording = rng.randrange(6)
    text, cited = (
        ("Offences under sections 12, 14 and 15 of the Sexual Offences Act 2003 cannot be separated without a manual search. Section 12 of the Freedom of Information Act 2000 is engaged and this question is refused.", "s12"),
        ("Section 14 SOA 2003 offences are held on paper only. We refuse this question under s12 of the FOI Act as it would exceed the cost limit.", "s12"),
        ("To look for s.15 and s.15A Sexual Offences Act 2003 arrests would go beyond 18 hours. Refused under s.12(1) FOIA.", "s12(1)"),
        ("The sections you cite (8, 10, 12, 14 and 15 of SOA 2003) are not all flagged. Section 12(1) of the Freedom of Information Act applies to this part.", "s12(1)"),
        ("Details of arrests for section 127 of the Communications Act 2003 and section 12 SOA 2003 are exempt under Section 40(2) of the Freedom of Information Act 2000.", "s40(2)"),
        ("Information on offences contrary to section 14 of the 2003 Act is withheld; the exemption is section 31(1) of the Freedom of Information Act 2000.", "s31(1)"),
    )[wording]  # fmt: skip
    return Answer("D9", wording, [text], [], [_outcome(question, "refused", "D9", cited)])


def d9_scotland(rng: Random, question: Question) -> Answer:
    """The Scottish Act numbers its sections otherwise: 12 cost, 17 not held, 18 neither confirmed nor denied."""
    wording = rng.randrange(6)
    text, status, cited = (
        ("In terms of Section 17 of the Freedom of Information (Scotland) Act 2002, this represents a notice that the information you seek is not held by Police Scotland.", "not_held", ("s17",)),
        ("The cost of answering this question would exceed £600. Section 12(1) of the Act applies and it is refused.", "refused", ("s12(1)",)),
        ("In terms of section 18 of the Act I can neither confirm nor deny that this information is held.", "ncnd", ("s18",)),
        ("This information is held but is exempt in terms of Section 34(1)(b) Investigations and Section 35(1)(a) and (b) Law Enforcement.", "refused", ("s34(1)", "s35(1)")),
        ("Exempt: section 38(1)(b) - personal information.", "refused", ("s38(1)",)),
        ("Section 17 of FOISA applies - information not held.", "not_held", ("s17",)),
    )[wording]  # fmt: skip
    if status == "not_held":  # its section is a notice and no exemption: both readings are right
        return Answer("D9s", wording, [text], [], [_outcome(question, status, "D9s", may=cited)])
    return Answer("D9s", wording, [text], [], [_outcome(question, status, "D9s", *cited)])


def d10(rng: Random, question: Question) -> Answer:
    """The spellings of sections: brackets apart, two in one word, a list with titles."""
    wording = rng.randrange(8)
    text, cited = (
        ("The information is exempt: Section 31 (1) (a) Law Enforcement.", ("s31(1)",)),
        ("The exemptions applied are Sections 30(1) and 31(1) of the Freedom of Information Act 2000.", ("s30(1)", "s31(1)")),
        ("Withheld under s.40(2) & s.38(1).", ("s40(2)", "s38(1)")),
        ("The following exemptions apply: Section 40(2) - Personal Information; Section 31(1)(a)(b) - Law Enforcement", ("s40(2)", "s31(1)")),
        ("Held and exempt by virtue of S31(1)(a)&(b).", ("s31(1)",)),
        ("This information is withheld. FOIA s 30(1)(a).", ("s30(1)",)),
        ("Exempt from disclosure under sections 31(1)(a), 38(1)(b) and 40(2).", ("s31(1)", "s38(1)", "s40(2)")),
        ("The force holds this information, which is exempt by virtue of Section 40 (2) (a) (b) Personal Information.", ("s40(2)",)),
    )[wording]  # fmt: skip
    return Answer("D10", wording, [text], [], [_outcome(question, "refused", "D10", *cited)])


def d11(rng: Random, question: Question) -> Answer:
    wording = rng.randrange(6)
    text, status = (
        ("This information is not centrally recorded.", "not_held"),
        ("Information not held. There is no marker on the system to identify decoys.", "not_held"),
        ("The force does not hold this information.", "not_held"),
        ("No information held.", "not_held"),
        ("We do not record this, so no information is held.", "not_held"),
        ("Not held - our system has no flag for this.", "not_held"),
    )[wording]
    statuses = (
        (status, "no_answer") if wording == 0 else (status,)
    )  # it gives no answer, and says not that none is held
    return Answer("D11", wording, [text], [], [TrueOutcome(question.label, statuses, "D11")])


def pointer(rng: Random, question: Question) -> Answer:
    number = rng.randint(10234, 99870)
    wording = rng.randrange(6)
    text = (
        f"Please see attached {number}.pdf",
        "Please see the data provided within the attached spreadsheet.",
        f"See attached document FOI {number} Appendix A.xlsx",
        "Please refer to the attached PDF.",
        "The information is provided in the attachment to this letter.",
        f"Please find attached a spreadsheet ({number}/21 data.xlsx) which answers this question.",
    )[wording]
    return Answer("C", wording, [text], [], [_outcome(question, "referred", "C")])


FORMS: dict[str, Callable[[Random, Question], Answer]] = {
    "D2": d2, "D3": d3, "D4": d4, "D5": d5, "D7": d7, "D8": d8, "D9": d9, "D9s": d9_scotland, "D10": d10, "D11": d11, "C": pointer,
}  # fmt: skip


def whole_refusal(rng: Random, cause: str) -> tuple[int, list[str], tuple[str, ...]]:
    """D1: one part costs too much and the whole request is refused. The wording, its lines and the sections."""
    records, minutes = rng.randint(500, 3000), rng.choice((5, 10, 15))
    hours = records * minutes // 60
    wording = rng.randrange(6)
    lines = (
        [f"Question {cause} would mean opening {records:,} custody records at {minutes} minutes each, which is {hours} hours. Your request is therefore refused in full under Section 12(1) of the Freedom of Information Act 2000."],
        [f"In order to answer question {cause} each of {records} crime reports would have to be read. At {minutes} minutes for each this would take in excess of {hours} hours.", "Section 12 of the Act states that where one part of a request exceeds the cost limit the whole request may be refused. Your request is refused under section 12."],
        [f"Unfortunately the information for question {cause} is not held in an easily retrievable form. It would take {hours} hours to look through {records} records.", "As one part of your request exceeds the appropriate limit, we are refusing the whole of your request under s.12(1)."],
        ["Your request has been considered and I am not obliged to supply the information you have requested. Section 12(1) of the Freedom of Information Act 2000 applies, as the cost of compliance would exceed the appropriate level.", f"By way of explanation: {records} records x {minutes} minutes = {hours} hours."],
        ["Having considered your request I regret that it is refused under Section 12 (1) of the Act, because to comply would exceed 18 hours.", f"Question {cause} alone would need {records} occurrences to be reviewed manually."],
        ["The whole of your request is refused. Section 12(1) FOIA: the cost of answering would exceed the appropriate limit of £450, equal to 18 hours at £25 an hour.", f"It is question {cause} that takes the request over the limit: {records} records at {minutes} minutes."],
    )[wording]  # fmt: skip
    return wording, lines, ("s12",) if wording == 1 else ("s12(1)",)
