"""Answers: what each force answered to each question of a campaign, what refusals rest on, answers to other requests.

Protects: would cost too much, neither confirmed nor denied, withheld, not held and "no reply here" are told apart; the
last is our gap and never a word on the force; refusals are counted in requests and in questions, never by force.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.charts import grid, titled
from dashboard.charts.drawing import CHOSEN
from dashboard.parts import answers, evidence, listing, my_forces, next_steps, said_of
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.listing import Link
from dashboard.rows import each

PATH = "/answers"
ASKED_FIRST = "3"  # the question that the project is about: arrests on groups' evidence
NOT_ANSWERED, ALL = "open", "all"
MOST_ROWS = 25
LOOKS = {
    "cost": ("blank", ""),
    "ncnd": ("blank", ""),
    "withheld": ("blank", ""),
    "not_held": ("paper", ""),
    "part": ("step0", ""),
    "elsewhere": ("step0", ""),
    "answered": ("step4", ""),
    "other": ("paper", ""),
    "interval": ("blank", "/"),
    "conflicting": ("step1", ""),
}
LIMIT = (
    "A force may refuse what would take more than 18 hours (s12; £450 at £25 an hour). Where no section is printed, "
    "s12 is our reading."
)
MOST_NAMED = 2  # forces with one answer that the line names; more are counted


def campaigns() -> pd.DataFrame:
    """The campaigns of which an answer is here, the one that asked most forces first."""
    rows = warehouse.query(warehouse.sql("campaigns"))
    return rows.sort_values(["requests", "campaign_id"], ascending=[False, True]).reset_index(drop=True)


def campaign_of(at: Address) -> Any | None:
    """The campaign that an address asks for, else the first."""
    rows = each(campaigns())
    return next((row for row in rows if row.campaign_id == at.one("campaign")), rows[0] if rows else None)


def rows_of(campaign_id: str) -> pd.DataFrame:
    """One row a force and question: the answer that holds, and what it counts; all territorial forces."""
    return warehouse.query(warehouse.sql("answers_grid"), {"campaign": campaign_id})


def given(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of which something is here."""
    return rows[rows["outcome_id"].notna() | (rows["figures"] > 0)].reset_index(drop=True)


def chart(at: Address) -> charts.Chart | None:
    """Forces with a reply here, by question; None where no campaign has one."""
    campaign = campaign_of(at)
    rows = given(rows_of(campaign.campaign_id)) if campaign is not None else pd.DataFrame()
    if campaign is None or not len(rows):
        return None
    asks = dict(zip(rows["question"], rows["asks"], strict=True))
    question = at.one("question") if at.one("question") in asks else ASKED_FIRST if ASKED_FIRST in asks else min(asks)
    chosen = [force for force in at.all("force") if force in set(rows["force_id"])]
    cells = cells_of(rows)
    names = dict(zip(rows["force_id"], rows["short_name"], strict=True))
    roles = {names[force]: CHOSEN[n % len(CHOSEN)] for n, force in enumerate(chosen)}
    line = line_of(rows, question, campaign.requests)
    drawn = grid.grid(
        cells,
        sorted(asks),
        alt=f"Tiles of forces by question. {line}",
        roles=roles,
        legend=_legend(cells),
        is_bold=(question,),
    )
    here = Address(PATH, {"campaign": (campaign.campaign_id,), "question": (question,)}).but(
        force=chosen, release=at.all("release")
    )
    return charts.Chart(
        name="answers",
        title=str(campaign.title),
        drawing=drawn,
        line=line,
        source=f"Replies here: {rows['force_id'].nunique()} of {campaign.requests}",
        at=here,
        notes=(*(f"{label}: {text}" for label, text in sorted(asks.items())), LIMIT),
        table=_table(rows),
        marks=marks_of(rows),
        opens=[[mark_of(row)] for row in each(rows)],
        data=charts.csv("outcomes", campaign=campaign.campaign_id, release=at.all("release")),
    )


