"""Tables of a size that no answer has are problems, and reading them costs little."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ingest import reference as reference_data
from ingest.answers.documents import read_documents
from ingest.model import DocumentReading
from ingest.phrases.offences import nearest
from ingest.readers.opened import open_document
from ingest.sources import parse_source
from ingest.tables import MOST_COLUMNS, MOST_ROWS

TOML = """
force = "kent"
reference = "1/20"
title = "A table"
kind = "force_response"
publisher = "A force"
law = "FOIA 2000"
campaign = "online-grooming-2019-20"
[[document]]
path = "a.csv"
form = "original"
"""


def read(text: str) -> DocumentReading:
    reference = reference_data.load()
    source = parse_source(tomllib.loads(TOML), Path("kent", "1-20"), reference)
    (reading,) = read_documents(open_document(text.encode(), "a.csv", "original"), source, reference)
    return reading


def test_a_table_longer_than_any_answer_is_a_problem() -> None:
    rows = "".join(f"Section 8 SOA 2003,{n % 9}\n" for n in range(MOST_ROWS + 1))
    reading = read("Offence,Arrests 2019/20\n" + rows)
    assert reading.figures == ()
    assert any(f"{MOST_ROWS + 2:,} rows" in problem.message for problem in reading.problems)


def test_a_table_wider_than_any_answer_is_a_problem() -> None:
    columns = MOST_COLUMNS + 1
    head = ",".join(["Offence", *(f"Area {n}" for n in range(columns))])
    reading = read(
        f"{head}\n" + "\n".join(",".join([name, *["3"] * columns]) for name in ("SOA 2003 s8", "SOA 2003 s9"))
    )
    assert reading.figures == ()
    assert any("columns" in problem.message for problem in reading.problems)


def test_what_is_longer_than_any_title_is_none() -> None:
    above = "Arrests by offence, by year, Kent Police, of the northern district " * 100
    reading = read(f'"{above}"\nOffence,2018/19,2019/20\nSOA 2003 s8,3,4\nSOA 2003 s9,5,6\n')
    assert reading.figures == ()
    assert any("4 numbers are left to a person" in problem.message for problem in reading.problems)


def test_the_nearest_spellings_are_those_that_share_most_letters() -> None:
    reference = reference_data.load()
    assert nearest("sexual comunication with child", reference)[0] == "sexual communication with child"
    assert nearest("", reference) == []
