"""Web pages about forces that cannot be mistaken for real ones, in the markup that the sites use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One message of a request's page. `by`: outgoing | incoming | annotation. `text`: its markup. `files`: names."""

    by: str
    day: str
    text: str
    files: Sequence[str] = ()
    hidden: bool = False
    author: str = "Alex Placeholder"


def thread(title: str, body: str, status: str, messages: Sequence[Said], *, is_old: bool = False) -> str:
    """A request's page as Alaveteli makes it; `is_old`: as it did before 2015."""
    boxes = "\n".join((_old_box if is_old else _box)(n, one, body) for n, one in enumerate(messages, 1))
    return f"""<!DOCTYPE html>
<html lang="en-gb"><head><meta charset="utf-8"><title>{title} - a Freedom of Information request to
{body} - WhatDoTheyKnow</title><style>.x{{color:red}}</style><script>var hits = 4711;</script></head>
<body class="front"><div class="cookie-banner">We use 17 cookies.</div>
<header><nav><a href="/">WhatDoTheyKnow</a><a href="/list">Browse 901234 requests</a></nav></header>
<div class="request-header"><div class="row"><h1>{title}</h1>
<p class="request-header__subtitle"><a href="/user/alex_placeholder">Alex Placeholder</a> made this Freedom of
Information request to <a href="/body/x">{body}</a></p>
<div class="request-status"><div id="request_status" class="request-status-message"><p>{status}</p></div>
</div></div></div>
<div id="left_column">
{boxes}
</div>
<div id="right_column"><h2>Follow this request</h2><p>There are 12 people following this request</p></div>
<footer>Registered charity 1076346</footer></body></html>"""


def _box(n: int, one: Said, body: str) -> str:
    day = "{} {} {}".format(*_spelt(one.day))
    if one.by == "annotation":
        return f"""<div class="comment_in_request box" id="comment-{n}"><div class="comment_content">
<h2><a href="/user/sam_example">{one.author}</a> left an annotation
(<time datetime="{one.day}T10:00:00+00:00">{day}</time>)</h2>
<div class="comment_in_request_text"><p>{one.text}</p></div></div>
<div class="correspondence__footer"><input class="cplink__field" value="/request/1#comment-{n}">
<button class="cplink__button">Link to this</button><a class="cplink__button" href="/report">Report</a></div></div>"""
    if one.hidden:
        return f"""<div class="{one.by} correspondence" id="{one.by}-{n}"><p id="hidden_message">This message has been
hidden. There are various reasons why we might have done this, sorry we can't be more specific here.</p></div>"""
    author = one.author if one.by == "outgoing" else f"{one.author}, {body}"
    files = ""
    if one.files:
        plural = "s" if len(one.files) > 1 else ""
        files = f"""<div class="attachments"><div class="attachments__header">
<h3>{len(one.files)} Attachment{plural}</h3></div>
<ul class="list-of-attachments">""" + "".join(
            f"""<li class="attachment"><a href="/request/9/response/{n}/attach/{k}/{name}?cookie_passthrough=1"></a>
<p class="attachment__name">{name}</p><p class="attachment__meta">{k}17K
<a href="/request/9/response/{n}/attach/html/{k}/{name}.html">View as HTML</a> <a href="/x">Download</a></p></li>"""
            for k, name in enumerate(one.files, 2)
        )
        files += '</ul><a href="#" class="attachments__show-more" style="display: none;"></a></div>'
    return f"""<div class="{one.by} correspondence js-collapsable" id="{one.by}-{n}">
<div class="correspondence__header">
<span class="correspondence__header__author js-collapsable-trigger">{author}</span>
<a href="#{one.by}-{n}" class="correspondence__header__date"><time datetime="{one.day}T09:12:44+00:00">{day}</time></a>
<div class="correspondence__header__delivery-status">Delivered</div></div>
<div class="correspondence_text">{files}<p>{one.text}</p></div>
<div class="correspondence__footer"><div class="correspondence__footer__cplink"><input class="cplink__field" value="u">
<button class="cplink__button">Link to this</button></div></div></div>"""


def _old_box(n: int, one: Said, body: str) -> str:
    day = "{} {} {}".format(*_spelt(one.day))
    if one.by == "annotation":
        return f"""<div class="comment_in_request box" id="comment-{n}"><h2><a href="/user/sam_example">{one.author}</a>
left an annotation ({day})</h2><div class="comment_in_request_text"><p>{one.text}</p></div></div>"""
    files = "".join(
        f"""<p class="attachment"><a href="/attach/{k}/{name}"><img alt="Attachment" src="i.png"></a>
<strong>{name}</strong><br>{k}17K <a href="/attach/{k}/{name}">Download</a></p>"""
        for k, name in enumerate(one.files, 2)
    )
    files = f'<div class="attachments"><hr class="top">{files}<hr class="bottom"></div>' if files else ""
    head = f"{body}<br>" if one.by == "incoming" else ""
    return f"""<div class="ff-print-fix"></div><div class="{one.by} correspondence box" id="{one.by}-{n}">
<h2>{head}<br>{day}</h2><div class="correspondence_text">{files}<p>{one.text}</p></div>
<p class="event_actions"><a class="link_to_this" href="#">Link to this</a></p></div>"""


def _spelt(day: str) -> tuple[int, str, str]:
    year, month, number = day.split("-")
    return int(number), ("January", "February", "March", "April")[int(month) - 1], year


def police_uk(title: str, text: str) -> str:
    """A disclosure on the platform that most forces share."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | Midsomer Constabulary</title></head>
<body class="has-cookie-banner"><a href="#main-content" class="skip-link">Skip to main content</a>
<div class="c-quick-exit">Press Escape 3 times to leave this site</div>
<div class="c-cookie-banner"><p>We use 6 essential cookies.</p><button>Accept</button></div>
<header class="l-header"><nav><ul><li><a href="/">Report</a></li><li>Call 999</li></ul></nav></header>
<div class="c-phase-banner">This site is a beta.</div>
<main id="main-content"><nav class="c-breadcrumb"><ol><li>Home</li><li>Disclosures 2021</li></ol></nav>
<h1>{title}</h1>
{text}
<div class="c-social-share"><h2>Share this page</h2></div>
<form><label>Was this page useful? Rate 1 to 5</label><input name="q"></form></main>
<footer>© 2024 Midsomer Constabulary</footer></body></html>"""


def plain(text: str, head: str = "", body: str = "") -> str:
    return f'<html><head>{head}<meta charset="utf-8"></head><body{body}>{text}</body></html>'
