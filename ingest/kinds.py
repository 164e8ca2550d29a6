"""The bytes of a document and its name -> what kind of document it is: by its mark, the parts of a ZIP, the streams of
a compound file, or the first lines of a text. The bytes of a text -> its characters, mended where the wrong table
decoded them, and its numbered lines; of a saved thread, a mail or a letter as text -> Blocks.

Protects: a document is what its content says. A name tells only what no content does: a table from other text, a mail
whose head no program wrote, and what the wreck of a file was, which goes to the reader that says what is wrong with it.
A dash or a pound sign is what its author wrote: bytes that are valid UTF-8 are UTF-8 whatever the document declares,
for programs re-encode what they save and leave the old declaration in it; a misread character is mended only where
there is one reading of it. What is no text is refused with the reason. Offsets are code points of the decoded text with
`\\n` line ends.
"""

from __future__ import annotations

import codecs
import io
import mmap
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from ingest.model import Blocks, Grid, Line, Problem, Unreadable, refusal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 4096
MOST_ZEROS = 0.7  # of every second byte: more are the empty halves of UTF-16
# Names that the WHATWG Encoding Standard reads as Windows-1252, whose dashes and quotation marks they do not have, and
# encodings in which the declaration itself could not have been read.
NOT_AS_DECLARED = re.compile(r"iso8859-1$|ascii|utf|cp1252", re.IGNORECASE)
C1_CONTROLS = re.compile(r"[\x80-\x9f]")
# UTF-8 that was read as Windows-1252 on its way: a lead that no English text prints, then what follows it there.
MISREAD = re.compile("(?:\u00e2[\u20ac\u201a][\u0080-\u00ff\u0152-\u2122]|\u00c2[\u00a0-\u00bf]|\u00c3[\u0080-\u00bf])")
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What a web page or Word puts where no line may end; phrases are printed with either.
FIXED_SPACE = re.compile(r"(?<!\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\d)")


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters by the bytes' own mark, as UTF-16 or UTF-8 if they are that, else as declared, else as CP1252."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    head = data[:SAMPLE_BYTES]
    for encoding, others in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(others) > 1 and others.count(0) > MOST_ZEROS * len(others):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # a sample was cut within a character
    return data.decode(known_encoding(declared) or "cp1252", errors="replace")


def known_encoding(declared: str | None) -> str | None:
    """Python's name of a declared text encoding; None for none, an unknown one and what is read as Windows-1252."""
    try:
        codec = codecs.lookup((declared or "").strip("\"' ")[:40])
    except (LookupError, ValueError):
        return None
    is_of_text = getattr(codec, "_is_text_encoding", True) and codec.name not in ("idna", "punycode", "undefined")
    return codec.name if is_of_text and not NOT_AS_DECLARED.match(codec.name) else None


def tidy(text: str) -> str:
    """Line ends as `\\n`, no byte order mark, no controls, no lone surrogates: what text may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return NO_TEXT.sub("", text).encode("utf-8", "replace").decode("utf-8")


def mend(text: str) -> tuple[str, int]:
    """The text with characters that were decoded by the wrong table put right, and how many were. `2019 â€“ 12` was
    UTF-8 read as Windows-1252; U+0096 was Windows-1252 read as Latin-1. Both have one reading. A space at
    which no line ends is a plain one, but between digits, where it may part thousands."""
    text, misread = MISREAD.subn(_reread, text)
    text = FIXED_SPACE.sub(" ", text)
    text, controls = C1_CONTROLS.subn(lambda match: match[0].encode("latin-1").decode("cp1252", "replace"), text)
    return text, misread + controls


def mended_problems(count: int) -> tuple[Problem, ...]:
    """The note on characters that were mended; none for none."""
    words = "1 character was" if count == 1 else f"{count} characters were"
    return (Problem.of("mended-characters", words=words),) if count else ()


def _reread(match: re.Match[str]) -> str:
    try:  # the characters that Windows-1252 leaves out pass as themselves
        data = (c.encode("latin-1" if C1_CONTROLS.match(c) else "cp1252") for c in match[0])
        return b"".join(data).decode("utf-8")
    except UnicodeError:
        return match[0]


def numbered(texts: Iterable[str]) -> tuple[Line, ...]:
    """Numbered lines with their places in the text that they make together."""
    every = list(texts)
    starts = accumulate((len(text) + 1 for text in every), initial=0)
    return tuple(Line(n, text, at, at + len(text)) for n, (text, at) in enumerate(zip(every, starts, strict=False), 1))


def blocks_of(
    media: str, lines: Sequence[str], grids: Iterable[Grid], problems: Iterable[Problem], end: str = "", **found: Any
) -> Blocks:
    """What a reader found, with the text that its lines make together; `end`: behind the last of them."""
    text = "\n".join(lines) + (end if lines else "")
    return Blocks(media, text, lines=numbered(lines), grids=tuple(grids), problems=tuple(problems), **found)


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines by `\\n` alone (a form feed or a Unicode separator ends none), so that numbers agree with any editor's."""
    return numbered((text[:-1] if len(text) > 1 and text.endswith("\n") else text).split("\n"))


