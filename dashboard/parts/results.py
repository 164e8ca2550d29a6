"""A figure (drawn.sql), or an answer without one (answers.sql) -> its words, the same on every page.

Protects: a range and a dispute are never worded as one number; doubt and difference are two things; what has no number
would cost too much, is neither confirmed nor denied, withheld, not held, or not here: five; our reading says it is.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from dashboard import warehouse, words
from dashboard.parts import listing
from dashboard.words import each

GAVE = "gave a number"
NAMED = {"groups_named_ocag": "named a group"}  # what a question that asks for names and for no number was given
IN_PART: str = words.SAID["states"]["in_part"]
SAID: dict[str, dict[str, Any]] = words.SAID["signs"]
SIGNS: dict[str, tuple[str, str]] = {kind: (said["sign"], said["words"]) for kind, said in SAID.items()}
"""Kind of answer: what stands in a tile, and the words behind it."""
WITHOUT_NUMBER = {state: SIGNS[kind] for kind, said in SAID.items() for state in said.get("states", ())}
WITHOUT_NUMBER["cost_by_reading"] = (SIGNS["cost"][0], f"{SIGNS['cost'][1]}, by our reading")
"""Sign and words of the state of a year without a number, as queries give it ("cost" for what is refused on cost)."""
NO_FIGURE = ("no_answer", "blank", "no_reply", "no_figure")
"""States in which somebody says, or a table shows, that there is no figure: not the same as nothing is here."""
IN_OWN_WORDS = {
    "in_part", "not_understood", "other_period", "set_aside", "referred", "not_read", "not_applicable", "withdrawn",
    *NO_FIGURE,
}  # fmt: skip
"""States of an answer whose own words say more than its sign's."""
STAGES = {"internal_review": " on internal review", "commissioner": ", in the commissioner’s decision"}
THE_NAMED = "the named offence"  # in a measure's title, for the offence
COUNTED = re.compile(r"(?<!those )\b(ages|arrests and|cases|charges|seizures|stings|websites)\b", re.IGNORECASE)
"""In what was asked: that it says itself what is to be counted, and needs no measure's title before it."""
OF_GROUPS = re.compile(r"\b(groups?|stings?)\b", re.IGNORECASE)
LINE = ("What is counted", "Period", "Figure", "According to")
BEYOND = r"((?:more than|over|in excess of|at least|up to|approximately|about) |)(?<![\d,.]){}(?![\d,.]*\d) {}"
LONGEST_IN_CELL = 6  # letters
WITHHELD = "withheld"
DIFFERS = "Another source counts otherwise"


def campaign() -> tuple[str, int, str, int, int]:
    """The campaign that asked most forces: id, how many, year or "", of how many a reply, or an outcome, is here."""
    first = ((name, int(asked), year or "", *here) for name, _, asked, _, year, *here in warehouse.values("campaigns"))
    return next(first, ("", 0, "", 0, 0))


def of_state(state: str) -> str:
    return WITHOUT_NUMBER[state][1] if state in WITHOUT_NUMBER else str(words.SAID["states"].get(state, state))


def in_words(row: Any) -> str:
    """ "would cost too much (s12, our reading; no section is printed)"."""
    said = words.SAID["states"][row.state] if row.state in IN_OWN_WORDS else SIGNS[row.kind][1]
    if row.status == "partly_answered" and row.ground:
        said = "small numbers withheld"
    if row.status == "not_applicable" and row.note:
        said += f": {words.inside(row.note)}"
    inside = sections(row) * (row.status != "not_read")
    return f"{said}{row.with_whole}{STAGES.get(row.stage, '')}{f' ({inside})' if inside else ''}"


def became(row: Any) -> str:
    """What became of one question, without its number: "gave a number", "would cost too much, by our reading"."""
    if row.figure_id or row.figures_asked:
        if row.measure_id in NAMED:
            return NAMED[row.measure_id]
        no_number = "gave a range" if row.value_text else "withheld the number"
        return GAVE if row.value == row.value or not row.figure_id else no_number
    if row.state == "in_part":
        return IN_PART
    return f"{SIGNS[row.kind][1]}{', by our reading' if row.exemptions_basis == 'inferred' else ''}"


def amount(row: Any) -> str:
    """ "7 arrests", "under five arrests", "<5 arrests"; "withheld"."""
    is_charged = row.unit == "reports" and getattr(row, "measure_id", "") == "charges"
    unit = "reports that led to charges" if is_charged else "%" if row.unit == "percent" else str(row.unit)
    if row.value == row.value and row.value is not None:
        return f"{words.UNDER_FIVE} {unit}" if words.is_few(row.value, row.unit) else words.amount(row.value, unit)
    if getattr(row, "is_disputed", False):
        return f"{words.number(row.value_low)} or {words.number(row.value_high)} {unit}"
    text = row.value_text or ""
    return text if words.is_share_in_words(row.unit, row.value_text) else f"{text} {unit}" if text else "withheld"


