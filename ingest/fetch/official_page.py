"""A government's page of statistics -> the tables on it that a map of `ingest/reference/long_tables/` describes.

Protects: only tables whose file begins as a map says, and only on a government's host, are followed from there; a page
of another kind has none.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ingest.fetch import sites
from ingest.official import maps
from ingest.official.maps import LongTable

OFFICIAL_HOST = ".gov.uk"
UPDATED = 'meta[name="govuk:public-updated-at"]'
DAY_IN_NAME = re.compile(r"-(\d{2})(\d{2})(\d{2})$")
TABLE_ENDINGS = (".ods", ".xlsx")


def is_official(url: str) -> bool:
    """Whether an address is on a host of a government, where forces' sites are not."""
    return (urlsplit(url).hostname or "").endswith(OFFICIAL_HOST)


def table_of(url: str) -> LongTable | None:
    """The table that a file is by its name."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).casefold()
    return next(
        (table for table in maps.load() if any(name.startswith(start.casefold()) for start in table.files)), None
    )


def tables_on(body: bytes, url: str) -> tuple[str, ...]:
    """The addresses of the known tables that a page of statistics links to, each once; none for any other page."""
    if not is_official(url):
        return ()
    found = (sites.join(url, anchor.attributes.get("href") or "") for anchor in LexborHTMLParser(body).css("a[href]"))
    return tuple(
        dict.fromkeys(
            link
            for link in found
            if link is not None
            and is_official(link)
            and urlsplit(link).path.casefold().endswith(TABLE_ENDINGS)
            and table_of(link) is not None
        )
    )


def day_in_name(name: str) -> str | None:
    """The day at the end of a file's name, as the Home Office writes its releases: "…-tables-230426" is 23 April
    2026."""
    found = DAY_IN_NAME.search(name)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return date(2000 + int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def updated_on(body: bytes) -> str | None:
    """The day on which the page was last brought up to date, as it says of itself; None where it doesn't."""
    said = LexborHTMLParser(body).css_first(UPDATED)
    written = (said.attributes.get("content") or "")[:10] if said is not None else ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None
