"""A page's bytes -> lines, tables and messages with places, in steps that Word documents share.

`tree` (bytes -> characters -> nodes), `content` and `thread_page` (which nodes say something), `flow` (nodes -> lines
and tables, as a reader of the page sees them), `grids` (one table -> its cells). Protects: what the page shows is read
once and in its order, and what it hides is never read as if it were shown.
"""
