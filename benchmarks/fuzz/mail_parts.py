"""A mail or a mailbox -> the same with a header, a part, a boundary or a coding changed, wrapped deep in others."""

from __future__ import annotations

import base64
import re
from random import Random

from benchmarks.fuzz.damage import NUMBERS, ODD, Damage, flip

HEADER = re.compile(rb"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
BOUNDARY = re.compile(rb"^--[^\r\n]{1,80}$", re.MULTILINE)
VALUES = (
    b"text/html; charset=utf-16", b"text/plain; charset=x-unknown", b"text/plain; charset=idna",
    b"text/plain; charset=punycode",
    b"multipart/mixed", b'multipart/mixed; boundary=""', b'multipart/alternative; boundary="b"', b"message/rfc822",
    b"message/delivery-status", b"message/partial; total=99999", b"application/ms-tnef",
    b"application/octet-stream", b"base64",
    b"quoted-printable", b"x-uuencode", b"8bit", b"text/calendar",
    b"multipart/report; report-type=disposition-notification",
    b"Mon, 99 Foo 99999 99:99:99 +9999", b"Thu, 1 Jan 1970 00:00:00 -9999", b"=?utf-8?b?//////?=",
    b"=?x?q?=00=ED=A0=80?=",
    b"attachment; filename*0*=utf-8''%00%ff; filename*99999999=x", b'attachment; filename="../../x"', b"<" * 400, b"",
    b"text/plain; charset=unicode_escape", b"text/plain; charset=utf-7", b"text/plain; charset=zlib",
)  # fmt: skip
NAMES = (
    b"Content-Type",
    b"Content-Transfer-Encoding",
    b"Content-Disposition",
    b"Date",
    b"Subject",
    b"From",
    b"MIME-Version",
)


def header(rng: Random, data: bytes) -> bytes:
    """A header's value changed, the header dropped, doubled, or one added."""
    found = list(HEADER.finditer(data))
    if not found:
        return flip(rng, data)
    one, way = rng.choice(found), rng.random()
    if way < 0.5:
        return data[: one.start(2)] + rng.choice((*VALUES, rng.choice(found)[2])) + data[one.end(2) :]
    if way < 0.65:
        return data[: one.start()] + data[one.end() + 1 :]
    if way < 0.8:
        return data[: one.end()] + rng.choice((rng.choice(NUMBERS), rng.choice(ODD), b"; " * 500)) + data[one.end() :]
    return data[: one.start()] + rng.choice(NAMES) + b": " + rng.choice(VALUES) + b"\n" + data[one.start() :]


def boundary(rng: Random, data: bytes) -> bytes:
    """A boundary's line dropped, doubled, closed or set in elsewhere."""
    found = list(BOUNDARY.finditer(data))
    if not found:
        return header(rng, data)
    one, to = rng.choice(found), rng.choice(found)
    way = rng.randrange(4)
    if way == 0:
        return data[: one.start()] + data[one.end() :]
    if way == 1:
        return data[: one.end()] + b"--" + data[one.end() :]
    if way == 2:
        return data[: one.start()] + (one[0] + b"\n\n") * rng.choice((2, 400)) + data[one.start() :]
    return data[: one.start()] + data[to.start() : to.start() + 2000] + data[one.start() :]


def wrap(rng: Random, data: bytes) -> bytes:
    """The mail inside another, which is inside another."""
    for n in range(rng.choice((1, 3, 12, 150))):
        mark = b"w%d" % n
        head = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="%s"\n\n--%s\n' % (mark, mark)
        inner = b"Content-Type: message/rfc822\n\n" + data
        if rng.random() < 0.1 and len(data) < 100_000:
            inner = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)
        data = head + inner + b"\n--%s--\n" % mark
        if len(data) > 500_000:
            break
    return data


MAIL: tuple[Damage, ...] = (header, header, header, boundary, boundary, wrap)
