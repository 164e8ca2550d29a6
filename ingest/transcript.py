"""Our transcripts (a CSV of what a page prints) -> Blocks: cells with row and column; rows -> outcomes and figures. A
long series has its own header: a row is a force, year and class, with its quarters' counts (ingest/official).

Protects: every cell is read under the column that it stands in, and a header that is not understood gives no cells at
all, because a misspelt column would empty a label and turn a part into a whole; a transcript's words are ours, so
nothing here is a quote; every figure keeps its row and its place on the page; what the print and a person's reading do
not settle is a problem and no figure.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ingest import model
from ingest.model import digest, nearest, period_of_id, ranked
from ingest.phrases import offences
from ingest.phrases.numbers import ESTIMATE, read_mark, read_value
from ingest.phrases.offences import OffenceReading, read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Question, Reference
from ingest.sources import KINDS, OWN_KINDS, SOURCE_FILE, Source

MEDIA_TYPE = "text/csv"
SERIES_COLUMNS = ("force", "financial_year", "offence_class", "q1", "q2", "q3", "q4")
REQUIRED_COLUMNS = (
    "force", "measure", "unit", "offence_as_published", "period_as_published", "value_as_published", "status",
    "exemptions", "exemptions_basis", "question", "place", "note",
)  # fmt: skip
OPTIONAL_COLUMNS = (
    "url", "published", "publisher", "read_in", "kind", "offence", "period", "scope", "reading_reason",
    "force_as_published", "stage", "symbol", "doubt", "forces_counted", "first_read_as",
)  # fmt: skip
MOST_WRONG = 20  # columns that are named one by one: more is no misspelling but another file
DIMENSION_COLUMN = re.compile(r"dim_[a-z][a-z0-9_]*")


def read(data: bytes, name: str) -> model.Blocks:
    """The cells of a transcript. `row` counts data rows from 1, `column` is the header's name, `ref` is the line of the
    file on which the row ends. Anything that cannot be read is a problem that names the line and what would do."""
    text, at, lines = "", -1, list[tuple[int, list[str]]]()
    wrong = f"is empty. A transcript opens with a header: {', '.join(REQUIRED_COLUMNS)}."
    try:
        text = data.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except UnicodeDecodeError as error:
        wrong, at = f"is not UTF-8: byte {data[error.start]:#04x}. Save the file as UTF-8.", error.start
    except csv.Error as error:
        wrong = f"is not well-formed CSV ({error}). Mend the quotation marks near the end of it."
    else:
        if "\x00" in text:
            wrong = "holds a NUL byte, which no text has. Save the table as CSV in UTF-8."
            at, lines = data.index(b"\0"), []
    if not lines:
        place = "line {}".format(data[:at].count(b"\n") + 1) if at >= 0 else None
        return model.Blocks(MEDIA_TYPE, problems=(model.Problem.of("unreadable-transcript", place, wrong=wrong),))
    header = [name.strip() for name in lines[0][1]]
    problems = _header_problems(header, lines[0][0])
    return model.Blocks(MEDIA_TYPE, problems=tuple(problems)) if problems else _body(header, lines[1:], text)


def _is_series(header: list[str]) -> bool:
    return {"financial_year", "offence_class"} <= set(header)


def _header_problems(header: list[str], line: int) -> list[model.Problem]:
    required, optional = (SERIES_COLUMNS, ()) if _is_series(header) else (REQUIRED_COLUMNS, OPTIONAL_COLUMNS)
    known, at = (*required, *optional), f"line {line}"
    breakdown = ", and dim_<name> for a breakdown" if optional else ""
    wrong = []
    for name, count in Counter(header).items():
        if name not in known and not (optional and DIMENSION_COLUMN.fullmatch(name)):
            near = difflib.get_close_matches(name, known, n=1)
            said = {"meant": f" Is {near[0]} meant?" if near else "", "known": ", ".join(known)}
            wrong.append(model.Problem.of("unknown-column", at, column=name, breakdown=breakdown, **said))
        if count > 1:
            wrong.append(model.Problem.of("column-twice", at, column=name))
    if len(wrong) > MOST_WRONG:
        wrong[MOST_WRONG:] = [model.Problem.of("more-unknown-columns", at, count=len(wrong) - MOST_WRONG)]
    if missing := [name for name in required if name not in header]:
        wrong.append(model.Problem.of("missing-column", at, missing=", ".join(missing), needed=", ".join(required)))
    return wrong


def _body(header: list[str], lines: list[tuple[int, list[str]]], text: str) -> model.Blocks:
    cells: list[model.Cell] = []
    problems: list[model.Problem] = []
    for row, (line, values) in enumerate(lines, 1):
        if len(values) != len(header):
            said = {"cells": len(values), "header": len(header), "begins": ", ".join(values[:3])}
            problems.append(model.Problem.of("ragged-row", f"row {row} (line {line})", **said))
            continue
        for name, value in zip(header, values, strict=True):
            cells.append(model.Cell(1, row, name, value.strip(), column_label=name, ref=f"line {line}"))
    tables = (model.Grid(1),) if cells else ()
    method = model.SERIES if _is_series(header) else "text"
    return model.Blocks(
        MEDIA_TYPE, text=text, tables=tables, cells=tuple(cells), problems=tuple(problems), method=method
    )


FIGURE_STATUSES = ("value", "suppressed")
BASES = ("printed", "inferred")
EXEMPTION = re.compile(r"(?:s|art )\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*")
NEVER_EMPTY = ("force", "status", "measure", "unit")
NO_OFFENCE = "none"  # what a person writes in `offence` where the source names none
DIMENSION = "dim_"
READINGS = ("offence", "period", "scope", "symbol", "forces_counted")  # what a person says, with a `reading_reason`


@dataclass(frozen=True)
class Row:
    """One row as transcribed. `n` counts from 1; `line`: that of the file; `cells`: column -> text."""

    n: int
    line: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def given(self, column: str) -> str | None:
        """A cell's text; None for an empty one."""
        return self[column] or None

    @property
    def stage(self) -> str:
        return self["stage"] or model.STAGES[0]

    @property
    def exemptions(self) -> tuple[str, ...]:
        """`s31(3)`, `Art 25(2)` in the form of the warehouse: the word small, the rest as printed."""
        small = (re.sub(r"^S(?=\d)", "s", part.strip()) for part in self["exemptions"].split(";") if part.strip())
        return tuple(re.sub(r"^(?:Article|Art)\.?\s*", "art ", part, flags=re.IGNORECASE) for part in small)

    @property
    def dimensions(self) -> tuple[tuple[str, str], ...]:
        named = ((name, label) for name, label in self.cells.items() if name.startswith(DIMENSION) and label)
        return tuple((name.removeprefix(DIMENSION), label) for name, label in named)

    @property
    def names(self) -> tuple[object, ...]:
        """The prints that the row's ids are made of. No value, no place and no reading is in them. A mended row keeps
        its ids by `first_read_as`, which gives what was other then: "measure=arrests; period_as_published=2010"."""
        row = self.as_first
        labels = (row["unit"], row["offence_as_published"], row["period_as_published"], row.given("question"))
        dimensions = (f"{name}={label}" for name, label in row.dimensions)
        return (row["force"], row["measure"], *labels, *dimensions, row.given("force_as_published"))

    @property
    def as_first(self) -> Row:
        return replace(self, cells=self.cells | self.first)

    @property
    def first(self) -> dict[str, str]:
        """The columns that `first_read_as` gives as they were."""
        given = (part.partition("=") for part in self["first_read_as"].split(";") if part.strip())
        return {name.strip(): text.strip() for name, _, text in given}

    @property
    def may_give_figure(self) -> bool:
        """Whether the row may have a number that was given: a whole answer, a suppressed one, or a part."""
        is_part = self["status"] == "partly_answered" and bool(self["value_as_published"])
        return is_part or self["status"] in FIGURE_STATUSES

    @property
    def locator(self) -> str:
        return f"row {self.n}, {self['place']}" if self["place"] else f"row {self.n}"

    def problem(self, name: str, **values: Any) -> model.Problem:
        return model.Problem.of(name, f"row {self.n} ({self.line})", **values)


