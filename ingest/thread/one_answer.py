"""The words that answer a question -> its outcome and figures, and what of them is left to a person.

Protects: a number beside words that nothing is held, that it is elsewhere, or that refuse it is no figure unless the
words give it all the same, out of goodwill or in spite of the refusal (form D4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.phrases import letters
from ingest.phrases.numbers import read_value
from ingest.phrases.statuses import find_statuses, read_status
from ingest.thread import named
from ingest.thread.context import Context
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.numbers import asked_for, read_marks, read_values
from ingest.thread.outcomes import Finding, find_outcome, is_cost, is_upheld
from ingest.thread.parts import Part, Piece, Values, counts_in
from ingest.thread.questions import Question
from ingest.thread.results import Reply, lines_of, make_figure, outcome_from

LEGEND = re.compile(
    r"\s*(?P<mark>[b-hj-z]|\[[a-z]{1,2}\]|[^\w\s]{1,3})\s+(?:[=:–—-]\s*)?(?P<meaning>[^\W\d][^.\n\d]*?)\.?\s*"
)
WORDS_OF_A_LEGEND = 4
ONLY_OF_TOTAL = re.compile(
    r"\W*(?:(?:the|a)\s+)?(?:(?:grand|overall)\s+)?totals?\s+(?:also\s+|do\s+not\s+)?(?:in|ex)clud(?:es?|ing)\b\D*",
    re.IGNORECASE,
)
UNLIKE_A_NUMBER = ("referred", "no_answer", "not_held", "not_applicable")
"""What became of a question beside which a number is left to a person."""
GIVES_NOTHING = (*UNLIKE_A_NUMBER, "refused", "ncnd", "withdrawn")
SENTENCE_END = re.compile(r"[.?!](?=\s+[A-Z(\[])|\n\s*\n")


def answer(part: Part, asked: Sequence[Question], reply: Reply, context: Context) -> None:
    """Add the outcomes and figures of a part for the questions that it answers."""
    if upholds(part, [question.label for question in context.questions if question.label], reply):
        return
    part = without_legend(part)
    for question in asked:
        finding, values = _answer(part, question, len(asked) > 1, context)
        figures = [make_figure(reading, question, reply.message, context) for reading in values.readings]
        reply.figures += [figure for figure in figures if figure is not None]
        reply.leave(question, values.unread)
        if _asks_names(question, context) and finding.status in ("answered", "partly_answered"):
            finding = replace(finding, quote=named.without_names(finding.quote))  # names stand in the text only
        reply.outcomes.append(outcome_from(question, finding, reply.message, context))


def _answer(part: Part, question: Question, is_joint: bool, context: Context) -> tuple[Finding, Values]:
    values = _values(part, question, is_joint, context)
    finding = find_outcome(part, context.law, bool(values.readings))
    left = Values((), tuple(part.pieces))
    is_own = part.how == "own" and not is_joint
    given = given_in(part) if is_own and finding.status in ("refused", "ncnd", "partly_answered") else None
    if given is not None:
        values = _values(given, question, is_joint, context)
        is_sure = letters.anywhere("answers", "given_in_part").search(given.text) is None
        is_clear = bool(values.readings) and not values.unread and is_sure
        finding = replace(find_outcome(part, context.law, True), status="partly_answered")
        return finding, values if is_clear else left
    if finding.status == "refused" and is_own and _counts_beside_cost(part, finding, context.law):
        return replace(finding, status="not_read", cost_records=None), left
    is_bare_refusal = finding.status == "refused" and not finding.exemptions
    if (is_bare_refusal or finding.status in UNLIKE_A_NUMBER) and not values.readings and _counts(part):
        return replace(finding, status="not_read"), values
    is_zero = bool(values.readings) and all(reading.value.value == 0 for reading in values.readings)
    if is_zero and any(cue.status == "not_held" for cue in find_statuses(part.text)):
        return find_outcome(part, context.law, False), left  # nothing that is not held is counted
    if finding.status in GIVES_NOTHING:
        is_left = values.unread and finding.status in ("no_answer", "not_held", "not_applicable")
        return finding, left if is_left or (finding.status == "withdrawn" and counts_in(part.text)) else Values()
    if finding.status == "answered" and not values.readings and not values.unread:
        if part.tables:  # a table answers; a number with a mark ("12¹") beside it is left to a person
            return finding, Values(
                (), tuple(piece for piece in part.pieces if re.fullmatch(r"\s*\S*\d\S*\s*", piece.text))
            )
        if context.reference.measures.get(question.measure_id or "") is None:
            return finding, values
        if _asks_names(question, context) and named.may_name(part.text):
            return finding, values
        return replace(finding, status="not_read"), left  # what its words say nobody here has read
    if finding.status == "partly_answered" and values.readings and not _is_given(part):
        return finding, left
    return finding, values


def _values(part: Part, question: Question, is_joint: bool, context: Context) -> Values:
    """What an answer gives; the sentences below a table that answers may count a part of it."""
    asked = asked_for(question, context)
    if asked is None:
        return Values((), tuple(piece for piece in part.pieces if counts_in(piece.text)))
    if named.asks_names(asked.measure):
        return named.read_named(part.pieces)
    if not counts_in(part.text) and (marked := read_marks(part.pieces, asked)):
        return Values(marked)
    below = tuple(piece for piece in part.pieces if piece.is_below_table and counts_in(piece.text))
    values = read_values([piece for piece in part.pieces if piece not in below], asked)
    if is_joint and any(reading.value.value != 0 for reading in values.readings):
        return Values((), tuple(part.pieces))  # one number answers several questions
    return replace(values, unread=(*values.unread, *below))


def _asks_names(question: Question, context: Context) -> bool:
    measure = context.reference.measures.get(question.measure_id or "")
    return measure is not None and named.asks_names(measure)


def _counts(part: Part) -> bool:
    return any(found.value.value != 0 for found in counts_in(part.text))


def _counts_beside_cost(part: Part, finding: Finding, law: str) -> bool:
    """Whether a refusal on cost counts something of its unit ("9 arrests") that is no part of its own arithmetic."""
    if finding.cost_minutes_each or finding.cost_hours:
        return False
    of_cost = any(is_cost(section, law) for section in finding.exemptions)
    return of_cost and any(found.unit_word is not None for found in counts_in(part.text))


def _is_given(part: Part) -> bool:
    """Whether a refusal gives its number all the same: out of goodwill, or bare on a line before the refusal begins."""
    lead = rf"^\W*(?:{letters.pattern('answers', 'label_answer_words')})\s*[:.–-]\s*"
    first = re.sub(lead, "", part.pieces[0].text.split("\n", 1)[0], flags=re.IGNORECASE)
    return letters.anywhere("answers", "goodwill").search(part.text) is not None or read_value(first) is not None


def given_in(part: Part) -> Part | None:
    """The part from the words on by which it gives a number beside its refusal, in their sentence or the paragraph
    below them; None where it gives none."""
    for n, piece in enumerate(part.pieces):
        for found in letters.anywhere("answers", "given_in_spite").finditer(piece.text):
            rest = piece.text[found.end() :].lstrip(" ,:;-–—")
            end = SENTENCE_END.search(rest)
            if counts_in(rest[: end.start()] if end else rest):
                at = piece.text.rindex(rest)
                own = Piece(rest, piece.lines[piece.text[:at].count("\n") :], is_cut=True)
                return replace(part, pieces=[own, *part.pieces[n + 1 :]], tables=[])
            if not end and len(part.pieces) == n + 2 and counts_in(part.pieces[-1].text):
                return replace(part, pieces=[replace(part.pieces[-1], is_cut=True)], tables=[])
    return None


def upholds(part: Part, known: Sequence[str], reply: Reply) -> bool:
    """Whether a review only lets the earlier answer stand: `standing` gives it to the questions that the words name;
    where they name none a note says why the earlier answers are in force."""
    if reply.message.kind != "review_response" or not is_upheld(part.text) or counts_in(part.text):
        return False
    mentioned = [name for mention in find_mentions(part.text) for name in resolve(mention, known)]
    labels = part.labels or list(dict.fromkeys(mentioned))
    reply.upheld += [(label, part) for label in labels]
    if not labels:
        words = "The review lets the earlier answer stand"
        reply.tell(words, part.text, lines_of(part), "review-upholds", severity="note")
    return True


def without_legend(part: Part) -> Part:
    """A part without the lines that say what the marks of its table mean, or what its total includes: "x not
    applicable", "Total includes arrests where the offence was not recorded" are no answers."""
    lines = [line for piece in part.pieces for line in piece.text.split("\n")]
    marks = {line: mark for line in lines if (mark := _mark_explained(line))}
    is_legend = len(set(marks.values())) == len(marks) and (len(marks) > 1 or bool(part.tables))  # bullets are one mark
    dropped = {line for line in lines if (is_legend and line in marks) or ONLY_OF_TOTAL.fullmatch(line)}
    pieces = []
    for piece in part.pieces:
        kept = [line for line in piece.text.split("\n") if line not in dropped]
        pieces += [replace(piece, text="\n".join(kept))] if kept else []
    return replace(part, pieces=pieces) if pieces and dropped else part


def _mark_explained(line: str) -> str | None:
    """The mark that a line explains, as a zero or as no number."""
    found = LEGEND.fullmatch(line)
    if found is None or len(found["meaning"].split()) > WORDS_OF_A_LEGEND:
        return None
    status, value = read_status(found["meaning"]), read_value(found["meaning"])
    means_none = status is not None and status.status in ("not_applicable", "not_held", "no_answer")
    return found["mark"] if means_none or (value is not None and value.value == 0) else None
