"""Two processes behind nginx, by scripts/nginx.conf and the commands of compose.yaml as they stand there. Containers
are not started: what the file names is held against the code."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import yaml
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard import serve, warehouse
from ingest.commands import common
from tests.in_browser import started

AROUND = """daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {lines}
}}
"""
COMPOSE: dict[str, Any] = yaml.safe_load((serve.ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
PORT = "8501"
READERS = [f"reader {n}" for n in range(48)]  # of 12, one in some 3,000 pairs of ports had all
MOST_READERS = 2


def configuration(folder: Path, port: int, processes: list[str]) -> str:
    """What the file says, with this machine's ports."""
    lines = (serve.ROOT / "scripts" / "nginx.conf").read_text(encoding="utf-8")
    for service, at in zip(("app1", "app2"), processes, strict=True):
        lines = lines.replace(f"server {service}:{PORT};", f"server {urlsplit(at).netloc};")
    lines = lines.replace("listen 80;", f"listen 127.0.0.1:{port};")
    lines = lines.replace("proxy_http_version", "add_header X-Process $upstream_addr; proxy_http_version")
    for limit, most in (("open 150", MOST_READERS + 1), ("open_by_one 100", MOST_READERS)):
        assert f"limit_conn {limit};" in lines
        lines = lines.replace(f"limit_conn {limit};", f"limit_conn {limit.partition(' ')[0]} {most};")
    return AROUND.format(folder=folder, lines=lines)


def words_here(words: list[str], **instead: str) -> list[str]:
    """A command of a container as this machine runs it: its settings put in, other words in place of some."""
    instead = {"python": sys.executable, **instead}
    return [instead.get(word, re.sub(r"\$\{\w+:\?[^}]*\}", serve.HOST, word)) for word in words]


def is_well(service: str, at: str, port: str) -> bool:
    """Whether the container's own check finds what is served `at` an address well."""
    kind, *words = (
        word.replace(f"127.0.0.1{port}/", f"{urlsplit(at).netloc}/") for word in COMPOSE[service]["healthcheck"]["test"]
    )
    assert kind == "CMD" and urlsplit(at).netloc in words[-1]
    return subprocess.run(words_here(words), capture_output=True).returncode == 0


