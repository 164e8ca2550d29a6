"""An id, or an entry of the record -> everything that an erasure will do and look for, before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.commands.open_warehouse import NoWarehouse, opened
from ingest.erasure import audits, in_rows, raw_folder, releases, target
from ingest.erasure.raw_folder import Change, NotErased
from ingest.erasure.record import DOCUMENT, Erased
from ingest.erasure.target import Target
from ingest.erasure.typed_rows import typed_in
from ingest.sources import SourceProblem
from ingest.warehouse.releases import folder_of

NOTHING = Change("nothing of it is in the raw folder any more")


@dataclass(frozen=True)
class Plan:
    """`raw`: the raw folder of the source; `change`: what is to be done there; `texts`: those that stood there and
    nowhere else, to look for afterwards, `texts_not_sought`: how many others; `beside`: figures that were read at the
    same places; `same_documents`: other sources that have one of its documents."""

    target: Target
    raw: Path
    change: Change
    texts: tuple[str, ...] = ()
    texts_not_sought: int = 0
    beside: frozenset[str] = frozenset()
    same_documents: tuple[str, ...] = ()

    @property
    def about(self) -> frozenset[str]:
        """Everything that a report may be about and that goes."""
        whole = {self.target.source_id} if self.target.is_whole_source else set()
        return self.target.ids | whole


def planned(erased_id: str, raws: Sequence[Path], warehouse: Path) -> Plan:
    """What goes with an id of the warehouse. Raises NoTarget, NoWarehouse, NotErased, OSError, duckdb.Error."""
    with opened(warehouse) as con, releases.opened(folder_of(warehouse)) as kept:
        going = releases.with_kept(target.find(erased_id, con, raws), kept)
        folder = raw_folder.folder_of(going.folder, raws)
        change = _change(going, folder, _seen(con, going))
        return _plan(going, folder.parents[1], change, con, kept)


def again(entry: Erased, raws: Sequence[Path], warehouse: Path) -> Plan:
    """What is left to be done of an erasure that is recorded, wherever it broke off. Raises NotErased, OSError,
    duckdb.Error."""
    going = target.recorded(entry)
    folder = next((raw / going.folder for raw in raws if (raw / going.folder).is_dir()), None)
    raw = folder.parents[1] if folder else raws[0]
    try:
        with opened(warehouse) as con, releases.opened(folder_of(warehouse)) as kept:
            change = _change(going, folder, _seen(con, going)) if folder else NOTHING
            return _plan(going, raw, change, con, kept)
    except NoWarehouse:
        return Plan(going, raw, _change(going, folder, {}) if folder else NOTHING)


def _change(going: Target, folder: Path, seen: Mapping[str, Any]) -> Change:
    if going.is_whole_source:
        return raw_folder.whole(folder)
    if going.what == DOCUMENT:
        return raw_folder.document(folder, going.digests, going.ids, seen)
    try:
        return raw_folder.rows(folder, typed_in(folder), going.ids, seen)
    except SourceProblem as problem:
        raise NotErased(f"{problem} Mend that, then run this again.") from problem


def _plan(
    going: Target,
    raw: Path,
    change: Change,
    con: duckdb.DuckDBPyConnection,
    kept: Sequence[duckdb.DuckDBPyConnection],
) -> Plan:
    everywhere = (con, *kept)
    texts = set().union(*(in_rows.texts_of(one, going.ids) for one in everywhere))
    sought = {text for text in texts if len(text) >= in_rows.SHORTEST_TRACE}
    for one in everywhere:
        sought -= in_rows.shared_in(one, sought, going.ids)
    same = con.execute(
        "select distinct source_id from documents where list_contains(?, sha256) and source_id <> ? order by 1",
        [list(going.digests), going.source_id],
    ).fetchall()
    return Plan(
        going,
        raw,
        change,
        tuple(sorted(sought)),
        len(texts) - len(sought),
        frozenset(audits.at_the_same_places(con, going.ids)),
        tuple(str(source_id) for (source_id,) in same),
    )


def _seen(con: duckdb.DuckDBPyConnection, going: Target) -> dict[str, dict[str, Any]]:
    """The figures of the source as the warehouse has them, by id."""
    cursor = con.execute("select * from all_figures where source_id = ? and not is_disputed", [going.source_id])
    names = [column[0] for column in cursor.description or []]
    return {str(row["figure_id"]): row for row in (dict(zip(names, one, strict=True)) for one in cursor.fetchall())}
