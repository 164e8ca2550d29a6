"""Workbooks (XLSX, ODS, XLS) -> sheets, rows and cells as a person who opens the file sees them, row by row.

Protects: nothing that the file hides is taken for something that it says. What is hidden, what a formula would give if
it were reckoned again and what a format keeps from view is told apart here, and becomes a problem for a person.

`ingest/readers/workbook.py` makes a document's blocks of it; `stream.iter_rows` is for a table too long to be held.

Why not pandas with calamine and openpyxl: what a person sees hangs on number formats, hidden rows, columns and sheets,
merges, and formulas without values. calamine tells of hidden sheets and merges only and drops formulas without values;
openpyxl knows most for XLSX alone, holds a sheet of 300,000 rows whole once asked for them, and shows no number as
its format does. So the three formats are gone through here row by row, in bounded memory, and a test compares every
number with calamine's.
"""
