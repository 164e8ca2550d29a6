"""A PDF -> what stands on its pages, step by step: pages.py opens it and gives words and rules with their places,
ruled.py and aligned.py find tables, text_lines.py the lines between them, document.py joins the pages, and
ingest/readers/pdf.py makes Blocks of it. picture.py draws what was found.
"""
