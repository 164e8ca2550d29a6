"""The warehouse -> what each filter may be: ids and the words that a person reads for them."""

from __future__ import annotations

from dashboard import states, warehouse, words


def known(name: str) -> dict[str, str]:
    """Id to label for one filter, in the order in which a list shows them."""
    if name == "hand":
        return dict(states.HANDS)
    if name == "kind":
        return dict(states.KINDS)
    if name == "area_kind":
        return dict(states.AREA_KINDS)
    if name == "release":
        return {release: release for release in warehouse.known_releases()}
    if name == "period":
        return periods()
    frame = warehouse.query(warehouse.sql(f"choices_{name}"))
    return dict(zip(frame["id"], frame["label"], strict=True))


def periods() -> dict[str, str]:
    """Years first, the latest on top, then other spans by their start."""
    frame = warehouse.query(warehouse.sql("choices_period"))
    return {period_id: words.period(period_id) for period_id in frame["id"]}


def label(name: str, value: str) -> str:
    """The words for one id; an unknown id is its own label."""
    return known(name).get(value, value)
