"""The door to the formats: one module or package each, with the same two functions; `opened` asks them in turn.

`sniff(data, name)` says by content (not by name alone) whether the module reads a document; `read(data, name)` gives
its blocks with places. A document that nobody reads, or that is damaged, raises Unreadable with words for a person.
Adding a format is adding a module to READERS: docs/add-a-format.md.
"""
