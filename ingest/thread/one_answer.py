"""The words that answer a question -> its outcome and figures, and what of them was not understood.

Protects: a number beside words that nothing is held, that it is elsewhere, or that refuse it is no figure unless the
words give it all the same, out of goodwill or in spite of the refusal (form D4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import Found, read_value
from ingest.phrases.statuses import find_statuses, read_status
from ingest.thread import named
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.lists import read_marks, read_marks_beside, without_number
from ingest.thread.numbers import is_merged, read_values
from ingest.thread.outcomes import Finding, find_outcome, is_cost, is_upheld
from ingest.thread.parts import NotRead, Part, Piece, Values
from ingest.thread.questions import Question
from ingest.thread.results import Reply, lines_of, make_figure, outcome_from, problem_of, problems_of

LEGEND = re.compile(r"\s*(?P<mark>[b-hj-z]|\[[a-z]{1,2}\]|[^\w\s]{1,3})\s+(?:[=:–—-]\s*)?(?P<told>\w[^.\n]*?)\.?\s*")
MARK = r"\s*[\"'“‘]?(?:[^\w\s]{1,3}|\[[a-z]{1,2}\])[\"'”’]?\s+"
WORDS_OF_A_LEGEND = 4
UNLIKE_A_NUMBER = ("referred", "no_answer", "not_held", "not_applicable")
SILENT = "neither a number nor a reason was understood"
MARKED_NUMBER = re.compile(r"[<>~]?\s*\d[\d,]*\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡#^]+|\(\d{1,2}\)|\[[a-z]{1,4}\])\.?")
HAS_DIGIT = re.compile(r"\d")
SENTENCE_END = re.compile(r"[.?!](?=\s)|\n\s*\n")
TIME_LABEL = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?)\b[^.;]*[:=–—-]\s*$", re.IGNORECASE)  # "Minutes for each: 15"
ONLY_OF_TOTAL = re.compile(
    r"\W*(?:(?:the|a)\s+)?(?:(?:grand|overall)\s+)?totals?\s+(?:also\s+|do\s+not\s+)?(?:in|ex)clud(?:es?|ing)\b",
    re.IGNORECASE,
)
TOTAL_BELOW = re.compile(r"\W*(?:(?:the|a|in)\s+)?(?:(?:grand|overall)\s+)?totals?\b", re.IGNORECASE)
SENTENCE_END_OF_REFUSAL = re.compile(r"[.?!](?=\s+[A-Z(\[])|\n\s*\n")


def answer(part: Part, asked: Sequence[Question], reply: Reply, context: Context) -> None:
    """Outcomes and figures of a part for the questions it answers."""
    if upholds(part, [question.label for question in context.questions if question.label], reply):
        return
    part = without_legend(part)
    for question in asked:
        values = _without_remarks(part, question, asked, context)
        finding = find_outcome(part, context.law, bool(values.readings))
        given = _given(part, question, asked, finding.status, context)
        if given is not None:
            values = given
            finding = replace(find_outcome(part, context.law, True), status="partly_answered")
        elif finding.status == "refused" and _holds_a_count(part, asked, finding, context.law):
            values = Values(not_read=(NotRead("a number is given beside the refusal", part.text, lines_of(part)),))
            finding = replace(finding, status="not_read", cost_records=None)
        elif (
            finding.status == "refused" and not finding.exemptions and _counts(part) and not reckons_only(part.text)
        ) or (finding.status in UNLIKE_A_NUMBER and not values.readings and _counts(part)):
            finding = replace(finding, status="not_read")
        elif _is_not_held(part, values):
            values = Values(not_read=(NotRead("it says both zero and not held", part.text, lines_of(part)),))
            finding = find_outcome(part, context.law, False)
        elif finding.status in ("refused", "ncnd", "not_held", "referred", "no_answer", "withdrawn", "not_applicable"):
            values = Values(not_read=_taken_back(part, finding.status) or _not_taken(part, finding.status, values))
        elif finding.status == "answered" and not values.readings and not values.not_read:
            values = Values(not_read=_silent(part, question, context))
            if any(one.why == SILENT for one in values.not_read):  # what its words say nobody here has read
                finding = replace(finding, status="not_read")
        if finding.status == "partly_answered" and given is None and reckons_only(part.text):
            finding, values = find_outcome(part, context.law, False), Values()
        if finding.status == "partly_answered" and values.readings and given is None and not is_given(part):
            values = Values(not_read=(NotRead("a refusal holds a number", part.text, lines_of(part)),))
        if "offence" in question.dimensions:
            values = replace(values, not_read=(*values.not_read, *without_number(part, values)))
        figures = [make_figure(reading, question, reply.message, context) for reading in values.readings]
        borne = [figure for figure in figures if figure is not None]
        reply.figures += borne
        reply.problems += problems_of(values.not_read, question)
        finding = _without_names(finding, question, context)
        reply.outcomes.append(outcome_from(question, finding, reply.message, context))


def without_legend(part: Part) -> Part:
    """A part without the lines that say what the marks of its table mean, or what its total includes: "x not
    applicable", "Total includes arrests where the offence was not recorded" are no answers."""
    kept = [_without_lines_of_legend(one) for one in part.pieces if not _is_legend(one, part)]
    kept = [one for one in kept if one.text]
    return replace(part, pieces=kept) if kept and kept != part.pieces else part


