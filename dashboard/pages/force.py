"""One force or area: what it counted, what it answered and did not, groups' evidence, where sources differ, what can be
asked for now.

Protects: what is not known is said to be our gap and is no zero; requested figures are marks beside the official line
and in no line of it; both values of what differs stand with who counted them, without a verdict; figures of one to four
stand in no card and no line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, states, stats, warehouse, words
from dashboard.charts import lines, listed
from dashboard.charts.drawing import FORMS, Dot, Line, Mark
from dashboard.parts import (
    answers,
    evidence,
    listing,
    next_steps,
    recorded,
    said_of,
    something_wrong,
    spark,
    standing,
)
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.listing import Link, Struck
from dashboard.parts.subject import BESIDE_RATES, BESIDE_RECORDED, SMALLEST_TOLD, select, told
from dashboard.rows import each

PATH = "/force"
OFFICIAL = {
    recorded.GROOMING: ("sexual grooming (class 88A)", ("soa2003_s15a", "soa2003_s15")),
    recorded.IMAGES: ("indecent images and other publications (class 86)", ("group:indecent_images_of_children",)),
}
"""The official classes that are drawn as a line, and the requested offences that stand beside each as marks; those of
the first lie within the class whole."""
CARD_TITLES = {
    recorded.GROOMING: "Grooming offences recorded (88A)",
    recorded.IMAGES: "Obscene publications etc (class 86), indecent images among them",
}
NOT_THE_SAME = (
    "The line is the official class whole, from that one source; a mark is what was requested or collected by others, "
    "often a part of the class, by another date of extract or another rule of counting."
)
NOT_ALL_CHILDREN = "Class 86 holds extreme pornography and other publications beside images of children."
WHY_DIFFERENT = (
    "Why it may be: another date of extract, crimes cancelled or moved since, other rules of counting, the date "
    "recorded or the date committed, or an error of copying, ours or a paper’s."
)
MOST_ROWS = 12


def known() -> pd.DataFrame:
    """Every force and area that a page can be about."""
    return warehouse.query(warehouse.sql("force_known"))


def one(asked: str) -> Any | None:
    """The row of a force or area: force_id, name, short_name, nation, region, kind; None where there is none."""
    return next((row for row in each(known()) if row.force_id == asked), None)


def is_force(force: Any) -> bool:
    """A force, and no area above or within forces."""
    return not str(force.force_id).startswith("area:")


def asked_for(at: Address) -> str:
    """The force of an address: `id`, else the first of the reader's own."""
    return at.one("id") or next(iter(at.all("force")), "")


def of(force_id: str, name: str) -> pd.DataFrame:
    """The rows of one of this page's queries for a force or area."""
    return warehouse.query(warehouse.sql(name), {"force": force_id})


def recorded_by(force_id: str) -> pd.DataFrame:
    """Every figure of offences that the police recorded, by offence and year: rows of queries/force_series.sql."""
    asked = {"force": force_id, "measure": "offences_recorded", "unit": "offences"}
    return warehouse.query(warehouse.sql("force_series"), asked)


def series(force_id: str) -> dict[str, tuple[str, pd.DataFrame]]:
    """What can be drawn of a force over the years, by offence, each with its title: official classes with what was
    requested beside them, then what was only requested, in two years or more."""
    rows = recorded_by(force_id)
    found, used = {}, set()
    for key, (title, beside) in OFFICIAL.items():
        if (rows["is_official"] & (rows["offence_id"] == key)).any():
            found[key] = title, rows[rows["offence_id"].isin((key, *beside))].reset_index(drop=True)
            used |= {key, *beside}
    alone = rows[~rows["is_official"] & ~rows["offence_id"].isin(used)]
    parts = [part for _, part in alone.groupby("offence_id", sort=False) if part["year"].nunique() > 1]
    for part in sorted(parts, key=len, reverse=True):
        found[str(part["offence_id"].iloc[0])] = words.offence(part["offence"].iloc[0]), part.reset_index(drop=True)
    return found


