"""What was withdrawn, corrected, disputed or spoken of, as the pages say it; a report of error; the page of checks."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from dashboard import extract, installation, warehouse, words
from dashboard.pages import reports as reports_page
from dashboard.parts import evidence, letters, listing, statuses
from ingest.extracts.wanted import Wanted
from ingest.warehouse import reports
from tests.asking import csv_of
from tests.every_page import html_of, page_at, words_at
from tests.making_rulings import OF_A_SIDE, OFFICE, STATEMENT


def one(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    (row,) = con.execute(sql).fetchall()
    return str(row[0])


def kent(con: duckdb.DuckDBPyConnection) -> str:
    return one(con, "select figure_id from figures where force_id = 'kent' and measure_id = 'arrests_ocag'")


def panel_row(figure_id: str) -> Any:
    return next(warehouse.query(warehouse.sql("evidence_figure"), {"figure_id": figure_id}).itertuples())


# Standing


def test_what_a_source_or_a_person_took_back_is_struck_through_and_what_is_counted_otherwise_is_not() -> None:
    struck = {status for status in words.SAID["figure_statuses"] if statuses.is_struck(SimpleNamespace(status=status))}
    assert struck == {"superseded", "withdrawn", "rejected"}
    assert not statuses.is_struck(SimpleNamespace(status="current"))


def test_every_figure_that_is_not_in_force_says_why_with_its_day_in_words(ruled: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query("select * from all_figures where status not in ('current', 'repeated')")
    assert {row.status for row in rows.itertuples()} == set(statuses.NOT_IN_FORCE)
    why = {row.status: statuses.why(row) for row in rows.itertuples()}
    assert all(why.values())
    assert why["withdrawn"].startswith("Withdrawn 1 June 2021: counted twice")
    assert "https://foi.example/durham#second" in why["withdrawn"]
    assert why["rejected"] == "Rejected: a heading, and no count (AB, 5 May 2021)."


def test_what_is_in_force_in_place_of_a_figure_is_named(ruled: duckdb.DuckDBPyConnection) -> None:
    def said(status: str, force: str) -> str:
        """The words alone; a link's are its own."""
        asked = "select figure_id from all_figures where status = $status and force_id = $force"
        row = panel_row(warehouse.values(asked, {"status": status, "force": force})[0][0])
        same = statuses.rows_of("same_figure", row)
        (part,) = statuses.in_its_place(row, same)
        return part.words if isinstance(part, listing.Link) else str(part)

    assert said("superseded", "west-mercia") == "In its place: 6"
    assert said("conflicting", "norfolk").startswith("In lists and extracts: 7, ")
    assert said("conflicting", "lancashire") == "In its place: 64 to 175, sources disagree."
    assert said("withdrawn", "durham") == "No other figure stands in its place."


def test_a_correction_is_told_with_what_was_changed(ruled: duckdb.DuckDBPyConnection) -> None:
    row = panel_row(one(ruled, "select figure_id from figures where review = 'corrected'"))
    corrected = statuses.correction(row)
    assert corrected is not None and corrected.is_of_value
    assert (corrected.what, corrected.reason) == ("its number", "the note below adds one (AB, 4 May 2021)")
    assert statuses.correction(panel_row(kent(ruled))) is None


def test_an_answer_that_a_person_set_aside_is_not_called_superseded(ruled: duckdb.DuckDBPyConnection) -> None:
    (row,) = warehouse.query("select * from outcomes where not is_current and force_id = 'norfolk'").itertuples()
    assert statuses.why_answer(row) == "Set aside by a person's ruling: An automatic reply (AB, 6 May 2021)."
    later = SimpleNamespace(is_current=False, status="refused", ruling=None)
    assert statuses.why_answer(later) == "No longer current: a later stage answered."
    assert statuses.why_answer(SimpleNamespace(is_current=True, status="refused", ruling=None)) == ""


def test_a_struck_link_is_read_out_as_struck() -> None:
    assert "<del>7</del></a>" in listing.html(("x",), [(listing.Link("7", "/", is_struck=True),)], "x")


