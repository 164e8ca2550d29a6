"""A figure's place in a document that is here -> a picture of it, or its lines, without the people named beside it.

One direction: held.py finds the document's bytes and makes sure that they are the ones that were read; place.py says
where in them; page.py (by page_parts.py, page_region.py and page_scanned.py), sheet.py and lines.py each show one kind
of place; people.py says what must not be seen; canvas.py draws. show.py is the entry.

Protects: what is shown is the document that the figure was read from, byte for byte, or nothing is shown and the reason
is said. A transcript is no document and has no picture.
"""
