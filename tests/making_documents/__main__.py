"""Writes the documents of every module of this folder that has some, into `tests/cases/`."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import tests.making_documents as package

CASES = Path(__file__).parents[1] / "cases"


def main() -> None:
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}") if found.name != "__main__" else None
        for path, data in getattr(module, "documents", dict)().items():
            (CASES / path).parent.mkdir(parents=True, exist_ok=True)
            (CASES / path).write_bytes(data)


if __name__ == "__main__":
    main()
