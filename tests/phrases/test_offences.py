"""An offence is read from what its print alone settles, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.phrases.offences import nearest, normal, read_offence
from ingest.reference import load

KENT, PSNI, SCOTLAND, JERSEY, UK = "kent", "northern-ireland", "police-scotland", "jersey", "area:uk"


def meaning(label: str, place: str = KENT, measure: str | None = None) -> str | None:
    """The offence's id, "" where the label names none, or None where it is not settled."""
    reading = read_offence(label, place_id=place, reference=load(), measure_id=measure)
    return None if reading is None else reading.offence_id or ""


@pytest.mark.parametrize(
    ("label", "offence"),
    [
        ("sexual communication with a child", "soa2003_s15a"),
        ("SX03034 - SEXUAL ACTIVITY WITH CHILD - OFFENDER OVER 18", "soa2003_s9"),
        ("CO99122: Possess indecent photo / pseudo-photo of child", "cja1988_s160"),
        ("Possession of IIOC (s160 CJA)", "cja1988_s160"),
        ("Possess indecent images of child S160", "cja1988_s160"),
        ("Sexual activity in front of a child (s11 SOA)", "soa2003_s11"),
        ("Sexual Activity With Child u16 (Sec 9)", "soa2003_s9"),
        ("MEET CHILD FOLLOWING SEXUAL GROOMING - OFFENDER OVER 18", "soa2003_s15"),
        ("Indecent photos of children - Sec 1 Protection of Children Act", "pca1978_s1"),
        ("Take/permit to be taken/make/distribute/publish indecent photographs of children", "pca1978_s1"),
        ("Sexual Communications  with a CHILD", "soa2003_s15a"),
        ("Sexual Communication with a Child 01/04/2022-31/03/2023", "soa2003_s15a"),
        ("grooming offences (sexual communication with a child)", "soa2003_s15a"),
        ("s.15A of the Sexual Offences Act 2003", "soa2003_s15a"),
        ("Sec 15A of the Sexual Offences Act 2003", "soa2003_s15a"),
        ("15A of the Sexual Offences Act", "soa2003_s15a"),
        ("s15A of the Sexual Offences Act 2003, sexual communication with a child", "soa2003_s15a"),
        ("s15A SOA 2003 sexual communication with a child (HO recording code 71/17)", "soa2003_s15a"),
        ("s15A, Home Office code 71/17", "soa2003_s15a"),
        ("HO Crime Code 71/17", "soa2003_s15a"),
        ("Home Office recording code 071/17", "soa2003_s15a"),
        ("Serious Crime Act, s.67 (2015)", "soa2003_s15a"),
        ("section 15 of SOA", "soa2003_s15"),
        ("Cause or incite a child under thirteen to engage in sexual activity", "soa2003_s8"),
        ("Engage in sexual activity with a child", "soa2003_s9"),
        ("Cause or incite sexual activity with a child", "soa2003_s10"),
        ("Sexual activity in the presence of a child", "soa2003_s11"),
        ("Arrange or facilitate a child sex offence", "soa2003_s14"),
        ("POSSESSION OF INDECENT PHOTOGRAPH OR PSEUDO-PHOTOGRAPH OF A CHILD - CJA 1988 S.160", "cja1988_s160"),
        ("C&JA 2009 S62", "cja2009_s62"),
        ("CJA 2009 s62", "cja2009_s62"),
        ("Comms Act 2003 S127", "ca2003_s127"),
        ("Sex Offences Act 2003 s15A", "soa2003_s15a"),
        ("88A Sexual grooming", "ho_88a"),
        ("S15A - Adult engaging in sexual communication with a child", "soa2003_s15a"),
        ("Sexual activity with child (offender 18+)", "soa2003_s9"),
        ("Causing or inciting a child U13 to engage in sexual activity", "soa2003_s8"),
        ("86 - Obscene publications etc", "ho_86"),
        ("08602 Take or make indecent photographs of children", "pca1978_s1"),
        ("Sexual Offences Act, s.15 (2003)", "soa2003_s15"),
        ("Meeting a Child Following Sexual Grooming etc.", "soa2003_s15"),
        ("child grooming charges (codes 088/01 and 088/02)", "soa2003_s15"),
        ("class 88A, codes 88/1 and 88/2", "soa2003_s15"),
        ("section 8 of SOA 2003", "soa2003_s8"),
        ("Sexual Offences Act, s.12 (2003)", "soa2003_s12"),
        ("Sexual Grooming (Home Office Offence code: 88A)", "ho_88a"),
        ("Home Office Classification of 88A Sexual Grooming", "ho_88a"),
        ("Sexual Grooming HO 88A", "ho_88a"),
        ("sexual grooming (s15 + s15A)", "ho_88a"),
        ("Home Office offence category 86 - Obscene Publications", "ho_86"),
        ("Section 127 of the Communications Act 2003", "ca2003_s127"),
        ("Communications Act, s.127 (2003)", "ca2003_s127"),
        ("Section 127 CA 2003", "ca2003_s127"),
        ("Section 127 (1) of the Communications Act 2003", "ca2003_s127_1"),
        ("s127(2)(a) Communications Act 2003", "ca2003_s127_2_a"),
        ("Section 127(1), 127(2) of the Communications Act 2003", "ca2003_s127"),
        ("Section 1 of the Malicious Communications Act 1988", "mca1988_s1"),
        ("section 1 of the PCA 1978", "pca1978_s1"),
        ("Home Office code 86 / 2 (photographs or pseudo-photographs of children)", "pca1978_s1"),
        ("86/10 Possession of an indecent or pseudo-photograph (S) of a child", "cja1988_s160"),
        ("Section 127 CA 2003 and Section 1 MCA 1988", "group:ca2003_s127_or_mca1988_s1"),
        ("S127 (CCCJS codes CA03005-CA03009)", "ca2003_s127"),
        ("S1 (CCCJS codes MT88005-MT88008)", "mca1988_s1"),
    ],
)
def test_a_label_that_settles_its_meaning_is_read(label: str, offence: str) -> None:
    assert meaning(label) == offence


