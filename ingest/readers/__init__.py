"""The readers: one module a format, each with the same two functions. Adding a format is adding a module to READERS.

`sniff(data, name)` says by content (not by name alone) whether the module reads a document; `read(data, name)`
gives its blocks with places. A document that nobody reads, or that is damaged, raises Unreadable with words for
a person.
"""

from __future__ import annotations

from typing import Protocol

from ingest.model import Blocks


class Unreadable(Exception):
    """A document that can't be read: what was found and what would do."""


class Reader(Protocol):
    def sniff(self, data: bytes, name: str) -> bool: ...

    def read(self, data: bytes, name: str) -> Blocks: ...
