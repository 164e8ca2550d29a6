"""A column of classes and one of sub-classes beside it -> one column of Home Office codes: 86 and 15 are 86/15.

Protects: a class alone is another offence than its sub-class, and a sub-class alone is a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.tables import words

CODE_APART = re.compile(r"^(\d{1,3}[A-Z]?)\s*[.\s]\s*(\d{2})$")  # a sheet prints 71.10 as 71.1, which is none
SECTION_NUMBER = re.compile(r"\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*")


def class_before_subclass(heads: Sequence[str]) -> int | None:
    """Which of these headings is a class's with its sub-class's right of it; None where there is none."""
    pairs = range(len(heads) - 1)
    return next((n for n in pairs if _is(heads[n], "code") and _is(heads[n + 1], "subcode")), None)


def joined(labels: Sequence[str], at: int) -> tuple[str, ...]:
    """A row's labels with the sub-class joined to its class."""
    of_class, of_subclass = labels[at], labels[at + 1]
    code = f"{of_class}/{of_subclass}" if of_class and of_subclass else of_class
    return (*labels[:at], code, *labels[at + 2 :])


def with_section_signs(labels: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """A row's labels with the sign of a section before each number in columns that are headed as sections: "s8"."""
    return tuple(
        f"s{label}" if n in columns and SECTION_NUMBER.fullmatch(label) else label for n, label in enumerate(labels)
    )


def with_code_signs(labels: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """A row's labels with a stroke in each code of columns that are headed as codes: "71.17" and "071 17" are 71/17."""
    return tuple(CODE_APART.sub(r"\1/\2", label.strip()) if n in columns else label for n, label in enumerate(labels))


def _is(head: str, kind: str) -> bool:
    return words.plain(head) in words.phrases("heads", kind)
