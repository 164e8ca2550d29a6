"""The settings of this copy -> its address, who corrects errors in it, where originals are, and whether it is a desk.

Protects: a copy without an editor says so, and what to do then, and never lets a report go nowhere; the public app is
no desk and writes nothing.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
MAIL = re.compile(r"(?:mailto:)?([^@\s/]+@[^@\s/]+\.[^@\s/]+)")
ADDRESS = re.compile(r"https?://\S+")
DESK, DESK_TOKEN = "DISCLOSED_DESK", "DISCLOSED_DESK_TOKEN"
"""What `python -m ingest desk` sets; it makes the token anew at each start."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Contact:
    """Who corrects errors: `text` as set; `mail` or `address` where it is one."""

    text: str
    mail: str | None = None
    address: str | None = None

    def mail_to(self, subject: str, body: str) -> str:
        """The address that opens a message in the reader's own program; only for a contact with `mail`."""
        return f"mailto:{quote(self.mail or '', safe='@')}?subject={quote(subject)}&body={quote(body)}"


def contact() -> Contact | None:
    """DISCLOSED_CONTACT, or None for a copy that has no editor."""
    text = (os.environ.get("DISCLOSED_CONTACT") or "").strip()
    if not text:
        return None
    mail = MAIL.fullmatch(text)
    return Contact(text, mail[1] if mail else None, text if ADDRESS.fullmatch(text) else None)


def who_corrects() -> str:
    """The sentence at the foot of every page."""
    editor = contact()
    return f"Errors are corrected by {editor.text}." if editor else "This copy has no editor."


def base_url() -> str:
    """DISCLOSED_BASE_URL without a stroke at its end, or nothing: then addresses are of this copy."""
    return (os.environ.get("DISCLOSED_BASE_URL") or "").rstrip("/")


def address_of(path: str) -> str:
    """A page's whole address: under DISCLOSED_BASE_URL, else under the address that the reader's browser shows."""
    if base_url():
        return base_url() + path
    shown = urlsplit(st.context.url or "")
    return f"{shown.scheme}://{shown.netloc}{path}" if shown.netloc else path


def raw_folders() -> list[Path]:
    """Where originals are: DISCLOSED_RAW (several parted as in PATH), else data/raw."""
    named = os.environ.get("DISCLOSED_RAW", "")
    return [Path(folder) for folder in named.split(os.pathsep) if folder] or [ROOT / "data" / "raw"]


def is_desk() -> bool:
    """Whether this app is somebody's desk, which this machine alone hears: only then the desk's page is there."""
    is_asked = os.environ.get(DESK) == "1" and bool(os.environ.get(DESK_TOKEN))
    return is_asked and st.get_option("server.address") in LOOPBACK
