"""A PDF -> what stands on its pages: page.py opens it and gives words (words.py) and rules (rules.py) with
their places, ruled.py and aligned.py find the tables of a page, lines.py the lines between them, join.py joins the
tables of neighbouring pages, document.py makes one document of it all and ingest/readers/pdf.py Blocks of that.
rows.py and layout.py hold what several of these share, settings.py every threshold; picture.py draws what was found.
"""
