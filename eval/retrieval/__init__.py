"""Evaluation of search without corpus questions.

In: a collection in BEIR's format, or questions with a document and a page. Out: recall@k and nDCG@10.
"""
