"""What one document answers, read by its own questions: passages -> outcomes, figures and proposals.

    passages      the lines of an answer -> what was asked, and the lines that answer it
    meaning       the words about a number -> what it counts, of which offence and time, and what is in doubt
    acceptance    the words that bear on it -> those that nobody knows
    proposals     every number that may be a figure, with its place, its best reading and its doubts; those of which
                  nothing is in doubt, or that a person took -> figures; the reverse for scans
    outcomes      what became of each question
    maps          a person's map of a table -> its figures

For a campaign's reply, whose questions are known beforehand (`replies`):

    questions, body, question_parts   the campaign's questions -> the words of the letter that answer each
    part_numbers, acceptance          these words -> figures, or a person's
    reply, outcomes                   what became of each question, and its place

Protects: a number that is not surely a figure is offered to a person and published nowhere; what an answer does not say
stays unsaid. Proposals are read from every answer; outcomes and figures from those without a campaign, whose questions
are their own; `replies` reads those of campaigns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.answers.counts import gives_counts
from ingest.answers.outcomes import Became, is_hidden, outcome_at, outcomes_of
from ingest.answers.passages import Page, page_of
from ingest.answers.proposals import accepted, propose
from ingest.answers.words import phrase, term
from ingest.ids import CellLine, digest, locator_of, ranked
from ingest.model import Cell, DocumentReading, Figure, Line, Message, Outcome, Problem, Proposal
from ingest.privacy.contacts import NAME
from ingest.privacy.names import without_strange_words
from ingest.reference import Reference
from ingest.tables import LEFT, NOT_LAID_OUT
from ingest.tables.grid import table_place
from ingest.text_tables import Cell as TextCell
from ingest.text_tables import with_tables
from ingest.thread import ANSWERING, find_law

UNSURE = ("clarification", "other", "acknowledgement")
"""Kinds of a message that may yet hold a request, a question back and the answer, each under its heading."""
STAYING = ("force-not-found", "person-named", "line-too-long", "too-many-lines", LEFT, NOT_LAID_OUT)
"""Rules of the problems that stay when a document is read by its own questions."""

MARK = re.compile(r"[*#†‡~]+|\[\w\]")


Reply = tuple[Message, Page]
"""One message that answers, and its passages."""


def with_answers(
    reading: DocumentReading, lines: Sequence[Line], *, source_id: str, force_id: str | None, reference: Reference
) -> DocumentReading:
    """A document's reading with its proposals, and with outcomes and figures where it has no campaign. `lines`: the
    document's, without people."""
    apart = [grid for grid in reading.blocks.grids if grid.lines is None and grid.sheet is None]
    by_table: dict[int, list[Cell]] = {grid.n: [] for grid in apart}
    for cell in reading.blocks.cells:
        by_table.setdefault(cell.table, []).append(cell)
    replies = list(_replies(reading, with_tables(list(_without_names(lines)), apart), by_table))
    problems_before = reading.problems
    # no row of a workbook or a CSV says what became of the whole request
    is_sheet = not reading.messages or any(word in reading.media_type for word in ("sheet", "excel", "csv"))
    has_own_questions = reading.campaign_id is None and force_id is not None and bool(replies) and not is_sheet
    if has_own_questions:
        reading = replace(reading, outcomes=(), figures=(), problems=tuple(_staying(reading)))
    cells = _beside_answers(reading, replies)
    proposed = [
        propose(
            page,
            force_id=force_id,
            reference=reference,
            source_id=source_id,
            path=reading.path,
            figures=reading.figures,
            cells=cells if n == 0 else (),
        )
        for n, page in enumerate([page for _, page in replies] or [page_of(())])
    ]
    proposals = _named_apart(proposed)
    reading = replace(reading, problems=(*reading.problems, *_not_offered(reading, replies)))
    if not has_own_questions or force_id is None:
        every = (proposal for of_reply in proposals for proposal in of_reply)
        unsure = (proposal if proposal.doubts else replace(proposal, doubts=("wording-unknown",)) for proposal in every)
        return replace(reading, proposals=tuple(unsure))  # the questions are a campaign's, which `replies` reads
    law = reading.law or find_law([message for message, _ in replies], force_id, reference)
    outcomes = _outcomes(replies, law, reading.path, source_id, force_id)
    if not phrase.of_answer.search("\n".join(line.text for line in lines)):
        outcomes = tuple(replace(one, status="not_read") if one.status == "answered" else one for one in outcomes)
    read = [accepted(of_reply, reference) for of_reply in proposals]
    figures = [
        _superseded_by_later(replace(figure, message=message.n, stage=message.stage), n, replies, outcomes)
        for n, ((message, _), (of_reply, _)) in enumerate(zip(replies, read, strict=True))
        for figure in of_reply
    ]
    left = tuple(proposal for _, of_reply in read for proposal in of_reply)
    is_empty = not (outcomes or figures or left or reading.figures)
    return replace(
        reading,
        outcomes=outcomes,
        figures=(*reading.figures, *figures),
        proposals=left,
        problems=problems_before if is_empty else reading.problems,  # why nothing was read
    )


