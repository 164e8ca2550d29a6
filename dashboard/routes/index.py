"""/data/ and /api: what is served under the one, and every address as OpenAPI describes it; for people, and as JSON.
/feed.xml: new sources, revisions and withdrawals as an Atom feed, of all forces or of one (`?force=`).

Protects: no second dialect: /api describes what the other routes answer (addresses.toml). No number of a figure and
nothing erased stands in the feed, where an entry is dated by the release in which it came.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard import extract, installation, warehouse, words
from dashboard.pages import download
from dashboard.parts import results
from dashboard.parts.listing import render
from dashboard.routes import charts, data, stories
from dashboard.words import each
from ingest import __version__
from ingest.extracts import metadata
from ingest.extracts.files import KINDS
from ingest.extracts.wanted import FILTERS, CantFilter
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

SAID = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
SPDX = " AND ".join(metadata.LICENCES)  # both hold, each of its part
MOST_ENTRIES, MOST_NAMED = 100, 2  # of the feed; forces in one title
MOST_FIGURES = 3  # of one source with an entry each; a whole table may be revised at once
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CHANGED = {"revised": "Revised", "withdrawn": "Withdrawn", "gone": "No longer read"}
TEXT, ABOUT = "text/plain", f"{metadata.ABOUT} An empty cell is unknown, never zero."
PARAMETERS: dict[str, dict[str, Any]] = {name: {"name": name, **said} for name, said in SAID["parameters"].items()}
"""What an address may ask, by its name, as OpenAPI has it."""
for _name, _known in {"view": VIEWS_AND_TABLES, "chart": sorted(charts.CHARTS), **extract.IN_WORDS}.items():
    _schema = PARAMETERS[_name]["schema"]
    _schema.get("items", _schema)["enum"] = list(_known)


def index(request: Request) -> Response:
    data.only(request)
    base = installation.base_url() or str(request.base_url).rstrip("/")
    counts = download.tables()
    every = relations().values()
    tables = [{"name": of.name, "row": of.row, "meaning": of.meaning, "rows": counts[of.name]} for of in every]
    release = extract.release()
    if data.wants_json(request):
        told = [
            {key: table[key] for key in ("name", "meaning", "rows")}
            | {kind: f"{base}/data/{table['name']}.{kind}" for kind in KINDS}
            | {"metadata": f"{base}/data/{table['name']}.csv-metadata.json"}
            for table in tables
        ]
        whole = {"all": "all.zip", "package": "datapackage.json", "warehouse": "warehouse.duckdb"}
        said = {"release": release.name, "built_at": f"{release.built_at:%Y-%m-%dT%H:%M:%SZ}", "filters": list(FILTERS)}
        return JSONResponse(said | {"tables": told} | {name: f"{base}/data/{file}" for name, file in whole.items()})
    lines = [(tool, line.format(at=f"{base}/data/force_years.csv", base=base)) for tool, line in SAID["tools"].items()]
    dataset = Markup(metadata.in_html(metadata.dataset(release, base)))
    about = "Every public table as CSV, JSON, Parquet and XLSX, whole or filtered."
    given: dict[str, Any] = {"tables": tables, "kinds": KINDS, "filters": FILTERS, "lines": lines, "dataset": dataset}
    return HTMLResponse(data.in_plain("data.html", "Every table, as a file", about, "/data/", **given))


def _get(said: dict[str, Any], kind: str = "") -> dict[str, Any]:
    about = said["about"].format(kind=kind)
    gives = said.get("gives") or [KINDS[kind].partition(";")[0]]
    asked = [*said.get("takes", ()), *said.get("of_kind", {}).get(kind, ()), "release"]
    names = dict.fromkeys(name for wanted in asked for name in (FILTERS if wanted == "*" else [wanted]))
    answers: dict[str, Any] = {
        "200": {"description": about, "content": {media_type: {"schema": {}} for media_type in gives}},
        "304": {"description": "The reader has it already, by If-None-Match or, of a file, If-Modified-Since."},
    }
    answers |= {"307": {"description": said["moved"]}} if "moved" in said else {}
    for status, why in (SAID["refusals"] | (SAID["of_files"] if "is_file" in said else {})).items():
        own = gives if status == "206" else said.get("refused_as", ()) if status in {"404", "410"} else ()
        answers[status] = {"description": why, "content": {one: {"schema": {"type": "string"}} for one in (*own, TEXT)}}
    return {"get": {"summary": about, "parameters": [PARAMETERS[name] for name in names], "responses": answers}}


def description(base: str) -> dict[str, Any]:
    """The OpenAPI description. `base`: the address of this copy, without a stroke at its end."""
    paths = {
        said["path"].replace("{kind}", kind): _get(said, kind)
        for said in SAID["address"]
        for kind in (KINDS if "{kind}" in said["path"] else ("",))
    }
    licence = {"name": "CC BY 4.0; official series: Open Government Licence v3.0", "identifier": SPDX}
    about = {"title": "Disclosed", "version": __version__, "description": ABOUT, "license": licence}
    return {"openapi": "3.1.0", "info": about, "servers": [{"url": base or "/"}], "paths": paths | SAID["others"]}


def api(request: Request) -> Response:
    data.only(request)
    described = description(installation.base_url())
    if data.wants_json(request) or request.url.path.endswith(".json"):
        return JSONResponse(described)
    about = "Every address that answers programs, with a form to try each."
    return HTMLResponse(data.in_plain("api.html", "API", about, "/api", described=described))


class Entry(NamedTuple):
    """One of the feed. `updated`: when its release was built. `on`: a source's day, where it is known to the day."""

    mark: str
    title: str
    said: str
    path: str
    updated: datetime
    on: date | None = None
    is_change: bool = False