def chart(at: Address) -> charts.Chart | None:
    """What was requested beside the official series of one force, as `offence` in the address chooses; None where
    nothing of the force stands in two years."""
    force = one(asked_for(at))
    offered = series(str(force.force_id)) if force is not None else {}
    if force is None or not offered:
        return None
    key = at.one("offence") if at.one("offence") in offered else next(iter(offered))
    title, rows = offered[key]
    others = list(dict.fromkeys(rows.loc[~rows["is_official"], "offence_id"]))
    rows = rows.assign(
        year=rows["year"] - 0.25 * (rows["period_kind"] == "calendar_year"),
        form=[FORMS[::-1][others.index(row) % len(FORMS)] if row in others else "" for row in rows["offence_id"]],
        tip=[_tip(row) for row in each(rows)],
        name="",
    )
    exact = rows[rows["value"].notna()]
    if not len(exact):
        return None
    line = _line(force, key, rows)
    drawn = lines.lines(
        exact,
        [str(force.force_id)],
        alt=f"A line for the official class, marks for other counts. {line}",
        breaks=recorded.BREAKS.get(key),
        height=300,
        least=SMALLEST_TOLD,
    )
    ranges = _ranges(rows[rows["value"].isna()])
    return charts.Chart(
        name="force",
        title=f"{force.short_name}: {title}, offences recorded",
        drawing=replace(drawn, right=30, marks=(*drawn.marks, *ranges), legend=_legend(rows, key)),
        line=line,
        source=_source(rows),
        at=Address(PATH, {"id": (str(force.force_id),), "offence": (key,)}).but(release=at.all("release")),
        notes=_notes(rows, key),
        table=pd.DataFrame(
            {
                "Period": rows["period"],
                "Offence": rows["offence"].map(words.offence),
                "Figure": [_value(row) for row in each(rows)],
                "Counted by": rows["compiled_by"],
            }
        ),
        marks={row.figure_id: f"{row.period}, {row.compiled_by}: {_value(row)}" for row in each(rows)},
        data=charts.csv(
            "force_years", measure="offences_recorded", force=str(force.force_id), release=at.all("release")
        ),
    )


def groups_chart(at: Address) -> charts.Chart | None:
    """Arrests on activist groups' evidence that are known of one force, as bars; None where none is."""
    force = one(asked_for(at))
    rows = of(str(force.force_id), "force_groups") if force is not None else pd.DataFrame({"measure_id": []})
    rows = rows[rows["measure_id"] == "arrests_ocag"].reset_index(drop=True)
    if force is None or not len(rows):
        return None
    is_small = rows["value"].between(1, SMALLEST_TOLD - 1)
    drawn = rows.assign(
        name=[_period(row) for row in each(rows)],
        value=rows["value"].mask(is_small),
        low=rows["value_low"].mask(is_small, 0),
        high=rows["value_high"].mask(is_small, SMALLEST_TOLD),
        text=[_group_text(row) for row in each(rows)],
        is_doubted=rows["doubts"].map(len) > 0,
    )
    said = {row.figure_id: f"{row.name}: {row.text}" for row in each(drawn)}
    drawn["tip"] = [words.as_html(f"{said[row.figure_id]}. Counted by {row.compiled_by}") for row in each(rows)]
    line = " ".join(words.sentence(text) for text in said.values())
    notes = ["An arrest is not a charge or a conviction; in a decoy case no real child was on the other side."]
    notes += [words.sentence(words.with_days(note)) for note in rows["set_against_note"].dropna()]
    notes += [words.sentence(note) for note in dict.fromkeys(rows["share_note"].dropna())]
    copied = _names(rows["read_in"])
    return charts.Chart(
        name="force_groups",
        title=f"{force.short_name}: arrests on activist groups’ evidence",
        drawing=listed.titled(drawn, alt=f"Bars. {line}", role="part"),
        line=line,
        source=f"{_names(rows['compiled_by'])}{f', read in {copied}' if copied else ''}",
        at=Address(PATH, {"id": (str(force.force_id),)}).but(release=at.all("release")),
        notes=tuple(notes),
        table=pd.DataFrame({"Period": drawn["name"], "Counted": drawn["text"], "Counted by": rows["compiled_by"]}),
        marks=said,
        data=charts.csv("ocag_arrests", force=str(force.force_id), release=at.all("release")),
    )


def head(at: Address) -> tuple[str, str, str] | None:
    """Title, description and picture of the address, for shared links."""
    force = one(asked_for(at))
    if force is None:
        return None
    found = chart(Address(PATH, {"id": (str(force.force_id),)}))
    about = f"{force.name}: what it counted, answered and did not, with the source of every figure."
    if found is None:
        return str(force.name), about, ""
    return str(force.name), f"{about} {found.line}", f"/chart/force.png?{found.at.link.partition('?')[2]}"


