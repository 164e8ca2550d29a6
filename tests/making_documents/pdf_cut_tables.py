"""More PDFs of `tests/cases/pdf/`: tables that a page's end cuts, and what programs do to them there."""

from __future__ import annotations

from collections.abc import Callable

from tests.making_documents.pdf import COLUMNS, ROW, Row, Sheet

HEADING: Row = ("Ward", "2017", "2018", "2019")


def _wards(first: int, last: int) -> list[Row]:
    return [(f"Ward {n}", str(n), str(7 * n), str(n % 5)) for n in range(first, last + 1)]


def part_drawn_to_one_side() -> bytes:
    """The program draws the heading six points to the right of the rows below it."""
    aside = tuple(x + 6 for x in COLUMNS)
    sheet = Sheet()
    sheet.table(700, aside, [HEADING])
    sheet.table(700 + ROW, COLUMNS, _wards(1, 2))
    sheet.next_page()
    sheet.table(50, COLUMNS, _wards(3, 5))
    return sheet.bytes()


def headings_at_different_heights() -> bytes:
    """A heading of one line beside headings of two stands a little above their first line: no part of it is raised."""
    xs = (60.0, 150.0, 230.0, 310.0)
    sheet = Sheet()
    sheet.text(100, 100, "Offence", 11)
    for n in (1, 2):
        sheet.text(xs[n] + 8, 103, "Recorded", 11)
        sheet.text(xs[n] + 8, 116, "offences", 11)
    body: list[Row] = [("Grooming", "4", "2"), ("Images", "14", "12")]
    end = sheet.table(124, xs, body)
    sheet.across(84, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 84, end)
    return sheet.bytes()


def rest_of_a_label_alone() -> bytes:
    sheet = Sheet()
    rows: list[Row] = [HEADING, *_wards(1, 6), ("Causing or inciting a child", "4", "45", "3")]
    sheet.table(640, COLUMNS, rows, rules="none")
    sheet.next_page()
    sheet.text(COLUMNS[0] + 4, 60, "under 13 to engage in", 10)
    sheet.text(COLUMNS[0] + 4, 72, "sexual activity", 10)
    sheet.text(60, 120, "Yours sincerely")
    return sheet.bytes()


def letter_goes_on_below_a_table() -> bytes:
    """The same where the line had room beside the label: it is the letter's."""
    sheet = Sheet()
    rows: list[Row] = [HEADING, *_wards(1, 5), ("Possession of prohibited images", "1", "2", "3"), *_wards(6, 6)]
    sheet.table(640, COLUMNS, rows, rules="none")
    sheet.next_page()
    sheet.text(COLUMNS[0] + 4, 60, "Yours sincerely", 10)
    return sheet.bytes()


def heading_broken_by_the_page() -> bytes:
    sheet = Sheet()
    sheet.table(780, COLUMNS, [("Ward", "2017 -", "2018 -", "2019 -")], rules="none")
    sheet.next_page()
    sheet.table(50, COLUMNS, [("", "2018", "2019", "2020"), *_wards(1, 4)])
    return sheet.bytes()


def own_years_and_a_total() -> bytes:
    """A table at the top of a page has years of its own beside a total: it is no rest of the one before."""
    first: list[Row] = [("Ward", "2016", "2017", "Total"), *_wards(1, 6)]
    second: list[Row] = [("Ward", "2018", "2019", "Total"), *_wards(7, 9)]
    sheet = Sheet()
    sheet.table(660, COLUMNS, first)
    sheet.next_page()
    sheet.table(50, COLUMNS, second)
    return sheet.bytes()


def telephone_below_a_table() -> bytes:
    """A sign-off below a table ends with a number that happens to stand below the table's numbers."""
    labels = (
        "Community resolution",
        "Evidential difficulties: the suspect is identified",
        "Not in the public interest",
    )
    rows: list[Row] = [("Outcome", "Number"), *zip(labels, ("219", "119", "95"), strict=True)]
    sheet = Sheet()
    for n, (label, text) in enumerate(rows):
        sheet.text(66 if n else 140, 100 + 17 * n, str(label), 10)
        sheet.text(289, 100 + 17 * n, str(text), 10)
    lines = ("Yours faithfully,", "Disclosure Officer", "Information Access Unit, Borsetshire")
    for n, line in enumerate(lines):
        sheet.text(62, 176 + 12 * n, line, 10)
    sheet.text(282.2, 212, "disclosure.officer@borsetshire.example | 01619", 10, where=1.0)
    sheet.text(285, 212, "319053", 10)
    return sheet.bytes()


def beginnings_of_years_above_a_ruled_table() -> bytes:
    """The first line of the headings stands outside the rules: what is left of them in the table is not read."""
    rows = _wards(1, 3)
    sheet = Sheet()
    sheet.table(82, COLUMNS, [("", "2017 -", "2018 -", "2019 -")], rules="none")
    sheet.table(104, COLUMNS, [("Ward", "2018", "2019", "2020"), *rows])
    return sheet.bytes()


CASES: dict[str, Callable[[], bytes]] = {
    "b13-part-drawn-to-one-side": part_drawn_to_one_side,
    "b13-rest-of-a-label-alone": rest_of_a_label_alone,
    "b13-letter-goes-on-below-a-table": letter_goes_on_below_a_table,
    "b13-heading-broken-by-the-page": heading_broken_by_the_page,
    "b12-own-years-and-a-total": own_years_and_a_total,
    "f-telephone-below-a-table": telephone_below_a_table,
    "b14-beginnings-of-years-above-a-ruled-table": beginnings_of_years_above_a_ruled_table,
    "b14-headings-at-different-heights": headings_at_different_heights,
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
