"""One figure -> a line to print: one sentence, what to say with it, and what not to write.

Protects: no line for a figure of one to four, one in doubt or one not in force; a range is never one number and a
disputed figure never one side's; of a figure that nobody has checked the line says so before anything else.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain
from typing import Any

from dashboard import words
from dashboard.parts import statuses
from dashboard.parts.listing import render
from ingest.model import TRANSCRIPT_READS
from ingest.sources import OWN_KINDS

MOST_WORDS = 35
SMALL_COUNT = re.compile(r"(?<![\d,.])[1-4] \(")  # "3 (NSPCC)"
NEVER = frozenset({"suspect_deaths_ocag"})  # measures whose figures are words in their evidence and nothing else
UNREVIEWED = "No person has checked this against its source yet."
OF_A_FORCE = ("force", "crown_dependency")
IS_GROUP = re.compile(r"(\boffences\b|\bflag\b|not named)(?!.*, section not stated)")
BOUND_IN_WORDS = re.compile(r"[a-z]+(?: [a-z]+)* \d[\d,]*", re.IGNORECASE)  # "more than 1,500"
SAME_YEAR = re.compile(r"(\d+ [A-Z][a-z]+)( \d{4}) to (\d+ [A-Z][a-z]+\2)")
NOT_NAMED, NO_SECTION, LINE = "offence not named", ", section not stated", words.SAID["line"]
HELD_BACK = "a withheld number"


@dataclass(frozen=True)
class PrintLine:
    """`first`: that nobody has checked it, or nothing. `sentence`: at most 35 words. `source`: release and address."""

    first: str
    sentence: str
    say_with: tuple[str, ...]
    dont_write: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        return "\n".join(filter(None, (self.first, self.sentence, *self.say_with, self.source)))


def why_not(row: Any, sides: Iterable[Any] = ()) -> str:
    """Why a figure has no line to print; nothing where it has one."""
    sides, because = list(sides), words.SAID["no_line"]
    if row.status != "current":
        return str(because["one_side" if row.status == "conflicting" else "not_in_force"])
    if row.measure_id in NEVER or is_small(row, sides):
        return str(because["never" if row.measure_id in NEVER else "small"])
    return str(because["in_doubt"]) if is_doubted(row, sides) else ""


def is_doubted(row: Any, sides: Iterable[Any] = ()) -> bool:
    return any(len(figure.doubts) for figure in (row, *sides))


def is_small(row: Any, sides: Iterable[Any] = ()) -> bool:
    """Whether a figure, its print or a side of it is a count of one to four, or a range that ends there."""
    every = (row, *sides)
    numbers = [figure.value_high if figure.value != figure.value else figure.value for figure in every]
    numbers += [end for figure in every if figure.is_disputed for end in (figure.value_low, figure.value_high)]
    is_printed = any(re.fullmatch(r"\s*0*[1-4](\.0+)?\s*", figure.value_text or "") for figure in every)
    return row.unit != "percent" and (is_printed or any(map(words.is_few, numbers)))


def of_figure(row: Any, sides: Iterable[Any], release: str, address: str = "") -> PrintLine | None:
    """The line, or None (`why_not` says why); `row`: of evidence_figure.sql, `sides`: of a disputed one."""
    sides = list(sides)
    if why_not(row, sides):
        return None
    sentence, left_out = _sentence(row, sides)
    where = f", {address}" if address else ""
    return PrintLine(
        UNREVIEWED if row.review == "unreviewed" else "",
        sentence,
        tuple(words.sentence(text) for text in (*left_out, *_say_with(row, sides))),
        tuple(dont_write(row)),
        f"{cited(sides or [row])}Disclosed, release {release}, figure {row.figure_id}{where}",
    )


def _sentence(row: Any, sides: Sequence[Any]) -> tuple[str, list[str]]:
    """The fullest sentence of at most 35 words, and what had to be left to `say_with`."""
    if row.is_disputed and sides:
        told = [_disputed(row, sides, read_in), _disputed(row, sides, lambda side: "")]
        short = f"{row.force}, {when(row)}: {bounds(row)}{_counted(row, ' for ')}.".replace(", (", " (")
    else:  # who reported it is left out of no sentence; what checks found stands first
        against = next((said for rule, said in words.SAID["against"].items() if rule in (row.found or ())), "")
        wheres = dict.fromkeys((_where(row), _paper(row)) if _paper(row) else (_where(row), ""))
        plain = [_plain(row, where, brief=brief) for brief in (False, True) for where in wheres]
        plain += [_plain(row, read_in(row), text, brief=True) for text in LINE["short"]]
        *told, short = [f"{against} {text}".strip() for text in plain]
    days = getattr(row, "time_in_words", "") or "\n", words.printed_period(row)
    pairs = [
        (text.replace(*days), text) for text in told
    ]  # words of time that name no year have their days first of all
    in_order = chain.from_iterable(pairs if re.search(r"\d{4}", days[0]) else zip(*pairs, strict=True))
    fits = next((text for text in in_order if len(text.split()) <= MOST_WORDS), "")
    said, counts, on = fits or short, what(row), _on(row.published_on) if row.published_on else ""
    left_out = [f"It counts {counts}"] if not fits or (NO_SECTION in counts and NO_SECTION not in said) else []
    left_out += [f"Days, our reading: {words.short_period(row.period_id)}"] * (days[0] in said and days[1] not in said)
    return said, left_out + [f"It was published {on}"] * bool("“" in when(row) and on and on not in said)


def _plain(row: Any, where: str, short: str = "", *, brief: bool = False) -> str:
    """The measure's sentence of letters/sentences.csv, or a `short` one, and who says so; `brief`: in fewer words."""
    who, force = words.the(row.compiled_by or row.source), words.the(row.force)
    over = f" ({row.over})" if getattr(row, "over", None) else ""
    is_police = row.area_kind in OF_A_FORCE
    is_own = who in (row.force, row.force_name) or (row.area_kind == "force" and row.source_kind in OWN_KINDS)
    number, *how_far = bounds(row).partition(", printed as")[0].rsplit(", ", 1)
    if (whole := getattr(row, "whole", None)) and whole == whole and number.endswith(f" {row.unit}"):
        number = f"{number.removesuffix(row.unit)}of {words.number(whole)} {row.unit}"  # as its source sets it
    kind = "withheld" if number.startswith(HELD_BACK) else row.unit
    line = next(line for line in words.table("letters/sentences") if _fits(line, row, kind))
    whose = force if is_police or row.area_kind == "unit" else f"police in {force}{over}"
    said = {"force": whose, "number": number, "unit": row.unit, "what": what(row), "when": when(row)}
    said |= {"where": row.force, "area": _whose(row) + over, "part": _counted(row, "")}
    said |= {word: _counted(row, f" {word} ") for word in ("of", "for")}
    told = (short or (line["sentence"] if is_own else line["by_another"] or line["sentence"])).format(**said)
    by = ("the force" if is_police else force) if is_own else who
    said_by = f"{', '.join([told, *how_far])}, according to {by}{where}".replace(", (", " (")
    if brief:
        said_by = re.sub(LINE["left_out"], "", said_by).replace(", as reported by ", ", via ")
    return words.sentence(said_by.replace(",,", ","))


