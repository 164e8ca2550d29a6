"""The held-out tables: other labels, years, titles, marks and shapes than the first set's, written without sight of the readers."""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.answers import printed
from benchmarks.accuracy.model import Table, TableCell, TrueFigure
from benchmarks.accuracy.subject import RECORDED, SOA, Offence, question
from benchmarks.accuracy.tables import Cross, Grid, Made, cross, exact, head

NAMES = {
    "soa2003_s8": "Cause / incite child under 13 to engage in sexual activity",
    "soa2003_s9": "Sexual activity with child (offender 18 or over)",
    "soa2003_s10": "Cause / incite child to engage in sexual activity",
    "soa2003_s11": "Engage in sexual activity in presence of child",
    "soa2003_s12": "Cause child to watch sexual act",
    "soa2003_s14": "Arrange / facilitate commission of child sex offence",
    "soa2003_s15": "Meet child following sexual grooming",
    "soa2003_s15a": "Engage in sexual communication with child",
    "pca1978_s1": "Take / make / distribute indecent photograph of child",
    "cja1988_s160": "Possess indecent photograph of child",
    "cja2009_s62": "Possess prohibited image of child",
    "ca2003_s127": "Improper use of public electronic communications network",
}
LABEL_STYLES = 5


def offence_label(offence: Offence, style: int) -> str:
    """The offence as this table prints it; two that share their wording with others always have their section."""
    short = "SOA 2003" if offence.act == SOA else offence.act
    name, number = NAMES[offence.offence], offence.section
    if style == 2 and offence.offence in ("pca1978_s1", "ca2003_s127"):
        style = 1
    return (
        f"{offence.act} Section {number}", f"{name} (Sec {number} {short})", name, f"S{number} {short}: {name}",
        f"{offence.act} - s.{number}",
    )[style]  # fmt: skip


def year_label(year: int, style: int) -> str:
    short, short_next = f"{year % 100}", f"{(year + 1) % 100:02}"
    return (
        f"{year}-{year + 1}", f"Apr {year} - Mar {year + 1}", f"01/04/{year} - 31/03/{year + 1}",
        f"Year ending March {year + 1}", f"F/Y {short}-{short_next}", f"Fin. Year {year}/{short_next}",
        f"FY{short}/{short_next}", f"1 April {year} to 31 March {year + 1}",
    )[style]  # fmt: skip


YEAR_STYLES = 8


def crossed(rng: Random, form: str, *, label: str | None = None, years: int | None = None) -> tuple[Cross, str]:
    """Offences by years with this set's labels, and a word for how they are spelled."""
    style, names = rng.randrange(YEAR_STYLES), rng.randrange(LABEL_STYLES)
    made = cross(rng, form, 0, label=label, years=years or rng.choice((3, 4, 5)))
    made.offences = [(offence, offence_label(offence, names)) for offence, _ in made.offences]
    made.years = [(year_label(int(period[:4]), style), period) for _, period in made.years]
    return made, f"{names}.{style}"


def title_for(rng: Random, made: Cross) -> str:
    last = int(made.years[-1][1][:4]) + 1
    if made.asked.measure == "arrests":
        return rng.choice((
            f"Custody arrests, 1 April 2017 - 31 March {last}", "Question 4: arrests per financial year",
            "Volume of arrests by principal offence", "Arrests for child sexual offences", "Arrests (count of arrests, not of people)",
        ))  # fmt: skip
    return rng.choice((
        f"Crimes recorded, 1 April 2017 - 31 March {last}", "Question 2: recorded crimes per financial year",
        "Volume of offences recorded", "Child sexual offences recorded by the Constabulary", "Recorded offences (count of crimes)",
    ))  # fmt: skip


def _cells(texts: list[str]) -> list[TableCell]:
    return [TableCell(text) for text in texts]


LAYOUTS = 6


