"""A figure without an offence -> what a page says in its place.

Protects: a measure that no figure splits by offence (groups that are active, crimes at a place) lacks none.
"""

from __future__ import annotations

from typing import Any

from dashboard import warehouse

WORDS = "no single offence"


def split_by_offence() -> set[str]:
    """The measures that some figure gives for an offence."""
    rows = warehouse.query("select distinct measure_id from all_figures where offence_id is not null")
    return set(rows["measure_id"])


def words_for(figure: Any) -> str:
    """What stands where other figures of its measure name their offence; nothing where the measure has none."""
    return WORDS if figure.measure_id in split_by_offence() else ""
