"""The address of a disclosure-log page, of a page of statistics, or of a document alone -> its folder.

Protects: of a page only the documents of its own site are followed, and of a government's page of statistics the tables
that a map describes, each of which is a source by itself; a document that the site changed later does not
take the place of the one that figures were read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.fetch import disclosure_page, facts, folders, formats, kept, official_page
from ingest.fetch.filling import Filling, Wanted, bring_document, finish, put_document, relative, settle, stored
from ingest.fetch.report import Place, Report
from ingest.fetch.source_file import Document
from ingest.fetch.web import Answer, NotBrought, Web

PAGE = "page.html"
MOST_DOCUMENTS = 1_000


def bring_page(web: Web, url: str, place: Place, *, is_table: bool = False, round_: str | None = None) -> Report:
    """Bring what stands at an address. Never raises for what a site does. `is_table`: a page of statistics leads here,
    so that a table must stand here; `round_`: when that page was last brought up to date."""
    report = Report(url)
    folder = folders.find(place.raws, [url])
    files = kept.load(folder) if folder else {}
    place.on_step(f"asking for {url}")
    try:
        answer = web.get(
            url,
            limit_bytes=place.limits.document_bytes,
            validators=files[url].validators if url in files else None,
            wrong=_wrong,
        )
    except NotBrought as problem:
        report.folder = relative(folder)
        report.left.append((url, str(problem)))
        return report
    body = answer.body if answer.body is not None else stored(folder, files, url)
    if formats.is_html(body) and is_table:
        report.left.append((url, "is a web page in place of the table"))
    elif not formats.is_html(body):
        _put_alone(url, place, report, folder, answer, body, round_)
    elif tables := official_page.tables_on(body, answer.url):
        _bring_tables(web, tables, official_page.updated_on(body), place, report)
    else:
        _bring_log(web, url, place, report, folder, answer, body)
    return report


def _bring_tables(web: Web, urls: Sequence[str], updated: str | None, place: Place, report: Report) -> None:
    """The tables of a page of statistics, each into the folder of its own release. The page itself is not kept."""
    for url in urls:
        of_table = bring_page(web, url, place, is_table=True, round_=updated)
        report.folder = report.folder or of_table.folder
        report.brought += of_table.brought
        report.unchanged += of_table.unchanged
        report.left += of_table.left
        report.notes += of_table.notes


def _put_alone(
    url: str, place: Place, report: Report, folder: Path | None, answer: Answer, body: bytes, round_: str | None
) -> None:
    filling = settle(folder, facts.of_file(url, place.today, place.reference, round_), place, report)
    wanted = Wanted(url, url.split("?")[0].rsplit("/", 1)[-1], "document", url, again=True)
    put_document(filling, wanted, answer, body)
    finish(filling)


def _bring_log(
    web: Web, url: str, place: Place, report: Report, folder: Path | None, answer: Answer, body: bytes
) -> None:
    page = disclosure_page.read(body, answer.url)
    filling = settle(folder, facts.of_page(page, url, place.today, place.reference), place, report)
    filling.documents.append(Document(PAGE, None, url))
    filling.put_page(PAGE, url, answer, body, is_same=_is_same(filling, page, answer.url))
    filling.list_up()
    if len(page.documents) > MOST_DOCUMENTS:
        report.left.append((url, f"links to {len(page.documents)} documents; {MOST_DOCUMENTS} of them were asked for"))
    for linked in page.documents[:MOST_DOCUMENTS]:
        stem = f"document-{kept.digest(linked.url.encode())[:8]}"
        wanted = Wanted(linked.url, linked.name, stem, _shown(linked.url, place), again=True)
        bring_document(web, filling, wanted, place)
    finish(filling)


def _is_same(filling: Filling, page: disclosure_page.DisclosurePage, url: str) -> bool:
    there = filling.folder / PAGE
    return there.is_file() and disclosure_page.read(there.read_bytes(), url) == page


def _wrong(body: bytes, url: str) -> str | None:
    return disclosure_page.not_whole(body, url) if formats.is_html(body) else formats.not_whole(body)


def _shown(url: str, place: Place) -> str | None:
    """A document's address for source.toml; None where it seems to hold somebody's name."""
    words = " ".join(facts.WORD_BREAKS.split(url.rsplit("/", 1)[-1]))
    return None if facts.has_name(words, (), place.reference) else url
