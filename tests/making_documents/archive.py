"""Archives as packers write them."""

from __future__ import annotations

import io
import warnings
import zipfile

Member = tuple[str | zipfile.ZipInfo, bytes | str]


def archive(*members: Member) -> bytes:
    """A ZIP of these members, in their order, the same bytes each time."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")  # of a name that is written twice
        for name, data in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


def stored(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
