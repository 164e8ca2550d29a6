"""Extracts: one file for command and address, read back equal in every format; unknown is empty, a text no formula."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from math import isclose
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from dashboard import extract, warehouse
from ingest.commands.look_up import export
from ingest.extracts import files, metadata
from ingest.extracts.wanted import OF_ALL_FIGURES, ORDER, CantFilter, Wanted, statement
from ingest.warehouse.releases import VIEWS_AND_TABLES
from tests.asking import body, csv_of, get

ROWS_OF_A_SHEET = 400  # to read a sheet back takes long
PLAIN = ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN")
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""LibreOffice's filter: UTF-8 with commas, each cell as it is kept and not as it is shown, each sheet a file."""


pytestmark = pytest.mark.usefixtures("shipped")


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_the_command_writes_what_the_address_sends(kind: str, tmp_path: Path, built_warehouse: Path) -> None:
    assert export(tmp_path, kind, built_warehouse) == 0
    for view in VIEWS_AND_TABLES:
        assert body(get(f"/data/{view}.{kind}")) == (tmp_path / f"{view}.{kind}").read_bytes(), view


def test_an_unknown_format_is_refused_with_the_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(tmp_path, "xml") == 2
    assert "csv, json, parquet, xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("view", ["force_years", "figures", "outcomes", "sources"])
def test_every_format_reads_back_as_the_view(view: str, con: Any, tmp_path: Path) -> None:
    true = con.execute(f"select * from {view} order by all").fetchall()
    kinds = {name: kind for name, kind, *_ in con.execute(f"describe {view}").fetchall()}
    names, plain = list(kinds), [name for name, kind in kinds.items() if kind in PLAIN]
    paths = {kind: tmp_path / f"{view}.{kind}" for kind in files.KINDS}
    for kind, path in paths.items():
        files.write(con, Wanted(view, limit=ROWS_OF_A_SHEET if kind == "xlsx" else None), kind, path)
    assert duckdb.read_parquet(str(paths["parquet"])).fetchall() == true
    rows = json.loads(paths["json"].read_text(encoding="utf-8"))
    at = [names.index(name) for name in plain]
    assert [[row[name] for name in plain] for row in rows] == [[row[n] for n in at] for row in true]
    table = list(csv.DictReader(io.StringIO(paths["csv"].read_text(encoding="utf-8"), newline="")))
    sheet = openpyxl.load_workbook(paths["xlsx"], read_only=True)["data"]
    cells = list(sheet.iter_rows(values_only=True))
    assert list(cells[0]) == names and len(table) == len(true) and len(cells) == min(len(true), ROWS_OF_A_SHEET) + 1
    for name in plain:
        n = names.index(name)
        values = [row[n] for row in true]
        assert [None if row[name] == "" else row[name] for row in table] == [as_printed(value) for value in values]
        is_number = kinds[name] == "DOUBLE"  # a workbook holds 16 digits
        assert [row[n] for row in cells[1:]] == [
            near(value) if is_number else value for value in values[:ROWS_OF_A_SHEET]
        ]


@pytest.mark.parametrize("view", sorted(OF_ALL_FIGURES))
def test_few_figures_are_the_same_by_their_ids_and_within_their_forces(
    view: str, con: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Wanted(view, {"year": [str(year) for year in range(2018, 2021)]})
    found = {}
    for way, unpacked, together in (("year", 10**9, 1000), ("figure_id in", 1, 1000), ("force_id in", 1, 0.5)):
        monkeypatch.setattr("ingest.extracts.wanted.UNPACKED", unpacked)
        monkeypatch.setattr("ingest.extracts.wanted.TOGETHER", together)
        for kind in ("csv", "json"):
            files.write(con, wanted, kind, tmp_path / kind)
        assert way in statement(con, wanted).rows
        found[way] = [(tmp_path / kind).read_bytes() for kind in ("csv", "json")]
    assert found["year"] == found["figure_id in"] == found["force_id in"]
    assert found["year"][0].count(b"\n") > 1


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-15)


def as_printed(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or value == "" else str(value).removesuffix(".0")


def test_lists_and_maps_in_csv(con: Any, tmp_path: Path) -> None:
    (figure_id, within), *_ = con.execute("select figure_id, within from figures where len(within) > 1").fetchall()
    rows = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(csv_of(Wanted("figures"))))}
    assert rows[figure_id]["within"] == "; ".join(within)
    ((figure_id, parts),) = con.execute(
        "select figure_id, dimensions from figures where cardinality(dimensions) > 0 limit 1"
    ).fetchall()
    assert json.loads(rows[figure_id]["dimensions"]) == parts


