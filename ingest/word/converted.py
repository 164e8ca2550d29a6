"""An old Word document (DOC) or a rich text file (RTF) -> Blocks, by way of LibreOffice, which makes a DOCX of it.

Protects: a document that this computer can't convert is refused with what to do, never half read: an old Word file
keeps deleted and moved text in its bytes. LibreOffice runs without a window, with a profile of its own (so that one
that is open is not disturbed), in a folder that goes away, and for a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest import word
from ingest.model import Blocks, Problem, Unreadable

DOC_MEDIA_TYPE = "application/msword"
RTF_MEDIA_TYPE = "application/rtf"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM = "WordDocument".encode("utf-16-le")  # its name in the file's own directory
RTF = b"{\\rtf"
PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = ("/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
                "C:/Program Files/LibreOffice/program/soffice.exe")  # fmt: skip
SECONDS = 120  # a cold start takes ten on a slow machine, a letter one
MOST_BYTES = 100_000_000
ASK = "open it in Word or LibreOffice, save it as DOCX and name that file"


def sniff(data: bytes, name: str) -> bool:
    """Whether it is a compound file with a Word document as its stream, or rich text."""
    return (data.startswith(COMPOUND_FILE) and WORD_STREAM in data) or data.lstrip()[:5] == RTF


def read(data: bytes, name: str) -> Blocks:
    """The blocks of the document as LibreOffice understands it. Raises Unreadable where it is not installed, takes too
    long, or can't read the document."""
    is_rtf = not data.startswith(COMPOUND_FILE)
    kind = "a rich text file" if is_rtf else "an old Word document (DOC)"
    if len(data) > MOST_BYTES:
        raise Unreadable(f"is {kind} of {len(data):,} bytes, more than any letter has. Save its text as DOCX.")
    program = find_program()
    if program is None:
        raise Unreadable(f"is {kind}, which is read with LibreOffice. Install it (its Writer is enough), or {ASK}.")
    converted = _convert(data, "rtf" if is_rtf else "doc", program, kind)
    blocks = word.read(converted, name)
    note = Problem("note", f"This is {kind}, read as LibreOffice converted it.", rule="converted")
    media_type = RTF_MEDIA_TYPE if is_rtf else DOC_MEDIA_TYPE
    return replace(blocks, media_type=media_type, problems=(*blocks.problems, note))


def find_program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    on_path = next((path for path in map(shutil.which, PROGRAMS) if path), None)
    return on_path or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def _convert(data: bytes, extension: str, program: str, kind: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="disclosed-") as folder:
        source = Path(folder) / f"document.{extension}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        _run(command, folder, kind)
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise Unreadable(
                f"is {kind} that LibreOffice could not convert: it is damaged, or locked by a password. Ask for it "
                f"anew, or {ASK}."
            )
        return result.read_bytes()


def _run(command: list[str], folder: str, kind: str) -> None:
    """Runs LibreOffice in a group of its own, so that after the time limit none of its processes stays behind."""
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise Unreadable(f"is {kind}; LibreOffice did not start ({error.strerror}). Mend it, or {ASK}.") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        _end(process)
        words = f"is {kind} that LibreOffice could not convert within {SECONDS} seconds. Try again, or {ASK}."
        raise Unreadable(words) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)  # the group bears the number of its first process, which we started
    else:
        process.kill()
    process.wait()
