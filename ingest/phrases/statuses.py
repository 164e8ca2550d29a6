"""The words of an answer -> its status in the contract's vocabulary, with the words that said so.

Protects: an outcome is what the force's words say of this question. A notice's tail flips no answer, a reason is no
legal ground, and "we issue no such advice" is not held and never zero. The vocabulary is `wordings.toml`, the rules:

    D3   a label alone ("Refused in full, s12", "Not held")   what the label says
    D4   a refusal, with figures out of goodwill              partly_answered
    D5   neither confirm nor deny                             ncnd; the questions that it binds are the caller's to find
    D6   neither confirm nor deny any *other* information     ncnd with `is_tail`: it must not flip what was answered
    D7   held, and exempt or withheld                         refused, not ncnd, a tail behind it or not
    D11  "not centrally recorded", "no marker"                no_answer with `is_reason`: no law is cited, so it is no
                                                              refusal; nobody says that nothing is held, so it is not
                                                              not_held. A cited section or a cost makes it refused
    C    see attached, an annex, a link                       referred; the page's "1 Attachment" is furniture

Where one answer holds several, a notice about it outweighs a pointer, and a pointer a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.phrases import letters

# Sentences of the table `grammar`


WITHIN = r"(?:[^.?!;\n]|\.(?=\S)|\n(?!\s*\n))"
"""A character of the same sentence."""
MOST_REPEATED = 8
END = "‖"


@cache
def _cue_patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Status, whether it is a reason only, and how it is worded in lower case: the phrases of the table `statuses`, and
    the sentences of the table `grammar`."""
    words, grammar = letters.section("statuses"), letters.section("grammar")
    cues = [
        (status, is_reason, rf"\b{letters.any_of([phrase.lower() for phrase in phrases])}")
        for is_reason, listed in ((False, words["words"]), (True, words["reasons"]))
        for status, phrases in listed.items()
    ]
    cues += [
        (status, is_reason, rf"(?<![\w'’])(?:{_as_pattern(sentence)})")
        for is_reason, listed in ((False, grammar["says"]), (True, grammar["reasons"]))
        for status, sentences in listed.items()
        for sentence in sentences
    ]
    return tuple((status, is_reason, re.compile(rf"{text}(?!\w)")) for status, is_reason, text in cues)


@cache
def _as_pattern(template: str) -> str:
    """A sentence of the file as a pattern, in lower case."""
    tokens = template.lower().split()
    forbidden = [token[1:] for token in tokens if token.startswith("!")]
    tokens = [token for token in tokens if not token.startswith("!")]
    pattern = "".join(_token(token, is_last=tokens[n + 1 : n + 2] in ([], [END])) for n, token in enumerate(tokens))
    return pattern + "".join(rf"(?!,?\s+(?:{WITHIN}{{0,20}}?\s)?(?:{_slot(token)})(?!\w))" for token in forbidden)


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
    grammar = letters.section("grammar")
    if name[1] in grammar["parts"]:
        return "|".join(_as_pattern(sentence) for sentence in grammar["parts"][name[1]])
    if name[1] == "file_name":
        return rf"[\w&()-]+\.{letters.pattern('numbers', 'files')}"
    return letters.any_of([word.lower() for word in grammar["words"][name[1]]])


@dataclass(frozen=True)
class StatusReading:
    """`status` in the contract's words; `start`, `end`: the words that said so. `is_tail`: a "neither confirm nor
    deny … any other information" after an answer, which must not flip what was answered (form D6).
    `is_reason`: a reason without a section ("not centrally recorded", form D11)."""

    status: str
    start: int
    end: int
    is_tail: bool = False
    is_reason: bool = False


SENTENCE_END = re.compile(r"[.?!](?=\s)|\n[^\S\n]*\n")
REMEMBERED = 1024
"""Texts whose cues are kept."""
LONGEST_SENTENCE = 600
"""How far back, in characters, a sentence is looked for."""
SECTION_WORD = r"(?:s|ss|sections?|art|articles?)(?![A-Za-z])\.?"
SECTION_BEHIND = rf"(?:\s*[,:(\u2013\u2014-]?\s*(?:under\s+)?{SECTION_WORD}\s*\d[\w()., &]*(?:\s+and\s+\S+)*)?"


def read_status(text: str) -> StatusReading | None:
    """The status that an answer's words give it, or None: words that only answer have no status of their own. The
    text is one question's answer, or a notice that binds it, without letterheads and footers."""
    label = _label(text)
    if label:
        return label
    cues = find_statuses(text)
    goodwill = _goodwill(text) if any(cue.status == "refused" for cue in cues) else None
    if goodwill:
        return goodwill
    order = letters.section("statuses")["order"]
    ncnd = next((cue for cue in cues if cue.status == "ncnd"), None)
    is_tail = ncnd is not None and ncnd.is_tail
    for status in order:
        for cue in cues:
            if cue.status == status and not cue.is_reason and not (status == "ncnd" and is_tail):
                return cue
    return next((cue for cue in cues if cue.is_reason), ncnd)


