"""How English says that nothing is held, recorded, confirmed or denied, or that the answer is enclosed -> statuses.

`wordings.toml` lists phrases that are met as they stand; its table `grammar` holds sentences that can be said in many
ways, put together of lists of verbs, nouns and negations. In such a sentence

    <held>        is a word of that list, or a sentence of that name     <held>?   with or without it
    <adverb>*     up to eight of them                                    a|the     either word
    ‖             where a clause ends, and up to four words that lead into the next
    …             up to a hundred characters of the same sentence        !<beyond> what must not follow

Protects: each needs its verb and its negation in one sentence. "No further information is held" says nothing of what
was asked for, and "no arrests were recorded" counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.phrases import wordings

WITHIN = r"(?:[^.?!;\n]|\.(?=\S)|\n(?!\s*\n))"
"""A character of the same sentence."""
MOST_REPEATED = 8
END = "‖"
Cue = tuple[str, bool, int, int]
"""Status, whether it is a reason only, start and end."""


def cues(text: str) -> Iterator[Cue]:
    """Every such cue of a text, in no order."""
    for status, is_reason, pattern in _patterns():
        for match in pattern.finditer(text):
            yield status, is_reason, match.start(), match.end()


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    grammar = wordings.section("grammar")
    listed = [(status, False, one) for status, sentences in grammar["says"].items() for one in sentences]
    listed += [(status, True, one) for status, sentences in grammar["reasons"].items() for one in sentences]
    return tuple(
        (status, is_reason, re.compile(rf"(?<![\w'’])(?:{_sentence(one)})(?!\w)", re.IGNORECASE))
        for status, is_reason, one in listed
    )


@cache
def _sentence(template: str) -> str:
    """A sentence of the file as a pattern."""
    tokens = template.split()
    forbidden = [token[1:] for token in tokens if token.startswith("!")]
    tokens = [token for token in tokens if not token.startswith("!")]
    made = "".join(_token(token, is_last=tokens[n + 1 : n + 2] in ([], [END])) for n, token in enumerate(tokens))
    return made + "".join(rf"(?!,?\s+(?:{WITHIN}{{0,20}}?\s)?(?:{_slot(token)})(?!\w))" for token in forbidden)


def _token(token: str, *, is_last: bool) -> str:
    gap = "" if is_last else r",?\s+"
    if token == END:
        return rf"\b{WITHIN}{{0,100}}?[.;:,–—-]\s+(?:\w+\s+){{0,4}}?"
    if token == "…":
        return rf"(?:{WITHIN}{{0,100}}?\s)?"
    if token.endswith("?"):
        return rf"(?:(?:{_slot(token[:-1])}){gap})?"
    if token.endswith("*"):
        return rf"(?:(?:{_slot(token[:-1])}){gap}){{0,{MOST_REPEATED}}}"
    return rf"(?:{_slot(token)}){gap}"


def _slot(token: str) -> str:
    name = re.fullmatch(r"<(\w+)>", token)
    if name is None:
        return "|".join(re.escape(word).replace("_", r"\s+") for word in token.split("|"))
    grammar = wordings.section("grammar")
    if name[1] in grammar["parts"]:
        return "|".join(_sentence(one) for one in grammar["parts"][name[1]])
    if name[1] == "file_name":
        return rf"[\w&()-]+\.{wordings.any_of(wordings.section('numbers')['files'])}"
    return wordings.any_of(grammar["words"][name[1]])