def _without_lines_of_legend(piece: Piece) -> Piece:
    """Words without their lines of a legend, where they are two or more, and those on a total."""
    lines = piece.text.split("\n")
    explained = {line: mark for line in lines if (mark := _mark_explained(line)) is not None}
    is_legend = len(explained) > 1 and len(set(explained.values())) == len(explained)  # bullets are one mark
    left = [line for line in lines if not _is_only_of_total(line) and not (is_legend and line in explained)]
    return replace(piece, text="\n".join(left)) if len(left) < len(lines) else piece


def _mark_explained(line: str) -> str | None:
    """The mark that a line explains, as zero or as no number. One with a digit or a number of something explains
    none."""
    found = LEGEND.fullmatch(line)
    if found is None or len(found["told"].split()) > WORDS_OF_A_LEGEND or HAS_DIGIT.search(found["told"]):
        return None
    value = read_value(found["told"])
    is_zero = value is not None and value.value == 0 and len(found["told"].split()) == 1
    return found["mark"] if is_zero or _means_none(found["told"]) else None


def _is_only_of_total(line: str) -> bool:
    """Whether a line says what a total includes and gives no number."""
    return ONLY_OF_TOTAL.match(line) is not None and not HAS_DIGIT.search(line)


def _means_none(told: str) -> bool:
    status = read_status(told)
    return status is not None and status.status in ("not_applicable", "not_held", "no_answer")


@cache
def _says_what_a_mark_means() -> re.Pattern[str]:
    """ "– indicates that data for this year could not be extracted"."""
    return re.compile(rf"{MARK}{letters.pattern('answers', 'stands_for')}\b", re.IGNORECASE)


def _is_legend(piece: Piece, part: Part) -> bool:
    """Below a table, or where the mark stands between strokes or tabs in the words beside it and means no number."""
    if part.tables and _says_what_a_mark_means().match(piece.text) and not counts_in(piece.text):
        told = read_status(piece.text)
        return told is None or told.status in ("no_answer", "not_held", "not_applicable")
    line = LEGEND.fullmatch(piece.text)
    if line is None or len(line["told"].split()) > WORDS_OF_A_LEGEND:
        return False
    means_none = _means_none(line["told"])
    if part.tables:
        return means_none or read_value(line["told"]) is not None
    cell = re.compile(rf"[|\t]\s*{re.escape(line['mark'])}\s*(?:[|\t\n]|$)")
    return means_none and any(cell.search(one.text) for one in part.pieces if one is not piece)


def _given(part: Part, question: Question, asked: Sequence[Question], status: str, context: Context) -> Values | None:
    """What a refusal of one question gives all the same (form D4): its figure where that is sure, else a problem that
    quotes it. None where it gives nothing."""
    own = given_in(part, context.law) if part.how == "own" and len(asked) == 1 else None
    if own is None or status not in ("refused", "ncnd", "partly_answered"):
        return None
    values = _values(own, question, asked, context)
    is_clear = not values.not_read
    if values.readings and is_clear and is_sure(own.text):
        return values
    return Values(not_read=(NotRead("a number is given beside the refusal", own.text, lines_of(own)),))


def _holds_a_count(part: Part, asked: Sequence[Question], finding: Finding, law: str) -> bool:
    """Whether a refusal of one question counts something of its unit ("9 arrests") that is no part of its own
    arithmetic. One on cost is met by what could be counted without it; elsewhere the words must say that they give it,
    for a harm test is full of counts."""
    if part.how != "own" or len(asked) != 1 or finding.cost_minutes_each or finding.cost_hours:
        return False
    gives = gives_a_number(part)
    if not any(is_cost(section, law) for section in finding.exemptions) and not gives:
        return False
    is_counted = gives or any(found.unit_word is not None for found in counts_in(part.text))
    return is_counted and not reckons_only(part.text)


