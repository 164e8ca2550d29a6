"""One part of a Word document (its body, a header, a note) -> nodes in reading order.

Protects: deleted and hidden words are no answer; a text box, a table in a table and a row inside a form's control are
not lost; a merged cell stands once. What stands in no text (pictures, charts, changes) is counted for the problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.html.tree import Node, words
from ingest.word.package import Element, child, is_on, local, number, value
from ingest.word.styles import Numbering, Styles

LEAST_GAP = 60  # twentieths of a point between two paragraphs that look apart: 3 points
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


@dataclass
class Found:
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
        self.found = Found()
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._boxes: list[Element] = []
        self._references = 0
        self._waiting_notes: list[Node] = []
        """The paragraphs of notes that were referred to and stand nowhere yet."""
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
        before: Element | None = None
        for block in _inside(holder, ("p", "tbl")):
            if local(block) == "p":
                self._paragraph(block, before, into)
                before = block
            else:
                self._table(block, into)
                before = None

    def _paragraph(self, paragraph: Element, before: Element | None, into: Node) -> None:
        boxes, self._boxes = self._boxes, []
        level = self._styles.level(paragraph)
        node = Node(f"h{level}" if level else "div")
        self._inline(paragraph, paragraph, node)
        mark = child(paragraph, "pPr", "rPr")
        is_gone = child(mark, "del") is not None or is_on(child(mark, "vanish"))
        if words(node) or not is_gone:
            label = self._numbering.label(paragraph, self._styles)
            if before is not None and self._gap(before, paragraph) >= LEAST_GAP:
                into.children.append(Node("gap"))
            if not words(node):
                into.children.append(Node("gap"))
            elif label:
                node.children.insert(0, f"{label} ")
            if self._styles.name_of(self._styles.style_of(paragraph)) == "caption":
                node.children = [Node("b", {}, node.children)]
            into.children.append(node)
        inner, self._boxes = self._boxes, boxes
        for box in inner:
            section = Node("section")
            self._blocks(box, section)
            into.children.append(section)

    def _gap(self, above: Element, below: Element) -> int:
        after, before = self._styles.space(above, "after"), self._styles.space(below, "before")
        if self._styles.style_of(above) == self._styles.style_of(below):
            after = 0 if self._styles.is_contextual(above) else after
            before = 0 if self._styles.is_contextual(below) else before
        return max(after, before)

    # -- runs ---------------------------------------------------------------------------------------------------

    def _inline(self, holder: Element, paragraph: Element, into: Node) -> None:
        for inner in holder:
            name = local(inner)
            if name == "t":
                into.children.append((inner.text or "").replace("\t", TAB))
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
                self.found.charts += 1
            elif name == "extent":
                self._measure(inner, holder)
            elif name in DELETED:
                self._delete(inner)
            elif name in INSERTED:
                self.found.insertions += 1
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
        """The node into which the words of a run go: the paragraph's, or one that hides, strikes, bolds or raises."""
        has = self._styles.has
        if has(run, paragraph, "vanish"):
            into = _nested(into, Node("span", {"style": "display:none"}))
        elif has(run, paragraph, "strike") or has(run, paragraph, "dstrike"):
            into = _nested(into, Node("s"))
        elif has(run, paragraph, "b"):
            into = _nested(into, Node("b"))
        is_raised = value(child(run, "rPr", "vertAlign")) == "superscript"
        return _nested(into, Node("sup")) if is_raised else into

    def _delete(self, element: Element) -> None:
        self.found.deletions += 1
        self.found.deleted += [inner.text or "" for inner in element.iter() if local(inner) in ("delText", "t")]

    def _measure(self, extent: Element, holder: Element) -> None:
        """A picture (not a box or a chart, which have their text) that is large enough to hold a table."""
        width, height = number(extent, "cx") or 0, number(extent, "cy") or 0
        is_picture = any(local(inner) == "pic" for inner in holder.iter())
        if is_picture and min(width, height) >= LEAST_PICTURE:
            self.found.pictures.append((round(width / 360_000), round(height / 360_000)))

    def _refer(self, name: str, reference: Element, into: Node) -> None:
        """The number of a note, counted through the document, where the text refers to it; the note itself waits until
        its table or its part ends."""
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
            own = child(element, "tcPr")
            if child(own, "cellDel") is not None:
                self._delete(element)
                continue
            span = max(1, min(number(child(own, "gridSpan")) or 1, MOST_SPAN))
            merge = child(own, "vMerge")
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
    """The elements of these names in a holder, those inside controls and changes among them."""
    for inner in holder:
        if local(inner) in names:
            yield inner
        elif local(inner) in HOLDERS:
            yield from _inside(inner, names)


def _nested(into: Node, node: Node) -> Node:
    """The node inside another; the last one there goes on where it is of the same kind, for Word cuts words apart."""
    last = into.children[-1] if into.children else None
    if isinstance(last, Node) and last.tag == node.tag and last.attributes == node.attributes:
        return last
    into.children.append(node)
    return node


def _chosen(field_mark: Element) -> str:
    """What an old form's drop-down list shows."""
    entries = child(field_mark, "ffData", "ddList")
    if entries is None:
        return ""
    listed = [value(inner) or "" for inner in entries if local(inner) == "listEntry"]
    at = number(child(entries, "result")) or number(child(entries, "default")) or 0
    return listed[at] if 0 <= at < len(listed) else ""
