"""A chart with all that stands around it, in one order on every page: title, chart, one line, actions, notes and table.

Protects: what a page draws, `/chart` and `/embed` give is one Chart; every mark leads to its evidence, by pointer, by
finger and by keyboard.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import streamlit as st

from dashboard import extract, installation, pinned, warehouse, words
from dashboard.charts import drawing as svg
from dashboard.charts import plotly
from dashboard.charts.drawing import PHONE, WIDE, Drawing, Label, Rect
from dashboard.parts import evidence, statuses
from dashboard.parts.controls import Address, now, of, sent_when_open
from dashboard.parts.listing import render
from dashboard.words import each
from ingest.extracts.wanted import Wanted

HERE = Path(__file__).resolve().parent
CHARTS_KEPT = 32  # of one function
APART = {"mark": "beside the series", "later": "not drawn: a part of a year"}  # from one official series, by role
OF_RATES: str = words.SAID["charts"]["rates"]  # beside every rate
NARROW_UP_TO, AROUND = 520, 90  # pixels, as templates/embed.html has them: a phone's layout; margins and the fold
LEAST = 320  # pixels that a frame has on the narrowest phone
warehouse.FORGET += [plotly.figure.cache_clear, svg.png.cache_clear]
_css, _js, _later_js = ((HERE / name).read_text(encoding="utf-8") for name in ("table.css", "table.js", "later.js"))
_rows = '<div class="rows"></div>'
_table = st.components.v2.component("evidence_table", html=_rows, css=_css, js=_js, isolate_styles=False)
_later = st.components.v2.component("later", html="<i></i>", js=_later_js)


@dataclass(frozen=True)
class Chart:
    """One chart as pages, pictures, embeds and stories show it.

    `line`: what it shows and how far it holds. `source`: who counted, how many are here. `notes`: besides notes.csv.
    `columns`: of its table, in the order of `marks` (ids with their words); `opens`: ids that cells open, where a row
    is not one mark. `beside`: APART, of those not of its one official series. `answers`: those that it draws. `first`:
    whose evidence stands beside it at first. `stated`: what forces say of its figures. `under`: Markdown on its page.
    """

    name: str
    title: str
    drawing: Drawing
    line: str
    source: str
    at: Address = field(default_factory=Address)
    notes: tuple[str, ...] = ()
    columns: Mapping[str, Any] | pd.DataFrame = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    opens: Sequence[Sequence[str | None]] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    answers: Sequence[str] = ()
    first: str | None = None
    stated: tuple[str, ...] = ()
    under: str = ""

    @cached_property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame(self.columns)

    @property
    def opened(self) -> Sequence[Sequence[str | None]]:
        return self.opens or [[mark] for mark in self.marks]

    @property
    def is_rate(self) -> bool:
        """Whether it draws rates, where its rows as CSV are the counts."""
        return "per 100,000" in self.title

    @cached_property
    def rows(self) -> Wanted | None:
        """What its CSV holds: the figures drawn, in force or not; of a chart of answers its answers."""
        if not self.marks:
            return None
        asked = "select figure_id from all_figures where list_contains($ids, figure_id)"
        figures = [id_ for (id_,) in warehouse.values(asked, {"ids": list(self.marks)})]
        if self.answers or not figures:
            return Wanted("outcomes", only=list(self.answers or self.marks))
        return Wanted("all_figures", only=figures)

    @cached_property
    def sources(self) -> list[str]:
        """What its citation says besides."""
        return [*["Residents: ONS."] * self.is_rate, *(extract.said_of(self.rows) if self.rows else [])]

    @property
    def head(self) -> tuple[str, str, str]:
        return self.title, self.line, self.picture

    @property
    def picture(self) -> str:
        return f"/chart/{self.name}.png?{self.at.query}"


Made = Callable[[Address], Chart | None]


def remembered(make: Made) -> Made:
    """With a cache of this warehouse; each chart gets its release, licences, corrections, what a force says of it."""

    @warehouse.forgotten(CHARTS_KEPT)
    def cached(link: str, stamp: warehouse.Stamp, release: str | None) -> Chart | None:
        path, _, query = link.partition("?")
        asked = of(path, parse_qsl(query))
        if (chart := make(asked)) is None:
            return None
        marks, at = list(chart.marks), chart.at.but(release=asked.all(pinned.NAME))
        kinds = (f"{chart.name} {value}" for values in at.asked.values() for value in values)
        always = words.notes(chart.name, *kinds, "rates" if chart.is_rate else "")
        notes = dict.fromkeys((*always, *chart.notes, *statuses.licences(marks), *statuses.corrected(marks)))
        rounded = [few for label in chart.drawing.of(Label) for few in words.FEW if label.text.startswith(few)]
        said, legend = [f"“{few}”: our rounding" for few in dict.fromkeys(rounded)], chart.drawing.legend
        hatched = [rect for rect in chart.drawing.of(Rect) if rect.hatch == "/"]
        if hatched and not (chart.answers or legend):  # the hatching says what stands at it
            ranges = [words.SAID["hatched"]["range"]] * (len(hatched) > len(rounded))
            said, legend = [], ((" · ".join([*ranges, *said]), "hatch:/"),)
        doubt = "“?”: in doubt" * any(label.text.endswith("?") for label in chart.drawing.of(Label))
        source = " · ".join(filter(None, (chart.source, *said, doubt)))
        drawing = replace(chart.drawing, alt=f"{chart.title}. {chart.line}", legend=legend)
        stated = tuple(statuses.stated(marks))
        return replace(chart, at=at, notes=tuple(notes), stated=stated, drawing=drawing, source=source)

    @wraps(make)
    def made(at: Address) -> Chart | None:
        return cached(at.but(figure=None).link, warehouse.current().stamp, pinned.asked())

    return made


def show(chart: Chart | None, key: str, *, level: int = 2, evidence_here: bool = True, heading: str | None = "",
         line: str | None = None, source: str | None = None) -> None:  # fmt: skip
    """Draw the chart if there is one; `heading` (None: its fold has it), `line`, `source` in the place of its own.
    `evidence_here`: a choice opens the evidence in a drawer; else the page has a column for it."""
    if chart is None:
        return
    with st.container(key=f"block_{key}"):
        if heading is not None:
            st.markdown(f"{'#' * level} {words.verbatim(heading or chart.title)}")
        signs = ((svg.swatch(role, plotly.palette()), words.as_html(text)) for text, role in chart.drawing.legend)
        if legend := "".join(f"<span>{sign}{text}</span>" for sign, text in signs):  # what the fills stand for
            st.html(f'<div class="legend">{legend}</div>')
        if chart.drawing.rows:
            st.html(render("listed.html", rows=chart.drawing.rows, at=now(""), palette=plotly.palette()))
        else:
            drawn = plotly.figure(chart.drawing, st.context.theme.type == "dark")
            st.plotly_chart(drawn, key=f"chart_{key}", config=plotly.CONFIG, alt=chart.drawing.alt,
                            on_select=lambda: _chosen(f"chart_{key}", key), selection_mode="points")  # fmt: skip
        if text := chart.line if line is None else line:
            st.markdown(words.verbatim(text))
        if text := chart.source if source is None else source:
            st.caption(words.verbatim(text))
        _below(chart, key)
    if chart.is_rate and source is None:
        st.caption(OF_RATES)
    if evidence_here:
        evidence.drawer(tuple(chart.marks), key)


def after_the_first(draw: Callable[[], object]) -> None:
    """In a fragment far down a page: draw it once the browser has drawn the page's first chart."""
    if st.session_state.get("first_is_drawn"):
        draw()
    else:
        _later(key="later", on_ready_change=lambda: st.session_state.update(first_is_drawn=True))


