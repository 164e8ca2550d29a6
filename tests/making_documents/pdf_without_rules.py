"""More PDFs of `tests/cases/pdf/`: tables without rules, or with few, whose columns and rows only their places tell."""

from __future__ import annotations

from collections.abc import Callable

from tests.making_documents.pdf import BOLD, COLUMNS, COUNTS, ROW, YEARS, Row, Sheet


def two_level_headings_without_rules(where: float) -> Callable[[], bytes]:
    def write() -> bytes:
        xs = (60.0, 220.0, 290.0, 360.0, 430.0, 500.0)
        body: list[Row] = [
            ("Offence", "Charged", "Cautioned", "Charged", "Cautioned"),
            ("Grooming", "4", "2", "11", "0"),
            ("Images", "14", "12", "1", "10"),
        ]
        sheet = Sheet()
        sheet.text(60, 70, "Outcomes are in the table.")
        for n, text in ((0, "2018"), (1, "2019")):
            left, right = xs[1 + 2 * n], xs[3 + 2 * n]
            sheet.text(left + where * (right - left), 102, text, 10, where=where)
        sheet.table(108, xs, body, rules="none", where=where)
        return sheet.bytes()

    return write


def no_rules() -> bytes:
    sheet = Sheet()
    y = sheet.paragraph(
        60, 80, ["Please find below the number of crimes that were recorded with the marker in", "each of the years."]
    )
    end = sheet.table(y + 4, COLUMNS, COUNTS, rules="none", where=1.0)
    sheet.text(60, end + 30, "The figures were taken from a live system.")
    return sheet.bytes()


def labels_over_lines(rules: str, where: float) -> Callable[[], bytes]:
    """Labels over one to three lines, their numbers beside the first line (0), the middle (0.5) or the last (1)."""

    def write() -> bytes:
        sheet = Sheet()
        labels = (
            ("Causing or inciting a child under", "13 to engage in sexual activity"),
            ("Meeting a child",),
            ("Sexual communication with a", "child, attempts and those who", "conspired included"),
            ("Arranging or facilitating a", "child sex offence"),
        )
        numbers = (("4", "12", "-"), ("1", "", "30"), ("114", "2", "7"), ("0", "0", "5"))
        y = sheet.table(100, COLUMNS, [YEARS], rules="none")
        if rules == "across":
            sheet.across(100, COLUMNS[0], COLUMNS[-1])
        rows: list[Row] = [YEARS]
        for label, values in zip(labels, numbers, strict=True):
            if rules == "across":
                sheet.across(y, COLUMNS[0], COLUMNS[-1])
            y += 7
            for n, line in enumerate(label):
                sheet.text(64, y + 9 + n * 11.5, line, 10)
            foot = y + 9 + where * (len(label) - 1) * 11.5
            for column, value in enumerate(values, 1):
                sheet.text((COLUMNS[column] + COLUMNS[column + 1]) / 2, foot, value, 10, where=0.5)
            y += len(label) * 11.5 + 5
            rows.append((" ".join(label), *values))
        if rules == "across":
            sheet.across(y, COLUMNS[0], COLUMNS[-1])
        return sheet.bytes()

    return write


def shaded_rows() -> bytes:
    sheet = Sheet()
    for n in (1, 3):
        sheet.shade(60, 100 + n * ROW, 450, ROW)
    sheet.table(100, COLUMNS, COUNTS, rules="none")
    return sheet.bytes()


def numbers_close_to_labels() -> bytes:
    xs = (60.0, 232.0, 292.0, 352.0)
    rows: list[Row] = [
        ("Offence", "2018/19", "2019/20"),
        ("Grooming", "14", "3"),
        ("Sexual communication with a child", "9", "11"),
        ("Images", "27", "-"),
        ("Causing a child to watch an image", "5", "n/a"),
    ]
    sheet = Sheet()
    sheet.table(100, xs, rows, rules="none", where=0.0)
    return sheet.bytes()


