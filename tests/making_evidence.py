"""A raw folder whose documents are here: letters of real forces' names with invented numbers, one for each kind of
document that evidence is shown of, with people in it who must not be seen.

Nothing of it is ever shipped: tests write it into a folder of their own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from textwrap import dedent

SCRAWL = [(1250, 330), (1300, 270), (1330, 360), (1370, 260), (1400, 350), (1460, 280), (1500, 340)]
"""A hand's stroke beside the table of `letter_pdf`, in pixels of 200 to the inch."""
CAMPAIGN = "online-grooming-2019-20"
PERSON, OFFICER = "Jane Sample", "Peregrine Quillfeather"
MAIL, TELEPHONE = "p.quillfeather@force.example", "01632 960123"
OFFENCES = (
    ("Sexual Offences Act 2003 s8", "<5"),
    ("Sexual Offences Act 2003 s10", "6"),
    ("Sexual Offences Act 2003 s15", "9"),
    ("Sexual Offences Act 2003 s15A", "4"),
)


def map_of(document: str, place: str = "") -> str:
    """What a person says of the table of offences in a document."""
    return f"""
[[table]]
document = "{document}"
{place}
rows = {{ offence = "Offence" }}
means = {{ question = "1b", measure = "arrests_online_cso" }}
reason = "The heading over the table says so."
by = "AB"
on = 2026-11-28
"""


def write_raw(raw: Path, planted: str = "") -> None:
    """Every source into its folder. `planted`: words that stand in every document, in answers and below tables."""
    write_source(raw, "kent", "101/21", {"letter.pdf": letter_pdf(planted=planted)}, map_of("letter.pdf"))
    durham = {"reply.txt": _reply("Durham Constabulary", "reply.xlsx", planted), "reply.xlsx": workbook(planted)}
    write_source(raw, "durham", "102/21", durham, map_of("reply.xlsx"))
    write_source(raw, "essex", "103/21", {"letter.docx": letter_docx(planted)}, map_of("letter.docx"))
    write_source(raw, "norfolk", "104/21", {"thread.txt": "\n".join(_lines("Norfolk Constabulary", planted)).encode()})
    mail = mail_with(letter_pdf("Cumbria Constabulary", planted=planted))
    write_source(raw, "cumbria", "105/21", {"reply.eml": mail}, map_of("reply.eml#Response letter.pdf"))
    write_source(raw, "surrey", "106/21", {"page.html": page_html(planted)})


def write_letter_on_a_picture(raw: Path) -> None:
    """One source more, whose letter has its table on a picture."""
    letter = letter_pdf("Gwent Police", is_on_picture=True)
    write_source(raw, "gwent", "107/21", {"letter.pdf": letter}, map_of("letter.pdf"))


def write_others(raw: Path) -> None:
    """Sources more, one for each further kind of place: a scan, tables made of a text's lines, an answer overleaf."""
    write_source(raw, "gwent", "108/21", {"scan.pdf": scan_of(letter_pdf("Gwent Police"))})
    table = "\n".join(
        ["Offence | 2018/19 | 2019/20", *(f"{label} | 1{n} | {number}" for n, (label, number) in enumerate(OFFENCES))]
    )
    below = f"1b. Arrests by offence are as follows.\n\n{table}\n\n2. "
    for force, name in (("sussex", "Sussex Police"), ("cleveland", "Cleveland Police")):
        lines = "\n".join(_lines(name)).replace("2. ", below, 1).split("\n")
        files = {"thread.txt": "\n".join(lines).encode()} if force == "sussex" else {"letter.pdf": lines_pdf(lines)}
        write_source(raw, force, "109/21", files, map_of(next(iter(files))))


