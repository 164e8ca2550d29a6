"""Figures of a long table -> the same with their breaks in series: the symbol [b] on the first year that differs, and
why in words.

Three things tell of a break: an offence that came into force within a class (offences.csv), a class whose name the
table changes from one year to the next, and the workbook's own notes. Protects: a note is quoted and not interpreted;
it stands on the figures whose force or offence it names, and marks a year only where it speaks of a break and names
one year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Figure, Line, Period
from ingest.official.maps import LongTable
from ingest.official.years import Sum
from ingest.phrases.periods import read_period
from ingest.privacy.redact import clean
from ingest.reference import Reference

BREAK = "[b]"
FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d[/–-]\d\d(?![\d/-])")


@dataclass(frozen=True)
class NoteOfBreak:
    """A line of the workbook's own notes that speaks of a break. Empty sets: it names none, so it is of all."""

    words: str
    forces: frozenset[str]
    codes: frozenset[str]
    year: str | None


def with_breaks(
    figures: Sequence[Figure], sums: Sequence[Sum], lines: Sequence[Line], reference: Reference
) -> list[Figure]:
    """The figures, each with the breaks that are known of it. `lines`: the words beside the table."""
    notes = _notes(lines, sums, reference)
    renamed = _renamed(sums)
    marked = []
    for figure, one in zip(figures, sums, strict=True):
        breaks = [*_by_law(one, reference), *renamed.get((one.rows[0].labels[2], one.rows[0].year.period_id), ())]
        own = [note for note in notes if _is_of(note, one)]
        is_break = bool(breaks) or any(note.year == one.rows[0].year.period_id for note in own)
        words = [f"Break in series: {reason}." for reason in breaks]
        words += [f"The table's own note: {note.words}" for note in own]
        marked.append(_marked(figure, words, is_break=is_break) if words else figure)
    return marked


def _marked(figure: Figure, words: Sequence[str], *, is_break: bool) -> Figure:
    value = replace(figure.value, symbol=BREAK) if is_break else figure.value
    note = " ".join([*([figure.note] if figure.note else []), *words])
    return replace(figure, value=value, note=note, chain=(*figure.chain, *words))


def _by_law(one: Sum, reference: Reference) -> Iterator[str]:
    """Offences of the counted class that came into force in this year."""
    year, class_id = one.rows[0].year, one.rows[0].coded.offence_id
    for offence in reference.offences.values():
        day = offence.in_force_from
        if class_id in offence.within and day is not None and _holds(year, day.isoformat()):
            name = f"{offence.act} {offence.section}" if offence.act and offence.section else offence.title
            yield f"since {day.day} {day:%B %Y} it also counts {name} ({offence.title})"


def _holds(year: Period, day: str) -> bool:
    return str(year.start) <= day <= str(year.end)


def _renamed(sums: Sequence[Sum]) -> dict[tuple[str, str], list[str]]:
    """Code and year -> how the table called the code in the year before, where it calls it otherwise now."""
    called: dict[str, dict[str, set[str]]] = {}
    for one in sums:
        for row in one.rows:
            called.setdefault(row.labels[2], {}).setdefault(row.year.period_id, set()).add(row.labels[1])
    found = {}
    for code, by_year in called.items():
        years = sorted(by_year)
        for before, after in pairwise(years):
            if _plain(by_year[before]) != _plain(by_year[after]):
                old, new = "; ".join(sorted(by_year[before])), "; ".join(sorted(by_year[after]))
                found[code, after] = [f"the table calls {code} {new!r} from this year on, and {old!r} before"]
    return found


def _plain(names: set[str]) -> set[str]:
    return {" ".join(re.findall(r"\w+", name.casefold())) for name in names}


def _notes(lines: Sequence[Line], sums: Sequence[Sum], reference: Reference) -> list[NoteOfBreak]:
    """The notes that speak of a break and name a force or an offence of the table."""
    if not sums:
        return []
    table: LongTable = sums[0].rows[0].table
    forces = {row.labels[0]: row.force_id for one in sums for row in one.rows}
    codes = {row.labels[2]: row.labels[1] for one in sums for row in one.rows}
    found = []
    for line in lines:
        if not any(words.casefold() in line.text.casefold() for words in table.break_words):
            continue
        named = _forces_in(line.text, forces) | set(reference.forces_named_in(line.text))
        of_codes = _codes_in(line.text, codes)
        years = _years_in(line.text)
        if named or of_codes:
            year = years.pop() if len(years) == 1 else None
            found.append(
                NoteOfBreak(clean(line.text, frozenset(), reference), frozenset(named), frozenset(of_codes), year)
            )
    return found


def _years_in(text: str) -> set[str]:
    """The financial years that a text prints, "from" and "until" before them or not."""
    found = (read_period(match[0]) for match in FINANCIAL_YEAR.finditer(text))
    return {year.period_id for year in found if year is not None and year.kind == "financial_year"}


def _forces_in(text: str, forces: Mapping[str, str]) -> set[str]:
    """The forces whose name, as the table prints it, stands in a text; the longest name where two lie over each
    other."""
    rest, found = text.replace(" and ", " & "), set()
    for name in sorted(forces, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name.replace(' and ', ' & '))}(?!\w)"
        if re.search(pattern, rest):
            found.add(forces[name])
            rest = re.sub(pattern, " ", rest)
    return found


def _codes_in(text: str, codes: Mapping[str, str]) -> set[str]:
    """The codes that a text names: by the table's own words for them, or as "code 88A"."""
    return {
        code
        for code, words in codes.items()
        if (words and words.casefold() in text.casefold())
        or re.search(rf"\b(?:code|class|codes|classes) {re.escape(code)}(?![\w/])", text, re.IGNORECASE)
    }


def _is_of(note: NoteOfBreak, one: Sum) -> bool:
    row = one.rows[0]
    return (not note.forces or row.force_id in note.forces) and (not note.codes or row.labels[2] in note.codes)
