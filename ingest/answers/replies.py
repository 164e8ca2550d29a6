"""A text's blocks -> messages, and of a campaign's request the outcomes and figures: what a thread or a letter answers.

Stages: what of the document is the source's (`entries`), messages and whose they are (`ingest/thread.py`), the
campaign's questions (`questions`), which words answer which question (`question_parts`, into `parts`), what became of
each (`reply`, by `outcomes`), the numbers that they give (`part_numbers`, held against the `acceptance` and the
letter's `caveats`), those of tables (`answer_tables`) and what stands in the end (`standing`). Of a document without a
campaign messages and tables alone are read: `ingest/answers` reads it by its own questions. Protects: a figure that the
document does not bear is worse than a missing one; what is not understood is a problem or a proposal, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest import thread
from ingest.answers import questions
from ingest.answers.answer_tables import as_lines, in_words, note_unread, with_tables
from ingest.answers.entries import own_entry, parted, without_endless
from ingest.answers.question_parts import read_answers
from ingest.answers.questions import Context, Known
from ingest.answers.reply import Reply, read_reply
from ingest.answers.standing import add_corrections, add_upheld, settle, shared, with_ids, with_zeros
from ingest.model import Blocks, DocumentReading, Grid, Line, Message, Problem
from ingest.places import locator_of
from ingest.privacy.columns import names_of_tables, without_columns_of_people
from ingest.privacy.marks import people_named
from ingest.privacy.names import find_names
from ingest.privacy.redact import redact, without_people
from ingest.reference import Reference
from ingest.sources import Source
from ingest.tables import read_tables
from ingest.tables.notes import with_notes
from ingest.thread import find_messages

NOTHING_KNOWN = Known()
SPREADSHEET = "spreadsheet"
ANSWERING = ("response", "review_response")
NO_FORCE = Problem(
    "warning",
    "The document names no single force. Say which it is: --force, or force in source.toml.",
    rule="force-not-found",
)


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
    force_id = _force(source, messages if is_letter else (), lines, known, reference)
    law = source.law or known.law or thread.find_law(messages, force_id or "", reference)
    request = next((message for message in messages if message.kind == "request"), None)
    asked = (questions.asked_in(request) if request else {}) or dict(known.asked)
    campaign_id = source.campaign_id or known.campaign_id
    campaign_id = campaign_id or questions.find_campaign(asked.values(), reference)
    campaign = reference.campaigns.get(campaign_id or "")
    messages, of_others = own_entry(messages, source.reference, campaign, reference)
    context = Context(
        source_id=source.source_id,
        document_path=reading.path,
        reference=reference,
        campaign=campaign,
        legend=source.legend or {},
        questions=questions.of_campaign(campaign, asked) if campaign else (),
        force_id=force_id or "",
        law=law,
        asked_on=source.asked or (request.on.isoformat() if request and request.on else None),
        received_on=source.received or known.received or thread.find_received(messages),
        answered_on=source.answered,
    )
    parts = _replies(messages, context, source.force_ids)
    replies = [reply for reply, _ in parts]
    answering = {n for reply in replies for n in reply.tables}
    maps = [entry for entry in source.maps if entry["document"] == reading.path]
    tables = read_tables([grid for n, grid in grids.items() if n in answering], source.legend or {}, maps)
    for reply, own in parts:
        note_unread(reply, tables.tables, own)
    for reply in replies if len(source.force_ids) > 1 else ():
        shared(reply, source.force_ids)
    add_upheld(replies)
    add_corrections(replies, context)
    with_ids(replies, context)
    outcomes, figures = settle(replies)
    figures = with_zeros(figures)
    problems += [*of_others, *tables.problems, *(problem for reply in replies for problem in reply.problems)]
    problems += people_named(outcomes, figures)
    problems += [*_unanswered(replies, context), *([] if of_others or tables.problems else _silent(replies, messages))]
    if force_id is None and len(source.force_ids) < 2 and (outcomes or figures):
        problems.append(NO_FORCE)
    messages = messages if is_letter else ()
    return replace(
        reading,
        blocks=replace(reading.blocks, tables=tables.tables, cells=tables.cells),
        reference=thread.find_reference(messages),
        received=context.received_on,
        campaign_id=campaign_id,
        force_id=force_id,
        law=law,
        messages=messages,
        outcomes=outcomes,
        figures=figures,
        problems=(*reading.blocks.problems, *problems),
    )


def _messages(
    blocks: Blocks, reference: Reference
) -> tuple[tuple[Message, ...], dict[int, Grid], tuple[Line, ...], list[Problem]]:
    """The messages of a document without people, with a place for each table; the tables by number, those in the
    text's own lines too; and the lines."""
    all_lines, problems = without_endless(blocks.lines)
    names = find_names(all_lines) | names_of_tables(blocks.grids, all_lines)
    grids = {grid.n: without_people(without_columns_of_people(grid), names, reference) for grid in blocks.grids}
    lines = with_tables(redact(all_lines, reference, names), list(grids.values()))
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


