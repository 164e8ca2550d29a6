"""Lines of print in paragraphs: an answer that a sentence stands close below is a paragraph of its own."""

from __future__ import annotations

import pytest

from ingest.pdf.layout import TextLine
from ingest.pdf.paragraphs import ends_paragraph

RIGHT = 420.0
PROSE = "The survey for England and Wales 2019 gives an estimate of adults who had been"


def line(text: str, number: int, width: float) -> TextLine:
    top = 100.0 + 13 * number
    return TextLine(text, (60.0, top, 60.0 + width, top + 11), 11.0, top + 11, 1)


def parts(above: str, width: float, below: str, width_below: float) -> bool:
    return ends_paragraph(line(above, 0, width), line(below, 1, width_below), 1.2, RIGHT)


def test_prose_below_a_line_that_had_room_for_its_first_word_is_another_paragraph() -> None:
    assert parts("5 out of 154 arrests", 100, PROSE, 440)


def test_a_list_below_a_sentence_that_ended_short_is_another_paragraph() -> None:
    assert parts("so-called hunters of them.", 130, "2014: 28", 40)
    assert not parts("2014: 28", 40, "2015: 59", 40)


@pytest.mark.parametrize(
    ("above", "width", "below", "width_below"),
    [
        ("The number of arrests that the force made in that year, as far as it is known to", 400, PROSE, 440),
        ("5 out of 154 arrests", 100, "of people whose ages were known to the officers of the force then", 440),
        ("In answer to question 1:", 120, PROSE, 440),
        ("Yours sincerely", 80, "The Records Team", 90),
    ],
    ids=["a wrapped line", "lower case", "what announces it", "an address"],
)
def test_other_lines_stay_together(above: str, width: float, below: str, width_below: float) -> None:
    assert not parts(above, width, below, width_below)
