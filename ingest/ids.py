"""Ids that outlive a re-saved file and a better parser: a digest of where a thing stands by its names.

No line number, box, value or reading goes into an id, so links, corrections and reviews keep pointing at the
same place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

ID_LENGTH = 12
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: ids are read aloud and typed


def digest(*parts: object) -> str:
    """12 characters for these names, the same on any machine. None and "" are different names."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    letters = []
    for _ in range(ID_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def ranked(names: Sequence[tuple[object, ...]]) -> list[int]:
    """For each place its rank (from 1) among the places with equal names, in the order of the document."""
    seen: Counter[tuple[object, ...]] = Counter()
    ranks = []
    for name in names:
        seen[name] += 1
        ranks.append(seen[name])
    return ranks
