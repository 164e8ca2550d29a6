"""The words of one answer -> the quantities that they print, each with its period, part, offence and unit as printed.

Protects: a figure is one that the answer bears. Its number is the only one of its answer, or one of a list with a
period, a part or an offence for each; it counts what was asked, and every other word of the answer is known
(`words`). Anything else is left to a person, as a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.answers import words
from ingest.answers.body import Piece, Reading, Values, counted_units, counts_in, quote_of_span, units_in
from ingest.answers.passages import part_with
from ingest.answers.questions import Context
from ingest.answers.words import phrase, term
from ingest.model import Period, Question, Value
from ingest.phrases import letters
from ingest.phrases.numbers import ESTIMATE, Found, find_values, is_listed, read_mark, read_value
from ingest.phrases.offences import acts_named, acts_of, offences_named, read_offence
from ingest.phrases.periods import FoundPeriod, as_one_year, contains, days, find_periods, read_period
from ingest.phrases.statuses import find_exemptions, find_statuses
from ingest.reference import Measure, Reference

DAYS_OF_A_YEAR = 366
MOST_NUMBERS = 80  # of one paragraph: a list of periods has fewer
WORDS_OF_A_LABEL = 8
LEADING_TO_A_NUMBER = (":", "=")
LABEL_MARKS = " \t\n.,;:=–—-"
PART = re.compile(r"\s*\(([^()\d][^()]*)\)")
OPENING = re.compile(r"\s*(?P<number>\d[\d,]*)[.]\s+(?=\S)")
SAID_AGAIN = re.compile(r"(?:\s+[a-z]+)?\s*\((?P<number>[^()\d]+)\)", re.IGNORECASE)
SAID_BEFORE = re.compile(r"(?P<number>[A-Za-z -]+)\(\s*$")
NARROWED = re.compile(r"[^\S\n]*\([^()]*\)")


@dataclass(frozen=True)
class Asked:
    """A question with what a number must be to answer it. `legend`: what the source says that its marks mean."""

    question: Question
    measure: Measure
    force_id: str
    reference: Reference
    legend: Mapping[str, str]

    @property
    def by_offence(self) -> bool:
        return "offence" in self.question.dimensions

    @property
    def by_year(self) -> bool:
        """Whether several years were asked for, each by itself: a number without its year is of none."""
        whole = days(self.question.period) if self.question.period is not None else None
        return "year" in self.question.dimensions and whole is not None and whole > DAYS_OF_A_YEAR

    def known_words(self) -> tuple[str, ...]:
        """The measure, the question and its offence in their words, and the force's names."""
        force = self.reference.forces.get(self.force_id)
        offence = self.reference.offences.get(self.question.offence_id or "")
        names = (force.name, force.short_name, *force.aliases) if force else ()
        title = (offence.title,) if offence else ()
        return (self.measure.title, self.measure.definition, *self.question.wordings, *names, *title)

    def names_other_years(self, text: str) -> bool:
        """Whether words name another kind of year than was asked for: "calendar year" where 2019/20 was."""
        kind = self.question.period.kind if self.question.period else ""
        other = {"financial_year": "calendar_years", "calendar_year": "financial_years"}.get(kind)
        return other is not None and letters.anywhere("overall_period", other).search(text) is not None

    def names_another_offence(self, text: str) -> bool:
        """Whether words name another offence or Act than was asked for, or one that is not known; a law's section is
        none."""
        acts = acts_of(self.reference)
        if acts_named(text, acts) - acts_named(" ".join(self.question.wordings), acts):
            return True
        plain = words.blanked(text, ((cited.start, cited.end) for cited in find_exemptions(text)))
        ids, unread = offences_named(plain, self.force_id, self.reference)
        return bool(unread) or bool(ids and ids != {self.question.offence_id})

    def is_strange(self, text: str, read: Sequence[tuple[int, int]] = ()) -> bool:
        """Whether words beside a number may make something else of it. `read`: the spans that are understood."""
        return self.names_another_offence(text) or words.is_strange(text, read, self.known_words())

    def unit_of(self, number: Found, text: str, whole: str) -> str | None:
        """The unit that is printed with a number, else the only one that its words name, else the measure's own. None:
        something else is counted, or the `whole` answer names another unit beside it."""
        default = self.measure.units[0]
        if number.unit_word is not None:
            unit = letters.units().get(number.unit_word, "unknown") or default
        else:
            label = text[text.rfind("\n", 0, number.start) + 1 : number.start]
            before = units_in(label) if len(label.split()) <= WORDS_OF_A_LABEL else set()
            named = before or counted_units(text)
            unit = default if not named or default in before else named.pop() if len(named) == 1 else ""
        return unit if unit in self.measure.units and counted_units(whole) <= {unit} else None

    def part_of(self, printed: str) -> str | None:
        """The one scope of the measure that holds all the printed words ("old system": "old recording system")."""
        words = set(re.findall(r"\w+", printed.casefold()))
        fitting = [scope for scope in self.measure.scopes if words <= set(re.findall(r"\w+", scope.casefold()))]
        return fitting[0] if len(fitting) == 1 else None


