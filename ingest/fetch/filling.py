"""One source's folder while it is filled: pages and documents put where they belong, `source.toml` kept in step.

Protects: after every file the folder is whole and `source.toml` lists only what is there, so that a run that is broken
off is taken up by the next; a document that is here is not asked for again; nothing good is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ingest.fetch import folders, formats, kept, request_page, source_file, wrong_pages
from ingest.fetch.facts import Facts
from ingest.fetch.kept import Kept
from ingest.fetch.report import Place, Report
from ingest.fetch.source_file import Document, NotExtended
from ingest.fetch.web import MEGABYTE, Answer, NotBrought, Web
from ingest.file_names import clean_name
from ingest.sources import SOURCE_FILE

OWN_NAMES = {SOURCE_FILE, folders.REASON_FILE, "thread.html", "thread-now.html", "page.html", "request.json"}
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
    """`files`: what was brought, by address; `keys`, `documents`: what source.toml is to hold."""

    folder: Path
    files: dict[str, Kept]
    keys: Mapping[str, source_file.Value | None]
    report: Report
    documents: list[Document] = field(default_factory=list)
    bytes_here: int = 0

    def keep(self, url: str, entry: Kept) -> None:
        if self.files.get(url) != entry:
            self.files[url] = entry
            kept.save(self.folder, self.files)

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
            kept.put(self.folder, name, body)
            self.report.brought.append(name)
        if answer.body is not None:
            self.keep(url, Kept(name, kept.digest(body), answer.validators.etag, answer.validators.last_modified))


def settle(folder: Path | None, known: Facts, place: Place, report: Report) -> Filling:
    """The source's folder, made, found or moved where it must be; with the reason in it where it can't be placed."""
    keys = dict(known.keys)
    if folder is None:
        folder, reference = folders.choose(place.raws[0], known.group or folders.UNPLACED, known.references)
        keys["reference"] = reference
    elif folder.parent.name == folders.UNPLACED and known.group is not None:
        target, _ = folders.choose(folder.parent.parent, known.group, [folder.name])
        folder = folders.move(folder, target)
        report.notes.append(f"moved from {folders.UNPLACED}/, for its force is known now")
    elif known.group is not None and folder.parent.name != known.group:
        report.notes.append(f"stands under {folder.parent.name} while the page names {known.group}: left there")
        keys = {key: value for key, value in keys.items() if key not in ("force", "publisher", "law")}
    if folder.parent.name == folders.UNPLACED:
        folders.give_reason(folder, known.reason or "Its force is not known.")
        report.notes.append(f"not placed: {known.reason}")
    report.folder = relative(folder)
    report.notes += known.notes
    return Filling(folder, kept.load(folder), keys, report)


def relative(folder: Path | None) -> str | None:
    return f"{folder.parent.name}/{folder.name}" if folder else None


def stored(folder: Path | None, files: Mapping[str, Kept], url: str) -> bytes:
    """The body that a site says is unchanged. Only what is in a folder is asked for in that way."""
    assert folder is not None, "an address without a folder is asked for without validators"
    return (folder / files[url].path).read_bytes()


def bring_document(web: Web, filling: Filling, wanted: Wanted, place: Place) -> None:
    """One document, unless it is here; what can't be had is left, with the reason."""
    report = filling.report
    old = filling.files.get(wanted.key)
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
    before, sha256 = _path_before(filling, wanted), kept.digest(body)
    filling.bytes_here += len(body)
    copy = next((entry for entry in filling.files.values() if entry.sha256 == sha256), None)
    name = copy.path if copy else kept.put_beside(filling.folder, _name(filling, wanted, body), body)
    (filling.report.unchanged if copy else filling.report.brought).append(name)
    is_changed = before is not None and before != name
    is_to_list = not is_changed and (wanted.key not in filling.files or filling.files[wanted.key].is_listed)
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
    if wanted.key in filling.files:
        return filling.files[wanted.key].path
    listed = source_file.table(filling.folder).get("document", [])
    own = [entry.get("path") for entry in listed if wanted.shown and entry.get("url") == wanted.shown]
    return own[0] if wanted.again and len(own) == 1 and (filling.folder / own[0]).is_file() else None


def _list(filling: Filling, entry: Kept, shown: str | None) -> None:
    if not entry.is_listed:
        return
    if entry.path.rsplit(".", 1)[-1] in formats.DOCUMENTS:
        filling.documents.append(Document(entry.path, entry.sha256, shown))
    else:
        filling.report.notes.append(f"{entry.path} is not listed: a picture, or of no known kind. Is it an answer?")


def _name(filling: Filling, wanted: Wanted, body: bytes) -> str:
    """The name to keep: what may be kept of its own, for letters point to files by their names; else `otherwise`."""
    end = formats.ending(body, wanted.called)
    own = unquote(wanted.called).rsplit(".", 1)[0]
    name = f"{clean_name(own, 0, kind=NAMELESS)}.{end}"
    taken = {entry.path for entry in filling.files.values()} | OWN_NAMES | NOT_OURS
    is_fit = end in formats.DOCUMENTS and not name.startswith(NAMELESS) and name not in taken
    return name if is_fit else f"{wanted.otherwise}.{end}"


def _wrong(body: bytes, url: str, called: str) -> str | None:
    """What a body is that is not a whole document; raises NotBrought for a web page in its place."""
    missing = formats.not_whole(body)
    if missing is not None:
        return missing
    if formats.is_html(body):
        instead = wrong_pages.what_instead(body, url)
        if instead is not None:
            raise NotBrought(instead)
        if request_page.read(body, url) is not None:
            raise NotBrought("leads back to the request's page: the site gives no such file")
        if called.lower().rsplit(".", 1)[-1] not in ("html", "htm"):
            raise NotBrought("is a web page in place of the document. Perhaps the site is still at work on it")
    return None
