"""The dashboard's entry: pages and data addresses in one process. `streamlit run app.py`, or `uvicorn app:app`."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from dashboard.routes.index import ROUTES
from dashboard.routes.pages import headers, own_page_only, pages
from dashboard.serve import announce
from dashboard.warehouse import warehouse_path, while_running


def send_at_once() -> None:
    """Let no part of an answer wait for the receipt of the part before, 40 ms for each answer but a connection's first.
    asyncio sees to it of itself, but not at a port that was bound before, as Streamlit's is (uvicorn issue 3149), and
    nothing hands that port over."""
    for one in gc.get_objects():
        if type(one) is socket.socket:
            with suppress(OSError):  # closed, or none of TCP
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs before the first reader comes, and take it out of the collector's way."""
    for name in ("pandas", "plotly.graph_objects", "pyarrow"):
        import_module(name)
    send_at_once()
    gc.collect()
    gc.freeze()
    following = []
    if address := os.environ.get("DISCLOSED_LAKE"):
        from ingest.warehouse import lake  # with all that builds a warehouse, which no other server needs

        following.append(asyncio.create_task(lake.follow(address, warehouse_path())))
    announce(st.get_option("server.port"))
    yield
    for task in following:
        task.cancel()
    while_running.close()  # uvicorn ends by the signal that ends it, and nothing after this is run


app = st.App(
    "dashboard/start/main.py",
    routes=ROUTES,
    middleware=[Middleware(headers), Middleware(own_page_only), Middleware(pages)],
    lifespan=lifespan,
)
