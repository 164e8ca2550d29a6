"""Bytes -> damaged bytes, whatever the format: flips, cuts, repeats, numbers at the edge of what fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Damage = Callable[[Random, bytes], bytes]

MOST_BYTES = 2_000_000  # an input larger than this tries the machine and no reader

BINARY_NUMBERS = (
    b"\0" * 4,
    b"\xff" * 4,
    b"\xff\xff\xff\x7f",
    b"\0\0\0\x80",
    b"\1\0\0\0",
    b"\xfe\xff\xff\xff",
    b"\0\0\1\0",
)
NUMBERS = (
    b"0", b"-1", b"1", b"65535", b"65536", b"1048576", b"16384", b"2147483647", b"2147483648", b"4294967295",
    b"999999999",
    b"18446744073709551616", b"1e308", b"-1e999", b"1e15", b"1000000000000000", b"0.0000001", b"NaN", b"inf",
    b"9" * 400,
    b"0x41", b"1_000", b"\xd9\xa3\xd9\xa4", b"\xc2\xb2", b"\xe2\x85\xa7",
)  # fmt: skip
ODD = (
    b"\0", b"\x01", b"\x1a", b"\x0b", b"\x0c", b"\x85", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\xf4\x8f\xbf\xbf",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xcc\x81" * 40, b"\xf0\x9f\x91\xae", b"&#0;", b"&#xD800;",
    b"&#x1F;",
    b"&lt;5", b"\xe2\x89\xa45", b"\xc2\xbd", b"\xc3\x9f", b"\xc4\xb0",
)  # fmt: skip
"""Controls, marks of order, surrogates in UTF-8, joiners, what grows or shrinks in another case."""


def flip(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        at = rng.randrange(len(changed))
        changed[at] = rng.choice((rng.randrange(256), changed[at] ^ (1 << rng.randrange(8)), 0, 255))
    return bytes(changed)


def cut(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def drop(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 2, 16, 256, 4096)) :]


def repeat(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    piece = data[at : at + rng.choice((1, 4, 32, 512))]
    return data[:at] + piece * rng.choice((2, 3, 10, 200)) + data[at:]


def move(rng: Random, data: bytes) -> bytes:
    at, to = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:to] + data[at : at + rng.choice((2, 16, 128, 2048))] + data[to:]


def odd(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(ODD) + data[at:]


def binary_number(rng: Random, data: bytes) -> bytes:
    """A number of four bytes, as binary formats hold sizes and places, at its extremes."""
    at = rng.randrange(len(data)) & ~3
    return data[:at] + rng.choice(BINARY_NUMBERS) + data[at + 4 :]


def digits(rng: Random, data: bytes) -> bytes:
    """A printed number replaced by another, or with digits set into it."""
    found = list(re.finditer(rb"[0-9]+", data))
    if not found:
        return odd(rng, data)
    one = rng.choice(found)
    inside = one[0][: len(one[0]) // 2] + str(rng.randrange(10**6)).encode() + one[0][len(one[0]) // 2 :]
    number = rng.choice((rng.choice(NUMBERS), inside, inside, str(rng.randrange(100)).encode(), b""))
    return data[: one.start()] + number + data[one.end() :]


PLAIN: tuple[Damage, ...] = (flip, cut, drop, repeat, move, odd)
BINARY: tuple[Damage, ...] = (*PLAIN, flip, binary_number, binary_number)


def splice(rng: Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one and the end of another, or a piece of it in the middle."""
    if rng.random() < 0.5:
        return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]
    at, begin = rng.randrange(len(data) + 1), rng.randrange(len(other) + 1)
    return data[:at] + other[begin : begin + rng.choice((16, 256, 4096))] + data[at:]


def several(rng: Random, data: bytes, ways: tuple[Damage, ...]) -> bytes:
    """One to six damages on top of each other."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        if not data:
            break
        data = rng.choice(ways)(rng, data)[:MOST_BYTES]
    return data