def test_two_sources_stand_side_by_side_with_the_one_in_force_and_the_rule(ruled: duckdb.DuckDBPyConnection) -> None:
    figure_id = one(ruled, "select figure_id from all_figures where status = 'conflicting' and force_id = 'norfolk'")
    page = page_at("source", id="published~first-round", figure=figure_id)
    facts, _, _ = html_of(page).partition("</dl>")
    assert "In lists and extracts" in facts and "“9”" in facts and "<del>" not in facts
    assert "Rank: the force&#39;s own answer stands above a charity&#39;s round." in facts
    assert not any("~~" in text.value or "<del>" in text.value for text in page.markdown)


# Statements


def test_a_statement_stands_with_its_figure_and_with_no_other(ruled: duckdb.DuckDBPyConnection) -> None:
    (said,) = statuses.stated([kent(ruled)])
    assert "Kent Police says of its figure" in said and STATEMENT.rstrip(".") in said and OFFICE in said
    assert "3 May 2021" in said
    others = [i for (i,) in ruled.execute("select figure_id from figures where statement is null").fetchall()]
    assert statuses.stated(others) == []


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("activists", {}),
        ("answers", {"campaign": "online-grooming-2019-20"}),
        ("compare", {"measure": "arrests_ocag", "period": "2019/20"}),
        ("measure", {"id": "arrests_ocag"}),
        ("time", {"measure": "arrests_ocag"}),
    ],
)
@pytest.mark.usefixtures("ruled")
def test_a_statement_stands_on_each_page_on_which_its_figure_stands(page: str, asked: dict[str, str]) -> None:
    said = words_at(page, **asked)
    assert STATEMENT.rstrip(".") in said and f"{OFFICE}, 3 May 2021" in said


def test_a_statement_on_one_side_stands_with_the_disputed_figure(ruled: duckdb.DuckDBPyConnection) -> None:
    (said,) = statuses.stated([one(ruled, "select figure_id from figures where is_disputed")])
    assert (
        said.startswith("Said of a side of Lancashire Constabulary's disputed figure") and OF_A_SIDE.rstrip(".") in said
    )


def test_a_statement_on_a_copy_stands_with_the_figure_that_it_repeats(
    ruled_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "warehouse.duckdb"
    shutil.copyfile(ruled_warehouse, copied)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(copied))
    with duckdb.connect(str(copied)) as con:
        ids = "select figure_id from figures where statement is null order by 1 limit 4"
        (head,), (of_copy,), (beside,), (of_other,) = con.execute(ids).fetchall()
        told = "statement = 'Kent, 2021-05-03: x.', rule = 'a rule', status = $1, replaced_by = $2"
        for given in (["repeated", head, of_copy], ["conflicting", beside, of_other]):
            con.execute(f"update all_figures set {told} where figure_id = $3", given)
    (said,) = statuses.stated([head])
    assert said.endswith("): Kent, 3 May 2021: x.")
    assert statuses.stated([of_copy]) == [said]
    assert statuses.stated([beside]) == []


def test_one_statement_on_many_figures_is_said_once() -> None:
    def row(n: int) -> SimpleNamespace:
        return SimpleNamespace(
            force="Kent Police", source_kind="force_response", is_disputed=False, statement="Kent, 2021-05-03: x.",
            value=n, value_text=str(n), symbol=None, offence="Grooming", measure="Arrests", period_id="2019/20",
        )  # fmt: skip

    (said,) = statuses.together([row(n) for n in range(40)])
    assert said.startswith("Kent Police says of its figures (“0”") and "and 37 more" in said


@pytest.mark.parametrize("view", ["figures", "all_figures", "arrests", "ocag_arrests", "ocag_figures"])
def test_an_extract_that_holds_the_figure_holds_the_statement(ruled: duckdb.DuckDBPyConnection, view: str) -> None:
    text = csv_of(Wanted(view, {"force": ("kent",)}))
    rows = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[kent(ruled)]["statement"].endswith(STATEMENT)


def test_offence_breakdowns_and_areas_have_the_column_too(ruled: duckdb.DuckDBPyConnection) -> None:
    assert all("statement" in extract.columns(view) for view in ("offence_breakdown", "area_figures"))


# Something wrong here?


