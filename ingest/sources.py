"""`source.toml` -> Source: who answered what, when, and which documents say so; its text with entries added, changed or
taken out; values -> the text of any TOML file; files written whole or not at all.

A mistake in the file is a SourceProblem that names the file, the key, what was found and what would do; the
other sources are read all the same. The keys are those of docs/add-a-source.md. A ruling with a misspelt key or an id
that points at nothing would have no effect, and a figure that its force took back would stand as if nothing had
happened: so such an entry stops its source, and only its source.

What a person wrote stays, comments, order, blanks, line ends and byte order mark included, and nothing is given back
unless reading it again gives exactly the entries that were meant. A comment directly above a `[[name]]` belongs to that
entry, and any other one to the entry that it stands in or after. One with comments inside is not changed: NotChanged.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf, isfinite
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.model import OUTCOME_STATUSES, DocumentReading, Grid, nearest, period_of_id
from ingest.reference import Reference

PUBLISHED = "_published"
OWN_KINDS = ("force_response", "disclosure_log")
SOURCE_FILE = "source.toml"
NO_TOML = (
    "has no source.toml (found: {}). Write one that names at least force, kind and each [[document]]; "
    "docs/add-a-source.md shows a whole example."
)


class SourceProblem(Exception):
    """A source that can't be read: `path` relative to the raw folder, and what is wrong and what to do in words."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True)
class SourceDocument:
    path: str  # relative to the source's folder
    sha256: str | None = None  # None: it is not held to one, or grows
    url: str | None = None
    form: str = "original"  # original | transcript


@dataclass(frozen=True)
class Source:
    """One folder of the raw folder, or what is read alone (`folder` is then ""). Dates are text, as far as known:
    `2020`, `2020-03` or `2020-03-05`."""

    source_id: str  # <force>~<folder> or published~<folder>
    folder: str  # relative to the raw folder
    force_ids: tuple[str, ...] = ()
    reference: str | None = None
    title: str | None = None
    kind: str = "force_response"
    publisher: str | None = None
    read_in: str | None = None
    read_part: str | None = None
    url: str | None = None
    law: str | None = None
    campaign_id: str | None = None
    published: str | None = None
    asked: str | None = None
    received: str | None = None
    answered: str | None = None
    fetched: str | None = None
    round: str | None = None
    corrects: str | None = None
    note: str | None = None
    licence: str | None = None  # what must be said wherever its figures are shown
    measure: str | None = None  # what a long series counts, and in what
    unit: str | None = None
    documents: tuple[SourceDocument, ...] = ()
    legend: Mapping[str, str] | None = None
    corrections: tuple[Mapping[str, Any], ...] = ()
    additions: tuple[Mapping[str, Any], ...] = ()
    withdrawals: tuple[Mapping[str, Any], ...] = ()
    statements: tuple[Mapping[str, Any], ...] = ()
    reviews: tuple[Mapping[str, Any], ...] = ()
    accepted: tuple[Mapping[str, Any], ...] = ()
    maps: tuple[Mapping[str, Any], ...] = ()
    """What a person says of tables that the reader does not understand: the `[[table]]` entries."""


@dataclass(frozen=True)
class Failure:
    """Where a source or document could not be read, and what to do. `is_passing`: the next build tries again."""

    place: str
    message: str
    is_passing: bool = False


@dataclass(frozen=True)
class SourceReading:
    source: Source
    documents: tuple[DocumentReading, ...]
    failures: tuple[Failure, ...] = ()


def folder_name(reference: str) -> str:
    """The folder of a reference: lower case, each run of characters other than a-z and 0-9 as one `-`."""
    return re.sub(r"[^a-z0-9]+", "-", reference.lower()).strip("-")


def find_folders(raw: Path) -> Iterator[Path]:
    """Every `<force>/<folder>` and `_published/<folder>` in order, none hidden and none `_unplaced`."""
    for name in _folders_in(raw):
        if not name.startswith("_") or name == PUBLISHED:
            yield from (raw / name / folder for folder in _folders_in(raw / name))


