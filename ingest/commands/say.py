"""Words for people: results on stdout, progress and problems on stderr."""

from __future__ import annotations

from rich.console import Console

stdout = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    stdout.print(text, markup=False)


def fail(text: str, exit_code: int = 2) -> int:
    """Print what is wrong and what to do, and give back the exit code."""
    stderr.print(text, markup=False)
    return exit_code
