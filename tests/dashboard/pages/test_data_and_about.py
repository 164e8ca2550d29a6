"""Data and About: every public table is offered with its rows, every check has its sentence, each heading its words."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qsl, quote

import duckdb
import pytest

from dashboard import extract, installation, warehouse, words
from dashboard.pages import download, reports, sources
from dashboard.parts import chart as charts
from dashboard.parts.controls import Address, of
from dashboard.routes.charts import CHARTS
from ingest.extracts.wanted import Wanted
from ingest.settle.queries import checks
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS, VIEWS_AND_TABLES
from tests import pictures
from tests.asking import csv_of
from tests.every_page import addresses, page_at, words_at

LINK = re.compile(r"\]\(([^)]+)\)")


def csv_rows(wanted: Wanted) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(wanted), newline="")))


def one(con: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row[0]


def test_every_public_table_is_offered_with_what_a_row_is_and_how_many_the_one_to_start_from_first(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assert [*download.tables()] == [*relations()] == [*VIEWS_AND_TABLES] and VIEWS[0] == "force_years"
    for name, rows in download.tables().items():
        assert relations()[name].meaning.startswith("One row") and relations()[name].row.endswith("."), name
        assert rows == one(con, f"select count(*) from {name}"), name


def test_a_file_narrowed_to_forces_has_as_many_rows_as_the_table(con: duckdb.DuckDBPyConnection) -> None:
    for name in VIEWS_AND_TABLES:
        if "force_id" not in extract.columns(name):
            continue
        asked = extract.ask(name, [("force", "kent"), ("force", "essex")])
        own = one(con, f"select count(*) from {name} where force_id in ('kent', 'essex')")
        # A line's end inside a cell is no row of its own.
        assert len(list(csv.DictReader(io.StringIO(csv_of(asked), newline="")))) == own == extract.counted(asked).rows


def test_every_column_has_a_meaning(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select table_name, column_name from duckdb_columns() where not internal and comment is null")
    assert rows.fetchall() == []


@pytest.mark.usefixtures("shipped")
def test_the_builder_opens_with_the_view_to_start_from_whole_and_an_address_with_filters_as_it_asks() -> None:
    wanted, address = download.wanted_at(download.asked(Address("/download")))
    assert wanted == Wanted("force_years") and address.link == "/data/force_years"
    kent, _ = download.wanted_at(download.asked(Address("/download", {"force": ("kent",)})))
    assert kent.filters == {"force": ["kent"]}, "my force has all its counts"
    other, address = download.wanted_at(download.asked(Address("/download", {"offence": ("soa2003_s15a", "nonsense")})))
    assert other == Wanted("force_years", {"offence": ["soa2003_s15a"]})
    assert address.link == "/data/force_years?offence=soa2003_s15a"


@pytest.mark.usefixtures("shipped")
def test_where_no_row_is_left_each_filter_can_be_taken_away() -> None:
    said = words_at("download", force="city-of-london", measure="arrests_ocag")
    assert "No row fits all these filters. Take one away: " in said
    assert "No row fits" not in words_at("download", force="kent")


def test_what_an_extract_lacks_is_counted(con: duckdb.DuckDBPyConnection) -> None:
    wanted = extract.ask("figures", [("measure", "arrests"), ("year", "2019")])
    counts = extract.counted(wanted)
    assert counts.of == one(con, "select count(*) from figures")
    by_measure, by_year = counts.left_out
    assert by_measure.rows == one(con, "select count(*) from figures where measure_id <> 'arrests'")
    arrests = "from figures where measure_id = 'arrests' and"
    assert by_year.empty == one(con, f"select count(*) {arrests} year is null") > 0
    assert counts.rows == one(con, f"select count(*) {arrests} year = 2019") == len(csv_rows(wanted))
    everything = extract.counted(Wanted("force_years"))
    assert everything.ranges == one(con, "select count(*) from force_years where value is null") > 0
    assert everything.rows + sum(everything.elsewhere.values()) == counts.of, "each figure is here or counted elsewhere"
    (symbols,) = con.execute(
        "select list(distinct symbol order by symbol) from force_years where symbol is not null"
    ).fetchall()[0]
    assert list(everything.symbols) == symbols and len(symbols) > 1 and counts.symbols == {}
    assert "[b] break in series: what is counted changed" in words_at("download").replace("\\", "").replace("`", "")
    said = download.lacks(Wanted("force_years"), everything)
    assert f"{everything.elsewhere['of areas']:,} of areas" in said
    inexact = everything.ranges + everything.unnumbered
    assert f"Of the rows, {inexact:,} have no exact number" in said
    assert "Of the rows that stay, " in download.lacks(wanted, replace(counts, ranges=5))
    wide = Wanted("force_years", is_wide=True)
    of_years = extract.counted(wide)
    assert of_years.rows < everything.rows and of_years.ranges == everything.ranges, "a row has several figures"
    assert f"Of the figures in these rows, {inexact:,} have no exact number" in download.lacks(wide, of_years)


def headings(**asked: str) -> list[str]:
    """The headings of the first rows that the Data page shows."""
    [table] = [one.proto.body for one in page_at("download", **asked).get("html") if "First rows of" in one.proto.body]
    return re.findall(r"<th scope=\"col\">(.*?)</th>", table)


@pytest.mark.usefixtures("shipped")
def test_the_first_rows_have_headings_in_words_the_years_of_a_wide_form_and_no_ids() -> None:
    tidy, wide = headings(), headings(wide="1", offence="ho_88a", measure="offences_recorded")
    assert tidy[:5] == ["force", "period", "number", "at least", "at most"] and "part of another number" in tidy
    assert wide[:4] == ["force", "measure", "unit", "offence"] and "2019/20" in wide[4:] and len(wide) > 10
    assert headings(columns="figure_id,value_low") == ["figure id", "at least"], "what is chosen is shown"
    for name in VIEWS_AND_TABLES:
        shown = headings(table=name)
        assert shown and not [one for one in shown if "_" in one or one.endswith(("id", "ids"))], name


def test_the_grooming_extract_adds_up_by_year_to_what_panel_counts_in_both_its_forms(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Calendar years and cases lay among the offences of financial years: 4,830 stood for 4,624 in 2017."""
    panel = "from panel('offences_recorded', 'offences', 'ho_88a', 'financial_year', 2012, 2024)"
    counted = dict(con.execute(f"select year, low {panel}").fetchall())
    grooming = "table=force_years&measure=offences_recorded&unit=offences&offence=ho_88a&period_kind=financial_year"
    asked = of("/download", parse_qsl(grooming))
    tidy, wide = (download.wanted_at(form)[0] for form in (asked, asked.but(wide="1")))
    sums: Counter[int] = Counter()
    for row in csv_rows(tidy):
        sums[int(row["year"])] += int(row["value"])
    assert sums == counted
    rows = csv_rows(wide)
    by_period = {name: sum(int(row[name]) for row in rows) for name in rows[0] if name[0].isdigit()}
    assert by_period == {f"{year}/{(year + 1) % 100:02}": number for year, number in counted.items()}


