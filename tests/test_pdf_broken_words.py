"""A word that a narrow cell may have cut in two is told from one that ends where its line does."""

from __future__ import annotations

from ingest.pdf.cell_text import may_be_broken
from ingest.pdf.layout import Word


def lines(*texts: str) -> list[Word]:
    """Words of a cell, a line each, five points a character."""
    words: list[Word] = []
    for n, text in enumerate(texts):
        at = 0.0
        for word in text.split():
            words.append(Word(word, at, 12.0 * n, at + 5 * len(word), 12.0 * n + 10, 10.0))
            at += 5 * len(word) + 3
    return words


def test_a_word_that_fills_its_line_and_goes_on_below_may_be_cut() -> None:
    assert may_be_broken(lines("[2] Youth", "conditiona", "l caution"))


def test_a_word_that_leaves_room_is_whole() -> None:
    assert not may_be_broken(lines("Formal", "action not in the", "public interest"))


def test_words_that_stand_beside_others_are_whole() -> None:
    assert not may_be_broken(lines("Further work", "not in the", "interest"))
    assert not may_be_broken(lines("Charged", "Summonsed"))
