"""What waits for a person; a decision -> the source's `source.toml`, and the last one taken back; a new build.

Protects: the file is written beside and renamed, only where it would still be read; a decision is taken back only while
the file is as it left it.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import streamlit as st

from dashboard import installation, warehouse
from dashboard.words import each
from ingest import reference as reference_data
from ingest.answers import proposals
from ingest.desk import CantDecide
from ingest.sources import ALL, SOURCE_FILE, NotChanged, Source, SourceProblem, parse_source, table_of, write_whole
from ingest.transcript import read_additions
from ingest.warehouse import releases

ITEM = "item"  # the parameter of the address that names what is decided
BY = "desk_by"
SAID, TROUBLE = "desk_said", "desk_trouble"
DECIDED = "desk_decided"
"""What was decided here, the last at the end: its mark and source, and the text of the file before and after."""
ERROR = 1  # an error waits, whatever was decided, until a build no longer finds it


def waiting(raws: Iterable[Path], what: str = "all", source_id: str | None = None, again: bool = False) -> list[Any]:
    """What waits (`what`: all | proposal | figure | problem), numbers offered first; `again`: reviewed ones too."""
    ruled = decided(raws)
    first = [item for item in offered() if item.mark not in ruled and source_id in (None, item.source_id)]
    rows = each(warehouse.query("desk_queue", {"what": what, "source_id": source_id}))
    return (first if what in ("all", "proposal") else []) + [
        row
        for row in rows
        if again or row.rank == ERROR or (row.review in (None, "unreviewed") and row.mark not in ruled)
    ]


def offered() -> list[Any]:
    """The open proposals of the last build, as items of the queue."""
    file = proposals.file_of(warehouse.warehouse_path())
    return list(_items(file, file.stat().st_mtime_ns)) if file.exists() else []


def table(item: Any) -> tuple[Any, ...]:
    """In which table an offered number stands, or in which answer's lines."""
    if item.method in ("table", "spreadsheet"):
        place, _, _ = item.locator.partition(", row ")
        return item.document, place if place != item.locator else item.locator.rpartition("!")[0]
    return item.document, item.method, item.question


@warehouse.forgotten(2)
def _items(file: Path, changed_at: int) -> tuple[Any, ...]:
    rows = proposals.read(warehouse.warehouse_path())
    more = {"what": "proposal", "rank": 0, "message": None, "review": None, "sha256": None, "fetched_on": None}
    return tuple(SimpleNamespace(**row, **more, mark=row["proposal_id"]) for row in rows if row["state"] == "open")


def decided(raws: Iterable[Path]) -> set[str]:
    """The figures that an entry of a source.toml rules on, built or not yet."""
    files = [toml for raw in raws for toml in raw.glob(f"*/*/{SOURCE_FILE}")]
    return {figure for toml in files for figure in _ruled(toml, toml.stat().st_mtime_ns)}


@lru_cache(maxsize=4096)
def _ruled(toml: Path, changed_at: int) -> frozenset[str]:
    table = table_of(toml)
    marks = [str(entry["figure"]) for entry in table.get("correction", []) if "figure" in entry]
    marks += [mark for entry in table.get("accepted", []) for mark in entry.get("proposals", [])]
    some = [entry.get("figures", []) for entry in table.get("review", []) if entry.get("figures") != ALL]
    return frozenset(marks).union(*some)


def initials() -> str:
    return str(st.session_state.get(BY) or os.environ.get("DISCLOSED_REVIEWER") or "").strip()


def typed(name: str, mark: str) -> str:
    return str(st.session_state.get(f"desk_{name}_{mark}") or "").strip()


def decide(item: Any, done: str, change: Callable[[str], str], next_mark: str) -> None:
    """Write what was decided of an item and go on to `next_mark`, or say what is wrong with it."""
    try:
        where, before, after = write(item.source_id, change)
    except CantDecide as problem:
        st.session_state[TROUBLE] = str(problem)
        return
    st.session_state.setdefault(DECIDED, []).append((item.mark, item.source_id, before, after))
    built = f"{warehouse.warehouse_path().name} with the next build"
    st.session_state[SAID] = f"{done}. It stands in {where}, and in {built}."
    st.query_params[ITEM] = next_mark


