"""`source.toml`: what it may say, and what a person reads when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.sources import Source, SourceProblem, folder_name, read_source

REFERENCE = reference_data.load()
GOOD = 'kind = "force_response"\nreference = "19/02/250"\n[[document]]\npath = "letter.txt"\n'


def read(tmp_path: Path, toml: str | None, group: str = "kent") -> Source:
    folder = tmp_path / group / "19-02-250"
    folder.mkdir(parents=True)
    if toml is not None:
        (folder / "source.toml").write_text(toml, encoding="utf-8")
    return read_source(folder, tmp_path, REFERENCE)


def problem(tmp_path: Path, toml: str | None, group: str = "kent") -> str:
    with pytest.raises(SourceProblem) as raised:
        read(tmp_path, toml, group)
    return str(raised.value)


def test_a_source_takes_its_force_from_its_folder(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.force_ids == ("kent",) and found.source_id == "kent~19-02-250" and found.is_own


def test_published_figures_belong_to_no_force(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.replace("force_response", "charity"), "_published")
    assert found.force_ids == () and found.source_id == "published~19-02-250"


def test_a_reply_of_two_forces_names_both(tmp_path: Path) -> None:
    assert read(tmp_path, 'forces = ["kent", "essex"]\n' + GOOD).force_ids == ("kent", "essex")


@pytest.mark.parametrize(
    ("reference", "folder"),
    [("19/02/250", "19-02-250"), ("01.FOI.23.032896", "01-foi-23-032896"), ("62A/23", "62a-23")],
)
def test_a_reference_makes_the_folders_name(reference: str, folder: str) -> None:
    assert folder_name(reference) == folder


@pytest.mark.parametrize("written", ['"2020-03"', '"2020"', "2020-03-05"])
def test_a_date_is_kept_as_far_as_it_is_known(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, f"published = {written}\n" + GOOD).published == written.strip('"')


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (None, "has no source.toml"),
        ("kind = ", "is not valid TOML"),
        ('force = "kemt"\n' + GOOD, "Nearest: kent"),
        ('force = "essex"\n' + GOOD, "stands in the folder of 'kent'"),
        (GOOD.replace("force_response", "leak"), "what would do: force_response"),
        ('campain = "x"\n' + GOOD, "Nearest: campaign"),
        ('campaign = "x"\n' + GOOD, "Known: online-grooming-2019-20"),
        ('published = "March 2020"\n' + GOOD, "as far as known"),
        (GOOD.replace("letter.txt", "../other/letter.txt"), "leaves the source's folder"),
        ('kind = "force_response"\n', "names no [[document]]"),
        (GOOD + '[legend]\n"-" = "nothing"\n', "what would do: zero"),
        ("title = 5\n" + GOOD, "Put it in quotation marks"),
    ],
)
def test_a_mistake_is_named_with_what_would_do(tmp_path: Path, toml: str | None, words: str) -> None:
    message = problem(tmp_path, toml)
    assert "kent/19-02-250" in message and words in message
