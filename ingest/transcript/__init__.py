"""Our transcripts: rows -> outcomes and figures.

Protects: a transcript's words are ours, so nothing here is a quote; every figure keeps its row and its place on the
page; what the print and a person's reading do not settle is a problem and no figure.
"""

from __future__ import annotations

import re

from ingest.ids import digest, ranked
from ingest.model import Blocks, Figure, Outcome, Problem, Value
from ingest.phrases.numbers import read_value
from ingest.reference import Reference
from ingest.sources import Source
from ingest.transcript.meaning import Meaning, meaning_of, value_of, value_step
from ingest.transcript.outcomes import outcomes_of
from ingest.transcript.rows import Row, rows_of

COUNTED_KINDS = ("count", "share", "rate")  # measures that have figures; the others are about the request itself
FORCES_REPLYING = re.compile(r"\b(\w+)(?: of (\w+))? forces\b")
Result = tuple[list[Outcome], list[Figure], list[Problem]]


def read_transcript(blocks: Blocks, source: Source, reference: Reference, document_path: str) -> Result:
    """Outcomes, figures and problems of a transcript. `document_path` is relative to the source's folder and goes into
    the ids, with what the row prints and never with what it means."""
    rows, problems = rows_of(blocks, reference)
    meanings: dict[int, Meaning] = {}
    for row in rows:
        if reference.measures[row["measure"]].kind == "refusal_arithmetic":
            continue  # arithmetic of a refusal has no offence or period of its own
        meaning, found = meaning_of(row, row["published"] or source.published, reference)
        problems += found
        if meaning is not None:
            meanings[row.n] = meaning
    figures: list[Figure] = []
    giving = [row for row in rows if row.n in meanings and gives_figure(row, reference)]
    prints_zeros = any(_is_zero(row) for row in giving)
    for row, rank in zip(giving, ranked([row.names for row in giving]), strict=True):
        value = value_of(row, source.legend or {}, prints_zeros=prints_zeros)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            figure_id = digest(source.source_id, document_path, *row.names, rank)
            figures.append(_figure(figure_id, row, meanings[row.n], value))
    outcomes, found = outcomes_of(rows, meanings, source, reference, document_path)
    return outcomes, figures, [*problems, *found]


def gives_figure(row: Row, reference: Reference) -> bool:
    """Whether a row gives a figure: a number or a suppressed one of something that is counted."""
    return row.may_give_figure and reference.measures[row["measure"]].kind in COUNTED_KINDS


def _is_zero(row: Row) -> bool:
    value = read_value(row["value_as_published"], unit=row["unit"])
    return value is not None and value.value == 0


def _figure(figure_id: str, row: Row, meaning: Meaning, value: Value) -> Figure:
    counted, asked = forces_replying(row["force_as_published"])
    return Figure(
        figure_id=figure_id,
        force_id=row["force"],
        question=row.given("question"),
        measure_id=row["measure"],
        unit=row["unit"],
        offence_id=meaning.offence_id,
        scope=row.given("scope"),
        dimensions=tuple(sorted((*row.dimensions, *meaning.dimensions))),
        period=meaning.period,
        value=value,
        locator=row.locator,
        method="transcript",
        stage=row.stage,
        note=row.given("note"),
        doubt=row.given("doubt"),
        forces_counted=counted,
        forces_asked=asked,
        offence_label=row.given("offence_as_published"),
        period_label=row.given("period_as_published"),
        reading_reason=row.given("reading_reason"),
        chain=(*meaning.chain, value_step(value)),
        url=row.given("url"),
        published=row.given("published"),
        publisher=row.given("publisher"),
        read_in=row.given("read_in"),
        kind=row.given("kind"),
    )


def forces_replying(force_as_published: str) -> tuple[int | None, int | None]:
    """How many forces are counted in an area's figure and how many were asked: "40 of 44 forces" is 40 and 44,
    "(41 forces)" 41 and unknown, "(forces replying)" neither."""
    found = FORCES_REPLYING.search(force_as_published)
    counted, asked = (read_value(word or "") for word in found.groups()) if found else (None, None)
    return _whole(counted), _whole(asked)


def _whole(value: Value | None) -> int | None:
    return int(value.value) if value is not None and value.value is not None else None
