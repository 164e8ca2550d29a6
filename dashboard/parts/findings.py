"""The checks in words: each check's sentence, which rules are its own, and what was done about what they found."""

from __future__ import annotations

import inspect
import tomllib
from functools import cache
from pathlib import Path

from dashboard import words
from ingest.checks import CHECKS, Check
from ingest.checks.of_reading import problems_of_reading

DONE = Path(__file__).resolve().parent / "checks_done.toml"
ORIGINS = {
    "source": "the source's own print",
    "reader": "our reading of it",
    "reference": "our lists of forces, offences and measures",
}


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """The rules of findings that are each check's; what is no other's is a problem that a reader had."""
    named = {check: rules.intersection(own) for check, own in CHECKS.items()}
    rest = rules.difference(*(found for check, found in named.items() if check is not problems_of_reading))
    return [(check, rest if check is problems_of_reading else found) for check, found in named.items()]


def sentence_of(check: Check) -> str:
    """A check's sentence: its docstring, on one line."""
    return " ".join((inspect.getdoc(check) or "").split())


def sentences(rules: set[str]) -> dict[str, str]:
    """For each rule that found something the sentence of its check."""
    return {rule: sentence_of(check) for check, named in by_check(rules) for rule in sorted(named)}


def name_of(rule: str) -> str:
    """ "far-from-own-years" -> "Far from own years"."""
    return words.heading(rule.replace("-", " "))


@cache
def done() -> dict[str, str]:
    """What was done about the findings of each rule on the shipped sources, by rule."""
    return dict(tomllib.loads(DONE.read_text(encoding="utf-8"))["done"])
