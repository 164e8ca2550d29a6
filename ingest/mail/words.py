"""`ingest/reference/mail_words.toml`, read once: the domains, headers, subjects and part types that mail is told by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.reference import files

PATH = Path(__file__).parents[1] / "reference" / "mail_words.toml"


@dataclass(frozen=True)
class MailWords:
    """The file, ready to be asked. Patterns match at a subject's start."""

    body_domains: tuple[str, ...]
    requester_address: re.Pattern[str]
    automatic_subjects: dict[str, re.Pattern[str]]
    automatic_headers: dict[str, dict[str, tuple[str, ...]]]
    automatic_classes: dict[str, tuple[str, ...]]
    bounce_senders: tuple[str, ...]
    no_documents: frozenset[str]
    no_document_endings: tuple[str, ...]
    locked: frozenset[str]
    locked_endings: tuple[str, ...]

    def is_body(self, domain: str | None) -> bool:
        """Whether a domain belongs to a public body."""
        return domain is not None and any(domain == own or domain.endswith("." + own) for own in self.body_domains)


@cache
def load() -> MailWords:
    """The words of the file. Raises ReferenceProblem for a file that is no TOML, KeyError for a missing list."""
    table = files.toml(PATH)
    automatic, parts = table["automatic"], table["parts"]
    return MailWords(
        body_domains=tuple(table["bodies"]["domains"]),
        requester_address=_any(table["requesters"]["addresses"]),
        automatic_subjects={kind: _any(automatic[f"{kind}_subjects"]) for kind in ("bounce", "away", "receipt")},
        automatic_headers={kind: _headers(automatic[f"{kind}_headers"]) for kind in ("bounce", "away", "system")},
        automatic_classes={kind: tuple(automatic[f"{kind}_classes"]) for kind in ("bounce", "away", "receipt")},
        bounce_senders=tuple(automatic["bounce_senders"]),
        no_documents=frozenset(parts["no_documents"]),
        no_document_endings=tuple(parts["no_document_endings"]),
        locked=frozenset(parts["locked"]),
        locked_endings=tuple(parts["locked_endings"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _headers(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in table.items()}
