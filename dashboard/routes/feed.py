"""/feed.xml: new sources, revisions and withdrawals as an Atom feed, of all forces or of one (`?force=`).

Protects: no number of a figure and nothing erased stands in it; an entry is dated by the release in which it came.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dashboard import extract, installation, warehouse, words
from dashboard.parts.listing import render
from dashboard.routes.data import only, route
from dashboard.routes.stories import nearest
from dashboard.words import each
from ingest.extracts.wanted import CantFilter

MOST = 100
MOST_FORCES = 2  # that are named in one title
MOST_FIGURES = 3  # of one source that are named in one entry; a whole table may be revised at once
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
KINDS = {"revised": "Revised", "withdrawn": "Withdrawn", "gone": "No longer read"}


@dataclass(frozen=True)
class Entry:
    """`updated`: when its release was built. `on`: the day of the source, where it is known to the day."""

    mark: str
    title: str
    said: str
    path: str
    updated: datetime
    on: date | None = None
    is_change: bool = False


def feed(request: Request) -> Response:
    only(request, "force")
    forces = list(dict.fromkeys(request.query_params.getlist("force")))
    if len(forces) > 1:
        raise CantFilter("One force a feed: force=…")
    force = forces[0] if forces else None
    name = dict(warehouse.values("select force_id, name from forces")).get(force)
    if force and name is None:
        known = words.listed([mark for mark, _ in nearest("force", force)], "or")
        raise extract.NoSuchView(f"There is no force {force!r}. Nearest are {known}.")
    return Response(write(entries(force), name, force), media_type="application/atom+xml; charset=utf-8")


def entries(force: str | None) -> list[Entry]:
    """Sources, revisions and withdrawals, the newest first."""
    gone = {mark for mark, _, _ in warehouse.all_erased()}
    listed = [entry for entry in (*_changes(force), *_sources(force)) if entry.mark not in gone]
    listed.sort(key=lambda entry: entry.mark)
    # Of one release what was revised or withdrawn comes first: a reader has used it.
    return sorted(listed, key=lambda entry: (entry.updated, entry.is_change, entry.on or date.min), reverse=True)[:MOST]


def _sources(force: str | None) -> Iterator[Entry]:
    seen = {row.source_id: row for row in warehouse.of_releases("feed_sources")}
    copy = warehouse.current()
    for row in each(warehouse.query("sources_list", {"source_id": None})):
        if row.source_kind == "group" or (force and force not in row.about_ids):
            continue  # a group's claims: their titles may name it
        first, on = seen.get(row.source_id), row.answered_on or row.published_on or row.asked_on
        when = f"published {words.day(on)}" if on else "with no day known"
        read = f", read in {row.read_in}" if row.read_in else ""
        text = f"By {row.publisher or 'an office that is not named'}{read}; {when}."
        text += " It was here before the first release that is kept." if first and first.is_first else ""
        path, built = f"/source?id={quote(row.source_id, safe=':~')}", first.built_at if first else copy.built_at
        day = date.fromisoformat(on) if on and len(on) == len("2021-05-01") else None
        yield Entry(row.source_id, f"Source: {row.title}", text, path, built, day)


def _changes(force: str | None) -> Iterator[Entry]:
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in warehouse.of_releases("changes_told", force=force):
        if row.kind in KINDS:
            groups.setdefault((row.release, row.kind, row.source_id), []).append(row)
    for (_, kind, source), rows in groups.items():
        built = rows[0].built_at
        if len(rows) > MOST_FIGURES:
            forces = sorted({row.force for row in rows})
            more = " and others" if len(forces) > MOST_FORCES else ""
            title = f"{KINDS[kind]}: figures of {words.listed(forces[:MOST_FORCES])}{more}"
            text = f"{words.counted(len(rows), 'figure')} of one source."
            path = f"/source?id={quote(source, safe=':~')}"
            yield Entry(f"{source}-{kind}", title, text, path, built, is_change=True)
            continue
        for row in rows:
            offence = f", {words.offence(row.offence)}" if row.offence else ""
            what = f"{row.force}, {words.inside(row.measure)}{offence}, {words.period(row.period_id)}"
            said = "What it was and what it is stands on its page, under “Changes to this page”."
            yield Entry(
                row.figure_id, f"{KINDS[kind]}: {what}", said, f"/figure/{row.figure_id}", built, is_change=True
            )


def write(listed: list[Entry], name: str | None, force: str | None) -> str:
    updated = max([entry.updated for entry in listed], default=warehouse.current().built_at)
    given = {"name": name, "entries": listed, "force": force, "base": installation.base_url(), "updated": updated}
    return NOT_XML.sub("", render("feed.xml", **given))


ROUTES = [route("/feed.xml", feed)]
