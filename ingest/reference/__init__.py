"""The vocabulary of the subject, read from the CSV and TOML files of this folder: forces, areas, offences and their
spellings, exemptions, measures, symbols and campaigns, a new one of which is a line and no Python. A file opens with
`#` lines that say what it is, where it is from and under which licence.

Protects: one id stands for one thing, an id that is named in one file is there in its own, and nothing lies within
itself, nor twice in what contains it at two removes. A name finds one force or none: a place ("Northern Ireland", "West
Midlands region") is not its police. A slip is a `ReferenceProblem`, with file, line, value and what would do.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

AboutChildren = Literal["yes", "mixed", "no"]
Jurisdiction = Literal[
    "England and Wales", "Scotland", "Northern Ireland", "England, Wales and Northern Ireland", "United Kingdom"
]

ENGLAND_AND_WALES = "England and Wales"
SCOTLAND = "Scotland"
NORTHERN_IRELAND = "Northern Ireland"
JURISDICTIONS = {
    ENGLAND_AND_WALES: (ENGLAND_AND_WALES,),
    SCOTLAND: (SCOTLAND,),
    NORTHERN_IRELAND: (NORTHERN_IRELAND,),
    "England, Wales and Northern Ireland": (ENGLAND_AND_WALES, NORTHERN_IRELAND),
    "United Kingdom": (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND),
}
"""What an offence's `jurisdiction` may say, and the single jurisdictions that it then holds in."""


@dataclass(frozen=True)
class Force:
    """A police force that answers for itself. `gss_code` None: none is published for it. Tile places count from 0 at
    the top left; both None: no place on the grid. `whatdotheyknow` is its name in that site's addresses."""

    force_id: str
    name: str
    short_name: str
    nation: str
    region: str | None
    gss_code: str | None
    kind: Literal["territorial", "special", "crown_dependency"]
    tile_row: int | None
    tile_column: int | None
    whatdotheyknow: str | None
    aliases: tuple[str, ...]
    note: str | None
    mail_domains: tuple[str, ...] = ()
    """The ends of its mail addresses, without the ".pnn" that once stood before "police.uk"."""


@dataclass(frozen=True)
class Area:
    """A place above, beside or below forces, as a source names it. `members` are the forces that the source itself
    names; () says that it names none, not that there are none."""

    force_id: str
    name: str
    area_kind: Literal["part_of_force", "several_forces", "region", "nation", "country", "unit"]
    members: tuple[str, ...]
    members_note: str | None


@dataclass(frozen=True)
class Population:
    """Residents of a force's area at 30 June of `mid_year`."""

    force_id: str
    mid_year: int
    population: int
    source: str


@dataclass(frozen=True)
class Offence:
    """One offence, a class of the Home Office, or a group that a source names. `within`: ids whose every count holds
    this one. `overlaps`: ids that may share cases with it, neither holding the other; it is read both ways.
    `about_children`: yes | mixed | no, as offences.csv explains. `most_of`: the class whose greater part it is."""

    offence_id: str
    act: str | None
    section: str | None
    title: str
    jurisdiction: Jurisdiction | None  # None: a group that sources use across the legal systems
    home_office_codes: tuple[str, ...]
    in_force_from: date | None
    in_force_to: date | None
    within: tuple[str, ...]
    overlaps: tuple[str, ...]
    about_children: AboutChildren
    most_of: str | None
    note: str | None


@dataclass(frozen=True)
class Spelling:
    """A way in which answers write an offence. `jurisdiction` None: wherever it is met."""

    spelling: str
    offence_id: str
    jurisdiction: Jurisdiction | None
    note: str | None


@dataclass(frozen=True)
class Exemption:
    """A section of an information law. `is_absolute` None: it is no exemption in the strict sense (cost, vexatious,
    not held), or it is absolute in part only. `ground`: cost, or None."""

    law: str
    section: str
    title: str
    is_absolute: bool | None
    ground: str | None = None


