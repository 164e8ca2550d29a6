"""A thread of messages -> the force whose answer it is, or why that is not settled.

In this order: a message that a source holds already; the reference that it prints; the domain of the force's mail; the
force named in its words. Protects: where two of these name different forces, or one names several, the thread is placed
nowhere and a person decides. A wrong place would put one force's figures under another's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ingest.intake.letters_in import Received
from ingest.intake.threads import sent
from ingest.reference import Reference
from ingest.thread.heads import printed_reference
from ingest.thread.redact import is_salutation

MOST_LIKELY = 3
LINES_AT_THE_ENDS = 12  # of a letter's head and foot, where the force names itself


@dataclass(frozen=True)
class Home:
    """A source that there is already: its folder's name under the raw folder, its force, its reference, the keys of the
    messages in it."""

    folder: str
    force_id: str
    reference: str | None
    keys: frozenset[str]


@dataclass(frozen=True)
class Placement:
    """Where a thread belongs. `force_id` None: nowhere, for this `reason`; `likeliest`: forces to look at first."""

    force_id: str | None
    home: Home | None
    reference: str | None
    reason: str
    likeliest: tuple[str, ...] = ()


def place(thread: Sequence[Received], homes: Sequence[Home], reference: Reference) -> Placement:
    """`homes`: the sources of the campaign that there are."""
    printed = reference_of(thread)
    by_domain = _by_domain(thread, reference)
    known = _known(thread, homes, by_domain)
    if len(known) == 1:
        return Placement(known[0].force_id, known[0], printed, "it goes on with messages that are there")
    by_reference = [home for home in homes if printed and home.reference and same(home.reference, printed)]
    by_words = _by_words(thread, reference)
    if len({home.force_id for home in known}) > 1:
        forces = tuple(home.force_id for home in known)
        return Placement(None, None, printed, "its messages stand in sources of several forces", forces)
    candidates = {
        "the reference": tuple(dict.fromkeys(home.force_id for home in by_reference)),
        "the mail's domain": by_domain,
        "the words": by_words,
    }
    return _decided(candidates, by_reference, homes, printed, thread, reference)


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
    every one. A message without a known force stays by itself."""
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
    if len({*forces.values(), *asked} - {None}) <= 1:
        return [list(thread)]
    found: dict[str, list[Received]] = {}
    for message in thread:
        if message.key in forces:
            found.setdefault(forces[message.key] or message.key, []).append(message)
    for name, own in found.items():
        own += [message for message in thread if message.key not in forces and _is_to(message, name, reference)]
        own.sort(key=sent)
    placed = {message.key for own in found.values() for message in own}
    return [*found.values(), *([message] for message in thread if message.key not in placed)]


def _is_to(message: Received, force_id: str, reference: Reference) -> bool:
    """Whether a message that no force wrote went to this force, alone or among others."""
    if message.envelope.kind != "outgoing":
        return False
    return any(force_of_domain(domain, reference) == force_id for domain in message.envelope.recipient_domains)


def _decided(
    candidates: Mapping[str, tuple[str, ...]],
    by_reference: Sequence[Home],
    homes: Sequence[Home],
    printed: str | None,
    thread: Sequence[Received],
    reference: Reference,
) -> Placement:
    likeliest = tuple(dict.fromkeys(force for forces in candidates.values() for force in forces))[:MOST_LIKELY]
    several = next((name for name, forces in candidates.items() if len(forces) > 1), None)
    single = {name: forces[0] for name, forces in candidates.items() if len(forces) == 1}
    if several is not None:
        forces = candidates[several]
        return Placement(None, None, printed, f"{several} name several forces: {', '.join(forces)}", likeliest)
    if not single:
        return Placement(None, None, printed, "no force is told by it", _near(thread, reference))
    if len(set(single.values())) > 1:
        told = "; ".join(f"{name} say {force}" for name, force in single.items())
        return Placement(None, None, printed, f"it is not settled: {told}", likeliest)
    force_id = next(iter(single.values()))
    if by_reference:
        return Placement(force_id, by_reference[0], printed, "the reference is that of a source")
    own = [home for home in homes if home.force_id == force_id]
    numbered = [home for home in own if home.reference]
    if printed and numbered and len(numbered) == len(own):
        of_force = ", ".join(str(home.reference) for home in numbered)
        reason = f"its reference is {printed}, and the force's answer to this campaign has {of_force}"
        return Placement(None, None, printed, reason, (force_id,))
    home = next(iter(own), None)
    return Placement(force_id, home, printed, f"{next(iter(single))} tells the force")


def reference_of(thread: Sequence[Received]) -> str | None:
    """The reference that the force's messages of a thread print first."""
    for message in thread:
        if message.envelope.kind == "incoming":
            found = printed_reference(message.envelope.subject) or printed_reference(message.envelope.body_text)
            if found:
                return found
    return None


def same(one: str, other: str) -> bool:
    """Whether two prints are the same reference, whatever stands between their parts."""
    return re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") == re.sub(r"[^a-z0-9]+", "-", other.lower()).strip("-")


def _by_domain(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """The forces that wrote; where none did, those that were written to."""
    written = [message.envelope.sender_domain for message in thread if message.envelope.kind == "incoming"]
    asked = [domain for m in thread if m.envelope.kind == "outgoing" for domain in m.envelope.recipient_domains]
    for domains in (written, asked):
        found = [force for domain in domains if (force := force_of_domain(domain, reference))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


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
        lines = [line for line in message.envelope.body_text.splitlines() if line.strip()]
        if message.envelope.kind == "outgoing":
            kept = [line for line in lines[:3] if is_salutation(line.strip())]
        elif message.envelope.kind in ("incoming", "unknown"):
            kept = [message.envelope.subject, *lines[:3], *_foot(lines)]
        else:
            kept = []
        for line in kept:
            found += reference.forces_named_in(line)
    return tuple(dict.fromkeys(found))


def _foot(lines: Sequence[str]) -> list[str]:
    """Short lines at a letter's end: a signature, an address."""
    return [line for line in lines[3:][-LINES_AT_THE_ENDS:] if len(line.split()) <= 8]


def _near(thread: Sequence[Received], reference: Reference) -> tuple[str, ...]:
    """Forces whose domain or name looks like what the messages have."""
    ends = {end: force.force_id for force in reference.forces.values() for end in force.mail_domains}
    near: list[str] = []
    for message in thread:
        domain = (message.envelope.sender_domain or "").replace(".pnn.police.uk", ".police.uk")
        if domain.endswith(".police.uk"):
            near += [ends[end] for end in get_close_matches(domain, list(ends), n=MOST_LIKELY, cutoff=0.6)]
        near += reference.forces_named_in(message.envelope.body_text)
    return tuple(dict.fromkeys(near))[:MOST_LIKELY]
