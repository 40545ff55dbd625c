"""A conversation as a file: Markdown or Word.

In: the exchanges that the browser stores. Out: the file's bytes, the quotes as footnoted citations.
"""
