"""Reports: what was said to be wrong here and what was done, and all that people ruled; changes: what is different
between two releases; checks: what they found, the gravest first, the reader's forces before others, or of one `source`.

Protects: every finding is here with its place, and what a choice leaves out is counted; an open report is seen to be
open; what people ruled is listed from the figures of this release.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import duckdb
import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import evidence, listing, results, statuses
from dashboard.parts.controls import choose_forces, controls, force_names, my_forces, now, one_of
from dashboard.parts.listing import Link, Struck, render
from dashboard.words import each
from ingest.settle.queries import Check, checks
from ingest.warehouse import difference, releases, reports

Cells = tuple[listing.Cell, ...]
HEADINGS = ("Force or area", "What", "It was", "It is", "Why")
KINDS = words.SAID["ruled"]
MOST, MOST_FINDINGS = 25, 5  # changes of one kind, findings of one rule; the rest is one choice away
CHANGED = ("Force or area", "What", "It was", "It is", "Place")
FINDINGS = ("How grave", "What it found", "What was done", "About", "Where")
FOLDER = re.compile(r"(?<!\S)[a-z_][\w.~-]*/[\w.~-]+/")  # before a document's name: it may name a group
SECOND_SENTENCE = re.compile(r"(?<=\)\. )[a-z]")  # where a message of two sentences begins its second


def read() -> tuple[tuple[reports.Report, ...], tuple[str, ...]]:
    """The reports of this installation as they are now, the newest first, and what is wrong with the file."""
    return reports.read(reports.path_of(warehouse.warehouse_path()))


def show_reports() -> None:
    _reports(*read())
    st.header("What was corrected, withdrawn, set aside or said")
    st.markdown(f"What samples found wrong was mended in our transcripts: see [About]({pinned.address('/method')}).")
    for kind, lines in rulings().items():
        st.subheader(KINDS[kind])
        listing.first(kind, HEADINGS, lines, KINDS[kind], "line")
    st.header("Erased")
    gone: list[Cells] = [(mark, words.day(on), reason) for mark, on, reason in warehouse.all_erased()]
    if gone:
        st.markdown(render("erased.md"))
    listing.first("erased", ("Id", "Erased on", "Reason"), gone, "What was erased", "id")
    st.markdown(render("ways.md"))


def _reports(given: Sequence[reports.Report], problems: Sequence[str]) -> None:
    for problem in problems:
        st.warning(words.verbatim(problem))
    st.markdown(render("reports.md", editor=installation.contact()))
    if not given:
        st.markdown("None can be read." if problems else "None has come in.")
        return
    st.markdown(f"{words.counted(len(given), 'report')}, {sum(report.is_open for report in given):,} of them open.")
    known = {row.id: row for row in each(warehouse.query("reports_known"))}
    lines: list[Cells] = []
    for of in given:
        done = "open: nothing was done yet" if of.is_open else (words.sentence(of.done), words.day(of.done_on))
        lines.append((words.day(of.on), about(of.about, known.get(of.about)), of.said, done))
    headings = ("Came in", "About", "What was said", "What was done")
    listing.first("reports", headings, lines, "Reports of error", "report")


def about(asked: str, row: Any | None) -> listing.Cell:
    """What a report is about, as a link to its page; an id that this release has not is given as it is."""
    gone = (asked, "not in this release: its place is gone, or it was never here")
    return gone if row is None else Link(row.words, row.page)


def rulings() -> dict[str, list[Cells]]:
    """Every one by its kind of KINDS, figures before answers, with cells as HEADINGS."""
    by_kind: dict[str, list[Cells]] = {kind: [] for kind in KINDS}
    figures = warehouse.query("from ready.ruled")
    figures, given = figures[~figures["is_disputed"]], results.of()
    ruled = given[(given["status"] == "withdrawn") | given["ruling"].notna()]
    for row, of in [*((row, _of_figure) for row in each(figures)), *((row, _of_answer) for row in each(ruled))]:
        for kind, *cells in of(row):
            by_kind[kind].append((Link(row.force, f"/force?id={row.force_id}"), *cells))
    return by_kind


def _of_figure(row: Any) -> Iterator[tuple[Any, ...]]:
    link = Link("evidence", statuses.address(row.source_id, row.figure_id))
    what = (f"{results.counted_of(row)}, {words.period(row.period_id)} ({row.unit})", link)
    printed = words.quoted(row)
    if row.status in ("withdrawn", "rejected"):
        yield row.status, what, Struck(printed), "no longer used", statuses.why(row)
    if (corrected := statuses.correction(row)) is not None:
        was = Struck(printed) if corrected.is_of_value else printed
        now = words.interval(row) if corrected.is_of_value else f"another reading of {corrected.what}"
        yield "corrected", what, was, now, words.sentence(corrected.reason)
    if row.statement:
        yield "stated", what, printed, "unchanged", words.with_days(row.statement)


def _of_answer(row: Any) -> Iterator[tuple[Any, ...]]:
    ruled, status = statuses.ruling_on_answer(row), row.status.replace("_", " ")
    asked = f"question {row.question}" if row.question else row.asks or "the request as a whole"
    what = (f"Answer to {asked}", Link("evidence", statuses.address(row.source_id, row.outcome_id)))
    status = words.SAID["states"].get(row.status, status)
    if ruled is not None and ruled[0] == "Corrected":
        yield "corrected", what, "read otherwise", status, ruled[1]
    elif ruled is not None:
        yield "rejected", what, Struck(status), "no longer used", ruled[1]
    elif row.status == "withdrawn":
        yield "withdrawn", what, None, Struck("withdrawn"), row.note


def show_changes() -> None:
    known = warehouse.known_releases()
    if len(known) < 2:
        st.markdown(render("one_release.md", release=known[0]))
        return
    left, right = st.columns(2)
    new = one_of("To release", "to", {release: release for release in known}, right)
    old = one_of("From release", "from", {release: release for release in known if release != new}, left)
    try:
        figures, answers, gone = between(old, new, warehouse.newest().release)
    except (duckdb.Error, releases.UnknownRelease) as problem:
        st.markdown(f"One of these releases does not open: {words.verbatim(str(problem))}")
        return
    st.markdown(render("changed.md", old=old, new=new, figures=len(figures), answers=len(answers), gone=gone))
    _list("Figures", figures)
    _list("Answers", answers)


@warehouse.forgotten(8)
def between(old: str, new: str, newest: str) -> tuple[list[difference.Change], list[difference.Change], int]:
    """The changes of figures and of answers from one release to another, and how many ids were erased since."""
    path = warehouse.warehouse_path()
    with (
        releases.open_release(old, path) as before,
        releases.open_release(new, path) as after,
        releases.open_release(newest, path) as last,
    ):
        gone = difference.erased(before, last)
        return difference.figures(before, after), difference.answers(before, after), len(gone)


def _list(title: str, changes: Sequence[difference.Change]) -> None:
    st.header(title)
    if not changes:
        st.markdown("None.")
    for kind, meaning in difference.KINDS.items():
        if lines := [line(change) for change in changes if change.kind == kind]:
            st.subheader(f"{words.heading(meaning)} ({len(lines):,})")
            listing.first(f"{title}-{kind}", CHANGED, lines, f"{title}, {kind}", "change", MOST)


def line(change: difference.Change) -> tuple[listing.Cell, ...]:
    row = change.row
    is_figure = "value_text" in row
    named = (row["measure"], row["offence"]) if is_figure else (f"question {row['question'] or 'not numbered'}",)
    what = [str(part) for part in named if part]
    what += [words.period(row["period_id"])] if is_figure else []
    before, after = (_in_words(side, change) if side is not None else None for side in (change.before, change.after))
    is_over = change.kind in ("revised", "withdrawn", "reclassified", "standing")
    place: list[listing.Part] = [Link("its source", f"/source?id={row['source_id']}"), str(row["locator"])]
    return (row["force"], what, Struck(before) if before and is_over else before, after, place)


def _in_words(row: difference.Row, change: difference.Change) -> str:
    if "value_text" not in row:
        exemptions = f" ({', '.join(row['exemptions'])})" if row["exemptions"] else ""
        return f"{row['status'].replace('_', ' ')}{exemptions}"
    parts = [statuses.as_it_was({**row, "review": "corrected" if row["correction"] else None})]
    told = {"dimensions": "; ".join(words.part(row["dimensions"])), "period_id": words.period(row["period_id"])}
    for name in [name for name in change.columns if name in (*difference.MEANING, "symbol")]:
        what = name.removesuffix("_id").replace("dimensions", "part")
        parts.append(f"{what.replace('_', ' ')}: {told.get(name, row.get(what, row[name])) or 'none'}")
    if row is change.after and row["correction"] and row["correction"] != (change.before or {}).get("correction"):
        parts.append(words.with_days(row["correction"]).replace("Corrected", "corrected", 1))
    parts += [words.SAID["figure_statuses"][row["status"]]] if "status" in change.columns else []
    return ", ".join(parts)


def show_checks() -> None:
    at, rows = now("/checks"), warehouse.query("checks_findings")
    source, forces = at.one("source"), my_forces(at)
    if not source:
        with controls("checks", words.listed(list(forces.values())) or "My forces"):
            choose_forces(at, "My forces: their findings come first")
    findings = rows[rows["source_id"] == source] if source else rows
    findings = findings.assign(is_other=[forces.keys().isdisjoint(about or ()) for about in findings["about"]])
    by, left_out = findings["severity"].value_counts(), len(rows) - len(findings)
    found = [words.counted(int(by[severity]), severity) for severity in ("error", "warning", "note") if severity in by]
    named = each(warehouse.query("sources_list", {"source_id": source}) if source else rows[:0])
    given = {"left_out": left_out, "every": at.but(source=None).link, "titles": [row.name for row in named]}
    st.markdown(render("findings.md", found=found, source=source, **given))
    every = by_check(set(rows["rule"]))
    sentences = {rule: check.sentence for check, rules in every for rule in sorted(rules)}
    for rule, of_rule in findings.groupby("rule", sort=False):
        name, key = words.heading(words.SAID["rules"].get(str(rule), str(rule).replace("-", " "))), str(rule)
        st.header(f"{name} ({len(of_rule):,})", anchor=key)
        with st.expander("What is checked, how often of official figures, and what was done"):
            st.markdown(words.verbatim(f"{sentences[key]} {of_rule['of_official'].iloc[0]}"))
            st.markdown(words.verbatim(words.SAID["done"].get(key, "Nothing was done yet; it waits for a person.")))
        rows_ = [_finding(row) for row in each(of_rule.sort_values("is_other", kind="stable"))]
        listing.first(key, FINDINGS, rows_, f"Findings: {name}", "finding", MOST_FINDINGS)
    silent = [check.sentence for check, rules in every if not rules]
    with st.expander(f"{words.counted(len(silent), 'check')} ran and found nothing"):
        st.markdown(words.bulleted(silent))


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """Each check with its own of these rules; the check that names none, of readers' problems, has all the others."""
    named = {rule for check in checks() for rule in check.rules}
    return [(check, rules.intersection(check.rules) if check.rules else rules - named) for check in checks()]


