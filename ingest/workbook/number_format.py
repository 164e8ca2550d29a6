"""A workbook's number format (`#,##0`, `0.0%`, `dd/mm/yyyy`, `[<5]"*";0`) and a stored number -> what the sheet shows.

Protects: a count that a force's format keeps from view (`*` for fewer than five) is not drawn out of the file behind
it. Sections, conditions and placeholders are those of ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ingest.workbook.numerals import Section, general, show_number
from ingest.workbook.serial_dates import NO_DATE, Token, show_date

GENERAL = "General"
LONGEST_FORMAT = 1_000  # characters; programs that write workbooks stop at 255

# The formats that a file names by number alone, as a program set to English (United Kingdom) shows them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"£"#,##0;-"£"#,##0', 6: '"£"#,##0;-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00', 8: '"£"#,##0.00;-"£"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-";@', 42: '"£"#,##0;-"£"#,##0;"£"-;@',
    43: '#,##0.00;-#,##0.00;"-";@', 44: '"£"#,##0.00;-"£"#,##0.00;"£"-;@', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
SYSTEM_LONG_DATE, SYSTEM_TIME = "[$-F800]", "[$-F400]"

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|_(?P<space>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>[Gg]eneral|GENERAL)"
    r"|(?P<half>AM/PM|am/pm|A/P|a/p)"
    r"|(?P<exponent>[Ee][+-])"
    r"|(?P<run>y+|Y+|m+|M+|d+|D+|h+|H+|s+|S+)"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%/@;])"
    r"|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]*)?")

Piece = tuple[str, str]
"""kind (literal, digit, mark, run, half, elapsed, exponent, general, condition) and its text."""


@dataclass(frozen=True)
class Shown:
    """What a cell shows. `number` is None for a date, and for one that the format does not show (`is_kept_back`).
    `is_scaled`: the format shows thousands or millions, rounded."""

    text: str
    number: float | None
    is_kept_back: bool = False
    is_scaled: bool = False


Show = Callable[[float], Shown]


def built_in(number: int) -> str:
    """The code of a format that a file names by its number; dates of other calendars are shown as ours."""
    return BUILT_IN[14] if 27 <= number <= 36 or 50 <= number <= 58 else BUILT_IN.get(number, GENERAL)


@lru_cache(maxsize=2048)
def shower(code: str, is_1904: bool = False) -> Show:
    """What shows the numbers of cells with this format. A format too odd to be followed shows the number as stored."""
    if code in (GENERAL, "", "@") or len(code) > LONGEST_FORMAT:
        return lambda number: Shown(general(number), number)
    if code.startswith(SYSTEM_LONG_DATE):
        code = "dd mmmm yyyy"
    elif code.startswith(SYSTEM_TIME):
        code = "hh:mm:ss"
    sections = _sections(code)
    numeric = sections[:3]
    conditions = [_condition(section) for section in numeric]
    written = [_compiled(section, is_1904) for section in numeric]
    has_conditions = any(conditions)

    def show(number: float) -> Shown:
        index = _by_condition(number, conditions) if has_conditions else _by_sign(number, len(written))
        if index is None:
            return Shown(NO_DATE, None, True)  # a sheet shows number signs where no section fits
        is_signed = number < 0 and (index == 0 or (has_conditions and index == len(written) - 1))
        is_zero_alone = index == 2 and not has_conditions
        return written[index](number, is_signed, is_zero_alone)

    return show


@lru_cache(maxsize=2048)
def text_shower(code: str) -> Callable[[str], str] | None:
    """What shows the texts of cells with this format; None where they are shown as they are."""
    if code in (GENERAL, "", "@") or len(code) > LONGEST_FORMAT:
        return None
    sections = _sections(code)
    has_text = [section for section in sections if ("mark", "@") in section]
    if len(sections) < 4 and not has_text:
        return None
    section = sections[3] if len(sections) > 3 else has_text[-1]
    return lambda text: "".join(
        text if piece == ("mark", "@") else piece[1] for piece in section if piece[0] in ("literal", "mark")
    )


def _sections(code: str) -> list[list[Piece]]:
    sections: list[list[Piece]] = [[]]
    for found in TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "mark" and text == ";":
            sections.append([])
        else:
            piece = _piece(kind, text)
            if piece is not None:
                sections[-1].append(piece)
    return sections


def _piece(kind: str, text: str) -> Piece | None:
    if kind == "space":
        return "literal", " "
    if kind == "fill":
        return None  # what fills the cell's width between a sign and its number is no part of either
    if kind == "bracket":
        if CONDITION.fullmatch(text):
            return "condition", text
        if ELAPSED.fullmatch(text):
            return "elapsed", text.lower()
        currency = CURRENCY.fullmatch(text)
        return ("literal", currency[1]) if currency else None
    return ("literal", text) if kind in ("quoted", "escaped", "other") else (kind, text)


Condition = Callable[[float], bool]


def _condition(section: list[Piece]) -> Condition | None:
    for kind, text in section:
        found = CONDITION.fullmatch(text) if kind == "condition" else None
        if found:
            return _comparison(found[1], float(found[2]))
    return None


def _comparison(sign: str, bound: float) -> Condition:
    return {
        "<": lambda number: number < bound,
        "<=": lambda number: number <= bound,
        ">": lambda number: number > bound,
        ">=": lambda number: number >= bound,
        "=": lambda number: number == bound,
        "<>": lambda number: number != bound,
    }[sign]


def _by_sign(number: float, sections: int) -> int:
    if sections == 1:
        return 0
    if number < 0:
        return 1
    return 2 if number == 0 and sections > 2 else 0


def _by_condition(number: float, conditions: list[Condition | None]) -> int | None:
    for index, condition in enumerate(conditions):
        if condition is not None and condition(number):
            return index
        if condition is None and (index or number > 0 or len(conditions) == 1):
            # A section without a condition beside one that has it: the second takes negatives where a third follows.
            if index == 1 and len(conditions) > 2 and number >= 0:
                continue
            return index
    return None


Written = Callable[[float, bool, bool], Shown]


def _compiled(section: list[Piece], is_1904: bool) -> Written:
    kinds = {kind for kind, _ in section}
    if "general" in kinds:
        return lambda number, is_signed, _: _with_general(section, number, is_signed)
    if kinds & {"run", "elapsed"}:
        tokens = _date_tokens(section)
        return lambda number, is_signed, _: _as_date(number if is_signed else abs(number), tokens, is_1904)
    if "digit" not in kinds:
        words = "".join(text for kind, text in section if kind == "literal" or text in "%").strip()
        return lambda number, _, is_zero: Shown(words, number if is_zero else None, not is_zero)
    numerals = Section(tuple(piece for piece in section if piece[0] != "condition"))
    is_scaled = numerals.commas[1] > 0
    return lambda number, is_signed, _: Shown(
        show_number(number, numerals, is_signed), number, is_scaled=is_scaled and number != 0
    )


def _with_general(section: list[Piece], number: float, is_signed: bool) -> Shown:
    shown = general(abs(number))
    pieces = (shown if kind == "general" else text for kind, text in section if kind in ("general", "literal"))
    return Shown((("-" if is_signed else "") + "".join(pieces)).strip(), number)


def _as_date(number: float, tokens: tuple[Token, ...], is_1904: bool) -> Shown:
    text = show_date(number, tokens, is_1904).strip()
    return Shown(text, None, text == NO_DATE)


def _date_tokens(section: list[Piece]) -> tuple[Token, ...]:
    """The pieces of a date: m is minutes behind hours or before seconds, and the month else (M)."""
    tokens: list[Token] = []
    for at, (kind, text) in enumerate(section):
        if kind == "run":
            run = text.lower()
            if run[0] == "m" and len(run) < 3 and _is_minutes(section, at):
                tokens.append(("run", run))
            else:
                tokens.append(("run", run.replace("m", "M")))
        elif kind == "digit":
            if tokens and tokens[-1][0] == "fraction":
                tokens[-1] = ("fraction", tokens[-1][1] + "0")
            else:
                tokens.append(("fraction", "0"))
        elif kind in ("half", "elapsed", "literal"):
            tokens.append((kind, text))
        elif kind == "mark" and text != "@":
            tokens.append(("literal", text))
    return tuple(tokens)


def _is_minutes(section: list[Piece], at: int) -> bool:
    before = [text for kind, text in section[:at] if kind in ("run", "elapsed")]
    after = [text for kind, text in section[at + 1 :] if kind in ("run", "elapsed")]
    return bool(before and before[-1][0] in "hH") or bool(after and after[0][0] in "sS")