def _force(
    source: Source, messages: Sequence[Message], lines: Sequence[Line], known: Known, reference: Reference
) -> str | None:
    """The one force that answers; None where it is not known, or several answer together. `messages`: () for a document
    of tables alone, whose notes may name a force that it is not of."""
    if source.force_ids:
        return source.force_ids[0] if len(source.force_ids) == 1 else None
    return (thread.find_force(messages, lines, reference) if messages else None) or known.force_id


def _replies(messages: Sequence[Message], context: Context, force_ids: tuple[str, ...]) -> list[tuple[Reply, Context]]:
    """Each of the force's answers with its context, one for each force of a joint reply."""
    known = [question.label for question in context.questions if question.label is not None]
    wordings = {question.label or "": question.wordings for question in context.questions}
    campaign = context.campaign

    def recognise(text: str) -> str | None:
        return campaign.label_of(text) if campaign else None

    replies: list[tuple[Reply, Context]] = []
    for message in messages:
        if message.kind not in ANSWERING:
            continue
        answers = read_answers(message, known, wordings, context.law, recognise)
        if len(force_ids) < 2:
            replies.append((read_reply(message, answers, context), context))
        for force, own in parted(message, force_ids, context.reference) if len(force_ids) > 1 else ():
            of_force = replace(context, force_id=force)
            answers = read_answers(own, known, wordings, context.law, recognise)
            replies.append((read_reply(own, answers, of_force), of_force))
    return replies


def _unanswered(replies: Sequence[Reply], context: Context) -> list[Problem]:
    """One warning for the questions that no message answers, where others are answered."""
    answered = {outcome.question for reply in replies for outcome in reply.outcomes}
    missing = [question.label for question in context.questions if question.label and question.label not in answered]
    if not replies or not missing:
        return []
    words = f"question {missing[0]}" if len(missing) == 1 else f"questions {', '.join(missing)}"
    where = locator_of(replies[-1].message.lines)
    return [
        Problem("warning", f"No answer to {words} was found in this document.", where, rule="question-without-answer")
    ]


def _silent(replies: Sequence[Reply], messages: Sequence[Message]) -> list[Problem]:
    """A warning where nothing was read, for a document that gives nothing must not do so in silence."""
    if not replies:
        kinds = ", ".join(dict.fromkeys(message.kind.replace("_", " ") for message in messages)) or "none"
        return [Problem("warning", f"No answer of a force was found here (messages: {kinds}).", rule="no-answer-found")]
    if any(reply.outcomes or reply.figures or reply.problems for reply in replies):
        return []
    where = locator_of(replies[-1].message.lines)
    words = (
        "Nothing here was understood as the answer to a known question. Name the campaign that it answers "
        "(--campaign, or campaign in source.toml), or transcribe its figures."
    )
    return [Problem("warning", words, where, rule="no-answer-found")]
