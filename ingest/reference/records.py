"""The values that the reference files are read into: one frozen dataclass for each kind of row.

Protects: vocabulary is data. Names and meanings are those of the warehouse's reference tables; ids are the files'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

AboutChildren = Literal["yes", "mixed", "no"]
ABOUT_CHILDREN: tuple[str, ...] = get_args(AboutChildren)
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
    """What readers type, and what they mean by it: `id` is that of a force, an offence or a measure, or the address of
    a page without its stroke."""

    words: str
    kind: Literal["force", "offence", "measure", "page"]
    id: str


@dataclass(frozen=True)
class Question:
    """One question of a campaign in our short wording. `dimensions`: what its answer is split by: "offence", "year",
    or a breakdown's own name. `match`: word stems that all occur in this question, and in no other of the campaign,
    however it is restated. `headings`: breakdown -> what heads its labels in a table."""

    label: str
    text: str
    asks: str
    measure_id: str
    period_id: str | None
    offence_id: str | None
    dimensions: tuple[str, ...]
    match: tuple[str, ...]
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One body that a campaign asked. `force_id` None: the thread is known and the force is not. `on` as far as known:
    a day, month or year."""

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

    def label_of(self, text: str) -> str | None:
        """The label of the one question whose word stems all stand in the text."""
        plain = " ".join(text.casefold().split())
        labels = [q.label for q in self.questions if q.match and all(stem.casefold() in plain for stem in q.match)]
        return labels[0] if len(labels) == 1 else None
