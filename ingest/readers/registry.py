"""The readers in the order in which they are asked. A format is one module here; see docs/add-a-format.md.

A module may be asked about any document, so its `sniff` is quick and a heavy library is imported inside its `read`.
"""

from __future__ import annotations

from ingest.readers import (
    Reader,
    archive,
    csv_table,
    docx,
    html,
    long_table,
    mail,
    old_word,
    pdf,
    text,
    transcript,
    workbook,
)

READERS: tuple[Reader, ...] = (
    transcript,
    long_table,
    workbook,
    docx,
    archive,
    mail,
    old_word,
    html,
    pdf,
    csv_table,
    text,
)
