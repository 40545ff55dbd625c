"""Quality checks of the corpus' question files.

In: question files and an index. Out: near-duplicates, weak questions and passages with too few, each with its file and
line.
"""
