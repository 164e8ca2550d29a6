"""The first paragraph of the Overview: whose the figures are how much was read, and nothing of what there is none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dashboard import summary


def row(**changes: int) -> SimpleNamespace:
    parts = {"figures": 0, "own": 0, "second_hand": 0, "sources": 0, "read_whole": 0, "read_opening": 0, "read_part": 0}
    return SimpleNamespace(**(parts | changes))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"figures": 4, "own": 4}, "4 (100\u202f%) are forces' own answers."),
        ({"figures": 2, "own": 1, "second_hand": 1},
         "1 (50\u202f%) is a force's own answer; 1 (50\u202f%) was read second hand, in somebody else's rendering."),
        ({"figures": 2}, "2 (100\u202f%) come from official, charity and press pages by their own compilers."),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_there_is_none_of_is_not_spoken_of(counts: dict[str, int], said: str) -> None:
    assert summary._whose(row(**counts)) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"sources": 5}, "Of the 5 sources, 5 were read to an extent that is not noted."),
        ({"sources": 3, "read_whole": 3}, "Of the 3 sources, 3 were read whole."),
        ({"sources": 3, "read_whole": 1, "read_opening": 2},
         "Of the 3 sources, 2 were read only in the opening and 1 was read whole: what stands further down such a page "
         "is not here."),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_is_not_here_is_said_only_of_what_was_not_read_whole(counts: dict[str, int], said: str) -> None:
    assert summary._read(row(**counts)) == said
