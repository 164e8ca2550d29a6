"""The rule that a skip is an error: checked on a small run of its own, with and without the setting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"
FILES = {
    "test_one.py": """
import pytest

@pytest.mark.skip(reason="no Chromium here")
def test_in_a_browser():
    pass

@pytest.mark.extra
@pytest.mark.skip(reason="no OCR engine here")
def test_of_a_scan():
    pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known_to_fail():
    raise ValueError

def test_without_a_browser():
    pass
""",
    "test_two.py": 'import pytest\npytest.skip("no samples here", allow_module_level=True)\n',
}
REASONS = ("no Chromium here", "no OCR engine here", "no samples here")


def run(folder: Path, no_skips: str) -> subprocess.CompletedProcess[str]:
    for name, text in FILES.items():
        (folder / name).write_text(text)
    (folder / "conftest.py").write_text(CONFTEST.read_text())
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DISCLOSED_"))}
    words = [sys.executable, "-m", "pytest", "-ra", "--continue-on-collection-errors", "--rootdir", ".", "."]
    words += ["-p", "no:nbmake", "-p", "no:schemathesis"]
    environment["DISCLOSED_NO_SKIPS"] = no_skips
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_skips_pass_and_are_listed_on_a_newcomers_machine(tmp_path: Path) -> None:
    done = run(tmp_path, no_skips="")
    assert done.returncode == 0
    assert all(reason in done.stdout for reason in REASONS)
    assert "1 passed, 3 skipped, 1 xfailed" in done.stdout


def test_skips_fail_with_their_reasons_where_they_are_errors_but_for_an_optional_extra(tmp_path: Path) -> None:
    done = run(tmp_path, no_skips="1")
    assert done.returncode == 1
    assert all(reason in done.stdout for reason in REASONS)
    assert "1 passed, 1 skipped, 1 xfailed" in done.stdout and "2 errors" in done.stdout
