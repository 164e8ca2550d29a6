"""A campaign -> the questions that an answer may be to, each with what it counts; what a request's text asks; and the
words in which a reply restates a question -> where it ends, and whether it is the one that was asked.

Protects: a figure takes its measure, period and offence from the question it answers; a question's own words are never
read as its answer, and a label alone does not make one: "Question 3: How many police officers do you employ? 3,200"
counts no arrests, and some forces count six questions from 1 to 6 that were asked as 1a to 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from ingest.answers.body import Part, counts_in, shown
from ingest.answers.passages import page_of
from ingest.answers.words import phrase
from ingest.ids import period_of_id
from ingest.model import Message, Question
from ingest.phrases import letters
from ingest.phrases.labels import number_of
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.statuses import find_statuses, read_status
from ingest.reference import Campaign, Reference
from ingest.thread import own_lines

FEWEST_MATCHED = 2  # one question may be asked in many requests; two of a campaign's are the campaign
SHARE_MATCHED = 0.5


def of_campaign(campaign: Campaign, asked: Mapping[str, str]) -> tuple[Question, ...]:
    """The campaign's questions, with the request's own wording of each where the document has it."""
    questions = []
    for question in campaign.questions:
        texts = [text for label, text in asked.items() if question.label in (label, campaign.label_of(text))]
        wordings = tuple(dict.fromkeys(form for text in [*texts, question.text] for form in _wordings(text)))
        period = period_of_id(question.period_id) if question.period_id else None
        known = (question.asks, question.measure_id, period, question.offence_id, question.dimensions)
        questions.append(Question(question.label, wordings, *known))
    return tuple(questions)


def asked_in(message: Message) -> dict[str, str]:
    """Label -> text of each question of a request; "" for what it asks without a number."""
    return page_of(own_lines(message)).asked


def find_campaign(texts: Iterable[str], reference: Reference) -> str | None:
    """The campaign whose questions these are; None where none is, or two would fit alike."""
    asked = list(texts)
    scores = []
    for campaign in reference.campaigns.values():
        matched = {campaign.label_of(text) for text in asked} - {None}
        if len(matched) >= FEWEST_MATCHED and len(matched) >= SHARE_MATCHED * len(campaign.questions):
            scores.append((len(matched), campaign.campaign_id))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def _wordings(text: str) -> tuple[str, ...]:
    """The whole text and its first paragraph: forces restate either."""
    first = text.split("\n\n", 1)[0]
    return (text, first) if first != text else (text,)


# What is known of a document beside its words


@dataclass(frozen=True)
class Known:
    """What the other documents of the same source tell, for a letter that comes without its request. `asked`: label ->
    text of the request's questions."""

    asked: Mapping[str, str] = field(default_factory=dict)
    campaign_id: str | None = None
    force_id: str | None = None
    law: str | None = None
    received: str | None = None


@dataclass(frozen=True)
class Context:
    """What is known of the document beside its words. `legend`: what the source says of its marks."""

    source_id: str
    document_path: str
    force_id: str
    law: str
    reference: Reference
    campaign: Campaign
    questions: tuple[Question, ...] = ()
    legend: Mapping[str, str] = field(default_factory=dict)
    asked_on: str | None = None
    received_on: str | None = None
    answered_on: str | None = None

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Of the campaign's questions, in order."""
        return tuple(question.label for question in self.questions if question.label)

    def question(self, label: str | None) -> Question | None:
        return next((question for question in self.questions if question.label == label), None)


WORD = re.compile(r"\w+")
CLOSING = re.compile(r"[\s.?:;,!\"'”’)\]]*")
SENTENCE_BREAK = re.compile(r"[.?:]\s+(?=[A-Z0-9<])")
ANSWER_AFTER = re.compile(r"(?:[:=]|\s[-–—]|[-–—](?=\s))\s*(?P<answer>[^:=\n]{1,60})$")
ANSWER_MARK = re.compile(r"\n\s*A\s?:\s*(?=\S)")  # "A: Section 30(1) - withheld" on a line below the question
SHARE_THAT_AGREES = 0.8  # a force mends a question's spelling or drops a word; less is another question
FEWEST_WORDS = 4  # fewer words agree by chance
WORDS_BEYOND = 12  # how far past its own length a restated question is sought
LETTERS_OF_A_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SHORTEST_WORD = 4  # shorter ones join others, or are abbreviations
LETTERS_OF_A_STEM = 5  # "arrest", "arrests", "arrested"
LONGEST_LEAD = 12  # words before a number that could be a heading of it


