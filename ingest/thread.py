"""Lines of a thread, mail or letter -> its messages: whose, when and of what kind; the references, days, force and law
printed; and of a page of several requests the source's own.

Protects: only a force's own answers are read for figures. Annotations are by the public and full of numbers; they run
from "… left an annotation" to the next header. A greeting to a force is the requester's, and a force greets once. A
quoted message is not said twice. A date or a reference is one that is printed; a force is one that the document names
as asked or writing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, islice

from ingest.model import Line, Message, Part, Problem, locator_of
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.periods import find_points
from ingest.privacy import is_salutation, is_sign_off
from ingest.reference import Campaign, Reference

ANSWERING = ("response", "review_response")
FROM_FORCE = ("acknowledgement", "response", "review_response", "clarification")
LONGEST_DATE = 40  # characters
DATE_WITHIN = 24  # code points between "received on" and its date

REFERENCE_TOKEN = r"(?=[\w./-]*\d)[A-Za-z0-9](?:[\w/-]|\.(?=\w))*"
PREFIX = rf"(?P<prefix>{letters.pattern('thread', 'reference_prefixes')}[ \t]+)"
NAMED = rf"{letters.pattern('thread', 'references')}\b\.?(?:\s*(?:no|number|num)\b\.?)?"
REFERENCE = re.compile(rf"(?<!\w){NAMED}\s*[:#.-]?\s*{PREFIX}?(?P<number>{REFERENCE_TOKEN})", re.IGNORECASE)
BARE = r"(?P<number>(?!(?:19|20)\d\d/\d\d(?:\d\d)?(?!\d))\d{2,}/\d\d(?:\d\d)?)"
BARE_REFERENCE = re.compile(
    rf"(?:^|[:–—-])[ \t]*{PREFIX}(?:request[ \t]+)?{BARE}[ \t.]*(?:$|[:,;()–—-])", re.IGNORECASE | re.MULTILINE
)
""" "FOI" with a number and its year that are all of a line, or of its part after a dash or colon. A financial year
("FOI 2019/20") is none."""
DATE_KEYS = rf"(?:{letters.pattern('thread', 'mail_others')}\s*:)?"
DAYS = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)?"
AROUND_A_DATE = re.compile(
    rf"\W*+{DATE_KEYS}\W*+{DAYS}\W*+(?:\d{{1,2}}:\d\d(?::\d\d)?)?\W*+(?:am|pm|GMT|BST)?\W*+", re.IGNORECASE
)
"""What stands between is taken whole: a line of dashes can be parted among six places in millions of ways."""
ATTACHMENTS = re.compile(rf"(\d{{1,3}})\s+{letters.pattern('thread', 'attachments')}", re.IGNORECASE)
BODY = re.compile(rf"\b{letters.pattern('thread', 'bodies')}$")


def find_force(messages: Sequence[Message], lines: Sequence[Line], reference: Reference) -> str | None:
    """The force that was asked: greeted in the request, or heading its letters, or the only one that they name."""
    requests = (message.lines[:3] for message in messages if message.kind in ("request", "review_request"))
    greetings = (line.text for first in requests for line in first if is_salutation(line.text))
    letters_of_force = [message.lines for message in messages if message.kind in FROM_FORCE and message.lines]
    heads = (of_letter[0].text for of_letter in letters_of_force)
    every = "\n".join(line.text for line in chain.from_iterable(letters_of_force or [lines]))
    named = (reference.forces_named_in(text) for text in (*greetings, *heads, every))
    return next((forces[0] for forces in named if len(forces) == 1), None)


def find_law(messages: Sequence[Message], force_id: str, reference: Reference) -> str:
    """The law that the force's letters name, else the one of its nation."""
    text = "\n".join(line.text for message in messages if message.kind in FROM_FORCE for line in message.lines)
    force = reference.forces.get(force_id)
    of_nation = letters.laws("nations").get(force.nation if force else "", letters.default_law())
    named = (law for name, law in letters.laws("named").items() if re.search(rf"\b{re.escape(name)}", text))
    return next(named, of_nation)


def find_reference(messages: Sequence[Message]) -> str | None:
    """The reference number that the force's letters print first ("Our ref: 77/21"), None where none is printed."""
    of_force = (message.lines for message in messages if message.kind in FROM_FORCE)
    return next(filter(None, (printed_reference("\n".join(line.text for line in lines)) for lines in of_force)), None)


