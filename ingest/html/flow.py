"""Nodes -> lines and tables in the order in which a reader of the page sees them.

Protects: paragraphs stay apart (a blank line stands where the page shows space) and white space shrinks to one; a
list's labels ("c.", "iii.", "•") are part of the text, for questions are often labelled by the list and not by the
text; a footnote's number is not glued on to the number that it explains, and nothing hidden is read as if it were
shown. `Flow` is fed one section of a page after the other; `ingest/word/` feeds it the nodes of Word documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from ingest.html.grids import HEADINGS, Place, Size, as_text, measure, places
from ingest.html.tree import LEFT_OUT_TAGS, Node, few_words, words
from ingest.model import Grid, GridCell, Problem

WHITE = re.compile(r"[ \t\n\r\f]+")
NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Writer:
    """Makes lines out of runs of text: white space shrinks to one space, blank lines to one blank line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._run: list[str] = []
        self._wants_blank = False
        self._marker = ""
        self._is_bold = True
        self.ends_bold = False
        """Whether the last line is in bold as a whole."""

    def add(self, text: str, keeps_spaces: bool, is_bold: bool = False) -> None:
        text = NO_WIDTH.sub("", text)
        self._is_bold &= is_bold or not text.strip()
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
        """Ends the line if anything stands on it."""
        text = "".join(self._run).replace("\u00a0", " ").rstrip()
        self._run = []
        text = text if keeps_spaces else text.lstrip()
        is_bold, self._is_bold = self._is_bold, True
        if not text:
            return
        self.ends_bold = is_bold
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

    def mark(self, marker: str) -> None:
        """What stands before the next line's text: a list's label."""
        self.end_line()
        self._marker = f"{self._marker} {marker}".strip()

    def unmark(self) -> None:
        """Drops the label of an item that holds nothing; a label that was used is no longer there."""
        self.end_line()
        self._marker = ""


ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_ROMAN = 3999
BULLET = "•"
NO_MARKER_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
LIST_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "decimal": "1",
}  # fmt: skip


@dataclass
class OpenList:
    """A list while it is read: its kind (1, a, A, i, I or the bullet), the number of its next item and the step to
    the one after it, and whether labels show."""

    kind: str
    number: int
    step: int
    shows: bool


def roman(number: int) -> str:
    """In lower case; beyond what Roman numbers write, the number itself."""
    if not 0 < number <= MOST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def letters(number: int) -> str:
    """a to z, then aa, ab: as browsers count."""
    if number < 1:
        return str(number)
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def list_of(node: Node) -> OpenList:
    start = node.attributes.get("start", "")
    number = int(start) if re.fullmatch(r"\s*-?\d{1,6}\s*", start) else 1
    step = -1 if "reversed" in node.attributes else 1
    if step < 0 and not start:
        number = sum(1 for child in node.children if isinstance(child, Node) and child.tag == "li")
    shows = NO_MARKER_STYLE.search(node.attributes.get("style", "")) is None
    return OpenList(list_type(node) or ("1" if node.tag == "ol" else BULLET), number, step, shows)


def list_type(node: Node) -> str | None:
    kind = node.attributes.get("type", "")
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    found = LIST_STYLE.search(node.attributes.get("style", ""))
    return LIST_TYPES.get(found[1].lower()) if found else None


def numbered(number: int, kind: str) -> str:
    if kind in ("a", "A"):
        return letters(number) if kind == "a" else letters(number).upper()
    if kind in ("i", "I"):
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)


# Blocks with space above and below in every browser, and those that only begin a line.
SPACED = HEADINGS | {"p", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "hr", "fieldset", "caption", "menu",
                     "article", "section", "summary", "details", "gap"}  # fmt: skip
LINE_BLOCKS = frozenset(
    ("div", "li", "dt", "dd", "tr", "address", "main", "header", "footer", "nav", "aside", "form", "center", "body",
     "td", "th", "figcaption", "legend", "option", "thead", "tbody", "tfoot")
)  # fmt: skip
CONTROLS = frozenset(
    ("input", "select", "textarea", "button", "datalist", "progress", "meter", "audio", "video", "map")
)
# A heading that opens and closes what stands under it is often made as a button.
HOLD_BUTTONS = HEADINGS | {"summary", "dt"}
BOLD = frozenset(("b", "strong"))
STRUCK = frozenset(("del", "s", "strike"))

MOST_IN_A_MARK = 12  # elements and texts: a mark with more is none
FOOTNOTE = re.compile(r"\(?\d{1,3}(?:\s*,\s*\d{1,3})*\)?")
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
NO_SPACE_STYLE = re.compile(r"margin(?:-bottom)?\s*:\s*0[a-z]*\s*(?:;|$|0)", re.IGNORECASE)
KEEPS_SPACES = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
NUMBERS_SHOWN = 5  # of something left out: enough to find it again

