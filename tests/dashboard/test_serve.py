"""The dashboard's start: which port it takes, and that it keeps to this machine and calls nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from dashboard import serve


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_passed_over(taken_port: int) -> None:
    assert serve.free_port(taken_port) > taken_port


def test_a_free_port_is_taken_as_it_is(taken_port: int) -> None:
    free = serve.free_port(taken_port)
    assert serve.free_port(free) == free


def test_without_a_free_port_the_message_names_the_ports_and_what_to_do(taken_port: int) -> None:
    with pytest.raises(OSError, match=rf"no free port from {taken_port} to {taken_port} on 127\.0\.0\.1: end one"):
        serve.free_port(taken_port, tried=1)


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


@pytest.mark.parametrize(("words", "exit_code"), [(["--help"], 0), (["-h"], 0), (["--port", "9000"], 2), (["now"], 2)])
def test_help_and_words_that_it_does_not_take_start_no_server(
    words: list[str], exit_code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve.subprocess, "Popen", lambda *_, **__: pytest.fail("a server was started"))
    with pytest.raises(SystemExit) as ended:
        serve.main(words)
    assert ended.value.code == exit_code
    said = capsys.readouterr()
    assert "python -m dashboard.serve [-h]" in said.out + said.err
    assert ("DISCLOSED_WAREHOUSE" in said.out) is (exit_code == 0)
