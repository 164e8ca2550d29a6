"""Documents that lie at an address (`s3://`, `http://`) and not in the raw folder, whoever reads them."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from distributed import LocalCluster
from moto.server import ThreadedMotoServer

from ingest.commands.build import build
from ingest.settle import readings
from tests.settle.test_workers import HEAD, REPLY, put
from tests.warehouse.test_build import everything_in

NAME = "the reply, 100% #1.txt"
KEY = "AKIDNOTTOBETOLD"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket `originals` of a server on this machine that speaks S3."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "eu-west-2",
        readings.SETTING: "s3://originals/raw",
    }.items():
        monkeypatch.setenv(name, value)
    httpx.post(
        f"http://{host}:{port}/moto-api/reset"
    ).raise_for_status()  # what an earlier test left is in this process
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="originals", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield partial(s3.put_object, Bucket="originals")
    server.stop()


def listed(path: str, data: bytes, sha256: bool = True) -> str:
    digest = f'sha256 = "{hashlib.sha256(data).hexdigest()}"\n' if sha256 else ""
    return f'{HEAD}\n[[document]]\npath = "{path}"\n{digest}'


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two sources, each with one document; beside it a warehouse that was built of them."""
    for n in ("1", "2"):
        put(tmp_path / "raw", n, {NAME: REPLY}, listed(NAME, REPLY))
    (tmp_path / "raw" / "kent" / "2" / NAME).write_bytes(REPLY)
    return tmp_path / "raw"


def without_documents(raw: Path) -> dict[str, bytes]:
    """Take the documents away, and give them by their paths."""
    taken = {str(path.relative_to(raw.parent)): path.read_bytes() for path in sorted(raw.glob("*/*/*.txt"))}
    for path in taken:
        (raw.parent / path).unlink()
    return taken


def test_documents_in_a_bucket_give_the_same_release_by_whatever_processes(
    raw: Path, tmp_path: Path, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.delenv(readings.SETTING)
        assert build([raw], tmp_path / "here" / "w.duckdb") == 0
    for path, data in without_documents(raw).items():
        bucket(Key=path, Body=data)
    assert build([raw], tmp_path / "own" / "w.duckdb", workers=2) == 0
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as one:
        assert build([raw], tmp_path / "dask" / "w.duckdb", dask=one.scheduler_address) == 0
    here, own, by_dask = (everything_in(tmp_path / name / "w.duckdb") for name in ("here", "own", "dask"))
    assert here == own == by_dask
    assert not list(raw.glob("*/*/*.txt")), "nothing is left on the disk"


def test_what_a_bucket_does_not_give_is_named_and_tried_again(
    raw: Path, tmp_path: Path, bucket: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = tmp_path / "w.duckdb"
    first, second = without_documents(raw)
    bucket(Key=first, Body=REPLY)
    bucket(Key=second, Body=b"another document")
    put(raw, "3", {}, listed("reply.txt", REPLY, sha256=False))
    put(raw, "4", {}, listed("reply.txt", REPLY))
    bucket(Key="raw/kent/3/reply.txt", Body=REPLY)
    assert build([raw], warehouse) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "kent/2/the reply, 100% #1.txt has sha256" in told
    assert "kent/3/reply.txt: is not here, and source.toml gives no sha256" in told
    assert "kent/4/reply.txt: is not here, and DISCLOSED_DOCUMENTS did not give it (FileNotFoundError)" in told
    assert not any(word.encode() in warehouse.read_bytes() for word in (KEY, "originals", "127.0.0.1"))
    for path in (second, "raw/kent/4/reply.txt"):
        bucket(Key=path, Body=REPLY)
    (raw / "kent" / "3" / "source.toml").write_text(listed("reply.txt", REPLY), encoding="utf-8")
    assert build([raw], warehouse) == 0


def test_documents_of_a_web_server_are_read_by_their_whole_names(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build([raw], tmp_path / "here" / "w.duckdb") == 0
    served = tmp_path / "served"
    for path, data in without_documents(raw).items():
        (served / path).parent.mkdir(parents=True)
        (served / path).write_bytes(data)
    with ExitStack() as stack:
        handler = partial(SimpleHTTPRequestHandler, directory=str(served))
        server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=server.serve_forever).start()
        stack.callback(server.shutdown)
        monkeypatch.setenv(readings.SETTING, f"http://127.0.0.1:{server.server_port}/raw/")
        assert build([raw], tmp_path / "there" / "w.duckdb") == 0
    assert everything_in(tmp_path / "here" / "w.duckdb") == everything_in(tmp_path / "there" / "w.duckdb")


def test_an_address_that_nothing_reads_stops_the_build(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(readings.SETTING, f"nowhere://{KEY}@bucket/raw")
    assert build([raw], tmp_path / "w.duckdb") == 2
    told = capsys.readouterr().err
    assert "DISCLOSED_DOCUMENTS" in told and KEY not in told and os.listdir(tmp_path) == ["raw"]
