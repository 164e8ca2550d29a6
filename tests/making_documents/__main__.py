"""Writes every case: each module of this folder that has `write(folder)` writes into `tests/cases/<its name>/`."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import tests.making_documents as package

CASES = Path(__file__).parents[1] / "cases"


def main() -> None:
    for found in pkgutil.iter_modules(package.__path__):
        if found.name == "__main__":
            continue
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, "write"):
            module.write(CASES / found.name)


if __name__ == "__main__":
    main()
