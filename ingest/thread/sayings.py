"""What a paragraph of an answer says, apart from where it stands: whether it says anything, which questions it names,
and where it goes on to others.

Protects: a sentence that names questions binds those and no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import find_values
from ingest.phrases.statuses import find_statuses
from ingest.thread.labels import find_mentions, resolve

SENTENCE_END = re.compile(r"(?:[;?!]|(?<!\bs)\.)(?=\s)")
FINAL = ("refused", "ncnd", "not_held", "no_answer", "withdrawn")
"""What may be said of questions by naming them in a sentence, apart from their restated text."""


def gives_beside(text: str) -> int | None:
    """Where a refusal's words of goodwill end ("as a gesture of goodwill"), None where there are none."""
    found = letters.anywhere("answers", "given_beside").search(text)
    return found.end() if found else None


def says_anything(text: str, law: str) -> bool:
    """Whether a text counts something, says what became of a question, or cites an exemption."""
    return bool(find_values(text) or find_statuses(text) or find_exemptions(text, law=law))


def is_section_alone(text: str, law: str) -> bool:
    """Whether a text is the citation of one exemption and no more, its title in brackets or behind a dash aside."""
    found = find_exemptions(text, law=law)
    if len(found) != 1 or text[: found[0].start].strip():
        return False
    return re.fullmatch(r"\s*(?:[(–—:-]\s*[A-Za-z][A-Za-z ,&-]*\)?)?[\s.;,]*(?:and)?", text[found[0].end :]) is not None


def refuses_whole_request(text: str) -> bool:
    """Whether a text, a note on data by some of its words, refuses the whole request."""
    refuses = any(one.status in FINAL and not one.is_tail and not one.is_reason for one in find_statuses(text))
    return refuses and letters.anywhere("answers", "binds_whole").search(text) is not None


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The spans of a text's sentences and of what semicolons part."""
    ends = [one.end() for one in SENTENCE_END.finditer(text)]
    return list(pairwise([0, *(end for end in ends if end < len(text)), len(text)]))


def without_recounted(text: str) -> str:
    """A text without the sentences that only tell again what was decided before: "You asked us to review …"."""
    recounts = letters.anywhere("answers", "recounts")
    sentences = re.split(r"(?<=[.?!])(?=\s)", text)
    kept = "".join(one for one in sentences if not recounts.search(one))
    return text if len(kept) == len(text) else kept.strip()


def named_in(text: str, known: Sequence[str]) -> list[str]:
    """The request's questions that a text names, each once, in order."""
    return list(dict.fromkeys(name for one in find_mentions(text) for name in resolve(one, known)))


def clauses_of(text: str, known: Sequence[str], law: str) -> list[tuple[list[str], int, int]]:
    """The questions and spans of a paragraph that says something else of each of several: "questions 1 and 2 are
    attached; question 3 is exempt". Words that name none go with those before. [] where it is one notice."""
    clauses: list[tuple[list[str], int, int]] = []
    for start, end in sentence_spans(text):
        named = named_in(text[start:end], known)
        if named:
            clauses.append((named, start if clauses else 0, end))
        elif clauses:
            clauses[-1] = (*clauses[-1][:2], end)
    labels = [name for named, _, _ in clauses for name in named]
    say = all(find_statuses(text[s:e]) or find_exemptions(text[s:e], law=law) for _, s, e in clauses)
    is_several = len(clauses) > 1 and len(set(labels)) == len(labels) and say
    return clauses if is_several else []
