"""Overview: what police forces have said about arrests on the evidence of "paedophile hunters", and beside it, as
context, the offences that the police recorded.

Protects: the subject stands first and official series are context; a count and what its source sets beside it are never
joined into a share; a reply that is not here is our gap; a figure of one to four stands in no card and in no sentence.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import bars
from dashboard.charts import beside as listed
from dashboard.parts import chart as charts
from dashboard.parts import evidence, my_forces, recorded, spark, table
from dashboard.parts.address import Address, now, of, put
from dashboard.rows import each

PATH = "/"
TITLE = "“Paedophile hunters” and arrests for online grooming: what police forces have said"
CAMPAIGN, QUESTION = "online-grooming-2019-20", "3"
CLASSES = {
    recorded.GROOMING: "Grooming offences recorded (class 88A)",
    recorded.IMAGES: "Indecent images and other obscene publications recorded (class 86)",
}
MOST_DIFFERENCES = 6
SAID_BY = {
    "force_response": "the force’s own answer",
    "disclosure_log": "the force’s disclosure log",
    "official": "official statistics",
    "charity": "a charity",
    "press": "said to the press",
}
BECAME = {
    "number": ("gave a number", "step4"),
    "cost": ("would cost too much (s12)", "bar"),
    "cost_inferred": ("would cost too much, by our reading", "bar"),
    "refused": ("refused", "bar"),
    "ncnd": ("neither confirmed nor denied", "line"),
    "not_held": ("do not hold it", "line"),
    "part": ("answered in part, this not known", "whole"),
    "silent": ("not here", "blank"),
}
"""What became of a question, in words, and the fill of its piece of the bar."""
STATUSES = {
    "ncnd": "neither confirmed nor denied",
    "refused": "refused",
    "referred": "in a document not held here",
    "not_read": "in a part nobody here has read",
    "not_held": "not held by the force",
    "partly_answered": "answered in part",
    "withdrawn": "withdrawn",
    "no_answer": "without an answer",
    "not_applicable": "not applicable",
}
ARREST = "An arrest is not a charge or a conviction."
DECOY = "Where an adult posed as the child, no real child was on the other side."
GUIDANCE = (
    "Police chiefs do not endorse such groups. Prosecutors have guidance of their own for the evidence that they hand "
    "in, and call them online child abuse activist groups."
)
WHY_DIFFERENT = (
    "Another date of extract, crimes cancelled since, another force that records or a slip in copying may be why; both "
    "values stand."
)


# The charts. Each takes an address, and gives the same to the page, to /chart and to /embed.


def court(at: Address) -> charts.Chart | None:
    """Court cases that used groups' evidence, within all such cases of the same source, by year."""
    rows = warehouse.query(warehouse.sql("overview_court"))
    rows = rows[rows["whole"].notna()].copy()
    if not len(rows):
        return None
    rows["name"] = rows["period"]
    rows["text"] = [f"{words.number(row.part)} of {words.number(row.whole)}" for row in each(rows)]
    rows["tip"] = [
        recorded.tip(
            row.area,
            f"{row.period}: {row.text} court cases used groups’ evidence",
            f"Counted by {row.compiled_by}{_read_in(row.read_in)}",
            f"All cases: {row.compiled_by}{_read_in(row.whole_read_in)}",
        )
        for row in each(rows)
    ]
    first, last = each(rows)[0], each(rows)[-1]
    forces = f", {words.number(last.forces_counted)} forces" if last.forces_counted else ""
    line = (
        f"Cases of meeting a child after grooming (s15): {first.text} in {first.period}, {last.text} in {last.period}."
    )
    notes = (
        "A court case is not an arrest: how many arrests rest on groups’ evidence is known only from forces’ answers.",
        "The BBC gives both numbers for each year. A newspaper’s retelling calls the same figures files sent to the "
        "Crown Prosecution Service."
        if last.compiled_by == "BBC"
        else "",
        "Some were read in a copy of the page: the evidence of each bar says which."
        if "second_hand" in {*rows["hand"], *rows["whole_hand"]}
        else "",
        GUIDANCE,
    )
    rows_below = pd.DataFrame(
        {
            "Year": list(rows["period"]),
            "Used groups’ evidence": [words.number(n) for n in rows["part"]],
            "All such cases": [words.number(n) for n in rows["whole"]],
            "Counted by": list(rows["compiled_by"]),
        }
    )
    marks = {row.figure_id: f"{row.period}: {words.number(row.part)} used it" for row in each(rows)}
    return charts.Chart(
        name="court",
        title="Court cases that used groups’ evidence",
        drawing=bars.parts(rows, alt=f"Bars, a part within its whole for each year. {line}"),
        line=line,
        source=f"{last.area}{forces} · {words.listed(list(dict.fromkeys(rows['compiled_by'])))}",
        at=_address(at),
        notes=tuple(note for note in notes if note),
        table=rows_below,
        marks={
            **marks,
            **{row.whole_id: f"{row.period}: {words.number(row.whole)} in all" for row in each(rows)},
        },
        opens=[[None, row.figure_id, row.whole_id] for row in each(rows)],
        data=charts.csv("figures", measure=("court_cases_ocag", "court_cases")),
    )


