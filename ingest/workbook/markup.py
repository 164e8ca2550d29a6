"""The XML of a workbook's part -> calls for each element as it goes by, so that no part is ever held as a tree.

Protects: no entity is declared or fetched, and XML that breaks off is a damaged document, not a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol
from xml.parsers import expat

from ingest.readers import Unreadable
from ingest.workbook.archive import DAMAGED

Attributes = dict[str, str]


class Handler(Protocol):
    """Names come without their prefix; those of attributes with it."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str) -> None: ...

    def words(self, text: str) -> None: ...


def walk(chunks: Iterable[bytes], handler: Handler, part: str) -> Iterator[None]:
    """Give the elements of one part to `handler`; stops after each chunk so that what was found can be passed on."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = _without_prefix(handler)
    parser.EndElementHandler = lambda name: handler.end(name if ":" not in name else name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.words
    parser.EntityDeclHandler = _refuse_entity
    for chunk in chunks:
        _parse(parser, chunk, part)
        yield
    _parse(parser, b"", part, is_last=True)
    yield


def _parse(parser: expat.XMLParserType, chunk: bytes, part: str, is_last: bool = False) -> None:
    try:
        parser.Parse(chunk, is_last)
        return
    except expat.ExpatError as error:
        reason = str(error)
    except (LookupError, ValueError) as error:  # an encoding that there is not, or that is none of single bytes
        if "encoding" not in str(error):
            raise
        reason = str(error)
    raise Unreadable(DAMAGED.format(reason=f"its part {part} is no well-formed XML: {reason}"))


def read_through(chunks: Iterable[bytes], handler: Handler, part: str) -> None:
    """Give all elements of one part to `handler`."""
    for _ in walk(chunks, handler, part):
        pass


def _without_prefix(handler: Handler) -> Callable[[str, Attributes], None]:
    start = handler.start

    def call(name: str, attributes: Attributes) -> None:
        start(name if ":" not in name else name.rpartition(":")[2], attributes)

    return call


def _refuse_entity(*_: object) -> None:
    raise Unreadable("declares an XML entity, which no workbook does. It is not opened.")


def is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")
