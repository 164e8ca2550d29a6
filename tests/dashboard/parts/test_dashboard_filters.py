"""What an address may ask data for: a value that is not known is told or refused, and never ignored."""

from __future__ import annotations

import pytest

from dashboard import extract
from ingest.extracts.wanted import FILTERS, CantFilter
from ingest.reference import load

pytestmark = pytest.mark.usefixtures("shipped")


def test_the_filters_are_those_of_the_contract() -> None:
    assert tuple(FILTERS) == (
        "force", "area_kind", "measure", "unit", "offence", "period", "period_kind", "year", "about_children", "kind",
        "hand", "campaign", "release",
    )  # fmt: skip


def test_an_address_gives_the_filters_and_a_value_given_twice_counts_once() -> None:
    asked = extract.ask("figures", [("force", "kent"), ("period", "2017/18"), ("force", "essex"), ("force", "kent")])
    assert asked.filters == {"force": ["kent", "essex"], "period": ["2017/18"]}


def test_every_id_of_the_reference_is_known_and_has_words() -> None:
    reference = load()
    assert set(reference.forces) | set(reference.areas) == set(extract.known("force"))
    assert set(reference.measures) == set(extract.known("measure"))
    assert set(reference.offences) == set(extract.known("offence"))
    for name in FILTERS:
        assert extract.known(name), f"nothing may be chosen for {name}"
        assert all(label.strip() for label in extract.known(name).values())


@pytest.mark.parametrize(
    ("name", "value"), [("force", "atlantis"), ("release", "zzzzzzzzzzzz"), ("hand", ""), ("period", "2031-32")]
)
def test_a_value_that_is_not_known_is_refused(name: str, value: str) -> None:
    with pytest.raises(CantFilter, match=r"is no known .*\. Known are: "):
        extract.ask("figures", [("force", "kent"), (name, value)])


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("offence", "s15A", "soa2003_s15a"), ("measure", "arrest", "arrests"), ("force", "KENT", "kent"),
        ("force", "Kent Police", "kent"), ("force", "metropolitan police", "metropolitan"),
        ("force", "kent,essex", "force=kent&force=essex"), ("unit", "Arrests; people", "unit=arrests&unit=people"),
        ("force", "kent,nowhere", "force=kent&force=…"), ("period", "2024-25", "2024/25"),
        ("period", "2023/24,2024/2025", "period=2023/24&period=2024/25"), ("year", "2024/25", "2024"),
    ],
)  # fmt: skip
def test_a_name_that_readers_use_is_told_with_its_id(name: str, value: str, meant: str) -> None:
    with pytest.raises(CantFilter, match=rf"is no known {name}\. Did you mean {meant}\? Known are: "):
        extract.ask("figures", [(name, value)])


@pytest.mark.parametrize(
    ("name", "value", "meant"), [("forces", "kent", "force"), ("limits", "1", "limit"), ("columns", "forc", "force")]
)
def test_a_filter_or_column_that_is_not_known_is_told_with_the_nearest(name: str, value: str, meant: str) -> None:
    with pytest.raises(CantFilter, match=rf"\. Did you mean {meant}\? It "):
        extract.first_rows(extract.ask("figures", [(name, value)]), 1)


def test_of_a_value_with_thousands_of_parts_nothing_is_looked_for() -> None:
    with pytest.raises(CantFilter, match="nothing here is called by so many letters"):
        extract.ask("figures", [("force", ",".join(f"x{n}" for n in range(3000)))])
