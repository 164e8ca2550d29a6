"""A Word document (DOCX, DOCM, DOTX) -> Blocks: paragraphs and tables in reading order, with the labels that Word gives
its lists, and the documents inside it as attachments. Of an old one (DOC) or rich text (RTF) LibreOffice makes a DOCX.

Protects: tracked changes are read as if all were accepted, and said; what is hidden, struck out, a picture or a chart
is said and not read; comments and the file's properties, which name people, are not opened. An old document that this
computer can't convert is refused with what to do, never half read: its bytes keep deleted and moved text. LibreOffice
runs without a window, with a profile of its own (so that one that is open is not disturbed), for a limited time. A text
box, a table in a table and a row inside a form's control are not lost; a merged cell stands once. An answer goes to the
question whose label it has, which Word often numbers by itself (ECMA-376, 17.9).
"""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from ingest.html.flow import BULLET, Flow, Node, letters, numbers_in, roman, words
from ingest.kinds import OLE_START, blocks_of
from ingest.model import Attachment, Blocks, Problem, Unreadable, damage_refused, refusal

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
WATCH = 'read -r done || { kill -s KILL -- "-$0"; rm -rf -- "$1"; }'
"""Hears the end of this process, by whatever it ends, as the end of its input."""


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
    package = Package(data)
    body = child(package.xml(package.main), "body")
    if body is None:
        raise Unreadable(refusal("word-without-a-body"))
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
        raise Unreadable(refusal("word-without-words"))
    problems = (*flow.problems, *_problems(maker.extras, parts.get("comments")))
    return blocks_of(MEDIA_TYPE, flow.lines, flow.grids, problems, attachments=attachments)


PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _notes(parts: dict[str, Element]) -> dict[tuple[str, str], Element]:
    return {
        (reference, value(note, "id") or ""): note
        for reference in NOTE_REFERENCES
        if (root := parts.get(reference.replace("Reference", "s"))) is not None
        for note in root
        if value(note, "type") in (None, "normal")
    }


def _edges(package: Package, names: list[str], styles: Styles) -> tuple[list[Node], list[Node]]:
    nodes: dict[tuple[str, str], Node] = {}
    for root in filter(lambda part: part is not None, map(package.xml, names)):
        node = Body(styles, Numbering(None), {}).nodes(root)
        if words(node):
            nodes.setdefault((local(root), words(node)), node)
    headers = [node for (kind, _), node in nodes.items() if kind == "hdr"]
    return headers, [node for (kind, _), node in nodes.items() if kind == "ftr"]


def _problems(extras: Extras, comments: Element | None) -> Iterator[Problem]:
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
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def _converted(data: bytes, extension: str, kind: str) -> bytes:
    """The DOCX that LibreOffice makes, in a group of processes of its own: of them and their files none stays behind
    after the time limit, and none where this process is killed."""
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
        watch = ["sh", "-c", WATCH, str(process.pid), folder]
        with (
            process,
            subprocess.Popen(watch, stdin=subprocess.PIPE, stderr=nothing, start_new_session=True) as watching,
        ):
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired as error:
                raise Unreadable(refusal("converted-too-slowly", kind=kind, seconds=SECONDS)) from error
            watching.communicate(b"done\n")
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise Unreadable(refusal("not-converted", kind=kind))
        return result.read_bytes()


LONGEST_CHAIN = 20  # styles that are based on one another; a ring of them ends here
TAB = "\u00a0" * 4  # spaces that stay: columns set by tabs are told apart by more than one
# What holds runs or paragraphs and is nothing itself.
PASSED = frozenset(
    ("smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent", "ruby", "rubyBase", "drawing",
     "inline", "anchor", "graphic", "graphicData", "wgp", "wpc", "wpg", "grpSp", "wsp", "txbx", "pict", "group",
     "shape", "rect", "roundrect", "oval", "textbox", "object")
)  # fmt: skip
HOLDERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "smartTag"))
DELETED = frozenset(("del", "moveFrom"))
INSERTED = frozenset(("ins", "moveTo"))
SYMBOLS = {"b7": "•", "fc": "✓", "fe": "☒", "fd": "☒", "a8": "☐", "6f": "☐", "2d": "-", "96": "–"}
NOTE_REFERENCES = frozenset(("footnoteReference", "endnoteReference"))
LEAST_PICTURE = 3_600_000 * 0.5  # English Metric Units, 5 cm: a crest or a signature is smaller
MOST_SPAN = 1000


