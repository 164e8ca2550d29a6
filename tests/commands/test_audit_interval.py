"""A share of a sample comes with Wilson's interval; strata count by their weight; two readers' agreement is counted."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest

from ingest.audit import Tally, estimate, wilson


def tally(figures: int | None, judged: int, wrong: int, disputed: int = 0) -> Tally:
    return Tally(judged, judged - wrong - disputed, wrong, 0, disputed, figures_in_release=figures)


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    [
        (15, 100, 0.0931, 0.2328), (0, 77, 0.0, 0.0475), (13, 77, 0.1014, 0.2677), (1, 100, 0.0018, 0.0545),
        (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 1, 0.0, 0.7935),
    ],
)  # fmt: skip
def test_wilsons_interval_is_that_of_the_tables(wrong: int, judged: int, low: float, high: float) -> None:
    assert wilson(wrong / judged, judged) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("wrong", "judged"), [(15, 100), (13, 77), (1, 9)])
def test_the_ends_are_the_shares_from_which_the_sample_is_just_as_far_as_chance_takes_it(
    wrong: int, judged: int
) -> None:
    share, interval = wrong / judged, wilson(wrong / judged, judged)
    for end in interval:
        assert abs(share - end) == pytest.approx(NormalDist().inv_cdf(0.975) * sqrt(end * (1 - end) / judged))


@pytest.mark.parametrize(("share", "judged"), [(0.0, 0), (1.1, 10), (-0.1, 10)])
def test_what_is_no_share_of_a_trial_has_no_interval(share: float, judged: int) -> None:
    with pytest.raises(ValueError, match="a share of at least one trial would do"):
        wilson(share, judged)


def test_a_draw_in_proportion_has_plain_wilson() -> None:
    found = estimate([tally(600, 60, 10), tally(400, 40, 5)])
    assert found is not None
    assert found.rate == pytest.approx(0.15)
    assert (found.low, found.high) == pytest.approx(wilson(0.15, 100))


def test_a_stratum_counts_by_its_weight_and_not_by_its_draws() -> None:
    found = estimate([tally(999, 9, 0), tally(1, 1, 1)])
    assert found is not None
    assert found.rate == pytest.approx(0.001)
    assert found.high > wilson(0.001, 10)[1], "ten figures of unequal weight are worth fewer than ten"


def test_a_stratum_of_which_nothing_was_judged_is_left_out() -> None:
    assert estimate([tally(50, 10, 1), tally(500, 0, 0)]) == estimate([tally(50, 10, 1)])
    assert estimate([tally(50, 0, 0)]) is None and estimate([]) is None


def test_a_disputed_figure_is_right_at_the_low_end_and_wrong_at_the_high_end() -> None:
    found = estimate([tally(None, 100, 15, disputed=5)])
    assert found is not None
    assert found == pytest.approx((0.15, wilson(0.15, 100)[0], wilson(0.20, 100)[1]))
