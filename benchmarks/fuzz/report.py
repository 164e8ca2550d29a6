"""Results -> a table with a row for each reader, and the faults, those of one cause together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.fuzz.cases import cases_of, digest
from benchmarks.fuzz.inputs import make
from benchmarks.fuzz.reading import CRASH, FAULTS, READ, REFUSED, WRONG, Result

HEADINGS = (
    "reader",
    "inputs",
    "read",
    "unreadable",
    "figures",
    "crashes",
    "wrong",
    "hangs",
    "memory",
    "slowest s",
    "peak MB",
    "digest",
)

VARIES = re.compile(r"""[0-9]+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


def row(target: str, results: Sequence[Result]) -> dict[str, Any]:
    """The counts of one reader. `digest`: of its cases and of all its inputs, to know the same run by."""
    states = Counter(result.state for result in results)
    inputs = sha256("".join(result.digest for result in results).encode()).hexdigest()[:8]
    return {
        "reader": target,
        "inputs": len(results),
        "read": states[READ],
        "unreadable": states[REFUSED],
        "figures": sum(result.figures for result in results),
        **dict(zip(("crashes", "wrong", "hangs", "memory"), (states[state] for state in FAULTS), strict=True)),
        "slowest s": round(max((result.seconds for result in results), default=0.0), 1),
        "peak MB": max((result.peak for result in results), default=0) >> 20,
        "digest": f"{digest(cases_of(target))[:8]}-{inputs}",
    }


def table(rows: Iterable[dict[str, Any]]) -> str:
    """The rows in Markdown, as docs/benchmarks.md keeps them."""
    lines = [f"| {' | '.join(HEADINGS)} |", f"| {' | '.join('---' for _ in HEADINGS)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(f'{row[name]}' for name in HEADINGS)} |" for row in rows)])


def faults(target: str, results: Sequence[Result]) -> str:
    """Each cause once, the most frequent first, with the number of its smallest input."""
    by_cause: dict[str, list[Result]] = {}
    for result in results:
        if result.state in FAULTS:
            by_cause.setdefault(cause(result), []).append(result)
    lines = []
    for found in sorted(by_cause.values(), key=len, reverse=True):
        first = found[0]
        lines.append(f"{target} {first.number}: {first.state}, {len(found)} times: {first.words}")
    return "\n".join(lines)


def cause(result: Result) -> str:
    """What faults of one cause have in common: the kind and the words without what varies."""
    first = result.words.partition("\n")[0]
    where = first.rpartition(" at ")[2] if result.state == CRASH else first
    return f"{result.state} {VARIES.sub('…', where) if result.state == WRONG else where}"


def keep(folder: Path, target: str, seed: int, result: Result) -> Path:
    """Writes the input of a fault, and what it did beside it."""
    one = make(seed, target, result.number)
    kept = folder / target / f"{seed}-{result.number}-{result.state}"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / one.name).write_bytes(one.data)
    words = f"seed {seed}, {target} {result.number}, read for source {one.source}\n{result.state}: {result.words}\n"
    (kept / "fault.txt").write_text(words, encoding="utf-8", errors="backslashreplace")
    return kept
