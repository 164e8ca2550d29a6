"""Inboxes of a request that every territorial force was sent, with the truth beside them: which message is whose.

The letters are invented. Each trap of real inboxes occurs: answers outside their thread, a service's domain with the
force in the signature only, messages in a neighbour's inbox, copies, bounces, notes of absence, another request of the
same force, and mail that nobody can place.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from ingest.reference import Force, Reference

START = datetime(2021, 1, 4, 9, 0, tzinfo=UTC)
REQUEST = (
    "Dear {name},\n\n1a. Please provide the number of arrests you made in 2019/20 regarding online sexual offences of "
    "any kind related to children.\n\n2. Please provide the number of arrests you made in 2019/20 based on evidence "
    "acquired by your own officers acting as decoys.\n\nYours faithfully,\nA Requester\n"
)
ANSWERS = (
    "Dear Requester,\n\nOur reference: {ref}\n\n1a. {a}\n\n2. {b}\n\nYours sincerely,\nDisclosure Unit\n{name}\n",
    "Dear Requester,\n\nReference {ref}\n\nQuestion 1a: {a}\nQuestion 2: {b}\n\nKind regards\nFOI Team, {name}\n",
)
REFUSAL = (
    "Dear Requester,\n\nOur ref {ref}\n\nTo answer would exceed the appropriate limit, and section 12 of the Act "
    "applies.\n\nRegards\nInformation Access\n{name}\n"
)
ACKNOWLEDGEMENT = (
    "Dear Requester,\n\nThank you for your request received on 4 January 2021, reference {ref}. It is being considered "
    "and you will receive a response within 20 working days.\n\nDisclosure Unit\n{name}\n"
)
EXTENSION = (
    "Dear Requester,\n\nReference {ref}. We need to extend the time to consider the public interest and expect to "
    "answer by 1 March 2021.\n\nDisclosure Unit\n{name}\n"
)
CLARIFICATION = "Dear Requester,\n\nReference {ref}. Could you clarify what you mean by decoy?\n\n{name}\n"
NEIGHBOUR = "\n\nPlease note that this office also serves {other}, whose figures are not in this answer.\n"


@dataclass
class Inboxes:
    """`boxes`: force id -> its messages as sources. `truth`: message id -> the force whose message it is, or None
    for one that can't be placed."""

    boxes: dict[str, list[bytes]] = field(default_factory=dict)
    truth: dict[str, str | None] = field(default_factory=dict)

    def count(self) -> int:
        return sum(len(box) for box in self.boxes.values())


def make(reference: Reference, seed: int = 1) -> Inboxes:
    """Forty-five inboxes with at least 300 messages."""
    chance = random.Random(seed)
    forces = [force for force in reference.forces.values() if force.kind == "territorial"]
    made = Inboxes({force.force_id: [] for force in forces})
    for n, force in enumerate(forces):
        _of_force(force, forces[(n + 1) % len(forces)], n, made, chance)
    for n, (message_id, data) in enumerate(_placeless()):
        made.boxes[forces[n % len(forces)].force_id].append(data)
        made.truth[message_id] = None
    return made


