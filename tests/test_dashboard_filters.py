"""Filters and the address: a link shows another person the same, and an unknown value is known to be unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import choices, filters
from dashboard.filters import Filters
from ingest.reference import load


@pytest.fixture(autouse=True)
def _warehouse(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


def test_the_filters_are_those_of_the_contract() -> None:
    assert filters.NAMES == (
        "force", "area_kind", "measure", "offence", "period", "kind", "hand", "campaign", "release",
    )  # fmt: skip
    assert set(filters.TITLES) == set(filters.COLUMNS) == set(filters.NAMES)


def test_an_address_gives_the_filters_and_they_give_the_address() -> None:
    asked = filters.of({"force": ["kent", "essex", "kent"], "period": ["2017/18"], "sort": ["value"], "hand": [""]})
    assert asked["force"] == ("kent", "essex")
    assert asked["hand"] == ()
    assert len(asked.chosen) == 2
    assert asked.address("/compare", per="rate") == "/compare?per=rate&force=kent&force=essex&period=2017%2F18"
    assert Filters().address("/compare") == "/compare"


def test_every_id_of_the_reference_is_known_and_has_words() -> None:
    reference = load()
    assert set(reference.forces) | set(reference.areas) == set(choices.known("force"))
    assert set(reference.measures) == set(choices.known("measure"))
    assert set(reference.offences) == set(choices.known("offence"))
    for name in filters.NAMES:
        assert choices.known(name), f"nothing may be chosen for {name}"
        assert all(label.strip() for label in choices.known(name).values())


def test_unknown_values_are_named_and_known_ones_are_not() -> None:
    asked = filters.of({"force": ["kent", "atlantis"], "hand": ["own_document"], "release": ["zzzzzzzzzzzz"]})
    assert filters.unknown(asked) == {"force": ("atlantis",), "release": ("zzzzzzzzzzzz",)}
