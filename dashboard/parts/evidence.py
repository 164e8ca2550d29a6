"""A chosen mark (`figure=`) -> its evidence, in a drawer, a column of the page or, on a phone, a sheet from below; the
picture of its place in the document, made when it is first asked for and kept.

Protects: our words are never shown as the publisher's, nor a transcript as a document; what a source says is text. What
was transcribed has a reason in a picture's place; nothing is shown of a file that has changed since it was read.
"""

import hashlib
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from dashboard import decisions, extract, installation, pinned, warehouse, words
from dashboard.parts import letters, listing, print_line, results, statuses
from dashboard.parts.controls import put
from dashboard.parts.listing import Cell, Link, Struck, render
from dashboard.words import each
from ingest import reference as reference_data
from ingest.evidence import page as places
from ingest.settle import readings
from ingest.settle.queries import HELD_BACK_HERE
from ingest.sources import OWN_KINDS

QUARTER = re.compile(r"quarter ([1-4]): (-?[\d,]+)")
FIGURE_ID = re.compile(r"\b(?=[a-z]*\d)[a-z0-9]{12}\b")
CODE_NAME = re.compile(r"\b(?:group:)?[a-z0-9]+(?:_[a-z0-9]+)+\b")
SPAN = re.compile(r"\b\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d\b")
ALL_OF_IT, ORIGINAL, CLOSE = "All of this source", "The original page", ":material/close:"
CHECKED, RATE, NO_MARK = "Checked", "As a rate", "There is no figure and no answer {} in this release."
LESS = "Less than its part: the two are counted otherwise; which is right is not known here."
NOT_ADDED = "Other counts, of the same or overlapping days or of days that are not certain: never add them."
_drawing = threading.Lock()  # pdfium serves one thread at a time
warehouse.FORGET += [places.recognised_words.cache_clear, places.read_again.cache_clear]


def chosen() -> str | None:
    return st.query_params.get(statuses.MARK)


def choose(mark: str | None, key: str = "") -> None:
    st.session_state["chosen_block"] = key or None  # closed, the next may open anywhere: a link chooses by its address
    put(**{statuses.MARK: mark})


def drawer(marks: tuple[str, ...], key: str) -> None:
    """Where the chosen mark is one of these: its evidence over the page's right side, from below on a phone."""
    mark = chosen()
    if mark is None or mark not in marks or st.session_state.get("chosen_block") not in (None, key):
        return
    st.session_state["chosen_block"] = key  # one drawer a page, though several charts have the mark

    @st.dialog("Evidence", width="medium", position="right", on_dismiss=lambda: choose(None))
    def opened() -> None:
        with warehouse.held(), st.container(key="evidence_dialog"):
            show(mark)  # a drawer is run by itself when something in it is touched: it holds its copy too

    opened()


def column(marks: tuple[str, ...], *, otherwise: str | None = None) -> None:
    """The evidence of the chosen mark in the page's column, a sheet on a phone; `otherwise`: before one is chosen."""
    mark = chosen()
    if mark in marks:
        with st.container(key="evidence_sheet"):
            show(str(mark), can_close=True)
    elif otherwise is not None:
        with st.container(key="evidence_column"):
            show(otherwise)
    else:
        st.container(key="evidence_hint").caption("Choose a mark or row to see where it comes from.")


def show(mark: str, *, can_close: bool = False) -> None:
    if can_close:
        st.button("Close", key="evidence_close", on_click=choose, args=(None,), type="tertiary", icon=CLOSE)
    if len(figures := warehouse.query("evidence_figure", {"figure_id": mark})):
        _figure(each(figures)[0])
    elif len(outcomes := results.of(outcome=mark)):
        _answer(each(outcomes)[0])
    else:
        st.markdown(words.verbatim(warehouse.erased([mark]) or NO_MARK.format(mark)))


def _figure(row: Any) -> None:
    same = statuses.rows_of("same_figure", row)
    st.markdown(f"### {heading(row)}")
    st.markdown(words.verbatim(printed(row)))
    sides, release = statuses.sides(row, same), warehouse.current().release
    line = print_line.of_figure(row, sides, release, _address(row.opens_at))
    listing.facts([*_ruled(row, same), (RATE, row.as_rate), *_unsaid(_origin(row), line), *_checks(row, same)])
    _to_print(line, print_line.why_not(row, sides), mark=row.figure_id)
    listing.facts(_unsaid(_counted(row), line))
    if row.form != "transcript" and not row.is_disputed:
        place(row, row.figure_id, f"The {'force' if row.source_kind in OWN_KINDS else 'source'}'s own words")
    listing.facts(_unsaid(_said(row), line))
    named = f"{row.force}, {results.counted_of(row)}, {words.printed_period(row)}"
    place_ = "" if row.is_disputed else f"{row.document}, {row.locator}"
    letters.show_report("figure", row.figure_id, named, row.opens_at, place_)
    st.caption(words.link("Its story and changes", pinned.address(f"/figure/{row.figure_id}")))


