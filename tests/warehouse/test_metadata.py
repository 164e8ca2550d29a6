"""The metadata of the files: what others' validators find in them, and that a wrong number would be found."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import datetime
from pathlib import Path

import csvw
import duckdb
import frictionless
import pytest
import yaml

from dashboard.routes import pages
from ingest.extracts import files, metadata
from ingest.warehouse.releases import VIEWS_AND_TABLES

LONG = 2000  # rows


@pytest.fixture(scope="module")
def folder(built_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        files.write_all(con, folder, "csv")
    return folder


def test_the_package_is_a_valid_frictionless_package_of_every_file(folder: Path) -> None:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name for task in report.tasks} == {path.stem for path in folder.glob("*.csv")}


@pytest.mark.parametrize("view", VIEWS_AND_TABLES)
def test_csv_on_the_web_metadata_fits_its_file(folder: Path, view: str, tmp_path: Path) -> None:
    """Of a long one every eighth row: this validator takes seconds for what the package's has read whole."""
    shutil.copy(folder / f"{view}.csv-metadata.json", tmp_path)
    with (folder / f"{view}.csv").open(encoding="utf-8", newline="") as whole:
        names, *rows = csv.reader(whole)
    with (tmp_path / f"{view}.csv").open("w", encoding="utf-8", newline="") as part:
        csv.writer(part, lineterminator="\n").writerows([names, *rows[:: 8 if len(rows) > LONG else 1]])
    assert csvw.CSVW(str(tmp_path / f"{view}.csv-metadata.json"), validate=True).is_valid


def test_a_value_that_does_not_fit_its_column_is_found(folder: Path, tmp_path: Path) -> None:
    for name in ("force_years.csv", "force_years.csv-metadata.json"):
        shutil.copyfile(folder / name, tmp_path / name)
    file = tmp_path / "force_years.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",financial_year,20", ",financial_year,x20", 1))
    assert not csvw.CSVW(str(tmp_path / "force_years.csv-metadata.json"), validate=True).is_valid


def test_metadata_have_the_licence_of_the_official_series_beside_ours(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0", "OGL-UK-3.0"]
    table = json.loads((folder / "force_years.csv-metadata.json").read_text(encoding="utf-8"))
    assert [one["@id"] for one in table["dc:license"]] == [one["path"] for one in package["licenses"]]
    said = "Contains public sector information licensed under the Open Government Licence v3.0."
    assert table["dc:rights"] == said and said in package["description"]


def test_a_dataset_has_what_search_engines_ask_for() -> None:
    dataset = metadata.dataset(metadata.Release("abc", datetime(2026, 11, 28)), "https://example.org")
    assert {"@type", "name", "description", "license", "version", "creator", "distribution"} <= set(dataset)
    assert 50 <= len(dataset["description"]) <= 5000, "as Google's guide for datasets has it"
    assert all(part["contentUrl"].startswith("https://example.org/data/") for part in dataset["distribution"])


def test_the_first_html_of_data_describes_the_dataset_and_no_other_page_does(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    monkeypatch.setenv("DISCLOSED_BASE_URL", "https://example.org")
    begins = '<script type="application/ld+json">'
    described = json.loads(pages.head_of("download", "").partition(begins)[2].partition("</script>")[0])
    assert described["@type"] == "Dataset" and described["url"] == "https://example.org/download"
    assert begins not in pages.head_of("compare", "")


def test_the_citation_is_of_a_dataset_and_names_its_release(folder: Path) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    release = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["version"]
    assert (cited["type"], cited["version"], cited["license"]) == ("dataset", release, "CC-BY-4.0")
    assert {"cff-version", "message", "title", "authors", "date-released"} <= set(cited)
    assert metadata.RIGHTS in cited["abstract"], "`license` can name several only as a choice"
