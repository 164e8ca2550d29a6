"""One address -> a Report: the folder that was filled, what was brought or was there already, what is left and why.

Protects: after every file the folder is whole and `source.toml` lists only what is there, so that a run that is broken
off is taken up by the next; a document that is here is not asked for again; nothing good is overwritten. A request's
page is replaced only by one that holds all its letters. Of a disclosure-log page only the documents of its own site are
followed, and of a government's page of statistics the tables that a map describes, each of which is a source by itself;
a document that a site changed later does not take the place of the one that figures were read from. One page is one
source, also under another address of the same page; what belongs to no known force stands under `_unplaced/` with the
reason, and moves when the force becomes known.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from ingest.fetch import facts, files, pages, sites, source_file
from ingest.fetch.facts import Facts
from ingest.fetch.files import Kept
from ingest.fetch.pages import RequestPage
from ingest.fetch.sites import NotBrought
from ingest.fetch.source_file import Document, NotExtended
from ingest.fetch.web import MEGABYTE, Answer, Web
from ingest.file_names import clean_name
from ingest.reference import Campaign, Reference
from ingest.sources import SOURCE_FILE, folder_name

UNPLACED = "_unplaced"
REASON_FILE = "reason.txt"


@dataclass(frozen=True)
class Limits:
    """How many bytes one document and all of one source may have."""

    document_bytes: int = 50 * MEGABYTE
    source_bytes: int = 500 * MEGABYTE


@dataclass(frozen=True)
class Place:
    """Where things go: the raw folders, of which new sources go into the first, and what the project knows."""

    raws: Sequence[Path]
    reference: Reference
    today: date
    limits: Limits = Limits()
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


def bring(web: Web, url: str, place: Place, campaign: Campaign | None = None) -> Report:
    """Bring a request (by the address of its page, a message or an attachment of it), a page, or a document alone.

    Never raises for what a site does; OSError where the disk does not do its part.
    """
    address = pages.address_of(url)
    if address is not None:
        return bring_request(web, address, place, campaign)
    return bring_page(web, sites.plain(url), place)


THREAD, THREAD_NOW, DATA = "thread.html", "thread-now.html", "request.json"
PAGE_LIMIT_BYTES = 20 * MEGABYTE


def bring_request(web: Web, address: str, place: Place, campaign: Campaign | None) -> Report:
    """Bring one request by its address. Never raises for what a site does."""
    report = Report(address)
    folder = find_folder(place.raws, [address])
    there = files.load(folder) if folder else {}
    place.on_step(f"asking for {address}")
    try:
        answer = web.get(
            address,
            limit_bytes=PAGE_LIMIT_BYTES,
            validators=there[address].validators if address in there else None,
            wrong=pages.request_not_whole,
        )
    except NotBrought as problem:
        report.folder = relative(folder)
        report.left.append((address, str(problem)))
        return report
    canonical = pages.address_of(answer.url) or address
    folder = folder or find_folder(place.raws, [canonical])
    body = answer.body if answer.body is not None else stored(folder, there, address)
    page = pages.read_request(body, canonical)
    assert page is not None, "what is no request's page raises NotBrought"
    data = _ask_data(web, f"{canonical}.json", folder, report)
    told = pages.read_data(data) if data else None
    campaign = campaign or _campaign_of(canonical, place.reference)
    known = facts.of_request(page, told, canonical, campaign, place.today, place.reference)
    filling = settle(folder, known, place, report)
    _put_thread(filling, address, answer, body, page, canonical)
    if data is not None:
        _put_data(filling, data)
    filling.list_up()
    for attached in page.attachments:
        stem = f"attachment-{attached.response}-{attached.part}"
        shown = f"{canonical}#incoming-{attached.response}"  # its own address holds the sender's name for it
        bring_document(web, filling, Wanted(attached.url, attached.name, stem, shown), place)
    if page.hidden:
        report.notes.append(f"attachments that are named on the page and not given by the site: {page.hidden}")
    finish(filling)
    return report


def _campaign_of(address: str, reference: Reference) -> Campaign | None:
    """The campaign that lists the request among those it asked."""
    page = sites.page_of(address)
    for campaign in reference.campaigns.values():
        if any(asked.url and sites.page_of(asked.url) == page for asked in campaign.asked):
            return campaign
    return None


def _ask_data(web: Web, url: str, folder: Path | None, report: Report) -> dict[str, object] | None:
    """The JSON beside the page, stripped of people. What was stripped before is used again where none is to be had,
    and the report says so."""
    try:
        answer = web.get(url, limit_bytes=PAGE_LIMIT_BYTES)
        data = pages.stripped(answer.body or b"")
        why = "is not what it should be"
    except NotBrought as problem:
        data, why = None, str(problem)
    if data is None:
        report.notes.append(f"its data, {url}, {why}: days and states are those of the page alone")
        there = folder / DATA if folder else None
        return pages.stripped(there.read_bytes()) if there and there.is_file() else None
    return data


def _put_thread(filling: Filling, address: str, answer: Answer, body: bytes, page: RequestPage, canonical: str) -> None:
    """The request's page; one that has lost letters stands beside the one that is here."""
    filling.documents.append(Document(THREAD, None, canonical))
    old = _page_there(filling, THREAD, canonical)
    name = THREAD
    if (filling.folder / THREAD).is_file() and (old is None or pages.lost(old, page)):
        gone = len(pages.lost(old, page)) if old else 0
        why = f"{gone} letters of {THREAD} are no longer on the page" if old else f"{THREAD} is no such page"
        filling.report.notes.append(f"{why}: it was kept, and today's page stands beside it as {THREAD_NOW}")
        name, old = THREAD_NOW, _page_there(filling, THREAD_NOW, canonical)
    is_same = old is not None and pages.says(old) == pages.says(page)
    filling.put_page(name, address, answer, body, is_same=is_same)


