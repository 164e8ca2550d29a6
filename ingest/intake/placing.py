"""A thread of messages -> the force whose answer it is, or why that is not settled.

By the messages that a source holds already; else by the domain of the force's mail and the force named in its words;
where these tell none, by the reference that it prints. Protects: where they name different forces, or one names
several, where a force writes in a thread in which only others were asked, or where the thread may be of another
request, it is placed nowhere and a person decides. A wrong place would put one force's figures under another's name.
Norfolk and Suffolk answer together: a letter that says so is a source of both, whoever of them sent it; one that only
speaks of other forces is no common reply.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.intake.inbox import Envelope, Received, sent
from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.privacy.names import is_salutation
from ingest.reference import Campaign, Reference
from ingest.sources import folder_name
from ingest.thread import printed_reference

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
    numbered = [home for home in homes if printed and home.reference and same(home.reference, printed)]

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
    if not any(question.match for question in campaign.questions) or any(_asks(text, campaign) for text in texts):
        return ""
    for other in reference.campaigns.values():
        if other.campaign_id != campaign.campaign_id and any(_asks(text, other) for text in texts):
            return f"it asks or answers what the campaign {other.campaign_id} asks"
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
    asked = {message.key: _asked(message, reference) for message in thread}
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


def _asked(message: Received, reference: Reference) -> tuple[str, ...]:
    """The forces to which a requester's message went."""
    return _forces(message.envelope.recipient_domains if message.envelope.kind == "outgoing" else (), reference)


def reference_of(thread: Sequence[Received]) -> str | None:
    """The reference that the force's messages of a thread print first."""
    for envelope in (e for message in thread for e in envelopes(message)):
        if envelope.kind == "incoming":
            printed = printed_reference(envelope.subject) or printed_reference(envelope.body_text)
            if printed:
                return printed
    return None


def same(first: str, second: str) -> bool:
    """Whether two prints are the same reference, whatever stands between their parts."""
    return folder_name(first) == folder_name(second)


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
