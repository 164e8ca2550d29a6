"""The checks in words: each check's sentence, which rules are its own, and what was done about what they found."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from dashboard import words
from ingest.settle.checks import Check, checks

DONE = Path(__file__).resolve().parent / "checks_done.toml"
ORIGINS = {
    "source": "the source's own print",
    "reader": "our reading of it",
    "reference": "our lists of forces, offences and measures",
}


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """The rules of findings that are each check's; what is no other's is a problem that a reader had."""
    named = {rule for check in checks() for rule in check.rules}
    return [(check, rules.intersection(check.rules) if check.rules else rules - named) for check in checks()]


def sentences(rules: set[str]) -> dict[str, str]:
    """For each rule that found something the sentence of its check."""
    return {rule: check.sentence for check, named in by_check(rules) for rule in sorted(named)}


def name_of(rule: str) -> str:
    """ "far-from-own-years" -> "Far from own years"."""
    return words.heading(rule.replace("-", " "))


@cache
def done() -> dict[str, str]:
    """What was done about the findings of each rule on the shipped sources, by rule."""
    return dict(tomllib.loads(DONE.read_text(encoding="utf-8"))["done"])
