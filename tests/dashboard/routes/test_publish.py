"""A published folder: whole in itself, one release, small counts held, and text that stays text."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from dashboard.publish import folder as publishing
from dashboard.publish.pages import Links, dead
from ingest.extracts import files
from ingest.extracts.wanted import Wanted
from ingest.warehouse import releases
from tests.making_evidence import MAIL, OFFICER, PERSON
from tests.making_publication import BASE, CONTACT, PAYLOAD, settings


@pytest.fixture
def small(published: Path) -> Path:
    return published.parent / "warehouse.duckdb"


def pages(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.html")}


def text_of(html: str) -> str:
    return " ".join((LexborHTMLParser(html).body or LexborHTMLParser("")).text(separator=" ").split())


def test_every_page_says_release_contact_and_how_many_figures_were_checked(published: Path) -> None:
    ((figures,),) = duckdb.connect(str(published / "data/warehouse.duckdb"), read_only=True).execute(
        "select count(*) from figures"
    ).fetchall()  # fmt: skip
    everything = pages(published)
    assert {"index.html", "forces/index.html", "sources/index.html", "force/kent/index.html"} <= set(everything)
    for name, html in everything.items():
        said = text_of(html)
        assert f"of {figures} figures checked by a person." in said, name
        assert f"Errors are corrected by {CONTACT}." in said and "release" in said and "Draft" not in said, name
        assert "Contains public sector information licensed under the Open Government Licence v3.0." in said, name
        page = LexborHTMLParser(html)
        attributes = {name: value or "" for node in page.css("*") for name, value in node.attrs.items()}
        assert not page.css("script") and not [name for name in attributes if name.startswith("on")], name


def test_what_was_erased_says_so_at_its_address_and_in_no_sitemap(published: Path) -> None:
    said = text_of((published / "figure/e7ased0000id/index.html").read_text())
    assert "e7ased0000id was erased on 1 May 2026" in said and "It named a person." in said
    assert "e7ased0000id" not in (published / "sitemap.xml").read_text()


def test_a_title_with_markup_stays_text(published: Path) -> None:
    html = (published / "sources/index.html").read_text()
    assert PAYLOAD in text_of(html) and not LexborHTMLParser(html).css("img")


def test_links_lead_to_files_and_a_lost_one_is_told(published: Path, tmp_path: Path) -> None:
    links = [
        (name, node.attrs.get("href") or "")
        for name, html in pages(published).items()
        for node in LexborHTMLParser(html).css("a[href]")
    ]
    inside = [(name, link) for name, link in links if "://" not in link]
    assert len(inside) > 200 and not [link for _, link in inside if link.startswith("/")]
    for name, link in inside:
        file = (published / name).parent / unquote(link.partition("#")[0])
        assert file.is_file(), (name, link)
    page = tmp_path / "index.html"
    page.write_text(f'<a href="gone.html">a</a> <a href="#no">b</a> <a href="{BASE}/no/">c</a> <a href="{BASE}/">d</a>')
    assert dead(tmp_path, BASE) == ["index.html: gone.html", "index.html: #no", f"index.html: {BASE}/no/"]


def test_an_official_figure_is_a_row_of_its_forces_page() -> None:
    links = Links(BASE, frozenset(["", "force/kent", "figure/a"]), {"b": "kent"})
    assert links.file_of("/figure/b") == "force/kent/index.html#b"
    assert links.on_the_web("/figure/a?release=x") == f"{BASE}/figure/a/"
    page = '<a href="/figure/a">1</a><a href="/search?q=1">2</a><a href="/force?id=kent">3</a>'
    placed = links.placed(page, "figure/z/index.html")
    assert '<a href="../a/index.html">1</a>2<a href="../../force/kent/index.html">3</a>' in placed


def test_a_card_has_a_whole_address_or_none() -> None:
    head = '<head><meta property="og:image" content="{}/chart/story-figure.png?id=a"></head>'
    there, draft = (Links(base, frozenset(["figure/a"]), {}).placed(head.format(base), "x.html") for base in (BASE, ""))
    assert f'content="{BASE}/figure/a/picture.png"' in there and "og:image" not in draft


def test_checksums_are_of_every_file(published: Path) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in (published / "SHA256SUMS").read_text().splitlines())
    there = {str(file.relative_to(published)) for file in published.rglob("*") if file.is_file()}
    assert set(sums) == there - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((published / name).read_bytes()).hexdigest() == digest, name


def test_extracts_are_those_of_the_command(published: Path, small: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(small), read_only=True) as con:
        for kind in ("csv", "parquet"):
            files.write(con, Wanted("figures"), kind, tmp_path / f"figures.{kind}")
        (row,) = con.execute(
            "select figure_id, force_id from figures where source_kind <> 'official' limit 1"
        ).fetchall()
    assert (tmp_path / "figures.csv").read_bytes() == (published / "data/figures.csv").read_bytes()
    read = "from read_parquet('{}') order by figure_id"
    there, here = (duckdb.sql(read.format(f / "figures.parquet")).fetchall() for f in (tmp_path, published / "data"))
    assert there == here
    figure, force = row
    line = (published / f"figure/{figure}/figure.csv").read_text()
    assert figure in line and line.split("\n", 1)[1].strip() in (published / f"force/{force}/figures.csv").read_text()


def test_a_count_of_one_to_four_stands_in_no_story_list_or_picture(published: Path, small: Path) -> None:
    with duckdb.connect(str(small), read_only=True) as con:
        few = con.execute(
            "select figure_id, force_id, value::integer, unit from all_figures where value between 1 and 4 "
            "and unit in ('arrests', 'people', 'offences') and force_id in (select force_id from forces)"
        ).fetchall()
    assert few
    for figure, force, value, unit in few:
        rows = LexborHTMLParser((published / f"force/{force}/index.html").read_text()).css(f'a[href*="{figure}"]')
        assert rows and all("under five" in row.text() or "small count" in row.text() for row in rows)
        picture = re.findall(r"<text[^>]*>([^<]*)</text>", (published / f"figure/{figure}/picture.svg").read_text())
        assert str(value) not in [text.strip() for text in picture] and f"{value} {unit}" not in " ".join(picture)


def test_a_withdrawn_figure_is_struck_through_with_why_on_its_page_and_its_forces(published: Path, small: Path) -> None:
    with duckdb.connect(str(small), read_only=True) as con:
        withdrawn = con.execute("select figure_id, force_id from all_figures where status = 'withdrawn'").fetchall()
    assert withdrawn
    for figure, force in withdrawn:
        html = (published / f"figure/{figure}/index.html").read_text()
        assert LexborHTMLParser(html).css("h1 del") and "Withdrawn 1 June 2021" in text_of(html)
        assert "counted twice, by the force's second reply" in text_of(html).replace("’", "'")
        page = LexborHTMLParser((published / f"force/{force}/index.html").read_text())
        assert page.css(f'del a[href*="{figure}"], a[href*="{figure}"] del')


def test_a_figures_card_has_a_picture_that_sites_can_draw(published: Path) -> None:
    cards = {
        name: card.attrs["content"] or ""
        for name, html in pages(published).items()
        if (card := LexborHTMLParser(html).css_first('meta[property="og:image"]'))
    }
    assert sum(name.startswith("figure/") for name in cards) > 10
    for name, picture in cards.items():
        assert (published / picture.removeprefix(f"{BASE}/")).read_bytes().startswith(b"\x89PNG"), name


def test_who_is_named_in_a_document_is_named_nowhere(published: Path) -> None:
    for file in published.rglob("*"):
        if file.suffix in (".html", ".csv", ".xml", ".svg", ".txt", ".json"):
            said = file.read_text()
            assert not [name for name in (PERSON, OFFICER, MAIL) if name in said], file


def test_feed_sitemap_and_citation_have_whole_addresses(published: Path) -> None:
    sitemap = (published / "sitemap.xml").read_text()
    assert f"<loc>{BASE}/</loc>" in sitemap and f"<loc>{BASE}/force/kent/</loc>" in sitemap
    assert sitemap.count("<loc>") == len(pages(published)) - 1, "but what was erased"
    assert f'href="{BASE}/sources/#' in (published / "feed.xml").read_text()
    assert f"Sitemap: {BASE}/sitemap.xml" in (published / "robots.txt").read_text()
    citation = (published / "CITATION.cff").read_text()
    assert "type: dataset" in citation and f'url: "{BASE}"' in citation and "date-released: 20" in citation
    head = LexborHTMLParser((published / "force/kent/index.html").read_text())
    assert head.css_first("link[rel=canonical]").attrs["href"] == f"{BASE}/force/kent/"
    sources = (published / "sources/index.html").read_text()
    assert 'href="https://web.archive.org/web/202011/https://charity.example/first-round"' in sources


def test_a_draft_says_so_on_each_page_and_replaces_only_what_publish_wrote(
    small: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings(small, "", "").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(publishing._Writing, "figure", lambda *_: None)
    before = tmp_path / "folder"
    before.mkdir()
    (before / "SHA256SUMS").write_text("")
    (before / "old.html").write_text("")
    publishing.write(before, is_draft=True)
    assert not (before / "old.html").exists() and not (before / "sitemap.xml").exists()
    for name, html in pages(before).items():
        assert "Draft. This copy was written to be looked at" in text_of(html), name
        assert '<meta name="robots" content="noindex">' in html and "This copy has no editor" in html, name
    assert "Disallow: /" in (before / "robots.txt").read_text() and "DRAFT" in (before / "README.txt").read_text()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("all of it")
    with pytest.raises(publishing.CantPublish, match="not written by publish"):
        publishing.write(mine, is_draft=True)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
    assert (mine / "thesis.txt").read_text() == "all of it"


def test_without_address_and_contact_nothing_is_published(small: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "ingest", "publish", str(tmp_path / "folder"), "--warehouse", str(small)]
    told = subprocess.run(asked, capture_output=True, text=True, env=os.environ | settings(small, "disclosed", ""))
    assert told.returncode == 2 and not (tmp_path / "folder").exists()
    assert "DISCLOSED_BASE_URL is “disclosed”: set it to" in told.stderr and "--draft" in told.stderr
    assert "DISCLOSED_CONTACT is not set" in told.stderr and "WARNING" not in told.stderr


@pytest.mark.parametrize("is_draft", [False, True])
def test_the_release_that_is_published_is_never_pruned_and_that_of_a_draft_may_be(
    small: Path, tmp_path: Path, is_draft: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = shutil.copyfile(small, tmp_path / "warehouse.duckdb")
    for name, value in settings(warehouse, BASE, CONTACT).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(publishing, "write", lambda *_, **__: [])
    assert publishing.main(tmp_path / "public", is_draft=is_draft) == 0
    (release,) = releases.release_names(tmp_path / "releases")
    assert list(releases.cited(tmp_path / "releases")) == ([] if is_draft else [release])
