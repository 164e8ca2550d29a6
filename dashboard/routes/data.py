"""The addresses beside the pages: /data/…, /evidence/…, /health. Answers carry an ETag; any origin may read.

Protects: what is not there is a 404 and not a page, and a filter that can't be honoured is a 400 that says which can.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import extract, pictures, pinned, refusals, warehouse
from ingest.warehouse.public import VIEWS_AND_TABLES
from ingest.warehouse.releases import UnknownRelease

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}


def etag(copy: warehouse.Copy, representation: str) -> str:
    """Release, version of the program, and which representation: the same tag, the same bytes."""
    return f'"{copy.release}-{copy.version}-{representation}"'


def is_fresh(request: Request, tag: str) -> bool:
    """Whether the reader holds this already (If-None-Match)."""
    held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return tag in held or "*" in held


def health(_: Request) -> Response:
    """200 and the release, or 503 and why."""
    try:
        copy = warehouse.newest()
    except warehouse.NoWarehouse as problem:
        return JSONResponse({"status": "no warehouse", "why": str(problem)}, 503, CORS)
    if copy.problem:
        return JSONResponse({"status": "old", "release": copy.release, "why": copy.problem}, 503, CORS)
    return JSONResponse({"status": "ok", "release": copy.release}, 200, CORS)


def csv(request: Request) -> Response:
    """A view or reference table as CSV, filtered as the address says."""
    copy = warehouse.current()
    wanted = extract.ask(request.path_params["view"], request.query_params.multi_items())
    tag = etag(copy, wanted.representation)
    if is_fresh(request, tag):
        return Response(status_code=304, headers={**CORS, "ETag": tag})
    name = f"disclosed-{wanted.view}-{copy.release}.csv"
    headers = {**CORS, "ETag": tag, "Content-Disposition": f'inline; filename="{name}"'}
    return Response(extract.as_csv(wanted), headers=headers, media_type="text/csv; charset=utf-8")


def evidence(what: str, draw: Callable[[str], bytes], request: Request) -> Response:
    """A picture of the place of a figure or an answer in its document; 404 with the reason where there is none."""
    mark = request.path_params["mark"]
    tag = etag(warehouse.current(), f"{what}-{mark}")
    body = draw(mark)
    if is_fresh(request, tag):
        return Response(status_code=304, headers={**CORS, "ETag": tag})
    return Response(body, headers={**CORS, "ETag": tag}, media_type="image/png")


def whole(request: Request) -> Response:
    """The warehouse itself, as the copy that pages read."""
    copy = warehouse.current()
    tag = etag(copy, "duckdb")
    if is_fresh(request, tag):
        return Response(status_code=304, headers={**CORS, "ETag": tag})
    return FileResponse(
        warehouse.file_of(copy),
        media_type="application/vnd.duckdb",
        filename=f"disclosed-{copy.release}.duckdb",
        headers={**CORS, "ETag": tag},
    )


def nothing(request: Request) -> Response:
    """404 for what is not served under a prefix of ours, with what is."""
    return PlainTextResponse(
        f"There is nothing at {request.url.path}. Served are /data/<view>.csv with <view> one of "
        f"{', '.join(VIEWS_AND_TABLES)}; /data/warehouse.duckdb; /evidence/<figure_id>.png; /health.\n",
        404,
        CORS,
    )


def _route(path: str, endpoint: Callable[[Request], Response]) -> Route:
    return Route(path, answering(endpoint), methods=["GET", "HEAD"])


def answering(endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The endpoint, answering from first to last byte from one copy, of the release that the address pins; 404 with
    those that are kept for another, 410 for what was erased, and the reason for all else that can't be given."""

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        pins = set(request.query_params.getlist(pinned.NAME))
        if len(pins) > 1:
            return PlainTextResponse(f"{refusals.ONE_RELEASE}\n", 400, CORS)
        with pinned.to(next(iter(pins), None)), warehouse.held():
            named = str(request.path_params.get("mark") or request.path_params.get("rest") or "")
            try:
                gone = refusals.erased([named.partition("/")[0].removesuffix(".png")]) if named else None
                return PlainTextResponse(f"{gone}\n", 410, CORS) if gone else endpoint(request)
            except warehouse.NoWarehouse as problem:
                return PlainTextResponse(f"{problem}. Build it: {warehouse.HOW_TO_BUILD}.\n", 503, CORS)
            except extract.CantFilter as problem:
                return PlainTextResponse(f"{problem}\n", 400, CORS)
            except (UnknownRelease, extract.NoSuchView, pictures.NoPicture) as problem:
                return PlainTextResponse(f"{problem}\n", 404, CORS)

    return answer


# Under these prefixes Streamlit would answer any address with its page and a 200.
PREFIXES = ("data", "evidence", "figure", "embed", "chart", "api", "health")

ROUTES = [
    _route("/health", health),
    _route("/data/warehouse.duckdb", whole),
    _route("/data/{view}.csv", csv),
    _route("/evidence/{mark}.png", partial(evidence, "evidence", pictures.png)),
    _route("/evidence/{mark}/page.png", partial(evidence, "page", pictures.page_png)),
    *(_route(f"/{prefix}", nothing) for prefix in PREFIXES if prefix != "health"),
    *(_route(f"/{prefix}/{{rest:path}}", nothing) for prefix in PREFIXES),
]
