"""How reading scales: documents and the pages of one document over processes, and what a build costs when nothing, or
one document, is new.

Run `.venv/bin/python -m benchmarks.reading` (`--only documents pages again mixed` for some, `--letters 20000` for more
of `again`; `cluster` asks for Dask, as `build/scale/bin/python` of `make scale` has it). It makes its documents itself,
from a fixed seed, and prints seconds with their ratios within this one run, for machines are noisy: quote the ratios.
Kept results stand in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = 20201125
DOCUMENTS, PAGES, LETTERS, MIXED = 200, 500, 2000, 2000
FORCES = ("kent", "durham", "essex", "cumbria", "norfolk", "suffolk", "surrey", "sussex", "dorset", "cheshire")
TOML = """
force = "{force}"
reference = "{reference}"
title = "A letter made to measure with"
kind = "force_response"
publisher = "A force"
law = "FOIA 2000"
campaign = "online-grooming-2019-20"
[[document]]
path = "{path}"
form = "original"
"""
OFFENCES = ("SOA 2003 s8", "SOA 2003 s10", "SOA 2003 s12", "SOA 2003 s14", "SOA 2003 s15", "CA 2003 s127")


def pdf_letter(rng: random.Random, pages: int) -> bytes:
    """Pages that each hold a paragraph and a ruled table of 24 rows and 6 columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        for n in range(6):
            canvas.drawString(
                60, 780 - 13 * n, f"Part {page}.{n + 1}: the numbers below were counted on the day we answered."
            )
        for row in range(25):
            y = 680 - 18 * row
            canvas.line(60, y, 540, y)
            label = "Offence" if row == 0 else f"{OFFENCES[row % 6]} beat {page}-{row}"
            canvas.drawString(64, y - 13, label)
            for column in range(5):
                text = f"{2015 + column}/{16 + column}" if row == 0 else str(rng.randint(0, 1999))
                canvas.drawRightString(276 + 66 * column, y - 13, text)
        canvas.line(60, 230, 540, 230)
        for x in (60, 214, 280, 346, 412, 478, 540):
            canvas.line(x, 680, x, 230)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text_letter(rng: random.Random, reference: str) -> bytes:
    numbers = [rng.randint(0, 60) for _ in range(4)]
    lines = [
        f"Freedom of Information Request Reference No: {reference}",
        "",
        f"1a. In 2019/20 there were {numbers[0]} arrests for online sexual offences related to children.",
        f"1c. {numbers[1]}",
        f"2. {numbers[2]}",
        "3. No information held.",
        "4. Section 31 of the Freedom of Information Act applies: we neither confirm nor deny that it is held.",
        "",
    ]
    return "\n".join(lines).encode()


def put(raw: Path, n: int, path: str, data: bytes) -> None:
    reference = f"{n}/20"
    force = FORCES[n % len(FORCES)]
    folder = raw / force / reference.replace("/", "-")
    folder.mkdir(parents=True)
    (folder / path).write_bytes(data)
    (folder / "source.toml").write_text(TOML.format(force=force, reference=reference, path=path), encoding="utf-8")


def collecting(raw: Path, workers: int, *more: str) -> tuple[float, float]:
    """Seconds that reading takes in a process of its own, start-up apart, and the largest memory of it and of those
    that it made, together, in MB."""
    words = [sys.executable, "-m", "benchmarks.reading", "--collect", str(raw), "--workers", str(workers), *more]
    told = json.loads(subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return told["seconds"], told["megabytes"]


def _collect(raw: Path, workers: int, dask: str | None, cache: Path | None, by_hand: bool) -> None:
    from ingest import reference
    from ingest.settle.readings import collect, folders_in
    from ingest.sources import Failure

    reference.load()
    start = time.perf_counter()
    if by_hand:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            found = list(pool.imap(_read, folders_in([raw])))
    else:
        readings, failures = collect([raw], workers=workers, dask=dask, cache_folder=cache)
        found = [*readings, *failures]
    seconds = time.perf_counter() - start
    assert found and not [one for one in found if isinstance(one, Failure)]
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if workers > 1:
        largest += workers * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"seconds": seconds, "megabytes": largest / 1024}))


def _read(folder: Path) -> object:
    from ingest import reference
    from ingest.settle.readings import read_folder

    return read_folder(folder, reference.load())


