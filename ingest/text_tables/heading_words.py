"""One line with single spaces -> the headings of a table's columns.

Protects: where one heading ends and the next begins is settled by what they are (periods, known headings), by two
spaces between them, or by there being one word for each column. Else they are not told apart, and the table is not
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text_tables import cells, offence_headings, words
from ingest.text_tables.columns import pieces_of
from ingest.text_tables.headings import is_heading_text
from ingest.text_tables.offence_headings import Known, parted

MOST_WORDS = 30
LONGEST_HEADING = 5  # words of one known heading
LONGEST_LABEL = 6


@dataclass(frozen=True)
class HeadingWords:
    """`label`: the heading over the labels, "" without one. `words`: what stands behind it. `are_told_apart`: each of
    the words is one heading."""

    label: str
    words: tuple[str, ...]
    are_told_apart: bool
    periods: int = 0
    name_offences: bool = False

    def of(self, columns: int, offence_of: Known) -> list[str] | None:
        """The headings of so many columns behind the label's; None where they cannot be told apart."""
        if self.are_told_apart:
            return list(self.words) if len(self.words) == columns else None
        if self.name_offences:
            return parted(self.words, columns, offence_of)
        known = known_headings(self.words)
        if known is not None:
            return known if len(known) == columns else None
        if columns > 1 and (named := parted(self.words, columns, offence_of)):
            return named
        if len(self.words) == columns:
            return list(self.words) if all(_is_clean([word]) for word in self.words) else None
        if columns == 1:
            return [" ".join(self.words)] if _is_clean(self.words) else None
        last = self.words[-columns:]
        are_known = len(self.words) > columns and all(cells.is_value_heading(word) for word in last)
        return list(last) if are_known and not any(cells.is_value_heading(w) for w in self.words[:-columns]) else None


def read_heading(text: str) -> HeadingWords | None:
    """The line as a heading row; None where it is surely none."""
    split = _with_financial_years(text.split())
    if not 2 <= len(split) <= offence_headings.MOST_WORDS or cells.is_question_label(text) or cells.is_sentence(text):
        return None
    if text.rstrip().endswith((":", ",")) or cells.is_never_row(text):
        return None
    if len(split) > MOST_WORDS:
        return _of_offences(split)
    return _of_periods(split) or _of_pieces(text) or _of_words(split) or _of_offences(split)


def _with_financial_years(split: Sequence[str]) -> list[str]:
    """The words, "FY" and the year behind it as one."""
    joined: list[str] = []
    for word in split:
        if joined and joined[-1].lower() == "fy" and cells.is_period(word):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _of_periods(split: Sequence[str]) -> HeadingWords | None:
    """`Force 2017/18 2018/19 Total`: a label's heading, then nothing but periods and what stands beside them."""
    first = next((n for n, word in enumerate(split) if _is_period(word)), None)
    if first is None:
        return None
    label, rest = " ".join(split[:first]), list(split[first:])
    headings: list[str] = []
    while rest:
        size = 1 if _is_period(rest[0]) else _beside(rest)
        if not size:
            return None
        headings.append(" ".join(rest[:size]))
        del rest[:size]
    periods = sum(_is_period(one) for one in headings)
    are_plain = any(cells.is_period(one) for one in headings)
    is_enough = are_plain and (periods > 1 or cells.is_label_heading(label))
    if not is_enough or len({one for one in headings if _is_period(one)}) < periods:
        return None
    if label and not (_is_clean(label.split()) and first <= LONGEST_LABEL and not any(c.isdigit() for c in label)):
        return None
    return HeadingWords(label, tuple(headings), True, periods)


def _is_period(word: str) -> bool:
    return cells.is_period(word) or cells.is_period_with_note(word)


def _beside(rest: Sequence[str]) -> int:
    known = words.lowered("headings", "beside_periods")
    sizes = range(min(LONGEST_HEADING, len(rest)), 0, -1)
    return next((n for n in sizes if " ".join(rest[:n]).lower().rstrip("*:") in known), 0)


def _of_pieces(text: str) -> HeadingWords | None:
    """Headings with two spaces or more between them."""
    pieces = [piece.text for piece in pieces_of(text.strip())] if "  " in text.strip() else []
    if len(pieces) < 2 or not all(is_heading_text(piece) for piece in pieces):
        return None
    is_known = cells.is_label_heading(pieces[0]) or sum(cells.is_value_heading(piece) for piece in pieces[1:]) > 1
    return HeadingWords(pieces[0], tuple(pieces[1:]), True) if is_known else None


def _of_words(split: Sequence[str]) -> HeadingWords | None:
    """`Year Arrest Caution`: a known heading over the labels, then words; or known headings alone."""
    if any(letter.isdigit() for word in split for letter in word[:-1]):
        return None
    size = _label_size(split)
    if size:
        rest = split[size:]
        is_one = cells.is_value_heading(" ".join(split)) and not cells.is_value_heading(" ".join(rest))
        is_title = is_one or rest[0].lower() in words.lowered("headings", "no_heading")
        return None if is_title else HeadingWords(" ".join(split[:size]), tuple(rest), False)
    known = known_headings(split)
    return HeadingWords("", tuple(known), True) if known and len(known) > 1 else None


def _of_offences(split: Sequence[str]) -> HeadingWords | None:
    """`Year Section 15 SOA 2003 s9 SOA 2003 Total`: offences, by their sections where no heading over the labels stands
    before them."""
    size = _label_size(split)
    rest = tuple(split[size:])
    has_section = offence_headings.NAMES_A_SECTION.search(" ".join(rest)) is not None
    if size and cells.claims_number(split[size - 1], []):
        return None  # "Section 8" names an offence and heads nothing
    is_list = len(rest) > 2 and (has_section or len(rest) > LONGEST_HEADING)
    is_alone = not size and has_section and len(rest) > LONGEST_HEADING
    return (
        HeadingWords(" ".join(split[:size]), rest, False, name_offences=True)
        if (size and is_list) or is_alone
        else None
    )


def _label_size(split: Sequence[str]) -> int:
    sizes = range(min(LONGEST_HEADING, len(split) - 1), 0, -1)
    return next((n for n in sizes if cells.is_label_heading(" ".join(split[:n]))), 0)


def known_headings(split: Sequence[str]) -> list[str] | None:
    """The words parted into known headings of columns of numbers, where there is one way to do it; else None."""
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(split) + 1):
        here = [
            [*way, heading]
            for start in range(max(0, end - LONGEST_HEADING), end)
            if cells.is_value_heading(heading := " ".join(split[start:end])) or heading == "%"
            for way in ways[start]
        ]
        ways.append(here[:3])
    found = ways[-1]
    longest = [way for way in found if len(way) == min(map(len, found))] if found else []
    return longest[0] if len(longest) == 1 and longest[0] else None


def _is_clean(split: Sequence[str]) -> bool:
    """Whether the words can be a heading: it neither opens nor closes with a word that joins, and has none of those
    that make a title of it."""
    joining = words.lowered("headings", "no_heading")
    lower = [word.lower().strip("().,") for word in split]
    inner = words.lowered("headings", "inside_heading")
    return lower[0] not in joining and lower[-1] not in joining and not any(w in joining - inner for w in lower)
