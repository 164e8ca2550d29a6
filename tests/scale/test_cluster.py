"""Documents read by the workers of a Dask cluster: the release is the one that a build gives by itself, whatever
happens to a worker. `make scale` has the libraries that these tests need."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from ingest.commands import build as command
from ingest.model import Stop
from ingest.settle import workers
from ingest.settle.readings import collect
from tests.scale.jobs import another_on_each_machine, do, instead, same
from tests.settle.test_workers import REPLY, put
from tests.warehouse.test_build import everything_in

LETTERS = 40


@pytest.fixture(scope="module")
def two() -> Iterator[LocalCluster]:
    """A cluster of two workers on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as two:
        yield two


def test_limits_hold_on_a_worker_and_cost_one_document_alone(two: LocalCluster) -> None:
    given = list(
        workers.in_order_by_cluster(do, ["a", "large", "b", "killed", "c"], two.scheduler_address, instead, same)
    )
    assert [name for name in given if len(name) == 1] == ["a", "b", "c"]
    assert given[1::2] == list(workers.in_order(do, ["large", "killed"], 1, instead))
    assert "more than 1.5 GB" in given[1] and "SIGKILL" in given[3]


def test_what_ends_each_worker_is_done_here_and_costs_no_other(
    two: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two.scheduler, "allowed_failures", 0)
    jobs = ["a", f"deadly {os.getpid()}", "b", "c"]
    assert list(workers.in_order_by_cluster(do, jobs, two.scheduler_address, instead, same)) == [
        "a",
        "deadly",
        "b",
        "c",
    ]


def test_a_release_is_the_same_though_a_worker_is_killed_half_way(
    two: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    for n in range(LETTERS):
        put(raw, str(n), {"reply.txt": REPLY.replace(b"14", str(n).encode())})
    put(raw, "damaged", {"reply.pdf": b"%PDF-1.4 and no more", "reply.txt": REPLY})
    assert command.build([raw], tmp_path / "alone" / "w.duckdb") == 1
    (worker, _) = two.workers.values()
    victim, read = worker.pid, []

    def kill() -> None:
        if not read:
            os.kill(victim, signal.SIGKILL)
        read.append(worker.pid)

    def collect_and_kill(*given: Any, on_source: Any, **named: Any) -> Any:
        return collect(*given, on_source=kill, **named)

    monkeypatch.setattr(command, "collect", collect_and_kill)
    monkeypatch.setattr(workers, "Crew", None)  # the other worker does it, and not this process
    assert command.build([raw], tmp_path / "dask" / "w.duckdb", dask=two.scheduler_address) == 1
    assert len(read) == LETTERS + 1 and victim not in [one.pid for one in two.workers.values()]
    assert everything_in(tmp_path / "dask" / "w.duckdb") == everything_in(tmp_path / "alone" / "w.duckdb")


def test_a_worker_that_sees_something_else_reads_nothing(two: LocalCluster) -> None:
    with pytest.raises(Stop, match="has another program, other libraries or other files"):
        list(workers.in_order_by_cluster(do, ["a"], two.scheduler_address, instead, another_on_each_machine))


def test_where_no_scheduler_answers_the_build_says_so(two: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CONNECTS", 1)
    with pytest.raises(Stop, match="no Dask scheduler answers there"):
        list(workers.in_order_by_cluster(do, ["a"], "tcp://127.0.0.1:9", instead, same))
