"""A paper -> mail: one message with its attachments, or a mailbox of the whole thread."""

from __future__ import annotations

import binascii
from dataclasses import replace
from datetime import datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

from benchmarks.accuracy import render_html, render_text
from benchmarks.accuracy.model import Message, Paper

TYPES = {
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": ("text", "csv"),
    "dat": ("application", "ms-tnef"),
}  # fmt: skip


def mail(message: Message, paper: Paper, rng: Random, files: dict[str, bytes], n: int = 1) -> EmailMessage:
    result = EmailMessage()
    domain = f"{paper.force}.police.uk"
    people = sorted(paper.people) or ["Someone Else"]
    force = f"{message.name} <foi@{domain}>"
    requester = f'"{people[0]}" <request-{paper.number}-a1b2c3@foi.example>'
    result["From"], result["To"] = (force, requester) if message.by == "force" else (requester, force)
    result["Subject"] = f"{'RE: ' if message.by == 'force' else ''}Freedom of Information request {paper.reference}"
    result["Date"] = format_datetime(datetime.combine(message.on, time(10, rng.randint(10, 59))))
    result["Message-ID"] = f"<{paper.number}.{n}@{domain}>"
    if n > 1:
        result["In-Reply-To"] = f"<{paper.number}.1@{domain}>"
    body = render_text.body(message.blocks, rng) + "\n"
    result.set_content(body, charset=rng.choice(("utf-8", "utf-8", "iso-8859-15")) if _is_latin(body) else "utf-8")
    if rng.random() < 0.5:
        html = f"<html><body>{render_html.body_html(message.blocks, rng)}</body></html>"
        result.add_alternative(html, subtype="html")
    for name, data in files.items():
        main, sub = TYPES[name.rsplit(".", 1)[-1]]
        result.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return result


def _is_latin(text: str) -> bool:
    try:
        text.encode("iso-8859-15")
    except UnicodeEncodeError:
        return False
    return True


def eml(paper: Paper, rng: Random, files: dict[str, bytes]) -> bytes:
    return mail(paper.messages[-1], paper, rng, files, 2).as_bytes()


def mbox(paper: Paper, rng: Random) -> bytes:
    parts = []
    for n, message in enumerate(paper.messages, 1):
        if message.by == "public":
            continue
        text = mail(message, paper, rng, {}, n).as_bytes().replace(b"\nFrom ", b"\n>From ")
        parts.append(b"From foi@example " + f"{message.on:%a %b %d 10:00:00 %Y}".encode() + b"\n" + text + b"\n")
    return b"\n".join(parts)


SENT_ON = (
    "Hi, please see the reply that came today.",
    "Forwarding this on to you as it came in.",
    "FYI - the answer to the request is in the mail attached.",
)


def nested(paper: Paper, rng: Random) -> bytes:
    """The force's mail inside one with which the requester sends it on."""
    inner = mail(paper.messages[-1], paper, rng, {}, 2)
    outer = EmailMessage()
    name = sorted(paper.people)[0] if paper.people else "Someone Else"
    outer["From"], outer["To"] = f'"{name}" <someone@home.example>', "desk@paper.example"
    outer["Subject"] = f"FW: {inner['Subject']}"
    outer["Date"] = format_datetime(datetime.combine(paper.messages[-1].on, time(17, rng.randint(10, 59))))
    outer["Message-ID"] = f"<{paper.number}.sent-on@home.example>"
    outer.set_content(rng.choice(SENT_ON) + "\n")
    outer.add_attachment(inner)
    return outer.as_bytes()


def uuencoded(paper: Paper, rng: Random, name: str, data: bytes) -> bytes:
    """A mail of one plain text, with the file encoded behind its words as old programs did."""
    result = mail(paper.messages[-1], replace(paper, format="text"), rng, {}, 2)
    words = render_text.body(paper.messages[-1].blocks, rng)
    lines = [binascii.b2a_uu(data[n : n + 45]).decode("ascii").rstrip("\n") for n in range(0, len(data), 45)]
    result.clear_content()
    result.set_content("\n".join([words, "", f"begin 644 {name}", *lines, "`", "end", ""]), cte="7bit")
    return result.as_bytes()
