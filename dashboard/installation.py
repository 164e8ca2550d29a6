"""The settings of this copy -> its address, who corrects errors in it, where originals are, and whether it is a desk.

Protects: a copy without an editor says so; the public app is no desk and writes nothing.
"""

import os
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

ROOT = Path(__file__).resolve().parent.parent
MAIL = re.compile(r"(?:mailto:)?([^@\s/]+@[^@\s/]+\.[^@\s/]+)")
DESK, DESK_TOKEN = "DISCLOSED_DESK", "DISCLOSED_DESK_TOKEN"
"""What `python -m ingest desk` sets; it makes the token anew at each start."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def contact() -> str | None:
    """DISCLOSED_CONTACT, who corrects errors: an e-mail address, that of a page, or words; None without an editor."""
    return (os.environ.get("DISCLOSED_CONTACT") or "").strip() or None


def mail_to(editor: str, subject: str, body: str) -> str:
    """The address that opens a message in the reader's own program; nothing where the contact is no e-mail address."""
    mail = MAIL.fullmatch(editor)
    return f"mailto:{quote(mail[1], safe='@')}?subject={quote(subject)}&body={quote(body)}" if mail else ""


def who_corrects() -> str:
    return f"Errors are corrected by {contact()}." if contact() else "This copy has no editor."


def base_url() -> str:
    """DISCLOSED_BASE_URL without a stroke at its end, or nothing: then addresses are of this copy."""
    return (os.environ.get("DISCLOSED_BASE_URL") or "").rstrip("/")


def address_of(path: str) -> str:
    """A page's whole address: under DISCLOSED_BASE_URL, else under the address that the reader's browser shows."""
    shown = urlsplit((get_script_run_ctx(suppress_warning=True) and st.context.url) or "")
    return f"{base_url() or (shown.netloc and f'{shown.scheme}://{shown.netloc}')}{path}"


def raw_folders() -> list[Path]:
    """Where originals are: DISCLOSED_RAW (several parted as in PATH), else data/raw."""
    named = os.environ.get("DISCLOSED_RAW", "").split(os.pathsep)
    return [Path(folder) for folder in named if folder] or [ROOT / "data" / "raw"]


def is_desk() -> bool:
    """Whether this app is somebody's desk, which this machine alone hears: only then the desk's page is there."""
    is_asked = os.environ.get(DESK) == "1" and bool(os.environ.get(DESK_TOKEN))
    return is_asked and st.get_option("server.address") in LOOPBACK