@pytest.mark.parametrize("label", ["grooming", "online grooming", "Online grooming crimes", "grooming offences"])
@pytest.mark.parametrize("place", [KENT, PSNI, SCOTLAND, JERSEY, UK])
def test_shorthand_names_no_section(label: str, place: str) -> None:
    assert meaning(label, place) == "group:grooming_unspecified"


@pytest.mark.parametrize(
    ("place", "offence"),
    [(KENT, "soa2003_s15a"), (PSNI, "sonio2008_a22a"), (UK, "soa2003_s15a"), (SCOTLAND, None), (JERSEY, None)],
)
def test_the_same_words_mean_the_offence_of_the_law_that_holds_there(place: str, offence: str | None) -> None:
    assert meaning("sexual communication with a child", place) == offence


def test_scottish_words_mean_nothing_elsewhere() -> None:
    assert meaning("communicating indecently with a child", SCOTLAND) == "sosa2009_s24_s34"
    assert meaning("communicating indecently with a child under 13", SCOTLAND) == "sosa2009_s24"
    assert meaning("communicating indecently with a child", KENT) is None
    scottish = 'Section 1 ("grooming") Protection of Children and Prevention of Sexual Offences (Scotland) Act 2005'
    assert meaning(scottish, SCOTLAND) == "pcpsosa2005_s1"


@pytest.mark.parametrize(
    "label",
    [
        "S1",
        "S127",
        "s15",
        "s15A",
        "section 12",
        "88",
        "14/15",
        "2017/18",
        "Facebook",
        "Sexual Offences Act 2003",
        "Section 15A of the Sexual Offences Act 1956",
        "Section 1 of the Malicious Communications Act 1998",
        "Section 1 2 of the Sexual Offences Act 2003",
        "Code 71.17",
        "code 071 17",
        "s.1 27 Communications Act 2003",
        "sections 8, 10 and 12 of the Sexual Offences Act 2003",
        "ss 15 & 15A Sexual Offences Act 2003",
        "s15/15A Sexual Offences Act 2003",
        "s15 to s15A of the Sexual Offences Act 2003",
        "s15 and s127 of the Sexual Offences Act 2003 and the Communications Act 2003",
        "s15A of the Sexual Offences Act 2003 with a cyber flag",
        "Home Office code 71/17, female victims",
        "s15, Home Office code 71/17",
        "sexual grooming, Home Office code 088/05",
        "Home Office codes 71/17 and 86/2",
        "attempted s15A Sexual Offences Act 2003",
        "offences under s15A Sexual Offences Act 2003, excluding attempts",
        "s999 Sexual Offences Act 2003",
        "CJA S160",
        "SX03034",
        "Possession of indecent images of a child (offender over 18)",
        "Child sexual exploitation (offender over 18)",
        "child to engage in sexual activity",
        "a child under 13 to engage in sexual activity",
        "SX03034 - ATTEMPT SEXUAL ACTIVITY WITH CHILD",
        "SEXUAL ACTIVITY WITH CHILD - OFFENDER UNDER 18",
        "Possession of IIOC (s62 CJA)",
        "Possess IIOC with intent to show",
        "Indecent photos of children - Sec 160 Protection of Children Act",
        "Rape by a child under 13",
        "Sexual activity by a child",
        "Adult - causing a person to engage in sexual activity without consent",
        "Sexual Offences Act 2003 s9 (historic)",
        "Section 15A SOA 2003 – northern division",
        "s15A Sexual Offences Act 2003, domestic abuse",
        "71 Sexual grooming",
        "10 Sexual activity with a child",
        "7117 Sexual communication with a child",
        "Cause a child to engage in sexual activity",
        "Sexual activity with an adult",
    ],
)
def test_a_label_that_does_not_settle_its_meaning_is_not_read(label: str) -> None:
    assert meaning(label) is None


