"""Papers -> folders of sources as the project reads them: the document, and a `source.toml` that names force and campaign."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.accuracy import render_text
from benchmarks.accuracy.model import Paper


def files(paper: Paper, rng: Random) -> dict[str, bytes]:
    """The names and bytes of the paper's documents."""
    return {"reply.txt": render_text.render(paper, rng)}


def folder_of(paper: Paper, raw: Path) -> Path:
    return raw / paper.force / f"{paper.number:04}-{paper.format}-{paper.form.lower()}"


def write(paper: Paper, raw: Path, seed: int) -> Path:
    folder = folder_of(paper, raw)
    folder.mkdir(parents=True)
    names = files(paper, Random(f"{seed}/{paper.number}/written"))
    for name, data in names.items():
        (folder / name).write_bytes(data)
    write_source(paper, folder, list(names))
    return folder


def write_source(paper: Paper, folder: Path, names: list[str]) -> None:
    lines = [
        f'force = "{paper.force}"',
        'kind = "force_response"',
        f'campaign = "{paper.campaign}"',
        f'law = "{paper.law}"',
    ]
    lines += [f'\n[[document]]\npath = "{name}"\nform = "original"' for name in names]
    if paper.legend:
        lines += ["\n[legend]", *(f'"{mark}" = "{meaning}"' for mark, meaning in paper.legend.items())]
    (folder / "source.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
