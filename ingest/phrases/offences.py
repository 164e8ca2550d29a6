"""An offence as a document words it -> the offence that is meant, and by what it was recognised.

Protects: a label means what its print alone settles, or it is not read. Sections belong to an Act and Home Office codes
to a list; "grooming" names no section, and "S1" names no Act. A wrong offence is worse than none.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.phrases import letters
from ingest.reference import ENGLAND_AND_WALES, JURISDICTIONS, Offence, Reference, Spelling, vocabulary

# The words of an offence's label, as labels are compared


WORDS = vocabulary("phrases.toml")["offence_labels"]
DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
NOT_WORDS = re.compile(r"[^\w/+&]+")
UNDER = re.compile(r"\bu/?(\d{2})s?\b", re.IGNORECASE)  # "U13"
FEWEST_WORDS = 3  # with meaning: fewer may be anything


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """What labels are compared by: lower case, no punctuation, no dates, no plural's s, single spaces."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = DAY.sub(" ", text).replace("’", "").replace("'", "")
    words = NOT_WORDS.sub(" ", text.replace("/", " / ").replace("&", " and ")).split()
    return " ".join(letters.singular(word) for word in words if word != "/")


Spellings = Mapping[Hashable, tuple[Spelling, ...]]


@lru_cache(maxsize=4)
def spellings_of(reference: Reference) -> tuple[Spellings, Spellings, Spellings]:
    """Spellings by their normal form, by their loose form, and by the words that carry their meaning. An Act's
    title for an offence is a spelling too; a class's or group's title is ours and is none."""
    titles = (
        Spelling(offence.title, offence.offence_id, offence.jurisdiction, None)
        for offence in reference.offences.values()
        if offence.act and offence.section
    )
    by_normal, by_loose, by_words = (defaultdict[Hashable, tuple[Spelling, ...]](tuple) for _ in range(3))
    for spelling in (*reference.spellings, *titles):
        by_normal[normal(spelling.spelling)] += (spelling,)
        by_loose[loose(spelling.spelling)] += (spelling,)
        if len(words := word_set(spelling.spelling)) >= FEWEST_WORDS:
            by_words[words] += (spelling,)
    return by_normal, by_loose, by_words


def word_set(label: str) -> frozenset[str]:
    """The stems of the words that carry an offence's meaning, whatever their order and the small words between them:
    "Cause or incite sexual activity with a child" is "causing or inciting a child to engage in sexual activity"."""
    spelt = letters.term.years.sub(r"\1", UNDER.sub(r"under \1", letters.phrase.offender.sub(" ", label)))
    words = (WORDS["same"].get(word, word) for word in loose(spelt).split())
    return frozenset(word for word in words if word not in WORDS["without_meaning"])


def loose(label: str) -> str:
    """As `normal`, without the small words that a crime system's short titles leave out and with verbs by their stems:
    "Cause / incite child to engage" is "causing or inciting a child to engage". A form that two offences
    share names neither (`_by_spelling`)."""
    return " ".join(stem_of(word) for word in normal(label).split() if word not in WORDS["small"])


def stem_of(word: str) -> str:
    word = "child" if word == "children" else word
    for ending, least in (("ing", 6), ("ion", 7)):
        if len(word) >= least and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


# Acts and sections


SECTION_MARK = r"(?:ss?|secs?|sects?|sections?|arts?|articles?)"
NEXT_IN_LIST = r"(?:\s*(?:,|/|&|\+|-|–|\band\b|\bor\b|\bto\b)+\s*(?:and\s+)?\d{1,3}[a-z]{0,2}\b(?:\s*\(\w{1,3}\))*)"
SECTION = re.compile(
    rf"\b{SECTION_MARK}\.?\s*(\d{{1,3}}[a-z]{{0,2}})\b((?:\s*\(\w{{1,3}}\))*)({NEXT_IN_LIST}*)", re.IGNORECASE
)
PULLED_APART = re.compile(rf"\b{SECTION_MARK}\.?\s*\d{{1,2}}\s+(\d{{1,2}}[a-z]{{0,2}})\b", re.IGNORECASE)
"""A scan or a narrow cell prints "Section 1 2": section 12, or 1 with another number beside it."""
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
LINKING_WORDS = ("of", "and", "the")
SHORTEST_INITIALS_WITHOUT_YEAR = 2  # "SOA" is an Act; "CA" may be anything, so it needs its 2003


