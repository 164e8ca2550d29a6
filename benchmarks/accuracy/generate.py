"""A seed -> papers of every form and format, in turn, so that each has its share whatever the number.

Each paper draws from a generator of its own (seed and number): the same number is the same paper whatever else is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.accuracy.letters import write_letter
from benchmarks.accuracy.model import Paper
from benchmarks.accuracy.subject import forces

LETTER_FORMS = (
    "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A11~", "A12", "A13", "A14", "A15",
    "C", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D11",
)  # fmt: skip
LETTER_FORMATS = ("text", "text-thread")


def plan(number: int, seed: int, formats: list[str] | None, forms: list[str] | None) -> Iterator[tuple[int, str, str]]:
    """Number, form and format of each paper: every pair of form and format in turn, in an order that the seed shuffles."""
    pairs = [
        (form, format)
        for form in LETTER_FORMS
        for format in LETTER_FORMATS
        if (not formats or format in formats) and (not forms or form.rstrip("~") in forms)
    ]
    rng = Random(seed)
    turn: list[tuple[str, str]] = []
    for n in range(1, number + 1):
        if not turn:
            turn = pairs.copy()
            rng.shuffle(turn)
        form, format = turn.pop()
        yield n, form, format


def papers(number: int, seed: int, formats: list[str] | None, forms: list[str] | None) -> Iterator[Paper]:
    known = [force for force in forces() if force.nation in ("England", "Wales")]
    for n, form, format in plan(number, seed, formats, forms):
        rng = Random(f"{seed}/{n}/{form}/{format}")
        yield write_letter(rng, n, rng.choice(known), form, format, format == "text-thread")
