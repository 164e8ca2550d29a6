"""One force or area: what it counted, what it answered and did not, groups' evidence, where sources differ, what can be
asked for now.

Protects: what is not known is said to be our gap and is no zero; requested figures are marks beside the official line
and in no line of it; both values of what differs stand with who counted them, without a verdict; figures of one to four
stand in no card and no line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import pinned, stats, theme, warehouse, words
from dashboard.charts import lines, titled
from dashboard.charts.drawing import Dot, Line, Mark
from dashboard.parts import answers, evidence, listing, next_steps, said_of, something_wrong, spark, standing
from dashboard.parts import chart as charts
from dashboard.parts.address import Address, now, put
from dashboard.parts.listing import Link, Struck
from dashboard.rows import each

PATH = "/force"
SMALLEST_SHOWN = 5  # figures of one to four stand in no card and no line
KINDS = {
    "territorial": "territorial police force",
    "special": "police force with a special remit",
    "crown_dependency": "force of a Crown dependency",
    "region": "region",
    "nation": "nation",
    "country": "several nations",
    "several_forces": "several forces together",
    "part_of_force": "part of a force’s area",
    "unit": "unit of several forces",
}
OFFICIAL = {
    "ho_88a": ("sexual grooming (class 88A)", ("soa2003_s15a", "soa2003_s15")),
    "ho_86": ("indecent images and other publications (class 86)", ("group:indecent_images_of_children",)),
}
"""The official classes that are drawn as a line, and the requested offences that stand beside each as marks."""
PARTS = {"ho_88a": ("soa2003_s15a", "soa2003_s15")}
"""Of those the ones that lie within the class whole."""
BREAKS = {"ho_88a": {2017: "April 2017: s15A is counted in"}}
BESIDE_RATES = (
    "Per 100,000 residents of all ages. Counts depend on what is reported, on where online offences are recorded and "
    "on police work."
)
NOT_THE_SAME = (
    "The line is the official class whole, from that one source; a mark is what was requested or collected by others, "
    "often a part of the class, by another date of extract or another rule of counting."
)
MOST_ROWS = 12


@dataclass(frozen=True)
class Series:
    """What one chart of a force shows: an official class with what was requested beside it, or the latter alone."""

    key: str
    title: str
    rows: pd.DataFrame


def one(asked: str) -> Any | None:
    """The row of a force or area: force_id, name, short_name, nation, region, kind; None where there is none."""
    rows = known()
    found = rows[rows["force_id"] == asked]
    return each(found)[0] if len(found) else None


def known() -> pd.DataFrame:
    """Every force and area that a page can be about."""
    return warehouse.query(warehouse.sql("force_known"))


def asked_for(at: Address) -> str:
    """The force of an address: `id`, else the first of the reader's own."""
    return at.one("id") or next(iter(at.all("force")), "")


def series(force_id: str) -> list[Series]:
    """What can be drawn of a force over the years: official classes first, then what was requested in two or more."""
    rows = warehouse.query(warehouse.sql("force_series"), {"force": force_id})
    found, used = [], set()
    for key, (title, beside) in OFFICIAL.items():
        is_line = (rows["offence_id"] == key) & rows["is_official"].astype(bool)
        if is_line.any():
            is_beside = ~rows["is_official"].astype(bool) & rows["offence_id"].isin((key, *beside))
            found.append(Series(key, title, rows[is_line | is_beside].reset_index(drop=True)))
            used |= {key, *beside}
    alone = rows[~rows["is_official"].astype(bool) & ~rows["offence_id"].isin(list(used))]
    parts = [part for _, part in alone.groupby("offence_id", sort=False) if part["year"].nunique() > 1]
    for part in sorted(parts, key=len, reverse=True):
        title = words.offence(str(part["offence"].iloc[0]))
        found.append(Series(str(part["offence_id"].iloc[0]), title, part.reset_index(drop=True)))
    return found


