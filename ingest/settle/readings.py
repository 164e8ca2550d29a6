"""A raw folder -> what every source in it says, and whether a build would give what stands there. The files are touched
here and nowhere deeper.

One source that can't be read (no source.toml, unknown force, a damaged document) is a Failure that names it and
why; all the others are read. What has not changed since the last build is taken from the cache: a source's reading is
kept under a digest of its folder's files, the program and the installed libraries. A cache that is damaged, half
written or can't be written costs time and no figure; it may be deleted at any time. Documents may be elsewhere, at the
address that whoever builds has set: it is asked only for what `source.toml` describes by its sha256.

A build is left out where nothing is other than it was: each file is known by path, size, inode and both its times (what
copies a time back moves the second). Protects: what may change without a trace is read: a file that is no older than
the look at it, one that can't be looked at, a source that could not be read. `build --reread` reads all the same.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from ingest import pdf
from ingest import reference as reference_data
from ingest.answers.documents import opened_for, read_documents
from ingest.model import Blocks, DocumentReading, Problem, Stop, Unreadable, refusal
from ingest.privacy import path_without_people
from ingest.readers.opened import Opened
from ingest.reference import Reference
from ingest.settle.workers import Begin, Ended, in_order, in_order_by_cluster
from ingest.sources import (
    SOURCE_FILE,
    Failure,
    Source,
    SourceDocument,
    SourceProblem,
    SourceReading,
    digest,
    find_folders,
    read_source,
)
from ingest.transcript import read_additions

PACKAGE = Path(__file__).parents[1]
UNUSED_FOR = 30 * 24 * 60 * 60  # seconds after which a reading that no build used is taken away


def fingerprint(folder: Path, documents: str = "") -> str | None:
    """A digest of the folder's name, its files (but those only the program writes), where its other documents are, and
    the program; None where a file can't be opened. No pipe, device or link is opened: who does may wait for ever."""
    parts = hashlib.sha256(os.fsencode(f"{folder.parent.name}/{folder.name}\0{documents}\0{program()}"))
    # Plain text: with thousands of folders to look at, Path objects take longer than the system itself.
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name[0] != ".")
    try:
        for path in paths:
            found = os.lstat(path)
            parts.update(os.fsencode(os.path.relpath(path, folder)) + b"\0")
            if stat.S_ISLNK(found.st_mode):  # what it leads to may be anything
                parts.update(os.fsencode(os.readlink(path)))
            elif found.st_size > LARGEST_LOOKED_INTO:
                parts.update(f"{found.st_size} {found.st_mtime_ns}".encode())
            elif stat.S_ISREG(found.st_mode):
                with open(path, "rb") as file:
                    parts.update(hashlib.file_digest(file, "sha256").digest())
    except OSError:
        return None
    return parts.hexdigest()[:32]


def installed() -> list[str]:
    return sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})


@cache
def program() -> str:
    """A digest of the program, its reference data, the interpreter, and what is installed that reads."""
    parts = hashlib.sha256(f"{sys.version}\0".encode())
    parts.update("\0".join(installed()).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".csv", ".toml", ".sql") and path.is_file():
            parts.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()


def write(path: Path, put: Callable[[BinaryIO], object]) -> None:
    """Write a cache's file beside and rename it, under this process's name; failing costs time and no figure."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            put(file)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def prune(folder: Path, used: Iterable[str]) -> None:
    """Take away the readings that neither this build nor another one lately used, and what a killed one had begun."""
    names = {f"{name}.pickle" for name in used}
    oldest = time.time() - UNUSED_FOR
    for path in (*folder.glob("*.pickle"), *folder.glob("*.part")):
        with suppress(OSError):
            if path.name not in names and path.stat().st_mtime < oldest:
                path.unlink()


LARGEST_LOOKED_INTO = 2_000_000_000  # bytes of a file whose content tells it apart; of a larger one its size and time
PAGE = 10_000  # bytes that take as long as a page of a PDF; a scan has many, and takes as much longer
LEAST_TO_SHARE = 40.0
"""Pages. Less is read (four seconds) before processes, each with its own copy of libraries and reference data, pay."""
MOST_WORKERS = 8
"""With more, a build still waits for the part that one process does; each may take a quarter of a gigabyte."""
TOO_MUCH = "It is left out. Save the part of it that answers the request as a document of its own, and build again."
AGAIN = "It is left out. Build again, and where that gives the same save the document anew."
APART = "had its documents read each by itself, for reading them together {}. Build again."
ENDS_PROCESS = (MemoryError, BrokenProcessPool)  # what is told to the process that started this one
SETTING = "DISCLOSED_DOCUMENTS"
NOT_INSTALLED = (
    f"{SETTING}: such an address can't be read ({{error}}). What reads s3:// and https:// is brought by "
    ".venv/bin/python -m pip install -r requirements-dask.txt"
)


class NotNow(Unreadable):
    """A document that could not be read for a reason that may pass: it is tried again at the next build."""


@dataclass(frozen=True)
class Job:
    """A source's folder to read. `left_out`: the paths of documents that ended the process that read them, and why;
    the path "" is the whole source. `apart`: why what its documents say is read of each by itself, if it is.
    `processes`: those that read a long document's pages. `documents`: the address of what is not in the folder."""

    folder: Path
    left_out: Mapping[str, str] = field(default_factory=dict)
    apart: str = ""
    processes: int = 1
    documents: str = ""

    def sees(self) -> str:
        """What it meets on this machine: the folder, with a digest of its files and of the program."""
        return f"{self.folder}: {fingerprint(self.folder, self.documents)}, {program()[:8]}"

    def instead(self, ended: Ended) -> Job:
        """What is left to read once its process ended: without the document that it read then; where it read all of
        them together, each by itself, which tells whose fault it was."""
        if not ended.name and not self.apart:
            return replace(self, apart=ended.why)
        why = f"{ended.why}. {TOO_MUCH if ended.is_too_much else AGAIN}"
        return replace(self, left_out={**self.left_out, ended.name: why}, apart="")