def printed_reference(text: str) -> str | None:
    """The reference number that a text prints first, None where it prints none. One that stands behind "Our ref" or the
    like goes before one that only heads a line ("FOI 000123/21"); of several such, as in a log, none is the text's."""
    named = next(_references(text, REFERENCE), None)
    bare = set(_references(text, BARE_REFERENCE)) if named is None else set()
    return bare.pop() if len(bare) == 1 else named


def _references(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    points = find_points(text)
    dates = [(point.start, point.end) for point in points if point.kind == "date"]
    months = {point.start for point in points if point.kind == "month"}
    for match in pattern.finditer(text):
        is_day = any(start <= match.start("number") < end for start, end in dates)
        if not is_day and not (match["prefix"] and match.end() + 1 in months):  # "FOI 12 March 2021"
            yield " ".join(((match["prefix"] or "") + match["number"].strip(".-/")).split())


def find_received(messages: Sequence[Message]) -> str | None:
    """The day on which the force says that it received the request, as YYYY-MM-DD."""
    kinds = ("acknowledgement", "response", "clarification")
    for text in ("\n".join(line.text.strip() for line in m.lines) for m in messages if m.kind in kinds):
        for match in letters.anywhere("thread", "received").finditer(text):
            after = text[match.end() : match.end() + DATE_WITHIN + LONGEST_DATE]
            near = [point for point in find_points(after) if point.kind == "date" and point.start <= DATE_WITHIN]
            if near and near[0].first:
                return near[0].first.isoformat()
    return None


LONGEST_HEADER = 100
LINES_OF_A_LETTERHEAD = 12
LONGEST_DATE_LINE = 300  # code points of a line that is a date and no more, rules and blanks included
LINES_OF_A_MAIL_HEADER = 5
LINES_BEFORE_A_SALUTATION = 4  # a date, "1 Attachment", the page's furniture
HEAD = re.compile(r"(?:From|To|Sent|Date|Subject|Cc):")  # of a mail
BY = {"outgoing": "requester", "incoming": "force", "annotation": "public"}
"""Whose a part is that the format tells apart."""


def printed_date(lines: Sequence[Line]) -> date | None:
    """The date in a message's head: in its header line or alone on a line. None where none is printed."""
    written = [line.text.strip() for line in lines if line.text.strip()][:LINES_OF_A_LETTERHEAD]
    for text in written:
        on = date_alone(text)
        if on:
            return on
        if len(text.split()) > 12:
            return None
    return None


def date_alone(text: str) -> date | None:
    """The date, when the line is nothing else: "4 January 2021", "Sent: 04 January 2021 10:15"."""
    points = [point for point in find_points(text) if point.kind == "date"] if len(text) <= LONGEST_DATE_LINE else []
    if len(points) != 1:
        return None
    rest = text[: points[0].start] + text[points[0].end :]
    return points[0].first if AROUND_A_DATE.fullmatch(rest) else None


def kind_of(lines: Sequence[Line], by: str, earlier: Sequence[str]) -> str:
    if by == "public":
        return "annotation"
    if by == "nobody":  # a machine, or nobody knows who
        return "other"
    text = " ".join(_body_text(lines).split())
    written = [line.text.strip() for line in lines if line.text.strip() and not is_salutation(line.text.strip())]
    begins = " ".join([line for line in written if not HEAD.match(line)][:2])
    if by == "force" and letters.at_start("thread", "away").match(begins):
        return "other"
    is_review = letters.anywhere("thread", "review").search(text) is not None
    if by == "requester":
        if not any(kind == "request" for kind in earlier):
            return "request"
        if is_review:
            return "review_request"
        return "clarification" if letters.anywhere("thread", "clarification").search(text) else "other"
    if any(letters.anywhere("thread", name).search(text) for name in ("acknowledgement", "extension")):
        return "acknowledgement"  # or it only puts its answer off
    if (
        letters.anywhere("thread", "clarification").search(text)
        and "response" not in earlier
        and len(text.split()) < 150
    ):
        return "clarification"
    return "review_response" if (is_review and "review_request" in earlier) or _is_headed_review(lines) else "response"


def _is_headed_review(lines: Sequence[Line]) -> bool:
    """Whether the letter's own heading calls it an internal review; what it says of the right to one is no heading."""
    review, offered = (letters.anywhere("thread", name) for name in ("review", "review_offered"))
    written = [line.text.strip() for line in lines if line.text.strip()]
    for n, text in enumerate(written[:8]):
        goes_on = " ".join(written[n : n + 2]) if text[-1] not in ".:" else text
        before = written[n - 1] if n and written[n - 1][-1] not in ".:" else ""
        if review.search(text) and len(text) <= LONGEST_HEADER and not offered.search(f"{before} {goes_on}"):
            return True
    return False


def _body_text(lines: Sequence[Line]) -> str:
    """What is said before the sign-off: what follows speaks of complaints and reviews in every letter."""
    body: list[str] = []
    for line in lines:
        if body and (is_sign_off(line.text) or letters.at_start("drop", "ends").match(line.text)):
            break
        body.append(line.text)
    return "\n".join(body)


@dataclass(frozen=True)
class Start:
    """Where a message begins, an index into lines; whose: force | requester | public | mail (sender not yet known)."""

    at: int
    by: str


def find_starts(lines: Sequence[Line], reference: Reference) -> list[Start]:
    starts: list[Start] = []
    is_thread = any(_is_annotation(line.text) or letters.anywhere("thread", "site").search(line.text) for line in lines)
    is_thread = is_thread or any(_is_force_header(lines, n, reference) for n in range(len(lines)))
    furniture = letters.alone("thread", "furniture")
    ends = [
        n for n, line in enumerate(lines) if is_sign_off(line.text) or furniture.fullmatch(line.text.strip() or "x")
    ]
    for n, line in enumerate(lines):
        text = line.text.strip()
        if not text or text.startswith(">"):
            continue
        start = _start_at(lines, n, starts, ends, is_thread, reference)
        if start:
            starts.append(start)
    first = next((n for n, line in enumerate(lines) if line.text.strip() or line.table is not None), None)
    if first is not None and not starts:
        starts.append(Start(first, "force"))
    return [
        Start(start.at, _mail_sender(lines, start.at, reference)) if start.by == "mail" else start for start in starts
    ]


def _start_at(
    lines: Sequence[Line], n: int, starts: Sequence[Start], ends: Sequence[int], is_thread: bool, reference: Reference
) -> Start | None:
    text = lines[n].text.strip()
    if _is_annotation(text):
        return Start(n, "public")
    if _is_mail_header(lines, n):
        return Start(n, "mail")
    if _is_force_header(lines, n, reference) or _is_dated_header(lines, n, reference):
        return Start(n, "force")
    is_ended = bool(starts) and bisect_left(ends, starts[-1].at) < bisect_left(ends, n)
    if not is_salutation(text):
        return Start(n, "force") if is_ended and letters.at_start("thread", "begins").match(text) else None
    if _names_body(text, reference):
        if not starts:
            # Where the force's own letter stands above this greeting, it restates the request, greeting included.
            heads = (line.text for line in lines[:n] if not is_salutation(line.text))
            is_restated = _has_prose(lines[:n]) and any(_names_body(text, reference) for text in heads)
            return Start(n, "requester") if is_thread or not is_restated else None
        current = starts[-1]
        if current.by == "mail" and not _has_prose(lines[current.at : n]):
            return None  # the greeting of the mail whose header stands above
        return Start(n, "requester") if is_thread or bisect_left(ends, current.at) < bisect_left(ends, n) else None
    if not starts:  # on a thread's page the requester speaks first, whoever is greeted
        first = next(at for at, line in enumerate(lines) if line.text.strip())
        return Start(n, "requester") if is_thread else Start(first, "force")
    if starts[-1].by == "requester" and is_ended and not TO_AN_OFFICE.search(text):
        return Start(n, "force")  # who asked has signed, and is greeted
    is_second_greeting = any(is_salutation(line.text.strip()) for line in lines[starts[-1].at + 1 : n])
    if is_thread and starts[-1].by == "force" and is_second_greeting:
        return Start(n, "requester")  # a force greets once; what it quotes is not read as its answer either
    return None


TO_AN_OFFICE = re.compile(r"\b(?:sirs?|madam|team|officer|foi|all)\b", re.IGNORECASE)


def _is_annotation(text: str) -> bool:
    return len(text) <= LONGEST_HEADER and letters.anywhere("thread", "annotation").search(text) is not None


def _is_force_header(lines: Sequence[Line], n: int, reference: Reference) -> bool:
    """A line that heads an incoming message: an office and its force, then attachments or a greeting of no force."""
    if not _names_its_force(lines, n, reference):
        return False
    following = _after_furniture(lines, n + 1)
    if following is None:
        return False
    at, has_attachments = following
    greeting = lines[at].text.strip()
    if is_salutation(greeting):
        return not _names_body(greeting, reference)
    return has_attachments


def _names_its_force(lines: Sequence[Line], n: int, reference: Reference) -> bool:
    """Whether a line could head a message: an office and its force, with nothing right above."""
    text = lines[n].text.strip()
    if not text or len(text) > LONGEST_HEADER or is_salutation(text) or text[-1] in ".:;,?" or ":" in text:
        return False
    if not (reference.forces_named_in(text) or BODY.search(text)):
        return False
    return n == 0 or not lines[n - 1].text.strip()


def _is_dated_header(lines: Sequence[Line], n: int, reference: Reference) -> bool:
    """A force's line with a date alone right below it, and a greeting after no more than the letter's reference."""
    if not _names_its_force(lines, n, reference):
        return False
    if n + 1 >= len(lines) or date_alone(lines[n + 1].text.strip()) is None:
        return False
    written = [line.text.strip() for line in lines[n + 2 : n + 2 + LINES_OF_A_LETTERHEAD] if line.text.strip()]
    greeting = next((at for at, text in enumerate(written) if is_salutation(text)), None)
    return (
        greeting is not None
        and not _names_body(written[greeting], reference)
        and all(len(text) <= LONGEST_HEADER and text[-1] not in ".;," for text in written[:greeting])
    )


def _after_furniture(lines: Sequence[Line], n: int) -> tuple[int, bool] | None:
    """The first line after a header that is neither date, attachments nor furniture, and whether attachments were."""
    written = (at for at in range(n, len(lines)) if lines[at].text.strip())
    has_attachments = False
    for at in islice(written, LINES_BEFORE_A_SALUTATION + 1):
        text = lines[at].text.strip()
        if ATTACHMENTS.fullmatch(text):
            has_attachments = True
        elif not (date_alone(text) or letters.alone("thread", "furniture").fullmatch(text)):
            return at, has_attachments
    return None


def _is_mail_header(lines: Sequence[Line], n: int) -> bool:
    if not letters.key("thread", "mail_from").match(lines[n].text):
        return False
    following = [line.text for line in lines[n + 1 : n + 1 + LINES_OF_A_MAIL_HEADER]]
    return any(letters.key("thread", "mail_others").match(text) for text in following)


def _mail_sender(lines: Sequence[Line], n: int, reference: Reference) -> str:
    """Whose a mail is: the requester's if its sender names no body and it greets or goes to one, else the force's."""
    sender = lines[n].text
    if _names_body(sender, reference):
        return "force"
    greeting = next((line.text for line in lines[n + 1 : n + 12] if is_salutation(line.text.strip())), "")
    if _names_body(greeting, reference):
        return "requester"
    to = next((line.text for line in lines[n + 1 : n + 6] if re.match(r"\W*to\s*:", line.text, re.IGNORECASE)), "")
    return "requester" if _names_body(to, reference) else "force"


def _names_body(text: str, reference: Reference) -> bool:
    """Whether a text names a force or its office: "Dear Borsetshire Police", "Dear FOI Team"; not "Dear Sir"."""
    return bool(reference.forces_named_in(text)) or letters.anywhere("thread", "bodies").search(text) is not None


def _has_prose(lines: Sequence[Line]) -> bool:
    return any(len(line.text.split()) > 8 for line in lines)


def find_messages(lines: Sequence[Line], reference: Reference, parts: Sequence[Part] = ()) -> tuple[Message, ...]:
    """Every message in the order of the document. What stands before the first (a page's title) belongs to none.
    `parts`: the messages that the document's format tells apart; without them they are found by their words."""
    if parts:
        return _of_parts(lines, parts)
    starts = find_starts(lines, reference)
    messages: list[Message] = []
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        _take(messages, lines[start.at : following.at if following else len(lines)], start.by, None)
    return tuple(messages)


def _of_parts(lines: Sequence[Line], parts: Sequence[Part]) -> tuple[Message, ...]:
    messages: list[Message] = []
    numbers = [line.number for line in lines]  # in order: a page may have a hundred thousand lines and many messages
    for part in parts:
        part_lines = lines[bisect_left(numbers, part.first_line) : bisect_right(numbers, part.last_line)]
        _take(messages, part_lines, BY.get(part.kind, "nobody"), part.on)
    return tuple(messages)


def _take(messages: list[Message], lines: Sequence[Line], by: str, on: date | None) -> None:
    """Add a message of these lines, if they say anything."""
    written = [n for n, line in enumerate(lines) if line.text.strip() or line.table is not None]
    if not written:
        return
    trimmed = lines[written[0] : written[-1] + 1]
    kind = kind_of(trimmed, by, [message.kind for message in messages])
    messages.append(
        Message(len(messages) + 1, kind, on or printed_date(trimmed), trimmed[0].start, trimmed[-1].end, tuple(trimmed))
    )


def own_lines(message: Message) -> tuple[Line, ...]:
    """The lines that a message says itself: nothing quoted from another."""
    unquoted: list[Line] = []
    for line in message.lines:
        if line.text.lstrip().startswith(">"):
            continue
        text = line.text
        if unquoted and (letters.at_start("thread", "quoted").match(text) or re.search(r"\bwrote:\s*$", text)):
            break
        unquoted.append(line)
    return tuple(unquoted)


# Several requests on one page


LONGEST_ENTRY = 16  # words of a request's heading
YEARS = re.compile(r"(?:19|20)\d\d[/-]\d\d")  # "2019/20" is no reference
OF_FORCE = ("acknowledgement", "response", "review_response")
Entry = tuple[str, tuple[Line, ...]]
"""A request on a page of several: its reference, and its lines from its heading on."""


def source_entry(
    messages: Sequence[Message], reference_number: str | None, campaign: Campaign | None
) -> tuple[tuple[Message, ...], list[Problem]]:
    """The messages, each with only the source's request where it holds several, and a problem for each other one."""
    narrowed: list[Message] = []
    problems: list[Problem] = []
    for message in messages:
        entries = _entries(message.lines) if message.kind in OF_FORCE else []
        if len(entries) > 1:
            chosen = _chosen(entries, reference_number, campaign)
            name = "another-request" if chosen else "one-of-several-requests"
            others = [lines for entry in entries if entry not in chosen for lines in entry[1:]]
            headings = [(locator_of(lines[:1]), " ".join(lines[0].text.split())) for lines in others]
            problems += [Problem.of(name, place, heading=heading) for place, heading in headings]
            message = replace(message, lines=chosen[0][1] if chosen else entries[0][1][:1])
        narrowed.append(message)
    return tuple(narrowed), problems


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """The requests of a page; [] where fewer than two are answered."""
    first: dict[str, int] = {}
    for n, line in enumerate(lines):
        heading = _heading_pattern().match(line.text) if len(line.text.split()) <= LONGEST_ENTRY else None
        if heading and not YEARS.fullmatch(heading[1]):
            first.setdefault(heading[1].casefold(), n)
    ends = [*first.values(), len(lines)][1:]
    entries = [(name, tuple(lines[at:end])) for (name, at), end in zip(first.items(), ends, strict=False)]
    marker = letters.alone("answers", "answer_markers")
    answered = [
        entry
        for entry in entries
        for below in (entry[1][1:],)
        if any(marker.fullmatch(one.text.strip()) or one.table is not None or read_label(one.text) for one in below)
    ]
    return answered if len(answered) > 1 else []


@cache
def _heading_pattern() -> re.Pattern[str]:
    names = letters.pattern("thread", "entry_names")
    token = r"[A-Za-z0-9]*\d\w*(?:[./-]\w+)+|[A-Za-z]*[/.-]?\d{4,}"
    number = r"(?:\s*(?:no|number|ref|reference)\b\.?)*"
    bare = r"(?=[\d./-]*FOI)"  # "01.FOI.21.000123" needs no word before it
    return re.compile(rf"\W*(?:{names}{number}\s*[:#.–-]?\s*|{bare})({token})(?!\w)", re.IGNORECASE)


def _chosen(entries: Sequence[Entry], number: str | None, campaign: Campaign | None) -> list[Entry]:
    """The one entry that is the source's, by its reference or the campaign's questions; [] where none is, or several
    may be."""
    named = [entry for entry in entries if number and entry[0] == number.casefold()]
    asked = [entry for entry in entries if campaign and any(campaign.label_of(line.text) for line in entry[1])]
    return named[:1] or (asked if len(asked) == 1 else [])