def asked_for(question: Question, context: Context) -> Asked | None:
    """What answers a question of this document must be; None where it asks for no number."""
    measure = context.reference.measures.get(question.measure_id or "")
    return Asked(question, measure, context.force_id, context.reference, context.legend) if measure else None


def read_values(pieces: Sequence[Piece], asked: Asked) -> Values:
    """The quantities of an answer, and the pieces of it whose numbers are left to a person."""
    whole = "\n\n".join(piece.text for piece in pieces)
    has_numbers = bool(counts_in(whole))
    readings: list[Reading] = []
    unread: list[Piece] = []
    silent: list[Piece] = []
    for piece in _joined(pieces):
        values = _of_offences(piece, asked, has_numbers) if asked.by_offence else _of_piece(piece, asked, whole)
        every = [*readings, *values.readings]
        keys = {(one.period and one.period.period_id, one.scope, one.offence_id) for one in every}
        labels = [one.period_label or one.scope or one.offence_label for one in every]
        is_more = bool(readings) and not (len(keys) == len(every) and all(labels))  # not each says something else
        if values.readings and (is_more or (unread and not readings and not asked.by_offence)):
            unread.append(piece)
            continue
        readings += values.readings
        unread += values.unread
        silent += [] if values.readings or values.unread else [piece]
    if readings and any(_speaks_otherwise(piece, readings, asked) for piece in silent):
        return Values((), tuple(pieces))
    return Values(tuple(readings), tuple(unread))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a number below the words that lead to it, and the rows of a list of years, put together."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        leads = last is not None and last.text.rstrip()[-1:] in LEADING_TO_A_NUMBER and not find_values(last.text)
        is_row = last is not None and is_listed(piece.text) and all(map(is_listed, last.text.split("\n")))
        if last is not None and (is_row or (leads and read_value(piece.text) is not None)):
            joined[-1] = replace(last, text=f"{last.text}\n{piece.text}", lines=(*last.lines, *piece.lines))
        else:
            joined.append(piece)
    return joined


def _speaks_otherwise(piece: Piece, readings: Sequence[Reading], asked: Asked) -> bool:
    """Whether a paragraph without a figure makes something else of those beside it."""
    times = {reading.period or asked.question.period for reading in readings}
    return any(mention.period not in times for mention in _spoken_of(piece.text, asked)) or asked.is_strange(piece.text)


