"""The dashboard's start: which port it takes, and that it keeps to this machine and calls nobody."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app import send_at_once
from dashboard import serve, warehouse
from tests.in_browser import served


@pytest.mark.slow
def test_servers_that_start_at_once_each_have_a_port_of_their_own() -> None:
    """Two that looked for a free port and bound it later found the same, and one of them ended."""
    words = [sys.executable, "-m", "dashboard.serve"]
    servers = [subprocess.Popen(words, cwd=serve.ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        said = [next(line for line in server.stdout or () if "Disclosed is at" in line) for server in servers]
        addresses = {line.split()[3] for line in said}
        assert len(addresses) == 2
        assert [httpx.get(f"{address}/_stcore/health", timeout=60).text for address in addresses] == ["ok"] * 2
    finally:
        for server in servers:
            server.terminate()
        ended = [server.wait() for server in servers]
    assert ended == [0, 0]


@pytest.mark.slow
def test_a_server_that_is_ended_leaves_no_copy_of_the_warehouse(shipped: None, tmp_path: Path) -> None:
    with served(TMPDIR=str(tmp_path)) as address:
        assert httpx.get(f"{address}/data/forces.csv", timeout=60).status_code == 200
        assert list(tmp_path.glob(f"{warehouse.COPIES}*"))
    assert not list(tmp_path.glob(f"{warehouse.COPIES}*"))


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("--port=8501", 2)])
def test_a_question_starts_no_server(word: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--help` started one, and what it does not take was ignored."""
    monkeypatch.setattr(sys, "argv", ["serve", word])
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(SystemExit, match=str(code)):
        serve.main()


def test_no_part_of_an_answer_waits_for_the_receipt_of_the_part_before() -> None:
    with socket.socket() as port:  # bound as Streamlit binds it
        port.bind((serve.HOST, 0))
        port.listen()
        send_at_once()
        with socket.create_connection(port.getsockname()), port.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_server_listens_on_this_machine_only_and_reports_to_nobody() -> None:
    words = serve.command(8503)
    settings = list(zip(words[5::2], words[6::2], strict=True))
    assert sorted(settings) == [
        ("--browser.gatherUsageStats", "false"),
        ("--server.address", "127.0.0.1"),
        ("--server.allowedHosts", "127.0.0.1"),
        ("--server.allowedHosts", "localhost"),
        ("--server.enableCORS", "true"),
        ("--server.enableXsrfProtection", "true"),
        ("--server.headless", "true"),
        ("--server.port", "8503"),
    ]
    assert [*words[:7], *words[9:]] == serve.command(), "without a port Streamlit goes on to the next that is free"