def sections_named(label: str) -> set[str]:
    """The keys of all printed sections: three for "sections 8, 10 and 12", two for "Section 1 2". Where there are
    several, no one of them is meant."""
    places = [*SECTION.finditer(label), *letters.term.section_before_act.finditer(label)]
    named = {section_key(place.group(1) + place.group(2)) for place in places}
    named |= {section_key(place.group(1)) for place in PULLED_APART.finditer(label)}
    lists = (place.group(3) for place in places if place.re is SECTION)
    return named | {
        section_key(more) for text in lists for more in re.findall(r"\d{1,3}[a-z]{0,2}", text, re.IGNORECASE)
    }


@lru_cache(maxsize=4096)
def section_key(section: str | None) -> str:
    """`s127(1)(a)`, `Section 127 (1) (a)` and `art 22A` as `127(1)(a)` and `22a`; "" for no section."""
    return re.sub(rf"^{SECTION_MARK}?\.?\s*|\s+", "", (section or "").casefold())


@lru_cache(maxsize=4)
def acts_of(reference: Reference) -> frozenset[str]:
    return frozenset(offence.act for offence in reference.offences.values() if offence.act)


@lru_cache(maxsize=4096)
def acts_named(label: str, acts: frozenset[str]) -> frozenset[str]:
    """Acts that a label names in full or by their initials ("SOA 2003"), longest first so that "Protection of Children
    and …" is not also the Protection of Children Act. A year that differs from the Act's names no Act of ours. Without
    a year a name may be two Acts' (there is a Sexual Offences Act 1956 as well): then it names neither."""
    text, matched = _act_words(label), set[str]()
    years = set(YEAR.findall(label))
    for name, named in _act_names(acts):
        if f" {name} " not in f" {text} " or (len(name) <= SHORTEST_INITIALS_WITHOUT_YEAR and not years):
            continue
        text = f" {text} ".replace(f" {name} ", " | ")
        fitting = {act for act in named if not years or not years.isdisjoint(YEAR.findall(act)[-1:])}
        matched |= fitting or {f"{act} with another year" for act in named}
    titles = [_act_words(act) for act in acts]
    return frozenset(act for act in matched if years or titles.count(_act_words(act)) == 1)