def test_columns_rows_years_and_children_are_chosen() -> None:
    rows = csv_of(extract.ask("force_years", [("columns", "year,value"), ("force", "kent"), ("year", "2021")]))
    assert rows.startswith("year,value\n2021,") and {row[:5] for row in rows.splitlines()[1:]} == {"2021,"}
    assert csv_of(extract.ask("forces", [("limit", "0")])).count("\n") == 1
    children = csv_of(extract.ask("force_years", [("about_children", "no"), ("columns", "about_children")]))
    assert set(children.splitlines()[1:]) == {"no"}


def test_a_financial_or_calendar_year_is_a_column_and_an_unknown_one_is_empty(con: Any) -> None:
    wide = list(csv.DictReader(io.StringIO(csv_of(extract.ask("force_years", [("wide", "1")])))))
    rows = con.execute(
        "select force_id, measure_id, unit, offence_id, period, value, value_low, value_high from force_years"
    ).fetchall()
    key = ("force_id", "measure_id", "unit", "offence_id")
    cells = {tuple(row[name] for name in key): row for row in wide}
    assert len(cells) == len(wide)
    for *of, period, value, low, high in rows:
        row = cells[tuple(part or "" for part in of)]
        assert (float(row[period]) if row[period] else None) == value
        if value is None and high is not None:
            assert f"{period}: {low:g} to {high:g}" in row["ranges"].split("; ")
    assert sum(bool(cell) for row in wide for name, cell in row.items() if name[0].isdigit()) == sum(
        value is not None for *_, value, _, _ in rows
    )
    assert {part.partition(": ")[2] for row in wide for part in row["figure_ids"].split("; ")} == {
        mark for (mark,) in con.execute("select figure_id from force_years").fetchall()
    }


def test_a_text_is_no_formula_for_excel(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        con.execute("create table sources as select '=1+1' as source, -5.0::double as value, ['@x', 'y'] as words")
        con.execute("create table symbols(symbol varchar, meaning varchar)")
        con.execute(
            "create table release as select 'r' as release, now()::timestamp as built_at, []::varchar[] as notes"
        )
        files.write(con, Wanted("sources"), "csv", tmp_path / "plain.csv")
        assert (tmp_path / "plain.csv").read_bytes() == b"source,value,words\n=1+1,-5,@x; y\n"
        files.write(con, Wanted("sources", for_excel=True), "csv", tmp_path / "excel.csv")
        assert (tmp_path / "excel.csv").read_bytes() == b"\xef\xbb\xbfsource,value,words\n'=1+1,-5,'@x; y\n"
        files.write(con, Wanted("sources"), "xlsx", tmp_path / "book.xlsx")
        cell = openpyxl.load_workbook(tmp_path / "book.xlsx")["data"]["A2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")


def is_same(cell: str, read: str, kind: str) -> bool:
    """Whether LibreOffice, which writes fifteen digits, and true as TRUE, read in a cell what a CSV has."""
    if kind == "DOUBLE" and cell and read:
        return isclose(float(cell), float(read), rel_tol=1e-14)
    return read == (cell.upper() if kind == "BOOLEAN" else cell)


def test_libreoffice_reads_in_a_workbook_what_the_csv_has(con: Any, tmp_path: Path) -> None:
    if (program := shutil.which("localc")) is None:
        pytest.skip("LibreOffice Calc is not installed")
    asked = {view: Wanted(view, {"force": ["kent", "durham"]}) for view in ("figures", "force_years")}
    for view, wanted in asked.items():
        for kind in ("csv", "xlsx"):
            files.write(con, wanted, kind, tmp_path / f"{view}.{kind}")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    books = [f"{view}.xlsx" for view in asked]  # by one start of the program, which takes longer than to read them
    command = [program, profile, "--headless", "--convert-to", AS_CSV, "--outdir", str(tmp_path), *books]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, timeout=120)
    for view, wanted in asked.items():
        true, read = (
            list(csv.reader((tmp_path / name).open(encoding="utf-8", newline="")))
            for name in (f"{view}.csv", f"{view}-data.csv")
        )
        kinds = list(statement(con, wanted).columns.values())
        assert read[0] == true[0] and len(read) == len(true) > 100
        cells = [cells for rows in zip(true[1:], read[1:], strict=True) for cells in zip(*rows, kinds, strict=True)]
        assert [cell for cell in cells if not is_same(*cell)] == [], view
        notes = (tmp_path / f"{view}-notes.csv").read_text(encoding="utf-8")
        assert "An empty cell is unknown, never zero." in notes
        assert "The Home Office's notes on forces and years are not held: breaks that they tell of are not" in notes


