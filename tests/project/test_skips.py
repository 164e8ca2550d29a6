"""The rule that a skip is an error: checked on a small run of its own, with and without the setting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
ONE_SKIP = """
import pytest

@pytest.mark.skip(reason="no Chromium here")
def test_in_a_browser():
    pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known_to_fail():
    raise ValueError

def test_without_a_browser():
    pass
"""
SKIPPED_FILE = 'import pytest\npytest.skip("no samples here", allow_module_level=True)\n'


def run(folder: Path, no_skips: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DISCLOSED_"))}
    words = [sys.executable, "-m", "pytest", "-ra", "--rootdir", str(folder), str(folder)]
    return subprocess.run(
        words,
        cwd=folder,
        env=environment | {"DISCLOSED_NO_SKIPS": no_skips},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text())
    (tmp_path / "test_one.py").write_text(ONE_SKIP)
    return tmp_path


def test_a_skip_passes_and_is_listed_on_a_newcomers_machine(small_project: Path) -> None:
    done = run(small_project, no_skips="")
    assert done.returncode == 0
    assert "no Chromium here" in done.stdout
    assert "1 passed, 1 skipped, 1 xfailed" in done.stdout


def test_a_skip_fails_with_its_reason_where_skips_are_errors(small_project: Path) -> None:
    done = run(small_project, no_skips="1")
    assert done.returncode == 1
    assert "no Chromium here" in done.stdout
    assert "1 passed, 1 xfailed, 1 error" in done.stdout


def test_what_needs_an_optional_extra_may_be_skipped_there_too(small_project: Path) -> None:
    marks = '@pytest.mark.extra\n@pytest.mark.skipif(True, reason="no OCR engine here")\n'
    (small_project / "test_one.py").write_text(f"import pytest\n\n{marks}def test_of_a_scan():\n    pass\n")
    done = run(small_project, no_skips="1")
    assert done.returncode == 0
    assert "no OCR engine here" in done.stdout


def test_a_file_that_skips_itself_fails_too(small_project: Path) -> None:
    (small_project / "test_two.py").write_text(SKIPPED_FILE)
    assert run(small_project, no_skips="").returncode == 0
    done = run(small_project, no_skips="1")
    assert done.returncode != 0
    assert "no samples here" in done.stdout