def read_job(job: Job, begin: Begin) -> SourceReading | Failure:
    """One source's folder, wholly; whatever it raises is its own problem, but what ends the process."""
    place = os.fsencode(f"{job.folder.parent.name}/{job.folder.name}").decode(errors="replace")
    if "\ufffd" in place:
        return Failure(place, "has a name that is no UTF-8. Rename the folder, and build again.")
    if job.folder.is_symlink():
        return Failure(place, "is a link. Put the folder itself here, and build again.")
    if why := job.left_out.get(""):
        return Failure(place, why)
    pdf.processes = job.processes
    try:
        return _read(job, reference_data.load(), begin)
    except ENDS_PROCESS:
        raise
    except Exception as error:
        return Failure(place, _fault(error))


def _read_here(job: Job) -> SourceReading | Failure:
    """The same in this process, without limits: what would have ended another is the source's problem."""
    try:
        return read_job(job, lambda name, size: None)
    except ENDS_PROCESS as error:
        return Failure(f"{job.folder.parent.name}/{job.folder.name}", _fault(error))


def read_folder(folder: Path, reference: Reference) -> SourceReading | Failure:
    """One source's folder, wholly. A damaged document is a failure beside the documents that could be read."""
    return _read(Job(folder), reference, lambda name, size: None)


def _read(job: Job, reference: Reference, begin: Begin) -> SourceReading | Failure:
    folder = job.folder
    try:
        source = read_source(folder, reference)
    except SourceProblem as problem:
        return Failure(problem.path, problem.message)
    except OSError as error:
        return Failure(f"{folder.parent.name}/{folder.name}", refusal("not-opened", reason=error.strerror))
    shown: dict[str, str] = {}
    for document in source.documents:
        shown[document.path] = _path_shown(document.path, list(shown.values()))
    opened: dict[str, list[Opened]] = {}
    failures = [Failure(source.folder, APART.format(job.apart), is_passing=True)] if job.apart else []
    for document in source.documents:
        path = shown[document.path]
        try:
            if why := job.left_out.get(document.path):
                raise NotNow(why)
            begin(document.path, 0)
            data = _bytes_of(job, document, source)
            begin(document.path, len(data))
            parts = opened_for(source, data, path, document.form, document.path)
        except ENDS_PROCESS:
            raise
        except Exception as error:  # a fault of a reader costs its document, never the build
            words = str(error) if isinstance(error, Unreadable) else _fault(error)
            failures.append(Failure(f"{source.folder}/{path}", words, isinstance(error, NotNow)))
            continue
        if path != document.path:
            blocks = parts[0].blocks
            problems = (*blocks.problems, Problem.of("person-in-file-name"))
            parts[0] = replace(parts[0], blocks=replace(blocks, problems=problems))
        opened[document.path] = parts
    readings = _read_all(opened, source, reference, failures, begin, is_apart=bool(job.apart))
    documents = []
    for reading in readings:  # without its words, which name people, and its cells, which nobody asks for again
        blocks = Blocks(reading.blocks.media_type, pages=reading.blocks.pages)
        messages = tuple(replace(message, lines=()) for message in reading.messages)
        documents.append(replace(reading, blocks=blocks, messages=messages))
    typed = read_additions(source, reference)
    if typed is not None:
        documents.append(typed)
    return SourceReading(source, tuple(documents), tuple(failures))


