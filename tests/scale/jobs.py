"""Work for the workers of a cluster, some of which ends them."""

from __future__ import annotations

import os
import signal

from ingest.settle import workers
from ingest.settle.workers import Begin, Ended


def do(job: str, begin: Begin) -> str:
    """The job's name. `deadly N` kills the worker that has it, where that is not process N."""
    begin(job, 0)
    name, _, tester = job.partition(" ")
    if name == "large":
        bytearray(workers.MOST_MEMORY * 2)
    if name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "deadly" and os.getppid() != int(tester):
        os.kill(os.getppid(), signal.SIGKILL)
    return "deadly" if name == "deadly" else job


def instead(job: str, ended: Ended) -> str:
    return f"{ended.why}: {ended.name}"


def same(job: str) -> str:
    return job


def another_on_each_machine(job: str) -> str:
    return f"{job} {os.getpid()}"
