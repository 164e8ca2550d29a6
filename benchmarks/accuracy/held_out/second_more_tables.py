"""The second held-out tables: their labels, years, titles and layouts, and the tables of outcomes (B5) and codes (B6).

Written without sight of the readers. What is printed follows forces' own exports: pivot tables, Act bands, serial numbers.
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
    "soa2003_s8": "Cause or incite a child under thirteen to engage in sexual activity",
    "soa2003_s9": "Engage in sexual activity with a child",
    "soa2003_s10": "Cause or incite sexual activity with a child",
    "soa2003_s11": "Sexual activity in the presence of a child",
    "soa2003_s12": "Cause a child to watch a sexual act",
    "soa2003_s14": "Arrange or facilitate a child sex offence",
    "soa2003_s15": "Meeting a child following grooming",
    "soa2003_s15a": "Sexual communication with child",
    "pca1978_s1": "Take, permit to be taken, make or distribute indecent photographs of children",
    "cja1988_s160": "Possession of indecent photograph or pseudo-photograph of a child",
    "cja2009_s62": "Possession of a prohibited image of a child",
    "ca2003_s127": "Send grossly offensive / indecent message by public communications network",
}
SHORT_ACTS = {
    "Sexual Offences Act 2003": "SOA 2003", "Protection of Children Act 1978": "PCA 1978", "Criminal Justice Act 1988": "CJA 1988",
    "Coroners and Justice Act 2009": "C&JA 2009", "Communications Act 2003": "Comms Act 2003",
}  # fmt: skip
LABEL_STYLES = 7


def offence_label(offence: Offence, style: int) -> str:
    name, number, act = NAMES[offence.offence], offence.section, offence.act
    short = SHORT_ACTS[act]
    if style == 2 and short in (
        "C&JA 2009",
        "Comms Act 2003",
        "PCA 1978",
    ):  # said by the name alone, it's another's too
        style = 4
    return (
        f"{name.upper()} - {short.upper()} S.{number}", f"{name}, contrary to section {number} of the {act}", name,
        f"{act} (s{number}) {name}", f"{name} - Sec. {number} {act}", f"Contrary to Section {number}, {act}",
        f"{short} S{number} {name}",
    )[style]  # fmt: skip


def year_label(year: int, style: int) -> str:
    a, b = f"{year % 100:02}", f"{(year + 1) % 100:02}"
    return (
        f"FYE March {year + 1}", f"1st April {year} - 31st March {year + 1}", f"01.04.{year}-31.03.{year + 1}", f"Apr-{a} to Mar-{b}",
        f"12 months to 31 March {year + 1}", f"{year}/{b} Financial Year", f"01/04/{a}-31/03/{b}", f"FY {year}-{b}",
        f"Financial year ending 31/03/{year + 1}", f"April {year} to March {year + 1}",
    )[style]  # fmt: skip


YEAR_STYLES = 10


def count_text(n: int, has_comma: bool = True) -> str:
    return f"{n:,}" if has_comma else str(n)


def row_of(*texts: str) -> list[TableCell | None]:
    return [TableCell(text) for text in texts]


def like(rng: Random, length: int, size: int | None = None) -> list[int]:
    """Counts of one thing over some years: of a like size."""
    size = size or rng.choice((1, 4, 12, 30, 75, 160, 160, 400, 950))
    return [rng.randint(size // 2, size * 3 // 2 + 1) for _ in range(length)]


def some(rng: Random, low: int = 4, high: int = 8) -> tuple[list[tuple[Offence, str]], int]:
    style = rng.randrange(LABEL_STYLES)
    return [(o, offence_label(o, style)) for o in rng.sample(OFFENCES, rng.randint(low, high))], style


def crossed(
    rng: Random, form: str, *, label: str | None = None, years: int | None = None,
    periods: list[tuple[str, str]] | None = None, offences: tuple[int, int] = (4, 8),
) -> tuple[Cross, str]:  # fmt: skip
    """Offences by a run of the years asked for (or by `periods`), and a word for how they are spelled."""
    asked = question(RECORDED, label or rng.choice(("2", "2", "4")))
    style, chosen, names = rng.randrange(YEAR_STYLES), *some(rng, *offences)
    length = years or rng.choice((3, 4, 5))
    first = rng.randint(0, len(YEARS) - length)
    columns = periods or [(year_label(y, style), financial(y)) for y in YEARS[first : first + length]]
    numbers: list[list[int | None]] = [[*like(rng, len(columns))] for _ in chosen]
    numbers[rng.randrange(len(numbers))] = [*like(rng, len(columns), 1)]
    has_comma = rng.random() < 0.5
    texts = [[count_text(n or 0, has_comma) for n in row] for row in numbers]
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


def is_calendar(made: Cross) -> bool:
    return not any("/" in period for _, period in made.years)


def title_for(rng: Random, made: Cross) -> str:
    spans = [ends(period) for _, period in made.years]
    first, last = min(spans)[0], max(spans)[1]
    is_arrests = made.asked.measure == "arrests"
    if is_calendar(made):
        return rng.choice(("Arrests by calendar year", "Arrests in each calendar year", "") if is_arrests else (
            "Recorded crimes by calendar year", "Offences recorded per calendar year (1 January - 31 December)", "",
        ))  # fmt: skip
    if is_arrests:
        return rng.choice((
            f"Arrests by Arrest Offence - {first:%d/%m/%Y} to {last:%d/%m/%Y}", "Appendix 1 – Arrests by offence and year of arrest",
            "Table A: Arrests broken down by offence and financial year of arrest", "Number of arrests where the arrest offence is as listed",
            f"Arrests, April {first.year} to March {last.year} (source: Niche custody)", "Breakdown of arrests by offence wording", "",
        ))  # fmt: skip
    return rng.choice((
        f"Crimes recorded between 1 April {first.year} and 31 March {last.year} by offence title", "Recorded crimes (source: Niche RMS)",
        "Appendix 1 – Offences recorded by Home Office offence title", f"Recorded child sexual offences, {first:%d/%m/%Y}-{last:%d/%m/%Y}",
        "Table A: Recorded crime by offence and financial year recorded", "Athena - number of offences recorded", "",
    ))  # fmt: skip


def total_words(rng: Random, made: Cross) -> tuple[str, str]:
    """What the sums by year are called, and those over the years."""
    noun = "Arrests" if made.asked.measure == "arrests" else "Crimes"
    return (
        rng.choice(("Force Total", f"Total {noun}", "Yearly total", "Annual total", "Sum:", "Total (all listed)")),
        rng.choice(
            (f"{len(made.years)} year total", "Total all years", "Cumulative total", "Whole period", "Row total")
        ),
    )


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
    has_change: bool = False
    is_merged: bool = True

    def year_sums(self) -> list[int]:
        return [sum(row[n] or 0 for row in self.made.numbers) + slip for n, slip in enumerate(self.slips)]

    def add_totals(self, years: bool, offences: bool, whole: bool) -> None:
        made = self.made
        spans = [ends(period) for _, period in made.years]
        span = f"{min(spans)[0]}..{max(spans)[1]}"
        if years:
            for n, (_, period) in zip(self.year_sums(), made.years, strict=True):
                made.figures.append(exact(made.asked, made.form, n, period, None, is_optional=True))
        if offences:
            for (offence, _), row in zip(made.offences, made.numbers, strict=True):
                n = sum(cell or 0 for cell in row)
                made.figures.append(exact(made.asked, made.form, n, span, offence.offence, is_optional=True))
        if whole:
            made.figures.append(exact(made.asked, made.form, sum(self.year_sums()), span, None, is_optional=True))

    def text(self, n: int) -> str:
        """A sum as the cells are printed, with commas or without."""
        return count_text(n, any("," in text for texts in self.made.texts for text in texts))

    def fill(self, grid: Grid, year_word: str, *, is_numbered: bool = False) -> dict[str, int]:
        """The offences and the sums below them put into the grid; each offence's row."""
        rows, sums = self.body()
        places = {}
        for n, ((offence, label), texts) in enumerate(zip(self.made.offences, rows, strict=True), 1):
            places[offence.offence] = len(grid)
            grid.append(row_of(*([str(n)] if is_numbered else []), label, *texts))
        if self.by_year:
            grid.append(row_of(*([""] if is_numbered else []), year_word, *sums))
        self.add_totals(self.by_year, self.by_offence, self.by_year and self.by_offence)
        return places

    def body(self, order: list[int] | None = None) -> tuple[list[list[str]], list[str]]:
        """The texts of each offence, and of the sums below them; the last column is the sum over the years."""
        order = order or list(range(len(self.made.years)))
        rows = []
        for texts, row in zip(self.made.texts, self.made.numbers, strict=True):
            extra = [self.text(sum(n or 0 for n in row))] if self.by_offence else []
            rows.append([*(texts[n] for n in order), *extra])
        sums = self.year_sums()
        return rows, [self.text(sums[n]) for n in order] + ([self.text(sum(sums))] if self.by_offence else [])


