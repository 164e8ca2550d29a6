"""Documents and sources that take all time or memory, kill their reader or point elsewhere: each is named and costs
itself, and every other source is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from ingest import word
from ingest.__main__ import main
from ingest.commands.build import build
from ingest.model import DocumentReading
from ingest.readers.opened import Opened
from ingest.reference import Reference
from ingest.settle import readings, workers
from ingest.settle.readings import collect
from ingest.settle.workers import Begin, Ended, in_order
from ingest.sources import Source

REPLY = b"Request\n1. How many people were arrested for theft in 2019?\nResponse\n1. 14\n"
HEAD = 'force = "kent"\nkind = "force_response"\n'
GIVEN_UP = "ended: "


def put(raw: Path, name: str, documents: dict[str, bytes], toml: str | None = None) -> Path:
    folder = raw / "kent" / name
    folder.mkdir(parents=True)
    listed = "".join(f'\n[[document]]\npath = "{path}"\n' for path in documents)
    (folder / "source.toml").write_text(HEAD + listed if toml is None else toml, encoding="utf-8")
    for path, data in documents.items():
        (folder / path).write_bytes(data)
    return folder


def pdf(*streams: bytes) -> bytes:
    """A PDF of one page, which shows the first of these streams; the others are the objects 5, 6 and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        *streams,
    ]
    body, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for n, one in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (n, one)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n" % size + places + end


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (about, len(data), data)


