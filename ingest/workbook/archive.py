"""The ZIP that a workbook is -> its parts, none larger than can be held, and a refusal in words for one that is
damaged, locked or made to fill a disk.

Protects: a size that a file declares of itself is checked before a byte of it is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from ingest.readers import Unreadable

MOST_PARTS = 20_000  # a workbook with a chart on each of hundreds of sheets has a few thousand
MOST_UNPACKED_BYTES = 4 << 30  # the largest official table known unpacks to 0.6 GB; it is read as it unpacks
MOST_HELD_BYTES = 128 << 20  # of one part that has to be held as a whole: shared strings, styles
CHUNK_BYTES = 1 << 16
ENCRYPTED_FLAG = 0x1

DAMAGED = "is damaged ({reason}). Open it, save it again as XLSX or ODS and put that one in its place."
LOCKED = "is locked with a password. Ask the force for one without, or save a copy that is not locked."


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its list of parts checked. Raises Unreadable where it is damaged, locked or far too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
        raise Unreadable(DAMAGED.format(reason=str(error) or "its list of parts can't be read")) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise Unreadable(
            f"would unpack to {unpacked:,} bytes in {len(parts):,} parts; no honest workbook does. Open it and save "
            "the sheets that are needed as a file of their own."
        )
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise Unreadable(LOCKED)
    return archive


def chunks(archive: zipfile.ZipFile, name: str, most: int = MOST_UNPACKED_BYTES) -> Iterator[bytes]:
    """The bytes of one part as they unpack. Raises Unreadable where it is missing, damaged or over `most` bytes."""
    try:
        part = archive.getinfo(name)
    except KeyError as error:
        raise Unreadable(DAMAGED.format(reason=f"its part {name} is missing")) from error
    if part.file_size > most:
        raise Unreadable(
            f"holds a part {name} of {part.file_size:,} bytes, more than the {most:,} that are read. Save the sheets "
            "that are needed as a file of their own."
        )
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(DAMAGED.format(reason=f"its part {name} does not unpack: {error}")) from error


def whole(archive: zipfile.ZipFile, name: str, most: int = MOST_HELD_BYTES) -> bytes:
    """All bytes of one part."""
    return b"".join(chunks(archive, name, most))
