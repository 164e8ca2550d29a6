"""An address beside the pages -> what its route answers, and the bytes of that, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dashboard import extract
from dashboard.routes.index import ROUTES
from ingest.extracts.wanted import Wanted


def get(path: str, query: str = "", headers: dict[str, str] | None = None) -> Response:
    """The answer of the route that serves `path`, without a server."""
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }  # fmt: skip
    for route in ROUTES:
        match, child = route.matches(scope)
        if match.value == 2:
            return route.endpoint(Request(scope | child))
    raise AssertionError(f"no route serves {path}: Streamlit would answer with its page")


def body(response: Response) -> bytes:
    """What the answer sends."""
    return Path(response.path).read_bytes() if isinstance(response, FileResponse) else bytes(response.body)


def csv_of(wanted: Wanted) -> str:
    """An extract as CSV."""
    return extract.file(wanted, "csv").read_text(encoding="utf-8")
