"""A workbook's number format (`#,##0`, `0.0%`, `dd/mm/yyyy`, `[<5]"*";0`) and a stored number -> what the sheet shows.

Protects: a count that a force's format keeps from view (`*` for fewer than five) is not drawn out of the file behind
it, and a number that is shown without its minus keeps it. Only what counts need is followed: sign, thousands, decimals,
per cent, dates. Fractions, powers and masks are shown as stored. See ECMA-376 part 1, 18.8.30 and 31.
"""

from __future__ import annotations

import operator
import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
LONGEST_FORMAT = 1_000  # characters; programs that write workbooks stop at 255
FIRST_OWN_FORMAT = 164  # a file's own formats are numbered from here

# The formats that a file names by number alone, as a program set to English (United Kingdom) shows them.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"£"#,##0;-"£"#,##0', 6: '"£"#,##0;-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00', 8: '"£"#,##0.00;-"£"#,##0.00', 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@', 42: '"£"#,##0;-"£"#,##0;"£-";@', 43: '#,##0.00;-#,##0.00;"-";@',
    44: '"£"#,##0.00;-"£"#,##0.00;"£-";@', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>general)'
    r"|(?P<half>AM/PM|A/P)|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digits>[0#?.][0#?.,]*)|(?P<end>;)"
    r"|(?P<words>@)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
LEFT_OUT = ("fill", "half")  # what fills the cell's width is no part of the number; the hours of a day are 24
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
COMPARISONS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]*)?")
SIGNS = ("-", "−", "–", "(")  # what tells a negative number in a section of its own
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # the largest stored number has 309 digits before its point

NO_DATE = "#######"  # what a sheet shows for a serial that is no date
LAST_SERIAL = 2_958_466  # the day after 31 December 9999
PHANTOM_DAY = 60  # 29 February 1900, which the calendar from 1900 counts
DATE_PARTS = {
    "y": "%y", "yy": "%y", "yyy": "%Y", "yyyy": "%Y", "M": "{0.month}", "MM": "%m", "MMM": "%b", "MMMM": "%B",
    "d": "{0.day}", "dd": "%d", "ddd": "%a", "dddd": "%A", "h": "{0.hour}", "hh": "%H", "m": "{0.minute}", "mm": "%M",
    "s": "{0.second}", "ss": "%S",
}  # fmt: skip
Piece = tuple[str, str]


class Shown(NamedTuple):
    """What a cell shows. `number`: None for a date or one not shown. `doubt`: "" | kept-back (something else is shown)
    | scaled (thousands, rounded) | no-sign (the format leaves out the minus, which `text` has)."""

    text: str
    number: float | None
    doubt: str = ""


class Section(NamedTuple):
    pieces: tuple[Piece, ...]
    condition: tuple[str, float] | None

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.pieces]

    @property
    def literals(self) -> str:
        return "".join(text for kind, text in self.pieces if kind == "literal")

    def takes(self, number: float) -> bool:
        return self.condition is None or bool(COMPARISONS[self.condition[0]](number, self.condition[1]))


def built_in(number: int) -> str:
    """The code of a format that a file names by its number; dates of other calendars are shown as ours."""
    return BUILT_IN[14] if 27 <= number <= 36 or 50 <= number <= 58 else BUILT_IN.get(number, GENERAL)


def show(code: str, number: float, is_1904: bool = False) -> Shown:
    """A number by a cell's format."""
    sections = _sections(code)[:3]
    if not sections:
        return Shown(general(number), number)
    has_conditions = any(section.condition for section in sections)
    index = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    if has_conditions:
        index = next((n for n, section in enumerate(sections) if section.takes(number)), -1)
    if index < 0:
        return Shown(NO_DATE, None, "kept-back")  # a sheet shows number signs where no section fits
    section, has_own_sign = sections[index], index == 1 and not has_conditions
    if "elapsed" in section.kinds:
        return Shown("", None, "kept-back")  # a duration is no count
    if "date" in section.kinds:
        return _date(abs(number) if has_own_sign else number, section, is_1904)
    if "digits" not in section.kinds and "general" not in section.kinds:
        is_zero = index == 2 and not has_conditions
        return Shown(section.literals.strip(), number if is_zero else None, "" if is_zero else "kept-back")
    text, scale = _written(abs(number), section)
    doubt = "scaled" if scale and number else ""
    if number < 0 and any(digit in text for digit in "123456789"):
        has_sign = has_own_sign and section.literals.strip().startswith(SIGNS)
        text = text if has_sign else f"-{text}"
        doubt = doubt or ("no-sign" if has_own_sign and not has_sign else "")
    return Shown(text, number, doubt)