def headings_close_to_each_other() -> bytes:
    xs = (60.0, 190.0, 292.0, 394.0)
    rows: list[Row] = [
        ("Force", "Number of offences", "Number of arrests", "Not proceeded with"),
        ("Borsetshire", "314", "12", "7"),
        ("Ambridge", "27", "-", "0"),
    ]
    sheet = Sheet()
    sheet.table(100, (*xs, 496.0), rows, rules="none", size=10.5)
    return sheet.bytes()


def headings_left_of_their_numbers() -> bytes:
    """Headings set left and numbers set right share no place in their columns; a telephone number stands below one."""
    xs = (60.0, 232.0, 306.0, 380.0, 454.0, 528.0)
    heading: Row = ("Offence", "2017", "2018", "2019", "2020 to date")
    body: list[Row] = [
        ("Sexual communication with a child", "4", "1,702", "31", "6"),
        ("Meeting a child", "17", "3", "0", "22"),
        ("Arranging a child sex offence", "2", "41", "5", "1,010"),
    ]
    sheet = Sheet()
    for n, text in enumerate(heading):
        sheet.text(xs[n], 110, str(text), 8.5, BOLD)
    for r, row in enumerate(body, 1):
        sheet.text(xs[0], 110 + 16 * r, str(row[0]), 8.5)
        for n, text in enumerate(row[1:], 1):
            sheet.text(xs[n + 1] - 8, 110 + 16 * r, str(text), 8.5, where=1.0)
    sheet.text(60, 176, "Yours sincerely")
    sheet.text(60, 189, "Records Team, 1 Weir Street, Ambridge,")
    sheet.text(274, 189, "632960")
    return sheet.bytes()


def headings_of_several_lines_left_of_their_numbers() -> bytes:
    """Numbers among the words of a heading, of which no line has all columns."""
    xs = (60.0, 140.0, 240.0, 340.0, 440.0)
    headings = [
        ["Year"],
        ["Section 62", "Coroners and", "Justice Act", "2009"],
        ["Sexual Offences", "Act 2003,", "section 11"],
        ["s9 SOA 2003"],
    ]
    body: list[Row] = [("2017", "38", "7", "2,357"), ("2018", "34", "1,004", "82"), ("2019", "903", "2", "9")]
    sheet = Sheet()
    for n, lines in enumerate(headings):
        for line, text in enumerate(lines):
            sheet.text(xs[n], 110 + 10 * line, text, 8.5, BOLD)
    for r, row in enumerate(body):
        sheet.text(xs[0], 156 + 16 * r, str(row[0]), 8.5)
        for n, text in enumerate(row[1:], 1):
            sheet.text(xs[n + 1] - 8, 156 + 16 * r, str(text), 8.5, where=1.0)
    return sheet.bytes()


def years_broken_in_narrow_columns(rules: str) -> Callable[[], bytes]:
    """A heading whose last digits had no room is one row, with rules and without."""

    def write() -> bytes:
        xs = (60.0, 200.0, 250.0, 300.0, 350.0)
        body: list[Row] = [("Grooming", "4", "2", "11"), ("Images", "14", "12", "1"), ("Contact", "0", "3", "9")]
        sheet = Sheet()
        for n, year in enumerate(("2017/201", "2018/201", "2019/202"), 1):
            sheet.text(xs[n] + 4, 112, year, 9)
            sheet.text(xs[n] + 4, 122, "890"[n - 1], 9)
        sheet.text(64, 112, "Offence", 9)
        sheet.table(128, xs, body, rules=rules, where=0.3)
        if rules == "all":
            sheet.table(102, xs, [("", "", "", "")], rules="open_below")
            for x in xs:
                sheet.down(x, 102, 128)
        return sheet.bytes()

    return write


