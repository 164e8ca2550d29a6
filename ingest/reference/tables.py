"""The files of this folder -> their records, in the order of the files, and what is wrong between them; and a force's
name as somebody wrote it -> the force's id.

Protects: one id stands for one thing, an id that is named in one file is there in its own, and nothing lies within
itself, nor twice in what contains it at two removes. A name finds one force or none: a place ("Northern Ireland", "West
Midlands region") is not its police.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.reference.files import Entry, ReferenceProblem, keys_of, records, toml
from ingest.reference.records import (
    Area,
    Asked,
    Campaign,
    Exemption,
    Force,
    ListGroup,
    ListOrder,
    Measure,
    Offence,
    Population,
    Question,
    SearchWord,
    Spelling,
    Symbol,
)

if TYPE_CHECKING:
    from ingest.reference import Reference


MEASURES, LIST_ORDER = "measures.toml", "list_order.toml"
OF_MEASURE = {"whole_offence_id": "whole_offence"}
OF_ASKED = {"force_id": "force"}
OF_QUESTION = {"measure_id": "measure", "period_id": "period", "offence_id": "offence", "headings": "headings"}
CAMPAIGN_KEYS = ("title", "law", "publication", "asked", "question")
ASKED_KEYS, QUESTION_KEYS = keys_of(Asked, OF_ASKED).values(), keys_of(Question, OF_QUESTION).values()
READ_BY_THEMSELVES = ("year", "offence", "force")
"""What a table's labels say by themselves; every other breakdown is known by its heading."""


def read(folder: Path) -> dict[str, Any]:
    """The fields of `Reference` that are the files themselves."""
    forces = records(folder / "forces.csv", Force, ["force_id"])
    areas = records(folder / "areas.csv", Area, ["force_id"])
    offences = records(folder / "offences.csv", Offence, ["offence_id"])
    for area in areas:
        if not area.force_id.startswith("area:"):
            raise ReferenceProblem("areas.csv", None, f"force_id {area.force_id!r}", "an id that begins with area:")
    return {
        "forces": {force.force_id: force for force in forces},
        "areas": {area.force_id: area for area in areas},
        "offences": {offence.offence_id: offence for offence in offences},
        "measures": measures(folder),
        "campaigns": campaigns(folder),
        "spellings": tuple(records(folder / "offence_spellings.csv", Spelling, ["spelling", "jurisdiction"])),
        "exemptions": tuple(records(folder / "exemptions.csv", Exemption, ["law", "section"])),
        "symbols": tuple(records(folder / "symbols.csv", Symbol, ["symbol"])),
        "populations": tuple(records(folder / "populations.csv", Population, ["force_id", "mid_year"])),
        "list_order": list_order(folder),
        "search_words": tuple(records(folder / "search_words.csv", SearchWord, ["words", "kind", "id"])),
    }


def measures(folder: Path) -> dict[str, Measure]:
    """measures.toml by measure id: one table for each."""
    by_id = {}
    for name, values in toml(folder / MEASURES).items():
        if not isinstance(values, dict):
            raise ReferenceProblem(MEASURES, None, f"{name} = {values!r}", f"a table [{name}]")
        entry = Entry(MEASURES, f"[{name}]", values)
        by_id[name] = entry.record(Measure, OF_MEASURE, measure_id=name)
        if bool(by_id[name].within) != bool(by_id[name].within_by):
            raise entry.problem("within_by", "words or reading, where and only where there is a within")
    return by_id


def list_order(folder: Path) -> ListOrder:
    """list_order.toml: its groups in their order."""
    entry = Entry(LIST_ORDER, "the file", toml(folder / LIST_ORDER))
    entry.known_keys(("not_offered", "group"))
    groups = [Entry(LIST_ORDER, f"[[group]] number {n}", values) for n, values in _numbered(entry, "group")]
    return ListOrder(tuple(group.record(ListGroup) for group in groups), frozenset(entry.many("not_offered")))


def campaigns(folder: Path) -> dict[str, Campaign]:
    """campaigns/<campaign id>.toml by campaign id."""
    return {path.stem: _campaign(path) for path in sorted((folder / "campaigns").glob("*.toml"))}


def _campaign(path: Path) -> Campaign:
    entry = Entry(path.name, "the file", toml(path))
    entry.known_keys(CAMPAIGN_KEYS)
    named = [Entry(path.name, f"[[asked]] number {n}", values) for n, values in _numbered(entry, "asked")]
    asked = tuple(body.record(Asked, OF_ASKED) for body in named)
    questions = tuple(_question(path.name, n, values) for n, values in _numbered(entry, "question"))
    if not questions:
        raise ReferenceProblem(path.name, None, "no [[question]]", "one [[question]] for each question that was asked")
    is_publication = entry.truth("publication")  # nobody was asked, under no law
    if is_publication and (asked or "law" in entry.values):
        raise entry.problem("publication", "no law and no [[asked]] beside it, for a publication asks nobody")
    law = None if is_publication else entry.text("law")
    return Campaign(path.stem, entry.text("title"), law, asked, questions)


