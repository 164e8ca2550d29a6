"""A thread's letters -> whose they are, under which law, with which reference, and when the request was received.

Protects: a date or a reference is one that is printed; a force is one that the document names as the one asked or
writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.model import Line, Message
from ingest.phrases import letters
from ingest.phrases.periods import find_points
from ingest.privacy.names import is_salutation
from ingest.reference import Reference

FROM_FORCE = ("acknowledgement", "response", "review_response", "clarification")
LONGEST_DATE = 40  # characters
DATE_WITHIN = 24  # code points between "received on" and its date

REFERENCE_TOKEN = r"(?=[\w./-]*\d)[A-Za-z0-9](?:[\w/-]|\.(?=\w))*"


def find_force(messages: Sequence[Message], lines: Sequence[Line], reference: Reference) -> str | None:
    """The force that was asked: greeted in the request, or heading its letters, or the only one that they name."""
    for message in messages:
        if message.kind in ("request", "review_request"):
            for line in message.lines[:3]:
                named = reference.forces_named_in(line.text)
                if is_salutation(line.text) and len(named) == 1:
                    return named[0]
    for message in messages:
        if message.kind in FROM_FORCE and message.lines:
            named = reference.forces_named_in(message.lines[0].text)
            if len(named) == 1:
                return named[0]
    of_force = [line.text for message in messages if message.kind in FROM_FORCE for line in message.lines]
    named = reference.forces_named_in("\n".join(of_force or [line.text for line in lines]))
    return named[0] if len(named) == 1 else None


def find_law(messages: Sequence[Message], force_id: str, reference: Reference) -> str:
    """The law that the force's letters name, else the one of its nation."""
    text = "\n".join(line.text for message in messages if message.kind in FROM_FORCE for line in message.lines)
    for name, law in letters.laws("named").items():
        if re.search(rf"\b{re.escape(name)}", text):
            return law
    force = reference.forces.get(force_id)
    return letters.laws("nations").get(force.nation if force else "", letters.default_law())


def find_reference(messages: Sequence[Message]) -> str | None:
    """The reference number that the force's letters print first ("Our ref: 77/21"), None where none is printed."""
    for message in messages:
        if message.kind not in FROM_FORCE:
            continue
        printed = printed_reference("\n".join(line.text for line in message.lines))
        if printed is not None:
            return printed
    return None


def printed_reference(text: str) -> str | None:
    """The reference number that a text prints first, None where it prints none. One that stands behind "Our ref" or
    the like goes before one that only heads a line ("FOI 000123/21"); of several such, as in a log, none is the text's.
    """
    named = next(_references(text, _reference_pattern()), None)
    bare = set(_references(text, _bare_reference_pattern())) if named is None else set()
    return bare.pop() if len(bare) == 1 else named


def _references(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    points = find_points(text)
    dates = [(point.start, point.end) for point in points if point.kind == "date"]
    months = {point.start for point in points if point.kind == "month"}
    for found in pattern.finditer(text):
        is_day = any(start <= found.start("number") < end for start, end in dates)
        if not is_day and not (found["prefix"] and found.end() + 1 in months):  # "FOI 12 March 2021"
            yield " ".join(((found["prefix"] or "") + found["number"].strip(".-/")).split())


def find_received(messages: Sequence[Message]) -> str | None:
    """The day on which the force says that it received the request, as YYYY-MM-DD."""
    for message in messages:
        if message.kind not in ("acknowledgement", "response", "clarification"):
            continue
        text = "\n".join(line.text.strip() for line in message.lines)
        for found in letters.anywhere("thread", "received").finditer(text):
            behind = text[found.end() : found.end() + DATE_WITHIN + LONGEST_DATE]
            near = [point for point in find_points(behind) if point.kind == "date" and point.start <= DATE_WITHIN]
            if near and near[0].first:
                return near[0].first.isoformat()
    return None


@cache
def _reference_pattern() -> re.Pattern[str]:
    names = letters.pattern("thread", "references")
    number = r"(?:\s*(?:no|number|num)\b\.?)?"
    prefix = rf"(?P<prefix>{letters.pattern('thread', 'reference_prefixes')}[ \t]+)?"
    return re.compile(rf"(?<!\w){names}\b\.?{number}\s*[:#.-]?\s*{prefix}(?P<number>{REFERENCE_TOKEN})", re.IGNORECASE)


@cache
def _bare_reference_pattern() -> re.Pattern[str]:
    """Finds a number and its year behind "FOI" where a line, or a part of it behind a dash or colon, is it. A
    financial year ("FOI 2019/20") is none."""
    prefix = rf"(?P<prefix>{letters.pattern('thread', 'reference_prefixes')}[ \t]+)(?:request[ \t]+)?"
    number = r"(?P<number>(?!(?:19|20)\d\d/\d\d(?:\d\d)?(?!\d))\d{2,}/\d\d(?:\d\d)?)"
    return re.compile(rf"(?:^|[:–—-])[ \t]*{prefix}{number}[ \t.]*(?:$|[:,;()–—-])", re.IGNORECASE | re.MULTILINE)
