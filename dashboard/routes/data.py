"""The addresses beside the pages: /data/…, /evidence/…, /sql/…, /health, and what all of them share.

Protects: an answer is of one release from first to last byte and says which by its ETag; what is not there is a 404,
a filter that can't be honoured a 400 that says which can. Any origin may read. No reader's query is run here.
"""

import hashlib
import tomllib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC
from email.utils import format_datetime
from functools import wraps
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from dashboard import extract, installation, pinned, warehouse
from dashboard.charts import drawing as svg
from dashboard.pages.download import FILES, HOW_TO_MAKE, made, queries
from dashboard.parts import evidence
from dashboard.parts.listing import Frame, render
from ingest import __version__
from ingest.evidence.page import NotHere
from ingest.extracts import files, metadata, sums
from ingest.extracts.wanted import CantFilter
from ingest.warehouse.releases import VIEWS_AND_TABLES, UnknownRelease

ONE_RELEASE = "The address names several releases. Name one: release=…"
SHARED = {
    "Cache-Control": "no-cache",  # kept, and asked for again by its tag
    "Vary": "Accept, Accept-Encoding",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Range, Accept-Ranges, Content-Length, Link",
}
LICENCES = ", ".join(f'<{at}>; rel="license"; title="{name}: {of}"' for name, (at, of) in metadata.LICENCES.items())
"""A Link header, for an extract by columns may hold no licence (RFC 8288; of several each has a title, RFC 4946)."""
POLICIES = {
    of: ("Content-Security-Policy", policy)
    for of, policy in tomllib.loads(Path(__file__).with_name("policies.toml").read_text(encoding="utf-8")).items()
}
"""The header by which a browser is told from where a page, a story, an embed or the console may load."""
COMPRESSIBLE = ("text/", "application/json", "application/vnd.duckdb")
LARGEST_COMPRESSED = 64_000_000  # bytes: to compress more takes longer than to send it
JSON = "application/json"
OF_CONSOLE = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm"}
FOR_EVER = "public, max-age=31536000, immutable"
FRAME = Frame(menu=(("/download", "Data"), ("/data/", "Tables"), ("/sql", "SQL"), ("/api", "API")))


def route(path: str, endpoint: Callable[[Request], Response]) -> Route:
    """The endpoint at its path, answering from one copy of the release that is pinned; 304 to whoever holds it, 404 for
    a release that is not kept, 410 for what was erased, and the reason for all else."""

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        pins = set(request.query_params.getlist(pinned.NAME))
        if len(pins) > 1:
            return _said(ONE_RELEASE, 400)
        forces = [] if wants_json(request) else request.query_params.getlist("force")
        with warehouse.held(next(iter(pins), None), forces):
            try:
                named = str(request.path_params.get("mark") or request.path_params.get("rest") or "")
                marks = [named.partition("/")[0].removesuffix(".png"), *request.query_params.getlist("id")]
                if gone := warehouse.erased(filter(None, marks)):
                    return _said(gone, 410)
                tag, held = _tag(request), request.headers.get("if-none-match", "").split(",")
                if tag in [part.strip().removeprefix("W/") for part in held]:
                    return Response(status_code=304, headers={**SHARED, "ETag": tag})
                given = endpoint(request)
                given.headers.update(SHARED)
                if given.status_code == 200:
                    given.headers["ETag"] = tag
                return given
            except warehouse.NoWarehouse as problem:
                return _said(f"{problem}. Build it: {warehouse.HOW_TO_BUILD}.", 503)
            except OSError as problem:  # a disk that is full: what was asked for has been neither sent nor kept
                return _said(f"This can't be given now ({problem.strerror}). Ask again later, or for less.", 503)
            except CantFilter as problem:
                return _said(str(problem), 400)
            except (UnknownRelease, extract.NoSuchView, NotHere) as problem:
                return _said(str(problem), 404)

    return Route(path, answer, methods=["GET", "HEAD"])


def _said(text: str, status: int) -> Response:
    return PlainTextResponse(f"{text}\n", status, SHARED)


