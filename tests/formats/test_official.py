"""Official statistics: of a long table every figure that it bears and no other, with its place."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest import official
from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.commands.build import build
from ingest.model import DocumentReading, Figure
from ingest.reference import ReferenceProblem, keys_of
from ingest.sources import Source
from tests.fetch_desk import Desk, at_desk
from tests.fetch_server import Reply
from tests.making import put_transcript, source
from tests.making_documents import long_table as making
from tests.making_documents.long_table import HEADINGS, Plan
from tests.making_documents.workbook import Sheet, block
from tests.making_documents.workbook_ods import write_ods
from tests.making_documents.workbook_xlsx import write_xlsx

desk = pytest.fixture(name="desk")(at_desk)
REFERENCE = reference_data.load()
FEW = ("Avon & Somerset", "Kent", "London, City of")
NAME = "prc-pfa-mar2013-onwards-tables.ods"
QUARTER_BEGINS = {1: "-04-01", 2: "-07-01", 3: "-10-01", 4: "-01-01"}
QUARTER_ENDS = {1: "-06-30", 2: "-09-30", 3: "-12-31", 4: "-03-31"}
OFFICIAL = source("published~recorded-crime", "official", publisher="Home Office")


def plan(**changes: object) -> Plan:
    """Two years of three forces, a handful of codes outside the subject, all quarters there."""
    return replace(Plan((2018, 2019), other_codes=3, forces=FEW), **changes)  # type: ignore[arg-type]


def read(path: Path, of: Source = OFFICIAL) -> DocumentReading:
    return read_document(path.read_bytes(), path.name, "original", of, REFERENCE)


def row(
    year: int, quarter: int, force: str, code: str, number: object, words: str = "Sexual grooming"
) -> tuple[object, ...]:
    return (f"{year}/{(year + 1) % 100:02}", quarter, force, words, "Sexual offences", "Other", code, number)


def rows_read(
    rows: Sequence[Sequence[object]], heads: Sequence[object] = HEADINGS, sheet: str = "2019_20"
) -> DocumentReading:
    data = write_ods([Sheet(sheet, block("A1", [list(heads), *map(list, rows)]))])  # type: ignore[arg-type]
    return read_document(data, NAME, "original", OFFICIAL, REFERENCE)


def found(figures: Sequence[Figure]) -> set[tuple[object, ...]]:
    return {(f.force_id, f.offence_id, f.period.period_id, f.value.value) for f in figures}


def truth(folder: Path) -> set[tuple[object, ...]]:
    """What `truth.csv` says, with the ids that its labels must have."""
    return {
        (
            REFERENCE.force_by_name(line["force"]),
            f"ho_{line['code'].lower()}",
            period(line["year"], int(line["first_quarter"]), int(line["last_quarter"])),
            float(line["number"]),
        )
        for line in csv.DictReader((folder / "truth.csv").open(encoding="utf-8"))
    }


def period(year: str, first: int, last: int) -> str:
    if (first, last) == (1, 4):
        return year
    begins, ends = (int(year[:4]) + (quarter == 4) for quarter in (first, last))
    return f"{begins}{QUARTER_BEGINS[first]}..{ends}{QUARTER_ENDS[last]}"


def rules(reading: DocumentReading) -> list[str]:
    return [problem.rule for problem in reading.problems if problem.severity != "note"]


# ── what the table bears ──


def test_every_figure_of_the_table_is_read_and_no_other(tmp_path: Path) -> None:
    reading = read(making.write_table(tmp_path, plan(forces=making.FORCES, last_quarters=3)))
    assert found(reading.figures) == truth(tmp_path)
    assert len(reading.figures) == len(truth(tmp_path)) == 2 * 44 * 10
    assert rules(reading) == []
    assert {(f.measure_id, f.unit, f.kind, f.publisher, f.method) for f in reading.figures} == {
        ("offences_recorded", "offences", "official", "Home Office", "spreadsheet")
    }


def test_columns_are_known_by_their_headings_wherever_they_stand(tmp_path: Path) -> None:
    turned = {2018: HEADINGS[::-1], 2019: (*HEADINGS[3:], *HEADINGS[:3])}
    reading = read(making.write_table(tmp_path, plan(columns=turned, title_above=(2019,))))
    assert found(reading.figures) == truth(tmp_path)


def test_the_table_as_a_xlsx_is_read_alike() -> None:
    rows = [list(HEADINGS)] + [list(row(2019, q, "Kent", "88A", q)) for q in (1, 2, 3, 4)]
    data = write_xlsx([Sheet("2019_20", block("A1", rows))])  # type: ignore[arg-type]
    reading = read_document(data, "tables.xlsx", "original", OFFICIAL, REFERENCE)
    assert found(reading.figures) == {("kent", "ho_88a", "2019/20", 10.0)}


def test_a_figure_tells_its_rows_and_how_it_was_added_up() -> None:
    (figure,) = rows_read([row(2019, q, "Avon & Somerset", "88A", 10 * q) for q in (1, 2, 3, 4)]).figures
    assert figure.locator == "sheet 2019_20, H2 and 3 more rows"
    assert figure.quote == "Avon & Somerset | Sexual grooming | 88A"
    assert figure.value.text == "10 + 20 + 30 + 40"
    assert figure.value.value == 100
    assert "all four quarters of 2019/20 added up: quarter 1: 10 (2019_20, H2)" in figure.chain[3]
    assert figure.chain[1] == "force 'Avon & Somerset' is avon-and-somerset"
    assert figure.note is None


def test_every_force_as_the_home_office_spells_it_is_known() -> None:
    unknown = [name for name in making.FORCES if REFERENCE.force_by_name(name) is None]
    assert unknown == []


def test_quarters_are_no_figures_of_their_own() -> None:
    reading = rows_read([row(2019, q, "Kent", "88A", 5) for q in (1, 2, 3, 4)])
    assert len(reading.figures) == 1
    assert [cell.ref for cell in reading.blocks.cells] == ["H2", "H3", "H4", "H5"]


# ── what is not there ──


def test_a_year_without_its_last_quarter_is_a_part_year_and_says_so() -> None:
    (figure,) = rows_read([row(2019, q, "Kent", "88A", 5) for q in (1, 2, 3)]).figures
    assert figure.period.period_id == "2019-04-01..2019-12-31"
    assert figure.note is not None
    assert figure.note.startswith("A part year: April to December of 2019/20.")


def test_a_blank_quarter_is_unknown_and_parts_the_year_in_two() -> None:
    numbers = {1: 5, 2: None, 3: 7, 4: 8}
    reading = rows_read([row(2019, q, "Kent", "88A", n) for q, n in numbers.items()])
    assert found(reading.figures) == {
        ("kent", "ho_88a", "2019-04-01..2019-06-30", 5.0),
        ("kent", "ho_88a", "2019-10-01..2020-03-31", 15.0),
    }
    assert rules(reading) == ["number-not-read"]


def test_a_printed_zero_is_zero() -> None:
    reading = rows_read([row(2019, q, "Kent", "88A", 0) for q in (1, 2, 3, 4)])
    assert found(reading.figures) == {("kent", "ho_88a", "2019/20", 0.0)}


@pytest.mark.parametrize("mark", ["-", "*", "[x]", "..", "n/a", "<5", "12.5", "9" * 12, "9" * 500])
def test_a_mark_in_place_of_a_number_is_no_number(mark: str) -> None:
    reading = rows_read([row(2019, q, "Kent", "88A", mark if q == 4 else 5) for q in (1, 2, 3, 4)])
    assert found(reading.figures) == {("kent", "ho_88a", "2019-04-01..2019-12-31", 15.0)}
    assert rules(reading) == ["number-not-read"]


def test_a_force_without_rows_in_a_year_has_no_figure_there(tmp_path: Path) -> None:
    path = making.write_table(tmp_path, plan(years=(2021, 2022), forces=("Devon & Cornwall", "Kent")))
    reading = read(path)
    assert {f.period.period_id for f in reading.figures if f.force_id == "devon-and-cornwall"} == {"2021/22"}
    assert any("Devon and Cornwall Police has no rows for 2022/23" in p.message for p in reading.problems)


def test_a_code_that_begins_later_is_not_zero_before(tmp_path: Path) -> None:
    reading = read(making.write_table(tmp_path, plan(years=(2013, 2014))))
    assert {f.period.period_id for f in reading.figures if f.offence_id == "ho_8r"} == {"2014/15"}


def test_corrections_below_zero_are_added_up_and_told() -> None:
    numbers = {1: 5, 2: -2, 3: 7, 4: 8}
    reading = rows_read([row(2019, q, "Kent", "88A", n) for q, n in numbers.items()])
    assert found(reading.figures) == {("kent", "ho_88a", "2019/20", 18.0)}
    assert [p.rule for p in reading.problems if "below zero" in p.message] == ["number-below-zero"]


def test_a_sum_below_zero_is_no_figure() -> None:
    reading = rows_read([row(2019, q, "Kent", "88A", -1) for q in (1, 2, 3, 4)])
    assert reading.figures == ()
    assert "number-below-zero" in rules(reading)


# ── what is doubtful ──


def test_a_row_that_stands_twice_is_not_counted() -> None:
    rows = [row(2019, q, "Kent", "88A", 5) for q in (1, 2, 3, 4)] + [row(2019, 4, "Kent", "88A", 6)]
    reading = rows_read(rows)
    assert found(reading.figures) == {("kent", "ho_88a", "2019-04-01..2019-12-31", 15.0)}
    assert rules(reading) == ["row-twice"]


def test_a_name_that_is_no_forces_is_a_problem_with_the_nearest() -> None:
    reading = rows_read([row(2019, 1, "Kant", "88A", 5), row(2019, 2, "Kant", "88A", 5)])
    assert reading.figures == ()
    (problem,) = [p for p in reading.problems if p.severity == "error"]
    assert "Kent" in problem.message
    assert "2 rows" in problem.message
    assert problem.locator == "sheet 2019_20, H2"


def test_who_reports_fraud_is_no_force_and_no_mistake() -> None:
    reading = rows_read([row(2019, 1, name, "88A", 5) for name in making.NOT_FORCES])
    assert reading.figures == ()
    assert rules(reading) == []


def test_codes_outside_the_subject_are_counted_and_are_no_problem(tmp_path: Path) -> None:
    reading = read(making.write_table(tmp_path, plan()))
    (note,) = [p for p in reading.problems if p.rule == "outside-the-subject"]
    assert "240 of" in note.message
    assert "4 codes" in note.message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("88A", "Shoplifting"),
        ("88A", "Other miscellaneous sexual offences"),
        ("17B", "Sexual assault on a female child under 13"),
        ("21", "Sexual activity involving child under 16"),
    ],
)
def test_a_code_beside_the_words_of_another_offence_gives_no_figure(code: str, words: str) -> None:
    reading = rows_read([row(2019, q, "Kent", code, 5, words=words) for q in (1, 2, 3, 4)])
    assert reading.figures == ()
    assert rules(reading) == ["code-against-words"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("17B", "Sexual assault on a male child under 13"),
        ("19D", "Rape of a female child under 16"),
        ("19E", "Rape of a female child under 13"),
        ("20B", "Sexual assault on a female child under 13"),
        ("21", "Sexual activity involving child under 13"),
        ("22A", "Causing sexual activity without consent"),
        ("22B", "Sexual activity involving child under 16"),
        ("23", "Incest or familial sexual offences"),
        ("71", "Abuse of children through prostitution and pornography"),
        ("73", "Abuse of position of trust of a sexual nature"),
        ("86", "Obscene publications, etc. and protected sexual material"),
        ("88A", "Sexual grooming"),
        ("88C", "Other miscellaneous sexual offences"),
        ("88E", "Exposure and voyeurism"),
        ("8R", "Malicious communications"),
        ("5E", "Endangering life"),
    ],
)
def test_a_class_under_an_older_or_longer_name_is_that_class(code: str, words: str) -> None:
    reading = rows_read([row(2019, q, "Kent", code, 5, words=words) for q in (1, 2, 3, 4)])
    assert [figure.offence_id for figure in reading.figures] == [f"ho_{code.lower()}"]


def test_a_row_of_another_year_than_its_sheets_gives_no_figure() -> None:
    reading = rows_read([row(2018, q, "Kent", "88A", 5) for q in (1, 2, 3, 4)])
    assert reading.figures == ()
    assert rules(reading) == ["year-against-sheet"]


def test_a_column_that_is_not_known_may_split_the_rows_so_the_sheet_is_not_read() -> None:
    heads = [*HEADINGS, "Cyber flag"]
    reading = rows_read([(*row(2019, q, "Kent", "88A", 5), "Yes") for q in (1, 2, 3, 4)], heads)
    assert reading.figures == ()
    (problem,) = [p for p in reading.problems if p.severity == "error"]
    assert "'Cyber flag'" in problem.message
    assert "recorded-crime-by-force.toml" in problem.message


def test_one_of_several_codes_of_an_offence_is_a_part_of_it() -> None:
    reading = rows_read(
        [row(2019, q, "Kent", code, 5, "Grooming of a child") for code in ("88/01", "071/17") for q in (1, 2, 3, 4)]
    )
    assert {(f.offence_id, f.dimensions) for f in reading.figures} == {
        ("soa2003_s15", (("home_office_code", "088/01"),)),
        ("soa2003_s15a", ()),
    }


def test_another_workbook_is_left_to_its_own_reader() -> None:
    rows = [["Force", "Offence", "2019/20"], ["Kent", "Sexual grooming", 5]]
    assert not official.is_workbook(write_ods([Sheet("Data", block("A1", rows))]))
    assert not official.is_workbook(b"PK\x03\x04 broken")
    assert not official.is_workbook(",".join(HEADINGS).encode())


# ── breaks in series ──


def test_the_class_of_grooming_breaks_in_the_year_in_which_section_15a_came(tmp_path: Path) -> None:
    reading = read(making.write_table(tmp_path, plan(years=(2016, 2017, 2018))))
    marked = {
        f.period.period_id: f.note for f in reading.figures if f.offence_id == "ho_88a" and f.value.symbol == "[b]"
    }
    assert list(marked) == ["2017/18"]
    assert "since 3 April 2017 it also counts Sexual Offences Act 2003 s15A" in str(marked["2017/18"])


def test_the_workbooks_own_notes_of_a_break_stand_with_the_figures_that_they_name(tmp_path: Path) -> None:
    note = "Figures for Kent are not directly comparable with earlier years from 2019/20, when its system changed."
    plain_note = "Figures for Kent include those of its ports."
    reading = read(making.write_table(tmp_path, plan(notes=("Cover", note, plain_note))))
    assert {f.force_id for f in reading.figures if f.note and note in f.note} == {"kent"}
    of_kent = [f for f in reading.figures if f.force_id == "kent" and f.offence_id == "ho_71"]
    assert {f.period.period_id: f.value.symbol for f in of_kent} == {"2018/19": None, "2019/20": "[b]"}
    assert all(plain_note not in str(f.note) for f in reading.figures)


# ── ids ──


def test_ids_outlive_new_rows_another_order_and_another_number() -> None:
    rows = [row(2019, q, "Kent", "88A", 5) for q in (1, 2, 3, 4)]
    (before,) = rows_read(rows).figures
    (after,) = rows_read([row(2019, 1, "Kent", "201A", 9), *rows[::-1], row(2019, 1, "Kent", "202B", 9)]).figures
    (revised,) = rows_read([*rows[:3], row(2019, 4, "Kent", "88A", 6)]).figures
    (part,) = rows_read(rows[:3]).figures
    assert before.figure_id == after.figure_id == revised.figure_id
    assert part.figure_id != before.figure_id


# ── maps ──


def test_another_long_table_costs_a_file_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "charges.toml").write_text(
        'title = "Charges by force"\npublisher = "A ministry"\nmeasure = "charges"\nunit = "offences"\n'
        '[headings]\nyear = ["Year"]\nforce = ["Police force"]\ncode = ["HO code"]\nnumber = ["Charges", "Number"]\n'
        '[dimensions]\nsex = ["Sex of the accused"]\n'
    )
    monkeypatch.setattr(official, "load", lambda: official.load_from(tmp_path))
    heads = ["HO code", "Number", "Police force", "Sex of the accused", "Year"]
    rows = [["88A", 3, "Kent", "Female", "2019/20"], ["88A", 40, "Kent", "Male", "2019/20"]]
    reading = rows_read(rows, heads, sheet="Data")
    assert {(f.measure_id, f.dimensions, f.value.value, f.period.period_id) for f in reading.figures} == {
        ("charges", (("sex", "Female"),), 3.0, "2019/20"),
        ("charges", (("sex", "Male"),), 40.0, "2019/20"),
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = ["Offence Code"]', "", "no code"),
        ('measure = "offences_recorded"', 'measure = "offences_reckoned"', "offences_reckoned"),
        ('unit = "offences"', 'unit = "crimes"', "offences, cases"),
        ('aside = ["Offence Group"', 'aside = ["Offence Code"', "offence code"),
        ("[headings]", "[heading]", "heading"),
    ],
)
def test_a_slip_in_a_map_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (official.MAPS / "recorded-crime-by-force.toml").read_text()
    assert old in text
    (tmp_path / "recorded-crime-by-force.toml").write_text(text.replace(old, new))
    with pytest.raises(ReferenceProblem, match=said):
        official.load_from(tmp_path)


# ── in the warehouse, and from the web ──


def published(raw: Path, table: Path, folder: str = "recorded-crime", more: str = "") -> None:
    into = raw / "_published" / folder
    into.mkdir(parents=True)
    shutil.copy(table, into / NAME)
    (into / "source.toml").write_text(
        f'title = "Recorded crime"\nkind = "official"\npublisher = "Home Office"\n{more}[[document]]\npath = "{NAME}"\n'
    )


def a_transcript(folder: Path, head: str, force: str, period: str, count: int) -> None:
    row = f"{force},offences_recorded,offences,Class 88A,{period},{count},value,,,,opening,,ho_88a,as it says"
    put_transcript(folder, head, row, more=",offence,reading_reason")


def ask(warehouse: Path, words: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.sql(words).fetchall()


def test_the_figures_are_official_and_stand_below_a_forces_own(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    published(raw, making.write_table(tmp_path / "made", plan()))
    own = 'force = "kent"\nreference = "1/20"\nkind = "force_response"\npublisher = "Kent Police"'
    a_transcript(raw / "kent" / "1-20", own, "kent", "2019/20", 1)
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    kinds = ask(
        warehouse, "select distinct source_kind, hand, compiled_by from figures where force_id = 'city-of-london'"
    )
    assert kinds == [("official", "own_document", "Home Office")]
    of_kent = "where force_id = 'kent' and offence_id = 'ho_88a' and period_id = '2019/20'"
    assert ask(warehouse, f"select source_kind, value from figures {of_kent}") == [("force_response", 1.0)]
    assert ask(warehouse, f"select status from all_figures {of_kent} and source_kind = 'official'") == [
        ("conflicting",)
    ]


def test_of_two_releases_the_later_round_stands(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    early = making.write_table(tmp_path / "early", plan(seed=1))
    late = making.write_table(tmp_path / "late", plan(seed=2))
    published(raw, early, "tables-2023", 'round = "2023-07"\n')
    published(raw, late, "tables-2024", 'round = "2024-07"\n')
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    current = ask(warehouse, "select force_id, offence_id, period_id, value from figures")
    assert set(current) == truth(late.parent)


def a_series(raw: Path, *lines: str, more: str = "") -> None:
    folder = raw / "_published" / "a-copy"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'kind = "official"\npublisher = "Home Office"\nread_in = "a re-publication"\nround = "2026-04-23"\n'
        f'measure = "offences_recorded"\nunit = "offences"\n{more}\n[[document]]\npath = "transcript.csv"\n'
        'form = "transcript"\n'
    )
    head = "force,financial_year,offence_class,q1,q2,q3,q4"
    (folder / "transcript.csv").write_text("\n".join([head, *lines, ""]))


def test_a_long_series_is_read_by_the_rules_of_the_table(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(
        raw, "kent,2016/17,88A,8,-1,9,0", "kent,2017/18,88A,40,41,42,43", "kent,2025/26,88A,60,61,62,",
        "kant,2016/17,88A,1,1,1,1", "kent,2016/17,99Z,1,1,1,1", "kent,2016,88A,1,1,1,1", "kent,2018/19,88A,1,,1,1",
    )  # fmt: skip
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(
        warehouse, "select period_id, value, value_text, symbol, hand, method, locator from figures order by 1"
    ) == [
        ("2016/17", 16.0, "8 + -1 + 9 + 0", None, "second_hand", "transcript", "row 1, q1 to q4"),
        ("2017/18", 166.0, "40 + 41 + 42 + 43", "[b]", "second_hand", "transcript", "row 2, q1 to q4"),
        ("2018-04-01..2018-06-30", 1.0, "1", None, "second_hand", "transcript", "row 7, q1"),
        ("2018-10-01..2019-03-31", 2.0, "1 + 1", None, "second_hand", "transcript", "row 7, q3 to q4"),
        ("2025-04-01..2025-12-31", 183.0, "60 + 61 + 62", None, "second_hand", "transcript", "row 3, q1 to q3"),
    ]
    found = {rule for (rule,) in ask(warehouse, "select distinct rule from checks")}
    assert {"force-not-known", "offence-not-known", "period-not-read", "quarter-blank", "number-below-zero"} <= found


def test_a_long_series_that_does_not_say_what_it_counts_gives_nothing(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(raw, "kent,2016/17,88A,8,1,9,0")
    toml = raw / "_published" / "a-copy" / "source.toml"
    toml.write_text(toml.read_text().replace('measure = "offences_recorded"\nunit = "offences"\n', ""))
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(warehouse, "select count(*) from figures") == [(0,)]
    assert ("series-without-measure",) in ask(warehouse, "select rule from checks")


@pytest.mark.parametrize("round_", ["2026-04-23", "2026-07-23"])
def test_the_original_takes_the_place_of_its_copy(round_: str, tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(raw, "kent,2018/19,88A,8,1,9,0", "city-of-london,2018/19,88A,0,0,0,0", "essex,2018/19,88A,1,1,1,1")
    original = [
        row(2018, quarter, force, "88A", 5) for force in ("Kent", "London, City of") for quarter in (1, 2, 3, 4)
    ]
    data = write_ods([Sheet("2018_19", block("A1", [list(HEADINGS), *map(list, original)]))])  # type: ignore[arg-type]
    folder = raw / "_published" / "prc-pfa-mar2013-onwards-tables-230426"
    folder.mkdir()
    (folder / "source.toml").write_text(
        f'kind = "official"\npublisher = "Home Office"\nround = "{round_}"\n[[document]]\npath = "{NAME}"\n'
    )
    (folder / NAME).write_bytes(data)
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(warehouse, "select force_id, value, hand, is_disputed from figures order by 1") == [
        ("city-of-london", 20.0, "own_document", False),
        ("essex", 4.0, "second_hand", False),  # not in the original: the copy goes on standing
        ("kent", 20.0, "own_document", False),
    ]
    of_copy = "select status from all_figures where hand = 'second_hand' and force_id = 'kent'"
    assert ask(warehouse, of_copy) == [("conflicting",)]


def test_what_is_corrected_is_out_first_though_a_third_source_stands_by(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(raw, "kent,2016/17,88A,8,8,13,13")
    for name, more, value in (
        ("paper", 'read_in = "A paper"\npublished = "2018-05-04"\n', 53),
        ("original", 'corrects = "published~a-copy"\nround = "2026-04-23"\n', 43),
    ):
        head = f'kind = "official"\npublisher = "Home Office"\n{more}'
        a_transcript(raw / "_published" / name, head, "kent", "2016/17", value)
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(warehouse, "select value, is_disputed from figures") == [(43.0, False)]
    rules = dict(ask(warehouse, "select source_id, rule from all_figures where status = 'conflicting'"))
    assert rules["published~a-copy"] == "published~original says that it corrects published~a-copy"
    assert rules["published~paper"] == "the later round of Home Office (2026-04-23)"


def test_a_series_is_its_sources_kind(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(raw, "kent,2016/17,88A,8,8,13,13")
    toml = raw / "_published" / "a-copy" / "source.toml"
    toml.write_text(toml.read_text().replace('"official"', '"charity"').replace('publisher = "Home Office"\n', ""))
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(warehouse, "select source_kind, compiled_by from figures") == [("charity", None)]


def test_a_page_quotes_no_round_later_than_its_own_day(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    a_series(raw, "kent,2016/17,88A,8,1,9,0", "essex,2016/17,88A,8,1,9,0")
    for name, force, day in (("before", "kent", "2018-05-04"), ("after", "essex", "2027-01-05")):
        head = f'kind = "official"\npublisher = "Home Office"\nread_in = "A paper"\npublished = "{day}"'
        a_transcript(raw / "_published" / name, head, force, "2016/17", 53)
    assert build([raw], warehouse, workers=0, is_strict=False) == 0
    assert ask(warehouse, "select force_id, value, is_disputed from figures order by 1") == [
        ("essex", None, True),  # the paper may have had a later release
        ("kent", 18.0, False),
    ]


def test_fetch_brings_the_table_by_its_address(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.fetch.pages.OFFICIAL_HOST", "127.0.0.1")
    address = "/media/1a2b/prc-pfa-mar2013-onwards-tables-230426.ods"
    body = making.write_table(tmp_path / "made", plan()).read_bytes()
    desk.site.replies[address] = Reply(body, "application/vnd.oasis.opendocument.spreadsheet")
    assert desk.fetch(f"{desk.site.base}{address}") == 0
    (folder,) = (desk.raw / "_published").iterdir()
    toml = desk.toml(f"_published/{folder.name}")
    assert toml["kind"] == "official"
    assert toml["publisher"] == "Home Office"
    assert toml["round"] == "2026-04-23"
    assert toml["licence"] == "Contains public sector information licensed under the Open Government Licence v3.0."
    assert build([desk.raw], tmp_path / "warehouse.duckdb", workers=0, is_strict=False) == 0
    assert set(
        ask(tmp_path / "warehouse.duckdb", "select force_id, offence_id, period_id, value from figures")
    ) == truth(tmp_path / "made")
    before = desk.files(f"_published/{folder.name}")
    assert desk.fetch(f"{desk.site.base}{address}") == 0
    assert desk.files(f"_published/{folder.name}") == before


def test_rows_outside_the_subject_are_not_kept(tmp_path: Path) -> None:
    """Memory at the whole size is for `python -m benchmarks.official`."""
    path = making.write_table(tmp_path, plan(other_codes=600))
    blocks = official.read(path.read_bytes(), path.name)
    assert len(blocks.cells) == 240 * 6


def test_the_example_of_the_docs_is_a_map(tmp_path: Path) -> None:
    text = (official.MAPS.parents[2] / "docs" / "official-statistics.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[2].split("```")[0]
    (tmp_path / "charges.toml").write_text(example, encoding="utf-8")
    (table,) = official.load_from(tmp_path)
    assert table.dimensions == {"sex": ("Sex",)}
    named = {line.split(" =")[0].strip("[]") for line in example.splitlines() if line}
    keys = set(keys_of(official.LongTable, official.SPELT).values()) - {"table_id"}
    assert keys | set(official.AXES) <= {name.split("]")[0] for name in named}