class Styles:
    """The part `styles.xml`."""

    def __init__(self, root: Element | None) -> None:
        styles = [element for element in root if local(element) == "style"] if root is not None else []
        self._by_id: dict[str | None, Element] = {value(element, "styleId") or "": element for element in styles}
        standard = (e for e in styles if value(e, "type") == "paragraph" and value(e, "default") in ("1", "true", "on"))
        self._default = next((value(element, "styleId") for element in standard), None)
        self._defaults = child(root, "docDefaults")

    def chain(self, style: str | None) -> Iterator[Element]:
        for _ in range(LONGEST_CHAIN):
            element = self._by_id.get(style)
            if element is None:
                return
            yield element
            style = value(child(element, "basedOn"))

    def style_of(self, paragraph: Element) -> str | None:
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def of_paragraph(self, paragraph: Element, name: str) -> Iterator[Element]:
        """Every place, nearest first, where a property of the paragraph is set."""
        styles = [child(style, "pPr") for style in self.chain(self.style_of(paragraph))]
        places = [child(paragraph, "pPr"), *styles, child(self._defaults, "pPrDefault", "pPr")]
        return (setting for place in places if (setting := child(place, name)) is not None)

    def has(self, run: Element, paragraph: Element, name: str) -> bool:
        chains = (value(child(run, "rPr", "rStyle")), self.style_of(paragraph))
        styles = [child(style, "rPr") for chain in chains for style in self.chain(chain)]
        places = [child(run, "rPr"), *styles, child(self._defaults, "rPrDefault", "rPr")]
        return next((is_set for place in places if (is_set := is_on(child(place, name))) is not None), False)


@dataclass(frozen=True)
class Level:
    """One depth of a list: first number, how they are written, label with %1 for the first depth's; its style."""

    start: int
    kind: str
    text: str
    is_legal: bool
    style: str | None


class Numbering:
    """The part `numbering.xml`. A list counts with all lists of the same form, unless it says where it starts."""

    def __init__(self, root: Element | None) -> None:
        self._forms: dict[str, dict[int, Level]] = {}
        self._form_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                levels = {number(inner, "ilvl") or 0: _level(inner) for inner in element if local(inner) == "lvl"}
                self._forms[value(element, "abstractNumId") or ""] = levels
            elif local(element) == "num":
                name = value(element, "numId") or ""
                self._form_of[name] = value(child(element, "abstractNumId")) or ""
                for node in (inner for inner in element if local(inner) == "lvlOverride"):
                    depth, level, start = number(node, "ilvl") or 0, child(node, "lvl"), child(node, "startOverride")
                    if level is not None:
                        self._overrides.setdefault(name, {})[depth] = _level(level)
                    if (first := number(start)) is not None:
                        self._starts.setdefault(name, {})[depth] = first

    def label(self, paragraph: Element, styles: Styles) -> str:
        """The label of the next paragraph of the document, "" for one without. Counts: each is asked for once."""
        name, depth = self._list_of(paragraph, styles)
        form = self._form_of.get(name or "")
        levels = {**self._forms.get(form or "", {}), **self._overrides.get(name or "", {})}
        if form is None or depth not in levels:
            return ""
        counts = self._counts.get(form, {})
        for at, start in self._starts.pop(name or "", {}).items():
            # A list that says where it starts does so at its first item, however far another of its form has come.
            counts = {other: count for other, count in counts.items() if other < at} | {at: start - 1}
        count = counts[depth] + 1 if depth in counts else levels[depth].start
        counts = {other: n for other, n in counts.items() if other < depth} | {depth: count}
        self._counts[form] = counts
        return _written(levels[depth], levels, counts)

    def _list_of(self, paragraph: Element, styles: Styles) -> tuple[str | None, int]:
        name = depth = None
        for properties in styles.of_paragraph(paragraph, "numPr"):
            name = name if name is not None else value(child(properties, "numId"))
            depth = depth if depth is not None else number(child(properties, "ilvl"))
        if depth is None:
            style = styles.style_of(paragraph)
            levels = self._forms.get(self._form_of.get(name or "", ""), {})
            depth = next((at for at, level in levels.items() if level.style and level.style == style), 0)
        return (None if name == "0" else name), depth


