"""`new`: documents -> the folder of a source with its `source.toml`, filled as far as the documents tell.

Without force and reference it takes those that the documents print. A source that is in one of the raw folders is added
to there, and a new one goes into the first of them. Exit 0: written. 2: nothing written, and why.

`new --mail FILE_OR_FOLDER… --campaign NAME`: inboxes -> one source for each force that answered the campaign. Run again
it adds what is new. A new source, and `_unplaced/` with what can't be placed, the reason and the likeliest forces, are
in the first of the raw folders. Exit 0: everything is placed. 1: something is left in `_unplaced/`, or could not be
taken. 2: nothing done, or broken off where it could not write: run it again.

`campaign new REQUEST.txt`: a request's text -> the draft of its campaign file, printed for a person to finish: what a
question's words do not settle (what it counts, its period, its offence) is left out with a remark, and never guessed.
Exit 0: drafted. 1: no question was found. 2: no such file.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest import intake
from ingest import reference as reference_data
from ingest.answers.documents import read_documents
from ingest.answers.meaning import measure_of
from ingest.answers.questions import asked_in
from ingest.commands.common import RAWS, CampaignName, NoWarehouse, Raws, campaign_named, fail, say, stderr, stopping
from ingest.model import UNKNOWN_PERIOD, DocumentReading, Line, Message, Stop, Unreadable, digest, fields_of, nearest
from ingest.phrases import letters
from ingest.phrases.offences import offences_named
from ingest.phrases.periods import find_periods
from ingest.privacy import redact
from ingest.readers.opened import open_document, read_blocks
from ingest.reference import Campaign, Reference
from ingest.settle.workers import alone
from ingest.sources import SOURCE_FILE, Failure, NotChanged, Source, folder_name, written
from ingest.thread import find_force, find_law
from ingest.warehouse import releases

NO_FORCE = "names no single force. Say which it is: python -m ingest new FORCE REFERENCE {files}"


@stopping
def new(
    words: Annotated[list[str], typer.Argument(metavar="[FORCE [REFERENCE]] FILE…", help="What was received.")],
    raws: Raws = RAWS,
    campaign: CampaignName = None,
    mail: Annotated[bool, typer.Option("--mail", help="The files and folders are inboxes of many forces.")] = False,
    _warehouse: NoWarehouse = None,
) -> int:
    """What is no file before the first file is the force, then the reference."""
    if mail:
        return new_mail([Path(word) for word in words], campaign, raws)
    reference = reference_data.load()
    at = next((n for n, word in enumerate(words) if Path(word).is_file()), min(2, len(words)))
    head, files = list(words[:at]), [Path(word) for word in words[at:]]
    if not files:
        raise Stop("Name at least one document: python -m ingest new FORCE REFERENCE FILE…")
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        raise Stop(f"{missing}: there is no such file.")
    if len(head) > 2:
        raise Stop(f"{head[2]}: there is no such file. Before the files stand the force and the reference, no more.")
    if head and head[0] not in reference.forces:
        near = nearest(head[0], reference.forces)
        raise Stop(f"{head[0]!r} is neither a file nor a force of ingest/reference/forces.csv. Nearest: {near}.")
    campaign_named(campaign, reference)
    documents = [(file.name, file.read_bytes()) for file in files]
    known = propose(_readings(documents, next(iter(head), None), campaign, reference), reference)
    known |= {"campaign": campaign} if campaign else {}
    known |= dict(zip(("force", "reference"), head, strict=False))
    if known["force"] not in reference.forces:
        raise Stop(f"{files[0].name}: {NO_FORCE.format(files=' '.join(file.name for file in files))}")
    return _write(known, documents, raws, reference)


def _readings(
    files: Sequence[intake.File], force_id: str | None, campaign: str | None, reference: Reference
) -> tuple[DocumentReading, ...]:
    """What the documents say together. One that can't be read is said to be so, and is kept all the same."""
    source = Source("new", "", (force_id,) if force_id else (), campaign_id=campaign)
    opened = []
    for n, (name, data) in enumerate(files, 1):
        try:
            opened += alone(partial(open_document, data, f"{n}-{name}", "original"), name, len(data))
        except Unreadable as error:
            say(f"{name}: {error} It is kept, and a build names it.")
    try:
        return alone(partial(read_documents, opened, source, reference), "", sum(len(data) for _, data in files))
    except Unreadable as error:
        say(f"What they say together was not read, for it {error} A build reads each by itself.")
        return ()


