"""The labels of one axis of a table -> what kind of thing they are, and what each of them means.

Protects: an axis is read as a whole. Its heading decides, else its labels do; one that is neither period, force,
offence, thing counted nor a breakdown that a question asks for is not understood, and no figure stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Period
from ingest.phrases.periods import days, find_periods
from ingest.reference.records import Area
from ingest.tables import words
from ingest.tables.labels import (
    Meaning,
    Read,
    Reading,
    Unread,
    as_counted,
    as_force,
    as_offence,
    as_question,
    as_total,
    bare,
    unbroken,
)
from ingest.tables.period_labels import as_compound, as_period
from ingest.thread.questions import Question
from ingest.unstorable import UNREAD

CORNER = re.compile(r"\s+/\s+|\s+\\\s+|\n|\s+by\s+|\s*/\s*|\s+v(?:s|ersus)?\.?\s+", re.IGNORECASE)
TERRITORIAL = "territorial"
WORDS_OF_A_BREAKDOWN = 6
OFFENCE = re.compile(r"\b(?:offences?|child(?:ren)?)\b")
ACT = re.compile(r"\bact\b")
QUARTER = re.compile(r"(?:Q|Qtr|Quarter)\.?\s?([1-4])\W*", re.IGNORECASE)
LABEL_BEYOND = re.compile(r"Q\.?\s?(?:[5-9]|\d\d)\W*|Q?\.?\s?[1-9]\s?\(?[a-h]\)?\W*", re.IGNORECASE)  # no quarter
AMBIGUOUS = re.compile(
    r"\b(?=\w*[A-Za-z])(?=\w*\d)\w*[01OIl]\w*"
)  # OC14 may be 0C14: a mark that engines take for another
CUT_OFF = "…"
PART_OF_ABOVE = "part-of-row-above"
DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 31, 365
FEWEST_MONTHS = 3  # beside a year: fewer may be the ends of years
FEWEST_FORCES = 3
SHARE_READ = 0.5  # of labels without a heading that read as offences or forces


@dataclass(frozen=True)
class Axis:
    """`head`: the words that stand over its labels. `meanings`: label -> what it means."""

    kind: str
    head: str
    meanings: Mapping[str, Read]


@dataclass(frozen=True)
class Asked:
    """One question as a table may answer it. `headings`: its breakdowns' names and the words they are headed with."""

    question: Question
    headings: Mapping[str, tuple[str, ...]]


def read_axis(
    labels: Sequence[str], heads: Sequence[str], asked: Asked, reading: Reading, title: str = ""
) -> Axis | None:
    """None where the axis is not understood. `heads`: what stands over it, in parts where it names two axes."""
    distinct = [label for label in dict.fromkeys(labels) if label]
    for head in dict.fromkeys(heads):
        axis = _by_head(distinct, head, asked, reading)
        if axis is not None:
            return axis
    named = [
        head for head in heads if not words.is_neutral(head) and kind_of_head(head, asked) not in (None, "question")
    ]
    parts = [label for label in distinct if as_total(label, reading) is None]
    if named and not (parts and all(isinstance(as_period(label, reading), Meaning) for label in parts)):
        return None
    quarters = _quarters(distinct, [*heads, title], asked, reading) or _of_forces_alone(distinct, heads, reading)
    return quarters or _by_labels(distinct, heads, asked, reading) or _by_title(distinct, heads, title, asked, reading)


def _of_forces_alone(labels: Sequence[str], heads: Sequence[str], reading: Reading) -> Axis | None:
    """Forces under "Area" or "Respondent", where each label is one or a total: an area's name may be a district's."""
    head = next((one for one in heads if words.plain(one) in words.phrases("heads", "force_if_all")), None)
    parts = [label for label in labels if head and as_total(label, reading, (head,)) is None]
    forces = {label: as_force(label, reading) for label in parts}
    if head is None or len(parts) < FEWEST_FORCES or any(isinstance(one, Unread) for one in forces.values()):
        return None
    totals = {label: as_total(label, reading, (head,)) for label in labels if label not in forces}
    read: dict[str, Read] = {label: (one,) for label, one in forces.items() if isinstance(one, Meaning)}
    read |= {label: (one,) for label, one in totals.items() if one is not None}
    return Axis("force", head, _without_totals_of_listed(read, reading))