def what(row: Any) -> str:
    """What a figure counts: measure, offence where it says more, and part."""
    return ", ".join(phrase for phrase in (words.inside(row.measure), offence_of(row), *_part(row)) if phrase)


def _part(row: Any) -> list[str]:
    return [phrase for phrase in (row.scope, *words.part(row.dimensions)) if phrase]


def _counted(row: Any, before: str) -> str:
    """Offence and part behind a word, without one or of a group in brackets; a comma closes what has one."""
    offence = offence_of(row)
    said = f"{before}{offence}" if before and not IS_GROUP.search(offence) else f" ({offence})"
    said = ", ".join((said * bool(offence), *_part(row)))
    return f"{said}," if ", " in re.sub(r"\(.*\)", "", said) else said


def offence_of(row: Any) -> str:
    """The offence, unless the measure names it; of what counts offences or people that none is named."""
    said, is_whole = words.offence(row.offence or ""), row.offence_id == getattr(row, "whole_offence_id", None)
    if said and is_whole and said.partition(",")[0] in row.measure.lower():
        return ""
    if not said or any("names no offence" in how or (is_whole and "no offence is named" in how) for how in row.chain):
        return NOT_NAMED if row.unit.partition(" ")[0] in LINE["of_offences"] else ""
    return said


def cited(rows: Iterable[Any]) -> str:
    """Who counted or reported it, when, in what and at which address: what a citation names before this site."""
    return "; ".join(words.origin(row, words.web(row.source_url)) for row in rows) + "; via "


def _paper(row: Any) -> str:
    """Who reported it; of a copy without a name nothing, for that stands below the sentence."""
    return read_in(row) if "reported" in read_in(row) else ""


def _where(row: Any) -> str:
    if paper := _paper(row):
        return f"{paper} {_on(row.published_on)}" if row.published_on else paper
    if row.source_kind in OWN_KINDS:
        asked = f" to request {row.reference}" if row.reference else ""
        on = f" of {words.day(row.answered_on)}" if row.answered_on else ""
        return f"'s answer{asked}{on}" if asked or on else ""
    return f", published {_on(row.published_on)}" if row.published_on else ""


