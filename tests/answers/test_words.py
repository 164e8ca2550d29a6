"""`ingest/reference/answers.toml` and the code that names its lists: each is there, and asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from ingest.answers import words
from ingest.reference import vocabulary

ANSWERS = Path(words.__file__).parent


def asked_for() -> Iterator[str]:
    for path in ANSWERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("term", "phrase"):
                yield node.attr
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "any_of":
                yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def test_every_list_is_asked_for_by_its_name() -> None:
    names = [name for section in words.SECTIONS for name in vocabulary(words.FILE)[section]]
    assert len(set(names)) == len(names)
    assert set(asked_for()) | {"words"} == set(names)  # "words" are plain ones


def test_a_list_finds_whole_words_and_a_phrase_stands_anywhere() -> None:
    assert words.term.police.search("the Police said")
    assert not words.term.police.search("policed")
    assert words.phrase.enclosed.search("a spreadsheet")
