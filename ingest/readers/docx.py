"""A Word document (DOCX, DOCM, DOTX) -> Blocks: paragraphs and tables in reading order, with the labels that Word gives
its lists, and the documents inside it as attachments.

Protects: tracked changes are read as if all were accepted, and said; what is hidden, struck out, a picture or a chart
is said and not read; comments and the file's properties, which name people, are not opened.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ingest.characters import numbered as as_lines
from ingest.html.flow import Flow, with_notes
from ingest.html.tree import Node, words
from ingest.model import Attachment, Blocks, Problem, Unreadable
from ingest.word.body import Body, Found
from ingest.word.package import Element, Package, Styles, child, local, read_numbering, value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MAIN_PARTS = ("word/document.xml", "word/document2.xml")
EXTENSIONS = (".docx", ".docm", ".dotx", ".dotm")
NATIVE = "\x01Ole10Native"
NUMBERS_SHOWN = 5


def sniff(data: bytes, name: str) -> bool:
    """Whether the file is a package with a Word document as its main part, or a locked one by its name."""
    if data.startswith(COMPOUND_FILE):
        return LOCKED in data and name.lower().endswith(EXTENSIONS)
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"word/document.xml" in data  # damaged: read says so
    return any(main in names for main in MAIN_PARTS)


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks. Raises Unreadable for one that is locked, damaged or without words."""
    if data.startswith(COMPOUND_FILE):
        raise Unreadable("is locked by a password. Ask for it without one, or open it and save it anew.")
    package = Package(data)
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise Unreadable("is a Word document without a body. Open it in Word and save it anew.")
    relations = package.relations(package.main)
    parts = {relation.kind: relation.target for relation in relations}
    styles = Styles(package.xml(parts.get("styles", "")))
    maker = Body(styles, read_numbering(package.xml(parts.get("numbering", ""))))
    notes = {kind: _notes(package.xml(parts.get(f"{kind}s", "")), kind) for kind in ("footnote", "endnote")}
    _prepare_notes(body, maker, notes, styles)
    headers, footers = _edges(package, [r.target for r in relations if r.kind in ("header", "footer")], styles)
    content = maker.nodes(body)
    flow = Flow()
    for node in (*headers, content, *_rest_of_notes(maker), *footers):
        flow.read(node)
    attachments = tuple(_attachments(package))
    lines = as_lines(flow.lines)
    if not lines and not flow.grids and not attachments and not maker.found.pictures:
        raise Unreadable("is a Word document without words. Bring the one that holds the answer.")
    return Blocks(
        MEDIA_TYPE,
        "\n".join(flow.lines),
        lines=lines,
        grids=with_notes(flow.grids, flow.lines),
        attachments=attachments,
        problems=(*flow.problems, *_problems(maker.found, package.xml(parts.get("comments", "")))),
    )


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """Id -> footnote; separators are none."""
    found = [inner for inner in root if local(inner) == kind] if root is not None else []
    return {value(note, "id") or "": note for note in found if value(note, "type") in (None, "normal")}


def _prepare_notes(body: Element, maker: Body, notes: dict[str, dict[str, Element]], styles: Styles) -> None:
    """Each note as a paragraph under the number by which the text refers to it: 1, 2, … through the document."""
    at = 0
    for reference in body.iter():
        name = local(reference)
        if name not in ("footnoteReference", "endnoteReference") or _is_passed_over(reference):
            continue
        at += 1
        note = notes[name.removesuffix("Reference")].get(value(reference, "id") or "")
        if note is None:
            continue
        inside = Body(styles, read_numbering(None)).nodes(note)
        first = inside.children[0] if inside.children else None
        (first if isinstance(first, Node) else inside).children[:0] = [Node("sup", {}, [str(at)]), " "]
        maker.note_text[at] = [inside]


def _is_passed_over(element: Element) -> bool:
    """Whether it stands in deleted text, or in the second of two ways to show the same."""
    names = {local(outer) for outer in element.iterancestors()}
    return bool(names & {"del", "moveFrom", "Fallback"})


def _rest_of_notes(maker: Body) -> list[Node]:
    """The notes that stand under no table."""
    return [node for at, nodes in sorted(maker.note_text.items()) if at not in maker.notes_placed for node in nodes]


def _edges(package: Package, names: list[str], styles: Styles) -> tuple[list[Node], list[Node]]:
    """Headers and footers, each of the same words once, however many sections and first pages have it."""
    found: dict[tuple[str, str], Node] = {}
    for name in names:
        root = package.xml(name)
        if root is None:
            continue
        node = Body(styles, read_numbering(None)).nodes(root)
        if words(node):
            found.setdefault((local(root), words(node)), node)
    headers = [node for (kind, _), node in found.items() if kind == "hdr"]
    return headers, [node for (kind, _), node in found.items() if kind == "ftr"]


def _attachments(package: Package) -> list[Attachment]:
    """The workbooks and documents that are set into this one, each out of its wrapping."""
    names = package.names("word/embeddings/")
    return [Attachment(*_unwrapped(name.rsplit("/", 1)[-1], package.bytes_of(name))) for name in names]


def _unwrapped(name: str, data: bytes) -> tuple[str, bytes]:
    """An object's own document: as it is, or out of the streams in which Office wraps a new file or any other one."""
    if not data.startswith(COMPOUND_FILE):
        return name, data
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            if container.exists("Package"):
                return name, bytes(container.openstream("Package").read())
            if container.exists(NATIVE):
                return _native(name, bytes(container.openstream(NATIVE).read()))
    except Exception:  # olefile raises whatever it meets in a damaged container: it is handed on as it is
        return name, data
    return name, data


def _native(name: str, stream: bytes) -> tuple[str, bytes]:
    """A wrapped file: its label and two paths, each ended by a NUL, then its length and bytes ([MS-OLEDS] 2.3.6)."""
    label, _, rest = stream[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    length_of_path = int.from_bytes(rest[4:8], "little")
    at = 8 + length_of_path
    length = int.from_bytes(rest[at : at + 4], "little")
    data = rest[at + 4 : at + 4 + length]
    return (label.decode("cp1252", errors="replace").rsplit("\\", 1)[-1] or name, data) if data else (name, stream)


def _problems(found: Found, comments: Element | None) -> list[Problem]:
    problems = []
    if found.insertions or found.deletions:
        numbers = re.findall(r"\d[\d,./]*", " ".join(found.deleted))
        shown = f" Deleted were the numbers {', '.join(numbers[:NUMBERS_SHOWN])}." if numbers else ""
        message = (
            f"The document has tracked changes ({found.insertions} added, {found.deletions} deleted), read as if all "
            f"were accepted.{shown} Ask which version was sent."
        )
        problems.append(Problem("warning", message, rule="tracked-changes"))
    count = sum(1 for inner in comments if local(inner) == "comment") if comments is not None else 0
    if count:
        message = f"The document has {count} comment{'s' if count != 1 else ''} in its margin, which were not read."
        problems.append(Problem("note", message, rule="comments"))
    for width, height in found.pictures:
        message = (
            f"A picture of {width} by {height} cm was not read. See whether it holds an answer, and transcribe it."
        )
        problems.append(Problem("warning", message, rule="picture"))
    if found.charts:
        words_of = "A chart was" if found.charts == 1 else f"{found.charts} charts were"
        problems.append(
            Problem("warning", f"{words_of} not read; the numbers behind it may be attached.", rule="chart")
        )
    return problems
