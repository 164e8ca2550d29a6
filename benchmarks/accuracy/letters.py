"""A letter or a thread with its answers: which questions, which forms, what stands around them, and the truth of it."""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from datetime import timedelta
from random import Random

from benchmarks.accuracy import around, other_tables, refusals
from benchmarks.accuracy.answers import FORMS as ANSWERS
from benchmarks.accuracy.answers import Answer, group_names, offence_list
from benchmarks.accuracy.layouts import Asked, lay_out
from benchmarks.accuracy.model import Message, Paper, Paragraph, TrueOutcome
from benchmarks.accuracy.subject import GROOMING, GROOMING_QUESTIONS, Force, Question, person

WITH_TABLES = ("docx", "doc", "pdf-reportlab", "pdf-office", "pdf-chromium", "html-attach", "html-log", "html-wdtk")
COUNTED = ("1a", "1c", "2", "3")
PLAIN = ["A4", "A5", "A6", "A15", "D5", "D7", "D11"]  # what stands beside the form that a letter is about
NAMED_REFUSALS = ("D3", "D5", "D7", "D11")


def answer_for(rng: Random, question: Question, form: str) -> Answer:
    """An answer of the form where the question can have it, else one of the usual ones."""
    if question.label == "4":
        kind = rng.choice(("names", *NAMED_REFUSALS))
        return group_names(rng, question) if kind == "names" else refusals.FORMS[kind](rng, question)
    if question.label == "1b":
        kind = rng.choice(("list", "list", "table", "refused"))
        if kind == "refused":
            return refusals.FORMS[rng.choice(("D2", "D7", "C"))](rng, question)
        return offence_list(rng, question) if kind == "list" else breakdown(rng, question)
    if form in ANSWERS:
        return ANSWERS[form](rng, question)
    return refusals.FORMS[form](rng, question)


def breakdown(rng: Random, question: Question) -> Answer:
    """The breakdown by offence as a table of two columns."""
    made = other_tables.grooming_breakdown(rng)
    outcome = TrueOutcome(question.label, ("answered", "partly_answered"), "B-1b")
    line = rng.choice(("Please see the table below.", "Please see below.", "The breakdown is as follows:"))
    return Answer("B-1b", int(made.wording), [line], made.figures, [outcome], False, True, [made.table])


def asked_and_answered(rng: Random, form: str) -> list[Asked]:
    """Two to six questions in their order; those that ask for a count take the form, or a plain one beside it."""
    form = "A4" if form == "D6" else form  # its tail stands behind answers like any others
    chosen = set(rng.sample(COUNTED, rng.randint(2, 4)))
    for label, share in (("1b", 0.35), ("4", 0.35)):
        if rng.random() < share and form != "D9s":
            chosen.add(label)
    plain = ["A1"] if form == "A1" else [one for one in PLAIN if form != "D9s" or one.startswith("A")]
    asked = []
    for question in GROOMING_QUESTIONS:
        if question.label not in chosen:
            continue
        own = form if question.label in COUNTED and rng.random() < 0.6 else rng.choice(plain)
        asked.append((question, rng.choice(question.wordings), answer_for(rng, question, own)))
    if not any(a.form.startswith(form.rstrip("~")) for _, _, a in asked):
        spot = next(i for i, (q, _, _) in enumerate(asked) if q.label in COUNTED)
        question, words, _ = asked[spot]
        asked[spot] = (question, words, answer_for(rng, question, form))
    if form == "A1":  # what stands behind a label stands so in all of it
        asked = [one for one in asked if one[0].label in COUNTED]
    return asked


def _act(paper: Paper) -> str:
    return around.FOISA if paper.law == "FOISA 2002" else around.FOIA


def response_blocks(rng: Random, paper: Paper, body: list, received) -> list:  # type: ignore[no-untyped-def,type-arg]
    officer, requester = person(rng), person(rng)
    paper.people |= {officer, requester}
    blocks = [
        Paragraph(line)
        for line in around.opening(rng, paper.force_name, paper.reference, requester, received, _act(paper))
    ]
    blocks += body
    noise = around.distractors(rng, paper.force_name) if paper.has_distractors else []
    if rng.random() < 0.3:
        noise.append(rng.choice(around.CAVEATS))
    blocks += [Paragraph(line) for line in noise]
    tail = [Paragraph(line, "line") for line in around.closing(rng, paper.force_name, officer)]
    if rng.random() < 0.7:
        tail += [Paragraph(line) for line in around.rights(rng)]
    return blocks + tail


