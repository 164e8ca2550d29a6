"""Values -> the words that pages say: numbers, days, periods, lists, in British English; and a frame -> its rows."""

import csv
import re
import textwrap
import tomllib
from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from ingest.sources import SOURCE_FILE

SAID: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("states.toml").read_text(encoding="utf-8"))
"""What the warehouse says by a word -> the words for readers: `SAID["hands"]["own_document"]`."""
INSIDE = "#"  # between a document and one inside it
HOME_OFFICE = re.compile(r"Home Office class (\w+): (.+)")
NAME = re.compile(r"[A-Z][a-z]+ [A-Z]")  # two words with capitals open a name
ISO_DAY = re.compile(r"(?<![\w/.=-])\d{4}-\d{2}-\d{2}(?![\w/-]|\.\.)")  # none inside an address or a period's id
ESTIMATED_DATE = re.compile(r"estimated (?:page )?date")  # in a note of ours
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$:@&!])")
LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")
OPENING = re.compile(r"^(\s*\d*)([-+=.)])(?=\s|$|[-=])")  # what makes a list or a rule of a line that begins with it
ICON = re.compile(r"\\:(?=[a-z+-][\w+/\\-]*:)", re.IGNORECASE)
APART = "\u2060"  # a word joiner: nothing to see, and no icon or emoji
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
SAFE = "/:?#[]@!$&'*+,;=~%"  # what stays as it is in an address; brackets and spaces don't
SMALLEST_SHOWN = 5  # a count of one to four stands in its evidence and in files alone: it may lead to somebody
UNDER_FIVE, FEW_IN_CELL = FEW = "under five", "1–4"
ABOUT_CHILDREN = {"no": "no child need be involved", "mixed": "not all about children"}
"""What is said with the name of what does not count offences against children alone."""
WITH_THE = re.compile(SAID["names"]["with_the"].replace("\n", ""))
OF_GROUP, GROUPS_SITE = "an activist group", "an activist group’s site"
as_html = escape  # words for a place that reads HTML: they are words, and never markup
PLURALS = {"reply": "replies", "person": "people", "inquiry": "inquiries", "body": "bodies", "search": "searches"}
CORRECTED_MARK: str = SAID["review_marks"]["corrected"]


def review_mark(review: str | None) -> str:
    """The sign that stands behind a figure's number by its review; none where a person has found it right."""
    return str(SAID["review_marks"].get(review or "", ""))


def is_addition(document: str) -> bool:
    """Whether a row stands in `source.toml` itself, where a person typed what no reader reaches."""
    return document.rpartition("/")[2] == SOURCE_FILE


def is_share_in_words(unit: str, printed: str | None) -> bool:
    """Whether a share is printed without a number ("about half"), behind which "per cent" would say another thing."""
    return unit == "percent" and not any(letter.isdigit() for letter in str(printed or ""))


def number(value: float | int | None) -> str:
    """1234.0 -> "1,234"; None or NaN -> "not known". Whole numbers are printed whole, others to one decimal place."""
    if value is None or value != value:
        return "not known"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.1f}"


def is_few(value: float | None, unit: str = "") -> bool:
    """Whether a count is one to four, and may lead to somebody: one group may too."""
    return value is not None and 0 < value < SMALLEST_SHOWN and unit != "percent"


def masked(value: float, unit: str = "") -> str:
    """A number; one to four are "under five" wherever they stand among others."""
    return UNDER_FIVE if is_few(value, unit) else number(value)


def amount(value: float | int | None, unit: str) -> str:
    """(7, "arrests") -> "7 arrests"; (1, "people") -> "1 person"; (1, "arrests per month") -> "1 arrest per month"."""
    what, per, rest = unit.partition(" per ")
    singular = {plural: noun for noun, plural in PLURALS.items()}.get(what, what.removesuffix("s"))
    return f"{number(value)} {singular if value == 1 else what}{per}{rest}"


def printed(value: float | None, text: str | None, symbol: str | None) -> str:
    """1234.0 -> "1,234"; "<5" -> "“<5”"; "" with [c] -> "withheld"; without any of these "no number"."""
    if value is not None and value == value:
        return number(value)
    if isinstance(text, str) and text.strip():
        return f"“{text}”"
    return "withheld" if symbol == "[c]" else "no number"


def quoted(row: Any) -> str:
    """What a figure prints, in quotation marks, its number too; what prints nothing says why or gives its number."""
    return printed(None if str(row.value_text or "").strip() else row.value, row.value_text, row.symbol)


def interval(figure: Any) -> str:
    """The number; else the bounds that the print leaves; else that no number is known."""
    if figure.value == figure.value:
        return number(figure.value)
    low, high = figure.value_low == figure.value_low, figure.value_high == figure.value_high
    if low and high:
        return f"{number(figure.value_low)} to {number(figure.value_high)}"
    if low or high:
        return f"{number(figure.value_low)} or more" if low else f"{number(figure.value_high)} or fewer"
    return "no number known"


