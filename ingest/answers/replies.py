"""A text's blocks -> messages, and of a campaign's request the outcomes and figures: what a thread or a letter answers.

Stages: messages and whose they are (`ingest/thread.py`), what of them is the source's, the campaign's questions and
which words answer which (`questions`, by `body`), what became of each (`reply`, by `outcomes`), the numbers that they
give (`part_numbers`, held against the known `words` and the letter's remarks) and which answer stands in the end. Of a
document without a campaign messages and tables alone are read: `documents` reads it by its own questions.

Protects: a figure that the document does not bear is worse than a missing one; what is not understood is a problem or a
proposal, never a guess. "1a. 77" below "Stolen dogs" is no answer to the campaign's question 1a; a number is one
force's of a joint reply only under a heading that is that force's name; reading costs what a document is worth. Nothing
is deleted: a later answer replaces only the questions that it answers, and an earlier figure stays with the one that
took its place, or with the day and the words by which the force took it back (forms D13 and D14).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from ingest import thread
from ingest.answers import questions
from ingest.answers.body import counts_in, shown
from ingest.answers.meaning import force_named
from ingest.answers.outcomes import find_outcome, named_in, outcome_at
from ingest.answers.questions import Context, Known, says_nothing_of
from ingest.answers.reply import Reply, identity, lines_of, outcome_from, read_reply
from ingest.ids import digest, locator_of, ranked
from ingest.model import Blocks, DocumentReading, Figure, Grid, Line, Message, Outcome, Problem, Table
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.numbers import read_value
from ingest.privacy.names import find_names, is_common, people_named
from ingest.privacy.redact import names_of_tables, redact, without_columns_of_people, without_people
from ingest.reference import Campaign, Reference
from ingest.sources import Source
from ingest.tables import read_tables, with_notes
from ingest.text_tables import as_lines, in_words, with_tables
from ingest.thread import ANSWERING, find_messages

LONGEST_LINE = 10_000
"""Code points."""
LONGEST_GAP, SHORTENED = 200, 100
"""Blanks side by side in a line, and what is left of more. The widest table in words has some eighty; a rule that may
begin at any of them looks through all the others each time."""
GAP = re.compile(rf"\s{{{LONGEST_GAP + 1},}}")
MOST_LINES = 40_000
"""Of a document; five hundred pages have thirty thousand."""
LONGEST_HEADING = 16  # words
LONGEST_TITLE = 8
YEARS = re.compile(r"(?:19|20)\d\d[/-]\d\d")  # "2019/20" is no reference
OF_FORCE = ("acknowledgement", "response", "review_response")
ENDS = " :.-–—*#\t"


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


Entry = tuple[str, tuple[Line, ...]]
"""A request on a page of several: its reference, and its lines from its heading on."""


def source_entry(
    messages: Sequence[Message], reference_number: str | None, campaign: Campaign | None, reference: Reference
) -> tuple[tuple[Message, ...], tuple[Problem, ...]]:
    """The messages, each with only the source's request where it holds several, and the problems."""
    narrowed: list[Message] = []
    problems: list[Problem] = []
    for message in messages:
        entries = _entries(message.lines) if message.kind in OF_FORCE else []
        if len(entries) > 1:
            chosen = _chosen(entries, reference_number, campaign)
            name = "another-request" if chosen else "one-of-several-requests"
            problems += [
                Problem.of(name, locator_of(lines[:1]), heading=shown(lines[0].text))
                for _, lines in (entry for entry in entries if entry not in chosen)
            ]
            message = replace(message, lines=chosen[0][1] if chosen else entries[0][1][:1])
        elif message.kind in OF_FORCE and campaign is not None:
            lines, strange = _without_other_subjects(message.lines, campaign, reference)
            message = replace(message, lines=lines)
            problems += strange
        narrowed.append(message)
    return tuple(narrowed), tuple(problems)


