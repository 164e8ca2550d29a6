"""More PDFs of `tests/cases/pdf/`: headings that stand elsewhere than right over the rows, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.making_documents.pdf import BOLD, COLUMNS, Row, Sheet

HEADING: Row = ("Ward", "FY 2017/18", "FY 2018/19", "FY 2019/20")


def _wards(first: int, last: int) -> list[Row]:
    return [(f"Ward {n}", str(n), str(7 * n), str(3 * n + 1)) for n in range(first, last + 1)]


def a_line_of_years_at_the_foot_over_other_columns() -> bytes:
    """The last line of a page names as many years as a table at the top of the next has columns, but stands elsewhere:
    it is no heading of it."""
    sheet = Sheet()
    sheet.text(60, 700, "The years that you asked for are")
    for n, year in enumerate(("2017/18", "2018/19", "2019/20")):
        sheet.text(60 + 60 * n, 752, year, 10)
    sheet.next_page()
    rows = _wards(1, 5)
    sheet.table(50, COLUMNS, rows, rules="none")
    return sheet.bytes()


def years_over_two_lines_left_of_their_numbers() -> bytes:
    """Each year is parted behind its dash and set to the left, and a number to the right begins right behind the next
    one's first line."""
    lefts = (82.9, 258.6, 314.2, 369.7, 425.3)
    rights = (302.2, 357.7, 413.3, 468.9)
    sheet = Sheet()
    sheet.text(lefts[0], 191, "HO Offence", 8.5, BOLD)
    for n, left in enumerate(lefts[1:]):
        sheet.text(left, 191, f"{2017 + n} -", 8.5, BOLD)
        sheet.text(left, 201, f"{2018 + n}", 8.5, BOLD)
    rows: list[Row] = [
        ("Sexual communication with a child (s15A)", "63", "1,358", "78", "8"),
        ("Meeting a child", "55", "1,566", "639", "5"),
        ("Sexual activity in the presence of a child", "673", "2,105", "89", "1,530"),
        ("Arranging a child sex offence", "57", "1,962", "2,148", "25"),
        ("Images", "1,018", "87", "71", "73"),
    ]
    for n, row in enumerate(rows):
        sheet.text(lefts[0], 217 + 16 * n, str(row[0]), 8.5)
        for right, value in zip(rights, row[1:], strict=True):
            sheet.text(right, 217 + 16 * n, str(value), 8.5, where=1.0)
    return sheet.bytes()


def title_centred_over_numbers_at_the_left() -> bytes:
    """Blanks of a title stand, by chance, over the left sides of two columns."""
    lefts = (71.0, 272.0, 326.1, 380.1, 434.1)
    title = ("Number of arrests", "by offence", "and financial year")
    sheet = Sheet()
    blank = sheet.canvas.stringWidth(" ", BOLD, 10)
    sheet.text(lefts[1] - blank, 160, title[0], 10, BOLD, where=1.0)
    sheet.text(lefts[1] + 0.3, 160, title[1], 10, BOLD)
    sheet.text(lefts[2] + 0.3, 160, title[2], 10, BOLD)
    heading: Row = ("Offence Description", "2017/18", "2018/19", "2019/20", "2020/21")
    rows: list[Row] = [
        ("Sexual communication with a child", "*", "98", "2,039", "2,042"),
        ("Arranging a child sex offence", "2,305", "5", "7", "*"),
        ("Images", "7", "2,158", "8", "67"),
        ("Meeting a child", "37", "*", "*", "2,268"),
        ("Sexual activity with a child", "0", "9", "454", "*"),
    ]
    for n, row in enumerate((heading, *rows)):
        for left, text in zip(lefts, row, strict=True):
            sheet.text(left, 178 + 17 * n, str(text), 9.5)
    return sheet.bytes()


def _sheet_of_parts(sheet: Sheet, levels: Sequence[Sequence[tuple[float, str]]], rows: Sequence[Row]) -> None:
    rights = (422.0, 481.8, 541.5, 601.2)
    for n, level in enumerate(levels):
        for left, text in level:
            sheet.text(left, 100 + 11.5 * n, text, 8.5, BOLD)
    below = 100 + 11.5 * len(levels) + 12
    for n, row in enumerate(rows):
        sheet.text(52, below + 12 * n, str(row[0]), 8.5)
        for right, value in zip(rights, row[1:], strict=True):
            sheet.text(right, below + 12 * n, str(value), 8.5, where=1.0)


ROWS: list[Row] = [
    ("Sexual communication with a child", "87", "24", "104", "91"),
    ("Meeting a child", "76", "33", "107", "85"),
    ("Images", "115", "129", "103", "23"),
    ("Arranging a child sex offence", "80", "42", "73", "69"),
]


def years_over_two_columns_each_beside_the_labels_heading() -> bytes:
    """The upper row of headings is close to the lower one, and holds the labels' heading as well."""
    sheet = Sheet(pagesize=(842, 595))
    levels = (
        ((52, "Offence"), (364.4, "2017/18"), (483.8, "2018/19")),
        ((364.4, "Offences"), (424.1, "Arrests"), (483.8, "Offences"), (543.5, "Arrests")),
        ((364.4, "recorded"), (483.8, "recorded")),
    )
    _sheet_of_parts(sheet, levels, ROWS)
    return sheet.bytes()


def years_of_two_in_a_column_of_their_own() -> bytes:
    """The first of each two years ends, and the dash behind it begins, in one line: no gap between columns."""
    lefts = (60.0, 220.0, 360.0)
    sheet = Sheet()
    rows: list[Row] = [("Offence", "FY Year", "No. of arrests")]
    for n, label in enumerate(("Meeting a child (s15)", "Images (s1)", "Manual (s69)")):
        rows += [(label if not k else "", f"{2019 + k} - {2020 + k}", str(7 * n + k)) for k in range(2)]
    for n, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            sheet.text(left, 100 + 20 * n, str(text), 10)
    return sheet.bytes()


CASES: dict[str, Callable[[], bytes]] = {
    "b12-line-of-years-at-the-foot-over-other-columns": a_line_of_years_at_the_foot_over_other_columns,
    "b14-years-over-two-lines-left-of-their-numbers": years_over_two_lines_left_of_their_numbers,
    "b14-title-centred-over-numbers-at-the-left": title_centred_over_numbers_at_the_left,
    "b11-years-of-two-in-a-column-of-their-own": years_of_two_in_a_column_of_their_own,
    "b10-years-over-two-columns-beside-the-labels-heading": years_over_two_columns_each_beside_the_labels_heading,
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
