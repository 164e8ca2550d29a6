"""What is drawn on a page -> its rules: straight lines, across or upright, each once.

Protects: a border drawn as a thin box, as two lines or in dashes is one rule; a picture's frame or a page's background
is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.model import BBox
from ingest.pdf.layout import Rule, around
from ingest.pdf.settings import JOIN, SHORTEST_RULE, SNAP, SQUARE, STRAIGHT, THICKEST_RULE, WHOLE_PAGE


class Shape(NamedTuple):
    """One stroke of the pen, or an area: its corners on the page as it is displayed."""

    corners: tuple[tuple[float, float], ...]
    is_stroked: bool
    is_filled: bool
    is_white: bool


def rules_of(shapes: Iterable[Shape], width: float, height: float) -> list[Rule]:
    """The rules that are drawn on a page of this size."""
    return joined(rule for shape in shapes for rule in _drawn(shape, width, height))


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


def _drawn(shape: Shape, width: float, height: float) -> Iterable[Rule]:
    x0, top, x1, bottom = around((*corner, *corner) for corner in shape.corners)
    sides = [min(x - x0, x1 - x) + min(y - top, bottom - y) for x, y in shape.corners]
    if len(shape.corners) > 4 and max(sides) < SQUARE:
        yield from _box_rules(shape, (x0, top, x1, bottom), width, height)
    elif shape.is_stroked or shape.is_filled:
        for one, other in pairwise(shape.corners):
            yield from _straight(*around(((*one, *one), (*other, *other))))


def _straight(x0: float, top: float, x1: float, bottom: float) -> Iterable[Rule]:
    if bottom - top <= STRAIGHT < x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= STRAIGHT < bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)


def _box_rules(shape: Shape, box: BBox, width: float, height: float) -> Iterable[Rule]:
    x0, top, x1, bottom = box
    if not shape.is_stroked and (not shape.is_filled or shape.is_white):
        return
    if x1 - x0 >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height:
        return
    if bottom - top <= THICKEST_RULE < x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= THICKEST_RULE < bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)
    elif bottom - top > THICKEST_RULE:
        is_shade = not shape.is_stroked
        yield Rule(True, top, x0, x1, is_shade)
        yield Rule(True, bottom, x0, x1, is_shade)
        yield Rule(False, x0, top, bottom, is_shade)
        yield Rule(False, x1, top, bottom, is_shade)


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
            one, other = members[a], members[u]
            if one.start - JOIN <= other.at <= one.end + JOIN and other.start - JOIN <= one.at <= other.end + JOIN:
                parent[root(a)] = root(u)
    order = sorted(range(len(members)), key=root)
    return [[members[n] for n in group] for _, group in groupby(order, key=root)]
