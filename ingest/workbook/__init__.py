"""Workbooks (XLSX, ODS, XLS) -> sheets, rows and cells as a person who opens the file sees them, row by row.

Protects: nothing that the file hides is taken for something that it says. What is hidden, what a formula would give if
it were reckoned again and what a format keeps from view is told apart here, and becomes a problem for a person.

`ingest/readers/workbook.py` makes a document's blocks of it; `stream.iter_rows` is for a table too long to be held.
"""
