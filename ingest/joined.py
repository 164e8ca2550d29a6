"""The documents of one source, each read by itself -> readings that know of each other.

Protects: a question that a letter answers by pointing to a document is answered once that document is here; where it is
here and was not read, nobody has read the answer, and it is no longer called elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import STAGES, DocumentReading, Outcome, Problem
from ingest.opened import INSIDE

REFERRED = "referred"
NOTHING_FOUND = "no-answer-found"
UNANSWERED = "question-without-answer"
ON_A_SITE = re.compile(r"\blinks?\b|\bwebsites?\b|\bpublished\b|https?:|\bwww\.|\.(?:gov|police|org)\b", re.IGNORECASE)
ENCLOSED = re.compile(
    r"\b(?:attach|enclos|append|annex|accompan|separate|spreadsheet|workbook|document|file)", re.IGNORECASE
)


def pointing(reading: DocumentReading) -> list[tuple[str | None, str]]:
    """The questions that a document answers by pointing elsewhere, each with the words that point."""
    referred = [outcome for outcome in reading.outcomes if outcome.status == REFERRED]
    return [(outcome.question, " ".join((outcome.quote or outcome.text or "").split())) for outcome in referred]


def names(words: str, name: str) -> bool:
    """Whether words point to a file by its name: by the numbers in it, else by the whole of it. The name may have lost
    words that could name a person."""
    stem = re.split(rf"[/{INSIDE}]", name)[-1].rsplit(".", 1)[0].strip().casefold()
    numbers = set(re.findall(r"\d{3,}", stem))
    if numbers:
        return numbers <= set(re.findall(r"\d{3,}", words))
    return len(stem) > 2 and stem in words.casefold()


def names_a_file(words: str) -> bool:
    return any(f".{suffix}" in words.casefold() for suffix in ("pdf", "xls", "csv", "doc", "ods"))


def join(readings: Sequence[DocumentReading], labels: Sequence[str]) -> list[DocumentReading]:
    """Readings of one source that know of each other. A question that one document answers by pointing to another is
    answered by that one; what two say alike is said once; a later stage, and an original beside our transcript of it,
    stand before the other."""
    kept = []
    for n, reading in enumerate(readings):
        others = [other.outcomes for m, other in enumerate(readings) if m != n]
        kept.append([outcome for outcome in reading.outcomes if not _is_answered(outcome, reading.outcomes, others)])
    for n, reading in enumerate(readings):
        beside = [other for m, other in enumerate(readings) if m != n]
        kept[n] = [_unread_here(outcome, reading.path, beside) for outcome in kept[n]]
    told = [(n, outcome) for n, outcomes in enumerate(kept) for outcome in outcomes]
    joined = []
    for n, reading in enumerate(readings):
        standing = [_standing(outcome, n, readings, told) for outcome in kept[n]]
        is_told = any(other.outcomes or other.figures for other in readings)
        dropped = (UNANSWERED, NOTHING_FOUND) if is_told and not reading.blocks.text.strip() else (UNANSWERED,)
        problems = tuple(problem for problem in reading.problems if problem.rule not in dropped)
        joined.append(replace(reading, outcomes=tuple(standing), problems=problems))
    answered = {outcome.question for reading in joined for outcome in reading.outcomes}
    missing = [label for label in labels if label not in answered]
    if missing and told:
        words = f"question {missing[0]}" if len(missing) == 1 else f"questions {', '.join(missing)}"
        problem = Problem("warning", f"No answer to {words} was found in this source's documents.", rule=UNANSWERED)
        joined[0] = replace(joined[0], problems=(*joined[0].problems, problem))
    return joined


def _is_answered(outcome: Outcome, own: Sequence[Outcome], others: Sequence[Sequence[Outcome]]) -> bool:
    """Whether an outcome only points to a document, and a document that is here answers the question. Words that point
    for several questions at once ("our response is attached") point to a document that answers one of them, or that
    says of fewer of them, in words of its own, where the answer is."""
    if outcome.status != REFERRED:
        return False
    pointed = _pointed_with(outcome, own)
    answered = {
        other.question
        for outcomes in others
        for other in outcomes
        if other.status != REFERRED or _is_narrower(_pointed_with(other, outcomes), pointed)
    }
    return bool(answered) if None in pointed else bool(pointed & answered)


def _unread_here(outcome: Outcome, path: str, others: Sequence[DocumentReading]) -> Outcome:
    """An outcome that points to a document that is here, as not read where that one gave nothing: it is the document
    that the words name, or came with the mail that they stand in, or has tables out of which neither a figure nor an
    outcome came. `path`: of the document that points."""
    words = " ".join((outcome.quote or outcome.text or "").split())
    if outcome.status != REFERRED:
        return outcome
    silent = [other for other in others if not other.outcomes and not other.figures]
    named = [other for other in silent if names(words, other.path)]
    enclosed = [other for other in silent if other.path.startswith(f"{path}{INSIDE}")]
    may_be_any = ENCLOSED.search(words) and not ON_A_SITE.search(words) and not names_a_file(words)
    meant = named or (enclosed if ENCLOSED.search(words) else [])
    meant = meant or [other for other in silent if may_be_any and other.blocks.grids]
    if not meant:
        return outcome
    note = f"the words point to {meant[0].path}, which is here and gave no figure"
    return replace(outcome, status="not_read", note=note)


def _pointed_with(outcome: Outcome, own: Sequence[Outcome]) -> set[str | None]:
    """The questions for which the same words of a document point."""
    return {one.question for one in own if one.status == REFERRED and one.locator == outcome.locator}


def _is_narrower(pointed: set[str | None], other: set[str | None]) -> bool:
    return None not in pointed and (None in other or len(pointed) < len(other))


def _standing(
    outcome: Outcome, n: int, readings: Sequence[DocumentReading], told: Sequence[tuple[int, Outcome]]
) -> Outcome:
    """The outcome of the `n`-th document, no longer current where another one's stands before it."""
    stage = STAGES.index(outcome.stage)
    for m, other in told:
        if m == n or other.question != outcome.question or not other.is_current:
            continue
        is_later = STAGES.index(other.stage) > stage
        is_same = (other.stage, other.status, other.exemptions) == (outcome.stage, outcome.status, outcome.exemptions)
        is_ours = readings[n].form == "transcript" and readings[m].form == "original" and other.stage == outcome.stage
        if is_later or is_ours or (is_same and m < n and readings[m].form == readings[n].form):
            return replace(outcome, is_current=False)
    return outcome
