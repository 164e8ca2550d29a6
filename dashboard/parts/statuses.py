"""One figure or answer -> its status in words, what must be said under it, who else prints what, what it was before.

Protects: what was superseded, withdrawn or set aside stays, struck through, never without why; a corrected number is
never taken for the print, nor a copy for a confirmation; no side of a conflict is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard import pinned, warehouse, words
from dashboard.parts import listing
from dashboard.words import each
from ingest.sources import OWN_KINDS
from ingest.warehouse import difference

MOST_IN_STATEMENT = 3  # figures of one statement; it may be of a whole table
MARK = "figure"  # the parameter of an address that names the figure (or answer) whose evidence is open
STRUCK = ("superseded", "withdrawn", "rejected")
NOT_IN_FORCE = (*STRUCK, "conflicting")
"""What is struck through, and what is not in force. A repeated figure is the same as the one in force; one that another
source counts otherwise stands beside the other, and neither is called wrong."""

CORRECTION = re.compile(r"corrected by a person \((?P<what>[^)]*)\): (?P<why>.*)", re.DOTALL)
RULED_ANSWER = re.compile(r"(?s)(?:.*\s)?(?P<what>Corrected|Rejected|Not in force until it is settled): (?P<why>.+)")
VALUES = {"value", "value_low", "value_high"}


class Correction(NamedTuple):
    """What a person corrected, in words; the reason with initials and day; whether it is the number."""

    what: str
    reason: str
    is_of_value: bool


def shown(row: Any) -> str:
    """Its number, else its print; of a range that a person ruled its ends, for the print is overruled."""
    if row.value != row.value and row.review == "corrected":
        return words.interval(row)
    return words.printed(row.value, row.value_text, row.symbol)


def is_struck(row: Any) -> bool:
    return row.status in STRUCK


def why(row: Any) -> str:
    """By what rule, on what day and for what reason a figure is not in force; nothing for one that is."""
    if row.status == "current":
        return ""
    return words.sentence(words.with_days(row.rule) if row.rule else "no reason is given")


def correction(row: Any) -> Correction | None:
    """The last correction of a figure, as its chain of reading tells it."""
    for step in reversed(list(row.chain or [])):
        if match := CORRECTION.fullmatch(step):
            names = match["what"].split(", ")
            what = words.listed([words.SAID["corrected"].get(name, name) for name in names])
            return Correction(what, words.with_days(match["why"]).rstrip("."), not VALUES.isdisjoint(names))
    return None


def ruling_on_answer(row: Any) -> tuple[str, str] | None:
    """What a person ruled on an answer last ("Corrected", "Rejected"), and why."""
    match = RULED_ANSWER.fullmatch(row.ruling or "")
    return (match["what"], words.sentence(words.with_days(match["why"]))) if match else None


def why_answer(row: Any) -> str:
    """Why an answer holds no longer; nothing for one that does."""
    is_over = not row.is_current or row.status == "withdrawn"
    return listing.line("why_answer.md", row=row, ruled=ruling_on_answer(row)) if is_over else ""


def in_words(row: Any) -> str:
    return words.heading(words.SAID["figure_statuses"][row.status])


def correction_in_brief(row: Any) -> str:
    """ "the source prints “6”, corrected by a person"; "" for a figure that nobody corrected."""
    corrected = correction(row)
    if corrected is None:
        return ""
    if corrected.is_of_value:
        return f"the source prints {words.quoted(row)}, corrected by a person"
    return f"{corrected.what} corrected by a person"


def corrected(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each corrected figure among these, and for each corrected side of a disputed one:
    "† Kent Police (arrests, 2019/20): 5; the source prints “6”, corrected by a person: misprint (AB, 1 May)." """
    wanted, said = set(figure_ids), []
    for row in each(warehouse.query("from ready.ruled")):
        if not wanted.isdisjoint(row.corrects) and (ruled := correction(row)):
            counted = ", ".join(words.offence(part) for part in (row.measure, row.offence_apart) if part)
            given = {"counted": counted, "period": words.period(row.period_id), "shown": shown(row)}
            given |= {"mark": words.CORRECTED_MARK, "brief": correction_in_brief(row), "reason": ruled.reason}
            said.append(words.sentence(listing.render("corrected.md", row=row, **given)))
    return said


def stated(figure_ids: Iterable[str]) -> list[str]:
    """A sentence for each statement on these figures, or on a copy of one."""
    wanted, ruled = set(figure_ids), each(warehouse.query("from ready.ruled"))
    return list(together(row for row in ruled if not wanted.isdisjoint(row.speaks_of)))