def _write(known: Mapping[str, Any], files: Sequence[intake.File], raws: Sequence[Path], reference: Reference) -> int:
    force, several = known["force"], known["forces"] if known["force"] in known["forces"] else ()
    numbered = (f"unnumbered-{n}" for n in count(1))
    unnumbered = (name for name in numbered if not any((raw / force / name).exists() for raw in raws))
    name = folder_name(known["reference"] or "") or next(unnumbered)
    there = (raw / force / name for raw in raws if (raw / force / name / SOURCE_FILE).is_file())
    folder = next(there, raws[0] / force / name)
    try:
        is_new, added = intake.write_folder(folder, intake.keys_of(several or (force,), reference, known), files)
    except NotChanged as problem:
        raise Stop(f"{folder / SOURCE_FILE} {problem}, and run this again.") from problem
    made, there_already = "made" if is_new else "was there", len(files) - len(added)
    say(f"{folder}: {made}; {len(added)} document(s) added, {there_already} there already.")
    if is_new and several:
        names = " and ".join(several)
        say(f"It says that it is the reply of {names}: it becomes a source of all of them, and of no one.")
    unknown = ", ".join(key for key in ("reference", "title", "campaign", "received") if not known[key])
    if is_new and unknown:
        say(f"Not found in the documents: {unknown}. Write what you know into {folder / 'source.toml'}.")
    if added:
        say(f"Look at what is read: python -m ingest show {folder / added[0]}")
    return 0


OF_FORCE = ("acknowledgement", "response", "review_response")


def propose(readings: Sequence[DocumentReading], reference: Reference) -> dict[str, Any]:
    """The keys of a source.toml, as far as the documents of one response tell, None where they do not: the first that
    tells a thing is believed. `forces`: those whose common reply it is, () for one force's."""
    first: dict[str, Any] = {}
    for reading in reversed(readings):
        first |= {name: value for name, value in fields_of(reading).items() if value}
    campaign_id = first.get("campaign_id")
    campaign = reference.campaigns.get(campaign_id or "")
    joint = next((forces for text in _letters(readings) if (forces := intake.joint_forces(text, reference))), ())
    force = joint[0] if joint else first.get("force_id")
    received = first.get("received")
    return {
        "force": force,
        "forces": joint,
        "reference": first.get("reference"),
        "title": campaign.title if campaign else None,
        "campaign": campaign_id,
        "law": first.get("law") if force else None,
        "asked": next(iter(_days(readings, "request")), None),
        "received": date.fromisoformat(received) if received else None,
        "answered": max(_days(readings, "response"), default=None),
    }


def _letters(readings: Sequence[DocumentReading]) -> list[str]:
    return [
        "\n".join(line.text for line in lines)
        for reading in readings
        for lines in [m.lines for m in reading.messages if m.kind in OF_FORCE] or [reading.blocks.lines]
    ]


def _days(readings: Sequence[DocumentReading], kind: str) -> list[date]:
    return [m.on for reading in readings for m in reading.messages if m.kind == kind and m.on]


