"""People out, once, at the door: what tells a person apart is struck from a document before anything reads it."""
