"""Which paragraphs of a message begin with a question's label, and where one goes on to another question in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Line, Message
from ingest.thread.body import Paragraph, paragraphs
from ingest.thread.labels import mention_starts, number_of, read_label

INLINE_BEFORE = re.compile(r"[.;,)\d]\s+$")
INLINE_BEHIND = re.compile(r"[A-Za-z]+\s*\d[\w.()]*\s*(?::|=|[-–—](?=\s))")


def parted(paragraph: Paragraph, known: Sequence[str]) -> list[Paragraph]:
    """A paragraph that goes on to another question inside a line: "We hold no information. Question 3: 14"."""
    lines: list[Line] = []
    found: list[Paragraph] = []
    for line in paragraph.lines:
        at = 0
        for start, _ in mention_starts(line.text, known):
            if start > at and INLINE_BEFORE.search(line.text[:start]) and INLINE_BEHIND.match(line.text, start):
                lines.append(replace(line, text=line.text[at:start].rstrip(), end=line.start + start))
                found.append(replace(paragraph, lines=tuple(lines)))
                lines, at = [], start
        lines.append(replace(line, text=line.text[at:], start=line.start + at) if at else line)
    return [*found, replace(paragraph, lines=tuple(lines))]


def labels_in(message: Message) -> list[str]:
    """The labels that a message itself uses, each once: for a letter without its request."""
    found: list[str] = []
    for paragraph in paragraphs(message, may_be_label):
        label = None if paragraph.from_end else read_label(paragraph.text)
        if label and _is_discoverable(paragraph.text):
            number = number_of(found[-1]) if found else None
            names = [first for first, last in label.items if last is None]
            names += [f"{number}{label.part}"] if label.part and number else []
            found += [name for name in names if name not in found]
    return found


def _is_discoverable(text: str) -> bool:
    label = read_label(text)
    return label is not None and (label.is_worded or bool(text[label.end :].strip()))


def may_be_label(text: str) -> bool:
    """Whether a line could begin a labelled paragraph, whatever the request has: which it is, is decided in order."""
    return read_label(text) is not None
