"""One figure -> a line to print: one sentence, what to say with it, and what not to write.

Protects: no line for a figure of one to four, one in doubt or one not in force; a range is never one number and a
disputed figure never one side's; of a figure that nobody has checked the line says so before anything else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import groupby
from typing import Any

import pandas as pd

from dashboard import warehouse, words
from dashboard.parts import results, statuses
from dashboard.parts.listing import render
from ingest.audit import read_audits
from ingest.model import TRANSCRIPT_READS
from ingest.sources import OWN_KINDS

MOST_WORDS = 35
OUR_DAYS = re.compile(r" \([^()]*our reading\)$")
DAY = len("2020-10-15")
MASKED = f"[{words.UNDER_FIVE}]"  # in place of a count of one to four in words of ours, or of others
NEVER = frozenset({"suspect_deaths_ocag"})  # measures whose figures are words in their evidence and nothing else
OF_A_FORCE = ("force", "crown_dependency")
OF_OFFENCES = re.compile(r"\b(offences|crimes)\b")  # "sexual offences against under-18s" are no "offences of" them
BOUND_IN_WORDS = re.compile(r"[a-z]+(?: [a-z]+)* \d[\d,]*", re.IGNORECASE)  # "more than 1,500"
SAYS_OFFENCE = re.compile(r"\{(offence|counted)\}")
SPAN = re.compile(r"(?:\w+ )?(\d{4}) to (?:\w+ )?(\d{4})\b")
UNITS = {"percent": "per cent"}
NOT_NAMED, NO_SECTION, LINE = "offence not named", ", section not stated", words.SAID["line"]
SMALL_COUNT = re.compile(LINE["small_count"], re.IGNORECASE | re.VERBOSE)


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
    if row.period_id == "unknown" and (span := SPAN.match(row.period_as_published or "")) and span[1] > span[2]:
        return str(because["backwards"])
    is_dated = row.period_id != "unknown" or row.time_in_words or re.search(r"\d{4}", row.period_as_published or "")
    why = "in_doubt" if is_doubted(row, sides) else "long" if is_dated else "undated"
    return "" if why == "long" and _sentence(row, sides) else str(because[why])


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
    sentence, (audits, _) = _sentence(row, sides), read_audits(warehouse.ROOT / "data" / "audit")
    is_sampled = audits and getattr(row, "form", "") == "transcript" and row.source_kind != "official"
    sample = audits[-1].tally if is_sampled else None  # what the last found of such rows, before official series came
    source = f"{cited(sides or [row])}Disclosed, release {release}, figure {row.figure_id}"
    return PrintLine(
        render("unreviewed.md", sample=sample) if row.review == "unreviewed" else "",
        sentence,
        tuple(words.sentence(text) for text in _say_with(row, sides, sentence)),
        tuple(dont_write(row)),
        ", ".join(filter(None, (source, address))),
    )


def of_answer(row: Any, release: str, address: str = "") -> PrintLine | None:
    """The same of a force's own answer that gave no number (states.toml, answer_lines); None of any other."""
    if (lines := words.SAID["answer_lines"].get(row.kind if row.to_print else "")) is None:
        return None
    when = f" {'on' if len(row.answered_on) == DAY else 'in'} {words.day(row.answered_on)}" if row.answered_on else ""
    given = {"force": words.the(row.force), "when": results.STAGES.get(row.stage, "") + when}
    asked = words.inside(results.asked(row).removeprefix("Asked for: "))
    said = lines["whole" if row.with_whole else "said"]
    told = [said.format(asked=of, **given) for of in (asked, OUR_DAYS.sub("", asked))]  # shorter: as printed alone
    told = [f"By our reading, {one}" if row.unprinted else words.sentence(one) for one in told]
    sentence = next((one for one in told if len(one.split()) <= MOST_WORDS), "")
    with_it = render("answer_say_with.md", row=row, law=results.sections_of_law(row), cost=results.cost(row))
    line = PrintLine(
        "" if row.ruling else render("unreviewed.md", sample=None),
        sentence,
        tuple(map(words.sentence, with_it.splitlines())),
        (lines["not_written"].format(by_reading=", by our reading," if row.unprinted else ""),),
        f"{cited([row])}Disclosed, release {release}, answer {row.outcome_id}{', ' * bool(address)}{address}",
    )
    return line if sentence else None