@dataclass(frozen=True)
class Measure:
    """What a figure counts. `units`: what it may be counted in, first the one that its question asks for. `within`:
    measures that contain it for the same force, period and offence; `within_by` says by whose authority.
    `not_comparable_with`: measures that look alike and count something else, each with the reason. `scopes`: the parts
    that a figure of it may be limited to. `about_children` None: it takes its subject from the offence."""

    measure_id: str
    title: str
    definition: str
    kind: Literal["count", "share", "rate", "refusal_arithmetic", "request"]
    counts_arrests: bool
    about_ocag: bool
    units: tuple[str, ...]
    whole_offence_id: str | None
    within: tuple[str, ...]
    within_by: Literal["words", "reading"] | None
    not_comparable_with: Mapping[str, str]
    scopes: tuple[str, ...]
    note: str | None
    about_children: AboutChildren | None = None


@dataclass(frozen=True)
class ListGroup:
    """What stands together in lists: these measures, or all that count arrests; `offences` () for any."""

    what: str
    measures: tuple[str, ...]
    counts_arrests: bool
    offences: tuple[str, ...]

    def has(self, measure: Measure, offence_id: str | None) -> bool:
        is_named = measure.measure_id in self.measures or (self.counts_arrests and measure.counts_arrests)
        return is_named and (not self.offences or offence_id in self.offences)


@dataclass(frozen=True)
class ListOrder:
    """The order of lists: groups, the first first, and the offences that pages do not offer by themselves."""

    groups: tuple[ListGroup, ...]
    not_offered: frozenset[str]


@dataclass(frozen=True)
class Symbol:
    """A letter in square brackets that stands in a table's cell, and its meaning."""

    symbol: str
    meaning: str


@dataclass(frozen=True)
class SearchWord:
    """What readers type; `id`: the force, offence, measure or page (its address without stroke) that they mean."""

    words: str
    kind: Literal["force", "offence", "measure", "page"]
    id: str