@lru_cache(maxsize=8)
def _act_names(acts: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every name, and the Acts that have it, longest names first: the title, the title in short words ("Comms Act"),
    and the initials ("CJA", which two Acts have, "C&JA")."""
    names: dict[str, set[str]] = {}
    for act in sorted(acts):
        title = _act_words(act)
        words = title.split()
        initials = "".join(word[0] for word in words if word not in LINKING_WORDS)
        with_and = "".join(" " if word == "and" else word[0] for word in words if word not in ("of", "the"))
        forms = {title, *(shorter for long, short in WORDS["shortened"] for shorter in (title.replace(long, short),))}
        forms |= {form for form in (initials, with_and) if len(form) > 1}
        for name in forms:
            names.setdefault(name, set()).add(act)
    pairs = ((name, frozenset(named)) for name, named in names.items())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=64)
def names_of_act(act: str) -> frozenset[str]:
    return frozenset(name for name, _ in _act_names(frozenset((act,))))


@lru_cache(maxsize=8192)
def _act_words(text: str) -> str:
    """Lower-case words without years, brackets closed up, so that SO(S)A and SOSA are one."""
    closed = re.sub(r"(?<=\w)\(([a-z]{1,2})\)(?=\w)", r"\1", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", YEAR.sub(" ", closed)).split())


# Home Office codes


CODE = re.compile(r"(?<![\d/])(\d{1,3})\s?[/‐-–-]\s?(\d{1,2})(?![\d/])")
"""`71/17`; `071-17` as well, where the label says that it is a code."""
CODE_FIRST = re.compile(r"\s*\d{1,3}\s?/\s?\d{1,2}\W+[a-z]", re.IGNORECASE)

CODE_IN_ONE = re.compile(r"(?<![\d/])(\d{3})(\d{2})(?![\d/])")
"""`08801`, as some systems print 88/01: only where the label says that it is a code, or begins with it."""
IN_ONE_FIRST = re.compile(r"\s*\d{5}\W+[a-z]", re.IGNORECASE)


def offence_of_code(code: str, reference: Reference) -> Offence | None:
    """The offence of one code, or the class of that name. None where the code stands for several offences."""
    if "/" not in code:
        return reference.offences.get(f"ho_{code.lower()}")
    ids = {
        offence.offence_id
        for offence in reference.offences.values()
        if offence.act and code in {code_key(known) for known in offence.home_office_codes}
    }
    ids = {offence_id for offence_id in ids if not ids & reference.offence_ancestors(offence_id)}
    return reference.offences[ids.pop()] if len(ids) == 1 else None


def codes_named(label: str) -> list[str]:
    """Codes as `71/17` and classes as `88A`, in order. A pair of numbers is a code where the label says so or begins
    with it: "14/15" may be a year."""
    text = DAY.sub(" ", label)
    codes = [match.group(1) for match in letters.phrase.code_class.finditer(text)]
    if letters.phrase.code_context.search(text) or CODE_FIRST.match(text):
        codes += ["/".join(match.groups()) for match in CODE.finditer(text)]
    if letters.phrase.code_context.search(text) or IN_ONE_FIRST.match(text):
        codes += ["/".join(match.groups()) for match in CODE_IN_ONE.finditer(text)]
    return list(dict.fromkeys(code_key(code) for code in codes))


def code_key(code: str) -> str:
    """`071/17` as `71/17`, `088a` as `88A`."""
    return "/".join(part.strip().lstrip("0").upper() for part in code.split("/"))


OFFENDER_IS_ADULT = frozenset(f"soa2003_s{n}" for n in ("9", "10", "11", "12", "14", "15", "15a"))
"""Offences of persons aged 18 or over by their sections (Sexual Offences Act 2003; section 14 covers both)."""
LONGEST_COMPARED = 200  # characters of a label that is no offence, to find the nearest: no spelling is as long
COURT_CODE = re.compile(r"^\W*[A-Z]{2}\d{5}[A-Z]?\s*[-–—:]\s+(?=\S)")
"""The number that courts and the Police National Computer give an offence ("SX03034 - "). The title after it is read;
a number without a title is not."""
ACT_ALONE = re.compile(r"[(\[]\s*[A-Z]{2,4}\s*[)\]]")
"""What is left of "(s160 CJA)" without its section: initials that several Acts share."""
ATTEMPT = "_attempt"  # ends the id of an attempt that some source counts apart


@dataclass(frozen=True)
class OffenceReading:
    """What a label means. `offence_id` None: no offence is named and the measure has no whole. `how` says in words by
    what it was recognised. `part`: the label names some of an offence's Home Office codes only (one sex of the victim,
    say), so that the figure counts that part and not the offence; None for the whole of it."""

    offence_id: str | None
    how: str
    part: str | None = None


@lru_cache(maxsize=16384)
def read_offence(
    label: str, *, place_id: str, reference: Reference, measure_id: str | None = None
) -> OffenceReading | None:
    """The offence that `label` means at a force or area, or None where the print alone does not settle it.

    An empty label is the measure's whole. Else the first that settles it: a known spelling in the law that holds at
    `place_id`; an Act with its section; a Home Office code. An Act and a code that disagree settle nothing.
    """
    if not label.strip():
        whole = reference.measures[measure_id].whole_offence_id if measure_id in reference.measures else None
        return OffenceReading(whole, "no offence is named: the measure's whole" if whole else "no offence is named")
    jurisdiction = _jurisdiction(place_id, reference)
    label = COURT_CODE.sub("", label)
    spelled = _by_spelling(label, jurisdiction, reference)
    if spelled is not None:
        return spelled
    if letters.term.changes_the_meaning.search(label):
        return None
    by_words = _by_section_and_words(label, jurisdiction, reference)
    if by_words is not None:
        return by_words
    by_section, by_code = _by_section(label, reference), _by_code(label, reference)
    if by_section is not None and by_code is None and not _is_of_section(label, by_section, jurisdiction, reference):
        return None
    if letters.term.takes_a_part.search(label) and not (by_code is not None and by_code.part):
        return None
    if by_section is not None and by_code is not None:
        return _narrower(by_section, by_code, reference)
    if by_code is not None and not _words_agree(label, by_code, jurisdiction, reference):
        return None
    return by_section or by_code


def nearest(label: str, reference: Reference, n: int = 3) -> list[str]:
    """The known spellings nearest to a label that was not understood, as they are written, nearest first."""
    known = {normal(spelling.spelling): spelling.spelling for spelling in reference.spellings}
    near = difflib.get_close_matches(normal(label[:LONGEST_COMPARED]), known, n=n, cutoff=0.3)
    return [known[spelling] for spelling in near]


def _by_spelling(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """The one offence that this spelling has under the law of a place; a spelling for any law comes second."""
    by_normal, by_loose, by_words = spellings_of(reference)
    ways = [by_normal.get(normal(label), ()), by_loose.get(loose(label), ())]
    if not letters.phrase.made_to_engage.search(label):
        is_of_adult = letters.phrase.offender.search(label) is not None  # of other offences it means only a part
        of_words = by_words.get(word_set(label), ())
        ways.append(tuple(way for way in of_words if not is_of_adult or way.offence_id in OFFENDER_IS_ADULT))
    for candidates in ways:
        for is_local in (True, False):
            matched = [s for s in candidates if _holds(s, jurisdiction) and (s.jurisdiction is not None) == is_local]
            offences = {spelling.offence_id for spelling in matched}
            if len(offences) == 1:
                where = f" in {jurisdiction}" if is_local else ""
                return OffenceReading(offences.pop(), f'spelling "{matched[0].spelling}"{where}')
            if offences:
                return None
    return None


def _holds(spelling: Spelling, jurisdiction: str | None) -> bool:
    return spelling.jurisdiction is None or jurisdiction in JURISDICTIONS[spelling.jurisdiction]


def _jurisdiction(place_id: str, reference: Reference) -> str | None:
    """The law by which a place's labels are understood; None for none of the three (Jersey). A total over several legal
    systems is printed under the English offence's name, with its equivalents inside, so it is read by that law."""
    jurisdiction = reference.jurisdiction_of(place_id)
    return ENGLAND_AND_WALES if jurisdiction is None and place_id in reference.areas else jurisdiction