def of(**filters: str | None) -> pd.DataFrame:
    """Every answer, also those that no longer hold: answers.sql, of one `force`, `source` or `outcome`."""
    return warehouse.query("answers", {"force": None, "source": None, "outcome": None} | filters)


def current(force: str | None = None) -> pd.DataFrame:
    return of(force=force).query("is_current").reset_index(drop=True)


def requests(rows: pd.DataFrame) -> dict[str, int]:
    """Of answers: requests (a source on two forces is one to each), questions, lists without a figure (no requests)."""
    pairs, is_none = rows[["source_id", "force_id"]], rows["is_no_request"].astype(bool)
    asked, silent = len(pairs[~is_none].drop_duplicates()), len(pairs[is_none].drop_duplicates())
    return {"requests": asked, "questions": int((~is_none).sum()), "silent": silent}


def sections(row: Any) -> str:
    """ "s12, our reading; no section is printed"; "" where an answer names none."""
    named = ", ".join(list(row.exemptions) if row.exemptions is not None else [])
    return f"{named}, our reading; {row.unprinted}" if named and row.unprinted else named


def sections_of_law(row: Any) -> str:
    """ "s12 of the FOIA 2000 (as printed)"; "" where an answer names none."""
    basis = f"{row.unprinted}; the wording points to them" if row.unprinted else "as printed"
    return f"{', '.join(row.exemptions)} of the {row.law or 'information law'} ({basis})" if row.exemptions else ""


def asked(row: Any) -> str:
    """What was asked in our words: measure, offence or question, and the period."""
    what = row.asks or row.offence or ""
    measure = (row.measure or ("Asked for" if what else "")).removesuffix(f" for {THE_NAMED}" if what else "")
    is_said = COUNTED.search(what) and ("group" not in measure or OF_GROUPS.search(what))
    parts = ["" if is_said else measure, what if what.lower() not in measure.lower() else ""]
    named = ": ".join(part for part in parts if part) or "what was asked is not known here"
    named = named[:1].upper() + named[1:]
    return named if row.period_id is None else f"{named}, {words.printed_period(row) or words.period(None)}"


def asked_in_list(row: Any) -> str:
    """The same, and that no child need be involved where that is so."""
    about = words.ABOUT_CHILDREN.get(row.about_children or "")
    return f"{asked(row)}{f' [{about}]' if about and 'child' not in asked(row) and 'victim' not in asked(row) else ''}"


def link(row: Any, but: Callable[..., Any]) -> listing.Link:
    """An answer's sign and words, or its one figure; they lead to its evidence at the page's address (`but`)."""
    sign, said, mark = SIGNS[row.kind][0], in_words(row), row.outcome_id
    if row.status == "answered" and row.figures > 0:
        alone = row.figures == 1
        part = f" ({row.part})" if row.part and row.part not in row.asks else ""
        said = amount(row) + part + " ?" * row.is_doubted if alone else f"answered: {int(row.figures)} figures"
        mark = row.figure_id if alone and row.campaign_id is None else mark
    return listing.Link(f"{sign} {words.heading(said)}", but(figure=mark).link)


def of_request(row: Any, but: Callable[..., Any]) -> tuple[listing.Cell, listing.Cell]:
    """An answer in a list: what was asked, and the answer with the arithmetic of its cost."""
    return asked_in_list(row), [link(row, but), cost(row)]


def cost(row: Any) -> str:
    """The arithmetic of a refusal on cost: "More than 97,000 records × 5 minutes = more than 8,083 hours. …"."""
    said, behind = (row.answer_text or "").lower(), {row.cost_records: "(?!hours|minutes)", row.cost_hours: "hours"}
    patterns = {of: BEYOND.format(words.number(of).replace(",", ",?"), behind[of]) for of in behind if of == of}
    as_said = {of: (re.search(pattern, said) or ["", ""])[1] + words.number(of) for of, pattern in patterns.items()}
    return words.sentence(listing.line("cost.md", row=row, as_said=as_said))


def inside(number: float) -> str:
    """Of a count that lies within a longer one of the same counter: ", perhaps part of 26"; else ""."""
    return f", perhaps part of {words.number(number)}" if number == number else ""


def number(value: float, per: str = "count") -> str:
    """A count, or a rate to one decimal place."""
    return f"{value:,.1f}" if per == "rate" and value == value else words.number(value)