def banded(rng: Random, plan: Plan) -> Laid:
    """The Act in a row of its own above its sections."""
    made, (year_word, word) = plan.made, total_words(rng, plan.made)
    form = rng.choice(("Section {s} - {n}", "s.{s} {n}", "S{s}: {n}"))
    grid: Grid = [
        [
            head(rng.choice(("Act / Section", "Offence by Act", "Legislation and offence"))),
            *(head(y) for y, _ in made.years),
        ]
    ]
    grid[0] += [head(word)] if plan.by_offence else []
    rows, sums = plan.body()
    places, width = {}, len(grid[0])
    for act in dict.fromkeys(offence.act for offence, _ in made.offences):
        grid.append([TableCell(act, width), *([None] * (width - 1))])
        for (offence, _), texts in zip(made.offences, rows, strict=True):
            if offence.act == act:
                places[offence.offence] = len(grid)
                grid.append(row_of(form.format(s=offence.section, n=NAMES[offence.offence]), *texts))
    grid += [row_of(year_word, *sums)] if plan.by_year else []
    plan.add_totals(plan.by_year, plan.by_offence, plan.by_year and plan.by_offence)
    return Laid(Table(grid, 1, plan.title), 0, places, {p: n + 1 for n, (_, p) in enumerate(made.years)})


