"""What is known of a document beside its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.model import Period
from ingest.reference import Campaign, Reference
from ingest.thread.questions import Question


@dataclass(frozen=True)
class TableContext:
    """`force_ids`: the forces that answer in the document; () for figures on many forces that somebody else published.
    `legend`: what the source says of its marks. `published`: the day, month or year of the answer, as far as known.
    `overall_period`: what the letter says of all its figures; the unknown period where it says something that does not
    settle one. `call`: what sets these tables apart from others of the document that are read by themselves; it goes
    into ids. `questions`: all of the request's, for a heading may name one that the table does not stand under."""

    source_id: str
    document_path: str
    force_ids: tuple[str, ...]
    reference: Reference
    campaign: Campaign | None = None
    legend: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    overall_period: Period | None = None
    law: str | None = None
    call: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
