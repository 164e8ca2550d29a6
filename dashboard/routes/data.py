"""The addresses beside the pages: /data/…, /evidence/…, /health, and what all of them share.

Protects: an answer is of one release from first to last byte and says which by its ETag; what is not there is a 404 and
not a page, and a filter that can't be honoured is a 400 that says which can. Any origin may read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import extract, pictures, pinned, refusals, warehouse
from dashboard.charts import svg
from dashboard.charts.drawing import Drawing
from ingest.warehouse.releases import VIEWS_AND_TABLES, UnknownRelease

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
JSON = "application/json"


def route(path: str, endpoint: Callable[[Request], Response]) -> Route:
    """An address with what answers it."""
    return Route(path, answering(endpoint), methods=["GET", "HEAD"])


def answering(endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The endpoint, answering from first to last byte from one copy, of the release that the address pins; 304 to
    whoever holds it already, 404 with those that are kept for another, 410 for what was erased, and the reason for all
    else that can't be given."""

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        pins = set(request.query_params.getlist(pinned.NAME))
        if len(pins) > 1:
            return _said(refusals.ONE_RELEASE, 400)
        with pinned.to(next(iter(pins), None)), warehouse.held():
            try:
                named = str(request.path_params.get("mark") or request.path_params.get("rest") or "")
                if gone := refusals.erased([named.partition("/")[0].removesuffix(".png")]) if named else None:
                    return _said(gone, 410)
                found = endpoint(request)
                found.headers.update(CORS)
                return _tagged(found, request) if found.status_code == 200 else found
            except warehouse.NoWarehouse as problem:
                return _said(f"{problem}. Build it: {warehouse.HOW_TO_BUILD}.", 503)
            except extract.CantFilter as problem:
                return _said(str(problem), 400)
            except (UnknownRelease, extract.NoSuchView, pictures.NoPicture) as problem:
                return _said(str(problem), 404)

    return answer


def _said(text: str, status: int) -> Response:
    return PlainTextResponse(f"{text}\n", status, CORS)


def _tagged(found: Response, request: Request) -> Response:
    """The answer with its tag (release, version of the program, and which representation: the same tag, the same
    bytes); 304 where the reader's If-None-Match names it."""
    copy, asked = warehouse.current(), sorted(set(request.query_params.multi_items()))
    what = request.url.path, asked, wants_json(request), len(warehouse.known_releases())
    tag = f'"{copy.release}-{copy.version}-{hashlib.sha256(repr(what).encode()).hexdigest()[:12]}"'
    found.headers["ETag"] = tag
    held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={**CORS, "ETag": tag}) if tag in held or "*" in held else found


def wants_json(request: Request) -> bool:
    """Whether the Accept header asks for JSON first; without one, or with */*, HTML is sent."""
    return request.headers.get("accept", "").lower().lstrip().startswith(JSON)


def drawn(drawing: Drawing, width: int) -> Markup:
    """A drawing as SVG to be put into a template."""
    return Markup(svg.write(drawing, width))


def health(_: Request) -> Response:
    """200 and the release, or 503 and why."""
    try:
        copy = warehouse.newest()
    except warehouse.NoWarehouse as problem:
        return JSONResponse({"status": "no warehouse", "why": str(problem)}, 503)
    if copy.problem:
        return JSONResponse({"status": "old", "release": copy.release, "why": copy.problem}, 503)
    return JSONResponse({"status": "ok", "release": copy.release})


def csv(request: Request) -> Response:
    """A view or reference table as CSV, filtered as the address says."""
    wanted = extract.ask(request.path_params["view"], request.query_params.multi_items())
    name = f"disclosed-{wanted.view}-{warehouse.current().release}.csv"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(extract.as_csv(wanted), headers=headers, media_type="text/csv; charset=utf-8")


def evidence(draw: Callable[[str], bytes]) -> Callable[[Request], Response]:
    """A picture of the place of a figure or an answer in its document; 404 with the reason where there is none."""
    return lambda request: Response(draw(request.path_params["mark"]), media_type="image/png")


def whole(request: Request) -> Response:
    """The warehouse itself, as the copy that pages read."""
    copy = warehouse.current()
    return FileResponse(
        warehouse.file_of(copy), media_type="application/vnd.duckdb", filename=f"disclosed-{copy.release}.duckdb"
    )


def nothing(request: Request) -> Response:
    """404 for what is not served under a prefix of ours, with what is."""
    return _said(
        f"There is nothing at {request.url.path}. Served are /data/<view>.csv with <view> one of "
        f"{', '.join(VIEWS_AND_TABLES)}; /data/warehouse.duckdb; /evidence/<figure_id>.png; /health.",
        404,
    )


# Under these prefixes Streamlit would answer any address with its page and a 200.
PREFIXES = ("data", "evidence", "figure", "embed", "chart", "api", "health")

ROUTES = [
    route("/health", health),
    route("/data/warehouse.duckdb", whole),
    route("/data/{view}.csv", csv),
    route("/evidence/{mark}.png", evidence(pictures.png)),
    route("/evidence/{mark}/page.png", evidence(pictures.page_png)),
    *(route(f"/{prefix}", nothing) for prefix in PREFIXES if prefix != "health"),
    *(route(f"/{prefix}/{{rest:path}}", nothing) for prefix in PREFIXES),
]
