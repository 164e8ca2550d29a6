"""/sql/…: the console of the SQL page, what it runs in the reader's browser, and what a statement's sums add.

Protects: no reader's query is run here; nothing of the console asks another host; it reads one copy's file, by its
name, from first to last.
"""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import extract, warehouse
from dashboard.pages.download import FILES, HOW_TO_MAKE, made, queries
from dashboard.parts.listing import render
from dashboard.routes.data import POLICIES, nothing, route
from ingest.extracts import sums
from ingest.warehouse.releases import VIEWS_AND_TABLES

KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm"}
FOR_EVER = "public, max-age=31536000, immutable"


def console(_: Request) -> Response:
    """The console, for the frame in the page; 404 with the command where its files are not here."""
    mark = made()
    if mark is None:
        raise extract.NoSuchView(f"The SQL page's files are not here. They are brought by {HOW_TO_MAKE}.")
    copy = warehouse.current()
    given = {
        "files": f"/sql/files/{mark}",
        "database": f"/sql/warehouse/{warehouse.file_of(copy).name}",
        "release": copy.release,
        "queries": queries(),
        "longest": sums.LONGEST,
    }
    # Never kept by a browser: the same release may be another copy, or the files others, at another time.
    headers = dict([POLICIES["console"], ("Cache-Control", "no-store")])
    return HTMLResponse(render("console.html", given=given), headers=headers)


def file(request: Request) -> Response:
    """One file of the console, packed as it is kept: every browser unpacks it. Its address changes with it."""
    name, mark = str(request.path_params["name"]), request.path_params["mark"]
    path = FILES / f"{name}.gz"
    if mark != made() or Path(name).suffix not in KINDS or path.parent != FILES or not path.is_file():
        return PlainTextResponse(f"There is no {name} of the SQL page here: load the page again.\n", 404)
    headers = dict([POLICIES["worker"], ("Content-Encoding", "gzip"), ("Cache-Control", FOR_EVER)])
    return FileResponse(path, headers=headers, media_type=KINDS[Path(name).suffix])


def copy(request: Request) -> Response:
    """One copy of the warehouse, in ranges; 410 when another has taken its place."""
    path = warehouse.copy_named(str(request.path_params["name"]))
    if path is None:
        return PlainTextResponse("The warehouse was built anew since. Load the page again.\n", 410)
    return FileResponse(path, headers={"Content-Encoding": "identity"}, media_type="application/octet-stream")


async def check(request: Request) -> Response:
    """What a statement adds that must not be added, as questions to ask in the browser; 400 for what is too long."""
    text = b""
    async for part in request.stream():
        text += part
        if len(text) > sums.LONGEST:
            return PlainTextResponse(f"A statement has at most {sums.LONGEST:,} bytes here.\n", 400)
    try:
        statement = text.decode()
    except UnicodeDecodeError:
        return PlainTextResponse("A statement is text in UTF-8.\n", 400)
    asked = await run_in_threadpool(probes, statement)
    return JSONResponse({"probes": asked, "not_checked": await run_in_threadpool(sums.not_checked, statement)})


def probes(statement: str) -> list[sums.Probe]:
    return sums.probes(statement, {name: set(extract.columns(name)) for name in VIEWS_AND_TABLES})


ROUTES = [
    route("/sql/console", console),
    Route("/sql/files/{mark}/{name}", file, methods=["GET", "HEAD"]),
    Route("/sql/warehouse/{name}", copy, methods=["GET", "HEAD"]),
    Route("/sql/check", check, methods=["POST"]),
    route("/sql/{rest:path}", nothing),
]
