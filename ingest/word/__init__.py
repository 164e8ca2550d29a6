"""A Word document's package -> nodes, which `ingest/html/flow.py` turns into lines and tables as it does a page's.

`package` (bytes -> its parts), `styles` and `numbering` (what Word makes of a paragraph without its author writing it),
`body` (one part's paragraphs, tables, notes and boxes -> nodes). The names are those of ECMA-376, part 1, chapter 17;
they are compared without their namespace, for a document may be of the strict or of the transitional kind. Protects:
what a reader of the printed document sees, and nothing else, is its text.
"""
