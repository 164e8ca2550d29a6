"""Sections of the information laws are found as cited, each bound to its Act; an offence's section never is one."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.phrases.statuses import cost_arithmetic, distinct_sections, find_exemptions, infer_exemption

SCOTLAND, JERSEY = "FOISA 2002", "FOI (Jersey) Law 2011"

CITED = [
    ("Section 31(3)", ["s31(3)"]), ("s.31(3)", ["s31(3)"]), ("S.31 (3)", ["s31(3)"]), ("Section 31 (3)", ["s31(3)"]),
    ("s12", ["s12"]), ("SECTION 12", ["s12"]), ("Refused in full, s12", ["s12"]), ("Section\n12(1)", ["s12(1)"]),
    ("Sections 23(5) and 31(3)", ["s23(5)", "s31(3)"]), ("s23(5), 31(3) and 40(5)", ["s23(5)", "s31(3)", "s40(5)"]),
    ("Section 23(5) and 31(3)", ["s23(5)", "s31(3)"]), ("Sections 23, 24 and 31", ["s23", "s24", "s31"]),
    ("S23, 24 and 31.", ["s23", "s24", "s31"]), ("Section 40(2)(a)(b)", ["s40(2)(a)(b)"]),
    ("Section 30(1)(a)(b)", ["s30(1)(a)(b)"]), ("Section 31(1)(a) and (b)", ["s31(1)(a)(b)"]),
    ("Section 40(2)(a)(b) by virtue of 40(3)(A)(a)", ["s40(2)(a)(b)"]),
    ("Section 40(2) by virtue of Section 40(3A)(a)", ["s40(2)"]),
    ("NCND - Section 31(3)\n(3) This force can neither", ["s31(3)"]), ("Section 31(1)\n(a)(b)", ["s31(1)(a)(b)"]),
    ("Sub-section 2 of Section 40", ["s40(2)"]), ("part 2 of section 40", ["s40"]),
    ("The reason is set out in paragraph 2 under Section 40 below", ["s40"]),
    ("The reason is given in paragraph 11 of Section 31.", ["s31"]),
    ("Section 30(1)(a)(i) and (ii) Investigations", ["s30(1)(a)(i)(ii)"]),
    ("Section 31(1)(a), (b) and (c)", ["s31(1)(a)(b)(c)"]), ("s.23(5)/s.31(3)", ["s23(5)", "s31(3)"]),
    ("S.40(2) Personal Information. S.31(1) Law Enforcement", ["s40(2)", "s31(1)"]),
    ("Sexual Offences Act 2003, section 12, and Freedom of Information Act section 12(1)", ["s12(1)"]),
    ("Offences under Sections 12 and 14 SOA 2003 are exempt by virtue of section 31(1) FOIA.", ["s31(1)"]),
    ("Section 12 - 18 hours", ["s12"]),
    ("Section 31(3)\nLaw enforcement", ["s31(3)"]), ("Section 31(3) - Law Enforcement", ["s31(3)"]),
    ("Section 40 (5)   Personal information", ["s40(5)"]), ("FOIA s12(1)", ["s12(1)"]),
    ("Section 40(2) (personal information) of the Freedom of Information Act 2000", ["s40(2)"]),
    ("Section 12 of the Freedom of Information Act 2000", ["s12"]), ("s14 of the FOI Act", ["s14"]),
    ("It would breach the Data Protection Act 2018 and is exempt under Section 40(2).", ["s40(2)"]),
    ("It would breach the Data Protection Act 2018. Section 40(2) applies.", ["s40(2)"]),
    ("Section 1(1)(a) does not apply by virtue of the following exemptions:\n\nSection 23(5)", ["s23(5)"]),
]  # fmt: skip

NOT_EXEMPTIONS = [
    "Section 12 of the Sexual Offences Act 2003", "s15A SOA 2003", "s.14 SOA 2003", "section 127",
    "Section 127 of the Communications Act 2003", "sections 8, 10, 12, 14 and 15 of the Sexual Offences Act 2003",
    "SOA 2003 s8, s10, s12, s14, s15", "Sexual Offences Act 2003\ns12 4\ns14 2",
    "section 8 of SOA 2003 [insert number]; section 10 of SOA 2003 [insert number]; section 12 of SOA 2003 "
    "[insert number] section 14 of SOA 2003 [insert number]; and section 15 of SOA [insert number]",
    "Section 12 - Causing a child to watch a sexual act: 4", "Section 14: 6", "arrests for s12: 4, s14: 2, s15: 9",
    "arrests under Section 14 of the 2003 Act", "S12 Sexual Offences Act", "section 12 Criminal Justice Act",
    "Section 14 (arranging or facilitating commission of a child sex offence): 6",
    "we recorded 4 section 14 offences",
    "Section 1(1)(a), section 1(1)(b), s8, s10, s16, section 17(1), s45 and s50 of the Freedom of Information Act 2000",
    "its duty under sections 1 and 11 of the Freedom of Information Act 2000 will not breach the Copyright Act 1988",
    "the group's 12 arrests", "groups 12 and 14", "Section 12 is not engaged",
    "Section 12 of FOIA is not engaged", "Section 31 (law enforcement) of the Act does not apply",
    "section 17 of the Freedom of Information (Scotland) Act 2002",
    "section 24 of the Sexual Offences (Scotland) Act 2009",
    "Section 40 of the Data Protection Act 2018", "",
    "sex offence   2003 s14", "a child sex offence - Sec. 14 Sexual  FYE March",
    "watch sexual act (Section 12 of the Sexual   521",
]  # fmt: skip


@pytest.mark.parametrize(("text", "sections"), CITED)
def test_a_cited_exemption_is_found_in_one_spelling(text: str, sections: list[str]) -> None:
    assert [one.section for one in find_exemptions(text)] == sections


@pytest.mark.parametrize("text", NOT_EXEMPTIONS)
def test_a_section_of_another_law_or_a_duty_is_no_exemption(text: str) -> None:
    assert not find_exemptions(text)


@pytest.mark.parametrize(("text", "law", "sections"), [
    ("Section 17 of the Act: not held", SCOTLAND, ["s17"]),
    ("under section 18 of FOISA with section 34(1)(b)", SCOTLAND, ["s18", "s34(1)(b)"]),
    ("s.38(1)(b) of the Freedom of Information (Scotland) Act 2002", SCOTLAND, ["s38(1)(b)"]),
    ("section 24 of the Sexual Offences (Scotland) Act 2009", SCOTLAND, []),
    ("section 16 of the Act", SCOTLAND, []),
    ("Article 25(2) of the Law", JERSEY, ["art 25(2)"]),
    ("Art. 25(2)", JERSEY, ["art 25(2)"]),
    ("Articles 25 and 42 of the Freedom of Information (Jersey) Law 2011", JERSEY, ["art 25", "art 42"]),
    ("Section 12", JERSEY, []),
    ("Article 22A of the Sexual Offences (Northern Ireland) Order 2008", JERSEY, []),
])  # fmt: skip
def test_each_law_has_its_own_sections(text: str, law: str, sections: list[str]) -> None:
    assert [one.section for one in find_exemptions(text, law=law)] == sections


def test_an_unknown_law_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match="FOIA 2000"):
        find_exemptions("s12", law="FOIA 1999")


def test_a_citation_has_its_place() -> None:
    text = "Refused under Section 23(5) and 31(3)."
    assert [text[one.start : one.end] for one in find_exemptions(text)] == ["Section 23(5)", "31(3)"]


def test_a_bare_section_is_left_out_beside_its_own_subsection() -> None:
    found = find_exemptions("Section 23(5). Section 23 is absolute. Section 40. Section 23(5) again. Section 4")
    assert distinct_sections(found) == ("s23(5)", "s40")


@pytest.mark.parametrize(("text", "law", "inferred"), [
    ("to look would exceed 18 hours", "FOIA 2000", ("s12", "18 hours")),
    ("would cost more than £450", "FOIA 2000", ("s12", "£450")),
    ("would exceed the appropriate\nlimit", "FOIA 2000", ("s12", "appropriate\nlimit")),
    ("would exceed the time limit", "FOIA 2000", ("s12", "exceed the time limit")),
    ("would exceed £600", SCOTLAND, ("s12", "£600")),
    ("can neither confirm nor deny", SCOTLAND, ("s18", "neither confirm nor deny")),
    ("can neither confirm nor deny", "FOIA 2000", None),
    ("would take 12.5 hours", JERSEY, ("art 16", "12.5 hours")),
    ("within 20 working days", "FOIA 2000", None),
])  # fmt: skip
def test_wording_points_to_a_section_that_is_not_printed(text: str, law: str, inferred: tuple[str, str] | None) -> None:
    assert infer_exemption(text, law) == inferred


ARITHMETIC = [
    ("over 500 records x 4 minutes = over 33 hours", "over 500", "4", "over 33"),
    ("more than 97,000 records read at 5 minutes each (over 8,106 hours)", "more than 97,000", "5", "over 8,106"),
    ("more than 840 sexual-offence arrests in 2019 at 3 minutes each exceed 18 hours", "more than 840", "3", None),
    ("245 records would have to be read", "245", None, None),
    ("Section 12: within 20 working days we found 12", None, None, None),
]


@pytest.mark.parametrize(("text", "records", "minutes", "hours"), ARITHMETIC)
def test_the_arithmetic_of_a_refusal_is_kept_with_its_places(
    text: str, records: str | None, minutes: str | None, hours: str | None
) -> None:
    cost = cost_arithmetic(text)
    assert [one and text[one.start : one.end] for one in (cost.records, cost.minutes_each, cost.hours)] == [
        records, minutes, hours,
    ]  # fmt: skip


def test_hours_over_a_number_need_not_be_whole_and_records_do() -> None:
    cost = cost_arithmetic("over 500 records x 4 minutes = over 33 hours")
    assert cost.records and cost.records.value.low == 501
    assert cost.hours and cost.hours.value.low == 33


FRAGMENTS = [
    "Section 12", "s", "12", "(a)", " and ", ", ", "Sexual Offences Act 2003", " of the ", "FOIA", "\n", ".", " ",
    "x 4 minutes", "by virtue of ", "40(2)", "Act", "s.31", "Data Protection Act 2018", "hours", "[",
]  # fmt: skip


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)),
    st.sampled_from(["FOIA 2000", SCOTLAND, JERSEY]),
)
@settings(max_examples=400)
def test_no_text_gives_a_section_whose_number_it_does_not_print(text: str, law: str) -> None:
    for one in find_exemptions(text, law=law):
        printed = "".join(text[one.start : one.end].split())
        assert one.section.removeprefix("art ").removeprefix("s").split("(")[0] in printed
    infer_exemption(text, law)
    cost_arithmetic(text)


@pytest.mark.samples
def test_a_real_thread_gives_the_three_sections_of_its_notice_and_no_offences() -> None:
    thread = Path(os.environ.get("DISCLOSED_SAMPLES", "")) / "west-mercia-50766-thread.txt"
    if not os.environ.get("DISCLOSED_SAMPLES") or not thread.exists():
        pytest.skip("DISCLOSED_SAMPLES names no folder with the West Mercia thread")
    found = find_exemptions(thread.read_text(encoding="utf-8"))
    assert distinct_sections(found) == ("s23(5)", "s31(3)", "s40(5)")