def the(name: str) -> str:
    """ "Home Office" -> "the Home Office"; "A newspaper" -> "a newspaper"; "Kent Police" as it is; who said it where
    a page's own name is a record of what was said: "Hansard" -> "a minister (Hansard)"."""
    name = SAID["line"]["said_in"].get(name, name)
    return f"the {name}" if WITH_THE.match(name) else re.sub(r"^An? ", lambda article: article[0].lower(), name)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """(1, "force") -> "1 force"; (3, "force") -> "3 forces"."""
    return f"{count:,} {noun if count == 1 else plural or PLURALS.get(noun, noun + 's')}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """["a", "b", "c"] -> "a, b and c"."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """With a capital at the start and one full stop at the end."""
    text = text.strip()
    return "" if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def heading(text: str) -> str:
    """With a capital at the start and no full stop."""
    return sentence(text).removesuffix(".")


def column(name: str) -> str:
    """What a column of a table holds: "at least"; its name's words where it is not told."""
    return str(SAID["columns"].get(name, name.replace("_", " ")))


def verbatim(text: str) -> str:
    """A source's words where Markdown is read: they open no list, no rule and no icon."""
    plain = MARKUP.sub(r"\\\1", LINES.sub(" ", text))
    return ICON.sub(rf"\\:{APART}", OPENING.sub(r"\1\\\2", plain))


def bulleted(texts: Iterable[str]) -> str:
    """Markdown for a list of such words."""
    return "\n".join(f"- {verbatim(text)}" for text in texts)


def link(text: str, address: str | None) -> str:
    """Markdown for a link to an address of ours or of the web; of any other address the words alone."""
    inside_link = text.replace("\n", " ")
    target = address if address and address.startswith("/") and not address.startswith("//") else web(address)
    return f"[{verbatim(inside_link)}](<{quote(target, safe=SAFE)}>)" if target else verbatim(inside_link)


def web(address: str | None) -> str | None:
    """An address of http or https as it is; None for any other, which no page makes a link of."""
    return address if address and WEB.fullmatch(address) else None


def offence(title: str) -> str:
    """An offence as a heading says it: "Home Office class 88A: Sexual grooming" -> "sexual grooming (class 88A)"."""
    match = HOME_OFFICE.match(title)
    return f"{match[2].lower()} (class {match[1]})" if match else inside(title)


def offence_in_law(title: str, law_section: str | None) -> str:
    """ "sexual communication with a child (SOA 2003 s15A)": Northern Ireland has one of the same name."""
    return f"{offence(title)}{f' ({law_section})' if law_section and law_section not in title else ''}"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The lines of a CSV file of the dashboard ("letters/laws"); those that start with # say what it is."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader((line for line in file if not line.startswith("#")), restval=""))


def notes(*names: str) -> list[str]:
    """What is always said with a chart or a list of one of these names (letters/notes.csv)."""
    return [line["text"] for line in table("letters/notes") if set(names).intersection(line["of"].split("; "))]


def short_names(where: str) -> dict[str, str]:
    """Acts by name -> their few letters `in_columns`; offences by id -> their short names `in_lists` or `in_titles`."""
    return {row["name"]: row[where] for row in table("short_names") if row[where]}


def offence_heading(title: str, section: str | None, about_children: str = "yes") -> str:
    """ "Sexual communication with a child (s15A)"; what is not about children alone says so."""
    about = ABOUT_CHILDREN.get(about_children)
    return f"{title}{f' ({section})' if section else ''}{f' [{about}]' if about else ''}"


def offence_column(row: Any, *, is_wide: bool = False) -> str:
    """The heading of a section's column in short lines, "SOA\\n2003\\ns15A"; or in two, "SOA 2003\\ns15A"."""
    act = short_names("in_columns").get(row.act, row.act)
    return "\n".join([act, row.section] if is_wide else [*act.split(), *textwrap.wrap(row.section, 6)])


def inside(phrase: str) -> str:
    """A title inside a sentence: "Offences recorded" -> "offences recorded"; a name keeps its capitals."""
    return phrase if phrase[:2].isupper() or NAME.match(phrase) else phrase[:1].lower() + phrase[1:]


def part(dimensions: Mapping[str, str] | None) -> list[str]:
    """What part of a whole a figure counts: {"offence_group": "Theft"} -> ["offence group: Theft"]."""
    return [f"{name.replace('_', ' ')}: {label}" for name, label in (dimensions or {}).items()]


def document(path: str) -> str:
    """ "kent/1-20/thread.mbox#figures.xlsx" -> "figures.xlsx, in thread.mbox"."""
    outer, *inner = path.split(INSIDE)
    return ", in ".join([*reversed(inner), outer.rsplit("/", 1)[-1]])


def day(value: date | str | None) -> str:
    """date or "2019-03-05" -> "5 March 2019"; "2019-03" -> "March 2019"; "2019" -> "2019": never completed."""
    if value is None:
        return "not known"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return day(date.fromisoformat(value))
    return f"{date.fromisoformat(f'{value}-01'):%B %Y}" if re.fullmatch(r"\d{4}-\d{2}", value) else value


