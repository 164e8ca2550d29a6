"""The pages of `tests/cases/html/`: about forces that cannot be mistaken for real ones, in the markup that the sites
use, with what is to be read of them (`expected.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


def rendering(text: str) -> str:
    """An attachment as the site shows it."""
    return f"""<html><head><title>letter.pdf</title><style>.view_html_prefix{{margin:0}}</style></head><body>
<div class="view_html_prefix"><div class="view_html_logo"><a href="/"><img src="l.png" alt="WhatDoTheyKnow"></a></div>
<div class="view_html_download_link"><a href="/x">Download original attachment</a><br>(PDF file 61K)</div>
This is an HTML version of an attachment to the Freedom of Information request '<a href="/r">Decoys 2019</a>'.</div>
<div id="wrapper"><div id="view_html_content">{text}</div></div></body></html>"""


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


@dataclass(frozen=True)
class Case:
    """A page and what is to be read in it. `paragraphs`: of all lines, those between two blank ones. `grids`: rows of
    texts, a merged cell at its first place and None where it reaches. `parts`: [kind, day, first paragraph]."""

    page: str
    paragraphs: Sequence[str]
    grids: Sequence[Sequence[Sequence[str | None]]] = ()
    parts: Sequence[Sequence[Any]] = ()
    rules: Sequence[str] = ()
    headers: Sequence[str] = ()


def write(folder: Path) -> None:
    for name, case in cases().items():
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "document.html").write_text(case.page, encoding="utf-8", newline="\n")
        expected = {key: value for key, value in vars(case).items() if key != "page" and value}
        text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
        (place / "expected.json").write_text(text, encoding="utf-8", newline="\n")


def cases() -> dict[str, Case]:
    return {
        "thread": _thread(is_old=False),
        "thread-of-old-markup": _thread(is_old=True),
        "thread-with-a-table": _thread_with_a_table(),
        "rendering-of-a-letter": _rendering(),
        "rendering-of-a-sheet": _rendering_of_a_sheet(),
        "disclosure-on-police-uk": _police_uk(),
        "log-of-many-entries": _log(),
        "log-in-an-old-page": _old_log(),
        "merged-cells": _merged_cells(),
        "merged-cells-to-the-end": _merged_to_the_end(),
        "two-level-headings": _two_levels(),
        "tables-that-lay-out": _layout(),
        "table-in-a-cell": _table_in_a_cell(),
        "labels-by-lists": _lists(),
        "hidden-parts": _hidden(),
        "footnotes-raised": _footnotes(),
        "spaces-and-entities": _spaces(),
        "mail-paragraphs": _mail(),
        "preformatted": _preformatted(),
    }


QUESTION = "1. How many arrests?<br><br>Yours faithfully,<br><br>Alex Placeholder"
ANSWER = """Dear Alex Placeholder,<br><br>1. We made 22<br>
arrests.<br>
<br>Yours sincerely,<br><br>
<span class="unfold_link"><a href="?unfold=1#incoming-3">show quoted sections</a></span>"""


def _thread(is_old: bool) -> Case:
    messages = [
        Said("outgoing", "2021-01-04", "Dear Midsomer Constabulary,<br><br>" + QUESTION),
        Said("annotation", "2021-01-05", "I heard of 300 arrests.", author="Sam Example"),
        Said("incoming", "2021-02-01", ANSWER, ["77-21.pdf", "annex.xlsx"], author="Kim Officer"),
        Said("incoming", "2021-03-01", "", hidden=not is_old, author="Kim Officer"),
    ]
    status = "The request was <strong>partially successful</strong>."
    hidden = "This message has been hidden. There are various reasons why we might have done this, sorry we can't be "
    return Case(
        thread("Decoys &amp; arrests", "Midsomer Constabulary", status, messages, is_old=is_old),
        [
            "Decoys & arrests",
            "The request was partially successful.",
            "4 January 2021",
            "Dear Midsomer Constabulary,",
            "1. How many arrests?",
            "Yours faithfully,",
            "[name removed]",
            "left an annotation (5 January 2021)",
            "I heard of 300 arrests.",
            "Midsomer Constabulary",
            "1 February 2021",
            "2 Attachments",
            "77-21.pdf",
            "annex.xlsx",
            "Dear [name removed],",
            "1. We made 22\narrests.",
            "Yours sincerely,",
            "Midsomer Constabulary",
            "1 March 2021" if is_old else hidden + "more specific here.",
        ],
        parts=[
            ["outgoing", "2021-01-04", "4 January 2021"],
            ["annotation", "2021-01-05", "left an annotation (5 January 2021)"],
            ["incoming", "2021-02-01", "Midsomer Constabulary"],
            ["incoming", "2021-03-01" if is_old else None, "Midsomer Constabulary"],
        ],
        rules=[] if is_old else ["withheld-message"],
    )


def _thread_with_a_table() -> Case:
    table = "<table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2018/19</td><td>4</td></tr></table>"
    text = f"Dear Applicant,</p><p>The table answers you:</p>{table}<p>Yours sincerely,"
    messages = [Said("incoming", "2020-02-03", text)]
    return Case(
        thread("Arrests", "Midsomer Constabulary", "Successful.", messages),
        [
            "Arrests",
            "Successful.",
            "Midsomer Constabulary",
            "3 February 2020",
            "Dear Applicant,",
            "The table answers you:",
            "Yours sincerely,",
        ],
        [[["Year", "Arrests"], ["2018/19", "4"]]],
        [["incoming", "2020-02-03", "Midsomer Constabulary"]],
        headers=["Year", "Arrests"],
    )


def _rendering() -> Case:
    text = """<a name=1></a>Midsomer Constabulary<br/>
