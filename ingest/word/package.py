"""A DOCX file's bytes -> its parts, its styles and its lists: what holds for one paragraph or one run of characters
(its own word first, then its style's, then that of the style's base, then the document's), and the labels that Word
numbers paragraphs with ("1.", "a)", "2.1", "(iii)").

Protects: a file that is damaged, locked or blown up is refused with words, within the memory of its honest size. Text
that a style hides is hidden, and a heading is one by whichever style it is. An answer goes to the question whose label
it has, and questions are often labelled by Word and not by their author (ECMA-376, 17.9).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from ingest.html.flow import BULLET, roman
from ingest.model import Unreadable

MOST_BYTES = 200_000_000  # of one part, unpacked: beyond any letter, within a build's memory
DAMAGED = "is a Word document whose file is damaged ({}). Bring it again, or open it in Word and save it anew."


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
        with _damage_told():
            self._zip = zipfile.ZipFile(BytesIO(data))
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        found = (relation.target for relation in self.relations("") if relation.kind == "officeDocument")
        self.main = next(found, "word/document.xml")
        if self.main not in self._parts:
            raise Unreadable(DAMAGED.format("it has no main part"))

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self._parts if name.startswith(folder) and not name.endswith("/"))

    def bytes_of(self, name: str) -> bytes:
        """Raises Unreadable where the part is damaged, locked or too large."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise Unreadable("is locked by a password. Ask for it without one, or open it and save it anew.")
        if info.file_size > MOST_BYTES:
            raise Unreadable(f"holds a part of {info.file_size:,} bytes ({name}), more than any letter has.")
        with _damage_told(), self._zip.open(info) as part:
            return part.read(MOST_BYTES)

    def xml(self, name: str) -> Element | None:
        """The part's root, None where there is no such part. Raises Unreadable for one that is no XML."""
        if name not in self._parts:
            return None
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        with _damage_told():
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
def _damage_told() -> Iterator[None]:
    try:
        yield
    except Unreadable:
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
    text = value(element, name)
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is set; None where it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


