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
from ingest import thread, transcript
from ingest.additions import read_additions
from ingest.model import Blocks, DocumentReading
from ingest.readers import Unreadable
from ingest.readers import text as text_reader
from ingest.readers import transcript as transcript_reader
from ingest.readers.registry import READERS
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


def read_blocks(data: bytes, name: str) -> Blocks:
    """The blocks of a document, by the first reader that knows it. Raises Unreadable when none does."""
    for reader in READERS:
        if reader.sniff(data, name):
            return reader.read(data, name)
    return text_reader.read(data, name)  # which says what else it is, and what would do


def read_document(data: bytes, path: str, form: str, source: Source, reference: Reference) -> DocumentReading:
    """One document -> outcomes and figures with their places. `path` is relative to the source's folder and goes
    into ids.
    """
    blocks = read_blocks(data, path)
    sha256 = hashlib.sha256(data).hexdigest()
    common = DocumentReading(path, sha256, blocks.media_type, form, blocks.pages, blocks)
    if transcript_reader.sniff(data, path):
        outcomes, figures, problems = transcript.read_transcript(
            blocks, source=source, reference=reference, document_path=path
        )
        return replace(common, outcomes=tuple(outcomes), figures=tuple(figures), problems=(*blocks.problems, *problems))
    reading = thread.read_thread(blocks, source=source, reference=reference, document_path=path)
    result = replace(
        common,
        reference=reading.reference,
        received=reading.received,
        campaign_id=reading.campaign_id,
        force_id=reading.force_id,
        law=reading.law,
        messages=tuple(reading.messages),
        outcomes=tuple(reading.outcomes),
        figures=tuple(reading.figures),
        problems=(*blocks.problems, *reading.problems),
    )
    return as_transcript(result) if form == "transcript" else result


def as_transcript(reading: DocumentReading) -> DocumentReading:
    """A transcript's words are ours: never a quote. A figure's stand in its note, an outcome's in its text, and the
    method says how they came here.
    """
    return replace(
        reading,
        figures=tuple(
            replace(figure, method="transcript", quote=None, note=figure.note or _our_words(figure.quote))
            for figure in reading.figures
        ),
        outcomes=tuple(
            replace(outcome, quote=None, note=outcome.note or (None if outcome.text else _our_words(outcome.quote)))
            for outcome in reading.outcomes
        ),
    )


def _our_words(quote: str | None) -> str | None:
    """A line of our transcript; "…" where it goes on, as it does before a name that stands in the answer's text."""
    if not quote:
        return None
    goes_on = quote[-1].isalpha()
    return f"Our transcript reads: {quote}{' …' if goes_on else ''}"


def read_folder(folder: Path, raw: Path, reference: Reference) -> SourceReading | Failure:
    """One source's folder, wholly. A damaged document is a failure beside the documents that could be read."""
    try:
        source = read_source(folder, raw, reference)
    except SourceProblem as problem:
        return Failure(problem.path, problem.message)
    except OSError as error:
        return Failure(f"{folder.parent.name}/{folder.name}", _not_opened(error))
    documents, failures = [], []
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
        documents += _read_one(data, document, source, reference, place, failures)
    typed = read_additions(source, reference)
    if typed is not None:
        documents.append(typed)
    return SourceReading(source, tuple(documents), tuple(failures))


def _read_one(
    data: bytes, document: SourceDocument, source: Source, reference: Reference, place: str, failures: list[Failure]
) -> list[DocumentReading]:
    try:
        return [read_document(data, document.path, document.form, source, reference)]
    except Unreadable as error:
        failures.append(Failure(place, str(error)))
    except Exception as error:  # a fault of a reader costs its document, never the build
        words = (
            f"the reader failed on it ({type(error).__name__}: {error}). That is a fault of the "
            "program: please report it."
        )
        failures.append(Failure(place, words))
    return []


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
