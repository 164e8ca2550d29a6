"""How a letter lays out its questions and answers (E): six layouts and a dozen spellings of a label.

Protects nothing by itself: a layout changes no truth. An answer that only makes sense behind its label, or below its
question, is put nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.model import Block, Paragraph, Table, TableCell
from benchmarks.accuracy.subject import Question

Asked = tuple[Question, str, Answer]  # the question, how it was worded, what is answered

LABELS: tuple[Callable[[str], str], ...] = (
    lambda label: f"{label}.",
    lambda label: f"{label})",
    lambda label: f"Q{label}.",
    lambda label: f"Question {label}",
    lambda label: f"Question {label}:",
    lambda label: f"({label})",
    lambda label: f"{label[0]}({label[1:]})" if len(label) > 1 else f"{label}.",
    lambda label: f"{label[0]}.{label[1:]}" if len(label) > 1 else f"{label}.",
)
SHORT = LABELS[:3]
SIDE_BY_SIDE = 0.12
REPLY = ("Reply:-", "Response", "RESPONSE", "Answer", "Our response is as follows:", "Decision")


def _answer_blocks(answer: Answer) -> list[Block]:
    return [*(Paragraph(line, "line" if len(line) < 70 else "text") for line in answer.lines), *answer.tables]


def in_turn(rng: Random, asked: list[Asked]) -> list[Block]:
    """Each question restated, its answer under it."""
    label = rng.choice(LABELS)
    blocks: list[Block] = []
    for question, words, answer in asked:
        blocks.append(Paragraph(f"{label(question.label)} {words}"))
        blocks += _answer_blocks(answer)
    return blocks


def list_then_answers(rng: Random, asked: list[Asked]) -> list[Block]:
    """All questions restated, then a heading, then the answers with their labels."""
    label = rng.choice(SHORT)
    blocks: list[Block] = [Paragraph(f"{label(question.label)} {words}") for question, words, _ in asked]
    blocks.append(Paragraph(rng.choice(REPLY), "heading"))
    return blocks + answers_alone(rng, asked, label)


def answers_alone(rng: Random, asked: list[Asked], label: Callable[[str], str] | None = None) -> list[Block]:
    """Labels and answers, the questions not restated."""
    label = label or rng.choice(LABELS)
    blocks: list[Block] = []
    for question, _, answer in asked:
        first, *rest = answer.lines
        glue = "" if answer.after_label and first[:1] == ":" else " "
        head = label(question.label)
        if glue == "" or first[:1] in "-–=":
            head = head.rstrip(":")
        if answer.below_question and len(answer.lines) > 1:
            blocks += [Paragraph(head, "line"), *_answer_blocks(answer)]
            continue
        blocks.append(Paragraph(f"{head}{glue}{first.strip()}", "line" if len(first) < 60 else "text"))
        blocks += [Paragraph(line, "line" if len(line) < 70 else "text") for line in rest]
        blocks += answer.tables
    return blocks


def question_and_answer(rng: Random, asked: list[Asked]) -> list[Block]:
    """`Question 1a`, the question, `Answer 1a`, the answer."""
    one, other = rng.choice((("Question", "Answer"), ("Request", "Answer"), ("Question", "Response"), ("Q", "A")))
    between = "" if one == "Q" else " "
    blocks: list[Block] = []
    for question, words, answer in asked:
        blocks += [Paragraph(f"{one}{between}{question.label}", "line"), Paragraph(words)]
        blocks += [Paragraph(f"{other}{between}{question.label}", "line"), *_answer_blocks(answer)]
    return blocks


def prefixed(rng: Random, asked: list[Asked]) -> list[Block]:
    """Each question restated, its answer behind a word."""
    label, word = rng.choice(SHORT), rng.choice(("Answer:", "Response:", "Reply:", "A:"))
    blocks: list[Block] = []
    for question, words, answer in asked:
        blocks.append(Paragraph(f"{label(question.label)} {words}"))
        if (answer.below_question and len(answer.lines) > 1) or answer.tables:
            blocks += [Paragraph(word, "line"), *_answer_blocks(answer)]
            continue
        first, *rest = answer.lines
        blocks.append(Paragraph(f"{word} {first.strip()}", "line" if len(first) < 60 else "text"))
        blocks += [Paragraph(line) for line in rest]
    return blocks


def in_reply_to(rng: Random, asked: list[Asked]) -> list[Block]:
    """A lead for each point, the question not restated."""
    lead = rng.choice(
        ("In relation to question {}:", "In answer to point {}:", "Question {}:", "With regard to question {}:")
    )
    blocks: list[Block] = []
    for question, _, answer in asked:
        blocks += [Paragraph(lead.format(question.label), "line"), *_answer_blocks(answer)]
    return blocks


def in_a_table(rng: Random, asked: list[Asked]) -> list[Block]:
    """Two columns: the questions, and beside each its answer."""
    label = rng.choice(SHORT)
    grid: list[list[TableCell | None]] = [
        [TableCell("Question", is_header=True), TableCell(rng.choice(("Answer", "Response")), is_header=True)]
    ]
    for question, words, answer in asked:
        text = "\n".join(line.strip() for line in answer.lines)
        grid.append([TableCell(f"{label(question.label)} {words}"), TableCell(text)])
    return [Table(grid, 1)]


LAYOUTS = (in_turn, list_then_answers, answers_alone, question_and_answer, prefixed, in_reply_to)


def lay_out(rng: Random, asked: list[Asked], has_tables: bool = False) -> tuple[str, list[Block]]:
    """The layout's name, and the blocks. `has_tables`: the format can set questions and answers side by side."""
    if any(answer.after_label for _, _, answer in asked):
        layout = rng.choice((list_then_answers, answers_alone))
    elif any(answer.form == "A15" for _, _, answer in asked):
        layout = rng.choice((in_turn, question_and_answer, prefixed))
    else:
        layout = rng.choice(LAYOUTS)
    if has_tables and rng.random() < SIDE_BY_SIDE and not any(a.tables or a.after_label for _, _, a in asked):
        layout = in_a_table
    return layout.__name__.replace("_", " "), layout(rng, asked)
