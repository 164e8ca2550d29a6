"""A paper -> plain text as it stands on a request's page or in a saved letter: wrapped lines, blank lines between."""

from __future__ import annotations

import textwrap
from random import Random

from benchmarks.accuracy.model import Block, Message, Paper, Paragraph, Table

WIDTH = 74


def block_lines(block: Block, width: int) -> list[str]:
    if isinstance(block, Table):
        return pipe_lines(block)
    if block.kind == "line":
        return [block.text]
    return textwrap.wrap(block.text, width, break_on_hyphens=False) or [""]


def pipe_lines(table: Table) -> list[str]:
    """A table as text with bars."""
    lines = [table.title] if table.title else []
    for row in table.grid:
        lines.append(" | ".join(cell.text if cell else "" for cell in row))
    return [*lines, *table.notes]


def body(blocks: list[Block], rng: Random, width: int = WIDTH) -> str:
    """Lines of one item stay together, paragraphs are parted by a blank line; some programs leave two or none."""
    lines: list[str] = []
    gap = rng.choice((1, 1, 1, 2))
    before = ""
    for block in blocks:
        kind = block.kind if isinstance(block, Paragraph) else "table"
        if lines and not (kind == "line" and before == "line"):
            lines += [""] * gap
        lines += block_lines(block, width)
        before = kind
    return "\n".join(lines)


def head(message: Message, paper: Paper, rng: Random) -> list[str]:
    if message.by == "public":
        return [f"{message.name} left an annotation ({message.on.day} {message.on:%B %Y})"]
    if message.by == "force":
        return [f"Information Compliance, {paper.force_name}", f"{message.on.day} {message.on:%B %Y}"]
    return [message.name, f"{message.on.day} {message.on:%B %Y}"]


def render(paper: Paper, rng: Random) -> bytes:
    """A thread shows who speaks; a single letter is its own words alone."""
    if len(paper.messages) == 1:
        return body(paper.messages[0].blocks, rng).encode()
    parts = ["Arrests and decoys\n\nThe request was partially successful."]
    for message in paper.messages:
        attached = [f"{len(message.enclosures)} Attachment"] if message.enclosures else []
        parts.append("\n".join(head(message, paper, rng) + attached) + "\n\n" + body(message.blocks, rng))
    return "\n\n".join(parts).encode()
