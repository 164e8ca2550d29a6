"""The path of a document -> its name in words, and words of a source as text that markdown leaves alone.

Protects: a document that came inside another is named with it; a name is never read as markup.
"""

from __future__ import annotations

import re

INSIDE = "#"
"""What stands between a document and one inside it: `reply.eml#figures.xlsx`."""

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$:])")


def in_words(path: str) -> str:
    """ "kent/1-20/thread.mbox#figures.xlsx" -> "figures.xlsx, in thread.mbox"."""
    outer, *inner = path.split(INSIDE)
    return ", in ".join([*reversed(inner), outer.rsplit("/", 1)[-1]])


def as_text(text: str) -> str:
    """The text for a place that reads markdown: `*` and `_` stand for themselves."""
    return MARKUP.sub(r"\\\1", text)
