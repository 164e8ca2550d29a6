"""A document that is not in its source's folder -> its bytes, from where whoever builds keeps the originals: at an
address of fsspec, as `s3://bucket/raw`, below which it has the path that it has below the raw folder.

Protects: nothing is asked but the address that was set, and only for what `source.toml` describes by its sha256; the
address stands in no message, for messages are published and it may hold a key.
"""

from __future__ import annotations

import os
from urllib.parse import quote

from ingest.model import Stop

SETTING = "DISCLOSED_DOCUMENTS"
NOT_INSTALLED = (
    f"{SETTING}: such an address can't be read ({{error}}). What reads s3:// and https:// is brought by "
    ".venv/bin/python -m pip install -r requirements-dask.txt"
)


class NotGiven(Exception):
    """The address did not give a document: the kind of error, and nothing of its words."""


def setting() -> str:
    """The address that is set, or "". Raises Stop for an unknown kind, and where what reads it is not installed."""
    address = os.environ.get(SETTING, "")
    if address:
        try:
            from fsspec import get_filesystem_class

            get_filesystem_class(address.partition("://")[0])
        except (ImportError, ValueError) as error:
            raise Stop(NOT_INSTALLED.format(error=error)) from None
    return address


def read(address: str, path: str) -> bytes:
    """The bytes of the document at `path` below the address. Raises NotGiven."""
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(address.rstrip("/"))
        is_web = address.startswith(("http://", "https://"))
        data: bytes = files.cat_file(f"{root}/{quote(path) if is_web else path}")
    except MemoryError:
        raise
    except Exception as error:  # each kind of address has its own
        raise NotGiven(type(error).__name__) from None
    return data