def cells_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The tiles: of a request of which only the whole is known one tile."""
    found = []
    for force_id, part in rows.groupby("force_id", sort=False):
        whole = part["is_whole_thread"].astype(bool).all() and part["outcome_id"].nunique() == 1
        for row in each(part)[: 1 if whole else None]:
            kind, text = look(row)
            role, hatch = LOOKS[kind]
            said = (
                f"Question {row.question}: {tile_words(row)}" if not whole else f"Request as a whole: {tile_words(row)}"
            )
            found.append(
                {
                    "force_id": force_id,
                    "name": row.short_name,
                    "column": "" if whole else row.question,
                    "kind": kind,
                    "text": "in part; which questions is unknown" if whole and kind == "part" else text,
                    "role": role,
                    "hatch": hatch,
                    "mark": mark_of(row),
                    "tip": "<br>".join(words.as_html(one) for one in (row.short_name, said)),
                }
            )
    return pd.DataFrame(found)


def look(row: Any) -> tuple[str, str]:
    """How a tile looks, and what stands in it: the number, the print of a range, both values, or a sign."""
    if row.figure_id and row.is_disputed:
        return "conflicting", f"{words.number(row.value_low)}–{words.number(row.value_high)}"
    if row.figure_id and row.value == row.value:
        return "answered", words.number(row.value)
    if row.figure_id:
        return "interval", str(row.value_text or "W")
    if row.figures_asked:
        return "answered", words.counted(int(row.figures_asked), "figure")
    kind = answers.kind(row)
    return kind, answers.SIGNS[kind][0]


def mark_of(row: Any) -> str | None:
    """What a tile opens: the figure where there is one, else the answer."""
    mark: str | None = row.figure_id or row.outcome_id
    return mark


def tile_words(row: Any) -> str:
    """A tile in words: "7 arrests", "neither confirmed nor denied (s23(5), s31(3), s40(5))"."""
    kind, text = look(row)
    if kind == "answered" and row.figure_id:
        return answers.amount(row)
    if kind in ("answered", "conflicting", "interval") and row.unit:
        return f"{text} {row.unit}"
    return answers.in_words(row)


def marks_of(rows: pd.DataFrame) -> dict[str, str]:
    """Everything that can be chosen, in words."""
    return {
        mark: f"{row.short_name}, {row.question}: {tile_words(row)}" for row in each(rows) if (mark := mark_of(row))
    }


def line_of(rows: pd.DataFrame, question: str, requests: int) -> str:
    """Who answered one question, who did not and how; a number of one to four stands in its tile alone."""
    here = rows[rows["question"] == question]
    said: dict[str, list[str]] = {}
    for row in each(here):
        kind, text = look(row)
        if kind == "answered" and row.value == row.value:
            said.setdefault("gave a number" if row.value < 5 else f"gave {text}", []).append(row.short_name)
        elif row.is_whole_thread:
            said.setdefault("in part", []).append(row.short_name)
        elif kind in ("answered", "interval", "conflicting"):
            said.setdefault("gave a range", []).append(row.short_name)
        else:
            ours = ", by our reading" if row.exemptions_basis == "inferred" else ""
            said.setdefault(f"{answers.SIGNS[kind][1]}{ours}", []).append(row.short_name)
    parts = "; ".join(
        f"{words.listed(names) if len(names) <= MOST_NAMED else words.counted(len(names), 'force')}: {what}"
        for what, names in said.items()
    )
    silent = requests - here["force_id"].nunique()
    return f"Question {question}. {parts}. Of {silent} others no reply is here: our gap."


def _legend(cells: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    texts = {"answered": "a number", "interval": "a range", "conflicting": "sources differ"}
    texts |= {"cost": "£ too costly", "part": "½ in part", "elsewhere": "… not here"}
    used = [kind for kind in LOOKS if kind in set(cells["kind"])]
    return tuple(
        (
            texts.get(kind) or f"{answers.SIGNS[kind][0]} {answers.SIGNS[kind][1]}",
            f"hatch:{LOOKS[kind][1]}" if LOOKS[kind][1] else LOOKS[kind][0],
        )
        for kind in used
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Force": rows["short_name"],
            "Question": [f"{row.question}: {row.asks}" for row in each(rows)],
            "Answer": [words.sentence(tile_words(row)).rstrip(".") for row in each(rows)],
        }
    )


def refusals_chart(at: Address) -> charts.Chart | None:
    """What refusals and withheld numbers rest on, counted in requests; None where there is none."""
    rows = warehouse.query(warehouse.sql("refusals_counted"))
    if not len(rows):
        return None
    whose = {True: ("force or area", "forces and areas"), False: ("force", "forces")}
    text = [
        f"{words.counted(row.requests, 'request')}, {words.counted(row.questions, 'question')}, "
        f"{words.counted(row.forces, *whose[bool(row.has_area)])}"
        for row in each(rows)
    ]
    shown = {"cost": "would cost too much", "neither confirmed nor denied": "neither confirmed nor denied"}
    names = [shown.get(ground, ground) for ground in rows["ground"]]
    first = each(rows)[0]
    line = (
        f"{words.counted(first.requests, 'request')} of {words.counted(first.forces, 'force')}, with "
        f"{words.counted(first.questions, 'question')}, "
        f"{'would have cost too much' if first.ground == 'cost' else f'were refused: {first.ground}'}, by what is "
        "collected here. It counts who was asked, not how often forces refuse."
    )
    drawn = titled.titled(
        pd.DataFrame(
            {
                "name": [words.sentence(name).rstrip(".") for name in names],
                "text": text,
                "value": rows["requests"].astype(float),
                "low": float("nan"),
                "high": float("nan"),
                "is_doubted": False,
                "figure_id": None,
                "tip": [
                    f"{words.as_html(name)}<br>{words.as_html(said)}" for name, said in zip(names, text, strict=True)
                ],
            }
        ),
        alt=f"Bars, one a ground. {line}",
    )
    return charts.Chart(
        name="refusals",
        title="What was not given, and on what ground",
        drawing=drawn,
        line=line,
        source="Answers that hold today: replies, disclosure logs, and what compilers say of them",
        at=Address(PATH).but(release=at.all("release")),
        notes=(
            LIMIT,
            "A request with several questions counts once as a request. “Small numbers withheld” is an answer in which "
            "counts under a threshold are hidden.",
        ),
        table=pd.DataFrame(
            {
                "Ground": names,
                "Requests": rows["requests"],
                "Questions": rows["questions"],
                "Forces or areas": rows["forces"],
            }
        ),
        data=charts.csv("refusals", release=at.all("release")),
    )


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of the address, for shared links."""
    found = chart(at)
    if found is None:
        return None
    return f"Answers: {found.title}", found.line, f"/chart/answers.png?{found.at.link.partition('?')[2]}"


