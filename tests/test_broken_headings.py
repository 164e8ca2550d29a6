"""Words that a narrow column broke are words again in headings over numbers, and no others are made."""

from __future__ import annotations

import pytest

from ingest.tables import words


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("Num ber of arrests", "number of arrest"),
        ("Recorde d offences", "recorded offence"),
        ("Number of arrests", "number of arrest"),
        ("No offences", "no offence"),
        ("Sexual communic ation", "sexual communic ation"),
    ],
)
def test_two_parts_are_a_word_of_counting_where_neither_is_one(printed: str, whole: str) -> None:
    assert words.mended(printed) == whole
