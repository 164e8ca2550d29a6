"""The bytes of a document -> what its reader found, and the same for every document inside it.

Protects: a document inside a document keeps its place (`reply.eml#figures.xlsx`) and is read by its own reader; one
that can't be read is a problem of the document that holds it, and nothing that was read is lost. An archive is never
trusted: what would lead out of a folder (absolute and parent paths, links), what is locked or damaged, what would fill
the machine (bombs) and an archive in the archive is refused, and every refused member named. Nothing is ever unpacked
on to a disk. Word, Excel and OpenDocument files, ZIPs too, are no archives.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, is_dataclass, replace
from typing import Any

from ingest import html, kinds, mail, official, pdf, transcript, word, workbook
from ingest.kinds import is_transcript, kind_of
from ingest.mail import clean_name as as_name
from ingest.model import UNREAD, Attachment, Blocks, Line, Problem, Unreadable, fields_of, refusal
from ingest.privacy import clean_name
from ingest.readers import csv_table

DEEPEST = 5  # a mail in a ZIP in a mail; deeper is a trap
INSIDE = "#"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


# A ZIP: each file in it is a document for its own reader


ARCHIVE_TYPE = "application/zip"

# A force's whole disclosure log of a year is some hundred files and 100 MB; the readers must stay under 1 GiB.
MOST_MEMBERS = 2_000
LARGEST_MEMBER = 100_000_000  # bytes, unpacked
LARGEST_TOTAL = 300_000_000  # bytes, unpacked
# Tables of text shrink to a thirtieth, at the utmost; a bomb's zeros to a thousandth.
MOST_RATIO = 200
RATIO_COUNTS_FROM = 1_000_000  # bytes, unpacked: a small file may be all zeros and harms nobody
LIMITS = {"members": MOST_MEMBERS, "largest": LARGEST_MEMBER, "ratio": MOST_RATIO, "total": LARGEST_TOTAL}

# What macOS and Windows put into every archive and folder.
FURNITURE = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)", re.IGNORECASE)
OUTSIDE = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")
UTF8_NAME, ENCRYPTED = 0x800, 0x1
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
"""What the standard library raises for members that are damaged, locked or packed in a way that it can't undo."""


def read_archive(data: bytes, name: str) -> Blocks:
    """The archive's files as attachments, in its order. Raises Unreadable for a damaged or an empty one."""
    members, problems = open_members(data)
    if not members and not problems:
        raise Unreadable(refusal("archive-empty"))
    attachments = tuple(Attachment(as_name(member.name) or "member", member.data) for member in members)
    return Blocks(ARCHIVE_TYPE, attachments=attachments, problems=tuple(problems))


def open_members(data: bytes) -> tuple[list[Attachment], list[Problem]]:
    """An archive's files by their paths with `/`, and a problem for each that may not be read. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Unreadable(refusal("archive-damaged", reason=error)) from None
    members: list[Attachment] = []
    problems: list[Problem] = []
    with archive:
        infos = [(info, _member_path(info)) for info in archive.infolist()]
        infos = [(info, path) for info, path in infos if not path.endswith("/") and not FURNITURE.fullmatch(path)]
        counts = Counter(path for _, path in infos)
        left = LARGEST_TOTAL
        for n, (info, path) in enumerate(infos):
            content = b""
            why, reason = _refused(info, path, counts[path], left, n), ""
            if not why:
                try:
                    with archive.open(info) as stream:
                        content = stream.read(info.file_size + 1)
                except DAMAGE as error:
                    why, reason = "not-unpacked", str(error)
            left -= len(content)
            if kind_of(content, path) == "zip":
                why = "archive-in-an-archive"
            if not why:
                members.append(Attachment(path, content))
                continue
            words = refusal(why, reason=reason, size=info.file_size, **LIMITS)
            problems.append(Problem.of("archive-member", member=" ".join(path.split())[:200], refusal=words))
            if n == MOST_MEMBERS:
                break
    return members, problems


def _refused(info: zipfile.ZipInfo, path: str, count: int, left: int, n: int) -> str:
    """The name of the first reason why a member, the `n`-th, is not read; "" where there is none."""
    is_bomb = info.file_size > RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
    reasons = {
        "too-many-members": n == MOST_MEMBERS,
        "without-name": not path,
        "out-of-the-archive": OUTSIDE.match(path),
        "link": stat.S_ISLNK(info.external_attr >> 16),
        "member-locked": info.flag_bits & ENCRYPTED,
        "member-twice": count > 1,
        "member-too-large": info.file_size > LARGEST_MEMBER,
        "bomb": is_bomb,
        "archive-too-large": info.file_size > left,
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _member_path(info: zipfile.ZipInfo) -> str:
    """A member's path with `/` between folders. Names that don't say so are often UTF-8 all the same."""
    path = info.filename
    with suppress(UnicodeError):
        path = path if info.flag_bits & UTF8_NAME else path.encode("cp437").decode("utf-8")
    return re.sub(r"^(?:\./)+", "", path.replace("\\", "/"))


# The door


Reader = Callable[[bytes, str], Blocks]
READERS: dict[str, Reader] = {
    **dict.fromkeys(("xlsx", "ods", "xls", "locked", "plain"), workbook.read),
    **dict.fromkeys(("docx", "doc", "rtf"), word.read), **dict.fromkeys(("msg", "tnef", "mbox", "mail"), mail.read),
    "zip": read_archive, "html": html.read, "pdf": pdf.read, "csv": csv_table.read, "transcript": transcript.read,
    "text": kinds.read,
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
