"""The documents of one source -> what each says, read together, by a campaign's questions (`replies`) or by its own.

A letter may come without its request and a workbook without a word: what the source's other documents tell (the
questions, the campaign, the force) is known while each is read. Protects: where a letter answers a question by pointing
to a document, that document answers it if it is here; if it is here and gave nothing, the answer is called unread, no
longer elsewhere; the same document twice counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest import official, thread, transcript
from ingest.answers import questions, replies
from ingest.answers.body import shown
from ingest.answers.counts import gives_counts
from ingest.answers.maps import with_maps
from ingest.answers.outcomes import HELD_FOR, Became, given_for, is_hidden, outcome_at, outcomes_of
from ingest.answers.passages import Page, labels_of, page_of
from ingest.answers.proposals import OCR, accepted, propose, proposed, take
from ingest.answers.questions import Context, Known, asked_in
from ingest.answers.words import phrase, term
from ingest.model import (
    SERIES,
    STAGES,
    TRANSCRIPT_READS,
    Blocks,
    Cell,
    CellLine,
    DocumentReading,
    Figure,
    Grid,
    Line,
    Message,
    Outcome,
    Problem,
    Proposal,
    digest,
    locator_of,
    ranked,
)  # fmt: skip
from ingest.pdf import MEDIA_TYPE as PDF
from ingest.pdf.aligned import with_columns_at
from ingest.privacy import (
    NAME,
    clean,
    find_names,
    has_row_of_headings,
    is_strange,
    names_of_tables,
    redact,
    signed_in,
    without_columns_of_people,
    without_people,
    without_strange_words,
)
from ingest.readers.opened import INSIDE, Opened, bytes_inside, open_document
from ingest.reference import Reference
from ingest.sources import Source
from ingest.tables import LEFT, NOT_LAID_OUT, read_tables, table_place, with_notes
from ingest.text_tables import as_lines, in_words, with_tables
from ingest.thread import ANSWERING, find_law, find_messages

LONGEST_LINE = 10_000
"""Code points."""
LONGEST_GAP, SHORTENED = 200, 100
"""Blanks side by side in a line, and what is left of more. The widest table in words has some eighty; a rule that may
begin at any of them looks through all the others each time."""
GAP = re.compile(rf"\s{{{LONGEST_GAP + 1},}}")
MOST_LINES = 40_000
"""Of a document; five hundred pages have thirty thousand."""
REFERRED = "referred"
FROM_THE_FIRST = ("reference", "received", "campaign_id", "force_id")
"""Fields of a document and those inside it: the first that has one gives it for all."""
SPREADSHEET = "spreadsheet"
NOTHING_FOUND = "no-answer-found"
UNANSWERED = "question-without-answer"
QUOTED = re.compile(r"“[^”]*”|(?<!\w)'[^'\n]+'|\"[^\"\n]+\"")


def read_document(data: bytes, path: str, form: str, source: Source, reference: Reference) -> DocumentReading:
    """One document, with those inside it -> outcomes and figures with their places. `path` is relative to the source's
    folder and goes into ids. Raises Unreadable."""
    return as_one(read_documents(opened_for(source, data, path, form), source, reference))


def opened_for(source: Source, data: bytes, path: str, form: str, name: str | None = None) -> list[Opened]:
    """A document and those inside it, PDFs' tables by the columns that a person gives. Raises Unreadable."""
    opened = open_document(data, path, form, name)
    maps = [entry for entry in source.maps if isinstance(entry.get("columns"), list)]
    for n, document in enumerate(opened):
        document_maps = [entry for entry in maps if entry["document"] == document.path]
        if document_maps and document.blocks.media_type == PDF and (inner := bytes_inside(data, path, document.path)):
            opened[n] = replace(document, blocks=with_columns_at(document.blocks, inner, document_maps))
    return opened


