"""A request's text -> the draft of a campaign file, for a person to finish.

Protects: what the text does not settle (what a question counts, its period, its offence, what its answer is split by)
is left out with a remark, and never guessed. The word stems to know a question by are words that stand in no other
question of the request. "By" alone opens a breakdown only before a word that is known as one: "discharges by your
officers" names who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import UNKNOWN_PERIOD, Line, Message, Period, Question
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.periods import find_periods
from ingest.privacy.redact import redact
from ingest.reference import Reference
from ingest.sources import toml_lines
from ingest.thread import heads, questions
from ingest.thread.body import paragraphs

BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bby\b|\bthen\b|\bper\b|\balso\b)\s*", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:the|each|their|its|every|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Breakdowns:
    """`names`: dimension id -> the words that may head its labels, () for what labels say by themselves.
    `unclear`: words that a person must settle. `spans`: where they stand in the text."""

    names: dict[str, tuple[str, ...]]
    unclear: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.unclear


def find_breakdowns(text: str) -> Breakdowns:
    """What the answer to a text is wanted by, in the order of the text. Behind "broken down by" what is not known is
    left to a person; behind "by" alone a list ends there."""
    names: dict[str, tuple[str, ...]] = {}
    unclear: list[str] = []
    spans: list[tuple[int, int]] = []
    if letters.anywhere("request", "each_year").search(text):
        names["year"] = ()
    reached = 0
    for opener in _opener().finditer(text):
        if opener.start() < reached:
            continue
        list_end = _after_list().search(text, opener.end())
        for item, end in _items(text, opener.end(), list_end.start() if list_end else len(text)):
            dimension = _dimensions_by_word().get(" ".join(item.casefold().split()))
            if dimension is not None:
                names.setdefault(*dimension)
            elif opener["list"]:
                unclear.append(item)
            else:
                break
            reached = end
        if reached > opener.start():
            spans.append((opener.start(), reached))
    return Breakdowns(names, tuple(dict.fromkeys(unclear)), tuple(spans))


def without(text: str, found: Breakdowns) -> str:
    """The text without its breakdowns."""
    kept = text
    for start, end in reversed(found.spans):
        kept = kept[:start].rstrip(" ,;:(-–") + kept[end:]
    return kept


def _items(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """What stands between commas and "and", each without its article, with where it ends."""
    at = start
    for between in [*BETWEEN.finditer(text, start, end), None]:
        until = between.start() if between else end
        item = ARTICLE.sub("", text[at:until].strip())
        if item:
            yield item, until
        at = between.end() if between else end


@cache
def _dimensions_by_word() -> dict[str, tuple[str, tuple[str, ...]]]:
    """A word that a request is split by -> the dimension's id, and the words that may head it."""
    known: dict[str, tuple[str, tuple[str, ...]]] = {
        word: (re.sub(r"[^a-z0-9]+", "_", word), (word,)) for word in letters.words("request", "breakdowns")
    }
    for name in ("year", "offence", "force"):
        known |= {word: (name, ()) for word in letters.words("request", f"{name}s")}
    return known


@cache
def _opener() -> re.Pattern[str]:
    lists = letters.pattern("request", "split_by")
    return re.compile(rf"(?<!\w)(?:(?P<list>{lists}(?:\s*:)?)|by|per|for each|in each)\s+", re.IGNORECASE)


@cache
def _after_list() -> re.Pattern[str]:
    words = letters.pattern("request", "after_a_list")
    return re.compile(rf"[.?;:()]|\n\s*\n|(?<!\w){words}(?!\w)", re.IGNORECASE)


MOST_STEMS = 3
SHORTEST_STEM = 5
LONGEST_ASKS = 60
SHORTEST_ASKS = 15
TODO_ASKS = "TODO: what it asks, in a few words"
CLAUSE = re.compile(
    r"[,;:(]|\s(?=(?:which|that|who|where|when|whether|in|for|during|between|under|on|by|against|with|and|or|of any|"
    r"broken|regarding|relating|involving|made|recorded)\b)"
)
SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+|\n\s*\n")


def draft(lines: Sequence[Line], reference: Reference, *, title: str | None = None) -> str | None:
    """The campaign file as text; None where no question was found in the request."""
    kept = redact(lines, reference)
    message = Message(1, "request", None, kept[0].start, kept[-1].end, kept) if kept else None
    asked = questions.asked_in(message) if message else {}
    questions_only = {label: rest for label, text in asked.items() if (rest := _without_form(text))}
    if not message or not questions_only:
        return None
    force_id = heads.find_force((message,), kept, reference)
    dropped = [label or "1" for label in asked if label not in questions_only]
    found = questions.of_text(questions_only, force_id or "", reference)
    law = heads.find_law((message,), force_id or "", reference)
    head = [
        "# Drafted from the request's text; look at each line. The wording of the questions should be ours and short.",
        f"title = {_quoted(title or 'TODO: what the request was about')}",
        f"law = {_quoted(law)}",
    ]
    head += [f"# Number {label} says in which form the answer is wanted, and asks nothing." for label in dropped]
    stems = _stems({question.label or "": question.wordings[0] for question in found})
    for_all = _above_the_questions(message)
    return "\n".join([*head, *(_question(one, stems[one.label or ""], for_all) for one in found)]) + "\n"


