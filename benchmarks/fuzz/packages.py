"""A ZIP (a workbook, a Word or OpenDocument file, an archive) -> the same with one of its members damaged, dropped,
doubled, renamed or swapped for another's."""

from __future__ import annotations

import io
import zipfile
from random import Random

from benchmarks.fuzz.damage import BINARY, PLAIN, flip, several, splice
from benchmarks.fuzz.markup import MARKUP
from benchmarks.fuzz.trees import tree

WHEN = (2020, 1, 1, 0, 0, 0)  # a fixed time: the same input has the same bytes
NAMES = ("../outside.txt", "/etc/x", "C:\\x.txt", "", "a" * 300, "xl/../../x", "\u202excod", "x/", "nul\0byte", "é.csv")
MAIN = ("content.xml", "word/document.xml", "xl/worksheets/sheet", "xl/sharedStrings.xml", "xl/styles.xml")


def member(rng: Random, data: bytes, other: bytes) -> bytes:
    """One member damaged by what it is made of. `other`: a second package, whose members may take the place."""
    members = unpacked(data)
    if not members:
        return several(rng, data, BINARY)
    main = [name for name in members if name.startswith(MAIN)]
    name = rng.choice(main if main and rng.random() < 0.75 else list(members))
    way = rng.random()
    if way < 0.8:
        members[name] = _damaged(rng, members[name], unpacked(other).get(name, b""))
        if rng.random() < 0.2:
            second = rng.choice(list(members))
            members[second] = _damaged(rng, members[second], b"")
    elif way < 0.85:
        del members[name]
    elif way < 0.9:
        members[rng.choice(NAMES)] = members.pop(name)
    elif way < 0.95:
        members[name] = rng.choice(list(members.values()))
    else:
        members.update(unpacked(other))
    return packed(members, rng)


def _damaged(rng: Random, data: bytes, other: bytes) -> bytes:
    if not data:
        return rng.choice((b"<a/>", b"\0" * 100))
    if other and rng.random() < 0.15:
        return splice(rng, data, other)
    is_markup = data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
    if is_markup and rng.random() < 0.75:
        return tree(rng, data)
    return several(rng, data, (*MARKUP, *MARKUP, flip) if is_markup else PLAIN)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP by name; none where it can't be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < 5_000_000}
    except Exception:  # a case may be damaged on purpose, in whatever way
        return {}


def packed(members: dict[str, bytes], rng: Random) -> bytes:
    packed_bytes = io.BytesIO()
    way = zipfile.ZIP_STORED if rng.random() < 0.1 else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed_bytes, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), data, way)
    return packed_bytes.getvalue()
