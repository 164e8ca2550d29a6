"""A cast of people who do not exist -> a raw folder whose documents name them in every place where letters name people,
in every format that is read, beside answers and tables of invented numbers.

Nothing of it is ever shipped: tests write it into a folder of their own.
"""

# ruff: noqa: E501 (documents stand here as they are)

from __future__ import annotations

import contextlib
import io
import pickle
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from textwrap import dedent

from benchmarks.accuracy.convert import office
from ingest.commands.build import build as build_warehouse
from tests.making_documents import outlook
from tests.making_documents.html import Said, thread
from tests.making_documents.outlook import Attached, Note
from tests.making_documents.pdf import Sheet as Page
from tests.making_documents.scan import scanned
from tests.making_documents.workbook import Sheet as Tab
from tests.making_documents.workbook_ods import write_ods
from tests.making_documents.workbook_xls import write_xls
from tests.making_evidence import map_of
from tests.making_letters import Letter, noted, table
from tests.making_people import Cast, Person, people

Files = dict[str, bytes]
SEED = 1


@dataclass(frozen=True)
class Planted:
    """A folder with what was built of a cast's documents: their raw folder, the warehouse, what the build printed, and
    who was planted in them, in which document and place."""

    folder: Path

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def said(self) -> str:
        return (self.folder / "build.log").read_text()

    @cached_property
    def planted(self) -> list[tuple[Person, str, str]]:
        people: list[tuple[Person, str, str]] = pickle.loads((self.folder / "people").read_bytes())
        return people


def build(folder: Path) -> None:
    """What `Planted` shows, into an empty folder."""
    cast = Cast(iter(people(SEED)))
    write_raw(folder / "raw", cast)
    with (folder / "build.log").open("w") as log, contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        done = build_warehouse([folder / "raw"], folder / "warehouse.duckdb", 1, False)
    assert done == 0, (folder / "build.log").read_text()
    (folder / "people").write_bytes(pickle.dumps(cast.planted))


def write_raw(raw: Path, cast: Cast) -> None:
    """Every source into its folder, until all who wait have been planted."""
    for n, (force, make) in enumerate(SOURCES):
        name = f"{force.replace('-', ' ').title()} Police"
        cast.document = make.__name__.strip("_").replace("_", " ")
        files = make(cast, n, name)
        _source(raw, force, n, files)


