"""The folders of tests/cases -> for each reader the documents that its inputs are damaged from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
TRANSCRIPTS = ROOT / "data" / "raw"
MOST_TRANSCRIPTS = 40
MOST_BYTES = 60_000  # of a case: a larger one makes all inputs slow and is damaged no better


@dataclass(frozen=True)
class Case:
    """A document to damage. `name` has the ending by which some readers know a wreck."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Target:
    """What is fuzzed as one reader: the cases of `folders` that end with `suffix`. `seconds`: how long one input may
    take. `most`: inputs in a full run, where the reader starts a program that takes seconds; None for no limit."""

    name: str
    folders: tuple[str, ...]
    suffix: str
    seconds: float = 10.0
    most: int | None = None


TARGETS = (
    Target("text", ("text", "text_tables"), ".txt"),
    Target("transcript", (), ".csv"),
    Target("csv", ("csv",), ".csv"),
    Target("html", ("html",), ".html"),
    Target("eml", ("eml",), ".eml"),
    Target("mbox", ("mbox",), ".mbox"),
    Target("msg", ("msg",), ".msg"),
    Target("zip", ("zip",), ".zip"),
    Target("docx", ("docx",), ".docx"),
    Target("xlsx", ("xlsx",), ".xlsx"),
    Target("ods", ("ods",), ".ods"),
    Target("xls", ("xls",), ".xls"),
    Target("pdf", ("pdf",), ".pdf"),
    # LibreOffice converts these: it takes seconds, and the reader itself ends it after two minutes.
    Target("doc", ("doc",), ".doc", seconds=150.0, most=40),
    Target("rtf", ("doc",), ".rtf", seconds=150.0, most=40),
)


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """The cases of one target, in an order that any machine repeats."""
    target = target_of(name)
    if name == "transcript":
        files = sorted(TRANSCRIPTS.glob("*/*/transcript.csv"))
        files = files[:: max(1, len(files) // MOST_TRANSCRIPTS)]
    else:
        files = sorted(file for folder in target.folders for file in (CASES / folder).rglob(f"*{target.suffix}"))
    cases = tuple(Case(file.name, file.read_bytes()) for file in files if file.stat().st_size <= MOST_BYTES)
    if not cases:
        raise SystemExit(f"{name}: there is no case to damage in tests/cases.")
    return cases


def target_of(name: str) -> Target:
    return next(target for target in TARGETS if target.name == name)


def digest(cases: Sequence[Case]) -> str:
    """What tells one set of cases from another: the same seed gives the same inputs for the same digest only."""
    whole = hashlib.sha256()
    for case in cases:
        whole.update(hashlib.sha256(case.data).digest())
    return whole.hexdigest()[:12]
