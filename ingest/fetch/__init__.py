"""Addresses -> folders of the raw folder: a WhatDoTheyKnow request with its attachments, or a disclosure-log page.

From the wire upwards: `web` asks politely, `pages` says what came and `kinds` what bytes are, `bring` does it for one
address.

Protects: what a folder holds is whole and is what the site served; nothing good is overwritten; a site is asked slowly,
and not at all where its robots.txt says so. Nothing else of the project asks the network.
"""
