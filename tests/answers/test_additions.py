"""`[[addition]]`: a figure that no reader reaches, typed by a person who signs for it."""

from __future__ import annotations

from ingest import reference as reference_data
from ingest.transcript import read_additions
from tests.making import source

REFERENCE = reference_data.load()
TYPED = {
    "measure": "arrests",
    "unit": "arrests",
    "offence_as_published": "Section 127 of the Communications Act 2003",
    "period_as_published": "2019/20",
    "value_as_published": "12",
    "place": "page 2, the picture of a table",
    "reason": "the table is a picture",
    "by": "AB",
    "on": "2026-01-02",
}


def test_an_addition_is_a_figure_with_its_place_and_who_typed_it() -> None:
    reading = read_additions(source("kent~1", "force_response", force_ids=("kent",), additions=(TYPED,)), REFERENCE)
    assert reading is not None and reading.problems == ()
    (figure,) = reading.figures
    assert (figure.force_id, figure.offence_id, figure.value.value) == ("kent", "ca2003_s127", 12)
    assert figure.method == "transcript" and figure.quote is None and "page 2" in figure.locator
    assert figure.note == "Typed by AB, 2026-01-02: the table is a picture"


def test_an_addition_that_nobody_signs_is_a_problem_and_no_figure() -> None:
    unsigned = {name: value for name, value in TYPED.items() if name != "by"}
    reading = read_additions(source("kent~1", "force_response", force_ids=("kent",), additions=(unsigned,)), REFERENCE)
    assert reading is not None and reading.figures == ()
    assert "lacks by" in reading.problems[0].message


def test_a_source_without_additions_has_no_more_documents() -> None:
    assert read_additions(source(), REFERENCE) is None
