"""A document's file name -> the name that the project keeps, in which no person is named.

Protects: file names name requesters and officers ("Reply to J Smith.pdf"). Only words of a list stay, and digits, which
are references and years.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "reference" / "file_words.toml"
SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")
LONGEST_STEM = 60


def clean_name(name: str, n: int, taken: Container[str] = (), *, kind: str = "document") -> str:
    """The name to keep for the `n`-th document: "FOI 50766 reply - J Smith.PDF" is `foi-50766-reply.pdf`; without
    a word of the list and without digits `document-2.pdf`. One that is taken gets its number."""
    lowered = re.split(r"[/\\]", name)[-1].lower().strip()
    found = SUFFIX.search(lowered)
    suffix = found[0] if found else ""
    tokens = re.findall(r"[a-z]+|\d+", lowered[: len(lowered) - len(suffix)])
    kept = [token for token in tokens if token.isdigit() or token in _words()]
    stem = "-".join(kept)[:LONGEST_STEM].strip("-") or f"{kind}-{n}"
    return f"{stem}{suffix}" if f"{stem}{suffix}" not in taken else f"{stem}-{kind}-{n}{suffix}"


@cache
def _words() -> frozenset[str]:
    return frozenset(tomllib.loads(WORDS.read_text("utf-8"))["words"])