def groups(at: Address) -> charts.Chart | None:
    """Arrests on groups' evidence that forces have counted, each with what its source sets beside it."""
    every = warehouse.query(warehouse.sql("overview_groups"))
    rows = every[every["is_own"].astype(bool) & every["value"].notna()].copy()
    if not len(rows):
        return None
    rows["under"] = [_period(row) for row in each(rows)]
    rows["text"] = [_count(row.value, row.unit) for row in each(rows)]
    rows["beside"] = [_beside(row) for row in each(rows)]
    rows["who"] = [SAID_BY.get(row.source_kind, row.source_kind) for row in each(rows)]
    rows["is_doubted"] = [bool(row.doubts) for row in each(rows)]
    rows["tip"] = [
        recorded.tip(
            f"{row.force}, {row.under}",
            f"{row.text}{'' if row.unit == 'people' else ' arrests'} on groups’ evidence",
            row.beside,
            f"Counted by {row.compiled_by}{_read_in(row.read_in)}",
            "In doubt: see the evidence" if row.doubts else "Another source counts otherwise" if row.differs else "",
        )
        for row in each(rows)
    ]
    line = ARREST
    others = every[~every["is_own"].astype(bool)]
    notes = [
        *[f"{row.force}: {words.sentence(row.share_note)}" for row in each(rows) if row.all_arrests == row.all_arrests],
        *[
            f"{row.force}, {row.under}: {words.sentence(row.set_against_note)}"
            for row in each(rows)
            if row.set_against_note
        ],
        *[
            f"Not drawn, for it is not the force’s own count: {words.number(row.value)}, {row.name}, “{_period(row)}”, "
            f"by {row.compiled_by}."
            for row in each(others)
            if row.value == row.value and int(row.value) not in recorded.FEW
        ],
        "What stands beside a count may or may not include it: no share is formed.",
        "The periods differ in length, and forces count different things: this is a list and not a comparison.",
        DECOY,
        GUIDANCE,
    ]
    rows_below = pd.DataFrame(
        {
            "Force": list(rows["force"]),
            "Period": list(rows["under"]),
            "On groups’ evidence": list(rows["text"]),
            "Set beside it": [text or "nothing" for text in rows["beside"]],
            "Read in": [f"{row.who}{_read_in(row.read_in)}" for row in each(rows)],
        }
    )
    return charts.Chart(
        name="groups",
        title="Arrests on groups’ evidence, counted by forces",
        drawing=listed.beside(rows, my_forces.chosen(at), alt=f"Bars, one for each of {len(rows)} counts. {line}"),
        line=line,
        source="Forces’ own answers and the press: each row says which",
        at=_address(at, force=my_forces.chosen(at)),
        notes=tuple(notes),
        table=rows_below,
        marks={row.figure_id: f"{row.force}, {row.under}: {row.text}" for row in each(rows)},
        data=charts.csv("ocag_arrests"),
    )


