"""A warehouse in which figures were corrected, withdrawn, set aside, superseded, overruled, disputed and spoken of:
real forces' names with invented numbers, and a person's rulings on them.

Nothing of it is ever shipped: tests build it in a folder of their own.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import duckdb

from ingest.commands.build import build as run
from tests.making import put_transcript
from tests.making_evidence import write_raw

REVIEWED = "west-mercia,arrests_ocag,arrests,,2019/20,{value},value,,,3,{stage} answer,,{stage}"
STATEMENT = "Includes arrests made for other forces."
OFFICE = "Kent Police, Information Access Unit"
OF_A_SIDE = "The later of the two numbers was estimated."
REPORTS = """
[[report]]
on = 2021-06-02
about = "{kent}"
said = "The number leaves out one arrest"
done = "Corrected on the force's word."
done_on = 2021-06-09

[[report]]
on = 2021-07-01
about = "durham"
said = "The second reply is missing"
done = "open"
"""


def build(folder: Path) -> Path:
    """The warehouse, with `reports.toml` beside it and the raw folder in `raw`."""
    raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
    write_raw(raw)
    _reviewed(raw / "west-mercia" / "201-21")
    charity = {"norfolk": ("arrests_ocag", "arrests", "", "9")}
    _published(raw / "_published" / "first-round", "First round", charity | _disputed("64"))
    _published(raw / "_published" / "another-report", "Another report", _disputed("175"))
    assert run([raw], warehouse, 1, False) == 0
    ids = _ids(warehouse)
    _rule(raw, ids)
    assert run([raw], warehouse, 1, False) == 0
    (folder / "reports.toml").write_text(REPORTS.format(kent=ids["kent"]), encoding="utf-8")
    return warehouse


def _disputed(value: str) -> dict[str, tuple[str, str, str, str]]:
    return {"lancashire": ("offences_recorded", "offences", "Sexual Offences Act 2003 s15A", value)}


def _reviewed(folder: Path) -> None:
    rows = [REVIEWED.format(value=4, stage="response"), REVIEWED.format(value=6, stage="internal_review")]
    put_transcript(
        folder,
        """
        force = "west-mercia"
        reference = "201/21"
        title = "Activist evidence, with its review"
        kind = "force_response"
        publisher = "West Mercia Police"
        law = "FOIA 2000"
        url = "https://foi.example/west-mercia"
        answered = "2021-03-01"
        """,
        *rows,
        more=",stage",
    )


def _published(folder: Path, title: str, figures: dict[str, tuple[str, str, str, str]]) -> None:
    rows = [
        f"{force},{measure},{unit},{offence},2019/20,{value},value,,,,{force}'s row,"
        for force, (measure, unit, offence, value) in figures.items()
    ]
    put_transcript(
        folder,
        f"""
        reference = "{folder.name}"
        title = "{title}"
        kind = "charity"
        publisher = "{title} Trust"
        url = "https://charity.example/{folder.name}"
        published = "2020-11"
        """,
        *rows,
    )


def _ids(warehouse: Path) -> dict[str, str]:
    wanted = {
        "kent": "force_id = 'kent' and measure_id = 'arrests_ocag'",
        "kent_all": "force_id = 'kent' and measure_id = 'arrests_online_cso' and value = 22",
        "durham": "force_id = 'durham' and offence_id = 'soa2003_s10'",
        "essex": "force_id = 'essex' and offence_id = 'soa2003_s15'",
        "later_side": "source_id = 'published~another-report' and not is_disputed",
    }
    with duckdb.connect(str(warehouse), read_only=True) as con:
        found = {
            name: con.execute(f"select figure_id from all_figures where {sql}").fetchall()
            for name, sql in wanted.items()
        }
        (outcome,) = con.execute(
            "select outcome_id from outcomes where force_id = 'norfolk' and question = '2'"
        ).fetchall()
    return {name: str(row[0]) for name, (row,) in found.items()} | {"answer": str(outcome[0])}


def _rule(raw: Path, ids: dict[str, str]) -> None:
    """What a person ruled, at the end of each source's file."""
    _append(
        raw / "kent" / "101-21",
        f"""
        [[statement]]
        by = "{OFFICE}"
        on = 2021-05-03
        text = "{STATEMENT}"
        figures = ["{ids["kent"]}"]

        [[correction]]
        figure = "{ids["kent_all"]}"
        expect = {{ value = 22 }}
        value = 23
        reason = "the note below adds one"
        by = "AB"
        on = 2021-05-04
        """,
    )
    _append(
        raw / "durham" / "102-21",
        f"""
        [[withdrawal]]
        figures = ["{ids["durham"]}"]
        on = 2021-06-01
        reason = "counted twice, by the force's second reply"
        url = "https://foi.example/durham#second"

        [[correction]]
        figure = "{ids["durham"]}"
        expect = {{ value = 999 }}
        value = 5
        reason = "of another print"
        by = "AB"
        on = 2021-05-04
        """,
    )
    _append(
        raw / "essex" / "103-21",
        f"""
        [[correction]]
        figure = "{ids["essex"]}"
        reject = true
        reason = "a heading, and no count"
        by = "AB"
        on = 2021-05-05
        """,
    )
    _append(
        raw / "norfolk" / "104-21",
        f"""
        [[correction]]
        outcome = "{ids["answer"]}"
        reject = true
        reason = "an automatic reply"
        by = "AB"
        on = 2021-05-06
        """,
    )
    _append(
        raw / "_published" / "another-report",
        f"""
        [[statement]]
        by = "Another report Trust"
        on = 2021-01-07
        text = "{OF_A_SIDE}"
        figures = ["{ids["later_side"]}"]
        """,
    )


def _append(folder: Path, text: str) -> None:
    with (folder / "source.toml").open("a", encoding="utf-8") as file:
        file.write(dedent(text))
