"""The words by which tables in plain text are known: `ingest/reference/text_table_words.toml`, read once into patterns.

Protects: vocabulary is data. The modules beside this one hold the rules; a word that forces use is added to the file.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ingest.phrases.wordings import any_of

PATH = Path(__file__).parents[1] / "reference" / "text_table_words.toml"


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """One list of the file; a KeyError says that the file lacks it."""
    return tuple(_file()[table][name])


@cache
def lowered(table: str, name: str) -> frozenset[str]:
    """One list of the file in lower case, to ask whether a word is in it."""
    return frozenset(word.lower() for word in words(table, name))


@cache
def at_start(table: str, name: str) -> re.Pattern[str]:
    """Matches a text that begins with one of the list's phrases as whole words."""
    return re.compile(rf"\W{{0,6}}{any_of(list(words(table, name)))}(?!\w)", re.IGNORECASE)


@cache
def anywhere(table: str, name: str) -> re.Pattern[str]:
    """Finds any phrase of a list as whole words."""
    return re.compile(rf"(?<![\w’'])(?:{any_of(list(words(table, name)))})(?![\w’'])", re.IGNORECASE)
