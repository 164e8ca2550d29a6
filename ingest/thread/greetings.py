"""A line of a letter -> whether it greets somebody or ends the letter, and whether it greets an office.

Protects: where a letter begins and ends is where people stand, and "Hi-tech crime" greets nobody.
"""

from __future__ import annotations

from ingest.thread import letters
from ingest.thread.person_names import as_name
from ingest.thread.struck_words import NAME

MOST_WORDS_OF_A_GREETING = 12
MOST_WORDS_WITHOUT_COMMA = 6  # "Dear Sir or Madam", "Dear Police Service of Northern Ireland"


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear …", with a comma or little more."""
    found = letters.at_start("people", "salutations").match(text)
    if found is None or text[found.end() :][:1] == "-":
        return False
    return len(text.split()) <= (MOST_WORDS_OF_A_GREETING if "," in text else MOST_WORDS_WITHOUT_COMMA)


def is_to_office(text: str) -> bool:
    """Whether a salutation is to an office or a body, or to nobody by name."""
    return letters.anywhere("people", "offices").search(text) is not None


def is_sign_off(text: str) -> bool:
    """Whether a line ends a letter: "Yours sincerely," alone, or with the name behind it."""
    if is_sign_off_alone(text.strip()):
        return True
    found = letters.at_start("people", "sign_offs").match(text)
    rest = text[found.end() :].strip(" ,.-") if found else ""
    return bool(rest) and (as_name(rest) is not None or rest == NAME)


def is_sign_off_alone(text: str) -> bool:
    return letters.alone("people", "sign_offs").fullmatch(text) is not None
