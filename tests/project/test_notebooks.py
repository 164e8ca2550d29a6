"""Every notebook runs from its first cell to its last on the built warehouse, and what it shows is what is kept in it.

`python -m tests.project.test_notebooks` runs them on data/warehouse.duckdb and keeps what they show, plots as PNG by
Chromium: read what changed before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
LARGEST_PICTURE_BYTES = 300_000
RELEASE = re.compile(r"Release \*\*[0-9a-z]{12}\*\*")
"""Named in the notebook, and another as soon as any figure is: the numbers are compared without it."""
SHOWN = ("text/markdown", "text/plain", "text/html")


def run(folder: Path, warehouse: Path, plots: str) -> subprocess.CompletedProcess[str]:
    """Run every notebook of a folder and write into it what it shows. `plots`: how, as a renderer of Plotly."""
    words = [
        sys.executable, "-m", "pytest", "--nbmake", "--overwrite", "-q", "-p", "no:cacheprovider", "-p",
        "no:schemathesis", ".",
    ]  # fmt: skip
    return subprocess.run(
        [*words, "-p", "no:cacheprovider", ".", "--rootdir", str(folder), "-c", os.devnull],
        cwd=folder,
        env={**os.environ, "DISCLOSED_WAREHOUSE": str(warehouse), "PLOTLY_RENDERER": plots},
        capture_output=True,
        text=True,
    )


def cells(folder: Path, name: str) -> list[dict[str, Any]]:
    loaded: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return [cell for cell in loaded["cells"] if cell["cell_type"] == "code"]


def shown(folder: Path, name: str) -> list[str]:
    """Words and tables that the cells of a notebook show, in order."""
    outputs = [output for cell in cells(folder, name) for output in cell["outputs"]]
    bundles = [output["data"] for output in outputs if "data" in output]
    texts = ["".join(bundle[kind]) for bundle in bundles for kind in SHOWN if kind in bundle and not is_plot(bundle)]
    return [RELEASE.sub("Release", text) for text in texts]


def is_plot(bundle: dict[str, Any]) -> bool:
    return "image/png" in bundle or "application/vnd.plotly.v1+json" in bundle


@pytest.fixture(scope="module")
def ran(built_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the notebooks as they ran just now."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name in NOTEBOOKS:
        shutil.copy(FOLDER / name, folder)
    done = run(folder, built_warehouse, "plotly_mimetype")
    assert done.returncode == 0, done.stdout
    return folder


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_and_shows_what_is_kept_in_it(name: str, ran: Path) -> None:
    assert shown(ran, name) == shown(FOLDER, name) != [], "python -m tests.project.test_notebooks keeps it anew"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_has_its_plots_in_it_and_they_are_small(name: str) -> None:
    bundles = [output.get("data", {}) for cell in cells(FOLDER, name) for output in cell["outputs"]]
    pictures = [bundle["image/png"] for bundle in bundles if "image/png" in bundle]
    assert len(pictures) == sum("figure.show()" in "".join(cell["source"]) for cell in cells(FOLDER, name)) > 0
    assert max(map(len, pictures)) < LARGEST_PICTURE_BYTES


def test_the_readme_and_the_docs_name_each_notebook() -> None:
    assert "notebooks" in (ROOT / "README.md").read_text(encoding="utf-8")
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert [name for name in NOTEBOOKS if name not in text] == []


def keep() -> int:
    """Run the notebooks where they stand, and take out of them when and by which Python they ran."""
    done = run(FOLDER, ROOT / "data" / "warehouse.duckdb", "png")
    for path in FOLDER.glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["language_info"] = {"name": "python"}
        for cell in notebook["cells"]:
            cell["metadata"].pop("execution", None)
        path.write_text(f"{json.dumps(notebook, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    print(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(keep())
