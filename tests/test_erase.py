"""What is erased is found nowhere any more, does not come back, and its address says when and why it went."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from dashboard import pictures, pinned, refusals, warehouse
from ingest import toml_text
from ingest.audit import sheet
from ingest.commands import build as commands_build
from ingest.commands import erase as commands_erase
from ingest.commands.audit import audit
from ingest.commands.build import build
from ingest.commands.erase import erase
from ingest.desk.decisions import digest_of
from ingest.erasure import audits, raw_folder, record, reported
from ingest.source_text import with_entry
from ingest.warehouse import releases
from tests import making_audits
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


def build_that_began_before(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A build of all sources that stands still between reading and writing, while `essex~103-21` is erased."""
    codes: list[int] = []
    place_all = commands_build.place_all

    def meanwhile(readings: object, reference: object) -> object:
        monkeypatch.setattr(commands_build, "place_all", place_all)
        codes.append(erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb"))
        return place_all(readings, reference)  # type: ignore[arg-type]

    (place / "raw" / "kent" / "101-21" / "source.toml").open("a").write("# touched\n")
    monkeypatch.setattr(commands_build, "place_all", meanwhile)
    return codes


def test_a_build_that_read_before_an_erasure_does_not_bring_it_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = build_that_began_before(place, monkeypatch)
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 1, "its source came back, as it saw it"
    assert codes == [0]
    assert rows_of(place, "select count(*) from all_figures where source_id = 'essex~103-21'") == [(0,)]
    assert rows_of(place, "select count(*) from erased where erased_id = 'essex~103-21'") == [(1,)]
    assert list((place / ".cache").glob("readings/*.pickle")) == [], "it may have kept what it read before"


def test_nothing_goes_when_the_record_cannot_be_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "write_whole", fails)
    held = sorted(file.read_bytes() for file in place.rglob("*") if file.is_file() and file.suffix != ".lock")
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 2
    assert sorted(file.read_bytes() for file in place.rglob("*") if file.is_file() and file.suffix != ".lock") == held