def _staying(reading: DocumentReading) -> Iterator[Problem]:
    """The problems of a document that its own questions do not settle."""
    of_lines = {table_place(table) for table in reading.blocks.tables if table.lines is not None}
    for problem in reading.problems:
        is_settled = problem.rule == LEFT and problem.locator in of_lines
        if not is_settled and (problem in reading.blocks.problems or problem.rule in STAYING):
            yield problem


def _beside_answers(reading: DocumentReading, replies: Sequence[tuple[Message, Page]]) -> list[Cell]:
    """The cells that no answer has among its lines; of tables that lines make up, the marks."""
    made_of_lines = {table.n for table in reading.blocks.tables if table.lines is not None}
    answering = [passage for _, page in replies for passage in page.passages if passage.is_answer]
    placed = {line.table for passage in answering for line in passage.lines}
    return [
        cell
        for cell in reading.blocks.cells
        if cell.table not in placed and (cell.table not in made_of_lines or (cell.value and _is_mark(cell.text)))
    ]


def _not_offered(reading: DocumentReading, replies: Sequence[tuple[Message, Page]]) -> Iterator[Problem]:
    """A remark on the marks that stand in place of numbers, and that nothing explains."""
    explained = {cell.text for cell in reading.blocks.cells if cell.value}
    marks = [cell.line for _, page in replies for cell in _marks(page) if cell.text not in explained]
    if marks:
        yield Problem.of("cells-not-offered", locator_of(marks), marks[0].page, count=len(marks))


def _marks(page: Page) -> Iterator[TextCell]:
    """The cells of tables made of lines that have a mark and no number."""
    for passage in page.passages:
        rows = (row for table in passage.tables for row in table.rows)
        yield from (cell for row in rows for cell in row[1:] if MARK.fullmatch(cell.text))


def _is_mark(text: str) -> bool:
    """Whether a cell has no digit: its value comes from a note, and is not in the lines of its table."""
    return not any(map(str.isdigit, text))


def _replies(reading: DocumentReading, lines: Sequence[Line], cells: Mapping[int, Sequence[Cell]]) -> Iterator[Reply]:
    """The messages that answer, each with what the request before it asked. `lines` have a place for each table that is
    not made of lines; `cells`: those of these tables."""
    requested: dict[str, str] = {}
    for message in reading.messages or (Message(1, "response", None, 0, lines[-1].end + 1 if lines else 0),):
        end = max(message.text_end, message.text_start + 1)
        at = ((line, line.start - (line.table is not None)) for line in lines)  # a table's place is the end of a line
        message_lines = [line for line, start in at if message.text_start <= start < end]
        if any(isinstance(line, CellLine) for line in message.lines):  # a table of questions with their answers
            message_lines = [line for line in message.lines if line.table is None]
        page = page_of(message_lines, requested)
        for passage in page.passages:
            passage.cells = cells
        is_unsure = message.kind in UNSURE or phrase.acknowledges.search("\n".join(line.text for line in message_lines))
        if message.kind == "request":
            requested |= page.asked
        elif page.is_headed if is_unsure else message.kind in ANSWERING:
            yield message, page