@pytest.mark.parametrize(
    ("set_to", "begins"),
    [
        ("editor@borset.example", "mailto:editor@borset.example?"),
        ("mailto:editor@borset.example", "mailto:editor@borset.example?"),
        ("https://borset.example/issues", ""),
        ("the Borsetshire Archive", ""),
    ],
)
def test_a_contact_is_told_for_what_it_is(set_to: str, begins: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_CONTACT", set_to)
    assert installation.contact() == set_to
    assert installation.mail_to(set_to, "x", "y").partition("subject")[0] == begins


@pytest.mark.parametrize("set_to", ["", "  "])
def test_a_copy_without_a_contact_has_none(set_to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_CONTACT", set_to)
    assert installation.contact() is None


def test_the_address_of_a_message_holds_all_of_its_text() -> None:
    address = installation.mail_to("editor@borset.example", "7 & 22?", "Line one\nLine two: “7”, 100 %")
    asked = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert address.startswith("mailto:editor@borset.example?")
    assert asked == {"subject": ["7 & 22?"], "body": ["Line one\nLine two: “7”, 100 %"]}


def test_a_message_names_figure_release_place_and_address(
    ruled: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://disclosed.example/")
    figure_id, release = kent(ruled), one(ruled, "select release from release")
    [subject, body] = messages(figure_id, monkeypatch)
    assert figure_id in subject and "Kent Police" in subject
    for part in (
        "Arrests on activist groups' evidence",
        f"Its id: figure {figure_id}",
        f"Release: {release}",
        "Place: kent/101-21/letter.pdf, page 1, line 6",
        f"Page: https://disclosed.example/source?id=kent~101-21&figure={figure_id}&release={release}",
        "Please name no private person",
        "What is wrong:\n[",
    ):
        assert part in body, part


def test_a_message_on_a_disputed_figure_leads_to_the_forces_page(
    ruled: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure_id = one(ruled, "select figure_id from figures where is_disputed")
    [_, body] = messages(figure_id, monkeypatch)
    assert f"/force?id=lancashire&figure={figure_id}&release=" in body and "Place:" not in body


def test_answers_forces_and_sources_have_a_message_too(
    ruled: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome_id = one(ruled, "select outcome_id from outcomes where force_id = 'kent' and status = 'ncnd'")
    [subject, body] = messages(outcome_id, monkeypatch)
    assert outcome_id in subject and f"&figure={outcome_id}&release=" in body and "Place: kent/" in body
    subject, body = letters.message("force or area", "kent", "Kent Police", "/force?id=kent")
    assert "Kent Police (force or area kent)" in subject and "/force?id=kent&release=" in body


def messages(mark: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Subject and text of the message that the evidence of a figure or an answer offers."""
    given: list[tuple[str, ...]] = []
    monkeypatch.setattr(letters, "show_report", lambda *of: given.append(of))
    evidence.show(mark)
    return letters.message(*given[0])


# The page of checks


def test_every_finding_is_on_the_page_with_a_sentence_for_its_rule(ruled: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.query(warehouse.sql("checks_findings"))
    assert len(rows) == int(one(ruled, "select count(*) from checks"))
    sentences = {rule: check.sentence for check, own in reports_page.by_check(set(rows["rule"])) for rule in own}
    assert set(sentences) == set(rows["rule"]) and all(text.endswith(".") for text in sentences.values())


def test_each_finding_says_what_was_done_about_its_figure(ruled: duckdb.DuckDBPyConnection) -> None:
    rows = list(warehouse.query(warehouse.sql("checks_findings")).itertuples())
    done = {row.message.partition(":")[0]: reports_page._finding(row)[2] for row in rows if row.rule == "conflict"}
    assert done == {
        "Lancashire Constabulary, 2019/20": "Shown as a range; no rule decides.",
        "Norfolk Constabulary, 2019/20": "Kept; lists and extracts have 7 (Norfolk Police) in its place.",
    }
    assert {row.done for row in rows if not row.figure_id} == {"See above"}


def test_checks_stand_by_rule_and_are_narrowed_to_a_source_by_the_address(ruled: duckdb.DuckDBPyConnection) -> None:
    count = int(one(ruled, "select count(*) from checks where rule = 'conflict'"))
    assert html_of(page_at("checks"), "Findings: Two numbers for one thing").count('<tr role="row">') == 1 + count
    said = words_at("checks")
    assert "Sources that print different values for one figure are named" in said
    assert "Every side is kept: the rule that decided stands beside it" in said
    page = page_at("checks", source="published~another-report")
    table = html_of(page, "Findings: Two numbers for one thing")
    assert table.count('<tr role="row">') == 2 and ">the figure&#39;s evidence</a>" in table
    assert any("found in the source “Another report”" in text.value for text in page.markdown)


@pytest.mark.parametrize("source", ["durham~102-21", "no-such-source"])
def test_a_source_leaves_exactly_its_findings(ruled: duckdb.DuckDBPyConnection, source: str) -> None:
    by = dict(
        ruled.execute("select severity, count(*) from checks where source_id = ? group by 1", [source]).fetchall()
    )
    found = [words.counted(by[severity], severity) for severity in ("error", "warning", "note") if severity in by]
    assert f"{words.listed(found) or 'Nothing'} found in " in words_at("checks", source=source)


def test_a_period_by_its_days_is_said_in_words_on_the_page_of_checks(ruled: duckdb.DuckDBPyConnection) -> None:
    row = next(warehouse.query(warehouse.sql("checks_findings")).itertuples())
    _, said, *_ = reports_page._finding(row._replace(message="Kent, 2017-06-01..2018-02-28: 7 conflicts with 9"))
    assert said == "Kent, June 2017 to February 2018: 7 conflicts with 9."


def test_the_readers_forces_come_first_and_leave_nothing_out(ruled: duckdb.DuckDBPyConnection) -> None:
    """With three forces chosen the page of checks opened without a single conflict, and 275 findings were left out."""
    every, own = (
        html_of(page_at("checks", **asked), "Findings: Two numbers for one thing")
        for asked in ({}, {"force": "norfolk"})
    )
    assert sorted(every) == sorted(own) and "Norfolk" in own.split('<tr role="row">')[2]
    assert "left out" not in words_at("checks", force="norfolk")


# Reports, and what people ruled


def test_what_people_ruled_is_listed_from_the_figures_themselves(ruled: duckdb.DuckDBPyConnection) -> None:
    made = reports_page.rulings()
    assert {kind: len(cells) for kind, cells in made.items()} == {
        "corrected": 1, "withdrawn": 1, "rejected": 2, "stated": 2,
    }  # fmt: skip
    (corrected,) = made["corrected"]
    assert corrected[2] == listing.Struck("“22”") and corrected[3] == "23"


def test_where_nothing_was_ruled_nothing_is_listed(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    con = duckdb.connect(str(built_warehouse), read_only=True)
    with con:
        ruled_on = one(
            con,
            "select count(*) from all_figures where status in ('withdrawn', 'rejected') or review = 'corrected' "
            "or statement is not null",
        )
    assert ruled_on == "0" and not any(reports_page.rulings().values())


def test_reports_are_read_from_beside_the_warehouse(ruled: duckdb.DuckDBPyConnection) -> None:
    found, problems = reports_page.read()
    assert [(report.about, report.is_open) for report in found] == [("durham", True), (kent(ruled), False)]
    assert problems == ()


def test_what_a_report_is_about_is_a_link_or_said_not_to_be_here(ruled: duckdb.DuckDBPyConnection) -> None:
    known = {row.id: row for row in warehouse.query(warehouse.sql("reports_known")).itertuples()}
    figure_id = kent(ruled)
    link = reports_page.about(figure_id, known[figure_id])
    assert isinstance(link, listing.Link) and link.address == f"/source?id=kent~101-21&figure={figure_id}"
    gone = reports_page.about("nosuchfigure", None)
    assert gone[0] == "nosuchfigure" and "not in this release" in str(gone[1])  # type: ignore[index]
    assert reports.path_of(warehouse.warehouse_path()).is_file()


def test_a_figures_heading_has_the_corrected_number_and_says_that_it_is_one(ruled: duckdb.DuckDBPyConnection) -> None:
    row = panel_row(one(ruled, "select figure_id from figures where review = 'corrected'"))
    assert evidence.heading(row).endswith(f": 23 arrests {words.CORRECTED_MARK}")


def test_a_heading_names_no_count_of_one_to_four(ruled: duckdb.DuckDBPyConnection) -> None:
    row = panel_row(one(ruled, "select figure_id from figures where review = 'corrected'"))
    assert evidence.heading(row._replace(value=1.0)).endswith(f": under five arrests {words.CORRECTED_MARK}")