def test_containers_are_made_of_two_pinned_images_and_hold_nothing_of_the_checkout() -> None:
    dockerfile = (serve.ROOT / "Dockerfile").read_text(encoding="utf-8")
    (python,) = re.findall(r"^FROM (?:python:(\d+\.\d+\.\d+)-slim\S*)$", dockerfile, re.MULTILINE)
    oldest = tomllib.loads((serve.ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert [int(n) for n in python.split(".")] >= [int(n) for n in oldest.removeprefix(">=").split(".")]
    assert re.findall(r"^COPY (.*)$", dockerfile, re.MULTILINE) == ["requirements.lock /"]
    assert (serve.ROOT / ".dockerignore").read_text().split() == ["*", "!requirements.lock"]
    assert {one["image"] for one in COMPOSE.values() if "build" not in one} == {COMPOSE["web"]["image"]}
    assert re.fullmatch(r"nginx:\d+\.\d+\.\d+", COMPOSE["web"]["image"])


def test_what_containers_mount_is_there_and_only_what_they_must_write_can_be_written() -> None:
    mounts = {name: [mount.split(":") for mount in one["volumes"]] for name, one in COMPOSE.items()}
    writes = {name: [at for _, at, *how in listed if how != ["ro"]] for name, listed in mounts.items()}
    assert writes == {"build": ["/app/data"], "app1": ["/app/data/releases"], "app2": ["/app/data/releases"], "web": []}
    assert "WORKDIR /app\n" in (serve.ROOT / "Dockerfile").read_text()
    assert {common.WAREHOUSE.parent, common.RAW.parent, warehouse.DEFAULT_PATH.parent.relative_to(serve.ROOT)} == {
        Path("data")
    }
    sources = {source for listed in mounts.values() for source, *_ in listed}
    assert [source for source in sources - {"./data/releases"} if not (serve.ROOT / source).exists()] == []


def test_what_containers_must_be_told_is_in_the_docs() -> None:
    docs = (serve.ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    named = re.findall(r"\$\{(\w+)", (serve.ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert {name for name in named if f"`{name}`" not in docs} == set()
    assert set(COMPOSE["app1"]["environment"]) <= set(named)


@pytest.mark.parametrize(("told", "gives"), [(0, 0), (1, 0), (2, 1)])
def test_pages_start_when_a_build_is_done_though_a_source_could_not_be_read(
    told: int, gives: int, tmp_path: Path
) -> None:
    (tmp_path / "python").write_text(f'#!/bin/sh\necho "$*"\nexit {told}\n')
    (tmp_path / "python").chmod(0o755)
    words = [word.replace("$$", "$") for word in COMPOSE["build"]["command"]]
    done = subprocess.run(words, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("-m ingest build\n", gives)


@pytest.mark.slow
@pytest.mark.usefixtures("shipped")
@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
def test_readers_of_two_processes_see_one_copy_and_go_on_when_one_ends(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = [
            started(
                tmp_path / f"{name}.log", words_here(COMPOSE[name]["command"], **{PORT: "0", "0.0.0.0": serve.HOST})
            )
            for name in ("app1", "app2")
        ]
        for server, _ in servers:
            stack.callback(server.wait)
            stack.callback(server.terminate)
        with socket.socket() as free:
            free.bind((serve.HOST, 0))
            port = free.getsockname()[1]
        (tmp_path / "nginx.conf").write_text(configuration(tmp_path, port, [address for _, address in servers]))
        nginx = subprocess.Popen(["nginx", "-p", str(tmp_path), "-e", "errors", "-c", "nginx.conf"])
        stack.callback(nginx.wait)
        stack.callback(nginx.terminate)
        front = f"http://{serve.HOST}:{port}"
        reader = stack.enter_context(httpx.Client(base_url=front, transport=httpx.HTTPTransport(retries=5), timeout=60))

        def asked(who: str, path: str = "/data/forces.csv") -> httpx.Response:
            return reader.get(path, headers={"User-Agent": who})

        given = [asked(who) for who in READERS]
        assert {answer.status_code for answer in given} == {200}
        assert len({answer.headers["etag"] for answer in given}) == len({answer.content for answer in given}) == 1
        assert is_well("web", front, "") and all(is_well("app1", at, f":{PORT}") for _, at in servers)
        first = [answer.headers["x-process"] for answer in given]
        assert len(set(first)) == 2, "both serve"
        assert [asked(who).headers["x-process"] for who in READERS] == first, "who reads stays where they are"

        stream = f"ws://{serve.HOST}:{port}/_stcore/stream"
        with connect(stream, origin=front):  # type: ignore[arg-type]
            pass
        with pytest.raises(InvalidStatus), connect(stream, origin="http://elsewhere.example"):  # type: ignore[arg-type]
            pass

        def opened() -> httpx.Response:
            return reader.get("/forces", headers={"Accept": "text/html,*/*"})

        with ExitStack() as pages:
            for _ in range(MOST_READERS):
                pages.enter_context(connect(stream, origin=front))  # type: ignore[arg-type]
            busy = opened()
            assert busy.status_code == 503
            assert "Too many readers at once" in busy.text and busy.headers["retry-after"] == "60"
            assert asked(READERS[0]).status_code == 200, "files are served on"
            with pytest.raises(InvalidStatus), connect(stream, origin=front):  # type: ignore[arg-type]
                pass
        deadline = time.monotonic() + 30
        while (later := opened()).status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.1)  # until nginx has seen that the others are gone
        assert later.status_code == 200
        assert asked(READERS[0], "/_stcore/metrics").status_code == 403
        assert "# TYPE active_sessions gauge" in httpx.get(f"{servers[0][1]}/_stcore/metrics").text

        servers[0][0].terminate()
        servers[0][0].wait()
        assert not is_well("app1", servers[0][1], f":{PORT}")
        assert {asked(who).headers["x-process"].split(", ")[-1] for who in READERS} == {urlsplit(servers[1][1]).netloc}
