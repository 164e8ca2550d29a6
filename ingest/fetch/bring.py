"""One address -> its folder filled as far as the site gives it, and a Report of what was brought, what was there
already and what is left and why: `bring`.

Protects: after every file the folder is whole: `source.toml` lists only what is there, so that a run that is broken off
is taken up by the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest.fetch import disclosure_page, facts, folders, formats, kept, request_page, sites, source_file, wrong_pages
from ingest.fetch.facts import Facts
from ingest.fetch.kept import Kept
from ingest.fetch.source_file import Document, NotExtended
from ingest.fetch.web import MEGABYTE, Answer, NotBrought, Web
from ingest.reference import Campaign, Reference

THREAD, THREAD_NOW, DATA, PAGE = "thread.html", "thread-now.html", "request.json", "page.html"
PAGE_LIMIT_BYTES = 20 * MEGABYTE
MOST_DOCUMENTS = 1_000


@dataclass(frozen=True)
class Limits:
    """How many bytes one document and all of one source may have."""

    document_bytes: int = 50 * MEGABYTE
    source_bytes: int = 500 * MEGABYTE


@dataclass
class Report:
    """What came of one address. `folder` is relative to the raw folder, None where nothing was put anywhere."""

    url: str
    folder: str | None = None
    brought: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where things go: the raw folders, of which new sources go into the first, and what the project knows."""

    raws: Sequence[Path]
    reference: Reference
    today: date
    limits: Limits = Limits()
    on_step: Callable[[str], None] = lambda words: None


@dataclass
class _Source:
    """One source while it is filled: its folder, what was brought into it, and what its source.toml shall hold."""

    folder: Path
    files: dict[str, Kept]
    keys: Mapping[str, source_file.Value | None]
    documents: list[Document]
    report: Report
    bytes_here: int = 0

    def keep(self, url: str, entry: Kept) -> None:
        self.files[url] = entry
        kept.save(self.folder, self.files)

    def list_up(self) -> None:
        try:
            source_file.write(self.folder, self.keys, self.documents)
        except NotExtended as problem:
            self.report.left.append((f"{self.report.folder}/source.toml", str(problem)))
            self.documents = []  # said once


def bring(web: Web, url: str, place: Place, campaign: Campaign | None = None) -> Report:
    """Bring a request or a page. Never raises for what a site does; OSError where the disk does not do its part."""
    address = request_page.address_of(url)
    if address is not None:
        return _bring_request(web, address, place, campaign or _campaign_of(address, place.reference))
    return _bring_page(web, sites.plain(url), place)


def _campaign_of(address: str, reference: Reference) -> Campaign | None:
    """The campaign that lists the request among those it asked."""
    page = sites.page_of(address)
    for campaign in reference.campaigns.values():
        if any(asked.url and sites.page_of(asked.url) == page for asked in campaign.asked):
            return campaign
    return None


def _bring_request(web: Web, address: str, place: Place, campaign: Campaign | None) -> Report:
    report = Report(address)
    folder = folders.find(place.raws, [address])
    files = kept.load(folder) if folder else {}
    place.on_step(f"asking for {address}")
    try:
        answer = _ask_page(web, address, files, request_page.not_whole)
    except NotBrought as problem:
        report.folder = _relative(folder)
        report.left.append((address, str(problem)))
        return report
    canonical = request_page.address_of(answer.url) or address
    folder = folder or folders.find(place.raws, [canonical])
    files = files or (kept.load(folder) if folder else {})
    body = answer.body
    if body is None:
        assert folder is not None, "only what is in a folder is asked for conditionally"
        body = (folder / files[address].path).read_bytes()
    page = request_page.read(body, canonical)
    assert page is not None, "what is no request's page raises NotBrought"
    data, answer_data = _ask_data(web, canonical, folder, files, report)
    known = facts.of_request(
        page, request_page.read_data(data) if data else None, canonical, campaign, place.today, place.reference
    )
    source = _settle(folder, files, known, place, report)
    _put_thread(source, address, canonical, answer, body, page)
    if data is not None and answer_data is not None:
        _put_data(source, f"{canonical}.json", data, answer_data)
    source.list_up()
    for attached in page.attachments:
        name = f"attachment-{attached.response}-{attached.part}"
        shown = f"{canonical}#incoming-{attached.response}"
        _bring_document(web, source, attached.url, name, attached.name, shown, place)
    if page.hidden:
        report.notes.append(f"{page.hidden} attachments are named on the page and not given by the site")
    _finish(source)
    return report


def _ask_page(web: Web, address: str, files: Mapping[str, Kept], wrong: Callable[[bytes, str], str | None]) -> Answer:
    old = files.get(address)
    return web.get(address, limit_bytes=PAGE_LIMIT_BYTES, validators=old.validators if old else None, wrong=wrong)


