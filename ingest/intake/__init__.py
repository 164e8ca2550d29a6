"""Documents that somebody was sent -> folders of the raw folder, each with its `source.toml`.

`proposal` says whose answer a set of documents is, as far as they tell; `folder` writes it down and never writes over
what is there. Protects: nothing that a document does not print is put into a source.toml, and no file name or title
names a person.
"""