def _folders_in(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:  # tells what is a folder without a question for each of thousands
        return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())


def read_source(folder: Path, reference: Reference) -> Source:
    """The source that a folder describes. Raises SourceProblem for anything that the contract does not allow."""
    place = f"{folder.parent.name}/{folder.name}"
    toml, at = folder / SOURCE_FILE, f"{place}/{SOURCE_FILE}"
    if not toml.is_file():
        names = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
        raise SourceProblem(place, NO_TOML.format(names))
    if toml.is_symlink():
        raise SourceProblem(at, "is a link. Put the file itself into the folder.")
    if toml.stat().st_size > LARGEST_TOML:
        raise SourceProblem(at, f"is larger than {LARGEST_TOML:,} bytes. Make several sources of it.")
    try:
        table = tomllib.loads(toml.read_text(encoding="utf-8-sig"))  # some editors write a byte order mark
    except (ValueError, RecursionError) as error:  # beside what is no TOML: numbers and nesting without end
        raise SourceProblem(at, f"is not valid TOML: {error}. Mend that line and build again.") from error
    if endless := next(_endless("", table), None):
        raise SourceProblem(at, endless)
    return parse_source(table, folder, reference)


def _endless(key: str, value: Any) -> Iterator[str]:
    """What of a source.toml is longer than any true one: its words stand in every row, and its numbers are counts."""
    longest = LONGEST_TEXT if key in TEXTS else LONGEST_REASON
    if isinstance(value, str) and len(value) > longest:
        yield f"{key} has {len(value):,} characters, and at most {longest:,} will do. Shorten it."
    elif isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        yield f"{key} is a whole number beyond {LARGEST_NUMBER:,}. Mend it."
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _endless(key if isinstance(name, int) else name, part)


def parse_source(table: Mapping[str, Any], folder: Path, reference: Reference) -> Source:
    """The source in a parsed `source.toml` that stands in `folder`."""
    group, name = folder.parent.name, folder.name
    place = f"{group}/{name}/source.toml"
    _refuse_wrong("source", table, place, reference)
    force_ids = _forces(table, group, place, reference)
    measure = reference.measures.get(table.get("measure", ""))
    unit = table.get("unit")
    if unit is not None and unit not in (measure.units if measure else ()):
        would_do = ", ".join(measure.units) if measure else "none without a measure"
        raise SourceProblem(place, f"unit = {unit!r}; what would do: {would_do}.")
    for kind in RULINGS:
        for n, entry in enumerate(table.get(kind, []), 1):
            _refuse_wrong(kind, entry, place, reference, f"[[{kind}]] number {n}: ")
    known: dict[str, Any] = {key: table.get(key) or None for key in (*TEXTS, "read_part", "measure", "unit", "law")}
    known |= {key: str(table[key]) if table.get(key) else None for key in DATES}
    for key in ("correction", "addition", "withdrawal", "statement", "review"):
        known[f"{key}s"] = tuple(table.get(key, []))
    return Source(
        source_id=f"{'published' if group == PUBLISHED else group}~{name}",
        folder=f"{group}/{name}",
        force_ids=force_ids,
        kind=table.get("kind", "force_response"),
        campaign_id=table.get("campaign"),
        documents=_documents(table, place, folder, reference),
        legend=dict(table.get("legend", {})),
        accepted=tuple(table.get("accepted", [])),
        maps=tuple(table.get("table", [])),
        **known,
    )


def _refuse_wrong(kind: str, entry: Mapping[str, Any], place: str, reference: Reference, named: str = "") -> None:
    wrong = wrong_entry(kind, entry, reference)
    if wrong is not None:
        raise SourceProblem(place, named + wrong)


