"""A DOCX file's bytes -> its parts, and their elements by names without namespaces.

Protects: a file that is damaged, locked or blown up is refused with words, within the memory of its honest size.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from ingest.model import Unreadable

MOST_BYTES = 200_000_000  # of one part, unpacked: beyond any letter, within a build's memory
DAMAGED = "is a Word document whose file is damaged ({}). Bring it again, or open it in Word and save it anew."
LOCKED = "is locked by a password. Ask for it without one, or open it and save it anew."

Element = Any
"""An element of lxml, which has no types."""


@dataclass(frozen=True)
class Relation:
    """`kind`: the last word of its type ("footnotes", "header"); `target`: the part's name, without a leading slash."""

    kind: str
    target: str


class Package:
    """The parts of one document."""

    def __init__(self, data: bytes) -> None:
        with _damage_refused():
            self._zip = zipfile.ZipFile(BytesIO(data))
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        mains = (relation.target for relation in self.relations("") if relation.kind == "officeDocument")
        self.main = next(mains, "word/document.xml")
        if self.main not in self._parts:
            raise Unreadable(DAMAGED.format("it has no main part"))

    def names(self, folder: str) -> list[str]:
        """The parts in a folder."""
        return sorted(name for name in self._parts if name.startswith(folder) and not name.endswith("/"))

    def bytes_of(self, name: str) -> bytes:
        """Raises Unreadable where the part is damaged, locked or too large."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise Unreadable(LOCKED)
        if info.file_size > MOST_BYTES:
            raise Unreadable(f"holds a part of {info.file_size:,} bytes ({name}), more than any letter has.")
        with _damage_refused(), self._zip.open(info) as part:
            return part.read(MOST_BYTES)

    def xml(self, name: str) -> Element | None:
        """The part's root, None where there is no such part. Raises Unreadable for one that is no XML."""
        if name not in self._parts:
            return None
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        with _damage_refused():
            return etree.fromstring(self.bytes_of(name), parser)

    def relations(self, name: str) -> list[Relation]:
        """What a part refers to inside the file; of the file itself for the name ""."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        inside = [element for element in root if element.get("TargetMode") != "External"] if root is not None else []
        return [
            Relation(
                (element.get("Type") or "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/"),
            )
            for element in inside
        ]


@contextmanager
def _damage_refused() -> Iterator[None]:
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # zipfile, zlib, lzma and lxml each raise what they like over damaged bytes
        raise Unreadable(DAMAGED.format(error)) from error


def local(element: Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    attributes = element.attrib.items() if element is not None else ()
    return next((text for key, text in attributes if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element inside, down a path of names."""
    for name in path:
        element = element.find(f"{{*}}{name}") if element is not None else None
    return element


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number."""
    text = value(element, name)
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is set; None where it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")
