"""Files and folders that hold mail -> the messages in them, each with its Envelope, and their threads; a thread -> the
force whose answer it is, or why that is not settled.

mbox, EML, MSG, a ZIP of them, and the ZIP of a batch of requests that WhatDoTheyKnow gives
(`<body> - <request>/<day-time>/incoming_<n>.txt`, its documents in `attachments-<n>/`). Protects: an intake sees
domains, ids, dates and words, and never who wrote. A file that holds no mail is named, so is a folder that can't be
opened and what an archive refuses, and a message that can't be read costs no other. Only ids and a request service's
number join messages: one request that was sent to forty-five forces has one subject.

A thread is placed by the messages that a source holds already; else by the domain of the force's mail and the force
named in its words; where these tell none, by the reference that it prints. Where they name different forces, or one
names several, where a force writes in a thread in which only others were asked, or where the thread may be of another
request, it is placed nowhere and a person decides. A wrong place would put one force's figures under another's name.
Norfolk and Suffolk answer together: a letter that says so is a source of both, whoever of them sent it; one that only
speaks of other forces is no common reply.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from functools import cache, cached_property
from pathlib import Path

from ingest import mail
from ingest.characters import mend
from ingest.mail import outlook
from ingest.mail.message import Head, Mail, kind_of
from ingest.model import Attachment, Unreadable
from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.privacy.names import is_salutation
from ingest.readers import archive
from ingest.reference import Campaign, Reference
from ingest.sources import folder_name
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
    """One message as an intake sees it: its head, words and what it brings. `kind`: as a Part's; `inside`: those of the
    messages that this one brings."""

    kind: str = "unknown"
    body_text: str = ""
    attachment_names: tuple[str, ...] = ()
    inside: tuple[Envelope, ...] = ()

    @property
    def date(self) -> date | None:
        """The day printed in the head."""
        return self.sent.date() if self.sent else None


@dataclass(frozen=True)
class Received:
    """A message as it came. `key`: the same in every copy of it and in no other message; a digest, for ids hold
    addresses. `origin`: the file that it came in. `body`: the name of the body that the file itself gives, if any."""

    data: bytes
    envelope: Envelope
    origin: str
    body: str | None = None

    @cached_property
    def key(self) -> str:
        message_id = self.envelope.message_id
        return hashlib.sha256(message_id.encode() if message_id else plain(self.data)).hexdigest()[:24]

    @property
    def fullness(self) -> tuple[int, int]:
        """By which of two copies of a message is the fuller one: a mail program may have taken off its documents."""
        return len(self.envelope.attachment_names), len(plain(self.data))


@dataclass(frozen=True)
class NotMail:
    """A file, or a message in one, that could not be taken, and why."""

    origin: str
    reason: str


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
    if outlook.is_msg(data) or data.startswith(outlook.TNEF_SIGNATURE):
        return data
    return mail.without_envelope(data).replace(b"\r\n", b"\n").rstrip(b"\n")


def read_all(paths: Sequence[Path]) -> Iterator[Received | NotMail]:
    """Every message in the files and, in order, in the folders' files."""
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            if isinstance(file, NotMail):
                yield file
                continue
            try:
                if file.stat().st_size == 0:
                    yield NotMail(file.name, "is empty.")
                    continue
                with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    yield from read(data, file.name)
            except OSError as error:
                yield NotMail(file.name, f"could not be read ({error.strerror}).")


def _files(folder: Path) -> Iterator[Path | NotMail]:
    """The files of a folder and of those in it. Hidden files are those of programs and pass without a word."""
    closed: list[OSError] = []
    for place, names_of_folders, names in os.walk(folder, onerror=closed.append):
        names_of_folders.sort()
        for name in (name for name in names_of_folders if (Path(place) / name).is_symlink()):
            yield NotMail(name, "is a link to a folder, which is not followed. Name the folder itself.")
        for file in (Path(place) / name for name in sorted(names) if not name.startswith(".")):
            yield file if file.is_file() else NotMail(file.name, "is no file, or a link to nothing.")
    for error in closed:
        yield NotMail(Path(error.filename or folder).name, f"is a folder that can't be opened ({error.strerror}).")


