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
