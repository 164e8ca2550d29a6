"""A page with several requests, a reply of several forces, lines without end -> what of them is the source's own.

Protects: "1a. 77" below "Stolen dogs" is no answer to the campaign's question 1a; a number is one force's of a joint
reply only under a heading that is that force's name; and reading costs what a document is worth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.answers.parts import shown
from ingest.answers.restated import says_nothing_of
from ingest.model import Line, Message, Problem
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.places import locator_of
from ingest.privacy.name_words import is_common
from ingest.reference import Campaign, Reference

LONGEST_LINE = 10_000
"""Code points."""
LONGEST_GAP, SHORTENED = 200, 100
"""Blanks side by side in a line, and what is left of more. The widest table in words has some eighty; a rule that may
begin at any of them looks through all the others each time."""
LONGEST_PARAGRAPH = 12_000
"""Code points; a paragraph is one or more lines."""
GAP = re.compile(rf"\s{{{LONGEST_GAP + 1},}}")
MOST_ANSWERS = 3_000
"""The labelled answers of one message: no request has as many questions."""
MOST_LINES = 40_000
"""Of a document; five hundred pages have thirty thousand."""
LONGEST_HEADING = 16  # words
LONGEST_TITLE = 8
YEARS = re.compile(r"(?:19|20)\d\d[/-]\d\d")  # "2019/20" is no reference
OF_FORCE = ("acknowledgement", "response", "review_response")
ENDS = " :.-–—*#\t"


def without_endless(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Problem]]:
    """The lines, those without end emptied, and why; all of them in a document of more than any letter has."""
    if len(lines) > MOST_LINES:
        words = f"It has {len(lines):,} lines, more than any letter or log, and none of them is read."
        problem = Problem("warning", words, locator_of(lines[:1]), lines[0].page, rule="too-many-lines")
        return tuple(replace(line, text="") for line in lines), [problem]
    lines = [_without_gaps(line) for line in lines]
    unread = {line.number for line in lines if len(line.text) > LONGEST_LINE}
    problems = [
        Problem(
            "warning",
            f"A line of {len(line.text):,} characters is longer than any answer, and is not read: "
            f"“{shown(line.text)}”. Save the document again with its line ends, or type what it says as [[addition]].",
            locator_of((line,)),
            line.page,
            rule="line-too-long",
        )
        for line in lines
        if line.number in unread
    ]
    return tuple(replace(line, text="") if line.number in unread else line for line in lines), problems


def _without_gaps(line: Line) -> Line:
    """A line with its longest gaps made shorter, and without blanks at its end."""
    text = GAP.sub(" " * SHORTENED, line.text.rstrip()) if GAP.search(line.text) else line.text
    return line if text == line.text else replace(line, text=text)


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
    heads = [(n, head) for n, line in enumerate(lines) if (head := _entry_heading(line.text))]
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


def _entry_heading(text: str) -> tuple[str, str] | None:
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
    asked = [entry for entry in entries if any(campaign.label_of(line.text) for line in entry.lines)]
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


def parted(message: Message, force_ids: Sequence[str], reference: Reference) -> list[tuple[str, Message]]:
    """The message as it stands under each force's heading, with the force's id; "" for what stands under none. One
    piece where the message has no heading of every force."""
    headings = {n: force for n, line in enumerate(message.lines) if (force := _heading(line, force_ids, reference))}
    if set(headings.values()) != set(force_ids):
        return [("", message)]
    starts = sorted(headings)
    pieces = [("", message.lines[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(message.lines)], strict=True):
        pieces.append((headings[start], message.lines[start + 1 : end]))
    return [(force, replace(message, lines=lines)) for force, lines in pieces if any(_says(line) for line in lines)]


def _heading(line: Line, force_ids: Sequence[str], reference: Reference) -> str | None:
    """The force whose name is all that a line holds."""
    text = line.text.strip(ENDS).casefold()
    for force_id in force_ids:
        force = reference.forces[force_id]
        if text in {name.casefold() for name in (force.name, force.short_name, *force.aliases)}:
            return force_id
    return None


def _says(line: Line) -> bool:
    return bool(line.text.strip()) or line.table is not None
