"""One address -> a Report: the folder that was filled, what was brought or was there already, what is left and why."""

from __future__ import annotations

from ingest.fetch import request_page, sites
from ingest.fetch.bring_page import bring_page
from ingest.fetch.bring_request import bring_request
from ingest.fetch.report import Place, Report
from ingest.fetch.web import Web
from ingest.reference import Campaign


def bring(web: Web, url: str, place: Place, campaign: Campaign | None = None) -> Report:
    """Bring a request (by the address of its page, a message or an attachment of it), a page, or a document alone.

    Never raises for what a site does; OSError where the disk does not do its part.
    """
    address = request_page.address_of(url)
    if address is not None:
        return bring_request(web, address, place, campaign)
    return bring_page(web, sites.plain(url), place)
