"""Scanned pages: `picture` draws a page and sets it straight, `reading` has its words recognised and makes a page's
reading of them as any other page has.

Protects: nothing of a scan is a figure by itself. Each number is a proposal, which a person compares with the page.
"""
