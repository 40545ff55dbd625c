"""Search measured with a thousand to a million passages.

In: a file of Danish paragraphs. Out: recall, milliseconds and bytes a passage, as tables, JSON and a page.
"""
