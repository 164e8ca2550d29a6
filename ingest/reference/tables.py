"""The files of this folder -> their records, in the order of the files.

Protects: one id stands for one thing. A second row with an id, an unknown word or a missing cell is an error that
names file, line and value. Whether ids point at each other rightly is for `load` to say, when all files are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingest.reference.files import Entry, ReferenceProblem, Row, rows, toml
from ingest.reference.records import (
    ABOUT_CHILDREN,
    AREA_KINDS,
    FORCE_KINDS,
    JURISDICTIONS,
    MEASURE_KINDS,
    SEARCH_KINDS,
    WITHIN_BY,
    Area,
    Asked,
    Campaign,
    Exemption,
    Force,
    ListGroup,
    ListOrder,
    Measure,
    Offence,
    Population,
    Question,
    SearchWord,
    Spelling,
    Symbol,
)

COLUMNS = {
    "forces.csv": (
        "force_id,name,short_name,nation,region,gss_code,kind,tile_row,tile_column,whatdotheyknow,mail_domains,aliases,note"
    ),
    "areas.csv": "force_id,name,area_kind,members,members_note",
    "populations.csv": "force_id,mid_year,population,source",
    "offences.csv": (
        "offence_id,act,section,title,jurisdiction,home_office_codes,in_force_from,in_force_to,within,overlaps,"
        "about_children,most_of,note"
    ),
    "offence_spellings.csv": "spelling,offence_id,jurisdiction,note",
    "exemptions.csv": "law,section,title,is_absolute,ground",
    "symbols.csv": "symbol,meaning",
    "search_words.csv": "words,kind,id",
}


def _rows(folder: Path, file: str) -> list[Row]:
    return list(rows(folder / file, COLUMNS[file].split(",")))


def _by_id(found: list[Row], column: str) -> Iterable[tuple[str, Row]]:
    """Each row with its id; a second row with the same id raises."""
    lines: dict[str, int] = {}
    for row in found:
        name = row.text(column)
        if name in lines:
            raise row.problem(column, f"an id of its own, for line {lines[name]} has this one")
        lines[name] = row.line
        yield name, row


def forces(folder: Path) -> dict[str, Force]:
    """forces.csv by force id."""
    return {
        name: Force(
            name,
            row.text("name"),
            row.text("short_name"),
            row.text("nation"),
            row.optional("region"),
            row.optional("gss_code"),
            row.one_of("kind", FORCE_KINDS),
            row.optional_whole("tile_row"),
            row.optional_whole("tile_column"),
            row.optional("whatdotheyknow"),
            row.many("aliases"),
            row.optional("note"),
            row.many("mail_domains"),
        )
        for name, row in _by_id(_rows(folder, "forces.csv"), "force_id")
    }


def areas(folder: Path) -> dict[str, Area]:
    """areas.csv by area id (`area:…`)."""
    found = {}
    for name, row in _by_id(_rows(folder, "areas.csv"), "force_id"):
        if not name.startswith("area:"):
            raise row.problem("force_id", "an id that begins with area:")
        kind = row.one_of("area_kind", AREA_KINDS)
        found[name] = Area(name, row.text("name"), kind, row.many("members"), row.optional("members_note"))
    return found


def populations(folder: Path) -> tuple[Population, ...]:
    """populations.csv, one record for each force and year."""
    found = {}
    for row in _rows(folder, "populations.csv"):
        key = (row.text("force_id"), row.whole("mid_year"))
        if key in found:
            raise row.problem("mid_year", "one row for each force and year")
        found[key] = Population(*key, row.whole("population"), row.text("source"))
    return tuple(found.values())


def offences(folder: Path) -> dict[str, Offence]:
    """offences.csv by offence id."""
    return {
        name: Offence(
            name,
            row.optional("act"),
            row.optional("section"),
            row.text("title"),
            row.one_of("jurisdiction", ("", *JURISDICTIONS)) or None,
            row.many("home_office_codes"),
            row.optional_day("in_force_from"),
            row.optional_day("in_force_to"),
            row.many("within"),
            row.many("overlaps"),
            row.one_of("about_children", ABOUT_CHILDREN),
            row.optional("most_of"),
            row.optional("note"),
        )
        for name, row in _by_id(_rows(folder, "offences.csv"), "offence_id")
    }


def spellings(folder: Path) -> tuple[Spelling, ...]:
    """offence_spellings.csv in its order; () while there is no such file."""
    if not (folder / "offence_spellings.csv").is_file():
        return ()
    return tuple(
        Spelling(
            row.text("spelling"),
            row.text("offence_id"),
            row.one_of("jurisdiction", ("", *JURISDICTIONS)) or None,
            row.optional("note"),
        )
        for row in _rows(folder, "offence_spellings.csv")
    )


def search_words(folder: Path) -> tuple[SearchWord, ...]:
    """search_words.csv in its order, each meaning of a word once; () while there is no such file."""
    if not (folder / "search_words.csv").is_file():
        return ()
    found: dict[tuple[str, str, str], SearchWord] = {}
    for row in _rows(folder, "search_words.csv"):
        word = SearchWord(row.text("words"), row.one_of("kind", SEARCH_KINDS), row.text("id"))
        key = (word.words.lower(), word.kind, word.id)
        if key in found:
            raise row.problem("words", "each meaning of a word once")
        found[key] = word
    return tuple(found.values())


def exemptions(folder: Path) -> tuple[Exemption, ...]:
    """exemptions.csv in its order, each law and section once."""
    found = {}
    for row in _rows(folder, "exemptions.csv"):
        key = (row.text("law"), row.text("section"))
        if key in found:
            raise row.problem("section", "one row for each section of a law")
        found[key] = Exemption(*key, row.text("title"), row.optional_truth("is_absolute"), row.optional("ground"))
    return tuple(found.values())


def symbols(folder: Path) -> tuple[Symbol, ...]:
    """symbols.csv in its order."""
    return tuple(Symbol(name, row.text("meaning")) for name, row in _by_id(_rows(folder, "symbols.csv"), "symbol"))


MEASURE_KEYS = (
    "title",
    "definition",
    "kind",
    "about_children",
    "counts_arrests",
    "about_ocag",
    "units",
    "whole_offence",
    "within",
    "within_by",
    "not_comparable_with",
    "scopes",
    "note",
)


def measures(folder: Path) -> dict[str, Measure]:
    """measures.toml by measure id: one table for each."""
    found = {}
    for name, values in toml(folder / "measures.toml").items():
        if not isinstance(values, dict):
            raise ReferenceProblem("measures.toml", None, f"{name} = {values!r}", f"a table [{name}]")
        entry = Entry("measures.toml", f"[{name}]", values)
        entry.known_keys(MEASURE_KEYS)
        within = entry.many("within")
        found[name] = Measure(
            name,
            entry.text("title"),
            entry.text("definition"),
            entry.one_of("kind", MEASURE_KINDS),
            entry.truth("counts_arrests"),
            entry.truth("about_ocag"),
            entry.many("units"),
            entry.optional("whole_offence"),
            within,
            entry.one_of("within_by", WITHIN_BY) if within else None,
            entry.reasons("not_comparable_with"),
            entry.many("scopes"),
            entry.optional("note"),
            entry.one_of("about_children", ABOUT_CHILDREN) if "about_children" in values else None,
        )
    return found


LIST_ORDER = "list_order.toml"
GROUP_KEYS = ("what", "measures", "counts_arrests", "offences")


def list_order(folder: Path) -> ListOrder:
    """list_order.toml: its groups in their order."""
    entry = Entry(LIST_ORDER, "the file", toml(folder / LIST_ORDER))
    entry.known_keys(("not_offered", "group"))
    groups = []
    for n, values in enumerate(entry.values.get("group", []), 1):
        group = Entry(LIST_ORDER, f"[[group]] number {n}", values)
        group.known_keys(GROUP_KEYS)
        groups.append(
            ListGroup(group.text("what"), group.many("measures"), group.truth("counts_arrests"), group.many("offences"))
        )
    return ListOrder(tuple(groups), frozenset(entry.many("not_offered")))


CAMPAIGN_KEYS = ("title", "law", "publication", "asked", "question")
QUESTION_KEYS = ("label", "text", "asks", "measure", "period", "offence", "dimensions", "match", "headings", "counts")
READ_BY_THEMSELVES = ("year", "offence", "force")
"""What a table's labels say by themselves; every other breakdown is known by its heading."""
ASKED_KEYS = ("force", "url", "on")


