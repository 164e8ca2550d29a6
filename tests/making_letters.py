"""A cast of people who do not exist -> the letter and the table that name them, in the forms that letters usually have."""

# ruff: noqa: E501 (letters stand here as they are)

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.making_people import Cast, Person

OFFENCES = (
    ("Sexual Offences Act 2003 s8", "2"),
    ("Sexual Offences Act 2003 s10", "6"),
    ("Sexual Offences Act 2003 s15", "9"),
    ("Sexual Offences Act 2003 s15A", "5"),
)
HEADINGS = ("Officer", "Dealt with by", "OIC", "Reviewed by", "Author", "Officer in Case", "Case handler")


class Letter:
    """One letter with its people. `n` chooses which of the usual forms its parts have."""

    def __init__(self, cast: Cast, n: int, force: str) -> None:
        self.cast, self.n, self.force = cast, n, force
        self.asker, self.officer = cast.at("salutation"), cast.at("signature")
        self.head = HEADS[n % len(HEADS)](self)

    def lines(self, table: Sequence[str] = ()) -> list[str]:
        """`table`: what stands in place of a table."""
        return [
            *self.head,
            "",
            SALUTATIONS[self.n % len(SALUTATIONS)](self.asker),
            "",
            *self.answers(table),
            *self.end(),
        ]

    def answers(self, table: Sequence[str] = ()) -> list[str]:
        told = self.cast.at("told in the answer")
        second = TOLD[self.n % len(TOLD)](told, self.asker, self.officer)
        return [
            "1a. In 2019/20 there were 22 arrests for online sexual offences related to children.",
            *second,
            *(["1b. The offences of these arrests are in the table below.", *table] if table else []),
            "1c. Fewer than 5 arrests",
            "2. Section 31(3) of the Freedom of Information Act applies: we neither confirm nor deny that it is held.",
            "3. 7 arrests",
        ]

    def end(self) -> list[str]:
        return [
            "",
            *SIGNATURES[self.n % len(SIGNATURES)](self.officer, self.force),
            *QUOTED[self.n % len(QUOTED)](self.cast),
        ]


def _mail_head(letter: Letter) -> list[str]:
    copied, asker = letter.cast.at("Cc"), letter.asker
    return [
        f"From: {letter.officer.printed} <{letter.officer.email}>",
        "Sent: 01 March 2021 10:12",
        f"To: {asker.plain} [mailto:{asker.email}]",
        f"Cc: {copied.surname}, {copied.given}; {copied.email}",
        f"Subject: Response to {asker.plain} - FOI {100 + letter.n}/21",
    ]


def _letterhead(letter: Letter) -> list[str]:
    contact, asker = letter.cast.at("letterhead"), letter.asker
    return [
        f"{letter.force}", f"Our ref: FOI {100 + letter.n}/21", f"Contact: {contact.printed}",
        f"Tel: {contact.telephone}", f"E-mail: {contact.email}", "", asker.printed, asker.house, asker.town,
        asker.postcode,
    ]  # fmt: skip


def _window(letter: Letter) -> list[str]:
    handler, asker = letter.cast.at("letterhead"), letter.asker
    return [
        f"{asker.plain.upper()}, {asker.house}, {asker.town}, {asker.postcode}",
        f"Our ref: FOI {100 + letter.n}/21 ({handler.printed})",
        f"Direct dial {handler.telephone}    {handler.email}",
    ]


HEADS = (_mail_head, _letterhead, _window)
SALUTATIONS: tuple[Callable[[Person], str], ...] = (
    lambda asker: f"Dear {asker.printed},",
    lambda asker: f"Dear {asker.titled}",
    lambda asker: f"Dear {asker.plain.upper()}",
    lambda asker: f"Hi {asker.given},",
    lambda asker: f"For the attention of {asker.printed}",
)
TOLD: tuple[Callable[[Person, Person, Person], list[str]], ...] = (
    lambda told, asker, officer: [f"These were counted by {told.printed} ({told.email}, {told.telephone})."],
    lambda told, asker, officer: [f"If you want to know more call {told.given}", f"{told.surname} on {told.telephone}."],
    lambda told, asker, officer: [f"As {officer.plain.upper()} told {asker.titled}, see {told.printed}, Data Analyst."],
    lambda told, asker, officer: [f"Data extracted by: {told.printed}, {told.telephone}"],
    lambda told, asker, officer: [
        f"Write to {told.printed} at {told.email.split('@')[0]}@", f"{told.email.split('@')[1]} or ring", told.telephone
    ],
    lambda told, asker, officer: [
        f"{officer.plain} and {told.printed} of the Data Team live at {told.house},", f"{told.town} {told.postcode}.",
    ],
)  # fmt: skip
SIGNATURES: tuple[Callable[[Person, str], list[str]], ...] = (
    lambda one, force: ["Yours sincerely,", "", one.printed, f"Disclosure Officer, {force}", f"{one.email}, telephone {one.telephone}"],
    lambda one, force: ["Kind regards", one.given, "", f"{one.plain} | Decision Maker | {force}", f"T: {one.telephone} E: {one.email}"],
    lambda one, force: ["Yours faithfully", "", "", one.plain.upper(), "Information Access Manager", one.house, f"{one.town}, {one.postcode}"],
    lambda one, force: ["Regards,", f"{one.printed}, {force}, {one.telephone}"],
    lambda one, force: ["Yours sincerely", "", f"pp {one.printed}", "Freedom of Information Team", f"DDI {one.telephone}"],
    lambda one, force: ["Many thanks", "", f"{one.surname}, {one.given}", f"Ext {one.telephone[-4:]} / {one.telephone}", one.email],
)  # fmt: skip


def _original_message(cast: Cast) -> list[str]:
    one = cast.at("quoted message")
    return [
        "", "-----Original Message-----", f"From: {one.surname}, {one.given}", "Sent: 02 February 2021 09:00",
        "To: FOI <foi@borsetshire.police.uk.example>", "Subject: Freedom of Information request", "", "Dear Sir or Madam,",
        "1a. How many arrests were made?", "", "Yours faithfully,", "", one.plain, one.telephone, one.house, one.postcode,
    ]  # fmt: skip


def _wrote(cast: Cast) -> list[str]:
    one = cast.at("quoted message")
    return [
        "", f"On 2 February 2021 at 09:00, {one.plain} <{one.email}> wrote:", "> 1a. How many arrests were made?",
        f"> {one.given}", f"> {one.telephone}",
    ]  # fmt: skip


QUOTED: tuple[Callable[[Cast], list[str]], ...] = (lambda cast: [], _original_message, _wrote)


def table(cast: Cast, n: int) -> list[list[str]]:
    """Offences, numbers, and a column of people: at the right, at the left or between."""
    where = (2, 0, 1)[n % 3]
    rows = [["Offence", "2019/20"], *([label, number] for label, number in OFFENCES)]
    shown: list[str] = []
    for k in range(len(OFFENCES)):
        one = cast.at("column of people")
        shown.append((one.printed, one.plain, one.printed, f"{one.plain} {one.telephone}")[k])
    for row, person in zip(rows, [HEADINGS[n % len(HEADINGS)], *shown], strict=True):
        row.insert(where, person)
    return rows


def noted(cast: Cast, n: int) -> str:
    one = cast.at("note of a table")
    return (f"Prepared by {one.printed} ({one.email})", f"Reviewed by: {one.printed}, {one.telephone}")[n % 2]
