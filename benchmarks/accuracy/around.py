"""What stands around the answers in real letters and threads, full of digits that answer nothing (E).

Openings, closings, complaint rights, footers, annotations by the public, requests: each in several wordings.
"""

# ruff: noqa: E501 - a wording stands whole, as a letter prints it

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.model import Message, Paragraph

FOIA = "Freedom of Information Act 2000"
FOISA = "Freedom of Information (Scotland) Act 2002"
REFERENCES = (
    "{n5}", "{n4}/20", "{n3}-2021", "{n3}/2021", "{n2}A/21", "FOI2021/0{n4}", "01.FOI.21.0{n5}", "01/FOI/21/00{n4}/Z",
    "FOI/{n5}", "{n5}-21", "R0{n5}", "{n5}19", "F-2021-00{n3}",
)  # fmt: skip


def reference(rng: Random) -> str:
    return rng.choice(REFERENCES).format(
        n2=rng.randint(11, 98), n3=rng.randint(101, 986), n4=rng.randint(1013, 9876), n5=rng.randint(10321, 98765)
    )


def day(rng: Random) -> date:
    return date(2021, 1, 4) + timedelta(days=rng.randint(0, 300))


def long_day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def opening(rng: Random, force: str, ref: str, requester: str, received: date, act: str = FOIA) -> list[str]:
    salutation = rng.choice(
        (
            f"Dear {requester}",
            f"Dear {requester.split()[-1]},",
            "Dear Applicant",
            "Dear Sir or Madam,",
            "Good afternoon",
        )
    )
    head = rng.choice((
        f"FREEDOM OF INFORMATION REQUEST REFERENCE NO: {ref}",
        f"{act} Request - Ref: {ref}",
        f"FOI Request Reference: {ref}",
        f"Our ref: {ref}",
    ))  # fmt: skip
    body = rng.choice((
        f"I write in connection with your request for information which was received on {long_day(received)}. Please find our response below.",
        f"Thank you for your request for information dated {long_day(received)}, which has been considered under the {act}.",
        f"Your request for information, received by {force} on {received:%d/%m/%Y}, has now been considered. I am able to respond as follows.",
        f"I am writing in response to your request of {long_day(received)} under the {act} (the Act).",
    ))  # fmt: skip
    order = [salutation, head, body] if rng.random() < 0.6 else [head, salutation, body]
    return order


def distractors(rng: Random, force: str) -> list[str]:
    """Paragraphs of numbers that answer no question."""
    extension = rng.randint(70000, 79999)
    chosen = rng.sample((
        f"Please note that {force} employs {rng.randint(1800, 6200):,} officers and polices some {rng.randint(600, 1500):,} square miles.",
        f"Should you wish to discuss this letter please telephone 01{rng.randint(200, 999)} {rng.randint(310000, 989999)} ext. {extension}, between 9am and 5pm.",
        "You have 40 working days from the date of this letter to ask for an internal review.",
        f"The force's disclosure log holds {rng.randint(200, 900)} earlier responses, from 2015 to 2021.",
        f"In 2016 the force dealt with {rng.randint(900, 1600)} requests of all kinds, {rng.randint(80, 99)}% of them within 20 working days.",
        "The hourly rate is set at £25 by the Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004 (SI 3244).",
        f"This response is issued in line with Version {rng.randint(2, 9)}.{rng.randint(0, 9)} of the NPCC manual, page {rng.randint(11, 180)}.",
        "The Crime Survey for England and Wales 2019 gives an estimate of 3.1 million adults who had been abused before the age of 16.",
    ), 2)  # fmt: skip
    return chosen


CAVEATS = (
    "Please note that these figures are drawn from a live system and may change over time.",
    "The research was carried out by a count of custody records and is as accurate as the data entered.",
    "Police forces in the United Kingdom are routinely required to provide crime statistics. Systems used for recording these figures are not generic, nor are the procedures used locally, and for this reason this response should not be used for comparison with any other force.",
)


def closing(rng: Random, force: str, officer: str) -> list[str]:
    word = force.split()[0].lower()
    lines = [rng.choice(("Yours sincerely", "Kind regards", "Yours faithfully,", "Regards")), officer]
    lines.append(
        rng.choice(("Information Compliance Officer", "Disclosure Officer", "Freedom of Information Decision Maker"))
    )
    lines.append(f"Information Access Unit, {force}")
    if rng.random() < 0.6:
        lines.append(
            f"{officer.replace(' ', '.').lower()}@{word}.police.uk | 01{rng.randint(200, 999)} {rng.randint(310000, 989999)}"
        )
    if rng.random() < 0.5:
        lines.append(
            f"Police Headquarters, PO Box {rng.randint(10, 99)}, {rng.choice(('WR3 8SP', 'DH1 5TT', 'LN5 7PH', 'CM2 6DA'))}"
        )
    return lines


def rights(rng: Random) -> list[str]:
    return rng.choice((
        ["Complaint rights", "Are you unhappy with how your request has been handled or do you think the decision is incorrect? You have the right to require a review within 20 working days of the date of this response.", "If you are still dissatisfied you may apply to the Information Commissioner, Wycliffe House, Water Lane, Wilmslow, Cheshire, SK9 5AF. Phone: 0303 123 1113 or 01625 545745."],
        ["Under section 50 of the Act you may complain to the Information Commissioner, Wycliffe House, Water Lane, Wilmslow, SK9 5AF, telephone 0303 123 1113."],
        ["Internal review: if you are dissatisfied with this response you should write within 40 working days, quoting the reference above. We aim to complete a review within 20 working days, 40 in complex cases."],
    ))  # fmt: skip


def annotation(rng: Random, on: date) -> Message:
    """A member of the public: full of figures, none of them the force's."""
    name = (
        f"{rng.choice('ABDEGJKLMNPRST')}. {rng.choice(('Wimpole', 'Netherby', 'Oakapple', 'Tuffnell', 'Barleycorn'))}"
    )
    text = rng.choice((
        [f"For comparison, another force answered that it made {rng.randint(60, 400)} arrests in 2019/20, {rng.randint(20, 59)} of them on evidence from hunters."],
        ["1a. 412", "3. 207", "That is what a neighbouring force gave in answer to the same questions."],
        [f"The BBC reported in 2019 that {rng.randint(100, 300)} suspects were charged with the help of such groups: 'at least {rng.randint(100, 300)}'."],
        [f"Thirty-six forces responded to an earlier request; between 2015 and 2019 there were over {rng.randint(5, 20)},400 reports."],
    ))  # fmt: skip
    return Message("public", name, on, [Paragraph(line) for line in text], kind="annotation")


def acknowledgement(rng: Random, force: str, ref: str, officer: str, on: date, received: date) -> Message:
    text = rng.choice((
        f"I write in connection with your request for information which was received on {long_day(received)}. Your request will now be considered in accordance with the Freedom of Information Act 2000. We will aim to provide a response within 20 working days.",
        f"Thank you for your email received on {long_day(received)}. It is being dealt with under the Freedom of Information Act 2000 and you will receive a response within the statutory timescale of 20 working days.",
        f"Receipt of your request is acknowledged. It has been allocated the reference {ref}. A reply will be sent within 20 working days of receipt.",
    ))  # fmt: skip
    blocks = [Paragraph(line) for line in ("Dear Applicant", f"Our ref: {ref}", text)]
    blocks += [Paragraph(line, "line") for line in closing(rng, force, officer)]
    return Message("force", officer, on, list(blocks), kind="acknowledgement")
