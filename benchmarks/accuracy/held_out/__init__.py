"""The held-out sets, by the order in which they were written (`--held-out`); each apart from the earlier ones'."""

from benchmarks.accuracy.held_out import first, fourth, second, third

SETS = {"first": first.SET, "second": second.SET, "third": third.SET, "fourth": fourth.SET}