def headline(row: Any, sides: Sequence[Any], *, has_number: bool) -> str:
    """ "Kent Police: 7 arrests on activist groups' evidence, 2019/20"; else without its number."""
    text, number = _line(row)["headline"], _number(row, sides) if has_number else UNITS.get(row.unit, row.unit)
    given = _given(row, sides, text, number)
    return f"{row.force}{given['over']}: {text.format(**given)}, {words.printed_period(row)}"


def title(row: Any, named: str) -> str:
    """What all numbers of a measure, a unit and the offence `named` count: "Arrests for sexual grooming"."""
    named = "" if row.offence and row.offence.partition(",")[0].lower() in row.measure.lower() else named
    said, line, unit = _offence(row.offence_id, named), _line(row, named), UNITS.get(row.unit, row.unit)
    given = {"counted": _counted(unit, unit, said), "offence": said, "measure": words.inside(row.measure)}
    return words.heading((line["title"] or line["headline"]).format(number=unit, by=LINE["by_some"], **given))


def _line(row: Any, named: str | None = None) -> Mapping[str, str]:
    """Sentence, headline and title of a figure (letters/sentences.csv), or of all that is `named`."""
    is_whole = (said := offence_of(row) if named is None else named) in ("", NOT_NAMED)
    of = ("", "" if said == NOT_NAMED else row.offence_id, "whole" * is_whole)
    scope, unit = (row.scope or "", "withheld" if _is_withheld(row) else row.unit) if named is None else ("", row.unit)
    fitting = (line for line in words.table("letters/sentences") if fnmatch(scope, line["scope"] or "*"))
    return next(line for line in fitting if line["offence"] in of and _fits(line, row, unit))


def _written(row: Any, sides: Sequence[Any]) -> str:
    line, is_own = _line(row), all(side.compiled_by == row.force for side in sides) if sides else _is_own(row)
    return line["sentence"] if is_own else line["by_another"] or line["sentence"]


def _sentence(row: Any, sides: Sequence[Any]) -> str:
    """The sentence, or ""; where too long, a short name, no days or less of where it was read, but who counted."""
    written = _written(row, sides)
    given, alone = _given(row, sides, written, _number(row, sides)), {"when": when(row, has_days=False)}
    short = {"area": given["area"].replace(words.the(row.force), words.the(row.force_name or row.force))}
    by = [{"who": who} for who in _who(row, sides)]
    told = (written.format(**given | who | less) for who in by for less in ({}, short, alone, short | alone))
    return next((words.sentence(text) for text in told if len(text.split()) <= MOST_WORDS), "")


def _say_with(row: Any, sides: Sequence[Any], sentence: str) -> list[str]:
    is_short = offence_of(row) not in ("", NOT_NAMED) and not SAYS_OFFENCE.search(_written(row, sides))
    given = {"masked_in": lambda text: SMALL_COUNT.sub(MASKED, text), "reads": TRANSCRIPT_READS, "own_kinds": OWN_KINDS}
    given |= {"statuses": statuses, "what": what(row), "named": offence_of(row), "is_short": is_short}
    fitting = [line["text"] for line in words.table("letters/said_with") if _fits(line, row)]
    of, days = sides if row.is_disputed else [], words.short_period(row.period_id)
    return render("say_with.md", row=row, sides=of, fitting=fitting, days=days, sentence=sentence, **given).splitlines()


