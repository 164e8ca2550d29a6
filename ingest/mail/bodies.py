"""The texts of a message's parts -> its one body.

Protects: a message that comes in two forms is read once, in the form that says all of it. A sentence that a mail
program wrapped (format=flowed, RFC 3676) is one line again, and lines that it did not wrap stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.html.content import tight_classes
from ingest.html.flow import Flow, with_notes
from ingest.html.tree import parse
from ingest.mail.message import Body, Found
from ingest.model import Grid

# A text form with under this share of the HTML form's words is only a notice ("view this mail as HTML").
LEAST_SHARE_OF_WORDS = 0.25
NOTICE_WORDS = 40
LEAST_ROWS = 2  # and columns: fewer is a key and its value, which text holds as well
LEAST_NUMBERS = 2

META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)


def of_plain(text: str, settings: dict[str, str]) -> Body:
    """The body of a text/plain part with the parameters of its Content-Type."""
    if settings.get("format", "").lower() == "flowed":
        text = _unwrapped(text, settings.get("delsp", "").lower() == "yes")
    return Body(_trimmed(text))


def of_html(html: str, found: Found) -> Body:
    """The body of a text/html part: what a mail program shows of it, its tables apart."""
    root = parse(html)
    flow = Flow(tight=tight_classes(root))
    flow.read(root)
    for problem in flow.problems:
        found.say(problem.severity, problem.message, problem.rule)
    return Body("\n".join(flow.lines), with_notes(flow.grids, flow.lines))


def charset_within(data: bytes, kind: str) -> str | None:
    """The character set that an HTML text names itself."""
    meta = META_CHARSET.search(data[:4096]) if kind == "text/html" else None
    return meta[1].decode("ascii") if meta else None


def choose(versions: Sequence[Body], is_html: Sequence[bool]) -> int:
    """Which of a message's forms is read: the plain text, unless it is empty, a mere notice, or the other form has a
    table of numbers. In plain text such a table has lost which number stands under which heading."""
    sizes = [len(body.text.split()) + sum(len(grid.cells) for grid in body.grids) for body in versions]
    tabled = [n for n, body in enumerate(versions) if any(map(_has_numbers, body.grids))]
    if tabled or not sizes:
        return tabled[-1] if tabled else 0
    fullest = max(range(len(sizes)), key=lambda n: sizes[n])
    for n, size in enumerate(sizes):
        is_notice = size <= NOTICE_WORDS and size < LEAST_SHARE_OF_WORDS * sizes[fullest]
        if size and not is_html[n] and not is_notice:
            return n
    return fullest


def _has_numbers(grid: Grid) -> bool:
    numbers = [cell for cell in grid.cells if any(character.isdigit() for character in cell.text)]
    return grid.rows >= LEAST_ROWS and grid.columns >= LEAST_ROWS and len(numbers) >= LEAST_NUMBERS


def joined(bodies: Sequence[Body]) -> Body:
    """Several texts of one message as one, a blank line between them."""
    lines: list[str] = []
    grids: list[Grid] = []
    for body in bodies:
        if not body.text and not body.grids:
            continue
        lines += [""] if lines else []
        for grid in body.grids:
            grids.append(replace(grid, n=len(grids) + 1, after_line=grid.after_line + len(lines)))
        lines += body.text.split("\n")
    return Body("\n".join(lines), tuple(grids))


def _trimmed(text: str) -> str:
    """The text without white space at its lines' ends and without blank lines at its own."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


QUOTES = re.compile(r">*")
SIGNATURE = "-- "


def _unwrapped(text: str, is_space_deleted: bool) -> str:
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
