"""RTF of a message -> its text, or the HTML that Outlook wrapped into it.

Protects: words are kept in their order and their character set; what RTF says for the printer (fonts, colours, styles,
pictures) is no text. The wrapping is that of Microsoft's [MS-OXRTFEX].
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.mail import coding

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
# Groups that hold no text of the document.
SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable "
    b"listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl "
    b"fldinst".split()
)
CHARACTERS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"tab": "\t",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–",
    b"emdash": "—", b"enspace": " ", b"emspace": " ",
}  # fmt: skip
SYMBOLS = {b"~": "\xa0", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
DEEPEST_GROUP = 500


@dataclass(frozen=True)
class _State:
    """What holds inside one group."""

    is_silent: bool = False
    is_tag: bool = False
    is_rtf_only: bool = False
    skip: int = 1


@dataclass
class _Reading:
    """What is gathered, and where the walk stands."""

    wants_html: bool
    charset: str = "cp1252"
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    octets: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    is_starred: bool = False

    def put(self, text: str) -> None:
        self.flush()
        if self.is_heard():
            self.pieces.append(text)

    def put_octets(self, octets: bytes) -> None:
        """Bytes in the document's character set; they are decoded together, for one character may have two."""
        if self.is_heard():
            self.octets += octets

    def flush(self) -> None:
        if self.octets:
            self.pieces.append(coding.decode(bytes(self.octets), self.charset)[0])
            self.octets.clear()

    def is_heard(self) -> bool:
        return not self.state.is_silent and not (self.wants_html and self.state.is_rtf_only)


def encapsulated_html(data: bytes) -> str:
    """The HTML inside RTF that Outlook made from HTML; "" for other RTF."""
    return _read(data, wants_html=True) if rb"\fromhtml" in data[:2000] else ""


def plain_text(data: bytes) -> str:
    """The text of RTF: a line for each paragraph, a tab between the cells of a table's row."""
    return coding.tidy(_read(data, wants_html=False))


def _read(data: bytes, wants_html: bool) -> str:
    reading = _Reading(wants_html)
    for token in TOKEN.finditer(data):
        word, number, code, symbol, brace, text = token.groups()
        if brace:
            _group(reading, brace)
        elif word:
            _word(reading, word, int(number) if number else None)
        elif code:
            if reading.to_skip:
                reading.to_skip -= 1
            else:
                reading.put_octets(bytes((int(code, 16),)))
        elif symbol:
            if symbol == b"*":
                reading.is_starred = True
            else:
                reading.put(SYMBOLS.get(symbol, ""))
        elif text:
            skipped = min(reading.to_skip, len(text))
            reading.to_skip -= skipped
            reading.put_octets(text[skipped:])
    reading.flush()
    # A character beyond the first 65,536 is written as two halves, which are one only side by side.
    return "".join(reading.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _group(reading: _Reading, brace: bytes) -> None:
    reading.flush()
    reading.to_skip = 0
    reading.is_starred = False
    if brace == b"{":
        if len(reading.stack) < DEEPEST_GROUP:
            reading.stack.append(reading.state)
    elif reading.stack:
        reading.state = reading.stack.pop()


def _word(reading: _Reading, word: bytes, number: int | None) -> None:
    is_starred, reading.is_starred = reading.is_starred, False
    if word == b"htmltag":
        reading.flush()
        reading.state = replace(reading.state, is_silent=not reading.wants_html, is_rtf_only=False, is_tag=True)
    elif word == b"htmlrtf":
        reading.flush()
        reading.state = replace(reading.state, is_rtf_only=number != 0)
    elif is_starred or word in SILENT:
        reading.flush()
        reading.state = replace(reading.state, is_silent=True)
    elif word == b"ansicpg" and number:
        reading.charset = "utf-8" if number == 65001 else f"cp{number}"
    elif word == b"uc" and number is not None:
        reading.state = replace(reading.state, skip=max(0, min(number, 8)))
    elif word == b"u" and number is not None:
        reading.put(_character(number))
        reading.to_skip = reading.state.skip
    elif word in CHARACTERS:
        reading.put(CHARACTERS[word])


def _character(number: int) -> str:
    """\\uN: a UTF-16 unit, written as a signed number."""
    return chr(number % 65536)
