"""Every page shows the release that its address pins, and its links stay in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import menu
from ingest.warehouse.releases import folder_of
from tests.asking import body, get
from tests.conftest import once
from tests.every_page import opened
from tests.making_releases import releases_in, two_releases

OF_ONE_THING = {"source": "kent~1", "force": "kent", "measure": "arrests_online_cso", "offence": "soa2003_s15a"}
LINK = re.compile(r"""(?:href=\\?["']|\]\(<?)(/[^"'\\)>\s]*)""")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """One for all pages: what is kept of the earlier release is unpacked once."""
    made = once(tmp_path_factory, "two", two_releases)
    return releases_in(shutil.copytree(made, tmp_path_factory.mktemp("pinned") / "two"))


@pytest.mark.parametrize("file", [spec.file for spec in menu.written()])
def test_a_page_opens_on_an_earlier_release_and_its_links_stay_in_it(
    file: str, two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but those of Data, which lists every release."""
    warehouse, first, _ = two
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    page = opened(file)
    page.query_params["release"] = first
    if file in OF_ONE_THING:
        page.query_params["id"] = OF_ONE_THING[file]
    page.run()
    assert not page.exception
    links = LINK.findall("\n".join(str(getattr(node, "proto", "")) for node in nodes(page._tree)))
    assert links or file == "sql"  # whose page has none
    others = [link for link in links if f"={first}" not in link]
    assert [link for link in others if not link.startswith("/download?release=")] == []


@pytest.fixture(scope="module")
def earlier(two: tuple[Path, str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A kept release of an earlier program: no force_years, and refusals have neither campaign nor sections."""
    warehouse, first, _ = two
    moved = Path(shutil.copytree(warehouse.parent, tmp_path_factory.mktemp("earlier") / "two"))
    kept = folder_of(moved / warehouse.name) / first
    (kept / "force_years.parquet").unlink()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rows = "select * exclude (campaign_id, sections) from refusals"
        con.execute(f"copy ({rows}) to '{kept / 'refusals.parquet'}' (format parquet)")
    return moved / warehouse.name, first


@pytest.mark.parametrize(
    ("path", "query", "lost"),
    [
        ("refusals.csv", "campaign=online-grooming-2019-20", "the column “campaign_id” of refusals"),
        ("refusals.json", "columns=request,sections", "the column “sections” of refusals"),
        ("force_years.csv", "", "force_years"),
    ],
)
def test_what_a_release_does_not_have_is_refused_and_not_empty(
    path: str, query: str, lost: str, earlier: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(earlier[0]))
    asked = get(f"/data/{path}", f"{query}&release={earlier[1]}")
    assert asked.status_code == 400
    assert f"Release {earlier[1]} of " in (said := body(asked).decode())
    assert f" does not have {lost}, which was added later." in said
    assert get(f"/data/{path}", query).status_code == 200
    assert get("/data/refusals.csv", f"force=kent&release={earlier[1]}").status_code == 200


def test_a_page_says_that_a_release_does_not_have_what_it_counts(
    earlier: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(earlier[0]))
    page = opened("answers")
    page.query_params["release"] = earlier[1]
    page.run()
    assert "By section of the law: not in this release, which is older than that count." in [
        caption.value for caption in page.caption
    ]
    assert not [expander.label for expander in page.expander if "By section" in expander.label]


def test_the_file_of_a_release_explains_its_columns_and_says_which_it_does_not_have(
    earlier: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(earlier[0]))
    (tmp_path / "then.duckdb").write_bytes(body(get("/data/warehouse.duckdb", f"release={earlier[1]}")))
    lacking = "select column_name from duckdb_columns() where table_name = 'refusals' and comment like 'Not in this%'"
    with duckdb.connect(str(tmp_path / "then.duckdb"), read_only=True) as con:
        assert con.execute(lacking).fetchall() == [("campaign_id",), ("sections",)]
        unsaid = "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        assert con.execute(unsaid).fetchall() == []


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)
