"""What one document answers, read by its own questions: passages -> outcomes and proposals.

    passages      the lines of an answer -> what was asked, and the lines that answer it
    text_tables   lines that were a table -> rows of cells
    meaning       the words about a number -> what it counts, of which offence and time, and what is in doubt
    proposals     every number that may be a figure, with its place, its best reading and its doubts
    outcomes      what became of each question

Protects: a number that is not surely a figure is offered to a person and published nowhere; what an answer does not say
stays unsaid. Proposals are read from every answer; outcomes from those without a campaign, whose questions are their
own. `ingest/thread` reads the figures, and the outcomes of campaigns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.answers.figures import accepted
from ingest.answers.outcomes import Became, outcomes_of
from ingest.answers.passages import Page, page_of
from ingest.answers.proposals import numbers_of, propose
from ingest.ids import digest
from ingest.model import Cell, DocumentReading, Line, Message, Outcome, Proposal
from ingest.privacy.marks import NAME
from ingest.privacy.name_words import without_strange_words
from ingest.reference import Reference
from ingest.thread.heads import find_law
from ingest.thread.outcomes import locator_of

ANSWERING = ("response", "review_response")
UNSURE = ("clarification", "other")
"""What a message may be called that holds a request, a question back and the answer, each under its heading."""


def with_answers(
    reading: DocumentReading, lines: Sequence[Line], *, source_id: str, force_id: str | None, reference: Reference
) -> DocumentReading:
    """A document's reading with its proposals, and with outcomes by its own questions where it answers no campaign.
    `lines`: the document's without people."""
    lines = list(_without_names(lines))
    messages = reading.messages or (Message(1, "response", None, 0, lines[-1].end + 1 if lines else 0),)
    pages = [(one, page_of([line for line in lines if _is_in(line, one)])) for one in messages]
    pages = [(one, page) for one, page in pages if one.kind in ANSWERING or (one.kind in UNSURE and page.is_headed)]
    cells = _unread_cells(reading)
    proposals = _named_apart(
        proposal
        for n, (_, page) in enumerate(pages or [(None, page_of(()))])
        for proposal in propose(
            page,
            force_id=force_id,
            reference=reference,
            source_id=source_id,
            path=reading.path,
            figures=reading.figures,
            cells=cells if n == 0 else (),
        )
    )
    if reading.campaign_id is not None or len(pages) != 1 or force_id is None or _is_sheet(reading):
        return replace(reading, proposals=tuple(one if one.doubts else _unsure(one) for one in proposals))
    figures, proposals = accepted(proposals, reference)
    reading = replace(reading, figures=(*reading.figures, *figures))
    law = reading.law or find_law([message for message, _ in pages], force_id, reference)
    outcomes = _outcomes(*pages[0], law, reading, source_id, force_id)
    return replace(reading, proposals=proposals, outcomes=outcomes)


def _unsure(proposal: Proposal) -> Proposal:
    """What an answer says in full, where its questions are a campaign's, which `ingest/thread` reads."""
    return replace(proposal, doubts=("wording-unknown",))


def _named_apart(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals of all answers of a document, those of equal names by their rank: one id is one number."""
    seen: Counter[str] = Counter()
    named: list[Proposal] = []
    for one in proposals:
        seen[one.proposal_id] += 1
        rank = seen[one.proposal_id]
        named.append(one if rank == 1 else replace(one, proposal_id=digest(one.proposal_id, rank)))
    return tuple(named)


def _without_names(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a mark for each unknown name behind "by", beside "Officer", and in a table that is headed so."""
    is_of_people = False
    for line in lines:
        is_of_people = "|" in line.text and (is_of_people or OF_PEOPLE.search(line.text) is not None)
        is_struck = is_of_people or OF_PEOPLE.search(line.text) or BY_SOMEBODY.search(line.text)
        yield replace(line, text=without_strange_words(line.text, NAME)) if is_struck else line


OF_PEOPLE = re.compile(r"\b(?:officers?|names?|contacts?|staff|reviewers?|owners?|handlers?)\b", re.IGNORECASE)
BY_SOMEBODY = re.compile(r"\bby\s+[A-Z][\w’'-]+\s+[A-Z]")


def _unread_cells(reading: DocumentReading) -> list[Cell]:
    """The cells of the tables that give no figure and stand in no line of the text."""
    in_lines = {table.n for table in reading.blocks.tables if table.lines is not None}
    read = {int(found[1]) for figure in reading.figures if (found := OF_TABLE.search(figure.locator))}
    return [cell for cell in reading.blocks.cells if cell.table not in read | in_lines]


OF_TABLE = re.compile(r"\btable (\d+)")


def _is_sheet(reading: DocumentReading) -> bool:
    """Whether a document is a workbook or a CSV: a sheet of questions and answers says of none what became of all."""
    return not reading.messages or any(word in reading.media_type for word in ("sheet", "excel", "csv"))


def _is_in(line: Line, message: Message) -> bool:
    return message.text_start <= line.start < max(message.text_end, message.text_start + 1)


def _outcomes(
    message: Message, page: Page, law: str, reading: DocumentReading, source_id: str, force_id: str
) -> tuple[Outcome, ...]:
    """The outcomes of one answer: what its passages say of a question goes before what was read of it otherwise."""
    counted = [one for one in page.passages if any(not number.is_told for number in numbers_of(one))]
    asked = {label for one in page.passages if one.asked or one.is_headed for label in one.labels}
    before = {one.question: one for one in reading.outcomes}
    found = [
        _outcome(one, message, page, reading.path, source_id, force_id)
        for one in outcomes_of(page, counted, law)
        if one.label is None or one.label in asked or one.label in before or one.status != "answered"
    ]
    with_figures = {figure.question for figure in reading.figures}
    found = [one for one in found if not _stays(before.get(one.question), one, with_figures)]
    said = {one.question for one in found}
    if None in said:
        return tuple(found)
    kept = [one for one in reading.outcomes if one.question not in said and not _is_of_parts(one.question, said)]
    return (*(one for one in kept if one.question is not None or not said), *found)


def _stays(before: Outcome | None, now: Outcome, with_figures: set[str | None]) -> bool:
    """Whether what was read of a question before stays: it gave a figure, or an answer that only a refusal undoes."""
    if before is None:
        return False
    return before.question in with_figures or (before.status == "answered" and now.status in ("not_held", "no_answer"))


def _is_of_parts(question: str | None, said: set[str | None]) -> bool:
    """Whether the parts of a question are read: 1a and 1b of 1."""
    return question is not None and any(other and other.rstrip("abcdefgh") == question for other in said)


def _outcome(one: Became, message: Message, page: Page, path: str, source_id: str, force_id: str) -> Outcome:
    lines = tuple(line for line in one.lines if line.text.strip())
    text = "\n".join(line.text.strip() for line in lines)
    return Outcome(
        outcome_id=digest("outcome", source_id, path, one.label, "response", 1),
        force_id=force_id,
        question=one.label,
        asks=page.asked.get(one.label or ""),
        measure_id=None,
        period_id=None,
        status=one.status,
        exemptions=one.exemptions,
        exemptions_basis=one.basis,
        text=text or None,
        message=message.n,
        page=lines[0].page if lines else None,
        locator=locator_of(lines),
        quote=text or None,
    )
