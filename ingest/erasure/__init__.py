"""Erasure, for personal data and court orders: a source or a figure -> taken out of everything that is kept here, with
a record of id, day and reason. Everything else is withdrawn and never deleted.
"""
