"""A seed -> papers of every form and format, in turn, so that each has its share whatever the number.

Each paper draws from a generator of its own (seed, number, form, format), so one can be made again alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.accuracy import threads
from benchmarks.accuracy.letters import write_letter
from benchmarks.accuracy.model import Paper
from benchmarks.accuracy.subject import forces
from benchmarks.accuracy.table_papers import write_table_paper

LETTER_FORMS = (
    "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A11~", "A12", "A13", "A14", "A15",
    "C", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D9s", "D10", "D11",
)  # fmt: skip
LETTERS = (
    "html-attach",
    "html-log",
    "docx",
    "doc",
    "pdf-reportlab",
    "pdf-office",
    "pdf-chromium",
    "eml",
    "eml-attached",
    "eml-nested",
    "eml-tnef",
    "eml-uu",
    "msg",
    "docx-revised",
    "zip",
)
THREADS = ("text-thread", "html-wdtk", "mbox")
PAGES = (
    "docx", "pdf-reportlab", "pdf-office", "pdf-chromium", "html-log", "html-attach", "eml", "eml-attached", "msg",
)  # fmt: skip
WORKBOOKS = ("xlsx", "xls", "ods")
PAPER_TABLES = ("B4", "B5", "B6", "B8", "B9", "B10", "B11", "B14", "B15", "B16", "B17")
PDFS = ("pdf-reportlab", "pdf-office", "pdf-chromium")
SCANS = ("pdf-scan",)

FORMATS: dict[str, tuple[str, ...]] = {
    **{form: ("text", *LETTERS, *THREADS) for form in (*LETTER_FORMS, "D12", "E-joint")},
    "D13": THREADS,
    "D14": THREADS,
    **{form: (*PAGES, *WORKBOOKS, "csv", "pdf-sheet", "letter+sheet") for form in PAPER_TABLES},
    "B1": ("text",),
    "B2": ("text",),
    "B3": ("text",),
    "B7": ("xlsx", "ods", "csv", "html-plain", "pdf-chromium", "pdf-reportlab"),
    "B12": (*PDFS, *PDFS, "docx"),
    "B13": (*PDFS, *PDFS),
    "F2": ("docx", *PDFS, "html-log", *WORKBOOKS),
    "B18": (*WORKBOOKS, "csv"),
    "B19": (*PDFS, "xlsx", "html-log"),
    "B20": ("xlsx", "ods"),
}
WEIGHT = {"B1": 3, "B2": 3, "B3": 2, "D13": 2, "D14": 2}
"""Forms of few formats come in turn more than once, or they would hardly come at all."""


def pairs(formats: list[str] | None, forms: list[str] | None) -> list[tuple[str, str]]:
    found = []
    for form, known in FORMATS.items():
        chosen = list(known)
        if formats:
            chosen = [f for f in (*known, *_scans(form)) if any(f == one or f.startswith(one + "-") for one in formats)]
        if forms and form.rstrip("~") not in forms:
            continue
        found += [(form, format) for format in chosen for _ in range(WEIGHT.get(form, 1))]
    return found


def _scans(form: str) -> tuple[str, ...]:
    """A scan of what reportlab makes, only where it is asked for: recognising one takes seconds."""
    return SCANS if "pdf-reportlab" in FORMATS[form] else ()


def plan(number: int, seed: int, formats: list[str] | None, forms: list[str] | None) -> Iterator[tuple[int, str, str]]:
    """Number, form and format of each paper. Forms come in turn; each time with another of their formats."""
    rng = Random(seed)
    by_form: dict[str, list[str]] = {}
    for form, format in pairs(formats, forms):
        by_form.setdefault(form, []).append(format)
    if not by_form:
        raise SystemExit("no form has any of these formats")
    turns = [form for form, known in by_form.items() for _ in range(2 if len(known) > 4 else 1)]
    decks: dict[str, list[str]] = {}
    order: list[str] = []
    for n in range(1, number + 1):
        if not order:
            order = turns.copy()
            rng.shuffle(order)
        form = order.pop()
        if not decks.get(form):
            decks[form] = by_form[form].copy()
            rng.shuffle(decks[form])
        yield n, form, decks[form].pop()


def papers(number: int, seed: int, formats: list[str] | None, forms: list[str] | None) -> Iterator[Paper]:
    known = [force for force in forces() if force.nation in ("England", "Wales")]
    scotland = next(force for force in forces() if force.nation == "Scotland")
    for n, form, format in plan(number, seed, formats, forms):
        rng = Random(f"{seed}/{n}/{form}/{format}")
        force = scotland if form == "D9s" else rng.choice(known)
        if form in threads.FORMS:
            yield threads.FORMS[form](rng, n, force, format)
        elif form.startswith(("B", "F")):
            yield write_table_paper(rng, n, force, form, format)
        else:
            yield write_letter(rng, n, force, form, format, format in THREADS)
