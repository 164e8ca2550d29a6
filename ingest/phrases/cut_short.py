"""Words that begin a period whose end was cut off, by a narrow cell or a page's end.

Protects: what is left of "01 Apr 2017 - 31 Mar 2018" is no period, nor is the year that its other line leaves alone.
"""

from __future__ import annotations

import re

from ingest.phrases.points import month_pattern

CUT_SHORT = re.compile(
    r"(?:[-–—/]|\d\S*(?:\s\w+)?\s+to)$"
)  # "2017 -", "01/04/2017 to": the rest of a period is elsewhere
ENDS_IN_MONTH = re.compile(
    rf"(?:[-–—/]|\b(?:to|ending|ended|end))\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:of\s+)?{month_pattern()}$",
    re.IGNORECASE,
)


def stops_short(text: str) -> bool:
    """Whether words are the beginning of a period whose end stands elsewhere: "2017 -", "1st April 2019 - 31st March",
    "Year ending 31 March"."""
    return len(text) > 1 and (CUT_SHORT.search(text) is not None or ENDS_IN_MONTH.search(text) is not None)
