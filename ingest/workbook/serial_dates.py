"""A serial number of days and the date part of a number format -> the date or time that the sheet shows.

Protects: the two calendars of workbooks (from 1900, with its 29 February that never was, and from 1904) are kept apart.
"""

from __future__ import annotations

from datetime import datetime, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_SERIAL = 2_958_466  # the day after 31 December 9999
PHANTOM_DAY = 60  # 29 February 1900, which the 1900 calendar counts
NO_DATE = "#######"  # what a sheet shows for a serial that is no date
Token = tuple[str, str]


def show_date(serial: float, tokens: tuple[Token, ...], is_1904: bool) -> str:
    """The text of a date by the tokens of its format (kind "date": a run such as yyyy; "elapsed": [h]; "literal";
    "fraction": digits of a second; "half": AM/PM). NO_DATE where the serial lies outside the calendar."""
    if not 0 <= serial < LAST_SERIAL - (1462 if is_1904 else 0):
        return NO_DATE
    fraction_digits = max((len(text) for kind, text in tokens if kind == "fraction"), default=0)
    ticks = 10**fraction_digits
    total = int(serial * 86_400 * ticks + 0.5)  # in the smallest unit that is shown
    moment, is_phantom = _moment(total, ticks, is_1904)
    has_half = any(kind == "half" for kind, _ in tokens)
    return "".join(_piece(kind, text, moment, total, ticks, has_half, is_phantom) for kind, text in tokens)


def _moment(total: int, ticks: int, is_1904: bool) -> tuple[datetime, bool]:
    seconds, rest = divmod(total, ticks)
    days, seconds = divmod(seconds, 86_400)
    if is_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if days >= PHANTOM_DAY else datetime(1899, 12, 31)
    # The phantom day is shown by its neighbour's date with the day put right.
    return start + timedelta(days=days, seconds=seconds, microseconds=rest * 1_000_000 // ticks), (
        not is_1904 and days == PHANTOM_DAY
    )


def _piece(kind: str, text: str, moment: datetime, total: int, ticks: int, has_half: bool, is_phantom: bool) -> str:
    if kind == "literal":
        return text
    if kind == "fraction":
        return f"{total % ticks:0{len(text)}d}"
    if kind == "half":
        word = "AM" if moment.hour < 12 else "PM"
        return word if len(text) > 3 else word[0]
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
        return f"{total // ticks // unit:0{len(text)}d}"
    return _run(text, moment, has_half, is_phantom)


def _run(text: str, moment: datetime, has_half: bool, is_phantom: bool) -> str:
    letter, length = text[0], len(text)
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if letter == "M":
        month = 2 if is_phantom else moment.month
        name = MONTHS[month - 1]
        return {1: str(month), 2: f"{month:02d}", 3: name[:3], 5: name[0]}.get(length, name)
    if letter == "d":
        day = 29 if is_phantom else moment.day
        weekday = DAYS[moment.weekday()]
        return {1: str(day), 2: f"{day:02d}", 3: weekday[:3]}.get(length, weekday)
    amount = {"h": (moment.hour % 12 or 12) if has_half else moment.hour, "m": moment.minute, "s": moment.second}[
        letter
    ]
    return f"{amount:02d}" if length > 1 else str(amount)