def _ask_data(
    web: Web, canonical: str, folder: Path | None, files: Mapping[str, Kept], report: Report
) -> tuple[dict[str, object] | None, Answer | None]:
    """The JSON beside the page, stripped; without it the page's own days stand, and the report says so."""
    url = f"{canonical}.json"
    old = files.get(url)
    try:
        answer = web.get(url, limit_bytes=PAGE_LIMIT_BYTES, validators=old.validators if old else None)
    except NotBrought as problem:
        report.notes.append(f"its data at {url} {problem}: its states are not known")
        return None, None
    body = answer.body
    if body is None:
        assert folder is not None and old is not None, "only what is in a folder is asked for conditionally"
        body = (folder / old.path).read_bytes()
    data = request_page.stripped(body)
    if data is None:
        report.notes.append(f"what came as its data at {url} is none: its states are not known")
        return None, None
    return data, answer


def _settle(folder: Path | None, files: dict[str, Kept], known: Facts, place: Place, report: Report) -> _Source:
    """The source's folder, made or moved where it must be, and its reason where it can't be placed."""
    raw = place.raws[0]
    keys = dict(known.keys)
    if folder is None:
        folder, reference = folders.choose(raw, known.group or folders.UNPLACED, known.references)
        keys["reference"] = reference
    elif folder.parent.name == folders.UNPLACED and known.group is not None:
        target, _ = folders.choose(folder.parent.parent, known.group, [folder.name])
        folder = folders.move(folder, target)
        report.notes.append(f"moved from {folders.UNPLACED}/, for its force is known now")
    elif known.group is not None and folder.parent.name != known.group:
        report.notes.append(
            f"stands under {folder.parent.name} while the page names {known.group}: left there"
        )
        keys.pop("force"), keys.pop("publisher"), keys.pop("law")
    if folder.parent.name == folders.UNPLACED:
        folders.give_reason(folder, known.reason or "Its force is not known.")
        report.notes.append(f"not placed: {known.reason}")
    report.folder = _relative(folder)
    report.notes += known.notes
    return _Source(folder, files, keys, [], report)


def _put_thread(
    source: _Source, address: str, canonical: str, answer: Answer, body: bytes, page: request_page.RequestPage
) -> None:
    """The request's page, where it says more than the one that is here; one that has lost letters replaces nothing."""
    there = source.folder / THREAD
    old = request_page.read(there.read_bytes(), canonical) if there.is_file() else None
    name = THREAD
    if there.is_file() and (old is None or request_page.lost(old, page)):
        gone = len(request_page.lost(old, page)) if old else 0
        why = f"{gone} letters of {THREAD} are not on the site's page any more" if old else f"{THREAD} is another file"
        source.report.notes.append(f"{why}: it was kept, and the page of today stands beside it as {THREAD_NOW}")
        name = THREAD_NOW
    is_same = old is not None and request_page.says(old) == request_page.says(page)
    if is_same:
        source.report.unchanged.append(THREAD)
    else:
        kept.put(source.folder, name, body)
        source.report.brought.append(name)
    if answer.body is not None and not is_same:
        given = answer.validators
        source.keep(address, Kept(name, kept.digest(body), given.etag, given.last_modified))
    source.documents.append(Document(THREAD, None, canonical))


def _put_data(source: _Source, url: str, data: Mapping[str, object], answer: Answer) -> None:
    body = json.dumps(data, indent=1, ensure_ascii=False).encode()
    there = source.folder / DATA
    if there.is_file() and there.read_bytes() == body:
        source.report.unchanged.append(DATA)
        return
    kept.put(source.folder, DATA, body)
    source.report.brought.append(DATA)
    source.keep(url, Kept(DATA, kept.digest(body), answer.validators.etag, answer.validators.last_modified))


def _bring_document(
    web: Web, source: _Source, url: str, stem: str, called: str, shown: str | None, place: Place, *, again: bool = False
) -> None:
    """One document, unless it is here. `again`: ask whether the site has changed it."""
    report = source.report
    key = url.split("?")[0]
    old = source.files.get(key)
    if old is not None and not again:
        source.bytes_here += (source.folder / old.path).stat().st_size
        report.unchanged.append(old.path)
        _list_document(source, old, shown)
        return
    room = min(place.limits.document_bytes, place.limits.source_bytes - source.bytes_here)
    if room <= 0:
        report.left.append((url, f"is over the limit of {place.limits.source_bytes / MEGABYTE:g} MB for one source"))
        return
    place.on_step(f"asking for {stem} of {report.folder}")
    try:
        answer = web.get(
            url,
            limit_bytes=room,
            validators=old.validators if old else None,
            wrong=lambda body, at: _wrong_document(body, at, called),
        )
    except NotBrought as problem:
        report.left.append((url, str(problem)))
        return
    if answer.body is None and old is not None:
        report.unchanged.append(old.path)
        _list_document(source, old, shown)
        return
    _put_document(source, key, answer, stem, called, old, shown)


