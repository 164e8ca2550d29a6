"""Addresses: whether two are of one site, and one in the form in which it is compared and asked.

Protects: a page leads to its own site's documents and nowhere else; only http and https are asked.
"""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

SCHEMES = ("http", "https")
DEFAULT_PORTS = {"http": 80, "https": 443}
KEPT_AS_THEY_ARE = "/%:=&?~+!$,;'@()*[]"


class NotBrought(Exception):
    """What could not be had, in words that follow an address."""


def split(url: str) -> SplitResult | None:
    """The parts of an address that may be asked; None for another scheme, no host, a user name or no port."""
    try:
        parts = urlsplit(url.strip())
        is_fit = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.username is None
        _ = parts.port
    except ValueError:
        return None
    return parts if is_fit else None


def plain(url: str) -> str:
    """The address without fragment, with scheme and host in lower case and without a port that goes without saying."""
    parts = split(url)
    if parts is None or parts.hostname is None:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()]) else f":{parts.port}"
    path = quote(parts.path or "/", safe=KEPT_AS_THEY_ARE)
    return urlunsplit((parts.scheme.lower(), host + port, path, quote(parts.query, safe=KEPT_AS_THEY_ARE), ""))


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
    """Whether `other` is on the host of `home` (with or without www.) or below it, at the same port.

    Hosts above or beside it are other sites: one force's page does not lead into another's.
    """
    one, two = split(home), split(other)
    if one is None or two is None or one.hostname is None or two.hostname is None:
        return False
    if not _same_port(one, two):
        return False
    host = one.hostname.removeprefix("www.")
    return two.hostname == one.hostname or two.hostname == host or two.hostname.endswith(f".{host}")


def _same_port(one: SplitResult, two: SplitResult) -> bool:
    """The same port, or each the usual one of its scheme."""
    usual = [parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()]) for parts in (one, two)]
    return all(usual) or (not any(usual) and one.port == two.port)
