"""Runs of text -> lines: white space shrinks to one space and blank lines to one, as on a page.

Protects: what looks like one line is one line, and space between paragraphs is a blank line.
"""

from __future__ import annotations

import re

WHITE = re.compile(r"[ \t\n\r\f]+")
NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Writer:
    """Makes lines out of runs of text: white space shrinks to one space, blank lines to one blank line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._run: list[str] = []
        self._wants_blank = False
        self._marker = ""
        self._is_bold = True
        self.ends_bold = False
        """Whether the last line is in bold as a whole."""

    def add(self, text: str, keeps_spaces: bool, is_bold: bool = False) -> None:
        text = NO_WIDTH.sub("", text)
        self._is_bold &= is_bold or not text.strip()
        if keeps_spaces:
            first, *others = text.split("\n")
            self._run.append(first)
            for other in others:
                self.break_line()
                self._run.append(other)
            return
        text = WHITE.sub(" ", text)
        if text.startswith(" ") and (not self._run or self._run[-1].endswith(" ")):
            text = text[1:]
        if text:
            self._run.append(text)

    def end_line(self, keeps_spaces: bool = False) -> None:
        """Ends the line if anything stands on it."""
        text = "".join(self._run).replace("\u00a0", " ").rstrip()
        self._run = []
        text = text if keeps_spaces else text.lstrip()
        is_bold, self._is_bold = self._is_bold, True
        if not text:
            return
        self.ends_bold = is_bold
        if self._wants_blank and self.lines:
            self.lines.append("")
        self._wants_blank = False
        self.lines.append(f"{self._marker} {text}" if self._marker else text)
        self._marker = ""

    def break_line(self) -> None:
        """A line break that the author made: on an empty line it makes a blank one."""
        if not "".join(self._run).replace("\u00a0", " ").strip():
            self._run = []
            self._wants_blank = True
        self.end_line(keeps_spaces=True)

    def end_paragraph(self) -> None:
        self.end_line()
        self._wants_blank = True

    def mark(self, marker: str) -> None:
        """What stands before the next line's text: a list's label."""
        self.end_line()
        self._marker = f"{self._marker} {marker}".strip()

    def unmark(self) -> None:
        """Drops the label of an item that holds nothing; a label that was used is no longer there."""
        self.end_line()
        self._marker = ""
