"""A real HTTP server on 127.0.0.1 that serves pages in the shape of the sites that `fetch` asks, and misbehaves on
request: slow, silent, broken off, lying, moved, challenging.

What it serves is a table of path -> Reply, which a test may change at any time; what it was asked is `asked`.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROBOTS = """User-agent: *
Disallow: */annotate/*
Allow: */request/*/response/*/attach/*
Disallow: */request/*/response/*
"""


@dataclass(frozen=True)
class Reply:
    """What a path is answered with. `announced`: a Content-Length that lies. `breaks_after`: bytes after which the
    connection ends. `is_unframed`: no length at all, the end of the connection is the end. `holds`: waits for the test
    before a byte is sent. `drips`: the head or the body comes byte by byte and never ends."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    announced: int | None = None
    breaks_after: int | None = None
    is_unframed: bool = False
    is_silent: bool = False
    drips: str = ""


@dataclass
class Site:
    """The server as a test sees it. `replies`: path -> the Reply, or several that are given one after the other, the
    last for good."""

    base: str
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    on_ask: Callable[[str], None] = lambda path: None
    ended: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def reply(self, path: str) -> Reply:
        found = self.replies.get(path) or self.replies.get(path.split("?")[0])
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found or Reply(b"<html><body>nothing here</body></html>", status=404)


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """A site for the length of a test."""
    server = ThreadingHTTPServer((host, port), _Handler)
    server.daemon_threads = True
    site = Site(f"http://{host}:{server.server_address[1]}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        site.on_ask(self.path)
        reply = site.reply(self.path)
        if reply.is_silent:
            site.ended.wait()
            self.close_connection = True
            return
        if reply.drips == "head":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Long: ")
            return
        if self._is_unchanged(reply):
            self.send_response(304)
            self.end_headers()
            return
        self._send(reply)

    def _is_unchanged(self, reply: Reply) -> bool:
        given = dict(reply.headers)
        etag, modified = given.get("ETag"), given.get("Last-Modified")
        return bool(
            (etag and self.headers.get("If-None-Match") == etag)
            or (modified and self.headers.get("If-Modified-Since") == modified)
        )

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.is_unframed or reply.breaks_after is not None or reply.announced is not None:
            self.send_header("Connection", "close")  # said, or a next request may go out on it before it has ended
        if not reply.is_unframed:
            self.send_header("Content-Length", str(len(reply.body) if reply.announced is None else reply.announced))
        self.end_headers()
        if reply.drips == "body":
            self._drip(b"")
            return
        self.wfile.write(reply.body if reply.breaks_after is None else reply.body[: reply.breaks_after])

    def _drip(self, first: bytes) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        self.close_connection = True
        with suppress(OSError):  # the other side has had enough
            self.wfile.write(first)
            while not site.ended.wait(0.02):
                self.wfile.write(b"x")

    def log_message(self, format: str, *args: object) -> None:
        pass


# Pages in the shape of WhatDoTheyKnow's (Alaveteli) and of a force's own site, about nobody. ----------------------

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\nstartxref\n9\n%%EOF\n"
OTHER_PDF = PDF.replace(b"<< >> endobj", b"<< /Answer 7 >> endobj")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
CSV = b"Year,Arrests\r\n2019/20,22\r\n"


@dataclass(frozen=True)
class Letter:
    """One message of a request's page."""

    number: int
    words: str
    is_incoming: bool = True
    moment: str = "2021-01-29T10:00:00+00:00"
    attachments: tuple[tuple[int, str], ...] = ()  # part and the sender's name of the file


ASKED = Letter(
    11,
    "Dear Kent Police,\nHow many arrests did you make in 2019/20?\nYours faithfully,\nPat Example",
    False,
    "2021-01-04T23:30:00+00:00",
)
ANSWERED = Letter(
    21,
    "Our ref: 50/21\nThe answer is 22. See the attached.",
    attachments=((3, "Answer for Pat Example.pdf"), (4, "image001.png")),
)


def request_page(
    slug: str,
    letters: tuple[Letter, ...] = (ASKED, ANSWERED),
    *,
    body: str = "kent_police",
    number: int = 712345,
    title: str = "Arrests in 2019/20",
    token: str = "a",
) -> bytes:
    """The page of a request. `token` is what changes at each visit."""
    boxes = "\n".join(_box(letter, number) for letter in letters)
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta name="csrf-token" content="{token}">
<title>{title} - a Freedom of Information request to an authority - WhatDoTheyKnow</title></head>
<body><div class="request-header"><div class="row"><h1>{title}</h1>
<p class="request-header__subtitle"><a href="/user/pat_example">Pat Example</a> made this Freedom of Information request
to <a href="/body/{body}">An authority</a></p></div></div>
<div id="left_column" class="left_column">
{boxes}
<div class="comment_in_request box" id="comment-5"><div class="comment_in_request_text">
<p>See <a href="/request/999/response/888/attach/2/elsewhere.pdf">another request</a>, in which 99 is given.</p>
</div></div>
</div>
<div id="right_column"><h2>Similar</h2><a href="/body/essex_police">Essex Police</a></div>
</body></html>
""".encode()


def _box(letter: Letter, number: int) -> str:
    way = "incoming" if letter.is_incoming else "outgoing"
    written = [part.strip("\n").replace("\n", "<br>\n") for part in letter.words.split("\n\n")]
    paragraphs = "".join(f"<p>{part}</p>\n" for part in written if part)
    items = "".join(
        f"""<li class="attachment"><p class="attachment__name">{name}</p><p class="attachment__meta">1K
<a href="/request/{number}/response/{letter.number}/attach/html/{part}/{name.replace(" ", "%20")}.html">View</a>
<a href="{attachment(letter.number, part, name, number)}?cookie_passthrough=1">Download</a></p></li>"""
        for part, name in letter.attachments
    )
    listed = f'<div class="attachments"><ul class="list-of-attachments">{items}</ul></div>' if items else ""
    return f"""<div class="{way} correspondence" id="{way}-{letter.number}">
<div class="correspondence__header"><a class="correspondence__header__date" href="#{way}-{letter.number}">
<time datetime="{letter.moment}" title="{letter.moment}">{letter.moment[:10]}</time></a></div>
<div class="correspondence_text">{listed}<div>{paragraphs}</div></div></div>"""


def attachment(response: int, part: int, name: str, number: int = 712345) -> str:
    """The path of an attachment's original."""
    return f"/request/{number}/response/{response}/attach/{part}/{name.replace(' ', '%20')}"


def lay_request(
    site: Site,
    slug: str,
    letters: tuple[Letter, ...] = (ASKED, ANSWERED),
    *,
    body: str = "kent_police",
    number: int = 712345,
) -> str:
    """Let the site serve a whole request, and give its address."""
    site.replies.setdefault("/robots.txt", Reply(ROBOTS.encode(), "text/plain"))
    site.replies[f"/request/{slug}"] = Reply(request_page(slug, letters, body=body, number=number))
    for letter in letters:
        for part, name in letter.attachments:
            content = PNG if name.endswith(".png") else CSV if name.endswith(".csv") else PDF
            site.replies.setdefault(
                attachment(letter.number, part, name, number), Reply(content, "application/octet-stream")
            )
    return f"{site.base}/request/{slug}"


def lay_log(site: Site, *, owner: str = "Kent Police", extra: str = "") -> str:
    """Let the site serve an entry of a force's disclosure log, and give its address."""
    more = f'<li><a href="/SysSiteAssets/foi/{extra}">Reply</a></li>' if extra else ""
    page = f"""<!DOCTYPE html><html><head><title>Arrests | {owner}</title>
<meta property="og:site_name" content="{owner}"></head>
<body><header><nav><a href="/policy/cookies.pdf">Cookies (PDF)</a></nav></header>
<main><h1>Online arrests</h1><p>Our ref: 23/07/1234</p>
<p>How many arrests were made in 2022/23? The answer is in the attached documents.</p>
<ul><li><a href="/SysSiteAssets/foi/23-07-1234.pdf">23/07/1234 (PDF, 1 KB)</a></li>
<li><a href="/SysSiteAssets/foi/data.csv">The data</a></li>{more}
<li><a href="https://elsewhere.example/other.pdf">Elsewhere</a></li>
<li><a href="mailto:foi@kent.example">Write to us</a></li></ul></main>
<footer><a href="/policy/privacy.pdf">Privacy</a></footer></body></html>"""
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /admin\n", "text/plain")
    site.replies["/foi/disclosures/arrests"] = Reply(page.encode())
    site.replies["/SysSiteAssets/foi/23-07-1234.pdf"] = Reply(PDF, "application/pdf")
    site.replies["/SysSiteAssets/foi/data.csv"] = Reply(CSV, "text/csv")
    if extra:
        site.replies[f"/SysSiteAssets/foi/{extra}"] = Reply(OTHER_PDF, "application/pdf")
    return f"{site.base}/foi/disclosures/arrests"
