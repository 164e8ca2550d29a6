"""A letter's own remark on where its numbers are from limits no table; any word more, and it may."""

import pytest

from ingest.tables.source_lines import is_furniture, tells_of_source

FORCE = ["borsetshire police", "borsetshire"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The information was taken from the force's crime recording system by the Performance and Analysis Department.",
        "The data shown above has been extracted from Borsetshire Police's Niche RMS.",
        "Please note that these figures were produced by the Corporate Research and Development unit.",
        "Our systems changed during the period and some records were moved from one to the other.",
        "The force's crime recording system was replaced.",
        "Crimes are shown in the year in which they were recorded, which may differ from that in which they occurred.",
        "Offences are shown by the date they were recorded.",
    ],
)
def test_a_sentence_of_the_source_is_none_of_the_title(sentence: str) -> None:
    assert tells_of_source(sentence, FORCE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The figures below were obtained from the custody system on the northern division.",
        "The data was taken from a sample.",
        "The information is taken from records of victims under 16.",
        "The data was extracted from the online crime team's database.",
        "The data was extracted from the child abuse unit's records.",
        "The information was taken from Wessex Police's records.",
        "Our systems changed in 2018 and earlier records were moved.",
        "Our systems changed and some records were lost.",
        "The northern system was replaced.",
        "Crimes are counted in the year in which they happened.",
        "Crimes are counted in the year in which they were detected.",
        "The information was taken from the force's crime recording system",
        "Recorded crime",
        "The figures were taken from the force intelligence unit.",
        "Our crimes system was changed during the period and some were transferred to another force.",
    ],
)
def test_a_sentence_with_any_word_more_may_limit(sentence: str) -> None:
    assert not tells_of_source(sentence, FORCE)


def test_a_line_that_counts_is_no_furniture() -> None:
    assert is_furniture("Produced by the Performance unit")
    assert not is_furniture("Produced by arrests")
    assert not is_furniture("Source: northern division only")
