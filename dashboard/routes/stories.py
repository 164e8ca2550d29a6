"""/figure/<figure_id> and /force/<slug>: the story of one figure or one force, as HTML to be printed, or as JSON.

Protects: one to four stand in no headline, description, picture and list of counts; what is in doubt says so; what is
withdrawn stays, struck through; our transcription is never called the document; every word of a source is text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import installation, pinned, warehouse, words
from dashboard.charts import bars as bars_
from dashboard.charts.drawing import Dot, Drawing, Label
from dashboard.pages.download import as_bibtex
from dashboard.parts import chart as charts
from dashboard.parts import evidence, force_years, print_line, results, statuses
from dashboard.parts.controls import Address
from dashboard.parts.listing import Cell, Frame, Link, Struck, lines, render
from dashboard.parts.listing import line as line_of
from dashboard.parts.subject import counted_by
from dashboard.routes.data import JSON, POLICIES, in_plain, refused, route, wants_json
from dashboard.words import each

ROOM = 16  # more for a bold name
SMALL = "a small count"
DIFFER = ", sources differ"
IN_DOUBT = ", in doubt"
IN_THE_APP, PICTURE = Frame(), Address("/chart/story-figure")
Facts = tuple[tuple[str, Cell], ...]
"""Lines of a story, each with its name or none: as the evidence of a figure lists them."""


@dataclass(frozen=True)
class Story:
    """What the page and the JSON are made of; every text is plain."""

    path: str
    headline: str
    description: str
    chart: charts.Chart | None
    facts: Facts
    sections: tuple[tuple[str, Facts], ...]
    cite: str
    lead: str = ""
    why_struck: str = ""
    marked: str = ""
    is_struck: bool = False
    row: Mapping[str, Any] = field(default_factory=dict)


def is_known(thing: str, mark: str) -> bool:
    view = {"figure": "all_figures", "force": "forces"}[thing]
    return bool(warehouse.values(f"select 1 from {view} where {thing}_id = $id", {"id": mark}))


def nearest(thing: str, mark: str) -> list[tuple[str, str]]:
    what = {"figure": "concat_ws(', ', force, measure, period) from figures", "force": "name from forces"}[thing]
    sql = f"select {thing}_id, {what} where damerau_levenshtein({thing}_id, $id) <= 2 order by {thing}_id limit 3"
    return warehouse.values(sql, {"id": mark[:40]})


def _row_of(mark: str) -> tuple[Any, list[Any]]:
    row = each(warehouse.query("evidence_figure", {"figure_id": mark}))[0]
    return row, statuses.rows_of("same_figure", row)


def _what(row: Any) -> str:
    return ", ".join(filter(None, (print_line.what(row), words.printed_period(row))))


def of_figure(mark: str) -> Story:
    row, same = _row_of(mark)
    sides, release, what = statuses.sides(row, same), warehouse.current().release, _what(row)
    line, is_doubted = print_line.of_figure(row, sides, release), print_line.is_doubted(row, sides)
    about = IN_DOUBT if is_doubted and not line else DIFFER if line and row.is_disputed else ""
    is_told = line is not None or print_line.why_not(row, sides) == words.SAID["no_line"]["long"]
    headline = print_line.headline(row, sides, has_number=is_told) + about
    sentence = line.sentence if line else f"What was counted of {what}: who counted it, and where it was read."
    first = line.first if line else "This number is in doubt." if is_doubted else ""
    briefly = first.partition(" Of ")[0]  # what a sample found is said once, at the top
    around, missing = (None, "none") if row.form == "transcript" or row.is_disputed else evidence.seen(mark)
    place = evidence.lines_of(around) if around else []
    struck, at = statuses.is_struck(row), Address(f"/figure/{mark}").but(release=release)
    by = print_line.cited(sides or [row]).removesuffix("; via ")
    sections = (
        ("The place in the document", tuple((f"{'▸ ' if hit else ''}line {n}", text) for n, text, hit, _ in place)),
        ("A line to print", _plain((briefly, line.sentence) if line else (print_line.why_not(row, sides),))),
        ("Say with it", _plain(line.say_with if line else ())),
        ("Don't write", _plain(print_line.dont_write(row))),
        ("Changes to this page", tuple(statuses.changes_of(mark))),
        ("BibTeX", _plain((as_bibtex(warehouse.current(), at, headline, [f"Source: {by}."]),))),
    )
    chart, cite = figure_chart(PICTURE.but(id=mark)), f"{by}; via {charts.citation(headline, at)}"
    why = f"{statuses.in_words(row)}. {statuses.why(row)}" if row.status in statuses.NOT_IN_FORCE else ""
    told = (f"{sentence} {briefly}" if line else f"{briefly} {sentence}").strip()  # a card cuts off the end
    marked = "" if missing or around else f"/evidence/{mark}.png"
    known = {name: None if value != value else value for name, value in row._asdict().items()}
    given: dict[str, Any] = {"lead": first, "why_struck": why, "marked": marked, "is_struck": struck, "row": known}
    return Story(at.path, headline, told, chart, _facts(row, same, sides, line), sections, cite, **given)


def _number(row: Any, sides: Sequence[Any] = ()) -> str:
    is_small, is_doubted = print_line.is_small(row, sides), print_line.is_doubted(row, sides)
    given = {"is_small": is_small, "few": words.UNDER_FIVE, "small": SMALL, "bounds": print_line.bounds(row)}
    given |= {"in_doubt": IN_DOUBT * is_doubted, "differ": DIFFER}
    return render("story_number.md", row=row, status=getattr(row, "status", ""), **given)


def _facts(row: Any, same: Sequence[Any], sides: Sequence[Any], line: print_line.PrintLine | None) -> Facts:
    number, beside = _number(row, sides), row.set_against_note
    known: list[tuple[str, Cell]] = [
        ("Number", Struck(number) if statuses.is_struck(row) else number),
        ("Printed", "" if row.is_disputed else evidence.printed(row).removeprefix("Printed: ")),
        # Never written as a whole, for arrests on groups' evidence are no share of it.
        ("Its source sets beside it", f"{words.number(row.set_against)}: {beside}" if beside else ""),
        ("Asked", line_of("asked.md", row=row)),
        *evidence.facts_of(row, same, line),
        ("Its place", row.locator if row.form != "transcript" and not row.is_disputed else ""),
        ("In its words", row.quote or "" if row.form != "transcript" else ""),
    ]
    return tuple((name, cell) for name, cell in known if cell)


def _plain(texts: Iterable[str]) -> Facts:
    return tuple(("", text) for text in texts if text)


@charts.remembered
def figure_chart(at: Address) -> charts.Chart | None:
    """The figure among its force's years where it stands in them, else its bar; no small number; none of deaths."""
    mark = at.one("id")
    if not is_known("figure", mark) or (told := _row_of(mark))[0].measure_id in print_line.NEVER:
        return None
    row, sides = told[0], statuses.sides(*told)
    is_small = print_line.is_small(row, sides)
    is_shown = not statuses.is_struck(row) and not is_small
    title, number = f"{row.force}: {_what(row)}", _number(row, sides)
    is_recorded = row.measure_id == "offences_recorded" and row.offence_id in force_years.offered(row.force_id)
    years = force_years.chart(row.force_id, row.offence_id) if is_shown and is_recorded else None
    dots = [dot for dot in years.drawing.of(Dot) if dot.mark == mark and dot.y == row.value] if years else []
    if years and dots and years.drawing.y.low < years.drawing.y.high and not row.is_disputed:  # in a list y is the row
        text = words.number(row.value) + " ?" * number.endswith(IN_DOUBT)
        label = Label(dots[0].x, row.value, text, "ink", is_bold=True, anchor="middle", dy=-16, is_over=True)
        drawing = replace(years.drawing, marks=(*years.drawing.marks, label))
        marks, source = years.marks, years.source
    else:
        text = number.removesuffix(DIFFER) if is_shown else SMALL if is_small else "not used"
        drawing = _bar(row, text, is_shown=is_shown)
        marks, source = {mark: title}, counted_by([row.compiled_by or row.source], [row.hand])
    given = {"is_among": len(marks) > 1, "when": print_line.when(row), "is_shown": is_shown, "is_small": is_small}
    line = render("story_line.md", row=row, number=number, **given)
    return charts.Chart("story-figure", title, drawing, line, source, PICTURE.but(id=mark), marks=marks)


