"""One force or area: what it counted, what it answered and did not, groups' evidence, where sources differ, what can be
asked for now.

Protects: what is not known is said to be our gap and is no zero; requested figures are marks beside the official line
and in no line of it; both values of what differs stand with who counted them, without a verdict; figures of one to four
stand in no card and no line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, states, warehouse, words
from dashboard.parts import (
    answers,
    evidence,
    force_years,
    listing,
    next_steps,
    on_evidence,
    recorded,
    said_of,
    something_wrong,
    spark,
    standing,
)
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.force_years import OFFICIAL, PATH, asked_for, known, one
from dashboard.parts.listing import Link, Struck
from dashboard.parts.subject import UNDER_FIVE, select, told
from dashboard.rows import each

CARD_TITLES = {
    recorded.GROOMING: "Grooming offences recorded (88A)",
    recorded.IMAGES: "Obscene publications etc (class 86), indecent images among them",
}
WHY_DIFFERENT = (
    "Why it may be: another date of extract, crimes cancelled or moved since, other rules of counting, the date "
    "recorded or the date committed, or an error of copying, ours or a paper’s."
)
DIFFERING = ("What is counted", "Each source’s number")
SMALL_IN_TABLES = "a count of one to four stands as a number in charts and tables alone"
MOST_ROWS = 12
Card = tuple[str, str, str, str]
"""What is counted, the number, what is said with it, the picture of its line (HTML)."""


def is_force(force: Any) -> bool:
    """A force, and no area above or within forces."""
    return not str(force.force_id).startswith("area:")


def of(force_id: str, name: str) -> pd.DataFrame:
    """The rows of one of this page's queries for a force or area."""
    return warehouse.query(warehouse.sql(name), {"force": force_id})


