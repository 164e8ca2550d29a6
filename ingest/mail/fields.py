"""A header as it came (bytes that may be anything) -> its words; a header with parameters -> the parameters.

Protects: a name or a subject is decoded once and rightly, whether its writer kept to RFC 2047, RFC 2231 or neither.
The standard library's own decoding loses bytes beyond ASCII that stand in a header as they are.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message
from urllib.parse import unquote_to_bytes

from ingest.mail import charsets

LONGEST_FIELD = 20_000  # characters of a header that are looked at; a References of 200 messages has 16,000

ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*)\?=")
ENCODED_RUN = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]*\?=(?:\s*=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]*\?=)*")
PARAMETER = re.compile(r";\s*([^\s=;\"]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"?|[^;]*)")
EXTENDED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def raw(message: Message, name: str) -> str:
    """The first header of this name, unfolded and undecoded, bytes beyond ASCII as lone surrogates; "" without."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return unfold(str(value))
    return ""


def unfold(value: str) -> str:
    return re.sub(r"[\r\n]+[ \t]*", " ", value[:LONGEST_FIELD]).strip()


def words(value: str) -> str:
    """A header's text: encoded words decoded, white space single."""
    text = ENCODED_RUN.sub(_decode_run, _plain(value))
    return " ".join(charsets.tidy(text).split())


def parameters(value: str) -> dict[str, str]:
    """The parameters of a header ("attachment; filename=…") by lower-case name, decoded."""
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, content in PARAMETER.findall(value[:LONGEST_FIELD]):
        content = _unquoted(content.strip())
        found = EXTENDED.fullmatch(name)
        if found and (found[2] or found[3]):
            pieces.setdefault(found[1].lower(), []).append((int(found[2] or 0), bool(found[3]), content))
        else:
            plain.setdefault(name.lower(), words(content))
    return plain | {name: _joined(parts) for name, parts in pieces.items()}


def _plain(value: str) -> str:
    """The header with bytes beyond ASCII decoded: UTF-8 where they are that, else Windows-1252."""
    data = value[:LONGEST_FIELD].encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _decode_run(run: re.Match[str]) -> str:
    """Encoded words in a row: their bytes are joined before they are decoded, for writers split inside characters."""
    decoded: list[tuple[str, bytes]] = []
    for charset, how, content in ENCODED_WORD.findall(run[0]):
        data = _decode_word(how, content)
        if decoded and decoded[-1][0] == charset.lower():
            decoded[-1] = (charset.lower(), decoded[-1][1] + data)
        else:
            decoded.append((charset.lower(), data))
    return "".join(charsets.decode(data, charset)[0] for charset, data in decoded)


def _decode_word(how: str, content: str) -> bytes:
    if how in "qQ":
        return binascii.a2b_qp(content.replace("_", " ").encode("utf-8", "replace"))
    letters = re.sub(r"[^A-Za-z0-9+/]", "", content)
    try:
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + "===")
    except binascii.Error:
        return content.encode("utf-8", "replace")


def _unquoted(content: str) -> str:
    if not content.startswith('"'):
        return content
    return re.sub(r"\\(.)", r"\1", content[1:].removesuffix('"'))


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    """A parameter in RFC 2231's pieces: `filename*0*=utf-8''…; filename*1=…`."""
    charset = "utf-8"
    data = b""
    for at, (_, is_extended, content) in enumerate(sorted(parts, key=lambda part: part[0])):
        if at == 0 and is_extended and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        octets = content.encode("utf-8", "surrogateescape")
        data += unquote_to_bytes(octets) if is_extended else octets
    return words(charsets.decode(data, charset or "utf-8")[0])