def chart(at: Address) -> charts.Chart | None:
    """Requested figures against the official series of one force, as `offence` in the address chooses; None where
    nothing of the force stands in two years."""
    force = one(asked_for(at))
    offered = series(str(force.force_id)) if force is not None else []
    if force is None or not offered:
        return None
    picked = next((one_ for one_ in offered if one_.key == at.one("offence")), offered[0])
    rows = picked.rows.copy()
    rows["year"] = [
        year - 0.25 if kind == "calendar_year" else year
        for year, kind in zip(rows["year"], rows["period_kind"], strict=True)
    ]
    rows["is_doubted"] = [bool(len(doubts)) if doubts is not None else False for doubts in rows["doubts"]]
    rows["tip"] = [_tip(row) for row in each(rows)]
    line = _line(force, picked)
    exact = rows[rows["value"].notna()]
    if not len(exact):
        return None
    official = rows[rows["is_official"].astype(bool)]
    drawn = lines.lines(
        exact.assign(is_official=exact["is_official"].astype(bool), name=""),
        [str(force.force_id)],
        alt=f"A line for the official class, marks for requested figures. {line}",
        breaks=BREAKS.get(picked.key),
        height=300,
    )
    drawn = replace(
        drawn, right=30, marks=(*drawn.marks, *_ranges(rows[rows["value"].isna()])), legend=_legend(rows, picked.key)
    )
    here = Address(PATH, {"id": (str(force.force_id),), "offence": (picked.key,)}).but(release=at.all("release"))
    shown = f"{force.short_name}: {picked.title}"
    title = f"{shown}, recorded by the police and as requested" if len(official) else f"{shown}, as requested"
    return charts.Chart(
        name="force",
        title=title,
        drawing=drawn,
        line=line,
        source=_source(rows),
        at=here,
        notes=_notes(rows, picked),
        table=_table(rows),
        marks={row.figure_id: f"{row.period}, {row.compiled_by}: {_value(row)}" for row in each(rows)},
        data=charts.csv(
            "force_years", measure="offences_recorded", force=str(force.force_id), release=at.all("release")
        ),
    )


