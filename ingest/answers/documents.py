"""The documents of one source -> what each says, read together.

A letter may come without its request and a workbook without a word: what the source's other documents tell (the
questions, the campaign, the force) is known while each is read. Protects: where a letter answers a question by pointing
to a document, that document answers it if it is here; if it is here and gave nothing, the answer is called unread, no
longer elsewhere; the same document twice counts once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest import official, transcript
from ingest.answers import replies, with_answers
from ingest.answers.maps import with_maps
from ingest.answers.proposals import OCR, proposed, take
from ingest.answers.questions import Known, asked_in
from ingest.answers.words import phrase
from ingest.model import SERIES, STAGES, TRANSCRIPT_READS, Blocks, DocumentReading, Outcome, Problem
from ingest.pdf import MEDIA_TYPE as PDF
from ingest.pdf.aligned import with_columns_at
from ingest.privacy.contacts import NAME
from ingest.privacy.names import find_names, signed_in, without_strange_words
from ingest.privacy.redact import clean, has_row_of_headings, names_of_tables, redact
from ingest.readers.opened import INSIDE, Opened, bytes_inside, open_document
from ingest.reference import Reference
from ingest.sources import Source

REFERRED = "referred"
FROM_THE_FIRST = ("reference", "received", "campaign_id", "force_id")
"""Fields of a document and those inside it: the first that has one gives it for all."""
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
    """The documents, each content once, and for each copy a reading with a note."""
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
    reading = replies.read_thread(reading, source=source, reference=reference, known=known)
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
                *(replace(row, locator=_inside(name, row.locator)) for row in getattr(inner, field)),
            )
            for field in ("outcomes", "figures", "proposals", "problems")
        }
        joined |= {field: getattr(whole, field) or getattr(inner, field) for field in FROM_THE_FIRST}
        tables = (replace(table, n=table.n + taken) for table in inner.blocks.tables)
        cells = (replace(cell, table=cell.table + taken) for cell in inner.blocks.cells)
        blocks = replace(whole.blocks, tables=(*whole.blocks.tables, *tables), cells=(*whole.blocks.cells, *cells))
        whole = replace(whole, blocks=blocks, **joined)
    return whole


def _inside(name: str, locator: str | None) -> str:
    return f"{name}, {locator}" if locator else name


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
    answered = {
        other.question
        for outcomes in others
        for other in outcomes
        if other.status != REFERRED or _is_narrower(_pointed_with(other, outcomes), pointed)
    }
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
    """The questions for which the same words of a document point."""
    return {other.question for other in siblings if other.status == REFERRED and other.locator == outcome.locator}


def _is_narrower(pointed: set[str | None], other: set[str | None]) -> bool:
    return None not in pointed and (None in other or len(pointed) < len(other))


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
