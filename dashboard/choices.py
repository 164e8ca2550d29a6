"""What an address may ask data for: the nine filters of the contract, the values that each may have and their words.

A filter stands in the address by its name, its values are ids, and a name is repeated for several.
"""

from __future__ import annotations

from dashboard import states, warehouse, words

FILTERS = {
    "force": ("force_id", "force or area"),
    "area_kind": ("area_kind", "kind of area"),
    "measure": ("measure_id", "measure"),
    "offence": ("offence_id", "offence"),
    "period": ("period_id", "period"),
    "kind": ("source_kind", "kind of source"),
    "hand": ("hand", "way of reading"),
    "campaign": ("campaign_id", "campaign"),
    "release": ("release", "release"),
}
"""The column of a view that a filter asks about, and what it is called."""
IN_WORDS = {"hand": states.HANDS, "kind": states.KINDS, "area_kind": states.AREA_KINDS}


def known(name: str) -> dict[str, str]:
    """Id to label for one filter, in the order in which a list shows them; of periods the years first, the latest on
    top."""
    if name in IN_WORDS:
        return IN_WORDS[name]
    if name == "release":
        return {release: release for release in warehouse.known_releases()}
    frame = warehouse.query(warehouse.sql(f"choices_{name}"))
    if name == "period":
        return {period_id: words.period(period_id) for period_id in frame["id"]}
    return dict(zip(frame["id"], frame["label"], strict=True))


def label(name: str, value: str) -> str:
    """The words for one id; an unknown id is its own label."""
    return known(name).get(value, value)
