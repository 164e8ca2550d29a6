"""The shipped transcripts against the file of published figures that they come from, row by row.

The file's normalised columns were made by people; the transcripts carry the print, and the program reads it. Where the
two differ and the program is right, the row stands in DIFFERENCES with the reason. West Mercia 50766 is not compared:
its thread gives those figures.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest import transcript as reader
from ingest.model import SERIES, Figure, Outcome, Problem
from ingest.reference import load
from ingest.sources import Source, find_folders, read_source
from ingest.transcript import COST_FIELDS, read_transcript

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
WEST_MERCIA_THREAD = "https://www.whatdotheyknow.com/request/paedophile_hunters_and_online_gr_38"
STATUSES = {"partial": "partly_answered", "no_return": "no_answer", "not_captured": "not_read"}
NO_OFFENCE = ("not_stated", "not_applicable")
PLATFORMS = ("WhatDoTheyKnow", "gov.je")  # where an authority's own answer is published: nothing second hand
KEY = ("url", "force", "measure", "unit", "offence_as_published", "period_as_published", "value_as_published", "status")

WHOLE_MEASURE = {"offence": "group:online_child_sexual_offences"}
DIFFERENCES = {
    # No offence is named, so these are counts of the measure's whole, which is of online child sexual offences.
    "p1055": WHOLE_MEASURE,
    "p1058": WHOLE_MEASURE,
    "p1064": WHOLE_MEASURE,
    "p1106": WHOLE_MEASURE,
    "p1109": WHOLE_MEASURE,
    # By the file's own note wider than the charity's count of that group, and so no year of its series.
    "p1127": {"offence": "group:child_sexual_abuse_unspecified"},
    # A figure that the charity quotes from the Home Office is the Home Office's, read in the charity's page.
    "p0360": {"publisher": ("Home Office", "NSPCC")},
    # A copy of another paper's story: the paper compiled it, the copy is where it was read.
    "p1101": {"publisher": ("The Independent", "News ITN (copy)")},
    "p1102": {"publisher": ("The Independent", "News ITN (copy)")},
    # The file's own note: stated by the broadcaster, and not attributed to the police.
    "p1111": {"publisher": ("BBC", "")},
    # One line prints both numbers of the year, each with its recording system: nothing was held back.
    "p0055": {"status": "value"},
    "p0056": {"status": "value"},
    # A police force's news page, which answers no request.
    "p0123": {"kind": "press"},
    "p0124": {"kind": "press"},
    # Printed under the calendar year 2010, by the file's own note.
    "p0878": {"period": "2010"},
    # By the file's own notes: the figures' origin is not stated, and the page quotes "crime statistics".
    "p0992": {"publisher": ("A newspaper (origin of the figures not stated)", "a blog copy")},
    "p0993": {"publisher": ("A newspaper (origin of the figures not stated)", "a blog copy")},
    "p0994": {"publisher": ("A newspaper (origin of the figures not stated)", "a blog copy")},
    "p1017": {"publisher": ("A set of crime statistics (not named)", "The Daily Telegraph")},
    "p1018": {"publisher": ("A set of crime statistics (not named)", "The Daily Telegraph")},
    # By the file's own notes: the page names the charity, and a Home Office origin is inferred.
    "p0331": {"kind": "charity", "publisher": ("NSPCC", "North West Evening Mail")},
    "p0332": {"kind": "charity", "publisher": ("NSPCC", "North West Evening Mail")},
    "p0333": {"kind": "charity", "publisher": ("NSPCC", "North West Evening Mail")},
    # By the file's own note: another paper gave the exact number.
    "p0810": {"publisher": ("NSPCC", "Hunts Post")},
    # A claim by an activist group that is not named here; the paper is where it was read.
    "p1173": {"publisher": ("An activist group", "The Epoch Times")},
}
COMPILERS = {
    "Home Office figures issued by NSPCC": "Home Office",
    "South Yorkshire Police FOI": "South Yorkshire Police",
    "West Midlands Police FOI 62A/23": "West Midlands Police",
}


@dataclass(frozen=True)
class Transcribed:
    """One row of a shipped transcript with all that the program made of it."""

    source: Source
    cells: dict[str, str]
    figures: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...]
    all_outcomes: tuple[Outcome, ...]  # of the whole source

    def said(self, column: str) -> str:
        """The row's own cell, else what the source says for all its rows."""
        return self.cells.get(column) or getattr(self.source, column) or ""


