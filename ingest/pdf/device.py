"""A page's content stream -> pdfplumber's objects, with each character where a viewer draws it.

Protects: pdfminer leaves out the character spacing behind the last character of a string, so the next string stands too
far left. Where a spreadsheet was printed with spacing between its columns, that moved numbers into their neighbours'
cells (pdfminer.six 20260107, `PDFTextDevice.render_string_horizontal`). The PDF Reference, 9.4.4, adds the spacing
behind every character.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer import utils
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page

INVISIBLE = 3  # text rendering mode: neither filled nor stroked, as a scan's recognised text is


class Device(PDFPageAggregator):
    """Draws nothing and keeps everything. `invisible`: how many characters nobody sees."""

    invisible = 0

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        if textstate.render == INVISIBLE:
            self.invisible += sum(len(part) for part in seq if isinstance(part, bytes))
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self, seq: Any, matrix: Any, pos: Any, font: Any, fontsize: Any, scaling: Any, charspace: Any, wordspace: Any,
        rise: Any, dxscale: Any, ncs: Any, graphicstate: Any,
    ) -> Any:  # fmt: skip
        x, y = pos
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    place = utils.translate_matrix(matrix, (x, y))
                    x += self.render_char(place, font, fontsize, scaling, rise, cid, ncs, graphicstate) + charspace
                    if cid == 32:
                        x += wordspace
        return (x, y)


def draw(page: Page) -> int:
    """Have the page's objects read by this device. Gives the number of its invisible characters."""
    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    page._objects = _objects(page)
    return device.invisible


def _objects(page: Page) -> dict[str, list[dict[str, Any]]]:
    """pdfplumber's objects by kind, of a character only what its word is made of. All else that pdfplumber looks up of
    each character (colours, spaces, tags) takes longer than to draw the page."""
    objects: dict[str, list[dict[str, Any]]] = {}
    for item in _leaves(page.layout):
        made = _character(item, page) if isinstance(item, LTChar) else page.process_object(item)
        if made["object_type"] != "anno":
            objects.setdefault(made["object_type"], []).append(made)
    return objects


def _leaves(container: LTContainer[Any]) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _character(item: LTChar, page: Page) -> dict[str, Any]:
    left, top = page.mediabox[:2]
    return {
        "object_type": "char",
        "text": item.get_text(),
        "matrix": item.matrix,
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "top": (page.height - item.y1) + top,
        "bottom": (page.height - item.y0) + top,
    }
