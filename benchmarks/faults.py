"""Faults and attacks while the program works -> what was lost or let in: `python -m benchmarks.faults` prints a table.

Every force has answered, in a folder of its own; builds and servers are processes of their own, killed and starved as a
machine does it. "Lost" is what may never be: a warehouse that is neither the old nor the new one, a figure that is
missing and unnamed, an answer of two releases, a source that another one cost, a file left behind. Exit 1 with any. For
a disk that is full give a small one: `mount -t tmpfs -o size=48m tmpfs FOLDER`, with --small FOLDER.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import httpx
import pytest

from ingest import reference as reference_data
from ingest.fetch import web
from tests.fetch_desk import ANSWER, ENOUGH_SECONDS, FOLDER, HARDLY_ANY_SECONDS, PICTURE, SLUG, at_desk
from tests.fetch_server import Reply, lay_request, serving
from tests.in_browser import served
from tests.making_releases import put
from tests.settle.test_workers import HEAD, REPLY, forms_within_forms, runs, unpacking_to

ROOT = Path(__file__).resolve().parent.parent
FORCES = sorted(reference_data.load().forces)
VISITORS, NOBODY, VIEWS = 20, 65534, ("figures", "all_figures")
BUILD = """from ingest.__main__ import main; from ingest.settle import workers
workers.SECONDS, workers.SECONDS_A_MEGABYTE, workers.MOST_MEMORY = 5, 1, 500_000_000
main()"""
"""A build with small limits of a document: its own would take minutes for each that is bad."""
GARBAGE = ["", "9" * 400, *["-1", "';drop--", "<b>", "../../etc/passwd", "%00", "é€", "kent", "figures"]]
Seen = tuple[int, int, str]
"""How often it was tried, how often something was lost, and what else was seen."""


@dataclass
class Place:
    """A raw folder with one answer of each force, and its warehouse. `number`: what all of them answer."""

    folder: Path
    rng: random.Random
    times: int
    small: Path | None
    number: int = 0

    def __post_init__(self) -> None:
        self.raw, self.warehouse = self.folder / "raw", self.folder / "data" / "warehouse.duckdb"
        self.answer()
        assert self.build()[0] == 0

    def answer(self) -> None:  # otherwise than before
        self.number += 1
        for force in FORCES:
            put(self.raw, force, f"1a. {self.number} arrests")

    def start(self, warehouse: Path | None = None, user: int | None = None) -> subprocess.Popen[str]:
        words = ["build", "--workers", "2", "--raw", str(self.raw), "--warehouse", str(warehouse or self.warehouse)]
        return subprocess.Popen(
            [sys.executable, "-c", BUILD, *words],
            cwd=ROOT, user=user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def build(self, warehouse: Path | None = None, user: int | None = None) -> tuple[int, str]:
        build = self.start(warehouse, user)
        said, _ = build.communicate()
        return build.returncode, said

    def held(self, warehouse: Path | None = None) -> tuple[str, list[int]]:
        """The warehouse's release, and what each force has answered in it."""
        with duckdb.connect(str(warehouse or self.warehouse), read_only=True) as con:
            rows = con.execute("select release, value from figures where source_id like '%~1'").fetchall()
        return rows[0][0], [int(value) for _, value in rows]

    def is_of(self, *numbers: int, warehouse: Path | None = None) -> bool:
        """Whether the warehouse opens and has, of every force, one of these answers: the same of all."""
        with suppress(duckdb.Error, LookupError):
            return self.held(warehouse)[1] in [[number] * len(FORCES) for number in numbers]
        return False

    def begun(self) -> list[Path]:
        """The folders in which builds write, or wrote until they were killed."""
        return list(self.warehouse.parent.glob(".building-*"))

    def is_mended(self) -> bool:
        """Whether the next build gives all that is there now, and leaves nothing of those that were killed."""
        for begun in self.begun():
            os.utime(begun, (0, 0))  # as if some time had gone by
        return self.build()[0] == 0 and self.is_of(self.number) and not self.begun()


