"""The words of an answer -> its status in the contract's vocabulary, with the words that said so; and its exemptions.

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

And the text -> the information law's sections that it relies on, in one spelling. An offence's section is never an
exemption: every section is bound to its Act (form D9), "Section 12 of the Sexual Offences Act 2003" and "s15A SOA 2003"
are offences, "Section 12" in a refusal is cost. Which sections a law has is `exemptions.csv`; duties that every letter
cites (form D8: s1(1)(a), s8, s10, s11, s16, s17, s50 of the Act of 2000) are not in it, while s17 and s18 of the
Scottish Act are.

Forms D10: `Section 31(3)`, `s.31(3)`, `S31 (3)`, `Sections 23(5) and 31(3)`, `s23(5), 31(3) and 40(5)`,
`Section 40(2)(a)(b) by virtue of 40(3)(A)(a)` (the part after "by virtue of" is how the same section comes to apply),
`Section 31(1)(a) and (b)`, number and title on two lines, `Article 25(2)` in Jersey.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ingest import reference as reference_data
from ingest.phrases import letters
from ingest.phrases.numbers import Found, find_measured
from ingest.phrases.periods import DASH

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
"""Texts whose cues or citations are kept."""
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
NO_MARK = re.compile(rf"\s+{letters.pattern('statuses.context', 'marks')}\b", re.IGNORECASE)


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
        if status == "not_held" and NO_MARK.match(text, end):
            yield StatusReading("no_answer", start, end, is_reason=True)
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
    earliest = max(0, start - LONGEST_SENTENCE)
    first = max((match.end() for match in SENTENCE_END.finditer(text, earliest, start)), default=earliest)
    stop = SENTENCE_END.search(text, end, end + LONGEST_SENTENCE)
    return text[first : stop.start() if stop else end + LONGEST_SENTENCE], text[first:start]


@cache
def _label_patterns() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
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


# Exemptions


# The arithmetic of a refusal on cost (form D2)


@dataclass(frozen=True)
class CostArithmetic:
    """The numbers of a refusal on cost, each with its place in the text; None where it is not printed."""

    records: Found | None
    minutes_each: Found | None
    hours: Found | None


@lru_cache(maxsize=64)  # one refusal is asked several times over
def cost_arithmetic(text: str) -> CostArithmetic:
    """The numbers in the text of a refusal on cost. Of records the last before the minutes, or the first."""
    words = letters.section("costs")
    minutes = find_measured(text, words["minutes"], is_whole=False)
    limits = {float(limit) for law in letters.section("laws").values() for limit in law["limit_hours"]}
    hours = find_measured(text, words["hours"], is_whole=False)
    hours = [number for number in hours if not limits & {number.value.low, number.value.high}]
    records = find_measured(text, words["records"], is_whole=True)
    reckoned = minutes[0] if minutes else None
    before = [number for number in records if reckoned is None or number.end <= reckoned.start]
    chosen = before[-1] if before and reckoned else records[0] if records else None
    # the first number of hours behind the minutes (behind "equals" they close the sum), else the first; none a record's
    hours = [number for number in hours if reckoned is None or number.start >= reckoned.end] or hours
    each = re.compile(r"\s*\w+\s+(?:per|for each|each)\b")
    total = next((number for number in hours if not each.match(text, number.end)), None)
    return CostArithmetic(chosen, reckoned, total)


SUBSECTION = r"\(\s?(?:\d{1,2}[A-Za-z]?|[A-Za-z]{1,3})\s?\)(?!\s*(?:sections?|sec|ss?)\b\.?\s?\d)"
"""In "(i) s31(1)(a) (ii) s38(1)(b)" the "(ii)" right before a section labels an item and is no subsection."""
SUBSECTION_OF = re.compile(
    rf"\b(?:sub[-\s]?sections?|sub[-\s]?paragraphs?|paragraphs?|parts?)\s*(?P<named>(?:{SUBSECTION}\s?)+),?\s*"
    r"(?:of|in|to|under|within)\s+$",
    re.IGNORECASE,
)
"""Before a section: "subsection (1)(a) of Section 30"."""
TITLE = r"(?:\s*\([A-Za-z][^()\d]{2,60}\))?"
SUBSECTION_WORD = r"(?:,?[^\S\n](?:sub[-\s]?sections?|sub[-\s]?paragraphs?|paragraphs?)(?=\s?\())"
"""Between a section and its subsection: "Section 40 subsection (2)"."""
BEFORE_SUBSECTION = rf"{SUBSECTION_WORD}?[^\S\n]{{0,2}}\n?[^\S\n]{{0,2}}"  # "Section 40" / "(2)": a line may end
NEXT_SUBSECTION = rf"(?:{BEFORE_SUBSECTION}(?=\(\s?[A-Za-z])|{SUBSECTION_WORD}?[^\S\n]{{0,4}}){SUBSECTION}"
"""A further subsection. On the next line only a letter is one: "(3)" below "Section 31(3)" is the next question."""
ALL_SUBSECTIONS = rf"(?:{BEFORE_SUBSECTION}{SUBSECTION}(?:{NEXT_SUBSECTION})*)?"
NUMBER = rf"\d{{1,2}}[A-Z]?(?![\w]){ALL_SUBSECTIONS}(?:\s?(?:,|and|&)\s?\([a-z]{{1,3}}\))*"
COUNT_IN_BRACKETS = re.compile(r"\(\d{2,}\)$")  # no exemption has ten subsections: "section 14 (11)" counts
SHORT_WORD = 3
"""Words up to this length ("of", "and") are no sign that two titles are the same."""
CHARACTERS_BEFORE = 80
"""How far before a section its subsection may be named."""
CHARACTERS_AFTER = 120
"""How far behind a section its law may be named."""


@dataclass(frozen=True)
class FoundExemption:
    """A section of the information law as cited: `section` in canonical form (`s31(3)`, `s40(2)(a)(b)`, `art 25(2)`),
    `start` and `end` code points of the text."""

    section: str
    start: int
    end: int


@dataclass(frozen=True)
class _Citation:
    """One number of a citation. `group_end`: where the list that it stands in ends, `group`: which list."""

    number: str
    start: int
    end: int
    group: int
    group_start: int
    group_end: int


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    is_this_law: bool


@lru_cache(maxsize=REMEMBERED)  # one answer is asked several times over
def find_exemptions(text: str, *, law: str = "FOIA 2000") -> tuple[FoundExemption, ...]:
    """Every citation of an exemption of this law, in order. ValueError for a law that is not known."""
    names = _law(law)
    known = {row.section: row.title for row in reference_data.load().exemptions if row.law == law}
    citations, exemptions = list(_citations(text, law)), list[FoundExemption]()
    bound_to_law = _bindings(text, citations, _mentions(text, law))
    unbound = (citation for citation in citations if bound_to_law[citation.group] is None)
    unknown = [citation for citation in unbound if names["canonical"] + citation.number.split("(")[0] not in known]
    for citation in citations:
        base = names["canonical"] + citation.number.split("(")[0]
        is_bound = bound_to_law[citation.group]
        if base not in known or is_bound is False:
            continue
        if is_bound is None and (_is_of_an_offence(text, citation, known[base]) or _is_beside(text, citation, unknown)):
            continue
        if not _is_limb(text, citation, exemptions, base) and not _is_denied(text, citation, names["names"]):
            exemptions.append(FoundExemption(names["canonical"] + citation.number, citation.start, citation.end))
    return tuple(exemptions)


def distinct_sections(exemptions: Sequence[FoundExemption]) -> tuple[str, ...]:
    """The sections of citations, as `without_bare`."""
    return without_bare(exemption.section for exemption in exemptions)


def without_bare(sections: Iterable[str]) -> tuple[str, ...]:
    """Each section once, in order of print; a bare section that is also cited with a subsection is left out, for a
    letter that refuses under Section 23(5) speaks of "Section 23" as well."""
    each = tuple(dict.fromkeys(sections))
    return tuple(section for section in each if not any(other.startswith(f"{section}(") for other in each))


def of_confirming(section: str, law: str = "FOIA 2000") -> bool:
    """Whether a section, in canonical form, exempts from the duty to confirm or deny and from no other."""
    return any(section == base or section.startswith(f"{base}(") for base in _law(law)["confirm_or_deny"])


def infer_exemption(text: str, law: str = "FOIA 2000") -> tuple[str, str] | None:
    """(section, the words as printed that point to it) for the text of a refusal that prints no section: "18 hours",
    "£450", "the appropriate limit" point to cost. Ask only of a refusal: the words stand in other letters too."""
    names = rf"(?<!\w){letters.pattern('citations', 'no_ground')}(?!\w)"
    text = re.sub(names, "", text, flags=re.IGNORECASE)
    for row in _law(law)["inferred"]:
        match = re.search(rf"(?<!\w){letters.any_of(row['words'])}(?!\w)", text, re.IGNORECASE)
        if match:
            return row["section"], match[0]
    return None


def _law(law: str) -> dict[str, Any]:
    laws = letters.section("laws")
    if law not in laws:
        raise ValueError(f"{law!r} is no information law that is known here; known are {', '.join(laws)}")
    entry: dict[str, Any] = laws[law]
    return entry


@cache
def _citation_pattern(law: str) -> tuple[re.Pattern[str], ...]:
    words = sorted(_law(law)["section"], key=len, reverse=True)
    word = rf"(?P<word>{'|'.join(re.escape(word) for word in words)})"
    lead = rf"(?<![\w'\u2019]){word}(?![A-Za-z])\.?\s?\n?\s?(?P<first>{NUMBER})"
    joint = rf"{TITLE}\s*(?:,|;|&|/|\band\b|\bor\b)\s*(?:and\s+|&\s*)?(?P<number>{NUMBER})"
    ends = r"[.,;:)\n]|$|of\b|of the\b|appl|are\b|were\b"
    closed = rf"(?:\s*,\s*{NUMBER})*\s*(?:\band\b|&)\s*{NUMBER}(?=\s*(?:{ends}))|\s*&\s*{NUMBER}(?=\s+and\s+(?:we|I)\b)"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (lead, joint, closed))


def _citations(text: str, law: str) -> Iterator[_Citation]:
    """Each number after a section word, and those listed after it: with a subsection ("Section 23(5) and 31(3)"), or
    bare where the word is a plural or the list is closed ("Sections 23, 24", "S23, 24 and 31.")."""
    lead, joint, closed = _citation_pattern(law)
    for group, match in enumerate(lead.finditer(text)):
        spans = [match.span("first")]
        is_plural = match["word"].lower().endswith("s") and len(match["word"]) > 1
        is_list = is_plural or closed.match(text, match.end()) is not None
        position = match.end()
        while (following := joint.match(text, position)) and (is_list or "(" in following["number"]):
            spans.append(following.span("number"))
            position = following.end()
        starts = [match.start(), *(start for start, _ in spans[1:])]
        for start, (number_start, end) in zip(starts, spans, strict=True):
            number = re.sub(rf"{SUBSECTION_WORD}|[\s,&]|and", "", text[number_start:end], flags=re.IGNORECASE)
            before = text[max(0, start - CHARACTERS_BEFORE) : start] if "(" not in number else ""
            subsection = SUBSECTION_OF.search(before) or letters.phrase.bare_subsection.search(before)
            if subsection:
                printed = re.sub(r"\s", "", subsection["named"])
                number += printed if "(" in printed else f"({printed})"
                start -= len(subsection[0])
            yield _Citation(number, start, end, group, match.start(), position)


@cache
def _mention_patterns(law: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = letters.section("citations")
    this_law = rf"\b{letters.any_of(_law(law)['names'])}(?!\w)"
    word = r"[A-Z(][A-Za-z'\u2019()-]{0,40},?"  # bounded, so that time grows with the length and not with its square
    name = rf"{word}(?:[ \n]+(?:of|and|the|to|for|etc|{word})){{0,9}}"
    kinds = "|".join(words["acts"])
    act = rf"\b{name}[ \n]+(?:{kinds})\b(?:[ \n]+(?:of[ \n]+)?\d{{4}})?"
    with_year = rf"\b{name}[ \n]+(?:{'|'.join(words['acts_with_a_year'])}),?[ \n]+\d{{4}}"
    of_a_year = rf"\b(?!{law[-4:]})(?:19|20)\d\d[ \n]+(?:{kinds})\b"
    of_offence = rf"(?<=[ ][ ])(?!{law[-4:]})(?:19|20)\d\d(?=[ ]s\.?\d)"  # "2003 s14" in a column of a table
    laws = letters.pattern("citations", "other_laws")
    other = rf"{act}|{with_year}|{of_a_year}|{of_offence}|\b{laws}\b(?:\s\d{{4}})?"
    return re.compile(this_law, re.IGNORECASE), re.compile(other)


def _mentions(text: str, law: str) -> list[_Mention]:
    this_law, other = _mention_patterns(law)
    mentions = [_Mention(*match.span(), True) for match in this_law.finditer(text)]
    for match in other.finditer(text):
        inside = [mention for mention in mentions if mention.start < match.end() and match.start() < mention.end]
        ends_alike = any(mention.end >= match.end() - 5 for mention in inside)
        if not ends_alike:
            mentions = [mention for mention in mentions if mention not in inside]
            mentions.append(_Mention(*match.span(), False))
    return sorted(mentions, key=lambda mention: mention.start)


def _bindings(text: str, citations: Sequence[_Citation], mentions: Sequence[_Mention]) -> dict[int, bool | None]:
    """For each list of sections True where it is bound to the information law, False to another, None to no printed
    law. The law after the list counts first, then that of the list it runs on into, then the law before it."""
    groups = {citation.group: (citation.group_start, citation.group_end) for citation in citations}
    bound: dict[int, bool | None] = {}
    for group in sorted(groups, reverse=True):
        start, end = groups[group]
        after = False if _cut_off_laws().match(text, end) else _law_after(text, end, mentions)
        goes_on = group + 1 in groups and re.fullmatch(r"\s*(?:,|;|&|and|or|\s)*\s*", text[end : groups[group + 1][0]])
        if after is None and goes_on:
            after = bound[group + 1]
        bound[group] = after if after is not None else _law_before(text, start, mentions)
    return bound


@cache
def _cut_off_laws() -> re.Pattern[str]:
    """Finds an Act on offences of which a table's column leaves the first word only: "Sec. 14 Sexual"."""
    words = "|".join(letters.section("citations")["laws_begun"])
    return re.compile(rf"\s+(?:of\s+(?:the\s+)?)?(?:{words})(?=[^\S\n]{{2,}}|\s*\n|\s*$)")