def write_letter(rng: Random, number: int, force: Force, form: str, format: str, is_thread: bool) -> Paper:
    """One answer to the campaign's request in one form, alone or in its thread."""
    paper = Paper(number, force.force, force.name, GROOMING, around.reference(rng), format, [], form=form.rstrip("~"))
    paper.has_distractors = rng.random() < 0.34
    paper.law = "FOISA 2002" if form == "D9s" else paper.law
    received = around.day(rng)
    if form == "D1":
        asked = [(q, rng.choice(q.wordings), Answer("D1", 0, [])) for q in GROOMING_QUESTIONS]
        wording, lines, cited = refusals.whole_refusal(rng, rng.choice(("1a", "1b", "1c")))
        body = [Paragraph(line) for line in lines]
        paper.outcomes = [TrueOutcome(q.label, ("refused",), "D1", cited) for q in GROOMING_QUESTIONS]
        paper.wording = f"D1.{wording}"
    else:
        asked = asked_and_answered(rng, form)
        paper.layout, body = lay_out(rng, asked, has_tables=format in WITH_TABLES)
        for _, _, answer in asked:
            paper.figures += answer.figures
            paper.outcomes += answer.outcomes
        paper.wording = f"{paper.layout}, " + ", ".join(f"{q.label}:{a.form}.{a.wording}" for q, _, a in asked)
    if form == "D6":
        paper.has_ncnd_tail = True
        body.append(Paragraph(tail(rng, paper.force_name)))
    answered_on = received + timedelta(days=rng.randint(9, 40))
    response = Message("force", "", answered_on, response_blocks(rng, paper, body, received), kind="response")
    response.name = f"Information Compliance, {force.name}"
    paper.messages = [response]
    if is_thread:
        paper.messages = thread_before(rng, paper, received) + paper.messages
        if paper.has_distractors:
            note = around.annotation(rng, answered_on + timedelta(days=3))
            paper.people.add(note.name)
            paper.messages.append(note)
    return paper


def thread_before(rng: Random, paper: Paper, received) -> list[Message]:  # type: ignore[no-untyped-def]
    """The request, and mostly an acknowledgement."""
    requester, officer = person(rng), person(rng)
    paper.people |= {requester, officer}
    label = rng.choice(("{}.", "{})"))
    lines = [f"Dear {paper.force_name},", rng.choice((
        "Please answer the following under the Freedom of Information Act.",
        "I should like to know the following.", "Under the Freedom of Information Act 2000 I request:",
    ))]  # fmt: skip
    for question in GROOMING_QUESTIONS:
        lines.append(f"{label.format(question.label)} {question.wordings[0]}")
        if question.label == "1b":
            lines.append(
                "e.g. section 8 of SOA 2003 [insert number]; section 10 of SOA 2003 [insert number]; section 127 of the Communications Act 2003 [insert number]."
            )
    lines += ["Yours faithfully,", requester]
    messages = [Message("requester", requester, received, [Paragraph(line) for line in lines], kind="request")]
    if rng.random() < 0.6:
        messages.append(
            around.acknowledgement(
                rng, paper.force_name, paper.reference, officer, received + timedelta(days=1), received
            )
        )
    return messages


def tail(rng: Random, force: str) -> str:
    return rng.choice((
        f"In addition {force} can neither confirm nor deny that it holds any other information relevant to this request by virtue of Section 23(5) of the Freedom of Information Act 2000.",
        f"{force} neither confirms nor denies that any other information is held, Sections 23(5) and 31(3).",
        "No inference can be taken from this response that any other information does or does not exist. We neither confirm nor deny that we hold any other information, s23(5).",
        f"Furthermore, {force} can neither confirm nor deny that it holds any other information by virtue of the following exemptions: Section 24(2) National Security.",
        "With regard to any other information, the force neither confirms nor denies whether it is held: section 30(3).",
        f"Please be advised that {force} will neither confirm nor deny whether any further information is held, in accordance with section 31(3).",
    ))  # fmt: skip
