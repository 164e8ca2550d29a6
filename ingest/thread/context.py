"""What is known of a document beside its words: whose it is, which questions it answers, under which law, and when."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.reference import Campaign, Reference
from ingest.thread.questions import Question


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

    def question(self, label: str | None) -> Question | None:
        return next((question for question in self.questions if question.label == label), None)
