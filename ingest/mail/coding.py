"""Bytes of a mail -> text; headers -> their words and parameters; the names of documents -> plain file names.

Protects: a set of characters that is unknown or wrong never loses a character in silence: what the named set can't
decode is read as UTF-8 where it is that, else as Windows-1252, and the caller is told. A name or a subject is decoded
once and rightly, whether its writer kept to RFC 2047, RFC 2231 or neither (the standard library's own decoding loses
bytes beyond ASCII that stand in a header as they are). No name leads out of a folder, holds controls or is longer than
file systems allow; the ending, by which people know a document, stays.
"""

from __future__ import annotations

import binascii
import codecs
import re
from email.message import Message
from urllib.parse import unquote_to_bytes

# Python knows these names as encodings of program text or of domain names; no mail is written in them.
NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "unicode-internal"})
# Mail that names these holds Windows-1252 in practice (the WHATWG Encoding Standard makes it a rule).
REALLY_WINDOWS = frozenset({"ascii", "iso8859-1"})

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text with `\\n` line ends and without controls, and whether the named set held for it. No name: US-ASCII."""
    codec = _codec(charset or "us-ascii")
    if codec in REALLY_WINDOWS:
        is_named = codec != "ascii" or data.isascii()
        codec = None if codec == "ascii" else "cp1252"
    else:
        is_named = codec is not None
    text = _try(data, codec) if codec else None
    if text is None:
        is_named = is_named and data.isascii()
        text = _try(data, "utf-8")
    if text is None:
        text = data.decode("cp1252", errors="replace")
    return tidy(text), is_named


def tidy(text: str) -> str:
    """Line ends as `\\n`, no byte order mark, no controls, no lone surrogates: what text may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return NO_TEXT.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _codec(charset: str) -> str | None:
    """Python's name of a character set; None for an unknown one."""
    label = charset.strip().strip("\"'").lower().split("*", 1)[0]
    if not label or not label.isascii() or len(label) > 40 or "\x00" in label:
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    is_text: bool = getattr(found, "_is_text_encoding", True)
    name = found.name.replace("_", "-")
    return name if is_text and name not in NO_CHARSETS else None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


LONGEST_FIELD = 20_000  # characters of a header that are looked at; a References of 200 messages has 16,000

ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*)\?=")
ENCODED_RUN = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]*\?=(?:\s*=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]*\?=)*")
PARAMETER = re.compile(r";\s*([^\s=;\"]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"?|[^;]*)")
EXTENDED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def raw_header(message: Message, name: str) -> str:
    """The first header of this name, unfolded and undecoded, bytes beyond ASCII as lone surrogates; "" without."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return unfold(str(value))
    return ""


def unfold(value: str) -> str:
    return re.sub(r"[\r\n]+[ \t]*", " ", value[:LONGEST_FIELD]).strip()


def header_words(value: str) -> str:
    """A header's text: encoded words decoded, white space single."""
    text = ENCODED_RUN.sub(_decode_run, _plain(value))
    return " ".join(tidy(text).split())


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
            plain.setdefault(name.lower(), header_words(content))
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
    return "".join(decode(data, charset)[0] for charset, data in decoded)


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
    return header_words(decode(data, charset or "utf-8")[0])


LONGEST = 120  # characters: in UTF-8 at most 480 bytes of names that are joined, in practice under 255
NAMELESS = "attachment"
DEFAULT_ENDING = ".bin"
ENDINGS = {
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.text": ".odt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
NO_NAME_CHARACTER = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def name_of_part(part: Message) -> str:
    """The name that a part of a mail bears (filename before name, as RFC 2183 has it); "" without."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        name = parameters(raw_header(part, header)).get(key, "")
        if clean_name(name):
            return clean_name(name)
    return ""


def name_by_kind(kind: str, data: bytes) -> str:
    """A name for a document that came without one: what it is, by its media type, else by its first bytes."""
    ending = ENDINGS.get(kind)
    if ending is None:
        ending = ".pdf" if data.startswith(b"%PDF") else DEFAULT_ENDING
    return NAMELESS + ending


def clean_name(name: str) -> str:
    """The last part of a path, without what no file name may hold; "" where nothing is left."""
    last = re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]
    last = " ".join(NO_NAME_CHARACTER.sub("_", last).split()).strip(" .")
    if len(last) <= LONGEST:
        return last
    stem, dot, ending = last.rpartition(".")
    return stem[: LONGEST - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else last[:LONGEST]