@dataclass(frozen=True)
class Question:
    """One question of a campaign in our short wording. `dimensions`: what its answer is split by: "offence", "year",
    or a breakdown's own name. `match`: word stems that all occur in this question, and in no other of the campaign,
    however it is restated."""

    label: str
    text: str
    asks: str
    measure_id: str
    period_id: str | None
    offence_id: str | None
    dimensions: tuple[str, ...]
    match: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One body that a campaign asked. `force_id` None: not known. `on` as far as known: a day, month or year."""

    force_id: str | None
    url: str | None
    on: str | None


@dataclass(frozen=True)
class Campaign:
    """One request that many forces were sent. `law` None: no request, but a publication that counts many forces."""

    campaign_id: str
    title: str
    law: str | None
    asked: tuple[Asked, ...]
    questions: tuple[Question, ...]

    def labels_in(self, text: str) -> list[str]:
        """The labels of the questions whose word stems all stand in the text."""
        plain = " ".join(text.casefold().split())
        return [q.label for q in self.questions if q.match and all(stem.casefold() in plain for stem in q.match)]

    def label_of(self, text: str) -> str | None:
        """The label of the one question whose word stems all stand in the text."""
        labels = self.labels_in(text)
        return labels[0] if len(labels) == 1 else None


SEPARATOR = "|"  # within one cell: names hold commas and semicolons, never this
Record = TypeVar("Record")


class ReferenceProblem(ValueError):
    """A reference file cannot be used as it stands. The message says where, what was found and what would do."""

    def __init__(self, file: str, line: int | None, value: str, would_do: str) -> None:
        self.file, self.line, self.value, self.would_do = file, line, value, would_do
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: found {value}; what would do: {would_do}")


@dataclass(frozen=True)
class Entry:
    """One line of a CSV or one table of a TOML file, and the means to complain about one of its values. `name`: what a
    table is called; "" for a line, whose empty cells are not among its values."""

    file: str
    name: str
    values: Mapping[str, Any]
    line: int | None = None

    def known_keys(self, allowed: Sequence[str]) -> None:
        """Raises for a key that nobody reads: a misspelt key must not be lost in silence."""
        for key in self.values:
            if key not in allowed:
                raise ReferenceProblem(self.file, None, f"key {key!r} in {self.name}", "one of " + ", ".join(allowed))

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, "a text that is not empty")
        return value.strip()

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        if self.values.get(key) not in allowed:
            raise self.problem(key, "one of " + ", ".join(allowed))
        return str(self.values[key])

    def many(self, key: str) -> tuple[str, ...]:
        """A list of texts, in a CSV with `|` between them; () where there is none."""
        value = self.values.get(key, [])
        parts = [part.strip() for part in value.split(SEPARATOR)] if isinstance(value, str) and self.line else value
        if not isinstance(parts, list) or not all(isinstance(part, str) and part for part in parts):
            raise self.problem(key, f"texts, with one `{SEPARATOR}` between them" if self.line else "a list of texts")
        if len(set(parts)) != len(parts):
            raise self.problem(key, "a list without repetition")
        return tuple(parts)

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of names, each with a list of texts."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.problem(key, "a table of names, each with a list of texts")
        inner = Entry(self.file, f"{key} of {self.name}", value)
        return {name: inner.many(name) for name in value}

    def reasons(self, key: str) -> dict[str, str]:
        """A table of ids, each with a sentence that says why; {} where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(
            isinstance(v, str) and v.strip().endswith(".") for v in value.values()
        ):
            raise self.problem(key, "a table of ids, each with a sentence that says why")
        return {name: sentence.strip() for name, sentence in value.items()}

    def truth(self, key: str) -> bool:
        """A boolean; false where there is none."""
        value = self.values.get(key, False)
        if str(value).lower() not in ("true", "false"):
            raise self.problem(key, "true or false")
        return str(value).lower() == "true"

    def whole(self, key: str) -> int:
        text = str(self.values.get(key))
        if not text.isdecimal():
            raise self.problem(key, "a whole number in digits")
        return int(text)

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(str(self.values.get(key)))
        except ValueError:
            raise self.problem(key, "a day as 2017-04-03, or nothing where the day is not certain") from None

    def problem(self, key: str, would_do: str) -> ReferenceProblem:
        where = f" in {self.name}" if self.name else ""
        return ReferenceProblem(self.file, self.line, f"{key} = {self.values.get(key)!r}{where}", would_do)

    def record(self, kind: type[Record], keys: Mapping[str, str] | None = None, **given: Any) -> Record:
        """The record of these values. `keys`: field -> key, where a field is called otherwise in the file; `given`:
        the values of fields that are read elsewhere."""
        named = keys_of(kind, keys)
        if not self.line:
            self.known_keys([key for field, key in named.items() if field not in given or field in (keys or {})])
        read = {field: self._value(key, kind, field) for field, key in named.items() if field not in given}
        return kind(**read, **given)

    def each(self, name: str, kind: type[Record], keys: Mapping[str, str] | None = None) -> tuple[Record, ...]:
        tables = enumerate(self.values.get(name, []), 1)
        return tuple(Entry(self.file, f"[[{name}]] number {n}", it).record(kind, keys) for n, it in tables)

    def _value(self, key: str, kind: type, field: str) -> Any:
        wanted = _types(kind)[field]
        if NoneType in get_args(wanted):
            if key not in self.values:
                return None
            (wanted,) = (option for option in get_args(wanted) if option is not NoneType)
        if get_origin(wanted) is Literal:
            return self.one_of(key, get_args(wanted))
        readers = {str: self.text, int: self.whole, bool: self.truth, date: self.day, tuple: self.many}
        return readers.get(get_origin(wanted) or wanted, self.reasons)(key)


_types = cache(get_type_hints)


def keys_of(kind: type, keys: Mapping[str, str] | None = None) -> dict[str, str]:
    return {field.name: (keys or {}).get(field.name, field.name) for field in fields(kind)}


