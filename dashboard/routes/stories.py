"""/figure/<figure_id> and /force/<slug>: the story of one figure or one force, as HTML that needs no JavaScript, or as
JSON where the Accept header asks for it.

Protects: an id that was erased answers 410, one that is not known 404 with the nearest; every word of a source is text,
and a link leads to this site or to the web.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard import installation, pinned, refusals, warehouse, words
from dashboard.html import render
from dashboard.parts import story
from dashboard.parts.story import Fact, Story
from dashboard.routes.data import JSON, drawn, route, wants_json

POLICY = {"Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"}
WIDE, NARROW = 780, 350


def story_of(thing: str, tell: Callable[[str], Story]) -> Callable[[Request], Response]:
    """What answers with the story of one figure or one force."""

    def answer(request: Request) -> Response:
        asked, as_json = str(request.path_params["id"]), wants_json(request)
        if gone := refusals.erased([asked]):
            return _refused(410, "This was erased", gone, [], as_json=as_json)
        if not story.is_known(thing, asked):
            near = [(f"/{thing}/{mark}", said) for mark, said in story.nearest(thing, asked)]
            said = f"There is no {thing} “{asked}” in this release. Nearest are:"
            return _refused(404, f"No {thing} is here", said, near, as_json=as_json)
        told, headers = tell(asked), {"Vary": "Accept"}
        if as_json:
            return Response(json_of(told), headers=headers, media_type=JSON)
        return HTMLResponse(html_of(told), headers=headers | POLICY)

    return answer


def _refused(status: int, title: str, said: str, near: list[tuple[str, str]], *, as_json: bool) -> Response:
    if as_json:
        return JSONResponse({"status": status, "why": said, "nearest": [path for path, _ in near]}, status)
    links = "".join(f'<li><a href="{escape(path, quote=True)}">{escape(text)}</a></li>' for path, text in near)
    listed = f"</p><ul>{links}</ul><p>" if near else ""
    return refusals.page(title, f"{escape(said)}{listed}", status)


def json_of(told: Story) -> str:
    """The story as one object: the same words as the page, and the row."""
    base = installation.base_url()
    return json.dumps(
        {
            "address": f"{base}{told.path}",
            "release": warehouse.current().release,
            "headline": told.headline,
            "description": told.description,
            "standing": told.standing or None,
            "picture": f"{base}{told.picture}" if told.picture else None,
            "marked_place": f"{base}{told.marked}" if told.marked else None,
            "facts": [_as_object(fact) for fact in told.facts],
            "sections": {title: [_as_object(fact) for fact in facts] for title, facts in told.sections if facts},
            "cite": told.cite,
            "row": told.row,
        },
        ensure_ascii=False,
        default=str,
    )


def _as_object(fact: Fact) -> dict[str, str]:
    return {name: text for name, text in (("name", fact.name), ("text", fact.text), ("link", fact.link)) if text}


def html_of(told: Story) -> str:
    """The page: nothing in it asks another host, and every word of it is text."""
    drawing = told.chart.drawing if told.chart else None
    wide, narrow = (drawn(drawing, width) if drawing else "" for width in (WIDE, NARROW))
    return render(
        "story.html",
        told=told,
        wide=wide,
        narrow=narrow,
        base=installation.base_url(),
        copy=warehouse.current(),
        link_of=link_of,
    )


def link_of(fact: Fact) -> str:
    """Where a line of a story leads: to a page of the same release, or to the web; else nowhere."""
    if fact.link.startswith("/") and not fact.link.startswith("//"):
        return pinned.address(fact.link)
    return words.web(fact.link) or ""


ROUTES = [
    route("/figure/{id}", story_of("figure", story.of_figure)),
    route("/force/{id}", story_of("force", story.of_force)),
]
