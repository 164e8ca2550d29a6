"""`fetch`: brings a request or a page, or every request of a campaign, into the raw folder.

Exit 0: all is here. 1: something is left to fetch, named with the reason; run it again later. 2: nothing done (no
address, unknown campaign, a folder that can't be written). 130: broken off; what is whole is kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

import ingest
from ingest import reference as reference_data
from ingest.commands.common import RAWS, NoWarehouse, Raws, campaign_named, fail, say, stderr, stopping
from ingest.fetch.bring import Place, Report, bring
from ingest.fetch.web import MEGABYTE, Web, is_public, split, user_agent
from ingest.model import Stop
from ingest.reference import Campaign, Reference

BROKEN_OFF = 130
CLOCK: Any = time
MAY_ASK = is_public  # no option: what stands in a private network is saved by hand


@stopping
def fetch(
    url: Annotated[str | None, typer.Argument(help="A WhatDoTheyKnow request, a disclosure-log page, a table.")] = None,
    campaign_id: Annotated[str | None, typer.Option("--campaign", help="Every request that it lists.")] = None,
    raws: Raws = RAWS,
    timeout: Annotated[float, typer.Option(min=0.05, help="Seconds to wait for a site's next bytes.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, help="Megabytes of one document; of one source ten times that.")] = 50,
    _warehouse: NoWarehouse = None,
) -> int:
    reference = reference_data.load()
    if (url is None) == (campaign_id is None):
        raise Stop("fetch needs either an address or --campaign NAME: python -m ingest fetch https://…")
    campaign = campaign_named(campaign_id, reference)
    urls = list(dict.fromkeys(asked.url for asked in campaign.asked if asked.url)) if campaign else [url or ""]
    for address in urls:
        if split(address) is None:
            raise Stop(f"{address!r} is no address that can be fetched: it must begin with https:// or http://.")
    if not urls:
        raise Stop(f"campaign {campaign_id!r} lists no address. Give its [[asked]] entries a url.")
    today = datetime.fromtimestamp(CLOCK.time(), UTC).date()
    place = Place(raws, reference, today, limit * MEGABYTE, 10 * limit * MEGABYTE, _step)
    agent = user_agent(ingest.__version__, os.environ.get("DISCLOSED_CONTACT"))
    web = Web(agent, CLOCK, timeout, MAY_ASK)
    with web.client:
        return _bring_all(web, urls, place, campaign)


def _bring_all(web: Web, urls: Sequence[str], place: Place, campaign: Campaign | None) -> int:
    reports: list[Report] = []
    exit_code = 0
    try:
        for n, url in enumerate(urls, 1):
            if len(urls) > 1:
                _step(f"{n} of {len(urls)}")
            reports.append(bring(web, url, place, campaign))
            _tell(reports[-1])
    except KeyboardInterrupt:
        exit_code = BROKEN_OFF
        stderr.print("Broken off. What is whole is kept; run it again for the rest.", markup=False)
    except OSError as error:
        exit_code = fail(f"{error.filename or place.raws[0]}: could not be written ({error.strerror or error}).")
    left = [report for report in reports if report.left]
    if len(urls) > 1:
        brought = sum(len(report.brought) for report in reports)
        say(f"{len(reports)} of {len(urls)} addresses asked: {brought} files brought, something left at {len(left)}")
        if left or len(reports) < len(urls):
            say("Run it again for the rest: what is here is not fetched again.")
    if campaign is not None:
        _compare(reports, campaign, place.reference)
    return exit_code or int(bool(left))


def _step(words: str) -> None:
    stderr.print(words, markup=False, style="dim")


def _tell(report: Report) -> None:
    say(
        f"{report.folder or report.url}: {len(report.brought)} brought, {len(report.unchanged)} unchanged, "
        f"{len(report.left)} left"
    )
    for what, why in report.left:
        say(f"  left: {what} {why}")
    for note in report.notes:
        say(f"  note: {note}")


def _compare(reports: Sequence[Report], campaign: Campaign, reference: Reference) -> None:
    forces = {asked.url: asked.force_id for asked in campaign.asked if asked.url and asked.force_id}
    for report in reports:
        said = forces.get(report.url)
        group = report.folder.split("/")[0] if report.folder else None
        if said and group in reference.forces and group != said:
            say(f"note: {report.url} was asked of {group}, while the campaign's file says {said}")
