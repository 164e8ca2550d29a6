"""The bytes of a document -> what its reader found, and the same for every document inside it.

Protects: a document inside a document keeps its place (`reply.eml#figures.xlsx`) and is read by its own reader; one
that can't be read is a problem of the document that holds it, and nothing that was read is lost.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from typing import Any

from ingest import characters, html, mail, official, pdf, transcript, word, workbook
from ingest.kinds import is_transcript, kind_of
from ingest.model import UNREAD, Attachment, Blocks, Line, Problem, Unreadable, fields_of, refusal
from ingest.privacy.redact import clean_name
from ingest.readers import archive, csv_table

DEEPEST = 5  # a mail in a ZIP in a mail; deeper is a trap
INSIDE = "#"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


Reader = Callable[[bytes, str], Blocks]
READERS: dict[str, Reader] = {
    **dict.fromkeys(("xlsx", "ods", "xls", "locked", "plain"), workbook.read),
    **dict.fromkeys(("docx", "doc", "rtf"), word.read), **dict.fromkeys(("msg", "tnef", "mbox", "mail"), mail.read),
    "zip": archive.read, "html": html.read, "pdf": pdf.read, "csv": csv_table.read, "transcript": transcript.read,
    "text": characters.read,
}  # fmt: skip
"""What reads each kind of document: its bytes, and its name. A heavy library is imported when it is asked."""


@dataclass(frozen=True)
class Opened:
    """One document as its reader found it. `path` is relative to the source's folder; one inside another has both
    names. `name`: the file's own name as found, to know it by where a letter points to it; it is never stored."""

    path: str
    name: str
    sha256: str
    form: str
    blocks: Blocks
    is_transcript: bool

    @property
    def inside(self) -> str | None:
        """The path of the document that holds this one."""
        return self.path.rpartition(INSIDE)[0] or None


def read_blocks(data: bytes, name: str) -> Blocks:
    """The blocks of a document, by the reader of its kind. Raises Unreadable."""
    return storable(_with_places(reader_of(data, name)(data, name)))


def reader_of(data: bytes, name: str) -> Reader:
    """The reader of a document's kind; long tables of official statistics have one of their own."""
    kind = kind_of(data, name)
    return official.read if kind in ("xlsx", "ods") and official.is_workbook(data) else READERS[kind]


def open_document(data: bytes, path: str, form: str, name: str | None = None) -> list[Opened]:
    """A document and those inside it, each before what it holds. `name`: the file's own, where it is no part of the
    path. Raises Unreadable where the document itself can't be read."""
    return list(_opened(data, path, name or path, form, 1))


def _opened(data: bytes, path: str, name: str, form: str, depth: int) -> Iterator[Opened]:
    blocks = read_blocks(data, name)
    inner: list[Opened] = []
    problems: list[Problem] = []
    for n, (shown, attachment) in enumerate(_named(blocks), 1):
        if depth == DEEPEST:
            problems.append(_not_read(n, shown, refusal("documents-too-deep", deepest=DEEPEST)))
            continue
        try:
            inner += _opened(attachment.data, f"{path}{INSIDE}{shown}", attachment.name, form, depth + 1)
        except Unreadable as error:
            problems.append(_not_read(n, shown, str(error)))
        except MemoryError:
            raise
        except Exception as error:  # a fault of a reader costs the attachment, never the document that holds it
            problems.append(_not_read(n, shown, refusal("reader-failed", error=type(error).__name__)))
    transcribed = is_transcript(data, name)
    named = tuple(replace(attachment, data=b"") for attachment in blocks.attachments)
    blocks = replace(blocks, attachments=named, problems=(*blocks.problems, *problems))
    yield Opened(path, name, hashlib.sha256(data).hexdigest(), form, blocks, transcribed)
    yield from inner


def _named(blocks: Blocks) -> Iterator[tuple[str, Attachment]]:
    taken: set[str] = set()
    for n, attachment in enumerate(blocks.attachments, 1):
        taken.add(shown := clean_name(attachment.name, n, taken, kind="attachment"))
        yield shown, attachment


def _not_read(n: int, name: str, words: str) -> Problem:
    return Problem.of("attachment-not-read", f"attachment {n}", n=n, name=name, words=words)


def _with_places(blocks: Blocks) -> Blocks:
    """The lines of a document of pages with their numbers among the page's lines that have words."""
    if not any(line.page for line in blocks.lines):
        return blocks
    counts: dict[int | None, int] = {}
    lines: list[Line] = []
    for line in blocks.lines:
        if line.text.strip():
            counts[line.page] = counts.get(line.page, 0) + 1
        lines.append(replace(line, of_page=counts.get(line.page, 1)))
    return replace(blocks, lines=tuple(lines))


def bytes_inside(data: bytes, path: str, wanted: str) -> bytes | None:
    """The bytes of what `open_document` calls `wanted`: this document or one inside it. None where there is none."""
    if path == wanted:
        return data
    if not wanted.startswith(path + INSIDE):
        return None
    for shown, attachment in _named(read_blocks(data, path)):
        inner = bytes_inside(attachment.data, f"{path}{INSIDE}{shown}", wanted)
        if inner is not None:
            return inner
    return None


def storable(blocks: Blocks) -> Blocks:
    """The blocks with characters that no database, JSON or workbook takes (NUL, halves of a pair of UTF-16) as the sign
    for what could not be read, and a note that counts them. Each is one sign, so that every place stays what it was."""
    count = sum(len(UNSTORABLE.findall(text)) for text in _texts(blocks))
    if not count:
        return blocks
    words = "1 character that no text holds is" if count == 1 else f"{count} characters that no text holds are"
    note = Problem.of("unstorable-characters", words=words, unread=UNREAD)
    cleaned: Blocks = _cleaned(replace(blocks, attachments=()))
    return replace(cleaned, attachments=blocks.attachments, problems=(*cleaned.problems, note))


def _texts(blocks: Blocks) -> Iterable[str]:
    yield blocks.text
    for grid in blocks.grids:
        yield grid.sheet or ""
        yield from (cell.text for cell in grid.cells)
    yield from (part.subject for part in blocks.parts)
    for problem in blocks.problems:
        yield from (problem.message, problem.locator or "")


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub(UNREAD, value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{key: _cleaned(part) for key, part in fields_of(value).items()})
    return value
