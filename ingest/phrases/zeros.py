"""Zero words in a sentence -> zeros, where they say that nothing was counted.

Protects: zero is never read from words about holding, confirming or recording: "no records held", "never confirm".
"""

from __future__ import annotations

import re

from ingest.model import Value
from ingest.phrases import wordings
from ingest.phrases.quantities import is_alone, words_of_quantities


def zero_at(masked: str, match: re.Match[str]) -> tuple[Value, str | None] | None:
    """A zero word in a sentence, where it says that nothing was counted and not that nothing is held, confirmed or
    meant: "none of the above", "never confirm nor deny", "nil return", "no offences data is held" give nothing."""
    start, end = match.span()
    word = match[0].lower()
    unit = words_of_quantities().unit_after.match(masked, end)
    unit_word = match["no"].lower().split()[-1] if match["no"] else unit[1].lower() if unit else None
    words = wordings.section("numbers")
    after = masked[end:]
    is_said = re.match(r"\s*(?:[.;,]|$|\n)", after) and re.search(
        rf"\b{wordings.any_of(words['being'])}\s+$", masked[max(0, start - 20) : start], re.IGNORECASE
    )
    if match["no"]:
        counts = _counts_none(masked, start, after)
    elif word == "never":
        counts = is_alone(masked, start, end) or _is_never_done(masked, start, after)
    else:
        done = rf"\s+(?:{wordings.any_of(words['being'])}\s+)?{wordings.any_of(words['done'])}\b"
        counted = rf"\s+of\s+(?:the|these|those|our)\s+(?:\S+\s+)?{wordings.any_of(words['none_of'])}\b"
        follows = re.match(rf"{done}|{counted}", after, re.IGNORECASE) is not None
        counts = (
            bool(is_said)
            or follows
            or is_alone(masked, start, end)
            or word.startswith("not ")
            or (unit is not None and word != "no one")
        )
    return (Value(0.0, 0.0, 0.0, None, masked[start:end]), unit_word) if counts else None


def _is_never_done(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    done = rf"\s+(?:been\s+)?{wordings.any_of(words['never_before'])}\b"
    speaks_of_what_would_be = re.search(
        r"\b(?:would|will|can|could|should|may|must|might)\s+(?:have\s+)?$", masked[:start], re.I
    )
    return re.match(done, after, re.IGNORECASE) is not None and not speaks_of_what_would_be


def _counts_none(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    follows = rf"\s*(?:[.;,)]|$|\n|\s{wordings.any_of(words['after_none'])}\b)"
    leads = rf"(?:\b{wordings.any_of(words['before_none'])}\s+|^|\n|[.:=\u2013-]\s*)$"
    return bool(re.match(follows, after, re.I) and re.search(leads, masked[max(0, start - 40) : start], re.I))
