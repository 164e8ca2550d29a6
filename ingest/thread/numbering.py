"""A reply's labels -> whether they are the request's.

Protects: "3. 11" is of question 3 only where the force counts as the request does. Some count six questions from 1 to 6
that were asked as 1a to 4: what they restate tells, and where nothing is restated a label alone is not believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.thread.another_question import another_in
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.labels import number_of
from ingest.thread.parts import Part
from ingest.thread.questions import match
from ingest.thread.readings import shown


def doubts_of(parts: Sequence[Part], context: Context) -> list[str | None]:
    """For each part of a message why it may answer another question than its label says, in words; None where nothing
    speaks against it."""
    is_anew = context.campaign is not None and _counts_anew(parts, context)
    return [_doubt_of(part, context, is_anew=is_anew) for part in parts]


def _doubt_of(part: Part, context: Context, *, is_anew: bool) -> str | None:
    if part.how != "own" or context.campaign is None:
        return None
    said = match(part.question or part.text, context.campaign)
    if said is not None and said not in part.labels:
        return f"Question {part.printed} is answered in words of question {said}"
    another = another_in(part, context) if said is None else None
    if another is not None:
        return f"Question {part.printed} is restated as another one than was asked, “{shown(another)}”, and is not read"
    if said is None and is_anew:
        return f"Question {part.printed} may be another one: this reply counts the questions in its own way"
    return None


def _counts_anew(parts: Sequence[Part], context: Context) -> bool:
    """Whether a message's labels are its own: it goes beyond the request's last number, answers a bare "1" with a
    number where 1a and 1b were asked, or restates a question under another number, and uses none of the request's
    parts."""
    if any(len(part.labels) == 1 and part.printed == part.labels[0] and part.printed[-1].isalpha() for part in parts):
        return False
    known = [question.label for question in context.questions if question.label]
    highest = max((int(number_of(label) or 0) for label in known), default=0)
    own = [part for part in parts if part.how == "own" and part.printed.isdigit()]
    is_beyond = any(part.how == "unknown" and int(number_of(part.printed) or 0) > highest for part in parts)
    is_bare = any(len(part.labels) > 1 and counts_in(part.text) for part in own)
    return is_beyond or is_bare or any(_is_restated_elsewhere(part, context) for part in own)


def _is_restated_elsewhere(part: Part, context: Context) -> bool:
    said = match(part.question, context.campaign) if part.question and context.campaign else None
    return said is not None and said != part.printed
