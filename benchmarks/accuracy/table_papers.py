"""A table -> the paper that brings it: a letter, a workbook, or a letter that points to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.accuracy import around, other_tables, tables
from benchmarks.accuracy.letters import response_blocks
from benchmarks.accuracy.model import (
    Block,
    Enclosure,
    Message,
    Paper,
    Paragraph,
    Table,
    TableCell,
    TrueFigure,
    TrueOutcome,
)
from benchmarks.accuracy.subject import RECORDED, Force, forces, question

TABLES = {**tables.FORMS, **other_tables.FORMS}
SHEET_FORMATS = ("xlsx", "xls", "ods", "csv", "pdf-sheet")
INTRODUCTIONS = (
    "Please see the table below.", "The table below shows the figures.", "Please find the data requested below.",
    "The following table provides this information.", "Please see below:", "Results are shown in the table.",
)  # fmt: skip
FILLERS = (
    "The information was taken from the force's crime recording system by the Performance and Analysis Department.",
    "Our systems changed during the period and some records were moved from one to the other.",
    "Definitions of the offences can be found in the counting rules that the Home Office publishes.",
    "Crimes are counted in the year in which they were recorded, which may differ from that in which they happened.",
)  # fmt: skip


def make(rng: Random, form: str) -> list[tables.Made]:
    """The tables of one paper: one, or for F2 two that answer two questions."""
    if form in ("B1", "B2", "B3"):
        return [flattened(rng, form)]
    if form == "B7":
        return [by_force(rng)]
    if form == "F2":
        return [other_tables.two(rng, "2"), other_tables.two(rng, "4")]
    return [TABLES[form](rng)]


def write_table_paper(rng: Random, number: int, force: Force, form: str, format: str) -> Paper:
    """A table in the format: as a sheet, under its question in a letter, or in a file beside the letter."""
    mades = make(rng, form)
    made = mades[0]
    paper = Paper(number, force.force, force.name, RECORDED, around.reference(rng), format, [], form=form)
    paper.wording = f"{form}.{made.wording}, layout {made.layout}, {made.table.rules}"
    paper.layout = f"table {made.layout}"
    paper.legend = made.legend
    paper.figures = [replace(f, form=form) for one in mades for f in one.figures]
    answered = ("answered", "partly_answered")
    is_sheet = format in SHEET_FORMATS
    paper.outcomes = [
        TrueOutcome(label, answered, form, is_optional=is_sheet) for one in mades for label in _answered_by(one)
    ]
    if is_sheet or format == "letter+sheet":
        paper.sheets = [one.table for one in mades]
    if is_sheet:
        if not _is_told(made, format):  # which question a sheet without a title answers, nobody can know
            paper.figures = [replace(figure, is_optional=True) for figure in paper.figures]
        return paper
    received = around.day(rng)
    if form == "B7":
        said = [
            Paragraph("Child sexual offences: what police forces recorded", "heading"),
            Paragraph(rng.choice(FILLERS)),
            made.table,
        ]
        paper.messages = [Message("force", "Children's Charity", received, list(said))]
        return paper
    paper.has_distractors = rng.random() < 0.34
    if format == "letter+sheet":
        return _letter_with_sheet(rng, paper, made, received)
    if form in ("B3", "B15", "B18") or not any(not f.is_optional for f in made.figures):
        paper.outcomes = [replace(outcome, is_optional=True) for outcome in paper.outcomes]
    body = [block for one in mades for block in table_answer(rng, one)]
    on = received + timedelta(days=20)
    paper.messages = [
        Message("force", f"Information Compliance, {force.name}", on, response_blocks(rng, paper, body, received))
    ]
    return paper


def _answered_by(made: tables.Made) -> list[str]:
    """The questions that a table answers: the one it stands under, and each other one that its figures are of."""
    counted = [figure.question for figure in made.figures if figure.question and not figure.is_optional]
    return list(dict.fromkeys([made.question.label, *counted]))


def _is_told(made: tables.Made, format: str) -> bool:
    """Whether the sheet itself says what it counts: a title above or in it, a sheet named by the question, headings."""
    table = made.table
    says = " ".join(
        [table.title, *(cell.text for row in table.grid[: table.header_rows] for cell in row if cell)]
    ).casefold()
    if format not in ("csv", "pdf-sheet"):
        says += " " + table.sheet.casefold()
    return made.form in ("B5", "B7") or f"q{made.question.label}" in says or any(
        word in says for word in ("arrests", "offences recorded", "recorded")
    )  # fmt: skip


def table_answer(rng: Random, made: tables.Made) -> list[Block]:
    """The question restated, or its label alone, and the table under it."""
    q = made.question
    label = rng.choice(
        (
            f"{q.label}. {rng.choice(q.wordings)}",
            f"Question {q.label} - {rng.choice(q.wordings)}",
            f"Q{q.label}) {rng.choice(q.wordings)}",
        )
    )
    blocks: list[Block] = [Paragraph(label)]
    if rng.random() < 0.7:
        blocks.append(Paragraph(rng.choice(INTRODUCTIONS)))
    blocks += [Paragraph(rng.choice(FILLERS)) for _ in range(made.table.fillers)]
    if isinstance(made.table, Flat):
        return [*blocks, *(Paragraph(line, "line" if line else "text") for line in made.table.lines)]
    return [*blocks, made.table]


def _letter_with_sheet(rng: Random, paper: Paper, made: tables.Made, received) -> Paper:  # type: ignore[no-untyped-def]
    """The letter says "see attached", and the file is there: the figures answer the question that points to it."""
    name = rng.choice((f"{rng.randint(10234, 98700)} data.xlsx", "Appendix A.xlsx", "Response data.xlsx"))
    q = made.question
    pointer = rng.choice(
        (f"Please see attached {name}.", "Please see the attached spreadsheet.", f"See attached document {name}")
    )
    body: list[Block] = [Paragraph(f"{q.label}. {rng.choice(q.wordings)}"), Paragraph(pointer)]
    paper.messages = [
        Message(
            "force",
            f"Information Compliance, {paper.force_name}",
            received + timedelta(days=20),
            response_blocks(rng, paper, body, received),
            enclosures=(Enclosure(name, (made.table,)),),
        )
    ]
    paper.outcomes = [TrueOutcome(label, ("answered", "partly_answered"), "C") for label in _answered_by(made)]
    return paper


class Flat(Table):
    """A table that a copy into plain text has flattened."""

    lines: list[str]


def flattened(rng: Random, form: str) -> tables.Made:
    """B1: rows of words and numbers; B2: one cell a line; B3: digits run together."""
    style = rng.randrange(tables.YEAR_STYLES - 1)
    made = tables.cross(rng, form, style)
    table, layout = tables.laid_out(rng, made, layout=rng.choice((0, 2) if form == "B1" else (0, 1, 4)))
    rows = [[cell.text if cell else "" for cell in row] for row in table.grid]
    wording = rng.randrange(3)
    if form == "B1":
        lines = [(" ", "  ", "\t")[wording].join(row).strip() for row in rows]
    elif form == "B2":
        lines = [part for row in rows for cell in row for part in (cell, "")]
    else:
        lines = ["".join(row) for row in rows]
        made.figures = [replace(figure, is_optional=True) for figure in made.figures]
    flat = Flat(table.grid, rules="none")
    flat.lines = ([table.title] if table.title else []) + lines
    return tables.Made(form, f"{style}.{wording}", flat, made.figures, made.asked, layout=layout)


def by_force(rng: Random) -> tables.Made:
    """Forces by years, as somebody publishes them: names with a star, some n/a, a last row for all."""
    q = question(RECORDED, "1")
    chosen = rng.sample([f for f in forces() if f.nation in ("England", "Wales")], rng.randint(5, 14))
    style, wording = rng.randrange(4), rng.randrange(6)
    years = tables.YEARS[: rng.randint(2, 4)]
    grid: tables.Grid = [
        [
            tables.head(rng.choice(("Force", "Police force", "Police Force Area"))),
            *(tables.head(tables.year_label(y, style)) for y in years),
        ]
    ]
    figures: list[TrueFigure] = []
    columns = [0] * len(years)
    starred = False
    for force in chosen:
        star = "*" if rng.random() < 0.2 else ""
        starred = starred or bool(star)
        row = [TableCell(force.name + star)]
        for n, year in enumerate(years):
            if rng.random() < 0.1:
                row.append(TableCell("n/a"))
                continue
            value = rng.randint(0, 900)
            columns[n] += value
            row.append(TableCell(f"{value:,}"))
            figures.append(tables.exact(q, "B7", value, tables.financial(year), q.offence, force=force.force))
        grid.append(list(row))
    if wording < 4:
        word = ("Total", "England and Wales", "All forces", "TOTAL")[wording]
        grid.append([TableCell(word), *(TableCell(f"{n:,}") for n in columns)])
    title = "Offences of sexual communication with a child (section 15A) recorded by police forces"
    table = Table(
        grid,
        1,
        title,
        notes=("* Data supplied late",) if starred else (),
        rules=rng.choice(("full", "rows", "none")),
        sheet="By force",
    )
    return tables.Made("B7", f"{style}.{wording}", table, figures, q)
