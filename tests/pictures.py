"""The running dashboard -> every page as a picture, two widths, light and dark; and what is shown of a scanned figure.

    python -m tests.pictures [--only NAME …] [--out DIR]

Uses the warehouse that is there (DISCLOSED_WAREHOUSE, else data/warehouse.duckdb) and builds it when there is none.
Those that the docs show (KEPT) go to docs/images; all the others to build/pictures, to be looked at. All are of few
colours, and a page that is very long is cut at its foot. The fold is at 900 and at 844 pixels.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from dashboard import warehouse
from ingest import reference as reference_data
from ingest.evidence.page import Place
from ingest.evidence.page import picture as evidence_picture
from ingest.readers.opened import read_blocks
from tests.every_page import addresses
from tests.in_browser import HAS_FINISHED, chromium, served
from tests.making_evidence import letter_pdf, scan_of

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "images"
LOOKED_AT = ROOT / "build" / "pictures"
KEPT = ("overview-1400", "overview-390", "compare-1400", "compare-1400-dark", "force-1400", "force-390", "answers-1400")
"""The pictures that go with the docs."""
WIDTHS = {1400: 900, 390: 844}
THEMES = ("light", "dark")
MOST_HEIGHT = 3000  # pixels; what stands below is cut from the picture, not from the page
COLOURS = 48
FINISHED_SECONDS = 60.0

CONTENT_HEIGHT = "() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight"


class PageFailed(Exception):
    """A page shows an error; the message says which and what. No picture is made of it."""


def finish(page: Page) -> None:
    """Wait until Streamlit has run the page to its end and the charts are drawn."""
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)


def picture(page: Page, address: str, width: int) -> bytes:
    """A whole page as PNG, in few colours. Raises PageFailed."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.goto(address)
    finish(page)
    height = min(max(int(page.evaluate(CONTENT_HEIGHT)), WIDTHS[width]), MOST_HEIGHT)
    page.set_viewport_size({"width": width, "height": height})  # the page scrolls inside itself: make all of it visible
    finish(page)
    problem = page.get_by_test_id("stException")
    if problem.count():
        raise PageFailed(f"{address} at {width} pixels: {problem.first.inner_text()}")
    return few_colours(page.screenshot(animations="disabled"))


def few_colours(png: bytes) -> bytes:
    """The same picture with COLOURS colours: a third of the bytes."""
    out = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def evidence_of_a_scan() -> bytes:
    """What is shown of a figure on a scanned page: of an invented letter, on which a hand has drawn."""
    scan = scan_of(letter_pdf())
    cells = (cell for grid in read_blocks(scan, "scan.pdf").grids for cell in grid.cells)
    cell = next(cell for cell in cells if cell.text == "9")
    place = Place("page 2, table 1, row 3, column 2019/20", cell.page, cell.bbox, "9")
    return evidence_picture(scan, "kent/101-21/scan.pdf", place, reference_data.load())


def ensure_warehouse() -> None:
    """Build the warehouse when there is none."""
    if not warehouse.warehouse_path().exists():
        subprocess.run([sys.executable, "-m", "ingest", "build"], cwd=ROOT, check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures: 0 when all are taken, 1 when some page shows an error, 2 for a page that there is not."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="pages by their address; without it all of them")
    parser.add_argument("--out", type=Path, help="one folder for all of them")
    wanted = parser.parse_args(arguments)
    there = addresses()
    unknown = sorted(set(wanted.only or ()) - set(there))
    if unknown:
        print(f"There is no page {', '.join(unknown)}. There are: {', '.join(there)}.", file=sys.stderr)
        return 2
    ensure_warehouse()
    failed: list[str] = []
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        for theme in THEMES:
            page = browser.new_page(
                color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce", locale="en-GB"
            )
            for name in wanted.only or there:
                for width in WIDTHS:
                    called = f"{name}-{width}{'-dark' if theme == 'dark' else ''}"
                    file = (wanted.out or (OUT if called in KEPT else LOOKED_AT)) / f"{called}.png"
                    file.parent.mkdir(parents=True, exist_ok=True)
                    try:
                        file.write_bytes(picture(page, f"{address}{there[name]}", width))
                    except PageFailed as problem:
                        failed.append(str(problem))
                        print(f"No picture of {problem}", file=sys.stderr, flush=True)
                    else:
                        print(f"{file}  {file.stat().st_size // 1024} kB", flush=True)
            page.close()
        browser.close()
    if not wanted.only:
        ((wanted.out or OUT) / "evidence-scan.png").write_bytes(evidence_of_a_scan())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