def new_mail(paths: Sequence[Path], campaign_id: str | None, raws: Sequence[Path]) -> int:
    raw = raws[0]
    reference = reference_data.load()
    if campaign_id is None or campaign_id not in reference.campaigns:
        known = ", ".join(sorted(reference.campaigns))
        return fail(f"Name the campaign that the mail answers: --campaign NAME. Known: {known}.")
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None or not paths:
        return fail(f"{missing or '--mail'}: there is no such file or folder. Name mbox, EML or MSG files, or folders.")
    raw.mkdir(parents=True, exist_ok=True)
    if releases.is_in_use(raw):  # two that write at once would each put away what the other has just put there
        return fail(f"{raw}: another intake is at work there. Wait and run this again. Nothing was done.")
    with releases.in_use(raw):
        received = list(intake.read_all([*paths, *intake.unplaced_of(raw, campaign_id)]))
        messages = [message for message in received if isinstance(message, intake.Received)]
        unplaced = _take(messages, reference.campaigns[campaign_id], raws, reference)
    strange = [entry for entry in received if isinstance(entry, Failure)]
    for entry in strange:
        stderr.print(f"not taken {entry.place}: {entry.message}", markup=False)
    for thread in unplaced:
        names = ", ".join(reference.forces[force].name for force in thread.placement.likeliest) or "none"
        words = f"not placed {intake.UNPLACED}/{thread.folder}: {thread.placement.reason}. Likeliest: {names}."
        stderr.print(words, markup=False)
    say(f"{len(unplaced)} threads left in {raw / intake.UNPLACED / intake.LIST}")
    return 1 if unplaced or strange else 0


