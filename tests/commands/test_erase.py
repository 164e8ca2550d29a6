"""What is erased is found nowhere any more, does not come back, and its address says when and why it went."""

from __future__ import annotations

import gc
import shutil
import weakref
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard import decisions, warehouse
from dashboard.charts import drawing as svg
from dashboard.pages import desk, search
from dashboard.parts import evidence
from dashboard.parts.controls import Address
from dashboard.routes import pages, stories
from ingest import erasure
from ingest.commands.build import build, erase
from ingest.evidence.page import read_again
from ingest.warehouse import releases
from tests.asking import get
from tests.conftest import once
from tests.making_erasures import (
    PLANTED,
    REASON,
    TRANSCRIPT,
    build_twice,
    figure_of,
    files_with,
    ids_of,
    marks,
    rows_of,
    served,
)


@pytest.fixture
def after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> After:
    """A copy of the folder of data from which a source was erased, once for all; the pages read it."""

    def without(folder: Path) -> None:
        built = once(tmp_path_factory, "erased", build_twice)
        with pytest.MonkeyPatch.context() as patch:
            place = served(built, folder, patch)
            (folder / "ids").write_text("\n".join(ids_of("essex~103-21")))
            assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0

    made = once(tmp_path_factory, "erased_source", without)
    return After(served(made / "data", tmp_path, monkeypatch), (made / "ids").read_text().split())


class After(NamedTuple):
    """The folder of the data, and the ids of what was erased."""

    place: Path
    ids: list[str]