def hides_words(code: str) -> bool:
    """Whether a cell with this format shows nothing of a text that it holds (`;;;`)."""
    sections = _sections(code)
    return len(sections) > 3 and not sections[3].pieces


def general(number: float) -> str:
    """A number without a format: whole numbers whole, others to eleven characters, their point included."""
    size = abs(number)
    if number.is_integer() and size < 1e15:
        return str(int(number))
    if not 1e-4 <= size < 1e10:
        return f"{number:.6G}"
    return f"{number:.{max(0, 10 - len(str(int(size))))}f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=2048)
def _sections(code: str) -> tuple[Section, ...]:
    if code in (GENERAL, "", "@") or len(code) > LONGEST_FORMAT:
        return ()
    sections: list[Section] = []
    pieces: list[Piece] = []
    condition: tuple[str, float] | None = None
    for match in (*TOKEN.finditer(code), None):
        kind = match.lastgroup if match else "end"
        text = match[kind] if match and kind else ""
        if kind == "end":
            sections.append(Section(tuple(pieces), condition))
            pieces, condition = [], None
        elif kind == "bracket":
            currency, limit = CURRENCY.fullmatch(text), CONDITION.fullmatch(text)
            if limit:
                condition = limit[1], float(limit[2])
            elif ELAPSED.fullmatch(text):
                pieces.append(("elapsed", text))
            elif currency:
                pieces.append(("literal", currency[1]))
        elif kind in ("quoted", "escaped", "other", "space"):
            pieces.append(("literal", " " if kind == "space" else text))
        elif kind is not None and kind not in LEFT_OUT:
            pieces.append((kind, text))
    return tuple(sections)


def _written(number: float, section: Section) -> tuple[str, int]:
    """The number without its sign, and by how many thousands it is scaled down."""
    digits = [text for kind, text in section.pieces if kind == "digits"]
    if "general" not in section.kinds and (len(digits) != 1 or "power" in section.kinds or "/" in section.literals):
        return general(number), 0  # a fraction, a power or a mask
    shown, scale = general(number), 0
    if digits:
        pattern = digits[0].rstrip(",")
        scale = len(digits[0]) - len(pattern)
        shift = 2 * section.kinds.count("percent") - 3 * scale
        shown = _digits(Decimal(f"{number:.15g}").scaleb(shift, EXACT), pattern)
    of_kind = {"digits": shown, "general": shown, "percent": "%"}
    written = (text if kind == "literal" else of_kind.get(kind, "") for kind, text in section.pieces)
    return "".join(written).strip(), scale


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    decimals = decimals.replace(",", "")
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), context=EXACT)
    is_parted = "," in whole
    ones, _, fraction = (f"{rounded:,f}" if is_parted else f"{rounded:f}").partition(".")
    least = len(decimals.rstrip("#?"))
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    ones = (ones if ones != "0" else "").zfill(whole.count("0"))
    return f"{ones}.{fraction}" if fraction else ones


def _date(serial: float, section: Section, is_1904: bool) -> Shown:
    if not 0 <= serial < LAST_SERIAL - (1462 if is_1904 else 0):
        return Shown(NO_DATE, None, "kept-back")
    seconds = int(serial * 86_400 + 0.5)
    if is_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if seconds >= PHANTOM_DAY * 86_400 else datetime(1899, 12, 31)
    moment = start + timedelta(seconds=seconds)
    dates = [text.lower() for kind, text in section.pieces if kind == "date"]
    written, at = [], 0
    for kind, text in section.pieces:
        if kind == "date":
            is_minutes = (at > 0 and dates[at - 1][0] == "h") or dates[at + 1 : at + 2] in (["s"], ["ss"])
            part = dates[at][:4].upper() if dates[at][0] == "m" and not is_minutes else dates[at][:4]
            written.append(moment.strftime(DATE_PARTS.get(part, part)).format(moment))
            at += 1
        elif kind == "literal":
            written.append(text)
    return Shown("".join(written).strip(), None)
