"""A number and the digits' part of a format (`#,##0.0`, `0%`, `# ?/?`, `0.0E+00`) -> its numerals.

Protects: a number is rounded as the sheet shows it, half away from zero, on the fifteen digits that a workbook keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cached_property

KEPT_DIGITS = 15  # a workbook's numbers have no more
GENERAL_WIDTH = 11  # characters that a general number takes, its point included
MOST_DIGITS = Context(prec=400, rounding=ROUND_HALF_UP)  # the largest stored number has 309 before its point

Piece = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """The pieces of one section of a format: literals, digits (0, #, ?) and marks (point, comma, per cent, slash)."""

    pieces: tuple[Piece, ...]

    @cached_property
    def point(self) -> int:
        """Where the decimal point stands among the pieces; their number, where it has none."""
        return next((at for at, piece in enumerate(self.pieces) if piece == ("mark", ".")), len(self.pieces))

    @cached_property
    def exponent(self) -> int:
        return next((at for at, piece in enumerate(self.pieces) if piece[0] == "exponent"), len(self.pieces))

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """Where the placeholders before the point stand."""
        end = min(self.point, self.exponent)
        return tuple(at for at in range(end) if self.pieces[at][0] == "digit")

    @cached_property
    def decimals(self) -> tuple[int, ...]:
        return tuple(at for at in range(self.point, self.exponent) if self.pieces[at][0] == "digit")

    @cached_property
    def slash(self) -> int | None:
        """Where a fraction's slash stands: between placeholders."""
        for at, piece in enumerate(self.pieces):
            if piece == ("mark", "/") and any(kind == "digit" for kind, _ in self.pieces[:at]):
                return at
        return None

    @cached_property
    def commas(self) -> tuple[bool, int]:
        """Whether thousands are parted, and by how many thousands the number is scaled down."""
        is_parted, scale = False, 0
        last = self.whole[-1] if self.whole else -1
        for at in range(self.exponent):
            if self.pieces[at] != ("mark", ","):
                continue
            if at < last and any(place < at for place in self.whole):
                is_parted = True
            elif at > last and self.pieces[at - 1][0] in ("digit", "mark"):
                scale += 1
        return is_parted, scale

    @cached_property
    def percents(self) -> int:
        return sum(piece == ("mark", "%") for piece in self.pieces)


def general(number: float) -> str:
    """A number without a format: whole numbers whole, others to eleven characters."""
    if number.is_integer() and abs(number) < 10**KEPT_DIGITS:
        return str(int(number))
    size = abs(number)
    if 1e-4 <= size < 10 ** (GENERAL_WIDTH - 1):
        whole = len(str(int(size)))
        shown = f"{_rounded(number, max(0, GENERAL_WIDTH - 1 - whole)):f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    digits, _, power = f"{number:.5E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"


def show_number(number: float, section: Section, is_signed: bool) -> str:
    """The number by its section. `is_signed`: whether a minus is put before it; a section for negatives has its own."""
    if section.slash is not None:
        shown = _as_fraction(abs(number), section)
    elif section.exponent < len(section.pieces):
        shown = _scientific(abs(number), section)
    else:
        shown = _plain(_scaled(abs(number), section), section)
    is_nothing = not any(character in "123456789" for character in shown)
    return (("-" if is_signed and not is_nothing else "") + shown).strip()


def _scaled(number: float, section: Section) -> Decimal:
    shift = 2 * section.percents - 3 * section.commas[1]
    return _kept(number).scaleb(shift, MOST_DIGITS)


def _kept(number: float) -> Decimal:
    return Decimal(f"{number:.{KEPT_DIGITS}g}")


def _rounded(number: float | Decimal, places: int) -> Decimal:
    kept = number if isinstance(number, Decimal) else _kept(number)
    return kept.quantize(Decimal(1).scaleb(-places), context=MOST_DIGITS)


def _plain(value: Decimal, section: Section) -> str:
    whole, _, decimals = f"{_rounded(value, len(section.decimals)):f}".partition(".")
    return "".join(_spread(section, whole.lstrip("0"), decimals, section.exponent))


def _spread(section: Section, whole: str, decimals: str, end: int) -> list[str]:
    """The digits at their placeholders, literals between them: the first placeholder takes what is over."""
    places, is_parted = section.whole, section.commas[0]
    kept = _kept_decimals(section, decimals)
    # Digits not asked for by a 0 fall away where the number is shorter.
    needed = next((len(places) - n for n, at in enumerate(places) if section.pieces[at][1] == "0"), 0)
    whole = whole.rjust(needed, "0")
    shown: list[str] = []
    for at, (kind, text) in enumerate(section.pieces[:end]):
        if kind == "digit" and at in places:
            rank = len(places) - 1 - places.index(at)  # from the right
            first = rank == len(places) - 1
            taken = whole[: len(whole) - rank] if first else whole[len(whole) - rank - 1 : len(whole) - rank]
            if len(whole) <= rank:
                taken = ""
            shown.append(_parted(taken, rank) if is_parted else taken)
        elif kind == "digit":
            rank = section.decimals.index(at)
            shown.append(kept[rank] if rank < len(kept) else "")
        elif at == section.point:
            shown.append(_point(section, whole, places))
        elif kind == "literal" or (kind == "mark" and text in "%/"):
            shown.append(text)
    return shown


def _point(section: Section, whole: str, places: tuple[int, ...]) -> str:
    return "." if places else whole + "."


def _kept_decimals(section: Section, decimals: str) -> str:
    """The decimals without zeros at the end that only a # or ? stands for."""
    end = len(decimals)
    while end and decimals[end - 1] == "0" and section.pieces[section.decimals[end - 1]][1] != "0":
        end -= 1
    return decimals[:end]


def _parted(digits: str, rank: int) -> str:
    """Digits of which the last stands `rank` places from the right, a comma behind each that ends a thousand."""
    shown = []
    for n, digit in enumerate(digits):
        place = rank + len(digits) - 1 - n
        shown.append(digit + ("," if place and place % 3 == 0 else ""))
    return "".join(shown)


def _scientific(number: float, section: Section) -> str:
    value = _kept(number)
    step = max(1, len(section.whole))
    power = 0 if not value else value.adjusted()
    power = power // step * step if step > 1 else power
    mantissa = _rounded(value.scaleb(-power, MOST_DIGITS), len(section.decimals))
    if mantissa and mantissa.adjusted() >= step:
        power += step
        mantissa = _rounded(value.scaleb(-power, MOST_DIGITS), len(section.decimals))
    whole, _, decimals = f"{mantissa:f}".partition(".")
    head = "".join(_spread(section, whole.lstrip("0"), decimals, section.exponent))
    tail = section.pieces[section.exponent :]
    digits = sum(kind == "digit" for kind, _ in tail)
    sign = "-" if power < 0 else "+" if "+" in tail[0][1] else ""
    literals = "".join(text for kind, text in tail if kind == "literal")
    return f"{head}E{sign}{abs(power):0{max(1, digits)}d}{literals}"


def _as_fraction(number: float, section: Section) -> str:
    slash = section.slash or 0
    below = [text for kind, text in section.pieces[slash + 1 :] if kind in ("digit", "literal")]
    fixed = "".join(below).strip()
    value = Fraction(_kept(number))
    if fixed.isdigit() and int(fixed):
        part = Fraction(round(value * int(fixed)), int(fixed))
    else:
        part = value.limit_denominator(10 ** max(1, min(6, sum(text in "#?0" for text in below))) - 1)
    has_whole = any(
        kind == "literal" and text.isspace() and any(p[0] == "digit" for p in section.pieces[:at])
        for at, (kind, text) in enumerate(section.pieces[:slash])
    )
    whole, rest = (divmod(part.numerator, part.denominator)) if has_whole else (0, part.numerator)
    if not rest:
        return str(whole)
    return (f"{whole} " if whole else "") + f"{rest}/{part.denominator}"
