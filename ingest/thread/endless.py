"""Lines without end -> a problem each, and nothing else.

Protects: reading costs what a document is worth. Ten pages in one line are no answer's words but a damaged or converted
file's, and rules that look through a sentence would look through it for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Line, Problem
from ingest.thread.outcomes import locator_of
from ingest.thread.readings import shown

LONGEST_LINE = 10_000
"""Code points."""
LONGEST_GAP = 200
"""Blanks side by side in a line. The widest table in words has some eighty; a rule that may begin at any of them looks
through all the others each time."""
LONGEST_PARAGRAPH = 12_000
"""Code points; a paragraph is one or more lines."""
GAP = re.compile(rf"\s{{{LONGEST_GAP + 1},}}")
MOST_ANSWERS = 3_000
"""The labelled answers of one message: no request has as many questions."""
MOST_LINES = 40_000
"""Of a document; five hundred pages have thirty thousand."""


def without_endless(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Problem]]:
    """The lines, those without end emptied, and why; all of them in a document of more than any letter has."""
    if len(lines) > MOST_LINES:
        words = f"It has {len(lines):,} lines, more than any letter or log, and none of them is read."
        problem = Problem("warning", words, locator_of(lines[:1]), lines[0].page, rule="too-many-lines")
        return tuple(replace(line, text="") for line in lines), [problem]
    unread = {line.number: words for line in lines if (words := _endless(line.text))}
    if not unread:
        return tuple(lines), []
    problems = [
        Problem(
            "warning",
            f"A line {unread[line.number]} is not read: “{shown(line.text)}”. Save the document again "
            "with its line ends, or type what it says as [[addition]].",
            locator_of((line,)),
            line.page,
            rule="line-too-long",
        )
        for line in lines
        if line.number in unread
    ]
    return tuple(replace(line, text="") if line.number in unread else line for line in lines), problems


def _endless(text: str) -> str:
    """What is too long in a line, in words; empty if nothing is."""
    if len(text) > LONGEST_LINE:
        return f"of {len(text):,} characters"
    gap = max(map(len, GAP.findall(text)), default=0)
    return f"with {gap:,} blanks side by side" if gap else ""
