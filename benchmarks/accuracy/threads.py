"""Threads in which more than one answer is given (D12 to D14), and answers to several questions at once (E).

What a later message changes stays in the truth: the earlier figure as superseded or withdrawn, the later one in force.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.accuracy import around, refusals
from benchmarks.accuracy.answers import Answer, a4, a15, count, exact
from benchmarks.accuracy.layouts import lay_out
from benchmarks.accuracy.letters import response_blocks, thread_before
from benchmarks.accuracy.model import Message, Paper, Paragraph, TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import GROOMING, GROOMING_QUESTIONS, RECORDED, Force, Question, person, question


def _paper(rng: Random, number: int, force: Force, form: str, format: str, campaign: str = GROOMING) -> Paper:
    paper = Paper(number, force.force, force.name, campaign, around.reference(rng), format, [], form=form)
    paper.has_distractors = rng.random() < 0.34
    return paper


def _first_answers(rng: Random, labels: tuple[str, ...]) -> list[tuple[Question, str, Answer]]:
    asked = []
    for label in labels:
        q = question(GROOMING, label)
        asked.append((q, rng.choice(q.wordings), rng.choice((a4, a15))(rng, q)))
    return asked


def _message(rng: Random, paper: Paper, blocks: list, on, received) -> Message:  # type: ignore[no-untyped-def,type-arg]
    return Message(
        "force", f"Information Compliance, {paper.force_name}", on, response_blocks(rng, paper, blocks, received)
    )


def _asks(rng: Random, paper: Paper, lines: list[str], on) -> Message:  # type: ignore[no-untyped-def]
    name = person(rng)
    paper.people.add(name)
    blocks = [Paragraph(line) for line in (f"Dear {paper.force_name},", *lines, "Yours faithfully,", name)]
    return Message("requester", name, on, list(blocks), kind="request")


REVIEW_REQUESTS = (
    "Please pass this on to the person who conducts Freedom of Information reviews. I am writing to request an internal review of your handling of my request.",
    "I am not satisfied with your answer to question {} and ask for an internal review.",
    "I wish to appeal: please conduct an internal review of question {}.",
)


def d13(rng: Random, number: int, force: Force, format: str) -> Paper:
    """An internal review, or a second answer, changes one question."""
    paper = _paper(rng, number, force, "D13", format)
    received = around.day(rng)
    asked = _first_answers(rng, ("1a", "3"))
    wording = rng.randrange(6)
    changed = question(GROOMING, "3")
    first = asked[1][2]
    paper.layout, body = lay_out(rng, asked)
    new = count(rng, changed)
    while new == first.figures[0].value:
        new += 1
    lines = (
        ["Internal review", "I have reviewed the decision and a fresh response is issued to question 3:", f"3. {new} arrests"],
        ["Internal Review Decision", "Having reviewed the search that was made, the answer to question 3 should have read as follows.", f"Question 3: {new}"],
        ["INTERNAL REVIEW", "Your complaint is upheld in respect of question 3.", f"3) {new}"],
        ["I have carried out an internal review of the handling of your request. A further search was made for question 3.", f"Question 3 - {new} arrests"],
        ["Internal review", "The original answer to question 3 was incomplete. The correct answer is given below.", f"Q3. {new} arrests were made in 2019/20."],
        ["Outcome of your internal review", "The response to question 3 is revised.", f"3. There were {new} arrests."],
    )[wording]  # fmt: skip
    paper.figures = [
        *asked[0][2].figures,
        *(replace(f, status="superseded") for f in first.figures),
        exact(changed, "D13", new),
    ]
    paper.outcomes = [
        *asked[0][2].outcomes, *(replace(o, is_current=False) for o in first.outcomes),
        TrueOutcome("3", ("answered",), "D13", stage="internal_review"),
    ]  # fmt: skip
    paper.wording = f"D13.{wording}, {paper.layout}"
    on = received + timedelta(days=20)
    paper.messages = [
        *thread_before(rng, paper, received), _message(rng, paper, body, on, received),
        _asks(rng, paper, [rng.choice(REVIEW_REQUESTS).format("3")], on + timedelta(days=5)),
        _message(rng, paper, [Paragraph(line) for line in lines], on + timedelta(days=30), received),
    ]  # fmt: skip
    return paper


def d14(rng: Random, number: int, force: Force, format: str) -> Paper:
    """A figure is withdrawn after it was given."""
    paper = _paper(rng, number, force, "D14", format)
    received = around.day(rng)
    asked = _first_answers(rng, ("1a", "3"))
    paper.layout, body = lay_out(rng, asked)
    wording = rng.randrange(6)
    line = (
        "Question 3: the figures have been withdrawn, as they were counted wrongly.",
        "The figure given in answer to question 3 is withdrawn. An error was made when the data were extracted.",
        "Please disregard the figure supplied for question 3, which was released in error.",
        "Question 3 - we withdraw the figure that was given in our letter, as it was not correct.",
        "The answer to question 3 was incorrect and has been withdrawn.",
        "I write to let you know that the figure for question 3 has been withdrawn because it was inaccurate.",
    )[wording]
    paper.figures = [*asked[0][2].figures, *(replace(f, status="withdrawn") for f in asked[1][2].figures)]
    paper.outcomes = [
        *asked[0][2].outcomes, *(replace(o, is_current=False) for o in asked[1][2].outcomes),
        TrueOutcome("3", ("withdrawn",), "D14"),
    ]  # fmt: skip
    paper.wording = f"D14.{wording}, {paper.layout}"
    on = received + timedelta(days=20)
    paper.messages = [
        *thread_before(rng, paper, received), _message(rng, paper, body, on, received),
        _message(rng, paper, [Paragraph(line)], on + timedelta(days=14), received),
    ]  # fmt: skip
    return paper


def d12(rng: Random, number: int, force: Force, format: str) -> Paper:
    """Years merged to hide small counts: one figure for the whole, each year suppressed."""
    paper = _paper(rng, number, force, "D12", format, RECORDED)
    received = around.day(rng)
    q = question(RECORDED, "1")
    n = rng.randint(5, 60)
    wording = rng.randrange(6)
    line = (
        f"{n} offences from 1 April 2018 to 31 March 2020. The years are combined because the numbers are low.",
        f"Between 1 April 2018 and 31 March 2020 there were {n} offences. The two years have been merged to avoid identifying individuals.",
        f"01/04/2018 - 31/03/2020: {n} offences (years combined owing to low numbers)",
        f"A total of {n} offences were recorded from 1 April 2018 to 31 March 2020; figures for single years are withheld as they are small.",
        f"{n} offences were recorded between April 2018 and March 2020. Due to low numbers these years have been grouped together.",
        f"1st April 2018 to 31st March 2020 = {n}. These years are shown together as the counts are below 5 in one of them.",
    )[wording]
    whole = "2018-04-01..2020-03-31"
    paper.figures = [TrueFigure(q.measure, q.unit, q.offence, whole, n, n, n, "1", "D12")]
    paper.figures += [
        TrueFigure(q.measure, q.unit, q.offence, year, None, 0, None, "1", "D12", is_optional=True, also_lows=(1,))
        for year in ("2018/19", "2019/20")
    ]
    paper.outcomes = [TrueOutcome("1", ("answered", "partly_answered"), "D12")]
    answer = Answer("D12", wording, [line])
    paper.layout, body = lay_out(rng, [(q, rng.choice(q.wordings), answer)])
    paper.wording = f"D12.{wording}, {paper.layout}"
    paper.messages = [_message(rng, paper, body, received + timedelta(days=20), received)]
    return paper


def joint(rng: Random, number: int, force: Force, format: str) -> Paper:
    """One answer to several questions, under a joint label."""
    paper = _paper(rng, number, force, "E-joint", format)
    received = around.day(rng)
    labels = sorted(rng.sample(("1a", "1c", "2", "3"), rng.randint(2, 3)))
    single = next(q for q in GROOMING_QUESTIONS if q.label in ("1a", "1c", "2", "3") and q.label not in labels)
    wording = rng.randrange(6)
    together = f"{', '.join(labels[:-1])} {('&', 'and')[wording % 2]} {labels[-1]}"
    head = (
        "Answer {}",
        "Questions {}:",
        "In relation to questions {}",
        "Response to questions {}:",
        "Q{}",
        "Points {}",
    )[wording]
    form = rng.choice(("D3", "D5", "D7", "D11", "D2"))
    made = refusals.FORMS[form](rng, question(GROOMING, labels[0]))
    paper.outcomes = [replace(o, question=label, form="E-joint") for o in made.outcomes for label in labels]
    alone = a4(rng, single)
    paper.figures, paper.outcomes = list(alone.figures), [*paper.outcomes, *alone.outcomes]
    blocks = [Paragraph(head.format(together), "line"), *(Paragraph(line) for line in made.lines)]
    word = head.split(" ")[0].rstrip("s:") if wording not in (2, 3) else "Question"
    other = [
        Paragraph(f"{'Q' if wording == 4 else word + ' '}{single.label}{':' if wording in (1, 3) else ''}", "line"),
        Paragraph(alone.lines[0]),
    ]
    body = [*other, *blocks] if rng.random() < 0.5 else [*blocks, *other]
    paper.wording = f"E-joint.{wording}, {form}.{made.wording}, {single.label}:A4.{alone.wording}"
    paper.messages = [_message(rng, paper, body, received + timedelta(days=20), received)]
    return paper


FORMS = {"D12": d12, "D13": d13, "D14": d14, "E-joint": joint}
