"""An address beside the pages -> what its route answers, without a server."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard import routes


def get(path: str, query: str = "", headers: dict[str, str] | None = None) -> Response:
    """The answer of the route that serves `path`, without a server."""
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }  # fmt: skip
    for route in routes.ROUTES:
        match, child = route.matches(scope)
        if match.value == 2:
            return route.endpoint(Request(scope | child))
    raise AssertionError(f"no route serves {path}: Streamlit would answer with its page")