def test_home_office_088_05_is_no_grooming() -> None:
    assert meaning("Home Office code 088/05") == "soa2003_s61"


def test_one_sex_of_the_victim_is_a_part_of_the_offence() -> None:
    label = "088/01 Meeting a female child following sexual grooming etc. (Offender is aged 18 or over)"
    reading = read_offence(label, place_id=KENT, reference=load())
    assert reading is not None
    assert (reading.offence_id, reading.part) == ("soa2003_s15", "88/1")
    both = read_offence("codes 088/01 and 088/02", place_id=KENT, reference=load())
    assert both is not None
    assert (both.offence_id, both.part) == ("soa2003_s15", None)


def test_an_empty_label_is_the_measures_whole() -> None:
    assert meaning("", measure="arrests_online_cso") == "group:online_child_sexual_offences"
    assert meaning("  ", measure="groups_active_ocag") == ""


def test_an_attempt_is_its_own_offence() -> None:
    assert meaning("attempting to meet a child following sexual grooming") == "soa2003_s15_attempt"


def test_it_says_by_what_it_was_read() -> None:
    def how(label: str) -> str:
        reading = read_offence(label, place_id=KENT, reference=load(), measure_id="arrests_online_cso")
        assert reading is not None
        return reading.how

    assert how("Sexual communications with a child").startswith(
        'spelling "sexual communication with a child" in England'
    )
    assert how("section 15 of SOA") == "Sexual Offences Act 2003, s15"
    assert how("HO code 71/17") == "Home Office code 71/17"
    assert how("") == "no offence is named: the measure's whole"


def test_a_label_that_is_not_read_comes_with_the_nearest_spellings() -> None:
    found = nearest("sexual comunication with a chid", load())
    assert len(found) == 3
    assert normal(found[0]) == "sexual communication with a child"


def test_no_two_spellings_of_one_law_differ_in_meaning() -> None:
    seen: dict[tuple[str, str | None], str] = {}
    for spelling in load().spellings:
        key = (normal(spelling.spelling), spelling.jurisdiction)
        assert seen.setdefault(key, spelling.offence_id) == spelling.offence_id, spelling


def test_every_spelling_is_read_as_its_offence() -> None:
    places = {"England and Wales": KENT, "Northern Ireland": PSNI, "Scotland": SCOTLAND, None: JERSEY}
    for spelling in load().spellings:
        assert meaning(spelling.spelling, places[spelling.jurisdiction]) == spelling.offence_id, spelling


@given(st.text(), st.sampled_from([KENT, PSNI, SCOTLAND, JERSEY, UK]))
def test_no_text_breaks_the_reader(label: str, place: str) -> None:
    reading = read_offence(label, place_id=place, reference=load())
    assert reading is None or reading.offence_id is None or reading.offence_id in load().offences


@pytest.mark.parametrize(
    ("label", "offence_id"),
    [
        ("Engage in sexual communication with child", "soa2003_s15a"),
        ("Cause / incite child to engage in sexual activity", "soa2003_s10"),
        ("Arrange / facilitate commission of child sex offence", "soa2003_s14"),
        ("Meet child following sexual grooming", "soa2003_s15"),
        ("Possess prohibited image of child", "cja2009_s62"),
        ("Sexual activity without a child", None),
    ],
)
def test_short_titles_of_crime_systems_are_the_offence_whose_words_they_shorten(
    label: str, offence_id: str | None
) -> None:
    assert meaning(label) == offence_id


@pytest.mark.parametrize(
    "label",
    [
        "Sexual Offences Act 2003 Section 62 - Possession of a prohibited image of a child",
        "SOA 2003 s15 - sexual communication with a child",
    ],
)
def test_a_section_with_another_offences_words_settles_nothing(label: str) -> None:
    assert meaning(label) is None


@pytest.mark.parametrize(
    ("label", "offence_id"),
    [
        ("SOA 2003 s15 sexual grooming", "soa2003_s15"),
        ("PCA 1978 s1 indecent images of children", "pca1978_s1"),
        ("Coroners and Justice Act 2009 Section 62 - Possession of a prohibited image of a child", "cja2009_s62"),
    ],
)
def test_a_section_with_its_own_words_or_wider_ones_is_that_section(label: str, offence_id: str) -> None:
    assert meaning(label) == offence_id