def refused(
    title: str, said: str, status: int, near: Sequence[tuple[str, str]] = (), asked: str = "", *, as_json: bool = False
) -> HTMLResponse | JSONResponse:
    """A refusal as a page, or as JSON; `near`: addresses that may be meant, with words; `asked`: to search for."""
    if as_json:
        return JSONResponse({"status": status, "why": said, "nearest": [path for path, _ in near]}, status)
    return HTMLResponse(in_plain("refusal.html", title, said, "", Frame(), near=near, asked=asked), status)


def _tag(request: Request) -> str:
    """Release, version of the program that built it, and which representation of which copy."""
    copy, asked = warehouse.current(), sorted(set(request.query_params.multi_items()))
    form = (request.url.path, asked, wants_json(request), accepts_gzip(request))
    known = (*form, len(warehouse.known_releases()), copy.stamp[1:], __version__)
    return f'"{copy.release}-{copy.version}-{hashlib.sha256(repr(known).encode()).hexdigest()[:12]}"'


def wants_json(request: Request) -> bool:
    """Whether the Accept header asks for JSON first; without one, or with */*, HTML is sent."""
    return request.headers.get("accept", "").lower().lstrip().startswith(JSON)


def in_plain(template: str, title: str, about: str, path: str, frame: Frame = FRAME, **given: object) -> str:
    """A page made of a template that stands in plain.html; by itself one beside the addresses for programs."""
    around: dict[str, object] = {"base": installation.base_url(), "copy": None, "picture": "", "svg": svg}
    with suppress(warehouse.NoWarehouse):  # an address is refused in words without one too
        around["copy"] = warehouse.current()
    return render(template, title=title, description=about, path=path, frame=frame, **around | given)


def health(_: Request) -> Response:
    try:
        copy = warehouse.newest()
    except warehouse.NoWarehouse as problem:
        return JSONResponse({"status": "no warehouse", "why": str(problem)}, 503)
    if copy.problem:
        return JSONResponse({"status": "old", "release": copy.release, "why": copy.problem}, 503)
    return JSONResponse({"status": "ok", "release": copy.release})


class Sent(FileResponse):
    """A file that goes when it was sent; 304 to who asks by the day alone. FileResponse answers HEAD and Range."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = super().__call__
        if StaticFiles().is_not_modified(self.headers, Headers(scope=scope)):
            answer = Response(status_code=304, headers={**SHARED, "ETag": self.headers["etag"]}).__call__
        try:
            await answer(scope, receive, send)
        finally:
            Path(self.path).unlink(missing_ok=True)


def sent(request: Request, path: Path, name: str, media_type: str) -> Response:
    """The file as an answer, compressed where it is text and the reader takes that. `name`: {} is release and day."""
    named = name.format((release := extract.release()).in_names)
    headers = {"Content-Disposition": f'inline; filename="disclosed-{named}"', "Link": LICENCES}
    if not pinned.asked():  # what is erased leaves a kept release without a newer day
        headers["Last-Modified"] = format_datetime(release.built_at.replace(tzinfo=UTC), usegmt=True)
    is_worth_it = media_type.startswith(COMPRESSIBLE) and path.stat().st_size < LARGEST_COMPRESSED
    if is_worth_it and accepts_gzip(request):
        path, headers["Content-Encoding"] = extract.compressed(path), "gzip"
    return Sent(path, headers=headers, media_type=media_type)


def accepts_gzip(request: Request) -> bool:
    """Whether the answer may be compressed: a part of it is asked for as it stands."""
    ways = [part.replace(" ", "").partition(";q=") for part in request.headers.get("accept-encoding", "").split(",")]
    takes_gzip = any(way == "gzip" and (weight or "1").strip("0.") for way, _, weight in ways)
    return takes_gzip and "range" not in request.headers


def view(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in files.KINDS:
        return nothing(request)
    wanted = extract.ask(request.path_params["view"], request.query_params.multi_items())
    part = "" if wanted.is_whole else f"-{hashlib.sha256(repr(wanted).encode()).hexdigest()[:6]}"
    return sent(request, extract.file(wanted, kind), f"{wanted.view}{part}-{{}}.{kind}", files.KINDS[kind])


def only(request: Request, *names: str) -> list[tuple[str, str]]:
    """What an address asks that takes these names and a release, and no other. Raises CantFilter."""
    asked = request.query_params.multi_items()
    for name, _ in asked:
        if name not in (*names, pinned.NAME):
            raise CantFilter(f"{request.url.path} takes {', '.join((*names, pinned.NAME))} alone, not “{name}”.")
    return asked


def csvw(request: Request) -> Response:
    wanted = extract.ask(request.path_params["view"], only(request))
    return Response(files.as_json(metadata.csvw(wanted.view, extract.release())), media_type="application/csvm+json")


def whole_file(make: Callable[[], Path], name: str, media_type: str) -> Callable[[Request], Response]:
    """A file that can't be narrowed: everything as CSV in one ZIP, what is in it, the copy that pages read."""

    def answer(request: Request) -> Response:
        only(request)
        return sent(request, make(), name, media_type)

    return answer