def long(rng: Random, plan: Plan) -> Laid:
    """One number a row, the offence over its years in one cell, a sum behind each offence."""
    made = plan.made
    period = "Calendar year" if is_calendar(made) else "Financial Year"
    noun = "Total arrests" if made.asked.measure == "arrests" else "Recorded crimes"
    grid: Grid = [
        [head(rng.choice(("Offence Title", "HO Offence Wording", "Offence committed"))), head(period), head(noun)]
    ]
    for (_, label), texts, row in zip(made.offences, made.texts, made.numbers, strict=True):
        for n, ((year, _), text) in enumerate(zip(made.years, texts, strict=True)):
            first = TableCell(label, 1, len(texts)) if plan.is_merged else TableCell(label)
            grid.append([first if n == 0 or not plan.is_merged else None, *row_of(year, text)])
        if plan.by_offence:
            grid.append(row_of(f"{label} Total", "", plan.text(sum(n or 0 for n in row))))
    if plan.by_offence and plan.by_year:
        grid.append(row_of("Grand Total", "", plan.text(sum(plan.year_sums()))))
    plan.add_totals(False, plan.by_offence, plan.by_offence and plan.by_year)
    return Laid(Table(grid, 1, plan.title), 1)


def pivot_by_year(rng: Random, plan: Plan) -> Laid:
    """A pivot table with the years as groups: each year's row bears its sum, or nothing."""
    made = plan.made
    counted = (
        ("Count of Arrest ID", "Arrests")
        if made.asked.measure == "arrests"
        else ("Count of Crime Number", "No. of Crimes")
    )
    grid: Grid = [[head(rng.choice(("Row Labels", "Year / Offence"))), head(rng.choice(counted))]]
    sums = plan.year_sums()
    for n, (year, _) in enumerate(made.years):
        grid.append(row_of(year, plan.text(sums[n])) if plan.by_year else [TableCell(year, 2), None])
        grid += [row_of(label, texts[n]) for (_, label), texts in zip(made.offences, made.texts, strict=True)]
    if plan.by_year:
        grid.append(row_of("Grand Total", plan.text(sum(sums))))
    plan.add_totals(plan.by_year, False, plan.by_year)
    return Laid(Table(grid, 1, plan.title), 2)


