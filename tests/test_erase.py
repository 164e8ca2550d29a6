"""What is erased is found nowhere any more, does not come back, and its address says when and why it went."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import pictures, refusals, warehouse
from ingest.commands.build import build
from ingest.commands.erase import erase
from ingest.erasure import record
from ingest.warehouse import releases
from tests.asking import get
from tests.making_evidence import write_raw

PLANTED = "The quokka ledger 7731 was consulted."
SOURCES = ("kent~101-21", "durham~102-21", "essex~103-21", "norfolk~104-21", "cumbria~105-21", "surrey~106-21")
REASON = "An order of the court."
TRANSCRIPT = """\
force,measure,unit,offence_as_published,period_as_published,value_as_published,status,exemptions,exemptions_basis,question,place,note
gwent,arrests_online_cso,arrests,,2019/20,31,value,,,,Table 1,First
gwent,arrests_online_cso,arrests,,2018/19,27,value,,,,Table 1,"Second, with
a line more"
gwent,arrests_online_cso,arrests,,2017/18,19,value,,,,Table 1,Third
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's data with six sources in six formats, built and served three times."""
    raw, data = tmp_path / "data" / "raw", tmp_path / "data"
    write_raw(raw, planted=PLANTED)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(data / "warehouse.duckdb"))
    monkeypatch.setenv("DISCLOSED_RAW", str(raw))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    _transcript(raw)
    for n in range(3):
        if n:
            _more(raw, n)
        assert build([raw], data / "warehouse.duckdb", 1, False) == 0
        warehouse.newest()  # a build that is served is kept
    assert len(releases.kept(data / "releases")) == 3
    return data


def _transcript(raw: Path) -> None:
    folder = raw / "_published" / "charity-2021"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'kind = "charity"\ntitle = "A round"\npublisher = "A charity"\nurl = "https://charity.example/round"\n'
        '[[document]]\npath = "transcript.csv"\nform = "transcript"\n'
    )
    (folder / "transcript.csv").write_text(TRANSCRIPT)


def _more(raw: Path, n: int) -> None:
    folder = raw / "kent" / f"{n}-22"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'force = "kent"\nkind = "force_response"\n[[document]]\npath = "a.txt"\nform = "original"\n'
    )
    (folder / "a.txt").write_text(f"Dear Sir\n\nIn 201{n}/1{n + 1} there were {n + 3} arrests for grooming.\n")


def draw() -> None:
    for mark in marks():
        pictures.problem_of(mark)


def marks() -> list[str]:
    rows = warehouse.rows("select figure_id from all_figures union select outcome_id from outcomes order by 1")[1]
    return [mark for (mark,) in rows]


def texts(file: Path) -> Iterator[str]:
    """The bytes of a file, and the rows of one whose bytes are compressed."""
    yield file.read_bytes().decode("utf-8", "replace")
    if file.suffix == ".parquet":
        with duckdb.connect() as con:
            yield str(con.execute(f"select * from read_parquet('{file}')").fetchall())
    if file.suffix == ".duckdb":
        with duckdb.connect(str(file), read_only=True) as con:
            for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                yield str(con.execute(f'select * from "{name}"').fetchall())


def files_with(words: str, folder: Path) -> list[str]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [str(file.relative_to(folder)) for file in files if any(words in text for text in texts(file))]


