"""A page's bytes -> its characters -> a tree of nodes, parsed as a browser parses it (the HTML standard, by lexbor) ->
lines and tables in the order in which a reader of the page sees them.

Protects: markup that is wrong gives the page that people saw; one whose elements nest without end is refused.
Paragraphs stay apart and white space shrinks to one; a list's labels ("c.", "iii.", "•") are part of the text, for
questions are often labelled by the list; a footnote's number is not glued on to the number that it explains, and
nothing hidden is read. A merged cell is one cell over all its rows and columns, and a letter that its author set in a
table is read as a letter. `ingest/word.py` feeds `Flow` the nodes of Word documents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ingest import kinds
from ingest.model import Grid, GridCell, Problem, Unreadable, refusal

WHERE_CHARSETS_STAND = 4096  # bytes; the standard says 1024, pages that carry a mail program's styles need more
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
LEFT_OUT_TAGS = frozenset(("script", "style", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas"))
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}?(?P<empty>/?)>")
ENDLESS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "col", "br",
     "hr", "img", "input", "meta", "link", "area", "base", "embed", "source", "track", "wbr", "param")
)  # fmt: skip
"""Elements that need no end tag, or have none."""
MOST_OPEN = 20_000  # tags one in another: the parser's time grows with the square of it
DEEPEST = 200  # elements one in another: a long mail that quotes thirty others has some hundred


@dataclass(eq=False)
class Node:
    """One element: its name in lower case, its attributes (names in lower case) and what it holds, in order. Then what
    `measure` found in it: characters that are no white space, the last of them, page content, tables of figures."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    characters: int = 0
    end: str = ""
    has_content: bool = False
    has_grid: bool = False
    is_grid: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").lower().split())

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def style(self) -> str:
        return self.attributes.get("style", "")

    @property
    def inner(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]


def decode(data: bytes, declared: str | None = None) -> str:
    """A page's characters, `\\n` line ends, no NULs. `declared`: the encoding said of it, else its own word."""
    match = DECLARED.search(data[:WHERE_CHARSETS_STAND])
    text = kinds.decode(data, declared or (match[1].decode("ascii", "replace") if match else None))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def parse(text: str) -> Node:
    """The page's <html> element. Raises Unreadable for a page whose elements nest without end."""
    from selectolax.lexbor import LexborHTMLParser

    if _nesting(text) > MOST_OPEN:
        raise Unreadable(refusal("page-too-deep", deepest=DEEPEST))
    source = LexborHTMLParser(text).root
    return _node(source, 0) if source is not None else Node("html")


def _nesting(text: str) -> int:
    open_now = deepest = 0
    for tag in TAG.finditer(text):
        if tag["name"].lower() not in ENDLESS and not tag["empty"]:
            open_now = max(0, open_now - 1) if tag["end"] else open_now + 1
            deepest = max(deepest, open_now)
    return deepest


def _node(source: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise Unreadable(refusal("page-too-deep", deepest=DEEPEST))
    node = Node(source.tag.lower(), {name.lower(): value or "" for name, value in source.attributes.items()})
    child = source.first_child
    while child is not None:
        if child.is_text_node:
            node.children.append(child.text(deep=False))
        elif child.is_element_node and child.tag:
            node.children.append(_node(child, depth + 1))
        child = child.next
    return node


def elements(root: Node) -> Iterator[Node]:
    """The node and every element in it, in the order of the page."""
    yield root
    for child in root.inner:
        yield from elements(child)


def words(root: Node) -> str:
    """All of a node's text with single spaces, without scripts and styles."""
    return " ".join("".join(_texts(root)).split())


def numbers_in(text: str) -> str:
    """The first numbers of what is left out; "" where it has none."""
    numbers = re.findall(r"\d[\d,./]*", text)
    return ", ".join(numbers[:NUMBERS_SHOWN]) + (", …" if len(numbers) > NUMBERS_SHOWN else "")


def _texts(node: Node | str) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif node.tag == "br":
        yield " "
    elif node.tag not in LEFT_OUT_TAGS:
        for child in node.children:
            yield from _texts(child)


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What stands in a cell of a page's layout and hardly ever in one of a table of figures.
PAGE_CONTENT = HEADINGS | {"form", "nav", "main", "article", "header", "footer", "hr"}
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
LONGEST_CELL = 600  # characters; a cell without headings that holds more is a letter's body
MOST_COLUMNS = 1000  # the HTML standard's limit of colspan, and more than any printed table has
MOST_ROWS_SPANNED = 65534  # the standard's limit of rowspan
WHITE = re.compile(r"[ \t\n\r\f]+")
NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
BULLET = "•"
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
LIST_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "decimal": "1", "none": "",
}  # fmt: skip
WHOLE = re.compile(r"\s*(-?\d{1,6})\s*")
LISTS = frozenset(("ul", "ol", "menu"))
# Blocks with space above and below in every browser, and those that only begin a line.
SPACED = HEADINGS | LISTS | {"p", "dl", "blockquote", "pre", "figure", "hr", "fieldset", "caption", "article",
                             "section", "summary", "details", "gap"}  # fmt: skip
