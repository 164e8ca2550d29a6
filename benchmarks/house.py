"""How large `ingest/` is, and through how many of its modules a figure passes on its way out of a document.

Run `.venv/bin/python -m benchmarks.house`. Lines are those of the files as ruff formats them, which `make lint` holds.
A module counts where one of its functions ran while the document was read, the reference data being loaded before.
The kept result stands in benchmarks/house.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from ingest import reference
from ingest.answers.documents import read_document
from ingest.sources import parse_source

ROOT = Path(__file__).resolve().parent.parent
INGEST = ROOT / "ingest"
CASES = ROOT / "tests" / "cases"
LETTERS = {"a text": CASES / "text/a10-of-which/document.txt", "a PDF": CASES / "pdf/b07-region-total/letter.pdf"}


def size() -> dict[str, tuple[int, int]]:
    """Files and lines of each package, and of the loose modules together."""
    found: dict[str, tuple[int, int]] = {}
    for path in sorted(INGEST.rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        name = path.relative_to(INGEST).parts[0] if path.parent != INGEST else "loose modules"
        files, total = found.get(name, (0, 0))
        found[name] = (files + bool(lines), total + lines)
    return found


def passed_through(letter: Path) -> tuple[int, int]:
    """The figures of a letter, and the modules of `ingest/` that it passes through."""
    known = reference.load()
    source = parse_source({"document": [{"path": letter.name}]}, Path("west-mercia/1384-20"), known)
    modules: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            modules.add(frame.f_code.co_filename)

    data = letter.read_bytes()
    sys.setprofile(note)
    try:
        reading = read_document(data, letter.name, "original", source, known)
    finally:
        sys.setprofile(None)
    return len(reading.figures) + len(reading.proposals), sum(name.startswith(str(INGEST)) for name in modules)


def main() -> None:
    sizes = size()
    print("| | files | lines |\n| --- | --- | --- |")
    for name, (files, lines) in sizes.items():
        print(f"| {name} | {files} | {lines:,} |")
    print(f"| all | {sum(files for files, _ in sizes.values())} | {sum(lines for _, lines in sizes.values()):,} |")
    queries = [len(path.read_text(encoding="utf-8").splitlines()) for path in INGEST.rglob("*.sql")]
    print(f"| beside them, SQL | {len(queries)} | {sum(queries):,} |")
    for name, letter in LETTERS.items():
        numbers, modules = passed_through(letter)
        print(f"\n{name} with {numbers} numbers passes through {modules} modules.")


if __name__ == "__main__":
    main()
