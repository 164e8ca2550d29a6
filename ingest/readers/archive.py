"""A ZIP -> Blocks without lines: each file in it is a document for its own reader.

Protects: an archive is never trusted. What would lead out of a folder (absolute and parent paths, links), what is
locked or damaged and what would fill the machine (bombs, archives nested without end) is refused, and every member
that is refused is named. Nothing is ever unpacked on to a disk. Word, Excel and OpenDocument files are ZIPs too and are
not taken for archives.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.mail.message import clean_name
from ingest.model import Attachment, Blocks, Problem, Unreadable

MEDIA_TYPE = "application/zip"

# A force's whole disclosure log of a year is some hundred files and 100 MB; the readers must stay under 1 GiB.
MOST_MEMBERS = 2_000
LARGEST_MEMBER = 100_000_000  # bytes, unpacked
LARGEST_TOTAL = 300_000_000  # bytes, unpacked, with the archives inside
# Tables of text shrink to a thirtieth, at the utmost; a bomb's zeros to a thousandth.
MOST_RATIO = 200
RATIO_COUNTS_FROM = 1_000_000  # bytes, unpacked: a small file may be all zeros and harms nobody
DEEPEST = 3  # archives in archives
BOUNDS = f"{MOST_MEMBERS:,} files, {LARGEST_TOTAL:,} bytes or {DEEPEST} archives in each other"

STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
# The member by which each format that is built on ZIP is known; in a damaged file only its first bytes say so.
OFFICE_MEMBERS = re.compile(r"\[content_types\]\.xml|mimetype|index/document\.iwa|meta-inf/manifest\.(?:mf|xml)", re.I)
OFFICE_START = re.compile(rb".{30}(?:\[content_types\]\.xml|mimetype|_rels/|docprops/|word/|xl/)", re.I | re.DOTALL)
# What macOS and Windows put into every archive and folder.
FURNITURE = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)", re.IGNORECASE)
OUTSIDE = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")
UTF8_NAME, ENCRYPTED = 0x800, 0x1
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
"""What the standard library raises for members that are damaged, locked or packed in a way that it can't undo."""


@dataclass(frozen=True)
class Member:
    """A file in an archive: its path there, `/` between folders, and its bytes."""

    path: str
    data: bytes


@dataclass
class _Budget:
    """What may still be unpacked, for an archive and all archives in it together."""

    members: int
    total_bytes: int
    problems: list[Problem] = field(default_factory=list)
    is_exceeded: bool = False

    def refuse(self, path: str, why: str) -> None:
        shown = " ".join(path.split())[:200]
        self.problems.append(Problem("error", f"{shown!r} in the archive {why}", rule="archive-member"))


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are a ZIP that is no office document."""
    if not data.startswith(STARTS):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not any(map(OFFICE_MEMBERS.fullmatch, archive.NameToInfo))
    except DAMAGE:
        return OFFICE_START.match(data) is None


def read(data: bytes, name: str) -> Blocks:
    """The archive's files as attachments, in its order. Raises Unreadable for a damaged or an empty one."""
    members, problems = open_members(data)
    if not members and not problems:
        raise Unreadable("is a ZIP without a file in it. Bring the archive again, or the documents themselves.")
    attachments = tuple(Attachment(clean_name(member.path) or "member", member.data) for member in members)
    return Blocks(MEDIA_TYPE, attachments=attachments, problems=tuple(problems))


def open_members(data: bytes) -> tuple[list[Member], list[Problem]]:
    """The files of an archive that may be read, and a problem for each that may not. An archive inside is given as it
    is, after it was made sure that it, and what is in it, stays within the bounds."""
    budget = _Budget(MOST_MEMBERS, LARGEST_TOTAL)
    kept: list[Member] = []
    for member in _unpacked(data, budget):
        if _is_bounded(member, 1, budget):
            kept.append(member)
        else:
            budget.refuse(member.path, f"is an archive whose content goes beyond {BOUNDS}; it is not read.")
    return kept, budget.problems


def _is_bounded(member: Member, depth: int, budget: _Budget) -> bool:
    """Whether a member is no archive, or one that can be opened wholly without leaving the bounds."""
    if not sniff(member.data, member.path):
        return True
    within = _Budget(budget.members, budget.total_bytes)
    try:
        is_whole = depth <= DEEPEST and all(
            _is_bounded(inner, depth + 1, within) for inner in _unpacked(member.data, within)
        )
    except Unreadable:
        is_whole = True  # its own reader says what is wrong with it
    budget.members, budget.total_bytes = within.members, within.total_bytes
    return is_whole and not within.is_exceeded


def _unpacked(data: bytes, budget: _Budget) -> Iterator[Member]:
    """The files of one archive that may be read; those that may not are refused in `budget`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Unreadable(f"is a damaged ZIP ({error}). Bring the archive again, or the documents themselves.") from None
    with archive:
        infos = [(info, _path(info)) for info in archive.infolist()]
        infos = [(info, path) for info, path in infos if not path.endswith("/") and not FURNITURE.fullmatch(path)]
        counts = Counter(path for _, path in infos)
        for info, path in infos:
            if budget.members <= 0:
                budget.is_exceeded = True
                budget.refuse(path, f"and what follows it is not read: more than {MOST_MEMBERS} files.")
                return
            budget.members -= 1
            refusal = _refusal(info, path, counts[path], budget)
            if refusal:
                budget.refuse(path, refusal)
                continue
            try:
                with archive.open(info) as stream:
                    content = stream.read(info.file_size + 1)
            except DAMAGE as error:
                words = f"can't be unpacked ({error}). Bring the archive again, or this document by itself."
                budget.refuse(path, words)
                continue
            budget.total_bytes -= len(content)
            yield Member(path, content)


def _refusal(info: zipfile.ZipInfo, path: str, count: int, budget: _Budget) -> str:
    """Why a member is not read; "" where it may be."""
    if not path:
        return "has no name; it is not read."
    if OUTSIDE.match(path):
        return "has a path that leads out of the archive; it is not read."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to another file; it is not read."
    if info.flag_bits & ENCRYPTED:
        return "is locked with a password. Unpack it, and name the documents themselves."
    if count > 1:
        return (
            "stands there more than once; which is meant is not known, so none is read. Name the right one by itself."
        )
    if info.file_size > LARGEST_MEMBER:
        return f"would unpack to {info.file_size:,} bytes, more than {LARGEST_MEMBER:,}; it is not read."
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return f"would unpack to more than {MOST_RATIO} times its size, as bombs do; it is not read."
    if info.file_size > budget.total_bytes:
        budget.is_exceeded = True
        return f"is not read: the archive would unpack to more than {LARGEST_TOTAL:,} bytes."
    return ""


def _path(info: zipfile.ZipInfo) -> str:
    """A member's path with `/` between folders. Names that don't say so are often UTF-8 all the same."""
    path = info.filename
    if not info.flag_bits & UTF8_NAME:
        try:
            path = path.encode("cp437").decode("utf-8")
        except UnicodeError:
            path = info.filename
    return re.sub(r"^(?:\./)+", "", path.replace("\\", "/"))
