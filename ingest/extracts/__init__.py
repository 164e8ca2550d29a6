"""The public views and tables -> files: CSV, JSON, Parquet, XLSX and SQLite, with what their columns mean.

Protects: a command and an address give the same bytes for the same extract, for both write them here; and unknown is an
empty cell in all of them, never a zero.
"""
