"""One input -> what came of it: read, refused with words, or a fault. The way is that of `build`, bytes to figures.

A fault that a reader turns into words ("the reader failed on it", "a damaged PDF (TypeError …)") is found too, by its
cause: what our own code did not foresee is a fault, whoever catches it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from benchmarks.fuzz.cases import ROOT
from benchmarks.fuzz.inputs import Input
from benchmarks.fuzz.invariants import broken
from ingest import reference as reference_data
from ingest.answers.documents import as_one, read_documents
from ingest.commands.show import as_json
from ingest.model import Blocks, DocumentReading, Unreadable
from ingest.readers import opened
from ingest.reference import Reference
from ingest.sources import Source, parse_source

READ, REFUSED, CRASH, WRONG, HANG, MEMORY = "read", "unreadable", "crash", "wrong", "hang", "memory"
FAULTS = (CRASH, WRONG, HANG, MEMORY)
UNFORESEEN = (
    TypeError, AttributeError, NameError, LookupError, AssertionError, ArithmeticError, RecursionError, ValueError,
    MemoryError,
)  # fmt: skip
LINES_OF_A_TRACE = 3


@dataclass(frozen=True)
class Result:
    """What came of one input. `words`: why it was refused, or the fault; `seconds`: of the
    processor; `peak`: bytes of memory, libraries included;
    `figures`: how many were read; `digest`: of the input's bytes."""

    number: int
    state: str
    words: str
    seconds: float
    peak: int
    figures: int
    digest: str


def try_one(one: Input, number: int) -> Result:
    _forget_peak()
    begun = _worked()
    figures, seconds = 0, None
    try:
        readings, hidden = _read(one)
        figures, seconds = sum(len(reading.figures) for reading in readings), _worked() - begun
        wrong = broken(readings, reference())
        if hidden:
            state, words = CRASH, hidden[0]
        else:
            state, words = (WRONG, "\n".join(wrong[:5])) if wrong else (READ, "")
    except Unreadable as error:
        state, words = REFUSED, str(error)
    except MemoryError as error:
        state, words = MEMORY, _trace(error)
    except Exception as error:
        state, words = CRASH, _trace(error)
    seconds = _worked() - begun if seconds is None else seconds
    return Result(number, state, words, seconds, peak_bytes(), figures, hashlib.sha256(one.data).hexdigest())


def _worked() -> float:
    """Seconds that this process, and those that it started and that ended, have worked."""
    return sum(os.times()[:4])


def _read(one: Input) -> tuple[Sequence[DocumentReading], list[str]]:
    """The readings, and the faults that were made into words on the way."""
    source = sources()[one.source % len(sources())]
    hidden: list[str] = []
    with _noting(hidden):
        try:
            found = opened.open_document(one.data, one.name, one.form)
        except Unreadable:
            if not hidden:
                raise
            return (), hidden
    readings = read_documents(found, source, reference())
    json.dumps(as_json(as_one(readings), source), ensure_ascii=False, allow_nan=False, default=str).encode()
    return readings, hidden


@contextmanager
def _noting(hidden: list[str]) -> Iterator[None]:
    """While it lasts, faults of our own code are noted though somebody makes words of them."""
    read_blocks = opened.read_blocks

    def noted(data: bytes, name: str) -> Blocks:
        try:
            return read_blocks(data, name)
        except Unreadable as error:
            cause = error.__cause__ or error.__context__
            if isinstance(cause, UNFORESEEN) and _is_ours(cause):
                hidden.append("made into words: " + _trace(cause))
            raise
        except Exception as error:
            hidden.append(_trace(error))
            raise

    with patch.object(opened, "read_blocks", noted):
        yield


def _is_ours(error: BaseException) -> bool:
    """Whether an error arose in the project's own lines and not in a library that met damage."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(ROOT / "ingest")


def _trace(error: BaseException) -> str:
    """The error and the last of our own lines on the way to it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "ingest")]
    ways = " < ".join(f"{Path(f.filename).relative_to(ROOT)}:{f.lineno}" for f in reversed(ours[-LINES_OF_A_TRACE:]))
    last = f" (in {Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames and frames[-1] not in ours else ""
    return f"{type(error).__name__}: {str(error)[:200]} at {ways or 'no line of ours'}{last}"


@cache
def sources() -> tuple[Source, ...]:
    """Whom an input may be read for: forces under different laws, requests, legends, or nothing known."""
    tables: list[dict[str, object]] = [
        {"force": "kent", "campaign": "online-grooming-2019-20"},
        {"force": "police-scotland", "campaign": "online-grooming-2019-20", "legend": {"-": "zero", "blank": "zero"}},
        {"force": "durham", "campaign": "hospital-crime-2019-24", "legend": {"-": "zero", "*": "suppressed"}},
        {"forces": ["norfolk", "suffolk"], "campaign": "hospital-crime-2019-24"},
        {"force": "west-mercia"},
        {"kind": "official"},
    ]
    made = []
    for table in tables:
        forces = table.get("forces", [table.get("force", "_published")])
        assert isinstance(forces, list)
        whole = {"kind": "force_response", **table, "document": [{"path": "document", "form": "original"}]}
        made.append(parse_source(whole, Path(str(forces[0])) / "fuzz", reference()))
    return tuple(made)


@cache
def reference() -> Reference:
    return reference_data.load()


def _forget_peak() -> None:
    """Sets the process's highest memory back to what it has now, where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_bytes() -> int:
    """The most memory that the process had since then; where the system can't say, since it began."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