def test_a_workbooks_cover_cites_it_with_its_sources_and_the_address_that_gives_it_again(
    con: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://disclosed.example.org/")
    wanted = Wanted("force_years", {"force": ["kent"], "period": ["2019/20"]}, ("force", "value"), limit=5)
    files.write(con, wanted, "xlsx", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True)
    cover = [str(line) for (line,) in book["cover"].iter_rows(values_only=True)]
    release = metadata.release_of(con).name
    (cite,) = (line for line in cover if line.startswith("To cite: "))
    base, _, asked = cite.removesuffix(".").rpartition(", ")[2].partition("/data/force_years.xlsx?")
    assert base == "https://disclosed.example.org" and f"release {release} of " in cite
    assert "“force years: force=kent, period=2019/20”" in cite
    assert cover[cover.index(cite) + 1].startswith("Sources: 4 figures: Home Office: Police recorded crime")
    assert metadata.RIGHTS in cover
    again = openpyxl.load_workbook(io.BytesIO(body(get("/data/force_years.xlsx", asked))), read_only=True)
    rows, same = (list(one["data"].iter_rows(values_only=True)) for one in (book, again))
    assert rows == same and len(rows) == 6


def test_more_rows_than_a_sheet_has_are_refused_and_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 10)
    response = get("/data/figures.xlsx")
    assert response.status_code == 400 and "a sheet holds 10" in body(response).decode()
    assert get("/data/figures.xlsx", "limit=10").status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/data/figures.csv", "limit=-1", "is no number of rows"),
        ("/data/figures.csv", "columns=colour", "has no column “colour”. It has: figure_id"),
        ("/data/figures.csv", "wide=1", "force_years has"),
        ("/data/figures.parquet", "bom=1", "bom is for csv"),
        ("/data/figures.csv", "orient=columns", "orient is for json"),
        ("/data/figures.csv", "orient=rows", "Known are:"),
        ("/data/figures.csv", "&".join(["force=kent"] * 101), "at most 100"),
    ],
)
def test_options_that_will_not_do(path: str, query: str, said: str) -> None:
    response = get(path, query)
    assert response.status_code == 400 and said in body(response).decode()


def test_a_file_bears_its_release_and_its_day(tmp_path: Path) -> None:
    copy, asked = warehouse.current(), "force=kent&columns=year,value&limit=3"
    for name, query in (("force_years.csv", asked), ("forces.json", ""), ("all.zip", ""), ("warehouse.duckdb", "")):
        said = get(f"/data/{name}", query).headers["content-disposition"]
        assert said.endswith(f'{copy.release}-{copy.built_at:%Y-%m-%d}.{name.partition(".")[2]}"')
    (tmp_path / "kent.parquet").write_bytes(body(get("/data/force_years.parquet", asked)))
    found = duckdb.sql(f"select key, value from parquet_kv_metadata('{tmp_path / 'kent.parquet'}')").fetchall()
    said = {key.decode(): value.decode() for key, value in found}
    assert said["release"] == copy.release and said["built_at"] == f"{copy.built_at:%Y-%m-%dT%H:%M:%SZ}"
    path, _, again = said["address"].partition("?")
    assert body(get(path, again)) == (tmp_path / "kent.parquet").read_bytes(), "its own address gives it again"


def test_json_by_column() -> None:
    columns = json.loads(body(get("/data/forces.json", "orient=columns")))
    rows = json.loads(body(get("/data/forces.json")))
    assert columns == {name: [row[name] for row in rows] for name in rows[0]}


def test_the_zip_has_every_view_and_its_metadata() -> None:
    names = zipfile.ZipFile(io.BytesIO(body(get("/data/all.zip")))).namelist()
    assert set(names) == {f"{view}.{end}" for view in VIEWS_AND_TABLES for end in ("csv", "csv-metadata.json")} | {
        "datapackage.json",
        "CITATION.cff",
    }


def test_a_zip_of_the_same_files_is_the_same(tmp_path: Path) -> None:
    release = metadata.Release("r", datetime(2026, 11, 28, 12, 0, 1))
    (tmp_path / "forces.csv").write_text("force_id\nkent\n")
    for name in ("first.zip", "again.zip"):
        (tmp_path / "forces.csv").touch()
        files.write_zip(tmp_path / name, release, [tmp_path / "forces.csv"])
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_what_large_extracts_are_sorted_by_has_no_value_twice_and_gives_the_order_of_all_columns(con: Any) -> None:
    for view, keys in ORDER.items():
        listed = ", ".join(keys)
        assert con.execute(f"select {listed} from {view} group by all having count(*) > 1").fetchall() == [], view
        by_all, by_keys = (con.execute(f"from {view} order by {by}").fetchall() for by in ("all", listed))
        assert by_all == by_keys, view


