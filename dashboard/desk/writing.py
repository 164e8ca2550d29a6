"""A decision -> the source's `source.toml` on disk, what was said of it, and the last one taken back; and a new build.
Nothing is written elsewhere.

Protects: the file is written beside and renamed, and only where it would still be read; what a person did not mean to
change stays as it is. A decision is taken back only while the file is as that decision left it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import pictures, warehouse
from ingest import reference as reference_data
from ingest.desk import CantDecide, Row
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source, SourceProblem, parse_source
from ingest.sources.files import write_whole
from ingest.sources.text import NotChanged
from ingest.transcript import read_additions
from ingest.warehouse import swap

ROOT = warehouse.ROOT
ITEM = "item"
"""The parameter of the address that names what is decided."""
BY = "desk_by"
SAID, TROUBLE = "desk_said", "desk_trouble"
DECIDED = "desk_decided"
"""What was decided here, the last at the end: its mark and source, and the text of the file before and after."""


def initials() -> str:
    """Who decides here: as typed, else as the command was told."""
    return str(st.session_state.get(BY) or os.environ.get("DISCLOSED_REVIEWER") or "").strip()


def typed(name: str, mark: str) -> str:
    """What stands in a field of the form."""
    return str(st.session_state.get(f"desk_{name}_{mark}") or "").strip()


def go_to(mark: str) -> None:
    st.query_params[ITEM] = mark


def decide(mark: str, source_id: str, done: str, change: Callable[[str], str], next_mark: str) -> None:
    """Write what was decided of `mark` and go on to `next_mark`, or say what is wrong with it."""
    try:
        toml, before, after = write(source_id, change)
    except CantDecide as problem:
        st.session_state[TROUBLE] = str(problem)
        return
    st.session_state.setdefault(DECIDED, []).append((mark, source_id, before, after))
    st.session_state[SAID] = (
        f"{done}. It stands in {toml.parent.parent.name}/{toml.parent.name}/{toml.name}, and in "
        f"{warehouse.warehouse_path().name} with the next build."
    )
    go_to(next_mark)


def undo() -> None:
    """Take the last decision out of its file, and go back to what it was about."""
    mark, source_id, before, after = st.session_state[DECIDED].pop()

    def taken_back(text: str) -> str:
        if text != after:
            raise CantDecide(f"{source_id}: its file is no longer as that decision left it. Drop the entry by hand.")
        return str(before)

    try:
        toml, *_ = write(source_id, taken_back)
    except CantDecide as problem:
        st.session_state[TROUBLE] = str(problem)
        return
    st.session_state[SAID] = f"Taken back: {toml.parent.parent.name}/{toml.parent.name}/{toml.name} is as it was."
    go_to(mark)


def rows_of(source_id: str) -> list[Row]:
    """All figures of a source in the warehouse, without the rows that stand for a dispute."""
    names, rows = warehouse.rows(
        "select * from all_figures where source_id = $source_id and not is_disputed", {"source_id": source_id}
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def toml_of(source_id: str) -> Path:
    """The source.toml of a source. Raises CantDecide where its folder is not here."""
    _, rows = warehouse.rows("select folder from sources where source_id = $source_id", {"source_id": source_id})
    files = [raw.joinpath(rows[0][0], SOURCE_FILE) for raw in pictures.raw_folders()] if rows else []
    for toml in files:
        if toml.is_file():
            return toml
    where = ", ".join(str(raw) for raw in pictures.raw_folders())
    raise CantDecide(f"The source {source_id} is in none of the raw folders ({where}). Name its folder with --raw.")


def write(source_id: str, change: Callable[[str], str]) -> tuple[Path, str, str]:
    """The source's text as `change` makes it, written: the file, its text before and after. Raises CantDecide, and
    changes nothing then."""
    toml = toml_of(source_id)
    try:
        with swap.in_use(toml.parent):  # one decision after the other, from whatever window or process
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
    return toml, before, after


def _wrong_additions(source: Source, reference: Reference) -> str:
    """What is wrong with the last figure that was typed into the source, in words; "" where it gives one."""
    typed = read_additions(source, reference)
    if typed is None:
        return ""
    last = f"addition {len(source.additions)}"
    errors = [problem for problem in typed.problems if problem.severity == "error"]
    said = [error.message for error in errors if last in (error.locator or "")]
    return " ".join(said) or ("" if len(typed.figures) >= len(source.additions) else NO_FIGURE)


NO_FIGURE = (
    "These words give no figure: write the value as it is printed, and the offence and the period by their words."
)


def build() -> tuple[bool, str]:
    """Build the warehouse anew: whether one was built, and what the build said."""
    raws: list[Any] = [word for raw in pictures.raw_folders() for word in ("--raw", str(raw))]
    words = [sys.executable, "-m", "ingest", "build", "--warehouse", str(warehouse.warehouse_path()), *raws]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode in (0, 1), f"{done.stdout}{done.stderr}".strip()