def _of_piece(piece: Piece, asked: Asked, whole: str) -> Values:
    text = piece.text
    left = Values((), (piece,))
    if opening := _opening(piece):
        return replace(_of_piece(opening, asked, opening.text), unread=(piece,))
    counts = counts_in(text)
    if not counts:
        return left if any(number.kind in ("percent", "share") for number in find_values(text)) else Values()
    if len(counts) > MOST_NUMBERS or any(number.kind == "unclear" for number in counts):
        return left
    periods = _spoken_of(text, asked)
    rows = counts[:-1] if _is_total_below(text, counts) else counts
    paired = pairs_of(text, rows, periods, asked)
    if paired is None or (
        len(rows) < len(counts) and sum(number.value.value or 0 for number in rows) != counts[-1].value.value
    ):
        return left
    pairs, spans = paired
    if len(pairs) == 1 and (unsure := _as_estimate(text, pairs[0].number)):
        number = replace(pairs[0].number, value=Value(None, None, None, ESTIMATE, pairs[0].number.value.text))
        pairs, spans = [replace(pairs[0], number=number)], [*spans, unsure]
    ends = [day for day in find_periods(text) if day.period.start is not None and day.period.start == day.period.end]
    wanted = asked.question.period
    if wanted and [day.period.start for day in ends] == [wanted.start, wanted.end]:
        periods += ends  # "between 1 April 2019 and 31 March 2020", apart
    spans += [(number.start, number.end) for number in counts] + [(one.start, one.end) for one in periods]
    spans += _said_again(text, rows)
    if asked.is_strange(text, spans):
        return left
    readings: list[Reading] = []
    for pair in pairs:
        unit = asked.unit_of(pair.number, text, whole)
        if unit is None or _is_doubtful(pair, text, asked):
            return left
        at = (pair.number.start, pair.number.end)
        if len(pairs) > 1 and pair.period:
            at = (min(at[0], pair.period.start), max(at[1], pair.period.end))
        is_of_list = len(pairs) > 1 and not pair.is_labelled
        quote, lines = quote_of_span(piece, *at) if is_of_list else (text, piece.lines)
        label = text[pair.period.start : pair.period.end] if pair.period else None
        period = pair.period.period if pair.period else None
        readings.append(Reading(_value_of(pair.number), unit, period, label, pair.part, None, None, lines, quote))
    keys = {(reading.period and reading.period.period_id, reading.scope) for reading in readings}
    return Values(tuple(readings)) if len(keys) == len(readings) else left


def _opening(piece: Piece) -> Piece | None:
    """The number that opens an answer, where what follows speaks of it: "45. Of those, 7 were women"."""
    match = OPENING.match(piece.text)
    rest = piece.text[match.end() :] if match else ""
    times = letters.at_start("leading", "times").match(rest) and letters.anywhere("leading", "refers_back").search(rest)
    is_of_it = times or letters.at_start("leading", "comments").match(rest)
    return replace(piece, text=match["number"], lines=piece.lines[:1]) if match and is_of_it else None


@dataclass(frozen=True)
class Pair:
    """A number with the period and the part that are printed with it. `is_labelled`: the part stands before it."""

    number: Found
    period: FoundPeriod | None = None
    part: str | None = None
    is_labelled: bool = False


Mark = Found | FoundPeriod
BETWEEN_PERIOD_AND_NUMBER = re.compile(r"[^.;\d]{0,50}")
LEADS_TO_A_PERIOD = (
    r"(?:in|for|during|within|over|across|throughout|between|from|of|relating\s+to|recorded\s+in|made\s+in)"
)
BETWEEN_NUMBER_AND_PERIOD = re.compile(
    rf"\s*(?:[a-z]+\s+){{0,3}}(?:[(\[]|{LEADS_TO_A_PERIOD}\s+(?:the\s+)?(?:year\s+|period\s+|financial\s+year\s+)?)\s*",
    re.IGNORECASE,
)
OPENS_ITSELF = re.compile(r"\s*(?:[a-z]+\s+){0,3}", re.IGNORECASE)
DASHED = re.compile(r"\s*(?:[a-z]+\s+)?[-–—]\s*", re.IGNORECASE)
ENDS_AN_ITEM = re.compile(r"\)?(?:\s*(?:[,;/]|\n|\band\b).*|[\s.)\]]*$)", re.IGNORECASE | re.DOTALL)
JOINED = re.compile(r"[\s,;]*(?:(?:and|&|plus)\s+)?$")


