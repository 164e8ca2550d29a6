"""What the made-up papers are about: forces, questions and offences as people write them, with the ids of the truth.

Forces are real ones, everything said of them is invented. The wordings are the examiner's own.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

FORCES_FILE = Path(__file__).resolve().parents[2] / "ingest" / "reference" / "forces.csv"
FOLDER = Path(__file__).parent
OWN_CAMPAIGN = FOLDER / "campaigns" / "recorded-offences.toml"
GROOMING = "online-grooming-2019-20"
RECORDED = OWN_CAMPAIGN.stem
ONLINE = "group:online_child_sexual_offences"


@dataclass(frozen=True)
class Question:
    label: str
    measure: str
    unit: str
    offence: str | None
    period: str
    wordings: tuple[str, ...]
    noun: str  # what is counted, in the plural
    one: str  # and in the singular


GROOMING_QUESTIONS = (
    Question("1a", "arrests_online_cso", "arrests", ONLINE, "2019/20", (
        "Please state the number of arrests your force made in 2019/20 for online sexual offences of any kind related to children.",
        "What is the number of arrests made in 2019/20 regarding online sexual offences of any kind involving children?",
        "The number of arrests you made in 2019/20 in respect of online sexual offences of any kind related to children.",
    ), "arrests", "arrest"),
    Question("1b", "arrests_online_cso", "arrests", None, "2019/20", (
        "Please give a breakdown of all the sexual offences associated with these arrests.",
        "A breakdown of the offences for which these arrests were made.",
    ), "arrests", "arrest"),
    Question("1c", "arrests_decoy", "arrests", ONLINE, "2019/20", (
        "How many of these arrests involved at least one child decoy? By 'child decoy' I mean an adult who pretends to be a child.",
        "Please specify how many of these arrests involved a child decoy (an adult posing as a child).",
    ), "arrests", "arrest"),
    Question("2", "arrests_police_decoy", "arrests", ONLINE, "2019/20", (
        "The number of arrests made in 2019/20 in connection with online sexual offences against children based on evidence acquired by your own officers acting as decoys.",
        "How many arrests did you make in 2019/20 on the strength of evidence acquired by your own officers acting as decoys?",
    ), "arrests", "arrest"),
    Question("3", "arrests_ocag", "arrests", ONLINE, "2019/20", (
        "The number of arrests made in 2019/20 in connection with online sexual offences against children based on evidence provided to you by so-called paedophile hunters.",
        "Please state the number of arrests in 2019/20 which were based on evidence provided by so-called paedophile hunters.",
    ), "arrests", "arrest"),
    Question("4", "groups_named_ocag", "groups", None, "2019/20", (
        "The names of all so-called paedophile hunting groups who provided information to you that led to arrests in 2019/20.",
        "Please provide the names of the groups that gave you information leading to arrests in 2019/20.",
    ), "groups", "group"),
)  # fmt: skip

RECORDED_QUESTIONS = (
    Question("1", "offences_recorded", "offences", "soa2003_s15a", "2017-04-01..2022-03-31", (
        "How many offences under section 15A of the Sexual Offences Act 2003 were recorded in each financial year from 2017/18 to 2021/22?",
        "Please state how many section 15A Sexual Offences Act 2003 offences were recorded for each financial year between 2017/18 and 2021/22.",
    ), "offences", "offence"),
    Question("2", "offences_recorded", "offences", None, "2017-04-01..2022-03-31", (
        "Please provide the number of child sexual offences recorded in each financial year, broken down by offence and, where you can, by the sex of the victim.",
        "How many offences were recorded in each financial year, broken down by offence (and by the victim's sex if held)?",
    ), "offences", "offence"),
    Question("3", "offences_recorded", "offences", "soa2003_s15a", "2021/22", (
        "Please give the outcome of each section 15A offence recorded in 2021/22.",
        "For the offences of section 15A recorded in 2021/22, please state the outcomes.",
    ), "offences", "offence"),
    Question("4", "arrests", "arrests", None, "2017-04-01..2022-03-31", (
        "How many arrests were made for each of those offences in each financial year?",
        "Please state the number of arrests for each of those offences, by financial year.",
    ), "arrests", "arrest"),
    Question("5", "offences_recorded", "offences", "soa2003_s15a", "2017-04-01..2022-03-31", (
        "For the offences at question 1, please give the sex of the victim by year.",
        "Please break the offences at question 1 down by sex of the victim and year.",
    ), "offences", "offence"),
)  # fmt: skip

QUESTIONS = {GROOMING: GROOMING_QUESTIONS, RECORDED: RECORDED_QUESTIONS}


def question(campaign: str, label: str) -> Question:
    return next(q for q in QUESTIONS[campaign] if q.label == label)


@dataclass(frozen=True)
class Offence:
    """An offence with its id, the ways in which a force's table may print it, its section alone and its code."""

    offence: str
    labels: tuple[str, ...]
    section: str
    act: str
    code: str | None = None