def _given(row: Any, sides: Sequence[Any], text: str, number: str) -> dict[str, str]:
    """What is put into a text: the offence by letters/offences.csv or its title; scope stands with it or the number."""
    force, _, division = row.force.partition(", ")
    place = f"the {division} of {force}" if row.area_kind == "part_of_force" else words.the(row.force)
    said = _offence(row.offence_id, offence_of(row))
    by = row.scope if _line(row)["scope"] or ("{by}" in text and row.scope in LINE["by"]) else ""
    part = f" ({_part(row, by)})" if _part(row, by) else ""
    over = f" ({row.over})" if row.over and not row.force.endswith(")") else ""
    if SAYS_OFFENCE.search(text):
        said, part = f"{said[:-1]}; {part[2:]}" if part and said.endswith(")") else f"{said}{part}", ""
    at = f"{'for' if row.area_kind == 'unit' else 'in'} {place}{over}"
    return {
        "number": f"{number}{part}", "offence": said, "counted": _counted(number, row.unit, said), "over": over,
        "force": place if row.area_kind in (*OF_A_FORCE, "unit") else f"police in {place}{over}",
        "area": f"in {place}'s area" if row.area_kind in OF_A_FORCE else at, "when": when(row),
        "by": by or LINE["by_some"], "who": _who(row, sides)[0],
        "measure": words.inside(row.measure).replace(results.THE_NAMED, said),
    }  # fmt: skip


def _offence(offence_id: str | None, named: str) -> str:
    """An offence inside a sentence, by letters/offences.csv or its title."""
    said_as = {line["offence_id"]: line["said"] for line in words.table("letters/offences")}
    is_none = named == NOT_NAMED or not (offence_id or named)
    return said_as["none"] if is_none else said_as.get(offence_id or "", named.removesuffix(NO_SECTION))


def _counted(number: str, unit: str, said: str) -> str:
    if unit == "offences" and OF_OFFENCES.search(said):
        return f"{number.removesuffix(unit)}{said}"
    return f"{number} {'involving' if said.startswith('indecent') else 'of'} {said}"


def _number(row: Any, sides: Sequence[Any]) -> str:
    """ "7 arrests", "no arrests", "129 of 146 reports", "311 or 389 offences", "more than 1,500 people"."""
    number = words.listed(list(dict.fromkeys(map(statuses.shown, sides))), "or")
    if words.is_share_in_words(row.unit, row.value_text):
        return count(row)
    of = f"of {words.number(row.whole)} " if row.whole and row.whole == row.whole else ""
    is_none = row.value == 0 and not of and row.unit != "percent"
    return f"{number or ('no' if is_none else count(row))} {of}{UNITS.get(row.unit, row.unit)}"


def _who(row: Any, sides: Sequence[Any]) -> list[str]:
    """Who counted and where it was read, then the same in ever fewer words; of a dispute each, with what it gives."""
    if sides:
        who = [(by, [*of]) for by, of in groupby(sides, lambda side: words.the(side.compiled_by or side.source))]
        return [words.listed([f"{by} ({'; '.join(map(do, of))})" for by, of in who]) for do in (_side, statuses.shown)]
    own = "the unit" if row.area_kind == "unit" else "the force"
    by, paper = own if _is_own(row) else words.the(row.compiled_by or row.source), reporter(row)
    told = f"figures gathered by {by}" if row.told == "gathered" else by
    answer = f"'s answer{f' to request {row.reference}' if row.reference else ''}" * (row.source_kind in OWN_KINDS)
    if not paper:
        return [f"{told}{answer}", told, by]
    cites = [f"{paper}, citing {told}", f"{paper}, citing {by}", f"{by} ({paper.removeprefix('the ')})"]
    return [f"{told}, as reported by {paper}", *cites, *([] if _is_own(row) else [f"{by} (copy)", by])]


def _side(side: Any) -> str:
    return f"{statuses.shown(side)}{f' in {reporter(side)}' if reporter(side) else ''}"


def _is_own(row: Any) -> bool:
    is_answer = row.area_kind == "force" and row.source_kind in OWN_KINDS
    return is_answer or (row.compiled_by or row.source) in (row.force, row.force_name)


def what(row: Any) -> str:
    """What a figure counts: measure, offence where it says more, and part."""
    offence, is_inside = offence_of(row), results.THE_NAMED in row.measure
    measure = words.inside(row.measure).replace(results.THE_NAMED, _offence(row.offence_id, offence))
    return ", ".join(phrase for phrase in (measure, offence * (not is_inside), _part(row)) if phrase)


def _part(row: Any, said: str = "") -> str:
    return ", ".join(phrase for phrase in (row.scope, *words.part(row.dimensions)) if phrase and phrase != said)


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
    return "; ".join(words.origin(row, words.original(row.source_url, row.read_in)) for row in rows) + "; via "


