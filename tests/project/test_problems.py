"""`ingest/reference/problems.toml` and the code that names its entries: each is there, asked for, has its values."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from ingest.model import Problem
from ingest.reference import vocabulary

INGEST = Path(__file__).resolve().parents[2] / "ingest"
GIVES = {"of": set[str](), "problem": set[str](), "say": set[str](), "add": {"more"}, "tell": {"where"}}
"""What hands the values of its call on to a sentence (`Problem.of` is one), with what it gives besides."""

ASKING = {*GIVES, "_report", "_ragged"}
"""What has a name as its first argument."""


def entries() -> dict[str, dict[str, str]]:
    return vocabulary("problems.toml")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each name that stands in a call, with the call."""
    for path in sorted(INGEST.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                names = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from ((str(name), node) for name in names if called in ASKING and name in entries())


def fields(name: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(entries()[name]["says"]) if field}


def test_every_entry_is_whole() -> None:
    for name, entry in entries().items():
        assert set(entry) <= {"severity", "says", "rule", "origin"}, name
        assert entry["severity"] in ("error", "warning", "note"), name
        assert entry.get("origin", "source") == "source", name
        assert entry["says"] == entry["says"].strip(), name


def test_every_entry_is_asked_for() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in INGEST.rglob("*.py"))
    written = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(entries()) - written == {name for name in entries() if name.startswith("cell-")}


def test_a_call_gives_the_values_of_its_sentence() -> None:
    for name, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and isinstance(call.func, ast.Attribute) and call.func.attr in GIVES:
            assert given | GIVES[call.func.attr] == fields(name), name


def test_a_problem_has_its_words_place_and_rule() -> None:
    found = Problem.of("row-too-long", "line 3", cells=4, width=3, row="a,b")
    assert (found.severity, found.rule, found.origin, found.locator) == ("error", "ragged-row", "source", "line 3")
    assert found.message.startswith("a row has 4 cells where the headings have 3: 'a,b'. It was left out")


def test_every_refusal_is_asked_for_with_its_values() -> None:
    refusals = vocabulary("refusals.toml")
    nodes = [node for path in INGEST.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    assert set(refusals) <= {node.value for node in nodes if isinstance(node, ast.Constant)}
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "refusal":
            names = {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)} & set(refusals)
            given = {keyword.arg for keyword in node.keywords}
            assert all(
                field in {*given, None} for name in names for _, field, _, _ in Formatter().parse(refusals[name])
            )
