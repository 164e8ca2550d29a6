"""The built warehouse against the contract, and the first query that an analyst types."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from ingest import reference as reference_data
from ingest.warehouse.build import STORED_BY

VIEWS_OF_FIGURES = ("figures", "arrests", "offence_breakdown", "ocag_arrests", "ocag_figures", "area_figures")
REFERENCE = reference_data.load()


@pytest.fixture
def con(built_warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(built_warehouse), read_only=True)


def rows(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[tuple]:
    return con.execute(sql, list(parameters)).fetchall()


def test_everything_public_has_a_comment(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "select table_name from duckdb_tables() where comment is null and not internal") == []
    assert rows(con, "select view_name from duckdb_views() where comment is null and not internal") == []
    assert (
        rows(con, "select table_name, column_name from duckdb_columns() where comment is null and not internal") == []
    )


@pytest.mark.parametrize("view", VIEWS_OF_FIGURES)
def test_the_comment_of_a_view_says_what_a_row_is_and_whether_rows_may_be_added(
    con: duckdb.DuckDBPyConnection, view: str
) -> None:
    ((comment,),) = rows(con, "select comment from duckdb_views() where view_name = ?", view)
    assert comment.startswith("One row:") and "add" in comment


@pytest.mark.parametrize("view", VIEWS_OF_FIGURES)
def test_adding_up_a_view_by_force_and_period_counts_no_figure_inside_another_unmarked(
    con: duckdb.DuckDBPyConnection, view: str
) -> None:
    """Whoever adds `value` by force, unit and period over rows without `within` adds no part to its whole."""
    groups: dict[tuple, list[tuple]] = defaultdict(list)
    for row in rows(
        con,
        "select force_id, unit, period_id, figure_id, measure_id, offence_id, scope, forces_counted, within "
        f"from {view} where period_id <> 'unknown'",
    ):
        groups[row[:3]].append(row[3:])
    for key, figures in groups.items():
        for inner_id, *inner, within in figures:
            for outer_id, *outer, _ in figures:
                if inner_id != outer_id and inner != outer and is_wider(*outer, *inner):
                    assert within, f"{view}: {inner_id} lies within {outer_id} for {key} and is not marked"


def is_wider(
    outer_measure: str,
    outer_offence: str | None,
    outer_scope: str | None,
    outer_forces: int | None,
    measure: str,
    offence: str | None,
    scope: str | None,
    forces: int | None,
) -> bool:
    """Whether the first four count all that the last four count, by the reference data alone."""
    whole = REFERENCE.measures[outer_measure].whole_offence_id
    return (
        (outer_measure == measure or outer_measure in REFERENCE.measure_ancestors(measure))
        and (outer_offence in (offence, whole) or outer_offence in REFERENCE.offence_ancestors(offence))
        and outer_scope in (None, scope)
        and not (outer_forces and forces and outer_forces < forces)
        and (outer_measure, outer_offence, outer_scope) != (measure, offence, scope)
    )


@pytest.mark.parametrize("view", VIEWS_OF_FIGURES)
def test_what_contains_a_figure_is_itself_in_the_warehouse(con: duckdb.DuckDBPyConnection, view: str) -> None:
    dangling = rows(
        con,
        f"""
        select figure_id, id from {view}, unnest(within) as u(id)
        where id not in (select measure_id from measures) and id not in (select offence_id from offences)
            and id not in (select period_id from periods)
        """,
    )
    assert dangling == []


def test_what_lies_within_nothing_says_so_with_null(con: duckdb.DuckDBPyConnection) -> None:
    ((without, empty, marked),) = rows(
        con,
        "select count(*) filter (where within is null), count(*) filter (where len(within) = 0), count(within) "
        "from figures",
    )
    assert without > 0 and empty == 0 and marked > 0


def test_what_a_note_calls_wider_or_narrower_stands_in_no_series_with_the_other(con: duckdb.DuckDBPyConnection) -> None:
    """PSNI's 3,493 of 2023 stood beside the charity's 2,315 of 2022/23, which it is wider than."""
    told = "from figures where regexp_matches(note, '(?i)\\b(wider|narrower|broader)\\b')"
    assert con.execute(f"select count(*) >= 2 {told}").fetchone() == (True,)
    beside = con.execute(
        f"select one.figure_id, other.figure_id from (select * {told}) as one join figures as other "
        "on (other.force_id, other.measure_id, other.unit, other.dimensions) "
        "= (one.force_id, one.measure_id, one.unit, one.dimensions) "
        "and other.offence_id is not distinct from one.offence_id and other.scope is not distinct from one.scope "
        "and other.compiled_by <> one.compiled_by"
    ).fetchall()
    assert beside == []


def test_what_holds_a_part_or_does_not_fit_its_series_is_set_beside_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """Wales in 2017/18 holds half a year of one force; 2,055 in Scotland are 364 more than a year that has 1,928."""
    keys = con.execute("select comparable_key from all_figures where note like 'Holds only half a year%'").fetchall()
    assert len(keys) == 2 and set(keys) == {(None,)}
    odd = con.execute("select scope from figures where area_kind = 'force' and note like '%does not fit%'").fetchall()
    assert odd == [("cyber-enabled",)]


def test_unknown_is_never_zero(con: duckdb.DuckDBPyConnection) -> None:
    zeros = rows(
        con, "select figure_id, value_text from all_figures where value = 0 and not contains(value_text, ' + ')"
    )
    words = {"0", "none", "nil", "zero", "never", "not once"}
    assert [
        row for row in zeros if not any(word in row[1].lower() for word in words) and "not a single" not in row[1]
    ] == []
    assert rows(con, "select figure_id from all_figures where symbol = '[c]' and value is not null") == []


def test_an_estimate_has_no_bounds(con: duckdb.DuckDBPyConnection) -> None:
    assert (
        rows(
            con,
            "select figure_id from all_figures where symbol = '[e]' and (value_low is not null or "
            "value_high is not null)",
        )
        == []
    )


def test_every_conflict_names_the_rule_that_decided_it_or_that_none_did(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "select rule, replaced_by from all_figures where status = 'conflicting'")
    assert found
    standing = {figure_id for (figure_id,) in rows(con, "select figure_id from figures")}
    assert all(rule and replaced_by in standing for rule, replaced_by in found)


def test_each_figure_that_sources_give_otherwise_has_both_numbers_in_one_row(con: duckdb.DuckDBPyConnection) -> None:
    marked = con.execute("select figure_id from figures where len(differs) > 0").fetchall()
    rows = con.execute("select figure_id, kind, first_low, second_low, first_id, second_id from differences").fetchall()
    assert sorted(marked) == sorted({(row[0],) for row in rows}) != []
    assert all(first < second if kind == "the same count" else first > second for _, kind, first, second, *_ in rows)
    taken = con.execute(
        "select d.figure_id from differences as d join all_figures as a on d.first_id = a.figure_id "
        "join all_figures as b on d.second_id = b.figure_id "
        "where (a.value_text, a.read_in, b.value_text, b.compiled_by) is not distinct from "
        "(d.first_text, d.first_read_in, d.second_text, d.second_compiled_by)"
    ).fetchall()
    assert len(taken) == len(rows)


def test_every_copy_names_what_it_repeats(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """
        select r.figure_id from all_figures as r left join all_figures as o on o.figure_id = r.replaced_by
        where r.status = 'repeated' and (o.figure_id is null or o.status not in ('current', 'conflicting')
            or (r.force_id, r.measure_id, r.unit, r.period_id) <> (o.force_id, o.measure_id, o.unit, o.period_id))
        """,
    )
    assert found == []


def test_there_are_as_many_figures_as_were_promised_each_once(con: duckdb.DuckDBPyConnection) -> None:
    key = "force_id, measure_id, unit, offence_id, scope, dimensions, period_id"
    ((figures, of_forces, forces),) = rows(
        con,
        f"""
        with each as (select distinct {key}, area_kind from all_figures where status in ('current', 'conflicting'))
        select
            count(*),
            count(*) filter (where area_kind = 'force'),
            count(distinct force_id) filter (where area_kind = 'force')
        from each
        """,
    )
    assert figures >= 950 and of_forces >= 740 and forces >= 44, (figures, of_forces, forces)


def test_no_error_comes_from_the_reader_or_the_reference_data(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "select message from checks where severity = 'error' and origin in ('reader', 'reference')") == []


def test_every_territorial_force_has_a_row_for_everything_that_coverage_covers(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """
        select measure_id, offence_id, period_id, count(distinct force_id)
        from coverage where force_id in (select force_id from forces where kind = 'territorial')
        group by all having count(distinct force_id) <> 45
        """,
    )
    assert found == []
    assert (
        rows(
            con,
            "select force_id from coverage group by force_id, measure_id, offence_id, period_id having count(*) > 1",
        )
        == []
    )


def test_west_mercia_as_the_thread_has_it(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "select measure_id, unit, offence_id, period_id, value, method, quote from figures "
        "where source_id = 'west-mercia~50766' order by measure_id",
    )
    whole = "group:online_child_sexual_offences"
    assert found == [
        ("arrests_ocag", "arrests", whole, "2019/20", 7.0, "transcript", None),
        ("arrests_online_cso", "arrests", whole, "2019/20", 22.0, "transcript", None),
        ("groups_named_ocag", "groups", None, "2019/20", 1.0, "transcript", None),
    ]
    outcomes = rows(
        con,
        "select question, status, exemptions, stage, is_current, received_on, answered_on from outcomes "
        "where source_id = 'west-mercia~50766' order by question, stage desc",
    )
    withheld = ["s23(5)", "s31(3)", "s40(5)"]
    common = ("2021-01-04", None)
    assert outcomes == [
        ("1a", "answered", [], "response", True, *common),
        ("1b", "referred", [], "response", True, *common),
        ("1c", "ncnd", withheld, "response", True, *common),
        ("2", "ncnd", withheld, "response", True, *common),
        ("3", "answered", [], "response", True, *common),
        ("4", "ncnd", withheld, "response", False, *common),
        ("4", "answered", [], "internal_review", True, *common),
    ]


def test_the_share_of_west_mercia_says_that_it_is_our_reading(con: duckdb.DuckDBPyConnection) -> None:
    ((low, high, whole, note),) = rows(
        con, "select share_low, share_high, all_arrests, share_note from ocag_arrests where force_id = 'west-mercia'"
    )
    assert whole == 22 and (low, high) == (0, pytest.approx(7 / 22))
    assert note == "At most, if all 7 are among the 22, which the answer does not say."


def test_without_a_whole_there_is_no_share(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "select share_low, share_high, share_note from ocag_arrests where all_arrests is null")
    assert found and all(low is None and high is None and note.startswith("No share") for low, high, note in found)


def test_a_total_counts_each_force_once_and_never_an_unknown_as_zero(con: duckdb.DuckDBPyConnection) -> None:
    ((unit, low, high, forces, conflict, suppressed, unknown, asked, not_added),) = rows(
        con, "from totals('offences_recorded', 'soa2003_s15a', '2017/18')"
    )
    ((distinct, exact),) = rows(
        con,
        "select count(distinct force_id), sum(value) from figures where measure_id = 'offences_recorded' "
        "and offence_id = 'soa2003_s15a' and period_id = '2017/18' and area_kind = 'force' and scope is null",
    )
    assert (unit, forces, conflict, suppressed, unknown) == ("offences", distinct, 1, 0, 0)
    assert (low, high) == (exact + 64, exact + 175) and asked >= forces and not_added == 0


def test_a_total_of_nothing_is_no_zero(con: duckdb.DuckDBPyConnection) -> None:
    ((unit, low, high, forces, *_, asked, not_added),) = rows(
        con, "from totals('arrests_decoy', 'group:online_child_sexual_offences', '2019/20')"
    )
    assert (unit, low, high, forces) == (None, None, None, 0) and asked > 0 and not_added == 0


def test_a_total_without_an_offence_is_of_the_measures_whole(con: duckdb.DuckDBPyConnection) -> None:
    said = rows(con, "from totals('arrests_ocag', null, '2019/20')")
    assert said == rows(con, "from totals('arrests_ocag', 'group:online_child_sexual_offences', '2019/20')")
    assert said[0][3] > 0 and said[0][-2] > 0


def test_paths_are_relative_to_the_raw_folder(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "select path from documents where starts_with(path, '/') or contains(path, '..')") == []


def test_a_constraint_refuses_a_figure_with_neither_value_nor_reason(built_warehouse: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(built_warehouse.read_bytes())
    with duckdb.connect(str(copy)) as con, pytest.raises(duckdb.ConstraintException):
        con.execute(
            "insert into all_figures by name select * replace ('000000000000' as figure_id, null as "
            "value, null as value_low, "
            "null as value_high, null as symbol, null as note) from all_figures limit 1"
        )


def test_figures_lie_together_by_force_and_by_what_it_counted(con: duckdb.DuckDBPyConnection) -> None:
    key = ", ".join(f"coalesce({key}, 'zzz')" for key in STORED_BY.split(", "))  # NULL comes last
    out_of_order = f"select ({key}) < lag(({key})) over (order by rowid) as is_out from all_figures"
    assert rows(con, f"from ({out_of_order}) where is_out") == []
