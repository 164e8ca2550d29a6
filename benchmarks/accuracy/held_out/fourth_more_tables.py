"""The fourth held-out tables: their labels, years, titles and layouts, and the tables of outcomes (B5) and codes (B6).

Written without sight of the readers. What is printed follows analysts' sheets: the law beside the offence, a table for
each Act under the one before, a number and its share in two rows, the sum first, the source in the last row.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import OFFENCES, RECORDED, Offence, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head

NAMES = {
    "soa2003_s8": "Causing/inciting a child under 13 years to engage in sexual activity",
    "soa2003_s9": "Adult engaging in sexual activity with a child",
    "soa2003_s10": "Adult causing or inciting a child to engage in sexual activity",
    "soa2003_s11": "Adult engaging in sexual activity in the presence of a child",
    "soa2003_s12": "Adult causing a child to watch a sexual act",
    "soa2003_s14": "Arranging or facilitating the commission of a child sexual offence",
    "soa2003_s15": "Adult meeting a child following sexual grooming",
    "soa2003_s15a": "Engaging in sexual communication with a child",
    "pca1978_s1": "Make, possess with intent to distribute or distribute indecent photographs of a child",
    "cja1988_s160": "Possess indecent photograph/pseudo-photograph of a child",
    "cja2009_s62": "Possess a prohibited image of a child",
    "ca2003_s127": "Improper use of a public electronic communications network",
}
SHORT_ACTS = {
    "Sexual Offences Act 2003": "Sex. Offences Act 2003", "Protection of Children Act 1978": "Prot. of Children Act 1978",
    "Criminal Justice Act 1988": "Crim. Justice Act 1988", "Coroners and Justice Act 2009": "Coroners & Justice Act 2009",
    "Communications Act 2003": "Comms. Act 2003",
}  # fmt: skip
CATEGORIES = {
    "soa2003_s14": "Grooming", "soa2003_s15": "Grooming", "soa2003_s15a": "Grooming", "pca1978_s1": "Images", "cja1988_s160": "Images",
    "cja2009_s62": "Images", "ca2003_s127": "Communications",
}  # fmt: skip
LABEL_STYLES = 8


def offence_label(offence: Offence, style: int) -> str:
    name, number, act = NAMES[offence.offence], offence.section, offence.act
    short = SHORT_ACTS[act]
    if style == 2 and act in ("Communications Act 2003", "Protection of Children Act 1978"):
        style = 1  # the name alone is another offence's too
    subsection = (
        "" if act == "Communications Act 2003" else "(1)"
    )  # s127(1) is an offence of its own in the reference data
    return (
        f"{act}, Section {number}, {name}", f"{name} [{short} s{number}]", name, f"s.{number}{subsection} {act}", f"{short} – sec {number} – {name}",
        f"{name} (s.{number}, {act})", f"Sec. {number} of the {act}", f"{name.upper()}, S{number} {short.upper()}",
    )[style]  # fmt: skip


def year_label(year: int, style: int) -> str:
    a, b = f"{year % 100:02}", f"{(year + 1) % 100:02}"
    return (
        f"Apr {year}/Mar {year + 1}", f"{year}/{b} F/Y", f"FY {a}/{b}", f"Year ended 31.03.{b}", f"1.4.{a} - 31.3.{b}",
        f"01 Apr {year} - 31 Mar {year + 1}", f"April ’{a} – March ’{b}", f"{year}–{b}", f"Fin. Year {year}/{year + 1}",
        f"{year}/{b} (1 Apr - 31 Mar)", f"Year ending Mar {year + 1}", f"F/Yr {a}/{b}", f"12 months from 1 April {year}",
    )[style]  # fmt: skip


YEAR_STYLES = 13


def row_of(*texts: str) -> list[TableCell | None]:
    return [TableCell(text) for text in texts]


def spread(text: TableCell, width: int) -> list[TableCell | None]:
    """A cell over a whole row."""
    return [TableCell(text.text, width, 1, text.is_header), *([None] * (width - 1))]


def drawn(rng: Random, length: int) -> list[int]:
    """Counts of one thing over some years, each near the one before it."""
    n = float(rng.choice((3, 6, 11, 19, 37, 65, 120, 240, 480, 1250)))
    row = []
    for _ in range(length):
        row.append(max(0, round(n * rng.uniform(0.6, 1.4))))
        n *= rng.uniform(0.9, 1.25)
    return row


def some(rng: Random, low: int = 4, high: int = 8) -> tuple[list[tuple[Offence, str]], int]:
    """Offences in the order of their Acts and sections."""
    style = rng.randrange(LABEL_STYLES)
    chosen = set(rng.sample(range(len(OFFENCES)), rng.randint(low, high)))
    return [(o, offence_label(o, style)) for n, o in enumerate(OFFENCES) if n in chosen], style


def crossed(
    rng: Random, form: str, *, label: str | None = None, years: int | None = None,
    periods: list[tuple[str, str]] | None = None, offences: tuple[int, int] = (4, 8),
) -> tuple[Cross, str]:  # fmt: skip
    """Offences by a run of the years asked for (or by `periods`), and a word for how they are spelled."""
    asked = question(RECORDED, label or rng.choice(("2", "2", "4")))
    style, (chosen, names) = rng.randrange(YEAR_STYLES), some(rng, *offences)
    length = years or rng.choice((2, 3, 4, 5))
    first = rng.randint(0, len(YEARS) - length)
    columns = periods or [(year_label(y, style), financial(y)) for y in YEARS[first : first + length]]
    numbers: list[list[int | None]] = [[*drawn(rng, len(columns))] for _ in chosen]
    numbers[rng.randrange(len(numbers))] = [rng.choice((0, 0, 1, 2, 3)) for _ in columns]
    has_comma = rng.random() < 0.6
    texts = [[f"{n:,}" if has_comma else str(n) for n in row] for row in numbers]
    figures = [
        exact(asked, form, n or 0, period, offence.offence)
        for (offence, _), row in zip(chosen, numbers, strict=True)
        for (_, period), n in zip(columns, row, strict=True)
    ]
    return Cross(asked, form, chosen, columns, numbers, texts, figures), f"{names}.{style}"


def ends(period: str) -> tuple[date, date]:
    if ".." in period:
        first, last = period.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    year = int(period[:4])
    return (date(year, 4, 1), date(year + 1, 3, 31)) if "/" in period else (date(year, 1, 1), date(year, 12, 31))


def span_of(made: Cross) -> str:
    spans = [ends(period) for _, period in made.years]
    return f"{min(spans)[0]}..{max(spans)[1]}"


def is_calendar(made: Cross) -> bool:
    return not any("/" in period for _, period in made.years)


def is_of_arrests(made: Cross) -> bool:
    return made.asked.measure == "arrests"


def title_for(rng: Random, made: Cross) -> str:
    first, last = (date.fromisoformat(day) for day in span_of(made).split(".."))
    if is_calendar(made):
        return rng.choice(
            ("Arrests made in each year (January-December)", "Total arrests per calendar year", "")
            if is_of_arrests(made)
            else ("Crime recorded in each year (January-December)", "Total recorded offences per calendar year", "")
        )  # fmt: skip
    if is_of_arrests(made):
        return rng.choice((
            f"Arrests made by the force between {first:%d.%m.%Y} and {last:%d.%m.%Y}", "Q4: Arrests for the offences specified", "Arrest data",
            f"Annex C – number of arrests, {first:%B %Y} to {last:%B %Y}", "Custody: number of arrests for each offence",
            "How many arrests were made for each offence?", "",
        ))  # fmt: skip
    return rng.choice((
        f"Offences recorded by the force between {first:%d.%m.%Y} and {last:%d.%m.%Y}", "Q2: Recorded offences of the types specified",
        f"Annex B – number of recorded offences, {first:%B %Y} to {last:%B %Y}", "Recorded crime data (child sexual offences)",
        "How many offences were recorded in each year?", "No. of crimes recorded for each of the offences listed", "",
    ))  # fmt: skip


def total_words(rng: Random, made: Cross) -> tuple[str, str]:
    """What the sums by year are called, and those over the years."""
    noun = "Arrests" if is_of_arrests(made) else "Offences"
    return (
        rng.choice((f"Total {noun}", f"All {noun} (total)", "Sum of above", "YEAR TOTAL", "Total (all offences)", "Force total")),
        rng.choice(("Total for all years", "Whole period", f"{len(made.years)} year total", "Combined total", "Row total")),
    )  # fmt: skip


@dataclass
class Laid:
    """A table with the places of its offences and years in the grid, where they have a row or a column of their own."""

    table: Table
    layout: int
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)


@dataclass
class Plan:
    """What a layout lays out: the cross, whether sums by year and by offence are printed, by how much they are wrong."""

    made: Cross
    title: str
    by_year: bool
    by_offence: bool
    slips: list[int]
    is_merged: bool
    words: tuple[str, str]

    @property
    def year_sums(self) -> list[int]:
        return [sum(row[n] or 0 for row in self.made.numbers) + slip for n, slip in enumerate(self.slips)]

    def text(self, n: int) -> str:
        """A sum as the cells are printed, with commas or without."""
        return f"{n:,}" if any("," in text for texts in self.made.texts for text in texts) else str(n)

    @property
    def across(self) -> list[list[str]]:
        """The sum over the years of each offence, where it is printed."""
        return [[self.text(sum(n or 0 for n in row))] if self.by_offence else [] for row in self.made.numbers]

    @property
    def last(self) -> list[str]:
        return [self.text(sum(self.year_sums))] if self.by_offence else []

    @property
    def below(self) -> list[str]:
        return [*map(self.text, self.year_sums), *self.last]

    @property
    def heads(self) -> list[TableCell | None]:
        return [
            *(head(year) for year, _ in self.made.years),
            *([head(self.words[1])] if self.by_offence else []),
        ]

    def rows(self) -> list[tuple[Offence, str, list[str], list[str]]]:
        """Each offence with its label, its texts and the text of its sum."""
        made = self.made
        return [(o, label, t, s) for (o, label), t, s in zip(made.offences, made.texts, self.across, strict=True)]

    def add_totals(self, years: bool, offences: bool, whole: bool) -> None:
        """The sums that are printed, none of which must be read."""
        made, span = self.made, span_of(self.made)
        found: list[tuple[int, str, str | None]] = []
        if years:
            found += [(n, period, None) for n, (_, period) in zip(self.year_sums, made.years, strict=True)]
        if offences:
            found += [
                (sum(n or 0 for n in row), span, o.offence)
                for (o, _), row in zip(made.offences, made.numbers, strict=True)
            ]
        if whole:
            found.append((sum(self.year_sums), span, None))
        made.figures += [exact(made.asked, made.form, n, period, o, is_optional=True) for n, period, o in found]

    def add_usual_totals(self) -> None:
        self.add_totals(self.by_year, self.by_offence, self.by_year and self.by_offence)

    def columns(self, before: int) -> dict[str, int]:
        return {period: n + before for n, (_, period) in enumerate(self.made.years)}


def legislation(rng: Random, plan: Plan) -> Laid:
    """The offence, beside it the law that it is an offence against, then the years."""
    form = rng.choice(("s.{} {}", "Section {}, {}", "S{} - {}"))
    names = rng.choice(
        (("Offence", "Legislation"), ("Offence title", "Contrary to"), ("Description", "Act and section"))
    )
    grid: Grid = [[*map(head, names), *plan.heads]]
    rows = {}
    for offence, _, texts, last in plan.rows():
        rows[offence.offence] = len(grid)
        grid.append(row_of(NAMES[offence.offence], form.format(offence.section, offence.act), *texts, *last))
    grid += [row_of(plan.words[0], "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 0, rows, plan.columns(2))


def stacked(rng: Random, plan: Plan) -> Laid:
    """The headings again for each Act, whose name stands in their corner."""
    form = rng.choice(("Section {} – {}", "s{}: {}", "S.{} {}"))
    grid: Grid = []
    before = ""
    for offence, _, texts, last in plan.rows():
        if offence.act != before:
            grid.append([head(offence.act), *plan.heads])
            before = offence.act
        grid.append(row_of(form.format(offence.section, NAMES[offence.offence]), *texts, *last))
    grid += [row_of(plan.words[0], *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title, repeats_header=False), 1)  # the first Act's headings are no other's


def spaced(rng: Random, plan: Plan) -> Laid:
    """A title row, an empty row, the headings; an empty row before the sum."""
    default = "Arrests by offence type" if is_of_arrests(plan.made) else "Recorded offences by offence type"
    corner = rng.choice(("Offence type", "Crime", "Category of offence"))
    width = 1 + len(plan.heads)
    empty = [TableCell("") for _ in range(width)]
    grid: Grid = [spread(head(plan.title or default), width), [*empty], [head(corner), *plan.heads]]
    rows = {}
    for offence, label, texts, last in plan.rows():
        rows[offence.offence] = len(grid)
        grid.append(row_of(label, *texts, *last))
    grid += [[*empty], row_of(plan.words[0], *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 3, ""), 2, rows, plan.columns(1))


def categories(rng: Random, plan: Plan) -> Laid:
    """A kind of offence over those that it takes in."""
    names = rng.choice((("Category", "Offence"), ("Type", "Offence recorded as"), ("Theme", "Specific offence")))
    if is_of_arrests(plan.made):
        names = (names[0], "Offence")
    kinds = [CATEGORIES.get(offence.offence, "Sexual activity") for offence, _ in plan.made.offences]
    grid: Grid = [[*map(head, names), *plan.heads]]
    rows = {}
    for n, (offence, label, texts, last) in enumerate(plan.rows()):
        rows[offence.offence] = len(grid)
        kind = TableCell(kinds[n], 1, kinds.count(kinds[n])) if plan.is_merged else TableCell(kinds[n])
        first = None if plan.is_merged and n and kinds[n - 1] == kinds[n] else kind
        grid.append([first, *row_of(label, *texts, *last)])
    grid += [row_of(plan.words[0], "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 3, rows, plan.columns(2))


def in_pairs(rng: Random, plan: Plan) -> Laid:
    """Two rows for an offence: its number, and what share of the year's it is."""
    made = plan.made
    words = rng.choice((("Number", "% of total"), ("No.", "%"), ("Count", "Share (%)")))
    sums = [sum(row[n] or 0 for row in made.numbers) for n in range(len(made.years))]
    grid: Grid = [[head(rng.choice(("Offence", "Offence description"))), head(""), *plan.heads]]
    for (_, label, texts, last), row in zip(plan.rows(), made.numbers, strict=True):
        shares = [f"{100 * (n or 0) / max(1, whole):.1f}%" for n, whole in zip(row, sums, strict=True)]
        first = TableCell(label, 1, 2) if plan.is_merged else TableCell(label)
        grid.append([first, *row_of(words[0], *texts, *last)])
        grid.append([None if plan.is_merged else first, *row_of(words[1], *shares, *("" for _ in last))])
    grid += [row_of(plan.words[0], words[0], *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 4)


def sections_across(rng: Random, plan: Plan) -> Laid:
    """A row a year, each column the section of an Act in short."""
    made = plan.made
    form = rng.choice(("{act} s{n}", "{act}\nSection {n}", "S.{n} {act}"))
    first = head("Year" if is_calendar(made) else rng.choice(("Financial Year", "Period", "Year")))
    offences = [head(form.format(act=SHORT_ACTS[o.act], n=o.section)) for o, _ in made.offences]
    grid: Grid = [[first, *offences, *([head(plan.words[0])] if plan.by_year else [])]]
    for n, (year, _) in enumerate(made.years):
        beside = [plan.text(plan.year_sums[n])] if plan.by_year else []
        grid.append(row_of(year, *(texts[n] for texts in made.texts), *beside))
    if plan.by_offence:
        whole = [plan.text(sum(plan.year_sums))] if plan.by_year else []
        grid.append(row_of(plan.words[1], *(one[0] for one in plan.across), *whole))
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 5)


