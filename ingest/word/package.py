"""A DOCX file's bytes -> its parts, as XML or as bytes.

Protects: a file that is damaged, locked or blown up is refused with words, within the memory of its honest size.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

from ingest.readers import Unreadable

MOST_BYTES = 200_000_000  # of one part, unpacked: beyond any letter, within a build's memory
DAMAGED = "is a Word document whose file is damaged ({}). Bring it again, or open it in Word and save it anew."


class Element(Protocol):
    """What is used of lxml's elements, which have no types of their own."""

    @property
    def tag(self) -> Any: ...
    @property
    def text(self) -> str | None: ...
    @property
    def attrib(self) -> Mapping[Any, Any]: ...
    def __iter__(self) -> Iterator[Element]: ...
    def get(self, key: str) -> str | None: ...
    def iter(self) -> Iterator[Element]: ...
    def iterancestors(self) -> Iterator[Element]: ...


@dataclass(frozen=True)
class Relation:
    """`kind`: the last word of its type ("footnotes", "header"); `target`: the part's name, without a leading slash."""

    kind: str
    target: str


class Package:
    """The parts of one document."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(DAMAGED.format(error)) from error
        self.main = self._main()

    def _main(self) -> str:
        found = [relation.target for relation in self.relations("") if relation.kind == "officeDocument"]
        name = found[0] if found else "word/document.xml"
        if name not in self._names:
            raise Unreadable(DAMAGED.format("it has no main part"))
        return name

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self._names if name.startswith(folder) and not name.endswith("/"))

    def bytes_of(self, name: str) -> bytes:
        """Raises Unreadable where the part is damaged, locked or too large."""
        info = self._names[name]
        if info.flag_bits & 1:
            raise Unreadable("is locked by a password. Ask for it without one, or open it and save it anew.")
        if info.file_size > MOST_BYTES:
            raise Unreadable(f"holds a part of {info.file_size:,} bytes ({name}), more than any letter has.")
        try:
            with self._zip.open(info) as part:
                data = part.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(DAMAGED.format(error)) from error
        except Exception as error:  # zlib.error and lzma's own, by whichever way it was packed
            raise Unreadable(DAMAGED.format(error)) from error
        if len(data) > MOST_BYTES:
            raise Unreadable(f"holds a part of more than {MOST_BYTES:,} bytes ({name}).")
        return data

    def xml(self, name: str) -> Element | None:
        """The part's root, None where there is no such part. Raises Unreadable for one that is no XML."""
        if name not in self._names:
            return None
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root: Element = etree.fromstring(self.bytes_of(name), parser)
            return root
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable(DAMAGED.format(f"{name}: {error}")) from error

    def relations(self, name: str) -> list[Relation]:
        """What a part refers to inside the file; of the file itself for the name ""."""
        return list(self.relations_by_id(name).values())

    def relations_by_id(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id") or ""] = Relation((element.get("Type") or "").rsplit("/", 1)[-1], path)
        return found


def local(element: Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, text in element.attrib.items():
        if str(key).rsplit("}", 1)[-1] == name:
            return str(text)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element inside, down a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def number(element: Element | None, name: str = "val") -> int | None:
    text = value(element, name)
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is set; None where it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
