"""A thread of messages -> the force whose answer it is, or why that is not settled.

In this order: a message that a source holds already; the reference that it prints; the domain of the force's mail; the
force named in its words. Protects: where two of these name different forces, or one names several, where a force writes
in a thread in which only others were asked, or where the thread may be of another request, it is placed nowhere and a
person decides. A wrong place would put one force's figures under another's name. Norfolk and Suffolk answer together: a
letter that says so is a source of both, whoever of them sent it; one that only speaks of other forces is no common
reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.intake.inbox import Envelope, Received, sent
from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.privacy.names import is_salutation
from ingest.reference import Campaign, Reference
from ingest.thread.heads import printed_reference

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
    for found in _together(reference).finditer(text):
        for name in re.split(JOINER, found[1]):
            force = reference.force_by_name(name) or reference.force_by_name(f"{name} Police")
            if force is not None:
                places.setdefault(force, found.start())
    return tuple(dict.fromkeys([*places, *reference.forces_named_in(text)]))


def _alone(line: str, reference: Reference) -> tuple[str, ...]:
    """The forces of a line that holds their names and nothing else, as a letter's head does."""
    whole = _together(reference).fullmatch(line.strip(" .:-–—*#"))
    if whole:
        return _named(line, reference)
    parts = [part for part in re.split(JOINER, line.strip(" .:-–—*#")) if part]
    forces = [reference.force_by_name(part) for part in parts]
    named = [force for force in forces if force is not None]
    is_told = len(named) == len(parts) and len(reference.forces_named_in(line)) == len(set(named))
    return tuple(dict.fromkeys(named)) if is_told else ()


def _together(reference: Reference) -> re.Pattern[str]:
    return _pattern(tuple(sorted({force.short_name for force in reference.forces.values()})))


@lru_cache(maxsize=4)
def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    one, bodies = any_of(list(names)), letters.pattern("joint", "bodies")
    return re.compile(rf"(?<!\w)({one}(?:{JOINER}{one})+)\s+{bodies}(?!\w)", re.IGNORECASE)


MOST_LIKELY = 3
LINES_AT_THE_ENDS = 12  # of a letter's head and foot, where the force names itself


@dataclass(frozen=True)
class Home:
    """A source that there is already: its folder's name under the raw folder, its force, its reference, the keys of the
    messages in it, its campaign, whether a force's letter is among its messages."""

    folder: str
    force_id: str
    reference: str | None
    keys: frozenset[str]
    campaign_id: str | None
    has_letters: bool = False
    force_ids: tuple[str, ...] = ()  # of a source of several forces


@dataclass(frozen=True)
class Placement:
    """Where a thread belongs. `force_id` None: nowhere, for this `reason`; `likeliest`: forces to look at first."""

    force_id: str | None
    home: Home | None
    reference: str | None
    reason: str
    likeliest: tuple[str, ...] = ()
    force_ids: tuple[str, ...] = ()  # of the forces whose common reply it is


def place(
    thread: Sequence[Received],
    homes: Sequence[Home],
    campaign: Campaign,
    reference: Reference,
    several: frozenset[str] = frozenset(),
) -> Placement:
    """`homes`: the sources that there are. `several`: the forces of which mail on other requests is here too."""
    printed = reference_of(thread)
    by_domain, by_words = forces_of_mail(thread, reference), _by_words(thread, reference)
    known = _known(thread, homes, by_domain)
    numbered = [home for home in homes if printed and home.reference and same(home.reference, printed)]

    def nowhere(reason: str, *likeliest: str) -> Placement:
        return Placement(None, None, printed, reason, tuple(dict.fromkeys(likeliest))[:MOST_LIKELY])

    if joint := joint_of(thread, reference):
        return _of_several(joint, by_domain, known or numbered, printed)
    if len(known) == 1:
        return Placement(known[0].force_id, known[0], printed, "it goes on with messages that are there")
    if len({home.force_id for home in known}) > 1:
        return nowhere("its messages stand in sources of several forces", *(home.force_id for home in known))
    if strange := other_request(thread, campaign, reference):
        return nowhere(strange, *by_domain, *by_words)
    # Forces number alike: the reference counts for nothing where domain and words name the same single other force.
    is_told = len(by_domain) == 1 and by_domain == by_words
    by_reference = [home for home in numbered if home.force_id in (*by_domain, *by_words)]
    by_reference = by_reference or ([] if is_told else numbered)
    candidates = {
        "the reference": tuple(dict.fromkeys(home.force_id for home in by_reference)),
        "the mail's domain": by_domain,
        "the words": by_words,
    }
    named = {name: forces for name, forces in candidates.items() if forces}
    every = [force for forces in named.values() for force in forces]
    if several_named := next((name for name, forces in named.items() if len(forces) > 1), None):
        return nowhere(f"{several_named} name several forces: {', '.join(named[several_named])}", *every)
    if not named:
        automatic = _forces((m.envelope.sender_domain for m in thread if m.envelope.kind == "automatic"), reference)
        names = ", ".join(automatic)
        return nowhere(f"it is an automatic reply of {names} alone" if names else "no force is told by it", *automatic)
    if len(set(every)) > 1:
        words = "; ".join(f"{name} say {forces[0]}" for name, forces in named.items())
        return nowhere(f"it is not settled: {words}", *every)
    force_id = every[0]
    if by_reference:
        return Placement(force_id, by_reference[0], printed, "the reference is that of a source")
    own = [home for home in homes if home.force_id == force_id and home.campaign_id == campaign.campaign_id]
    fitting = [home for home in own if not home.reference and not home.has_letters] if printed else own
    if own and not fitting:
        there = ", ".join(str(home.reference) for home in own if home.reference) or "none in its letters"
        reason = f"its reference is {printed}, and the force's answer to this campaign has {there}"
        return nowhere(reason, force_id)
    if force_id in several and not any(e.kind == "outgoing" for message in thread for e in envelopes(message)):
        reason = "nothing ties it to this campaign, and mail of this force on another request is here too"
        return nowhere(reason, force_id)
    return Placement(force_id, next(iter(fitting), None), printed, f"{next(iter(named))} tells the force")


