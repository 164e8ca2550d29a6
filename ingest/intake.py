"""What was received -> a source's folder with its `source.toml`. Mail (mbox, EML, MSG, a ZIP of them, or of a batch of
requests that WhatDoTheyKnow gives: `<body> - <request>/<day-time>/incoming_<n>.txt`, with `attachments-<n>/`) ->
messages in threads; a thread -> whose answer it is, in one `thread.mbox`, or why not, in `_unplaced/`, which no build
reads.

Protects: an intake sees domains, ids, dates and words, and never who wrote; what can't be read is named and costs
nothing else. Only ids and a request service's number join messages: one request to forty-five forces has one subject.
A thread is placed by the messages that a source holds already; else by the domain of the force's mail and the force
named in its words; else by the reference that it prints. Where they name different forces, or one names several, where
a stranger writes, or where it may be of another request, it is placed nowhere and a person decides: a wrong place would
put one force's figures under another's name. A letter that says so is a source of all the forces that answer together.
Nothing that is there is written over; a message is never taken away or put in twice, and what an mbox can't hold as it
is (an Outlook message, bytes without a coding) stands beside it. It leaves `_unplaced/` only for a source.
"""

from __future__ import annotations

import csv
import hashlib
import io
import mmap
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from ingest import kinds, mail, sources
from ingest.kinds import OUTLOOK, mend
from ingest.mail import Head, Mail, kind_of
from ingest.model import Attachment, Unreadable
from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.privacy import clean_name, is_salutation
from ingest.readers.opened import open_members
from ingest.reference import Campaign, Reference
from ingest.thread import printed_reference

OF_BATCH = re.compile(
    r"(?P<body>[^/]+) - (?P<request>[^/]+)/(?P<at>\d{4}-\d\d-\d\d-\d{6})/"
    r"(?:(?P<way>incoming|outgoing)_(?P<n>\d+)\.txt|attachments(?:-(?P<of>\d+))?/(?P<name>[^/]+))"
)
REQUESTER, BODY = "request@whatdotheyknow.com", "office@batch.police.uk"
LIST_OF_BATCH = re.compile(r"[^/]+\.csv", re.IGNORECASE)
NO_MAIL = "holds no mail. Name mbox, EML or MSG files, or a ZIP of them."
EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Envelope(Head):
    """A message as an intake sees it: head, words, what it brings. `kind`: as a Part's; `inside`: of messages in it."""

    kind: str = "unknown"
    body_text: str = ""
    attachment_names: tuple[str, ...] = ()
    inside: tuple[Envelope, ...] = ()

    @property
    def date(self) -> date | None:
        return self.sent.date() if self.sent else None


@dataclass(frozen=True)
class Received:
    """A message as it came. `key`: the same in every copy of it and in no other message; a digest, for ids hold
    addresses. `body`: the name of the body that the file itself gives, if any."""

    data: bytes
    envelope: Envelope
    body: str | None = None

    @cached_property
    def key(self) -> str:
        message_id = self.envelope.message_id
        return hashlib.sha256(message_id.encode() if message_id else plain(self.data)).hexdigest()[:24]

    @property
    def fullness(self) -> tuple[int, int]:
        """By which of two copies of a message is the fuller one: a mail program may have taken off its documents."""
        return len(self.envelope.attachment_names), len(plain(self.data))


def read_envelope(data: bytes) -> Envelope:
    """The envelope of one message: EML, MSG or winmail.dat. Raises Unreadable."""
    return _envelope(mail.parse(data))


def _envelope(mail: Mail) -> Envelope:
    return Envelope(
        **vars(mail.head),
        kind=kind_of(mail),
        body_text=mend(mail.body.text)[0],
        attachment_names=tuple(inner.name for inner in mail.inside if isinstance(inner, Attachment)),
        inside=tuple(_envelope(inner) for inner in mail.inside if isinstance(inner, Mail)),
    )