def with_days(text: str) -> str:
    """A text of ours in which days stand as numbers: "Withdrawn 2021-05-01: …" -> "Withdrawn 1 May 2021: …"."""

    def in_words(match: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(match[0]))
        except ValueError:
            return match[0]

    return ISO_DAY.sub(in_words, text)


def period(period_id: str | None, month: str = "%B", to: str = " to ") -> str:
    """ "2017/18" and "2017" as they are; "June 2017 to February 2018"; days where the months are not whole."""
    if period_id is None or period_id == "unknown":
        return "period not known"
    if ".." not in period_id:
        return period_id
    first, last = map(date.fromisoformat, period_id.split(".."))
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    ends = [f"{end:{month} %Y}" if is_whole else f"{end.day} {end:{month} %Y}" for end in (first, last)]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = [str(first.year), str(last.year)]
    elif first.year == last.year and ends[0] != ends[1]:
        ends[0] = ends[0].removesuffix(f" {first.year}").removesuffix(f" {last:{month}}")
    return (to if is_whole else " to ").join(dict.fromkeys(ends))


def printed_period(row: Any) -> str:
    """The period of a figure; where its source prints no days, in its words, and the days that we read from them."""
    return _in_its_words(row) or f"{period(row.period_id)}{read_of_days(row)}"


def period_in_list(row: Any) -> str:
    """The same where there is little room: "so far, at 23 April 2018", "2018 (year not printed)"."""
    return _in_its_words(row) or f"{short_period(row.period_id)}{read_of_days(row)}"


def days_in_list(row: Any) -> str:
    """The days alone where there is less: "Apr 2015–Mar 2017, our reading"; words of time without days stay."""
    has_days = row.period_id not in (None, "unknown") and bool(getattr(row, "time_in_words", ""))
    return f"{short_period(row.period_id)}, our reading" if has_days else period_in_list(row)


def _in_its_words(row: Any) -> str:
    if row.period_id in (None, "unknown"):
        return row.period_as_published or ""
    days, said = f"{short_period(row.period_id)}, our reading", getattr(row, "time_in_words", "") or ""
    return f"{said[:-1]}; {days})" if said.endswith(")") else f"{said} ({days})" * bool(said)


def read_of_days(row: Any) -> str:
    """What of a period no source prints: an estimated date, "a year (not stated)"; else nothing."""
    is_missing = "(not stated)" in (row.period_as_published or "")
    return " (date estimated)" if ESTIMATED_DATE.search(row.note or "") else " (year not printed)" * is_missing


def short_period(period_id: str | None) -> str:
    """Where there is little room: "2017-06-01..2018-02-28" -> "Jun 2017–Feb 2018"."""
    return period(period_id, "%b", "–")


def copy_in(page: str | None) -> str | None:
    """The page in which somebody else's count was read, but no activist group by its name."""
    return GROUPS_SITE if page and OF_GROUP in page else page


def original(address: str | None, page: str | None) -> str | None:
    """The address at which something was read, as `web` gives it; none of an activist group's page."""
    return None if page and OF_GROUP in page else web(address)


def date_known(row: Any) -> str:
    """The day, month or year of publication; else of answer, receipt or request, and which."""
    if row.published_on:
        return day(row.published_on)
    others = (("answered", row.answered_on), ("request received", row.received_on), ("asked", row.asked_on))
    return next((f"{what} {day(on)}" for what, on in others if on), "no date is known")


def origin(row: Any, *more: str | None) -> str:
    """ "Kent Police, read in the BBC, published May 2017": who counted or reported it, where it was read, when."""
    dated = f"{'published ' if row.published_on else ''}{date_known(row)}"
    reference, page = row.reference and f"reference {row.reference}", copy_in(row.read_in)
    said = (row.compiled_by or row.source, page and f"read in {the(page)}", reference, dated, *more)
    return ", ".join(filter(None, said))


def given(figures: int, outcomes: int) -> str:
    """ "3 figures, 7 answers": what was read in it, in force or not."""
    parts = (counted(n, noun) for n, noun in ((figures, "figure"), (outcomes, "answer")) if n)
    return ", ".join(parts) or "nothing"


def beside_median(value: float, low: float, high: float, median: float) -> str:
    """ "above the median of 11.7", in digits that tell it from the interval's end; "not distinguishable from the …"."""
    if f"{value:.1f}" == f"{median:.1f}" or not (low > median or high < median):
        return f"not distinguishable from the median, {median:,.1f}" if median == median else ""
    side, end = ("above", low) if low > median else ("below", high)
    places = next((n for n in range(1, 9) if f"{end:.{n}f}" != f"{median:.{n}f}"), 9)
    ends = f" (the interval ends at {end:,.{places}f})" * (places > 1)
    return f"{side} the median of {median:,.{places}f}{ends}"


row_of: Any = cache(lambda columns: namedtuple("Row", columns, rename=True))  # `itertuples` makes one for every call


def each(frame: pd.DataFrame) -> list[Any]:
    """The rows in order, with the columns as attributes; what a query returns is known by its SQL: a row is Any."""
    return list(map(row_of(tuple(frame.columns))._make, frame.to_numpy(object).tolist()))
