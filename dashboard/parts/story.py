"""One figure, or one force, as a story that can be printed: what it says, how far it holds, who counted, where it was
read, what may not be written, and what changed on it. For HTML and JSON alike, and for files of a publication.

Protects: a figure of one to four stands in no headline, description or picture of its story; what is withdrawn stays,
struck through; our transcription is never called the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas as pd

from dashboard import installation, pictures, states, stats, warehouse, words
from dashboard.charts import bars as bars_
from dashboard.charts import lines as lines_
from dashboard.charts.drawing import Drawing, Label
from dashboard.parts import chart as charts
from dashboard.parts import others, print_line, said_of, standing
from dashboard.parts.address import Address
from dashboard.rows import each
from ingest.warehouse import difference, releases

CLASS = ("offences_recorded", "offences", "ho_88a")
"""What the force's story draws: recorded offences of sexual grooming, and what was requested of the same."""
BREAKS = {"ho_88a": {2017: "s15A comes in"}}
"""The first year in which a class holds another offence besides: no line goes across it."""
LEAST_FOR_A_LINE = 3
ROOM = 16  # more for a bold name
OWN, OTHER = "▸ ", ""  # which of the lines of a document are the answer's own
SMALL = "a small count"
DIFFER = ", sources differ"
NO_COUNT = "No count of arrests is here, which says nothing about the force."
NO_REPLY = "No reply is collected here: that is our gap, not the force's."
NOTHING_SAID = "Nothing is on record here."
NO_CHANGE = "None since the first release that is kept."
NOT_OF_A_FORCE = (
    "A place in a ranking of forces: counts depend on what was asked, what is reported and police work.",
    "That those arrested were charged or convicted.",
)
HANDS = {
    "own_document": "in the document of whoever counted it, which is held here",
    "own_transcript": "on the page of whoever counted it; what stands here is our transcription",
    "second_hand": "in a copy",
}


@dataclass(frozen=True)
class Fact:
    """One line of a story: what it says, under which name; `link` an address of ours or http(s)."""

    name: str
    text: str
    link: str = ""
    is_struck: bool = False


@dataclass(frozen=True)
class Story:
    """What both templates and the JSON are made of; every text is plain."""

    path: str
    headline: str
    description: str
    chart: charts.Chart | None
    facts: tuple[Fact, ...]
    sections: tuple[tuple[str, tuple[Fact, ...]], ...]
    cite: str
    lead: str = ""
    standing: str = ""
    marked: str = ""
    is_struck: bool = False
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def picture(self) -> str:
        """The address of its picture, or nothing."""
        return f"/chart/{self.chart.name}.png?{self.chart.at.link.partition('?')[2]}" if self.chart else ""


def known_figure(mark: str) -> bool:
    return bool(warehouse.rows("select 1 from all_figures where figure_id = $id", {"id": mark})[1])


def nearest_figures(mark: str) -> list[tuple[str, str]]:
    """The figures whose ids are most like one that is not known, with their words."""
    found = warehouse.rows(
        "select figure_id, force, measure, period_id from figures "
        "order by damerau_levenshtein(figure_id, $id), figure_id limit 3",
        {"id": mark[:40]},
    )[1]
    return [
        (mark, f"{force}: {words.inside(measure)}, {words.period(period)}") for mark, force, measure, period in found
    ]


def nearest_forces(slug: str) -> list[tuple[str, str]]:
    """The forces whose slugs are most like one that is not known, with their names."""
    found = warehouse.rows(
        "select force_id, name from forces order by damerau_levenshtein(force_id, $id), force_id limit 3",
        {"id": slug[:40]},
    )[1]
    return [(str(mark), str(name)) for mark, name in found]


def _row_of(mark: str) -> tuple[Any, list[Any]]:
    row = each(warehouse.query(warehouse.sql("evidence_figure"), {"figure_id": mark}))[0]
    same = warehouse.query(warehouse.sql("evidence_same_figure"), {"figure_id": mark}) if row.is_disputed else None
    return row, others.sides(row, same) if same is not None else []


def _what(row: Any) -> str:
    parts = [words.inside(row.measure), print_line.offence_of(row), row.scope or "", *words.part(row.dimensions)]
    return ", ".join(part for part in (*parts, words.period(row.period_id)) if part)


