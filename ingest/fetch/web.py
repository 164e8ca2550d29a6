"""Addresses, and one address -> what the site serves there, asked politely: `Web.get`; the bytes of a file -> the
ending of what it is, whatever a site calls it, and what is missing of it.

Only http and https are asked, and only addresses of the internet at large, with time-outs, retries with growing pauses,
Retry-After, robots.txt (with `*` and `$`, the longest rule first, as RFC 9309 says and WhatDoTheyKnow needs), one
request a second to a host, redirects only within the site, limits of bytes, and of seconds for an answer and a host.
What can't be had is a NotBrought, in words. Protects: the body is whole, as far as HTTP can tell; a site in trouble is
left alone for the run; no site leads a request into a private network. A web page, or half a document, is none.
"""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from ingest.html.flow import decode, parse, words
from ingest.kinds import ZIP_STARTS, kind_of
from ingest.model import Unreadable
from ingest.reference import toml

DOCUMENTS = {
    "pdf", "xlsx", "xls", "ods", "csv", "docx", "doc", "odt", "rtf", "html", "txt", "eml", "msg", "zip",
}  # fmt: skip
"""Endings of what may hold an answer; pictures are kept and not listed, for most are the logos of a letter."""
PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), ((b"GIF87a", b"GIF89a"), "gif"),
    ((b"II*\x00", b"MM\x00*"), "tif"),
)  # fmt: skip
"""How the bytes of a picture begin, and its ending."""
PDF_START_WITHIN, PDF_END_WITHIN = 1024, 4096  # readers of PDF allow some bytes before and after
HTML_WITHIN = 1024
TEXT_ENDINGS = ("csv", "txt", "eml", "html", "json", "xml", "vcf", "ics")


def ending(data: bytes, name: str) -> str:
    """The ending for what the bytes are; for text, that of its name if it is a text's. `bin` for what is not known."""
    kind = "html" if is_html(data) else kind_of(data, name)
    if kind in DOCUMENTS:
        return kind
    if known := next((end for start, end in PICTURES if data.startswith(start)), None):
        return known
    if data.startswith(ZIP_STARTS):
        return "odt" if b"opendocument.text" in data else "zip"
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "bin"
    named = name.rsplit(".", 1)[-1].lower()
    return named if named in TEXT_ENDINGS else "txt"


def is_html(data: bytes) -> bool:
    start = data[:HTML_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start)


def not_whole(data: bytes) -> str | None:
    """What is missing of a document, in words; None where nothing is seen to be missing."""
    if not data:
        return "came empty"
    if data.startswith(ZIP_STARTS):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return f"came only in part: the {len(data)} bytes end before the archive's own list of contents"
    if b"%PDF-" in data[:PDF_START_WITHIN] and b"%%EOF" not in data[-PDF_END_WITHIN:]:
        return f"came only in part: the {len(data)} bytes end before the PDF's own end mark"
    return None


SCHEMES = ("http", "https")


class NotBrought(Exception):
    """What could not be had, in words that follow an address."""


def split(url: str) -> httpx.URL | None:
    """The parts of an address that may be asked; None for another scheme, no host, a user name or no port."""
    try:
        parts = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        return None
    return parts if parts.scheme in SCHEMES and parts.host and not parts.userinfo else None


def plain(url: str) -> str:
    """The address without fragment, with scheme and host in lower case and without a port that goes without saying."""
    parts = split(url)
    return str(parts.copy_with(raw_path=parts.raw_path, fragment=None)) if parts is not None else url


def page_of(url: str) -> str:
    """What two addresses of one page have in common: no query, no slash at the end, no difference of http and https."""
    parts = urlsplit(plain(url))
    return f"{parts.netloc}{parts.path.rstrip('/')}"


def origin(url: str) -> str:
    parts = urlsplit(plain(url))
    return f"{parts.scheme}://{parts.netloc}"


def join(base: str, link: str) -> str | None:
    """A page's link as a whole address; None where it can't be asked (mailto, javascript, a broken one)."""
    try:
        whole = urljoin(base, link.strip())
    except ValueError:
        return None
    return plain(whole) if split(whole) is not None else None


def is_same_site(home: str, other: str) -> bool:
    """Whether `other` is on the host of `home` (with or without www.) or below it, at the same port. Hosts above or
    beside it are other sites: one force's page does not lead into another's."""
    home_url, other_url = split(home), split(other)
    if home_url is None or other_url is None or home_url.port != other_url.port:
        return False
    host = home_url.host.removeprefix("www.")
    return f".{other_url.host}".endswith(f".{host}")


NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address stands in the last four bytes (RFC 6052)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet at large, and none of this machine or a private network."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ipaddress.IPv4Address(ip.packed[-4:]) if ip in NAT64 or ip.ipv4_mapped else ip
    return ip.is_global and not ip.is_multicast


SHORT_PAGE = 1_500  # characters of words; a challenge page has few, a page that only loads a captcha has more
BEGINNING, LARGEST_CHALLENGE = 64 * 1024, 100_000  # bytes
MARKS = toml(Path(__file__).with_name("pages.toml"))


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    given = {name.lower(): value.lower() for name, value in headers.items()}
    known = MARKS["challenge"]
    if any(given.get(name) == value for name, value in known["headers"]):
        return True
    text = body[:BEGINNING].decode("utf-8", "replace").lower()
    title = re.search(r"<title[^>]*>([^<]*)", text)
    if title and any(word in title[1] for word in known["titles"]):
        return True
    if len(body) > LARGEST_CHALLENGE or not any(mark in text for mark in known["marks"]):
        return False
    try:
        return len(words(parse(decode(body)))) < SHORT_PAGE
    except Unreadable:  # as one whose tags lie thousands deep: it is kept, and named by who reads it
        return False


# Asking


AGENT = "Disclosed"
SLOWEST_DELAY_SECONDS = 60.0
MOST_BYTES = 512 * 1024  # RFC 9309 asks for that much at least
SECONDS_BETWEEN_REQUESTS = 1.0
ATTEMPTS = 4
FIRST_PAUSE_SECONDS = 2.0  # doubled for each further attempt
LONGEST_PAUSE_SECONDS = 120.0  # a site that asks for more is asked again in another run
MOST_REDIRECTS = 8
WHOLE_ANSWER_TIMEOUTS = 20  # an answer, head and body, may take that many times the time-out of one read
MOST_SECONDS_OF_A_HOST = 2 * 60 * 60  # from its first request of a run to its last, pauses included
COMPRESSION = "gzip"  # once: one within another swells without end
FAILURES_BEFORE_REST = 2  # addresses of one host in a row that did not answer at all
MEGABYTE = 1_000_000
MOST_OF_AN_ERROR_PAGE = 10 * MEGABYTE
CHALLENGE = "wants proof that a person asks (a challenge page). Open it in a browser and save it by hand"
PASSING = {408, 425, 429, 500, 502, 503, 504}
REFUSED = {
    401: "is only for people who have signed in (401)", 403: "is refused by the site (403)",
    404: "is not there (404)", 410: "was taken away by the site (410)",
}  # fmt: skip


class _Passing(Exception):
    """May be gone in a moment. `pause_seconds`: as the site asks, or None; `is_silent`: the host gave no answer."""

    def __init__(self, words: str, pause_seconds: float | None = None, *, is_silent: bool = False) -> None:
        super().__init__(words)
        self.pause_seconds = pause_seconds
        self.is_silent = is_silent


@dataclass(frozen=True)
class StoredFile:
    """One file that was brought: its name in the folder, its digest, what the site gave with it, so that it need not be
    sent again unchanged, and whether source.toml is to list it."""

    path: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    is_listed: bool = True


@dataclass(frozen=True)
class Answer:
    """What came. `url` is the address after redirects; `body` None: unchanged since it was kept."""

    url: str
    body: bytes | None
    etag: str | None = None
    last_modified: str | None = None


