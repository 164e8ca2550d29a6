"""Makes the documents of `tests/cases/` that are no plain text, with the truth beside each: `python -m
tests.making_documents`. One module a format, each with `write(folder)`."""
