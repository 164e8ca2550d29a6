"""Disclosed: what UK police forces answer to freedom of information requests, as figures with their places."""

__version__ = "0.1.0"
