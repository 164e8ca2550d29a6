"""/figure/<figure_id> and /force/<slug>: the story of one figure or one force, as HTML that needs no JavaScript, or as
JSON where the Accept header asks for it.

Protects: an id that was erased answers 410, one that is not known 404 with the nearest; every word of a source is text,
and a link leads to this site or to the web.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import pinned, refusals, warehouse, words
from dashboard.charts import svg
from dashboard.parts import story
from dashboard.parts.story import Fact, Story
from dashboard.routes.data import CORS, answering, etag, is_fresh

TEMPLATES = Path(__file__).resolve().parent / "templates"
POLICY = {"Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"}
WIDE, NARROW = 780, 350
LONG_NAME = 45  # letters of a name that has no room beside its text


def figure(request: Request) -> Response:
    """The story of one figure."""
    mark = str(request.path_params["figure"])
    return _answer(request, mark, story.known_figure, story.of_figure, story.nearest_figures, "figure")


def force(request: Request) -> Response:
    """The story of one force."""
    slug = str(request.path_params["slug"])
    return _answer(request, slug, _is_force, story.of_force, story.nearest_forces, "force")


def _is_force(slug: str) -> bool:
    return bool(warehouse.rows("select 1 from forces where force_id = $id", {"id": slug})[1])


def _answer(
    request: Request,
    asked: str,
    is_known: Callable[[str], bool],
    tell: Callable[[str], Story],
    nearest: Callable[[str], list[tuple[str, str]]],
    thing: str,
) -> Response:
    as_json = wants_json(request.headers.get("accept", ""))
    try:
        copy = warehouse.current()
    except warehouse.NoWarehouse as problem:
        return PlainTextResponse(f"{problem}. Build it: {warehouse.HOW_TO_BUILD}.\n", 503, CORS)
    headers = {**CORS, "Vary": "Accept"}
    if gone := refusals.erased([asked]):
        return _refused(410, "This was erased", gone, [], as_json=as_json)
    if not is_known(asked):
        near = [(f"/{thing}/{mark}", said) for mark, said in nearest(asked)]
        return _refused(
            404,
            f"No {thing} is here",
            f"There is no {thing} “{asked}” in this release. Nearest are:",
            near,
            as_json=as_json,
        )
    tag = etag(copy, f"{thing}-{asked}-{'json' if as_json else 'html'}")
    if is_fresh(request, tag):
        return Response(status_code=304, headers={**headers, "ETag": tag})
    told = tell(asked)
    headers["ETag"] = tag
    if as_json:
        return Response(json_of(told), headers=headers, media_type="application/json")
    return HTMLResponse(html_of(told), headers={**headers, **POLICY})


def wants_json(accept: str) -> bool:
    """Whether an Accept header asks for JSON before HTML; without one, or with */*, HTML is sent."""
    best: dict[str, float] = {}
    for part in accept.lower().split(","):
        kind, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            best[kind.strip()] = float(weight) if rest.strip().startswith("q=") else 1.0
        except ValueError:
            best[kind.strip()] = 0.0
    return best.get("application/json", 0.0) > best.get("text/html", 0.0)


def _refused(status: int, title: str, said: str, near: list[tuple[str, str]], *, as_json: bool) -> Response:
    if as_json:
        body = {"status": status, "why": said, "nearest": [path for path, _ in near]}
        return Response(json.dumps(body, ensure_ascii=False), status, CORS, "application/json")
    links = "".join(f'<li><a href="{escape(path, quote=True)}">{escape(text)}</a></li>' for path, text in near)
    listed = f'</p><ul>{links}</ul><p><a href="/search">Search</a>' if near else ""
    page = refusals.PAGE.format(title=escape(title), words=f"{escape(said)}{listed}")
    return HTMLResponse(page, status, CORS)


def json_of(told: Story) -> str:
    """The story as one object: the same words as the page, and the row."""
    copy = warehouse.current()
    whole = {
        "address": story.whole(told.path),
        "release": copy.release,
        "headline": told.headline,
        "description": told.description,
        "standing": told.standing or None,
        "picture": story.whole(told.picture) if told.picture else None,
        "marked_place": story.whole(told.marked) if told.marked else None,
        "facts": [_as_object(fact) for fact in told.facts],
        "sections": {title: [_as_object(fact) for fact in facts] for title, facts in told.sections if facts},
        "cite": told.cite,
        "row": told.row,
    }
    return json.dumps(whole, ensure_ascii=False, default=str)


def _as_object(fact: Fact) -> dict[str, str]:
    return {name: text for name, text in (("name", fact.name), ("text", fact.text), ("link", fact.link)) if text}


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def html_of(told: Story) -> str:
    """The page: nothing in it asks another host, and every word of it is text."""
    copy = warehouse.current()
    picture = escape(story.whole(f"{told.picture}&release={copy.release}"), quote=True)
    return _template("story.html").substitute(
        title=escape(told.headline),
        headline=f"<s>{escape(told.headline)}</s>" if told.is_struck else escape(told.headline),
        description=escape(told.description),
        lead=escape(told.lead),
        link=escape(story.whole(told.path), quote=True),
        feed=escape(story.whole("/feed.xml"), quote=True),
        picture=f'\n<meta property="og:image" content="{picture}">' if told.picture else "",
        standing=f'<p class="standing">{escape(told.standing)}</p>' if told.standing else "",
        chart=_chart(told),
        facts="\n".join(_fact(fact) for fact in told.facts),
        marked=_marked(told),
        sections="\n".join(_section(title, facts) for title, facts in told.sections if facts),
        cite=escape(told.cite),
        foot=escape(
            f"Disclosed, release {copy.release} of {words.day(copy.built_at.date())}. A collection of what forces "
            "answered and others published, not a sample: it gives no national total."
        ),
    )


def _chart(told: Story) -> str:
    if told.chart is None:
        return ""
    wide, narrow = (svg.write(told.chart.drawing, width) for width in (WIDE, NARROW))
    said = " · ".join(part for part in (told.chart.line, told.chart.source) if part)
    return (
        f'<figure><div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
        f'<figcaption>{escape(said)} <a class="screen" href="{escape(told.picture, quote=True)}">Picture</a>'
        "</figcaption></figure>"
    )


def _marked(told: Story) -> str:
    if not told.marked:
        return ""
    return (
        f'<h2>The place in the document</h2><figure><a href="{escape(told.marked, quote=True)}">'
        f'<img src="{escape(told.marked, quote=True)}" alt="The page of the document with the place marked" '
        'loading="lazy"></a></figure>'
    )


def _linked(fact: Fact, text: str) -> str:
    is_ours = fact.link.startswith("/") and not fact.link.startswith("//")
    if not (is_ours or story.is_web(fact.link)):
        return text
    outside = "" if is_ours else ' rel="noopener nofollow"'
    link = pinned.address(fact.link) if is_ours else fact.link  # a reader who follows links stays in the release
    return f'<a href="{escape(link, quote=True)}"{outside}>{text}</a>'


def _fact(fact: Fact) -> str:
    text = f"<s>{escape(fact.text)}</s>" if fact.is_struck else escape(fact.text)
    return f"<dt>{escape(fact.name)}</dt><dd>{_linked(fact, text)}</dd>"


def _section(title: str, facts: tuple[Fact, ...]) -> str:
    if any(len(fact.name) > LONG_NAME for fact in facts):
        items = "".join(
            f"<li>{escape(words.sentence(fact.name))} {_linked(fact, escape(fact.text))}</li>" for fact in facts
        )
        return f"<h2>{escape(title)}</h2><ul>{items}</ul>"
    if all(fact.name for fact in facts):
        return f"<h2>{escape(title)}</h2><dl>{''.join(_fact(fact) for fact in facts)}</dl>"
    if len(facts) == 1 or title == "A line to print":
        return f"<h2>{escape(title)}</h2>{''.join(f'<p>{_linked(fact, escape(fact.text))}</p>' for fact in facts)}"
    items = "".join(f"<li>{_linked(fact, escape(fact.text))}</li>" for fact in facts)
    return f"<h2>{escape(title)}</h2><ul>{items}</ul>"


ROUTES = [
    Route("/figure/{figure}", answering(figure), methods=["GET", "HEAD"]),
    Route("/force/{slug}", answering(force), methods=["GET", "HEAD"]),
]