def total_first(rng: Random, plan: Plan) -> Laid:
    """The latest year first, the sum before the offences, and where it is from in the last row."""
    count = len(plan.made.years)
    kind = "Custody" if is_of_arrests(plan.made) else "Crime"
    source = rng.choice((
        f"Source: Athena {kind} module", f"{kind} data provided by the Analysis Bureau", f"Extracted from Connect ({kind}) by the Force Data Team",
    ))  # fmt: skip

    def turned(cells: list) -> list:  # type: ignore[type-arg]
        return [*cells[:count][::-1], *cells[count:]]

    corner = rng.choice(("Offence", "Offence wording", "Title of offence"))
    grid: Grid = [[head(corner), *turned(plan.heads)]]
    word = plan.words[0].replace("Sum of above", "Sum of all below")
    grid += [row_of(word, *turned(plan.below))] if plan.by_year else []
    rows = {}
    for offence, label, texts, last in plan.rows():
        rows[offence.offence] = len(grid)
        grid.append(row_of(label, *turned(texts), *last))
    grid.append(spread(TableCell(source), len(grid[0])))
    plan.add_usual_totals()
    columns = {period: count - n for n, (_, period) in enumerate(plan.made.years)}
    return Laid(Table(grid, 1, plan.title), 6, rows, columns)