def show_beside_evidence(chart: Chart, key: str, under: str = "") -> None:
    """`under`: Markdown below it, where the chart itself has none."""
    left, right = st.columns([13, 7], gap="medium")
    with left:
        show(chart, key, evidence_here=False)
        if said := chart.under or under:
            st.container(key="strip").markdown(said)
    with right:
        evidence.column(tuple(chart.marks), otherwise=chart.first)


def _chosen(chart: str, key: str) -> None:
    data = [point.get("customdata") for point in st.session_state[chart].selection.points]
    marks = [value[0] if isinstance(value, list | tuple) else value for value in data]
    mark, last = next((mark for mark in marks if mark), None), f"last_{key}"
    mark = mark or (None if evidence.chosen() else st.session_state.get(last))  # let go of: chosen again once closed
    st.session_state[last] = mark
    evidence.choose(mark, key)


def _below(chart: Chart, key: str) -> None:
    for statement in chart.stated:  # a force's own words stand wherever its figure does
        st.caption(words.verbatim(statement))
    with st.container(horizontal=True, gap="small", key=f"actions_{key}", vertical_alignment="center"):
        at = chart.at if chart.at.one("release") else chart.at.but(release=warehouse.current().release)
        st.html(_actions(chart, at, key), width="content")
        if chart.notes:
            with st.popover(f"Notes ({len(chart.notes)})", type="tertiary", key=f"notes_{key}", width="content"):
                st.markdown(words.bulleted(chart.notes))
                st.markdown(f"[The picture as SVG](/chart/{chart.name}.svg?{at.query})")
    if len(chart.table):
        fold = st.expander("Table", key=f"fold_{key}", on_change="rerun")
        sent_when_open(fold, lambda: show_table(chart.table, chart.opened, chart.marks, f"Table: {chart.title}", key))


