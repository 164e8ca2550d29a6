"""What is known of a document beside its words: whose it is, which questions it answers, under which law, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.reference import Campaign, Reference
from ingest.thread.questions import Question


@dataclass(frozen=True)
class Known:
    """What the other documents of the same source tell, for a letter that comes without its request. `asked`: label ->
    text of the request's questions. `referred`: the questions that are answered by pointing to a document, with the
    words that point."""

    asked: Mapping[str, str] = field(default_factory=dict)
    campaign_id: str | None = None
    force_id: str | None = None
    law: str | None = None
    received: str | None = None
    referred: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True)
class Context:
    """What is known of the document beside its words."""

    source_id: str
    document_path: str
    force_id: str
    law: str
    reference: Reference
    questions: tuple[Question, ...]
    asked_on: str | None
    received_on: str | None
    answered_on: str | None
    campaign: Campaign | None = None
    referred: tuple[tuple[str | None, str], ...] = ()
    """Questions that another document of the source answers by pointing to this one, with the words that point."""
    legend: Mapping[str, str] = field(default_factory=dict)
    """What the source says that its marks mean."""

    def question(self, label: str | None) -> Question | None:
        return next((question for question in self.questions if question.label == label), None)