def _address(path: str) -> str:
    """The whole address of a page of this release, where it is known."""
    return installation.address_of(f"{path}&release={warehouse.current().release}") if installation.base_url() else ""


def _to_print(line: print_line.PrintLine | None, why_not: str, *, mark: str) -> None:
    with st.expander("A line to print", expanded=line is not None, key=f"print_line_{mark}"):
        st.markdown(render("print_line.md", line=line, why_not=why_not))
        if line is not None:
            st.popover("Copy it", type="tertiary").code(line.text, language=None, wrap_lines=True)


def facts_of(row: Any, same: Sequence[Any], line: print_line.PrintLine | None = None) -> list[tuple[str, Cell]]:
    """All that is known of a figure except its number, its place and what its `line` says; `same`: all its rows."""
    rates = [(RATE, row.as_rate), ("What such a rate depends on", words.SAID["charts"]["rates"])] * bool(row.as_rate)
    facts = [*_ruled(row, same), *_counted(row), *rates, *_origin(row), *_checks(row, same), *_said(row)]
    return _unsaid(facts, line)


def _unsaid(facts: list[tuple[str, Cell]], line: print_line.PrintLine | None) -> list[tuple[str, Cell]]:
    """Without what stands with the line to print: a caveat is said once."""
    said = [text for text in line.say_with if print_line.MASKED not in text] if line else []
    said += [f"{CHECKED}: "] if line and line.first else []
    return [(name, cell) for name, cell in facts if not any(text.startswith(f"{name}: ") for text in said)]


def heading(row: Any) -> str:
    """ "West Mercia, 2024/25: 101 offences"; struck, marked as corrected or in doubt."""
    few = f"{words.UNDER_FIVE} {row.unit}" if words.is_few(row.value, row.unit) else ""
    exact = words.amount(row.value, "per cent" if row.unit == "percent" else row.unit) if row.value == row.value else ""
    number, mark = few or exact or statuses.shown(row), words.CORRECTED_MARK if statuses.correction(row) else ""
    period, is_struck = words.printed_period(row), statuses.is_struck(row)
    return render("heading.md", row=row, period=period, is_struck=is_struck, number=number, mark=mark)


def printed(row: Any) -> str:
    """What the source prints, in a sentence; of a sum its parts: "By quarter: first 22; second 34; …"."""
    sums = " ".join(step for step in row.chain or [] if "added up" in step)
    few = words.UNDER_FIVE if words.is_few(row.value, row.unit) else ""
    return render("printed.md", row=row, quoted=words.quoted(row), few=few, quarters=QUARTER.findall(sums))


def _counted(row: Any) -> list[tuple[str, Cell]]:
    about = words.sentence(words.ABOUT_CHILDREN.get(row.about_children, "")) if row.offence else ""
    typed = f"{row.locator}: {row.quote or 'no wording'}" if row.form == "transcript" else ""
    return [
        ("What it counts", [results.counted_of(row), about]),
        ("Why it is read so", words.sentence(without_ids(row.reading_reason or ""))),
        ("Our transcription", "" if row.is_disputed else typed),
    ]


def _origin(row: Any) -> list[tuple[str, Cell]]:
    """Who counted it, or gathered what others did, and how it came here; of a dispute each side says it."""
    who = [words.origin(row), *_ways(row, row.source or ALL_OF_IT), row.licence or ""]
    review = row.review if row.status != "rejected" else ""  # whoever set it aside has looked at it
    checked = f"{words.review_mark(review)} {words.sentence(words.SAID['reviews'].get(review, ''))}".strip()
    did = f"Who {row.told} it{' from forces' * (row.told == 'gathered')}"
    return [] if row.is_disputed else [(did, who), ("How it came here", _how(row)), (CHECKED, checked)]


def _checks(row: Any, same: Sequence[Any]) -> list[tuple[str, Cell]]:
    checks = [
        ("To note: " if check.severity == "note" else "") + words.sentence(without_ids(words.with_days(check.message)))
        for check in statuses.rows_of("checks", row)
    ] or ["found nothing but that sources differ"] * row.has_checks
    lines, rules = statuses.others(row, same)
    alone = f"none here counts the same for this {'year' if 'year' in row.period_kind else 'period'}"
    beside = [
        Link(
            f"{results.amount(other)}{' ?' * bool(len(other.doubts))}: "
            f"{words.inside(results.counted_of(other))}, {words.printed_period(other)}",
            statuses.address(other.source_id, other.figure_id),
        )
        for other in statuses.rows_of("beside", row)
    ]
    return [
        ("Automatic checks", list(dict.fromkeys(checks)) or "nothing found"),
        ("Others", [*lines, *map(without_ids, rules)] or alone),
        ("Beside it", [*beside, NOT_ADDED] if beside else ""),
    ]


