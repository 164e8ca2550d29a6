"""Two processes behind nginx, by the lines of docs/deploy.md as they stand there."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard import serve
from tests.in_browser import started

AROUND = """daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {lines}
}}
"""
READERS = [f"reader {n}" for n in range(12)]


def configuration(folder: Path, port: int, processes: list[str]) -> str:
    """What the docs say, with this machine's ports, without the certificate."""
    lines = re.findall(
        r"```nginx\n(.*?)```", (serve.ROOT / "docs" / "deploy.md").read_text(encoding="utf-8"), re.DOTALL
    )[0]
    lines, told = re.subn(r"(# )?server 127\.0\.0\.1:850[12];", "", lines)
    assert told == 2
    lines = lines.replace(
        "consistent;", "consistent; " + " ".join(f"server {urlsplit(at).netloc};" for at in processes)
    )
    lines = lines.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    lines = lines.replace("proxy_http_version", "add_header X-Process $upstream_addr; proxy_http_version")
    return AROUND.format(folder=folder, lines=lines)


@pytest.mark.slow
@pytest.mark.usefixtures("shipped")
@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
def test_readers_of_two_processes_see_one_copy_and_go_on_when_one_ends(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = [started(tmp_path / f"{n}.log", serve.command(0)) for n in range(2)]
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
        first = [answer.headers["x-process"] for answer in given]
        assert len(set(first)) == 2, "both serve"
        assert [asked(who).headers["x-process"] for who in READERS] == first, "who reads stays where they are"

        stream = f"ws://{serve.HOST}:{port}/_stcore/stream"
        with connect(stream, origin=front):  # type: ignore[arg-type]
            pass
        with pytest.raises(InvalidStatus), connect(stream, origin="http://elsewhere.example"):  # type: ignore[arg-type]
            pass
        assert asked(READERS[0], "/_stcore/metrics").status_code == 403
        assert "# TYPE active_sessions gauge" in httpx.get(f"{servers[0][1]}/_stcore/metrics").text

        servers[0][0].terminate()
        servers[0][0].wait()
        assert {asked(who).headers["x-process"].split(", ")[-1] for who in READERS} == {urlsplit(servers[1][1]).netloc}
