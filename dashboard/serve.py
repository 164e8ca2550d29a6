"""Start the dashboard on this machine: Streamlit serving app.py on a free port, and its address in one line.

It listens on 127.0.0.1 only, asks nothing and calls nobody.
"""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
ANNOUNCES = "DISCLOSED_ANNOUNCES"
DESK_TOKEN = "DISCLOSED_DESK_TOKEN"
"""As dashboard/installation.py asks for it; named again here, for this file starts without Streamlit."""


def command(port: int | None = None) -> list[str]:
    """The words that start Streamlit, with what it must not do switched off whatever its own settings say. It binds the
    port itself and tells which: without one 8501, or the next that is free; 0 is any that is free."""
    return [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
        *("--server.address", HOST),
        *(("--server.port", str(port)) if port is not None else ()),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
        # A name of somebody else's that leads to this machine must not speak for a page of theirs.
        *("--server.allowedHosts", HOST, "--server.allowedHosts", "localhost"),
        *("--server.enableCORS", "true", "--server.enableXsrfProtection", "true"),
    ]


def announce(port: int) -> None:
    """Print the address of a server that `main` started and that has bound this port; the server calls it."""
    if os.environ.get(ANNOUNCES):
        token = os.environ.get(DESK_TOKEN, "")  # at a desk a reader starts on its page, with this start's token
        path = f"/desk?token={token}" if token else ""
        print(f"\nDisclosed is at http://{HOST}:{port}{path}   (Ctrl-C ends it)\n", flush=True)


def main() -> int:
    """Serve until the reader ends it: 0 when ended so, else the server's own exit code."""
    argparse.ArgumentParser("python -m dashboard.serve", description=__doc__).parse_args()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    server = subprocess.Popen(command(), cwd=ROOT, env=os.environ | {ANNOUNCES: "1"})
    try:
        return server.wait()
    except KeyboardInterrupt:
        for ending in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl-C must not break off the ending
            signal.signal(ending, signal.SIG_IGN)
        server.terminate()
        server.wait()
        return 0


if __name__ == "__main__":
    sys.exit(main())
