"""What is drawn on a page -> its rules: straight lines, across or upright, each once.

Protects: a border drawn as a thin box, as two lines or in dashes is one rule; a picture's frame or a page's background
is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any

from ingest.pdf.layout import Rule
from ingest.pdf.settings import JOIN, SHORTEST_RULE, SNAP, STRAIGHT, THICKEST_RULE, WHOLE_PAGE


def rules_of(page: Any, left: float, top: float, width: float, height: float) -> list[Rule]:
    """The rules of a pdfplumber page, places counted from the corner `left`, `top` of what is displayed."""
    rules = [
        Rule(
            rule.is_across,
            rule.at - (top if rule.is_across else left),
            rule.start - (left if rule.is_across else top),
            rule.end - (left if rule.is_across else top),
            rule.is_shade,
        )
        for rule in _drawn(page, width, height)
    ]
    return joined(rules)


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line joined into one, those of a hair's breadth apart too; crumbs dropped."""
    result = []
    every = list(rules)
    for is_across, is_shade in ((True, False), (False, False), (True, True), (False, True)):
        same = [r for r in every if r.is_across is is_across and r.is_shade is is_shade]
        same.sort(key=lambda r: r.at)
        clusters: list[list[Rule]] = []
        for rule in same:
            if clusters and rule.at - clusters[-1][0].at <= SNAP:
                clusters[-1].append(rule)
            else:
                clusters.append([rule])
        for cluster in clusters:
            at = sum(rule.at for rule in cluster) / len(cluster)
            result += [Rule(is_across, at, s, e, is_shade) for s, e in _stretches(cluster) if e - s >= SHORTEST_RULE]
    return result


def _stretches(rules: list[Rule]) -> list[tuple[float, float]]:
    stretches: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda r: r.start):
        if stretches and rule.start <= stretches[-1][1] + JOIN:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return stretches


def _drawn(page: Any, width: float, height: float) -> Iterable[Rule]:
    for line in page.lines:
        yield from _straight(line["x0"], line["top"], line["x1"], line["bottom"])
    for box in page.rects:
        yield from _box_rules(box, width, height)
    for curve in page.curves:
        points = curve["pts"]
        if not curve.get("stroke") and not curve.get("fill"):
            continue
        for (x0, y0), (x1, y1) in pairwise(points):
            yield from _straight(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _straight(x0: float, top: float, x1: float, bottom: float) -> Iterable[Rule]:
    if bottom - top <= STRAIGHT < x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= STRAIGHT < bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)


def _box_rules(box: dict[str, Any], width: float, height: float) -> Iterable[Rule]:
    x0, top, x1, bottom = box["x0"], box["top"], box["x1"], box["bottom"]
    if not box.get("stroke") and (not box.get("fill") or _is_white(box.get("non_stroking_color"))):
        return
    if x1 - x0 >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height:
        return
    if bottom - top <= THICKEST_RULE < x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= THICKEST_RULE < bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)
    elif bottom - top > THICKEST_RULE:
        is_shade = not box.get("stroke")
        yield Rule(True, top, x0, x1, is_shade)
        yield Rule(True, bottom, x0, x1, is_shade)
        yield Rule(False, x0, top, bottom, is_shade)
        yield Rule(False, x1, top, bottom, is_shade)


def _is_white(colour: Any) -> bool:
    if isinstance(colour, (int, float)):
        return colour == 1
    if not isinstance(colour, (list, tuple)) or not colour or not all(isinstance(c, (int, float)) for c in colour):
        return False
    return all(c == 0 for c in colour) if len(colour) == 4 else all(c == 1 for c in colour)


def regions(rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch or cross, each group what one table (or box, or line) is drawn with."""
    members = list(rules)
    parent = list(range(len(members)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    across = [n for n, rule in enumerate(members) if rule.is_across]
    upright = [n for n, rule in enumerate(members) if not rule.is_across]
    for a in across:
        for u in upright:
            this, other = members[a], members[u]
            if this.start - JOIN <= other.at <= this.end + JOIN and other.start - JOIN <= this.at <= other.end + JOIN:
                parent[root(a)] = root(u)
    order = sorted(range(len(members)), key=root)
    return [[members[n] for n in group] for _, group in groupby(order, key=root)]
