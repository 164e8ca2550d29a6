"""Letters of forces drawn as PDFs, so that each shows one form."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FONT = "Helvetica"
ROW = 18.0

Row = Sequence[str | None]


class Sheet:
    """A PDF drawn in points from the page's top left, which remembers nothing of what it draws."""

    def __init__(self, **options: Any) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=options.pop("pagesize", A4), invariant=1, **options)
        self.height = self.canvas._pagesize[1]

    def text(self, x: float, y: float, text: str, size: float = 11, font: str = FONT, where: float = 0.0) -> None:
        """A text whose left side (`where` 0), middle (0.5) or right side (1) is at `x`, its foot at `y`."""
        self.canvas.setFont(font, size)
        width = self.canvas.stringWidth(text, font, size)
        self.canvas.drawString(x - where * width, self.height - y, text)

    def paragraph(self, x: float, y: float, lines: Sequence[str], size: float = 11, leading: float = 13.5) -> float:
        """Lines below each other; gives the height for what follows after a gap."""
        for line in lines:
            self.text(x, y, line, size)
            y += leading
        return y + 8

    def across(self, y: float, x0: float, x1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def down(self, x: float, y0: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def table(
        self, y: float, xs: Sequence[float], rows: Sequence[Row], rules: str = "all", where: float = 0.5
    ) -> float:
        """Rows of one line each. `rules`: all | none."""
        for n, row in enumerate(rows):
            foot = y + n * ROW + 12.5
            for column, text in enumerate(row):
                if text is None:
                    continue
                if column == 0:
                    self.text(xs[0] + 4, foot, text, 10)
                else:
                    self.text(xs[column] + where * (xs[column + 1] - xs[column]), foot, text, 10, where=where)
        end = y + len(rows) * ROW
        if rules == "all":
            for n in range(len(rows) + 1):
                self.across(y + n * ROW, xs[0], xs[-1])
            for x in xs:
                self.down(x, y, end)
        return end

    def next_page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
