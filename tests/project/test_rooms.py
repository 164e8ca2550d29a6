"""The rooms of `ingest/` in one order: each may import from those above it in the list and from none below."""

from __future__ import annotations

import ast
from pathlib import Path

INGEST = Path(__file__).resolve().parents[2] / "ingest"
ROOMS = {
    "reference": "reference",
    "model": "model",
    "sources": "sources",
    "language": "phrases",
    "privacy": "privacy",
    "formats": "kinds html word workbook mail pdf official transcript readers",
    "answers": "tables thread text_tables answers",
    "settle": "settle",
    "warehouse": "warehouse extracts",
    "evidence": "evidence",
    "collect": "fetch intake desk audit erasure",
    "commands": "commands __main__",
}
"""The one list: rooms, and in each its packages and loose modules, in order. Language and privacy stand before formats:
they ask nothing of a document but its words, and formats ask them."""
ORDER = [name for names in ROOMS.values() for name in names.split()]


def imports() -> set[tuple[str, str]]:
    """Which package imports which, wherever in a file the import stands."""
    found = set()
    for path in INGEST.rglob("*.py"):
        own = path.relative_to(INGEST).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "ingest":
                found |= {(own, alias.name) for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ingest."):
                found.add((own, str(node.module).split(".")[1]))
            elif isinstance(node, ast.Import):
                found |= {(own, one.name.split(".")[1]) for one in node.names if one.name.startswith("ingest.")}
    return {(own, other) for own, other in found if own != other and other != "__version__"}


def test_every_package_has_one_place_in_the_order() -> None:
    there = {path.stem for path in INGEST.iterdir() if path.suffix == ".py" or any(path.rglob("*.py"))}
    assert sorted(ORDER) == sorted(there - {"__init__"})


def test_no_package_imports_from_one_below_it() -> None:
    downwards = {f"{own} -> {other}" for own, other in imports() if ORDER.index(other) > ORDER.index(own)}
    assert downwards == set(), "imports downwards: move what is shared into a room above both"
