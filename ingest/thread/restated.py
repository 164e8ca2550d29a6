"""A paragraph of an answer -> where the restated question ends and the answer begins.

Protects: a question's own words are never read as its answer. "At least one child decoy" stands in a question and is no
number of arrests; a template's "[insert number]" is no blank answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.phrases import letters
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.statuses import find_statuses, read_status

WORD = re.compile(r"\w+")
CLOSING = re.compile(r"[\s.?:;,!\"'”’)\]]*")
SENTENCE_BREAK = re.compile(r"[.?:]\s+(?=[A-Z0-9<])")
ANSWER_AFTER = re.compile(r"(?:[:=]|\s[-–—]|[-–—](?=\s))\s*(?P<answer>[^:=\n]{1,60})$")

ANSWER_MARK = re.compile(r"\n\s*A\s?:\s*(?=\S)")  # "A: Section 30(1) - withheld" on a line below the question
OUT_OF = re.compile(r"\s+out\s+of\b", re.IGNORECASE)
SHARE_THAT_AGREES = 0.8  # a force mends a question's spelling or drops a word; less is another question
FEWEST_WORDS = 4  # fewer words agree by chance
WORDS_BEYOND = 12  # how far past its own length a restated question is sought


def end_of_restated(text: str, wordings: Sequence[str]) -> int | None:
    """Where the question ends when the text begins with one of these wordings, closing marks included; else None."""
    ends = [end for end in (_end_of(text, wording) for wording in wordings) if end is not None]
    return max(ends, default=None)


def _end_of(text: str, wording: str) -> int | None:
    asked = [word.casefold() for word in WORD.findall(wording)]
    places = list(WORD.finditer(text))
    said = [place[0].casefold() for place in places[: len(asked) + WORDS_BEYOND]]
    if len(asked) < FEWEST_WORDS or len(said) < FEWEST_WORDS:
        return None
    blocks = [block for block in SequenceMatcher(None, asked, said, autojunk=False).get_matching_blocks() if block.size]
    if not blocks or blocks[0].b > 2 or sum(block.size for block in blocks) / len(asked) < SHARE_THAT_AGREES:
        return None
    last = blocks[-1]
    if len(blocks) > 1 and last.size == 1 and last.b - (blocks[-2].b + blocks[-2].size) > 2:
        last = blocks[-2]  # one word far off is the answer's, not the question's
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
        if answer or not _says_anything(text):
            return asked, answer
    return "", text


def _says_anything(text: str) -> bool:
    """Whether a text counts something or says what became of a question."""
    return bool(find_values(text) or find_statuses(text))


def _after_request(text: str) -> tuple[str, str]:
    """A question that begins "Please provide …" and has no mark: an answer after it is a value or says what became of
    the question; any other sentence goes on asking."""
    after = ANSWER_AFTER.search(text)
    if after and read_value(after["answer"].strip()) is not None:
        breaks = [found.end() for found in SENTENCE_BREAK.finditer(text, 0, after.start("answer"))]
        at = breaks[-1] if breaks else after.start("answer")  # "Custody records: 12" says what its number counts
        return text[:at], text[at:]
    return _after_sentence(text)


def _after_sentence(text: str, stops: str = ".?:") -> tuple[str, str]:
    """What is asked and, from the first sentence on that answers, the answer."""
    for found in SENTENCE_BREAK.finditer(text):
        if text[found.start()] not in stops:
            continue
        rest = text[found.end() :].strip()
        if read_value(rest) is not None or _counts_first(rest) or (read_status(rest) and not _asks_on(rest)):
            return text[: found.end()], text[found.end() :]
    return text, ""


def _counts_first(text: str) -> bool:
    """Whether words begin with a number of something: "57 arrests in 2014/15; 7 arrests in 2015/16"."""
    first = next(iter(find_values(text)), None)
    if first is None or first.start != 0 or first.kind != "count":
        return False
    return first.unit_word is not None or OUT_OF.match(text, first.end) is not None


def _asks_on(text: str) -> bool:
    return letters.at_start("answers", "question_openers").match(text) is not None
