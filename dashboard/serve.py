"""Start the dashboard on this machine: a free port -> Streamlit serving app.py there, and its address in one line.

It listens on 127.0.0.1 only, asks nothing and calls nobody: no e-mail prompt, no usage statistics. The address is
printed when the app answers, so whoever opens it finds it there. It shows the warehouse that DISCLOSED_WAREHOUSE names,
else data/warehouse.duckdb.

    python -m dashboard.serve
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
FIRST_PORT = 8501  # Streamlit's own
PORTS_TRIED = 100
START_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.1
DESK_TOKEN = "DISCLOSED_DESK_TOKEN"
"""As dashboard/desk/opened.py asks for it; named again here, for this file starts without Streamlit."""


def free_port(first: int = FIRST_PORT, tried: int = PORTS_TRIED) -> int:
    """The first port from `first` on that nobody listens on. Raises OSError when none of `tried` ports is free."""
    for port in range(first, first + tried):
        # A port whose last user has just gone may be taken at once, as Streamlit's own server takes it.
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    last = first + tried - 1
    raise OSError(f"no free port from {first} to {last} on {HOST}: end one of the programs that listen there")


def command(port: int) -> list[str]:
    """The words that start Streamlit on `port`, with what it must not do switched off whatever its own settings say."""
    return [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
        *("--server.address", HOST),
        *("--server.port", str(port)),
        *("--server.headless", "true"),
        # A name of somebody else's that leads to this machine must not speak for a page of theirs.
        *("--server.allowedHosts", HOST, "--server.allowedHosts", "localhost"),
        *("--server.enableCORS", "true"),
        *("--server.enableXsrfProtection", "true"),
        *("--browser.gatherUsageStats", "false"),
    ]


def answers(port: int) -> bool:
    """Whether somebody listens on `port` of this machine."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def announce(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server listens, then print its address; say nothing if it ends before that."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if answers(port):
            token = os.environ.get(DESK_TOKEN, "")  # at a desk a reader starts on its page, with this start's token
            path = f"/desk?token={token}" if token else ""
            print(f"\nDisclosed is at http://{HOST}:{port}{path}   (Ctrl-C ends it)\n", flush=True)
            return
        time.sleep(LOOK_AGAIN_SECONDS)


def main(words: Sequence[str] | None = None) -> int:
    """Serve until the reader ends it: 0 when ended so, 2 without a free port, else the server's own exit code.

    `words`: those behind the command, which takes none but --help; with others argparse says so and exits 2.
    """
    help_words, _, example = (__doc__ or "").strip().rpartition("\n\n")
    argparse.ArgumentParser(
        prog=example.strip(), description=help_words, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args(words)
    try:
        port = free_port()
    except OSError as problem:
        print(f"The dashboard was not started: {problem}.", file=sys.stderr)
        return 2
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    server = subprocess.Popen(command(port), cwd=ROOT)
    try:
        announce(port, server)
        return server.wait()
    except KeyboardInterrupt:
        for ending in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl-C must not break off the ending
            signal.signal(ending, signal.SIG_IGN)
        server.terminate()
        server.wait()
        return 0


if __name__ == "__main__":
    sys.exit(main())
