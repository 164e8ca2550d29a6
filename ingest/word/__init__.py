"""A Word document (DOCX, DOCM, DOTX) -> Blocks: paragraphs and tables in reading order, with the labels that Word gives
its lists, and the documents inside it as attachments. Of an old one (DOC) or rich text (RTF) LibreOffice makes a DOCX.

Protects: tracked changes are read as if all were accepted, and said; what is hidden, struck out, a picture or a chart
is said and not read; comments and the file's properties, which name people, are not opened. An old document that this
computer can't convert is refused with what to do, never half read: its bytes keep deleted and moved text. LibreOffice
runs without a window, with a profile of its own (so that one that is open is not disturbed), for a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.characters import blocks_of
from ingest.html.flow import Flow, Node, numbers_in, words
from ingest.kinds import OLE_START
from ingest.model import Attachment, Blocks, Problem, Unreadable, refusal
from ingest.word import body as docx

DOC_MEDIA_TYPE = "application/msword"
RTF_MEDIA_TYPE = "application/rtf"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROGRAMS = ("soffice", "libreoffice", "/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
LATER_VERSION_WAS_LAST = b"""\
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99</value></prop>
</item></oor:items>"""
"""All that a new profile says: else the program tries its drawing first, which takes longer than a letter."""
SECONDS = 120  # a cold start takes ten on a slow machine, a letter one
MOST_BYTES = 100_000_000


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks, of an old one as LibreOffice understands it. Raises Unreadable for one that is locked,
    damaged or without words, and where LibreOffice is needed and is not there, takes too long, or can't read it."""
    if data.startswith(b"PK"):
        return _read_package(data)
    is_old = data.startswith(OLE_START)
    kind = "an old Word document (DOC)" if is_old else "a rich text file"
    if len(data) > MOST_BYTES:
        raise Unreadable(refusal("word-too-large", kind=kind, size=len(data)))
    blocks = _read_package(_converted(data, "doc" if is_old else "rtf", kind))
    media_type = DOC_MEDIA_TYPE if is_old else RTF_MEDIA_TYPE
    return replace(blocks, media_type=media_type, problems=(*blocks.problems, Problem.of("converted", kind=kind)))


def _read_package(data: bytes) -> Blocks:
    package = docx.Package(data)
    body = docx.child(package.xml(package.main), "body")
    if body is None:
        raise Unreadable(refusal("word-without-a-body"))
    relations = package.relations(package.main)
    parts = {relation.kind: package.xml(relation.target) for relation in relations if relation.kind in PARTS}
    styles = docx.Styles(parts.get("styles"))
    maker = docx.Body(styles, docx.Numbering(parts.get("numbering")), _notes(parts))
    headers, footers = _edges(package, [r.target for r in relations if r.kind in ("header", "footer")], styles)
    flow = Flow()
    for node in (*headers, maker.nodes(body), *footers):
        flow.read(node)
    attachments = tuple(
        Attachment(name.rsplit("/", 1)[-1], package.bytes_of(name)) for name in package.names("word/embeddings/")
    )
    if not flow.lines and not flow.grids and not attachments and not maker.extras.pictures:
        raise Unreadable(refusal("word-without-words"))
    problems = (*flow.problems, *_problems(maker.extras, parts.get("comments")))
    return blocks_of(MEDIA_TYPE, flow.lines, flow.grids, problems, attachments=attachments)


PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _notes(parts: dict[str, docx.Element]) -> dict[tuple[str, str], docx.Element]:
    """The notes by what refers to them; separators are none."""
    return {
        (reference, docx.value(note, "id") or ""): note
        for reference in docx.NOTE_REFERENCES
        if (root := parts.get(reference.replace("Reference", "s"))) is not None
        for note in root
        if docx.value(note, "type") in (None, "normal")
    }


def _edges(package: docx.Package, names: list[str], styles: docx.Styles) -> tuple[list[Node], list[Node]]:
    """Headers and footers, each of the same words once, however many sections and first pages have it."""
    nodes: dict[tuple[str, str], Node] = {}
    for root in filter(lambda part: part is not None, map(package.xml, names)):
        node = docx.Body(styles, docx.Numbering(None), {}).nodes(root)
        if words(node):
            nodes.setdefault((docx.local(root), words(node)), node)
    headers = [node for (kind, _), node in nodes.items() if kind == "hdr"]
    return headers, [node for (kind, _), node in nodes.items() if kind == "ftr"]


def _problems(extras: docx.Extras, comments: docx.Element | None) -> Iterator[Problem]:
    if extras.insertions or extras.deletions:
        numbers = numbers_in(" ".join(extras.deleted))
        shown = f" Deleted were the numbers {numbers}." if numbers else ""
        yield Problem.of("tracked-changes", added=extras.insertions, deleted=extras.deletions, shown=shown)
    if count := len(comments) if comments is not None else 0:
        yield Problem.of("comments", comments=f"{count} comment{'s' if count != 1 else ''}")
    for width, height in extras.pictures:
        yield Problem.of("picture", width=width, height=height)
    if extras.charts:
        yield Problem.of("chart", charts="A chart was" if extras.charts == 1 else f"{extras.charts} charts were")


def find_program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def _converted(data: bytes, extension: str, kind: str) -> bytes:
    """The DOCX that LibreOffice makes, in a group of processes of its own: none stays behind after the time limit."""
    program = find_program()
    if program is None:
        raise Unreadable(refusal("no-converter", kind=kind))
    with tempfile.TemporaryDirectory(prefix="disclosed-") as folder:
        source = Path(folder) / f"document.{extension}"
        source.write_bytes(data)
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_bytes(LATER_VERSION_WAS_LAST)
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        nothing = subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
        except OSError as error:
            raise Unreadable(refusal("converter-not-started", kind=kind, reason=error.strerror)) from error
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)  # the group bears the number of its first process, our own
            process.wait()
            raise Unreadable(refusal("converted-too-slowly", kind=kind, seconds=SECONDS)) from error
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise Unreadable(refusal("not-converted", kind=kind))
        return result.read_bytes()
