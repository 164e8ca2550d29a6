"""No private person gets through: names, e-mail addresses and telephone numbers, found by where they stand.

No test here spells a real name. A sample's names are found in the sample, by a rule of the test's own and not the
reader's, and are then sought in everything that was read from it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ingest import kinds as text_reader
from ingest import reference as reference_data
from ingest.answers.documents import read_thread
from ingest.kinds import split_lines
from ingest.model import DocumentReading, Grid, GridCell
from ingest.privacy import (
    ADDRESS,
    EMAIL,
    NAME,
    TELEPHONE,
    clean,
    find_names,
    likely_in,
    names_of_tables,
    path_without_people,
    redact,
    signed_in,
    strike,
    strike_homes,
    without_columns_of_people,
)
from ingest.settle.readings import read_folder
from ingest.sources import Failure
from ingest.tables import lay_out
from tests.answers.test_cases import CASES, invented, read_case, unread
from tests.answers.test_layouts import read as read_file
from tests.answers.test_thread import read, source

SAMPLE = "west-mercia-50766-thread.txt"
SIGN_OFF = re.compile(r"(?:Yours \w+|(?:Kind |Best )?[Rr]egards),?\s*")
OFFICE = re.compile(r"police|constabulary|sir|madam|information|applicant|unit|team|officer|head of", re.IGNORECASE)
NAME_LINE = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}")
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|PC|Inspector)\.? +")


def names_in(text: str) -> set[str]:
    """The words of names that stand after Dear, under Yours or regards, after From and before an annotation."""
    found: list[str] = re.findall(r"^\s*Dear ([^,\n]+)", text, re.MULTILINE)
    found += re.findall(r"^(.+?) left an annotation", text, re.MULTILINE)
    found += re.findall(r"^From: ([^<\n]+)", text, re.MULTILINE)
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if SIGN_OFF.fullmatch(line.strip()):
            below = [other.strip() for other in lines[n + 1 : n + 14] if other.strip()][:2]
            found += [other for other in below if NAME_LINE.fullmatch(other)]
    people = [TITLE.sub("", name) for name in found if not OFFICE.search(name)]
    return {word for name in people for word in re.findall(r"[A-Z][a-z]{2,}", name)}


def said(reading: DocumentReading) -> str:
    """All that goes on from a reading, as text: nothing else of a document reaches the warehouse."""
    return "\n".join(map(str, (*reading.outcomes, *reading.figures, *reading.problems)))


def assert_names_nobody(reading: DocumentReading, text: str) -> None:
    words = said(reading)
    for name in names_in(text):
        assert not re.search(rf"\b{re.escape(name)}\b", words), "a name got through"
    assert not re.search(r"[\w.]+@\w[\w.-]+", words), "an e-mail address got through"
    assert not re.search(r"(?<![\w-])0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}(?!\w)", words), "a telephone number got through"
    assert "/user/" not in words


@pytest.mark.samples
def test_nobody_of_the_sample_thread_gets_through() -> None:
    folder = os.environ.get("DISCLOSED_SAMPLES")
    if not folder:
        pytest.skip("DISCLOSED_SAMPLES names no folder with the thread itself")
    data = (Path(folder) / SAMPLE).read_bytes()
    text = data.decode("utf-8")
    assert len(names_in(text)) >= 5, "the test's own rule finds the names that it looks for"
    reading = read_thread(
        unread(text_reader.read(data, SAMPLE), SAMPLE), source=source(force_ids=()), reference=invented()
    )
    assert reading.figures
    assert_names_nobody(reading, text)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_nobody_of_a_case_gets_through(case: Path) -> None:
    assert_names_nobody(read_case(case), (case / "document.txt").read_bytes().decode("utf-8", errors="replace"))


PLACES = [
    "Dear Zebedee Quill,\n\n{answer}\n",
    "Dear Mr Quill\n\n{answer}\n",
    "Dear Mr Quill, thank you for the request that you sent to us in the first week of the month\n\n{answer}\n",
    "Dear Applicant\n\n{answer}\n\nYours sincerely,\n\n\nZebedee Quill\nInformation Officer\n",
    "Dear Applicant\n\n{answer}\n\nKind regards\nZebedee\n\nZebedee Quill\n",
    "From: Zebedee Quill <z.quill@police.example>\nSent: 4 March 2021\n\n{answer}\n",
    "Case officer: Zebedee Quill\n\nDear Applicant\n\n{answer}\n",
    "Zebedee Quill left an annotation ()\n\nA note.\n\nInformation Team, Borsetshire Police\n\nDear Sir\n\n{answer}\n",
]
ANSWERS = [
    "1a. 61 arrests, says Zebedee Quill.\n\n3. 4",
    "1a. We made 61 arrests and 12 more, which Mr Quill counted.\n\n3. Ask Quill about the 9 or 8.",
    "1a. Refused under section 12, as Mr Z Quill wrote to you.\n\n3. 4",
    "1a. 61. Call Detective Sergeant Quill on 01632 960123 or z.quill@police.example.\n\n3. 4",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_a_name_is_found_by_where_it_stands_and_removed_wherever_it_stands(place: str, answer: str) -> None:
    reading = read(place.format(answer=answer))
    assert reading.outcomes
    words = said(reading)
    assert "Quill" not in words
    assert "960123" not in words
    assert "@" not in words


def test_lines_keep_their_numbers_and_places() -> None:
    lines = split_lines("Dear Mr Quill,\n\nwrite to z.quill@police.example or 01632 960123\n")
    clean = redact(lines, invented())
    assert [(line.number, line.start, line.end) for line in clean] == [(x.number, x.start, x.end) for x in lines]
    assert [line.text for line in clean] == [f"Dear {NAME},", "", f"write to {EMAIL} or {TELEPHONE}"]


@pytest.mark.parametrize(
    "line",
    ["Dear Sir or Madam", "Dear Borsetshire Police,", "Dear Applicant", "From: Information Team, Borsetshire Police"],
)
def test_offices_and_forces_are_no_persons(line: str) -> None:
    assert not find_names(split_lines(line))


def test_a_force_keeps_its_name_in_a_letter_by_a_namesake() -> None:
    clean = redact(split_lines("Kent Police hold this.\n\nYours\n\nAlbert Kent\n"), invented())
    assert clean[0].text == "Kent Police hold this."


def test_a_group_that_a_force_names_is_kept() -> None:
    reading = read("4. One group called “Ambridge Watch”.\n")
    assert "Ambridge Watch" in (reading.outcomes[0].text or "")


def test_numbers_that_are_no_telephones_are_kept() -> None:
    reading = read("1a. 2018/19: 1,204\n2019/20: 01,050\n\n3. 100\n")
    assert TELEPHONE not in said(reading)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Small counts are * Kind regards Alexandra Sample Disclosure Officer", ["Alexandra Sample"]),
        ("Yours sincerely, Alex Sample", ["Alex Sample"]),
        ("Kind regards Disclosure Unit", []),
        ("4 arrests, 2 charges", []),
    ],
)
def test_a_letters_end_inside_a_cell_names_nobody(text: str, names: list[str]) -> None:
    assert list(signed_in(text)) == names


NAMED = [
  "1a. 61. The information came from Peter Sample and Anna Example-Quill.",
  "1a. 61. DC Anna Sample counted them.",
  "1a. 61 (counted by PC 4412, collar number 88123)",
  "1a. 61. The data came from JOHN SAMPLE.",
  "1a. 61 arrests, by Sarah O'Sample of Guardians of the North.",
  "1a. 61 arrests, and the suspect Zebedee Quill was one.",
  "1a. 61 arrests including one at 12 Sample Street.",
  "1a. 61 arrests, as told by Priya\nSample of the team.",
  "1a. 61. Data from Z. Quill.",
]  # fmt: skip


@pytest.mark.parametrize("answer", NAMED)
def test_a_name_inside_an_answer_is_struck_and_a_person_is_asked_to_look(answer: str) -> None:
    reading = read(f"Dear Applicant\n\n{answer}\n\n3. 4\n")
    words = said(reading)
    assert not re.search(r"Sample|SAMPLE|Quill|Anna|Priya|4412|88123", words)
    assert [problem.locator for problem in reading.problems if problem.rule == "person-named"]


BODIES = [
    "Dark Justice, Silent Justice and Guardians of the North",
    "Stephen Lawrence Foundation, James Paget Hospital, John Radcliffe",
    "Kent Police and Essex Police under the Sexual Offences Act 2003",
    "Freedom of Information Officer, Disclosure Team, in March and April 2019",
    "Peter's Watch, Scarlett's Angels and Mary Ann Stings",
    "Causing a Child to Watch a Sexual Act, Online Child Abuse Activist Groups",
    "Northern Ireland, Dyfed Powys, Thames Valley and North Yorkshire",
    "12 arrests in Operation Street Safe",
]


@pytest.mark.parametrize("words", BODIES)
def test_forces_groups_acts_and_places_inside_an_answer_stay(words: str) -> None:
    reading = read(f"Dear Applicant\n\n1a. 61\n\n4. {words}.\n")
    assert words in (next(outcome.text for outcome in reading.outcomes if outcome.question == "4") or "")
    assert not [problem for problem in reading.problems if problem.rule == "person-named"]


FILES = [
    ("Data from John Sample 07700900123.csv", "Data from [struck] [struck].csv"),
    ("anna-sample-reply.pdf", "[struck]-reply.pdf"),
    ("Mr_A_Sample letter.docx", "[struck] letter.docx"),
    ("Reply j.sample@police.example.txt", "Reply [struck].txt"),
    ("james-cook-hospital.csv", "james-cook-hospital.csv"),
    ("FOI 01406745 Kent Police final.pdf", "FOI 01406745 Kent Police final.pdf"),
    ("mark up.csv", "mark up.csv"),
    ("thread.txt", "thread.txt"),
    ("Reply Will Power.doc", "Reply [struck].doc"),
    ("FOI reply Miles Long.docx", "FOI reply [struck].docx"),
    ("Total Hunters Report.pdf", "Total Hunters Report.pdf"),
]


@pytest.mark.parametrize(("name", "kept"), FILES)
def test_a_files_name_is_kept_without_people(name: str, kept: str) -> None:
    assert path_without_people(name) == kept


def test_a_file_that_names_a_person_is_read_under_a_name_that_does_not_and_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "kent" / "1-21"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'force = "kent"\nkind = "force_response"\ncampaign = "online-grooming-2019-20"\n'
        '[[document]]\npath = "From John Sample 07700900123.txt"\nform = "original"\n'
        '[[document]]\npath = "From Anna Sample 07700900124.txt"\nform = "original"\n'
        '[[document]]\npath = "Anna Sample.txt"\nform = "original"\n'
    )
    (folder / "From John Sample 07700900123.txt").write_text("1a. 61\n")
    (folder / "From Anna Sample 07700900124.txt").write_text("3. 4\n")
    found = read_folder(folder, invented())
    assert not isinstance(found, Failure)
    assert [document.path for document in found.documents] == [
        "From [struck] [struck].txt",
        "From [struck] [struck]-2.txt",
    ]
    assert [figure.value.value for document in found.documents for figure in document.figures] == [61, 4]
    assert all("Rename the file" in document.problems[0].message for document in found.documents)
    assert "Sample" not in str(found.documents)
    assert [failure.place for failure in found.failures] == ["kent/1-21/[struck].txt"]


@pytest.mark.parametrize(
    "text",
    [
        "HO12 Prosecution Prevented - Suspect Too Ill",
        "Victim Declines To Support",
        "Suspect Identified",
        "Offender Not Known",
    ],
)
def test_an_outcome_that_is_written_with_capitals_names_nobody(text: str) -> None:
    assert not list(likely_in(text))


def test_a_name_behind_a_role_is_one() -> None:
    assert list(likely_in("the suspect Samwise Sampleton was seen")) == ["Samwise Sampleton"]


def grid(*rows: tuple[str, ...]) -> Grid:
    cells = tuple(GridCell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1))
    return Grid(1, len(rows), len(rows[0]), cells)


def texts(table: Grid) -> list[str]:
    return [cell.text for cell in table.cells]


def test_a_name_that_only_the_note_of_a_table_tells_is_struck_in_its_cells_too() -> None:
    table = "Year,Arrests,Comment\n2018,12,as Quillfeather said\n2019,*,Zebedee Quillfeather\n"
    note = '"* denotes fewer than 5, PC Zebedee Quillfeather"\n'
    for between in ("", "Notes\n"):
        shown = str(read_file(f"{table}\n{between}{note}".encode(), "figures.csv"))
        assert "Arrests" in shown and "Quillfeather" not in shown


@pytest.mark.parametrize("heading", ["Officer", "OIC", "Dealt with by", "Author", "Reviewed by"])
def test_a_column_of_people_holds_nobody_and_labels_nothing(heading: str) -> None:
    found = grid((heading, "Offence", "2019/20"), ("Quill, Zebedee", "s8", "4"), ("DC 4412 Oluchi Sample", "s10", "6"))
    cleaned = without_columns_of_people(found)
    assert texts(cleaned)[3::3] == [NAME, NAME]
    layout = lay_out(cleaned)
    assert layout is not None
    assert [row.labels for row in layout.rows] == [("s8",), ("s10",)]


@pytest.mark.parametrize(
    "rows",
    [
        (("Offence", "2019/20"), ("Assault on a police officer", "6"), ("Prepared by staff", "9")),
        (("Offence", "Officers"), ("s8", "6"), ("s10", "9")),
        (("Name", "2019/20"), ("Ambridge Watch", "6"), ("Silent Justice", "9")),
        (("Offence", "Officer recommended outcome", "2019/20"), ("s8", "Charged", "6"), ("s10", "Cautioned", "9")),
    ],
)
def test_a_column_that_only_sounds_like_people_stays(rows: tuple[tuple[str, ...], ...]) -> None:
    assert texts(without_columns_of_people(grid(*rows))) == [text for row in rows for text in row]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ring 01632 960\n123 or", f"ring {TELEPHONE}\n or"),
        ("write to z.quill@\npolice.example now", f"write to {EMAIL}\n now"),
        ("on 01632 960123\n3. Nil", f"on {TELEPHONE}\n3. Nil"),
        ("01632.960.123, 0044 1632 960123, 077 0090 0123", f"{TELEPHONE}, {TELEPHONE}, {TELEPHONE}"),
        ("on 01.04.2019 and 31.03.2020, 0.5 and 1,204", "on 01.04.2019 and 31.03.2020, 0.5 and 1,204"),
        ("Mobile phone\n2019/20 12 1345", "Mobile phone\n2019/20 12 1345"),
    ],
)
def test_a_detail_over_two_lines_is_struck_and_the_next_line_stays(text: str, kept: str) -> None:
    assert strike(text) == kept


@pytest.mark.parametrize(
    "head",
    [
        "From: QUILL, Zebedee <z.quill@police.example>",
        "Cc: Sample, Ann; Quill, Zebedee",
        "Write to z.quill@police.example",
        "Contact: van der Quill, Zebedee",
    ],
)
def test_a_name_that_only_a_head_tells_is_struck_in_capitals_and_the_other_way_round(head: str) -> None:
    reading = read(f"{head}\n\nDear Applicant\n\n1a. 61, says ZEBEDEE QUILL.\n\n3. 4. Ask Quill, Zebedee.\n")
    assert not re.search("quill", said(reading), re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "counted by Professional Standards",
        "call Victim Support on 0800 555111",
        "compiled by Crystal Reports",
        "evidence from Dark Justice and Wolf Pack Hunters",
        "22 Crown Court cases",
        "Please contact Kent Police at Maidstone",
    ],
)
def test_bodies_systems_and_groups_behind_the_same_words_stay(text: str) -> None:
    assert NAME not in clean(text, find_names(split_lines(text)), invented())


def test_a_home_is_struck_and_the_commissioners_postcode_is_not() -> None:
    text = "Flat 2, 14 Larkspur Rise,\nQX3 4AB\nWycliffe House, Wilmslow SK9 5AF"
    assert strike_homes(text).split("\n") == [f"{ADDRESS},", ADDRESS, "Wycliffe House, Wilmslow SK9 5AF"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Response to Thorvin Vosperath.pdf", "Response to [struck].pdf"),
        ("Reply to Quillfeather.pdf", "Reply to [struck].pdf"),
        ("Data from Frank Law.csv", "Data from [struck].csv"),
        ("Letter J van der Westerveld.docx", "Letter [struck].docx"),
        ("Response to Borsetshire FOI 12.pdf", "Response to [struck] FOI 12.pdf"),
        ("Online Grooming Arrests 2019.xlsx", "Online Grooming Arrests 2019.xlsx"),
        ("Response to Internal Review.pdf", "Response to Internal Review.pdf"),
        ("Kent and Essex Offence Breakdown.csv", "Kent and Essex Offence Breakdown.csv"),
    ],
)
def test_a_word_that_nothing_knows_in_a_files_name_may_be_anybodys(name: str, kept: str) -> None:
    assert path_without_people(name) == kept


def test_an_address_whose_domain_stands_in_another_paragraph_is_struck() -> None:
    assert strike("write to z.quill@\n\npolice.example") == f"write to {EMAIL}\n\npolice.example"


REFERENCE = reference_data.load()
ROWS_OF_PEOPLE = """Author                                Offence                         2019/20
T/DS Zephrine Vosperombe-Marlworthy   Sexual Offences Act 2003 s8     2
Kwabena Oyelyemi                      Sexual Offences Act 2003 s10    6
Anneliese M. De Kerkveld-Wendwick     Sexual Offences Act 2003 s12    3
KLEVATH-BRAMSTOW, Brontide            Sexual Offences Act 2003 s15    9"""


def test_a_name_in_a_row_of_columns_ends_where_its_column_does() -> None:
    lines = split_lines(ROWS_OF_PEOPLE)
    told = redact(lines, REFERENCE, find_names(lines) | names_of_tables((), lines))
    assert [" ".join(line.text.split()) for line in told[1:]] == [
        f"{NAME} Sexual Offences Act 2003 {rest}" for rest in ("s8 2", "s10 6", "s12 3", "s15 9")
    ]


def test_an_address_of_mail_that_a_scan_parts_is_struck_and_keeps_no_name_from_being_one() -> None:
    text = (
        "If you want to know more call Struan\nMcAulnagh on 01632 960178.\nE: struan.macbraedale+foi @ force.example.uk"
    )
    names = find_names(split_lines(text))
    assert "Struan McAulnagh" in {" ".join(name.split()) for name in names}
    said = clean(text, names, REFERENCE)
    assert "McAulnagh" not in said and "macbraedale" not in said and EMAIL in said
    assert strike("7 arrests @ 31 March 2020") == "7 arrests @ 31 March 2020"


@pytest.mark.parametrize(
    "text",
    [
        "1c. Mr  Marlow  Fintrick holds this; no information held.",
        "1a. In 2019/20 DC  Peregrine  Quillfeather made 22 arrests for online offences.",
        "Mr\tMarlow\tFintrick\t6",
        "Dr Anneliese  de  Kerkveld   6   7",
        "DC    Peregrine    Quillfeather    6",
        "John   Fintrick   6",
        "Ann   Quillfeather   6   9",
        "Mr  Rose  Field   6   9",
    ],
)
def test_gaps_inside_a_name_leave_nothing_of_it(text: str) -> None:
    lines = split_lines(text)
    said = redact(lines, REFERENCE)[0].text
    names = (
        "Marlow", "Fintrick", "Peregrine", "Quillfeather", "Anneliese", "Kerkveld", "Rose", "Field", "John", "Ann ",
    )  # fmt: skip
    assert [one for one in names if one in said] == [] and NAME in said
    assert text.split()[-1] in said


@pytest.mark.parametrize("text", ["22 arrests @ 3.pm", "22 @ 2019.Total", "figures @ Kent.Police"])
def test_a_sign_between_words_makes_no_address(text: str) -> None:
    assert strike(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Tel: 01632 960123 ext\n4567 or write",
        "Tel: 01632 960123\next. 4567",
        "> 01632 960123 extension\n> 4567",
        "ring 101, ext.\n731234",
    ],
)
def test_an_extension_on_the_next_line_is_struck_and_every_line_stays(text: str) -> None:
    struck = strike(text)
    assert not re.search(r"4567|731234", struck) and struck.count("\n") == text.count("\n")


def test_a_year_and_a_count_below_a_telephone_number_stay() -> None:
    assert "2019 12 arrests" in strike("01632 960123 ext\n2019 12 arrests")
    assert "\n120 arrests" in strike("01632 960123 ext\n120 arrests")
    assert "\n1,204" in strike("01632 960123 ext\n1,204 were arrested")
    assert "12 arrests" in strike("01632 960123\n12 arrests")
