"""A conversation as a file to take away: Markdown or Word.

In: the exchanges that the browser keeps. Out: the file's bytes, the quotes as footnoted citations.
"""
