"""Tables of other shapes (B5, B6, B10, B18, two in one document, the breakdown of the campaign's letter), with their truth."""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.answers import printed
from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import GROOMING, OFFENCES, RECORDED, question
from benchmarks.accuracy.tables import (
    TITLES,
    YEAR_STYLES,
    YEARS,
    Grid,
    Made,
    _made,
    cross,
    exact,
    financial,
    head,
    laid_out,
    some_offences,
)

OUTCOMES = (
    "OC01 – Charge/Summons", "OC02 – Caution Youth", "OC03 – Caution Adult", "OC08 – Community Resolution",
    "OC14 – Evidential Difficulties: victim does not support", "OC15 – Evidential Difficulties: victim supports",
    "OC16 – Evidential Difficulties: suspect identified", "OC18 – Investigation Complete: no suspect identified",
    "OC20 – Action undertaken by another body", "OC21 – Not in the public interest",
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes with codes that have digits."""
    asked = question(RECORDED, "3")
    names = rng.sample(OUTCOMES, rng.randint(4, 8))
    wording = rng.randrange(6)
    spelled = [
        (
            name, name.replace(" – ", " "), name.replace("OC", "Outcome ").replace(" – ", ": "), name.split(" – ")[1],
            name.replace("OC", "").replace(" – ", " - "), name.replace("–", "-"),
        )[wording]
        for name in names
    ]  # fmt: skip
    numbers = [rng.randint(0, 240) for _ in names]
    title, column = (
        rng.choice(
            (
                "Outcomes of section 15A offences recorded in 2021/22",
                "Q3 - Outcomes, 2021/22",
                "Outcome of offences recorded",
            )
        ),
        rng.choice(("Number", "Total", "Count", "Number of offences")),
    )
    layout = rng.randrange(4)
    figures = [
        exact(asked, "B5", n, "2021/22", "soa2003_s15a", dimensions=(name,))
        for n, name in zip(numbers, spelled, strict=True)
    ]
    grid: Grid = [[head(rng.choice(("Outcome", "Outcome type", "Crime outcome"))), head(column)]]
    grid += [[TableCell(name), TableCell(printed(n))] for name, n in zip(spelled, numbers, strict=True)]
    if layout in (1, 2):
        grid.append([TableCell(rng.choice(("Sum", "Total", "Grand Total"))), TableCell(printed(sum(numbers)))])
        figures.append(exact(asked, "B5", sum(numbers), "2021/22", "soa2003_s15a", is_optional=True))
    table = Table(grid, 1, title if layout != 3 else "", rules=rng.choice(("full", "rows", "none")), sheet="Q3")
    return Made("B5", str(wording), table, figures, asked, layout=layout)


def _splits(code: str, label: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a reader may name one half of an offence that codes split by the victim's sex."""
    sex = "female" if "female" in label else "male"
    short = code.replace(" ", "").lstrip("0")
    return ((sex,), (f"{code} {label}",), (code,), (short,), (short.replace("/0", "/"),), (f"0{short}",))


def b6(rng: Random) -> Made:
    """Offences with a Home Office code, in a column of its own or before the wording."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B6", style)
    coded = [offence for offence in OFFENCES if offence.code]
    sexes = (
        ("088/01", "Meeting a female child following sexual grooming"),
        ("088/02", "Meeting a male child following sexual grooming"),
    )
    rows: list[tuple[str, str, str, tuple[str, ...]]] = [(o.code or "", o.labels[0], o.offence, ()) for o in coded]
    rows += [(code, label, "soa2003_s15", (label,)) for code, label in sexes]
    rng.shuffle(rows)
    layout, wording = rng.randrange(4), rng.randrange(3)
    grid: Grid = [
        [*([head("HO Code")] if layout in (0, 1) else []), head("Offence"), *(head(label) for label, _ in made.years)]
    ]
    figures = []
    for code, label, offence, split in rows:
        code = (code, code.lstrip("0"), code.replace("/", " / "))[wording]
        numbers = [rng.randint(0, 300) for _ in made.years]
        name = [TableCell(code), TableCell(label)] if layout in (0, 1) else [TableCell(f"{code} {label}")]
        grid.append([*name, *(TableCell(printed(n)) for n in numbers)])
        for n, (_, period) in zip(numbers, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", n, period, offence, is_optional=bool(split), dimensions=split,
                also_dimensions=_splits(code, label) if split else (),
            ))  # fmt: skip
    title = rng.choice(TITLES[made.asked.measure]) if layout != 3 else ""
    table = Table(grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet="Offences")
    return Made("B6", f"{style}.{wording}", table, figures, made.asked, layout=layout)


def b10(rng: Random) -> Made:
    """Two levels of headings: year, and in it recorded offences and arrests (two measures) or the victim's sex."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "B10", style, label="2", years=3)
    layout = rng.randrange(6)
    inner, kinds = _inner_headings(rng, layout)
    years = [label for label, _ in made.years]
    is_year_outer = layout != 5
    outer, under = (years, inner) if is_year_outer else (inner, years)
    grid: Grid = [[head("Offence", 1, 2)], [None]]
    for label in outer:
        grid[0] += [head(label, len(under)), *([None] * (len(under) - 1))]
        grid[1] += [head(name) for name in under]
    figures: list[TrueFigure] = []
    for offence, label in made.offences:
        row: list[TableCell | None] = [TableCell(label)]
        counts = {(p, kind): rng.randint(0, 140) for _, p in made.years for kind in kinds}
        periods = [period for _, period in made.years]
        keys = [(p, k) for p in periods for k in kinds] if is_year_outer else [(p, k) for k in kinds for p in periods]
        row += [TableCell(printed(counts[key])) for key in keys]
        figures += [_inner_figure(layout, kind, n, period, offence.offence) for (period, kind), n in counts.items()]
        grid.append(row)
    if layout >= 3:
        grid[0][0] = head("Offence", 1, 3) if layout != 3 else head("Offence", 1, 2)
    if layout in (4, 5):  # what the labels are is said over all of them
        width = len(grid[1]) - 1
        top: list[TableCell | None] = [grid[0][0], head("Sex of victim", width), *([None] * (width - 1))]
        grid[0][0] = None
        grid.insert(0, top)
    title = rng.choice(("Recorded crime, 2017/18 to 2019/20", "Q2 - offences by year", "Offences recorded by year"))
    table = Table(grid, len(grid) - len(made.offences), title, rules=rng.choice(("full", "full", "rows")), sheet="Q2")
    return Made("B10", str(style), table, figures, made.asked, layout=layout)


def _inner_headings(rng: Random, layout: int) -> tuple[list[str], list[str]]:
    """The inner headings as printed, and what each is."""
    if layout < 3:
        words = rng.choice(
            (["Offences recorded", "Arrests"], ["Recorded offences", "Number of arrests"], ["Offences", "Arrests"])
        )
        return words, ["offences", "arrests"]
    return ["Female", "Male"], ["Female", "Male"]


def _inner_figure(layout: int, kind: str, n: int, period: str, offence: str) -> TrueFigure:
    """A sex that no heading calls so may be left to a person."""
    asked = question(RECORDED, "4" if kind == "arrests" else "2")
    labels = (kind,) if layout >= 3 else ()
    return exact(asked, "B10", n, period, offence, dimensions=labels, is_optional=layout == 3)


def b18(rng: Random) -> Made:
    """A list of records, one row each: counted by offence and year, or left to a person."""
    asked = question(RECORDED, "2")
    offences = some_offences(rng, 3, 4)
    wording = rng.randrange(8)
    rows: list[list[TableCell | None]] = []
    counts: dict[tuple[str, str], int] = {}
    for n in range(rng.randint(12, 40)):
        offence, label = rng.choice(offences)
        year = rng.choice(YEARS[:3])
        counts[offence.offence, financial(year)] = counts.get((offence.offence, financial(year)), 0) + 1
        when = (financial(year), f"{rng.randint(1, 28):02}/{rng.randint(4, 12):02}/{year}")[wording % 2]
        rows.append([TableCell(f"{n + 1}"), TableCell(label), TableCell(when), TableCell(rng.choice(OUTCOMES))])
    columns = (("No", "Offence", "Year", "Outcome"), ("Record", "Offence", "Date recorded", "Outcome"))[wording % 2]
    grid: Grid = [[head(name) for name in columns], *rows]  # type: ignore[list-item]
    figures = [exact(asked, "B18", n, period, offence, is_optional=True) for (offence, period), n in counts.items()]
    title = ("Crimes recorded", "List of offences", "", "Recorded crimes, one row for each crime")[wording // 2]
    return Made("B18", str(wording), Table(grid, 1, title, sheet="Records"), figures, asked)


def two(rng: Random, label: str) -> Made:
    """One of two tables that stand in one document, each for its own question."""
    style = rng.randrange(YEAR_STYLES)
    made = cross(rng, "F2", style, label=label, years=3)
    table, layout = laid_out(rng, made, layout=rng.choice((0, 1, 2)))
    table.sheet = rng.choice((f"Q{label}", made.asked.noun.capitalize()))
    return _made("F2", style, made, table, layout)


def grooming_breakdown(rng: Random) -> Made:
    """The campaign's breakdown by offence as a table of two columns."""
    q = question(GROOMING, "1b")
    chosen = some_offences(rng, 3, 6)
    numbers = [rng.randint(1, 60) for _ in chosen]
    grid: Grid = [
        [
            head(rng.choice(("Offence", "Offence type", "Arrest reason"))),
            head(rng.choice(("Number of arrests", "Arrests", "Total", "2019/20"))),
        ]
    ]
    grid += [[TableCell(label), TableCell(str(n))] for (_, label), n in zip(chosen, numbers, strict=True)]
    figures = [exact(q, "B-1b", n, "2019/20", o.offence) for (o, _), n in zip(chosen, numbers, strict=True)]
    if rng.random() < 0.4:
        grid.append([TableCell(rng.choice(("Total", "Grand Total"))), TableCell(str(sum(numbers)))])
        figures.append(
            exact(
                q,
                "B-1b",
                sum(numbers),
                "2019/20",
                "group:online_child_sexual_offences",
                is_optional=True,
                also_offences=(None,),
            )
        )
    return Made("B-1b", "0", Table(grid, 1, rules=rng.choice(("full", "rows", "none"))), figures, q)


FORMS: dict[str, Callable[[Random], Made]] = {"B5": b5, "B6": b6, "B10": b10, "B18": b18}