LINE_BLOCKS = frozenset(
    ("div", "li", "dt", "dd", "tr", "address", "main", "header", "footer", "nav", "aside", "form", "center", "body",
     "td", "th", "figcaption", "legend", "option", "thead", "tbody", "tfoot")
)  # fmt: skip
# No buttons: a heading that opens and closes what stands under it is often made as one.
CONTROLS = frozenset(("input", "select", "textarea", "datalist", "progress", "meter", "audio", "video", "map"))
STRUCK = frozenset(("del", "s", "strike"))
FOOTNOTE = re.compile(r"\(?\d{1,3}(?:\s*,\s*\d{1,3})*\)?")
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
STRUCK_STYLE = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
NUMBERS_SHOWN = 5  # of something left out: enough to find it again


def measure(node: Node) -> None:
    """Set what a node holds, and all in it."""
    node.characters, node.end, node.has_content, node.has_grid = 0, "", node.tag in PAGE_CONTENT, False
    for child in node.children:
        if isinstance(child, str):
            written = "".join(child.split())
            node.characters, node.end = node.characters + len(written), written[-1:] or node.end
        else:
            measure(child)
            node.characters, node.end = node.characters + child.characters, child.end or node.end
            node.has_content |= child.has_content
            node.has_grid |= child.has_grid
    if node.tag in LEFT_OUT_TAGS:
        node.characters, node.end, node.has_content, node.has_grid = 0, "", False, False
    node.is_grid = node.tag == "table" and not is_layout(node)
    node.has_grid |= node.is_grid


def is_layout(table: Node) -> bool:
    """Whether a table only lays the page out: it says so, holds a single cell, page content, a letter's body or one
    column; or it is a letter's head, each row a key with its colon and a value."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    by_row = _cells_by_row(table)
    cells = [cell for row in by_row for cell in row]
    filled = [cell for cell in cells if cell.characters]
    if len(cells) <= 1 or not filled:
        return True
    if any(cell.tag == "th" for cell in cells) or any(child.tag in ("caption", "thead") for child in table.inner):
        return False
    has_page = any(cell.has_content or cell.has_grid or cell.characters > LONGEST_CELL for cell in cells)
    return has_page or len(filled) <= 1 or max(map(len, by_row)) == 1 or _is_keyed(by_row)


def _is_keyed(by_row: list[list[Node]]) -> bool:
    """Whether every row is a key with its colon and one value ("Our ref:", "123/20")."""
    return all(len(row) == 2 and row[0].end in (":", "") for row in by_row if row)


def _rows_of(table: Node) -> Iterator[tuple[Node, Node]]:
    for child in table.inner:
        if child.tag in ROW_GROUPS:
            yield from ((child, row) for row in child.inner if row.tag == "tr")
        elif child.tag == "tr":
            yield table, child


def _cells_of(row: Node) -> list[Node]:
    return [cell for cell in row.inner if cell.tag in ("td", "th")]


def _cells_by_row(table: Node) -> list[list[Node]]:
    return [_cells_of(row) for _, row in _rows_of(table)]


def places(table: Node) -> tuple[dict[Node, GridCell], int, int]:
    """The place of every cell of a table, without its text, by the standard's way of forming one; how many rows and
    columns it has."""
    rows = list(_rows_of(table))
    last_of_group = {group: n for n, (group, _) in enumerate(rows)}
    place_of: dict[Node, GridCell] = {}
    reaching: list[tuple[int, int, int]] = []  # first and last column, last row of cells that reach into later rows
    columns = 0
    for n, (group, row) in enumerate(rows):
        taken = sorted(span for span in reaching if span[2] >= n)
        reaching = list(taken)
        at = 0
        for cell in _cells_of(row):
            for start, end, _ in taken:
                if start <= at <= end:
                    at = end + 1
            if at >= MOST_COLUMNS:
                break
            width = min(_span(cell, "colspan", MOST_COLUMNS) or 1, MOST_COLUMNS - at)
            height = _span(cell, "rowspan", MOST_ROWS_SPANNED)
            last = last_of_group[group] if height == 0 else min(n + height - 1, last_of_group[group])
            is_header = cell.tag == "th" or group.tag == "thead"
            place_of[cell] = GridCell(n + 1, at + 1, "", last - n + 1, width, is_header=is_header)
            if last > n:
                reaching.append((at, at + width - 1, last))
            at += width
            columns = max(columns, at)
    return place_of, len(rows), columns


def _span(cell: Node, name: str, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", cell.attributes.get(name, "1"))
    return min(int(match[1]), most) if match else 1


def as_text(table: Node) -> Node:
    """The parts of a table that only lays out, in order: a key with its value on one line, other cells apart."""
    by_row = _cells_by_row(table)
    section = Node("section", dict(table.attributes))
    if _is_keyed(by_row):
        for row in by_row:
            boxes = [[part for part in cell.inner if part.tag in ("p", "div")] for cell in row]
            held = [of[0].children if len(of) == 1 else cell.children for cell, of in zip(row, boxes, strict=True)]
            section.children.append(Node("div", {}, [part for parts in held for part in (*parts, " ")]))
        return section
    section.children += [Node("p", child.attributes, child.children) for child in table.inner if child.tag == "caption"]
    section.children += [Node("section", dict(cell.attributes), cell.children) for row in by_row for cell in row]
    return section


class Writer:
    """Makes lines out of runs of text: white space shrinks to one space, blank lines to one blank line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._run: list[str] = []
        self._wants_blank = False
        self._marker = ""

    def add(self, text: str, keeps_spaces: bool) -> None:
        text = NO_WIDTH.sub("", text)
        if keeps_spaces:
            first, *others = text.split("\n")
            self._run.append(first)
            for other in others:
                self.break_line()
                self._run.append(other)
            return
        text = WHITE.sub(" ", text)
        if text.startswith(" ") and (not self._run or self._run[-1].endswith(" ")):
            text = text[1:]
        if text:
            self._run.append(text)

    def end_line(self, keeps_spaces: bool = False) -> None:
        text = "".join(self._run).replace("\u00a0", " ").rstrip()
        self._run = []
        text = text if keeps_spaces else text.lstrip()
        if not text:
            return
        if self._wants_blank and self.lines:
            self.lines.append("")
        self._wants_blank = False
        self.lines.append(f"{self._marker} {text}" if self._marker else text)
        self._marker = ""

    def break_line(self) -> None:
        """A line break that the author made: on an empty line it makes a blank one."""
        if not "".join(self._run).replace("\u00a0", " ").strip():
            self._run = []
            self._wants_blank = True
        self.end_line(keeps_spaces=True)

    def end_paragraph(self) -> None:
        self.end_line()
        self._wants_blank = True

    def mark(self, marker: str, *, is_first: bool = False) -> None:
        """What stands before the next line's text, behind what stood there already: a list's label."""
        self.end_line()
        self._marker = marker if is_first else f"{self._marker} {marker}".strip()