def lines_pdf(lines: Sequence[str]) -> bytes:
    """The lines one below the other, the second page from the refusal's second line on."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    y = 780
    for line in lines:
        for n, part in enumerate(line.split(": ") if line.startswith("2. Section") else [line]):
            if n:
                canvas.showPage()
                canvas.setFont("Helvetica", 11)
                y = 780
            canvas.drawString(60, y, part)
            y -= 16
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan_of(pdf: bytes, has_hand: bool = True) -> bytes:
    """The pages as pictures, without a character; beside the table of the second a hand has drawn."""
    import pypdfium2
    from PIL import ImageDraw
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for n, page in enumerate(pypdfium2.PdfDocument(pdf)):
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        if n and has_hand:
            ImageDraw.Draw(picture).line(SCRAWL, fill=0, width=5)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write_source(raw: Path, force: str, reference: str, files: dict[str, bytes], more: str = "") -> None:
    folder = raw / force / reference.replace("/", "-")
    folder.mkdir(parents=True)
    documents = "".join(f'\n[[document]]\npath = "{name}"\nform = "original"\n' for name in files)
    text = f"""
        force = "{force}"
        reference = "{reference}"
        title = "Online grooming and activist evidence, 2019/20"
        kind = "force_response"
        publisher = "{force.title()} Police"
        law = "FOIA 2000"
        campaign = "{CAMPAIGN}"
        url = "https://foi.example/{force}"
        answered = "2021-03-01"
        fetched = 2021-04-01
        """
    (folder / "source.toml").write_text(dedent(text).lstrip() + documents + more, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _lines(force: str, planted: str = "") -> list[str]:
    remark = f" {planted}" if planted else ""
    return [
        "Freedom of Information Request Reference No: 104/21",
        "",
        f"Dear {PERSON},",
        "",
        f"1a. In 2019/20 there were 22 arrests for online sexual offences related to children.{remark}",
        "1c. Fewer than 5 arrests",
        "2. Section 31(3) of the Freedom of Information Act applies: we neither confirm nor deny that it is held."
        f"{remark}",
        "3. 7 arrests",
        "",
        "Yours sincerely,",
        "",
        OFFICER,
        f"Disclosure Officer, {force}",
        f"{MAIL}, telephone {TELEPHONE}",
        "",
    ]


def _reply(force: str, attachment: str, planted: str = "") -> bytes:
    lines = [
        line if not line.startswith("1a") else f"1b. Please see the attached {attachment}."
        for line in _lines(force, planted)
    ]
    return "\n".join(lines).encode()


def letter_pdf(
    force: str = "Kent Police", is_on_picture: bool = False, planted: str = "", s15a: str = OFFENCES[-1][1]
) -> bytes:
    """Two pages: the letter, and on the second a ruled table of offences with the officer's name below it.
    `is_on_picture`: the second page is printed on a picture as large as the page."""
    from PIL import Image
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(f"Letter to {PERSON}")
    canvas.setAuthor(OFFICER)
    canvas.setFont("Helvetica", 11)
    for n, line in enumerate(_lines(force, planted)[:8]):
        canvas.drawString(60, 780 - 16 * n, line)
    canvas.drawString(60, 640, "1b. The offences of these arrests are in the table below.")
    canvas.showPage()
    if is_on_picture:
        canvas.drawImage(ImageReader(Image.new("L", (120, 170), 235)), 0, 0, *A4)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(60, 780, "Arrests by offence, 2019/20")
    canvas.setFont("Helvetica", 10)
    rows = [("Offence", "2019/20"), *OFFENCES[:-1], (OFFENCES[-1][0], s15a)]
    for n, row in enumerate(rows):
        top = 765 - 20 * n
        canvas.line(60, top, 420, top)
        canvas.drawString(66, top - 14, row[0])
        canvas.drawString(330, top - 14, row[1])
    end = 765 - 20 * len(rows)
    canvas.line(60, end, 420, end)
    for x in (60, 320, 420):
        canvas.line(x, 765, x, end)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, end - 16, f"Checked by {OFFICER}, {MAIL}")
    canvas.drawString(60, end - 32, planted)
    for n, line in enumerate(_lines(force)[9:]):
        canvas.drawString(60, end - 60 - 16 * n, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def workbook(planted: str = "") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Question 1b"
    book.properties.creator = OFFICER
    sheet.append(["Arrests by offence, 2019/20"])
    sheet.append(["Offence", "2019/20", "Officer"])
    for label, number in OFFENCES:
        sheet.append([label, int(number) if number.isdigit() else number, f"DC {OFFICER}"])
    if planted:
        book.create_sheet("Notes").append([planted])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def letter_docx(planted: str = "") -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = OFFICER
    lines = _lines("Essex Police", planted)
    for line in lines[:5]:
        document.add_paragraph(line)
    document.add_paragraph("1b. The offences of these arrests are in the table below.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Offence", "2019/20"
    for label, number in OFFENCES:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, number
    for line in lines[5:]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mail_with(pdf: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = f"{OFFICER} <{MAIL}>"
    message["To"] = f"{PERSON} <jane@person.example>"
    message["Subject"] = "FOI request 105/21"
    message["Date"] = "Mon, 01 Mar 2021 10:00:00 +0000"
    message.set_content(
        f"Dear {PERSON},\n\nPlease find our response attached.\n\nKind regards\n{OFFICER}\n{TELEPHONE}\n"
    )
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="Response letter.pdf")
    return message.as_bytes()


def page_html(planted: str = "") -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in _lines("Surrey Police", planted) if line)
    return f"<!doctype html><html><head><title>Response</title></head><body>{lines}</body></html>".encode()
