"""A figure's place in a document that is here -> a picture of it, or its lines, without the people named beside it.

    place    the document's bytes, if they are the ones that were read, and where in them the figure stands
    people   what must not be seen, and of a scan what alone may be
    canvas   marks and covers
    page     a page of a PDF
    show     lines, and cells of other documents; the entry for all

Protects: what is shown is the document that the figure was read from, byte for byte, or nothing is shown and the reason
is said. A transcript is no document and has no picture.
"""