def pivot(rng: Random, plan: Plan) -> Laid:
    """A pivot table as pasted, with its own words over the headings."""
    made = plan.made
    counted = (
        ("Count of Arrest Ref", "Sum of Arrests")
        if made.asked.measure == "arrests"
        else ("Count of Crime Ref", "Sum of Crimes")
    )
    grid: Grid = [[head(rng.choice(counted)), head("Column Labels"), *(head("") for _ in made.years[1:])]]
    grid.append([head("Row Labels"), *(head(year) for year, _ in made.years)])
    if plan.by_offence:
        grid[0].append(head(""))
        grid[1].append(head("Grand Total"))
    places = plan.fill(grid, "Grand Total")
    return Laid(Table(grid, 2, plan.title), 3, places, {p: n + 1 for n, (_, p) in enumerate(made.years)})


def numbered(rng: Random, plan: Plan) -> Laid:
    """A serial number before each offence."""
    made, (year_word, word) = plan.made, total_words(rng, plan.made)
    grid: Grid = [
        [
            head(rng.choice(("No.", "#", "Item", "Ser"))),
            head(rng.choice(("Offence", "Offence Wording", "Charge wording"))),
        ]
    ]
    grid[0] += [*(head(year) for year, _ in made.years), *([head(word)] if plan.by_offence else [])]
    places = plan.fill(grid, year_word, is_numbered=True)
    return Laid(Table(grid, 1, plan.title), 4, places, {p: n + 2 for n, (_, p) in enumerate(made.years)})


def newest_first(rng: Random, plan: Plan) -> Laid:
    """The last year first, and by how much it differs from the one before."""
    made, (year_word, word) = plan.made, total_words(rng, plan.made)
    order = list(reversed(range(len(made.years))))
    corner = rng.choice(("Crime Type", "Offence (HMIC level 4)", "Offence Sub Type"))
    grid: Grid = [[head(corner), *(head(made.years[n][0]) for n in order), *([head(word)] if plan.by_offence else [])]]
    grid[0] += [head(rng.choice(("% Change", "% change on previous year")))] if plan.has_change else []
    rows, sums = plan.body(order)
    places, last, before = {}, len(made.years) - 1, len(made.years) - 2
    all_sums = plan.year_sums()

    def change(new: int, old: int) -> list[str]:
        return [] if not plan.has_change else ["n/a" if old == 0 else f"{100 * (new - old) / old:+.1f}%"]

    for (offence, label), texts, row in zip(made.offences, rows, made.numbers, strict=True):
        places[offence.offence] = len(grid)
        grid.append(row_of(label, *texts, *change(row[last] or 0, row[before] or 0)))
    grid += [row_of(year_word, *sums, *change(all_sums[last], all_sums[before]))] if plan.by_year else []
    plan.add_totals(plan.by_year, plan.by_offence, plan.by_year and plan.by_offence)
    return Laid(Table(grid, 1, plan.title), 5, places, {made.years[n][1]: k + 1 for k, n in enumerate(order)})


