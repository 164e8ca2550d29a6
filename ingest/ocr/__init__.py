"""A scanned page -> words with places and the engine's confidence, step by step: picture.py draws the page and sets it
straight, drawn_rules.py finds the rules of tables, engine.py asks tesseract, page.py makes a page's reading of them as
any other page has, doubts.py says which numbers are not to be trusted, and blocks.py brings confidence and places onto
the document. figures.py is the last look at what was read of such words.

Protects: a number that the engine is not sure of becomes a problem and no figure, ink that gave no text is never an
empty cell, and no digit is mended by guessing.
"""
