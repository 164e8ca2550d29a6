"""/data/ and /api: what is served under the one, and every address as OpenAPI describes them; for people, and as JSON
for programs.

Protects: no second dialect. /api describes what the other routes answer (addresses.toml) and answers nothing in their
place.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import extract, installation
from dashboard.pages import download
from dashboard.routes import charts, data, feed, sql, stories
from dashboard.routes.data import in_plain, only, route, wants_json
from ingest import __version__
from ingest.extracts import metadata
from ingest.extracts.files import KINDS
from ingest.extracts.wanted import FILTERS
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

SAID = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
SPDX = " AND ".join(metadata.LICENCES)  # both hold, each of its part
TEXT = "text/plain"


def index(request: Request) -> Response:
    """What is served under /data/."""
    only(request)
    base = installation.base_url() or str(request.base_url).rstrip("/")
    counts = download.tables()
    tables = [
        {"name": name, "row": relation.row, "meaning": relation.meaning, "rows": counts[name]}
        for name, relation in relations().items()
    ]
    release = extract.release()
    if wants_json(request):
        return JSONResponse(
            {
                "release": release.name,
                "built_at": f"{release.built_at:%Y-%m-%dT%H:%M:%SZ}",
                "filters": list(FILTERS),
                "tables": [
                    {key: table[key] for key in ("name", "meaning", "rows")}
                    | {kind: f"{base}/data/{table['name']}.{kind}" for kind in KINDS}
                    | {"metadata": f"{base}/data/{table['name']}.csv-metadata.json"}
                    for table in tables
                ],
                "all": f"{base}/data/all.zip",
                "package": f"{base}/data/datapackage.json",
                "warehouse": f"{base}/data/warehouse.duckdb",
            }
        )
    lines = [(tool, line.format(at=f"{base}/data/force_years.csv", base=base)) for tool, line in SAID["tools"].items()]
    dataset = Markup(metadata.in_html(metadata.dataset(release, base)))
    about = "Every public table as CSV, JSON, Parquet and XLSX, whole or filtered."
    given = {"tables": tables, "kinds": KINDS, "filters": FILTERS, "lines": lines, "dataset": dataset}
    return in_plain("data.html", "Every table, as a file", about, "/data/", **given)


def parameter(name: str) -> dict[str, Any]:
    """What an address may ask, as OpenAPI has it."""
    said = SAID["parameters"][name]
    given = {"name": name, "in": "query", "description": said["about"]}
    known = {"view": VIEWS_AND_TABLES, "chart": sorted(charts.CHARTS), **extract.IN_WORDS}.get(name)
    schema = {"type": "string"} | ({"enum": list(known)} if known else {})
    match said.get("in"):
        case "path":
            given |= {"in": "path", "required": True, "schema": schema if known else schema | {"pattern": "^[^/]+$"}}
        case "filter":
            return given | {"schema": {"type": "array", "items": schema}, "example": [said["example"]]}
        case _:
            given["schema"] = said["schema"]
    return given | ({"example": said["example"]} if "example" in said else {})


def _get(said: dict[str, Any], kind: str = "") -> dict[str, Any]:
    """An address that answers GET and HEAD alike."""
    about = said["about"].format(kind=kind)
    gives = said.get("gives") or [KINDS[kind].partition(";")[0]]
    filters = [name for name in FILTERS if name != "release"]
    asked = [
        name for wanted in said.get("takes", ()) for name in ([*filters, "release"] if wanted == "*" else [wanted])
    ]
    asked += said.get("of_kind", {}).get(kind, ())
    answers: dict[str, Any] = {
        "200": {"description": about, "content": {media_type: {"schema": {}} for media_type in gives}},
        "304": {"description": "The reader has it already, by If-None-Match."},
    }
    for status, why in SAID["refusals"].items():
        types = {said.get("refused_as", TEXT), TEXT} if status == "404" else {TEXT}
        answers[status] = {"description": why, "content": {type_: {"schema": {"type": "string"}} for type_ in types}}
    names = dict.fromkeys([*asked, "release"])
    return {"get": {"summary": about, "parameters": [parameter(name) for name in names], "responses": answers}}


def description(base: str) -> dict[str, Any]:
    """The OpenAPI description. `base`: the address of this copy, without a stroke at its end."""
    paths = {
        said["path"].replace("{kind}", kind): _get(said, kind)
        for said in SAID["address"]
        for kind in (KINDS if "{kind}" in said["path"] else ("",))
    }
    well = {"200": "It is.", "503": "Why it is not."}
    content = {"application/json": {"schema": {"type": "object"}}}
    paths["/health"] = {
        "get": {
            "summary": "Whether this copy is well, and its release.",
            "responses": {status: {"description": about, "content": content} for status, about in well.items()},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Disclosed",
            "version": __version__,
            "description": f"{metadata.ABOUT} An empty cell is unknown, never zero.",
            "license": {"name": "CC BY 4.0; official series: Open Government Licence v3.0", "identifier": SPDX},
        },
        "servers": [{"url": base or "/"}],
        "paths": paths,
    }


def api(request: Request) -> Response:
    """The description as JSON, or for people with a form for each address."""
    only(request)
    described = description(installation.base_url())
    if wants_json(request):
        return JSONResponse(described)
    about = "Every address that answers programs, with a form to try each."
    return in_plain("api.html", "API", about, "/api", described=described)


ROUTES = [
    *charts.ROUTES,
    *stories.ROUTES,
    *feed.ROUTES,
    route("/data", index),
    route("/data/", index),
    *sql.ROUTES,
    route("/api", api),
    route("/api/openapi.json", lambda _: JSONResponse(description(installation.base_url()))),
    *data.ROUTES,
]
"""The addresses beside the pages."""
