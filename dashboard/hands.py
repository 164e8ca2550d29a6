"""Figures -> in words, how many are forces' own answers and how many were read second hand.

Protects: wherever figures are counted, it is said whose they are.
"""

from __future__ import annotations

import pandas as pd

from dashboard import sentences, words


def counted(rows: pd.DataFrame) -> str:
    """ "1 from forces' own answers, 5 as reported by others and 2 from another compiler's own page"."""
    own = sum(sentences.is_own(row) for row in rows.itertuples())
    second = int((rows["hand"] == "second_hand").sum())
    other = len(rows) - own - second
    parts = [
        f"{words.number(own)} from forces' own answers" if own else "",
        f"{words.number(second)} as reported by others" if second else "",
        f"{words.number(other)} from another compiler's own page" if other else "",
    ]
    return words.listed([part for part in parts if part])
