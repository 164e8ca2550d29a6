"""The environment is made once: an install is done again when it was broken off or the requirements changed, else not.

The script runs in a folder of its own, with stand-ins for Python that write down what they are asked; no network.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "environment.sh"
TOOLS = ("sh", "dirname", "basename", "cat", "rm", "mkdir", "chmod", "cp")
# It is new enough, has venv, makes one by copying itself, and notes each install.
STAND_IN = """#!/bin/sh
case "$*" in
    *--version*) echo "Python 3.99" ;;
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo venv >>calls ;;
    *"-m pip"*) echo "pip $*" >>calls; test ! -e broken ;;
esac
"""


@dataclass(frozen=True)
class Checkout:
    """A folder with the script, requirements and a PATH that has only what the test puts there."""

    root: Path

    def run(self, *requirements: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "scripts/environment.sh", *requirements],
            cwd=self.root,
            env={"PATH": str(self.root / "bin"), "HOME": str(self.root), **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    def has(self, name: str, script: str) -> None:
        program = self.root / "bin" / name
        program.write_text(script)
        program.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """What the stand-ins were asked since the last look."""
        log = self.root / "calls"
        said = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [" ".join(word for word in line.split() if not word.startswith("--")) for line in said]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    for folder in ("scripts", "bin"):
        (tmp_path / folder).mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    (tmp_path / "requirements.txt").write_text("pandas\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest\n")
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    return Checkout(tmp_path)


def test_a_first_run_makes_the_environment_and_a_second_does_nothing(checkout: Checkout) -> None:
    checkout.has("python3.12", STAND_IN)
    first = checkout.run("requirements.txt")
    assert first.returncode == 0
    assert first.stderr.splitlines() == [
        "Installing requirements.txt with Python 3.99 (the first time this takes up to a minute)."
    ]
    assert checkout.calls == ["venv", "pip -m pip install -r requirements.txt"]
    second = checkout.run("requirements.txt")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert checkout.calls == []


def test_changed_requirements_are_installed_for_users_and_developers(checkout: Checkout) -> None:
    checkout.has("python3", STAND_IN)
    checkout.run("requirements.txt", "requirements-dev.txt")
    assert len(checkout.calls) == 3
    checkout.run("requirements.txt", "requirements-dev.txt")
    assert checkout.calls == []
    (checkout.root / "requirements.txt").write_text("pandas\nduckdb\n")
    checkout.run("requirements.txt", "requirements-dev.txt")
    assert checkout.calls == ["pip -m pip install -r requirements.txt", "pip -m pip install -r requirements-dev.txt"]


def test_an_install_that_was_broken_off_is_done_again(checkout: Checkout) -> None:
    checkout.has("python3", STAND_IN)
    (checkout.root / "broken").touch()
    assert checkout.run("requirements.txt").returncode != 0
    assert len(checkout.calls) == 2
    (checkout.root / "broken").unlink()
    assert checkout.run("requirements.txt").returncode == 0
    assert checkout.calls == ["pip -m pip install -r requirements.txt"]


def test_uv_is_used_where_it_is_installed(checkout: Checkout) -> None:
    checkout.has("python3", STAND_IN)
    checkout.has(
        "uv", '#!/bin/sh\ncase "$1" in\n    venv) python3 -m venv ;;\n    pip) echo "uv $*" >>calls ;;\nesac\n'
    )
    assert checkout.run("requirements.txt").returncode == 0
    assert checkout.calls == ["venv", "uv pip install .venv/bin/python -r requirements.txt"]


def test_where_there_is_a_lock_its_versions_and_hashes_are_installed_unless_told(checkout: Checkout) -> None:
    checkout.has("python3", STAND_IN)
    (checkout.root / "requirements.lock").write_text("pandas==3.1.1 --hash=sha256:0\n")
    checkout.run("requirements.txt")
    log = (checkout.root / "calls").read_text().splitlines()
    assert log[1].endswith("--require-hashes -r requirements.lock")
    checkout.run("requirements.txt", LOCKED="no")
    assert checkout.calls[-1] == "pip -m pip install -r requirements.txt"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-docs"])
def test_the_lock_has_every_requirement_in_its_tried_range_with_hashes(name: str) -> None:
    """A requirement that was changed without `make lock` would be installed in another version than it says."""
    root = SCRIPT.parents[1]
    entries = re.split(r"^(?=[A-Za-z0-9])", (root / f"{name}.lock").read_text(), flags=re.MULTILINE)[1:]
    pinned: dict[str, set[str]] = {}
    for entry in entries:
        assert "--hash=sha256:" in entry, entry
        project, _, rest = entry.partition("==")
        pinned.setdefault(canonicalize_name(project), set()).add(rest.split()[0])
    lines = [line.partition("#")[0].strip() for line in (root / f"{name}.txt").read_text().splitlines()]
    wanted = [Requirement(line) for line in lines if line and not line.startswith("-r")]
    assert wanted
    for requirement in wanted:
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions and all(map(requirement.specifier.contains, versions)), f"{requirement}: make lock"


def test_a_shim_with_nothing_behind_it_is_passed_over(checkout: Checkout) -> None:
    checkout.has("python3.13", "#!/bin/sh\nexit 127\n")
    checkout.has("python3.11", STAND_IN)
    assert checkout.run("requirements.txt").returncode == 0


def test_without_a_python_that_is_new_enough_the_message_says_what_to_do(checkout: Checkout) -> None:
    checkout.has("python3", "#!/bin/sh\nexit 1\n")
    done = checkout.run("requirements.txt")
    assert done.returncode == 1
    assert "Install Python 3.11 or later, or name one: make dashboard PYTHON=" in done.stderr


def test_without_the_venv_module_the_message_names_debians_package(checkout: Checkout) -> None:
    checkout.has("python3", '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n')
    done = checkout.run("requirements.txt")
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
