"""`new`: documents -> the folder of a source with its `source.toml`, filled as far as the documents tell.

Without force and reference it takes those that the documents print. On a terminal it shows what it found and asks; else
it asks nothing. Exit 0: written. 2: nothing written, and why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from ingest import reference as reference_data
from ingest.answers.documents import read_documents
from ingest.commands.new_mail import new_mail
from ingest.commands.options import RAW, CampaignName, NoWarehouse, OneRaw
from ingest.commands.say import fail, say
from ingest.intake.folder import File, Written, keys_of, write_folder
from ingest.intake.placing import joint_forces
from ingest.model import DocumentReading, Unreadable, row_of
from ingest.readers.opened import open_document
from ingest.reference import Reference
from ingest.sources import PUBLISHED, folder_name, parse_source

NO_FORCE = "names no single force. Say which it is: python -m ingest new FORCE REFERENCE {files}"


def new(
    words: Annotated[list[str], typer.Argument(metavar="[FORCE [REFERENCE]] FILE…", help="What was received.")],
    raw: OneRaw = RAW,
    campaign: CampaignName = None,
    mail: Annotated[bool, typer.Option("--mail", help="The files and folders are inboxes of many forces.")] = False,
    _warehouse: NoWarehouse = None,
) -> int:
    """What is no file before the first file is the force, then the reference."""
    if mail:
        return new_mail([Path(word) for word in words], campaign, raw)
    reference = reference_data.load()
    head, files = _parted(words)
    if not files:
        return fail("Name at least one document: python -m ingest new FORCE REFERENCE FILE…")
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        return fail(f"{missing}: there is no such file.")
    if len(head) > 2:
        return fail(f"{head[2]}: there is no such file. Before the files stand the force and the reference, no more.")
    if head and head[0] not in reference.forces:
        return fail(_unknown_force(head[0], reference))
    if campaign is not None and campaign not in reference.campaigns:
        return fail(f"campaign {campaign!r} is not known. Known: {', '.join(sorted(reference.campaigns))}.")
    try:
        kept = [File(file.name, file.read_bytes()) for file in files]
        proposal = _proposal(kept, head, campaign, reference)
    except OSError as error:
        return fail(f"{error.filename}: could not be read ({error.strerror}). Nothing was written.")
    proposal = _asked(proposal, reference) if sys.stdin.isatty() else proposal
    if proposal.force_id not in reference.forces:
        return fail(f"{files[0].name}: {NO_FORCE.format(files=' '.join(file.name for file in files))}")
    return _write(proposal, kept, raw, reference)


def _parted(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """The words before the first one that is a file, and the files."""
    at = next((n for n, word in enumerate(words) if Path(word).is_file()), min(2, len(words)))
    return list(words[:at]), [Path(word) for word in words[at:]]


def _unknown_force(word: str, reference: Reference) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(reference.forces), n=3, cutoff=0.0)
    return f"{word!r} is neither a file nor a force of ingest/reference/forces.csv. Nearest: {', '.join(near)}."


def _proposal(files: Sequence[File], head: Sequence[str], campaign: str | None, reference: Reference) -> Proposal:
    readings = _readings(files, next(iter(head), None), campaign, reference)
    found = propose(readings, reference)
    return replace(
        found,
        force_id=head[0] if head else found.force_id,
        force_ids=found.force_ids if not head or head[0] in found.force_ids else (),
        reference=head[1] if len(head) > 1 else found.reference,
        campaign_id=campaign or found.campaign_id,
    )


def _readings(
    files: Sequence[File], force_id: str | None, campaign: str | None, reference: Reference
) -> tuple[DocumentReading, ...]:
    """What the documents say together. One that can't be read is said to be so, and is kept all the same."""
    source = parse_source({"document": [{"path": "x"}], "kind": "force_response"}, Path(PUBLISHED) / "new", reference)
    source = replace(source, force_ids=(force_id,) if force_id else (), campaign_id=campaign)
    opened = []
    for n, file in enumerate(files, 1):
        try:
            opened += open_document(file.data, f"{n}-{file.name}", "original")
        except Unreadable as error:
            say(f"{file.name}: {error} It is kept, and a build names it.")
    return read_documents(opened, source, reference)