def together(rows: Iterable[Any]) -> Iterator[str]:
    """A sentence for each statement, of however many figures: "Kent Police says of its figure (“7”, …): …"."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in [row for row in rows if row.statement]:
        groups.setdefault((listing.render("said_of.md", row=row, own_kinds=OWN_KINDS), row.statement), []).append(row)
    for (whose, said), group in groups.items():
        named = [f"{words.quoted(row)}, {row.offence or row.measure}, {words.period(row.period_id)}" for row in group]
        given = {"named": list(dict.fromkeys(named)), "said": words.with_days(said), "most": MOST_IN_STATEMENT}
        yield listing.render("statement.md", whose=whose, **given)


def licences(figure_ids: Collection[str]) -> list[str]:
    return [said for (said,) in warehouse.values("licences", {"ids": list(figure_ids)})]


def rows_of(name: str, row: Any) -> list[Any]:
    """Those of queries/evidence_<name>.sql for a figure; it is not asked where beside.sql says that there are none."""
    has, asked = getattr(row, f"has_{name}"), {"figure_id": row.figure_id}
    return each(warehouse.query(f"evidence_{name}", asked)) if has else [row] * (name == "same_figure")  # itself


def others(row: Any, same: Sequence[Any]) -> tuple[list[listing.Part], list[str]]:
    """What each source gives for the figure, those in force first, with who counted and its status; then each rule that
    decided, or that none did, and statements on the others. Nothing where no other source has it."""
    places = [other for other in same if not other.is_disputed]
    if len(places) < 2:
        return [], []
    disputed = next((other for other in same if other.is_disputed), None)
    in_order = sorted(places, key=lambda other: (other.status != "current", other.status))
    reasons = dict.fromkeys(words.sentence(words.with_days(other.rule)) for other in places if other.rule)
    rules = [text for text in reasons if text != why(row)]
    if disputed is not None:
        between = f"{words.number(disputed.value_low)} to {words.number(disputed.value_high)}"
        rules.append(f"Neither side is taken: the figure stands from the lowest to the highest printed, {between}.")
    rules += together(other for other in places if other.figure_id != row.figure_id)
    return [part for other in in_order for part in _side(other, row, disputed)], rules


def sides(row: Any, same: Sequence[Any]) -> list[Any]:
    """The rows that a disputed one stands for, from the lowest; none for any other."""
    return [other for other in same if other.is_side and row.is_disputed]


def in_its_place(row: Any, same: Sequence[Any]) -> tuple[listing.Part, ...]:
    """For a figure that stands no longer: what does, with a link."""
    head = next((other for other in same if other.status == "current" and other.figure_id != row.figure_id), None)
    if head is None:
        return ("No other figure stands in its place.",)
    if head.is_disputed:
        low, high = words.number(head.value_low), words.number(head.value_high)
        return (f"In its place: {low} to {high}, {words.SAID['states']['conflicting']}.",)
    said = f"In its place: {shown(head)}"
    if row.status == "conflicting":
        used = words.SAID["used"]["charts" if row.source_kind == "official" != head.source_kind else "lists"]
        said = used.format(other=f"{shown(head)}, {head.compiled_by or head.source}", own=shown(row))
    return (listing.Link(said, address(head.source_id, head.figure_id)),)


def address(source_id: str, mark: str) -> str:
    return pinned.address(f"/source?id={source_id}&{MARK}={mark}")


def _side(other: Any, row: Any, disputed: Any | None) -> tuple[listing.Part, str]:
    printed, brief, is_this = words.quoted(other), correction_in_brief(other), other.figure_id == row.figure_id
    is_copy = disputed is not None and other.status == "repeated"
    given = {"row": other, "brief": brief, "read": shown(other), "is_copy": is_copy, "is_this": is_this}
    if other.value == other.value and " + " in (other.value_text or "") and not brief:  # a sum of what is printed
        printed = f"{words.number(other.value)}, printed as {printed}"
    value: listing.Part = listing.Link(printed, address(other.source_id, other.figure_id), is_struck=is_struck(other))
    if is_this:
        value = listing.Struck(printed) if is_struck(other) else printed
    return value, listing.line("side.md", standing=in_words(other), period=words.printed_period(other), **given)


def changes_of(mark: str) -> Iterator[tuple[str, listing.Cell]]:
    """Each release in which a figure changed, with what changed and what it is there."""
    for n, row in enumerate(warehouse.of_releases("history_figure", mark=mark)):
        is_, was, names = row.told, row.before, words.SAID["changes"]
        what = ["it is no longer read"] if is_ is None else ["it is read again" if n else "first read"]
        if is_ and was:
            what = list(dict.fromkeys(said for name, said in names.items() if was[name] != is_[name]))
        now = f" It is {as_it_was(is_)}." if is_ and not words.is_few(is_["value"]) else ""
        yield f"{words.day(row.built_at.date())}, release {row.release}", words.sentence(words.listed(what)) + now


def as_it_was(row: Mapping[str, Any]) -> str:
    """ "“<5” arrests (0 to 4)", "1 group, printed “One”"; without print and number "withheld"."""
    unit = "" if words.is_share_in_words(row["unit"], row["value_text"]) else f" {row['unit']}"
    is_exact, number = row["value"] is not None and row["value"] == row["value"], difference.number(row)
    exact = words.amount(row["value"], row["unit"]) if is_exact else ""
    is_plain = difference.is_as_printed(row) or (not row["value_text"] and number == "0 or more")
    return listing.render("as_it_was.md", row=row, unit=unit, is_plain=is_plain, exact=exact, number=number)


def checked() -> str:
    """How many figures of the release a person has checked."""
    ((reviewed, figures),) = warehouse.values("select count(*) filter (review <> 'unreviewed'), count(*) from figures")
    return f"{reviewed:,} of {words.counted(figures, 'figure')} checked by a person"