def parts_of_head(head: str) -> tuple[str, ...]:
    """A heading and, where it names two axes ("Hospital Name / Financial Year"), its parts."""
    parts = [part.strip() for part in CORNER.split(head) if part and part.strip()]
    return (head, *parts) if len(parts) > 1 else (head,)


def kind_of_head(head: str, asked: Asked) -> str | None:
    """`dimension:<name>`, period, force, offence, code or question; None for a heading that is none of them."""
    dimension = dimension_of(head, asked)
    if dimension is not None:
        return f"dimension:{dimension}"
    text = words.plain(head)
    return next((kind for kind in words.kinds_of_head(text) if kind != "subcode"), None)


def dimension_of(head: str, asked: Asked) -> str | None:
    """The breakdown that a heading is of: its words are, or hold, those of one breakdown only."""
    text = words.plain(head)
    if not text:
        return None
    exact = [name for name, forms in asked.headings.items() if text in map(words.plain, forms)]
    if exact:
        return exact[0] if len(exact) == 1 else None
    if ACT.search(text) or (len(text.split()) > WORDS_OF_A_BREAKDOWN and OFFENCE.search(text)):
        return None  # "Sex. Offences Act 2003 s9" is no breakdown by sex, nor a heading that holds a row of offences
    held = [name for name, forms in asked.headings.items() if any(words.holds(text, words.plain(f)) for f in forms)]
    return held[0] if len(held) == 1 else None


def _by_head(labels: Sequence[str], head: str, asked: Asked, reading: Reading) -> Axis | None:
    kind = kind_of_head(head, asked)
    if kind is None or kind in ("code", "question"):
        return None
    if kind.startswith("dimension:"):
        if any(find_periods(unbroken(label, reading)) for label in labels):
            return None  # years under "Sex of victim": another row of headings tells the breakdown
        return _dimension(labels, head, kind.split(":", 1)[1], reading)
    read = {label: _read(kind, label, head, asked, reading) for label in labels}
    read = _without_totals_of_listed(read, reading) if kind == "force" else read
    read = _without_days_among_years(read) if kind == "period" else read
    is_any = any(not isinstance(one, Unread) and one[0].kind == kind for one in read.values())
    return Axis(kind, head, read) if is_any else None


def _dimension(labels: Iterable[str], head: str, name: str, reading: Reading) -> Axis:
    read: dict[str, Read] = {}
    for label in labels:
        text, note = bare(label, reading)
        total = as_total(label, reading, (head, name.replace("_", " ")))
        if UNREAD in text or (reading.is_recognised and AMBIGUOUS.search(text)):
            read[label] = Unread(text, "label-not-read", f"“{text}” was not recognised for certain in a scan.")
            continue
        if text.endswith(CUT_OFF):
            read[label] = Unread(text, "label-not-read", f"the end of “{text}” is cut off on the page.")
            continue
        if total is None and (not text or words.without_total(text) is not None or words.names_total(text)):
            read[label] = Unread(text, "label-not-read", f"“{text}” may be a total of some of the others.")
            continue
        if total is None and words.is_part_of_above(text):
            read[label] = Unread(text, PART_OF_ABOVE, f"“{text}” is some of the row above it.")
            continue
        if total is None and any(broken in label for broken in reading.broken):
            read[label] = Unread(text, "label-not-read", f"“{text}” may hold a word that a narrow cell has cut in two.")
            continue
        step = f"{name.replace('_', ' ')}: “{text}”, under the heading “{head}”"
        read[label] = (total or Meaning("dimension", text, step, dimension=name, note=note),)
    return Axis(f"dimension:{name}", head, read)