def _forces(table: Mapping[str, Any], group: str, place: str, reference: Reference) -> tuple[str, ...]:
    forces = tuple(table.get("forces") or [table.get("force") or group])
    if group == PUBLISHED:
        if "force" in table or "forces" in table:
            raise SourceProblem(
                place, "names a force, but figures that somebody published on many forces belong to none. Drop the key."
            )
        return ()
    for force in forces:
        if force not in reference.forces:
            near = nearest(force, reference.forces)
            raise SourceProblem(place, f"force {force!r} is not in ingest/reference/forces.csv. Nearest: {near}.")
    if group not in forces:
        raise SourceProblem(
            place, f"stands in the folder of {group!r} but names {', '.join(forces)}. Move the folder or mend `force`."
        )
    return forces


def _documents(table: Mapping[str, Any], place: str, folder: Path, reference: Reference) -> tuple[SourceDocument, ...]:
    documents: list[SourceDocument] = []
    for entry in table.get("document", []):
        _refuse_wrong("document", entry, place, reference, "[[document]]: ")
        path = _path_of(entry["path"], place)
        if any(other.path == path for other in documents):
            raise SourceProblem(place, f"names the document {path!r} twice. Drop one: its figures count once.")
        form, sha256, url = entry.get("form", "original"), entry.get("sha256"), entry.get("url")
        documents.append(SourceDocument(path, sha256 or None, url or None, form))
    if not documents:
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        present = [path.name for path in there if path.is_file() and path.name != SOURCE_FILE]
        beside = f" Found beside it: {', '.join(present)}." if present else ""
        raise SourceProblem(place, f"names no [[document]].{beside} Add one with path and form.")
    return tuple(documents)


def _path_of(written: str, place: str) -> str:
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts:
        raise SourceProblem(place, f"document path {written!r} leaves the source's folder. Name a file inside it.")
    if str(path) in (SOURCE_FILE, ".") or "\0" in written:
        raise SourceProblem(place, f"document path {written!r} is no document. Name a file beside source.toml.")
    return str(path)


KINDS = ("force_response", "disclosure_log", "official", "charity", "press", "group")
READ_PARTS = ("whole", "opening", "part")
FORMS = ("original", "transcript")
LEGEND_MEANINGS = ("zero", "suppressed", "unknown", "not_applicable")
DATE_AS_FAR_AS_KNOWN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
LARGEST_TOML, LONGEST_TEXT, LONGEST_REASON, LARGEST_NUMBER = 1_000_000, 2_000, 20_000, 2**53
TEXTS = ("reference", "title", "publisher", "read_in", "url", "corrects", "note", "licence")
DATES = ("published", "asked", "received", "answered", "fetched", "round")
RULINGS = ("correction", "withdrawal", "statement", "review", "accepted", "table")
LISTS = ("document", "addition", *RULINGS)
MEANING = ("offence", "period", "measure", "reject")
OF_FIGURE = ("value", "value_low", "value_high", "scope", *MEANING)
OF_OUTCOME = ("status", "exemptions", *MEANING)
KEYS = {
    "source": "force forces reference title kind publisher read_in read_part url law campaign published asked received "
    "answered fetched round corrects note licence measure unit document legend correction addition withdrawal "
    "statement review accepted table",
    "document": "path! form sha256 url title",
    "correction": f"figure outcome expect {' '.join((*OF_FIGURE, *OF_OUTCOME))} reason! by! on!",
    "withdrawal": "figures! on! reason! by url",
    "statement": "figures! by! on! text! url",
    "review": "figures! by! on! digest note",
    "accepted": "proposals! digest! by! on!",
    "table": "document! page sheet line table header_rows rows columns means reason! by! on!",
}
"""What each kind of entry may say, in its order; with ! what it must."""
ALLOWED = {kind: [key.strip("!") for key in keys.split()] for kind, keys in KEYS.items()}
NEEDED = {kind: [key.strip("!") for key in keys.split() if key.endswith("!")] for kind, keys in KEYS.items()}
KNOWN_KEYS = ALLOWED["source"]
ALL = "all"
MOST_NAMED = 5
Shape = tuple[Callable[[Any], bool], str]  # whether a value is one, and what would do in words
TEXT: Shape = (lambda value: isinstance(value, str), "text in quotation marks")
TEXTS_OR_NONE: Shape = (lambda value: value == [] or _is_texts(value), "a list of texts in quotation marks")


