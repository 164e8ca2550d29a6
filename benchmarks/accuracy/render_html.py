"""A paper -> HTML: a request's page with its messages, an attachment's rendering, a disclosure-log page, a plain page.

The plain page is also what the browser prints to PDF.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from html import escape
from random import Random

from benchmarks.accuracy.model import Block, Message, Paper, Paragraph, Table

STYLE = {
    "full": "table{border-collapse:collapse} td,th{border:1px solid #333;padding:3px 6px}",
    "rows": "table{border-collapse:collapse} tr{border-bottom:1px solid #555} td,th{padding:3px 6px}",
    "none": "td,th{padding:3px 10px}",
}
ROTATED = "writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap"


def text(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def table_html(table: Table, has_heads: bool = True) -> str:
    rows = []
    for number, row in enumerate(table.grid):
        cells = []
        for cell in row:
            if cell is None:
                continue
            tag = "th" if cell.is_header and has_heads else "td"
            spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
                f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            )
            turned = f' style="{ROTATED}"' if cell.is_rotated else ""
            cells.append(f"<{tag}{spans}{turned}>{text(cell.text)}</{tag}>")
        hidden = ' style="display:none"' if number in table.hidden_rows else ""
        rows.append(f"<tr{hidden}>{''.join(cells)}</tr>")
    parts = [f"<p><b>{text(table.title)}</b></p>"] if table.title else []
    top, rest = rows[: table.header_rows], rows[table.header_rows :]
    thead = "thead" if table.repeats_header else "tbody"
    parts.append(f"<table><{thead}>{''.join(top)}</{thead}><tbody>{''.join(rest)}</tbody></table>")
    parts += [f"<p>{text(note)}</p>" for note in table.notes]
    return "\n".join(parts)


def block_html(block: Block) -> str:
    if isinstance(block, Table):
        return table_html(block)
    if block.kind == "heading":
        return f"<h3>{text(block.text)}</h3>"
    return f"<p>{text(block.text)}</p>"


def body_html(blocks: list[Block], rng: Random) -> str:
    """Lines of one item as one paragraph with breaks, or each a paragraph: both occur."""
    joins = rng.random() < 0.5
    parts: list[str] = []
    held: list[str] = []
    for block in [*blocks, Paragraph("", "end")]:
        if joins and isinstance(block, Paragraph) and block.kind == "line":
            held.append(text(block.text))
            continue
        if held:
            parts.append(f"<p>{'<br>'.join(held)}</p>")
            held = []
        if not (isinstance(block, Paragraph) and block.kind == "end"):
            parts.append(block_html(block))
    return "\n".join(parts)


def plain_page(paper: Paper, rng: Random, *, font: str = "Arial", size: int = 11) -> bytes:
    """The letter alone, as a page of its own."""
    rules = next((b.rules for m in paper.messages for b in m.blocks if isinstance(b, Table)), "full")
    body = body_html(paper.messages[-1].blocks, rng)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Response</title><style>body{{font:{size}pt {font};}}"
        f"{STYLE[rules]}</style></head><body>{body}</body></html>"
    ).encode()


CHROME_TOP = (
    '<div id="cookies"><p>We use cookies. 3 of 12 are needed. Accept all</p></div><nav><a href="/">Home</a> '
    '<a href="/list">Browse 912,345 requests</a></nav>'
)


def thread_page(paper: Paper, rng: Random) -> bytes:
    """A request's page: one box for each message, annotations apart, attachments as links."""
    boxes = [_box(message, paper, n, rng) for n, message in enumerate(paper.messages, 1)]
    return (
        "<!DOCTYPE html><html lang='en-gb'><head><meta charset='utf-8'><title>Arrests and decoys - a Freedom of "
        f"Information request to {escape(paper.force_name)} - WhatDoTheyKnow</title></head><body>{CHROME_TOP}"
        f"<div id='content'><h1>Arrests and decoys</h1><p class='subtitle'>request to <a href='/body/x'>{escape(paper.force_name)}</a></p>"
        f"<p id='request_status'>The request was <strong>partially successful</strong>.</p>{''.join(boxes)}</div>"
        "<div id='sidebar'><p>1 person following this request</p><p>Similar requests: 14</p></div>"
        "<footer><p>Built 2008–2021. Registered charity 1076346</p></footer></body></html>"
    ).encode()


def _box(message: Message, paper: Paper, n: int, rng: Random) -> str:
    on = f"<time datetime='{message.on.isoformat()}T10:{rng.randint(10, 59)}:00+01:00'>{message.on:%B} {message.on.day:02}, {message.on.year}</time>"
    body = body_html(message.blocks, rng)
    if message.by == "public":
        return (
            f"<div class='comment_in_request box' id='comment-{n}'><h2>{escape(message.name)} left an annotation ({on})</h2>"
            f"<div class='comment_in_request_text'>{body}</div></div>"
        )
    side = "outgoing" if message.by == "requester" else "incoming"
    who = message.name if message.by == "requester" else f"{message.name}"
    files = "".join(
        f"<li class='attachment'><p class='attachment__name'>{escape(e.name)}</p><p class='attachment__meta'>24K "
        f"<a href='/request/paper_{paper.number}/response/{n}00/attach/{k}/{escape(e.name)}'>Download</a> "
        f"<a href='/request/paper_{paper.number}/response/{n}00/attach/html/{k}/{escape(e.name)}.html'>View as HTML</a></p></li>"
        for k, e in enumerate(message.enclosures, 3)
    )
    attachments = f"<div class='attachments'><ul class='list-of-attachments'>{files}</ul></div>" if files else ""
    return (
        f"<div class='{side} correspondence js-collapsable' id='{side}-{n}'><div class='correspondence__header'>"
        f"<span class='correspondence__header__author'>{escape(who)}</span> <span class='correspondence__header__date'>{on}</span></div>"
        f"<div class='correspondence_text'>{attachments}{body}</div>"
        f"<div class='correspondence__footer'><a href='#{side}-{n}'>Link to this</a> <a href='/report'>Report</a></div></div>"
    )


def attachment_page(paper: Paper, rng: Random) -> bytes:
    """The rendering of an attachment: a bar above, the letter below."""
    body = body_html(paper.messages[-1].blocks, rng)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>reply.pdf - WhatDoTheyKnow</title></head><body>"
        "<div class='view_html_prefix'>This is an HTML version of an attachment to the Freedom of Information request "
        f"'<a href='/request/paper_{paper.number}'>Arrests and decoys</a>'.</div>{body}</body></html>"
    ).encode()


def log_page(paper: Paper, rng: Random) -> bytes:
    """An entry of a disclosure log: menus, a date, the questions and the answers."""
    body = body_html(paper.messages[-1].blocks, rng)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{paper.reference} | {escape(paper.force_name)}</title></head><body>"
        f"{CHROME_TOP}<ul class='menu'><li>Advice</li><li>FOI disclosures (1,204)</li><li>Your area</li></ul>"
        f"<main><article><h1>Freedom of information request reference no: {paper.reference}</h1>"
        f"<p>Published {paper.messages[-1].on:%d %B %Y}</p>{body}</article></main><footer><p>Call 999 in an emergency, 101 otherwise.</p></footer></body></html>"
    ).encode()
