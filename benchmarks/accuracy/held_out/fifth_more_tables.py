"""The fifth held-out tables: their labels, years, titles and layouts, and the tables of outcomes (B5) and codes (B6).

Written without sight of the readers. What is printed follows what forces send: pivot tables pasted as they are, lists
from Niche, Athena or Connect, and tables typed into the letter. Offences are spelled as each of those spells them; the
codes of the courts (SX03…) are invented.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import OFFENCES, RECORDED, Offence, question
from benchmarks.accuracy.tables import YEARS, Cross, Grid, Made, exact, financial, head

SOA, PCA, COMMS = "Sexual Offences Act 2003", "Protection of Children Act 1978", "Communications Act 2003"
MORE = (
    Offence("soa2003_s25", (), "25", SOA),
    Offence("soa2003_s48", (), "48", SOA),
    Offence("sca2015_s69", (), "69", "Serious Crime Act 2015"),
    Offence("mca1988_s1", (), "1", "Malicious Communications Act 1988"),
    Offence("pca1978_s1_1_a", (), "1(1)(a)", PCA),
    Offence("ca2003_s127_1_a", (), "127(1)(a)", COMMS),
)
INSTEAD = {"pca1978_s1_1_a": "pca1978_s1", "ca2003_s127_1_a": "ca2003_s127"}
"""A subsection stands in a table only where its section doesn't."""
LISTED = {
    "soa2003_s8": "Cause or incite child under 13 to engage in sexual activity",
    "soa2003_s9": "Sexual Activity with a Child",
    "soa2003_s10": "Cause or incite child to engage in sexual activity",
    "soa2003_s11": "Sexual activity in presence of a child",
    "soa2003_s12": "Cause child to watch a sexual act",
    "soa2003_s14": "Arrange or facilitate commission of child sex offence",
    "soa2003_s15": "Meeting a child following sexual grooming etc",
    "soa2003_s15a": "Sexual Communication with a Child",
    "pca1978_s1": "Take/permit to be taken/make/distribute/publish indecent photographs of children",
    "cja1988_s160": "Possession of indecent photograph or pseudo-photograph of child",
    "cja2009_s62": "Possession of prohibited image of child",
    "ca2003_s127": "Improper use of public electronic communications network",
    "soa2003_s25": "Sexual activity with a child family member",
    "soa2003_s48": "Cause or incite the sexual exploitation of a child",
    "sca2015_s69": "Possession of a paedophile manual",
    "mca1988_s1": "Sending letters etc with intent to cause distress or anxiety",
    "pca1978_s1_1_a": "Make indecent photograph of a child",
    "ca2003_s127_1_a": "Send grossly offensive / indecent / obscene / menacing message by public network",
}
COMPUTER = {
    "soa2003_s8": "CAUSE / INCITE CHILD UNDER 13 TO ENGAGE IN SEXUAL ACTIVITY",
    "soa2003_s9": "SEXUAL ACTIVITY WITH CHILD - OFFENDER OVER 18",
    "soa2003_s10": "CAUSE / INCITE CHILD TO ENGAGE IN SEXUAL ACTIVITY - OFFENDER OVER 18",
    "soa2003_s11": "ENGAGE IN SEXUAL ACTIVITY IN PRESENCE OF CHILD - OFFENDER OVER 18",
    "soa2003_s12": "CAUSE CHILD TO WATCH SEXUAL ACT - OFFENDER OVER 18",
    "soa2003_s14": "ARRANGE / FACILITATE CHILD SEX OFFENCE",
    "soa2003_s15": "MEET CHILD FOLLOWING SEXUAL GROOMING - OFFENDER OVER 18",
    "soa2003_s15a": "ENGAGE IN SEXUAL COMMUNICATION WITH A CHILD",
    "pca1978_s1": "INDECENT PHOTOS OF CHILDREN - TAKE/MAKE/DISTRIBUTE - PCA 1978 S1",
    "cja1988_s160": "POSSESS INDECENT PHOTO / PSEUDO-PHOTO OF CHILD",
    "cja2009_s62": "POSSESS PROHIBITED IMAGE OF CHILD",
    "ca2003_s127": "IMPROPER USE OF PUBLIC ELECTRONIC COMMUNICATIONS NETWORK",
    "soa2003_s25": "SEXUAL ACTIVITY WITH CHILD FAMILY MEMBER",
    "soa2003_s48": "CAUSE / INCITE SEXUAL EXPLOITATION OF CHILD",
    "sca2015_s69": "POSSESS PAEDOPHILE MANUAL",
    "mca1988_s1": "MALICIOUS COMMUNICATIONS ACT 1988 S1",
    "pca1978_s1_1_a": "MAKE INDECENT PHOTO OF CHILD - PCA 1978 S1(1)(A)",
    "ca2003_s127_1_a": "SEND OFFENSIVE / INDECENT MESSAGE - COMMS ACT 2003 S127(1)(A)",
}
TYPED = {
    "soa2003_s8": "Inciting a child under 13 to engage in sexual activity (s8 SOA)",
    "soa2003_s9": "Sexual activity w/ child (s9 SOA)",
    "soa2003_s10": "Inciting a child to engage in sexual activity (s10 SOA)",
    "soa2003_s11": "Sexual activity in front of a child (s11 SOA)",
    "soa2003_s12": "Causing child to watch sexual activity (s12 SOA)",
    "soa2003_s14": "Arranging/facilitating child sex offence (s14 SOA)",
    "soa2003_s15": "Meeting a child after grooming (s15 SOA)",
    "soa2003_s15a": "Sexual comms with a child (s15A SOA)",
    "pca1978_s1": "Making / distributing IIOC (s1 PCA)",
    "cja1988_s160": "Possession of IIOC (s160 CJA)",
    "cja2009_s62": "Prohibited images of children (s62 Coroners & Justice Act)",
    "ca2003_s127": "Improper use of comms network (s127 Comms Act)",
    "soa2003_s25": "Sexual activity with child family member (s25 SOA)",
    "soa2003_s48": "Inciting child sexual exploitation (s48 SOA)",
    "sca2015_s69": "Paedophile manual (s69 Serious Crime Act)",
    "mca1988_s1": "Malicious Comms (s1 Malicious Comms Act)",
    "pca1978_s1_1_a": "Making IIOC (s1(1)(a) PCA)",
    "ca2003_s127_1_a": "Sending indecent / offensive message (s127(1)(a) Comms Act)",
}
LOOSE = {
    **LISTED, "soa2003_s15": "Attempt/Meet a child following sexual grooming", "mca1988_s1": "Malicious Comms",
    "soa2003_s9": "Sexual Activity With Child u16 (Sec 9)", "soa2003_s15a": "Sexual Communication With Child",
    "pca1978_s1": "Indecent photos of children - Sec 1 Protection of Children Act", "ca2003_s127": "S127 Comms Act - improper use of network",
    "cja1988_s160": "Possess indecent images of child S160", "soa2003_s14": "Arrange/Facilitate Child Sex Offence",
}  # fmt: skip
UNSURE: dict[str, tuple[str | None, ...]] = {
    "Attempt/Meet a child following sexual grooming": ("soa2003_s15_attempt", None), "Malicious Comms": ("ho_8r", None),
}  # fmt: skip
"""Labels of which a careful reader may make another offence, or none: what is theirs need not be read."""
COURT = dict(zip(LISTED, range(23, 23 + 11 * len(LISTED), 11), strict=True))
SHORT_ACTS = {
    SOA: "SOA 2003", PCA: "PCA 1978", "Criminal Justice Act 1988": "CJA 1988", "Coroners and Justice Act 2009": "Coroners & Justice Act 2009",
    COMMS: "Communications Act 2003", "Malicious Communications Act 1988": "Malicious Comms Act 1988", "Serious Crime Act 2015": "Serious Crime Act 2015",
}  # fmt: skip
GROUPS = {
    "pca1978_s1": "Misc Crimes Against Society", "cja1988_s160": "Misc Crimes Against Society", "cja2009_s62": "Misc Crimes Against Society",
    "pca1978_s1_1_a": "Misc Crimes Against Society", "sca2015_s69": "Sexual Offences", "mca1988_s1": "Violence Against The Person",
    "ca2003_s127": "Non-Notifiable", "ca2003_s127_1_a": "Non-Notifiable",
}  # fmt: skip
LABEL_STYLES = 10


