"""The dashboard's house by numbers: imports run in one direction, no page imports a page, files are few and short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "dashboard"
FLOORS = ("words", "charts", "ground", "parts", "pages", "routes", "start")
"""From below: what stands on a floor may use what is beneath it. The loose modules are the ground (warehouse, theme …);
words lie beneath the charts, which know no database; menu.py names the pages and imports none."""
LOOSE = {
    "words": "words", "menu": "parts", "serve": "start", "publish": "start",
}  # fmt: skip
SIDE_BY_SIDE = ("pages",)
MOST_FILES, MOST_LINES, LONGEST = 44, 9285, 355
"""What there is today, so that it grows no further; the plan is 45 files and 8,000 lines. Lower these as it shrinks."""


def files() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def floor_of(module: str) -> str | None:
    """The floor of "dashboard.parts.chart"; None for what is no module of the dashboard or is to go."""
    parts = module.split(".")
    if parts[0] != "dashboard" or len(parts) < 2:
        return None
    if parts[1] in FLOORS and (HOUSE / parts[1]).is_dir():
        return parts[1]
    return LOOSE.get(parts[1], "ground")


def imported(path: Path) -> set[str]:
    """The modules that a file names in its imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return {name for name in found if name.startswith("dashboard.")}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_nothing_imports_upwards_and_no_page_imports_a_page(path: Path) -> None:
    own = floor_of(module_of(path))
    if own is None:
        return
    for name in sorted(imported(path)):
        there = floor_of(name)
        if there is None:
            continue
        assert FLOORS.index(there) <= FLOORS.index(own), f"{own} is beneath {there}: {name}"
        assert not (own == there and own in SIDE_BY_SIDE), f"a page imports a page: {name}"


def test_the_house_is_small() -> None:
    everything = [path for path in HOUSE.rglob("*.py") if path.stat().st_size]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in everything}
    longest = max(lines, key=lambda path: lines[path])
    told = (
        f"{len(lines)} files, {sum(lines.values()):,} lines, the longest {longest.name} with {lines[longest]}: "
        f"at most {MOST_FILES}, {MOST_LINES:,} and {LONGEST}"
    )
    assert len(lines) <= MOST_FILES and sum(lines.values()) <= MOST_LINES and lines[longest] <= LONGEST, told
