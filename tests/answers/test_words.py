"""The files of words that code asks for by a list's name: each name is there, and each list is asked for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ingest
from ingest.answers import words
from ingest.phrases import letters
from ingest.reference import vocabulary

INGEST = Path(ingest.__file__).parent
OTHERS = {"any_of", "words"}
"""What joins a list, and a list of plain words."""


def asked_for(folder: str, names: tuple[str, ...]) -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (INGEST / folder).glob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    found = {node.attr for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node.value) in names}
    calls = (node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "any_of")
    return found | {str(one.value) for call in calls for one in call.args if isinstance(one, ast.Constant)}


@pytest.mark.parametrize(
    ("file", "sections", "folder", "names"),
    [
        (words.FILE, words.SECTIONS, "answers", ("term", "phrase")),
        ("phrases.toml", letters.SECTIONS, "phrases", ("letters.term", "letters.phrase")),
    ],
)
def test_every_list_is_asked_for_by_its_name(
    file: str, sections: tuple[str, ...], folder: str, names: tuple[str, ...]
) -> None:
    lists = [name for section in sections for name in vocabulary(file)[section]]
    assert len(set(lists)) == len(lists)
    assert asked_for(folder, names) - OTHERS == set(lists) - OTHERS


def test_a_list_finds_whole_words_and_a_phrase_stands_anywhere() -> None:
    assert words.term.police.search("the Police said")
    assert not words.term.police.search("policed")
    assert words.phrase.enclosed.search("a spreadsheet")
    with pytest.raises(KeyError):
        _ = words.term.no_such_list