def offence_label(offence: Offence, style: int) -> str:
    one, number, act = offence.offence, offence.section, offence.act
    short, name = SHORT_ACTS[act], LISTED[one]
    if (style in (0, 3) and one in INSTEAD) or (style == 0 and one == "pca1978_s1"):
        style = 6  # without its section the name is another's too
    return (
        name, COMPUTER[one], TYPED[one], LOOSE[one], f"{'SX03' if act == SOA else 'CO99'}{COURT[one]:03} - {COMPUTER[one]}", f"Sec {number} {short}",
        f"{name} - Section {number} {short}", f"{short} Section {number} - {name}", f"section {number} of {short}", f"{act.upper()} - SECTION {number.upper()}",
    )[style]  # fmt: skip


def year_label(year: int, style: int) -> str:
    a, b = f"{year % 100:02}", f"{(year + 1) % 100:02}"
    return (
        f"{year}/{b}", f"{year}/{year + 1}", f"01/04/{year} - 31/03/{year + 1}", f"FY{a}/{b}", f"Fin Year {year}/{b}", f"{year}/{b} FY",
        f"FY {year}/{year + 1}", f"01/04/{a} to 31/03/{b}", f"F/Y {year}/{b}", f"Apr {a} to Mar {b}", f"{year}-{b}", f"Financial Year {year}/{b}",
        f"1st April {year} to 31st March {year + 1}", f"{year} - {year + 1}",
    )[style]  # fmt: skip