def _bytes_of(job: Job, document: SourceDocument, source: Source) -> bytes:
    """A document's bytes. Raises Unreadable where it is not here, can't be opened or is another one."""
    file, kind = job.folder / document.path, Unreadable
    if not file.resolve().is_relative_to(job.folder.resolve()):
        raise Unreadable(refusal("link-out-of-its-folder"))
    if not file.is_file() and job.documents and document.sha256 is None:
        raise Unreadable(refusal("without-digest"))
    if not file.is_file() and not job.documents:
        # Originals stay with whoever fetched them; their figures come with them.
        name = "named-and-not-there" if document.form != "original" else "was-at" if source.url else "not-here"
        raise Unreadable(refusal(name, url=source.url))
    try:
        if file.is_file():
            data = file.read_bytes()
        else:
            kind, data = NotNow, _fetched(job.documents, f"{source.folder}/{document.path}")
    except OSError as error:
        raise Unreadable(refusal("not-opened", reason=error.strerror)) from error
    wanted, found = (document.sha256 or "").lower(), digest(data)
    if wanted not in ("", found):
        path = f"{source.folder}/{document.path}"
        raise kind(refusal("another-file", path=path, found=found[:12], wanted=wanted[:12]))
    return data


def documents_setting() -> str:
    """The address of fsspec, as `s3://bucket/raw`, below which a document that is not in its source's folder has the
    path that it has below the raw folder; "" where none is set. Raises Stop for an unknown kind, and where what reads
    it is not installed."""
    address = os.environ.get(SETTING, "")
    if address:
        try:
            from fsspec import get_filesystem_class

            get_filesystem_class(address.partition("://")[0])
        except (ImportError, ValueError) as error:
            raise Stop(NOT_INSTALLED.format(error=error)) from None
    return address


def _fetched(address: str, path: str) -> bytes:
    """The bytes of the document at `path` below the address, which may hold a key and stands in no message."""
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(address.rstrip("/"))
        is_web = address.startswith(("http://", "https://"))
        data: bytes = files.cat_file(f"{root}/{quote(path) if is_web else path}")
    except MemoryError:
        raise
    except Exception as error:  # each kind of address has its own, whose words may tell the address
        words = f"is not here, and {SETTING} did not give it ({type(error).__name__}). Put it there, and build again."
        raise NotNow(words) from None
    return data


def _path_shown(path: str, taken: Sequence[str]) -> str:
    shown = path_without_people(path)
    stem, dot, ending = shown.rpartition(".")
    free = (shown, *(f"{stem}-{n}{dot}{ending}" for n in range(2, len(taken) + 3)))
    return path if shown == path else next(name for name in free if name not in taken)


def _read_all(
    opened: Mapping[str, Sequence[Opened]], source: Source, reference: Reference, failures: list[Failure],
    begin: Begin, *, is_apart: bool,
) -> list[DocumentReading]:  # fmt: skip
    every = [part for parts in opened.values() for part in parts]
    try:
        if is_apart:
            raise Unreadable
        begin(next(iter(opened)) if len(opened) == 1 else "", _letters(every))
        return list(read_documents(every, source, reference))
    except ENDS_PROCESS:
        raise
    except Exception:
        readings: list[DocumentReading] = []
        for path, parts in opened.items():
            begin(path, _letters(parts))
            for document in parts:
                try:
                    readings += read_documents([document], source, reference)
                except ENDS_PROCESS:
                    raise
                except Exception as error:
                    failures.append(Failure(f"{source.folder}/{document.path}", _fault(error)))
        return readings


def _letters(opened: Iterable[Opened]) -> int:
    return sum(len(line.text) for document in opened for line in document.blocks.lines)


def _fault(error: Exception) -> str:
    words = f"the reader failed on it ({type(error).__name__}: {error})."
    return f"{words} That is a fault of the program: please report it."


def collect(
    raws: Sequence[Path], *, workers: int | None = 0, dask: str | None = None, documents: str = "",
    cache_folder: Path | None = None, on_source: Callable[[], None] = lambda: None,
) -> tuple[list[SourceReading], list[Failure]]:  # fmt: skip
    """Every source of the raw folders in order, and every failure. `workers`: processes that read; None: as many as
    pays; 0: this one, without limits. `dask`: the address of a scheduler whose workers read instead. `documents`: the
    address of those not in their folders. `on_source` is called after each source, for progress."""
    jobs = [Job(folder, documents=documents) for folder in folders_in(raws)]
    readings: list[SourceReading] = []
    failures: list[Failure] = []
    seen = set[str]()
    for result in _results(jobs, workers, dask, cache_folder):
        on_source()
        if isinstance(result, Failure):
            failures.append(result)
            continue
        if result.source.source_id in seen:
            failures.append(
                Failure(result.source.folder, "stands in two raw folders: the first one is used. Drop one of them.")
            )
            continue
        seen.add(result.source.source_id)
        readings.append(result)
        failures.extend(result.failures)
    return readings, failures


