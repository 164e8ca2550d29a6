"""The bytes of a document and its name -> what kind of document it is: by its mark, the parts of a ZIP, the streams of
a compound file, or the first lines of a text.

Protects: a document is what its content says. A name tells only what no content does: a table from other text, a mail
whose head no program wrote, and what the wreck of a file was, which goes to the reader that says what is wrong with it.
"""

from __future__ import annotations

import io
import mmap
import re
import zipfile

from ingest.characters import decode

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
    """Whether the bytes begin as an mbox does."""
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
