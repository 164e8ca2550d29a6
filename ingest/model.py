"""The values that pass from stage to stage, and their names. Nothing here reads a clock or a database, or any file but
words.

Data flows one way: document -> blocks with places -> messages and answers -> outcomes and figures -> warehouse.
Each class below is what one stage hands to the next; names and meanings are those of the warehouse's columns.

The id of a figure or an answer outlives re-saved files and better parsers: it is a digest of where it stands by its
names. No line number, box, value or reading goes into it. A period's is exact (`2019/20`, `2019`,
`2017-06-01..2018-02-28` with both days included, or `unknown`); prints are not, and are read by ingest/phrases.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from ingest.reference import vocabulary

OUTCOME_STATUSES = (
    "answered", "partly_answered", "refused", "ncnd", "not_held", "referred", "not_read", "not_applicable",
    "no_answer", "withdrawn",
)  # fmt: skip
STAGES = ("response", "internal_review", "commissioner", "tribunal")  # in their order: a later one supersedes
TRANSCRIPT_READS = "Our transcript reads:"  # how a note begins that only says the transcript's words again

DOUBTS = {
    "misprinted": "a misprint, as our transcript notes",
    "disbelieved": "not believed, as our transcript notes",
    "not-sum-of-parts": "not the sum of the parts that are printed with it, or one of those parts",
    "uncertain-period": "perhaps of another period, as our transcript notes",
    "uncertain-subject": "perhaps of something else than its label, as our transcript notes",
}
"""What whoever transcribed a figure may note against it: the name of the check's rule, and the words for it."""

SOURCE_PRINTS = "the source prints "
"""What a correction says before a print that it overrules; one of the meaning alone overrules none."""


HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes
SERIES = "series"  # how a document was read: as a long series that we typed
UNREAD = "\ufffd"  # the sign for a character that could not be read


Row = Mapping[str, Any]  # a row of a table or view, by column


def row_of(value: object, *names: str, **called: str) -> dict[str, Any]:
    """The fields `names` of a value by their own names, and others by the column that each is called in a row."""
    return {column: getattr(value, name) for column, name in (*zip(names, names, strict=True), *called.items())}


