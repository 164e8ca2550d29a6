"""`campaign new REQUEST.txt`: a request's text -> the draft of its campaign file, printed or written, for a person to
finish. Exit 0: drafted. 1: no question was found. 2: no such file, or the draft's file is there already."""

from __future__ import annotations

from pathlib import Path

from ingest import reference as reference_data
from ingest.commands.say import fail, say
from ingest.fetch.source_file import write_whole
from ingest.intake.campaign_draft import draft
from ingest.model import Unreadable
from ingest.readers.opened import read_blocks


def campaign_new(request: Path, out: Path | None, title: str | None) -> int:
    if not request.is_file():
        return fail(f"{request}: there is no such file. Name a file with the request's text.")
    if out is not None and out.exists():
        return fail(f"{out}: is there already and is not written over. Name another file with --out.")
    try:
        blocks = read_blocks(request.read_bytes(), request.name)
    except Unreadable as error:
        return fail(f"{request}: {error}", 1)
    text = draft(blocks.lines, reference_data.load(), title=title)
    if text is None:
        return fail(f"{request}: no question was found. Number them (1., 2., 3.), one paragraph each.", 1)
    if out is None:
        print(text, end="")
        return 0
    write_whole(out, text.encode())
    say(f"{out}: drafted. Finish it by docs/add-a-campaign.md; then: make test ARGS='-k reference'")
    return 0
