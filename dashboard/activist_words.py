"""Figures on activist groups -> the words for them: number, share and its condition, why there is none, whose they are.

Protects: a share is said from its lowest to its highest and with its condition; why there is none is the true reason;
how many were asked is said where a campaign says it, and of nothing else.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import (
    answer_grid,
    campaigns,
    comparable,
    disputes,
    other_answers,
    standing,
    states,
    warehouse,
    words,
)
from dashboard.filters import Filters


def value(row: Any) -> str:
    """The number, or the range or print where there is none, with the mark of its review."""
    return f"{bare(row)}{review_mark(row)}"


def bare(row: Any) -> str:
    """The number, or the range or print where there is none."""
    if row.is_disputed:
        return f"{words.number(row.value_low)} to {words.number(row.value_high)}, sources disagree"
    return standing.shown(row)


def review_mark(row: Any) -> str:
    """An open circle where nobody has reviewed the figure, a dagger where somebody corrected it."""
    mark = states.review_mark(row.review)
    return f"\u00a0{mark}" if mark else ""


def with_unit(row: Any) -> str:
    """ "1 group ○", "64 to 175 offences, sources disagree ○"."""
    number, comma, rest = bare(row).partition(", sources")
    unit = "" if words.is_share_in_words(row) else f" {answer_grid.units(row.unit, row.value)}"
    return f"{number}{unit}{comma}{rest}{review_mark(row)}"


def share(row: Any) -> str:
    """ "7 of 22 (32 %)": counts first, the percentage second; a range of percentages where the share is not exact."""
    percent = words.percent(100 * row.share_low, 100 * row.share_high)
    return f"{standing.shown(row)} of {words.number(row.all_arrests)} ({percent})"


def of_open_whole(rows: pd.DataFrame) -> list[str]:
    """For figures whose whole the same source gives without one number: the part, the whole as printed, and the lowest
    and highest share that the two allow."""
    return [
        f"{row.short_name}, {words.period(row.period_id)}: {bare(row)} beside "
        f"{words.printed(None, row.all_arrests_text, None)} in all"
        + (f", {_open_share(row)}" if row.share_low == row.share_low or row.share_high == row.share_high else "")
        for row in rows[rows["all_arrests"].isna() & rows["all_arrests_text"].notna()].itertuples()
    ]


def _open_share(row: Any) -> str:
    """A share has ends of its own where the bounds give none: it is no less than nothing and no more than the whole."""
    low = 0.0 if row.share_low != row.share_low else 100 * row.share_low
    high = 100.0 if row.share_high != row.share_high else 100 * row.share_high
    return f"{words.percent(low, high)} of them"


def finding(rows: pd.DataFrame, left_out: int = 0, *, has_doubt: bool = True) -> str:
    """One sentence: each part beside its whole with its doubt, and how many other forces gave both.

    `left_out` is the number of forces with both numbers that the filters leave out. Without `has_doubt` the condition
    of a share is left out, for a place beside which it is said.
    """
    others_ = f"the filters leave out {words.counted(left_out, 'other force')} with both" if left_out else ""
    if not len(rows):
        return words.sentence(others_.replace("other ", "") or "no force gave both numbers, as far as answers are here")
    notes = _conditions(rows) if has_doubt else []
    texts = [
        f"{row.short_name}, {words.period(row.period_id)}: {bare(row)} {row.unit} on activists' evidence beside "
        f"{words.number(row.all_arrests)} in all, {share(row)}{', ' + notes[0] if len(rows) == 1 == len(notes) else ''}"
        for row in rows.itertuples()
    ]
    conditions = notes if len(rows) > 1 else []
    return words.sentence("; ".join([*texts, *conditions, others_ or "no other force gave both"]))


def _conditions(rows: pd.DataFrame) -> list[str]:
    """On what shares rest: of one in the warehouse's own words, of several once for all that have the same."""
    if len(rows) == 1:
        return [words.inside(note).rstrip(".") for note in rows["share_note"] if note]
    told = rows[rows["within_by"] == "source"]
    names = words.listed(list(dict.fromkeys(rows[rows["within_by"] != "source"]["short_name"])))
    if len(told) == len(rows):
        return ["each source says that the first are among the second"]
    of = "each share holds" if not len(told) else f"the share of {names} holds"
    return [
        f"{of} only if all of the first are among the second, which the answers do not say",
        *(["of the others the source says so"] if len(told) else []),
    ]