def killed_builds(place: Place) -> Seen:
    """A build is killed at a random moment."""
    begun, new = time.monotonic(), 0
    place.answer()
    lost, usual, now = int(not place.is_mended()), time.monotonic() - begun, place.number
    for n in range(place.times):
        place.answer()
        left, build = place.begun(), place.start()
        if n % 2:  # half of them while the file is written and swapped in, which is the shorter part
            _in_time(lambda build=build, left=left: build.poll() is not None or place.begun() != left, 60)  # type: ignore[misc]
        time.sleep(place.rng.uniform(0, usual / 2 if n % 2 else 1.2 * usual))
        workers = _children(build.pid)
        build.kill()
        build.communicate()
        lost += not place.is_of(now, place.number)
        now, new = (place.number, new + 1) if place.is_of(place.number) else (now, new)
        lost += not _in_time(lambda workers=workers: not any(map(runs, workers)), 10)  # type: ignore[misc]
    return place.times, lost + (not place.is_mended()), f"{new} times the new warehouse stood, else the old one"


def killed_workers(place: Place) -> Seen:
    """A process that reads for a build is killed at a random moment."""
    lost = named = 0
    for _ in range(place.times):
        place.answer()
        build = place.start()
        _in_time(lambda build=build: build.poll() is not None or _children(build.pid), 60)  # type: ignore[misc]
        time.sleep(place.rng.uniform(0, 0.4))
        with suppress(LookupError, ProcessLookupError):  # it has ended already
            os.kill(place.rng.choice(_children(build.pid)), signal.SIGKILL)
        said, _ = build.communicate()
        there, told = place.held()[1].count(place.number), said.count("not read ")
        named += told
        lost += build.returncode not in (0, 1) or there + told < len(FORCES) or not place.is_mended()
    return place.times, lost, f"{named} documents or sources named, and read by the next build"


def _in_time(is_so: Callable[[], object], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < until:
        time.sleep(0.005)
    return bool(so)


def _children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def swapped_under_visitors(place: Place) -> Seen:
    """The warehouse is swapped under visitors, by files of 1970, now and 2096 as after a jump of the clock."""
    files, values = [], {}
    for name in ("one", "other"):
        place.answer()
        place.build()
        files.append(shutil.copyfile(place.warehouse, place.folder / name))
        values[place.held()[0]] = str(place.number)
    seen, is_over = Counter[str](), threading.Event()

    def visit(address: str, rng: random.Random) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while not is_over.is_set():
                try:
                    answer = client.get(f"/data/{rng.choice(VIEWS)}.csv?limit={rng.randint(1, 50)}")
                except httpx.HTTPError as error:
                    seen[type(error).__name__] += 1
                    continue
                release = answer.headers.get("etag", "").strip('"').split("-")[0]
                said = {(row["release"], row["value"]) for row in csv.DictReader(io.StringIO(answer.text))}
                seen["whole" if said == {(release, values.get(release))} else f"not whole ({answer.status_code})"] += 1

    with served(DISCLOSED_WAREHOUSE=str(place.warehouse)) as address, ThreadPoolExecutor(VISITORS) as visitors:
        for _ in range(VISITORS):
            visitors.submit(visit, address, random.Random(place.rng.random()))
        for n in range(5 * place.times):
            beside = shutil.copyfile(files[n % 2], place.warehouse.with_name("next"))
            os.utime(beside, (when := place.rng.choice((0.0, time.time(), 4e9)), when))
            beside.replace(place.warehouse)
            enough = seen.total() + VISITORS // 2
            _in_time(lambda enough=enough: seen.total() >= enough, 2)  # type: ignore[misc]
        is_over.set()
        is_new = httpx.get(f"{address}/health", timeout=60).json()["release"] == list(values)[n % 2]
    said = f"{seen.pop('whole')} answers to {VISITORS} visitors; {dict(seen) or 'no other'}"
    return n + 1, sum(seen.values()) + (not is_new), said


def bad_sources(place: Place) -> Seen:
    """Sources are bad in each way of which one held or broke a build, and many more have a damaged source.toml."""
    listed = HEAD + '[[document]]\npath = "{}"\n'
    tomls = {
        "arrays": "note = " + "[" * 3000 + "]" * 3000, "tables": "a = " + "{a = " * 2000 + "1" + "}" * 2000,
        "digits": "a = " + "9" * 6000, "bytes": "\0\1\2", "a long path": listed.format("a" * 5000),
        "a path out": listed.format("../../../../../../etc/passwd"),
    }  # fmt: skip
    documents = {
        "forms.pdf": forms_within_forms(20), "large.pdf": unpacking_to(400_000_000),
        "attributes.html": b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">1a. 5 arrests</p>",
        "long.txt": b"a 1 arrests 2019\n" * 1_200_000, "rows.csv": b"Year,Arrests\n" + b"2019,4\n" * 1_000_000,
        **{f"noise.{kind}": place.rng.randbytes(9_000) for kind in ("pdf", "docx", "zip", "xlsx", "msg")},
        "empty.pdf": b"", "empty.docx": b"",
    }  # fmt: skip
    links = {"device": "/dev/zero", "link": "/etc/passwd", "loop": "reply.txt", "pipe": ""}
    damaged = {f"damaged-{n:05}": _damaged(listed.format("reply.txt"), place.rng) for n in range(50 * place.times)}
    for name in (*tomls, *documents, *links, os.fsdecode(b"\xff"), *damaged):
        folder = place.raw / "kent" / name
        folder.mkdir()
        path = name if name in documents else "reply.txt"
        (folder / "source.toml").write_bytes(damaged.get(name, tomls.get(name, listed.format(path)).encode()))
        if links.get(name):
            (folder / path).symlink_to(links[name])
        elif name == "pipe":
            os.mkfifo(folder / path)
        else:
            (folder / path).write_bytes(documents.get(name, REPLY))
    code, said = place.build()
    named = [name for name in (*tomls, *documents, *links, "\ufffd") if f"not read kent/{name}" in said]
    must = {*tomls, *links, *(name for name in documents if name.startswith(("noise", "empty"))), "\ufffd"}
    lost = len(must.difference(named)) + (code != 1) + (not place.is_of(place.number)) + ("root:" in said)
    with duckdb.connect(str(place.warehouse), read_only=True) as con:
        read = {name for (name,) in con.execute("select source_id from sources").fetchall()}
    lost += sum(f"kent/{name}" not in said and f"kent~{name}" not in read for name in damaged)
    times = len(tomls) + len(documents) + len(links) + 1 + len(damaged)
    named += [name for name in damaged if f"not read kent/{name}" in said]
    return times, lost, f"{len(named)} named, the others read"


def _damaged(toml: str, rng: random.Random) -> bytes:
    """A source.toml of which some bytes are others, are gone or stand there twice."""
    text = toml.encode()
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(text)), rng.randint(1, 12)
        text = text[:at] + rng.choice((b"", rng.randbytes(length), text[at : at + length] * 2)) + text[at + length :]
    return text


