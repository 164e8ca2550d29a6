"""Two hundred people who do not exist are planted in documents of every format, and are found nowhere afterwards.

Sought are their names, addresses of mail, telephone numbers, houses and postcodes: in every column of the warehouse and
its bytes, in what is downloaded, in releases that are kept, in what the commands print, and in what is shown of the
documents, read back from the pictures.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from dashboard import warehouse
from dashboard.parts import evidence
from ingest.commands import look_up
from ingest.commands.look_up import export
from ingest.evidence import page
from ingest.evidence.page import NotHere
from ingest.pdf.scans import Picture, is_engine_here, recognise
from tests.making_people import Person, found_in_bytes, found_of
from tests.making_planted_letters import Planted

HOW_MANY = 200
PICTURES_READ_BACK = 4  # tesseract takes seconds for each
ANSWERS = {"22", "7", "Fewer than 5"}
OFFENCES = {"2", "6", "9", "5"}


@pytest.fixture
def served(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(planted.warehouse))
    monkeypatch.setenv("DISCLOSED_RAW", str(planted.folder / "raw"))
    with duckdb.connect(str(planted.warehouse), read_only=True) as connection:
        yield connection


def leaks(planted: Planted, text: str) -> list[str]:
    """Who of those planted stands in a text, with where they were planted."""
    return [
        f"{person.printed} ({', '.join(found)}), {document}, {place}"
        for person, document, place in planted.planted
        if (found := found_of(person, text))
    ]


def test_enough_people_are_planted_and_each_would_be_found(planted: Planted) -> None:
    everyone = [person for person, _, _ in planted.planted]
    assert len(everyone) >= HOW_MANY
    for person in everyone:
        assert "name" in found_of(person, f"checked by {person.plain}.")
        assert "name" in found_of(person, f"{person.surname.upper()}, {person.given.upper()}")
        assert found_of(person, person.email) and found_of(person, person.house)
        assert found_of(person, person.telephone.replace(" ", "-")) == ["telephone number"]
        assert found_of(person, person.postcode.replace(" ", ""))


def test_the_answers_beside_them_are_read(served: duckdb.DuckDBPyConnection) -> None:
    rows = served.execute("select source_id, list(value_text) from all_figures group by source_id").fetchall()
    read = {source: set(values) for source, values in rows}
    assert len([one for one in read.values() if len(ANSWERS & one) >= 2]) >= 20
    assert len([one for one in read.values() if one >= OFFENCES]) >= 2  # of other tables a word is left to a person
    assert not [one for one in read.values() if one - ANSWERS - OFFENCES]


def test_nobody_is_a_label_of_a_number(served: duckdb.DuckDBPyConnection) -> None:
    assert served.execute("select dimensions from all_figures where cardinality(dimensions) > 0").fetchall() == []


def test_nobody_stands_in_the_warehouse(planted: Planted, served: duckdb.DuckDBPyConnection) -> None:
    names = served.execute(
        "select table_name from duckdb_tables() union select view_name from duckdb_views() where not internal"
    ).fetchall()
    assert len(names) > 20
    stands: dict[str, str] = {}  # the same texts stand in many columns
    for (name,) in names:
        found = served.execute(f'select * from "{name}"')
        columns = [column[0] for column in found.description or ()]
        for row in found.fetchall():
            stands |= {str(value): f"{name}.{column}" for column, value in zip(columns, row, strict=True)}
    for text, where in stands.items():
        assert leaks(planted, text) == [], f"{where}: {text}"


def test_nobody_stands_in_the_bytes_of_the_warehouse_or_of_kept_releases(planted: Planted) -> None:
    kept = [planted.warehouse, *planted.folder.rglob("releases/[!.]*/*.parquet")]
    for file in kept:
        data = re.sub(rb"\0{2,}", b"\0", file.read_bytes())  # four fifths of a warehouse are empty, and nobody's name
        text = data.decode("utf-8", "ignore").lower()
        for person, document, place in planted.planted:
            assert found_in_bytes(person, text) == [], (file.name, person.printed, document, place)


def test_nobody_stands_in_what_is_downloaded_or_printed(
    planted: Planted, served: duckdb.DuckDBPyConnection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served.close()
    assert leaks(planted, planted.said) == []
    assert export(tmp_path / "extracts", "csv", planted.warehouse) == 0
    for file in (tmp_path / "extracts").rglob("*"):
        if file.is_file():
            assert leaks(planted, file.read_text("utf-8")) == [], file.name
    look_up.check(planted.warehouse, False)
    with duckdb.connect(str(planted.warehouse), read_only=True) as connection:
        ids = [mark for (mark,) in connection.execute("select figure_id from all_figures").fetchall()]
    for mark in ids[::4]:
        assert look_up.explain(mark, planted.warehouse) == 0
    assert leaks(planted, capsys.readouterr().out) == []


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def marks_of(served: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """A figure or an answer for each place that can be shown, with its document."""
    return served.execute(
        "select min(figure_id), document from all_figures group by document, page, locator "
        "union all select outcome_id, document from outcomes order by 2, 1"
    ).fetchall()


def test_nobody_stands_in_the_lines_around_an_answer(
    planted: Planted, served: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "png", lambda _: b"")  # a picture has no lines
    shown = 0
    for mark, document in marks_of(served):
        around, _ = evidence.seen(mark)
        if around is not None:
            text = "\n".join(line for part in (around.before, around.answer, around.after) for _, line in part)
            assert leaks(planted, text) == [], document
            shown += 1
    assert shown > 20


@pytest.mark.skipif(not is_engine_here(), reason="the OCR engine tesseract is not installed")
@pytest.mark.extra
def test_nobody_is_read_back_from_a_picture(
    planted: Planted, served: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole page of a mark, wherever its document has pages."""
    monkeypatch.setattr(page, "_region", lambda drawn, *_: (0.0, 0.0, drawn.width, drawn.height))
    shutil.rmtree(warehouse.pictures_folder(), ignore_errors=True)
    drawn: dict[str, bytes] = {}
    marks = marks_of(served)
    spread = sorted(
        {document for _, document in marks}, key=lambda document: ("scan" not in document, hash_of(document))
    )
    for document in spread:  # the scan first, the others in no order of their forces
        if len(drawn) <= PICTURES_READ_BACK:
            for mark in (mark for mark, of in marks if of == document):
                with contextlib.suppress(NotHere):
                    if document not in drawn and evidence.seen(mark) == (None, ""):
                        drawn[document] = evidence.png(mark)
    assert len(drawn) > PICTURES_READ_BACK and "scan" in next(iter(drawn))
    for document, png in drawn.items():
        image = Image.open(io.BytesIO(png)).convert("RGB")
        image = image.resize((image.width * 2, image.height * 2))
        assert leaks(planted, " ".join(word.text for word in recognise(Picture(image, 4.0))[0])) == [], document


def test_a_person_is_found_whatever_stands_between_the_digits() -> None:
    one = Person("Ann", "Example", "Ann Example", True, "a.e@mail.example", "01632 960123", "1 A Road", "B", "QX1 1AA")
    assert found_of(one, "ring +44 (0)1632-960-123") == ["telephone number"]
    assert found_of(one, "EXAMPLE, Ann") == ["name"]
    assert found_of(one, "for example") == []
