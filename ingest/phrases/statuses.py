"""The words of an answer -> its status. (Interface first; forms follow.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatusReading:
    """`status` in the contract's words; `start`, `end`: the words that said so. `is_tail`: a "neither confirm nor
    deny … any other information" after an answer, which must not flip what was answered (form D6).
    `is_reason`: a reason without a section ("not centrally recorded", form D11)."""

    status: str
    start: int
    end: int
    is_tail: bool = False
    is_reason: bool = False


def read_status(text: str) -> StatusReading | None:
    raise NotImplementedError


def find_statuses(text: str) -> list[StatusReading]:
    """Every cue in order of print."""
    raise NotImplementedError
