"""An answer's lines and cells -> its numbers, each where it stands and with the words beside it.

Protects: numbers of a request, of a refusal's reckoning, of sections, dates and codes are none, and of two readings of
a line none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from ingest import text_tables
from ingest.answers import words
from ingest.answers.passages import ENDS_IN_COUNT, LABELS, Page, Passage, asks, part_with
from ingest.answers.words import any_of, phrase, term
from ingest.model import Cell, Line, Value, parts_of
from ingest.phrases import numbers
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.periods import A_YEAR, find_periods, month_pattern
from ingest.phrases.statuses import find_exemptions, find_statuses
from ingest.text_tables import COUNT, TextTable, is_count, is_count_of, is_period, with_bars

NONE = any_of("none")
TOTAL = re.compile(rf"\W*{any_of('total')}\W*", re.IGNORECASE)
BEGINS_TOTAL = re.compile(rf"\W*{any_of('total')}\b", re.IGNORECASE)
CLOCK = r"(?<=\b\d\d):\d\d\b"
LISTED = re.compile(rf"(?P<label>.*?\S)\s*(?!{CLOCK})(?:\s[-–—]|[–—:=])\s*(?P<value>{COUNT}|{NONE})\.?", re.IGNORECASE)
TIMES = re.compile(
    rf"(?:(?P<time>{month_pattern()})\s*[-–:=]\s*|(?P<year>{text_tables.YEAR})\s*(?:[:=]\s*|(?=\()))"
    rf"(?:{COUNT}\b|\({COUNT}\))(?:\s*[-–,;.]\s*|\s+and\s+|$)",
    re.IGNORECASE,
)
"""Of "Oct - 5 - Nov - 7", "2019: 14, 2020: 15" one time and its number; "2013 - 16" may be years."""
HEAD_OF_TIMES = re.compile(
    r"(Arrest(?:s|ed)|Charge[ds]|Caution(?:s|ed)): (.*)", re.DOTALL
)  # "Charged: 2013 – 48, 2014 – 63"
ALONE = re.compile(rf"(?P<value>{COUNT}|{NONE})[\s.,;]*(?P<mark>[*†‡#^]*)", re.IGNORECASE)
GLUED = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ ()*-]*[a-z)])(?P<value>\d{1,4})")
GLUED_TO_YEAR = re.compile(rf"(?P<label>(?:19[89]|20\d)\d[*†‡#^]*)(?P<value>0|(?!0){COUNT})")
LOST_END = re.compile(rf"(?P<value>{COUNT})(?=(?:As|For|If|In|It|Please|Th(?:e|ese|ey|is)|Under|We|You)\s)")
"""A number whose line's end is lost: "12It should be noted that …"."""
YEAR = re.compile(A_YEAR)
FEWEST_WORDS = 4  # of a sentence that answers no question; a number with fewer words is a code or a label
LONGEST_REFERENCE = 60  # letters
MOST_ABOVE = 3  # sentences before a number's own
LONGEST_ROW = 300  # letters of a line that may be a row of a list or a heading; a longer one is prose
SENTENCES = re.compile(r"(?<=[.?!])(?<!\([Nn]o\.)(?<!S\.I\.)\s+(?=[A-Z0-9])")
COUNTED = re.compile(r"\s+(?:total\s+|recorded\s+|reported\s+|were\s+)?(?:recorded|reported|incidents)\b")
LONGEST_REFERRING = 20  # letters before a number that are looked at: a sentence may have thousands of numbers
NAMED = re.compile(rf"\b{any_of('named')}{LABELS}\b", re.IGNORECASE)
"""The labels of questions and sections: "request numbers 6 or 7"."""
REFERENCE = re.compile(rf"\W*{any_of('references')}", re.IGNORECASE)
PART = re.compile(r"\(?(?:i{1,3}|iv|v|[a-h])\)\s*")
"""A part's label before its answer: "i) 8"."""
SAYS_NONE = re.compile(rf"\W*{NONE}\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands. `labels`: its own, of row and column, or the words of its sentence. `is_of_outcomes`:
    the rows of its table name what is counted, so that one that names nothing known counts nothing that is known.
    `is_prose`: it stands in a sentence, `is_shared`: with other numbers. `is_loose`: in a row of a table that does not
    fold, so that no word is sure to be its own, or is a share. `is_off`: its column's total is not the sum, or it
    is a total beside its rows. `line`,
    `cell`: its place, one of them. `beside`: what else its answer says; `base`: what the question or answer says that
    it refers back to ("of these"); `counts`: its answer's numbers. `within`: its sentence, where others share it, and
    the sentences of its line before that, nearest first. `rows`: the labels of its table's rows.
    """

    value: Value
    line: Line | None
    labels: tuple[str, ...]
    near: str
    passage: Passage
    is_total: bool = False
    is_of_outcomes: bool = False
    is_prose: bool = False
    is_shared: bool = False
    is_loose: bool = False
    is_off: bool = False
    cell: Cell | None = None
    beside: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


WITH_ITS_YEAR = re.compile(rf"\d[\d,]*\s?\({A_YEAR}(?:[/-]\d\d(?:\d\d)?)?\)")
"""A count and its year in one sentence: "9 (2013/14), 17 (2014/15)"."""


def gives_counts(passage: Passage) -> bool:
    """Whether a number in a row answers: none does in a table that has hours, days, costs or telephones."""
    rows = [number for number in numbers_of(passage) if not number.is_prose or WITH_ITS_YEAR.match(number.labels[0])]
    other = [n for n in rows if any(term.reckons_cost.search(label) or REFERENCE.match(label) for label in n.labels)]
    other += [n for n in rows if n not in other and any(phrase.measured.search(label) for label in n.labels[1:])]
    return len(other) < len(rows) and not any(number.cell for number in other)


def numbers_of_page(page: Page) -> Iterator[Number]:
    """The numbers of all passages, each with what bears on it beside its own words."""
    before: tuple[str, ...] = ()
    for passage in page.passages:
        in_passage = _held_against_total(list(numbers_of(passage)))
        rows = {number for table in passage.tables for number in range(table.first, table.last + 1)}
        rows |= {number.line.number for number in in_passage if number.line and not number.is_prose}
        apart = (line for line in passage.lines if rows.isdisjoint(part.number for part in parts_of([line])))
        beside = tuple(_without_tail(line.text.strip() for line in apart))
        referring = " ".join((passage.asked, *beside))
        base = before if phrase.of_those.search(referring) else ()
        base += tuple(page.asked.get(label, "") for label in OF_QUESTION.findall(referring))
        counts = frozenset(number.value.text for number in in_passage)
        yield from (replace(number, beside=beside, base=base, counts=counts) for number in in_passage)
        before = (in_passage[0].near, passage.asked, *base) if in_passage else before


def _held_against_total(in_passage: Sequence[Number]) -> list[Number]:
    """The numbers of a passage: those of a list of years are off where a total printed beside it is not their sum."""
    listed = [number for number in in_passage if len(number.labels) == 1 and number.line and not number.is_prose]
    totals = [number.value.value for number in in_passage if number.is_prose and BEGINS_TOTAL.match(number.labels[0])]
    totals += [number.value.value for number in in_passage if number.is_total]
    counts = [number for number in listed if not number.is_total]
    is_list = bool(counts) and all(is_period(number.labels[0]) for number in counts)
    is_off = is_list and any(total != sum(number.value.value or 0 for number in counts) for total in totals)
    return [replace(number, is_off=True) for number in in_passage] if is_off else list(in_passage)


def _without_tail(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs without the one that neither confirms nor denies *other* information, and what explains it below; and
    without how every letter ends."""
    is_behind = False
    for text in paragraphs:
        tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
        if tails:
            is_behind = True
            starts = [gap.end() for gap in SENTENCES.finditer(text) if gap.end() <= tails[0]]
            text = text[: starts[-1]].strip() if starts else ""
        is_of_tail = is_behind and (find_exemptions(text) or term.explains.search(text)) and not term.bears.search(text)
        is_of_letter = not term.bears.search(text) and all(map(term.furniture.search, SENTENCES.split(text)))
        if text and not is_of_tail and not is_of_letter:
            yield text


OF_QUESTION = re.compile(
    rf"\b(?:from|in|of|to|for|at)\s+(?:q\.?\s?|question\s)(\d{{1,2}})\b(?!\W{{0,3}}(?:of\s)?{A_YEAR})",
    re.IGNORECASE,
)
"""A question by its number; "in Q1 2021" is a quarter."""


def numbers_of_cells(cells: Sequence[Cell], passage: Passage, near: str) -> list[Number]:
    """The counts of tables, under the labels of their row and column. A table with more than a person takes at once
    gives none: it waits for its map."""
    offered: list[Number] = []
    for table in dict.fromkeys(cell.table for cell in cells):
        in_table = [cell for cell in cells if cell.table == table]
        counts = counts_of(in_table)
        is_of_outcomes = any(_names_outcome(cell.row_label or "") for cell in in_table)
        prints_zeros = any(cell.text.strip() == "0" for cell in in_table)
        is_wide = len({cell.column for cell in in_table}) > 1
        for cell in counts if len(counts) <= MOST_OF_A_TABLE else ():
            value = cell.value or read_value(cell.text, prints_zeros=prints_zeros)
            labels = tuple(label for label in (cell.row_label, cell.column_label or cell.column) if label)
            if value and labels:
                is_total = any(TOTAL.fullmatch(label) for label in (labels if is_wide else labels[:1]))
                offered.append(Number(value, None, labels, near, passage, is_total, is_of_outcomes, cell=cell))
    return offered


def counts_of(cells: Sequence[Cell]) -> list[Cell]:
    columns = {cell.column for cell in cells if is_count(cell.text)}  # where 2026 is no year
    return [
        cell
        for cell in cells
        if is_count(cell.text)
        or SAYS_NONE.fullmatch(cell.text)
        or (cell.value and cell.value.low is not None)
        or (cell.column in columns and YEAR.fullmatch(cell.text))
    ]


MOST_OF_A_TABLE = 300


def numbers_of(passage: Passage) -> Iterator[Number]:
    """The numbers of a passage that may count something, in order."""
    tables = passage.tables
    taken = {number for table in tables for number in range(table.first, table.last + 1)}
    of_years, notes = _between_years(passage.lines), _notes(passage.lines)
    near = passage.asked
    told: set[float | None] = set()
    is_told = is_reason = False  # a number is; it refuses, and what its sentences count are reasons
    for line in passage.lines:
        for table in tables:
            if table.first == line.number:
                in_table = list(_of_table(table, passage, near))
                told |= {number.value.value for number in in_table}
                yield from in_table
        if line.table is not None and passage.is_answer:
            yield from numbers_of_cells(passage.cells.get(line.table, ()), passage, near)
        if line.number in taken or not re.search(r"\w", line.text):
            continue
        reasons = None if is_told else phrase.for_reasons.search(line.text)
        after = line.text[reasons.end() if reasons and not find_values(line.text[: reasons.start()]) else 0 :]
        # "I can confirm that it is held, however cannot be …" tells nothing; "I can confirm 14, but cannot …" does
        is_reason = (is_reason or reasons is not None) and not (term.gives.search(after) or term.tells.search(after))
        whole = line.text[notes.get(line.number, 0) :].strip()
        listed = _listed(line) if line.number in of_years else None
        these = list(_of_line(line, whole, passage, near, told)) if line.number not in of_years else []
        if listed:
            these = [Number(_value(listed["value"]), line, (listed["label"],), near, passage, is_shared=True)]
        told |= {number.value.value for number in these}
        these = [number for number in these if not (is_reason and number.is_prose)]
        is_told |= bool(these)
        yield from (replace(number, line=part_with(line, number.value.text)) for number in these)
        text = line.text.strip()
        is_row = bool(these) and ENDS_IN_COUNT.search(text) is not None
        if not asks(line.text) and (not these or (len(text.split()) > FEWEST_WORDS + 2 and not is_row)):
            near = text if is_period(text) else f"{text} {passage.asked}"


def _names_outcome(label: str) -> bool:
    """Whether a row's label names what became of a case, so that the table's rows count that and nothing else."""
    counted = words.counted(label)
    return term.of_outcomes.search(label) is not None or bool(counted and counted.measure_id)


def _parts(heading: str) -> bool:
    """Whether what stands in a column may limit the counts beside it: "Months", "Age"."""
    is_known = is_period(heading) or words.counted(heading) or term.counted_noun.search(heading)
    is_known = is_known or phrase.of_an_offence.fullmatch(heading)  # another offence's counts
    return bool(heading) and not (is_known or TOTAL.fullmatch(heading) or words.part_of([heading]))


def _of_table(table: TextTable, passage: Passage, near: str) -> Iterator[Number]:
    is_of_outcomes = len(table.rows) > 1 and any(_names_outcome(row[0].text) for row in table.rows)
    prints_zeros = any(cell.text == "0" for row in table.rows for cell in row[1:])
    off = {n for n in range(1, max(map(len, table.rows), default=0)) if _is_off(table, n, is_of_outcomes)}
    labels_of_rows = tuple(row[0].text for row in table.rows)
    heads = table.head[-1] if table.head else ()
    years = [n for n, cell in enumerate(heads) if n and cell.text.casefold() == "year"]  # "Offence | Year | Count"
    for row in table.rows:
        times = tuple(row[n].text for n in years if is_period(row[n].text))
        texts = [cell.text for cell in row[1:]]
        may_be_thousands = any(  # "1 204" under two years
            re.fullmatch(r"[1-9]\d{0,2}", first)
            and re.fullmatch(r"\d{3}", then)
            and f" {first} {then}" in f" {row[-1].line.text}"
            for first, then in pairwise(texts)
        )
        for n, cell in enumerate(row[1:], 1):
            if not is_count_of(row, cell) or (n in years and is_period(cell.text)):
                continue
            headings = tuple(dict.fromkeys(head[n].text for head in table.head if n < len(head) and head[n].text))
            whole, part = text_tables.parted(cell.text)
            value = read_value(whole, prints_zeros=prints_zeros)
            corner = " ".join(head[0].text for head in table.head if head[0].text)
            if value:
                of_part = () if part.isdigit() else find_values(part)
                labels = (row[0].text, *times, *headings)
                is_total = any(TOTAL.fullmatch(label) for label in (labels if len(table.rows[0]) > 2 else labels[:1]))
                is_off = n in off and not (is_total and table.short)
                is_shared = (len(row) > 2 and not headings) or may_be_thousands or bool(part or times)
                is_shared |= row[0].line != row[-1].line and not all(one.text for one in row)  # which cell is empty?
                is_shared |= any(_parts(head.text) for k, head in enumerate(heads[1:], 1) if k not in (n, *years))
                noted = _noted(labels, part) if part and not of_part else labels
                own = Number(value, cell.line, noted, f"{corner}\n{near}", passage, is_total, is_of_outcomes)
                yield replace(own, is_off=is_off, is_shared=is_shared, rows=labels_of_rows)
                for found in (found for found in of_part if found.kind == "count"):
                    others = [label for label in labels if not (is_period(label) and find_periods(part))]
                    yield replace(own, value=found.value, labels=(*others, part), is_shared=True)
    for label, *counts in table.short:
        for cell in counts:
            if value := read_value(cell.text, prints_zeros=prints_zeros):
                yield Number(value, cell.line, (label.text,), near, passage, is_loose=True)


def _noted(labels: tuple[str, ...], note: str) -> tuple[str, ...]:
    """The labels of a cell with what stands behind its count, at its year where it has one: "2020 (to June)"."""
    has_year = any(map(is_period, labels))
    return tuple(f"{one} ({note})" if is_period(one) else one for one in labels) if has_year else (*labels, note)


def _is_off(table: TextTable, column: int, is_of_outcomes: bool) -> bool:
    """Whether a column's total is printed and is not the sum of its counts. A list of outcomes may leave some out."""
    printed = [(TOTAL.fullmatch(row[0].text) is not None, row[column].text) for row in table.rows if len(row) > column]
    if not all(text.replace(",", "").isdigit() for _, text in printed):
        return False
    totals = [int(text.replace(",", "")) for is_total, text in printed if is_total]
    whole = sum(int(text.replace(",", "")) for is_total, text in printed if not is_total)
    return bool(totals) and (whole > max(totals) if is_of_outcomes else whole not in totals)


def _between_years(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that print a year and its number and look like a year of two ("2020 – 21") or like one number
    ("202021"), in a list of years."""
    rows = [(line.number, _listed(line)) for line in lines if line.text.strip()]
    years = [(number, match) for number, match in rows if match and YEAR.match(match["label"])]
    glued = [(number, match) for number, match in years if match.re is GLUED_TO_YEAR]
    in_print = [match["label"][:4] for _, match in glued]
    in_order = len(set(in_print)) == len(glued) > 1 and sorted(in_print) in (in_print, in_print[::-1])
    is_glued = in_order and not all(is_period(f"{match['label'][:4]}/{match['value']}") for _, match in glued)
    is_list = any(not is_period(match[0]) for _, match in years if match.re is LISTED)
    dashed = [(number, match) for number, match in years if YEAR.fullmatch(match["label"]) and is_period(match[0])]
    return frozenset(number for number, _ in [*(glued if is_glued else []), *(dashed if is_list else [])])


def _listed(line: Line) -> re.Match[str] | None:
    text = line.text.strip().lstrip("-•* ")
    return GLUED_TO_YEAR.fullmatch(text) or LISTED.fullmatch(text)


def _notes(lines: Sequence[Line]) -> dict[int, int]:
    """The lines of notes that are numbered from 1 on, one below the other, and where the words of each begin."""
    begins: dict[int, int] = {}
    run: list[tuple[int, int]] = []
    for line in [line for line in lines if line.text.strip()]:
        note = NOTE.match(line.text)
        run = [*run, (line.number, note.end())] if note and int(note["number"]) == len(run) + 1 else []
        begins |= dict(run if len(run) > 1 else [])
    return begins


NOTE = re.compile(r"\s*\(?(?P<number>[1-9])\)?\s+(?=[A-Z][a-z])")


def _refers_back(sentence: str, number: numbers.Found, told: Container[float | None]) -> bool:
    """Whether a number of a sentence was told before, or names something. What is counted, and was not told yet, is
    told here: "up from the 27 reports in 2017", "Of the 294 incidents six …"."""
    first = max(0, number.start - LONGEST_REFERRING)
    is_yours = term.yours.search(sentence) is not None  # "the 9 offences that you list"
    is_counted = not is_yours and (number.unit_word or COUNTED.match(sentence, number.end))
    if is_counted and number.value.value not in told and phrase.first_told.search(sentence, first, number.start):
        return False
    return phrase.refers_back.search(sentence, first, number.start) is not None


def _of_line(line: Line, whole: str, passage: Passage, near: str, told: Iterable[float | None]) -> Iterator[Number]:
    """The numbers of a line. `whole`: its words without a note's number, and with the word that its last one counts."""
    text = whole.lstrip("-•* ")
    text = text[part.end() :] if (part := PART.match(text)) else text
    if (REFERENCE.match(text) and len(text) <= LONGEST_REFERENCE) or phrase.as_another.fullmatch(text):
        return
    text = _without_reckoning(text)
    number = partial(Number, line=line, near=near, passage=passage)
    head, of_times = parts.groups("") if (parts := HEAD_OF_TIMES.fullmatch(text)) else ("", text)
    times = list(TIMES.finditer(of_times))
    if len(times) > 1 and sum(len(match[0]) for match in times) >= len(of_times) - 1:
        for match in times:
            time = match["time"] or match["year"]
            labels = (time, head) if head else (time,)
            yield number(_value(re.findall(COUNT, match[0][len(time) :])[0]), labels=labels)
        return
    if passage.is_answer and (lost := LOST_END.match(text)):
        yield number(_value(lost["value"]), labels=())
        text = text[lost.end() :]
    if (alone := ALONE.fullmatch(text)) and not is_period(text):
        if passage.is_answer:
            yield number(_value(alone["value"]), labels=(alone["mark"],) if alone["mark"] else ())
        return
    is_row = len(text) <= LONGEST_ROW and "|" not in text
    listed = LISTED.fullmatch(text) if is_row else None
    is_label = listed and (phrase.of_ages.fullmatch(listed["label"]) or not find_values(listed["label"]))
    if listed and is_label and not (is_period(text) or is_period(listed["value"])):
        label = listed["label"]
        yield number(_value(listed["value"]), labels=(label,), is_total=TOTAL.fullmatch(label) is not None)
        return
    glued = GLUED.fullmatch(text) if is_row and not find_exemptions(text) else None
    if glued and term.counts.search(f"{near} {glued['label']}"):
        yield number(_value(glued["value"]), labels=(glued["label"],))
        return
    is_short, has_bars = len(text.split()) < FEWEST_WORDS, "|" in with_bars(text)
    if not is_short or ((passage.is_answer or has_bars) and not is_period(text)):
        yield from _of_prose(text, near, set(told), number, is_short=is_short, has_bars=has_bars)


THERE_WERE = re.compile(r"\W*there (?:was|were|have been|has been)\b.*\bof (?:which|whom)\b", re.IGNORECASE)
"""Tells, though a colon ends it: "There were 212, of which 32 were closed:"."""


def _without_reckoning(text: str) -> str:
    """A line without sentences that reckon what an answer would cost, and without one that announces what follows."""
    sentences = SENTENCES.split(text)
    text = " ".join(
        sentence
        for sentence, after in zip(sentences, [*sentences[1:], ""], strict=True)
        if not any(term.reckons_cost.search(one) for one in (sentence, after if phrase.about_that.match(after) else ""))
        or term.gives.search(sentence)
    )
    if not text.endswith(":"):
        return text
    *said, last = SENTENCES.split(text)
    is_told = THERE_WERE.match(last) or any(number.unit_word for number in find_values(last))
    return text if is_told else " ".join(said)


def _of_prose(
    text: str, near: str, told: set[float | None], found: Callable[..., Number], *, is_short: bool, has_bars: bool
) -> Iterator[Number]:
    """The numbers of sentences, each with the words that bear on it. `told`: those that stand before them."""
    above: tuple[str, ...] = ()
    for sentence in SENTENCES.split(text):
        labels = [named.span() for named in NAMED.finditer(sentence)]
        values = [
            number
            for number in find_values(sentence)
            if not _refers_back(sentence, number, told)
            and not any(first <= number.start < last for first, last in labels)
            and not phrase.differs.match(sentence, number.end)
            and (number.kind not in ("percent", "share") or phrase.asks_share.search(near))
        ]
        told |= {number.value.value for number in values}
        starts = [*_starts(sentence, values), len(sentence)]
        starts[:1] = [0]
        for n, number in enumerate(values):
            is_bound = number.value.value is None
            if is_bound and ((number.value.high is None and not is_short) or term.rules.search(sentence)):
                continue
            yield found(
                number.value,
                labels=(sentence[starts[n] : starts[n + 1]].strip(),),
                is_prose=True,
                is_shared=len(values) > 1,
                is_loose=has_bars or number.kind != "count",
                within=(sentence, *above) if len(values) > 1 else above,
            )
        above = (sentence, *above)[:MOST_ABOVE]


def _starts(sentence: str, values: Sequence[numbers.Found]) -> list[int]:
    """Where the words of each number of a sentence begin: after the number before it where words lead to their number
    ("2019: arrests 14, charges 3", "in 2019 there were 14 arrests, in 2020 15 arrests"), else with the number."""
    ends = [0, *(number.end for number in values)]
    gaps = [sentence[end : number.start] for end, number in zip(ends, values, strict=False)]
    # "North: 12; South: 14", "North - 12, South - 14"
    if all(LED_IN.search(gap) and re.search(r"\w", gap) for gap in gaps):
        begun = [gap.rfind(";") + 1 or len(gap) - len(LED_OUT.sub("", gap, count=1)) for gap in gaps]
        return [end + first for end, first in zip(ends, begun, strict=False)]
    times = [period.start for period in find_periods(sentence)]
    before = [[at for at in times if end <= at < number.start] for end, number in zip(ends, values, strict=False)]
    is_after = any(at >= ends[-1] for at in times)
    is_each = all(len(leading) == 1 for leading in before)
    is_crossed = (
        len(values) == 2 and [len(leading) for leading in before] == [1, 0] and THAN.search(gaps[1]) is not None
    )
    if is_crossed and is_after:  # "In 2020 there were 27 reports, more than the 18 of 2019"
        return [0, values[1].start]
    is_led_in = ":" in sentence[: values[0].start if values else 0] and not any(before[1:])
    is_last = is_led_in and not re.search(r"[^\W\d]", sentence[ends[-1] :])
    if is_after or not (is_each or is_last):
        return [number.start for number in values]
    starts = []
    for end, number, leading in zip(ends, values, before, strict=False):
        breaks = list(BREAK.finditer(sentence, end, leading[0] if leading else number.start))
        starts.append(breaks[-1].end() if breaks else leading[0] if leading else end)
    return starts


THAN = re.compile(r"\b(?:than|compared|against|from)\b")
BREAK = re.compile(r"[;,]\s|\band\b")
LED_IN = re.compile(r"(?<=[:=–—-])\s*$")
LED_OUT = re.compile(r"(?:\s[a-z][^,:=]*(?=,))?[\s,]*")
"""After a number the word that it counts, before the next label: "Custody: 12 arrests, court: 3"."""


MOST = 2**53  # beyond it a number is not kept to the last digit, and one of 309 digits not at all


def _value(printed: str) -> Value:
    amount = 0.0 if SAYS_NONE.fullmatch(printed) else float(printed.replace(",", ""))
    number = amount if amount < MOST else None
    return Value(number, number, number, None, printed)