def pairs_of(
    text: str, counts: Sequence[Found], periods: Sequence[FoundPeriod], asked: Asked
) -> tuple[list[Pair], list[tuple[int, int]]] | None:
    """Each number with its period and part, and the spans of parts; None where it is not sure which belong together: a
    number with a period alternates with the next through the whole text ("2019 – 12", "310 (14/15) 420 (15/16)")."""
    if not periods and (labelled := _by_labels(text, counts, asked)):
        return labelled, [(0, len(text))]
    inside = {number.start: PART.match(text, number.end) for number in counts}
    parts = {at: asked.part_of(part[1]) if part and not find_periods(part[1]) else None for at, part in inside.items()}
    spans = [part.span() for at, part in inside.items() if part and parts[at]]
    if len(counts) == 1:
        distinct = {period.period.period_id: period for period in periods}
        alone = Pair(counts[0], next(iter(distinct.values()), None), parts[counts[0].start])
        return ([alone], spans) if len(distinct) < 2 else None
    if not periods:
        return None
    marks: list[Mark] = list(counts)
    marks += periods
    marks.sort(key=lambda mark: (mark.start, mark.end))
    ordered = _period_first(text, marks) if isinstance(marks[0], FoundPeriod) else _number_first(text, marks)
    return ([Pair(number, period, parts[number.start]) for number, period in ordered], spans) if ordered else None


def _by_labels(text: str, counts: Sequence[Found], asked: Asked) -> list[Pair] | None:
    """Numbers each after its part, with or without their total: "Old system: 61, new system: 12, total: 73"."""
    starts = [0, *(number.end for number in counts)]
    labels = [text[start : number.start].strip(LABEL_MARKS) for start, number in zip(starts, counts, strict=False)]
    values = [number.value.value or 0 for number in counts]
    if len(counts) > 2 and labels[-1].casefold() == "total" and sum(values[:-1]) == values[-1]:
        labels.pop()
    parts = [part for label in labels if label and (part := asked.part_of(label))]
    is_whole = len(parts) == len(labels) == len(set(parts)) > 1 and not text[counts[-1].end :].strip(LABEL_MARKS)
    pairs = [Pair(number, None, part, is_labelled=True) for number, part in zip(counts, parts, strict=False)]
    return pairs if is_whole else None


def _period_first(text: str, marks: Sequence[Mark]) -> list[tuple[Found, FoundPeriod | None]] | None:
    pairs: list[tuple[Found, FoundPeriod | None]] = []
    period: FoundPeriod | None = None
    is_used, before = True, 0
    for mark in marks:
        if isinstance(mark, FoundPeriod):
            if not is_used:
                return None
            period, is_used = mark, False
        else:
            gap = text[before : mark.start]
            goes_on = PART.fullmatch(JOINED.sub("", gap) or "x") and PART.match(text, mark.end)  # "40 (old) 21 (new)"
            if not (goes_on if is_used else BETWEEN_PERIOD_AND_NUMBER.fullmatch(gap)):
                return None
            pairs.append((mark, period))
            is_used = True
        before = mark.end
    return pairs if is_used and pairs else None


def _number_first(text: str, marks: Sequence[Mark]) -> list[tuple[Found, FoundPeriod | None]] | None:
    pairs: list[tuple[Found, FoundPeriod | None]] = []
    for number, period in zip(marks[::2], marks[1::2], strict=False):
        if not isinstance(number, Found) or not isinstance(period, FoundPeriod):
            return None
        gap = text[number.end : period.start]
        opens_itself = OPENS_ITSELF.fullmatch(gap) and phrase.opens_period.match(text, period.start)
        is_dashed = DASHED.fullmatch(gap) and ENDS_AN_ITEM.match(text, period.end)
        if term.of_them.search(gap) or not (BETWEEN_NUMBER_AND_PERIOD.fullmatch(gap) or opens_itself or is_dashed):
            return None
        pairs.append((number, period))
    return pairs if len(marks) % 2 == 0 else None


