"""A page of several requests with their answers, as a disclosure log has them -> the one request that is the source's.

Protects: "1a. 77" on stolen dogs, printed below another request on the same page, is no answer to the campaign's
question 1a. Entries begin at headings with a reference each; which is the source's its reference says, else the
questions that the entry restates, else its title. Where that leaves none, or several, nothing of them is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.model import Line, Message, Problem
from ingest.phrases import letters
from ingest.privacy.name_words import is_common
from ingest.reference import Campaign, Reference
from ingest.thread.another_question import says_nothing_of
from ingest.thread.labels import read_label
from ingest.thread.outcomes import locator_of
from ingest.thread.questions import match

LONGEST_HEADING = 16  # words
LONGEST_TITLE = 8
YEARS = re.compile(r"(?:19|20)\d\d[/-]\d\d")  # "2019/20" is no reference
OF_FORCE = ("acknowledgement", "response", "review_response")


@dataclass(frozen=True)
class _Entry:
    reference: str
    title: str
    lines: tuple[Line, ...]


def own_entry(
    messages: Sequence[Message], reference_number: str | None, campaign: Campaign | None, reference: Reference
) -> tuple[tuple[Message, ...], tuple[Problem, ...]]:
    """The messages, where one holds several requests with that which is the source's alone, and the problems."""
    kept: list[Message] = []
    problems: list[Problem] = []
    for message in messages:
        entries = _entries(message.lines) if message.kind in OF_FORCE else []
        if len(entries) > 1:
            own = _chosen(entries, reference_number, campaign, reference)
            problems += [_not_read(entry, bool(own)) for entry in entries if entry not in own]
            message = replace(message, lines=own[0].lines if own else entries[0].lines[:1])
        elif message.kind in OF_FORCE and campaign is not None:
            lines, strange = _without_other_subjects(message.lines, campaign, reference)
            message = replace(message, lines=lines)
            problems += strange
        kept.append(message)
    return tuple(kept), tuple(problems)


def _without_other_subjects(
    lines: Sequence[Line], campaign: Campaign, reference: Reference
) -> tuple[tuple[Line, ...], list[Problem]]:
    """The lines without what stands below titles of other subjects ("Stolen dogs" above "1a. 77"), each up to the next
    title, and a problem for each."""
    titles = [n for n in range(len(lines)) if _is_title(lines, n)]
    kept: list[Line] = list(lines[: titles[0]] if titles else lines)
    problems: list[Problem] = []
    for start, end in pairwise([*titles, len(lines)]):
        title = lines[start].text.strip()
        is_group = any(is_common(word) for word in title.split())  # "Stolen Innocence Watch"
        is_other = letters.anywhere("subjects", "others").search(title) is not None and not is_group
        if is_other and says_nothing_of(title, campaign, reference):
            words = f"What stands below “{title}” is of another subject than was asked and is not read."
            problems.append(Problem("warning", words, locator_of(lines[start:end]), rule="second-request"))
        else:
            kept += lines[start:end]
    return tuple(kept), problems


def _is_title(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a few words without a number or an end, above the label of an answer."""
    text = lines[n].text.strip()
    if not text or len(text.split()) > LONGEST_TITLE or re.search(r"\d|[.:;?!,]$", text) or read_label(text):
        return False
    is_apart = n == 0 or not lines[n - 1].text.strip()
    below = next((line.text for line in lines[n + 1 :] if line.text.strip()), "")
    return is_apart and read_label(below) is not None


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The requests of a page, each with its lines from its heading on; [] where fewer than two are answered."""
    heads = [(n, head) for n, line in enumerate(lines) if (head := _heading(line.text))]
    first: dict[str, int] = {}
    for n, (token, _) in heads:
        first.setdefault(token, n)
    starts = sorted(first.values())
    heading = dict(heads)
    found: list[_Entry] = []
    for start, end in pairwise([*starts, len(lines)]):
        token, title = heading[start]
        below = next((line.text.strip() for line in lines[start + 1 : end] if line.text.strip()), "")
        is_title = not title and read_label(below) is None and len(below.split()) <= LONGEST_HEADING
        found.append(_Entry(token, below if is_title else title, tuple(lines[start:end])))
    answered = [one for one in found if any(_answers(line) for line in one.lines[1:])]
    return answered if len(answered) > 1 else []


def _heading(text: str) -> tuple[str, str] | None:
    """(reference, title) of a line that heads a request: "FOI 124/21 Stolen dogs"."""
    if len(text.split()) > LONGEST_HEADING:
        return None
    found = _heading_pattern().match(text)
    if found is None or YEARS.fullmatch(found[1]):
        return None
    return found[1].casefold(), found[2].strip(" :–—-|")


@cache
def _heading_pattern() -> re.Pattern[str]:
    names = letters.pattern("thread", "entry_names")
    token = r"[A-Za-z0-9]*\d\w*(?:[./-]\w+)+|[A-Za-z]*[/.-]?\d{4,}"
    number = r"(?:\s*(?:no|number|ref|reference)\b\.?)*"
    bare = r"(?=[\d./-]*FOI)"  # "01.FOI.21.000123" needs no word before it
    return re.compile(rf"\W*(?:{names}{number}\s*[:#.–-]?\s*|{bare})({token})(?!\w)(.*)", re.IGNORECASE)


def _answers(line: Line) -> bool:
    is_marked = letters.alone("answers", "answer_markers").fullmatch(line.text.strip()) is not None
    return is_marked or line.table is not None or read_label(line.text) is not None


def _chosen(
    entries: Sequence[_Entry], number: str | None, campaign: Campaign | None, reference: Reference
) -> list[_Entry]:
    """The one entry that is the source's, [] where none is, or several may be."""
    named = [entry for entry in entries if number and entry.reference == number.casefold()]
    if named or campaign is None:
        return named[:1]
    asked = [entry for entry in entries if any(match(line.text, campaign) for line in entry.lines)]
    titled = [entry for entry in entries if entry.title and not says_nothing_of(entry.title, campaign, reference)]
    likely = asked or titled
    return likely if len(likely) == 1 else []


def _not_read(entry: _Entry, is_other_chosen: bool) -> Problem:
    which = f"the request {entry.reference.upper()}" + (f", “{entry.title}”" if entry.title else "")
    words = f"The page also has {which}, which is not the source's and is not read."
    if not is_other_chosen:
        words = f"{which[0].upper()}{which[1:]}, is one of several on the page and is not read: which of them is the "
        words += "source's is not known. Name its reference in source.toml."
    return Problem("warning", words, locator_of(entry.lines[:1]), rule="second-request")
