"""The second set: wordings written after the readers were frozen, reported apart (`--held-out`).

`apply` puts them in place of the first set's for this process. A form that has none here is left out of the run, so
that nothing of the first set is counted as held out. Until the readers are frozen it is empty, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.subject import Question

ANSWERS: dict[str, Callable[[Random, Question], Answer]] = {}


def apply() -> None:
    """Replace the first set's wordings. Ends the run with a word where nothing is held out yet."""
    if not ANSWERS:
        raise SystemExit("No wordings are held out yet: they are written when the readers are frozen.")