def groups_chart(at: Address) -> charts.Chart | None:
    """Arrests on activist groups' evidence that are known of one force; None where none is."""
    force = asked_for(at)
    return on_evidence.chart("force_groups", Address(PATH, at.asked), force) if force else None


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of the address, for shared links."""
    force = one(asked_for(at))
    if force is None:
        return None
    found = force_years.chart(Address(PATH, {"id": (str(force.force_id),)}))
    about = f"{force.name}: what it counted, answered and did not, with the source of every figure."
    if found is None:
        return str(force.name), about, ""
    return str(force.name), f"{about} {found.line}", f"/chart/force.png?{found.at.link.partition('?')[2]}"


# The page


def show() -> None:
    """The page of one force or area."""
    at = now(PATH)
    force = one(asked_for(at))
    if force is None:
        _missing(asked_for(at), at)
        return
    force_id = str(force.force_id)
    given, groups, figures = (of(force_id, f"force_{name}") for name in ("answers", "groups", "figures"))
    ((total,),) = warehouse.rows("select count(*) from figures where force_id = $force", {"force": force_id})[1]
    st.title(force.name)
    where = dict.fromkeys(part for part in (force.region, force.nation) if part)
    kind = words.sentence(states.AREA_KINDS.get(force.kind, "a police force").removeprefix("a ")).rstrip(".")
    st.caption(words.verbatim(" · ".join(part for part in (kind, ", ".join(where)) if part)))
    if not total and not len(given):
        st.markdown(
            f"Nothing of {words.verbatim(force.name)} is held here: no figure, no answer. That is our gap: it says "
            "nothing about what was recorded, or whether it was asked."
        )
    elif is_force(force):
        _cards(cards_of(force, given))
    drawn = force_years.chart(at)
    if drawn is not None:
        offered = force_years.series(force_id)
        if len(offered) > 1:
            titles = {key: words.sentence(title).rstrip(".") for key, (title, _) in offered.items()}
            picked = drawn.at.one("offence")
            select("force", "Offence", list(titles), picked, titles.__getitem__, lambda key: put(offence=key))
        charts.show(drawn, "force")
    elif not is_force(force) or total:
        st.header("Figures")
        listing.first("figures", FIGURES, _figures(force_id, figures, at), "Figures", "figure", MOST_ROWS)
    if len(given) or (total and is_force(force)):
        _answered(force, given, at)
    _groups(at, groups)
    _said([*figures["figure_id"], *groups["figure_id"]])
    _differing(force_id, at)
    _no_longer(force_id, at)
    if is_force(force):
        _get_the_rest(force, given)
    if drawn is not None:
        with st.expander(f"Every figure that pages list ({len(figures)})"):
            listing.show(FIGURES, _figures(force_id, figures, at), "Every figure that pages list")
    _links(force, total, len(figures))
    something_wrong.show(something_wrong.of_force(force_id, force.name, total, len(given)), force_id)
    if mark := evidence.chosen():
        evidence.drawer((mark,), "page")


def _missing(asked: str, at: Address) -> None:
    st.title("No such force" if asked else "One force")
    names = {row.force_id: row.name for row in each(known())}
    said = f"The address asks for “{words.verbatim(asked)}”, which is no force or area here."
    st.markdown(f"{said}{listing.nearest(asked, names, PATH, 0.0)}" if asked else "The address names no force.")
    st.markdown(
        f"[All forces]({at.at('/forces').but(force=None).link}) · "
        f"[Search]({at.at('/search').but(q=asked, force=None).link})"
    )


def cards_of(force: Any, given: pd.DataFrame) -> list[Card]:
    """Four numbers: arrests, questions, and two official classes as context; a small count says where its number is."""
    cards = [arrests_card(force), questions_card(given), *(official_card(force, key) for key in OFFICIAL)]
    return [
        (what, number, "; ".join(part for part in (said, SMALL_IN_TABLES) if part), line)
        if UNDER_FIVE in f"{number} {said}"
        else (what, number, said, line)
        for what, number, said, line in cards
    ]


def _cards(cards: Sequence[Card]) -> None:
    html = "".join(
        f'<div><p class="what">{words.as_html(what)}</p><p class="number">{words.as_html(number)} {line}</p>'
        f'<p class="said">{words.as_html(said)}</p></div>'
        for what, number, said, line in cards
    )
    st.html(f'<div class="cards">{html}</div>')


def arrests_card(force: Any) -> Card:
    """The count of arrests that says most; without one, what there is instead."""
    groups = of(force.force_id, "force_groups")
    groups = groups[groups["measure_id"] == "arrests_ocag"]
    first = next(iter(each(of(force.force_id, "force_arrests"))), None)
    if first is None:
        below = "those on groups’ evidence stand below" if len(groups) else "that is our gap"
        what = "Arrests for online offences against children"
        return what, "not known", f"no count of all of them is here; {below}", ""
    measure = "Arrests" if first.measure_id == "arrests" else first.measure
    offence = words.offence(first.offence or "")
    measure += f": {offence}" if offence and offence.partition(",")[0].lower() not in measure.lower() else ""
    said, number = f"counted by {first.compiled_by}", told(first.value, words.number(first.value))
    for row in each(groups[groups["period_id"] == first.period_id]):
        count = told(row.value, words.number(row.value))
        if row.all_arrests == first.value:
            said = f"{count} on groups’ evidence; whether among the {number} is not said"
        elif row.set_against == first.value:
            said = f"beside {count} on groups’ evidence, counted apart"
    said = f"in doubt; {said}" if first.doubts else said
    return f"{measure}, {words.period(first.period_id)}", f"{number} {first.unit}", said, ""


def questions_card(given: pd.DataFrame) -> Card:
    """What became of the questions that went to most forces."""
    year = answers.campaign()[1]
    what = f"Questions sent to most forces in {year}" if year else "Questions sent to most forces"
    rows = given[given["campaign_id"].notna()]
    single = rows[rows["question"].notna()]
    if not len(rows):
        return what, "no reply here", "our gap; whether it was asked is not known here", ""
    if not len(single):
        return what, "in part", "which questions it answered is not known here", ""
    read = [answers.kind(row) for row in each(single) if row.exemptions_basis == "inferred"]
    found = {kind: (n, f"{n} {said}{answers.by_reading(read.count(kind), n)}") for kind, said, n in counted(single)}
    answered, _ = found.pop("answered", (0, ""))
    return what, f"{answered} of {len(single)} answered", words.listed([said for _, said in found.values()]), ""


def counted(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Each kind of answer with its words and how many there are, in the order of the signs."""
    kinds = [answers.kind(row) for row in each(rows)]
    return [(kind, said, kinds.count(kind)) for kind, (_, said) in answers.SIGNS.items() if kind in kinds]


