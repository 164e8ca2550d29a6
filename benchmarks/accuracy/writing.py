"""Papers -> folders of sources as the project reads them: documents, and a `source.toml` that names force and campaign.

Conversions by other programs are batched: LibreOffice and the browser are each started once for all papers.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.accuracy import (
    convert,
    render_docx,
    render_html,
    render_mail,
    render_outlook,
    render_pdf,
    render_sheets,
    render_text,
)
from benchmarks.accuracy.model import Paper, Paragraph, Table

OFFICE = {
    "pdf-office": ("docx", "pdf"),
    "doc": ("docx", "doc"),
    "xls": ("xlsx", "xls"),
    "ods": ("xlsx", "ods"),
    "pdf-sheet": ("xlsx", "pdf"),
}


@dataclass
class Draft:
    """A document before its conversion: what it is now, and what it is to become."""

    paper: Paper
    name: str
    data: bytes
    kind: str  # "" (as it is) | office target | print


def drafts(paper: Paper, rng: Random) -> list[Draft]:
    """The documents of one paper, with the conversion that each still needs."""
    format = paper.format
    if format in ("text", "text-thread"):
        return [Draft(paper, "reply.txt", render_text.render(paper, rng), "")]
    if format == "html-wdtk":
        return [Draft(paper, "thread.html", render_html.thread_page(paper, rng), "")]
    if format == "html-attach":
        return [Draft(paper, "reply.pdf.html", render_html.attachment_page(paper, rng), "")]
    if format == "html-log":
        return [Draft(paper, "entry.html", render_html.log_page(paper, rng), "")]
    if format == "html-plain":
        return [Draft(paper, "page.html", render_html.plain_page(paper, rng), "")]
    if format == "pdf-chromium":
        page = render_html.plain_page(
            paper, rng, font=rng.choice(("Arial", "Georgia", "Liberation Sans")), size=rng.choice((10, 11, 12))
        )
        return [Draft(paper, "reply.pdf", page, "print")]
    if format == "pdf-reportlab":
        return [Draft(paper, "reply.pdf", render_pdf.render(paper, rng), "")]
    if format == "pdf-scan":
        return [Draft(paper, "scan.pdf", convert.scanned(render_pdf.render(paper, rng)), "")]
    if format == "docx-revised":
        return [Draft(paper, "reply.docx", render_docx.render(paper, rng, is_revised=True), "")]
    if format == "docx":
        return [Draft(paper, "reply.docx", render_docx.render(paper, rng), "")]
    if format in ("doc", "pdf-office"):
        return [Draft(paper, f"reply.{OFFICE[format][1]}", render_docx.render(paper, rng), OFFICE[format][1])]
    if format == "xlsx":
        return [Draft(paper, "figures.xlsx", render_sheets.xlsx(paper.sheets, rng), "")]
    if format in ("xls", "ods", "pdf-sheet"):
        return [Draft(paper, f"figures.{OFFICE[format][1]}", render_sheets.xlsx(paper.sheets, rng), OFFICE[format][1])]
    if format == "csv":
        return [Draft(paper, "figures.csv", render_sheets.separated(paper.sheets[0], rng), "")]
    if format == "eml":
        return [Draft(paper, "reply.eml", render_mail.eml(paper, rng, {}), "")]
    if format == "eml-attached":
        return [Draft(paper, "reply.eml", _covering_mail(paper, rng), "")]
    if format == "eml-nested":
        return [Draft(paper, "forwarded.eml", render_mail.nested(paper, rng), "")]
    if format in ("eml-tnef", "eml-uu"):
        return [Draft(paper, "reply.eml", _letter_packed(paper, rng), "")]
    if format == "msg":
        return [Draft(paper, "reply.msg", _outlook(paper, rng), "")]
    if format == "mbox":
        return [Draft(paper, "thread.mbox", render_mail.mbox(paper, rng), "")]
    if format == "letter+sheet":
        return _letter_and_sheet(paper, rng)
    return [Draft(paper, "reply.zip", _zipped(paper, rng), "")]


def _letter_and_sheet(paper: Paper, rng: Random) -> list[Draft]:
    """The letter and its workbook: side by side in the folder, or both in one mail."""
    name = paper.messages[-1].enclosures[0].name
    book = render_sheets.xlsx(paper.sheets, rng)
    if rng.random() < 0.5:
        return [Draft(paper, "reply.eml", render_mail.eml(paper, rng, {name: book}), "")]
    return [Draft(paper, "reply.docx", render_docx.render(paper, rng), ""), Draft(paper, name, book, "")]


COVERING = (
    "Please find attached the response to your Freedom of Information request.",
    "Please see attached our reply to your request. If you have any queries please contact us on 101.",
    "Further to your request for information please find the response attached.",
)


def _covering_mail(paper: Paper, rng: Random) -> bytes:
    """A mail that says nothing but that the letter is attached."""
    if rng.random() < 0.5:
        files = {f"Response {paper.reference.replace('/', '-')}.docx": render_docx.render(paper, rng)}
    else:
        files = {"Final response letter.pdf": render_pdf.render(paper, rng)}
    return render_mail.eml(_cover(paper, rng), rng, files)


def _cover(paper: Paper, rng: Random) -> Paper:
    """The paper whose words are no more than that the letter is attached."""
    lines = ("Good afternoon", rng.choice(COVERING), "Kind regards", "Information Access Unit")
    return replace(paper, messages=[replace(paper.messages[-1], blocks=[Paragraph(line) for line in lines])])


def _letter_packed(paper: Paper, rng: Random) -> bytes:
    """A covering mail whose letter is in Outlook's own packing, or encoded into the mail's words."""
    name = f"Response {paper.reference.replace('/', '-')}.docx"
    letter = render_docx.render(paper, rng)
    cover = _cover(paper, rng)
    if paper.format == "eml-uu":
        return render_mail.uuencoded(cover, rng, name, letter)
    return render_mail.eml(cover, rng, {"winmail.dat": render_outlook.winmail(cover, rng, {name: letter})})


def _outlook(paper: Paper, rng: Random) -> bytes:
    """The answer in Outlook's message itself, or in a letter that it brings."""
    if rng.random() < 0.6 or any(isinstance(block, Table) for block in paper.messages[-1].blocks):
        return render_outlook.msg(paper, rng, {})
    return render_outlook.msg(_cover(paper, rng), rng, {"Final response letter.docx": render_docx.render(paper, rng)})