def rows_of(blocks: model.Blocks, reference: Reference) -> tuple[list[Row], list[model.Problem]]:
    """The rows that can be used, in order, and a problem for everything wrong with the others."""
    rows, problems = [], []
    for n, of_row in groupby(sorted(blocks.cells, key=lambda cell: cell.row), key=lambda cell: cell.row):
        cells = list(of_row)
        row = Row(n, cells[0].ref or "", {cell.column: cell.text for cell in cells})
        faults = list(_problems(row, reference))
        problems += faults
        if not any(problem.severity == "error" for problem in faults):
            rows.append(row)
    return rows, problems


def _problems(row: Row, reference: Reference) -> Iterator[model.Problem]:
    measure = reference.measures.get(row["measure"])
    vocabularies: dict[str, tuple[Iterable[str], str]] = {
        "force": ((*reference.forces, *reference.areas), "forces.csv or areas.csv"),
        "status": ((*FIGURE_STATUSES, *model.OUTCOME_STATUSES), "the vocabulary"),
        "measure": (reference.measures, "measures.toml"),
        "unit": (measure.units if measure else [row["unit"]], f"the units of {row['measure']}"),
        "stage": (model.STAGES, "the vocabulary"),
        "kind": (KINDS, "the vocabulary"),
        "doubt": (model.DOUBTS, "the vocabulary"),
        "symbol": ([symbol.symbol for symbol in reference.symbols], "symbols.csv"),
        "offence": ((*reference.offences, NO_OFFENCE), "offences.csv"),
        "scope": (measure.scopes if measure else [row["scope"]], f"the scopes of {row['measure']}"),
        "exemptions_basis": (BASES, "the vocabulary"),
    }
    for column, (known, where) in vocabularies.items():
        if (row[column] or column in NEVER_EMPTY) and row[column] not in (words := tuple(known)):
            found = {"column": column, "value": row[column], "where": where, "near": nearest(row[column], words)}
            yield replace(row.problem("unknown-value", **found), rule=f"unknown-{column}")
    known_once = {*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS, *filter(DIMENSION_COLUMN.fullmatch, row.first)}
    if unknown := set(row.first) - known_once:
        yield row.problem("unknown-first_read_as", names=", ".join(sorted(unknown)))
    if row["doubt"] and not row["note"]:
        yield row.problem("doubt-without-note")
    for exemption in row.exemptions:
        if not EXEMPTION.fullmatch(exemption):
            yield row.problem("unknown-exemption", exemption=exemption)
    if bool(row.exemptions) != bool(row["exemptions_basis"]):
        yield row.problem("exemptions-basis")
    if row["forces_counted"] and not re.fullmatch(r"[1-9]\d?|unknown", row["forces_counted"]):
        yield row.problem("unknown-forces_counted", counted=row["forces_counted"])
    printed = row["value_as_published"]
    is_answer_without_number = row["status"] in model.OUTCOME_STATUSES and not row.may_give_figure
    if is_answer_without_number and printed and read_value(printed, unit=row["unit"]) is not None:
        yield row.problem("number-beside-status", status=row["status"], value=printed)
    if any(row[column] for column in READINGS) and not row["reading_reason"]:
        yield row.problem("reading-without-reason")