def records(path: Path, kind: type[Record], unique: Sequence[str]) -> list[Record]:
    """The records of a CSV file, whose header is the record's fields in any order, `unique` values each once."""
    lines: dict[tuple[Any, ...], int] = {}
    read = []
    for entry in _rows(path, list(keys_of(kind))):
        record = entry.record(kind)
        key = tuple(str(getattr(record, name)).casefold() for name in unique)
        if key in lines:
            would_do = f"values of its own for {', '.join(unique)}, for line {lines[key]} has these"
            raise entry.problem(unique[0], would_do)
        lines[key] = entry.line or 0
        read.append(record)
    return read


def head_comment(path: Path) -> tuple[str, ...]:
    """The `#` lines at the head of a reference file, without the `#`: what it says of itself."""
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# ").rstrip())
    return tuple(head)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Entry]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = len(head_comment(path))
    reader = csv.reader(lines[head:], strict=True)
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            raise ReferenceProblem(path.name, head + 1, "header " + ",".join(header), ",".join(columns))
        for cells in reader:
            line = head + reader.line_num
            if not cells:
                continue
            if len(cells) != len(header):
                words = f"{len(cells)} cells beginning {cells[0]!r}"
                raise ReferenceProblem(path.name, line, words, f"{len(header)} cells: {','.join(header)}")
            values = {column: cell.strip() for column, cell in zip(header, cells, strict=True) if cell.strip()}
            yield Entry(path.name, "", values, line)
    except csv.Error as error:
        raise ReferenceProblem(path.name, head + reader.line_num, str(error), "well-formed CSV") from None


def toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # of TOML, with the place, or of UTF-8
        raise ReferenceProblem(path.name, None, str(error), "well-formed TOML") from None


MEASURES, LIST_ORDER = "measures.toml", "list_order.toml"
OF_MEASURE = {"whole_offence_id": "whole_offence"}
OF_ASKED = {"force_id": "force"}
CAMPAIGN_KEYS = ("title", "law", "publication", "asked", "question")
OF_QUESTION = {"measure_id": "measure", "period_id": "period", "offence_id": "offence"}


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
    return ListOrder(entry.each("group", ListGroup), frozenset(entry.many("not_offered")))


def campaigns(folder: Path) -> dict[str, Campaign]:
    return {path.stem: _campaign(path) for path in sorted((folder / "campaigns").glob("*.toml"))}


def _campaign(path: Path) -> Campaign:
    entry = Entry(path.name, "the file", toml(path))
    entry.known_keys(CAMPAIGN_KEYS)
    asked = entry.each("asked", Asked, OF_ASKED)
    questions = entry.each("question", Question, OF_QUESTION)
    if not questions:
        raise ReferenceProblem(path.name, None, "no [[question]]", "one [[question]] for each question that was asked")
    is_publication = entry.truth("publication")  # nobody was asked, under no law
    if is_publication and (asked or "law" in entry.values):
        raise entry.problem("publication", "no law and no [[asked]] beside it, for a publication asks nobody")
    law = None if is_publication else entry.text("law")
    return Campaign(path.stem, entry.text("title"), law, asked, questions)


def all_ancestors(file: str, known: Mapping[str, Offence | Measure]) -> dict[str, frozenset[str]]:
    """For each id every id above it, at any distance. Raises ReferenceProblem for a circle and for an unknown id."""
    ancestors: dict[str, frozenset[str]] = {}

    def above(name: str, below: tuple[str, ...]) -> frozenset[str]:
        if name in below:
            raise ReferenceProblem(file, None, "within: " + " > ".join((*below, name)), "a containment without circle")
        if name not in known:
            raise ReferenceProblem(file, None, f"within = {name!r} of {below[-1]}", "an id of this file")
        if name not in ancestors:
            within = known[name].within
            ancestors[name] = frozenset(within).union(*(above(parent, (*below, name)) for parent in within))
        return ancestors[name]

    for name in known:
        above(name, ())
    return ancestors


def _pointers(reference: Reference) -> Iterator[tuple[str, str, str | None, Container[str]]]:
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
    """The words alone, in lower case, `&` written out, a leading "the" dropped: what names are compared by. Hyphens and
    dashes part words ("Dyfed–Powys" is "dyfed powys"); apostrophes and full stops do too."""
    words = NOT_WORDS.sub(" ", text.casefold()).replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


