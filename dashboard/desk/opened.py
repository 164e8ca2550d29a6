"""Whether this app is somebody's desk: opened by `python -m ingest desk`, and heard by this machine alone.

Protects: the public app has no such page, whatever address is asked for, and writes nothing.
"""

from __future__ import annotations

import os

import streamlit as st

SETTING = "DISCLOSED_DESK"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def is_open() -> bool:
    """Whether the desk's page is to be there."""
    return os.environ.get(SETTING) == "1" and st.get_option("server.address") in LOOPBACK