def campaigns(folder: Path) -> dict[str, Campaign]:
    """campaigns/<campaign id>.toml by campaign id."""
    return {path.stem: _campaign(path) for path in sorted((folder / "campaigns").glob("*.toml"))}


def _campaign(path: Path) -> Campaign:
    entry = Entry(path.name, "the file", toml(path))
    entry.known_keys(CAMPAIGN_KEYS)
    asked = tuple(_asked(path.name, n, values) for n, values in enumerate(entry.values.get("asked", []), 1))
    questions = tuple(_question(path.name, n, values) for n, values in enumerate(entry.values.get("question", []), 1))
    if not questions:
        raise ReferenceProblem(path.name, None, "no [[question]]", "one [[question]] for each question that was asked")
    if entry.values.get("publication") is True:  # nobody was asked, under no law
        if asked or "law" in entry.values:
            raise entry.problem("publication", "no law and no [[asked]] beside it, for a publication asks nobody")
        return Campaign(path.stem, entry.text("title"), None, (), questions)
    return Campaign(path.stem, entry.text("title"), entry.text("law"), asked, questions)


def _asked(file: str, n: int, values: dict[str, object]) -> Asked:
    entry = Entry(file, f"[[asked]] number {n}", values)
    entry.known_keys(ASKED_KEYS)
    return Asked(entry.optional("force"), entry.optional("url"), entry.optional("on"))


def _question(file: str, n: int, values: dict[str, object]) -> Question:
    entry = Entry(file, f"[[question]] number {n}", values)
    entry.known_keys(QUESTION_KEYS)
    dimensions = entry.many("dimensions")
    return Question(
        entry.text("label"),
        entry.text("text"),
        entry.text("asks"),
        entry.text("measure"),
        entry.optional("period"),
        entry.optional("offence"),
        dimensions,
        entry.many("match"),
        _headings(entry, file, dimensions),
        entry.many("counts"),
    )


def _headings(entry: Entry, file: str, dimensions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What heads each breakdown's labels. A breakdown that nothing is known to head is headed with its own name."""
    values = entry.values.get("headings", {})
    if not isinstance(values, dict):
        raise entry.problem("headings", "a table of breakdowns, each with a list of texts")
    headings = Entry(file, f"headings of {entry.name}", values)
    headings.known_keys([name for name in dimensions if name not in READ_BY_THEMSELVES])
    return {name: headings.many(name) for name in dimensions if name not in READ_BY_THEMSELVES}
