"""/chart/<chart>.png and .svg, /embed/<chart>: one chart as a picture, and as a small page for an iframe.

Protects: they are the page's own chart; an embed needs no script, sets no cookie and asks no other host.
"""

import pandas as pd
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import extract, warehouse, words
from dashboard.charts import drawing as svg
from dashboard.pages import activists, answers, compare, offences, overview
from dashboard.parts import chart as charts
from dashboard.parts import force_years, over_years
from dashboard.parts.controls import FOLLOWING, NAMES, not_understood, of
from dashboard.parts.listing import render
from dashboard.parts.subject import numbers_of
from dashboard.routes import stories
from dashboard.routes.data import POLICIES, route, sent
from ingest.extracts.files import KINDS
from ingest.extracts.wanted import FILTERS, CantFilter

CHARTS = activists.CHARTS | overview.CHARTS | {"answers": answers.chart, "compare": compare.chart}
CHARTS |= {"offences": offences.chart, "time": over_years.chart, "story-figure": stories.figure_chart}
CHARTS |= {"counts": force_years.counts, "offence-counts": offences.counts}
"""Every chart that has an address, by its name there."""


def made(request: Request) -> charts.Chart:
    """The chart of an address. Raises NoSuchView, and CantFilter for what it has not or does not know."""
    name = request.path_params["chart"]
    if name not in CHARTS:
        raise extract.NoSuchView(f"There is no chart “{name}”. There are: {', '.join(sorted(CHARTS))}.")
    for odd, near in not_understood(request.query_params).items():
        raise CantFilter(f"“{odd}” is not understood. {'Nearest' if near else 'Known'}: {', '.join(near or NAMES)}.")
    for filter_, value in request.query_params.multi_items():
        if value and filter_ in FILTERS:
            extract.must_be_known(filter_, value)
    at = of(request.url.path, request.query_params.multi_items())
    chart = CHARTS[name](at)
    if chart is None:
        if pages := [path for path in (numbers_of(thing, at) for thing in ("offence", "measure")) if path]:
            raise extract.NoSuchView(f"This is not charted. Its numbers: {words.listed(pages)}")
        raise extract.NoSuchView("Nothing fits this address, or no number is here for it.")
    takes = dict.fromkeys((*FOLLOWING, *chart.at.asked))
    if unused := [filter_ for filter_ in FILTERS if at.all(filter_) and filter_ not in takes]:
        raise CantFilter(f"This chart is not filtered by {words.listed(unused, 'or')}. It takes {', '.join(takes)}.")
    return chart


def picture(request: Request) -> Response:
    chart, kind = made(request), request.path_params["kind"]
    as_svg = svg_of(chart)
    headers = {"Content-Disposition": f'inline; filename="disclosed-{chart.name}.{kind}"'}
    if kind == "svg":
        return Response(as_svg, headers=headers, media_type="image/svg+xml")
    return Response(svg.png(as_svg), headers=headers, media_type="image/png")


def rows(request: Request) -> Response:
    chart = made(request)
    if chart.rows is None:
        raise extract.NoSuchView("This chart has no rows of the warehouse.")
    file = extract.file(chart.rows, "csv")
    if chart.beside:  # which rows are of the one series that it draws, in force or not
        told = pd.read_csv(file, dtype=str, keep_default_na=False)
        told.assign(drawn_as=told["figure_id"].map(chart.beside).fillna("the series")).to_csv(file, index=False)
    return sent(request, file, f"{chart.name}-{{}}.csv", KINDS["csv"])


def svg_of(chart: charts.Chart) -> str:
    return svg.picture(chart.drawing, title=chart.title, note=chart.line, source=charts.source_of(chart))


def embed(request: Request) -> Response:
    """One chart with its line, its table and its source, for an iframe: HTML alone, under 150 kB; of an earlier release
    with when its figures were corrected since, and how many."""
    chart, copy = made(request), warehouse.current()
    changes = (row for row in warehouse.of_releases("changes_told", force=None) if row.figure_id in chart.marks)
    later = [row for row in changes if row.built_at > copy.built_at and row.kind != "added"]
    given = {"source": charts.source_of(chart), "svg": svg}
    given |= {"corrected": {row.figure_id for row in later}, "on": later and later[0].built_at.date()}
    page = render("embed.html", chart=chart, release=copy.release, **given)
    return HTMLResponse(page, headers=dict([POLICIES["embed"]]))


ROUTES = [route("/chart/{chart}.csv", rows), route("/chart/{chart}.{kind}", picture), route("/embed/{chart}", embed)]
