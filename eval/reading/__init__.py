"""The fidelity of the readers.

In: documents, and headings that a person counted. Out: the share of letters, quotes and headings found again.
"""