def asked(at: Address) -> charts.Chart | None:
    """One bar of all forces asked in 2021, by what became of the question on groups' evidence."""
    requests = _requests()
    if not requests:
        return None
    rows = warehouse.query(warehouse.sql("overview_asked"), {"campaign": CAMPAIGN, "question": QUESTION})
    counts = dict(rows["became"].value_counts())
    counts["silent"] = requests - len(rows)
    pieces = pd.DataFrame(
        [
            {
                "name": text,
                "count_": int(counts[became]),
                "role": role,
                "tip": words.as_html(f"{counts[became]}: {text}"),
            }
            for became, (text, role) in BECAME.items()
            if counts.get(became)
        ]
    )
    silent = int(counts["silent"])
    line = (
        f"{words.counted(silent, 'reply')} "
        f"{'is' if silent == 1 else 'are'} not collected here: that is our gap, not theirs."
    )
    drawing = replace(
        bars.stacked(pieces, alt=f"One bar of {requests} forces. {line}"),
        legend=tuple((f"{row.count_} {row.name}", row.role) for row in each(pieces)),
    )
    return charts.Chart(
        name="asked",
        title=f"{requests} forces asked in 2021: how many arrests on such evidence?",
        drawing=drawing,
        line=line,
        source="Freedom of information request of January 2021",
        at=_address(at),
        notes=(
            "The question: how many arrests in 2019/20 for online sexual offences related to children rested on "
            "evidence that activist groups provided.",
            "That a reply is not here says nothing about the force: it may have answered in full.",
            "By our reading: the reply names no section of the Act, and its words are those of a refusal on cost.",
        ),
        table=pd.DataFrame(
            {"Force": list(rows["force"]), "What became of it": [BECAME[became][0] for became in rows["became"]]}
        ),
        marks={row.mark: f"{row.force}: {BECAME[row.became][0]}" for row in each(rows)},
        data=charts.csv("outcomes", campaign=CAMPAIGN),
    )


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture for shared links."""
    return TITLE, intro(), "/chart/court.png"


def _kept(name: str, at: Address) -> charts.Chart | None:
    """The page's chart of this name, remembered for as long as the warehouse stays the same."""
    asked_for = Address(PATH, {key: at.all(key) for key in ("force", "period", "release") if at.all(key)})
    return _made(name, asked_for.link, warehouse.current().stamp)


@lru_cache(maxsize=256)
def _made(name: str, link: str, stamp: warehouse.Stamp) -> charts.Chart | None:
    made = {
        "court": court,
        "groups": groups,
        "asked": asked,
        "map": recorded.tile_map,
        "context": recorded.lines_by_year,
    }[name]
    return made(of(PATH, parse_qsl(link.partition("?")[2])))


# What the charts are made of.


def _read_in(page: str | None) -> str:
    return f", read in {page}" if page else ""


def _beside(row: Any) -> str:
    """What the source sets beside a count: all arrests, or those of the force's own team; never a share."""
    if row.all_arrests == row.all_arrests:
        return f"beside {words.number(row.all_arrests)} arrests in all"
    return f"beside {words.number(row.set_against)} by its own team" if row.set_against == row.set_against else ""


def _count(value: float, unit: str) -> str:
    """ "20 people"; of arrests the number alone, for the title says what is counted."""
    return f"{words.number(value)} people" if unit == "people" else words.number(value)


def _period(row: Any) -> str:
    """The period in few words: whole months without days, and the print where no days are known."""
    if row.period_id == "unknown":
        printed = getattr(row, "period_as_published", None)
        return str(printed) if printed else "period not known"
    start, end = row.period_start, row.period_end
    if ".." not in row.period_id or not isinstance(start, date) or not isinstance(end, date):
        return words.period(row.period_id)
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        first = f"{start:%B}" if start.year == end.year else f"{start:%B %Y}"
        return f"{first} to {end:%B %Y}"
    return words.period(row.period_id)


def _in_words(count: int, one: str, many: str) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{small[count] if count < len(small) else f'{count:,}'} {one if count == 1 else many}"


def _address(at: Address, **values: str | Sequence[str] | None) -> Address:
    return Address(PATH, {}).but(release=at.all("release"), **values)


def _requests() -> int:
    found = warehouse.query("select requests from campaigns where campaign_id = $campaign", {"campaign": CAMPAIGN})
    return int(found["requests"].iloc[0]) if len(found) else 0


def intro() -> str:
    """The sentence under the title."""
    cases = warehouse.query(warehouse.sql("overview_court"))
    cases = cases[cases["whole"].notna()]
    every = warehouse.query(warehouse.sql("overview_groups"))
    counts = every[every["is_own"].astype(bool) & every["value"].notna()]
    said = []
    if len(cases):
        last = each(cases)[-1]
        said.append(
            f"In {last.period} such groups’ evidence was used in {words.number(last.part)} of "
            f"{words.number(last.whole)} court cases for meeting a child after grooming."
        )
    if not len(counts):
        return " ".join([*said, "No count of arrests by a police force is held here."])
    said.append(
        f"Of arrests, {_in_words(len(counts), 'count', 'counts')} by forces {'is' if len(counts) == 1 else 'are'} "
        "held here."
    )
    return " ".join(said)


# Your force: four numbers.


def cards(force: str) -> list[dict[str, Any]]:
    """The four cards of one force: label, number (what stands large), under, mark (the figure or answer behind it) and
    series (for a small line; None is a gap). No card holds a figure of one to four."""
    return [_arrests(force), _answers(force), *(_recorded(force, offence) for offence in CLASSES)]


