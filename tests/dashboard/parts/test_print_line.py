"""A line to print is one sentence, with what must be said with it and what must not be written."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard import warehouse, words
from dashboard.parts import evidence, print_line, results, statuses
from ingest.reference import load

UNCHECKED = "No person has checked this against its source yet."
NOTHING = float("nan")


def row(**changes: Any) -> SimpleNamespace:
    """A figure of the force's own document, as the panel's SQL gives it."""
    parts = {
        "figure_id": "k3f9a2m7q1xz", "force": "Kent Police", "measure": "Arrests on activist groups' evidence",
        "measure_id": "arrests_ocag", "offence": "Sexting", "scope": None, "dimensions": {}, "period_id": "2019/20",
        "unit": "arrests", "value": 7.0, "value_low": 7.0, "value_high": 7.0, "value_text": "7", "symbol": None,
        "status": "current", "rule": None, "is_disputed": False, "review": "unreviewed", "chain": [],
        "reading_reason": None, "note": None, "statement": None, "source_kind": "force_response",
        "source": "Online grooming, 2019/20", "compiled_by": "Kent Police", "read_in": None, "reference": "FOI 101/21",
        "answered_on": "2021-03-01", "published_on": None, "hand": "own_document", "method": "text", "licence": None,
        "about_children": "yes", "whole_offence_id": None, "offence_id": None, "doubts": [],
        "period_as_published": "2019/20", "area_kind": "force", "source_url": None, "asked_on": None,
        "received_on": None, "time_in_words": None, "whole": None, "force_name": None, "over": None,
        "counted_otherwise": None, "whole_read_in": None, "as_rate": None, "told": "counted",
    }  # fmt: skip
    return SimpleNamespace(**(parts | changes))


def line(*sides: Any, **changes: Any) -> print_line.PrintLine:
    found = print_line.of_figure(row(**changes), sides, "9shck8qab3ef")
    assert found is not None
    return found


def test_a_value_stands_in_one_sentence_with_who_said_it_and_when() -> None:
    said = line()
    assert said.sentence == (
        "Kent Police made 7 arrests for sexting on activist groups' evidence or information in 2019/20, according to "
        "the force's answer to request FOI 101/21."
    )
    assert said.source == (
        "Kent Police, reference FOI 101/21, answered 1 March 2021; via Disclosed, release 9shck8qab3ef, figure "
        "k3f9a2m7q1xz"
    )
    assert "An arrest is not a charge or a conviction." in said.say_with
    assert "That those arrested were charged or convicted." in said.dont_write


def test_a_custody_record_leads_to_nothing_it_holds_a_charge() -> None:
    said = line(measure_id="charges", measure="Charges", unit="custody records", value=71.0)
    assert said.sentence.startswith("71 custody records held at least one charge of sexting in Kent Police's area")


def test_a_period_whose_days_are_not_known_is_said_as_it_is_printed() -> None:
    said = line(period_id="unknown", period_as_published="so far, at 23 April 2018")
    assert "(period: so far, at 23 April 2018)" in said.sentence
    unsaid = {"period_id": "unknown", "period_as_published": "since 2010", "compiled_by": "NSPCC"}
    unsaid |= {"told": "gathered"}
    listed = {"measure": "Offences recorded", "measure_id": "offences_recorded", "unit": "offences", "offence_id": "x"}
    said = line(**unsaid, **listed, offence="Grooming, section not stated", source_kind="charity").sentence
    assert "offences of grooming (period: since 2010), according to figures gathered by the NSPCC" in said
    for undated in (None, "a five-year period"):
        why = print_line.why_not(row(period_id="unknown", period_as_published=undated))
        assert "in which year this was counted" in why


def test_of_a_figure_that_nobody_has_checked_it_says_so_first() -> None:
    assert line().first == UNCHECKED and line().text.startswith(UNCHECKED)
    assert line(review="reviewed").first == ""


def test_an_address_stands_at_the_end_where_this_copy_has_one() -> None:
    found = print_line.of_figure(row(), (), "r", "https://disclosed.example/x")
    assert found is not None and found.text.endswith(", https://disclosed.example/x")


@pytest.mark.parametrize("value", [1.0, 2.0, 3.0, 4.0])
def test_a_figure_of_one_to_four_has_no_line(value: float) -> None:
    small = row(value=value, value_low=value, value_high=value, value_text=str(int(value)))
    assert print_line.of_figure(small, (), "r") is None
    assert "one to four" in print_line.why_not(small)


def test_a_range_that_ends_below_five_has_no_line_but_zero_has_one() -> None:
    small = row(value=NOTHING, value_low=0.0, value_high=4.0, value_text="<5", symbol="[c]")
    assert print_line.of_figure(small, (), "r") is None and print_line.why_not(small) == words.SAID["no_line"]["small"]
    assert line(value=0.0, value_low=0.0, value_high=0.0, value_text="0").sentence


def test_a_figure_in_doubt_or_with_a_side_in_doubt_has_no_line_and_says_why() -> None:
    doubted = row(doubts=["not-sum-of-parts"])
    assert (
        print_line.of_figure(doubted, (), "r") is None
        and print_line.why_not(doubted) == words.SAID["no_line"]["in_doubt"]
    )
    assert print_line.of_figure(row(is_disputed=True), [row(), doubted], "r") is None


def test_what_another_says_that_a_force_recorded_is_said_to_be_by_its_account() -> None:
    given = {
        "measure": "Offences recorded", "measure_id": "offences_recorded", "unit": "offences", "value": 95.0,
        "offence": "Home Office class 88A: Sexual grooming", "offence_id": "ho_88a",
    }  # fmt: skip
    assert line(**given).sentence.startswith(
        "Kent Police recorded 95 offences of sexual grooming (class 88A) in 2019/20, according to the force's answer"
    )
    assert line(**given, compiled_by="NSPCC", source_kind="charity").sentence == (
        "Kent Police recorded 95 offences of sexual grooming (class 88A) in 2019/20, according to the NSPCC."
    )
    nation = {
        "force": "United Kingdom",
        "area_kind": "country",
        "compiled_by": "Home Office",
        "source_kind": "official",
    }
    assert line(**given | nation, published_on="2026-04-23").sentence == (
        "Police in the United Kingdom recorded 95 offences of sexual grooming (class 88A) in 2019/20, according to the "
        "Home Office."
    )
    convicted = line(measure="Convictions", measure_id="convictions", unit="people", value=68.0)
    assert convicted.sentence.startswith(
        "68 people were convicted of sexting in Kent Police's area in 2019/20, according to the"
    )


def test_each_sentence_names_offence_and_part() -> None:
    given = {"offence": "Indecent images of children", "offence_id": "x", "scope": "by ages", "value": 95.0}
    said = line(measure="Charges on groups' evidence", measure_id="charges_ocag", unit="people", **given).sentence
    assert said.startswith(
        "95 people were charged over indecent images of children (by ages) in cases linked to activist groups in Kent"
    )
    stings = line(measure="Stings", measure_id="stings_ocag", unit="stings", **given)
    assert stings.sentence.startswith("Activist groups carried out 95 stings (by ages) in Kent Police's area")
    assert stings.say_with[0] == "It counts stings, indecent images of children, by ages."


def test_each_sentence_says_its_number_its_time_and_who_counted() -> None:
    for one in words.table("letters/sentences"):
        heads = {field for _, field, _, _ in Formatter().parse(one["headline"]) if field}
        assert heads <= {"number", "counted", "offence", "measure", "by"} and heads, one["headline"]
        for text in filter(None, (one["sentence"], one["by_another"])):
            asked = {field for _, field, _, _ in Formatter().parse(text) if field}
            assert asked >= {"when", "who"} and asked & {"force", "area"}, text
            assert one["unit"] == "withheld" or asked & {"number", "counted"}, text
            assert text.endswith(", according to {who}."), text


def test_words_with_a_comma_stay_in_their_quotation_marks() -> None:
    about = {"value": NOTHING, "value_low": NOTHING, "value_high": NOTHING, "symbol": "[e]"}
    said = line(**about, value_text="about 400, mostly men").sentence
    assert said.startswith(
        "Kent Police made “about 400, mostly men” arrests for sexting on activist groups' evidence or information in"
    )


def test_a_measure_without_a_sentence_of_its_own_is_named() -> None:
    told = line(measure="Children at risk", measure_id="children_at_risk", unit="people").sentence
    assert told.startswith("There were 7 people (children at risk, sexting) in Kent Police's area in 2019/20")


def test_the_sentences_name_measures_and_units_that_there_are_and_ask_what_can_be_filled_in() -> None:
    lines, known = words.table("letters/sentences"), load().measures
    assert {one["measure"] for one in lines} - {""} <= set(known)
    assert [
        one for one in lines if one["measure"] and one["unit"] not in ("", "withheld", *known[one["measure"]].units)
    ] == []
    filled = {field for one in lines for text in one.values() for _, field, _, _ in Formatter().parse(text) if field}
    assert filled == {"force", "number", "counted", "offence", "area", "when", "by", "who", "measure"}
    assert lines[-1]["measure"] == lines[-1]["unit"] == lines[-1]["offence"] == ""
    assert {one["offence"] for one in lines} - {"", "whole"} <= set(load().offences)
    assert {one["offence_id"] for one in words.table("letters/offences")} - {"none"} <= set(load().offences)


def test_a_dispute_with_a_side_of_one_to_four_has_no_line() -> None:
    sides = [row(value=3.0, value_text="3"), row(value=30.0, value_text="30")]
    disputed = row(value=NOTHING, value_low=3.0, value_high=30.0, value_text="3 or 30", is_disputed=True)
    assert print_line.of_figure(disputed, sides, "r") is None


@pytest.mark.parametrize("unit", ["percent"])
def test_a_share_of_three_per_cent_is_no_small_count(unit: str) -> None:
    assert line(unit=unit, value=3.0, value_text="3").sentence


def test_of_a_count_of_groups_nothing_is_said_of_children() -> None:
    groups = {"measure": "Activist groups named by the force", "measure_id": "groups_named_ocag", "unit": "groups"}
    said = line(**groups, value=15.0, value_text="15", offence=None, about_children="no")
    assert said.sentence.startswith(
        "Kent Police named 15 groups of activists whose information led to arrests in 2019/20"
    )
    one = row(**groups, value=1.0, value_text="1", offence=None, about_children="no")
    assert print_line.why_not(one) == words.SAID["no_line"]["small"], "one group may lead to somebody"
    assert words.masked(1.0, "groups") == words.UNDER_FIVE, "a page says no more than a line may"
    assert not [text for text in said.dont_write if "child" in text]


@pytest.mark.parametrize("status", ["withdrawn", "rejected", "superseded", "conflicting"])
def test_what_is_not_in_force_has_no_line_and_says_why(status: str) -> None:
    assert print_line.of_figure(row(status=status), (), "r") is None
    why = words.SAID["no_line"]["one_side"] if status == "conflicting" else words.SAID["no_line"]["not_in_force"]
    assert print_line.why_not(row(status=status)) == why


@pytest.mark.parametrize(
    ("low", "high", "symbol", "text", "said"),
    [
        (0.0, 9.0, "[c]", "<10", "made 0 to 9 arrests for sexting on activist"),
        (0.0, NOTHING, "[c]", "*", "The count of arrests on activist groups' evidence for sexting in"),
        (150.0, NOTHING, None, "at least 150", "made at least 150 arrests for sexting on activist"),
        (1501.0, NOTHING, None, "more than 1,500", "made more than 1,500 arrests for sexting on activist"),
        (150.0, NOTHING, None, "150+", "made 150 or more arrests for sexting on activist"),
        (NOTHING, 9.0, None, "up to 9", "made up to 9 arrests for sexting on activist"),
        (
            NOTHING,
            NOTHING,
            "[e]",
            "about 400",
            "made “about 400” arrests for sexting on activist groups' evidence or information in 2019/20, according",
        ),
    ],
)
def test_a_range_or_a_held_back_count_is_never_one_number(
    low: float, high: float, symbol: str | None, text: str, said: str
) -> None:
    found = line(value=NOTHING, value_low=low, value_high=high, symbol=symbol, value_text=text)
    assert said in found.sentence
    assert f"The source prints “{text}”." in found.say_with
    assert found.dont_write[0] == "An exact number: the source gives none."


def test_what_somebody_else_counted_is_never_for_the_force_and_what_a_force_held_back_it_did_not_count() -> None:
    other = line(compiled_by="NSPCC", source_kind="charity")
    assert " in Kent Police's area in 2019/20" in other.sentence and "for Kent" not in other.sentence
    nation = line(compiled_by="BBC", force="England and Wales", area_kind="nation", source_kind="press")
    assert " in England and Wales in 2019/20" in nation.sentence
    held_back = {"value": NOTHING, "value_low": 0.0, "value_high": NOTHING, "symbol": "[c]", "value_text": ""}
    own = line(**held_back, force="Police Service of Northern Ireland", force_name="PSNI", compiled_by="PSNI")
    assert "sexting in the Police Service of Northern Ireland's area in 2019/20 is withheld" in own.sentence
    copied = line(**held_back, compiled_by="NSPCC", source_kind="charity").sentence
    assert copied == (
        "The count of arrests on activist groups' evidence for sexting in Kent Police's area in 2019/20 is withheld, "
        "according to the NSPCC."
    )


def test_the_history_of_a_count_that_was_held_back_gives_it_no_bound() -> None:
    nothing = {"value": None, "value_low": 0.0, "value_high": None, "unit": "people", "review": "unreviewed"}
    assert statuses.as_it_was(nothing | {"value_text": ""}) == "withheld"
    assert statuses.as_it_was(nothing | {"value_text": "*"}).startswith("“*” people")


def test_a_period_that_ends_before_it_begins_has_no_line() -> None:
    printed = {"period_id": "unknown", "period_as_published": "April 2020 to March 2019 (as printed)"}
    assert print_line.of_figure(row(**printed), (), "r") is None
    assert print_line.why_not(row(**printed)) == words.SAID["no_line"]["backwards"]
    assert line(period_id="unknown", period_as_published="between 2016 and 2022").sentence


def test_a_disputed_figure_is_both_numbers_with_who_gives_them() -> None:
    sides = [
        row(value=float(text), value_text=text, compiled_by=by, published_on=on)
        for text, by, on in (("64", "One Trust", "2020-11"), ("175", "Another Trust", None))
    ]
    said = line(*sides, value=NOTHING, value_low=64.0, value_high=175.0, value_text="64 or 175", is_disputed=True)
    assert said.sentence == (
        "64 or 175 arrests for sexting were made on activist groups' evidence or information in Kent "
        "Police's area in 2019/20, according to One Trust (64) and Another Trust (175)."
    )
    assert "64: One Trust, reference FOI 101/21, published November 2020." in said.say_with
    assert said.dont_write[0].startswith("Either number alone")


def test_a_figure_that_was_read_second_hand_says_where() -> None:
    said = line(
        hand="second_hand", source_kind="charity", compiled_by="A charity", read_in="The Echo", published_on="2020-11"
    )
    assert said.sentence.startswith(
        "7 arrests for sexting were made on activist groups' evidence or information in Kent Police's area in 2019/20, "
    )
    assert said.sentence.endswith("as reported by The Echo.")
    assert "It was read in a copy (The Echo), not in a document of a charity itself." in said.say_with


def test_where_it_was_read_stands_with_a_line_that_is_too_long_for_it() -> None:
    said = line(
        hand="second_hand", source_kind="press", read_in="The Echo of the town", published_on="2020-11",
        measure="Arrests by an online team or in one operation", offence="a long name of an offence, no section",
        offence_id="long", period_id="2015-04-01..2017-03-31", unit="people",
    )  # fmt: skip
    assert said.sentence == (
        "Kent Police arrested 7 people for a long name of an offence, no section on activist groups' evidence or "
        "information from April 2015 to March 2017, according to the force (The Echo of the town)."
    )
    assert "It was read in a copy (The Echo of the town), not in a document of Kent Police itself." in said.say_with


def test_a_force_has_its_short_name_before_a_line_leaves_out_where_it_was_read() -> None:
    said = line(
        hand="second_hand", source_kind="press", compiled_by="BBC", read_in="The Echo of the town of Borsetshire",
        force="Police Service of Northern Ireland", force_name="PSNI", period_id="2015-04-01..2017-03-31",
    )  # fmt: skip
    assert " in PSNI's area from April 2015 to March 2017, according to the BBC, as reported by" in said.sentence


def test_no_line_leaves_out_what_it_counts_or_who_counted() -> None:
    figure = row(
        hand="second_hand", source_kind="press", read_in="The Echo of " + "the town and of " * 4 + "others",
        measure="Arrests by an online team or in one operation", measure_id="arrests_online_cso_team",
        offence="a long name of an offence, no section", offence_id="long",
        compiled_by="Kent Police and " + "those of another county and " * 4 + "others",
        period_id="2015-04-01..2017-03-31", unit="arrests",
    )  # fmt: skip
    assert print_line.of_figure(figure, (), "9shck8qab3ef") is None
    assert "more than one sentence" in print_line.why_not(figure)


@pytest.mark.parametrize("kind", ["force", "crown_dependency", "part_of_force", "several_forces", "region", "unit"])
def test_what_is_of_less_than_a_nation_is_no_national_total(kind: str) -> None:
    assert any("national total" in said for said in line(area_kind=kind).dont_write)
    assert not any("national total" in said for said in line(area_kind="nation").dont_write)


def test_of_an_official_series_it_is_not_said_that_it_is_a_collection() -> None:
    """Under a figure of the Home Office, which has every force, stood that no national total is to be made of it."""
    official = line(source_kind="official", unit="offences").dont_write
    assert not any("no sample" in said for said in official)
    assert any("each records in its own way" in said for said in official)
    assert not any("each records in its own way" in said for said in line().dont_write)


def test_two_papers_that_give_one_counter_two_numbers_are_both_named() -> None:
    sides = [
        row(value=float(text), value_text=text, compiled_by="One Trust", hand="second_hand", read_in=paper)
        for text, paper in (("604", "The Star"), ("608", "The Times"))
    ]
    said = line(*sides, value=NOTHING, value_low=604.0, value_high=608.0, value_text="604 or 608", is_disputed=True)
    assert said.sentence.endswith("according to One Trust (604 in The Star; 608 in The Times).")


def test_a_transcribed_row_says_what_the_last_sample_of_such_rows_found() -> None:
    assert line().first == UNCHECKED
    assert line(form="transcript").first == (
        f"{UNCHECKED} Of 77 rows like it that were read again, 13 were wrong (none in the number itself) and were "
        "mended; the others were not read again."
    )
    assert line(form="transcript", source_kind="official").first == UNCHECKED, "no row of an official series was in it"


def test_a_whole_that_was_read_elsewhere_says_where() -> None:
    said = line(
        measure_id="court_cases_ocag", unit="cases", value=114.0, whole=259.0, whole_read_in="a listing site (copy)"
    )
    assert "The 259 was read in a copy (a listing site)." in said.say_with
    assert not [text for text in line(whole=259.0).say_with if text.startswith("The 259")]


def test_what_was_read_in_a_copy_without_a_name_was_reported_by_nobody() -> None:
    said = line(hand="second_hand", source_kind="official", read_in="a re-publication", published_on="2026-04-23")
    assert "reported" not in said.sentence and "re-publication" not in said.sentence
    assert said.sentence.endswith("according to Kent Police.") or said.sentence.endswith("according to the force.")
    assert "It was read in a copy (a re-publication), not in a document of Kent Police itself." in said.say_with


def test_one_is_said_in_the_singular() -> None:
    assert print_line.bounds(row(value=1.0)) == "1 arrest"


def test_a_scan_a_persons_reading_and_our_note_are_said() -> None:
    said = " ".join(line(method="ocr", reading_reason="the page is about s15A", note="18 months").say_with)
    assert "a scan that was recognised by a program" in said
    assert "Why it is read so: the page is about s15A." in said
    assert "Our note: 18 months." in said
    assert "Our note" not in " ".join(line(note="Our transcript reads: 7.").say_with)


def test_a_corrected_figure_says_what_is_printed_and_why_it_was_corrected() -> None:
    chain = ["Answers question 3", "corrected by a person (value): the note adds one (AB, 2021-05-04)"]
    said = line(value=8.0, value_low=8.0, value_high=8.0, review="corrected", chain=chain)
    assert said.first == "" and "made 8 arrests" in said.sentence
    assert "The source prints “7”, corrected by a person: the note adds one (AB, 4 May 2021)." in said.say_with


def test_what_the_force_says_stands_with_the_line() -> None:
    said = line(statement="Kent Police, Information Access Unit, 2021-05-03: Includes other forces' arrests.")
    assert (
        "The force says: Kent Police, Information Access Unit, 3 May 2021: Includes other forces' arrests."
        in said.say_with
    )


def test_where_no_child_need_be_involved_it_may_not_be_written_that_one_was() -> None:
    assert "That children were involved: no child need be." in line(about_children="no").dont_write
    assert "That children were involved: no child need be." not in line().dont_write


def test_what_another_source_counts_is_said_with_it_but_no_count_of_one_to_four() -> None:
    both = "95 (NSPCC) and 317 (Home Office) in 2023/24"
    assert line(counted_otherwise=both).say_with[0] == f"Another source counts otherwise: {both}."
    small = line(counted_otherwise="35 (NSPCC) and 3 (Home Office) in 2023/24")
    assert small.say_with[0] == "Another source counts otherwise: 35 (NSPCC) and [under five] (Home Office) in 2023/24."
    assert not [one for one in line().say_with if "otherwise" in one]


def test_a_count_that_a_rule_put_above_anothers_says_the_other_too(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    above = "select replaced_by from all_figures where status = 'conflicting' and replaced_by is not null"
    decided = warehouse.values(f"select figure_id from figures where not is_disputed and figure_id in ({above})")
    said = [warehouse.query("evidence_figure", {"figure_id": mark}).loc[0, "counted_otherwise"] for (mark,) in decided]
    assert said and all(said)
    assert any("Avon and Somerset Constabulary, 2021/22: 248" in text for text in said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "none charged yet; three files with the prosecution service",
            "none charged yet; [under five] files with the prosecution service",
        ),
        ("42 forces, 141 warrants; 1 arrest in Jersey", "42 forces, 141 warrants; [under five] arrest in Jersey"),
        (
            "One month, 37 warrants; 4 more by the regional unit",
            "One month, 37 warrants; [under five] more by the regional unit",
        ),
        ("split 6 east, 3 west, 9 Warrington", "split 6 east, [under five] west, 9 Warrington"),
        ("Since 3 April 2017 it also counts s15A; two and a half years", ""),
        ("One national operation of four forces; 1,234 warrants in 2019/20", ""),
        ("Small cells are an asterisk (s40(2)); the two count different things; one row per arrest", ""),
    ],
)
def test_words_of_ours_stand_with_the_line_without_their_counts_of_one_to_four_and_whole_in_the_evidence(
    said: str, told: str
) -> None:
    """ "See its evidence" stood in the evidence itself, and who copied the line had no note."""
    for name, label in (("note", "Our note"), ("reading_reason", "Why it is read so"), ("statement", "The force says")):
        assert f"{label}: {told or said}." in line(**{name: said}).say_with
    assert ("Our note" in dict(evidence._unsaid([("Our note", said)], line(note=said)))) == bool(told)


def test_every_shipped_figure_that_its_official_class_contradicts_is_printed_with_both_counts(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    differ = "select figure_id from figures where list_contains(differs, 'differs-from-official-class')"
    marks = [mark for (mark,) in warehouse.values(differ)]
    assert marks
    for mark in marks:
        (figure,) = warehouse.query(warehouse.sql("evidence_figure"), {"figure_id": mark}).itertuples()
        found = print_line.of_figure(figure, (), "r")
        assert found is None or any("Home Office" in one and "otherwise" in one for one in found.say_with), mark


def test_every_sentence_of_the_shipped_figures_has_at_most_35_words(
    built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    one = "where f.figure_id = $figure_id"
    wanted = "where f.status = 'current' and not f.is_disputed and (f.licence is null or f.year = 2019)"
    rows = warehouse.query(warehouse.sql("evidence_figure").replace(one, wanted))
    every = [(figure, print_line.of_figure(figure, (), "r")) for figure in rows.itertuples()]
    lines = [(figure, line) for figure, line in every if line is not None]
    small = re.compile(
        r"\b([1-4]|one|two|three|four) (more |further |other )?(person|people|men|arrests?|files?|charges?)\b"
    )
    assert [line.text for _, line in lines if any(map(small.search, line.say_with))] == []
    told = [line.sentence for _, line in lines]
    assert len(told) > 500
    # what a check found is no verdict to print: it is in the evidence, and no line begins with it
    ((small_part, said),) = [pair for pair in lines if pair[0].figure_id == "sh9jv88e3mjx"]
    assert said.sentence.startswith("Northumbria") and ". " not in said.sentence
    assert "a small part of the class" in str(evidence.facts_of(small_part, []))
    assert [sentence for sentence in told if re.search(r"[a-z]\w+\. [A-Z]", sentence)] == [], "one sentence"
    assert [sentence for sentence in told if len(sentence.split()) > print_line.MOST_WORDS] == []
    for figure, found in lines:
        own = "the unit" if figure.area_kind == "unit" else "the force"
        who = own if print_line._is_own(figure) else words.the(figure.compiled_by or figure.source)
        assert who in found.sentence, "who counted is named, and no paper in their place"
        own = f"{figure.value_text} ({figure.compiled_by}) and"
        assert own not in str(figure.counted_otherwise), "another source's count is not its own"


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("511q43srp0jh", "Kent Police arrested 20 people with activist groups contributing in the “last two"),
        ("h9wjg0tkdt9a", "Kent Police made 15 arrests set off by activist groups (period"),
        ("5t62tbzz6kpb", "At least 14 people were convicted, of 115 confronted in public stings, in Scotland"),
        (
            "9fege7knbkw0",
            "Activist groups brought 77 incidents to the police in the Police Service of Northern Ireland's area",
        ),
        ("1kbxa603dyyh", "56 arrests were made by a team against online child abuse in the Police Service of"),
        ("etcs71tjrwx7", "31 arrests were made by an online team, mainly for indecent images, in Thames Valley"),
        ("w845cps98wb3", "A national operation brought 21 arrests for indecent images of children in Cheshire"),
    ],
)
def test_a_line_says_no_more_than_its_row(
    mark: str, said: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    (figure,) = warehouse.query(warehouse.sql("evidence_figure"), {"figure_id": mark}).itertuples()
    found = print_line.of_figure(figure, (), "r")
    assert found is not None and found.sentence.startswith(said), found
    assert len(found.sentence.split()) <= print_line.MOST_WORDS


def test_a_part_says_the_whole_that_its_source_sets_it_in() -> None:
    given = {"measure_id": "prosecutions_ocag", "unit": "people", "force": "England and Wales", "area_kind": "country"}
    open_ = {"value": NOTHING, "value_low": 251.0, "value_high": NOTHING, "value_text": "more than 250", "whole": 403.0}
    said = line(**given, **open_, source_kind="press", compiled_by="BBC").sentence
    assert said.startswith(
        "Activist groups gave evidence against more than 250 of 403 people prosecuted over sexting in"
    )


DAYS = "Apr 2015–Mar 2017, our reading)"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("“last two financial years”", f"in the “last two financial years” ({DAYS}, according"),
        ("“April to September last year”", f"in “April to September last year” ({DAYS}, according"),
        ("“the first month of lockdown”", f"in “the first month of lockdown” ({DAYS}, according"),
    ],
)
def test_words_of_time_stand_with_the_days_that_a_person_read_from_them(time: str, said: str) -> None:
    found = line(period_id="2015-04-01..2017-03-31", time_in_words=time, published_on="2017-05")
    assert said in found.sentence
    assert "Published May 2017." in found.say_with


def test_days_that_have_no_room_in_a_line_stand_behind_it() -> None:
    time = "“since June 2017” (story of May 2018)"  # without its end it would run to the day of the reader
    found = line(period_id="2017-06-01..2018-05-31", time_in_words=time)
    assert f"{time}, according" in found.sentence and "Days, our reading: Jun 2017–May 2018." in found.say_with
    found = line(period_id="2016/17", time_in_words="“up to April 2017”")
    assert "“up to April 2017” (2016/17, our reading), according" in found.sentence
    found = line(period_id="2017-10-01..2018-03-31", time_in_words="“2017/18”", offence="Grooming")
    assert "in “2017/18” (Oct 2017–Mar 2018, our reading), according" in found.sentence
    time, scope = "“last two financial years”", "by a team that works on the abuse of children"
    found = line(period_id="2015-04-01..2017-03-31", time_in_words=time, scope=scope)
    assert "in Apr 2015–Mar 2017 (our reading), according" in found.sentence  # no line is without its year
    assert f"When, in the source's words: {time}." in found.say_with


def test_a_line_says_that_no_offence_is_named_but_not_of_what_no_law_is_about() -> None:
    none = "The source names no section and no single offence."
    assert none in line(offence=None).say_with and "for" not in line(offence=None).sentence.split()
    assert "7 arrests for unspecified offences in" in line(offence=None, measure_id="arrests").sentence
    whole = {"offence": "Online child sexual offences, section not stated", "offence_id": "g", "whole_offence_id": "g"}
    steps = ["offence: no offence is printed, read as g (no offence is named: the measure's whole)"]
    assert none in line(**whole, chain=steps).say_with
    read = [
        "offence: “arrests by the force’s own resources”, read as g (a person's reading: the label names no offence)"
    ]
    assert none in line(**{**whole, "whole_offence_id": None}, chain=read).say_with
    assert none not in line(**whole).say_with and "for online" not in line(**whole, chain=steps).sentence
    assert "The source names no section of the law." in line(**whole).say_with
    assert "offence" not in line(offence=None, unit="groups", measure_id="groups_active_ocag").text


def test_a_national_count_is_of_no_online_team() -> None:
    team = {"measure": "Arrests by an online team or in one operation", "measure_id": "arrests_online_cso_team"}
    assert line(**team).sentence.startswith("7 arrests for sexting were made by a team or in an operation in Kent")
    of_team = line(**team, scope="by an online team")
    assert of_team.sentence.startswith("7 arrests for sexting were made by an online team in Kent Police's area in")
    assert "(by an online team)" in line(scope="by an online team").sentence, "no other sentence leaves a scope out"
    nation = line(**team, force="Wales", area_kind="nation", compiled_by="BBC", source_kind="press").sentence
    assert nation.startswith("One police operation led to 7 arrests for sexting in Wales")


@pytest.mark.parametrize(
    "read_in, who",
    [
        ("The Echo", "according to the force, as reported by The Echo."),
        ("The Echo of Borset", "according to The Echo of Borset, citing the force."),
        ("The Echo of the town", "according to the force (The Echo of the town)."),
    ],
)
def test_a_line_never_gives_as_the_forces_own_what_a_paper_alone_reports(read_in: str, who: str) -> None:
    said = line(
        hand="second_hand", source_kind="press", read_in=read_in, published_on="2020-11", unit="people",
        offence="a long name of an offence, no section", offence_id="long", period_id="2015-04-01..2017-03-31",
    )  # fmt: skip
    assert said.sentence.endswith(who), said.sentence


@pytest.mark.usefixtures("shipped")
def test_each_line_of_the_shipped_counts_of_people_names_an_offence_or_says_that_none_is() -> None:
    asked = (
        "select figure_id, value_text from figures where source_kind <> 'official' and unit in ('arrests', 'people')"
    )
    said = {one["offence_id"]: one["said"].lower() for one in words.table("letters/offences")}
    for mark, _ in warehouse.values(f"{asked} and measure_id not like 'groups%' order by figure_id limit 60"):
        (row,) = warehouse.query("evidence_figure", {"figure_id": mark}).itertuples()
        if found := print_line.of_figure(row, (), "r"):
            told = said.get(row.offence_id, (row.offence or "").partition(",")[0].lower()[:12])
            is_none = "names no section and no single offence" in found.text or "unspecified" in found.text
            assert is_none or (told and told in found.text.lower()), mark


@pytest.mark.usefixtures("shipped")
def test_no_reason_for_a_reading_claims_words_that_its_label_has_not() -> None:
    asked = "select offence_as_published, reading_reason from all_figures where contains(reading_reason, $said)"
    for said, word in (
        ("the label names no offence but the team", "team"),
        ("in brackets that child sexual exploitation", "(CSE)"),
    ):
        labels = warehouse.values(asked, {"said": said})
        assert labels and all(word.lower() in label.lower() for label, _ in labels), said
    for platform in ("Instagram", "WhatsApp", "Snapchat", "Facebook"):
        labels = warehouse.values(asked, {"said": f"the label only names the platform, {platform}"})
        assert labels and all(platform in label for label, _ in labels)


def test_a_headline_says_number_subject_and_period_and_of_a_small_or_doubted_count_no_number() -> None:
    whole = {
        "offence": "Online child sexual offences, section not stated",
        "offence_id": "group:online_child_sexual_offences",
    }
    said = print_line.headline(row(**whole), (), has_number=True)
    assert said == "Kent Police: 7 arrests on activist groups' evidence, 2019/20"
    said = print_line.headline(row(**whole), (), has_number=False)
    assert said == "Kent Police: arrests on activist groups' evidence, 2019/20"
    given = {"measure": "Offences recorded", "measure_id": "offences_recorded", "unit": "offences", "value": 95.0}
    said = print_line.headline(row(**given, scope="cyber-enabled"), (), has_number=True)
    assert said == "Kent Police: 95 offences of sexting (cyber-enabled), 2019/20"
    sides = [row(value=64.0, value_text="64"), row(value=175.0, value_text="175")]
    said = print_line.headline(row(value=NOTHING, is_disputed=True), sides, has_number=True)
    assert said.startswith("Kent Police: 64 or 175 arrests for sexting on activist groups' evidence, 2019/20")


def answer(mark: str) -> Any:
    return next(iter(results.of(outcome=mark).itertuples()))


@pytest.mark.usefixtures("shipped")
def test_a_refusal_on_cost_has_a_line_with_its_ground_its_arithmetic_and_its_address() -> None:
    found = print_line.of_answer(answer("x0ce4bvsvjkk"), "9shck8qab3ef", "https://disclosed.example/x")
    assert found is not None and found.first == UNCHECKED
    assert found.sentence == (
        "Northumbria Police refused, as too costly to answer, a question about cases that use activist groups' evidence"
        ": child grooming charges, including attempting to meet a child following sexual grooming, 2018 to 2019."
    )
    assert found.say_with[:2] == (
        "Sections: s12(1) of the FOIA 2000 (as printed).",
        "What it would take: More than 97,000 records × 5 minutes = more than 8,083 hours. "
        "The answer says more than 8,106 hours.",
    )
    assert found.source.startswith("Northumbria Police, reference 002/20, published 2020, https://")
    assert found.source.endswith(
        "; via Disclosed, release 9shck8qab3ef, answer x0ce4bvsvjkk, https://disclosed.example/x"
    )


@pytest.mark.usefixtures("shipped")
def test_what_fell_with_a_whole_request_by_our_reading_says_both_before_it_is_printed() -> None:
    found = print_line.of_answer(answer("j92skj20qwgs"), "r")
    assert found is not None and found.sentence == (
        "By our reading, West Yorkshire Police refused, as too costly to answer, a whole request that asked, among "
        "other things, about arrests on activist groups' evidence, 2019/20."
    )


@pytest.mark.usefixtures("shipped")
def test_no_answer_has_a_line_that_a_source_tells_of_or_that_gave_numbers_or_holds_no_longer() -> None:
    lines = {row.outcome_id: (row, print_line.of_answer(row, "r")) for row in results.of().itertuples()}
    printed = [(row, line) for row, line in lines.values() if line is not None]
    assert len(printed) > 25 and {row.kind for row, _ in printed} == {"cost", "ncnd", "withheld"}
    assert {row.status for row, _ in printed} == {"refused", "ncnd"}
    for row, line in printed:
        assert row.said_by == "force" and row.is_current and len(line.sentence.split()) <= print_line.MOST_WORDS
        assert line.sentence.startswith("By our reading, ") == (row.exemptions_basis == "inferred")
        assert "refused" not in line.sentence or row.kind == "cost", "four things, and never one"
    assert lines["z9wc2ctxgezk"][1] is None, "a commissioner's decision tells of it"
    assert lines["b5pqdvqs8w0n"][1] is None, "an internal review gave the names"
    assert lines["vbbfp6h1435q"][1] is None, "the tail of a letter answers no question of its own"


@pytest.mark.usefixtures("shipped")
def test_neither_confirmed_nor_denied_may_be_written_as_neither_some_nor_none() -> None:
    found = print_line.of_answer(answer("5q8yphqy8ca0"), "r")
    assert found is not None and found.sentence == (
        "West Mercia Police would neither confirm nor deny that it holds an answer to a question about arrests on "
        "evidence of police decoys, 2019/20."
    )
    assert found.dont_write == ("That there were any, or that there were none: the answer says neither.",)
    assert not any("What it would take" in said for said in found.say_with)