Our&nbsp;ref:&nbsp;77/21<br/>
&nbsp;<br/>
1a.&nbsp;22<br/>
1b.&nbsp;See<br/>
below.<br/>
<hr/>
<a name=2></a>2.&nbsp;None<br/>
<hr/>"""
    return Case(
        rendering(text),
        ["Midsomer Constabulary\nOur ref: 77/21", "1a. 22\n1b. See\nbelow.", "2. None"],
    )


def _rendering_of_a_sheet() -> Case:
    text = """<h1>Sheet 1</h1><table border="1"><tr><td>Offence</td><td>2019</td><td>2020</td></tr>
<tr><td>Section 15</td><td align="right">7</td><td></td></tr></table>"""
    grid = [["Offence", "2019", "2020"], ["Section 15", "7", ""]]
    return Case(rendering(text), ["Sheet 1"], [grid])


def _police_uk() -> Case:
    text = """<p>Freedom of information request reference no: 01.FOI.21.019999</p>
<h2>I note you seek access to the following information:</h2>
<ol><li><p>How many arrests in 2019/20?</p></li><li><p>How many by decoys?</p></li></ol>
<h2>Decision</h2><p>I have today decided to disclose the requested information.</p>
<table><caption>Arrests by year</caption><thead><tr><th scope="col">Year</th><th scope="col">Arrests</th></tr></thead>
<tbody><tr><th scope="row">2019/20</th><td>31</td></tr></tbody></table><p>* Recorded by person.</p><p>End.</p>"""
    return Case(
        police_uk("Arrests on decoys", text),
        [
            "Arrests on decoys",
            "Freedom of information request reference no: 01.FOI.21.019999",
            "I note you seek access to the following information:",
            "1. How many arrests in 2019/20?",
            "2. How many by decoys?",
            "Decision",
            "I have today decided to disclose the requested information.",
            "Arrests by year",
            "* Recorded by person.",
            "End.",
        ],
        [[["Year", "Arrests"], ["2019/20", "31"]]],
        headers=["Year", "Arrests", "2019/20"],
    )


def _log() -> Case:
    entries = "".join(
        f"""<div class="accordion"><h2 class="accordion-heading"><button>{reference} {title}</button></h2>
