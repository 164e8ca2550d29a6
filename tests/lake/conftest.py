"""A PostgreSQL and an object storage of the tests' own, on this machine. Where DuckDB has no extensions for lakes
nothing here is collected: `make scale` has an environment with them."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore_glob = [] if find_spec("duckdb_extension_ducklake") else ["test_*.py"]

REGION = "eu-west-2"
BUCKET = "disclosed"


def binaries() -> Path:
    """Where PostgreSQL's programs are: Debian keeps those of a server out of PATH."""
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else max(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """How a PostgreSQL is reached, which listens on a socket in a folder of its own."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        _run(folder, "initdb", "--username=disclosed", "--auth=trust", "--encoding=UTF8", "--no-sync")
        _run(folder, "pg_ctl", "start", "--wait", *_served(folder))
        try:
            yield f"host={folder} user=disclosed"
        finally:
            _run(folder, "pg_ctl", "stop", "--wait", "--mode=immediate")


def restart(postgres: str) -> None:
    """Kill PostgreSQL, with whatever is under way, and start it again on what it has on disk."""
    folder = postgres.split()[0].removeprefix("host=")
    _run(folder, "pg_ctl", "restart", "--wait", "--mode=immediate", *_served(folder))


def _run(folder: str, name: str, *words: str) -> None:
    user = "postgres" if os.getuid() == 0 else None  # it does not run as root
    command = [str(binaries() / name), "-D", f"{folder}/data", *words]
    subprocess.run(command, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)


def _served(folder: str) -> tuple[str, str]:
    return f"--log={folder}/log", f"--options=-k {folder} -c listen_addresses='' -c fsync=off"


@pytest.fixture(scope="session")
def storage() -> Iterator[str]:
    """An object storage with a bucket, as `s3://…`, and how every process of the test reaches it."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request tells nothing here
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "AWS_ACCESS_KEY_ID": "disclosed",
        "AWS_SECRET_ACCESS_KEY": "disclosed",
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        bucket().create(CreateBucketConfiguration={"LocationConstraint": REGION})
        yield f"s3://{BUCKET}"
    server.stop()


def bucket():  # type: ignore[no-untyped-def]
    """The bucket, by another program than the one that is tested."""
    import boto3

    return boto3.resource("s3", region_name=REGION).Bucket(BUCKET)


def stored(rows: str) -> list[str]:
    """The files of a lake in the bucket."""
    return [file.key for file in bucket().objects.filter(Prefix=rows.removeprefix(f"s3://{BUCKET}/"))]


@pytest.fixture
def empty(postgres: str, storage: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A lake that holds nothing yet, with its catalogue in PostgreSQL, and where its rows go: into object storage."""
    name = f"lake_{tmp_path.name.lower()}"
    create = f'create database "{name}"'
    subprocess.run([binaries() / "psql", "--quiet", f"{postgres} dbname=postgres", "--command", create], check=True)
    yield f"postgres:{postgres} dbname={name}", f"{storage}/{name}"