YEAR_STYLES = 14


def row_of(*texts: str) -> list[TableCell | None]:
    return [TableCell(text) for text in texts]


def spread(text: TableCell, width: int) -> list[TableCell | None]:
    """A cell over a whole row."""
    return [TableCell(text.text, width, 1, text.is_header), *([None] * (width - 1))]


def drawn(rng: Random, length: int) -> list[int]:
    """Counts of one thing over some years, each near the one before it."""
    n = float(rng.choice((2, 4, 8, 15, 28, 52, 95, 170, 320, 640, 1400)))
    row = []
    for _ in range(length):
        row.append(max(0, round(n * rng.uniform(0.65, 1.4))))
        n *= rng.uniform(0.9, 1.3)
    return row


def some(rng: Random, low: int = 4, high: int = 8) -> tuple[list[tuple[Offence, str]], int]:
    """Offences as a query returns them: by their Acts and sections, or by their labels."""
    style = rng.randrange(LABEL_STYLES)
    chosen = rng.sample(OFFENCES, rng.randint(low, high) - 1)
    taken = {offence.offence for offence in chosen}
    chosen += rng.sample([one for one in MORE if INSTEAD.get(one.offence) not in taken], 1)
    known = (*OFFENCES, *MORE)
    pairs = [(o, offence_label(o, style)) for o in sorted(chosen, key=known.index)]
    return sorted(pairs, key=lambda pair: pair[1]) if rng.random() < 0.3 else pairs, style


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
    numbers[rng.randrange(len(numbers))] = [rng.choice((0, 0, 1, 2, 4)) for _ in columns]
    has_comma = rng.random() < 0.4
    texts = [[f"{n:,}" if has_comma else str(n) for n in row] for row in numbers]
    figures = [
        read_as(label, exact(asked, form, n or 0, period, offence.offence))
        for (offence, label), row in zip(chosen, numbers, strict=True)
        for (_, period), n in zip(columns, row, strict=True)
    ]
    return Cross(asked, form, chosen, columns, numbers, texts, figures), f"{names}.{style}"


def read_as(label: str, figure: TrueFigure) -> TrueFigure:
    return replace(figure, is_optional=True, also_offences=UNSURE[label]) if label in UNSURE else figure


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
            ("Number of arrests by calendar year", "Arrests by offence, calendar years", "")
            if is_of_arrests(made)
            else ("Number of offences recorded by calendar year", "Recorded crimes by offence, calendar years", "")
        )  # fmt: skip
    if is_of_arrests(made):
        return rng.choice((
            f"Number of arrests between {first:%d/%m/%Y} - {last:%d/%m/%Y}", "Q4 - Number of arrests by offence", "Count of arrests by financial year",
            "Table 2 - Arrests by offence and financial year", "Arrests by HO Offence", f"Total arrests by offence ({first:%B %Y} - {last:%B %Y})", "",
        ))  # fmt: skip
    return rng.choice((
        f"Number of offences recorded between {first:%d/%m/%Y} - {last:%d/%m/%Y}", "Q2 - Number of recorded crimes by offence",
        "Table 1 - Recorded offences by financial year", "Count of recorded crimes by HO Offence", "Offences recorded by financial year",
        f"Recorded offences by offence type ({first:%B %Y} - {last:%B %Y})", "",
    ))  # fmt: skip


