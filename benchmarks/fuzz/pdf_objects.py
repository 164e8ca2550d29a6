"""A PDF -> the same with an object, a stream's operators, a page's box or a table of references changed.

Streams are unpacked, changed and packed again, and the references mended, so that the damage reaches the reader and not
only the repair of broken files.
"""

from __future__ import annotations

import re
import zlib
from random import Random

from benchmarks.fuzz.damage import NUMBERS, ODD, digits, drop, flip, repeat, several

OBJECT = re.compile(rb"(\d+) (\d+) obj\b(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
LENGTH = re.compile(rb"/Length \d+(?! \d+ R)")
TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)
BOX = re.compile(rb"/(?:MediaBox|CropBox)\s*\[[^\]]*\]")
REFERENCE = re.compile(rb"\d+ 0 R")
STRING = re.compile(rb"\(([^()\\]{1,200})\)|<([0-9A-Fa-f]{2,200})>")
BOXES = (
    b"[0 0 0 0]",
    b"[0 0 1e9 1e9]",
    b"[-9999 -9999 9 9]",
    b"[500 700 0 0]",
    b"[0 0 99999999 1]",
    b"[0 0 a b]",
    b"[0 0 595]",
)
OPERATORS = (
    b" q " * 900, b" Q Q Q ", b" 0 0 0 0 0 0 cm ", b" 1e30 0 0 1e30 0 0 cm ", b" BT ", b" ET ", b" 3 Tr ",
    b" 0 1 -1 0 300 300 cm ",
    b" 1 0 0 1 1e12 -1e12 Tm ", b" 0 0 99999 99999 re f ", b" /Nope 12 Tf ", b" 0 Tf ", b" -50 Tz ",
    b" BI /W 99999 /H 99999 ID x EI ",
    b" 0 0 1 0.001 re S " * 2000, b" (7) Tj ", b" [(1) -9999 (2) 9999 (3)] TJ ", b" (9) ' ", b" 1 0 0 -1 0 800 cm ",
)  # fmt: skip


def pdf(rng: Random, data: bytes) -> bytes:
    """One object of the file changed, and the references to all mended."""
    objects = list(OBJECT.finditer(data))
    if not objects:
        return several(rng, data, (flip, drop, repeat))
    one = rng.choice(objects)
    streams = [found for found in objects if b"stream" in found[3]]
    if streams and rng.random() < 0.5:
        one = rng.choice(streams)
        inner = _stream(rng, one[3])
    else:
        inner = _dictionary(rng, one[3], objects)
    changed = data[: one.start(3)] + inner + data[one.end(3) :]
    return with_references(changed) if rng.random() < 0.85 else changed


def _stream(rng: Random, body: bytes) -> bytes:
    found = STREAM.search(body)
    if found is None:
        return flip(rng, body)
    content, is_packed = _unpacked(body[: found.start()], found[1])
    content = several(rng, content, (_operator, _text, _text, digits, digits, flip, drop, repeat)) if content else b"q"
    packed = zlib.compress(content) if is_packed else content
    if rng.random() < 0.1:
        packed = flip(rng, packed)
    head = LENGTH.sub(b"/Length %d" % len(packed), body[: found.start()])
    if is_packed:  # what was packed twice (as ASCII too) is packed once now
        head = re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"/Filter /FlateDecode", head)
    return head + b"stream\n" + packed + b"\nendstream\n"


def _unpacked(head: bytes, content: bytes) -> tuple[bytes, bool]:
    if b"FlateDecode" not in head:
        return content, False
    try:
        if b"ASCII85Decode" in head:
            import base64

            content = base64.a85decode(content.strip().removesuffix(b"~>"))
        return zlib.decompress(content), True
    except (zlib.error, ValueError):
        return content, False


def _operator(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines) + 1)
    return b"\n".join([*lines[:at], rng.choice(OPERATORS), *lines[at:]])


def _text(rng: Random, content: bytes) -> bytes:
    """A printed string changed: digits, odd bytes, another string's words."""
    found = list(STRING.finditer(content))
    if not found:
        return _operator(rng, content)
    one = rng.choice(found)
    new = rng.choice(
        (digits(rng, one[0]), rng.choice(found)[0], b"()", one[0][:1] + rng.choice(ODD) + one[0][1:], one[0] * 2)
    )
    return content[: one.start()] + new + content[one.end() :]


def _dictionary(rng: Random, body: bytes, objects: list[re.Match[bytes]]) -> bytes:
    way = rng.random()
    if way < 0.2 and BOX.search(body):
        return BOX.sub(b"/MediaBox " + rng.choice(BOXES), body)
    if way < 0.3 and b"/Page" in body:
        return body.replace(
            b"/Type", b"/Rotate %s /Type" % rng.choice((b"90", b"180", b"270", b"45", b"-90", b"1e9", b"(x)")), 1
        )
    references = list(REFERENCE.finditer(body))
    if way < 0.6 and references:  # to another object, to itself, to none
        one = rng.choice(references)
        target = rng.choice((rng.choice(objects)[1], rng.choice(objects)[1], b"99999"))
        return body[: one.start()] + target + b" 0 R" + body[one.end() :]
    if way < 0.8:
        return digits(rng, body) if rng.random() < 0.5 else re.sub(rb"\b\d+\b", rng.choice(NUMBERS), body, count=1)
    if way < 0.85:
        return body + b"[" * rng.choice((50, 3000)) + b"<<" * 50
    return several(rng, body, (flip, drop, repeat)) or b" "


def with_references(data: bytes) -> bytes:
    """The file with its table of references as its objects now stand; as it is where it has no plain one."""
    trailer = TRAILER.search(data)
    if trailer is None:
        return data
    body = data[: data.rfind(b"xref", 0, trailer.start())]
    places = {int(one[1]): one.start() for one in OBJECT.finditer(body) if len(one[1]) < 6}
    size = max(places, default=0) + 1
    rows = [b"0000000000 65535 f \n"]
    rows += [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, size)]
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    return body + table + b"trailer\n" + trailer[1] + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)
