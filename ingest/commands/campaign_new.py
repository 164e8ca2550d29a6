"""`campaign new REQUEST.txt`: a request's text -> the draft of its campaign file, printed or written, for a person to
finish. Exit 0: drafted. 1: no question was found. 2: no such file, or the draft's file is there already.

Protects: what a question's words do not settle (what it counts, its period, its offence) is left out with a remark, and
never guessed.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ingest import reference as reference_data
from ingest import thread
from ingest.answers.meaning import measure_of
from ingest.answers.questions import asked_in, offences_named
from ingest.commands.common import NoWarehouse, say, stopping
from ingest.model import UNKNOWN_PERIOD, Line, Message, Stop, Unreadable
from ingest.phrases.periods import find_periods
from ingest.privacy.redact import redact
from ingest.readers.opened import read_blocks
from ingest.reference import Reference
from ingest.sources.files import write_whole
from ingest.sources.text import written

MOST_STEMS = 3
SHORTEST_STEM = 5
LONGEST_ASKS = 60
HEAD = "# Drafted from the request's text; look at each line. The wording of the questions should be ours and short."
UNSETTLED = "# {key}: the text does not settle it; see docs/add-a-campaign.md.\n"


@stopping
def campaign_new(
    request: Annotated[Path, typer.Argument(help="The request's text.")],
    out: Annotated[Path | None, typer.Option(help="Where the draft goes; else it is printed.")] = None,
    title: Annotated[str | None, typer.Option(help="What the request is about.")] = None,
    _warehouse: NoWarehouse = None,
) -> int:
    if not request.is_file():
        raise Stop(f"{request}: there is no such file. Name a file with the request's text.")
    if out is not None and out.exists():
        raise Stop(f"{out}: is there already and is not written over. Name another file with --out.")
    try:
        blocks = read_blocks(request.read_bytes(), request.name)
    except Unreadable as error:
        raise Stop(f"{request}: {error}", 1) from error
    text = draft(blocks.lines, reference_data.load(), title=title)
    if text is None:
        raise Stop(f"{request}: no question was found. Number them (1., 2., 3.), one paragraph each.", 1)
    if out is None:
        print(text, end="")
        return 0
    write_whole(out, text.encode())
    say(f"{out}: drafted. Finish it by docs/add-a-campaign.md; then: make test ARGS='-k reference'")
    return 0


def draft(lines: Sequence[Line], reference: Reference, *, title: str | None = None) -> str | None:
    """The campaign file as text; None where no question was found in the request."""
    redacted = redact(lines, reference)
    request = Message(1, "request", None, redacted[0].start, redacted[-1].end, redacted) if redacted else None
    questions = asked_in(request) if request is not None else {}
    asked = {label or "1": " ".join(text.split("\n\n")[0].split()) for label, text in questions.items()}
    if request is None or not asked:
        return None
    force_id = thread.find_force((request,), redacted, reference) or ""
    above = " ".join("\n".join(line.text for line in redacted).split()).partition(next(iter(asked.values())))[0]
    law = thread.find_law((request,), force_id, reference)
    text = f"{HEAD}\n{written({'title': title or 'TODO: what the request was about', 'law': law})}"
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
    """Word stems of each question that stand in no other of them, the longest first."""
    plain = {label: text.casefold() for label, text in texts.items()}
    stems: dict[str, list[str]] = {}
    for label, text in plain.items():
        words = dict.fromkeys(re.findall(rf"[a-z]{{{SHORTEST_STEM},}}", text))
        distinct = [word for word in words if not any(word in other for name, other in plain.items() if name != label)]
        shared = [word for word in words if word not in distinct]
        stems[label] = (sorted(distinct, key=len, reverse=True) + sorted(shared, key=len, reverse=True))[:MOST_STEMS]
    return stems