def _law_after(text: str, end: int, mentions: Sequence[_Mention]) -> bool | None:
    title = rf"(?:\s*\([^()\n]{{0,80}}\)|\s*{DASH}\s*[^.;\n]{{0,60}}?)?"
    for mention in mentions:
        if end <= mention.start <= end + CHARACTERS_AFTER:
            between = text[end : mention.start]
            is_bound = re.fullmatch(rf"{title}[\s,(]*(?:of|under|in|to)?\s*(?:the\s+)?", between)
            return mention.is_this_law if is_bound else None
    return None


def _law_before(text: str, start: int, mentions: Sequence[_Mention]) -> bool | None:
    """The last law named before, within the sentence or the list under a heading, unless words between lead back to the
    information law ("… the Data Protection Act 2018 and is exempt under Section 40(2)")."""
    before = [mention for mention in mentions if mention.end <= start]
    if not before:
        return None
    between = text[before[-1].end : start]
    if re.search(r"[.?!]\s|\n[^\S\n]*\n", between):
        return None
    back = letters.pattern("citations", "back_to_information")
    if not before[-1].is_this_law and re.search(rf"\b{back}\b", between, re.IGNORECASE):
        return None
    return before[-1].is_this_law


def _is_of_an_offence(text: str, citation: _Citation, title: str) -> bool:
    """Whether an unbound section is a row of offences: a count closes its line or stands in brackets behind it, or an
    offence's title follows."""
    line_end = text.find("\n", citation.end)
    rest = text[citation.end : line_end if line_end >= 0 else len(text)]
    nouns = letters.pattern("citations", "offence_nouns")
    if re.match(rf"\s+{nouns}\b", rest, re.IGNORECASE) or COUNT_IN_BRACKETS.search(citation.number):
        return True
    counted = rf"\s*(?:[:=]|{DASH})\s*\d[\d,]*\b(?!\s*(?:%|{letters.pattern('numbers', 'measured')}\b))"
    is_row = re.fullmatch(r"\s*\d[\d,]*\s*", rest) is not None or re.match(counted, rest) is not None
    if "(" not in citation.number and is_row:
        return True
    begins = text.rfind("\n", 0, citation.group_start) + 1
    is_item = not re.search(r"\w", text[begins : citation.group_start])  # "• Section 34, Communicating indecently"
    rest = re.sub(r"^,(?=\s[A-Z])", ":", rest) if is_item else rest
    named = re.match(rf"\s*(?:{DASH}|[:(]|\s\s)\s*((?:[^\s.;]+\s*){{1,8}})", rest)
    if not named:
        return False
    first_words = set(re.findall(r"[a-z]+", title.lower()))
    if {word for word in first_words & set(re.findall(r"[a-z]+", named[1].lower())) if len(word) > SHORT_WORD}:
        return False
    offence = letters.pattern("citations", "offence_words")
    return re.search(rf"\b{offence}\b", named[1], re.IGNORECASE) is not None