def _numbered(entry: Entry, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(entry.values.get(key, []), 1)


def _question(file: str, n: int, values: dict[str, Any]) -> Question:
    """A breakdown that nothing is known to head is headed with its own name."""
    entry = Entry(file, f"[[question]] number {n}", values)
    headed = [name for name in entry.many("dimensions") if name not in READ_BY_THEMSELVES]
    written = values.get("headings", {})
    if not isinstance(written, dict):
        raise entry.problem("headings", "a table of breakdowns, each with a list of texts")
    headings = Entry(file, f"headings of {entry.name}", written)
    headings.known_keys(headed)
    return entry.record(Question, OF_QUESTION, headings={name: headings.many(name) for name in headed})


def all_ancestors(file: str, within: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each id every id above it, at any distance. Raises ReferenceProblem for a circle and for an unknown id."""
    ancestors: dict[str, frozenset[str]] = {}

    def above(name: str, below: tuple[str, ...]) -> frozenset[str]:
        if name in below:
            raise ReferenceProblem(file, None, "within: " + " > ".join((*below, name)), "a containment without circle")
        if name not in within:
            raise ReferenceProblem(file, None, f"within = {name!r} of {below[-1]}", "an id of this file")
        if name not in ancestors:
            parents = [above(parent, (*below, name)) for parent in within[name]]
            ancestors[name] = frozenset(within[name]).union(*parents)
        return ancestors[name]

    for name in within:
        above(name, ())
    return ancestors


def dangling(reference: Reference) -> Iterator[ReferenceProblem]:
    """One problem for each id that points at nothing, in the order of the files."""
    for file, owner, target, known in _pointers(reference):
        if target is not None and target not in known:
            yield ReferenceProblem(file, None, f"{target!r} in {owner}", "an id that its own reference file has")


def _pointers(reference: Reference) -> Iterator[tuple[str, str, str | None, Container[str]]]:
    """File, whose pointer it is, the id pointed at (None: none), and the ids that would do."""
    forces, offences, measures = reference.forces, reference.offences, reference.measures
    for area in reference.areas.values():
        for member in area.members:
            yield "areas.csv", f"members of {area.force_id}", member, forces
    for population in reference.populations:
        yield "populations.csv", f"year {population.mid_year}", population.force_id, forces
    for offence in offences.values():
        for other in (*offence.within, *offence.overlaps):
            yield "offences.csv", f"within or overlaps of {offence.offence_id}", other, offences
    for spelling in reference.spellings:
        yield "offence_spellings.csv", f"spelling {spelling.spelling!r}", spelling.offence_id, offences
    named: dict[str, Container[str]] = {"force": forces, "offence": offences, "measure": measures}
    for word in reference.search_words:
        if word.kind in named:  # a page's address is the dashboard's to know
            yield "search_words.csv", f"what {word.words!r} means", word.id, named[word.kind]
    for measure in measures.values():
        yield MEASURES, f"whole_offence of {measure.measure_id}", measure.whole_offence_id, offences
        for other in (*measure.within, *measure.not_comparable_with):
            yield MEASURES, f"within or not_comparable_with of {measure.measure_id}", other, measures
    for campaign in reference.campaigns.values():
        file = f"{campaign.campaign_id}.toml"
        for asked in campaign.asked:
            yield file, "an [[asked]]", asked.force_id, forces
        for question in campaign.questions:
            yield file, f"measure of question {question.label}", question.measure_id, measures
            yield file, f"offence of question {question.label}", question.offence_id, offences


NOT_WORDS = re.compile(r"[^\w&]+")


def plain(text: str) -> str:
    """The words alone, in lower case, `&` written out, a leading "the" dropped: what names are compared by.

    Hyphens and dashes part words ("Dyfed–Powys" is "dyfed powys"); apostrophes and full stops do too.
    """
    words = NOT_WORDS.sub(" ", text.casefold()).replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def names_of(force: Force) -> tuple[str, ...]:
    """Every name that this force is known by, plain and each once. Not its id: the PSNI's is a nation's name."""
    written = (force.name, force.short_name, *force.aliases)
    return tuple(dict.fromkeys(plain(name) for name in written))


def whole_names(forces: Iterable[Force]) -> dict[str, str]:
    """Plain name -> force id. That no name is two forces' is held by the tests."""
    return {name: force.force_id for force in forces for name in names_of(force)}


def sentence_names(forces: Iterable[Force]) -> dict[str, str]:
    """Plain name -> force id, of the names that may be looked for inside a sentence: two words or more, and not the
    short name, which mostly names the place ("West Midlands region" is not the force), unless the force has no longer
    one ("Police Scotland")."""
    ids = {}
    for force in forces:
        for name in (force.name, *force.aliases):
            key = plain(name)
            is_place = key == plain(force.short_name) != plain(force.name)
            if " " in key and not is_place:
                ids[key] = force.force_id
    return ids


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("(?<= )(?:" + "|".join(map(re.escape, longest_first)) + ")(?= )") if names else re.compile("(?!)")


def named_in(text: str, names: dict[str, str]) -> tuple[str, ...]:
    """Ids of the forces that a text names, in the order of the text, each once.

    Where names lie over each other the longest is read ("South Wales Police" and not "Wales Police"), and its words
    are used up.
    """
    matches = _any_of(tuple(names)).finditer(f" {plain(text)} ")
    return tuple(dict.fromkeys(names[name[0]] for name in matches))
