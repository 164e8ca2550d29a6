"""/api: the addresses of this site as OpenAPI describes them, for programs, and as a page with a form for each to try.

Protects: no second dialect. It describes what the other routes answer and answers nothing in their place.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import extract, installation
from dashboard.routes import charts
from dashboard.routes.data import in_plain, only, route, wants_json
from ingest import __version__
from ingest.extracts.files import KINDS
from ingest.extracts.metadata import ABOUT, LICENCES
from ingest.extracts.wanted import FILTERS
from ingest.warehouse.releases import VIEWS_AND_TABLES

TEXT = "text/plain"
SPDX = " AND ".join(LICENCES)  # both hold, each of its part
PNG, SVG, HTML, JSON = "image/png", "image/svg+xml", "text/html", "application/json"
REFUSALS = {
    "400": "What was asked can't be honoured: what is wrong, and what is known.",
    "404": "It is not here: what is.",
    "410": "It was erased.",
    "503": "There is no warehouse: how one is built.",
}


def _in_path(name: str, about: str, known: tuple[str, ...] = (), example: str = "") -> dict[str, Any]:
    schema = {"type": "string", **({"enum": list(known)} if known else {"pattern": "^[^/]+$"})}
    given = {"name": name, "in": "path", "required": True, "description": about, "schema": schema}
    return given | ({"example": example} if example else {})


def _asked(name: str, about: str, schema: dict[str, Any], example: Any = None) -> dict[str, Any]:
    given = {"name": name, "in": "query", "description": about, "schema": schema}
    return given if example is None else given | {"example": example}


def _filter(name: str) -> dict[str, Any]:
    """A filter with its sentence, an example, and where its values are few the list of them."""
    about, example = ABOUT_FILTERS[name]
    known = {"enum": list(extract.IN_WORDS[name])} if name in extract.IN_WORDS else {}
    schema = {"type": "array", "items": {"type": "string"} | known}
    return _asked(name, about, schema, [example])


ABOUT_FILTERS = {
    "force": ("The force or area that it is about: force_id in /data/forces.csv, and in /data/areas.csv.", "kent"),
    "area_kind": ("Forces, or regions, nations and other areas.", "region"),
    "measure": ("What is counted: measure_id in /data/measures.csv.", "offences_recorded"),
    "unit": ("What one is: an arrest, a person, an offence.", "offences"),
    "offence": ("The offence, class or group of them: offence_id in /data/offences.csv.", "ho_88a"),
    "period": ("The time that is counted: period_id in /data/periods.csv.", "2019/20"),
    "period_kind": ("Financial years, which begin in April, or calendar years, or other periods.", "financial_year"),
    "year": ("The year in which a financial or calendar year begins.", "2019"),
    "about_children": ("Whether only offences against children are counted.", "yes"),
    "kind": ("Who compiled the figure.", "force_response"),
    "hand": ("How near to the print the figure was read.", "own_document"),
    "campaign": ("The request that was sent: campaign_id in /data/campaigns.csv.", "online-grooming-2019-20"),
}
"""Each filter in a sentence, with a value of it."""
RELEASE = _asked(
    "release", "A release that is kept, by its name on the page Data; without it the newest.", {"type": "string"}
)
VIEW = _in_path("view", "A public view or table.", VIEWS_AND_TABLES)
FORCE = _filter("force")
FILTERED = [*(_filter(name) for name in FILTERS if name != "release"), RELEASE]
CHOSEN = [
    _asked("columns", "These columns in this order, parted by commas.", {"type": "string"}, "force,year,value"),
    _asked("limit", "So many rows from the top.", {"type": "integer", "minimum": 0, "maximum": 999_999_999}, 100),
    _asked("wide", "A column for each year; of force_years.", {"type": "integer", "enum": [1]}),
]
OWN = {
    "csv": [_asked("bom", "A mark, by which Excel opens it well.", {"type": "integer", "enum": [1]})],
    "json": [_asked("orient", "A list for each column.", {"type": "string", "enum": ["columns"]})],
}


def _get(
    about: str, media_types: tuple[str, ...], parameters: list[dict[str, Any]], refused_as: str = TEXT
) -> dict[str, Any]:
    """A path that answers GET and HEAD alike. `refused_as`: the media type in which it says that nothing is there."""
    answers: dict[str, Any] = {
        "200": {"description": about, "content": {media_type: {"schema": {}} for media_type in media_types}},
        "304": {"description": "The reader has it already, by If-None-Match."},
    }
    for status, why in REFUSALS.items():
        types = {refused_as, TEXT} if status == "404" else {TEXT}
        answers[status] = {"description": why, "content": {kind: {"schema": {"type": "string"}} for kind in types}}
    return {"get": {"summary": about, "parameters": parameters, "responses": answers}}


def description(base: str) -> dict[str, Any]:
    """The OpenAPI description. `base`: the address of this copy, without a stroke at its end."""
    named = tuple(sorted(charts.CHARTS))
    chart = _in_path("chart", "A chart.", named)
    marked = _in_path("id", "The id of a figure: figure_id in every view of figures.", example="0q7mrh7fv3s5")
    slug = _in_path("slug", "A force's id: force_id in /data/forces.csv.", example="kent")
    paths = {
        "/data/": _get("What is served under /data/.", (HTML, JSON), [RELEASE]),
        **{
            f"/data/{{view}}.{kind}": _get(
                f"A view or table as {kind}, whole or filtered.",
                (media_type.partition(";")[0],),
                [VIEW, *FILTERED, *CHOSEN, *OWN.get(kind, [])],
            )
            for kind, media_type in KINDS.items()
        },
        "/data/{view}.csv-metadata.json": _get(
            "What its columns mean, as CSV on the Web.", ("application/csvm+json",), [VIEW, RELEASE]
        ),
        "/data/datapackage.json": _get("The whole as a Frictionless data package.", (JSON,), [RELEASE]),
        "/data/all.zip": _get("Everything as CSV with its metadata.", ("application/zip",), [RELEASE]),
        "/data/warehouse.duckdb": _get("The warehouse itself.", ("application/vnd.duckdb",), [RELEASE]),
        "/figure/{id}": _get("The story of a figure.", (HTML, JSON), [marked, RELEASE], HTML),
        "/force/{slug}": _get("The story of a force.", (HTML, JSON), [slug, RELEASE], HTML),
        "/evidence/{id}.png": _get("A figure's place in its document, marked.", (PNG,), [marked, RELEASE]),
        "/chart/{chart}.png": _get("A chart as a picture.", (PNG,), [chart, *FILTERED]),
        "/chart/{chart}.svg": _get("A chart as a picture.", (SVG,), [chart, *FILTERED]),
        "/chart/{chart}.csv": _get("The rows that a chart draws.", (KINDS["csv"],), [chart, *FILTERED]),
        "/embed/{chart}": _get("A chart for an iframe.", (HTML,), [chart, *FILTERED]),
        "/feed.xml": _get("What is new, as Atom.", ("application/atom+xml",), [FORCE, RELEASE]),
        "/health": {
            "get": {
                "summary": "Whether this copy is well, and its release.",
                "responses": {
                    status: {"description": about, "content": {JSON: {"schema": {"type": "object"}}}}
                    for status, about in (("200", "It is."), ("503", "Why it is not."))
                },
            }
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Disclosed",
            "version": __version__,
            "description": f"{ABOUT} An empty cell is unknown, never zero.",
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


ROUTES = [route("/api", api), route("/api/openapi.json", lambda _: JSONResponse(description(installation.base_url())))]