def _actions(chart: Chart, at: Address, key: str) -> str:
    """What shares a chart by one click: addresses, and what is copied; the page opens at the block of its `key`."""
    file = f"/chart/{chart.name}.{{}}?{at.query}"
    csv_ = "Counts.csv" if chart.is_rate else "CSV"
    return render(
        "actions.html",
        addresses={"Picture": file.format("png"), csv_: file.format("csv") * bool(chart.marks)},
        copies={
            "Embed": ("Copy the code of a frame", frame(chart, Address(f"/embed/{chart.name}", at.asked).whole)),
            "Link": ("Copy the address, with what is chosen and in this release", f"{now('').at(at.link).whole}#{key}"),
            "Cite": ("Copy a citation", " ".join([citation(chart.title, at), *chart.sources])),
        },
    )


def frame(chart: Chart, source: str) -> str:
    """The iframe of its embed, as high as what is drawn in it at any width, with its words."""
    last = (f"{source_of(chart)} Open it at Disclosed", render("help.md"))
    said = ((chart.title, 10.2, 25.0), (chart.line, 6.9, 21.75), *((text, 6.4, 18.85) for text in last))  # in pixels

    def text(width: int) -> float:
        lines = (len(textwrap.wrap(words_, int(width / letter))) * line for words_, letter, line in said)
        return AROUND + sum(lines)

    def between(least: int, most: int, beside: int) -> str:  # the straight line: never less than words take there
        first, last = text(least - beside), text(most - beside)
        return f"max({last:.0f}px, {first:.0f}px - {(first - last) / (most - least):.3f}*(100cqw - {least}px))"

    wide, narrow = (svg.height(chart.drawing, width) for width in (WIDE, PHONE))
    desk = f"{between(NARROW_UP_TO, WIDE - 120, 32)} + min({wide}px, {wide / WIDE:.3f}*(100cqw - 32px))"
    phone = f"{between(LEAST, NARROW_UP_TO, 16)} + {narrow / PHONE:.3f}*(100cqw - 16px)"
    css = f"max({desk}, min({phone}, ({NARROW_UP_TO + 1}px - 100cqw)*9999))"
    return render("frame.html", source=source, title=chart.title, high=f"{text(WIDE - 152) + wide:.0f}", css=css)


def source_of(chart: Chart) -> str:
    """Who counted, the licence, release, day, address and whether anybody has checked: the last line of a picture."""
    licence = " ".join(note for note in chart.notes if "Licence" in note)
    release = f"Disclosed, {_released(chart.at.but(release=warehouse.current().release))}"
    checked = re.sub(r"^0 of .*(?= checked)", "Not", statuses.checked())
    parts = (chart.source, OF_RATES * chart.is_rate, release, checked, licence)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def show_table(
    table: pd.DataFrame, marks: Sequence[Sequence[object]], said: Mapping[str, str], name: str, key: str
) -> None:
    """A table in which a cell with a mark (`marks`: the ids of each row's cells) is a button that opens the evidence:
    the keyboard's way to every number. `said`: the words of the ids."""
    name_of = f"table_{key}"
    ids = [[mark if isinstance(mark, str) else None for mark in row] for row in marks]
    data: dict[str, Any] = {"name": name, "headings": list(map(str, table.columns))}
    data |= {"rows": [list(map(str, row)) for row in each(table)], "marks": ids}
    data |= {"said": dict(said), "chosen": evidence.chosen()}
    _table(data=data, key=name_of, on_chosen_change=lambda: evidence.choose(st.session_state[name_of].chosen, key))


def citation(title: str, at: Address) -> str:
    return f"Disclosed, “{title.replace('“', '‘').replace('”', '’')}”, {_released(at)}. {statuses.checked()}."


def _released(at: Address) -> str:
    """Release, day, address; of a copy without one "local copy" and where a browser found it, or the path in it."""
    copy, where = warehouse.current(), ("" if installation.base_url() else "local copy, ") + at.whole
    return f"release {at.one('release') or copy.release} of {words.day(copy.built_at.date())}, {where}"


def csv(view: str, **filters: str | Iterable[str] | None) -> str:
    return pinned.address(Address(f"/data/{view}.csv").but(**filters).link)