def _bar(row: Any, text: str, *, is_shown: bool) -> Drawing:
    state = "conflicting" if row.is_disputed else "value" if row.value == row.value else "interval"
    bar = {
        "force_id": row.force_id, "name": row.force, "state": state if is_shown else "none", "text": text,
        "value": row.value, "low": row.value_low, "high": row.value_high, "figure_id": row.figure_id, "tip": "",
        "is_doubted": text.endswith(IN_DOUBT),
    } | dict.fromkeys(("value", "low", "high") * (not is_shown))  # fmt: skip
    drawn = bars_.bars(pd.DataFrame([bar]), [row.force_id], 44)
    axis = drawn.x if is_shown and drawn.marks[1:] else replace(drawn.x, ticks=())
    return replace(drawn, x=axis, left=drawn.left + ROOM, right=max(drawn.right, ROOM))


def of_force(force: str, *, has_pages: bool = True) -> Story:
    """The story of a force that is known. `has_pages`: whether the dashboard's own page of the force is there too."""
    asked: dict[str, str] = {"force": force}
    about: Any = force_years.force_of(force)
    counts, given = each(warehouse.query("story_counts", asked)), results.current(force)
    at, page = Address(f"/force/{force}"), f"/force?id={force}"
    headline = f"{about.name}: online grooming, arrests and activist groups' evidence"
    who = list(dict.fromkeys(row.compiled_by or row.source for row in counts))
    numbers = results.requests(given) | {"unread": int((given["state"] == "not_read").sum())}
    description = line_of("story_force.md", name=about.name, who=who, counts=counts, **numbers)
    chart = force_years.chart(force)
    asks = "select distinct statement from figures where force_id = $force and statement <> '' order by 1"
    said = [words.sentence(words.with_days(text)) for (text,) in warehouse.values(asks, asked)]
    answers_: list[tuple[str, Cell]] = []
    for row in each(given.sort_values("dated", ascending=False, kind="stable")):
        question = f"Question {row.question}: {row.asks}" if row.question and row.asks else results.asked_in_list(row)
        on = f", {words.day(row.answered_on)}" if row.answered_on else ""
        link = f"/source?id={row.source_id}&figure={row.outcome_id}"
        answers_.append((str(question), Link(words.heading(f"{results.in_words(row)}{on}"), link)))
    card, where = force_years.questions(about), f"{about.name}, {about.region or about.nation}"
    became = words.heading(f"{card.number}; {card.said}")
    answers_.insert(0, (card.label, Link(became, f"/answers?force={force}") if has_pages else became))
    facts: Facts = (
        ("Force", Link(where, page)),
        ("Get the rest", Link("The letters that ask for what is not here stand on the force's page.", page)),
        ("Feed", Link("What is new, revised or withdrawn", f"/feed.xml?force={force}")),
    )
    sections = (
        ("What was counted", tuple(map(count, counts)) or _plain(words.notes("story counted"))),
        ("What it answered", tuple(answers_)),
        ("What the force says", _plain(said) or _plain(words.notes("story said"))),
        ("Don't write", _plain(words.notes("story written"))),
        ("Changes to this page", tuple(_changes_of_force(force)) or _plain(words.notes("story changed"))),
        ("Notes on the chart", _plain(chart.notes) if chart else ()),
    )
    cite = charts.citation(headline, at.but(release=warehouse.current().release))
    row = {"force_id": force, "name": about.name, "nation": about.nation, "region": about.region}
    own = facts if has_pages else (("Force", where),)
    return Story(at.path, headline, description, chart, own, sections, cite, description, row=row)