def _counts(part: Part) -> bool:
    return any(found.value.value != 0 for found in counts_in(part.text))


def _is_not_held(part: Part, values: Values) -> bool:
    """Whether a zero stands beside words that nothing is held, which is no count of anything."""
    is_zero = bool(values.readings) and all(reading.value.value == 0 for reading in values.readings)
    return is_zero and any(cue.status == "not_held" for cue in find_statuses(part.text))


def _taken_back(part: Part, status: str) -> tuple[NotRead, ...]:
    """A withdrawal that prints a number: the one taken back, or the one in its place."""
    if status != "withdrawn" or not counts_in(part.text):
        return ()
    return (NotRead("which number is withdrawn and which stands in its place is not read", part.text, lines_of(part)),)


def _not_taken(part: Part, status: str, values: Values) -> tuple[NotRead, ...]:
    """Numbers of the answer beside words that nothing is held or that it is elsewhere."""
    if status not in ("not_held", "no_answer", "referred", "not_applicable"):
        return ()
    if not values.readings:
        return () if status == "referred" else values.not_read
    printed = ", ".join(reading.value.text for reading in values.readings)
    why = f"{printed} stands beside words that make it {status.replace('_', ' ')}"
    return (NotRead(why, part.text, lines_of(part)),)


def _silent(part: Part, question: Question, context: Context) -> tuple[NotRead, ...]:
    """Words under a question that asks for a number, without one and without a word on why."""
    measure = context.reference.measures.get(question.measure_id or "")
    if measure is None or (named.asks_names(measure) and named.may_name(part.text)):
        return ()
    if part.tables:
        marked = [piece for piece in part.pieces if MARKED_NUMBER.fullmatch(piece.text.strip())]
        why = "a number with a mark stands above a table and is not read"
        return tuple(NotRead(why, piece.text, piece.lines) for piece in marked)
    return (NotRead(SILENT, part.text, lines_of(part)),)


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
        reply.problems.append(replace(problem_of(words, part.text, lines_of(part), "review-upholds"), severity="note"))
    return True


def _without_remarks(part: Part, question: Question, asked: Sequence[Question], context: Context) -> Values:
    """What an answer gives, the sentences below its table left to a person: "1 person was arrested twice" counts some
    of what the table counts."""
    remarks = [
        one for one in part.pieces if one.is_below_table and counts_in(one.text) and not TOTAL_BELOW.match(one.text)
    ]
    if not remarks:
        return _values(part, question, asked, context)
    rest = replace(part, pieces=[one for one in part.pieces if one not in remarks])
    values = _values(rest, question, asked, context) if rest.pieces else Values()
    why = "it stands below a table that answers, and may count a part of it"
    return replace(values, not_read=(*values.not_read, *(NotRead(why, one.text, one.lines) for one in remarks)))


def _values(part: Part, question: Question, asked: Sequence[Question], context: Context) -> Values:
    measure = context.reference.measures.get(question.measure_id or "")
    if not counts_in(part.text) and (measure is None or not named.asks_names(measure)):
        marked = read_marks(part.pieces, question, measure, context) if measure and not question.unclear else ()
        if marked:
            return Values(marked)
        return read_values(part.pieces, question, measure, context.force_id, context.reference) if measure else Values()
    if question.unclear or measure is None:
        why = question.unclear or "what it counts is not known"
        return Values(not_read=(NotRead(f"the question is not understood: {why}", part.text, lines_of(part)),))
    if named.asks_names(measure):
        return named.read_named(part.pieces, measure)
    values = read_values(part.pieces, question, measure, context.force_id, context.reference)
    beside = read_marks_beside(part.pieces, question, measure, context) if values.readings else ()
    told = {reading.lines for reading in beside}
    not_read = tuple(one for one in values.not_read if one.lines not in told)
    values = Values((*values.readings, *beside), not_read)
    if len(asked) > 1 and any(reading.value.value != 0 for reading in values.readings):
        why = "one number answers several questions"
        return Values(not_read=(NotRead(why, part.text, lines_of(part)),))
    return values


def is_given(part: Part) -> bool:
    """Whether a refusal gives its number all the same: out of goodwill, or bare on a line before the refusal begins."""
    lead = rf"^\W*(?:{letters.pattern('answers', 'label_answer_words')})\s*[:.–-]\s*"
    first = re.sub(lead, "", part.pieces[0].text.split("\n", 1)[0], flags=re.IGNORECASE)
    if is_merged(part.text):
        return True
    return letters.anywhere("answers", "goodwill").search(part.text) is not None or read_value(first) is not None