def end_of_restated(text: str, wordings: Sequence[str]) -> int | None:
    """Where the question ends when the text begins with one of these wordings, closing marks included; else None."""
    ends = [end for end in (_end_of(text, wording) for wording in wordings) if end is not None]
    return max(ends, default=None)


@lru_cache(maxsize=1024)  # letters of a force repeat their paragraphs
def _end_of(text: str, wording: str) -> int | None:
    asked = [word.casefold() for word in WORD.findall(wording)]
    places = list(WORD.finditer(text))
    words = [place[0].casefold() for place in places[: len(asked) + WORDS_BEYOND]]
    if len(asked) < FEWEST_WORDS or len(words) < FEWEST_WORDS:
        return None
    blocks = SequenceMatcher(None, asked, words, autojunk=False).get_matching_blocks()
    blocks = [block for block in blocks if block.size]
    if not blocks or blocks[0].b > 2 or sum(block.size for block in blocks) / len(asked) < SHARE_THAT_AGREES:
        return None
    last = blocks[-1]
    end = places[last.b + last.size - 1].end()
    closing = CLOSING.match(text, end)
    return closing.end() if closing else end


def split(text: str, wordings: Sequence[str], *, is_answer: bool = False) -> tuple[str, str]:
    """(question, answer) of a labelled paragraph's text without its label; either may be empty.

    A known wording decides first, then the question's own mark or opening ("How many …?"), then what is printed after a
    colon, an equals sign or a dash. `is_answer`: the label says that an answer stands here ("Answer 3:").
    """
    end = end_of_restated(text, wordings)
    if end is not None:
        return text[:end], text[end:]
    if is_answer:
        return "", text
    marked = ANSWER_MARK.search(text)
    if marked is not None:
        return text[: marked.start()], text[marked.end() :]
    if "?" in text:
        at = text.rindex("?") + 1
        at = CLOSING.match(text, at).end()  # type: ignore[union-attr]
        return text[:at], text[at:]
    if letters.at_start("answers", "question_openers").match(text):
        return _after_request(text)
    if letters.at_start("answers", "question_nouns").match(text):
        asked, answer = _after_sentence(text, stops=".")
        if answer or not (find_values(text) or find_statuses(text)):
            return asked, answer
    return "", text


def _after_request(text: str) -> tuple[str, str]:
    """A question that begins "Please provide …" and has no mark: an answer after it is a value or says what became of
    the question; any other sentence goes on asking."""
    after = ANSWER_AFTER.search(text)
    if after and read_value(after["answer"].strip()) is not None:
        breaks = [match.end() for match in SENTENCE_BREAK.finditer(text, 0, after.start("answer"))]
        at = breaks[-1] if breaks else after.start("answer")  # "Custody records: 12" says what its number counts
        return text[:at], text[at:]
    return _after_sentence(text)


def _after_sentence(text: str, stops: str = ".?:") -> tuple[str, str]:
    """What is asked and, from the first sentence on that answers, the answer."""
    for match in SENTENCE_BREAK.finditer(text):
        if text[match.start()] not in stops:
            continue
        rest = text[match.end() :].strip()
        if read_value(rest) is not None or _counts_first(rest):
            return text[: match.end()], text[match.end() :]
        if read_status(rest) is not None and not letters.at_start("answers", "question_openers").match(rest):
            return text[: match.end()], text[match.end() :]
    return text, ""


def _counts_first(text: str) -> bool:
    """Whether words begin with a number of something: "57 arrests in 2014/15; 7 arrests in 2015/16"."""
    first = next(iter(find_values(text)), None)
    if first is None or first.start != 0 or first.kind != "count":
        return False
    return first.unit_word is not None or phrase.out_of.match(text, first.end) is not None


