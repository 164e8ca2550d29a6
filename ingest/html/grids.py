"""A table of a page -> its cells, each once with what it spans; or the finding that it only lays the page out.

Protects: a merged cell stands over all its rows and columns and is counted once, and a letter that its author set in a
table is read as the letter that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.html.tree import LEFT_OUT_TAGS, Node

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What stands in a cell of a page's layout and hardly ever in one of a table of figures.
PAGE_CONTENT = HEADINGS | {"form", "nav", "main", "article", "header", "footer", "hr"}
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
LONGEST_CELL = 600  # characters; a cell without headings that holds more is a letter's body
MOST_COLUMNS = 1000  # the HTML standard's limit of colspan, and more than any printed table has
MOST_ROWS_SPANNED = 65534  # the standard's limit of rowspan


@dataclass
class Size:
    """What a node holds: characters that are no white space, and whether page content or a table of figures is among
    it. `end`: its last characters."""

    characters: int = 0
    has_content: bool = False
    has_grid: bool = False
    end: str = ""


@dataclass(frozen=True)
class Place:
    """Where a cell stands in its grid, from 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    is_header: bool


def measure(root: Node) -> tuple[dict[Node, Size], frozenset[Node]]:
    """The size of every node, and the tables of figures among them."""
    sizes: dict[Node, Size] = {}
    grids: set[Node] = set()
    _measure(root, sizes, grids)
    return sizes, frozenset(grids)


def _measure(node: Node, sizes: dict[Node, Size], grids: set[Node]) -> Size:
    size = sizes[node] = Size(has_content=node.tag in PAGE_CONTENT)
    for child in node.children:
        if isinstance(child, str):
            written = "".join(child.split())
            inner = Size(len(written), end=written[-1:])
        else:
            inner = _measure(child, sizes, grids)
        size.characters += inner.characters
        size.has_content |= inner.has_content
        size.has_grid |= inner.has_grid
        size.end = inner.end or size.end
    if node.tag in LEFT_OUT_TAGS:
        size = sizes[node] = Size()
    if node.tag == "table" and not is_layout(node, sizes):
        grids.add(node)
        size.has_grid = True
    return size


def is_layout(table: Node, sizes: Mapping[Node, Size]) -> bool:
    """Whether a table only lays the page out: it says so, holds a single cell, page content, a letter's body or one
    column; or it is a letter's head, each row a key with its colon and a value."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    by_row = _cells_by_row(table)
    cells = [cell for row in by_row for cell in row]
    filled = [cell for cell in cells if sizes[cell].characters]
    if len(cells) <= 1 or not filled:
        return True
    if any(cell.tag == "th" for cell in cells) or any(child.tag in ("caption", "thead") for child in table.inner):
        return False
    if len(filled) <= 1 or max(map(len, by_row)) == 1:
        return True
    if any(sizes[c].has_content or sizes[c].has_grid or sizes[c].characters > LONGEST_CELL for c in cells):
        return True
    return _is_keyed(by_row, sizes)


def _is_keyed(by_row: list[list[Node]], sizes: Mapping[Node, Size]) -> bool:
    """Whether every row is a key with its colon and one value ("Our ref:", "123/20")."""
    return all(len(row) == 2 and (sizes[row[0]].end == ":" or not sizes[row[0]].characters) for row in by_row if row)


def _rows_of(table: Node) -> Iterator[tuple[Node, Node]]:
    """Each row with its group (thead, tbody, tfoot; the table itself where there is none)."""
    for child in table.inner:
        if child.tag in ROW_GROUPS:
            yield from ((child, row) for row in child.inner if row.tag == "tr")
        elif child.tag == "tr":
            yield table, child


def _cells_of(row: Node) -> list[Node]:
    return [cell for cell in row.inner if cell.tag in ("td", "th")]


def _cells_by_row(table: Node) -> list[list[Node]]:
    return [_cells_of(row) for _, row in _rows_of(table)]


def places(table: Node) -> tuple[dict[Node, Place], int, int]:
    """The place of every cell of a table, by the standard's way of forming one; how many rows and columns it has."""
    rows = list(_rows_of(table))
    last_of_group = {group: n for n, (group, _) in enumerate(rows)}
    found: dict[Node, Place] = {}
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
            found[cell] = Place(n + 1, at + 1, last - n + 1, width, cell.tag == "th" or group.tag == "thead")
            if last > n:
                reaching.append((at, at + width - 1, last))
            at += width
            columns = max(columns, at)
    return found, len(rows), columns


def _span(cell: Node, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.attributes.get(name, "1"))
    return min(int(found[1]), most) if found else 1


def as_text(table: Node, sizes: Mapping[Node, Size]) -> Node:
    """The parts of a table that only lays out, as blocks in their order: a key and its value on one line, every other
    cell set apart."""
    by_row = _cells_by_row(table)
    found = Node("section", dict(table.attributes))
    if _is_keyed(by_row, sizes):
        for row in by_row:
            found.children.append(Node("div", {}, [part for cell in row for part in (*_unboxed(cell), " ")]))
        return found
    found.children += [Node("p", child.attributes, child.children) for child in table.inner if child.tag == "caption"]
    found.children += [Node("section", dict(cell.attributes), cell.children) for row in by_row for cell in row]
    return found


def _unboxed(cell: Node) -> list[Node | str]:
    """What a cell of one short value holds, without the paragraph that it stands in."""
    boxes = [part for part in cell.inner if part.tag in ("p", "div")]
    return boxes[0].children if len(boxes) == 1 else cell.children