def listed(rng: Random, plan: Plan) -> Laid:
    """A number a row: the year, the Act, the section, how many."""
    made = plan.made
    counted = ("Arrests", "No. of arrests") if is_of_arrests(made) else ("Offences recorded", "Recorded crimes")
    period = "Year" if is_calendar(made) else rng.choice(("Financial Year", "F/Y", "Year"))
    form = rng.choice(("s", "", "S."))
    grid: Grid = [[*map(head, (period, "Act", rng.choice(("Section", "Sec.")), rng.choice(counted)))]]
    for n, (year, _) in enumerate(made.years):
        for k, (offence, _, texts, _) in enumerate(plan.rows()):
            first = TableCell(year, 1, len(made.offences)) if plan.is_merged else TableCell(year)
            grid.append(
                [None if k and plan.is_merged else first, *row_of(offence.act, f"{form}{offence.section}", texts[n])]
            )
        grid += [row_of(f"Total {year}", "", "", plan.text(plan.year_sums[n]))] if plan.by_year else []
    plan.add_totals(plan.by_year, False, False)
    return Laid(Table(grid, 1, plan.title), 7)


LAYOUTS: tuple[Callable[[Random, Plan], Laid], ...] = (
    legislation, stacked, spaced, categories, in_pairs, sections_across, total_first, listed,
)  # fmt: skip
MARKED = (0, 1, 2, 3, 5, 6, 7)
"""Layouts that print nothing from which a count behind a mark, or one left out, could be worked out."""


