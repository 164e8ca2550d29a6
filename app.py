"""The dashboard's entry: pages and data addresses in one process. `streamlit run app.py`, or `uvicorn app:app`."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from dashboard.routes.index import ROUTES
from dashboard.routes.pages import Headers, OwnPageOnly, Pages
from dashboard.serve import announce


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs before the first reader comes, and take it out of the collector's way."""
    for name in ("pandas", "plotly.graph_objects", "pyarrow"):
        import_module(name)
    gc.collect()
    gc.freeze()
    announce(st.get_option("server.port"))
    yield


app = st.App(
    "dashboard/start/main.py",
    routes=ROUTES,
    middleware=[Middleware(Headers), Middleware(OwnPageOnly), Middleware(Pages)],
    lifespan=lifespan,
)
