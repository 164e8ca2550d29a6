"""Thousands of damaged documents through the whole way of reading, and what went wrong on it.

`python -m benchmarks.fuzz` takes the cases of tests/cases as seeds, damages them (bytes, members of ZIPs, parts of
mails, objects of PDFs, elements of pages, lines of texts, two cases spliced), reads each as `build` would, and counts
what crashes, hangs, takes too much memory or says what the document does not bear. Protects: a damaged document costs
itself and nothing else, and damage never turns into a figure without its place.

An input is known by its seed, reader and number, and made from them alone: the same three give the same bytes as long
as the cases are the same.
"""