def _is_beside(text: str, citation: _Citation, unknown: Sequence[_Citation]) -> bool:
    """Whether a section of no printed law is listed with one that the information law lacks: "s15A (2), s14 (6)"."""
    places = (sorted((other.start, citation.start)) for other in unknown if other.number.split("(")[0][-1:].isalpha())
    is_plain = re.fullmatch(r"\d+(?:\(\d+\))?", citation.number) is not None
    return is_plain and any(not re.search(r"[.?!;]\s|\n", text[first:last]) for first, last in places)


def _is_limb(text: str, citation: _Citation, exemptions: Sequence[FoundExemption], base: str) -> bool:
    """`Section 40(2) by virtue of Section 40(3A)(a)`: the second is how the first comes to apply."""
    if not exemptions or not exemptions[-1].section.startswith(base):
        return False
    between = text[exemptions[-1].end : citation.start]
    return re.fullmatch(r"\s*,?\s*(?:by\s+virtue\s+of|read\s+with|via)\s*", between) is not None


def _is_denied(text: str, citation: _Citation, names: Sequence[str]) -> bool:
    """`Section 12 (cost) of the Act is not engaged`, "information which is not exempt by virtue of section 30": the
    section is named for what it does not do."""
    before = text[max(0, citation.group_start - CHARACTERS_BEFORE) : citation.group_start]
    if re.search(rf"\b{letters.pattern('citations', 'not_exempt_by')}\s+$", before, re.IGNORECASE):
        return True
    denied = letters.pattern("citations", "not_engaged")
    of_its_law = rf"(?:\s*\([^()\n]{{0,80}}\))?(?:\s+(?:of|in|under)\s+(?:the\s+)?{letters.any_of(list(names))})?"
    return re.match(rf"{of_its_law}\s+{denied}\b", text[citation.group_end :], re.IGNORECASE) is not None
