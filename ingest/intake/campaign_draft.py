"""A request's text -> the draft of a campaign file, for a person to finish.

Protects: what the text does not settle (what a question counts, its period, its offence) is left out with a remark, and
never guessed. The word stems to know a question by are words that stand in no other question of the request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from ingest.model import Line, Message
from ingest.reference import Reference
from ingest.thread import heads, questions
from ingest.thread.questions import Question
from ingest.thread.redact import redact

MOST_STEMS = 3
SHORTEST_STEM = 5
LONGEST_ASKS = 60


def draft(lines: Sequence[Line], reference: Reference, *, title: str | None = None) -> str | None:
    """The campaign file as text; None where no question was found in the request."""
    kept = redact(lines, reference)
    message = Message(1, "request", None, kept[0].start, kept[-1].end, kept) if kept else None
    asked = questions.asked_in(message) if message else {}
    if not message or not asked:
        return None
    force_id = heads.find_force((message,), kept, reference)
    found = questions.of_text(asked, force_id or "", reference)
    law = heads.find_law((message,), force_id or "", reference)
    head = [
        "# Drafted from the request's text; look at each line. The wording of the questions should be ours and short.",
        f"title = {_quoted(title or 'TODO: what the request was about')}",
        f"law = {_quoted(law)}",
    ]
    stems = _stems({question.label or "": question.wordings[0] for question in found})
    return "\n".join([*head, *(_question(question, stems[question.label or ""]) for question in found)]) + "\n"


def _question(question: Question, stems: Sequence[str]) -> str:
    text = " ".join(question.wordings[0].split())
    lines = [
        "",
        "[[question]]",
        f"label = {_quoted(question.label or '1')}",
        f"text = {_quoted(text)}",
        f"asks = {_quoted(text if len(text) <= LONGEST_ASKS else text[:LONGEST_ASKS].rsplit(' ', 1)[0])}",
    ]
    lines.append(f"measure = {_quoted(question.measure_id)}" if question.measure_id else _todo("measure"))
    lines.append(f"period = {_quoted(question.period.period_id)}" if question.period else _todo("period"))
    lines += [f"offence = {_quoted(question.offence_id)}"] if question.offence_id else []
    lines += [f"# To settle: {question.unclear}."] if question.unclear else []
    return "\n".join([*lines, f"match = [{', '.join(_quoted(stem) for stem in stems)}]"])


def _todo(key: str) -> str:
    return f"# {key}: the text does not settle it; see docs/add-a-campaign.md."


def _stems(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Word stems of each question that stand in no other of them, the longest first."""
    plain = {label: text.casefold() for label, text in texts.items()}
    found: dict[str, list[str]] = {}
    for label, text in plain.items():
        words = dict.fromkeys(re.findall(rf"[a-z]{{{SHORTEST_STEM},}}", text))
        own = [word for word in words if not any(word in other for name, other in plain.items() if name != label)]
        shared = [word for word in words if word not in own]
        found[label] = (sorted(own, key=len, reverse=True) + sorted(shared, key=len, reverse=True))[:MOST_STEMS]
    return found


def _quoted(text: str | None) -> str:
    return json.dumps(text or "", ensure_ascii=False)
