"""A page that was brought -> the keys of its source.toml, and the force that it belongs to or why none is known.

Protects: a force is one that the page itself names as the one asked or publishing; a day, a reference and a title are
printed there; nobody's name gets into a file that is committed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from ingest.fetch import sites
from ingest.fetch.pages import (
    DisclosurePage,
    RequestData,
    RequestPage,
    day_in_name,
    is_official,
    letters_of,
    message_of,
    table_of,
)
from ingest.fetch.source_file import Value
from ingest.model import Message
from ingest.privacy.names import find_names
from ingest.privacy.redact import clean
from ingest.reference import Campaign, Force, Reference
from ingest.sources import PUBLISHED
from ingest.thread import heads

WORD_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Facts:
    """`group`: the folder of the raw folder that it belongs in, None where the page doesn't tell, with the `reason`.
    `references`: what its folder may be called, the best first."""

    group: str | None
    reason: str | None
    references: tuple[str, ...]
    keys: dict[str, Value | None]
    notes: tuple[str, ...] = ()


def of_request(
    page: RequestPage, data: RequestData | None, url: str, campaign: Campaign | None, today: date, reference: Reference
) -> Facts:
    """What a WhatDoTheyKnow request tells of itself."""
    force, reason = _force_asked(page, data, reference)
    letters = letters_of(page)
    printed = heads.find_reference([letter for letter in letters if letter.kind == "response"])
    received = heads.find_received(letters)
    number = (data.number if data else None) or page.number
    own = f"WhatDoTheyKnow {number}" if number else page.slug
    is_other_law = data is not None and data.is_other_law
    keys: dict[str, Value | None] = {
        "force": force.force_id if force else None,
        "title": _title(page.title, letters, campaign, force, reference),
        "kind": "force_response",
        "publisher": force.name if force else None,
        "url": url,
        "law": heads.find_law(letters, force.force_id, reference) if force and not is_other_law else None,
        "campaign": campaign.campaign_id if campaign else None,
        "asked": (data.asked if data else None) or next((m.on for m in page.messages if not m.is_incoming), None),
        "received": date.fromisoformat(received) if received else None,
        "answered": data.answered if data else None,
        "fetched": today,
    }
    notes = [f"asks under another law than the information Acts ({data.state})"] if data and is_other_law else []
    return Facts(force.force_id if force else None, reason, _references(printed, own), keys, tuple(notes))


def of_page(page: DisclosurePage, url: str, today: date, reference: Reference) -> Facts:
    """What a page of a force's own site tells of itself."""
    named = _forces_of_site(url, page.site_names, reference)
    force = reference.forces[named[0]] if len(named) == 1 else None
    reason = None
    if force is None:
        which = ", ".join(named) or "no force"
        reason = f"The page at {url} names {which} as the one whose site it is, so that its force is not known."
    letter = message_of(1, "response", None, page.text)
    printed = heads.find_reference([letter])
    last = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    keys: dict[str, Value | None] = {
        "force": force.force_id if force else None,
        "title": _title(page.title, [letter], None, force, reference),
        "kind": "disclosure_log",
        "publisher": force.name if force else None,
        "url": url,
        "law": heads.find_law([letter], force.force_id, reference) if force else None,
        "fetched": today,
    }
    own = last or (urlsplit(url).hostname or "page")
    return Facts(force.force_id if force else None, reason, _references(printed, own), keys)


def of_file(url: str, today: date, reference: Reference, round_: str | None = None) -> Facts:
    """What the address alone of a document tells: of a force's site, or official statistics of a government's.
    `round_`: the day on which the page of statistics that links to it was last brought up to date."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).rsplit(".", 1)[0] or urlsplit(url).hostname or ""
    named = _forces_of_site(url, (), reference)
    keys: dict[str, Value | None] = {"title": " ".join(WORD_BREAKS.split(name)), "url": url, "fetched": today}
    if len(named) == 1:
        force = reference.forces[named[0]]
        keys |= {"force": force.force_id, "kind": "disclosure_log", "publisher": force.name}
        return Facts(force.force_id, None, (name,), keys)
    if is_official(url):
        table = table_of(url)
        if table:
            keys |= {"title": table.title, "publisher": table.publisher, "licence": table.licence}
            round_ = round_ or day_in_name(name)
        return Facts(PUBLISHED, None, (name,), {**keys, "kind": "official", "round": round_})
    reason = f"The address {url} is that of a document, and does not tell whose it is."
    return Facts(None, reason, (name,), keys)


def has_name(text: str, letters: Sequence[Message], reference: Reference) -> bool:
    """Whether the words hold a name, an e-mail address or a number of a person, as far as the letters tell."""
    return _clean(text, letters, reference) != text


def _force_asked(page: RequestPage, data: RequestData | None, reference: Reference) -> tuple[Force | None, str | None]:
    asked = {name for name in (page.authority, data.authority if data else None) if name}
    if len(asked) != 1:
        which = " and ".join(sorted(asked)) or "no authority"
        return None, f"The page names {which} as the one asked, so that its force is not known."
    (name,) = asked
    found = [force for force in reference.forces.values() if force.whatdotheyknow == name]
    if len(found) != 1:
        column = "the column whatdotheyknow of ingest/reference/forces.csv"
        return None, f"The authority asked is {name}, which stands {len(found)} times in {column}."
    return found[0], None


def _forces_of_site(url: str, site_names: Sequence[str], reference: Reference) -> tuple[str, ...]:
    """The forces whose own site an address is on: by the domains in forces.csv, else by the site's own name."""
    host = f"https://{urlsplit(url).hostname}/"
    by_domain = tuple(
        force.force_id
        for force in reference.forces.values()
        if any(sites.is_same_site(f"https://{domain}/", host) for domain in force.mail_domains)
    )
    if by_domain:
        return by_domain
    for name in site_names:
        whole = reference.force_by_name(name)
        named = (whole,) if whole else reference.forces_named_in(name)
        if named:
            return named
    return ()


def _references(printed: str | None, own: str) -> tuple[str, ...]:
    return (printed, own) if printed else (own,)


def _title(
    written: str | None,
    letters: Sequence[Message],
    campaign: Campaign | None,
    force: Force | None,
    reference: Reference,
) -> str:
    """The campaign's title, else the page's where it names nobody, else what every request is."""
    if campaign is not None:
        return campaign.title
    if written and not has_name(written, letters, reference):
        return written
    return f"Request to {force.name}" if force else "Request to a public body"


def _clean(text: str, letters: Sequence[Message], reference: Reference) -> str:
    names = find_names([line for letter in letters for line in letter.lines])
    return clean(text, names, reference)