def official_card(force: Any, key: str) -> Card:
    """The latest official count of a class, its rate beside the median, and its years as a line."""
    title, with_adults = CARD_TITLES[key], words.ABOUT_CHILDREN["mixed"] if key == recorded.IMAGES else ""
    rows = force_years.recorded_by(force.force_id)
    rows = rows[(rows["offence_id"] == key) & rows["is_official"] & rows["value"].notna()]
    if not len(rows):
        is_other = force.nation in ("Scotland", "Northern Ireland")
        return title, "not known", "other law: no such class" if is_other else "in no official series here", ""
    last = each(rows)[-1]
    values = spark.by_year(rows["year"], rows["value"], recorded.BREAKS.get(key, {}))
    line = spark.image(values, f"{title}: {rows['period'].iloc[0]} to {last.period}", "chosen0", 110, 30)
    doubted = "in doubt" if last.is_doubted else ""
    said = "; ".join(part for part in (doubted, force_years.beside_median(last, key), with_adults) if part)
    return f"{title}, {last.period}", told(last.value, words.number(last.value)), said, line


def _answered(force: Any, given: pd.DataFrame, at: Address) -> None:
    """By question of the campaign, then other requests: what was answered and what was not."""
    st.header("What it answered, and what it did not")
    rows, others = given[given["campaign_id"].notna()], given[given["campaign_id"].isna()]
    year = answers.campaign()[1]
    when = f" in {year}" if year else ""
    if len(rows):
        earlier = earlier_of(force.force_id)
        listing.show(
            (f"Question asked{when}", "Answer"),
            [
                (
                    f"{f'{row.question}: ' if row.question else ''}{row.asks or 'the request as a whole'}",
                    [_link(row, at), *earlier.get((row.source_id, row.question), [])],
                )
                for row in each(rows)
            ],
            "What it answered, by question",
        )
        campaign = str(rows["campaign_id"].iloc[0])
        st.markdown(f"[Beside other forces’ answers]({at.at('/answers').but(campaign=campaign).link})")
    elif force.kind == "territorial":
        st.markdown(
            f"To the request that went to most forces{when} no reply is collected here. That is our gap, not the "
            "force’s: it may have answered, or may not have been asked."
        )
    if len(others):
        requests = words.counted(others["source_id"].nunique(), "request")
        st.markdown(f"**Other requests: {requests}, {words.counted(len(others), 'question')}**")
        name = "What it answered to other requests"
        listing.first("requests", ("What was asked", "Answer"), by_request(others, at), name, "row", MOST_ROWS)
    elif not len(rows):
        st.markdown(f"No answer of it to {'another' if force.kind == 'territorial' else 'a'} request is here.")


def earlier_of(force_id: str) -> dict[tuple[str, str | None], list[Struck | str]]:
    """By source and question, the answers that hold no longer, struck through, and why."""
    found: dict[tuple[str, str | None], list[Struck | str]] = {}
    for row in each(of(force_id, "force_earlier")):
        said = Struck(f"Earlier: {words.sentence(answers.in_words(row)).rstrip('.')}")
        found.setdefault((row.source_id, row.question), []).extend([said, standing.why_answer(row)])
    return found