def titled(rng: Random, plan: Plan) -> Laid:
    """The title in the table's first row, a heading over the years, the years."""
    made, (year_word, word) = plan.made, total_words(rng, plan.made)
    over = (
        "Calendar Year"
        if is_calendar(made)
        else rng.choice(("Financial Year", "Financial Year (April - March)", "Year"))
    )
    years, extra = [head(year) for year, _ in made.years], [head(word, 1, 2)] if plan.by_offence else []
    noun = "Arrests" if made.asked.measure == "arrests" else "Recorded Offences"
    width = 1 + len(years) + len(extra)
    grid: Grid = [[head(plan.title or noun, width), *([None] * (width - 1))]]
    grid.append(
        [
            head(rng.choice(("Offence", "Offence Category", "Offence name")), 1, 2),
            head(over, len(years)),
            *([None] * (len(years) - 1)),
            *extra,
        ]
    )
    grid.append([None, *years, *([None] if extra else [])])
    places = plan.fill(grid, year_word)
    return Laid(Table(grid, 3, ""), 6, places, {p: n + 1 for n, (_, p) in enumerate(made.years)})


def from_to(rng: Random, plan: Plan) -> Laid:
    """A row a year, told by its first and its last day in two columns."""
    made, (year_word, word) = plan.made, total_words(rng, plan.made)
    names = rng.choice((("From", "To"), ("Start date", "End date"), ("Date from", "Date to")))
    grid: Grid = [[*(head(name) for name in names), *(head(label) for _, label in made.offences)]]
    grid[0] += [head(year_word.rstrip(":"))] if plan.by_year else []
    form = rng.choice(("%d/%m/%Y", "%d-%b-%y", "%d.%m.%Y"))
    for n, (_, period) in enumerate(made.years):
        first, last = ends(period)
        beside = [plan.text(plan.year_sums()[n])] if plan.by_year else []
        grid.append(row_of(first.strftime(form), last.strftime(form), *(texts[n] for texts in made.texts), *beside))
    if plan.by_offence:
        across = [plan.text(sum(n or 0 for n in row)) for row in made.numbers]
        grid.append(row_of(word, "", *across, *([plan.text(sum(plan.year_sums()))] if plan.by_year else [])))
    plan.add_totals(plan.by_year, plan.by_offence, plan.by_year and plan.by_offence)
    return Laid(Table(grid, 1, plan.title), 7)


MOST_ACROSS = 5  # offences that have room beside each other
LAYOUTS: tuple[Callable[[Random, Plan], Laid], ...] = (
    banded, long, pivot_by_year, pivot, numbered, newest_first, titled, from_to,
)  # fmt: skip


def stand(
    rng: Random, made: Cross, layouts: tuple[int, ...], *, totals: tuple[bool, bool] = (False, False), slips: list[int] | None = None,
    has_change: bool = False, is_merged: bool = True,
) -> Laid:  # fmt: skip
    """The cross in one of the layouts. `totals`: whether sums by year and by offence are printed."""
    plan = Plan(made, title_for(rng, made), *totals, slips or [0] * len(made.years), has_change, is_merged)
    layout = rng.choice([n for n in layouts if n != 7 or len(made.offences) <= MOST_ACROSS])
    laid = LAYOUTS[layout](rng, plan)
    laid.table.rules = rng.choice(("full", "full", "rows", "none"))
    laid.table.sheet = rng.choice(("Report 1", "Results", "Page1_1", "Export", "FOI Response", "Table 1"))
    return laid