# The page


def show() -> None:
    """The page."""
    at = now(PATH)
    st.title("What forces answered")
    campaign, drawn = campaign_of(at), chart(at)
    if campaign is None or drawn is None:
        st.markdown("No answer to a request that went to several forces is here.")
    else:
        _campaign(at, campaign, drawn)
    counted = refusals_chart(at)
    if counted is not None:
        charts.show(counted, "refusals")
        _sections()
        _costs(at)
    _others(at)


def _campaign(at: Address, campaign: Any, drawn: charts.Chart) -> None:
    rows = rows_of(campaign.campaign_id)
    here = given(rows)
    count = here["force_id"].nunique()
    st.markdown(
        f"One request to {words.counted(campaign.requests, 'force')}, by force and question. "
        f"Replies of {count} are here."
    )
    _controls(at, drawn.at, here)
    _tile_of_old(at, here)
    left, right = st.columns([13, 7], gap="medium")
    with left:
        charts.show(drawn, "answers", evidence_here=False)
        for sentence in said_of.stated(list(here["figure_id"].dropna())):
            st.markdown(sentence)
        _silent(rows, campaign)
    with right:
        if evidence.chosen() not in drawn.marks:
            _asked(here)
        evidence.column(tuple(drawn.marks))
        mark = evidence.chosen()
        found = [row for row in each(here) if mark and mark in (row.outcome_id, row.figure_id)]
        if found:
            _beside(here, found[0], at)


