"""More PDFs of `tests/cases/pdf/`: tables without rules whose columns stand close, as programs set them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.making_documents.pdf import FONT, Row, Sheet, Truth, table, write_cases

YEARS = ("2017/18", "2018/19", "2019/20")


def printed_sheet() -> tuple[bytes, Truth]:
    """Words begin two points from their column's left side, numbers end two points from its right one."""
    lefts = (60.0, 260.0, 320.0, 380.0)
    width = 58.0
    sheet = Sheet()
    headings = (("Year",), ("Causing a", "child to", "watch"), ("Section", "160"), ("Sexual", "activity"))
    for left, lines in zip(lefts, headings, strict=True):
        for n, line in enumerate(lines):
            sheet.text(left, 90 + 12 * n, line, 10)
    rows = [
        (year, *cells)
        for year, cells in zip(
            (*YEARS, "2020/21"),
            (("93", "-", "7"), ("-", "1204", "12"), ("2285", "<5", "-"), ("8", "31", "4")),
            strict=True,
        )
    ]
    for n, row in enumerate(rows):
        sheet.text(lefts[0], 140 + 15 * n, row[0], 10)
        for left, text in zip(lefts[1:], row[1:], strict=True):
            is_number = text.isdigit()
            sheet.text(left + width if is_number else left, 140 + 15 * n, text, 10, where=1.0 if is_number else 0.0)
    read: list[Row] = [("Year", "Causing a child to watch", "Section 160", "Sexual activity"), *rows]
    return sheet.bytes(), Truth([table(read)], [])


def _centred(sheet: Sheet, middle: float, centre: float, lines: Sequence[str]) -> None:
    """Lines around a height, as browsers centre them in a row of headings."""
    for n, line in enumerate(lines):
        sheet.text(centre, middle + 11.3 * (n - (len(lines) - 1) / 2), line, 10, where=0.5)


def numbers_among_the_words_of_headings() -> tuple[bytes, Truth]:
    """The headings' lines stand at different heights, and a section's number beside another heading's words."""
    headings = (
        ("SOA", "2003", "s.10", "Cause", "or", "incite a", "child", "to", "engage", "in", "sexual", "activity"),
        ("s.127 of the", "Communications", "Act 2003"),
        ("Sexual", "Offences", "Act", "2003,", "section", "11"),
    )
    centres = (140.0, 220.0, 310.0)
    sheet = Sheet()
    sheet.text(70, 160, "Year", 10)
    for centre, lines in zip(centres, headings, strict=True):
        _centred(sheet, 160, centre, lines)
    rows: list[Row] = [(year, str(n), str(3 * n), str(70 - n)) for n, year in enumerate(YEARS, 12)]
    for n, row in enumerate(rows):
        for left, text in zip((70, 120, 190, 290), row, strict=True):
            sheet.text(left, 245 + 16 * n, str(text), 10)
    read: list[Row] = [("Year", *(" ".join(lines) for lines in headings)), *rows]
    return sheet.bytes(), Truth([table(read)], [])


def one_heading_behind_its_numbers() -> tuple[bytes, Truth]:
    """The only column of numbers is headed in its middle, and the numbers stand at its left."""
    sheet = Sheet()
    sheet.text(190, 90, "Offence", 10)
    sheet.text(450, 90, "Number of", 10)
    sheet.text(456, 101, "arrests", 10)
    rows: list[Row] = [("Grooming", "37"), ("Possession of an indecent photograph of a child", "13"), ("Images", "49")]
    for n, row in enumerate(rows):
        sheet.text(70, 120 + 17 * n, str(row[0]), 10)
        sheet.text(435, 120 + 17 * n, str(row[1]), 10)
    return sheet.bytes(), Truth([table([("Offence", "Number of arrests"), *rows])], [])


