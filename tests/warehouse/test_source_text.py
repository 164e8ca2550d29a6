"""Entries are added to, changed in and taken out of a source.toml, and what else a person wrote there stays."""

from __future__ import annotations

import tomllib

import pytest

from ingest.sources import NotChanged, with_changed, with_entry, without_entries

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


def test_an_entry_that_is_changed_is_written_anew_and_all_else_stays() -> None:
    text = TWO.replace("  # of the second", "")
    changed = with_changed(text, "correction", lambda entry: entry if is_first(entry) else dict(entry) | {"value": 5})
    assert changed == text.replace("value = 4", "value = 5")


def test_a_list_over_several_lines_becomes_one_line_and_a_comment_inside_an_entry_stops_the_change() -> None:
    text = '[[review]]\nfigures = [\n  "a",\n  "b",\n]\nby = "AB"\n\n# Mine.\n[[review]]\nfigures = ["c"]\n'

    def fewer(entry: object) -> dict[str, object]:
        assert isinstance(entry, dict)
        return entry | {"figures": ["b"]} if "by" in entry else entry

    after = '[[review]]\nfigures = ["b"]\nby = "AB"\n\n# Mine.\n[[review]]\nfigures = ["c"]\n'
    assert with_changed(text, "review", fewer) == after
    with pytest.raises(NotChanged, match="comments inside"):
        with_changed(text.replace('"a",', '"a", # seen twice'), "review", fewer)


def test_a_key_that_goes_takes_its_line_and_no_other() -> None:
    text = '[[review]]\nnote = "figures = 1 # no comment"\nby = "AB"\ndigest = "d"\n'
    changed = with_changed(text, "review", lambda entry: {key: entry[key] for key in ("note", "by")})
    assert changed == text.replace('digest = "d"\n', "")


def test_line_ends_of_another_system_stay() -> None:
    text = TWO.replace("  # inner", "").replace("  # of the second", "").replace("\n", "\r\n")
    changed = with_changed(text, "correction", lambda entry: dict(entry) | {"value": 5})
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n")
    assert with_entry(text, "review", {"by": "AB"}).endswith('[[review]]\r\nby = "AB"\r\n')
    assert tomllib.loads(changed)["correction"][0]["value"] == 5
