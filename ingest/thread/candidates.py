"""The words of an answer -> the numbers in it that could answer, and whether one stands where an answer does.

Protects: digits of a section, a file's name or a form's version are no answer. A number without a countable word is one
only where answers stand: first, behind a colon, at the end of a short label, before "were".
"""

from __future__ import annotations

import re

from ingest.phrases import letters
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.statuses import find_statuses

COUNTED_TWICE = re.compile(
    r"\b(?:a|an|one|some|each|the\s+same)\s+(?:person|individual|suspect|offender|detainee|nominal|subject)s?\s+"
    r"(?:may|can|could|might)\s+(?:have\s+been|be|account\s+for|appear)\s+(?:[a-z]+\s+){0,3}?more\s+than\s+"
    r"(?:once|one(?:\s+(?:arrest|occasion|offence|time))?)\b",
    re.IGNORECASE,
)
"""A remark that makes no other number of those beside it."""
ANSWER_MARKS = ":=–—-([•*?"
WORDS_OF_A_LABEL = 4  # "Total arrests made 22"
SENTENCE_END = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*$")
WIDEST_LEADERS = 20  # characters that show them
SECTION = re.compile(
    r"\b(?:s|ss|sec|section|sections|art|article)\.?\s?\d+[A-Z]?(?:\s?\(\s?\w{1,3}\s?\))+", re.IGNORECASE
)


def counts_in(text: str) -> list[Found]:
    """Every quantity of a text that could be a count, the doubtful ones included. Digits of a law's section, and those
    that a pointer names ("see attached 325.pdf"), are none."""
    sections = {at for place in SECTION.finditer(text) for at in range(*place.span())}
    pointers = [cue for cue in find_statuses(text) if cue.status == "referred"]
    return [
        found
        for found in find_values(text)
        if found.kind in ("count", "unclear")
        and found.start not in sections
        and not any(one.start() <= found.start < one.end() for one in COUNTED_TWICE.finditer(text))
        and not any(_is_pointed_at(text, found, cue.start) for cue in pointers)
    ]


def _is_pointed_at(text: str, found: Found, pointer: int) -> bool:
    is_behind = found.unit_word is None and found.start >= pointer
    return is_behind and not re.search(r"[.?!:](?=\s)|\n", text[pointer : found.start])


def stands_as_answer(text: str, found: Found) -> bool:
    """Whether a number without a unit stands where an answer does: first, behind a colon, dash or "total", at the end
    of a short label, or before "were". "Version 12 of the system" is none."""
    line = _sentence_before(text, found.start)
    before = text[: found.start].rstrip()
    after = text[found.end :]
    if not line or line[-1] in ANSWER_MARKS or letters.at_end("answers", "before_number").search(before):
        return True
    if letters.at_start("answers", "after_number").match(after) or _is_said(text, found):
        return True
    if LEADERS.search(before[-WIDEST_LEADERS:]):
        return True
    ends_line = re.match(r"[\s.;,*)]*(?:\n|$)", after) is not None
    return ends_line and len(line.split()) <= WORDS_OF_A_LABEL


def _is_said(text: str, found: Found) -> bool:
    """Whether a sentence says what the number was: "the number of arrests … stood at 9", "the total exceeds 9", "total
    arrests 9"."""
    start = max((end.end() for end in SENTENCE_END.finditer(text, 0, found.start)), default=0)
    own = f"{' '.join(text[start : found.start].split())} "
    subject, verb = letters.pattern("answers", "said_to_amount"), letters.pattern("answers", "amounts_to")
    units = "|".join(re.escape(word) for word in sorted(letters.units(), key=len, reverse=True))
    is_verb = re.match(r"exceed|surpass", found.value.text, re.IGNORECASE)
    goes_on = letters.pattern("answers", "amount_goes_on")
    of_it = rf"(?<!\w){subject}(?=\s*(?:[(,]|$)|\s+(?:{goes_on}|{verb})(?!\w)).*"
    said = of_it if is_verb else rf"{of_it}(?<!\w){verb}"
    return (
        re.search(rf"{said}\s*$|\b(?:total|all|number\s+of|no\.?\s+of)\s+(?:[a-z]+\s+)?(?:{units})\s*$", own, re.I)
        is not None
    )


def _sentence_before(text: str, at: int) -> str:
    """What stands before a place on its line; of a sentence that goes on from the line above, that line's part too."""
    start = text.rfind("\n", 0, at) + 1
    above = text[:start].rstrip()
    if (
        above
        and above[-1] not in ".?!;)]" + ANSWER_MARKS
        and not above[-1].isdigit()
        and text[start - 2 : start] != "\n\n"
    ):
        return f"{above[above.rfind(chr(10)) + 1 :]} {text[start:at]}".strip()
    return text[start:at].strip()