def _without_form(text: str) -> str:
    """A question without the sentences that say in which form its answer is wanted, or that end the letter."""
    return " ".join(sentence for sentence in SENTENCE_ENDS.split(text) if not _is_on_form(sentence)).strip()


def _is_on_form(sentence: str) -> bool:
    """A sentence that also names a breakdown is of the question."""
    return bool(
        letters.at_start("request", "wishes").match(sentence)
        and letters.anywhere("request", "form_of_answer").search(sentence)
        and not letters.anywhere("request", "asks_a_number").search(sentence)
        and find_breakdowns(sentence).is_empty
    )


def _above_the_questions(message: Message) -> str:
    """What the request says above its first question, which is of all of them; "" where none is numbered."""
    texts: list[str] = []
    for paragraph in paragraphs(message, lambda text: read_label(text) is not None):
        if read_label(paragraph.text) is not None:
            return "\n\n".join(texts)
        texts.append(paragraph.text)
    return ""


def _period_of_all(text: str) -> Period | None:
    """The one period that is named for all questions: it is of those that name none themselves."""
    named = {one.period.period_id: one.period for one in find_periods(text)}
    period = next(iter(named.values())) if len(named) == 1 else None
    return None if period is UNKNOWN_PERIOD else period


def _asks(text: str) -> str:
    """A question in a few words: without the words that only ask, up to where a clause of it ends."""
    opener = letters.at_start("answers", "question_openers").match(text)
    rest = text[opener.end() :].lstrip(" ,:") if opener else text
    rest = SENTENCE_ENDS.split(rest, maxsplit=1)[0].rstrip(" .?")
    if len(rest) <= LONGEST_ASKS:
        return rest
    ends = [found.start() for found in CLAUSE.finditer(rest) if SHORTEST_ASKS <= found.start() <= LONGEST_ASKS]
    return rest[: ends[-1]].rstrip(" ,;:") if ends else TODO_ASKS


def _question(question: Question, stems: Sequence[str], for_all: str) -> str:
    """`for_all`: what the request says above its questions."""
    text = " ".join(question.wordings[0].split())
    period = question.period or (None if question.periods else _period_of_all(for_all))
    split, split_of_all = find_breakdowns(text), find_breakdowns(for_all)
    lines = [
        "",
        "[[question]]",
        f"label = {_quoted(question.label or '1')}",
        f"text = {_quoted(text)}",
        f"asks = {_quoted(_asks(without(text, split)))}",
    ]
    lines.append(f"measure = {_quoted(question.measure_id)}" if question.measure_id else _todo("measure"))
    lines.append(f"period = {_quoted(period.period_id)}" if period else _todo("period"))
    lines += [f"offence = {_quoted(question.offence_id)}"] if question.offence_id else []
    lines += _dimensions(split, split_of_all, is_of_its_own_period=bool(question.periods))
    lines += [f"# To settle: {question.unclear}."] if question.unclear else []
    return "\n".join([*lines, f"match = [{', '.join(_quoted(stem) for stem in stems)}]"])


def _dimensions(own: Breakdowns, of_all: Breakdowns, *, is_of_its_own_period: bool) -> list[str]:
    """The lines on what an answer is split by. The years of all questions are not those of one that names a period."""
    names = {name: heads for name, heads in of_all.names.items() if name != "year" or not is_of_its_own_period}
    names |= own.names
    lines = [f"dimensions = [{', '.join(map(_quoted, names))}]"] if names else []
    headed = [f"{name} = [{', '.join(map(_quoted, heads))}]" for name, heads in names.items() if heads]
    lines += [f"headings = {{ {', '.join(headed)} }}"] if headed else []
    for item in dict.fromkeys([*of_all.unclear, *own.unclear]):
        lines.append(f"# To settle: it asks for a breakdown by {_quoted(item)}; a person must say how that is read.")
    return lines


def _todo(key: str) -> str:
    return f"# {key}: the text does not settle it; see docs/add-a-campaign.md."


def _stems(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Word stems of each question that stand in no other of them, the longest first."""
    plain = {label: text.casefold() for label, text in texts.items()}
    found: dict[str, list[str]] = {}
    for label, text in plain.items():
        words = dict.fromkeys(re.findall(rf"[a-z]{{{SHORTEST_STEM},}}", text))
        own = [word for word in words if not any(word in other for name, other in plain.items() if name != label)]
        shared = [word for word in words if word not in own]
        found[label] = (sorted(own, key=len, reverse=True) + sorted(shared, key=len, reverse=True))[:MOST_STEMS]
    return found


def _quoted(text: str | None) -> str:
    return toml_lines.string(text or "")
