"""XML and HTML -> the same with elements dropped, doubled, swapped, nested deep, attributes and words changed."""

from __future__ import annotations

import re
from random import Random

from benchmarks.fuzz.damage import NUMBERS, ODD, Damage, digits, flip

TAG = re.compile(rb"<[^<>]{1,400}>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)=("[^"]*"|'[^']*')""")
WORDS = re.compile(rb">([^<>]{1,400})<")
DEPTHS = (3, 40, 700, 20_000)
COUNTED = (b"rowspan", b"colspan", b"repeated", b"spanned", b"gridSpan", b"count", b"width", b"ref", b"r", b"s", b"val")


def drop_tag(rng: Random, data: bytes) -> bytes:
    tags = list(TAG.finditer(data))
    if not tags:
        return flip(rng, data)
    one = rng.choice(tags)
    return data[: one.start()] + data[one.end() :]


def copy_tag(rng: Random, data: bytes) -> bytes:
    """A tag set in somewhere else."""
    tags = list(TAG.finditer(data))
    if not tags:
        return flip(rng, data)
    one, to = rng.choice(tags), rng.choice(tags)
    return data[: to.start()] + one[0] + data[to.start() :]


def element(rng: Random, data: bytes) -> bytes:
    """An element with all in it, dropped, doubled or moved. Its end is the next end tag of its name."""
    tags = [tag for tag in TAG.finditer(data) if tag[0][1:2].isalpha() and not tag[0].endswith(b"/>")]
    if not tags:
        return flip(rng, data)
    one = rng.choice(tags)
    end = data.find(b"</" + re.split(rb"[\s>]", one[0][1:])[0] + b">", one.end())
    end = data.find(b">", end) + 1 if end >= 0 else one.end()
    whole = data[one.start() : end]
    way = rng.randrange(3)
    if way == 0:
        return data[: one.start()] + data[end:]
    if way == 1:
        return data[: one.start()] + whole * rng.choice((2, 3, 300)) + data[end:]
    to = rng.choice(tags).start()
    return data[:to] + whole + data[to:]


def nest(rng: Random, data: bytes) -> bytes:
    """An opening tag many times over, with or without its ends."""
    tags = [tag for tag in TAG.finditer(data) if tag[0][1:2].isalpha() and not tag[0].endswith(b"/>")]
    if not tags:
        return flip(rng, data)
    one, times = rng.choice(tags), rng.choice(DEPTHS)
    name = re.split(rb"[\s>]", one[0][1:])[0]
    if rng.random() < 0.4:
        return data[: one.start()] + one[0] * times + data[one.start() :]
    end = data.find(b"</" + name + b">", one.end())
    if end < 0:
        return data[: one.start()] + one[0] * times + data[one.start() :]
    close = b"</" + name + b">"
    return data[: one.start()] + one[0] * times + data[one.start() : end] + close * times + data[end:]


def attribute(rng: Random, data: bytes) -> bytes:
    """A value of an attribute changed, those that count things above all; or such an attribute added."""
    found = list(ATTRIBUTE.finditer(data))
    counted = [
        one for one in found if one[1].rpartition(b":")[2].rpartition(b"-")[2] in COUNTED or one[2][1:-1].isdigit()
    ]
    if rng.random() < 0.2 or not found:
        tags = [tag for tag in TAG.finditer(data) if tag[0][1:3].lower() in (b"td", b"th")]
        if tags:
            one = rng.choice(tags)
            name = rng.choice((b"rowspan", b"colspan", b"hidden", b"scope", b"class", b"style"))
            return data[: one.start() + 3] + b" " + name + b'="' + rng.choice(NUMBERS) + b'"' + data[one.start() + 3 :]
    if not found:
        return flip(rng, data)
    one = rng.choice(counted if counted and rng.random() < 0.7 else found)
    new = rng.choice((rng.choice(NUMBERS), rng.choice(found)[2][1:-1], b"", rng.choice(ODD)))
    return data[: one.start(2) + 1] + new + data[one.end(2) - 1 :]


def words(rng: Random, data: bytes) -> bytes:
    """The words between two tags: other numbers, odd characters, or those of another place."""
    found = list(WORDS.finditer(data))
    if not found:
        return flip(rng, data)
    one = rng.choice(found)
    inside = one[1]
    new = rng.choice(
        (
            rng.choice(NUMBERS), inside + rng.choice(ODD), rng.choice(found)[1], b"", digits(rng, inside), b"<5",
            inside * 50,
            b"-", b"*", b" ",
        )
    )  # fmt: skip
    return data[: one.start(1)] + new.replace(b"<", b"&lt;") + data[one.end(1) :]


MARKUP: tuple[Damage, ...] = (
    drop_tag, copy_tag, element, element, nest, attribute, attribute, attribute, words, words, words, digits,
)  # fmt: skip
