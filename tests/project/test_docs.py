"""Docs and program say the same: every command, option, key and column is explained, and every example works."""

from __future__ import annotations

import inspect
import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import duckdb
import pytest
import typer

from dashboard import extract, menu
from dashboard.routes import data
from dashboard.routes.charts import CHARTS
from dashboard.routes.index import ROUTES
from ingest import audit as audits
from ingest import reference as reference_data
from ingest import transcript
from ingest.__main__ import app_for
from ingest.model import OUTCOME_STATUSES, STAGES, Figure
from ingest.reference import Reference
from ingest.sources import ALLOWED, FORMS, KINDS, LEGEND_MEANINGS, READ_PARTS, parse_source
from ingest.transcript import BASES, FIGURE_STATUSES, rows_of
from ingest.warehouse import dictionary
from ingest.warehouse.releases import VIEWS_AND_TABLES
from tests.asking import get

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCED = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
SETTING = re.compile(r"DISCLOSED_[A-Z_]+")


def doc(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def examples(text: str, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


@pytest.fixture
def reference_with_borsetshire() -> Reference:
    """The reference data and, besides, the force of the examples."""
    real = reference_data.load()
    borsetshire = replace(real.forces["kent"], force_id="borsetshire", name="Borsetshire Police", aliases=())
    return replace(real, forces={**real.forces, "borsetshire": borsetshire})


def anchors(page: Path) -> set[str]:
    """What a link to a heading of a page may end in, as code hosts and the site write it."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    dead = []
    for target, anchor in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        place = page.parent / target if target else page
        if not place.exists() or (anchor and anchor not in anchors(place)):
            dead.append(f"{target}#{anchor}")
    assert dead == []


def test_every_command_and_option_is_in_the_docs() -> None:
    text = doc("commands.md")
    group = typer.main.get_command(app_for([]))
    names = {f"`{name}" for name in group.commands}  # type: ignore[attr-defined]
    options = {
        option
        for command in group.commands.values()  # type: ignore[attr-defined]
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert sorted(word for word in names | options if word not in text) == []


def test_every_setting_is_in_the_docs() -> None:
    code = [*ROOT.glob("ingest/**/*.py"), *ROOT.glob("dashboard/**/*.py"), *ROOT.glob("tests/**/*.py")]
    used = {setting for path in code for setting in SETTING.findall(path.read_text())}
    assert sorted(used - set(SETTING.findall(doc("commands.md")))) == []


def test_every_address_is_in_the_docs_and_each_that_answers_a_program_has_a_line_for_curl() -> None:
    text = doc("addresses.md")
    named = set(re.findall(r"`(/[^`\s?]*)", text))
    called = set(re.findall(r'^curl .*?"http://127\.0\.0\.1:8501(/[^"?]*)', text, flags=re.MULTILINE))
    for route in ROUTES:
        if inspect.unwrap(route.endpoint) is data.nothing:
            continue
        shape = re.compile(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(route.path)) + "/?")
        assert any(map(shape.fullmatch, named)), f"{route.path} is not in docs/addresses.md"
        assert any(map(shape.fullmatch, called)), f"{route.path} has no line for curl in docs/addresses.md"
    assert {f"/{page.path}" for page in (*menu.PAGES, menu.DESK)} <= named


def test_every_line_for_curl_is_answered(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    lines = re.findall(
        r'^curl (?:-O )?(?:-H "(.+?): (.+?)" )?"http://127\.0\.0\.1:8501(/[^"?]*)\??(.*?)"', doc("addresses.md"), re.M
    )
    statuses = {path: get(path, query, {name: value} if name else {}).status_code for name, value, path, query in lines}
    assert len(statuses) > 20
    assert [path for path, status in statuses.items() if status != 200 and not path.startswith("/evidence/")] == []


def test_every_chart_filter_and_option_of_an_address_is_in_the_docs() -> None:
    text = doc("addresses.md")
    assert [name for name in (*CHARTS, *extract.FILTERS) if f"`{name}`" not in text] == []
    assert [name for name in extract.OPTIONS if f"`{name}=" not in text] == []


def test_every_view_table_and_column_is_in_the_data_dictionary() -> None:
    sections = dict(
        re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", doc("data-dictionary.md"), flags=re.DOTALL | re.MULTILINE)
    )
    con = dictionary.empty_warehouse()
    for relation in VIEWS_AND_TABLES:
        section = sections[f"`{relation}`"]
        for title in (dictionary.OF_FIGURES, dictionary.OF_OTHERS):
            section += sections[title] if f"#{title.lower().replace(' ', '-')}): all " in section else ""
        columns = [row[0] for row in con.execute(f"describe {relation}").fetchall()]
        assert [column for column in columns if f"`{column}`" not in section] == [], relation


def test_the_site_leads_to_every_page_and_to_nothing_else() -> None:
    site = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    led_to = [
        page for section in site["nav"] for pages in section.values() for entry in pages for page in entry.values()
    ]
    assert sorted(led_to) == sorted(page.relative_to(ROOT).as_posix() for page in PAGES)
    assert site["theme"]["font"] is False  # else each reader's browser asks another host for them


def test_every_make_target_says_what_it_does_and_the_readme_names_the_two() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony is not None
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE))
    assert set(phony[1].split()) - explained == {"environment", "environment-dev", "environment-docs"}
    assert {"make dashboard", "make test"} <= set(re.findall(r"make [a-z]+", (ROOT / "README.md").read_text()))


def test_every_key_and_word_of_a_source_is_in_the_docs() -> None:
    text = doc("add-a-source.md")
    words = [*ALLOWED["source"], *ALLOWED["document"], *KINDS, *READ_PARTS, *FORMS, *LEGEND_MEANINGS]
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []


def test_the_example_of_a_source_is_read(reference_with_borsetshire: Reference) -> None:
    whole = "\n".join(examples(doc("add-a-source.md"), "toml"))
    source = parse_source(
        tomllib.loads(whole), ROOT / "data" / "raw" / "borsetshire" / "123-20", reference_with_borsetshire
    )
    assert source.source_id == "borsetshire~123-20"
    assert source.received == "2020-02-03"
    assert source.legend == {"-": "zero", "*": "suppressed", "blank": "unknown"}
    assert [len(kind) for kind in (source.corrections, source.withdrawals, source.statements, source.reviews)] == [
        1
    ] * 4


def test_every_column_of_a_transcript_is_in_the_docs() -> None:
    text = doc("add-a-source.md")
    columns = [*transcript.REQUIRED_COLUMNS, *transcript.OPTIONAL_COLUMNS]
    assert [column for column in columns if f"`{column}`" not in text] == []


def test_the_example_of_a_transcript_is_read(reference_with_borsetshire: Reference) -> None:
    (example,) = examples(doc("add-a-source.md"), "csv")
    blocks = transcript.read(example.encode(), "figures.csv")
    rows, problems = rows_of(blocks, reference_with_borsetshire)
    assert [*blocks.problems, *problems] == []
    assert [(row["question"], row["value_as_published"], row["status"]) for row in rows] == [
        ("1a", "22", "value"),
        ("3", "<5", "suppressed"),
        ("1c", "", "ncnd"),
    ]


def test_every_status_of_a_transcript_is_in_the_docs() -> None:
    text = doc("add-a-source.md")
    assert [word for word in (*FIGURE_STATUSES, *OUTCOME_STATUSES, *STAGES, *BASES) if f"`{word}`" not in text] == []


def test_the_example_of_a_campaign_is_read(tmp_path: Path) -> None:
    (example,) = examples(doc("add-a-campaign.md"), "toml")
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "campaigns" / "borset-decoys-2021.toml").write_text(example)
    campaign = reference_data.campaigns(tmp_path)["borset-decoys-2021"]
    assert [question.label for question in campaign.questions] == ["1a", "1b", "2"]
    assert [asked.force_id for asked in campaign.asked] == ["borsetshire", None]
    measures = reference_data.load().measures
    assert {question.measure_id for question in campaign.questions} <= set(measures)


def test_every_key_of_a_campaign_is_in_the_docs() -> None:
    text = doc("add-a-campaign.md")
    of_asked = reference_data.keys_of(reference_data.Asked, reference_data.OF_ASKED).values()
    of_question = reference_data.keys_of(reference_data.Question, reference_data.OF_QUESTION).values()
    keys = [*reference_data.CAMPAIGN_KEYS, *of_asked, *of_question]
    assert [key for key in keys if not re.search(rf"\b{key}\b", text)] == []


def test_the_docs_speak_of_readers_as_the_program_has_them() -> None:
    text = doc("add-a-format.md")
    assert "`kind_of`" in text and "`ingest/kinds.py`" in text
    assert "def read(data: bytes, name: str) -> Blocks" in text
    assert {field.name for field in fields(Figure)} >= {"locator", "page", "bbox"}  # the places that the page asks for


def test_the_analysts_first_query_runs(
    built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "warehouse.duckdb").symlink_to(built_warehouse)
    monkeypatch.chdir(tmp_path)
    (example,) = examples((ROOT / "README.md").read_text(), "python")
    exec(example, {})
    assert "per_100k" in capsys.readouterr().out


def test_the_researchers_first_number_is_the_one_that_the_page_gives(
    built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "extracts").mkdir()
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        con.execute(f"copy force_years to '{tmp_path}/extracts/force_years.csv' (header)")
    monkeypatch.chdir(tmp_path)
    (example,) = examples(doc("start-researcher.md"), "python")
    exec(example, {})
    number, figure = re.findall(r"recorded (\d+) offences.*?`(\w{12})`", doc("start-researcher.md"))[0]
    printed = capsys.readouterr().out.split()
    assert figure in printed and f"{number}.0" in printed


def test_the_journalists_number_is_the_figure_that_the_page_names(built_warehouse: Path) -> None:
    number, measure = re.findall(r"made (\d+) (arrests on activist groups' evidence)", doc("start-journalist.md"))[0]
    (figure,) = re.findall(r"/figure/(\w{12})", doc("start-journalist.md"))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        row = con.execute("select value, lower(measure), locator from figures where figure_id = ?", [figure]).fetchone()
    assert row == (float(number), measure, "line 116") and row[2] in doc("start-journalist.md")


def test_the_views_that_the_readme_names_say_what_a_row_is(built_warehouse: Path) -> None:
    text = (ROOT / "README.md").read_text()
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        comments = dict(con.execute("select view_name, comment from duckdb_views() where not internal").fetchall())
    assert {name for name in comments if f"`{name}`" in text} >= {"arrests", "offence_breakdown", "ocag_arrests"}
    assert all(comments.values())


def test_the_map_of_the_code_names_every_module_and_folder_of_ingest_and_nothing_else() -> None:
    package = ROOT / "ingest"
    modules = {f"ingest/{path.name}" for path in package.glob("*.py") if not path.name.startswith("__")}
    folders = {f"ingest/{path.parent.name}/" for path in package.glob("*/*.py")}
    named = set(re.findall(r"ingest/[a-z_]+(?:\.py|/)", doc("architecture.md")))
    assert named == (modules | folders)


@pytest.mark.parametrize("page", ["docs/method.md", "docs/audit.md", "benchmarks/accuracy.md"])
def test_the_accuracy_on_generated_letters_is_nowhere_taken_for_that_of_the_data(page: str) -> None:
    text = " ".join((ROOT / page).read_text().replace("*", "").split())
    assert re.search(r"test of the program[,.]?(?: and| It is) nowhere the accuracy of the data", text)


def test_every_column_and_word_of_an_audits_sheet_is_in_the_docs() -> None:
    text = doc("audit.md")
    typed = [word for kind in ("not_there", "not_reached", "blank_cell") for word in audits.words(kind)]
    words = [*audits.FILLED, *typed]
    words += [
        "url",
        "document",
        "page",
        "locator",
        "numbers",
        audits.SHEET,
        audits.CODEBOOK,
        audits.DRAW,
        audits.RESULT,
    ]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_key_of_a_ruling_is_in_the_docs() -> None:
    text = doc("add-a-source.md")
    keys = {key for allowed in ALLOWED.values() for key in allowed}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", text)] == []


def test_the_licence_of_the_data_attributes_every_reference_file_under_the_open_government_licence() -> None:
    text = (ROOT / "DATA_LICENCE.md").read_text()
    under_it = [
        path.name for path in (ROOT / "ingest" / "reference").rglob("*.*") if b"Open Government" in path.read_bytes()
    ]
    assert under_it and [name for name in under_it if f"`{name}`" not in text] == []
