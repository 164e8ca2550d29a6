"""What all tests share: one warehouse built from the shipped sources, and the rule that a skip is an error where asked.

`DISCLOSED_NO_SKIPS=1` (set by .ci/run) turns each skipped test into a failed one that gives the skip's reason: on a
machine that has everything, a test that did not run has shown nothing. What needs an optional extra (the mark `extra`)
may be skipped there too: a machine may be complete without it.
"""

from __future__ import annotations

import fcntl
import gc
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from hashlib import sha256
from itertools import count, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.making_planted_letters import Planted

ROOT = Path(__file__).resolve().parent.parent
BUILD_TIMEOUT_SECONDS = 240
MOST_WORKERS = 8  # each has its own server and browser, of half a gigabyte

# A shared machine is slow at times, so no example has a deadline of its own, nor is one that is slow to make a fault of
# the test; the same examples come on every machine.
settings.register_profile("disclosed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("disclosed")


SLOW = {
    "test_audit_command", "test_audit_readings", "test_build", "test_checks", "test_commands", "test_comparability",
    "test_desk", "test_erase", "test_erase_broken_off", "test_erase_rows", "test_erase_rulings", "test_evidence",
    "test_extracts", "test_fetch", "test_fetch_many", "test_fetch_trouble", "test_fuzz", "test_hidden",
    "test_intervals", "test_metadata", "test_narrowing", "test_notebooks", "test_ocr", "test_official",
    "test_overview_page", "test_people_planted", "test_pinned_pages", "test_prune", "test_publish", "test_queries",
    "test_releases", "test_right_of_reply", "test_site", "test_skips", "test_stories", "test_words_of_charts",
    "test_workbook_rows", "test_worked_example",
}  # fmt: skip
"""Files that build warehouses, draw pictures or all charts, or run the program: `make quick` leaves them out, and those
of pages."""


os.environ["DISCLOSED_WAREHOUSE"] = "/each test names the warehouse that it reads.duckdb"

gc.disable()  # what is collected is kept to the end: nothing of it is looked through, now or later


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and put it first: a long file that begins last is waited for by one processor alone. By turns
    one that waits for a browser and one that computes, which together leave no processor idle."""
    browser, slow, others = count(), count(), repeat(math.inf)
    turns: dict[Path, tuple[float, bool]] = {}
    for item in items:
        is_slow, in_browser = item.path.stem in SLOW, item.get_closest_marker("browser") is not None
        if is_slow:
            item.add_marker("slow")
        if item.path not in turns:
            turns[item.path] = next(browser if in_browser else slow if is_slow else others), in_browser
    items.sort(key=lambda item: turns[item.path])


def is_skip_an_error() -> bool:
    return os.environ.get("DISCLOSED_NO_SKIPS", "") not in ("", "0")


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that says why it was skipped; an expected failure is not a skip."""
    is_extra = isinstance(report, pytest.TestReport) and "extra" in report.keywords
    if not is_skip_an_error() or not report.skipped or hasattr(report, "wasxfail") or is_extra:
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was skipped, and with DISCLOSED_NO_SKIPS a skip is an error.\n{reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(optionalhook=True)  # `make scale` has no xdist
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One for each processor, and one more where some wait for a browser: with two more it takes longer."""
    return min(MOST_WORKERS, (os.cpu_count() or 1) + ("not browser" not in config.option.markexpr))


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills once for the whole run, for whichever worker asks first. All read it, and none
    writes into it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.rmtree(folder / "made", ignore_errors=True)  # of who asked before, and failed
            (folder / "made").mkdir()
            make(folder / "made")
            (folder / "done").touch()
    return folder / "made"


@pytest.fixture(scope="session")
def built_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse built from the shipped data/raw. What the build printed is beside it, in `build.log`."""
    folder = once(tmp_path_factory, "built", build)
    if (code := (folder / "exit_code").read_text()) != "0":
        pytest.fail(f"the shipped sources do not build (exit {code}):\n{(folder / 'build.log').read_text()}", False)
    return folder / "warehouse.duckdb"


@pytest.fixture(scope="session")
def seen_once() -> Iterator[None]:
    """From here on the OCR engine looks once at a picture that several tests read."""
    from ingest.pdf import scans

    looks: dict[object, scans.Look] = {}
    recognise = scans.recognise

    def look(picture: scans.Picture) -> scans.Look:
        key = (sha256(picture.image.tobytes()).digest(), picture.dpi, picture.frame)
        words, rules = looks[key] if key in looks else looks.setdefault(key, recognise(picture))
        return list(words), list(rules)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scans, "recognise", look)
        yield


@pytest.fixture
def shipped(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the shipped sources."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


@pytest.fixture
def con(shipped: None, built_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The test asks them too, without the pages' own SQL."""
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def build(folder: Path) -> None:
    """Run the command that a user runs, and keep its exit code."""
    warehouse = str(folder / "warehouse.duckdb")
    words = [sys.executable, "-m", "ingest", "build", "--warehouse", warehouse, "--raw", str(ROOT / "data" / "raw")]
    with (folder / "build.log").open("w") as out:
        done = subprocess.run(words, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, timeout=BUILD_TIMEOUT_SECONDS)
    (folder / "exit_code").write_text(str(done.returncode))


@pytest.fixture(scope="session")
def ruled_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of invented figures that were corrected, withdrawn, disputed and spoken of, with its reports beside
    it; its raw folder is `raw` beside it too."""
    from tests.making_rulings import build as build_ruled

    return once(tmp_path_factory, "ruled", build_ruled) / "warehouse.duckdb"


@pytest.fixture(scope="session")
def published(ruled_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small warehouse as a folder of static files, with markup in a title; the warehouse is beside it."""
    from tests.making_publication import publish

    return once(tmp_path_factory, "published", lambda folder: publish(ruled_warehouse, folder)) / "public"


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """What was built of documents that name two hundred people who do not exist."""
    from tests.making_planted_letters import Planted, build

    return Planted(once(tmp_path_factory, "planted", build))


@pytest.fixture
def two(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A warehouse, the release before it, which is kept, and its own; the test may change them."""
    from tests.making_releases import releases_in, two_releases

    return releases_in(shutil.copytree(once(tmp_path_factory, "two", two_releases), tmp_path / "two"))


@pytest.fixture
def ruled(ruled_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the made warehouse; the test asks it too, without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(ruled_warehouse))
    with duckdb.connect(str(ruled_warehouse), read_only=True) as con:
        yield con
