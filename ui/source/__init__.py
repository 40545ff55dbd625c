"""The documents' pages with a quote marked: as text, and as printed.

In: a citation's address. Out: plain HTML that runs without JavaScript, and pictures of PDF pages.
"""