def read(data: bytes | mmap.mmap, origin: str) -> Iterator[Received | NotMail]:
    """Each message of an mbox, an EML, an MSG or a ZIP of any of these, in their order, and what could not be taken. A
    mapped file (mmap) is read message by message and never held whole."""
    if mail.is_mbox(data):
        for n, message in enumerate(mail.messages(data), 1):
            yield _received(message, origin, f"{origin}, message {n}")
        return
    whole = bytes(data)
    if archive.sniff(whole, origin):
        yield from _of_archive(whole, origin)
    elif mail.is_message(whole, origin) or outlook.is_msg(whole):
        yield _received(whole, origin, origin)
    else:
        yield NotMail(origin, NO_MAIL)


def _received(data: bytes, origin: str, place: str, body: str | None = None) -> Received | NotMail:
    try:
        return Received(data, read_envelope(data), origin, body)
    except Unreadable as error:
        return NotMail(place, str(error))


def _of_archive(data: bytes, origin: str) -> Iterator[Received | NotMail]:
    """The messages of an archive, and what it refuses or holds besides."""
    try:
        members, refused = archive.open_members(data)
    except Unreadable as error:
        yield NotMail(origin, str(error))
        return
    for problem in refused:
        yield NotMail(origin, problem.message)
    batch = [(match, member) for member in members if (match := OF_BATCH.fullmatch(member.name))]
    for match, member in batch:
        if match["way"]:
            mail = _as_mail(match, member.data, [pair for pair in batch if _is_document_of(pair[0], match)])
            yield _received(mail, origin, f"{origin}/{member.name}", match["body"])
    for member in members:
        if not (batch and (OF_BATCH.fullmatch(member.name) or LIST_OF_BATCH.fullmatch(member.name))):
            yield from read(member.data, f"{origin}/{member.name}")


def _is_document_of(document: re.Match[str], message: re.Match[str]) -> bool:
    is_same_letter = (document["request"], document["at"]) == (message["request"], message["at"])
    return document["way"] is None and is_same_letter and document["of"] in (None, message["n"])


def _as_mail(match: re.Match[str], text: bytes, documents: Sequence[tuple[re.Match[str], Attachment]]) -> bytes:
    """A message of a batch of requests as a mail with its documents. Its head is not in the archive: who wrote is known
    by the file's name."""
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
    """The messages by thread, each thread in the order in which it was sent; of a message that came several times the
    fullest copy stands."""
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
    at = message.envelope.sent
    if at is None:
        return EARLIEST
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _names(envelope: Envelope) -> Iterator[str]:
    """The ids by which a message is joined to others, with those of messages that it brings (a bounce brings what came
    back)."""
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
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:LINES_OF_A_HEAD]:
        named = _alone(line, reference)
        if len(named) > 1:
            return named
    for sentence in SENTENCE.split(text):
        plain = " ".join(sentence.split())
        named = _named(plain, reference)
        is_reply = len(named) > 1 and letters.anywhere("joint", "replies").search(plain) is not None
        if is_reply and not letters.anywhere("joint", "elsewhere").search(plain):
            return named
    return ()


def _named(text: str, reference: Reference) -> tuple[str, ...]:
    """The forces of a sentence, with those of "Norfolk and Suffolk Constabularies"."""
    places: dict[str, int] = {}
    for match in _together(reference).finditer(text):
        for name in re.split(JOINER, match[1]):
            force = reference.force_by_name(name) or reference.force_by_name(f"{name} Police")
            if force is not None:
                places.setdefault(force, match.start())
    return tuple(dict.fromkeys([*places, *reference.forces_named_in(text)]))


def _alone(line: str, reference: Reference) -> tuple[str, ...]:
    """The forces of a line that holds their names and nothing else, as a letter's head does."""
    whole = _together(reference).fullmatch(line.strip(" .:-–—*#"))
    if whole:
        return _named(line, reference)
    parts = [part for part in re.split(JOINER, line.strip(" .:-–—*#")) if part]
    forces = [reference.force_by_name(part) for part in parts]
    named = [force for force in forces if force is not None]
    is_whole = len(named) == len(parts) and len(reference.forces_named_in(line)) == len(set(named))
    return tuple(dict.fromkeys(named)) if is_whole else ()


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
    """Where a thread belongs. `forces`: one, or those whose common reply it is; () for nowhere, for this `reason`;
    `likeliest`: forces to look at first."""

    forces: tuple[str, ...]
    home: Home | None
    reference: str | None
    reason: str = ""
    likeliest: tuple[str, ...] = ()


