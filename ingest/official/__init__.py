"""Long tables of official statistics (one row for each force, period and offence; hundreds of thousands of them) ->
figures of `kind = "official"` by force, offence and year.

Protects: columns are known by their headings and by nothing else; a year is a sum only where all its quarters are
there; what has no row has no figure, and is never zero. A table of another shape costs a file in
`ingest/reference/long_tables/` and no code.
"""

from ingest.official.reading import is_long_table, read_long_series, read_long_table
from ingest.official.tables import read, sniff

__all__ = ["is_long_table", "read", "read_long_series", "read_long_table", "sniff"]
