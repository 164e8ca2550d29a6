"""A Word document (DOCX, DOCM, DOTX) -> Blocks: paragraphs and tables in reading order, with the labels that Word gives
its lists, and the documents inside it as attachments. `converted` reads old ones (DOC, RTF) by way of LibreOffice.

Protects: tracked changes are read as if all were accepted, and said; what is hidden, struck out, a picture or a chart
is said and not read; comments and the file's properties, which name people, are not opened.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ingest.characters import numbered
from ingest.html.flow import Flow
from ingest.html.tree import Node, words
from ingest.model import Attachment, Blocks, Problem, Unreadable
from ingest.word.body import (
    LOCKED,
    NOTE_REFERENCES,
    Body,
    Element,
    Extras,
    Numbering,
    Package,
    Styles,
    child,
    local,
    value,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MAIN_PARTS = ("word/document.xml", "word/document2.xml")
EXTENSIONS = (".docx", ".docm", ".dotx", ".dotm")
NUMBERS_SHOWN = 5


def sniff(data: bytes, name: str) -> bool:
    """Whether the file is a package with a Word document as its main part, or a locked one by its name."""
    if data.startswith(COMPOUND_FILE):
        return LOCKED_PACKAGE in data and name.lower().endswith(EXTENSIONS)
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return any(main in package.NameToInfo for main in MAIN_PARTS)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"word/document.xml" in data  # damaged: read says so


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks. Raises Unreadable for one that is locked, damaged or without words."""
    if data.startswith(COMPOUND_FILE):
        raise Unreadable(LOCKED)
    package = Package(data)
    body = child(package.xml(package.main), "body")
    if body is None:
        raise Unreadable("is a Word document without a body. Open it in Word and save it anew.")
    relations = package.relations(package.main)
    parts = {relation.kind: package.xml(relation.target) for relation in relations if relation.kind in PARTS}
    styles = Styles(parts.get("styles"))
    maker = Body(styles, Numbering(parts.get("numbering")), _notes(parts))
    headers, footers = _edges(package, [r.target for r in relations if r.kind in ("header", "footer")], styles)
    flow = Flow()
    for node in (*headers, maker.nodes(body), *footers):
        flow.read(node)
    attachments = tuple(
        Attachment(name.rsplit("/", 1)[-1], package.bytes_of(name)) for name in package.names("word/embeddings/")
    )
    if not flow.lines and not flow.grids and not attachments and not maker.extras.pictures:
        raise Unreadable("is a Word document without words. Bring the one that holds the answer.")
    return Blocks(
        MEDIA_TYPE,
        "\n".join(flow.lines),
        lines=numbered(flow.lines),
        grids=tuple(flow.grids),
        attachments=attachments,
        problems=(*flow.problems, *_problems(maker.extras, parts.get("comments"))),
    )


PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _notes(parts: dict[str, Element]) -> dict[tuple[str, str], Element]:
    """The notes by what refers to them; separators are none."""
    return {
        (reference, value(note, "id") or ""): note
        for reference in NOTE_REFERENCES
        if (root := parts.get(reference.replace("Reference", "s"))) is not None
        for note in root
        if value(note, "type") in (None, "normal")
    }


def _edges(package: Package, names: list[str], styles: Styles) -> tuple[list[Node], list[Node]]:
    """Headers and footers, each of the same words once, however many sections and first pages have it."""
    nodes: dict[tuple[str, str], Node] = {}
    for root in filter(lambda part: part is not None, map(package.xml, names)):
        node = Body(styles, Numbering(None), {}).nodes(root)
        if words(node):
            nodes.setdefault((local(root), words(node)), node)
    headers = [node for (kind, _), node in nodes.items() if kind == "hdr"]
    return headers, [node for (kind, _), node in nodes.items() if kind == "ftr"]


def _problems(extras: Extras, comments: Element | None) -> list[Problem]:
    problems = []
    if extras.insertions or extras.deletions:
        numbers = re.findall(r"\d[\d,./]*", " ".join(extras.deleted))
        shown = f" Deleted were the numbers {', '.join(numbers[:NUMBERS_SHOWN])}." if numbers else ""
        message = (
            f"The document has tracked changes ({extras.insertions} added, {extras.deletions} deleted), read as if all "
            f"were accepted.{shown} Ask which version was sent."
        )
        problems.append(Problem("warning", message, rule="tracked-changes"))
    count = len(comments) if comments is not None else 0
    if count:
        message = f"The document has {count} comment{'s' if count != 1 else ''} in its margin, which were not read."
        problems.append(Problem("note", message, rule="comments"))
    for width, height in extras.pictures:
        message = (
            f"A picture of {width} by {height} cm was not read. See whether it holds an answer, and transcribe it."
        )
        problems.append(Problem("warning", message, rule="picture"))
    if extras.charts:
        words_of = "A chart was" if extras.charts == 1 else f"{extras.charts} charts were"
        problems.append(
            Problem("warning", f"{words_of} not read; the numbers behind it may be attached.", rule="chart")
        )
    return problems