def roman(number: int) -> str:
    """In lower case; beyond what Roman numbers write, the number itself."""
    from pdfminer.utils import format_int_roman

    return str(format_int_roman(number)) if 0 < number < 4000 else str(number)


def letters(number: int) -> str:
    """The 1st letter is a, and as Word writes it the 27th is aa, the 28th bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


def list_label(number: int, kind: str) -> str:
    """What stands before an item of a list of this kind (1, a, A, i, I, the bullet, "" for none)."""
    if kind in (BULLET, ""):
        return kind
    label = roman(number) if kind in "iI" else letters(number) if kind in "aA" else str(number)
    return f"{label.upper() if kind in 'AI' else label}."


@dataclass
class OpenList:
    """A list while it is read: its kind as `list_label` has it, the number of its next item."""

    kind: str
    number: int


def _list_type(node: Node, kind: str) -> str:
    stated = node.attributes.get("type", "")
    style = LIST_STYLE.search(node.style)
    if style and style[1].lower() == "none":
        return ""
    return stated if stated in ("1", "a", "A", "i", "I") else LIST_TYPES.get(style[1].lower(), kind) if style else kind


class Flow:
    """Reads one section after the other; `lines`, `grids` and `problems` are what it found so far."""

    def __init__(self, without: Collection[Node] = ()) -> None:
        """`without`: nodes that are left out (a page's furniture)."""
        self.grids: list[Grid] = []
        self.problems: list[Problem] = []
        self._without = frozenset(without)
        self._page = self._writer = Writer()
        self._inner: list[int] = []  # how many tables the cells of each open one hold
        self._lists: list[OpenList] = []
        self._keeps_spaces = False

    @property
    def lines(self) -> list[str]:
        return self._page.lines

    def paragraph(self, text: str) -> None:
        """One paragraph of words that are no node."""
        self._page.end_paragraph()
        self._page.add(text, keeps_spaces=False)
        self._page.end_paragraph()

    def read(self, root: Node) -> None:
        """Reads a section of the page, set apart by blank lines."""
        measure(root)
        self._page.end_paragraph()
        self._open(root)
        self._page.end_paragraph()

    def _inside(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._writer.add(child, self._keeps_spaces)
            else:
                self._open(child)

    def _open(self, node: Node) -> None:
        if node in self._without or node.tag in LEFT_OUT_TAGS or self._is_left_out(node):
            return
        if node.tag == "br":
            self._writer.break_line()
        elif node.tag == "sup" and FOOTNOTE.fullmatch(mark := words(node)):
            self._writer.add(mark.translate(RAISED), keeps_spaces=False)
        elif node.tag == "table":
            self._table(node)
        elif node.tag in SPACED or node.tag in LINE_BLOCKS:
            self._block(node)
        else:
            self._inside(node)

    def _is_left_out(self, node: Node) -> bool:
        if node.tag in CONTROLS:
            return True
        is_hidden = "hidden" in node.attributes and node.attributes["hidden"].lower() != "until-found"
        if is_hidden or HIDDEN_STYLE.search(node.style):
            self._report(node, "hidden-content")
            return True
        if node.tag in STRUCK or STRUCK_STYLE.search(node.style):
            self._report(node, "struck-out-content")
            return True
        return False

    def _report(self, node: Node, name: str) -> None:
        if shown := numbers_in(words(node)):
            at = f"line {len(self.lines)}" if self.lines else None
            self.problems.append(Problem.of(name, at, numbers=shown))

    # -- blocks and lists ---------------------------------------------------------------------------------------

    def _block(self, node: Node) -> None:
        writer = self._writer
        is_list = node.tag in LISTS
        is_inner_list = (is_list or node.tag == "dl") and bool(self._lists)
        end = writer.end_paragraph if node.tag in SPACED and not is_inner_list else writer.end_line
        end()
        kept_spaces = self._keeps_spaces
        keeps_spaces = node.tag == "pre" or KEEPS_LINES.search(node.style) is not None
        self._keeps_spaces = kept_spaces or keeps_spaces
        if is_list:
            start = WHOLE.fullmatch(node.attributes.get("start", ""))
            kind = _list_type(node, "1" if node.tag == "ol" else BULLET)
            self._lists.append(OpenList(kind, int(start[1]) if start else 1))
        elif node.tag == "li":
            self._mark_item(node)
        self._inside(node)
        self._keeps_spaces = kept_spaces
        if keeps_spaces:
            writer.end_line(keeps_spaces=True)
        end()
        if is_list:
            self._lists.pop()
        elif node.tag == "li":
            writer.mark("", is_first=True)  # an item that holds nothing shows no label

    def _mark_item(self, node: Node) -> None:
        if not self._lists:
            return
        current = self._lists[-1]
        value = WHOLE.fullmatch(node.attributes.get("value", ""))
        number = int(value[1]) if value else current.number
        current.number = number + 1
        label = list_label(number, _list_type(node, current.kind) if current.kind else "")
        if label:
            self._writer.mark(label)

    # -- tables -------------------------------------------------------------------------------------------------

    def _table(self, node: Node) -> None:
        self._writer.end_paragraph()
        if not node.is_grid:
            self._inside(as_text(node))
            self._writer.end_paragraph()
            return
        place_of, rows, columns = places(node)
        for caption in (child for child in node.inner if child.tag == "caption"):
            self._open(caption)
        self._inner[-1:] = [inner + 1 for inner in self._inner[-1:]]
        found, after_line, lists = list[GridCell](), len(self.lines), self._lists
        self._inner.append(0)
        self._lists = []
        self._cells(node, place_of, found)
        self._lists = lists
        if count := self._inner.pop():
            inner = "another table" if count == 1 else f"{count} more tables"
            self.problems.append(Problem.of("table-in-a-cell", f"line {after_line}", inner=inner))
        cells = tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))
        if not any(place.is_header for place in place_of.values()):
            cells = tuple(replace(cell, is_header=None) for cell in cells)
        self.grids.append(Grid(len(self.grids) + 1, rows, columns, cells, after_line=after_line))

    def _cells(self, holder: Node, place_of: Mapping[Node, GridCell], into: list[GridCell]) -> None:
        for child in holder.inner:
            if child in self._without or child.tag in LEFT_OUT_TAGS or self._is_left_out(child):
                continue
            if child in place_of:
                into.append(replace(place_of[child], text="\n".join(self._apart(child))))
            elif child.tag != "caption":
                self._cells(child, place_of, into)

    def _apart(self, node: Node) -> list[str]:
        outer, self._writer = self._writer, Writer()
        self._inside(node)
        self._writer.end_paragraph()
        inner, self._writer = self._writer, outer
        return [line for line in inner.lines if line]