def count(row: Any) -> tuple[str, Link]:
    paper = f", as reported by {print_line.reporter(row)}" if print_line.reporter(row) else ""
    again = "; its days lie within those of the other count of this number" if row.is_again else ""
    said = f"{_number(row)}: {row.compiled_by or row.source}{paper}{again}{results.inside(row.part_of)}"
    return _what(row), Link(said, f"/figure/{row.figure_id}")


def _changes_of_force(force: str) -> Iterator[tuple[str, Cell]]:
    for row in warehouse.of_releases("changes_counted", force=force):
        kinds = words.listed([f"{words.counted(n, 'figure')} {kind}" for kind, n in row.kinds.items()])
        yield f"{words.day(row.built_at.date())}, release {row.release}", words.sentence(kinds)


def story_of(thing: str, tell: Callable[[str], Story]) -> Callable[[Request], Response]:
    """What answers with the story of one figure or one force."""

    def answer(request: Request) -> Response:
        asked, as_json = str(request.path_params["id"]), wants_json(request)
        if gone := warehouse.erased([asked]):
            return refused("This was erased", gone, 410, as_json=as_json)
        if not is_known(thing, asked):
            answered = warehouse.values("select source_id from outcomes where outcome_id = $id", {"id": asked})
            if answered and thing == "figure" and not as_json:  # an answer has no story: its evidence tells it
                return RedirectResponse(statuses.address(answered[0][0], asked))
            if called := warehouse.values("force_called", {"name": asked}) if thing == "force" else ():
                return RedirectResponse(pinned.address(f"/force/{called[0][0]}"))
            near = [(f"/{thing}/{mark}", said) for mark, said in nearest(thing, asked)]
            said = f"There is no {thing} “{asked}” in this release.{' Nearest are:' * bool(near)}"
            return refused(f"No {thing} is here", said, 404, near, asked, as_json=as_json)
        story, headers = tell(asked), dict([POLICIES["story"]])
        if as_json:
            return Response(json_of(story), headers=headers, media_type=JSON)
        return HTMLResponse(html_of(story), headers=headers)

    return answer


