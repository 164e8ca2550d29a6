"""What an intake of many inboxes is built on: the messages in a file, and the envelope of each."""

from __future__ import annotations

import mmap
from datetime import date
from pathlib import Path

from ingest.intake import Received, read, read_envelope
from tests.making_documents import mail as made
from tests.making_documents import msg as made_msg
from tests.making_documents import outlook
from tests.making_documents.archive import archive

REPLY = made.head("In-Reply-To: <q1@mail.example>", "References: <q0@mail.example>\n <q1@mail.example>")
MESSAGES = 300
CASES = Path(__file__).parents[1] / "cases"


def messages(data: bytes | mmap.mmap, name: str) -> list[bytes]:
    return [one.data for one in read(data, name) if isinstance(one, Received)]


def test_an_envelope_says_thread_day_domains_and_words() -> None:
    source = REPLY + "\n" + made.mixed(made.text("1a. 22\n"), made.attached(b"x", "a.csv"))
    envelope = read_envelope(source.encode())
    assert envelope.message_id == "m1@mail.example"
    assert envelope.in_reply_to == "q1@mail.example"
    assert envelope.references == ("q0@mail.example", "q1@mail.example")
    assert envelope.date == date(2020, 3, 2)
    assert (envelope.sender_domain, envelope.recipient_domains) == ("borsetshire.police.uk", ("whatdotheyknow.com",))
    assert (envelope.subject, envelope.body_text) == ("FOI 123/20", "1a. 22")
    assert (envelope.kind, envelope.automatic) == ("incoming", "")
    assert (envelope.request_id, envelope.attachment_names) == ("4711", ("a.csv",))


def test_an_envelope_of_an_outlook_message_says_the_same() -> None:
    envelope = read_envelope(outlook.msg(made_msg.CASES["headers-that-travelled"]))
    assert (envelope.message_id, envelope.date, envelope.request_id) == ("m1@mail.example", date(2020, 3, 2), "4711")


def test_automatic_messages_say_why_they_are_so() -> None:
    kinds = {
        name: read_envelope((CASES / "eml" / name / "message.eml").read_bytes()).automatic
        for name in ("a-bounce", "a-receipt", "out-of-office-by-its-header", "a-case-systems-answer", "the-request")
    }
    assert list(kinds.values()) == ["bounce", "receipt", "away", "system", ""]


def test_messages_inside_a_message_have_envelopes_of_their_own() -> None:
    envelope = read_envelope((CASES / "eml" / "messages-in-messages" / "message.eml").read_bytes())
    assert [inner.subject for inner in envelope.inside] == ["Fwd: figures", "empty"]
    assert envelope.inside[0].inside[0].kind == "outgoing"


def test_every_container_gives_its_messages_in_their_order(tmp_path: Path) -> None:
    mailbox = (CASES / "mbox" / "two-messages" / "mailbox.mbox").read_bytes()
    single = f"{made.head()}\n\n1a. 22\n".encode()
    note = outlook.msg(made_msg.CASES["text-and-a-document"])
    members = (("in/box.mbox", mailbox), ("a.eml", single), ("figures.csv", b"a,1\n"), ("b.msg", note))
    days = [read_envelope(one).date for one in messages(archive(*members, ("c.eml", single)), "a.zip")]
    assert [day.isoformat() if day else None for day in days] == [
        "2020-03-02", "2020-03-03", "2020-03-02", "2020-03-02", "2020-03-02",
    ]  # fmt: skip
    (tmp_path / "box.mbox").write_bytes(mailbox)
    with (tmp_path / "box.mbox").open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert messages(mapped, "box.mbox") == messages(mailbox, "box.mbox")


def test_a_file_without_mail_gives_none() -> None:
    assert messages(b"a,b\n1,2\n", "figures.csv") == []
    assert messages(b"", "empty") == []


def test_three_hundred_messages_with_documents_are_all_read() -> None:
    document = made.attached(bytes(range(256)) * 80, "letter.pdf", "application/pdf")
    message = REPLY + "\n" + made.mixed(made.text("1a. 22\n" * 50), document)
    mailbox = "".join(f"{made.LINE}{message}\n" for _ in range(MESSAGES)).encode()
    assert sum(1 for one in messages(mailbox, "all.mbox") if read_envelope(one).request_id) == MESSAGES