<div class="accordion-panel"><h3>Request</h3><p>{title}?</p><h3>Response</h3><p>{answer}</p></div></div>"""
        for reference, title, answer in (("10/19", "Drones", "We own 4."), ("11/19", "Dogs", "None is held."))
    )
    page = plain(f'<div id="content"><h1>Disclosure log 2019</h1>{entries}</div><div class="menu">2018 2017</div>')
    entry = ["Request", "{}?", "Response"]
    return Case(
        page,
        [
            "Disclosure log 2019",
            "10/19 Drones",
            *(text.format("Drones") for text in entry),
            "We own 4.",
            "11/19 Dogs",
            *(text.format("Dogs") for text in entry),
            "None is held.",
        ],
    )


def _old_log() -> Case:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("12/07", "Tasers: 9"), ("13/07", "Bicycles")))
    page = f"""<HTML><BODY BGCOLOR=white><FORM ID=aspnetForm><TABLE WIDTH=100%><TR><TD><DIV CLASS=navbar>
<A HREF=a>Home 2007
</A></DIV></TD><TD><H1>Disclosure log</H1><P>Read by reference.<P><B>Requests of July 2007</B>
<TABLE BORDER=1>{rows}</TABLE>
<INPUT TYPE=submit VALUE="Go 5"></TD></TR></TABLE></FORM></BODY></HTML>"""
    return Case(
        page,
        ["Disclosure log", "Read by reference.", "Requests of July 2007"],
        [[["12/07", "Tasers: 9"], ["13/07", "Bicycles"]]],
        rules=["furniture-with-numbers"],
    )


def _merged_cells() -> Case:
    table = """<table><tr><th rowspan="2">Force</th><th colspan="2">Arrests</th></tr><tr><th>2018</th><th>2019</th></tr>
<tr><td rowspan="2">Midsomer</td><td>4</td><td>5</td></tr><tr><td colspan="2">none</td></tr></table>"""
    grid = [
        ["Force", "Arrests", None],
        [None, "2018", "2019"],
        ["Midsomer", "4", "5"],
        [None, "none", None],
    ]
    return Case(plain(table), [], [grid], headers=["Force", "Arrests", "2018", "2019"])


def _merged_to_the_end() -> Case:
    """rowspan=0 reaches to the end of its group; one that reaches too far ends there too; a row has cells missing."""
    table = """<table><thead><tr><td>Year</td><td>Arrests</td><td>Note</td></tr></thead><tbody>
<tr><td>2018</td><td>4</td><td rowspan="0">both by person</td></tr><tr><td>2019</td></tr></tbody>
<tbody><tr><td rowspan="9">2020</td><td>6</td></tr></tbody></table>"""
    grid = [
        ["Year", "Arrests", "Note"],
        ["2018", "4", "both by person"],
        ["2019", None, None],
        ["2020", "6", None],
    ]
    return Case(plain(table), [], [grid], headers=["Year", "Arrests", "Note"])


def _two_levels() -> Case:
    table = """<h3>Outcomes by year</h3><table><tr><th></th><th colspan=2>2017</th></tr>
<tr><th>Offence</th><th>Proceeded<br>against</th><th>Found guilty</th></tr>
<tr><td><p>Section 15</p><p>SOA 2003</p></td><td>-</td><td>&nbsp;</td></tr></table>"""
    grid = [
        ["", "2017", None],
        ["Offence", "Proceeded\nagainst", "Found guilty"],
        ["Section 15\nSOA 2003", "-", ""],
    ]
    headers = ["", "2017", "Offence", "Proceeded\nagainst", "Found guilty"]
    return Case(plain(table), ["Outcomes by year"], [grid], headers=headers)


def _layout() -> Case:
    page = """<table role="presentation"><tr><td>Left 1</td><td>Right 2</td></tr></table>
