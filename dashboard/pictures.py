"""A figure or an answer -> the picture of its place in the document, made when it is first asked for and kept.

Protects: what was transcribed or read second hand has no picture and a reason instead; nothing is shown of a file that
has changed since it was read.
"""

import hashlib
import re
import threading
from contextlib import suppress
from typing import Any

from dashboard import decisions, installation, warehouse, words
from ingest import reference as reference_data
from ingest.evidence.page import recognised_words
from ingest.evidence.place import NotHere, Place, document_bytes, read_again
from ingest.evidence.show import Surroundings, lines_around, picture
from ingest.settle import readings
from ingest.settle.queries import HELD_BACK_HERE

_drawing = threading.Lock()  # pdfium serves one thread at a time
warehouse.FORGET += [recognised_words.cache_clear, read_again.cache_clear]


def find(mark: str) -> tuple[str, str, str, Place]:
    """Where a figure_id or an outcome_id stands: the document, its digests, and the place in it. Raises NotHere."""
    names, rows = warehouse.rows("evidence_place", {"mark": mark})
    if not rows:
        names, rows = _proposed(mark)
    if not rows:
        raise NotHere(f"There is no figure and no answer {mark} in this release.")
    row = dict(zip(names, rows[0], strict=True))
    if row["is_disputed"]:
        raise NotHere("Sources disagree about this figure. Each of them has its own place: see the figure's page.")
    if row["form"] != "original" or row["hand"] != "own_document":
        raise NotHere(transcribed(row))
    held_back = "select 1 from all_figures where document = $document and starts_with(rule, $held) limit 1"
    if warehouse.rows(held_back, {"document": row["document"], "held": HELD_BACK_HERE})[1]:
        raise NotHere("A number of this document is held back here, so no picture of it and no line of it is shown.")
    box = tuple(row["bbox"]) if row["bbox"] else None
    lines = tuple(row["lines"]) if row["lines"] else None
    place = Place(row["locator"], row["page"], box, row["printed"] or "", lines)
    return row["document"], row["sha256"], row["outer_sha256"] or row["sha256"], place


def _proposed(mark: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    item = decisions.proposal(mark) if installation.is_desk() else None
    if item is None:
        return [], []
    names, rows = warehouse.rows("proposal_place", {"document": item.document})
    place = {"page": item.page, "locator": item.locator, "bbox": item.bbox, "printed": item.value_text}
    line = re.fullmatch(r"line (\d+)", item.locator)
    place["lines"] = (int(line[1]), int(line[1])) if line else None
    return [*names, *place], [(*row, *place.values()) for row in rows]


def transcribed(row: dict[str, Any]) -> str:
    """Why there is no picture of what was typed, with who published it, when and where."""
    if words.is_addition(row["document"]):
        return f"A person typed this ({row['locator']}): no reader finds the place, so there is no picture of it."
    when = row["published_on"] or row["answered_on"]
    parts = [f"published by {row['publisher']}" if row["publisher"] else "whose publisher is not known"]
    parts += [f"read in {row['read_in']}"] if row["read_in"] else []
    parts += [words.day(when)] if when else []
    parts += [row["url"]] if row["url"] else []
    return (
        f"This is our transcription of a page that we do not hold ({', '.join(parts)}): there is no document to show."
    )


def png(mark: str) -> bytes:
    """The picture, kept unless the warehouse changed meanwhile: its document may have been erased. Raises NotHere."""
    (document, sha256, outer, place), stamp = find(mark), warehouse.newest().stamp
    parts = (sha256, document, place, readings.program())
    key = hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:32]
    path = warehouse.pictures_folder() / f"{key}.png"
    with suppress(OSError):
        return path.read_bytes()
    with _drawing:
        data = document_bytes(installation.raw_folders(), document, sha256, outer)
        drawn = picture(data, document, place, reference_data.load())
    if warehouse.newest().stamp == stamp:
        readings.write(path, lambda file: file.write(drawn))
    return drawn


def seen(mark: str) -> tuple[Surroundings | None, str]:
    """The lines around a place, where its document has lines, else None and its picture is drawn; why not, or ""."""
    try:
        document, sha256, outer, place = find(mark)
        if place.lines is None or place.page is not None:
            png(mark)
            return None, ""
        data = document_bytes(installation.raw_folders(), document, sha256, outer)
        return lines_around(data, document, place, reference_data.load()), ""
    except NotHere as problem:
        return None, str(problem)