def of_figure(mark: str) -> Story:
    """The story of a figure that is known."""
    row, sides = _row_of(mark)
    is_small = print_line.is_small(row, sides)
    line = print_line.of_figure(row, sides, warehouse.current().release)
    number = _number(row)
    is_in_title = not is_small and row.status == "current" and row.measure_id not in print_line.NEVER
    headline = _headline(row, number) if is_in_title else f"{row.force}: {_what(row)}"
    sentence = (
        line.sentence
        if line is not None
        else f"What was counted of {_what(row)}: who counted it, and where it was read"
    )
    chart = figure_chart(Address("/chart/story-figure", {"id": (mark,)}))
    is_drawn, around = _place(row)
    at = Address(f"/figure/{mark}")
    struck = standing.is_struck(row)
    told = f"{standing.in_words(row)}. {standing.why(row)}" if struck else ""
    return Story(
        at.path,
        headline,
        " ".join([*([line.first] if line is not None and line.first else []), words.sentence(sentence)]),
        chart,
        tuple(_facts(row, sides, number, is_struck=struck)),
        (("The place in the document", around), *_sections(row, sides, line)),
        charts.citation(headline, at.but(release=warehouse.current().release)),
        line.first if line is not None else "",
        told,
        f"/evidence/{mark}.png" if is_drawn else "",
        struck,
        _as_values(row),
    )


def _place(row: Any) -> tuple[bool, tuple[Fact, ...]]:
    """Whether the figure's place is a picture; else the lines around it, where its document is here and is a text."""
    if row.form == "transcript" or row.is_disputed:
        return False, ()
    try:
        around = pictures.around(row.figure_id)
    except pictures.NoPicture:
        around = None
    if around is None:
        return pictures.problem_of(row.figure_id) is None, ()
    told = (
        [(OTHER, one) for one in around.before]
        + [(OWN, one) for one in around.own]
        + [(OTHER, one) for one in around.behind]
    )
    return False, tuple(Fact(f"{sign}line {line}", text) for sign, (line, text) in told)


def _headline(row: Any, number: str) -> str:
    """ "Kent Police: 20 people, arrests on groups' evidence"; "Kent Police: 264 offences recorded, 2023/24"."""
    is_plain = row.value == row.value and print_line.measure_says_unit(row)
    return (
        f"{row.force}: {words.number(row.value)} {_what(row)}" if is_plain else f"{row.force}: {number}, {_what(row)}"
    )


def _number(row: Any) -> str:
    if row.is_disputed:
        return f"{words.number(row.value_low)} to {words.number(row.value_high)} {row.unit}{DIFFER}"
    return print_line.bounds(row)


def _as_values(row: Any) -> dict[str, Any]:
    """The row as JSON can say it: nothing is null, days are text."""
    found = {}
    for name, value in row._asdict().items():
        is_nothing = isinstance(value, float) and value != value
        is_plain = isinstance(value, bool | int | float | list | dict)
        found[name] = None if is_nothing else value if is_plain else value and str(value)
    return found


def _facts(row: Any, sides: Sequence[Any], number: str, *, is_struck: bool) -> list[Fact]:
    source = warehouse.query("select * from sources where source_id = $id", {"id": row.source_id})
    about = next(iter(each(source)), None)
    facts = [Fact("Number", number, is_struck=is_struck)]
    counted = _what(row) if print_line.measure_says_unit(row) else f"{_what(row)} ({row.unit})"
    for side in sides:
        facts.append(Fact(side.compiled_by or side.source, _side(side), f"/figure/{side.figure_id}"))
    facts += [Fact("What is counted", counted, f"/measure?id={row.measure_id}")]
    if not row.is_disputed:
        facts.append(Fact("Who counted", row.compiled_by or row.source, f"/source?id={row.source_id}"))
    if about is not None and about.asked_on:
        facts.append(Fact("Asked", words.day(about.asked_on)))
    facts += _set_against(row)
    if row.answered_on:
        facts.append(Fact("Answered", words.day(row.answered_on)))
    if row.published_on and not row.is_disputed:
        facts.append(Fact("Published", words.day(row.published_on)))
    if row.reference:
        facts.append(Fact("Reference", row.reference))
    read = f"{HANDS[row.hand]}{f', by {row.read_in}' if row.read_in else ''}"
    if not row.is_disputed:
        facts.append(Fact("Read", f"{read} ({row.locator})"))
        if row.quote:
            facts.append(Fact("In its words" if row.form != "transcript" else "In our transcription", row.quote))
        if row.value_text and row.value_text != words.number(row.value):
            facts.append(Fact("Printed", f"“{row.value_text}”"))
    if row.source_url and is_web(row.source_url) and not row.is_disputed:
        facts.append(Fact("The original", row.source_url, row.source_url))
    corrected = standing.correction(row)
    facts.append(Fact("Reviewed", words.sentence(corrected.why if corrected else states.REVIEWS[row.review])))
    return facts