LONGEST_TITLE = 200  # characters of a heading that belongs to the table below it
NUMBERED_TABLE = re.compile(r"(?:table|figure|tabl)\s+[\dA-Z]{1,3}\b", re.IGNORECASE)
NOTE_MARK = re.compile(r"(?:[*†‡§#^]|[¹²³⁰⁴-⁹⁽]|\[\w{1,3}\])\s*\S")
MOST_NOTES = 12


@dataclass
class OpenTable:
    node: Node
    places: dict[Node, Place]
    rows: int
    columns: int
    title: str
    after_line: int
    has_headers: bool
    inner: int = 0
    cells: list[GridCell] = field(default_factory=list)
    caption: str = ""


class Flow:
    """Reads one section after the other; `lines`, `grids` and `problems` are what it found so far."""

    def __init__(self, without: Collection[Node] = (), tight: frozenset[str] = frozenset()) -> None:
        """`without`: nodes that are left out (a page's furniture). `tight`: class names whose paragraphs have no space
        between them."""
        self.grids: list[Grid] = []
        self.problems: list[Problem] = []
        self._without = frozenset(without)
        self._tight = tight
        self._page = Writer()
        self._writers = [self._page]
        self._tables: list[OpenTable] = []
        self._lists: list[OpenList] = []
        self._waiting: list[Node | str | Callable[[], None]] = []
        self._sizes: dict[Node, Size] = {}
        self._grid_nodes: frozenset[Node] = frozenset()
        self._keeps_spaces = 0
        self._bold = 0
        self._in_titles = 0
        self._last_heading: tuple[int, str] = (-1, "")

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
        self._sizes, self._grid_nodes = measure(root)
        self._page.end_paragraph()
        self._waiting.append(root)
        while self._waiting:
            item = self._waiting.pop()
            if callable(item):
                item()
            elif isinstance(item, str):
                self._writers[-1].add(item, self._keeps_spaces > 0, self._bold > 0)
            else:
                self._open(item)
        self._page.end_paragraph()

    def _open(self, node: Node) -> None:
        if node in self._without or node.tag in LEFT_OUT_TAGS or self._is_left_out(node):
            return
        if node.tag == "br":
            self._writers[-1].break_line()
        elif node.tag == "sup":
            self._open_raised(node)
        elif node.tag == "table":
            self._open_table(node)
        elif node.tag in ("td", "th") and self._tables and node in self._tables[-1].places:
            self._open_cell(node)
        elif node.tag == "caption" and self._tables and node in self._tables[-1].node.children:
            self._open_caption(node)
        elif node.tag in SPACED or node.tag in LINE_BLOCKS:
            self._open_block(node)
        elif node.tag in BOLD:
            self._bold += 1
            self._enter(node, self._end_bold)
        else:
            self._enter(node)

    def _end_bold(self) -> None:
        self._bold -= 1

    def _enter(self, node: Node, close: Callable[[], None] | None = None) -> None:
        if close is not None:
            self._waiting.append(close)
        self._waiting.extend(reversed(node.children))

    def _is_left_out(self, node: Node) -> bool:
        if node.tag in CONTROLS and not (node.tag == "button" and self._in_titles):
            return True
        style = node.attributes.get("style", "")
        is_hidden = "hidden" in node.attributes and node.attributes["hidden"].lower() != "until-found"
        if is_hidden or (style and HIDDEN_STYLE.search(style)):
            self._report(node, "does not show", "hidden-content")
            return True
        if node.tag in STRUCK or (style and re.search(r"text-decoration[^;]*line-through", style, re.IGNORECASE)):
            self._report(node, "strikes out", "struck-out-content")
            return True
        return False

    def _report(self, node: Node, does: str, rule: str) -> None:
        found = re.findall(r"\d[\d,./]*", words(node))
        if not found:
            return
        shown = ", ".join(found[:NUMBERS_SHOWN]) + (", …" if len(found) > NUMBERS_SHOWN else "")
        at = len(self.lines)
        message = (
            f"The document holds something that it {does}, with the numbers {shown}. It was not read: open the "
            "document and see whether it belongs to the answer."
        )
        self.problems.append(Problem("warning", message, f"line {at}" if at else None, rule=rule))

    def _open_raised(self, node: Node) -> None:
        text = few_words(node, MOST_IN_A_MARK)
        if text is not None and FOOTNOTE.fullmatch(text):
            self._writers[-1].add(text.translate(RAISED), keeps_spaces=False)
        else:
            self._enter(node)

    # -- blocks and lists ---------------------------------------------------------------------------------------

    def _open_block(self, node: Node) -> None:
        writer = self._writers[-1]
        is_spaced = node.tag in SPACED and not self._is_tight(node)
        is_inner_list = node.tag in ("ul", "ol", "menu", "dl") and bool(self._lists)
        keeps = node.tag == "pre" or KEEPS_SPACES.search(node.attributes.get("style", "")) is not None
        end = writer.end_paragraph if is_spaced and not is_inner_list else writer.end_line
        end()
        if node.tag in ("ul", "ol", "menu"):
            self._lists.append(list_of(node))
        elif node.tag == "li":
            self._mark_item(node, writer)
        if keeps:
            self._keeps_spaces += 1
        holds_buttons = node.tag in HOLD_BUTTONS
        self._in_titles += holds_buttons
        begun = len(writer.lines)

        def close() -> None:
            self._in_titles -= holds_buttons
            if keeps:
                writer.end_line(keeps_spaces=True)
                self._keeps_spaces -= 1
            if node.tag == "p" and len(writer.lines) == begun and not is_spaced:
                writer.break_line()  # an empty paragraph among those without space is the author's blank line
            end()
            if node.tag == "li":
                writer.unmark()
            elif node.tag in ("ul", "ol", "menu") and self._lists:
                self._lists.pop()
            if writer is self._page and node.tag in HEADINGS:
                self._last_heading = (len(self.lines), " ".join(self.lines[begun:]).strip())

        self._enter(node, close)

    def _is_tight(self, node: Node) -> bool:
        """Whether a paragraph has no space below it: mail programs write each line as such a one."""
        if node.tag != "p":
            return False
        style = node.attributes.get("style", "")
        return bool(self._tight & node.tokens) or NO_SPACE_STYLE.search(style) is not None

    def _mark_item(self, node: Node, writer: Writer) -> None:
        if not self._lists:
            return
        current = self._lists[-1]
        value = node.attributes.get("value", "")
        if re.fullmatch(r"-?\d{1,6}", value):
            current.number = int(value)
        number = current.number
        current.number += current.step
        if current.shows:
            kind = list_type(node) or current.kind
            writer.mark(BULLET if kind == BULLET else f"{numbered(number, kind)}.")

    # -- tables -------------------------------------------------------------------------------------------------

    def _open_table(self, node: Node) -> None:
        self._writers[-1].end_paragraph()
        if node not in self._grid_nodes:
            self._enter(as_text(node, self._sizes), self._writers[-1].end_paragraph)
            return
        found, rows, columns = places(node)
        title = "" if self._tables else self._title_above()
        has_headers = any(place.is_header for place in found.values())
        table = OpenTable(node, found, rows, columns, title, len(self.lines), has_headers)
        if self._tables:
            self._tables[-1].inner += 1
        self._tables.append(table)
        lists, self._lists = self._lists, []

        def close() -> None:
            self._lists = lists
            self._close_table()

        self._enter(node, close)

    def _close_table(self) -> None:
        table = self._tables.pop()
        self._writers[-1].end_paragraph()
        if table.inner:
            inner = "another table" if table.inner == 1 else f"{table.inner} more tables"
            message = (
                f"A cell of a table holds {inner}, read apart from it. "
                "See whether its numbers belong under the labels of the outer one."
            )
            self.problems.append(Problem("note", message, f"line {table.after_line}", rule="table-in-a-cell"))
        cells = tuple(sorted(table.cells, key=lambda cell: (cell.row, cell.column)))
        self.grids.append(
            Grid(
                len(self.grids) + 1,
                table.rows,
                table.columns,
                cells,
                title=table.caption or table.title,
                after_line=table.after_line,
            )
        )

    def _open_cell(self, node: Node) -> None:
        table = self._tables[-1]
        place = table.places[node]
        writer = Writer()
        self._writers.append(writer)

        def close() -> None:
            writer.end_paragraph()
            self._writers.pop()
            table.cells.append(
                GridCell(
                    place.row,
                    place.column,
                    "\n".join(line for line in writer.lines if line),
                    place.row_span,
                    place.column_span,
                    is_header=place.is_header if table.has_headers else None,
                )
            )

        self._enter(node, close)

    def _open_caption(self, node: Node) -> None:
        table = self._tables[-1]
        writer = Writer()
        self._writers.append(writer)

        def close() -> None:
            writer.end_paragraph()
            self._writers.pop()
            table.caption = " ".join(line for line in writer.lines if line)

        self._enter(node, close)

    def _title_above(self) -> str:
        """The words right above that belong to a table: a heading, a line in bold by itself, "Table 2 …" or words
        that end in a colon."""
        at, heading = self._last_heading
        if at == len(self.lines) and 0 < len(heading) <= LONGEST_TITLE:
            return heading
        last = self.lines[-1].strip() if self.lines else ""
        is_alone = len(self.lines) < 2 or not self.lines[-2]
        is_title = last.endswith(":") or NUMBERED_TABLE.match(last) or (self._page.ends_bold and is_alone)
        return last if is_title and len(last) <= LONGEST_TITLE else ""


def with_notes(grids: Sequence[Grid], lines: Sequence[str]) -> tuple[Grid, ...]:
    """The tables with their footnotes: the lines right below that begin with a footnote's mark."""
    found = []
    for grid in grids:
        notes: list[str] = []
        for text in lines[grid.after_line : grid.after_line + 2 * MOST_NOTES]:
            if text.strip() and not NOTE_MARK.match(text.strip()):
                break
            if text.strip():
                notes.append(text.strip())
        found.append(replace(grid, notes=tuple(notes)) if notes else grid)
    return tuple(found)