FOLDER = Path(__file__).parent

JURISDICTION_OF_NATION = {name: name for name in (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)}
JURISDICTION_OF_NATION |= dict.fromkeys(("England", "Wales"), ENGLAND_AND_WALES)


@dataclass(frozen=True, eq=False)
class Reference:
    """All reference data. The dicts are by id and in the order of the files; do not write to them. It is equal to
    itself alone, so that what is looked up in it can be cached."""

    forces: dict[str, Force]
    areas: dict[str, Area]
    offences: dict[str, Offence]
    measures: dict[str, Measure]
    campaigns: dict[str, Campaign]
    spellings: tuple[Spelling, ...]
    exemptions: tuple[Exemption, ...]
    symbols: tuple[Symbol, ...]
    populations: tuple[Population, ...]
    list_order: ListOrder
    search_words: tuple[SearchWord, ...]

    @cached_property
    def _whole_names(self) -> dict[str, str]:
        """Plain name -> force id. That no name is two forces' is held by the tests."""
        return {plain(name): f.force_id for f in self.forces.values() for name in (f.name, f.short_name, *f.aliases)}

    @cached_property
    def _sentence_names(self) -> dict[str, str]:
        """Plain name -> force id, of names to look for inside a sentence: two words or more, and no short name, which
        mostly is the place ("West Midlands region"), unless the force has no longer one ("Police Scotland")."""
        pairs = ((plain(name), force) for force in self.forces.values() for name in (force.name, *force.aliases))
        return {
            name: force.force_id
            for name, force in pairs
            if " " in name and (name != plain(force.short_name) or name == plain(force.name))
        }

    @cached_property
    def _named(self) -> re.Pattern[str]:
        longest_first = sorted(self._sentence_names, key=len, reverse=True)
        return re.compile("(?<= )(?:" + "|".join(map(re.escape, longest_first)) + ")(?= )")

    @cached_property
    def _offence_ancestors(self) -> dict[str, frozenset[str]]:
        return all_ancestors("offences.csv", self.offences)

    @cached_property
    def _measure_ancestors(self) -> dict[str, frozenset[str]]:
        return all_ancestors(MEASURES, self.measures)

    def force_by_name(self, text: str) -> str | None:
        """The force whose name, short name or alias the whole of `text` is; None when it is no force's. Case,
        punctuation, a leading "the" and the choice of `&` or "and" do not matter. Nothing is found by a part: "West
        Midlands region" and "Norfolk and Suffolk" are no force."""
        return self._whole_names.get(plain(text))

    def forces_named_in(self, text: str) -> tuple[str, ...]:
        """The forces that a sentence names, in its order, each once. Where names lie over each other the longest is
        read ("South Wales Police" and not "Wales Police"). Only names of two words or more that are more than a place's
        name are looked for: "the force in Kent" names none, "Kent Police via WhatDoTheyKnow" one."""
        matches = self._named.finditer(f" {plain(text)} ")
        return tuple(dict.fromkeys(self._sentence_names[name[0]] for name in matches))

    @property
    def force_names(self) -> list[str]:
        return [name for f in self.forces.values() for name in (f.name, f.short_name, *f.aliases)]

    def place_name(self, place_id: str) -> str:
        return (self.forces.get(place_id) or self.areas[place_id]).name

    def jurisdiction_of(self, place_id: str) -> str | None:
        """Whose criminal law holds there: England and Wales, Scotland or Northern Ireland. None where several do
        (the UK, the special forces that work across borders), none of them (Jersey, Guernsey) or the place is not
        known, as in a document that names no force."""
        if place_id in self.forces:
            return JURISDICTION_OF_NATION.get(self.forces[place_id].nation)
        area = self.areas.get(place_id)
        if area is None:
            return None
        if area.area_kind in ("nation", "country"):
            return JURISDICTION_OF_NATION.get(area.name)
        if area.area_kind in ("region", "unit"):
            return ENGLAND_AND_WALES  # regions and regional units are England's: a test holds areas.csv to that
        jurisdictions = {self.jurisdiction_of(member) for member in area.members}
        return jurisdictions.pop() if len(jurisdictions) == 1 else None

    def offence_ancestors(self, offence_id: str | None) -> frozenset[str]:
        """Every offence, class or group that contains this one, at any distance, itself not. Empty for None."""
        return self._offence_ancestors[offence_id] if offence_id is not None else frozenset()

    def measure_ancestors(self, measure_id: str) -> frozenset[str]:
        """Every measure that contains this one for the same force, period and offence, itself not."""
        return self._measure_ancestors[measure_id]

    def list_group(self, measure_id: str, offence_id: str | None) -> int:
        """The place in lists, from 1: of the first group that has it, else after all groups."""
        groups = self.list_order.groups
        measure = self.measures[measure_id]
        return next((n for n, group in enumerate(groups, 1) if group.has(measure, offence_id)), len(groups) + 1)