def _set_against(row: Any) -> list[Fact]:
    """What the source itself sets beside arrests on groups' evidence: never a whole of which they are a share."""
    found = warehouse.rows(
        "select set_against, set_against_note from ocag_arrests where figure_id = $id and set_against is not null",
        {"id": row.figure_id},
    )[1]
    return [Fact("Its source sets beside it", f"{words.number(number)}: {note}") for number, note in found]


def _side(side: Any) -> str:
    on = f", {words.day(side.published_on)}" if side.published_on else ""
    read = f", as reported by {side.read_in}" if side.hand == "second_hand" and side.read_in else ""
    return f"{words.quoted(side)}{on}{read}"


def is_web(address: str) -> bool:
    """Whether an address leads to the web and nowhere else."""
    return urlsplit(address).scheme in ("http", "https")


def _sections(row: Any, sides: Sequence[Any], line: print_line.PrintLine | None) -> list[tuple[str, tuple[Fact, ...]]]:
    printed = [
        Fact("", one) for one in ((line.first, line.sentence) if line else (print_line.why_not(row, sides),)) if one
    ]
    with_it = [Fact("", one) for one in line.say_with] if line else []
    said = []
    if row.statement:
        said.append(Fact("", words.sentence(words.with_days(row.statement))))
    found = [
        Fact("", words.sentence(message))
        for _, _, message in warehouse.rows(warehouse.sql("evidence_checks"), {"figure_id": row.figure_id})[1]
        if row.figure_id not in message  # that its sides differ is said above, in words
    ]
    changes = [_change(*one) for one in others.told(row.figure_id)]
    return [
        ("A line to print", tuple(printed)),
        ("Say with it", tuple(with_it)),
        ("Don't write", tuple(Fact("", one) for one in print_line.dont_write(row))),
        (
            "What the force says" if row.area_kind == "force" else "What is said of it",
            tuple(said) or (Fact("", "Nothing is on record here."),),
        ),
        ("What checks say", tuple(found)),
        ("Changes to this page", tuple(changes)),
        ("Licence", tuple(Fact("", one) for one in said_of.licences([row.figure_id]))),
    ]