def disk_full(place: Place) -> Seen:
    """The disk is full, or becomes so."""
    if place.small is None:
        return 0, 0, "not run: no --small FOLDER"
    warehouse, lost, seen, now = place.small / "warehouse.duckdb", 0, Counter[int](), place.number
    shutil.copyfile(place.warehouse, warehouse)
    for _ in range(place.times):
        place.answer()
        room = shutil.disk_usage(place.small).free
        (place.small / "filler").write_bytes(bytes(int(room * place.rng.uniform(0.2, 1))))
        code, _ = place.build(warehouse)
        seen[code] += 1
        now = place.number if code == 0 else now
        lost += not place.is_of(now, warehouse=warehouse) or bool(list(place.small.glob(".building-*")))
        (place.small / "filler").unlink()
    return place.times, lost, f"exit codes {dict(seen)}"


def read_only(place: Place) -> Seen:
    """The warehouse's folder is read-only."""
    place.warehouse.parent.chmod(0o555)
    place.answer()
    code, said = place.build(user=NOBODY if os.getuid() == 0 else None)  # root may write everywhere
    place.warehouse.parent.chmod(0o755)
    return 1, (code != 2) + ("Traceback" in said) + (not place.is_of(place.number - 1)), f"exit code {code}"


def at_once(place: Place) -> Seen:
    """Builds run at once."""
    lost = 0
    for _ in range(place.times // 4):
        place.answer()
        builds = [place.start() for _ in range(3)]
        said = [build.communicate()[0] for build in builds]
        lost += any(build.returncode for build in builds) or "Traceback" in str(said) or not place.is_mended()
    return place.times // 4, lost, "three builds each time"


def fuzzed_addresses(place: Place) -> Seen:
    """Addresses are asked for with parts and parameters of anything."""
    seen = Counter[int]()
    names = ("force", "year", "columns", "limit", "offence", "release", "wide", "bom", "orient", "x", "width")
    with served(DISCLOSED_WAREHOUSE=str(place.warehouse)) as at, httpx.Client(base_url=at, timeout=60) as client:
        paths = list(client.get("/api/openapi.json").json()["paths"])
        for _ in range(50 * place.times):
            path = re.sub(r"\{\w+\}", lambda _: place.rng.choice(GARBAGE), place.rng.choice(paths))
            asked = [(place.rng.choice(names), place.rng.choice(GARBAGE)) for _ in range(place.rng.randint(0, 4))]
            seen[client.get(f"{path}?{urlencode(asked)}").status_code] += 1
        seen[client.get("/health").status_code] += 1
    return seen.total(), sum(seen[status] for status in seen if status >= 500), f"statuses {dict(sorted(seen.items()))}"


def hostile_sites(place: Place) -> Seen:
    """A site that `fetch` asks stalls, sends without end, breaks off, lies, packs, or leads into a private network."""
    seen, lost = Counter[str](), 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextmanager(at_desk)(place.folder, patch) as desk,
        serving("127.0.0.2") as private,
    ):
        url, thread = lay_request(desk.site, SLUG), f"/request/{SLUG}"
        good, folder = dict(desk.site.replies), desk.raw / FOLDER
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            assert desk.fetch(url) == 0
            kept = {
                file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".html", ".pdf", ".png")
            }
            patch.setattr(web, "WHOLE_ANSWER_TIMEOUTS", 2)
            for _ in range(10 * place.times):
                shutil.rmtree(folder)
                path, desk.timeout = place.rng.choice([thread, ANSWER, PICTURE, "/robots.txt"]), HARDLY_ANY_SECONDS
                how, reply = place.rng.choice(_unwilling(good[path], private.base, is_page=path == thread))
                desk.site.replies = good | {path: reply}
                seen[how] += 1
                with suppress(SystemExit):
                    desk.fetch(url)
                brought = [file for file in desk.raw.rglob("*") if file.suffix in (".html", ".pdf", ".png")]
                lost += any(kept.get(file.name) != file.read_bytes() for file in brought)
                desk.site.replies, desk.timeout = dict(good), ENOUGH_SECONDS
                desk.clock.passed += 10**6
                lost += desk.fetch(url) != 0 or any((folder / name).read_bytes() != held for name, held in kept.items())
        lost += len(private.asked)
    return seen.total(), lost, ", ".join(f"{how} {times}" for how, times in sorted(seen.items()))


