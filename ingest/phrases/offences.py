"""An offence as a document words it -> the offence that is meant, and by what it was recognised.

Protects: a label means what its print alone settles, or it is not read. Sections belong to an Act and Home Office codes
to a list; "grooming" names no section, and "S1" names no Act. A wrong offence is worse than none.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.phrases.offence_acts import SECTION, YEAR, acts_named, acts_of, names_of_act, section_key, sections_named
from ingest.phrases.offence_codes import (
    CODE,
    CODE_CLASS,
    CODE_WORDS,
    class_beside_words,
    code_key,
    codes_named,
    offence_of_code,
)
from ingest.phrases.offence_words import (
    OFFENDER,
    loose,
    loose_spellings,
    normal,
    spellings_of,
    stem_of,
    word_set,
    word_sets,
)
from ingest.reference import Offence, Reference, Spelling
from ingest.reference.records import ENGLAND_AND_WALES, JURISDICTIONS

LONGEST_COMPARED = 200  # characters of a label that is no offence, to find the nearest: no spelling is as long
MOST_COMPARED = 16
OFFENDER_IS_ADULT = frozenset(f"soa2003_s{n}" for n in ("9", "10", "11", "12", "14", "15", "15a"))
"""Offences of persons aged 18 or over by their sections (Sexual Offences Act 2003; section 14 covers both)."""
WORDS_OF_LAW = (
    "section sections sect sec secs contrary under act acts article articles subsection paragraph offence offences",
    "crime crimes recorded home office code class title description wording legislation statute law laws",
    "the and for with per see note person persons over year years adult thirteen sixteen eighteen etc",
    "improper use public electronic communications network menacing obscene grossly offensive message persistently",
    "photo photos pseudo front",
    "permit permits permitted taken take takes sharing showing publishing distributing circulating advertising",
)
"""Words beside an Act and its section that say nothing more of it."""
COURT_CODE = re.compile(r"^\W*[A-Z]{2}\d{5}[A-Z]?\s*[-–—:]\s+(?=\S)")
"""What courts and the Police National Computer number an offence by ("SX03034 - "): the title behind it tells it, and a
code without one is not read."""
ACT_ALONE = re.compile(r"[(\[]\s*[A-Z]{2,4}\s*[)\]]")
"""What is left of "(s160 CJA)" without its section: letters that are several Acts', of which the section is one's."""
MADE_TO_ENGAGE = re.compile(
    r"^\W*(?:(?!caus|incit|encourag|induc)\w+\W+)*?child(?:ren)?\s+to\s+engage\b", re.IGNORECASE
)
"""What is left of "causing a child to engage in sexual activity" without its verb, which is another offence's words."""
ATTEMPT = "_attempt"  # ends the id of an attempt that some source counts apart

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
    label = COURT_CODE.sub("", label)
    spelled = _by_spelling(label, jurisdiction, reference) or _of_adults(label, jurisdiction, reference)
    if spelled is not None:
        return spelled
    if CHANGES_THE_MEANING.search(label):
        return None
    by_words = _by_section_and_words(label, jurisdiction, reference)
    if by_words is not None:
        return by_words
    by_class = _by_class(label, jurisdiction, reference)
    if by_class is not None:
        return by_class
    by_section, by_code = _by_section(label, reference), _by_code(label, reference)
    if by_section is not None and by_code is None and not _is_of_section(label, by_section, jurisdiction, reference):
        return None
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


def _whole(measure_id: str | None, reference: Reference) -> OffenceReading:
    whole = reference.measures[measure_id].whole_offence_id if measure_id in reference.measures else None
    return OffenceReading(whole, "no offence is named: the measure's whole" if whole else "no offence is named")