def stand(
    rng: Random, made: Cross, *, totals: tuple[bool, bool] = (False, False), layout: int | None = None
) -> tuple[Table, int]:
    """The cross laid out: plain, turned, Act and section apart, one number a row, years under one heading, totals first.

    `totals`: whether the sums by year and by offence are printed."""
    layout = rng.randrange(LAYOUTS) if layout is None else layout
    by_year, by_offence = totals
    if layout == 3 and (by_year or by_offence):
        layout = 0
    word = rng.choice(("All", "Overall total", "Total for period", "Sum", "TOTAL:"))
    years = [label for label, _ in made.years]
    sums = [sum(row[n] or 0 for row in made.numbers) for n in range(len(years))]
    across = [[printed(sum(n or 0 for n in row))] if by_offence else [] for row in made.numbers]
    bottom = [*map(printed, sums), *([printed(sum(sums))] if by_offence else [])]
    extra = [head(word)] if by_offence else []
    title = title_for(rng, made)
    noun = "Arrests made" if made.asked.measure == "arrests" else "Offences recorded"
    grid: Grid
    header_rows = 1
    if layout == 1:
        grid = [[head(rng.choice(("Period", "Year", "Reporting year"))), *(head(label) for _, label in made.offences)]]
        grid[0] += [head(word)] if by_year else []
        for n, year in enumerate(years):
            beside = [printed(sums[n])] if by_year else []
            grid.append([TableCell(year), *_cells([texts[n] for texts in made.texts] + beside)])
        if by_offence:
            last = [printed(sum(sums))] if by_year else []
            grid.append([TableCell(word), *_cells([one[0] for one in across] + last)])
    elif layout == 2:
        grid = [[head("Legislation"), head("Section"), *(head(year) for year in years), *extra]]
        for (offence, _), texts, total in zip(made.offences, made.texts, across, strict=True):
            grid.append([TableCell(offence.act), TableCell(f"s.{offence.section}"), *_cells(texts + total)])
        grid += [[TableCell(word), TableCell(""), *_cells(bottom)]] if by_year else []
    elif layout == 3:
        grid = [[head("Offence title"), head("Financial year"), head(noun)]]
        for (_, label), texts in zip(made.offences, made.texts, strict=True):
            grid += [[TableCell(label), *_cells([year, text])] for year, text in zip(years, texts, strict=True)]
    else:
        corner = rng.choice(("Offence title", "Legislation", "Description", "Crime group", "Offence wording"))
        grid = [[head(corner), *(head(year) for year in years), *extra]]
        body: Grid = [
            [TableCell(label), *_cells(texts + total)]
            for (_, label), texts, total in zip(made.offences, made.texts, across, strict=True)
        ]
        whole: Grid = [[TableCell(word), *_cells(bottom)]] if by_year else []
        grid += [*whole, *body] if layout == 5 else [*body, *whole]
        if layout == 4:
            width = len(grid[0]) - 1
            grid.insert(0, [head(corner, 1, 2), head(f"{noun} in", width), *([None] * (width - 1))])
            grid[1][0] = None
            header_rows = 2
    made.figures += made.total_figures(by_year, by_offence)
    rules = rng.choice(("full", "full", "rows", "none"))
    return Table(
        grid, header_rows, title, rules=rules, sheet=rng.choice(("Disclosure", "FOI", "Tab 1", "Output"))
    ), layout


def _result(form: str, look: str, made: Cross, table: Table, layout: int, legend: dict[str, str] | None = None) -> Made:
    return Made(form, f"{look}/{layout}", table, made.figures, made.asked, legend or {}, layout)


def b4(rng: Random) -> Made:
    """Small counts behind a mark. A mark that states its own lowest count has no other bound."""
    made, look = crossed(rng, "B4")
    wording = rng.randrange(8)
    mark, note, lows, high = (
        ("<5", "Please note that low counts have been grouped to protect the identity of individuals.", (0, 1), 4),
        ("1-4", "", (1,), 4),
        ("*", "An asterisk has been used where the number is four or fewer.", (0, 1), 4),
        ("≤5", "", (0, 1), 5),
        ("[low]", "[low] is a value between 1 and 3", (1,), 3),
        ("^", "^ Where fewer than 10 were recorded the true number is not shown.", (0, 1), 9),
        ("Fewer than 5", "", (0, 1), 4),
        ("**", "** Represents a number from 1 to 4.", (1,), 4),
    )[wording]  # fmt: skip
    prints_zero = any(n == 0 for row in made.numbers for n in row)
    figures = iter(made.figures)
    kept: list[TrueFigure] = []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = next(figures)
            if n is not None and 1 <= n <= high:
                texts[column] = mark
                low = 1 if prints_zero else lows[0]
                also = tuple(float(one) for one in lows if one != low)
                figure = replace(figure, value=None, low=low, high=high, also_lows=also)
            kept.append(figure)
    made.figures = kept
    table, layout = stand(rng, made)
    table.notes = (note,) if note else ()
    return _result("B4", f"{look}.{wording}", made, table, layout)