def _said(row: Any) -> list[tuple[str, Cell]]:
    facts: list[tuple[str, Cell]] = []
    for whole in statuses.rows_of("class", row):
        said = f"{words.offence(whole.offence)}. {LESS if whole.is_smaller else ''}".strip()
        address = statuses.address(whole.source_id, whole.figure_id)
        counted = Link(f"{words.number(whole.value)}, {whole.compiled_by}", address)
        facts.append(("The class that holds it", [counted, words.sentence(said)]))
    if row.within:
        named = extract.known("measure") | extract.known("offence")
        titles = [f"“{words.inside(named[part])}”" if part in named else words.period(part) for part in row.within]
        inside = words.listed(titles) + (f", {words.number(row.whole)}" if row.whole and row.whole == row.whole else "")
        said = words.SAID["part_of"]["source" if row.within_by == "source" else "reading"]
        facts.append((said["label"], said["text"].format(inside=inside)))
    if not row.is_disputed:  # a dispute has what is said of each side
        whose = "force" if row.source_kind in OWN_KINDS else "source or the force"
        facts.append((f"What the {whose} says of it", words.sentence(words.with_days(row.statement or ""))))
        facts.append(("Our note", words.sentence(without_ids(row.note or ""))))
    return facts


def _ruled(row: Any, same: Sequence[Any]) -> list[tuple[str, Cell]]:
    facts: list[tuple[str, Cell]] = []
    if row.status in statuses.NOT_IN_FORCE:
        label = "No longer used" if row.status == "withdrawn" else statuses.in_words(row)
        facts.append((label, [without_ids(statuses.why(row)), *statuses.in_its_place(row, same)]))
    if (corrected := statuses.correction(row)) is not None:
        was: list[listing.Part] = ["The source prints", Struck(words.quoted(row))] if corrected.is_of_value else []
        changed = words.sentence(f"changed: {corrected.what}")
        facts.append(("Corrected by a person", [*was, changed, words.sentence(corrected.reason)]))
    return facts


def _ways(row: Any, title: str) -> list[Link]:
    read_in, address = words.copy_in(row.read_in) or "", words.original(row.source_url, row.read_in)
    is_copy = row.hand == "second_hand" and not read_in.endswith("re-publication")  # whose own address is not known
    page = f"The page we read{f', of {words.the(read_in)}' * bool(read_in)}" if is_copy else ORIGINAL
    original = [Link(page, address, is_outside=True)] if address else []
    return [Link(title, f"/source?id={row.source_id}"), *original]


def _how(row: Any) -> Cell:
    is_force = row.hand == "own_document" and getattr(row, "source_kind", None) in OWN_KINDS
    hand = "typed" if words.is_addition(row.document) else "forces_own" if is_force else row.hand
    told = [hand, row.read_part or "not_known", *["scan"] * (getattr(row, "method", "") == "ocr")]
    return " ".join(words.SAID["came_here"][one] for one in told)


def without_ids(text: str) -> str:
    """A message or a step of ours as a reader reads it: names where it has ids."""
    known = {name: f"“{title}”" for name, title in warehouse.values("names") if title}
    text = SPAN.sub(lambda match: words.period(match[0]), text)
    text = CODE_NAME.sub(lambda match: known.get(match[0], match[0].replace("_", " ")), text)
    return FIGURE_ID.sub("another figure", text)


def place(row: Any, mark: str, heading: str) -> None:
    """The place of a figure or an answer in its document: the marked picture or the lines; where the document is not
    here, why, with its digest and the quote. `row` has document, page, locator, quote, sha256 and fetched_on."""
    st.markdown(f"**{heading}**")
    around, missing = seen(mark)
    if around is not None:
        st.html(render("lines.html", lines=lines_of(around)))
    else:
        if not missing:
            given = {"mark": mark, "release": warehouse.current().release, "file": places.file_name(row.document)}
            st.html(render("marked.html", locator=row.locator, **given))
        if row.quote:
            st.code(row.quote, language=None, wrap_lines=True)
    if missing:
        st.markdown(words.verbatim(words.sentence(missing)))
    st.markdown(render("place.md", row=row, document=words.document(row.document)))


def lines_of(around: places.Surroundings) -> list[tuple[int, str, bool, tuple[int, int] | None]]:
    """Each line: its number, its text, whether it is of the answer, and where the figure's number stands in it."""
    number, inside = around.number(), range(len(around.answer))
    every = enumerate((*around.before, *around.answer, *around.after), start=-len(around.before))
    return [(line, text, n in inside, number[1:] if number and number[0] == n else None) for n, (line, text) in every]


