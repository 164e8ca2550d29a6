"""An id -> what has to go: the source, a document or typed rows, with the ids of all that stands there.

A figure goes with the document in which it stands, for its bytes would stay there; in our transcript, which is rows of
facts, and typed as `[[addition]]` it goes with its row. Where its document is the only one of its source, the source
goes. Protects: what goes is known as a whole before anything is touched, and is told by the record alone once it is
written, so that an erasure that broke off can be finished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

import duckdb

from ingest.erasure import in_rows
from ingest.erasure.raw_folder import NotErased, digests_in, folder_of, has_other_documents
from ingest.erasure.record import DOCUMENT, ROWS, SOURCE, Erased
from ingest.erasure.typed_rows import Typed, typed_in
from ingest.opened import INSIDE
from ingest.sources import PUBLISHED, SOURCE_FILE, SourceProblem

NEAREST = 5


class NoTarget(Exception):
    """There is no source and no figure of this id; the message gives the nearest."""


@dataclass(frozen=True)
class Target:
    """`what`: SOURCE, DOCUMENT or ROWS; `folder`: the source's, relative to the raw folder; `document`: the path of the
    one that goes, relative to the raw folder, None where it is known by its digest alone; `figures`, `answers`: ids;
    `digests`: SHA-256 of the documents that go."""

    erased_id: str
    what: str
    source_id: str
    document: str | None = None
    figures: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        return folder_of_id(self.source_id)

    @property
    def ids(self) -> frozenset[str]:
        """Of figures and answers."""
        return frozenset((*self.figures, *self.answers))

    @property
    def is_whole_source(self) -> bool:
        return self.what == SOURCE

    def with_ids(self, figures: Sequence[str], answers: Sequence[str]) -> Target:
        """The same with more ids that go."""
        return replace(
            self,
            figures=tuple(dict.fromkeys((*self.figures, *sorted(figures)))),
            answers=tuple(dict.fromkeys((*self.answers, *sorted(answers)))),
        )


def folder_of_id(source_id: str) -> str:
    """The folder of a source, relative to the raw folder: `kent~101-21` is in `kent/101-21`."""
    group, _, name = source_id.partition("~")
    return f"{PUBLISHED if group == 'published' else group}/{name}"


def recorded(entry: Erased) -> Target:
    """What the record says was to go, without the warehouse: to finish what broke off."""
    return Target(
        entry.erased_id,
        entry.what,
        entry.source_id,
        None,
        entry.figures,
        entry.answers,
        entry.documents,
    )


def find(erased_id: str, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Target:
    """What goes with a source's or a figure's id. Raises NoTarget, and NotErased where the raw folder has it not."""
    source = con.execute("select source_id from sources where source_id = ?", [erased_id]).fetchone()
    if source is not None:
        return _whole(erased_id, erased_id, con, raws)
    found = con.execute(
        """
        select f.source_id, f.document, d.form
        from all_figures as f
        left join documents as d on d.source_id = f.source_id and d.path = f.document
        where f.figure_id = ? and not f.is_disputed
        """,
        [erased_id],
    ).fetchone()
    if found is None:
        raise NoTarget(_nearest(erased_id, con))
    source_id, document, form = found
    folder = folder_of(folder_of_id(source_id), raws)
    if form == "transcript":
        typed = _typed(erased_id, folder, document)
        if typed is not None:
            return Target(erased_id, ROWS, source_id, document, *typed.alike(erased_id))
    return _document(erased_id, source_id, document.partition(INSIDE)[0], con, raws)


def _typed(figure_id: str, folder: Path, document: str) -> Typed | None:
    """The transcript or the additions that a figure's row stands in; None where its document is read as any other."""
    try:
        typed = typed_in(folder)
    except (SourceProblem, OSError) as problem:
        raise NotErased(f"{problem} Mend that, then run this again.") from problem
    found = next((one for one in typed if figure_id in one.figures), None)
    if found is None and PurePosixPath(document).name in {one.path.name for one in typed}:
        raise NotErased(_changed(document))
    return found


def _document(
    erased_id: str, source_id: str, document: str, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]
) -> Target:
    folder = folder_of(folder_of_id(source_id), raws)
    found = con.execute(
        "select path, sha256 from documents where source_id = ? and (path = ? or starts_with(path, ?))",
        [source_id, document, f"{document}{INSIDE}"],
    ).fetchall()
    outer = dict(found).get(document)
    digests = tuple(dict.fromkeys(digest for _, digest in found))
    if outer is None or outer not in digests_in(folder):
        raise NotErased(_changed(document))
    if not has_other_documents(folder, digests):
        return _whole(erased_id, source_id, con, raws)
    place = in_rows.Place(source_id, document, digests)
    return Target(erased_id, DOCUMENT, source_id, document, digests=digests).with_ids(*in_rows.ids_in(con, place))


def _whole(erased_id: str, source_id: str, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Target:
    folder = folder_of(folder_of_id(source_id), raws)
    listed = con.execute("select path, sha256 from documents where source_id = ? order by path", [source_id]).fetchall()
    read = [digest for path, digest in listed if not path.endswith(f"/{SOURCE_FILE}")]
    digests = tuple(dict.fromkeys((*read, *digests_in(folder))))
    place = in_rows.Place(source_id, None, digests)
    return Target(erased_id, SOURCE, source_id, digests=digests).with_ids(*in_rows.ids_in(con, place))


def _changed(document: str) -> str:
    return (
        f"{document}: was changed or is gone since the warehouse was built. Build, then run this again, or erase the "
        "whole source."
    )


def _nearest(erased_id: str, con: duckdb.DuckDBPyConnection) -> str:
    known = [
        row[0]
        for row in con.execute("select source_id from sources union select figure_id from all_figures").fetchall()
    ]
    near = ", ".join(get_close_matches(erased_id, known, n=NEAREST, cutoff=0.0))
    return f"{erased_id}: there is no source and no figure of this id. Nearest: {near or 'none'}."
