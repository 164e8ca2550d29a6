"""Outlook's compressed RTF -> RTF. The layout is that of Microsoft's [MS-OXRTFCP].

Protects: damaged or hostile bytes end with a reason and never with more text than the stream can stand for.
"""

from __future__ import annotations

import struct

DICTIONARY_SIZE = 4096
# The dictionary as it stands before the first byte: part of the format.
PRELOADED = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
COMPRESSED, UNCOMPRESSED = 0x75465A4C, 0x414C454D


def unpack(data: bytes) -> bytes:
    """The RTF. Raises ValueError, with words for a person, for what is none."""
    if len(data) < 16:
        raise ValueError("it is cut off")
    _, raw_size, kind, _ = struct.unpack("<IIII", data[:16])
    if kind == UNCOMPRESSED:
        return data[16 : 16 + raw_size]
    if kind != COMPRESSED:
        raise ValueError("it is in no known compression")
    return _expand(data, raw_size)


def _expand(data: bytes, raw_size: int) -> bytes:
    window = bytearray(PRELOADED.ljust(DICTIONARY_SIZE, b"\x00"))
    write = len(PRELOADED)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) < raw_size:
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                if at >= len(data):
                    return bytes(out)
                run = data[at : at + 1]
                at += 1
            else:
                if at + 1 >= len(data):
                    return bytes(out)
                token = data[at] << 8 | data[at + 1]
                at += 2
                offset = token >> 4
                if offset == write:
                    return bytes(out)  # the mark of the end
                run = b""
                for step in range((token & 15) + 2):
                    byte = window[(offset + step) % DICTIONARY_SIZE]
                    window[write] = byte
                    write = (write + 1) % DICTIONARY_SIZE
                    run += bytes((byte,))
                out += run
                continue
            window[write] = run[0]
            write = (write + 1) % DICTIONARY_SIZE
            out += run
    return bytes(out[:raw_size])
