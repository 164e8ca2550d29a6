"""The ten questions of docs/ten-questions.md, answered by a reader's clicks -> their pictures in docs/images.

    python -m tests.ten_questions [--only NAME …] [--out DIR]

Every way begins on the Overview and goes on by what can be seen there: the menu, the search, a control, a mark, a
fold. The browser's tests go the same ways and hold the doc to what the pages show.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, expect, sync_playwright

from tests.in_browser import chromium, served
from tests.pictures import FINISHED_SECONDS, OUT, ensure_warehouse, few_colours, finish

WIDTH, HEIGHT = 1400, 2400  # of the window in which pictures are taken: what is shown is on screen as a whole
EDGE = 6  # pixels around what is shown


@dataclass
class Visit:
    """A reader on the Overview, and the names of what they chose since, in order."""

    page: Page
    chosen: list[str] = field(default_factory=list)

    def menu(self, title: str) -> None:
        """Go to a page by the menu."""
        link = self.page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{re.escape(title)}$"))
        self._leave(link, title)

    def search(self, typed: str, name: str) -> None:
        """Type into the search of the header and go to what it offers by a title that begins so."""
        self.chosen.append(typed)
        self.page.get_by_role("searchbox", name="Search a force, offence or place").press_sequentially(typed, delay=30)
        offered = self.page.get_by_role("region", name="Found")
        self._leave(offered.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first, name)

    def my_force(self, name: str) -> None:
        """Choose one of the reader's own forces."""
        self.chosen += ["My forces", name]
        box = self.page.get_by_role("combobox", name=re.compile("My forces"))
        box.click()
        box.press_sequentially(name)  # of a long list only what is on screen is there
        self.page.get_by_role("option", name=name, exact=True).click()
        self.page.wait_for_url(re.compile(r"[?&]force="))
        self.page.keyboard.press("Escape")
        finish(self.page)

    def unfold(self, name: str, within: Locator | None = None) -> Locator:
        """Open a fold by the beginning of its title; gives it."""
        self.chosen.append(name)
        title = (within or self.page.get_by_test_id("stMain")).locator("summary").filter(
            has=self.page.get_by_text(re.compile(f"^{re.escape(name)}"))
        )  # fmt: skip
        fold = title.locator("xpath=..")
        if fold.get_attribute("open") is None:
            title.click()
        expect(fold).to_have_attribute("open", "")
        finish(self.page)
        return fold

    def bar(self, chart: Locator, name: str) -> Locator:
        """Choose the bar beside a name; gives the evidence that opens."""
        self.chosen.append(name)
        label = chart.locator("text").filter(has_text=re.compile(rf"^{re.escape(name)}\s*$")).first
        label.scroll_into_view_if_needed()
        height = _middle(label)
        for bar in chart.locator(".bars .point").all():
            box = _box(bar)
            if box["y"] <= height <= box["y"] + box["height"]:
                self.page.mouse.click(box["x"] + box["width"] / 2, height)
                return self._evidence()
        raise AssertionError(f"no bar stands beside “{name}”")

    def row(self, fold: Locator, name: str) -> Locator:
        """Choose the first row of a chart's table that has this name; gives the evidence that opens."""
        self.chosen.append(name)
        fold.get_by_role("button", name=name, exact=True).first.click()
        return self._evidence()

    def block(self, key: str) -> Locator:
        """A chart of the page with all that stands around it."""
        return self.page.locator(f".st-key-block_{key}")

    def _leave(self, link: Locator, name: str) -> None:
        self.chosen.append(name)
        title = self.page.get_by_role("heading", level=1)
        before = title.inner_text()
        link.click()
        expect(title).not_to_have_text(before)
        finish(self.page)

    def _evidence(self) -> Locator:
        panel = self.page.get_by_role("dialog")
        expect(panel).to_contain_text("How it came here")
        finish(self.page)
        return panel


@dataclass(frozen=True)
class Found:
    """Where the answer stands. `shown`: from where to where the picture shows it; else all of it."""

    places: tuple[Locator, ...]
    shown: tuple[Locator, ...] = ()


def beside_the_median(visit: Visit) -> Found:
    visit.menu("Over time")
    visit.my_force("West Mercia")
    return Found((visit.block("time"),))


def two_counts(visit: Visit) -> Found:
    visit.search("hampshire", "Hampshire and Isle of Wight Constabulary")
    table = visit.unfold("Table", visit.block("force"))
    rows = table.get_by_role("row").filter(has_text="2023/24")
    return Found((table,), (rows.last, rows.first))


def who_answered(visit: Visit) -> Found:
    visit.menu("Answers")
    return Found((visit.block("answers"),))


