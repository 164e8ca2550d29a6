"""Entries are added to, changed in and taken out of a source.toml, and what else a person wrote there stays."""

from __future__ import annotations

import tomllib

import pytest

from ingest.sources.text import NotChanged, with_changed, with_entry, without_entries

TWO = """\
# This file was begun in May.
force = "kent"

# About the first alone.

# Seen on the telephone.
[[correction]]
figure = "aaaaaaaaaaaa"
value = 3
reason = "x"  # inner
on = 2026-01-01

# CD: keep this, see page 4.
[[correction]]
figure = "bbbbbbbbbbbb"
value = 4  # of the second
reason = "y"
on = 2026-01-01
"""


def is_first(entry: object) -> bool:
    return isinstance(entry, dict) and entry["figure"] == "aaaaaaaaaaaa"


def test_a_comment_above_an_entry_goes_with_it_and_that_of_the_next_stays() -> None:
    left = without_entries(TWO, "correction", is_first)
    assert "telephone" not in left and "inner" not in left
    assert "# CD: keep this, see page 4.\n[[correction]]\n" in left
    assert left.startswith('# This file was begun in May.\nforce = "kent"\n')


def test_comments_with_blank_lines_between_them_go_together() -> None:
    assert "About the first" not in without_entries(TWO, "correction", is_first)


def test_the_heading_of_a_file_stays_when_its_first_entry_goes() -> None:
    text = '# Reports of error.\n\n# Mine.\n[[report]]\nabout = "a"\n'
    assert without_entries(text, "report", lambda entry: True) == "# Reports of error.\n\n"


def test_of_a_changed_entry_only_the_lines_of_the_changed_keys_change() -> None:
    changed = with_changed(TWO, "correction", lambda entry: dict(entry) | {"value": 5, "by": "CD"})
    assert changed == TWO.replace("value = 3", "value = 5").replace("value = 4  # of", "value = 5  # of").replace(
        "on = 2026-01-01\n", 'on = 2026-01-01\nby = "CD"\n'
    )


def test_a_list_over_several_lines_becomes_one_line_and_a_comment_inside_it_stops_the_change() -> None:
    text = '[[review]]\nfigures = [\n  "a",\n  "b",\n]\nby = "AB"\n'

    def fewer(entry: object) -> dict[str, object]:
        assert isinstance(entry, dict)
        return entry | {"figures": ["b"]}

    assert with_changed(text, "review", fewer) == '[[review]]\nfigures = ["b"]\nby = "AB"\n'
    with pytest.raises(NotChanged, match="comments inside figures"):
        with_changed(text.replace('"a",', '"a", # seen twice'), "review", fewer)


def test_a_key_that_goes_takes_its_line_and_no_other() -> None:
    text = '[[review]]\nnote = """\nfigures = 1 # no comment\n"""\nby = "AB" # me\ndigest = "d"\n'
    changed = with_changed(text, "review", lambda entry: {key: entry[key] for key in ("note", "by")})
    assert changed == text.replace('digest = "d"\n', "")


def test_line_ends_of_another_system_stay() -> None:
    text = TWO.replace("\n", "\r\n")
    changed = with_changed(text, "correction", lambda entry: dict(entry) | {"value": 5})
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n")
    assert with_entry(text, "review", {"by": "AB"}).endswith('[[review]]\r\nby = "AB"\r\n')
    assert tomllib.loads(changed)["correction"][0]["value"] == 5
