"""Zero words in a sentence -> zeros, where they say that nothing was counted.

Protects: zero is never read from words about holding, confirming or recording: "no records held", "never confirm".
"""

from __future__ import annotations

import re
from functools import cache

from ingest.model import Value
from ingest.phrases import wordings
from ingest.phrases.quantities import MASK, is_alone, words_of_quantities


def zero_at(masked: str, match: re.Match[str]) -> tuple[Value, str | None] | None:
    """A zero word in a sentence, where it says that nothing was counted and not that nothing is held, confirmed or
    meant: "none of the above", "never confirm nor deny", "nil return", "no offences data is held" give nothing."""
    start, end = match.span()
    word = match[0].lower()
    unit = words_of_quantities().unit_after.match(masked, end)
    counted = match["no"] or match["any"]
    unit_word = counted.lower().split()[-1] if counted else unit[1].lower() if unit else None
    words = wordings.section("numbers")
    after = masked[end:]
    is_said = re.match(r"\s*(?:[.;,]|$|\n)", after) and re.search(
        rf"\b{wordings.any_of(words['being'])}\s+$", masked[max(0, start - 20) : start], re.IGNORECASE
    )
    if match["no"]:
        counts = _counts_none(masked, start, after) and not _is_supposed(masked[:start])
    elif match["any"]:
        counts = _ends_or_goes_on_to_time(after) and not _is_supposed(masked[:start])
    elif word == "never":
        counts = is_alone(masked, start, end) or _is_never_done(masked, start, after)
    else:
        done = rf"\s+(?:{wordings.any_of(words['being'])}\s+)?{wordings.any_of(words['done'])}\b"
        of_them = rf"\s+of\s+(?:the|these|those|our)\s+(?:\S+\s+)?{wordings.any_of(words['none_of'])}\b"
        follows = re.match(rf"{done}|{of_them}", after, re.IGNORECASE) is not None
        counts = (
            bool(is_said)
            or follows
            or _says_no_more(after)
            or is_alone(masked, start, end)
            or _opens_with(masked, start, after)
            or word.startswith("not ")
            or (unit is not None and word != "no one")
        )
    return (Value(0.0, 0.0, 0.0, None, masked[start:end]), unit_word) if counts else None


DENIED_SAYING = re.compile(
    r"\b(?:not|cannot|can't|unable|impossible|nor|neither)\b.*"
    r"\b(?:confirm|advise|establish|established|indicate|indicates|show|shows|say|state|report|tell)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Before "no arrests were made": nobody says so."""


def _is_supposed(before: str) -> bool:
    """Whether a sentence only asks or supposes: "cannot say whether no arrests were made"."""
    sentence = re.split(r"[.;?!](?=\s)|\n\s*\n", before)[-1]
    clause = re.split(r",\s+(?:and|but)\b", sentence)[-1]
    if re.search(r"\b(?:whether|if|unless|suppose|deny that)\b", clause, re.IGNORECASE):
        return True
    return DENIED_SAYING.search(clause) is not None


def never_at(masked: str) -> list[tuple[int, int, str]]:
    """Where a text says that something countable was never done, "At no point during 2019/20 did officers make an
    arrest": the span of the words that say never, and what was not done."""
    words = wordings.section("numbers")
    did = r"(?:did|have|has|had)"
    said = rf"\b{wordings.any_of(words['at_no_time'])}\b"
    made = wordings.any_of(words["made_none"])
    pattern = (
        rf"(?P<never>{said})[^.;?!]{{0,80}}?\b{did}\s+(?:[\w'’]+\s+){{1,4}}?{made}\s+(?:an?|any)\s+(?:\w+\s+)?"
        rf"(?P<unit>{wordings.any_of(words['none_of'])})\b"
    )
    found = re.finditer(pattern, masked, re.IGNORECASE)
    return [(*one.span("never"), one["unit"].lower().split()[-1]) for one in found]


def _opens_with(masked: str, start: int, after: str) -> bool:
    """Whether a zero word opens a text and a dash or a bracket parts it from what is said of it: "None – the search
    returned no results"."""
    leads = wordings.any_of(wordings.section("statuses")["context"]["answer_leads"])
    begins = re.fullmatch(rf"[{MASK}\s:=•–—-]*(?:{leads}\s*[:.–-]\s*)?", masked[:start], re.IGNORECASE)
    return begins is not None and re.match(r"\s*[–—(]|\s+-\s", after) is not None


def _says_no_more(after: str) -> bool:
    """Whether a sentence ends behind a zero word, or only says yet that none was found, and when: "None were
    identified.", "None for this timeframe." """
    found = _found_at_a_time().match(after)
    return found is not None and bool(found["found"] or found["time"])


def _ends_or_goes_on_to_time(after: str) -> bool:
    follows = wordings.any_of(wordings.section("numbers")["after_none"])
    at_all = r"(?:\s+(?:whatsoever|whatever|at all))?"
    return re.match(rf"{at_all}\s*(?:[.;,)]|$|\n|\s{follows}\b)", after, re.IGNORECASE) is not None


@cache
def _found_at_a_time() -> re.Pattern[str]:
    words = wordings.section("numbers")
    any_of = {name: wordings.any_of(words[name]) for name in words if isinstance(words[name], list)}
    found = rf"(?P<found>\s+(?:{any_of['being']}\s+)?(?:{any_of['done_to_none']}|{any_of['done']}))?"
    time = rf"(?P<time>\s+{any_of['time_of_none']}(?:\s+(?:{any_of['words_of_time']}|[{MASK}]+))+)?"
    return re.compile(rf"{found}{time}\s*(?:[.;,)]|\n\s*\n|$)", re.IGNORECASE)


def _is_never_done(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    done = rf"\s+(?:been\s+)?{wordings.any_of(words['never_before'])}\b"
    speaks_of_what_would_be = re.search(
        r"\b(?:would|will|can|could|should|may|must|might)\s+(?:have\s+)?$", masked[:start], re.I
    )
    return re.match(done, after, re.IGNORECASE) is not None and not speaks_of_what_would_be


def _counts_none(masked: str, start: int, after: str) -> bool:
    words = wordings.section("numbers")
    leads = rf"(?:\b{wordings.any_of(words['before_none'])}\s+|^|\n|[.:=\u2013-]\s*)$"
    before = masked[max(0, start - 40) : start]
    if re.search(r"\b(?:and|but)\s+$", before, re.IGNORECASE):  # "all were checked and no arrests were found"
        return _found_at_a_time().match(after) is not None and re.match(r"\s+\w", after) is not None
    return bool(_ends_or_goes_on_to_time(after) and re.search(leads, before, re.I))
