"""`new --mail FILE_OR_FOLDER… --campaign NAME`: inboxes -> one source for each force that answered the campaign.

Run again it adds what is new. A new source, and `_unplaced/` with what can't be placed, the reason and the likeliest
forces, are in the first of the raw folders.
Exit 0: everything is placed. 1: something is left in `_unplaced/`, or could not be taken. 2: nothing done, or broken
off where it could not write: run it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import reference as reference_data
from ingest.commands.common import fail, say, stderr
from ingest.ids import digest
from ingest.intake import folder as folders
from ingest.intake import placing
from ingest.intake.folder import LIST, UNPLACED, Unplaced
from ingest.intake.inbox import NotMail, Received, in_threads, read_all
from ingest.intake.placing import Home, Placement
from ingest.phrases import letters
from ingest.reference import Campaign, Reference
from ingest.sources import SOURCE_FILE, folder_name
from ingest.sources.text import NotChanged
from ingest.warehouse import swap


def new_mail(paths: Sequence[Path], campaign_id: str | None, raws: Sequence[Path]) -> int:
    raw = raws[0]
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
            received = list(read_all([*paths, *folders.unplaced_of(raw, campaign_id)]))
            messages = [message for message in received if isinstance(message, Received)]
            unplaced = _take(messages, reference.campaigns[campaign_id], raws, reference)
    except OSError as error:
        place = error.filename2 or error.filename or raw
        return fail(f"{place}: could not be written ({error.strerror}). Mend that and run it again.")
    strange = [entry for entry in received if isinstance(entry, NotMail)]
    for entry in strange:
        stderr.print(f"not taken {entry.origin}: {entry.reason}", markup=False)
    for thread in unplaced:
        names = ", ".join(reference.forces[force].name for force in thread.placement.likeliest) or "none"
        words = f"not placed {UNPLACED}/{thread.folder}: {thread.placement.reason}. Likeliest: {names}."
        stderr.print(words, markup=False)
    say(f"{len(unplaced)} threads left in {raw / UNPLACED / LIST}")
    return 1 if unplaced or strange else 0


def _take(
    messages: Sequence[Received], campaign: Campaign, raws: Sequence[Path], reference: Reference
) -> list[Unplaced]:
    """Place every thread, and give those that have no place. Those that name their force and print a reference go
    first, so that a source is there when one without comes."""
    homes = {home.folder: home for home in folders.find_homes(raws)}
    threads = [part for thread in in_threads(messages) for part in placing.by_force(thread, reference)]
    of_others = _with_other_requests(threads, homes.values(), campaign, reference)
    added: Counter[str] = Counter()
    there: Counter[str] = Counter()
    unplaced: list[Unplaced] = []
    for thread in sorted(threads, key=lambda thread: _certainty(thread, reference)):
        placement = placing.place(thread, list(homes.values()), campaign, reference, of_others)
        if placement.forces:
            home = placement.home or _new_home(placement, campaign, homes, raws[0])
            home = _with(home, home.reference or placement.reference, thread)
            try:
                new = folders.add_messages(
                    home.raw / home.folder, _keys(placement, home, campaign, thread, reference), thread
                )
            except NotChanged as problem:
                placement = replace(placement, forces=(), reason=f"{home.folder}/{SOURCE_FILE} {problem}")
            else:
                homes[home.folder] = home
                added[home.folder] += new
                there[home.folder] += len(thread) - new
        if not placement.forces:
            first = next((message for message in thread if message.envelope.kind != "outgoing"), thread[0])
            # Named after the first letter: a request may stand in the threads of several forces.
            unplaced.append(Unplaced(f"thread-{digest(first.key)}", tuple(thread), placement))
    placed = {key for home in homes.values() for key in home.keys}
    folders.write_unplaced(raws[0], campaign.campaign_id, unplaced, placed)
    for folder in sorted(there):
        say(f"{folder}: {added[folder]} added, {there[folder]} there already")
    say(f"{added.total()} messages added to {len(there)} sources")
    return unplaced


def _certainty(thread: Sequence[Received], reference: Reference) -> tuple[bool, bool]:
    names_force = placing.forces_of_mail(thread, reference) or placing.forces_in_words(thread, reference)
    return not names_force, placing.reference_of(thread) is None


def _with_other_requests(
    threads: Sequence[Sequence[Received]], homes: Iterable[Home], campaign: Campaign, reference: Reference
) -> frozenset[str]:
    """The forces with mail on other requests: what nothing ties to this request may belong to those."""
    others = [home for home in homes if home.keys and home.campaign_id != campaign.campaign_id]
    of_others = {force for home in others for force in home.forces}
    strange = (thread for thread in threads if placing.other_request(thread, campaign, reference))
    return frozenset(of_others | {force for thread in strange for force in placing.forces_of_mail(thread, reference)})


def _with(home: Home, printed: str | None, thread: Sequence[Received]) -> Home:
    """The source with the thread in it."""
    has_letters = home.has_letters or any(message.envelope.kind == "incoming" for message in thread)
    keys = home.keys | {message.key for message in thread}
    return replace(home, reference=printed, keys=keys, has_letters=has_letters)


def _new_home(placement: Placement, campaign: Campaign, homes: dict[str, Home], raw: Path) -> Home:
    """The source that there is for the force, or a new one; several forces' reply has one of its own."""
    printed, forces = placement.reference, placement.forces
    folder = f"{forces[0]}/{folder_name(printed or campaign.campaign_id)}"
    there = homes.get(folder)
    if there is not None and set(there.forces) != set(forces):
        folder = f"{folder}-{'-'.join(forces)}"
        there = homes.get(folder)
    return there or Home(raw, folder, forces, printed, frozenset(), campaign.campaign_id)


def _keys(
    placement: Placement, home: Home, campaign: Campaign, thread: Sequence[Received], reference: Reference
) -> dict[str, object]:
    force = reference.forces[placement.forces[0]]
    known = {
        "reference": home.reference,
        "title": campaign.title,
        "campaign": campaign.campaign_id,
        "law": letters.laws("nations").get(force.nation, campaign.law),
        "asked": next((m.envelope.date for m in thread if m.envelope.kind == "outgoing"), None),
    }
    return folders.keys_of(placement.forces, reference, known)