BLANK = "blank"  # the legend's name for an empty cell
SUPPRESSED = "[c]"


@dataclass(frozen=True)
class Meaning:
    """What a row's labels mean. `dimensions` are those that a label itself brings; `chain` the steps in words."""

    offence_id: str | None
    period: model.Period
    dimensions: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]


def meaning_of(row: Row, published: str | None, reference: Reference) -> tuple[Meaning | None, list[model.Problem]]:
    """The offence and the period of a row; None, with the problems, where one of them is not settled."""
    problems: list[model.Problem] = []
    offence = _offence(row, reference, problems)
    period = _period(row, published, problems)
    if offence is None or period is None:
        return None, problems
    by_person = f" (a person's reading: {row['reading_reason']})"
    offence_label, period_label = (
        f'"{row[f"{name}_as_published"]}"' if row[f"{name}_as_published"] else f"no {name} is printed"
        for name in ("offence", "period")
    )
    chain = [
        f"offence: {offence_label}, read as {offence.offence_id or 'no offence'} ({offence.how})",
        f"period: {period_label}, read as {period.period_id}{by_person if row['period'] else ''}",
        *([f"scope: {row['scope']}{by_person}"] if row["scope"] else []),
        *([f"forces counted: {row['forces_counted']}{by_person}"] if row["forces_counted"] else []),
    ]
    part = ((model.HOME_OFFICE_CODE, offence.part),) if offence.part else ()
    return Meaning(offence.offence_id, period, part, tuple(chain)), problems