def one_row_beside_the_lines_of_its_label() -> tuple[bytes, Truth]:
    """No line of the label stands beside the row's numbers."""
    sheet = Sheet()
    sheet.text(70, 90, "Outcome", 10)
    centres = (180.0, 260.0, 340.0)
    for centre, lines in zip(
        centres, (("Type 1:", "Charged"), ("Type 2:", "Caution"), ("Type 14:", "Victim")), strict=True
    ):
        _centred(sheet, 90, centre, lines)
    sheet.text(70, 125, "Number", 10)
    sheet.text(70, 137, "recorded", 10)
    for centre, text in zip(centres, ("48", "3", "104"), strict=True):
        sheet.text(centre - sheet.canvas.stringWidth("Type 1:", FONT, 10) / 2, 131, text, 10)
    rows: list[Row] = [("Outcome", "Type 1: Charged", "Type 2: Caution", "Type 14: Victim")]
    return sheet.bytes(), Truth([table([*rows, ("Number recorded", "48", "3", "104")])], [])


def title_close_above_its_headings() -> tuple[bytes, Truth]:
    """A title stands as close to the headings as their lines do; it is far wider than the labels are."""
    sheet = Sheet()
    sheet.text(60, 86, "Offences recorded by year", 10)
    for n, lines in enumerate((("Financial", "Year"), ("Section", "14"), ("Section", "160"))):
        for k, line in enumerate(lines):
            sheet.text(60 + 150 * n, 99 + 12 * k, line, 10)
    rows: list[Row] = [("2017/18", "1626", "6"), ("2018/19", "299", "31"), ("2019/20", "89", "9")]
    for n, row in enumerate(rows):
        for k, text in enumerate(row):
            sheet.text(60 + 150 * k, 132 + 16 * n, str(text), 10)
    read: list[Row] = [("Financial Year", "Section 14", "Section 160"), *rows]
    title = "Offences recorded by year"
    return sheet.bytes(), Truth([table(read, title=title)], [title])


def words_and_numbers_at_the_left() -> tuple[bytes, Truth]:
    """Words and numbers begin at their column's left side, so that the headings' words nearly touch; one heading has
    more lines than the others, which stand at the top."""
    lefts = (60.0, 200.0, 246.0, 292.0)
    headings = (("Year",), ("Arrangin", "g or", "facilitati", "ng"), ("Possessi", "on"), ("Causing",))
    sheet = Sheet()
    for left, lines in zip(lefts, headings, strict=True):
        for n, line in enumerate(lines):
            size = 10 * 44 / sheet.canvas.stringWidth("Arrangin", FONT, 10) if line == "Arrangin" else 10
            sheet.text(left, 90 + 12 * n, line, size)
    rows: list[Row] = [(year, str(40 + n), str(1000 + n), str(n)) for n, year in enumerate((*YEARS, "2020/21"))]
    for n, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            sheet.text(left, 165 + 15 * n, str(text), 10)
    read: list[Row] = [("Year", "Arrangin g or facilitati ng", "Possessi on", "Causing"), *rows]
    return sheet.bytes(), Truth([table(read)], [])


def prose_whose_words_begin_where_columns_do() -> tuple[bytes, Truth]:
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
    return sheet.bytes(), Truth([table(rows, title=text)], [text])


def dates_over_three_lines_beside_a_total() -> tuple[bytes, Truth]:
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
    read: list[Row] = [("Offence type", "01/04/2017 to 31/03/2018", "01/04/2018 to 31/03/2019", "Totals"), *rows]
    return sheet.bytes(), Truth([table(read)], [])


CASES: dict[str, Callable[[], tuple[bytes, Truth]]] = {
    "f-printed-sheet": printed_sheet,
    "b14-numbers-among-the-words-of-headings": numbers_among_the_words_of_headings,
    "b14-title-close-above-its-headings": title_close_above_its_headings,
    "b14-words-and-numbers-at-the-left": words_and_numbers_at_the_left,
    "f-prose-whose-words-begin-where-columns-do": prose_whose_words_begin_where_columns_do,
    "b14-dates-over-three-lines-beside-a-total": dates_over_three_lines_beside_a_total,
    "b14-one-heading-behind-its-numbers": one_heading_behind_its_numbers,
    "b05-one-row-beside-the-lines-of-its-label": one_row_beside_the_lines_of_its_label,
}


def write(folder: Path) -> None:
    write_cases(folder.with_name("pdf"), CASES)