def undo() -> None:
    mark, source_id, before, after = st.session_state[DECIDED].pop()

    def taken_back(text: str) -> str:
        if text != after:
            raise CantDecide(f"{source_id}: its file is no longer as that decision left it. Drop the entry by hand.")
        return str(before)

    try:
        where, *_ = write(source_id, taken_back)
        st.session_state[SAID] = f"Taken back: {where} is as it was."
        st.query_params[ITEM] = mark
    except CantDecide as problem:
        st.session_state[TROUBLE] = str(problem)


def rows_of(source_id: str) -> list[dict[str, Any]]:
    """All figures of a source in the warehouse, without the rows that stand for a dispute."""
    asked = "select * from all_figures where source_id = $source_id and not is_disputed"
    return warehouse.rows(asked, {"source_id": source_id})


def toml_of(source_id: str) -> Path:
    """The source.toml of a source. Raises CantDecide where its folder is not here."""
    rows = warehouse.rows("select folder from sources where source_id = $source_id", {"source_id": source_id})
    files = [raw.joinpath(row["folder"], SOURCE_FILE) for row in rows for raw in installation.raw_folders()]
    if (toml := next(filter(Path.is_file, files), None)) is not None:
        return toml
    where = ", ".join(map(str, installation.raw_folders()))
    raise CantDecide(f"The source {source_id} is in none of the raw folders ({where}). Name its folder with --raw.")


def write(source_id: str, change: Callable[[str], str]) -> tuple[str, str, str]:
    """The source's text as `change` makes it, written: in which file, its text before and after. Raises CantDecide."""
    toml = toml_of(source_id)
    try:
        with releases.in_use(toml.parent):  # one decision after the other, from whatever window or process
            before = toml.read_bytes().decode("utf-8")
            after = change(before)
            reference = reference_data.load()
            source = parse_source(tomllib.loads(after.removeprefix("\ufeff")), toml.parent, reference)
            if wrong := _wrong_additions(source, reference):
                raise CantDecide(wrong)
            if toml.read_bytes() != before.encode("utf-8"):
                raise CantDecide(f"{source_id}, {SOURCE_FILE}: was changed by hand meanwhile. Look again, and decide.")
            mode = toml.stat().st_mode
            write_whole(toml, after.encode("utf-8"))
            toml.chmod(mode)
    except (NotChanged, SourceProblem, OSError, UnicodeDecodeError) as problem:
        raise CantDecide(f"{source_id}, {SOURCE_FILE}: {problem}") from problem
    return f"{toml.parent.parent.name}/{toml.parent.name}/{toml.name}", before, after


def _wrong_additions(source: Source, reference: reference_data.Reference) -> str:
    """What is wrong with the last figure that was typed into the source, in words; "" where it gives one."""
    typed = read_additions(source, reference)
    if typed is None:
        return ""
    last = f"addition {len(source.additions)}"
    errors = [problem for problem in typed.problems if problem.severity == "error"]
    said = [error.message for error in errors if last in (error.locator or "")]
    nothing = "These words give no figure: write the value as it is printed, and offence and period by their words."
    return " ".join(said) or ("" if len(typed.figures) >= len(source.additions) else nothing)


def build() -> None:
    raws: list[Any] = [word for raw in installation.raw_folders() for word in ("--raw", str(raw))]
    command = [sys.executable, "-m", "ingest", "build", "--warehouse", str(warehouse.warehouse_path()), *raws]
    with st.spinner("Building"):
        done = subprocess.run(command, cwd=warehouse.ROOT, capture_output=True, text=True, check=False)
    said = f"{done.stdout}{done.stderr}".strip()
    if done.returncode in (0, 1):
        st.session_state[SAID] = f"Built. {said.splitlines()[0] if said else ''}"
    else:
        st.session_state[TROUBLE] = f"Not built: {said}"