def _source(raw: Path, force: str, n: int, files: Files) -> None:
    folder = raw / force / f"{100 + n}-21"
    folder.mkdir(parents=True)
    documents = "".join(f'\n[[document]]\npath = "{name}"\nform = "original"\n' for name in files)
    documents += "".join(map(map_of, files))
    text = f"""
        force = "{force}"
        reference = "{100 + n}/21"
        title = "Online grooming and activist evidence, 2019/20"
        kind = "force_response"
        publisher = "The force"
        law = "FOIA 2000"
        campaign = "online-grooming-2019-20"
        url = "https://foi.example/{force}"
        answered = "2021-03-01"
        fetched = 2021-04-01
        """
    (folder / "source.toml").write_text(dedent(text).lstrip() + documents, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _named(cast: Cast, stem: str, ending: str) -> str:
    """The name of a file that names somebody."""
    one = cast.at("file name")
    return f"{stem} {one.plain}.{ending}"


def _page(letter: Letter, cast: Cast, rules: str, author: Person) -> Page:
    """The letter, and on a second page its table."""
    page = Page()
    page.canvas.setAuthor(author.plain)
    page.canvas.setTitle(f"Letter to {author.printed}")
    page.canvas.setSubject(author.email)
    page.canvas.setKeywords([author.telephone, author.house])
    lines = letter.lines()
    where = next(k for k, line in enumerate(lines) if line.startswith("1c."))
    y = page.paragraph(60, 60, [*lines[:where], "1b. The offences of these arrests are in the table below."], 10)
    page.next_page()
    page.text(60, 60, "Arrests by offence, 2019/20", 10)
    rows = table(cast, letter.n)
    widths = [max(page.canvas.stringWidth(row[k], "Helvetica", 10) for row in rows) + 16 for k in range(3)]
    xs = [60.0, 60 + widths[0], 60 + widths[0] + widths[1], 60 + sum(widths)]
    y = page.table(72, xs, rows, rules=rules)
    page.text(60, y + 14, noted(cast, letter.n), 10)
    page.paragraph(60, y + 60, lines[where:], 10)
    return page


def pdf_with_a_ruled_table(cast: Cast, n: int, force: str) -> Files:
    author = cast.at("file properties")
    return {_named(cast, "Response to", "pdf"): _page(Letter(cast, n, force), cast, "all", author).bytes()}


def pdf_without_rules(cast: Cast, n: int, force: str) -> Files:
    author = cast.at("file properties")
    return {"letter.pdf": _page(Letter(cast, n, force), cast, "none", author).bytes()}


def pdf_of_words(cast: Cast, n: int, force: str) -> Files:
    page = Page()
    page.paragraph(60, 60, Letter(cast, n, force).lines(), 10)
    return {"letter.pdf": page.bytes()}


def scan(cast: Cast, n: int, force: str) -> Files:
    page = Page()
    y = page.paragraph(60, 60, Letter(cast, n, force).lines(["", ""]), 10)
    page.table(y, (60, 260, 340, 500), table(cast, 0))
    return {"scan.pdf": scanned(page, tilt=0.0)}


def word_letter(cast: Cast, n: int, force: str) -> Files:
    import docx

    document = docx.Document()
    author, editor, header = cast.at("file properties"), cast.at("file properties"), cast.at("page header")
    properties = document.core_properties
    properties.author, properties.last_modified_by = author.plain, editor.printed
    properties.title, properties.comments = f"Letter to {author.printed}", f"{author.email} {author.telephone}"
    document.sections[0].header.paragraphs[0].text = f"{header.printed}, {header.house}, {header.postcode}"
    document.sections[0].footer.paragraphs[0].text = f"Tel {header.telephone} {header.email}"
    letter = Letter(cast, n, force)
    for line in letter.lines():
        if line.startswith("1c."):
            document.add_paragraph("1b. The offences of these arrests are in the table below.")
            rows = table(cast, n)
            made = document.add_table(rows=0, cols=3)
            for row in rows:
                for cell, text in zip(made.add_row().cells, row, strict=True):
                    cell.text = text
            document.add_paragraph(noted(cast, n))
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return {_named(cast, "FOI reply", "docx"): buffer.getvalue()}


def old_word_letter(cast: Cast, n: int, force: str) -> Files:
    """The letter in Word as LibreOffice saves it for programs of before 2007."""
    (made,) = word_letter(cast, n, force).values()
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.docx"
        letter.write_bytes(made)
        return {_named(cast, "Reply", "doc"): office([letter], "doc")[letter]}


def workbook(cast: Cast, n: int, force: str) -> Files:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    author, remark, tab = cast.at("file properties"), cast.at("comment of a cell"), cast.at("name of a sheet")
    book.properties.creator, book.properties.lastModifiedBy = author.plain, author.printed
    book.properties.title, book.properties.description = f"For {author.plain}", f"{author.email} {author.telephone}"
    sheet.title = f"From {tab.plain}"[:31]
    sheet.append(["Arrests by offence, 2019/20"])
    for row in table(cast, n):
        sheet.append([int(text) if text.isdigit() else text for text in row])
    sheet.append([noted(cast, n)])
    sheet["A3"].comment = Comment(f"{remark.plain}: ask {remark.printed}, {remark.telephone}", remark.plain)
    buffer = io.BytesIO()
    book.save(buffer)
    return {"reply.txt": _text(cast, n, force, "reply.xlsx"), "reply.xlsx": buffer.getvalue()}


def open_document_workbook(cast: Cast, n: int, force: str) -> Files:
    return {"reply.txt": _text(cast, n, force, "reply.ods"), "reply.ods": write_ods([_tab(cast, n)])}


def old_workbook(cast: Cast, n: int, force: str) -> Files:
    return {"reply.txt": _text(cast, n, force, "reply.xls"), "reply.xls": write_xls([_tab(cast, n)])}


def _tab(cast: Cast, n: int) -> Tab:
    rows = [["Arrests by offence, 2019/20"], *table(cast, n), [noted(cast, n)]]
    cells = {
        f"{'ABC'[k]}{r}": int(text) if text.isdigit() else text
        for r, row in enumerate(rows, 1)
        for k, text in enumerate(row)
    }
    return Tab("Arrests", cells)


def comma_separated(cast: Cast, n: int, force: str) -> Files:
    rows = "\n".join(",".join(f'"{text}"' for text in row) for row in table(cast, n))
    name = _named(cast, "data from", "csv")
    return {"reply.txt": _text(cast, n, force, name), name: f"{rows}\n".encode()}


def _text(cast: Cast, n: int, force: str, attached: str) -> bytes:
    lines = Letter(cast, n, force).lines()
    where = next(k for k, line in enumerate(lines) if line.startswith("1c."))
    return "\n".join([*lines[:where], f"1b. Please see the attached {attached}.", *lines[where:], ""]).encode()


def text_letter(cast: Cast, n: int, force: str) -> Files:
    return {_named(cast, "Reply to", "txt"): "\n".join([*Letter(cast, n, force).lines(), ""]).encode()}


def text_letter_with_a_table(cast: Cast, n: int, force: str) -> Files:
    """The columns of its table are parted by blanks, as people type them."""
    return {"letter.txt": "\n".join([*Letter(cast, n, force).lines(_typed(cast, n)), ""]).encode()}


def _typed(cast: Cast, n: int) -> list[str]:
    rows = table(cast, n)
    widths = [max(len(row[k]) for row in rows) + 3 for k in range(3)]
    return ["", *("".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows), ""]


def rich_text(cast: Cast, n: int, force: str) -> Files:
    author = cast.at("file properties")
    body = "".join(f"{_rtf(line)}\\par\n" for line in Letter(cast, n, force).lines())
    head = f"{{\\rtf1\\ansi{{\\info{{\\author {_rtf(author.plain)}}}{{\\company {_rtf(author.email)}}}}}"
    return {"letter.rtf": f"{head}{body}}}".encode("ascii")}


def _rtf(text: str) -> str:
    return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)


