"""The styles and lists of a Word document -> what holds for one paragraph or one run of characters (its own word first,
then its style's, then that of the style's base, then the document's), and the labels that Word numbers paragraphs with
("1.", "a)", "2.1", "(iii)").

Protects: text that a style hides is hidden, and a heading is one by whichever style it is. An answer goes to the
question whose label it has, and questions are often labelled by Word and not by their author (ECMA-376, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.html.flow import BULLET, letters, roman
from ingest.word.package import Element, child, is_on, local, number, value

LONGEST_CHAIN = 20  # styles that are based on one another; a ring of them ends here
AUTO_SPACE = 280  # twentieths of a point: what Word makes of "auto"
HEADING = re.compile(r"heading (\d)$")
DEEPEST = 8


class Styles:
    """The part `styles.xml`."""

    def __init__(self, root: Element | None) -> None:
        found = [element for element in root if local(element) == "style"] if root is not None else []
        self._by_id: dict[str | None, Element] = {value(element, "styleId") or "": element for element in found}
        standard = (e for e in found if value(e, "type") == "paragraph" and value(e, "default") in ("1", "true", "on"))
        self._default = next((value(element, "styleId") for element in standard), None)
        self._defaults = child(root, "docDefaults")

    def chain(self, style: str | None) -> Iterator[Element]:
        """The style and those that it is based on."""
        for _ in range(LONGEST_CHAIN):
            element = self._by_id.get(style)
            if element is None:
                return
            yield element
            style = value(child(element, "basedOn"))

    def style_of(self, paragraph: Element) -> str | None:
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def name_of(self, style: str | None) -> str:
        return _name(self._by_id.get(style))

    def of_paragraph(self, paragraph: Element, name: str) -> Iterator[Element]:
        """Every place, nearest first, where a property of the paragraph is set."""
        styles = [child(style, "pPr") for style in self.chain(self.style_of(paragraph))]
        places = [child(paragraph, "pPr"), *styles, child(self._defaults, "pPrDefault", "pPr")]
        return (found for place in places if (found := child(place, name)) is not None)

    def has(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether a switch (vanish, strike, b) is on for a run."""
        chains = (value(child(run, "rPr", "rStyle")), self.style_of(paragraph))
        styles = [child(style, "rPr") for chain in chains for style in self.chain(chain)]
        places = [child(run, "rPr"), *styles, child(self._defaults, "rPrDefault", "rPr")]
        return next((found for place in places if (found := is_on(child(place, name))) is not None), False)

    def level(self, paragraph: Element) -> int | None:
        """1 to 6 for a heading."""
        for style in self.chain(self.style_of(paragraph)):
            heading = HEADING.match(_name(style))
            if heading:
                return min(int(heading[1]) or 1, 6)
            if _name(style) == "title":
                return 1
        outline = number(next(self.of_paragraph(paragraph, "outlineLvl"), None))
        return min(outline + 1, 6) if outline is not None and 0 <= outline < 9 else None

    def space(self, paragraph: Element, side: str) -> int:
        """Twentieths of a point before or after the paragraph."""
        for found in self.of_paragraph(paragraph, "spacing"):
            if value(found, f"{side}Autospacing") in ("1", "true", "on"):
                return AUTO_SPACE
            points = number(found, side)
            if points is not None or value(found, f"{side}Lines") is not None:
                return points if points is not None else AUTO_SPACE
        return 0

    def is_contextual(self, paragraph: Element) -> bool:
        """Whether there is no space between this paragraph and its neighbours of the same style."""
        return bool(is_on(next(self.of_paragraph(paragraph, "contextualSpacing"), None)))


def _name(style: Element | None) -> str:
    return (value(child(style, "name")) or "").lower()


@dataclass(frozen=True)
class Level:
    """One depth of a list: its first number, how its numbers are written, and the label with %1 for the number of the
    first depth. `style`: the style whose paragraphs stand at this depth."""

    start: int
    kind: str
    text: str
    is_legal: bool
    style: str | None


class Numbering:
    """The part `numbering.xml`. A list counts with all lists of the same form, unless it says where it starts."""

    def __init__(self, root: Element | None) -> None:
        self._forms: dict[str, dict[int, Level]] = {}
        self._form_of: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                levels = {number(inner, "ilvl") or 0: _level(inner) for inner in element if local(inner) == "lvl"}
                self._forms[value(element, "abstractNumId") or ""] = levels
            elif local(element) == "num":
                name = value(element, "numId") or ""
                self._form_of[name] = value(child(element, "abstractNumId")) or ""
                for own in (inner for inner in element if local(inner) == "lvlOverride"):
                    depth, level, start = number(own, "ilvl") or 0, child(own, "lvl"), child(own, "startOverride")
                    if level is not None:
                        self._own_levels.setdefault(name, {})[depth] = _level(level)
                    if (first := number(start)) is not None:
                        self._starts.setdefault(name, {})[depth] = first

    def label(self, paragraph: Element, styles: Styles) -> str:
        """The label of the next paragraph of the document, "" for one without. Counts: each is asked for once."""
        name, depth = self._list_of(paragraph, styles)
        form = self._form_of.get(name or "")
        levels = {**self._forms.get(form or "", {}), **self._own_levels.get(name or "", {})}
        if form is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(form, {})
        for at, start in self._starts.pop(name or "", {}).items():
            # A list that says where it starts does so at its first item, however far another of its form has come.
            counts[at] = start - 1
            _forget_deeper(counts, at)
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        _forget_deeper(counts, depth)
        return _written(levels[depth], levels, counts)

    def _list_of(self, paragraph: Element, styles: Styles) -> tuple[str | None, int]:
        """The list and the depth of a paragraph; a list of 0 takes it out of its style's list."""
        name = depth = None
        for properties in styles.of_paragraph(paragraph, "numPr"):
            name = name if name is not None else value(child(properties, "numId"))
            depth = depth if depth is not None else number(child(properties, "ilvl"))
        if depth is None:
            style = styles.style_of(paragraph)
            levels = self._forms.get(self._form_of.get(name or "", ""), {})
            depth = next((at for at, level in levels.items() if level.style and level.style == style), 0)
        return (None if name == "0" else name), depth


def _forget_deeper(counts: dict[int, int], depth: int) -> None:
    for deeper in [at for at in counts if at > depth]:
        del counts[deeper]


def _level(element: Element) -> Level:
    return Level(
        number(child(element, "start")) or 0,  # 17.9.25: zero where none is given
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        bool(is_on(child(element, "isLgl"))),
        value(child(element, "pStyle")),
    )


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.kind in ("bullet", "none"):
        return BULLET if level.kind == "bullet" else ""

    def printed(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        if depth not in levels:
            return "1"
        return format_number(
            counts.get(depth, levels[depth].start), "decimal" if level.is_legal else levels[depth].kind
        )

    return re.sub(r"%([1-9])", printed, level.text).strip()


def format_number(count: int, kind: str) -> str:
    """A number as Word writes it."""
    if kind in ("lowerLetter", "upperLetter"):
        text = letters(count)
    elif kind in ("lowerRoman", "upperRoman"):
        text = roman(count)
    elif kind == "decimalZero":
        text = f"{count:02d}"
    else:
        text = "" if kind in ("none", "bullet") else str(count)
    return text.upper() if kind.startswith("upper") else text
