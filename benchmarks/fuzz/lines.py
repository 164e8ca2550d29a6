"""A text, a table of text or a transcript -> the same with lines and fields dropped, doubled, moved or changed."""

from __future__ import annotations

from random import Random

from benchmarks.fuzz.damage import NUMBERS, ODD, Damage

MARKS = (
    b"-",
    b"*",
    b"<5",
    b"fewer than 5",
    b"[c]",
    b"n/a",
    b"nil",
    b"5 or more",
    b"1,234",
    b"1 234",
    b"12.5%",
    b"(3)",
    b"about 90",
    b"",
)
WORDS = (
    b"Q1: 22", b"1a)", b"Question 3 - 7", b"2019/20", b"1 April 2019 to 31 March 2020", b"0", b"Section 40(2)",
    b"section 12",
    b"neither confirm nor deny", b"no information held", b"Total", b"Dear Applicant", b"From: ", b"See attached",
    b"s15A",
    b"We can correct our answer to question 1a: 23 arrests", b"31/02/2020", b"2019/99", b"2020 to 2019", b"1.5 arrests",
)  # fmt: skip
DELIMITERS = (b",", b";", b"\t", b"|", b"  ", b'"', b"\n", b"\r")


def line(rng: Random, data: bytes) -> bytes:
    """A line dropped, doubled, repeated, swapped, joined with the next."""
    lines = data.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at:at] = [lines[at]] * rng.choice((1, 2, 500))
    elif way == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif way == 3:
        lines[at : at + 2] = [b" ".join(lines[at : at + 2])]
    else:
        lines[at:at] = [rng.choice(WORDS)]
    return b"\n".join(lines)


def field(rng: Random, data: bytes) -> bytes:
    """A field between two delimiters changed: a number at an extreme, a mark, a word, nothing."""
    found = [delimiter for delimiter in DELIMITERS[:5] if delimiter in data] or [b" "]
    delimiter = rng.choice(found)
    fields = data.split(delimiter)
    at = rng.randrange(len(fields))
    fields[at] = rng.choice(
        (rng.choice(NUMBERS), rng.choice(MARKS), rng.choice(WORDS), fields[at] + rng.choice(ODD), rng.choice(fields))
    )
    return delimiter.join(fields)


def words(rng: Random, data: bytes) -> bytes:
    """Words or a mark set in where two words meet."""
    places = [at for at, byte in enumerate(data) if byte in b" \n\t,;|"]
    at = rng.choice(places) if places else 0
    new = rng.choice((rng.choice(WORDS), rng.choice(MARKS), rng.choice(NUMBERS), rng.choice(DELIMITERS)))
    return data[:at] + b" " + new + data[at:]


def long_line(rng: Random, data: bytes) -> bytes:
    """One line of all, or one piece of it many times over: what costs the square of its length shows."""
    if rng.random() < 0.5:
        return data.replace(b"\n", rng.choice((b" ", b"", b"\r", b"\x0c")))
    at = rng.randrange(len(data))
    piece = data[at : at + rng.choice((1, 6, 40))]
    return data[:at] + piece * rng.choice((50, 3000)) + data[at:]


LINES: tuple[Damage, ...] = (line, line, field, field, field, words, words, long_line)
