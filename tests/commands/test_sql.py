"""`sql`: one query or a shell on the warehouse, read-only, with no file but the warehouse unless asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.__main__ import main
from ingest.commands import sql as command
from ingest.commands.sql import WIDTH_OF_A_FILE, sql
from ingest.extracts import files
from ingest.extracts.wanted import Wanted
from ingest.warehouse.releases import VIEWS_AND_TABLES

DISPUTED = "select force_id, value, value_low, within from figures where is_disputed order by figure_id"


def test_a_query_is_a_table_in_which_unknown_is_null(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("select 7::double as n, null as unknown, '[c]' as symbol", warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr().out
    assert "│ 7 │ NULL    │ [c]    │" in printed
    assert "1 row\n" in printed


def test_an_answer_without_a_row_has_its_headings(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("select force_id, value from figures where false", warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr().out
    assert "force_id" in printed and "0 rows\n" in printed


def test_a_named_step_over_the_years_is_looked_at(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    step = "lag(value) over (partition by force_id order by year) as before"
    assert sql(f"select force_id, {step} from force_years", warehouse=ruled_warehouse) == 0
    assert "before" in capsys.readouterr().out


@pytest.mark.parametrize(("wide", "is_block"), [(80, True), (WIDTH_OF_A_FILE, False)])
def test_where_a_table_is_too_wide_each_row_is_a_block_and_no_id_is_broken(
    wide: int,
    is_block: bool,
    ruled_warehouse: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "WIDTH_OF_A_FILE", wide)
    columns = "force_id, force, measure_id, period_id, state, figure_id"
    query = f"select {columns} from coverage where figure_id is not null order by all limit 1"
    assert sql(query, warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr().out
    with duckdb.connect(str(ruled_warehouse), read_only=True) as con:
        (row,) = con.execute(query).fetchall()
    assert all(str(value) in printed for value in row)
    assert ("│ force_id " in printed) is is_block


def test_csv_and_json_give_the_same_rows(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sql(DISPUTED, is_csv=True, warehouse=ruled_warehouse) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert sql(DISPUTED, is_json=True, warehouse=ruled_warehouse) == 0
    objects = json.loads(capsys.readouterr().out)
    assert [row["force_id"] for row in rows] == [row["force_id"] for row in objects] != []
    assert {row["value"] for row in rows} == {""}
    assert {row["value"] for row in objects} == {None}


def test_json_has_numbers_as_numbers_and_no_infinity(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "select 1 / 0 as a, 'nan'::double as b, 1.5::decimal(10, 2) as c, 12::hugeint as d"
    assert sql(query, is_json=True, warehouse=ruled_warehouse) == 0
    assert json.loads(capsys.readouterr().out) == [{"a": None, "b": None, "c": 1.5, "d": 12}]


def test_lists_and_maps_of_whatever_are_given_in_every_form(
    ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "select {'on': date '2020-01-02'} as a, map {date '2020-01-02': [1 / 0, 1.5::decimal(4, 2)]} as b"
    assert sql(query, is_json=True, warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == [{"a": {"on": "2020-01-02"}, "b": {"2020-01-02": [None, 1.5]}}]
    assert sql(query, is_csv=True, warehouse=ruled_warehouse) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert row == {"a": '{"on":"2020-01-02"}', "b": '{"2020-01-02":[null,1.5]}'}
    assert sql(query, warehouse=ruled_warehouse) == 0
    assert row["a"] in capsys.readouterr().out


def test_no_column_of_json_hides_another_of_its_name(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("select 1 as a, 2 as a, 3 as a_1, 4 as a", is_json=True, warehouse=ruled_warehouse) == 0
    assert json.loads(capsys.readouterr().out) == [{"a": 1, "a_1": 2, "a_1_1": 3, "a_2": 4}]


def test_a_query_that_begins_with_a_comment_is_no_option(
    ruled_warehouse: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "-- how many forces\nselect count(*) as n from forces"
    monkeypatch.setattr("sys.argv", ["ingest", "sql", query, "--json", "--warehouse", str(ruled_warehouse)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0 and json.loads(capsys.readouterr().out)[0]["n"] > 43


@pytest.mark.parametrize("view", VIEWS_AND_TABLES)
def test_csv_is_the_extracts_to_the_byte(
    view: str, ruled_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(ruled_warehouse), read_only=True) as con:
        files.write(con, Wanted(view), "csv", tmp_path / "extract.csv")
    assert sql(f"from {view} order by all", is_csv=True, warehouse=ruled_warehouse) == 0
    assert capsys.readouterr().out.encode() == (tmp_path / "extract.csv").read_bytes()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select sum(value) from figures", "This adds 2 measures ("),
        ("select avg(value) from figures", "This averages 2 measures ("),
        ("select coalesce(value, 0) from figures", "This takes rows without a value for zero, "),
        ("pivot figures on force_id in ('a') using sum(value) group by unit", "Not checked: "),
        ("select count(*) from figures", ""),
    ],
)
def test_what_must_not_be_added_is_said_beside_the_rows(
    query: str, said: str, ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sql(query, is_csv=True, warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr()
    assert said in printed.err and bool(said) == bool(printed.err) and "This" not in printed.out


def test_a_long_table_says_that_it_was_cut(ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sql("from range(201)", warehouse=ruled_warehouse) == 0
    assert "The first 200 rows; there are more." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "reason", "what_to_do"),
    [
        ("from figurs", "figurs does not exist", 'Did you mean "figures"'),
        ("delete from sources", "read-only", "python -m ingest build"),
        ("from read_csv('README.md')", "disabled", "--files"),
        ("copy (from forces) to 'forces.csv'", "disabled", "--files"),
        ("  ", "There is no query", "select * from release"),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(
    query: str, reason: str, what_to_do: str, ruled_warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sql(query, warehouse=ruled_warehouse) == 1
    said = capsys.readouterr().err
    assert reason in said and what_to_do in said


def test_with_files_a_query_reads_a_file_of_this_machine(
    ruled_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.csv").write_text("force_id,staff\nkent,4000\n")
    query = f"select staff from read_csv('{tmp_path}/own.csv') join forces using (force_id)"
    assert sql(query, is_csv=True, may_use_files=True, warehouse=ruled_warehouse) == 0
    assert capsys.readouterr().out == "staff\n4000\n"


def test_ctrl_c_stops_a_query_and_is_no_fault_of_the_program(
    ruled_warehouse: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: duckdb.DuckDBPyConnection) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setitem(command.WRITERS, "table", interrupted)
    assert sql("from forces", warehouse=ruled_warehouse) == 130
    assert "Stopped." in capsys.readouterr().err


def test_the_shell_goes_on_after_an_error(
    ruled_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed: Iterator[str] = iter(
        ["selct 1;", ".tables", ".schema force_years", ".schema figurs", ".schema", "select", "6*7;"]
    )

    def line(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", line)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert sql(warehouse=ruled_warehouse) == 0
    printed = capsys.readouterr()
    assert "syntax error" in printed.err and 'Did you mean "figures"' in printed.err
    assert "ocag_arrests" in printed.out and "per_100k" in printed.out and "Ctrl-D: ends" in printed.out
    assert "42" in printed.out and "zero-length" not in printed.err