def _controls(at: Address, drawn: Address, here: pd.DataFrame) -> None:
    asks = dict(sorted(zip(here["question"], here["asks"], strict=True)))
    offered = {row.campaign_id: row.title for row in each(campaigns())}
    with st.container(key="controls"):
        columns = st.columns([3, 2], vertical_alignment="bottom")
        with columns[0]:
            if len(offered) > 1:
                st.session_state["answers_campaign"] = drawn.one("campaign")
                st.selectbox(
                    "Request",
                    list(offered),
                    key="answers_campaign",
                    format_func=lambda key: offered[key],
                    on_change=lambda: put(campaign=st.session_state["answers_campaign"], question=None, figure=None),
                )
            st.session_state["answers_question"] = drawn.one("question")
            st.selectbox(
                "Question",
                list(asks),
                key="answers_question",
                format_func=lambda key: f"{key}: {asks[key]}",
                on_change=lambda: put(question=st.session_state["answers_question"]),
            )
        with columns[1]:
            my_forces.choose(my_forces.chosen(at))


def _tile_of_old(at: Address, here: pd.DataFrame) -> None:
    """An address of former releases names a tile (`west-mercia~3`): open what it opened."""
    force, _, question = at.one("tile").partition("~")
    found = here[(here["force_id"] == force) & (here["question"] == question)]
    if len(found) and not evidence.chosen():
        put(tile=None, figure=mark_of(each(found)[0]))


def _asked(here: pd.DataFrame) -> None:
    """What each question asks, beside the tiles, until one is chosen."""
    asks = dict(sorted(zip(here["question"], here["asks"], strict=True)))
    said = "\n".join(f"- **{words.verbatim(label)}** {words.verbatim(text)}" for label, text in asks.items())
    st.markdown(f"**What was asked**\n\n{said}")


def _silent(rows: pd.DataFrame, campaign: Any) -> None:
    """The forces without a reply here, in one line, and a letter to one of them."""
    here = set(given(rows)["force_id"])
    silent = rows[~rows["force_id"].isin(here)].drop_duplicates("force_id")
    if not len(silent):
        return
    with st.expander(f"No reply here from {len(silent)} territorial forces: our gap, not theirs"):
        named = int(rows.drop_duplicates("force_id")["is_asked"].astype(bool).sum())
        st.markdown(
            f"{words.listed(list(silent['short_name']))}. They may have answered. "
            f"{words.counted(campaign.requests, 'force')} were asked, {named} of them known by name, so "
            "some of these may not have been asked."
        )
        names = dict(zip(silent["force_id"], silent["force"], strict=True))
        picked = st.selectbox(
            "A letter to",
            list(names),
            format_func=lambda force: names[force],
            index=None,
            placeholder="choose a force",
            key="letter_to",
        )
        if picked:
            asks = rows.drop_duplicates("question").sort_values("question")
            asked = "\n".join(f"{row.question}. {words.sentence(row.asks)}" for row in each(asks))
            law = "FOISA 2002" if picked == "police-scotland" else next_steps.USUAL_LAW
            next_steps.show(next_steps.without_answer(names[picked], law, asked), f"A letter to {names[picked]}")


def _beside(here: pd.DataFrame, row: Any, at: Address) -> None:
    """How others answered the same question, and what can be asked for now."""
    same = here[(here["question"] == row.question) & (here["force_id"] != row.force_id)]
    st.markdown(f"**How others answered question {words.verbatim(row.question)}**")
    listing.show(
        ("Force", "Answer"),
        [
            (one.short_name, Link(words.sentence(tile_words(one)).rstrip("."), at.but(figure=mark_of(one)).link))
            for one in each(same)
        ],
        "How others answered the same question",
    )
    if row.outcome_id:
        answer = warehouse.query(warehouse.sql("evidence_outcome"), {"outcome_id": row.outcome_id})
        st.markdown("**What can be done now**")
        next_steps.show(next_steps.after_answer(each(answer)[0], row.asks))


def _sections() -> None:
    rows = warehouse.query(warehouse.sql("refusals_sections"))
    with st.expander(f"By section of the law ({len(rows)})"):
        listing.show(
            ("Section", "Requests", "Questions", "Requests in which the section is our reading"),
            [
                (
                    f"{row.law}, {row.section}: {row.title or 'its title is not known here'}",
                    str(row.requests),
                    str(row.questions),
                    str(row.inferred),
                )
                for row in each(rows)
            ],
            "Refusals by section of the law",
        )


