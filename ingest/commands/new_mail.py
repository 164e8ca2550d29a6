"""`new --mail FILE_OR_FOLDER… --campaign NAME`: inboxes -> one source for each force that answered the campaign.

Run again it adds what is new. What can't be placed lies in `_unplaced/` with the reason and the likeliest forces.
Exit 0: everything is placed. 1: something is left in `_unplaced/`, or could not be taken. 2: nothing done, or broken
off where it could not write: run it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest import reference as reference_data
from ingest.characters import split_lines
from ingest.commands.say import fail, say, stderr
from ingest.ids import digest
from ingest.intake import mail_source
from ingest.intake.folder import keys_of
from ingest.intake.inbox import NotMail, Received, in_threads, read_all
from ingest.intake.mail_source import FOLDER, LIST, Unplaced, folders_of, write_unplaced
from ingest.intake.placing import Home, Placement, by_force, forces_of_mail, other_request, place
from ingest.model import Part
from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.numbers import find_values
from ingest.phrases.statuses import find_statuses
from ingest.reference import Campaign, Reference
from ingest.sources import SOURCE_FILE, folder_name
from ingest.sources.text import NotChanged
from ingest.thread.messages import find_messages, is_extension
from ingest.warehouse import swap


@dataclass
class _Done:
    """What became of one force's messages."""

    added: int = 0
    there: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def new_mail(paths: Sequence[Path], campaign_id: str | None, raw: Path) -> int:
    reference = reference_data.load()
    if campaign_id is None or campaign_id not in reference.campaigns:
        known = ", ".join(sorted(reference.campaigns))
        return fail(f"Name the campaign that the mail answers: --campaign NAME. Known: {known}.")
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None or not paths:
        return fail(f"{missing or '--mail'}: there is no such file or folder. Name mbox, EML or MSG files, or folders.")
    try:
        raw.mkdir(parents=True, exist_ok=True)
        if swap.is_in_use(raw):  # two that write at once would each put away what the other has just put there
            return fail(f"{raw}: another intake is at work there. Wait and run this again. Nothing was done.")
        with swap.in_use(raw):
            return _all(paths, reference.campaigns[campaign_id], raw, reference)
    except OSError as error:
        place = error.filename2 or error.filename or raw
        return fail(f"{place}: could not be written ({error.strerror}). Mend that and run it again.")


def _all(paths: Sequence[Path], campaign: Campaign, raw: Path, reference: Reference) -> int:
    received = list(read_all([*paths, *folders_of(raw, campaign.campaign_id)], reference))
    strange = [one for one in received if isinstance(one, NotMail)]
    messages = [one for one in received if isinstance(one, Received)]
    done, unplaced = _take(messages, campaign, raw, reference)
    _say(done, unplaced, strange, raw, reference)
    return 1 if unplaced or strange else 0


def _take(
    messages: Sequence[Received], campaign: Campaign, raw: Path, reference: Reference
) -> tuple[dict[str, _Done], list[Unplaced]]:
    """Place every thread. Those whose force is told by ids or a reference go first, so that a source is there when a
    thread without them comes."""
    homes = {home.folder: home for home in mail_source.find_homes(raw)}
    done: dict[str, _Done] = {}
    waiting = [part for thread in in_threads(messages) for part in by_force(thread, reference)]
    several = _with_other_requests(waiting, homes.values(), campaign, reference)
    unplaced: list[Unplaced] = []
    for is_last in (False, True):
        left = []
        for thread in waiting:
            placement = place(thread, list(homes.values()), campaign, reference, several)
            if placement.force_id is None:
                left.append(thread)
                if is_last:
                    unplaced.append(_unplaced(thread, campaign, placement))
                continue
            home = placement.home or _new_home(placement, campaign, homes)
            printed = home.reference or placement.reference
            keys = _keys(placement, printed, campaign, thread, reference)
            try:
                added = mail_source.add_messages(raw / home.folder, keys, thread)
            except NotChanged as problem:
                reason = f"{home.folder}/{SOURCE_FILE} {problem}"
                unplaced.append(_unplaced(thread, campaign, replace(placement, force_id=None, reason=reason)))
                continue
            homes[home.folder] = _with(home, printed, thread)
            of_force = done.setdefault(home.folder, _Done())
            of_force.added += added
            of_force.there += len(thread) - added
            of_force.kinds.update(
                sort_of(message, campaign.law or letters.default_law(), reference) for message in thread
            )
        waiting = left
    write_unplaced(raw, unplaced, frozenset(key for home in homes.values() for key in home.keys))
    return done, unplaced