def codes_beside_names_over_lines() -> bytes:
    """A code and a name are two columns of labels; the name goes over two lines beside its numbers."""
    xs = (60.0, 130.0, 250.0, 330.0, 410.0)
    names = (
        ("86/15", "Possession of", "prohibited images"),
        ("71/17", "Communication", "with a child"),
        ("88/01", "Grooming"),
    )
    counts = (("158", "55"), ("171", "30"), ("70", "285"))
    sheet = Sheet()
    for n, text in enumerate(("HO code", "Offence", "2017-18", "2018-19")):
        sheet.text(xs[n], 100, text, 9, BOLD)
    y = 116.0
    for (code, *lines), numbers in zip(names, counts, strict=True):
        sheet.text(xs[0], y + 5 * (len(lines) - 1), code, 9)
        for n, line in enumerate(lines):
            sheet.text(xs[1], y + 10 * n, line, 9)
        for n, number in enumerate(numbers):
            sheet.text(xs[n + 3] - 20, y + 5 * (len(lines) - 1), number, 9, where=1.0)
        y += 10 * len(lines) + 6
    rows: list[Row] = [("HO code", "Offence", "2017-18", "2018-19")]
    rows += [(code, " ".join(lines), *numbers) for (code, *lines), numbers in zip(names, counts, strict=True)]
    return sheet.bytes()


def years_that_nearly_touch() -> bytes:
    xs = (60.0, 200.0, 239.0, 278.0)
    sheet = Sheet()
    for n, year in enumerate(("2017/18", "2018/19", "2019/20")):
        sheet.text(xs[n + 1], 100, year, 10)
    sheet.text(60, 100, "Offence", 10)
    body: list[Row] = [("Grooming", "14", "2", "110"), ("Images", "1", "120", "31")]
    for r, row in enumerate(body, 1):
        sheet.text(60, 100 + 15 * r, str(row[0]), 10)
        for n, text in enumerate(row[1:], 1):
            sheet.text(xs[n] + 36, 100 + 15 * r, str(text), 10, where=1.0)
    return sheet.bytes()


def values_in_words() -> bytes:
    rows: list[Row] = [
        ("Force", "2016", "2017", "2018"),
        ("Borsetshire", "14", "9", "n/a"),
        ("Felpersham", "3", "28", "[c]"),
        ("Ambridge", "n/a", "n/a", "n/a"),
    ]
    sheet = Sheet()
    sheet.table(90, COLUMNS, rows, rules="none")
    return sheet.bytes()


def table_wider_than_the_page() -> bytes:
    xs = (60.0, 270.0, 350.0, 560.0, 640.0)
    rows: list[Row] = [
        ("Ward", "2017", "2018", "2019"),
        ("Ward 1", "1", "7", "10,457"),
        ("Ward 2", "2", "14", "33,110"),
    ]
    sheet = Sheet()
    sheet.table(90, xs, rows)
    return sheet.bytes()


CASES: dict[str, Callable[[], bytes]] = {
    "b10-two-level-headings-unruled-centred": two_level_headings_without_rules(0.5),
    "b10-two-level-headings-unruled-left": two_level_headings_without_rules(0.0),
    "b10-two-level-headings-unruled-right": two_level_headings_without_rules(1.0),
    "b14-headings-close-to-each-other": headings_close_to_each_other,
    "b14-headings-left-of-their-numbers": headings_left_of_their_numbers,
    "b14-headings-of-several-lines-left-of-their-numbers": headings_of_several_lines_left_of_their_numbers,
    "b14-years-broken-in-narrow-columns-in-rules": years_broken_in_narrow_columns("all"),
    "b06-codes-beside-names-over-lines": codes_beside_names_over_lines,
    "b14-years-that-nearly-touch": years_that_nearly_touch,
    "b15-values-in-words": values_in_words,
    "f-numbers-close-to-labels": numbers_close_to_labels,
    "f-table-wider-than-the-page": table_wider_than_the_page,
    "rules-none": no_rules,
    "rules-none-labels-beside-first-line": labels_over_lines("none", 0.0),
    "rules-none-labels-beside-last-line": labels_over_lines("none", 1.0),
    "rules-none-labels-beside-middle": labels_over_lines("none", 0.5),
    "rules-across-labels-beside-middle": labels_over_lines("across", 0.5),
    "rules-shaded": shaded_rows,
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