def _asked(proposal: Proposal, reference: Reference) -> Proposal:
    """On a terminal: each proposed key shown, to be kept by Enter or typed anew."""
    force_id = typer.prompt("force", default=proposal.force_id or "", err=True)
    while force_id not in reference.forces:
        say(_unknown_force(force_id, reference))
        force_id = typer.prompt("force", err=True)
    return replace(
        proposal,
        force_id=force_id,
        force_ids=proposal.force_ids if force_id in proposal.force_ids else (),
        reference=typer.prompt("reference, as printed", default=proposal.reference or "", err=True) or None,
        title=typer.prompt("title, in your words", default=proposal.title or "", err=True) or None,
    )


def _write(proposal: Proposal, files: Sequence[File], raw: Path, reference: Reference) -> int:
    force_id = proposal.force_id or ""
    known = row_of(proposal, "reference", "title", "law", "asked", "received", "answered")
    keys = keys_of(force_id, proposal.force_ids, reference, proposal.campaign_id, **known)
    unnumbered = (f"unnumbered-{n}" for n in count(1) if not (raw / force_id / f"unnumbered-{n}").exists())
    folder = raw / force_id / (folder_name(proposal.reference or "") or next(unnumbered))
    try:
        written = write_folder(folder, keys, files)
    except OSError as error:
        return fail(f"{folder}: could not be written ({error.strerror}). Mend that and run it again.")
    _say(written, proposal)
    return 0


def _say(written: Written, proposal: Proposal) -> None:
    folder, is_new, added = written.folder, written.is_new, written.added
    say(
        f"{folder}: {'made' if is_new else 'was there'}; {len(added)} document(s) added, {written.there} there already."
    )
    if is_new and proposal.force_ids:
        names = " and ".join(proposal.force_ids)
        say(f"It says that it is the reply of {names}: it becomes a source of all of them, and of no one.")
    if is_new:
        unknown = [key for key in ("reference", "title", "campaign_id", "received") if not getattr(proposal, key)]
        if unknown:
            words = ", ".join(key.removesuffix("_id") for key in unknown)
            say(f"Not found in the documents: {words}. Write what you know into {folder / 'source.toml'}.")
    if added:
        say(f"Look at what is read: python -m ingest show {folder / added[0]}")


# What documents that belong together may say in a source.toml


ANSWERS = ("response", "review_response")
OF_FORCE = ("acknowledgement", *ANSWERS)


@dataclass(frozen=True)
class Proposal:
    """The keys of a source.toml as far as the documents tell; None where they do not."""

    force_id: str | None
    force_ids: tuple[str, ...]  # of the forces whose common reply it is; () for one force's
    reference: str | None
    title: str | None
    campaign_id: str | None
    law: str | None
    asked: date | None
    received: date | None
    answered: date | None


def propose(readings: Sequence[DocumentReading], reference: Reference) -> Proposal:
    """What the documents of one response say of it together: the first that tells a thing is believed."""
    campaign_id = _first(reading.campaign_id for reading in readings)
    campaign = reference.campaigns.get(campaign_id or "")
    joint = next((forces for text in _letters(readings) if (forces := joint_forces(text, reference))), ())
    force_id = joint[0] if joint else _first(reading.force_id for reading in readings)
    received = _first(reading.received for reading in readings)
    return Proposal(
        force_id=force_id,
        force_ids=joint,
        reference=_first(reading.reference for reading in readings),
        title=campaign.title if campaign else None,
        campaign_id=campaign_id,
        law=_first(reading.law for reading in readings) if force_id else None,
        asked=next(iter(_days(readings, ("request",))), None),
        received=date.fromisoformat(received) if received else None,
        answered=max(_days(readings, ANSWERS[:1]), default=None),
    )


def _letters(readings: Sequence[DocumentReading]) -> list[str]:
    """The words of what forces wrote; of a document without messages all of its words."""
    return [
        "\n".join(line.text for line in lines)
        for reading in readings
        for lines in [m.lines for m in reading.messages if m.kind in OF_FORCE] or [reading.blocks.lines]
    ]


def _days(readings: Sequence[DocumentReading], kinds: Sequence[str]) -> list[date]:
    return [m.on for reading in readings for m in reading.messages if m.kind in kinds and m.on]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