def folders_in(raws: Iterable[Path]) -> list[Path]:
    """The sources' folders of raw folders, each once, by whatever path it is named."""
    each_once = {raw.resolve(): raw for raw in reversed(list(raws))}.values()
    return [folder for raw in reversed(each_once) for folder in find_folders(raw)]


def _results(
    jobs: Sequence[Job], workers: int | None, dask: str | None, cache_folder: Path | None
) -> Iterator[SourceReading | Failure]:
    """What every folder gives, in order: from the cache, else read by processes. What one of them did not live through
    is read again at the next build: the machine may have less to do then."""
    prints = [fingerprint(job.folder, job.documents) if cache_folder else None for job in jobs]
    cached = [_cached_reading(cache_folder, name) for name in prints]
    missing = [job for job, reading in zip(jobs, cached, strict=True) if reading is None]
    # How much there is to read, in pages of PDF: it decides how long a build takes, not what it gives.
    pages = [sum(sizes_in(job.folder)) / PAGE for job in missing]
    is_size_known = not any(job.documents for job in missing)
    if workers is None:
        workers = MOST_WORKERS if dask else workers_for(sum(pages) if is_size_known else MOST_WORKERS * LEAST_TO_SHARE)
    if long := sum(size >= LEAST_TO_SHARE for size in pages) or not is_size_known:
        missing = [replace(job, processes=max(1, workers // long)) for job in missing]
    if dask and missing:
        read = in_order_by_cluster(read_job, missing, dask, Job.instead, Job.sees)
    else:
        reference_data.load()  # before the processes are made, which then have it
        read = in_order(read_job, missing, workers, Job.instead) if workers else map(_read_here, missing)
    for job, name, reading in zip(jobs, prints, cached, strict=True):
        result = reading or next(read)
        is_lasting = isinstance(result, SourceReading) and not any(failure.is_passing for failure in result.failures)
        # of a file that was changed meanwhile nobody knows which content was read
        if reading is None and cache_folder and name and is_lasting and name == fingerprint(job.folder, job.documents):
            write(cache_folder / f"{name}.pickle", partial(pickle.dump, result))
        yield result
    if cache_folder:
        prune(cache_folder, [name for name in prints if name])


def sizes_in(folder: Path) -> Iterator[int]:
    """Of every file in a folder but its source.toml; none of one that can't be looked at, as behind too long a path."""
    for at, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                yield os.lstat(os.path.join(at, name)).st_size if name != SOURCE_FILE else 0


def workers_for(pages: float) -> int:
    """How many processes to read with where nobody said: one for each processor if there is enough to do, else one."""
    if pages < LEAST_TO_SHARE:
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_WORKERS, processors, int(2 * pages / LEAST_TO_SHARE)))


def _cached_reading(cache_folder: Path | None, name: str | None) -> SourceReading | None:
    if cache_folder is None or name is None:
        return None
    try:
        reading = pickle.loads((cache_folder / f"{name}.pickle").read_bytes())
    except Exception:  # damaged bytes make pickle raise anything; read anew, nothing is lost
        return None
    return reading if isinstance(reading, SourceReading) else None


SAME_TIME = 2_000_000_000  # nanoseconds within which two changes may bear one time: on a FAT disk two seconds


def state_of(raws: Sequence[Path], documents: str) -> str | None:
    """A digest of what a build reads, taken before it does; None where a later change could leave it as it is."""
    older_than = time.time_ns() - SAME_TIME
    parts = hashlib.sha256(repr((program(), documents, [os.path.abspath(raw) for raw in raws])).encode())
    try:
        folders = folders_in(raws)
        above = dict.fromkeys([*raws, *(folder.parent for folder in folders)])
        files = [os.path.join(at, name) for at in above for name in sorted(os.listdir(at))]
        for folder in folders:
            files += sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
        told = [os.stat(file) for file in files]
    except OSError:
        return None
    if any(max(one.st_mtime_ns, one.st_ctime_ns) > older_than for one in told):
        return None
    for file, one in zip(files, told, strict=True):
        parts.update(os.fsencode(file) + repr(_of(one)).encode())
    return parts.hexdigest()


def _of(told: os.stat_result) -> tuple[int, ...]:
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_mode


def keep_state(kept: Path, state: str | None, made: Iterable[Path]) -> None:
    """Record in the file `kept` that these files were made of that state."""
    write(kept, lambda file: file.write(_told(state or "", made)))


def is_as_made(kept: Path, state: str | None, made: Iterable[Path]) -> bool:
    try:
        return state is not None and kept.read_bytes() == _told(state, made)
    except OSError:
        return False


def _told(state: str, made: Iterable[Path]) -> bytes:
    return f"{state} {[_of(file.stat()) for file in made] if state else ''}".encode()
