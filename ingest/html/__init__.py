"""A saved web page -> Blocks: a request's thread with its messages, a rendering of an attachment, a disclosure log or
any other page's main content.

`tree` (bytes -> characters -> nodes), `content` and `thread_page` (which nodes say something), `flow` (nodes -> lines
and tables; Word documents share it). Protects: what a page shows as its content is read, in its order and with its
tables; menus, banners, forms and hidden parts are not. Lines are numbered as they are read here, for a page's own
source has lines that nobody sees.
"""

from __future__ import annotations

import re

from ingest.characters import mend, mended_problems, numbered
from ingest.html.content import find_content, page_title
from ingest.html.flow import Flow
from ingest.html.thread_page import ThreadPage, read_thread_page
from ingest.html.tree import Node, decode, elements, parse
from ingest.model import Blocks, Part, Problem, Unreadable
from ingest.privacy.marks import NAME

MEDIA_TYPE = "text/html"
WHERE_MARKUP_BEGINS = 4096  # bytes: declarations and comments may stand before the first element
COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*", re.DOTALL)
BEGINS = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|div|table|p|h[1-6]|main|article|section)\b", re.I)


def sniff(data: bytes, name: str) -> bool:
    """Whether the document begins as a web page or a piece of one does."""
    text = decode(data[:WHERE_MARKUP_BEGINS])
    begin = COMMENTS.match(text)
    return BEGINS.match(text, begin.end() if begin else 0) is not None


def read(data: bytes, name: str) -> Blocks:
    """The page's blocks. Raises Unreadable for a page without words, and for one whose elements nest without end."""
    root = parse(decode(data))
    thread = read_thread_page(root)
    blocks = _thread_blocks(thread) if thread else _page_blocks(root)
    if not blocks.lines and not blocks.grids:
        raise Unreadable(
            "is a web page without words: what it shows is brought by a program when it is opened. Open it, save what "
            "you see as text or print it to PDF, and name that file."
        )
    return blocks


def _thread_blocks(thread: ThreadPage) -> Blocks:
    """The page's title and status, then every message as a part of its own."""
    flow = Flow()
    for text in filter(None, (thread.title, thread.status)):
        flow.paragraph(text)
    parts: list[Part] = []
    problems: list[Problem] = []
    for section in thread.sections:
        begun = len(flow.lines)
        for text in section.head:
            flow.paragraph(text)
        flow.read(section.text)
        if len(flow.lines) == begun:
            continue
        first = begun + 1 if flow.lines[begun] else begun + 2
        parts.append(Part(section.kind, first, len(flow.lines), section.on))
        if section.is_withheld:
            words = "The site withholds this message, so what it answers is not here. Ask for it, or find it elsewhere."
            problems.append(Problem("warning", words, f"line {first}", rule="withheld-message"))
    return _blocks(flow, tuple(parts), thread.people, problems)


def _page_blocks(root: Node) -> Blocks:
    content = find_content(root)
    flow = Flow(content.without)
    title = page_title(root)
    if title and not content.is_rendering and not any(node.tag == "h1" for node in elements(content.root)):
        flow.paragraph(title)
    flow.read(content.root)
    return _blocks(flow, (), (), [_furniture_problem(text) for text in content.guessed])


def _blocks(flow: Flow, parts: tuple[Part, ...], people: tuple[str, ...], problems: list[Problem]) -> Blocks:
    mended = [mend(_without(text, people)) for text in flow.lines]
    texts = [text for text, _ in mended]
    return Blocks(
        MEDIA_TYPE,
        "\n".join(texts),
        lines=numbered(texts),
        grids=tuple(flow.grids),
        parts=parts,
        problems=(*flow.problems, *problems, *mended_problems(sum(count for _, count in mended))),
    )


def _without(text: str, people: tuple[str, ...]) -> str:
    for name in people:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAME, text)
    return text


def _furniture_problem(text: str) -> Problem:
    shown = ", ".join(re.findall(r"\d[\d,./]*", text)[:5])
    message = (
        f"A part of the page that its name calls furniture (a banner, a menu) holds the numbers {shown}. "
        "It was not read: see whether it belongs to the answer."
    )
    return Problem("note", message, rule="furniture-with-numbers")
