"""A WhatDoTheyKnow request's address -> its folder: the page, what the JSON beside it tells, every attachment.

Protects: the page that is here is replaced only by one that holds all its letters; a request that can't be had leaves
what is here as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ingest.fetch import facts, folders, kept, request_page, sites
from ingest.fetch.filling import Filling, Wanted, bring_document, finish, relative, settle, stored
from ingest.fetch.kept import Kept
from ingest.fetch.report import Place, Report
from ingest.fetch.request_page import RequestPage
from ingest.fetch.source_file import Document
from ingest.fetch.web import MEGABYTE, Answer, NotBrought, Validators, Web
from ingest.reference import Campaign, Reference

THREAD, THREAD_NOW, DATA = "thread.html", "thread-now.html", "request.json"
PAGE_LIMIT_BYTES = 20 * MEGABYTE


def bring_request(web: Web, address: str, place: Place, campaign: Campaign | None) -> Report:
    """Bring one request by its address. Never raises for what a site does."""
    report = Report(address)
    folder = folders.find(place.raws, [address])
    files = kept.load(folder) if folder else {}
    place.on_step(f"asking for {address}")
    try:
        answer = web.get(
            address,
            limit_bytes=PAGE_LIMIT_BYTES,
            validators=_validators(files, address),
            wrong=request_page.not_whole,
        )
    except NotBrought as problem:
        report.folder = relative(folder)
        report.left.append((address, str(problem)))
        return report
    canonical = request_page.address_of(answer.url) or address
    folder = folder or folders.find(place.raws, [canonical])
    body = answer.body if answer.body is not None else stored(folder, files, address)
    page = request_page.read(body, canonical)
    assert page is not None, "what is no request's page raises NotBrought"
    data = _ask_data(web, f"{canonical}.json", folder, report)
    told = request_page.read_data(data) if data else None
    campaign = campaign or _campaign_of(canonical, place.reference)
    known = facts.of_request(page, told, canonical, campaign, place.today, place.reference)
    filling = settle(folder, known, place, report)
    _put_thread(filling, address, answer, body, page, canonical)
    if data is not None:
        _put_data(filling, data)
    filling.list_up()
    for attached in page.attachments:
        stem = f"attachment-{attached.response}-{attached.part}"
        shown = f"{canonical}#incoming-{attached.response}"  # its own address holds the sender's name for it
        bring_document(web, filling, Wanted(attached.url, attached.name, stem, shown), place)
    if page.hidden:
        report.notes.append(f"attachments that are named on the page and not given by the site: {page.hidden}")
    finish(filling)
    return report


def _validators(files: Mapping[str, Kept], url: str) -> Validators | None:
    return files[url].validators if url in files else None


def _campaign_of(address: str, reference: Reference) -> Campaign | None:
    """The campaign that lists the request among those it asked."""
    page = sites.page_of(address)
    for campaign in reference.campaigns.values():
        if any(asked.url and sites.page_of(asked.url) == page for asked in campaign.asked):
            return campaign
    return None


def _ask_data(web: Web, url: str, folder: Path | None, report: Report) -> dict[str, object] | None:
    """The JSON beside the page, stripped of people. What was stripped before is used again where none is to be had,
    and the report says so."""
    try:
        answer = web.get(url, limit_bytes=PAGE_LIMIT_BYTES)
        data = request_page.stripped(answer.body or b"")
        why = "is not what it should be"
    except NotBrought as problem:
        data, why = None, str(problem)
    if data is None:
        report.notes.append(f"its data, {url}, {why}: days and states are those of the page alone")
        there = folder / DATA if folder else None
        return request_page.stripped(there.read_bytes()) if there and there.is_file() else None
    return data


def _put_thread(filling: Filling, address: str, answer: Answer, body: bytes, page: RequestPage, canonical: str) -> None:
    """The request's page; one that has lost letters stands beside the one that is here."""
    filling.documents.append(Document(THREAD, None, canonical))
    old = _page_there(filling, THREAD, canonical)
    name = THREAD
    if (filling.folder / THREAD).is_file() and (old is None or request_page.lost(old, page)):
        gone = len(request_page.lost(old, page)) if old else 0
        why = f"{gone} letters of {THREAD} are no longer on the page" if old else f"{THREAD} is no such page"
        filling.report.notes.append(f"{why}: it was kept, and today's page stands beside it as {THREAD_NOW}")
        name, old = THREAD_NOW, _page_there(filling, THREAD_NOW, canonical)
    is_same = old is not None and request_page.says(old) == request_page.says(page)
    filling.put_page(name, address, answer, body, is_same=is_same)


def _page_there(filling: Filling, name: str, canonical: str) -> RequestPage | None:
    there = filling.folder / name
    return request_page.read(there.read_bytes(), canonical) if there.is_file() else None


def _put_data(filling: Filling, data: Mapping[str, object]) -> None:
    body = json.dumps(data, indent=1, ensure_ascii=False).encode()
    there = filling.folder / DATA
    if there.is_file() and there.read_bytes() == body:
        filling.report.unchanged.append(DATA)
        return
    kept.put(filling.folder, DATA, body)
    filling.report.brought.append(DATA)