# What the charts say


def _names(column: pd.Series[Any]) -> str:
    return words.listed(list(dict.fromkeys(column.dropna())))


def _line(force: Any, key: str, rows: pd.DataFrame) -> str:
    """The latest official count with its rate beside the median; of what was only requested, how many figures."""
    official = rows[rows["is_official"] & rows["value"].notna()]
    if not len(official):
        return (
            f"{words.counted(len(rows), 'figure')} by {_names(rows['compiled_by'])}; no official series of it is here."
        )
    last = each(official)[-1]
    beside = beside_median(last, key)
    count = told(last.value, words.number(last.value))
    return f"{force.short_name} recorded {count} in {last.period}{f': {beside}' if beside else ''}."


def beside_median(row: Any, offence: str) -> str:
    """ "15.0 per 100,000, above the median of 11.7"; "" without residents."""
    if not row.population or row.population != row.population or row.value < SMALLEST_TOLD:
        return ""
    rate, low, high = stats.rate(row.value, row.population)
    found = warehouse.query(warehouse.sql("force_median"), {"offence": offence, "period": row.period})
    middle = float(found["middle"].iloc[0])
    return f"{rate:.1f} per 100,000" + (
        f", {stats.beside_median(low, high, middle)} of {middle:.1f}" if middle == middle else ""
    )


def _value(row: Any) -> str:
    if row.value == row.value:
        return words.number(row.value)
    if row.is_disputed:
        return f"{words.number(row.low)} or {words.number(row.high)}, sources differ"
    return row.value_text or "no exact number"


def _tip(row: Any) -> str:
    who = f"Counted by {row.compiled_by}" + (f", read in {row.read_in}" if row.read_in else "")
    doubt = "In doubt: see the evidence" if row.is_doubted else ""
    said = doubt or ("Another source counts otherwise" if row.is_other_elsewhere else "")
    parts = (f"{row.period}: {_value(row)}", words.offence(row.offence), who, said)
    return "<br>".join(words.as_html(part) for part in parts if part)


def _ranges(rows: pd.DataFrame) -> list[Mark]:
    """What is no single number: a dispute between its two values, a range as wide as its bounds."""
    marks: list[Mark] = []
    for row in each(rows[rows["low"].notna() & rows["high"].notna()]):
        ends = tuple((float(row.year), float(value)) for value in (row.low, row.high))
        marks.append(Line(ends, "quiet", 1.5, marks=(row.figure_id,) * 2, tips=(row.tip,) * 2))
        marks += [Dot(*end, "quiet", row.form, 9.0, is_hollow=True, mark=row.figure_id, tip=row.tip) for end in ends]
    return marks


def _legend(rows: pd.DataFrame, key: str) -> tuple[tuple[str, str], ...]:
    """What the line counts, and what each form of mark: the class whole and its part are named."""
    found = [("the whole class, official", "line:chosen0")] if rows["is_official"].any() else []
    for (offence_id, form), part in rows[~rows["is_official"]].groupby(["offence_id", "form"], sort=False):
        inside = "a part of it, " if key == recorded.GROOMING and offence_id != key else ""
        said = f"{inside}{words.offence(part['offence'].iloc[0])}, {_names(part['compiled_by'])}"
        found.append((said, f"{form}:chosen0"))
    return tuple(found)


def _source(rows: pd.DataFrame) -> str:
    official, others = rows[rows["is_official"]], rows[~rows["is_official"]]
    copied = ", read in a copy" if len(official) and (official["hand"] == "second_hand").all() else ""
    parts = (f"{_names(official['compiled_by'])}{copied}", _names(others["compiled_by"]), "counts, not rates")
    return " · ".join(part for part in parts if part)


def _notes(rows: pd.DataFrame, key: str) -> tuple[str, ...]:
    notes = [NOT_THE_SAME] if rows["is_official"].nunique() > 1 else []
    notes += (
        [f"From April 2017 the class counts a new offence, s15A. {recorded.BROKEN}"] if key in recorded.BREAKS else []
    )
    notes += [NOT_ALL_CHILDREN] if key == recorded.IMAGES else []
    if (rows["period_kind"] == "calendar_year").any():
        notes.append("A calendar year stands a quarter of a year to the left of the financial year of that number.")
    return *notes, BESIDE_RATES, BESIDE_RECORDED, *said_of.licences(list(rows["figure_id"]))