def test_no_byte_of_an_erased_source_is_left_in_any_format_release_or_cache(place: Path) -> None:
    draw()
    words = PLANTED.partition(".")[0]
    held = files_with(words, place)
    assert any(name.startswith("releases/") for name in held) and "warehouse.duckdb" in held
    private = warehouse.newest().path.parent
    assert files_with(words, private)
    drawn = list((place / ".cache" / "evidence").glob("*.png"))
    assert len(drawn) > 10
    documents = [file.read_bytes() for file in place.glob("raw/*/*/*") if file.suffix in (".pdf", ".docx", ".xlsx")]
    gone = {source: set(ids_of(source)) for source in SOURCES}
    for source in SOURCES:
        assert erase(source, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert files_with(words, place) == []
    assert not any(file.exists() for file in drawn)
    left = [file.read_bytes() for file in place.rglob("*") if file.is_file()]
    assert not any(document in data for document in documents for data in left)
    assert {source for source, *_ in rows_of(place, "select source_id from sources")} == {
        "kent~1-22", "kent~2-22", "published~charity-2021",
    }  # fmt: skip
    warehouse.newest()
    assert files_with(words, private) == []
    for ids in gone.values():
        assert ids and not ids.intersection(marks())
        assert all("was erased on" in str(refusals.erased([one])) for one in ids)


def ids_of(source: str) -> list[str]:
    question = (
        "select figure_id from all_figures where source_id = $s "
        "union select outcome_id from outcomes where source_id = $s"
    )
    return [mark for (mark,) in warehouse.rows(question, {"s": source})[1]]


def rows_of(place: Path, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(question).fetchall()


def test_a_figure_goes_with_its_document_and_the_others_of_its_source_stay(place: Path) -> None:
    (figure,) = [
        mark
        for mark, *_ in rows_of(place, "select figure_id from figures where document like '%reply.xlsx' and value = 9")
    ]
    assert erase(str(figure), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert not (place / "raw" / "durham" / "102-21" / "reply.xlsx").exists()
    assert rows_of(place, "select distinct document from figures where source_id = 'durham~102-21'") == [
        ("durham/102-21/reply.txt",)
    ]
    for release in releases.kept(place / "releases")[:3]:
        with releases.open_kept(release, place / "releases") as con:
            ((count,),) = con.execute("select count(*) from all_figures where document like '%xlsx'").fetchall()
            assert count == 0
            assert con.execute("select count(*) from all_figures where document like '%reply.txt'").fetchone() > (0,)
    assert "reply.xlsx" not in (place / "raw" / "durham" / "102-21" / "source.toml").read_text()


def test_a_row_of_our_transcript_goes_alone_and_the_ids_of_the_others_stay(place: Path) -> None:
    question = "select figure_id, value from figures where source_id = 'published~charity-2021' order by value"
    before = rows_of(place, question)
    ((middle, value),) = [row for row in before if row[1] == 27]
    assert erase(str(middle), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert rows_of(place, question) == [row for row in before if row != (middle, value)]
    left = (place / "raw" / "_published" / "charity-2021" / "transcript.csv").read_text()
    assert left == TRANSCRIPT.replace(
        'gwent,arrests_online_cso,arrests,,2018/19,27,value,,,,Table 1,"Second, with\na line more"\n', ""
    )
    assert refusals.erased([str(middle)])


def test_what_was_erased_does_not_come_back_with_its_document(place: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(place / "raw" / "essex", kept)
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    shutil.copytree(kept, place / "raw" / "essex")
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 1
    assert rows_of(place, "select count(*) from sources where source_id = 'essex~103-21'") == [(0,)]
    elsewhere = place / "raw" / "essex" / "another-name"
    shutil.move(place / "raw" / "essex" / "103-21", elsewhere)
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 1
    assert rows_of(place, "select count(*) from all_figures where source_id = 'essex~another-name'") == [(0,)]


def test_a_record_that_cannot_be_read_stops_the_build(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    (place / "raw" / record.FILE).write_text('[[erased]]\nid = "x"\n')
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 2
    assert "nothing is built" in capsys.readouterr().err


def test_an_unknown_id_or_no_reason_erases_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert erase("essex~103-2", REASON, [place / "raw"], place / "warehouse.duckdb") == 2
    assert "Nearest: essex~103-21" in capsys.readouterr().err
    assert erase("essex~103-21", " ", [place / "raw"], place / "warehouse.duckdb") == 2
    assert (place / "raw" / "essex" / "103-21" / "letter.docx").exists()
    assert not (place / "raw" / record.FILE).exists()


def test_the_addresses_of_what_was_erased_answer_410_with_day_and_reason(place: Path) -> None:
    ids = ids_of("essex~103-21")
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    first = releases.kept(place / "releases")[0]
    for path in (f"/evidence/{ids[0]}.png", f"/evidence/{ids[0]}/page.png", f"/figure/{ids[0]}"):
        for query in ("", f"release={first}"):
            answer = get(path, query)
            assert answer.status_code == 410
            assert REASON in bytes(answer.body).decode()
    for query in ("id=essex~103-21", f"id=essex~103-21&release={first}", f"figure={ids[0]}"):
        page = refusals.refusal(query)
        assert page is not None and page.status_code == 410
        assert REASON in bytes(page.body).decode()
    assert refusals.refusal("id=kent~101-21") is None