RESULTS = (
    ("1", "Charged / Summonsed / Postal requisition"), ("2", "Youth conditional caution"), ("3", "Adult caution"),
    ("8", "Community resolution"), ("10", "Formal action not in the public interest (police)"),
    ("14", "Victim declines to support - suspect not identified"), ("15", "Evidential difficulties - victim supports action"),
    ("16", "Evidential difficulties - victim does not support action"), ("18", "Investigation complete, no suspect identified"),
    ("21", "Further investigation not in the public interest"), ("22", "Diversionary or educational activity"),
)  # fmt: skip


def b5(rng: Random) -> Made:
    """Outcomes and their numbers: code first, code in a column of its own, shares beside them, or across the top."""
    asked = question(RECORDED, "3")
    chosen = sorted(rng.sample(RESULTS, rng.randint(4, 8)), key=lambda result: int(result[0]))
    wording, layout = rng.randrange(5), rng.randrange(4)
    numbers = [rng.randint(0, 190) for _ in chosen]
    is_apart = layout == 1
    labels = [
        name if is_apart else (f"{code}. {name}", f"Outcome {code} {name}", f"{name} ({code})", f"Type {code}: {name}", f"[{code}] {name}")[wording]
        for code, name in chosen
    ]  # fmt: skip
    figures = []
    for n, label, (code, name) in zip(numbers, labels, chosen, strict=True):
        also = ((name,), (code, name), (f"{code} {name}",), (f"Outcome {code}",), (code,))
        figures.append(exact(asked, "B5", n, "2021/22", "soa2003_s15a", dimensions=(label,), also_dimensions=also))
    counted = rng.choice(("No. of offences", "Offences", "Volume", "No. recorded"))
    whole = sum(numbers)
    grid: Grid
    if layout == 0:
        grid = [[head("Outcome description"), head(counted)]]
        grid += [_row(label, printed(n)) for label, n in zip(labels, numbers, strict=True)]
    elif layout == 1:
        grid = [[head("Outcome code"), head("Outcome"), head(counted)]]
        grid += [_row(code, name, printed(n)) for (code, name), n in zip(chosen, numbers, strict=True)]
    elif layout == 2:
        grid = [[head("Outcome group"), head(counted), head("% of offences")]]
        shares = [f"{100 * n / max(1, whole):.1f}%" for n in numbers]
        grid += [_row(label, printed(n), share) for label, n, share in zip(labels, numbers, shares, strict=True)]
    else:
        grid = [[head("Outcome"), *(head(label) for label in labels)], _row(counted, *map(printed, numbers))]
    if layout in (0, 1) and rng.random() < 0.5:
        word = rng.choice(("All outcomes", "Overall total", "TOTAL:"))
        grid.append(_row(word, printed(whole)) if layout == 0 else _row(word, "", printed(whole)))
        figures.append(exact(asked, "B5", whole, "2021/22", "soa2003_s15a", is_optional=True))
    title = rng.choice((
        "Section 15A offences recorded 1 April 2021 to 31 March 2022 by outcome", "Question 3: outcomes of s.15A offences recorded in 2021-22",
        "Sexual communication with a child, recorded in financial year 2021/22: outcome assigned",
    ))  # fmt: skip
    table = Table(grid, 1, title, rules=rng.choice(("full", "rows", "none")), sheet="Q3")
    return Made("B5", str(wording), table, figures, asked, layout=layout)


def _row(*texts: str) -> list[TableCell | None]:
    return [TableCell(text) for text in texts]


def b6(rng: Random) -> Made:
    """Home Office codes behind the offence, in a column after it, or before it under another heading."""
    made, look = crossed(rng, "B6")
    rows = [
        ("071/17", "Sexual communication with a child", "soa2003_s15a", ""),
        ("086/10", "Possession of an indecent or pseudo indecent photograph of a child", "cja1988_s160", ""),
        ("086/15", "Possession of a prohibited image of a child", "cja2009_s62", ""),
        ("088/01", "Meeting a female child following sexual grooming etc. (Offender is aged 18 or over and victim is aged under 16)", "soa2003_s15", "female"),
        ("088/02", "Meeting a male child following sexual grooming etc. (Offender is aged 18 or over and victim is aged under 16)", "soa2003_s15", "male"),
    ]  # fmt: skip
    rng.shuffle(rows)
    layout, wording = rng.randrange(4), rng.randrange(3)
    years = [head(label) for label, _ in made.years]
    headings: Grid = [
        [head("Offence (HO class/sub class)"), *years],
        [head("Offence title"), head("HOCR class"), *years],
        [head("Home Office Class / Sub-class"), head("Offence title"), *years],
        [head("HOC and offence"), *years],
    ]
    grid: Grid = [headings[layout]]
    figures = []
    for printed_code, label, offence, sex in rows:
        code = (printed_code, printed_code.lstrip("0"), f"HO {printed_code.lstrip('0')}")[wording]
        names = ([f"{label} ({code})"], [label, code], [code, label], [f"{code} - {label}"])[layout]
        counts = [rng.randint(0, 260) for _ in made.years]
        grid.append(_row(*names, *map(printed, counts)))
        short = printed_code.lstrip("0")
        also = ((sex,), (label,), (f"{code} {label}",), (code,), (short,), (printed_code,), (short.replace("/0", "/"),))
        for n, (_, period) in zip(counts, made.years, strict=True):
            figures.append(exact(
                made.asked, "B6", n, period, offence, is_optional=bool(sex), dimensions=(names[0],) if sex else (),
                also_dimensions=also if sex else (),
            ))  # fmt: skip
    rules = rng.choice(("full", "rows", "none"))
    table = Table(grid, 1, title_for(rng, made), rules=rules, sheet="HO codes")
    return Made("B6", f"{look}.{wording}", table, figures, made.asked, layout=layout)