def _without_other_subjects(
    lines: Sequence[Line], campaign: Campaign, reference: Reference
) -> tuple[tuple[Line, ...], list[Problem]]:
    """The lines without what stands below titles of other subjects ("Stolen dogs" above "1a. 77"), each up to the next
    title, and a problem for each."""
    titles = [n for n in range(len(lines)) if _is_title(lines, n)]
    on_subject: list[Line] = list(lines[: titles[0]] if titles else lines)
    problems: list[Problem] = []
    for start, end in pairwise([*titles, len(lines)]):
        title = lines[start].text.strip()
        is_group = any(is_common(word) for word in title.split())  # "Stolen Innocence Watch"
        is_other = letters.anywhere("subjects", "others").search(title) is not None and not is_group
        if is_other and says_nothing_of(title, campaign, reference):
            problems.append(Problem.of("another-subject", locator_of(lines[start:end]), title=title))
        else:
            on_subject += lines[start:end]
    return tuple(on_subject), problems


def _is_title(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a few words without a number or an end, above the label of an answer."""
    text = lines[n].text.strip()
    if not text or len(text.split()) > LONGEST_TITLE or re.search(r"\d|[.:;?!,]$", text) or read_label(text):
        return False
    is_apart = n == 0 or not lines[n - 1].text.strip()
    below = next((line.text for line in lines[n + 1 :] if line.text.strip()), "")
    return is_apart and read_label(below) is not None


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """The requests of a page; [] where fewer than two are answered."""
    first: dict[str, int] = {}
    for n, line in enumerate(lines):
        heading = _heading_pattern().match(line.text) if len(line.text.split()) <= LONGEST_HEADING else None
        if heading and not YEARS.fullmatch(heading[1]):
            first.setdefault(heading[1].casefold(), n)
    ends = [*first.values(), len(lines)][1:]
    entries = [(name, tuple(lines[at:end])) for (name, at), end in zip(first.items(), ends, strict=False)]
    marker = letters.alone("answers", "answer_markers")
    answered = [
        entry
        for entry in entries
        for below in (entry[1][1:],)
        if any(marker.fullmatch(one.text.strip()) or one.table is not None or read_label(one.text) for one in below)
    ]
    return answered if len(answered) > 1 else []


@cache
def _heading_pattern() -> re.Pattern[str]:
    names = letters.pattern("thread", "entry_names")
    token = r"[A-Za-z0-9]*\d\w*(?:[./-]\w+)+|[A-Za-z]*[/.-]?\d{4,}"
    number = r"(?:\s*(?:no|number|ref|reference)\b\.?)*"
    bare = r"(?=[\d./-]*FOI)"  # "01.FOI.21.000123" needs no word before it
    return re.compile(rf"\W*(?:{names}{number}\s*[:#.–-]?\s*|{bare})({token})(?!\w)", re.IGNORECASE)


def _chosen(entries: Sequence[Entry], number: str | None, campaign: Campaign | None) -> list[Entry]:
    """The one entry that is the source's, by its reference or the campaign's questions; [] where none is, or several
    may be."""
    named = [entry for entry in entries if number and entry[0] == number.casefold()]
    asked = [entry for entry in entries if campaign and any(campaign.label_of(line.text) for line in entry[1])]
    return named[:1] or (asked if len(asked) == 1 else [])


def parted(message: Message, force_ids: Sequence[str], reference: Reference) -> list[tuple[str, Message]]:
    """The message as it stands under each force's heading, with the force's id; "" for what stands under none. One
    piece where the message has no heading of every force."""
    named = {n: force_named(line.text.strip(ENDS), reference) for n, line in enumerate(message.lines)}
    headings = {n: force for n, force in named.items() if force and force in force_ids}
    if set(headings.values()) != set(force_ids):
        return [("", message)]
    starts = sorted(headings)
    pieces = [("", message.lines[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(message.lines)], strict=True):
        pieces.append((headings[start], message.lines[start + 1 : end]))
    answering = [piece for piece in pieces if any(line.text.strip() or line.table is not None for line in piece[1])]
    return [(force, replace(message, lines=lines)) for force, lines in answering]


NOTHING_KNOWN = Known()
SPREADSHEET = "spreadsheet"


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
    campaign_id = campaign_id or (questions.find_campaign(asked.values(), reference) if asked else None)
    campaign = reference.campaigns.get(campaign_id or "")
    messages, of_others = source_entry(messages, source.reference, campaign, reference)
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
    replies: list[Reply] = []
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
        replies = _replies(answering, context, source.force_ids)
        reading = _answered(reading, replies, context, source.force_ids)
    told = [*problems, *reading.problems]
    if not (
        of_others or tables.problems or any(reply.outcomes or reply.figures or reply.problems for reply in replies)
    ):
        told.append(_silent(messages, answering))
    return replace(reading, problems=(*reading.blocks.problems, *told))


def _answered(
    reading: DocumentReading, replies: Sequence[Reply], context: Context, force_ids: tuple[str, ...]
) -> DocumentReading:
    """A document's reading with what its replies say of a campaign's questions."""
    for reply in replies:
        note_unread(reply, reading.blocks.tables)
        if len(force_ids) > 1:
            shared(reply, force_ids)
    add_upheld(replies)
    add_corrections(replies, context)
    with_ids(replies, context)
    outcomes, figures = settle(replies)
    figures = with_zeros(figures)
    problems = [problem for reply in replies for problem in reply.problems]
    problems += [*people_named(outcomes, figures), *_unanswered(replies, context)]
    if reading.force_id is None and len(force_ids) < 2 and (outcomes or figures):
        problems.append(Problem.of("force-not-found"))
    return replace(reading, outcomes=outcomes, figures=figures, problems=tuple(problems))


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


def _force(
    source: Source, messages: Sequence[Message], lines: Sequence[Line], known: Known, reference: Reference
) -> str | None:
    """The one force that answers; None where it is not known, or several answer together. `messages`: () for a document
    of tables alone, whose notes may name a force that it is not of."""
    if source.force_ids:
        return source.force_ids[0] if len(source.force_ids) == 1 else None
    return (thread.find_force(messages, lines, reference) if messages else None) or known.force_id


def _replies(answering: Sequence[Message], context: Context, force_ids: tuple[str, ...]) -> list[Reply]:
    """Each of the force's answers, one for each force of a joint reply."""
    if len(force_ids) < 2:
        return [read_reply(message, context) for message in answering]
    return [
        read_reply(piece, replace(context, force_id=force))
        for message in answering
        for force, piece in parted(message, force_ids, context.reference)
    ]


def note_unread(reply: Reply, tables: Sequence[Table]) -> None:
    """Add an outcome, not read, for each question that only a table answers."""
    for n, labels in reply.tables.items():
        answered = {outcome.question for outcome in reply.outcomes}
        for question in (question for label in labels if (question := reply.context.question(label))):
            if question.label not in answered:
                table = next((table for table in tables if table.n == n), Table(n))
                where = f"page {table.page}, table {n}" if table.page else f"table {n}"
                unread = replace(outcome_at((), "not_read"), locator=where, page=table.page, lines=table.lines)
                reply.outcomes.append(outcome_from(question, unread, reply))


def _unanswered(replies: Sequence[Reply], context: Context) -> list[Problem]:
    """One warning for the questions that no message answers, where others are answered."""
    answered = {outcome.question for reply in replies for outcome in reply.outcomes}
    missing = [label for label in context.labels if label not in answered]
    if not replies or not missing:
        return []
    where, named = locator_of(replies[-1].message.lines), questions_named(missing)
    return [Problem.of("question-without-answer", where, questions=named, here="this document")]


def questions_named(labels: Sequence[str]) -> str:
    return f"question {labels[0]}" if len(labels) == 1 else f"questions {', '.join(labels)}"


def _silent(messages: Sequence[Message], answering: Sequence[Message]) -> Problem:
    """A warning where nothing was read, for a document that gives nothing must not do so in silence."""
    if not answering:
        kinds = ", ".join(dict.fromkeys(message.kind.replace("_", " ") for message in messages)) or "none"
        return Problem.of("no-answer-of-a-force", kinds=kinds)
    return Problem.of("no-answer-found", locator_of(answering[-1].lines))


SENTENCES = re.compile(r"(?<=[.?!])\s+")
WITHDRAWN = "withdrawn"
UPHELD = "the review lets the earlier answer stand"
TAKING_BACK = ("refused", "ncnd", "not_held", "not_applicable")
"""Answers after which an earlier figure is no longer the force's own."""


def with_ids(replies: Sequence[Reply], context: Context) -> None:
    """Give every outcome and figure its id: a digest of names, with its rank among those of the document that have the
    same. An id holds the question, the offence's, period's or scope's label and the stage, and no value."""
    document = (context.source_id, context.document_path)
    outcomes = [(outcome.question, outcome.stage) for reply in replies for outcome in reply.outcomes]
    figures = [
        (figure.question, figure.offence_label, figure.period_label, figure.scope, figure.stage)
        for reply in replies
        for figure in reply.figures
    ]
    outcome_ids = iter([digest("outcome", *document, *n, r) for n, r in zip(outcomes, ranked(outcomes), strict=True)])
    figure_ids = iter([digest(*document, *n, r) for n, r in zip(figures, ranked(figures), strict=True)])
    for reply in replies:
        reply.outcomes = [replace(outcome, outcome_id=next(outcome_ids)) for outcome in reply.outcomes]
        reply.figures = [replace(figure, figure_id=next(figure_ids)) for figure in reply.figures]


def shared(reply: Reply, force_ids: Sequence[str]) -> None:
    """Give every force the outcomes that stand under no force's heading, and no force the numbers there."""
    unbound = [figure for figure in reply.figures if not figure.force_id]
    reply.figures = [figure for figure in reply.figures if figure.force_id]
    for figure in unbound:
        said = {"number": figure.value.text, "forces": len(force_ids)}
        reply.problems.append(Problem.of("joint-number", figure.locator, figure.page, **said))
    outcomes: list[Outcome] = []
    for outcome in reply.outcomes:
        forces = (outcome.force_id,) if outcome.force_id else force_ids
        outcomes += [replace(outcome, force_id=force) for force in forces]
    reply.outcomes = outcomes


def add_upheld(replies: Sequence[Reply]) -> None:
    """Give a review that lets an answer stand an outcome of its own: the same status at its own stage. A problem where
    there is no answer before it."""
    order = in_time(replies)
    for position, n in enumerate(order):
        reply = replies[n]
        for label, part in reply.upheld:
            earlier = [answer for m in order[:position] for answer in replies[m].outcomes if answer.question == label]
            lines = lines_of(part)
            if not earlier:
                reply.tell("review-upholds", part.text, lines, label=label)
                continue
            upheld = replace(
                earlier[-1],
                stage=reply.message.stage,
                message=reply.message.n,
                answered_on=reply.message.on.isoformat() if reply.message.on else None,
                text=part.text,
                quote=part.pieces[0].text,
                locator=locator_of(lines),
                note=UPHELD,
                force_caveat=None,
            )
            reply.outcomes.append(upheld)


def add_corrections(replies: Sequence[Reply], context: Context) -> None:
    """Take back the earlier figures that a later message calls wrong in a sentence that is not read ("the answer to
    question 3 should have been 9"): neither number is in force until a person has said which."""
    correcting = letters.anywhere("answers", "correcting")
    order = in_time(replies)
    for position, n in enumerate(order):
        given = {figure.question for m in order[:position] for figure in replies[m].figures}
        for part in (part for part in replies[n].unbound if correcting.search(part.text)):
            named = set(named_in(part.text, context.labels))
            wording = " ".join(sentence for sentence in SENTENCES.split(part.text) if correcting.search(sentence))
            parts = (name for name in context.labels if name[-1:].isalpha())
            named |= {name for name in parts if re.search(rf"(?<![\w.]){name}(?!\w)", wording)}
            finding = find_outcome(part, context.law, False)
            withdrawn = replace(finding, status="withdrawn", exemptions=(), exemptions_basis=None)
            for question in (question for question in context.questions if question.label in named & given):
                replies[n].outcomes.append(outcome_from(question, withdrawn, replies[n]))


def settle(replies: Sequence[Reply]) -> tuple[tuple[Outcome, ...], tuple[Figure, ...]]:
    """All outcomes and figures in the order of the document, each with its standing."""
    order = in_time(replies)
    latest = {_asked(outcome): n for n in order for outcome in replies[n].outcomes}
    outcomes = tuple(
        outcome if n == latest[_asked(outcome)] else replace(outcome, is_current=False)
        for n, reply in enumerate(replies)
        for outcome in reply.outcomes
    )
    figures = tuple(
        _superseded_by_later(figure, n, replies, order) for n, reply in enumerate(replies) for figure in reply.figures
    )
    return outcomes, figures


def with_zeros(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """ "<5" is 1 to 4 where the same source prints its zeros: then a zero would stand as one."""
    prints_zeros = any(figure.value.value == 0 for figure in figures)
    bounded = []
    for figure in figures:
        value = figure.value
        if prints_zeros and value.value is None and value.low == 0 and value.high is not None:
            figure = replace(figure, value=read_value(value.text, unit=figure.unit, prints_zeros=True) or value)
        bounded.append(figure)
    return tuple(bounded)


def in_time(replies: Sequence[Reply]) -> list[int]:
    """Indices of the replies, the oldest first: by their printed dates where all have one (a mail's newest part stands
    first), else as they stand."""
    dates = [reply.message.on for reply in replies]
    if any(on is None for on in dates):
        return list(range(len(replies)))
    return sorted(range(len(replies)), key=lambda n: (dates[n] or date.min, n))


def _asked(one: Outcome | Figure) -> tuple[str | None, str | None]:
    """Which question it is of, to which force."""
    return one.question, one.force_id


def _superseded_by_later(figure: Figure, n: int, replies: Sequence[Reply], order: Sequence[int]) -> Figure:
    later = [replies[m] for m in order[order.index(n) + 1 :]]
    for reply in later:
        answers = [outcome for outcome in reply.outcomes if _asked(outcome) == _asked(figure)]
        withdrawn = next((outcome for outcome in answers if outcome.status == WITHDRAWN), None)
        if withdrawn is not None:
            day = reply.message.on.isoformat() if reply.message.on else "on a day not printed"
            words = " ".join((withdrawn.quote or "").split())
            rule = f"Withdrawn {day} by the force, {withdrawn.locator}: {words}"
            return replace(figure, status=WITHDRAWN, rule=rule)
    for reply in later:
        answers = [outcome for outcome in reply.outcomes if _asked(outcome) == _asked(figure)]
        if answers and all(outcome.status in TAKING_BACK for outcome in answers):
            words = f"the same thread's later answer, {answers[0].locator}, gives no figure ({answers[0].status})"
            return replace(figure, status="superseded", rule=words)
        is_read = any(other.question == figure.question for other in reply.figures)
        is_counted = any(figure.question in labels for labels in reply.tables.values())
        is_counted = is_counted or any(counts_in(outcome.text or "") for outcome in answers)
        is_upheld = bool(answers) and answers[0].note == UPHELD
        if answers and is_counted and not is_read and not is_upheld:
            words = f"the same thread answers again at {answers[0].locator}, with numbers that were not read"
            return replace(figure, status="superseded", rule=words)
    for other in (other for reply in reversed(later) for other in reply.figures):
        if identity(other) == identity(figure):
            rule = f"the same thread answers again in message {other.message}"
            return replace(figure, status="superseded", replaced_by=other.figure_id, rule=rule)
    return figure
