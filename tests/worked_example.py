"""The worked example of docs/worked-example.md, gone through on a copy of its source -> its pictures in docs/images.

    python -m tests.worked_example [--out DIR]

The thread's own text stays with whoever fetched it. The copy is of the text that comes with the project, which is our
rewording of the thread with its numbers in their places, taken here for the document itself.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from ingest.commands.build import build
from tests.in_browser import chromium, started
from tests.pictures import OUT, ROOT, few_colours, finish

FOLDER = "west-mercia/50766"
SOURCE = "west-mercia~50766"
FIGURE = "0q7mrh7fv3s5"
WITHDRAWAL = f"""
[[withdrawal]]
figures = ["{FIGURE}"]
on = 2021-06-01
reason = "an exercise: the force has withdrawn nothing"
"""


def copy_of_source(raw: Path) -> Path:
    """The source in a raw folder of its own, its text taken for the document; gives its source.toml."""
    folder = raw / FOLDER
    shutil.copytree(ROOT / "data" / "raw" / FOLDER, folder)
    toml = folder / "source.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"transcript"', '"original"'), encoding="utf-8")
    return toml


@contextmanager
def desk(raw: Path, warehouse: Path) -> Iterator[str]:
    """The desk on these, as the command opens it; gives its address."""
    words = [sys.executable, "-m", "ingest", "desk", "--by", "AB", "--raw", str(raw), "--warehouse", str(warehouse)]
    server, address = started(warehouse.with_suffix(".log"), words, re.compile(r"(?<=Disclosed is at )\S+(?=\s)"))
    try:
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def go_through(page: Page, first: str, toml: Path, raw: Path, warehouse: Path, out: Path) -> None:
    page.goto(first)  # with the token of this start
    finish(page)
    address = first.partition("/desk?")[0]
    evidence = f"{address}/source?id={SOURCE}&figure={FIGURE}"
    _take(_panel(page, evidence), out / "worked-example-place.png")
    page.goto(f"{address}/desk?item={FIGURE}")
    finish(page)
    _take(page.get_by_test_id("stMainBlockContainer"), out / "worked-example-desk.png")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("It stands in").wait_for()
    page.get_by_role("button", name="Build with these decisions").click()
    page.get_by_text("Built.").wait_for()
    _take(_panel(page, evidence), out / "worked-example-reviewed.png")
    toml.write_text(toml.read_text(encoding="utf-8") + WITHDRAWAL, encoding="utf-8")
    if build([raw], warehouse, 0, False) != 0:
        raise RuntimeError("the copy does not build with its withdrawal")
    _take(_panel(page, evidence), out / "worked-example-retracted.png")


def _panel(page: Page, address: str) -> Locator:
    page.goto(address)
    finish(page)
    panel = page.locator(".st-key-evidence_source")
    panel.get_by_text("Something wrong here?").wait_for()
    return panel


def _take(place: Locator, file: Path) -> None:
    file.write_bytes(few_colours(place.screenshot(animations="disabled")))
    print(f"{file}  {file.stat().st_size // 1024} kB", flush=True)


def main() -> int:
    """Take the pictures: 0 when all are taken."""
    parser = argparse.ArgumentParser(prog="python -m tests.worked_example", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="the folder of the pictures")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        raw, warehouse = Path(folder) / "raw", Path(folder) / "warehouse.duckdb"
        toml = copy_of_source(raw)
        if build([raw], warehouse, 0, False) != 0:
            raise RuntimeError("the copy does not build")
        with desk(raw, warehouse) as address:
            browser = play.chromium.launch(executable_path=chromium())
            page = browser.new_page(
                viewport={"width": 1100, "height": 2400}, color_scheme="light", reduced_motion="reduce", locale="en-GB"
            )
            go_through(page, address, toml, raw, warehouse, out)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