def plain(data: bytes) -> bytes:
    """The source of a message whatever program saved it: without a byte order mark, empty lines and an mbox's line
    before it, with `\\n` line ends and none after it. An Outlook message stays as it is."""
    if kinds.kind_of(data) in OUTLOOK:
        return data
    return mail.without_envelope(data).replace(b"\r\n", b"\n").rstrip(b"\n")


def read_all(paths: Sequence[Path]) -> Iterator[Received | sources.Failure]:
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            if isinstance(file, sources.Failure):
                yield file
                continue
            try:
                if file.stat().st_size == 0:
                    yield sources.Failure(file.name, "is empty.")
                    continue
                with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    yield from read(data, file.name)
            except OSError as error:
                yield sources.Failure(file.name, f"could not be read ({error.strerror}).")


def _files(folder: Path) -> Iterator[Path | sources.Failure]:
    """The files of a folder and of those in it. Hidden files are those of programs and pass without a word."""
    closed: list[OSError] = []
    for place, names_of_folders, names in os.walk(folder, onerror=closed.append):
        names_of_folders.sort()
        for name in (name for name in names_of_folders if (Path(place) / name).is_symlink()):
            yield sources.Failure(name, "is a link to a folder, which is not followed. Name the folder itself.")
        for file in (Path(place) / name for name in sorted(names) if not name.startswith(".")):
            yield file if file.is_file() else sources.Failure(file.name, "is no file, or a link to nothing.")
    for error in closed:
        yield sources.Failure(
            Path(error.filename or folder).name, f"is a folder that can't be opened ({error.strerror})."
        )


def read(data: bytes | mmap.mmap, origin: str) -> Iterator[Received | sources.Failure]:
    """Each message of an mbox, an EML, an MSG or a ZIP of any of these, in their order, and what could not be taken. A
    mapped file (mmap) is read message by message and never held whole."""
    if kinds.is_mbox(data):
        for n, message in enumerate(mail.messages(data), 1):
            yield _received(message, f"{origin}, message {n}")
        return
    whole = bytes(data)
    kind = kinds.kind_of(whole, origin)
    if kind == "zip":
        yield from _of_archive(whole, origin)
    elif kind in ("mail", *OUTLOOK):
        yield _received(whole, origin)
    else:
        yield sources.Failure(origin, NO_MAIL)


def _received(data: bytes, place: str, body: str | None = None) -> Received | sources.Failure:
    try:
        return Received(data, read_envelope(data), body)
    except Unreadable as error:
        return sources.Failure(place, str(error))


def _of_archive(data: bytes, origin: str) -> Iterator[Received | sources.Failure]:
    try:
        members, refused = open_members(data)
    except Unreadable as error:
        yield sources.Failure(origin, str(error))
        return
    for problem in refused:
        yield sources.Failure(origin, problem.message)
    batch = [(match, member) for member in members if (match := OF_BATCH.fullmatch(member.name))]
    for match, member in batch:
        if match["way"]:
            same = [
                (of, document) for of, document in batch if of["way"] is None and of.group(2, 3) == match.group(2, 3)
            ]
            mail = _as_mail(match, member.data, [pair for pair in same if pair[0]["of"] in (None, match["n"])])
            yield _received(mail, f"{origin}/{member.name}", match["body"])
    for member in members:
        if not (batch and (OF_BATCH.fullmatch(member.name) or LIST_OF_BATCH.fullmatch(member.name))):
            yield from read(member.data, f"{origin}/{member.name}")