def _page_there(filling: Filling, name: str, canonical: str) -> RequestPage | None:
    there = filling.folder / name
    return pages.read_request(there.read_bytes(), canonical) if there.is_file() else None


def _put_data(filling: Filling, data: Mapping[str, object]) -> None:
    body = json.dumps(data, indent=1, ensure_ascii=False).encode()
    there = filling.folder / DATA
    if there.is_file() and there.read_bytes() == body:
        filling.report.unchanged.append(DATA)
        return
    files.put(filling.folder, DATA, body)
    filling.report.brought.append(DATA)


PAGE = "page.html"
MOST_DOCUMENTS = 1_000


def bring_page(web: Web, url: str, place: Place, *, is_table: bool = False, round_: str | None = None) -> Report:
    """Bring what stands at an address. Never raises for what a site does. `is_table`: a page of statistics leads here,
    so that a table must stand here; `round_`: when that page was last brought up to date."""
    report = Report(url)
    folder = find_folder(place.raws, [url])
    there = files.load(folder) if folder else {}
    place.on_step(f"asking for {url}")
    try:
        answer = web.get(
            url,
            limit_bytes=place.limits.document_bytes,
            validators=there[url].validators if url in there else None,
            wrong=_wrong_page,
        )
    except NotBrought as problem:
        report.folder = relative(folder)
        report.left.append((url, str(problem)))
        return report
    body = answer.body if answer.body is not None else stored(folder, there, url)
    if files.is_html(body) and is_table:
        report.left.append((url, "is a web page in place of the table"))
    elif not files.is_html(body):
        _put_alone(url, place, report, folder, answer, body, round_)
    elif tables := pages.tables_on(body, answer.url):
        _bring_tables(web, tables, pages.updated_on(body), place, report)
    else:
        _bring_log(web, url, place, report, folder, answer, body)
    return report