@cache
def transcribed() -> tuple[list[Transcribed], list[tuple[str, Problem]]]:
    rows, problems = [], []
    for folder in find_folders(RAW):
        path = folder / "transcript.csv"
        if not path.is_file():
            continue
        source = read_source(folder, load())
        blocks = reader.read(path.read_bytes(), path.name)
        if blocks.method == SERIES:
            continue  # it is in no list of published figures: tests/settle/test_force_years.py
        outcomes, figures, found = read_transcript(blocks, source=source, reference=load(), document_path=path.name)
        problems += [(source.folder, problem) for problem in (*blocks.problems, *found)]
        cells: dict[int, dict[str, str]] = defaultdict(dict)
        for cell in blocks.cells:
            cells[cell.row][cell.column] = cell.text
        for n, row in cells.items():
            here = re.compile(rf"row {n}(?:,|$)")
            rows.append(
                Transcribed(
                    source,
                    row,
                    tuple(figure for figure in figures if here.match(figure.locator)),
                    tuple(outcome for outcome in outcomes if here.match(outcome.locator)),
                    tuple(outcomes),
                )
            )
    return rows, problems


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    samples = os.environ.get("DISCLOSED_SAMPLES")
    path = Path(samples).parent / "data" / "published_figures.csv" if samples else None
    if path is None or not path.is_file():
        pytest.skip("DISCLOSED_SAMPLES names no folder with ../data/published_figures.csv beside it")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["url"] != WEST_MERCIA_THREAD]


def key_of_published(row: dict[str, str]) -> tuple[str, ...]:
    status = DIFFERENCES.get(row["row_id"], {}).get("status", STATUSES.get(row["status"], row["status"]))
    return (*(row["force_id"] if name == "force" else row[name] for name in KEY[:-1]), status)


def key_of_transcribed(row: Transcribed) -> tuple[str, ...]:
    cells = row.cells | reader.Row(0, "", row.cells).first  # as they were when the file was made
    return (row.said("url"), *(cells[name] for name in KEY[1:]))


@pytest.fixture(scope="module")
def pairs(published: list[dict[str, str]]) -> list[tuple[dict[str, str], Transcribed]]:
    found = {key_of_transcribed(row): row for row in transcribed()[0]}
    return [(row, found[key_of_published(row)]) for row in published if key_of_published(row) in found]


def test_every_transcript_reads_without_an_error() -> None:
    errors = [(folder, p.locator, p.message) for folder, p in transcribed()[1] if p.severity == "error"]
    assert errors == []


def test_no_person_read_what_the_program_reads_alone() -> None:
    needless = [(folder, p.locator) for folder, p in transcribed()[1] if p.rule == "reading-not-needed"]
    assert needless == []


def test_every_reading_says_why() -> None:
    readings = [row.cells for row in transcribed()[0] if row.cells.get("reading_reason")]
    assert readings
    for cells in readings:
        assert any(cells.get(column) for column in reader.READINGS), cells


def test_every_published_figure_is_one_row_of_one_transcript(published: list[dict[str, str]]) -> None:
    in_file = Counter(key_of_published(row) for row in published)
    in_transcripts = Counter(key_of_transcribed(row) for row in transcribed()[0])
    assert set(in_file.values()) == {1}
    assert in_transcripts == in_file


def bounds(row: dict[str, str]) -> tuple[float | None, float | None, float | None, str | None]:
    """Value, low, high and symbol that a row of the file stands for."""
    number = float(row["value"]) if row["value"] else None
    qualifier = row["qualifier"]
    if row["status"] == "suppressed":
        below = re.fullmatch(r"<(\d+)", row["value_as_published"])
        return None, 0.0, float(below.group(1)) - 1 if below else None, "[c]"
    if number is None:
        raise AssertionError(f"{row['row_id']} has no value")
    if qualifier == "exact":
        return number, number, number, None
    if qualifier == "about":
        return None, None, None, "[e]"
    if qualifier == "at_most":
        return None, 0.0, number, None
    is_whole = " per " not in row["unit"]  # more than 150 people are 151 or more; a rate need not be whole
    return None, number + 1 if qualifier == "more_than" and is_whole else number, None, None


def gives_figure(row: dict[str, str]) -> bool:
    has_number = bool(row["value"]) or row["status"] == "suppressed"
    return has_number and row["measure"] not in COST_FIELDS