def _as_mail(match: re.Match[str], text: bytes, documents: Sequence[tuple[re.Match[str], Attachment]]) -> bytes:
    """A message of a batch as a mail with its documents. Who wrote is known by the file's name: there is no head."""
    mail = EmailMessage()
    mail["From"], mail["To"] = (BODY, REQUESTER) if match["way"] == "incoming" else (REQUESTER, BODY)
    mail["Date"] = datetime.strptime(match["at"] + "+0000", "%Y-%m-%d-%H%M%S%z")
    mail["Subject"] = match["request"].replace("_", " ")
    mail["Message-ID"] = f"<{match['way']}-{match['n']}@batch.whatdotheyknow.com>"
    mail["References"] = f"<{hashlib.sha256(match['request'].encode()).hexdigest()[:24]}@batch.whatdotheyknow.com>"
    mail.set_content(text.decode("utf-8", errors="replace"))
    for document, member in documents:
        mail.add_attachment(member.data, maintype="application", subtype="octet-stream", filename=document["name"])
    return mail.as_bytes()


def in_threads(messages: Sequence[Received]) -> list[list[Received]]:
    """The messages by thread, in the order of sending; of one that came several times the fullest copy stands."""
    fullest: dict[str, Received] = {}
    for message in messages:
        known = fullest.get(message.key)
        if known is None or (known.data != message.data and message.fullness > known.fullness):
            fullest[message.key] = message
    by_name: dict[str, tuple[set[str], list[Received]]] = {}
    for message in fullest.values():
        names, thread = {message.key, *_names(message.envelope)}, [message]
        for earlier_names, earlier in {id(by_name[name]): by_name[name] for name in names if name in by_name}.values():
            names, thread = names | earlier_names, [*earlier, *thread]
        by_name |= dict.fromkeys(names, (names, thread))
    threads = {id(thread): thread for _, thread in by_name.values()}
    return [sorted(thread, key=sent) for thread in threads.values()]


def sent(message: Received) -> datetime:
    """When a message was sent; the earliest time for one that doesn't tell, so that it stands first."""
    at = message.envelope.sent or EARLIEST
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _names(envelope: Envelope) -> Iterator[str]:
    for name in (envelope.message_id, envelope.in_reply_to, *envelope.references):
        if name:
            yield f"id {name}"
    if envelope.request_id:
        yield f"request {envelope.request_id}"
    if envelope.automatic or envelope.kind != "unknown":
        for inner in envelope.inside:
            yield from _names(inner)


LINES_OF_A_HEAD = 15
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n\s*\n")
JOINER = r"\s*(?:,|/|&|\band\b|\bwith\b)\s*"