def read_in(row: Any) -> str:
    """ ", as reported by The Echo", ", as copied in a blog"; "" for what was read in its compiler's own document."""
    if row.hand != "second_hand" or not row.read_in:
        return ""
    return f", as {'copied in' if row.read_in.startswith(('a ', 'an ')) else 'reported by'} {words.the(row.read_in)}"


def _on(day: str) -> str:
    """ "on 3 November 2020"; "in November 2020"; "in 2020"."""
    return f"{'on' if len(day) == len('2020-11-03') else 'in'} {words.day(day)}"


def _disputed(row: Any, sides: Sequence[Any], paper: Callable[[Any], str]) -> str:
    gives = [f"{statuses.shown(side)}{paper(side).removeprefix(',')}" for side in sides]
    who = [side.compiled_by or side.source for side in sides]
    said = words.listed([f"{name} gives {text}" for name, text in zip(who, gives, strict=True)])
    if len(set(who)) == 1:
        said = f"{who[0]} gives {'' if any(map(paper, sides)) else 'both '}{words.listed(gives)}"
    comma = "," if "," in what(row) else ""
    return f"Sources differ on {what(row)}{comma} {_whose(row)} {when(row)}: {said}."


def _whose(row: Any) -> str:
    """Where it was counted: "in Kent Police's area", "in England and Wales", "for Greater Manchester Police, …"."""
    if row.area_kind in OF_A_FORCE:
        return f"in {words.the(row.force)}'s area"
    return f"{'for' if row.area_kind in ('unit', 'part_of_force') else 'in'} {words.the(row.force)}"


def when(row: Any) -> str:
    """ "in 2019/20"; "from 1 June 2017 to 28 February 2018"; "(period: 2019 so far)"; "in the “last two years”"."""
    period = SAME_YEAR.sub(r"\1 to \3", getattr(row, "time_in_words", "") or words.printed_period(row))
    if period.startswith("“"):
        return f"{LINE['before_time'].get(period[1:].split()[0], 'in ')}{period}"
    if row.period_id in (None, "unknown"):
        return (
            f"(period: {period.replace(' (', ', ').removesuffix(')')})"
            if row.period_as_published
            else "in a period that is not known"
        )
    return f"from {period}" if " to " in period else (f"on {period}" if ".." in row.period_id else f"in {period}")


def bounds(row: Any) -> str:
    """ "7 arrests"; "0 to 4 people, printed as “<5”"; "more than 1,500 people", by the source's own words."""
    unit = "per cent" if row.unit == "percent" else row.unit
    value, low, high = (None if n is None or n != n else n for n in (row.value, row.value_low, row.value_high))
    print_ = f", printed as “{row.value_text}”" if str(row.value_text or "").strip() and not row.is_disputed else ""
    if value is not None:
        return words.amount(value, unit)
    is_bounded = low is not None and high is not None
    if row.symbol == "[c]" and not is_bounded:
        return f"{HELD_BACK} of {unit}{f', {words.number(low)} or more' if low else ''}{print_}"
    if low is not None or high is not None:
        is_said = not is_bounded and row.review != "corrected" and BOUND_IN_WORDS.fullmatch(row.value_text or "")
        return f"{row.value_text} {unit}" if is_said else f"{words.interval(row)} {unit}{print_}"
    why = "an estimate without bounds" if row.symbol == "[e]" else "no number is known"
    return f"{words.quoted(row)}, {why}" if words.is_share_in_words(row) else f"{words.quoted(row)} {unit}, {why}"


def _say_with(row: Any, sides: Sequence[Any]) -> list[str]:
    given = {"small_count": SMALL_COUNT, "reads": TRANSCRIPT_READS, "own_kinds": OWN_KINDS, "statuses": statuses}
    fitting = [line["text"] for line in words.table("letters/said_with") if _fits(line, row)]
    of = sides if row.is_disputed else []
    return render("say_with.md", row=row, sides=of, fitting=fitting, **given).splitlines()


def dont_write(row: Any) -> list[str]:
    """What must not be written from a figure, whether or not there is a line to print."""
    said = [line["text"] for line in words.table("letters/not_written") if _fits(line, row)]
    if row.is_disputed:
        said.insert(0, "Either number alone: no rule decides between the sources")
    elif row.value != row.value:
        said.insert(0, "One number: the source gives none")
    return [words.sentence(text) for text in said]


def _fits(line: Mapping[str, str], row: Any, unit: str = "") -> bool:
    about = line.get("about_children", "")
    return (
        line["unit"] in ("", unit or row.unit)
        and fnmatch(row.measure_id, line["measure"] or "*")
        and about in ("", getattr(row, "about_children", None) or "")
        and row.area_kind in (line.get("area", "").split() or [row.area_kind])
    )
