"""A ZIP -> Blocks without lines: each file in it is a document for its own reader.

Protects: an archive is never trusted. What would lead out of a folder (absolute and parent paths, links), what is
locked or damaged, what would fill the machine (bombs) and an archive in the archive is refused, and every refused
member named. Nothing is ever unpacked on to a disk. Word, Excel and OpenDocument files, ZIPs too, are no archives.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from contextlib import suppress

from ingest.kinds import kind_of
from ingest.mail import clean_name
from ingest.model import Attachment, Blocks, Problem, Unreadable, refusal

MEDIA_TYPE = "application/zip"

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


def read(data: bytes, name: str) -> Blocks:
    """The archive's files as attachments, in its order. Raises Unreadable for a damaged or an empty one."""
    members, problems = open_members(data)
    if not members and not problems:
        raise Unreadable(refusal("archive-empty"))
    attachments = tuple(Attachment(clean_name(member.name) or "member", member.data) for member in members)
    return Blocks(MEDIA_TYPE, attachments=attachments, problems=tuple(problems))


def open_members(data: bytes) -> tuple[list[Attachment], list[Problem]]:
    """An archive's files by their paths with `/`, and a problem for each that may not be read. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Unreadable(refusal("archive-damaged", reason=error)) from None
    members: list[Attachment] = []
    problems: list[Problem] = []
    with archive:
        infos = [(info, _path(info)) for info in archive.infolist()]
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


def _path(info: zipfile.ZipInfo) -> str:
    """A member's path with `/` between folders. Names that don't say so are often UTF-8 all the same."""
    path = info.filename
    with suppress(UnicodeError):
        path = path if info.flag_bits & UTF8_NAME else path.encode("cp437").decode("utf-8")
    return re.sub(r"^(?:\./)+", "", path.replace("\\", "/"))