def meant(tables: Sequence[Grid], entry: Mapping[str, Any]) -> list[Grid]:
    """The tables of its document that a `[[table]]` entry names: one, where it can be followed."""

    def is_meant(table: Grid) -> bool:
        line = entry.get("line")
        return (
            (entry.get("page") in (None, table.page) or entry["page"] in table.pages)
            and entry.get("sheet") in (None, table.sheet)
            and (line is None or (table.lines is not None and table.lines[0] <= line <= table.lines[1]))
        )

    named = [table for table in tables if is_meant(table)]
    nth = entry.get("table")
    return named[nth - 1 : nth] if nth else named


def wrong_entry(kind: str, entry: Mapping[str, Any], reference: Reference) -> str | None:
    """What is wrong with an entry of `kind`, and what would do; None when it can be followed."""
    shapes, allowed, needed = _shapes(kind, reference), ALLOWED[kind], NEEDED[kind]
    if unknown := [key for key in entry if key not in allowed]:
        return f"{unknown[0]!r} is not known there. Nearest: {nearest(unknown[0], allowed, MOST_NAMED)}."
    if missing := [key for key in needed if entry.get(key) in (None, "", [])]:
        return f"it lacks {', '.join(missing)}. It needs: {', '.join(needed)}."
    if strange := next((key for key in entry if key in shapes and not shapes[key][0](entry[key])), None):
        return f"{strange} = {entry[strange]!r} will not do. Write {shapes[strange][1]}."
    if kind == "table":
        return _wrong_map(entry, reference)
    return _wrong_correction(entry) if kind == "correction" else None


def _wrong_map(entry: Mapping[str, Any], reference: Reference) -> str | None:
    columns, rows, means = (entry.get(key, {}) for key in ("columns", "rows", "means"))
    if isinstance(columns, list):
        if not (columns and all(map(_is_number, columns)) and columns == sorted(columns) and "page" in entry):
            return (
                f"columns = {columns!r} are no places of a page's columns. Write page = 3, columns = [120, 200, 250]."
            )
        columns = {}
    if not all(isinstance(part, dict) for part in (columns, rows, means)):
        return 'rows, columns and means are tables. Write columns = { "Arrests" = { measure = "arrests" } }.'
    if not (entry.get("columns") or rows or means):
        return "it says nothing of the table. Write rows, columns or means."
    if len(rows) > 1:
        return f"rows = {rows!r} says two things of one label. Name one: offence, period, or a dimension."
    said = [("means", means), *((name, meaning) for name, meaning in columns.items() if meaning != SKIP)]
    shapes = _shapes("table", reference)
    for name, meaning in said:
        if not isinstance(meaning, dict):
            return f'{name} = {meaning!r} will not do. Write {{ measure = "arrests" }}, or "skip".'
        for key, value in meaning.items():
            if key in shapes and not shapes[key][0](value):
                return f"{name}: {key} = {value!r} will not do. Write {shapes[key][1]}."
    return None


SKIP = "skip"


def one_of(allowed: Sequence[str]) -> Shape:
    return (lambda value: value in allowed), f"one of {', '.join(allowed)}"


def is_tables(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(entry, Mapping) for entry in value)


def _is_date_as_far_as_known(value: Any) -> bool:
    """Whether a date, completed by the first of the month or of January, is a day: `2020-13` is none."""
    text = value.isoformat() if isinstance(value, date) else value
    with suppress(ValueError, TypeError):
        is_written = text == "" or DATE_AS_FAR_AS_KNOWN.fullmatch(text) is not None
        return is_written and date.fromisoformat(text + "2000-01-01"[len(text) :]) is not None
    return False