def _read(kind: str, label: str, head: str, asked: Asked, reading: Reading) -> Read:
    offence = as_offence(label, reading, asked.question.measure_id) if kind == "offence" else None
    if isinstance(offence, Meaning):
        return (offence,)
    total = as_total(label, reading, (head,))
    if total is not None:
        return (total,)
    if offence is not None:
        return offence
    if kind == "force":
        force = as_force(label, reading)
        return force if isinstance(force, Unread) else (force,)
    period = as_period(label, reading, head)
    if isinstance(period, Meaning):
        return (period,)
    compound = as_compound(label, reading, head)
    if compound is not None:
        return compound
    counted = as_counted(label, reading)
    if counted is not None and counted.kind == "left_out":
        return (counted,)
    return period or Unread(label, "period-not-read", f"“{label}” stands among periods and is none.")


def _by_labels(labels: Sequence[str], heads: Sequence[str], asked: Asked, reading: Reading) -> Axis | None:
    parts = [label for label in labels if as_total(label, reading, tuple(heads)) is None]
    head = next((head for head in heads if head), "")
    if parts and "sex" in asked.headings and _are_sexes(parts):
        return _dimension(labels, head, "sex", reading) if words.is_neutral(head) else None
    if not parts:
        return _of_totals(labels, head, reading) if labels else None
    if any(_speaks_of_period(label, head, reading) for label in parts):
        read = {label: _read("period", label, head, asked, reading) for label in labels}
        return Axis("period", head, _without_days_among_years(read))
    counted = [as_question(label, reading, head) or as_counted(label, reading) for label in parts]
    said = [one for one in counted if one is not None and one.kind in ("question", "neutral")]
    if said and 2 * len(said) >= len(parts):
        shares = [one for one in counted if one is not None and one.kind == "left_out"]
        of = len(labels) - len(shares)  # "Number" beside "Share (%)" is all that is counted
        return Axis("question", head, {label: _thing_counted(label, head, reading, of) for label in labels})
    names_what_is_counted = words.is_neutral(head) or as_counted(head, reading) is not None
    if head and not names_what_is_counted and kind_of_head(head, asked) != "question":
        return None  # it stands under a word that nobody asked for
    forces = [reading.reference.force_by_name(bare(label, reading)[0]) for label in parts]
    if sum(one is not None for one in forces) > SHARE_READ * len(parts):
        by_force = {label: _read("force", label, head, asked, reading) for label in labels}
        return Axis("force", head, _without_totals_of_listed(by_force, reading))
    offences = [as_offence(label, reading, asked.question.measure_id) for label in parts]
    if sum(isinstance(one, Meaning) for one in offences) > SHARE_READ * len(parts):
        return Axis("offence", head, {label: _read("offence", label, head, asked, reading) for label in labels})
    return None


def _are_sexes(labels: Sequence[str]) -> bool:
    """Whether labels can only be of a sex: one at least is of women or men, and the others are too or not known."""
    of = words.phrases("counts", "sexes_of")
    plain = [" ".join(word for word in words.plain(label).split() if word not in of) for label in labels]
    known, rest = words.phrases("counts", "sexes"), words.phrases("counts", "sexes_not_known")
    return any(label in known for label in plain) and all(label in known or label in rest for label in plain)


def _quarters(labels: Sequence[str], heads: Sequence[str], asked: Asked, reading: Reading) -> Axis | None:
    """Labels Q1 to Q4 as what they are, quarters of a year that is not said beside them, and no questions: Q1 is
    among them and no Q5, or the words over the table speak of quarters; under "Question" they are questions."""
    numbers = [found[1] for label in labels if (found := QUARTER.fullmatch(label.strip()))]
    is_said = any(words.holds(words.plain(head), word) for head in heads for word in words.phrases("heads", "quarters"))
    is_run = numbers[:3] == ["1", "2", "3"] or (is_said and bool(numbers))
    if not is_run or (not is_said and any(kind_of_head(head, asked) == "question" for head in heads)):
        return None
    if any(LABEL_BEYOND.fullmatch(label.strip()) for label in labels):
        return None
    head = next((head for head in heads if head), "")
    message = "“{}” is a quarter of a year here, and which year's is not said beside it."
    read: dict[str, Read] = {}
    for label in labels:
        total = as_total(label, reading, (head,))
        read[label] = (total,) if total else Unread(label, "period-not-read", message.format(label))
    return Axis("period", head, read)