LONGEST_CHAIN = 20  # styles that are based on one another; a ring of them ends here
AUTO_SPACE = 280  # twentieths of a point: what Word makes of "auto"
HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
TITLES = ("title",)
DEEPEST = 8
MOST_LINKS = 5  # lists that refer to one another's style; a ring of them ends here


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._default: str | None = None
        self._defaults = child(root, "docDefaults")
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            name = value(element, "styleId") or ""
            self._by_id[name] = element
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                self._default = name

    def chain(self, style: str | None) -> Iterator[Element]:
        """The style and those that it is based on."""
        for _ in range(LONGEST_CHAIN):
            element = self._by_id.get(style or "")
            if element is None:
                return
            yield element
            style = value(child(element, "basedOn"))

    def style_of(self, paragraph: Element) -> str | None:
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def name_of(self, style: str | None) -> str:
        return (value(child(self._by_id.get(style or ""), "name")) or "").lower()

    def of_paragraph(self, paragraph: Element, name: str) -> Iterator[Element]:
        """Every place, nearest first, where a property of the paragraph is set."""
        own = child(paragraph, "pPr", name)
        if own is not None:
            yield own
        for style in self.chain(self.style_of(paragraph)):
            found = child(style, "pPr", name)
            if found is not None:
                yield found
        default = child(self._defaults, "pPrDefault", "pPr", name)
        if default is not None:
            yield default

    def has(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether a switch (vanish, strike, b) is on for a run."""
        places = [child(run, "rPr")]
        places += [child(style, "rPr") for style in self.chain(value(child(run, "rPr", "rStyle")))]
        places += [child(style, "rPr") for style in self.chain(self.style_of(paragraph))]
        places += [child(self._defaults, "rPrDefault", "rPr")]
        for place in places:
            found = is_on(child(place, name))
            if found is not None:
                return found
        return False

    def level(self, paragraph: Element) -> int | None:
        """1 to 6 for a heading."""
        for style in self.chain(self.style_of(paragraph)):
            name = (value(child(style, "name")) or "").lower()
            heading = HEADING.match(name)
            if heading:
                return min(int(heading[1]) or 1, 6)
            if name in TITLES:
                return 1
        outline = number(next(self.of_paragraph(paragraph, "outlineLvl"), None))
        return min(outline + 1, 6) if outline is not None and 0 <= outline < 9 else None

    def space(self, paragraph: Element, side: str) -> int:
        """Twentieths of a point before or after the paragraph."""
        for found in self.of_paragraph(paragraph, "spacing"):
            if value(found, f"{side}Autospacing") in ("1", "true", "on"):
                return AUTO_SPACE
            points = number(found, side)
            if points is None and value(found, f"{side}Lines") is not None:
                return AUTO_SPACE
            if points is not None:
                return points
        return 0

    def is_contextual(self, paragraph: Element) -> bool:
        """Whether there is no space between this paragraph and its neighbours of the same style."""
        return bool(is_on(next(self.of_paragraph(paragraph, "contextualSpacing"), None)))


@dataclass(frozen=True)
class Level:
    """`restarts`: the level (from 1) whose item starts this one anew; None for any above it, 0 for none."""

    start: int = 1
    kind: str = "decimal"
    text: str = "%1."
    restarts: int | None = None
    is_legal: bool = False
    style: str | None = None


@dataclass
class Numbering:
    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _of_list: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, dict[int, tuple[Level | None, int | None]]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element, styles: Styles) -> str:
        """The label of the next paragraph of the document, "" for one without. Counts: each is asked for once."""
        found = self._list_of(paragraph, styles)
        if found is None:
            return ""
        name, depth = found
        abstract = self._abstract_of(name, styles)
        if abstract is None or not 0 <= depth <= DEEPEST:
            return ""
        levels = self._levels(name, abstract)
        counts = self._counts.setdefault(abstract, {})
        self._begin(name, counts)
        level = levels.get(depth, Level())
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in range(depth + 1, DEEPEST + 1):
            restarts = levels.get(deeper, Level()).restarts
            if restarts != 0 and (restarts is None or depth < restarts):
                counts.pop(deeper, None)
        return _text(level, levels, counts)

    def _list_of(self, paragraph: Element, styles: Styles) -> tuple[str, int] | None:
        """The list and the depth of a paragraph; a list of 0 takes it out of its style's list."""
        style = styles.style_of(paragraph)
        name = depth = None
        for properties in styles.of_paragraph(paragraph, "numPr"):
            name = name if name is not None else value(child(properties, "numId"))
            depth = depth if depth is not None else number(child(properties, "ilvl"))
        if name is None or name == "0" or name not in self._of_list:
            return None
        if depth is None:
            levels = self._abstract.get(self._of_list[name], {})
            depth = next((n for n, level in levels.items() if level.style and level.style == style), 0)
        return name, depth

    def _abstract_of(self, name: str, styles: Styles) -> str | None:
        for _ in range(MOST_LINKS):
            abstract = self._of_list.get(name)
            link = self._links.get(abstract or "")
            if abstract is None or link is None:
                return abstract
            linked = value(child(next(styles.chain(link), None), "pPr", "numPr", "numId"))
            if linked is None or linked == name:
                return abstract
            name = linked
        return None

    def _levels(self, name: str, abstract: str) -> dict[int, Level]:
        own = {depth: level for depth, (level, _) in self._overrides.get(name, {}).items() if level is not None}
        return {**self._abstract.get(abstract, {}), **own}

    def _begin(self, name: str, counts: dict[int, int]) -> None:
        """A list that says where it starts does so at its first item, however far another of its kind has come."""
        for depth, (_, start) in self._overrides.get(name, {}).items():
            if start is not None and (name, depth) not in self._begun:
                self._begun.add((name, depth))
                counts[depth] = start - 1
                for deeper in [n for n in counts if n > depth]:
                    del counts[deeper]


def read_numbering(root: Element | None) -> Numbering:
    """The lists of the part `numbering.xml`."""
    found = Numbering()
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            name = value(element, "abstractNumId") or ""
            found._abstract[name] = {
                number(inner, "ilvl") or 0: _level(inner) for inner in element if local(inner) == "lvl"
            }
            link = value(child(element, "numStyleLink"))
            if link:
                found._links[name] = link
        elif local(element) == "num":
            name = value(element, "numId") or ""
            found._of_list[name] = value(child(element, "abstractNumId")) or ""
            found._overrides[name] = _overrides(element)
    return found


def _overrides(element: Element) -> dict[int, tuple[Level | None, int | None]]:
    """Depth -> what this list has of its own there: a level's form, and where it starts."""
    found: dict[int, tuple[Level | None, int | None]] = {}
    for inner in element:
        if local(inner) == "lvlOverride":
            level, start = child(inner, "lvl"), number(child(inner, "startOverride"))
            found[number(inner, "ilvl") or 0] = (_level(level) if level is not None else None, start)
    return found


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    return Level(
        start if start is not None else 0,  # 17.9.25: zero where none is given
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        number(child(element, "lvlRestart")),
        bool(is_on(child(element, "isLgl"))),
        value(child(element, "pStyle")),
    )


def _text(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.kind == "bullet":
        return BULLET
    if level.kind == "none":
        return ""

    def printed(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        of = levels.get(depth, Level())
        kind = "decimal" if level.is_legal else of.kind
        return format_number(counts.get(depth, of.start), kind)

    return re.sub(r"%([1-9])", printed, level.text).strip()


def format_number(count: int, kind: str) -> str:
    """A number as Word writes it: its 27th letter is aa, its 28th bb."""
    if kind in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 1000 else str(count)
    elif kind in ("lowerRoman", "upperRoman"):
        text = roman(count)
    elif kind == "decimalZero":
        text = f"{count:02d}"
    elif kind in ("none", "bullet"):
        text = ""
    else:
        text = str(count)
    return text.upper() if kind.startswith("upper") else text