@cache
def _shapes(kind: str, reference: Reference) -> dict[str, Shape]:
    laws = sorted({exemption.law for exemption in reference.exemptions})
    as_far_as_known = '"2020", "2020-03" or "2020-03-05", a date as far as known'
    is_meaning, _ = one_of(LEGEND_MEANINGS)
    meanings = f"a table of marks, each with one of {', '.join(LEGEND_MEANINGS)}"
    shapes: dict[str, Shape] = {
        **dict.fromkeys((*TEXTS, "force", "unit", "path", "sha256", "figure", "outcome", "scope", "reason"), TEXT),
        **dict.fromkeys(("by", "text", "digest", "document", "sheet"), TEXT),
        **dict.fromkeys(
            ("page", "line", "table", "header_rows"),
            (lambda value: type(value) is int and value >= 1, "a number from 1"),
        ),
        **dict.fromkeys(("value", "value_low", "value_high"), (_is_number, "a number without quotation marks")),
        **dict.fromkeys((*DATES, "on"), (_is_date_as_far_as_known, as_far_as_known)),
        "forces": (_is_texts, 'a list of slugs: forces = ["kent", "essex"]'),
        "kind": one_of(KINDS),
        "read_part": one_of(READ_PARTS),
        "form": one_of(FORMS),
        "law": one_of(laws),
        "campaign": one_of(sorted(reference.campaigns)),
        "legend": (lambda value: isinstance(value, dict) and all(is_meaning(one) for one in value.values()), meanings),
        "figures": (lambda value: value == ALL or _is_texts(value), 'a list of ids: ["k3f9a2m7q1xz"], or "all"'),
        "proposals": (_is_texts, 'a list of ids: proposals = ["k3f9a2m7q1xz"]'),
        "reject": (lambda value: value is True, "reject = true, or leave it out"),
        "exemptions": (TEXTS_OR_NONE[0], 'a list: exemptions = ["s31(3)"]'),
        "status": one_of(OUTCOME_STATUSES),
        "offence": (lambda value: _is_id(value, reference.offences), "an id of offences.csv"),
        "measure": (lambda value: _is_id(value, reference.measures), "an id of measures.toml"),
        "period": (_is_period, '"2019/20", "2019", "2019-04-01..2019-09-30" or "unknown"'),
        "expect": (lambda value: isinstance(value, dict), "a table: expect = { value = 22 }"),
    }
    return shapes | ({key: (is_tables, f"each one as [[{key}]]") for key in LISTS} if kind == "source" else {})


def _wrong_correction(entry: Mapping[str, Any]) -> str | None:
    if ("figure" in entry) == ("outcome" in entry):
        return "it names neither a figure nor an outcome, or both. Name one."
    what, changes = ("figure", OF_FIGURE) if "figure" in entry else ("outcome", OF_OUTCOME)
    expected = (*changes, "value_text") if what == "figure" else changes
    unmeant = [key for key in (*OF_FIGURE, *OF_OUTCOME) if key in entry and key not in changes]
    if unmeant:
        return f"{unmeant[0]} is nothing that {'an' if what == 'outcome' else 'a'} {what} has."
    if not any(key in entry for key in changes):
        return f"it changes nothing. What it can change: {', '.join(changes)}."
    if "value" in entry and ("value_low" in entry or "value_high" in entry):
        return "it gives both a value and bounds. Give the value, or the bounds."
    if entry.get("value_low", 0) > entry.get("value_high", inf):
        return f"its lowest, {entry['value_low']}, is above its highest, {entry['value_high']}."
    unguarded = [key for key in entry.get("expect", {}) if key not in expected]
    if unguarded:
        return f"expect has {unguarded[0]!r}. Nearest: {nearest(unguarded[0], expected, MOST_NAMED)}."
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value) and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_id(value: Any, known: Mapping[str, object]) -> bool:
    return isinstance(value, str) and value in known


def _is_period(value: Any) -> bool:
    with suppress(ValueError):
        return isinstance(value, str) and period_of_id(value) is not None
    return False


BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
HEADER = re.compile(r"^[ \t]*\[\[?\s*([A-Za-z_]\w*)", re.MULTILINE)
COMMENTS_FIRST = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*")
Entry = Mapping[str, Any]


class NotChanged(Exception):
    """The text can't be changed so, in words that follow the file's name; nothing was written."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one entry, the comments directly above it and what follows it; or the head (`name` None)."""

    name: str | None
    text: str


def written(values: Entry) -> str:
    """The text of a TOML file of these values, in their order: a list of tables as `[[name]]`s, a table as `[name]`,
    both after the plain values. None is left out, for TOML has no word for it."""
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping) or (value and is_tables(value))}
    parts = [_lines({key: value for key, value in values.items() if key not in tables})]
    for name, value in tables.items():
        header = f"[{name}]" if isinstance(value, Mapping) else f"[[{name}]]"
        parts += [f"{header}\n{_lines(entry)}" for entry in ([value] if isinstance(value, Mapping) else value)]
    return "\n".join(part for part in parts if part)


def _lines(values: Entry) -> str:
    return "".join(f"{_pair(key, value)}\n" for key, value in values.items() if value is not None)


def _pair(key: str, value: Any) -> str:
    return f"{key if BARE_KEY.fullmatch(key) else _value(key)} = {_value(value)}"


def _value(value: Any) -> str:
    """One value as it stands after the `=`. A number that is whole is written without a point; a text is what JSON
    writes, which TOML reads the same, but for DEL, which TOML wants escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return str(int(value)) if isinstance(value, int) or value.is_integer() else repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(_pair(key, each) for key, each in value.items() if each is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def with_keys(text: str, keys: Entry) -> str:
    """The text with those keys of the whole that it lacks, before its own; None is no value."""
    before = read_text(text)
    new = {key: value for key, value in keys.items() if value is not None and key not in before}
    comments = COMMENTS_FIRST.match(text)
    above = comments[0] if comments and new else ""
    added = _lines(new).replace("\n", _line_end(text))
    return _sure(above + added + text[len(above) :], before | new)


def with_entry(text: str, name: str, entry: Entry) -> str:
    """The text with one more `[[name]]` at its end."""
    table = read_text(text)
    end = _line_end(text)
    ended = text if not text or text.endswith(("\n", "\r")) else text + end
    new = f"{ended}{end if ended else ''}{written({name: [entry]}).replace(chr(10), end)}"
    return _sure(new, table | {name: [*table.get(name, []), dict(entry)]})


def without_entries(text: str, name: str, is_gone: Callable[[Entry], bool]) -> str:
    """The text without the `[[name]]` entries that `is_gone` takes."""
    return with_changed(text, name, lambda entry: None if is_gone(entry) else entry)


def with_changed(text: str, name: str, change: Callable[[Entry], Entry | None]) -> str:
    """The text with each `[[name]]` as `change` gives it: the same, another in its place, or None for none."""
    table = read_text(text)
    entries: Sequence[Entry] = table.get(name, [])
    wanted = [change(entry) for entry in entries]
    pieces = _pieces(text)
    places = [n for n, piece in enumerate(pieces) if piece.name == name]
    if len(places) != len(entries):
        raise NotChanged(f"writes its [[{name}]] in a way that can't be changed by program. Change it by hand")
    new = {n: _changed(old, wish, pieces[n]) for n, old, wish in zip(places, entries, wanted, strict=True)}
    left = [dict(wish) for wish in wanted if wish is not None]
    expected = {key: value for key, value in table.items() if key != name} | ({name: left} if left else {})
    return _sure("".join(new.get(n, piece.text) for n, piece in enumerate(pieces)), expected)


def _changed(old: Entry, new: Entry | None, piece: _Piece) -> str:
    header = HEADER.search(piece.text)
    if new is None or new == old or header is None:
        return "" if new is None else piece.text
    body = piece.text[header.start() :]
    if body.count("#") != written({str(piece.name): [old]}).count("#"):
        raise NotChanged(f"has comments inside a [[{piece.name}]] that is to change. Change it by hand")
    anew = written({str(piece.name): [new]}).rstrip().replace("\n", _line_end(piece.text))
    return piece.text[: header.start()] + anew + body[len(body.rstrip()) :]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _pieces(text: str) -> list[_Piece]:
    """The text cut before each table's header and the comments above it; _sure finds headers inside texts out."""
    pieces: list[_Piece] = []
    for line in text.splitlines(keepends=True):
        header = HEADER.match(line)
        if not header and pieces:
            pieces[-1] = _Piece(pieces[-1].name, pieces[-1].text + line)
            continue
        above = ""
        if header and pieces:
            rest, above = _parted(pieces[-1].text)
            pieces[-1] = _Piece(pieces[-1].name, rest)
        pieces.append(_Piece(header[1] if header else None, above + line))
    return pieces