def _offence(row: Row, reference: Reference, problems: list[model.Problem]) -> OffenceReading | None:
    label = row["offence_as_published"]
    alone = read_offence(label, place_id=row["force"], reference=reference, measure_id=row["measure"])
    if row["offence"]:
        read = None if row["offence"] == NO_OFFENCE else row["offence"]
        problems += _not_needed(row, "offence") if alone is not None and alone.offence_id == read else []
        return OffenceReading(read, f"a person's reading: {row['reading_reason']}")
    if alone is None:
        near = "; ".join(offences.nearest(label, reference)) or "none"
        problems.append(row.problem("offence-not-read", label=label, near=near))
    return alone


def _period(row: Row, published: str | None, problems: list[model.Problem]) -> model.Period | None:
    label = row["period_as_published"]
    try:
        alone = read_period(label, published=published) if label else model.UNKNOWN_PERIOD
    except ValueError:
        problems.append(row.problem("unknown-day", published=published))
        return None
    if row["period"]:
        try:
            read = period_of_id(row["period"])
        except ValueError as error:
            problems.append(row.problem("unknown-period", error=error))
            return None
        problems += _not_needed(row, "period") if alone == read else []
        return read
    if alone is None:
        problems.append(row.problem("period-not-read", label=label))
    return alone


def _not_needed(row: Row, column: str) -> list[model.Problem]:
    return [row.problem("reading-not-needed", column=column, read=row[column])]


def value_of(row: Row, legend: Mapping[str, str], *, prints_zeros: bool) -> model.Value | model.Problem:
    """The quantity in a row that gives one. `prints_zeros`: the same source prints its zeros, so that "<5" is not 0."""
    printed = row["value_as_published"]
    marked = read_mark(printed, legend) if (printed or BLANK) in legend else None
    value = marked or read_value(printed, unit=row["unit"], prints_zeros=prints_zeros)
    if row["status"] == "suppressed":
        if value is not None and value.value is not None:
            return row.problem("suppressed-number", value=printed)
        low, high = (value.low, value.high) if value is not None else (0.0, None)
        return model.Value(None, low or 0.0, high, SUPPRESSED, printed)
    if value is None:
        return row.problem("value-not-read", value=printed)
    if row["symbol"] == ESTIMATE:
        return model.Value(None, None, None, ESTIMATE, printed)
    return replace(value, symbol=row["symbol"] or value.symbol)


def value_step(value: model.Value) -> str:
    if value.value is not None:
        return f'value: "{value.text}" is exactly {value.value:g}'
    if value.low is None and value.high is None:
        return f'value: "{value.text}" is an estimate without bounds'
    low = "no lower bound" if value.low is None else f"at least {value.low:,.0f}"
    high = "no upper bound" if value.high is None else f"at most {value.high:,.0f}"
    return f'value: "{value.text}", that is {low}, {high}' + (f" {value.symbol}" if value.symbol else "")


NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
COST_FIELDS = {
    "refusal_records": ("cost_records", "records"),
    "refusal_minutes_each": ("cost_minutes_each", "minutes each"),
    "refusal_hours": ("cost_hours", "hours"),
}
WHOLE_REQUEST = "request_outcome"
Costs = Mapping[tuple[str, str | None], Sequence[Row]]
"""Force and page -> the rows that say what a refusal there reckons with."""


