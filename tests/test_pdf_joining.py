"""Words at the foot of a page that are the beginning of a period, whose end stands at the top of the next."""

from __future__ import annotations

import pytest

from ingest.pdf.joining import stops_short


@pytest.mark.parametrize(
    "text",
    ["2017 -", "2017/", "01/04/2017 to", "1st April 2019 - 31st March", "April 2019 to March", "Year ending 31 March"],
)
def test_a_period_whose_end_is_missing_goes_on_below(text: str) -> None:
    assert stops_short(text)


@pytest.mark.parametrize(
    "text", ["2017/18", "1 April 2019 to 31 March 2020", "-", "March", "31 March 2020", "Arrests in May"]
)
def test_words_that_are_whole_go_on_nowhere(text: str) -> None:
    assert not stops_short(text)