def _bring_tables(web: Web, urls: Sequence[str], updated: str | None, place: Place, report: Report) -> None:
    """The tables of a page of statistics, each into the folder of its own release. The page itself is not files."""
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
    page = pages.read_log(body, answer.url)
    filling = settle(folder, facts.of_page(page, url, place.today, place.reference), place, report)
    filling.documents.append(Document(PAGE, None, url))
    filling.put_page(PAGE, url, answer, body, is_same=_is_same(filling, page, answer.url))
    filling.list_up()
    if len(page.documents) > MOST_DOCUMENTS:
        report.left.append((url, f"links to {len(page.documents)} documents; {MOST_DOCUMENTS} of them were asked for"))
    for linked in page.documents[:MOST_DOCUMENTS]:
        stem = f"document-{files.digest(linked.url.encode())[:8]}"
        wanted = Wanted(linked.url, linked.name, stem, _shown(linked.url, place), again=True)
        bring_document(web, filling, wanted, place)
    finish(filling)


def _is_same(filling: Filling, page: pages.DisclosurePage, url: str) -> bool:
    there = filling.folder / PAGE
    return there.is_file() and pages.read_log(there.read_bytes(), url) == page


def _wrong_page(body: bytes, url: str) -> str | None:
    return pages.log_not_whole(body, url) if files.is_html(body) else files.not_whole(body)


def _shown(url: str, place: Place) -> str | None:
    """A document's address for source.toml; None where it seems to hold somebody's name."""
    words = " ".join(facts.WORD_BREAKS.split(url.rsplit("/", 1)[-1]))
    return None if facts.has_name(words, (), place.reference) else url


OWN_NAMES = {SOURCE_FILE, REASON_FILE, "thread.html", "thread-now.html", "page.html", "request.json"}
NOT_OURS = {"transcript.csv", "thread.txt"}  # names that git may keep: no document of another's gets one of them
WHOLE = "whole"
NAMELESS = "nameless"


@dataclass(frozen=True)
class Wanted:
    """One document to bring. `called`: the name that it has there; `otherwise`: the stem that it gets where nothing of
    that name may be kept; `shown`: the address for source.toml; `again`: to be asked for changes though it is here."""

    url: str
    called: str
    otherwise: str
    shown: str | None
    again: bool = False

    @property
    def key(self) -> str:
        return self.url.split("?")[0] if not self.again else self.url


@dataclass
class Filling:
    """`brought`: what was brought, by address; `keys`, `documents`: what source.toml is to hold."""

    folder: Path
    brought: dict[str, Kept]
    keys: Mapping[str, source_file.Value | None]
    report: Report
    documents: list[Document] = field(default_factory=list)
    bytes_here: int = 0

    def keep(self, url: str, entry: Kept) -> None:
        if self.brought.get(url) != entry:
            self.brought[url] = entry
            files.save(self.folder, self.brought)

    def list_up(self) -> None:
        """Bring source.toml up to date; where it can't be added to, say so once and leave it."""
        try:
            source_file.write(self.folder, self.keys, self.documents)
        except NotExtended as problem:
            said = (f"{self.report.folder}/{SOURCE_FILE}", str(problem))
            if said not in self.report.left:
                self.report.left.append(said)

    def put_page(self, name: str, url: str, answer: Answer, body: bytes, *, is_same: bool) -> None:
        """A page of the site, unless the one that is here says the same."""
        if is_same:
            self.report.unchanged.append(name)
            body = (self.folder / name).read_bytes()
        else:
            files.put(self.folder, name, body)
            self.report.brought.append(name)
        if answer.body is not None:
            self.keep(url, Kept(name, files.digest(body), answer.validators.etag, answer.validators.last_modified))


def settle(folder: Path | None, known: Facts, place: Place, report: Report) -> Filling:
    """The source's folder, made, found or moved where it must be; with the reason in it where it can't be placed."""
    keys = dict(known.keys)
    if folder is None:
        folder, reference = choose_folder(place.raws[0], known.group or UNPLACED, known.references)
        keys["reference"] = reference
    elif folder.parent.name == UNPLACED and known.group is not None:
        target, _ = choose_folder(folder.parent.parent, known.group, [folder.name])
        folder = move_folder(folder, target)
        report.notes.append(f"moved from {UNPLACED}/, for its force is known now")
    elif known.group is not None and folder.parent.name != known.group:
        report.notes.append(f"stands under {folder.parent.name} while the page names {known.group}: left there")
        keys = {key: value for key, value in keys.items() if key not in ("force", "publisher", "law")}
    if folder.parent.name == UNPLACED:
        give_reason(folder, known.reason or "Its force is not known.")
        report.notes.append(f"not placed: {known.reason}")
    report.folder = relative(folder)
    report.notes += known.notes
    return Filling(folder, files.load(folder), keys, report)