def outcomes_of(
    rows: Sequence[Row], meanings: dict[int, Meaning], source: Source, reference: Reference, document_path: str
) -> tuple[list[model.Outcome], list[model.Problem]]:
    """The outcomes that rows state, or the force's figures show, and each question of a request refused whole."""
    costs: dict[tuple[str, str | None], list[Row]] = {}
    problems: list[model.Problem] = []
    refusals = {_page(row, source) for row in rows if row["status"] == "refused" and row.n in meanings}
    for row in (row for row in rows if row["measure"] in COST_FIELDS):
        if NUMBER.search(row["value_as_published"]) and _page(row, source) in refusals:
            costs.setdefault(_page(row, source), []).append(row)
        else:
            found = {"measure": row["measure"], "value": row["value_as_published"], "force": row["force"]}
            problems.append(row.problem("cost-without-refusal", **found))
    # The counts that a refusal of the whole gives as its ground; none where a row gives any other figure.
    grounds = frozenset(row["value_as_published"] for row in rows if row["measure"] in COST_FIELDS)
    figures = [row for row in rows if row["measure"] not in COST_FIELDS and row["status"] in FIGURE_STATUSES]
    grounds = grounds if all(row["value_as_published"] in grounds for row in figures) else frozenset()
    by_question: dict[tuple[object, ...], list[Row]] = {}  # figures of one question together; others one by one
    for row in rows:
        if row.n in meanings and _states_outcome(row, source, grounds):
            by_question.setdefault(_answer(row) if row.may_give_figure else (row.n,), []).append(row)
    groups = list(by_question.values())
    names = [("outcome", *_answer(group[0].as_first)) for group in groups]
    outcomes: list[model.Outcome] = []
    for group, name, rank in zip(groups, names, ranked(names), strict=True):
        outcome_id = digest(source.source_id, document_path, *name, rank)
        outcomes.append(_outcome(outcome_id, group, meanings[group[0].n], source, reference, costs))
    parted: list[model.Outcome] = []
    for group, outcome in zip(groups, outcomes, strict=True):
        campaign = reference.campaigns.get(source.campaign_id or "")
        if campaign is not None and group[0]["measure"] == WHOLE_REQUEST and outcome.status == "refused":
            single = [other for other in outcomes if other.force_id == outcome.force_id and other.question]
            ids = (source.source_id, document_path)
            parted += _of_each_question(outcome, campaign.questions, single, ids)
        else:
            parted.append(outcome)
    return parted, problems


def _page(row: Row, source: Source) -> tuple[str, str | None]:
    return row["force"], row["url"] or source.url


def _answer(row: Row) -> tuple[object, ...]:
    labels = (row["offence_as_published"], row["period_as_published"])
    return (row["force"], row.given("question"), row["measure"], *labels, row.stage)


def _is_by_force(row: Row, source: Source) -> bool:
    return (row["kind"] or source.kind) in OWN_KINDS


def _states_outcome(row: Row, source: Source, grounds: Collection[str]) -> bool:
    """Whether a row states an outcome: by its status, or a figure the force gives to a request, no refusal's ground."""
    if row["measure"] in COST_FIELDS:
        return False
    is_answer = source.law is not None and _is_by_force(row, source) and row["force"] in source.force_ids
    return row["status"] not in FIGURE_STATUSES or (is_answer and row["value_as_published"] not in grounds)


def _outcome(
    outcome_id: str, group: Sequence[Row], meaning: Meaning, source: Source, reference: Reference, costs: Costs
) -> model.Outcome:
    row, label = group[0], group[0].given("question")
    campaign = reference.campaigns.get(source.campaign_id or "")
    questions = campaign.questions if campaign and label else ()
    question = next((question for question in questions if question.label == label), None)
    statuses = {member["status"] for member in group}
    status = "partly_answered" if statuses & set(FIGURE_STATUSES) else row["status"]
    outcome = model.Outcome(
        outcome_id=outcome_id,
        force_id=row["force"],
        question=label,
        asks=question.asks if question else row.given("offence_as_published"),
        measure_id=None if row["measure"] == WHOLE_REQUEST else row["measure"],
        period_id=meaning.period.period_id,
        status="answered" if statuses == {"value"} else status,
        exemptions=tuple(dict.fromkeys(section for member in group for section in member.exemptions)),
        exemptions_basis=next((basis for member in group if (basis := member.given("exemptions_basis"))), None),
        said_by="force" if _is_by_force(row, source) else "compiler",
        stage=row.stage,
        asked_on=source.asked,
        received_on=source.received,
        answered_on=source.answered,
        locator=row.locator,
        note=row.given("note"),
        offence_id=meaning.offence_id,
        period_as_published=row.given("period_as_published"),
        chain=meaning.chain,
    )
    return _with_costs(outcome, costs.get(_page(row, source), ())) if outcome.status == "refused" else outcome


