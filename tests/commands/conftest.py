"""What all tests of `erase` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import once
from tests.making_erasures import build_twice, served


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data to erase from, a copy of one that is built once; the pages read it."""
    return served(once(tmp_path_factory, "erased", build_twice), tmp_path, monkeypatch)