def relative(folder: Path | None) -> str | None:
    return f"{folder.parent.name}/{folder.name}" if folder else None


def stored(folder: Path | None, there: Mapping[str, Kept], url: str) -> bytes:
    """The body that a site says is unchanged. Only what is in a folder is asked for in that way."""
    assert folder is not None, "an address without a folder is asked for without validators"
    return (folder / there[url].path).read_bytes()


def bring_document(web: Web, filling: Filling, wanted: Wanted, place: Place) -> None:
    """One document, unless it is here; what can't be had is left, with the reason."""
    report = filling.report
    old = filling.brought.get(wanted.key)
    if old is not None and not wanted.again:
        _still_here(filling, old, wanted.shown)
        return
    room = min(place.limits.document_bytes, place.limits.source_bytes - filling.bytes_here)
    if room <= 0:
        over = f"would be over {place.limits.source_bytes / MEGABYTE:g} MB for one source. Allow more with --limit"
        report.left.append((wanted.url, over))
        return
    place.on_step(f"asking for {wanted.otherwise} of {report.folder}")
    try:
        answer = web.get(
            wanted.url,
            limit_bytes=room,
            validators=old.validators if old else None,
            wrong=lambda body, url: _wrong(body, url, wanted.called),
        )
    except NotBrought as problem:
        report.left.append((wanted.url, str(problem)))
        return
    if answer.body is None and old is not None:
        _still_here(filling, old, wanted.shown)
        return
    put_document(filling, wanted, answer, answer.body or b"")


def put_document(filling: Filling, wanted: Wanted, answer: Answer, body: bytes) -> None:
    """Put a document under a name that tells of nobody; a copy of one that is here, or a changed one, has its words."""
    before, sha256 = _path_before(filling, wanted), files.digest(body)
    filling.bytes_here += len(body)
    copy = next((entry for entry in filling.brought.values() if entry.sha256 == sha256), None)
    name = copy.path if copy else files.put_beside(filling.folder, _name(filling, wanted, body), body)
    (filling.report.unchanged if copy else filling.report.brought).append(name)
    is_changed = before is not None and before != name
    is_to_list = not is_changed and (wanted.key not in filling.brought or filling.brought[wanted.key].is_listed)
    entry = Kept(name, sha256, answer.validators.etag, answer.validators.last_modified, is_listed=is_to_list)
    if is_changed:
        filling.report.notes.append(
            f"the site has changed {before}: the new one stands beside it as {name} and is not listed. Compare "
            "them, and list in source.toml the one that holds"
        )
    _list(filling, entry, wanted.shown)
    filling.keep(wanted.key, entry)
    filling.list_up()


def finish(filling: Filling) -> None:
    """With nothing left, the source was read whole; where a person wrote that it was not, that is said and stays."""
    if not filling.report.left:
        filling.keys = {**filling.keys, "read_part": WHOLE}
    filling.list_up()
    table = source_file.table(filling.folder)
    if table.get("read_part", WHOLE) != WHOLE and not filling.report.left:
        filling.report.notes.append(f'source.toml says read_part = "{table["read_part"]}", and the whole is here now')
    transcripts = [entry["path"] for entry in table.get("document", []) if entry.get("form") == "transcript"]
    if transcripts:
        filling.report.notes.append(
            f"{', '.join(transcripts)} is our transcript of what is here now as it came. Compare them, and drop the "
            "[[document]] of the transcript"
        )


def _still_here(filling: Filling, old: Kept, shown: str | None) -> None:
    filling.bytes_here += (filling.folder / old.path).stat().st_size
    filling.report.unchanged.append(old.path)
    _list(filling, old, shown)


