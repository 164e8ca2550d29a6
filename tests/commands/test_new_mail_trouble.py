"""`new --mail` on mail as it really comes: saved by many programs, of several requests, from the wrong force, copied
and cut. No message is lost, none is put in twice, and none is put where it does not belong."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tomllib
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.commands.new import new_mail
from ingest.intake import MBOX, messages_by_key, messages_of, unplaced_of
from ingest.warehouse import releases
from tests.making_inboxes import REQUEST, mail_of

CAMPAIGN = "online-grooming-2019-20"
ME = "me@home.example"
ANSWER = "Dear Requester,\n\nOur reference: {ref}\n\n1a. 22\n\n2. 3\n\nYours sincerely,\nDisclosure Unit\n{name}\n"
HOSPITALS = "Dear {name},\n\n1. How many crimes were recorded in each hospital?\n"


def asked(force: str, name: str, text: str = REQUEST) -> bytes:
    return mail_of(f"{name}@home.example", ME, f"foi@{force}.police.uk", 0, "Request", text.format(name="Police"))


def answered(force: str, name: str, text: str, to: str | None = None) -> bytes:
    sender = f"foi@{force}.police.uk"
    return mail_of(f"{name}@{force}.police.uk", sender, ME, 20, "Reply", text, to and f"{to}@home.example")


def put(folder: Path, **files: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.eml").write_bytes(data)
    return folder


def ids_of(folder: Path) -> list[str]:
    return [message.envelope.message_id for message in messages_of(folder / MBOX)]


def unplaced(raw: Path) -> list[dict[str, str]]:
    file = raw / "_unplaced" / "unplaced.csv"
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8")))) if file.is_file() else []


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\n", b"From x Mon Jan  4 09:00:00 2021\n"])
def test_a_message_that_begins_oddly_is_not_lost_in_the_mbox(tmp_path: Path, start: bytes) -> None:
    text = ANSWER.format(ref="1/21", name="Kent Police")
    put(tmp_path / "in", a=start + asked("kent", "r"), b=start + answered("kent", "a", text, "r"))
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 0
    assert ids_of(tmp_path / "raw" / "kent" / "1-21") == ["r@home.example", "a@kent.police.uk"]


def test_a_message_without_an_id_is_the_same_with_either_line_ends_and_in_an_mbox(tmp_path: Path) -> None:
    message = answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police"))
    bare = message.replace(b"Message-ID: <a@kent.police.uk>\n", b"")
    put(tmp_path / "in", a=bare, b=bare.replace(b"\n", b"\r\n"))
    (tmp_path / "in" / "box.mbox").write_bytes(b"From x Mon Jan  4 09:00:00 2021\n" + bare + b"\n")
    folder = tmp_path / "raw" / "kent" / "1-21"
    for _ in range(2):
        assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 0
        assert len(messages_of(folder / MBOX)) == 1


def test_of_two_copies_the_one_with_its_documents_is_kept_also_when_it_comes_later(tmp_path: Path) -> None:
    whole = EmailMessage()
    for name, value in {"Message-ID": "<a@kent.police.uk>", "From": "foi@kent.police.uk", "To": ME}.items():
        whole[name] = value
    whole.set_content("Please see the attached.\n\nKent Police\n")
    cut = whole.as_bytes()
    whole.add_attachment(b"Year,Arrests\n2019/20,4\n", maintype="text", subtype="csv", filename="figures.csv")
    raw = tmp_path / "raw"
    folder = raw / "kent" / CAMPAIGN
    put(tmp_path / "cut", a=cut)
    put(tmp_path / "both", a=cut, b=whole.as_bytes())
    for inbox in ("cut", "both", "cut"):
        assert new_mail([tmp_path / inbox], CAMPAIGN, [raw]) == 0
        [message] = messages_of(folder / MBOX)
        assert len(message.envelope.attachment_names) == (0 if inbox == "cut" and not (raw / "seen").exists() else 1)
        if inbox == "both":
            (raw / "seen").touch()


def test_a_force_that_answers_in_the_thread_of_another_is_placed_nowhere(tmp_path: Path) -> None:
    text = "Dear Requester,\n\nReference 5/21.\n\n1a. 40\n\nInformation Rights\n"
    put(tmp_path / "in", a=asked("norfolk", "r"), b=answered("suffolk", "a", text, "r"))
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 1
    [row] = unplaced(tmp_path / "raw")
    assert row["likeliest_forces"].split() == ["suffolk", "norfolk"] and row["messages"] == "2"


def test_two_campaigns_in_one_inbox_are_told_apart_by_what_the_requests_ask(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(
        tmp_path / "in",
        a=asked("kent", "r"),
        b=answered("kent", "a", "1a. 22\n\nKent Police\n", "r"),
        c=asked("kent", "h", HOSPITALS),
        d=answered("kent", "b", ANSWER.format(ref="9/24", name="Kent Police"), "h"),
        e=asked("essex", "p", "Dear Essex Police,\n\n1. How many parking fines did you give?\n"),
        f=answered("essex", "c", "1. 12\n\nEssex Police\n", "p"),
    )
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 1
    assert ids_of(raw / "kent" / CAMPAIGN) == ["r@home.example", "a@kent.police.uk"]
    assert not (raw / "essex").exists(), "another request of a force that has no source yet is not taken for its answer"
    assert sorted(row["reason"].split()[-1] for row in unplaced(raw)) == ["asks", "questions"]
    assert new_mail([tmp_path / "in"], "hospital-crime-2019-24", [raw]) == 1
    assert ids_of(raw / "kent" / "9-24") == ["h@home.example", "b@kent.police.uk"]
    assert ids_of(raw / "kent" / CAMPAIGN) == ["r@home.example", "a@kent.police.uk"]
    assert {row["likeliest_forces"] for row in unplaced(raw)} == {"essex"}, "what is placed by now is listed no more"


def test_where_mail_on_another_request_is_here_a_letter_that_nothing_ties_to_this_one_is_left(tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        a=asked("kent", "h", HOSPITALS),
        b=answered("kent", "loose", ANSWER.format(ref="9/24", name="Kent Police")),
    )
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 1
    assert not (tmp_path / "raw" / "kent").exists()
    assert len(unplaced(tmp_path / "raw")) == 2


def test_mail_that_waits_for_one_campaign_and_is_given_for_another_waits_for_both(tmp_path: Path) -> None:
    raw, hospitals = tmp_path / "raw", "hospital-crime-2019-24"
    put(tmp_path / "in", a=answered("kent", "loose", "1a. 22\n\nEssex Police\n"))
    for campaign in (CAMPAIGN, hospitals):
        assert new_mail([tmp_path / "in"], campaign, [raw]) == 1
    assert [row["campaign"] for row in unplaced(raw)] == [f"{CAMPAIGN} {hospitals}"]
    for campaign in (CAMPAIGN, hospitals):
        assert len(unplaced_of(raw, campaign)) == 1


def test_a_message_goes_into_the_source_that_holds_its_thread_in_whatever_raw_folder(tmp_path: Path) -> None:
    put(tmp_path / "in", a=asked("kent", "r"))
    put(tmp_path / "late", b=answered("kent", "a", ANSWER.format(ref="7/21", name="Kent Police"), "r"))
    raws = [tmp_path / "raw", tmp_path / "other"]
    assert new_mail([tmp_path / "in"], CAMPAIGN, raws[1:]) == 0
    assert new_mail([tmp_path / "late"], CAMPAIGN, raws) == 0
    assert ids_of(raws[1] / "kent" / CAMPAIGN) == ["r@home.example", "a@kent.police.uk"]
    assert not (raws[0] / "kent").exists()


def test_the_references_of_two_forces_may_be_alike(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    for force in ("kent", "essex"):
        text = ANSWER.format(ref="7/21", name=f"{force.title()} Police")
        put(tmp_path / force, a=asked(force, f"r-{force}"), b=answered(force, "a", text, f"r-{force}"))
        put(tmp_path / f"{force}-late", a=answered(force, "loose", text))
    assert new_mail([tmp_path / "kent", tmp_path / "essex"], CAMPAIGN, [raw]) == 0
    assert new_mail([tmp_path / "kent-late", tmp_path / "essex-late"], CAMPAIGN, [raw]) == 0
    assert ids_of(raw / "essex" / "7-21") == ["r-essex@home.example", "a@essex.police.uk", "loose@essex.police.uk"]


def test_a_mail_that_was_sent_on_with_a_forces_letter_inside_is_placed_by_that_letter(tmp_path: Path) -> None:
    outer = EmailMessage()
    for name, value in {"Message-ID": "<fw@home.example>", "From": "a@home.example", "To": ME}.items():
        outer[name] = value
    outer.set_content("See the mail attached.\n")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Message-ID"] = "foi@kent.police.uk", "a@home.example", "<in@kent.police.uk>"
    inner.set_content(ANSWER.format(ref="8/21", name="Information Unit"))
    outer.add_attachment(inner)
    put(tmp_path / "in", a=outer.as_bytes())
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 0
    assert ids_of(tmp_path / "raw" / "kent" / "8-21") == ["fw@home.example"]


def test_a_message_that_an_mbox_would_change_stands_beside_it(tmp_path: Path) -> None:
    head, body = answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police")).split(b"\n\n", 1)
    binary = head.replace(b"7bit", b"binary") + b"\n\n" + body + b"a\r\nb\x00\n"
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=asked("kent", "r"), b=binary)
    for _ in range(2):
        assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
        (folder,) = (raw / "kent").iterdir()
        assert [file.read_bytes() for file in folder.glob("*.eml")] == [binary]
        listed = tomllib.loads((folder / "source.toml").read_text("utf-8"))["document"]
        assert {document["path"] for document in listed} == {MBOX, *(file.name for file in folder.glob("*.eml"))}


def test_a_run_that_was_broken_off_is_made_whole_by_the_next(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    text = ANSWER.format(ref="1/21", name="Kent Police")
    put(tmp_path / "in", a=asked("kent", "r"))
    new_mail([tmp_path / "in"], CAMPAIGN, [raw])
    (folder,) = (raw / "kent").iterdir()
    before = (folder / "source.toml").read_bytes()
    put(tmp_path / "in", b=answered("kent", "a", text, "r"))
    new_mail([tmp_path / "in"], CAMPAIGN, [raw])
    whole = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "source.toml").write_bytes(before)  # as if it had ended before that was written
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == whole


def test_a_run_that_was_broken_off_before_the_messages_were_written_is_made_whole(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=asked("kent", "r"), b=answered("kent", "a", ANSWER.format(ref="1/21", name="Kent"), "r"))
    new_mail([tmp_path / "in"], CAMPAIGN, [raw])
    (folder,) = (raw / "kent").iterdir()
    whole = (folder / MBOX).read_bytes()
    toml = folder / "source.toml"
    toml.write_text(toml.read_text("utf-8").split("[[document]]")[0], "utf-8")
    (folder / MBOX).unlink()
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    assert (folder / MBOX).read_bytes() == whole
    assert [entry["path"] for entry in tomllib.loads(toml.read_text("utf-8"))["document"]] == [MBOX]


@pytest.mark.parametrize("spoilt", ["not toml", "campaign = 'x"])
def test_a_source_toml_that_is_out_of_order_costs_no_message(tmp_path: Path, spoilt: str) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police")))
    (raw / "kent" / "1-21").mkdir(parents=True)
    toml = raw / "kent" / "1-21" / "source.toml"
    toml.write_text(spoilt, "utf-8")
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 1
    assert toml.read_text("utf-8") == spoilt and not (raw / "kent" / "1-21" / MBOX).exists()
    assert "kent/1-21/source.toml is not valid TOML" in unplaced(raw)[0]["reason"]
    toml.unlink()
    assert new_mail([], CAMPAIGN, [raw]) == 2
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    assert ids_of(raw / "kent" / "1-21") == ["a@kent.police.uk"] and unplaced(raw) == []


def test_a_reference_of_another_source_that_is_no_text_ends_no_run(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police")))
    (raw / "kent" / "other").mkdir(parents=True)
    (raw / "kent" / "other" / "source.toml").write_text("reference = 12345\n", "utf-8")
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    assert ids_of(raw / "kent" / "1-21") == ["a@kent.police.uk"] and unplaced(raw) == []


def test_a_source_toml_with_a_byte_order_mark_and_windows_line_ends_is_added_to_as_it_is(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=asked("kent", "r"))
    new_mail([tmp_path / "in"], CAMPAIGN, [raw])
    toml = next(raw.glob("kent/*/source.toml"))
    marked = b"\xef\xbb\xbf" + toml.read_bytes().replace(b"\n", b"\r\n") + b"# ours\r\n"
    toml.write_bytes(marked)
    put(tmp_path / "in", b=answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police"), "r"))
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    now = toml.read_bytes()
    assert now.startswith(b"\xef\xbb\xbf") and now.endswith(b"# ours\r\n") and b'reference = "1/21"\r\n' in now
    assert ids_of(toml.parent) == ["r@home.example", "a@kent.police.uk"]


def test_what_a_person_puts_beside_an_unplaced_thread_stays(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=mail_of("x@case.example", "x@case.example", ME, 3, "Figures", "1a. 4\n"))
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 1
    [row] = unplaced(raw)
    folder = raw / "_unplaced" / row["folder"]
    (folder / "remarks.txt").write_text("asked by telephone", "utf-8")
    (folder / "message-7.eml").write_bytes(b"no mail")
    shutil.copytree(folder, raw / "kent" / "placed")
    (raw / "kent" / "placed" / "source.toml").write_text('force = "kent"\n', "utf-8")
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 1, "what can't be read there is named"
    assert sorted(file.name for file in folder.iterdir()) == ["message-7.eml", "remarks.txt"]


def test_a_thread_that_was_placed_by_hand_is_placed(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(tmp_path / "in", a=mail_of("x@case.example", "x@case.example", ME, 3, "Figures", "1a. 4\n"))
    new_mail([tmp_path / "in"], CAMPAIGN, [raw])
    from ingest.commands.new import new

    (message,) = raw.glob("_unplaced/*/message-1.eml")
    assert new(["kent", "1/21", str(message)], [raw]) == 0
    assert new_mail([tmp_path / "in"], CAMPAIGN, [raw]) == 0
    assert unplaced(raw) == [] and len(messages_by_key(raw / "kent" / "1-21")) == 1
    assert not (raw / "kent" / "1-21" / MBOX).exists(), "it is there once"


def test_what_an_archive_holds_besides_mail_and_what_it_refuses_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as out:
        out.writestr("durham.eml", answered("durham", "a", "x"))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as out:
        out.writestr("kent.eml", answered("kent", "a", ANSWER.format(ref="1/21", name="Kent Police")))
        out.writestr("inner.zip", inner.getvalue())
        out.writestr("letter.pdf", b"%PDF-1.4\n")
        out.writestr("../outside.eml", answered("essex", "a", "x"))
    assert new_mail([tmp_path / "all.zip"], CAMPAIGN, [tmp_path / "raw"]) == 1
    told = capsys.readouterr().err
    assert "letter.pdf: holds no mail" in told and "outside.eml" in told and "inner.zip" in told
    assert ids_of(tmp_path / "raw" / "kent" / "1-21") == ["a@kent.police.uk"]


def test_links_that_lead_nowhere_or_to_folders_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", a=asked("kent", "r"))
    put(tmp_path / "elsewhere", b=asked("essex", "r2"))
    (tmp_path / "in" / "gone.eml").symlink_to(tmp_path / "not there")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "elsewhere")
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 1
    told = capsys.readouterr().err
    assert "gone.eml: is no file" in told and "more: is a link to a folder" in told


def test_a_folder_that_cant_be_opened_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = put(tmp_path / "in" / "closed", a=asked("kent", "r"))
    scandir = os.scandir

    def refusing(path: str | os.PathLike[str] = ".") -> object:  # as for a user to whom the folder is closed
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 1
    assert "closed: is a folder that can't be opened" in capsys.readouterr().err


def test_two_intakes_at_once_do_not_write_into_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", a=asked("kent", "r"))
    (tmp_path / "raw").mkdir()
    with releases.in_use(tmp_path / "raw"):
        assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 2
    assert "another intake is at work" in capsys.readouterr().err
    assert new_mail([tmp_path / "in"], CAMPAIGN, [tmp_path / "raw"]) == 0
