"""A Word document's parts -> nodes, which `ingest/html/flow.py` turns into lines and tables as it does a page's.

Names are those of ECMA-376, part 1, chapter 17, compared without their namespace: a document may be strict or not.
"""