def fails(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


class Killed(BaseException):
    """The end of the process, which no step catches."""


STEPS = (
    (raw_folder, "take_away"), (raw_folder.shutil, "rmtree"), (commands_erase.releases, "take_away"),
    (commands_erase.releases, "_write"), (audits, "take_away"), (reported, "take_away"),
    (commands_erase, "build"), (commands_erase.left_over, "search"),
)  # fmt: skip


@pytest.mark.parametrize("error", [Killed, OSError], ids=["killed", "fails"])
@pytest.mark.parametrize(("module", "step"), STEPS, ids=[f"{module.__name__}.{step}" for module, step in STEPS])
def test_an_erasure_that_breaks_off_anywhere_is_finished_by_the_next(
    place: Path, module: ModuleType, step: str, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of("essex~103-21")

    def breaks(*_: object, **__: object) -> None:
        raise error("broken off")

    with monkeypatch.context() as broken:
        broken.setattr(module, step, breaks)
        with suppress(Killed, OSError):
            assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 1
    assert (place / "raw" / record.FILE).is_file()
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) in (0, 1)
    assert rows_of(place, "select count(*) from sources where source_id = 'essex~103-21'") == [(0,)]
    assert erase("essex~103-21", "Another reason.", [place / "raw"], place / "warehouse.duckdb") == 0
    assert not (place / "raw" / "essex").exists()
    assert [file for mark in ids for file in files_with(mark, place / "releases") if "erased.parquet" not in file] == []
    assert refusals.erased(ids) and REASON in str(refusals.erased(ids))


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_document_of_which_only_a_part_went_goes_with_the_next(
    place: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figure_of(place, "document like '%reply.xlsx' and value = 9")
    folder = place / "raw" / "durham" / "102-21"
    with monkeypatch.context() as broken:
        broken.setattr(raw_folder, "write_whole", breaking_at(at, raw_folder.write_whole))
        broken.setattr(Path, "unlink", breaking_at(at - 1, Path.unlink))
        with suppress(Killed):
            erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb")
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert [file.name for file in sorted(folder.iterdir())] == ["reply.txt", "source.toml"]
    assert rows_of(place, "select count(*) from all_figures where document like '%xlsx'") == [(0,)]
    assert "reply.xlsx" not in (folder / "source.toml").read_text()


def breaking_at(n: int, step: Callable[..., None]) -> Callable[..., None]:
    """The step, until it is asked for the n-th time."""
    asked = count(1)

    def until_then(*given: object, **named: object) -> None:
        if next(asked) == n:
            raise Killed
        step(*given, **named)

    return until_then


def figure_of(place: Path, condition: str) -> str:
    ((figure,),) = rows_of(place, f"select figure_id from figures where {condition}")
    return str(figure)


def test_a_document_that_was_renamed_since_is_found_in_kept_releases(place: Path) -> None:
    folder = place / "raw" / "durham" / "102-21"
    before = ids_of("durham~102-21")
    (folder / "reply.xlsx").rename(folder / "figures.xlsx")
    toml = folder / "source.toml"
    toml.write_text(toml.read_text().replace("reply.xlsx", "figures.xlsx"))
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    figure = figure_of(place, "document like '%figures.xlsx' and value = 9")
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    left = set(ids_of("durham~102-21"))
    for release in releases.kept(place / "releases"):
        with releases.open_kept(release, place / "releases") as con:
            assert con.execute("select count(*) from documents where path like '%.xlsx'").fetchone() == (0,)
            assert con.execute("select count(*) from all_figures where document like '%.xlsx'").fetchone() == (0,)
    gone = [mark for mark in before if mark not in left]
    assert gone and all(refusals.erased([mark]) for mark in gone)
    assert not any(refusals.erased([mark]) for mark in left)


def test_a_bare_quotation_mark_in_a_cell_does_not_move_the_rows() -> None:
    text = 'a,note\n1,plain\n2,5" gap\n3,secret words\n4,"z ""and""\nmore"\n'
    assert raw_folder.without_rows(text, (3,)) == text.replace("3,secret words\n", "")
    assert raw_folder.without_rows(text, (4,)) == text.partition("4,")[0]
    with pytest.raises(raw_folder.NotErased, match="has not the rows"):
        raw_folder.without_rows(text, (3, 5))
    with pytest.raises(raw_folder.NotErased, match="can't be parted"):
        raw_folder.without_rows('a,note\n1,"open\n', (1,))


def transcribed(place: Path, *rows: str, columns: str = "dim_sex") -> Path:
    """The transcript of the round with a column more and these rows."""
    file = place / "raw" / "_published" / "charity-2021" / "transcript.csv"
    heading = TRANSCRIPT.partition("\n")[0]
    file.write_text("\n".join([f"{heading},{columns}", *rows]) + "\n")
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    return file


def test_a_row_of_another_breakdown_stays_and_one_called_exactly_the_same_goes(place: Path) -> None:
    male, female, again = (
        f"gwent,arrests_online_cso,arrests,,2019/20,{n},value,,,,Table 1,{note},{sex}"
        for n, note, sex in ((11, 'He said ""no"" 5', "male"), (13, "", "female"), (17, "", "male"))
    )
    file = transcribed(place, male.replace('He said ""no"" 5', '"He said ""not then"" there"'), female, again)
    question = "select figure_id from all_figures where source_id = 'published~charity-2021' and value_text = '{}'"
    ((first,),) = rows_of(place, question.format(11))
    kept = rows_of(place, question.format(13))
    assert erase(str(first), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert file.read_text().splitlines()[1:] == [female]
    assert rows_of(place, question.format(13)) == kept
    assert rows_of(place, question.format(17)) == []


def test_a_transcript_that_is_no_csv_goes_as_a_document(place: Path) -> None:
    folder = place / "raw" / "norfolk" / "104-21"
    toml = folder / "source.toml"
    more = '[[document]]\npath = "more.txt"\nform = "original"\n'
    toml.write_text(toml.read_text().replace('"original"', '"transcript"') + more)
    (folder / "more.txt").write_text("Dear Sir\n\nIn 2018/19 there were 3 arrests for grooming.\n")
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    form = "select count(*) from documents where path = 'norfolk/104-21/thread.txt' and form = 'transcript'"
    assert rows_of(place, form) == [(1,)]
    ((figure, _), *_) = rows_of(place, "select figure_id, 1 from figures where document like 'norfolk%thread.txt'")
    assert erase(str(figure), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert not (folder / "thread.txt").exists() and (folder / "more.txt").exists()


def test_the_only_document_of_a_source_takes_the_source_with_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = ids_of("essex~103-21")[0]
    figure = str(rows_of(place, "select min(figure_id) from figures where source_id = 'essex~103-21'")[0][0])
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert "the only one of essex~103-21: the whole source goes" in capsys.readouterr().out
    assert not (place / "raw" / "essex").exists()
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    assert refusals.erased(["essex~103-21"]) and refusals.erased([figure])


@pytest.mark.parametrize("figures", ["listed", "all"])
@pytest.mark.parametrize("did_hold", [True, False])
def test_a_review_of_the_others_stays_as_it_was(place: Path, figures: str, did_hold: bool) -> None:
    source = "published~charity-2021"
    question = f"select figure_id from all_figures where source_id = '{source}' order by value"
    ids = [str(mark) for (mark,) in rows_of(place, question)]
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        cursor = con.execute("select * from all_figures where source_id = ?", [source])
        names = [column[0] for column in cursor.description or []]
        digest = digest_of([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    toml = place / "raw" / "_published" / "charity-2021" / "source.toml"
    entry = {"by": "AB", "on": date(2026, 1, 1), "figures": "all" if figures == "all" else ids}
    toml.write_text(with_entry(toml.read_text(), "review", entry | {"digest": digest if did_hold else "lapsed"}))
    assert build([place / "raw"], place / "warehouse.duckdb", 1, False) == 0
    reviews = f"select distinct review from all_figures where source_id = '{source}'"
    expected = [("reviewed" if did_hold else "unreviewed",)]
    assert rows_of(place, reviews) == expected
    assert erase(ids[1], REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert rows_of(place, reviews) == expected
    assert ids[1] not in toml.read_text()


def test_what_is_still_there_is_found_in_every_way_in_which_it_may_be_written(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = 'He said "nothing\tof it" – in the café'
    in_csv = said.replace('"', '""')
    row = "gwent,arrests_online_cso,arrests,,{},{},value,,,,Table 1,{},male"
    file = transcribed(place, row.format("2019/20", 11, f'"{in_csv}"'), row.format("2018/19", 12, "short"))
    figure = figure_of(place, "source_id = 'published~charity-2021' and value = 11")
    other = figure_of(place, "source_id = 'published~charity-2021' and value = 12")
    left = {
        "copy.csv": f'x,"{in_csv}"\n',
        "copy.toml": toml_text.line("said", said),
        "copy.json": json.dumps([said]),
        "id.txt": f"see {figure}.",
        f"{figure}.txt": "nothing",
    }
    for name, text in left.items():
        (place / name).write_text(text)
    with duckdb.connect() as con:
        con.execute(f"copy (select ['x', $said] as l) to '{place / 'copy.parquet'}' (format parquet)", {"said": said})
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 1
    told = capsys.readouterr().out
    for name in (*left, "copy.parquet"):
        assert f"{place / name}: look there" in told
        (place / name).unlink()
    assert "looked for 1 texts, 1 ids and 0 documents" in told and "found in 6" in told
    assert erase(other, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    told = capsys.readouterr().out
    assert "looked for 0 texts, 1 ids" in told and "not looked for: 1 texts of it" in told
    assert len(file.read_text().splitlines()) == 1


def test_a_file_that_cannot_be_looked_into_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "broken.duckdb").write_bytes(b"no database")
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 1
    assert f"{place / 'broken.duckdb'} could not be looked into" in capsys.readouterr().out


def test_an_audit_keeps_its_counts_and_nothing_else_of_what_was_erased(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = audited(place)
    gone = set(ids_of("essex~103-21"))
    before = tomllib.loads((folder / "result.toml").read_text())
    assert any(one["figure"] in gone for one in before["difference"])
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert [mark for mark in gone if files_with(mark, folder)] == []
    after = tomllib.loads((folder / "result.toml").read_text())
    assert after["rows"] == before["rows"] and after["stratum"] == before["stratum"]
    assert after["difference"] == [one for one in before["difference"] if one["figure"] not in gone]
    capsys.readouterr()
    assert audit(folder, None, None, folder.parent, place / "warehouse.duckdb") == 0
    drawn = sheet.read_draw(folder)
    assert 0 < drawn.gone < drawn.sample
    told = capsys.readouterr().out
    assert f"{drawn.gone} of the {drawn.sample} figures drawn went with what was erased since" in told


def audited(place: Path) -> Path:
    """A draw of every figure that two people have read, one of them everything as 999."""
    figures = making_audits.figures_of(place / "warehouse.duckdb")
    folder = making_audits.draw_of(place / "warehouse.duckdb", len(figures))
    making_audits.fill(folder, "AB", figures)
    making_audits.fill(folder, "CD", figures, lambda cells, _: cells.update(value="999"))
    assert audit(folder, None, None, folder.parent, place / "warehouse.duckdb") == 0
    return folder


def test_what_was_read_at_the_place_of_an_erased_row_goes_from_an_audit(place: Path) -> None:
    folder = audited(place)
    figures = making_audits.figures_of(place / "warehouse.duckdb")
    (erased,) = [one for one in figures if one.source_id == "published~charity-2021" and one.text == "27"]
    beside = [one for one in figures if (one.source_id, one.place) == (erased.source_id, erased.place)]
    assert len(beside) == 3, "a whole table is one place"
    assert erase(erased.figure_id, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    drawn = {one.figure_id for one in sheet.read_draw(folder).figures}
    assert drawn.isdisjoint(one.figure_id for one in beside) and drawn
    for name in (sheet.SHEET, "reader-AB.csv"):
        rows = making_audits.rows_of(folder, name)
        assert {row["place"] for row in rows} == set(sheet.read_draw(folder).places)
        assert not any(row["value"] == "27" for row in rows)


def test_reports_about_what_was_erased_go_and_others_stay(place: Path) -> None:
    ids = ids_of("essex~103-21")
    about = '[[report]]\non = 2026-01-01\nabout = "{}"\nsaid = "It is {}"\ndone = "open"\n'
    head = "# Reports.\n\n"
    reports = place / "reports.toml"
    others = about.format("kent", "late")
    reports.write_text(head + about.format(ids[0], "27") + others + about.format("essex~103-21", "31"))
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert reports.read_text() == head + others


def test_a_reader_who_looks_at_a_kept_release_meanwhile_is_not_disturbed(place: Path) -> None:
    first = releases.kept(place / "releases")[0]
    with pinned.to(first):
        held = warehouse.current()
        cursor = held.parent.cursor()
        assert cursor.execute("select count(*) from all_figures where source_id = 'essex~103-21'").fetchone() > (0,)
    draw()
    assert list((place / ".cache" / "evidence").glob("*.png"))
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    drawn = place / ".cache" / "evidence" / "drawn-meanwhile.png"
    drawn.parent.mkdir(parents=True)
    drawn.write_bytes(b"a picture that was begun before")
    warehouse.newest()
    assert not drawn.exists()
    assert not held.path.exists()
    assert cursor.execute("select count(*) from forces").fetchone() > (0,)
    cursor.close()
    with pinned.to(first):
        assert warehouse.current().path != held.path
        assert warehouse.rows("select count(*) from all_figures where source_id = 'essex~103-21'")[1] == [(0,)]
        frame = warehouse.query("select count(*) as n from all_figures where source_id = 'essex~103-21'")
        assert list(frame["n"]) == [0]


def test_words_in_brackets_of_a_failure_are_told_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "raw" / "kent" / "1-21"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('force = "kent"\n')
    assert build([tmp_path / "raw"], tmp_path / "w.duckdb", 1, False) == 1
    assert "names no [[document]]." in " ".join(capsys.readouterr().err.split())


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
