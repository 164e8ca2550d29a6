"""A seed -> people who do not exist, with addresses and numbers of their own, to be planted and looked for.

Names are put together from pieces, in the shapes that letters of UK forces have; telephone numbers are Ofcom's for
drama, postcodes are of areas that do not exist, addresses of mail are of domains that nobody can own.
"""

# ruff: noqa: E501 (names stand here as they are)

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

HOW_MANY = 245  # documents need some more than 200
SHORTEST_ALONE = 5  # letters of a surname that is looked for by itself

# culture -> given names, beginnings of surnames, ends of surnames
NAMES: dict[str, tuple[str, str, str]] = {
    "english": (
        "Alison Gareth Janet Derek Hester Ottoline Jocasta Cuthbert Merryn Tamsin Ptolemy Lettice",
        "Hart Wither Quill Pember Thistle Marl Fothering Ogle Strick Bram Cawl Wend Haver Skel",
        "combe thwaite wick stow worthy bourne tree croft shaw",
    ),
    "scottish": (
        "Eilidh Hamish Catriona Ruaridh Morven Struan Isla Lachlan",
        "MacQuor McInver MacCorr McSkim McTharg MacBrae McAul",
        "rish dale odrum ming lane nagh",
    ),
    "welsh": ("Rhiannon Gethin Angharad Llywelyn Tegwen Iestyn Nerys Emrys", "Rhydd Gwyth Llew Prys Tred Cadw", "erch elyn ogan wyn arth"),
    "irish": ("Niamh Fionnuala Cathal Oisin Grainne Diarmuid Saoirse", "O'Farr O'Lough O’Mull O’Drisc O'Cuin", "oghue lane ean igan"),
    "south asian": (
        "Harpreet Priya Imran Nasreen Sukhdeep Thivya Zulekha Rajinder",
        "Chakra Venkata Bhatta Qures Mukho Siddi Dhali",
        "vorty raman charya hani padhyay wal",
    ),
    "african": ("Chidinma Kwabena Oluwaseun Temitope Adaeze Tendai", "Okon Ade Nkwo Mwan Eze Oyel", "jobi yemi kwo fola aran gari"),
    "polish": ("Agnieszka Paweł Grzegorz Małgorzata Zbigniew Pawel", "Ziel Wiszn Kowal Jaruz Brzoz Paszk", "inski iewska ewicz elczyk owska"),
    "chinese": ("Wei-Ling Xiaoming Jiahui Siu-Fong Yuqing", "Ouyang Zhuang Szeto Xiong Qiu Tsang", ""),
    "continental": ("Hendrika Joost Ludovica Anneliese Thibault Inês", "van der Wester De Kerk von Hagen di Cast del Monte", "veld hoven bruck elli rino"),
    "invented": ("Zephrine Thorvin Quillan Averly Jorvik Brontide", "Zarrow Klev Ungle Vosper Drimm", "ath ombe itch anter ody"),
}  # fmt: skip
WORDS = [  # names that are words too, of which only the whole is looked for
    ("Rose", "Field"), ("Mark", "Sharp"), ("Grace", "Hope"), ("Will", "Power"), ("June", "March"), ("Frank", "Law"),
    ("Joy", "Banks"), ("Dawn", "Case"), ("Bill", "Price"), ("Faith", "Summers"), ("Pat", "Pending"), ("Guy", "Force"),
    ("Hazel", "Wood"), ("Miles", "Long"),
]  # fmt: skip
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mx")
RANKS = ("PC", "DC", "DS", "DI", "T/DS", "A/Insp", "PCSO", "Det Supt", "DCI", "T/DCI", "Sgt", "Ch Insp", "ACC")
STREETS = [
    "Larkspur", "Ottermead", "Brindle", "Cinnabar", "Tansy", "Wherry", "Halcyon", "Marrow", "Pilgrim's", "Old~Quarry",
    "St~Osyth's",
]  # fmt: skip
WAYS = ("Street", "Road", "Lane", "Close", "Rise", "Hill", "View", "Walk", "Court", "Green", "Parade", "Wynd", "Place")
TOWNS = ("Ambridge", "Felpersham", "Borchester", "Penny Hassett", "Darrington", "Little Croxley", "Llanfairdref")
AREAS = ("QX", "VV", "XJ", "JQ", "ZV", "QV")
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True)
class Person:
    """`printed`: the name as a document has it, title, rank and number included. `is_word`: the surname is a word of
    the language too, or too short to be looked for alone."""

    given: str
    surname: str
    printed: str
    is_word: bool
    email: str
    telephone: str
    house: str
    town: str
    postcode: str

    @property
    def plain(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def local(self) -> str:
        """An address of mail without its domain, which is nobody's alone."""
        return self.email.partition("@")[0]

    @property
    def titled(self) -> str:
        return f"Ms {self.surname}"

    @cached_property
    def hints(self) -> tuple[str, str, str, str, str]:
        """Of which one stands, as `_flat` has it, wherever a needle does: surname, mail and house in the text, postcode
        in that without blanks, telephone in its digits. They are soon sought, and hundreds are in thousands of texts."""
        telephone = re.sub(r"\D", "", re.split("ext", self.telephone)[0])[-9:]
        surname, house, postcode = (_flat(one) for one in (self.surname, self.house, self.postcode))
        return surname[0].split()[-1], self.local.lower(), house[0], postcode[1], telephone

    @cached_property
    def needles(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What must be found nowhere, each with what it is."""
        given, surname = (_letters(name) for name in (self.given, self.surname))
        found = [
            ("name", re.compile(rf"(?<!\w){given}\W{{1,3}}(?:[A-Z]\W{{1,2}})?{surname}(?!\w)", re.IGNORECASE)),
            ("name", re.compile(rf"(?<!\w){surname},?\W{{1,2}}{given}(?!\w)", re.IGNORECASE)),
            ("e-mail address", re.compile(rf"(?<![\w.]){re.escape(self.local)}(?!\w)", re.IGNORECASE)),
            ("address", re.compile(_letters(self.house), re.IGNORECASE)),
            ("postcode", re.compile(r"\s*".join(self.postcode.split()) + r"(?!\w)")),
            ("telephone number", re.compile(_digits(self.telephone))),
        ]
        if not self.is_word:
            found.append(("surname", re.compile(rf"(?<![\w-]){surname}(?![\w-])", re.IGNORECASE)))
        return tuple(found)


def found_in_bytes(person: Person, text: str) -> list[str]:
    """What of a person stands as it is in megabytes of text in lower case."""
    telephone = re.split(" ext", person.telephone)[0]
    wanted = [person.plain, person.email, person.house, person.postcode, telephone]
    wanted += [] if person.is_word else [person.surname]
    return [one for one in wanted if one.lower() in text]


@lru_cache(maxsize=4096)
def _flat(text: str) -> tuple[str, str, str]:
    """A text in lower case with single blanks, without blanks, and its digits."""
    flat = " ".join(text.lower().replace("’", "'").split())
    return flat, flat.replace(" ", ""), re.sub(r"\D", "", text)


def found_of(person: Person, text: str) -> list[str]:
    """What of a person stands in a text."""
    flat, squeezed, digits = _flat(text)
    surname, local, house, postcode, telephone = person.hints
    if not (surname in flat or local in flat or house in flat or postcode in squeezed or telephone in digits):
        return []
    return list(dict.fromkeys(kind for kind, needle in person.needles if needle.search(text)))


def people(seed: int) -> list[Person]:
    """Enough of them, no two with the same surname."""
    choose = random.Random(seed)
    names: dict[tuple[str, str], bool] = {name: True for name in choose.sample(WORDS, 10)}
    shapes = list(NAMES)
    while len(names) < HOW_MANY:
        given, surname = _name(choose, shapes[len(names) % len(shapes)])
        if not any(surname == other for _, other in names):
            names[given, surname] = len(surname) < SHORTEST_ALONE
    every = list(names.items())
    choose.shuffle(every)
    return [_person(choose, n, given, surname, word) for n, ((given, surname), word) in enumerate(every)]


def _name(choose: random.Random, shape: str) -> tuple[str, str]:
    given, starts, ends = (part.split() for part in NAMES[shape])
    if shape == "continental":
        starts = ["van der Wester", "De Kerk", "von Hagen", "di Cast", "del Mont", "van Ooster", "de la Font"]
    surname = choose.choice(starts) + choose.choice(ends or [""])
    if shape == "chinese" or choose.random() < 0.15:
        other = NAMES["english"]
        surname = f"{surname}-{choose.choice(other[1].split())}{choose.choice(other[2].split())}"
    return choose.choice(given), surname


def _person(choose: random.Random, n: int, given: str, surname: str, is_word: bool) -> Person:
    house = f"{choose.choice([str(choose.randint(1, 199)), f'{choose.randint(1, 99)}b', f'Flat {choose.randint(1, 9)}, {choose.randint(2, 99)}'])}"
    house += f" {choose.choice(STREETS).replace('~', ' ')} {choose.choice(WAYS)}"
    inward = f"{choose.randint(0, 9)}{choose.choice(INWARD)}{choose.choice(INWARD)}"
    postcode = f"{choose.choice(AREAS)}{choose.randint(1, 99)} {inward}"
    printed = choose.choice(SHAPES)(choose, given, surname)
    return Person(
        given, surname, printed, is_word, _email(choose, given, surname), _telephone(choose, n), house,
        choose.choice(TOWNS), postcode,
    )  # fmt: skip


def _initialled(choose: random.Random, given: str, surname: str) -> str:
    return choose.choice(
        [f"{given[0]}. {choose.choice('RKTM')}. {surname}", f"{given[0]} {surname}", f"{given[0]}. {surname}"]
    )


SHAPES: list[Callable[[random.Random, str, str], str]] = [
    lambda choose, given, surname: f"{given} {surname}",
    lambda choose, given, surname: f"{given} {surname}",
    lambda choose, given, surname: f"{given} {choose.choice('RKTM')}. {surname}",
    lambda choose, given, surname: f"{choose.choice(TITLES)} {given} {surname}",
    lambda choose, given, surname: f"{choose.choice(TITLES)} {surname}",
    lambda choose, given, surname: f"{choose.choice(RANKS)} {given} {surname}",
    lambda choose, given, surname: f"{choose.choice(RANKS)} {choose.randint(100, 99999)} {given} {surname}",
    lambda choose, given, surname: f"{choose.choice(RANKS)} {surname} {choose.randint(1000, 9999)}",
    lambda choose, given, surname: f"{given} {surname}".upper(),
    lambda choose, given, surname: f"{surname}, {given}",
    lambda choose, given, surname: f"{surname.upper()}, {given}",
    _initialled,
]


def _email(choose: random.Random, given: str, surname: str) -> str:
    first, last = (re.sub(r"[^a-z]", "", _plain(name).lower()) for name in (given, surname))
    local = choose.choice([f"{first}.{last}", f"{first[0]}{last}", f"{last}{choose.randint(10, 99)}", f"{first}_{last}",
                           f"{first}.{last}+foi", f"{choose.randint(1000, 9999)}.{last}", f"{first}-{last}"])  # fmt: skip
    domains = ("borsetshire.pnn.police.uk.example", "felpersham.police.example", "mail.example", "post.example.org")
    return f"{local}@{choose.choice(domains)}"


def _plain(text: str) -> str:
    return text.translate(str.maketrans("łêéã’", "leea'"))


def _telephone(choose: random.Random, n: int) -> str:
    """One of Ofcom's numbers for drama; `n` keeps them apart."""
    end = f"{n:03}"
    return choose.choice([
        f"01632 960{end}", f"01632 960 {end}", f"(01632) 960{end}", f"01632-960-{end}", f"+44 1632 960{end}",
        f"+44 (0)1632 960{end}", f"07700 900{end}", f"07700 900 {end}", f"077 0090 0{end}", f"+447700900{end}", f"07700900{end}",
        f"020 7946 0{end}", f"(020) 7946 0{end}", f"+44 20 7946 0{end}", f"01632 960{end} ext. 4{end}",
        f"0044 1632 960{end}", f"01632.960.{end}",
    ])  # fmt: skip


def _digits(telephone: str) -> str:
    """The number's last nine digits, whatever stands between them."""
    digits = re.sub(r"\D", "", re.split(r"ext", telephone)[0].replace("(0)", ""))
    return r"\D{0,3}".join(digits[-9:])


def _letters(text: str) -> str:
    """A pattern of a text, whatever white space and apostrophe stand in it."""
    return re.sub(r"['’]", "['’]", r"\s+".join(map(re.escape, text.split())))


@dataclass
class Cast:
    """People in the order in which documents need them, and where each was planted."""

    waiting: Iterator[Person]
    document: str = ""

    def __post_init__(self) -> None:
        self.planted: list[tuple[Person, str, str]] = []

    def at(self, place: str) -> Person:
        person = next(self.waiting)
        self.planted.append((person, self.document, place))
        return person
