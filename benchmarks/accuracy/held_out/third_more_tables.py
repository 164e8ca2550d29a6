"""The third held-out tables: their labels, years, titles and layouts, and the tables of outcomes (B5) and codes (B6).

Written without sight of the readers. What is printed follows reports of crime and custody systems and analysts' own
sheets: shares beside counts, subtotals of an Act, run details above the headings, averages and changes beside the years.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from random import Random

from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import OFFENCES, RECORDED, Offence, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head

NAMES = {
    "soa2003_s8": "Causing or inciting a child U13 to engage in sexual activity",
    "soa2003_s9": "Sexual activity with child (offender 18+)",
    "soa2003_s10": "Causing or inciting a child to engage in sexual activity (offender 18+)",
    "soa2003_s11": "Engaging in sexual activity in presence of child",
    "soa2003_s12": "Causing child to watch sexual act",
    "soa2003_s14": "Arranging/facilitating a child sex offence",
    "soa2003_s15": "Meeting child following sexual grooming etc.",
    "soa2003_s15a": "Adult engaging in sexual communication with a child",
    "pca1978_s1": "Making, taking, showing or distributing indecent images of children",
    "cja1988_s160": "Possessing indecent images of children",
    "cja2009_s62": "Possessing prohibited images of children",
    "ca2003_s127": "Sending grossly offensive, indecent or menacing message",
}
SHORT_ACTS = {
    "Sexual Offences Act 2003": "SOA03", "Protection of Children Act 1978": "PCA78", "Criminal Justice Act 1988": "CJA88",
    "Coroners and Justice Act 2009": "CAJA09", "Communications Act 2003": "CA03",
}  # fmt: skip
LABEL_STYLES = 8


def offence_label(offence: Offence, style: int) -> str:
    name, number, act = NAMES[offence.offence], offence.section, offence.act
    if style in (2, 4) and act in ("Communications Act 2003", "Protection of Children Act 1978"):
        style = 6  # the name alone is another offence's too
    return (
        f"Offence under s{number} {act}", f"{act} S.{number}: {name}", name, f"Sect {number} {act} – {name}", f"S{number} - {name}",
        f"{name} (Section {number} of the {act})", f"{name.upper()} ({act.upper()}, S{number})", f"{act}, s{number}",
    )[style]  # fmt: skip


def year_label(year: int, style: int) -> str:
    a, b = f"{year % 100:02}", f"{(year + 1) % 100:02}"
    return (
        f"Y/E 31 March {year + 1}", f"Apr {a} - Mar {b}", f"{year}/{b} (Apr-Mar)", f"Fin Yr {a}/{b}", f"01-Apr-{year} to 31-Mar-{year + 1}",
        f"1/4/{a} to 31/3/{b}", f"F.Y. {year}/{b}", f"{year} / {year + 1}", f"Year to 31/03/{year + 1}", f"Financial Yr {year}-{b}",
        f"1st Apr {year} – 31st Mar {year + 1}", f"12 months ending Mar-{b}",
    )[style]  # fmt: skip


YEAR_STYLES = 12


def row_of(*texts: str) -> list[TableCell | None]:
    return [TableCell(text) for text in texts]


def spread(text: TableCell, width: int) -> list[TableCell | None]:
    """A cell over a whole row."""
    return [TableCell(text.text, width, 1, text.is_header), *([None] * (width - 1))]


def drawn(rng: Random, length: int, size: int | None = None) -> list[int]:
    """Counts of one thing over some years, that grow or shrink a little from each to the next."""
    n = float(size or rng.choice((2, 5, 9, 24, 48, 90, 130, 220, 510, 1150)))
    row = []
    for _ in range(length):
        row.append(max(0, round(n * rng.uniform(0.7, 1.35))))
        n *= rng.uniform(0.85, 1.3)
    return row


def some(rng: Random, low: int = 4, high: int = 8) -> tuple[list[tuple[Offence, str]], int]:
    """Offences in the order of their Acts and sections, as a report sorts them."""
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
            ("Number of arrests made, by calendar year", "Arrests – calendar years", "")
            if is_of_arrests(made)
            else ("Number of crimes recorded, by calendar year", "Recorded offences – calendar years", "")
        )  # fmt: skip
    if is_of_arrests(made):
        return rng.choice((
            f"Arrests where the detention reason is one of the listed offences, {first:%d %b %Y} - {last:%d %b %Y}", "Response to Q4: number of arrests",
            "Table 4. Arrests by force custody suites, by offence arrested for", "Arrest totals per financial year (all custody units)",
            f"Custody records with an arrest for child sexual offences {first:%m/%Y} – {last:%m/%Y}", "Arrests – offence as on arrival in custody", "",
        ))  # fmt: skip
    return rng.choice((
        f"Offences recorded force-wide, {first:%d %b %Y} - {last:%d %b %Y}", "Response to Q2: number of offences recorded",
        "Table 2. Police recorded crime: child sexual offences", "Recorded offence totals per financial year (excludes cancelled crimes)",
        f"CONNECT: crimes recorded {first:%m/%Y} – {last:%m/%Y}", "Crimes recorded with a principal offence in the list", "",
    ))  # fmt: skip


def total_words(rng: Random, made: Cross) -> tuple[str, str]:
    """What the sums by year are called, and those over the years."""
    noun = "arrests" if is_of_arrests(made) else "offences"
    count = ("", "One", "Two", "Three", "Four", "Five")[len(made.years)]
    return (
        rng.choice((f"All {noun}", f"Total number of {noun}", "Total:", "TOTAL FOR YEAR", "Overall", "Total for all above")),
        rng.choice(("Total over period", f"{count} years combined", "Total (all years)", "Overall Total", "All years")),
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
    has_change: bool
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
    def below(self) -> list[str]:
        return [*map(self.text, self.year_sums), *([self.text(sum(self.year_sums))] if self.by_offence else [])]

    @property
    def heads(self) -> list[TableCell]:
        return [head(year) for year, _ in self.made.years]

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


def shares(rng: Random, plan: Plan) -> Laid:
    """Beside each count what share of the year's it is."""
    made = plan.made
    word = rng.choice(("%", "% of total", "Share", "% of year"))
    grid: Grid = [[head(rng.choice(("Offence group", "Offence detail", "Type of offence")))]]
    for cell in plan.heads:
        grid[0] += [cell, head(word)]
    grid[0] += [head(plan.words[1])] if plan.by_offence else []
    rows, sums = {}, [sum(row[n] or 0 for row in made.numbers) for n in range(len(made.years))]
    for (offence, label), texts, row, last in zip(made.offences, made.texts, made.numbers, plan.across, strict=True):
        rows[offence.offence] = len(grid)
        pairs = [
            part for n, text in enumerate(texts) for part in (text, f"{100 * (row[n] or 0) / max(1, sums[n]):.1f}%")
        ]
        grid.append(row_of(label, *pairs, *last))
    if plan.by_year:
        pairs = [part for n in plan.year_sums for part in (plan.text(n), "100%")]
        grid.append(row_of(plan.words[0], *pairs, *([plan.text(sum(plan.year_sums))] if plan.by_offence else [])))
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 0, rows, {p: 2 * n + 1 for n, (_, p) in enumerate(made.years)})


