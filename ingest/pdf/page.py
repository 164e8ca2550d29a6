"""The bytes of a PDF -> for each page its words, its rules and its size, one page in memory at a time.

pdfium opens the document, says what is wrong with it and which pages are scans; pdfplumber gives what stands on a page
(device.py).

Protects: a document that is locked or damaged says so; a page that holds pictures and no characters is told apart from
an empty one; places are those of the page as it is displayed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ingest.model import BBox, Unreadable
from ingest.pdf.layout import Rule, Word
from ingest.pdf.rules import rules_of
from ingest.pdf.settings import EDGE, SMALLEST_PICTURE
from ingest.pdf.words import words_of

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each odd colour and font

LOCKED = (
    "is locked: it opens with a password only. Ask the force for a copy without one, or save one yourself after "
    "opening it, and name that file."
)
DAMAGED = "is a damaged PDF ({reason}). Bring it again from where it came, or print it to a new PDF and name that file."


@dataclass(frozen=True)
class Page:
    """One page as it is displayed. `number` from 1. `unmapped`: characters whose font doesn't say what they are.
    `pictures`: the part of the page that pictures cover, 0 to 1. `invisible`: characters that nobody sees, as those of
    a recognised text behind a scan. `is_cut`: words or tables go on beyond the page's edge."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    unmapped: int
    pictures: float
    invisible: int = 0
    is_cut: bool = False
    picture_boxes: tuple[BBox, ...] = ()
    """Where pictures stand: a crest, a signature."""

    @property
    def is_scan(self) -> bool:
        return not self.words and self.pictures >= SMALLEST_PICTURE


def count_pages(data: bytes) -> tuple[int, bytes]:
    """How many pages there are, and the bytes to read them from: the document's, or those that pdfium saved anew where
    only it can open them. Raises Unreadable for a locked, damaged or empty document."""
    with opened_by_pdfium(data) as document:
        pages = len(document)
        if pages == 0:
            raise Unreadable(DAMAGED.format(reason="it has no pages"))
        if _opens(data, pages):
            return pages, data
        saved = io.BytesIO()
        document.save(saved)
        if _opens(saved.getvalue(), pages):
            return pages, saved.getvalue()
    raise Unreadable(DAMAGED.format(reason="its pages can't be found"))


@contextmanager
def opened_by_pdfium(data: bytes) -> Iterator[Any]:
    """The document as pypdfium2 has it. Raises Unreadable where it is locked or damaged."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_refusal(data, str(error))) from None
    try:
        yield document
    finally:
        document.close()


def _refusal(data: bytes, reason: str) -> str:
    if "assword" in reason or "ecurity" in reason:
        return LOCKED
    return DAMAGED.format(reason="it can't be opened" if b"%PDF" in data[:1024] else "its beginning is missing")


def _opens(data: bytes, pages: int) -> bool:
    try:
        with _opened(data) as pdf:
            return len(pdf.pages) == pages
    except MemoryError:
        raise
    except Exception:  # pdfminer raises anything on a damaged file; the caller has another way or says so
        return False


@contextmanager
def _opened(data: bytes, numbers: list[int] | None = None) -> Iterator[Any]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=numbers, raise_unicode_errors=False) as pdf:
        yield pdf


@dataclass(frozen=True)
class DamagedPage:
    """A page that can't be read, and why."""

    number: int
    reason: str


def read_layout(data: bytes, first: int, last: int) -> Iterator[Page | DamagedPage]:
    """Pages `first` to `last`, both included, from 1. Each is closed before the next is opened: 500 need the memory of
    one."""
    with _opened(data, list(range(first, last + 1))) as pdf:
        for page in pdf.pages:
            try:
                reading: Page | DamagedPage = _page(page)
            except MemoryError:
                raise
            except Exception as error:  # pdfminer raises anything on a damaged page; it costs that page alone
                reading = DamagedPage(page.page_number, type(error).__name__)
            finally:
                page.close()
            yield reading


def _page(page: Any) -> Page:
    from ingest.pdf.device import draw

    invisible = draw(page)
    left, top, width, height = _displayed(page)
    characters = page.chars
    rules = rules_of(page, left, top, width, height)
    words = [w for w in words_of(characters, left, top) if _is_displayed(w, width, height)]
    is_cut = any(w.x0 < EDGE or w.x1 > width - EDGE for w in words) or any(
        rule.is_across and not rule.is_shade and (rule.start < -EDGE or rule.end > width + EDGE) for rule in rules
    )
    boxes = tuple((i["x0"] - left, i["top"] - top, i["x1"] - left, i["bottom"] - top) for i in page.images)
    covered = sum((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) for i in page.images)
    return Page(
        page.page_number,
        width,
        height,
        tuple(words),
        tuple(rules),
        sum(1 for c in characters if c["text"].startswith("(cid:")),
        min(1.0, covered / (width * height)) if width and height else 0.0,
        invisible,
        is_cut,
        boxes,
    )


def _displayed(page: Any) -> tuple[float, float, float, float]:
    """The corner of what is displayed, in pdfplumber's numbers, and its width and height. It counts from the media box
    and swaps the sides of a rotated page; a viewer shows the crop box."""
    media = _box(page.page_obj.mediabox)
    crop = _box(page.page_obj.cropbox or page.page_obj.mediabox)
    crop = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    if crop[2] <= crop[0] or crop[3] <= crop[1]:
        crop = media
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    if page.rotation in (90, 270):
        width, height = height, width
    left, top = {
        0: (crop[0] - media[0], media[3] - crop[3]),
        90: (crop[1] - media[1], crop[0] - media[0]),
        180: (media[2] - crop[2], crop[1] - media[1]),
        270: (media[3] - crop[3], media[2] - crop[2]),
    }.get(page.rotation, (0.0, 0.0))
    return page.mediabox[0] + left, page.mediabox[1] + top, width, height


def _box(box: Any) -> tuple[float, float, float, float]:
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    return (x0, y0, x1, y1)


def _is_displayed(word: Word, width: float, height: float) -> bool:
    """Whether a word is displayed, or some of it: print beside the page is no part of it."""
    return word.x1 > 0 and word.x0 < width and word.bottom > 0 and word.top < height