def groups_chart(at: Address) -> charts.Chart | None:
    """Arrests on activist groups' evidence that are known of one force, as bars; None where none is."""
    force = one(asked_for(at))
    if force is None:
        return None
    rows = groups_of(str(force.force_id))
    rows = rows[rows["measure_id"] == "arrests_ocag"].reset_index(drop=True)
    if not len(rows):
        return None
    drawn = pd.DataFrame(
        {
            "force_id": "",
            "name": [_period(row) for row in each(rows)],
            "state": ["value" if value == value else "interval" for value in rows["value"]],
            "value": rows["value"],
            "low": rows["value_low"],
            "high": rows["value_high"],
            "text": [_group_text(row) for row in each(rows)],
            "figure_id": rows["figure_id"],
            "tip": [
                "<br>".join(
                    words.as_html(part) for part in (_period(row), _group_text(row), f"Counted by {row.compiled_by}")
                )
                for row in each(rows)
            ],
            "is_doubted": [bool(len(doubts)) for doubts in rows["doubts"]],
        }
    )
    stands = [row for row in each(rows) if row.value == row.value and row.value >= SMALLEST_SHOWN]
    said = [words.sentence(f"{_period(row)}: {_group_text(row)}") for row in stands]
    line = " ".join(said) or "One count is held; it is under five and stands in its evidence."
    notes = ["An arrest is not a charge or a conviction; in a decoy case no real child was on the other side."]
    notes += [words.sentence(words.with_days(str(row.set_against_note))) for row in each(rows) if row.set_against_note]
    notes += [words.sentence(str(note)) for note in dict.fromkeys(rows["share_note"].dropna())]
    copied = dict.fromkeys(str(name) for name in rows["read_in"].dropna())
    return charts.Chart(
        name="force_groups",
        title=f"{force.short_name}: arrests on activist groups’ evidence",
        drawing=titled.titled(drawn, alt=f"Bars. {line}", role="part"),
        line=line,
        source=words.listed(list(dict.fromkeys(rows["compiled_by"].dropna())))
        + (f", read in {words.listed(list(copied))}" if copied else ""),
        at=Address(PATH, {"id": (str(force.force_id),)}).but(release=at.all("release")),
        notes=tuple(notes),
        table=pd.DataFrame({"Period": drawn["name"], "Counted": drawn["text"], "Counted by": rows["compiled_by"]}),
        marks={row.figure_id: f"{_period(row)}: {_group_text(row)}" for row in each(rows)},
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


def groups_of(force_id: str) -> pd.DataFrame:
    """Every figure of a force about activist groups."""
    return warehouse.query(warehouse.sql("force_groups"), {"force": force_id})


def answers_of(force_id: str) -> pd.DataFrame:
    """Every answer of a force or area that holds."""
    return warehouse.query(warehouse.sql("force_answers"), {"force": force_id})


def asked_in(rows: pd.DataFrame) -> str:
    """ "2021": the year in which the campaign went out; "" where none of its threads prints one."""
    found = warehouse.query(warehouse.sql("campaign_year"))
    return str(found["year"].iloc[0] or "") if len(found) else ""


# What the chart says


def _line(force: Any, picked: Series) -> str:
    """The latest official count with its rate beside the median; of what was only requested, how many figures."""
    official = picked.rows[picked.rows["is_official"].astype(bool) & picked.rows["value"].notna()]
    if not len(official):
        who = words.listed(list(dict.fromkeys(picked.rows["compiled_by"].dropna())))
        return f"{words.counted(len(picked.rows), 'figure')} by {who}; no official series of it is here."
    last = each(official.sort_values("year").tail(1))[0]
    beside = beside_median(last, picked.key)
    count = words.number(last.value) if last.value >= SMALLEST_SHOWN or last.value == 0 else "fewer than five"
    return f"{force.short_name} recorded {count} in {last.period}{f': {beside}' if beside else ''}."


def beside_median(row: Any, offence: str) -> str:
    """ "15.0 per 100,000, above the median of 11.7 (43 forces)"; "" without residents."""
    if not row.population or row.population != row.population or row.value < SMALLEST_SHOWN:
        return ""
    rate, low, high = stats.rate(row.value, row.population)
    found = warehouse.query(warehouse.sql("force_median"), {"offence": offence, "period": row.period})
    middle = float(found["middle"].iloc[0])
    if middle != middle:
        return f"{rate:.1f} per 100,000"
    return f"{rate:.1f} per 100,000, {stats.beside_median(low, high, middle)} of {middle:.1f}"


def _value(row: Any) -> str:
    if row.value == row.value and row.value is not None:
        return words.number(row.value)
    if row.is_disputed:
        return f"{words.number(row.low)} or {words.number(row.high)}, sources differ"
    return row.value_text or "no exact number"


def _tip(row: Any) -> str:
    offence = words.offence(str(row.offence))
    who = f"Counted by {row.compiled_by}" + (f", read in {row.read_in}" if row.read_in else "")
    said = (
        "In doubt: see the evidence"
        if row.is_doubted
        else "Another source counts otherwise"
        if len(row.differs)
        else ""
    )
    return "<br>".join(words.as_html(part) for part in (f"{row.period}: {_value(row)}", offence, who, said) if part)


def _ranges(rows: pd.DataFrame) -> list[Mark]:
    """What is no single number: a dispute between its two values, a range as wide as its bounds."""
    marks: list[Mark] = []
    for row in each(rows):
        if row.low != row.low or row.high != row.high:
            continue
        at = float(row.year)
        ends = ((at, float(row.low)), (at, float(row.high)))
        marks.append(Line(ends, "quiet", 1.5, marks=(row.figure_id,) * 2, tips=(row.tip,) * 2))
        marks += [Dot(at, y, "quiet", "diamond", 9.0, is_hollow=True, mark=row.figure_id, tip=row.tip) for _, y in ends]
    return marks


def _legend(rows: pd.DataFrame, key: str) -> tuple[tuple[str, str], ...]:
    """What the line counts, and what each kind of mark: the class whole and its part are named."""
    official, asked = rows[rows["is_official"].astype(bool)], rows[~rows["is_official"].astype(bool)]
    found = []
    if len(official):
        found.append(("line: the whole class, official", "chosen0"))
    for offence_id, part in asked.groupby("offence_id", sort=False):
        who = words.listed(list(dict.fromkeys(part["compiled_by"].dropna())))
        inside = "a part of it, " if len(official) and offence_id in PARTS.get(key, ()) else ""
        found.append((f"mark: {inside}{words.offence(str(part['offence'].iloc[0]))}, {who}", "paper"))
    return tuple(found)


def _source(rows: pd.DataFrame) -> str:
    official, asked = rows[rows["is_official"].astype(bool)], rows[~rows["is_official"].astype(bool)]
    copied = ", read in a copy" if len(official) and (official["hand"] == "second_hand").all() else ""
    parts = [f"{words.listed(list(dict.fromkeys(official['compiled_by'].dropna())))}{copied}"] if len(official) else []
    parts += [words.listed(list(dict.fromkeys(asked["compiled_by"].dropna())))] if len(asked) else []
    return " · ".join([*parts, "counts, not rates"])


def _notes(rows: pd.DataFrame, picked: Series) -> tuple[str, ...]:
    notes = [NOT_THE_SAME] if rows["is_official"].nunique() > 1 else []
    if picked.key in BREAKS:
        notes.append(
            "From April 2017 the class counts a new offence, sexual communication with a child (s15A): years before "
            "and after can’t be compared."
        )
    if picked.key == "ho_86":
        notes.append("Class 86 holds extreme pornography and other publications beside images of children.")
    notes.append(BESIDE_RATES)
    if (rows["period_kind"] == "calendar_year").any():
        notes.append("A calendar year stands a quarter of a year to the left of the financial year of that number.")
    notes += ["Police recorded crime is not accredited official statistics; a rise may mean better recording."]
    return (*notes, *said_of.licences(list(rows["figure_id"])))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Period": rows["period"],
            "Offence": [words.offence(str(offence)) for offence in rows["offence"]],
            "Figure": [_value(row) for row in each(rows)],
            "Counted by": rows["compiled_by"],
        }
    )