SOA = "Sexual Offences Act 2003"
OFFENCES = (
    Offence("soa2003_s8", (
        "Causing or inciting a child under 13 to engage in sexual activity",
        "Sexual Offences Act 2003 s8 - Cause/incite a child under 13 to engage in sexual activity",
        "S.8 Sexual Offences Act 2003",
        "Section 8 SOA 2003",
    ), "8", SOA),
    Offence("soa2003_s9", (
        "Sexual activity with a child",
        "Sexual activity with a child - Section 9 Sexual Offences Act 2003",
        "s9 SOA 2003",
    ), "9", SOA),
    Offence("soa2003_s10", (
        "Causing or inciting a child to engage in sexual activity",
        "Section 10 Sexual Offences Act 2003",
        "SOA 2003 s.10 Cause or incite a child to engage in sexual activity",
    ), "10", SOA),
    Offence("soa2003_s11", (
        "Engaging in sexual activity in the presence of a child",
        "Sexual Offences Act 2003, section 11",
    ), "11", SOA),
    Offence("soa2003_s12", (
        "Causing a child to watch a sexual act",
        "s12 Sexual Offences Act 2003 - Cause child to watch a sexual act",
        "Section 12 of the Sexual Offences Act 2003",
    ), "12", SOA),
    Offence("soa2003_s14", (
        "Arranging or facilitating commission of a child sex offence",
        "Section 14 SOA 2003",
        "Arranging or facilitating the commission of a child sex offence (s.14 SOA 2003)",
    ), "14", SOA),
    Offence("soa2003_s15", (
        "Meeting a child following sexual grooming",
        "Section 15 Sexual Offences Act 2003 - meeting a child following sexual grooming",
        "SOA 2003 S15",
    ), "15", SOA),
    Offence("soa2003_s15a", (
        "Sexual communication with a child",
        "Section 15A Sexual Offences Act 2003",
        "71/17 Sexual communication with a child",
        "s.15A SOA 2003 Engage in sexual communication with a child",
    ), "15A", SOA, "071/17"),
    Offence("pca1978_s1", (
        "Section 1 Protection of Children Act 1978",
        "Protection of Children Act 1978 s1",
        "s1 PCA 1978",
    ), "1", "Protection of Children Act 1978"),
    Offence("cja1988_s160", (
        "Section 160 Criminal Justice Act 1988",
        "Possession of an indecent photograph of a child (s160 Criminal Justice Act 1988)",
    ), "160", "Criminal Justice Act 1988", "086/10"),
    Offence("cja2009_s62", (
        "Possession of prohibited images of children",
        "Section 62 Coroners and Justice Act 2009",
    ), "62", "Coroners and Justice Act 2009", "086/15"),
    Offence("ca2003_s127", (
        "Section 127 Communications Act 2003",
        "Communications Act 2003 s127",
        "s.127 of the Communications Act 2003",
    ), "127", "Communications Act 2003"),
)  # fmt: skip
OFFENCE = {offence.offence: offence for offence in OFFENCES}


@dataclass(frozen=True)
class Force:
    force: str
    name: str
    nation: str


def forces() -> list[Force]:
    """Every territorial force of the reference data, by its id and name alone."""
    with FORCES_FILE.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [Force(r["force_id"], r["name"], r["nation"]) for r in rows if r["kind"] == "territorial"]


FIRST = (
    "Agnes", "Basil", "Cedric", "Delphine", "Edmund", "Fenella", "Gideon", "Hester", "Ignatius", "Jocasta", "Kester",
    "Lavinia", "Mortimer", "Nerys", "Osbert", "Petronella", "Quentin", "Rowena", "Sylvester", "Tabitha",
)  # fmt: skip
LAST = (
    "Applethwaite", "Brackenbury", "Crumplehorn", "Dunderdale", "Entwistle", "Featherstonehaugh", "Gribthorpe",
    "Higginbottom", "Inchbald", "Jellicoe", "Knatchbull", "Lillycrop", "Micklethwait", "Nethersole", "Ogilvy-Platt",
    "Pennyfeather", "Quillfeather", "Ramsbottom", "Snodgrass", "Thistlewood",
)  # fmt: skip


def person(rng: Random) -> str:
    """A made-up name of nobody, to see whether names pass."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"
