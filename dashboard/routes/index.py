"""/data/ and /api: what is served under the one, and every address as OpenAPI describes it; for people, and as JSON.

Protects: no second dialect: /api describes what the other routes answer (addresses.toml).
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard import extract, installation
from dashboard.pages import download
from dashboard.routes import charts, data, feed, stories
from dashboard.routes.data import in_plain, only, route, wants_json
from ingest import __version__
from ingest.extracts import metadata
from ingest.extracts.files import KINDS
from ingest.extracts.wanted import FILTERS
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

SAID = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
SPDX = " AND ".join(metadata.LICENCES)  # both hold, each of its part
TEXT, ABOUT = "text/plain", f"{metadata.ABOUT} An empty cell is unknown, never zero."
PARAMETERS: dict[str, dict[str, Any]] = {name: {"name": name, **said} for name, said in SAID["parameters"].items()}
"""What an address may ask, by its name, as OpenAPI has it."""
for _name, _known in {"view": VIEWS_AND_TABLES, "chart": sorted(charts.CHARTS), **extract.IN_WORDS}.items():
    _schema = PARAMETERS[_name]["schema"]
    _schema.get("items", _schema)["enum"] = list(_known)


def index(request: Request) -> Response:
    only(request)
    base = installation.base_url() or str(request.base_url).rstrip("/")
    counts = download.tables()
    tables = [
        {"name": name, "row": relation.row, "meaning": relation.meaning, "rows": counts[name]}
        for name, relation in relations().items()
    ]
    release = extract.release()
    if wants_json(request):
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
    return HTMLResponse(in_plain("data.html", "Every table, as a file", about, "/data/", **given))


def _get(said: dict[str, Any], kind: str = "") -> dict[str, Any]:
    about = said["about"].format(kind=kind)
    gives = said.get("gives") or [KINDS[kind].partition(";")[0]]
    asked = [*said.get("takes", ()), *said.get("of_kind", {}).get(kind, ()), "release"]
    names = dict.fromkeys(name for wanted in asked for name in (FILTERS if wanted == "*" else [wanted]))
    answers: dict[str, Any] = {
        "200": {"description": about, "content": {media_type: {"schema": {}} for media_type in gives}},
        "304": {"description": "The reader has it already, by If-None-Match or, of a file, If-Modified-Since."},
    }
    for status, why in SAID["refusals"].items():
        types = dict.fromkeys([said.get("refused_as", TEXT), TEXT] if status == "404" else [TEXT])
        answers[status] = {"description": why, "content": {type_: {"schema": {"type": "string"}} for type_ in types}}
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
    only(request)
    described = description(installation.base_url())
    if wants_json(request):
        return JSONResponse(described)
    about = "Every address that answers programs, with a form to try each."
    return HTMLResponse(in_plain("api.html", "API", about, "/api", described=described))


OWN: dict[str, Callable[[Request], Response]] = {"/data": index, "/data/": index, "/api": api}
OWN["/api/openapi.json"] = lambda _: JSONResponse(description(installation.base_url()))
ROUTES = [*charts.ROUTES, *stories.ROUTES, *feed.ROUTES, *(route(*own) for own in OWN.items()), *data.ROUTES]
"""The addresses beside the pages."""