def _finding(row: Any) -> tuple[listing.Cell, ...]:
    message = evidence.SPAN.sub(lambda match: words.period(match[0]), words.with_days(row.message))
    message = SECOND_SENTENCE.sub(lambda match: match[0].upper(), message)
    how, forces = f"{row.severity}; {words.SAID['origins'][row.origin]}", list(row.about or ())
    of: listing.Cell = words.counted(len(forces), "force or area", "forces and areas") if forces else "no one force"
    if len(forces) == 1:
        name = row.force or force_names().get(forces[0], forces[0])
        # of a figure what its number counts: "Offences recorded: sexual grooming (class 88A), 2019/20 (offences)"
        counted = f"{results.counted_of(row)}, {words.printed_period(row)} ({row.unit})" if row.figure_id else ""
        of = [Link(name, f"/force?{urlencode({'id': forces[0]})}"), counted]
    where: list[listing.Part] = [FOLDER.sub("", row.locator or row.document or "")]
    if row.source_id:
        where.insert(0, Link(row.source or "the source", f"/source?{urlencode({'id': row.source_id}, safe='~')}"))
        if row.figure_id:
            where.insert(0, Link("the figure's evidence", statuses.address(row.source_id, row.figure_id)))
    return how, words.sentence(message), words.sentence(row.done), of, where