def place(
    thread: Sequence[Received],
    homes: Sequence[Home],
    campaign: Campaign,
    reference: Reference,
    of_others: Collection[str] = (),
) -> Placement:
    """`homes`: the sources that there are. `of_others`: the forces with mail on other requests here too."""
    printed = reference_of(thread)
    by_domain, by_words = forces_of_mail(thread, reference), forces_in_words(thread, reference)
    known = _known(thread, homes, by_domain)
    numbered = [
        home for home in homes if printed and home.reference and folder_name(home.reference) == folder_name(printed)
    ]

    def nowhere(reason: str, *likeliest: str) -> Placement:
        return Placement((), None, printed, reason, tuple(dict.fromkeys(likeliest))[:MOST_LIKELY])

    if joint := joint_of(thread, reference):
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
    force_id: str,
    thread: Sequence[Received],
    homes: Sequence[Home],
    numbered: Sequence[Home],
    printed: str | None,
    campaign: Campaign,
    of_others: Collection[str],
) -> Placement:
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


def joint_of(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces whose common reply one of the thread's letters says it is, () for none."""
    letters = (e for message in thread for e in envelopes(message) if e.kind in ("incoming", "unknown"))
    return next((forces for letter in letters if (forces := joint_forces(letter.body_text, reference))), ())


def other_request(thread: Sequence[Received], campaign: Campaign, reference: Reference) -> str:
    """Why a thread answers another request than the campaign's: its request asks none of the campaign's questions, or
    its letters repeat another campaign's. "" where nothing says so, or where the campaign says no word of its questions
    by which they are known."""
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
    """The sources that hold messages of the thread. A request that was sent to several forces at once stands in
    several: it tells nothing where a force's own message does."""
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
    asked = {
        mail.key: _forces(mail.envelope.recipient_domains if mail.envelope.kind == "outgoing" else (), reference)
        for mail in thread
    }
    all_asked = {force for forces in asked.values() for force in forces}
    strangers = {*wrote.values()} - all_asked - {None} if all_asked else set()
    if len({*wrote.values(), *all_asked} - {None}) <= 1 or (strangers and len(all_asked) == 1):
        return [list(thread)]
    parts: dict[str, list[Received]] = {}
    for message in thread:
        if message.key in wrote:
            parts.setdefault(wrote[message.key] or message.key, []).append(message)
    shared = [message for message in thread if message.key not in wrote]
    for name, part in parts.items():
        part += [mail for mail in shared if name in asked[mail.key] or (name in strangers and asked[mail.key])]
    placed = {message.key for part in parts.values() for message in part}
    alone = [[message] for message in thread if message.key not in placed]
    return [*(sorted(part, key=sent) for part in parts.values()), *alone]


def reference_of(thread: Sequence[Received]) -> str | None:
    """The reference that the force's messages of a thread print first."""
    for envelope in (e for message in thread for e in envelopes(message)):
        if envelope.kind == "incoming":
            printed = printed_reference(envelope.subject) or printed_reference(envelope.body_text)
            if printed:
                return printed
    return None


def forces_of_mail(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that wrote, by their mail's domains; where one of them was not asked, also those that were asked;
    where none wrote, those that were written to."""
    known = [envelope for message in thread for envelope in envelopes(message)]
    written = _forces((e.sender_domain for e in known if e.kind == "incoming"), reference)
    asked = _forces((domain for e in known if e.kind == "outgoing" for domain in e.recipient_domains), reference)
    is_strange = written and asked and not set(written) <= set(asked)
    return tuple(dict.fromkeys((*written, *asked))) if is_strange else written or asked


def _forces(domains: Iterable[str | None], reference: Reference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(force for domain in domains if (force := force_of_domain(domain, reference))))


def force_of_domain(domain: str | None, reference: Reference) -> str | None:
    """The force whose mail comes from this domain or one below it."""
    plain = (domain or "").lower().replace(".pnn.police.uk", ".police.uk")
    for force in reference.forces.values():
        if any(plain == end or plain.endswith(f".{end}") for end in force.mail_domains):
            return force.force_id
    return None


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