<table><tr><td>Our ref:</td><td>77/21</td></tr><tr><td>Date:</td><td>4 May 2021</td></tr></table>
<table><tr><td>Dear Sir,<br><br>We made 9 arrests.</td></tr></table>
<table><tr><td><h4>Menu</h4></td><td>1. 22</td></tr></table>"""
    return Case(
        plain(page),
        ["Left 1", "Right 2", "Our ref: 77/21\nDate: 4 May 2021", "Dear Sir,", "We made 9 arrests.", "Menu", "1. 22"],
    )


def _table_in_a_cell() -> Case:
    inner = "<table><tr><th>Sex</th><th>People</th></tr><tr><td>F</td><td>2</td></tr></table>"
    outer = f"<table><tr><th>Year</th><th>Who</th></tr><tr><td>2019</td><td>all{inner}</td></tr></table>"
    grids = [[["Sex", "People"], ["F", "2"]], [["Year", "Who"], ["2019", "all"]]]
    headers = ["Sex", "People", "Year", "Who"]
    return Case(plain(outer), [], grids, rules=["table-in-a-cell"], headers=headers)


def _lists() -> Case:
    page = """<ol><li>How many?<ol type="a"><li>men</li><li>women</li></ol></li><li value="4">How often?</li></ol>
<ol type="i" start="3"><li>22</li><li>7</li></ol><ol style="list-style-type: upper-alpha"><li>yes</li></ol>
<ul><li>Group of <b>two</b></li></ul><ul style="list-style:none"><li>unmarked</li></ul>
<dl><dt>2018</dt><dd>12</dd></dl>"""
    return Case(
        plain(page),
        [
            "1. How many?\na. men\nb. women\n4. How often?",
            "iii. 22\niv. 7",
            "A. yes",
            "• Group of two",
            "unmarked",
            "2018\n12",
        ],
    )


def _hidden() -> Case:
    page = """<p>We made 22 arrests.</p><p style="display:none">Draft: 31 arrests</p><div hidden>of 5 people</div>
<p>It was <del>19</del> 20. <s>Not</s> <span style="visibility: hidden">x</span></p>
<div hidden="until-found">Opened: 6</div><script>var a = 7</script><!-- 8 --><template>9</template>"""
    return Case(
        plain(page),
        ["We made 22 arrests.", "It was 20.", "Opened: 6"],
        rules=["hidden-content", "hidden-content", "struck-out-content"],
    )


def _footnotes() -> Case:
    page = """<p>On 2<sup>nd</sup> May 2004<sup>5</sup> there were 22<sup>(1)</sup> arrests<sup>*</sup>.</p>
<table><tr><th>Year<sup>1</sup></th><th>Arrests</th></tr>
<tr><td>2004<sup>2,3</sup></td><td>20<sup>4</sup></td></tr></table>
<p><sup>1</sup> Financial years.</p><p>* By person.</p><p>Other words.</p>"""
    return Case(
        plain(page),
        ["On 2nd May 2004⁵ there were 22⁽¹⁾ arrests*.", "¹ Financial years.", "* By person.", "Other words."],
        [[["Year¹", "Arrests"], ["2004²,³", "20⁴"]]],
        headers=["Year¹", "Arrests"],
    )


def _spaces() -> Case:
    page = """<p>Mid\u200bsomer&nbsp;&amp; Felpersham &ndash;
   12\u00ad\ufeff   arrests</p><p>&nbsp;</p><p>  </p>one<br/><br/>
<br/>two<div>three</div><div>four</div><b>fi</b><i>ve</i>"""
    return Case(plain(page), ["Midsomer & Felpersham – 12 arrests", "one", "two\nthree\nfour\nfive"])


def _mail() -> Case:
    page = """<p class=MsoNormal>1. 22<o:p></o:p></p><p class=MsoNormal>2. 7</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Yours</p><p style="margin:0">Team</p>"""
    style = "<style>p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11pt}</style>"
    return Case(plain(page, style), ["1. 22", "2. 7", "Yours", "Team"])


def _preformatted() -> Case:
    page = "<p>The table:</p><pre>Year   Arrests\n2018        4\n\n2019       12\n</pre><p>End</p>"
    return Case(plain(page), ["The table:", "Year   Arrests\n2018        4", "2019       12", "End"])
