"""An address that pins a release shows that release, at data addresses too, and no other; that every page does is in
tests/dashboard/pages/test_pinned_pages.py."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import expect

from tests.conftest import once
from tests.making_releases import releases_in, two_releases

from .conftest import serving

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def releases(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str, str]]:
    folder = shutil.copytree(once(tmp_path_factory, "two", two_releases), tmp_path_factory.mktemp("releases") / "two")
    warehouse, first, second = releases_in(folder)
    with serving(warehouse, folder / "server.log", folder / "raw") as running:
        yield running, first, second


@pytest.fixture
def own_app(releases: tuple[App, str, str]) -> App:
    return releases[0]


def answer(app: App, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(app.address + path) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_page_shows_the_release_that_its_address_pins(visitor: Reader, releases: tuple[App, str, str]) -> None:
    _, first, second = releases
    visitor.open(f"/source?id=kent~1&release={first}")
    text = visitor.text()
    assert f"The address pins release {first}" in text
    assert "22" in text
    visitor.page.get_by_role("button", name=f"Show release {second}").click()
    expect(visitor.page.get_by_test_id("stMain")).not_to_contain_text("The address pins")
    assert f"release={first}" not in visitor.page.url


def test_a_force_that_came_later_is_not_in_the_earlier_release(releases: tuple[App, str, str]) -> None:
    app, first, second = releases
    assert answer(app, f"/source?id=surrey~1&release={second}")[0] == 200
    status, said = answer(app, f"/source?id=surrey~1&release={first}")
    assert status == 404 and "There is no source “surrey~1” in this release" in said
    assert f"release={first}" in said, "the nearest are of that release too"


def test_data_addresses_answer_from_the_pinned_release(releases: tuple[App, str, str]) -> None:
    app, first, second = releases
    was, now = (answer(app, f"/data/figures.csv?force=kent&release={one}")[1] for one in (first, second))
    assert f",{first}," in was and f",{second}," not in was
    assert f",{second}," in now and f",{first}," not in now
    assert answer(app, "/data/figures.csv?force=kent")[1] == now


def test_the_warehouse_of_a_pinned_release_explains_its_columns(releases: tuple[App, str, str], tmp_path: Path) -> None:
    app, first, _ = releases
    with urllib.request.urlopen(f"{app.address}/data/warehouse.duckdb?release={first}") as answered:
        (tmp_path / "then.duckdb").write_bytes(answered.read())
    with duckdb.connect(str(tmp_path / "then.duckdb"), read_only=True) as con:
        assert con.execute("select release from release").fetchall() == [(first,)]
        unsaid = "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        assert con.execute(unsaid).fetchall() == []


@pytest.mark.parametrize("path", ["", "compare", "source", "data/figures.csv", "evidence/aaaaaaaaaaaa.png"])
def test_an_unknown_release_is_not_found_with_those_that_are_kept(releases: tuple[App, str, str], path: str) -> None:
    app, first, second = releases
    status, said = answer(app, f"/{path}?release=zzzzzzzzzzzz")
    assert status == 404
    assert first in said
    assert second in said or path.startswith(("data", "evidence"))


def test_the_menu_keeps_the_release_of_the_visit(visitor: Reader, releases: tuple[App, str, str]) -> None:
    _, first, _ = releases
    visitor.open(f"/force?id=kent&release={first}")
    visitor.page.get_by_test_id("stTopNavLink").filter(has_text="Over time").click()
    visitor.page.wait_for_url(f"**/time?**release={first}**")
    visitor.finish()
    text = visitor.text()
    assert f"The address pins release {first}" in text
    assert f"Release {first}" in text