def user_agent(version: str, contact: str | None) -> str:
    """How the project names itself to a site: with the address of who runs this copy, where it is set."""
    written = "".join(c for c in contact or "" if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"{AGENT}/{version} (freedom of information statistics{f'; {written}' if written else ''})"


class Web:
    """One run's asking: when each host was first and last asked, what its robots.txt says, and which hosts are to rest.
    `clock`: the module `time`, or one like it; `may_ask`: whether a connection to this IP address may be used."""

    def __init__(
        self, agent: str, clock: Any, timeout_seconds: float, may_ask: Callable[[str], bool] = is_public
    ) -> None:
        self._clock = clock
        self._may_ask = may_ask
        self._timeout = timeout_seconds
        self.client = httpx.Client(headers={"User-Agent": agent}, timeout=timeout_seconds, follow_redirects=False)
        self._streams: dict[str, Any] = {}  # of each host, the latest connection
        self._begun_at: dict[str, float] = {}
        self._asked_at: dict[str, float] = {}
        self._robots: dict[str, Protego] = {}
        self._resting: dict[str, str] = {}
        self._silent: Counter[str] = Counter()

    def get(
        self, url: str, *, limit_bytes: int, known: StoredFile | None = None,
        wrong: Callable[[bytes, str], str | None] = lambda body, url: None,
    ) -> Answer:  # fmt: skip
        """The body at an address, or that it is unchanged. `wrong` gives words for a body that is not whole or not the
        thing, which is asked for again like any failure. Raises NotBrought."""
        host = origin(url)
        for attempt in range(1, ATTEMPTS + 1):
            self._refuse_if_resting(host)
            try:
                answer = self._follow(url, limit_bytes, known)
                if answer.body is not None and (broken := wrong(answer.body, answer.url)):
                    raise _Passing(broken)
                self._silent[host] = 0
                return answer
            except _Passing as passing:
                if attempt == ATTEMPTS:
                    self._silent[host] = self._silent[host] + 1 if passing.is_silent else 0
                    if self._silent[host] >= FAILURES_BEFORE_REST:
                        words = f"was not asked for: {urlsplit(host).netloc} does not answer. Fetch again later"
                        self._resting[host] = words
                    raise NotBrought(f"{passing} ({ATTEMPTS} tries)") from passing
                self._pause(host, attempt, passing)
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, url: str, limit_bytes: int, known: StoredFile | None) -> Answer:
        """The answer after redirects, each of which must stay on the site and be allowed by its robots.txt."""
        at = url
        for _ in range(MOST_REDIRECTS):
            if not self._robots_of(at).can_fetch(at, AGENT):
                raise NotBrought("may not be asked by programs: the site's robots.txt says so. Save it by hand")
            answer = self._once(at, limit_bytes, known)
            if isinstance(answer, Answer):
                return answer
            if not is_same_site(url, answer):
                raise NotBrought(f"leads to another site, {origin(answer)}. If that is meant, fetch it by its name")
            if urlsplit(at).scheme == "https" and urlsplit(answer).scheme == "http":
                raise NotBrought("leads from https to http. If that is meant, fetch it by its name")
            at = answer
        raise _Passing(f"leads from address to address ({MOST_REDIRECTS} times)")

    def _once(self, url: str, limit_bytes: int, known: StoredFile | None) -> Answer | str:
        self._wait_for_turn(url)
        given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
        held = {name: value for name, value in given.items() if value}
        headers = {"Accept": "*/*", "Accept-Encoding": COMPRESSION, **held}
        extensions = {"trace": self._connected(url)}
        try:
            with (
                self._in_time(origin(url)),
                self.client.stream("GET", url, headers=headers, extensions=extensions) as response,
            ):
                if response.status_code == 304 and held:
                    return Answer(url, None)
                return self._read(url, response, limit_bytes)
        except httpx.TimeoutException as error:
            raise _Passing(f"did not answer within {self._timeout:g} s", is_silent=True) from error
        except httpx.RemoteProtocolError as error:
            raise _Passing(f"broke off before the whole was here ({error})") from error
        except httpx.DecodingError as error:
            raise _Passing("came damaged: its compression can't be undone") from error
        except httpx.TransportError as error:
            raise _Passing(f"could not be reached ({error})", is_silent=True) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise NotBrought(f"is no address that can be asked ({error})") from error

    def _connected(self, url: str) -> Callable[[str, Mapping[str, Any]], None]:
        """httpx calls it at each step: before a byte is sent it looks at the address that a connection leads to."""
        is_proxy = False  # one that the machine's owner has set, and which connects by itself

        def step(name: str, info: Mapping[str, Any]) -> None:
            nonlocal is_proxy
            if name.endswith("connect_tcp.started"):
                is_proxy = info["host"] != httpx.URL(url).raw_host.decode()
            elif name.endswith(("connect_tcp.complete", "start_tls.complete")):
                stream = self._streams[origin(url)] = info["return_value"]
                address = stream.get_extra_info("server_addr")[0]
                if not (is_proxy or self._may_ask(address)):
                    stream.close()
                    raise NotBrought(f"is at {address}, which is no public address, and was not asked. Save it by hand")

        return step

    @contextmanager
    def _in_time(self, host: str) -> Iterator[None]:
        """Within it an answer that goes on and on is cut off, be it in its head or its body."""
        seconds = WHOLE_ANSWER_TIMEOUTS * self._timeout
        is_over = threading.Event()

        def end() -> None:
            is_over.set()
            with suppress(KeyError, OSError):
                socket.socket.shutdown(self._streams[host].get_extra_info("socket"), socket.SHUT_RDWR)

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except httpx.HTTPError:
            if not is_over.is_set():
                raise
        finally:
            timer.cancel()
        if is_over.is_set():
            raise _Passing(f"came too slowly: not whole after {seconds:g} s")

    def _read(self, url: str, response: httpx.Response, limit_bytes: int) -> Answer | str:
        status = response.status_code
        if response.has_redirect_location:
            target = join(url, response.headers["location"])
            if target is None:
                raise NotBrought("leads to something that is no web address")
            return target
        body = self._body(response, limit_bytes if status == 200 else MOST_OF_AN_ERROR_PAGE)
        if (status != 200 or is_html(body)) and is_challenge(dict(response.headers), body):
            self._resting[origin(url)] = CHALLENGE  # asking on would only make it worse
            raise NotBrought(CHALLENGE)
        if status == 200:
            return Answer(url, body, response.headers.get("etag"), response.headers.get("last-modified"))
        if status in PASSING:
            raise _Passing(f"is not to be had now ({status})", _retry_after(response, self._clock))
        raise NotBrought(REFUSED.get(status, f"was answered with {status}"))

    def _body(self, response: httpx.Response, limit_bytes: int) -> bytes:
        """The whole body. httpx raises where it is shorter than its Content-Length or its last chunk is missing."""
        too_large = f"is larger than {limit_bytes / MEGABYTE:g} MB. Allow more with --limit, or save it by hand"
        if response.headers.get("content-encoding", "").lower() not in ("", "identity", COMPRESSION):
            raise NotBrought("came in a compression that was not asked for")
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > limit_bytes:
            raise NotBrought(too_large)
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > limit_bytes:
                raise NotBrought(too_large)
        return bytes(body)

    def _robots_of(self, url: str) -> Protego:
        """The site's rules. None there (4xx): everything is allowed; out of reach: nothing is, as RFC 9309 says."""
        host = origin(url)
        if host not in self._robots:
            try:
                answer = self._once(f"{host}/robots.txt", MEGABYTE, None)
                if isinstance(answer, str) and is_same_site(url, answer):
                    answer = self._once(answer, MEGABYTE, None)
                text = answer.body.decode("utf-8", "replace") if isinstance(answer, Answer) and answer.body else ""
            except NotBrought:
                self._refuse_if_resting(host)
                text = ""
            except _Passing as passing:
                raise _Passing(
                    f"was not asked for: the site's robots.txt {passing}", passing.pause_seconds, is_silent=True
                ) from passing
            self._robots[host] = Protego.parse(text[:MOST_BYTES])
        return self._robots[host]

    def _wait_for_turn(self, url: str) -> None:
        host = origin(url)
        asked_for = self._robots[host].crawl_delay(AGENT) if host in self._robots else None
        between = min(max(SECONDS_BETWEEN_REQUESTS, asked_for or 0.0), SLOWEST_DELAY_SECONDS)
        if host in self._asked_at:
            wait = self._asked_at[host] + between - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)
        self._asked_at[host] = now = self._clock.monotonic()
        if now - self._begun_at.setdefault(host, now) > MOST_SECONDS_OF_A_HOST:
            taken = f"{urlsplit(host).netloc} has taken {MOST_SECONDS_OF_A_HOST / 3600:g} hours"
            self._resting[host] = f"was not asked for: {taken}. Fetch again later"
            self._refuse_if_resting(host)

    def _pause(self, host: str, attempt: int, passing: _Passing) -> None:
        pause = FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
        if passing.pause_seconds is not None:
            if passing.pause_seconds > LONGEST_PAUSE_SECONDS:
                words = f"the site asks to wait {passing.pause_seconds:.0f} s. Fetch again after that"
                self._resting[host] = words
                raise NotBrought(words) from passing
            pause = max(pause, passing.pause_seconds)
        self._clock.sleep(pause)

    def _refuse_if_resting(self, host: str) -> None:
        if host in self._resting:
            raise NotBrought(self._resting[host])


def _retry_after(response: httpx.Response, clock: Any) -> float | None:
    written = response.headers.get("retry-after", "").strip()
    if written.isdigit():
        return float(written)
    with suppress(TypeError, ValueError):
        return float(max(0.0, parsedate_to_datetime(written).timestamp() - clock.time()))
    return None
