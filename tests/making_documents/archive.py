"""The archives of `tests/cases/zip/`: what packers write, and what people who mean harm do."""

# ruff: noqa: E501 (documents stand here as they are)

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.making_documents.expected import Truth, write_case

TYPE = "application/zip"
Member = tuple[str | zipfile.ZipInfo, bytes | str]


def archive(*members: Member) -> bytes:
    """A ZIP of these members, in their order, the same bytes each time."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")  # of a name that is written twice
        for name, data in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


def link(name: str, target: str) -> Member:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def locked(data: bytes) -> bytes:
    """The archive with all its members marked as encrypted."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def unflagged(data: bytes) -> bytes:
    """The archive with names in UTF-8 that don't say that they are."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] &= ~0x08
            at = out.find(mark, at + 4)
    return bytes(out)


def damaged(data: bytes, content: bytes) -> bytes:
    """The archive of stored members with one byte of this content changed."""
    at = data.index(content)
    return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]


def stored(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def nested(depth: int) -> bytes:
    return archive(("d.zip", nested(depth - 1)) if depth else ("d.csv", "x"))


def files(*brought: tuple[str, str], problems: Sequence[str] = ()) -> Truth:
    return Truth(TYPE, brings=[(name, data, None) for name, data in brought], problems=problems)


def write(folder: Path) -> None:
    """Writes every case."""
    for name, (data, truth) in CASES.items():
        write_case(folder.parent / "zip" / name, "archive.zip", data, truth)


REFUSED = "archive-member"
# fmt: off
CASES: dict[str, tuple[bytes, Truth]] = {
    "documents-in-folders": (
        archive(("a.csv", "a,1\n"), ("2020/", ""), ("2020/b.csv", "b,2\n"), ("2020\\c.csv", "c,3\n")),
        files(("a.csv", "a,1\n"), ("b.csv", "b,2\n"), ("c.csv", "c,3\n")),
    ),
    "what-systems-leave-behind": (
        archive(("a.csv", "a,1\n"), ("__MACOSX/._a.csv", "x"), (".DS_Store", "x"), ("d/Thumbs.db", "x"), ("d/._b", "x")),
        files(("a.csv", "a,1\n")),
    ),
    "names-beyond-ascii": (
        archive(("£ – Figurés.csv", "a,1\n")),
        files(("£ – Figurés.csv", "a,1\n")),
    ),
    "names-in-utf-8-that-do-not-say-so": (
        unflagged(archive(("£ – 2020.csv", "a,1\n"))),
        files(("£ – 2020.csv", "a,1\n")),
    ),
    "paths-that-lead-out": (
        archive(("../up.csv", "x"), ("/etc/abs.csv", "x"), ("a/../../b.csv", "x"), ("C:\\x.csv", "x"), ("in.csv", "a,1\n")),
        files(("in.csv", "a,1\n"), problems=[REFUSED] * 4),
    ),
    "a-name-with-two-dots-in-it": (
        archive(("figures..2020.csv", "a,1\n"), ("./b.csv", "b,2\n")),
        files(("figures..2020.csv", "a,1\n"), ("b.csv", "b,2\n")),
    ),
    "a-link": (
        archive(link("passwords.txt", "/etc/passwd"), ("a.csv", "a,1\n")),
        files(("a.csv", "a,1\n"), problems=[REFUSED]),
    ),
    "a-password": (
        locked(archive(("a.csv", "a,1\n"), ("b.csv", "b,2\n"))),
        files(problems=[REFUSED] * 2),
    ),
    "one-name-twice": (
        archive(("a.csv", "a,1\n"), ("b.csv", "b,2\n"), ("a.csv", "a,9\n"), ("b.csv", "b,2\n")),
        files(problems=[REFUSED] * 4),
    ),
    "a-bomb": (
        archive(("zeros.csv", bytes(5_000_000)), ("a.csv", "a,1\n")),
        files(("a.csv", "a,1\n"), problems=[REFUSED]),
    ),
    "a-damaged-member": (
        damaged(stored(("a.csv", b"a,1\n"), ("b.csv", b"b,2\n")), b"a,1\n"),
        files(("b.csv", "b,2\n"), problems=[REFUSED]),
    ),
    "archives-without-end": (
        archive(("a.csv", "a,1\n"), ("deep.zip", nested(5))),
        files(("a.csv", "a,1\n"), problems=[REFUSED]),
    ),
}
# fmt: on