def joint_of(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces whose common reply one of the thread's letters says it is, () for none."""
    letters = (one for message in thread for one in envelopes(message) if one.kind in ("incoming", "unknown"))
    return next((forces for one in letters if (forces := joint_forces(one.body_text, reference))), ())


def _of_several(
    joint: tuple[str, ...], by_domain: tuple[str, ...], likely: Sequence[Home], printed: str | None
) -> Placement:
    """A common reply belongs to a source of the same forces, or makes one; it is never added to one force's source."""
    names = " and ".join(joint)
    if by_domain and not set(by_domain) <= set(joint):
        reason = f"it says that it is the reply of {names}, and the mail's domain is of {', '.join(by_domain)}"
        return Placement(None, None, printed, reason, tuple(dict.fromkeys((*joint, *by_domain)))[:MOST_LIKELY])
    home = next((home for home in likely if set(home.force_ids) == set(joint)), None)
    own = [one for one in likely if one.force_id in joint and not one.force_ids]
    if home is None and own:
        reason = f"it says that it is the reply of {names}, and {own[0].folder} is a source of {own[0].force_id} alone"
        return Placement(None, None, printed, reason, joint[:MOST_LIKELY])
    words = f"it says that it is the reply of {names}"
    return Placement(home.force_id if home else joint[0], home, printed, words, force_ids=joint)


def other_request(thread: Sequence[Received], campaign: Campaign, reference: Reference) -> str:
    """Why a thread answers another request than the campaign's: its request asks none of the campaign's questions, or
    its letters repeat another campaign's. "" where nothing says so, or where the campaign says no word of its questions
    by which they are known."""
    if not any(question.match for question in campaign.questions):
        return ""
    texts = [envelope.body_text for message in thread for envelope in envelopes(message)]
    if any(_asks(text, campaign) for text in texts):
        return ""
    others = (one for one in reference.campaigns.values() if one.campaign_id != campaign.campaign_id)
    other = next((one.campaign_id for one in others if any(_asks(text, one) for text in texts)), None)
    if other is not None:
        return f"it asks or answers what the campaign {other} asks"
    first = next((e for m in thread for e in envelopes(m) if e.kind == "outgoing"), None)
    is_request = first is not None and not (first.in_reply_to or first.references or first.attachment_names)
    return "its request asks none of the campaign's questions" if is_request else ""


def _asks(text: str, campaign: Campaign) -> bool:
    """Whether all word stems of one of the campaign's questions stand in a text."""
    words = " ".join(text.casefold().split())
    return any(
        question.match and all(stem.casefold() in words for stem in question.match) for question in campaign.questions
    )


def envelopes(message: Received) -> Iterator[Envelope]:
    """The message's own envelope; for one that somebody sent on (from neither side) also those of what it brings."""
    yield message.envelope
    if message.envelope.kind == "unknown":
        waiting = list(message.envelope.inside)
        while waiting:
            inner = waiting.pop(0)
            yield inner
            waiting += inner.inside


def _known(thread: Sequence[Received], homes: Sequence[Home], by_domain: Sequence[str]) -> list[Home]:
    """The sources that hold messages of the thread. A request that was sent to several forces at once stands in
    several: it tells nothing where a force's own message does."""
    of_force = {message.key for message in thread if message.envelope.kind == "incoming"}
    found = [home for home in homes if of_force & home.keys]
    if found:
        return found
    keys = {message.key for message in thread}
    return [home for home in homes if keys & home.keys and (not by_domain or home.force_id in by_domain)]


def by_force(thread: Sequence[Received], reference: Reference) -> list[list[Received]]:
    """A thread in which several forces wrote, because one mail asked them all -> one for each, the shared messages in
    every one. A message without a known force stays by itself; that of a force that was not asked keeps the requests to
    others beside it, so that it is seen to be a stranger's."""
    forces = {
        message.key: force_of_domain(message.envelope.sender_domain, reference)
        for message in thread
        if message.envelope.kind in ("incoming", "automatic")
    }
    asked = {
        force_of_domain(domain, reference)
        for message in thread
        if message.envelope.kind == "outgoing"
        for domain in message.envelope.recipient_domains
    }
    strangers = {*forces.values()} - asked - {None} if asked - {None} else set()
    if len({*forces.values(), *asked} - {None}) <= 1 or (strangers and len(asked - {None}) == 1):
        return [list(thread)]
    found: dict[str, list[Received]] = {}
    for message in thread:
        if message.key in forces:
            found.setdefault(forces[message.key] or message.key, []).append(message)
    for name, own in found.items():
        own += [
            message
            for message in thread
            if message.key not in forces
            and (_is_to(message, name, reference) or (name in strangers and message.envelope.kind == "outgoing"))
        ]
        own.sort(key=sent)
    placed = {message.key for own in found.values() for message in own}
    return [*found.values(), *([message] for message in thread if message.key not in placed)]


def _is_to(message: Received, force_id: str, reference: Reference) -> bool:
    """Whether a message that no force wrote went to this force, alone or among others."""
    if message.envelope.kind != "outgoing":
        return False
    return any(force_of_domain(domain, reference) == force_id for domain in message.envelope.recipient_domains)


def reference_of(thread: Sequence[Received]) -> str | None:
    """The reference that the force's messages of a thread print first."""
    for envelope in (one for message in thread for one in envelopes(message)):
        if envelope.kind == "incoming":
            found = printed_reference(envelope.subject) or printed_reference(envelope.body_text)
            if found:
                return found
    return None


def same(one: str, other: str) -> bool:
    """Whether two prints are the same reference, whatever stands between their parts."""
    return re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") == re.sub(r"[^a-z0-9]+", "-", other.lower()).strip("-")


def forces_of_mail(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that wrote, by the domains of their mail, and with them those that were asked where one that was not
    asked wrote; where none wrote, those that were written to."""
    known = [envelope for message in thread for envelope in envelopes(message)]
    written = _forces((one.sender_domain for one in known if one.kind == "incoming"), reference)
    asked = _forces((domain for one in known if one.kind == "outgoing" for domain in one.recipient_domains), reference)
    if written and asked and not set(written) <= set(asked):
        return tuple(dict.fromkeys((*written, *asked)))
    return written or asked


def _forces(domains: Iterable[str | None], reference: Reference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(force for domain in domains if (force := force_of_domain(domain, reference))))


def force_of_domain(domain: str | None, reference: Reference) -> str | None:
    """The force whose mail comes from this domain or one below it."""
    plain = (domain or "").lower().replace(".pnn.police.uk", ".police.uk")
    for force in reference.forces.values():
        if any(plain == end or plain.endswith(f".{end}") for end in force.mail_domains):
            return force.force_id
    return None


def _by_words(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that name themselves in the head or the foot of their letters, or that the request greets. What a
    letter says of other forces in between counts for nothing."""
    found: list[str] = []
    for message in thread:
        if message.body:
            found += reference.forces_named_in(message.body)
        for envelope in envelopes(message):
            for line in _telling_lines(envelope):
                found += reference.forces_named_in(line)
    return tuple(dict.fromkeys(found))


def _telling_lines(envelope: Envelope) -> list[str]:
    lines = [line for line in envelope.body_text.splitlines() if line.strip()]
    if envelope.kind == "outgoing":
        return [line for line in lines[:3] if is_salutation(line.strip())]
    if envelope.kind in ("incoming", "unknown"):
        return [envelope.subject, *lines[:3], *_foot(lines)]
    return []


def _foot(lines: Sequence[str]) -> list[str]:
    """Short lines at a letter's end: a signature, an address."""
    return [line for line in lines[3:][-LINES_AT_THE_ENDS:] if len(line.split()) <= 8]
