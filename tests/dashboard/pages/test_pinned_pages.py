"""Every page shows the release that its address pins, and its links stay in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard import menu
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


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)