def _parted(text: str) -> tuple[str, str]:
    """(what stays, the comments at its end with the blank lines between them). Where there is nothing but comments only
    the last block of them goes, for the first is about the file."""
    lines = text.splitlines(keepends=True)
    is_head = not any(line.strip() and not line.lstrip().startswith("#") for line in lines)
    at = len(lines)
    for n in range(len(lines) - 1, -1, -1):
        if lines[n].lstrip().startswith("#"):
            at = n
        elif lines[n].strip() or at == len(lines) or is_head:
            break
    return "".join(lines[:at]), "".join(lines[at:])


def read_text(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotChanged(f"is not valid TOML ({error}). Mend that line first") from error


def _sure(text: str, expected: Mapping[str, Any]) -> str:
    try:
        is_so = tomllib.loads(text) == dict(expected)
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise NotChanged("is written in a way that can't be changed by program. Change it by hand")
    return text


MARK = "\ufeff"  # the byte order mark with which some editors begin a file
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside, then renamed. Raises OSError, and then leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:  # Ctrl-C too: half a file is worth nothing
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def text_of(file: Path) -> str:
    """The text of a file, line ends as they are; "" where there is none. Raises NotChanged for one that is no UTF-8."""
    try:
        return file.read_bytes().decode("utf-8").removeprefix(MARK) if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise NotChanged(f"is not UTF-8 ({error.reason}). Save it as UTF-8 and run this again") from error


def bytes_of(file: Path, text: str) -> bytes:
    """The text as bytes, with the byte order mark where the file has one."""
    is_marked = file.is_file() and file.read_bytes().startswith(MARK.encode())
    return f"{MARK if is_marked else ''}{text}".encode()


def table_of(file: Path) -> dict[str, Any]:
    """What a source.toml holds; nothing where it is not there or is not valid."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}


def documents_in(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = table.get("document", [])
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def extended(old: str, keys: Mapping[str, object], documents: Sequence[SourceDocument]) -> str:
    """The text of a source.toml with the keys and documents that it lacks; None is no value. A document is there by its
    path or its digest: two copies are one. Raises NotChanged where adding lines can't do that."""
    before = read_text(old)
    ordered = {key: _on_one_line(keys[key]) for key in sorted(keys, key=KNOWN_KEYS.index)}
    if "forces" in before:
        ordered.pop("force", None)
    text = with_keys(old, ordered)
    listed = documents_in(before)
    there = {entry.get("path") for entry in listed} | {str(entry.get("sha256", "")).lower() for entry in listed}
    missing: list[SourceDocument] = []
    for document in documents:
        if there.isdisjoint(names := {document.path, document.sha256 or document.path}):
            there |= names
            missing.append(document)
    for document in missing:
        entry = {"path": document.path, "form": document.form, "sha256": document.sha256, "url": document.url}
        try:
            text = with_entry(text, "document", {key: _on_one_line(it) for key, it in entry.items() if it is not None})
        except NotChanged as problem:
            raise NotChanged(f"{problem}: {', '.join(document.path for document in missing)}") from problem
    return text


def _on_one_line(value: object) -> object:
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