def _with_other_requests(
    threads: Sequence[Sequence[Received]], homes: Iterable[Home], campaign: Campaign, reference: Reference
) -> frozenset[str]:
    """The forces of which there is mail on other requests: what nothing ties to this one may be of those."""
    of_others = {home.force_id for home in homes if home.keys and home.campaign_id != campaign.campaign_id}
    strange = (thread for thread in threads if other_request(thread, campaign, reference))
    return frozenset(of_others | {force for thread in strange for force in forces_of_mail(thread, reference)})


def _unplaced(thread: Sequence[Received], campaign: Campaign, placement: Placement) -> Unplaced:
    """In a folder named after the first letter: a request may stand in the threads of several forces."""
    first = next((message for message in thread if message.envelope.kind != "outgoing"), thread[0])
    return Unplaced(f"thread-{digest(first.key)}", campaign.campaign_id, tuple(thread), placement)


def _with(home: Home, printed: str | None, thread: Sequence[Received]) -> Home:
    """The source with the thread in it."""
    has_letters = home.has_letters or any(message.envelope.kind == "incoming" for message in thread)
    keys = home.keys | {message.key for message in thread}
    return replace(home, reference=printed, keys=keys, has_letters=has_letters)


def _new_home(placement: Placement, campaign: Campaign, homes: dict[str, Home]) -> Home:
    """The source that there is for the force, or a new one; several forces' reply has one of its own."""
    force_id, printed, forces = placement.force_id or "", placement.reference, placement.force_ids
    folder = f"{force_id}/{folder_name(printed or campaign.campaign_id)}"
    there = homes.get(folder)
    if there is not None and set(there.force_ids) != set(forces):
        folder = f"{folder}-{'-'.join(forces) or force_id}"
        there = homes.get(folder)
    return there or Home(folder, force_id, printed, frozenset(), campaign.campaign_id, force_ids=forces)


def _keys(
    placement: Placement, printed: str | None, campaign: Campaign, thread: Sequence[Received], reference: Reference
) -> dict[str, object]:
    force = reference.forces[placement.force_id or ""]
    return keys_of(
        force.force_id,
        placement.force_ids,
        reference,
        campaign.campaign_id,
        reference=printed,
        title=campaign.title,
        law=letters.laws("nations").get(force.nation, campaign.law),
        asked=next((m.envelope.date for m in thread if m.envelope.kind == "outgoing"), None),
    )


def sort_of(message: Received, law: str, reference: Reference) -> str:
    """request | acknowledgement | clarification | extension | answer | refusal | bounce | away | receipt | system |
    other, for the list that is printed: what a message answers is read by the build."""
    envelope, text = message.envelope, message.envelope.body_text
    if envelope.kind != "incoming":
        return {"automatic": envelope.automatic, "outgoing": "request"}.get(envelope.kind, "other")
    if envelope.attachment_names:
        return "answer"
    if is_extension(text):
        return "extension"
    lines = split_lines(text)
    kinds = [found.kind for found in find_messages(lines, reference, (Part("incoming", 1, len(lines)),))]
    if kinds[:1] in (["acknowledgement"], ["clarification"]):
        return kinds[0]
    statuses = {found.status for found in find_statuses(text) if not found.is_tail}
    is_refused = statuses & {"refused", "ncnd", "not_held"} or find_exemptions(text, law=law)
    return "refusal" if is_refused and "answered" not in statuses and not find_values(text) else "answer"


def _say(
    done: dict[str, _Done], unplaced: Sequence[Unplaced], strange: Sequence[NotMail], raw: Path, reference: Reference
) -> None:
    for folder, what in sorted(done.items()):
        kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(what.kinds.items()))
        say(f"{folder}: {what.added} added, {what.there} there already ({kinds})")
    for one in strange:
        stderr.print(f"not taken {one.origin}: {one.reason}", markup=False, highlight=False, soft_wrap=True)
    for thread in unplaced:
        names = ", ".join(reference.forces[force].name for force in thread.placement.likeliest) or "none"
        words = f"not placed {FOLDER}/{thread.folder}: {thread.placement.reason}. Likeliest: {names}."
        stderr.print(words, markup=False, highlight=False, soft_wrap=True)
    added = sum(what.added for what in done.values())
    say(f"{added} messages added to {len(done)} sources; {len(unplaced)} threads left in {raw / FOLDER / LIST}")