def read_documents(opened: Sequence[Opened], source: Source, reference: Reference) -> tuple[DocumentReading, ...]:
    """Every document's reading, in order. One is read a second time where what the others tell has changed since."""
    read: dict[str, DocumentReading] = {}
    known_then: dict[str, Known] = {}
    distinct, copies = _each_once(opened)
    for _ in distinct[:2]:
        for document in distinct:
            known = _known(document, read)
            if document.path not in read or known != known_then[document.path]:
                read[document.path] = _read_document(document, source, reference, known)
                known_then[document.path] = _known(document, read)
    readings = [read[document.path] for document in distinct]
    readings = with_maps(readings, source, reference) if source.maps else readings
    if len(distinct) > 1 or source.maps:
        asked = (reference.campaigns.get(reading.campaign_id or "") for reading in readings)
        labels = dict.fromkeys(question.label for campaign in asked if campaign for question in campaign.questions)
        readings = join(readings, list(labels))
    return take((*readings, *copies), source, reference)


def _known(document: Opened, read: Mapping[str, DocumentReading]) -> Known:
    """What a document tells, if it was read, and then what the source's others tell."""
    if document.is_transcript or document.blocks.is_long_table:
        return Known()  # they are read with nothing else in mind
    others = [reading for path, reading in read.items() if path != document.path]
    readings = [read[document.path], *others] if document.path in read else others
    requests = [message for reading in readings for message in reading.messages if message.kind == "request"]
    return Known(
        asked=next(filter(None, map(asked_in, requests)), {}),
        campaign_id=next((reading.campaign_id for reading in readings if reading.campaign_id), None),
        force_id=next((reading.force_id for reading in readings if reading.force_id), None),
        law=next((reading.law for reading in readings if reading.law and reading.messages), None),
        received=next((reading.received for reading in readings if reading.received), None),
    )


def _each_once(opened: Sequence[Opened]) -> tuple[list[Opened], list[DocumentReading]]:
    first: dict[str, Opened] = {}
    copies = []
    for copy in opened:
        same = first.setdefault(copy.sha256, copy)
        if same is not copy:
            note = Problem.of("same-document", path=same.path)
            blocks = Blocks(copy.blocks.media_type, pages=copy.blocks.pages)
            reading = DocumentReading(copy.path, copy.sha256, blocks.media_type, copy.form, blocks.pages, blocks)
            copies.append(replace(reading, problems=(note,)))
    return list(first.values()), copies


def _read_document(document: Opened, source: Source, reference: Reference, known: Known) -> DocumentReading:
    blocks = document.blocks
    reading = DocumentReading(document.path, document.sha256, blocks.media_type, document.form, blocks.pages, blocks)
    if blocks.method == SERIES:
        return official.read_long_series(reading, source, reference)
    if document.is_transcript:
        outcomes, figures, problems = transcript.read_transcript(
            blocks, source=source, reference=reference, document_path=document.path
        )
        problems = [*blocks.problems, *problems]
        return replace(reading, outcomes=tuple(outcomes), figures=tuple(figures), problems=tuple(problems))
    if blocks.is_long_table:
        return official.read_long_table(reading, source, reference)
    reading = read_thread(reading, source=source, reference=reference, known=known)
    of_tables = names_of_tables(blocks.grids, blocks.lines)
    reading = _without_people(reading, find_names(blocks.lines) | of_tables, reference)
    reading = with_answers(
        reading,
        redact(blocks.lines, reference, of_tables),
        source_id=source.source_id,
        force_id=reading.force_id,
        reference=reference,
    )
    reading = proposed(reading, blocks)
    return as_transcript(reading) if document.form == "transcript" else reading


NOTHING_KNOWN = Known()


