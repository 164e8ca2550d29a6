"""Makes the documents of `tests/cases/` that no editor writes: `python -m tests.making_documents`. One module a format,
each with `documents()`: the bytes of each by its path there. What is to be read of one stands beside it alone, in its
`expected.json`; documents that are text stand there alone, too."""
