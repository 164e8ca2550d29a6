"""The addresses beside the pages, and what every page's address answers before any JavaScript runs."""

from __future__ import annotations

from dashboard.routes import charts, data, feed, index, sql, stories

ROUTES = [*charts.ROUTES, *stories.ROUTES, *feed.ROUTES, *index.ROUTES, *sql.ROUTES, *data.ROUTES]