def read_thread(
    reading: DocumentReading, *, source: Source, reference: Reference, known: Known = NOTHING_KNOWN
) -> DocumentReading:
    """A document's reading with the messages of its text, what its tables hold, and what both answer of a campaign's
    questions. `known`: what the source's other documents tell."""
    blocks = with_notes(reading.blocks)
    messages, grids, lines, problems = _messages(blocks, reference)
    is_letter = bool(messages) and not _is_workbook(blocks)
    if not is_letter:
        messages = (Message(1, "response", None, 0, len(blocks.text), lines),)
    named = thread.find_force(messages, lines, reference) if is_letter and not source.force_ids else None
    several = len(source.force_ids) > 1  # they answer together
    force_id = next(iter(source.force_ids), named or known.force_id) if not several else None
    law = source.law or known.law or find_law(messages, force_id or "", reference)
    request = next((message for message in messages if message.kind == "request"), None)
    asked = (questions.asked_in(request) if request else {}) or dict(known.asked)
    campaign_id = source.campaign_id or known.campaign_id
    campaign_id = campaign_id or (questions.find_campaign(asked.values(), reference) if asked else None)
    campaign = reference.campaigns.get(campaign_id or "")
    messages, of_others = thread.source_entry(messages, source.reference, campaign)
    if campaign is not None:
        messages, strange = replies.on_subject(messages, campaign, reference)
        of_others += strange
    answering = [message for message in messages if message.kind in ANSWERING]
    placed = {line.table for message in answering for line in thread.own_lines(message)}
    maps = [entry for entry in source.maps if entry["document"] == reading.path]
    tables = read_tables([grid for n, grid in grids.items() if n in placed], source.legend or {}, maps)
    problems += [*of_others, *tables.problems]
    reading = replace(
        reading,
        blocks=replace(reading.blocks, tables=tables.tables, cells=tables.cells),
        reference=thread.find_reference(messages) if is_letter else None,
        received=source.received or known.received or thread.find_received(messages),
        campaign_id=campaign_id,
        force_id=force_id,
        law=law,
        messages=messages if is_letter else (),
    )
    if campaign is not None:
        context = Context(
            source_id=source.source_id,
            document_path=reading.path,
            reference=reference,
            campaign=campaign,
            legend=source.legend or {},
            questions=questions.of_campaign(campaign, asked),
            force_id=force_id or "",
            law=law,
            asked_on=source.asked or (request.on.isoformat() if request and request.on else None),
            received_on=reading.received,
            answered_on=source.answered,
        )
        reading = replies.answered(reading, answering, context, source.force_ids)
    is_read = reading.outcomes or reading.figures or any(problem.rule != UNANSWERED for problem in reading.problems)
    told = [*problems, *reading.problems]
    kinds = ", ".join(dict.fromkeys(message.kind.replace("_", " ") for message in messages)) or "none"
    if not (of_others or tables.problems or is_read):  # a document that gives nothing must not do so in silence
        nothing = Problem.of("no-answer-of-a-force", kinds=kinds)
        told.append(Problem.of(NOTHING_FOUND, locator_of(answering[-1].lines)) if answering else nothing)
    return replace(reading, problems=(*reading.blocks.problems, *told))


def without_endless(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Problem]]:
    """The lines, the overlong ones emptied (all of them where there are more than any letter has), and the problems."""
    if len(lines) > MOST_LINES:
        problem = Problem.of("too-many-lines", locator_of(lines[:1]), lines[0].page, count=len(lines))
        return tuple(replace(line, text="") for line in lines), [problem]
    short = [GAP.sub(" " * SHORTENED, line.text.rstrip()) if GAP.search(line.text) else line.text for line in lines]
    lines = [line if text == line.text else replace(line, text=text) for line, text in zip(lines, short, strict=True)]
    unread = {line.number for line in lines if len(line.text) > LONGEST_LINE}
    problems = [
        Problem.of("line-too-long", locator_of((line,)), line.page, length=len(line.text), text=shown(line.text))
        for line in lines
        if line.number in unread
    ]
    return tuple(replace(line, text="") if line.number in unread else line for line in lines), problems