def _period(row: Any) -> str:
    """The period in words; one that is not known by its days as it is printed."""
    is_printed = row.period_id == "unknown" and row.period_as_published
    return f"“{row.period_as_published}”" if is_printed else words.period(row.period_id)


def _group_text(row: Any) -> str:
    """ "20 people, beside 299 by its own team"; "under five arrests"."""
    value = answers.amount(row)
    if row.value == row.value:
        value = f"{told(row.value, words.number(row.value))} {row.unit}"
    for beside, whose in ((row.set_against, "by its own team"), (row.all_arrests, "for online child sexual offences")):
        if beside > 0:
            return f"{value}, beside {told(beside, words.number(beside))} {whose}"
    return value


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
        _cards(force, given)
    drawn = chart(at)
    if drawn is not None:
        offered = series(force_id)
        if len(offered) > 1:
            titles = {key: words.sentence(title).rstrip(".") for key, (title, _) in offered.items()}
            picked = drawn.at.one("offence")
            select("force", "Offence", list(titles), picked, titles.__getitem__, lambda key: put(offence=key))
        charts.show(drawn, "force")
    elif not is_force(force) or total:
        st.header("Figures")
        _listed(FIGURES, _figures(force_id, figures, at), "Figures")
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


def _listed(headings: Sequence[str], rows: Sequence[Sequence[listing.Cell]], name: str) -> None:
    """The first rows of a list, and the others behind an expander."""
    listing.show(headings, rows[:MOST_ROWS], name)
    if len(rows) > MOST_ROWS:
        with st.expander(f"The other {len(rows) - MOST_ROWS}"):
            listing.show(headings, rows[MOST_ROWS:], f"{name}: the others")


def _cards(force: Any, given: pd.DataFrame) -> None:
    """Four numbers: arrests, questions, and two official classes as context."""
    cards = [arrests_card(force), questions_card(given)] + [official_card(force, key) for key in OFFICIAL]
    html = "".join(
        f'<div><p class="what">{words.as_html(what)}</p><p class="number">{words.as_html(number)} {line}</p>'
        f'<p class="said">{words.as_html(said)}</p></div>'
        for what, number, said, line in cards
    )
    st.html(f'<div class="cards">{html}</div>')


Card = tuple[str, str, str, str]
"""What is counted, the number, what is said with it, the picture of its line (HTML)."""


def arrests_card(force: Any) -> Card:
    """The count of arrests that says most; without one, what there is instead."""
    groups = of(force.force_id, "force_groups")
    groups = groups[groups["measure_id"] == "arrests_ocag"]
    first = next(iter(each(of(force.force_id, "force_arrests"))), None)
    if first is None:
        below = "those on groups’ evidence stand below" if len(groups) else "that is our gap"
        return (
            "Arrests for online offences against children",
            "not known",
            f"no count of all of them is here; {below}",
            "",
        )
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
    rest = [
        f"{n} {said}{answers.by_reading(read.count(kind), n)}"
        for kind, said, n in counted(single)
        if kind != "answered"
    ]
    answered = sum(n for kind, _, n in counted(single) if kind == "answered")
    return what, f"{answered} of {len(single)} answered", words.listed(rest), ""