def _card(
    label: str, number: str, under: str = "", mark: str | None = None, series: Sequence[float | None] = ()
) -> dict[str, Any]:
    return {"label": label, "number": number, "under": under, "mark": mark, "series": list(series)}


def _arrests(force: str) -> dict[str, Any]:
    rows = warehouse.query(warehouse.sql("overview_arrests"), {"force": force})
    every = warehouse.query(warehouse.sql("overview_groups"))
    own = every[(every["force_id"] == force) & every["is_own"].astype(bool) & every["value"].notna()]
    on_evidence = [row for row in each(own) if int(row.value) not in recorded.FEW]
    label = "Arrests for online child sexual offences"
    if not len(rows):
        said = (
            f"{_evidence(on_evidence[0])}, {_period(on_evidence[0])}"
            if on_evidence
            else "That says nothing about the force"
        )
        return _card(label, "No count here", said, on_evidence[0].figure_id if on_evidence else None)
    row = each(rows)[0]
    label = f"{label}, {_period(row)}"
    if int(row.value) in recorded.FEW:
        return _card(label, "Under five", "Small counts stand in the evidence alone", row.figure_id)
    same = [one for one in on_evidence if one.period_id == row.period_id and one.all_arrests == row.value]
    under = f"{_evidence(same[0])}; whether among the {words.number(row.value)} is not said" if same else ""
    if not row.is_whole:
        under = f"{words.sentence(words.inside(row.offence)).rstrip('.')} alone; {SAID_BY.get(row.source_kind, '')}"
    return _card(label, _count(row.value, row.unit), under, row.figure_id)


def _evidence(row: Any) -> str:
    return f"{_count(row.value, row.unit)} on groups’ evidence"


def _answers(force: str) -> dict[str, Any]:
    label = "Questions asked in 2021"
    rows = warehouse.query(warehouse.sql("overview_answers"), {"campaign": CAMPAIGN, "force": force})
    if not len(rows):
        return _card(label, "No reply here", f"Not collected, or not among the {_requests()} asked: our gap")
    single = rows[rows["question"].notna()]
    mark = str(rows["outcome_id"].iloc[0])
    if not len(single):
        status = STATUSES.get(str(rows["status"].iloc[0]), "answered")
        return _card(label, words.sentence(status).rstrip("."), "Which questions is not known here", mark)
    counts = single["status"].value_counts()
    answered, questions = int(counts.get("answered", 0)), int(rows["questions"].iloc[0])
    others = [f"{counts[status]} {text}" for status, text in STATUSES.items() if counts.get(status)]
    number = f"{answered} of {questions} answered" if answered else f"None of {questions} answered"
    return _card(label, number, ", ".join(others), mark)


def _recorded(force: str, offence: str) -> dict[str, Any]:
    every = recorded.counts(offence)
    rows = every[(every["force_id"] == force) & every["is_official"]].sort_values("year")
    if not len(rows):
        return _card(CLASSES[offence], "No figure here", "Other offences in law, or no published series")
    last = each(rows)[-1]
    label = f"{CLASSES[offence]}, {last.period}"
    if any(int(count) in recorded.FEW for count in rows["count_"].tail(1)):
        return _card(label, "Under five", "Small counts stand in the evidence alone", str(last.figure_id))
    counts = dict(zip(rows["year"], rows["count_"], strict=True))
    series: list[float | None] = []
    for year in range(int(rows["year"].min()), int(last.year) + 1):
        series += [None] if year in recorded.BREAKS.get(offence, {}) else []
        series.append(float(counts[year]) if year in counts and int(counts[year]) not in recorded.FEW else None)
    under = "Cases with adults are inside" if offence == recorded.IMAGES else ""
    return _card(label, words.number(last.count_), under, str(last.figure_id), series)


# The page.


def show() -> None:
    """The page."""
    at = now(PATH)
    chosen = my_forces.chosen(at)
    st.title(TITLE)
    st.markdown(intro())
    left, right = st.columns(2, gap="medium")
    for column, key in ((left, "court"), (right, "groups")):
        with column:
            drawn = _kept(key, at)
            if drawn is not None:
                # The first sentence has said the one's line, and the other's rows say their source.
                shown = replace(drawn, line="") if key == "court" else replace(drawn, source="")
                charts.show(shown, key, level=3)
    drawn = _kept("asked", at)
    if drawn is not None:
        charts.show(replace(drawn, source=""), "asked", level=3)
        st.markdown(words.link("Bring them here", pinned.address("/method")))
    _your_force(chosen)
    _context()
    _differences(chosen)
    _ways_in()


