"""A raw folder -> what every source in it says. The files are touched here and nowhere deeper.

One source that can't be read (no source.toml, unknown force, a damaged document) is a Failure that names it and
why; all the others are read. What has not changed since the last build is taken from the cache, which may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingest import reference as reference_data
from ingest.additions import read_additions
from ingest.documents import as_one, read_documents
from ingest.model import Blocks, DocumentReading
from ingest.opened import Opened, open_document
from ingest.readers import Unreadable
from ingest.reference import Reference
from ingest.sources import Source, SourceDocument, SourceProblem, check_sha256, find_folders, read_source

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Failure:
    """A source, or one of its documents, that could not be read: where, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class SourceReading:
    source: Source
    documents: tuple[DocumentReading, ...]
    failures: tuple[Failure, ...] = ()


def read_document(data: bytes, path: str, form: str, source: Source, reference: Reference) -> DocumentReading:
    """One document, with those inside it -> outcomes and figures with their places. `path` is relative to the source's
    folder and goes into ids. Raises Unreadable.
    """
    return as_one(read_documents(open_document(data, path, form), source, reference))


def read_folder(folder: Path, raw: Path, reference: Reference) -> SourceReading | Failure:
    """One source's folder, wholly. A damaged document is a failure beside the documents that could be read."""
    try:
        source = read_source(folder, raw, reference)
    except SourceProblem as problem:
        return Failure(problem.path, problem.message)
    except OSError as error:
        return Failure(f"{folder.parent.name}/{folder.name}", _not_opened(error))
    opened: list[Opened] = []
    failures: list[Failure] = []
    for document in source.documents:
        place = f"{source.folder}/{document.path}"
        file = folder / document.path
        if not file.is_file():
            if document.form == "original":  # originals stay with whoever fetched them; their figures come with them
                failures.append(Failure(place, f"is not here. {bring_words(source)}"))
            else:
                failures.append(
                    Failure(place, "is named in source.toml but is not there. Put it back, or drop its [[document]].")
                )
            continue
        try:
            data = file.read_bytes()
        except OSError as error:
            failures.append(Failure(place, _not_opened(error)))
            continue
        mismatch = check_sha256(source, document, data)
        if mismatch:
            failures.append(Failure(place, mismatch))
            continue
        opened += _open_one(data, document, place, failures)
    documents = [_without_words(reading) for reading in _read_all(opened, source, reference, failures)]
    typed = read_additions(source, reference)
    if typed is not None:
        documents.append(typed)
    return SourceReading(source, tuple(documents), tuple(failures))


def _open_one(data: bytes, document: SourceDocument, place: str, failures: list[Failure]) -> list[Opened]:
    try:
        return open_document(data, document.path, document.form)
    except Unreadable as error:
        failures.append(Failure(place, str(error)))
    except Exception as error:  # a fault of a reader costs its document, never the build
        failures.append(Failure(place, _fault(error)))
    return []


def _read_all(
    opened: Sequence[Opened], source: Source, reference: Reference, failures: list[Failure]
) -> list[DocumentReading]:
    """The readings of a source's documents, read together; where that fails each by itself, so that a fault costs its
    document and no other."""
    try:
        return list(read_documents(opened, source, reference))
    except Exception:
        readings: list[DocumentReading] = []
        for one in opened:
            try:
                readings += read_documents([one], source, reference)
            except Exception as error:
                failures.append(Failure(f"{source.folder}/{one.path}", _fault(error)))
        return readings


def _fault(error: Exception) -> str:
    words = f"the reader failed on it ({type(error).__name__}: {error})."
    return f"{words} That is a fault of the program: please report it."


def _without_words(reading: DocumentReading) -> DocumentReading:
    """What is kept of a document: what was read in it. Its words name people, and go into no cache."""
    blocks = reading.blocks
    kept = Blocks(blocks.media_type, pages=blocks.pages, tables=blocks.tables, cells=blocks.cells)
    messages = tuple(replace(message, lines=()) for message in reading.messages)
    return replace(reading, blocks=kept, messages=messages)