def _messages(
    blocks: Blocks, reference: Reference
) -> tuple[tuple[Message, ...], dict[int, Grid], tuple[Line, ...], list[Problem]]:
    """The messages of a document without people, with a place for each table; the tables by number, those in the
    text's own lines too; and the lines."""
    raw_lines, problems = without_endless(blocks.lines)
    names = find_names(raw_lines) | names_of_tables(blocks.grids, raw_lines)
    grids = {grid.n: without_people(without_columns_of_people(grid), names, reference) for grid in blocks.grids}
    lines = with_tables(redact(raw_lines, reference, names), list(grids.values()))
    messages = find_messages(lines, reference, blocks.parts)
    if _is_workbook(blocks):
        return messages, grids, lines, problems
    messages, in_text = in_words(messages, max(grids, default=0))
    messages, turned = as_lines(messages, grids)
    grids = {n: grid for n, grid in grids.items() if n not in turned}
    grids |= {grid.n: without_columns_of_people(grid) for grid in in_text}
    return messages, grids, lines, problems


def _is_workbook(blocks: Blocks) -> bool:
    """Whether a document is tables alone: its few words are titles and notes, and nobody speaks in it."""
    return bool(blocks.grids) and all(grid.method == SPREADSHEET for grid in blocks.grids)


def _without_people(reading: DocumentReading, names: frozenset[str], reference: Reference) -> DocumentReading:
    """The reading with nobody named in its problems, which quote the document."""
    problems = tuple(
        replace(problem, message=clean(problem.message, names | set(signed_in(problem.message)), reference))
        for problem in reading.problems
    )
    is_of_people = has_row_of_headings(reading.blocks.lines)
    is_recognised = any(grid.method == OCR for grid in reading.blocks.grids) or reading.blocks.method == OCR
    if is_recognised or is_of_people:  # names recognised wrongly, or rows of people that became no table
        problems = tuple(
            replace(problem, message=QUOTED.sub(lambda match: without_strange_words(match[0], NAME), problem.message))
            for problem in problems
        )
    return replace(reading, problems=problems)


def as_transcript(reading: DocumentReading) -> DocumentReading:
    """A transcript's words are ours: never a quote. A figure's stand in its note, an outcome's in its text, and the
    method says how they came here.
    """
    return replace(
        reading,
        figures=tuple(
            replace(figure, method="transcript", quote=None, note=figure.note or _our_words(figure.quote))
            for figure in reading.figures
        ),
        outcomes=tuple(
            replace(outcome, quote=None, note=outcome.note or (None if outcome.text else _our_words(outcome.quote)))
            for outcome in reading.outcomes
        ),
    )


def _our_words(quote: str | None) -> str | None:
    """A line of our transcript; "…" where it goes on, as it does before a name that stands in the answer's text."""
    if not quote:
        return None
    goes_on = quote[-1].isalpha()
    return f"{TRANSCRIPT_READS} {quote}{' …' if goes_on else ''}"


def as_one(readings: Sequence[DocumentReading]) -> DocumentReading:
    """A document and those inside it as one reading: places inside begin with the inner document's name, tables are
    counted on."""
    whole = readings[0]
    for inner in readings[1:]:
        name = inner.path.removeprefix(f"{whole.path}{INSIDE}")
        taken = max((table.n for table in whole.blocks.tables), default=0)
        joined: dict[str, Any] = {
            field: (
                *getattr(whole, field),
                *(
                    replace(row, locator=f"{name}, {row.locator}" if row.locator else name)
                    for row in getattr(inner, field)
                ),
            )
            for field in ("outcomes", "figures", "proposals", "problems")
        }
        joined |= {field: getattr(whole, field) or getattr(inner, field) for field in FROM_THE_FIRST}
        tables = (replace(table, n=table.n + taken) for table in inner.blocks.tables)
        cells = (replace(cell, table=cell.table + taken) for cell in inner.blocks.cells)
        blocks = replace(whole.blocks, tables=(*whole.blocks.tables, *tables), cells=(*whole.blocks.cells, *cells))
        whole = replace(whole, blocks=blocks, **joined)
    return whole