def _period(row: Any) -> str:
    """The period in words; one that is not known by its days as it is printed."""
    if row.period_id != "unknown":
        return words.period(row.period_id)
    return f"“{row.period_as_published}”" if row.period_as_published else "period not known"


def _group_text(row: Any) -> str:
    """ "20 people, beside 299 by its own team"; "7 arrests, beside 22 in all"."""
    value = (
        f"{words.number(row.value)} {row.unit}"
        if row.value == row.value
        else f"{row.value_text or 'a number'} {row.unit}"
    )
    if row.set_against == row.set_against and row.set_against:
        return f"{value}, beside {words.number(row.set_against)} by its own team"
    if row.all_arrests == row.all_arrests and row.all_arrests:
        return f"{value}, beside {words.number(row.all_arrests)} in all"
    return value


# The page


def show() -> None:
    """The page of one force or area."""
    at = now(PATH)
    asked = asked_for(at)
    force = one(asked)
    if force is None:
        _missing(asked, at)
        return
    given, groups = answers_of(force.force_id), groups_of(force.force_id)
    figures = warehouse.query(warehouse.sql("force_figures"), {"force": force.force_id})
    every = warehouse.query("select count(*) as n from figures where force_id = $force", {"force": force.force_id})
    total = int(every["n"].iloc[0])
    st.title(force.name)
    where = ", ".join(dict.fromkeys(part for part in (force.region, force.nation) if part))
    st.caption(
        words.verbatim(
            " · ".join(part for part in (words.sentence(KINDS.get(force.kind, "area")).rstrip("."), where) if part)
        )
    )
    if not total and not len(given):
        st.markdown(
            f"Nothing of {words.verbatim(force.name)} is held here: no figure, no answer. That is our gap: it says "
            "nothing about what was recorded, or whether it was asked."
        )
    elif is_force(force):
        _cards(force, given)
    drawn = chart(at)
    if drawn is not None:
        _choose_series(force.force_id, drawn.at.one("offence"))
        charts.show(drawn, "force")
    elif not is_force(force) or total:
        _figures(force.force_id, figures, "Figures", is_folded=False)
    if len(given) or (total and is_force(force)):
        _answered(force, given, at)
    _groups(at, groups)
    _said([*figures["figure_id"], *groups["figure_id"]])
    _differing(force)
    _no_longer(force)
    _get_the_rest(force, given)
    _sources(force)
    if drawn is not None:
        _figures(force.force_id, figures, "Every figure that pages list", is_folded=True)
    _not_known(force)
    _residents(force)
    _links(force, total, len(figures))
    something_wrong.show(something_wrong.of_force(force.force_id, force.name, total, len(given)), force.force_id)
    if mark := evidence.chosen():
        evidence.drawer((mark,), "page")


