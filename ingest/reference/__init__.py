"""The vocabulary of the subject, read from the CSV and TOML files of this folder.

Forces, areas, offences and their spellings, exemptions, measures, symbols and campaigns are data: a new one is a line
and no Python. `load` gives all; an error in a file is a `ReferenceProblem`, with file, line, value and what would do.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.reference import tables
from ingest.reference.tables import Area as Area
from ingest.reference.tables import Asked as Asked
from ingest.reference.tables import Campaign as Campaign
from ingest.reference.tables import Exemption as Exemption
from ingest.reference.tables import Force as Force
from ingest.reference.tables import Measure as Measure
from ingest.reference.tables import Offence as Offence
from ingest.reference.tables import Question as Question
from ingest.reference.tables import ReferenceProblem as ReferenceProblem
from ingest.reference.tables import Spelling as Spelling

FOLDER = Path(__file__).parent

JURISDICTION_OF_NATION = {name: name for name in (tables.ENGLAND_AND_WALES, tables.SCOTLAND, tables.NORTHERN_IRELAND)}
JURISDICTION_OF_NATION |= dict.fromkeys(("England", "Wales"), tables.ENGLAND_AND_WALES)


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
    symbols: tuple[tables.Symbol, ...]
    populations: tuple[tables.Population, ...]
    list_order: tables.ListOrder
    search_words: tuple[tables.SearchWord, ...]
    _whole_names: dict[str, str] = field(repr=False)
    _sentence_names: dict[str, str] = field(repr=False)
    _offence_ancestors: dict[str, frozenset[str]] = field(repr=False)
    _measure_ancestors: dict[str, frozenset[str]] = field(repr=False)

    def force_by_name(self, text: str) -> str | None:
        """The force whose name, short name or alias the whole of `text` is; None when it is no force's. Case,
        punctuation, a leading "the" and the choice of `&` or "and" do not matter. Nothing is found by a part: "West
        Midlands region" and "Norfolk and Suffolk" are no force."""
        return self._whole_names.get(tables.plain(text))

    def forces_named_in(self, text: str) -> tuple[str, ...]:
        """The forces that a sentence names, in its order, each once; the longest name wins where two lie over each
        other. Only names of two words or more that are more than a place's name are looked for: "the force in Kent"
        names none, "Kent Police via WhatDoTheyKnow" one."""
        return tables.named_in(text, self._sentence_names)

    @property
    def force_names(self) -> list[str]:
        """Every name of every force."""
        return [name for f in self.forces.values() for name in (f.name, f.short_name, *f.aliases)]

    def place_name(self, place_id: str) -> str:
        """The name of a force or an area. Raises KeyError for neither."""
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
            return tables.ENGLAND_AND_WALES  # regions and regional units are England's: a test holds areas.csv to that
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
    records = tables.read(folder)
    forces, of_offence, of_measure = records["forces"].values(), records["offences"], records["measures"]
    reference = Reference(
        **records,
        _whole_names=tables.whole_names(forces),
        _sentence_names=tables.sentence_names(forces),
        _offence_ancestors=tables.all_ancestors("offences.csv", {key: row.within for key, row in of_offence.items()}),
        _measure_ancestors=tables.all_ancestors(tables.MEASURES, {key: row.within for key, row in of_measure.items()}),
    )
    for pointer in tables.dangling(reference):
        raise pointer
    return reference


@functools.cache
def load() -> Reference:
    """The project's reference data, read once in a process."""
    return load_from(FOLDER)


@functools.cache
def vocabulary(name: str) -> dict[str, Any]:
    """A file of words of this folder, read once in a process; do not write to it. Raises ReferenceProblem."""
    return tables.toml(FOLDER / name)


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
