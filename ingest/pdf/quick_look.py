"""A quick look at a PDF by pdfium, a thousand pages a second: which of its pages are scans."""

from __future__ import annotations

from ingest.pdf.pages import SMALLEST_PICTURE, opened_by_pdfium


def scanned_pages(data: bytes) -> tuple[int, ...]:
    """The numbers, from 1, of pages that hold a picture and no characters. Raises Unreadable for a document that is
    locked or damaged."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    found = []
    with opened_by_pdfium(data) as document:
        for n in range(len(document)):
            page = document[n]
            text = page.get_textpage()
            try:
                if text.count_chars() and text.get_text_range().strip():
                    continue
                width, height = page.get_size()
                covered = 0.0
                for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
                    left, bottom, right, top = picture.get_bounds()
                    covered += (right - left) * (top - bottom)
                if covered >= SMALLEST_PICTURE * width * height:
                    found.append(n + 1)
            finally:
                text.close()
                page.close()
    return tuple(found)