def reporter(row: Any) -> str:
    """Who reported it, no group by its name; of an archive, or a nameless copy of an official series, nothing."""
    name = (words.copy_in(row.read_in) or "").partition(" (")[0]
    is_nameless = name.startswith("a ") and " of " not in name and row.source_kind == "official"
    return "" if is_nameless or row.hand != "second_hand" or name == "the Internet Archive" else words.the(name)


def when(row: Any, *, has_days: bool = True) -> str:
    """ "in 2019/20"; "(period: 2019 so far)"; "in the “last two years” (…, our reading)": a year is always named."""
    if time := row.time_in_words:
        own, end, gloss = time.partition("”")  # “April to October 2017” (first six months of the law)
        open_, read = own.startswith(("“since", "“up to")), own[1].isdigit()  # else to today; other days
        said = () if read else (time,) * bool(gloss) if open_ or re.fullmatch(r"\D+", gloss) else (own + end, time)
        days = next((text for text in said if re.search(r"\d{4}", text)), words.printed_period(row))
        if not (has_days or open_ or read or re.search(r"\d{4}", own)):
            return f"in {words.short_period(row.period_id)} (our reading)"
        return f"{LINE['before_time'].get(own[1:].split()[0], 'in ')}{days if has_days or open_ or read else own + end}"
    if row.period_id in (None, "unknown"):
        printed = (row.period_as_published or "").replace(" (", ", ").removesuffix(")")
        return f"(period: {printed})" if printed else "in a period that is not known"
    period = words.printed_period(row)
    return f"{'from' if ' to ' in period else 'on' if ' ' in period[:3] else 'in'} {period}"


def count(row: Any) -> str:
    """ "7"; "0 to 9"; "more than 1,500", by the source's own words; "“about 400”": a range is never one number."""
    if all(number != number for number in (row.value, row.value_low, row.value_high)):
        return words.quoted(row)
    is_in_words = row.review != "corrected" and BOUND_IN_WORDS.fullmatch(row.value_text or "")
    return str(row.value_text) if row.value != row.value and is_in_words else words.interval(row)


def _is_withheld(row: Any) -> bool:
    """Whether no number and no bound is given; each says no more than nothing."""
    return row.symbol == "[c]" and row.value != row.value and row.value_high != row.value_high and not row.value_low > 0


def remarks(rows: pd.DataFrame) -> pd.Series:
    """What each number of a list counts, by our note on it alone; "" where others have the same, or it is a reading."""
    notes = rows["note"].fillna("").str.replace(SMALL_COUNT, MASKED, regex=True)
    return notes.mask(notes.duplicated(keep=False) | notes.str.startswith(TRANSCRIPT_READS), "")


def bounds(row: Any) -> str:
    """ "7 arrests"; "0 to 4 people, printed as “<5”"; "more than 1,500 people", by the source's own words."""
    if row.value == row.value:
        return results.amount(row) if row.unit == "reports" else words.amount(row.value, UNITS.get(row.unit, row.unit))
    is_open = row.value_low != row.value_low and row.value_high != row.value_high
    given = {"is_withheld": _is_withheld(row), "is_share": words.is_share_in_words(row.unit, row.value_text)}
    return render("bounds.md", row=row, count=count(row), is_open=is_open, **given)


def dont_write(row: Any) -> list[str]:
    """What must not be written from a figure, whether or not there is a line to print."""
    kind, table = "official" if row.source_kind == "official" else "collected", words.table("letters/not_written")
    of = ("", kind, "disputed" if row.is_disputed else "range" * (row.value != row.value))
    return [words.sentence(line["text"]) for line in table if line["of"] in of and _fits(line, row)]


def _fits(line: Mapping[str, str], row: Any, unit: str = "") -> bool:
    return (
        line["unit"] in ("", unit or row.unit)
        and fnmatch(row.measure_id, line["measure"] or "*")
        and line.get("about_children", "") in ("", getattr(row, "about_children", None) or "")
        and getattr(row, "area_kind", "force") in (line.get("area", "").split() or [getattr(row, "area_kind", "force")])
    )