def exactly(row: Any, per: str = "count", exact: str = "") -> str:
    """An exact number, or `exact`, its words with a unit; one to four are "under five", by rate too."""
    if words.is_few(row.value if per == "count" else row.number, getattr(row, "unit", "")):
        return f"{words.UNDER_FIVE}{' counted' if per == 'rate' else f' {row.unit}' if exact else ''}"
    return exact or number(row.value, per)


def text(row: Any, per: str = "count", exact: str = "") -> str:
    """ "1,234", "64 or 175, sources differ", "<5", "would cost too much"; marked where a person corrected it."""
    said = str(row.value_text or WITHHELD)
    if row.state == "value":
        said = exactly(row, per, exact)
    elif row.state == "conflicting":
        said = f"{both(row, per)}, sources differ"
    elif not row.value_text and row.state in WITHOUT_NUMBER:
        said = WITHOUT_NUMBER[row.state][1]
    return f"{said} {words.CORRECTED_MARK}" if row.review == "corrected" and said != WITHHELD else said


def both(row: Any, per: str = "count") -> str:
    return f"{number(row.low, per)} or {number(row.high, per)}"


def in_cell(row: Any) -> str:
    """In a cell of a map: "1,234", "64/175" where sources differ, "3,201+", "<5", "£"; its words are in the tip."""
    if row.state == "value":
        return words.FEW_IN_CELL if words.is_few(row.value, getattr(row, "unit", "")) else words.number(row.value)
    if row.state == "conflicting":
        return f"{words.number(row.low)}/{words.number(row.high)}"
    if row.state in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[row.state][0]
    if row.low > 0 and row.high != row.high:
        return f"{words.number(row.low)}+"
    printed = str(row.value_text or "")
    return printed if printed and len(printed) <= LONGEST_IN_CELL else "?" if printed else "W"


def who(row: Any) -> str:
    """ "Counted by Kent Police, read in a page of the BBC", "Reported by The Echo"; "" for an answer."""
    by = row.compiled_by or ("more than one" if row.is_disputed else "")
    return f"{getattr(row, 'told', 'counted').capitalize()} by {by}{read_in(row.read_in)}" if by else ""


def read_in(page: str | None) -> str:
    """ ", read in a page of the BBC"; "" for what was read in its compiler's own document."""
    return f", read in {words.copy_in(page)}" if page else ""


def counted_of(row: Any) -> str:
    """ "Offences recorded: sexual grooming (class 88A) (online)": what is counted, with its part of a breakdown."""
    offence = words.offence(row.offence or "")
    what = row.measure.replace(THE_NAMED, offence or THE_NAMED)
    what += f"{',' if ':' in what else ':'} {offence}" if offence and what == row.measure else ""
    scope, over, by = (getattr(row, name, None) for name in ("scope", "over", "dimensions"))
    part = "; ".join(part for part in (scope, over, *words.part(by)) if part)
    return f"{what}{f' ({part})' if part else ''}"


def line(row: Any, address: str) -> tuple[listing.Cell, ...]:
    """A figure in a list, below the headings LINE; its number leads to an address."""
    about, said = words.ABOUT_CHILDREN.get(row.about_children) if row.offence else "", amount(row)
    said += " (our rounding)" * said.startswith(words.UNDER_FIVE) + " ?" * bool(len(row.doubts))
    return (
        f"{counted_of(row)}{f' [{about}]' if about else ''}",
        words.printed_period(row),
        listing.Link(said, address),
        f"{row.compiled_by or 'not known'}{read_in(row.read_in)}",
    )


def said(row: Any) -> str:
    """That it is in doubt and why; else what checks say of it, or that another source counts it otherwise."""
    if row.is_doubted:
        return f"In doubt: {getattr(row, 'message', None) or 'see the evidence'}"
    if row.state == "conflicting":
        return "Two sources print two numbers; which is right is not known here"
    return getattr(row, "message", None) or DIFFERS * bool(row.is_differing)


def sides(figure_ids: Iterable[str]) -> dict[str, str]:
    """Of each of these that no rule decides, both values and who counted: "the NSPCC’s 64 (The Star) and 175 (BBC)"."""
    rows, wanted = warehouse.query("differing", {"force": None}).query("not is_decided"), set(figure_ids)
    return {row.figure_id: listing.render("sides.md", row=row) for row in each(rows) if row.figure_id in wanted}


def tip_of(row: Any, *parts: str | None) -> str:
    """What the mark of a figure says to the pointer: these lines, who counted it, and what is said of it."""
    return tip(*parts, who(row), said(row))


def tip(*parts: str | None) -> str:
    return "<br>".join(words.as_html(part) for part in parts if part)
