"""The archives of `tests/cases/zip/`: what packers write, and what people who mean harm do."""

# ruff: noqa: E501 (documents stand here as they are)

from __future__ import annotations

import io
import stat
import warnings
import zipfile

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


def documents() -> dict[str, bytes]:
    return {f"zip/{name}/archive.zip": data for name, data in CASES.items()}


# fmt: off
CASES: dict[str, bytes] = {
    "documents-in-folders": archive(("a.csv", "a,1\n"), ("2020/", ""), ("2020/b.csv", "b,2\n"), ("2020\\c.csv", "c,3\n")),
    "what-systems-leave-behind": archive(("a.csv", "a,1\n"), ("__MACOSX/._a.csv", "x"), (".DS_Store", "x"), ("d/Thumbs.db", "x"), ("d/._b", "x")),
    "names-beyond-ascii": archive(("£ – Figurés.csv", "a,1\n")),
    "names-in-utf-8-that-do-not-say-so": unflagged(archive(("£ – 2020.csv", "a,1\n"))),
    "paths-that-lead-out": archive(("../up.csv", "x"), ("/etc/abs.csv", "x"), ("a/../../b.csv", "x"), ("C:\\x.csv", "x"), ("in.csv", "a,1\n")),
    "a-name-with-two-dots-in-it": archive(("figures..2020.csv", "a,1\n"), ("./b.csv", "b,2\n")),
    "a-link": archive(link("passwords.txt", "/etc/passwd"), ("a.csv", "a,1\n")),
    "a-password": locked(archive(("a.csv", "a,1\n"), ("b.csv", "b,2\n"))),
    "one-name-twice": archive(("a.csv", "a,1\n"), ("b.csv", "b,2\n"), ("a.csv", "a,9\n"), ("b.csv", "b,2\n")),
    "a-bomb": archive(("zeros.csv", bytes(5_000_000)), ("a.csv", "a,1\n")),
    "a-damaged-member": damaged(stored(("a.csv", b"a,1\n"), ("b.csv", b"b,2\n")), b"a,1\n"),
    "archives-without-end": archive(("a.csv", "a,1\n"), ("deep.zip", nested(5))),
}
# fmt: on