def test_a_citation_names_the_sources_of_its_rows_those_with_most_first_and_their_licences(
    con: duckdb.DuckDBPyConnection,
) -> None:
    licence = "Contains public sector information licensed under the Open Government Licence v3.0."
    filters = {"offence": ["ho_88a"], "measure": ["offences_recorded"], "period_kind": ["financial_year"]}
    asked = (
        "select distinct source_url from all_figures where source_id = 'published~home-office-recorded-crime-2026-04'"
    )
    [(where,)] = con.execute(asked).fetchall()
    title = "Police recorded crime by police force area, April 2012 to December 2025: twelve classes"
    series = f"Home Office: {title}, read in a re-publication, 2026-04-23, {where}"
    of_kent = Wanted("force_years", {**filters, "force": ["kent"]})
    assert extract.said_of(of_kent) == [f"Source: {series}.", licence]
    assert extract.said_of(replace(of_kent, is_wide=True)) == extract.said_of(of_kent)
    named, said = extract.said_of(Wanted("force_years", filters))
    assert named.startswith(f"Sources: 571 figures: {series}; 1 figure: Avon and Somerset")
    assert said == licence
    asked = "select distinct compiled_by, source, source_url from all_figures join force_years using (figure_id)"
    sources = len(con.execute(asked).fetchall())
    named, said = extract.said_of(Wanted("force_years"))
    assert named.count("; ") == 6 and named.endswith(f"; and {sources - 6} more.") and said == licence
    [refused] = extract.said_of(
        Wanted("refusals", {"force": ["west-yorkshire"], "campaign": ["online-grooming-2019-20"]})
    )
    assert refused.startswith("Source: West Yorkshire Police: ") and "https://www.whatdotheyknow.com/" in refused
    assert extract.said_of(Wanted("forces")) == [] == extract.said_of(Wanted("figures", {"force": ["nowhere"]}))


