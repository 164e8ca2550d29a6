"""/data/: what is served there, for people and, to whoever asks for JSON, for programs."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import extract, installation
from dashboard.pages import download
from dashboard.routes.data import in_plain, only, route, wants_json
from ingest.extracts import metadata
from ingest.extracts.files import KINDS
from ingest.extracts.meaning import relations
from ingest.extracts.wanted import FILTERS

LINES = {
    "Python": 'pandas.read_csv("{at}")',
    "R": 'read.csv("{at}", na.strings = "", colClasses = c(is_part = "logical"))',
    "DuckDB": "from read_csv('{at}');",
    "Google Sheets": '=IMPORTDATA("{at}")',
    "Excel": "Data > From Web > {base}/data/force_years.xlsx",
    "A shell": "curl -O {at}",
}
"""How each tool takes the table to start from."""


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
    lines = [(tool, line.format(at=f"{base}/data/force_years.csv", base=base)) for tool, line in LINES.items()]
    dataset = Markup(metadata.in_html(metadata.dataset(release, base)))
    about = "Every public table as CSV, JSON, Parquet and XLSX, whole or filtered."
    given = {"tables": tables, "kinds": KINDS, "filters": FILTERS, "lines": lines, "dataset": dataset}
    return in_plain("data.html", "Every table, as a file", about, "/data/", **given)


ROUTES = [route("/data", index), route("/data/", index)]