def joint_forces(text: str, reference: Reference) -> tuple[str, ...]:
    """The forces that reply together, in the order of print; () where the letter is not said to be of several."""
    replies, elsewhere = (letters.anywhere("joint", name) for name in ("replies", "elsewhere"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads = (_alone(line, reference) for line in lines[:LINES_OF_A_HEAD])
    sentences = (" ".join(sentence.split()) for sentence in SENTENCE.split(text))
    said = (_named(it, reference) for it in sentences if replies.search(it) and not elsewhere.search(it))
    return next((forces for forces in chain(heads, said) if len(forces) > 1), ())


def _named(text: str, reference: Reference) -> tuple[str, ...]:
    names = (name for match in _together(reference).finditer(text) for name in re.split(JOINER, match[1]))
    forces = (reference.force_by_name(name) or reference.force_by_name(f"{name} Police") for name in names)
    return tuple(dict.fromkeys([*filter(None, forces), *reference.forces_named_in(text)]))


def _alone(line: str, reference: Reference) -> tuple[str, ...]:
    bare = line.strip(" .:-–—*#")
    if _together(reference).fullmatch(bare):
        return _named(line, reference)
    forces = [reference.force_by_name(part) for part in re.split(JOINER, bare) if part]
    named = tuple(dict.fromkeys(filter(None, forces)))
    return named if all(forces) and len(reference.forces_named_in(line)) == len(named) else ()


@cache
def _together(reference: Reference) -> re.Pattern[str]:
    """Finds "Norfolk and Suffolk Constabularies", the places as the first group."""
    short_name = any_of(sorted({force.short_name for force in reference.forces.values()}))
    bodies = letters.pattern("joint", "bodies")
    return re.compile(rf"(?<!\w)({short_name}(?:{JOINER}{short_name})+)\s+{bodies}(?!\w)", re.IGNORECASE)


MOST_LIKELY = 3
LINES_AT_THE_ENDS = 12  # of a letter's head and foot, where the force names itself


@dataclass(frozen=True)
class Home:
    """A source that there is already: its raw folder, its folder's name under that, its force, or those whose common
    reply it is, its reference, the keys of its messages, its campaign, whether a force's letter is among these."""

    raw: Path
    folder: str
    forces: tuple[str, ...]
    reference: str | None
    keys: frozenset[str]
    campaign_id: str | None
    has_letters: bool = False


@dataclass(frozen=True)
class Placement:
    """`forces`: one, or those of a common reply; () for nowhere, for this `reason`; `likeliest`: to look at first."""

    forces: tuple[str, ...]
    home: Home | None
    reference: str | None
    reason: str = ""
    likeliest: tuple[str, ...] = ()


def place(
    thread: Sequence[Received], homes: Sequence[Home], campaign: Campaign, reference: Reference,
    of_others: Collection[str] = (),
) -> Placement:  # fmt: skip
    """`homes`: the sources that there are. `of_others`: the forces with mail on other requests here too."""
    printed = reference_of(thread)
    by_domain, by_words = forces_of_mail(thread, reference), forces_in_words(thread, reference)
    known = _known(thread, homes, by_domain)
    numbered = [
        home
        for home in homes
        if printed and home.reference and sources.folder_name(home.reference) == sources.folder_name(printed)
    ]

    def nowhere(reason: str, *likeliest: str) -> Placement:
        return Placement((), None, printed, reason, tuple(dict.fromkeys(likeliest))[:MOST_LIKELY])

    told = (e.body_text for message in thread for e in envelopes(message) if e.kind in ("incoming", "unknown"))
    if joint := next((forces for text in told if (forces := joint_forces(text, reference))), ()):
        words = f"it says that it is the reply of {' and '.join(joint)}"
        if strange := set(by_domain) - set(joint):
            return nowhere(f"{words}, and the mail's domain is of {', '.join(sorted(strange))}", *joint, *by_domain)
        home = next((home for home in known or numbered if set(home.forces) == set(joint)), None)
        single = next((home for home in known or numbered if len(home.forces) == 1 and home.forces[0] in joint), None)
        if home is None and single is not None:
            return nowhere(f"{words}, and {single.folder} is a source of {single.forces[0]} alone", *joint)
        return Placement(joint, home, printed)
    if len(known) == 1:
        return Placement(known[0].forces, known[0], printed)
    if strange_request := other_request(thread, campaign, reference):
        return nowhere(strange_request, *by_domain, *by_words)
    evidence = {
        "the sources that hold its messages": tuple(home.forces[0] for home in known),
        "the mail's domain": by_domain,
        "the words": by_words,
    }
    if not any(evidence.values()):
        evidence = {"the reference": tuple(home.forces[0] for home in numbered)}
    every = tuple(dict.fromkeys(force for forces in evidence.values() for force in forces))
    if not every:
        automatic = _forces((m.envelope.sender_domain for m in thread if m.envelope.kind == "automatic"), reference)
        names = ", ".join(automatic)
        return nowhere(f"it is an automatic reply of {names} alone" if names else "no force is told by it", *automatic)
    if len(every) > 1:
        said = "; ".join(f"{what} say {' and '.join(forces)}" for what, forces in evidence.items() if forces)
        return nowhere(f"it is not settled: {said}", *every)
    return _in_source_of(every[0], thread, homes, numbered, printed, campaign, of_others)


def _in_source_of(
    force_id: str, thread: Sequence[Received], homes: Sequence[Home], numbered: Sequence[Home], printed: str | None,
    campaign: Campaign, of_others: Collection[str],
) -> Placement:  # fmt: skip
    """The force's source that has the reference, else its answer to this campaign, which must not have another one."""
    if home := next((home for home in numbered if force_id in home.forces), None):
        return Placement(home.forces, home, printed)
    of_campaign = [home for home in homes if force_id in home.forces and home.campaign_id == campaign.campaign_id]
    fitting = [home for home in of_campaign if not home.reference and not home.has_letters] if printed else of_campaign
    if of_campaign and not fitting:
        there = ", ".join(str(home.reference) for home in of_campaign if home.reference) or "none in its letters"
        reason = f"its reference is {printed}, and the force's answer to this campaign has {there}"
        return Placement((), None, printed, reason, (force_id,))
    if force_id in of_others and not any(e.kind == "outgoing" for message in thread for e in envelopes(message)):
        reason = "nothing ties it to this campaign, and mail of this force on another request is here too"
        return Placement((), None, printed, reason, (force_id,))
    home = next(iter(fitting), None)
    return Placement(home.forces if home else (force_id,), home, printed)


def other_request(thread: Sequence[Received], campaign: Campaign, reference: Reference) -> str:
    """Why a thread answers another request than the campaign's: its request asks none of its questions, or its letters
    repeat another campaign's. "" where nothing says so, or the campaign gives no words for its questions."""
    texts = [envelope.body_text for message in thread for envelope in envelopes(message)]
    if not any(question.match for question in campaign.questions) or any(map(campaign.labels_in, texts)):
        return ""
    for other in reference.campaigns.values():
        if other.campaign_id != campaign.campaign_id and any(map(other.labels_in, texts)):
            return f"it asks or answers what the campaign {other.campaign_id} asks"
    first = next((e for m in thread for e in envelopes(m) if e.kind == "outgoing"), None)
    is_request = first is not None and not (first.in_reply_to or first.references or first.attachment_names)
    return "its request asks none of the campaign's questions" if is_request else ""


def envelopes(message: Received) -> Iterator[Envelope]:
    """The message's own envelope; for one that somebody sent on (from neither side) also those of what it brings."""
    yield message.envelope
    waiting = list(message.envelope.inside) if message.envelope.kind == "unknown" else []
    while waiting:
        inner = waiting.pop(0)
        yield inner
        waiting += inner.inside


def _known(thread: Sequence[Received], homes: Sequence[Home], by_domain: Sequence[str]) -> list[Home]:
    of_force = {message.key for message in thread if message.envelope.kind == "incoming"}
    keys = {message.key for message in thread}
    with_letters = [home for home in homes if of_force & home.keys]
    return with_letters or [
        home for home in homes if keys & home.keys and (not by_domain or set(home.forces) & set(by_domain))
    ]


def by_force(thread: Sequence[Received], reference: Reference) -> list[list[Received]]:
    """A thread in which several forces wrote, because one mail asked them all -> one for each, the shared messages in
    every one. A message without a known force stays by itself; that of a force that was not asked keeps the requests to
    others beside it, so that it is seen to be a stranger's."""
    wrote = {
        message.key: force_of_domain(message.envelope.sender_domain, reference)
        for message in thread
        if message.envelope.kind in ("incoming", "automatic")
    }
    shared = {
        mail.key: _forces(mail.envelope.recipient_domains if mail.envelope.kind == "outgoing" else (), reference)
        for mail in thread
        if mail.key not in wrote
    }
    all_asked = set(chain.from_iterable(shared.values()))
    strangers = {*wrote.values()} - all_asked - {None} if all_asked else set()
    if len({*wrote.values(), *all_asked} - {None}) <= 1 or (strangers and len(all_asked) == 1):
        return [list(thread)]
    parts: dict[str, list[Received]] = {}
    for message in (message for message in thread if message.key in wrote):
        parts.setdefault(wrote[message.key] or message.key, []).append(message)
    for name, part in parts.items():
        asked_with = {key for key, asked in shared.items() if name in asked or (name in strangers and asked)}
        part += [message for message in thread if message.key in asked_with]
    placed = {message.key for part in parts.values() for message in part}
    alone = [[message] for message in thread if message.key not in placed]
    return [*(sorted(part, key=sent) for part in parts.values()), *alone]


def reference_of(thread: Sequence[Received]) -> str | None:
    """The reference that the force's messages of a thread print first."""
    incoming = (e for message in thread for e in envelopes(message) if e.kind == "incoming")
    printed = (printed_reference(text) for envelope in incoming for text in (envelope.subject, envelope.body_text))
    return next(filter(None, printed), None)


def forces_of_mail(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that wrote, by domain; with a stranger also those asked; where none wrote, those written to."""
    known = [envelope for message in thread for envelope in envelopes(message)]
    written = _forces((e.sender_domain for e in known if e.kind == "incoming"), reference)
    asked = _forces((domain for e in known if e.kind == "outgoing" for domain in e.recipient_domains), reference)
    is_strange = written and asked and not set(written) <= set(asked)
    return tuple(dict.fromkeys((*written, *asked))) if is_strange else written or asked


def _forces(domains: Iterable[str | None], reference: Reference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(force for domain in domains if (force := force_of_domain(domain, reference))))


def force_of_domain(domain: str | None, reference: Reference) -> str | None:
    plain = f".{domain or ''}".lower().replace(".pnn.police.uk", ".police.uk")
    forces = reference.forces.values()
    return next((f.force_id for f in forces if any(plain.endswith(f".{end}") for end in f.mail_domains)), None)


def forces_in_words(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that name themselves in the head or the foot of their letters, or that the request greets. What a
    letter says of other forces in between counts for nothing."""
    lines = [line for message in thread for envelope in envelopes(message) for line in _telling_lines(envelope)]
    bodies = [message.body for message in thread if message.body]
    return tuple(dict.fromkeys(force for text in (*bodies, *lines) for force in reference.forces_named_in(text)))


def _telling_lines(envelope: Envelope) -> list[str]:
    lines = [line for line in envelope.body_text.splitlines() if line.strip()]
    if envelope.kind == "outgoing":
        return [line for line in lines[:3] if is_salutation(line.strip())]
    if envelope.kind not in ("incoming", "unknown"):
        return []
    foot = [line for line in lines[3:][-LINES_AT_THE_ENDS:] if len(line.split()) <= 8]  # a signature, an address
    return [envelope.subject, *lines[:3], *foot]


MBOX = "thread.mbox"
MAIL_ENDINGS = (".mbox", ".eml", ".msg", ".dat")
FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
DAY = "%a %b %d %H:%M:%S %Y"  # as mail programs write it between the messages of an mbox
AS_BYTES = re.compile(rb"^Content-Transfer-Encoding[ \t]*:[ \t]*binary", re.MULTILINE | re.IGNORECASE)
UNPLACED, LIST = "_unplaced", "unplaced.csv"
File = tuple[str, bytes]  # a document to keep: its name as found, and its bytes
COLUMNS = ("folder", "campaign", "messages", "first_sent", "reason", "likeliest_forces", "reference")


def keys_of(force_ids: Sequence[str], reference: Reference, known: Mapping[str, object]) -> dict[str, object]:
    """The keys of a source.toml for what a force, or several together, sent. `known`: the others, None for no value."""
    is_common = len(force_ids) > 1
    return {
        **known,
        "force": None if is_common else force_ids[0],
        "forces": list(force_ids) if is_common else None,
        "kind": "force_response",
        "publisher": " and ".join(reference.forces[force_id].name for force_id in force_ids),
        "read_part": "whole",
    }


def write_folder(
    folder: Path, keys: Mapping[str, object], files: Sequence[File], growing: Mapping[str, bytes] | None = None
) -> tuple[bool, list[str]]:
    """Make the folder of a source, or add to it the documents that it does not hold, and the reference if it had none:
    whether it was made, and the names of the documents that were added. `keys`: of the source.toml, None for what is
    not known; `growing`: documents by their own names, whose bytes replace those that are there. Raises OSError where
    it can't be written, NotChanged for a source.toml that nothing can be added to: then nothing was written."""
    is_new = not (folder / sources.SOURCE_FILE).is_file()
    old = sources.text_of(folder / sources.SOURCE_FILE)
    listed = sources.documents_in(sources.read_text(old))
    there = [path for path in folder.glob("*") if path.name != sources.SOURCE_FILE]
    names = {path.name for path in there} | {str(entry.get("path")) for entry in listed}
    known = {entry.get("sha256") for entry in listed}
    for path in there:
        with suppress(OSError):  # one that can't be read keeps its name from being given again
            known.add(sources.digest(path.read_bytes()))
    added: dict[str, bytes] = {}
    documents = [sources.SourceDocument(name) for name in growing or {}]
    for n, (called, data) in enumerate(files, len(names) + 1):
        if (sha256 := sources.digest(data)) not in known:
            name = clean_name(called, n, names)
            names.add(name)
            known.add(sha256)
            added[name] = data
            documents.append(sources.SourceDocument(name, sha256))
    late = {"reference": keys["reference"]} if keys.get("reference") else {}
    text = sources.extended(old, keys if is_new else late, documents)
    for name, data in (added | dict(growing or {})).items():
        sources.write_whole(folder / name, data)
    if is_new or text != old:
        sources.write_whole(folder / sources.SOURCE_FILE, sources.bytes_of(folder / sources.SOURCE_FILE, text))
    return is_new, list(added)


def find_homes(raws: Sequence[Path]) -> list[Home]:
    """The sources of the raw folders. A source.toml that can't be read is none: a build names it."""
    homes = []
    for toml in (toml for raw in raws for toml in sorted(raw.glob(f"[!_.]*/*/{sources.SOURCE_FILE}"))):
        with suppress(OSError, ValueError, RecursionError):
            table = tomllib.loads(toml.read_text("utf-8-sig"))
            folder = toml.parent
            several = table.get("forces")
            single = [table.get("force") or folder.parent.name]
            number = table.get("reference")
            forces = several if isinstance(several, list) and len(several) > 1 else single
            homes.append(
                Home(
                    raw=folder.parents[1],
                    folder=f"{folder.parent.name}/{folder.name}",
                    forces=tuple(map(str, forces)),
                    reference=number if isinstance(number, str) else None,
                    keys=frozenset(messages := messages_by_key(folder)),
                    campaign_id=table.get("campaign"),
                    has_letters=any(message.envelope.kind == "incoming" for message in messages.values()),
                )
            )
    return homes


def messages_by_key(folder: Path) -> dict[str, Received]:
    files = sorted(file for file in folder.glob("*") if file.suffix.lower() in MAIL_ENDINGS and file.is_file())
    return {message.key: message for file in files for message in messages_of(file)}


def messages_of(file: Path) -> list[Received]:
    data = file.read_bytes() if file.is_file() else b""
    return [message for message in read(data, file.name) if isinstance(message, Received)]


def add_messages(folder: Path, keys: Mapping[str, object], messages: Sequence[Received]) -> int:
    """Make the folder, or add to it the messages that it does not hold, and change those of its mbox for which a copy
    with more documents came; how many were added or changed. Raises OSError and NotChanged, as `write_folder`."""
    there = messages_by_key(folder)
    boxed = {message.key: message for message in messages_of(folder / MBOX)}
    into_box = [
        message
        for message in messages
        if (message.key not in there or (message.key in boxed and message.fullness[0] > boxed[message.key].fullness[0]))
        and is_for_mbox(message.data)
    ]
    whole = boxed | {message.key: message for message in into_box}
    apart = [message for message in messages if message.key not in there and message.key not in whole]
    box = b"".join(_packed(message.data, sent(message)) for message in sorted(whole.values(), key=sent))
    growing = {MBOX: box if into_box else (folder / MBOX).read_bytes()} if whole else {}
    write_folder(folder, keys, [(f"mail{_ending(message)}", message.data) for message in apart], growing)
    return len(into_box) + len(apart)


def _ending(message: Received) -> str:
    return {"msg": ".msg", "tnef": ".dat"}.get(kinds.kind_of(message.data), ".eml")


def is_for_mbox(data: bytes) -> bool:
    """Whether a message comes out of an mbox as it went in."""
    if kinds.kind_of(data) in OUTLOOK or b"\0" in data or AS_BYTES.search(data):
        return False
    return [back.rstrip(b"\n") for back in mail.messages(_packed(data, EARLIEST))] == [plain(data)]


def _packed(data: bytes, at: datetime) -> bytes:
    """A message as an mbox holds it: a line that separates it, and a `>` before lines that look like one."""
    day = (at if at > EARLIEST else EARLIEST.replace(year=1970)).astimezone(UTC).strftime(DAY)
    return b"From disclosed " + day.encode() + b"\n" + FROM_LINE.sub(rb">\1", plain(data)) + b"\n\n"


@dataclass(frozen=True)
class Unplaced:
    """A thread without a place, and the folder under `_unplaced/` that holds it."""

    folder: str
    messages: tuple[Received, ...]
    placement: Placement


def unplaced_of(raw: Path, campaign_id: str) -> list[Path]:
    """The threads that earlier intakes for this campaign could not place, and those that no list names."""
    given_for = {row["folder"]: (row.get("campaign") or campaign_id).split() for row in _rows(raw)}
    folders = sorted(path for path in (raw / UNPLACED).glob("thread-*") if path.is_dir())
    return [folder for folder in folders if campaign_id in given_for.get(folder.name, [campaign_id])]


def write_unplaced(raw: Path, campaign_id: str, unplaced: Sequence[Unplaced], placed: Collection[str]) -> None:
    """Write the threads and their list. `placed`: the keys of the messages that lie in sources: what an earlier intake
    left of these is taken away; what a person has put beside it stays."""
    folder = raw / UNPLACED
    if not unplaced and not folder.is_dir():
        return
    rows = {row["folder"]: row for row in _rows(raw)}
    written: set[Path] = set()
    for thread in unplaced:
        for n, message in enumerate(thread.messages, 1):
            written.add(file := folder / thread.folder / f"message-{n}{_ending(message)}")
            sources.write_whole(file, message.data)
        first = next((str(message.envelope.date) for message in thread.messages if message.envelope.date), "")
        why = thread.placement
        values = (str(len(thread.messages)), first, why.reason, " ".join(why.likeliest), why.reference or "")
        given_for = dict.fromkeys([*(rows.get(thread.folder, {}).get("campaign") or "").split(), campaign_id])
        rows[thread.folder] = dict(zip(COLUMNS, (thread.folder, " ".join(given_for), *values), strict=True))
    settled = {*placed, *(message.key for thread in unplaced for message in thread.messages)}
    for file in sorted(set(folder.glob("thread-*/message-*")) - written):
        if any(message.key in settled for message in messages_of(file)):
            file.unlink()
    for left in folder.glob("thread-*"):
        with suppress(OSError):
            left.rmdir()
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for name, row in sorted(rows.items()) if (folder / name).is_dir())
    sources.write_whole(folder / LIST, out.getvalue().encode())


def _rows(raw: Path) -> list[dict[str, str]]:
    try:
        text = (raw / UNPLACED / LIST).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return [row for row in csv.DictReader(io.StringIO(text)) if row.get("folder")]