def names_document(words: str, name: str) -> bool:
    """Whether words point to a file by its name: by the numbers in it, else by the whole of it. The name may have lost
    words that could name a person."""
    stem = re.split(rf"[/{INSIDE}]", name)[-1].rsplit(".", 1)[0].strip().casefold()
    numbers = set(re.findall(r"\d{3,}", stem))
    if numbers:
        return numbers <= set(re.findall(r"\d{3,}", words))
    return len(stem) > 2 and stem in words.casefold()


def join(readings: Sequence[DocumentReading], labels: Sequence[str]) -> list[DocumentReading]:
    """Readings of one source that know of each other. A question that one document answers by pointing to another is
    answered by that one; what two say alike is said once; a later stage, and an original beside our transcript of it,
    stand before the other."""
    answers = []
    for n, reading in enumerate(readings):
        others = [other.outcomes for m, other in enumerate(readings) if m != n]
        answers.append([outcome for outcome in reading.outcomes if not _is_answered(outcome, reading.outcomes, others)])
    for n, reading in enumerate(readings):
        beside = [other for m, other in enumerate(readings) if m != n]
        answers[n] = [_unread_here(outcome, reading.path, beside) for outcome in answers[n]]
    outcomes = [(n, outcome) for n, rows in enumerate(answers) for outcome in rows]
    joined = []
    for n, reading in enumerate(readings):
        settled = [_no_longer_current(outcome, n, readings, outcomes) for outcome in answers[n]]
        has_answers = any(other.outcomes or other.figures or other.blocks.cells for other in readings)
        dropped = (UNANSWERED, NOTHING_FOUND) if has_answers and not reading.blocks.text.strip() else (UNANSWERED,)
        problems = tuple(problem for problem in reading.problems if problem.rule not in dropped)
        joined.append(replace(reading, outcomes=tuple(settled), problems=problems))
    answered = {outcome.question for reading in joined for outcome in reading.outcomes}
    missing = [label for label in labels if label not in answered]
    if missing and outcomes:
        problem = Problem.of(UNANSWERED, questions=replies.questions_named(missing), here="this source's documents")
        joined[0] = replace(joined[0], problems=(*joined[0].problems, problem))
    return joined


def _is_answered(outcome: Outcome, siblings: Sequence[Outcome], others: Sequence[Sequence[Outcome]]) -> bool:
    """Whether an outcome only points to a document, and a document that is here answers the question. Words that point
    for several questions at once ("our response is attached") point to a document that answers one of them, or that
    says of fewer of them, in words of its own, where the answer is."""
    if outcome.status != REFERRED:
        return False
    pointed = _pointed_with(outcome, siblings)
    answered: set[str | None] = set()
    for outcomes in others:
        for other in outcomes:
            its = _pointed_with(other, outcomes)
            is_narrower = None not in its and (None in pointed or len(its) < len(pointed))
            answered |= {other.question} if other.status != REFERRED or is_narrower else set()
    return bool(answered) if None in pointed else bool(pointed & answered)


def _unread_here(outcome: Outcome, path: str, others: Sequence[DocumentReading]) -> Outcome:
    """An outcome, as not read where it points to a document that is here and gave nothing: one that its words name,
    that came with the same mail, or that has tables which gave neither a figure nor an outcome. `path`: of the document
    that points."""
    words = " ".join((outcome.quote or outcome.text or "").split())
    if outcome.status != REFERRED:
        return outcome
    silent = [other for other in others if not other.outcomes and not other.figures]
    named = [other for other in silent if names_document(words, other.path)]
    enclosed = [other for other in silent if other.path.startswith(f"{path}{INSIDE}")]
    may_be_any = (
        phrase.enclosed.search(words) and not phrase.on_a_site.search(words) and not phrase.names_a_file.search(words)
    )
    meant = named or (enclosed if phrase.enclosed.search(words) else [])
    meant = meant or [other for other in silent if may_be_any and other.blocks.grids]
    if not meant:
        return outcome
    note = f"the words point to {meant[0].path}, which is here and gave no figure"
    return replace(outcome, status="not_read", note=note)


