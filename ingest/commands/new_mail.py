"""`new --mail FILE_OR_FOLDER… --campaign NAME`: inboxes -> one source for each force that answered the campaign.

Run again it adds what is new. What can't be placed lies in `_unplaced/` with the reason and the likeliest forces.
Exit 0: everything is placed. 1: something is left in `_unplaced/`, or a file holds no mail. 2: nothing done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest import reference as reference_data
from ingest.commands.say import fail, say, stderr
from ingest.ids import digest
from ingest.intake import mail_source
from ingest.intake.letters_in import NotMail, Received, read_all
from ingest.intake.message_kinds import kind_of
from ingest.intake.placing import Home, by_force, place
from ingest.intake.threads import in_threads
from ingest.intake.unplaced import FOLDER, LIST, Unplaced, write_unplaced
from ingest.reference import Campaign, Reference
from ingest.sources import folder_name
from ingest.thread import letters


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
    received = list(read_all([*paths, *_left(raw)], reference))
    strange = [one for one in received if isinstance(one, NotMail)]
    messages = [one for one in received if isinstance(one, Received)]
    try:
        done, unplaced = _take(messages, reference.campaigns[campaign_id], raw, reference)
    except OSError as error:
        return fail(f"{error.filename}: could not be written ({error.strerror}). Mend that and run it again.")
    _say(done, unplaced, strange, raw, reference)
    return 1 if unplaced or strange else 0


def _left(raw: Path) -> list[Path]:
    """What an earlier intake could not place: a message that came since may settle it."""
    return sorted(path for path in (raw / FOLDER).glob("thread-*") if path.is_dir())


def _take(
    messages: Sequence[Received], campaign: Campaign, raw: Path, reference: Reference
) -> tuple[dict[str, _Done], list[Unplaced]]:
    """Place every thread. Those whose force is told by ids or a reference go first, so that a source is there when a
    thread without them comes."""
    homes = {home.folder: home for home in mail_source.find_homes(raw, campaign.campaign_id)}
    done: dict[str, _Done] = {}
    waiting = [part for thread in in_threads(messages) for part in by_force(thread, reference)]
    unplaced: list[Unplaced] = []
    for is_last in (False, True):
        left = []
        for thread in waiting:
            placement = place(thread, list(homes.values()), reference)
            if placement.force_id is None:
                left.append(thread)
                if is_last:
                    unplaced.append(Unplaced(f"thread-{digest(thread[0].key)}", tuple(thread), placement))
                continue
            home = placement.home or _new_home(placement.force_id, placement.reference, campaign, homes)
            printed = home.reference or placement.reference
            folder = raw / home.folder
            keys = _keys(placement.force_id, printed, campaign, thread, reference)
            added = mail_source.add_messages(folder, keys, thread)
            known = home.keys | {message.key for message in thread}
            homes[home.folder] = Home(home.folder, home.force_id, printed, known)
            _count(
                done.setdefault(home.folder, _Done()), thread, added, campaign.law or letters.default_law(), reference
            )
        waiting = left
    write_unplaced(raw, unplaced)
    return done, unplaced


def _new_home(force_id: str, printed: str | None, campaign: Campaign, homes: dict[str, Home]) -> Home:
    folder = f"{force_id}/{folder_name(printed or campaign.campaign_id)}"
    return homes.get(folder) or Home(folder, force_id, printed, frozenset())


def _keys(
    force_id: str, printed: str | None, campaign: Campaign, thread: Sequence[Received], reference: Reference
) -> dict[str, object]:
    force = reference.forces[force_id]
    asked = next((m.envelope.date for m in thread if m.envelope.kind == "outgoing"), None)
    return {
        "force": force_id,
        "reference": printed,
        "title": campaign.title,
        "kind": "force_response",
        "publisher": force.name,
        "read_part": "whole",
        "law": letters.laws("nations").get(force.nation, campaign.law),
        "campaign": campaign.campaign_id,
        "asked": asked,
    }


def _count(done: _Done, thread: Sequence[Received], added: int, law: str, reference: Reference) -> None:
    done.added += added
    done.there += len(thread) - added
    earlier: list[str] = []
    for message in thread:
        earlier.append(kind_of(message, earlier, law, reference))
    done.kinds.update(earlier)


def _say(
    done: dict[str, _Done], unplaced: Sequence[Unplaced], strange: Sequence[NotMail], raw: Path, reference: Reference
) -> None:
    for folder, what in sorted(done.items()):
        kinds = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in sorted(what.kinds.items()))
        say(f"{folder}: {what.added} added, {what.there} there already ({kinds})")
    for one in strange:
        stderr.print(f"not taken {one.origin}: {one.reason}", markup=False, highlight=False, soft_wrap=True)
    for thread in unplaced:
        names = ", ".join(reference.forces[force].name for force in thread.placement.likeliest) or "none"
        words = f"not placed {FOLDER}/{thread.folder}: {thread.placement.reason}. Likeliest: {names}."
        stderr.print(words, markup=False, highlight=False, soft_wrap=True)
    added = sum(what.added for what in done.values())
    say(f"{added} messages added to {len(done)} sources; {len(unplaced)} threads left in {raw / FOLDER / LIST}")