def _zipped(paper: Paper, rng: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if rng.random() < 0.5:
            archive.writestr("FOI/reply.docx", render_docx.render(paper, rng))
        else:
            archive.writestr("reply.pdf", render_pdf.render(paper, rng))
    return out.getvalue()


def write_all(papers: list[Paper], raw: Path, seed: int) -> list[Path]:
    """Every paper's folder, in order. A document whose converting program is missing is not written."""
    made = [draft for paper in papers for draft in drafts(paper, Random(f"{seed}/{paper.number}/written"))]
    _convert(made)
    folders = []
    for paper in papers:
        folder = folder_of(paper, raw)
        folder.mkdir(parents=True)
        own = [draft for draft in made if draft.paper is paper and draft.data]
        for draft in own:
            (folder / draft.name).write_bytes(draft.data)
        write_source(paper, folder, [draft.name for draft in own])
        folders.append(folder)
    return folders


def _convert(made: list[Draft]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for target in sorted({draft.kind for draft in made if draft.kind}):
            waiting = [(n, draft) for n, draft in enumerate(made) if draft.kind == target]
            paths = {}
            for n, draft in waiting:
                source = next((s for f, (s, _) in OFFICE.items() if f == draft.paper.format), "html")
                path = Path(folder) / f"{n}.{source}"
                path.write_bytes(draft.data)
                paths[path] = draft
            done = convert.printed(list(paths)) if target == "print" else convert.office(list(paths), target)
            for path, draft in paths.items():
                draft.data = done.get(path, b"")


def folder_of(paper: Paper, raw: Path) -> Path:
    place = "_published" if paper.form == "B7" else paper.force
    return raw / place / f"{paper.number:04}-{paper.format.replace('+', '-')}-{paper.form.lower()}"


def write_source(paper: Paper, folder: Path, names: list[str]) -> None:
    if paper.form == "B7":
        lines = ['kind = "charity"', 'publisher = "Children\'s Charity"', 'title = "Offences recorded by force"']
    else:
        lines = [f'force = "{paper.force}"', 'kind = "force_response"', f'law = "{paper.law}"']
    lines.append(f'campaign = "{paper.campaign}"')
    lines += [f'\n[[document]]\npath = "{name}"\nform = "original"' for name in names]
    if paper.legend:
        lines += ["\n[legend]", *(f'"{mark}" = "{meaning}"' for mark, meaning in paper.legend.items())]
    (folder / "source.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
