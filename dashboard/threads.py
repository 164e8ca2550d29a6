"""A source's address -> whether its requests and answers stand there as a thread, which the text reader reads."""

from __future__ import annotations

from urllib.parse import urlsplit

SITE = "www.whatdotheyknow.com"


def is_thread(url: str | None) -> bool:
    """Whether an address is one of the site's."""
    return urlsplit(url or "").hostname == SITE