def _with_costs(outcome: model.Outcome, costs: Sequence[Row]) -> model.Outcome:
    numbers: dict[str, Any] = {}
    parts = []
    for cost in costs:
        column, words = COST_FIELDS[cost["measure"]]
        number = NUMBER.search(cost["value_as_published"])
        numbers[column] = float(number[0].replace(",", "")) if number else None
        parts.append(f"{cost['value_as_published']} {words}")
    return replace(outcome, text=f"Cost: {', '.join(parts)}" if parts else outcome.text, **numbers)


def _of_each_question(
    whole: model.Outcome, questions: Sequence[Question], single: Sequence[model.Outcome], ids: tuple[str, str]
) -> Iterator[model.Outcome]:
    """A campaign's request that was refused whole is a refusal of each of its questions that no row states by itself.
    Where the refusal prints no section, it has those of the single refusals in the same source, as an inference."""
    exemptions, basis = whole.exemptions, whole.exemptions_basis
    if not exemptions:
        exemptions = tuple(
            dict.fromkeys(section for other in single if other.status == "refused" for section in other.exemptions)
        )
        basis = "inferred" if exemptions else None
    for question in questions:
        if question.label not in {other.question for other in single}:
            yield replace(
                whole,
                outcome_id=digest(*ids, "outcome", whole.force_id, question.label, "whole request", whole.stage),
                question=question.label,
                asks=question.asks,
                measure_id=question.measure_id,
                period_id=question.period_id or whole.period_id,
                offence_id=question.offence_id,
                exemptions=exemptions,
                exemptions_basis=basis,
            )


SIGNED = ("reason", "by", "on")
NEEDED = ("measure", "unit", "value_as_published", "place", *SIGNED)


def read_additions(source: Source, reference: Reference) -> model.DocumentReading | None:
    """The additions of a source as one more transcript; None when there are none."""
    if not source.additions:
        return None
    cells: list[model.Cell] = []
    problems: list[model.Problem] = []
    for n, addition in enumerate(source.additions, 1):
        wrong = _wrong(addition)
        if wrong:
            problems.append(model.Problem.of("addition-not-read", f"addition {n}", wrong=wrong))
            continue
        cells += [
            model.Cell(1, n, name, text, ref=f"addition {n}") for name, text in _columns(addition, source).items()
        ]
    blocks = model.Blocks(
        MEDIA_TYPE, tables=(model.Grid(1),) if cells else (), cells=tuple(cells), problems=tuple(problems)
    )
    outcomes, figures, faults = read_transcript(blocks, source, reference, SOURCE_FILE)
    written = json.dumps([dict(addition) for addition in source.additions], sort_keys=True, default=str)
    return model.DocumentReading(
        SOURCE_FILE,
        hashlib.sha256(written.encode()).hexdigest(),
        MEDIA_TYPE,
        "transcript",
        None,
        blocks,
        outcomes=tuple(outcomes),
        figures=tuple(figures),
        problems=(*problems, *faults),
    )


def _wrong(addition: Mapping[str, Any]) -> str | None:
    if missing := [name for name in NEEDED if not addition.get(name)]:
        return f"an [[addition]] lacks {', '.join(missing)}. It needs: {', '.join(NEEDED)}."
    known = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS, *SIGNED)
    if unknown := [name for name in addition if name not in known and not DIMENSION_COLUMN.fullmatch(name)]:
        return f"an [[addition]] has {', '.join(unknown)}, which is not known. Known: {', '.join(known)}."
    return None