def fields_of(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


class Stop(Exception):
    """A command can't go on: what is wrong and what to do, in words, and its exit code."""

    def __init__(self, words: str, exit_code: int = 2) -> None:
        super().__init__(words)
        self.exit_code = exit_code


class Unreadable(Exception):
    """A document that can't be read: what was found and what would do."""


def refusal(name: str, /, **values: Any) -> str:
    return str(vocabulary("refusals.toml")[name].format(**values))


@contextmanager
def damage_refused(name: str) -> Iterator[None]:
    """Whatever a library raises over a damaged file becomes a refusal of this name, with its words as the reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (Unreadable, GeneratorExit, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(refusal(name, reason=str(error) or type(error).__name__)) from error


BBox = tuple[float, float, float, float]  # [x0, top, x1, bottom] in points from the page's top left


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document's decoded text. `number` starts at 1; `start` and `end` are code points, half open.
    `page`, `bbox`: where it stands, in a document of pages; `of_page`: its number among the page's lines with words.
    `confidence`: 0 to 1, of the engine that recognised its page. `table`: the number of the table that stands at this
    place of the text; such a line has no words. `parts`: the lines of a paragraph that a margin parted."""

    number: int
    text: str
    start: int
    end: int
    page: int | None = None
    bbox: BBox | None = None
    of_page: int | None = None
    confidence: float | None = None
    table: int | None = None
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table as it stands in the document, before anybody asks what it means. `row`, `column`: its place
    in the grid from 1; with spans it covers more. `ref`: its address in a workbook ("B7"). `is_header`: the document
    marks it as a heading (<th>, a repeated heading row); None where the format can't say. `number`: the cell's own
    number where the format stores one beside what it shows (a workbook), `text` being what a reader of it sees.
    `line`: the number of the line that it stands on, in a table made of a text's lines; `bbox` is then that line's."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: BBox | None = None
    ref: str | None = None
    is_header: bool | None = None
    number: float | None = None
    confidence: float | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as it stands: its cells in reading order (a merged cell once, empty cells where the table has them).
    `n` counts the document's tables from 1; one that goes on over pages is one grid, its cells with their own pages.
    `after_line`: the number of the line behind which it stands in the document's text, 0 before the first; its title
    and its notes are lines. `notes`: those that say what its marks mean, given to it by ingest/tables. `lines`: first
    and last line of a table that is itself made of the text's lines; None where the cells are no lines. `method`: table
    | spreadsheet | ocr, as a figure from it will say."""

    n: int
    rows: int = 0
    columns: int = 0
    cells: tuple[GridCell, ...] = ()
    page: int | None = None
    sheet: str | None = None
    bbox: BBox | None = None
    notes: tuple[str, ...] = ()
    after_line: int = 0
    lines: tuple[int, int] | None = None
    method: str = "table"

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({cell.page for cell in self.cells if cell.page is not None}))


Table = Grid  # a table whose cells are asked for: of a transcript and of a long table its place alone is known


@dataclass(frozen=True, slots=True)
class Part:
    """A message that the format itself tells apart (a mail, a correspondence box of a thread's page): who speaks, when,
    and its lines, first and last included. `kind`: outgoing (the requester's) | incoming (the force's) | annotation
    (the public's) | automatic (a bounce, an out-of-office note, a delivery receipt) | unknown. `sender_domain`: of the
    sender's mail address; the address itself is not kept."""

    kind: str
    first_line: int
    last_line: int
    on: date | None = None
    sender_domain: str | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document inside a document: its name as found, its bytes, the part (from 1) that it came with."""

    name: str
    data: bytes
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One body cell as printed ("" for an empty one), with the labels of its row and column. `value`: what a mark in it
    means by the table's own notes or the source's legend."""

    table: int
    row: int
    column: str
    text: str
    row_label: str | None = None
    column_label: str | None = None
    page: int | None = None
    bbox: BBox | None = None
    ref: str | None = None
    value: Value | None = None
    sheet: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not understood, for a person to settle. `rule` is a short fixed name, for counting."""

    severity: str  # error | warning | note
    message: str
    locator: str | None = None
    page: int | None = None
    rule: str = "not-understood"
    origin: str = "reader"  # source | reader | reference

    @classmethod
    def of(cls, name: str, locator: str | None = None, page: int | None = None, /, **values: Any) -> Problem:
        """The problem of an entry of problems.toml, which is its rule unless it has another: its sentence with these
        values, how bad it is and whose."""
        entry = vocabulary("problems.toml")[name]
        words = entry["says"].format(**values)
        return cls(entry["severity"], words, locator, page, entry.get("rule", name), entry.get("origin", "reader"))


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a reader found in one document: its lines, its tables, the documents inside it, and what it could not read.
    `lines` hold no words of a table that stands in `grids`. `tables` and `cells` are made from the grids later, by
    ingest/tables; a reader leaves them empty. `method`: how its lines were got, text | ocr."""

    media_type: str
    text: str = ""
    pages: int | None = None
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()
    method: str = "text"

    @property
    def is_long_table(self) -> bool:
        """Whether it is a long table of official statistics: sheets whose rows were kept, and no grid."""
        return bool(self.tables) and not self.grids and all(table.sheet is not None for table in self.tables)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread. `kind`: request | acknowledgement | response | review_request | review_response |
    clarification | annotation | other. `on` is the date printed with it, never one that was worked out."""

    n: int
    kind: str
    on: date | None
    text_start: int
    text_end: int
    lines: tuple[Line, ...] = ()

    @property
    def stage(self) -> str:
        """Of the outcomes and figures that it gives."""
        return "internal_review" if self.kind == "review_response" else "response"


@dataclass(frozen=True, slots=True)
class Value:
    """A printed quantity. Exact: `value`, `low` and `high` are equal. An interval: `value` is None and the bounds stand
    (`high` None: no upper bound). An estimate ("about 90"): all three None and symbol `[e]`. `text` is the print."""

    value: float | None
    low: float | None
    high: float | None
    symbol: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Period:
    """`period_id` is `2019/20`, `2019`, `2017-06-01..2018-02-28` (both days included) or `unknown`.
    `kind`: financial_year | calendar_year | other | unknown; start and end are None for unknown."""

    period_id: str
    kind: str
    start: date | None
    end: date | None


UNKNOWN_PERIOD = Period("unknown", "unknown", None, None)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what its answer counts. `wordings`: as asked or restated. `period` None: none or several."""

    label: str | None
    wordings: tuple[str, ...]
    asks: str | None
    measure_id: str | None
    period: Period | None
    offence_id: str | None
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to one question of one force: the row of `outcomes` before its source is joined to it."""

    outcome_id: str
    force_id: str
    question: str | None
    asks: str | None
    measure_id: str | None
    period_id: str | None
    status: str
    exemptions: tuple[str, ...] = ()
    exemptions_basis: str | None = None
    text: str | None = None
    said_by: str = "force"
    stage: str = "response"
    is_current: bool = True
    asked_on: str | None = None
    received_on: str | None = None
    answered_on: str | None = None
    cost_records: float | None = None
    cost_minutes_each: float | None = None
    cost_hours: float | None = None
    force_caveat: str | None = None
    message: int | None = None
    page: int | None = None
    locator: str = ""
    lines: tuple[int, int] | None = None  # of the document's text, where its place is a table made of them
    quote: str | None = None
    note: str | None = None
    offence_id: str | None = None
    period_as_published: str | None = None
    chain: tuple[str, ...] = ()
    ruling: str | None = None  # what a person ruled on it, with reason, initials and day


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one force or area: the row of `figures` before its source and its rank are joined to it."""

    figure_id: str
    force_id: str
    question: str | None
    measure_id: str
    unit: str
    offence_id: str | None
    scope: str | None
    dimensions: tuple[tuple[str, str], ...]
    period: Period
    value: Value
    locator: str
    method: str  # text | table | spreadsheet | transcript | ocr
    quote: str | None = None
    page: int | None = None
    bbox: BBox | None = None
    lines: tuple[int, int] | None = None  # of the document's text, where its place is in a table made of them
    message: int | None = None
    stage: str = "response"
    note: str | None = None
    forces_counted: int | None = None
    forces_asked: int | None = None
    review: str = "unreviewed"
    doubt: str | None = None  # why it can't be right by its print or our transcript's note: a rule's name
    correction: str | None = None  # what a person corrected, with what the source prints, the reason, initials and day
    offence_label: str | None = None
    period_label: str | None = None
    reading_reason: str | None = None
    chain: tuple[str, ...] = field(default=())
    """The steps from label to meaning in words, in order: what `explain` prints."""
    # A transcript of several pages says for each row where it was read; None: as the source says.
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    read_in: str | None = None
    kind: str | None = None
    licence: str | None = None
    # What the document itself says of its standing: current | superseded (answered again later on) | withdrawn.
    status: str = "current"
    replaced_by: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number that may well be a figure and that the reader will not vouch for: value and label as printed, the rest
    its best reading or None. `doubts`: codes of what a person has to settle. It becomes a figure of the same id when
    somebody takes it, and is published nowhere before."""

    proposal_id: str
    question: str | None
    force_id: str | None
    measure_id: str | None
    unit: str | None
    offence_id: str | None
    scope: str | None
    period_id: str | None
    value: Value
    label: str
    doubts: tuple[str, ...]
    locator: str
    method: str
    page: int | None = None
    bbox: BBox | None = None
    quote: str | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    state: str = "open"  # open | accepted | rejected, by what a person ruled


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """All that one document gives, with the document itself: what `show` prints and `build` collects."""

    path: str
    sha256: str
    media_type: str
    form: str  # original | transcript
    pages: int | None
    blocks: Blocks
    reference: str | None = None
    received: str | None = None
    campaign_id: str | None = None
    force_id: str | None = None
    law: str | None = None
    messages: tuple[Message, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    proposals: tuple[Proposal, ...] = ()


ID_LENGTH = 12
LONGEST_WORD = 100  # code points of a word to which near ones are sought; no known one is longer
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: ids are read aloud and typed
FINANCIAL = re.compile(r"(\d{4})/(\d{2})")
CALENDAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def digest(*parts: object) -> str:
    """12 characters for these names, the same on any machine. None and "" are different names."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return in_letters(hashlib.sha256(text.encode()).digest())


def in_letters(sha256: bytes) -> str:
    """The id that a digest's first bits make."""
    number, base = int.from_bytes(sha256[:8], "big"), len(ALPHABET)
    return "".join(ALPHABET[number // base**n % base] for n in range(ID_LENGTH))


def ranked(names: Sequence[tuple[object, ...]]) -> list[int]:
    """For each place its rank (from 1) among the places with equal names, in the order of the document."""
    seen: Counter[tuple[object, ...]] = Counter()
    ranks = []
    for name in names:
        seen[name] += 1
        ranks.append(seen[name])
    return ranks


def period_of_id(period_id: str) -> Period:
    """The period with this id. Raises ValueError for what is no id, and for a span that ends before it starts."""
    if period_id == UNKNOWN_PERIOD.period_id:
        return UNKNOWN_PERIOD
    if match := FINANCIAL.fullmatch(period_id):
        year = int(match[1])
        if (year + 1) % 100 == int(match[2]):
            return Period(period_id, "financial_year", date(year, 4, 1), date(year + 1, 3, 31))
    elif CALENDAR.fullmatch(period_id):
        return Period(period_id, "calendar_year", date(int(period_id), 1, 1), date(int(period_id), 12, 31))
    elif match := SPAN.fullmatch(period_id):
        start, end = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        if start <= end:
            return Period(period_id, "other", start, end)
    raise ValueError(f"{period_id!r} is no period's id: write 2019/20, 2019, 2017-06-01..2018-02-28 or unknown")


def years_of(period_id: str) -> tuple[str, ...]:
    """The financial or calendar years that a period is made of; the period itself where it is made of neither."""
    period = period_of_id(period_id)
    if period.start is None or period.end is None:
        return (period_id,)
    first, last = period.start, period.end
    ends = (first.month, first.day, last.month, last.day)
    if ends == (4, 1, 3, 31):
        return tuple(f"{year}/{(year + 1) % 100:02}" for year in range(first.year, last.year))
    return tuple(map(str, range(first.year, last.year + 1))) if ends == (1, 1, 12, 31) else (period_id,)


def nearest(word: str, known: Iterable[str], n: int = 3, cutoff: float = 0.0, between: str = ", ") -> str:
    """The known words that are most like one that is not, the likest first; "none" where there is none."""
    return _nearest(word[:LONGEST_WORD], tuple(dict.fromkeys(known)), n, cutoff, between)


@lru_cache(maxsize=4096)  # a word that is wrong is so in every row
def _nearest(word: str, known: tuple[str, ...], n: int, cutoff: float, between: str) -> str:
    return between.join(get_close_matches(word, known, n, cutoff)) or "none"


BETWEEN_PAGES, ON_TO_PAGE = "; ", "and on to page "  # in the place of what stands on more than one
MOST_PAGES = 3  # that a place names with their lines


@dataclass(frozen=True)
class CellLine(Line):
    """A line of a table's cell. `where`: the cell as a locator names it ("table 1, row 2, column Answer")."""

    where: str = ""


def locator_of(lines: Sequence[Line]) -> str:
    """`line 316`, or `lines 339-341`; in a document of pages `page 2, line 14`, counted on the page, and for what goes
    on overleaf `page 2, lines 40-41; page 3, line 1`; for words in a table's cell its row and column."""
    if lines and isinstance(lines[0], CellLine):
        page = lines[0].page
        return f"page {page}, {lines[0].where}" if page else lines[0].where
    lines = parts_of(lines)
    table = next((line.table for line in lines if line.table is not None), None)
    lines = [line for line in lines if line.number >= 1 and (line.table is None or line.text.strip())]
    if not lines:
        return f"table {table}" if table else ""
    if lines[0].page is None:
        return _in_words(lines[0].number, lines[-1].number)
    by_page: dict[int, list[int]] = {}
    for line in lines:
        if line.page is not None and line.of_page:
            by_page.setdefault(line.page, []).append(line.of_page)
    if not by_page:
        return f"page {lines[0].page}"
    named = [f"page {page}, {_in_words(numbers[0], numbers[-1])}" for page, numbers in by_page.items()]
    more = [f"{ON_TO_PAGE}{max(by_page)}"] if len(named) > MOST_PAGES else []
    return BETWEEN_PAGES.join([*named[:MOST_PAGES], *more])


def parts_of(lines: Sequence[Line]) -> list[Line]:
    return [part for line in lines for part in line.parts or (line,)]


def box_of(lines: Sequence[Line]) -> BBox | None:
    """The box around the lines of the first one's page. None where the document has no boxes."""
    boxes = [line.bbox for line in parts_of(lines) if line.bbox is not None and line.page == lines[0].page]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _in_words(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"