def counted(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Each kind of answer with its words and how many there are, in the order of the signs."""
    kinds = [answers.kind(row) for row in each(rows)]
    return [(kind, said, kinds.count(kind)) for kind, (_, said) in answers.SIGNS.items() if kind in kinds]


def official_card(force: Any, key: str) -> Card:
    """The latest official count of a class, its rate beside the median, and its years as a line."""
    title, with_adults = CARD_TITLES[key], words.ABOUT_CHILDREN["mixed"] if key == recorded.IMAGES else ""
    rows = recorded_by(force.force_id)
    rows = rows[(rows["offence_id"] == key) & rows["is_official"] & rows["value"].notna()]
    if not len(rows):
        is_other = force.nation in ("Scotland", "Northern Ireland")
        return title, "not known", "other law: no such class" if is_other else "in no official series here", ""
    last = each(rows)[-1]
    values = spark.by_year(rows["year"], rows["value"], recorded.BREAKS.get(key, {}))
    line = spark.image(values, f"{title}: {rows['period'].iloc[0]} to {last.period}", "chosen0", 110, 30)
    said = "; ".join(part for part in (beside_median(last, key), with_adults) if part)
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
        _listed(("What was asked", "Answer"), by_request(others, at), "What it answered to other requests")
    elif not len(rows):
        st.markdown(f"No answer of it to {'another' if force.kind == 'territorial' else 'a'} request is here.")


def earlier_of(force_id: str) -> dict[tuple[str, str | None], list[Struck | str]]:
    """By source and question, the answers that hold no longer, struck through, and why."""
    found: dict[tuple[str, str | None], list[Struck | str]] = {}
    for row in each(of(force_id, "force_earlier")):
        said = words.sentence(answers.in_words(row)).rstrip(".")
        found.setdefault((row.source_id, row.question), []).extend(
            [Struck(f"Earlier: {said}"), standing.why_answer(row)]
        )
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
    others = rows[rows["measure_id"] != "arrests_ocag"]
    if drawn is not None:
        charts.show(drawn, "force_groups")
    if not len(others):
        return
    with st.expander(f"Other counts about activist groups ({len(others)})", expanded=drawn is None):
        listing.show(FIGURES, [_figure(row, at) for row in each(others)], "Other counts about activist groups")


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
    if not len(rows):
        return
    st.header("Where sources differ")
    listing.show(
        ("What is counted", "Each source’s number"),
        [
            (
                [f"{row.measure}: {words.offence(row.offence or 'as a whole')}", words.period(row.period_id)],
                [
                    Link(" or ".join(side["text"] for side in row.sides), at.but(figure=row.figure_id).link),
                    *(f"{side['text']}: {side['who']}" for side in row.sides),
                ],
            )
            for row in each(rows)
        ],
        "Where sources differ",
    )
    st.caption(WHY_DIFFERENT)


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
    options = {key: f"{answers.asked(row)}: {answers.in_words(row)}" for key, row in is_open.items()}
    options["new"] = "a new request"
    picked = st.selectbox("A letter about", list(options), format_func=options.__getitem__, key="letter")
    with st.expander("What can be asked, and the letter"):
        if row := is_open.get(picked or "new"):
            next_steps.show(next_steps.after_answer(row, row.asks or answers.asked(row)))
        else:
            next_steps.show(next_steps.without_answer(force.name, law_of(force, given), questions()))


def questions() -> str:
    """The questions of the campaign that asked most forces, to ask again."""
    rows = warehouse.query(
        "select question, asks from questions where campaign_id = (select campaign_id from campaigns "
        "where law is not null order by requests desc, campaign_id limit 1) order by question"
    )
    return "\n".join(f"{row.question}. {words.sentence(row.asks)}" for row in each(rows))


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
    read = f", read in {row.read_in}" if row.read_in else ""
    return (
        f"{_counted_of(row)}{f' [{about}]' if about else ''}",
        _period(row),
        Link(number, at.but(figure=row.figure_id).link),
        f"{row.compiled_by or 'not known'}{read}",
    )


def _links(force: Any, total: int, listed: int) -> None:
    csv = pinned.address(charts.csv("figures", force=str(force.force_id)))
    more = (
        f"; {total - listed:,} of them are of classes and breakdowns that pages do not list" if total > listed else ""
    )
    parts = [f"[All its figures as CSV]({csv}) ({total:,}{more})"] if total else []
    parts.append(f"[Its sources]({pinned.address(f'/sources?force={force.force_id}')})")
    parts.append(f"[Its answers as CSV]({pinned.address(charts.csv('outcomes', force=str(force.force_id)))})")
    if is_force(force):
        story, feed = pinned.address(f"/force/{force.force_id}"), pinned.address(f"/feed.xml?force={force.force_id}")
        parts += [f"[Its story, to share]({story})", f"[Feed of its changes]({feed})"]
    st.markdown(" · ".join(parts))
    if is_force(force):
        own = {"id": str(force.force_id), "force": str(force.force_id)}
        st.button("Keep it as my force on every page", type="tertiary", on_click=lambda: put(**own))