def _pointed_with(outcome: Outcome, siblings: Sequence[Outcome]) -> set[str | None]:
    return {other.question for other in siblings if other.status == REFERRED and other.locator == outcome.locator}


def _no_longer_current(
    outcome: Outcome, n: int, readings: Sequence[DocumentReading], outcomes: Sequence[tuple[int, Outcome]]
) -> Outcome:
    """The outcome of the `n`-th document, no longer current where another document's stands before it."""
    stage = STAGES.index(outcome.stage)
    for m, other in outcomes:
        if m == n or other.question != outcome.question or not other.is_current:
            continue
        is_later = STAGES.index(other.stage) > stage
        is_same = (other.stage, other.status, other.exemptions) == (outcome.stage, outcome.status, outcome.exemptions)
        is_ours = readings[n].form == "transcript" and readings[m].form == "original" and other.stage == outcome.stage
        if is_later or is_ours or (is_same and m < n and readings[m].form == readings[n].form):
            return replace(outcome, is_current=False)
    return outcome


# By its own questions


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
    # No row of a workbook or a CSV says what became of a request: a sheet of questions and responses may be a log of
    # many, a draft, a tracker or a survey. Read as letters are, 106 of 169 outcomes of 99 such sheets were false.
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
    """The cells that no answer has among its lines; of tables made of lines the marks, whose value a note gives."""
    made_of_lines = {table.n for table in reading.blocks.tables if table.lines is not None}
    answering = [passage for _, page in replies for passage in page.passages if passage.is_answer]
    placed = {line.table for passage in answering for line in passage.lines}
    return [
        cell
        for cell in reading.blocks.cells
        if cell.table not in placed
        and (cell.table not in made_of_lines or (cell.value and not any(map(str.isdigit, cell.text))))
    ]


def _not_offered(reading: DocumentReading, replies: Sequence[tuple[Message, Page]]) -> Iterator[Problem]:
    """A remark on the marks that stand in place of numbers in tables made of lines, and that nothing explains."""
    explained = {cell.text for cell in reading.blocks.cells if cell.value}
    rows = (row for _, page in replies for one in page.passages for table in one.tables for row in table.rows)
    marks = [c.line for row in rows for c in row[1:] if MARK.fullmatch(c.text) and c.text not in explained]
    if marks:
        yield Problem.of("cells-not-offered", locator_of(marks), marks[0].page, count=len(marks))


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
        at = BY_SOMEBODY.search(line.text)
        by_somebody = at is not None and any(map(is_strange, CAPITALISED.findall(line.text, at.start())))
        is_struck = is_of_people or term.of_people.search(line.text) or by_somebody  # and not "by Kent Police"
        yield replace(line, text=without_strange_words(line.text, NAME)) if is_struck else line


BY_SOMEBODY = re.compile(r"\bby\s+[A-Z][\w’'-]+\s+[A-Z]")
CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")


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
        of_none = "\n".join(line.text for one in page.passages if not one.labels for line in one.lines)
        named |= {label for one in page.passages if not one.labels for label in given_for(one) if label in page.asked}
        named |= {label for match in HELD_FOR.finditer(of_none) for label in labels_of(match["labels"])}
        above = [one for one in page.passages if not any(term.you_said.search(line.text) for line in one.lines)]
        labels = {label for one in above for label in one.labels}
        first = min((int(label) for label in named if label.isdigit()), default=0)
        while (first := first - 1) > 0 and str(first) in labels:  # what stands before question 2 is 1
            named.add(str(first))
        read = outcomes_of(page, counted, law, force_id)
        if phrase.awaits.search(f"{page.lead}\n{page.text}"):  # nothing is decided of the request
            read = [one if one.label else replace(one, status="not_read", exemptions=(), basis=None) for one in read]
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
