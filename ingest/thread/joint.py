"""One reply of several forces (Norfolk and Suffolk answer together) -> what each of them answers.

Protects: a number is one force's only where the reply says so: under a heading that is the force's name. A number under
no such heading is a problem and no figure; what the reply refuses for all of them is each one's refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Line, Message, Outcome, Problem
from ingest.reference import Reference
from ingest.thread.told import Reply

ENDS = " :.-–—*#\t"


def parted(message: Message, force_ids: Sequence[str], reference: Reference) -> list[tuple[str, Message]]:
    """The message as it stands under each force's heading, with the force's id; "" for what stands under none. One
    piece where the message has no heading of every force."""
    headings = {n: force for n, line in enumerate(message.lines) if (force := _heading(line, force_ids, reference))}
    if set(headings.values()) != set(force_ids):
        return [("", message)]
    starts = sorted(headings)
    pieces = [("", message.lines[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(message.lines)], strict=True):
        pieces.append((headings[start], message.lines[start + 1 : end]))
    return [(force, replace(message, lines=lines)) for force, lines in pieces if any(_says(line) for line in lines)]


def _heading(line: Line, force_ids: Sequence[str], reference: Reference) -> str | None:
    """The force whose name is all that a line holds."""
    text = line.text.strip(ENDS).casefold()
    for force_id in force_ids:
        force = reference.forces[force_id]
        if text in {name.casefold() for name in (force.name, force.short_name, *force.aliases)}:
            return force_id
    return None


def _says(line: Line) -> bool:
    return bool(line.text.strip()) or line.table is not None


def shared(reply: Reply, force_ids: Sequence[str]) -> None:
    """Give what stands under no force's heading to all of them: outcomes to each, and a number to none."""
    unbound = [figure for figure in reply.figures if not figure.force_id]
    reply.figures = [figure for figure in reply.figures if figure.force_id]
    for figure in unbound:
        words = (
            f"{figure.value.text} answers for {len(force_ids)} forces together and is not one's own. Add it as an "
            "[[addition]] of the area that they make up, or of the force that it is of."
        )
        reply.problems.append(Problem("warning", words, figure.locator, figure.page, rule="joint-number"))
    outcomes: list[Outcome] = []
    for outcome in reply.outcomes:
        forces = (outcome.force_id,) if outcome.force_id else force_ids
        outcomes += [replace(outcome, force_id=force) for force in forces]
    reply.outcomes = outcomes