def unpacking_to(size: int) -> bytes:
    """A PDF of a few kilobytes whose page unpacks to `size` bytes."""
    packed = zlib.compress(zlib.compress(b"0 " * (size // 2), 9), 9)
    return pdf(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def forms_within_forms(depth: int) -> bytes:
    """A PDF of a few kilobytes whose page shows a form six times, which shows the next six times, and so on."""
    within = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
    forms = [stream(b"/F Do " * 6, within % (6 + n)) for n in range(depth)]
    return pdf(stream(b"/F Do"), *forms, stream(b"", within % 5))


def read(raw: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The documents that were read of each source, and what failed, with why."""
    sources, failures = collect([raw], workers=1)
    return (
        {one.source.source_id: [document.path for document in one.documents] for one in sources},
        {failure.place: failure.message for failure in failures},
    )


def do(job: str, begin: Begin) -> str:
    begin(job, 0)
    if job == "endless":
        while True:
            pass
    if job == "asleep":
        time.sleep(60)
    if job == "large":
        bytearray(workers.MOST_MEMORY * 2)
    if job == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def instead(job: str, ended: Ended) -> str:
    assert ended.name == job
    return f"{GIVEN_UP}{ended.why}"


@pytest.mark.parametrize(
    ("job", "why"),
    [
        ("endless", "takes more than 1 seconds to read"),
        ("asleep", "takes more than 1 seconds to read"),
        ("large", "needs more than 0.2 GB of memory to be read"),
        ("killed", "ended the process that read it (SIGKILL)"),
    ],
)
def test_what_ends_its_process_is_named_and_all_others_are_done(
    job: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SECONDS", 1)
    monkeypatch.setattr(workers, "WAITS", 1 if job == "asleep" else 60)
    monkeypatch.setattr(workers, "MOST_MEMORY", 200_000_000)
    jobs = ["a", job, "b", "c", job, "d"]
    assert list(in_order(do, jobs, 2, instead)) == [one if one != job else GIVEN_UP + why for one in jobs]


def test_a_document_that_takes_too_much_memory_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_MEMORY", 200_000_000)
    put(tmp_path, "1", {"reply.txt": REPLY})
    put(tmp_path, "2", {"first.txt": REPLY, "large.pdf": unpacking_to(200_000_000), "last.txt": REPLY})
    put(tmp_path, "3", {"reply.txt": REPLY})
    there, failed = read(tmp_path)
    assert there == {"kent~1": ["reply.txt"], "kent~2": ["first.txt", "last.txt"], "kent~3": ["reply.txt"]}
    assert list(failed) == ["kent/2/large.pdf"]
    assert "needs more than 0.2 GB of memory to be read. It is left out. Save the part" in failed["kent/2/large.pdf"]


@pytest.mark.parametrize("command", ["show", "new"])
def test_a_document_that_a_person_looks_at_ends_its_own_process_alone(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "SECONDS", 1)
    file = tmp_path / "forms.pdf"
    file.write_bytes(forms_within_forms(20))
    words = [command, str(file)] if command == "show" else [command, "kent", "1/24", str(file), "--raw", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["ingest", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == (1 if command == "show" else 0)
    said = " ".join("".join(capsys.readouterr()).split())
    assert "forms.pdf: takes more than 1 seconds to read." in said
    assert command == "show" or (tmp_path / "kent" / "1-24" / "document-1.pdf").exists()


def test_a_document_of_a_few_kilobytes_that_takes_all_time_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SECONDS", 1)
    put(tmp_path, "1", {"forms.pdf": forms_within_forms(20), "last.txt": REPLY})
    there, failed = read(tmp_path)
    assert there == {"kent~1": ["last.txt"]} and len(forms_within_forms(20)) < 6_000
    assert "takes more than 1 seconds to read" in failed["kent/1/forms.pdf"]


@pytest.mark.parametrize(
    "toml",
    ["note = " + "[" * 3000 + "]" * 3000, "a = " + "{a = " * 2000 + "1" + "}" * 2000, "a = " + "9" * 6000],
    ids=["arrays", "tables", "digits"],
)
def test_a_source_that_is_no_toml_however_it_is_not_stops_no_other(tmp_path: Path, toml: str) -> None:
    put(tmp_path, "1", {}, toml)
    put(tmp_path, "2", {"reply.txt": REPLY})
    there, failed = read(tmp_path)
    assert there == {"kent~2": ["reply.txt"]}
    assert list(failed) == ["kent/1/source.toml"] and "is not valid TOML" in failed["kent/1/source.toml"]


def test_a_folder_whose_name_is_no_text_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"1-\xff"), {"reply.txt": REPLY})
    put(tmp_path, "2", {"reply.txt": REPLY})
    there, failed = read(tmp_path)
    assert there == {"kent~2": ["reply.txt"]}
    assert failed == {"kent/1-\ufffd": "has a name that is no UTF-8. Rename the folder, and build again."}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (f"{HEAD}\n[[correction]]\nexpect = {{ value = 0x{'F' * 6000} }}", "is a whole number beyond"),
        (f'{HEAD}\nlicence = "{"x" * 300_000}"', "licence has 300,000 characters, and at most 2,000 will do"),
        (f'{HEAD}\n[[statement]]\ntext = "{"x" * 30_000}"', "text has 30,000 characters, and at most 20,000 will do"),
        ("#" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
    ids=["hexadecimal", "text", "statement", "file"],
)
def test_what_stands_in_every_row_has_an_end(tmp_path: Path, toml: str, said: str) -> None:
    put(tmp_path, "1", {}, toml)
    put(tmp_path, "2", {"reply.txt": REPLY})
    there, failed = read(tmp_path)
    assert there == {"kent~2": ["reply.txt"]} and said in failed["kent/1/source.toml"]


def test_a_linked_source_is_refused_by_name(tmp_path: Path) -> None:
    folder, raw = put(tmp_path / "else", "1", {"reply.txt": REPLY}), tmp_path / "raw"
    put(raw, "2", {"reply.txt": REPLY})
    put(raw, "3", {"reply.txt": REPLY})
    (raw / "kent" / "3" / "source.toml").unlink()
    (raw / "kent" / "3" / "source.toml").symlink_to(folder / "source.toml")
    (raw / "kent" / "1").symlink_to(folder)
    there, failed = read(raw)
    assert there == {"kent~2": ["reply.txt"]} and {*failed} == {"kent/1", "kent/3/source.toml"}
    assert all("is a link" in said for said in failed.values())


@pytest.mark.parametrize("toml", ["", HEAD], ids=["no source.toml", "no document"])
def test_a_file_whose_name_is_no_text_stops_no_warehouse(tmp_path: Path, toml: str) -> None:
    folder = put(tmp_path / "raw", "1", {os.fsdecode(b"\xff.txt"): REPLY}, toml)
    if not toml:
        (folder / "source.toml").unlink()
    put(tmp_path / "raw", "2", {"reply.txt": REPLY})
    assert build([tmp_path / "raw"], tmp_path / "w.duckdb") == 1 and (tmp_path / "w.duckdb").exists()


def test_what_was_read_while_a_file_changed_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was another for as long as it was read, and itself again before the next build, gave the other's
    numbers for good."""
    letter, kept, read_job = (
        put(tmp_path, "1", {"reply.txt": REPLY}) / "reply.txt",
        tmp_path / "kept",
        readings.read_job,
    )

    def reading(job: readings.Job, begin: readings.Begin) -> object:
        letter.write_bytes(REPLY.replace(b"14", b"99"))
        return read_job(job, begin)

    with monkeypatch.context() as changing:
        changing.setattr(readings, "read_job", reading)
        collect([tmp_path], workers=0, cache_folder=kept)
    letter.write_bytes(REPLY)
    (again,), _ = collect([tmp_path], workers=0, cache_folder=kept)
    assert again.documents[0].sha256 == sha256(REPLY).hexdigest()


def test_a_job_whose_processes_always_end_is_given_up() -> None:
    with pytest.raises(ChildProcessError, match="SIGKILL"):
        list(in_order(do, ["killed"], 1, lambda job, _: job))


KILLS = "One of these documents kills."


def _kill(document: Opened) -> None:
    if any(KILLS in line.text for line in document.blocks.lines):
        os.kill(os.getpid(), signal.SIGKILL)


def test_one_that_kills_when_they_are_read_together_is_found_and_the_others_are_read_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_documents, together = readings.read_documents, tmp_path / "together"

    def reading(opened: Sequence[Opened], source: Source, reference: Reference) -> Sequence[DocumentReading]:
        for document in opened:
            _kill(document)
        together.write_text(str(len(opened)), encoding="ascii")
        return read_documents(opened, source, reference)

    monkeypatch.setattr(readings, "read_documents", reading)
    documents = {"Mary Jones.txt": KILLS.encode(), "John Smith.txt": REPLY, "c#1.txt": REPLY}
    put(tmp_path / "raw", "1", documents)
    there, failed = read(tmp_path / "raw")
    assert len(there["kent~1"]) == 2 and together.read_text(encoding="ascii") == "2"
    assert len(failed) == 1 and "ended the process that read it (SIGKILL). It is left out" in str(failed)


@pytest.mark.parametrize("target", ["/dev/zero", "../../elsewhere.txt", "missing.txt"])
def test_no_link_leads_out_of_a_sources_folder(tmp_path: Path, target: str) -> None:
    (tmp_path / "elsewhere.txt").write_bytes(REPLY)
    folder = put(tmp_path, "1", {"reply.txt": REPLY})
    (folder / "reply.txt").unlink()
    (folder / "reply.txt").symlink_to(target)
    there, failed = read(tmp_path)
    assert there == {"kent~1": []} and list(failed) == ["kent/1/reply.txt"]


def test_no_linked_folder_leads_out_of_a_sources_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "reply.txt").write_bytes(REPLY)
    folder = put(tmp_path / "raw", "1", {}, f'{HEAD}\n[[document]]\npath = "sub/reply.txt"\n')
    (folder / "sub").symlink_to(tmp_path / "elsewhere")
    there, failed = read(tmp_path / "raw")
    assert there == {"kent~1": []} and "is a link out of the source's folder" in failed["kent/1/sub/reply.txt"]


def test_processes_end_with_the_one_that_started_them() -> None:
    program = (
        "import tests.settle.test_workers as t\n"
        "def say(job, begin):\n"
        "    t.os.write(1, f'{t.os.getpid()}\\n'.encode())\n"
        "    t.time.sleep(600)\n"
        "list(t.in_order(say, ['a', 'b'], 2, t.instead))\n"
    )
    root = Path(__file__).resolve().parents[2]
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=root, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    assert in_time(lambda: not any(runs(child) for child in children))


def convert(job: str, begin: Begin) -> str:
    begin(job, 0)
    if not job.startswith(GIVEN_UP):
        word.read(b"{\\rtf1 One line.}", job)
    return job


@pytest.mark.parametrize("who", ["the reader", "the build"])
def test_a_conversion_ends_with_its_reader_and_leaves_no_file(
    who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, said, temporary = tmp_path / "soffice", tmp_path / "said", tmp_path / "temporary"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $PPID $$ $! > {said}.new\nmv {said}.new {said}\nwait\n")
    program.chmod(0o755)
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    begun = "import tests.settle.test_workers as t; list(t.in_order(t.convert, ['a.rtf'], 1, t.instead))"
    build = subprocess.Popen([sys.executable, "-c", begun], cwd=Path(__file__).parents[2])
    try:
        assert in_time(said.is_file)
        reader, *conversion = map(int, said.read_text(encoding="ascii").split())
        assert list(temporary.iterdir()) and all(runs(process) for process in conversion)
        os.kill(reader if who == "the reader" else build.pid, signal.SIGKILL)
        assert in_time(lambda: not list(temporary.iterdir()) and not any(runs(process) for process in conversion))
    finally:
        build.kill()
        build.wait()


def in_time(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_a_machine_did_not_live_through_is_tried_again_at_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "raw", "1", {"reply.txt": REPLY})
    with monkeypatch.context() as as_if:
        as_if.setattr(readings, "opened_for", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        (reading,), failures = collect([tmp_path / "raw"], workers=1, cache_folder=tmp_path / "kept")
        assert not reading.documents and "ended the process that read it (SIGKILL)" in failures[0].message
    (reading,), failures = collect([tmp_path / "raw"], workers=1, cache_folder=tmp_path / "kept")
    assert len(reading.documents) == 1 and not failures
