"""Answers: what each force answered to each question of a campaign, and what refusals rest on.

A campaign's page is this one at its address (`?campaign=…`). The tiles stay beside the row a force: a row holds one
question, the tiles show all of them at once.

Protects: four kinds of no number and "no reply here", our gap, are told apart; refusals are never counted by force.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import extract, warehouse, words
from dashboard.charts import tiles
from dashboard.parts import chart as charts
from dashboard.parts import evidence, letters, listing, results, statuses
from dashboard.parts.controls import Address, choose, choose_forces, controls, my_forces, now, one_of
from dashboard.parts.listing import Link
from dashboard.parts.results import tip
from dashboard.words import each

PATH = "/answers"
ASKED_FIRST = "3"  # the question that the project is about: arrests on groups' evidence
MOST_FORCES = 8
EVERY, MOST_ANSWERS = "every", 12  # where the list of all answers stands, and how many it shows at first
LETTER = "letter"  # the parameter that names the force whose letter is open, and where on the page it stands
NONE_HERE = "no reply here"
DAY_UNKNOWN, ASK_UNKNOWN = "day asked: not known here", "whether asked: not known here"
TILES = {
    kind: (of.get("tile", of["sign"]), of.get("said", of["words"]), of.get("fill", "blank"), of.get("hatch", ""))
    for kind, of in (results.SAID | words.SAID["figures_in_tiles"]).items()
}
"""What stands in a tile, its words below the tiles, its fill and its hatching, by kind of answer."""


def campaigns() -> list[Any]:
    return each(warehouse.query("campaigns").query("answers > 0"))


def campaign_of(at: Address) -> Any | None:
    rows = campaigns()
    return next((row for row in rows if row.campaign_id == at.one("campaign")), rows[0] if rows else None)


def asks_of(rows: pd.DataFrame) -> dict[str, str]:
    return dict(sorted(zip(rows["question"], rows["asks"], strict=True)))


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """Forces with a reply here, by question; None where no campaign has one."""
    if (campaign := campaign_of(at)) is None or not len(rows := tiles_of(campaign.campaign_id)):
        return None
    asks = asks_of(rows)
    question = at.one("question") if at.one("question") in asks else ASKED_FIRST if ASKED_FIRST in asks else min(asks)
    chosen, every = list(my_forces(at)), warehouse.query("campaign_forces", {"campaign": campaign.campaign_id})
    without = every[every["force_id"].isin(chosen) & ~every["force_id"].isin(rows["force_id"])]
    blank = without.assign(name=without["short_name"], text=NONE_HERE, tip=NONE_HERE, column="", role="paper", hatch="")
    cells = pd.concat([cells_of(rows), blank])
    signs = [tile for kind, tile in TILES.items() if (cells["kind"][cells["text"] != results.IN_PART] == kind).any()]
    return charts.Chart(
        name="answers",
        title=str(campaign.title),
        drawing=tiles.grid(cells, list(asks), chosen, asked=question, signs=signs),
        line=line_of(rows, question, campaign.requests),
        source=f"{'; '.join(map(': '.join, asks.items()))} · {listing.line('replies_here.md', of=campaign)}",
        at=Address(PATH).but(campaign=campaign.campaign_id, question=question, force=chosen),
        notes=(words.SAID["charts"]["few_in_tiles"],) if (cells["text"] == words.FEW_IN_CELL).any() else (),
        columns={
            "Force": rows["short_name"],
            "Question": rows["question"] + ": " + rows["asks"],
            "Answer": rows["said"].map(words.heading),
        },
        marks={row.mark: f"{row.short_name}, {row.question}: {row.said}" for row in each(rows) if row.mark},
        opens=[[mark] for mark in rows["mark"]],
        answers=list(rows["outcome_id"].dropna().unique()),
    )


def tiles_of(campaign_id: str) -> pd.DataFrame:
    rows = warehouse.query("answers_grid", {"campaign": campaign_id})
    rows["said"] = [tile_words(row) for row in each(rows)]
    rows[["kind", "text"]] = [look(row) for row in each(rows)]
    rows[["role", "hatch"]] = [TILES[kind][2:] for kind in rows["kind"]]
    which = ("Question " + rows["question"]).mask(rows["is_whole"], "Request as a whole")
    rows["tip"] = [tip(name, said) for name, said in zip(rows["short_name"], which + ": " + rows["said"], strict=True)]
    return rows


def cells_of(rows: pd.DataFrame) -> pd.DataFrame:
    cells = rows[~(rows["is_whole"] & rows.duplicated("force_id"))]
    is_part = cells["is_whole"] & (cells["kind"] == "part")
    column, text = cells["question"].mask(cells["is_whole"], ""), cells["text"].mask(is_part, results.IN_PART)
    return cells.assign(name=cells["short_name"], column=column, text=text)


def look(row: Any) -> tuple[str, str]:
    if row.figure_id and row.is_disputed:
        return "conflicting", f"{words.number(row.value_low)}–{words.number(row.value_high)}"
    if row.figure_id and row.value == row.value:
        return "answered", words.FEW_IN_CELL if words.is_few(row.value, row.unit) else words.number(row.value)
    if row.figure_id:
        return "interval", str(row.value_text or "W")
    if row.figures_asked:
        return "answered", words.counted(int(row.figures_asked), "figure")
    return row.kind, results.SIGNS[row.kind][0]


def tile_words(row: Any) -> str:
    """A tile in words: "7 arrests", "under five people on internal review", "neither confirmed nor denied (s40(5))"."""
    if row.figure_id:
        return results.amount(row) + results.STAGES.get(row.stage, "")
    return results.in_words(row)


def became(row: Any) -> str:
    """ "gave 7"; "would cost too much, by our reading"."""
    what = results.became(row)
    is_said = what == results.GAVE and row.value == row.value and not words.is_few(row.value, row.unit)
    return f"gave {words.number(row.value)}" if is_said else what


def line_of(rows: pd.DataFrame, question: str, requests: int) -> str:
    here = rows[rows["question"] == question].sort_values("state", key=lambda of: of == "in_part", kind="stable")
    said = here.groupby([became(row) for row in each(here)], sort=False)["short_name"].apply(list).to_dict()
    replied = here[here["state"] != "in_part"]["force_id"].nunique()  # of the others the outcome alone is here
    given = {"requests": requests, "silent": requests - replied, "in_part": results.IN_PART}
    return listing.render("answers.md", question=question, said=said, **given)


def show() -> None:
    at = now(PATH)
    campaign, drawn = campaign_of(at), chart(at)
    if campaign is None or drawn is None:
        st.markdown("No answer to a request that went to several forces is here.")
    else:
        _campaign(at, campaign, drawn)
    _grounds(at)
    _every(at, set(drawn.marks if drawn else ()))


def _campaign(at: Address, campaign: Any, drawn: charts.Chart) -> None:
    here = tiles_of(campaign.campaign_id)
    st.markdown(f"One request to {words.counted(campaign.requests, 'force')}, by force and question.")
    asks = asks_of(here)
    if (question := at.one("question")) and question not in asks:
        st.caption(f"This request has no question “{words.verbatim(question)}”: shown is {drawn.at.one('question')}.")
    _controls(at, drawn.at, asks)
    left, right = st.columns([13, 7], gap="medium")
    with left:
        charts.show(drawn, "answers", evidence_here=False, source=listing.line("replies_here.md", of=campaign))
    with right:
        mark = evidence.chosen()
        if mark not in drawn.marks:  # what each question asks, until a tile is chosen
            said = "\n".join(f"- **{words.verbatim(label)}** {words.verbatim(text)}" for label, text in asks.items())
            st.markdown(f"**What was asked**\n\n{said}")
        evidence.column(tuple(drawn.marks))
        for row in [row for row in each(here) if mark and mark in (row.outcome_id, row.figure_id)][:1]:
            _beside(here, row, at)
    _each_force(at, campaign, here, drawn.at.one("question"))


def _controls(at: Address, drawn: Address, asks: dict[str, str]) -> None:
    offered = {row.campaign_id: row.title for row in campaigns()}
    texts = {key: f"{key}: {text}" for key, text in asks.items()}
    with controls("answers", " · ".join([texts[drawn.one("question")], *my_forces(at).values()])):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        if len(offered) > 1:
            choose(left.selectbox, "Request", "campaign", offered, drawn.one("campaign"), "question", "figure")
        choose(left.selectbox, "Question", "question", texts, drawn.one("question"))
        choose_forces(at, place=right)


def _each_force(at: Address, campaign: Any, here: pd.DataFrame, question: str) -> None:
    """One row a force: what became of the question, when an answer is due, where it is, what can be sent next."""
    rows, mine = warehouse.query("campaign_forces", {"campaign": campaign.campaign_id}), my_forces(at)
    given, replied = {row.force_id: row for row in each(here) if row.question == question}, set(here["force_id"])
    counts = {"forces": len(rows), "asked": int(rows["is_asked"].sum()), "silent": len({*rows["force_id"]} - replied)}
    st.header("Force by force", anchor=LETTER)
    st.caption(listing.render("silent.md", requests=campaign.requests, **counts))
    every, lines = {row.outcome_id: row for row in each(results.of())}, []
    for row in sorted(each(rows), key=lambda row: (row.force_id not in mine, row.force_id not in replied)):
        answer = given.get(row.force_id)
        found = every.get(answer.outcome_id) if answer else None
        said = became(answer) if answer else "no answer to it here" if row.force_id in replied else NONE_HERE
        if row.force_id == at.one(LETTER):
            new = letters.without_answer(row.force, row.law, campaign.campaign_id)
            letters.show_steps(letters.after_answer(found) if found else new, f"A letter to {row.force}", True)
        none, due = DAY_UNKNOWN if row.is_asked else ASK_UNKNOWN, letters.due(row.law, row.first_day)
        when = (due, f"counted from {words.day(row.first_day)}") if due else none
        step = Link(letters.next_step(found), f"{at.but(letter=row.force_id, figure=None).link}#{LETTER}")
        read = [Link("evidence", statuses.address(found.source_id, answer.mark))] if answer and found else []
        lines.append((row.short_name, words.heading(said), when, [*read, step]))
    headings = ("Force", f"Question {question}", "Due (20 working days)", "Next step")
    listing.first("forces", headings, lines, "Force by force", "force", MOST_FORCES)


def _beside(here: pd.DataFrame, row: Any, at: Address) -> None:
    same = here[(here["question"] == row.question) & (here["force_id"] != row.force_id)]
    st.markdown(f"**How others answered question {words.verbatim(row.question)}**")
    lines = [
        (other.short_name, Link(words.heading(other.said), at.but(figure=other.mark).link)) for other in each(same)
    ]
    listing.show(("Force", "Answer"), lines, "How others answered the same question")
    step = letters.next_step({one.outcome_id: one for one in each(results.of())}.get(row.outcome_id))
    st.markdown(f"[{words.heading(step)}: the letter]({at.but(letter=row.force_id).link}#{LETTER})")


def _grounds(at: Address) -> None:
    st.header("What was not given, and on what ground")
    (limit,) = words.notes("grounds")
    st.caption(f"This does not tell how often forces refuse. {limit}")
    if "sections" in extract.lacking_in("refusals"):
        st.caption("By section of the law: not in this release, which is older than that count.")
    else:
        columns: listing.Columns = {
            "Section": lambda row: Link(
                f"{row.law}, {row.section}: {row.title}", f"{at.but(what=f'{row.law} {row.section}').link}#{EVERY}"
            ),
            "Requests": lambda row: (f"{row.requests}", f"{row.inferred} of them by our reading" * bool(row.inferred)),
            "Questions": lambda row: str(row.questions),
        }
        listing.table("Refusals by section of the law", each(warehouse.query("refusals_sections")), columns)
    if len(costs := warehouse.query("costs")):
        st.subheader("What they said it would take")
        arithmetic: listing.Columns = {
            "Force and request": lambda row: (row.force, f"request {row.reference or 'without a reference here'}"),
            "Records × minutes": lambda row: Link(words.heading(results.cost(row)), at.but(figure=row.outcome_id).link),
        }
        listing.table("The arithmetic of refusals on cost", each(costs), arithmetic)


def _every(at: Address, marks: set[str]) -> None:
    """The reader's forces' answers, or all, by what became of them and year; `marks` have their evidence above."""
    rows, mine = results.current(), my_forces(at)
    data = {"csv": charts.csv("outcomes"), "table": at.at("/download").but(table="outcomes").link}
    st.header("Every answer", anchor=EVERY)
    st.markdown(listing.render("every_answer.md", **results.requests(rows), **data))
    said = {kind: text for kind, (_, text) in results.SIGNS.items() if kind in set(rows["kind"])}
    grounds = {of: of for of in sorted(rows["grounds"].explode().dropna().unique())}
    left, right = st.columns(2)
    what = one_of("What became of it", "what", {"": "any answer"} | said | grounds, left)
    year = one_of(
        "Dated", "from", {"": "any year"} | {of: of for of in sorted(rows["dated_in"].unique(), reverse=True)}, right
    )
    chosen: list[list[listing.Cell]] = [
        [(row.whose, row.dated and f"dated {row.dated_in}"), *results.of_request(row, at.but)]
        for row in each(rows.sort_values("dated", ascending=False, kind="stable"))
        if what in ("", row.kind, *row.grounds)
        and year in ("", row.dated_in)
        and row.force_id in (mine or row.force_id)
    ]
    listing.first("answers", ("Force", "What was asked", "Answer"), chosen, "Every answer", "answer", MOST_ANSWERS)
    evidence.drawer(tuple({*rows["outcome_id"], *rows["figure_id"].dropna()} - marks), "every")
