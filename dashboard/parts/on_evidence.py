"""Arrests on groups' evidence by force and period, each with what its source sets beside it: one list for every page.

Protects: a count and what stands beside it are never joined into a share; one to four stand in their evidence alone.
"""

import textwrap
from typing import Any

import pandas as pd

from dashboard import warehouse, words
from dashboard.charts import bars
from dashboard.parts import chart as charts
from dashboard.parts import results, subject
from dashboard.parts.controls import Address, my_forces
from dashboard.words import each

SAID_BY: dict[str, str] = words.SAID["said_by"]
TITLE = "Arrests on activist groups’ evidence"
CAUTION = "An arrest is not a charge or a conviction. Periods differ: never add or compare."
LETTERS_LEFT, LETTERS = 23, 36  # of a line of words on the left, and under a bar


def counts() -> pd.DataFrame:
    rows = warehouse.query("overview_groups")
    for name, say in (("text", number), ("beside", beside), ("who", who)):
        rows[name] = [say(row) for row in each(rows)]
    rows["under"] = [words.period_in_list(row) for row in each(rows)]
    wrapped = zip(rows["beside"], rows["who"], strict=True)
    rows["below"] = ["\n".join(line for text in texts for line in textwrap.wrap(text, LETTERS)) for texts in wrapped]
    rows["more"] = ["\n".join(textwrap.wrap(period, LETTERS_LEFT)) for period in rows["under"]]
    return rows.assign(section="", role="", whole=float("nan"))


@charts.remembered
def chart(at: Address) -> charts.Chart | None:
    """The list; None where there is no count."""
    rows, chosen = counts(), list(my_forces(at))
    if not len(rows):
        return None
    said = [f"{row.text}{'' if row.unit in row.text else f' {row.unit}'} on groups’ evidence" for row in each(rows)]
    tips = zip(each(rows), rows["force"] + ", " + rows["under"], said, rows["beside"], strict=True)
    rows["tip"] = [results.tip_of(*tip) for tip in tips]
    ids = list(rows["figure_id"])
    return charts.Chart(
        name="groups",
        title=TITLE,
        drawing=bars.listed(rows, chosen),
        line=f"{words.sentence(counted(rows))} No total of all forces is held here. {CAUTION}",
        source="Forces’ own answers and the press: each row says which · activist groups: “paedophile hunters”",
        at=Address("/activists").but(force=chosen),
        notes=(
            *(f"{row.force}, {row.under}: {row.beside}." for row in each(rows) if row.beside),
            *(f"{row.force}: {words.sentence(row.set_against_note)}" for row in each(rows) if row.set_against_note),
            *subject.differing(ids),
        ),
        columns={
            "Who and when": rows["name"] + ", " + rows["under"],
            "Number": rows["text"],
            "Set beside it": rows["beside"].replace("", "nothing beside it"),
            "Source": rows["who"] + rows["read_in"].map(results.read_in),
        },
        marks={row.figure_id: f"{row.force}, {row.under}: {row.text}" for row in each(rows)}
        | {row.set_against_id: f"{row.force}, {row.under}: {row.beside}" for row in each(rows) if row.set_against_id},
        opens=[[row.figure_id, None, row.set_against_id] for row in each(rows)],
        is_list=True,
    )


def counted(rows: pd.DataFrame) -> str:
    """ "6 figures from 4 forces": how many there are; each row says where it stands."""
    return f"{words.counted(len(rows), 'figure')} from {words.counted(rows['force_id'].nunique(), 'force')}"


def number(row: Any) -> str:
    """A count as its row says it, with its unit: a force may count arrests here and people there."""
    said = results.text(row, exact=words.amount(row.value, row.unit))
    return f"{said} (our rounding)" if said.startswith(words.UNDER_FIVE) else said


def beside(row: Any) -> str:
    """What the source sets beside a count: all that its answer counts, or its own arrests; never a share."""
    if row.all_arrests == row.all_arrests:
        whole = f"{words.amount(row.all_arrests, row.unit)} for online child sexual offences"
        if row.within_by == "source":
            return f"among {whole}, as the force says"
        return f"beside {whole}; whether the {results.text(row)} are among them is not said"
    is_set = row.set_against == row.set_against  # told in the source's words: whose arrests they are, and their unit
    return f"beside {words.number(row.set_against)} “{row.set_against_as_published}”" if is_set else ""


def who(row: Any) -> str:
    return SAID_BY.get(row.source_kind, row.source_kind) if row.is_own else f"{row.told} by {row.compiled_by}"