def _by_spelling(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """The one offence that this spelling has under the law of a place; a spelling for any law comes second."""
    ways = [spellings_of(reference).get(normal(label), ()), loose_spellings(reference).get(loose(label), ())]
    if not MADE_TO_ENGAGE.search(label):
        ways.append(_of_adults_only(label, word_sets(reference).get(word_set(label), ())))
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


def _of_adults_only(label: str, candidates: Sequence[Spelling]) -> tuple[Spelling, ...]:
    """Those whose section is of adult offenders, where a label says that its offender is one: of another offence the
    words take a part."""
    if not OFFENDER.search(label):
        return tuple(candidates)
    return tuple(one for one in candidates if one.offence_id in OFFENDER_IS_ADULT)


def _of_adults(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """ "Adult engaging in sexual communication with a child": the offender is an adult by the section's own words.
    Before another offence "adult" takes a part of it."""
    rest = re.sub(r"^\W*adult\b", "", label, flags=re.IGNORECASE)
    spelled = _by_spelling(rest, jurisdiction, reference) if rest != label else None
    return spelled if spelled is not None and spelled.offence_id in OFFENDER_IS_ADULT else None


def _holds(spelling: Spelling, jurisdiction: str | None) -> bool:
    return spelling.jurisdiction is None or jurisdiction in JURISDICTIONS[spelling.jurisdiction]


def _jurisdiction(place_id: str, reference: Reference) -> str | None:
    """The law by which a place's labels are understood; None for none of the three (Jersey). A total over several legal
    systems is printed under the English offence's name, with its equivalents inside, so it is read by that law."""
    found = reference.jurisdiction_of(place_id)
    return ENGLAND_AND_WALES if found is None and place_id in reference.areas else found


def _by_section(label: str, reference: Reference) -> OffenceReading | None:
    """The one offence whose Act and section the label names; None where it names several Acts or sections."""
    acts = acts_named(label, acts_of(reference))
    if len(acts) != 1:
        return None
    act = acts.pop()
    sections = sections_named(label)
    wanted = sections or {""}
    if len(wanted) != 1:
        return None
    section = wanted.pop()
    found = [o for o in reference.offences.values() if o.act == act and section_key(o.section) == section]
    found = [o for o in found if not o.offence_id.endswith(ATTEMPT)]
    if len(found) != 1:
        return None
    return OffenceReading(found[0].offence_id, f"{act}, {found[0].section or 'no section'}")


def _unknown_words(label: str, reference: Reference) -> set[str]:
    """The words of a label that no offence, Act or law is worded with: "historic", "north". They may take a part of the
    section that is printed with them."""
    text = unicodedata.normalize("NFKC", label).casefold()
    words = {word for word in re.findall(r"[a-z]{3,}", text)}
    return {word for word in words if stem_of(word) not in _known_stems(reference)}


@lru_cache(maxsize=4)
def _known_stems(reference: Reference) -> frozenset[str]:
    texts = [spelling.spelling for spelling in reference.spellings]
    texts += [f"{offence.title} {offence.act or ''}" for offence in reference.offences.values()]
    texts += [name for act in acts_of(reference) for name in names_of_act(act)]
    texts += list(WORDS_OF_LAW)
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
    """An offence by its words, before or behind which its section stands without the Act, or with letters that are
    several Acts': "S9 - Sexual activity with a child", "Possession of IIOC (s160 CJA)". Another offence's section than
    the words' settles nothing."""
    sections, acts = sections_named(label), acts_named(label, acts_of(reference))
    if len(sections) != 1 or len(acts) == 1:
        return None
    words = ACT_ALONE.sub(" ", SECTION.sub(" ", label)).strip(" -–—:.,;()")
    spelled = _by_spelling(words, jurisdiction, reference) or _of_adults(words, jurisdiction, reference)
    offence = reference.offences.get(spelled.offence_id or "") if spelled is not None else None
    if spelled is None or offence is None or section_key(offence.section) not in sections:
        return None
    if acts and offence.act not in acts:
        return None
    return OffenceReading(spelled.offence_id, f"{spelled.how}, and its section {offence.section}")


def _by_class(label: str, jurisdiction: str | None, reference: Reference) -> OffenceReading | None:
    """A class by its number and its own words: "88A Sexual grooming". A number alone may number the rows."""
    parts = class_beside_words(label)
    offence = reference.offences.get(f"ho_{parts[0].lower()}") if parts else None
    if parts is None or offence is None:
        return None
    spelled = _by_spelling(parts[1], jurisdiction, reference)
    is_said = spelled is not None and spelled.offence_id == offence.offence_id
    is_title = loose(offence.title.partition(": ")[2]).removesuffix(" etc") == loose(parts[1]).removesuffix(" etc")
    return OffenceReading(offence.offence_id, f"class {parts[0]} with its name") if is_said or is_title else None


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
    section = section_key(offence.section)
    if section and any(named != section for named in sections_named(label)):
        return False
    words = CODE_WORDS.sub(" ", CODE.sub(" ", CODE_CLASS.sub(" ", label)))
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
