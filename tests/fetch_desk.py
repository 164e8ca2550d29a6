"""A raw folder, a site on this machine and the `fetch` command, as a user has them: what all tests of `fetch` share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

import ingest.commands.fetch as command
from tests.fetch_server import Letter, Site, attachment, serving

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2026, 1, 2, 12, tzinfo=UTC)
ENOUGH_SECONDS = 20.0
HARDLY_ANY_SECONDS = 0.2
SLUG = "arrests_1"
ANSWER = attachment(21, 3, "Answer for Pat Example.pdf")
PICTURE = attachment(21, 4, "image001.png")
SECOND = Letter(31, "A further answer: 7.", moment="2021-03-01T09:00:00+00:00", attachments=((2, "50766 1b.pdf"),))
FOLDER = "kent/50-21"


@dataclass
class StillClock:
    """A clock, as the module `time` is one, that stands still while nobody sleeps, and sleeps in no time."""

    slept: list[float] = field(default_factory=list)
    passed: float = 0.0

    def monotonic(self) -> float:
        return self.passed

    def time(self) -> float:
        return START.timestamp() + self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


@dataclass
class Desk:
    """A raw folder, a site and the command, as a user has them."""

    site: Site
    raw: Path
    clock: StillClock = field(default_factory=StillClock)
    timeout: float = ENOUGH_SECONDS
    limit: int = 50

    def fetch(self, url: str | None = None, campaign: str | None = None) -> int:
        return command.fetch(url, campaign, [self.raw], self.timeout, self.limit)

    def files(self, folder: str = FOLDER) -> list[str]:
        return sorted(path.name for path in (self.raw / folder).iterdir())

    def toml(self, folder: str = FOLDER) -> dict[str, object]:
        return tomllib.loads((self.raw / folder / "source.toml").read_text())


def at_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("DISCLOSED_CONTACT", raising=False)
    with serving() as site:
        desk = Desk(site, tmp_path / "raw")
        monkeypatch.setattr(command, "CLOCK", desk.clock)
        monkeypatch.setattr(command, "MAY_ASK", "127.0.0.1".__eq__)
        yield desk


def text_of(folder: Path) -> str:
    """Everything in the files that git may keep."""
    return "\n".join(path.read_text() for path in sorted(folder.rglob("source.toml")))