def _put_document(
    source: _Source, key: str, answer: Answer, stem: str, called: str, old: Kept | None, shown: str | None
) -> None:
    body = answer.body or b""
    sha256 = kept.digest(body)
    source.bytes_here += len(body)
    copy = next((entry for entry in source.files.values() if entry.sha256 == sha256), None)
    name = copy.path if copy else kept.put_beside(source.folder, f"{stem}.{formats.ending(body, called)}", body)
    entry = Kept(name, sha256, answer.validators.etag, answer.validators.last_modified)
    (source.report.unchanged if copy else source.report.brought).append(name)
    if old is not None and old.path != name:
        source.report.notes.append(
            f"the site has changed {old.path}: the new one stands beside it as {name} and is not listed. Compare them, "
            "and list in source.toml the one that holds"
        )
    else:
        _list_document(source, entry, shown)
    source.keep(key, entry)
    source.list_up()


def _list_document(source: _Source, entry: Kept, shown: str | None) -> None:
    ending = entry.path.rsplit(".", 1)[-1]
    if ending in formats.DOCUMENTS:
        source.documents.append(Document(entry.path, entry.sha256, shown))
    else:
        source.report.notes.append(
            f"{entry.path} is not listed: a picture or of no known kind. List it if it is an answer"
        )


def _wrong_document(body: bytes, url: str, called: str) -> str | None:
    """What a body is that is not a whole document; raises NotBrought for a web page in its place."""
    missing = formats.not_whole(body)
    if missing is not None:
        return missing
    is_called_html = called.lower().rsplit(".", 1)[-1] in ("html", "htm")
    if formats.is_html(body):
        instead = wrong_pages.what_instead(body, url)
        if instead is not None:
            raise NotBrought(instead)
        if not is_called_html:
            raise NotBrought("is a web page in place of the document. Perhaps the site is still at work on it")
    return None


def _finish(source: _Source) -> None:
    if not source.report.left:
        source.keys = {**source.keys, "read_part": "whole"}
    source.list_up()


def _bring_page(web: Web, url: str, place: Place) -> Report:
    report = Report(url)
    folder = folders.find(place.raws, [url])
    files = kept.load(folder) if folder else {}
    old = files.get(url)
    place.on_step(f"asking for {url}")
    try:
        answer = web.get(
            url,
            limit_bytes=place.limits.document_bytes,
            validators=old.validators if old else None,
            wrong=_wrong_page,
        )
    except NotBrought as problem:
        report.folder = _relative(folder)
        report.left.append((url, str(problem)))
        return report
    body = answer.body
    if body is None:
        assert folder is not None and old is not None, "only what is in a folder is asked for conditionally"
        body = (folder / old.path).read_bytes()
    if not formats.is_html(body):
        known = facts.of_file(url, place.today, place.reference)
        source = _settle(folder, files, known, place, report)
        name = url.split("?")[0].rsplit("/", 1)[-1]
        if answer.body is None and old is not None:
            report.unchanged.append(old.path)
        else:
            _put_document(source, url, answer, "document", name, old, url)
        _finish(source)
        return report
    page = disclosure_page.read(body, answer.url)
    source = _settle(folder, files, facts.of_page(page, url, place.today, place.reference), place, report)
    _put_page(source, url, answer, body)
    source.list_up()
    if len(page.documents) > MOST_DOCUMENTS:
        report.left.append((url, f"links to {len(page.documents)} documents, of which {MOST_DOCUMENTS} were asked for"))
    for linked in page.documents[:MOST_DOCUMENTS]:
        stem = f"document-{kept.digest(linked.url.encode())[:8]}"
        _bring_document(web, source, linked.url, stem, linked.name, _shown(linked.url, place), place, again=True)
    _finish(source)
    return report


def _put_page(source: _Source, url: str, answer: Answer, body: bytes) -> None:
    there = source.folder / PAGE
    old = disclosure_page.read(there.read_bytes(), url) if there.is_file() else None
    if old is not None and old == disclosure_page.read(body, url):
        source.report.unchanged.append(PAGE)
    else:
        kept.put(source.folder, PAGE, body)
        source.report.brought.append(PAGE)
        given = answer.validators
        source.keep(url, Kept(PAGE, kept.digest(body), given.etag, given.last_modified))
    source.documents.append(Document(PAGE, None, url))


def _wrong_page(body: bytes, url: str) -> str | None:
    return disclosure_page.not_whole(body, url) if formats.is_html(body) else formats.not_whole(body)


def _shown(url: str, place: Place) -> str | None:
    """A document's address for source.toml; None where it seems to hold somebody's name."""
    words = " ".join(facts.WORD_BREAKS.split(url.rsplit("/", 1)[-1]))
    return None if facts.has_name(words, (), place.reference) else url


def _relative(folder: Path | None) -> str | None:
    return f"{folder.parent.name}/{folder.name}" if folder else None