GROUPS = {
    "Charged / out of court": ("1", "3", "8"), "Not in the public interest": ("9", "10", "21", "22"),
    "Evidential difficulties": ("14", "15", "16"), "Other": ("12", "17", "18", "20", ""),
}  # fmt: skip
RESULTS = (
    ("1", "Charge/Summons"), ("3", "Caution – Adults"), ("8", "Community Resolution"), ("9", "Not in Public Interest (CPS)"),
    ("10", "Not in Public Interest (Pol)"), ("12", "Prosecution Prevented - Suspect Too Ill"), ("14", "No Suspect ID / Victim Declines"),
    ("15", "Suspect ID / Insufficient Evidence"), ("16", "Suspect ID / Victim Declines"), ("17", "Time Limit Expired"),
    ("18", "No Suspect ID / No Lines of Enquiry / Filed"), ("20", "Transferred to Other Agency"),
    ("21", "Investigation Not in Public Interest (Police)"), ("22", "Diversionary, educational or intervention activity"),
    ("", "New – Under Investigation"), ("", "Not yet assigned an outcome"),
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes as the crime system words them: a list, in groups, the share first, by offence, or across the top."""
    asked = question(RECORDED, "3")
    wording, layout = rng.randrange(7), rng.randrange(5)
    chosen = sorted(rng.sample(RESULTS, rng.randint(5, 9)), key=lambda one: int(one[0] or 99))
    form = ("HO{c} {n}", "{n} [OC{c}]", "Outcome Type {c} - {n}", "{c}) {n}", "OC {c} : {n}", "{c:0>2} {n}", "{n}")[
        wording
    ]
    labels = [form.format(c=code, n=name) if code else name for code, name in chosen]
    numbers = [rng.randint(0, 120) for _ in chosen]
    groups = [next(group for group, codes in GROUPS.items() if code in codes) for code, _ in chosen]
    if layout == 1:
        order = sorted(range(len(chosen)), key=lambda n: list(GROUPS).index(groups[n]))
        chosen, labels, numbers, groups = ([things[n] for n in order] for things in (chosen, labels, numbers, groups))  # type: ignore[assignment]
    figures = []
    for n, label, group, (code, name) in zip(numbers, labels, groups, chosen, strict=True):
        also: list[tuple[str, ...]] = [(name,)]
        also += [(code,), (code, name), (f"{code} {name}",), (f"Outcome {code}",), (f"OC{code}",)] if code else []
        also += [(group, label), (group, name)] if layout == 1 else []
        figures.append(
            exact(asked, "B5", n, "2021/22", "soa2003_s15a", dimensions=(label,), also_dimensions=tuple(also))
        )
    whole = sum(numbers)
    counted = rng.choice(("Count of Crimes", "Crimes", "No of Offences", "Number of crimes"))
    has_sum = rng.random() < 0.6
    grid: Grid
    if layout == 0:
        grid = [
            [
                head(rng.choice(("Current HO Outcome Code and Desc", "Finalisation Outcome", "Disposal / Outcome"))),
                head(counted),
            ]
        ]
        grid += [row_of(label, str(n)) for label, n in zip(labels, numbers, strict=True)]
        grid += [row_of(rng.choice(("Sum:", "Total crimes")), str(whole))] if has_sum else []
    elif layout == 1:
        grid = [[head("Outcome Group"), head("Outcome"), head(counted)]]
        for n, (label, number) in enumerate(zip(labels, numbers, strict=True)):
            is_first = n == 0 or groups[n] != groups[n - 1]
            grid.append(
                [TableCell(groups[n], 1, groups.count(groups[n])) if is_first else None, *row_of(label, str(number))]
            )
        has_sum = False
    elif layout == 2:
        grid = [[head("Outcome Type"), head("%"), head(counted)]]
        grid += [
            row_of(label, f"{100 * n / max(1, whole):.0f}%", str(n)) for label, n in zip(labels, numbers, strict=True)
        ]
        grid += [row_of("Total crimes", "100%", str(whole))] if has_sum else []
    elif layout == 3:
        grid = [[head("Offence"), head("Outcome"), head("2021/22")]]
        for n, (label, number) in enumerate(zip(labels, numbers, strict=True)):
            grid.append(
                [
                    TableCell("Sexual communication with a child", 1, len(labels)) if n == 0 else None,
                    *row_of(label, str(number)),
                ]
            )
        has_sum = False
    else:
        grid = [
            [head("Financial Year"), *(head(label) for label in labels), *([head("Total crimes")] if has_sum else [])]
        ]
        grid.append(row_of("2021/22", *map(str, numbers), *([str(whole)] if has_sum else [])))
    if has_sum:
        figures.append(exact(asked, "B5", whole, "2021/22", "soa2003_s15a", is_optional=True))
    title = rng.choice((
        "Outcomes (as at date of extraction) of s15A offences recorded 01/04/2021 to 31/03/2022", "S.15A SOA 2003 - Crimes recorded 2021/22 by outcome",
        "Table C: Investigative outcome of sexual communication with a child crimes recorded April 2021 - March 2022",
    ))  # fmt: skip
    table = Table(grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet="Outcomes")
    return Made("B5", str(wording), table, figures, asked, layout=layout)


CODED = (
    ("88A Sexual grooming", "071/17", "Sexual communication with a child", "soa2003_s15a", ""),
    ("88A Sexual grooming", "088/01", "Meeting a female child following sexual grooming (offender 18+, victim under 16)", "soa2003_s15", "female"),
    ("88A Sexual grooming", "088/02", "Meeting a male child following sexual grooming (offender 18+, victim under 16)", "soa2003_s15", "male"),
    ("86 Obscene publications, etc.", "086/02", "Take or make indecent photographs of children", "pca1978_s1", ""),
    ("86 Obscene publications, etc.", "086/10", "Possession of indecent photo of child", "cja1988_s160", ""),
    ("86 Obscene publications, etc.", "086/15", "Possession of prohibited images of children", "cja2009_s62", ""),
)  # fmt: skip


def b6(rng: Random) -> Made:
    """Home Office codes: class and sub-class apart, in the label, as headings, one number a row, under their class."""
    made, look = crossed(rng, "B6", years=3)
    layout, wording = rng.randrange(5), rng.randrange(6)
    rows = [*CODED] if layout == 4 else rng.sample(CODED, len(CODED))
    years = [head(year) for year, _ in made.years]
    heading = rng.choice(("HO Code", "HO Offence Code", "Home Office Code", "HOC"))
    grid: Grid = [
        [head("HO Class"), head("Sub Class"), head("Description"), *years], [head(rng.choice(("Crime Class", "Crime and code"))), *years],
        [head("Financial Year")], [head(heading), head("HO Offence Description"), head("Financial Year"), head("Total")],
        [head(heading), head("Offence"), *years],
    ][layout : layout + 1]  # fmt: skip
    figures: list[TrueFigure] = []
    counts = [like(rng, len(made.years)) for _ in rows]
    for n, ((group, whole, label, offence, sex), numbers) in enumerate(zip(rows, counts, strict=True)):
        plain = "/".join(part.lstrip("0") for part in whole.split("/"))
        code = (whole, plain, f"HO {whole}", whole.replace("/", ""), f"{whole[1:3]}/{whole[4:]}", f"HO{plain}")[wording]
        texts = [str(number) for number in numbers]
        if layout == 0:
            name = label
            grid.append(row_of(whole[:3].lstrip("0"), whole[4:].lstrip("0"), label, *texts))
        elif layout == 1:
            name = (f"[{code}] {label}", f"{label} – {code}", f"{code}: {label}")[wording % 3]
            grid.append(row_of(name, *texts))
        elif layout == 2:
            name = f"{code}\n{label}"
            grid[0].append(head(name))
        elif layout == 3:
            name = label
            grid += [row_of(code, label, year, text) for (year, _), text in zip(made.years, texts, strict=True)]
        else:
            name = label
            if n == 0 or rows[n - 1][0] != group:
                grid.append([TableCell(group, 2 + len(years)), *([None] * (1 + len(years)))])
            grid.append(row_of(code, label, *texts))
        also = (
            [(sex,), (f"{sex} child",), (name,), (label,), (f"{code} {label}",), (code,), (whole,), (plain,)]
            if sex
            else []
        )
        also += [(group,)] if layout == 4 and not sex else []
        for number, (_, period) in zip(numbers, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", number, period, offence, is_optional=bool(sex), dimensions=(label,) if sex else (),
                also_dimensions=tuple(also),
            ))  # fmt: skip
    if layout == 2:
        grid += [row_of(year, *(str(numbers[n]) for numbers in counts)) for n, (year, _) in enumerate(made.years)]
    table = Table(
        grid, 1, title_for(rng, made), rules=rng.choice(("full", "full", "rows", "none")), sheet="HOC breakdown"
    )
    return Made("B6", f"{look}.{wording}", table, figures, made.asked, layout=layout)