def _by_section(label: str, reference: Reference) -> OffenceReading | None:
    """The one offence whose Act and section the label names; None where it names several Acts or sections."""
    acts = acts_named(label, acts_of(reference))
    if len(acts) != 1:
        return None
    (act,) = acts
    sections = sections_named(label)
    wanted = sections or {""}
    if len(wanted) != 1:
        return None
    section = wanted.pop()
    offences = [o for o in reference.offences.values() if o.act == act and section_key(o.section) == section]
    offences = [o for o in offences if not o.offence_id.endswith(ATTEMPT)]
    if len(offences) != 1:
        return None
    return OffenceReading(offences[0].offence_id, f"{act}, {offences[0].section or 'no section'}")


def _unknown_words(label: str, reference: Reference) -> set[str]:
    """The words of a label that no offence, Act or law is worded with: "historic", "north". They may take a part of the
    section that is printed with them."""
    words = re.findall(r"[a-z]{3,}", unicodedata.normalize("NFKC", label).casefold())
    return {word for word in words if stem_of(word) not in _known_stems(reference)}


@lru_cache(maxsize=4)
def _known_stems(reference: Reference) -> frozenset[str]:
    texts = [spelling.spelling for spelling in reference.spellings]
    texts += [f"{offence.title} {offence.act or ''}" for offence in reference.offences.values()]
    texts += [name for act in acts_of(reference) for name in names_of_act(act)]
    texts += WORDS["of_law"]
    return frozenset(stem_of(word) for text in texts for word in re.findall(r"[a-z]{3,}", text.casefold()))