def _change(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> Fact:
    day = words.day(row["built_at"].date())
    what = "first read" if before is None else words.listed(others.changes(before, row))
    printed = ""
    if row["status"] is not None and row["value_text"]:
        printed = f": “{row['value_text']}” {row['unit']}"
        if not difference.is_as_printed(row):
            printed += f" ({difference.number(row)})"
    return Fact(f"{day}, release {row['release']}", words.sentence(f"{what}{printed}"))


def figure_chart(at: Address) -> charts.Chart | None:
    """The figure's force over the years where there are three or more, else its bar; of a small count no number."""
    mark = at.one("id")
    if not mark or not known_figure(mark):
        return None
    row, sides = _row_of(mark)
    here = Address("/chart/story-figure", {"id": (mark,)})
    source = f"{row.compiled_by or row.source}{' (read in a copy)' if row.hand == 'second_hand' else ''}"
    is_small = print_line.is_small(row, sides) or row.measure_id in print_line.NEVER
    title = f"{row.force}: {_what(row)}"
    series = _series(row.force_id, row.measure_id, row.unit, row.offence_id, row.period_kind)
    is_of_series = not is_small and row.status == "current" and mark in set(series["figure_id"]) and not row.is_disputed
    notes = tuple(said_of.licences(list(series["figure_id"]) if is_of_series else [mark]))
    if is_of_series and len(series) >= LEAST_FOR_A_LINE:
        drawing = _over_years(series, row.offence_id, f"{row.force}, {row.unit} by year.")
        own = each(series[series["figure_id"] == mark])[0]
        label = Label(
            float(own.year),
            float(own.value),
            words.number(row.value),
            "ink",
            is_bold=True,
            anchor="middle",
            dy=-16,
        )
        drawing = replace(drawing, marks=(*drawing.marks, label))
        line = f"{words.number(row.value)} {row.unit} {print_line.when(row)}, beside the other years of the same count."
        who = words.listed(sorted({str(name) for name in series["compiled_by"] if name}))
        copies = " (read in a copy)" if (series["hand"] == "second_hand").all() else ""
        return charts.Chart("story-figure", title, drawing, line, f"{who}{copies}", here, notes)
    state, text = (
        ("conflicting" if row.is_disputed else "value" if row.value == row.value else "interval"),
        _number(row),
    )
    if is_small or row.status != "current":
        state, text = "none", SMALL if is_small else "not in force"
    bar = pd.DataFrame(
        [
            {
                "force_id": row.force_id, "name": row.force, "state": state,
                "value": row.value if state == "value" else None,
                "low": row.value_low, "high": row.value_high, "text": text.removesuffix(DIFFER), "figure_id": mark,
                "tip": "", "is_doubted": bool(row.doubts),
            }
        ]
    )  # fmt: skip
    if state == "none":
        bar[["low", "high"]] = None
    drawing = bars_.bars(bar, [row.force_id], alt=f"{title}: {text}.", row_height=44)
    axis = replace(drawing.x, ticks=()) if state == "none" else drawing.x
    drawing = replace(drawing, x=axis, left=drawing.left + ROOM, right=max(drawing.right, ROOM))
    return charts.Chart(
        "story-figure", title, drawing, "" if state == "none" else f"{words.sentence(text)}", source, here, notes
    )


def _series(force: str, measure: str, unit: str, offence: str | None, kind: str) -> pd.DataFrame:
    wanted = {"force": force, "measure": measure, "unit": unit, "offence": offence, "kind": kind}
    rows = warehouse.query(warehouse.sql("story_series"), wanted)
    rows["tip"] = [
        f"{row.name}, {row.period}: {words.number(row.value)}<br>{row.compiled_by or ''}" for row in each(rows)
    ]
    return rows


def _over_years(series: pd.DataFrame, offence: str | None, alt: str) -> Drawing:
    force = str(series["force_id"].iloc[0])
    return lines_.lines(series, [force], alt=alt, breaks=BREAKS.get(offence or ""), height=260)


def of_force(force: str) -> Story:
    """The story of a force that is known."""
    about = each(warehouse.query("select * from forces where force_id = $force", {"force": force}))[0]
    counts = warehouse.query(warehouse.sql("story_counts"), {"force": force})
    answers = warehouse.query(warehouse.sql("story_answers"), {"force": force})
    at = Address(f"/force/{force}")
    headline = f"{about.name}: online grooming, arrests and activist groups' evidence"
    told = words.counted(len(answers), "answer") if len(answers) else "no answer"
    description = (
        f"What {about.name} has counted and answered on arrests for online grooming, beside the offences that it "
        f"recorded: {words.counted(len(counts), 'count')} and {told} here, each with its source."
    )
    chart = force_chart(Address("/chart/story-force", {"force": (force,)}))
    name = f"{about.name}, {about.region or about.nation}"
    letters = "The letters that ask for what is not here stand on the force's page."
    return Story(
        at.path,
        headline,
        description,
        chart,
        (
            Fact("Force", name, f"/force?id={force}"),
            Fact("Get the rest", letters, f"/force?id={force}"),
            Fact("Feed", "What is new, revised or withdrawn", f"/feed.xml?force={force}"),
        ),
        (
            ("What was counted", tuple(_count(one) for one in each(counts)) or (Fact("", NO_COUNT),)),
            ("What it answered", tuple(_answer(one) for one in each(answers)) or (Fact("", NO_REPLY),)),
            ("What the force says", _said_by_it(force) or (Fact("", NOTHING_SAID),)),
            ("Don't write", tuple(Fact("", one) for one in NOT_OF_A_FORCE)),
            ("Changes to this page", tuple(_changes_of_force(force)) or (Fact("", NO_CHANGE),)),
            ("Licence", tuple(Fact("", note) for note in chart.notes) if chart else ()),
        ),
        charts.citation(headline, at.but(release=warehouse.current().release)),
        description,
        row={"force_id": force, "name": about.name, "nation": about.nation, "region": about.region},
    )


def _count(one: Any) -> Fact:
    return Fact(_what(one), f"{_number(one)}: {one.compiled_by or one.source}", f"/figure/{one.figure_id}")


def _said_by_it(force: str) -> tuple[Fact, ...]:
    """What the force, or whoever counted for it, has said of its figures, each once."""
    found = warehouse.rows(
        "select distinct statement from figures where force_id = $force and statement is not null order by 1",
        {"force": force},
    )[1]
    return tuple(Fact("", words.sentence(words.with_days(str(said)))) for (said,) in found)


def _answer(one: Any) -> Fact:
    state = states.of_answer(one.status, None)
    question = f"Question {one.question}: {one.asks}" if one.question and one.asks else one.asks or one.title
    on = f", {words.day(one.answered_on)}" if one.answered_on else ""
    link = f"/source?id={one.source_id}&figure={one.outcome_id}"
    return Fact(str(question), f"{state.words if state else 'answered'}{on}", link)


def force_chart(at: Address) -> charts.Chart | None:
    """The official series of recorded grooming offences, with what was requested as marks over it."""
    force = at.one("force")
    measure, unit, offence = CLASS
    series = _series(force, measure, unit, offence, "financial_year")
    if len(series) < LEAST_FOR_A_LINE:
        return None
    name = str(series["name"].iloc[0])
    official = series[series["is_official"]]
    asked_for = len(series) - len(official)
    requested = words.counted(asked_for, "requested number") if asked_for else ""
    line = ""
    if len(official):
        last = each(official)[-1]
        low, high = stats.poisson(float(last.value))
        number, between = words.number(last.value), f"95 % interval {low:.0f} to {high:.0f}"
        line = (
            f"{number} offences recorded in {last.period} ({between}); counts follow what is reported and how it is "
            "recorded."
        )
    return charts.Chart(
        "story-force",
        f"{name}: sexual grooming offences recorded (class 88A)",
        _over_years(series, offence, f"Offences of sexual grooming recorded by {name}, by year."),
        line,
        " · ".join(part for part in ("Home Office, read in a copy" if len(official) else "", requested) if part),
        Address("/chart/story-force", {"force": (force,)}),
        tuple(said_of.licences(list(series["figure_id"]))),
    )


def _changes_of_force(force: str) -> list[Fact]:
    frame = changes(force)
    facts = []
    for release, rows in frame.groupby("release", sort=False):
        counts = rows["kind"].value_counts()
        said = [f"{words.counted(int(n), 'figure')} {CHANGES[str(kind)]}" for kind, n in counts.items()]
        day = words.day(rows["built_at"].iloc[0].date())
        facts.append(Fact(f"{day}, release {release}", words.sentence(words.listed(said))))
    return facts


CHANGES = {"added": "added", "revised": "revised", "withdrawn": "withdrawn", "gone": "no longer read"}


def changes(force: str | None) -> pd.DataFrame:
    """What changed from each kept release to the next: of one force, or of all."""
    folder = releases.folder_of(warehouse.warehouse_path())
    if not warehouse.known_releases() or not folder.is_dir():
        return pd.DataFrame(columns=["release", "built_at", "kind"])
    return _changes(str(folder), folder.stat().st_mtime_ns, force).copy()


@lru_cache(maxsize=64)
def _changes(folder: str, changed_at: int, force: str | None) -> pd.DataFrame:
    sql = warehouse.sql("changes_told").replace("{folder}", folder.replace("'", "''"))
    try:
        with duckdb.connect(config={"threads": 1}) as con:
            return con.execute(sql, {"force": force}).df()
    except duckdb.Error:
        return pd.DataFrame(columns=["release", "built_at", "kind"])  # nothing is kept, or of another version


def whole(path: str) -> str:
    """An address of ours where this copy says its own, else the part behind the host."""
    return f"{installation.base_url()}{path}"