def building(raw: Path, warehouse: Path) -> tuple[float, float]:
    """Seconds that a build takes, and those of the processor: these tell more where others use the machine too."""
    start, used = time.perf_counter(), _processor_of_children()
    words = [sys.executable, "-m", "ingest", "build", "--raw", str(raw), "--warehouse", str(warehouse)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start, _processor_of_children() - used


def _processor_of_children() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def documents(folder: Path, runs: int) -> None:
    rng = random.Random(SEED)
    for n in range(DOCUMENTS):
        put(folder, n, "letter.pdf", pdf_letter(rng, 2))
    _serial_and_two(f"{DOCUMENTS} PDFs of 2 pages", folder, runs)
    with tempfile.TemporaryDirectory() as cache:
        first, *kept = (collecting(folder, 1, "--cache", cache)[0] for _ in range(runs + 1))
    again = statistics.median(kept)
    print(f"  read and kept {first:.2f} s, as they were kept {again:.3f} s, {first / again:.0f} times as fast")


def mixed(folder: Path, runs: int) -> None:
    """Text letters and PDFs by one process, by two, and by a pool of two as one would write it by hand, without
    limits for a document, in turn."""
    _put_mixed(folder)
    ways: dict[str, tuple[int, list[str]]] = {
        "1 process": (1, []),
        "2 processes": (2, []),
        "a pool of two by hand": (2, ["--by-hand"]),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, (workers, more) in ways.items():
            taken[name].append(_with_processor(partial(collecting, folder, workers, *more)))
    _print_mixed(taken)


def cluster(folder: Path, runs: int) -> None:
    """The same documents by two processes and by two workers of a Dask cluster on this machine, in turn."""
    from distributed import LocalCluster

    _put_mixed(folder)
    taken: dict[str, list[tuple[float, float]]] = {"2 processes": [], "2 workers of Dask": []}
    for _ in range(runs):
        taken["2 processes"].append(_with_processor(partial(collecting, folder, 2)))
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as two:
            dask = partial(collecting, folder, 1, "--dask", two.scheduler_address)
            taken["2 workers of Dask"].append(_with_processor(dask))
    _print_mixed(taken)


def _put_mixed(folder: Path) -> None:
    rng = random.Random(SEED)
    for n in range(MIXED):
        if n < DOCUMENTS:
            put(folder, n, "letter.pdf", pdf_letter(rng, 2))
        else:
            put(folder, n, "letter.txt", text_letter(rng, f"{n}/20"))


def _with_processor(collected: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    used = _processor_of_children()
    return collected()[0], _processor_of_children() - used


def _print_mixed(taken: dict[str, list[tuple[float, float]]]) -> None:
    print(f"{MIXED} documents, {DOCUMENTS} of them PDFs of 2 pages:")
    for name, found in taken.items():
        seconds, processor = _medians(found)
        print(f"  {name}: {seconds:.1f} s by the clock, start-up apart; {processor:.1f} s of the processor, with it")


def pages(folder: Path, runs: int) -> None:
    put(folder, 1, "letter.pdf", pdf_letter(random.Random(SEED), PAGES))
    _serial_and_two(f"one PDF of {PAGES} pages", folder, runs)


def _serial_and_two(name: str, folder: Path, runs: int) -> None:
    alone = [collecting(folder, 1) for _ in range(runs)]
    two = [collecting(folder, 2) for _ in range(runs)]
    first, second = (statistics.median(seconds for seconds, _ in found) for found in (alone, two))
    most = max(m for _, m in alone), max(m for _, m in two)
    print(f"{name}: 1 process {first:.1f} s, 2 processes {second:.1f} s, ratio {second / first:.2f}")
    print(f"  memory at most: {most[0]:.0f} MB, with 2 processes together {most[1]:.0f} MB")


def again(folder: Path, runs: int, letters: int = LETTERS) -> None:
    rng = random.Random(SEED)
    raw, empty = folder / "raw", folder / "empty"
    (empty / "kent").mkdir(parents=True)
    for n in range(letters):
        put(raw, n, "letter.txt", text_letter(rng, f"{n}/20"))
    nothing, warehouse = folder / "nothing.duckdb", folder / "warehouse.duckdb"
    first = building(raw, warehouse)
    building(empty, nothing)
    start_up = _medians([building(empty, nothing) for _ in range(runs)])
    unchanged = _medians([building(raw, warehouse) for _ in range(runs)])
    added = []
    for n in range(runs):
        put(raw, letters + n, "letter.txt", text_letter(rng, f"{letters + n}/20"))
        added.append(building(raw, warehouse))
    for n, of in enumerate(("by the clock", "of the processor")):
        print(
            f"{letters} documents, {of}: first build {first[n]:.1f} s, start-up (nothing to read) {start_up[n]:.2f} s"
        )
        _beyond("nothing new", unchanged[n], start_up[n], first[n])
        _beyond("one document new", _medians(added)[n], start_up[n], first[n])


def _medians(found: Sequence[tuple[float, float]]) -> tuple[float, float]:
    seconds, processor = zip(*found, strict=True)
    return statistics.median(seconds), statistics.median(processor)


def _beyond(name: str, seconds: float, start_up: float, first: float) -> None:
    beyond = seconds - start_up
    print(f"  {name}: {seconds:.2f} s, beyond start-up {beyond:.2f} s, ratio to the first {seconds / first:.2f}")


PARTS: dict[str, Callable[..., None]] = {
    "documents": documents,
    "pages": pages,
    "again": again,
    "mixed": mixed,
    "cluster": cluster,
}


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=sorted(PARTS), default=["again", "documents", "pages"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--collect", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--dask", help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--by-hand", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--letters", type=int, default=LETTERS)
    asked = parser.parse_args(words)
    if asked.collect is not None:
        _collect(asked.collect, asked.workers, asked.dask, asked.cache, asked.by_hand)
        return
    print(f"seed {SEED}, {asked.runs} runs, medians")
    for name in asked.only:
        with tempfile.TemporaryDirectory() as folder:
            more = {"letters": asked.letters} if name == "again" else {}
            PARTS[name](Path(folder), asked.runs, **more)


if __name__ == "__main__":
    main()
