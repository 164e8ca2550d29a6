"""One address -> a Report: the folder that was filled, what was brought or was there already, what is left and why.

Protects: after every file the folder is whole and `source.toml` lists only what is there, so a run that is broken off
is taken up by the next; what is here is not asked for again; nothing good is overwritten. A request's page is replaced
only by one that holds all its letters. Of a disclosure-log page only the documents of its own site are followed; a
document that a site changed later does not take the place of the one that figures were read from. One page is one
source, also under another address; what is of no known force comes only into a source that a person has begun.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain, count
from pathlib import Path
from urllib.parse import unquote

from ingest import sources as source_files
from ingest.fetch import pages, web
from ingest.fetch.pages import Facts, Page, Wanted
from ingest.fetch.web import MEGABYTE, Answer, NotBrought, StoredFile, Web
from ingest.privacy import clean_name
from ingest.reference import Campaign, Reference
from ingest.sources import SOURCE_FILE, SourceDocument, folder_name

THREAD, THREAD_NOW, PAGE = "thread.html", "thread-now.html", "page.html"
OWN_NAMES = {SOURCE_FILE, THREAD, THREAD_NOW, PAGE}
NOT_OURS = {"transcript.csv", "thread.txt"}  # names that git may keep: no document of another's gets one of them
STATE_FILE = ".fetch.json"
HEAD = "# Written by `fetch` from the page at `url`. Documents stay out of git; what you add or change here stays.\n"
NAMELESS = "nameless"
PAGE_LIMIT_BYTES = 20 * MEGABYTE
MOST_DOCUMENTS = 1_000
TO_PLACE = (
    "Nothing was brought. To bring it, make a folder data/raw/<force>/<name>/ with a source.toml in which `force` and "
    "`url` stand, and run this again"
)


@dataclass(frozen=True)
class Place:
    """Where things go: the raw folders (new sources go into the first), what the project knows, and how many bytes one
    document and all of one source may have."""

    raws: Sequence[Path]
    reference: Reference
    today: date
    document_bytes: int = 50 * MEGABYTE
    source_bytes: int = 500 * MEGABYTE
    on_step: Callable[[str], None] = lambda words: None


@dataclass
class Report:
    """What came of one address. `folder` is relative to the raw folder, None where nothing was put anywhere. `left`:
    what is still to be fetched, and why; it alone makes the exit code 1."""

    url: str
    folder: str | None = None
    brought: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def bring(site: Web, url: str, place: Place, campaign: Campaign | None = None) -> Report:
    """Bring a request (by the address of its page, a message or an attachment of it), a page, or a document alone.
    Never raises for what a site does; OSError where the disk does not do its part."""
    url = pages.address_of(url) or web.plain(url)
    report = Report(url)
    folder = _find_folder(place.raws, url)
    there = load(folder) if folder else {}
    is_request = pages.address_of(url) is not None
    limit, wrong = (PAGE_LIMIT_BYTES, pages.request_not_whole) if is_request else (place.document_bytes, _wrong_page)
    place.on_step(f"asking for {url}")
    try:
        answer = site.get(url, limit_bytes=limit, known=there.get(url), wrong=wrong)
    except NotBrought as problem:
        report.folder = _relative(folder)
        report.left.append((url, str(problem)))
        return report
    body = answer.body
    if body is None:
        assert folder is not None, "an address without a folder is asked for without validators"
        body = (folder / there[url].path).read_bytes()
    if is_request or web.is_html(body):
        _bring_page(site, answer, body, folder, place, report, campaign)
    elif (filling := _settle(folder, pages.of_file(url, place.today, place.reference), place, report)) is not None:
        filling.put_document(Wanted(url, url.split("?")[0].rsplit("/", 1)[-1], "document", url, True), answer, body)
        filling.finish()
    return report


def _bring_page(
    site: Web, answer: Answer, body: bytes, folder: Path | None, place: Place, report: Report, campaign: Campaign | None
) -> None:
    is_request = pages.address_of(report.url) is not None
    url = (pages.address_of(answer.url) or report.url) if is_request else answer.url
    read: Callable[[bytes], Page | None] = partial(pages.read_request if is_request else pages.read_log, url=url)
    page = read(body)
    assert page is not None, "what is no such page raises NotBrought"
    wanted: Sequence[Wanted] = page.documents
    if is_request:
        names: tuple[str, ...] = (THREAD, THREAD_NOW)
        of_page = ((c, a.url) for c in place.reference.campaigns.values() for a in c.asked if a.url)
        campaign = campaign or next((c for c, asked in of_page if web.page_of(asked) == web.page_of(url)), None)
        known = pages.of_request(page, url, campaign, place.today, place.reference)
        folder = folder or _find_folder(place.raws, url)
    else:
        names, known = (PAGE,), pages.of_page(page, report.url, place.today, place.reference)
        wanted = [replace(it, shown=None) if pages.is_named(it, place.reference) else it for it in wanted]
    filling = _settle(folder, known, place, report)
    if filling is None:
        return
    if page.hidden:
        report.notes.append(f"attachments that are named on the page and not given by the site: {page.hidden}")
    if len(wanted) > MOST_DOCUMENTS:
        words = f"links to {len(wanted)} documents; {MOST_DOCUMENTS} of them were asked for"
        report.left.append((report.url, words))
    filling.documents.append(SourceDocument(names[0], None, url if is_request else report.url))
    filling.put_page(names, answer, body, page, read)
    filling.list_up()
    for document in wanted[:MOST_DOCUMENTS]:
        filling.bring(site, document, place)
    filling.finish()


def _wrong_page(body: bytes, url: str) -> str | None:
    return pages.log_not_whole(body, url) if web.is_html(body) else web.not_whole(body)


def _wrong_document(body: bytes, url: str, called: str) -> str | None:
    """What a body is that is not a whole document; raises NotBrought for a web page in its place."""
    missing = web.not_whole(body)
    if missing is None and web.is_html(body):
        if instead := pages.what_instead(body, url):
            raise NotBrought(instead)
        if pages.read_request(body, url) is not None:
            raise NotBrought("leads back to the request's page: the site gives no such file")
        if called.lower().rsplit(".", 1)[-1] not in ("html", "htm"):
            raise NotBrought("is a web page in place of the document. Perhaps the site is still at work on it")
    return missing


def load(folder: Path) -> dict[str, StoredFile]:
    """What was brought, by address: by the folder's memory, and where that is lost by what source.toml lists. A file
    that is no longer there, or is another now, counts as not brought."""
    listed = (
        entry
        for entry in source_files.documents_in(source_files.table_of(folder / SOURCE_FILE))
        if entry.get("form") != "transcript"
    )
    keys = "url", "path", "sha256"
    originals = (entry for entry in listed if all(isinstance(entry.get(key), str) for key in keys))
    files = {entry["url"]: StoredFile(entry["path"], entry["sha256"]) for entry in originals}
    try:
        given = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        files |= {url: StoredFile(**entry) for url, entry in given["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # not written yet, or damaged
    return {url: entry for url, entry in files.items() if _read(folder / entry.path, entry.sha256) is not None}


def _read(file: Path, sha256: str | None = None) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if sha256 in (None, source_files.digest(data)) else None


@dataclass
class _Filling:
    """`there`: what was brought, by address; `keys`, `documents`: what source.toml is to hold."""

    folder: Path
    there: dict[str, StoredFile]
    keys: Mapping[str, object]
    report: Report
    documents: list[SourceDocument] = field(default_factory=list)
    bytes_here: int = 0

    def list_up(self) -> None:
        """Bring source.toml up to date; where it can't be added to, say so once and leave it."""
        toml = self.folder / SOURCE_FILE
        try:
            old = source_files.text_of(toml)
            text = source_files.extended(old or HEAD, self.keys, self.documents)
            if text != old:
                source_files.write_whole(toml, source_files.bytes_of(toml, text))
        except source_files.NotChanged as problem:
            left = (f"{self.report.folder}/{SOURCE_FILE}", str(problem))
            self.report.left += [] if left in self.report.left else [left]

    def finish(self) -> None:
        """With nothing left, the source was read whole, unless a person wrote that it was not."""
        if not self.report.left:
            self.keys = {**self.keys, "read_part": "whole"}
        self.list_up()
        table = source_files.table_of(self.folder / SOURCE_FILE)
        if not self.report.left and table.get("read_part", "whole") != "whole":
            words = f'source.toml says read_part = "{table["read_part"]}", and the whole is here now'
            self.report.notes.append(words)
        listed = source_files.documents_in(table)
        if transcripts := [str(entry.get("path")) for entry in listed if entry.get("form") == "transcript"]:
            self.report.notes.append(
                f"{', '.join(transcripts)} is our transcript of what is here now as it came. Compare them, and drop "
                "the [[document]] of the transcript"
            )

    def put_page(
        self, names: Sequence[str], answer: Answer, body: bytes, now: Page, read: Callable[[bytes], Page | None]
    ) -> None:
        """Write a page under the first of these names, unless the page that is here says the same; under the second
        where the page that is here has letters that this one has lost."""
        for name in names:
            data = _read(self.folder / name)
            old = read(data) if data is not None else None
            gone = old.lost_in(now) if old else 0
            if data is None or name == names[-1] or (old and not gone):
                break
            why = f"{gone} letters of {name} are no longer on the page" if old else f"{name} is no such page"
            self.report.notes.append(f"{why}: it was kept, and today's page stands beside it as {names[-1]}")
        if data is not None and old and old.says_as(now):
            body = data
            self.report.unchanged.append(name)
        else:
            source_files.write_whole(self.folder / name, body)
            self.report.brought.append(name)
        if answer.body is not None:
            self._keep(self.report.url, StoredFile(name, source_files.digest(body), answer.etag, answer.last_modified))

    def bring(self, site: Web, wanted: Wanted, place: Place) -> None:
        """One document, unless it is here; what can't be had is left, with the reason."""
        old = self.there.get(wanted.key)
        if old is not None and not wanted.again:
            self._still_here(old, wanted.shown)
            return
        room = min(place.document_bytes, place.source_bytes - self.bytes_here)
        if room <= 0:
            over = f"would be over {place.source_bytes / MEGABYTE:g} MB for one source. Allow more with --limit"
            self.report.left.append((wanted.url, over))
            return
        place.on_step(f"asking for {wanted.otherwise} of {self.report.folder}")
        try:
            answer = site.get(
                wanted.url,
                limit_bytes=room,
                known=old,
                wrong=lambda body, url: _wrong_document(body, url, wanted.called),
            )
        except NotBrought as problem:
            self.report.left.append((wanted.url, str(problem)))
            return
        if answer.body is None and old is not None:
            self._still_here(old, wanted.shown)
        else:
            self.put_document(wanted, answer, answer.body or b"")

    def put_document(self, wanted: Wanted, answer: Answer, body: bytes) -> None:
        """Put a document under a name that names nobody; a copy of one here not twice, a changed one beside it."""
        old, sha256 = self.there.get(wanted.key), source_files.digest(body)
        self.bytes_here += len(body)
        copy = next((entry for entry in self.there.values() if entry.sha256 == sha256), None)
        name = copy.path if copy else self._put(self._name(wanted, body), body)
        (self.report.unchanged if copy else self.report.brought).append(name)
        is_listed = old is None or (old.is_listed and old.path == name)
        if old is not None and old.path != name:
            self.report.notes.append(
                f"the site has changed {old.path}: the new one stands beside it as {name} and is not listed. Compare "
                "them, and list in source.toml the one that holds"
            )
        entry = StoredFile(name, sha256, answer.etag, answer.last_modified, is_listed)
        self._list(entry, wanted.shown)
        self._keep(wanted.key, entry)
        self.list_up()

    def _put(self, name: str, data: bytes) -> str:
        there = _read(self.folder / name)
        if there == data:
            return name
        if there is not None:
            stem, _, end = name.rpartition(".")
            name = f"{stem}-{source_files.digest(data)[:8]}.{end}"
        source_files.write_whole(self.folder / name, data)
        return name

    def _keep(self, url: str, entry: StoredFile) -> None:
        if self.there.get(url) != entry:
            self.there[url] = entry
            state = {"files": {url: asdict(entry) for url, entry in self.there.items()}}
            source_files.write_whole(self.folder / STATE_FILE, json.dumps(state, indent=1, ensure_ascii=False).encode())

    def _still_here(self, old: StoredFile, shown: str | None) -> None:
        self.bytes_here += (self.folder / old.path).stat().st_size
        self.report.unchanged.append(old.path)
        self._list(old, shown)

    def _list(self, entry: StoredFile, shown: str | None) -> None:
        if entry.is_listed and entry.path.rsplit(".", 1)[-1] in web.DOCUMENTS:
            self.documents.append(SourceDocument(entry.path, entry.sha256, shown))
        elif entry.is_listed:
            self.report.notes.append(f"{entry.path} is not listed: a picture, or of no known kind. Is it an answer?")

    def _name(self, wanted: Wanted, body: bytes) -> str:
        """The document's own name, as far as it may be kept, for letters point to files by it; else `otherwise`."""
        end = web.ending(body, wanted.called)
        name = f"{clean_name(unquote(wanted.called).rsplit('.', 1)[0], 0, kind=NAMELESS)}.{end}"
        taken = {entry.path for entry in self.there.values()} | OWN_NAMES | NOT_OURS
        is_fit = end in web.DOCUMENTS and not name.startswith(NAMELESS) and name not in taken
        return name if is_fit else f"{wanted.otherwise}.{end}"