def total_words(rng: Random, made: Cross) -> tuple[str, str]:
    """What the sums by year are called, and those over the years."""
    return rng.choice((("Grand Total", "Grand Total"), ("Total", "Total"), ("TOTAL", "TOTAL"), ("Totals", "Totals"), ("Total", "Grand Total")))  # fmt: skip


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
    def below(self) -> list[str]:
        return [*map(self.text, self.year_sums), *([self.text(sum(self.year_sums))] if self.by_offence else [])]

    @property
    def heads(self) -> list[TableCell | None]:
        return [*(head(year) for year, _ in self.made.years), *([head(self.words[1])] if self.by_offence else [])]

    def rows(self) -> list[tuple[Offence, str, list[str], list[str]]]:
        """Each offence with its label, its texts and the text of its sum."""
        made = self.made
        return [(o, label, t, s) for (o, label), t, s in zip(made.offences, made.texts, self.across, strict=True)]

    def fill(self, grid: Grid, beside: int = 0) -> dict[str, int]:
        """The offences and the sum below them, with empty cells behind its word; each offence's row."""
        rows = {}
        for offence, label, texts, last in self.rows():
            rows[offence.offence] = len(grid)
            grid.append(row_of(label, *texts, *last))
        grid += [row_of(self.words[0], *([""] * beside), *self.below)] if self.by_year else []
        return rows

    def add_totals(self, years: bool, offences: bool, whole: bool) -> None:
        """The sums that are printed, none of which must be read."""
        made, span = self.made, span_of(self.made)
        found: list[TrueFigure] = []

        def total(n: int, period: str, offence: str | None) -> TrueFigure:
            return exact(made.asked, made.form, n, period, offence, is_optional=True)

        if years:
            found += [total(n, period, None) for n, (_, period) in zip(self.year_sums, made.years, strict=True)]
        if offences:
            for (o, label), row in zip(made.offences, made.numbers, strict=True):
                found.append(read_as(label, total(sum(n or 0 for n in row), span, o.offence)))
        if whole:
            found.append(total(sum(self.year_sums), span, None))
        made.figures += found

    def add_usual_totals(self) -> None:
        self.add_totals(self.by_year, self.by_offence, self.by_year and self.by_offence)

    def columns(self, before: int) -> dict[str, int]:
        return {period: n + before for n, (_, period) in enumerate(self.made.years)}


def pivoted(rng: Random, plan: Plan) -> Laid:
    """A pivot table as it is exported."""
    made = plan.made
    counted = (
        ("Count of Custody Ref", "Count of Arrest Number")
        if is_of_arrests(made)
        else ("Count of OEL Number", "Count of Crime Reference")
    )
    if rng.random() < 0.5:
        grid: Grid = [[head("Row Labels"), *plan.heads]]
    else:
        grid = [
            [head(rng.choice(counted)), head("Column Labels"), *(head("") for _ in plan.heads[1:])],
            [head("Row Labels"), *plan.heads],
        ]
    header_rows = len(grid)
    rows = plan.fill(grid)
    plan.add_usual_totals()
    return Laid(Table(grid, header_rows, plan.title), 0, rows, plan.columns(1))


def typed(rng: Random, plan: Plan) -> Laid:
    """A plain table in the letter."""
    grid: Grid = [[head(rng.choice(("Offence", "HO Offence", "Offence Type", "Offence Description"))), *plan.heads]]
    rows = plan.fill(grid)
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 1, rows, plan.columns(1))


def tabular(rng: Random, plan: Plan) -> Laid:
    """A number a row; what is the same as above is left out, merged, or printed again."""
    made = plan.made
    counted = ("No. of arrests", "Arrests") if is_of_arrests(made) else ("No. of offences", "Recorded Crimes")
    year = "Year" if is_calendar(made) else rng.choice(("Financial Year", "Year", "FY Year"))
    grid: Grid = [[*map(head, (rng.choice(("Offence", "Offence Title", "HO Offence")), year, rng.choice(counted)))]]
    is_blank = not plan.is_merged and rng.random() < 0.4
    for _, label, texts, last in plan.rows():
        for k, ((name, _), text) in enumerate(zip(made.years, texts, strict=True)):
            first = TableCell(label, 1, len(texts)) if plan.is_merged else TableCell("" if is_blank and k else label)
            grid.append([None if plan.is_merged and k else first, *row_of(name, text)])
        grid += [row_of(f"{label} Total", "", last[0])] if last else []
    whole = plan.by_year and plan.by_offence
    grid += [row_of("Grand Total", "", plan.text(sum(plan.year_sums)))] if whole else []
    plan.add_totals(False, plan.by_offence, whole)
    return Laid(Table(grid, 1, plan.title), 2)