def test_metadata_names_every_column(con: Any) -> None:
    described = json.loads(body(get("/data/datapackage.json")))
    assert described["version"] == warehouse.current().release
    for resource in described["resources"]:
        columns = [name for name, *_ in con.execute(f"describe {resource['name']}").fetchall()]
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        assert all(field["description"] for field in resource["schema"]["fields"])
    for view in VIEWS_AND_TABLES:
        table = json.loads(body(get(f"/data/{view}.csv-metadata.json")))
        assert table == metadata.csvw(view, metadata.release_of(con))


def test_an_answer_says_when_and_takes_gzip() -> None:
    plain = get("/data/forces.csv")
    packed = get("/data/forces.csv", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert plain.headers["etag"] != packed.headers["etag"] and plain.headers["last-modified"].endswith("GMT")
    with pytest.raises(CantFilter):
        extract.file(Wanted("forces", {"colour": ("red",)}), "csv")


def test_who_asks_by_the_day_alone_gets_304_as_long_as_nothing_is_newer() -> None:
    def status(**asked: str) -> int:
        headers = {name.replace("_", "-"): value for name, value in asked.items()}
        said: list[Any] = []

        async def send(message: Any) -> None:
            said.append(message)

        answer = get("/data/forces.csv", "limit=3")
        scope: dict[str, Any] = {"type": "http", "method": "GET", "asgi": {"spec_version": "2.4"}}
        scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
        with ThreadPoolExecutor(1) as thread:  # a browser's tests may have a loop in this one
            thread.submit(asyncio.run, answer(scope, None, send)).result()  # type: ignore[arg-type]
        assert said[0]["status"] == 200 or not Path(answer.path).exists()  # type: ignore[attr-defined]
        return int(said[0]["status"])

    day = get("/data/forces.csv").headers["last-modified"]
    assert status(if_modified_since=day) == 304
    assert status(if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT") == 304
    assert status(if_modified_since="Thu, 01 Jan 2015 00:00:00 GMT") == status(if_modified_since="yesterday") == 200
    assert status(if_modified_since=day, if_none_match='"another"') == 200, "the tag is asked first"


def test_a_kept_release_has_no_day_for_what_is_erased_in_it_makes_it_no_newer() -> None:
    release = warehouse.current().release
    assert "last-modified" not in get("/data/forces.csv", f"limit=3&release={release}").headers
    assert "last-modified" in get("/data/forces.csv", "limit=3").headers


def test_a_refusal_offers_what_the_view_takes_and_the_name_that_is_near() -> None:
    said = body(get("/data/refusals.csv", "year=2019")).decode()
    assert "campaign" in said and "wide" not in said
    assert "wide" in body(get("/data/force_years.csv", "question=2")).decode()
    assert "Did you mean force_years?" in body(get("/data/force_year.csv")).decode()
    assert len(body(get("/data/refusals.csv", "campaign=online-grooming-2019-20")).decode().splitlines()) > 3


def test_columns_keep_the_order_of_rows_however_many_there_are(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        con.execute("create table sources as select range as n, range::varchar as words from range(200000)")
        files.write(con, Wanted("sources", by_column=True), "json", tmp_path / "columns.json")
    columns = json.loads((tmp_path / "columns.json").read_text())
    assert [str(n) for n in columns["n"]] == columns["words"]


def test_no_file_is_left_of_an_answer_that_is_not_sent() -> None:
    tag = get("/data/forces.csv", "limit=3").headers["etag"]

    def left() -> int:
        return sum(1 for file in warehouse.folder().iterdir() if file.is_file() and file.name.startswith("tmp"))

    before = left()
    assert get("/data/forces.csv", "limit=3", headers={"If-None-Match": tag}).status_code == 304
    assert get("/data/forces.csv", "columns=colour").status_code == 400
    assert get("/data/figures.csv", "wide=1").status_code == 400
    assert left() == before


@pytest.mark.parametrize("path", ["all.zip", "datapackage.json", "warehouse.duckdb", "forces.csv-metadata.json"])
def test_what_is_whole_takes_no_filter(path: str) -> None:
    assert get(f"/data/{path}", "force=kent").status_code == 400
    assert get(f"/data/{path}").headers["vary"] == "Accept, Accept-Encoding"


def test_gzip_that_is_refused_is_not_sent() -> None:
    assert "content-encoding" not in get("/data/forces.csv", headers={"Accept-Encoding": "gzip;q=0, br"}).headers
    assert get("/data/forces.csv", headers={"Accept-Encoding": "gzip;q=0.5"}).headers["content-encoding"] == "gzip"


def test_of_a_copy_that_has_gone_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with warehouse.held():
        copy = warehouse.current()
        monkeypatch.setattr(warehouse, "_copies", {})
        assert warehouse.files_of(copy) is None
        with pytest.raises(warehouse.NoWarehouse, match="built anew"):
            warehouse.file_of(copy)
        assert extract.file(Wanted("forces"), "csv").parent == warehouse.folder()
