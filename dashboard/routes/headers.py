"""What every page's answer tells the browser: from where it may load.

Protects: no page calls another host, whatever a document's words would have it do; nobody shows a page of ours inside
one of theirs, but for what is made to be embedded (/embed, which answers with a policy of its own).
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "img-src 'self' data: blob:",  # Plotly's picture button makes a blob
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
        "frame-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""Content-Security-Policy of a page: images, styles, fonts and frames of our own alone."""


class Headers:
    """The app, with the headers of its HTML."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
                if headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Content-Security-Policy", POLICY)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)
