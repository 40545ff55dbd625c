"""Benchmark of search with a thousand to a million passages.

In: a file of Danish paragraphs. Out: recall, milliseconds and bytes per passage, as tables, JSON and an HTML page.
"""