def _take(
    messages: Sequence[intake.Received], campaign: Campaign, raws: Sequence[Path], reference: Reference
) -> list[intake.Unplaced]:
    """Place every thread, and give those without a place; those that name force and reference go first."""
    homes = {home.folder: home for home in intake.find_homes(raws)}
    threads = [part for thread in intake.in_threads(messages) for part in intake.by_force(thread, reference)]
    of_others = _with_other_requests(threads, homes.values(), campaign, reference)
    added: Counter[str] = Counter()
    there: Counter[str] = Counter()
    unplaced: list[intake.Unplaced] = []

    def is_uncertain(thread: Sequence[intake.Received]) -> tuple[bool, bool]:
        names_force = intake.forces_of_mail(thread, reference) or intake.forces_in_words(thread, reference)
        return not names_force, intake.reference_of(thread) is None

    for thread in sorted(threads, key=is_uncertain):
        placement = intake.place(thread, list(homes.values()), campaign, reference, of_others)
        if placement.forces:
            home = placement.home or _new_home(placement, campaign, homes, raws[0])
            home = _with(home, home.reference or placement.reference, thread)
            try:
                new = intake.add_messages(
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
            unplaced.append(intake.Unplaced(f"thread-{digest(first.key)}", tuple(thread), placement))
    placed = {key for home in homes.values() for key in home.keys}
    intake.write_unplaced(raws[0], campaign.campaign_id, unplaced, placed)
    for folder in sorted(there):
        say(f"{folder}: {added[folder]} added, {there[folder]} there already")
    say(f"{added.total()} messages added to {len(there)} sources")
    return unplaced


def _with_other_requests(
    threads: Sequence[Sequence[intake.Received]], homes: Iterable[intake.Home], campaign: Campaign, reference: Reference
) -> frozenset[str]:
    """The forces with mail on other requests: what nothing ties to this request may belong to those."""
    others = [home for home in homes if home.keys and home.campaign_id != campaign.campaign_id]
    of_others = {force for home in others for force in home.forces}
    strange = (thread for thread in threads if intake.other_request(thread, campaign, reference))
    return frozenset(of_others | {force for thread in strange for force in intake.forces_of_mail(thread, reference)})


def _with(home: intake.Home, printed: str | None, thread: Sequence[intake.Received]) -> intake.Home:
    has_letters = home.has_letters or any(message.envelope.kind == "incoming" for message in thread)
    keys = home.keys | {message.key for message in thread}
    return replace(home, reference=printed, keys=keys, has_letters=has_letters)


def _new_home(placement: intake.Placement, campaign: Campaign, homes: dict[str, intake.Home], raw: Path) -> intake.Home:
    printed, forces = placement.reference, placement.forces
    folder = f"{forces[0]}/{folder_name(printed or campaign.campaign_id)}"
    there = homes.get(folder)
    if there is not None and set(there.forces) != set(forces):
        folder = f"{folder}-{'-'.join(forces)}"
        there = homes.get(folder)
    return there or intake.Home(raw, folder, forces, printed, frozenset(), campaign.campaign_id)


def _keys(
    placement: intake.Placement,
    home: intake.Home,
    campaign: Campaign,
    thread: Sequence[intake.Received],
    reference: Reference,
) -> dict[str, object]:
    force = reference.forces[placement.forces[0]]
    known = {
        "reference": home.reference,
        "title": campaign.title,
        "campaign": campaign.campaign_id,
        "law": letters.laws("nations").get(force.nation, campaign.law),
        "asked": next((m.envelope.date for m in thread if m.envelope.kind == "outgoing"), None),
    }
    return intake.keys_of(placement.forces, reference, known)


MOST_STEMS = 3
SHORTEST_STEM = 5
LONGEST_ASKS = 60
HEAD = "# Drafted from the request's text; look at each line. The wording of the questions should be ours and short."
UNSETTLED = "# {key}: the text does not settle it; see docs/add-a-campaign.md.\n"


@stopping
def campaign_new(
    request: Annotated[Path, typer.Argument(help="The request's text.")], _warehouse: NoWarehouse = None
) -> int:
    if not request.is_file():
        raise Stop(f"{request}: there is no such file. Name a file with the request's text.")
    try:
        blocks = read_blocks(request.read_bytes(), request.name)
    except Unreadable as error:
        raise Stop(f"{request}: {error}", 1) from error
    text = draft(blocks.lines, reference_data.load())
    if text is None:
        raise Stop(f"{request}: no question was found. Number them (1., 2., 3.), one paragraph each.", 1)
    print(text, end="")
    return 0


def draft(lines: Sequence[Line], reference: Reference) -> str | None:
    """The campaign file as text; None where no question was found in the request."""
    redacted = redact(lines, reference)
    request = Message(1, "request", None, redacted[0].start, redacted[-1].end, redacted) if redacted else None
    questions = asked_in(request) if request is not None else {}
    asked = {label or "1": " ".join(text.split("\n\n")[0].split()) for label, text in questions.items()}
    if request is None or not asked:
        return None
    force_id = find_force((request,), redacted, reference) or ""
    above = " ".join("\n".join(line.text for line in redacted).split()).partition(next(iter(asked.values())))[0]
    law = find_law((request,), force_id, reference)
    text = f"{HEAD}\n{written({'title': 'TODO: what the request was about', 'law': law})}"
    stems = _stems(asked)
    for label, question in asked.items():
        known = _settled(question, above, force_id, reference)
        asks = textwrap.shorten(question, LONGEST_ASKS, placeholder="").rstrip(" .,?")
        text += "\n" + written({"question": [{"label": label, "text": question, "asks": asks, **known}]})
        text += "".join(UNSETTLED.format(key=key) for key in ("measure", "period", "offence") if key not in known)
        text += written({"match": stems[label]})
    return text


def _settled(question: str, above: str, force_id: str, reference: Reference) -> dict[str, str]:
    """The keys that a question's words settle. A period that stands above the questions is of all that name none."""
    measure_id, _ = measure_of([question])
    periods = {phrase.period.period_id for phrase in find_periods(question) or find_periods(above)}
    offences, unread = offences_named(question, force_id, reference)
    settled = {"measure": measure_id}
    settled["period"] = periods.pop() if len(periods) == 1 and UNKNOWN_PERIOD.period_id not in periods else None
    settled["offence"] = offences.pop() if len(offences) == 1 and not unread else None
    return {key: value for key, value in settled.items() if value}


def _stems(texts: Mapping[str, str]) -> dict[str, list[str]]:
    plain = {label: text.casefold() for label, text in texts.items()}
    stems: dict[str, list[str]] = {}
    for label, text in plain.items():
        words = dict.fromkeys(re.findall(rf"[a-z]{{{SHORTEST_STEM},}}", text))
        distinct = [word for word in words if not any(word in other for name, other in plain.items() if name != label)]
        shared = [word for word in words if word not in distinct]
        stems[label] = (sorted(distinct, key=len, reverse=True) + sorted(shared, key=len, reverse=True))[:MOST_STEMS]
    return stems