def picture(request: Request) -> Response:
    return Response(evidence.png(request.path_params["mark"]), media_type="image/png")


def console(_: Request) -> Response:
    """The console, for the frame in the page; 404 with the command where its files are not here."""
    mark = made()
    if mark is None:
        raise extract.NoSuchView(f"The SQL page's files are not here. They are brought by {HOW_TO_MAKE}.")
    copy = warehouse.current()
    at = {"files": f"/sql/files/{mark}", "database": f"/sql/warehouse/{warehouse.file_of(copy).name}"}
    given: dict[str, Any] = at | {"release": copy.release, "queries": queries(), "longest": sums.LONGEST}
    # Never kept by a browser: the same release may be another copy, or the files others, at another time.
    headers = dict([POLICIES["console"], ("Cache-Control", "no-store")])
    return HTMLResponse(render("console.html", given=given), headers=headers)


def file(request: Request) -> Response:
    name, mark = str(request.path_params["name"]), request.path_params["mark"]
    path = FILES / f"{name}.gz"
    if mark != made() or Path(name).suffix not in OF_CONSOLE or path.parent != FILES or not path.is_file():
        return PlainTextResponse(f"There is no {name} of the SQL page here: load the page again.\n", 404)
    headers = dict([POLICIES["worker"], ("Content-Encoding", "gzip"), ("Cache-Control", FOR_EVER)])
    return FileResponse(path, headers=headers, media_type=OF_CONSOLE[Path(name).suffix])


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
    kinds = {name: set(extract.columns(name)) for name in VIEWS_AND_TABLES}
    probes = await run_in_threadpool(sums.probes, statement, kinds)
    left = await run_in_threadpool(sums.not_checked, statement, kinds)
    return JSONResponse({"probes": probes, "not_checked": left, "not_asked": sums.NOT_ASKED})


def nothing(request: Request) -> Response:
    return _said(render("nothing.txt", path=request.url.path, views=VIEWS_AND_TABLES, kinds=files.KINDS), 404)


# Under these prefixes Streamlit would answer any address with its page and a 200.
PREFIXES = ("data", "evidence", "figure", "embed", "chart", "api", "health")

ROUTES = [
    route("/health", health),
    route("/data/warehouse.duckdb", whole_file(extract.database, "{}.duckdb", "application/vnd.duckdb")),
    route("/data/all.zip", whole_file(extract.package, "{}.zip", "application/zip")),
    route("/data/datapackage.json", whole_file(extract.data_package, "datapackage.json", JSON)),
    route("/data/{view}.csv-metadata.json", csvw),
    route("/data/{view}.{kind}", view),
    route("/evidence/{mark}.png", picture),
    route("/sql/console", console),
    Route("/sql/files/{mark}/{name}", file, methods=["GET", "HEAD"]),
    Route("/sql/warehouse/{name}", copy, methods=["GET", "HEAD"]),
    Route("/sql/check", check, methods=["POST"]),
    route("/sql/{rest:path}", nothing),
    *(route(f"/{prefix}", nothing) for prefix in PREFIXES if prefix != "health"),
    *(route(f"/{prefix}/{{rest:path}}", nothing) for prefix in PREFIXES),
]
