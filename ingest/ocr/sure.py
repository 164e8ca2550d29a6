"""How sure the engine has to be of a word, and of which words it matters."""

from __future__ import annotations

import re

SURE = 0.8
"""The least confidence for a number. In generated letters that were printed small, blurred, tilted and scanned with
noise at 150 dots an inch, most numbers that were misread stood below it, and few that were read rightly."""
DIGIT = re.compile(r"\d")


def is_numeric(text: str) -> bool:
    """Whether a word is of a kind whose mistakes change a figure: a number, a year, a section, or a mark."""
    return DIGIT.search(text) is not None or not any(character.isalpha() for character in text)