def _by_code(label: str, reference: Reference) -> OffenceReading | None:
    """The one offence whose Home Office codes the label gives. The narrowest, where a class is given with its codes."""
    codes = codes_named(label)
    if not codes:
        return None
    readings = [offence_of_code(code, reference) for code in codes]
    offence = readings[0]
    for other in readings:
        if offence is None or other is None:
            return None
        if other is offence or other.offence_id in reference.offence_ancestors(offence.offence_id):
            continue
        if offence.offence_id not in reference.offence_ancestors(other.offence_id):
            return None
        offence = other
    if offence is None:
        return None
    missing = {code_key(known) for known in offence.home_office_codes} - set(codes)
    part = ", ".join(codes) if missing and offence.act else None
    return OffenceReading(offence.offence_id, f"Home Office code {', '.join(codes)}", part)


def _by_section_and_words(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """An offence by its words, with its section beside them but no Act, or initials that several Acts share: "S9 -
    Sexual activity with a child", "Possession of IIOC (s160 CJA)". Another offence's section settles nothing."""
    sections, acts = sections_named(label), acts_named(label, acts_of(reference))
    if len(sections) != 1 or len(acts) == 1:
        return None
    words = ACT_ALONE.sub(" ", SECTION.sub(" ", label)).strip(" -–—:.,;()")
    spelled = _by_spelling(words, jurisdiction, reference)
    offence = reference.offences.get(spelled.offence_id or "") if spelled is not None else None
    if spelled is None or offence is None or section_key(offence.section) not in sections:
        return None
    if acts and offence.act not in acts:
        return None
    return OffenceReading(spelled.offence_id, f"{spelled.how}, and its section {offence.section}")


def _narrower(reading: OffenceReading, other: OffenceReading, reference: Reference) -> OffenceReading | None:
    """Two ways of reading one label: the same offence, or one that lies within the other. Else they disagree."""
    if reading.offence_id == other.offence_id:
        return OffenceReading(reading.offence_id, f"{reading.how}; {other.how}", reading.part or other.part)
    if other.offence_id in reference.offence_ancestors(reading.offence_id):
        return reading
    return other if reading.offence_id in reference.offence_ancestors(other.offence_id) else None


def _words_agree(label: str, reading: OffenceReading, jurisdiction: str | None, reference: Reference) -> bool:
    """Whether nothing else in the label speaks against its code: no other section ("s15, code 71/17") and no words
    that mean another offence ("sexual grooming, code 088/05", which is s61)."""
    offence = reference.offences[str(reading.offence_id)]
    section = section_key(offence.section)
    if section and any(named != section for named in sections_named(label)):
        return False
    words = letters.phrase.code_words.sub(" ", CODE.sub(" ", letters.phrase.code_class.sub(" ", label)))
    return _is_near(_by_spelling(words, jurisdiction, reference), offence, reference)


def _is_of_section(label: str, reading: OffenceReading, jurisdiction: str | None, reference: Reference) -> bool:
    """Whether the words beside an Act and its section are known and not another offence's: "Sexual Offences Act 2003
    Section 62 - Possession of a prohibited image of a child" mixes two Acts."""
    if _unknown_words(label, reference):
        return False
    offence = reference.offences[str(reading.offence_id)]
    words = SECTION.sub(" ", label)
    for name in sorted(names_of_act(offence.act or ""), key=lambda name: -len(name)):
        words = re.sub(rf"\b{re.escape(name)}\b(?:\s+{YEAR.pattern})?", " ", words, flags=re.IGNORECASE)
    spelled = _by_spelling(ACT_ALONE.sub(" ", words).strip(" -–—:.,;()"), jurisdiction, reference)
    return _is_near(spelled, offence, reference)


def _is_near(spelled: OffenceReading | None, offence: Offence, reference: Reference) -> bool:
    """Whether words name this offence, one that contains it, overlaps it or lies within it; or none that is known."""
    if spelled is None or spelled.offence_id in (None, offence.offence_id):
        return True
    near = {*offence.overlaps, *reference.offence_ancestors(offence.offence_id)}
    return spelled.offence_id in near or offence.offence_id in reference.offence_ancestors(str(spelled.offence_id))


# Offences in a text


OFFENCE_MENTION = re.compile(
    r"(?:\b(?:[Ss]ections?|SECTIONS?|[Aa]rticle|[Aa]rt|[Ss])\.?\s?\d+[A-Z]?(?:\s?\(\w+\))*(?P<law>\s+(?:of\s+(?:the\s+)?)?"
    r"(?:[A-Z][\w]*|and|of|\([A-Z]\w+\))(?:\s+(?:[A-Z]\w*|and|of|\([A-Z]\w+\)))*(?:\s+\d{4})?)?"
    r"|\b(?:HO\s+)?(?:code|class|crime\s+code)\s+\d{1,3}[A-Z]?(?:/\d{1,3}[A-Z]?)?"
    r"|(?P<act>\b(?:[A-Z]\w*\s+(?:(?:and|of)\s+)*){1,6}?Act\s+\d{4}),?\s+(?:[Ss]ections?|[Ss])\.?\s?\d+[A-Z]?(?:\s?\(\w+\))*)"
)


A_SECTION = r"\d+[A-Z]?(?:\s?\(\w+\))*"
LISTED_SECTIONS = re.compile(
    rf"\b(?i:sections?|ss?)\.?\s?(?P<sections>{A_SECTION}"
    rf"(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*&\s*)(?i:(?:sections?|ss?)\.?\s?)?{A_SECTION})+)"
    r"(?P<law>\s+(?:of\s+)?(?:the\s+)?(?:(?:[A-Z]\w*|and|of)\s+){0,7}?(?:Act(?:\s+\d{4})?|[A-Z]{2,5}\s+\d{4}))\b"
)


@lru_cache(maxsize=4096)
def each_section(text: str) -> str:
    """ "sections 10 and 14 of the SOA 2003" -> "section 10 of the SOA 2003, section 14 of the SOA 2003"."""
    return LISTED_SECTIONS.sub(
        lambda match: ", ".join(f"section {one}{match['law']}" for one in re.findall(A_SECTION, match["sections"])),
        text,
    )


def offences_named(text: str, place_id: str, reference: Reference) -> tuple[set[str], list[str]]:
    """(ids of the offences that a text names by section or code, mentions that were not understood)."""
    ids, unread = set(), []
    for match in OFFENCE_MENTION.finditer(text):
        law = match["law"] or match["act"]
        if match[0][0].isupper() if law is None else INFORMATION_LAWS.search(law):
            continue  # an information law's section, or one as letters cite their duties: "Section 17(1)"
        reading = read_offence(" ".join(match[0].split()), place_id=place_id, reference=reference) if place_id else None
        if reading and reading.offence_id:
            ids.add(reading.offence_id)
        else:
            unread.append(match[0])
    return ids, unread


LAWS = [name for law in letters.section("laws").values() for name in law["names"]]
INFORMATION_LAWS = re.compile(rf"(?<!\w){letters.any_of(LAWS)}(?!\w|\s+\d{{4}})")
