"""What passes through the examiner: a document's content, apart from any format, and the truth of it.

Content is messages of blocks (paragraphs and tables); a renderer turns them into the bytes of one format. The truth
is written where a number is drawn, so the two can't part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class TrueFigure:
    """A number that the document bears. `low` and `high` are its bounds, equal to `value` where it is exact.

    `dimensions`: labels of further breakdowns. `is_optional`: a careful reader may leave it to a person, but if it is
    read it must be read so. `status`: current | superseded | withdrawn. `also_lows`, `also_periods`, `also_offences`,
    `also_dimensions`: other readings that are as right (a bound above a printed zero, a part year left unknown)."""

    measure: str
    unit: str
    offence: str | None
    period: str
    value: float | None
    low: float | None
    high: float | None
    question: str | None
    form: str
    scope: str | None = None
    dimensions: tuple[str, ...] = ()
    is_optional: bool = False
    status: str = "current"
    also_lows: tuple[float, ...] = ()
    also_periods: tuple[str, ...] = ()
    also_offences: tuple[str | None, ...] = ()
    also_dimensions: tuple[tuple[str, ...], ...] = ()
    force: str | None = None


@dataclass(frozen=True)
class TrueOutcome:
    """What came of one question. `statuses`: those that are right, mostly one. `exemptions` must all be read;
    `may_cite` may be read besides (sections that only support another)."""

    question: str | None
    statuses: tuple[str, ...]
    form: str
    exemptions: tuple[str, ...] = ()
    may_cite: tuple[str, ...] = ()
    stage: str = "response"
    is_current: bool = True
    is_optional: bool = False


@dataclass(frozen=True)
class TableCell:
    text: str
    columns: int = 1
    rows: int = 1
    is_header: bool = False
    is_rotated: bool = False


@dataclass
class Table:
    """`grid` has one list for each row; a cell that another one covers is None. `rules`: full | rows | none.
    `breaks_after`: a row behind which the page must end, for tables over pages."""

    grid: list[list[TableCell | None]]
    header_rows: int = 1
    title: str = ""
    notes: tuple[str, ...] = ()
    rules: str = "full"
    sheet: str = "Sheet1"
    repeats_header: bool = True
    fillers: int = 0  # lines of prose before it, so that it goes on over the page
    splits_rows: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """`kind`: text | heading | item | line (lines are kept as they are, never wrapped)."""

    text: str
    kind: str = "text"


Block = Paragraph | Table


@dataclass(frozen=True)
class Enclosure:
    """A file that a message brings: its name, and the content that a renderer makes of it."""

    name: str
    tables: tuple[Table, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass
class Message:
    """`by`: requester | force | public. `name`: who signs or is shown as sender."""

    by: str
    name: str
    on: date
    blocks: list[Block]
    subject: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    kind: str = "response"


@dataclass
class Paper:
    """One document to be written: what is in it and what is true of it."""

    number: int
    force: str
    force_name: str
    campaign: str
    reference: str
    format: str
    messages: list[Message]
    figures: list[TrueFigure] = field(default_factory=list)
    outcomes: list[TrueOutcome] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    form: str = ""
    wording: str = ""
    layout: str = ""
    has_distractors: bool = False
    has_ncnd_tail: bool = False
    law: str = "FOIA 2000"
    legend: dict[str, str] = field(default_factory=dict)
    sheets: list[Table] = field(default_factory=list)
