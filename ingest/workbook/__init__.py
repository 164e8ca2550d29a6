"""What `ingest/readers/workbook.py` needs: three formats give Sheets (`sheets.py`), of which a person sees a part, and
that part falls into tables and words (`layout.py`)."""
