"""More PDFs of `tests/cases/pdf/`: tables without rules whose columns stand close, as programs set them."""

from __future__ import annotations

from collections.abc import Callable

from tests.making_documents.pdf import FONT, Row, Sheet

YEARS = ("2017/18", "2018/19", "2019/20")


def prose_whose_words_begin_where_columns_do() -> bytes:
    """A sentence above a table has words that begin, by chance, where its columns of numbers do."""
    lefts = (60.0, 250.0, 330.0, 410.0)
    sentence = (
        "Please note that the offences in the table",
        "were all recorded",
        "by our officers in",
        "the years shown.",
    )
    sheet = Sheet()
    for left, words in zip(lefts, sentence, strict=True):
        width = 190.0 if left == lefts[0] else 80.0
        blank = (width - sum(sheet.canvas.stringWidth(word, FONT, 10) for word in words.split())) / len(words.split())
        for word in words.split():
            sheet.text(left, 90, word, 10)
            left += sheet.canvas.stringWidth(word, FONT, 10) + blank
    rows: list[Row] = [
        ("Crime type", *YEARS),
        ("Grooming", "374", "15", "61"),
        ("Images", "8", "2", "637"),
        ("Other", "5", "2", "2"),
    ]
    for n, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            sheet.text(left, 116 + 17 * n, str(text), 10)
    text = " ".join(sentence)
    return sheet.bytes()


def dates_over_three_lines_beside_a_total() -> bytes:
    """The first lines of headings that are dates stand over columns, of which one more is a total."""
    lefts = (60.0, 200.0, 280.0, 360.0)
    sheet = Sheet()
    for left, lines in zip(
        lefts[1:3], (("01/04/2017", "to", "31/03/2018"), ("01/04/2018", "to", "31/03/2019")), strict=True
    ):
        for n, line in enumerate(lines):
            sheet.text(left, 90 + 10 * n, line, 8.5)
    sheet.text(lefts[0], 100, "Offence type", 8.5)
    sheet.text(lefts[3], 100, "Totals", 8.5)
    rows: list[Row] = [("Grooming", "12", "30", "42"), ("Images", "7", "8", "15"), ("Other", "1", "2", "3")]
    for n, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            sheet.text(left, 128 + 16 * n, str(text), 8.5)
    return sheet.bytes()


CASES: dict[str, Callable[[], bytes]] = {
    "f-prose-whose-words-begin-where-columns-do": prose_whose_words_begin_where_columns_do,
    "b14-dates-over-three-lines-beside-a-total": dates_over_three_lines_beside_a_total,
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
