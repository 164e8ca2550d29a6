"""The text of a site's robots.txt -> whether an address may be asked, and how slowly.

Rules with `*` and `$` hold, and the longest rule wins, as RFC 9309 says: WhatDoTheyKnow forbids
`*/request/*/response/*` and allows `*/request/*/response/*/attach/*`, which the standard library's parser reads as
nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "Disclosed"
SLOWEST_DELAY_SECONDS = 60.0
MOST_BYTES = 512 * 1024  # RFC 9309 asks for that much at least


@dataclass(frozen=True)
class Robots:
    """What one site allows. `delay_seconds`: the pause it asks for between two requests, 0 where it asks for none."""

    rules: Protego
    delay_seconds: float

    def allows(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, AGENT))


def read(text: str) -> Robots:
    rules = Protego.parse(text[:MOST_BYTES])
    delay = rules.crawl_delay(AGENT)
    return Robots(rules, min(float(delay), SLOWEST_DELAY_SECONDS) if delay else 0.0)
