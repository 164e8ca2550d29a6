"""The PDFs of `tests/cases/pdf/`: letters of forces that cannot be mistaken for real ones, drawn so that each shows
one form."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
FONT, BOLD = "Helvetica", "Helvetica-Bold"
ROW = 18.0

Row = Sequence[str | None]


class Sheet:
    """A PDF drawn in points from the page's top left, which remembers nothing of what it draws."""

    def __init__(self, **options: Any) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=options.pop("pagesize", A4), invariant=1, **options)
        self.height = self.canvas._pagesize[1]

    def text(self, x: float, y: float, text: str, size: float = 11, font: str = FONT, where: float = 0.0) -> None:
        """A text whose left side (`where` 0), middle (0.5) or right side (1) is at `x`, its foot at `y`."""
        self.canvas.setFont(font, size)
        width = self.canvas.stringWidth(text, font, size)
        self.canvas.drawString(x - where * width, self.height - y, text)

    def paragraph(self, x: float, y: float, lines: Sequence[str], size: float = 11, leading: float = 13.5) -> float:
        """Lines below each other; gives the height for what follows after a gap."""
        for line in lines:
            self.text(x, y, line, size)
            y += leading
        return y + 8

    def upright(self, x: float, y: float, text: str, size: float = 10) -> None:
        """A text that is read upwards and begins at `y`."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(90)
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def across(self, y: float, x0: float, x1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def down(self, x: float, y0: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.setFillGray(0.87)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def table(
        self,
        y: float,
        xs: Sequence[float],
        rows: Sequence[Row],
        rules: str = "all",
        size: float = 10,
        where: float = 0.5,
    ) -> float:
        """Rows of one line each. `rules`: all | across | down | head | none | open_above | open_below."""
        for n, row in enumerate(rows):
            foot = y + n * ROW + 12.5
            for column, text in enumerate(row):
                if text is None:
                    continue
                if column == 0:
                    self.text(xs[0] + 4, foot, text, size)
                else:
                    self.text(xs[column] + where * (xs[column + 1] - xs[column]), foot, text, size, where=where)
        end = y + len(rows) * ROW
        if rules in ("all", "across", "open_above", "open_below"):
            first = 1 if rules == "open_above" else 0
            last = len(rows) - 1 if rules == "open_below" else len(rows)
            for n in range(first, last + 1):
                self.across(y + n * ROW, xs[0], xs[-1])
        if rules == "head":
            for at in (y, y + ROW, end):
                self.across(at, xs[0], xs[-1])
        if rules in ("all", "down", "open_above", "open_below"):
            for x in xs:
                self.down(x, y, end)
        if rules == "down":
            self.across(y, xs[0], xs[-1])
            self.across(end, xs[0], xs[-1])
        return end

    def next_page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


COLUMNS = (60.0, 270.0, 350.0, 430.0, 510.0)
YEARS = ("Offence", "2017/18", "2018/19", "2019/20")
COUNTS: list[Row] = [
    YEARS,
    ("Sexual communication with a child", "12", "1,204", "-"),
    ("Meeting a child following grooming", "3", "", "<5"),
    ("Arranging a child sex offence", "0", "n/a", "*"),
    ("Total", "15", "1,204", "7"),
]


def marks_and_blanks() -> bytes:
    sheet = Sheet()
    sheet.text(60, 80, "Arrests by offence and financial year", font=BOLD)
    end = sheet.table(100, COLUMNS, COUNTS)
    sheet.text(60, end + 20, "* Fewer than five, withheld under section 40(2).", 9)
    sheet.text(60, end + 60, "Yours sincerely")
    return sheet.bytes()


def total_row_of_a_region() -> bytes:
    rows: list[Row] = [
        ("Force", "2016", "2017", "2018"),
        ("Borsetshire", "14", "9", "n/a"),
        ("Felpersham City*", "310", "287", "301"),
        ("Ambridge", "2", "", "4"),
        ("South Midland region", "326", "296", "305"),
    ]
    sheet = Sheet()
    sheet.table(90, COLUMNS, rows, where=1.0)
    return sheet.bytes()


def two_level_headings() -> bytes:
    xs = (60.0, 220.0, 290.0, 360.0, 430.0, 500.0)
    body: list[Row] = [("Grooming", "4", "2", "11", "0"), ("Images", "14", "12", "1", "10")]
    sheet = Sheet()
    for at in (90, 126, 144, 162):
        sheet.across(at, xs[0], xs[-1])
    sheet.across(108, xs[1], xs[-1])
    for n, x in enumerate(xs):
        sheet.down(x, 108 if n in (2, 4) else 90, 162)
    sheet.text(64, 112, "Offence", 10)
    sheet.text(290, 102, "2018", 10, where=0.5)
    sheet.text(430, 102, "2019", 10, where=0.5)
    for n, text in enumerate(("Charged", "Cautioned") * 2):
        sheet.text((xs[n + 1] + xs[n + 2]) / 2, 120, text, 10, where=0.5)
    sheet.table(126, xs, body, rules="none")
    return sheet.bytes()


def heading_of_four_lines() -> bytes:
    xs = (60.0, 150.0, 260.0, 370.0)
    sheet = Sheet()
    for column, lines in ((1, ("Number of", "people arrested", "for these", "offences")), (2, ("of whom", "charged"))):
        for n, line in enumerate(lines):
            sheet.text((xs[column] + xs[column + 1]) / 2, 100 + 12 * (n + 4 - len(lines)), line, 10, where=0.5)
    sheet.text(64, 136, "Year", 10)
    body: list[Row] = [("2017", "31", "9"), ("2018", "27", "11"), ("2019", "40", "-")]
    sheet.table(142, xs, body, rules="none")
    return sheet.bytes()


def heading_of_several_lines_in_rules() -> bytes:
    xs = (60.0, 150.0, 260.0, 370.0)
    sheet = Sheet()
    for column, lines in ((1, ("Number of", "people arrested", "(2018/", "19)")), (2, ("of whom", "charged"))):
        for n, line in enumerate(lines):
            sheet.text((xs[column] + xs[column + 1]) / 2, 100 + 12 * n, line, 10, where=0.5)
    sheet.text(64, 118, "Team", 10)
    body: list[Row] = [("North", "31", "9"), ("South", "27", "11")]
    end = sheet.table(142, xs, body)
    sheet.across(88, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 88, end)
    return sheet.bytes()


def rotated_headings() -> bytes:
    xs = (60.0, 220.0, 250.0, 280.0, 310.0)
    body: list[Row] = [("Borsetshire", "4", "", "11"), ("Ambridge", "14", "2", "")]
    sheet = Sheet()
    for n, words in enumerate((("Discharged",), ("Not", "Stated"), ("Total Used",))):
        for line, word in enumerate(words):
            sheet.upright(xs[n + 1] + 14 + 11 * line, 176, word)
    sheet.text(64, 176, "Force", 10)
    end = sheet.table(180, xs, body)
    sheet.across(100, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 100, end)
    return sheet.bytes()


def rotated_page() -> bytes:
    sheet = Sheet(pagesize=(A4[1], A4[0]))
    sheet.canvas.setPageRotation(0)
    sheet.text(60, 60, "Landscape, by the page's own size.")
    sheet.next_page()
    sheet.canvas.setPageSize(A4)
    sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(A4[0], 0)
    sheet.canvas.rotate(90)
    sheet.height = A4[0]
    sheet.text(60, 80, "Landscape, by rotation.")
    sheet.table(100, COLUMNS, COUNTS)
    return sheet.bytes()


def crop_box() -> bytes:
    sheet = Sheet()
    sheet.canvas.setCropBox((40, 30, 560, 800))
    sheet.text(60, 80, "What a viewer shows.")
    sheet.text(5, 300, "Not shown", 6)
    sheet.table(100, COLUMNS, COUNTS)
    return sheet.bytes()


def footnote_digits() -> bytes:
    sheet = Sheet()
    rows: list[Row] = [("Year", "Arrested", "Charged"), ("2003", "31", "9"), ("2004", "27", "11")]
    xs = (60.0, 160.0, 260.0, 360.0)
    end = sheet.table(100, xs, rows)
    sheet.text(64 + 22.3, 144.5, "5", 6)
    sheet.text(231, 108.5, "1", 6)
    sheet.text(60, end + 18, "1", 5)
    sheet.text(63, end + 21, "Counted by person.", 9)
    sheet.text(60, end + 70, "We recorded 14 arrests on the 21 of May.")
    sheet.text(60 + sheet.canvas.stringWidth("We recorded 14", FONT, 11), end + 66, "2", 6.5)
    return sheet.bytes()


def many(first: int, last: int) -> list[Row]:
    return [(f"Ward {n}", str(n), str(n * 7 % 30), "-" if n % 5 else "1,000") for n in range(first, last + 1)]


def _over_pages(heading_again: bool, rules: str) -> bytes:
    heading: Row = ("Ward", "2017", "2018", "2019")
    sheet = Sheet()
    sheet.text(60, 40, "Borsetshire Police, Freedom of Information", 8)
    sheet.text(300, 815, "Page 1 of 2", 8)
    sheet.text(60, 90, "Arrests by ward:")
    sheet.table(110, COLUMNS, [heading, *many(1, 36)], rules=rules)
    sheet.next_page()
    sheet.text(60, 40, "Borsetshire Police, Freedom of Information", 8)
    sheet.text(300, 815, "Page 2 of 2", 8)
    end = sheet.table(70, COLUMNS, [*([heading] if heading_again else []), *many(37, 41)], rules=rules)
    sheet.text(60, end + 50, "Please quote our reference.")
    return sheet.bytes()


def row_without_top_rule() -> bytes:
    heading: Row = ("Hospital", "2017", "2018", "2019")
    sheet = Sheet()
    sheet.table(640, COLUMNS, [heading, *many(1, 7), ("Felpersham General", "", "", "")], rules="open_below")
    sheet.next_page()
    sheet.table(50, COLUMNS, [("Infirmary", "8", "-", "3"), *many(9, 12)], rules="open_above")
    return sheet.bytes()


def label_split_by_the_page() -> bytes:
    heading: Row = ("Outcome", "2017", "2018", "2019")
    sheet = Sheet()
    sheet.table(640, COLUMNS, [heading, *many(1, 7), ("Evidential difficulties: victim", "4", "45", "3")])
    sheet.next_page()
    sheet.table(50, COLUMNS, [("does not support further action", "", "", ""), *many(9, 12)])
    return sheet.bytes()


def unclear_row_at_the_page() -> bytes:
    heading: Row = ("Outcome", "2017", "2018", "2019")
    sheet = Sheet()
    sheet.table(640, COLUMNS, [heading, *many(1, 7), ("Community resolution", "4", "45", "3")])
    sheet.next_page()
    sheet.table(50, COLUMNS, [("Juveniles", "", "", ""), *many(9, 12)])
    return sheet.bytes()


def two_tables_at_a_page_end() -> bytes:
    first: list[Row] = [("Ward", "2017", "2018", "2019"), *many(1, 7)]
    second: list[Row] = [("Age group", "2017", "2018", "2019"), *many(20, 23)]
    sheet = Sheet()
    sheet.table(640, COLUMNS, first)
    sheet.next_page()
    sheet.table(50, COLUMNS, second)
    return sheet.bytes()


def drawn_with(rules: str) -> Callable[[], bytes]:
    def write() -> bytes:
        sheet = Sheet()
        end = sheet.table(100, COLUMNS, COUNTS, rules=rules)
        sheet.text(60, end + 60, "Yours sincerely")
        return sheet.bytes()

    return write


def several_on_a_page() -> bytes:
    other: list[Row] = [
        ("Sex", "2017/18", "2018/19", "2019/20"),
        ("Female", "1", "4", "-"),
        ("Male", "14", "1,200", "7"),
    ]
    third: list[Row] = [("Month", "Arrests", "Charges", "Cautions"), ("April", "1", "4", "-"), ("May", "14", "12", "7")]
    sheet = Sheet()
    sheet.text(60, 80, "Table 1: by offence", 10)
    end = sheet.table(86, COLUMNS, COUNTS)
    sheet.text(60, end + 26, "Table 2: by sex", 10)
    end = sheet.table(end + 32, COLUMNS, other, rules="none")
    sheet.text(60, end + 26, "Table 3: by month", 10)
    sheet.table(end + 32, COLUMNS, third, rules="none")
    return sheet.bytes()


def letter_without_tables() -> bytes:
    sheet = Sheet()
    for n, line in enumerate(("Borsetshire Police", "PO Box 12", "Felpersham FE1 1AA", "Tel: 01632 960123  Ext: 4567")):
        sheet.text(380, 60 + 13.5 * n, line)
    for n, (label, value) in enumerate(
        (("Our ref:", "123/20"), ("Your ref:", "44"), ("Date:", "12/05/2020"), ("Ext:", "4567"))
    ):
        sheet.text(60, 130 + 13.5 * n, label)
        sheet.text(130, 130 + 13.5 * n, value)
    y = sheet.paragraph(60, 210, ["Dear Applicant"])
    asked = [
        "1a. How many arrests were made in 2019/20 for online sexual offences related to",
        "children, of any kind?",
    ]
    y = sheet.paragraph(60, y, asked)
    y = sheet.paragraph(60, y, ["22."])
    sheet.text(60, y, "1b.")
    sheet.text(110, y, "7")
    sheet.text(60, y + 13.5, "1c.")
    sheet.text(110, y + 13.5, "none")
    y = sheet.paragraph(
        60, y + 40, ["It would take 4 minutes to read each of over 500 records, that is, over 33 hours."]
    )
    sheet.text(300, 815, "1", 9)
    return sheet.bytes()


def boxed_text() -> bytes:
    lines = ["This notice stands in a box and", "is no table, for all its rules."]
    sheet = Sheet()
    sheet.canvas.rect(50, HEIGHT - 140, 300, 60)
    sheet.paragraph(60, 100, lines)
    return sheet.bytes()


def answers_beside_questions_in_rules() -> bytes:
    rows: list[Row] = [("Question", "Answer"), ("1a. Arrests in the year", "22"), ("1b. Arrests with a decoy", "7")]
    sheet = Sheet()
    sheet.table(100, (60.0, 300.0, 400.0), rows)
    return sheet.bytes()


def records() -> bytes:
    rows: list[Row] = [
        ("Date", "Offence", "Outcome", "Age"),
        ("03/04/2019", "Grooming", "Charged", "34"),
        ("11/05/2019", "Grooming", "No further action", "51"),
        ("30/05/2019", "Images", "Charged", "27"),
    ]
    sheet = Sheet()
    sheet.table(100, (60.0, 170.0, 290.0, 430.0, 500.0), rows, rules="none", where=0.0)
    return sheet.bytes()


def merged_labels() -> bytes:
    xs = (60.0, 170.0, 290.0, 400.0)
    sheet = Sheet()
    rows: list[Row] = [
        ("Force", "Sex", "Arrests"),
        ("North", "Female", "2"),
        (None, "Male", "14"),
        ("South", "Male", "5"),
    ]
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.text(xs[column] + 4, 112 + n * ROW + (9 if text == "North" else 0), text, 10)
    for at in (100, 118, 154, 172):
        sheet.across(at, xs[0], xs[-1])
    sheet.across(136, xs[1], xs[-1])
    for x in xs:
        sheet.down(x, 100, 172)
    return sheet.bytes()


def spaced_strings() -> bytes:
    """Numbers printed as one string whose character spacing carries each into its column, as a spreadsheet's printer
    driver does it."""
    xs = (60.0, 160.0, 190.0, 220.0, 250.0)
    rows: list[Row] = [("Force", "a", "b", "c"), ("North", "1", "7", "2"), ("South", "3", "1", "5")]
    sheet = Sheet()
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            if n == 0 or column == 0:
                sheet.text(xs[column] + 4, 112 + n * ROW, str(text), 10)
    for n in (1, 2):
        text = sheet.canvas.beginText(176, HEIGHT - 112 - n * ROW)
        text.setFont(FONT, 10)
        text.setCharSpace(30 - 5.56)
        text.textOut(str(rows[n][1]) + str(rows[n][2]))
        text.textOut(str(rows[n][3]))
        sheet.canvas.drawText(text)
    sheet.table(100, xs, [("", "", "", "")] * 3)
    return sheet.bytes()


def answers_of_several_lines_in_rules() -> bytes:
    """A line that the writer ended ends the cell's line too; one that the cell's width ended does not."""
    xs = (60.0, 200.0, 330.0)
    items = ("Sexual communication", "with a child - 4", "Grooming - 31", "Images - 7")
    sheet = Sheet()
    for at in (90, 108, 156):
        sheet.across(at, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 90, 156)
    for n, text in enumerate(("Question", "Answer")):
        sheet.text(xs[n] + 4, 102, text, 10)
    sheet.text(64, 120, "1b", 10)
    for n, text in enumerate(items):
        sheet.text(xs[1] + 4, 119 + 11 * n, text, 10)
    return sheet.bytes()


def years_in_an_answers_cell() -> bytes:
    """A list of years with a number each is one answer beside a question of as many lines, and no rows."""
    xs = (60.0, 190.0, 290.0)
    sheet = Sheet()
    for at in (90, 108, 150, 168):
        sheet.across(at, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 90, 168)
    sheet.text(64, 102, "Question", 10)
    sheet.text(194, 102, "Answer", 10)
    question = ("2. The number of arrests", "that were made in each", "year, as far as known")
    for n, (asked, answer) in enumerate(zip(question, ("2014 – 6", "2015 – 12", "2016 – 47"), strict=True)):
        sheet.text(64, 119 + 11 * n, asked, 10)
        sheet.text(194, 119 + 11 * n, answer, 10)
    sheet.text(64, 162, "3. Names", 10)
    sheet.text(194, 162, "None", 10)
    answer = "2014 – 6\n2015 – 12\n2016 – 47"
    return sheet.bytes()


def sentence_between_two_tables() -> bytes:
    first: list[Row] = [("Ward", "2017", "2018", "2019"), *many(1, 4)]
    second: list[Row] = [("Month", "Arrests"), ("April", "9"), ("May", "30"), ("June", "-")]
    sheet = Sheet()
    end = sheet.table(100, COLUMNS, first, rules="none")
    sentence = "Please note that the figures above were counted by 12 officers on 3 May 2021"
    sheet.text(60, end + 16, sentence)
    sheet.table(end + 24, COLUMNS[:3], second, rules="none")
    return sheet.bytes()


CASES: dict[str, Callable[[], bytes]] = {
    "b07-region-total": total_row_of_a_region,
    "b09-footnote-digits": footnote_digits,
    "b10-two-level-headings": two_level_headings,
    "b12-row-without-top-rule": row_without_top_rule,
    "b13-label-split-by-the-page": label_split_by_the_page,
    "b13-unclear-row-at-the-page": unclear_row_at_the_page,
    "b14-heading-of-four-lines": heading_of_four_lines,
    "b14-heading-of-several-lines-in-rules": heading_of_several_lines_in_rules,
    "b15-marks-and-blanks": marks_and_blanks,
    "b18-records": records,
    "b19-rotated-headings": rotated_headings,
    "f-answers-of-several-lines-in-rules": answers_of_several_lines_in_rules,
    "f-years-in-an-answers-cell": years_in_an_answers_cell,
    "f-answers-beside-questions": answers_beside_questions_in_rules,
    "f-boxed-text": boxed_text,
    "f-crop-box": crop_box,
    "f-letter-without-tables": letter_without_tables,
    "f-merged-labels": merged_labels,
    "f-rotated-page": rotated_page,
    "f-sentence-between-two-tables": sentence_between_two_tables,
    "f-several-on-a-page": several_on_a_page,
    "f-spaced-strings": spaced_strings,
    "f-two-tables-at-a-page-end": two_tables_at_a_page_end,
    "over-pages-heading-again": lambda: _over_pages(True, "all"),
    "over-pages-no-heading": lambda: _over_pages(False, "all"),
    "over-pages-unruled": lambda: _over_pages(False, "none"),
    "over-pages-unruled-heading-again": lambda: _over_pages(True, "none"),
    "rules-across": drawn_with("across"),
    "rules-at-the-heading": drawn_with("head"),
    "rules-down": drawn_with("down"),
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