def web_page(cast: Cast, n: int, force: str) -> Files:
    author, editor = cast.at("file properties"), cast.at("title of a page")
    paragraphs = [f"<p>{_html(line)}</p>" for line in Letter(cast, n, force).lines() if line]
    where = next(k for k, one in enumerate(paragraphs) if one.startswith("<p>1c."))
    paragraphs[where:where] = ["<p>1b. The offences of these arrests are in the table below.</p>", _html_table(cast, n)]
    meta = f'<meta name="author" content="{_html(author.plain)}"><meta name="contact" content="{author.email}">'
    title = f"<title>Response to {_html(editor.plain)}</title>"
    page = f'<!doctype html><html><head><meta charset="utf-8">{meta}{title}</head><body>{"".join(paragraphs)}</body></html>'
    return {"page.html": page.encode()}


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html_table(cast: Cast, n: int) -> str:
    rows = [[f"<td>{_html(text)}</td>" for text in row] for row in table(cast, n)]
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def thread_page(cast: Cast, n: int, force: str) -> Files:
    asker, commenter = cast.at("author of a thread"), cast.at("annotation")
    letter = Letter(cast, n, force)
    said = [
        Said("outgoing", "2021-02-01", f"Dear {force},<br>1a. How many arrests were made?<br>Yours faithfully,<br>{asker.plain}",
             author=asker.plain),
        Said("incoming", "2021-03-01", "<br>".join(_html(line) for line in letter.lines()),
             [f"Letter to {asker.plain}.pdf"], author=letter.officer.plain),
        Said("annotation", "2021-04-01", f"Thank you, {asker.given} {asker.surname}. {commenter.telephone}", author=commenter.plain),
    ]  # fmt: skip
    page = thread("Grooming arrests", force, f"Waiting for {asker.plain} to read a response.", said)
    return {"thread.html": page.replace("Alex Placeholder", asker.plain).encode()}


def thread_text(cast: Cast, n: int, force: str) -> Files:
    asker, commenter = cast.at("author of a thread"), cast.at("annotation")
    request = [
        f"{asker.plain} made this Freedom of Information request to {force}", "", f"From: {asker.plain}", "1 February 2021", "",
        f"Dear {force},", "", "1a. How many arrests were made?", "", "Yours faithfully,", "", asker.plain, "",
    ]  # fmt: skip
    lines = Letter(cast, n, force).lines()
    after = [
        "",
        f"{commenter.plain} left an annotation (4 March 2021)",
        "",
        f"Good, {asker.given}.",
        commenter.email,
        "",
    ]
    return {"thread.txt": "\n".join([*request, f"{force}", "1 March 2021", "", *lines, *after]).encode()}