def _answer(row: Any) -> None:
    said, over = words.verbatim(results.in_words(row)), statuses.why_answer(row)
    who = row.answered_by or row.force_name or row.force
    st.markdown(f"### {words.verbatim(who)}: {f'~~{said}~~' if over else said}")
    whole = results.asked(row) if row.asks else "The whole request"
    asked = f"Question {row.question}: {row.asks}" if row.question and row.asks else whole
    st.markdown(words.verbatim(words.sentence(asked)))
    is_typed, is_reported = row.form == "transcript", row.said_by == "compiler" and not row.answered_by
    tells = "the source tells of the answer" if is_reported else "our transcription has its facts alone"
    who = row.source if is_reported else f"{row.answered_by or row.force}, in its {row.stage.replace('_', ' ')}"
    facts: list[tuple[str, Cell]] = [
        ("No longer used", without_ids(over)),
        ("Corrected by a person", words.sentence(words.with_days(row.ruling)) if row.ruling and not over else ""),
        ("Sections", results.sections_of_law(row)),
        ("Its own words", f"Not held here: {tells}." if is_typed and row.locator.startswith("row ") else ""),
        ("Our transcription", words.sentence(row.answer_text or "") if is_typed else ""),
        ("Who says so" if is_reported else "Who answered", [who, *_ways(row, ALL_OF_IT)]),
        ("How it came here", _how(row)),
        ("Our note", words.sentence(without_ids(words.with_days(row.note or "")))),
    ]
    named, page = f"{row.force}, {asked}", f"/source?id={row.source_id}&figure={row.outcome_id}"
    line = print_line.of_answer(row, warehouse.current().release, _address(page))
    _to_print(line, words.SAID["answer_lines"]["none"], mark=row.outcome_id)
    if not is_typed:
        place(row, row.outcome_id, f"The {'source' if is_reported else 'answer'}'s own words")
    listing.facts(_unsaid(facts, line))
    letters.show_report("answer", row.outcome_id, named, page, f"{row.document}, {row.locator}")


def find(mark: str) -> tuple[str, str, str, places.Place]:
    """Where a figure_id or an outcome_id stands: the document, its digests, and the place in it. Raises NotHere."""
    asked = {"mark": mark, "held": HELD_BACK_HERE}
    row = next(iter(warehouse.rows("evidence_place", asked)), None) or _proposed(mark)
    if row is None:
        raise places.NotHere(NO_MARK.format(mark))
    if why := listing.line("no_picture.md", row=row, is_typed=words.is_addition(row["document"] or "")):
        raise places.NotHere(why)
    box = tuple(row["bbox"]) if row["bbox"] else None
    lines = tuple(row["lines"]) if row["lines"] else None
    place = places.Place(row["locator"], row["page"], box, row["printed"] or "", lines)
    return row["document"], row["sha256"], row["outer_sha256"] or row["sha256"], place


def _proposed(mark: str) -> dict[str, Any] | None:
    offered = decisions.offered() if installation.is_desk() else []
    if (item := next((item for item in offered if item.mark == mark), None)) is None:
        return None
    rows = warehouse.rows("proposal_place", {"document": item.document, "held": HELD_BACK_HERE})
    line = re.fullmatch(r"line (\d+)", item.locator)
    place = {"page": item.page, "locator": item.locator, "bbox": item.bbox, "printed": item.value_text}
    place["lines"] = (int(line[1]), int(line[1])) if line else None
    return rows[0] | place if rows else None


def png(mark: str) -> bytes:
    """The picture, kept unless the warehouse changed meanwhile: its document may have been erased. Raises NotHere."""
    (document, sha256, outer, place), stamp = find(mark), warehouse.newest().stamp
    parts = (sha256, document, place, readings.program())
    key = hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:32]
    path = warehouse.pictures_folder() / f"{key}.png"
    with suppress(OSError):
        return path.read_bytes()
    with _drawing:
        data = places.document_bytes(installation.raw_folders(), document, sha256, outer)
        drawn = places.picture(data, document, place, reference_data.load())
    if warehouse.newest().stamp == stamp:
        readings.write(path, lambda file: file.write(drawn))
    return drawn


def seen(mark: str) -> tuple[places.Surroundings | None, str]:
    """The lines around a place, where its document has lines, else None and its picture is drawn; why not, or ""."""
    try:
        document, sha256, outer, place = find(mark)
        if place.lines is None or place.page is not None:
            png(mark)
            return None, ""
        data = places.document_bytes(installation.raw_folders(), document, sha256, outer)
        return places.lines_around(data, document, place, reference_data.load()), ""
    except places.NotHere as problem:
        return None, str(problem)
