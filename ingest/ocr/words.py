"""A recognised word, and what speaks against its being what the engine says."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import BBox
from ingest.ocr.sure import is_numeric
from ingest.pdf.layout import Word, overlap


@dataclass(frozen=True)
class RecognisedWord:
    """A word in the place that it has on the straightened page. `confidence`: 0 to 1. `doubt`: why it is not to be
    trusted as a number."""

    word: Word
    confidence: float
    doubt: str | None = None

    @property
    def is_numeric(self) -> bool:
        return is_numeric(self.word.text)

    def is_in(self, box: BBox) -> bool:
        """Whether its middle stands in a box, and most of its height."""
        word, middle = self.word, (self.word.x0 + self.word.x1) / 2
        height = word.bottom - word.top
        return box[0] <= middle <= box[2] and overlap(word.top, word.bottom, box[1], box[3]) * 2 >= height
