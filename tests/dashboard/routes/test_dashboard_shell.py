"""What a page stands in: without a warehouse it says how one is made, and an old one is shown as old."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard import warehouse
from dashboard.parts import controls
from dashboard.routes import pages
from tests.asking import get

PAGES = Path(__file__).resolve().parents[3] / "dashboard"
MAIN = PAGES / "start" / "main.py"
SECONDS = 60


@pytest.fixture(autouse=True)
def _no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse, "_copies", {})
    monkeypatch.setattr(warehouse, "_refused", {})


def words(app: AppTest) -> str:
    return " ".join(str(part.value) for part in [*app.title, *app.markdown, *app.warning, *app.caption])


def test_without_a_warehouse_the_page_says_how_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(tmp_path / "warehouse.duckdb"))
    app = AppTest.from_file(str(MAIN), default_timeout=SECONDS).run()
    assert not app.exception
    said = words(app)
    assert "no warehouse at warehouse.duckdb" in said
    assert "make warehouse" in said
    assert "python -m ingest build" in said


def test_a_newer_file_that_does_not_open_is_said_and_the_last_good_one_stays(
    built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(built_warehouse.read_bytes())
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(path))
    app = AppTest.from_file(str(MAIN), default_timeout=SECONDS).run()
    assert not app.exception
    release = warehouse.current().release
    path.write_bytes(b"no warehouse at all")
    app.run()
    assert not app.exception
    said = words(app)
    assert f"The last good release, {release}" in said
    assert "does not open" in said


def test_a_page_says_who_corrects_errors_or_that_nobody_does(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    monkeypatch.delenv("DISCLOSED_CONTACT", raising=False)
    assert "no editor" in words(AppTest.from_file(str(MAIN), default_timeout=SECONDS).run())
    monkeypatch.setenv("DISCLOSED_CONTACT", "the Borsetshire Archive")
    assert "corrected by the Borsetshire Archive" in words(AppTest.from_file(str(MAIN), default_timeout=SECONDS).run())


def test_a_value_of_the_address_that_is_not_known_is_told_with_the_nearest(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    app = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    app.query_params["force"] = "west-mersia"
    said = words(app.run())
    assert "The address asks for force or area “west-mersia”, which is not known here" in said
    assert "Nearest: [West Mercia](" in said
    app.query_params["figure"] = "zzzzzzzzzzzz"
    assert "The address asks for the figure “zzzzzzzzzzzz”, which is not known here" in words(app.run())


def test_a_parameter_that_no_page_knows_is_told_with_the_nearest_and_what_others_add_to_links_is_not(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    app = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    for name in ("forse", "utm_source", "fbclid", "year"):
        app.query_params[name] = "kent"
    said = words(app.run())
    assert "The address asks for “forse”, which is not known here, so it was left out. Nearest: [force](</?" in said
    assert "force=kent" in said and "asks for “year”" in said and said.count("which is not known here") == 2


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/chart/compare.svg", "Nearest: measure."), ("/embed/compare", "Nearest: measure."),
        ("/data/figures.csv", "It can be filtered by: "), ("/data/", "takes release alone"),
        ("/api", "takes release alone"), ("/feed.xml", "takes force, release alone"),
    ],
)  # fmt: skip
def test_an_address_for_programs_refuses_what_it_does_not_know(
    path: str, known: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    answer = get(path, "measur=arrests")
    said = bytes(answer.body).decode()
    assert answer.status_code == 400 and known in said and "“measur”" in said


def test_every_parameter_that_a_page_reads_or_writes_is_a_known_one() -> None:
    used = re.compile(r"""\b(?:at|here)\.(?:one|all)\("(\w+)"|one_of\([^,]+, "(\w+)"|\bput\((\w+)=""")
    found = {name for path in PAGES.rglob("*.py") for names in used.findall(path.read_text()) for name in names if name}
    assert len(found) > 15 and found <= set(controls.NAMES)


@pytest.mark.parametrize(
    "path", ["figures", "charts", "datasets", "apis", "force/kent/figures.csv", "vendor/x", "favicon.ico"]
)
def test_an_address_that_begins_as_one_that_is_served_is_no_page(
    path: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit answered each with its page and a 200."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    behind = TestClient(pages.pages(PlainTextResponse("Streamlit's own")))
    answer = behind.get(f"/{path}")
    assert answer.status_code == 404 and f"There is no page at /{path}" in answer.text
    for served in ("data/figures.csv", "figure/x", "force/kent", "feed.xml", "api", "favicon.png", "_stcore/health"):
        assert behind.get(f"/{served}").text == "Streamlit's own"