def by_request(rows: pd.DataFrame, at: Address) -> list[tuple[listing.Cell, ...]]:
    """One line for each answer with a number; one for the questions of a request that were answered alike without."""
    groups: dict[tuple[str, ...], list[Any]] = {}
    for row in each(rows):
        alike = (row.outcome_id,) if row.figures > 0 else (row.source_id, answers.in_words(row))
        groups.setdefault(alike, []).append(row)
    found: list[tuple[listing.Cell, ...]] = []
    for same in groups.values():
        asked = list(dict.fromkeys(answers.asked(row) for row in same))
        more = len(asked) - 2
        asked = [*asked[:2], f"and {words.counted(more, 'more question')} of the same request"] if more > 1 else asked
        found.append((asked, [_link(same[0], at), answers.cost(same[0])]))
    return found


def _link(row: Any, at: Address) -> Link:
    """An answer's sign and words, to its evidence; one number of its own, to that number's."""
    sign, said, mark = answers.SIGNS[answers.kind(row)][0], answers.in_words(row), row.outcome_id
    if row.status == "answered" and row.figures > 0:
        said = answers.amount(row) if row.figures == 1 else f"answered: {int(row.figures)} figures"
        mark = row.figure_id if row.figures == 1 and row.campaign_id is None else mark
    return Link(f"{sign} {words.sentence(said).rstrip('.')}", at.but(figure=mark).link)


def _groups(at: Address, rows: pd.DataFrame) -> None:
    """Arrests on groups' evidence as bars, and what else is counted about such groups, each in its own unit."""
    drawn = groups_chart(at)
    if drawn is not None:
        charts.show(drawn, "force_groups")
        rows = rows[~rows["figure_id"].isin(list(drawn.marks))]
    if len(rows):
        with st.expander(f"Other counts about activist groups ({len(rows)})", expanded=drawn is None):
            listing.show(FIGURES, [_figure(row, at) for row in each(rows)], "Other counts about activist groups")


def _said(figure_ids: Sequence[str]) -> None:
    """What the force says of its figures; behind an expander what is in doubt or was corrected."""
    for sentence in said_of.stated(figure_ids):
        st.markdown(sentence)
    said = [*said_of.doubted(figure_ids), *said_of.corrected(figure_ids)]
    if said:
        with st.expander(f"In doubt, or corrected ({len(said)})"):
            st.markdown("\n".join(f"- {sentence}" for sentence in said))


def _differing(force_id: str, at: Address) -> None:
    rows = of(force_id, "force_differing")
    if len(rows):
        st.header("Where sources differ")
        listing.show(DIFFERING, [differing(row, at) for row in each(rows)], "Where sources differ")
        st.caption(WHY_DIFFERENT)


def differing(row: Any, at: Address) -> tuple[listing.Cell, ...]:
    """Both values of one figure with who counted each; a part and the class that holds it are said to be two things."""
    if row.is_part:
        values = " and ".join(f"{side['text']} ({side['role']})" for side in row.sides)
        said = [f"{side['text']}: {words.offence(side['counts'])}, counted by {side['who']}" for side in row.sides]
    else:
        values = " or ".join(side["text"] for side in row.sides)
        said = [f"{side['text']}: {side['who']}" for side in row.sides]
    what = f"{row.measure}: {words.offence(row.offence or 'as a whole')}"
    return [what, words.period(row.period_id)], [Link(values, at.but(figure=row.figure_id).link), *said]


def _no_longer(force_id: str, at: Address) -> None:
    """Figures that were replaced, withdrawn or set aside, struck through, each with why."""
    rows = of(force_id, "force_disputes")
    if not len(rows):
        return
    st.subheader("Replaced, withdrawn or set aside")
    listing.show(
        ("What was counted", "Figure", "Why it holds no longer"),
        [
            (
                f"{_counted_of(row)}, {words.period(row.period_id)}",
                Link(answers.amount(row), at.but(figure=row.figure_id).link, is_struck=True),
                (standing.in_words(row), standing.why(row)),
            )
            for row in each(rows)
        ],
        "Replaced, withdrawn or set aside",
    )


