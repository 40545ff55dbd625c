"""The quality of the corpus' question files.

In: question files and an index. Out: duplicates, weak questions and passages without any, each with its file and line.
"""