def test_values_are_those_of_the_file(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    differing = []
    for row, read in pairs:
        if not gives_figure(row):
            assert read.figures == (), row["row_id"]
            continue
        (figure,) = read.figures
        value = figure.value
        # That a series breaks is a person's reading, which has its reason; the file has no word of it.
        symbol = None if value.symbol == "[b]" and figure.reading_reason else value.symbol
        if (value.value, value.low, value.high, symbol) != bounds(row) or value.text != row["value_as_published"]:
            differing.append((row["row_id"], row["value_as_published"], value))
    assert differing == []


def test_offences_and_periods_are_those_of_the_file(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    differing = []
    for row, read in pairs:
        if row["measure"] in COST_FIELDS or is_whole_refusal(row, read):
            continue
        offence = None if row["offence"] in NO_OFFENCE else row["offence"]
        offence = DIFFERENCES.get(row["row_id"], {}).get("offence", offence)
        meanings = {(figure.offence_id, figure.period.period_id) for figure in read.figures}
        meanings |= {(outcome.offence_id, outcome.period_id) for outcome in read.outcomes}
        period = DIFFERENCES.get(row["row_id"], {}).get("period", row["period"])
        if meanings != {(offence, period)}:
            differing.append((row["row_id"], offence, row["period"], meanings))
    assert differing == []


def is_whole_refusal(row: dict[str, str], read: Transcribed) -> bool:
    """A campaign's request that was refused whole: its outcomes are those of the campaign's questions."""
    return row["measure"] == "request_outcome" and row["status"] == "refused" and read.source.campaign_id is not None


def test_statuses_and_exemptions_are_those_of_the_file(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    differing = []
    for row, read in pairs:
        is_value = DIFFERENCES.get(row["row_id"], {}).get("status", row["status"]) == "value"
        if is_value or row["measure"] in COST_FIELDS or is_whole_refusal(row, read):
            continue
        status = "partly_answered" if row["status"] == "suppressed" else STATUSES.get(row["status"], row["status"])
        sections = tuple(part.replace("Art", "art") for part in row["exemptions"].split(";") if part)
        basis = ("inferred" if row["exemptions_inferred"] else "printed") if sections else None
        # Two numbers of one answer share one outcome, which stands at the first of them.
        outcomes = read.outcomes or tuple(o for o in read.all_outcomes if o.measure_id == row["measure"])
        for outcome in outcomes:
            if row["status"] == "partial" and outcome.period_id != row["period"]:
                continue
            if (outcome.status, outcome.exemptions, outcome.exemptions_basis) != (status, sections, basis):
                differing.append((row["row_id"], outcome))
        if not outcomes:
            differing.append((row["row_id"], "no outcome"))
    assert differing == []


def test_sources_are_those_of_the_file(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    differing = []
    for row, read in pairs:
        want = {
            "kind": DIFFERENCES.get(row["row_id"], {}).get("kind", row["source_kind"]),
            "published": row["published"],
            "law": row["law"],
            "forces": row["force_as_published"] if row["force_id"].startswith("area:") else "",
            "publisher": DIFFERENCES.get(row["row_id"], {}).get("publisher", compiler(row["publisher"])),
        }
        have = {
            "kind": read.said("kind"),
            "published": read.said("published"),
            "law": read.source.law or "",
            "forces": read.cells.get("force_as_published", ""),
            "publisher": (read.said("publisher"), read.said("read_in")),
        }
        if have != want:
            differing.append((row["row_id"], have, want))
    assert differing == []


def compiler(publisher: str) -> tuple[str, str]:
    """Who compiled the figure, and where it was read if not from them."""
    who, _, where = publisher.partition(" via ")
    return COMPILERS.get(who, who), "" if where in PLATFORMS else where


def test_the_arithmetic_of_a_refusal_is_with_the_refusal(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    for row, read in pairs:
        if row["measure"] not in COST_FIELDS:
            continue
        column = COST_FIELDS[row["measure"]][0]
        refused = [o for o in read.all_outcomes if o.status == "refused" and o.force_id == row["force_id"]]
        assert {getattr(outcome, column) for outcome in refused} == {float(row["value"])}, row["row_id"]
        assert all(row["value_as_published"] in (outcome.text or "") for outcome in refused), row["row_id"]


def test_a_refusal_of_the_whole_request_is_one_of_each_question() -> None:
    refused = [row for row in transcribed()[0] if row.source.source_id == "west-yorkshire~20-21"]
    outcomes = refused[0].all_outcomes
    questions = [question.label for question in load().campaigns["online-grooming-2019-20"].questions]
    assert sorted(str(outcome.question) for outcome in outcomes) == sorted(questions)
    assert {(o.status, o.exemptions, o.exemptions_basis) for o in outcomes} == {("refused", ("s12",), "inferred")}


def test_every_difference_from_the_file_is_still_one(pairs: list[tuple[dict[str, str], Transcribed]]) -> None:
    rows = {row["row_id"]: row for row, _ in pairs}
    for row_id, difference in DIFFERENCES.items():
        row = rows[row_id] | {"kind": rows[row_id]["source_kind"], "publisher": compiler(rows[row_id]["publisher"])}
        assert all(row[name] != text for name, text in difference.items()), row_id
