"""One part of an answer -> its status, exemptions, arithmetic and words, for each question that it answers.

Protects: the outcome belongs to the question; a sentence that names questions binds those and no other. A refusal's
sections are the information law's, its arithmetic is no figure, and words that only answer have no status but
"answered".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.answers.outcomes import outcome_at, said_of, title_holds
from ingest.answers.parts import Part, Piece
from ingest.model import Outcome, Value
from ingest.phrases import letters
from ingest.phrases.exemptions import (
    CostArithmetic,
    cost_arithmetic,
    distinct_sections,
    find_exemptions,
    infer_exemption,
)
from ingest.phrases.labels import find_mentions, resolve
from ingest.phrases.numbers import find_values
from ingest.phrases.statuses import find_statuses

SENTENCE_END = re.compile(r"(?:[;?!]|(?<!\bs)\.)(?=\s)")
FINAL = ("refused", "ncnd", "not_held", "no_answer", "withdrawn")
"""What may be said of questions by naming them in a sentence, apart from their restated text."""
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
LONGEST_TEXT = 1500  # code points of an answer's words in an outcome
SHORT_NOTICE = 700  # a notice of a paragraph or two is shown whole
REFUSING = ("refused", "ncnd", "partly_answered")


def gives_beside(text: str) -> int | None:
    """Where a refusal's words of goodwill end ("as a gesture of goodwill"), None where there are none."""
    found = letters.anywhere("answers", "given_beside").search(text)
    return found.end() if found else None


def says_anything(text: str, law: str) -> bool:
    """Whether a text counts something, says what became of a question, or cites an exemption."""
    return bool(find_values(text) or find_statuses(text) or find_exemptions(text, law=law))


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


def find_outcome(part: Part, law: str, has_figures: bool) -> Outcome:
    """The outcome of a part, of no question yet; `cost_…` where it prints exact or lower bounds. `has_figures`: its
    words gave at least one figure."""
    text = part.text
    status = _status(part, law, has_figures)
    exemptions, basis, note = _exemptions(text if status == "ncnd" else _without_tails(text), law, status)
    quoted = _telling(part, status, law) if status in ("refused", "ncnd") else part.pieces
    cost = _cost(text, status) if any(is_cost(section, law) for section in exemptions) or not exemptions else None
    return outcome_at(
        [line for piece in quoted for line in piece.lines],
        status,
        exemptions=exemptions,
        exemptions_basis=basis,
        text=_cut("\n\n".join(piece.text for piece in (part.pieces if len(text) <= SHORT_NOTICE else quoted))),
        quote="\n".join(piece.text for piece in quoted) or None,
        cost_records=_number(cost.records.value) if cost and cost.records else None,
        cost_minutes_each=_number(cost.minutes_each.value) if cost and cost.minutes_each else None,
        cost_hours=_number(cost.hours.value) if cost and cost.hours else None,
        note=note,
    )


def _cost(text: str, status: str) -> CostArithmetic | None:
    """The arithmetic of a refusal. Beside figures, numbers of records alone reckon nothing."""
    cost = cost_arithmetic(text) if status in ("refused", "partly_answered") else None
    return cost if cost and (status == "refused" or cost.minutes_each or cost.hours) else None


def is_cost(section: str, law: str) -> bool:
    """Whether a section is the one on the cost of an answer."""
    return title_holds(section, law, "cost")


def refuses(part: Part, law: str) -> bool:
    """Whether a part's words say of their own what became of the question, other than that it is answered."""
    return _status(part, law, False) != "answered"


def _status(part: Part, law: str, has_figures: bool) -> str:
    """What the words of a part say of its questions, as `outcomes` reads those of any answer. A notice that lists its
    questions binds them, though it speaks of "other" information."""
    if part.how == "notice" and any(cue.status == "ncnd" for cue in find_statuses(part.text)):
        return "ncnd"
    said = said_of(part.passage, has_figures, law)
    if said is not None and said[0] == "partly_answered" and part.how == "notice" and not has_figures:
        return "refused"  # what is given out of goodwill below a notice is no figure of the questions that it names
    return said[0] if said else "answered"


def _without_tails(text: str) -> str:
    """A text without the sentences that neither confirm nor deny *other* information (form D6): the sections that they
    cite are not the answer's."""
    tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
    return "".join(text[a:b] for a, b in sentence_spans(text) if not any(a <= tail < b for tail in tails))


def _exemptions(text: str, law: str, status: str) -> tuple[tuple[str, ...], str | None, str | None]:
    if status not in REFUSING:
        return (), None, None
    printed = distinct_sections(find_exemptions(text, law=law))
    if printed:
        return printed, "printed", None
    inferred = infer_exemption(text, law)
    if inferred is None:
        return (), None, None
    section, words = inferred
    return (section,), "inferred", f"no section printed; the wording ({words}) points to {section}"


def _telling(part: Part, status: str, law: str) -> Sequence[Piece]:
    """Of a refusal the paragraph that refuses, one that cites its section first."""
    says = [piece for piece in part.pieces if any(cue.status == status for cue in find_statuses(piece.text))]
    cites = [piece for piece in part.pieces if find_exemptions(piece.text, law=law)]
    both = [piece for piece in says if piece in cites]
    return (both or cites or says)[:1] or part.pieces


def _number(value: Value) -> float | None:
    """The number that a sum prints: "over 500 records" reckons with 500."""
    printed = DIGITS.search(value.text)
    return float(printed[0].replace(",", "")) if printed else value.value


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rstrip() + " […]"


def binds_whole(text: str) -> bool:
    """Whether a refusal's words are of the whole request: "your request", and not "this part of your request"."""
    part = letters.at_end("answers", "of_a_part")
    whole = letters.anywhere("answers", "binds_whole")
    return any(not part.search(text[: found.start()]) for found in whole.finditer(text))


def is_upheld(text: str) -> bool:
    """Whether a review lets the earlier decision stand."""
    is_of_complaint = letters.anywhere("answers", "not_upheld").search(text) is not None
    return not is_of_complaint and letters.anywhere("answers", "upheld").search(text) is not None
