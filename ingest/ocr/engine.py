"""A picture -> the words that tesseract recognises in it, each with its box and the engine's confidence.

It is asked as a command, so that nothing has to be installed for Python; without it `find` gives None, and whoever
asks says what to install.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

COMMAND = "tesseract"
INSTALL = (
    "install the OCR engine tesseract with its English data (Debian and Ubuntu: apt install tesseract-ocr; macOS: "
    "brew install tesseract) and build again"
)
PAGE, BLOCK, TURN = "3", "6", "0"
"""Page segmentation: a whole page (6 destroys ruled tables), one block of text, and which way up the page is."""
SECONDS = 120  # for one page; a clean one takes two
WORD = "5"  # the level of a word among tesseract's rows
TURNED_FOR_SURE = 2.0  # the engine's own measure of how sure it is of a page's direction; a straight one has 5 to 20


class EngineFailed(Exception):
    """The engine ended with an error or took too long: in words."""


@dataclass(frozen=True)
class Recognised:
    """One word. Its box is in pixels: left, top, right, bottom. `confidence`: 0 to 1."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    line: tuple[int, int, int]


def find() -> str | None:
    """The engine's command; None where it is not installed."""
    return shutil.which(COMMAND)


def state() -> str:
    """What tells one installed engine from another or from none: a reading is kept only as long as this is the same."""
    command = find()
    if command is None:
        return "no engine"
    stat = os.stat(command)
    return f"{command} {stat.st_size} {stat.st_mtime_ns}"


def recognise(picture: Image.Image, dpi: int, mode: str = PAGE) -> list[Recognised]:
    """The words of a picture in the engine's order. Raises EngineFailed."""
    words = []
    for row in _ask(picture, "--psm", mode, "--dpi", str(dpi), "-l", "eng", "tsv").splitlines()[1:]:
        level, _, block, paragraph, line, _, left, top, width, height, confidence, text = row.split("\t", 11)
        if level == WORD and text.strip():
            x, y = int(left), int(top)
            box = (x, y, x + int(width), y + int(height))
            words.append(
                Recognised(text.strip(), box, float(confidence) / 100, (int(block), int(paragraph), int(line)))
            )
    return words


def turn_of(picture: Image.Image, dpi: int) -> int:
    """By how many degrees with the clock a page has to be turned to stand upright; 0 where the engine is not sure."""
    try:
        said = dict(
            line.split(": ", 1) for line in _ask(picture, "--psm", TURN, "--dpi", str(dpi)).splitlines() if ": " in line
        )
        return int(said["Rotate"]) if float(said["Orientation confidence"]) >= TURNED_FOR_SURE else 0
    except (EngineFailed, KeyError, ValueError):  # too few characters to tell, or no data for it
        return 0


def _ask(picture: Image.Image, *words: str) -> str:
    command = find()
    if command is None:
        raise EngineFailed("it is not installed")
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            [command, "stdin", "stdout", *words],
            input=file.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            env=os.environ
            | {"OMP_THREAD_LIMIT": "1"},  # its threads cost more than they bring, and pages go by processes
        )
    except subprocess.TimeoutExpired:
        raise EngineFailed(f"it took more than {SECONDS} seconds") from None
    except OSError as error:
        raise EngineFailed(str(error.strerror)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineFailed(said[-1] if said else f"it ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace")
