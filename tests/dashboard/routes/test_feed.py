"""The feed: valid Atom, no number in a title, nothing made up, one force on request."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from dashboard import warehouse
from ingest.warehouse import releases
from tests.asking import get

pytestmark = pytest.mark.usefixtures("shipped")

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def own_copy(built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped warehouse, whose kept releases are this test's own."""
    path = tmp_path / "warehouse.duckdb"
    shutil.copyfile(built_warehouse, path)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(path))
    return path


def read(query: str = "") -> ElementTree.Element:
    answer = get("/feed.xml", query)
    assert answer.status_code == 200
    return ElementTree.fromstring(bytes(answer.body))


def test_it_is_atom_with_all_that_atom_asks_for() -> None:
    feed = read()
    for parent in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert parent.findtext(f"a:{name}", namespaces=ATOM)
        datetime.fromisoformat(str(parent.findtext("a:updated", namespaces=ATOM)))
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert ids and len(set(ids)) == len(ids)


def test_of_one_force_it_holds_that_forces_sources_alone() -> None:
    links = [link.get("href") or "" for link in read("force=kent").findall("a:entry/a:link", ATOM)]
    assert links and len(links) < len(read().findall("a:entry", ATOM))
    assert get("/feed.xml", "force=knet").status_code == 404
    assert "kent" in bytes(get("/feed.xml", "force=knet").body).decode()
    assert get("/feed.xml", "force=kent&force=essex").status_code == 400


def test_a_day_is_said_as_far_as_it_is_known() -> None:
    for entry in read().findall("a:entry", ATOM):
        on = entry.findtext("a:published", namespaces=ATOM)
        said = entry.findtext("a:summary", namespaces=ATOM) or ""
        if re.search(r"published [A-Z][a-z]+ \d{4}\.", said):  # a month is no day
            assert on is None


@pytest.fixture
def changed(own_copy: Path) -> tuple[str, str, str]:
    """An earlier release, in which one figure was another number and one was not yet withdrawn: their ids, and the
    first one's force."""
    warehouse.newest()  # keeps the release
    folder = releases.folder_of(own_copy)
    now = releases.release_names(folder)[-1]
    before = folder / "0000000000aa"
    shutil.copytree(folder / now, before)
    changed = warehouse.values(
        "select figure_id, force from figures where value > 4 and value_text <> '7' order by figure_id limit 2"
    )
    (revised, force), (withdrawn, _) = changed
    with duckdb.connect() as con:
        con.execute(f"create table r as from '{before}/release.parquet'")
        con.execute("update r set release = '0000000000aa', built_at = built_at - interval 3 day")
        con.execute(f"copy r to '{before}/release.parquet'")
        con.execute(
            f"create table f as select * replace ('0000000000aa' as release) from '{before}/all_figures.parquet'"
        )
        con.execute("update f set value_text = '7', value = 7 where figure_id = ?", [revised])
        con.execute("update f set status = 'current' where figure_id = ?", [withdrawn])
        con.execute(f"copy f to '{before}/all_figures.parquet'")
        con.execute(f"create table n as from '{folder / now}/all_figures.parquet'")
        con.execute("update n set status = 'withdrawn' where figure_id = ?", [withdrawn])
        con.execute(f"copy n to '{folder / now}/all_figures.parquet'")
    warehouse._of_releases.cache_clear()
    return revised, withdrawn, force


def test_a_revision_and_a_withdrawal_are_entries_without_numbers(changed: tuple[str, str, str]) -> None:
    revised, withdrawn, force = changed
    found = {entry.findtext("a:title", namespaces=ATOM) or "": entry for entry in read().findall("a:entry", ATOM)}
    assert any(title.startswith(f"Revised: {force}") for title in found)
    assert any(title.startswith("Withdrawn: ") for title in found)
    links = {link.get("href") for entry in found.values() for link in entry.findall("a:link", ATOM)}
    assert {f"/figure/{revised}", f"/figure/{withdrawn}"} <= links


def test_an_embed_of_an_earlier_release_says_that_its_figures_were_corrected_since(
    changed: tuple[str, str, str],
) -> None:
    revised, withdrawn, _ = changed
    for mark in (revised, withdrawn):
        html = bytes(get("/embed/story-figure", f"id={mark}&release=0000000000aa").body).decode()
        assert re.search(r"Corrected on \d+ [A-Z][a-z]+ \d{4}: \d+ figures? of it revised or withdrawn", html)
    assert "Corrected on" not in bytes(get("/embed/story-figure", f"id={revised}").body).decode()
