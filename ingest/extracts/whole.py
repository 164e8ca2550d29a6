"""All public views and tables of a release -> a folder of files in one format, or one ZIP."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from ingest.extracts import files, metadata
from ingest.extracts.wanted import Wanted
from ingest.warehouse.releases import VIEWS_AND_TABLES


def write(
    con: duckdb.DuckDBPyConnection, folder: Path, kind: str, say: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write each view and table into the folder, which is made, as one of files.KINDS; beside CSV its metadata. Gives
    the files in order and says each."""
    folder.mkdir(parents=True, exist_ok=True)
    release = metadata.release_of(con)
    written: list[Path] = []
    for view in VIEWS_AND_TABLES:
        written.append(folder / f"{view}.{kind}")
        files.write(con, Wanted(view), kind, written[-1])
        (count,) = con.execute(f"select count(*) from {view}").fetchone() or (0,)
        say(f"{written[-1]}: {count:,} rows")
    if kind == "csv":
        package = metadata.package(release, written)
        written += [
            _as_json(folder / f"{view}.csv-metadata.json", metadata.csvw(view, release)) for view in VIEWS_AND_TABLES
        ]
        written.append(_as_json(folder / "datapackage.json", package))
        written.append(folder / "CITATION.cff")
        written[-1].write_text(metadata.citation_file(release), encoding="utf-8")
    return written


def _as_json(path: Path, content: dict[str, Any]) -> Path:
    path.write_text(as_json(content), encoding="utf-8")
    return path


def as_json(content: dict[str, Any]) -> str:
    """Metadata as it stands in a file and at an address."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_zip(path: Path, release: metadata.Release, members: list[Path]) -> None:
    """Put these files into a ZIP, which has the same bytes for the same release."""
    when = release.built_at.timetuple()[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with member.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
