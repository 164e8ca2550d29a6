"""Text in format=flowed (RFC 3676) -> the paragraphs that its writer saw.

Protects: a sentence that a mail program wrapped is one line again, and lines that it did not wrap stay apart.
"""

from __future__ import annotations

import re

QUOTES = re.compile(r">*")
SIGNATURE = "-- "


def unwrap(text: str, is_space_deleted: bool) -> str:
    """The text with soft line ends (a space before the end) joined. `is_space_deleted`: DelSp=yes, so that the space
    goes too. Quoted lines keep one run of `>` before each paragraph."""
    paragraphs: list[tuple[int, list[str]]] = []
    is_open = False
    for line in text.split("\n"):
        match = QUOTES.match(line)
        depth = match.end() if match else 0
        content = line[depth:].removeprefix(" ")
        is_soft = content.endswith(" ") and content != SIGNATURE
        piece = content[:-1] if is_soft and is_space_deleted else content
        if is_open and paragraphs[-1][0] == depth and content != SIGNATURE:
            paragraphs[-1][1].append(piece)
        else:
            paragraphs.append((depth, [piece]))
        is_open = is_soft
    return "\n".join(_quoted("".join(pieces), depth) for depth, pieces in paragraphs)


def _quoted(paragraph: str, depth: int) -> str:
    return ">" * depth + (" " if depth and paragraph else "") + paragraph
