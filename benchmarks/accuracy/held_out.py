"""The second set: wordings written after the readers were frozen, reported apart (`--held-out`).

`apply` puts them in place of the first set's for this process, and only forms that have some here are made, so that
nothing of the first set is counted as held out. Until the readers are frozen the set is empty, and the run says so.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy import answers, generate, letters, refusals, table_papers, tables
from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.subject import Question

ANSWERS: dict[str, Callable[[Random, Question], Answer]] = {}
REFUSALS: dict[str, Callable[[Random, Question], Answer]] = {}
TABLES: dict[str, Callable[[Random], tables.Made]] = {}


def forms() -> set[str]:
    return {*ANSWERS, *REFUSALS, *TABLES}


def apply() -> None:
    """Replace the first set's wordings. Ends the run with a word where nothing is held out yet."""
    if not forms():
        raise SystemExit("No wordings are held out yet: they are written when the readers are frozen.")
    answers.FORMS.update(ANSWERS)
    refusals.FORMS.update(REFUSALS)
    table_papers.TABLES.update(TABLES)
    for form in set(generate.FORMATS) - forms():
        del generate.FORMATS[form]
    letters.PLAIN[:] = [form for form in letters.PLAIN if form in forms()] or [*ANSWERS, *REFUSALS]