def is_force(force: Any) -> bool:
    """A force, and no area above or within forces."""
    return not str(force.force_id).startswith("area:")


def _missing(asked: str, at: Address) -> None:
    names = dict(zip(known()["force_id"], known()["name"], strict=True))
    st.title("No such force" if asked else "One force")
    if asked:
        found = get_close_matches(asked, [*names], n=4, cutoff=0.0)
        links = words.listed(
            [f"[{words.verbatim(names[one_])}]({at.at(PATH).but(id=one_, force=None).link})" for one_ in found], "or"
        )
        st.markdown(
            f"The address asks for “{words.verbatim(asked)}”, which is no force or area here. Nearest: {links}."
        )
    else:
        st.markdown("The address names no force.")
    st.markdown(
        f"[All forces]({at.at('/forces').but(force=None).link}) · "
        f"[Search]({at.at('/search').but(q=asked, force=None).link})"
    )


def _cards(force: Any, given: pd.DataFrame) -> None:
    """Four numbers: arrests, questions, and two official classes as context."""
    palette = theme.here()
    cards = [_arrests(force), _questions(given)] + [_official(force, key) for key in OFFICIAL]
    html = "".join(
        f'<div><p class="what">{words.as_html(what)}</p><p class="number">{words.as_html(number)} {line}</p>'
        f'<p class="said">{words.as_html(said)}</p></div>'
        for what, number, said, line in cards
    )
    st.html(f"<style>{CARDS.format(**palette)}</style><div class='cards'>{html}</div>")


Card = tuple[str, str, str, str]
"""What is counted, the number, what is said with it, the picture of its line (HTML)."""


def _arrests(force: Any) -> Card:
    rows = warehouse.query(warehouse.sql("force_arrests"), {"force": force.force_id})
    if not len(rows):
        return (
            "Arrests for online offences against children",
            "not known",
            "no count of five or more is here: our gap",
            "",
        )
    first = each(rows)[0]
    measure = str(first.measure)
    if first.measure_id == "arrests" and first.offence:
        measure = f"Arrests: {words.offence(first.offence)}"
    what = f"{measure}, {words.period(first.period_id)}"
    own = groups_of(force.force_id)
    said = f"counted by {first.compiled_by}"
    for row in each(own[(own["measure_id"] == "arrests_ocag") & (own["period_id"] == first.period_id)]):
        count = words.number(row.value) if row.value >= SMALLEST_SHOWN else "fewer than five"
        if row.all_arrests == first.value:
            said = f"{count} on groups’ evidence; whether among the {words.number(first.value)} is not said"
        elif row.set_against == first.value:
            said = f"beside {count} on groups’ evidence, counted apart"
    return what, f"{words.number(first.value)} {first.unit}", said, ""


def _questions(given: pd.DataFrame) -> Card:
    year = asked_in(given)
    what = f"Questions asked in {year}" if year else "Questions asked of most forces"
    rows = given[given["campaign_id"].notna()]
    single = rows[rows["question"].notna()]
    if len(single):
        counts = counted(single)
        rest = [f"{n} {phrase}" for phrase, n in counts if phrase != "answered"]
        return what, f"{dict(counts).get('answered', 0)} of {len(single)} answered", words.listed(rest), ""
    if len(rows):
        return what, "in part", "which questions it answered is not known here", ""
    return what, "no reply here", "our gap: it may have answered", ""


