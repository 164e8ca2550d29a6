"""The running dashboard -> docs/images/<page>-1400.png and <page>-390.png, a picture of every page at two widths; and
what is shown of a figure on a scan.

    python -m tests.pictures [--only NAME …] [--out DIR]

Uses the warehouse that is there (DISCLOSED_WAREHOUSE, else data/warehouse.duckdb) and builds it when there is none. The
pictures go with the docs, so they are of few colours, and a page that is very long is cut at its foot.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from dashboard import pages, serve, warehouse
from ingest import reference as reference_data
from ingest.evidence.place import Place
from ingest.evidence.show import picture as evidence_picture
from ingest.opened import read_blocks
from tests.making_evidence import letter_pdf, scan_of

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "images"
WIDTHS = (1400, 390)
FIRST_HEIGHT = 900
MOST_HEIGHT = 3000  # pixels; what stands below is cut from the picture, not from the page
COLOURS = 48
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIRST_PORT = 8700
START_SECONDS = 60.0
FINISHED_SECONDS = 60.0

ONE_THING = {
    "force": "id=west-mercia",
    "source": "id=west-mercia~50766",
    "measure": "id=arrests_ocag",
    "offence": "id=soa2003_s15a",
    "changes": "",
    "checks": "",
    "reports": "",
}
"""What a page that is not in the menu shows in its picture."""

HAS_FINISHED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
        && document.querySelector('h1');
}"""
CONTENT_HEIGHT = "() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight"


@contextmanager
def app(port: int) -> Iterator[str]:
    """Serve the dashboard on `port`; gives its address, and ends the server that it started."""
    server = subprocess.Popen(serve.command(port), cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not serve.answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the dashboard did not start on port {port}: run `python -m dashboard.serve`")
            time.sleep(serve.LOOK_AGAIN_SECONDS)
        yield f"http://{serve.HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


class PageFailed(Exception):
    """A page shows an error; the message says which and what. No picture is made of it."""


def chromium() -> str | None:
    """The browser on this machine, or None when there is none."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def finish(page: Page) -> None:
    """Wait until Streamlit has run the page to its end and the charts are drawn."""
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(HAS_FINISHED, timeout=FINISHED_SECONDS * 1000)


def picture(page: Page, address: str, width: int) -> bytes:
    """A whole page as PNG, in few colours. Raises PageFailed."""
    page.set_viewport_size({"width": width, "height": FIRST_HEIGHT})
    page.goto(address)
    finish(page)
    height = min(max(int(page.evaluate(CONTENT_HEIGHT)), FIRST_HEIGHT), MOST_HEIGHT)
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


def name_of(spec: pages.PageSpec) -> str:
    """The picture's name: the page's address, "overview" for the first."""
    return spec.path or spec.file


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
    parser.add_argument("--out", type=Path, default=OUT, help="the folder of the pictures")
    wanted = parser.parse_args(arguments)
    there = {name_of(spec): spec for spec in pages.written()}
    unknown = sorted(set(wanted.only or ()) - set(there))
    if unknown:
        print(f"There is no page {', '.join(unknown)}. There are: {', '.join(there)}.", file=sys.stderr)
        return 2
    ensure_warehouse()
    wanted.out.mkdir(parents=True, exist_ok=True)
    failed: list[str] = []
    with app(serve.free_port(FIRST_PORT)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        page = browser.new_page(color_scheme="light", reduced_motion="reduce", locale="en-GB")
        for name in wanted.only or there:
            query = f"?{ONE_THING[name]}" if name in ONE_THING else ""
            for width in WIDTHS:
                file = wanted.out / f"{name}-{width}.png"
                try:
                    file.write_bytes(picture(page, f"{address}/{there[name].path}{query}", width))
                except PageFailed as problem:
                    failed.append(str(problem))
                    print(f"No picture of {problem}", file=sys.stderr, flush=True)
                else:
                    print(f"{file}  {file.stat().st_size // 1024} kB", flush=True)
        browser.close()
    if not wanted.only:
        (wanted.out / "evidence-scan.png").write_bytes(evidence_of_a_scan())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