def feed(request: Request) -> Response:
    data.only(request, "force")
    forces = list(dict.fromkeys(request.query_params.getlist("force")))
    if len(forces) > 1:
        raise CantFilter("One force a feed: force=…")
    force = forces[0] if forces else None
    if force and not stories.is_known("force", force):
        known = words.listed([mark for mark, _ in stories.nearest("force", force)], "or") or "in /data/forces.csv"
        raise extract.NoSuchView(f"There is no force “{force}”. Nearest are {known}.")
    return Response(atom(entries(force), force), media_type="application/atom+xml; charset=utf-8")


def entries(force: str | None) -> list[Entry]:
    """Sources, revisions and withdrawals, the newest first."""
    gone = {mark for mark, *_ in warehouse.all_erased()}
    listed = [entry for entry in (*_changes(force), *_sources(force)) if entry.mark not in gone]
    listed.sort(key=lambda entry: entry.mark)
    # Of one release what was revised or withdrawn comes first: a reader has used it.
    listed.sort(key=lambda entry: (entry.updated, entry.is_change, entry.on or date.min), reverse=True)
    return listed[:MOST_ENTRIES]


def _sources(force: str | None) -> Iterator[Entry]:
    seen = {row.source_id: row for row in warehouse.of_releases("feed_sources")}
    copy = warehouse.current()
    for row in each(warehouse.query("sources_list", {"source_id": None})):
        if row.source_kind == "group" or (force and force not in row.about_ids):
            continue  # a group's claims: their titles may name it
        first, on = seen.get(row.source_id), row.answered_on or row.published_on or row.asked_on
        text = render("feed_source.md", row=row, on=on, is_first=first and first.is_first)
        path, built = f"/source?id={quote(row.source_id, safe=':~')}", first.built_at if first else copy.built_at
        day = date.fromisoformat(on) if on and len(on) == len("2021-05-01") else None
        yield Entry(row.source_id, f"Source: {row.title}", text, path, built, day)


def _changes(force: str | None) -> Iterator[Entry]:
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in warehouse.of_releases("changes_told", force=force):
        if row.kind in CHANGED:
            groups.setdefault((row.release, row.kind, row.source_id), []).append(row)
    said = "What it was and what it is stands on its page, under “Changes to this page”."
    for (_, kind, source), rows in groups.items():
        named = [f"{row.force}, {words.inside(results.counted_of(row))}, {words.period(row.period_id)}" for row in rows]
        told = [(row.figure_id, named[n], said, f"/figure/{row.figure_id}") for n, row in enumerate(rows)]
        if len(rows) > MOST_FIGURES:
            forces = sorted({row.force for row in rows})
            title = f"figures of {words.listed(forces[:MOST_NAMED])}{' and others' * (len(forces) > MOST_NAMED)}"
            text = f"{words.counted(len(rows), 'figure')} of one source."
            told = [(f"{source}-{kind}", title, text, f"/source?id={quote(source, safe=':~')}")]
        for mark, title, text, path in told:
            yield Entry(mark, f"{CHANGED[kind]}: {title}", text, path, rows[0].built_at, is_change=True)


def atom(listed: list[Entry], force: str | None = None) -> str:
    updated = max([entry.updated for entry in listed], default=warehouse.current().built_at)
    names = dict(warehouse.values("select force_id, name from forces"))
    given = {"name": names.get(force), "entries": listed, "force": force, "updated": updated}
    return NOT_XML.sub("", render("feed.xml", base=installation.base_url(), **given))


OWN = {"/data": index, "/data/": index, "/api": api, "/api/openapi.json": api, "/feed.xml": feed}
ROUTES = [*charts.ROUTES, *stories.ROUTES, *(data.route(*own) for own in OWN.items()), *data.ROUTES]
"""The addresses beside the pages."""