def grouped(rng: Random, plan: Plan) -> Laid:
    """The group of crimes, the offence, and the years."""
    names = rng.choice(
        (("Crime Group", "Offence"), ("HO Main Class", "HO Offence"), ("Main Category", "Offence Description"))
    )
    grid: Grid = [[*map(head, names), *plan.heads]]
    rows = {}
    for offence, label, texts, last in plan.rows():
        rows[offence.offence] = len(grid)
        grid.append(row_of(GROUPS.get(offence.offence, "Sexual Offences"), label, *texts, *last))
    grid += [row_of(plan.words[0], "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 3, rows, plan.columns(2))


def turned(rng: Random, plan: Plan) -> Laid:
    """A row a year, the offences beside each other."""
    made = plan.made
    first = head("Year" if is_calendar(made) else rng.choice(("Financial Year", "Year", "Row Labels")))
    grid: Grid = [
        [first, *(head(label) for _, label in made.offences), *([head(plan.words[0])] if plan.by_year else [])]
    ]
    for n, (year, _) in enumerate(made.years):
        beside = [plan.text(plan.year_sums[n])] if plan.by_year else []
        grid.append(row_of(year, *(texts[n] for texts in made.texts), *beside))
    if plan.by_offence:
        whole = [plan.text(sum(plan.year_sums))] if plan.by_year else []
        grid.append(row_of(plan.words[1], *(one[0] for one in plan.across), *whole))
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 4)


def titled(rng: Random, plan: Plan) -> Laid:
    """What is counted over the years, beside the offence."""
    made = plan.made
    counted = (
        ("Number of Arrests", "Arrests by Financial Year", "Total Arrests")
        if is_of_arrests(made)
        else ("Number of Recorded Offences", "Crimes Recorded by Financial Year", "Total Recorded Offences")
    )
    word = counted[0] if is_calendar(made) else rng.choice(counted)
    grid: Grid = [
        [head(rng.choice(("Offence", "Offence Title", "Offence Wording")), 1, 2), *spread(head(word), len(plan.heads))],
        [None, *plan.heads],
    ]
    rows = plan.fill(grid)
    plan.add_usual_totals()
    return Laid(Table(grid, 2, plan.title), 5, rows, plan.columns(1))


def in_blocks(rng: Random, plan: Plan) -> Laid:
    """A block a year under a row of its own, the headings said once."""
    made = plan.made
    counted = ("No. of Arrests", "Count of Arrests") if is_of_arrests(made) else ("No. of Offences", "Count of Crimes")
    grid: Grid = [[head(rng.choice(("Offence", "HO Offence"))), head(rng.choice(counted))]]
    for n, (year, _) in enumerate(made.years):
        grid.append(spread(TableCell(year), 2))
        grid += [row_of(label, texts[n]) for _, label, texts, _ in plan.rows()]
        grid += [row_of("Total", plan.text(plan.year_sums[n]))] if plan.by_year else []
    plan.add_totals(plan.by_year, False, False)
    return Laid(Table(grid, 1, plan.title), 6)


def with_acts(rng: Random, plan: Plan) -> Laid:
    """The section and its Act in a column beside what the offence is called."""
    form = rng.choice(("S{} {}", "Sec. {} {}", "{1} s{0}"))
    names = rng.choice((("Offence", "Act / Section"), ("Offence Description", "Legislation"), ("Wording", "Statute")))
    grid: Grid = [[*map(head, names), *plan.heads]]
    rows = {}
    for offence, _, texts, last in plan.rows():
        rows[offence.offence] = len(grid)
        grid.append(row_of(LISTED[offence.offence], form.format(offence.section, offence.act), *texts, *last))
    grid += [row_of(plan.words[0], "", *plan.below)] if plan.by_year else []
    plan.add_usual_totals()
    return Laid(Table(grid, 1, plan.title), 7, rows, plan.columns(2))


LAYOUTS: tuple[Callable[[Random, Plan], Laid], ...] = (
    pivoted, typed, tabular, grouped, turned, titled, in_blocks, with_acts,
)  # fmt: skip
PLAIN = (0, 1, 3, 5, 7)
"""Layouts in which each offence has a row and each year a column."""


def stand(
    rng: Random, made: Cross, layouts: tuple[int, ...], *, totals: tuple[bool, bool] = (False, False), slips: list[int] | None = None,
    is_merged: bool | None = None,
) -> Laid:  # fmt: skip
    """The cross in one of the layouts. `totals`: whether sums by year and by offence are printed."""
    merged = rng.random() < 0.4 if is_merged is None else is_merged
    words = total_words(rng, made)
    plan = Plan(made, title_for(rng, made), *totals, slips or [0] * len(made.years), merged, words)
    too_wide = {4} if len(made.offences) > 6 else set()
    laid = LAYOUTS[rng.choice([n for n in layouts if n not in too_wide])](rng, plan)
    laid.table.rules = rng.choice(("full", "full", "full", "rows", "none"))
    laid.table.sheet = rng.choice(("Sheet1", "Data", "Pivot", "FOI Data", f"Q{made.asked.label}", "Export"))
    return laid


RESULTS = (
    ("1", "Charge/Summons", "Charged/Summonsed"), ("1A", "Charge/Summons - alternative offence", "Charged/Summonsed"),
    ("2", "Caution - youths", "Out-of-court (formal)"), ("3", "Caution - adults", "Out-of-court (formal)"), ("5", "Offender has died", "Prosecution prevented"),
    ("8", "Community Resolution", "Out-of-court (informal)"), ("9", "Not in public interest (CPS)", "Not in the public interest"),
    ("10", "Formal action not in public interest (Police)", "Not in the public interest"), ("11", "Suspect under age of criminal responsibility", "Prosecution prevented"),
    ("12", "Suspect too ill to prosecute", "Prosecution prevented"), ("14", "Evidential difficulties victim based - named suspect not identified", "Evidential difficulties"),
    ("15", "Evidential difficulties named suspect identified - victim supports", "Evidential difficulties"),
    ("16", "Evidential difficulties victim based - named suspect identified", "Evidential difficulties"),
    ("17", "Prosecution time limit expired", "Prosecution prevented"), ("18", "Investigation complete - no suspect identified", "No suspect identified"),
    ("20", "Action undertaken by another body/agency", "Other body"), ("21", "Further investigation not in public interest (Police)", "Not in the public interest"),
    ("22", "Diversionary, educational or intervention activity", "Out-of-court (informal)"), ("", "Under Investigation", "No outcome"),
    ("", "Not yet assigned an outcome", "No outcome"),
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes: a pivot table, the code in a column, with the group, by years, or side by side in one row."""
    asked = question(RECORDED, "3")
    wording, layout = rng.randrange(6), rng.randrange(5)
    size = rng.randint(4, 6) if layout == 4 else rng.randint(5, 10)
    chosen = [RESULTS[n] for n in sorted(rng.sample(range(len(RESULTS)), size))]
    form = (
        "{c} - {n}", "Outcome {c} - {n}", "{c} {n}", "OC{c}: {n}", "Outcome Type {c} - {n}", "{n} (Outcome {c})",
    )[wording]  # fmt: skip
    labels = [name if layout == 1 or not code else form.format(c=code, n=name) for code, name, _ in chosen]
    numbers = [max(0, round(rng.choice((0.4, 1, 3, 9, 25, 60)) * rng.uniform(0.5, 2.2))) for _ in chosen]
    figures: list[TrueFigure] = []

    def put(column: list[int], period: str = "2021/22") -> list[str]:
        for n, label, (code, name, kind) in zip(column, labels, chosen, strict=True):
            ways: list[tuple[str, ...]] = [(name,)]
            if code:
                ways += [(code,), (code, name)]
                ways += [(f"{code} {name}",), (f"{name} {code}",), (f"Outcome {code}",), (f"OC{code}",)]
            ways += [(kind, label), (kind, name), (kind, *((code,) if code else ()), name)] if layout == 2 else []
            figures.append(
                exact(asked, "B5", n, period, "soa2003_s15a", dimensions=(label,), also_dimensions=tuple(ways))
            )
        return [str(n) for n in column]

    def put_sum(column: list[int], period: str = "2021/22") -> str:
        figures.append(exact(asked, "B5", sum(column), period, "soa2003_s15a", is_optional=True))
        return str(sum(column))

    counted = rng.choice(("No. of crimes recorded", "Number of Offences", "Count of Crime Reference", "Crime Count"))
    name = rng.choice(("Outcome", "Outcome Type", "HO Outcome", "Crime Outcome Description", "Outcome Description"))
    title = rng.choice((
        "Outcomes for Section 15A offences recorded 01/04/2021 - 31/03/2022", "Q3 - S15A SOA 2003 offences recorded in 2021/22 by outcome",
        "Sexual communication with a child - outcomes of offences recorded in 2021/22", "Table 3 - Outcome of S15A offences recorded in 2021/22",
    ))  # fmt: skip
    texts, has_sum = put(numbers), rng.random() < 0.6
    grid: Grid
    if layout == 0:
        grid = [[head("Row Labels"), head(counted)], *(row_of(*pair) for pair in zip(labels, texts, strict=True))]
        grid += [row_of("Grand Total", put_sum(numbers))] if has_sum else []
    elif layout == 1:
        code_head = rng.choice(("Outcome Code", "Outcome No", "HO Outcome Code"))
        grid = [[*map(head, (code_head, "Outcome Description", counted))]]
        grid += [
            row_of(code or "-", label, text) for (code, _, _), label, text in zip(chosen, labels, texts, strict=True)
        ]
        grid += [row_of("Total", "", put_sum(numbers))] if has_sum else []
    elif layout == 2:
        grid = [[head("Outcome Group"), head(name), head(counted)]]
        grid += [row_of(kind, label, text) for label, text, (_, _, kind) in zip(labels, texts, chosen, strict=True)]
        grid += [row_of("Grand Total", "", put_sum(numbers))] if has_sum else []
    elif layout == 3:
        other = [max(0, round(n * rng.uniform(0.5, 1.5))) for n in numbers]
        style = rng.randrange(YEAR_STYLES)
        grid = [[head(name), head(year_label(2020, style)), head(year_label(2021, style))]]
        grid += [row_of(*three) for three in zip(labels, put(other, "2020/21"), texts, strict=True)]
        grid += [row_of("Grand Total", put_sum(other, "2020/21"), put_sum(numbers))] if has_sum else []
        title = "Outcomes of recorded Section 15A offences by financial year recorded"
    else:
        grid = [[head("Offence"), *(head(label) for label in labels), *([head("Total")] if has_sum else [])]]
        whole = [put_sum(numbers)] if has_sum else []
        grid.append(row_of("Sexual communication with a child (S15A)", *texts, *whole))
    rules = rng.choice(("full", "full", "rows", "none"))
    table = Table(grid, 1, title, rules=rules, sheet=rng.choice(("Q3", "Outcomes")))
    return Made("B5", str(wording), table, figures, asked, layout=layout)


CODED = (
    ("071/17", "Sexual communication with a child", "soa2003_s15a", ""), ("088/01", "{meet} {girl} following {groom}", "soa2003_s15", "female"),
    ("088/02", "{meet} {boy} following {groom}", "soa2003_s15", "male"), ("071/16", "Possession of a paedophile manual", "sca2015_s69", ""),
    ("086/02", "Take, make or distribute indecent photographs or pseudo-photographs of children", "pca1978_s1", ""),
    ("086/10", "Possession of an indecent photograph or pseudo-photograph of a child", "cja1988_s160", ""),
    ("086/15", "Possession of prohibited images of children", "cja2009_s62", ""), ("088/05", "Administering a substance with intent", "soa2003_s61", ""),
    ("008/72", "Malicious communications - sending letters etc with intent to cause distress or anxiety", "mca1988_s1", ""),
)  # fmt: skip
CLASSES = (
    ("21", "Sexual activity involving a child under 13", "ho_21"), ("22B", "Sexual activity involving a child under 16", "ho_22b"),
    ("71", "Abuse of children through sexual exploitation", "ho_71"), ("86", "Obscene publications etc", "ho_86"), ("88A", "Sexual grooming", "ho_88a"),
)  # fmt: skip
MEETING = (
    ("Meeting", "a female child", "a male child", "sexual grooming"), ("Meet", "a girl under 16", "a boy under 16", "grooming"),
    ("Attempt/Meet", "a girl under 16", "a boy under 16", "grooming"),
)  # fmt: skip


def b6(rng: Random) -> Made:
    """Home Office codes: in a column of their own, before the wording, a number a row, a pivot table; or classes alone."""
    made, look = crossed(rng, "B6", years=3)
    layout, wording, which = rng.randrange(5), rng.randrange(5), rng.randrange(3)
    years: list[TableCell | None] = [head(year) for year, _ in made.years]
    figures: list[TrueFigure] = []
    if layout == 4:  # classes
        form = ("{} {}", "{} - {}", "HO {} {}", "Class {} {}", "{}: {}")[wording]
        grid: Grid = [[head(rng.choice(("HO Classification", "Home Office Class", "HO Class"))), *years]]
        for code, name, offence in CLASSES:
            row = drawn(rng, len(made.years))
            grid.append(row_of(form.format(code, name), *map(str, row)))
            figures += [
                exact(made.asked, "B6", n, period, offence) for n, (_, period) in zip(row, made.years, strict=True)
            ]
        table = Table(grid, 1, title_for(rng, made), rules=rng.choice(("full", "rows", "none")), sheet="HO Class")
        return Made("B6", f"{look}.{wording}", table, figures, made.asked, layout=layout)

    def coded(whole: str) -> str:
        return (whole, whole.lstrip("0"), whole.replace("/", ""), f"HO {whole}", f"({whole})")[wording]

    meet, girl, boy, groom = MEETING[which]
    kept = sorted(rng.sample(range(3, len(CODED)), rng.randint(2, 4)))
    rows = [
        (whole, name.format(meet=meet, girl=girl, boy=boy, groom=groom), *rest)
        for whole, name, *rest in (CODED[n] for n in (0, 1, 2, *kept))
    ]
    counts = [drawn(rng, len(made.years)) for _ in rows]
    counted = ("No. of Arrests", "Arrests") if is_of_arrests(made) else ("No. of Crimes Recorded", "Recorded Offences")
    corner = head(rng.choice(("HO Code", "HO Offence Code", "Home Office Code", "HO Class/Sub Class")))
    has_sum = rng.random() < 0.5
    heads: tuple[Grid, ...] = (
        [[corner, head(rng.choice(("HO Offence", "Offence Description"))), *years]], [[head(rng.choice(("HO Offence", "HO Code and Offence"))), *years]],
        [[*map(head, ("Financial Year", "HO Code", "Offence", rng.choice(counted)))]], [[head("Row Labels"), *years]],
    )  # fmt: skip
    grid = heads[layout]
    for (whole, name, _, _), row in zip(rows, counts, strict=True):
        texts = [str(n) for n in row]
        if layout == 0:
            grid.append(row_of(coded(whole), name, *texts))
        elif layout == 2:
            grid += [row_of(year, coded(whole), name, text) for (year, _), text in zip(made.years, texts, strict=True)]
        else:
            grid.append(row_of(f"{coded(whole)} - {name}" if layout == 1 else f"{coded(whole)} {name.upper()}", *texts))
    if has_sum and layout != 2:
        sums = [sum(row[n] for row in counts) for n in range(len(made.years))]
        grid.append(row_of("Grand Total", *([""] if layout == 0 else []), *map(str, sums)))
        figures += [
            exact(made.asked, "B6", n, period, None, is_optional=True)
            for n, (_, period) in zip(sums, made.years, strict=True)
        ]
    for (whole, name, offence, sex), numbers in zip(rows, counts, strict=True):
        also: tuple[tuple[str, ...], ...] = ()
        if sex:
            part = "/".join(one.lstrip("0") for one in whole.split("/"))
            codes = dict.fromkeys((coded(whole), whole, part, whole.lstrip("0")))
            kinds = (sex, f"{sex} child", *((girl, "girl") if sex == "female" else (boy, "boy")))
            both = [f"{one}{dash}{text}" for one in codes for dash in (" ", " - ") for text in (name, name.upper())]
            also = tuple((one,) for one in (*kinds, *codes, name.upper(), *both))
        tried: tuple[str | None, ...] = ("soa2003_s15_attempt", None) if sex and which == 2 else ()
        for n, (_, period) in zip(numbers, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", n, period, offence, is_optional=bool(sex), dimensions=(name,) if sex else (), also_dimensions=also,
                also_offences=tried,
            ))  # fmt: skip
    table = Table(grid, 1, title_for(rng, made), rules=rng.choice(("full", "full", "rows", "none")), sheet="HO Offence")
    return Made("B6", f"{look}.{wording}.{which}", table, figures, made.asked, layout=layout)
