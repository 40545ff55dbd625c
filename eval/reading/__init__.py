"""Fidelity of the readers.

In: documents, and their headings as listed by a person. Out: the shares of letters, quotes and headings that are found.
"""
