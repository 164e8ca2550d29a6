"""The lines of all pages -> the same without what the paper repeats: headers, footers, page numbers.

Protects: a page number is no answer, and a footer between two halves of a table or a sentence does not part them. A
repeated header is kept where it stands first, since a reference may stand in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.pdf.layout import PageReading, TextLine

MARGIN = 0.14  # of the page's height, above and below: repeated lines stand there
FOOT = 0.08  # of the page's height: a number alone there is the page's
MOST_LINES = 5
SAME_PLACE = 4.0  # points
LEAST_SHARE = 0.6  # of the pages

Key = tuple[str, str, int]


def without_furniture(pages: Sequence[PageReading]) -> list[PageReading]:
    """The pages with each repeated header only where it stands first, without their numbers; repeated footers, each
    once, as the last page's `footers`."""
    places: dict[Key, list[int]] = defaultdict(list)
    for page in pages:
        for keys, _ in _edge_lines(page):
            for key in keys:
                if page.number not in places[key]:
                    places[key].append(page.number)
    result = []
    footers: list[TextLine] = []
    for page in pages:
        dropped = set()
        for keys, line in _edge_lines(page):
            key = max(keys, key=lambda one: len(places[one]))
            numbers = places[key]
            is_numbered = "\x00" in key[1] and len(numbers) >= 2
            is_repeated = len(numbers) >= max(2, LEAST_SHARE * len(pages)) and page.number != numbers[0]
            is_kept_footer = len(numbers) >= max(2, LEAST_SHARE * len(pages)) and key[0] == "below"
            if is_numbered or is_repeated or is_kept_footer or _is_lone_number(line, page):
                dropped.add(line)
            if is_kept_footer and not is_numbered and page.number == numbers[0]:
                footers.insert(0, line)
        result.append(replace(page, lines=tuple(line for line in page.lines if line not in dropped)))
    if result and footers:
        result[-1] = replace(result[-1], footers=tuple(footers))
    return result


def _edge_lines(page: PageReading) -> Iterator[tuple[tuple[Key, ...], TextLine]]:
    """The lines in the page's margins from the edge inwards, with what makes them the same on another page: their
    words, or those with the page's number left open ("Page 1 of 3" stands on every page where a program printed it
    so)."""
    ordered = sorted(page.lines, key=lambda line: line.bbox[1])
    above = [line for line in ordered if line.bbox[3] <= MARGIN * page.height]
    below = [line for line in reversed(ordered) if line.bbox[1] >= (1 - MARGIN) * page.height]
    for zone, lines in (("above", above[:MOST_LINES]), ("below", below[:MOST_LINES])):
        for line in lines:
            text = " ".join(line.text.split())
            numbered = re.sub(rf"(?<![\d./]){page.number}(?![\d/])", "\x00", text, count=1)
            place = round(line.bbox[1] / SAME_PLACE)
            yield tuple((zone, words, place) for words in dict.fromkeys((text, numbered))), line


def _is_lone_number(line: TextLine, page: PageReading) -> bool:
    """Whether a line is the page's number alone, at the foot of it."""
    text = line.text.strip().strip("-–— ")
    return text == str(page.number) and line.bbox[1] >= (1 - FOOT) * page.height
