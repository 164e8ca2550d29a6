"""An offence as a document words it -> the offence that is meant, and by what it was recognised.

Protects: a label means what its print alone settles, or it is not read. Sections belong to an Act and Home Office codes
to a list; "grooming" names no section, and "S1" names no Act. A wrong offence is worse than none.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.reference import Offence, Reference, Spelling
from ingest.reference.records import ENGLAND_AND_WALES, JURISDICTIONS

SECTION_MARK = r"(?:ss?|secs?|sects?|sections?|arts?|articles?)"
NEXT_IN_LIST = r"(?:\s*(?:,|/|&|\+|-|–|\band\b|\bor\b|\bto\b)+\s*(?:and\s+)?\d{1,3}[a-z]{0,2}\b(?:\s*\(\w{1,3}\))*)"
SECTION = re.compile(
    rf"\b{SECTION_MARK}\.?\s*(\d{{1,3}}[a-z]{{0,2}})\b((?:\s*\(\w{{1,3}}\))*)({NEXT_IN_LIST}*)", re.IGNORECASE
)
SECTION_BEFORE_ACT = re.compile(r"\b(\d{1,3}[a-z]{1,2})((?:\s*\(\w{1,3}\))*) of the\b", re.IGNORECASE)
CODE = re.compile(r"(?<![\d/])(\d{1,3})\s?/\s?(\d{1,2})(?![\d/])")
CODE_CLASS = re.compile(
    r"\b(?:home office|ho|code|class|classification|category)(?: of)?[\s:]*(\d{1,3}[a-z]?)\b(?!\s?/)", re.IGNORECASE
)
CODE_CONTEXT = re.compile(r"\b(?:home office|ho|codes?|class)\b", re.IGNORECASE)
CODE_WORDS = re.compile(
    r"\b(?:home office|ho|recording|offence|crime|codes?|class(?:ification)?)\b(?: of)?", re.IGNORECASE
)
CODE_FIRST = re.compile(r"\s*\d{1,3}\s?/\s?\d{1,2}\W+[a-z]", re.IGNORECASE)
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
NOT_WORDS = re.compile(r"[^\w/+&]+")
SMALL_WORDS = ("a", "an", "the", "of", "or", "and")
LINKING_WORDS = ("of", "and", "the")
LONGEST_COMPARED = 200  # characters of a label that is no offence, to find the nearest: no spelling is as long
MOST_COMPARED = 16
ATTEMPT = "_attempt"  # ends the id of an attempt that some source counts apart
SHORTEST_INITIALS_WITHOUT_YEAR = 2  # "SOA" is an Act; "CA" may be anything, so it needs its 2003

# An attempt, or a label that takes something out, is another thing than the section that it names.
CHANGES_THE_MEANING = re.compile(
    r"\b(?:attempt\w*|conspir\w*|exclud\w*|except|excepting|other than|not|non)\b", re.IGNORECASE
)

# These take a part of the section or code that is printed with them: one sex or age of victim, or what is flagged.
TAKES_A_PART = re.compile(
    r"\b(?:flag\w*|cyber\w*|online|internet|victims?|aged|females?|males?|boys?|girls?)\b", re.IGNORECASE
)


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
        return _whole(measure_id, reference)
    jurisdiction = _jurisdiction(place_id, reference)
    spelled = _by_spelling(label, jurisdiction, reference)
    if spelled is not None:
        return spelled
    if CHANGES_THE_MEANING.search(label):
        return None
    by_section, by_code = _by_section(label, reference), _by_code(label, reference)
    if TAKES_A_PART.search(label) and not (by_code is not None and by_code.part):
        return None
    if by_section is not None and by_code is not None:
        return _narrower(by_section, by_code, reference)
    if by_code is not None and not _words_agree(label, by_code, jurisdiction, reference):
        return None
    return by_section or by_code


def nearest(label: str, reference: Reference, n: int = 3) -> list[str]:
    """The known spellings nearest to a label that was not understood, as they are written, nearest first."""
    return list(_nearest(label[:LONGEST_COMPARED], reference, n))


@lru_cache(maxsize=16384)
def _nearest(label: str, reference: Reference, n: int) -> tuple[str, ...]:
    """Compared letter by letter with those few only that share most triples of letters: a sheet may hold thousands of
    labels."""
    known, triples = _by_normal(reference)
    wanted = normal(label)
    own = _triples(wanted)
    alike = sorted(known, key=lambda one: (-len(own & triples[one]) / (len(own) + len(triples[one]) + 1), one))
    near = difflib.get_close_matches(wanted, alike[:MOST_COMPARED], n=n, cutoff=0.3)
    return tuple(known[one] for one in near)


@lru_cache(maxsize=4)
def _by_normal(reference: Reference) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    known = {normal(spelling.spelling): spelling.spelling for spelling in reference.spellings}
    return known, {one: _triples(one) for one in known}


def _triples(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """What labels are compared by: lower case, no punctuation, no dates, no plural's s, single spaces."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = DAY.sub(" ", text).replace("’", "").replace("'", "")
    words = NOT_WORDS.sub(" ", text.replace("/", " / ").replace("&", " and ")).split()
    return " ".join(_singular(word) for word in words if word != "/")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _whole(measure_id: str | None, reference: Reference) -> OffenceReading:
    whole = reference.measures[measure_id].whole_offence_id if measure_id in reference.measures else None
    return OffenceReading(whole, "no offence is named: the measure's whole" if whole else "no offence is named")