def _columns(addition: Mapping[str, Any], source: Source) -> dict[str, str]:
    signed = f"Typed by {addition['by']}, {addition['on']}: {addition['reason']}"
    note = f"{addition['note']} {signed}" if addition.get("note") else signed
    defaults = {"force": source.force_ids[0] if source.force_ids else "", "status": "value"}
    given = {name: str(value) for name, value in addition.items() if name not in SIGNED}
    return {name: "" for name in REQUIRED_COLUMNS} | defaults | given | {"note": note}


AS_GIVEN = (
    "question", "scope", "note", "doubt", "reading_reason", "url", "published", "publisher", "read_in", "kind",
)  # fmt: skip
COUNTED_KINDS = ("count", "share", "rate")  # measures that have figures; the others are about the request itself
FORCES_REPLYING = re.compile(r"\b(\w+)(?: of (\w+))? forces\b")
Result = tuple[list[model.Outcome], list[model.Figure], list[model.Problem]]


def read_transcript(blocks: model.Blocks, source: Source, reference: Reference, document_path: str) -> Result:
    """Outcomes, figures and problems of a transcript. `document_path` is relative to the source's folder and goes into
    the ids, with what the row prints and never with what it means."""
    rows, problems = rows_of(blocks, reference)
    meanings: dict[int, Meaning] = {}
    for row in rows:
        if reference.measures[row["measure"]].kind == "refusal_arithmetic":
            continue  # arithmetic of a refusal has no offence or period of its own
        meaning, faults = meaning_of(row, row["published"] or source.published, reference)
        problems += faults
        if meaning is not None:
            meanings[row.n] = meaning
    figures: list[model.Figure] = []
    counted = {name for name, measure in reference.measures.items() if measure.kind in COUNTED_KINDS}
    giving = [row for row in rows if row.n in meanings and row.may_give_figure and row["measure"] in counted]
    values = (read_value(row["value_as_published"], unit=row["unit"]) for row in giving)
    prints_zeros = any(value is not None and value.value == 0 for value in values)
    for row, rank in zip(giving, ranked([row.names for row in giving]), strict=True):
        value = value_of(row, source.legend or {}, prints_zeros=prints_zeros)
        if isinstance(value, model.Problem):
            problems.append(value)
        else:
            figure_id = digest(source.source_id, document_path, *row.names, rank)
            figures.append(_figure(figure_id, row, meanings[row.n], value))
    outcomes, faults = outcomes_of(rows, meanings, source, reference, document_path)
    return outcomes, figures, [*problems, *faults]


def _figure(figure_id: str, row: Row, meaning: Meaning, value: model.Value) -> model.Figure:
    printed, asked = forces_replying(row["force_as_published"])
    as_given: dict[str, Any] = {name: row.given(name) for name in AS_GIVEN}
    return model.Figure(
        figure_id=figure_id,
        force_id=row["force"],
        measure_id=row["measure"],
        unit=row["unit"],
        offence_id=meaning.offence_id,
        dimensions=tuple(sorted((*row.dimensions, *meaning.dimensions))),
        period=meaning.period,
        value=value,
        locator=row.locator,
        method="transcript",
        stage=row.stage,
        forces_counted=printed if not (said := row["forces_counted"]) else int(said) if said != "unknown" else None,
        forces_asked=asked,
        offence_label=row.given("offence_as_published"),
        period_label=row.given("period_as_published"),
        chain=(*meaning.chain, value_step(value)),
        **as_given,
    )


def forces_replying(force_as_published: str) -> tuple[int | None, int | None]:
    """How many forces are counted in an area's figure and how many were asked: "40 of 44 forces" is 40 and 44,
    "(41 forces)" 41 and unknown, "(forces replying)" neither."""
    match = FORCES_REPLYING.search(force_as_published)
    values = [read_value(word or "") for word in match.groups()] if match else [None, None]
    counted, asked = (int(v.value) if v is not None and v.value is not None else None for v in values)
    return counted, asked