def _message(cast: Cast, n: int, force: str, name: str = "") -> EmailMessage:
    letter = Letter(cast, n, force)
    message = EmailMessage()
    message["From"] = f'"{letter.officer.plain}" <{letter.officer.email}>'
    message["To"] = f'"{letter.asker.plain}" <{letter.asker.email}>'
    other = cast.at("header of a mail")
    message["Cc"] = f'"{other.surname}, {other.given}" <{other.email}>'
    message["Reply-To"], message["X-Originator"] = other.email, other.plain
    message["Subject"] = f"FOI {100 + n}/21: reply to {other.plain}"
    message["Date"] = "Mon, 01 Mar 2021 10:00:00 +0000"
    message.set_content("\n".join([*letter.lines(), ""]))
    return message


def mail_with_a_letter(cast: Cast, n: int, force: str) -> Files:
    message = _message(cast, n, force)
    page = _page(Letter(cast, n + 1, force), cast, "all", cast.at("file properties")).bytes()
    message.add_attachment(page, maintype="application", subtype="pdf", filename=_named(cast, "Letter to", "pdf"))
    return {"reply.eml": message.as_bytes()}


def mail_of_html(cast: Cast, n: int, force: str) -> Files:
    message = _message(cast, n, force)
    text = str(message.get_content()).split("1c.")
    page = "<br>".join(_html(line) for line in text[0].splitlines())
    rest = "<br>".join(_html(line) for line in f"1c.{text[1]}".splitlines())
    message.set_content(
        f"<p>{page}</p><p>1b. The offences of these arrests are in the table below.</p>{_html_table(cast, n)}<p>{rest}</p>",
        subtype="html",
    )
    return {_named(cast, "mail from", "eml"): message.as_bytes()}


def outlook_message(cast: Cast, n: int, force: str) -> Files:
    letter, rows = Letter(cast, n, force), table(cast, n)
    name = _named(cast, "figures by", "csv")
    data = "\n".join(",".join(f'"{text}"' for text in row) for row in rows).encode()
    lines = letter.lines()
    where = next(k for k, line in enumerate(lines) if line.startswith("1c."))
    lines[where:where] = [f"1b. Please see the attached {name}."]
    properties = {
        outlook.CLASS: "IPM.Note", outlook.SUBJECT: f"Reply to {letter.asker.plain}", outlook.SENDER_NAME: letter.officer.plain,
        outlook.SENDER_TYPE: "SMTP", outlook.SENDER: letter.officer.email, outlook.BODY: "\r\n".join(lines),
    }  # fmt: skip
    held = Attached(
        {outlook.FILENAME: "FIGURE~1.CSV", outlook.LONG_FILENAME: name, outlook.METHOD: 1, outlook.DATA: data}
    )
    return {"message.msg": outlook.msg(Note(properties, (held,), [letter.asker.email]))}


def mailbox(cast: Cast, n: int, force: str) -> Files:
    first = _message(cast, n, force).as_bytes()
    return {"inbox.mbox": b"From MAILER-DAEMON Mon Mar  1 10:00:00 2021\n" + first + b"\n"}


def archive(cast: Cast, n: int, force: str) -> Files:
    name = _named(cast, "figures", "csv")
    text = _text(cast, n, force, name)
    rows = "\n".join(",".join(f'"{text}"' for text in row) for row in table(cast, n))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo(_named(cast, "letter", "txt")), text)
        file.writestr(zipfile.ZipInfo(name), rows)
    return {"reply.zip": out.getvalue()}


SOURCES: tuple[tuple[str, Callable[[Cast, int, str], Files]], ...] = (
    ("kent", pdf_with_a_ruled_table), ("essex", pdf_without_rules), ("norfolk", pdf_of_words), ("dorset", pdf_of_words),
    ("durham", word_letter), ("cheshire", workbook), ("cumbria", open_document_workbook), ("cleveland", old_workbook),
    ("surrey", comma_separated), ("sussex", text_letter), ("suffolk", text_letter), ("gwent", web_page),
    ("lancashire", thread_page), ("hertfordshire", thread_text), ("hampshire", mail_with_a_letter),
    ("humberside", mail_of_html), ("merseyside", outlook_message), ("northumbria", mailbox), ("lincolnshire", archive),
    ("derbyshire", scan), ("bedfordshire", rich_text), ("gloucestershire", old_word_letter), ("nottinghamshire", text_letter_with_a_table), ("staffordshire", pdf_of_words),
    ("warwickshire", thread_text), ("wiltshire", text_letter_with_a_table),
)  # fmt: skip