def counted(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """How many answers of each kind, by its words, in the order of the signs."""
    kinds = [answers.kind(row) for row in each(rows)]
    return [(said, kinds.count(kind)) for kind, (_, said) in answers.SIGNS.items() if kind in kinds]


def _official(force: Any, key: str) -> Card:
    title = {"ho_88a": "Grooming offences recorded (88A)", "ho_86": "Indecent images and other publications (86)"}[key]
    rows = warehouse.query(warehouse.sql("force_series"), {"force": force.force_id})
    rows = rows[(rows["offence_id"] == key) & rows["is_official"].astype(bool) & rows["value"].notna()]
    if not len(rows):
        is_other = force.nation in ("Scotland", "Northern Ireland")
        return title, "not known", "other law: no such class" if is_other else "in no official series here", ""
    last = each(rows.tail(1))[0]
    count = words.number(last.value) if last.value >= SMALLEST_SHOWN or last.value == 0 else "under five"
    values = spark.by_year([int(year) for year in rows["year"]], list(rows["value"]))
    line = spark.image(values, f"{title}: {rows['period'].iloc[0]} to {last.period}", "chosen0", 110, 30)
    return f"{title}, {last.period}", count, beside_median(last, key), line


CARDS = """
.cards {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px; margin: 0; color: {ink}; }}
.cards > div {{ border: 1px solid {rule}; border-radius: 4px; padding: 8px 12px; }}
.cards p {{ margin: 0; }}
.cards .what, .cards .said {{ color: {quiet}; font-size: 14px; line-height: 1.3; }}
.cards .number {{ font: 600 24px/1.3 "Source Serif", "Source Serif Pro", serif; }}
.cards img {{ vertical-align: middle; }}
@media (max-width: 900px) {{
  .cards {{ grid-template-columns: 1fr 1fr; gap: 8px; }}
  .cards .number {{ font-size: 20px; }}
}}
"""


def _choose_series(force_id: str, picked: str) -> None:
    offered = {one_.key: one_.title for one_ in series(force_id)}
    if len(offered) < 2:
        return
    st.session_state["force_series"] = picked
    st.selectbox(
        "Offence",
        list(offered),
        key="force_series",
        format_func=lambda key: words.sentence(offered[key]).rstrip("."),
        on_change=lambda: put(offence=st.session_state["force_series"]),
    )


def _answered(force: Any, given: pd.DataFrame, at: Address) -> None:
    """By question of the campaign, then other requests: what was answered and what was not."""
    st.header("What it answered, and what it did not")
    rows = given[given["campaign_id"].notna()]
    others = given[given["campaign_id"].isna()]
    year = asked_in(given)
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
        lines_ = by_request(others, at)
        st.markdown(
            f"**Other requests: {words.counted(others['source_id'].nunique(), 'request')}, "
            f"{words.counted(len(others), 'question')}**"
        )
        listing.show(("What was asked", "Answer"), lines_[:MOST_ROWS], "What it answered to other requests")
        if len(lines_) > MOST_ROWS:
            with st.expander(f"The other {len(lines_) - MOST_ROWS}"):
                listing.show(("What was asked", "Answer"), lines_[MOST_ROWS:], "More of its answers to other requests")
    elif not len(rows):
        st.markdown("No answer of it to another request is here either.")


def earlier_of(force_id: str) -> dict[tuple[str, str | None], list[Struck | str]]:
    """By source and question, the answers that hold no longer, struck through, and why."""
    found: dict[tuple[str, str | None], list[Struck | str]] = {}
    for row in each(warehouse.query(warehouse.sql("force_earlier"), {"force": force_id})):
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
        listing.show(
            ("What is counted", "Figure", "Counted by"),
            [
                (
                    f"{row.measure}, {_period(row)}",
                    Link(answers.amount(row), at.but(figure=row.figure_id).link),
                    str(row.compiled_by),
                )
                for row in each(others)
            ],
            "Other counts about activist groups",
        )


def _differing(force: Any) -> None:
    rows = warehouse.query(warehouse.sql("force_differing"), {"force": force.force_id})
    if not len(rows):
        return
    st.header("Where sources differ")
    at = now(PATH)
    listing.show(
        ("What is counted", "Each source’s number"),
        [
            (
                [f"{row.measure}: {words.offence(str(row.offence or 'as a whole'))}", words.period(row.period_id)],
                [
                    Link(" or ".join(str(side["text"]) for side in row.sides), at.but(figure=row.figure_id).link),
                    *(f"{side['text']}: {side['who']}" for side in row.sides),
                ],
            )
            for row in each(rows)
        ],
        "Where sources differ",
    )
    st.caption(
        "Why it may be: another date of extract, crimes cancelled or moved since, other rules of counting, the date "
        "recorded or the date committed, or an error of copying, ours or a paper’s."
    )


def counted_of(row: Any) -> str:
    """What a figure counts: measure, offence, and the part where it is one."""
    offence = f": {words.offence(row.offence)}" if row.offence else ""
    return f"{row.measure}{offence}{f' ({row.scope})' if row.scope else ''}"


def _no_longer(force: Any) -> None:
    """Figures that were replaced, withdrawn or set aside, struck through, each with why."""
    rows = warehouse.query(warehouse.sql("force_disputes"), {"force": force.force_id})
    rows = rows[rows["status"] != "conflicting"]
    if not len(rows):
        return
    at = now(PATH)
    st.subheader("Replaced, withdrawn or set aside")
    listing.show(
        ("What was counted", "Figure", "Why it holds no longer"),
        [
            (
                f"{counted_of(row)}, {words.period(row.period_id)}",
                Link(f"{words.quoted(row)} {row.unit}", at.but(figure=row.figure_id).link, is_struck=True),
                (standing.in_words(row), standing.why(row)),
            )
            for row in each(rows)
        ],
        "Replaced, withdrawn or set aside",
    )


def _said(figure_ids: Sequence[str]) -> None:
    """What the force says of its figures; behind an expander what is in doubt or was corrected."""
    for sentence in said_of.stated(figure_ids):
        st.markdown(sentence)
    said = [*said_of.doubted(figure_ids), *said_of.corrected(figure_ids)]
    if said:
        with st.expander(f"In doubt, or corrected ({len(said)})"):
            st.markdown("\n".join(f"- {sentence}" for sentence in said))


def _get_the_rest(force: Any, given: pd.DataFrame) -> None:
    """The letters: a review of an answer that left something open, or a new request."""
    if not is_force(force):
        return
    st.header("Get the rest")
    is_open = [row for row in each(given) if answers.kind(row) not in ("answered", "other")]
    new = "a new request"
    options = {row.outcome_id: f"{answers.asked(row)}: {answers.in_words(row)}" for row in is_open}
    picked = st.selectbox(
        "A letter about", [*options, new], format_func=lambda key: options.get(key, new), key="letter"
    )
    row = next((one_ for one_ in is_open if one_.outcome_id == picked), None)
    with st.expander("What can be asked, and the letter"):
        if row is not None:
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
    if force.nation == "Scotland":
        return "FOISA 2002"
    if force.kind == "crown_dependency":
        return next(iter(given["law"].dropna()), None)
    return next_steps.USUAL_LAW


def _sources(force: Any) -> None:
    rows = warehouse.query(warehouse.sql("force_sources"), {"force": force.force_id})
    if not len(rows):
        return
    with st.expander(f"Its sources ({len(rows)})"):
        listing.show(
            ("Source", "Compiled by", "Published", "Here"),
            [
                (
                    Link(row.title or "untitled", f"/source?id={row.source_id}"),
                    f"{row.publisher or 'not known'}{f', read in {row.read_in}' if row.read_in else ''}",
                    words.day(row.published_on),
                    f"{words.counted(row.figures, 'figure')}, {words.counted(row.answers, 'answer')}",
                )
                for row in each(rows)
            ],
            "Its sources",
        )


def _figures(force_id: str, rows: pd.DataFrame, title: str, *, is_folded: bool) -> None:
    """The figures that pages list, each leading to its evidence."""
    at = now(PATH)
    lines_: Sequence[tuple[listing.Cell, ...]] = [
        (
            counted_of(row)
            + (f" [{words.ABOUT_CHILDREN[row.about_children]}]" if row.about_children in words.ABOUT_CHILDREN else ""),
            words.period(row.period_id),
            Link(f"{_figure(row)} {row.unit}", at.but(figure=row.figure_id).link),
            f"{row.compiled_by or 'not known'}{f', read in {row.read_in}' if row.read_in else ''}",
        )
        for row in each(rows)
    ]
    lines_ = [*lines_, *_breakdowns(force_id)]
    headings = ("What is counted", "Period", "Figure", "Counted by")
    if is_folded:
        with st.expander(f"{title} ({len(rows)})"):
            listing.show(headings, lines_, title)
        return
    if len(rows):
        st.header(title)
        listing.show(headings, lines_[:MOST_ROWS], title)
        if len(lines_) > MOST_ROWS:
            with st.expander(f"The other {len(lines_) - MOST_ROWS}"):
                listing.show(headings, lines_[MOST_ROWS:], title)


def _breakdowns(force_id: str) -> list[tuple[listing.Cell, ...]]:
    """A line for each breakdown, whose parts stand on the page of their source."""
    found: list[tuple[listing.Cell, ...]] = []
    for row in each(warehouse.query(warehouse.sql("force_breakdowns"), {"force": force_id})):
        by_what = words.listed([words.dimension(name) for name in row.by_what])
        period = (
            words.period(row.first)
            if row.first == row.last
            else f"{words.period(row.first)} to {words.period(row.last)}"
        )
        counted_ = Link(words.counted(int(row.figures), "figure"), f"/source?id={row.source_id}")
        found.append((f"{row.measure}, by {by_what}", period, counted_, str(row.compiled_by or "not known")))
    return found


def _figure(row: Any) -> str:
    doubt = " ?" if len(row.doubts) else ""
    if row.value == row.value and row.value is not None:
        return f"{words.number(row.value)}{doubt}"
    if row.is_disputed:
        return f"{words.number(row.value_low)} or {words.number(row.value_high)}"
    return words.printed(row.value, row.value_text, row.symbol)


def _not_known(force: Any) -> None:
    """By measure, what other forces' sources ask about and answer, and nothing here answers for this one."""
    rows = warehouse.query(warehouse.sql("force_unknown"), {"force": force.force_id})
    silent = rows[rows["state"].isin(("not_known", "not_collected"))]
    if not len(silent):
        return
    combinations = silent.groupby("measure", sort=True)["combinations"].sum()
    with st.expander(f"What is not known of it ({len(combinations)})"):
        st.markdown(
            "What sources ask about some force, by offence and period, and nothing here answers for this one. That is "
            "our gap: it may not have been asked."
        )
        listing.show(
            ("Measure", "Offences and periods without an answer"),
            [(str(measure), words.number(int(count))) for measure, count in combinations.items()],
            "What is not known of it",
        )


def _residents(force: Any) -> None:
    rows = warehouse.query(
        "select mid_year, population, source from populations where force_id = $force order by mid_year",
        {"force": force.force_id},
    )
    if not len(rows):
        return
    with st.expander("Residents"):
        listing.show(
            ("Mid-year", "Residents"),
            [(str(row.mid_year), words.number(row.population)) for row in each(rows)],
            "Mid-year populations",
        )
        st.caption(words.verbatim(str(rows["source"].iloc[0])))


def _links(force: Any, total: int, listed: int) -> None:
    csv = pinned.address(charts.csv("figures", force=str(force.force_id)))
    more = (
        f"; {total - listed:,} of them are of classes and breakdowns that pages do not list" if total > listed else ""
    )
    parts = [f"[All its figures as CSV]({csv}) ({total:,}{more})"] if total else []
    parts.append(f"[Its answers as CSV]({pinned.address(charts.csv('outcomes', force=str(force.force_id)))})")
    if is_force(force):
        story, feed = pinned.address(f"/force/{force.force_id}"), pinned.address(f"/feed.xml?force={force.force_id}")
        parts += [f"[Its story, to share]({story})", f"[Feed of its changes]({feed})"]
    st.markdown(" · ".join(parts))
    if is_force(force):
        own = {"id": str(force.force_id), "force": str(force.force_id)}
        st.button("Keep it as my force on every page", type="tertiary", on_click=lambda: put(**own))