# A document that is plain text


MEDIA_TYPE = "text/plain"
OTHER_FORMATS = (
    (b"PK\x03\x04", "a ZIP, DOCX, XLSX or ODS file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
MIME_HEAD = re.compile(rb"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)
# Controls that text may hold: tab, line ends, form feed. Others come from binary files; a stray one is no reason to
# refuse.
ODD_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_ODD_CONTROLS = 0.02


def read(data: bytes, name: str) -> Blocks:
    """The lines of the document. Raises Unreadable for an empty file, another format and binary noise."""
    text, mended = mend(text_of(data).replace("\r\n", "\n").replace("\r", "\n"))
    return Blocks(MEDIA_TYPE, text, lines=split_lines(text), problems=mended_problems(mended))


def text_of(data: bytes) -> str:
    """The characters of a text. Raises Unreadable for an empty file, another format and binary noise."""
    other = next((words for start, words in OTHER_FORMATS if data.startswith(start)), None)
    if other is None and MIME_HEAD.search(data[:8192]):
        other = "a mail's source with its coding"
    if other is not None:
        raise Unreadable(refusal("no-text-but", other=other))
    text = decode(data)
    if not text.strip():
        raise Unreadable(refusal("text-empty"))
    odd = len(ODD_CONTROLS.findall(text)) / len(text)
    if odd > MOST_ODD_CONTROLS:
        raise Unreadable(refusal("no-text", odd=odd))
    return text


OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: old Word and Excel files, Outlook's messages
TNEF_START = b"\x78\x9f\x3e\x22"  # a winmail.dat
RTF_START = b"{\\rtf"
PDF_START = b"%PDF-"
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
BARE_XLS_STARTS = (b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00", b"\x09\x08")  # before containers
PLAIN_WORKBOOKS = (
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"',
)
SHEET_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".ods", ".ots")
WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")
TRANSCRIPT = "transcript.csv"
TRANSCRIPT_COLUMNS = {
    "offence_as_published", "period_as_published", "value_as_published", "exemptions_basis",
    "financial_year", "offence_class",
}  # fmt: skip
TABLE_NAMES = (".csv", ".tsv", ".tab", ".psv")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
WORD_PARTS = ("word/document.xml", "word/document2.xml")
# The member by which each format that is built on ZIP is known; in a damaged file only its first bytes say so.
OFFICE_MEMBERS = re.compile(r"\[content_types\]\.xml|mimetype|index/document\.iwa|meta-inf/manifest\.(?:mf|xml)", re.I)
OFFICE_START = re.compile(rb".{30}(?:\[content_types\]\.xml|mimetype|_rels/|docprops/|word/|xl/)", re.I | re.DOTALL)
MESSAGE_STREAM = "__properties_version1.0"
STREAMS = {
    "EncryptedPackage": "locked", "Workbook": "xls", "Book": "xls", MESSAGE_STREAM: "msg", "WordDocument": "doc",
}  # fmt: skip
OUTLOOK = ("msg", "tnef")

HEAD_BYTES = 65_536  # in which a mail's head stands
HEAD = re.compile(rb"(?:[!-9;-~]{1,80}[ \t]?:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*)+")
# Headers that mail programs write and nobody types.
WRITTEN_BY_PROGRAMS = re.compile(
    rb"^(?:Message-ID|Received|MIME-Version|Return-Path|Content-Type|Content-Transfer-Encoding|Delivered-To|Envelope-To"
    rb"|DKIM-Signature|X-[\w-]+|References|In-Reply-To|Auto-Submitted|Thread-(?:Topic|Index))[ \t]?:",
    re.IGNORECASE | re.MULTILINE,
)
WRITTEN_BY_ALL = re.compile(rb"^(From|To|Subject|Date)[ \t]?:", re.IGNORECASE | re.MULTILINE)
ENVELOPE_LINE = re.compile(rb"(?:>?From [^\r\n]*\r?\n)*")
# "From " with a sender or none and a date, and then a header: what mail programs write between messages, after a blank
# line. Prose such as "From 2019 on" has no such date and no header after it.
SEPARATOR = (
    rb"From [^\r\n]{0,300}?\b\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,40}\r?\n"
    rb"(?=(?:>?From [^\r\n]{0,400}\r?\n)?[!-9;-~]{1,80}[ \t]?:)"
)
FIRST_SEPARATOR = re.compile(rb"\s{0,20}" + SEPARATOR)

WHERE_MARKUP_BEGINS = 4096  # bytes: declarations and comments may stand before the first element
COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*", re.DOTALL)
MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|div|table|p|h[1-6]|main|article|section)\b", re.I)
WHERE_PDF_BEGINS = 1024  # bytes in which a PDF's mark may stand, by the PDF Reference's implementation notes


def kind_of(data: bytes, name: str = "") -> str:
    """xlsx, ods, xls, a workbook that is `locked` or one `plain` XML file; docx, doc, rtf; msg, tnef, mbox, mail; zip,
    html, pdf, csv, transcript; text for everything else, whose reader says of what is no text what it is."""
    if is_transcript(data, name):
        return "transcript"
    if data.startswith(PDF_START):
        return "pdf"
    name = name.lower()
    is_zip = data.startswith(b"PK")
    if kind := _of_zip(data, name) if is_zip else _of_container(data, name) if data.startswith(OLE_START) else "":
        return kind
    if data.startswith(BARE_XLS_STARTS) and name.endswith(SHEET_NAMES):
        return "xls"
    head = data[:WHERE_MARKUP_BEGINS]
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and any(mark in head for mark in PLAIN_WORKBOOKS):
        return "plain"
    if data.startswith(TNEF_START):
        return "tnef"
    if is_mbox(data):
        return "mbox"
    if _is_mail(data, name):
        return "mail"
    if head.lstrip().startswith(RTF_START):
        return "rtf"
    text = decode(head)
    begin = COMMENTS.match(text)
    if MARKUP.match(text, begin.end() if begin else 0):
        return "html"
    if PDF_START in data[:WHERE_PDF_BEGINS]:
        return "pdf"
    return "csv" if name.endswith(TABLE_NAMES) else "text"


def is_transcript(data: bytes, name: str) -> bool:
    """Whether a document is a transcript of ours: a CSV whose header has columns that only transcripts have. A file
    named transcript.csv is meant as one, however its header is misspelt."""
    if not name.lower().endswith(".csv"):
        return False
    header = data.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    has = {cell.strip(' "\r') for cell in header.split(",")}
    return name.lower().rsplit("/", 1)[-1] == TRANSCRIPT or len(has & TRANSCRIPT_COLUMNS) > 1


def is_mbox(data: bytes | mmap.mmap) -> bool:
    return FIRST_SEPARATOR.match(data) is not None


def _of_zip(data: bytes, name: str) -> str:
    """ "" for what is no ZIP, and for a document of another office program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.NameToInfo
            if "mimetype" in parts:
                is_ods = parts["mimetype"].file_size < 200 and archive.read("mimetype").startswith(ODS_TYPE)
                return "ods" if is_ods else ""
            if any(part.startswith("xl/") for part in parts):
                return "xlsx"
            if any(part in parts for part in WORD_PARTS):
                return "docx"
            return "" if any(map(OFFICE_MEMBERS.fullmatch, parts)) else "zip"
    except Exception:  # a broken list of parts: the names that stand before the parts are all that is left to go by
        head = data[:4096]
        if ODS_TYPE in head:
            return "ods"
        if WORD_PARTS[0].encode() in data:
            return "docx"
        if not data.startswith(ZIP_STARTS):
            return ""
        return "xlsx" if name.endswith(SHEET_NAMES) or b"xl/" in head else "" if OFFICE_START.match(data) else "zip"


def _of_container(data: bytes, name: str) -> str:
    import olefile

    is_sheet = name.endswith(SHEET_NAMES)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if kind := next((kind for stream, kind in STREAMS.items() if container.exists(stream)), ""):
                return kind
            is_sheet = is_sheet and not container.listdir()
        held = {"WordDocument"}
    except Exception:  # olefile raises whatever it meets in a damaged container; the streams' names still stand there
        held = {MESSAGE_STREAM, "WordDocument", *(["EncryptedPackage"] if name.endswith(WORD_NAMES) else [])}
    if is_sheet:
        return "xls"
    return next((STREAMS[stream] for stream in STREAMS if stream in held and stream.encode("utf-16-le") in data), "")


def _is_mail(data: bytes, name: str) -> bool:
    """Whether the bytes begin with a mail's headers. The name decides for heads without any that a program writes."""
    start = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    envelope_line = ENVELOPE_LINE.match(start)
    head = HEAD.match(start, envelope_line.end() if envelope_line else 0)
    if head is None:
        return False
    marks = {header.lower() for header in WRITTEN_BY_ALL.findall(head[0])}
    is_written = WRITTEN_BY_PROGRAMS.search(head[0]) is not None
    return (is_written and len(marks) >= 1) or (name.endswith(".eml") and len(marks) >= 2)