def _is_total_below(text: str, counts: Sequence[Found]) -> bool:
    """Whether the last line of a list is "Total - 100"."""
    line = text[text.rfind("\n", 0, counts[-1].start) + 1 : counts[-1].start]
    is_last = text[counts[-1].end :].strip(" .\n") in ("", counts[-1].unit_word)
    return len(counts) > 2 and "\n" in text and is_last and phrase.total_row.fullmatch(line) is not None


def _spoken_of(text: str, asked: Asked) -> list[FoundPeriod]:
    """The periods of a text without single days: a figure as at a day is of no period. A clause between the two ends of
    a period is no part of it ("from 1 October 2019, when our system went live, to 31 March 2020"); "Year 2019-2020" is
    one year where 2019/20 was asked for."""
    plain = phrase.clause_within_period.sub(lambda clause: " " * len(clause[0]), text)
    wanted = asked.question.period.period_id if asked.question.period else None
    periods: list[FoundPeriod] = []
    for mention in find_periods(plain):
        printed = text[mention.start : mention.end]
        spelt = as_one_year(printed) if printed and mention.period.start is None else printed
        is_wanted = spelt == wanted and " to " not in printed and phrase.year_before.search(text[: mention.start])
        period = read_period(spelt) if spelt != printed and is_wanted else None
        mention = replace(mention, period=period) if period else mention
        last = periods[-1] if periods else None
        inside = NARROWED.fullmatch(text[last.end : mention.end + 15].split(")")[0] + ")") if last else None
        if last and inside and contains(last.period, mention.period):  # "2020/21 (1 April to 31 October 2020 only)"
            periods[-1] = FoundPeriod(mention.period, last.start, last.end + inside.end())
        elif mention.period.start is None or mention.period.start != mention.period.end:
            periods.append(mention)
    return periods


def _is_doubtful(pair: Pair, text: str, asked: Asked) -> bool:
    """Whether a number may count something else than what was asked for, or be of another time."""
    number, period = pair.number, pair.period
    if asked.question.period is not None and period is not None and period.period.kind == "unknown":
        return True
    if (period is None and asked.by_year) or RATE.match(text, number.end):
        return True
    if number.unit_word is None and (phrase.like_an_item.search(text, 0, number.start) or counts_others(text)):
        return True
    return asked.names_other_years(text) and (period is None or period.period == asked.question.period)


def counts_others(text: str) -> bool:
    """Whether a text gives the number of something that is no unit: "the number of officers was 12"."""
    counted = phrase.number_of.search(text)
    return counted is not None and counted["nouns"].casefold() not in letters.units()


EACH, SPANS, RATES = (letters.pattern("no_count", name) for name in ("each", "spans", "rate_words"))
RATE = re.compile(
    r"(?:\s+(?!(?:in|within|during|for|of|over|at|by)\b)[^\W\d][\w'’-]*){0,3}?\s+"
    rf"(?:{EACH}\s+{SPANS}|{RATES}|(?:were|was|have\s+been|had\s+been)\s+(?:\w+ly\s+|all\s+|each\s+)*"
    rf"{letters.pattern('answers', 'looked_at')}(?!\s+as\s))(?!\w)",
    re.IGNORECASE,
)


def _said_again(text: str, counts: Sequence[Found]) -> list[tuple[int, int]]:
    """The spans of numbers in words beside their digits, and the other way about: "61 (sixty one)", "Two (2)"."""
    spans = []
    for number in counts:
        for match in (SAID_AGAIN.match(text, number.end), SAID_BEFORE.search(text[: number.start])):
            value = read_value(match["number"].strip()) if match else None
            spans += [match.span("number")] if match and value and value.value == number.value.value else []
    return spans


