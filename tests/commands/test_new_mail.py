"""`new --mail`: forty-five inboxes become one source for each force. None is misplaced, and what can't be placed is
listed."""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from ingest import reference as reference_data
from ingest.commands.new import new_mail
from ingest.intake import MBOX, force_of_domain, messages_of, read_envelope
from tests import making_inboxes

CAMPAIGN = "online-grooming-2019-20"


@pytest.fixture(scope="module")
def made() -> making_inboxes.Inboxes:
    return making_inboxes.make(reference_data.load())


@pytest.fixture(scope="module")
def taken(made: making_inboxes.Inboxes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mail")
    paths = making_inboxes.write(made, folder / "inboxes")
    assert new_mail(paths, CAMPAIGN, [folder / "raw"]) == 1, "something is left unplaced, and the exit code says so"
    return folder


def placed(raw: Path) -> dict[str, str | None]:
    """Message id -> the force in whose folder it lies, None for one in `_unplaced`."""
    found: dict[str, str | None] = {}
    for toml in raw.glob("[!_]*/*/source.toml"):
        for message in messages_of(toml.parent / MBOX):
            assert message.envelope.message_id not in found, "a message lies in two places"
            found[message.envelope.message_id] = toml.parent.parent.name
    for file in raw.glob("_unplaced/*/message-*"):
        found[read_envelope(file.read_bytes()).message_id] = None
    return found


def test_three_hundred_messages_are_all_taken_and_none_is_misplaced(made: making_inboxes.Inboxes, taken: Path) -> None:
    assert made.count() >= 300 and len(made.boxes) == 45
    found = placed(taken / "raw")
    assert set(found) == set(made.truth), "every message is somewhere"
    wrong = {name: (force, made.truth[name]) for name, force in found.items() if force and force != made.truth[name]}
    assert wrong == {}
    left = {name for name, force in found.items() if force is None and made.truth[name] is not None}
    assert left == set(), "what can be placed is placed"


def test_what_is_left_is_listed_with_its_reason_and_the_likeliest_forces(taken: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((taken / "raw" / "_unplaced" / "unplaced.csv").read_text("utf-8"))))
    folders = {path.name for path in (taken / "raw" / "_unplaced").iterdir() if path.is_dir()}
    assert {row["folder"] for row in rows} == folders and all(row["reason"] for row in rows)
    contradicted = [row for row in rows if "it is not settled" in row["reason"]]
    assert ["kent" in row["likeliest_forces"] and "essex" in row["likeliest_forces"] for row in contradicted] == [True]


def test_each_force_has_one_source_that_names_nobody(taken: Path) -> None:
    tomls = sorted((taken / "raw").glob("[!_]*/*/source.toml"))
    assert Counter(toml.parent.parent.name for toml in tomls).most_common(1)[0][1] == 1 and len(tomls) == 45
    for toml in tomls:
        text = toml.read_text("utf-8")
        table = tomllib.loads(text)
        assert table["reference"] and table["campaign"] == CAMPAIGN and table["document"][0]["path"] == "thread.mbox"
        assert "@" not in text


def test_run_again_it_adds_only_what_is_new(made: making_inboxes.Inboxes, taken: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(taken / "raw", raw)
    before = {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}
    new_mail(sorted((taken / "inboxes").iterdir()), CAMPAIGN, [raw])
    assert {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()} == before
    toml = next(raw.glob("kent/*/source.toml"))
    toml.write_text(toml.read_text("utf-8") + "# a remark of ours\n", "utf-8")
    late = making_inboxes.mail_of(
        "late@kent.police.uk", "foi@kent.police.uk", "me@home.example", 60, "FOI", "Kent Police: 2. none\n"
    )
    (tmp_path / "late.eml").write_bytes(late)
    new_mail([tmp_path / "late.eml"], CAMPAIGN, [raw])
    assert "late@kent.police.uk" in {message.envelope.message_id for message in messages_of(toml.parent / MBOX)}
    assert "# a remark of ours" in toml.read_text("utf-8")


def test_the_archive_of_a_batch_of_requests_is_taken(tmp_path: Path) -> None:
    archive = tmp_path / "batch.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("batch.csv", "request,status\n")
        for body, number in (("Kent Police", 1), ("Essex Police", 2)):
            base = f"{body} - decoys_{number}"
            out.writestr(f"{base}/2021-01-04-090000/outgoing_{number}.txt", making_inboxes.REQUEST.format(name=body))
            answer = making_inboxes.ANSWERS[0].format(ref=f"{number}1/21", name=body, a=4, b=0)
            out.writestr(f"{base}/2021-02-04-090000/incoming_{number}.txt", answer)
            out.writestr(f"{base}/2021-02-04-090000/attachments-{number}/figures.csv", "Year,Arrests\n2019/20,4\n")
    assert new_mail([archive], CAMPAIGN, [tmp_path / "raw"]) == 0
    kent = messages_of(tmp_path / "raw" / "kent" / "11-21" / MBOX)
    assert [message.envelope.kind for message in kent] == ["outgoing", "incoming"]
    assert kent[1].envelope.attachment_names == ("figures.csv",)
    assert (tmp_path / "raw" / "essex" / "21-21" / "thread.mbox").is_file()


def test_one_mail_to_several_forces_is_parted_by_who_answers(tmp_path: Path) -> None:
    mail = making_inboxes.mail_of
    to = "foi@kent.police.uk, foi@essex.police.uk"
    text = making_inboxes.REQUEST.format(name="all")
    box = [mail("one@home.example", "me@home.example", to, 0, "Decoys", text)]
    for name in ("kent", "essex"):
        text = making_inboxes.ANSWERS[0].format(ref=f"{len(name)}/21", name=f"{name.title()} Police", a=4, b=0)
        domain = f"{name}.police.uk"
        box.append(mail(f"answer@{domain}", f"foi@{domain}", "me@home.example", 9, "Re", text, "one@home.example"))
    making_inboxes.write(making_inboxes.Inboxes({"all": box}), tmp_path / "inboxes")
    assert new_mail([tmp_path / "inboxes"], CAMPAIGN, [tmp_path / "raw"]) == 0
    for name in ("kent", "essex"):
        (toml,) = (tmp_path / "raw" / name).glob("*/source.toml")
        ids = [message.envelope.message_id for message in messages_of(toml.parent / MBOX)]
        assert ids == ["one@home.example", f"answer@{name}.police.uk"]


@pytest.mark.parametrize(
    ("domain", "force"),
    [
        ("kent.pnn.police.uk", "kent"),
        ("foi.kent.police.uk", "kent"),
        ("notkent.police.uk", None),
        ("west-midlands.pnn.police.uk", "west-midlands"),
        (None, None),
    ],
)
def test_a_domain_is_of_a_force_or_of_none(domain: str | None, force: str | None) -> None:
    assert force_of_domain(domain, reference_data.load()) == force


def test_without_a_campaign_nothing_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_mail([tmp_path], None, [tmp_path / "raw"]) == 2
    assert CAMPAIGN in capsys.readouterr().err