def stand(
    rng: Random, made: Cross, layouts: tuple[int, ...], *, totals: tuple[bool, bool] = (False, False), slips: list[int] | None = None,
    is_merged: bool | None = None,
) -> Laid:  # fmt: skip
    """The cross in one of the layouts. `totals`: whether sums by year and by offence are printed."""
    merged = rng.random() < 0.6 if is_merged is None else is_merged
    words = total_words(rng, made)
    plan = Plan(made, title_for(rng, made), *totals, slips or [0] * len(made.years), merged, words)
    too_wide = {5} if len(made.offences) > 6 else set()
    layout = rng.choice([n for n in layouts if n not in too_wide])
    laid = LAYOUTS[layout](rng, plan)
    laid.table.rules = rng.choice(("full", "full", "rows", "none"))
    laid.table.sheet = rng.choice(("Response", "Table", "FOI Response", "Output", "By Year", "Tab 1"))
    return laid


RESULTS = (
    ("1", "Charged or summonsed", "Detected"), ("1A", "Charged with an alternate offence", "Detected"), ("2", "Youth conditional or simple caution", "Detected"),
    ("3", "Adult conditional or simple caution", "Detected"), ("5", "Offender deceased", "Undetected"), ("8", "Community resolution", "Detected"),
    ("9", "CPS: prosecution not in the public interest", "Undetected"), ("10", "Police: formal action not in the public interest", "Undetected"),
    ("13", "Victim or key witness deceased or too ill to give evidence", "Undetected"),
    ("14", "Suspect not identified, victim declined or unable to assist", "Undetected"),
    ("15", "CPS or police: suspect identified, evidential difficulties", "Undetected"),
    ("16", "Suspect identified, victim withdrew support", "Undetected"), ("17", "Out of time for prosecution", "Undetected"),
    ("18", "No suspect identified, case closed", "Undetected"), ("20", "Passed to another agency", "Undetected"),
    ("21", "Further investigation not in the public interest", "Undetected"), ("22", "Diversion or intervention activity", "Undetected"),
    ("", "Ongoing", "Undetected"), ("", "Awaiting outcome", "Undetected"),
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes: the code before them, the number before them, their share and kind behind, the sum first, years apart."""
    asked = question(RECORDED, "3")
    wording, layout = rng.randrange(7), rng.randrange(5)
    chosen = [RESULTS[n] for n in sorted(rng.sample(range(len(RESULTS)), rng.randint(5, 10)))]
    form = (
        "Type {c}: {n}", "{c}. {n}", "OC{c} {n}", "{n} – outcome {c}", "{n} [{c}]", "Outcome code {c} ({n})", "HO outcome {c}, {n}",
    )[wording]  # fmt: skip
    labels = [name if layout == 0 or not code else form.format(c=code, n=name) for code, name, _ in chosen]
    numbers = [max(0, round(rng.choice((0.3, 1, 4, 14, 33, 70)) * rng.uniform(0.4, 2.2))) for _ in chosen]
    figures: list[TrueFigure] = []

    def put(column: list[int], period: str = "2021/22") -> list[str]:
        for n, label, (code, name, kind) in zip(column, labels, chosen, strict=True):
            ways: list[tuple[str, ...]] = [(name,)]
            if code:
                ways += [
                    (code,),
                    (code, name),
                    (f"{code} {name}",),
                    (f"{name} {code}",),
                    (f"Outcome {code}",),
                    (f"OC{code}",),
                ]
            ways += [(kind, label), (kind, name)] if layout == 2 else []
            figures.append(
                exact(asked, "B5", n, period, "soa2003_s15a", dimensions=(label,), also_dimensions=tuple(ways))
            )
        return [str(n) for n in column]

    def put_sum(column: list[int], period: str = "2021/22") -> str:
        figures.append(exact(asked, "B5", sum(column), period, "soa2003_s15a", is_optional=True))
        return str(sum(column))

    counted = rng.choice(("No. of offences", "Offences", "Total offences", "Crimes (2021/22)", "Quantity"))
    name = rng.choice(("Outcome description", "Result", "Outcome of investigation", "HO outcome", "Disposal"))
    title = rng.choice((
        "Section 15A offences recorded in the financial year 2021/22: outcome of each", "Q3. Outcomes (s.15A SOA 2003, recorded 1.4.21 to 31.3.22)",
        "Sexual communication with a child, crimes recorded in 2021/22 – results", "2021/22 recorded s15A offences split by Home Office outcome type",
    ))  # fmt: skip
    texts = put(numbers)
    shares = [f"{100 * n / max(1, sum(numbers)):.1f}%" for n in numbers]
    grid: Grid
    if layout == 0:
        grid = [[head(rng.choice(("Code", "Outcome code", "No."))), head(name), head(counted)]]
        grid += [
            row_of(code or "n/a", label, text) for (code, _, _), label, text in zip(chosen, labels, texts, strict=True)
        ]
        grid += [row_of("", "Total", put_sum(numbers))] if rng.random() < 0.5 else []
    elif layout == 1:
        grid = [[head(counted), head(name)], *(row_of(text, label) for text, label in zip(texts, labels, strict=True))]
    elif layout == 2:
        grid = [[head(name), head(counted), head(rng.choice(("Detected?", "Detected / Undetected")))]]
        grid += [row_of(label, text, kind) for label, text, (_, _, kind) in zip(labels, texts, chosen, strict=True)]
        grid += [row_of("Total", put_sum(numbers), "")] if rng.random() < 0.5 else []
    elif layout == 3:
        grid = [[head(name), head(counted), head(rng.choice(("% of all", "Proportion")))]]
        grid += [row_of("All s15A offences", put_sum(numbers), "100.0%")]
        grid += [row_of(*texts) for texts in zip(labels, texts, shares, strict=True)]
    else:
        other = [max(0, round(n * rng.uniform(0.5, 1.5))) for n in numbers]
        years = year_label(2021, style := rng.randrange(YEAR_STYLES)), year_label(2020, style)
        grid = [[head(name), *map(head, years)]]
        grid += [row_of(*texts) for texts in zip(labels, texts, put(other, "2020/21"), strict=True)]
        grid += [row_of("Total", put_sum(numbers), put_sum(other, "2020/21"))] if rng.random() < 0.5 else []
        title = "Outcomes of section 15A offences by financial year in which the crime was recorded"
    table = Table(grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet=rng.choice(("Q3", "Outcome data")))
    return Made("B5", str(wording), table, figures, asked, layout=layout)


CODED = (
    ("071/17", "Sexual communication with a child", "soa2003_s15a", "", "Other sexual offences"),
    ("088/01", "Meeting a female child following sexual grooming etc", "soa2003_s15", "female", "Other sexual offences"),
    ("088/02", "Meeting a male child following sexual grooming etc", "soa2003_s15", "male", "Other sexual offences"),
    ("086/02", "Taking, permitting to be taken or making indecent photographs of children", "pca1978_s1", "", "Obscene publications"),
    ("086/10", "Possession of an indecent or pseudo indecent photograph of a child", "cja1988_s160", "", "Obscene publications"),
    ("086/15", "Possession of prohibited images of children", "cja2009_s62", "", "Obscene publications"),
)  # fmt: skip


def b6(rng: Random) -> Made:
    """Home Office codes: the wording behind the years, all in capitals, a column beside, in groups, years as bands."""
    made, look = crossed(rng, "B6", years=3)
    layout, wording = rng.randrange(5), rng.randrange(6)

    def coded(whole: str) -> str:
        group, part = whole.split("/")
        plain = f"{group.lstrip('0')}/{part.lstrip('0')}"
        return (plain, f"{group.lstrip('0')}.{part}", f"HO{whole}", f"{group} {part}", f"{group.lstrip('0')}-{part}", f"H.O. {plain}")[wording]  # fmt: skip

    counts = [drawn(rng, len(made.years)) for _ in CODED]
    years: list[TableCell | None] = [head(year) for year, _ in made.years]
    corner: TableCell | None = head(rng.choice(("Code", "HO Offence", "Home Office Offence Code", "Offence Code")))
    grid: Grid = [
        [corner, *years, head("Offence")], [head("Home Office code and offence"), *years], [corner, head("Offence"), head("Notifiable"), *years],
        [head("ONS sub group"), corner, head("Offence title"), *years], [corner, head("Offence"), head("Arrests" if is_of_arrests(made) else "Recorded offences")],
    ][layout : layout + 1]  # fmt: skip
    for n, ((whole, name, _, _, group), row) in enumerate(zip(CODED, counts, strict=True)):
        code, texts = coded(whole), [str(number) for number in row]
        if layout == 0:
            grid.append(row_of(code, *texts, name))
        elif layout == 1:
            grid.append(row_of(f"{code} {name.upper()}", *texts))
        elif layout == 2:
            grid.append(row_of(code, name, "Y", *texts))
        elif layout == 3:
            size = sum(one[4] == group for one in CODED)
            is_first = n == 0 or CODED[n - 1][4] != group
            grid.append([TableCell(group, 1, size) if is_first else None, *row_of(code, name, *texts)])
    if layout == 4:
        for k, (year, _) in enumerate(made.years):
            grid.append(spread(TableCell(year), 3))
            grid += [row_of(coded(one[0]), one[1], str(row[k])) for one, row in zip(CODED, counts, strict=True)]
    figures: list[TrueFigure] = []
    for (whole, name, offence, sex, group), numbers in zip(CODED, counts, strict=True):
        also: tuple[tuple[str, ...], ...] = ()
        if sex:
            part = "/".join(one.lstrip("0") for one in whole.split("/"))
            codes = (coded(whole), whole, part, whole.lstrip("0"))
            also = ((sex,), (f"{sex} child",), *((one,) for one in codes), *((f"{one} {name}",) for one in codes))
        if layout == 3:
            also = (*also, *(((group, sex), (group, name)) if sex else ((group,),)))
        for n, (_, period) in zip(numbers, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", n, period, offence, is_optional=bool(sex), dimensions=(name,) if sex else (), also_dimensions=also,
            ))  # fmt: skip
    rules = rng.choice(("full", "full", "rows", "none"))
    table = Table(grid, 1, title_for(rng, made), rules=rules, sheet="HO codes")
    return Made("B6", f"{look}.{wording}", table, figures, made.asked, layout=layout)