def _of_them(count: int, of: int) -> str:
    """ "it answers", "1 of them answers", "all of them answer": how many of the figures."""
    if count == of:
        return "it answers" if of == 1 else "all of them answer"
    return f"{words.number(count)} of them {'answers' if count == 1 else 'answer'}"


def by_whom(row: Any) -> str:
    """Whose word it is that the part lies inside the whole, in brief: the sentence under the chart has it in full."""
    return ", as the source says" if row.within_by == "source" else ", if they are among them"


NO_SHARE = "No share: "  # how a note begins that gives the reason for none


def why_alone(rows: pd.DataFrame) -> list[str]:
    """A sentence for each reason why figures have no share, as the warehouse tells it, with whose they are; where all
    have the same reason it is said of all of them."""
    by_reason: dict[str, list[str]] = {}
    for row in rows.itertuples():
        if (row.share_note or "").startswith(NO_SHARE):
            reason = words.inside(row.share_note.removeprefix(NO_SHARE)).rstrip(".")
            by_reason.setdefault(reason, []).append(f"{row.short_name} {words.period(row.period_id)}")
    if len(by_reason) == 1:
        return [words.sentence(f"{NO_SHARE}{reason}") for reason in by_reason]
    return [words.sentence(f"{NO_SHARE}{reason} ({words.listed(of)})") for reason, of in by_reason.items()]


def what(row: Any) -> str:
    """Measure, scope, breakdown and period."""
    parts = [row.measure, row.scope or "", *words.part(row.dimensions), comparable.over(row)]
    return f"{', '.join(part for part in parts if part)}; {words.period(row.period_id)}"


def origin(row: Any) -> str:
    """Who compiled it, where it was read, of what kind it is, by what hand."""
    if disputes.is_disputed(row):
        kinds = words.listed(list(dict.fromkeys(states.KINDS[s.source_kind] for s in disputes.sides(row.figure_id))))
        return f"{disputes.compilers(row)}: {disputes.places(row)} ({kinds})"
    read = f", read in {row.read_in}" if row.read_in else ""
    kind = states.KINDS.get(row.source_kind, row.source_kind)
    return f"{row.compiled_by or row.source}{read} ({kind}, {row.hand.replace('_', ' ')})"


def counted(rows: pd.DataFrame) -> str:
    """How many figures of how many forces, by whose hand, and of how many asked as far as that is known."""
    if not len(rows):
        return ""
    own = sum(hand != "second_hand" for hand in rows["hand"])
    second = len(rows) - own
    parts = [
        f"{own} from the compiler's own page or document" if own else "",
        f"{second} as reported by others" if second else "",
    ]
    return words.sentence(
        f"{words.counted(len(rows), 'figure')} of {other_answers.counted_forces(rows)}: "
        f"{words.listed([part for part in parts if part])}; {_asked(rows)}"
    )


def _asked(rows: pd.DataFrame) -> str:
    """How many were asked: by the threads of a campaign that figures answer; of the others nobody knows."""
    requests = {row.campaign_id: int(row.requests) for row in campaigns.all_campaigns(Filters())}
    answers = rows["campaign_id"].map(lambda one: one if one in requests else None).value_counts()
    parts = [
        f"{_of_them(int(n), len(rows))} a request that {words.counted(requests[str(one)], 'force')} were sent (the "
        "number of its threads)"
        for one, n in answers.items()
    ]
    if int(answers.sum()) < len(rows):
        parts.append(f"{'of the others ' if parts else ''}how many were asked is not known")
    return "; ".join(parts)


def source_line(rows: pd.DataFrame) -> str:
    names = list(dict.fromkeys(rows["compiled_by"].dropna()))
    more = [f"{len(names) - 4} more"] if len(names) > 4 else []
    return f"Sources: {words.listed([*names[:4], *more]) or 'none'}. Disclosed, release {warehouse.current().release}."
