"""The held-out sets, by the order in which they were written (`--held-out`); each apart from the earlier ones'.

A set stays as it was when it was first read. What the sets have alike they therefore have each for itself: a helper
that they shared would let a change for a later set alter what an earlier one was."""

from benchmarks.accuracy.held_out import fifth, first, fourth, second, third

SETS = {"first": first.SET, "second": second.SET, "third": third.SET, "fourth": fourth.SET, "fifth": fifth.SET}
