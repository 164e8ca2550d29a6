"""A document's styles -> what holds for one paragraph or one run of characters: its own word first, then its style's,
then that of the style's base, then the document's.

Protects: text that a style hides is hidden, and a heading is one by whichever style it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.word.package import Element, child, is_on, local, number, value

LONGEST_CHAIN = 20  # styles that are based on one another; a ring of them ends here
AUTO_SPACE = 280  # twentieths of a point: what Word makes of "auto"
HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
TITLES = ("title",)


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
