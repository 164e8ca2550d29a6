"""Writes documents for tests that need one of their own. Those of `tests/cases/` are kept as they are: what is to be
read of one stands beside it in its `expected.json`."""