def in_three(rng: Random, plan: Plan) -> Laid:
    """Act, section and wording each in a column, the Act over its sections."""
    made = plan.made
    names = rng.choice(
        (("Act", "Section", "Offence description"), ("Legislation", "Sec.", "Title"), ("Statute", "S.", "Wording"))
    )
    grid: Grid = [[*map(head, names), *plan.heads, *([head(plan.words[1])] if plan.by_offence else [])]]
    rows, before = {}, ""
    for (offence, _), texts, last in zip(made.offences, made.texts, plan.across, strict=True):
        alike = sum(other.act == offence.act for other, _ in made.offences)
        rows[offence.offence] = len(grid)
        act = TableCell(offence.act, 1, alike) if plan.is_merged else TableCell(offence.act)
        first = None if plan.is_merged and offence.act == before else act
        grid.append([first, *row_of(offence.section, NAMES[offence.offence], *texts, *last)])
        before = offence.act
    grid += [row_of(plan.words[0], "", "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 1, rows, plan.columns(3))


def year_first(rng: Random, plan: Plan) -> Laid:
    """A pivot table in tabular form: the year over its offences, its sum in a row behind them."""
    made, period = plan.made, "Year" if is_calendar(plan.made) else rng.choice(("Fin Year", "Financial year", "FY"))
    counted = (
        ("Number of arrests", "Arrests") if is_of_arrests(made) else ("Number of offences recorded", "Crimes recorded")
    )
    grid: Grid = [
        [head(period), head(rng.choice(("Offence", "Offence_Desc", "Offence wording"))), head(rng.choice(counted))]
    ]
    for n, (year, _) in enumerate(made.years):
        for k, ((_, label), texts) in enumerate(zip(made.offences, made.texts, strict=True)):
            first = TableCell(year, 1, len(made.offences)) if plan.is_merged else TableCell(year)
            grid.append([None if k and plan.is_merged else first, *row_of(label, texts[n])])
        grid += [row_of(f"{year} Total", "", plan.text(plan.year_sums[n]))] if plan.by_year else []
    grid += [row_of("Grand Total", "", plan.text(sum(plan.year_sums)))] if plan.by_year else []
    plan.add_totals(plan.by_year, False, plan.by_year)
    return Laid(Table(grid, 1, plan.title), 2)


def tidy(rng: Random, plan: Plan) -> Laid:
    """A dashboard's export: a row for each number, with columns that say the same in every row."""
    made = plan.made
    kind = "Arrests" if is_of_arrests(made) else "Recorded crime"
    names = rng.choice((
        ("Dataset", "Crime Group", "Offence", "Period", "Value"), ("Measure", "Group", "Offence name", "Financial year", "Count"),
        ("Data type", "Category", "Sub category", "Reporting period", "Total"),
    ))  # fmt: skip
    group = rng.choice(("Child sexual offences", "Child sexual abuse", "Online and contact child abuse"))
    grid: Grid = [[head("Year" if name == "Financial year" and is_calendar(made) else name) for name in names]]
    cells = [
        (label, year, texts[n])
        for (_, label), texts in zip(made.offences, made.texts, strict=True)
        for n, (year, _) in enumerate(made.years)
    ]
    grid += [row_of(kind, group, *texts) for texts in cells]
    return Laid(Table(grid, 1, plan.title), 3)


def with_subtotals(rng: Random, plan: Plan) -> Laid:
    """Each Act's sum behind its sections: it is no sum of all, and no offence's."""
    made = plan.made
    grid: Grid = [[head("Act"), head(rng.choice(("Offence", "Offence title", "Charge")))]]
    grid[0] += [*plan.heads, *([head(plan.words[1])] if plan.by_offence else [])]
    rows = {}
    acts = list(dict.fromkeys(offence.act for offence, _ in made.offences))
    for act in acts:
        own = [n for n, (offence, _) in enumerate(made.offences) if offence.act == act]
        for n in own:
            rows[made.offences[n][0].offence] = len(grid)
            label = f"s{made.offences[n][0].section} {NAMES[made.offences[n][0].offence]}"
            grid.append(row_of(act, label, *made.texts[n], *plan.across[n]))
        if plan.by_year and len(own) > 1 and len(acts) > 1:
            sums = [sum(made.numbers[n][k] or 0 for n in own) for k in range(len(made.years))]
            grid.append(
                row_of(f"{act} Total", "", *map(plan.text, sums), *([plan.text(sum(sums))] if plan.by_offence else []))
            )
    grid += [row_of("Grand Total", "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 4, rows, plan.columns(2))


def averaged(rng: Random, plan: Plan) -> Laid:
    """The sum over the years before them, behind them what they are on average."""
    made = plan.made
    word = rng.choice(("Average per year", "Mean", "Annual average", "Ave."))
    grid: Grid = [[head(rng.choice(("Offence Title (Home Office)", "Classification", "Crime classification")))]]
    grid[0] += [*([head(plan.words[1])] if plan.by_offence else []), *plan.heads, head(word)]
    rows, length = {}, len(made.years)
    for (offence, label), texts, row, first in zip(made.offences, made.texts, made.numbers, plan.across, strict=True):
        rows[offence.offence] = len(grid)
        grid.append(row_of(label, *first, *texts, f"{sum(n or 0 for n in row) / length:.1f}"))
    if plan.by_year:
        sums = [*map(plan.text, plan.year_sums)]
        first = [plan.text(sum(plan.year_sums))] if plan.by_offence else []
        grid.append(row_of(plan.words[0], *first, *sums, f"{sum(plan.year_sums) / length:.1f}"))
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 5, rows, plan.columns(2 if plan.by_offence else 1))


def across_acts(rng: Random, plan: Plan) -> Laid:
    """A row a year, the sections beside each other under their Acts."""
    made = plan.made
    form = rng.choice(("s{}", "Section {}", "S.{}"))
    extra = [head(plan.words[0].rstrip(":"), 1, 2)] if plan.by_year else []
    grid: Grid = [
        [head("Year" if is_calendar(made) else rng.choice(("Financial Year", "Year", "Period")), 1, 2)],
        [None],
    ]
    for act in dict.fromkeys(offence.act for offence, _ in made.offences):
        own = [offence for offence, _ in made.offences if offence.act == act]
        grid[0] += spread(head(act), len(own))
        grid[1] += [head(form.format(offence.section)) for offence in own]
    grid[0] += extra
    grid[1] += [None] * len(extra)
    for n, (year, _) in enumerate(made.years):
        beside = [plan.text(plan.year_sums[n])] if plan.by_year else []
        grid.append(row_of(year, *(texts[n] for texts in made.texts), *beside))
    if plan.by_offence:
        whole = [plan.text(sum(plan.year_sums))] if plan.by_year else []
        grid.append(row_of(plan.words[1], *(one[0] for one in plan.across), *whole))
    plan.add_usual_totals()
    return Laid(Table(grid, 2, plan.title), 6)


def reported(rng: Random, plan: Plan) -> Laid:
    """A report with its name and how it was run above the headings, below it the change from year to year."""
    made = plan.made
    extra = [head(plan.words[1])] if plan.by_offence else []
    headings = [head(rng.choice(("Offence", "Description of offence", "Offence (as recorded)"))), *plan.heads, *extra]
    default = "Arrest summary report" if is_of_arrests(made) else "Recorded crime summary report"
    told = rng.choice((
        "Data extracted from Niche RMS", "Report parameters: All divisions; All beats", "Source: Business Objects. Data owner: Corporate Development",
        "Filters applied: detained person any age" if is_of_arrests(made) else "Filters applied: victim aged under 18", "Prepared by: Performance & Insight",
    ))  # fmt: skip
    grid: Grid = [spread(head(plan.title or default), len(headings)), spread(head(told), len(headings)), [*headings]]
    rows = {}
    for (offence, label), texts, last in zip(made.offences, made.texts, plan.across, strict=True):
        rows[offence.offence] = len(grid)
        grid.append(row_of(label, *texts, *last))
    if plan.by_year:
        grid.append(row_of(plan.words[0], *plan.below))
        if plan.has_change:
            sums = plan.year_sums
            changes = [f"{100 * (new - old) / old:+.0f}%" if old else "-" for old, new in pairwise(sums)]
            word = rng.choice(("% change on previous year", "Year on year change", "Change from prior year (%)"))
            grid.append(row_of(word, "", *changes, *("" for _ in extra)))
    plan.add_usual_totals()
    return Laid(Table(grid, 3, ""), 7, rows, plan.columns(1))


LAYOUTS: tuple[Callable[[Random, Plan], Laid], ...] = (
    shares, in_three, year_first, tidy, with_subtotals, averaged, across_acts, reported,
)  # fmt: skip
MARKED = (1, 2, 3, 4, 6, 7)
"""Layouts that print nothing from which a count behind a mark, or one left out, could be worked out."""


def stand(
    rng: Random, made: Cross, layouts: tuple[int, ...], *, totals: tuple[bool, bool] = (False, False), slips: list[int] | None = None,
    has_change: bool = False, is_merged: bool | None = None,
) -> Laid:  # fmt: skip
    """The cross in one of the layouts. `totals`: whether sums by year and by offence are printed."""
    merged = rng.random() < 0.6 if is_merged is None else is_merged
    words = total_words(rng, made)
    plan = Plan(made, title_for(rng, made), *totals, slips or [0] * len(made.years), has_change, merged, words)
    too_wide = {0} if len(made.years) > 4 else set()
    too_wide |= {6} if len(made.offences) > 7 else set()
    layout = rng.choice([n for n in layouts if n not in too_wide])
    laid = LAYOUTS[layout](rng, plan)
    laid.table.rules = rng.choice(("full", "full", "rows", "none"))
    laid.table.sheet = rng.choice(("Summary", "Query1", "Sheet2", "FOI_Data", "Results by year", "Data Table"))
    return laid


RESULTS = (
    ("1", "Charged/Summonsed/Postal Requisition", "Positive outcome"), ("2", "Caution - youths", "Positive outcome"),
    ("3", "Caution - adults", "Positive outcome"), ("4", "Taken into consideration", "Positive outcome"),
    ("5", "The offender has died", "Other"), ("8", "Community Resolution (Crime)", "Positive outcome"),
    ("9", "Prosecution not in the public interest (CPS decision)", "No further action"),
    ("10", "Formal action against the offender is not in the public interest (Police decision)", "No further action"),
    ("11", "Named suspect below the age of criminal responsibility", "Other"),
    ("12", "Named suspect too ill to prosecute", "Other"), ("13", "Victim or key witness is dead or too ill", "Other"),
    ("14", "Victim declines/unable to support action to identify offender", "No further action"),
    ("15", "Named suspect, victim supports but evidential difficulties", "No further action"),
    ("16", "Victim declines/withdraws support - named suspect identified", "No further action"),
    ("17", "Suspect identified but prosecution time limit expired", "No further action"),
    ("18", "Investigation complete no suspect identified", "No further action"),
    ("20", "Action undertaken by other body/agency", "Other"), ("21", "Police - named suspect, investigation not in the public interest", "No further action"),
    ("22", "Deferred prosecution / diversionary activity", "Positive outcome"),
    ("", "Still under investigation", "Other"), ("", "No outcome recorded as yet", "Other"),
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes: the sum first, the code behind the wording, by years, in groups with their sums, by offence."""
    asked = question(RECORDED, "3")
    wording, layout = rng.randrange(7), rng.randrange(5)
    spots = sorted(rng.sample(range(len(RESULTS)), rng.randint(5, 10)))
    if layout == 3:
        order = ("Positive outcome", "No further action", "Other")
        spots.sort(key=lambda n: (order.index(RESULTS[n][2]), n))
    chosen = [RESULTS[n] for n in spots]
    form = (
        "Outcome {c} – {n}", "O/C {c}: {n}", "{n} - {c}", "{c} = {n}", "{n} (Outcome {c})", "OUTCOME {c:0>2} - {n}", "{c}: {n}",
    )[wording]  # fmt: skip
    labels = [
        name if layout == 1 or not code else form.format(c=code, n=name.upper() if wording == 5 else name)
        for code, name, _ in chosen
    ]
    also: list[tuple[tuple[str, ...], ...]] = []
    for label, (code, name, group) in zip(labels, chosen, strict=True):
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
        ways += [(group, label), (group, name), (f"{group} {label}",)] if layout == 3 else []
        also.append(tuple(ways))
    numbers = [max(0, round(rng.choice((0.2, 1, 3, 11, 26, 60)) * rng.uniform(0.5, 2.4))) for _ in chosen]
    figures: list[TrueFigure] = []

    def put(column: list[int], period: str = "2021/22", offence: str = "soa2003_s15a") -> list[str]:
        for n, label, ways in zip(column, labels, also, strict=True):
            figures.append(exact(asked, "B5", n, period, offence, dimensions=(label,), also_dimensions=ways))
        return [str(n) for n in column]

    def put_sum(column: list[int], period: str = "2021/22", offence: str = "soa2003_s15a") -> str:
        figures.append(exact(asked, "B5", sum(column), period, offence, is_optional=True))
        return str(sum(column))

    counted = rng.choice(("Offences recorded", "Number recorded", "Volume of crimes", "No. of crimes", "Records"))
    name = rng.choice(
        ("Outcome assigned", "Home Office Outcome", "Current outcome", "Crime outcome", "Outcome framework")
    )
    title = rng.choice((
        "Outcomes for offences of sexual communication with a child recorded in the 2021/22 financial year",
        "Response to Q3: SOA 2003 s15A recorded 01-Apr-2021 to 31-Mar-2022, by current outcome",
        "Table 3. Outcome position of s.15A offences recorded April 21 - March 22", "Outcome of S15A recorded crimes, FY 2021/22 (as at 30/06/2022)",
    ))  # fmt: skip
    grid: Grid
    if layout == 0:
        grid = [[head(name), head(counted)], row_of(rng.choice(("All outcomes", "Total recorded")), put_sum(numbers))]
        grid += [row_of(label, text) for label, text in zip(labels, put(numbers), strict=True)]
    elif layout == 1:
        grid = [[head(name), head(rng.choice(("Outcome No.", "Outcome code", "Code"))), head(counted)]]
        grid += [
            row_of(label, code or "-", text)
            for label, (code, _, _), text in zip(labels, chosen, put(numbers), strict=True)
        ]
        grid += [row_of("Total", "", put_sum(numbers))] if rng.random() < 0.5 else []
    elif layout == 2:
        other = [max(0, round(n * rng.uniform(0.5, 1.4))) for n in numbers]
        style = rng.randrange(YEAR_STYLES)
        grid = [[head(name), head(year_label(2020, style)), head(year_label(2021, style))]]
        grid += [row_of(*texts) for texts in zip(labels, put(other, "2020/21"), put(numbers), strict=True)]
        grid += [row_of("Total", put_sum(other, "2020/21"), put_sum(numbers))] if rng.random() < 0.5 else []
        title = "Outcomes of sexual communication with a child (s15A) offences, by year recorded"
    elif layout == 3:
        grid = [[head(name), head(counted)]]
        texts = put(numbers)
        for n, (label, text) in enumerate(zip(labels, texts, strict=True)):
            group = chosen[n][2]
            if n == 0 or chosen[n - 1][2] != group:
                own = [number for number, (_, _, one) in zip(numbers, chosen, strict=True) if one == group]
                grid.append(row_of(group.upper(), str(sum(own))))
                figures.append(exact(
                    asked, "B5", sum(own), "2021/22", "soa2003_s15a", dimensions=(group,), is_optional=True, also_dimensions=((group, group),),
                ))  # fmt: skip
            grid.append(row_of(label, text))
        grid.append(row_of("GRAND TOTAL", put_sum(numbers)))
    else:
        other = [max(0, round(n * rng.uniform(0.1, 0.6))) for n in numbers]
        grid = [[head(name), head("s15 SOA 2003"), head("s15A SOA 2003")]]
        grid += [row_of(*texts) for texts in zip(labels, put(other, offence="soa2003_s15"), put(numbers), strict=True)]
        grid += [row_of("Total", put_sum(other, offence="soa2003_s15"), put_sum(numbers))] if rng.random() < 0.5 else []
        figures = [
            f if f.offence == "soa2003_s15a" else TrueFigure(**{**vars(f), "is_optional": True}) for f in figures
        ]
        title = "Grooming offences recorded in 2021/22 by outcome"
    table = Table(
        grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet=rng.choice(("Outcomes 2122", "Q3 data"))
    )
    return Made("B5", str(wording), table, figures, asked, layout=layout)


CODED = (
    ("071/17", "Sexual communication with a child", "soa2003_s15a", ""),
    ("088/01", "Meeting a female child following sexual grooming", "soa2003_s15", "female"),
    ("088/02", "Meeting a male child following sexual grooming", "soa2003_s15", "male"),
    ("086/02", "Taking, making or distributing indecent photographs or pseudo-photographs of children", "pca1978_s1", ""),
    ("086/10", "Possessing an indecent or pseudo-photograph of a child", "cja1988_s160", ""),
    ("086/15", "Possessing a prohibited image of a child", "cja2009_s62", ""),
)  # fmt: skip


def b6(rng: Random) -> Made:
    """Home Office codes: behind the years, alone with a key below, two of them in one row, under each other in a cell."""
    made, look = crossed(rng, "B6", years=3)
    layout, wording = rng.randrange(5), rng.randrange(6)

    def coded(whole: str) -> str:
        group, part = whole.split("/")
        plain = f"{group.lstrip('0')}/{part.lstrip('0')}"
        return (
            f"{group.lstrip('0')}/{part}",
            f"HOC {whole}",
            f"{group}-{part}",
            f"HOCR {plain}",
            f"HO Code {group}{part}",
            f"{whole}",
        )[wording]

    rows: list[tuple[str, str, str, str]] = [(coded(whole), name, o, sex) for whole, name, o, sex in CODED]
    plain = {coded(whole): whole for whole, _, _, _ in CODED}
    if layout == 3:  # both codes of the one offence in one row
        both = f"{coded('088/01')}{rng.choice((', ', ' & ', ' and '))}{coded('088/02')}"
        rows[1:3] = [(both, "Meeting a child following sexual grooming", "soa2003_s15", "")]
    counts = [drawn(rng, len(made.years)) for _ in rows]
    years = [head(year) for year, _ in made.years]
    notes: tuple[str, ...] = ()
    corner = rng.choice(("HO Offence Code", "Home Office Code", "HO code", "Crime Code"))
    grid: Grid
    if layout == 0:
        grid = [[head("Offence"), *years, head(corner)]]
        grid += [row_of(name, *map(str, c), code) for (code, name, _, _), c in zip(rows, counts, strict=True)]
    elif layout == 1:
        grid = [[head(corner), *years]]
        grid += [row_of(code, *map(str, c)) for (code, _, _, _), c in zip(rows, counts, strict=True)]
        notes = tuple(f"{code} - {name}" for code, name, _, _ in rows)
    elif layout == 2:
        groups = {"071": "88A", "088": "88A", "086": "86"}
        grid = [[head("HO Group"), head(corner), head("Offence description"), *years]]
        grid += [
            row_of(groups[plain[code][:3]], code, name, *map(str, c))
            for (code, name, _, _), c in zip(rows, counts, strict=True)
        ]
    elif layout == 3:
        grid = [[head(corner), head("Offence Description"), *years]]
        grid += [row_of(code, name, *map(str, c)) for (code, name, _, _), c in zip(rows, counts, strict=True)]
    else:
        grid = [[head("Offence and Home Office code"), *years]]
        grid += [row_of(f"{name}\n({code})", *map(str, c)) for (code, name, _, _), c in zip(rows, counts, strict=True)]
    figures: list[TrueFigure] = []
    for (code, name, offence, sex), numbers in zip(rows, counts, strict=True):
        also: tuple[tuple[str, ...], ...] = ()
        if sex:
            whole = plain[code]
            group, part = whole.split("/")
            short = (f"{group.lstrip('0')}/{part}", f"{group.lstrip('0')}/{part.lstrip('0')}", whole, code)
            also = (
                (sex,),
                (f"{sex} child",),
                *((one,) for one in short),
                *((f"{one} {name}",) for one in short),
                (f"{name} {code}",),
            )
        if layout == 2:
            group_code = "86" if plain[code].startswith("086") else "88A"
            also = (*also, (group_code,), (group_code, name), *(((group_code, sex),) if sex else ()))
        for n, (_, period) in zip(numbers, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", n, period, offence, is_optional=bool(sex), dimensions=(name,) if sex else (), also_dimensions=also,
            ))  # fmt: skip
    table = Table(
        grid, 1, title_for(rng, made), notes, rules=rng.choice(("full", "full", "rows", "none")), sheet="By HO code"
    )
    return Made("B6", f"{look}.{wording}", table, figures, made.asked, layout=layout)