def test_no_byte_of_an_erased_source_is_left_in_any_format_release_or_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_twice(tmp_path / "built", is_one_source=True)
    place = served(tmp_path / "built", tmp_path, monkeypatch)
    for mark in marks():
        evidence.seen(mark)
    words = PLANTED.partition(".")[0]
    held = files_with(words, place)
    assert any(name.startswith("releases/") for name in held) and "warehouse.duckdb" in held
    private = warehouse.newest().path.parent
    assert files_with(words, private)
    drawn = list((place / ".cache" / "evidence").glob("*.png"))
    assert len(drawn) > 10
    documents = [file.read_bytes() for file in place.glob("raw/*/*/*") if file.suffix in (".pdf", ".docx", ".xlsx")]
    assert len(documents) == 3
    gone = set(ids_of("kent~101-21"))
    figure = next(mark for mark in gone if stories.is_known("figure", mark))
    at = Address("/chart/story-figure", {"id": (figure,)})
    chart = weakref.ref(stories.figure_chart(at))  # type: ignore[arg-type,var-annotated]
    assert chart() is stories.figure_chart(at)
    assert erase("kent~101-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert files_with(words, place) == []
    assert not any(file.exists() for file in drawn)
    left = [file.read_bytes() for file in place.rglob("*") if file.is_file()]
    assert not any(document in data for document in documents for data in left)
    assert {source for source, *_ in rows_of(place, "select source_id from sources")} == {
        "kent~1-22", "published~charity-2021",
    }  # fmt: skip
    warehouse.newest()
    gc.collect()
    assert files_with(words, private) == [] and chart() is None
    assert gone and not gone.intersection(marks())
    assert all("was erased on" in str(warehouse.erased([one])) for one in gone)


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
    for release in releases.release_names(place / "releases")[:2]:
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
    assert warehouse.erased([str(middle)])


def test_whatever_holds_words_of_documents_in_memory_drops_them_where_something_was_erased() -> None:
    read_again(b"Dear Sir\n\nThere were 3 arrests.\n", "reply.txt")
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert svg.png(drawn) is svg.png(drawn)
    assert read_again.cache_info().currsize and svg.png.cache_info().currsize
    for forget in warehouse.FORGET:
        forget()
    assert not read_again.cache_info().currsize and not svg.png.cache_info().currsize
    dropped = (decisions._items.cache_clear, desk._read.cache_clear, search._index.cache_clear)
    assert all(forget in warehouse.FORGET for forget in dropped)


def test_what_was_erased_does_not_come_back_with_its_document(
    after: After, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = after.place
    shutil.copytree(once(tmp_path_factory, "erased", build_twice) / "raw" / "essex", place / "raw" / "essex")
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 1
    assert rows_of(place, "select count(*) from sources where source_id = 'essex~103-21'") == [(0,)]
    elsewhere = place / "raw" / "essex" / "another-name"
    shutil.move(place / "raw" / "essex" / "103-21", elsewhere)
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 1
    assert rows_of(place, "select count(*) from all_figures where source_id = 'essex~another-name'") == [(0,)]


def test_a_record_that_cannot_be_read_stops_the_build(after: After, capsys: pytest.CaptureFixture[str]) -> None:
    place = after.place
    (place / "raw" / erasure.FILE).write_text('[[erased]]\nid = "x"\n')
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 2
    assert "nothing is built" in capsys.readouterr().err


def test_a_document_that_was_renamed_since_is_found_in_kept_releases(place: Path) -> None:
    folder = place / "raw" / "durham" / "102-21"
    before = ids_of("durham~102-21")
    (folder / "reply.xlsx").rename(folder / "figures.xlsx")
    toml = folder / "source.toml"
    toml.write_text(toml.read_text().replace("reply.xlsx", "figures.xlsx"))
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    figure = figure_of(place, "document like '%figures.xlsx' and value = 9")
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    left = set(ids_of("durham~102-21"))
    for release in releases.release_names(place / "releases"):
        with releases.open_kept(release, place / "releases") as con:
            assert con.execute("select count(*) from documents where path like '%.xlsx'").fetchone() == (0,)
            assert con.execute("select count(*) from all_figures where document like '%.xlsx'").fetchone() == (0,)
    gone = [mark for mark in before if mark not in left]
    assert gone and all(warehouse.erased([mark]) for mark in gone)
    assert not any(warehouse.erased([mark]) for mark in left)


def test_a_document_goes_from_a_kept_release_as_it_was_before_it_was_saved_anew(place: Path) -> None:
    folder = place / "raw" / "norfolk" / "104-21"
    toml, letter = folder / "source.toml", folder / "thread.txt"
    (folder / "more.txt").write_text("Dear Sir\n\nIn 2018/19 there were 3 arrests for grooming.\n")
    toml.write_text(f'{toml.read_text()}[[document]]\npath = "more.txt"\nform = "original"\n')
    of_it = "select figure_id, locator from figures where document = 'norfolk/104-21/thread.txt' order by locator"
    (first, _), *_, (last, locator) = rows_of(place, of_it)
    lines = letter.read_text().split("\n")
    del lines[int(str(locator).removeprefix("line ").split(",")[0]) - 1]
    letter.write_text("\n".join(lines))
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    now = [mark for mark, _ in rows_of(place, of_it)]
    assert first in now and last not in now
    assert erase(str(first), REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    for release in releases.release_names(place / "releases")[:2]:
        with releases.open_kept(release, place / "releases") as con:
            for table, column in (("all_figures", "document"), ("documents", "path")):
                left = con.execute(f"select count(*) from {table} where {column} like 'norfolk%thread.txt'").fetchone()
                assert left == (0,), table


def test_the_only_document_of_a_source_takes_the_source_with_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = ids_of("essex~103-21")[0]
    figure = str(rows_of(place, "select min(figure_id) from figures where source_id = 'essex~103-21'")[0][0])
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert "the only one of essex~103-21: the whole source goes" in capsys.readouterr().out
    assert not (place / "raw" / "essex").exists()
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 0
    assert warehouse.erased(["essex~103-21"]) and warehouse.erased([figure])


def test_a_reader_who_looks_at_a_kept_release_meanwhile_is_not_disturbed(place: Path) -> None:
    first = releases.release_names(place / "releases")[0]
    with warehouse.held(first):
        held = warehouse.current()
        cursor = held.parent.cursor()
        assert cursor.execute("select count(*) from all_figures where source_id = 'essex~103-21'").fetchone() > (0,)
    evidence.seen(figure_of(place, "document like '%reply.xlsx' and value = 9"))
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
    with warehouse.held(first):
        assert warehouse.current().path != held.path
        assert warehouse.values("select count(*) from all_figures where source_id = 'essex~103-21'") == [(0,)]
        frame = warehouse.query("select count(*) as n from all_figures where source_id = 'essex~103-21'")
        assert list(frame["n"]) == [0]


def test_an_unknown_id_or_no_reason_erases_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert erase("essex~103-2", REASON, [place / "raw"], place / "warehouse.duckdb") == 2
    assert "Nearest: essex~103-21" in capsys.readouterr().err
    assert erase("essex~103-21", " ", [place / "raw"], place / "warehouse.duckdb") == 2
    assert (place / "raw" / "essex" / "103-21" / "letter.docx").exists()
    assert not (place / "raw" / erasure.FILE).exists()


def test_the_addresses_of_what_was_erased_answer_410_with_day_and_reason(after: After) -> None:
    place, ids = after
    first = releases.release_names(place / "releases")[0]
    for path in (f"/evidence/{ids[0]}.png", f"/figure/{ids[0]}"):
        for query in ("", f"release={first}"):
            answer = get(path, query)
            assert answer.status_code == 410
            assert REASON in bytes(answer.body).decode()
    listed = warehouse.all_erased()
    assert {mark for mark, *_ in listed} == {"essex~103-21", *ids}
    assert all(reason == REASON and on.year == date.today().year for _, on, reason in listed)
    for query in ("id=essex~103-21", f"id=essex~103-21&release={first}", f"figure={ids[0]}"):
        page = pages.refusal("source", query)
        assert page is not None and page.status_code == 410
        assert REASON in bytes(page.body).decode()
    assert pages.refusal("source", "id=kent~1-22") is None