def _as_estimate(text: str, number: Found) -> tuple[int, int] | None:
    """The words that make an estimate of the one number of a text and no bound: "263 (an approximate figure)"."""
    beside = words.blanked(text, [(number.start, number.end)])
    unsure = list(letters.anywhere("answers", "unsure").finditer(beside))
    estimates = letters.words("answers", "estimates")
    is_estimate = len(unsure) == 1 and " ".join(unsure[0][0].casefold().split()) in estimates
    return unsure[0].span() if is_estimate and number.value.value and number.value.symbol is None else None


def _value_of(number: Found) -> Value:
    text = " ".join(number.value.text.split())
    return number.value if text == number.value.text else replace(number.value, text=text)


# Lists of offences, and marks


COUNT_FIRST = re.compile(r"\W*(\d[\d,]*)\s*[x×]\s+(?=\S)", re.IGNORECASE)  # "10 x section 8 of SOA 2003"
FILLED_GAP = re.compile(r"\[(\s*\d[\d,]*\s*)\]")  # "[insert number]" with the number put in
SEPARATORS = " \t\n:=–—-[(•*"
ROW_WITH_MARK = re.compile(r"\s*(?P<label>.*?\w\)?)\s*(?::|=|\s[-–—]|\s)\s*(?P<mark>\S+)\s*")


def _of_offences(piece: Piece, asked: Asked, has_numbers: bool) -> Values:
    """Items such as "section 8 of SOA 2003 - 3", one a line or parted by semicolons; a row whose offence or number is
    not understood is left by itself. A mark means what the source's own legend says."""
    readings: list[Reading] = []
    unread: list[Piece] = []
    for start, end in _items(piece.text):
        item = FILLED_GAP.sub(r" \1 ", piece.text[start:end])
        quote, lines = quote_of_span(piece, start, end)
        reading = _of_offence(item, asked) or (_of_mark(item, asked) if has_numbers else None)
        if reading is not None:
            readings.append(replace(reading, lines=lines, quote=quote))
        elif counts_in(item):
            unread.append(Piece(item, lines))
    return Values(tuple(readings), tuple(unread))


def _items(text: str) -> list[tuple[int, int]]:
    """The spans of the items of a list: lines, and what semicolons part, which may be wrapped anywhere."""
    spans: list[tuple[int, int]] = []
    for part in re.finditer(r"[^;]+", text):
        is_item = ";" in text and len(counts_in(FILLED_GAP.sub(r" \1 ", part[0]))) == 1
        lines = [part] if is_item else list(re.finditer(r"[^\n]+", text[: part.end()]))
        spans += [line.span() for line in lines if line.start() >= part.start() and line[0].strip()]
    return spans


def _of_offence(item: str, asked: Asked) -> Reading | None:
    counts = counts_in(item)
    if len(counts) != 1 or counts[0].kind == "unclear" or asked.by_year:
        return None
    last = counts[0]
    first = COUNT_FIRST.match(item)
    is_first = first is not None and first.start(1) == last.start
    rest = "" if is_first else item[last.end :].strip().removeprefix(last.unit_word or "")
    named = item[first.end() :].strip(" .;,\n") if first and is_first else item[: last.start].strip(SEPARATORS)
    label = " ".join(named.split())
    offence = read_offence(label, place_id=asked.force_id, reference=asked.reference) if label else None
    unit = asked.unit_of(last, "", "")
    if (
        rest.strip(" .;,)]\n")
        or offence is None
        or offence.offence_id is None
        or unit is None
        or RATE.match(item, last.end)
    ):
        return None
    return Reading(_value_of(last), unit, None, None, None, offence.offence_id, label, (), "")