def _path_before(filling: Filling, wanted: Wanted) -> str | None:
    """The file that the document was brought as before; where the memory of that is lost, the one that source.toml
    lists with the address. An attachment shares its address with its letter and never changes."""
    if wanted.key in filling.brought:
        return filling.brought[wanted.key].path
    listed = source_file.table(filling.folder).get("document", [])
    own = [entry.get("path") for entry in listed if wanted.shown and entry.get("url") == wanted.shown]
    return own[0] if wanted.again and len(own) == 1 and (filling.folder / own[0]).is_file() else None


def _list(filling: Filling, entry: Kept, shown: str | None) -> None:
    if not entry.is_listed:
        return
    if entry.path.rsplit(".", 1)[-1] in files.DOCUMENTS:
        filling.documents.append(Document(entry.path, entry.sha256, shown))
    else:
        filling.report.notes.append(f"{entry.path} is not listed: a picture, or of no known kind. Is it an answer?")


def _name(filling: Filling, wanted: Wanted, body: bytes) -> str:
    """The name to keep: what may be kept of its own, for letters point to files by their names; else `otherwise`."""
    end = files.ending(body, wanted.called)
    own = unquote(wanted.called).rsplit(".", 1)[0]
    name = f"{clean_name(own, 0, kind=NAMELESS)}.{end}"
    taken = {entry.path for entry in filling.brought.values()} | OWN_NAMES | NOT_OURS
    is_fit = end in files.DOCUMENTS and not name.startswith(NAMELESS) and name not in taken
    return name if is_fit else f"{wanted.otherwise}.{end}"


def _wrong(body: bytes, url: str, called: str) -> str | None:
    """What a body is that is not a whole document; raises NotBrought for a web page in its place."""
    missing = files.not_whole(body)
    if missing is not None:
        return missing
    if files.is_html(body):
        instead = pages.what_instead(body, url)
        if instead is not None:
            raise NotBrought(instead)
        if pages.read_request(body, url) is not None:
            raise NotBrought("leads back to the request's page: the site gives no such file")
        if called.lower().rsplit(".", 1)[-1] not in ("html", "htm"):
            raise NotBrought("is a web page in place of the document. Perhaps the site is still at work on it")
    return None


def find_folder(raws: Sequence[Path], urls: Iterable[str]) -> Path | None:
    """The folder whose source.toml gives one of the addresses as its `url`; a placed one before an unplaced one."""
    pages = {sites.page_of(url) for url in urls}
    found = [folder for raw in raws for folder in _sources(raw) if _page(folder) in pages]
    return min(found, key=lambda folder: folder.parent.name == UNPLACED, default=None)


def choose_folder(raw: Path, group: str, references: Sequence[str]) -> tuple[Path, str]:
    """A new folder for the first of the references whose name is not taken by another source, and that reference."""
    for reference in references:
        folder = raw / group / folder_name(reference)
        if folder_name(reference) and not folder.exists():
            return folder, reference
    for n in range(2, 1000):
        folder = raw / group / f"{folder_name(references[-1])}-{n}"
        if not folder.exists():
            return folder, references[-1]
    raise OSError(f"{raw / group}: a thousand folders of the name {folder_name(references[-1])}")


def give_reason(folder: Path, reason: str) -> None:
    """Write why a source is unplaced, and what to do."""
    words = (
        f'{reason}\n\nTo place it: write force = "…" (a slug of ingest/reference/forces.csv) into source.toml, move '
        "this folder into data/raw/<force>/, delete this file, and build.\n"
    )
    files.put(folder, REASON_FILE, words.encode())


def move_folder(folder: Path, target: Path) -> Path:
    """Move an unplaced folder to its place, and drop the reason."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    with suppress(OSError):
        (target / REASON_FILE).unlink(missing_ok=True)
        folder.parent.rmdir()  # when it was the last unplaced one
    return target


def _sources(raw: Path) -> list[Path]:
    return sorted(file.parent for file in raw.glob(f"*/*/{SOURCE_FILE}"))


def _page(folder: Path) -> str | None:
    try:
        url = tomllib.loads((folder / SOURCE_FILE).read_text(encoding="utf-8-sig")).get("url")
    except (OSError, ValueError):
        return None
    return sites.page_of(url) if isinstance(url, str) and url else None
