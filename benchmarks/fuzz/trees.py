"""Well-formed XML -> other well-formed XML: elements dropped, doubled, moved, wrapped; attributes and words changed.

What is no longer well-formed is refused at the door; this gets past it and into the rooms.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from lxml import etree

from benchmarks.fuzz.damage import NUMBERS, ODD
from benchmarks.fuzz.markup import COUNTED

MOST_ELEMENTS = 4000
TEXTS = (
    "",
    "-",
    "*",
    "<5",
    "22",
    "2019/20",
    "Total",
    "Kent",
    "1,234",
    "12.5%",
    "=1/0",
    "#REF!",
    "\u00a0",
    "\u202e7",
    "1" * 400,
    "s15A",
)


def tree(rng: Random, data: bytes) -> bytes:
    """One to five changes; the data as it is where it is not well-formed."""
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(rng.choice((1, 1, 2, 5))):
        elements = [one for one in root.iter() if isinstance(one.tag, str)][:MOST_ELEMENTS]
        if len(elements) < 2:
            break
        _change(rng, rng.choice(elements[1:]), rng.choice(elements))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change(rng: Random, one: Any, other: Any) -> None:
    parent, way = one.getparent(), rng.random()
    if parent is None:
        return
    if way < 0.3:
        _attribute(rng, one, other)
    elif way < 0.55:
        one.text = _text(rng, one.text or "")
    elif way < 0.65:
        parent.remove(one)
    elif way < 0.75:
        for _ in range(rng.choice((1, 2, 200))):
            one.addnext(copy.deepcopy(one))
    elif way < 0.85:
        other.append(copy.deepcopy(one))
    elif way < 0.9:
        for _ in range(rng.choice((1, 5, 60))):  # deeper than a parser allows is the affair of nest in markup.py
            inner = etree.Element(one.tag, one.attrib)
            inner.text = one.text
            inner.extend(list(one))
            one.text = None
            one.append(inner)
    elif way < 0.95:
        one.tag = other.tag
    else:
        children = list(parent)
        rng.shuffle(children)
        parent[:] = children


def _attribute(rng: Random, one: Any, other: Any) -> None:
    names = list(one.attrib)
    if not names or rng.random() < 0.2:
        borrowed = list(other.attrib.items())
        if borrowed:
            one.set(*rng.choice(borrowed))
        return
    counted = [name for name in names if etree.QName(name).localname.rpartition("-")[2].encode() in COUNTED]
    name = rng.choice(counted or names)
    way = rng.randrange(4)
    if way == 0:
        del one.attrib[name]
    elif way == 1:
        one.set(name, rng.choice(NUMBERS).decode("utf-8", "ignore"))
    elif way == 2:
        one.set(name, str(rng.randrange(12)))
    else:
        values = list(other.attrib.values())
        one.set(name, rng.choice(values) if values else "")


def _text(rng: Random, text: str) -> str:
    number = rng.choice(NUMBERS).decode("utf-8", "ignore")
    odd = "".join(letter for letter in rng.choice(ODD).decode("utf-8", "ignore") if letter >= " ")
    return rng.choice(
        (number, number, rng.choice(TEXTS), rng.choice(TEXTS), text + odd, text * 3, str(rng.randrange(2000)))
    )
