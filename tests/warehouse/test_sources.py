"""`source.toml`: what it may say, and what a person reads when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.sources import ALLOWED, Source, SourceProblem, folder_name, read_source, wrong_entry

REFERENCE = reference_data.load()
GOOD = 'kind = "force_response"\nreference = "19/02/250"\n[[document]]\npath = "letter.txt"\n'


def read(tmp_path: Path, toml: str | None, group: str = "kent") -> Source:
    folder = tmp_path / group / "19-02-250"
    folder.mkdir(parents=True)
    if toml is not None:
        (folder / "source.toml").write_text(toml, encoding="utf-8")
    return read_source(folder, REFERENCE)


def problem(tmp_path: Path, toml: str | None, group: str = "kent") -> str:
    with pytest.raises(SourceProblem) as raised:
        read(tmp_path, toml, group)
    return str(raised.value)


def test_a_source_takes_its_force_from_its_folder(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.force_ids == ("kent",) and found.source_id == "kent~19-02-250"


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
        (GOOD.replace("force_response", "leak"), "one of force_response"),
        ('campain = "x"\n' + GOOD, "Nearest: campaign"),
        ('campaign = "x"\n' + GOOD, "one of hospital-crime-2019-24, online-grooming-2019-20"),
        ('published = "March 2020"\n' + GOOD, "as far as known"),
        (GOOD.replace("letter.txt", "../other/letter.txt"), "leaves the source's folder"),
        ('kind = "force_response"\n', "names no [[document]]"),
        (GOOD + '[legend]\n"-" = "nothing"\n', "each with one of zero"),
        (GOOD + '[legend]\n"-" = ["zero"]\n', "each with one of zero"),
        ("title = 5\n" + GOOD, "Write text in quotation marks"),
        ('campaign = ["x"]\n' + GOOD, "Write one of"),
        ("forces = 5\n" + GOOD, "a list of slugs"),
        ('forces = [["kent"]]\n' + GOOD, "a list of slugs"),
        ('law = "FOIA"\n' + GOOD, "one of FOI (Jersey) Law 2011, FOIA 2000, FOISA 2002"),
        ('published = "2020-13"\n' + GOOD, "a date as far as known"),
        ("published = 2020-01-01T00:00:00\n" + GOOD, "a date as far as known"),
        (GOOD + "sha256 = 5\n", "Write text in quotation marks"),
        (GOOD + '[[document]]\npath = "./letter.txt"\n', "twice"),
        (GOOD + '[[document]]\npath = "source.toml"\n', "is no document"),
        (GOOD + '[[document]]\npath = "a\\u0000b"\n', "is no document"),
    ],
)
def test_a_mistake_is_named_with_what_would_do(tmp_path: Path, toml: str | None, words: str) -> None:
    message = problem(tmp_path, toml)
    assert "kent/19-02-250" in message and words in message


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + GOOD).reference == "19/02/250"


SIGNED = 'reason = "x"\nby = "AB"\non = 2026-01-02\n'


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('[[correction]]\nfigure = "a"\nvaleu = 5\n' + SIGNED, "'valeu' is not known there. Nearest: value"),
        ('[[correction]]\nfigure = "a"\nvalue = 5\n', "it lacks reason, by, on"),
        ('[[correction]]\nfigure = "a"\nvalue = 5\n' + SIGNED.replace("2026-01-02", '"soon"'), "as far as known"),
        ('[[correction]]\nfigure = "a"\n' + SIGNED, "it changes nothing"),
        ("[[correction]]\nvalue = 5\n" + SIGNED, "neither a figure nor an outcome"),
        ('[[correction]]\nfigure = ["a"]\nvalue = 5\n' + SIGNED, "text in quotation marks"),
        ('[[correction]]\nfigure = "a"\nvalue = "5"\n' + SIGNED, "a number without quotation marks"),
        ('[[correction]]\nfigure = "a"\nvalue = true\n' + SIGNED, "a number without quotation marks"),
        ('[[correction]]\nfigure = "a"\nvalue = 5\nvalue_low = 4\n' + SIGNED, "both a value and bounds"),
        ('[[correction]]\nfigure = "a"\noffence = "soa_s15a"\n' + SIGNED, "an id of offences.csv"),
        ('[[correction]]\nfigure = "a"\nmeasure = "arests"\n' + SIGNED, "an id of measures.toml"),
        ('[[correction]]\nfigure = "a"\nperiod = "2019-20"\n' + SIGNED, "2019/20"),
        ('[[correction]]\nfigure = "a"\nscope = 3\n' + SIGNED, "text in quotation marks"),
        ('[[correction]]\nfigure = "a"\nstatus = "ncnd"\n' + SIGNED, "status is nothing that a figure has"),
        ('[[correction]]\noutcome = "a"\nstatus = "refussed"\n' + SIGNED, "partly_answered"),
        ('[[correction]]\noutcome = "a"\nexemptions = "s12"\n' + SIGNED, 'exemptions = ["s31(3)"]'),
        ('[[correction]]\nfigure = "a"\nvalue = 5\nexpect = "4"\n' + SIGNED, "expect = { value = 22 }"),
        ('[[correction]]\nfigure = "a"\nvalue = 5\nexpect = { valeu = 4 }\n' + SIGNED, "Nearest: value"),
        ('[[withdrawal]]\non = 2026-01-02\nreason = "x"\n', "it lacks figures"),
        ('[[withdrawal]]\nfigures = "a"\non = 2026-01-02\nreason = "x"\n', "Write a list of ids"),
        ('[[review]]\nfigures = 5\nby = "AB"\non = 2026-01-02\n', "Write a list of ids"),
        ('[[statement]]\nfigures = "all"\nby = "AB"\non = 2026-01-02\n', "it lacks text"),
    ],
)
def test_a_ruling_that_would_have_no_effect_stops_its_source(tmp_path: Path, entry: str, words: str) -> None:
    message = problem(tmp_path, GOOD + entry)
    assert "kent/19-02-250/source.toml" in message and "number 1" in message and words in message


@pytest.mark.parametrize("kind", ALLOWED)
def test_every_key_of_a_ruling_has_a_shape_of_its_own(kind: str) -> None:
    for key in ALLOWED[kind]:
        complete = {name: "all" for name in ALLOWED[kind] if name in ("figures", "by", "on", "reason", "text")}
        assert wrong_entry(kind, complete | {key: object()}, REFERENCE) is not None, key
