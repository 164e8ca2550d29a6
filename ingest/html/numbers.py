"""The number of a list's item -> the label that a reader of the page sees before it: 3 -> "c", "iii", "3".

Protects: questions are often labelled by the list and not by the text, and an answer goes to the question whose label
it has.
"""

from __future__ import annotations

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_ROMAN = 3999
BULLET = "•"


def roman(number: int) -> str:
    """In lower case; beyond what Roman numbers write, the number itself."""
    if not 0 < number <= MOST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def letters(number: int) -> str:
    """a to z, then aa, ab: as browsers count."""
    if number < 1:
        return str(number)
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found