def _superseded_by_later(figure: Figure, n: int, replies: Sequence[Reply], outcomes: Sequence[Outcome]) -> Figure:
    """The figure of the `n`-th reply, superseded where a later reply answers its question again or takes all back."""
    later = {message.n for message, _ in replies[n + 1 :]}
    of_later = [outcome for outcome in outcomes if outcome.message in later]
    withdraws = (None, "withdrawn")
    again = [one for one in of_later if one.question == figure.question or (one.question, one.status) == withdraws]
    rule = f"the same thread answers again at {again[0].locator}" if again else None
    return replace(figure, status="superseded", rule=rule) if again else figure


def _named_apart(replies: Sequence[Sequence[Proposal]]) -> list[list[Proposal]]:
    """The proposals of a document, those with the same id told apart by rank: one id is one number."""
    ranks = iter(ranked([(proposal.proposal_id,) for of_reply in replies for proposal in of_reply]))
    return [
        [
            replace(proposal, proposal_id=digest(proposal.proposal_id, rank)) if (rank := next(ranks)) > 1 else proposal
            for proposal in of_reply
        ]
        for of_reply in replies
    ]


def _without_names(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a mark for each unknown name after "by", beside "Officer" and in a table of "Officers"."""
    is_of_people = False
    for line in lines:
        is_of_people = "|" in line.text and (is_of_people or term.of_people.search(line.text) is not None)
        is_struck = is_of_people or term.of_people.search(line.text) or BY_SOMEBODY.search(line.text)
        yield replace(line, text=without_strange_words(line.text, NAME)) if is_struck else line


BY_SOMEBODY = re.compile(r"\bby\s+[A-Z][\w’'-]+\s+[A-Z]")


def _outcomes(replies: Sequence[Reply], law: str, path: str, source_id: str, force_id: str) -> tuple[Outcome, ...]:
    """What became of each question, reply by reply: the latest answer to a question stands."""
    outcomes: list[tuple[int, Outcome]] = []
    seen: Counter[tuple[str | None, str]] = Counter()
    for n, (message, page) in enumerate(replies):
        if outcomes and message.on != replies[0][0].on and is_hidden(page):  # nobody can read what it answered
            outcomes += [(n, _again(outcome, replies[n])) for _, outcome in tuple(outcomes)]
            continue
        counted = [passage for passage in page.passages if gives_counts(passage)]
        asking = [passage for passage in page.passages if passage.asked or passage.is_headed or passage.is_named]
        named = {label for passage in asking for label in passage.labels}
        read = outcomes_of(page, counted, law)
        unasked = [one for one in read if one.status == "answered" and one.label is not None and one.label not in named]
        if unasked == read:  # a number before a line is a question's only where somebody asks
            read = [replace(one, label=None) for one in unasked[:1] if page.asked and counted]
        for became in (one for one in read if one not in unasked):
            stage = message.stage
            seen[became.label, stage] += 1
            name = digest("outcome", source_id, path, became.label, stage, seen[became.label, stage])
            outcomes.append((n, _outcome(became, replies[n], name, force_id)))
    latest = {outcome.question: n for n, outcome in outcomes}
    return tuple(replace(outcome, is_current=latest[outcome.question] == n) for n, outcome in outcomes)


def _again(outcome: Outcome, reply: Reply) -> Outcome:
    """A question that a later reply may answer otherwise, in words that are not here."""
    lines = tuple(line for passage in reply[1].passages for line in passage.lines)
    again = _outcome(Became(outcome.question, "not_read", (), None, lines), reply, "", outcome.force_id)
    name = digest(outcome.outcome_id, "hidden", reply[0].n)
    return replace(again, outcome_id=name, asks=outcome.asks, answered_on=None)


def _outcome(became: Became, reply: Reply, name: str, force_id: str) -> Outcome:
    message, page = reply
    lines = tuple(line for line in became.lines if line.text.strip() or line.table is not None)
    text = "\n".join(line.text.strip() for line in lines if line.text.strip()) or None
    return replace(
        outcome_at(lines, became.status, exemptions_basis=became.basis, text=text, quote=text),
        exemptions=became.exemptions,
        outcome_id=name,
        force_id=force_id,
        question=became.label,
        asks=page.asked.get(became.label or ""),
        stage=message.stage,
        message=message.n,
        answered_on=message.on.isoformat() if message.on else None,
    )