TITLE_OF_A_PAPER = re.compile(
    r"(?P<before>\b\w+)[^\S\n]*\n(?=[^\S\n]*(?:Appendix|Annexe?|Attachment|Enclosure)\s[\dA-Z]{1,2}\s?[–—:-]\s)"
)
"""The line's end above a title: "Recorded crimes" / "Appendix 1 – Offences recorded" points nowhere."""


def _ended(match: re.Match[str]) -> str:
    """The text with a full stop for the line's end, unless the line's last word goes on."""
    goes_on = match["before"].casefold() in letters.words("statuses.context", "goes_on")
    return match[0] if goes_on else match[0][:-1] + "."


@lru_cache(maxsize=REMEMBERED)  # one answer is asked several times over
def find_statuses(text: str) -> tuple[StatusReading, ...]:
    """Every cue in order of print, the longer where two begin alike, none inside another. A cue of ncnd is a tail where
    its sentence speaks of other information."""
    text = TITLE_OF_A_PAPER.sub(_ended, text)
    cues = sorted(_cues(text), key=lambda cue: (cue.start, -cue.end))
    separate: list[StatusReading] = []
    for cue in cues:
        if not separate or cue.start >= separate[-1].end:
            separate.append(cue)
    return tuple(separate)


@cache
def _context(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{letters.pattern('statuses.context', name)}(?!\w)", re.IGNORECASE)


NO_MORE_THAN = re.compile(
    rf"\s+(?:{letters.pattern('statuses.context', 'more')}|{letters.pattern('statuses.context', 'itself')})\b",
    re.IGNORECASE,
)
"""After "hold": only more than was given is not held, or the number itself, which other words give."""


def _cues(text: str) -> Iterator[StatusReading]:
    lowered = text.replace("İ", "I").lower()  # every other letter is one in lower case too, so places stay
    cues = [
        (status, is_reason, *match.span())
        for status, is_reason, cue in _cue_patterns()
        for match in cue.finditer(lowered)
    ]
    for status, is_reason, start, end in cues:
        sentence, before = _sentence(text, start, end)
        if status == "not_held" and _context("hypothetical").search(before):
            continue
        is_search = (
            is_reason and letters.phrase.by_hand.search(text, start, end) and _context("carried_out").search(sentence)
        )
        if is_search and not _context("to_be_made").search(sentence):
            continue  # one that was made by hand; one that would have to be made is a reason
        if is_reason and (nothing := letters.phrase.nothing_held.match(text, start)):
            yield StatusReading("not_held", start, nothing.start("why"))
            continue
        if status == "not_held" and NO_MORE_THAN.match(text, end):
            continue
        if status == "referred" and _context("furniture").search(sentence):
            continue
        is_tail = (
            status == "ncnd" and _context("tail").search(_with_what_it_refers_to(text, start, sentence)) is not None
        )
        yield StatusReading(status, start, end, is_tail, is_reason)


def _with_what_it_refers_to(text: str, start: int, sentence: str) -> str:
    """A sentence, with the one before where it refers to it: "That is neither confirmed nor denied"."""
    if not re.match(r"\s*(?:That|This|It|Which)\b", sentence):
        return sentence
    first = text.rfind(sentence, 0, start + len(sentence))
    return f"{_sentence(text, max(0, first - 2), max(0, first - 1))[0]} {sentence}" if first > 1 else sentence


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence around a span, and the part of it that stands before."""
    earliest = max(0, start - LONGEST_SENTENCE)
    first = max((match.end() for match in SENTENCE_END.finditer(text, earliest, start)), default=earliest)
    stop = SENTENCE_END.search(text, end, end + LONGEST_SENTENCE)
    return text[first : stop.start() if stop else end + LONGEST_SENTENCE], text[first:start]


@cache
def _label_patterns() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """What leads in a status that stands alone, and the words of each status."""
    leads = letters.pattern("statuses.context", "answer_leads")
    labels = letters.section("statuses")["labels"].items()
    patterns = ((status, rf"{letters.any_of(words)}{SECTION_BEHIND}") for status, words in labels)
    alone = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in patterns)
    return re.compile(rf"^{leads}\s*[:.–-]\s+", re.IGNORECASE), alone


def _label(text: str) -> StatusReading | None:
    leads, labels = _label_patterns()
    phrase = leads.sub("", text.strip().rstrip("."))
    for status, pattern in labels:
        if pattern.fullmatch(phrase):
            start = text.index(phrase)
            return StatusReading(status, start, start + len(phrase))
    return None


def _goodwill(text: str) -> StatusReading | None:
    for match in _context("goodwill").finditer(text):
        sentence, _ = _sentence(text, match.start(), match.end())
        if _context("giving").search(sentence):
            return StatusReading("partly_answered", match.start(), match.end())
    return None