def _level(element: Element) -> Level:
    return Level(
        number(child(element, "start")) or 0,  # 17.9.25: zero where none is given
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        bool(is_on(child(element, "isLgl"))),
        value(child(element, "pStyle")),
    )


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.kind in ("bullet", "none"):
        return BULLET if level.kind == "bullet" else ""

    def printed(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        if depth not in levels:
            return "1"
        return format_number(
            counts.get(depth, levels[depth].start), "decimal" if level.is_legal else levels[depth].kind
        )

    return re.sub(r"%([1-9])", printed, level.text).strip()


def format_number(count: int, kind: str) -> str:
    if kind in ("none", "bullet"):
        return ""
    writers = {"Letter": letters, "Roman": roman, "Zero": "{:02d}".format}
    text = next((write(count) for end, write in writers.items() if kind.endswith(end)), str(count))
    return text.upper() if kind.startswith("upper") else text


@dataclass
class Extras:
    """What one document holds beside its text. `pictures`: sizes in cm. `deleted`: words of tracked deletions."""

    insertions: int = 0
    deletions: int = 0
    deleted: list[str] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    charts: int = 0


class Body:
    """Makes nodes of one document's parts, in the order in which they are handed in: lists count on through them."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Element]) -> None:
        """`notes`: footnotes and endnotes by the name of the element that refers to them, and their id."""
        self.extras = Extras()
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._boxes: list[Element] = []
        self._references = 0
        self._waiting_notes: list[Node] = []  # the paragraphs of notes that were referred to and stand nowhere yet
        self._tables = 0

    def nodes(self, part: Element) -> Node:
        """All paragraphs and tables of a part, its footnotes below them."""
        root = Node("section")
        self._blocks(part, root)
        root.children += self._waiting_notes
        self._waiting_notes = []
        return root

    # -- blocks -------------------------------------------------------------------------------------------------

    def _blocks(self, holder: Element, into: Node) -> None:
        for block in _inside(holder, ("p", "tbl")):
            if local(block) == "p":
                self._paragraph(block, into)
            else:
                self._table(block, into)

    def _paragraph(self, paragraph: Element, into: Node) -> None:
        boxes, self._boxes = self._boxes, []
        node = Node("p")
        self._inline(paragraph, paragraph, node)
        mark = child(paragraph, "pPr", "rPr")
        is_gone = child(mark, "del") is not None or is_on(child(mark, "vanish"))
        if words(node) or not is_gone:
            label = self._numbering.label(paragraph, self._styles)
            if label and words(node):
                node.children.insert(0, f"{label} ")
            into.children.append(node)
        inner, self._boxes = self._boxes, boxes
        for box in inner:
            section = Node("section")
            self._blocks(box, section)
            into.children.append(section)

    # -- runs ---------------------------------------------------------------------------------------------------

    def _inline(self, holder: Element, paragraph: Element, into: Node) -> None:
        for inner in holder:
            name = local(inner)
            if name == "t":
                into.children.append((inner.text or "").replace("\u00a0", " ").replace("\t", TAB))
            elif name == "r":
                self._inline(inner, paragraph, self._run(inner, paragraph, into))
            elif name in ("tab", "ptab"):
                into.children.append(TAB)
            elif name in ("br", "cr"):
                into.children.append(Node("gap" if value(inner, "type") == "page" else "br"))
            elif name == "noBreakHyphen":
                into.children.append("-")
            elif name == "sym":
                into.children.append(SYMBOLS.get((value(inner, "char") or "").lower()[-2:], "▪"))
            elif name in NOTE_REFERENCES:
                self._refer(name, inner, into)
            elif name == "fldChar":
                into.children.append(_chosen(inner))
            elif name == "txbxContent":
                self._boxes.append(inner)
            elif name == "chart":
                self.extras.charts += 1
            elif name == "extent":
                self._measure(inner, holder)
            elif name in DELETED:
                self._delete(inner)
            elif name in INSERTED:
                self.extras.insertions += 1
                self._inline(inner, paragraph, into)
            elif name == "sdt":
                content = child(inner, "sdtContent")
                if content is not None and not is_on(child(inner, "sdtPr", "showingPlcHdr")):
                    self._inline(content, paragraph, into)
            elif name == "AlternateContent":  # one of several ways to show the same thing: the first
                ways = (child(inner, way) for way in ("Choice", "Fallback"))
                if (chosen := next((way for way in ways if way is not None), None)) is not None:
                    self._inline(chosen, paragraph, into)
            elif name in PASSED or "/math}" in str(inner.tag):
                self._inline(inner, paragraph, into)

    def _run(self, run: Element, paragraph: Element, into: Node) -> Node:
        """The node into which the words of a run go: the paragraph's, or one that hides, strikes or raises."""
        has = self._styles.has
        if has(run, paragraph, "vanish"):
            into = _nested(into, Node("span", {"style": "display:none"}))
        elif has(run, paragraph, "strike") or has(run, paragraph, "dstrike"):
            into = _nested(into, Node("s"))
        is_raised = value(child(run, "rPr", "vertAlign")) == "superscript"
        return _nested(into, Node("sup")) if is_raised else into

    def _delete(self, element: Element) -> None:
        self.extras.deletions += 1
        self.extras.deleted += [inner.text or "" for inner in element.iter() if local(inner) in ("delText", "t")]

    def _measure(self, extent: Element, holder: Element) -> None:
        """A picture (not a box or a chart, which have their text) that is large enough to hold a table."""
        width, height = number(extent, "cx") or 0, number(extent, "cy") or 0
        is_picture = any(local(inner) == "pic" for inner in holder.iter())
        if is_picture and min(width, height) >= LEAST_PICTURE:
            self.extras.pictures.append((round(width / 360_000), round(height / 360_000)))

    def _refer(self, name: str, reference: Element, into: Node) -> None:
        """The number of a note, counted through the document; the note itself waits for its table's or part's end."""
        self._references += 1
        mark = str(self._references)
        into.children.append(Node("sup", {}, [mark]))
        note = self._notes.pop((name, value(reference, "id") or ""), None)
        if note is not None:
            inside = Body(self._styles, Numbering(None), {}).nodes(note)
            first = next(iter(inside.inner), inside)
            first.children[:0] = [Node("sup", {}, [mark]), " "]
            self._waiting_notes.append(inside)

    # -- tables -------------------------------------------------------------------------------------------------

    def _table(self, table: Element, into: Node) -> None:
        node = Node("table")
        above: dict[int, Node] = {}  # column -> the cell that goes on downwards there
        earlier_notes, self._waiting_notes = self._waiting_notes, []
        self._tables += 1
        for row in _inside(table, ("tr",)):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self._delete(row)
                continue
            line = Node("tr", {"style": "display:none"} if is_on(child(properties, "hidden")) else {})
            self._cells(row, properties, line, above)
            node.children.append(line)
        self._tables -= 1
        into.children.append(node)
        if not self._tables:
            into.children += self._waiting_notes
            self._waiting_notes = []
        self._waiting_notes = earlier_notes + self._waiting_notes

    def _cells(self, row: Element, properties: Element | None, line: Node, above: dict[int, Node]) -> None:
        tag = "th" if is_on(child(properties, "tblHeader")) else "td"
        at = min(number(child(properties, "gridBefore")) or 0, MOST_SPAN)
        if at:
            line.children.append(Node(tag, {"colspan": str(at)}))
            above = {column: cell for column, cell in above.items() if column >= at}
        for element in _inside(row, ("tc",)):
            settings = child(element, "tcPr")
            if child(settings, "cellDel") is not None:
                self._delete(element)
                continue
            span = max(1, min(number(child(settings, "gridSpan")) or 1, MOST_SPAN))
            merge = child(settings, "vMerge")
            cell = Node(tag, {"colspan": str(span)})
            self._blocks(element, cell)
            if merge is not None and value(merge) != "restart" and at in above:
                upper = above[at]
                upper.attributes["rowspan"] = str(int(upper.attributes.get("rowspan", "1")) + 1)
                if words(cell):  # Word shows none of it
                    upper.children.append(Node("span", {"style": "display:none"}, cell.children))
            else:
                line.children.append(cell)
                above.pop(at, None)
                if merge is not None:
                    above[at] = cell
            at += span


def _inside(holder: Element, names: tuple[str, ...]) -> Iterator[Element]:
    for inner in holder:
        if local(inner) in names:
            yield inner
        elif local(inner) in HOLDERS:
            yield from _inside(inner, names)


def _nested(into: Node, node: Node) -> Node:
    last = into.children[-1] if into.children else None
    if isinstance(last, Node) and last.tag == node.tag and last.attributes == node.attributes:
        return last
    into.children.append(node)
    return node


def _chosen(field_mark: Element) -> str:
    entries = child(field_mark, "ffData", "ddList")
    if entries is None:
        return ""
    listed = [value(inner) or "" for inner in entries if local(inner) == "listEntry"]
    at = number(child(entries, "result")) or number(child(entries, "default")) or 0
    return listed[at] if 0 <= at < len(listed) else ""


MOST_BYTES_OF_A_PART = 200_000_000  # of one part, unpacked: beyond any letter, within a build's memory

Element = Any  # an element of lxml, which has no types


@dataclass(frozen=True)
class Relation:
    """`kind`: the last word of its type ("footnotes", "header"); `target`: the part's name, without a leading slash."""

    kind: str
    target: str


class Package:
    def __init__(self, data: bytes) -> None:
        with damage_refused("word-damaged"):
            self._zip = zipfile.ZipFile(BytesIO(data))
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        mains = (relation.target for relation in self.relations("") if relation.kind == "officeDocument")
        self.main = next(mains, "word/document.xml")
        if self.main not in self._parts:
            raise Unreadable(refusal("word-damaged", reason="it has no main part"))

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self._parts if name.startswith(folder) and not name.endswith("/"))

    def bytes_of(self, name: str) -> bytes:
        """Raises Unreadable where the part is damaged, locked or too large."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise Unreadable(refusal("word-locked"))
        if info.file_size > MOST_BYTES_OF_A_PART:
            raise Unreadable(refusal("word-part-too-large", size=info.file_size, name=name))
        with damage_refused("word-damaged"), self._zip.open(info) as part:
            return part.read(MOST_BYTES_OF_A_PART)

    def xml(self, name: str) -> Element | None:
        """The part's root, None where there is no such part. Raises Unreadable for one that is no XML."""
        if name not in self._parts:
            return None
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        with damage_refused("word-damaged"):
            return etree.fromstring(self.bytes_of(name), parser)

    def relations(self, name: str) -> list[Relation]:
        """What a part refers to inside the file; of the file itself for the name ""."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        inside = [element for element in root if element.get("TargetMode") != "External"] if root is not None else []
        relations = []
        for element in inside:
            path = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
            relations.append(Relation((element.get("Type") or "").rsplit("/", 1)[-1], path))
        return relations


def local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    attributes = element.attrib.items() if element is not None else ()
    return next((text for key, text in attributes if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element inside, down a path of names."""
    for name in path:
        element = element.find(f"{{*}}{name}") if element is not None else None
    return element


def number(element: Element | None, name: str = "val") -> int | None:
    text = value(element, name)
    with suppress(ValueError):
        return int(text) if text is not None and len(text) < 12 else None
    return None


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is set; None where it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")
