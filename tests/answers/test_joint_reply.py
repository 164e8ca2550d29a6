"""One reply of two forces: each has what stands under its own name, a refusal is both's, and a number of both is
neither's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ingest import reference as reference_data
from ingest.answers.documents import read_documents
from ingest.model import DocumentReading
from ingest.readers.opened import open_document
from ingest.sources import parse_source

HEAD = "Norfolk Constabulary and Suffolk Constabulary\n\nDear Requester,\n\nOur reference: 12/21\n\n"
END = "\n\nYours sincerely,\nDisclosure Unit\n"


SIGNED = {"reason": "The letter says so.", "by": "AB", "on": date(2026, 11, 27)}


def read(body: str, name: str = "letter.txt", table_map: dict[str, Any] | None = None) -> DocumentReading:
    reference = reference_data.load()
    table = {
        "forces": ["norfolk", "suffolk"],
        "kind": "force_response",
        "campaign": "online-grooming-2019-20",
        "document": [{"path": name}],
        "table": [table_map] if table_map else [],
    }
    source = parse_source(table, Path("norfolk") / "12-21", reference)
    opened = open_document((body if name.endswith("csv") else HEAD + body + END).encode(), name, "original")
    return read_documents(opened, source, reference)[0]


def test_each_force_has_what_stands_under_its_name() -> None:
    reading = read("Norfolk Constabulary:\n\n1a. 12 arrests\n\n2. 3\n\nSuffolk:\n\n1a. 7 arrests\n\n2. none\n")
    found = {(figure.force_id, figure.question): figure.value.value for figure in reading.figures}
    assert found == {("norfolk", "1a"): 12, ("norfolk", "2"): 3, ("suffolk", "1a"): 7, ("suffolk", "2"): 0}
    assert all(figure.status == "current" for figure in reading.figures)
    answered = {(o.force_id, o.question) for o in reading.outcomes if o.status == "answered" and o.is_current}
    assert answered == set(found)
    assert len({figure.figure_id for figure in reading.figures}) == 4


def test_a_refusal_of_both_is_each_ones() -> None:
    reading = read("2. Refused under section 12 of the Act.\n")
    refused = {(o.force_id, o.status, o.exemptions) for o in reading.outcomes if o.question == "2" and o.is_current}
    assert refused == {("norfolk", "refused", ("s12",)), ("suffolk", "refused", ("s12",))}


def test_a_number_of_both_together_is_neithers_and_a_person_is_told() -> None:
    reading = read("1a. 19 arrests were made.\n")
    assert reading.figures == ()
    assert [problem.rule for problem in reading.problems if "19" in problem.message] == ["joint-number"]


def test_the_numbers_of_a_table_of_both_are_left_to_a_person() -> None:
    reading = read(
        "1b. Arrests by offence\nOffence,Norfolk,Suffolk\nSOA 2003 s14,3,1\nSOA 2003 s15,5,2\n", "figures.csv"
    )
    assert reading.figures == ()
    assert any("its 4 numbers are left to a person" in problem.message for problem in reading.problems)
    offered = {(one.force_id, one.offence_id, one.value.text) for one in reading.proposals}
    assert offered == {
        ("norfolk", "soa2003_s14", "3"), ("suffolk", "soa2003_s14", "1"), ("norfolk", "soa2003_s15", "5"),
        ("suffolk", "soa2003_s15", "2"),
    }  # fmt: skip
    assert all(one.doubts for one in reading.proposals)


def test_a_map_of_a_table_of_both_gives_each_force_its_own_numbers() -> None:
    table = "1b. Arrests by offence\nOffence,Norfolk,Suffolk,Kent\nSOA 2003 s14,3,1,9\nSOA 2003 s15,5,2,8\n"
    says = {"rows": {"offence": "Offence"}, "means": {"measure": "arrests", "period": "2019/20"}}
    reading = read(table, "figures.csv", {"document": "figures.csv", **says, **SIGNED})
    assert {(one.force_id, one.offence_id, one.value.text) for one in reading.figures} == {
        ("norfolk", "soa2003_s14", "3"), ("suffolk", "soa2003_s14", "1"), ("norfolk", "soa2003_s15", "5"),
        ("suffolk", "soa2003_s15", "2"),
    }  # fmt: skip
    (problem,) = [one for one in reading.problems if one.rule == "table-map"]
    assert "force kent (the source is of norfolk, suffolk)" in problem.message
    nobodys = read(table.replace("Norfolk,Suffolk,Kent", "2018/19,2019/20,2020/21"), "figures.csv", {
        "document": "figures.csv", "rows": {"offence": "Offence"}, "means": {"measure": "arrests"}, **SIGNED
    })  # fmt: skip
    assert nobodys.figures == ()
    assert any("no force" in one.message for one in nobodys.problems)