def _your_force(chosen: list[str]) -> None:
    st.header("Your force")
    my_forces.choose(chosen, "Your forces")
    if not chosen:
        st.markdown("Choose one to see its numbers.")
        return
    marks: list[str] = []
    for force in chosen:
        if len(chosen) > 1:
            st.markdown(f"**{words.verbatim(my_forces.names()[force])}**")
        for n, (column, card) in enumerate(zip(st.columns(4, gap="small"), cards(force), strict=True)):
            with column, st.container(border=True, key=f"card_{force}_{n}"):
                _draw_card(card, f"{force}_{n}", chosen.index(force))
                marks += [card["mark"]] if card["mark"] else []
    evidence.drawer(tuple(marks), "cards")


def _draw_card(card: dict[str, Any], key: str, place: int) -> None:
    """A card: its number is a button that opens the evidence."""
    st.caption(words.verbatim(card["label"]))
    if card["mark"]:
        st.button(
            words.verbatim(card["number"]),
            key=f"number_{key}",
            type="tertiary",
            on_click=evidence.choose,
            args=(card["mark"], "cards"),
        )
    else:
        st.markdown(f"**{words.verbatim(card['number'])}**")
    if card["series"]:
        alt = f"{card['label']}, and the years before as a line"
        st.html(spark.image(card["series"], alt, f"chosen{place % 3}", 220, 38))
    if card["under"]:
        st.caption(words.verbatim(card["under"]))


@st.fragment
def _context() -> None:
    """The map and the lines with one year slider: a part of the page that is drawn anew by itself."""
    at = now(PATH)
    every = recorded.counts(recorded.GROOMING)
    if not every["is_official"].any():  # a warehouse without the official series has no such context
        return
    st.header("Context: grooming offences recorded per 100,000 residents")
    years = every.loc[every["is_official"], ["period", "year"]].drop_duplicates().sort_values("year")
    st.session_state["overview_year"] = recorded.year_of(at, every)
    if len(years) > 1:
        st.select_slider(
            "Year",
            list(years["period"]),
            key="overview_year",
            label_visibility="collapsed",
            on_change=lambda: put(period=st.session_state["overview_year"]),
        )
    left, right = st.columns([9, 11], gap="medium")
    with left:
        drawn = _kept("map", at)
        if drawn is not None:
            charts.show(replace(drawn, line="", source=""), "map", level=3, heading=drawn.at.one("period"))
    with right:
        drawn = _kept("context", at)
        if drawn is not None:
            charts.show(drawn, "context", level=3, heading="By year")


def differences(chosen: Sequence[str]) -> pd.DataFrame:
    """At most six figures for which sources differ, one a force, the reader's own forces first, then the latest year:
    figure_id, force, what, first, second."""
    rows = warehouse.query(warehouse.sql("overview_differ"), {"forces": list(chosen)})
    rows = rows[[not any(int(side["value"]) in recorded.FEW for side in row.sides) for row in each(rows)]]
    rows = rows.drop_duplicates("force_id").head(MOST_DIFFERENCES).copy()
    rows["what"] = [f"{words.offence(row.offence or row.measure)}, {row.period}" for row in each(rows)]
    for n, name in enumerate(("first", "second")):
        rows[name] = [_side(row.sides[n if n == 0 else -1], row) for row in each(rows)]
    return rows


def _side(side: dict[str, Any], row: Any) -> str:
    where = f" in {side['read_in']}" if side["read_in"] else ""
    is_same = row.is_dispute or side["counts"] == row.offence
    counts = "" if is_same else f", for {words.offence(side['counts'])}, which holds it"
    return f"{words.number(side['value'])}, {side['who']}{where}{counts}"


def _differences(chosen: Sequence[str]) -> None:
    rows = differences(chosen)
    if not len(rows):
        return
    st.header("Where sources differ")
    marks = {row.figure_id: f"{row.force}: {row.what}" for row in each(rows)}
    shown = pd.DataFrame({"What is counted": marks.values(), "One source": rows["first"], "Another": rows["second"]})
    table.show(shown, [[mark] for mark in marks], marks, "Figures for which sources differ", "differ")
    with st.expander("Why they differ"):
        st.markdown(f"{WHY_DIFFERENT} [All that checks found]({pinned.address('/checks')}).")
    evidence.drawer(tuple(marks), "differ")


def _ways_in() -> None:
    st.header("Three ways in")
    for column, text in zip(
        st.columns(3),
        (
            f"Journalist: [find a force]({pinned.address('/forces')})",
            f"Researcher: [take the figures]({pinned.address('/download')})",
            f"Analyst: [ask in SQL]({pinned.address('/download')})",
        ),
        strict=True,
    ):
        column.markdown(text)
