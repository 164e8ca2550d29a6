"""A compound file (XLS, MSG, DOC) -> the same with what is in its streams changed, its own tables left whole.

Damage to the tables of sectors is refused at the door; this gets past it: records of a workbook, properties and texts
of a message.
"""

from __future__ import annotations

import io
import re
from random import Random

import olefile

from benchmarks.fuzz.damage import BINARY_NUMBERS, NUMBERS

FIRST_BYTES = 64  # of a stream, by which it is found in the file
WIDE_DIGITS = re.compile(rb"(?:[0-9]\0)+")
WIDE_WORDS = ("22", "<5", "-", "2019/20", "Total", "\0\0", "\ud800", "\u202e7", "99999999", "1a. 7 ")


def stream(rng: Random, data: bytes) -> bytes:
    """A few changes of the same length inside one stream."""
    places = _streams(data)
    if not places:
        return data
    start, length = rng.choice(places)
    changed = bytearray(data)
    is_workbook = data[start : start + 2] == b"\x09\x08"
    for _ in range(rng.choice((1, 1, 2, 6))):
        if is_workbook:
            _record(rng, changed, start, length)
        else:
            _piece(rng, changed, start, length)
    return bytes(changed)


def _streams(data: bytes) -> list[tuple[int, int]]:
    """Where each stream's bytes stand in the file, as far as they stand together."""
    found = []
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for path in container.listdir():
                content = container.openstream(path).read()
                start = data.find(content[:FIRST_BYTES], 512) if content else -1
                if start >= 0:
                    found.append((start, len(content)))
    except Exception:  # a case may be damaged on purpose, in whatever way
        return []
    return found


def _record(rng: Random, data: bytearray, start: int, length: int) -> None:
    """One record of a workbook: its kind, its length or a piece of what it holds."""
    records, at = [], start
    while at + 4 <= min(start + length, len(data)):
        size = int.from_bytes(data[at + 2 : at + 4], "little")
        if data[at] or size:  # what fills up the last sector is no record
            records.append((at, size))
        at += 4 + size
    if not records:
        return
    at, size = rng.choice(records)
    way = rng.random()
    if way < 0.08:
        data[at : at + 2] = rng.choice((b"\x0a\0", b"\x3c\0", b"\xfd\0", b"\x03\x02", b"\xe5\0", b"\xff\xff"))
    elif way < 0.14:
        data[at + 2 : at + 4] = rng.choice((b"\0\0", b"\xff\xff", b"\x20\x20"))
    elif size:
        _piece(rng, data, at + 4, size)


def _piece(rng: Random, data: bytearray, start: int, length: int) -> None:
    end = min(start + length, len(data))
    if end <= start:
        return
    at = rng.randrange(start, end)
    way = rng.random()
    digits = [found for found in WIDE_DIGITS.finditer(data[start:end])]
    if way < 0.3 and digits:
        one = rng.choice(digits)
        words = str(rng.randrange(10**9)).encode("utf-16-le")
        new = (words + b"0\0" * len(one[0]))[: len(one[0])]
        data[start + one.start() : start + one.end()] = new
    elif way < 0.45:
        new = rng.choice(WIDE_WORDS).encode("utf-16-le", "surrogatepass")
        data[at : min(at + len(new), end)] = new[: end - at]
    elif way < 0.6:
        new = rng.choice(NUMBERS)
        data[at : min(at + len(new), end)] = new[: end - at]
    elif way < 0.8:
        new = rng.choice(BINARY_NUMBERS)
        data[at : min(at + len(new), end)] = new[: end - at]
    else:
        data[at] = rng.randrange(256)