def write(made: Inboxes, folder: Path) -> list[Path]:
    """One mbox for each inbox."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for force_id, messages in made.boxes.items():
        path = folder / f"{force_id}.mbox"
        path.write_bytes(b"".join(b"From x Mon Jan  4 09:00:00 2021\n" + m.rstrip(b"\n") + b"\n\n" for m in messages))
        paths.append(path)
    return paths


def _of_force(force: Force, other: Force, n: int, made: Inboxes, chance: random.Random) -> None:
    domain = chance.choice(force.mail_domains)
    if n % 5 == 0:
        domain = domain.replace(".police.uk", ".pnn.police.uk")
    ref = f"{1000 + 7 * n}/21"
    words = {"ref": ref, "name": force.name, "a": chance.randint(0, 90), "b": chance.randint(0, 9)}
    first = f"request-{n}@home.example"
    box = made.boxes[force.force_id]

    def put(into: list[bytes], name: str, data: bytes, whose: str | None = force.force_id) -> None:
        into.append(data)
        made.truth[name] = whose

    put(box, first, mail_of(first, "me@home.example", f"foi@{domain}", 0, "Decoys", REQUEST.format(**words)))
    kinds = [ACKNOWLEDGEMENT, chance.choice([EXTENSION, CLARIFICATION, ACKNOWLEDGEMENT])]
    final = REFUSAL if n % 7 == 3 else chance.choice(ANSWERS)
    if n % 3 == 0:
        final += NEIGHBOUR.format(other=other.name)
    for k, letter in enumerate([*kinds, final], 1):
        name = f"{k}-{n}@{domain}"
        is_loose = n % 4 == 1 and k == 3  # the answer begins a thread of its own
        sender = f"foi@{domain}" if n % 9 != 4 or k != 3 else "casework@cases.example.gov.uk"
        data = mail_of(
            name, sender, "me@home.example", 5 * k, f"FOI {ref}", letter.format(**words), None if is_loose else first
        )
        neighbour = made.boxes[other.force_id]
        put(neighbour if n % 6 == 2 and k == 3 else box, name, data)
        if n % 8 == 5 and k == 3:
            neighbour.append(data)  # the same message in two inboxes
    away = f"away-{n}@{domain}"
    put(
        box,
        away,
        mail_of(away, f"officer@{domain}", "me@home.example", 1, "Out of office", "I am away.", first, auto=True),
    )
    if n % 2:
        chase = f"chase-{n}@home.example"
        put(
            box,
            chase,
            mail_of(chase, "me@home.example", f"foi@{domain}", 30, "Re: Decoys", "When may I expect this?\n", first),
        )
        soon = f"soon-{n}@{domain}"
        text = ACKNOWLEDGEMENT.format(**words)
        put(box, soon, mail_of(soon, f"foi@{domain}", "me@home.example", 31, "Re: Decoys", text, chase))
    if n % 3 == 1:
        thanks = f"thanks-{n}@home.example"
        put(box, thanks, mail_of(thanks, "me@home.example", f"foi@{domain}", 50, "Re: Decoys", "Thank you.\n", first))
    if n % 4 == 0:
        strange = f"other-request-{n}@{domain}"
        text = ANSWERS[0].format(**{**words, "ref": f"{9000 + n}/20"})
        put(box, strange, mail_of(strange, f"foi@{domain}", "me@home.example", 40, "Parking", text), None)


def _placeless() -> Iterator[tuple[str, bytes]]:
    """Mail that nobody can place: from no force, or with words and domain that contradict each other."""
    letters: Sequence[tuple[str, str, str]] = (
        ("a-private-domain@mail.example", "someone@mail.example", "Here are the figures you asked for: 12.\n"),
        ("two-forces@kent.police.uk", "foi@kent.police.uk", "Dear Requester,\n\n1a. 4\n\nFOI Team\nEssex Police\n"),
        ("unknown-force@borsetshire.police.uk", "foi@borsetshire.police.uk", "Dear Requester,\n\n1a. 4\n\nFOI Team\n"),
        (
            "a-shared-office@cases.example.gov.uk",
            "x@cases.example.gov.uk",
            "Dear Requester,\n\n1a. 7\n\nThe FOI Team\n",
        ),
    )
    for name, sender, text in letters:
        yield name, mail_of(name, sender, "me@home.example", 20, "Your request", text)


def mail_of(
    name: str,
    sender: str,
    to: str,
    days: int,
    subject: str,
    text: str,
    answers: str | None = None,
    *,
    auto: bool = False,
) -> bytes:
    mail = EmailMessage()
    mail["Message-ID"] = f"<{name}>"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = START + timedelta(days=days)
    if answers:
        mail["In-Reply-To"] = f"<{answers}>"
    if auto:
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return mail.as_bytes()