def _settle(folder: Path | None, known: Facts, place: Place, report: Report) -> _Filling | None:
    keys = dict(known.keys)
    if folder is None and known.group is None:
        report.left.append((report.url, f"is not placed. {known.reason} {TO_PLACE}"))
        return None
    if folder is None:
        folder, keys["reference"] = _new_folder(place.raws[0] / (known.group or ""), known.references)
    elif known.group not in (None, folder.parent.name):
        report.notes.append(f"stands under {folder.parent.name} while the page names {known.group}: left there")
        keys = {key: value for key, value in keys.items() if key not in ("force", "publisher", "law")}
    report.folder = _relative(folder)
    report.notes += known.notes
    return _Filling(folder, load(folder), keys, report)


def _relative(folder: Path | None) -> str | None:
    return f"{folder.parent.name}/{folder.name}" if folder else None


def _find_folder(raws: Sequence[Path], url: str) -> Path | None:
    """The folder whose source.toml gives an address of this page as its `url`."""
    files = (file for raw in raws for file in sorted(raw.glob(f"*/*/{SOURCE_FILE}")))
    given = ((file.parent, str(source_files.table_of(file).get("url") or "")) for file in files)
    return next((folder for folder, address in given if address and web.page_of(address) == web.page_of(url)), None)


def _new_folder(group: Path, references: Sequence[str]) -> tuple[Path, str]:
    last = references[-1]
    named = ((group / folder_name(reference), reference) for reference in references if folder_name(reference))
    numbered = ((group / f"{folder_name(last) or 'unnumbered'}-{n}", last) for n in count(2))
    return next(pair for pair in chain(named, numbered) if not pair[0].exists())