def _unwilling(good: Reply, private: str, *, is_page: bool) -> list[tuple[str, Reply]]:
    """What a site may do instead of sending this, and what that is called."""
    half = good.body[: len(good.body) // 2]
    ways = {
        "stalls": Reply(is_silent=True),
        "sends without end": replace(good, drips="body", is_unframed=True),
        "a head without end": replace(good, drips="head"),
        "breaks off": replace(good, breaks_after=len(half)),
        "announces more": replace(good, announced=len(good.body) + 100),
        "packs": replace(good, body=gzip.compress(bytes(10**7)), headers=(("Content-Encoding", "gzip, gzip"),)),
        "calls it packed": replace(good, headers=(("Content-Encoding", "gzip"),)),
        "leads to a private address": Reply(status=302, headers=(("Location", f"{private}/secret.pdf"),)),
        "leads in a ring": Reply(status=302, headers=(("Location", "/ring"),)),
        "unchanged, unasked": Reply(status=304),
        "in trouble": Reply(b"<html><title>Sorry</title></html>", status=503),
    }
    return list((ways | ({"half a page": replace(good, body=half)} if is_page else {})).items())


FAULTS: tuple[Callable[[Place], Seen], ...] = (
    killed_builds, killed_workers, at_once, disk_full, read_only, swapped_under_visitors, bad_sources, fuzzed_addresses,
    hostile_sites,
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="of each kill; five times as many swaps")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--small", type=Path, help="a folder on a small disk that is there to be filled")
    parser.add_argument("--only", default="", help="the faults whose function has this in its name")
    asked = parser.parse_args()
    print(
        f"Seed {asked.seed}\n\n| what happens | times | lost or let in | seen |\n| --- | --- | --- | --- |", flush=True
    )
    everything = 0
    for run in [run for run in FAULTS if asked.only in run.__name__]:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)  # for NOBODY
            times, lost, seen = run(Place(Path(folder), random.Random(asked.seed), asked.times, asked.small))
        print(f"| {run.__doc__} | {times} | {lost} | {seen} |", flush=True)
        everything += lost
    return int(everything > 0)


if __name__ == "__main__":
    sys.exit(main())
