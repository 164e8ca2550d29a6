"""What Compare and Over time show: one thing that is counted, of one offence, with its years and its breaks.

Protects: a change is told and a line is drawn only between years that lie on the same side of every break.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import extract, pinned, warehouse, words
from dashboard.parts import print_line, results
from dashboard.parts.controls import Address, force_names, pick, put
from dashboard.words import each

FEWEST_FORCES = 3  # to be compared; fewer are a list with bars
FEWEST_BY_VALUE = 10  # forces of an official series that may stand by value: requested figures stand by nation and name
NOTHING = "No force has a number for any year in this copy."
MOST_COMPILERS = 4
MOST_DIFFERING = 6  # numbers in doubt or counted otherwise, in the notes of one chart
ASKED = ("offence", "measure", "period", "before")  # what a chart may have otherwise than the address asks


class Subject(NamedTuple):
    """What is counted, of which offence, in which year: one row of queries/compare_choices.sql."""

    measure_id: str
    measure: str
    unit: str
    offence_id: str | None
    offence: str | None
    about_children: str
    period: str
    period_kind: str
    year: int
    list_group: int
    forces: int
    is_official: bool
    law_section: str | None

    @property
    def counted(self) -> tuple[str, str]:
        return self.measure_id, self.unit

    @property
    def asks(self) -> dict[str, str | None]:
        """What stays the same over the years, as parameters of an address and of questions to the warehouse."""
        return {"measure": self.measure_id, "unit": self.unit, "offence": self.offence_id}

    @property
    def in_year(self) -> dict[str, str | None]:
        return {**self.asks, "period": self.period}

    @property
    def title(self) -> str:
        """ "Recorded offences of sexual grooming (class 88A)"."""
        about = words.ABOUT_CHILDREN.get(self.about_children) if self.offence else ""
        offence = words.short_names("in_titles").get(self.offence_id or "", self.of_offence) if self.offence else ""
        offence = offence.replace(", section not stated", " (section not stated)")
        return f"{print_line.title(self, offence)}{f' [{about}]' if about else ''}"

    @property
    def of_offence(self) -> str:
        """The offence with its section; what counts no single offence is "as a whole"."""
        return words.offence_in_law(self.offence, self.law_section) if self.offence else "as a whole"

    def title_per(self, per: str, force: str = "") -> str:
        title = f"{force}: {words.inside(self.title)}" if force else self.title
        return f"{title} per 100,000 residents" if per == "rate" else title


def subjects() -> list[Subject]:
    return [Subject(*row) for row in warehouse.values("from ready.compare_choices")]


def asked(at: Address) -> Subject | None:
    """What an address asks for, in its latest year, as queries/subject_asked.sql chooses; None where nothing fits."""
    wanted = {name: at.one(name) for name in ("measure", "unit", "offence", "period")}
    return next((Subject(*row) for row in warehouse.values("subject_asked", wanted)), None)


def nearest(at: Address) -> Subject | None:
    """What an address asks for, or what is nearest to it where nothing fits: a choice never empties the page."""
    parts = ("period", "offence", "unit", "measure")
    fits = (asked(at.but(**dict.fromkeys(parts[:less]))) for less in range(len(parts) + 1))
    return next((subject for subject in fits if subject is not None), None)


def not_offered(at: Address, drawn: Mapping[str, str | None]) -> str:
    """Say "Not charted here: “exposure (class 88E)” (its numbers). …" of what an address asks and is not `drawn`."""
    names = [name for name in drawn if name in ASKED and at.one(name) not in ("", drawn[name])]
    said_of = {"before": f"since {words.period(at.one('before'))}"}
    called = [said_of.get(name) or words.offence(extract.label(name, at.one(name))) for name in names]
    links = [f" ([its numbers]({pinned.address(path)}))" if (path := numbers_of(name, at)) else "" for name in names]
    said = words.listed([words.verbatim(f"“{title}”") + link for title, link in zip(called, links, strict=True)], "or")
    if said:
        st.caption(f"Not charted here: {said}. Below is another.")
    return said


def numbers_of(name: str, at: Address) -> str:
    """The page with every number of the offence or measure of an address; "" where it names none that has any."""
    if name not in ("measure", "offence"):
        return ""
    has = warehouse.values(f"select 1 from figures where {name}_id = $id limit 1", {"id": at.one(name)})
    return f"/{name}?id={at.one(name)}" if has else ""


def shown(at: Address, subject: Subject, shows: Mapping[str, str]) -> str:
    """Which of `shows` an address asks for; else rates of official series, which are of every force, and counts."""
    wanted = at.one("show")
    return wanted if wanted in shows else "rate" if subject.is_official else "count"


def forces_of(subject: Subject, per: str = "count") -> pd.DataFrame:
    """One row a force, as queries/compare_forces.sql says; per residents where `per` is "rate"."""
    return warehouse.query("compare_forces", {**subject.in_year, "before": None, "per": per})


def worded(rows: pd.DataFrame, per: str, period: str) -> pd.DataFrame:
    """Rows of compare_forces.sql with what is said of each: text, rate, interval, count and tip."""
    rows = rows.assign(force=[f"{row.force}{words.read_of_days(row)}" for row in each(rows)])
    texts, tips, counts = [], [], []
    for row in each(rows):
        is_exact, text = row.state == "value", results.text(row, per)
        text += " counted" if per == "rate" and row.value_text and row.state in ("interval", "words") else ""
        texts.append(text)
        rate = f"{row.value:.1f} per 100,000 (95 % interval {row.interval})" if row.interval else ""
        counts.append(words.masked(row.number, row.unit) if is_exact else text)
        value = f"{counts[-1]} counted" if is_exact else text
        own_count = f"{row.own_by} counts {words.masked(row.own)}" if row.own == row.own else ""
        tips.append(results.tip_of(row, f"{row.force}, {period}", rate, value, own_count))
    return rows.assign(text=texts, tip=tips, rate_text=texts, counted=counts)


def nothing_of(subject: Subject, force: str, of: int) -> str:
    """The sentence on a force without a number, one `of` so many: its law has no such offence, or none is here."""
    said, name = words.SAID["without_number"], force_names()[force]
    for row in each(forces_of(subject)):
        if row.force_id == force and row.why == "other_law":
            return str(said["own_law" if row.own_law else "other_law"]).format(name=name, law=row.own_law)
    count = int((warehouse.query("force_figures", {"force": force})["measure_id"] == subject.measure_id).sum())
    given = {"name": name, "counts": words.counted(count, "other count")}
    return str(said["others" if count and of == 1 else "nothing"]).format(**given)


def years_of(subject: Subject) -> list[Subject]:
    """The same in every year that has a number, from the first."""
    same = [other for other in subjects() if other.asks == subject.asks]
    return sorted(same, key=lambda other: (other.year, other.period_kind))


def breaks(subject: Subject, nations: Iterable[str] = ()) -> list[Any]:
    """The days in its years from which something else is counted, by law (that of `nations` alone) or by the source."""
    return each(warehouse.query("breaks_of", {**subject.asks, "nations": list(nations)}))


def earlier_years(subject: Subject) -> list[str]:
    """The years that a change may be told from, the latest first, as queries/earlier_years.sql has them."""
    broken = [row.day for row in breaks(subject)]
    return [period for (period,) in warehouse.values("earlier_years", {**subject.in_year, "breaks": broken})]


def before_of(at: Address, subject: Subject) -> str | None:
    """The earlier year that an address asks for, else the fifth before, or the earliest; None without one."""
    can_be = earlier_years(subject)
    if at.one("before") in can_be:
        return at.one("before")
    return can_be[min(4, len(can_be) - 1)] if can_be else None


def told_of_change(rows: pd.DataFrame, chosen: Iterable[str]) -> dict[str, Any]:
    """Of the forces whose change is told: the rows of the chosen, which of these have none, how many rose and fell."""
    mine = [row for force in chosen for row in each(rows[rows["force_id"] == force])]
    without = [force_names()[force] for force in chosen if force not in set(rows["force_id"])]
    more, fewer = (int((rows["is_told"] & of).sum()) for of in (rows["ratio"] > 1, rows["ratio"] < 1))
    return {"mine": mine, "without": without, "forces": len(rows), "more": more, "fewer": fewer}


def notes(subject: Subject, broken: Sequence[Any] = ()) -> list[str]:
    """What must be said of what is counted: its definition, its offence, its breaks (`broken`)."""
    said = warehouse.values("notes_of", {"measure": subject.measure_id, "offence": subject.offence_id})
    lines = [words.sentence(text) for (text,) in said]
    lines += [words.sentence(row.reason) for row in broken]
    beside = words.table("letters/said_with")
    return lines + [line["text"] for line in beside if subject.measure_id.startswith(line["measure"].rstrip("*"))]


def differing(figure_ids: Sequence[str], *, in_doubt_alone: bool = False) -> list[str]:
    """What checks say where a figure is in doubt or another source counts it otherwise: both values, and who."""
    rows = warehouse.query("said_of_figures")
    rows = rows[rows["figure_id"].isin(list(figure_ids)) & (rows["is_in_doubt"] | (not in_doubt_alone))]
    said = [words.sentence(f"{row.force}: {row.message}") for row in each(rows[:MOST_DIFFERING])]
    more = len(rows) - len(said)
    said += [f"{words.counted(more, 'more number')} differ or are in doubt: see the table."] if more else []
    return said + [words.sentence(f"Why sources may differ: {cause}") for cause in rows["causes"].dropna().unique()]


def counted_by(compilers: Iterable[str | None], hands: Iterable[str | None]) -> str:
    """ "Home Office (copy)", "NSPCC and Kent Police (partly copies)", "NSPCC and 3 others": who counted, each once."""
    every_line, joint = "\n".join(filter(None, compilers)), words.SAID["names"]["joint"]
    who = list(dict.fromkeys(re.sub(rf"(?m)^({joint}) and ", r"\1\n", every_line).splitlines()))
    named = words.listed(who) if len(who) < MOST_COMPILERS else f"{who[0]} and {len(who) - 1} others"
    named, every = re.sub(r"(, |and )A(n?) ", r"\1a\2 ", named), set(hands)
    partly = " (partly copies)" if "second_hand" in every else ""
    return named + (" (copy)" if every == {"second_hand"} else partly)


def two_steps(subject: Subject, columns: Sequence[Any]) -> None:
    every = subjects()
    titles = {
        row.counted: row.measure if row.unit.lower() in row.measure.lower() else f"{row.measure} ({row.unit})"
        for row in every
    }
    offences = {row.offence_id: row.of_offence for row in every if row.counted == subject.counted}
    pick(
        columns[0].selectbox, "What is counted", titles, subject.counted,
        lambda pair: put(measure=pair[0], unit=pair[1], offence=None, period=None, before=None, figure=None),
    )  # fmt: skip
    pick(
        columns[1].selectbox, "Offence", offences, subject.offence_id,
        lambda offence: put(**{**subject.asks, "offence": offence}, period=None, before=None, figure=None),
    )  # fmt: skip
