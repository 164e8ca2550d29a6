"""Text of an answer -> the information law's sections that it cites. (Interface first; forms follow.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.phrases.numbers import Found
from ingest.reference import Exemption


@dataclass(frozen=True)
class FoundExemption:
    """A section of the information law as cited: `section` in canonical form (`s31(3)`, `s40(2)(a)(b)`, `Art 25(2)`),
    `start` and `end` code points of the text. `is_printed` is always true here: see `infer_exemption` for the rest."""

    section: str
    start: int
    end: int
    printed: bool = True


@dataclass(frozen=True)
class CostArithmetic:
    records: Found | None
    minutes_each: Found | None
    hours: Found | None


def find_exemptions(
    text: str, *, law: str = "FOIA 2000", reference: Sequence[Exemption] | None = None
) -> list[FoundExemption]:
    raise NotImplementedError


def distinct_sections(found: Sequence[FoundExemption]) -> tuple[str, ...]:
    """Each section once, in order of print; a bare section that is also cited with a subsection is left out."""
    raise NotImplementedError


def infer_exemption(text: str, law: str = "FOIA 2000") -> tuple[str, str] | None:
    """(section, the words that point to it) for a refusal that prints no section."""
    raise NotImplementedError


def cost_arithmetic(text: str) -> CostArithmetic:
    raise NotImplementedError