def load_from(folder: Path) -> Reference:
    """All reference data of a folder. Raises ReferenceProblem for a mistake in one file, for an id that points at
    nothing and for a containment that goes in a circle."""
    areas = records(folder / "areas.csv", Area, ["force_id"])
    if strange := next((area.force_id for area in areas if not area.force_id.startswith("area:")), None):
        raise ReferenceProblem("areas.csv", None, f"force_id {strange!r}", "an id that begins with area:")
    reference = Reference(
        forces={force.force_id: force for force in records(folder / "forces.csv", Force, ["force_id"])},
        areas={area.force_id: area for area in areas},
        offences={row.offence_id: row for row in records(folder / "offences.csv", Offence, ["offence_id"])},
        measures=measures(folder),
        campaigns=campaigns(folder),
        spellings=tuple(records(folder / "offence_spellings.csv", Spelling, ["spelling", "jurisdiction"])),
        exemptions=tuple(records(folder / "exemptions.csv", Exemption, ["law", "section"])),
        symbols=tuple(records(folder / "symbols.csv", Symbol, ["symbol"])),
        populations=tuple(records(folder / "populations.csv", Population, ["force_id", "mid_year"])),
        list_order=list_order(folder),
        search_words=tuple(records(folder / "search_words.csv", SearchWord, ["words", "kind", "id"])),
    )
    for file, owner, target, known in _pointers(reference):
        if target is not None and target not in known:
            raise ReferenceProblem(file, None, f"{target!r} in {owner}", "an id that its own reference file has")
    _ = reference._offence_ancestors, reference._measure_ancestors
    return reference


@cache
def load() -> Reference:
    """The project's reference data, read once in a process."""
    return load_from(FOLDER)


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """A file of words of this folder, read once in a process; do not write to it. Raises ReferenceProblem."""
    return toml(FOLDER / name)


def compiled(file: str, where: str, expression: str, more: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A regular expression of a file of words, whatever its case. Raises ReferenceProblem, which names its place."""
    try:
        return re.compile(expression, re.IGNORECASE | more)
    except re.error as error:
        raise ReferenceProblem(file, None, f"{where} ({error})", "regular expressions") from None


class Lists:
    """The lists of expressions in a file of words by their names, each a pattern that finds any of its list. `edge`:
    what stands before and behind, "\\b" for whole words."""

    def __init__(self, file: str, *sections: str, edge: str = "") -> None:
        self._file, self._sections, self._edge = file, sections, edge

    def __getattr__(self, name: str) -> re.Pattern[str]:
        pattern = compiled(self._file, name, f"{self._edge}{self.any_of(name)}{self._edge}")
        setattr(self, name, pattern)  # asked for once
        return pattern

    def any_of(self, name: str) -> str:
        """The list, joined: for a pattern that holds more. A KeyError says that the file lacks it."""
        sections = (vocabulary(self._file)[section] for section in self._sections)
        expressions = next((lists[name] for lists in sections if name in lists), None)
        if expressions is None:
            raise KeyError(name)
        return compiled(self._file, name, f"(?:{'|'.join(expressions)})").pattern