def _by_spelling(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """The one offence that this spelling has under the law of a place; a spelling for any law comes second."""
    candidates = _spellings(reference).get(normal(label), ()) or _loose_spellings(reference).get(loose(label), ())
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
    found = reference.jurisdiction_of(place_id)
    return ENGLAND_AND_WALES if found is None and place_id in reference.areas else found


@lru_cache(maxsize=4)
def _spellings(reference: Reference) -> dict[str, tuple[Spelling, ...]]:
    """Normal form -> spellings. The title that an Act gives an offence is one; a class's or group's title is ours."""
    titles = (
        Spelling(offence.title, offence.offence_id, offence.jurisdiction, None)
        for offence in reference.offences.values()
        if offence.act and offence.section
    )
    found: dict[str, tuple[Spelling, ...]] = {}
    for spelling in (*reference.spellings, *titles):
        key = normal(spelling.spelling)
        found[key] = (*found.get(key, ()), spelling)
    return found


@lru_cache(maxsize=4)
def _loose_spellings(reference: Reference) -> dict[str, tuple[Spelling, ...]]:
    found: dict[str, tuple[Spelling, ...]] = {}
    for spellings in _spellings(reference).values():
        for spelling in spellings:
            key = loose(spelling.spelling)
            found[key] = (*found.get(key, ()), spelling)
    return found


def loose(label: str) -> str:
    """As `normal`, without the small words that a crime system's short titles leave out and with verbs by their stems:
    "Cause / incite child to engage" is "causing or inciting a child to engage". Two offences that become one are none
    (`_by_spelling`)."""
    return " ".join(_stem(word) for word in normal(label).split() if word not in SMALL_WORDS)


def _stem(word: str) -> str:
    word = "child" if word == "children" else word
    for ending, least in (("ing", 6), ("ion", 7)):
        if len(word) >= least and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _by_section(label: str, reference: Reference) -> OffenceReading | None:
    """The one offence whose Act and section the label names; None where it names several Acts or sections."""
    acts = _acts_named(label, _acts(reference))
    if len(acts) != 1:
        return None
    act = acts.pop()
    sections = _sections_named(label)
    wanted = sections or {""}
    if len(wanted) != 1:
        return None
    section = wanted.pop()
    found = [o for o in reference.offences.values() if o.act == act and _section_key(o.section) == section]
    found = [o for o in found if not o.offence_id.endswith(ATTEMPT)]
    if len(found) != 1:
        return None
    return OffenceReading(found[0].offence_id, f"{act}, {found[0].section or 'no section'}")


def _sections_named(label: str) -> set[str]:
    """Every section that is printed, each by its key: "sections 8, 10 and 12" are three, so no one of them is meant."""
    places = [*SECTION.finditer(label), *SECTION_BEFORE_ACT.finditer(label)]
    named = {_section_key(place.group(1) + place.group(2)) for place in places}
    lists = (place.group(3) for place in places if place.re is SECTION)
    return named | {
        _section_key(more) for text in lists for more in re.findall(r"\d{1,3}[a-z]{0,2}", text, re.IGNORECASE)
    }


def _section_key(section: str | None) -> str:
    """`s127(1)(a)`, `Section 127 (1) (a)` and `art 22A` as `127(1)(a)` and `22a`; "" for no section."""
    return re.sub(rf"^{SECTION_MARK}?\.?\s*|\s+", "", (section or "").casefold())


@lru_cache(maxsize=4)
def _acts(reference: Reference) -> frozenset[str]:
    return frozenset(offence.act for offence in reference.offences.values() if offence.act)


def _acts_named(label: str, acts: Iterable[str]) -> set[str]:
    """Acts that a label names in full or by their initials ("SOA 2003"), longest first so that "Protection of Children
    and …" is not also the Protection of Children Act. A year that differs from the Act's names no Act of ours."""
    text, found = _act_words(label), set()
    years = set(YEAR.findall(label))
    for name, act in _act_names(frozenset(acts)):
        if f" {name} " not in f" {text} " or (len(name) <= SHORTEST_INITIALS_WITHOUT_YEAR and not years):
            continue
        text = f" {text} ".replace(f" {name} ", " | ")
        if not years or _year_of(act) in years:
            found.add(act)
        else:
            found.add(f"{act} with another year")
    return _settled_by_year(found, acts, years)


def _settled_by_year(found: set[str], acts: Iterable[str], years: set[str]) -> set[str]:
    """Without a year a name may be two Acts' (there is a Sexual Offences Act 1956 as well): then it names neither."""
    if years:
        return found
    titles = [_act_words(YEAR.sub("", act)) for act in acts]
    return {act for act in found if titles.count(_act_words(YEAR.sub("", act))) == 1}


@lru_cache(maxsize=8)
def _act_names(acts: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Every name of each Act, and the Act, longest names first."""
    names: list[tuple[str, str]] = []
    for act in sorted(acts):
        title = _act_words(YEAR.sub("", act))
        names.append((title, act))
        initials = "".join(word[0] for word in title.split() if word not in LINKING_WORDS)
        if len(initials) > 1:
            names.append((initials, act))
    return tuple(sorted(names, key=lambda pair: len(pair[0]), reverse=True))


@lru_cache(maxsize=8192)
def _act_words(text: str) -> str:
    """Lower-case words without years, brackets closed up, so that SO(S)A and SOSA are one."""
    closed = re.sub(r"(?<=\w)\(([a-z]{1,2})\)(?=\w)", r"\1", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", YEAR.sub(" ", closed)).split())


def _year_of(act: str) -> str:
    years = YEAR.findall(act)
    return years[-1] if years else ""


def _by_code(label: str, reference: Reference) -> OffenceReading | None:
    """The one offence whose Home Office codes the label gives. The narrowest, where a class is given with its codes."""
    codes = _codes_named(label)
    if not codes:
        return None
    readings = [_of_code(code, reference) for code in codes]
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
    missing = {_code_key(known) for known in offence.home_office_codes} - set(codes)
    part = ", ".join(codes) if missing and offence.act else None
    return OffenceReading(offence.offence_id, f"Home Office code {', '.join(codes)}", part)


def _of_code(code: str, reference: Reference) -> Offence | None:
    """The offence of one code, or the class of that name. None where the code stands for several offences."""
    if "/" not in code:
        return reference.offences.get(f"ho_{code.lower()}")
    found = {
        offence.offence_id
        for offence in reference.offences.values()
        if offence.act and code in {_code_key(known) for known in offence.home_office_codes}
    }
    found = {offence_id for offence_id in found if not found & reference.offence_ancestors(offence_id)}
    return reference.offences[found.pop()] if len(found) == 1 else None


def _codes_named(label: str) -> list[str]:
    """Codes as `71/17` and classes as `88A`, in order. A pair of numbers is a code where the label says so or begins
    with it: "14/15" may be a year."""
    text = DAY.sub(" ", label)
    codes = [match.group(1) for match in CODE_CLASS.finditer(text)]
    if CODE_CONTEXT.search(text) or CODE_FIRST.match(text):
        codes += ["/".join(match.groups()) for match in CODE.finditer(text)]
    return list(dict.fromkeys(_code_key(code) for code in codes))


def _code_key(code: str) -> str:
    """`071/17` as `71/17`, `088a` as `88A`."""
    return "/".join(part.strip().lstrip("0").upper() for part in code.split("/"))


def _narrower(one: OffenceReading, other: OffenceReading, reference: Reference) -> OffenceReading | None:
    """Two ways of reading one label: the same offence, or one that lies within the other. Else they disagree."""
    if one.offence_id == other.offence_id:
        return OffenceReading(one.offence_id, f"{one.how}; {other.how}", one.part or other.part)
    if other.offence_id in reference.offence_ancestors(one.offence_id):
        return one
    return other if one.offence_id in reference.offence_ancestors(other.offence_id) else None


def _words_agree(label: str, reading: OffenceReading, jurisdiction: str | None, reference: Reference) -> bool:
    """Whether nothing else in the label speaks against its code: no other section ("s15, code 71/17") and no words
    that mean another offence ("sexual grooming, code 088/05", which is s61)."""
    offence = reference.offences[str(reading.offence_id)]
    section = _section_key(offence.section)
    if section and any(named != section for named in _sections_named(label)):
        return False
    words = CODE_WORDS.sub(" ", CODE.sub(" ", CODE_CLASS.sub(" ", label)))
    spelled = _by_spelling(words, jurisdiction, reference)
    if spelled is None or spelled.offence_id == offence.offence_id:
        return True
    near = {*offence.overlaps, *reference.offence_ancestors(offence.offence_id)}
    return spelled.offence_id in near or offence.offence_id in reference.offence_ancestors(spelled.offence_id)