def json_of(story: Story) -> str:
    """The story as one object: the same words as the page, and the row."""
    base = installation.base_url()
    told: dict[str, Any] = {"address": f"{base}{story.path}", "release": warehouse.current().release}
    told |= {"headline": story.headline, "description": story.description, "standing": story.why_struck or None}
    pictures_ = {"picture": story.chart and story.chart.picture, "marked_place": story.marked}
    told |= {name: f"{base}{path}" if path else None for name, path in pictures_.items()}
    listed = {title: [_as_object(*fact) for fact in facts] for title, facts in (("", story.facts), *story.sections)}
    told |= {"facts": listed.pop(""), "sections": {title: facts for title, facts in listed.items() if facts}}
    return json.dumps(told | {"cite": story.cite, "row": story.row}, ensure_ascii=False, default=str)


def _as_object(name: str, cell: Cell) -> dict[str, str]:
    text = " ".join(part if isinstance(part, str) else part.words for part in lines(cell))
    link = next((part.address for part in lines(cell) if isinstance(part, Link)), "")
    return {key: value for key, value in (("name", name), ("text", text), ("link", link)) if value}


def html_of(story: Story, frame: Frame = IN_THE_APP, tables: Sequence[object] = ()) -> str:
    """The page: nothing in it asks another host, and every word of it is text. `tables` stand below its sections."""
    picture = f"{story.chart.picture}&release={warehouse.current().release}" if story.chart else ""
    given = {"story": story, "tables": tables, "picture": picture}
    return in_plain("story.html", story.headline, story.description, story.path, frame, **given)


ROUTES = [route("/figure/{id}", story_of("figure", of_figure)), route("/force/{id}", story_of("force", of_force))]
