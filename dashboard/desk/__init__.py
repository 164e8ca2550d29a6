"""The desk: a page on which a person settles what needs one. It is there only when `python -m ingest desk` has opened
the app on this machine."""