def _without_days_among_years(read: Mapping[str, Read]) -> dict[str, Read]:
    """The same, a single day among longer periods and a month among more whole years being no period: it is the end of
    one whose beginning is missing."""
    lengths = {label: days(period) or 0 for label, one in read.items() if (period := _period_of(one)) is not None}
    years = sum(length >= DAYS_OF_A_YEAR for length in lengths.values())
    short = {label for label, length in lengths.items() if length == 1}
    short = short if len(short) < len(lengths) else set()
    months = {label for label, length in lengths.items() if 1 < length <= DAYS_OF_A_MONTH}
    numbers = {period.start.month for label in months if (period := _period_of(read[label])) and period.start}
    are_ends = len(months) > 1 and len(numbers) == 1  # "Mar-19", "Mar-20": the ends of years
    short |= months if (years and len(months) < FEWEST_MONTHS) or years > len(months) or are_ends else set()
    short |= lengths.keys() if are_ends and len(months) >= years else set()  # "Apr 2018" is torn, and "2017" its rest
    return {
        label: Unread(label, "period-not-read", f"“{label}” stands among longer periods: it may be the end of one.")
        if label in short
        else one
        for label, one in read.items()
    }


def _period_of(read: Read) -> Period | None:
    return None if isinstance(read, Unread) else next((one.period for one in read if one.period is not None), None)


def _without_totals_of_listed(read: Mapping[str, Read], reading: Reading) -> dict[str, Read]:
    """The same, a country or region among some of its forces being the total of those listed and no figure of its own;
    beside all of them it is."""
    listed = {one.place_id for meanings in read.values() if not isinstance(meanings, Unread) for one in meanings}
    found: dict[str, Read] = {}
    for label, meanings in read.items():
        area = None if isinstance(meanings, Unread) else reading.reference.areas.get(meanings[0].place_id or "")
        members = _members(area, reading) if area is not None else set()
        if members & listed and not members <= listed:
            found[label] = (Meaning("total", label, f"“{label}” is the total of those of its forces that are listed"),)
        else:
            found[label] = meanings
    return found


def _members(area: Area, reading: Reading) -> set[str]:
    """The forces of an area: those that are named for it, else all forces of the nations that it is named by."""
    if area.members:
        return set(area.members)
    forces = reading.reference.forces.values()
    return {force.force_id for force in forces if force.kind == TERRITORIAL and force.nation in area.name}


def _speaks_of_period(label: str, head: str, reading: Reading) -> bool:
    if isinstance(as_period(label, reading, head), Meaning):
        return True
    compound = as_compound(label, reading, head)
    return compound is not None and not isinstance(compound, Unread)


def _of_totals(labels: Sequence[str], head: str, reading: Reading) -> Axis:
    """Only totals: a table of one total, whose label says nothing more."""
    read: dict[str, Read] = {}
    for label in labels:
        total = as_total(label, reading, (head,))
        read[label] = (total,) if total else Unread(label, "label-not-read", f"“{label}” is not understood.")
    return Axis("total", head, read)


def _thing_counted(label: str, head: str, reading: Reading, of: int) -> Read:
    counted = as_question(label, reading, head) or as_counted(label, reading) or _broken_count(label, reading)
    if counted is not None and (counted.kind != "neutral" or counted.unit or of == 1):
        return (counted,)
    message = f"“{label}” stands among headings of what is counted and answers no question that was asked."
    return Unread(label, "label-not-read", message)


def _broken_count(label: str, reading: Reading) -> Meaning | None:
    """What a label counts of which a narrow column broke a word."""
    whole = words.mended(label)
    counted = as_counted(whole, reading) if whole != words.plain(label) else None
    return replace(counted, label=label) if counted is not None else None


def _by_title(labels: Sequence[str], heads: Sequence[str], title: str, asked: Asked, reading: Reading) -> Axis | None:
    """A breakdown whose column has no heading and whose name stands in the table's title."""
    if any(not words.is_neutral(head) for head in heads):
        return None
    name = dimension_of(title, asked)
    return _dimension(labels, title, name, reading) if name else None
