"""The words in which a reply restates a question -> whether it is another question than its label was asked under.

Protects: a label alone does not make an answer. "Question 3: How many police officers do you employ? 3,200" counts no
arrests, though the request has a question 3. Short words and paraphrases of the same question hold; words that say
nothing of any subject ("How many were there?") speak neither for nor against.
"""

from __future__ import annotations

import re

from ingest.phrases import letters
from ingest.reference import Campaign, Reference
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.named import asks_names
from ingest.thread.parts import Part
from ingest.thread.questions import OFFENCE_MENTION, Question

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SHORTEST_WORD = 4  # shorter ones join others, or are abbreviations
LETTERS_OF_A_STEM = 5  # "arrest", "arrests", "arrested"
LONGEST_LEAD = 12  # words before a number that could be a heading of it


def another_in(part: Part, context: Context) -> str | None:
    """The words of a part that restate another question than those of its labels; None where they may be one."""
    asked = [question for label in part.labels if (question := context.question(label))]
    if context.campaign is None or not asked:
        return None
    restated = " ".join(part.question.split())
    if restated and all(not _may_be(restated, question, context) for question in asked):
        return restated
    lead = _lead(part)
    if lead and all(_may_be_headed(q, lead, context) and _is_of_other_subject(lead, q, context) for q in asked):
        return lead
    return None


def _may_be_headed(question: Question, lead: str, context: Context) -> bool:
    """Whether words before a number say what it counts, and are no row of a breakdown and no name of a group."""
    measure = context.reference.measures.get(question.measure_id or "")
    is_names = measure is not None and asks_names(measure)
    return not question.dimensions and (
        not is_names or letters.at_start("answers", "question_nouns").match(lead) is not None
    )


def says_nothing_of(text: str, campaign: Campaign, reference: Reference) -> bool:
    """Whether words speak of something, and of nothing that a campaign asks."""
    own = set().union(*(_meaning(q.text, q.asks, q.measure_id, reference) for q in campaign.questions))
    said = _stems(text, "idle")
    return bool(said) and not said & own and not _kin(text)


def _may_be(restated: str, question: Question, context: Context) -> bool:
    if _is_of_other_subject(restated, question, context):
        return bool(question.dimensions)
    said = _stems(restated, "idle")
    if not said or not _asks(restated) or _kin(restated) or OFFENCE_MENTION.search(restated):
        return True
    own = _meaning(" ".join(question.wordings), question.asks or "", question.measure_id, context.reference)
    return bool(said & own) or _has_its_stems(restated, question, context)


def _asks(text: str) -> bool:
    """Whether words ask: "The breakdown is as follows:" only leads to an answer."""
    return "?" in text or letters.at_start("answers", "question_openers").match(text) is not None


def _has_its_stems(restated: str, question: Question, context: Context) -> bool:
    rows = context.campaign.questions if context.campaign else ()
    plain = restated.casefold()
    return any(
        stem.casefold() in plain and _stems(stem, "idle")
        for row in rows
        if row.label == question.label
        for stem in row.match
    )


def _is_of_other_subject(text: str, question: Question, context: Context) -> bool:
    """Whether words name a subject of policing that the campaign never speaks of."""
    campaign = " ".join(row.text for row in context.campaign.questions) if context.campaign else ""
    asked = " ".join([campaign, *question.wordings]).casefold()
    found = (one[0].casefold() for one in letters.anywhere("subjects", "others").finditer(text))
    return any(subject not in asked for subject in found)


def _lead(part: Part) -> str:
    """What stands before the first number of an answer, where it is as short as a heading."""
    text = part.pieces[0].text if part.pieces else ""
    counts = counts_in(text)
    lead = text[: counts[0].start] if counts else text if len(part.pieces) > 1 else ""
    return " ".join(lead.split()) if len(lead.split()) <= LONGEST_LEAD else ""


def _meaning(text: str, asks: str, measure_id: str | None, reference: Reference) -> set[str]:
    """The stems that tell a question apart: of its own words and of its measure's title."""
    measure = reference.measures.get(measure_id or "")
    return _stems(f"{text} {asks} {measure.title if measure else ''}", "common") - _stems_of("common")


def _kin(text: str) -> bool:
    return letters.anywhere("subjects", "kin").search(text) is not None


def _stems(text: str, without: str) -> set[str]:
    words = (word[0].casefold() for word in WORD.finditer(text))
    idle = {word.casefold() for word in letters.words("subjects", without)}
    idle |= {word.casefold() for word in letters.words("subjects", "idle")}
    return {word[:LETTERS_OF_A_STEM] for word in words if len(word) >= SHORTEST_WORD and word not in idle}


def _stems_of(name: str) -> set[str]:
    return {word.casefold()[:LETTERS_OF_A_STEM] for word in letters.words("subjects", name)}