def _of_mark(item: str, asked: Asked) -> Reading | None:
    """ "Section 10 SOA 2003 - *", "2018/19: *": what stands before the mark is an offence where one is asked, else a
    period."""
    row = ROW_WITH_MARK.fullmatch(item.strip()) if asked.legend else None
    value = read_mark(row["mark"], asked.legend) if row else None
    if row is None or value is None:
        return None
    label, unit = row["label"], asked.measure.units[0]
    if asked.by_offence:
        offence = read_offence(label, place_id=asked.force_id, reference=asked.reference)
        named = offence.offence_id if offence else None
        return Reading(value, unit, None, None, None, named, label, (), "") if named else None
    period: Period | None = read_period(label)
    return Reading(value, unit, period, label, None, None, None, (), "") if period and period.start else None


def read_marks(pieces: Sequence[Piece], asked: Asked) -> tuple[Reading, ...]:
    """A mark that is the whole answer, or one after each offence or period of a list; () for anything else."""
    text = "\n".join(piece.text for piece in pieces).strip()
    lines = tuple(line for piece in pieces for line in piece.lines)
    whole = read_mark(text, asked.legend) if asked.legend and text else None
    if whole is not None and not asked.by_offence and not asked.by_year:
        return (Reading(whole, asked.measure.units[0], None, None, None, None, None, lines, text),)
    rows = [
        replace(reading, lines=(line,), quote=printed.strip()) if (reading := _of_mark(printed, asked)) else None
        for piece in pieces
        for printed, line in zip(piece.text.split("\n"), piece.lines, strict=False)
        if printed.strip()
    ]
    return tuple(row for row in rows if row) if asked.legend and all(rows) else ()


# Answers that name groups: the names stand in the outcome's text only, and we count none ourselves


UNIT = "groups"
QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{2,80})[”\"’']")
NAMES_BEGIN = re.compile(r"[“\"‘]|:\s|\b(?:called|named|namely|known as)\b")
INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w'’]+")
SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|holds?|held|provided|cannot|can)\b")


def asks_names(measure: Measure) -> bool:
    """Whether a question about this measure is answered by names, of which only their number is a figure."""
    return measure.units[:1] == (UNIT,)


def without_names(text: str) -> str:
    match = NAMES_BEGIN.search(text)
    if match is None:
        return "" if is_list_of_names(text) else text
    return text[: match.end() if match[0][-1:].isalpha() else match.start()].rstrip()


def is_list_of_names(text: str) -> bool:
    """Whether a text is names alone: no sentence, no number."""
    return not counts_in(text) and SENTENCE.search(text) is None


def may_name(text: str) -> bool:
    """Whether words may name a group: they have a word with a capital inside a sentence that is no office's."""
    known = {word.casefold() for name in ("offices", "not_names") for word in letters.words("people", name)}
    return any(word.casefold() not in known for word in INSIDE.findall(text))


def read_named(pieces: Sequence[Piece]) -> Values:
    """The printed number of groups, where the names that are printed in quotation marks are as many or none is."""
    readings: list[Reading] = []
    unread: list[Piece] = []
    for piece in pieces:
        before = without_names(piece.text)
        counts = _group_counts(before)
        names = QUOTED.findall(piece.text)
        value = counts[0].value if len(counts) == 1 and not readings else None
        if value is not None and len(names) in (0, value.value) and value.text in " ".join(before.split()):
            lines = tuple(part_with(line, value.text) for line in piece.lines[: before.count("\n") + 1])
            readings.append(Reading(value, UNIT, None, None, None, None, None, lines, before))
        elif counts or names or (is_list_of_names(piece.text) and not find_statuses(piece.text)):
            unread.append(Piece(before, piece.lines))
    return Values(tuple(readings), tuple(unread))


def _group_counts(text: str) -> list[Found]:
    """The numbers of a text that count groups, or that are all it says. "Team 12" is a name."""
    counts = [number for number in counts_in(text) if number.kind == "count"]
    if read_value(text) is not None:
        return counts
    return [number for number in counts if letters.units().get(number.unit_word or "") == UNIT]