def _without_names(finding: Finding, question: Question, context: Context) -> Finding:
    """Names that answer a question stand in the outcome's text only."""
    measure = context.reference.measures.get(question.measure_id or "")
    if measure is None or not named.asks_names(measure) or finding.status not in ("answered", "partly_answered"):
        return finding
    quote = named.without_names(finding.quote)
    return replace(finding, quote=quote)


def reckons_only(text: str) -> bool:
    """Whether every number of a refusal is of what would have to be read to answer: "There were over 2,413 arrests, and
    each of these would have to be reviewed"."""
    return all(_is_to_be_read(text, found) for found in counts_in(text))


def _is_to_be_read(text: str, found: Found) -> bool:
    starts = [end.end() for end in SENTENCE_END.finditer(text) if end.end() <= found.start]
    stop = SENTENCE_END.search(text, found.end)
    sentence = text[max(starts, default=0) : stop.start() if stop else len(text)]
    label = text[text.rfind("\n", 0, found.start) + 1 : found.start]
    if TIME_LABEL.search(label):
        return True
    must, read = letters.pattern("answers", "must_be"), letters.pattern("answers", "read_through")
    return re.search(rf"(?<!\w){must}\s+(?:\w+\s+){{0,5}}?{read}(?!\w)", sentence, re.IGNORECASE) is not None


def given_in(part: Part, law: str) -> Part | None:
    """The part from the words on by which it gives something beside its refusal; None where it refuses nothing before
    them, or gives no number behind them."""
    for n, piece in enumerate(part.pieces):
        before = "\n".join(one.text for one in part.pieces[:n])
        for found in letters.anywhere("answers", "given_in_spite").finditer(piece.text):
            rest = piece.text[found.end() :].lstrip(" ,:;-–—")
            end = SENTENCE_END_OF_REFUSAL.search(rest)
            if not _refuses(f"{before}\n{piece.text[: found.start()]}", law):
                continue
            if counts_in(rest[: end.start()] if end else rest):
                return _from(part, n, piece.text.rindex(rest))
            if (
                _gives_below(piece.text, found.start())
                and len(part.pieces) == n + 2
                and counts_in(part.pieces[-1].text)
            ):
                return _from(part, n + 1, 0)
    return None


def _gives_below(text: str, at: int) -> bool:
    """Whether the last sentence of a paragraph gives something out of goodwill, and that stands below it."""
    start = max((end.end() for end in SENTENCE_END_OF_REFUSAL.finditer(text) if end.end() <= at), default=0)
    is_last = not SENTENCE_END_OF_REFUSAL.search(text, at)
    return is_last and letters.anywhere("answers", "given_below").search(text[start:]) is not None


def is_sure(text: str) -> bool:
    """Whether words behind goodwill give a number of all that was asked, and suppose nothing."""
    return letters.anywhere("answers", "given_in_part").search(text) is None


@cache
def _number_of() -> re.Pattern[str]:
    """Before a number that has no unit: "the number of arrests found within the time, which is"."""
    number, is_ = (letters.pattern("answers", name) for name in ("number_of", "number_is"))
    return re.compile(rf"\b{number}\b[^.;?!]*?(?:\b{is_}\s+|[:=]\s*)$", re.IGNORECASE)


def gives_a_number(part: Part) -> bool:
    """Whether a refusal's sentence that holds a counted number ("4 arrests", "the number … is 4") gives it, in words
    that no list of goodwill has: then it is no refusal of the whole, though nobody has read what it gives."""
    for piece in part.pieces:
        for found in counts_in(piece.text):
            start = max(
                (end.end() for end in SENTENCE_END_OF_REFUSAL.finditer(piece.text) if end.end() <= found.start),
                default=0,
            )
            if found.unit_word is None and not _number_of().search(piece.text, start, found.start):
                continue
            end = SENTENCE_END_OF_REFUSAL.search(piece.text, found.end)
            own = piece.text[start : end.start() if end else len(piece.text)]
            gives = letters.anywhere("answers", "gives_a_number").search(own)
            behind = own[gives.start() :] if gives else ""
            if gives and not letters.anywhere("answers", "gives_no_number").search(behind):
                return True
    return False


def _refuses(text: str, law: str) -> bool:
    return bool(find_exemptions(text, law=law)) or any(cue.status in ("refused", "ncnd") for cue in find_statuses(text))


def _from(part: Part, n: int, at: int) -> Part:
    piece = part.pieces[n]
    lines = piece.lines[piece.text[:at].count("\n") :]
    pieces = [Piece(piece.text[at:], lines, is_cut=True), *part.pieces[n + 1 :]]
    return Part(part.labels, part.how, part.printed, part.question, pieces)