def _not_opened(error: OSError) -> str:
    return f"could not be opened ({error.strerror}). See to it that this account may read it, and build again."


def bring_words(source: Source) -> str:
    """How to bring a document that is not in git."""
    if source.url:
        return f"It was at {source.url}: save it there and build again."
    return "Put the file into the source's folder and build again."


def collect(
    raws: Sequence[Path],
    *,
    workers: int = 1,
    cache_folder: Path | None = None,
    on_source: Callable[[], None] = lambda: None,
) -> tuple[list[SourceReading], list[Failure]]:
    """Every source of the raw folders in order, and every failure. `on_source` is called after each, for progress."""
    folders = [(folder, raw) for raw in each_once(raws) for folder in find_folders(raw)]
    readings: list[SourceReading] = []
    failures: list[Failure] = []
    seen: dict[str, Path] = {}
    for result in _results(folders, workers, cache_folder):
        on_source()
        if isinstance(result, Failure):
            failures.append(result)
            continue
        if result.source.source_id in seen:
            failures.append(
                Failure(result.source.folder, "stands in two raw folders: the first one is used. Drop one of them.")
            )
            continue
        seen[result.source.source_id] = Path(result.source.folder)
        readings.append(result)
        failures.extend(result.failures)
    return readings, failures


def each_once(raws: Iterable[Path]) -> list[Path]:
    """The raw folders without those that are named twice, by whichever path."""
    return list({raw.resolve(): raw for raw in reversed(list(raws))}.values())[::-1]


def count_folders(raws: Iterable[Path]) -> int:
    return sum(1 for raw in each_once(raws) for _ in find_folders(raw))


def _results(
    folders: Sequence[tuple[Path, Path]], workers: int, cache_folder: Path | None
) -> Iterator[SourceReading | Failure]:
    if workers <= 1:
        for folder, raw in folders:
            yield _read_cached(folder, raw, cache_folder)
        return
    with ProcessPoolExecutor(workers) as pool:
        paths, raws = [folder for folder, _ in folders], [raw for _, raw in folders]
        yield from pool.map(_read_cached, paths, raws, [cache_folder] * len(folders), chunksize=16)


def _read_cached(folder: Path, raw: Path, cache_folder: Path | None) -> SourceReading | Failure:
    reference = reference_data.load()
    if cache_folder is None:
        return read_folder(folder, raw, reference)
    try:
        kept = cache_folder / f"{_fingerprint(folder)}.pickle"
    except OSError:  # a file in it can't be opened: the reading names it
        return read_folder(folder, raw, reference)
    reading = _kept_reading(kept)
    if reading is not None:
        return reading
    result = read_folder(folder, raw, reference)
    if isinstance(result, SourceReading):
        _keep(result, kept)
    return result


def _kept_reading(kept: Path) -> SourceReading | None:
    """The reading in the cache; None where there is none, or one that is half written or of another version."""
    try:
        reading = pickle.loads(kept.read_bytes())
    except Exception:  # damaged bytes make pickle raise anything; read anew, nothing is lost
        return None
    return reading if isinstance(reading, SourceReading) else None


def _keep(reading: SourceReading, kept: Path) -> None:
    """Write it beside and rename, under a name of this process: two builds may run at once. A cache that can't be
    written costs time and no figure."""
    beside = kept.with_suffix(f".{os.getpid()}.part")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(pickle.dumps(reading))
        beside.replace(kept)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _fingerprint(folder: Path) -> str:
    """A digest of the folder's name, its files and the program: any change of either reads the source anew."""
    parts = hashlib.sha256(f"{folder.parent.name}/{folder.name}\0{_program()}".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return parts.hexdigest()[:32]


@cache
def _program() -> str:
    parts = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".csv", ".toml"):
            parts.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()