def b8(rng: Random) -> Made:
    """Nils left empty, with a note or the source's word for it."""
    made, look = crossed(rng, "B8")
    wording = rng.randrange(6)
    notes, legend = (
        (("Where a box has been left blank there were none recorded for that year.",), {}),
        (("Blank = nil",), {}),
        (("N.B. Cells with no entry should be read as zero.",), {}),
        ((), {"blank": "zero"}),
        (("Cells left blank indicate zero.",), {}),
        ((), {}),
    )[wording]  # fmt: skip
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            if n == 0 and wording != 5:
                texts[column] = ""
    table, layout = stand(rng, made, totals=(rng.random() < 0.4, rng.random() < 0.2))
    table.notes = notes
    return _result("B8", f"{look}.{wording}", made, table, layout, legend)


def b10(rng: Random) -> Made:
    """Two levels of headings: two measures above the years or under them, or the victim's sex as the sheet calls it."""
    made, look = crossed(rng, "B10", label="2", years=rng.choice((2, 3)))
    layout = rng.randrange(6)
    has_sex = layout >= 3
    words = rng.choice((("Female victims", "Male victims"), ("F", "M"), ("Female", "Male"))) if has_sex else ()
    kinds = words or rng.choice(
        (("Recorded", "Arrests"), ("Crimes recorded", "Arrests made"), ("No. of crimes", "No. of arrests"))
    )
    years = [label for label, _ in made.years]
    is_year_outer = layout in (0, 1, 3, 4)
    outer, under = (years, list(kinds)) if is_year_outer else (list(kinds), years)
    is_spanned = layout % 2 == 0
    grid: Grid = [
        [head("Offence title", 1, 2) if is_spanned else head("")],
        [None if is_spanned else head("Offence title")],
    ]
    for label in outer:
        grid[0] += [head(label, len(under)), *([None] * (len(under) - 1))]
        grid[1] += [head(name) for name in under]
    figures = []
    for offence, label in made.offences:
        keys = [(period, kind) for _, period in made.years for kind in range(2)]
        if not is_year_outer:
            keys = [(period, kind) for kind in range(2) for _, period in made.years]
        counts = [rng.randint(0, 155) for _ in keys]
        grid.append(_row(label, *map(printed, counts)))
        for (period, kind), n in zip(keys, counts, strict=True):
            asked = question(RECORDED, "4" if not has_sex and kind == 1 else "2")
            sex = (("Female", "Male")[kind],)
            figures.append(exact(
                asked, "B10", n, period, offence.offence, dimensions=(kinds[kind],) if has_sex else (),
                also_dimensions=(sex,) if has_sex else (),
            ))  # fmt: skip
    if has_sex:
        width = len(grid[0]) - 1
        corner: TableCell | None = head("")
        if is_spanned:
            corner, grid[0][0] = head("Offence title", 1, 3), None
        grid.insert(
            0, [corner, head(rng.choice(("Victim sex", "Gender", "Sex of victim")), width), *([None] * (width - 1))]
        )
    title = rng.choice(
        (
            "Crimes recorded by the force, by year",
            "Question 2: recorded crimes per financial year",
            "Offences recorded from 1 April 2017",
        )
    )
    table = Table(
        grid, len(grid) - len(made.offences), title, rules=rng.choice(("full", "full", "rows")), sheet="Output"
    )
    return Made("B10", look, table, figures, made.asked, layout=layout)


