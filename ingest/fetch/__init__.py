"""Addresses -> folders of the raw folder: a WhatDoTheyKnow request with its attachments, or a disclosure-log page.

The parts, from the wire upwards: `clock` and `web` ask politely, `formats` and `wrong_pages` say whether what came is
what was asked for, `request_page` and `disclosure_page` read the two kinds of page, `folders`, `kept` and `source_file`
put things where they belong, `bring` does it for one address.

Protects: what a folder holds is whole and is what the site served; nothing good is overwritten; a site is asked slowly,
and not at all where its robots.txt says so.
"""