def test_a_charts_citation_names_where_its_figures_were_read_and_their_licences(con: duckdb.DuckDBPyConnection) -> None:
    chart = CHARTS["groups"](of("/activists", []))
    assert chart is not None
    copied = charts._actions(chart, chart.at, "groups")
    assert quote("Sources: 2 figures: Kent Police: Force ") in copied
    assert quote("/20, https://www.whatdotheyknow.com/") in copied
    assert quote("#groups") in copied, "the link opens the page at this chart"
    official = CHARTS["map"](of("/", []))
    assert official is not None
    assert official.sources[-1].endswith("licensed under the Open Government Licence v3.0.")
    answers = CHARTS["answers"](of("/answers", []))
    assert answers is not None and answers.sources[0].startswith("Sources: Avon and Somerset Constabulary: ")


def test_a_citation_names_release_filters_and_the_address_and_of_a_local_copy_that_it_is_one(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = warehouse.current()
    exact = Address("/data/figures.csv", {"force": ("kent",), "release": (copy.release,)})
    title = download.title_of(Address("/data/figures", {"force": ("kent",)}))
    children = Address("/data/force_years", {"measure": ("arrests_ocag",), "about_children": ("yes",)})
    assert download.title_of(children).endswith("Arrests on activist groups' evidence, about children alone")
    monkeypatch.setenv("DISCLOSED_BASE_URL", "")
    local = download.as_bibtex(copy, exact, title)
    assert copy.release in local and "figures: Kent" in local and "url =" not in local
    assert f", local copy, {exact.link}. 0 of " in charts.citation(title, exact), "no browser, the path alone"
    assert f"Local copy, \\url{{{exact.link}}}. " in local
    other = download.as_bibtex(copy, exact.but(force="essex"), title)
    keys = [entry.partition(",")[0] for entry in (local, other)]
    assert keys[0] != keys[1] and all(key.endswith(copy.release) for key in keys), "two extracts in one file of BibTeX"
    with monkeypatch.context() as in_browser:
        in_browser.setattr(installation, "address_of", "http://127.0.0.1:8501".__add__)
        shown = f"http://127.0.0.1:8501{exact.link}"
        assert f", local copy, {shown}. 0 of " in charts.citation(title, exact)
        assert f"url = {{{shown}}}" in download.as_bibtex(copy, exact, title)
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://example.org/")
    address = f"https://example.org/data/figures.csv?force=kent&release={copy.release}"
    public = download.as_bibtex(copy, exact, title, ["A licence."])
    assert f"url = {{{address}}}" in public and "ocal copy" not in public and "A licence.}" in public
    assert f"{words.day(copy.built_at.date())}, {address}. 0 of " in charts.citation(title, exact)


def test_in_bibtex_nothing_stops_latex() -> None:
    said = (
        "12 figures: R&D, 50 %, a_b: read in http://a.example/x_1?a=b&c=d#e, March; "
        "local copy, /data/v.csv?a_b=1&c=2, /figure/x_1."
    )
    assert download.in_tex(said) == (
        r"12 figures: R\&D, 50 \%, a\_b: read in \url{http://a.example/x_1?a=b&c=d#e}, March;"
        r" local copy, \url{/data/v.csv?a_b=1&c=2}, \url{/figure/x_1}."
    )


@pytest.mark.usefixtures("shipped")
def test_about_says_who_runs_this_copy_or_that_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCLOSED_BASE_URL", raising=False)
    monkeypatch.delenv("DISCLOSED_CONTACT", raising=False)
    assert "Nobody is named who runs this copy. Who sent the requests" in words_at("method")
    monkeypatch.setenv("DISCLOSED_CONTACT", "the data desk")
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://disclosed.example")
    assert "This copy is run by the data desk, at https://disclosed.example. " in words_at("method")


@pytest.mark.usefixtures("shipped")
def test_the_licence_and_the_method_have_no_links_that_lead_nowhere_and_no_names_of_files() -> None:
    assert "CC BY 4.0" in download.licence() and "Open Government Licence" in download.licence()
    assert [link for link in LINK.findall(download.licence()) if not link.startswith("https://")] == []
    for title, text in sources.sections().items():
        assert text, title
        assert [link for link in LINK.findall(text) if not link.startswith(("https://", "/"))] == [], title
        assert not re.search(r"`[^`]*(?:\.md|\.py|_|/)[^`]*`|python -m", text), title


def test_every_check_has_a_sentence_and_every_finding_one_check(con: duckdb.DuckDBPyConnection) -> None:
    rules = {rule for (rule,) in con.execute("select distinct rule from checks").fetchall()}
    found = reports.by_check(rules | {"a-readers-problem"})
    assert [check for check, _ in found] == list(checks())
    assert sum(len(of) for _, of in found) == len(rules) + 1
    assert "a-readers-problem" in next(rules for check, rules in found if check.name == "problems_of_reading")


def test_what_was_done_is_said_of_every_rule_that_found_something_and_of_no_other(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rules = {rule for (rule,) in con.execute("select distinct rule from checks").fetchall()}
    assert set(words.SAID["done"]) == rules
    assert all(words.endswith(".") for words in words.SAID["done"].values())


def test_each_rule_about_figures_says_how_often_it_speaks_of_official_ones(con: duckdb.DuckDBPyConnection) -> None:
    ((found,),) = con.execute(
        "select count(*) from checks as c join all_figures using (figure_id) "
        "where c.rule = 'off-its-own-series' and source_kind = 'official'"
    ).fetchall()
    ((held,),) = con.execute("select count(*) from all_figures where source_kind = 'official'").fetchall()
    assert found and f"It speaks of {found:,} of {held:,} official figures." in words_at("checks")
    rows = warehouse.query("checks_findings")
    assert set(rows.loc[rows["rule"] == "quarter-blank", "of_official"]) == {""}, "it is of a document"


def test_all_that_the_warehouse_holds_has_words(con: duckdb.DuckDBPyConnection) -> None:
    def all_of(sql: str) -> set[str]:
        return {word for (word,) in con.execute(sql).fetchall() if word}

    assert all_of("select distinct state from coverage") <= set(words.SAID["states"])
    assert all_of("select distinct read_part from sources") <= set(words.SAID["read_parts"])
    assert all_of("select distinct hand from all_figures") <= set(words.SAID["hands"])


def test_a_picture_of_no_page_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.main(["--only", "nonsense"]) == 2
    assert "There is no page nonsense. There are: overview" in capsys.readouterr().err
    assert set(pictures.KEPT) <= {
        f"{name}-{width}{dark}" for name in addresses() for width in pictures.WIDTHS for dark in ("", "-dark")
    }


@pytest.mark.usefixtures("shipped")
def test_no_finding_names_a_folder_for_it_may_be_called_after_a_group() -> None:
    said = [str(reports._finding(row)[-1][-1]) for row in words.each(warehouse.query("checks_findings"))]
    assert "transcript.csv, row 4, opening of the page; transcript.csv, row 1, opening of the page" in said
    assert [text for text in said if re.search(r"[a-z][^ ]*/[^ ]*/", text)] == []
    assert reports.FOLDER.sub("", "row 3, column 2019/20 (a/b)") == "row 3, column 2019/20 (a/b)"