def beside_kents_counts(visit: Visit) -> Found:
    visit.search("kent", "Kent Police")
    counts = visit.block("counts")
    return Found((visit.unfold("Table", counts),), (counts.locator(".listed"),))


def blank_in_a_table(visit: Visit) -> Found:
    visit.search("onthewight", "Charity’s FOI figures")
    return Found((visit.page.get_by_role("table", name="Answers of this source"),))


def nothing_here(visit: Visit) -> Found:
    visit.menu("Answers")
    said = visit.page.get_by_text("forces asked are known by name")
    table = visit.page.get_by_role("table", name="Force by force")
    return Found((visit.block("answers"), said, table), (said, table))


def court_cases(visit: Visit) -> Found:
    panel = visit.bar(visit.block("court"), "2015")
    return Found((panel,), (panel.get_by_role("heading", level=3), panel.locator(".facts").first))


def numbers_in_numbers(visit: Visit) -> Found:
    visit.menu("Arrests and groups")
    visit.my_force("Cleveland")
    fold, chart = visit.unfold("Arrests under section 127 and the 1988 Act"), visit.block("s127")
    last = chart.locator("text").filter(has_text=re.compile(r"^2022 · s127\(2\)\(a\)\s*$"))
    return Found((fold,), (fold.locator("summary").first, last))


def line_to_print(visit: Visit) -> Found:
    visit.menu("Arrests and groups")
    visit.unfold("Table", visit.block("groups"))
    panel = visit.row(visit.block("groups"), "Kent, “last two financial years” (Apr 2015–Mar 2017, our reading)")
    line = visit.unfold("A line to print", panel)
    return Found((line,), (line.locator("summary"), line.get_by_role("listitem").last))


def my_own_force(visit: Visit) -> Found:
    visit.search("wolverh", "West Midlands Police")
    title = visit.page.get_by_role("heading", level=1)
    main = visit.page.get_by_test_id("stMain")
    said = main.get_by_text("no reply here; whether it was asked is not known")
    return Found((title, main.locator(".cards"), visit.block("force"), said), (title, main.locator(".cards")))


WAYS: dict[str, Callable[[Visit], Found]] = {
    "beside-the-median": beside_the_median,
    "two-counts": two_counts,
    "who-answered": who_answered,
    "beside-kents-counts": beside_kents_counts,
    "blank-in-a-table": blank_in_a_table,
    "nothing-here": nothing_here,
    "court-cases": court_cases,
    "numbers-in-numbers": numbers_in_numbers,
    "line-to-print": line_to_print,
    "my-own-force": my_own_force,
}
"""By the name of its picture, how each question is answered, in the order of the doc."""


def _box(place: Locator) -> FloatRect:
    box = place.bounding_box()
    assert box is not None, f"{place} is not on screen"
    return box


def _middle(place: Locator) -> float:
    box = _box(place)
    return box["y"] + box["height"] / 2


def picture(page: Page, found: Found) -> bytes:
    """What a way has found, as PNG in few colours."""
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    shown = found.shown or found.places
    shown[0].scroll_into_view_if_needed()
    for place in shown:  # a fold that was opened moves for a while
        place.element_handle().wait_for_element_state("stable")
    boxes = [_box(place) for place in shown]
    left, top = min(box["x"] for box in boxes) - EDGE, min(box["y"] for box in boxes) - EDGE
    right, foot = max(box["x"] + box["width"] for box in boxes), max(box["y"] + box["height"] for box in boxes)
    clip: FloatRect = {"x": left, "y": top, "width": right + EDGE - left, "height": foot + EDGE - top}
    return few_colours(page.screenshot(animations="disabled", clip=clip))


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures: 0 when all are taken, 2 for a question that there is not."""
    parser = argparse.ArgumentParser(prog="python -m tests.ten_questions", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="some of the questions, by the names of pictures")
    parser.add_argument("--out", type=Path, default=OUT / "ten-questions", help="the folder of the pictures")
    wanted = parser.parse_args(arguments)
    unknown = sorted(set(wanted.only or ()) - set(WAYS))
    if unknown:
        print(f"There is no question {', '.join(unknown)}. There are: {', '.join(WAYS)}.", file=sys.stderr)
        return 2
    ensure_warehouse()
    wanted.out.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=FINISHED_SECONDS * 1000)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce", locale="en-GB"
        )
        for name in wanted.only or WAYS:
            page.goto(address)
            finish(page)
            file = wanted.out / f"{name}.png"
            file.write_bytes(picture(page, WAYS[name](Visit(page))))
            print(f"{file}  {file.stat().st_size // 1024} kB", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