def _costs(at: Address) -> None:
    """The arithmetic of refusals on cost: records times minutes."""
    rows = warehouse.query(warehouse.sql("refusals_costs"))
    if not len(rows):
        return
    st.subheader("What they said it would take")
    listing.show(
        ("Force and request", "Records × minutes"),
        [
            (
                (row.force, f"request {row.reference or 'without a reference here'}"),
                Link(words.sentence(answers.cost(row)).rstrip("."), at.but(figure=row.outcome_id).link),
            )
            for row in each(rows)
        ],
        "The arithmetic of refusals on cost",
    )
    st.caption(LIMIT)
    evidence.drawer(tuple(rows["outcome_id"]), "costs")


def in_both(rows: pd.DataFrame) -> str:
    """ "20 requests, 28 questions": answers are counted in both."""
    return f"{words.counted(rows['source_id'].nunique(), 'request')}, {words.counted(len(rows), 'question')}"


def _others(at: Address) -> None:
    """Answers outside the campaigns, filtered by what the address says."""
    rows = warehouse.query(warehouse.sql("force_answers"), {"force": None})
    rows["kind"] = [answers.kind(row) for row in each(rows)]
    rows["sections_named"] = [
        [f"{row.law or 'law not known'} {answers.base(section)}" for section in list(row.exemptions)]
        for row in each(rows)
    ]
    st.header("Answers to other requests")
    forces = my_forces.chosen(at)
    kinds = {NOT_ANSWERED: "all but answered", ALL: "all"} | {
        kind: words_ for kind, (_, words_) in answers.SIGNS.items() if kind in set(rows["kind"])
    }
    named = sorted({one for sections in rows["sections_named"] for one in sections})
    kind = at.one("status") if at.one("status") in kinds else NOT_ANSWERED
    section = at.one("section") if at.one("section") in named else ""
    left, right = st.columns(2)
    with left:
        st.session_state["answers_status"] = kind
        st.selectbox(
            "Which answers",
            list(kinds),
            key="answers_status",
            format_func=lambda key: kinds[key],
            on_change=lambda: put(status=st.session_state["answers_status"]),
        )
    with right:
        st.session_state["answers_section"] = section
        st.selectbox(
            "Which name a section",
            ["", *named],
            key="answers_section",
            format_func=lambda key: key or "any section or none",
            on_change=lambda: put(section=st.session_state["answers_section"] or None),
        )
    shown = rows
    if kind == NOT_ANSWERED:
        shown = shown[shown["kind"] != "answered"]
    elif kind != ALL:
        shown = shown[shown["kind"] == kind]
    if section:
        shown = shown[[section in sections for sections in shown["sections_named"]]]
    if forces:
        shown = shown[shown["force_id"].isin(forces)]
    of = f" of {words.listed([my_forces.names()[force] for force in forces])}" if forces else ""
    st.markdown(f"{in_both(shown)}{words.verbatim(of)}, of {in_both(rows)} in all.")
    if forces and not len(shown):
        st.markdown(f"None of this kind is here for your forces. [Show all forces]({at.but(force=None).link})")
    lines = [
        (
            Link(row.force, at.at("/force").but(id=row.force_id, force=None).link),
            (answers.asked(row), f"request {row.reference or 'without a reference here'}"),
            Link(
                f"{answers.SIGNS[row.kind][0]} {words.sentence(answers.in_words(row)).rstrip('.')}",
                at.but(figure=row.outcome_id).link,
            ),
        )
        for row in each(shown)
    ]
    headings = ("Force", "What was asked", "Answer")
    listing.show(headings, lines[:MOST_ROWS], "Answers to other requests")
    if len(lines) > MOST_ROWS:
        with st.expander(f"The other {len(lines) - MOST_ROWS}"):
            listing.show(headings, lines[MOST_ROWS:], "More answers to other requests")
    st.markdown(f"[All answers as CSV]({pinned.address(charts.csv('outcomes'))})")
    evidence.drawer(tuple(rows["outcome_id"]), "others")
