"""What a program without JavaScript gets of each page: title, description, canonical address and picture in the first
HTML, whether or not it can unpack an answer; and 404 with the nearest where no page is."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.every_page import addresses

if TYPE_CHECKING:
    from .conftest import App

pytestmark = pytest.mark.browser


@cache
def curl(address: str, *more: str) -> str:
    done = subprocess.run(["curl", "-s", "-i", *more, address], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


@pytest.mark.parametrize("packed", [(), ("--compressed",), ("-H", "Accept-Encoding: gzip, deflate, br, zstd")])
@pytest.mark.parametrize("name", addresses())
def test_the_first_html_says_what_the_page_is(app: App, name: str, packed: tuple[str, ...]) -> None:
    html = curl(app.address + addresses()[name], *packed)
    assert html.startswith("HTTP/1.1 200")
    title = re.search("<title>(.+?)</title>", html)
    assert title and title[1] != "Streamlit" and "Disclosed" in title[1]
    assert re.search('<meta name="description" content="[^"]{20,}">', html)
    assert f'<link rel="canonical" href="{addresses()[name].replace("&", "&amp;").rstrip("?")}">' in html
    picture = re.search('<meta property="og:image" content="([^"]+)">', html)
    assert picture, "a page without a chart has the Overview's"
    shown = curl(app.address + picture[1].replace("&amp;", "&"), "-I")
    assert shown.startswith("HTTP/1.1 200") and "image/png" in shown


def test_a_search_says_what_was_asked_and_the_list_of_forces_has_the_map(app: App) -> None:
    html = curl(f"{app.address}/search?q=%3Cb%3Ewolverhampton")
    assert "<title>Search: &lt;b&gt;wolverhampton · Disclosed</title>" in html
    assert 'property="og:image" content="/chart/map.png"' in curl(f"{app.address}/forces")


def test_an_address_without_a_page_is_404_and_names_the_nearest(app: App) -> None:
    for odd, near in (("/comparee", "/compare"), ("/force?id=kint", "/force?id=kent"), ("/static/time", "/time")):
        html = curl(app.address + odd, "--compressed")
        assert html.startswith("HTTP/1.1 404") and f'href="{near}"' in html and "/search" in html
