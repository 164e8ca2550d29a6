"""What was judged -> an audit's counts and differences, and the text of its `result.toml`.

Protects: the same readings give the same file. Nobody is named in it but by initials, and no words of a document are in
it but values as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ingest import toml_text
from ingest.audit.agreement import Agreement
from ingest.audit.compare import CHANGED, DISPUTED, IN_MEANING, IN_VALUE, Judged
from ingest.audit.interval import Estimate
from ingest.audit.kept import COUNTS, Audit, Difference, Stratum, Tally
from ingest.audit.readings import Reading
from ingest.audit.said import MEANS
from ingest.audit.sheet import Drawn

PLACES = 4  # of a share: a sample says no more
HEAD = """\
# What two people found in the figures that were drawn. Written by `python -m ingest audit`; docs/audit.md explains it.
# Rates are of the release's figures in force: each stratum weighs what it is of them. low and high are the ends of the
# 95 % interval (Wilson); what is disputed counts as right at the low end and as wrong at the high end."""


def audit_of(drawn: Drawn, readers: Sequence[str], judged: Sequence[Judged], agreed: Agreement) -> Audit:
    """What came out, by stratum and figure."""
    strata = [
        Stratum(kind, hand, size, tally([one for one in judged if one.drawn.stratum == (kind, hand)]))
        for (kind, hand), size in drawn.sizes.items()
    ]
    told = [one for one in judged if one.verdict in (IN_MEANING, IN_VALUE, DISPUTED, CHANGED)]
    differences = tuple(_difference(one, readers) for one in told)
    whole = tally(judged)
    return Audit(None, drawn.release, drawn.seed, tuple(readers), whole, tuple(strata), differences, agreed)


def tally(judged: Sequence[Judged]) -> Tally:
    """How many came out how."""
    found = Counter(one.verdict for one in judged)
    in_value = sum(one.verdict == DISPUTED and "value" in one.differs_in for one in judged)
    return Tally(len(judged), **{name: found[name] for name in COUNTS}, disputed_in_value=in_value)


def _difference(one: Judged, readers: Sequence[str]) -> Difference:
    held, is_read = one.held, one.verdict != CHANGED
    read = zip(readers, one.read, strict=True) if is_read else ()
    return Difference(
        one.drawn.figure_id,
        one.verdict,
        held.source_id if held else "",
        held.place.force if held else "",
        one.differs_in,
        in_words(Reading(held.quantity, held.meaning, held.text), one.differs_in) if held and is_read else "",
        tuple(f"{initials}: {in_words(reading, one.differs_in)}" for initials, reading in read),
    )


def in_words(reading: Reading | None, columns: Sequence[str]) -> str:
    """What a reading says in these columns: "value 12, period 2019/20"."""
    if reading is None:
        return "no such number"
    said = {"value": reading.text, **dict(zip(MEANS, reading.meaning.parts, strict=True))}
    return ", ".join(f"{column} {said[column] or 'none'}" for column in columns)


def result_text(audit: Audit) -> str:
    """The whole of `result.toml`. Rates in it are for people: whoever shows an audit works them out from its counts."""
    head: dict[str, Any] = {"release": audit.release, "seed": audit.seed, "readers": list(audit.readers)}
    text = [HEAD, *toml_text.lines(head | _counts(audit.tally), PLACES)]
    for name, found in (("error_rate", audit.error_rate), ("error_rate_in_value", audit.error_rate_in_value)):
        text += toml_text.table(name, _ends(found), PLACES) if found else []
    for one in audit.strata:
        part: dict[str, Any] = {"kind": one.kind, "hand": one.hand, "figures_in_release": one.figures}
        text += toml_text.entry("stratum", part | _counts(one.tally) | _ends(one.error_rate), PLACES)
    text += _agreement(audit.agreement) if audit.agreement else []
    for difference in audit.differences:
        text += toml_text.entry(
            "difference",
            {
                "figure": difference.figure_id,
                "verdict": difference.verdict,
                "source": difference.source_id,
                "force": difference.force,
                "differs_in": difference.differs_in,
                "held": difference.held,
                "read": difference.read,
            },
        )
    return "\n".join(text) + "\n"


def _counts(one: Tally) -> dict[str, Any]:
    names = ("rows", *COUNTS, "disputed_in_value")
    return {name: getattr(one, name) for name in names}


def _ends(found: Estimate | None) -> dict[str, Any]:
    if found is None:
        return {}
    ends: dict[str, Any] = {"rate": found.rate, "low": found.interval.low, "high": found.interval.high}
    return ends if found.rate == found.rate_if_disputed else ends | {"rate_if_disputed": found.rate_if_disputed}


def _agreement(agreed: Agreement) -> list[str]:
    counts = {"read_by_both": agreed.pairs, "read_by_one": agreed.alone, "alike": agreed.alike}
    text = toml_text.table("agreement", counts)
    for column in agreed.columns:
        text += toml_text.entry(
            "agreement.column", {"name": column.column, "alike": column.alike, "kappa": column.kappa}, PLACES
        )
    return text