def b11(rng: Random) -> Made:
    """A printed sum that isn't that of the rows, below them or above them."""
    made, look = crossed(rng, "B11")
    table, layout = stand(rng, made, layout=rng.choice((0, 2, 4, 5)))
    sums = [sum(row[n] or 0 for row in made.numbers) for n in range(len(made.years))]
    sums[rng.randrange(len(sums))] += rng.choice((1, 2, 11))
    word = rng.choice(
        ("All", "Overall total", "Total recorded" if made.asked.measure != "arrests" else "Total arrests")
    )
    row = _row(word, *([""] if layout == 2 else []), *map(printed, sums))
    table.grid.insert(table.header_rows if layout == 5 else len(table.grid), row)
    for n, (_, period) in zip(sums, made.years, strict=True):
        made.figures.append(exact(made.asked, "B11", n, period, None, is_optional=True))
    return _result("B11", look, made, table, layout)


def b15(rng: Random) -> Made:
    """Marks for nothing and for nothing known, explained or not. A mark that nobody explains has no number."""
    made, look = crossed(rng, "B15")
    wording = rng.randrange(8)
    mark, notes, legend, is_zero = (
        ("–", ("A dash shows that there were none in that year.",), {}, True),
        ("None", (), {}, True),
        ("NIL", (), {}, True),
        ("x", ("x = data not available",), {}, False),
        ("..", (".. figure could not be obtained from the previous system",), {}, False),
        ("-", (), {"-": "zero"}, True),
        ("nr", ("nr: nil return",), {}, True),
        ("z", (), {}, False),
    )[wording]  # fmt: skip
    figures = iter(made.figures)
    kept = []
    for row, texts in zip(made.numbers, made.texts, strict=True):
        for column, n in enumerate(row):
            figure = next(figures)
            if n is not None and n < 4:
                texts[column], row[column] = mark, 0
                figure = (
                    replace(figure, value=0, low=0, high=0)
                    if is_zero
                    else replace(figure, value=None, low=None, high=None, is_optional=True)
                )
            kept.append(figure)
    made.figures = kept
    table, layout = stand(rng, made)
    table.notes = notes
    return _result("B15", f"{look}.{wording}", made, table, layout, legend)


def b16(rng: Random) -> Made:
    """Sums down, across, or both, after the rows or before them."""
    made, look = crossed(rng, "B16")
    totals = rng.choice(((True, True), (True, False), (False, True)))
    table, layout = stand(rng, made, totals=totals, layout=rng.choice((0, 1, 2, 4, 5)))
    return _result("B16", look, made, table, layout)


def b9(rng: Random) -> Made:
    """Footnotes marked on a year or an offence."""
    made, look = crossed(rng, "B9")
    wording = rng.randrange(6)
    mark, note = (
        ("³", "³ Recording practice changed during the year."), ("**", "** Data for this entry has not been fully quality assured."),
        (" [a]", "[a] Counted on the date on which the crime was recorded."), ("‡", "‡ Includes offences transferred in from other forces."),
        (" (see note 2)", "Note 2: extracted from the live crime system."), ("#", "# Subject to change."),
    )[wording]  # fmt: skip
    if rng.random() < 0.5:
        label, period = made.years[-1]
        made.years[-1] = (label + mark, period)
    else:
        offence, label = made.offences[0]
        made.offences[0] = (offence, label + mark)
    table, layout = stand(rng, made, layout=rng.choice((0, 1, 4, 5)))
    table.notes = (note,)
    return _result("B9", f"{look}.{wording}", made, table, layout)


def b14(rng: Random) -> Made:
    """Headings over several lines."""
    made, look = crossed(rng, "B14", years=4)
    wording = rng.randrange(6)
    form = (
        "Apr {a} -\nMar {c}", "F/Y\n{a}-{b}", "No. of\n{noun}\n{a}/{b}", "Period:\n01.04.{a}\nto\n31.03.{c}",
        "{a}/{b}\nfinancial\nyear", "12 months\nto March\n{c}",
    )[wording]  # fmt: skip
    made.years = [
        (form.format(a=period[:4], b=period[5:], c=int(period[:4]) + 1, noun=made.asked.noun), period)
        for _, period in made.years
    ]
    table, layout = stand(rng, made, layout=rng.choice((0, 2, 5)))
    return _result("B14", f"{look[0]}.{wording}", made, table, layout)


TABLES: dict[str, Callable[[Random], Made]] = {
    "B4": b4, "B5": b5, "B6": b6, "B8": b8, "B9": b9, "B10": b10, "B11": b11, "B14": b14, "B15": b15, "B16": b16,
}  # fmt: skip