def _counted_of(row: Any) -> str:
    """What a figure counts: measure, offence, and the part where it is one."""
    offence = f": {words.offence(row.offence)}" if row.offence else ""
    return f"{row.measure}{offence}{f' ({row.scope})' if row.scope else ''}"


def _get_the_rest(force: Any, given: pd.DataFrame) -> None:
    """The letters: a review of an answer that left something open, or a new request."""
    st.header("Get the rest")
    is_open = {row.outcome_id: row for row in each(given) if answers.kind(row) not in ("answered", "other")}
    options = {"new": "a new request"}
    options |= {key: f"{answers.asked(row)}: {answers.in_words(row)}" for key, row in is_open.items()}
    picked = st.selectbox("A letter about", list(options), format_func=options.__getitem__, key="letter")
    with st.expander("What can be asked, and the letter"):
        if row := is_open.get(picked or "new"):
            next_steps.show(next_steps.after_answer(row))
        else:
            next_steps.show(next_steps.without_answer(force.name, law_of(force, given)))


def law_of(force: Any, given: pd.DataFrame) -> str | None:
    """The law under which a force is asked; None where it is not known here."""
    if force.kind == "crown_dependency":
        return next(iter(given["law"].dropna()), None)
    return "FOISA 2002" if force.nation == "Scotland" else next_steps.USUAL_LAW


FIGURES = ("What is counted", "Period", "Figure", "Counted by")


def _figures(force_id: str, rows: pd.DataFrame, at: Address) -> list[tuple[listing.Cell, ...]]:
    """The figures that pages list; then a line for each breakdown, whose parts stand on the page of their source."""
    found = [_figure(row, at) for row in each(rows)]
    for row in each(of(force_id, "force_breakdowns")):
        measure = f"{row.measure}, by {words.listed([words.dimension(name) for name in row.by_what])}"
        period = " to ".join(dict.fromkeys((words.period(row.first), words.period(row.last))))
        link = Link(words.counted(int(row.figures), "figure"), f"/source?id={row.source_id}")
        found.append((measure, period, link, row.compiled_by or "not known"))
    return found


def _figure(row: Any, at: Address) -> tuple[listing.Cell, ...]:
    """One figure, leading to its evidence."""
    about = words.ABOUT_CHILDREN.get(row.about_children)
    number = f"{answers.amount(row)}{' ?' if len(row.doubts) else ''}"
    is_printed = row.period_id == "unknown" and row.period_as_published  # no days are known
    return (
        f"{_counted_of(row)}{f' [{about}]' if about else ''}",
        f"“{row.period_as_published}”" if is_printed else words.period(row.period_id),
        Link(number, at.but(figure=row.figure_id).link),
        f"{row.compiled_by or 'not known'}{on_evidence.read_in(row.read_in)}",
    )


def _links(force: Any, total: int, listed: int) -> None:
    csv, rest = charts.csv("figures", force=str(force.force_id)), total - listed
    more = f", {rest:,} of them of classes and breakdowns that pages do not list" if rest > 0 else ""
    parts = [f"[All its figures as CSV]({csv}) ({total:,}{more})"] if total else []
    parts.append(f"[Its sources]({pinned.address(f'/sources?force={force.force_id}')})")
    parts.append(f"[Its answers as CSV]({charts.csv('outcomes', force=str(force.force_id))})")
    if is_force(force):
        story, feed = pinned.address(f"/force/{force.force_id}"), pinned.address(f"/feed.xml?force={force.force_id}")
        parts += [f"[Its story, to share]({story})", f"[Feed of its changes]({feed})"]
    st.markdown(" · ".join(parts))
    if is_force(force):
        own = {"id": str(force.force_id), "force": str(force.force_id)}
        st.button("Keep it as my force on every page", type="tertiary", on_click=lambda: put(**own))