def says_nothing_of(text: str, campaign: Campaign, reference: Reference) -> bool:
    """Whether words speak of something, and of nothing that a campaign asks."""
    measures = (reference.measures.get(question.measure_id or "") for question in campaign.questions)
    asked = [f"{question.text} {question.asks}" for question in campaign.questions]
    asked += [measure.title for measure in measures if measure]
    common = {word.casefold()[:LETTERS_OF_A_STEM] for word in letters.words("subjects", "common")}
    known, named = _stems(" ".join(asked), "common") - common, _stems(text, "idle")
    return bool(named) and not named & known and not letters.anywhere("subjects", "kin").search(text)


def _stems(text: str, without: str) -> set[str]:
    words = (word[0].casefold() for word in LETTERS_OF_A_WORD.finditer(text))
    idle = {word.casefold() for word in letters.words("subjects", without)}
    idle |= {word.casefold() for word in letters.words("subjects", "idle")}
    return {word[:LETTERS_OF_A_STEM] for word in words if len(word) >= SHORTEST_WORD and word not in idle}


Doubt = tuple[str, dict[str, str]]
"""The name of a problem, and its values."""


def doubts_of(parts: Sequence[Part], context: Context) -> list[Doubt | None]:
    """For each part of a message why it may answer another question than its label says; None where nothing speaks
    against it."""
    is_anew = _counts_anew(parts, context)
    return [_doubt_of(part, context, is_anew=is_anew) for part in parts]


def _doubt_of(part: Part, context: Context, *, is_anew: bool) -> Doubt | None:
    label = context.campaign.label_of(part.question or part.text) if part.how == "own" else None
    if part.how != "own" or label in part.labels:
        return None
    if label is not None:
        return "words-of-another-question", {"label": label}
    if another := _another_in(part, context):
        return "another-question", {"another": shown(another)}
    return ("counted-anew", {}) if is_anew else None


def _another_in(part: Part, context: Context) -> str | None:
    """The words of a part that restate a question of another subject than the campaign's; None where there are none."""
    asked = [question for label in part.labels if (question := context.question(label))]
    if any(question.dimensions for question in asked):
        return None
    restated = " ".join(part.question.split())
    if restated and says_nothing_of(restated, context.campaign, context.reference):
        return restated
    wordings = " ".join(wording for question in asked for wording in question.wordings).casefold()
    others = letters.anywhere("subjects", "others")
    told = (text for text in (restated, _lead(part)) if text)
    return next(
        (text for text in told if any(match[0].casefold() not in wordings for match in others.finditer(text))), None
    )


def _lead(part: Part) -> str:
    """What stands before the first number of an answer, where it is as short as a heading: "2. Burglary arrests: 9"."""
    text = part.pieces[0].text if part.pieces else ""
    counts = counts_in(text)
    lead = text[: counts[0].start] if counts else text if len(part.pieces) > 1 else ""
    return " ".join(lead.split()) if len(lead.split()) <= LONGEST_LEAD else ""


def _counts_anew(parts: Sequence[Part], context: Context) -> bool:
    """Whether a message's labels are its own: it goes beyond the request's last number, answers a bare "1" with a
    number where 1a and 1b were asked, or restates a question under another number, and uses none of the request's
    parts."""
    if any(len(part.labels) == 1 and part.printed == part.labels[0] and part.printed[-1].isalpha() for part in parts):
        return False
    highest = max((int(number_of(label) or 0) for label in context.labels), default=0)
    numbered = [part for part in parts if part.how == "own" and part.printed.isdigit()]
    is_beyond = any(part.how == "unknown" and int(number_of(part.printed) or 0) > highest for part in parts)
    is_bare = any(len(part.labels) > 1 and counts_in(part.text) for part in numbered)
    restated = ((part, context.campaign.label_of(part.question)) for part in numbered if part.question)
    return is_beyond or is_bare or any(label is not None and label != part.printed for part, label in restated)
