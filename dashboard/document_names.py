"""The path of a document -> its name in words. Protects: a document that came inside another is named with it."""

from __future__ import annotations

INSIDE = "#"
"""What stands between a document and one inside it: `reply.eml#figures.xlsx`."""


def in_words(path: str) -> str:
    """ "kent/1-20/thread.mbox#figures.xlsx" -> "figures.xlsx, in thread.mbox"."""
    outer, *inner = path.split(INSIDE)
    return ", in ".join([*reversed(inner), outer.rsplit("/", 1)[-1]])
